"""The values in a region folder: amounts, days, durations and names, each with a Dutch answer when it is wrong."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, PlainValidator, Strict, StringConstraints

from budget.bank.iban import is_iban
from budget.bank.waarden import schone_rekening
from budget.basis.geld import Geld, lees_geld
from engine.mandaat.begrippen import ONBEPERKT, Onbeperkt, Plafond
from engine.termijnen.begrippen import Duur, lees_duur

_ID = re.compile(r"[a-z][a-z0-9_]*")
_LOGIN_ROL = re.compile(r"[a-z][a-z0-9_]*(:[a-z]+)?")
_TREDE = re.compile(r"direct|[1-9][0-9]{0,2}%|(begin\+|elke |[+-])[1-9][0-9]{0,2}(wd|d|w)")
_REGISTRATIE = re.compile(r"0106:[0-9]{8}|0190:[0-9]{20}")
_BIC = re.compile(r"[A-Z]{6}[A-Z0-9]{2}([A-Z0-9]{3})?")
_TIJD = re.compile(r"([01][0-9]|2[0-3]):[0-5][0-9]")


def _bedrag(waarde: Any) -> Geld:
    if isinstance(waarde, Geld):
        return waarde
    if not isinstance(waarde, str):
        raise ValueError(
            f'{waarde!r} staat niet tussen aanhalingstekens; schrijf een bedrag als tekst, zoals "12.500,00"'
        )
    gelezen = lees_geld(waarde)
    if gelezen.cents < 0:
        raise ValueError(f"'{waarde}' is negatief; hier hoort een bedrag van nul of meer")
    return gelezen


def _plafond(waarde: Any) -> Plafond:
    return ONBEPERKT if waarde in ("onbeperkt", ONBEPERKT) else _bedrag(waarde)


def _looptijd(waarde: Any) -> int | Onbeperkt:
    if waarde in ("onbeperkt", ONBEPERKT):
        return ONBEPERKT
    if isinstance(waarde, bool) or not isinstance(waarde, int) or not 1 <= waarde <= 1_200:
        raise ValueError(f'{waarde!r} is geen looptijd; schrijf een aantal maanden, zoals 12, of "onbeperkt"')
    return waarde


def _dag(waarde: Any) -> date:
    if isinstance(waarde, datetime):
        raise ValueError("hier hoort alleen een dag, zonder tijd, zoals 2026-03-02")
    if isinstance(waarde, date):
        return waarde
    if isinstance(waarde, str) and re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", waarde):
        try:
            return date.fromisoformat(waarde)
        except ValueError:
            raise ValueError(f"de dag {waarde} bestaat niet") from None
    raise ValueError(f"{waarde!r} is geen datum; schrijf jaar-maand-dag, zoals 2026-03-02")


def _moment(waarde: Any) -> datetime:
    if not isinstance(waarde, datetime) or waarde.tzinfo is None:
        raise ValueError(f"{waarde!s} is geen moment met tijdzone; schrijf bijvoorbeeld 2026-09-01T08:00:00+02:00")
    return waarde


def _duur(waarde: Any) -> Duur:
    if isinstance(waarde, Duur):
        return waarde
    if not isinstance(waarde, str):
        raise ValueError(f'{waarde!r} is geen duur; schrijf bijvoorbeeld "5wd", "8w" of "3m"')
    return lees_duur(waarde)


def _iban(waarde: str) -> str:
    if not is_iban(waarde):
        raise ValueError(f"'{waarde}' is geen geldige IBAN; controleer de cijfers")
    return schone_rekening(waarde)


def _past(patroon: re.Pattern[str], uitleg: str) -> AfterValidator:
    def toets(waarde: str) -> str:
        if not patroon.fullmatch(waarde):
            raise ValueError(f"'{waarde}' is {uitleg}")
        return waarde

    return AfterValidator(toets)


Tekst = Annotated[str, StringConstraints(strip_whitespace=True, min_length=1)]
Id = Annotated[str, _past(_ID, "geen naam van kleine letters, cijfers en _; begin met een letter")]
Getal = Annotated[int, Strict(), Field(ge=1)]
JaNee = Annotated[bool, Strict()]
Bedrag = Annotated[Geld, PlainValidator(_bedrag)]
PlafondWaarde = Annotated[Plafond, PlainValidator(_plafond)]
Looptijd = Annotated[int | Onbeperkt, PlainValidator(_looptijd)]
Dag = Annotated[date, PlainValidator(_dag)]
Moment = Annotated[datetime, PlainValidator(_moment)]
Looptermijn = Annotated[Duur, PlainValidator(_duur)]
Iban = Annotated[str, AfterValidator(_iban)]
Registratienummer = Annotated[str, _past(_REGISTRATIE, "geen nummer als 0106:12345678 (KVK) of 0190:... (OIN)")]
"""A number in a public register, with the scheme that an e-invoice names it by (ISO 6523)."""
Bic = Annotated[str, _past(_BIC, "geen BIC van acht of elf tekens")]
Tijd = Annotated[str, _past(_TIJD, "geen tijd; schrijf bijvoorbeeld 07:30")]
Aanduiding = Annotated[str, _past(_LOGIN_ROL, "geen PERSOON of PERSOON:ROL")]
TredeMoment = Annotated[str, _past(_TREDE, "geen moment; schrijf direct, 70%, -5wd, +2wd, begin+4w of elke 30d")]

Status = Literal["bron", "afgeleid", "ontwerp", "ongeverifieerd"]
"""How sure a rule is: read in the source, derived from it, chosen by the region, or still to be checked."""
