"""The round of reminders: tell what is due and was not told, once, and never nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any

from sqlalchemy import and_, exists, insert, select, text, tuple_, update
from sqlalchemy.orm import aliased
from sqlmodel import col

from budget.basis.gebruiker import SYSTEEM, Gebruiker, Rol
from budget.basis.klok import dag, datum
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie, is_postgres
from engine.berichten.begrippen import Status
from engine.berichten.diensten import zet_in_outbox
from engine.berichten.opslag import OutboxRij
from engine.casus.weigeringen import NietBevoegd
from engine.regie.diensten import verloop
from engine.regie.vragen import verlopen_aanbiedingen
from engine.regie.weigeringen import RegieNietGevraagd
from engine.register.vragen import kalender
from engine.termijnen.adresboek import adresboek
from engine.termijnen.geldbewaking import bewaak_geld
from engine.termijnen.ladder import afspraken
from engine.termijnen.mandaateinde import bewaak_mandaten
from engine.termijnen.opslag import HerinneringRij, VerzendingRij
from engine.termijnen.regels.bundelen import Bundel, Regel, op_volgorde
from engine.termijnen.regels.ontvangers import BEHEERDER, VOORZITTER, Adresboek
from engine.termijnen.regels.stil import na_de_stilte, om, verzameltijd
from engine.termijnen.regels.tredes import feestdagen_lopen_af
from engine.termijnen.ronde import bepaal
from engine.termijnen.stilte import bewaak_stilte
from engine.termijnen.teksten import agenda, bericht, onderwerp
from engine.termijnen.wijzigen import bewaak_opschortingen
from engine.zitting.diensten.genodigden import bewaak_genodigden

_MAG = frozenset({Rol.SYSTEEM, Rol.VOORZITTER, Rol.SECRETARIS, Rol.BEHEERDER})


@dataclass(frozen=True, slots=True)
class Ronde:
    """One round over everything that is due."""


@gebruiksgeval
def herinner(db: Sessie, wie: Gebruiker, opdracht: Ronde, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Put every reminder that is due in the outbox, once per person and stage; several rounds at once do no harm.

    Before that, offers of regie without an answer lapse, silence is measured, and obligations follow what the
    register and the money say: terms that stand still, mandates that end, invited people who are away, reserveringen
    that lapse, invoices that wait, a pot below its limit.
    In quiet hours nothing goes; it goes afterwards. Who got the digest of today waits for that of tomorrow, except
    for what goes at once.
    Refusal: niet_bevoegd. Linear in what is due, whatever the number of obligations.
    """
    _eis_bevoegd(wie)
    if is_postgres(db):
        # One round at a time; the unique key of `verzending` is what makes it safe, this makes it quiet.
        db.execute(text("SELECT pg_advisory_xact_lock(hashtextextended('doorbraak:herinner', 0))"))
    _laat_verlopen(db, nu)
    bewaak_stilte(db, nu)
    bewaak_opschortingen(db, nu)
    bewaak_mandaten(db, nu)
    bewaak_geld(db, nu)
    bewaak_genodigden(db, nu)
    tijden, vandaag = afspraken(db).bericht, dag(nu)
    stil_tot = na_de_stilte(nu, tijden, kalender(db))
    if stil_tot > nu:
        gegevens = _antwoord() | {"stil_tot": stil_tot.isoformat()}
        return Uitkomst(gegevens, f"Het is nu stil; er gaat niets weg tot {datum(dag(stil_tot))}.")
    boek = adresboek(db, vandaag)
    wat = bepaal(db, nu, boek)
    verstuurd = _verstuur(db, wat, vandaag, nu, ook_verzamelbericht=verzameltijd(nu, tijden))
    _werk_bij(db, nu)
    onbezorgd = _meld_onbezorgd(db, boek, nu)
    _meld_beheerder(db, boek, wat, onbezorgd, nu)
    bevindingen = Counter((omweg.gezocht, omweg.reden) for _, omweg in wat.omwegen)
    gegevens = _antwoord() | {
        "verzonden": len(verstuurd.regels),
        "samenvattingen": verstuurd.samenvattingen,
        "meteen": verstuurd.meteen,
        "geescaleerd": sum(r.hoger for r in verstuurd.regels),
        "onbestelbaar": len(wat.niemand) + len(onbezorgd),
        "bevindingen": [
            {"gezocht": gezocht, "reden": reden, "aantal": aantal}
            for (gezocht, reden), aantal in sorted(bevindingen.items())
        ],
    }
    return Uitkomst(gegevens, _melding(gegevens))


