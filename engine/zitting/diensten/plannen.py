"""Use cases around the meeting itself: plan, invite, open, record who is there, close for good."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag, datum
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from budget.basis.weigering import Fout, OnbruikbareInvoer
from budget.basis.wijziging import meld_wijziging
from engine.berichten.diensten import zet_in_outbox
from engine.casus.opslag import CasusRij
from engine.casus.weigeringen import NietBevoegd
from engine.register.vragen import houders, kalender, persoon, termijnregel, werkt_bij
from engine.termijnen.regels.berekening import bereken
from engine.termijnen.verplichtingen import open_termijn, sluit_termijnen
from engine.zitting.agenda import in_de_agenda
from engine.zitting.begrippen import Opening, Planning, Presentie, Uitnodiging, Vaststelling
from engine.zitting.diensten.genodigden import verwerk_antwoord, vraag_bevestiging
from engine.zitting.diensten.rijen import (
    eis_voorzitter,
    noteer,
    open_zitting_voor,
    vergrendel_agenda,
    zet_punt_neer,
    zitting_voor,
)
from engine.zitting.opslag import AgendapuntRij, BesluitRij, ZittingPersoonRij, ZittingRij
from engine.zitting.weigeringen import ZittingAlOpen, ZittingNietAf, ZittingNietVandaag, ZittingVoorbij

_PLANNERS = (Rol.SECRETARIS, Rol.VOORZITTER)
_OPEN, _KOMT_TERUG = ("gepland", "aan_de_beurt"), ("uitgesteld", "niet_verschenen")
"""An agendapunt without an outcome, and outcomes after which its casus needs another zitting."""


@gebruiksgeval
def plan(db: Sessie, wie: Gebruiker, opdracht: Planning, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Plan a zitting; the secretaris must send its agenda D_AGENDA before the day.

    Refusals: niet_bevoegd; unusable input for a day that is over or somebody who is no voorzitter.
    """
    if wie.rol not in _PLANNERS:
        raise NietBevoegd("een zitting plannen", ["secretaris", "voorzitter"])
    _keur_planning(db, opdracht, dag(nu))
    zitting = ZittingRij(
        id=_vrij_nummer(db, opdracht.op),
        op=opdracht.op,
        plaats=opdracht.plaats,
        voorzitter=opdracht.voorzitter,
        plaatsvervanger=opdracht.plaatsvervanger,
        status="gepland",
        gemaakt_op=nu,
    )
    db.add(zitting)
    db.flush()
    db.add(ZittingPersoonRij(zitting=zitting.id, persoon=zitting.voorzitter))
    voor = _uitnodigen_voor(db, opdracht.op, dag(nu))
    open_termijn(
        db, casus=None, onderwerp=f"zitting:{zitting.id}", code="D_AGENDA", start=dag(nu), ontvanger="secretaris",
        doe=f"Verstuur de agenda van zitting {zitting.id}.", nu=nu, einde=voor,
    )  # fmt: skip
    meld_wijziging(db, "zitting", zitting.id, nu)
    return _antwoord(
        zitting,
        f"Zitting {zitting.id} is gepland op {datum(zitting.op)}; de agenda gaat uiterlijk {datum(voor)} weg.",
    )


