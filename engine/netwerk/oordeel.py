"""What the answers of the voorzitter do to a rule, and how complete the registration is.

Nothing else is learned automatically: a rule is demoted by its figures and promoted back only by a person.
"""

from __future__ import annotations

import hashlib
import math
from dataclasses import dataclass, replace
from datetime import date

from engine.netwerk.beeld import Beeld
from engine.netwerk.rijen import EerderSamen, Melding, Relatie

_Z = 1.96


@dataclass(frozen=True, slots=True)
class Trefzekerheid:
    """How often a rule was right in one region: answers, share of klopt, and the Wilson interval of that share.

    n counts `klopt`, `al_geregeld` and `niet_van_toepassing`; `weet_niet` is left out. al_geregeld is a gap in the
    registration, not a wrong rule, and is shown apart.
    """

    n: int
    klopt: int
    al_geregeld: int
    onder: float
    boven: float

    @property
    def teruggezet(self) -> bool:
        """Say whether the rule becomes a hint: at least ten answers, and surely less than half of them right."""
        return self.n >= 10 and self.boven < 0.5


def trefzekerheid(klopt: int, al_geregeld: int, niet_van_toepassing: int) -> Trefzekerheid:
    """Return the figures of one rule; without answers the interval is 0 to 1.

    Source: Wilson score interval, z = 1.96.
    """
    n = klopt + al_geregeld + niet_van_toepassing
    onder, boven = wilson(klopt, n)
    return Trefzekerheid(n, klopt, al_geregeld, onder, boven)


def wilson(k: int, n: int) -> tuple[float, float]:
    """Return the Wilson interval of k out of n."""
    if n == 0:
        return 0.0, 1.0
    midden = (k + _Z**2 / 2) / (n + _Z**2)
    half = _Z / (n + _Z**2) * math.sqrt(k * (n - k) / n + _Z**2 / 4)
    return midden - half, midden + half


def volledigheid(beeld: Beeld) -> dict[str, tuple[int, int]]:
    """Return per organisation how many of its participants have a recent contact moment, and how many it has.

    A rule that is often wrong in one organisation usually means registration, not the rule.
    """
    telling: dict[str, tuple[int, int]] = {}
    for actor in beeld.professionals.values():
        if actor.organisatie is not None:
            laatste = beeld.laatste_contact.get(actor.id)
            recent = laatste is not None and beeld.dagen(laatste) <= beeld.drempels.contactvenster_dagen
            met, totaal = telling.get(actor.organisatie, (0, 0))
            telling[actor.organisatie] = (met + recent, totaal + 1)
    return dict(sorted(telling.items()))


def kennisvingerafdruk(beeld: Beeld) -> str:
    """Return a hash of all that is on record about the casus and had happened at t, with the thresholds.

    It changes with every recorded or withdrawn fact and with every fact that comes true on its date (a contact, an
    end of employment, a table that is over); the passing of days alone does not change it. O(rows).
    """
    rijen = beeld.rijen
    # What these people did in other casussen is no fact about this one, nor is how many a school has there.
    relaties = [rij for rij in rijen.relaties if not isinstance(rij, EerderSamen)]
    gebeurd = [op for rij in relaties for op in _feiten(rij) if op <= beeld.t]
    gebeurd += [g.datum for g in rijen.gebeurtenissen if g.datum <= beeld.t]
    gebeurd += [tafel.datum for tafel in rijen.tafels if tafel.datum < beeld.t]
    casus = replace(rijen.casus, koppel_casussen=1)
    alles = (casus, rijen.organisaties, relaties, rijen.gebeurtenissen, rijen.tafels, beeld.drempels)
    return hashlib.sha256(f"{alles!r} {len(gebeurd)}".encode()).hexdigest()


def _feiten(rij: Relatie) -> list[date]:
    data = [rij.geldig_van, rij.geldig_tot, *getattr(rij, "contactmomenten", ())]
    if isinstance(rij, Melding):
        data.append(rij.terugkoppeling_op)
    return [d for d in data if d is not None]
