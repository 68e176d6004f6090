"""Searching by the beginning of a word, on both databases: question, gemeente, school, casusnummer."""

from __future__ import annotations

from sqlalchemy import update

from budget.basis.transactie import transactie
from engine.casus.opslag import CasusRij
from engine.casus.vragen import lijst
from engine.inzage.ingang import vraag_met_log
from tests.engine.casus.casuswereld import SECRETARIS, meld_casus


def gevonden(url: str, zoek: str) -> list[str]:
    with vraag_met_log(url, SECRETARIS) as i:
        return [casus.nummer for casus in lijst(i.db, i.wie, i.nu, zoek=zoek)]


def test_zoeken_op_het_begin_van_woorden_en_nummers(praktijk):
    nummer = meld_casus(praktijk)
    with transactie(praktijk) as db:
        db.execute(update(CasusRij).values(vraag="Wie betaalt het vervoer's ochtends?", gemeente="De Bilt"))
    for zoek in ("verv", "VERVOER", "de bil", "betaalt vervoer", nummer[:6], nummer[:5].lower(), "school"):
        assert gevonden(praktijk, zoek) == [nummer], zoek
    for zoek in ("ervoer", "vervoer zeist", "DT-!!", '" OR 1', "*:& |", "   "):
        assert gevonden(praktijk, zoek) == [], zoek


def test_een_gewijzigde_vraag_is_met_de_oude_woorden_niet_te_vinden(praktijk):
    nummer = meld_casus(praktijk)
    for vraag in ("Eerste woorden over vervoer", "Nieuwe woorden over dagbesteding"):
        with transactie(praktijk) as db:
            db.execute(update(CasusRij).values(vraag=vraag))
    assert gevonden(praktijk, "vervoer") == []
    assert gevonden(praktijk, "dagbest") == [nummer]
