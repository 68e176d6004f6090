"""Use cases of the casusregie: ask, accept, refuse, let lapse. Acceptance comes from the person asked."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag, datum
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from engine.casus.opslag import CasusRij
from engine.casus.overgang import casus_voor, proces_van, raak, schrijf_gebeurtenis
from engine.casus.weigeringen import NietBevoegd
from engine.casus.zicht import Grond, geef_toegang, neem_toegang
from engine.netwerk.begrippen import Gebeurtenissoort
from engine.netwerk.rijen import Gebeurtenis
from engine.regie.begrippen import AANBIEDEN, Aanbod, Aanvaarding, Afwijzing, Gevraagd, Verval
from engine.regie.opslag import schrijf
from engine.regie.vragen import regie_nu
from engine.regie.weigeringen import (
    RegieAlAanvaard,
    RegieAlGevraagd,
    RegieNietGevraagd,
    RegieNietNodig,
    RegiePersoonOnbruikbaar,
)
from engine.register.vragen import persoon, rollen, werkt_bij
from engine.termijnen.verplichtingen import open_termijn, sluit_termijnen


@gebruiksgeval
def bied(db: Sessie, wie: Gebruiker, opdracht: Aanbod, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Ask somebody to take the regie; that person has D_REGIE to answer and sees the casus from now on.

    Refusals: niet_bevoegd, casus_onbekend, versie_verouderd, regie_niet_nodig, regie_persoon_onbruikbaar,
    regie_al_gevraagd, regie_al_aanvaard.
    """
    if wie.rol is not Rol.VOORZITTER:
        raise NietBevoegd("regie aanbieden", ["voorzitter"])
    casus, op = casus_voor(db, wie, opdracht.casus, nu, versie), dag(nu)
    hulp = proces_van(db, casus).hulp
    if casus.status in hulp.einde:
        raise RegieNietNodig(casus.nummer, hulp.staten[casus.status].naam)
    _eis_bruikbaar(db, opdracht, op)
    regie = regie_nu(db, casus.nummer, op)
    eerder = regie.vraag_aan(opdracht.aan)
    if eerder is not None:
        raise RegieAlGevraagd(casus.nummer, opdracht.aan, datum(eerder.sinds))
    if regie.regisseur == opdracht.aan and not regie.waarneming:
        raise RegieAlAanvaard(casus.nummer, opdracht.aan)
    _leg_vast(
        db, wie, casus, Gebeurtenissoort.VOORGESTELD, opdracht.aan, "aanbieden", regie.status, "aangeboden", nu,
        reden=opdracht.reden, vervanger=opdracht.vervanger,
    )  # fmt: skip
    sluit_termijnen(db, casus.nummer, AANBIEDEN, nu)
    termijn = open_termijn(
        db, casus=casus.nummer, onderwerp=f"regie:{opdracht.aan}", code="D_REGIE", start=op,
        ontvanger=f"persoon:{opdracht.aan}", doe="Aanvaard of weiger de casusregie.", nu=nu,
    )  # fmt: skip
    geef_toegang(db, casus.nummer, "persoon", opdracht.aan, Grond.REGIE, op)
    raak(db, casus, nu)
    return _antwoord(
        casus, "aangeboden", opdracht.aan, f"{opdracht.aan} is gevraagd en antwoordt uiterlijk {datum(termijn.einde)}.",
        termijn={"code": "D_REGIE", "einde": termijn.einde.isoformat(), "ontvanger": termijn.ontvanger},
    )  # fmt: skip


