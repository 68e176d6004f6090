"""A region folder is right as a whole, or every fault in it is named with its file, its key and what to do."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import mockbank.accounts
import mockbank.db
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from budget.basis.gebruiker import Rol
from budget.basis.geld import EURO
from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.regio import lezen
from engine.regio.lezen import laad_regio, meegeleverd
from engine.regio.plaats import config_map

ZUIDOOST = config_map() / "regios" / "zuidoost-utrecht"
MVS = config_map() / "regios" / "schiedam-vlaardingen-maassluis"


class Ingreep(NamedTuple):
    """One change in a file, and where the fault must be found."""

    bestand: str
    oud: str
    nieuw: str
    plaats: str
    zegt: str
    in_bestand: str = ""


INGREPEN = {
    "onbekende_sleutel": Ingreep(
        "pot.toml", 'tolerantie = "0,00"', 'tollerantie = "0,00"', "tollerantie", "deze sleutel is onbekend"
    ),
    "kaal_bedrag": Ingreep(
        "pot.toml", 'ondergrens = "25.000,00"', "ondergrens = 25000", "ondergrens", "staat niet tussen aanhalingstekens"
    ),
    "engels_bedrag": Ingreep(
        "pot.toml", 'totaal = "250.000,00"', 'totaal = "250000.00"', "toezeggingen[2026].totaal", "kan twee dingen"
    ),
    "onbekend_betaalbestand": Ingreep(
        "pot.toml", 'bron = "eerst', 'betaalbestand = "pain.001"\nbron = "eerst', "betaalbestand", "is geen keuze"
    ),
    "geen_kassier": Ingreep("pot.toml", 'kassier = "gemeente_zeist"', "", "kassier", "deze sleutel ontbreekt"),
    "onbekende_deelnemer": Ingreep(
        "pot.toml",
        'organisatie = "swv_zout"',
        'organisatie = "swv_zuit"',
        "deelnemers[swv_zuit].organisatie",
        "bestaat niet",
    ),
    "foute_iban": Ingreep(
        "partijen.toml",
        "NL24TEST0001000008",
        "NL25TEST0001000008",
        "organisatie[gemeente_bunnik].rekening",
        "geen geldige IBAN",
    ),
    "onbekende_soort": Ingreep(
        "partijen.toml", 'soort = "ggd"', 'soort = "gdd"', "organisatie[ggd_regio_utrecht].soort", "geen keuze"
    ),
    "vervallen_gemeente": Ingreep(
        "regio.toml",
        'gemeenten = ["Bunnik", ',
        'gemeenten = ["Bunnik", "Amerongen", ',
        "organisatie",
        "de gemeente Amerongen staat er niet bij",
        "partijen.toml",
    ),
    "dag_bestaat_niet": Ingreep(
        "regio.toml",
        "datum = 2026-12-24",
        "datum = 2026-02-30",
        "sluitingsdag[brugdag, kantoren dicht].datum",
        "bestaat niet",
    ),
    "onbekende_oefengebruiker": Ingreep(
        "regio.toml", "vera_voorbeeld:voorzitter", "vera_verkeerd:voorzitter", "oefengebruiker", "bestaat niet"
    ),
    "onbekende_persoon": Ingreep(
        "personen.toml",
        'vervanger = "cas_consulent"',
        'vervanger = "cas_consult"',
        "persoon[carla_casus].aanstellingen[team_zeist].vervanger",
        "persoon 'cas_consult' bestaat niet",
    ),
    "onbekende_organisatie": Ingreep(
        "personen.toml",
        'organisatie = "accountant", functie = "accountant"',
        'organisatie = "acountant", functie = "accountant"',
        "persoon[aukje_audit].aanstellingen[acountant].organisatie",
        "bestaat niet",
    ),
    "onbekende_rol": Ingreep(
        "personen.toml",
        'rollen = ["secretaris"]',
        'rollen = ["schrijver"]',
        "persoon[sanne_schrijver].rollen[schrijver]",
        "keuze",
    ),
    "periode_achterstevoren": Ingreep(
        "personen.toml",
        "tot = 2026-10-12",
        "tot = 2023-10-12",
        "persoon[sofie_sindsweg].aanstellingen[aanbieder_het_baken].tot",
        "eindigt",
    ),
    "geen_plafond": Ingreep(
        "mandaten.toml",
        'max_per_jaar = "100.000,00"\n',
        "",
        "mandaat[jeugdhulp_bunnik].max_per_jaar",
        "deze sleutel ontbreekt",
    ),
    "onbekende_functie": Ingreep(
        "mandaten.toml",
        'houder_functie = "directeur_swv_zout"\nvervangers = [{functie = "adjunct_swv_zout"',
        'houder_functie = "direkteur_swv_zout"\nvervangers = [{functie = "adjunct_swv_zout"',
        "mandaat[arrangement_zout].houder_functie",
        "functie 'direkteur_swv_zout' bestaat niet",
    ),
    "mandaat_zonder_bestuursorgaan": Ingreep(
        "mandaten.toml",
        'principaal = "bestuur van ZOUT"\nsoort = "mandaat"\ngever_is_bestuursorgaan = true',
        'principaal = "bestuur van ZOUT"\nsoort = "mandaat"',
        "mandaat[tlv_zout].gever_is_bestuursorgaan",
        "Awb 10:1",
    ),
    "gewicht_nul": Ingreep(
        "sleutels.toml",
        "gemeente_bunnik = 1078",
        "gemeente_bunnik = 0",
        "sleutel[uitvoering v1].delen[1].gewichten.gemeente_bunnik",
        "nul of minder",
    ),
    "gewicht_voor_een_buitenstaander": Ingreep(
        "sleutels.toml",
        "gemeente_zeist = 4788",
        "gemeente_houten = 4788",
        "sleutel[uitvoering v1].delen[1].gewichten.gemeente_houten",
        "doet niet mee aan de pot",
    ),
    "stap_zonder_houder": Ingreep(
        "ladder.toml", 'houders = ["arbiter"]', "houders = []", "stap[G2].houders", "geen houder"
    ),
    "stilte_naar_beneden": Ingreep(
        "ladder.toml", 'bij_stilte = "5"', 'bij_stilte = "2"', "stap[4].bij_stilte", "geen latere stap"
    ),
    "termijn_ontbreekt": Ingreep(
        "termijnen.toml", 'code = "D_TRIAGE"', 'code = "D_TRIASJE"', "termijn", "termijn D_TRIAGE ontbreekt"
    ),
    "foute_duur": Ingreep(
        "termijnen.toml", 'duur = "12w"', 'duur = "12 werkuren"', "termijn[D_EVAL2].duur", "geen eenheid"
    ),
    "onbekende_ontvanger": Ingreep(
        "termijnen.toml",
        'eigenaar = "besteller"',
        'eigenaar = "bestellert"',
        "termijn[D_VERPLICHTING].eigenaar",
        "ontvanger 'bestellert' bestaat niet",
    ),
    "drempel_als_tekst": Ingreep(
        "netwerk.toml", "wacht_dagen = 7", 'wacht_dagen = "zeven"', "wacht_dagen", "geheel getal"
    ),
    "besteding_zonder_bron": Ingreep(
        "bestedingsregels.toml",
        'voorwaarden = ["hulpvraag_en_toestemming_of_gedwongen_kader"]\nbron = "regioafspraak (verzonnen)"\n',
        'voorwaarden = ["hulpvraag_en_toestemming_of_gedwongen_kader"]\n',
        "regel[3].bron",
        "deze sleutel ontbreekt",
    ),
    "lege_cel": Ingreep(
        "betaler-matrix.csv", "logopedie;E;nee;nee", "logopedie;E;;nee", "regel 8, school", "de cel is leeg"
    ),
}
"""One fault each, in ten different files; together they must all be found at once."""


MEER_INGREPEN = {
    "mix_zonder_delen": Ingreep(
        "sleutels.toml",
        'grondslag = "percentage"\npeildatum',
        'grondslag = "mix"\npeildatum',
        "sleutel[impasse v1].delen",
        "heeft geen delen",
    ),
    "delen_zonder_mix": Ingreep(
        "sleutels.toml",
        'grondslag = "mix"',
        'grondslag = "inwoners"',
        "sleutel[uitvoering v1].delen",
        "heeft delen",
    ),
    "deel_zonder_aandeel": Ingreep(
        "sleutels.toml",
        "aandeel = 14",
        "aandeel = 0",
        "sleutel[uitvoering v1].delen[1].aandeel",
        "het aandeel is 0",
    ),
    "gewichten_naast_delen": Ingreep(
        "sleutels.toml",
        "\n[[sleutel.delen]]\naandeel = 14",
        "\ngewichten = {swv_zout = 1}\n[[sleutel.delen]]\naandeel = 14",
        "sleutel[uitvoering v1].gewichten",
        "niet wat de delen samen geven",
    ),
    "plafond_zonder_kosten": Ingreep(
        "sleutels.toml",
        "aandeel = 14",
        'aandeel = 14\nplafond = "50.000,00"',
        "sleutel[uitvoering v1].delen[1].plafond",
        "horen bij elkaar",
    ),
    "mix_in_een_mix": Ingreep(
        "sleutels.toml",
        'aandeel = 6\ngrondslag = "percentage"',
        'aandeel = 6\ngrondslag = "mix"',
        "sleutel[uitvoering v1].delen[2].grondslag",
        "zelf geen mix",
    ),
    "delen_worden_te_groot": Ingreep(
        "sleutels.toml",
        "aandeel = 14",
        "aandeel = 9007199254740993",
        "sleutel[uitvoering v1].delen",
        "te groot",
    ),
    "tijd_bij_een_dag": Ingreep(
        "regio.toml", "geldig_van = 2026-01-01", "geldig_van = 2026-01-01T09:00:00", "geldig_van", "zonder tijd"
    ),
    "oefenklok_zonder_zone": Ingreep(
        "regio.toml", "2026-09-01T08:00:00+02:00", "2026-09-01T08:00:00", "oefenklok", "tijdzone"
    ),
    "rol_die_de_oefengebruiker_niet_heeft": Ingreep(
        "regio.toml", "vera_voorbeeld:voorzitter", "vera_voorbeeld:kassier", "oefengebruiker", "de rol 'kassier' niet"
    ),
    "onbekende_impassesleutel": Ingreep(
        "regio.toml", 'sleutel = "impasse"', 'sleutel = "ipmasse"', "convenant.impasse.sleutel", "bestaat niet"
    ),
    "route_zonder_sleutel": Ingreep(
        "regio.toml", 'sleutel = "impasse"\n', "", "convenant.impasse.sleutel", "maar sleutel ontbreekt"
    ),
    "getal_als_datum": Ingreep(
        "sleutels.toml",
        "peildatum = 2025-01-01",
        "peildatum = 20250101",
        "sleutel[uitvoering v1].peildatum",
        "geen datum",
    ),
    "negatief_bedrag": Ingreep("pot.toml", '"25.000,00"', '"-25.000,00"', "ondergrens", "negatief"),
    "foute_bic": Ingreep("pot.toml", '"TESTNL2A"', '"TEST"', "bic", "geen BIC"),
    "rekening_van_een_ander": Ingreep(
        "pot.toml", "NL19TEST0001000001", "NL44TEST0001000036", "rekening", "de rekening van 'gemeente_zeist'"
    ),
    "toezegging_zonder_verdeling": Ingreep(
        "pot.toml", 'sleutel = "uitvoering"\nbron', "bron", "toezeggingen[2026]", "óf een totaal met een sleutel"
    ),
    "bedrag_voor_een_buitenstaander": Ingreep(
        "pot.toml",
        'totaal = "250.000,00"\nsleutel = "uitvoering"',
        'bedragen = {gemeente_houten = "1,00"}',
        "toezeggingen[2026].bedragen.gemeente_houten",
        "doet niet mee",
    ),
    "dezelfde_rekening_twee_keer": Ingreep(
        "partijen.toml",
        "NL29TEST0001000015",
        "NL24TEST0001000008",
        "organisatie[gemeente_de_bilt].rekening",
        "hoort ook bij 'gemeente_bunnik'",
    ),
    "deelnemer_zonder_rekening": Ingreep(
        "partijen.toml",
        'rekening = "NL49TEST0001000043"\n',
        "",
        "organisatie[swv_zout].rekening",
        "een deelnemer zonder rekening",
    ),
    "hoofdletter_in_een_naam": Ingreep(
        "partijen.toml", 'id = "accountant"', 'id = "Accountant"', "organisatie[Accountant].id", "kleine letters"
    ),
    "niemand_werkt_nergens": Ingreep(
        "personen.toml",
        'aanstellingen = [{organisatie = "doorbraaktafel", functie = "notulist", van = 2024-01-01}]',
        "aanstellingen = []",
        "persoon[niels_notulen].aanstellingen",
        "werkt nergens",
    ),
    "functie_twee_keer_tegelijk": Ingreep(
        "personen.toml",
        'functies = [{functie = "notulist", van = 2024-01-01}]',
        'functies = [{functie = "notulist", van = 2024-01-01}, {functie = "notulist", van = 2025-01-01}]',
        "persoon[niels_notulen].functies[notulist]",
        "twee keer tegelijk",
    ),
    "geen_lijst": Ingreep(
        "personen.toml", 'rollen = ["secretaris"]', 'rollen = "secretaris"', "persoon[sanne_schrijver].rollen", "lijst"
    ),
    "looptijd_van_niets": Ingreep(
        "mandaten.toml",
        "max_looptijd = 6",
        "max_looptijd = 0",
        "mandaat[jeugdhulp_bunnik].max_looptijd",
        "geen looptijd",
    ),
    "ja_als_tekst": Ingreep(
        "mandaten.toml",
        "schriftelijk = true",
        'schriftelijk = "ja"',
        "mandaat[jeugdhulp_bunnik].schriftelijk",
        "true of false",
    ),
    "negatief_gewicht": Ingreep(
        "sleutels.toml",
        "[sleutel.gewichten]\ngemeente_bunnik = 10\n",
        "[sleutel.gewichten]\ngemeente_bunnik = -10\n",
        "sleutel[impasse v1].gewichten.gemeente_bunnik",
        "het gewicht is -10",
    ),
    "duo_met_een_halve_bezetting": Ingreep(
        "personen.toml",
        '    {functie = "doorzetter_swv", van = 2024-01-01},\n',
        "",
        "stap[4].houders",
        "geen houder (doorzetter_swv)",
        "ladder.toml",
    ),
    "termijn_zonder_vervolg": Ingreep(
        "ladder.toml", 'bij_stilte = "G3"\n', "", "stap[G2].antwoordtermijn", "horen bij elkaar"
    ),
    "termijn_terug": Ingreep(
        "termijnen.toml", 'duur = "12w"', 'duur = "-12w"', "termijn[D_EVAL2].duur", "een termijn loopt vooruit"
    ),
    "duur_als_getal": Ingreep("termijnen.toml", 'duur = "12w"', "duur = 12", "termijn[D_EVAL2].duur", "geen duur"),
    "foute_tijd": Ingreep("termijnen.toml", '"07:30"', '"7u30"', "bericht.verzamelbericht", "geen tijd"),
    "fout_moment": Ingreep(
        "termijnen.toml", 'op = "70%"', 'op = "bijna"', "profiel[dienst].treden[bijna].op", "geen moment"
    ),
    "drempel_nul": Ingreep("netwerk.toml", "stappen = 2", "stappen = 0", "stappen", "te laag"),
    "onbekende_status": Ingreep("netwerk.toml", 'status = "ontwerp"', 'status = "zeker"', "status", "geen keuze"),
    "cel_met_onzin": Ingreep(
        "betaler-matrix.csv", "logopedie;E;nee;nee", "logopedie;E;misschien;nee", "regel 8, school", "geen antwoord"
    ),
    "rij_te_kort": Ingreep(
        "betaler-matrix.csv", "logopedie;E;nee;nee", "logopedie;E;nee", "regel 8", "het aantal kolommen"
    ),
}
"""Faults that come one at a time: some change the same line."""


@pytest.fixture
def kopie(tmp_path: Path) -> Callable[[Path], Path]:
    def maak(bron: Path = ZUIDOOST) -> Path:
        return Path(shutil.copytree(bron, tmp_path / bron.name))

    return maak


@pytest.fixture
def map_(kopie: Callable[[Path], Path]) -> Path:
    return kopie(ZUIDOOST)


def grijp_in(map_: Path, *ingrepen: Ingreep) -> None:
    for ingreep in ingrepen:
        pad = map_ / ingreep.bestand
        tekst = pad.read_text(encoding="utf-8")
        assert ingreep.oud in tekst, f"{ingreep.oud} staat niet in {ingreep.bestand}"
        pad.write_text(tekst.replace(ingreep.oud, ingreep.nieuw, 1), encoding="utf-8")


def vervang(map_: Path, bestand: str, oud: str, nieuw: str) -> None:
    grijp_in(map_, Ingreep(bestand, oud, nieuw, "", ""))


def fouten_in(map_: Path) -> tuple[Fout, ...]:
    with pytest.raises(OnbruikbareInvoer) as gevonden:
        laad_regio(map_)
    return gevonden.value.fouten


def noemt(fouten: tuple[Fout, ...], ingreep: Ingreep) -> bool:
    return any(
        f.bestand == (ingreep.in_bestand or ingreep.bestand)
        and f.plaats == ingreep.plaats
        and ingreep.zegt in f.melding
        for f in fouten
    )


# ------------------------------------------------------------------------------------------------ wat goed is
@pytest.mark.parametrize("naam", meegeleverd())
def test_elke_meegeleverde_regio_is_goed(naam: str) -> None:
    laad_regio(Path(naam))


def test_de_twee_regios_verschillen_in_alles_wat_een_regio_kiest() -> None:
    zuidoost, mvs = laad_regio(ZUIDOOST), laad_regio(MVS)

    assert len(zuidoost.kop.gemeenten) == 5
    assert len(mvs.kop.gemeenten) == 3
    assert zuidoost.pot.kassier != mvs.pot.kassier
    assert {s.nummer for s in zuidoost.ladder} & {s.nummer for s in mvs.ladder} == set()
    assert zuidoost.kop.convenant.impasse.route != mvs.kop.convenant.impasse.route
    duren = {t.code: t.duur for t in zuidoost.termijnen}
    assert sum(t.duur != duren[t.code] for t in mvs.termijnen) > 15
    assert any(m.gezamenlijk_met for m in zuidoost.mandaten)
    assert not any(m.gezamenlijk_met for m in mvs.mandaten)
    assert any(m.is_ondermandaat_van for m in mvs.mandaten)


def test_de_gewichten_van_zuidoost_zijn_die_van_het_convenant() -> None:
    uitvoering = next(s for s in laad_regio(ZUIDOOST).sleutels if s.naam == "uitvoering")

    assert list(uitvoering.gewichten.values()) == [1078, 3017, 3458, 1659, 4788, 3000, 3000]


def test_bedragen_zijn_gelezen_in_centen() -> None:
    mandaten = {m.id: m for m in laad_regio(ZUIDOOST).mandaten}

    assert mandaten["jeugdhulp_zeist"].max_per_regel == EURO("20.000")
    assert mandaten["jeugdhulp_zeist"].max_looptijd == 6


@pytest.mark.parametrize("map_naam", [ZUIDOOST, MVS])
def test_er_zijn_genoeg_mensen_om_taken_te_scheiden(map_naam: Path) -> None:
    regio = laad_regio(map_naam)
    met: dict[str, set[str]] = {}
    for mens in regio.personen:
        for taak in mens.functies:
            met.setdefault(taak.functie, set()).add(mens.id)

    assert len(met["kassier"]) >= 3
    assert len(met["stamgegevensbeheer"]) >= 2
    assert len(met["uitzoeker"]) > regio.kop.convenant.uitzoekers.aantal
    gescheiden = ("kassier", "besteller", "prestatieverklaarder", "onderzoeker", "uitzoeker", "controller",
                  "stamgegevensbeheer", "beheerder")  # fmt: skip
    for een in gescheiden:
        for ander in gescheiden:
            assert een == ander or not met[een] & met[ander], (een, ander)
    mandaathouders = {p for m in regio.mandaten if m.soort != "machtiging" for p in met[m.houder_functie]}
    voorzitters = {m.id for m in regio.personen if "voorzitter" in m.rollen}
    assert not voorzitters & mandaathouders
    assert not met["kassier"] & mandaathouders
    assert {rol for m in regio.personen for rol in m.rollen} == {r.value for r in Rol} - {"systeem"}


@pytest.mark.parametrize("map_naam", [ZUIDOOST, MVS])
def test_alles_wat_verzonnen_is_is_als_verzonnen_te_herkennen(map_naam: Path) -> None:
    regio = laad_regio(map_naam)

    assert "verzonnen" in regio.kop.fictief.lower()
    assert all(m.email is None or m.email.endswith("@example.org") for m in regio.personen)
    rekeningen = [p.rekening for p in regio.organisaties if p.rekening] + [regio.pot.rekening]
    assert all(rekening[4:8] == "TEST" for rekening in rekeningen)


def test_een_onafhankelijke_bank_neemt_de_rekening_van_de_pot_aan() -> None:
    pot = laad_regio(ZUIDOOST).pot
    bank = mockbank.db.connect()

    mockbank.accounts.create(bank, "POT", {"iban": pot.rekening, "bic": pot.bic, "name": pot.tenaamstelling})

    assert mockbank.accounts.by_iban(bank, pot.rekening)["name"] == "Kassier pot Zuidoost Utrecht"
    bank.close()


# ------------------------------------------------------------------------------------------------ wat fout is
@pytest.mark.parametrize("naam", [*INGREPEN, *MEER_INGREPEN])
def test_elke_fout_noemt_bestand_sleutel_en_wat_te_doen(map_: Path, naam: str) -> None:
    ingreep = {**INGREPEN, **MEER_INGREPEN}[naam]
    grijp_in(map_, ingreep)

    fouten = fouten_in(map_)

    assert noemt(fouten, ingreep), fouten
    assert all(f.bestand and f.plaats and f.melding and f.oplossing for f in fouten)


@settings(max_examples=25, deadline=None)
@given(st.sets(st.sampled_from(sorted(INGREPEN)), min_size=2, max_size=8))
def test_alle_fouten_komen_in_een_keer(namen: set[str]) -> None:
    with tempfile.TemporaryDirectory(prefix="doorbraak-regio-") as tijdelijk:
        map_ = Path(shutil.copytree(ZUIDOOST, Path(tijdelijk) / "regio"))
        grijp_in(map_, *(INGREPEN[naam] for naam in namen))

        fouten = fouten_in(map_)

        assert [naam for naam in namen if not noemt(fouten, INGREPEN[naam])] == []


def test_een_kassier_zonder_twee_mensen_kan_niet_betalen(map_: Path) -> None:
    tekst = (map_ / "personen.toml").read_text()
    (map_ / "personen.toml").write_text(tekst.replace('functies = [{functie = "kassier", van = 2024-01-01}]\n', "", 2))

    assert [f.plaats for f in fouten_in(map_)] == ["persoon"]


@pytest.mark.parametrize("bestand", [f"{naam}.toml" for naam in lezen._TOML] + ["betaler-matrix.csv"])
def test_een_bestand_dat_ontbreekt_wordt_genoemd(map_: Path, bestand: str) -> None:
    (map_ / bestand).unlink()

    assert any(f.bestand == bestand and "ontbreekt" in f.melding for f in fouten_in(map_))


@pytest.mark.parametrize("bestand", [f"{naam}.toml" for naam in lezen._TOML] + ["betaler-matrix.csv"])
@pytest.mark.parametrize("inhoud", [b"", b"\xff\xfe", b"dit is = = geen TOML"])
def test_onzin_in_een_bestand_geeft_een_fout_en_geen_ongeluk(map_: Path, bestand: str, inhoud: bytes) -> None:
    (map_ / bestand).write_bytes(inhoud)

    mag_leeg = inhoud == b"" and bestand == "bestedingsregels.toml"
    if mag_leeg:
        laad_regio(map_)
    else:
        assert any(f.bestand == bestand for f in fouten_in(map_))


def test_een_map_die_er_niet_is(tmp_path: Path) -> None:
    fout = fouten_in(tmp_path / "nergens")[0]

    assert "bestaat niet" in fout.melding
    assert "zuidoost-utrecht" in fout.oplossing


def test_een_dag_die_niet_bestaat_verbergt_de_andere_fouten_niet(map_: Path) -> None:
    vervang(map_, "mandaten.toml", "geldig_van = 2026-01-01", "geldig_van = 2026-13-01")
    vervang(map_, "mandaten.toml", 'max_per_casus = "20.000,00"', "max_per_casus = 20.5")

    plaatsen = [f.plaats for f in fouten_in(map_)]

    assert plaatsen == ["mandaat[jeugdhulp_bunnik].max_per_casus", "mandaat[jeugdhulp_bunnik].geldig_van"]


def test_twee_versies_van_een_sleutel_tegelijk(kopie: Callable[[Path], Path]) -> None:
    map_ = kopie(MVS)
    vervang(map_, "sleutels.toml", "geldig_tot = 2026-07-01", "geldig_tot = 2026-07-02")

    assert [(f.plaats, f.melding) for f in fouten_in(map_)] == [
        ("sleutel[potlast v2].geldig_van", "versie v2 geldt tegelijk met versie v1")
    ]


def test_een_gat_tussen_twee_versies_van_de_sleutel_mag(kopie: Callable[[Path], Path]) -> None:
    map_ = kopie(MVS)
    vervang(map_, "sleutels.toml", "geldig_tot = 2026-07-01", "geldig_tot = 2026-06-30")

    laad_regio(map_)


def test_een_toezegging_zonder_sleutel_op_haar_dag(map_: Path) -> None:
    vervang(map_, "pot.toml", "datum = 2026-01-02", "datum = 2025-12-31")

    assert [f.plaats for f in fouten_in(map_)] == ["toezeggingen[2026].sleutel"]


def test_een_functie_die_onder_zichzelf_valt(map_: Path) -> None:
    vervang(
        map_,
        "personen.toml",
        'naam = "directeur sociaal domein Zeist"\norganisatie = "gemeente_zeist"\n',
        'naam = "directeur sociaal domein Zeist"\norganisatie = "gemeente_zeist"\n'
        'valt_onder = "teammanager_jeugd_zeist"\n',
    )

    plaatsen = {f.plaats for f in fouten_in(map_)}

    assert plaatsen == {
        "functie[directeur_sociaal_domein_zeist].valt_onder",
        "functie[teammanager_jeugd_zeist].valt_onder",
    }


def test_dubbele_namen(map_: Path) -> None:
    vervang(map_, "partijen.toml", 'id = "gezamenlijke_pot"', 'id = "doorbraaktafel"')

    fouten = fouten_in(map_)

    assert any(f.plaats == "organisatie[doorbraaktafel]" and "2 keer" in f.melding for f in fouten)
    assert any(f.bestand == "pot.toml" and f.plaats == "orgaan" for f in fouten)


def test_een_dubbele_sleutel_in_een_tabel(map_: Path) -> None:
    vervang(map_, "netwerk.toml", "wacht_dagen = 7", "wacht_dagen = 7\nwacht_dagen = 8")

    fout = fouten_in(map_)[0]

    assert fout.bestand == "netwerk.toml"
    assert "dubbele sleutel: wacht_dagen = 8" in fout.melding


def test_een_matrix_met_een_kolom_te_weinig(map_: Path) -> None:
    vervang(map_, "betaler-matrix.csv", ";zorgkantoor;", ";")

    assert "kolom ontbreekt: zorgkantoor" in fouten_in(map_)[0].melding


def test_een_onbekende_procesversie(map_: Path) -> None:
    vervang(map_, "regio.toml", 'proces = "1"', 'proces = "99"')

    assert [(f.plaats, f.oplossing) for f in fouten_in(map_)] == [("proces", "Kies uit: 1.")]


def test_de_vingerafdruk_verandert_met_elk_teken(map_: Path) -> None:
    voor = laad_regio(map_).vingerafdruk
    vervang(map_, "netwerk.toml", "stappen = 2", "stappen = 3")

    assert laad_regio(map_).vingerafdruk != voor
    assert laad_regio(ZUIDOOST).vingerafdruk == voor
