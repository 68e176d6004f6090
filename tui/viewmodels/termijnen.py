"""The obligations of all casussen: who must do what before when, and why on that day."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from budget.basis.klok import datum, over
from tui.viewmodels.opmaak import Regel, Teken, meervoud, naam_van, wie

if TYPE_CHECKING:
    from collections.abc import Mapping

    from engine.casus.vragen import Termijn
    from tui.viewmodels.feiten import Termijnfeiten


LEEG = "Er staat niets open. Wat nog komt, verschijnt hier vanzelf."


@dataclass(frozen=True, slots=True)
class Termijnrij:
    """One obligation in a list."""

    sleutel: str
    casus: str
    teken: Teken
    wanneer: str
    naam: str
    wie: str
    doe: str


@dataclass(frozen=True, slots=True)
class TermijnenVM:
    """The place Termijnen."""

    titel: str
    rijen: tuple[Termijnrij, ...]
    telling: str
    leeg: str


def termijnen_vm(feiten: Termijnfeiten, *, alleen_mijn: bool = False, presentatie: bool = False) -> TermijnenVM:
    """Return the place; in the presentatiestand other casussen stay hidden, so the list is empty.

    alleen_mijn: only what this user must do, in person or in the role.
    """
    if presentatie:
        leeg = "In de presentatiestand blijven de termijnen van alle casussen verborgen."
        return TermijnenVM("Termijnen", (), "", leeg)
    vandaag = feiten.omgeving.vandaag
    mijn = (f"persoon:{feiten.omgeving.persoon}", feiten.omgeving.persoon, feiten.omgeving.rol)
    rijen = tuple(
        Termijnrij(
            sleutel=str(t.nummer),
            casus=t.casus or "",
            teken=_teken((t.einde - vandaag).days),
            wanneer=f"{datum(t.einde, jaar=False)} ({over(t.einde, vandaag)})",
            naam=naam_van(t.casus, feiten.aanduidingen) if t.casus else "tafel",
            wie=ontvanger(t.ontvanger, feiten.omgeving.mensen),
            doe=t.doe,
        )
        for t in feiten.termijnen
        if not alleen_mijn or t.ontvanger in mijn
    )
    te_laat = sum(r.teken.woord == "te laat" for r in rijen)
    telling = f"{meervoud(len(rijen), 'open termijn', 'open termijnen')} · {te_laat} te laat"
    leeg = "Er staat niets open dat u zelf moet doen; m toont weer alles." if alleen_mijn else LEEG
    return TermijnenVM("Mijn termijnen" if alleen_mijn else "Termijnen", rijen, telling, leeg)


def _teken(dagen: int) -> Teken:
    if dagen < 0:
        return Teken("!", "te laat", "fout")
    return Teken("◆", "deze week", "let-op") if dagen <= 7 else Teken("○", "later")


def ontvanger(wie_: str, mensen: Mapping[str, str]) -> str:
    """Write who must act: a person by name, else the role or function."""
    return wie(wie_.removeprefix("persoon:"), mensen)


def waarom(termijn: Termijn, mensen: Mapping[str, str]) -> list[Regel]:
    """Answer "waarom deze datum?" with the derivation that was stored with it."""
    kop = f"{termijn.doe.rstrip('.')}. Door {ontvanger(termijn.ontvanger, mensen)}, uiterlijk {datum(termijn.einde)}."
    return [Regel(kop, "vet"), *(Regel(f"  {stap}") for stap in termijn.uitleg)]
