"""Make one transition of the help track: who may, what is required, the event, the term, the version."""

from __future__ import annotations

from collections.abc import Set
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from sqlalchemy import Select, bindparam, or_, select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.basis.voorbereid import rij, voeg_in
from budget.basis.weigering import Weigering
from budget.basis.wijziging import meld_wijziging
from engine.casus.opslag import CasusRij, GebeurtenisRij
from engine.casus.regels.eisen import EISEN, Omstandigheden
from engine.casus.weigeringen import CasusOnbekend, EisNietGehaald, NietBevoegd, VersieVerouderd
from engine.casus.zicht import mag_zien
from engine.proces.begrippen import PLAATSEN, ZELFDE, Overgang, Proces, Staat
from engine.proces.regels import overgang
from engine.proces.vragen import proces
from engine.register.vragen import heeft_functie, kalender, termijnregel
from engine.termijnen.begrippen import Opschorting
from engine.termijnen.regels.berekening import bereken
from engine.termijnen.verplichtingen import herstart_stilte, open_termijn, sluit_termijnen, verplaats_termijn


@dataclass(frozen=True, slots=True)
class Wacht:
    """For whom and until when a casus waits, where that differs from its state: an agreed day, a person, another term.

    start: the day from which the term counts. opgeschort: what happened during the term and does not count.
    """

    ontvanger: str | None = None
    einde: date | None = None
    code: str | None = None
    start: date | None = None
    doe: str = ""
    opgeschort: tuple[Opschorting, ...] = ()


def casus_voor(db: Sessie, wie: Gebruiker, nummer: str, nu: datetime, versie: int = 0) -> CasusRij:
    """Return the casus to change, if this user may see it and saw this version (0 = did not say).

    Refusals: casus_onbekend, versie_verouderd.
    """
    vraag = select(CasusRij).where(col(CasusRij.nummer) == nummer, mag_zien(wie, dag(nu))).with_for_update()
    casus: CasusRij | None = db.execute(vraag).scalar_one_or_none()
    if casus is None:
        raise CasusOnbekend(nummer)
    if versie and versie != casus.versie:
        raise VersieVerouderd(nummer, versie, casus.versie, _laatste(db, nummer))
    return casus


def proces_van(db: Sessie, casus: CasusRij) -> Proces:
    """Return the process definition to which this casus is pinned."""
    return proces(db, casus.proces)


def klare_staten(db: Sessie) -> frozenset[str]:
    """Return the states of the help track in which the table is done, of every version that a casus has."""
    versies = db.execute(select(col(CasusRij.proces)).distinct()).scalars()
    return frozenset().union(*(proces(db, versie).hulp.klaar for versie in versies))


def laatste_gegevens(db: Sessie, casus: str, *gebeurtenissen: str) -> dict[str, Any] | None:
    """Return what the newest of these events carried, with the person who did it as `_door`; None when none was."""
    gevonden = rij(db, _nieuwste(gebeurtenissen), casus=casus)
    return None if gevonden is None else {**gevonden[0], "_door": gevonden[1]}


@cache
def _nieuwste(gebeurtenissen: tuple[str, ...]) -> Select[tuple[dict[str, Any], str]]:
    g = GebeurtenisRij
    een_van = or_(*(col(g.naam) == naam for naam in gebeurtenissen))
    vraag = select(col(g.gegevens), col(g.persoon)).where(col(g.casus) == bindparam("casus"), een_van)
    return vraag.order_by(col(g.nummer).desc()).limit(1)


def zet_status(
    db: Sessie,
    wie: Gebruiker,
    casus: CasusRij,
    gebeurtenis: str,
    omstandigheden: Omstandigheden,
    *,
    nu: datetime,
    reden: str = "",
    gegevens: dict[str, Any] | None = None,
    wacht: Wacht | None = None,
) -> Overgang:
    """Move the casus along its track, or refuse with every requirement that is not met.

    One event row, the old obligations of the help track closed, the new one opened, version + 1. A casus that stays
    in its state (`zelfde`) keeps its obligations, unless `wacht` says for whom and until when it waits from now on.
    Refusals: overgang_kan_niet, niet_bevoegd, eis_niet_gehaald, geen_casusregisseur, toestemming_ontbreekt.
    """
    spoor = proces_van(db, casus).hulp
    stap = overgang(spoor, casus.status, gebeurtenis)
    plaatsen = omstandigheden.plaatsen | ({"ladderhouder"} if omstandigheden.houder_van_de_trede else set())
    eis_bevoegd(db, wie, stap, op=omstandigheden.op, regisseur=omstandigheden.regisseur, plaatsen=plaatsen)
    eis_gehaald(stap, omstandigheden)
    (doel,) = stap.doelen(casus.status)
    naar = spoor.staten[doel]
    schrijf_gebeurtenis(
        db, wie, casus.nummer, spoor="hulp", code=stap.code, naam=gebeurtenis, van=casus.status, naar=naar.code,
        op=omstandigheden.op, nu=nu, reden=reden, gegevens=gegevens or {},
    )  # fmt: skip
    if stap.naar != (ZELFDE,):
        casus.status, casus.status_sinds = naar.code, omstandigheden.op
    raak(db, casus, nu)
    if naar.code in spoor.klaar:
        # Nobody needs to be asked for regie or papers any more; money goes on by itself.
        for onderwerp in ("regie", "aanvulling"):
            sluit_termijnen(db, casus.nummer, onderwerp, nu, status="vervallen")
    if stap.naar != (ZELFDE,) or wacht is not None:
        sluit_termijnen(db, casus.nummer, "hulp", nu)
        open_wacht(db, casus, naar, omstandigheden.op, wacht or Wacht(), nu)
    return stap


