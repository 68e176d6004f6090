"""A claim as e-invoice: UBL 2.1 as NLCIUS asks (SI-UBL 2.0), so that the payer books it without typing.

The reference of the claim (ISO 11649) is the PaymentID. In it stand the line, the period and the law, no person and no
care. Sources: EN 16931-1; Peppol BIS Billing 3 (https://docs.peppol.eu/poacc/billing/3.0/); NLCIUS
(https://www.forumstandaardisatie.nl/open-standaarden/nlcius); the order of the elements is that of the UBL 2.1 schema.
Transport over Peppol is left to others.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from budget.basis.geld import Geld
from engine.vordering.begrippen import Brief, Eadres, Efactuurafspraak

NLCIUS = "urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0"
PROFIEL = "urn:fdc:peppol.eu:2017:poacc:billing:01:1.0"
_FACTUUR, _SEPA_OVERBOEKING, _STUK = "380", "58", "C62"
"""Codes of UNTDID 1001 and 4461, and of UN/ECE recommendation 20."""

_BUITEN_BTW = "O"
_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_CAC, _CBC = f"{{{_UBL}CommonAggregateComponents-2}}", f"{{{_UBL}CommonBasicComponents-2}}"
_FACTUURRUIMTE = f"{_UBL}Invoice-2"
_RUIMTEN: dict[Any, str] = {None: _FACTUURRUIMTE, "cac": _CAC[1:-1], "cbc": _CBC[1:-1]}


def efactuur(brief: Brief, afspraak: Efactuurafspraak) -> bytes:
    """Return the invoice as XML in UTF-8; the same letter gives the same bytes."""
    wortel = etree.Element(f"{{{_FACTUURRUIMTE}}}Invoice", nsmap=_RUIMTEN)
    for naam, waarde in (
        ("CustomizationID", NLCIUS),
        ("ProfileID", PROFIEL),
        ("ID", brief.nummer),
        ("IssueDate", brief.dag.isoformat()),
        ("DueDate", brief.betaal_voor.isoformat()),
        ("InvoiceTypeCode", _FACTUUR),
        ("DocumentCurrencyCode", "EUR"),
        ("BuyerReference", brief.lijn),
    ):
        _waarde(wortel, naam, waarde)
    periode = _deel(wortel, "InvoicePeriod")
    _waarde(periode, "StartDate", brief.van.isoformat())
    _waarde(periode, "EndDate", brief.tot.isoformat())
    _waarde(_deel(wortel, "OrderReference"), "ID", brief.lijn)
    _partij(_deel(wortel, "AccountingSupplierParty"), brief.verkoper, afspraak.van)
    _partij(_deel(wortel, "AccountingCustomerParty"), brief.naam, afspraak.aan)
    _betaling(wortel, brief)
    _btw(wortel, brief.bedrag, afspraak)
    _totalen(wortel, brief.bedrag)
    _regel(wortel, brief, afspraak)
    xml: bytes = etree.tostring(wortel, xml_declaration=True, encoding="UTF-8", pretty_print=True)
    return xml


def _partij(waar: etree._Element, naam: str, adres: Eadres) -> None:
    partij = _deel(waar, "Party")
    _kenmerk(partij, "EndpointID", adres.eindpunt)
    _waarde(_deel(partij, "PartyName"), "Name", naam)
    plaats = _deel(partij, "PostalAddress")
    _waarde(plaats, "StreetName", adres.straat)
    _waarde(plaats, "CityName", adres.plaats)
    _waarde(plaats, "PostalZone", adres.postcode)
    _waarde(_deel(plaats, "Country"), "IdentificationCode", "NL")
    rechtspersoon = _deel(partij, "PartyLegalEntity")
    _waarde(rechtspersoon, "RegistrationName", naam)
    _kenmerk(rechtspersoon, "CompanyID", adres.registratie)


def _betaling(wortel: etree._Element, brief: Brief) -> None:
    betaling = _deel(wortel, "PaymentMeans")
    _waarde(betaling, "PaymentMeansCode", _SEPA_OVERBOEKING)
    _waarde(betaling, "PaymentID", brief.kenmerk)
    rekening = _deel(betaling, "PayeeFinancialAccount")
    _waarde(rekening, "ID", brief.rekening)
    _waarde(rekening, "Name", brief.tenaamstelling)
    _waarde(_deel(rekening, "FinancialInstitutionBranch"), "ID", brief.bic)


def _btw(wortel: etree._Element, bedrag: Geld, afspraak: Efactuurafspraak) -> None:
    totaal = _deel(wortel, "TaxTotal")
    _bedrag(totaal, "TaxAmount", Geld(0))
    deel = _deel(totaal, "TaxSubtotal")
    _bedrag(deel, "TaxableAmount", bedrag)
    _bedrag(deel, "TaxAmount", Geld(0))
    _categorie(deel, "TaxCategory", afspraak, met_reden=True)


def _categorie(waar: etree._Element, naam: str, afspraak: Efactuurafspraak, *, met_reden: bool = False) -> None:
    categorie = _deel(waar, naam)
    _waarde(categorie, "ID", afspraak.btw_categorie)
    if afspraak.btw_categorie != _BUITEN_BTW:
        # Outside the scope of btw there is no rate (BR-O-05); every other category without btw has the rate nul.
        _waarde(categorie, "Percent", "0")
    if met_reden:
        _waarde(categorie, "TaxExemptionReason", afspraak.btw_reden)
    _waarde(_deel(categorie, "TaxScheme"), "ID", "VAT")


def _totalen(wortel: etree._Element, bedrag: Geld) -> None:
    totalen = _deel(wortel, "LegalMonetaryTotal")
    for naam in ("LineExtensionAmount", "TaxExclusiveAmount", "TaxInclusiveAmount", "PayableAmount"):
        _bedrag(totalen, naam, bedrag)


def _regel(wortel: etree._Element, brief: Brief, afspraak: Efactuurafspraak) -> None:
    regel = _deel(wortel, "InvoiceLine")
    _waarde(regel, "ID", "1")
    _waarde(regel, "InvoicedQuantity", "1").set("unitCode", _STUK)
    _bedrag(regel, "LineExtensionAmount", brief.bedrag)
    wat = _deel(regel, "Item")
    _waarde(wat, "Description", f"Uitzoekbesluit versie {brief.besluitversie}; {brief.wet}")
    _waarde(wat, "Name", f"Aandeel in lijn {brief.lijn}")
    _categorie(wat, "ClassifiedTaxCategory", afspraak)
    _bedrag(_deel(regel, "Price"), "PriceAmount", brief.bedrag)


def _deel(waar: etree._Element, naam: str) -> etree._Element:
    return etree.SubElement(waar, f"{_CAC}{naam}")


def _waarde(waar: etree._Element, naam: str, tekst: str) -> etree._Element:
    element = etree.SubElement(waar, f"{_CBC}{naam}")
    element.text = tekst
    return element


def _kenmerk(waar: etree._Element, naam: str, met_schema: str) -> None:
    schema, _, nummer = met_schema.partition(":")
    _waarde(waar, naam, nummer).set("schemeID", schema)


def _bedrag(waar: etree._Element, naam: str, bedrag: Geld) -> None:
    euro, cent = divmod(bedrag.cents, 100)
    _waarde(waar, naam, f"{euro}.{cent:02d}").set("currencyID", "EUR")
