"""The reports as a financier types them: what stands on the screen, in JSON and in the folder."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import text

from budget.basis.transactie import transactie
from budget.verslag.regels.prognose import prognose
from tests.engine.geldspoor import geldwereld as w
from tui.cli import programma
from tui.luiegroep import hoofdprogramma
from tui.verslagregels import prognoseregels

ZEIST = "gemeente_zeist"


@pytest.fixture
def wereld(sqlite_url: str) -> str:
    with transactie(sqlite_url) as db:
        w.leg_wereld(db)
        w.tot_verrekening(db)
    return sqlite_url


def doorbraak(
    capsys: pytest.CaptureFixture[str], url: str, *argumenten: str, als: str = "karin_kassier"
) -> tuple[int, str]:
    code = hoofdprogramma(programma, [*argumenten, "--database", url, "--als", als])
    uit, fout = capsys.readouterr()
    return code, uit + fout


def test_elk_verslag_als_tekst_en_als_json(wereld: str, capsys: pytest.CaptureFixture[str]) -> None:
    for opdracht, verwacht in (
        (("positie", "--posten"), r"gemeente_zeist DT-\w+/1 +5\.040,00  0 dgn"),
        (("saldi", "--naar", "wet"), r"jeugdwet +8\.400,00"),
        (("saldi", "--naar", "taakveld"), r"6\.751 +8\.400,00"),
        (("balans", "--profiel", "rj660"), r"Kortlopende schuld aan deelnemers +70\.000,00"),
        (("prognose",), r"Te weinig gegevens"),
        (("afrekening", "--deelnemer", ZEIST), r"Openstaand aan vorderingen +5\.040,00"),
        (("overzicht", "--deelnemer", ZEIST), r"oormerk jeugdwet +10\.000,00"),
    ):
        code, uit = doorbraak(capsys, wereld, "pot", *opdracht)
        assert code == 0, uit
        assert re.search(verwacht, uit), uit
        code, uit = doorbraak(capsys, wereld, "pot", *opdracht, "--json")
        gegevens: dict[str, Any] = json.loads(uit)
        assert gegevens.get("sluit_aan", True)


def test_een_saldo_waaraan_iemand_zat_sluit_niet_aan(wereld: str, capsys: pytest.CaptureFixture[str]) -> None:
    with transactie(wereld) as db:
        namen = db.execute(text("SELECT name FROM sqlite_master WHERE type = 'trigger' AND tbl_name = 'saldo'"))
        for (naam,) in namen.all():
            db.execute(text(f"DROP TRIGGER {naam}"))
        eerste = "(SELECT MIN(nummer) FROM rekening WHERE code = '1310')"
        db.execute(text(f"UPDATE saldo SET cents = cents + 1 WHERE rekening = {eerste}"))
    for opdracht in (("saldi", "--naar", "casus"), ("saldi", "--naar", "deelnemer")):
        _, uit = doorbraak(capsys, wereld, "pot", *opdracht)
        assert "SLUIT NIET AAN: te ontvangen is 8.400,00, het grootboek zegt 8.400,01." in uit


@pytest.mark.parametrize(
    ("opdracht", "zegt"),
    [
        (("pot", "positie", "--over", "gisteren"), "geen datum"),
        (("pot", "saldi"), "--naar ontbreekt"),
        (("pot", "saldi", "--naar", "kleur"), "is geen van 'deelnemer'"),
        (("pot", "balans", "--profiel", "ifrs"), "is geen van 'bbv'"),
        (("pot", "afrekening", "--deelnemer", ZEIST, "--jaar", "dit"), "geen geheel getal"),
        (("pot", "afrekening", "--deelnemer", ZEIST, "--vorm", "csv"), "--vorm hoort bij --uit"),
        (("export", "xaf", "--uit", "x", "--versie", "5"), "is geen van '4.0'"),
        (("export", "jaarafsluiting", "--uit", "x"), "--jaar ontbreekt"),
    ],
)
def test_verkeerde_invoer_zegt_wat_er_mis_is(
    opdracht: tuple[str, ...],
    zegt: str,
    capsys: pytest.CaptureFixture[str],
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.chdir(tmp_path)
    code, uit = doorbraak(capsys, f"sqlite:///{tmp_path}/niets.db", *opdracht)
    assert code == 2, uit
    assert zegt in uit
    assert list(tmp_path.iterdir()) == []


def test_een_geweigerde_uitvoer_laat_geen_bestand_achter(
    wereld: str, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    for opdracht in (
        ("export", "xaf", "--jaar", "2050", "--uit", str(tmp_path)),
        ("pot", "afrekening", "--deelnemer", "niemand", "--uit", str(tmp_path)),
    ):
        code, _ = doorbraak(capsys, wereld, *opdracht)
        assert code == 1
    assert list(tmp_path.iterdir()) == []


def test_de_prognose_tekent_wat_eruit_gaat_en_wat_terugkomt() -> None:
    op = date(2026, 11, 30)
    stromen = [(op - timedelta(days=7 * n), 30_000 if n % 3 else -15_000) for n in range(12)]
    regels = list(prognoseregels(prognose(400_000, stromen, op - timedelta(days=83), op).als_json()))
    assert any(re.fullmatch(r"Leeg rond \w\w \d+ \w+ 20\d\d\.", regel) for regel in regels)
    balken = [regel for regel in regels if regel.endswith(("█", "░"))]
    assert (len(balken), sum("░" in balk for balk in balken)) == (12, 4)
    assert max(balk.count("█") for balk in balken) == 30
    leeg = list(prognoseregels(prognose(-1, stromen, op - timedelta(days=83), op).als_json()))
    assert "De pot is nu al leeg." in leeg
    nooit = list(prognoseregels(prognose(400_000, [(d, -abs(c)) for d, c in stromen], date(2026, 1, 1), op).als_json()))
    assert any("niet leeg binnen tien jaar" in regel for regel in nooit)


def test_twee_sleutels_in_een_regeling(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Bank costs follow the instandhouding; a potlast of 30 June the old potlast version, one of 1 July the new one."""
    url, bestand = f"sqlite:///{tmp_path / 'mvs.db'}", Path(__file__).with_name("twee_sleutels.yaml")
    inrichting = ("--regio", "schiedam-vlaardingen-maassluis", "--oefen", "--nu", "2026-09-01T09:00+02:00")
    assert doorbraak(capsys, url, "init", *inrichting, als="kas_kassa")[0] == 0
    assert doorbraak(capsys, url, "pot", "boek", "--bestand", str(bestand), als="kas_kassa")[0] == 0
    vraag = ("pot", "afrekening", "--deelnemer", "gemeente_maassluis", "--json")
    code, uit = doorbraak(capsys, url, *vraag, als="kas_kassa")
    gegevens = json.loads(uit)
    aandelen = {a["sleutel"]: (a["gewicht"], a["gewichten"], a["kosten"], a["aandeel"]) for a in gegevens["aandelen"]}
    assert (code, gegevens["sluit_aan"]) == (0, True)
    assert aandelen == {
        "houden-v1": (35, 190, 1_900, 350),
        "v1": (22, 100, 100_000, 22_000),
        "v2": (211, 1_000, 100_000, 21_100),
    }
    assert doorbraak(capsys, url, "controleer", "--volledig", als="kas_kassa")[0] == 0
