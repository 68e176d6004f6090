"""The woonplaatsbeginsel of the Jeugdwet: which gemeente is responsible on which days.

Source: Jeugdwet art. 1.1, since 1-1-2022 (Stb. 2020, 78). That an uninterrupted chain of verblijf keeps the
address before the first one is our own reading; part-time verblijf and mother-and-child homes are disputed in
practice and give both candidates. A reading for the uitzoekers: it books nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from enum import StrEnum


class Adressoort(StrEnum):
    """What an entry of the address history is."""

    WOONADRES = "woonadres"
    VERBLIJF = "verblijf"
    BRIEFADRES = "briefadres"
    IN_ONDERZOEK = "in_onderzoek"


class Zekerheid(StrEnum):
    """How sure a result is."""

    HOOG = "hoog"
    MIDDEN = "midden"
    LAAG = "laag"


TWIJFEL = frozenset({"logeeropvang", "deeltijdverblijf", "moeder_kind_huis"})
"""Kinds of verblijf about which gemeenten and the Geschillencommissie differ."""


@dataclass(frozen=True, slots=True)
class Adres:
    """A stretch of the address history; `tot` is the first day elsewhere, None = still there.

    verblijf: the kind of verblijf (pleegouder, gezinshuis, logeeropvang, ...), for soort verblijf only.
    """

    gemeente: str
    soort: Adressoort
    van: date
    tot: date | None = None
    verblijf: str = ""

    def geldt(self, op: date) -> bool:
        """Say whether the stretch holds on this day."""
        return self.van <= op and (self.tot is None or op < self.tot)


@dataclass(frozen=True, slots=True)
class Jeugdigefeiten:
    """What is known of one child: addresses, the mother's gemeente at birth, where it really stays.

    gemeld_bij: where a request came in; it never decides.
    """

    adressen: tuple[Adres, ...] = ()
    gemeente_moeder_bij_geboorte: str | None = None
    werkelijk_verblijf: str | None = None
    gemeld_bij: str | None = None


@dataclass(frozen=True, slots=True)
class Woonplaats:
    """The responsible gemeente from `van` up to and including `tot`, by which step of the law and how sure.

    gemeente None: grijs (`kandidaten` names the readings) or unknown; ontbreekt: facts that would decide.
    """

    van: date
    tot: date
    gemeente: str | None
    stap: int
    reden: str
    zekerheid: Zekerheid
    kandidaten: tuple[str, ...] = ()
    ontbreekt: tuple[str, ...] = ()


def woonplaats(feiten: Jeugdigefeiten, van: date, tot: date) -> tuple[Woonplaats, ...]:
    """Return the responsible gemeente for each stretch of equal facts; both days included, in order.

    O(stretches x addresses).
    """
    grenzen = {van} | {
        grens for a in feiten.adressen for grens in (a.van, a.tot) if grens is not None and van < grens <= tot
    }
    begin = sorted(grenzen)
    eind = [*(dag - timedelta(days=1) for dag in begin[1:]), tot]
    return _samengevoegd(replace(_op(feiten, b), van=b, tot=e) for b, e in zip(begin, eind, strict=True))


def dagen_per_gemeente(delen: Iterable[Woonplaats]) -> dict[str, int]:
    """Count the days per gemeente, the weights for a split; ValueError when a stretch has no single gemeente."""
    dagen: dict[str, int] = {}
    for deel in delen:
        if deel.gemeente is None:
            raise ValueError(f"no single gemeente from {deel.van} to {deel.tot}")
        dagen[deel.gemeente] = dagen.get(deel.gemeente, 0) + (deel.tot - deel.van).days + 1
    return dagen


def _op(feiten: Jeugdigefeiten, op: date) -> Woonplaats:
    geldig = [a for a in feiten.adressen if a.geldt(op)]
    verblijf = [a for a in geldig if a.soort is Adressoort.VERBLIJF]
    if any(a.soort is Adressoort.IN_ONDERZOEK for a in geldig):
        return _moeder_of_werkelijk(feiten, op, "het adres is in onderzoek")
    if verblijf and all(a.verblijf in TWIJFEL for a in verblijf):
        return _twijfel(feiten, op, verblijf)
    if verblijf:
        return _voor_verblijf(feiten, op, [a for a in verblijf if a.verblijf not in TWIJFEL])
    return _woonadres(feiten, op)


def _woonadres(feiten: Jeugdigefeiten, op: date) -> Woonplaats:
    """Step 1, without verblijf: the gemeente of the woonadres."""
    adressen = sorted(
        (a for a in feiten.adressen if a.soort is Adressoort.WOONADRES and a.geldt(op)), key=lambda a: a.van
    )
    if not adressen:
        return _moeder_of_werkelijk(feiten, op, "er is op deze dag geen woonadres bekend")
    gekozen = adressen[-1].gemeente
    reden = f"woonadres in {gekozen}"
    if feiten.gemeld_bij not in (None, gekozen):
        reden += f"; een melding bij {feiten.gemeld_bij} bepaalt de woonplaats niet"
    if len({a.gemeente for a in adressen}) > 1:
        mist = f"welk van de woonadressen op {op.isoformat()} het goede is"
        return Woonplaats(op, op, gekozen, 1, f"{reden}, maar er zijn er meer", Zekerheid.LAAG, ontbreekt=(mist,))
    return Woonplaats(op, op, gekozen, 1, reden, Zekerheid.HOOG)


def _voor_verblijf(feiten: Jeugdigefeiten, op: date, verblijf: Sequence[Adres]) -> Woonplaats:
    """Step 2: the woonadres immediately before the verblijf, before the first one of an unbroken chain."""
    begin = min(a.van for a in verblijf)
    eerder = True
    keten = False
    while eerder:
        aansluitend = [
            a.van
            for a in feiten.adressen
            if a.soort is Adressoort.VERBLIJF and a.van < begin and a.tot is not None and a.tot >= begin
        ]
        eerder = bool(aansluitend)
        keten |= eerder
        begin = min([begin, *aansluitend])
    kandidaten = [a for a in feiten.adressen if a.soort is Adressoort.WOONADRES and a.van < begin]
    if not kandidaten:
        return _moeder_of_werkelijk(feiten, op, "er is geen woonadres van voor het verblijf bekend")
    laatste = max(kandidaten, key=lambda a: (a.tot or date.max, a.van))
    reden = f"woonadres in {laatste.gemeente} voor het verblijf vanaf {begin.isoformat()}"
    if keten:
        reden += " (keten van verblijf)"
    if laatste.tot is not None and laatste.tot < begin:
        mist = f"adreshistorie van {laatste.tot.isoformat()} tot {begin.isoformat()}"
        return Woonplaats(op, op, laatste.gemeente, 2, reden, Zekerheid.LAAG, ontbreekt=(mist,))
    return Woonplaats(op, op, laatste.gemeente, 2, reden, Zekerheid.HOOG)


def _twijfel(feiten: Jeugdigefeiten, op: date, verblijf: Sequence[Adres]) -> Woonplaats:
    """Read a disputed kind of verblijf both ways: equal answers count, other answers are grijs."""
    zonder, met = _woonadres(feiten, op), _voor_verblijf(feiten, op, verblijf)
    soort = verblijf[0].verblijf
    if zonder.gemeente is not None and zonder.gemeente == met.gemeente:
        laag = Zekerheid.LAAG in (zonder.zekerheid, met.zekerheid)
        return replace(
            zonder,
            reden=f"{zonder.reden}; met of zonder {soort} als verblijf is het antwoord gelijk",
            zekerheid=Zekerheid.LAAG if laag else Zekerheid.MIDDEN,
            ontbreekt=tuple(dict.fromkeys((*zonder.ontbreekt, *met.ontbreekt))),
        )
    kandidaten = tuple(dict.fromkeys(w.gemeente for w in (zonder, met) if w.gemeente is not None))
    return Woonplaats(
        op, op, None, 2, f"het hangt ervan af of {soort} verblijf is", Zekerheid.LAAG, kandidaten,
        (f"of {soort} hier als verblijf telt", *zonder.ontbreekt, *met.ontbreekt),
    )  # fmt: skip


def _moeder_of_werkelijk(feiten: Jeugdigefeiten, op: date, waarom: str) -> Woonplaats:
    """Steps 3 and 4: the mother's gemeente at birth, else where the child really stays; never sure."""
    moeder, werkelijk = feiten.gemeente_moeder_bij_geboorte, feiten.werkelijk_verblijf
    if moeder is not None:
        reden = f"{waarom}; de moeder stond bij de geboorte ingeschreven in {moeder}"
        return Woonplaats(op, op, moeder, 3, reden, Zekerheid.LAAG, ontbreekt=("het woonadres",))
    mist = ("het woonadres", "waar de moeder bij de geboorte stond ingeschreven")
    if werkelijk is not None:
        reden = f"{waarom}; de jeugdige verblijft werkelijk in {werkelijk}"
        return Woonplaats(op, op, werkelijk, 4, reden, Zekerheid.LAAG, ontbreekt=mist)
    return Woonplaats(op, op, None, 4, waarom, Zekerheid.LAAG, ontbreekt=(*mist, "waar de jeugdige verblijft"))


def _samengevoegd(delen: Iterable[Woonplaats]) -> tuple[Woonplaats, ...]:
    """Join stretches that follow each other with the same answer."""
    klaar: list[Woonplaats] = []
    for deel in delen:
        if klaar and replace(klaar[-1], van=deel.van, tot=deel.tot) == deel:
            klaar[-1] = replace(klaar[-1], tot=deel.tot)
        else:
            klaar.append(deel)
    return tuple(klaar)
