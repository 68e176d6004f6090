"""Invoice files: UBL as suppliers send it, the same on paper, and everything that can be wrong with them."""

from __future__ import annotations

from pathlib import Path

import pytest

from budget.basis.geld import EURO
from budget.basis.weigering import OnbruikbareInvoer
from engine.geldspoor.diensten.facturen import lees_factuurbestand
from engine.geldspoor.formaat import Betwistingsbrief, Factuur, Handhaving, Uitzoek, Verplichtingsopdracht
from engine.invoer.lezen import lees

UBL = (Path(__file__).parent / "factuur_nlcius.xml").read_text()


def fouten(tekst: str) -> list[str]:
    with pytest.raises(OnbruikbareInvoer) as fout:
        lees_factuurbestand(tekst, "factuur.xml")
    return [f.melding for f in fout.value.fouten]


def test_een_e_factuur_geeft_dezelfde_velden_als_het_yaml_bestand() -> None:
    factuur = lees_factuurbestand(UBL, "factuur.xml")
    assert (factuur.nummer, factuur.orderreferentie) == ("2026-118", "DT-7K3M9Q/1")
    assert (factuur.bedrag, factuur.btw, factuur.btw_regime) == (EURO("8.400"), EURO("0"), "vrijgesteld")
    assert factuur.iban == "NL64TEST0001000064"
    op_papier = lees_factuurbestand(Factuur.VOORBEELD, "factuur.yaml")
    assert factuur.model_copy(update={"aanbieder": "aanbieder_de_brug"}) == op_papier


def test_btw_telt_mee_in_het_bedrag() -> None:
    met_btw = (
        UBL.replace('TaxAmount currencyID="EUR">0.00', 'TaxAmount currencyID="EUR">1457.85')
        .replace('TaxExclusiveAmount currencyID="EUR">8400.00', 'TaxExclusiveAmount currencyID="EUR">6942.15')
        .replace("<cbc:ID>E</cbc:ID>", "<cbc:ID>S</cbc:ID>")
    )
    factuur = lees_factuurbestand(met_btw, "factuur.xml")
    assert (factuur.bedrag, factuur.btw, factuur.btw_regime) == (EURO("8.400"), EURO("1.457,85"), "belast")


def test_alle_gebreken_komen_in_een_keer() -> None:
    gevonden = fouten(UBL.replace("<cbc:ID>2026-118</cbc:ID>", "").replace("<cbc:ID>DT-7K3M9Q/1</cbc:ID>", ""))
    assert gevonden == ["het factuurnummer ontbreekt.", "het nummer van de opdracht ontbreekt."]


@pytest.mark.parametrize(
    ("was", "wordt", "melding"),
    [
        ('PayableAmount currencyID="EUR">8400.00', 'PayableAmount currencyID="EUR">8400.01', "tellen niet op"),
        ('PayableAmount currencyID="EUR">8400.00', 'PayableAmount currencyID="USD">8400.00', "niet in euro"),
        ('PayableAmount currencyID="EUR">8400.00', 'PayableAmount currencyID="EUR">8400.005', "hele centen"),
        ('PayableAmount currencyID="EUR">8400.00', 'PayableAmount currencyID="EUR">-84', "hele centen"),
        ("<cbc:ID>E</cbc:ID>", "<cbc:ID>K</cbc:ID>", "niet bekend"),
        ("<cbc:DueDate>2026-11-04", "<cbc:DueDate>2026-02-30", "geen bestaande datum"),
        ("NL64TEST0001000064", "NL64TEST0001000065", "rekeningnummer klopt niet"),
        ("<Invoice xmlns=", "<!DOCTYPE Invoice [<!ENTITY x 'y'>]><Invoice xmlns=", "DOCTYPE"),
        ("</Invoice>", "", "geen leesbaar XML"),
    ],
)
def test_een_verkeerde_e_factuur_zegt_wat_er_mis_is(was: str, wordt: str, melding: str) -> None:
    assert was in UBL
    assert any(melding in gevonden for gevonden in fouten(UBL.replace(was, wordt)))


def test_een_creditnota_is_geen_factuur() -> None:
    creditnota = UBL.replace("Invoice-2", "CreditNote-2").replace("<Invoice ", "<CreditNote ")
    assert fouten(creditnota.replace("</Invoice>", "</CreditNote>")) == ["Dit is een creditnota."]


@pytest.mark.parametrize(
    ("was", "wordt", "melding"),
    [
        ('"8.400,00"', "12.50", "tussen aanhalingstekens"),
        ('"8.400,00"', '"-8.400,00"', "hoger zijn dan nul"),
        ("btw_regime: vrijgesteld", "btw_regime: belast", "btw hoort bij"),
        ("2026-11-04", "2026-10-04", "vervaldatum ligt voor"),
        ("DT-7K3M9Q/1", "los", "goede vorm"),
    ],
)
def test_een_verkeerd_yaml_bestand_zegt_wat_er_mis_is(was: str, wordt: str, melding: str) -> None:
    with pytest.raises(OnbruikbareInvoer, match=melding):
        lees(Factuur.VOORBEELD.replace(was, wordt), "factuur.yaml", Factuur)


@pytest.mark.parametrize("model", [Verplichtingsopdracht, Factuur, Uitzoek, Betwistingsbrief, Handhaving])
def test_elk_voorbeeld_is_een_goed_bestand(
    model: type[Verplichtingsopdracht | Factuur | Uitzoek | Betwistingsbrief | Handhaving],
) -> None:
    assert lees(model.VOORBEELD, "voorbeeld", model).FORMAAT in model.VOORBEELD


@pytest.mark.parametrize(
    ("was", "wordt", "melding"),
    [
        ("uitkomst: gedeeld", "uitkomst: enkel", "precies één betaler"),
        ("uitkomst: gedeeld", "uitkomst: potlast", "geen aandelen"),
        ("betaler: swv_zout", "betaler: gemeente_zeist", "twee keer"),
        ("gewicht: 40", 'bedrag: "3.360,00"', "overal|bij elk aandeel"),
        ("Woonadres in Zeist", "BSN 111222333", "BSN"),
    ],
)
def test_een_uitzoekbesluit_dat_niet_klopt_wordt_geweigerd(was: str, wordt: str, melding: str) -> None:
    with pytest.raises(OnbruikbareInvoer, match=melding):
        lees(Uitzoek.VOORBEELD.replace(was, wordt, 1), "besluit.yaml", Uitzoek)


def test_een_gedeeld_besluit_heeft_minstens_twee_aandelen() -> None:
    begin, _, rest = Uitzoek.VOORBEELD.partition("  - betaler: swv_zout")
    with pytest.raises(OnbruikbareInvoer, match="minstens twee"):
        lees(begin + rest[rest.index("taakveld") :], "besluit.yaml", Uitzoek)
