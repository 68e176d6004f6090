"""The process definition is sound, and a broken one is named."""

from __future__ import annotations

import tomllib
from random import Random

import pytest

from engine.casus.regels.eisen import EISEN
from engine.geldspoor.regels.eisen import EISEN as GELDEISEN
from engine.proces.laden import lees_proces
from engine.proces.regels import OvergangKanNiet, gebreken, mogelijk, overgang
from engine.regio.plaats import config_map

DOCUMENT = tomllib.loads((config_map() / "proces" / "v1.toml").read_text(encoding="utf-8"))
PROCES = lees_proces(DOCUMENT)
REGIOS = sorted((config_map() / "regios").iterdir())


@pytest.mark.parametrize("spoor", ["hulp", "geld"])
@pytest.mark.parametrize("regio", REGIOS, ids=lambda m: m.name)
def test_de_definitie_is_gaaf_in_elke_regio(spoor, regio):
    termijnen = tomllib.loads((regio / "termijnen.toml").read_text(encoding="utf-8"))
    codes = {naam for naam in str(termijnen).replace("'", " ").replace('"', " ").split() if naam.startswith("D_")}
    assert gebreken(PROCES.spoor(spoor), [*EISEN, *GELDEISEN], codes) == []


def test_wat_er_mis_is_wordt_genoemd():
    kapot = tomllib.loads((config_map() / "proces" / "v1.toml").read_text(encoding="utf-8"))
    kapot["hulp"]["overgang"] = [o for o in kapot["hulp"]["overgang"] if o["code"] not in ("H08", "H45")]
    del kapot["hulp"]["staat"]["aangemeld"]["termijn"], kapot["hulp"]["staat"]["in_triage"]["ontvanger"]
    kapot["hulp"]["overgang"][0]["eisen"] = ["bestaat_niet"]
    fouten = "\n".join(gebreken(lees_proces(kapot).hulp, EISEN, {"D_TRIAGE"}))
    for wat in ("'geaccepteerd' is niet te bereiken", "'bestaat_niet' is onbekend", "'aangemeld' wacht zonder",
                "'in_triage' wacht op niemand", "vanuit staat 'afgesloten'"):  # fmt: skip
        assert wat in fouten


@pytest.mark.parametrize("spoor", ["hulp", "geld"])
def test_willekeurige_wandelingen_eindigen_in_een_eindstaat(spoor):
    s, kans = PROCES.spoor(spoor), Random(7)
    for _ in range(200):
        staat = s.begin
        for _ in range(200):
            if staat in s.einde:
                break
            staat = kans.choice(overgang(s, staat, kans.choice(mogelijk(s, staat))).naar)
        assert staat in s.einde


def test_wat_niet_kan_noemt_wat_wel_kan():
    with pytest.raises(OvergangKanNiet) as gevangen:
        overgang(PROCES.hulp, "in_triage", "sluiten")
    assert "accepteren, afwijzen" in gevangen.value.oplossing
