"""The process definition is sound, and a broken one is named."""

from __future__ import annotations

import tomllib
from copy import deepcopy
from pathlib import Path
from random import Random

import pytest

from engine.proces.keuring import wat_mag_heten
from engine.proces.laden import lees_proces
from engine.proces.regels import Bekend, OvergangKanNiet, gebreken, mogelijk, overgang
from engine.regio.plaats import config_map

DOCUMENT = tomllib.loads((config_map() / "proces" / "v1.toml").read_text(encoding="utf-8"))
PROCES = lees_proces(DOCUMENT)
REGIOS = sorted((config_map() / "regios").iterdir())


def bekend_in(regio: Path) -> Bekend:
    termijnen = tomllib.loads((regio / "termijnen.toml").read_text(encoding="utf-8"))["termijn"]
    functies = tomllib.loads((regio / "personen.toml").read_text(encoding="utf-8"))["functie"]
    return wat_mag_heten(frozenset(t["code"] for t in termijnen), frozenset(f["id"] for f in functies))


@pytest.mark.parametrize("spoor", ["hulp", "geld"])
@pytest.mark.parametrize("regio", REGIOS, ids=lambda m: m.name)
def test_de_definitie_is_gaaf_in_elke_regio(spoor, regio):
    assert gebreken(PROCES.spoor(spoor), bekend_in(regio)) == []


def test_de_definitie_is_volledig():
    assert [o.code for o in PROCES.hulp.overgangen] == [f"H{n:02}" for n in range(1, 49)]
    assert [o.code for o in PROCES.geld.overgangen] == [f"G{n:02}" for n in range(1, 29)]
    assert (len(PROCES.hulp.staten), len(PROCES.geld.staten) - 1) == (23, 13)


def test_wat_er_mis_is_wordt_genoemd():
    kapot = deepcopy(DOCUMENT)
    kapot["hulp"]["overgang"] = [o for o in kapot["hulp"]["overgang"] if o["code"] not in ("H14", "H46", "H47")]
    del kapot["hulp"]["staat"]["aangemeld"]["termijn"], kapot["hulp"]["staat"]["in_triage"]["ontvanger"]
    eerste, tweede = kapot["hulp"]["overgang"][:2]
    eerste |= {"eisen": ["bestaat_niet"], "wie": ["de_buurman"], "termijn": "D_NIETS"}
    tweede |= {"wie": []}
    kapot["hulp"]["overgang"].append(dict(kapot["hulp"]["overgang"][3]))
    fouten = "\n".join(gebreken(lees_proces(kapot).hulp, bekend_in(REGIOS[0])))
    for wat in ("'mandaatcheck_vooraf' is niet te bereiken", "'bestaat_niet' is onbekend", "'aangemeld' wacht zonder",
                "'in_triage' wacht op niemand", "vanuit staat 'nazorg'", "'de_buurman' is geen rol", "'D_NIETS'",
                "niemand mag 'verwijderen'", "op twee manieren", "staat er twee keer in"):  # fmt: skip
        assert wat in fouten, wat


@pytest.mark.parametrize("spoor", ["hulp", "geld"])
def test_willekeurige_wandelingen_eindigen_in_een_eindstaat(spoor):
    s, kans = PROCES.spoor(spoor), Random(7)
    for _ in range(200):
        staat = s.begin
        for _ in range(2000):
            if staat in s.einde:
                break
            doelen = overgang(s, staat, kans.choice(mogelijk(s, staat))).doelen(staat)
            if not doelen:
                break
            staat = kans.choice(doelen)
        assert staat in s.einde or not doelen


def test_wat_niet_kan_noemt_wat_wel_kan():
    with pytest.raises(OvergangKanNiet) as gevangen:
        overgang(PROCES.hulp, "in_triage", "sluiten")
    assert "aanvulling_vragen, accepteren, afwijzen" in gevangen.value.oplossing
