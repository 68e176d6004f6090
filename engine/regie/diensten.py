"""Use cases of the casusregie. Acceptance comes from the person asked, never from the one who assigns."""

from __future__ import annotations

from datetime import datetime

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag, datum
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from engine.casus.diensten import keur_neutraal
from engine.casus.opslag import CasusRij
from engine.casus.overgang import casus_voor, proces_van, raak, schrijf_gebeurtenis
from engine.casus.weigeringen import NietBevoegd
from engine.casus.zicht import Grond, geef_toegang, neem_toegang
from engine.netwerk.begrippen import Gebeurtenissoort
from engine.regie.begrippen import (
    AANBIEDEN,
    Aanbod,
    Aanvaarding,
    Afwijzing,
    Beeindiging,
    Betwisting,
    Ontvangst,
    Overdracht,
    Uitzondering,
    Verval,
)
from engine.regie.opslag import RegieUitzonderingRij
from engine.regie.vastleggen import (
    antwoord,
    eis_bruikbaar,
    eis_eigen,
    eis_gevraagd,
    leg_vast,
    neem_regie,
    vraag_een_ander,
    vraag_weg,
)
from engine.regie.vragen import regie_nu
from engine.regie.weigeringen import (
    RegieAlAanvaard,
    RegieAlBetwist,
    RegieAlGevraagd,
    RegieNietBetwist,
    RegieNietGevraagd,
    RegieNietNodig,
    RegieNietVanU,
    RegieNogInDienst,
    RegiePersoonOnbruikbaar,
    RegieUitzonderingKanNiet,
)
from engine.register.vragen import kalender, regeling, werkt_bij
from engine.termijnen.begrippen import Grondslag, lees_duur
from engine.termijnen.regels.berekening import bereken
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
    if casus.status in hulp.klaar:
        raise RegieNietNodig(casus.nummer, hulp.staten[casus.status].naam)
    eis_bruikbaar(db, opdracht.aan, opdracht.vervanger, op)
    regie = regie_nu(db, casus.nummer, op)
    eerder = regie.vraag_aan(opdracht.aan)
    if eerder is not None:
        raise RegieAlGevraagd(casus.nummer, opdracht.aan, datum(eerder.sinds))
    if regie.regisseur == opdracht.aan and not regie.waarneming:
        raise RegieAlAanvaard(casus.nummer, opdracht.aan)
    leg_vast(
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
    return antwoord(
        casus, "aangeboden", opdracht.aan, f"{opdracht.aan} is gevraagd en antwoordt uiterlijk {datum(termijn.einde)}.",
        termijn={"code": "D_REGIE", "einde": termijn.einde.isoformat(), "ontvanger": termijn.ontvanger},
    )  # fmt: skip


@gebruiksgeval
def draag_over(
    db: Sessie, wie: Gebruiker, opdracht: Overdracht, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Hand the regie over; the giver keeps it until the other one has received it, or refuses.

    Refusals: casus_onbekend, versie_verouderd, regie_niet_van_u, regie_persoon_onbruikbaar, regie_al_gevraagd.
    """
    casus, op = casus_voor(db, wie, opdracht.casus, nu, versie), dag(nu)
    regie = eis_eigen(db, wie, casus.nummer, op)
    if opdracht.aan == wie.persoon:
        raise RegiePersoonOnbruikbaar(opdracht.aan, "u draagt haar niet over aan uzelf")
    eis_bruikbaar(db, opdracht.aan, opdracht.vervanger, op)
    eerder = regie.vraag_aan(opdracht.aan)
    if eerder is not None and eerder.van is None:
        raise RegieAlGevraagd(casus.nummer, opdracht.aan, datum(eerder.sinds))
    leg_vast(
        db, wie, casus, Gebeurtenissoort.OVERGEDRAGEN, wie.persoon, "overdragen", "actief", "aangeboden", nu,
        reden=opdracht.reden, vervanger=opdracht.vervanger, aan=opdracht.aan,
    )  # fmt: skip
    # A new hand-over takes the place of an earlier one of the same giver.
    for gevraagd in regie.gevraagd:
        if gevraagd.van == wie.persoon:
            sluit_termijnen(db, casus.nummer, f"regie:{gevraagd.persoon}", nu, status="vervallen")
            if gevraagd.persoon not in (opdracht.aan, regie.vervanger):
                neem_toegang(db, casus.nummer, "persoon", gevraagd.persoon, Grond.REGIE, op)
    termijn = open_termijn(
        db, casus=casus.nummer, onderwerp=f"regie:{opdracht.aan}", code="D_OVERDRACHT", start=op,
        ontvanger=f"persoon:{opdracht.aan}", doe="Ontvang of weiger de casusregie die u wordt overgedragen.", nu=nu,
    )  # fmt: skip
    geef_toegang(db, casus.nummer, "persoon", opdracht.aan, Grond.REGIE, op)
    raak(db, casus, nu)
    return antwoord(
        casus, "aangeboden", opdracht.aan,
        f"{opdracht.aan} antwoordt uiterlijk {datum(termijn.einde)}; tot dan houdt u de casusregie.",
        termijn={"code": "D_OVERDRACHT", "einde": termijn.einde.isoformat(), "ontvanger": termijn.ontvanger},
    )  # fmt: skip


@gebruiksgeval
def ontvang(db: Sessie, wie: Gebruiker, opdracht: Ontvangst, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Receive the regie that is handed over to oneself; the giver stops. Refusals: as `aanvaard`."""
    casus, op = casus_voor(db, wie, opdracht.casus, nu, versie), dag(nu)
    regie = regie_nu(db, casus.nummer, op)
    vraag = eis_gevraagd(wie, casus.nummer, regie.vraag_aan(wie.persoon))
    if vraag.van is None:
        raise RegieNietGevraagd(casus.nummer)
    return neem_regie(db, wie, casus, regie, vraag, Gebeurtenissoort.ONTVANGEN, nu)


@gebruiksgeval
def betwist(db: Sessie, wie: Gebruiker, opdracht: Betwisting, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Dispute that the regie lies where it is said to lie; the voorzitter answers, and nobody loses it meanwhile.

    Refusals: casus_onbekend, versie_verouderd, regie_al_betwist, regie_niet_betwist, tekst_met_persoonsgegeven.
    """
    casus, op = casus_voor(db, wie, opdracht.casus, nu, versie), dag(nu)
    regie = regie_nu(db, casus.nummer, op)
    al = wie.persoon in regie.betwist_door
    if opdracht.intrekken and not al:
        raise RegieNietBetwist(casus.nummer)
    if al and not opdracht.intrekken:
        raise RegieAlBetwist(casus.nummer)
    keur_neutraal(db, casus.nummer, {"reden": opdracht.reden})
    onderwerp = f"regie:betwist:{wie.persoon}"
    if opdracht.intrekken:
        leg_vast(db, wie, casus, Gebeurtenissoort.INGETROKKEN, wie.persoon, "betwisting intrekken", "betwist",
                  regie.status, nu, reden=opdracht.reden)  # fmt: skip
        sluit_termijnen(db, casus.nummer, onderwerp, nu, status="vervallen")
        raak(db, casus, nu)
        return antwoord(casus, regie.status, wie.persoon, "Uw betwisting is ingetrokken.")
    leg_vast(db, wie, casus, Gebeurtenissoort.BETWIST, wie.persoon, "betwisten", regie.status, "betwist", nu,
              reden=opdracht.reden)  # fmt: skip
    sluit_termijnen(db, casus.nummer, f"regie:{wie.persoon}", nu)
    termijn = open_termijn(
        db, casus=casus.nummer, onderwerp=onderwerp, code="D_REGIE", start=op, ontvanger="voorzitter",
        doe="De casusregie is betwist: bespreek het en bied haar aan.", nu=nu,
    )  # fmt: skip
    raak(db, casus, nu)
    return antwoord(
        casus, "betwist", wie.persoon, f"De voorzitter antwoordt uiterlijk {datum(termijn.einde)}.",
        termijn={"code": "D_REGIE", "einde": termijn.einde.isoformat(), "ontvanger": "voorzitter"},
    )  # fmt: skip


@gebruiksgeval
def beeindig(db: Sessie, wie: Gebruiker, opdracht: Beeindiging, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Stop directing the casus; the voorzitter asks somebody else the same day.

    Of somebody who is out of service the secretaris or voorzitter records it. Refusals: casus_onbekend,
    versie_verouderd, regie_niet_van_u, regie_nog_in_dienst, tekst_met_persoonsgegeven.
    """
    casus, op = casus_voor(db, wie, opdracht.casus, nu, versie), dag(nu)
    keur_neutraal(db, casus.nummer, {"reden": opdracht.reden})
    wie_stopt = opdracht.persoon or wie.persoon
    regie = regie_nu(db, casus.nummer, op)
    if wie_stopt == wie.persoon:
        eis_eigen(db, wie, casus.nummer, op)
    elif wie.rol not in (Rol.SECRETARIS, Rol.VOORZITTER):
        raise RegieNietVanU(casus.nummer, regie.regisseur)
    elif werkt_bij(db, wie_stopt, op) is not None:
        raise RegieNogInDienst(wie_stopt)
    leg_vast(db, wie, casus, Gebeurtenissoort.BEEINDIGD, wie_stopt, "beëindigen", regie.status, "beëindigd", nu,
              reden=opdracht.reden)  # fmt: skip
    neem_toegang(db, casus.nummer, "persoon", wie_stopt, Grond.REGIE, op)
    termijn = vraag_een_ander(db, casus, op, nu)
    raak(db, casus, nu)
    vervolg = " De voorzitter vraagt vandaag iemand anders." if termijn else ""
    return antwoord(
        casus, "beeindigd", wie_stopt, f"De casusregie van {wie_stopt} is beëindigd.{vervolg}", termijn=termijn
    )


@gebruiksgeval
def sta_uitzondering_toe(
    db: Sessie, wie: Gebruiker, opdracht: Uitzondering, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Let a casus be decided on without a casusregisseur until a day, when the covenant has a rule for that.

    Refusals: niet_bevoegd, casus_onbekend, versie_verouderd, regie_uitzondering_kan_niet, tekst_met_persoonsgegeven.
    """
    if wie.rol is not Rol.VOORZITTER:
        raise NietBevoegd("een uitzondering op de casusregie toestaan", ["voorzitter"])
    casus, op = casus_voor(db, wie, opdracht.casus, nu, versie), dag(nu)
    regel = regeling(db, "regio", op).inhoud["convenant"].get("regie_uitzondering")
    if regel is None:
        raise RegieUitzonderingKanNiet("het convenant van deze regio kent die uitzondering niet")
    uiterlijk = bereken(op, lees_duur(regel["duur"]), Grondslag.DIENST, kalender(db)).einde
    if not op < opdracht.tot <= uiterlijk:
        raise RegieUitzonderingKanNiet(f"de dag ligt niet na vandaag en uiterlijk op {datum(uiterlijk)}")
    if not opdracht.reden.strip():
        raise RegieUitzonderingKanNiet("er is geen reden gegeven")
    keur_neutraal(db, casus.nummer, {"reden": opdracht.reden})
    db.add(
        RegieUitzonderingRij(
            casus=casus.nummer, van=op, tot=opdracht.tot, reden=opdracht.reden, door=wie.persoon, vastgelegd_op=nu
        )
    )
    schrijf_gebeurtenis(
        db, wie, casus.nummer, spoor="regie", code="regie", naam="uitzondering", van="", naar="", op=op, nu=nu,
        reden=opdracht.reden, gegevens={"tot": opdracht.tot.isoformat()},
    )  # fmt: skip
    raak(db, casus, nu)
    melding = f"Tot {datum(opdracht.tot)} mag over {casus.nummer} worden besloten zonder casusregisseur."
    return antwoord(casus, "uitzondering", wie.persoon, melding)


@gebruiksgeval
def aanvaard(db: Sessie, wie: Gebruiker, opdracht: Aanvaarding, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Take the regie that one was asked for; the vervanger that came with the offer sees the casus too.

    Refusals: casus_onbekend, versie_verouderd, regie_niet_gevraagd.
    """
    casus, op = casus_voor(db, wie, opdracht.casus, nu, versie), dag(nu)
    regie = regie_nu(db, casus.nummer, op)
    vraag = eis_gevraagd(wie, casus.nummer, regie.vraag_aan(wie.persoon))
    return neem_regie(db, wie, casus, regie, vraag, Gebeurtenissoort.AANVAARD, nu)


@gebruiksgeval
def weiger(db: Sessie, wie: Gebruiker, opdracht: Afwijzing, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Do not take the regie; the voorzitter must ask somebody else the same day.

    Refusals: casus_onbekend, versie_verouderd, regie_niet_gevraagd.
    """
    casus, op = casus_voor(db, wie, opdracht.casus, nu, versie), dag(nu)
    eis_gevraagd(wie, casus.nummer, regie_nu(db, casus.nummer, op).vraag_aan(wie.persoon))
    return vraag_weg(db, wie, casus, wie.persoon, Gebeurtenissoort.GEWEIGERD, nu, opdracht.reden)


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
    return vraag_weg(db, wie, casus, opdracht.persoon, Gebeurtenissoort.VERLOPEN, nu, "geen antwoord binnen de termijn")


def meld_weigering(db: Sessie, wie: Gebruiker, casus: CasusRij, persoon: str, reden: str, nu: datetime) -> None:
    """Record that somebody who was asked said no to the table; for a use case that checked who asks.

    Refusal: regie_niet_gevraagd.
    """
    if regie_nu(db, casus.nummer, dag(nu)).vraag_aan(persoon) is None:
        raise RegieNietGevraagd(casus.nummer)
    vraag_weg(db, wie, casus, persoon, Gebeurtenissoort.GEWEIGERD, nu, reden)
