"""A practice story that goes otherwise than it says stops, with the act and what happened."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from sqlmodel import select

from budget.basis.klok import AMSTERDAM
from budget.basis.transactie import lezing
from budget.basis.weigering import Weigering
from engine.casus.formaat import Aanmelding
from engine.casus.opslag import CasusRij
from engine.oefen.bank import oefenbank
from engine.oefen.spelen import speel
from engine.oefen.verhaal import lees_verhaal

BEGIN = datetime(2026, 9, 1, 9, tzinfo=AMSTERDAM)
VERHAAL = """\
formaat: doorbraak-verhaal/1
regio: zuidoost-utrecht
begin: 2026-09-01T09:00
einde: 2026-09-02T17:00
gezien_door: vera_voorbeeld
pot_door: karin_kassier
plaat_van: noor
daden:
  - {op: 2026-09-02T09:10, wie: sanne_schrijver, doe: meld, casus: noor, bestand: aanmelding.yaml, MEER}
"""


def speel_met(url: str, map_: Path, meer: str) -> list[Any]:
    (map_ / "casussen" / "noor").mkdir(parents=True)
    (map_ / "casussen" / "noor" / "aanmelding.yaml").write_text(Aanmelding.VOORBEELD)
    (map_ / "verhaal.yaml").write_text(VERHAAL.replace("MEER", meer))
    with oefenbank(map_ / "bank", BEGIN) as bank:
        return list(speel(url, lees_verhaal(map_, map_ / "bank"), bank, lambda ronde, nu: None))


def test_zoals_het_verhaal_zegt(praktijk: str, tmp_path: Path) -> None:
    (dag,) = speel_met(praktijk, tmp_path, "verwacht: {versie: 1}")
    assert (dag.daden, dag.geweigerd) == (1, ())


@pytest.mark.parametrize(
    ("meer", "wat"),
    [
        ("verwacht: {versie: 7}", "versie is 1, verwacht was 7"),
        ("geweigerd: niet_bevoegd", "verwacht was de weigering niet_bevoegd"),
        ("geweigerd: niet_bevoegd, met: {}", "het ging door"),
    ],
)
def test_anders_dan_het_verhaal_zegt(praktijk: str, tmp_path: Path, meer: str, wat: str) -> None:
    with pytest.raises(Weigering) as gevangen:
        speel_met(praktijk, tmp_path, meer)
    assert (gevangen.value.code, gevangen.value.exitcode) == ("verhaal_anders", 3)
    assert wat in gevangen.value.melding
    assert "meld door sanne_schrijver op 02-09-2026 09:10 (noor)" in gevangen.value.melding


def test_een_onverwachte_weigering_noemt_haar_code(praktijk: str, tmp_path: Path) -> None:
    daarna = "x_: 1}\n  - {op: 2026-09-02T10:00, wie: niemand, doe: nazorg_starten, casus: noor"
    with pytest.raises(Weigering, match="geweigerd met gebruiker_onbekend"):
        speel_met(praktijk, tmp_path, daarna)
    with lezing(praktijk) as db:
        assert len(db.exec(select(CasusRij)).all()) == 1
