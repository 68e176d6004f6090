"""What the table may not decide goes up: to a living holder, with a date, and comes back as a besluit."""

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.geld import EURO
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import transactie
from budget.basis.weigering import OnbruikbareInvoer
from budget.grootboek.vragen import mandaatgebruik
from engine.berichten.opslag import OutboxRij
from engine.casus import handelingen as h
from engine.casus.diensten import Zet
from engine.casus.diensten import zet as zet_casus
from engine.casus.opslag import CasusRij
from engine.casus.overgang import casus_voor
from engine.casus.weigeringen import CasusOnbekend, EisNietGehaald, NietBevoegd
from engine.proces.regels import OvergangKanNiet
from engine.register.opslag import FunctievervullingRij
from engine.termijnen.opslag import TermijnRij
from engine.zitting import diensten as z
from engine.zitting import vragen
from engine.zitting.begrippen import Besluitopdracht, Bespreking, Meebesluit, Vaststelling
from engine.zitting.opslag import BesluitRij, OpschalingRij
from engine.zitting.weigeringen import NietMeebeslist, NietsVoorgenomen, OpschalenHelptNiet
from tests.engine.zitting.tafelwereld import (
    CASUS,
    OP_DE_DAG,
    VERA,
    WALT,
    ZITTING,
    besluit,
    doe,
    een_besluit,
    een_regel,
    tot_de_zitting,
)

VICTOR = Gebruiker("victor_voorschool", Rol.BESTUURDER, "swv_vozou")
MORGEN = OP_DE_DAG + timedelta(days=1)
GROOT = een_regel("24.000,00")
BEVESTIGD = [
    {"orgaan": "gemeente_zeist", "op": "2026-10-13", "document": "brief van het college"},
    {"orgaan": "gezamenlijke_pot", "op": "2026-10-13", "document": "mail van de deelnemers"},
]


@pytest.fixture
def db(regio: str):
    with transactie(regio) as open_db:
        yield open_db


def schaal_op(db, reden: str = "het bedrag is te hoog voor deze tafel", nu=OP_DE_DAG) -> Uitkomst:
    return doe(db, zet_casus, VERA, Zet(CASUS, "opschalen", handeling=h.Opschalen(reden=reden)), nu)


def tot_opgeschaald(db, *regels: dict[str, Any]) -> Uitkomst:
    tot_de_zitting(db, bedrag="30.000")
    besluit(db, een_besluit(*(regels or (GROOT,))))
    return schaal_op(db)


def hoger(db, wie: Gebruiker = WALT, **anders: Any) -> Uitkomst:
    """Let Walt decide; Victor decides along first when he is named, with his own login."""
    plan = een_besluit(GROOT, **anders) if anders else None
    if plan is None or "victor_voorschool" in plan.mede_beslist:
        doe(db, z.besluit_mee, VICTOR, Meebesluit(CASUS, plan), MORGEN)
    return doe(db, z.besluit_hoger, wie, Besluitopdracht(ZITTING, CASUS, plan), MORGEN)


def test_opschalen_noemt_de_houders_en_een_datum(db):
    uitkomst = tot_opgeschaald(db)
    # Monday 12 October plus five working days.
    assert uitkomst.gegevens["voor_datum"] == "2026-10-19"
    assert uitkomst.gegevens["trede"] == "4"
    assert uitkomst.gegevens["houders"] == ["walt_wethouder", "victor_voorschool"]
    assert db.get(CasusRij, CASUS).status == "opgeschaald"
    t = TermijnRij
    vraag = select(col(t.code), col(t.ontvanger), col(t.einde)).where(
        col(t.onderwerp) == "hulp", col(t.status) == "open"
    )
    assert db.execute(vraag).one() == ("D_OPSCHAAL", "ladder", date(2026, 10, 19))
    opschaling = db.execute(select(OpschalingRij)).scalar_one()
    assert (opschaling.houders, opschaling.voor) == (["doorzetter_gemeenten", "doorzetter_swv"], date(2026, 10, 19))
    aan = set(db.execute(select(col(OutboxRij.aan)).where(col(OutboxRij.soort) == "opschaling")).scalars())
    assert aan == {"walt_wethouder", "victor_voorschool"}


