"""The shares of an uitzoekbesluit: given as amounts, or as weights that split the amount to the cent."""

from __future__ import annotations

from budget.basis.geld import Geld
from budget.basis.weigering import Weigering
from budget.grootboek.begrippen import POT
from budget.grootboek.regels.verdelen import verdeel
from engine.geldspoor.begrippen import Uitzoekuitkomst
from engine.geldspoor.formaat import Uitzoek


class AandelenTellenNietOp(Weigering):
    code = "aandelen_tellen_niet_op"

    def __init__(self, som: Geld, bedrag: Geld) -> None:
        super().__init__(
            f"De aandelen tellen op tot {som}, maar er is {bedrag} voorgefinancierd.",
            oplossing="Pas de bedragen aan, of geef gewichten (procenten, dagen); dan rekent het programma.",
            bedrag=bedrag.cents,
        )


def stel_aandelen_vast(besluit: Uitzoek, bedrag: Geld) -> dict[str, Geld]:
    """Return the share per payer; together exactly the amount.

    Refusals: aandelen_tellen_niet_op, gewichten_ongeldig.
    """
    match besluit.uitkomst:
        case Uitzoekuitkomst.POTLAST:
            return {POT: bedrag}
        case Uitzoekuitkomst.ENKEL:
            return {besluit.aandelen[0].betaler: bedrag}
    gewichten = {a.betaler: a.gewicht for a in besluit.aandelen if a.gewicht is not None}
    if gewichten:
        return {betaler: Geld(cents) for betaler, cents in verdeel(bedrag.cents, gewichten).items()}
    aandelen = {a.betaler: a.bedrag for a in besluit.aandelen if a.bedrag is not None}
    som = Geld(sum(aandeel.cents for aandeel in aandelen.values()))
    if som != bedrag or any(aandeel < Geld(0) for aandeel in aandelen.values()):
        raise AandelenTellenNietOp(som, bedrag)
    return aandelen
