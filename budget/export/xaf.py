"""The book of one year as XML Auditfile Financieel 4.0 or 3.2, written as a stream: any size, little memory.

Sources: the schemas of the Belastingdienst (https://odb.belastingdienst.nl) and auditfiles.nl. Only the money circle:
reserveringen, verplichtingen and mandate usage stand off balance. Accounts are the numbers of the chart; the party is
custSupID, the casusnummer `project` (4.0), other dimensions stand in the description of the line. The number of a
transaction is that of its journaalpost, so numbers of posts that moved no money are not there.
"""

from __future__ import annotations

import calendar
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from hashlib import sha256
from itertools import groupby
from typing import Any, BinaryIO

from lxml import etree

from budget.basis.transactie import Sessie
from budget.export.platteboekhouding import bedrag, op_een_regel
from budget.grootboek.rekeningschema import REKENINGSCHEMA, Kring, sleutel_van
from budget.grootboek.ruw import Ruw

PROGRAMMA = "doorbraaktafel"
_BLADZIJDE = 1000
_BANK = ("bankregel", "beginsaldo")
_PARTIJEN = ("deelnemer", "betaler", "aanbieder", "begunstigde", "partij")
_SOORTEN = {"aanbieder": "S", "deelnemer": "C", "betaler": "C"}
_GELDREKENINGEN = [soort for soort in REKENINGSCHEMA.values() if soort.kring is Kring.GELD]


class Xafversie(StrEnum):
    """Which auditfile; from 2027 on the Belastingdienst takes 4.0 only."""

    V40 = "4.0"
    V32 = "3.2"


_NAAMRUIMTE = {
    Xafversie.V40: "http://www.odb.belastingdienst.nl/Belastingdienst/BCPP/1.1/structures/XmlauditfileXAF_4.0",
    Xafversie.V32: "http://www.auditfiles.nl/XAF/3.2",
}


@dataclass(frozen=True, slots=True)
class Xafkop:
    """What the ledger does not know: whose administration it is, names of parties, and the RGS code per account.

    partijen: id to name; a party that is not in it has its id as name. soorten: what a party is to the pot.
    """

    naam: str
    fiscaal_nummer: str
    programmaversie: str
    gemaakt_op: date
    partijen: Mapping[str, str]
    soorten: Mapping[str, str]
    rgs: Mapping[str, str]
    rgs_versie: str = ""


def schrijf_xaf(db: Sessie, uit: BinaryIO, jaar: int, versie: Xafversie, kop: Xafkop) -> None:
    """Write the year; opening balance is the closing balance of the year before. O(boekingen), memory O(accounts)."""
    ruw = Ruw(db)
    with etree.xmlfile(uit, encoding="utf-8") as xml:
        xml.write_declaration()
        # The elements inside take the default namespace of the root.
        with xml.element("auditfile", nsmap={None: _NAAMRUIMTE[versie]}):
            _header(xml, jaar, versie, kop)
            with xml.element("company"):
                _company(xml, versie, kop)
                _relaties(xml, ruw, kop)
                _rekeningen(xml, versie, kop)
                _perioden(xml, jaar)
                _beginbalans(xml, ruw, jaar, versie)
                _transacties(xml, ruw, jaar, versie)


def _header(xml: Any, jaar: int, versie: Xafversie, kop: Xafkop) -> None:
    with xml.element("header"):
        _velden(
            xml,
            fiscalYear=str(jaar),
            startDate=f"{jaar:04d}-01-01",
            endDate=f"{jaar:04d}-12-31",
            curCode="EUR",
            dateCreated=kop.gemaakt_op.isoformat(),
            softwareDesc=PROGRAMMA,
            softwareVersion=kop.programmaversie[:20],
            RGSVersion=kop.rgs_versie if versie is Xafversie.V40 else "",
        )


def _company(xml: Any, versie: Xafversie, kop: Xafkop) -> None:
    _velden(
        xml,
        companyIdent="pot" if versie is Xafversie.V32 else "",
        companyName=kop.naam,
        taxRegistrationCountry="NL",
        taxRegIdent=kop.fiscaal_nummer or "onbekend",
    )


