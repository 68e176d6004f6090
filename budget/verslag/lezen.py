"""Reading the journal for reports: sums per account and day, made by the database."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime, time, timedelta

from budget.basis.klok import AMSTERDAM
from budget.basis.transactie import Sessie
from budget.grootboek.keten import in_micros
from budget.grootboek.opslag import lees_kop
from budget.grootboek.rekeningschema import KOSTEN, sleutel_van
from budget.grootboek.ruw import Ruw
from budget.grootboek.vakken import lees_vakken
from budget.verslag.begrippen import NU_ALLES, Kijk, Mutatie, Vorderingdelen

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


def _grenzen(kijk: Kijk, tabel: str = "j", *, eerste: str = "WHERE") -> tuple[str, list[object]]:
    """Return the condition on a journaalpost, and its values."""
    waar: list[str] = []
    waarden: list[object] = []
    if kijk.bekend_op is not None:
        morgen = datetime.combine(kijk.bekend_op + timedelta(days=1), time(), AMSTERDAM)
        waar.append(f"{tabel}.geboekt_op < ?")
        waarden.append(in_micros(morgen))
    if kijk.over is not None:
        waar.append(f"{tabel}.datum <= ?")
        waarden.append(kijk.over.isoformat())
    return (f" {eerste} {' AND '.join(waar)}" if waar else ""), waarden


def _feiten(tabel: str, kijk: Kijk) -> tuple[str, list[object]]:
    """Return the join and condition of facts of the sub-ledgers that count in this view: not reversed by then."""
    gedaan, waarden = _grenzen(kijk, eerste="AND")
    teruggedraaid, ook = _grenzen(kijk, "om", eerste="AND")
    return (
        f" JOIN journaalpost j ON j.nummer = {tabel}.post{gedaan}"
        f" WHERE NOT EXISTS (SELECT 1 FROM journaalpost om WHERE om.keert_om = {tabel}.post{teruggedraaid})",
        [*waarden, *ook],
    )


def taakvelden(db: Sessie, kijk: Kijk = NU_ALLES) -> dict[tuple[str, str], str]:
    """Return the taakveld of every (casus, besluit), by its newest version."""
    feiten, waarden = _feiten("b", kijk)
    rijen = Ruw(db).rijen(
        f"SELECT b.casus, b.besluit, b.taakveld FROM pot_besluit b{feiten} ORDER BY b.versie", *waarden
    )
    return {(casus, besluit): taakveld for casus, besluit, taakveld in rijen}


def vorderingdelen(db: Sessie, betaler: str, kijk: Kijk = NU_ALLES) -> list[Vorderingdelen]:
    """Return the claims on a payer with what happened to them, oldest first: from the sub-ledger, not from balances."""
    feiten, waarden = _feiten("m", kijk)
    delen: dict[tuple[str, str], dict[str, int]] = {}
    ruw = Ruw(db)
    for casus, besluit, soort, cents in ruw.rijen(
        f"SELECT m.casus, m.besluit, m.soort, CAST(SUM(m.bedrag) AS BIGINT) FROM pot_mutatie m{feiten}"
        " AND m.betaler = ? GROUP BY m.casus, m.besluit, m.soort",
        *waarden,
        betaler,
    ):
        delen.setdefault((casus, besluit), {})[soort] = cents
    rijen = ruw.rijen(
        "SELECT v.nummer, v.casus, v.besluit, j.datum FROM vordering v JOIN journaalpost j ON j.nummer = v.post"
        " WHERE v.betaler = ? ORDER BY v.post, v.nummer",
        betaler,
    )
    return [
        Vorderingdelen(nummer, casus, besluit, date.fromisoformat(sinds), delen[casus, besluit])
        for nummer, casus, besluit, sinds in rijen
        if (casus, besluit) in delen
    ]


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


def kop_van_het_boek(db: Sessie) -> tuple[int, str]:
    """Return the number of the newest journaalpost and the head of the chain; refusal: pot_ontbreekt."""
    kop = lees_kop(Ruw(db))
    return kop.post, kop.kop


def verdeeld_aan(db: Sessie, deelnemer: str, jaar: int) -> int:
    """Return what the jaarverdeling of a year took from a participant, whatever its date; reversals count."""
    kanten = " UNION ALL ".join(
        f"SELECT b.{kant} AS rekening, {teken}b.bedrag AS cents, b.journaalpost FROM boeking b"
        for kant, teken in (("debet", ""), ("credit", "-"))
    )
    return int(
        Ruw(db).waarde(
            f"SELECT CAST(COALESCE(SUM(k.cents), 0) AS BIGINT) FROM ({kanten}) k"
            " JOIN rekening r ON r.nummer = k.rekening AND r.code = '2000' AND r.d1 = ?"
            " JOIN journaalpost j ON j.nummer = k.journaalpost LEFT JOIN journaalpost o ON o.nummer = j.keert_om"
            " WHERE COALESCE(o.soort, j.soort) = 'jaarverdeling' AND COALESCE(o.besluit, j.besluit) = ?",
            deelnemer,
            str(jaar),
        )
    )


def oormerken(db: Sessie) -> list[tuple[str, str, int]]:
    """Return (deelnemer, oormerk, cents): what was paid in under an earmark less year-ends and refunds."""
    return [(vak.deelnemer, vak.oormerk, vak.inleg) for vak in lees_vakken(Ruw(db))]
