"""`ontvangstbewijs maak`: what a financier takes along finds a book that was rewritten or put back."""

from __future__ import annotations

import json
import shutil
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from budget.basis.gebruiker import SYSTEEM
from budget.basis.geld import EURO
from budget.basis.transactie import lezing, motor, transactie, vergeet
from budget.basis.weigering import OnbruikbareInvoer
from budget.grootboek.begrippen import Bankregel
from budget.grootboek.controle.bewijs import laatste_zegel
from budget.grootboek.diensten import boek
from budget.grootboek.ruw import Ruw
from engine.doorloop.diensten import ronde
from engine.pot.ontvangst import lees_of_maak_sleutel
from tests.conftest import PRAKTIJK_START as NU
from tests.opslag.test_grootboek_knoeien import knoei
from tui.cli import programma
from tui.luiegroep import hoofdprogramma


def doorbraak(url: str, *argumenten: str) -> int:
    return hoofdprogramma(programma, [*argumenten, "--database", url, "--als", "karin_kassier", "--json"])


def test_een_ontvangstbewijs_vindt_een_teruggezet_boek(
    praktijk: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    pad, kopie = Path(praktijk.removeprefix("sqlite:///")), tmp_path / "oud.db"
    motor(praktijk).dispose()
    shutil.copy(pad, kopie)
    with transactie(praktijk) as db:
        boek(db, SYSTEEM, Bankregel(datum=NU.date(), regel="r", bedrag=EURO("1")), sleutel="r", nu=NU)
    bewijs, sleutel = str(tmp_path / "bewijs.json"), str(tmp_path / "mijn.pem")
    for _ in range(2):  # the second time the same receipt
        assert doorbraak(praktijk, "ontvangstbewijs", "maak", "--uit", bewijs, "--eigen-sleutel", sleutel) == 0
    antwoord: dict[str, Any] = json.loads(capsys.readouterr().out.splitlines()[-1])
    assert antwoord["kop"] == json.loads(Path(bewijs).read_text())["kop"]
    assert Path(sleutel).stat().st_mode & 0o777 == 0o600
    assert doorbraak(praktijk, "controleer", "--ontvangst", bewijs) == 0
    motor(praktijk).dispose()
    shutil.copy(kopie, pad)
    for rest in pad.parent.glob(f"{pad.name}-*"):
        rest.unlink()
    vergeet(praktijk)
    capsys.readouterr()
    assert doorbraak(praktijk, "controleer") == 0
    assert doorbraak(praktijk, "controleer", "--ontvangst", bewijs) == 3
    assert "een oude kopie" in capsys.readouterr().out


def test_voor_een_boek_dat_niet_klopt_tekent_niemand(
    praktijk: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    knoei(praktijk, "UPDATE pot_toezegging SET bedrag = bedrag + 1", zonder_triggers=True)
    sleutel = tmp_path / "mijn.pem"
    opdracht = ("ontvangstbewijs", "maak", "--uit", str(tmp_path / "b.json"), "--eigen-sleutel", str(sleutel))
    assert doorbraak(praktijk, *opdracht) == 3
    assert "boek_niet_in_orde" in capsys.readouterr().out
    assert not sleutel.exists()


def test_een_sleutelbestand_dat_geen_sleutel_is(tmp_path: Path) -> None:
    (tmp_path / "x.pem").write_text("geen sleutel")
    for pad in (tmp_path / "x.pem", tmp_path, tmp_path / "x.pem" / "y.pem"):
        with pytest.raises(OnbruikbareInvoer):
            lees_of_maak_sleutel(pad)


def test_de_ronde_verzegelt_een_boek_dat_in_orde_is(praktijk: str) -> None:
    def zegel() -> object:
        with lezing(praktijk) as db:
            return laatste_zegel(Ruw(db))

    assert zegel() is None
    assert not ronde(praktijk, "controle").verplaatst
    eerste = zegel()
    assert eerste is not None
    knoei(praktijk, "UPDATE saldo SET cents = cents + 1 WHERE rekening = 1", zonder_triggers=True)
    assert ronde(praktijk, "controle").verplaatst
    assert zegel() == eerste


def test_zondag_gaat_het_hele_boek_na(praktijk: str) -> None:
    """What was changed under the last seal: every other night it is not read again."""
    assert not ronde(praktijk, "controle", NU).verplaatst
    knoei(praktijk, "UPDATE pot_toezegging SET oormerk = 'x'", zonder_triggers=True)
    zondag = NU + timedelta(days=7 - NU.isoweekday())
    assert not ronde(praktijk, "controle", zondag - timedelta(days=1)).verplaatst
    assert ronde(praktijk, "controle", zondag).verplaatst