def _relaties(xml: Any, ruw: Ruw, kop: Xafkop) -> None:
    namen = set(kop.soorten)
    for soort in _GELDREKENINGEN:
        for plaats, dimensie in enumerate(soort.dimensies, 1):
            if dimensie in _PARTIJEN:
                rijen = ruw.rijen(f"SELECT DISTINCT d{plaats} FROM rekening WHERE code = ?", soort.code)
                namen |= {naam for (naam,) in rijen}
    with xml.element("customersSuppliers"):
        for naam in sorted(namen):
            with xml.element("customerSupplier"):
                _velden(
                    xml,
                    custSupID=_kort(naam),
                    custSupName=kop.partijen.get(naam, naam)[:50],
                    custSupTp=_SOORTEN.get(kop.soorten.get(naam, ""), "B"),
                )


def _rekeningen(xml: Any, versie: Xafversie, kop: Xafkop) -> None:
    with xml.element("generalLedger"):
        for soort in _GELDREKENINGEN:
            with xml.element("ledgerAccount"):
                _velden(
                    xml,
                    accID=soort.code,
                    accDesc=soort.naam,
                    accTp="P" if soort.resultaat else "B",
                    RGScode=kop.rgs.get(soort.code, "") if versie is Xafversie.V40 else "",
                )


def _perioden(xml: Any, jaar: int) -> None:
    with xml.element("periods"):
        for maand in range(1, 13):
            with xml.element("period"):
                _velden(
                    xml,
                    periodNumber=str(maand),
                    startDatePeriod=f"{jaar:04d}-{maand:02d}-01",
                    endDatePeriod=f"{jaar:04d}-{maand:02d}-{calendar.monthrange(jaar, maand)[1]:02d}",
                )


def _beginbalans(xml: Any, ruw: Ruw, jaar: int, versie: Xafversie) -> None:
    saldi = [(code, cents) for code, cents in beginsaldi(ruw, jaar).items() if cents]
    with xml.element("openingBalance"):
        _velden(
            xml,
            opBalDate=f"{jaar:04d}-01-01" if versie is Xafversie.V32 else "",
            linesCount=str(len(saldi)),
            totalDebit=bedrag(sum(cents for _, cents in saldi if cents > 0)),
            totalCredit=bedrag(-sum(cents for _, cents in saldi if cents < 0)),
        )
        for nummer, (code, cents) in enumerate(saldi, 1):
            with xml.element("obLine"):
                _velden(xml, nr=str(nummer), accID=code, amnt=bedrag(abs(cents)), amntTp="D" if cents > 0 else "C")


def beginsaldi(ruw: Ruw, jaar: int) -> dict[str, int]:
    """Return the balance per account number at the beginning of a year, of the money circle. O(boekingen before it)."""
    kanten = " UNION ALL ".join(
        f"SELECT b.{kant} AS rekening, {teken}b.bedrag AS cents FROM boeking b"
        " JOIN journaalpost j ON j.nummer = b.journaalpost WHERE j.datum < ?"
        for kant, teken in (("debet", ""), ("credit", "-"))
    )
    begin = f"{jaar:04d}-01-01"
    rijen = ruw.rijen(
        f"SELECT r.code, CAST(SUM(k.cents) AS BIGINT) FROM ({kanten}) k JOIN rekening r ON r.nummer = k.rekening"
        " WHERE r.kring = 1 GROUP BY r.code ORDER BY r.code",
        begin,
        begin,
    )
    return dict(rijen)


def _transacties(xml: Any, ruw: Ruw, jaar: int, versie: Xafversie) -> None:
    aantal, som = ruw.rij(
        "SELECT COUNT(*), CAST(COALESCE(SUM(b.bedrag), 0) AS BIGINT) FROM boeking b"
        " JOIN journaalpost j ON j.nummer = b.journaalpost JOIN rekening r ON r.nummer = b.debet"
        " WHERE r.kring = 1 AND j.datum BETWEEN ? AND ?",
        f"{jaar:04d}-01-01",
        f"{jaar:04d}-12-31",
    ) or (0, 0)
    with xml.element("transactions"):
        _velden(xml, linesCount=str(2 * aantal), totalDebit=bedrag(som), totalCredit=bedrag(som))
        for dagboek, naam, soort, bank in (("BNK", "Bank", "B", True), ("MEM", "Memoriaal", "M", False)):
            with xml.element("journal"):
                _velden(xml, jrnID=dagboek, desc=naam, jrnTp=soort, offsetAccID="1100" if bank else "")
                for post, paren in _posten(ruw, jaar, bank=bank):
                    _transactie(xml, post, paren, versie)