def vooruitblik(db: Sessie, wie: Gebruiker, op: date) -> list[dict[str, Any]]:
    """Return what would go on this day if no round ran before it; nothing is sent. Refusal: niet_bevoegd.

    One line per person and obligation; who sees no casussen gets the lines without a casusnummer.
    """
    _eis_bevoegd(wie)
    boek = adresboek(db, op)
    einde_van_de_dag = om(op, time(23, 59))
    ziet = wie.rol is not Rol.BEHEERDER
    return [
        {
            "aan": persoon,
            "casus": r.stap.casus if ziet else None,
            "code": r.stap.code,
            "trede": r.trede,
            "doe": r.stap.doe if ziet else "",
            "einde": r.stap.einde.isoformat(),
            "te_laat": r.stap.einde < op,
            "geescaleerd": r.hoger,
        }
        for persoon, regels in sorted(bepaal(db, einde_van_de_dag, boek).regels.items())
        for r in op_volgorde(regels)
    ]


@dataclass(frozen=True, slots=True)
class _Verstuurd:
    regels: tuple[Regel, ...]
    samenvattingen: int
    meteen: int


def _verstuur(db: Sessie, wat: Bundel, vandaag: date, nu: datetime, *, ook_verzamelbericht: bool) -> _Verstuurd:
    """Write the messages and claim their lines in the same transaction."""
    weg: list[Regel] = []
    claims: list[dict[str, Any]] = []
    aantal = {"samenvatting": 0, "direct": 0}
    for persoon, regels in sorted(wat.regels.items()):
        soorten = {"direct": [r for r in regels if r.meteen]}
        if ook_verzamelbericht:
            soorten["samenvatting"] = [r for r in regels if not r.meteen]
        for soort, deel in soorten.items():
            wanneer = vandaag.isoformat() if soort == "samenvatting" else nu.isoformat()
            nummer = _bericht(db, f"{soort}:{persoon}:{wanneer}", persoon, op_volgorde(deel), vandaag, nu)
            if nummer is None:
                continue
            aantal[soort] += 1
            weg.extend(deel)
            claims.extend(_claim(r, vandaag, nummer) for r in deel)
    if claims:
        db.connection().execute(insert(VerzendingRij), claims)
    return _Verstuurd(tuple(weg), aantal["samenvatting"], aantal["direct"])


def _bericht(
    db: Sessie, sleutel: str, persoon: str, regels: Sequence[Regel], vandaag: date, nu: datetime
) -> int | None:
    if not regels:
        return None
    return zet_in_outbox(
        db, soort="herinnering", aan=persoon, onderwerp=onderwerp(regels, vandaag), regels=bericht(regels, vandaag),
        sleutel=sleutel, nu=nu, agenda=agenda([r for r in regels if r.stap.einde >= vandaag]),
    )  # fmt: skip


def _claim(wat: Regel, vandaag: date, outbox: int) -> dict[str, Any]:
    return {
        "casus": wat.stap.casus or "",
        "termijnverplichting": wat.stap.termijn,
        "trede": wat.trede,
        "ontvanger": wat.persoon,
        "termijn_versie": wat.stap.versie,
        "op": vandaag,
        "outbox": outbox,
    }


def _werk_bij(db: Sessie, nu: datetime) -> None:
    """Record on which stage each obligation stands; a lower stage stops once a higher one went.

    A stage that nobody was told of because its people stand on a higher rung is overtaken, but stays at hand for
    when somebody else comes to hold that rol.
    """
    h, hoger = HerinneringRij, aliased(HerinneringRij)
    v = VerzendingRij
    aan_de_beurt = (col(h.actueel), col(h.due_at) <= nu)
    verteld = and_(
        col(v.termijnverplichting) == col(h.termijnverplichting), col(v.termijn_versie) == col(h.termijn_versie)
    )
    later = and_(
        col(hoger.termijnverplichting) == col(h.termijnverplichting),
        col(hoger.termijn_versie) == col(h.termijn_versie),
        col(hoger.rol) == col(h.rol),
        tuple_(col(hoger.due_at), col(hoger.nummer)) > tuple_(col(h.due_at), col(h.nummer)),
        col(hoger.due_at) <= nu,
        col(hoger.status) != "gepland",
    )
    gegaan = exists().where(verteld, col(v.trede) == col(h.trede))
    for waar, wordt in (
        ((col(h.status) != "verzonden", gegaan), {"status": "verzonden"}),
        ((col(h.status) == "gepland", exists().where(verteld)), {"status": "ingehaald"}),
        ((col(h.status) != "gepland", exists().where(later)), {"actueel": False}),
    ):
        db.connection().execute(update(h).where(*aan_de_beurt, *waar).values(**wordt))


