"""A whole meeting of eight casussen in a real terminal, without colour, with the power gone halfway."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from budget.basis.transactie import Sessie, lezing, transactie
from engine.regie import diensten as regie
from engine.regie.begrippen import Aanbod
from engine.zitting.begrippen import Agendaregel
from engine.zitting.vragen import besluitenlijst, zittingen
from engine.zitting.vragen_afspraken import afspraken
from tests.tui.schermwereld import KINDEREN, NU, VERA, VOLGENDE, ZITTING, doe, maak, zet_klok
from tests.tui.test_tafel_opdracht import DOORBRAAK, Terminal, terminal

__all__ = ["terminal"]
ERBIJ = (
    {"naam": "Sem Luchtkasteel", "geboren": "2013-06-01", "thuis": "2026-09-01", "vraag": "Weer dagelijks naar school",
     "wat": "Begeleiding thuis", "soort": "jeugdhulp_individueel", "bedrag": "3.600", "maanden": 3},
    {"naam": "Lot Fictie", "geboren": "2015-03-12", "thuis": "2026-10-12", "vraag": "Een plek dichter bij huis",
     "wat": "Begeleiding in de klas", "soort": "jeugdhulp_individueel", "bedrag": "2.400", "maanden": 3},
)  # fmt: skip
GRIJS = frozenset({0, 7, 8, 15, 16, 59, 102, 145, 188, 231, *range(232, 256)})
"""The colours of a terminal that are no colour."""
ACHT = tuple(kind | {"regie": True} for kind in (*KINDEREN, *ERBIJ))


@pytest.fixture
def zitting_url(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    for naam in ("DOORBRAAK_NU", "DOORBRAAK_GEBRUIKER", "DOORBRAAK_DATABASE", "DOORBRAAK_SLEUTELBESTAND"):
        monkeypatch.delenv(naam, raising=False)
    monkeypatch.setenv("NO_COLOR", "1")
    url = maak(tmp_path / "acht.db", kinderen=ACHT)
    zet_klok(url)
    return url


def begin(terminal: Terminal, url: str) -> None:
    terminal.start(f"env NO_COLOR=1 {DOORBRAAK} tafel --database {url}", 80, 24)
    terminal.wacht_op("Noor V. (14)", 30)


def open_punt(terminal: Terminal, nr: int) -> None:
    terminal.druk("C-o")
    terminal.wacht_op("Springen")
    terminal.druk(str(nr))
    terminal.wacht_op(f"{nr} van 8")
    terminal.druk("s")
    terminal.wacht_op("Status in deze zitting")
    terminal.druk("a")
    terminal.wacht_op("van 20 min")


def vul_besluit(terminal: Terminal, bedrag: str) -> None:
    terminal.druk("b")
    terminal.wacht_op("Besluit vastleggen")
    terminal.wacht_op("Totaal nogmaals")
    terminal.druk(*["Tab"] * 7, "Enter")
    terminal.wacht_op("ouders, mondeling")
    terminal.druk("Down", "Enter")
    terminal.wacht_op("ouders, schriftelijk           ▼")
    terminal.druk("Tab", *"20-11", "Tab", *bedrag)


def beslis(terminal: Terminal, bedrag: str) -> None:
    vul_besluit(terminal, bedrag)
    terminal.wacht_op("✓ Klaar. F8 legt")
    terminal.druk("F8")
    terminal.wacht_op("De pot kan nu nog")


@pytest.mark.lang
def test_een_zitting_van_acht_van_open_tot_besluitenlijst(terminal: Terminal, zitting_url: str) -> None:
    begin(terminal, zitting_url)
    kleuren = {int(n) for n in re.findall(r"[34]8;5;(\d+)", terminal._tmux("capture-pane", "-p", "-e"))}
    assert all(n in GRIJS for n in kleuren), kleuren
    open_punt(terminal, 1)
    beslis(terminal, "18500")
    terminal.druk("a")
    terminal.wacht_op("Afspraak · ")
    terminal.druk(*_toetsen("Carla belt de school +5wd"))
    terminal.wacht_op("→ Carla Casus")
    terminal.druk("F8")
    terminal.wacht_op("Esc Terug")
    open_punt(terminal, 4)
    # Wrong money is not recorded.
    vul_besluit(terminal, "98.00")
    terminal.wacht_op("kan twee dingen betekenen")
    terminal.druk("F8")
    terminal.wacht_op("Besluit vastleggen")
    terminal.druk(*["BSpace"] * 5, *"9800")
    terminal.wacht_op("✓ Klaar. F8 legt € 9.800,00 vast")
    # The power goes; the draft and everything that was recorded are there again.
    terminal.kil()
    terminal.stop()
    begin(terminal, zitting_url)
    with lezing(zitting_url) as db:
        assert len(besluitenlijst(db, VERA, NU, zitting=ZITTING)) == 1
    terminal.druk("C-o", "4")
    terminal.wacht_op("4 van 8")
    terminal.druk("b")
    terminal.wacht_op("Uw concept van eerder")
    terminal.druk(*["Tab"] * 9, *"9800")
    terminal.wacht_op("✓ Klaar. F8 legt € 9.800,00 vast")
    terminal.druk("F8")
    terminal.wacht_op("De pot kan nu nog")
    for nr, bedrag in ((5, "15300"), (6, "4800"), (7, "3600")):
        open_punt(terminal, nr)
        beslis(terminal, bedrag)
    # Over the mandate: a voorgenomen besluit, laid before the next step.
    open_punt(terminal, 3)
    vul_besluit(terminal, "24900")
    terminal.wacht_op("voorgenomen besluit")
    terminal.druk("F8")
    terminal.wacht_op("Esc Terug")
    terminal.druk("e")
    terminal.wacht_op("Voorleggen · ")
    terminal.druk(*_toetsen("hoger dan het mandaat"), "F8")
    terminal.wacht_op("ligt bij")
    # A second writer changes a casus under an open form.
    open_punt(terminal, 8)
    terminal.druk("b")
    terminal.wacht_op("Besluit vastleggen")
    with transactie(zitting_url) as db:
        rij = next(b for b in _agenda(db) if b.volgorde == 8)
        doe(db, regie.bied, VERA, Aanbod(rij.casus, "cas_consulent", "carla_casus"), NU, "een-ander")
    terminal.wacht_op("Intussen gewijzigd")
    terminal.druk("Escape")
    terminal.wacht_op("Esc Terug")
    terminal.druk("z")
    terminal.wacht_op("Voorlezen en vaststellen")
    terminal.druk("Tab", "Enter", "Down", "Enter", "Tab", *_toetsen("geen tijd meer"), "F8")
    terminal.wacht_op("is vastgesteld")
    terminal.druk("F6")
    terminal.wacht_op("Besluitenlijst")
    with lezing(zitting_url) as db:
        staat = {z.id: (z.status, z.agendapunten) for z in zittingen(db, VERA)}
        statussen = sorted(b.status for b in besluitenlijst(db, VERA, NU, zitting=ZITTING))
        (afspraak,) = afspraken(db, VERA, NU)
    assert staat[ZITTING][0] == "vastgesteld"
    assert staat[VOLGENDE][1] == 2
    assert statussen == ["genomen"] * 5 + ["voorgenomen"]
    assert afspraak["wie"] == "carla_casus"


def _agenda(db: Sessie) -> list[Agendaregel]:
    from engine.zitting.vragen import agenda

    return agenda(db, VERA, ZITTING, NU.date())


def _toetsen(tekst: str) -> list[str]:
    """Return the keys of a text; tmux calls a blank Space."""
    return ["Space" if teken == " " else teken for teken in tekst]
