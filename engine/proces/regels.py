"""Which transition is possible from a state, and whether a definition is sound."""

from __future__ import annotations

from collections.abc import Iterable

from budget.basis.weigering import Weigering
from engine.proces.begrippen import Overgang, Spoor


class OvergangKanNiet(Weigering):
    """The event does not fit the state of this casus or financieringslijn."""

    code = "overgang_kan_niet"

    def __init__(self, gebeurtenis: str, staat: str, mogelijk: Iterable[str]) -> None:
        namen = sorted(mogelijk)
        super().__init__(
            f"'{gebeurtenis}' kan niet in de status '{staat}'.",
            oplossing=f"Nu kan wel: {', '.join(namen)}." if namen else "Deze status is een eindpunt.",
        )


def overgang(spoor: Spoor, staat: str, gebeurtenis: str) -> Overgang:
    """Return the transition of this event from this state; refusal: overgang_kan_niet. O(transitions)."""
    for kandidaat in spoor.overgangen:
        if kandidaat.gebeurtenis == gebeurtenis and staat in kandidaat.van:
            return kandidaat
    naam = spoor.staten[staat].naam if staat in spoor.staten else staat
    raise OvergangKanNiet(gebeurtenis, naam, mogelijk(spoor, staat))


def mogelijk(spoor: Spoor, staat: str) -> list[str]:
    """Return the events that fit this state."""
    return [o.gebeurtenis for o in spoor.overgangen if staat in o.van]


def gebreken(spoor: Spoor, eisen: Iterable[str], termijnen: Iterable[str]) -> list[str]:
    """Return what is wrong with a track, in Dutch; empty when it is sound.

    Sound: every state can be reached, from every state an end state can be reached, every waiting state has a
    term and somebody who must act, and every requirement and term is known. O(states x transitions).
    """
    bekend, codes = set(eisen), set(termijnen)
    fouten = [f"{o.code}: eis '{e}' is onbekend" for o in spoor.overgangen for e in o.eisen if e not in bekend]
    genoemd = {s for o in spoor.overgangen for s in (*o.van, *o.naar)} | {spoor.begin, *spoor.einde}
    fouten += [f"staat '{s}' wordt genoemd maar niet beschreven" for s in sorted(genoemd - spoor.staten.keys())]
    heen = {(v, n) for o in spoor.overgangen for v in o.van for n in o.naar}
    bereikt = _bereik({spoor.begin}, heen)
    terug = _bereik(set(spoor.einde), {(n, v) for v, n in heen})
    fouten += [f"staat '{s}' is niet te bereiken" for s in sorted(spoor.staten.keys() - bereikt)]
    fouten += [f"vanuit staat '{s}' is geen eindpunt te bereiken" for s in sorted(spoor.staten.keys() - terug)]
    for staat in spoor.staten.values():
        if staat.code in spoor.einde or staat.code == spoor.begin:
            continue
        if staat.termijn not in codes:
            fouten.append(f"staat '{staat.code}' wacht zonder bekende termijn")
        if not staat.ontvanger:
            fouten.append(f"staat '{staat.code}' wacht op niemand")
    return fouten


def _bereik(begin: set[str], pijlen: set[tuple[str, str]]) -> set[str]:
    gezien, rand = set(begin), list(begin)
    while rand:
        staat = rand.pop()
        for van, naar in pijlen:
            if van == staat and naar not in gezien:
                gezien.add(naar)
                rand.append(naar)
    return gezien
