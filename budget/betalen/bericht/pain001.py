"""Writer of the payment file pain.001.001.09, and .03 for banks that still ask for it.

No addresses are sent. The same payments give the same bytes: nothing comes from a clock or from chance. Sources: ISO
20022 pain.001.001.03 and .09; EPC132-08 (SEPA credit transfer, customer to bank), character set EPC217-08.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from datetime import date
from itertools import groupby

from lxml import etree

from budget.bank.rf import is_rf, schone_rf
from budget.bank.waarden import schone_rekening
from budget.basis.klok import AMSTERDAM, in_utc
from budget.betalen.bericht.begrippen import Betaalbestand, Betaling, Versie

_KENMERK = re.compile(r"[A-Za-z0-9?:().,'+-]+(?:/?[A-Za-z0-9?:().,'+ -]+)*")
_BUITEN_SEPA = re.compile(r"[^A-Za-z0-9/?:().,'+ -]")
_LANGST_NUMMER, _LANGST_KENMERK, _LANGST_NAAM, _LANGST_TEKST = 26, 35, 70, 140


def schrijf_pain001(bestand: Betaalbestand, *, versie: Versie = Versie.V09, batchboeking: bool = True) -> bytes:
    """Write the payment file: one PmtInf per execution date, payments in the order of their numbers.

    batchboeking: ask the bank to book a batch as one entry. Names and texts are written in the characters that SEPA
    allows and cut at its lengths; numbers are never changed. ValueError: no payments, an amount that is not positive, a
    name of which nothing is left, a number that is too long or has other characters. Whether the file may leave is for
    `controleer_pain001` and the rules of paying. O(payments).
    """
    _keur_invoer(bestand)
    ruimte = f"urn:iso:std:iso:20022:tech:xsd:pain.001.001.{versie}"
    document = etree.Element(f"{{{ruimte}}}Document", nsmap={None: ruimte})  # type: ignore[dict-item]
    opdracht = _onder(document, "CstmrCdtTrfInitn")
    kop = _onder(opdracht, "GrpHdr")
    _onder(kop, "MsgId", bestand.nummer)
    gemaakt = in_utc(bestand.gemaakt_op).astimezone(AMSTERDAM)
    _onder(kop, "CreDtTm", gemaakt.isoformat(timespec="seconds"))
    _tel(kop, bestand.betalingen)
    _onder(_onder(kop, "InitgPty"), "Nm", sepa_tekst(bestand.naam, _LANGST_NAAM))
    op_datum = sorted(bestand.betalingen, key=lambda betaling: (betaling.op, betaling.eindtoteind))
    for dag, betalingen in groupby(op_datum, key=lambda betaling: betaling.op):
        _schrijf_batch(opdracht, bestand, dag, tuple(betalingen), versie, batchboeking)
    return bytes(etree.tostring(document, xml_declaration=True, encoding="UTF-8", pretty_print=True))


def sepa_tekst(tekst: str, langst: int) -> str:
    """Return the text in the SEPA character set, at most `langst` long: é becomes e, & becomes +, the rest a space."""
    plat = unicodedata.normalize("NFKD", tekst.replace("&", "+").replace("ß", "ss").replace("ø", "o").replace("Ø", "O"))
    zonder = "".join(teken for teken in plat if not unicodedata.combining(teken))
    return " ".join(_BUITEN_SEPA.sub(" ", zonder).split())[:langst].strip()


def _keur_invoer(bestand: Betaalbestand) -> None:
    if not bestand.betalingen:
        raise ValueError("een betaalbestand zonder betalingen bestaat niet")
    nummers = [(bestand.nummer, _LANGST_NUMMER), *((b.eindtoteind, _LANGST_KENMERK) for b in bestand.betalingen)]
    for nummer, langst in nummers:
        if len(nummer) > langst or not _KENMERK.fullmatch(nummer):
            raise ValueError(f"'{nummer}' is geen kenmerk van 1 tot {langst} tekens dat elke bank aanneemt")
    for betaling in bestand.betalingen:
        if betaling.cents <= 0:
            raise ValueError(f"betaling {betaling.eindtoteind} heeft geen bedrag boven nul")
        if not sepa_tekst(betaling.naam, _LANGST_NAAM):
            raise ValueError(f"betaling {betaling.eindtoteind} heeft geen naam in letters die elke bank aanneemt")
    if not sepa_tekst(bestand.naam, _LANGST_NAAM):
        raise ValueError("de pot heeft geen naam in letters die elke bank aanneemt")


def _schrijf_batch(
    opdracht: etree._Element,
    bestand: Betaalbestand,
    dag: date,
    betalingen: tuple[Betaling, ...],
    versie: Versie,
    batchboeking: bool,
) -> None:
    nieuw = versie is Versie.V09
    batch = _onder(opdracht, "PmtInf")
    _onder(batch, "PmtInfId", f"{bestand.nummer}-{dag:%Y%m%d}")
    _onder(batch, "PmtMtd", "TRF")
    _onder(batch, "BtchBookg", "true" if batchboeking else "false")
    _tel(batch, betalingen)
    _onder(_onder(_onder(batch, "PmtTpInf"), "SvcLvl"), "Cd", "SEPA")
    datum = _onder(batch, "ReqdExctnDt", None if nieuw else dag.isoformat())
    if nieuw:
        _onder(datum, "Dt", dag.isoformat())
    _onder(_onder(batch, "Dbtr"), "Nm", sepa_tekst(bestand.naam, _LANGST_NAAM))
    rekening = _onder(batch, "DbtrAcct")
    _onder(_onder(rekening, "Id"), "IBAN", schone_rekening(bestand.iban))
    _onder(rekening, "Ccy", "EUR")
    instelling = _onder(_onder(batch, "DbtrAgt"), "FinInstnId")
    if bestand.bic:
        _onder(instelling, "BICFI" if nieuw else "BIC", bestand.bic)
    else:
        _onder(_onder(instelling, "Othr"), "Id", "NOTPROVIDED")
    _onder(batch, "ChrgBr", "SLEV")
    for betaling in betalingen:
        _schrijf_betaling(batch, betaling)


def _schrijf_betaling(batch: etree._Element, betaling: Betaling) -> None:
    regel = _onder(batch, "CdtTrfTxInf")
    _onder(_onder(regel, "PmtId"), "EndToEndId", betaling.eindtoteind)
    _onder(_onder(regel, "Amt"), "InstdAmt", _bedrag(betaling.cents)).set("Ccy", "EUR")
    _onder(_onder(regel, "Cdtr"), "Nm", sepa_tekst(betaling.naam, _LANGST_NAAM))
    _onder(_onder(_onder(regel, "CdtrAcct"), "Id"), "IBAN", schone_rekening(betaling.iban))
    if betaling.kenmerk:
        verwijzing = _onder(_onder(_onder(regel, "RmtInf"), "Strd"), "CdtrRefInf")
        soort = _onder(verwijzing, "Tp")
        _onder(_onder(soort, "CdOrPrtry"), "Cd", "SCOR")
        # ISO = ISO 11649, CUR = the betalingskenmerk of Currence [ongeverifieerd].
        _onder(soort, "Issr", "ISO" if is_rf(betaling.kenmerk) else "CUR")
        _onder(verwijzing, "Ref", schone_rf(betaling.kenmerk))
    elif tekst := sepa_tekst(betaling.omschrijving, _LANGST_TEKST):
        _onder(_onder(regel, "RmtInf"), "Ustrd", tekst)


def _tel(waar: etree._Element, betalingen: Iterable[Betaling]) -> None:
    bedragen = [betaling.cents for betaling in betalingen]
    _onder(waar, "NbOfTxs", str(len(bedragen)))
    _onder(waar, "CtrlSum", _bedrag(sum(bedragen)))


def _bedrag(cents: int) -> str:
    return f"{cents // 100}.{cents % 100:02d}"


def _onder(ouder: etree._Element, naam: str, tekst: str | None = None) -> etree._Element:
    kind = etree.SubElement(ouder, f"{{{etree.QName(ouder).namespace}}}{naam}")
    kind.text = tekst
    return kind
