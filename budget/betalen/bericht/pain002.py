"""Reader of pain.002: what the bank says of a payment file. Information only, it books nothing.

Source: ISO 20022 pain.002.001.03 and .10.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from io import BytesIO

from lxml import etree

from budget.bank.bron import Geweigerd
from budget.bank.iso20022 import kind_van, lees_kop, lokaal, tekst_van, waar
from budget.bank.xsd import VEILIG
from budget.basis.weigering import Fout, OnbruikbareInvoer
from budget.betalen.bericht.begrippen import Betaalstatus, Groepstatus, Status, Statusbericht

_VOOR_ALLE = frozenset({Status.RJCT, Status.ACTC, Status.ACCP, Status.ACSP, Status.ACSC, Status.ACWC, Status.CANC})
"""A status of a file or batch that holds for each payment in it; PART and PDNG say nothing of one payment."""


def lees_pain002(naam: str, inhoud: bytes) -> Statusbericht:
    """Read a status report; OnbruikbareInvoer when it is not a pain.002 that can be read. `naam` is for the message."""
    try:
        kop = lees_kop(partial(BytesIO, inhoud))
    except Geweigerd as fout:
        raise _onbruikbaar(naam, "bestand", fout.toelichting) from None
    if kop.bericht != "pain.002":
        raise _onbruikbaar(naam, "bestand", f"dit is {kop.soort}")
    try:
        boom = etree.fromstring(inhoud, etree.XMLParser(remove_comments=True, **VEILIG))  # type: ignore[arg-type]
    except etree.XMLSyntaxError as syntaxis:
        raise _onbruikbaar(naam, "bestand", waar(syntaxis)) from None
    rapport = next((el for el in boom.iter() if lokaal[el.tag] == "CstmrPmtStsRpt"), None)
    groep = kind_van(rapport, "OrgnlGrpInfAndSts")
    bestand = tekst_van(groep, "OrgnlMsgId")
    if rapport is None or not bestand:
        raise _onbruikbaar(naam, "OrgnlMsgId", "er staat niet in over welk betaalbestand het gaat")
    return Statusbericht(
        soort=kop.soort,
        bericht=tekst_van(kind_van(rapport, "GrpHdr"), "MsgId"),
        bestand=bestand,
        status=_status(naam, groep, "GrpSts"),
        groepen=tuple(_groep(naam, el) for el in rapport if lokaal[el.tag] == "OrgnlPmtInfAndSts"),
    )


def per_opdracht(
    bericht: Statusbericht, opdrachten: Iterable[tuple[str, str]]
) -> tuple[dict[str, Betaalstatus], tuple[str, ...]]:
    """Say what the report means for the orders of the file, given as (order number, PmtInfId of its batch).

    A payment that is named has its own status; else that of its batch, else that of the file, when it holds for all.
    Returns the statuses by order number and the numbers that the file does not have: those are reported, never guessed.
    """
    batch_van = dict(opdrachten)
    genoemd = {nummer: status for groep in bericht.groepen for nummer, status in groep.betalingen}
    per_batch = {groep.batch: groep.status for groep in bericht.groepen}
    statussen: dict[str, Betaalstatus] = {}
    for nummer, batch in batch_van.items():
        for status in (genoemd.get(nummer), per_batch.get(batch), bericht.status):
            if status is not None and (status is genoemd.get(nummer) or status.status in _VOOR_ALLE):
                statussen[nummer] = status
                break
    return statussen, tuple(nummer for nummer in genoemd if nummer not in batch_van)


def _groep(naam: str, element: etree._Element) -> Groepstatus:
    betalingen = []
    for kind in element:
        if lokaal[kind.tag] == "TxInfAndSts":
            status = _status(naam, kind, "TxSts")
            if status is not None:
                betalingen.append((tekst_van(kind, "OrgnlEndToEndId"), status))
    return Groepstatus(tekst_van(element, "OrgnlPmtInfId"), _status(naam, element, "PmtInfSts"), tuple(betalingen))


def _status(naam: str, element: etree._Element | None, veld: str) -> Betaalstatus | None:
    code = tekst_van(element, veld)
    if not code:
        return None
    if code not in Status.__members__:
        raise _onbruikbaar(naam, veld, f"status {code} is onbekend")
    informatie = kind_van(element, "StsRsnInf")
    reden = kind_van(informatie, "Rsn")
    return Betaalstatus(
        Status(code), tekst_van(reden, "Cd") or tekst_van(reden, "Prtry"), tekst_van(informatie, "AddtlInf")
    )


def _onbruikbaar(naam: str, plaats: str, wat: str) -> OnbruikbareInvoer:
    return OnbruikbareInvoer(
        [
            Fout(
                naam,
                plaats,
                f"Dit statusbericht is niet te gebruiken: {wat}.",
                "Haal het statusbericht (pain.002) opnieuw op bij de bank.",
            )
        ]
    )
