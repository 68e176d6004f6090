"""Reader of one entry of a camt message: amount, days, the other side, texts, references and the parts of a batch."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import date

from lxml import etree

from budget.bank.begrippen import Bankregel, Deel, Opmerking, Reden, Sleutel
from budget.bank.iso20022 import kind_van, lokaal, pad_naar, tekst_van
from budget.bank.waarden import MUNT, kenmerk_of_niets, lees_cents, lees_dag, lees_valutadag, schone_rekening

_OVERGESLAGEN = {"PDNG": Opmerking.PDNG_OVERGESLAGEN, "FUTR": Opmerking.FUTR_OVERGESLAGEN}


@dataclass(slots=True)
class Opbouw:
    """What adds up while the entries of one statement go by; the pairs are [number, sum of cents]."""

    statement: bool
    telling: Counter[Sleutel] = field(default_factory=Counter)
    redenen: set[Reden] = field(default_factory=set)
    opmerkingen: set[Opmerking] = field(default_factory=set)
    aantal: int = 0
    bij: list[int] = field(default_factory=lambda: [0, 0])
    af: list[int] = field(default_factory=lambda: [0, 0])
    niet_geboekt: int = 0


def lees_regel(ntry: etree._Element, opbouw: Opbouw) -> Bankregel | None:
    """Read one entry and add it to the statement; None for an entry that is no bankregel."""
    bedrag = boekdag = valutadag = None
    richting = status = aanvulling = bankreferentie = regelreferentie = omkering = code = batchkenmerk = ""
    transacties: list[etree._Element] = []
    for kind in ntry:
        match lokaal[kind.tag]:
            case "Amt":
                bedrag = kind
            case "CdtDbtInd":
                richting = tekst_van(kind)
            case "Sts":
                # .08 put the code one level deeper.
                status = tekst_van(kind) or tekst_van(kind, "Cd")
            case "BookgDt":
                boekdag = kind
            case "ValDt":
                valutadag = kind
            case "AcctSvcrRef":
                bankreferentie = tekst_van(kind)
            case "NtryRef":
                regelreferentie = tekst_van(kind)
            case "BkTxCd":
                code = _transactiecode(kind)
            case "RvslInd":
                omkering = tekst_van(kind)
            case "NtryDtls":
                batchkenmerk = _lees_details(kind, transacties) or batchkenmerk
            case "AddtlNtryInf":
                aanvulling = tekst_van(kind)
    if status not in {"", "BOOK"}:
        opbouw.niet_geboekt += 1
        opbouw.opmerkingen.add(_OVERGESLAGEN.get(status, Opmerking.INFO_OVERGESLAGEN))
        return None

    opbouw.aantal += 1
    cents = _bedrag(bedrag, richting, opbouw)
    boekdatum = lees_datum(boekdag)
    if boekdatum is None and (opbouw.statement or boekdag is not None):
        opbouw.redenen.add(Reden.DATUM_ONGELDIG)
    valutadatum, aangepast = lees_valutadag(_datumtekst(valutadag))
    if aangepast:
        opbouw.opmerkingen.add(Opmerking.VALUTADATUM_AANGEPAST)
    if cents is None:
        return None
    if cents == 0:
        opbouw.opmerkingen.add(Opmerking.NULBEDRAG)
        return None
    if boekdatum is not None:
        opbouw.telling[boekdatum, cents] += 1

    eigen = _GEEN_VELDEN
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
        omschrijving=eigen.omschrijving or aanvulling,
        kenmerk=eigen.kenmerk,
        eindtoteind=eigen.eindtoteind,
        retour=eigen.retour,
        omkering=omkering in {"true", "1"},
        bankreferentie=bankreferentie or eigen.bankreferentie,
        regelreferentie=regelreferentie,
        batchkenmerk=batchkenmerk or eigen.batchkenmerk,
        transactiecode=eigen.transactiecode or code,
        delen=delen,
    )


def _bedrag(amt: etree._Element | None, kant: str, opbouw: Opbouw) -> int | None:
    """Read the signed cents of an entry and add them up; the sign is that of the entry, whatever RvslInd says."""
    if amt is not None and amt.get("Ccy", MUNT) != MUNT:
        opbouw.redenen.add(Reden.ANDERE_VALUTA)
    cents = lees_cents(tekst_van(amt))
    if cents is None or kant not in {"CRDT", "DBIT"}:
        opbouw.redenen.add(Reden.BEDRAG_ONGELDIG)
        return None
    tel = opbouw.bij if kant == "CRDT" else opbouw.af
    tel[0] += 1
    tel[1] += cents
    return cents if kant == "CRDT" else -cents


def _lees_details(details: etree._Element, transacties: list[etree._Element]) -> str:
    """Add the TxDtls to the list; return the PmtInfId under which the bank booked a batch of ours."""
    batchkenmerk = ""
    for kind in details:
        naam = lokaal[kind.tag]
        if naam == "TxDtls":
            transacties.append(kind)
        elif naam == "Btch":
            batchkenmerk = tekst_van(kind, "PmtInfId")
    return batchkenmerk


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


_GEEN_VELDEN = _Velden()


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
    kant, andere_kant = ("Dbtr", "Cdtr") if bij else ("Cdtr", "Dbtr")
    gevonden = dict.fromkeys((kant, kant + "Acct", andere_kant, andere_kant + "Acct"), "")
    for kind in partijen:
        naam = lokaal[kind.tag]
        if naam in gevonden:
            # From .08 on the party stands one level deeper.
            gevonden[naam] = (
                lees_rekening(kind)
                if naam.endswith("Acct")
                else tekst_van(kind, "Nm") or tekst_van(kind_van(kind, "Pty"), "Nm")
            )
    naam, rekening, andere_naam, andere_rekening = gevonden.values()
    return (naam, rekening) if naam or rekening else (andere_naam, andere_rekening)


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


def _transactiecode(code: etree._Element) -> str:
    """Return domain, family and subfamily joined, else the bank's own code."""
    for kind in code:
        if lokaal[kind.tag] == "Domn":
            # The texts of a Domn are its three codes, in this order.
            return "-".join(filter(None, (str(tekst).strip() for tekst in kind.itertext())))
    return tekst_van(kind_van(code, "Prtry"), "Cd")


def lees_rekening(acct: etree._Element | None) -> str:
    """Return the IBAN of an account, else its other number."""
    identiteit = kind_van(acct, "Id")
    return schone_rekening(tekst_van(identiteit, "IBAN") or tekst_van(kind_van(identiteit, "Othr"), "Id"))


def _datumtekst(element: etree._Element | None) -> str:
    """Return the day or moment: the one child of a date, whether Dt or DtTm."""
    return "" if element is None or not len(element) else tekst_van(element[0])


def lees_datum(element: etree._Element | None) -> date | None:
    """Return the day of a date element; None when there is none or no such day."""
    return lees_dag(_datumtekst(element))
