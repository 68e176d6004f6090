"""Builders of bank files: a test says what matters, the rest is a plain statement that adds up."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

_XML = "<?xml version='1.0' encoding='UTF-8'?>"
POT = "NL19TEST0001000001"
ZEIST = "NL44TEST0001000036"


@dataclass(frozen=True)
class Post:
    """One entry: day, cents (credit positive) and what else the test cares about."""

    dag: str
    cents: int
    tekst: str = ""
    naam: str = ""
    iban: str = ""
    kenmerk: str = ""
    eindtoteind: str = ""
    retour: str = ""
    status: str = "BOOK"
    munt: str = "EUR"
    valuta: str | None = None
    bedrag: str | None = None
    omkering: bool = False
    delen: Sequence[Post] = field(default_factory=tuple)
    extra: str = ""


def euro(cents: int) -> str:
    return f"{abs(cents) // 100}.{abs(cents) % 100:02d}"


def _kant(cents: int) -> str:
    return f"<CdtDbtInd>{'CRDT' if cents >= 0 else 'DBIT'}</CdtDbtInd>"


def _txdtls(post: Post, versie: str, met_bedrag: bool) -> str:
    kant = "Dbtr" if post.cents >= 0 else "Cdtr"
    naam = f"<Pty><Nm>{post.naam}</Nm></Pty>" if versie >= "08" else f"<Nm>{post.naam}</Nm>"
    bedrag = f'<Amt Ccy="{post.munt}">{euro(post.cents)}</Amt>'
    if versie < "04":
        bedrag = f"<AmtDtls><TxAmt>{bedrag}</TxAmt></AmtDtls>"
    else:
        bedrag += _kant(post.cents)
    strd = f"<Strd><CdtrRefInf><Ref>{post.kenmerk}</Ref></CdtrRefInf></Strd>" if post.kenmerk else ""
    mededeling = "".join(f"<Ustrd>{deel}</Ustrd>" for deel in post.tekst.split("|") if deel) + strd
    return "".join(
        [
            "<TxDtls>",
            f"<Refs><EndToEndId>{post.eindtoteind}</EndToEndId></Refs>" if post.eindtoteind else "",
            bedrag if met_bedrag else "",
            "<RltdPties>" if post.naam or post.iban else "",
            f"<{kant}>{naam}</{kant}>" if post.naam else "",
            f"<{kant}Acct><Id><IBAN>{post.iban}</IBAN></Id></{kant}Acct>" if post.iban else "",
            "</RltdPties>" if post.naam or post.iban else "",
            f"<RmtInf>{mededeling}</RmtInf>" if mededeling else "",
            f"<RtrInf><Rsn><Cd>{post.retour}</Cd></Rsn></RtrInf>" if post.retour else "",
            "</TxDtls>",
        ]
    )


def een_post(post: Post, versie: str = "08") -> str:
    """Write one entry in the shape of the version, valid against its schema unless the test asks otherwise."""
    status = f"<Cd>{post.status}</Cd>" if versie >= "08" else post.status
    boek = f"<BookgDt><Dt>{post.dag}</Dt></BookgDt>" if post.dag else ""
    details = "".join(_txdtls(deel, versie, met_bedrag=True) for deel in post.delen)
    valuta = post.dag if post.valuta is None else post.valuta
    return "".join(
        [
            f'<Ntry><Amt Ccy="{post.munt}">{euro(post.cents) if post.bedrag is None else post.bedrag}</Amt>',
            _kant(post.cents),
            "<RvslInd>true</RvslInd>" if post.omkering else "",
            f"<Sts>{status}</Sts>{boek}",
            f"<ValDt><Dt>{valuta}</Dt></ValDt>" if valuta else "",
            "<BkTxCd><Prtry><Cd>544</Cd></Prtry></BkTxCd>",
            f"<NtryDtls>{details or _txdtls(post, versie, met_bedrag=versie == '04')}</NtryDtls>",
            post.extra,
            "</Ntry>",
        ]
    )


def een_afschrift(
    posten: Iterable[Post] = (),
    *,
    begin: int | None = 100_000,
    einde: int | None = None,
    rekening: str = POT,
    munt: str = "EUR",
    nummer: str = "2026-11-24",
    dag: str = "2026-11-24",
    versie: str = "08",
    blad: tuple[int, bool] | None = None,
    soort: str = "053",
    extra: str = "",
) -> str:
    """Write one Stmt (or Ntfctn); its closing balance follows from its entries unless it is given."""
    posten = list(posten)
    som = sum(post.cents for post in posten if post.status == "BOOK" and post.bedrag is None)
    slot = einde if einde is not None or begin is None else begin + som
    element = "Stmt" if soort == "053" else "Ntfctn"
    pagina = ""
    if blad is not None:
        laatste = "true" if blad[1] else "false"
        pagina = f"<StmtPgntn><PgNb>{blad[0]}</PgNb><LastPgInd>{laatste}</LastPgInd></StmtPgntn>"
    saldi = ""
    if soort == "053":
        saldi = _saldo("OPBD", begin, munt, dag) + _saldo("CLBD", slot, munt, dag)
    return "".join(
        [
            f"<{element}><Id>{nummer}</Id>{pagina}<CreDtTm>2026-11-25T06:00:00+01:00</CreDtTm>",
            f"<Acct><Id><IBAN>{rekening}</IBAN></Id><Ccy>{munt}</Ccy></Acct>",
            saldi,
            extra,
            *(een_post(post, versie) for post in posten),
            f"</{element}>",
        ]
    )


def _saldo(soort: str, cents: int | None, munt: str, dag: str) -> str:
    if cents is None:
        return ""
    return (
        f"<Bal><Tp><CdOrPrtry><Cd>{soort}</Cd></CdOrPrtry></Tp>"
        f'<Amt Ccy="{munt}">{euro(cents)}</Amt>{_kant(cents)}<Dt><Dt>{dag}</Dt></Dt></Bal>'
    )


def een_camt(*afschriften: str, versie: str = "08", soort: str = "053", kop: str = "", xml: str = "") -> bytes:
    """Write a camt file around statements of `een_afschrift`; kop goes into the group header, xml before it all."""
    bericht = "BkToCstmrStmt" if soort == "053" else "BkToCstmrDbtCdtNtfctn"
    ruimte = f"urn:iso:std:iso:20022:tech:xsd:camt.{soort}.001.{versie}"
    return (
        f'{xml or _XML}<Document xmlns="{ruimte}"><{bericht}>'
        f"<GrpHdr><MsgId>TEST-1</MsgId><CreDtTm>2026-11-25T06:00:00+01:00</CreDtTm>{kop}</GrpHdr>"
        f"{''.join(afschriften)}</{bericht}></Document>"
    ).encode()


def camt(posten: Iterable[Post] = (), **opties: object) -> bytes:
    """Write a file with one statement."""
    versie = str(opties.get("versie", "08"))
    soort = str(opties.get("soort", "053"))
    return een_camt(een_afschrift(posten, **opties), versie=versie, soort=soort)  # type: ignore[arg-type]


def mt940(
    posten: Iterable[Post] = (),
    *,
    begin: int = 100_000,
    einde: int | None = None,
    rekening: str = POT,
    nummer: str = "328/1",
    dag: str = "261124",
    soorten: str = "FF",
    regels: Sequence[str] | None = None,
) -> str:
    """Write one MT940 statement; `soorten` are the letters of :60: and :62:, `regels` replaces :61: and :86:."""
    posten = list(posten)
    slot = begin + sum(post.cents for post in posten) if einde is None else einde
    lijnen = list(regels) if regels is not None else [lijn for post in posten for lijn in _mt940_post(post)]
    return "\r\n".join(
        [
            ":20:TEST",
            f":25:{rekening}",
            f":28C:{nummer}",
            f":60{soorten[0]}:{_mt_saldo(begin, dag)}",
            *lijnen,
            f":62{soorten[1]}:{_mt_saldo(slot, dag)}",
            "-",
            "",
        ]
    )


def _mt940_post(post: Post) -> list[str]:
    dag = post.dag.replace("-", "")[2:]
    kant = "C" if post.cents >= 0 else "D"
    regel = f":61:{dag}{dag[2:]}{kant}{euro(post.cents).replace('.', ',')}NTRF{post.eindtoteind or 'NONREF'}"
    return [regel, f":86:{post.tekst}"] if post.tekst else [regel]


def _mt_saldo(cents: int, dag: str) -> str:
    return f"{'C' if cents >= 0 else 'D'}{dag}EUR{euro(cents).replace('.', ',')}"


def een_zip(leden: Mapping[str, bytes], *, methode: int = zipfile.ZIP_DEFLATED) -> bytes:
    """Write a zip with these members."""
    uit = io.BytesIO()
    with zipfile.ZipFile(uit, "w", methode) as archief:
        for naam, inhoud in leden.items():
            archief.writestr(naam, inhoud)
    return uit.getvalue()
