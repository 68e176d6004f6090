"""The last day on which a rule is silent and the first on which it speaks, and what a text may not claim."""

from __future__ import annotations

import pytest

from tests.engine.netwerk.netwerk_bouwers import Doc, beeld, een_document, gevonden, met_personen


def namen(doc: Doc) -> set[str]:
    return {b.naam for b in gevonden(doc)}


def met_sinds(doc: Doc, persoon: str, sinds: str) -> Doc:
    for rij in doc["relaties"]:
        if rij["soort"] == "betrokken" and rij["van"] == persoon:
            rij["geldig_van"] = sinds
    return doc


@pytest.mark.parametrize(("sinds", "los"), [("2026-11-19", True), ("2026-11-20", False)])
def test_na_veertien_dagen_samen_worden_school_jeugdhulp_en_regisseur_gemist(sinds: str, los: bool) -> None:
    doc = met_sinds(een_document(zonder="informatie"), "smit", sinds)
    assert ("onderwijs_jeugdhulp_los" in namen(doc)) == los
    zonder_jeugdhulp = {b.betrokkenen for b in gevonden(doc) if b.naam == "regie_zonder_bereik"}
    assert (("domein:jeugdhulp", "vos") in zonder_jeugdhulp) == los
    eilanden = {b.betrokkenen for b in gevonden(doc) if b.naam == "informatie_eiland"}
    assert (("smit",) in eilanden) == los


@pytest.mark.parametrize(("tot", "mag"), [("2026-12-03", False), ("2026-12-04", True)])
def test_toestemming_eindigt_op_de_dag_die_er_staat(tot: str, mag: bool) -> None:
    doc = een_document()
    for rij in doc["relaties"]:
        if rij["soort"] == "informatie":
            rij |= {"grondslag": "toestemming", "grondslag_tot": tot}
    assert ("regie_zonder_bereik" not in namen(doc)) == mag


@pytest.mark.parametrize(("laatste", "stil"), [("2026-10-21", True), ("2026-10-22", False)])
def test_na_meer_dan_42_dagen_is_iemand_stil(laatste: str, stil: bool) -> None:
    doc = met_sinds(een_document(zonder="informatie"), "smit", laatste)
    assert (("smit",) in {b.betrokkenen for b in gevonden(doc) if b.naam == "stille_actor"}) == stil


@pytest.mark.parametrize(("dag", "telt"), [("2026-12-02", False), ("2026-12-03", True), ("2026-12-10", True)])
def test_de_tafel_van_vandaag_is_de_volgende(dag: str, telt: bool) -> None:
    doc = een_document(tafels=[{"id": "t1", "datum": dag, "genodigden": ["vos", "smit"]}])
    assert ("tafel_mist_domein" in namen(doc)) == telt


@pytest.mark.parametrize(("weigerde", "open_vraag"), [("2026-10-01", True), ("2026-10-02", False)])
def test_een_weigering_op_de_dag_van_het_wijzen_is_een_antwoord(weigerde: str, open_vraag: bool) -> None:
    doc = een_document(
        {"soort": "wijst_naar", "van": "dewit", "naar": "vos", "onderwerp": "regie", "geldig_van": "2026-10-02"},
        gebeurtenissen=[{"datum": weigerde, "soort": "geweigerd", "persoon": "vos"}],
    )
    assert ("doorschuif_eindpunt" in namen(doc)) == open_vraag


@pytest.mark.parametrize(("aanvaard", "gesloten"), [("2026-10-01", False), ("2026-10-02", True)])
def test_aanvaarden_op_de_dag_van_het_wijzen_sluit_het_wijzen(aanvaard: str, gesloten: bool) -> None:
    wijst = {"soort": "wijst_naar", "onderwerp": "regie", "geldig_van": "2026-10-02"}
    doc = een_document(
        {**wijst, "van": "dewit", "naar": "smit"},
        {**wijst, "van": "smit", "naar": "dewit"},
        gebeurtenissen=[{"datum": aanvaard, "soort": "aanvaard", "persoon": "vos"}],
    )
    assert ("doorschuifcirkel" not in namen(doc)) == gesloten


