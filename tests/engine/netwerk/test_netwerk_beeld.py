"""The log of the regie and the traps of the model: time, employment, people outside the casus, pointing."""

from __future__ import annotations

from datetime import date

import pytest

from engine.netwerk.begrippen import Gebeurtenissoort, Laag
from engine.netwerk.dienst import aaneengesloten, schooldagen
from engine.netwerk.grafen import kortste_kring, kringen, richtgraaf
from engine.netwerk.regielog import Regiestand, regiestand
from engine.netwerk.rijen import Gebeurtenis, Vakantie
from tests.engine.netwerk.netwerk_bouwers import Doc, beeld, een_document, gevonden, met_personen

T = date(2026, 12, 3)


def stand(*verloop: str, gever_houdt_regie: bool = True) -> Regiestand:
    """Replay a log that is written as 'soort persoon aan', one event per day from 1 November."""
    gebeurtenissen = []
    for dag, regel in enumerate(verloop, start=1):
        soort, *wie = regel.split()
        gebeurtenissen.append(
            Gebeurtenis(
                id=f"g{dag}",
                datum=date(2026, 11, dag),
                soort=Gebeurtenissoort(soort),
                persoon=wie[0] if wie and wie[0] != "-" else None,
                aan=wie[1] if len(wie) > 1 else None,
            )
        )
    return regiestand(gebeurtenissen, T, gever_houdt_regie=gever_houdt_regie)


@pytest.mark.parametrize(
    ("verloop", "houders"),
    [
        (["aanvaard vos"], {"vos"}),
        (["voorgesteld vos"], set()),
        (["aanvaard vos", "aanvaard wit"], {"vos", "wit"}),
        (["aanvaard vos", "overgedragen vos wit"], {"vos"}),
        (["aanvaard vos", "overgedragen vos wit", "ontvangen wit"], {"wit"}),
        (["aanvaard vos", "overgedragen vos wit", "aanvaard kok"], {"kok"}),
        (["aanvaard vos", "overgedragen vos wit", "geweigerd wit"], {"vos"}),
        (["aanvaard vos", "overgedragen vos wit", "ingetrokken vos", "aanvaard kok"], {"kok", "vos"}),
        (["overgedragen vos wit"], {"vos"}),
        (["aanvaard vos", "beeindigd vos"], set()),
        (["beeindigd vos"], set()),
        (["aanvaard vos", "teruggelegd vos wit"], set()),
        (["aanvaard vos", "teruggelegd kok wit"], {"vos"}),
        (["aanvaard vos", "teruggelegd - wit"], {"vos"}),
        (["aanvaard vos", "betwist vos"], {"vos"}),
    ],
)
def test_wie_de_regie_heeft_na_dit_verloop(verloop: list[str], houders: set[str]) -> None:
    assert set(stand(*verloop).houders) == houders


@pytest.mark.parametrize(
    ("verloop", "open_vraag"),
    [
        (["voorgesteld vos"], True),
        (["voorgesteld vos", "geweigerd vos"], False),
        (["voorgesteld vos", "verlopen vos"], False),
        (["voorgesteld vos", "betwist vos"], False),
        (["voorgesteld vos", "ingetrokken vos"], False),
        (["voorgesteld vos", "teruggelegd vos wit"], False),
        (["voorgesteld vos", "aanvaard wit"], False),
        (["voorgesteld vos", "geweigerd wit"], True),
        (["voorgesteld vos", "verlopen vos", "voorgesteld vos"], True),
    ],
)
def test_of_de_vraag_nog_open_staat(verloop: list[str], open_vraag: bool) -> None:
    assert ("vos" in stand(*verloop).vragen) == open_vraag


def test_twee_keer_vragen_zet_de_klok_niet_terug_na_verlopen_wel() -> None:
    assert stand("voorgesteld vos", "voorgesteld vos").vragen["vos"].datum == date(2026, 11, 1)
    assert stand("voorgesteld vos", "verlopen vos", "voorgesteld vos").vragen["vos"].datum == date(2026, 11, 3)


