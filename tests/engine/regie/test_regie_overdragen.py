"""The regie changes hands: handed over and received, disputed, ended, or absent by a dated exception."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import SYSTEEM, Gebruiker, Rol
from budget.basis.transactie import transactie
from engine.casus.diensten import Zet
from engine.casus.diensten import zet as zet_casus
from engine.casus.handelingen import Intrekken
from engine.casus.opslag import CasusRij
from engine.casus.overgang import casus_voor
from engine.casus.weigeringen import CasusOnbekend, NietBevoegd
from engine.netwerk.begrippen import Gebeurtenissoort
from engine.netwerk.rijen import Gebeurtenis
from engine.regie import diensten as d
from engine.regie.begrippen import (
    Aanbod,
    Aanvaarding,
    Afwijzing,
    Beeindiging,
    Betwisting,
    Ontvangst,
    Overdracht,
    Uitzondering,
    Verval,
)
from engine.regie.opslag import schrijf
from engine.regie.vragen import regie_nu, uitzondering_nu, verlopen_aanbiedingen
from engine.regie.weigeringen import (
    RegieAlBetwist,
    RegieAlGevraagd,
    RegieNietBetwist,
    RegieNietGevraagd,
    RegieNietVanU,
    RegieNogInDienst,
    RegiePersoonOnbruikbaar,
    RegieUitzonderingKanNiet,
)
from engine.termijnen.opslag import TermijnRij
from tests.engine.zitting.tafelwereld import CARLA, CASUS, NU, SANNE, VANDAAG, VERA, breng_casus_in, doe, geef_regie

FEMKE = Gebruiker("femke_fictie", Rol.CASUSREGISSEUR, "team_heuvelrug")
OVERDRACHT = Overdracht(CASUS, "femke_fictie", "cas_consulent", "woont nu dichterbij")


@pytest.fixture
def db(regio: str):
    with transactie(regio) as open_db:
        breng_casus_in(open_db)
        geef_regie(open_db)
        yield open_db


def open_termijnen(db):
    t = TermijnRij
    vraag = select(col(t.onderwerp), col(t.ontvanger), col(t.einde)).where(col(t.status) == "open")
    return {onderwerp: (ontvanger, einde) for onderwerp, ontvanger, einde in db.execute(vraag)}


def regisseur(db, op=VANDAAG):
    return regie_nu(db, CASUS, op).regisseur


@pytest.mark.beide
def test_wie_overdraagt_houdt_de_regie_tot_de_ander_haar_ontvangt(db):
    doe(db, d.draag_over, CARLA, OVERDRACHT)
    assert regisseur(db) == "carla_casus"
    assert open_termijnen(db)["regie:femke_fictie"] == ("persoon:femke_fictie", date(2026, 10, 19))
    doe(db, d.ontvang, FEMKE, Ontvangst(CASUS))
    regie = regie_nu(db, CASUS, VANDAAG)
    assert (regie.regisseur, regie.vervanger, regie.gevraagd) == ("femke_fictie", "cas_consulent", ())
    assert "regie:femke_fictie" not in open_termijnen(db)
    with pytest.raises(CasusOnbekend):
        casus_voor(db, CARLA, CASUS, NU)


def test_wie_de_overdracht_weigert_laat_haar_waar_zij_was(db):
    doe(db, d.draag_over, CARLA, OVERDRACHT)
    doe(db, d.weiger, FEMKE, Afwijzing(CASUS, "te veel casussen"))
    assert (regisseur(db), regie_nu(db, CASUS, VANDAAG).gevraagd) == ("carla_casus", ())
    assert open_termijnen(db) == {}


def test_een_overdracht_zonder_antwoord_verloopt_en_kan_opnieuw(db):
    doe(db, d.draag_over, CARLA, OVERDRACHT)
    later = NU + timedelta(days=15)
    assert verlopen_aanbiedingen(db, later) == [Verval(CASUS, "femke_fictie")]
    doe(db, d.verloop, SYSTEEM, Verval(CASUS, "femke_fictie"), later)
    assert (verlopen_aanbiedingen(db, later), regisseur(db, later.date())) == ([], "carla_casus")
    doe(db, d.draag_over, CARLA, OVERDRACHT, later)
    doe(db, d.ontvang, FEMKE, Ontvangst(CASUS), later)
    assert regisseur(db, later.date()) == "femke_fictie"


def test_een_nieuwe_overdracht_komt_in_de_plaats_van_de_vorige(db):
    doe(db, d.draag_over, CARLA, OVERDRACHT)
    doe(db, d.draag_over, CARLA, Overdracht(CASUS, "cas_consulent", "femke_fictie"))
    assert [g.persoon for g in regie_nu(db, CASUS, VANDAAG).gevraagd] == ["cas_consulent"]
    assert set(open_termijnen(db)) == {"regie:cas_consulent"}
    with pytest.raises(CasusOnbekend):
        doe(db, d.ontvang, FEMKE, Ontvangst(CASUS))


def test_alleen_de_casusregisseur_zelf_draagt_over_en_niet_aan_zichzelf(db):
    with pytest.raises(RegieNietVanU):
        doe(db, d.draag_over, SANNE, OVERDRACHT)
    with pytest.raises(RegiePersoonOnbruikbaar):
        doe(db, d.draag_over, CARLA, Overdracht(CASUS, "carla_casus", "cas_consulent"))
    doe(db, d.bied, VERA, Aanbod(CASUS, "femke_fictie", "cas_consulent"))
    with pytest.raises(RegieAlGevraagd):
        doe(db, d.draag_over, CARLA, OVERDRACHT)


def test_een_aanbod_wordt_niet_ontvangen_maar_aanvaard(db):
    doe(db, d.bied, VERA, Aanbod(CASUS, "femke_fictie", "cas_consulent"))
    with pytest.raises(RegieNietGevraagd):
        doe(db, d.ontvang, FEMKE, Ontvangst(CASUS))
    doe(db, d.aanvaard, FEMKE, Aanvaarding(CASUS))


def test_een_betwisting_ligt_bij_de_voorzitter_en_een_aanvaarding_lost_haar_op(db):
    doe(db, d.betwist, CARLA, Betwisting(CASUS, "Dit hoort bij de gezinsvoogd."))
    assert regie_nu(db, CASUS, VANDAAG).betwist_door == ("carla_casus",)
    assert open_termijnen(db)["regie:betwist:carla_casus"][0] == "voorzitter"
    with pytest.raises(RegieAlBetwist):
        doe(db, d.betwist, CARLA, Betwisting(CASUS, "nog eens"))
    doe(db, d.bied, VERA, Aanbod(CASUS, "femke_fictie", "cas_consulent"))
    doe(db, d.aanvaard, FEMKE, Aanvaarding(CASUS))
    assert regie_nu(db, CASUS, VANDAAG).betwist_door == ()
    assert open_termijnen(db) == {}


def test_een_betwisting_kan_worden_ingetrokken_door_wie_betwistte(db):
    with pytest.raises(RegieNietBetwist):
        doe(db, d.betwist, CARLA, Betwisting(CASUS, intrekken=True))
    doe(db, d.betwist, CARLA, Betwisting(CASUS, "Niet bij mij."))
    doe(db, d.betwist, CARLA, Betwisting(CASUS, intrekken=True))
    assert (regie_nu(db, CASUS, VANDAAG).betwist_door, open_termijnen(db)) == ((), {})


def test_wie_stopt_laat_een_open_regie_na_en_de_voorzitter_vraagt_dezelfde_dag(db):
    with pytest.raises(RegieNietVanU):
        doe(db, d.beeindig, SANNE, Beeindiging(CASUS, "weg"))
    uitkomst = doe(db, d.beeindig, CARLA, Beeindiging(CASUS, "andere baan"))
    assert uitkomst.gegevens["termijn"]["ontvanger"] == "voorzitter"
    assert (regisseur(db), open_termijnen(db)["regie:aanbieden"]) == (None, ("voorzitter", VANDAAG))


def test_van_wie_uit_dienst_is_beeindigt_de_secretaris_de_regie(db):
    with pytest.raises(RegieNogInDienst):
        doe(db, d.beeindig, SANNE, Beeindiging(CASUS, "uit dienst", "carla_casus"))
    aanvaard = Gebeurtenis(datum=VANDAAG, soort=Gebeurtenissoort.AANVAARD, persoon="sofie_sindsweg")
    schrijf(db, CASUS, aanvaard, NU)
    later = NU + timedelta(days=60)
    doe(db, d.beeindig, SANNE, Beeindiging(CASUS, "uit dienst", "sofie_sindsweg"), later)
    assert regisseur(db, later.date()) == "carla_casus"


def test_een_uitzondering_geldt_tot_haar_dag_en_vraagt_een_reden(db):
    mag = Uitzondering(CASUS, date(2026, 10, 16), "De regisseur begint over een week.")
    with pytest.raises(NietBevoegd):
        doe(db, d.sta_uitzondering_toe, SANNE, mag)
    for fout in (
        Uitzondering(CASUS, VANDAAG, "x"),
        Uitzondering(CASUS, date(2026, 11, 20), "x"),
        Uitzondering(CASUS, date(2026, 10, 16), " "),
    ):
        with pytest.raises(RegieUitzonderingKanNiet):
            doe(db, d.sta_uitzondering_toe, VERA, fout)
    doe(db, d.sta_uitzondering_toe, VERA, mag)
    assert uitzondering_nu(db, CASUS, date(2026, 10, 15))
    assert not uitzondering_nu(db, CASUS, date(2026, 10, 16))


def test_sluit_de_casus_dan_eindigt_de_regie_en_vervalt_wat_nog_is_gevraagd(db):
    doe(db, d.bied, VERA, Aanbod(CASUS, "femke_fictie", "cas_consulent"))
    db.get_one(CasusRij, CASUS).status = "geaccepteerd"
    db.flush()
    weg = Intrekken(waarom="gezin", reden="Het gezin wil geen tafel meer.", zorgen_over_veiligheid=False)
    doe(db, zet_casus, VERA, Zet(CASUS, "intrekken", handeling=weg))
    assert regisseur(db) is None
    assert not [onderwerp for onderwerp in open_termijnen(db) if onderwerp.startswith("regie")]
    assert not regie_nu(db, CASUS, VANDAAG).gevraagd
