"""An independent reader of an e-invoice: the order of the UBL 2.1 schema and the rules that NLCIUS names, by number."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

_NS = {
    "cac": "urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2",
    "cbc": "urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2",
}
VOLGORDE = {
    "Invoice": (
        "CustomizationID ProfileID ID IssueDate DueDate InvoiceTypeCode Note TaxPointDate DocumentCurrencyCode "
        "TaxCurrencyCode AccountingCost BuyerReference InvoicePeriod OrderReference BillingReference "
        "DespatchDocumentReference ContractDocumentReference AdditionalDocumentReference AccountingSupplierParty "
        "AccountingCustomerParty PayeeParty TaxRepresentativeParty Delivery PaymentMeans PaymentTerms AllowanceCharge "
        "TaxTotal LegalMonetaryTotal InvoiceLine"
    ),
    "Party": "EndpointID PartyIdentification PartyName PostalAddress PartyTaxScheme PartyLegalEntity Contact",
    "PostalAddress": "StreetName AdditionalStreetName CityName PostalZone CountrySubentity AddressLine Country",
    "PartyLegalEntity": "RegistrationName CompanyID CompanyLegalForm",
    "InvoicePeriod": "StartDate EndDate DescriptionCode",
    "PaymentMeans": "PaymentMeansCode PaymentID CardAccount PayeeFinancialAccount PaymentMandate",
    "PayeeFinancialAccount": "ID Name FinancialInstitutionBranch",
    "TaxSubtotal": "TaxableAmount TaxAmount TaxCategory",
    "TaxCategory": "ID Percent TaxExemptionReasonCode TaxExemptionReason TaxScheme",
    "ClassifiedTaxCategory": "ID Percent TaxScheme",
    "LegalMonetaryTotal": (
        "LineExtensionAmount TaxExclusiveAmount TaxInclusiveAmount AllowanceTotalAmount ChargeTotalAmount "
        "PrepaidAmount PayableRoundingAmount PayableAmount"
    ),
    "InvoiceLine": (
        "ID Note InvoicedQuantity LineExtensionAmount AccountingCost InvoicePeriod OrderLineReference "
        "DocumentReference AllowanceCharge Item Price"
    ),
    "Item": "Description Name BuyersItemIdentification SellersItemIdentification ClassifiedTaxCategory",
}
"""Written from the public UBL 2.1 schema and the syntax tree of Peppol BIS Billing 3."""

_VERPLICHT = {
    "BR-01": "cbc:CustomizationID", "BR-02": "cbc:ID", "BR-03": "cbc:IssueDate", "BR-04": "cbc:InvoiceTypeCode",
    "BR-05": "cbc:DocumentCurrencyCode", "BR-16": "cac:InvoiceLine", "BR-CO-25": "cbc:DueDate",
    "PEPPOL-EN16931-R001": "cbc:ProfileID", "PEPPOL-EN16931-R003": "cbc:BuyerReference",
    "PEPPOL-EN16931-R020": "cac:AccountingSupplierParty/cac:Party/cbc:EndpointID[@schemeID]",
    "PEPPOL-EN16931-R010": "cac:AccountingCustomerParty/cac:Party/cbc:EndpointID[@schemeID]",
    "BR-61": "cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID", "NL-R-007": "cac:PaymentMeans",
}  # fmt: skip
_ADRES = ("StreetName", "CityName", "PostalZone")


def gebreken(xml: bytes) -> Iterator[str]:
    """Yield what is wrong with an invoice, by the number of the rule."""
    wortel = etree.fromstring(xml)
    for element in wortel.iter():
        naam = etree.QName(element).localname
        kinderen = [etree.QName(kind).localname for kind in element]
        if naam in VOLGORDE:
            plekken = {kind: plek for plek, kind in enumerate(VOLGORDE[naam].split())}
            if set(kinderen) - set(plekken):
                yield f"{naam}: onbekend {set(kinderen) - set(plekken)}"
            elif kinderen != sorted(kinderen, key=plekken.__getitem__):
                yield f"{naam}: volgorde {kinderen}"
        if not kinderen and not (element.text or "").strip():
            yield f"{naam}: leeg"
        if naam.endswith("Amount") and element.get("currencyID") != "EUR":
            yield f"{naam}: geen EUR"
    yield from (regel for regel, pad in _VERPLICHT.items() if wortel.find(pad, _NS) is None)
    for kant, adres, nummer in (("Supplier", "NL-R-002", "NL-R-003"), ("Customer", "NL-R-004", "NL-R-005")):
        partij = f"cac:Accounting{kant}Party/cac:Party/"
        if any(wortel.find(f"{partij}cac:PostalAddress/cbc:{deel}", _NS) is None for deel in _ADRES):
            yield adres
        rechtspersoon = wortel.find(f"{partij}cac:PartyLegalEntity/cbc:CompanyID", _NS)
        if rechtspersoon is None or rechtspersoon.get("schemeID") not in ("0106", "0190"):
            yield nummer
    if wortel.findtext("cac:PaymentMeans/cbc:PaymentMeansCode", namespaces=_NS) not in ("30", "48", "49", "57", "58"):
        yield "NL-R-008"
    if wortel.findtext(".//cac:TaxSubtotal/cac:TaxCategory/cbc:ID", namespaces=_NS) == "O":
        if wortel.find(".//cbc:Percent", _NS) is not None:
            yield "BR-O-05"
        if wortel.find(".//cac:TaxSubtotal/cac:TaxCategory/cbc:TaxExemptionReason", _NS) is None:
            yield "BR-O-10"