def test_opnieuw_aanvaarden_houdt_de_eerste_datum() -> None:
    houder = stand("aanvaard vos", "aanvaard vos").houders["vos"]
    assert (houder.sinds, houder.aanvaard_op) == (date(2026, 11, 1), date(2026, 11, 2))


def test_een_gever_die_opnieuw_aanvaardt_hield_de_regie_al_die_tijd() -> None:
    na = stand("aanvaard vos", "overgedragen vos wit", "aanvaard vos")
    assert na.houders["vos"].sinds == date(2026, 11, 1)
    assert (na.overdrachten, na.eindes) == ({}, {})


def test_een_gever_kan_ook_meteen_stoppen() -> None:
    na = stand("aanvaard vos", "overgedragen vos wit", gever_houdt_regie=False)
    assert na.houders == {}
    assert na.eindes["vos"].datum == date(2026, 11, 2)
    assert "vos" in na.overdrachten
    assert stand("overgedragen vos wit", "ontvangen wit", gever_houdt_regie=False).eindes.keys() == {"vos"}


def test_een_betwisting_sluit_bij_aanvaarden_of_intrekken() -> None:
    assert stand("betwist vos", "betwist vos").betwistingen["vos"].datum == date(2026, 11, 1)
    assert stand("betwist vos", "aanvaard wit").betwistingen == {}
    assert stand("betwist vos", "ingetrokken vos").betwistingen == {}
    assert stand("betwist vos", "ingetrokken wit").betwistingen != {}


def test_vastgesteld_afwezig_geldt_tot_iemand_aanvaardt_en_is_geen_laatste_gebeurtenis() -> None:
    na = stand("teruggelegd - wit", "vastgesteld_afwezig")
    assert na.afwezig is not None
    assert na.laatste is not None
    assert na.laatste.soort is Gebeurtenissoort.TERUGGELEGD
    assert stand("vastgesteld_afwezig", "aanvaard vos").afwezig is None


# -- employment and people outside the casus ---------------------------------------------------------------------


def test_op_de_laatste_dag_ben_je_uit_dienst() -> None:
    doc = een_document()
    doc["relaties"][1]["geldig_tot"] = "2026-12-03"
    assert "vos" not in beeld(doc).actoren
    doc["relaties"][1]["geldig_tot"] = "2026-12-04"
    assert "vos" in beeld(doc).actoren


def test_een_regisseur_hoeft_geen_deelnemer_te_zijn_en_bereikt_zijn_eigen_domein() -> None:
    doc = een_document(gebeurtenissen=[{"datum": "2026-09-01", "soort": "aanvaard", "persoon": "hoofd"}])
    met_personen(doc, "hoofd")
    doc["relaties"].append({"soort": "aanstelling", "van": "hoofd", "naar": "team_b"})
    b = beeld(doc)
    assert list(b.regisseurs) == ["hoofd"]
    assert "hoofd" not in b.professionals
    los = {frozenset(x.betrokkenen) for x in gevonden(doc) if x.naam == "regie_zonder_bereik"}
    assert los == {frozenset({"hoofd", "domein:onderwijs"}), frozenset({"hoofd", "domein:jeugdhulp"})}


def test_wie_voor_zijn_aanstelling_aanvaardde_houdt_de_regie_zolang_hij_in_dienst_is() -> None:
    """A staff register that begins later than the acceptance raises no alarm."""
    doc = een_document()
    doc["relaties"][1]["geldig_van"] = "2026-10-01"
    assert list(beeld(doc).regisseurs) == ["vos"]
    doc["relaties"][1]["geldig_tot"] = "2026-11-01"
    assert beeld(doc).eindes["vos"].datum == date(2026, 11, 1)
    doc["relaties"][1] |= {"geldig_van": "2027-01-01"}
    del doc["relaties"][1]["geldig_tot"]
    assert beeld(doc).eindes["vos"].datum == date(2026, 9, 1)


