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
_EERSTE, _AANTAL = 7, 8
_STUK = 500


def lees_regels(ruw: Ruw, eerste: int, aantal: int) -> tuple[Boekregel, ...]:
    """Return the pairs from one number on: of one journaalpost, or of several that follow each other."""
    return tuple(_regel(rij) for rij in ruw.rijen(_REGELS, eerste, eerste + aantal - 1))


def lees_posten(ruw: Ruw, waar: str, *waarden: object, grens: int | None = None) -> list[Journaalpost]:
    """Return the journaalposten that meet a condition, in order.

    One more query per five hundred that follow each other; one each where they lie far apart.
    """
    tot = "" if grens is None else f" LIMIT {int(grens)}"
    rijen = list(ruw.rijen(f"{_POST} WHERE {waar} ORDER BY nummer{tot}", *waarden))
    posten: list[Journaalpost] = []
    for begin in range(0, len(rijen), _STUK):
        stuk = rijen[begin : begin + _STUK]
        eerste, einde = stuk[0][_EERSTE], stuk[-1][_EERSTE] + stuk[-1][_AANTAL]
        if einde - eerste <= 2 * sum(rij[_AANTAL] for rij in stuk):
            per_nummer = {regel.volgnummer: regel for regel in lees_regels(ruw, eerste, einde - eerste)}
            for rij in stuk:
                nummers = range(rij[_EERSTE], rij[_EERSTE] + rij[_AANTAL])
                posten.append(_post(rij, tuple(per_nummer[n] for n in nummers if n in per_nummer)))
        else:
            posten += [_post(rij, lees_regels(ruw, rij[_EERSTE], rij[_AANTAL])) for rij in stuk]
    return posten


def _post(rij: tuple[Any, ...], regels: tuple[Boekregel, ...]) -> Journaalpost:
    nummer, soort, datum, geboekt_op, actor, bron, keert_om, _, _ = rij
    return Journaalpost(
        nummer,
        soort,
        date.fromisoformat(datum),
        uit_micros(geboekt_op),
        actor,
        bron,
        keert_om,
        regels,
    )


def _regel(rij: Sequence[Any]) -> Boekregel:
    volgnummer, *rest = rij
    debet, credit = sleutel_van(*rest[:4]), sleutel_van(*rest[4:8])
    return Boekregel(volgnummer, ":".join(debet), ":".join(credit), Geld(rest[8]))
