"""The pot in one look: what it holds, what lies on it, and what a besluit can still use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from budget.basis.klok import datum
from tui.viewmodels.opmaak import Regel, euro, euro_vol, wie

if TYPE_CHECKING:
    from tui.viewmodels.feiten import Potfeiten

_POSTEN = (
    ("1100", "Op de bank", 1),
    ("9100", "Gereserveerd", 1),
    ("9200", "Verplicht", 1),
    ("1600", "Nog te betalen", -1),
    ("1300", "Voorgefinancierd", 1),
    ("1310", "Gevorderd", 1),
)
"""Account, what people call it, and the sign with which a balance reads as an amount."""

_STATUS = {
    "gereserveerd": "gereserveerd",
    "verplicht": "opdracht gegeven",
    "voorgefinancierd": "betaald, nog uitzoeken",
    "in_onderzoek": "wordt uitgezocht",
    "toegewezen": "betaler bekend",
    "gedeeld": "verdeeld",
    "in_verrekening": "gevorderd",
    "betwist": "betwist",
    "potlast": "ten laste van de pot",
}


@dataclass(frozen=True, slots=True)
class Balk:
    """A bar with its label and amount; deel is between 0 and 1."""

    naam: str
    bedrag: str
    deel: float


@dataclass(frozen=True, slots=True)
class Lijnrij:
    """A financieringslijn in a list."""

    sleutel: str
    casus: str
    lijn: str
    aanbieder: str
    bedrag: str
    status: str
    tot: str


@dataclass(frozen=True, slots=True)
class PotVM:
    """The place Pot."""

    titel: str
    balken: tuple[Balk, ...]
    oordeel: Regel
    lijnen: tuple[Lijnrij, ...]
    rekeningen: tuple[Regel, ...] = ()


def pot_vm(feiten: Potfeiten, *, presentatie: bool = False) -> PotVM:
    """Return the place; nothing of it is shown in the presentatiestand."""
    if presentatie:
        return PotVM("Pot", (), Regel("In de presentatiestand blijven de cijfers van de pot verborgen."), ())
    saldi, vrij = feiten.saldi, feiten.vrij
    posten = [(naam, teken * saldi.get(rekening, 0)) for rekening, naam, teken in _POSTEN]
    posten.append(("Vrij voor besluiten", vrij))
    grootste = max((abs(cents) for _, cents in posten), default=0) or 1
    return PotVM(
        titel=f"Gezamenlijke pot · {feiten.omgeving.regio}",
        balken=tuple(Balk(naam, euro_vol(cents), max(cents, 0) / grootste) for naam, cents in posten),
        oordeel=oordeel(vrij, feiten.omgeving.pot_ondergrens),
        lijnen=tuple(
            Lijnrij(
                sleutel=lijn.lijn,
                casus=lijn.casus,
                lijn=lijn.lijn,
                aanbieder=wie(lijn.aanbieder, feiten.omgeving.organisaties),
                bedrag=euro(lijn.toegekend.cents),
                status=_STATUS.get(lijn.status, lijn.status.replace("_", " ")),
                tot=datum(lijn.tot, jaar=True),
            )
            for lijn in feiten.lijnen
        ),
        rekeningen=tuple(
            Regel(f"{rekening}  {euro_vol(cents):>16}  {feiten.namen.get(rekening, '')}")
            for rekening, cents in sorted(saldi.items())
            if cents
        ),
    )


def oordeel(vrij: int, ondergrens: int | None) -> Regel:
    """Say in words whether the pot can carry more: below zero, below the warning level, or fine."""
    if vrij < 0:
        return Regel(f"✗ De pot is overtekend: {euro_vol(vrij)}. Geef reserveringen vrij of stort bij.", "fout")
    if ondergrens is not None and vrij < ondergrens:
        return Regel(f"! Vrij is {euro(vrij)}, minder dan de ondergrens van {euro(ondergrens)}.", "let-op")
    grens = f", boven de ondergrens van {euro(ondergrens)}" if ondergrens is not None else ""
    return Regel(f"✓ Er is {euro(vrij)} vrij voor besluiten{grens}.", "goed")
