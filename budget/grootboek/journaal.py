"""Reading the journal: journaalposten with their pairs, as frozen rows."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import Any

from budget.basis.geld import Geld
from budget.grootboek.antwoorden import Boekregel, Journaalpost
from budget.grootboek.keten import uit_micros
from budget.grootboek.rekeningschema import sleutel_van
from budget.grootboek.ruw import Ruw

_REGELS = (
    "SELECT b.volgnummer, d.code, d.d1, d.d2, d.d3, c.code, c.d1, c.d2, c.d3, b.bedrag FROM boeking b"
    " JOIN rekening d ON d.nummer = b.debet JOIN rekening c ON c.nummer = b.credit"
    " WHERE b.volgnummer BETWEEN ? AND ? ORDER BY b.volgnummer"
)
_POST = "SELECT nummer, soort, datum, geboekt_op, actor, bron, keert_om, eerste, aantal FROM journaalpost"


def lees_regels(ruw: Ruw, eerste: int, aantal: int) -> tuple[Boekregel, ...]:
    """Return the pairs of one journaalpost."""
    return tuple(_regel(rij) for rij in ruw.rijen(_REGELS, eerste, eerste + aantal - 1))


def lees_posten(ruw: Ruw, waar: str, *waarden: object, grens: int | None = None) -> list[Journaalpost]:
    """Return the journaalposten that meet a condition, in order; one more query per journaalpost."""
    tot = "" if grens is None else f" LIMIT {int(grens)}"
    return [_post(ruw, rij) for rij in ruw.rijen(f"{_POST} WHERE {waar} ORDER BY nummer{tot}", *waarden)]


def _post(ruw: Ruw, rij: tuple[Any, ...]) -> Journaalpost:
    nummer, soort, datum, geboekt_op, actor, bron, keert_om, eerste, aantal = rij
    return Journaalpost(
        nummer,
        soort,
        date.fromisoformat(datum),
        uit_micros(geboekt_op),
        actor,
        bron,
        keert_om,
        lees_regels(ruw, eerste, aantal),
    )


def _regel(rij: Sequence[Any]) -> Boekregel:
    volgnummer, *rest = rij
    debet, credit = sleutel_van(*rest[:4]), sleutel_van(*rest[4:8])
    return Boekregel(volgnummer, ":".join(debet), ":".join(credit), Geld(rest[8]))