def test_de_houder_van_de_trede_ziet_de_casus_pas_na_het_opschalen(db):
    tot_de_zitting(db, bedrag="30.000")
    with pytest.raises(CasusOnbekend):
        casus_voor(db, WALT, CASUS, OP_DE_DAG)
    besluit(db, een_besluit(GROOT))
    schaal_op(db)
    assert casus_voor(db, WALT, CASUS, OP_DE_DAG).nummer == CASUS


def test_opschalen_kan_ook_zonder_voorgenomen_besluit(db):
    tot_de_zitting(db)
    with pytest.raises(OvergangKanNiet):
        schaal_op(db)
    doe(db, z.bespreek, VERA, Bespreking(ZITTING, CASUS), OP_DE_DAG)
    assert schaal_op(db, "de partijen worden het niet eens").gegevens["trede"] == "4"
    with pytest.raises(NietsVoorgenomen):
        hoger(db)


def test_een_trede_zonder_mensen_wordt_overgeslagen_en_zonder_ladder_kan_het_niet(db):
    tot_de_zitting(db)
    doe(db, z.bespreek, VERA, Bespreking(ZITTING, CASUS), OP_DE_DAG)
    f = FunctievervullingRij
    for rij in db.execute(select(f).where(col(f.functie) == "doorzetter_swv")).scalars():
        rij.geldig_tot = date(2026, 10, 1)
        db.add(rij)
    db.flush()
    with db.begin_nested() as proef:
        uitkomst = schaal_op(db)
        # Step 5 has a term of its own: ten working days.
        assert (uitkomst.gegevens["trede"], uitkomst.gegevens["voor_datum"]) == ("5", "2026-10-26")
        proef.rollback()
    db.expire_all()
    for rij in db.execute(select(f)).scalars():
        rij.geldig_tot = date(2026, 10, 1) if rij.geldig_tot is None else rij.geldig_tot
        db.add(rij)
    db.flush()
    with pytest.raises(EisNietGehaald, match="houder"):
        schaal_op(db)


def test_wat_de_bestedingsregels_tegenhouden_gaat_niet_omhoog(db):
    tot_de_zitting(db)
    besluit(db, een_besluit(een_regel(soort="schoolgeld_particulier", toestemming=None)))
    with pytest.raises(OpschalenHelptNiet) as weigering:
        schaal_op(db)
    assert "inkoop expertise" in weigering.value.oplossing


def test_een_bindend_advies_wacht_op_de_bevestiging_van_elk_orgaan(db):
    tot_opgeschaald(db)
    uitkomst = hoger(db, mede_beslist=["victor_voorschool"])
    assert uitkomst.gegevens["status_hulp"] == "opgeschaald"
    assert uitkomst.gegevens["mandaat"]["vervolg"]["label"] == "bindend advies, orgaan bevestigt"
    assert uitkomst.gegevens["pot"] is None
    uitkomst = hoger(db, mede_beslist=["victor_voorschool"], bevestigingen=BEVESTIGD)
    assert uitkomst.gegevens["status_hulp"] == "besloten"
    rij = db.execute(select(BesluitRij).where(col(BesluitRij.status) == "genomen")).scalar_one()
    assert (rij.trede, rij.zitting, rij.door) == ("4", None, "walt_wethouder")
    opschaling = db.execute(select(OpschalingRij)).scalar_one()
    assert (opschaling.status, opschaling.besloten_door) == ("besloten", ["walt_wethouder", "victor_voorschool"])
    assert mandaatgebruik(db, "jeugdhulp_zeist", 2026) == EURO("0")
    eenmalig = f"eenmalig:{CASUS}:{opschaling.nummer}:hulp:gemeente_zeist"
    assert mandaatgebruik(db, eenmalig, 2026, CASUS) == EURO("24.000")


