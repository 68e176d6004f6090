"""What if: the same rules on a Beeld with one row changed; the real Beeld stays as it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date

from engine.netwerk.beeld import Beeld
from engine.netwerk.begrippen import Bevinding, Gebeurtenissoort
from engine.netwerk.regels import let_op, regie, verbinding
from engine.netwerk.rijen import Aanstelling, Betrokken, Gebeurtenis, Informatie, Relatie, Rijen

Regelfunctie = Callable[[Beeld], list[Bevinding]]
CASUSREGELS: tuple[Regelfunctie, ...] = (
    regie.geen_regie,
    regie.verlopen_regie,
    regie.dubbele_regie,
    regie.regie_betwist,
    regie.regie_wacht,
    regie.overdracht_zonder_ontvangst,
    regie.doorschuifcirkel,
    regie.doorschuif_eindpunt,
    regie.regie_zonder_mandaat,
    regie.regie_bij_verstek,
    verbinding.regie_zonder_bereik,
    verbinding.onderwijs_jeugdhulp_los,
    verbinding.informatie_eiland,
    verbinding.gemeentegrens_breuk,
    verbinding.betaler_niet_verbonden,
    let_op.aanbieder_versnippering,
    let_op.stille_actor,
    let_op.melding_zonder_terugkoppeling,
    let_op.gezin_zonder_vast_gezicht,
    let_op.wissel_niet_gemeld,
)
"""The rules a what-if looks at: those of a casus, without departures and the table."""


@dataclass(frozen=True, slots=True)
class Gevolgen:
    """What a change would bring: findings that are new, and findings that disappear."""

    nieuw: tuple[Bevinding, ...]
    verdwenen: tuple[Bevinding, ...]


def loopt(beeld: Beeld) -> bool:
    """Say whether the casus runs at t; before and after there are no findings."""
    casus = beeld.rijen.casus
    return casus.start <= beeld.t and (casus.einde is None or beeld.t < casus.einde)


def wat_als(beeld: Beeld, persoon: str, organisatie: str | None = None) -> list[Bevinding]:
    """Return what would be new when somebody leaves that organisation (default: all) at t, severity first.

    The vervanger does not act: he bridges two weeks, the question is what comes after. New is a finding that no
    present finding of the same rule contains; a group that only gets smaller is not new. One more evaluation.
    """
    return list(_vergelijk(beeld, _vertrek(beeld, persoon, organisatie)).nieuw)


def als_regie_aanvaard(beeld: Beeld, persoon: str) -> Gevolgen:
    """Return what changes when somebody accepts the regie at t."""
    aanvaard = Gebeurtenis(datum=beeld.t, soort=Gebeurtenissoort.AANVAARD, persoon=persoon, vastgelegd_op=beeld.k)
    return _vergelijk(
        beeld, _met_rijen(beeld, replace(beeld.rijen, gebeurtenissen=(*beeld.rijen.gebeurtenissen, aanvaard)))
    )


def als_contact(beeld: Beeld, een: str, ander: str) -> Gevolgen:
    """Return what changes when two actors speak to each other at t, and may."""
    lijn = Informatie(van=een, naar=ander, geldig_van=beeld.t, contactmomenten=(beeld.t,), vastgelegd_op=beeld.k)
    return _vergelijk(beeld, _met_relaties(beeld, (*beeld.rijen.relaties, lijn)))


def als_toestemming(beeld: Beeld) -> Gevolgen:
    """Return what changes when the parents consent to every line that was refused or expired."""
    relaties = tuple(
        replace(rij, grondslag="toestemming", grondslag_tot=None)
        if isinstance(rij, Informatie) and rij.geldt(beeld.t) and not rij.mag(beeld.t)
        else rij
        for rij in beeld.rijen.relaties
    )
    return _vergelijk(beeld, _met_relaties(beeld, relaties))


def _bevindingen(beeld: Beeld) -> list[Bevinding]:
    gevonden = [b for regel in CASUSREGELS for b in regel(beeld)] if loopt(beeld) else []
    return sorted(gevonden, key=lambda b: b.volgorde)


def _vergelijk(nu: Beeld, dan: Beeld) -> Gevolgen:
    hier, daar = _bevindingen(nu), _bevindingen(dan)
    return Gevolgen(_zonder_tegenhanger(daar, hier), _zonder_tegenhanger(hier, daar))


def _zonder_tegenhanger(bevindingen: Iterable[Bevinding], anderen: Iterable[Bevinding]) -> tuple[Bevinding, ...]:
    bekend = [b.sleutel for b in anderen]
    return tuple(
        b
        for b in bevindingen
        if not any(regel == b.regel and frozenset(b.betrokkenen) <= leden for regel, leden in bekend)
    )


def _met_rijen(beeld: Beeld, rijen: Rijen, zonder_waarneming: frozenset[str] = frozenset()) -> Beeld:
    return Beeld(rijen, beeld.t, beeld.k, beeld.drempels, beeld.zonder_waarneming | zonder_waarneming)


def _met_relaties(beeld: Beeld, relaties: tuple[Relatie, ...]) -> Beeld:
    return _met_rijen(beeld, replace(beeld.rijen, relaties=relaties))


def _vertrek(beeld: Beeld, persoon: str, organisatie: str | None) -> Beeld:
    relaties = tuple(_beeindig(rij, persoon, organisatie, beeld.t) for rij in beeld.rijen.relaties)
    if persoon not in beeld.dienst.aanstellingen:
        # Without employment on record somebody counts as in service: then the participation itself ends.
        relaties = tuple(
            replace(rij, geldig_tot=beeld.t) if isinstance(rij, Betrokken) and rij.van == persoon else rij
            for rij in relaties
        )
        actor = beeld.actoren.get(persoon)
        if actor is not None and actor.organisatie is not None and actor.organisatie != persoon:
            relaties += (Aanstelling(van=persoon, naar=actor.organisatie, geldig_tot=beeld.t, vastgelegd_op=beeld.k),)
    return _met_rijen(beeld, replace(beeld.rijen, relaties=relaties), frozenset({persoon}))


def _beeindig(rij: Relatie, persoon: str, organisatie: str | None, t: date) -> Relatie:
    if not isinstance(rij, Aanstelling) or rij.van != persoon or organisatie not in (None, rij.naar):
        return rij
    return rij if rij.geldig_tot is not None and rij.geldig_tot <= t else replace(rij, geldig_tot=t)
