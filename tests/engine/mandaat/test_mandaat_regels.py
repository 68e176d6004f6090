"""The rules one by one: form, chain, period, substitutes, duo, co-signature, ladder, combining."""

from dataclasses import replace
from datetime import date

import pytest

from budget.basis.geld import EURO
from engine.mandaat.begrippen import (
    ONBEPERKT,
    Aanwezigheid,
    Bevoegdheid,
    MedeOndertekening,
    Spoor,
    Trede,
    Vervanger,
    Vervulling,
    Wijze,
)
from engine.mandaat.regels.akkoord import eenmalig_mandaat
from engine.mandaat.regels.combineren import toets_mandaat
from engine.mandaat.regels.plafonds import jaren_van
from engine.mandaat.regels.toets import stel_omstandigheden, toets_vereiste
from engine.mandaat.regels.vooraf import beslisruimte, wie_ontbreekt
from engine.mandaat.toetsing import GeweigerdeVraag, Handtekening, Planregel, RolInZaak, Toetsvraag
from tests.engine.mandaat.bouwers import (
    CASUS,
    FUNCTIES,
    LADDER,
    M1,
    M2,
    M3,
    M4,
    VANDAAG,
    aanwezig,
    afwezig,
    codes,
    een_arrangement,
    een_beschikking,
    een_mandaat,
    een_potregel,
    een_register,
    een_vraag,
    gebruikt,
    toets,
    werkdag_later,
)

TEAMMANAGER = aanwezig("teammanager jeugd A")
VRAAG = een_vraag(een_beschikking(), aan_tafel=TEAMMANAGER)


# ---------------------------------------------------------------------------------------------- geldigheid en vorm
@pytest.mark.parametrize(
    ("verandering", "code"),
    [
        ({"geldig_van": date(2026, 11, 24)}, "NIET_GELDIG"),
        ({"geldig_tot": VANDAAG}, "NIET_GELDIG"),
        ({"ingetrokken_op": VANDAAG}, "NIET_GELDIG"),
        ({"adviserend": True}, "ALLEEN_ADVIES"),
        ({"schriftelijk": False}, "VORMGEBREK"),
        ({"ondergeschikt": False}, "VORMGEBREK"),
        ({"ondergeschikt": False, "instemming_persoon": VANDAAG}, "VORMGEBREK"),
    ],
)
def test_een_onbruikbaar_mandaat_telt_niet(verandering, code):
    uitslag = toets(VRAAG, een_register(een_mandaat(**verandering)))
    assert (uitslag.uitkomst, uitslag.rij, uitslag.aan) == ("ruggespraak", 3, "college A")
    assert codes(uitslag) == {code}


@pytest.mark.parametrize(
    "verandering",
    [
        {"geldig_van": VANDAAG},
        {"geldig_tot": date(2027, 11, 24)},
        {"ingetrokken_op": date(2027, 11, 24)},
        {"ondergeschikt": False, "instemming_persoon": VANDAAG, "instemming_werkgever": VANDAAG},
        {"schriftelijk": False, "alleen_casus": CASUS},
        {"schriftelijk": False, "eigen_bevoegdheid": True},
    ],
)
def test_op_de_grens_is_het_mandaat_nog_of_al_bruikbaar(verandering):
    assert toets(VRAAG, een_register(een_mandaat(**verandering))).uitkomst == "ja"


def test_een_mandaat_voor_een_andere_casus_of_een_ander_gebied_is_geen_bevoegdheid():
    for verandering in ({"alleen_casus": "DT-ANDERS"}, {"werkgebied": frozenset({"gemeente C"})}):
        uitslag = toets(VRAAG, een_register(een_mandaat(**verandering)))
        assert (uitslag.rij, codes(uitslag)) == (3, {"GEEN_BEVOEGDHEID"})


def test_een_kenmerk_van_de_regel_kan_uitgesloten_zijn():
    mandaat = een_mandaat(uitgesloten=frozenset({"niet_gecontracteerde_aanbieder"}))
    vereiste = een_beschikking(kenmerken=frozenset({"niet_gecontracteerde_aanbieder"}))
    assert toets(een_vraag(vereiste, aan_tafel=TEAMMANAGER), een_register(mandaat)).rij == 5


