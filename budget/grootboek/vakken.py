"""Reading the compartments of the pot and what holds them, from facts and balances."""

from __future__ import annotations

from collections import defaultdict

from budget.grootboek.regels.oormerken import Beslag, Vak, Vulling
from budget.grootboek.ruw import GELDT, Ruw

_GEBONDEN = """
SELECT casus, CAST(SUM(cents) AS BIGINT) FROM (
  SELECT r.d1 AS casus, s.cents FROM rekening r JOIN saldo s ON s.rekening = r.nummer
    WHERE r.code IN ('9100', '9200', '1300', '1319', '4000', '4100', '4110') AND s.cents <> 0
  UNION ALL
  SELECT r.d2, s.cents FROM rekening r JOIN saldo s ON s.rekening = r.nummer
    WHERE r.code IN ('1310', '1315', '1320') AND s.cents <> 0
) posten GROUP BY casus HAVING SUM(cents) > 0
"""


def lees_vakken(ruw: Ruw) -> list[Vak]:
    """Return the compartments in the order of the participants; empty when no money in the pot is earmarked.

    Refunds and the shares of year-ends come off the compartments of their participant, the oldest first.
    """
    if ruw.rij("SELECT 1 FROM pot_storting WHERE oormerk <> '' LIMIT 1") is None:
        return []
    kapitaal: dict[str, int] = dict(
        ruw.rijen(
            "SELECT r.d1, CAST(-SUM(s.cents) AS BIGINT) FROM rekening r JOIN saldo s ON s.rekening = r.nummer"
            " WHERE r.code IN ('2000', '8000') GROUP BY r.d1"
        )
    )
    gestort = ruw.rijen(
        "SELECT p.partij, s.oormerk, CAST(SUM(s.bedrag) AS BIGINT) FROM pot_storting s"
        f" JOIN pot_partij p ON p.partij = s.deelnemer WHERE {GELDT.format(tabel='s')}"
        " GROUP BY p.volgorde, p.partij, s.oormerk ORDER BY p.volgorde, MIN(s.post)"
    )
    af: dict[str, int] = defaultdict(int)
    for deelnemer, _, cents in gestort:
        af[deelnemer] += cents
    af = defaultdict(int, {deelnemer: som - kapitaal.get(deelnemer, 0) for deelnemer, som in af.items()})
    vakken = []
    for deelnemer, oormerk, cents in gestort:
        minder = max(0, min(cents, af[deelnemer]))
        af[deelnemer] -= minder
        vakken.append(Vak(deelnemer, oormerk, cents - minder))
    return vakken


def lees_beslagen(ruw: Ruw) -> list[Beslag]:
    """Return per casus what it holds of the pot, how that was filled, and which earmarks may pay it."""
    vrij: dict[int, int] = dict(
        ruw.rijen(
            "SELECT v.reservering, CAST(SUM(v.bedrag) AS BIGINT) FROM pot_vrijval v"
            f" WHERE {GELDT.format(tabel='v')} GROUP BY v.reservering"
        )
    )
    vullingen: dict[str, list[Vulling]] = defaultdict(list)
    for casus, post, deelnemer, oormerk, cents in ruw.rijen(
        "SELECT r.casus, v.post, v.deelnemer, v.oormerk, v.bedrag FROM pot_vulling v"
        f" JOIN pot_reservering r ON r.post = v.post WHERE {GELDT.format(tabel='r')}"
        " ORDER BY v.post DESC, v.plaats DESC"
    ):
        minder = min(cents, vrij.get(post, 0))
        if minder:
            vrij[post] -= minder
        vullingen[casus].append(Vulling(deelnemer, oormerk, cents - minder))
    per_post: dict[tuple[str, int], set[str]] = defaultdict(set)
    for casus, post, oormerk in ruw.rijen(
        "SELECT r.casus, r.post, o.oormerk FROM pot_reservering r LEFT JOIN pot_oormerk o ON o.post = r.post"
        f" WHERE {GELDT.format(tabel='r')}"
    ):
        if oormerk is not None:
            per_post[casus, post].add(oormerk)
    toegestaan: dict[str, frozenset[str]] = {}
    for (casus, _), oormerken in per_post.items():
        toegestaan[casus] = toegestaan.get(casus, frozenset(oormerken)) & frozenset(oormerken)
    return [
        Beslag(casus, gebonden, vullingen[casus][::-1], toegestaan.get(casus))
        for casus, gebonden in sorted(ruw.rijen(_GEBONDEN))
    ]
