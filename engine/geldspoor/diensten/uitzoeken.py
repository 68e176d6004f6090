"""Work out who pays: open the research, decide, contest, uphold or revise."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from budget.grootboek.begrippen import (
    Betwisting,
    BetwistingOngegrond,
)
from budget.grootboek.diensten import boek
from engine.casus.overgang import eis_bevoegd
from engine.geldspoor.afspraken import convenantdagen
from engine.geldspoor.antwoord import antwoord
from engine.geldspoor.diensten.besluitversies import (
    beslissers_van,
    besluitantwoord,
    besluitfeiten,
    boek_versie,
    leg_versie_vast,
    sluit_betwistingen,
)
from engine.geldspoor.diensten.brieven import laatste_brief, verstuur_brieven, vorderingen_van
from engine.geldspoor.formaat import Betwistingsbrief, Handhaving, Uitzoek
from engine.geldspoor.neutraal import keur_teksten
from engine.geldspoor.opslag import BetwistingRij
from engine.geldspoor.overgang import eis_gehaald, geldspoor_van, lijn_voor, noteer, zet_geldstatus
from engine.geldspoor.regels.eisen import Geldfeiten
from engine.geldspoor.weigeringen import AandeelAlBetwist, BriefUitDeToekomst
from engine.proces.regels import overgang
from engine.register.vragen import houders


@dataclass(frozen=True, slots=True)
class Onderzoek:
    """Start the research on a line; without a name the first onderzoeker who did not decide on the casus."""

    lijn: str
    onderzoeker: str | None = None


@gebruiksgeval
def open_onderzoek(
    db: Sessie, wie: Gebruiker, opdracht: Onderzoek, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Start the research on a prefinanced line (G08); done by the program itself.

    Refusals: lijn_onbekend, niet_bevoegd, overgang_kan_niet, eis_niet_gehaald (nobody may do the research).
    """
    lijn = lijn_voor(db, wie, opdracht.lijn, nu, versie)
    op = dag(nu)
    beslissers = beslissers_van(db, lijn.casus)
    kandidaten = [opdracht.onderzoeker] if opdracht.onderzoeker else houders(db, "onderzoeker", op)
    lijn.onderzoeker = next((k for k in kandidaten if k not in beslissers), None)
    zet_geldstatus(
        db, wie, lijn, "onderzoek_openen", Geldfeiten(lijn.lijn, op, onderzoeker=lijn.onderzoeker), nu=nu,
        gegevens={"onderzoeker": lijn.onderzoeker},
    )  # fmt: skip
    lijn.onderzoek_gestart_op = lijn.onderzoek_gestart_op or op
    db.flush()
    return antwoord(db, lijn, f"{lijn.lijn}: {lijn.onderzoeker} zoekt uit wie betaalt.", onderzoeker=lijn.onderzoeker)


