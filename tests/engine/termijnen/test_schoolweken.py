"""Absence of sixteen hours in four successive lesweken, with holiday weeks skipped."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from engine.termijnen.begrippen import Grondslag, Schoolkalender, Schoolvakantie, lees_duur
from engine.termijnen.kalender import nationale_kalender
from engine.termijnen.regels import bereken, verzuim16
from engine.termijnen.regels.schoolweken import Verzuim
from engine.termijnen.weigeringen import SchoolvakantiesOntbreken

BEGIN, EIND = date(2026, 8, 1), date(2027, 7, 31)
W43_VRIJ = Schoolvakantie("herfstvakantie", date(2026, 10, 17), date(2026, 10, 25))


def een_school(*vakanties):
    return replace(nationale_kalender(), school=Schoolkalender("proef", BEGIN, EIND, vakanties))


def verzuim(**uren_per_week):
    """Hours per ISO week of 2026 (w41=5), all on the Friday of that week."""
    return [Verzuim(date.fromisocalendar(2026, int(w[1:]), 5), Decimal(u)) for w, u in uren_per_week.items()]


def test_z1_vier_lesweken_met_een_vakantieweek_ertussen_is_zestien_uur():
    (melding,) = verzuim16(verzuim(w41=5, w42=4, w44=4, w45=3), een_school(W43_VRIJ))

    assert melding.uren == 16
    assert melding.drempeldag == date(2026, 11, 6)
    assert melding.vanaf_week == date(2026, 10, 5)
    assert melding.melden.einde == date(2026, 11, 13)


def test_z2_zonder_schoolkalender_zou_de_drempel_gemist_worden():
    assert verzuim16(verzuim(w41=5, w42=4, w44=4, w45=3), een_school()) == ()


def test_z3_vijftien_uur_is_geen_melding():
    assert verzuim16(verzuim(w41=6, w42=4, w44=3, w45=2), een_school(W43_VRIJ)) == ()


def test_een_week_met_een_schooldag_telt_als_lesweek():
    korte_week = replace(W43_VRIJ, tot_en_met=date(2026, 10, 22))

    assert verzuim16(verzuim(w41=5, w42=4, w44=4, w45=3), een_school(korte_week)) == ()


def test_geoorloofd_verzuim_en_verzuim_in_de_vakantie_tellen_niet():
    geoorloofd = [replace(v, geoorloofd=True) for v in verzuim(w41=16)]

    assert verzuim16([*geoorloofd, *verzuim(w42=15, w43=5)], een_school(W43_VRIJ)) == ()


def test_na_een_melding_begint_het_tellen_opnieuw():
    meldingen = verzuim16(verzuim(w41=16, w42=10, w43=5, w44=1), een_school())

    assert [(m.drempeldag.isocalendar().week, m.uren) for m in meldingen] == [(41, 16), (44, 16)]


def test_vier_schoolweken_slaan_de_vakantie_over():
    start = date(2026, 10, 7)
    vooruit = bereken(start, lees_duur("4schoolweek"), Grondslag.SCHOOLWEKEN, een_school(W43_VRIJ)).einde

    assert vooruit == start + timedelta(weeks=5)
    assert bereken(vooruit, lees_duur("-4schoolweek"), Grondslag.SCHOOLWEKEN, een_school(W43_VRIJ)).einde == start


@pytest.mark.parametrize("kalender", [nationale_kalender(), een_school()], ids=["geen school", "buiten de gegevens"])
def test_zonder_schoolgegevens_wordt_niet_gegokt(kalender):
    with pytest.raises(SchoolvakantiesOntbreken, match="schoolvakanties"):
        bereken(date(2027, 7, 20), lees_duur("4schoolweek"), Grondslag.SCHOOLWEKEN, kalender)
