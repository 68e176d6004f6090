"""Rounds of reminders: who is told what on which day, once, and never nobody."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import text

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.transactie import lezing, transactie
from engine.casus.opslag import CasusRij
from engine.casus.overgang import schrijf_gebeurtenis
from engine.casus.weigeringen import NietBevoegd
from engine.casus.zicht import Grond, geef_toegang
from engine.regie import diensten as regie
from engine.regie.begrippen import Aanbod
from engine.regie.vragen import regie_nu
from engine.register.opslag import PersoonRij
from engine.termijnen.herinneren import Ronde, herinner, vooruitblik
from engine.termijnen.ronde import laatste_ronde
from engine.termijnen.verplichtingen import leid_af, sluit_termijnen, verplaats_termijn
from engine.zitting.opslag import OpschalingRij
from tests.opslag.herinnerwereld import (
    BEGIN,
    CASUS,
    afwezig,
    berichten,
    een_casus,
    een_regisseur,
    een_termijn,
    om,
    richt_in,
    ronde,
    verzonden,
)

VERA = Gebruiker("vera_voorbeeld", Rol.VOORZITTER, "doorbraaktafel")


@pytest.fixture
def regio(url: str) -> str:
    richt_in(url)
    with transactie(url) as db:
        een_casus(db)
    return url


def zet(url, handeling):
    with transactie(url) as db:
        return handeling(db)


def statussen(url):
    with lezing(url) as db:
        rijen = db.execute(text("SELECT trede, status FROM herinnering ORDER BY nummer"))
        return {trede: status for trede, status in rijen}  # noqa: C416


def test_elke_trede_gaat_een_keer(regio):
    zet(regio, een_termijn)
    assert ronde(regio, om("2026-09-04"))["verzonden"] == 0
    assert ronde(regio, om("2026-09-07"))["verzonden"] == 1
    assert ronde(regio, om("2026-09-07", "15:00"))["verzonden"] == 0
    assert ronde(regio, om("2026-09-08"))["verzonden"] == 1
    assert verzonden(regio) == [("vera_voorbeeld", "70%"), ("vera_voorbeeld", "100%")]
    assert berichten(regio)[0] == (
        "vera_voorbeeld",
        "Doorbraaktafel: 1 herinnering",
        [
            "DT-7K3M9Q: Beslis of de casus aan deze tafel hoort. Uiterlijk di 8 sep 2026, morgen.",
            "Kijk voor alles wat openstaat in de tafel: 'doorbraak tafel'.",
        ],
    )


def test_r5_na_een_stilstand_gaat_alleen_de_hoogste_trede(regio):
    zet(regio, lambda db: een_termijn(db, "GPO", ontvanger="secretaris", start=date(2026, 9, 22)))
    # Ends on 1 December; nothing ran from before -10 wd until after the end.
    assert ronde(regio, om("2026-12-02"))["verzonden"] == 2
    assert sorted(verzonden(regio)) == [("sanne_schrijver", "-1wd"), ("vera_voorbeeld", "-1wd")]
    assert statussen(regio) == {
        "-10wd": "ingehaald", "-5wd": "ingehaald", "-1wd": "verzonden", "200%": "gepland",
    }  # fmt: skip


def test_r6_een_nieuwe_regisseur_krijgt_de_trede_die_nu_geldt_en_de_oude_niets_meer(regio):
    zet(regio, lambda db: een_regisseur(db, "carla_casus"))
    zet(regio, lambda db: een_termijn(db, "D_HULPSTART", ontvanger="casusregisseur"))
    ronde(regio, om("2026-09-21"))
    assert verzonden(regio) == [("carla_casus", "70%")]
    zet(regio, lambda db: afwezig(db, "carla_casus", date(2026, 9, 22), date(2027, 1, 1)))
    ronde(regio, om("2026-09-22"))
    ronde(regio, om("2026-09-23"))
    assert verzonden(regio) == [("carla_casus", "70%"), ("cas_consulent", "70%")]


def test_wie_terugkomt_krijgt_de_trede_die_dan_geldt(regio):
    zet(regio, lambda db: een_regisseur(db, "carla_casus"))
    zet(regio, lambda db: een_termijn(db, "D_HULPSTART", ontvanger="casusregisseur"))
    zet(regio, lambda db: afwezig(db, "carla_casus", date(2026, 9, 1), date(2026, 9, 23)))
    ronde(regio, om("2026-09-22"))
    ronde(regio, om("2026-09-23"))
    assert verzonden(regio) == [("cas_consulent", "70%"), ("carla_casus", "70%")]


def test_zonder_regisseur_hoort_de_voorzitter_het(regio):
    zet(regio, lambda db: een_termijn(db, "D_HULPSTART", ontvanger="casusregisseur"))
    assert ronde(regio, om("2026-09-21"))["bevindingen"] == []
    assert verzonden(regio) == [("vera_voorbeeld", "70%")]
    assert "(van: casusregisseur)" not in berichten(regio)[0][2][0]


def test_een_lege_functie_gaat_naar_de_voorzitter_en_de_beheerder_hoort_het(regio):
    zet(regio, lambda db: db.execute(text("DELETE FROM functievervulling WHERE functie = 'besteller'")))
    zet(regio, lambda db: een_termijn(db, "D_VERPLICHTING", onderwerp="geld:1", ontvanger="besteller"))
    antwoord = ronde(regio, om("2026-09-07"))
    assert antwoord["bevindingen"] == [{"gezocht": "besteller", "reden": "niet bezet", "aantal": 1}]
    assert [(aan, regels[0]) for aan, _, regels in berichten(regio)] == [
        ("vera_voorbeeld", "DT-7K3M9Q: Beslis of de casus aan deze tafel hoort. Uiterlijk di 8 sep 2026, morgen."),
        ("bert_beheer", "Voor 1 herinneringen is 'besteller' niet bezet; de voorzitter kreeg ze."),
    ]


def test_zonder_adres_gaat_het_naar_wie_wel_te_bereiken_is(regio):
    def geen_adres(db):
        db.get(PersoonRij, "vera_voorbeeld").email = None

    zet(regio, geen_adres)
    zet(regio, een_termijn)
    ronde(regio, om("2026-09-07"))
    assert verzonden(regio) == [("pleun_plaatsvervang", "70%")]


def test_niemand_te_bereiken_blijft_staan_tot_er_iemand_is(regio):
    adressen = zet(regio, lambda db: db.execute(text("SELECT id, email FROM persoon")).all())
    zet(regio, lambda db: db.execute(text("UPDATE persoon SET email = NULL")))
    zet(regio, een_termijn)
    assert ronde(regio, om("2026-09-07")) | {"bevindingen": []} == {
        "verzonden": 0, "samenvattingen": 0, "meteen": 0, "geescaleerd": 0, "onbestelbaar": 1, "bevindingen": [],
        "stil_tot": None,
    }  # fmt: skip
    for wie, email in adressen:
        zet(
            regio,
            lambda db, w=wie, e=email: db.execute(text("UPDATE persoon SET email=:e WHERE id=:w").bindparams(e=e, w=w)),
        )
    ronde(regio, om("2026-09-07", "10:00"))
    assert verzonden(regio) == [("vera_voorbeeld", "70%")]


def test_een_vraag_om_regie_wacht_niet_op_het_verzamelbericht_en_komt_daarin_terug(regio):
    zet(regio, een_termijn)
    ronde(regio, om("2026-09-07"))
    zet(regio, lambda db: een_termijn(db, "D_REGIE", onderwerp="regie:aanbieden", start=date(2026, 9, 7),
                                      einde=date(2026, 9, 9), nu=om("2026-09-07", "10:00")))  # fmt: skip
    antwoord = ronde(regio, om("2026-09-07", "11:00"))
    assert (antwoord["meteen"], antwoord["samenvattingen"]) == (2, 0)
    ronde(regio, om("2026-09-07", "12:00"))
    ronde(regio, om("2026-09-08"))
    assert [t for wie, t in verzonden(regio) if wie == "sanne_schrijver"] == ["direct", "direct, herhaald"]
    assert [len(regels) for aan, _, regels in berichten(regio) if aan == "vera_voorbeeld"] == [2, 2, 3]


def test_een_bericht_per_persoon_per_dag(regio):
    zet(regio, een_termijn)
    ronde(regio, om("2026-09-07"))
    zet(regio, lambda db: een_termijn(db, onderwerp="hulp2"))
    assert ronde(regio, om("2026-09-07", "10:00"))["verzonden"] == 0
    assert ronde(regio, om("2026-09-08"))["verzonden"] == 2


@pytest.mark.parametrize(
    ("wanneer", "tijd"),
    [("2026-09-07", "06:59"), ("2026-09-07", "19:00"), ("2026-09-12", "10:00"), ("2026-12-24", "10:00")],
)
def test_in_de_stilte_gaat_er_niets(regio, wanneer, tijd):
    zet(regio, een_termijn)
    assert ronde(regio, om(wanneer, tijd))["stil_tot"] is not None
    assert verzonden(regio) == []


def test_voor_half_acht_wacht_het_verzamelbericht(regio):
    zet(regio, een_termijn)
    assert ronde(regio, om("2026-09-08", "07:10"))["verzonden"] == 0
    assert ronde(regio, om("2026-09-08", "07:30"))["verzonden"] == 1


def test_te_laat_is_nooit_stil_vijf_keer_elke_werkdag_en_dan_elke_week(regio):
    zet(regio, een_termijn)
    for dag in [8, 9, 10, 11, 14, 15, 16, 17, 18, 21, 22, 23, 24, 25, 28, 29]:
        ronde(regio, om(f"2026-09-{dag:02}"))
    with lezing(regio) as db:
        dagen = [str(op)[-2:] for (op,) in db.execute(
            text("SELECT op FROM verzending WHERE ontvanger = 'vera_voorbeeld' ORDER BY op"))]  # fmt: skip
    assert dagen == ["08", "09", "10", "11", "14", "15", "22", "29"]


def test_een_latere_datum_zet_de_ladder_opnieuw(regio):
    termijn = zet(regio, een_termijn)
    ronde(regio, om("2026-09-07"))
    zet(
        regio,
        lambda db: verplaats_termijn(db, termijn.nummer, leid_af(db, "D_TRIAGE", date(2026, 9, 8)), om("2026-09-07")),
    )
    ronde(regio, om("2026-09-08"))
    assert verzonden(regio) == [("vera_voorbeeld", "70%")]
    ronde(regio, om("2026-09-14"))
    assert verzonden(regio) == [("vera_voorbeeld", "70%")] * 2


def test_gedaan_is_stil(regio):
    zet(regio, een_termijn)
    zet(regio, lambda db: sluit_termijnen(db, CASUS, "hulp", om("2026-09-02")))
    assert ronde(regio, om("2026-09-30"))["verzonden"] == 0


def test_hogerop_gaat_het_naar_de_opdrachtgever_en_de_eigenaar_houdt_zijn_regel(regio):
    zet(regio, lambda db: een_termijn(db, "D_BEVESTIG", ontvanger="secretaris"))
    antwoord = ronde(regio, om("2026-09-07"))
    assert antwoord["geescaleerd"] == 2
    assert sorted(verzonden(regio)) == [
        ("sanne_schrijver", "150%"), ("vera_voorbeeld", "150%"), ("walt_wethouder", "200%"),
    ]  # fmt: skip
    aan_walt = next(regels for aan, _, regels in berichten(regio) if aan == "walt_wethouder")
    assert "(van: secretaris)" in aan_walt[0]


def test_wie_op_twee_treden_staat_krijgt_alleen_de_hoogste(regio):
    zet(regio, een_termijn)
    ronde(regio, om("2026-09-11"))
    # Vera has the term herself (150%) and is the voorzitter who hears of it on the last day (100%).
    assert [trede for wie, trede in verzonden(regio) if wie == "vera_voorbeeld"] == ["150%"]


def test_in_de_schoolvakantie_wacht_de_school_en_hoort_de_voorzitter_het(regio):
    zet(regio, lambda db: een_termijn(db, "AFSPRAAK", onderwerp="afspraak:1", ontvanger="persoon:ilse_intern",
                                      start=date(2026, 10, 1), einde=date(2026, 10, 20)))  # fmt: skip
    ronde(regio, om("2026-10-20"))
    ronde(regio, om("2026-10-26"))
    wie = [w for w, _ in verzonden(regio)]
    assert wie[0] == "vera_voorbeeld"
    assert "ilse_intern" in wie[1:]


def test_vrije_tekst_van_mensen_staat_in_geen_enkel_bericht(regio):
    zet(regio, lambda db: een_termijn(db, "AFSPRAAK", onderwerp="afspraak:12", ontvanger="persoon:carla_casus",
                                      doe="Bel de moeder van Jantje Verzonnen", einde=date(2026, 9, 8)))  # fmt: skip
    ronde(regio, om("2026-09-08"))
    assert "Jantje" not in str(berichten(regio))
    assert "Doe wat is afgesproken (afspraak 12)." in str(berichten(regio))


def test_stilte_in_een_casus_wordt_gemeten_vanaf_de_laatste_gebeurtenis(regio):
    def bevestig(db):
        schrijf_gebeurtenis(
            db, VERA, CASUS, spoor="hulp", code="H03", naam="bevestigen", van="aangemeld", naar="in_triage",
            op=date(2026, 9, 1), nu=BEGIN,
        )  # fmt: skip

    zet(regio, bevestig)
    ronde(regio, om("2026-09-14"))
    assert verzonden(regio) == []
    ronde(regio, om("2026-09-15"))
    assert verzonden(regio) == [("vera_voorbeeld", "100%")]
    zet(regio, lambda db: db.execute(text("UPDATE gebeurtenis SET dag = '2026-09-16'")))
    ronde(regio, om("2026-09-17"))
    assert verzonden(regio) == [("vera_voorbeeld", "100%")]


def test_de_vooruitblik_zegt_wat_er_op_een_dag_gaat_en_verstuurt_niets(regio):
    zet(regio, een_termijn)
    with lezing(regio) as db:
        assert [(r["aan"], r["casus"], r["trede"], r["te_laat"]) for r in vooruitblik(db, VERA, date(2026, 9, 8))] == [
            ("vera_voorbeeld", CASUS, "100%", False)
        ]
        beheer = Gebruiker("bert_beheer", Rol.BEHEERDER, "gemeente_zeist")
        assert vooruitblik(db, beheer, date(2026, 9, 8))[0]["casus"] is None
    assert verzonden(regio) == []


def test_niet_iedereen_verstuurt_herinneringen(regio):
    financier = Gebruiker("zoe_zuinig", Rol.FINANCIER, "gemeente_zeist")
    with pytest.raises(NietBevoegd), transactie(regio) as db:
        herinner(db, financier, Ronde(), sleutel="x", versie=0, nu=om("2026-09-08"))


def test_een_jaar_voor_het_einde_van_de_feestdagen_hoort_de_beheerder_het(regio):
    ronde(regio, om("2028-01-03"))
    assert berichten(regio)[0][0] == "bert_beheer"
    assert "feestdagen.csv" in berichten(regio)[0][2][0]


def test_een_bericht_dat_niet_aankomt_gaat_naar_de_voorzitter_en_de_beheerder(regio):
    zet(regio, lambda db: een_termijn(db, "D_BEVESTIG", ontvanger="secretaris", start=date(2026, 9, 4)))
    ronde(regio, om("2026-09-08"))
    zet(regio, lambda db: db.execute(text("UPDATE outbox SET status = 'onbestelbaar', fout = 'antwoord 550' "
                                          "WHERE aan = 'sanne_schrijver'")))  # fmt: skip
    assert ronde(regio, om("2026-09-08", "10:00"))["onbestelbaar"] == 1
    assert ronde(regio, om("2026-09-08", "11:00"))["onbestelbaar"] == 0
    post = {(aan, kop): regels for aan, kop, regels in berichten(regio)}
    doorgestuurd = post["vera_voorbeeld", "Niet bezorgd bij sanne_schrijver: Doorbraaktafel: 1 herinnering"]
    assert doorgestuurd[0].startswith(CASUS)
    assert post["bert_beheer", "Doorbraaktafel: berichten die niet aankomen"] == [
        "Bericht 1 aan sanne_schrijver is niet te bezorgen: antwoord 550."
    ]


def test_een_aanbod_van_de_regie_zonder_antwoord_verloopt_en_de_voorzitter_hoort_het(regio):
    def bied(db):
        aanbod = Aanbod(CASUS, "carla_casus", "cas_consulent")
        regie.bied(db, VERA, aanbod, sleutel="aanbod", versie=0, nu=BEGIN)

    zet(regio, bied)
    ronde(regio, om("2026-09-01", "11:00"))
    assert verzonden(regio) == [("carla_casus", "direct")]
    ronde(regio, om("2026-09-07"))
    with lezing(regio) as db:
        assert regie_nu(db, CASUS, date(2026, 9, 7)).status == "geen"
    assert {wie for wie, trede in verzonden(regio)[1:]} == {"vera_voorbeeld", "sanne_schrijver"}


def test_een_vraag_aan_een_hogere_stap_gaat_naar_haar_houders(regio):
    def schaal_op(db):
        db.add(
            OpschalingRij(
                casus=CASUS, van_trede="3", naar_trede="4", houders=["doorzetter_gemeenten", "doorzetter_swv"],
                samen=True, reden="Geen mandaat.", gevraagd_door="vera_voorbeeld", gevraagd_op=BEGIN,
                voor=date(2026, 9, 8),
            )
        )  # fmt: skip
        een_termijn(db, "D_OPSCHAAL", ontvanger="ladder")

    zet(regio, schaal_op)
    ronde(regio, om("2026-09-01", "11:00"))
    assert sorted(verzonden(regio)) == [("victor_voorschool", "direct"), ("walt_wethouder", "direct")]


def test_een_vordering_wordt_alleen_aan_haar_betaler_herinnerd(regio):
    def vorder(db):
        geef_toegang(db, CASUS, "organisatie", "gemeente_zeist", Grond.BETALER, BEGIN.date())
        een_termijn(db, "D_VORDERING", onderwerp="geld:1", ontvanger="financier")

    zet(regio, vorder)
    ronde(regio, om("2026-10-01"))
    assert "zoe_zuinig" in {wie for wie, _ in verzonden(regio)}
    assert not {"bente_balans", "paul_primair"} & {wie for wie, _ in verzonden(regio)}


def test_een_afgesloten_casus_heeft_geen_stilte_meer(regio):
    def gebeurt(db):
        schrijf_gebeurtenis(
            db, VERA, CASUS, spoor="hulp", code="H03", naam="bevestigen", van="aangemeld", naar="in_triage",
            op=date(2026, 9, 1), nu=BEGIN,
        )  # fmt: skip

    def sluit(db):
        db.get(CasusRij, CASUS).status = "nazorg"

    def thuis(db):
        db.get(CasusRij, CASUS).thuis_sinds = date(2026, 9, 1)

    zet(regio, gebeurt)
    ronde(regio, om("2026-09-02"))
    assert termijnen(regio) == [("D_STILTE", "open")]
    zet(regio, thuis)
    ronde(regio, om("2026-09-03"))
    assert termijnen(regio) == [("D_STILTE", "vervallen"), ("D_STILTE_THUIS", "open")]
    zet(regio, sluit)
    ronde(regio, om("2026-09-30"))
    assert termijnen(regio) == [("D_STILTE", "vervallen"), ("D_STILTE_THUIS", "voldaan")]
    assert verzonden(regio) == []


def test_het_scherm_ziet_hoe_lang_er_geen_ronde_was(regio):
    with lezing(regio) as db:
        assert laatste_ronde(db) is None
    ronde(regio, om("2026-09-08"))
    ronde(regio, om("2026-09-08", "22:00"))
    with lezing(regio) as db:
        assert laatste_ronde(db) == om("2026-09-08", "22:00")


def termijnen(url):
    with lezing(url) as db:
        vraag = text("SELECT code, status FROM termijnverplichting ORDER BY nummer")
        return [tuple(rij) for rij in db.execute(vraag)]
