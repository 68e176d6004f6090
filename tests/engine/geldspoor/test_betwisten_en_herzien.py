"""A payer disagrees: contest in time, uphold, revise to the cent, and what the pot and the help do meanwhile."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import func, select
from sqlmodel import col

from budget.basis.geld import EURO
from budget.basis.transactie import Sessie, transactie
from budget.grootboek.vragen import saldi, stand, vorderingen
from engine.casus.weigeringen import EisNietGehaald
from engine.geldspoor import diensten as d
from engine.geldspoor.opslag import BetwistingRij, FinancieringslijnRij, UitzoekbesluitRij, VorderingsbriefRij
from engine.geldspoor.regels.aandelen import AandelenTellenNietOp
from engine.geldspoor.weigeringen import AandeelAlBetwist, BriefUitDeToekomst
from engine.proces.regels import OvergangKanNiet
from tests.engine.geldspoor import geldwereld as w
from tests.engine.geldspoor.geldwereld import CASUS, KARIN, LIJN, NU, PAUL, URSULA, ZOE, doe


@pytest.fixture
def db(sqlite_url: str) -> Iterator[Sessie]:
    with transactie(sqlite_url) as sessie:
        w.leg_wereld(sessie)
        yield sessie


def status(db: Sessie) -> str:
    rij = db.get(FinancieringslijnRij, LIJN)
    assert rij is not None
    return rij.status


def open_per_betaler(db: Sessie) -> dict[str, tuple[int, int]]:
    return {v.betaler: (v.open.cents, v.betwist.cents) for v in vorderingen(db)}


def brieven(db: Sessie) -> list[tuple[str, int, int]]:
    b = VorderingsbriefRij
    vraag = select(col(b.betaler), col(b.besluitversie), col(b.bedrag)).order_by(col(b.nummer))
    return [tuple(rij) for rij in db.execute(vraag)]


def test_alleen_het_betwiste_aandeel_staat_stil(db: Sessie) -> None:
    w.tot_verrekening(db)
    doe(db, d.betwist, ZOE, w.een_betwisting())
    assert status(db) == "betwist"
    assert open_per_betaler(db) == {"gemeente_zeist": (504_000, 504_000), "swv_zout": (336_000, 0)}


def test_wie_betwist_voor_het_versturen_houdt_de_ander_niet_op(db: Sessie) -> None:
    w.tot_onderzoek(db)
    doe(db, d.uitzoekbesluit, URSULA, w.zestig_veertig())
    doe(db, d.betwist, ZOE, w.een_betwisting())
    assert brieven(db) == [("swv_zout", 1, 336_000)]
    doe(db, d.handhaaf, URSULA, w.een_handhaving())
    assert status(db) == "in_verrekening"
    assert brieven(db) == [("swv_zout", 1, 336_000), ("gemeente_zeist", 1, 504_000)]


def test_alleen_de_betaler_zelf_betwist(db: Sessie) -> None:
    w.tot_verrekening(db)
    with pytest.raises(EisNietGehaald, match="gemeente_zeist zelf"):
        doe(db, d.betwist, PAUL, w.een_betwisting("gemeente_zeist"))
    with pytest.raises(EisNietGehaald, match="gemeente_zeist zelf"):
        doe(db, d.betwist, KARIN, w.een_betwisting())


def test_een_tweede_betaler_kan_ook_betwisten_terwijl_de_eerste_loopt(db: Sessie) -> None:
    w.tot_verrekening(db)
    doe(db, d.betwist, ZOE, w.een_betwisting())
    doe(db, d.betwist, PAUL, w.een_betwisting("swv_zout"))
    assert open_per_betaler(db) == {"gemeente_zeist": (504_000, 504_000), "swv_zout": (336_000, 336_000)}
    with pytest.raises(AandeelAlBetwist, match="alles wat openstaat is betwist"):
        doe(db, d.betwist, PAUL, w.een_betwisting("swv_zout"))
    with pytest.raises(EisNietGehaald, match="gemeente_zeist zelf"):
        doe(db, d.betwist, PAUL, w.een_betwisting())
    doe(db, d.handhaaf, URSULA, w.een_handhaving())
    assert open_per_betaler(db) == {"gemeente_zeist": (504_000, 0), "swv_zout": (336_000, 0)}


def test_na_zes_weken_kan_een_vordering_niet_meer_worden_betwist(db: Sessie) -> None:
    w.tot_verrekening(db)
    laatste_dag = (NU + timedelta(weeks=6)).date()
    with pytest.raises(EisNietGehaald, match="Betwisten kon tot en met ma 16 nov 2026"):
        doe(db, d.betwist, ZOE, w.een_betwisting(ontvangen=laatste_dag + timedelta(days=1)), dagen=43)
    doe(db, d.betwist, ZOE, w.een_betwisting(ontvangen=laatste_dag), dagen=43)
    assert status(db) == "betwist"


def test_een_brief_kan_niet_morgen_zijn_ontvangen(db: Sessie) -> None:
    w.tot_verrekening(db)
    with pytest.raises(BriefUitDeToekomst, match="die dag moet nog komen"):
        doe(db, d.betwist, ZOE, w.een_betwisting(ontvangen=NU.date() + timedelta(days=1)))
    assert open_per_betaler(db)["gemeente_zeist"] == (504_000, 0)


def test_handhaven_zet_de_vordering_weer_open(db: Sessie) -> None:
    w.tot_verrekening(db)
    doe(db, d.betwist, ZOE, w.een_betwisting())
    doe(db, d.handhaaf, URSULA, w.een_handhaving())
    assert status(db) == "in_verrekening"
    assert open_per_betaler(db)["gemeente_zeist"] == (504_000, 0)
    (rij,) = db.execute(select(BetwistingRij)).scalars()
    assert (rij.status, rij.antwoord) == ("gehandhaafd", "Het adres in de periode is nagegaan.")


def test_r1_herzien_boekt_alleen_het_verschil(db: Sessie) -> None:
    """8.400,00 shared 60/40 and paid; revised to 25/75: payer 1 -2.940,00 and payer 2 +2.940,00."""
    w.tot_verrekening(db)
    w.betaald(db, "swv_zout", EURO("3.360"), dagen=1)
    w.betaald(db, "gemeente_zeist", EURO("5.000"), dagen=1)
    doe(db, d.betwist, ZOE, w.een_betwisting(), 2)
    nieuw = w.een_besluit("gedeeld", w.een_aandeel("gemeente_zeist", gewicht=25), w.een_aandeel("swv_zout", gewicht=75))
    uitkomst = doe(db, d.herzie, URSULA, nieuw, 3)
    assert uitkomst.gegevens["aandelen"] == {"gemeente_zeist": 210_000, "swv_zout": 630_000}
    assert status(db) == "gedeeld"
    assert open_per_betaler(db) == {"gemeente_zeist": (0, 0), "swv_zout": (294_000, 0)}
    assert [(s.dimensies, s.saldo) for s in saldi(db, "1710")] == [(("gemeente_zeist",), EURO("-2.900"))]
    assert db.execute(select(func.max(col(UitzoekbesluitRij.versie)))).scalar() == 2
    doe(db, d.verrekenen, KARIN, d.Lijnstap(LIJN), 4)
    assert brieven(db)[-1] == ("swv_zout", 2, 294_000)


def test_herzien_naar_potlast_trekt_de_vorderingen_in(db: Sessie) -> None:
    w.tot_verrekening(db)
    doe(db, d.betwist, ZOE, w.een_betwisting())
    doe(db, d.herzie, URSULA, w.een_besluit("potlast"))
    assert status(db) == "potlast"
    assert stand(db).saldi["4000"] == EURO("8.400")
    assert open_per_betaler(db) == {"gemeente_zeist": (0, 0), "swv_zout": (0, 0)}
    assert list(db.execute(select(col(BetwistingRij.status))).scalars()) == ["herzien"]


def test_herzien_kan_alleen_na_een_betwisting(db: Sessie) -> None:
    w.tot_verrekening(db)
    with pytest.raises(OvergangKanNiet):
        doe(db, d.herzie, URSULA, w.een_besluit("potlast"))


def test_aandelen_in_bedragen_tellen_precies_op(db: Sessie) -> None:
    w.tot_onderzoek(db)
    te_weinig = w.een_besluit(
        "gedeeld",
        w.een_aandeel("gemeente_zeist", bedrag=EURO("5.000")),
        w.een_aandeel("swv_zout", bedrag=EURO("3.399,99")),
    )
    with pytest.raises(AandelenTellenNietOp, match=r"8\.399,99"):
        doe(db, d.uitzoekbesluit, URSULA, te_weinig)
    goed = w.een_besluit(
        "gedeeld",
        w.een_aandeel("gemeente_zeist", bedrag=EURO("5.000")),
        w.een_aandeel("pot", bedrag=EURO("3.400")),
    )
    doe(db, d.uitzoekbesluit, URSULA, goed)
    assert stand(db).saldi["4000"] == EURO("3.400")
    assert {s.dimensies[0] for s in saldi(db, "4000", CASUS)} == {CASUS}
