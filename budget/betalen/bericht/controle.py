"""The check of a payment file, before it leaves and on any file on request: every finding at once.

The schema alone accepts a wrong control sum, a wrong number, a wrong IBAN, another currency and a repeated number.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator
from datetime import date
from decimal import Decimal, InvalidOperation
from functools import partial
from io import BytesIO
from itertools import islice

from lxml import etree

from budget.bank.begrippen import Reden
from budget.bank.bron import Geweigerd
from budget.bank.iban import is_iban
from budget.bank.iso20022 import kind_van, lees_kop, lokaal, pad_naar, tekst_van, waar
from budget.bank.waarden import MUNT, lees_dag
from budget.bank.xsd import VEILIG, schema
from budget.betalen.bericht.begrippen import Bevinding, Code

_SOORTEN = frozenset({"pain.001.001.03", "pain.001.001.09"})
_HANDTEKENING = "{http://www.w3.org/2000/09/xmldsig#}Signature"
_UIT_KOP = {Reden.DOCTYPE: Code.DOCTYPE, Reden.ONBEKEND_FORMAAT: Code.BERICHTSOORT}


def controleer_pain001(
    inhoud: bytes, *, vandaag: date, gebruikt: Collection[str] = frozenset()
) -> tuple[Bevinding, ...]:
    """Return every finding about a payment file, in the order of the codes; empty when it may leave.

    vandaag: the day to hold execution dates against. gebruikt: order numbers that were ever sent. O(payments).
    """
    try:
        kop = lees_kop(partial(BytesIO, inhoud))
    except Geweigerd as fout:
        code = _UIT_KOP.get(fout.reden, Code.ONLEESBAAR)
        return (Bevinding(code, "bestand", f"Dit is geen betaalbestand: {fout.toelichting}.", _MAAK_OPNIEUW),)
    if kop.soort not in _SOORTEN:
        return (Bevinding(Code.BERICHTSOORT, "bestand", f"Dit is {kop.soort}.", "Gebruik pain.001.001.09 of .03."),)
    try:
        boom = etree.fromstring(inhoud, etree.XMLParser(remove_comments=True, **VEILIG))  # type: ignore[arg-type]
    except etree.XMLSyntaxError as syntaxis:
        melding = f"Het bestand is niet te lezen: {waar(syntaxis)}."
        return (Bevinding(Code.ONLEESBAAR, "bestand", melding, _MAAK_OPNIEUW),)
    gevonden = [*_vorm(boom, kop.soort), *_inhoud(boom, vandaag, gebruikt)]
    volgorde = list(Code)
    return tuple(sorted(gevonden, key=lambda bevinding: volgorde.index(bevinding.code)))


_MAAK_OPNIEUW = "Maak het bestand opnieuw uit de betaalopdrachten."


def _vorm(boom: etree._Element, soort: str) -> Iterator[Bevinding]:
    toets = schema(soort)
    if toets is not None and not toets.validate(_document(boom)):
        for fout in islice(toets.error_log, 3):  # type: ignore[call-overload]
            # The message of the schema without the namespace, which says nothing to the reader.
            melding = fout.message.replace(f"{{{etree.QName(boom).namespace}}}", "")
            yield Bevinding(Code.XSD, f"regel {fout.line}", f"Wijkt af van het schema: {melding}", _MAAK_OPNIEUW)
    if next(boom.iter(_HANDTEKENING), None) is not None:
        yield Bevinding(
            Code.HANDTEKENING,
            "bestand",
            "Er staat een XML-handtekening in het bestand.",
            "Lever het bestand zonder handtekening aan; ondertekenen gebeurt bij de bank.",
        )


def _document(boom: etree._Element) -> etree._Element:
    return boom if lokaal[boom.tag] == "Document" else next(el for el in boom.iter() if lokaal[el.tag] == "Document")


def _inhoud(boom: etree._Element, vandaag: date, gebruikt: Collection[str]) -> Iterator[Bevinding]:
    opdracht = kind_van(_document(boom), "CstmrCdtTrfInitn")
    batches = _kinderen(opdracht, "PmtInf")
    per_batch = [_kinderen(batch, "CdtTrfTxInf") for batch in batches]
    alle = [betaling for betalingen in per_batch for betaling in betalingen]
    yield from _tellingen(kind_van(opdracht, "GrpHdr"), alle, "het hele bestand")
    for nr, (batch, betalingen) in enumerate(zip(batches, per_batch, strict=True), 1):
        plaats = f"batch {nr}"
        if not betalingen:
            yield Bevinding(Code.LEGE_BATCH, plaats, "Deze batch heeft geen betalingen.", "Laat de batch weg.")
        yield from _tellingen(batch, betalingen, plaats)
        in_euro = any(_munt(betaling) == MUNT for betaling in betalingen)
        yield from _rekening(kind_van(batch, "DbtrAcct"), plaats, "De rekening waarvan wordt betaald", in_euro)
        datum = kind_van(batch, "ReqdExctnDt")
        dag = lees_dag(tekst_van(datum, "Dt") or tekst_van(datum, "DtTm") or tekst_van(datum))
        if dag is not None and dag < vandaag:
            yield Bevinding(
                Code.DATUM_VERLEDEN,
                plaats,
                f"De uitvoeringsdatum {dag.isoformat()} is voorbij.",
                "U hoeft niets te doen: de bank neemt de eerstvolgende werkdag.",
            )
        for volgnr, betaling in enumerate(betalingen, 1):
            yield from _betaling(betaling, f"betaling {volgnr} van batch {nr}")
    yield from _dubbel(alle, gebruikt)


def _betaling(betaling: etree._Element, plaats: str) -> Iterator[Bevinding]:
    bedrag = pad_naar(betaling, "Amt", "InstdAmt")
    waarde = _getal(tekst_van(bedrag))
    munt = _munt(betaling)
    if munt != MUNT:
        yield Bevinding(
            Code.VALUTA, plaats, f"De munt is {munt or 'niet gegeven'}.", "De pot betaalt alleen in euro's."
        )
    if waarde is None or waarde <= 0 or waarde != round(waarde, 2):
        yield Bevinding(
            Code.BEDRAG,
            plaats,
            "Het bedrag is geen bedrag boven nul met hoogstens twee decimalen.",
            "Verbeter het bedrag van de opdracht.",
        )
    yield from _rekening(kind_van(betaling, "CdtrAcct"), plaats, "De rekening van de ontvanger", munt == MUNT)


def _munt(betaling: etree._Element) -> str:
    bedrag = pad_naar(betaling, "Amt", "InstdAmt")
    return "" if bedrag is None else bedrag.get("Ccy", "")


def _rekening(rekening: etree._Element | None, plaats: str, wie: str, in_euro: bool) -> Iterator[Bevinding]:
    """An IBAN must be right; a payment in euro must have one, elsewhere an account may have another number."""
    iban = tekst_van(kind_van(rekening, "Id"), "IBAN")
    if (iban or in_euro) and not is_iban(iban):
        yield Bevinding(Code.IBAN, plaats, f"{wie} is geen geldig IBAN.", "Vraag het IBAN na en bevestig het.")


def _tellingen(waarin: etree._Element | None, betalingen: list[etree._Element], plaats: str) -> Iterator[Bevinding]:
    aantal, som = tekst_van(waarin, "NbOfTxs"), tekst_van(waarin, "CtrlSum")
    if aantal and aantal.lstrip("0") != str(len(betalingen) or ""):
        yield Bevinding(
            Code.AANTAL, plaats, f"NbOfTxs is {aantal}, maar er zijn {len(betalingen)} betalingen.", _MAAK_OPNIEUW
        )
    bedragen = [_getal(tekst_van(pad_naar(betaling, "Amt", "InstdAmt"))) for betaling in betalingen]
    echt = sum((bedrag for bedrag in bedragen if bedrag is not None), Decimal(0))
    if som and _getal(som) != echt:
        yield Bevinding(
            Code.CONTROLESOM, plaats, f"CtrlSum is {som}, maar de betalingen zijn samen {echt}.", _MAAK_OPNIEUW
        )


def _dubbel(betalingen: list[etree._Element], gebruikt: Collection[str]) -> Iterator[Bevinding]:
    telling = Counter(tekst_van(kind_van(betaling, "PmtId"), "EndToEndId") for betaling in betalingen)
    for nummer, keren in telling.items():
        if nummer and (keren > 1 or nummer in gebruikt):
            melding = f"Opdrachtnummer {nummer} " + ("staat meer dan eens in het bestand." if keren > 1 else _EERDER)
            yield Bevinding(
                Code.DUBBEL_EINDTOTEIND, f"opdracht {nummer}", melding, "Geef de opdracht een nieuw nummer."
            )


_EERDER = "is al eerder naar de bank gestuurd."


def _kinderen(element: etree._Element | None, naam: str) -> list[etree._Element]:
    return [] if element is None else [kind for kind in element if lokaal[kind.tag] == naam]


def _getal(tekst: str) -> Decimal | None:
    try:
        getal = Decimal(tekst)
    except InvalidOperation:
        return None
    return getal if getal.is_finite() else None
