"""Findings on record: one opens on the day it is first seen and closes only on an event, so that nothing flaps."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlmodel import col

from budget.basis.klok import dag
from budget.basis.opdracht import OpdrachtRij
from budget.basis.transactie import Sessie
from budget.basis.voorbereid import rijen
from engine.netwerk.beeld import Beeld
from engine.netwerk.begrippen import Bevinding, Kanaal, Oordeel, Vermelding
from engine.netwerk.oordeel import Trefzekerheid, kennisvingerafdruk, trefzekerheid
from engine.netwerk.opslag import BevindingRij, BevindingsantwoordRij, RegelstandRij
from engine.termijnen.verplichtingen import sluit_termijnen


def sleutel_van(regel: str, betrokkenen: Iterable[str]) -> str:
    """Return what makes it the same finding within its casus, as one text."""
    return f"{regel}|{','.join(sorted(set(betrokkenen)))}"


def werk_bij(
    db: Sessie, beeld: Beeld, bevindingen: Iterable[Bevinding], nu: datetime, *, door: str = "gebeurtenis"
) -> tuple[int, int]:
    """Bring the record of one casus up to its findings of the channel casus; return how many opened and closed.

    A finding that is not seen any more stays open as long as nothing was recorded or came true since it was last
    seen. The terms that hung on a closed finding end with it.
    """
    casus, op, afdruk = beeld.rijen.casus.id, dag(nu), kennisvingerafdruk(beeld)
    gezien = {sleutel_van(b.regel, b.betrokkenen): b for b in bevindingen if b.kanaal is Kanaal.CASUS}
    open_ = {rij.sleutel: rij for rij in open_rijen(db, casus)}
    for sleutel, b in gezien.items():
        rij = open_.get(sleutel)
        if rij is None:
            rij = BevindingRij(
                casus=casus, regel=b.regel, sleutel=sleutel, betrokkenen=list(b.betrokkenen), soort="", ernst=0,
                tekst="", bewijs=[], vingerafdruk="", geopend_op=op,
            )  # fmt: skip
        if (rij.vingerafdruk, rij.soort, rij.ernst) != (afdruk, b.soort.value, b.ernst):
            rij.soort, rij.ernst, rij.tekst, rij.bewijs = b.soort.value, b.ernst, b.zaaltekst, list(b.bewijs)
            rij.vingerafdruk = afdruk
            db.add(rij)
    dicht = [rij for sleutel, rij in open_.items() if sleutel not in gezien and rij.vingerafdruk != afdruk]
    for rij in dicht:
        rij.gesloten_op, rij.gesloten_door = op, door
        db.add(rij)
    db.flush()
    for rij in dicht:
        sluit_termijnen(db, casus, termijnonderwerp(rij.nummer), nu)
    return len(gezien.keys() - open_.keys()), len(dicht)


def laatst_bewaakt(db: Sessie) -> date | None:
    """Return the day of the last daily look at all casussen; None when there was none."""
    o = OpdrachtRij
    laatst = db.execute(select(func.max(col(o.gedaan_op))).where(col(o.soort) == "bewaak")).scalar()
    return None if laatst is None else dag(laatst)


def termijnonderwerp(nummer: int | None) -> str:
    """Return the subject of the terms that hang on a finding."""
    return f"bevinding:{nummer}"


def open_rijen(db: Sessie, casus: str) -> list[BevindingRij]:
    """Return the findings on record of a casus that no event closed, oldest first."""
    return list(db.execute(_OPEN, {"casus": casus}).scalars())


_OPEN = (
    select(BevindingRij)
    .where(col(BevindingRij.casus) == bindparam("casus"), col(BevindingRij.gesloten_op).is_(None))
    .order_by(col(BevindingRij.nummer))
)


_B, _A = BevindingRij, BevindingsantwoordRij
_LAATSTE = select(func.max(col(_A.nummer))).where(col(_A.bevinding) == col(_B.nummer)).correlate(_B).scalar_subquery()
_VERMELD = (
    select(
        col(_B.sleutel), col(_B.nummer), col(_B.regel), col(_B.betrokkenen), col(_B.ernst), col(_B.tekst),
        col(_B.geopend_op), col(_A.oordeel), col(_A.tot),
    )
    .outerjoin(_A, col(_A.nummer) == _LAATSTE)
    .where(col(_B.casus) == bindparam("casus"), col(_B.gesloten_op).is_(None))
    .order_by(col(_B.nummer))
)  # fmt: skip


def vermeldingen(db: Sessie, casussen: Collection[str]) -> dict[str, dict[str, Vermelding]]:
    """Return what is open per casus by sleutel, with the last answer to it; a small select per casus."""
    return {
        casus: {
            sleutel: Vermelding(
                nummer, regel, tuple(wie), ernst, tekst, sinds, Oordeel(oordeel) if oordeel else None, tot
            )
            for sleutel, nummer, regel, wie, ernst, tekst, sinds, oordeel, tot in rijen(db, _VERMELD, casus=casus)
        }
        for casus in casussen
    }


def hints(db: Sessie) -> frozenset[str]:
    """Return the rules that are only a hint in this region now."""
    laatste: dict[str, str] = dict(rijen(db, _STANDEN))
    return frozenset(regel for regel, stand in laatste.items() if stand == "hint")


_STANDEN = select(col(RegelstandRij.regel), col(RegelstandRij.stand)).order_by(col(RegelstandRij.nummer))


def standen(db: Sessie) -> Mapping[str, RegelstandRij]:
    """Return the last standing of each rule that ever got one."""
    r = RegelstandRij
    return {rij.regel: rij for rij in db.execute(select(r).order_by(col(r.nummer))).scalars()}


def trefzekerheden(db: Sessie) -> dict[str, Trefzekerheid]:
    """Return the figures of every rule that was answered since it last changed to counting again; weet_niet is out."""
    a = BevindingsantwoordRij
    vanaf = {regel: rij.telt_vanaf for regel, rij in standen(db).items()}
    telling: dict[str, dict[str, int]] = {}
    vraag = select(col(a.regel), col(a.oordeel), func.count()).group_by(col(a.regel), col(a.oordeel))
    for regel, oordeel, aantal in db.execute(vraag.where(*(
        ~((col(a.regel) == regel) & (col(a.nummer) <= grens)) for regel, grens in vanaf.items() if grens
    ))):  # fmt: skip
        telling.setdefault(regel, {})[oordeel] = aantal
    return {
        regel: trefzekerheid(
            per.get(Oordeel.KLOPT, 0), per.get(Oordeel.AL_GEREGELD, 0), per.get(Oordeel.NIET_VAN_TOEPASSING, 0)
        )
        for regel, per in sorted(telling.items())
    }


def zet_terug_waar_nodig(db: Sessie, regel: str, persoon: str, nu: datetime) -> bool:
    """Make a rule a hint when its figures say so, with a row that says on what it rests; nothing else is learned."""
    cijfers = trefzekerheden(db).get(regel)
    if cijfers is None or not cijfers.teruggezet or regel in hints(db):
        return False
    eerder = standen(db).get(regel)
    reden = f"{cijfers.klopt} van {cijfers.n} antwoorden 'klopt'; bovengrens {cijfers.boven:.2f}"
    db.add(
        RegelstandRij(
            regel=regel, stand="hint", reden=reden, antwoorden=cijfers.n, klopt=cijfers.klopt,
            telt_vanaf=eerder.telt_vanaf if eerder else 0, persoon=persoon, tijdstip=nu,
        )
    )  # fmt: skip
    db.flush()
    return True


def stand_json(vermelding: Vermelding | None, op: date) -> dict[str, Any]:
    """Return what the record adds to a finding: since when it is open, and the last answer."""
    sluimert = vermelding is not None and vermelding.sluimert(op)
    return {
        "geopend_op": vermelding.geopend_op.isoformat() if vermelding else None,
        "oordeel": vermelding.oordeel.value if vermelding and vermelding.oordeel else None,
        "sluimert_tot": vermelding.tot.isoformat() if sluimert and vermelding and vermelding.tot else None,
        "beantwoord": vermelding is not None and vermelding.beantwoord(op),
    }


def vermelding_json(v: Vermelding) -> dict[str, Any]:
    """Return a finding on record as other programs read it; no names in it."""
    return {
        "regel": v.regel,
        "betrokkenen": list(v.betrokkenen),
        "ernst": v.ernst,
        "tekst": v.tekst,
        "geopend_op": v.geopend_op.isoformat(),
        "oordeel": v.oordeel.value if v.oordeel else None,
    }
