"""The versions of the decision who pays a line: store one, post the difference, split a further invoice."""

from __future__ import annotations

from datetime import date, datetime

from sqlalchemy import func, select, update
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker
from budget.basis.geld import Geld
from budget.basis.klok import dag
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import Sessie
from budget.grootboek.begrippen import POT, Uitzoekbesluit, UitzoekbesluitHerzien
from budget.grootboek.diensten import boek
from budget.grootboek.regels.verdelen import verdeel
from engine.casus.zicht import Grond, geef_toegang
from engine.geldspoor.afspraken import uitzoekers_nodig
from engine.geldspoor.antwoord import antwoord
from engine.geldspoor.formaat import Uitzoek
from engine.geldspoor.neutraal import keur_teksten
from engine.geldspoor.opslag import BetwistingRij, FinancieringslijnRij, UitzoekaandeelRij, UitzoekbesluitRij
from engine.geldspoor.regels.aandelen import stel_aandelen_vast
from engine.geldspoor.regels.eisen import Geldfeiten
from engine.register.vragen import heeft_functie


def beslissers_van(db: Sessie, casus: str) -> frozenset[str]:
    """Return who decided on a reservering of the casus."""
    lijsten = db.execute(
        select(col(FinancieringslijnRij.besloten_door)).where(col(FinancieringslijnRij.casus) == casus)
    ).scalars()
    return frozenset(persoon for lijst in lijsten for persoon in lijst)


def besluitfeiten(db: Sessie, wie: Gebruiker, lijn: FinancieringslijnRij, opdracht: Uitzoek, op: date) -> Geldfeiten:
    keur_teksten(
        db,
        lijn.casus,
        onderbouwing=" ".join(opdracht.onderbouwing),
        gehoord=" ".join(a.gehoord for a in opdracht.aandelen),
    )
    beslist_door = tuple(dict.fromkeys((*opdracht.beslist_door, wie.persoon)))
    return Geldfeiten(
        lijn.lijn,
        op,
        onderzoeker=lijn.onderzoeker,
        beslissers=beslissers_van(db, lijn.casus),
        beslist_door=beslist_door,
        uitzoekers=frozenset(p for p in beslist_door if heeft_functie(db, p, "uitzoeker", op)),
        nodig=uitzoekers_nodig(db, op),
        niet_gehoord=tuple(
            a.betaler
            for a in opdracht.aandelen
            if a.betaler != POT and (a.gehoord_op is None or a.gehoord_op > op or not a.gehoord.strip())
        ),
        onderbouwing=opdracht.onderbouwing,
    )


def leg_versie_vast(
    db: Sessie, wie: Gebruiker, lijn: FinancieringslijnRij, opdracht: Uitzoek, nu: datetime
) -> dict[str, Geld]:
    """Store the new version with its shares, give the payers sight, and return the shares."""
    versie = _hoogste(db, lijn.lijn) + 1
    aandelen = stel_aandelen_vast(opdracht, Geld(lijn.voorgefinancierd))
    db.add(
        UitzoekbesluitRij(
            lijn=lijn.lijn,
            versie=versie,
            uitkomst=opdracht.uitkomst.value,
            bedrag=lijn.voorgefinancierd,
            taakveld=opdracht.taakveld or lijn.taakveld,
            beslist_op=opdracht.beslist_op,
            beslist_door=list(opdracht.beslist_door),
            onderbouwing=list(opdracht.onderbouwing),
            vastgelegd_door=wie.persoon,
            vastgelegd_op=nu,
        )
    )
    db.flush()
    gegeven = {a.betaler: a for a in opdracht.aandelen}
    for plaats, (betaler, bedrag) in enumerate(aandelen.items()):
        aandeel = gegeven.get(betaler)
        db.add(
            UitzoekaandeelRij(
                lijn=lijn.lijn,
                versie=versie,
                betaler=betaler,
                plaats=plaats,
                bedrag=bedrag.cents,
                wet=aandeel.wet if aandeel else "geen",
                artikel=aandeel.artikel if aandeel else "",
                van=aandeel.van or lijn.van if aandeel else lijn.van,
                tot=aandeel.tot or lijn.tot if aandeel else lijn.tot,
                gehoord_op=aandeel.gehoord_op if aandeel else None,
                gehoord=aandeel.gehoord if aandeel else "",
            )
        )
        if betaler != POT:
            geef_toegang(db, lijn.casus, "organisatie", betaler, Grond.BETALER, dag(nu))
    db.flush()
    return aandelen


