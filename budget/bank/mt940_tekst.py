"""Decoder of MT940 field :86: for the forms that Dutch banks use: /TRTP/ words, ?20 or >20 sub-fields, free text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from budget.bank.waarden import kenmerk_of_niets, schone_rekening

_WOORDEN = (
    "TRTP|TRCD|IBAN|BIC|NAME|REMI|EREF|PREF|MARF|CSID|CNTP|BENM|ORDP|ISDT|RTRN|ULTD|ULTC|PURP|SVCL|ADDR|ID|"
    "OCMT|CHGS|EXCH|INIT|IREF"
)
_WOORD = re.compile(rf"/({_WOORDEN})/")
_BEGINT_MET_WOORD = re.compile(rf"\s*/({_WOORDEN})/")
_SUBVELD = re.compile(r"\s*\d{0,3}([?>])\d{2}")
_REKENING = re.compile(r"([A-Z]{2}\d{2}[A-Z0-9]{10,30}|\d{7,10})(?:\s+|$)")


@dataclass(frozen=True, slots=True)
class Tekst:
    """What the field says; "" where it says nothing."""

    naam: str = ""
    tegenrekening: str = ""
    bic: str = ""
    omschrijving: str = ""
    kenmerk: str = ""
    eindtoteind: str = ""
    retour: str = ""
    transactiecode: str = ""


def ontleed(regels: Sequence[str]) -> Tekst:
    """Decode the lines of one or more fields :86: of the same entry; never refuses, the text is kept. O(length)."""
    # Banks cut structured text in the middle of a word, so its lines are joined without a space.
    aaneen = "".join(regels)
    if _BEGINT_MET_WOORD.match(aaneen):
        return _woorden(aaneen)
    if teken := _SUBVELD.match(aaneen):
        return _subvelden(aaneen, teken[1])
    return _vrij(regels)


def _woorden(tekst: str) -> Tekst:
    v: dict[str, str] = {}
    treffers = list(_WOORD.finditer(tekst))
    for treffer, volgende in zip(treffers, [*treffers[1:], None], strict=True):
        waarde = tekst[treffer.end() : volgende.start() if volgende else len(tekst)]
        v.setdefault(treffer[1], waarde.strip().strip("/").strip())
    tegenpartij = [*v.get("CNTP", "").split("/"), "", "", ""]
    omschrijving, kenmerk = _mededeling(v.get("REMI", ""))
    return Tekst(
        naam=v.get("NAME") or tegenpartij[2].strip(),
        tegenrekening=schone_rekening(v.get("IBAN") or tegenpartij[0]),
        bic=v.get("BIC") or tegenpartij[1].strip(),
        omschrijving=omschrijving,
        kenmerk=kenmerk,
        eindtoteind=kenmerk_of_niets(v.get("EREF", "")),
        retour=v.get("RTRN", "").partition("/")[0],
        transactiecode=v.get("TRTP") or v.get("TRCD", ""),
    )


def _mededeling(tekst: str) -> tuple[str, str]:
    """Split USTD//text and STRD/CUR/reference, as some banks mark the two kinds inside /REMI/."""
    if tekst.startswith("STRD/"):
        return "", kenmerk_of_niets(tekst.rstrip("/").rpartition("/")[2].strip())
    return tekst.removeprefix("USTD").lstrip("/").strip() if tekst.startswith("USTD/") else tekst, ""


def _subvelden(tekst: str, teken: str) -> Tekst:
    stukken = re.split(rf"\{teken}\s*(\d\s*\d)", tekst)
    v: dict[int, str] = {}
    for code, waarde in zip(stukken[1::2], stukken[2::2], strict=True):
        nummer = int("".join(code.split()))
        v[nummer] = v.get(nummer, "") + waarde
    return Tekst(
        naam=(v.get(32, "") + v.get(33, "")).strip(),
        tegenrekening=schone_rekening(v.get(38) or v.get(31, "")),
        bic=v.get(30, "").strip(),
        omschrijving="".join(v[nummer] for nummer in sorted(v) if 20 <= nummer <= 29 or 60 <= nummer <= 63).strip(),
        transactiecode=v.get(0, "").strip(),
    )


def _vrij(regels: Sequence[str]) -> Tekst:
    """Free text; when it begins with an account, the rest of that line is the name."""
    gevuld = [" ".join(regel.split()) for regel in regels if regel.strip()]
    rekening = _REKENING.match(gevuld[0]) if gevuld else None
    if rekening is None:
        return Tekst(omschrijving=" ".join(gevuld))
    return Tekst(naam=gevuld[0][rekening.end() :], tegenrekening=rekening[1], omschrijving=" ".join(gevuld[1:]))
