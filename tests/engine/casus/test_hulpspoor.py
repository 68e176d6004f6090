"""The casus moves along the help track: who may, what is needed, which term follows."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest

from engine.casus.diensten import OpMoetVandaag, Zet, zet
from engine.casus.vragen import termijnen, tijdlijn
from engine.casus.weigeringen import EisNietGehaald, NietBevoegd, TekstMetPersoonsgegeven, VersieVerouderd
from engine.inzage.ingang import opdracht, vraag, vraag_met_log
from engine.proces.regels import OvergangKanNiet
from tests.engine.casus.casuswereld import SECRETARIS, VOORZITTER, doe, meld_casus

BEVESTIGD = {"aanmelder_op": "2026-09-01", "gezin_op": "2026-09-01"}


@pytest.fixture
def in_triage(praktijk):
    nummer = meld_casus(praktijk)
    doe(praktijk, SECRETARIS, nummer, "bevestigen", **BEVESTIGD)
    return nummer


def open_termijnen(url, nummer):
    with vraag(url, SECRETARIS) as i:
        return [(t.code, t.ontvanger) for t in termijnen(i.db, i.wie, i.nu, casus=nummer)]


def test_bevestigen_start_de_triage_van_de_voorzitter(praktijk, in_triage):
    assert open_termijnen(praktijk, in_triage) == [("D_REGIE", "voorzitter"), ("D_TRIAGE", "voorzitter")]


def test_een_bevestiging_in_de_toekomst_telt_niet(praktijk):
    nummer = meld_casus(praktijk)
    with pytest.raises(EisNietGehaald, match="toekomst"):
        doe(praktijk, SECRETARIS, nummer, "bevestigen", aanmelder_op="2026-09-01", gezin_op="2026-09-09")


def test_alleen_de_voorzitter_accepteert(praktijk, in_triage):
    with pytest.raises(NietBevoegd):
        doe(praktijk, SECRETARIS, in_triage, "accepteren", bevoegd_orgaan="gemeente_zeist")


def test_accepteren_vraagt_een_bevoegd_orgaan_en_zegt_wat_nog_meer_ontbreekt(praktijk, in_triage):
    with pytest.raises(EisNietGehaald, match="bevoegd_orgaan"):
        doe(praktijk, VOORZITTER, in_triage, "accepteren")


def test_met_spoed_worden_ontbrekende_stukken_taken(praktijk, in_triage):
    doe(praktijk, VOORZITTER, in_triage, "accepteren", spoed_reden="Het kind zit zonder toezicht thuis.")
    assert ("D_AANVUL", "secretaris") in open_termijnen(praktijk, in_triage)


def test_wie_aanmeldde_doet_niet_de_triage(praktijk):
    nummer = meld_casus(
        praktijk, aanmelder={"persoon": VOORZITTER, "functie": "voorzitter", "organisatie": "doorbraaktafel"}
    )
    doe(praktijk, SECRETARIS, nummer, "bevestigen", **BEVESTIGD)
    with pytest.raises(EisNietGehaald, match="zelf"):
        doe(praktijk, VOORZITTER, nummer, "accepteren", bevoegd_orgaan="gemeente_zeist")


def test_afwijzen_noemt_een_andere_route_en_is_een_einde(praktijk, in_triage):
    doe(
        praktijk, VOORZITTER, in_triage, "afwijzen", reden="niet_voor_deze_tafel", andere_route="het lokale team",
        gezin_ingelicht_op="2026-09-01", aanmelder_ingelicht_op="2026-09-01",
    )  # fmt: skip
    assert open_termijnen(praktijk, in_triage) == []
    with pytest.raises(OvergangKanNiet):
        doe(praktijk, VOORZITTER, in_triage, "accepteren", bevoegd_orgaan="gemeente_zeist")


def test_een_verouderde_versie_zegt_wat_er_veranderde(praktijk, in_triage):
    with pytest.raises(VersieVerouderd, match="bevestigen"):
        doe(praktijk, VOORZITTER, in_triage, "accepteren", versie=1, bevoegd_orgaan="gemeente_zeist")


def test_een_naam_in_een_reden_wordt_geweigerd(praktijk, in_triage):
    with pytest.raises(TekstMetPersoonsgegeven):
        doe(praktijk, VOORZITTER, in_triage, "accepteren", spoed_reden="Noor zit alleen thuis.")


def test_een_gebeurtenis_ligt_niet_in_de_toekomst(praktijk, in_triage):
    with pytest.raises(OpMoetVandaag), opdracht(praktijk, VOORZITTER) as i:
        zet(i.db, i.wie, Zet(in_triage, "accepteren", op=date(2027, 1, 1)), sleutel="s", versie=0, nu=i.nu)


def test_de_tijdlijn_zegt_wie_wat_deed_en_in_welke_rol(praktijk, in_triage):
    with vraag_met_log(praktijk, VOORZITTER) as i:
        regels = tijdlijn(i.db, i.wie, in_triage, i.nu)
    assert [(g.code, g.van, g.naar, g.persoon, g.rol) for g in regels] == [
        ("H01", "concept", "aangemeld", SECRETARIS, "secretaris"),
        ("H03", "aangemeld", "in_triage", SECRETARIS, "secretaris"),
    ]


def test_twee_secretarissen_tegelijk_op_een_casus_geeft_een_gebeurtenis(praktijk):
    nummer = meld_casus(praktijk)

    def bevestig(_):
        try:
            doe(praktijk, SECRETARIS, nummer, "bevestigen", versie=1, **BEVESTIGD)
        except VersieVerouderd as weigering:
            return weigering.melding
        return "gelukt"

    with ThreadPoolExecutor(2) as tegelijk:
        antwoorden = sorted(tegelijk.map(bevestig, range(2)))
    assert antwoorden[1] == "gelukt"
    assert "'bevestigen' door sanne_schrijver" in antwoorden[0]
    with vraag_met_log(praktijk, VOORZITTER) as i:
        assert [g.naam for g in tijdlijn(i.db, i.wie, nummer, i.nu)] == ["indienen", "bevestigen"]
