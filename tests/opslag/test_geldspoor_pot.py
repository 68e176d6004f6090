"""The pot for people: who sees what, the overview of a participant, and practising with a reservering."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from budget.basis.gebruiker import SYSTEEM, Gebruiker, Rol
from budget.basis.geld import EURO, Geld
from budget.basis.transactie import Sessie, transactie
from budget.grootboek.begrippen import Jaarverdeling, Tegenboeking
from budget.grootboek.diensten import boek
from budget.grootboek.weigeringen import OnvoldoendeBeschikbaar
from engine.casus.weigeringen import CasusOnbekend, EisNietGehaald, NietBevoegd
from engine.geldspoor import diensten as geldspoor
from engine.geldspoor.weigeringen import AlleenOefenen, BovenVrijTeGeven
from engine.inzage.logboek import LogregelRij
from engine.pot import diensten as d
from engine.pot import vragen
from engine.register.opslag import AdministratieRij
from tests.engine.geldspoor import geldwereld as w
from tests.engine.geldspoor.geldwereld import CASUS, KARIN, NU, PIEN, URSULA, VERA, ZOE, doe


@pytest.fixture
def db(url: str) -> Iterator[Sessie]:
    with transactie(url) as sessie:
        w.leg_wereld(sessie)
        yield sessie


def test_de_stand_is_er_voor_wie_beslist_of_betaalt(db: Sessie) -> None:
    assert vragen.stand(db, ZOE).beschikbaar == EURO("70.000")
    with pytest.raises(NietBevoegd, match="kassier"):
        vragen.stand(db, PIEN)
    with pytest.raises(NietBevoegd):
        vragen.stand(db, Gebruiker("bram_beheer", Rol.BEHEERDER, "gemeente_zeist"))


def test_een_financier_ziet_alleen_rekeningen_van_de_eigen_organisatie(db: Sessie) -> None:
    w.tot_verrekening(db)
    rekeningen = {s.sleutel for s in vragen.saldi(db, ZOE, NU)}
    assert rekeningen == {"2000:gemeente_zeist", f"1310:gemeente_zeist:{CASUS}:{CASUS}/1"}
    assert {s.rekening for s in vragen.saldi(db, KARIN, NU, "1310")} == {"1310"}
    with pytest.raises(NietBevoegd):
        vragen.saldi(db, PIEN, NU)


def test_het_grootboek_openen_staat_in_het_logboek(db: Sessie) -> None:
    w.tot_verrekening(db)
    vragen.saldi(db, KARIN, NU, "1310")
    (regel,) = db.execute(select(col(LogregelRij.gebruiker), col(LogregelRij.casussen), col(LogregelRij.object)))
    assert tuple(regel) == ("karin_kassier", [CASUS], "pot/grootboek/1310")


def test_het_overzicht_van_een_deelnemer_telt_op(db: Sessie) -> None:
    w.tot_verrekening(db)
    w.betaald(db, "gemeente_zeist", EURO("5.000"), dagen=0)
    zeist = vragen.overzicht(db, ZOE, "gemeente_zeist", NU)
    assert (zeist.ingelegd, zeist.aangewend, zeist.saldo) == (EURO("10.000"), EURO("0"), EURO("10.000"))
    assert zeist.openstaand == EURO("40")
    assert zeist.als_json()["vorderingen"][0]["ontvangen"] == 500_000
    with pytest.raises(NietBevoegd, match="financier van swv_zout"):
        vragen.overzicht(db, ZOE, "swv_zout", NU)
    with pytest.raises(NietBevoegd):
        vragen.overzicht(db, PIEN, "gemeente_zeist", NU)


def test_wat_de_pot_zelf_droeg_is_na_de_jaarverdeling_aangewend(db: Sessie) -> None:
    w.tot_onderzoek(db)
    doe(db, geldspoor.uitzoekbesluit, URSULA, w.een_besluit("potlast"))
    verdeling = boek(db, SYSTEEM, Jaarverdeling(datum=w.VANDAAG, jaar=2026), sleutel="verdeel", nu=NU)
    bunnik = vragen.overzicht(db, KARIN, "gemeente_bunnik", NU)
    assert (bunnik.ingelegd, bunnik.aangewend, bunnik.saldo) == (EURO("10.000"), EURO("1.200"), EURO("8.800"))
    boek(db, SYSTEEM, Tegenboeking(datum=w.VANDAAG, van=verdeling.nummer), sleutel="terug", nu=NU)
    assert vragen.overzicht(db, KARIN, "gemeente_bunnik", NU).aangewend == EURO("0")


def test_oefenen_met_een_reservering_en_haar_weer_vrijgeven(db: Sessie) -> None:
    uitkomst = doe(db, d.reserveer, VERA, d.Proefreservering(CASUS, EURO("2.500")))
    assert uitkomst.gegevens["beschikbaar_besluit"] == 6_750_000
    assert uitkomst.gegevens["saldi"]["9100"] == 250_000
    doe(db, d.geef_vrij, KARIN, d.Potvrijgave(CASUS, "Was een oefening.", EURO("500")))
    doe(db, d.geef_vrij, KARIN, d.Potvrijgave(CASUS, "Was een oefening."))
    assert vragen.stand(db, VERA).beschikbaar_besluit == EURO("70.000")
    with pytest.raises(BovenVrijTeGeven):
        doe(db, d.geef_vrij, KARIN, d.Potvrijgave(CASUS, "Nog eens."))


def test_wat_aan_een_lijn_vastzit_gaat_niet_los_vrij(db: Sessie) -> None:
    w.een_reservering(db)
    with pytest.raises(BovenVrijTeGeven) as weigering:
        doe(db, d.geef_vrij, KARIN, d.Potvrijgave(CASUS, "Proberen.", Geld(1)))
    assert "--lijn" in weigering.value.oplossing


def test_vrijgeven_vraagt_de_kassier_en_een_reden(db: Sessie) -> None:
    doe(db, d.reserveer, VERA, d.Proefreservering(CASUS, EURO("2.500")))
    with pytest.raises(NietBevoegd):
        doe(db, d.geef_vrij, VERA, d.Potvrijgave(CASUS, "Proberen."))
    with pytest.raises(EisNietGehaald, match="reden"):
        doe(db, d.geef_vrij, KARIN, d.Potvrijgave(CASUS, " "))


def test_reserveren_kan_niet_in_een_echte_database(db: Sessie) -> None:
    db.execute(update(AdministratieRij).values(oefen=False))
    with pytest.raises(AlleenOefenen, match="oefendatabase"):
        doe(db, d.reserveer, VERA, d.Proefreservering(CASUS, EURO("1")))


def test_reserveren_boven_de_pot_of_voor_niets_wordt_geweigerd(db: Sessie) -> None:
    with pytest.raises(OnvoldoendeBeschikbaar), db.begin_nested():
        doe(db, d.reserveer, VERA, d.Proefreservering(CASUS, EURO("70.000,01")))
    with pytest.raises(CasusOnbekend):
        doe(db, d.reserveer, VERA, d.Proefreservering("DT-222222", EURO("1")))
    with pytest.raises(NietBevoegd):
        doe(db, d.reserveer, PIEN, d.Proefreservering(CASUS, EURO("1")))
