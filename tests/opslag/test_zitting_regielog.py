"""The log of the regie in the database: order, record time, and that nothing in it can be changed."""

from datetime import UTC, date, datetime

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from budget.basis.transactie import transactie
from engine.casus.opslag import CasusRij
from engine.netwerk.begrippen import Gebeurtenissoort
from engine.netwerk.rijen import Gebeurtenis
from engine.regie.opslag import gebeurtenissen, schrijf

NU = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)
CASUS = "DT-7K3M9Q"


def een_casus() -> CasusRij:
    return CasusRij(
        nummer=CASUS, bron="test", extern_id="1", versie=1, proces="1", status="geaccepteerd",
        status_sinds=NU.date(), aangemeld_op=NU, aanmelder_organisatie="school_a", gemeente="Zeist",
        leeftijdsband="12-15", verzuim="geen", eerste_signaal=NU.date(), gewenste_start=NU.date(), spoed=False,
        gedwongen_kader=False, veiligheid=False, vraag="Wie doet de regie?", kenmerken={},
    )  # fmt: skip


@pytest.fixture
def met_log(url):
    with transactie(url) as db:
        db.add(een_casus())
        db.flush()
        schrijf(db, CASUS, Gebeurtenis(datum=date(2026, 9, 2), soort=Gebeurtenissoort.AANVAARD, persoon="anna"), NU)
        schrijf(db, CASUS, Gebeurtenis(datum=date(2026, 9, 1), soort=Gebeurtenissoort.VOORGESTELD, persoon="anna"), NU)
    return url


def test_de_volgorde_is_die_van_de_datum(met_log):
    with transactie(met_log) as db:
        log = gebeurtenissen(db, [CASUS, "DT-ONBEKD"])
    assert [(g.soort.value, g.vastgelegd_op) for g in log[CASUS]] == [
        ("voorgesteld", NU.date()),
        ("aanvaard", NU.date()),
    ]
    assert log["DT-ONBEKD"] == []


@pytest.mark.parametrize(
    "opdracht",
    [
        "UPDATE regie_gebeurtenis SET reden = 'anders'",
        "UPDATE regie_gebeurtenis SET persoon = 'bob'",
        "DELETE FROM regie_gebeurtenis",
    ],
)
def test_wat_is_vastgelegd_verandert_niet(met_log, opdracht):
    with pytest.raises(DBAPIError, match="verandert niet"), transactie(met_log) as db:
        db.execute(text(opdracht))


def test_een_vergissing_vervalt_precies_een_keer(met_log):
    with transactie(met_log) as db:
        db.execute(text("UPDATE regie_gebeurtenis SET vervallen_op = vastgelegd_op WHERE soort = 'aanvaard'"))
        assert [g.bekend(None) for g in gebeurtenissen(db, [CASUS])[CASUS]] == [True, False]
    with pytest.raises(DBAPIError, match="verandert niet"), transactie(met_log) as db:
        db.execute(text("UPDATE regie_gebeurtenis SET vervallen_op = NULL"))