def test_de_nieuwste_versie_telt_vanaf_haar_eerste_dag():
    lager = een_mandaat(tot="5.000", versie=2, geldig_van=VANDAAG)
    later = een_mandaat(tot="5.000", versie=2, geldig_van=date(2026, 12, 1))
    assert toets(VRAAG, een_register(M1, lager)).rij == 8
    assert toets(VRAAG, een_register(M1, later)).rij == 10


def test_een_later_vastgelegd_mandaat_dekt_achteraf():
    uitslag = toets(VRAAG, een_register(een_mandaat(vastgelegd_op=date(2026, 12, 1))))
    assert (uitslag.uitkomst, uitslag.achteraf_gedekt) == ("ja", True)


# --------------------------------------------------------------------------------------------------- ondermandaat
ONDER = een_mandaat("M9", houder_functie="adviseur jeugd A", is_ondermandaat_van="M1")


@pytest.mark.parametrize(
    ("boven", "klopt"),
    [
        ({"ondermandaat_toegestaan": True}, True),
        ({"ondermandaat_toegestaan": False}, False),
        ({"ondermandaat_toegestaan": True, "ingetrokken_op": VANDAAG}, False),
        ({"ondermandaat_toegestaan": True, "max_per_regel": EURO("14.999,99")}, False),
        ({"ondermandaat_toegestaan": True, "max_per_regel": ONBEPERKT}, True),
        ({"ondermandaat_toegestaan": True, "max_looptijd": 5}, False),
        ({"ondermandaat_toegestaan": True, "schriftelijk": False}, False),
        ({"ondermandaat_toegestaan": True, "uitgesloten": frozenset({"beschikking"})}, False),
        ({"ondermandaat_toegestaan": True, "is_ondermandaat_van": "M9"}, False),
        ({"ondermandaat_toegestaan": True, "is_ondermandaat_van": "M0"}, False),
    ],
)
def test_een_ondermandaat_is_zo_sterk_als_elke_schakel(boven, klopt):
    vraag = een_vraag(een_beschikking(), aan_tafel=aanwezig("adviseur jeugd A"))
    uitslag = toets(vraag, een_register(een_mandaat(**boven), ONDER))
    assert (uitslag.uitkomst == "ja") is klopt
    assert ("KETEN_ONGELDIG" in codes(uitslag)) is not klopt


# --------------------------------------------------------------------------------------------- looptijd, jaargrens
@pytest.mark.parametrize(
    ("begin", "maanden", "jaren"),
    [
        (date(2026, 11, 23), 1, [2026]),
        (date(2026, 11, 23), 2, [2026, 2027]),
        (date(2026, 7, 1), 6, [2026]),
        (date(2026, 7, 2), 6, [2026, 2027]),
        (date(2026, 12, 31), 0, [2026]),
        (date(2026, 1, 1), 24, [2026, 2027]),
    ],
)
def test_welke_jaren_een_planregel_raakt(begin, maanden, jaren):
    assert list(jaren_van(begin, maanden)) == jaren


def test_elk_jaar_van_de_planregel_is_gedekt():
    tot_nieuwjaar, tot_juli = (een_mandaat(geldig_tot=dag) for dag in (date(2027, 1, 1), date(2027, 7, 1)))
    uitslag = toets(VRAAG, een_register(tot_nieuwjaar))
    assert (uitslag.rij, codes(uitslag)) == (8, {"JAARGRENS"})
    assert toets(VRAAG, een_register(tot_juli)).rij == 10
    kort = een_vraag(een_beschikking(maanden=1), aan_tafel=TEAMMANAGER)
    assert toets(kort, een_register(tot_nieuwjaar)).rij == 10


def test_het_jaarplafond_begint_elk_kalenderjaar_opnieuw():
    vol = een_register(gebruik=gebruikt("M1", jaar="200.000"))
    assert toets(VRAAG, vol).rij == 8
    assert toets(replace(VRAAG, datum=date(2027, 1, 4)), vol).rij == 10


def test_boven_grens_is_nooit_meer_dan_het_bedrag():
    verlaagd = een_register(een_mandaat(per_casus="10.000"), gebruik=gebruikt("M1", casus="18.000"))
    assert toets(VRAAG, verlaagd).boven_grens == EURO("9.000")


def test_onbeperkt_is_een_uitdrukkelijke_waarde():
    ruim = een_mandaat(tot="onbeperkt", per_casus="onbeperkt", per_jaar="onbeperkt", max_looptijd=ONBEPERKT)
    assert toets(een_vraag(een_beschikking("9.000.000", 60), aan_tafel=TEAMMANAGER), een_register(ruim)).rij == 10


