"""The other ways of a casus: papers missing, sent back, held, asked behind the table, urgent, stuck, back again."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import SYSTEEM, Gebruiker, Rol
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import transactie
from engine.casus import handelingen as h
from engine.casus.diensten import Zet
from engine.casus.diensten import zet as zet_casus
from engine.casus.opslag import CasusRij, GebeurtenisRij
from engine.casus.weigeringen import EisNietGehaald, NietBevoegd
from engine.controle.hulpspoor import spoorfouten
from engine.doorloop.hulp import TAFEL as RONDE
from engine.geldspoor.diensten import Vrijgave, geef_vrij
from engine.register.lijst import register_lijst
from engine.termijnen.opslag import TermijnRij
from engine.zitting import diensten as z
from engine.zitting.begrippen import Besluitopdracht, Bespreking
from engine.zitting.opslag import AgendapuntRij, OpschalingRij
from tests.engine.zitting import tafelwereld as w
from tests.engine.zitting.tafelwereld import CARLA, CASUS, NU, OP_DE_DAG, SANNE, TOM, VANDAAG, VERA, ZITTING, doe

PLEUN = Gebruiker("pleun_plaatsvervang", Rol.VOORZITTER, "doorbraaktafel")
ILSE = Gebruiker("ilse_intern", Rol.TAFELDEELNEMER, "school_bedachte_boom")
WALT = Gebruiker("walt_wethouder", Rol.BESTUURDER, "gemeente_zeist")
VOLGENDE = "Z-2026-10-26"


@pytest.fixture
def db(regio: str):
    with transactie(regio) as open_db:
        yield open_db


def zet(db, wie: Gebruiker, gebeurtenis: str, nu=NU, **velden: Any) -> Uitkomst:
    with db.begin_nested():
        handeling = h.PER_GEBEURTENIS[gebeurtenis](**velden)
        return doe(db, zet_casus, wie, Zet(CASUS, gebeurtenis, handeling=handeling), nu)


def casus(db) -> CasusRij:
    return db.get_one(CasusRij, CASUS)


def wacht(db) -> tuple[str, str, date]:
    t = TermijnRij
    vraag = select(t).where(col(t.casus) == CASUS, col(t.onderwerp) == "hulp", col(t.status) == "open")
    rij = db.execute(vraag).scalar_one()
    return rij.code, rij.ontvanger, rij.einde


def na(dagen: int):
    return NU + timedelta(days=dagen)


@pytest.fixture
def in_triage(db):
    w.breng_casus_in(db, status="in_triage")
    return db


@pytest.fixture
def besproken(db):
    w.tot_de_zitting(db)
    w.plan_zitting(db, date(2026, 10, 26))
    doe(db, z.bespreek, VERA, Bespreking(ZITTING, CASUS), OP_DE_DAG)
    return db


@pytest.mark.parametrize("gebeurtenis", h.PER_GEBEURTENIS)
def test_elk_voorbeeld_is_goede_invoer(gebeurtenis):
    from engine.invoer.lezen import lees

    model = h.PER_GEBEURTENIS[gebeurtenis]
    assert lees(model.VOORBEELD, gebeurtenis, model)


def test_de_tijd_van_de_aanvulling_telt_niet_voor_de_triage(in_triage):
    zet(in_triage, VERA, "aanvulling_vragen", na(1), ontbreekt=("gezag",))
    assert wacht(in_triage)[:2] == ("D_AANVUL", "aanmelder")
    with pytest.raises(EisNietGehaald, match="gezag"):
        zet(in_triage, SANNE, "aanvullen", na(4), geleverd=("pasfoto",))
    zet(in_triage, SANNE, "aanvullen", na(4), geleverd=("gezag",))
    assert casus(in_triage).status == "in_triage"
    assert wacht(in_triage)[0] == "D_TRIAGE"


def test_doorgaan_zonder_maakt_taken_van_wat_ontbreekt(in_triage):
    zet(in_triage, VERA, "aanvulling_vragen", ontbreekt=("gezag", "toestemming van school"))
    with pytest.raises(EisNietGehaald, match="nog tijd"):
        zet(in_triage, VERA, "sluiten_onvolledig", na(1), reden="geen antwoord", gezin_gebeld_op=VANDAAG,
            andere_route="het lokale team")  # fmt: skip
    zet(in_triage, VERA, "doorgaan_zonder", na(1), reden="wachten helpt niet")
    t = TermijnRij
    taken = in_triage.execute(select(t.doe).where(col(t.onderwerp) == "aanvulling")).scalars().all()
    assert taken == ["Vul aan: gezag.", "Vul aan: toestemming van school."]


def test_terugverwijzen_wacht_op_een_mens_tot_een_dag_en_komt_vanzelf_terug(in_triage):
    dag_ = VANDAAG + timedelta(days=14)
    velden = {"reden": "eerst op school", "trede": "1", "ontvanger": "ilse_intern", "aanvaard_op": VANDAAG}
    with pytest.raises(EisNietGehaald, match="te laat"):
        zet(in_triage, VERA, "terugverwijzen", terugkomdatum=VANDAAG + timedelta(days=90), **velden)
    zet(in_triage, VERA, "terugverwijzen", terugkomdatum=dag_, **velden)
    assert wacht(in_triage) == ("D_TERUGKOM", "persoon:ilse_intern", dag_)
    with pytest.raises(EisNietGehaald, match="terugkomdatum"):
        zet(in_triage, SYSTEEM, "terugkomen", na(3))
    with pytest.raises(NietBevoegd):
        zet(in_triage, VERA, "opgelost", na(3), resultaat="hulp op school", gezin_bevestigt_op=VANDAAG)
    stap = next(s for s in RONDE if s.naam == "terugkomen_uit_terugverwijzing")
    assert stap.zoek(in_triage, na(13)) == []
    (werk,) = stap.zoek(in_triage, na(14))
    stap.doe(in_triage, SYSTEEM, werk, w.sleutel(), na(14))
    assert casus(in_triage).status == "in_triage"


def test_de_ontvanger_meldt_dat_het_is_opgelost(in_triage):
    zet(in_triage, VERA, "terugverwijzen", reden="eerst op school", trede="1", ontvanger="ilse_intern",
        aanvaard_op=VANDAAG, terugkomdatum=VANDAAG + timedelta(days=14))  # fmt: skip
    zet(in_triage, ILSE, "opgelost", na(3), resultaat="begeleiding op school", gezin_bevestigt_op=VANDAAG)
    assert casus(in_triage).status == "afgesloten"


def test_heroverwegen_doet_een_ander_dan_wie_afwees(in_triage):
    zet(in_triage, VERA, "afwijzen", reden="niet_voor_deze_tafel", andere_route="het lokale team",
        gezin_ingelicht_op=VANDAAG, aanmelder_ingelicht_op=VANDAAG)  # fmt: skip
    with pytest.raises(EisNietGehaald, match="zelf"):
        zet(in_triage, VERA, "heroverwegen", aanleiding="klacht", toelichting="er is een nieuw feit")
    zet(in_triage, PLEUN, "heroverwegen", aanleiding="nieuw_feit", toelichting="er is een nieuw feit")
    assert casus(in_triage).status == "in_triage"


def test_doorschuiven_en_de_tweede_keer_hoort_de_opdrachtgever_het(besproken):
    db = besproken
    db.get_one(CasusRij, CASUS).status = "geagendeerd"
    db.get_one(AgendapuntRij, (ZITTING, CASUS)).status = "gepland"
    eerste = zet(db, VERA, "doorschuiven", OP_DE_DAG, waarom="uitgesteld", reden="geen tijd meer", zitting=VOLGENDE)
    assert (eerste.gegevens["zitting"], eerste.gegevens["keer"]) == (VOLGENDE, 1)
    assert db.get_one(AgendapuntRij, (ZITTING, CASUS)).status == "uitgesteld"
    assert db.get_one(AgendapuntRij, (VOLGENDE, CASUS)).status == "gepland"
    w.plan_zitting(db, date(2026, 11, 9))
    tweede = zet(db, VERA, "doorschuiven", OP_DE_DAG, waarom="uitgesteld", reden="weer niet", zitting="Z-2026-11-09")
    assert tweede.gegevens["keer"] == 2


def test_aanhouden_komt_op_de_terugkomdatum_op_de_volgende_agenda(besproken):
    dag_ = date(2026, 10, 20)
    zet(besproken, VERA, "aanhouden", OP_DE_DAG, reden="onderzoek loopt", wacht_op="verslag jeugdarts",
        door="ilse_intern", terugkomdatum=dag_)  # fmt: skip
    assert wacht(besproken) == ("D_TERUGKOM", "persoon:ilse_intern", dag_)
    uitkomst = zet(besproken, SYSTEEM, "terugkomen", na(15))
    assert (casus(besproken).status, uitkomst.gegevens["zitting"]) == ("geagendeerd", VOLGENDE)


def test_ruggespraak_wacht_op_een_persoon_en_verloopt_naar_de_volgende_trede(besproken):
    velden = {"gevraagd": "walt_wethouder", "orgaan": "gemeente_zeist", "bedrag": "24.000,00", "reden": "te veel geld"}
    with pytest.raises(EisNietGehaald, match="voorgenomen"):
        zet(besproken, VERA, "ruggespraak_vragen", OP_DE_DAG, **velden)
    w.besluit(besproken, w.een_besluit(w.een_regel("24.000,00")))
    zet(besproken, VERA, "ruggespraak_vragen", OP_DE_DAG, **velden)
    code, ontvanger, einde = wacht(besproken)
    assert (code, ontvanger) == ("D_RUGGESPRAAK", "persoon:walt_wethouder")
    with pytest.raises(NietBevoegd):
        zet(besproken, TOM, "weigeren", na(8), grond="geld", reden="past niet")
    with pytest.raises(EisNietGehaald, match="loopt nog"):
        zet(besproken, SYSTEEM, "verlopen", na(8))
    stap = next(s for s in RONDE if s.naam == "ruggespraak_verlopen")
    (werk,) = stap.zoek(besproken, NU + timedelta(days=(einde - VANDAAG).days + 1))
    stap.doe(besproken, SYSTEEM, werk, w.sleutel(), NU + timedelta(days=(einde - VANDAAG).days + 1))
    assert casus(besproken).status == "opgeschaald"


def test_een_geweigerde_ruggespraak_met_alternatief_komt_terug_aan_tafel(besproken):
    w.besluit(besproken, w.een_besluit(w.een_regel("24.000,00")))
    zet(besproken, VERA, "ruggespraak_vragen", OP_DE_DAG, gevraagd="walt_wethouder", orgaan="gemeente_zeist",
        bedrag="24.000,00", reden="te veel geld")  # fmt: skip
    uitkomst = zet(besproken, WALT, "weigeren_alternatief", na(8), grond="geld", alternatief="begin met tien weken")
    assert (casus(besproken).status, uitkomst.gegevens["zitting"]) == ("geagendeerd", VOLGENDE)


def test_zonder_oplossing_gaat_het_omhoog_en_zonder_antwoord_verder_omhoog(besproken):
    with pytest.raises(EisNietGehaald, match="hiaat"):
        zet(besproken, VERA, "geen_oplossing", OP_DE_DAG, waarom="aanbod", reden="geen plek")
    zet(besproken, VERA, "geen_oplossing", OP_DE_DAG, waarom="aanbod", reden="geen plek",
        hiaat={"behoefte": "C", "voorziening": "dagbehandeling", "reden": "wachtlijst",
               "wachttijd_weken": 40})  # fmt: skip
    (hiaat,) = register_lijst(besproken, SANNE, "hiaten", NU)
    assert (hiaat["voorziening"], hiaat["aantal"]) == ("dagbehandeling", 1)
    eerste = besproken.execute(select(OpschalingRij)).scalar_one()
    einde = wacht(besproken)[2]
    stap = next(s for s in RONDE if s.naam == "verder_opschalen")
    laat = NU + timedelta(days=(einde - VANDAAG).days + 1)
    (werk,) = stap.zoek(besproken, laat)
    stap.doe(besproken, SYSTEEM, werk, w.sleutel(), laat)
    o = OpschalingRij
    treden = besproken.execute(select(o.naar_trede, o.status).order_by(col(o.nummer))).tuples().all()
    assert treden == [(eerste.naar_trede, "verlopen"), ("5", "open")]
    assert casus(besproken).status == "opgeschaald"


def test_de_houder_legt_terug_met_een_advies(besproken):
    zet(besproken, VERA, "opschalen", OP_DE_DAG, reden="te groot voor deze tafel")
    with pytest.raises(NietBevoegd):
        zet(besproken, VERA, "terugleggen", na(9), advies="korter plan", bindend=True)
    zet(besproken, WALT, "terugleggen", na(9), advies="korter plan", bindend=True)
    assert casus(besproken).status == "geagendeerd"
    assert besproken.execute(select(OpschalingRij.status)).scalar_one() == "teruggelegd"


@pytest.fixture
def besloten(besproken):
    w.besluit(besproken)
    return besproken


def test_een_plan_loopt_vast_wordt_bijgesteld_en_gaat_verder(besloten):
    db = besloten
    zet(
        db,
        CARLA,
        "plan_starten",
        na(8),
        verslag_verzonden_op=date(2026, 10, 13),
        bevestigd={"hulp": date(2026, 10, 13)},
    )
    with pytest.raises(EisNietGehaald, match="paardrijden"):
        zet(db, CARLA, "vastgelopen", na(9), regel="paardrijden", waarom="wachtlijst", reden="pas in december")
    zet(db, CARLA, "vastgelopen", na(9), regel="hulp", waarom="wachtlijst", reden="pas in december")
    assert wacht(db)[:2] == ("D_BIJSTELLEN", "casusregisseur")
    velden = {"wijziging": "twee in plaats van drie dagen", "nieuwe_bevoegdheid": False, "gezin_akkoord_op": VANDAAG}
    with pytest.raises(EisNietGehaald, match="past niet"):
        zet(db, CARLA, "binnen_besluit", na(9), nieuw_bedrag=True, **velden)
    zet(db, CARLA, "binnen_besluit", na(9), nieuw_bedrag=False, verplichting_wijzigen=(f"{CASUS}/1",), **velden)
    assert casus(db).status == "plan_in_uitvoering"
    t = TermijnRij
    assert db.execute(select(t.ontvanger).where(col(t.onderwerp) == f"verplichting:{CASUS}/1")).scalar() == "besteller"
    zet(db, CARLA, "hulp_starten", na(10), begonnen_op=date(2026, 10, 14), bevestigd_door="gezin")
    zet(db, CARLA, "eerste_controle", na(40), gehouden_op=date(2026, 11, 10), met_gezin=True)
    zet(db, CARLA, "evalueren", na(45), gehouden_op=VANDAAG, draagt_bij={"hulp": True}, gezin_gehoord_op=VANDAAG)
    assert (casus(db).status, wacht(db)[0]) == ("monitoring", "D_EVAL2")
    assert [f.melding for f in spoorfouten(db) if f.regel == "gebeurtenissen" and "'eval" in f.melding] == []


def test_hulp_die_anderhalf_keer_te_laat_is_gaat_vanzelf_naar_de_volgende_trede(besloten):
    db = besloten
    zet(db, CARLA, "plan_starten", na(8), verslag_verzonden_op=VANDAAG, bevestigd={"hulp": VANDAAG})
    stap = next(s for s in RONDE if s.naam == "hulp_begint_niet")
    # Decided on Monday 12 October: 20 wd is 9 November, 30 wd is 23 November.
    assert (wacht(db)[2], stap.zoek(db, na(48))) == (date(2026, 11, 9), [])
    (werk,) = stap.zoek(db, na(49))
    uitkomst = stap.doe(db, SYSTEEM, werk, w.sleutel(), na(49))
    assert uitkomst.gegevens["houders"] == ["walt_wethouder", "victor_voorschool"]
    assert (casus(db).status, stap.zoek(db, na(60))) == ("plan_in_uitvoering", [])
    t = TermijnRij
    verzoek = select(t.status).where(col(t.onderwerp) == "opschaalverzoek")
    assert db.execute(verzoek).scalars().all() == ["open"]
    zet(db, CARLA, "hulp_starten", na(60), begonnen_op=date(2026, 11, 30), bevestigd_door="gezin")
    assert db.execute(verzoek).scalars().all() == ["voldaan"]
    assert [f.melding for f in spoorfouten(db) if "opschaalverzoek" in f.melding] == []


def test_intrekken_vraagt_vrijgave_en_laat_de_rest_van_het_geld_met_rust(besloten):
    with pytest.raises(EisNietGehaald, match="overgenomen"):
        zet(besloten, VERA, "intrekken", na(8), waarom="verhuisd", reden="naar Assen", zorgen_over_veiligheid=False)
    zet(besloten, VERA, "intrekken", na(8), waarom="gezin", reden="geen hulp meer", zorgen_over_veiligheid=False)
    t = TermijnRij
    open_ = besloten.execute(select(t.onderwerp).where(col(t.status) == "open")).scalars().all()
    assert f"vrijgave:{CASUS}/1" in open_
    assert "hulp" not in open_
    karin = Gebruiker("karin_kassier", Rol.KASSIER, "gemeente_zeist")
    doe(besloten, geef_vrij, karin, Vrijgave(f"{CASUS}/1", "de casus is ingetrokken"), na(9))
    open_ = besloten.execute(select(t.onderwerp).where(col(t.status) == "open")).scalars().all()
    assert f"vrijgave:{CASUS}/1" not in open_


def test_een_spoedbesluit_vraagt_twee_die_mogen_en_komt_ter_bekrachtiging_op_de_agenda(db):
    w.vul_de_pot(db)
    w.breng_casus_in(db, spoed=True)
    w.plan_zitting(db, date(2026, 10, 26))
    w.geef_regie(db)
    plan = w.een_besluit(mede_beslist=[*w.MANDAATHOUDERS])
    with pytest.raises(EisNietGehaald, match="zonder zitting"):
        doe(db, z.besluit, VERA, Besluitopdracht("", CASUS, w.een_besluit()))
    doe(db, z.besluit, VERA, Besluitopdracht("", CASUS, plan))
    assert casus(db).status == "besloten"
    assert db.get_one(AgendapuntRij, (VOLGENDE, CASUS)).reden == "bekrachtigen"


def test_akkoord_op_de_ruggespraak_is_pas_een_besluit_na_een_nieuwe_mandaatcheck(besproken):
    w.besluit(besproken, w.een_besluit(w.een_regel("24.000,00")))
    zet(besproken, VERA, "ruggespraak_vragen", OP_DE_DAG, gevraagd="walt_wethouder", orgaan="gemeente_zeist",
        bedrag="24.000,00", reden="te veel geld")  # fmt: skip
    nog_niet = doe(besproken, z.besluit, VERA, Besluitopdracht("", CASUS), na(8))
    assert (casus(besproken).status, nog_niet.gegevens["besluiten"][0]["status"]) == ("ruggespraak", "voorgenomen")
    kleiner = w.een_besluit(w.een_regel("9.000,00"), mede_beslist=[*w.MANDAATHOUDERS])
    doe(besproken, z.besluit, VERA, Besluitopdracht("", CASUS, kleiner), na(8))
    assert casus(besproken).status == "besloten"
    namen = besproken.execute(select(GebeurtenisRij.naam).order_by(col(GebeurtenisRij.nummer))).scalars().all()
    assert "akkoord" in namen
