"""Advices beside statements, and what a region chooses: matching on the amount, the version of the payment file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from budget.afletteren.opslag import lees_open_regels
from budget.basis.transactie import lezing, transactie
from budget.betalen.bericht.controle import controleer_pain001
from budget.grootboek.vragen import vorderingen
from engine.bank import gegevens as bankgegevens
from engine.betalen import diensten as betalen
from engine.register.vragen import regeling
from tests.budget.bank.bouw import Post, camt
from tests.engine.bank.bankwereld import BEGIN, ZEIST, ZOUT, Kantoor, Oefenbank
from tests.engine.geldspoor import geldwereld as w

DAG = "2026-10-05"


def gekozen(**keuzes: object):
    """The pot as the region has it, with these choices."""
    return lambda db, naam, op=None: (
        replace(regeling(db, naam, op), inhoud=regeling(db, naam, op).inhoud | keuzes)
        if naam == "pot"
        else regeling(db, naam, op)
    )


def wacht(kantoor: Kantoor) -> list[tuple[int, bool]]:
    return [(a["bedrag"], a["te_laat"]) for a in kantoor.stand().als_json()["aankondigingen"]]


def test_een_aankondiging_boekt_niets_en_verdwijnt_met_haar_afschrift(kantoor: Kantoor, oefenbank: Oefenbank) -> None:
    oefenbank.ontvang("12,00", "SWV ZOUT", "bijdrage", ZOUT, end_to_end_id="KLANT-1")
    oefenbank.verder(1)
    vooraf = kantoor.lees(*oefenbank.post("camt.054"))
    assert (vooraf["regels"], wacht(kantoor)) == (0, [(1_200, False)])
    kantoor.dagen = 3
    assert wacht(kantoor) == [(1_200, False)]
    kantoor.dagen = 9
    assert wacht(kantoor) == [(1_200, True)]
    assert kantoor.lees(*oefenbank.post("camt.053"))["regels"] == 1
    assert wacht(kantoor) == []


def test_een_aankondiging_van_een_ander_bedrag_blijft_wachten(kantoor: Kantoor) -> None:
    kantoor.lees(camt([Post(DAG, 500, "a", eindtoteind="X-1")], soort="054", dag=DAG))
    kantoor.lees(camt([Post(DAG, 501, "a", eindtoteind="X-1")], begin=BEGIN, dag=DAG))
    assert wacht(kantoor) == [(500, False)]


@pytest.mark.parametrize("eerst", ["054", "053"])
def test_een_verzamelpost_krijgt_haar_delen_van_de_aankondiging(kantoor: Kantoor, eerst: str) -> None:
    with transactie(kantoor.url) as db:
        w.tot_verrekening(db)
        kenmerk = {v.betaler: v.kenmerk for v in vorderingen(db)}
    delen = (
        Post(DAG, 504_000, naam="Gemeente Zeist", iban=ZEIST, kenmerk=kenmerk["gemeente_zeist"]),
        Post(DAG, 336_000, naam="SWV ZOUT", iban=ZOUT, kenmerk=kenmerk["swv_zout"]),
    )
    extra = "<AcctSvcrRef>BANK-77</AcctSvcrRef>"
    zonder = camt([Post(DAG, 840_000)], begin=BEGIN, dag=DAG).replace(b"<BkTxCd>", f"{extra}<BkTxCd>".encode(), 1)
    met = camt([Post(DAG, 840_000, delen=delen)], soort="054", dag=DAG).replace(
        b"<BkTxCd>", f"{extra}<BkTxCd>".encode(), 1
    )
    stukken = {"053": zonder, "054": met}
    kantoor.lees(stukken[eerst])
    gegevens = kantoor.lees(stukken["053" if eerst == "054" else "054"])
    assert [(t["deel"], t["niveau"]) for t in gegevens["toewijzingen"]] == [(1, "L1"), (2, "L1")]
    assert (gegevens["open"]["aantal"], wacht(kantoor)) == (0, [])


def test_op_bedrag_gaat_alleen_vanzelf_als_de_regio_dat_koos(kantoor: Kantoor, monkeypatch: pytest.MonkeyPatch) -> None:
    with transactie(kantoor.url) as db:
        w.tot_verrekening(db)
    monkeypatch.setattr(bankgegevens, "regeling", gekozen(bedrag_vanzelf=True))
    posten = [
        Post(DAG, 504_000, "verrekening", "Gemeente Zeist", ZEIST),
        Post(DAG, 336_001, "verrekening", "SWV ZOUT", ZOUT),
    ]
    gegevens = kantoor.lees(camt(posten, begin=BEGIN, dag=DAG))
    assert [(t["niveau"], t["doel"]) for t in gegevens["toewijzingen"]] == [("L5", "vordering:VV2026000001")]
    with lezing(kantoor.url) as db:
        assert [r.open for r in lees_open_regels(db)] == [336_001]


def test_de_bank_van_de_regio_kiest_de_versie_van_het_betaalbestand(
    kantoor: Kantoor, oefenbank: Oefenbank, monkeypatch: pytest.MonkeyPatch
) -> None:
    with transactie(kantoor.url) as db:
        w.tot_voorgefinancierd(db)
    monkeypatch.setattr(betalen, "regeling", gekozen(betaalbestand="pain.001.001.03"))
    _, inhoud = kantoor.betaal()
    assert b"urn:iso:std:iso:20022:tech:xsd:pain.001.001.03" in inhoud
    assert controleer_pain001(inhoud, vandaag=w.VANDAAG) == ()
    assert oefenbank.neem(inhoud) == "ACCP"
