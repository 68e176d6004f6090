"""The register changes by a file: dated rows, a source, everything that is wrong at once, and nothing half."""

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.transactie import transactie
from budget.basis.weigering import OnbruikbareInvoer
from engine.invoer.lezen import lees
from engine.register.lijst import register_lijst
from engine.register.opslag import AanstellingRij, FunctievervullingRij, InlogRij
from engine.register.vragen import afwezigheden, houders, mandaten, werkt_bij
from engine.register.weigeringen import RegisterNietVanU
from engine.register.wijzigen import wijzig_register
from engine.register.wijzigformaat import Registerwijziging
from tests.engine.zitting.tafelwereld import (
    NU,
    OP_DE_DAG,
    VERA,
    besluit,
    doe,
    een_besluit,
    tot_de_zitting,
)

BERT = Gebruiker("bert_beheer", Rol.BEHEERDER, "doorbraaktafel")


@pytest.fixture
def db(regio: str):
    with transactie(regio) as open_db:
        yield open_db


def stopt(op: str) -> dict[str, str]:
    return {"persoon": "tom_toezegger", "functie": "teammanager_jeugd_zeist", "eindigt": op}


def wijzig(db, wie=BERT, **lijsten):
    invoer = Registerwijziging.model_validate({"formaat": "doorbraak-register/1", "bron": "proef", **lijsten})
    return doe(db, wijzig_register, wie, invoer)


@pytest.mark.beide
def test_het_voorbeeld_kan_zo_worden_ingelezen(db):
    invoer = lees(Registerwijziging.VOORBEELD, "register.yaml", Registerwijziging)
    uitkomst = doe(db, wijzig_register, BERT, invoer)
    assert uitkomst.gegevens["gewijzigd"]["vervullingen"] == 2
    functie, wissel = "teammanager_jeugd_zeist", date(2026, 12, 1)
    assert "tom_toezegger" in houders(db, functie, wissel - timedelta(days=1))
    assert houders(db, functie, wissel) == ("nina_nieuw",)
    assert (werkt_bij(db, "nina_nieuw", wissel), werkt_bij(db, "nina_nieuw", date(2026, 11, 30))) == (
        "gemeente_zeist",
        None,
    )
    assert [a.persoon for a in afwezigheden(db, date(2026, 12, 22))] == ["tom_toezegger"]
    assert register_lijst(db, VERA, "contacten", NU)[0]["persoon"] == "cas_consulent"
    assert register_lijst(db, VERA, "aanbod", NU)[0]["wachttijd_weken"] == 6
    assert register_lijst(db, VERA, "documenten", NU)[0]["versie"] == "2027"


def test_een_rij_die_eindigt_blijft_te_lezen(db):
    wijzig(db, vervullingen=[stopt("2026-12-01")])
    f = FunctievervullingRij
    vraag = select(col(f.geldig_tot), col(f.vervallen_op)).where(
        col(f.persoon) == "tom_toezegger", col(f.functie) == "teammanager_jeugd_zeist"
    )
    assert [(tot, weg is None) for tot, weg in db.execute(vraag.order_by(col(f.nummer)))] == [
        (None, False),
        (date(2026, 12, 1), True),
    ]


def test_alles_wat_niet_klopt_wordt_tegelijk_genoemd_en_er_wijzigt_niets(db):
    with pytest.raises(OnbruikbareInvoer) as fout:
        wijzig(
            db,
            personen=[{"id": "tess_teambaas", "weergavenaam": "Tess"}],
            aanstellingen=[
                {"persoon": "niemand", "organisatie": "nergens", "van": "2026-12-01"},
                {"persoon": "tess_teambaas", "organisatie": "swv_zout", "eindigt": "2026-12-01"},
            ],
            aanbod=[{"aanbieder": "aanbieder_de_brug", "product": "dansles", "eindigt": "2026-12-01"}],
            intrekkingen=[{"mandaat": "bestaat_niet", "op": "2026-12-01", "document": "brief"}],
        )
    assert [f.plaats for f in fout.value.fouten] == [
        "personen[0].id",
        "aanstellingen[0].persoon",
        "aanstellingen[0].organisatie",
        "intrekkingen[0].mandaat",
        "aanstellingen[1]",
        "aanbod[0]",
    ]
    assert (
        db.execute(select(col(AanstellingRij.nummer)).where(col(AanstellingRij.vervallen_op).is_not(None))).all() == []
    )


def test_alleen_de_beheerder_of_wie_de_stamgegevens_bijhoudt_wijzigt(db):
    with pytest.raises(RegisterNietVanU):
        wijzig(db, VERA, afwezigheden=[{"persoon": "tom_toezegger", "van": "2026-12-01", "tot": "2026-12-02"}])


def test_een_login_krijgt_een_persoon(db):
    wijzig(db, inloggen=[{"login": "zeist_tom", "persoon": "tom_toezegger"}])
    assert db.get(InlogRij, "zeist_tom").persoon == "tom_toezegger"
    with pytest.raises(OnbruikbareInvoer):
        wijzig(db, inloggen=[{"login": "zeist_tom", "persoon": "tom_toezegger"}])


def test_een_ingetrokken_mandaat_geldt_bij_het_besluit_niet_meer(db):
    tot_de_zitting(db)
    wijzig(db, intrekkingen=[{"mandaat": "jeugdhulp_zeist", "op": "2026-10-12", "document": "besluit van het college"}])
    versies = [m.versie for m in mandaten(db) if m.id == "jeugdhulp_zeist"]
    assert versies == [1, 2]
    assert besluit(db).gegevens["besluiten"][0]["status"] == "voorgenomen"


def test_wie_tussen_agenda_en_zitting_zijn_functie_neerlegt_beslist_niet_meer(db):
    tot_de_zitting(db)
    wijzig(db, vervullingen=[stopt("2026-10-12")])
    antwoord = besluit(db).gegevens
    assert antwoord["besluiten"][0]["status"] == "voorgenomen"
    assert any(r["regel"] == "K08" and r["houdt_tegen"] for r in antwoord["mandaat"]["regels"])


def test_een_hiaat_uit_een_besluit_staat_in_de_lijst_zonder_casusnummer(db):
    tot_de_zitting(db)
    besluit(db, een_besluit(hiaat={"behoefte": "C", "voorziening": "dagbehandeling", "reden": "wachtlijst"}))
    (rij,) = register_lijst(db, VERA, "hiaten", OP_DE_DAG)
    assert (rij["voorziening"], rij["aantal"], "casus" in rij) == ("dagbehandeling", 1, False)
