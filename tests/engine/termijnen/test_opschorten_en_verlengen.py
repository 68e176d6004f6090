"""Suspension and extension: the end is recomputed from the original start, and moved once."""

import pickle
from datetime import date

import pytest

from engine.termijnen.begrippen import (
    Duur,
    Eenheid,
    Grondslag,
    Opschortgrond,
    Opschorting,
    Verlenging,
    Verlengruimte,
    Verplaatsing,
    lees_duur,
)
from engine.termijnen.kalender import nationale_kalender
from engine.termijnen.regels import bereken, toets_verlenging
from engine.termijnen.regels.berekening import GEEN_HERSTELTERMIJN
from engine.termijnen.weigeringen import (
    TermijnTeltTerug,
    VerlengingTeLang,
    VerlengingTeVaak,
    WettelijkeTermijnVast,
)

KALENDER = nationale_kalender()
AANVRAAG = date(2026, 3, 2)
GEVRAAGD, GESTELD = date(2026, 3, 10), date(2026, 3, 24)
VIER_WEKEN_ERBIJ = Verlengruimte(1, Duur(4, Eenheid.WEEK))


def beslistermijn(*, start=AANVRAAG, duur="8w", grondslag=Grondslag.WETTELIJK, **wat_er_gebeurde):
    return bereken(start, lees_duur(duur), grondslag, KALENDER, **wat_er_gebeurde)


def maart(dag):
    return date(2026, 3, dag)


def aanvulling(*, gevraagd=GEVRAAGD, tot_en_met=GESTELD, aangevuld=None, **rest):
    """Suspension for a completion asked on a day: it starts the day after."""
    return Opschorting(
        date.fromordinal(gevraagd.toordinal() + 1), aangevuld, Opschortgrond.AANVULLING, tot_en_met, **rest
    )


def test_s1_negen_dagen_opgeschort_op_het_niet_verschoven_einde():
    termijn = beslistermijn(opschortingen=[aanvulling(aangevuld=maart(20))])

    assert [o.dagen for o in termijn.opgeschort] == [9]
    assert termijn.ruw_einde == date(2026, 4, 27)
    assert termijn.na_wijzigingen == date(2026, 5, 6)
    assert termijn.einde == date(2026, 5, 6)
    assert not termijn.voorlopig
    assert [s.tekst for s in termijn.stappen] == [
        "8 weken na ma 2 mrt 2026 is ma 27 apr 2026; ma 2 mrt 2026 zelf telt niet mee.",
        "9 dagen opgeschort (wo 11 mrt t/m do 19 mrt 2026) maakt wo 6 mei 2026.",
        "wo 6 mei 2026 is geen weekend en geen feestdag: het einde blijft wo 6 mei 2026.",
        "Te laat vanaf do 7 mei 2026.",
    ]


def test_s2_vier_dagen_opgeschort_vanaf_goede_vrijdag():
    vier = Opschorting(maart(2), maart(6))
    termijn = beslistermijn(start=date(2026, 2, 6), opschortingen=[vier])

    assert termijn.na_wijzigingen == termijn.einde == date(2026, 4, 7)


def test_s3_overlappende_opschortingen_tellen_een_keer():
    eerste, tweede = Opschorting(maart(11), maart(20)), Opschorting(maart(16), maart(25))
    termijn = beslistermijn(opschortingen=[tweede, eerste])

    assert [o.dagen for o in termijn.opgeschort] == [14]
    assert termijn.einde == date(2026, 5, 11)


def test_s4_twee_opschortingen_na_elkaar_tellen_allebei():
    eerste, tweede = Opschorting(maart(11), maart(20)), Opschorting(date(2026, 4, 1), date(2026, 4, 8))
    termijn = beslistermijn(opschortingen=[eerste, tweede])

    assert [o.dagen for o in termijn.opgeschort] == [9, 7]
    assert termijn.einde == date(2026, 5, 13)


def test_s5_zonder_hersteltermijn_geen_opschorting():
    termijn = beslistermijn(opschortingen=[aanvulling(tot_en_met=None, aangevuld=maart(20))])

    assert termijn.opgeschort == ()
    assert termijn.einde == date(2026, 4, 28)
    assert termijn.waarschuwingen == (GEEN_HERSTELTERMIJN,)


def test_s6_hersteltermijn_verstrijkt_ongebruikt():
    termijn = beslistermijn(opschortingen=[aanvulling()], peildatum=maart(25))

    assert [o.dagen for o in termijn.opgeschort] == [13]
    assert termijn.na_wijzigingen == date(2026, 5, 10)
    assert termijn.einde == date(2026, 5, 11)
    assert not termijn.voorlopig