# ------------------------------------------------------------------------------------- houder, vervanger, conflict
def test_een_lege_functie_laat_de_vervanger_toe():
    zonder = {functie: persoon for functie, persoon in FUNCTIES.items() if functie != "teammanager jeugd A"}
    register = een_register(
        vervullingen=tuple(Vervulling(functie, persoon, date(2020, 1, 1)) for functie, persoon in zonder.items())
    )
    assert toets(een_vraag(een_beschikking(), aan_tafel=aanwezig("adviseur jeugd A")), register).rij == 10
    leeg = toets(een_vraag(een_beschikking()), een_register(een_mandaat(), vervullingen=()))
    assert (leeg.rij, leeg.aan, codes(leeg)) == (6, "college A", {"FUNCTIE_LEEG"})


def test_wie_vertrok_vervult_de_functie_niet_meer():
    vertrokken = Vervulling("teammanager jeugd A", "Anna", date(2020, 1, 1), VANDAAG)
    uitslag = toets(VRAAG, een_register(een_mandaat(), vervullingen=(vertrokken,)))
    assert uitslag.uitkomst == "ruggespraak"


def test_een_vervanger_kan_een_lager_plafond_hebben():
    mandaat = een_mandaat(vervangers=(Vervanger("adviseur jeugd A", max_per_regel=EURO("5.000")),))
    aan_tafel = afwezig("teammanager jeugd A") + aanwezig("adviseur jeugd A")
    for bedrag, rij in (("5.000", 10), ("5.000,01", 8)):
        assert toets(een_vraag(een_beschikking(bedrag), aan_tafel=aan_tafel), een_register(mandaat)).rij == rij
    assert toets(VRAAG, een_register(mandaat)).rij == 10


def test_de_tweede_vervanger_wacht_op_de_afwezigheid_van_de_eerste():
    aan_tafel = afwezig("teammanager jeugd A") + aanwezig("directeur SD A")
    uitslag = toets(een_vraag(een_beschikking(), aan_tafel=aan_tafel))
    assert (uitslag.rij, codes(uitslag)) == (6, {"HOUDER_AFWEZIG"})


def test_wie_de_hele_termijn_weg_is_wordt_niet_gevraagd():
    weg = (Aanwezigheid("Anna", None, Wijze.AFWEZIG, van=date(2026, 11, 16), tot=date(2026, 12, 14)),)
    assert toets(een_vraag(een_beschikking(), aan_tafel=weg), een_register(een_mandaat())).aan == "college A"
    kort = (Aanwezigheid("Anna", None, Wijze.AFWEZIG, van=date(2026, 11, 16), tot=date(2026, 11, 25)),)
    assert toets(een_vraag(een_beschikking(), aan_tafel=kort), een_register(een_mandaat())).aan == "teammanager jeugd A"


def test_een_afwezigheid_die_gisteren_eindigde_telt_niet():
    voorbij = Aanwezigheid("Anna", None, Wijze.AFWEZIG, van=date(2026, 11, 16), tot=VANDAAG)
    aan_tafel = (voorbij, *aanwezig("adviseur jeugd A"))
    assert toets(een_vraag(een_beschikking(), aan_tafel=aan_tafel)).rij == 6


def test_wie_ruggespraak_vroeg_beantwoordt_haar_niet():
    vraag = een_vraag(een_beschikking(), rollen=(RolInZaak("Anna", "ruggespraak_vrager", CASUS),))
    assert toets(vraag, een_register(een_mandaat())).aan == "college A"


def test_de_voorzitter_beslist_niet_over_geld_maar_wel_over_een_feitelijke_handeling():
    rollen = (RolInZaak("Anna", "voorzitter", CASUS),)
    assert toets(replace(VRAAG, rollen=rollen), een_register(een_mandaat())).uitkomst == "ruggespraak"
    zonder_geld = een_vraag(een_beschikking("0"), aan_tafel=TEAMMANAGER, rollen=rollen)
    assert toets(zonder_geld, een_register(een_mandaat())).uitkomst == "ja"


