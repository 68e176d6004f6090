"""Which transition is possible from a state, and whether a definition is sound."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from budget.basis.weigering import Weigering
from engine.proces.begrippen import PLAATSEN, Overgang, Spoor


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


@dataclass(frozen=True, slots=True)
class Bekend:
    """What a definition may name: requirements of the program, terms and people (roles, functions) of the region."""

    eisen: frozenset[str]
    termijnen: frozenset[str]
    mensen: frozenset[str]


def gebreken(spoor: Spoor, bekend: Bekend) -> list[str]:
    """Return what is wrong with a track, in Dutch; empty when it is sound.

    Sound: every state can be reached, from every state an end state can be reached, every waiting state has a
    term and somebody who must act, no event leads from one state by two rows, and every requirement, term and
    person named is known. O(states x transitions).
    """
    fouten = [f"{o.code}: eis '{e}' is onbekend" for o in spoor.overgangen for e in o.eisen if e not in bekend.eisen]
    mensen = bekend.mensen | PLAATSEN
    for o in spoor.overgangen:
        fouten += [f"{o.code}: '{wie}' is geen rol, functie of plaats" for wie in o.wie if wie not in mensen]
        if not o.wie:
            fouten.append(f"{o.code}: niemand mag '{o.gebeurtenis}' doen")
        if o.termijn is not None and o.termijn not in bekend.termijnen:
            fouten.append(f"{o.code}: termijn '{o.termijn}' is onbekend")
    per_staat = Counter((van, o.gebeurtenis) for o in spoor.overgangen for van in o.van)
    fouten += [f"'{g}' kan vanuit '{van}' op twee manieren" for (van, g), aantal in per_staat.items() if aantal > 1]
    codes = Counter(o.code for o in spoor.overgangen)
    fouten += [f"code {code} staat er twee keer in" for code, aantal in codes.items() if aantal > 1]
    heen = {(v, n) for o in spoor.overgangen for v in o.van for n in o.doelen(v)}
    genoemd = {staat for pijl in heen for staat in pijl} | {spoor.begin, *spoor.einde, *spoor.klaar}
    fouten += [f"staat '{s}' wordt genoemd maar niet beschreven" for s in sorted(genoemd - spoor.staten.keys())]
    bereikt = _bereik({spoor.begin}, heen)
    terug = _bereik(set(spoor.einde), {(n, v) for v, n in heen})
    fouten += [f"staat '{s}' is niet te bereiken" for s in sorted(spoor.staten.keys() - bereikt)]
    fouten += [f"vanuit staat '{s}' is geen eindpunt te bereiken" for s in sorted(spoor.staten.keys() - terug)]
    for staat in spoor.staten.values():
        if staat.code in spoor.einde or staat.code == spoor.begin:
            continue
        if staat.termijn not in bekend.termijnen:
            fouten.append(f"staat '{staat.code}' wacht zonder bekende termijn")
        if not staat.ontvanger:
            fouten.append(f"staat '{staat.code}' wacht op niemand")
        elif staat.ontvanger not in mensen | {"ladder"}:
            fouten.append(f"staat '{staat.code}' wacht op '{staat.ontvanger}'; dat is geen rol, functie of plaats")
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
