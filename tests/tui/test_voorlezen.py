"""The meeting line by line: the same answers as the screens, and the same care with money."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from budget.basis.transactie import lezing
from budget.basis.weigering import Weigering
from engine.zitting.vragen import besluitenlijst
from tests.tui.schermwereld import NU, VERA, ZITTING
from tui.kader import Kader
from tui.voorlezen import Voorlezer

Lees = Callable[..., str]
ALLES_GOED = ("", "", "", "", "", "2", "20-11", "9.800", "vastleggen")


@pytest.fixture
def lees(tafel_url: str) -> Lees:
    """Type these lines and return everything that was said; after them the input ends."""

    def voorlezen(*regels: str, als: str | None = None, alleen_lezen: bool = False) -> str:
        gezegd: list[str] = []
        rest = iter(regels)

        def vraag(tekst: str) -> str:
            gezegd.append(tekst)
            try:
                return next(rest)
            except StopIteration:
                raise EOFError from None

        Voorlezer(Kader(database=tafel_url, als=als), alleen_lezen=alleen_lezen, zeg=gezegd.append, vraag=vraag).begin()
        return "\n".join(gezegd)

    return voorlezen


def besluiten(url: str) -> list[str]:
    with lezing(url) as db:
        return [b.status for b in besluitenlijst(db, VERA, NU, zitting=ZITTING)]


def test_de_agenda_en_de_plekken(lees: Lees) -> None:
    tekst = lees(
        "casus 1", "netwerk 1", "verloop 1", "mandaat", "pot", "termijnen", "lijst", "hulp", "stop", "niet meer"
    )
    for zin in (
        "1. 09:00 Noor V. (14): Wie betaalt zorg in onderwijstijd? € 18.500. Besluit. Let op.",
        "Thuis 132 dagen (sinds di 14 jul 2026)",
        "Wat helpt: Vraag een van de voorgestelde mensen om de regie.",
        "Waarom deze datum?",
        "✓ Tom Toezegger, namens Gemeente Zeist",
        "Vrij voor besluiten: € 79.850,00",
        "ma 23 nov (vandaag): Noor V. (14), voorzitter: Bespreek de casus in de zitting.",
        "In deze zitting is nog niets besloten.",
        "besluit N: leg een besluit vast op agendapunt N.",
    ):
        assert zin in tekst
    assert "niet meer" not in tekst


def test_een_besluit_regel_voor_regel(lees: Lees, tafel_url: str) -> None:
    tekst = lees("besluit 4", *ALLES_GOED, "lijst", "besluit 4")
    assert "Mandaat: ✓ ja  Tom Toezegger" in tekst
    assert "Pot: € 79.850 → € 70.050 vrij" in tekst
    assert "is genomen in casus" in tekst
    assert "al verder: besloten" in tekst
    assert besluiten(tafel_url) == ["genomen"]


@pytest.mark.parametrize(
    ("regels", "antwoord"),
    [
        ((*ALLES_GOED[:-1], ""), "Er is niets vastgelegd."),
        ((*ALLES_GOED[:-1], "ja"), "Er is niets vastgelegd."),
        ((*ALLES_GOED[:-2], "9.700"), "€ 9.700,00 is niet € 9.800,00"),
        (("", "12.50", "", "", "", "2", "20-11"), "kan twee dingen betekenen"),
        (("", "", "", "", "", "1", "9.800"), "kies wie toestemming gaf"),
        (("", "", "", "", "", "99", "9.800"), "kies wie toestemming gaf"),
        (("", "9.500"), "Waarvoor"),
    ],
)
def test_zonder_het_woord_wordt_niets_vastgelegd(
    lees: Lees, tafel_url: str, regels: tuple[str, ...], antwoord: str
) -> None:
    assert antwoord in lees("besluit 4", *regels)
    assert besluiten(tafel_url) == []


def test_wat_niet_kan_zegt_waarom(lees: Lees) -> None:
    tekst = lees("casus 99", "dansen", "", "besluit")
    assert tekst.count("Welk agendapunt?") == 2
    assert "zoals 'casus 1' of 'besluit 1'" in tekst
    assert "'dansen' ken ik niet" in tekst
    alleen = lees("besluit 4", *ALLES_GOED, alleen_lezen=True)
    assert "alleen om te kijken" in alleen
    assert "de pot bekijken" in lees("pot", als="tom_toezegger")


def test_een_onbekende_gebruiker_hoort_dat_meteen(lees: Lees) -> None:
    with pytest.raises(Weigering) as nee:
        lees(als="niemand_bekend")
    assert nee.value.code == "gebruiker_onbekend"