def test_wie_het_besluit_nam_beslist_niet_op_het_bezwaar():
    mandaat = een_mandaat(handelingen=frozenset({"beslissen_op_bezwaar"}))
    vraag = een_vraag(een_beschikking("0", handeling="beslissen_op_bezwaar"), aan_tafel=TEAMMANAGER)
    nam_besluit = replace(vraag, rollen=(RolInZaak("Anna", "besluitnemer", CASUS),))
    assert toets(vraag, een_register(mandaat)).uitkomst == "ja"
    assert "ROLCONFLICT" in codes(toets(nam_besluit, een_register(mandaat)))


# ------------------------------------------------------------------------------------------- medeondertekening, duo
ARRANGEMENT = een_vraag(een_arrangement("12.000"), aan_tafel=aanwezig("directeur X"))


def test_een_handtekening_geldt_voor_precies_dit_bedrag():
    handtekening = Handtekening("Eva", "bestuurder X", "1", EURO("12.000"))
    getekend = toets(replace(ARRANGEMENT, handtekeningen=(handtekening,)))
    assert (getekend.uitkomst, getekend.rij, getekend.mag_nu) == ("ja_met_medeondertekening", 11, True)
    for anders in (
        {"bedrag": EURO("11.000")},
        {"regel": "2"},
        {"functie": "directeur X"},
        {"persoon": "Daan"},
        {"persoon": "Hugo"},
    ):
        assert not toets(replace(ARRANGEMENT, handtekeningen=(replace(handtekening, **anders),))).mag_nu


def test_een_ondergeschikte_tekent_niet_mee():
    keten = {"bestuurder X": "staf X", "staf X": "directeur X"}
    uitslag = toets(ARRANGEMENT, een_register(valt_onder=keten))
    assert (uitslag.rij, uitslag.aan) == (12, "bestuur X")


def test_de_eerste_ondertekenaar_is_nooit_ook_de_tweede():
    zelfde = tuple(
        Vervulling(functie, "Daan" if functie == "bestuurder X" else persoon, date(2020, 1, 1))
        for functie, persoon in FUNCTIES.items()
    )
    assert toets(ARRANGEMENT, een_register(vervullingen=zelfde)).rij == 12


def test_een_tweede_handtekening_zonder_bedrag_is_altijd_nodig():
    altijd = replace(M2, mede_ondertekening=MedeOndertekening("bestuurder X"))
    vraag = een_vraag(een_arrangement("1"), aan_tafel=aanwezig("directeur X"))
    assert toets(vraag, een_register(altijd)).rij == 11


def test_zonder_bestuur_en_bestuurder_gaat_het_omhoog():
    vraag = replace(ARRANGEMENT, onbereikbaar=frozenset({"bestuurder X", "bestuur X"}))
    uitslag = toets(vraag)
    assert (uitslag.uitkomst, uitslag.rij, uitslag.opschalen_naar) == ("nee", 13, "stap 4")


def test_het_duo_beslist_samen_of_met_een_eigen_vervanger():
    samen = toets(een_vraag(een_potregel("20.000"), aan_tafel=aanwezig("lid gemeenten", "lid swv'en")))
    assert (samen.rij, samen.samen_met) == (10, "lid swv'en")
    ander = replace(
        M3,
        id="M3b",
        houder_functie="lid swv'en",
        gezamenlijk_met="lid gemeenten",
        vervangers=(Vervanger("bestuurder X", max_per_regel=EURO("10.000")),),
    )
    aan_tafel = aanwezig("lid gemeenten", "bestuurder X") + afwezig("lid swv'en")
    register = een_register(M3, ander)
    assert toets(een_vraag(een_potregel("10.000"), aan_tafel=aan_tafel), register).rij == 10
    assert toets(een_vraag(een_potregel("10.000,01"), aan_tafel=aan_tafel), register).rij == 8
    assert toets(een_vraag(een_potregel("1.000"), aan_tafel=aan_tafel), register).gebruikt == ("M3", "M3b")


def _duo(**gijs: str) -> tuple[Vervulling, ...]:
    lid = Vervulling("lid gemeenten", "Fien", date(2020, 1, 1), organisatie="gemeente A")
    return lid, replace(Vervulling("lid swv'en", "Gijs", date(2020, 1, 1), organisatie="swv X"), **gijs)


