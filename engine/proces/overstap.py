"""What moving a casus or line to another version of the process would do to it; pure."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from engine.proces.begrippen import Proces, Spoor


@dataclass(frozen=True, slots=True)
class Loper:
    """A casus (spoor hulp) or line (spoor geld) as it stands: its version, its state, and every state it was in."""

    nummer: str
    casus: str
    spoor: str
    versie: str
    status: str
    bezocht: frozenset[str]


@dataclass(frozen=True, slots=True)
class Overstap:
    """Where a casus or line goes in the new version; naar is None when nobody said so.

    mist: steps that every way to that state passes in the new version, and that it never made.
    """

    loper: Loper
    naar: str | None
    mist: tuple[str, ...]

    @property
    def kan(self) -> bool:
        return self.naar is not None and not self.mist


def stap_over(loper: Loper, nieuw: Proces) -> Overstap:
    """Return what happens to one casus or line. O(states x transitions)."""
    spoor = nieuw.spoor(loper.spoor)
    kaart = nieuw.overstap.get(loper.versie, {}).get(loper.spoor, {})
    naar = kaart.get(loper.status, loper.status)
    if naar not in spoor.staten:
        return Overstap(loper, None, ())
    bezocht = {kaart.get(staat, staat) for staat in loper.bezocht} | {naar}
    return Overstap(loper, naar, tuple(s for s in verplichte_stappen(spoor, naar) if s not in bezocht))


def verplichte_stappen(spoor: Spoor, staat: str) -> list[str]:
    """Return the states that every way from the begin to this state passes, in the order of the definition."""
    return [s for s in spoor.staten if s not in (spoor.begin, staat) and staat not in _bereikbaar(spoor, zonder=s)]


def kaartfouten(nieuw: Proces, oud: Iterable[Proces]) -> list[str]:
    """Return what is wrong with the map of the new version: versions and states that do not exist."""
    bekend = {p.versie: p for p in oud}
    fouten = []
    for versie, sporen in nieuw.overstap.items():
        if versie not in bekend:
            fouten.append(f"overstap: versie '{versie}' is er niet")
            continue
        for spoor, kaart in sporen.items():
            for van, naar in kaart.items():
                if van not in bekend[versie].spoor(spoor).staten:
                    fouten.append(f"overstap.{versie}.{spoor}: staat '{van}' is niet van versie {versie}")
                if naar not in nieuw.spoor(spoor).staten:
                    fouten.append(f"overstap.{versie}.{spoor}: staat '{naar}' is niet van versie {nieuw.versie}")
    return fouten


def _bereikbaar(spoor: Spoor, *, zonder: str) -> set[str]:
    gezien, rand = {spoor.begin}, [spoor.begin]
    while rand:
        staat = rand.pop()
        if staat in spoor.einde:
            # Who is let in again made the ordinary steps before.
            continue
        for overgang in spoor.overgangen:
            for doel in overgang.doelen(staat) if staat in overgang.van else ():
                if doel != zonder and doel not in gezien:
                    gezien.add(doel)
                    rand.append(doel)
    return gezien
