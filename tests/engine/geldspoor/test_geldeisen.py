"""The requirements of the money track one by one, and that the process names no other ones."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from budget.basis.geld import EURO
from budget.basis.transactie import Sessie, transactie
from budget.grootboek.weigeringen import Functiescheiding
from engine.casus.weigeringen import TekstMetPersoonsgegeven
from engine.geldspoor import diensten as d
from engine.geldspoor.regels import eisen
from engine.geldspoor.regels.eisen import EISEN, Geldfeiten
from engine.geldspoor.weigeringen import FactuurOnbekend, FactuurPastNiet
from engine.inzage import sleutelbestand
from engine.inzage.kluis import Kluis
from engine.proces.laden import lees_proces
from engine.regio.plaats import config_map
from tests.engine.geldspoor import geldwereld as w
from tests.engine.geldspoor.geldwereld import BAS, PIEN, VANDAAG, doe

KAAL = Geldfeiten("DT-7K3M9Q/1", VANDAAG)
GOED = Geldfeiten(
    "DT-7K3M9Q/1",
    VANDAAG,
    besluit="B-1",
    bedrag=EURO("10"),
    gereserveerd=EURO("10"),
    verplicht=EURO("10"),
    reden="omdat",
    aanbieder_getoetst_op=VANDAAG,
    factuur_bekend=True,
    niet_elders=True,
    onderzoeker="onno",
    beslist_door=("ursula", "ugo"),
    uitzoekers=frozenset({"ursula", "ugo"}),
    nodig=2,
    onderbouwing=("adres nagegaan",),
    brieven=1,
    organisatie="gemeente_zeist",
    betaler="gemeente_zeist",
    doet="onno",
    tweede="ugo",
    houdbaar_tot=date(2026, 12, 31),
    nieuwe_houdbaarheid=date(2027, 2, 1),
    schriftelijk_op=VANDAAG,
    hulp_loopt_door=True,
    termijn_einde=VANDAAG,
    route="potlast",
    eigen_poging="twee keer gebeld",
    forum_past=True,
    uitspraak_op=VANDAAG,
    mandaat="afschrijven-1",
    nieuw_feit="het kind is verhuisd",
)


@pytest.mark.parametrize(
    ("eis", "fout"),
    [
        ("deel_van_een_besluit", replace(GOED, besluit="")),
        ("aanbieder_getoetst", replace(GOED, aanbieder_getoetst_op=None)),
        ("aanbieder_getoetst", replace(GOED, aanbieder_getoetst_op=date(2026, 10, 6))),
        ("binnen_reservering", replace(GOED, bedrag=EURO("10,01"))),
        ("niets_betaald", replace(GOED, voorgefinancierd=EURO("1"))),
        ("reden_gegeven", replace(GOED, reden=" ")),
        ("binnen_verplichting", replace(GOED, bedrag=EURO("10,01"))),
        ("factuur_niet_dubbel", replace(GOED, factuur_bekend=False)),
        ("niet_ook_elders_gedeclareerd", replace(GOED, niet_elders=False)),
        ("onderzoeker_genoemd", replace(GOED, onderzoeker=None)),
        ("onderzoeker_beslist_niet_alleen", replace(GOED, onderzoeker="ugo")),
        ("onderzoeker_beslist_niet_alleen", replace(GOED, beslissers=frozenset({"ugo"}))),
        ("onderzoeker_beslist_niet_alleen", replace(GOED, uitzoekers=frozenset({"ugo"}))),
        ("onderzoeker_beslist_niet_alleen", replace(GOED, nodig=3)),
        ("betaler_gehoord", replace(GOED, niet_gehoord=("swv_zout",))),
        ("onderbouwing_gegeven", replace(GOED, onderbouwing=(" ",))),
        ("vorderingen_verstuurd", replace(GOED, brieven=0)),
        ("betwisting_met_reden", replace(GOED, reden="")),
        ("binnen_betwistingstermijn", replace(GOED, laatste_betwistdag=date(2026, 10, 4))),
        ("van_de_betaler_zelf", replace(GOED, organisatie="swv_zout")),
        ("geen_open_vordering", replace(GOED, open_vordering=EURO("0,01"))),
        ("geen_open_verplichting", replace(GOED, verplicht=EURO("0,01"))),
        ("niets_open", replace(KAAL, gereserveerd=EURO("0,01"))),
        ("niets_open", replace(KAAL, terug_te_vorderen=EURO("0,01"))),
        ("later_dan_nu_houdbaar", replace(GOED, nieuwe_houdbaarheid=date(2026, 12, 31))),
        ("schriftelijk_overgenomen", replace(GOED, schriftelijk_op=date(2026, 10, 6))),
        ("hulp_loopt_door", replace(GOED, hulp_loopt_door=False)),
        ("niets_geleverd", replace(GOED, facturen=1)),
        ("nog_niet_verlengd", replace(GOED, verlengd=1)),
        ("voor_het_einde_van_de_termijn", replace(GOED, termijn_einde=date(2026, 10, 4))),
        ("onderzoekstermijn_voorbij", GOED),
        ("standaardroute_in_convenant", replace(GOED, route="")),
        ("zelf_geprobeerd", replace(GOED, eigen_poging=" ")),
        ("forum_past", replace(GOED, forum_past=False)),
        ("uitspraak_vastgelegd", replace(GOED, uitspraak_op=date(2026, 10, 6))),
        ("tweede_persoon", replace(GOED, tweede="onno")),
        ("tweede_persoon", replace(GOED, tweede="")),
        ("vordering_weer_open", GOED),
        ("eigen_mandaat_genoemd", replace(GOED, mandaat="")),
        ("voorsteller_beslist_niet", replace(GOED, tweede="onno")),
        ("nieuw_feit_gegeven", replace(GOED, nieuw_feit="")),
        ("binnen_betaald", replace(GOED, bedrag=EURO("0,01"))),
    ],
)
def test_een_eis_die_niet_is_gehaald_zegt_wat_er_moet_gebeuren(eis: str, fout: Geldfeiten) -> None:
    assert EISEN[eis](fout) is not None


def test_de_eisen_laten_door_wat_in_orde_is() -> None:
    rest = replace(GOED, verplicht=EURO("0"), gereserveerd=EURO("0"), bedrag=EURO("0"))
    anders = {
        "onderzoekstermijn_voorbij": replace(rest, termijn_einde=date(2026, 10, 4)),
        "vordering_weer_open": replace(rest, open_vordering=EURO("0,01")),
    }
    assert [naam for naam, eis in EISEN.items() if eis(anders.get(naam, rest)) is not None] == []


def test_het_proces_noemt_precies_deze_eisen() -> None:
    proces = lees_proces(tomllib.loads((config_map() / "proces" / "v1.toml").read_text()))
    genoemd = {eis for overgang in proces.geld.overgangen for eis in overgang.eisen}
    assert genoemd == set(EISEN)
    assert eisen.EISEN is EISEN


@pytest.fixture
def db(sqlite_url: str) -> Iterator[Sessie]:
    with transactie(sqlite_url) as sessie:
        w.leg_wereld(sessie)
        w.een_reservering(sessie)
        doe(sessie, d.verplicht, BAS, w.een_opdracht())
        yield sessie


def test_akkoord_op_een_factuur_die_niemand_kent(db: Sessie) -> None:
    with pytest.raises(FactuurOnbekend, match="nog niet ingelezen"):
        doe(db, d.prestatieakkoord, PIEN, w.een_prestatieakkoord())


def test_een_factuur_van_een_andere_aanbieder_of_van_morgen_past_niet(db: Sessie) -> None:
    goed = w.een_factuur().tekst
    ander = d.Factuurbestand("f", goed.replace("nummer:", "aanbieder: aanbieder_het_nest\nnummer:"))
    with pytest.raises(FactuurPastNiet, match="besteld bij aanbieder_de_brug"):
        doe(db, d.lees_factuur, BAS, ander)
    morgen = d.Factuurbestand("f", goed.replace("2026-10-05", "2026-10-06"))
    with pytest.raises(FactuurPastNiet, match="toekomst"):
        doe(db, d.lees_factuur, BAS, morgen)


def test_wie_voor_de_aanbieder_werkt_verklaart_de_prestatie_niet(db: Sessie, monkeypatch: pytest.MonkeyPatch) -> None:
    doe(db, d.lees_factuur, BAS, w.een_factuur())
    monkeypatch.setattr("engine.geldspoor.diensten.facturen.werkt_bij", lambda *_: w.AANBIEDER)
    with pytest.raises(Functiescheiding, match="aanbieder"):
        doe(db, d.prestatieakkoord, PIEN, w.een_prestatieakkoord())


def test_een_naam_uit_het_gezin_staat_niet_in_een_geldtekst(
    db: Sessie, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    url = db.get_bind().engine.url.render_as_string(hide_password=False)
    monkeypatch.setenv("DOORBRAAK_SLEUTELBESTAND", str(tmp_path / "proef.sleutel"))
    sleutelbestand.maak(url)
    Kluis(db).indexeer(w.CASUS, "Tim Voorbeeld")
    with pytest.raises(TekstMetPersoonsgegeven, match="naam uit het gezin"):
        doe(db, d.geef_vrij, w.KARIN, d.Vrijgave(w.LIJN, "Tim is verhuisd."))
    with pytest.raises(TekstMetPersoonsgegeven, match="BSN"):
        doe(db, d.geef_vrij, w.KARIN, d.Vrijgave(w.LIJN, "Zie 111222333."))
    doe(db, d.geef_vrij, w.KARIN, d.Vrijgave(w.LIJN, "De jeugdige is verhuisd."))
