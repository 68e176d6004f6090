"""The chart of accounts: number, name, dimensions, sign, and what an account does to beschikbaar."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum, StrEnum


class Kring(IntEnum):
    """Pairs stay inside one circle: money, memo (decisions that tie money), or mandate usage (unit 2)."""

    GELD = 1
    MEMO = 2
    MANDAAT = 3


class Kant(StrEnum):
    """On which side of the balance sheet or the result an account stands; memo accounts on none."""

    ACTIVA = "Activa"
    PASSIVA = "Passiva"
    VERMOGEN = "Vermogen"
    BATEN = "Baten"
    LASTEN = "Lasten"
    GEEN = ""


@dataclass(frozen=True, slots=True)
class Rekeningsoort:
    """teken: 1 never below zero, -1 never above, 0 free; weegt: its factor in beschikbaar for decisions."""

    code: str
    naam: str
    kring: Kring
    dimensies: tuple[str, ...]
    teken: int
    weegt: int
    kant: Kant = Kant.GEEN

    @property
    def resultaat(self) -> bool:
        """Say whether this is a result account."""
        return self.code.startswith(("4", "8"))


def _soort(
    code: str,
    naam: str,
    dimensies: str,
    *,
    teken: int = 0,
    weegt: int = 0,
    kant: Kant = Kant.GEEN,
    kring: Kring = Kring.GELD,
) -> Rekeningsoort:
    return Rekeningsoort(code, naam, kring, tuple(dimensies.split()), teken, weegt, kant)


REKENINGSCHEMA: dict[str, Rekeningsoort] = {
    soort.code: soort
    for soort in (
        _soort("1100", "Bank potrekening", "iban", weegt=1, kant=Kant.ACTIVA),
        _soort("1190", "Betalingen onderweg", "begunstigde opdracht", teken=-1, weegt=1, kant=Kant.PASSIVA),
        _soort("1200", "Toegezegde bijdragen, nog te ontvangen", "deelnemer jaar", teken=1, kant=Kant.ACTIVA),
        _soort("1300", "Voorfinanciering in uitzoek", "casus", teken=1, kant=Kant.ACTIVA),
        _soort("1310", "Verrekenvorderingen", "betaler casus besluit", teken=1, kant=Kant.ACTIVA),
        _soort("1315", "Betwiste verrekenvorderingen", "betaler casus besluit", teken=1, kant=Kant.ACTIVA),
        _soort("1319", "Voorziening oninbaarheid", "casus", teken=-1, kant=Kant.ACTIVA),
        _soort("1320", "Terug te vorderen van aanbieders", "aanbieder casus", teken=1, kant=Kant.ACTIVA),
        _soort("1600", "Te betalen aan aanbieders", "aanbieder factuur", teken=-1, weegt=1, kant=Kant.PASSIVA),
        # The sign and the weight of 1700 are those of the bank line: see `soort_van_bankregel`.
        _soort("1700", "Banktussenrekening, nog toe te wijzen", "regel", kant=Kant.PASSIVA),
        _soort("1710", "Terug te betalen", "partij", teken=-1, weegt=1, kant=Kant.PASSIVA),
        _soort("2000", "Gestort potkapitaal", "deelnemer", kant=Kant.VERMOGEN),
        _soort("2010", "Toegezegd, nog niet gestort", "deelnemer jaar", teken=-1, kant=Kant.VERMOGEN),
        _soort("4000", "Ten laste van de pot", "casus sleutel taakveld", kant=Kant.LASTEN),
        _soort("4100", "Afschrijving oninbaar", "casus sleutel", kant=Kant.LASTEN),
        _soort("4110", "Dotatie voorziening", "casus sleutel", kant=Kant.LASTEN),
        _soort("4200", "Betalings- en afrondingsverschillen, bankkosten en rente", "soort sleutel", kant=Kant.LASTEN),
        _soort("8000", "Aangewende bijdragen deelnemers", "deelnemer", kant=Kant.BATEN),
        _soort("9000", "Tegenrekening memoriaal", "casus jaar", kring=Kring.MEMO),
        _soort("9100", "Reserveringen", "casus jaar", teken=1, weegt=-1, kring=Kring.MEMO),
        _soort("9200", "Verplichtingen", "casus jaar", teken=1, weegt=-1, kring=Kring.MEMO),
        _soort("9500", "Mandaatgebruik", "mandaat casus jaar", teken=1, kring=Kring.MANDAAT),
        _soort("9590", "Tegenrekening mandaatgebruik", "", teken=-1, kring=Kring.MANDAAT),
    )
}
"""Every account by its number, in the order of the chart."""

KOSTEN = ("4000", "4100", "4110", "4200")
"""The result accounts that jaarverdeling splits over the participants."""

GRENS = 10**15
"""No balance goes beyond this; a thousand times the largest amount of one boeking."""


def gewicht(code: str, teken: int) -> int:
    """Return the factor of an account in beschikbaar for decisions.

    An unmatched debit bank line (1700 with teken 1) does not count there: it may be a storno.
    """
    return (1 if teken < 0 else 0) if code == "1700" else REKENINGSCHEMA[code].weegt


def telt(code: str) -> int:
    """Return the factor of an account in beschikbaar."""
    return 1 if code == "1700" else REKENINGSCHEMA[code].weegt


def sleutel_van(code: str, d1: str, d2: str, d3: str) -> tuple[str, ...]:
    """Return the account with as many dimensions as the chart gives it."""
    return (code, *(d1, d2, d3)[: len(REKENINGSCHEMA[code].dimensies)])


def vier(rekening: tuple[str, ...]) -> tuple[str, str, str, str]:
    """Return code and three dimensions, empty where the account has none."""
    code, d1, d2, d3 = (*rekening, "", "", "")[:4]
    return code, d1, d2, d3
