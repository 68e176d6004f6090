"""Take the fields of an invoice out of a UBL 2.1 file as Dutch suppliers send it (NLCIUS, Peppol BIS Billing 3).

Only numbers, days and the account are taken: no text about what was delivered, which may name a child.
Source: EN 16931-1 and the Dutch usage specification NLCIUS (https://www.forumstandaardisatie.nl/open-standaarden/nlcius).
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from budget.basis.weigering import Fout, OnbruikbareInvoer

_UBL = "urn:oasis:names:specification:ubl:schema:xsd:"
_NS = {
    "i": f"{_UBL}Invoice-2",
    "cac": f"{_UBL}CommonAggregateComponents-2",
    "cbc": f"{_UBL}CommonBasicComponents-2",
}
_REGIMES = {"S": "belast", "E": "vrijgesteld", "O": "vrijgesteld", "Z": "nultarief", "AE": "verlegd"}
_TOTALEN = "cac:LegalMonetaryTotal/cbc:"


def is_xml(tekst: str) -> bool:
    """Say whether the text is meant as XML; otherwise it is YAML or JSON."""
    return tekst.lstrip("\ufeff \t\r\n").startswith("<")


def lees_ubl(tekst: str, naam: str) -> dict[str, Any]:
    """Return the fields of `doorbraak-factuur/1`; refuses (exit 2) with every finding at once.

    Amounts in the file are euros with a point; the answer has whole cents as `bedrag` in Dutch text.
    """
    wortel = _wortel(tekst, naam)
    fouten: list[Fout] = []

    def veld(pad: str, wat: str) -> str:
        gevonden = wortel.find(pad, _NS)
        waarde = (gevonden.text or "").strip() if gevonden is not None else ""
        if not waarde:
            fouten.append(Fout(naam, pad, f"{wat} ontbreekt.", "Vraag de aanbieder om een volledige factuur."))
        return waarde

    def bedrag(pad: str, wat: str) -> int:
        gevonden = wortel.find(pad, _NS)
        waarde = veld(pad, wat)
        if gevonden is not None and gevonden.get("currencyID") not in (None, "EUR"):
            fouten.append(Fout(naam, pad, f"{wat} is niet in euro.", "De pot betaalt alleen in euro."))
        cents = _cents(waarde)
        if cents is None:
            if waarde:
                fouten.append(Fout(naam, pad, f"{wat} is geen bedrag in hele centen.", "Vraag een goede factuur."))
            return 0
        return cents

    te_betalen = bedrag(f"{_TOTALEN}PayableAmount", "het te betalen bedrag")
    inclusief = bedrag(f"{_TOTALEN}TaxInclusiveAmount", "het bedrag met btw")
    exclusief = bedrag(f"{_TOTALEN}TaxExclusiveAmount", "het bedrag zonder btw")
    btw = bedrag("cac:TaxTotal/cbc:TaxAmount", "de btw")
    if not fouten and (exclusief + btw != inclusief or te_betalen != inclusief):
        fouten.append(
            Fout(
                naam, "cac:LegalMonetaryTotal", "De totalen tellen niet op.", "Vraag de aanbieder om een goede factuur."
            )
        )
    soort = veld("cac:TaxTotal/cac:TaxSubtotal/cac:TaxCategory/cbc:ID", "het btw-regime")
    if soort and soort not in _REGIMES:
        fouten.append(
            Fout(naam, "cac:TaxCategory", f"Btw-regime '{soort}' is niet bekend.", "Vraag een andere factuur.")
        )
    document = {
        "formaat": "doorbraak-factuur/1",
        "nummer": veld("cbc:ID", "het factuurnummer"),
        "orderreferentie": veld("cac:OrderReference/cbc:ID", "het nummer van de opdracht"),
        "factuurdatum": veld("cbc:IssueDate", "de factuurdatum"),
        "vervaldatum": veld("cbc:DueDate", "de vervaldatum"),
        "bedrag_cent": te_betalen,
        "btw": _nederlands(btw),
        "btw_regime": _REGIMES.get(soort, ""),
        "iban": veld("cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID", "het rekeningnummer"),
    }
    if fouten:
        raise OnbruikbareInvoer(fouten)
    return document


def _wortel(tekst: str, naam: str) -> etree._Element:
    lezer = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False)
    try:
        wortel = etree.fromstring(tekst.lstrip("\ufeff").encode(), lezer)
    except etree.XMLSyntaxError:
        raise OnbruikbareInvoer(
            [Fout(naam, "", "Dit is geen leesbaar XML-bestand in UTF-8.", "Vraag de aanbieder om een nieuw bestand.")]
        ) from None
    if wortel.getroottree().docinfo.internalDTD is not None:
        raise OnbruikbareInvoer(
            [Fout(naam, "", "Dit bestand bevat een DOCTYPE; dat is niet veilig.", "Vraag een gewone e-factuur.")]
        )
    if wortel.tag != f"{{{_NS['i']}}}Invoice":
        wat = "een creditnota" if str(wortel.tag).endswith("CreditNote") else "geen e-factuur (UBL Invoice)"
        raise OnbruikbareInvoer([Fout(naam, "", f"Dit is {wat}.", "Lees hier alleen facturen in UBL of YAML in.")])
    return wortel


def _cents(tekst: str) -> int | None:
    """Return euros with at most two decimals as whole cents; never through a float."""
    heel, punt, rest = tekst.partition(".")
    if not heel.isdecimal() or (punt and not rest.isdecimal()) or rest[2:].strip("0"):
        return None
    return int(heel) * 100 + int(rest[:2].ljust(2, "0"))


def _nederlands(cents: int) -> str:
    return f"{cents // 100},{cents % 100:02d}"
