"""Reading the journal for reports: sums per account and day, made by the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from budget.basis.klok import AMSTERDAM
from budget.basis.transactie import Sessie
from budget.grootboek.keten import in_micros
from budget.grootboek.rekeningschema import KOSTEN
from budget.grootboek.ruw import GELDT, Ruw
from budget.grootboek.stand import sleutel_van
from budget.verslag.begrippen import NU_ALLES, Kijk, Mutatie

_KANT = (
    "SELECT b.{kant} AS rekening, j.datum, {teken}b.bedrag AS cents FROM boeking b"
    " JOIN journaalpost j ON j.nummer = b.journaalpost"
)
_JAAREINDE = "('jaarverdeling', 'resultaatbestemming')"
_INLEG = "('storting', 'storting_storno', 'terugbetaling_deelnemer')"


def mutaties(db: Sessie, codes: Sequence[str], kijk: Kijk = NU_ALLES) -> list[Mutatie]:
    """Return what accounts moved per day, oldest first; not of mandate usage. O(boekingen)."""
    waar, waarden = _grenzen(kijk)
    kanten = " UNION ALL ".join(
        f"{_KANT.format(kant=kant, teken=teken)}{waar}" for kant, teken in (("debet", ""), ("credit", "-"))
    )
    plaatsen = ", ".join("?" * len(codes))
    rijen = Ruw(db).rijen(
        "SELECT r.code, r.d1, r.d2, r.d3, k.datum, CAST(SUM(k.cents) AS BIGINT)"
        f" FROM ({kanten}) k JOIN rekening r ON r.nummer = k.rekening"
        f" WHERE r.code IN ({plaatsen}) GROUP BY r.nummer, r.code, r.d1, r.d2, r.d3, k.datum"
        " ORDER BY k.datum, r.nummer",
        *waarden,
        *waarden,
        *codes,
    )
    return [
        Mutatie(code, sleutel_van(code, d1, d2, d3)[1:], date.fromisoformat(op), cents)
        for code, d1, d2, d3, op, cents in rijen
    ]


def _grenzen(kijk: Kijk) -> tuple[str, list[object]]:
    """Return the condition on a journaalpost, and its values."""
    waar: list[str] = []
    waarden: list[object] = []
    if kijk.bekend_op is not None:
        morgen = datetime.combine(kijk.bekend_op + timedelta(days=1), time(), AMSTERDAM)
        waar.append("j.geboekt_op < ?")
        waarden.append(in_micros(morgen))
    if kijk.over is not None:
        waar.append("j.datum <= ?")
        waarden.append(kijk.over.isoformat())
    return (f" WHERE {' AND '.join(waar)}" if waar else ""), waarden


def taakvelden(db: Sessie) -> dict[tuple[str, str], str]:
    """Return the taakveld of every (casus, besluit), by its newest version."""
    rijen = Ruw(db).rijen(
        f"SELECT casus, besluit, taakveld FROM pot_besluit b WHERE {GELDT.format(tabel='b')} ORDER BY versie"
    )
    return {(casus, besluit): taakveld for casus, besluit, taakveld in rijen}


def deelnemers(db: Sessie) -> list[str]:
    """Return the participants in the order in which they were registered."""
    rijen = Ruw(db).rijen("SELECT partij FROM pot_partij WHERE soort = 'deelnemer' ORDER BY volgorde")
    return [partij for (partij,) in rijen]


def partijsoorten(db: Sessie) -> dict[str, str]:
    """Return what every party is to the pot: deelnemer, aanbieder or betaler."""
    return dict(Ruw(db).rijen("SELECT partij, soort FROM pot_partij ORDER BY volgorde"))


def potkosten(db: Sessie, jaar: int) -> dict[tuple[str, ...], int]:
    """Return the pot costs of a year per account, before the year-end put them to zero."""
    codes = ", ".join(f"'{code}'" for code in KOSTEN)
    kanten = " UNION ALL ".join(
        f"SELECT b.{kant} AS rekening, {teken}b.bedrag AS cents, b.journaalpost FROM boeking b"
        for kant, teken in (("debet", ""), ("credit", "-"))
    )
    rijen = Ruw(db).rijen(
        f"SELECT r.code, r.d1, r.d2, r.d3, CAST(SUM(k.cents) AS BIGINT) FROM ({kanten}) k"
        f" JOIN rekening r ON r.nummer = k.rekening AND r.code IN ({codes})"
        " JOIN journaalpost j ON j.nummer = k.journaalpost LEFT JOIN journaalpost o ON o.nummer = j.keert_om"
        f" WHERE COALESCE(o.soort, j.soort) NOT IN {_JAAREINDE} AND SUBSTR(j.datum, 1, 4) = ?"
        " GROUP BY r.nummer, r.code, r.d1, r.d2, r.d3 HAVING SUM(k.cents) <> 0 ORDER BY r.nummer",
        f"{jaar:04d}",
    )
    return {sleutel_van(code, d1, d2, d3): cents for code, d1, d2, d3, cents in rijen}


def is_verdeeld(db: Sessie, jaar: int) -> bool:
    """Say whether the pot costs of a year were divided over the participants."""
    return (
        Ruw(db).rij(
            "SELECT 1 FROM journaalpost j WHERE soort = 'jaarverdeling' AND besluit = ?"
            " AND NOT EXISTS (SELECT 1 FROM journaalpost om WHERE om.keert_om = j.nummer)",
            str(jaar),
        )
        is not None
    )


def sleutelgewichten(db: Sessie, versie: str) -> dict[str, int]:
    """Return the weights of a key version in listed order."""
    rijen = Ruw(db).rijen("SELECT deelnemer, gewicht FROM pot_gewicht WHERE versie = ? ORDER BY plaats", versie)
    return dict(rijen)


def kapitaal(db: Sessie, deelnemer: str, jaar: int) -> dict[str, int]:
    """Return what the capital of a participant did: `begin` before the year, then per kind of event in the year.

    Cents that the participant owns are positive; a reversal counts with what it reverses.
    """
    kanten = " UNION ALL ".join(
        f"SELECT b.{kant} AS rekening, {teken}b.bedrag AS cents, b.journaalpost FROM boeking b"
        for kant, teken in (("debet", "-"), ("credit", ""))
    )
    rijen = Ruw(db).rijen(
        "SELECT CASE WHEN j.datum < ? THEN 'begin' ELSE COALESCE(o.soort, j.soort) END AS wat,"
        f" CAST(SUM(k.cents) AS BIGINT) FROM ({kanten}) k"
        " JOIN rekening r ON r.nummer = k.rekening AND r.code = '2000' AND r.d1 = ?"
        " JOIN journaalpost j ON j.nummer = k.journaalpost LEFT JOIN journaalpost o ON o.nummer = j.keert_om"
        " WHERE j.datum <= ? GROUP BY 1",
        f"{jaar:04d}-01-01",
        deelnemer,
        f"{jaar:04d}-12-31",
    )
    return dict(rijen)


def boekjaren(db: Sessie) -> list[int]:
    """Return the years in which money was booked, oldest first."""
    rijen = Ruw(db).rijen("SELECT DISTINCT SUBSTR(datum, 1, 4) FROM journaalpost WHERE aantal > 0 ORDER BY 1")
    return [int(jaar) for (jaar,) in rijen]


def uitstroom(db: Sessie, tot: date) -> list[tuple[date, int]]:
    """Return per day what left beschikbaar, in cents; what came back is negative. Contributions do not count.

    O(journaalposten): every journaalpost keeps what was available after it.
    """
    rijen = Ruw(db).rijen(
        "SELECT s.datum, CAST(SUM(s.vorig - s.beschikbaar) AS BIGINT) FROM (SELECT j.datum, j.soort, j.keert_om,"
        " j.beschikbaar, LAG(j.beschikbaar, 1, 0) OVER (ORDER BY j.nummer) AS vorig FROM journaalpost j) s"
        f" LEFT JOIN journaalpost o ON o.nummer = s.keert_om WHERE COALESCE(o.soort, s.soort) NOT IN {_INLEG}"
        " AND s.datum <= ? GROUP BY s.datum HAVING SUM(s.vorig - s.beschikbaar) <> 0 ORDER BY s.datum",
        tot.isoformat(),
    )
    return [(date.fromisoformat(op), cents) for op, cents in rijen]


def eerste_inleg(db: Sessie) -> date | None:
    """Return the boekdatum of the first contribution; None in an empty pot."""
    eerste = Ruw(db).waarde("SELECT MIN(datum) FROM journaalpost WHERE soort = 'storting'")
    return None if eerste is None else date.fromisoformat(eerste)
