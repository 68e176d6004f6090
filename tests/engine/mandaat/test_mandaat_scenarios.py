"""The scenarios V01-V24 of the mandate check, in a fictional register (M1-M5)."""

from dataclasses import replace

import pytest

from budget.basis.geld import EURO
from engine.mandaat.begrippen import Aanwezigheid, Trede, Wijze
from engine.mandaat.regels.combineren import toets_mandaat
from engine.mandaat.toetsing import GeweigerdeVraag, Planregel, RolInZaak, Toetsvraag
from tests.engine.mandaat.bouwers import (
    CASUS,
    M1,
    M5,
    OVER_VIJF_WERKDAGEN,
    VANDAAG,
    aanwezig,
    afwezig,
    codes,
    een_arrangement,
    een_beschikking,
    een_potregel,
    een_register,
    een_vraag,
    gebruikt,
    toets,
    werkdag_later,
)

TEAMMANAGER = aanwezig("teammanager jeugd A")


@pytest.mark.parametrize("bedrag", ["9.000", "15.000"])
def test_v01_v02_binnen_het_mandaat_mag_de_teammanager_beslissen(bedrag):
    uitslag = toets(een_vraag(een_beschikking(bedrag), aan_tafel=TEAMMANAGER))
    assert (uitslag.uitkomst, uitslag.rij) == ("ja", 10)
    assert (uitslag.namens, uitslag.houder, uitslag.persoon) == ("college A", "teammanager jeugd A", "Anna")
    assert uitslag.meldingen == ()


def test_v03_een_cent_boven_het_mandaat_vraagt_ruggespraak_over_het_hele_bedrag():
    uitslag = toets(een_vraag(een_beschikking("15.000,01"), aan_tafel=TEAMMANAGER))
    assert (uitslag.uitkomst, uitslag.rij, uitslag.aan) == ("ruggespraak", 8, "college A")
    assert (uitslag.bedrag, uitslag.boven_grens) == (EURO("15.000,01"), EURO("0,01"))
    assert uitslag.voor_datum == OVER_VIJF_WERKDAGEN
    assert codes(uitslag) == {"BOVEN_REGEL"}


@pytest.mark.parametrize(
    ("gebruik", "boven_grens", "code"),
    [
        (gebruikt("M1", casus="18.000"), "2.000", "BOVEN_CASUS"),
        (gebruikt("M1", jaar="195.000"), "4.000", "BOVEN_JAAR"),
    ],
)
def test_v04_v05_wat_al_gebruikt_is_telt_mee(gebruik, boven_grens, code):
    uitslag = toets(een_vraag(een_beschikking(), aan_tafel=TEAMMANAGER), een_register(gebruik=gebruik))
    assert (uitslag.uitkomst, uitslag.rij, uitslag.aan) == ("ruggespraak", 8, "college A")
    assert (uitslag.bedrag, uitslag.boven_grens) == (EURO("9.000"), EURO(boven_grens))
    assert codes(uitslag) == {code}


def test_v06_zeven_maanden_is_te_lang():
    uitslag = toets(een_vraag(een_beschikking(maanden=7), aan_tafel=TEAMMANAGER))
    assert (uitslag.uitkomst, uitslag.rij, uitslag.aan) == ("ruggespraak", 8, "college A")
    assert codes(uitslag) == {"TE_LANG"}


def test_v07_de_vervanger_beslist_als_de_afwezigheid_is_vastgelegd():
    aan_tafel = afwezig("teammanager jeugd A") + aanwezig("adviseur jeugd A")
    uitslag = toets(een_vraag(een_beschikking(), aan_tafel=aan_tafel))
    assert (uitslag.uitkomst, uitslag.rij) == ("ja", 10)
    assert (uitslag.houder, uitslag.als_vervanger) == ("adviseur jeugd A", True)


def test_v08_zonder_vastgelegde_afwezigheid_beslist_de_vervanger_niet():
    uitslag = toets(een_vraag(een_beschikking(), aan_tafel=aanwezig("adviseur jeugd A")))
    assert (uitslag.uitkomst, uitslag.rij) == ("ruggespraak", 6)
    assert (uitslag.aan, uitslag.bedrag) == ("teammanager jeugd A", EURO("9.000"))