def test_s6_met_de_laatste_dag_meegeteld_is_het_einde_hetzelfde():
    termijn = beslistermijn(opschortingen=[aanvulling(eind_inclusief=True)], peildatum=maart(25))

    assert [o.dagen for o in termijn.opgeschort] == [14]
    assert termijn.einde == date(2026, 5, 11)


def test_s7_lopende_opschorting_geeft_een_voorlopig_einde():
    termijn = beslistermijn(opschortingen=[aanvulling()], peildatum=maart(15))

    assert termijn.na_wijzigingen == date(2026, 5, 10)
    assert termijn.einde == date(2026, 5, 11)
    assert termijn.voorlopig
    assert "voorlopig" in termijn.tekst


def test_aanvullen_na_de_hersteltermijn_schort_niet_langer_op():
    assert [o.dagen for o in beslistermijn(opschortingen=[aanvulling(aangevuld=maart(31))]).opgeschort] == [13]


@pytest.mark.parametrize(("peildatum", "dagen"), [(None, []), (maart(15), [4])])
def test_een_lopende_opschorting_zonder_bekend_einde_telt_tot_vandaag(peildatum, dagen):
    overmacht = Opschorting(maart(11), grond=Opschortgrond.OVERMACHT)
    termijn = beslistermijn(opschortingen=[overmacht], peildatum=peildatum)

    assert [o.dagen for o in termijn.opgeschort] == dagen
    assert termijn.voorlopig


def test_opschorting_op_de_laatste_dag_telt_en_erna_niet():
    laatste_dag = Opschorting(date(2026, 4, 28), date(2026, 5, 1))
    erna = Opschorting(date(2026, 4, 29), date(2026, 5, 1))

    assert beslistermijn(opschortingen=[laatste_dag]).na_wijzigingen == date(2026, 4, 30)
    te_laat = beslistermijn(opschortingen=[erna])
    assert te_laat.einde == date(2026, 4, 28)
    assert "begon na het einde" in te_laat.tekst


def test_dagen_voor_de_start_tellen_niet():
    vooraf = Opschorting(date(2026, 2, 20), maart(5))

    assert [o.dagen for o in beslistermijn(opschortingen=[vooraf]).opgeschort] == [2]


def test_s8_zorgplicht_verlengd_is_tien_weken_vanaf_het_begin():
    zorgplicht = beslistermijn(start=maart(26), duur="6w")
    verlengd = beslistermijn(start=maart(26), duur="6w", verlengingen=[vier_weken(op=date(2026, 5, 1))])

    assert zorgplicht.einde == date(2026, 5, 7)
    assert verlengd.einde == date(2026, 6, 4)
    assert "samen 10 weken na do 26 mrt 2026" in verlengd.tekst


def test_s9_vier_weken_erbij_op_het_begin_en_niet_op_het_verschoven_einde():
    start = date(2026, 2, 20)

    assert beslistermijn(start=start, duur="6w").einde == date(2026, 4, 7)
    assert beslistermijn(start=start, duur="6w", verlengingen=[vier_weken(op=maart(30))]).einde == date(2026, 5, 1)


def vier_weken(op):
    return Verlenging(op, erbij=lees_duur("4w"), reden="onderzoek loopt nog")


def nieuw_einde_29_mei(op):
    return Verlenging(op, nieuw_einde=date(2026, 5, 29), grond="Awb 4:14")


def test_s10_kennisgeving_op_de_laatste_dag_is_op_tijd():
    termijn = beslistermijn(verlengingen=[nieuw_einde_29_mei(date(2026, 4, 28))])

    assert termijn.einde == date(2026, 5, 29)
    assert [(v.oud_einde, v.telt) for v in termijn.verlengd] == [(date(2026, 4, 28), True)]


def test_s11_kennisgeving_na_de_laatste_dag_laat_het_verzuim_bestaan():
    termijn = beslistermijn(verlengingen=[nieuw_einde_29_mei(date(2026, 4, 29))])

    assert termijn.einde == date(2026, 4, 28)
    assert not termijn.verlengd[0].telt
    assert "verzuim blijft" in termijn.tekst


def test_opschorting_na_een_genoemd_einde_schuift_dat_einde():
    termijn = beslistermijn(
        verlengingen=[nieuw_einde_29_mei(date(2026, 4, 20))],
        opschortingen=[Opschorting(date(2026, 5, 11), date(2026, 5, 14))],
    )

    assert termijn.einde == date(2026, 6, 1)


def test_een_genoemd_einde_kan_nog_eens_worden_verlengd():
    verlengingen = [nieuw_einde_29_mei(date(2026, 4, 20)), Verlenging(date(2026, 5, 20), erbij=lees_duur("2w"))]

    assert beslistermijn(verlengingen=verlengingen).einde == date(2026, 6, 12)


