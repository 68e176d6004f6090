"""One decision is one act: mandate, usage, money, agreements and messages, or nothing at all."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select, text
from sqlmodel import col

from budget.basis.geld import EURO
from budget.basis.opdracht import SleutelGebruikt
from budget.basis.transactie import transactie
from budget.basis.weigering import OnbruikbareInvoer
from budget.grootboek.vragen import beschikbaar, casuslijn, mandaatgebruik
from budget.grootboek.weigeringen import OnvoldoendeBeschikbaar
from engine.berichten.opslag import OutboxRij
from engine.casus.opslag import CasusRij, GebeurtenisRij
from engine.casus.weigeringen import (
    EisNietGehaald,
    GeenCasusregisseur,
    NietBevoegd,
    TekstMetPersoonsgegeven,
    ToestemmingOntbreekt,
    VersieVerouderd,
)
from engine.geldspoor.opslag import FinancieringslijnRij
from engine.regie.begrippen import Uitzondering
from engine.regie.diensten import sta_uitzondering_toe
from engine.termijnen.opslag import TermijnRij
from engine.zitting import diensten as z
from engine.zitting import plan, vragen
from engine.zitting.begrippen import Besluitopdracht, Proef
from engine.zitting.formaat import Aanwezige
from engine.zitting.opslag import BesluitRij, PlanregelRij
from tests.engine.zitting.tafelwereld import (
    CASUS,
    OP_DE_DAG,
    SANNE,
    VERA,
    ZITTING,
    agendeer,
    besluit,
    breng_casus_in,
    doe,
    een_besluit,
    een_regel,
    open_de_zitting,
    plan_zitting,
    toets_mandaat,
    tot_de_zitting,
    vul_de_pot,
)

LIJN = f"{CASUS}/1"


@pytest.fixture
def db(regio: str):
    with transactie(regio) as open_db:
        yield open_db


def aantal(db, tabel) -> int:
    return int(db.execute(select(func.count()).select_from(tabel)).scalar_one())


@pytest.mark.beide
def test_een_besluit_legt_geld_vast_en_schrijft_het_gebruik_van_elk_mandaat(db):
    tot_de_zitting(db)
    voor = beschikbaar(db)[1]
    uitkomst = besluit(db)
    assert uitkomst.gegevens["status_hulp"] == "besloten"
    assert uitkomst.gegevens["mandaat"]["uitkomst"] == "ja"
    assert uitkomst.gegevens["besluiten"][0]["lijnen"] == {"hulp": LIJN}
    assert beschikbaar(db)[1] == voor - EURO("9.000")
    assert uitkomst.gegevens["pot"]["beschikbaar_besluit"] == beschikbaar(db)[1].cents
    for mandaat in ("jeugdhulp_zeist", "pot_gemeenten", "pot_swv"):
        assert mandaatgebruik(db, mandaat, 2026, CASUS) == EURO("9.000")
    lijn = db.get(FinancieringslijnRij, LIJN)
    assert (lijn.status, lijn.aanbieder, lijn.wet, lijn.taakveld) == (
        "gereserveerd", "aanbieder_de_brug", "jeugdwet", "6.751",
    )  # fmt: skip
    assert lijn.besloten_door == ["dorien_directeur", "tess_teambaas", "tom_toezegger"]
    regel = db.get(PlanregelRij, ("B-7K3M9Q-1", "hulp"))
    assert (regel.lijn, regel.namens) == (LIJN, ["gemeente_zeist", "gezamenlijke_pot"])


def test_een_besluit_geeft_gebeurtenissen_termijnen_afspraken_en_berichten(db):
    tot_de_zitting(db)
    afspraak = {"wie": "ilse_intern", "wat": "Belt de school", "meetbaar": "Het rooster staat", "op": "2026-10-16"}
    uitkomst = besluit(db, een_besluit(afspraken=[afspraak]))
    namen = select(col(GebeurtenisRij.naam)).where(col(GebeurtenisRij.spoor).in_(("hulp", "geld")))
    namen = list(db.execute(namen.order_by(col(GebeurtenisRij.nummer))).scalars())
    assert namen == ["mandaat_toetsen", "agenderen", "bespreken", "besluiten", "reserveren"]
    nummer = uitkomst.gegevens["besluiten"][0]["afspraken"][0]
    t = TermijnRij
    onderwerpen = select(col(t.onderwerp), col(t.ontvanger), col(t.einde)).where(
        col(t.onderwerp) == f"afspraak:{nummer}", col(t.status) == "open"
    )
    assert db.execute(onderwerpen).one() == (f"afspraak:{nummer}", "persoon:ilse_intern", date(2026, 10, 16))
    assert vragen.open_afspraken(db, CASUS) == 1
    o = OutboxRij
    berichten = dict(db.execute(select(col(o.aan), col(o.regels)).where(col(o.soort) == "besluit")).tuples().all())
    assert set(berichten) == {"carla_casus", "ilse_intern"}
    assert "Belt" not in str(berichten)
    assert plan.planregels(db, CASUS) == ("hulp",)
    assert plan.zonder_toestemming(db, db.get(CasusRij, CASUS), OP_DE_DAG.date()) == ()


def test_een_regel_die_een_ander_betaalt_gebruikt_alleen_het_mandaat(db):
    tot_de_zitting(db)
    voor = beschikbaar(db)
    regel = een_regel("4.800,00", soort="arrangement_swv", bron="swv_zout", aanbieder=None, toestemming=None)
    uitkomst = besluit(db, een_besluit(regel))
    assert uitkomst.gegevens["status_hulp"] == "besloten"
    assert uitkomst.gegevens["besluiten"][0]["lijnen"] == {}
    assert beschikbaar(db) == voor
    assert mandaatgebruik(db, "arrangement_zout", 2026, CASUS) == EURO("4.800")


def test_boven_het_mandaat_is_het_een_voorgenomen_besluit_en_gaat_er_niets_verloren(db):
    tot_de_zitting(db, bedrag="30.000")
    voor = beschikbaar(db)
    uitkomst = besluit(db, een_besluit(een_regel("20.000,01")))
    assert uitkomst.gegevens["status_hulp"] == "besproken"
    assert uitkomst.gegevens["besluiten"] == [
        {"besluit": "B-7K3M9Q-1", "status": "voorgenomen", "lijnen": {}, "afspraken": []}
    ]
    assert (uitkomst.gegevens["mandaat"]["uitkomst"], uitkomst.gegevens["mandaat"]["rij"]) == ("ruggespraak", 8)
    assert "opschalen" in uitkomst.melding
    assert beschikbaar(db) == voor
    assert aantal(db, FinancieringslijnRij) == 0
    assert plan.planregels(db, CASUS) == ()


def test_een_besluit_is_alles_of_niets(db):
    tot_de_zitting(db, bedrag="30.000")
    klein, groot = een_regel("1.000,00"), een_regel("20.000,01", kenmerk="groot")
    uitkomst = besluit(db, een_besluit(klein, groot))
    assert uitkomst.gegevens["mandaat"]["nu_te_beslissen"] == ["hulp"]
    assert uitkomst.gegevens["besluiten"][0]["status"] == "voorgenomen"
    assert aantal(db, FinancieringslijnRij) == 0


def test_na_een_voorgenomen_besluit_kan_een_lager_bedrag_alsnog(db):
    tot_de_zitting(db, bedrag="30.000")
    besluit(db, een_besluit(een_regel("20.000,01")))
    besluit(db, een_besluit(een_regel("20.000,00")))
    rijen = db.execute(select(BesluitRij).order_by(col(BesluitRij.volgnummer))).scalars().all()
    assert [(r.status, r.vervangt) for r in rijen] == [("voorgenomen", None), ("genomen", "B-7K3M9Q-1")]
    assert db.get(CasusRij, CASUS).status == "besloten"


def test_twee_regels_samen_boven_het_plafond_van_de_casus_kunnen_niet(db):
    tot_de_zitting(db, bedrag="30.000")
    uitkomst = besluit(db, een_besluit(een_regel("18.000,00"), een_regel("18.000,00", kenmerk="twee")))
    assert uitkomst.gegevens["mandaat"]["nu_te_beslissen"] == ["hulp"]
    assert uitkomst.gegevens["mandaat"]["voorgenomen"] == ["twee"]


def test_twee_regels_binnen_het_plafond_krijgen_elk_een_eigen_boeking(db):
    tot_de_zitting(db, bedrag="30.000")
    opdracht = Besluitopdracht(ZITTING, CASUS, een_besluit(een_regel("9.000,00"), een_regel("5.000,00", kenmerk="b")))
    z.besluit(db, VERA, opdracht, sleutel="zitting-1", versie=0, nu=OP_DE_DAG)
    assert casuslijn(db, CASUS).gereserveerd == EURO("14.000")
    vraag = text("SELECT id FROM journaalpost WHERE casus = :casus ORDER BY nummer")
    sleutels = list(db.connection().execute(vraag, {"casus": CASUS}).scalars())
    assert sleutels == ["zitting-1/1", "zitting-1/2"]


def test_de_teammanager_is_er_niet_en_heeft_dat_gemeld_dan_beslist_de_vervanger(db):
    afwezig = Aanwezige(persoon="tom_toezegger", wijze="afwezig", vervanger="anna_advies")
    tot_de_zitting(db, afwezig, "tess_teambaas", "dorien_directeur")
    uitkomst = besluit(db)
    assert uitkomst.gegevens["status_hulp"] == "besloten"
    assert "anna_advies" in db.get(FinancieringslijnRij, LIJN).besloten_door


def test_zonder_vastgelegde_afwezigheid_beslist_de_vervanger_niet(db):
    tot_de_zitting(db, "anna_advies", "tess_teambaas", "dorien_directeur")
    uitkomst = besluit(db)
    assert (uitkomst.gegevens["mandaat"]["uitkomst"], uitkomst.gegevens["mandaat"]["rij"]) == ("ruggespraak", 6)
    assert uitkomst.gegevens["mandaat"]["vervolg"]["aan"] == "teammanager_jeugd_zeist"


@pytest.mark.parametrize(("zeker", "status"), [(True, "besloten"), (False, "besproken")])
def test_op_afstand_telt_alleen_als_vaststaat_wie_het_is(db, zeker, status):
    tom = Aanwezige(persoon="tom_toezegger", wijze="op_afstand", geauthenticeerd=zeker)
    tot_de_zitting(db, tom, "tess_teambaas", "dorien_directeur")
    assert besluit(db).gegevens["status_hulp"] == status


def test_een_halve_pot_beslist_niet(db):
    tot_de_zitting(db, "tom_toezegger", "tess_teambaas")
    assert besluit(db).gegevens["besluiten"][0]["status"] == "voorgenomen"


def test_een_tweede_handtekening_onder_precies_dit_bedrag_maakt_het_besluit_geldig(db):
    tot_de_zitting(db)
    regel = een_regel("12.000,00", soort="arrangement_swv", bron="swv_zout", aanbieder=None, toestemming=None)
    teken = {"persoon": "bea_bestuur", "functie": "bestuurder_swv_zout", "bedrag": "11.000,00"}
    ander_bedrag = besluit(db, een_besluit(regel | {"handtekeningen": [teken]}))
    assert ander_bedrag.gegevens["mandaat"]["uitkomst"] == "ja_met_medeondertekening"
    assert ander_bedrag.gegevens["besluiten"][0]["status"] == "voorgenomen"
    getekend = besluit(db, een_besluit(regel | {"handtekeningen": [teken | {"bedrag": "12.000,00"}]}))
    assert getekend.gegevens["status_hulp"] == "besloten"
    assert db.get(PlanregelRij, ("B-7K3M9Q-2", "hulp")).beslist_door == ["dorien_directeur", "bea_bestuur"]


def test_zonder_casusregisseur_geen_besluit(db):
    vul_de_pot(db)
    breng_casus_in(db)
    toets_mandaat(db)
    plan_zitting(db)
    agendeer(db)
    open_de_zitting(db)
    with pytest.raises(GeenCasusregisseur):
        besluit(db)


def test_jeugdhulp_zonder_toestemming_wordt_geweigerd_tenzij_er_een_gedwongen_kader_is(db):
    tot_de_zitting(db)
    with pytest.raises(ToestemmingOntbreekt, match="hulp"), db.begin_nested():
        besluit(db, een_besluit(een_regel(soort="overbrugging", toestemming=None)))
    uitkomst = besluit(db, een_besluit(een_regel(toestemming=None, gedwongen_kader=True)))
    assert uitkomst.gegevens["status_hulp"] == "besloten"
    assert plan.zonder_toestemming(db, db.get(CasusRij, CASUS), OP_DE_DAG.date()) == ()


def test_schoolgeld_van_particulier_onderwijs_houdt_de_bestedingsregel_tegen(db):
    tot_de_zitting(db)
    uitkomst = besluit(db, een_besluit(een_regel(soort="schoolgeld_particulier", toestemming=None)))
    assert (uitkomst.gegevens["mandaat"]["uitkomst"], uitkomst.gegevens["mandaat"]["rij"]) == ("nee", 1)
    assert "zonder deze regel" in uitkomst.melding


@pytest.mark.beide
def test_een_lege_pot_weigert_het_hele_besluit_en_onthoudt_dat(regio):
    with transactie(regio) as db:
        tot_de_zitting(db, bedrag="2.000")
    opdracht = Besluitopdracht(ZITTING, CASUS, een_besluit())
    for _ in range(2):
        with pytest.raises(OnvoldoendeBeschikbaar), transactie(regio) as db:
            z.besluit(db, VERA, opdracht, sleutel="te-veel", versie=0, nu=OP_DE_DAG)
    with transactie(regio) as db:
        assert db.get(CasusRij, CASUS).status == "geagendeerd"
        assert aantal(db, BesluitRij) == 0
        assert mandaatgebruik(db, "jeugdhulp_zeist", 2026) == EURO("0")
    vraag = Besluitopdracht(ZITTING, CASUS, een_besluit(een_regel("4.000,00")))
    with pytest.raises(SleutelGebruikt), transactie(regio) as db:
        z.besluit(db, VERA, vraag, sleutel="te-veel", versie=0, nu=OP_DE_DAG)
    with transactie(regio) as db:
        assert besluit(db, een_besluit(een_regel("4.000,00"))).gegevens["status_hulp"] == "besloten"


def test_alleen_de_voorzitter_van_de_zitting_besluit_op_de_versie_die_hij_zag(db):
    tot_de_zitting(db)
    with pytest.raises(NietBevoegd):
        besluit(db, wie=SANNE)
    with pytest.raises(VersieVerouderd):
        doe(db, z.besluit, VERA, Besluitopdracht(ZITTING, CASUS, een_besluit()), OP_DE_DAG, versie=1)


def test_op_een_besloten_casus_komt_geen_tweede_besluit(db):
    tot_de_zitting(db)
    besluit(db)
    with pytest.raises(EisNietGehaald, match="voorgenomen besluit"):
        besluit(db)


def test_een_naam_of_een_bsn_in_het_plan_wordt_geweigerd(db):
    tot_de_zitting(db)
    with pytest.raises(TekstMetPersoonsgegeven):
        besluit(db, een_besluit(doel="Noor gaat weer elke dag naar school"))
    with pytest.raises(ValueError, match="BSN"):
        een_besluit(doel="Kind 123456782 gaat naar school")


def test_alles_wat_niet_klopt_in_een_besluit_komt_in_een_keer_terug(db):
    tot_de_zitting(db)
    morgen = (OP_DE_DAG + timedelta(days=1)).date().isoformat()
    fout = een_regel(
        soort="toverij",
        aanbieder="bestaat_niet",
        bron="ook_niet",
        orgaan="nergens",
        uitvoerder="niemand",
        toestemming={"door": ["ouders"], "op": morgen, "wijze": "mondeling"},
        handtekeningen=[{"persoon": "tom_toezegger", "functie": "bestuurder_swv_zout", "bedrag": "9.000,00"}],
    )
    zonder = een_regel("0,00", kenmerk="leeg", aanbieder=None)
    plan = een_besluit(
        fout, zonder,
        afspraken=[{"wie": "niemand", "wat": "Belt", "meetbaar": "Gebeld", "op": "2026-01-01"}],
        mede_beslist=["niemand"],
        bevestigingen=[{"orgaan": "nergens", "op": "2026-10-01", "document": "brief"}],
    )  # fmt: skip
    with pytest.raises(OnbruikbareInvoer) as gevonden:
        besluit(db, plan)
    plaatsen = {f.plaats for f in gevonden.value.fouten}
    assert plaatsen == {
        "regels[hulp].soort", "regels[hulp].aanbieder", "regels[hulp].bron", "regels[hulp].orgaan",
        "regels[hulp].uitvoerder", "regels[hulp].toestemming.op", "regels[hulp].handtekeningen",
        "regels[leeg].aanbieder", "regels[leeg].bedrag", "afspraken[0].wie", "afspraken[0].op", "mede_beslist",
        "bevestigingen[0].orgaan",
    }  # fmt: skip


def test_wat_als_heeft_geen_gevolg(db):
    tot_de_zitting(db)
    voor = beschikbaar(db)
    proef = Proef("jeugdhulp_individueel", EURO("9.000"), 6, date(2026, 11, 1), aanbieder="aanbieder_de_brug")
    antwoord = vragen.wat_als(db, VERA, CASUS, proef, OP_DE_DAG, zitting=ZITTING)
    assert antwoord["mandaat"]["uitkomst"] == "ja"
    assert antwoord["over_jaargrens"]
    assert antwoord["pot"] == {
        "beschikbaar_besluit": voor[1].cents, "daarna": voor[1].cents - 900_000, "past": True,
    }  # fmt: skip
    assert beschikbaar(db) == voor
    onbekend = Proef("toverij", EURO("1"), 1, date(2026, 11, 1))
    with pytest.raises(OnbruikbareInvoer):
        vragen.wat_als(db, VERA, CASUS, onbekend, OP_DE_DAG)


def test_mandaat_nu_krimpt_met_wat_is_besloten(db):
    tot_de_zitting(db, bedrag="30.000")

    def ruimte() -> dict[str, object]:
        antwoord = vragen.mandaat_nu(db, VERA, ZITTING, OP_DE_DAG, CASUS)
        return {deel["mandaat"]: deel["tot"] for deel in antwoord["ruimte"]}

    assert ruimte()["jeugdhulp_zeist"] == 2_000_000
    besluit(db, een_besluit(een_regel("19.000,00")))
    assert ruimte()["jeugdhulp_zeist"] == 1_600_000


def test_met_een_uitzondering_van_de_regio_kan_er_voor_even_zonder_casusregisseur_worden_besloten(db):
    vul_de_pot(db)
    breng_casus_in(db)
    toets_mandaat(db)
    plan_zitting(db)
    agendeer(db)
    open_de_zitting(db)
    with pytest.raises(GeenCasusregisseur), db.begin_nested():
        besluit(db)
    mag = Uitzondering(CASUS, date(2026, 10, 16), "De regisseur begint over een week.")
    doe(db, sta_uitzondering_toe, VERA, mag, OP_DE_DAG)
    assert besluit(db).gegevens["status_hulp"] == "besloten"