def _posten(ruw: Ruw, jaar: int, *, bank: bool) -> Iterator[tuple[tuple[Any, ...], list[tuple[Any, ...]]]]:
    """Yield every journaalpost of a journal with its pairs."""
    for post, paren in groupby(_paren(ruw, jaar, bank=bank), key=lambda rij: rij[:5]):
        yield post, list(paren)


def _paren(ruw: Ruw, jaar: int, *, bank: bool) -> Iterator[tuple[Any, ...]]:
    """Yield the pairs in order; a page of chain numbers at a time, so that memory does not grow with the book."""
    soorten = f"{'' if bank else 'NOT '}IN ({', '.join('?' * len(_BANK))})"
    laatste = int(ruw.waarde("SELECT COALESCE(MAX(volgnummer), 0) FROM boeking"))
    for vanaf in range(1, laatste + 1, _BLADZIJDE):
        yield from ruw.rijen(
            "SELECT j.nummer, j.soort, j.datum, j.actor, j.bron, d.code, d.d1, d.d2, d.d3, c.code, c.d1, c.d2, c.d3,"
            " b.bedrag FROM boeking b JOIN journaalpost j ON j.nummer = b.journaalpost"
            " JOIN rekening d ON d.nummer = b.debet JOIN rekening c ON c.nummer = b.credit"
            f" WHERE b.volgnummer BETWEEN ? AND ? AND d.kring = 1 AND j.datum BETWEEN ? AND ? AND j.soort {soorten}"
            " ORDER BY b.volgnummer",
            vanaf,
            vanaf + _BLADZIJDE - 1,
            f"{jaar:04d}-01-01",
            f"{jaar:04d}-12-31",
            *_BANK,
        )


def _transactie(xml: Any, post: tuple[Any, ...], paren: list[tuple[Any, ...]], versie: Xafversie) -> None:
    nummer, soort, datum, actor, bron = post
    v40 = versie is Xafversie.V40
    with xml.element("transaction"):
        _velden(
            xml,
            nr=str(nummer),
            desc=soort.replace("_", " "),
            periodNumber=str(int(datum[5:7])),
            trDt=datum,
            Source=op_een_regel(bron) if v40 else "",
            User=actor if v40 else "",
        )
        regels = (
            (paar[5:9], paar[13], "D") if kant == 0 else (paar[9:13], paar[13], "C")
            for paar in paren
            for kant in (0, 1)
        )
        for volgnummer, (rekening, cents, teken) in enumerate(regels, 1):
            code, *waarden = sleutel_van(*rekening)
            dimensies = dict(zip(REKENINGSCHEMA[code].dimensies, waarden, strict=True))
            partij = next((waarde for naam, waarde in dimensies.items() if naam in _PARTIJEN), "")
            rest = "; ".join(
                f"{naam} {waarde}" for naam, waarde in dimensies.items() if naam not in _PARTIJEN and waarde
            )
            with xml.element("trLine"):
                _velden(
                    xml,
                    nr=str(volgnummer),
                    accID=code,
                    docRef=str(nummer),
                    effDate=datum,
                    desc=op_een_regel(rest),
                    amnt=bedrag(cents),
                    amntTp=teken,
                    custSupID=_kort(partij),
                    invRef=op_een_regel(dimensies.get("factuur", "")),
                    project=dimensies.get("casus", "") if v40 else "",
                    bankAccNr=dimensies.get("iban", ""),
                )


def _velden(xml: Any, **velden: str) -> None:
    """Write the fields that hold something, in the order given."""
    for naam, waarde in velden.items():
        if waarde:
            with xml.element(naam):
                xml.write(waarde)


def _kort(naam: str) -> str:
    """Return a party as an identification of at most 35 signs; two long names keep apart."""
    schoon = op_een_regel(naam)
    return schoon if len(schoon) <= 35 else f"{schoon[:26]}-{sha256(schoon.encode()).hexdigest()[:8]}"
