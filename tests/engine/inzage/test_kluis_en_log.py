"""The person store can be destroyed without harm to the rest; the access log tells when it was changed."""

from __future__ import annotations

import os

import pytest
from sqlalchemy import text, update

from budget.basis.transactie import lezing, transactie
from engine.casus.vragen import toon
from engine.inzage import logboek, sleutelbestand
from engine.inzage.ingang import KlokStaatVast, KlokTerug, opdracht, vraag, vraag_met_log
from engine.inzage.kluis import Kluis, VerkeerdeSleutel, vernietig
from engine.inzage.vragen import wie_keek
from engine.register.opslag import AdministratieRij
from tests.conftest import PRAKTIJK_START
from tests.engine.casus.casuswereld import SECRETARIS, VOORZITTER, meld_casus


def test_na_vernietiging_blijft_de_casus_en_is_de_persoon_weg(praktijk):
    nummer = meld_casus(praktijk)
    with transactie(praktijk) as db:
        vernietig(db, nummer, PRAKTIJK_START)
    with vraag_met_log(praktijk, SECRETARIS) as i:
        dossier = toon(i.db, i.wie, nummer, i.nu)
        assert Kluis(i.db).zoek("xylofoon") == []
    assert dossier.persoon is None
    assert dossier.persoon_vernietigd
    assert dossier.kort.vraag


def test_zonder_sleutelbestand_zijn_namen_niet_te_lezen_en_wordt_gezegd_wat_te_doen(praktijk, monkeypatch, tmp_path):
    nummer = meld_casus(praktijk)
    monkeypatch.setenv("DOORBRAAK_SLEUTELBESTAND", str(tmp_path / "weg"))
    with pytest.raises(sleutelbestand.SleutelOntbreekt) as gevangen, vraag_met_log(praktijk, SECRETARIS) as i:
        toon(i.db, i.wie, nummer, i.nu)
    assert gevangen.value.exitcode == 4
    (tmp_path / "weg").write_bytes(b"te kort")
    with pytest.raises(sleutelbestand.SleutelOntbreekt), lezing(praktijk) as db:
        Kluis(db)


def test_een_verkeerd_sleutelbestand_wordt_herkend(praktijk, monkeypatch, tmp_path):
    nummer = meld_casus(praktijk)
    (tmp_path / "ander").write_bytes(os.urandom(32))
    monkeypatch.setenv("DOORBRAAK_SLEUTELBESTAND", str(tmp_path / "ander"))
    with pytest.raises(VerkeerdeSleutel), vraag_met_log(praktijk, SECRETARIS) as i:
        toon(i.db, i.wie, nummer, i.nu)


def test_het_sleutelbestand_wordt_nooit_overschreven(tmp_path):
    adres = f"sqlite:///{tmp_path}/a.db"
    pad = sleutelbestand.maak(adres)
    assert pad.stat().st_mode & 0o777 == 0o600
    with pytest.raises(sleutelbestand.SleutelBestaat):
        sleutelbestand.maak(adres)


def test_het_logboek_toont_wie_keek_en_merkt_knoeien(praktijk):
    nummer = meld_casus(praktijk)
    for wie in (SECRETARIS, VOORZITTER):
        with vraag_met_log(praktijk, wie) as i:
            toon(i.db, i.wie, nummer, i.nu)
    with vraag(praktijk, VOORZITTER) as i:
        assert [r.gebruiker for r in wie_keek(i.db, i.wie, nummer, i.nu)] == [VOORZITTER, SECRETARIS]
        assert logboek.gebroken(i.db) is None
    with transactie(praktijk) as db:
        db.execute(text("UPDATE inzagelog SET gebruiker = 'niemand' WHERE volgnummer = 1"))
    with lezing(praktijk) as db:
        assert logboek.gebroken(db) == 1


def test_de_oefenklok_gaat_vooruit_en_nooit_terug(praktijk):
    later = PRAKTIJK_START.replace(day=3)
    with opdracht(praktijk, SECRETARIS, later) as i:
        assert i.nu == later
    with pytest.raises(KlokTerug), opdracht(praktijk, SECRETARIS, PRAKTIJK_START):
        pass
    with vraag(praktijk, SECRETARIS, PRAKTIJK_START) as i:
        assert i.nu == PRAKTIJK_START


def test_een_echte_database_laat_zich_geen_tijd_opleggen(praktijk):
    with transactie(praktijk) as db:
        db.execute(update(AdministratieRij).values(oefen=False, klok=None))
    with pytest.raises(KlokStaatVast), vraag(praktijk, SECRETARIS, PRAKTIJK_START):
        pass
    with vraag(praktijk, SECRETARIS) as i:
        assert i.nu.year >= 2026