@pytest.mark.parametrize("gijs", [{"persoon": "Fien"}, {"organisatie": "gemeente A"}])
def test_een_duo_van_een_persoon_of_een_organisatie_is_geen_duo(gijs):
    vraag = een_vraag(een_potregel("20.000"), aan_tafel=(Aanwezigheid("Fien"), Aanwezigheid("Gijs")))
    assert toets(vraag, een_register(vervullingen=_duo())).rij == 10
    uitslag = toets(vraag, een_register(vervullingen=_duo(**gijs)))
    assert (uitslag.rij, uitslag.aan) == (12, "deelnemers")


def test_een_rolconflict_van_de_duogenoot_blijft_zichtbaar():
    vraag = een_vraag(
        een_potregel("20.000", aanbieder="P"),
        aan_tafel=aanwezig("lid gemeenten", "lid swv'en"),
        rollen=(RolInZaak("Gijs", "werkt_voor_aanbieder", "P"),),
    )
    uitslag = toets(vraag)
    assert uitslag.rij == 12
    assert {"ROLCONFLICT", "MEDEONDERTEKENAAR_ONBEREIKBAAR"} <= codes(uitslag)


def test_zonder_iemand_van_het_duo_wordt_een_van_hen_gevraagd():
    uitslag = toets(een_vraag(een_potregel("20.000")))
    assert (uitslag.rij, uitslag.aan) == (6, "lid gemeenten")


# ------------------------------------------------------------------------------------- ladder en doorzettingsmacht
BOVEN_DE_GRENS = een_vraag(een_beschikking("16.000"), aan_tafel=TEAMMANAGER)
GEWEIGERD = (GeweigerdeVraag("college A", CASUS, "beschikking", EURO("16.000")),)


def test_een_lager_bedrag_is_een_andere_vraag():
    minder = een_vraag(een_beschikking("15.500"), aan_tafel=TEAMMANAGER, geweigerd=GEWEIGERD)
    assert (toets(minder).uitkomst, toets(minder).aan) == ("ruggespraak", "college A")
    alles = (replace(GEWEIGERD[0], bedrag=None),)
    assert toets(replace(minder, geweigerd=alles)).uitkomst == "nee"


def test_een_bindend_advies_wordt_op_korte_termijn_door_het_orgaan_bevestigd():
    aan_tafel = TEAMMANAGER + aanwezig("wethouder", "directeur-bestuurder swv")
    vraag = replace(BOVEN_DE_GRENS, aanwezigheid=aan_tafel, trede="4", geweigerd=GEWEIGERD)
    uitslag = toets(vraag)
    assert (uitslag.uitkomst, uitslag.rij, uitslag.aan) == ("ruggespraak", 8, "college A")
    assert (uitslag.label, uitslag.voor_datum) == ("bindend advies, orgaan bevestigt", date(2026, 11, 25))
    half = toets(replace(vraag, aanwezigheid=TEAMMANAGER + aanwezig("wethouder")))
    assert (half.uitkomst, half.opschalen_naar, half.label) == ("nee", "stap 5", None)


def test_een_bindend_advies_vervangt_een_ontbrekend_mandaat_niet():
    aan_tafel = aanwezig("wethouder", "directeur-bestuurder swv")
    vraag = een_vraag(een_beschikking(orgaan="college C"), aan_tafel=aan_tafel, trede="4")
    uitslag = toets(replace(vraag, onbereikbaar=frozenset({"college C"})))
    assert (uitslag.uitkomst, uitslag.aan) == ("ruggespraak", "college C")
    assert uitslag.label is not None


def test_doorzettingsmacht_als_mandaat_beslist_zelf():
    doorzetting = een_mandaat(
        "M7", tot="100.000", per_casus="100.000", houder_functie="wethouder", gezamenlijk_met="directeur-bestuurder swv"
    )
    ladder = (LADDER[0], replace(LADDER[1], bevoegdheid=Bevoegdheid.MANDAAT))
    register = een_register(M1, doorzetting, ladder=ladder)
    geweigerd = replace(BOVEN_DE_GRENS, geweigerd=GEWEIGERD, onbereikbaar=frozenset({"college A"}))
    assert (toets(geweigerd, register).rij, toets(geweigerd, register).opschalen_naar) == (9, "stap 4")
    aan_tafel = aanwezig("wethouder", "directeur-bestuurder swv")
    assert toets(replace(geweigerd, trede="4", aanwezigheid=aan_tafel), register).uitkomst == "ja"


