"""L5, L6 and L8: no reference; a known account and an amount that fits. A proposal: amounts are round.

With round tariffs sums of open claims are ambiguous in most cases, so a sum is never booked without a person. One claim
of just the amount (L5) goes by itself where the region chose that.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from itertools import combinations
from typing import NamedTuple

from budget.afletteren.begrippen import Bewijs, Doel, Doelsoort, Kandidaten, Niveau, OpenRegel, OpenToezegging, Voorstel
from budget.basis.klok import datum

MEESTE_POSTEN = 4
MEESTE_KANDIDATEN = 25
_VROEG, _LAAT = 60, 120
_TOON = 3
_DAGEN_VAN_AFSPRAAK = 10


class _Post(NamedTuple):
    doel: Doel
    op_tijd: bool
    betwist: bool


def op_bedrag(regel: OpenRegel, k: Kandidaten) -> list[Voorstel]:
    """L5: exactly one open item of this party with this amount (a claim: due between 60 days ago and 120 days ahead).

    L6: sums of at most 4 of at most 25 open items, single items included; says how many solutions there are. What fits
    beside the one of L5 is shown after it, and then nothing goes by itself: that would be a guess.
    """
    partijen = k.van_rekening(regel.tegenrekening)
    if not partijen or regel.is_teruggave:
        return []
    cents = abs(regel.open)
    posten = [post for partij in sorted(partijen) for post in _posten(regel, partij, k)]
    precies = [post for post in posten if post.doel.cents == cents and post.op_tijd]
    rekening = Bewijs("rekening bekend", regel.tegenrekening)
    sommen = list(_sommen(posten[:MEESTE_KANDIDATEN], cents))
    voorstellen = []
    if len(precies) == 1:
        sommen = [som for som in sommen if som != (precies[0],)]
        bewijs = (Bewijs("bedrag gelijk"), rekening, _GEEN_KENMERK, *_protest(precies))
        zeker = k.bedrag_vanzelf and not precies[0].betwist and precies[0].doel.soort is Doelsoort.VORDERING
        voorstellen.append(Voorstel(Niveau.L5, (precies[0].doel,), bewijs, automatisch=zeker and not sommen))
    oplossingen = len(voorstellen) + len(sommen)
    voorstellen += [
        Voorstel(
            Niveau.L6,
            tuple(post.doel for post in som),
            (_som_in_woorden(som), rekening, _GEEN_KENMERK, *_protest(som)),
            oplossingen=oplossingen,
        )
        for som in sommen[: _TOON - len(voorstellen)]
    ]
    return voorstellen


_GEEN_KENMERK = Bewijs("geen kenmerk", voor=False)


def _posten(regel: OpenRegel, partij: str, k: Kandidaten) -> Iterator[_Post]:
    """Give what is open with a party in the direction of the line, oldest first."""
    if regel.open > 0:
        for v in k.per_betaler.get(partij, []):
            dagen = (regel.boekdatum - v.vervalt).days
            doel = Doel(Doelsoort.VORDERING, v.nummer, v.open)
            yield _Post(doel, -_VROEG <= dagen <= _LAAT, v.betwist > 0)
        for t in k.terugvorderingen:
            if t.aanbieder == partij:
                yield _Post(Doel(Doelsoort.TERUGVORDERING, f"{t.aanbieder}:{t.casus}", t.open), True, False)
    else:
        for o in k.per_begunstigde.get(partij, []):
            yield _Post(Doel(Doelsoort.OPDRACHT, o.opdracht, o.onderweg), True, False)


def _sommen(posten: Sequence[_Post], cents: int) -> Iterator[tuple[_Post, ...]]:
    """Give the sums of at most four items that are just the amount: the fewest items first, then in order.

    The last two items are looked up by what is left, so O(n^2) and not O(n^4): one look at the queue has many of these.
    """
    bedragen = [post.doel.cents for post in posten]
    paren: dict[int, list[tuple[int, int]]] = {}
    for een, ander in combinations(range(len(posten)), 2):
        paren.setdefault(bedragen[een] + bedragen[ander], []).append((een, ander))
    sommen: list[tuple[int, ...]] = [(een,) for een, bedrag in enumerate(bedragen) if bedrag == cents]
    sommen += paren.get(cents, [])
    for begin in ([(een,) for een in range(len(posten))], list(combinations(range(len(posten)), 2))):
        for eerste in begin:
            rest = cents - sum(bedragen[plaats] for plaats in eerste)
            sommen += [(*eerste, *paar) for paar in paren.get(rest, ()) if paar[0] > eerste[-1]]
    return (tuple(posten[plaats] for plaats in som) for som in sommen)


def _som_in_woorden(som: tuple[_Post, ...]) -> Bewijs:
    return Bewijs("bedrag gelijk" if len(som) == 1 else f"{len(som)} posten samen gelijk aan het bedrag")


def _protest(posten: Sequence[_Post]) -> list[Bewijs]:
    return [Bewijs("betwist: een betaling onder protest?", voor=False)] if any(p.betwist for p in posten) else []


def inleg(regel: OpenRegel, k: Kandidaten) -> list[Voorstel]:
    """L8: money of a participant that still has to pay in for a year; a proposal."""
    if regel.open <= 0 or regel.is_teruggave:
        return []
    partijen = k.van_rekening(regel.tegenrekening)
    gevonden = [t for t in k.toezeggingen if t.deelnemer in partijen and 0 < regel.open <= t.open]
    return [
        _storting(regel, t)
        for t in sorted(gevonden, key=lambda t: (_afgesproken(regel, t) is None, t.open != regel.open, t.jaar))
    ]


def _afgesproken(regel: OpenRegel, t: OpenToezegging) -> date | None:
    """Return the agreed day around which just this amount is due."""
    passend = (
        dag
        for dag, cents in t.afspraken
        if cents == regel.open and abs((regel.boekdatum - dag).days) <= _DAGEN_VAN_AFSPRAAK
    )
    return next(passend, None)


def _storting(regel: OpenRegel, t: OpenToezegging) -> Voorstel:
    heel = regel.open == t.open
    bewijs = [
        Bewijs("rekening bekend", regel.tegenrekening),
        Bewijs("bedrag gelijk" if heel else "deel van de toezegging", voor=heel or _afgesproken(regel, t) is not None),
        Bewijs(f"toezegging {t.jaar} staat open"),
    ]
    dag = _afgesproken(regel, t)
    if dag is not None:
        bewijs.append(Bewijs(f"rond de afgesproken dag, {datum(dag)}"))
    doel = Doel(Doelsoort.STORTING, f"{t.deelnemer}:{t.jaar}", regel.open)
    return Voorstel(Niveau.L8, (doel,), tuple(bewijs))
