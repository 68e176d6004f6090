"""The letter of a claim with its files, and which reminders are due."""

from __future__ import annotations

from collections.abc import Collection
from datetime import datetime
from enum import StrEnum

from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker
from budget.basis.geld import Geld
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from engine.export.bestanden import Exportbestand
from engine.geldspoor.opslag import UitzoekaandeelRij, VorderingsbriefRij
from engine.geldspoor.vragen import Vorderingstand, vorderingen
from engine.geldspoor.weigeringen import VorderingOnbekend
from engine.inzage.logboek import Handeling, log
from engine.register.vragen import kalender, organisatie, regeling
from engine.stukken.zetten import zet_pdf
from engine.termijnen.begrippen import lees_duur
from engine.vordering.begrippen import Aanmaanstap, Aanmaning, Brief, Eadres, Efactuurafspraak, Gestuurd
from engine.vordering.efactuur import efactuur
from engine.vordering.opmaak import aanmaning_document, brief_document
from engine.vordering.opslag import AanmaningRij
from engine.vordering.regels import nieuwe_dag, stap_nu
from engine.vordering.weigeringen import EfactuurOnvolledig


class Briefvorm(StrEnum):
    """A form of the letter: for a person or for the computer of the payer."""

    PDF = "pdf"
    UBL = "ubl"


def brief(db: Sessie, wie: Gebruiker, nummer: str, nu: datetime) -> Brief:
    """Return the newest letter of a claim; leaves a line in the access log. Refusal: vordering_onbekend."""
    stand = next((s for s in vorderingen(db, wie, nu, alles=True) if s.vordering.nummer == nummer), None)
    rij = _laatste(db, nummer)
    if stand is None or rij is None:
        raise VorderingOnbekend(nummer)
    log(db, wie, Handeling.EXPORTEREN, [stand.vordering.casus], nu, object_=f"vordering/{nummer}")
    return brief_uit(db, rij)


def brief_bestanden(
    db: Sessie, wie: Gebruiker, nummer: str, nu: datetime, vormen: Collection[Briefvorm] = tuple(Briefvorm)
) -> tuple[Brief, list[Exportbestand]]:
    """Return the letter with its files: as PDF/A, with every reminder that went, and as e-invoice (UBL, NLCIUS).

    Refusals: vordering_onbekend, efactuur_onvolledig, hulpmiddel_ontbreekt.
    """
    gevonden = brief(db, wie, nummer, nu)
    bestanden = []
    if Briefvorm.PDF in vormen:
        bestanden.append(Exportbestand(f"{nummer}.pdf", zet_pdf(brief_document(gevonden))))
        bestanden += [
            Exportbestand(f"{nummer}-{a.naam}-{a.stap}.pdf", zet_pdf(aanmaning_document(a, gevonden)))
            for a in _gestuurd(db, gevonden)
        ]
    if Briefvorm.UBL in vormen:
        bestanden.append(Exportbestand(f"{nummer}.xml", efactuur(gevonden, efactuurafspraak(db, gevonden))))
    return gevonden, bestanden


def brief_uit(db: Sessie, rij: VorderingsbriefRij) -> Brief:
    """Return the letter as it was sent, with what the region agreed on that day."""
    pot = regeling(db, "pot", rij.dag).inhoud
    betaler = organisatie(db, rij.betaler)
    kassier = organisatie(db, pot["kassier"])
    a = UitzoekaandeelRij
    grond = db.execute(
        select(col(a.wet), col(a.artikel), col(a.van), col(a.tot)).where(
            col(a.lijn) == rij.lijn, col(a.versie) == rij.besluitversie, col(a.betaler) == rij.betaler
        )
    ).one()
    return Brief(
        nummer=rij.vordering,
        betaler=rij.betaler,
        naam=betaler.naam if betaler else rij.betaler,
        kenmerk=rij.kenmerk,
        bedrag=Geld(rij.bedrag),
        dag=rij.dag,
        betaal_voor=rij.betaal_voor,
        lijn=rij.lijn,
        besluitversie=rij.besluitversie,
        wet=f"{grond.wet.replace('_', ' ')} {grond.artikel}".strip(),
        van=grond.van,
        tot=grond.tot,
        pot=pot["naam"],
        verkoper=kassier.naam if kassier else pot["kassier"],
        rekening=pot["rekening"],
        bic=pot["bic"],
        tenaamstelling=pot["tenaamstelling"],
    )


