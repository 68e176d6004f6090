"""Reader of camt.053 (statement) and camt.054 (advice), every version from .02 on.

Reads as a stream: an entry is taken from the tree and thrown away, so the size of the file costs no memory.
Tags are known by their local name; the namespace gives message and version. Source: ISO 20022 message definitions
camt.053.001.02-.13 and camt.054.001.02-.13.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from lxml import etree

from budget.bank.begrippen import Afschrift, Bankregel, Blad, Deel, Opmerking, Reden, Regels, Sleutel, op_volgorde
from budget.bank.bron import Geweigerd, Openen
from budget.bank.herlezen import verzamel
from budget.bank.iso20022 import Berichtkop, kind_van, lokaal, pad_naar, tekst_van, waar
from budget.bank.waarden import MUNT, kenmerk_of_niets, lees_cents, lees_dag, lees_valutadag, schone_rekening
from budget.bank.xsd import VEILIG

GETOETST = {"camt.053": frozenset({"02", "04", "08"}), "camt.054": frozenset({"02", "08"})}
_OVERGESLAGEN = {"PDNG": Opmerking.PDNG_OVERGESLAGEN, "FUTR": Opmerking.FUTR_OVERGESLAGEN}


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


@dataclass(slots=True)
class _Opbouw:
    """What adds up while the entries of one statement go by; the pairs are [number, sum of cents]."""

    statement: bool
    telling: Counter[Sleutel] = field(default_factory=Counter)
    redenen: set[Reden] = field(default_factory=set)
    opmerkingen: set[Opmerking] = field(default_factory=set)
    aantal: int = 0
    bij: list[int] = field(default_factory=lambda: [0, 0])
    af: list[int] = field(default_factory=lambda: [0, 0])
    niet_geboekt: int = 0


def _doorloop(open_: Openen, kop: Berichtkop) -> Iterator[Bankregel | Afschrift]:
    statement = kop.bericht == "camt.053"
    opbouw = _Opbouw(statement)
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
                    regel = _lees_regel(element, opbouw)
                    _ruim_op(element)
                    if regel is not None:
                        yield regel
                elif naam == "GrpHdr":
                    bericht_blad = _blad(kind_van(element, "MsgPgntn"))
                else:
                    yield _lees_afschrift(element, opbouw, kop, bericht_blad)
                    _ruim_op(element)
                    opbouw = _Opbouw(statement)
        except etree.XMLSyntaxError as fout:
            raise Geweigerd(Reden.ONLEESBAAR, waar(fout), kop.soort) from None


def _ruim_op(element: etree._Element) -> None:
    """Throw the element away and what was thrown away before it: the tree keeps its size."""
    element.clear()
    ouder = element.getparent()
    if ouder is not None:
        while (vorige := element.getprevious()) is not None and vorige.tag == element.tag:
            ouder.remove(vorige)


# --- entries -------------------------------------------------------------------------------------------------------


def _lees_regel(ntry: etree._Element, opbouw: _Opbouw) -> Bankregel | None:
    """Read one entry and add it to the statement; None for an entry that is no bankregel."""
    v: dict[str, etree._Element] = {}
    details: list[etree._Element] = []
    for kind in ntry:
        naam = lokaal[kind.tag]
        if naam == "NtryDtls":
            details.append(kind)
        else:
            v[naam] = kind
    status = tekst_van(v.get("Sts"), "Cd") or tekst_van(v.get("Sts")) or "BOOK"
    if status != "BOOK":
        opbouw.niet_geboekt += 1
        opbouw.opmerkingen.add(_OVERGESLAGEN.get(status, Opmerking.INFO_OVERGESLAGEN))
        return None

    opbouw.aantal += 1
    cents = _bedrag(v.get("Amt"), v.get("CdtDbtInd"), opbouw)
    boekdatum = _datum(v.get("BookgDt"))
    if boekdatum is None and (opbouw.statement or v.get("BookgDt") is not None):
        opbouw.redenen.add(Reden.DATUM_ONGELDIG)
    valutadatum, aangepast = lees_valutadag(_datumtekst(v.get("ValDt")))
    if aangepast:
        opbouw.opmerkingen.add(Opmerking.VALUTADATUM_AANGEPAST)
    if cents is None:
        return None
    if cents == 0:
        opbouw.opmerkingen.add(Opmerking.NULBEDRAG)
        return None
    if boekdatum is not None:
        opbouw.telling[boekdatum, cents] += 1

    transacties, batchkenmerk = _transacties(details)
    code = _transactiecode(v.get("BkTxCd"))
    tekst = tekst_van(v.get("AddtlNtryInf"))
    eigen: _Velden = _Velden()
    delen: tuple[Deel, ...] = ()
    if len(transacties) == 1:
        eigen = _velden(transacties[0], cents > 0)
    elif transacties:
        delen = _lees_delen(transacties, cents, code)
        if not delen:
            opbouw.opmerkingen.add(Opmerking.BATCH_TELT_NIET_OP)
    return Bankregel(
        volgnr=opbouw.aantal,
        boekdatum=boekdatum,
        valutadatum=valutadatum,
        cents=cents,
        naam=eigen.naam,
        tegenrekening=eigen.tegenrekening,
        bic=eigen.bic,
        omschrijving=eigen.omschrijving or tekst,
        kenmerk=eigen.kenmerk,
        eindtoteind=eigen.eindtoteind,
        retour=eigen.retour,
        omkering=tekst_van(v.get("RvslInd")) in {"true", "1"},
        bankreferentie=tekst_van(v.get("AcctSvcrRef")) or eigen.bankreferentie,
        regelreferentie=tekst_van(v.get("NtryRef")),
        batchkenmerk=batchkenmerk or eigen.batchkenmerk,
        transactiecode=eigen.transactiecode or code,
        delen=delen,
    )


def _bedrag(amt: etree._Element | None, richting: etree._Element | None, opbouw: _Opbouw) -> int | None:
    """Read the signed cents of an entry and add them up; the sign is that of the entry, whatever RvslInd says."""
    if amt is not None and amt.get("Ccy", MUNT) != MUNT:
        opbouw.redenen.add(Reden.ANDERE_VALUTA)
    cents = lees_cents(tekst_van(amt))
    kant = tekst_van(richting)
    if cents is None or kant not in {"CRDT", "DBIT"}:
        opbouw.redenen.add(Reden.BEDRAG_ONGELDIG)
        return None
    tel = opbouw.bij if kant == "CRDT" else opbouw.af
    tel[0] += 1
    tel[1] += cents
    return cents if kant == "CRDT" else -cents


def _transacties(details: list[etree._Element]) -> tuple[list[etree._Element], str]:
    """Return the TxDtls of an entry and the PmtInfId under which the bank booked a batch of ours."""
    gevonden = []
    batchkenmerk = ""
    for detail in details:
        for kind in detail:
            naam = lokaal[kind.tag]
            if naam == "TxDtls":
                gevonden.append(kind)
            elif naam == "Btch":
                batchkenmerk = tekst_van(kind, "PmtInfId") or batchkenmerk
    return gevonden, batchkenmerk


def _lees_delen(transacties: list[etree._Element], cents: int, code: str) -> tuple[Deel, ...]:
    """Read the parts of a batch; none when they do not add up to their entry: then the entry is one line."""
    delen = []
    for nr, transactie in enumerate(transacties, 1):
        velden = _velden(transactie, cents > 0)
        if velden.cents is None:
            return ()
        delen.append(
            Deel(
                volgnr=nr,
                cents=velden.cents,
                naam=velden.naam,
                tegenrekening=velden.tegenrekening,
                bic=velden.bic,
                omschrijving=velden.omschrijving,
                kenmerk=velden.kenmerk,
                eindtoteind=velden.eindtoteind,
                retour=velden.retour,
                bankreferentie=velden.bankreferentie,
                transactiecode=velden.transactiecode or code,
            )
        )
    return tuple(delen) if sum(deel.cents for deel in delen) == cents else ()


@dataclass(slots=True)
class _Velden:
    """What one TxDtls says."""

    cents: int | None = None
    naam: str = ""
    tegenrekening: str = ""
    bic: str = ""
    omschrijving: str = ""
    kenmerk: str = ""
    eindtoteind: str = ""
    retour: str = ""
    bankreferentie: str = ""
    batchkenmerk: str = ""
    transactiecode: str = ""


def _velden(transactie: etree._Element, bij: bool) -> _Velden:
    velden = _Velden()
    bedrag: etree._Element | None = None
    richting = ""
    aanvulling = ""
    for kind in transactie:
        match lokaal[kind.tag]:
            case "Refs":
                for ref in kind:
                    match lokaal[ref.tag]:
                        case "EndToEndId":
                            velden.eindtoteind = kenmerk_of_niets(tekst_van(ref))
                        case "PmtInfId":
                            velden.batchkenmerk = kenmerk_of_niets(tekst_van(ref))
                        case "AcctSvcrRef":
                            velden.bankreferentie = tekst_van(ref)
            case "Amt":
                bedrag = kind
            case "AmtDtls" if bedrag is None:
                bedrag = pad_naar(kind, "TxAmt", "Amt")
            case "CdtDbtInd":
                richting = tekst_van(kind)
            case "BkTxCd":
                velden.transactiecode = _transactiecode(kind)
            case "RltdPties":
                velden.naam, velden.tegenrekening = _tegenpartij(kind, bij)
            case "RltdAgts":
                velden.bic = _bic(kind, bij)
            case "RmtInf":
                velden.omschrijving, velden.kenmerk = _mededeling(kind)
            case "RtrInf":
                velden.retour = tekst_van(kind_van(kind, "Rsn"), "Cd") or tekst_van(kind_van(kind, "Rsn"), "Prtry")
            case "AddtlTxInf":
                aanvulling = tekst_van(kind)
    velden.omschrijving = velden.omschrijving or aanvulling
    if bedrag is not None and bedrag.get("Ccy", MUNT) == MUNT:
        cents = lees_cents(tekst_van(bedrag))
        af = richting == "DBIT" or (not richting and not bij)
        velden.cents = -cents if cents is not None and af else cents
    return velden


def _tegenpartij(partijen: etree._Element, bij: bool) -> tuple[str, str]:
    """Return name and account of the other side: the debtor of a credit, the creditor of a debit.

    A return names only the party of the original payment, so the other side is taken when the first is empty.
    """
    v = {lokaal[kind.tag]: kind for kind in partijen}
    for kant in ("Dbtr", "Cdtr") if bij else ("Cdtr", "Dbtr"):
        partij = v.get(kant)
        # From .08 on the party stands one level deeper.
        naam = tekst_van(partij, "Nm") or tekst_van(kind_van(partij, "Pty"), "Nm")
        rekening = _rekening(v.get(kant + "Acct"))
        if naam or rekening:
            return naam, rekening
    return "", ""


def _bic(agenten: etree._Element, bij: bool) -> str:
    for kant in ("DbtrAgt", "CdtrAgt") if bij else ("CdtrAgt", "DbtrAgt"):
        instelling = pad_naar(agenten, kant, "FinInstnId")
        if gevonden := tekst_van(instelling, "BICFI") or tekst_van(instelling, "BIC"):
            return gevonden
    return ""


def _mededeling(rmtinf: etree._Element) -> tuple[str, str]:
    """Return the free text (all Ustrd, and AddtlRmtInf of Strd) and the first structured reference."""
    vrij = []
    kenmerk = ""
    for kind in rmtinf:
        naam = lokaal[kind.tag]
        if naam == "Ustrd":
            vrij.append(tekst_van(kind))
        elif naam == "Strd":
            kenmerk = kenmerk or kenmerk_of_niets(tekst_van(kind_van(kind, "CdtrRefInf"), "Ref"))
            vrij += [tekst_van(deel) for deel in kind if lokaal[deel.tag] == "AddtlRmtInf"]
    return " ".join(filter(None, vrij)), kenmerk


def _transactiecode(code: etree._Element | None) -> str:
    if code is None:
        return ""
    domein = kind_van(code, "Domn")
    if domein is not None:
        familie = kind_van(domein, "Fmly")
        delen = tekst_van(domein, "Cd"), tekst_van(familie, "Cd"), tekst_van(familie, "SubFmlyCd")
        return "-".join(filter(None, delen))
    return tekst_van(kind_van(code, "Prtry"), "Cd")


# --- statements ----------------------------------------------------------------------------------------------------


def _lees_afschrift(stmt: etree._Element, opbouw: _Opbouw, kop: Berichtkop, bericht_blad: Blad | None) -> Afschrift:
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
        rekening=_rekening(rekening),
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


def _saldo(bal: etree._Element | None, opbouw: _Opbouw) -> tuple[int | None, date | None] | None:
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
    return -cents if kant == "DBIT" else cents, _datum(kind_van(bal, "Dt"))


def _telling_klopt(samenvatting: etree._Element | None, opbouw: _Opbouw) -> bool:
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


# --- small reads ---------------------------------------------------------------------------------------------------


def _rekening(acct: etree._Element | None) -> str:
    identiteit = kind_van(acct, "Id")
    return schone_rekening(tekst_van(identiteit, "IBAN") or tekst_van(kind_van(identiteit, "Othr"), "Id"))


def _datumtekst(element: etree._Element | None) -> str:
    if element is None:
        return ""
    return tekst_van(element, "Dt") or tekst_van(element, "DtTm")


def _datum(element: etree._Element | None) -> date | None:
    return lees_dag(_datumtekst(element))
