"""An afspraak comes to its end: done, or lapsed with a reason. A casus closes when none is open."""

from __future__ import annotations

from datetime import datetime

from sqlmodel import col, select

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from engine.casus.diensten import keur_neutraal
from engine.casus.overgang import casus_voor, raak, schrijf_gebeurtenis
from engine.casus.weigeringen import NietBevoegd
from engine.termijnen.verplichtingen import sluit_termijnen
from engine.zitting.begrippen import Afronding
from engine.zitting.opslag import AfspraakRij
from engine.zitting.weigeringen import AfspraakNietOpen, AfspraakZonderReden

_ROLLEN = (Rol.VOORZITTER, Rol.SECRETARIS, Rol.CASUSREGISSEUR)


@gebruiksgeval
def rond_afspraak_af(
    db: Sessie, wie: Gebruiker, opdracht: Afronding, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Say that an afspraak is done, or that it lapsed and why; its reminders stop.

    Done by who promised it, the casusregisseur, the secretaris or the voorzitter. Refusals: casus_onbekend,
    versie_verouderd, afspraak_niet_open, afspraak_zonder_reden, niet_bevoegd, tekst_met_persoonsgegeven.
    """
    casus = casus_voor(db, wie, opdracht.casus, nu, versie)
    rij = db.exec(
        select(AfspraakRij).where(
            col(AfspraakRij.casus) == casus.nummer,
            col(AfspraakRij.nummer) == opdracht.afspraak,
            col(AfspraakRij.status) == "open",
        )
    ).first()
    if rij is None:
        raise AfspraakNietOpen(opdracht.afspraak, casus.nummer)
    if wie.rol not in _ROLLEN and wie.persoon != rij.wie:
        raise NietBevoegd("een afspraak afronden", [rij.wie, *_ROLLEN])
    if not opdracht.gedaan and not opdracht.reden.strip():
        raise AfspraakZonderReden(opdracht.afspraak)
    keur_neutraal(db, casus.nummer, {"reden": opdracht.reden})
    rij.status = "gedaan" if opdracht.gedaan else "vervallen"
    db.add(rij)
    beantwoord = "voldaan" if opdracht.gedaan else "vervallen"
    sluit_termijnen(db, casus.nummer, f"afspraak:{rij.nummer}", nu, status=beantwoord)
    schrijf_gebeurtenis(
        db, wie, casus.nummer, spoor="afspraak", code="", naam="afspraak afronden", van="open", naar=rij.status,
        op=dag(nu), nu=nu, reden=opdracht.reden, gegevens={"afspraak": rij.nummer},
    )  # fmt: skip
    raak(db, casus, nu)
    gegevens = {"casusnummer": casus.nummer, "afspraak": rij.nummer, "status": rij.status, "versie": casus.versie}
    return Uitkomst(gegevens, f"Afspraak {rij.nummer} van casus {casus.nummer} is {rij.status}.")
