"""The use cases of the zitting; `zet` is what `casus zet` calls for the events that belong to the table."""

from engine.zitting.diensten.aan_tafel import leg_gezin_vast, zet_punt
from engine.zitting.diensten.afspraken import maak_afspraak, rond_afspraak_af
from engine.zitting.diensten.besluiten import besluit, besluit_hoger, bespreek
from engine.zitting.diensten.gebeurtenissen import zet
from engine.zitting.diensten.meebesluiten import besluit_mee
from engine.zitting.diensten.plannen import aanwezig, nodig_uit, open_zitting, plan, stel_vast
from engine.zitting.diensten.ruggespraak import antwoord_ruggespraak
from engine.zitting.diensten.terugnemen import corrigeer, neem_terug
from engine.zitting.diensten.vooraf import hertoets

__all__ = [
    "aanwezig",
    "antwoord_ruggespraak",
    "besluit",
    "besluit_hoger",
    "besluit_mee",
    "bespreek",
    "corrigeer",
    "hertoets",
    "leg_gezin_vast",
    "maak_afspraak",
    "neem_terug",
    "nodig_uit",
    "open_zitting",
    "plan",
    "rond_afspraak_af",
    "stel_vast",
    "zet",
    "zet_punt",
]