@gebruiksgeval
def uitzoekbesluit(
    db: Sessie, wie: Gebruiker, opdracht: Uitzoek, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Decide who pays a prefinanced line (G10 enkel, G11 gedeeld, G12 potlast); done by the uitzoekers together.

    Posts the claims, and for the pot its cost under the key in force. Refusals: lijn_onbekend, versie_verouderd,
    niet_bevoegd, overgang_kan_niet, eis_niet_gehaald, and those of the ledger (gewichten_ongeldig,
    verdeelsleutel_ontbreekt, boven_voorfinanciering).
    """
    lijn = lijn_voor(db, wie, opdracht.lijn, nu, versie)
    feiten = besluitfeiten(db, wie, lijn, opdracht, dag(nu))
    zet_geldstatus(
        db, wie, lijn, opdracht.uitkomst.gebeurtenis, feiten, nu=nu, gegevens={"uitkomst": opdracht.uitkomst.value}
    )
    aandelen = leg_versie_vast(db, wie, lijn, opdracht, nu)
    boek_versie(db, wie, lijn, aandelen, opdracht.taakveld or lijn.taakveld, opdracht.beslist_door, sleutel, nu)
    return besluitantwoord(db, lijn, aandelen, "Het uitzoekbesluit is genomen")


@gebruiksgeval
def herzie(db: Sessie, wie: Gebruiker, opdracht: Uitzoek, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Take a new version of a contested uitzoekbesluit (G18); only the differences are posted.

    A new version ends every open dispute on the line. Refusals: those of `uitzoekbesluit`, and
    eerst_afschrijving_terugdraaien.
    """
    lijn = lijn_voor(db, wie, opdracht.lijn, nu, versie)
    feiten = besluitfeiten(db, wie, lijn, opdracht, dag(nu))
    zet_geldstatus(
        db, wie, lijn, "herzien", feiten, nu=nu, naar=opdracht.uitkomst.staat,
        gegevens={"uitkomst": opdracht.uitkomst.value},
    )  # fmt: skip
    sluit_betwistingen(db, lijn.lijn, "herzien", " ".join(opdracht.onderbouwing), dag(nu))
    aandelen = leg_versie_vast(db, wie, lijn, opdracht, nu)
    boek_versie(db, wie, lijn, aandelen, opdracht.taakveld or lijn.taakveld, opdracht.beslist_door, sleutel, nu)
    return besluitantwoord(db, lijn, aandelen, "Het uitzoekbesluit is herzien")


@gebruiksgeval
def betwist(
    db: Sessie, wie: Gebruiker, opdracht: Betwistingsbrief, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Contest the own share (G16); done by the financier of the payer. Only that share stops.

    A payer that wrote a letter is recorded by the kassier, who names where the letter is kept.

    Claims of other payers that were not sent yet are sent now. Refusals: lijn_onbekend, versie_verouderd,
    niet_bevoegd, overgang_kan_niet, eis_niet_gehaald (also after the term of the covenant),
    brief_uit_de_toekomst, aandeel_al_betwist, vordering_niet_eenduidig.
    """
    lijn = lijn_voor(db, wie, opdracht.lijn, nu, versie)
    op = dag(nu)
    if opdracht.ontvangen_op > op:
        raise BriefUitDeToekomst(opdracht.ontvangen_op)
    keur_teksten(db, lijn.casus, reden=opdracht.reden, eigen_poging=opdracht.eigen_poging, document=opdracht.document)
    brief = laatste_brief(db, lijn.lijn, opdracht.betaler)
    feiten = Geldfeiten(
        lijn.lijn,
        opdracht.ontvangen_op,
        reden=opdracht.reden,
        organisatie=_namens(wie, opdracht),
        betaler=opdracht.betaler,
        laatste_betwistdag=convenantdagen(db, brief).betwisten_tot if brief else None,
    )
    if lijn.status == "betwist":
        # The term of this payer runs whatever another payer does: the same demands, the state stays.
        stap = overgang(geldspoor_van(db, lijn), "in_verrekening", "betwisten")
        eis_bevoegd(db, wie, stap, op=feiten.op)
        eis_gehaald(stap, feiten)
        noteer(db, wie, lijn, "betwisten", nu=nu, reden=opdracht.reden, betaler=opdracht.betaler, grond=opdracht.grond)
    else:
        zet_geldstatus(
            db, wie, lijn, "betwisten", feiten, nu=nu, reden=opdracht.reden,
            gegevens={"betaler": opdracht.betaler, "grond": opdracht.grond},
        )  # fmt: skip
    eigen = [v for v in vorderingen_van(db, lijn) if v.betaler == opdracht.betaler]
    if any(v.betwist for v in eigen) and all(v.open <= v.betwist for v in eigen):
        raise AandeelAlBetwist(opdracht.betaler, lijn.lijn)
    db.add(
        BetwistingRij(
            lijn=lijn.lijn, betaler=opdracht.betaler, grond=opdracht.grond, reden=opdracht.reden,
            eigen_poging=opdracht.eigen_poging, ontvangen_op=opdracht.ontvangen_op, door=wie.persoon, status="open",
            document=opdracht.document,
        )
    )  # fmt: skip
    gebeurtenis = Betwisting(datum=op, betaler=opdracht.betaler, casus=lijn.casus, besluit=lijn.lijn, bron=lijn.lijn)
    boek(db, wie, gebeurtenis, sleutel=sleutel, nu=nu)
    verstuur_brieven(db, lijn, nu)
    return antwoord(db, lijn, f"{opdracht.betaler} betwist zijn aandeel in {lijn.lijn}; de hulp gaat gewoon door.")


def _namens(wie: Gebruiker, brief: Betwistingsbrief) -> str:
    """Return for whom somebody contests: the own organisation; the kassier only ever for who wrote a letter."""
    if wie.rol is Rol.KASSIER:
        return brief.betaler if brief.document else ""
    return wie.organisatie


@gebruiksgeval
def handhaaf(db: Sessie, wie: Gebruiker, opdracht: Handhaving, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Uphold a contested uitzoekbesluit with reasons (G17); done by an uitzoeker.

    Refusals: lijn_onbekend, versie_verouderd, niet_bevoegd, overgang_kan_niet, eis_niet_gehaald.
    """
    lijn = lijn_voor(db, wie, opdracht.lijn, nu, versie)
    keur_teksten(db, lijn.casus, antwoord=opdracht.antwoord)
    feiten = Geldfeiten(lijn.lijn, dag(nu), onderbouwing=(opdracht.antwoord,))
    zet_geldstatus(db, wie, lijn, "handhaven", feiten, nu=nu, reden=opdracht.antwoord)
    betalers = sluit_betwistingen(db, lijn.lijn, "gehandhaafd", opdracht.antwoord, dag(nu))
    for nummer, betaler in enumerate(betalers, start=1):
        gebeurtenis = BetwistingOngegrond(
            datum=dag(nu), betaler=betaler, casus=lijn.casus, besluit=lijn.lijn, bron=lijn.lijn
        )
        boek(db, wie, gebeurtenis, sleutel=f"{sleutel}/{nummer}", nu=nu)
    verstuur_brieven(db, lijn, nu)
    return antwoord(db, lijn, f"Het uitzoekbesluit over {lijn.lijn} blijft staan.")