def open_wacht(db: Sessie, casus: CasusRij, staat: Staat, op: date, wacht: Wacht, nu: datetime) -> None:
    """Open the obligation of the state in which a casus waits now; an end state waits for nobody."""
    code, ontvanger = wacht.code or staat.termijn, wacht.ontvanger or staat.ontvanger
    if code is None or ontvanger is None:
        return
    start = wacht.start or (_sinds_staat(db, casus, staat.termijn_vanaf) if staat.termijn_vanaf else op)
    termijn = open_termijn(
        db, casus=casus.nummer, onderwerp="hulp", code=code, start=start, ontvanger=ontvanger,
        doe=wacht.doe or staat.doe, nu=nu, einde=wacht.einde,
    )  # fmt: skip
    if wacht.opgeschort:
        regel = termijnregel(db, code)
        afleiding = bereken(start, regel.duur, regel.grondslag, kalender(db), opschortingen=wacht.opgeschort)
        if afleiding.einde != termijn.einde:
            verplaats_termijn(db, termijn.nummer, afleiding, nu)


def raak(db: Sessie, casus: CasusRij, nu: datetime) -> None:
    """Raise the version of a casus and tell the screens."""
    casus.versie += 1
    db.add(casus)
    meld_wijziging(db, "casus", casus.nummer, nu)
    db.flush()


def eis_bevoegd(
    db: Sessie,
    wie: Gebruiker,
    stap: Overgang,
    *,
    op: date,
    regisseur: str | None = None,
    plaatsen: Set[str] = frozenset(),
) -> None:
    """Refuse (niet_bevoegd) who has none of the roles, functions or places in the casus that the step names."""
    for mag in stap.wie:
        if mag == "systeem":
            gelukt = wie.rol is Rol.SYSTEEM
        elif mag == "casusregisseur":
            gelukt = regisseur is not None and wie.persoon == regisseur
        elif mag in PLAATSEN:
            gelukt = mag in plaatsen
        elif mag in _ROLLEN:
            gelukt = wie.rol == mag
        else:
            gelukt = heeft_functie(db, wie.persoon, mag, op)
        if gelukt:
            return
    raise NietBevoegd(stap.gebeurtenis, [mag for mag in stap.wie if mag != "systeem"] or ["het programma zelf"])


def eis_gehaald(stap: Overgang, omstandigheden: Omstandigheden) -> None:
    """Refuse with everything that is not met: a refusal of its own first, else eis_niet_gehaald."""
    antwoorden = [a for a in (EISEN[naam](omstandigheden) for naam in stap.eisen) if a is not None]
    for antwoord in antwoorden:
        if isinstance(antwoord, Weigering):
            raise antwoord
    tekorten = [a for a in antwoorden if isinstance(a, tuple)]
    if tekorten:
        raise EisNietGehaald(stap.gebeurtenis, tekorten)


def schrijf_gebeurtenis(
    db: Sessie,
    wie: Gebruiker,
    casus: str,
    *,
    spoor: str,
    code: str,
    naam: str,
    van: str,
    naar: str,
    op: date,
    nu: datetime,
    lijn: str | None = None,
    reden: str = "",
    gegevens: dict[str, Any] | None = None,
) -> None:
    """Add one event to the history of the casus, which breaks its silence; `gegevens` holds no person data."""
    voeg_in(
        db,
        GebeurtenisRij,
        casus=casus,
        spoor=spoor,
        lijn=lijn,
        code=code,
        naam=naam,
        van=van,
        naar=naar,
        persoon=wie.persoon,
        rol=wie.rol,
        namens=wie.namens,
        dag=op,
        tijdstip=nu,
        reden=reden,
        gegevens=gegevens or {},
    )
    if spoor != "proces":
        # Another version of the process is no news about the child.
        herstart_stilte(db, casus, op, nu)


_ROLLEN = frozenset(rol.value for rol in Rol)


def _laatste(db: Sessie, nummer: str) -> list[str]:
    g = GebeurtenisRij
    rijen = db.execute(
        select(col(g.naam), col(g.persoon)).where(col(g.casus) == nummer).order_by(col(g.nummer).desc()).limit(3)
    ).all()
    return [f"'{naam}' door {persoon}" for naam, persoon in reversed(rijen)]


def _sinds_staat(db: Sessie, casus: CasusRij, staat: str) -> date:
    """Return the day on which the casus last came into a state; the day of now when it never was."""
    g = GebeurtenisRij
    dagen = select(col(g.dag)).where(
        col(g.casus) == casus.nummer, col(g.spoor) == "hulp", col(g.naar) == staat, col(g.van) != staat
    )
    gevonden: date | None = db.execute(dagen.order_by(col(g.nummer).desc()).limit(1)).scalar()
    return gevonden or casus.status_sinds
