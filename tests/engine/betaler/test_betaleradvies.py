"""The payer advice: who may have to pay, in order, with reasons; grijs is a normal answer."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from budget.basis.geld import Geld
from budget.basis.weigering import OnbruikbareInvoer
from engine.betaler.afspraken import afspraken_uit_map
from engine.betaler.antwoord import als_json
from engine.betaler.begrippen import Advies, Adviesuitkomst, Betalerafspraken, Betalerfeiten
from engine.betaler.diensten import als_csv
from engine.betaler.formaat import Betalervraag
from engine.betaler.regels.advies import adviseer
from engine.betaler.regels.woonplaats import Adres, Adressoort, Jeugdigefeiten, Zekerheid
from engine.betaler.vragen import advies_op_bestand
from engine.regio.afspraken import Activiteit, Cel

OP = date(2026, 11, 10)
VAN, TOT = date(2026, 9, 1), date(2026, 11, 30)


@pytest.fixture(scope="module")
def afspraken() -> Betalerafspraken:
    return afspraken_uit_map("zuidoost-utrecht", OP)


def een_lijn(*activiteiten: str, **anders: Any) -> Betalerfeiten:
    feiten = Betalerfeiten(
        van=VAN,
        tot=TOT,
        jeugdige=Jeugdigefeiten((Adres("Zeist", Adressoort.WOONADRES, date(2014, 3, 4)),)),
        bedrag=Geld(910000),
        activiteiten=activiteiten,
        leeftijd=12,
        school="school_bedachte_boom",
        swv="swv_zout",
    )
    return replace(feiten, **anders)


def betalers(advies: Advies) -> list[str]:
    return [k.betaler for k in advies.kandidaten]


def test_een_ja_in_de_matrix_geeft_een_betaler_met_zijn_bron(afspraken):
    advies = adviseer(een_lijn("2.3"), afspraken, OP)
    (gemeente,) = advies.kandidaten
    assert advies.uitkomst is Adviesuitkomst.ENKEL
    assert (gemeente.betaler, gemeente.wet, gemeente.bedrag) == ("gemeente_zeist", "Jeugdwet", Geld(910000))
    assert gemeente.zekerheid is Zekerheid.HOOG
    assert {r.regel for r in gemeente.redenen} == {"matrix", "woonplaats"}
    assert all(r.bron for r in gemeente.redenen)


def test_twee_keer_grijs_in_de_matrix_is_grijs_met_beide_kandidaten_in_de_orde_van_de_raket(afspraken):
    advies = adviseer(een_lijn("2.2"), afspraken, OP)
    assert advies.uitkomst is Adviesuitkomst.GRIJS
    assert betalers(advies) == ["swv_zout", "gemeente_zeist"]
    assert {k.zekerheid for k in advies.kandidaten} == {Zekerheid.LAAG}
    assert all(any(r.regel == "drietrapsraket" for r in k.redenen) for k in advies.kandidaten)


def test_bij_grijs_staat_de_sleutel_van_het_convenant_klaar_voor_als_de_tijd_om_is(afspraken):
    advies = adviseer(een_lijn("2.2"), afspraken, OP)
    assert sum(geld.cents for geld in advies.bij_impasse.values()) == 910000
    assert advies.bij_impasse["swv_zout"] == Geld(227500)
    assert afspraken.impasse.arbiter == "arbiter"


def test_een_oude_dag_kent_de_sleutel_van_nu_nog_niet():
    assert afspraken_uit_map("zuidoost-utrecht", date(2025, 6, 1)).impasse.gewichten == {}


def test_een_voorwaarde_in_de_matrix_telt_pas_als_zij_is_aangetoond(afspraken):
    open_ = adviseer(een_lijn("2.1"), afspraken, OP)
    bewezen = adviseer(een_lijn("2.1", aangetoond=frozenset({"het ondersteuningsplan dit noemt"})), afspraken, OP)
    assert open_.uitkomst is Adviesuitkomst.ENKEL  # de school doet dit altijd
    assert "bewijs: het ondersteuningsplan dit noemt" in open_.ontbreekt
    assert bewezen.uitkomst is Adviesuitkomst.GRIJS  # nu kunnen school en samenwerkingsverband allebei
    assert betalers(bewezen)[:2] == ["school_bedachte_boom", "swv_zout"]


def test_met_een_indicatie_wlz_gaat_het_zorgkantoor_voor_en_staat_de_gemeente_erachter(afspraken):
    advies = adviseer(een_lijn("6.1", indicaties=frozenset({"wlz"})), afspraken, OP)
    eerste, tweede = advies.kandidaten
    assert (eerste.betaler, eerste.rol) == ("zorgkantoor", "debiteur")
    assert tweede.betaler == "gemeente_zeist"
    assert any(not r.voor and "verzekering" in r.tekst for r in tweede.redenen)
    assert advies.uitkomst is Adviesuitkomst.ENKEL


def test_een_indicatie_helpt_niet_bij_wat_de_verzekering_volgens_de_matrix_niet_doet(afspraken):
    advies = adviseer(een_lijn("2.3", indicaties=frozenset({"wlz"})), afspraken, OP)
    assert betalers(advies) == ["gemeente_zeist"]


def test_w5_een_verhuizing_halverwege_deelt_de_lijn_naar_dagen(afspraken):
    verhuisd = Jeugdigefeiten(
        (
            Adres("Zeist", Adressoort.WOONADRES, date(2014, 3, 4), date(2026, 10, 15)),
            Adres("De Bilt", Adressoort.WOONADRES, date(2026, 10, 15)),
        )
    )
    advies = adviseer(een_lijn("2.3", jeugdige=verhuisd), afspraken, OP)
    assert advies.uitkomst is Adviesuitkomst.GEDEELD
    assert [(k.betaler, k.bedrag) for k in advies.kandidaten] == [
        ("gemeente_zeist", Geld(440000)),
        ("gemeente_de_bilt", Geld(470000)),
    ]
    assert any("Geschillencommissie" in forum.naam for forum in advies.fora)


def test_een_gemeente_van_buiten_de_regio_is_een_betaler_die_niet_meedoet(afspraken):
    elders = Jeugdigefeiten((Adres("Verzonnen Veen", Adressoort.WOONADRES, date(2014, 3, 4)),))
    (kandidaat,) = adviseer(een_lijn("2.3", jeugdige=elders), afspraken, OP).kandidaten
    assert (kandidaat.betaler, kandidaat.rol) == ("Verzonnen Veen", "buiten")


def test_w8_twijfel_over_verblijf_geeft_grijs_met_beide_gemeenten(afspraken):
    logeert = Jeugdigefeiten(
        (
            Adres("Zeist", Adressoort.WOONADRES, date(2014, 3, 4), date(2026, 6, 1)),
            Adres("Bunnik", Adressoort.WOONADRES, date(2026, 6, 1)),
            Adres("De Bilt", Adressoort.VERBLIJF, date(2026, 5, 1), None, "logeeropvang"),
        )
    )
    advies = adviseer(een_lijn("2.3", jeugdige=logeert), afspraken, OP)
    assert advies.uitkomst is Adviesuitkomst.GRIJS
    assert set(betalers(advies)) == {"gemeente_zeist", "gemeente_bunnik"}
    assert any("logeeropvang" in wat for wat in advies.ontbreekt)


def test_w10_een_gat_in_de_adressen_maakt_het_antwoord_onzeker(afspraken):
    gat = Jeugdigefeiten(
        (
            Adres("Zeist", Adressoort.WOONADRES, date(2014, 3, 4), date(2026, 3, 1)),
            Adres("De Bilt", Adressoort.VERBLIJF, date(2026, 3, 15), None, "pleegouder"),
        )
    )
    advies = adviseer(een_lijn("8.1", jeugdige=gat), afspraken, OP)
    assert advies.kandidaten[0].zekerheid is Zekerheid.LAAG
    assert any("adreshistorie" in wat for wat in advies.ontbreekt)


def test_b1_schoolgeld_particulier_is_geblokkeerd_met_een_alternatief(afspraken):
    advies = adviseer(een_lijn(bestemming="schoolgeld_particulier"), afspraken, OP)
    assert advies.uitkomst is Adviesuitkomst.GEBLOKKEERD
    assert advies.kandidaten == ()
    assert "inkoop_expertise" in advies.alternatieven


def test_b2_inkoop_van_expertise_kan_als_elke_voorwaarde_van_de_variawet_is_aangetoond(afspraken):
    voorwaarden = frozenset(
        {"blijft_ingeschreven", "school_houdt_verantwoordelijkheid", "gericht_op_terugkeer", "tijdelijk", "goedgekeurd"}
    )
    open_ = adviseer(een_lijn("1.2", bestemming="inkoop_expertise"), afspraken, OP)
    rond = adviseer(een_lijn("1.2", bestemming="inkoop_expertise", aangetoond=voorwaarden), afspraken, OP)
    assert open_.kandidaten[0].zekerheid is Zekerheid.MIDDEN
    assert "bewijs: gericht op terugkeer" in open_.ontbreekt
    assert (rond.uitkomst, betalers(rond)) == (Adviesuitkomst.ENKEL, ["swv_zout"])
    assert (rond.kandidaten[0].zekerheid, rond.ontbreekt) == (Zekerheid.HOOG, ())


def test_een_blokkade_voor_een_oormerk_haalt_alleen_die_betaler_weg(afspraken):
    advies = adviseer(een_lijn("2.2", bestemming="jeugdhulp_individueel"), afspraken, OP)
    assert "gemeente_zeist" in betalers(advies)
    assert all(r.regel for r in advies.afgevallen)


def test_activiteiten_van_verschillende_betalers_geven_een_gedeeld_advies_zonder_bedragen(afspraken):
    advies = adviseer(een_lijn("1.2", "2.3"), afspraken, OP)
    assert advies.uitkomst is Adviesuitkomst.GEDEELD
    assert [k.bedrag for k in advies.kandidaten] == [None, None]
    assert "welk deel van het bedrag bij welke activiteit hoort" in advies.ontbreekt


def test_zonder_activiteit_kan_de_behoefte_het_antwoord_geven_maar_ontbreekt_de_activiteit(afspraken):
    advies = adviseer(een_lijn(behoefte="H"), afspraken, OP)
    assert betalers(advies)[0] == "gemeente_zeist"
    assert "welke activiteit uit de matrix dit is" in advies.ontbreekt
    verschillend = adviseer(een_lijn(behoefte="C"), afspraken, OP)
    assert verschillend.uitkomst is Adviesuitkomst.GRIJS


def test_zonder_enige_aanwijzing_is_alles_grijs_en_staat_er_wat_ontbreekt(afspraken):
    advies = adviseer(een_lijn(), afspraken, OP)
    assert advies.uitkomst is Adviesuitkomst.GRIJS
    assert advies.ontbreekt[0] == "welke activiteit uit de matrix dit is"


def test_een_onbekende_activiteit_wordt_genoemd(afspraken):
    assert "activiteit 99.9 staat niet in de matrix" in adviseer(een_lijn("99.9"), afspraken, OP).ontbreekt


def test_een_mbo_student_valt_buiten_school_en_samenwerkingsverband(afspraken):
    advies = adviseer(een_lijn("1.1", mbo=True), afspraken, OP)
    assert advies.kandidaten == ()
    assert any("mbo-student valt buiten" in r.tekst for r in advies.afgevallen)


def test_de_mbo_kolom_van_een_andere_regio_telt_alleen_voor_een_mbo_student():
    elders = afspraken_uit_map("schiedam-vlaardingen-maassluis", OP)
    feiten = een_lijn("b", school="mbo_verzonnen", swv=None, jeugdige=Jeugdigefeiten())
    student = adviseer(replace(feiten, mbo=True), elders, OP)
    leerling = adviseer(feiten, elders, OP)
    assert student.kandidaten[0].betaler == "mbo_verzonnen"
    assert "mbo" not in [k.kolom for k in leerling.kandidaten]
    assert "waar de jeugdige is ingeschreven" in leerling.ontbreekt


def test_vanaf_achttien_is_de_jeugdwet_niet_meer_zeker(afspraken):
    advies = adviseer(een_lijn("2.3", leeftijd=18), afspraken, OP)
    assert advies.uitkomst is Adviesuitkomst.GRIJS
    assert any("18 jaar" in r.tekst and not r.voor for r in advies.kandidaten[0].redenen)


def test_een_gedwongen_kader_telt_mee_als_reden_voor_de_gemeente(afspraken):
    (gemeente,) = adviseer(een_lijn("2.3", gedwongen_kader=True), afspraken, OP).kandidaten
    assert any(r.regel == "gedwongen_kader" for r in gemeente.redenen)


def test_een_eigen_matrix_van_de_regio_verandert_het_advies(afspraken):
    rij = afspraken.activiteiten[0]
    cellen = tuple(Cel(c.kolom, "ja" if c.kolom == "swv" else "nee") for c in rij.cellen)
    eigen = replace(afspraken, activiteiten=(Activiteit(**{**_velden(rij), "cellen": cellen}),))
    assert betalers(adviseer(een_lijn("1.1"), eigen, OP)) == ["swv_zout"]


def _velden(rij: Activiteit) -> dict[str, Any]:
    return {naam: getattr(rij, naam) for naam in ("code", "kop", "tekst", "behoefte", "bron", "status")}


def test_het_voorbeeld_van_het_formaat_geeft_een_gedeeld_advies():
    antwoord = advies_op_bestand(Betalervraag.VOORBEELD, "vraag.yaml", regio="zuidoost-utrecht")
    assert antwoord["uitkomst"] == "gedeeld"
    assert [k["bedrag"] for k in antwoord["kandidaten"]] == [440000, 470000]
    assert antwoord["vervolg"]["bij_impasse"]["bindend"] is True


def test_een_slechte_vraag_noemt_alles_tegelijk():
    vraag = Betalervraag.VOORBEELD.replace("tot: 2026-11-30", "tot: 2026-08-30").replace(
        "indicaties: []", "indicaties: [ziek]"
    )
    with pytest.raises(OnbruikbareInvoer) as fout:
        advies_op_bestand(vraag, "vraag.yaml", regio="zuidoost-utrecht")
    assert {f.plaats for f in fout.value.fouten} == {"lijn", "indicaties[0]"}


def test_het_antwoord_noemt_per_regel_de_betaler_en_de_bron(afspraken):
    antwoord = als_json(adviseer(een_lijn("2.3"), afspraken, OP), afspraken.impasse)
    assert {"betaler", "regel", "tekst", "voor", "bron"} == set(antwoord["regels"][0])
    assert antwoord["grijs"] is False


def test_een_bestand_dat_geen_tabel_is_wordt_geweigerd():
    for naam, inhoud in (("m.xlsx", b"geen zip"), ("m.csv", b"\xff\xfe\x00")):
        with pytest.raises(OnbruikbareInvoer):
            als_csv(naam, inhoud)
