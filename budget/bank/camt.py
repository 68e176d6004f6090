"""Reader of camt.053 (statement) and camt.054 (advice), every version from .02 on.

Reads as a stream: an entry is taken from the tree and thrown away, so the size of the file costs no memory.
Tags are known by their local name; the namespace gives message and version. Source: ISO 20022 message definitions
camt.053.001.02-.13 and camt.054.001.02-.13.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial

from lxml import etree

from budget.bank.begrippen import Afschrift, Bankregel, Blad, Opmerking, Reden, Regels, op_volgorde
from budget.bank.bron import Geweigerd, Openen
from budget.bank.camt_regel import Opbouw, lees_datum, lees_regel, lees_rekening
from budget.bank.herlezen import verzamel
from budget.bank.iso20022 import Berichtkop, kind_van, lokaal, pad_naar, tekst_van, waar
from budget.bank.waarden import MUNT, lees_cents
from budget.bank.xsd import VEILIG

GETOETST = {"camt.053": frozenset({"02", "04", "08"}), "camt.054": frozenset({"02", "08"})}


def lees_camt(open_: Openen, kop: Berichtkop, *, vasthouden: int) -> Iterator[Afschrift]:
    """Give the statements of a camt file; at most `vasthouden` lines are held, the rest is read again when needed.

    Raises Geweigerd: ONLEESBAAR, ONVOLLEDIG_BERICHT. Only at the end is the file known to be well-formed, so
    nothing may be stored before. O(size of the file).
    """
    leeg = True
    for afschrift in verzamel(partial(_doorloop, open_, kop), vasthouden):
        leeg = False
        yield afschrift
    if leeg:
        raise Geweigerd(Reden.ONVOLLEDIG_BERICHT, "het bericht heeft geen afschrift", kop.soort)


def _doorloop(open_: Openen, kop: Berichtkop) -> Iterator[Bankregel | Afschrift]:
    statement = kop.bericht == "camt.053"
    opbouw = Opbouw(statement)
    bericht_blad = None
    with open_() as stroom:
        gebeurtenissen = etree.iterparse(
            stroom,
            events=("end",),
            tag=("{*}Ntry", "{*}Stmt" if statement else "{*}Ntfctn", "{*}GrpHdr"),
            remove_comments=True,
            remove_pis=True,
            **VEILIG,
        )
        try:
            for _, element in gebeurtenissen:
                naam = lokaal[element.tag]
                if naam == "Ntry":
                    regel = lees_regel(element, opbouw)
                    _ruim_op(element)
                    if regel is not None:
                        yield regel
                elif naam == "GrpHdr":
                    bericht_blad = _blad(kind_van(element, "MsgPgntn"))
                else:
                    yield _lees_afschrift(element, opbouw, kop, bericht_blad)
                    _ruim_op(element)
                    opbouw = Opbouw(statement)
        except etree.XMLSyntaxError as fout:
            raise Geweigerd(Reden.ONLEESBAAR, waar(fout), kop.soort) from None


def _ruim_op(element: etree._Element) -> None:
    """Throw away the entries before this one: the tree keeps its size."""
    ouder = element.getparent()
    if ouder is not None:
        while (vorige := element.getprevious()) is not None and vorige.tag == element.tag:
            ouder.remove(vorige)


def _lees_afschrift(stmt: etree._Element, opbouw: Opbouw, kop: Berichtkop, bericht_blad: Blad | None) -> Afschrift:
    v: dict[str, etree._Element] = {}
    saldi: list[etree._Element] = []
    for kind in stmt:
        naam = lokaal[kind.tag]
        if naam == "Bal":
            saldi.append(kind)
        elif naam != "Ntry":
            v[naam] = kind
    rekening = v.get("Acct")
    munt = tekst_van(rekening, "Ccy") or MUNT
    begin = einde = None
    if opbouw.statement:
        soorten = {}
        for saldo in saldi:
            code = tekst_van(pad_naar(saldo, "Tp", "CdOrPrtry"), "Cd")
            if code == "CLBD" or code not in soorten:
                soorten[code] = saldo
        begin = _saldo(soorten.get("OPBD", soorten.get("PRCD")), opbouw)
        einde = _saldo(soorten.get("CLBD"), opbouw)
    if munt != MUNT:
        opbouw.redenen.add(Reden.ANDERE_VALUTA)
    if kop.versie not in GETOETST[kop.bericht]:
        opbouw.opmerkingen.add(Opmerking.VERSIE_NIET_GETOETST)
    if not _telling_klopt(v.get("TxsSummry"), opbouw):
        opbouw.opmerkingen.add(Opmerking.TELLING_WIJKT_AF)
    blad = _blad(v.get("StmtPgntn"))
    leesbaar = Reden.BEDRAG_ONGELDIG not in opbouw.redenen
    return Afschrift(
        soort=kop.soort,
        volgnr=0,
        nummer=tekst_van(v.get("Id")),
        rekening=lees_rekening(rekening),
        munt=munt,
        begin=begin[0] if begin else None,
        einde=einde[0] if einde else None,
        begindatum=begin[1] if begin else None,
        einddatum=einde[1] if einde else None,
        aantal=opbouw.aantal,
        som=opbouw.bij[1] - opbouw.af[1] if leesbaar else None,
        telling=opbouw.telling,
        regels=Regels(),
        aankondiging=not opbouw.statement,
        blad=(blad or bericht_blad or Blad()) if opbouw.statement else Blad(),
        redenen=op_volgorde(Reden, opbouw.redenen),
        opmerkingen=op_volgorde(Opmerking, opbouw.opmerkingen),
    )


def _saldo(bal: etree._Element | None, opbouw: Opbouw) -> tuple[int | None, date | None] | None:
    if bal is None:
        return None
    amt = kind_van(bal, "Amt")
    if amt is not None and amt.get("Ccy", MUNT) != MUNT:
        opbouw.redenen.add(Reden.ANDERE_VALUTA)
    cents = lees_cents(tekst_van(amt))
    kant = tekst_van(bal, "CdtDbtInd")
    if cents is None or (kant not in {"CRDT", "DBIT"} and cents):
        opbouw.redenen.add(Reden.BEDRAG_ONGELDIG)
        return None
    return -cents if kant == "DBIT" else cents, lees_datum(kind_van(bal, "Dt"))


def _telling_klopt(samenvatting: etree._Element | None, opbouw: Opbouw) -> bool:
    """Compare TxsSummry with the booked entries; entries that were skipped may or may not be in it."""
    if samenvatting is None or opbouw.niet_geboekt:
        return True
    alles = [opbouw.bij[0] + opbouw.af[0], opbouw.bij[1] + opbouw.af[1]]
    for naam, (aantal, som) in (("TtlNtries", alles), ("TtlCdtNtries", opbouw.bij), ("TtlDbtNtries", opbouw.af)):
        deel = kind_van(samenvatting, naam)
        gezegd_aantal, gezegde_som = tekst_van(deel, "NbOfNtries"), tekst_van(deel, "Sum")
        if gezegd_aantal and gezegd_aantal.lstrip("0") != str(aantal or ""):
            return False
        if gezegde_som and lees_cents(gezegde_som) != som:
            return False
    return True


def _blad(pgntn: etree._Element | None) -> Blad | None:
    if pgntn is None:
        return None
    nummer = tekst_van(pgntn, "PgNb")
    nr = int(nummer) if nummer.isdecimal() else 1
    return Blad(nr, nr == 1, tekst_van(pgntn, "LastPgInd") not in {"false", "0"})