@gebruiksgeval
def aanvaard(db: Sessie, wie: Gebruiker, opdracht: Aanvaarding, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Take the regie that one was asked for; the vervanger that came with the offer sees the casus too.

    Refusals: casus_onbekend, versie_verouderd, regie_niet_gevraagd.
    """
    casus, op = casus_voor(db, wie, opdracht.casus, nu, versie), dag(nu)
    regie = regie_nu(db, casus.nummer, op)
    vraag = _eis_gevraagd(wie, casus.nummer, regie.vraag_aan(wie.persoon))
    _leg_vast(
        db, wie, casus, Gebeurtenissoort.AANVAARD, wie.persoon, "aanvaarden", "aangeboden", "actief", nu,
        vervanger=vraag.vervanger,
    )  # fmt: skip
    # An acceptance answers every open question of this casus, also those to others.
    for gevraagd in regie.gevraagd:
        status = "voldaan" if gevraagd.persoon == wie.persoon else "vervallen"
        sluit_termijnen(db, casus.nummer, f"regie:{gevraagd.persoon}", nu, status=status)
        if gevraagd.persoon not in (wie.persoon, vraag.vervanger):
            neem_toegang(db, casus.nummer, "persoon", gevraagd.persoon, Grond.REGIE, op)
    sluit_termijnen(db, casus.nummer, AANBIEDEN, nu)
    geef_toegang(db, casus.nummer, "persoon", wie.persoon, Grond.REGIE, op)
    if vraag.vervanger is not None:
        geef_toegang(db, casus.nummer, "persoon", vraag.vervanger, Grond.REGIE, op)
    raak(db, casus, nu)
    vervanger = f"; vervanger is {vraag.vervanger}" if vraag.vervanger else ""
    return _antwoord(
        casus, "actief", wie.persoon, f"{wie.persoon} heeft de casusregie van {casus.nummer}{vervanger}.",
        vervanger=vraag.vervanger,
    )  # fmt: skip


@gebruiksgeval
def weiger(db: Sessie, wie: Gebruiker, opdracht: Afwijzing, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Do not take the regie; the voorzitter must ask somebody else the same day.

    Refusals: casus_onbekend, versie_verouderd, regie_niet_gevraagd.
    """
    casus, op = casus_voor(db, wie, opdracht.casus, nu, versie), dag(nu)
    _eis_gevraagd(wie, casus.nummer, regie_nu(db, casus.nummer, op).vraag_aan(wie.persoon))
    return _vraag_weg(db, wie, casus, wie.persoon, Gebeurtenissoort.GEWEIGERD, nu, opdracht.reden)


@gebruiksgeval
def verloop(db: Sessie, wie: Gebruiker, opdracht: Verval, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Let an offer lapse that got no answer in time: no refusal, no answer, and the regie is open again.

    The sweep does this for each of `verlopen_aanbiedingen`. Refusals: niet_bevoegd, casus_onbekend,
    regie_niet_gevraagd.
    """
    if wie.rol is not Rol.SYSTEEM:
        raise NietBevoegd("een aanbod laten verlopen", ["het programma zelf"])
    casus = casus_voor(db, wie, opdracht.casus, nu, versie)
    if regie_nu(db, casus.nummer, dag(nu)).vraag_aan(opdracht.persoon) is None:
        raise RegieNietGevraagd(casus.nummer)
    return _vraag_weg(
        db, wie, casus, opdracht.persoon, Gebeurtenissoort.VERLOPEN, nu, "geen antwoord binnen de termijn"
    )


def meld_weigering(db: Sessie, wie: Gebruiker, casus: CasusRij, persoon: str, reden: str, nu: datetime) -> None:
    """Record that somebody who was asked said no to the table; for a use case that checked who asks.

    Refusal: regie_niet_gevraagd.
    """
    if regie_nu(db, casus.nummer, dag(nu)).vraag_aan(persoon) is None:
        raise RegieNietGevraagd(casus.nummer)
    _vraag_weg(db, wie, casus, persoon, Gebeurtenissoort.GEWEIGERD, nu, reden)


def _vraag_weg(
    db: Sessie,
    wie: Gebruiker,
    casus: CasusRij,
    wie_was_gevraagd: str,
    soort: Gebeurtenissoort,
    nu: datetime,
    reden: str,
) -> Uitkomst:
    """Close a question without an acceptance, and put the next step with the voorzitter, today."""
    op = dag(nu)
    naam = "weigeren" if soort is Gebeurtenissoort.GEWEIGERD else "verlopen"
    _leg_vast(db, wie, casus, soort, wie_was_gevraagd, naam, "aangeboden", soort.value, nu, reden=reden)
    beantwoord = "voldaan" if soort is Gebeurtenissoort.GEWEIGERD else "vervallen"
    sluit_termijnen(db, casus.nummer, f"regie:{wie_was_gevraagd}", nu, status=beantwoord)
    regie = regie_nu(db, casus.nummer, op)
    if wie_was_gevraagd not in (regie.regisseur, regie.vervanger):
        neem_toegang(db, casus.nummer, "persoon", wie_was_gevraagd, Grond.REGIE, op)
    termijn: dict[str, Any] | None = None
    if regie.status == "geen":
        rij = open_termijn(
            db, casus=casus.nummer, onderwerp=AANBIEDEN, code="D_REGIE", start=op, ontvanger="voorzitter",
            doe="Bied de casusregie aan iemand anders aan.", nu=nu, einde=op,
        )  # fmt: skip
        termijn = {"code": "D_REGIE", "einde": rij.einde.isoformat(), "ontvanger": "voorzitter"}
    raak(db, casus, nu)
    wat = "heeft de casusregie geweigerd" if naam == "weigeren" else "heeft niet op tijd geantwoord"
    vervolg = " De voorzitter vraagt vandaag iemand anders." if termijn else ""
    return _antwoord(casus, soort.value, wie_was_gevraagd, f"{wie_was_gevraagd} {wat}.{vervolg}", termijn=termijn)


def _eis_bruikbaar(db: Sessie, opdracht: Aanbod, op: date) -> None:
    for wie in (opdracht.aan, opdracht.vervanger):
        if persoon(db, wie) is None:
            raise RegiePersoonOnbruikbaar(wie, "deze persoon staat niet in het register")
        if werkt_bij(db, wie, op) is None:
            raise RegiePersoonOnbruikbaar(wie, "deze persoon is nu nergens in dienst")
    if Rol.CASUSREGISSEUR not in rollen(db, opdracht.aan):
        raise RegiePersoonOnbruikbaar(opdracht.aan, "deze persoon heeft de rol casusregisseur niet")
    if opdracht.aan == opdracht.vervanger:
        raise RegiePersoonOnbruikbaar(opdracht.aan, "niemand vervangt zichzelf")


def _eis_gevraagd(wie: Gebruiker, casus: str, vraag: Gevraagd | None) -> Gevraagd:
    if vraag is None or wie.namens is not None:
        raise RegieNietGevraagd(casus)
    return vraag


def _leg_vast(
    db: Sessie,
    wie: Gebruiker,
    casus: CasusRij,
    soort: Gebeurtenissoort,
    persoon: str,
    naam: str,
    van: str,
    naar: str,
    nu: datetime,
    *,
    reden: str = "",
    vervanger: str | None = None,
) -> None:
    op = dag(nu)
    schrijf(
        db,
        casus.nummer,
        Gebeurtenis(datum=op, soort=soort, persoon=persoon, vervanger=vervanger, door=wie.persoon, reden=reden),
        nu,
    )
    schrijf_gebeurtenis(
        db, wie, casus.nummer, spoor="regie", code="regie", naam=naam, van=van, naar=naar, op=op, nu=nu, reden=reden,
        gegevens={"persoon": persoon} | ({"vervanger": vervanger} if vervanger else {}),
    )  # fmt: skip


def _antwoord(casus: CasusRij, status: str, persoon: str, melding: str, **rest: Any) -> Uitkomst:
    gegevens = {"casusnummer": casus.nummer, "versie": casus.versie, "status": status, "persoon": persoon, **rest}
    return Uitkomst({"termijn": None, **gegevens}, melding)
