"""What a place reads, in one view of the database each; the screens and `--voorlezen` ask the same.

Only the first opening of a list or a casus leaves a line in the access log; looking again does not.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from budget.basis.klok import dag
from budget.basis.weigering import Weigering
from tui.viewmodels.feiten import (
    Agendafeiten,
    Bankfeiten,
    Besluitenfeiten,
    Bevindingenfeiten,
    Casusfeiten,
    Keuzes,
    Omgeving,
    Potfeiten,
    Termijnfeiten,
    WatAls,
    Zoekfeiten,
)

if TYPE_CHECKING:
    from datetime import date

    from engine.besluitenlijst.begrippen import Ontvanger
    from engine.casus.vragen import Aanduiding, Termijn
    from engine.inzage.ingang import Ingang
    from engine.termijnen.verloop import Balk
    from engine.zitting.begrippen import ZittingKort
    from engine.zitting.meekijken import Beamer

KANAAL = "scherm"


def controle(i: Ingang) -> str:
    """Return what to say when something is not whole; empty when all is well, or for a role that may not check."""
    from engine.controle.vragen import MAG, controleer

    if i.wie.rol not in MAG:
        return ""
    uitslag = controleer(i.db, i.wie)
    if uitslag.in_orde:
        return ""
    return (
        f"De controle vond {len(uitslag.bevindingen)} dingen die niet kloppen. Laat de beheerder dit nu uitzoeken met"
        " 'doorbraak controleer'."
    )


def omgeving(i: Ingang) -> Omgeving:
    """Return who looks and the names that every place needs."""
    from engine.pot.vragen import stand
    from engine.register.vragen import administratie, organisaties, personen, regeling

    gegevens = administratie(i.db)
    try:
        vrij: int | None = stand(i.db, i.wie).beschikbaar_besluit.cents
    except Weigering:
        # Not every role sees the pot; a pot that is not set up yet is no reason to show no agenda.
        vrij = None
    return Omgeving(
        persoon=i.wie.persoon,
        rol=i.wie.rol.value,
        nu=i.nu,
        vandaag=dag(i.nu),
        regio=gegevens.naam,
        oefen=gegevens.oefen,
        mensen={p.id: p.weergavenaam for p in personen(i.db)},
        organisaties={o.id: o.naam for o in organisaties(i.db)},
        pot_vrij=vrij,
        stilstand=_stilstand(i) if not gegevens.oefen else "",
        pot_ondergrens=None if vrij is None else regeling(i.db, "pot").inhoud.get("ondergrens"),
    )


def _stilstand(i: Ingang) -> str:
    """Say that nobody is reminded any more; a practice clock stands still, so there it says nothing."""
    from engine.termijnen.ronde import stilstand

    stil = stilstand(i.db, i.nu)
    return f"{stil.melding} {stil.oplossing}" if stil is not None else ""


def kies_zitting(zittingen: Sequence[ZittingKort], vandaag: date) -> ZittingKort | None:
    """Return the zitting that is on: an open one, else the next one, else the last one."""
    open_ = [z for z in zittingen if z.status == "open"]
    komend = sorted((z for z in zittingen if z.op >= vandaag and z.status != "vastgesteld"), key=lambda z: (z.op, z.id))
    return next(iter([*open_, *komend, *zittingen]), None)


def agenda(i: Ingang, *, ververs: bool) -> Agendafeiten:
    """Read the place Agenda."""
    from engine.casus.vragen import lijst, termijnen
    from engine.zitting import vragen

    hier = omgeving(i)
    zittingen = vragen.zittingen(i.db, i.wie)
    zitting = kies_zitting(zittingen, hier.vandaag)
    if zitting is None:
        casussen = tuple(lijst(i.db, i.wie, i.nu))
        namen = _aanduidingen(i, [c.nummer for c in casussen], ververs)
        return Agendafeiten(hier, None, casussen=casussen, aanduidingen=namen)
    regels = tuple(vragen.agenda(i.db, i.wie, zitting.id, hier.vandaag))
    mandaat = vragen.mandaat_nu(i.db, i.wie, zitting.id, i.nu)
    return Agendafeiten(
        hier,
        zitting,
        volgende=tuple(z for z in zittingen if z.op > zitting.op and z.status in ("gepland", "uitgenodigd")),
        regels=regels,
        aanduidingen=_aanduidingen(i, [r.casus for r in regels], ververs),
        termijnen=_eerste(termijnen(i.db, i.wie, i.nu), {r.casus for r in regels}),
        besluiten={b.casus: b.status for b in vragen.besluitenlijst(i.db, i.wie, i.nu, zitting=zitting.id)},
        aanwezig=[mens for mens in mandaat["aanwezig"] if mens["vastgelegd_door"]],
        ruimte=mandaat["ruimte"],
    )


def beamer(i: Ingang) -> tuple[str | None, Beamer]:
    """Read which zitting is on and what its second window shows."""
    from engine.zitting import vragen
    from engine.zitting.meekijken import Beamer, op_beamer

    zitting = kies_zitting(vragen.zittingen(i.db, i.wie), dag(i.nu))
    if zitting is None or zitting.status != "open":
        return None, Beamer()
    return zitting.id, op_beamer(i.db, zitting.id)


def handelingen(i: Ingang, zitting: str) -> tuple[str, list[dict[str, Any]]]:
    """Read what was decided in a zitting, newest first, and what can be taken back."""
    from engine.zitting.vragen_terug import terug_te_nemen

    return zitting, terug_te_nemen(i.db, i.wie, zitting, i.nu)


def _eerste(termijnen: Sequence[Termijn], casussen: Collection[str]) -> dict[str, Termijn]:
    eerste: dict[str, Termijn] = {}
    for termijn in termijnen:
        if termijn.casus in casussen and termijn.casus is not None:
            eerste.setdefault(termijn.casus, termijn)
    return eerste


def _aanduidingen(i: Ingang, nummers: Sequence[str], ververs: bool) -> Mapping[str, Aanduiding]:
    from engine.casus.vragen import aanduidingen

    return aanduidingen(i.db, i.wie, nummers, i.nu, kanaal=KANAAL, ververs=ververs)


def bevindingen(i: Ingang, nummers: Sequence[str]) -> Bevindingenfeiten:
    """Read the network findings of the casussen on the agenda."""
    from engine.netwerk.vragen import agendabevindingen

    return Bevindingenfeiten(agendabevindingen(i.db, i.wie, nummers, i.nu, vanaf=2, namen=True))


def termijnen(i: Ingang, *, ververs: bool) -> Termijnfeiten:
    """Read the place Termijnen."""
    from engine.casus.vragen import termijnen as open_termijnen

    gevonden = tuple(open_termijnen(i.db, i.wie, i.nu))
    nummers = sorted({t.casus for t in gevonden if t.casus})
    return Termijnfeiten(omgeving(i), gevonden, _aanduidingen(i, nummers, ververs))


def balken(i: Ingang, nummer: str) -> tuple[str, tuple[Balk, ...], date]:
    """Read the terms of one casus in time; refusal: casus_onbekend."""
    from engine.termijnen.verloop import balken as lees_balken

    return nummer, tuple(lees_balken(i.db, i.wie, nummer, i.nu)), dag(i.nu)


def delen(i: Ingang, nummer: str) -> tuple[str, dict[str, Any]]:
    """Read what of a casus may be shared with whom; refusal: casus_onbekend."""
    from engine.toestemming.vragen import wat_mag_gedeeld

    return nummer, wat_mag_gedeeld(i.db, i.wie, nummer, i.nu)


def pot(i: Ingang) -> Potfeiten:
    """Read the place Pot; refusal: niet_bevoegd."""
    from engine.geldspoor.vragen import lijnen
    from engine.pot.vragen import rekeningnaam, stand

    pot_ = stand(i.db, i.wie)
    saldi = {rekening: saldo.cents for rekening, saldo in pot_.saldi.items()}
    namen = {rekening: rekeningnaam(rekening) or "" for rekening in saldi}
    klaar = ("gesloten", "vrijgevallen")
    open_ = tuple(lijn for lijn in lijnen(i.db, i.wie, i.nu) if lijn.status not in klaar)
    return Potfeiten(omgeving(i), pot_.beschikbaar_besluit.cents, saldi, namen, open_)


def bank(i: Ingang) -> Bankfeiten:
    """Read the place Bank; refusal: niet_bevoegd."""
    from engine.bank.vragen import bankstand

    return Bankfeiten(omgeving(i), bankstand(i.db, i.wie, i.nu).als_json())


def prognose(i: Ingang) -> dict[str, Any]:
    """Read how long the pot will do; refusal: niet_bevoegd."""
    from engine.verslag.vragen import prognose as stel_prognose

    return stel_prognose(i.db, i.wie, i.nu).als_json()


def ontvangers(i: Ingang, zitting: str) -> tuple[str, list[Ontvanger]]:
    """Read for whom this user can make the besluitenlijst of a zitting; refusal: zitting_onbekend."""
    from engine.besluitenlijst.vragen import ontvangers as van_de_zitting

    return zitting, van_de_zitting(i.db, i.wie, zitting, i.nu)


def koppelingen(i: Ingang) -> list[dict[str, Any]]:
    """Read the matches that stand, newest first; refusal: niet_bevoegd."""
    from engine.bank.vragen import laatste_koppelingen

    return [gekoppeld.als_json() for gekoppeld in laatste_koppelingen(i.db, i.wie, i.nu)]


def besluitenlijst(i: Ingang, zitting: str | None, *, ververs: bool) -> Besluitenfeiten:
    """Read the place Besluitenlijst, of one zitting or of the one that is on."""
    from engine.zitting import vragen
    from engine.zitting.vragen_afspraken import afspraken

    hier = omgeving(i)
    alle = tuple(vragen.zittingen(i.db, i.wie))
    gekozen = next((z for z in alle if z.id == zitting), None) or kies_zitting(alle, hier.vandaag)
    if gekozen is None:
        return Besluitenfeiten(hier, alle, None)
    besluiten = tuple(vragen.besluitenlijst(i.db, i.wie, i.nu, zitting=gekozen.id))
    # Those of a besluit stand with it.
    los = [a for a in afspraken(i.db, i.wie, i.nu, zitting=gekozen.id, alle=True) if a["besluit"] is None]
    nummers = list(dict.fromkeys([*(b.casus for b in besluiten), *(a["casusnummer"] for a in los)]))
    return Besluitenfeiten(hier, alle, gekozen, besluiten, _aanduidingen(i, nummers, ververs), los)


def casus(i: Ingang, nummer: str, *, ververs: bool) -> Casusfeiten:
    """Read one casus with everything its tabs show; refusal: casus_onbekend."""
    from engine.casus import vragen as casusvragen
    from engine.geldspoor.vragen import lijnen
    from engine.netwerk.vragen import casusbeeld
    from engine.regie.vragen import regie_nu
    from engine.termijnen.geschiedenis import lees_geschiedenis
    from engine.termijnen.verloop import balken
    from engine.zitting import vragen
    from engine.zitting.vragen_afspraken import afspraken

    hier = omgeving(i)
    dossier = casusvragen.toon(i.db, i.wie, nummer, i.nu, kanaal=KANAAL, ververs=ververs)
    zitting = kies_zitting(vragen.zittingen(i.db, i.wie), hier.vandaag)
    regels = vragen.agenda(i.db, i.wie, zitting.id, hier.vandaag) if zitting else []
    punt = next((r for r in regels if r.casus == nummer), None)
    aanwezig = vragen.mandaat_nu(i.db, i.wie, zitting.id, i.nu)["aanwezig"] if zitting else []
    toetsen = vragen.laatste_toetsen(i.db, [nummer]).get(nummer, [])
    in_tijd = tuple(balken(i.db, i.wie, nummer, i.nu))
    return Casusfeiten(
        hier,
        dossier,
        # Opening the casus is the reading that counts; the name in its head is part of it.
        casusvragen.aanduidingen(i.db, i.wie, [nummer], i.nu, ververs=True),
        regie_nu(i.db, nummer, hier.vandaag),
        casusbeeld(i.db, i.wie, nummer, i.nu),
        tuple(lijnen(i.db, i.wie, i.nu, casus=nummer)),
        tuple(vragen.besluitenlijst(i.db, i.wie, i.nu, casus=nummer)),
        tuple(casusvragen.tijdlijn(i.db, i.wie, nummer, i.nu, kanaal=KANAAL, ververs=True)),
        zitting=zitting,
        punt=punt,
        concept=tuple(rij.concept for rij in toetsen),
        afspraken=afspraken(i.db, i.wie, i.nu, casus=nummer),
        balken=in_tijd,
        stil=frozenset(b.termijn for b in in_tijd if b.verschoven and lees_geschiedenis(i.db, b.termijn).loopt),
        volgorde=tuple(r.casus for r in regels),
        hele_agenda=[r.volgorde for r in regels] == list(range(1, len(regels) + 1)),
        aanwezig=[mens for mens in aanwezig if mens["vastgelegd_door"]],
    )


def zoek(i: Ingang, tekst: str) -> Zoekfeiten:
    """Search the casussen that the user may see; the search is logged with what it showed."""
    from engine.casus.vragen import lijst

    gevonden = tuple(lijst(i.db, i.wie, i.nu, zoek=tekst, hoogstens=200)) if tekst.strip() else ()
    return Zoekfeiten(omgeving(i), tekst, gevonden, _aanduidingen(i, [c.nummer for c in gevonden], True))


def keuzes(i: Ingang) -> tuple[Keuzes, Mapping[str, bool]]:
    """Return what a besluit may choose from, and which kinds need a consent."""
    from engine.register.vragen import organisaties, regeling
    from engine.zitting.vragen import planregelsoorten

    soorten = planregelsoorten(i.db, i.wie, i.nu)
    namen = {o.id: o.naam for o in organisaties(i.db)}
    deelnemers = [deel["organisatie"] for deel in regeling(i.db, "pot").inhoud["deelnemers"]]
    return (
        Keuzes(
            soorten=tuple((s["naam"], s["soort"]) for s in soorten),
            aanbieders=tuple((o.naam, o.id) for o in organisaties(i.db, "aanbieder")),
            bronnen=(("de pot", "pot"), *((namen[d], d) for d in deelnemers)),
        ),
        {s["soort"]: s["toestemming"] for s in soorten},
    )


def wat_als(i: Ingang, nummer: str, zitting: str, document: Mapping[str, Any], nr: int) -> WatAls:
    """Ask the mandate check about a whole form, exactly as the besluit will be checked, without any effect."""
    from engine.zitting.formaat import Besluit
    from engine.zitting.vragen import wat_als_besluit

    return WatAls(nr, wat_als_besluit(i.db, i.wie, nummer, Besluit.model_validate(document), i.nu, zitting=zitting))