def test_het_orgaan_beslist_op_de_ladder_uit_eigen_bevoegdheid():
    vraag = replace(BOVEN_DE_GRENS, trede="5", aanwezigheid=aanwezig("wethouder"))
    uitslag = toets(vraag)
    assert (uitslag.uitkomst, uitslag.namens, uitslag.gebruikt) == ("ja", "college A", ())


def test_een_trede_zonder_houder_of_zonder_mandaat_wordt_overgeslagen():
    geweigerd = replace(BOVEN_DE_GRENS, geweigerd=GEWEIGERD)
    papier = replace(LADDER[1], houders=("niemand", "wethouder"))
    zonder_mandaat = replace(LADDER[1], bevoegdheid=Bevoegdheid.MANDAAT)
    alleen_geld = replace(LADDER[1], spoor=Spoor.GELD)
    alleen_advies = replace(LADDER[1], bevoegdheid=Bevoegdheid.GEEN)
    for trede in (papier, zonder_mandaat, alleen_geld, alleen_advies):
        assert toets(geweigerd, een_register(ladder=(LADDER[0], trede, LADDER[2]))).opschalen_naar == "stap 5"


def test_een_ladder_zonder_deze_trede_ligt_er_helemaal_boven():
    assert toets(replace(BOVEN_DE_GRENS, geweigerd=GEWEIGERD), een_register(ladder=LADDER[1:])).trede == "4"
    leeg = een_register(ladder=(Trede("4", "leeg", (), bevoegdheid=Bevoegdheid.BINDEND_ADVIES),))
    assert toets(replace(BOVEN_DE_GRENS, geweigerd=GEWEIGERD), leeg).opschalen_naar == "geen houder"


# ------------------------------------------------------------------------------------------------------ combineren
def een_regel(kenmerk: str, bedrag: str, groep: str | None = None) -> Planregel:
    return Planregel(kenmerk, (een_beschikking(bedrag, regel=kenmerk),), groep)


def toets_regels(*regels: Planregel) -> list[tuple[str, bool]]:
    vraag = Toetsvraag(regels, VANDAAG, aanwezigheid=TEAMMANAGER)
    besluit = toets_mandaat(vraag, een_register(), werkdag_later)
    return [(regel.uitkomst.value, regel.mag_nu) for regel in besluit.regels]


def test_eerdere_regels_gebruiken_op_wat_latere_nodig_hebben():
    antwoord = toets_regels(een_regel("a", "14.000"), een_regel("b", "14.000"), een_regel("c", "11.000"))
    assert antwoord == [("ja", True), ("ruggespraak", False), ("ja", True)]


def test_wat_samenhangt_wordt_samen_besloten_of_niet():
    antwoord = toets_regels(een_regel("a", "14.000", "g"), een_regel("b", "14.000", "g"), een_regel("c", "15.000"))
    assert antwoord == [("ja", False), ("ruggespraak", False), ("ja", True)]


def test_twee_vereisten_van_een_regel_tellen_samen():
    regel = Planregel("a", (een_beschikking("13.000"), een_beschikking("13.000")))
    assert toets_regels(regel) == [("ruggespraak", False)]


def test_het_gebruik_na_het_besluit_is_dat_van_de_besloten_regels():
    vraag = Toetsvraag((een_regel("a", "14.000"), een_regel("b", "14.000")), VANDAAG, aanwezigheid=TEAMMANAGER)
    gebruik = toets_mandaat(vraag, een_register(), werkdag_later).gebruik
    assert gebruik.van_casus("M1", CASUS) == gebruik.van_jaar("M1", 2026) == EURO("14.000")


def test_de_beste_kandidaat_wint_en_alle_meldingen_blijven_bewaard():
    laag, hoog = een_mandaat("laag", tot="1.000"), een_mandaat("hoog")
    for register in (een_register(laag, hoog), een_register(hoog, laag)):
        uitslag = toets(VRAAG, register)
        assert (uitslag.uitkomst, uitslag.mandaat, codes(uitslag)) == ("ja", "hoog", {"BOVEN_REGEL"})


def test_bij_een_gelijke_uitkomst_telt_wie_het_dichtst_bij_een_besluit_is():
    advies = een_mandaat("advies", houder_functie="stuurgroep", adviserend=True)
    for register in (een_register(advies, M1), een_register(M1, advies)):
        uitslag = toets(een_vraag(een_beschikking("16.000"), aan_tafel=TEAMMANAGER), register)
        assert (uitslag.mandaat, uitslag.rij, uitslag.boven_grens) == ("M1", 8, EURO("1.000"))


