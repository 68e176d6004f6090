"""The money track on SQLite and on PostgreSQL: the whole chain, versions, and what the database itself refuses."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.exc import IntegrityError
from sqlmodel import col

from budget.basis.gebruiker import SYSTEEM
from budget.basis.geld import EURO
from budget.basis.transactie import Sessie, transactie
from budget.grootboek.vragen import casuslijn, stand
from budget.grootboek.weigeringen import Functiescheiding
from engine.casus.opslag import CasusRij
from engine.casus.weigeringen import VersieVerouderd
from engine.geldspoor import diensten as d
from engine.geldspoor import vragen
from engine.geldspoor.opslag import FinancieringslijnRij
from engine.geldspoor.weigeringen import LijnOnbekend, VorderingOnbekend
from engine.vordering.opmaak import brief_tekst
from engine.vordering.vragen import brief
from tests.engine.geldspoor import geldwereld as w
from tests.engine.geldspoor.geldwereld import BAS, CASUS, KARIN, LIJN, NU, PAUL, PIEN, URSULA, VERA, ZOE, doe

LATER = NU + timedelta(days=20)


@pytest.fixture
def db(url: str) -> Iterator[Sessie]:
    with transactie(url) as sessie:
        w.leg_wereld(sessie)
        yield sessie


def test_van_reservering_tot_gesloten_casus(db: Sessie) -> None:
    w.tot_verrekening(db)
    w.betaald(db, "gemeente_zeist", EURO("5.040"))
    w.betaald(db, "swv_zout", EURO("3.360"))
    stappen = vragen.vanzelf(db, LATER)
    assert [(s.doe, s.waarvan) for s in stappen] == [("wikkel_af", LIJN)]
    doe(db, d.wikkel_af, SYSTEEM, d.Lijnstap(LIJN), 11)
    assert [s.doe for s in vragen.vanzelf(db, LATER)] == ["sluit_lijn"]
    doe(db, d.sluit_lijn, SYSTEEM, d.Lijnstap(LIJN), 12)
    assert vragen.vanzelf(db, LATER) == []

    casus = db.get(CasusRij, CASUS)
    assert casus is not None
    casus.status = "nazorg"
    db.flush()
    # The provider has not been paid yet: the money of the casus stays open.
    assert vragen.vanzelf(db, LATER) == []
    assert stand(db).beschikbaar == EURO("70.000")
    assert not casuslijn(db, CASUS).gesloten


def test_het_programma_weet_elke_stap_die_vanzelf_kan(db: Sessie) -> None:
    lijn = w.tot_voorgefinancierd(db)
    assert [s.doe for s in vragen.vanzelf(db, NU)] == ["open_onderzoek"]
    doe(db, d.open_onderzoek, SYSTEEM, d.Onderzoek(lijn))
    assert vragen.vanzelf(db, NU) == []
    doe(db, d.uitzoekbesluit, URSULA, w.zestig_veertig())
    assert [s.doe for s in vragen.vanzelf(db, NU)] == ["verrekenen"]
    doe(db, d.verrekenen, SYSTEEM, d.Lijnstap(lijn))
    assert vragen.vanzelf(db, NU) == []


def test_een_potlast_rondt_het_programma_af(db: Sessie) -> None:
    w.tot_onderzoek(db)
    doe(db, d.uitzoekbesluit, URSULA, w.een_besluit("potlast"))
    assert [s.doe for s in vragen.vanzelf(db, NU)] == ["ten_laste_pot"]


def test_een_afgesloten_casus_zonder_open_geld_kan_dicht(db: Sessie) -> None:
    w.een_reservering(db)
    doe(db, d.geef_vrij, KARIN, d.Vrijgave(LIJN, "Niet nodig."))
    casus = db.get(CasusRij, CASUS)
    assert casus is not None
    casus.status = "nazorg"
    db.flush()
    assert [(s.doe, s.waarvan) for s in vragen.vanzelf(db, NU)] == [("sluit_geld", CASUS)]
    doe(db, d.sluit_geld, SYSTEEM, d.Casusgeld(CASUS))
    assert vragen.vanzelf(db, NU) == []


def test_een_oude_versie_wordt_geweigerd_en_zegt_wat_er_gebeurde(db: Sessie) -> None:
    w.een_reservering(db)
    with pytest.raises(VersieVerouderd, match="'reserveren' door vera_voorbeeld"):
        d.verplicht(db, BAS, w.een_opdracht(), sleutel=w.sleutel(), versie=7, nu=NU)


def test_wie_reserveerde_geeft_geen_prestatieakkoord(db: Sessie) -> None:
    w.een_reservering(db, door=("pien_prestatie", "tess_teambaas"))
    doe(db, d.verplicht, BAS, w.een_opdracht())
    doe(db, d.lees_factuur, BAS, w.een_factuur())
    with pytest.raises(Functiescheiding):
        doe(db, d.prestatieakkoord, PIEN, w.een_prestatieakkoord())


def test_dezelfde_sleutel_doet_niets_dubbel(db: Sessie) -> None:
    w.een_reservering(db)
    eerste = d.verplicht(db, BAS, w.een_opdracht(), sleutel="een", versie=0, nu=NU)
    tweede = d.verplicht(db, BAS, w.een_opdracht(), sleutel="een", versie=0, nu=NU)
    assert tweede.herhaald
    assert tweede.gegevens == eerste.gegevens


def test_de_database_weigert_een_lijn_die_meer_gebruikt_dan_is_toegekend(db: Sessie) -> None:
    w.een_reservering(db)
    with pytest.raises(IntegrityError), db.begin_nested():
        db.execute(update(FinancieringslijnRij).where(col(FinancieringslijnRij.lijn) == LIJN).values(verplicht=1))


def test_ieder_ziet_alleen_het_eigen_geld(db: Sessie) -> None:
    w.tot_verrekening(db)
    vera, zoe, paul, pien = (vragen.lijnen(db, wie, NU) for wie in (VERA, ZOE, PAUL, PIEN))
    assert [l_.lijn for l_ in vera] == [l_.lijn for l_ in zoe] == [l_.lijn for l_ in paul] == [LIJN]
    assert [l_.lijn for l_ in pien] == [LIJN]
    w.een_reservering(db, regel="2")
    assert [l_.lijn for l_ in vragen.lijnen(db, ZOE, NU)] == [LIJN]
    assert len(vragen.lijnen(db, KARIN, NU, casus=CASUS)) == 2
    assert [l_.status for l_ in vragen.lijnen(db, KARIN, NU, status="gereserveerd")] == ["gereserveerd"]
    with pytest.raises(LijnOnbekend):
        vragen.lijn(db, ZOE, f"{CASUS}/2", NU)
    bente = type(ZOE)("bente_balans", ZOE.rol, "gemeente_bunnik")
    assert vragen.lijnen(db, bente, NU) == []
    assert vragen.status_geld(db, bente, CASUS, NU) == []
    assert [v.vordering.betaler for v in vragen.vorderingen(db, ZOE, NU)] == ["gemeente_zeist"]
    assert len(vragen.vorderingen(db, KARIN, NU)) == 2
    assert vragen.lijn(db, KARIN, LIJN, NU).als_json()["voorgefinancierd"] == 840_000
    assert vragen.status_geld(db, ZOE, CASUS, NU) == [{"lijn": LIJN, "status": "in_verrekening"}]
    assert [f.status for f in vragen.facturen(db, KARIN, NU, lijn=LIJN)] == ["akkoord"]


def test_de_brief_vraagt_het_bedrag_met_kenmerk_en_noemt_geen_kind(db: Sessie) -> None:
    w.tot_verrekening(db)
    tekst = "\n".join(brief_tekst(brief(db, ZOE, "VV2026000001", NU)))
    assert "€ 5.040,00" in tekst
    assert "RF" in tekst
    assert "4 november 2026" in tekst
    with pytest.raises(VorderingOnbekend):
        brief(db, ZOE, "VV2026000002", NU)


def test_een_vordering_heeft_een_status_in_gewone_woorden(db: Sessie) -> None:
    w.tot_onderzoek(db)
    doe(db, d.uitzoekbesluit, URSULA, w.zestig_veertig())

    def statussen() -> dict[str, str]:
        return {v.vordering.betaler: v.status for v in vragen.vorderingen(db, KARIN, NU, alles=True)}

    assert statussen() == {"gemeente_zeist": "concept", "swv_zout": "concept"}
    doe(db, d.verrekenen, KARIN, d.Lijnstap(LIJN))
    w.betaald(db, "gemeente_zeist", EURO("40"), dagen=0)
    assert statussen() == {"gemeente_zeist": "deels_voldaan", "swv_zout": "verzonden"}
    w.betaald(db, "swv_zout", EURO("3.360"), dagen=0)
    doe(db, d.betwist, ZOE, w.een_betwisting())
    assert statussen() == {"gemeente_zeist": "betwist", "swv_zout": "voldaan"}
    assert vragen.vorderingen(db, KARIN, NU, alles=True)[0].als_json()["ontvangen"] == 4_000
