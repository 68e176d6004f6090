"""Verdeelsleutels of a region: the weights of a mix and of a ceiling on high costs, from their parts."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from budget.basis.weigering import Fout
from budget.grootboek.regels.verdelen import meng, met_plafond
from budget.grootboek.weigeringen import GewichtenOngeldig
from engine.regio.afspraken import Sleutel, Sleuteldeel

_BESTAND = "sleutels.toml"
_SAMENGESTELD = ("mix", "plafond_hoge_kosten")
_HOOGSTENS = 10**15
"""Weights are kept as whole numbers of 64 bits; a mix of many large numbers can grow beyond that."""


def reken_uit(sleutel: Sleutel) -> Sleutel:
    """Return the key with the weights that its parts give; one without parts, or with unusable ones, stays as it is."""
    if not sleutel.delen or sleutel.gewichten:
        return sleutel
    try:
        return replace(sleutel, gewichten=_gewichten(sleutel.delen))
    except GewichtenOngeldig:
        return sleutel


def _gewichten(delen: Sequence[Sleuteldeel]) -> dict[str, int]:
    return meng([(deel.aandeel, _van_deel(deel)) for deel in delen])


def _van_deel(deel: Sleuteldeel) -> dict[str, int]:
    if deel.plafond is None or not deel.kosten:
        return deel.gewichten
    kosten = {wie: [bedrag.cents for bedrag in bedragen] for wie, bedragen in deel.kosten.items()}
    return met_plafond(kosten, deel.plafond.cents, deel.gewichten)


def deelfouten(rij: Sequence[Sleutel], deelnemers: Collection[str], organisaties: Collection[str]) -> Iterator[Fout]:
    """Check the parts of the keys: there where they belong, usable, and for participants only."""
    for sleutel in rij:
        plaats = f"sleutel[{sleutel.naam} {sleutel.versie}]"
        if bool(sleutel.delen) != (sleutel.grondslag in _SAMENGESTELD):
            yield _fout(
                f"{plaats}.delen",
                f"grondslag {sleutel.grondslag} heeft {'' if sleutel.delen else 'geen '}delen",
                "Geef een mix of een plafond zijn delen onder [[sleutel.delen]], en een andere sleutel gewichten.",
            )
        for nummer, deel in enumerate(sleutel.delen, 1):
            yield from _in_deel(f"{plaats}.delen[{nummer}]", deel, deelnemers, organisaties)
        yield from _samen(plaats, sleutel)


def _in_deel(
    plaats: str, deel: Sleuteldeel, deelnemers: Collection[str], organisaties: Collection[str]
) -> Iterator[Fout]:
    if deel.aandeel <= 0:
        yield _fout(f"{plaats}.aandeel", f"het aandeel is {deel.aandeel}", "Geef een heel getal van 1 of hoger.")
    if len({deel.plafond is not None, bool(deel.kosten), deel.grondslag == "plafond_hoge_kosten"}) > 1:
        yield _fout(
            f"{plaats}.plafond",
            "een plafond, kosten en de grondslag plafond_hoge_kosten horen bij elkaar",
            "Geef een plafond met de kosten per deelnemer, of kies een andere grondslag.",
        )
    if deel.grondslag == "mix":
        yield _fout(f"{plaats}.grondslag", "een deel is zelf geen mix", "Schrijf de delen van dat deel hier uit.")
    for naam, wie, bedrag in (
        *(("gewichten", wie, gewicht) for wie, gewicht in deel.gewichten.items()),
        *(("kosten", wie, bedrag.cents) for wie, bedragen in deel.kosten.items() for bedrag in bedragen),
    ):
        if wie not in deelnemers:
            bekend = "doet niet mee aan de pot" if wie in organisaties else "bestaat niet"
            yield _fout(f"{plaats}.{naam}.{wie}", f"'{wie}' {bekend}", "Noem alleen deelnemers uit pot.toml.")
        if bedrag <= 0:
            yield _fout(f"{plaats}.{naam}.{wie}", "hier staat nul of minder", "Geef meer dan nul, of laat haar weg.")


def _samen(plaats: str, sleutel: Sleutel) -> Iterator[Fout]:
    if not sleutel.delen:
        return
    try:
        hoort = _gewichten(sleutel.delen)
        anders = bool(sleutel.gewichten) and meng([(1, sleutel.gewichten)]) != hoort
    except GewichtenOngeldig:
        yield _fout(f"{plaats}.delen", "hier staan geen bruikbare gewichten", "Geef elk deel gewichten boven nul.")
        return
    if anders:
        yield _fout(
            f"{plaats}.gewichten",
            "de gewichten zijn niet wat de delen samen geven",
            "Laat de gewichten weg: het programma rekent ze uit de delen uit.",
        )
    if sum(hoort.values()) > _HOOGSTENS:
        yield _fout(f"{plaats}.delen", "de gewichten worden te groot", "Rond de gewichten van de delen af.")


def _fout(plaats: str, melding: str, oplossing: str) -> Fout:
    return Fout(_BESTAND, plaats, melding, oplossing)
