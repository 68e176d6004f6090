"""Who directs a casus on a day, and which offers got no answer in time."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import fields
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import col

from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from engine.netwerk.beeld import Beeld
from engine.netwerk.begrippen import Drempels
from engine.netwerk.rijen import Aanstelling, Casus, Gebeurtenis, Rijen
from engine.regie.begrippen import Gevraagd, Regie, Verval
from engine.regie.opslag import RegieUitzonderingRij, gebeurtenissen
from engine.register.vragen import aanstellingen_van, regeling
from engine.termijnen.opslag import TermijnRij


def regie_nu(db: Sessie, casus: str, op: date) -> Regie:
    """Return who directs the casus on this day, who stands in, since when, and who was asked."""
    return regies_nu(db, [casus], op)[casus]


def regies_nu(db: Sessie, casussen: Collection[str], op: date) -> Mapping[str, Regie]:
    """Return the regie of many casussen, by the rules of the actor network; three selects."""
    logs = gebeurtenissen(db, casussen)
    mensen = {nummer: dict.fromkeys(p for g in log for p in (g.persoon, g.vervanger) if p is not None)
              for nummer, log in logs.items()}  # fmt: skip
    banen: dict[str, list[Aanstelling]] = defaultdict(list)
    for a in aanstellingen_van(db, {p for namen in mensen.values() for p in namen}):
        banen[a.persoon].append(
            Aanstelling(id=str(a.nummer), van=a.persoon, naar=a.organisatie, geldig_van=a.van, geldig_tot=a.tot,
                        functie=a.functie, vervanger=a.vervanger)
        )  # fmt: skip
    drempels = _drempels(db) if banen else Drempels()
    # Each casus is judged with the jobs of its own people only: many casussen cost as much as one of them, each.
    return {
        nummer: _regie(nummer, tuple(log), tuple(b for p in mensen[nummer] for b in banen.get(p, ())), drempels, op)
        for nummer, log in logs.items()
    }


def verlopen_aanbiedingen(db: Sessie, nu: datetime) -> list[Verval]:
    """Return the offers whose term is over, oldest first: the sweep lets each of them lapse."""
    t = TermijnRij
    vraag = select(col(t.casus), col(t.ontvanger)).where(
        col(t.status) == "open",
        col(t.onderwerp).startswith("regie:"),
        col(t.ontvanger).startswith("persoon:"),
        col(t.einde) < dag(nu),
    )
    rijen = db.execute(vraag.order_by(col(t.einde), col(t.nummer))).all()
    return [Verval(casus, ontvanger.removeprefix("persoon:")) for casus, ontvanger in rijen]


def _regie(
    casus: str, log: tuple[Gebeurtenis, ...], dienst: tuple[Aanstelling, ...], drempels: Drempels, op: date
) -> Regie:
    beeld = Beeld(Rijen(casus=Casus(id=casus, start=op), relaties=dienst, gebeurtenissen=log), op, drempels=drempels)
    gevraagd = tuple(Gevraagd(p, g.datum, g.vervanger) for p, g in sorted(beeld.log.vragen.items()))
    overgedragen = tuple(
        Gevraagd(o.aan, o.gebeurtenis.datum, o.gebeurtenis.vervanger, o.van) for o in beeld.log.overdrachten.values()
    )
    gevraagd += tuple(g for g in overgedragen if g.persoon not in beeld.log.vragen)
    betwist = tuple(sorted(beeld.log.betwistingen))
    houders = sorted(beeld.regisseurs.values(), key=lambda h: (h.sinds, h.persoon))
    if houders:
        houder = houders[0]
        namen = [houder.vervanger, *(a.vervanger for a in dienst if a.van == houder.persoon and a.geldt(op))]
        vervanger = next((v for v in namen if v is not None and _in_dienst(dienst, v, op)), None)
        return Regie(houder.persoon, vervanger, houder.sinds, gevraagd=gevraagd, betwist_door=betwist)
    if beeld.waarnemers:
        weg, waarnemer = next(iter(sorted(beeld.waarnemers.items())))
        return Regie(waarnemer, None, beeld.eindes[weg].datum, waarneming=True, gevraagd=gevraagd, betwist_door=betwist)
    return Regie(gevraagd=gevraagd, betwist_door=betwist)


def _in_dienst(dienst: tuple[Aanstelling, ...], persoon: str, op: date) -> bool:
    """Say whether somebody works today; of somebody without rows nothing is known, so nothing is in the way."""
    rijen = [a for a in dienst if a.van == persoon]
    return not rijen or any(a.geldt(op) for a in rijen)


def _drempels(db: Sessie) -> Drempels:
    try:
        inhoud = regeling(db, "netwerk").inhoud
    except LookupError:
        return Drempels()
    namen = {veld.name for veld in fields(Drempels)}
    return Drempels(**{naam: waarde for naam, waarde in inhoud.items() if naam in namen})


def uitzondering_nu(db: Sessie, casus: str, op: date) -> bool:
    """Say whether the region allows, until a later day, that this casus is decided on without a casusregisseur."""
    u = RegieUitzonderingRij
    vraag = select(col(u.id)).where(col(u.casus) == casus, col(u.van) <= op, col(u.tot) > op)
    return db.execute(vraag.limit(1)).first() is not None
