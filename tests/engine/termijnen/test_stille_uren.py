"""When messages go out: not in the evening, not in the weekend, and the clock change moves nothing."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.basis.klok import AMSTERDAM
from engine.termijnen.kalender import nationale_kalender
from engine.termijnen.regels.stil import Berichttijd, na_de_stilte, om, stil, verzameltijd

KALENDER, TIJDEN = nationale_kalender(), Berichttijd()


def klok(tekst: str) -> datetime:
    return datetime.fromisoformat(tekst).replace(tzinfo=AMSTERDAM).astimezone(UTC)


@pytest.mark.parametrize(
    ("wanneer", "daarna"),
    [
        ("2026-11-23 06:59", "2026-11-23 07:00"),
        ("2026-11-23 07:00", "2026-11-23 07:00"),
        ("2026-11-23 18:59", "2026-11-23 18:59"),
        ("2026-11-23 19:00", "2026-11-24 07:00"),
        ("2026-11-27 20:00", "2026-11-30 07:00"),
        ("2026-11-28 12:00", "2026-11-30 07:00"),
        ("2026-04-02 19:30", "2026-04-07 07:00"),
        ("2026-10-24 12:00", "2026-10-26 07:00"),
    ],
)
def test_na_de_stilte_begint_de_volgende_werkdag_om_zeven_uur(wanneer, daarna):
    assert na_de_stilte(klok(wanneer), TIJDEN, KALENDER) == klok(daarna)


def test_een_regio_kan_het_weekend_gewoon_laten_meedoen():
    ook_weekend = Berichttijd(weekend_stil=False)
    assert not stil(klok("2026-11-28 12:00"), ook_weekend, KALENDER)
    assert na_de_stilte(klok("2026-11-28 20:00"), ook_weekend, KALENDER) == klok("2026-11-29 07:00")


def test_zonder_feestdagen_van_dat_jaar_wordt_niemand_vergeten():
    assert not stil(klok("2030-01-07 12:00"), TIJDEN, KALENDER)
    assert stil(klok("2030-01-06 12:00"), TIJDEN, KALENDER)


def test_half_acht_is_half_acht_in_zomer_en_winter():
    assert om(date(2026, 3, 30), time(7, 30)) == datetime(2026, 3, 30, 5, 30, tzinfo=UTC)
    assert om(date(2026, 10, 26), time(7, 30)) == datetime(2026, 10, 26, 6, 30, tzinfo=UTC)
    assert not verzameltijd(klok("2026-10-26 07:29"), TIJDEN)
    assert verzameltijd(klok("2026-10-26 07:30"), TIJDEN)


@given(st.integers(0, 1_060 * 24 * 60))
def test_na_de_stilte_is_het_nooit_stil_en_nooit_eerder(minuten):
    nu = klok("2026-01-01 00:00") + timedelta(minutes=minuten)
    daarna = na_de_stilte(nu, TIJDEN, KALENDER)
    assert daarna >= nu
    assert not stil(daarna, TIJDEN, KALENDER)