@gebruiksgeval
def nodig_uit(
    db: Sessie, wie: Gebruiker, opdracht: Uitnodiging, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Send everybody who is invited an agenda with only the casussen for which that person is invited.

    Refusals: niet_bevoegd, zitting_onbekend, zitting_vastgesteld, zitting_al_open, zitting_voorbij.
    """
    if wie.rol not in (*_PLANNERS, Rol.SYSTEEM):
        raise NietBevoegd("uitnodigen", ["secretaris", "voorzitter"])
    punten = vergrendel_agenda(db, opdracht.zitting)
    zitting = zitting_voor(db, opdracht.zitting)
    if zitting.status == "open":
        raise ZittingAlOpen(zitting.id)
    if zitting.op < dag(nu):
        raise ZittingVoorbij(zitting.id, zitting.op)
    zitting.status, zitting.uitgenodigd_op = "uitgenodigd", nu
    db.add(zitting)
    mensen = _mensen(db, zitting.id)
    sluit_termijnen(db, None, f"zitting:{zitting.id}", nu)
    for mens in mensen:
        verstuur_uitnodiging(db, zitting, mens, punten, nu)
    meld_wijziging(db, "zitting", zitting.id, nu)
    db.flush()
    return _antwoord(zitting, f"De agenda van zitting {zitting.id} gaat naar {len(mensen)} mensen.")


def verstuur_uitnodiging(
    db: Sessie, zitting: ZittingRij, mens: ZittingPersoonRij, punten: Iterable[AgendapuntRij], nu: datetime
) -> None:
    """Write one invitation to the outbox: casusnummers and minutes only, and the day for the diary."""
    leiders = (zitting.voorzitter, zitting.plaatsvervanger)
    eigen = [punt for punt in punten if mens.persoon in leiders or mens.persoon in punt.genodigden]
    zet_in_outbox(
        db,
        soort="uitnodiging",
        aan=mens.persoon,
        onderwerp=f"Uitnodiging zitting {datum(zitting.op)}",
        regels=[
            f"Zitting {zitting.id} op {datum(zitting.op)}, {zitting.plaats}.",
            *(f"{punt.volgorde}. casus {punt.casus} ({punt.minuten} minuten)" for punt in eigen),
            "Laat weten of u komt; kunt u niet, noem dan uw vervanger."
            if mens.persoon not in leiders
            else "U leidt deze zitting.",
        ],
        # The same agenda is sent once; a later addition is a message of its own.
        sleutel=f"uitnodiging:{zitting.id}:{mens.persoon}:{','.join(str(punt.volgorde) for punt in eigen)}",
        nu=nu,
        agenda=in_de_agenda(zitting.id, zitting.op, zitting.plaats),
    )
    mens.uitgenodigd_op = nu
    db.add(mens)
    vraag_bevestiging(db, zitting, mens, eigen, nu)


@gebruiksgeval
def open_zitting(db: Sessie, wie: Gebruiker, opdracht: Opening, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Open a zitting on its own day; from now on the mandates are those of the people who are there.

    Refusals: zitting_onbekend, zitting_vastgesteld, niet_bevoegd, zitting_al_open, zitting_niet_vandaag.
    """
    punten = vergrendel_agenda(db, opdracht.zitting)
    zitting = zitting_voor(db, opdracht.zitting)
    eis_voorzitter(wie, zitting, "een zitting openen")
    if zitting.status == "open":
        raise ZittingAlOpen(zitting.id)
    if zitting.op != dag(nu):
        raise ZittingNietVandaag(zitting.id, zitting.op, dag(nu))
    was, zitting.status, zitting.geopend_op = zitting.status, "open", nu
    db.add(zitting)
    sluit_termijnen(db, None, f"zitting:{zitting.id}", nu)
    for punt in punten:
        noteer(db, wie, punt.casus, "openen", was, "open", nu, zitting=zitting.id)
    meld_wijziging(db, "zitting", zitting.id, nu)
    return _antwoord(zitting, f"Zitting {zitting.id} is open; er staan {len(punten)} casussen op de agenda.")


@gebruiksgeval
def aanwezig(db: Sessie, wie: Gebruiker, opdracht: Presentie, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Record who is there, remote (authenticated or not) or absent, and who comes instead of whom.

    Before the opening this confirms an invitation; everybody may do that for himself. A named vervanger counts as
    present once recorded absent is the other one. Refusals: niet_bevoegd, zitting_onbekend, zitting_vastgesteld;
    unusable input with every unknown person.
    """
    zitting = zitting_voor(db, opdracht.zitting)
    alleen_zelf = all(rij.persoon == wie.persoon for rij in opdracht.aanwezigen)
    if wie.rol not in _PLANNERS and not (alleen_zelf and zitting.status != "open"):
        raise NietBevoegd("de aanwezigheid vastleggen", ["secretaris", "voorzitter"])
    _keur_mensen(db, [n for rij in opdracht.aanwezigen for n in (rij.persoon, rij.vervanger) if n], zitting.op)
    for rij in opdracht.aanwezigen:
        mens = _mens(db, zitting.id, rij.persoon)
        mens.wijze, mens.geauthenticeerd, mens.vervanger = rij.wijze, rij.geauthenticeerd, rij.vervanger
        mens.vastgelegd_door, mens.vastgelegd_op = wie.persoon, nu
        if zitting.status != "open":
            mens.bevestigd_op = nu
        db.add(mens)
        if rij.vervanger is not None:
            invaller = _mens(db, zitting.id, rij.vervanger)
            if invaller.wijze is None:
                invaller.wijze, invaller.vastgelegd_door, invaller.vastgelegd_op = "aanwezig", wie.persoon, nu
                db.add(invaller)
        db.flush()
        verwerk_antwoord(db, zitting, rij.persoon, rij.wijze, rij.vervanger, nu)
    db.flush()
    meld_wijziging(db, "zitting", zitting.id, nu)
    stand = {mens.persoon: mens.wijze for mens in _mensen(db, zitting.id)}
    er_zijn = sum(wijze in ("aanwezig", "op_afstand") for wijze in stand.values())
    return Uitkomst(
        {"zitting": zitting.id, "status": zitting.status, "aanwezig": stand},
        f"Vastgelegd: {er_zijn} van {len(stand)} mensen zijn erbij.",
    )


@gebruiksgeval
def stel_vast(
    db: Sessie, wie: Gebruiker, opdracht: Vaststelling, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Close a zitting: every agendapunt locks and the besluitenlijst is final; books nothing.

    What was not reached goes on to another zitting, with a reason. Refusals: niet_bevoegd, zitting_onbekend,
    zitting_vastgesteld, zitting_niet_open, zitting_niet_af, zitting_voorbij.
    """
    punten = vergrendel_agenda(db, opdracht.zitting)
    zitting = open_zitting_voor(db, wie, opdracht.zitting, "een zitting vaststellen")
    staat = _casusstatus(db, [punt.casus for punt in punten])
    besluiten = _besluiten(db, zitting.id)
    verder = _staat_later_op_de_agenda(db, zitting, punten)
    over = [
        punt
        for punt in punten
        if punt.status in _OPEN
        or (punt.status in _KOMT_TERUG and staat[punt.casus] == "geagendeerd" and punt.casus not in verder)
    ]
    half = [
        f"casus {punt.casus} is besproken en er is nog niets besloten"
        for punt in punten
        if staat[punt.casus] == "besproken" and punt.casus not in besluiten
    ]
    if half or (over and not opdracht.schuif_door):
        raise ZittingNietAf(zitting.id, [*half, *(f"casus {punt.casus} is niet behandeld" for punt in over)])
    if over and opdracht.schuif_door:
        if not opdracht.reden.strip():
            raise ZittingNietAf(zitting.id, ["de reden van het doorschuiven ontbreekt"])
        _schuif_door(db, wie, zitting, over, opdracht.schuif_door, opdracht.reden, nu)
    # The agendapunten first: once the zitting is closed the database lets none of them change.
    db.flush()
    zitting.status, zitting.vastgesteld_op = "vastgesteld", nu
    db.add(zitting)
    for punt in punten:
        noteer(db, wie, punt.casus, "vaststellen", "open", "vastgesteld", nu, zitting=zitting.id, punt=punt.status)
    db.flush()
    meld_wijziging(db, "zitting", zitting.id, nu)
    return Uitkomst(
        {"zitting": zitting.id, "status": zitting.status, "punten": {punt.casus: punt.status for punt in punten}},
        f"Zitting {zitting.id} is vastgesteld; de besluitenlijst is definitief.",
    )


def _schuif_door(
    db: Sessie, wie: Gebruiker, zitting: ZittingRij, over: Sequence[AgendapuntRij], naar: str, reden: str, nu: datetime
) -> None:
    volgende = zitting_voor(db, naar)
    if volgende.status == "open" or volgende.op <= zitting.op:
        raise ZittingVoorbij(naar, volgende.op)
    for punt in over:
        if punt.status in _OPEN:
            punt.status, punt.reden = "uitgesteld", reden
        db.add(punt)
        nieuw = zet_punt_neer(db, naar, punt.casus, punt.minuten, punt.genodigden, punt.gezin, nu)
        if volgende.status == "uitgenodigd":
            for mens in _mensen(db, naar):
                if mens.persoon in punt.genodigden:
                    verstuur_uitnodiging(db, volgende, mens, [nieuw], nu)
        noteer(db, wie, punt.casus, "doorschuiven", zitting.id, naar, nu, reden=reden, zitting=naar)


def _keur_planning(db: Sessie, opdracht: Planning, vandaag: date) -> None:
    fouten = []
    if opdracht.op < vandaag:
        fouten.append(Fout("zitting", "op", f"{datum(opdracht.op)} is voorbij.", "Kies een dag die nog komt."))
    if len(opdracht.plaats.strip()) < 3:
        fouten.append(Fout("zitting", "plaats", "De plaats ontbreekt.", "Noem de plaats, of 'op afstand'."))
    for veld, wie in (("voorzitter", opdracht.voorzitter), ("plaatsvervanger", opdracht.plaatsvervanger)):
        if wie is None:
            continue
        leiders = {*houders(db, "voorzitter", opdracht.op), *houders(db, "plaatsvervangend_voorzitter", opdracht.op)}
        if wie not in leiders:
            kies = f"Kies uit: {', '.join(sorted(leiders))}."
            fouten.append(Fout("zitting", veld, f"'{wie}' is op die dag geen voorzitter.", kies))
    if fouten:
        raise OnbruikbareInvoer(fouten)


def _keur_mensen(db: Sessie, namen: Sequence[str], op: date) -> None:
    oplossing = "Kies een persoon uit 'doorbraak register lijst personen'."
    fouten = [
        Fout("aanwezig", wie, f"'{wie}' staat niet in het register of werkt dan nergens.", oplossing)
        for wie in namen
        if persoon(db, wie) is None or werkt_bij(db, wie, op) is None
    ]
    if fouten:
        raise OnbruikbareInvoer(fouten)


def _uitnodigen_voor(db: Sessie, op: date, vandaag: date) -> date:
    """Return the day on which the agenda must be out: so long before the zitting, but never in the past."""
    regel = termijnregel(db, "D_AGENDA")
    terug = replace(regel.duur, aantal=-regel.duur.aantal)
    return max(vandaag, bereken(op, terug, regel.grondslag, kalender(db)).einde)


def _vrij_nummer(db: Sessie, op: date) -> str:
    nummer, volg = f"Z-{op.isoformat()}", 2
    while db.get(ZittingRij, nummer) is not None:
        nummer, volg = f"Z-{op.isoformat()}-{volg}", volg + 1
    return nummer


def _mens(db: Sessie, zitting: str, wie: str) -> ZittingPersoonRij:
    rij = db.get(ZittingPersoonRij, (zitting, wie))
    if rij is None:
        rij = ZittingPersoonRij(zitting=zitting, persoon=wie)
        db.add(rij)
    return rij


def _mensen(db: Sessie, zitting: str) -> Sequence[ZittingPersoonRij]:
    z = ZittingPersoonRij
    return db.execute(select(z).where(col(z.zitting) == zitting).order_by(col(z.persoon))).scalars().all()


def _casusstatus(db: Sessie, casussen: Sequence[str]) -> dict[str, str]:
    c = CasusRij
    rijen = db.execute(select(col(c.nummer), col(c.status)).where(col(c.nummer).in_(casussen)))
    return {str(nummer): str(status) for nummer, status in rijen}


def _besluiten(db: Sessie, zitting: str) -> set[str]:
    b = BesluitRij
    geldig = select(col(b.casus)).where(col(b.zitting) == zitting, col(b.status) != "teruggenomen")
    return set(db.execute(geldig).scalars())


def _staat_later_op_de_agenda(db: Sessie, zitting: ZittingRij, punten: Sequence[AgendapuntRij]) -> set[str]:
    """Return the casussen on this agenda that already stand on that of a later zitting."""
    a, z = AgendapuntRij, ZittingRij
    later = (
        select(col(a.casus))
        .join(z, col(z.id) == col(a.zitting))
        .where(col(a.casus).in_([punt.casus for punt in punten]), col(z.op) > zitting.op, col(a.status) == "gepland")
    )
    return set(db.execute(later).scalars())


def _antwoord(zitting: ZittingRij, melding: str) -> Uitkomst:
    return Uitkomst(
        {
            "zitting": zitting.id,
            "op": zitting.op.isoformat(),
            "plaats": zitting.plaats,
            "voorzitter": zitting.voorzitter,
            "status": zitting.status,
        },
        melding,
    )