# --------------------------------------------------------------------------------------- vooraf en na ruggespraak
def _vooraf(vereiste, *aan_tafel, register=None):
    vraag = een_vraag(vereiste, aan_tafel=tuple(aan_tafel))
    register = register or een_register()
    return wie_ontbreekt(vereiste, stel_omstandigheden(vraag, register, werkdag_later), register.gebruik)


def test_vooraf_is_bekend_wie_er_nog_moet_komen():
    assert _vooraf(een_beschikking()) == ("teammanager jeugd A",)
    assert _vooraf(een_beschikking(), *afwezig("teammanager jeugd A")) == ("adviseur jeugd A",)
    assert _vooraf(een_beschikking(), *TEAMMANAGER) == ()
    assert _vooraf(een_beschikking("99.000")) == ()
    assert _vooraf(een_arrangement("12.000")) == ("directeur X", "bestuurder X")
    assert _vooraf(een_arrangement("12.000"), *aanwezig("directeur X")) == ("bestuurder X",)
    assert _vooraf(een_potregel("12.000"), *aanwezig("lid swv'en")) == ("lid gemeenten",)
    onder = een_register(een_mandaat("duur", gezamenlijk_met="wethouder"), M1)
    assert _vooraf(een_beschikking(), register=onder) == ("teammanager jeugd A",)


def test_wat_de_tafel_nu_kan_beslissen():
    vervanger = replace(M1, vervangers=(Vervanger("adviseur jeugd A", max_per_jaar=EURO("22.000")),))
    aan_tafel = afwezig("teammanager jeugd A") + aanwezig("adviseur jeugd A", "directeur X", "lid gemeenten")
    register = een_register(vervanger, M2, M3, M4, gebruik=gebruikt("M1", casus="18.000"))
    vraag = een_vraag(een_beschikking(), aan_tafel=aan_tafel)
    omstandigheden = stel_omstandigheden(vraag, register, werkdag_later)
    m1, m2 = beslisruimte(omstandigheden, register.gebruik, CASUS)
    assert (m1.mandaat, m1.persoon, m1.tot) == ("M1", "Bram", EURO("4.000"))
    assert (m2.mandaat, m2.tot, m2.mede, m2.mede_boven) == ("M2", EURO("20.000"), "bestuurder X", EURO("10.000"))


def test_zonder_ruimte_of_zonder_handeling_staat_een_mandaat_er_niet_bij():
    op = een_register(M1, gebruik=gebruikt("M1", casus="25.000"))
    dicht = een_register(een_mandaat(uitgesloten=frozenset({"beschikking"})))
    for register in (op, dicht):
        omstandigheden = stel_omstandigheden(VRAAG, register, werkdag_later)
        assert beslisruimte(omstandigheden, register.gebruik, CASUS) == ()


def test_een_akkoord_is_een_mandaat_voor_precies_deze_vraag():
    register = een_register()
    omstandigheden = stel_omstandigheden(BOVEN_DE_GRENS, register, werkdag_later)
    vereiste = BOVEN_DE_GRENS.regels[0].vereisten[0]
    gevraagd = toets_vereiste(vereiste, omstandigheden, register.gebruik)
    akkoord = eenmalig_mandaat(
        gevraagd, "teammanager jeugd A", kenmerk="A1", op=VANDAAG, geldig_tot=date(2027, 6, 1), document="brief 12"
    )
    na = een_register(M1, akkoord)
    assert toets(BOVEN_DE_GRENS, na).mandaat == "A1"
    assert toets(een_vraag(een_beschikking("16.000,01"), aan_tafel=TEAMMANAGER), na).uitkomst == "ruggespraak"
    elders = een_vraag(een_beschikking("16.000", casus="DT-ANDERS"), aan_tafel=TEAMMANAGER)
    assert toets(elders, na).uitkomst == "ruggespraak"
    onbekend = replace(gevraagd, vereiste=een_beschikking(orgaan=None))
    with pytest.raises(ValueError, match="competent body"):
        eenmalig_mandaat(onbekend, "x", kenmerk="A2", op=VANDAAG, geldig_tot=VANDAAG, document="")
