"""The e-invoice of a claim: our own reader reads it back, and an independent one finds nothing wrong."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from budget.bank.rf import is_rf
from budget.basis.geld import Geld
from engine.geldspoor.ubl import lees_ubl
from engine.vordering.begrippen import Brief, Eadres, Efactuurafspraak
from engine.vordering.efactuur import NLCIUS, efactuur
from tests.engine.vordering.ublwacht import gebreken

BRIEF = Brief(
    nummer="VV2026000001", betaler="gemeente_zeist", naam="Gemeente Zeist & omstreken", kenmerk="RF18539007547034",
    bedrag=Geld(504_001), dag=date(2026, 10, 5), betaal_voor=date(2026, 11, 4), lijn="DT-7K3M9Q/1", besluitversie=1,
    wet="jeugdwet 2.3", van=date(2026, 10, 12), tot=date(2027, 1, 10), pot="Pot", verkoper="Gemeente Houten",
    rekening="NL19TEST0001000001", bic="TESTNL2A", tenaamstelling="Kassier pot",
)  # fmt: skip
ADRES = Eadres("Voorbeeldplein 1", "0000 AA", "Zeist", "0106:00000001", "0190:00000000000000000001")
AFSPRAAK = Efactuurafspraak("O", "Buiten de btw", ADRES, ADRES)


def test_onze_eigen_lezer_leest_de_factuur_terug() -> None:
    gelezen = lees_ubl(efactuur(BRIEF, AFSPRAAK).decode(), "VV.xml")
    assert gelezen == {
        "formaat": "doorbraak-factuur/1",
        "nummer": BRIEF.nummer,
        "orderreferentie": BRIEF.lijn,
        "factuurdatum": "2026-10-05",
        "vervaldatum": "2026-11-04",
        "bedrag_cent": 504_001,
        "btw": "0,00",
        "btw_regime": "vrijgesteld",
        "iban": BRIEF.rekening,
    }


@pytest.mark.parametrize("categorie", ["O", "E", "Z"])
def test_een_onafhankelijke_lezer_vindt_geen_gebreken(categorie: str) -> None:
    xml = efactuur(BRIEF, replace(AFSPRAAK, btw_categorie=categorie))
    assert list(gebreken(xml)) == []
    assert xml == efactuur(BRIEF, replace(AFSPRAAK, btw_categorie=categorie))


def test_de_wacht_ziet_een_gebrek() -> None:
    xml = efactuur(BRIEF, AFSPRAAK)
    assert "NL-R-007" in list(gebreken(xml.replace(b"PaymentMeans>", b"Delivery>")))
    assert "NL-R-005" in list(gebreken(xml.replace(b'CompanyID schemeID="0106"', b'CompanyID schemeID="9999"')))
    boom = etree.fromstring(xml)
    boom.append(boom[0])
    assert any("volgorde" in gebrek for gebrek in gebreken(etree.tostring(boom)))


def test_het_kenmerk_is_het_betaalkenmerk_en_het_profiel_is_nlcius() -> None:
    boom = etree.fromstring(efactuur(BRIEF, AFSPRAAK))
    (kenmerk,) = boom.iterfind("{*}PaymentMeans/{*}PaymentID")
    assert kenmerk.text == BRIEF.kenmerk
    assert is_rf(str(kenmerk.text))
    assert boom.findtext("{*}CustomizationID") == NLCIUS


@given(st.integers(min_value=1, max_value=10**13))
def test_elk_bedrag_komt_tot_op_de_cent_terug(cents: int) -> None:
    xml = efactuur(replace(BRIEF, bedrag=Geld(cents)), AFSPRAAK).decode()
    assert lees_ubl(xml, "VV.xml")["bedrag_cent"] == cents
