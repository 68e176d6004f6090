"""What a casus knows of the others: how much regie its people carry there, and who worked together before.

Counts about people only; no number, row or word of another casus comes along.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from budget.basis.transactie import Sessie
from engine.casus.opslag import CasusRij
from engine.netwerk import grafen
from engine.netwerk.begrippen import EINDSTATEN, Gebeurtenissoort, Laag
from engine.netwerk.dienst import Dienst
from engine.netwerk.opslag import RelatieRij
from engine.netwerk.regielog import Houder, regiestand
from engine.netwerk.rijen import Aanstelling as Aanstellingrij
from engine.regie.opslag import RegieGebeurtenisRij, gebeurtenissen
from engine.register.begrippen import Aanstelling


@dataclass(frozen=True, slots=True)
class Elders:
    """Per person the points of accepted regie per casus, and per pair of people the casussen they share."""

    regie: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    samen: Mapping[frozenset[str], Collection[str]] = field(default_factory=dict)

    def regielast(self, persoon: str, casus: str) -> float:
        """Return the casuspunten of somebody outside this casus; a duo shares them."""
        return round(sum(deel for elders, deel in self.regie.get(persoon, {}).items() if elders != casus), 2)

    def eerder_samen(self, casus: str, mensen: Collection[str]) -> Iterator[dict[str, Any]]:
        """Give the rows `eerder_samen` of the people of this casus, in order."""
        for een, ander in combinations(sorted(mensen), 2):
            aantal = len(set(self.samen.get(frozenset((een, ander)), ())) - {casus})
            if aantal:
                yield {"soort": "eerder_samen", "id": f"samen-{een}-{ander}", "van": een, "naar": ander,
                       "aantal": aantal}  # fmt: skip


def lees_elders(
    db: Sessie, mensen: Collection[str], aanstellingen: Collection[Aanstelling], op: date, *, gever_houdt_regie: bool
) -> Elders:
    """Read what these people carry and shared in all casussen: at most three selects and the logs of the regie.

    The load counts only for who has a bandbreedte on that day: without one nobody compares it with anything.
    """
    begrensd = {a.persoon for a in aanstellingen if a.bandbreedte is not None and a.geldt(op)} & set(mensen)
    regie = _regie(db, begrensd, aanstellingen, op, gever_houdt_regie) if begrensd else {}
    return Elders(regie, _samen(db, mensen))


def _regie(
    db: Sessie, mensen: set[str], aanstellingen: Collection[Aanstelling], op: date, gever_houdt_regie: bool
) -> dict[str, dict[str, float]]:
    r, c = RegieGebeurtenisRij, CasusRij
    houdt = (Gebeurtenissoort.AANVAARD, Gebeurtenissoort.ONTVANGEN, Gebeurtenissoort.OVERGEDRAGEN)
    vraag = (
        select(col(r.casus_id))
        .join(c, col(c.nummer) == col(r.casus_id))
        .where(col(r.persoon).in_(sorted(mensen)), col(r.soort).in_([s.value for s in houdt]))
        .where(col(r.laag) == Laag.CASUS.value, col(c.status).not_in(EINDSTATEN))
        .distinct()
    )
    dienst = Dienst((_rij(a) for a in aanstellingen), {})
    uit: dict[str, dict[str, float]] = defaultdict(dict)
    for casus, log in gebeurtenissen(db, list(db.execute(vraag).scalars())).items():
        stand = regiestand((g for g in log if g.bekend(None)), op, gever_houdt_regie=gever_houdt_regie)
        houders = {p: h for p, h in stand.houders.items() if dienst.nog_in_functie(p, h.aanvaard_op, op)}
        for eenheid in _eenheden(houders):
            for p in eenheid & mensen:
                uit[p][casus] = 1 / len(eenheid)
    return uit


def _eenheden(houders: Mapping[str, Houder]) -> list[set[str]]:
    lijnen = [(p, h.duo_met) for p, h in houders.items() if h.duo_met is not None]
    return [set(deel) for deel in grafen.delen(grafen.graaf(houders, lijnen))]


def _rij(a: Aanstelling) -> Aanstellingrij:
    return Aanstellingrij(id=str(a.nummer), van=a.persoon, naar=a.organisatie, geldig_van=a.van, geldig_tot=a.tot)


def _samen(db: Sessie, mensen: Collection[str]) -> dict[frozenset[str], set[str]]:
    r = RelatieRij
    vraag = (
        select(col(r.casus), col(r.van))
        .where(col(r.soort) == "betrokken", col(r.kennis) == "aanwezig", col(r.vervallen_op).is_(None))
        .where(col(r.van).in_(sorted(mensen)))
        .distinct()
    )
    per_casus: dict[str, list[str]] = defaultdict(list)
    for casus, van in db.execute(vraag):
        per_casus[casus].append(van)
    samen: dict[frozenset[str], set[str]] = defaultdict(set)
    for casus, hier in per_casus.items():
        for een, ander in combinations(hier, 2):
            samen[frozenset((een, ander))].add(casus)
    return samen
