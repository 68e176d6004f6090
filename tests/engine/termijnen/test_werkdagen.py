"""Terms in working days: weekends, holidays and, for the region's own terms, its closing days do not count."""

from dataclasses import replace
from datetime import date

import pytest

from engine.termijnen.begrippen import Grondslag, Opschorting, lees_duur
from engine.termijnen.kalender import nationale_kalender
from engine.termijnen.regels import bereken

KALENDER = nationale_kalender()
CARNAVAL = {date(2026, 2, 16): "carnaval", date(2026, 2, 17): "carnaval"}

# number, start, term, end
DIENST = [
    ("D01", "2026-04-01", "2wd", "2026-04-07"),  # Thu 2-4, then Goede Vrijdag..Tweede Paasdag skipped
    ("D02", "2026-04-02", "1wd", "2026-04-07"),  # Goede Vrijdag..Tweede Paasdag skipped
    ("D03", "2026-04-02", "5wd", "2026-04-13"),  # Goede Vrijdag..Tweede Paasdag skipped
    ("D04", "2026-05-13", "1wd", "2026-05-18"),  # Hemelvaart and equated Friday skipped
    ("D05", "2026-12-23", "5wd", "2026-12-31"),  # Christmas skipped
    ("D06", "2027-05-04", "1wd", "2027-05-10"),  # 5, 6, 7 May and weekend skipped
    ("D07", "2026-06-05", "10wd", "2026-06-19"),  # weekends only
    ("D08", "2026-03-13", "5wd", "2026-03-20"),  # weekends only
    ("D09", "2026-02-27", "20wd", "2026-03-27"),  # weekends only
    ("D10", "2026-04-10", "20wd", "2026-05-12"),  # 27-4, 5-5 skipped
    ("D11", "2026-01-01", "1wd", "2026-01-05"),  # 2-1 equated
    ("T-4", "2026-10-23", "2wd", "2026-10-27"),  # over the change of the clock
]


@pytest.mark.parametrize(("nummer", "start", "duur", "einde"), DIENST, ids=[r[0] for r in DIENST])
def test_diensttermijn_eindigt_op(nummer, start, duur, einde):
    termijn = bereken(date.fromisoformat(start), lees_duur(duur), Grondslag.DIENST, KALENDER)

    assert termijn.einde == date.fromisoformat(einde), nummer


@pytest.mark.parametrize(
    ("start", "duur", "einde"), [("2026-04-07", "-2wd", "2026-04-01"), ("2026-05-18", "-1wd", "2026-05-13")]
)
def test_werkdagen_terug_slaan_feestdagen_over(start, duur, einde):
    assert bereken(date.fromisoformat(start), lees_duur(duur), Grondslag.DIENST, KALENDER).einde == date.fromisoformat(
        einde
    )


def test_carnaval_telt_niet_mee_voor_de_regio_en_wel_voor_de_wet():
    zuidelijk = replace(KALENDER, sluitingsdagen=CARNAVAL)
    vrijdag = date(2026, 2, 13)

    dienst = bereken(vrijdag, lees_duur("2wd"), Grondslag.DIENST, zuidelijk)
    assert dienst.einde == date(2026, 2, 19)
    assert "carnaval (ma 16 feb), carnaval (di 17 feb)" in dienst.tekst
    assert bereken(vrijdag, lees_duur("2wd"), Grondslag.WETTELIJK, zuidelijk).einde == date(2026, 2, 17)


def test_een_termijn_in_kalenderdagen_noemt_de_sluitingsdag_en_waarschuwt_ervoor():
    zuidelijk = replace(KALENDER, sluitingsdagen=CARNAVAL)
    termijn = bereken(date(2026, 2, 9), lees_duur("1w"), Grondslag.DIENST, zuidelijk)

    assert (termijn.einde, termijn.waarschuw_op) == (date(2026, 2, 16), date(2026, 2, 13))
    assert "(carnaval)" in termijn.tekst


def test_tijd_voor_aanvulling_telt_in_werkdagen_niet_mee_bij_de_triage():
    aanvulling = Opschorting(date(2026, 4, 2), date(2026, 4, 9))
    triage = bereken(date(2026, 3, 31), lees_duur("5wd"), Grondslag.DIENST, KALENDER, opschortingen=[aanvulling])

    # wo 1-4 is day one; 2, 7 and 8 April are suspended, the days round Easter are no wd anyway.
    assert [o.dagen for o in triage.opgeschort] == [3]
    assert triage.einde == date(2026, 4, 14)
    assert "3 werkdagen opgeschort (do 2 apr t/m wo 8 apr 2026)" in triage.tekst


def test_opschorting_zonder_werkdag_verandert_niets():
    weekend = Opschorting(date(2026, 3, 14), date(2026, 3, 16))
    termijn = bereken(date(2026, 3, 13), lees_duur("5wd"), Grondslag.DIENST, KALENDER, opschortingen=[weekend])

    assert termijn.einde == date(2026, 3, 20)
    assert "0 werkdagen opgeschort" in termijn.tekst
