"""The chart of accounts: number, name, dimensions, sign, and what an account does to beschikbaar.

RGS codes as seen in the public versions 2.0 and 3.3; `.01` and `.02` keep them unique for XAF.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum


class Kring(IntEnum):
    """Pairs stay inside one circle: money, memo (decisions that tie money), or mandate usage (unit 2)."""

    GELD = 1
    MEMO = 2
    MANDAAT = 3


@dataclass(frozen=True, slots=True)
class Rekeningsoort:
    """teken: 1 never below zero, -1 never above, 0 free; weegt: its factor in beschikbaar for decisions."""

    code: str
    naam: str
    kring: Kring
    dimensies: tuple[str, ...]
    teken: int
    weegt: int
    rgs: str = ""

    @property
    def resultaat(self) -> bool:
        """Say whether this is a result account."""
        return self.code.startswith(("4", "8"))


def _soort(
    code: str, naam: str, dimensies: str, *, teken: int = 0, weegt: int = 0, rgs: str = "", kring: Kring = Kring.GELD
) -> Rekeningsoort:
    return Rekeningsoort(code, naam, kring, tuple(dimensies.split()), teken, weegt, rgs)


REKENINGSCHEMA: dict[str, Rekeningsoort] = {
    soort.code: soort
    for soort in (
        _soort("1100", "Bank potrekening", "iban", weegt=1, rgs="BLimBanRba"),
        _soort("1190", "Betalingen onderweg", "begunstigde opdracht", teken=-1, weegt=1, rgs="BSchCreTus"),
        _soort("1200", "Toegezegde bijdragen, nog te ontvangen", "deelnemer jaar", teken=1, rgs="BVorOvaNob"),
        _soort("1300", "Voorfinanciering in uitzoek", "casus", teken=1, rgs="BVorTusTpj"),
        _soort("1310", "Verrekenvorderingen", "betaler casus besluit", teken=1, rgs="BVorDebHad"),
        _soort("1315", "Betwiste verrekenvorderingen", "betaler casus besluit", teken=1, rgs="BVorOvrOvk.01"),
        _soort("1319", "Voorziening oninbaarheid", "casus", teken=-1, rgs="BVorDebVdd"),
        _soort("1320", "Terug te vorderen van aanbieders", "aanbieder casus", teken=1, rgs="BVorOvrOvk.02"),
        _soort("1600", "Te betalen aan aanbieders", "aanbieder factuur", teken=-1, weegt=1, rgs="BSchCreHac"),
        # The sign and the weight of 1700 are those of the bank line: see `soort_van_bankregel`.
        _soort("1700", "Banktussenrekening, nog toe te wijzen", "regel", rgs="BSchOpaOop"),
        _soort("1710", "Terug te betalen", "partij", teken=-1, weegt=1, rgs="BSchOvsOvs"),
        _soort("2000", "Gestort potkapitaal", "deelnemer", rgs="BEivBef.01"),
        _soort("2010", "Toegezegd, nog niet gestort", "deelnemer jaar", teken=-1, rgs="BEivBef.02"),
        _soort("4000", "Ten laste van de pot", "casus sleutel taakveld", rgs="WKprKuwKuw"),
        _soort("4100", "Afschrijving oninbaar", "casus sleutel", rgs="WBedVkkAdd"),
        _soort("4110", "Dotatie voorziening", "casus sleutel", rgs="WBedVkkDvd"),
        _soort("4200", "Betalings- en afrondingsverschillen, bankkosten en rente", "soort sleutel", rgs="WBedAdlBet"),
        _soort("8000", "Aangewende bijdragen deelnemers", "deelnemer", rgs="WOvbOvoOvo"),
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