def _laat_verlopen(db: Sessie, nu: datetime) -> None:
    for aanbod in verlopen_aanbiedingen(db, nu):
        try:
            verloop(db, SYSTEEM, aanbod, sleutel=f"verloop:{aanbod.casus}:{aanbod.persoon}:{dag(nu)}", versie=0, nu=nu)
        except RegieNietGevraagd:
            # Answered in another way meanwhile; one offer never stops the reminders of all others.
            continue


def _meld_onbezorgd(db: Sessie, boek: Adresboek, nu: datetime) -> list[str]:
    """Give the voorzitter what could not be delivered to somebody else; return a line each for the beheerder (R12)."""
    o = OutboxRij
    vraag = select(col(o.nummer), col(o.soort), col(o.aan), col(o.onderwerp), col(o.regels), col(o.fout)).where(
        col(o.status) == Status.ONBESTELBAAR.value, col(o.gemeld_op).is_(None)
    )
    uit = []
    for nummer, soort, aan, kop, regels, fout in db.execute(vraag.order_by(col(o.nummer))).all():
        voorzitter = _eerste(boek, VOORZITTER)
        if soort == "herinnering" and voorzitter not in (None, aan):
            zet_in_outbox(
                db, soort="doorgestuurd", aan=str(voorzitter), onderwerp=f"Niet bezorgd bij {aan}: {kop}",
                regels=regels, sleutel=f"doorgestuurd:{nummer}", nu=nu,
            )  # fmt: skip
        uit.append(f"Bericht {nummer} aan {aan} is niet te bezorgen: {fout}.")
        db.execute(update(o).where(col(o.nummer) == nummer).values(gemeld_op=nu))
    return uit


def _meld_beheerder(db: Sessie, boek: Adresboek, wat: Bundel, onbezorgd: Sequence[str], nu: datetime) -> None:
    """Tell the beheerder what keeps messages from arriving: once a day, and at once what could not be delivered."""
    beheerder, vandaag = _eerste(boek, BEHEERDER), dag(nu)
    if beheerder is None:
        return
    regels = [
        f"Voor {aantal} herinneringen is '{gezocht}' {reden}; de voorzitter kreeg ze."
        for (gezocht, reden), aantal in sorted(
            Counter((o.gezocht, o.reden) for _, o in wat.omwegen if o.reden != "schoolvakantie").items()
        )
    ]
    if feestdagen_lopen_af(kalender(db), vandaag):
        regels.append(f"De feestdagen zijn bekend tot {datum(kalender(db).laatste_dag)}: vul feestdagen.csv aan.")
    kop = "Doorbraaktafel: berichten die niet aankomen"
    delen = ((regels, f"beheer:{beheerder}:{vandaag}"), (onbezorgd, f"onbezorgd:{beheerder}:{nu.isoformat()}"))
    for deel, sleutel in delen:
        if deel:
            zet_in_outbox(db, soort="beheer", aan=beheerder, onderwerp=kop, regels=deel, sleutel=sleutel, nu=nu)


def _eerste(boek: Adresboek, functie: str) -> str | None:
    """Return the first holder of a function who can be reached."""
    bereikt = (boek.bereik(naam) for naam in boek.houders.get(functie, ()))
    return next((p for p in bereikt if p is not None), None)


def _eis_bevoegd(wie: Gebruiker) -> None:
    if wie.rol not in _MAG:
        raise NietBevoegd("herinneringen versturen", sorted(rol.value for rol in _MAG if rol is not Rol.SYSTEEM))


def _antwoord() -> dict[str, Any]:
    return {
        "verzonden": 0,
        "samenvattingen": 0,
        "meteen": 0,
        "geescaleerd": 0,
        "onbestelbaar": 0,
        "bevindingen": [],
        "stil_tot": None,
    }


def _melding(gegevens: dict[str, Any]) -> str:
    if not gegevens["verzonden"]:
        return "Er is nu niets te herinneren."
    hoger = f", waarvan {gegevens['geescaleerd']} hogerop" if gegevens["geescaleerd"] else ""
    return (
        f"{gegevens['verzonden']} herinneringen{hoger} in {gegevens['samenvattingen'] + gegevens['meteen']} berichten."
    )
