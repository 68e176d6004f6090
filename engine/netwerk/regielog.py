"""The log of the regie replayed up to a date: who holds it, who was asked, what is disputed or handed over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from engine.netwerk.begrippen import Gebeurtenissoort, Laag
from engine.netwerk.rijen import Gebeurtenis

_AANVAARDING = (Gebeurtenissoort.AANVAARD, Gebeurtenissoort.ONTVANGEN)


@dataclass(frozen=True, slots=True)
class Houder:
    """Somebody who accepted: since when, and the last acceptance (which fixes the employer)."""

    persoon: str
    sinds: date
    aanvaard_op: date
    gebeurtenis: Gebeurtenis
    duo_met: str | None = None
    vervanger: str | None = None


@dataclass(frozen=True, slots=True)
class Overdracht:
    """A hand-over that nobody has accepted yet."""

    van: str
    aan: str
    gebeurtenis: Gebeurtenis


@dataclass(frozen=True, slots=True)
class Einde:
    """When somebody stopped holding the regie; without an event it was the end of the employment."""

    datum: date
    bewijs: tuple[str, ...]
    uit_dienst: bool = False


@dataclass(slots=True)
class Regiestand:
    """The state of one layer after replaying its events."""

    houders: dict[str, Houder] = field(default_factory=dict)
    eindes: dict[str, Einde] = field(default_factory=dict)
    vragen: dict[str, Gebeurtenis] = field(default_factory=dict)
    betwistingen: dict[str, Gebeurtenis] = field(default_factory=dict)
    overdrachten: dict[str, Overdracht] = field(default_factory=dict)
    aanvaardingen: list[Gebeurtenis] = field(default_factory=list)
    antwoorden: list[Gebeurtenis] = field(default_factory=list)
    """Refusals and disputes: both are an answer to being pointed at."""
    laatste: Gebeurtenis | None = None
    """The last event, leaving out `vastgesteld_afwezig`."""
    afwezig: Gebeurtenis | None = None
    """The check that there is no regie, when nobody accepted since."""

    @property
    def ooit(self) -> bool:
        """Say whether anybody ever held the regie of this layer."""
        return bool(self.houders or self.eindes)


def regiestand(
    gebeurtenissen: Iterable[Gebeurtenis], t: date, *, laag: Laag = Laag.CASUS, gever_houdt_regie: bool = True
) -> Regiestand:
    """Replay the events of one layer up to and including day t; O(events).

    Acceptance comes from the person asked, never from the one who assigns. Two holders and a dispute can exist:
    what cannot be recorded cannot be found.
    """
    stand = Regiestand()
    op_datum = sorted((g for g in gebeurtenissen if g.laag is laag and g.datum <= t), key=lambda g: g.datum)
    for gebeurtenis in op_datum:
        _verwerk(stand, gebeurtenis, gever_houdt_regie)
    return stand


def _verwerk(stand: Regiestand, g: Gebeurtenis, gever_houdt_regie: bool) -> None:
    if g.soort is Gebeurtenissoort.VASTGESTELD_AFWEZIG:
        stand.afwezig = g
        return
    stand.laatste = g
    p = g.persoon
    if g.soort is Gebeurtenissoort.TERUGGELEGD:
        if p is not None:
            if p in stand.houders:
                _stop(stand, p, g)
            stand.vragen.pop(p, None)
        return
    if p is None:
        return
    if g.soort in _AANVAARDING:
        _aanvaard(stand, p, g)
    elif g.soort is Gebeurtenissoort.VOORGESTELD:
        stand.vragen.setdefault(p, g)
    elif g.soort is Gebeurtenissoort.GEWEIGERD:
        stand.antwoorden.append(g)
        stand.vragen.pop(p, None)
        for overdracht in [o for o in stand.overdrachten.values() if o.aan == p]:
            del stand.overdrachten[overdracht.van]
    elif g.soort is Gebeurtenissoort.VERLOPEN:
        stand.vragen.pop(p, None)
    elif g.soort is Gebeurtenissoort.BETWIST:
        stand.antwoorden.append(g)
        stand.vragen.pop(p, None)
        stand.betwistingen.setdefault(p, g)
    elif g.soort is Gebeurtenissoort.OVERGEDRAGEN:
        _draag_over(stand, p, g, gever_houdt_regie)
    elif g.soort is Gebeurtenissoort.BEEINDIGD:
        _stop(stand, p, g)
    elif g.soort is Gebeurtenissoort.INGETROKKEN:
        stand.vragen.pop(p, None)
        stand.betwistingen.pop(p, None)
        stand.overdrachten.pop(p, None)


def _aanvaard(stand: Regiestand, p: str, g: Gebeurtenis) -> None:
    for gever in stand.overdrachten:
        if gever != p and gever in stand.houders:
            _stop(stand, gever, g)
    stand.overdrachten.clear()
    stand.vragen.clear()
    stand.betwistingen.clear()
    stand.aanvaardingen.append(g)
    stand.afwezig = None
    stand.eindes.pop(p, None)
    eerder = stand.houders.get(p)
    stand.houders[p] = Houder(
        persoon=p,
        sinds=eerder.sinds if eerder else g.datum,
        aanvaard_op=g.datum,
        gebeurtenis=g,
        duo_met=g.duo_met or (eerder.duo_met if eerder else None),
        vervanger=g.vervanger or (eerder.vervanger if eerder else None),
    )


def _draag_over(stand: Regiestand, p: str, g: Gebeurtenis, gever_houdt_regie: bool) -> None:
    if g.aan is None:
        return
    stand.overdrachten[p] = Overdracht(p, g.aan, g)
    if not gever_houdt_regie:
        _stop(stand, p, g)
    elif p not in stand.houders:
        # Handing over proves that p had it, also when the acceptance was never recorded.
        stand.eindes.pop(p, None)
        stand.houders[p] = Houder(p, g.datum, g.datum, g, g.duo_met, g.vervanger)


def _stop(stand: Regiestand, p: str, g: Gebeurtenis) -> None:
    stand.houders.pop(p, None)
    stand.eindes[p] = Einde(g.datum, (g.id,))