def boek_versie(
    db: Sessie,
    wie: Gebruiker,
    lijn: FinancieringslijnRij,
    aandelen: dict[str, Geld],
    taakveld: str,
    door: tuple[str, ...],
    sleutel: str,
    nu: datetime,
) -> None:
    """Post the newest version of the decision: the first as a whole, every later one as the difference."""
    gebeurtenis = Uitzoekbesluit if _hoogste(db, lijn.lijn) == 1 else UitzoekbesluitHerzien
    boek(
        db, wie,
        gebeurtenis(
            datum=dag(nu), casus=lijn.casus, besluit=lijn.lijn, aandelen=aandelen, taakveld=taakveld, door=door,
            bron=lijn.lijn,
        ),
        sleutel=sleutel, nu=nu,
    )  # fmt: skip


def vul_aan(
    db: Sessie, wie: Gebruiker, lijn: FinancieringslijnRij, erbij: Geld, waardoor: str, *, sleutel: str, nu: datetime
) -> dict[str, Geld]:
    """Split a further invoice (G09), or what a provider pays back (G28), by the stored shares: the version follows.

    Nothing happens while nobody decided yet who pays.
    """
    versie = _hoogste(db, lijn.lijn)
    if not versie:
        return {}
    was = db.get_one(UitzoekbesluitRij, (lijn.lijn, versie))
    a = UitzoekaandeelRij
    rijen = (
        db.execute(select(a).where(col(a.lijn) == lijn.lijn, col(a.versie) == versie).order_by(col(a.plaats)))
        .scalars()
        .all()
    )
    deel = verdeel(erbij.cents, {rij.betaler: rij.bedrag for rij in rijen})
    aandelen = {rij.betaler: Geld(rij.bedrag + deel[rij.betaler]) for rij in rijen}
    db.add(
        UitzoekbesluitRij(
            lijn=lijn.lijn, versie=versie + 1, uitkomst=was.uitkomst, bedrag=lijn.voorgefinancierd,
            taakveld=was.taakveld, beslist_op=was.beslist_op, beslist_door=was.beslist_door,
            onderbouwing=[*was.onderbouwing, f"{waardoor}: dezelfde verdeling."],
            vastgelegd_door=wie.persoon, vastgelegd_op=nu,
        )
    )  # fmt: skip
    db.flush()
    for rij in rijen:
        velden = {
            naam: getattr(rij, naam) for naam in ("plaats", "wet", "artikel", "van", "tot", "gehoord_op", "gehoord")
        }
        db.add(
            UitzoekaandeelRij(
                lijn=lijn.lijn, versie=versie + 1, betaler=rij.betaler, bedrag=aandelen[rij.betaler].cents, **velden
            )
        )
    db.flush()
    boek_versie(db, wie, lijn, aandelen, was.taakveld, tuple(was.beslist_door), sleutel, nu)
    return aandelen


def _hoogste(db: Sessie, lijn: str) -> int:
    hoogste = select(func.max(col(UitzoekbesluitRij.versie))).where(col(UitzoekbesluitRij.lijn) == lijn)
    return db.execute(hoogste).scalar() or 0


def sluit_betwistingen(db: Sessie, lijn: str, status: str, tekst: str, op: date) -> list[str]:
    """Answer every open dispute on the line; return the payers who had one."""
    b = BetwistingRij
    open_ = (col(b.lijn) == lijn, col(b.status) == "open")
    betalers = list(db.execute(select(col(b.betaler)).where(*open_).order_by(col(b.nummer))).scalars())
    db.execute(update(b).where(*open_).values(status=status, antwoord=tekst, antwoord_op=op))
    return list(dict.fromkeys(betalers))


def besluitantwoord(db: Sessie, lijn: FinancieringslijnRij, aandelen: dict[str, Geld], wat: str) -> Uitkomst:
    delen = ", ".join(f"{betaler} {bedrag}" for betaler, bedrag in aandelen.items())
    return antwoord(
        db, lijn, f"{wat} voor {lijn.lijn}: {delen}.",
        aandelen={betaler: bedrag.cents for betaler, bedrag in aandelen.items()},
    )  # fmt: skip
