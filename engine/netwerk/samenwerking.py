"""How school and care work together in a unit: five bars first, a label last. A start of a conversation, no grade.

The four models are those of the report on education and jeugdhulp (schotten: afbakenen van taken; keten: versterken
overgangen; netwerk: sturing en communicatie; integraal: bundelen kennis en geld). The score has seen synthetic
regions only; no real region was scored yet, and units are compared with themselves over time, never ranked.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from engine.netwerk.beeld import Beeld
from engine.netwerk.begrippen import Domein
from engine.netwerk.oordeel import volledigheid
from engine.netwerk.rijen import Betrokken, Financiering, Informatie, Rij

TE_WEINIG = "te weinig casussen"
TE_ONVOLLEDIG = "te weinig vastgelegd"
_ZORG = (Domein.TOEGANG, Domein.JEUGDHULP)


@dataclass(frozen=True, slots=True, kw_only=True)
class Weging:
    """Thresholds and weights; a choice of the design, shown with the result."""

    periode_dagen: int = 365
    minste_casussen: int = 10
    minste_volledigheid: float = 0.5
    marge: float = 0.10
    contact_van: float = 0.05
    contact_breed: float = 0.5
    betaald_van: float = 0.10
    betaald_breed: float = 0.4
    schotten: tuple[float, float, float] = (0.6, 0.2, 0.2)
    keten: tuple[float, float, float, float] = (0.45, 0.25, 0.15, 0.15)
    netwerk: tuple[float, float, float, float] = (0.3, 0.3, 0.2, 0.2)
    netwerk_min_betaald: float = 0.6
    integraal: tuple[float, float, float, float] = (0.25, 0.2, 0.15, 0.4)


STANDAARDWEGING = Weging()


@dataclass(frozen=True, slots=True)
class Balken:
    """The five bars, each 0 to 1.

    kruiscontact: lines between school and care, of all possible pairs · wederzijds: of those lines, recorded from
    both sides and no hand-over · overdracht: of those lines, hand-overs · gelijktijdig: casussen in which school
    stays while jeugdhulp runs · samen_betaald: casussen paid from the pot or by two organisations.
    """

    kruiscontact: float
    wederzijds: float
    overdracht: float
    gelijktijdig: float
    samen_betaald: float


@dataclass(frozen=True, slots=True)
class Kenmerken:
    """What one casus adds to the bars of its unit."""

    paren: int
    lijnen: int
    wederzijds: int
    overdracht: int
    beide: bool
    gelijktijdig: bool
    samen_betaald: bool
    met_contact: int
    deelnemers: int


@dataclass(frozen=True, slots=True)
class Samenwerking:
    """The bars of a unit, the scores of the four models, and a label when the figures can carry one."""

    casussen: int
    volledigheid: float
    balken: Balken | None
    scores: dict[str, float] = field(default_factory=dict)
    label: str = TE_WEINIG


def kenmerken(beeld: Beeld, weging: Weging = STANDAARDWEGING) -> Kenmerken:
    """Return what one casus says about the last `periode_dagen`; O(rows).

    A cross line is a pair of actors, one of onderwijs and one of toegang or jeugdhulp, with a row informatie.
    """
    vanaf = beeld.t - timedelta(days=min(weging.periode_dagen, (beeld.t - date.min).days))
    deelname: dict[Domein, dict[str, date | None]] = {}
    for rij in beeld.bekende(Betrokken):
        domein = _domein(beeld, rij)
        if domein is not None and _in_periode(rij, vanaf, beeld.t):
            hier = deelname.setdefault(domein, {})
            eerder = hier.get(rij.van, rij.geldig_tot)
            hier[rij.van] = None if eerder is None or rij.geldig_tot is None else max(eerder, rij.geldig_tot)
    onderwijs = deelname.get(Domein.ONDERWIJS, {})
    zorg = {actor for d in _ZORG for actor in deelname.get(d, {})}
    per_paar: dict[frozenset[str], list[Informatie]] = {}
    for lijn in beeld.bekende(Informatie):
        kruist = (lijn.van in onderwijs and lijn.naar in zorg) or (lijn.naar in onderwijs and lijn.van in zorg)
        if kruist and _in_periode(lijn, vanaf, beeld.t):
            per_paar.setdefault(frozenset((lijn.van, lijn.naar)), []).append(lijn)
    overdracht = [p for p, rijen in per_paar.items() if all(r.vorm == "overdracht" for r in rijen)]
    wederzijds = [p for p, rijen in per_paar.items() if p not in overdracht and any(r.wederzijds for r in rijen)]
    jeugdhulp = deelname.get(Domein.JEUGDHULP, {})
    einde = [e for e in onderwijs.values() if e is not None]
    telling = volledigheid(beeld).values()
    return Kenmerken(
        paren=len(onderwijs) * len(zorg),
        lijnen=len(per_paar),
        wederzijds=len(wederzijds),
        overdracht=len(overdracht),
        beide=bool(onderwijs and jeugdhulp),
        gelijktijdig=bool(onderwijs and jeugdhulp) and (len(einde) < len(onderwijs) or max(einde) >= beeld.t),
        samen_betaald=_samen_betaald(beeld, vanaf),
        met_contact=sum(met for met, _ in telling),
        deelnemers=sum(totaal for _, totaal in telling),
    )


def _in_periode(rij: Rij, vanaf: date, t: date) -> bool:
    return (rij.geldig_van is None or rij.geldig_van <= t) and (rij.geldig_tot is None or rij.geldig_tot > vanaf)


def _domein(beeld: Beeld, rij: Betrokken) -> Domein | None:
    if rij.domein is not None:
        return rij.domein
    organisatie = rij.organisatie or beeld.dienst.organisatie_van(rij.van, rij.geldig_van or beeld.t)
    return beeld.organisaties[organisatie].domein if organisatie in beeld.organisaties else None


def _samen_betaald(beeld: Beeld, vanaf: date) -> bool:
    rijen = [r for r in beeld.bekende(Financiering) if _in_periode(r, vanaf, beeld.t)]
    betalers = {r.van for r in rijen if r.status == "toegezegd"}
    return len(betalers) >= 2 or any(r.status == "pot" for r in rijen)


def samenwerking(casussen: Iterable[Kenmerken], weging: Weging = STANDAARDWEGING) -> Samenwerking:
    """Return bars, scores and label of a unit (school-team pairs, a gemeente, a region); O(casussen).

    Without enough casussen there are no bars; below `minste_volledigheid` of the registration there is no label.
    """
    alle = list(casussen)
    beide = [k for k in alle if k.beide]
    deelnemers = sum(k.deelnemers for k in alle)
    vol = sum(k.met_contact for k in alle) / deelnemers if deelnemers else 0.0
    paren, lijnen = sum(k.paren for k in alle), sum(k.lijnen for k in alle)
    if len(beide) < weging.minste_casussen or not paren:
        return Samenwerking(len(beide), vol, None)
    balken = Balken(
        kruiscontact=lijnen / paren,
        wederzijds=sum(k.wederzijds for k in alle) / lijnen if lijnen else 0.0,
        overdracht=sum(k.overdracht for k in alle) / lijnen if lijnen else 0.0,
        gelijktijdig=sum(k.gelijktijdig for k in beide) / len(beide),
        samen_betaald=sum(k.samen_betaald for k in alle) / len(alle),
    )
    scores = score(balken, weging)
    label = TE_ONVOLLEDIG if vol < weging.minste_volledigheid else naam_bij(scores, weging)
    return Samenwerking(len(beide), vol, balken, scores, label)


def score(balken: Balken, weging: Weging = STANDAARDWEGING) -> dict[str, float]:
    """Return the score of the four models from the five bars."""
    w, h, s = balken.wederzijds, balken.overdracht, balken.gelijktijdig
    x = _tussen((balken.kruiscontact - weging.contact_van) / weging.contact_breed)
    p = _tussen((balken.samen_betaald - weging.betaald_van) / weging.betaald_breed)
    a, b, c = weging.schotten
    k = weging.keten
    n = weging.netwerk
    i = weging.integraal
    return {
        "schotten": (1 - x) * (a + b * (1 - min(1.0, 1.2 * h)) + c * (1 - p)),
        "keten": k[0] * h + k[1] * (1 - s) + k[2] * (1 - w) + k[3] * (1 - 2 * abs(x - 0.5)),
        "netwerk": (n[0] * x + n[1] * w + n[2] * s + n[3] * (1 - h)) * (1 - weging.netwerk_min_betaald * p),
        "integraal": i[0] * x + i[1] * w + i[2] * s + i[3] * p if p else 0.0,
    }


def naam_bij(scores: dict[str, float], weging: Weging = STANDAARDWEGING) -> str:
    """Return the model with the highest score, or a mixture of the first two when they are close."""
    eerste, tweede = sorted(scores, key=lambda model: (-scores[model], model))[:2]
    if scores[eerste] - scores[tweede] < weging.marge:
        return f"mengvorm tussen {eerste} en {tweede}"
    return eerste


def _tussen(waarde: float) -> float:
    return min(1.0, max(0.0, waarde))
