"""What the use cases of the casusregie have in common: who may, one event, the terms and the access that follow."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import Sessie
from engine.casus.opslag import CasusRij
from engine.casus.overgang import raak, schrijf_gebeurtenis
from engine.casus.zicht import Grond, geef_toegang, neem_toegang
from engine.netwerk.begrippen import Gebeurtenissoort
from engine.netwerk.rijen import Gebeurtenis
from engine.regie.begrippen import (
    AANBIEDEN,
    Gevraagd,
    Regie,
)
from engine.regie.opslag import schrijf
from engine.regie.vragen import regie_nu
from engine.regie.weigeringen import (
    RegieNietGevraagd,
    RegieNietVanU,
    RegiePersoonOnbruikbaar,
)
from engine.register.vragen import persoon, rollen, werkt_bij
from engine.termijnen.verplichtingen import open_termijn, sluit_termijnen


def neem_regie(
    db: Sessie, wie: Gebruiker, casus: CasusRij, regie: Regie, vraag: Gevraagd, soort: Gebeurtenissoort, nu: datetime
) -> Uitkomst:
    """Take the regie: every open question, dispute and hand-over of this casus is answered by it."""
    op = dag(nu)
    naam = "ontvangen" if soort is Gebeurtenissoort.ONTVANGEN else "aanvaarden"
    leg_vast(db, wie, casus, soort, wie.persoon, naam, "aangeboden", "actief", nu, vervanger=vraag.vervanger)
    blijven = (wie.persoon, vraag.vervanger)
    for gevraagd in regie.gevraagd:
        status = "voldaan" if gevraagd.persoon == wie.persoon else "vervallen"
        sluit_termijnen(db, casus.nummer, f"regie:{gevraagd.persoon}", nu, status=status)
        for weg in (gevraagd.persoon, gevraagd.van):
            if weg is not None and weg not in blijven:
                neem_toegang(db, casus.nummer, "persoon", weg, Grond.REGIE, op)
    for betwister in regie.betwist_door:
        sluit_termijnen(db, casus.nummer, f"regie:betwist:{betwister}", nu)
    sluit_termijnen(db, casus.nummer, AANBIEDEN, nu)
    for blijft in blijven:
        if blijft is not None:
            geef_toegang(db, casus.nummer, "persoon", blijft, Grond.REGIE, op)
    raak(db, casus, nu)
    vervanger = f"; vervanger is {vraag.vervanger}" if vraag.vervanger else ""
    return antwoord(
        casus, "actief", wie.persoon, f"{wie.persoon} heeft de casusregie van {casus.nummer}{vervanger}.",
        vervanger=vraag.vervanger,
    )  # fmt: skip


def vraag_weg(
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
    leg_vast(db, wie, casus, soort, wie_was_gevraagd, naam, "aangeboden", soort.value, nu, reden=reden)
    beantwoord = "voldaan" if soort is Gebeurtenissoort.GEWEIGERD else "vervallen"
    sluit_termijnen(db, casus.nummer, f"regie:{wie_was_gevraagd}", nu, status=beantwoord)
    regie = regie_nu(db, casus.nummer, op)
    if wie_was_gevraagd not in (regie.regisseur, regie.vervanger):
        neem_toegang(db, casus.nummer, "persoon", wie_was_gevraagd, Grond.REGIE, op)
    termijn = vraag_een_ander(db, casus, op, nu)
    raak(db, casus, nu)
    wat = "heeft de casusregie geweigerd" if naam == "weigeren" else "heeft niet op tijd geantwoord"
    vervolg = " De voorzitter vraagt vandaag iemand anders." if termijn else ""
    return antwoord(casus, soort.value, wie_was_gevraagd, f"{wie_was_gevraagd} {wat}.{vervolg}", termijn=termijn)


def vraag_een_ander(db: Sessie, casus: CasusRij, op: date, nu: datetime) -> dict[str, Any] | None:
    """Let the voorzitter ask somebody today when nobody directs the casus any more; None when somebody does."""
    if regie_nu(db, casus.nummer, op).status != "geen":
        return None
    rij = open_termijn(
        db, casus=casus.nummer, onderwerp=AANBIEDEN, code="D_REGIE", start=op, ontvanger="voorzitter",
        doe="Bied de casusregie aan iemand anders aan.", nu=nu, einde=op,
    )  # fmt: skip
    return {"code": "D_REGIE", "einde": rij.einde.isoformat(), "ontvanger": "voorzitter"}


def eindig_met_de_casus(db: Sessie, wie: Gebruiker, casus: CasusRij, nu: datetime) -> None:
    """End the regie of a casus with which the table is done, and every open question about it."""
    regie = regie_nu(db, casus.nummer, dag(nu))
    for vraag in regie.gevraagd:
        leg_vast(
            db, wie, casus, Gebeurtenissoort.INGETROKKEN, vraag.persoon, "intrekken", "aangeboden", "ingetrokken", nu,
            reden=GESLOTEN,
        )  # fmt: skip
        sluit_termijnen(db, casus.nummer, f"regie:{vraag.persoon}", nu, status="vervallen")
        neem_toegang(db, casus.nummer, "persoon", vraag.persoon, Grond.REGIE, dag(nu))
    for betwister in regie.betwist_door:
        sluit_termijnen(db, casus.nummer, f"regie:betwist:{betwister}", nu, status="vervallen")
    sluit_termijnen(db, casus.nummer, AANBIEDEN, nu, status="vervallen")
    if regie.regisseur is not None and not regie.waarneming:
        leg_vast(
            db, wie, casus, Gebeurtenissoort.BEEINDIGD, regie.regisseur, "beëindigen", regie.status, "beëindigd", nu,
            reden=GESLOTEN,
        )  # fmt: skip


GESLOTEN = "de casus is gesloten"


def eis_eigen(db: Sessie, wie: Gebruiker, casus: str, op: date) -> Regie:
    """Return the regie when this user has it, in person; refusal: regie_niet_van_u."""
    regie = regie_nu(db, casus, op)
    if regie.regisseur != wie.persoon or wie.namens is not None:
        raise RegieNietVanU(casus, regie.regisseur)
    return regie


def eis_bruikbaar(db: Sessie, aan: str, vervanger: str, op: date) -> None:
    """Refuse (regie_persoon_onbruikbaar) who cannot direct a casus, or cannot stand in."""
    for wie in (aan, vervanger):
        if persoon(db, wie) is None:
            raise RegiePersoonOnbruikbaar(wie, "deze persoon staat niet in het register")
        if werkt_bij(db, wie, op) is None:
            raise RegiePersoonOnbruikbaar(wie, "deze persoon is nu nergens in dienst")
    if Rol.CASUSREGISSEUR not in rollen(db, aan):
        raise RegiePersoonOnbruikbaar(aan, "deze persoon heeft de rol casusregisseur niet")
    if aan == vervanger:
        raise RegiePersoonOnbruikbaar(aan, "niemand vervangt zichzelf")


def eis_gevraagd(wie: Gebruiker, casus: str, vraag: Gevraagd | None) -> Gevraagd:
    """Return the open question to this user, in person; refusal: regie_niet_gevraagd."""
    if vraag is None or wie.namens is not None:
        raise RegieNietGevraagd(casus)
    return vraag


def leg_vast(
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
    aan: str | None = None,
) -> None:
    """Write one event in the log of the regie and in the history of the casus."""
    op = dag(nu)
    regel = Gebeurtenis(
        datum=op, soort=soort, persoon=persoon, aan=aan, vervanger=vervanger, door=wie.persoon, reden=reden
    )
    schrijf(db, casus.nummer, regel, nu)
    schrijf_gebeurtenis(
        db, wie, casus.nummer, spoor="regie", code="regie", naam=naam, van=van, naar=naar, op=op, nu=nu, reden=reden,
        gegevens={"persoon": persoon} | ({"vervanger": vervanger} if vervanger else {})
        | ({"aan": aan} if aan else {}),
    )  # fmt: skip


def antwoord(casus: CasusRij, status: str, persoon: str, melding: str, **rest: Any) -> Uitkomst:
    """Return what every use case of the regie answers."""
    gegevens = {"casusnummer": casus.nummer, "versie": casus.versie, "status": status, "persoon": persoon, **rest}
    return Uitkomst({"termijn": None, **gegevens}, melding)