def test_een_verlenging_naar_een_eerdere_dag_telt_niet():
    termijn = beslistermijn(verlengingen=[Verlenging(maart(10), nieuw_einde=maart(20))])

    assert termijn.einde == date(2026, 4, 28)
    assert "eerder einde" in termijn.tekst


def test_gemengde_eenheden_boven_negentig_dagen_vallen_buiten_de_wet():
    erbij = Verlenging(maart(10), erbij=lees_duur("2m"))

    assert not beslistermijn(verlengingen=[erbij]).atw
    assert beslistermijn(verlengingen=[Verlenging(maart(10), erbij=lees_duur("1m"))]).atw


def test_een_diensttermijn_in_werkdagen_wordt_met_werkdagen_verlengd():
    erbij = Verlenging(maart(4), erbij=lees_duur("3wd"))
    termijn = beslistermijn(duur="5wd", grondslag=Grondslag.DIENST, verlengingen=[erbij])

    assert termijn.einde == maart(12)
    assert termijn.als_json()["verlengingen"] == [
        {"op": "2026-03-04", "oud_einde": "2026-03-09", "nieuw_einde": "2026-03-12", "telt": True}
    ]


def test_de_voorzitter_verplaatst_een_diensttermijn_met_een_reden():
    verplaatst = Verplaatsing(maart(4), maart(12), reden="ouders konden niet eerder")
    termijn = beslistermijn(duur="5wd", grondslag=Grondslag.DIENST, verplaatsingen=[verplaatst])

    assert termijn.einde == maart(12)
    assert "ouders konden niet eerder" in termijn.tekst


def test_een_wettelijke_termijn_wordt_nooit_verplaatst():
    with pytest.raises(WettelijkeTermijnVast, match="kan niet worden verplaatst"):
        beslistermijn(verplaatsingen=[Verplaatsing(maart(4), maart(12), reden="druk")])


def test_een_termijn_die_terugtelt_staat_nooit_stil():
    with pytest.raises(TermijnTeltTerug):
        beslistermijn(duur="-14d", opschortingen=[Opschorting(maart(1), maart(2))])


def test_de_regel_staat_een_verlenging_van_vier_weken_toe():
    termijn = beslistermijn(start=maart(26), duur="6w")

    toets_verlenging(termijn, vier_weken(op=maart(27)), VIER_WEKEN_ERBIJ, KALENDER)
    toets_verlenging(termijn, Verlenging(maart(27), nieuw_einde=date(2026, 6, 4)), VIER_WEKEN_ERBIJ, KALENDER)


def test_een_dag_langer_dan_de_regel_toestaat_wordt_geweigerd():
    termijn = beslistermijn(start=maart(26), duur="6w")

    with pytest.raises(VerlengingTeLang, match="uiterlijk do 4 jun 2026") as weigering:
        toets_verlenging(termijn, Verlenging(maart(27), nieuw_einde=date(2026, 6, 5)), VIER_WEKEN_ERBIJ, KALENDER)
    assert pickle.loads(pickle.dumps(weigering.value)).oplossing == weigering.value.oplossing


def test_de_ruimte_van_een_diensttermijn_telt_in_werkdagen():
    termijn = beslistermijn(duur="5wd", grondslag=Grondslag.DIENST)
    ruimte = Verlengruimte(1, lees_duur("3wd"))

    toets_verlenging(termijn, Verlenging(maart(4), erbij=lees_duur("3wd")), ruimte, KALENDER)
    with pytest.raises(VerlengingTeLang, match="uiterlijk do 12 mrt 2026"):
        toets_verlenging(termijn, Verlenging(maart(4), erbij=lees_duur("4wd")), ruimte, KALENDER)


@pytest.mark.parametrize(("hoogstens", "tekst"), [(1, "hoogstens 1 keer"), (0, "mag niet worden verlengd")])
def test_vaker_verlengen_dan_de_regel_toestaat_wordt_geweigerd(hoogstens, tekst):
    termijn = beslistermijn(start=maart(26), duur="6w", verlengingen=[vier_weken(op=maart(27))])

    with pytest.raises(VerlengingTeVaak, match=tekst):
        toets_verlenging(termijn, vier_weken(op=maart(28)), Verlengruimte(hoogstens, lees_duur("4w")), KALENDER)


@pytest.mark.parametrize(
    "onzin",
    [
        lambda: Opschorting(maart(20), maart(10)),
        lambda: Verlenging(maart(1)),
        lambda: Verlenging(maart(1), erbij=lees_duur("1w"), nieuw_einde=maart(9)),
        lambda: Verlenging(maart(1), erbij=lees_duur("-1w")),
    ],
)
def test_onzin_kan_niet_worden_vastgelegd(onzin):
    with pytest.raises(ValueError, match=r"opschorting|verlenging"):
        onzin()