def test_iemand_met_twee_banen_telt_waar_de_rij_dat_zegt() -> None:
    doc = een_document({"soort": "aanstelling", "van": "vos", "naar": "ggz"})
    [rij] = [r for r in doc["relaties"] if r["soort"] == "betrokken" and r["van"] == "vos"]
    assert beeld(doc).actoren["vos"].organisatie == "team_b"
    rij["organisatie"] = "ggz"
    assert beeld(doc).actoren["vos"].domein == "jeugdhulp"
    rij["organisatie"] = "school_a"
    assert "vos" not in beeld(doc).actoren


def test_een_organisatie_zonder_bekende_naam_doet_mee() -> None:
    doc = een_document({"soort": "betrokken", "van": "ggz", "geldig_van": "2026-10-01"})
    assert beeld(doc).actoren["ggz"].domein == "jeugdhulp"


def test_van_meer_rijen_telt_de_vroegste() -> None:
    doc = een_document({"soort": "betrokken", "van": "vos", "geldig_van": "2026-08-21", "domein": "jgz"})
    assert beeld(doc).actoren["vos"].domein == "jgz"


def test_regie_op_een_andere_laag_is_geen_casusregie() -> None:
    doc = een_document(gebeurtenissen=[{"datum": "2026-09-01", "soort": "aanvaard", "persoon": "vos", "laag": "zorg"}])
    b = beeld(doc)
    assert list(b.houders(Laag.ZORG)) == ["vos"]
    assert not b.bezet


# -- pointing ----------------------------------------------------------------------------------------------------

WIJST: Doc = {"soort": "wijst_naar", "van": "vos", "naar": "smit", "onderwerp": "plek", "geldig_van": "2026-10-20"}


@pytest.mark.parametrize(
    "dienst", [{"geldig_tot": "2026-10-12"}, {"geldig_tot": "2026-11-01"}, {"geldig_van": "2026-11-15"}]
)
def test_wijzen_is_van_de_organisatie_ook_voor_of_na_het_dienstverband(dienst: Doc) -> None:
    doc = een_document(WIJST)
    doc["relaties"][1] |= dienst
    assert [(van, naar) for van, naar, _ in beeld(doc).pijlen(WIJST["onderwerp"])] == [("team_b", "ggz")]


def test_het_gezin_wijst_niet_mee() -> None:
    assert beeld(een_document({**WIJST, "van": "moeder"})).pijlen(WIJST["onderwerp"]) == ()


def test_de_kortste_kring_begint_bij_het_kleinste_id() -> None:
    g = richtgraaf([("c", "a"), ("a", "d"), ("d", "c"), ("d", "e"), ("e", "d"), ("x", "a")])
    [deel] = kringen(g)
    assert deel == {"a", "c", "d", "e"}
    assert kortste_kring(g, deel) == ("d", "e")
    drie = richtgraaf([("b", "a"), ("a", "c"), ("c", "b"), ("a", "d"), ("d", "b")])
    assert kortste_kring(drie, {"a", "b", "c", "d"}) == ("a", "c", "b")


# -- days --------------------------------------------------------------------------------------------------------


def test_vakantiedagen_tellen_een_keer_ook_als_ze_overlappen() -> None:
    vrij = aaneengesloten(
        [Vakantie(date(2026, 10, 20), date(2026, 10, 25)), Vakantie(date(2026, 10, 18), date(2026, 10, 22))]
    )
    assert vrij == [Vakantie(date(2026, 10, 18), date(2026, 10, 25))]
    assert schooldagen(date(2026, 10, 17), date(2026, 10, 25), vrij) == 1
    assert schooldagen(date(2026, 10, 19), date(2026, 10, 24), vrij) == 0
    assert schooldagen(date(2026, 10, 25), date(2026, 10, 20), vrij) == 0
    los = [Vakantie(date(2026, 10, 1), date(2026, 10, 2)), Vakantie(date(2026, 10, 5), date(2026, 10, 6))]
    assert aaneengesloten(los) == los
    assert schooldagen(date(2026, 9, 30), date(2026, 10, 10), los) == 8