def test_alleen_kleine_gevolgen_zijn_geen_vertrekrisico() -> None:
    """When the fixed face leaves, severity 1 is new: no departure risk."""
    doc = een_document(zonder="vast_gezicht")
    doc["relaties"] += [
        {"soort": "aanstelling", "van": "kok", "naar": "school_a", "geldig_tot": "2027-01-10"},
        {"soort": "vast_gezicht", "van": "kok", "naar": "moeder"},
        {"soort": "betrokken", "van": "kok", "geldig_van": "2026-11-25"},
        {"soort": "informatie", "van": "kok", "naar": "dewit", "contactmomenten": ["2026-11-26"]},
        {"soort": "informatie", "van": "kok", "naar": "vos", "contactmomenten": ["2026-11-26"]},
    ]
    assert namen(met_personen(doc, "kok")) == set()


def test_alles_via_het_gezin_wordt_niet_beweerd_als_professionals_elkaar_verderop_wel_spreken() -> None:
    """dewit - vos - kok - smit is too far to count, but it is no contact through the gezin."""
    doc = met_personen(een_document(zonder="informatie"), "kok")
    doc["relaties"] += [
        {"soort": "aanstelling", "van": "kok", "naar": "team_b"},
        {"soort": "betrokken", "van": "kok", "geldig_van": "2026-08-25"},
    ]

    def tekst(*lijnen: tuple[str, str]) -> str:
        lang = {**doc, "relaties": [*doc["relaties"]]}
        lang["relaties"] += [
            {"soort": "informatie", "van": a, "naar": b, "contactmomenten": ["2026-11-20"]} for a, b in lijnen
        ]
        [los] = [b for b in gevonden(lang) if b.naam == "onderwijs_jeugdhulp_los"]
        return los.tekst

    gezin = [("dewit", "moeder"), ("moeder", "smit")]
    assert "Alles loopt via het gezin." in tekst(*gezin)
    assert "gezin" not in tekst(*gezin, ("dewit", "vos"), ("vos", "kok"), ("kok", "smit"))
    assert "gezin" not in tekst()


def test_zonder_rij_over_eerdere_samenwerking_wordt_er_niets_over_gezegd() -> None:
    doc = een_document()
    for i in range(3):
        doc["organisaties"].append({"id": f"a{i}", "soort": "aanbieder", "domein": "jeugdhulp"})
        met_personen(doc, f"h{i}")
        doc["relaties"] += [
            {"soort": "aanstelling", "van": f"h{i}", "naar": f"a{i}"},
            {"soort": "betrokken", "van": f"h{i}", "geldig_van": "2026-11-25"},
        ]
    [veel] = [b for b in gevonden(doc) if b.naam == "aanbieder_versnippering"]
    assert veel.tekst == "4 aanbieders tegelijk; geen zorgcoördinator vastgelegd."
    doc["relaties"].append({"soort": "eerder_samen", "van": "smit", "naar": "h0"})
    [veel] = [b for b in gevonden(doc) if b.naam == "aanbieder_versnippering"]
    assert "Van 5 van de 6 paren is niet vastgelegd" in veel.tekst


def test_een_bevinding_draagt_bewijs_herstel_en_wat_haar_sluit() -> None:
    doc = een_document(gebeurtenissen=[{"id": "g7", "datum": "2026-11-01", "soort": "voorgesteld", "persoon": "vos"}])
    [wacht] = [b for b in gevonden(doc) if b.naam == "regie_wacht"]
    assert wacht.bewijs == ("g7",)
    assert wacht.vraag_aan == ("vos",)
    assert (wacht.sinds or beeld(doc).t).isoformat() == "2026-11-01"
    assert wacht.herstel
    assert wacht.sluit_bij