def efactuurafspraak(db: Sessie, gevraagd: Brief) -> Efactuurafspraak:
    """Return what an e-invoice to this payer needs; refusal: efactuur_onvolledig with everything that is missing."""
    pot = regeling(db, "pot", gevraagd.dag).inhoud
    afspraak = pot.get("efactuur")
    if afspraak is None:
        raise EfactuurOnvolledig(["[efactuur]"])
    adressen = afspraak["adressen"]
    mist = [f"[efactuur.adressen.{naam}]" for naam in (pot["kassier"], gevraagd.betaler) if naam not in adressen]
    if mist:
        raise EfactuurOnvolledig(mist)
    van, aan = Eadres.uit(adressen[pot["kassier"]]), Eadres.uit(adressen[gevraagd.betaler])
    return Efactuurafspraak(afspraak["btw_categorie"], afspraak["btw_reden"], van, aan)


def te_manen(db: Sessie, wie: Gebruiker, nu: datetime) -> list[Aanmaning]:
    """Return the reminders that are due, of the claims that this user may see, the oldest first.

    What is disputed is not asked for; a claim that is disputed as a whole waits.
    """
    gevonden = (aanmaning_nu(db, stand, nu) for stand in vorderingen(db, wie, nu))
    return sorted((a for a in gevonden if a is not None), key=lambda a: (a.betaal_voor, a.vordering))


def aanmaning_nu(db: Sessie, stand: Vorderingstand, nu: datetime) -> Aanmaning | None:
    """Return the reminder of this claim that is due now, None without one."""
    v, rij = stand.vordering, _laatste(db, stand.vordering.nummer)
    open_ = v.open - v.betwist
    if rij is None or open_.cents <= 0:
        return None
    m = AanmaningRij
    vraag = select(col(m.betaal_voor)).where(
        col(m.vordering) == rij.vordering, col(m.besluitversie) == rij.besluitversie
    )
    gehad = list(db.execute(vraag.order_by(col(m.stap))).scalars())
    stappen, vandaag = aanmaanstappen(db, nu), dag(nu)
    betaal_voor = gehad[-1] if gehad else rij.betaal_voor
    gekozen = stap_nu(stappen, betaal_voor, len(gehad), vandaag, kalender(db))
    if gekozen is None:
        return None
    nummer, stap = gekozen
    return Aanmaning(
        vordering=rij.vordering,
        besluitversie=rij.besluitversie,
        betaler=rij.betaler,
        casus=v.casus,
        lijn=rij.lijn,
        kenmerk=rij.kenmerk,
        stap=nummer,
        naam=stap.naam,
        bedrag=open_,
        betaal_voor=betaal_voor,
        nieuw_voor=nieuwe_dag(stap, vandaag, kalender(db)),
    )


def aanmaanstappen(db: Sessie, nu: datetime) -> tuple[Aanmaanstap, ...]:
    """Return the steps of the covenant, in order; none: the region does not send reminders."""
    convenant = regeling(db, "regio", dag(nu)).inhoud["convenant"]
    return tuple(
        Aanmaanstap(stap["naam"], lees_duur(stap["na"]), lees_duur(stap["betalen_binnen"]))
        for stap in convenant.get("aanmaning") or ()
    )


def _gestuurd(db: Sessie, van: Brief) -> list[Gestuurd]:
    """Return the reminders of a letter, the first step first."""
    m, was_voor, gestuurd = AanmaningRij, van.betaal_voor, []
    vraag = select(m).where(col(m.vordering) == van.nummer, col(m.besluitversie) == van.besluitversie)
    for rij in db.execute(vraag.order_by(col(m.stap))).scalars():
        gestuurd.append(Gestuurd(rij.stap, rij.naam, Geld(rij.bedrag), rij.dag, was_voor, rij.betaal_voor))
        was_voor = rij.betaal_voor
    return gestuurd


def _laatste(db: Sessie, nummer: str) -> VorderingsbriefRij | None:
    b = VorderingsbriefRij
    vraag = select(b).where(col(b.vordering) == nummer).order_by(col(b.besluitversie).desc()).limit(1)
    gevonden: VorderingsbriefRij | None = db.execute(vraag).scalar()
    return gevonden
