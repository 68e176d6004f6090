"""The check names what is not whole, with its place; a whole database passes."""

from __future__ import annotations

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from budget.basis.transactie import transactie
from engine.casus.vragen import toon
from engine.casus.weigeringen import NietBevoegd
from engine.controle.vragen import controleer
from engine.inzage.ingang import vraag, vraag_met_log
from tests.engine.casus.casuswereld import SECRETARIS, doe, meld_casus


def bevindingen(url, *knoeien):
    with transactie(url) as db:
        for opdracht in knoeien:
            db.execute(text(opdracht))
    with vraag(url, SECRETARIS) as i:
        return [(b.regel, b.waar) for b in controleer(i.db, i.wie, volledig=True).bevindingen]


@pytest.fixture
def casus(praktijk):
    nummer = meld_casus(praktijk)
    doe(praktijk, SECRETARIS, nummer, "bevestigen", aanmelder_op="2026-09-01", gezin_op="2026-09-01")
    return nummer


def test_een_gave_database_is_in_orde(praktijk, casus):
    assert bevindingen(praktijk) == []


def test_een_status_zonder_gebeurtenis_valt_op(praktijk, casus):
    assert bevindingen(praktijk, "UPDATE casus SET status = 'besloten'") == [("gebeurtenissen", casus)]


def test_een_verdwenen_gebeurtenis_valt_op(praktijk, casus):
    gevonden = bevindingen(praktijk, "DELETE FROM gebeurtenis WHERE code = 'H03'")
    assert ("gebeurtenissen", casus) in gevonden


def test_wachten_zonder_termijn_valt_op(praktijk, casus):
    weg = "UPDATE termijnverplichting SET status = 'vervallen' WHERE onderwerp = 'hulp'"
    assert bevindingen(praktijk, weg) == [("termijnen", casus)]


def test_een_veranderde_logregel_valt_op(praktijk, casus):
    with vraag_met_log(praktijk, SECRETARIS) as i:
        toon(i.db, i.wie, casus, i.nu)
    assert bevindingen(praktijk, "UPDATE inzagelog SET gebruiker = 'niemand'") == [("inzagelog", "regel 1")]


def test_een_saldo_laat_zich_niet_veranderen(praktijk, casus):
    with pytest.raises(IntegrityError, match="alleen door een boeking"):
        bevindingen(praktijk, "UPDATE saldo SET cents = cents + 1 WHERE rekening = 1")


def test_wie_de_tafel_niet_bewaakt_controleert_niet(praktijk, casus):
    with pytest.raises(NietBevoegd), vraag(praktijk, "berend_brug") as i:
        controleer(i.db, i.wie)
