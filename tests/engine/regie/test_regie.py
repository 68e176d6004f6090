"""Somebody is asked for the casusregie; only who was asked accepts, and silence is no answer."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import SYSTEEM, Gebruiker, Rol
from budget.basis.transactie import transactie
from engine.casus.opslag import CasusRij, GebeurtenisRij
from engine.casus.overgang import casus_voor
from engine.casus.weigeringen import CasusOnbekend, NietBevoegd, VersieVerouderd
from engine.netwerk.begrippen import Gebeurtenissoort
from engine.netwerk.rijen import Gebeurtenis
from engine.regie import diensten as d
from engine.regie.begrippen import Aanbod, Aanvaarding, Afwijzing, Verval
from engine.regie.opslag import schrijf
from engine.regie.vragen import regie_nu, verlopen_aanbiedingen
from engine.regie.weigeringen import (
    RegieAlAanvaard,
    RegieAlGevraagd,
    RegieNietGevraagd,
    RegieNietNodig,
    RegiePersoonOnbruikbaar,
)
from engine.termijnen.opslag import TermijnRij
from tests.engine.zitting.tafelwereld import CARLA, CASUS, NU, TOM, VANDAAG, VERA, breng_casus_in, doe

CAS = Gebruiker("cas_consulent", Rol.CASUSREGISSEUR, "team_zeist")
AANBOD = Aanbod(CASUS, "carla_casus", "cas_consulent")


@pytest.fixture
def db(regio: str):
    with transactie(regio) as open_db:
        breng_casus_in(open_db)
        yield open_db


def termijnen(db, onderwerp):
    t = TermijnRij
    vraag = select(col(t.ontvanger), col(t.einde), col(t.status)).where(col(t.onderwerp) == onderwerp)
    return [tuple(rij) for rij in db.execute(vraag.order_by(col(t.nummer)))]


def test_een_aanbod_wacht_op_een_antwoord_met_een_datum(db):
    uitkomst = doe(db, d.bied, VERA, AANBOD)
    # Monday 5 October plus three working days.
    assert termijnen(db, "regie:carla_casus") == [("persoon:carla_casus", date(2026, 10, 8), "open")]
    assert uitkomst.gegevens["status"] == "aangeboden"
    assert uitkomst.gegevens["termijn"]["einde"] == "2026-10-08"
    assert regie_nu(db, CASUS, VANDAAG).status == "aangeboden"


def test_wie_gevraagd_is_ziet_de_casus_en_wie_niet_is_gevraagd_niet(db):
    with pytest.raises(CasusOnbekend):
        casus_voor(db, CARLA, CASUS, NU)
    doe(db, d.bied, VERA, AANBOD)
    assert casus_voor(db, CARLA, CASUS, NU).nummer == CASUS
    with pytest.raises(CasusOnbekend):
        casus_voor(db, CAS, CASUS, NU)


def test_aanvaarden_maakt_regisseur_met_de_vervanger_van_het_aanbod(db):
    doe(db, d.bied, VERA, AANBOD)
    doe(db, d.aanvaard, CARLA, Aanvaarding(CASUS), NU + timedelta(days=1))
    regie = regie_nu(db, CASUS, VANDAAG + timedelta(days=1))
    assert (regie.regisseur, regie.vervanger, regie.sinds) == ("carla_casus", "cas_consulent", date(2026, 10, 6))
    assert termijnen(db, "regie:carla_casus")[0][2] == "voldaan"
    assert casus_voor(db, CAS, CASUS, NU + timedelta(days=1)).nummer == CASUS
    namen = db.execute(select(col(GebeurtenisRij.naam)).where(col(GebeurtenisRij.spoor) == "regie")).scalars()
    assert list(namen) == ["aanbieden", "aanvaarden"]


def test_niemand_aanvaardt_voor_een_ander(db):
    doe(db, d.bied, VERA, AANBOD)
    with pytest.raises(RegieNietGevraagd):
        doe(db, d.aanvaard, VERA, Aanvaarding(CASUS))
    namens = Gebruiker("carla_casus", Rol.CASUSREGISSEUR, "team_zeist", namens="vera_voorbeeld")
    with pytest.raises(RegieNietGevraagd):
        doe(db, d.aanvaard, namens, Aanvaarding(CASUS))


def test_alleen_de_voorzitter_biedt_de_regie_aan(db):
    with pytest.raises(NietBevoegd):
        doe(db, d.bied, TOM, AANBOD)


def test_een_weigering_legt_de_vraag_dezelfde_dag_terug_bij_de_voorzitter(db):
    doe(db, d.bied, VERA, AANBOD)
    uitkomst = doe(db, d.weiger, CARLA, Afwijzing(CASUS, "geen ruimte in mijn caseload"))
    assert uitkomst.gegevens["status"] == "geweigerd"
    assert termijnen(db, d.AANBIEDEN) == [("voorzitter", VANDAAG, "open")]
    assert regie_nu(db, CASUS, VANDAAG).status == "geen"
    with pytest.raises(CasusOnbekend):
        casus_voor(db, CARLA, CASUS, NU + timedelta(days=1))
    doe(db, d.bied, VERA, Aanbod(CASUS, "cas_consulent", "carla_casus"))
    assert termijnen(db, d.AANBIEDEN) == [("voorzitter", VANDAAG, "voldaan")]


def test_zonder_antwoord_verloopt_een_aanbod_en_is_de_regie_weer_open(db):
    doe(db, d.bied, VERA, AANBOD)
    op_tijd, te_laat = NU + timedelta(days=3), NU + timedelta(days=4)
    assert verlopen_aanbiedingen(db, op_tijd) == []
    assert verlopen_aanbiedingen(db, te_laat) == [Verval(CASUS, "carla_casus")]
    with pytest.raises(NietBevoegd):
        doe(db, d.verloop, VERA, Verval(CASUS, "carla_casus"), te_laat)
    doe(db, d.verloop, SYSTEEM, Verval(CASUS, "carla_casus"), te_laat)
    assert verlopen_aanbiedingen(db, te_laat) == []
    assert regie_nu(db, CASUS, te_laat.date()).status == "geen"
    with pytest.raises(RegieNietGevraagd):
        doe(db, d.verloop, SYSTEEM, Verval(CASUS, "carla_casus"), te_laat)


def test_dezelfde_persoon_wordt_niet_twee_keer_gevraagd(db):
    doe(db, d.bied, VERA, AANBOD)
    with pytest.raises(RegieAlGevraagd):
        doe(db, d.bied, VERA, AANBOD)
    doe(db, d.aanvaard, CARLA, Aanvaarding(CASUS))
    with pytest.raises(RegieAlAanvaard):
        doe(db, d.bied, VERA, AANBOD)


def test_een_aanvaarding_beantwoordt_ook_de_vraag_aan_een_ander(db):
    doe(db, d.bied, VERA, AANBOD)
    doe(db, d.bied, VERA, Aanbod(CASUS, "femke_fictie", "carla_casus"))
    doe(db, d.aanvaard, CARLA, Aanvaarding(CASUS))
    assert termijnen(db, "regie:femke_fictie")[0][2] == "vervallen"
    assert regie_nu(db, CASUS, VANDAAG).gevraagd == ()


@pytest.mark.parametrize(
    ("aan", "vervanger"),
    [
        ("bestaat_niet", "cas_consulent"),
        ("carla_casus", "carla_casus"),
        ("tom_toezegger", "cas_consulent"),
        ("carla_casus", "bestaat_niet"),
    ],
)
def test_wie_de_regie_niet_kan_dragen_wordt_niet_gevraagd(db, aan, vervanger):
    with pytest.raises(RegiePersoonOnbruikbaar) as weigering:
        doe(db, d.bied, VERA, Aanbod(CASUS, aan, vervanger))
    assert weigering.value.oplossing


def test_wie_uit_dienst_is_wordt_geen_vervanger(db):
    later = NU + timedelta(days=60)
    with pytest.raises(RegiePersoonOnbruikbaar, match="nergens in dienst"):
        doe(db, d.bied, VERA, Aanbod(CASUS, "carla_casus", "sofie_sindsweg"), later)


def test_een_gesloten_casus_heeft_geen_regie_nodig(db):
    casus = db.get(CasusRij, CASUS)
    casus.status = "nazorg"
    db.flush()
    with pytest.raises(RegieNietNodig):
        doe(db, d.bied, VERA, AANBOD)


def test_wie_een_oude_versie_zag_beslist_niet(db):
    doe(db, d.bied, VERA, AANBOD, versie=1)
    with pytest.raises(VersieVerouderd):
        doe(db, d.bied, VERA, Aanbod(CASUS, "femke_fictie", "cas_consulent"), versie=1)


def test_een_overdracht_is_ook_een_vraag(db):
    soort = Gebeurtenissoort.OVERGEDRAGEN
    schrijf(db, CASUS, Gebeurtenis(datum=VANDAAG, soort=soort, persoon="femke_fictie", aan="carla_casus"), NU)
    regie = regie_nu(db, CASUS, VANDAAG)
    assert (regie.regisseur, [g.persoon for g in regie.gevraagd]) == ("femke_fictie", ["carla_casus"])


def test_na_vertrek_neemt_de_vervanger_even_waar(db):
    aanvaard = Gebeurtenis(datum=VANDAAG, soort=Gebeurtenissoort.AANVAARD, persoon="sofie_sindsweg")
    schrijf(db, CASUS, aanvaard, NU)
    assert regie_nu(db, CASUS, date(2026, 10, 11)).regisseur == "sofie_sindsweg"
    daarna = regie_nu(db, CASUS, date(2026, 10, 13))
    assert (daarna.regisseur, daarna.status, daarna.vervanger) == ("bob_baken", "waarneming", None)
    assert regie_nu(db, CASUS, date(2026, 11, 20)).status == "geen"