@pytest.mark.parametrize(("geauthenticeerd", "uitkomst"), [(True, "ja"), (False, "ruggespraak")])
def test_v09_de_directeur_op_afstand_telt_alleen_als_vaststaat_wie_het_is(geauthenticeerd, uitkomst):
    directeur = Aanwezigheid("Carla", "directeur SD A", Wijze.OP_AFSTAND, geauthenticeerd)
    aan_tafel = (*afwezig("teammanager jeugd A", "adviseur jeugd A"), directeur)
    assert toets(een_vraag(een_beschikking(), aan_tafel=aan_tafel)).uitkomst == uitkomst


def test_v10_een_arrangement_onder_de_grens_van_de_tweede_handtekening():
    uitslag = toets(een_vraag(een_arrangement("8.000"), aan_tafel=aanwezig("directeur X")))
    assert (uitslag.uitkomst, uitslag.rij) == ("ja", 10)


def test_v11_boven_tienduizend_tekent_de_bestuurder_mee():
    uitslag = toets(een_vraag(een_arrangement("12.000"), aan_tafel=aanwezig("directeur X")))
    assert (uitslag.uitkomst, uitslag.rij, uitslag.aan) == ("ja_met_medeondertekening", 11, "bestuurder X")
    assert not uitslag.mag_nu


def test_v12_zonder_bereikbare_bestuurder_gaat_de_vraag_naar_het_bestuur():
    vraag = een_vraag(een_arrangement("12.000"), aan_tafel=aanwezig("directeur X"))
    uitslag = toets(replace(vraag, onbereikbaar=frozenset({"bestuurder X"})))
    assert (uitslag.uitkomst, uitslag.rij) == ("ruggespraak", 12)
    assert (uitslag.aan, uitslag.bedrag) == ("bestuur X", EURO("12.000"))
    assert "MEDEONDERTEKENAAR_ONBEREIKBAAR" in codes(uitslag)


CONSULENT = een_vraag(een_beschikking(orgaan="college B"), aan_tafel=aanwezig("consulent B"))


def test_v13_zonder_instemmingen_is_er_een_vormgebrek():
    uitslag = toets(CONSULENT)
    assert (uitslag.uitkomst, uitslag.rij, uitslag.aan) == ("ruggespraak", 3, "college B")
    assert codes(uitslag) == {"VORMGEBREK"}


def test_v14_kan_het_college_niet_op_tijd_antwoorden_dan_omhoog():
    uitslag = toets(replace(CONSULENT, onbereikbaar=frozenset({"college B"})))
    assert (uitslag.uitkomst, uitslag.rij, uitslag.opschalen_naar) == ("nee", 4, "stap 4")


def test_v15_een_adviserende_stuurgroep_beslist_niet():
    uitslag = toets(een_vraag(een_beschikking(), aan_tafel=aanwezig("stuurgroep")), een_register(M5))
    assert (uitslag.uitkomst, uitslag.rij, uitslag.aan) == ("ruggespraak", 3, "college A")
    assert "ALLEEN_ADVIES" in codes(uitslag)


def test_v16_schoolgeld_uit_onderwijsgeld_is_geblokkeerd_en_niets_heft_dat_op():
    schoolgeld = een_arrangement("8.000", oormerk="onderwijs", bestemming="schoolgeld_particulier")
    uitslag = toets(een_vraag(schoolgeld, aan_tafel=aanwezig("directeur X", "bestuurder X")))
    assert (uitslag.uitkomst, uitslag.rij, uitslag.opschalen_naar) == ("nee", 1, "geen")
    assert uitslag.alternatieven == ("inkoop_expertise",)
    assert uitslag.trede is None


@pytest.mark.parametrize(("een", "ander"), [("lid gemeenten", "lid swv'en"), ("lid swv'en", "lid gemeenten")])
def test_v17_een_van_het_duo_is_niet_genoeg(een, ander):
    vraag = een_vraag(een_potregel("20.000"), aan_tafel=aanwezig(een))
    assert toets(vraag).uitkomst == "ja_met_medeondertekening"
    uitslag = toets(replace(vraag, onbereikbaar=frozenset({ander})))
    assert (uitslag.uitkomst, uitslag.rij, uitslag.aan) == ("ruggespraak", 12, "deelnemers")


def test_v18_een_uitgesloten_handeling_is_aan_het_college_zelf():
    bezwaar = een_beschikking(handeling="beslissen_op_bezwaar")
    uitslag = toets(een_vraag(bezwaar, aan_tafel=TEAMMANAGER))
    assert (uitslag.uitkomst, uitslag.rij, uitslag.opschalen_naar) == ("nee", 5, "college A")


