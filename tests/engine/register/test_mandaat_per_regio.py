"""Two regions, two mandate schemes, one mandate check: nothing of a region is in the program."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from budget.basis.geld import EURO
from budget.basis.transactie import transactie
from engine.mandaat.begrippen import Aanwezigheid, Register, Soort
from engine.mandaat.regels.combineren import toets_mandaat
from engine.mandaat.toetsing import Planregel, Toetsvraag, Uitkomst, Uitslag, Vereiste
from engine.regio.lezen import laad_regio
from engine.regio.plaats import config_map
from engine.register import vragen
from engine.register.diensten import leg_regio_vast

NU = datetime(2026, 9, 1, 6, tzinfo=UTC)
VANDAAG = date(2026, 9, 1)
"""A Tuesday on which everybody of both regions is in service."""


def register_van(url: str, regio: str) -> Register:
    with transactie(url) as db:
        leg_regio_vast(db, laad_regio(config_map() / "regios" / regio), NU, oefen=True)
        return vragen.mandaatregister(db, VANDAAG)


def toets(register: Register, vereiste: Vereiste, stap: str, *aan_tafel: str) -> Uitslag:
    aanwezig = tuple(Aanwezigheid(persoon) for persoon in aan_tafel)
    vraag = Toetsvraag((Planregel("1", (vereiste,)),), VANDAAG, aanwezigheid=aanwezig, trede=stap)
    return toets_mandaat(vraag, register, lambda dag, aantal: dag + timedelta(days=aantal)).bepalend


def beschikking(gemeente: str, bedrag: str) -> Vereiste:
    return Vereiste(gemeente, Soort.MANDAAT, "jeugdwet", "beschikking", EURO(bedrag), 6, "DT-AAAAAA")


def uit_de_pot(pot: str, bedrag: str) -> Vereiste:
    return Vereiste(pot, Soort.VOLMACHT, "pot", "reserveren", EURO(bedrag), 6, "DT-AAAAAA")


@pytest.fixture
def zuidoost(sqlite_url: str) -> Register:
    return register_van(sqlite_url, "zuidoost-utrecht")


@pytest.fixture
def mvs(sqlite_url: str) -> Register:
    return register_van(sqlite_url, "schiedam-vlaardingen-maassluis")


def test_in_zuidoost_beslist_de_teammanager_tot_haar_grens(zuidoost: Register) -> None:
    assert toets(zuidoost, beschikking("gemeente_zeist", "20.000"), "3", "tom_toezegger").uitkomst is Uitkomst.JA
    boven = toets(zuidoost, beschikking("gemeente_zeist", "20.000,01"), "3", "tom_toezegger")
    assert (boven.uitkomst, boven.boven_grens, boven.aan) == (Uitkomst.RUGGESPRAAK, EURO("0,01"), "college van Zeist")


def test_in_zuidoost_geeft_alleen_het_duo_geld_uit_de_pot(zuidoost: Register) -> None:
    vereiste = uit_de_pot("gezamenlijke_pot", "25.000")

    assert toets(zuidoost, vereiste, "3", "tess_teambaas", "dorien_directeur").uitkomst is Uitkomst.JA
    assert toets(zuidoost, vereiste, "3", "tess_teambaas").uitkomst is not Uitkomst.JA


def test_in_mvs_beslist_een_potregisseur_en_tekent_een_hoofd_jeugd_mee(mvs: Register) -> None:
    assert toets(mvs, uit_de_pot("pot_mvs", "5.000"), "T", "pol_potregie").uitkomst is Uitkomst.JA
    mee = toets(mvs, uit_de_pot("pot_mvs", "5.000,01"), "T", "pol_potregie", "hein_hoofd")
    assert mee.uitkomst is Uitkomst.JA_MET_MEDEONDERTEKENING
    assert mee.aan == "hoofd_jeugd_vlaardingen"


def test_in_mvs_telt_een_ondermandaat_pas_met_beide_instemmingen(mvs: Register) -> None:
    assert toets(mvs, beschikking("gemeente_schiedam", "7.500"), "T", "cor_consult").uitkomst is Uitkomst.JA
    maassluis = toets(mvs, beschikking("gemeente_maassluis", "7.500"), "T", "ceel_consult")
    assert maassluis.uitkomst is not Uitkomst.JA
    assert "VORMGEBREK" in {melding.code for melding in maassluis.meldingen}
