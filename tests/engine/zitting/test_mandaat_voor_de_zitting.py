"""Before the zitting: may the people we invite decide this, and what changes when somebody cannot come."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import SYSTEEM
from budget.basis.transactie import transactie
from budget.basis.weigering import OnbruikbareInvoer
from engine.casus.opslag import CasusRij
from engine.casus.weigeringen import EisNietGehaald, NietBevoegd
from engine.mandaat.vragen import lijst
from engine.proces.regels import OvergangKanNiet
from engine.register.opslag import AfwezigheidRij, MandaatRij
from engine.termijnen.opslag import TermijnRij
from engine.zitting import diensten as z
from engine.zitting import vragen
from engine.zitting.begrippen import Presentie
from engine.zitting.formaat import Aanwezige
from tests.engine.zitting.tafelwereld import (
    CASUS,
    MANDAATHOUDERS,
    NU,
    SANNE,
    TOM,
    VERA,
    ZITTING,
    ZITTINGSDAG,
    agendeer,
    besluit,
    breng_casus_in,
    doe,
    een_vraagregel,
    plan_zitting,
    toets_mandaat,
    tot_de_zitting,
)


@pytest.fixture
def db(regio: str):
    with transactie(regio) as open_db:
        yield open_db


def acties(db) -> list[str]:
    t = TermijnRij
    vraag = select(col(t.doe)).where(col(t.onderwerp).startswith("mandaat:"), col(t.status) == "open")
    return list(db.execute(vraag.order_by(col(t.onderwerp))).scalars())


def test_de_genodigden_mogen_alles_beslissen(db):
    breng_casus_in(db)
    uitkomst = toets_mandaat(db)
    assert uitkomst.gegevens["status_hulp"] == "mandaatcheck_vooraf"
    assert uitkomst.gegevens["mandaat"]["uitkomst"] == "ja"
    assert acties(db) == []
    assert vragen.te_hertoetsen(db) == [CASUS]


def test_wie_ontbreekt_op_de_lijst_staat_in_een_taak_met_een_datum(db):
    breng_casus_in(db)
    uitkomst = toets_mandaat(db, uitnodigen=("tess_teambaas", "dorien_directeur", "ilse_intern"))
    assert uitkomst.gegevens["mandaat"]["uitkomst"] == "ruggespraak"
    (actie,) = acties(db)
    assert actie == "Nodig uit: teammanager_jeugd_zeist. Zonder hen geen mandaat voor regel 1."


def test_boven_ieders_mandaat_zegt_de_toets_wie_gevraagd_moet_worden(db):
    breng_casus_in(db)
    toets_mandaat(db, een_vraagregel("24.000"))
    (actie,) = acties(db)
    assert "college van Zeist" in actie


def test_een_bekende_afwezigheid_in_het_register_telt_mee(db):
    breng_casus_in(db)
    db.add(
        AfwezigheidRij(
            persoon="tom_toezegger", geldig_van=NU.date(), geldig_tot=ZITTINGSDAG, door="sanne_schrijver",
            vastgelegd_op=NU,
        )
    )  # fmt: skip
    db.flush()
    zonder = toets_mandaat(db)
    assert zonder.gegevens["acties"] == ["Nodig uit: adviseur_jeugd_zeist. Zonder hen geen mandaat voor regel 1."]


def test_een_afmelding_na_de_toets_geeft_een_nieuwe_ronde_en_een_taak(db):
    breng_casus_in(db)
    toets_mandaat(db)
    plan_zitting(db)
    agendeer(db)
    assert not z.hertoets(db, SYSTEEM, CASUS, NU).gegevens["gewijzigd"]
    versie = db.get(CasusRij, CASUS).versie
    doe(db, z.aanwezig, TOM, Presentie(ZITTING, (Aanwezige(persoon="tom_toezegger", wijze="afwezig"),)))
    uitkomst = z.hertoets(db, SYSTEEM, CASUS, NU)
    assert (uitkomst.gegevens["gewijzigd"], uitkomst.gegevens["ronde"]) == (True, 2)
    assert acties(db) == ["Nodig uit: adviseur_jeugd_zeist. Zonder hen geen mandaat voor regel 1."]
    assert db.get(CasusRij, CASUS).versie == versie + 1
    assert not z.hertoets(db, SYSTEEM, CASUS, NU).gegevens["gewijzigd"]


def test_een_vervanger_maakt_het_weer_goed(db):
    breng_casus_in(db)
    toets_mandaat(db)
    plan_zitting(db)
    agendeer(db)
    afmelding = Aanwezige(persoon="tom_toezegger", wijze="afwezig", vervanger="anna_advies")
    doe(db, z.aanwezig, TOM, Presentie(ZITTING, (Aanwezige(persoon="tom_toezegger", wijze="afwezig"),)))
    z.hertoets(db, SYSTEEM, CASUS, NU)
    doe(db, z.aanwezig, SANNE, Presentie(ZITTING, (afmelding,)))
    assert z.hertoets(db, SYSTEEM, CASUS, NU).gegevens["mandaat"]["uitkomst"] == "ja"
    assert acties(db) == []


def test_een_ingetrokken_mandaat_komt_in_de_hertoets_boven(db):
    breng_casus_in(db)
    toets_mandaat(db)
    rij = db.get(MandaatRij, ("jeugdhulp_zeist", 1))
    rij.inhoud = rij.inhoud | {"ingetrokken_op": NU.date().isoformat()}
    db.add(rij)
    db.flush()
    assert z.hertoets(db, SYSTEEM, CASUS, NU).gegevens["mandaat"]["rij"] == 3


def test_zonder_eerdere_toets_is_er_niets_te_herhalen(db):
    breng_casus_in(db)
    assert not z.hertoets(db, SYSTEEM, CASUS, NU).gegevens["gewijzigd"]
    plan_zitting(db)
    with pytest.raises(OvergangKanNiet):
        agendeer(db)


def test_alleen_de_secretaris_of_het_programma_doet_de_toets(db):
    from engine.casus import handelingen as h
    from engine.casus.diensten import Zet
    from engine.casus.diensten import zet as zet_casus

    breng_casus_in(db)
    handeling = h.MandaatToetsen(regels=(een_vraagregel(),), uitnodigen=MANDAATHOUDERS)
    with pytest.raises(NietBevoegd):
        doe(db, zet_casus, VERA, Zet(CASUS, "mandaat_toetsen", handeling=handeling))


def test_onbekende_namen_in_het_concept_komen_samen_terug(db):
    breng_casus_in(db)
    regel = een_vraagregel(soort="toverij", orgaan="nergens", aanbieder="niemand", bron="nooit")
    with pytest.raises(OnbruikbareInvoer) as fout:
        toets_mandaat(db, regel, uitnodigen=("bestaat_niet",))
    assert [f.plaats for f in fout.value.fouten] == [
        "regels[0].soort", "regels[0].orgaan", "regels[0].aanbieder", "regels[0].bron", "uitnodigen[0]",
    ]  # fmt: skip


def test_een_kind_van_buiten_de_regio_heeft_geen_bekend_orgaan(db):
    breng_casus_in(db, gemeente="Verweg")
    uitkomst = toets_mandaat(db)
    assert (uitkomst.gegevens["mandaat"]["uitkomst"], uitkomst.gegevens["mandaat"]["rij"]) == ("nee", 2)


def test_de_mandaatlijst_toont_wat_dit_jaar_is_gebruikt(db):
    tot_de_zitting(db)
    besluit(db)
    per_id = {m["mandaat"]: m for m in lijst(db, VERA, datetime(2026, 10, 12, 10, tzinfo=UTC))}
    zeist = per_id["jeugdhulp_zeist"]
    assert (zeist["gebruikt_dit_jaar"], zeist["max_per_jaar"]) == (900_000, 30_000_000)
    assert zeist["personen"] == ["tom_toezegger"]
    assert per_id["pot_gemeenten"]["max_per_jaar"] == "onbeperkt"
    assert per_id["advies_oogo"]["adviserend"]


def test_agenderen_zonder_opgeslagen_toets_kan_niet(db):
    breng_casus_in(db, status="mandaatcheck_vooraf")
    plan_zitting(db)
    with pytest.raises(EisNietGehaald, match="mandaatcheck"):
        agendeer(db)
