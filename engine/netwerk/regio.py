"""What a region may see: organisations and functions, never casussen and never persons.

A number about fewer than five casussen or five people is not shown, and neither is a second number from which it
could be worked out (works council, WOR art. 27(1)(l); a DPIA belongs to it). There is no ranking of persons.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from engine.netwerk.beeld import Beeld
from engine.netwerk.begrippen import Bevinding, Organisatiesoort
from engine.netwerk.rijen import Contactpersoon
from engine.netwerk.wat_als import loopt

MINSTENS = 5
"""The smallest number of casussen, and of people, that a figure may be about."""
TE_WEINIG = "te weinig casussen"

Plaats = tuple[str, str]
"""School (organisation id) and gemeente."""


@dataclass(frozen=True, slots=True)
class Cel:
    """One school and one woongemeente.

    contactpersoon: the function of the fixed contact person in service, or None · casussen and contact: None when
    too few to show; contact is the share of casussen in which school and team spoke in the contact window.
    """

    contactpersoon: str | None
    casussen: int | None = None
    contact: float | None = None

    @property
    def alleen_op_papier(self) -> bool:
        """Say whether there is a contact person on record and no contact in any of the (enough) casussen."""
        return self.contactpersoon is not None and self.contact == 0.0


def contactmatrix(beelden: Iterable[Beeld]) -> dict[Plaats, Cel]:
    """Return the matrix school x gemeente of the running casussen, sorted; O(casussen).

    Whether there is a contact person is right at any size and always shown; numbers only from `MINSTENS`.
    """
    casussen: Counter[Plaats] = Counter()
    met_contact: Counter[Plaats] = Counter()
    mensen: dict[Plaats, set[str]] = defaultdict(set)
    vaste: dict[Plaats, str | None] = {}
    for beeld in beelden:
        school, woon = beeld.rijen.casus.school, beeld.rijen.casus.woongemeente_jeugdwet
        if school is None or woon is None or not loopt(beeld):
            continue
        plaats = school, woon
        van_school = {a.id for a in beeld.professionals.values() if a.organisatie == school}
        van_team = {a.id for a in beeld.professionals.values() if _is_team(beeld, a.organisatie, woon)}
        casussen[plaats] += 1
        mensen[plaats] |= van_school | van_team
        met_contact[plaats] += any({a, b} & van_school and {a, b} & van_team for a, b in beeld.contact.edges)
        vaste[plaats] = vaste.get(plaats) or _contactpersoon(beeld, school, woon)
    groot = {p for p in casussen if casussen[p] >= MINSTENS and len(mensen[p]) >= MINSTENS}
    tonen = onderdruk(casussen, groot)
    return {
        plaats: Cel(vaste[plaats], casussen[plaats], met_contact[plaats] / casussen[plaats])
        if plaats in tonen
        else Cel(vaste[plaats])
        for plaats in sorted(casussen)
    }


def _is_team(beeld: Beeld, organisatie: str | None, gemeente: str) -> bool:
    return beeld.soort_van(organisatie) is Organisatiesoort.LOKAAL_TEAM and beeld.bedient(organisatie, gemeente)


def _contactpersoon(beeld: Beeld, school: str, woon: str) -> str | None:
    for rij in beeld.geldige(Contactpersoon):
        if rij.van == school and rij.naar is not None:
            werkgevers = beeld.dienst.werkgevers(rij.naar, beeld.t)
            if any(_is_team(beeld, o, woon) for o in werkgevers):
                return beeld.functie(rij.naar) or "contactpersoon"
    return None


def onderdruk(aantallen: Mapping[Plaats, int], tonen: Iterable[Plaats]) -> set[Plaats]:
    """Return the cells that may be shown: a hidden cell is never alone in its row or column.

    Otherwise the total minus the other cells would give it away; then the smallest cell beside it is hidden too.
    A cell that is alone in its row or column hides no other: there is no total to subtract from.
    """
    over = set(tonen)
    while True:
        weg = {_kleinste(aantallen, over, lijn) for lijn in _lijnen(aantallen)} - {None}
        if not weg:
            return over
        over -= weg


def _lijnen(aantallen: Mapping[Plaats, int]) -> list[list[Plaats]]:
    per_lijn: dict[tuple[int, str], list[Plaats]] = defaultdict(list)
    for plaats in sorted(aantallen):
        for as_nummer, naam in enumerate(plaats):
            per_lijn[as_nummer, naam].append(plaats)
    return list(per_lijn.values())


def _kleinste(aantallen: Mapping[Plaats, int], over: set[Plaats], lijn: Sequence[Plaats]) -> Plaats | None:
    zichtbaar = [p for p in lijn if p in over]
    alleen_verborgen = len(lijn) - len(zichtbaar) == 1
    return min(zichtbaar, key=lambda p: (aantallen[p], p)) if alleen_verborgen and zichtbaar else None


# -- bottlenecks and departures ----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Teamtelling:
    """Counts of a team with at least five regisseurs: how many of them are above the agreed bandbreedte."""

    organisatie: str
    regisseurs: int
    boven_bandbreedte: int


def tellingen_per_team(gevonden: Iterable[tuple[Beeld, Sequence[Bevinding]]]) -> list[Teamtelling]:
    """Return the counts per team, sorted by organisation; teams with fewer than `MINSTENS` regisseurs are left out."""
    regisseurs: dict[str, set[str]] = defaultdict(set)
    te_vol: dict[str, set[str]] = defaultdict(set)
    for beeld, bevindingen in gevonden:
        vol = {p for b in bevindingen if b.naam == "overbelaste_regisseur" for p in b.betrokkenen}
        for p in beeld.regisseurs:
            for organisatie in beeld.dienst.werkgevers(p, beeld.t):
                regisseurs[organisatie].add(p)
                if p in vol:
                    te_vol[organisatie].add(p)
    return [
        Teamtelling(o, len(regisseurs[o]), len(te_vol[o])) for o in sorted(regisseurs) if len(regisseurs[o]) >= MINSTENS
    ]


def drukste_tiende(regies: Iterable[int]) -> float | None:
    """Return the share of all regie that the busiest tenth carries; None below ten regisseurs."""
    aflopend = sorted(regies, reverse=True)
    if len(aflopend) < 2 * MINSTENS or not sum(aflopend):
        return None
    return sum(aflopend[: math.ceil(len(aflopend) / 10)]) / sum(aflopend)


@dataclass(frozen=True, slots=True)
class Vertrek:
    """People of one function and organisation who leave soon: in how many casussen something breaks then."""

    functie: str
    organisatie: str
    casussen: int


def vertrek_met_gevolgen(gevonden: Iterable[tuple[Beeld, Sequence[Bevinding]]]) -> list[Vertrek]:
    """Return departures that touch at least `MINSTENS` casussen, per function and organisation, largest first."""
    per_groep: dict[tuple[str, str], set[str]] = defaultdict(set)
    for beeld, bevindingen in gevonden:
        for b in bevindingen:
            if b.naam == "vertrekrisico":
                p = b.betrokkenen[0]
                organisatie = beeld.dienst.organisatie_van(p, beeld.t)
                if organisatie is not None:
                    per_groep[beeld.functie(p) or "medewerker", organisatie].add(beeld.rijen.casus.id)
    groepen = [Vertrek(f, o, len(ids)) for (f, o), ids in per_groep.items() if len(ids) >= MINSTENS]
    return sorted(groepen, key=lambda v: (-v.casussen, v.organisatie, v.functie))


# -- what figures can carry --------------------------------------------------------------------------------------

GENOEG = {"cel": 500, "paar": 2500, "patroon": 2500}
"""Casussen a region needs before a test may speak about a cell gemeente x schooltype, a pair, or the whole pattern."""


def kan_iets_zeggen(eenheid: str, casussen: int) -> str | None:
    """Return None when the region is large enough for a statement, else the sentence that says what is needed."""
    nodig = GENOEG[eenheid]
    if casussen >= nodig:
        return None
    return f"{TE_WEINIG} om iets te zeggen: {casussen} van de {nodig} die nodig zijn"


def minder_contact(tellingen: Mapping[str, tuple[int, int]], fout: float = 0.10) -> list[str]:
    """Return the units with clearly less contact than the region: (contacts, shared casussen) per unit.

    One-sided binomial against the share of the region, Benjamini-Hochberg at `fout`, units from `MINSTENS`.
    """
    groot = {naam: kn for naam, kn in tellingen.items() if kn[1] >= MINSTENS}
    totaal = sum(n for _, n in groot.values())
    if not totaal:
        return []
    deel = sum(k for k, _ in groot.values()) / totaal
    kansen = sorted((_hoogstens(k, n, deel), naam) for naam, (k, n) in groot.items())
    grens = max((i for i, (kans, _) in enumerate(kansen, start=1) if kans <= fout * i / len(kansen)), default=0)
    return sorted(naam for _, naam in kansen[:grens])


def _hoogstens(k: int, n: int, p: float) -> float:
    """Return the chance of at most k out of n."""
    return math.fsum(math.comb(n, i) * p**i * (1 - p) ** (n - i) for i in range(k + 1))


# -- trend -------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Maand:
    """At the end of a month: running casussen, and how many of them had no regie as it was known then."""

    einde: date
    casussen: int
    zonder_regie: int


@dataclass(frozen=True, slots=True)
class Trendpunt:
    """A month of the trend; aandeel is None and `melding` says why when there are too few casussen.

    onder, boven: where the share lies by chance alone, from the twelve months before (None before there are twelve).
    """

    einde: date
    aandeel: float | None
    onder: float | None = None
    boven: float | None = None
    melding: str = ""


def maandcijfer(beelden: Iterable[Beeld], einde: date) -> Maand:
    """Return the figure of one month; the Beelden must be of that day, and of what was known that day.

    Late registration then never rewrites the figure of an earlier month.
    """
    lopend = [b for b in beelden if loopt(b)]
    if any(b.t != einde or b.k != einde for b in lopend):
        raise ValueError("a figure of a month needs Beelden with t and k at the end of that month")
    return Maand(einde, len(lopend), sum(not b.bezet for b in lopend))


def trend(maanden: Sequence[Maand]) -> list[Trendpunt]:
    """Return the monthly share without regie with the band of the twelve months before; O(months)."""
    punten = []
    for i, maand in enumerate(maanden):
        if maand.casussen < MINSTENS:
            punten.append(Trendpunt(maand.einde, None, melding=TE_WEINIG))
            continue
        aandeel = maand.zonder_regie / maand.casussen
        verwacht = _verwacht(maanden, i)
        if verwacht is None:
            punten.append(Trendpunt(maand.einde, aandeel))
            continue
        half = 1.96 * math.sqrt(verwacht * (1 - verwacht) / maand.casussen)
        punten.append(Trendpunt(maand.einde, aandeel, max(0.0, verwacht - half), min(1.0, verwacht + half)))
    return punten


def _verwacht(maanden: Sequence[Maand], tot: int) -> float | None:
    jaar = [m for m in maanden[max(0, tot - 12) : tot] if m.casussen >= MINSTENS]
    return sum(m.zonder_regie for m in jaar) / sum(m.casussen for m in jaar) if len(jaar) == 12 else None


def stijgt(maanden: Sequence[Maand], k: float = 0.5, h: float = 4) -> date | None:
    """Return the end of the month in which a lasting rise shows, or None; one month is never enough.

    One-sided CUSUM of the standardised share against the first twelve months.
    """
    genoeg = [m for m in maanden if m.casussen >= MINSTENS]
    verwacht = _verwacht(genoeg, 12)
    if verwacht is None or not 0 < verwacht < 1:
        return None
    som = 0.0
    for maand in genoeg[12:]:
        spreiding = math.sqrt(verwacht * (1 - verwacht) / maand.casussen)
        # One month adds at most as much as leaves the next months to confirm it.
        som = max(0.0, som + min((maand.zonder_regie / maand.casussen - verwacht) / spreiding - k, h))
        if som > h:
            return maand.einde
    return None