def test_v19_een_arrangement_uit_drie_bevoegdheden_krijgt_de_slechtste():
    vraag = een_vraag(
        een_arrangement("18.000"),
        een_beschikking("18.000"),
        een_potregel("18.000"),
        aan_tafel=aanwezig("directeur X", "teammanager jeugd A", "lid gemeenten", "lid swv'en"),
    )
    besluit = toets_mandaat(vraag, een_register(), werkdag_later)
    uitkomsten = [uitslag.uitkomst for uitslag in besluit.regels[0].uitslagen]
    assert uitkomsten == ["ja_met_medeondertekening", "ruggespraak", "ja"]
    assert (besluit.uitkomst, besluit.bepalend.rij) == ("ruggespraak", 8)
    assert not besluit.regels[0].mag_nu


def test_v20_een_intrekking_tussen_de_toetsen_telt_bij_het_besluit():
    vraag = een_vraag(een_beschikking(), aan_tafel=TEAMMANAGER)
    ingetrokken = een_register(replace(M1, ingetrokken_op=VANDAAG))
    assert toets(vraag).uitkomst == "ja"
    uitslag = toets(vraag, ingetrokken)
    assert (uitslag.uitkomst, uitslag.rij) == ("ruggespraak", 3)
    assert "NIET_GELDIG" in codes(uitslag)


def test_v21_twee_tafels_op_een_jaarplafond_krijgen_samen_een_ja():
    register = een_register(replace(M1, max_per_casus=EURO("200.000")), gebruik=gebruikt("M1", jaar="180.000"))
    vraag = een_vraag(een_beschikking("12.000"), aan_tafel=TEAMMANAGER)
    eerste = toets_mandaat(vraag, register, werkdag_later)
    tweede = toets_mandaat(vraag, replace(register, gebruik=eerste.gebruik), werkdag_later)
    assert [(b.uitkomst, b.bepalend.rij) for b in (eerste, tweede)] == [("ja", 10), ("ruggespraak", 8)]


def test_v22_wie_voor_de_aanbieder_werkt_beslist_niet_en_telt_als_afwezig():
    uitslag = toets(
        een_vraag(
            een_beschikking(aanbieder="aanbieder P"),
            aan_tafel=TEAMMANAGER + afwezig("adviseur jeugd A") + aanwezig("directeur SD A"),
            rollen=(RolInZaak("Anna", "werkt_voor_aanbieder", "aanbieder P"),),
        )
    )
    assert (uitslag.uitkomst, uitslag.rij, uitslag.houder) == ("ja", 10, "directeur SD A")
    assert "ROLCONFLICT" in codes(uitslag)


def test_v23_een_eerder_geweigerde_vraag_gaat_niet_opnieuw_naar_het_college():
    vraag = een_vraag(
        een_beschikking("16.000"),
        aan_tafel=TEAMMANAGER,
        geweigerd=(GeweigerdeVraag("college A", CASUS, "beschikking", EURO("16.000")),),
    )
    uitslag = toets(vraag)
    assert (uitslag.uitkomst, uitslag.rij, uitslag.opschalen_naar) == ("nee", 9, "stap 4")


def test_v24_zonder_woonplaats_kan_de_overbrugging_uit_de_pot_wel():
    aan_tafel = aanwezig("teammanager jeugd A", "lid gemeenten", "lid swv'en")
    beschikking, potregel = een_beschikking(orgaan=None), een_potregel("6.000")
    vraag = Toetsvraag(
        (Planregel("hulp", (beschikking, potregel)), Planregel("overbrugging", (een_potregel("6.000"),))),
        VANDAAG,
        aanwezigheid=aan_tafel,
    )
    hulp, overbrugging = toets_mandaat(vraag, een_register(), werkdag_later).regels
    assert [uitslag.rij for uitslag in hulp.uitslagen] == [2, 10]
    assert (hulp.uitkomst, hulp.bepalend.opschalen_naar) == ("nee", "stap 4")
    assert (overbrugging.uitkomst, overbrugging.mag_nu) == ("ja", True)


def test_zonder_levende_houder_op_de_ladder_gaat_er_een_alarm_af():
    papieren = (Trede("3", "doorbraaktafel", ()), Trede("4", "doorzettingsmacht", ("niemand",)))
    vraag = replace(CONSULENT, onbereikbaar=frozenset({"college B"}))
    uitslag = toets(vraag, een_register(ladder=papieren))
    assert (uitslag.uitkomst, uitslag.opschalen_naar, uitslag.trede) == ("nee", "geen houder", None)
    assert uitslag.alarm == ("voorzitter", "opdrachtgever")
