"""Money that runs out asks somebody to act in time: a reservering that lapses, an unpaid invoice, a low pot."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from budget.basis.geld import EURO
from budget.basis.transactie import Sessie, transactie
from engine.geldspoor import diensten as d
from engine.geldspoor.opslag import FinancieringslijnRij
from engine.register.opslag import RegelingRij
from engine.register.vragen import regeling, vergeet_regelingen
from engine.termijnen.geldbewaking import bewaak_geld, kwartaaleinde
from engine.termijnen.opslag import HerinneringRij, TermijnRij
from tests.engine.geldspoor import geldwereld as w
from tests.engine.geldspoor.geldwereld import BAS, CASUS, KARIN, LIJN, NU, PIEN, doe


@pytest.fixture
def db(sqlite_url: str) -> Iterator[Sessie]:
    with transactie(sqlite_url) as sessie:
        w.leg_wereld(sessie)
        yield sessie


def bewaakt(db: Sessie, code: str, dagen: int = 0) -> list[tuple[str | None, str, date]]:
    """What stands open after a round: of which casus, whose, until when."""
    bewaak_geld(db, NU + timedelta(days=dagen))
    t = TermijnRij
    vraag = select(col(t.casus), col(t.ontvanger), col(t.einde)).where(col(t.code) == code, col(t.status) == "open")
    return [(casus, wie, einde) for casus, wie, einde in db.execute(vraag.order_by(col(t.onderwerp)))]


def rollen(db: Sessie, code: str) -> set[tuple[str, str]]:
    h, t = HerinneringRij, TermijnRij
    vraag = select(col(h.trede), col(h.rol)).join(t, col(t.nummer) == col(h.termijnverplichting))
    return {(trede, rol) for trede, rol in db.execute(vraag.where(col(t.code) == code, col(h.actueel)))}


def test_een_reservering_die_afloopt_vraagt_de_kassier_en_de_casusregisseur_hoort_het(db: Sessie) -> None:
    w.een_reservering(db)
    assert bewaakt(db, "HOUDBAAR") == [(CASUS, "kassier", date(2027, 3, 11))]
    assert rollen(db, "HOUDBAAR") >= {("-10wd", "eigenaar"), ("-10wd", "casusregisseur"), ("+5wd", "voorzitter")}
    db.execute(update(FinancieringslijnRij).values(houdbaar_tot=date(2027, 6, 30)))
    assert bewaakt(db, "HOUDBAAR", 1) == bewaakt(db, "HOUDBAAR", 2) == [(CASUS, "kassier", date(2027, 6, 30))]
    doe(db, d.geef_vrij, KARIN, d.Vrijgave(LIJN, "De hulp is anders geregeld."))
    assert bewaakt(db, "HOUDBAAR", 3) == []


def test_een_factuur_die_niemand_betaalt_staat_open_tot_zij_is_voorgesteld(db: Sessie) -> None:
    w.een_reservering(db)
    doe(db, d.verplicht, BAS, w.een_opdracht())
    assert bewaakt(db, "BETALING") == []
    doe(db, d.lees_factuur, KARIN, w.een_factuur())
    assert bewaakt(db, "BETALING") == [(CASUS, "kassier", date(2026, 11, 4))]
    assert ("+1wd", "casusregisseur") in rollen(db, "BETALING")
    doe(db, d.prestatieakkoord, PIEN, w.een_prestatieakkoord())
    assert len(bewaakt(db, "BETALING")) == 1
    # Nothing is tied any more, so that nothing lapses; what must be paid is another matter.
    assert bewaakt(db, "HOUDBAAR") == []


def test_een_pot_onder_de_ondergrens_is_er_een_keer_per_kwartaal_en_gaat_weg_als_zij_er_weer_boven_komt(
    db: Sessie,
) -> None:
    zet_ondergrens(db, "65.000")
    assert bewaakt(db, "ONDERGRENS") == []
    w.een_reservering(db, "5.000")
    assert bewaakt(db, "ONDERGRENS") == []
    w.een_reservering(db, "0,01", regel="2")
    assert bewaakt(db, "ONDERGRENS") == bewaakt(db, "ONDERGRENS", 20) == [(None, "kassier", date(2026, 12, 31))]
    assert rollen(db, "ONDERGRENS") >= {("direct", "eigenaar"), ("direct", "financiers")}
    assert bewaakt(db, "ONDERGRENS", 90) == [(None, "kassier", date(2027, 3, 31))]
    zet_ondergrens(db, "60.000")
    assert bewaakt(db, "ONDERGRENS", 91) == []


def zet_ondergrens(db: Sessie, bedrag: str) -> None:
    inhoud = regeling(db, "pot").inhoud | {"ondergrens": EURO(bedrag).cents}
    waar = col(RegelingRij.naam) == "pot"
    db.execute(update(RegelingRij).where(waar).values(inhoud=inhoud, vingerafdruk=f"proef {bedrag}"))
    vergeet_regelingen(db)


@pytest.mark.parametrize(
    ("op", "einde"),
    [("2026-01-01", "2026-03-31"), ("2026-06-30", "2026-06-30"), ("2026-10-05", "2026-12-31")],
)
def test_een_kwartaal_eindigt_op(op: str, einde: str) -> None:
    assert kwartaaleinde(date.fromisoformat(op)) == date.fromisoformat(einde)
