"""A message is written once, in the transaction of the fact that it tells about."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import text

from budget.basis.transactie import lezing, transactie
from engine.berichten.begrippen import Agendapunt
from engine.berichten.diensten import zet_in_outbox

NU = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)


def een_bericht(db, sleutel="besluit:1:vera_voorbeeld", **rest):
    return zet_in_outbox(
        db, soort="besluit", aan="vera_voorbeeld", onderwerp="Besluit DT-7K3M9Q",
        regels=["DT-7K3M9Q: lees het besluit vóór vr 27 nov 2026."], sleutel=sleutel, nu=NU, **rest,
    )  # fmt: skip


def test_dezelfde_sleutel_geeft_een_bericht(url):
    with transactie(url) as db:
        eerste, tweede = een_bericht(db), een_bericht(db)
    with transactie(url) as db:
        derde, ander = een_bericht(db), een_bericht(db, "besluit:2:vera_voorbeeld")
    assert (tweede, derde) == (None, None)
    assert None not in (eerste, ander)
    assert eerste != ander


def test_geen_feit_geen_bericht(url):
    with pytest.raises(RuntimeError), transactie(url) as db:
        een_bericht(db)
        raise RuntimeError("the fact itself was not stored")
    with lezing(url) as db:
        assert db.execute(text("SELECT count(*) FROM outbox")).scalar_one() == 0


def test_een_agendapunt_komt_heel_terug():
    punt = Agendapunt("zitting:3", "Zitting doorbraaktafel", NU, NU + timedelta(hours=2), "Gemeentehuis Zeist", 1, True)
    assert Agendapunt.uit_json(punt.als_json()) == punt
