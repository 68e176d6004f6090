"""Consent is recorded with a term, withdrawn at once, and watched at the besluit and the start of the plan."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import delete, select, update
from sqlalchemy.exc import DBAPIError
from sqlmodel import col

from budget.basis.transactie import transactie
from budget.basis.weigering import OnbruikbareInvoer
from engine.berichten.opslag import OutboxRij
from engine.casus.diensten import meld
from engine.casus.opslag import CasusRij
from engine.casus.weigeringen import CasusOnbekend, NietBevoegd, ToestemmingOntbreekt
from engine.casus.zicht import Grond, geef_toegang
from engine.inzage.kluis import Kluis
from engine.termijnen.opslag import TermijnRij
from engine.toestemming import diensten as t
from engine.toestemming.begrippen import Grondslag
from engine.toestemming.opslag import ToestemmingRij
from engine.toestemming.vragen import mag_delen, wat_mag_gedeeld
from engine.toestemming.weigeringen import DoorbrekingZelfGevraagd, ToestemmingOnbekend
from engine.zitting.plan import zonder_toestemming
from tests.engine.casus.casuswereld import een_aanmelding
from tests.engine.zitting.tafelwereld import (
    CASUS,
    NU,
    OP_DE_DAG,
    SANNE,
    TOM,
    VANDAAG,
    VERA,
    besluit,
    breng_casus_in,
    doe,
    een_besluit,
    een_regel,
    tot_de_zitting,
)

JA = t.Vastlegging(CASUS, "jeugdhulp", ("ouders",))


def zet_kind(db, geboren, gezag="beide_ouders"):
    jeugdige = {"naam": "Noor Verzonnen", "geboortedatum": geboren, "gemeente": "Zeist", "gezag": gezag}
    Kluis(db).bewaar(CASUS, {"jeugdige": jeugdige})


@pytest.fixture
def db(regio: str):
    with transactie(regio) as open_db:
        breng_casus_in(open_db)
        zet_kind(open_db, "2016-10-20")
        yield open_db


def domein(db, naam, wie=VERA, nu=NU):
    return next(d for d in wat_mag_gedeeld(db, wie, CASUS, nu)["domeinen"] if d["domein"] == naam)


def termijn(db):
    vraag = select(col(TermijnRij.einde)).where(
        col(TermijnRij.onderwerp).startswith("toestemming:"), col(TermijnRij.status) == "open"
    )
    return db.execute(vraag).scalars().all()


def test_een_toestemming_geldt_twaalf_maanden_en_er_wordt_op_tijd_opnieuw_gevraagd(db):
    assert domein(db, "jeugdhulp")["mag"] is False
    nummer = doe(db, t.leg_vast, SANNE, JA).gegevens["toestemming"]
    assert (domein(db, "jeugdhulp")["mag"], domein(db, "jeugdhulp")["tot"]) == (True, "2027-10-05")
    assert termijn(db) == [date(2027, 10, 5)]
    doe(db, t.trek_in, SANNE, t.Intrekking(CASUS, nummer, "ouders"))
    assert (domein(db, "jeugdhulp")["toestand"], termijn(db)) == ("ingetrokken", [])
    with pytest.raises(ToestemmingOnbekend):
        doe(db, t.trek_in, SANNE, t.Intrekking(CASUS, nummer))


def test_een_gevraagde_toestemming_wacht_op_een_antwoord_en_een_nieuwe_vervangt_de_oude(db):
    def wacht_op(code):
        vraag = select(col(TermijnRij.ontvanger), col(TermijnRij.einde)).where(
            col(TermijnRij.code) == code, col(TermijnRij.status) == "open"
        )
        return [tuple(rij) for rij in db.execute(vraag)]

    gevraagd = t.Vastlegging(CASUS, "jeugdhulp", ("ouders",), "gevraagd")
    for _ in range(2):
        doe(db, t.leg_vast, SANNE, gevraagd)
        assert wacht_op("TOESTEMMING_VRAAG") == [("casusregisseur", date(2026, 10, 12))]
    doe(db, t.leg_vast, SANNE, t.Vastlegging(CASUS, "jeugdhulp", ("ouders",), tot=date(2026, 12, 1)))
    assert wacht_op("TOESTEMMING_VRAAG") == []
    # Another domain, or less than before, leaves the old consent to be renewed by itself.
    doe(db, t.leg_vast, SANNE, t.Vastlegging(CASUS, "onderwijs", ("ouders",), tot=date(2027, 1, 1)))
    doe(db, t.leg_vast, SANNE, t.Vastlegging(CASUS, "jeugdhulp", ("ouders",), ontvangers=("aanbieder_de_brug",)))
    assert termijn(db) == [date(2026, 12, 1), date(2027, 1, 1), date(2027, 10, 5)]
    doe(db, t.leg_vast, SANNE, t.Vastlegging(CASUS, "jeugdhulp", ("ouders",), tot=date(2027, 9, 1)))
    assert termijn(db) == [date(2027, 1, 1), date(2027, 9, 1)]


def test_wie_iets_ontving_hoort_van_de_intrekking_zonder_inhoud(db):
    geef_toegang(db, CASUS, "persoon", "carla_casus", Grond.BETROKKEN, VANDAAG)
    aan = ("ilse_intern", "kassier", "team_zeist")
    nummer = doe(db, t.leg_vast, SANNE, replace(JA, ontvangers=aan)).gegevens["toestemming"]
    doe(db, t.trek_in, SANNE, t.Intrekking(CASUS, nummer))
    post = {rij.aan: rij for rij in db.scalars(select(OutboxRij).where(col(OutboxRij.soort) == "toestemming"))}
    assert set(post) == {"ilse_intern", "carla_casus", "karin_kassier", "koen_kasboek", "kees_kluis"}
    inhoud = " ".join(f"{rij.onderwerp} {rij.regels}" for rij in post.values())
    assert "jeugdhulp" not in inhoud
    assert "Noor" not in inhoud


def test_wordt_het_kind_eerder_twaalf_dan_komt_de_vraag_voor_de_verjaardag(db):
    zet_kind(db, "2014-11-02")
    doe(db, t.leg_vast, SANNE, JA)
    assert termijn(db) == [date(2026, 11, 2)]
    assert wat_mag_gedeeld(db, VERA, CASUS, NU)["verandert_op"] == "2026-11-02"


def test_alles_wat_niet_klopt_wordt_tegelijk_gezegd_en_niet_iedereen_legt_vast(db):
    slecht = t.Vastlegging(
        CASUS, "buurt", ("oom",), "misschien", "telepathie", date(2027, 1, 1), date(2026, 1, 1), ("niemand",)
    )
    with pytest.raises(OnbruikbareInvoer) as fout:
        doe(db, t.leg_vast, SANNE, slecht)
    assert [f.plaats for f in fout.value.fouten] == ["domein", "door", "wijze", "antwoord", "op", "tot", "ontvangers"]
    with pytest.raises(OnbruikbareInvoer):
        doe(db, t.leg_vast, SANNE, t.Vastlegging(CASUS, "jeugdhulp", ()))
    with pytest.raises(NietBevoegd):
        doe(db, t.leg_vast, TOM, JA)
    with pytest.raises(CasusOnbekend):
        wat_mag_gedeeld(db, TOM, CASUS, NU)


@pytest.mark.beide
def test_een_toestemming_verandert_niet_meer(db):
    doe(db, t.leg_vast, SANNE, JA)
    for opdracht in (update(ToestemmingRij).values(domein="onderwijs"), delete(ToestemmingRij)):
        with pytest.raises(DBAPIError), db.begin_nested():
            db.execute(opdracht)


def test_doorbreken_voor_veiligheid_doet_een_ander_dan_wie_vroeg_en_telt_nooit_als_toestemming(db):
    door = t.Doorbreking(CASUS, "jeugdhulp", "tom_toezegger", "acuut gevaar thuis", "niets anders hielp", False)
    with pytest.raises(NietBevoegd):
        doe(db, t.doorbreek, SANNE, door)
    with pytest.raises(DoorbrekingZelfGevraagd):
        doe(db, t.doorbreek, VERA, t.Doorbreking(CASUS, "jeugdhulp", "vera_voorbeeld", "gevaar", "weging", True))
    with pytest.raises(OnbruikbareInvoer) as fout:
        doe(db, t.doorbreek, VERA, t.Doorbreking(CASUS, "buurt", "niemand", "", " ", True))
    assert len(fout.value.fouten) == 4
    doe(db, t.doorbreek, VERA, door)
    assert db.execute(select(col(ToestemmingRij.antwoord))).scalars().all() == ["doorbroken"]
    assert not mag_delen(db, db.get(CasusRij, CASUS), "jeugdhulp", NU.date()).mag


def test_wat_bij_de_aanmelding_is_gezegd_telt_mee(db):
    nummer = doe(db, meld, SANNE, een_aanmelding()).gegevens["casusnummer"]
    antwoord = wat_mag_gedeeld(db, VERA, nummer, NU)
    onderwijs = next(d for d in antwoord["domeinen"] if d["domein"] == "onderwijs")
    assert (onderwijs["mag"], onderwijs["heeft"]) == (True, ["ouders"])


def test_bij_een_besluit_telt_wie_volgens_de_leeftijd_moet_toestemmen(regio):
    with transactie(regio) as db:
        tot_de_zitting(db)
        zet_kind(db, "2012-10-20")
        with pytest.raises(ToestemmingOntbreekt, match="nog nodig: jeugdige"), db.begin_nested():
            besluit(db)
        met = een_regel(toestemming={"door": ["ouders", "jeugdige"], "op": "2026-10-01", "wijze": "schriftelijk"})
        besluit(db, een_besluit(met))
        casus = db.get(CasusRij, CASUS)
        assert zonder_toestemming(db, casus, OP_DE_DAG.date()) == ()


def test_c6_in_een_ots_mag_de_gi_zonder_toestemming_horen_wat_de_jeugdhulp_weet(db):
    casus = db.get_one(CasusRij, CASUS)
    assert not mag_delen(db, casus, "jeugdhulp", VANDAAG, ontvanger="save").mag
    casus.gedwongen_kader = True
    oordeel = mag_delen(db, casus, "jeugdhulp", VANDAAG, ontvanger="save")
    assert (oordeel.mag, oordeel.grondslag) == (True, Grondslag.OTS)
    assert not mag_delen(db, casus, "onderwijs", VANDAAG, ontvanger="save").mag
    assert not mag_delen(db, casus, "jeugdhulp", VANDAAG, ontvanger="ilse_intern").mag


def test_c8_wie_tijdens_de_zitting_intrekt_houdt_het_besluit_tegen(regio):
    with transactie(regio) as db:
        tot_de_zitting(db)
        nummer = doe(db, t.leg_vast, SANNE, JA, OP_DE_DAG).gegevens["toestemming"]
        doe(db, t.trek_in, SANNE, t.Intrekking(CASUS, nummer), OP_DE_DAG)
        with pytest.raises(ToestemmingOntbreekt, match="ingetrokken"):
            besluit(db)


def test_een_verjaardag_tussen_besluit_en_start_houdt_de_start_tegen(regio):
    with transactie(regio) as db:
        tot_de_zitting(db)
        zet_kind(db, "2014-10-14")
        besluit(db)
        casus = db.get(CasusRij, CASUS)
        assert zonder_toestemming(db, casus, date(2026, 10, 13)) == ()
        assert zonder_toestemming(db, casus, date(2026, 10, 14)) == ("hulp (nog nodig: jeugdige)",)