def test_wie_samen_moet_beslissen_doet_dat_niet_alleen(db):
    tot_opgeschaald(db)
    with pytest.raises(NietBevoegd, match="doorzetter_gemeenten en doorzetter_swv"):
        hoger(db, bevestigingen=BEVESTIGD)
    with pytest.raises(NietBevoegd):
        hoger(db, VERA, mede_beslist=["walt_wethouder", "victor_voorschool"])


def test_wie_meebeslist_doet_dat_zelf_en_op_precies_deze_bedragen(db):
    tot_opgeschaald(db)
    plan = een_besluit(GROOT, mede_beslist=["victor_voorschool"], bevestigingen=BEVESTIGD)

    def besluit_hoger():
        return doe(db, z.besluit_hoger, WALT, Besluitopdracht(ZITTING, CASUS, plan), MORGEN)

    with pytest.raises(NietMeebeslist):
        besluit_hoger()
    ander = een_besluit(GROOT | {"bedrag": "23.000,00"})
    doe(db, z.besluit_mee, VICTOR, Meebesluit(CASUS, ander), MORGEN)
    with pytest.raises(NietMeebeslist):
        besluit_hoger()
    with pytest.raises(NietBevoegd):
        doe(db, z.besluit_mee, VERA, Meebesluit(CASUS, plan), MORGEN)
    doe(db, z.besluit_mee, VICTOR, Meebesluit(CASUS, plan), MORGEN)
    assert besluit_hoger().gegevens["status_hulp"] == "besloten"


def test_een_bevestiging_van_morgen_telt_vandaag_niet(db):
    tot_opgeschaald(db)
    later = [BEVESTIGD[0] | {"op": "2026-12-01"}]
    with pytest.raises(OnbruikbareInvoer, match="toekomst"):
        hoger(db, mede_beslist=["victor_voorschool"], bevestigingen=later)


@pytest.mark.beide
def test_de_houder_kan_de_voorgenomen_regels_zo_overnemen(db):
    tot_de_zitting(db, bedrag="30.000")
    afspraak = {"wie": "ilse_intern", "wat": "Belt de school", "meetbaar": "Gebeld", "op": "2026-10-12"}
    handtekening = {"persoon": "bea_bestuur", "functie": "bestuurder_swv_zout", "bedrag": "1,00"}
    regel = GROOT | {"handtekeningen": [handtekening]}
    besluit(
        db, een_besluit(regel, afspraken=[afspraak], mede_beslist=["victor_voorschool"], bevestigingen=BEVESTIGD[:0])
    )
    schaal_op(db)
    uitkomst = hoger(db)
    assert uitkomst.gegevens["besluiten"][0]["status"] == "voorgenomen"
    laatste = vragen.besluitenlijst(db, WALT, MORGEN, casus=CASUS)[-1]
    assert [r["bedrag"] for r in laatste.regels] == [2_400_000]
    # The day of the afspraak passed meanwhile: it is due today.
    assert laatste.plan["afspraken"][0]["op"] == "2026-10-13"


def test_het_besluit_op_een_opgeschaalde_casus_is_aan_de_houder(db):
    tot_opgeschaald(db)
    plan = een_besluit(GROOT, mede_beslist=["walt_wethouder"], bevestigingen=BEVESTIGD)
    doe(db, z.besluit_mee, WALT, Meebesluit(CASUS, plan), MORGEN)
    uitkomst = besluit(db, plan, wie=VICTOR, nu=MORGEN)
    assert uitkomst.gegevens["status_hulp"] == "besloten"


def test_een_opgeschaalde_casus_houdt_het_vaststellen_niet_op(db):
    tot_opgeschaald(db)
    uitkomst = doe(db, z.stel_vast, VERA, Vaststelling(ZITTING), OP_DE_DAG)
    assert uitkomst.gegevens["punten"] == {CASUS: "behandeld"}
    hoger(db, mede_beslist=["victor_voorschool"], bevestigingen=BEVESTIGD)
    assert [b.status for b in vragen.besluitenlijst(db, VERA, MORGEN, zitting=ZITTING)] == ["voorgenomen"]
