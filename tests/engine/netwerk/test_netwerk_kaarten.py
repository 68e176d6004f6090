"""Cards, whom to ask, what if, and what the answers of the voorzitter do to a rule."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.netwerk.begrippen import Kaart
from engine.netwerk.controle import beeld_van
from engine.netwerk.kaarten import agendavolgorde, kaarten
from engine.netwerk.oordeel import kennisvingerafdruk, trefzekerheid, volledigheid, wilson
from engine.netwerk.regels.alle import bevindingen
from engine.netwerk.wat_als import als_contact, als_regie_aanvaard, als_toestemming, wat_als
from engine.netwerk.wie_vragen import voorstel, wie_vragen
from tests.engine.netwerk.netwerk_bouwers import (
    Doc,
    als_document,
    beeld,
    een_document,
    gevonden,
    met_personen,
    voorbeelden,
)

DOCUMENTEN = voorbeelden()
NIET_BEVESTIGD = {"actorenlijst_bevestigd_op": "2026-09-01"}
AANVAARD = {"datum": "2026-09-01", "soort": "aanvaard", "persoon": "vos"}


def kaarten_van(doc: Doc) -> list[Kaart]:
    b = beeld(doc)
    return kaarten(b, bevindingen(b))


def namen_op(kaart_lijst: list[Kaart]) -> dict[str, list[str]]:
    return {k.naam: [b.naam for b in (*k.regels, *k.meer)] for k in kaart_lijst}


# -- cards -------------------------------------------------------------------------------------------------------


def test_een_gezonde_casus_heeft_geen_kaart() -> None:
    assert kaarten_van(een_document()) == []


def test_zonder_regie_wachten_de_eilanden() -> None:
    los = een_document(zonder="informatie", gebeurtenissen=[])
    assert "informatie_eiland" in {b.naam for b in gevonden(los)}
    getoond = namen_op(kaarten_van(los))
    assert (getoond["Regie"], getoond["Verbinding"]) == (["geen_regie"], ["onderwijs_jeugdhulp_los"])


@pytest.mark.parametrize(
    ("gebeurtenissen", "oorzaak"),
    [
        ([{"datum": "2026-11-01", "soort": "voorgesteld", "persoon": "vos"}], "regie_wacht"),
        ([AANVAARD, {"datum": "2026-11-01", "soort": "beeindigd", "persoon": "vos"}], "verlopen_regie"),
        ([{"datum": "2026-11-01", "soort": "teruggelegd", "aan": "dewit"}], "regie_bij_verstek"),
    ],
)
def test_de_oorzaak_verbergt_de_ontbrekende_regie(gebeurtenissen: list[Doc], oorzaak: str) -> None:
    assert namen_op(kaarten_van(een_document(gebeurtenissen=gebeurtenissen))) == {"Regie": [oorzaak]}


def test_een_overdracht_zonder_ontvangst_verbergt_de_verlopen_regie() -> None:
    doc = een_document(
        gebeurtenissen=[
            AANVAARD,
            {"datum": "2026-10-01", "soort": "overgedragen", "persoon": "vos", "aan": "dewit"},
            {"datum": "2026-10-20", "soort": "beeindigd", "persoon": "vos"},
        ]
    )
    assert {b.naam for b in gevonden(doc)} == {"verlopen_regie", "overdracht_zonder_ontvangst"}
    assert namen_op(kaarten_van(doc)) == {"Regie": ["overdracht_zonder_ontvangst"]}


def test_een_eiland_dat_de_regisseur_niet_bereikt_staat_er_een_keer() -> None:
    doc = een_document(zonder="betrokken")
    doc["relaties"] += [
        {"soort": "betrokken", "van": p, "geldig_van": "2026-08-25", "contactmomenten": ["2026-11-20"]}
        for p in ("vos", "smit")
    ]
    doc["relaties"] = [r for r in doc["relaties"] if r["soort"] != "informatie"]
    assert {b.naam for b in gevonden(doc)} == {"regie_zonder_bereik", "informatie_eiland"}
    assert namen_op(kaarten_van(doc)) == {"Verbinding": ["regie_zonder_bereik"]}


def test_vragen_van_een_oude_lijst_worden_een_vraag_en_komen_na_bevestigen_terug() -> None:
    los = een_document(zonder="informatie")
    assert namen_op(kaarten_van(los)) == {
        "Verbinding": ["onderwijs_jeugdhulp_los", "regie_zonder_bereik", "regie_zonder_bereik"],
        "Let op": ["stille_actor", "stille_actor", "stille_actor"],
    }
    los["casus"] |= NIET_BEVESTIGD
    [let_op] = kaarten_van(los)
    [vraag] = let_op.regels
    assert (let_op.naam, vraag.regel) == ("Let op", "LIJST")
    assert vraag.tekst == "Klopt deze lijst van betrokkenen nog? Bevestigd op 1 september 2026."
    del los["casus"]["actorenlijst_bevestigd_op"]
    assert kaarten_van(los)[0].regels[0].tekst.endswith("Nog niet bevestigd.")


def test_de_lijst_is_28_dagen_geldig() -> None:
    los = een_document(zonder="informatie", casus={"actorenlijst_bevestigd_op": "2026-11-05"})
    assert [k.naam for k in kaarten_van(los)] == ["Verbinding", "Let op"]
    los["casus"]["actorenlijst_bevestigd_op"] = "2026-11-04"
    assert [k.naam for k in kaarten_van(los)] == ["Let op"]


def test_wat_bevestigd_is_wordt_nooit_gevouwen_en_geen_regie_ook_niet() -> None:
    """Answering 'klopt' on the missing contact writes a row; the question becomes a statement."""
    los = een_document(
        {"soort": "informatie", "van": "dewit", "naar": "smit", "geldig_van": "2026-11-30", "kennis": "afwezig"},
        gebeurtenissen=[],
        casus=NIET_BEVESTIGD,
    )
    los["relaties"] = [r for r in los["relaties"] if r["soort"] != "informatie" or r.get("kennis")]
    assert namen_op(kaarten_van(los)) == {
        "Regie": ["geen_regie"],
        "Verbinding": ["onderwijs_jeugdhulp_los"],
        "Let op": ["lijst_bevestigen"],
    }
    [los_bevinding] = [b for b in gevonden(los) if b.naam == "onderwijs_jeugdhulp_los"]
    assert los_bevinding.soort == "vastgesteld"
    assert los_bevinding.vraag is None


@settings(max_examples=100, deadline=None)
@given(st.sampled_from(list(DOCUMENTEN.values())), st.booleans())
def test_hoogstens_drie_kaarten_en_elke_verborgen_regel_heeft_zijn_oorzaak_op_een_kaart(
    document: Any, bevestigd: bool
) -> None:
    casus = replace(document.rijen.casus, actorenlijst_bevestigd_op=document.peildatum if bevestigd else None)
    b = beeld_van(replace(document, rijen=replace(document.rijen, casus=casus)))
    alle = bevindingen(b)
    getoond = kaarten(b, alle)
    assert [k.naam for k in getoond] == [n for n in ("Regie", "Verbinding", "Let op") if n in {k.naam for k in getoond}]
    regels = {x.sleutel for k in getoond for x in (*k.regels, *k.meer)}
    namen = {x.naam for k in getoond for x in (*k.regels, *k.meer)}
    for x in alle:
        if x.kanaal != "casus":
            assert x.sleutel not in regels
        elif x.sleutel not in regels:
            oorzaken = {"lijst_bevestigen", "overdracht_zonder_ontvangst", "verlopen_regie", "regie_wacht"}
            oorzaken |= {"regie_bij_verstek", "onderwijs_jeugdhulp_los", "regie_zonder_bereik", "geen_regie"}
            assert namen & oorzaken


def test_de_agenda_begint_met_wie_geen_regie_heeft() -> None:
    zonder_regie = gevonden(een_document(gebeurtenissen=[]))
    los = gevonden(een_document(zonder="informatie"))
    assert sorted([[], los, zonder_regie], key=agendavolgorde) == [zonder_regie, los, []]


# -- whom to ask -------------------------------------------------------------------------------------------------


def rang(doc: Doc) -> dict[str, float]:
    return {k.persoon: k.punten for k in wie_vragen(beeld(doc))}


WOON = {"woongemeente_jeugdwet": "Boswijk"}


def test_elk_punt_is_een_zin() -> None:
    doc = een_document(gebeurtenissen=[], casus=WOON)
    vos = wie_vragen(beeld(doc))[0]
    assert (vos.persoon, vos.punten) == ("vos", 9.0)
    assert [r.tekst for r in vos.redenen] == [
        "team van de woongemeente Boswijk",
        "kent het gezin",
        "lijn met onderwijs en jeugdhulp",
    ]


def test_wie_de_regie_heeft_wordt_niet_gevraagd() -> None:
    assert "vos" not in rang(een_document())


@pytest.mark.parametrize(("datum", "gevraagd"), [("2026-10-05", False), ("2026-10-04", True)])
def test_wie_kort_geleden_weigerde_wordt_niet_gevraagd(datum: str, gevraagd: bool) -> None:
    doc = een_document(gebeurtenissen=[{"datum": datum, "soort": "geweigerd", "persoon": "dewit"}])
    assert ("dewit" in rang(doc)) == gevraagd


def test_een_verlopen_vraag_is_geen_weigering() -> None:
    doc = een_document(gebeurtenissen=[{"datum": "2026-11-30", "soort": "verlopen", "persoon": "dewit"}])
    assert "dewit" in rang(doc)


@pytest.mark.parametrize(("einde", "punten"), [("2027-01-02", None), ("2027-01-03", -3.0), ("2027-06-02", 2.0)])
def test_wie_vertrekt_zakt_of_valt_af(einde: str, punten: float | None) -> None:
    doc = een_document(gebeurtenissen=[])
    doc["relaties"][0]["geldig_tot"] = einde
    assert rang(doc).get("dewit") == punten


@pytest.mark.parametrize(("elders", "aftrek"), [(7, 0.0), (8.5, 1.5), (10, 3.0), (20, 13.0)])
def test_wie_bijna_vol_is_zakt(elders: float, aftrek: float) -> None:
    doc = een_document(gebeurtenissen=[])
    doc["relaties"][0]["bandbreedte"] = 10
    doc["personen"][0]["regielast_elders"] = elders
    assert rang(doc)["dewit"] == pytest.approx(2.0 - aftrek)


def test_veilig_thuis_wordt_niet_gevraagd_en_de_uitvoerder_van_een_maatregel_het_eerst() -> None:
    doc = met_personen(een_document(gebeurtenissen=[], casus=WOON), "tromp", "gerritsen")
    doc["organisaties"] += [
        {"id": "vt", "soort": "veilig_thuis", "domein": "veiligheid"},
        {"id": "gi", "soort": "gi", "domein": "veiligheid"},
    ]
    for p, o in (("tromp", "vt"), ("gerritsen", "gi")):
        doc["relaties"] += [
            {"soort": "aanstelling", "van": p, "naar": o},
            {"soort": "betrokken", "van": p, "geldig_van": "2026-11-25"},
        ]
    doc["relaties"] += [
        {"soort": "maatregel", "van": "gi", "vorm": "ots"},
        {"soort": "mandaat", "van": "team_b", "naar": "gerritsen", "wet": "alle", "plafond_cent": 500},
        {"soort": "informatie", "van": "gerritsen", "naar": "moeder", "contactmomenten": ["2026-11-26"]},
    ]
    ranglijst = wie_vragen(beeld(doc))
    assert "tromp" not in [k.persoon for k in ranglijst]
    assert ranglijst[0].persoon == "gerritsen"
    assert "heeft mandaat tot € 5,00" in [r.tekst for r in ranglijst[0].redenen]


def test_met_te_weinig_punten_gaat_het_naar_de_teamleider() -> None:
    doc = met_personen(een_document(zonder="informatie", gebeurtenissen=[], casus=WOON), "evers")
    doc["relaties"] = [r for r in doc["relaties"] if r["van"] != "vos"]
    doc["relaties"].append({"soort": "aanstelling", "van": "evers", "naar": "team_b", "functie": "teamleider"})
    b = beeld(doc)
    assert [(k.persoon, k.punten) for k in wie_vragen(b)] == [("evers", 3.0), ("dewit", -1.0), ("smit", -1.0)]
    assert voorstel(b, wie_vragen(b)) == ["evers"]
    genoeg = beeld(een_document(gebeurtenissen=[], casus=WOON))
    assert voorstel(genoeg, wie_vragen(genoeg)) == ["vos"]


# -- what if -----------------------------------------------------------------------------------------------------


def test_als_de_regisseur_vertrekt_is_er_geen_regie_meer() -> None:
    b = beeld(een_document())
    voor = bevindingen(b)
    assert [x.naam for x in wat_als(b, "vos")] == ["verlopen_regie", "gezin_zonder_vast_gezicht"]
    assert bevindingen(b) == voor == []


def test_als_iemand_zonder_aanstelling_vertrekt_stopt_zijn_deelname() -> None:
    doc = een_document(zonder="aanstelling")
    for rij in doc["relaties"]:
        if rij["soort"] == "betrokken" and rij["van"] != "moeder":
            rij |= {"domein": {"dewit": "onderwijs", "vos": "toegang", "smit": "jeugdhulp"}[rij["van"]]}
            rij["organisatie"] = {"dewit": "school_a", "vos": "team_b", "smit": "ggz"}[rij["van"]]
    b = beeld(doc)
    assert bevindingen(b) == []
    assert [x.naam for x in wat_als(b, "vos")] == ["verlopen_regie", "gezin_zonder_vast_gezicht"]
    assert wat_als(b, "dewit") == []


def test_een_groep_die_alleen_kleiner_wordt_is_niet_nieuw() -> None:
    b = beeld_van(DOCUMENTEN["G1-2026-014"])
    assert "informatie_eiland" not in [x.naam for x in wat_als(b, "smit")]


@pytest.mark.parametrize(
    ("gebeurtenissen", "naam"),
    [
        ([], "geen_regie"),
        ([AANVAARD, {"datum": "2026-11-01", "soort": "beeindigd", "persoon": "vos"}], "verlopen_regie"),
        ([{"datum": "2026-11-01", "soort": "voorgesteld", "persoon": "vos"}], "regie_wacht"),
        (
            [AANVAARD, {"datum": "2026-11-01", "soort": "overgedragen", "persoon": "vos", "aan": "smit"}],
            "overdracht_zonder_ontvangst",
        ),
    ],
)
def test_als_iemand_de_regie_aanvaardt_verdwijnt_de_bevinding(gebeurtenissen: list[Doc], naam: str) -> None:
    b = beeld(een_document(gebeurtenissen=gebeurtenissen))
    gevolgen = als_regie_aanvaard(b, "dewit")
    assert naam in [x.naam for x in gevolgen.verdwenen]
    assert gevolgen.nieuw == ()


def test_als_school_en_jeugdhulp_spreken_of_mogen_delen_verdwijnt_het_gat() -> None:
    los = een_document(zonder="informatie")
    assert "onderwijs_jeugdhulp_los" in [x.naam for x in als_contact(beeld(los), "dewit", "smit").verdwenen]
    geweigerd = een_document()
    for rij in geweigerd["relaties"]:
        if rij["soort"] == "informatie":
            rij["grondslag"] = "geen"
    assert {x.naam for x in als_toestemming(beeld(geweigerd)).verdwenen} == {"regie_zonder_bereik", "informatie_eiland"}


# -- answers -----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("k", "n", "onder", "boven"), [(9, 10, 0.60, 0.98), (5, 10, 0.24, 0.76), (3, 20, 0.05, 0.36), (30, 40, 0.60, 0.86)]
)
def test_wilson_interval(k: int, n: int, onder: float, boven: float) -> None:
    assert tuple(round(grens, 2) for grens in wilson(k, n)) == (onder, boven)


def test_een_regel_die_vaker_fout_is_wordt_een_hint() -> None:
    assert trefzekerheid(1, 2, 7).teruggezet
    assert not trefzekerheid(2, 0, 8).teruggezet
    assert not trefzekerheid(0, 0, 9).teruggezet
    assert trefzekerheid(0, 0, 0).boven == 1


def test_volledigheid_staat_per_organisatie() -> None:
    assert volledigheid(beeld(een_document())) == {"ggz": (1, 1), "school_a": (1, 1), "team_b": (1, 1)}
    zonder = een_document(zonder="informatie")
    assert volledigheid(beeld(zonder))["ggz"] == (0, 1)


def test_de_vingerafdruk_verandert_met_elke_rij_en_elke_drempel() -> None:
    document = DOCUMENTEN["G5-toen"]
    afdruk = kennisvingerafdruk(beeld_van(document))
    assert afdruk == kennisvingerafdruk(beeld_van(document))
    minder = replace(document, rijen=replace(document.rijen, relaties=document.rijen.relaties[1:]))
    strenger = replace(document, drempels=replace(document.drempels, stil_dagen=7))
    assert afdruk not in (kennisvingerafdruk(beeld_van(minder)), kennisvingerafdruk(beeld_van(strenger)))


def test_de_vingerafdruk_verandert_als_iets_uitkomt_en_niet_als_er_alleen_dagen_voorbijgaan() -> None:
    afspraak = {"soort": "informatie", "van": "dewit", "naar": "smit", "contactmomenten": ["2026-12-10"]}
    document = als_document(een_document(afspraak))
    per_dag = [kennisvingerafdruk(beeld_van(replace(document, peildatum=date(2026, 12, d)))) for d in (3, 9, 10, 11)]
    assert per_dag[0] == per_dag[1] != per_dag[2] == per_dag[3]


def test_een_hint_staat_alleen_onder_meer() -> None:
    hier = beeld(een_document(zonder="informatie"))
    (kaart,) = [k for k in kaarten(hier, bevindingen(hier), {"R11"}) if k.naam == "Verbinding"]
    assert "R11" not in {b.regel for b in kaart.regels}
    assert "R11" in {b.regel for b in kaart.meer}
