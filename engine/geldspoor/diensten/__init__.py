"""The use cases of the money track."""

from engine.geldspoor.diensten.afwikkelen import (
    Casusgeld,
    Lijnstap,
    sluit_geld,
    sluit_lijn,
    ten_laste_pot,
    verrekenen,
    wikkel_af,
)
from engine.geldspoor.diensten.facturen import Factuurbestand, Prestatieakkoord, lees_factuur, prestatieakkoord
from engine.geldspoor.diensten.reserveren import Vrijgave, geef_vrij, reserveer_lijn, verplicht
from engine.geldspoor.diensten.uitzoeken import Onderzoek, betwist, handhaaf, herzie, open_onderzoek, uitzoekbesluit
from engine.geldspoor.diensten.zetten import Lijnzet, zet_lijn

__all__ = [
    "Casusgeld",
    "Factuurbestand",
    "Lijnstap",
    "Lijnzet",
    "Onderzoek",
    "Prestatieakkoord",
    "Vrijgave",
    "betwist",
    "geef_vrij",
    "handhaaf",
    "herzie",
    "lees_factuur",
    "open_onderzoek",
    "prestatieakkoord",
    "reserveer_lijn",
    "sluit_geld",
    "sluit_lijn",
    "ten_laste_pot",
    "uitzoekbesluit",
    "verplicht",
    "verrekenen",
    "wikkel_af",
    "zet_lijn",
]
