"""The penalty for a late decision: two weeks after the notice of default, in three stretches, at most 42 days."""

from dataclasses import replace
from datetime import date

import pytest

from budget.basis.geld import EURO, NUL
from engine.termijnen.kalender import nationale_dwangsom
from engine.termijnen.regels import dwangsom
from engine.termijnen.weigeringen import DwangsombedragenOntbreken, IngebrekestellingTeVroeg

VERSTREKEN = date(2026, 5, 1)
ONTVANGEN = date(2026, 5, 4)


def test_w1_drie_treden_van_veertien_dagen():
    boete = dwangsom(VERSTREKEN, ONTVANGEN, nationale_dwangsom())

    assert boete.eerste_dag == date(2026, 5, 19)
    assert [(t.tot_en_met, t.opgeteld) for t in boete.treden] == [
        (date(2026, 6, 1), EURO("322")),
        (date(2026, 6, 15), EURO("812")),
        (date(2026, 6, 29), EURO("1.442")),
    ]


def test_w1_de_eerste_dag_is_een_instelling():
    eerder = [replace(r, dagen_na=14) for r in nationale_dwangsom()]

    assert dwangsom(ONTVANGEN, ONTVANGEN, eerder).eerste_dag == date(2026, 5, 18)


@pytest.mark.parametrize(
    ("tot_en_met", "bedrag"),
    [
        (date(2026, 5, 18), NUL),
        (date(2026, 5, 19), EURO("23")),
        (date(2026, 6, 2), EURO("357")),
        (date(2027, 1, 1), EURO("1.442")),
    ],
)
def test_verschuldigd_tot_en_met_een_dag(tot_en_met, bedrag):
    assert dwangsom(VERSTREKEN, ONTVANGEN, nationale_dwangsom()).verschuldigd(tot_en_met) == bedrag


def test_de_bedragen_gelden_vanaf_een_dag_en_zijn_nog_niet_nagegaan():
    (nu,) = nationale_dwangsom()
    straks = replace(nu, geldig_van=date(2026, 5, 19), treden=((14, EURO("30")),))

    assert dwangsom(VERSTREKEN, ONTVANGEN, [straks, nu]).regel == nu
    assert dwangsom(VERSTREKEN, date(2026, 5, 5), [nu, straks]).regel == straks
    assert nu.status == "ongeverifieerd"


def test_een_te_vroege_ingebrekestelling_zet_niets_in_gang():
    with pytest.raises(IngebrekestellingTeVroeg, match="vóór het einde"):
        dwangsom(VERSTREKEN, date(2026, 4, 30), nationale_dwangsom())


def test_zonder_bedragen_wordt_niet_gegokt():
    with pytest.raises(DwangsombedragenOntbreken, match="geen bedragen"):
        dwangsom(VERSTREKEN, ONTVANGEN, [])
