"""Use cases in the meeting: an agendapunt is dealt with, and the atomic besluit on it."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from budget.basis.gebruiker import Gebruiker
from budget.basis.klok import dag
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from budget.basis.wijziging import meld_wijziging
from budget.grootboek.diensten import vergrendel
from budget.grootboek.vragen import beschikbaar
from engine.casus.diensten import keur_neutraal
from engine.casus.feiten import plaatsen
from engine.casus.opslag import CasusRij
from engine.casus.overgang import casus_voor, laatste_gegevens, proces_van, raak, zet_status
from engine.casus.regels.eisen import Omstandigheden
from engine.casus.weigeringen import EisNietGehaald, NietBevoegd
from engine.casus.zicht import GELD_LEZEN
from engine.mandaat.begrippen import Aanwezigheid
from engine.mandaat.toetsing import Uitkomst as Mandaatuitkomst
from engine.netwerk.diensten import beantwoord
from engine.proces.regels import overgang
from engine.regie.vragen import regie_nu, uitzondering_nu
from engine.register.vragen import mandaten, vervullingen
from engine.termijnen.verplichtingen import sluit_termijnen
from engine.zitting.begrippen import Besluitopdracht, Bespreking
from engine.zitting.diensten import hoger
from engine.zitting.diensten.aan_tafel import eis_terugkoppeling
from engine.zitting.diensten.herplaatsen import bekrachtig_op, te_bekrachtigen
from engine.zitting.diensten.meebesluiten import eis_meebeslist
from engine.zitting.diensten.rijen import eis_op_de_agenda, noteer, open_zitting_voor, zet_behandeld
from engine.zitting.diensten.ruggespraak import eenmalige_mandaten, geweigerde_vragen
from engine.zitting.diensten.vastleggen import (
    bericht,
    boek_regels,
    handtekeningen,
    keur_besluit,
    leg_afspraken_vast,
    leg_vast,
    regelvragen,
    zonder_toestemming,
)
from engine.zitting.formaat import Besluit
from engine.zitting.opslag import BesluitRij, ZittingRij
from engine.zitting.plan import AANVULLEND
from engine.zitting.toetsen import TAFEL, Tafel, Toets, aanwezigheid, afwezig, toets
from engine.zitting.weigeringen import NietsVoorgenomen


@gebruiksgeval
def bespreek(db: Sessie, wie: Gebruiker, opdracht: Bespreking, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Record that an agendapunt was dealt with (H17); it must be decided on, or go up, in the same zitting.

    Refusals: casus_onbekend, versie_verouderd, zitting_onbekend, zitting_vastgesteld, niet_bevoegd,
    zitting_niet_open, niet_op_de_agenda, overgang_kan_niet.
    """
    casus = casus_voor(db, wie, opdracht.casus, nu, versie)
    zitting = open_zitting_voor(db, wie, opdracht.zitting, "een casus bespreken")
    eis_op_de_agenda(db, zitting.id, casus.nummer)
    if casus.status != "geagendeerd" and te_bekrachtigen(db, zitting.id, casus.nummer):
        noteer(db, wie, casus.nummer, "bekrachtigd", casus.status, casus.status, nu, zitting=zitting.id)
        zet_behandeld(db, zitting.id, casus.nummer)
        raak(db, casus, nu)
    else:
        _bespreek(db, wie, casus, zitting, nu)
    return Uitkomst(
        {"casusnummer": casus.nummer, "status_hulp": casus.status, "versie": casus.versie, "zitting": zitting.id},
        f"Casus {casus.nummer} is besproken; neem nu een besluit of schaal op.",
    )


@gebruiksgeval
def besluit(
    db: Sessie, wie: Gebruiker, opdracht: Besluitopdracht, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Decide on an agendapunt in one go (H19): mandate, usage, money, agreements, events and messages, or nothing.

    When not every line may be decided now the whole is stored as voorgenomen besluit and the casus stays besproken.
    A casus that is not besproken yet is so first; one that was laid before a higher step is decided by the holder of
    that step (H27). Without a zitting: the answer on a ruggespraak (H21), a spoedbesluit of two who may decide (H32),
    or the answer on a voorgenomen besluit while the plan runs (H41).
    Refusals: casus_onbekend, versie_verouderd, those of the zitting, niet_op_de_agenda,
    overgang_kan_niet, tekst_met_persoonsgegeven, geen_casusregisseur, toestemming_ontbreekt, and those of the ledger
    and the money track; unusable input with every unknown name.
    """
    casus = casus_voor(db, wie, opdracht.casus, nu, versie)
    if casus.status == "opgeschaald":
        return _beslis_hoger(db, wie, casus, opdracht, sleutel=sleutel, nu=nu)
    anders = BESLUITEVENT.get(casus.status)
    if anders is not None and (not opdracht.zitting or casus.status == "ruggespraak"):
        return _beslis_buiten(db, wie, casus, opdracht, anders, sleutel=sleutel, nu=nu)
    zitting = open_zitting_voor(db, wie, opdracht.zitting, "besluiten")
    eis_op_de_agenda(db, zitting.id, casus.nummer)
    plan = _keur(db, casus, opdracht.besluit, nu)
    if casus.status == "geagendeerd":
        _bespreek(db, wie, casus, zitting, nu)
    else:
        # Decided on again, after the besluit before was taken back.
        zet_behandeld(db, zitting.id, casus.nummer)
    vergrendel(db)
    op = dag(nu)
    tafel = Tafel(
        aanwezigheid(db, zitting.id, op),
        zitting.voorzitter,
        TAFEL,
        handtekeningen(plan),
        eenmalige_mandaten(db, casus.nummer, op),
        geweigerde_vragen(db, casus.nummer),
    )
    uitslag = toets(db, casus, regelvragen(db, plan, op), tafel, op)
    event = AANVULLEND if anders == AANVULLEND else "besluiten"
    uitkomst = _leg_vast(db, wie, casus, plan, uitslag, event, zitting=zitting.id, sleutel=sleutel, nu=nu)
    meld_wijziging(db, "zitting", zitting.id, nu)
    return uitkomst


SPOED = "spoedbesluit"
BESLUITEVENT = {
    "ruggespraak": "akkoord",
    **dict.fromkeys(("geaccepteerd", "mandaatcheck_vooraf", "geagendeerd"), SPOED),
    **dict.fromkeys(("besloten", "plan_in_uitvoering", "hulp_gestart", "monitoring", "in_bijstelling"), AANVULLEND),
}
"""Which event a besluit outside a zitting is, by the state of the casus."""


def _beslis_buiten(
    db: Sessie,
    wie: Gebruiker,
    casus: CasusRij,
    opdracht: Besluitopdracht,
    gebeurtenis: str,
    *,
    sleutel: str,
    nu: datetime,
) -> Uitkomst:
    """Decide outside a zitting, with those who decide now and those who confirmed in writing as the attendance."""
    op = dag(nu)
    overgang(proces_van(db, casus).hulp, casus.status, gebeurtenis)
    plan = _keur(db, casus, opdracht.besluit or hoger.voorgenomen_plan(db, casus.nummer, op), nu)
    vraag = laatste_gegevens(db, casus.nummer, "ruggespraak_vragen") if gebeurtenis != SPOED else None
    mensen = dict.fromkeys((*([vraag["gevraagd"]] if vraag else []), wie.persoon, *plan.mede_beslist))
    vergrendel(db)
    aanwezig = (*(Aanwezigheid(persoon) for persoon in mensen), *afwezig(db, op))
    tafel = Tafel(
        aanwezig,
        None,
        TAFEL,
        handtekeningen(plan),
        eenmalige_mandaten(db, casus.nummer, op),
        geweigerde_vragen(db, casus.nummer),
    )
    uitslag = toets(db, casus, regelvragen(db, plan, op), tafel, op)
    if gebeurtenis == SPOED and not _alles_ja(uitslag):
        raise EisNietGehaald(SPOED, [("Niet elke regel mag zonder zitting worden beslist.", "Agendeer de casus.")])
    uitkomst = _leg_vast(db, wie, casus, plan, uitslag, gebeurtenis, zitting=None, sleutel=sleutel, nu=nu)
    if gebeurtenis == SPOED:
        bekrachtig_op(db, casus, op=op, nu=nu)
    return uitkomst


def _alles_ja(uitslag: Toets) -> bool:
    return all(regel.uitkomst is Mandaatuitkomst.JA for regel in uitslag.uitslag.regels)


def _beslissers(db: Sessie, wie: Gebruiker, plan: Besluit, op: date) -> frozenset[str]:
    """Return who of those that decide holds a function with a mandate, or is voorzitter."""
    functies = {mandaat.houder_functie for mandaat in mandaten(db)} | {"voorzitter"}
    houders = {v.persoon for v in vervullingen(db, op) if v.functie in functies}
    return frozenset({wie.persoon, *plan.mede_beslist} & houders)


@gebruiksgeval
def besluit_hoger(
    db: Sessie, wie: Gebruiker, opdracht: Besluitopdracht, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Decide as holder of the step before which the casus lies (H27), on all lines of the voorgenomen besluit.

    A file with the same or other lines may be given; it can name who decided along and which body confirmed in
    writing. When a power is still missing it is a voorgenomen besluit again and the casus stays opgeschaald.
    Refusals: as `besluit`, and eis_niet_gehaald, niets_voorgenomen.
    """
    casus = casus_voor(db, wie, opdracht.casus, nu, versie)
    return _beslis_hoger(db, wie, casus, opdracht, sleutel=sleutel, nu=nu)


def _beslis_hoger(
    db: Sessie, wie: Gebruiker, casus: CasusRij, opdracht: Besluitopdracht, *, sleutel: str, nu: datetime
) -> Uitkomst:
    op = dag(nu)
    overgang(proces_van(db, casus).hulp, casus.status, "besluit_hoger")
    opschaling = hoger.open_opschaling(db, casus.nummer)
    plan = _keur(db, casus, opdracht.besluit or hoger.voorgenomen_plan(db, casus.nummer, op), nu)
    if opschaling is None or not hoger.is_houder(db, opschaling, wie.persoon, plan.mede_beslist, op):
        functies = " en ".join(opschaling.houders) if opschaling and opschaling.samen else "de houder van de trede"
        raise NietBevoegd("hoger besluiten", [functies])
    eis_meebeslist(db, casus.nummer, opschaling, plan, [m for m in plan.mede_beslist if m != wie.persoon])
    vergrendel(db)
    uitslag = hoger.toets_hoger(db, casus, plan, opschaling, wie.persoon, op)
    uitkomst = _leg_vast(
        db,
        wie,
        casus,
        plan,
        uitslag,
        "besluit_hoger",
        zitting=None,
        sleutel=sleutel,
        nu=nu,
        trede=opschaling.naar_trede,
    )
    if casus.status != "opgeschaald":
        hoger.sluit_opschaling(db, opschaling, wie.persoon, plan.mede_beslist)
    return uitkomst


def _bespreek(db: Sessie, wie: Gebruiker, casus: CasusRij, zitting: ZittingRij, nu: datetime) -> None:
    feiten = Omstandigheden(casus.nummer, dag(nu), wie.persoon, zitting_open=zitting.status == "open")
    zet_status(db, wie, casus, "bespreken", feiten, nu=nu, gegevens={"zitting": zitting.id})
    zet_behandeld(db, zitting.id, casus.nummer)


def _keur(db: Sessie, casus: CasusRij, plan: Besluit | None, nu: datetime) -> Besluit:
    if plan is None:
        raise NietsVoorgenomen(casus.nummer)
    keur_besluit(db, plan, dag(nu))
    keur_neutraal(db, casus.nummer, dict(plan.teksten()))
    return plan


def _leg_vast(
    db: Sessie,
    wie: Gebruiker,
    casus: CasusRij,
    plan: Besluit,
    uitslag: Toets,
    gebeurtenis: str,
    *,
    zitting: str | None,
    sleutel: str,
    nu: datetime,
    trede: str = TAFEL,
) -> Uitkomst:
    """Store what was decided and all that follows from it, or the intention when a power is missing."""
    # The event must fit, also when there is only an intention.
    overgang(proces_van(db, casus).hulp, casus.status, gebeurtenis)
    mag_nu = all(regel.mag_nu for regel in uitslag.uitslag.regels)
    vervangt = hoger.voorgenomen_nu(db, casus.nummer)
    rij = leg_vast(
        db,
        wie,
        casus,
        plan,
        uitslag,
        zitting=zitting,
        trede=trede,
        status="genomen" if mag_nu else "voorgenomen",
        vervangt=vervangt,
        nu=nu,
    )
    if not mag_nu:
        noteer(
            db, wie, casus.nummer, "voorgenomen_besluit", casus.status, casus.status, nu, zitting=zitting,
            besluit=rij.id, uitkomst=rij.uitkomst,
        )  # fmt: skip
        raak(db, casus, nu)
        netwerk = beantwoord(db, wie, casus, plan.bevindingen, sleutel=sleutel, nu=nu)
        return _antwoord(db, wie, casus, rij, {}, [], netwerk.over)
    regie = regie_nu(db, casus.nummer, dag(nu))
    beslissers = _beslissers(db, wie, plan, dag(nu)) if gebeurtenis == SPOED else frozenset()
    feiten = Omstandigheden(
        casus.nummer,
        dag(nu),
        wie.persoon,
        regisseur=regie.regisseur,
        vervanger=regie.vervanger,
        regie_uitzondering=regie.vervanger is None and uitzondering_nu(db, casus.nummer, dag(nu)),
        regels_beslist=True,
        zonder_toestemming=zonder_toestemming(db, casus, plan, dag(nu)),
        houder_van_de_trede=gebeurtenis == "besluit_hoger",
        plaatsen=plaatsen(db, wie, casus, dag(nu))
        | ({"mandaathouder"} if gebeurtenis == SPOED and beslissers else set()),
        spoed=casus.spoed,
        regels_ja=_alles_ja(uitslag),
        beslissers=beslissers,
        voorgenomen=vervangt is not None,
    )
    zet_status(db, wie, casus, gebeurtenis, feiten, nu=nu, gegevens={"besluit": rij.id, "zitting": zitting})
    lijnen = boek_regels(db, wie, casus, plan, rij, uitslag, sleutel=sleutel, nu=nu)
    afspraken = leg_afspraken_vast(db, casus.nummer, plan, rij, nu)
    terug = eis_terugkoppeling(db, casus, zitting, nu) if zitting else None
    afspraken += [terug.nummer] if terug else []
    sluit_termijnen(db, casus.nummer, "mandaat", nu, status="vervallen")
    if regie.regisseur:
        bericht(db, [regie.regisseur], casus.nummer, rij, "er is een besluit; start het plan.", nu)
    bericht(db, [a.wie for a in plan.afspraken], casus.nummer, rij, "er is een afspraak met u gemaakt.", nu)
    netwerk = beantwoord(db, wie, casus, plan.bevindingen, sleutel=sleutel, nu=nu)
    return _antwoord(db, wie, casus, rij, lijnen, afspraken, netwerk.over)


def _antwoord(
    db: Sessie,
    wie: Gebruiker,
    casus: CasusRij,
    rij: BesluitRij,
    lijnen: dict[str, str],
    afspraken: list[int | None],
    te_beantwoorden: list[dict[str, Any]],
) -> Uitkomst:
    vrij, vrij_besluit = beschikbaar(db)
    gegevens: dict[str, Any] = {
        "casusnummer": casus.nummer,
        "status_hulp": casus.status,
        "versie": casus.versie,
        "zitting": rij.zitting,
        "besluiten": [{"besluit": rij.id, "status": rij.status, "lijnen": lijnen, "afspraken": afspraken}],
        "mandaat": rij.toets,
        "pot": {"beschikbaar": vrij.cents, "beschikbaar_besluit": vrij_besluit.cents}
        if wie.rol in GELD_LEZEN
        else None,
        "te_beantwoorden": te_beantwoorden,
    }
    open_ = ""
    if te_beantwoorden:
        regels = ", ".join(v["regel"] for v in te_beantwoorden)
        open_ = f" Beantwoord nog: {regels} ('doorbraak netwerk antwoord {casus.nummer} --regel ...')."
    if rij.status == "genomen":
        return Uitkomst(gegevens, f"Besluit {rij.id} is genomen in casus {casus.nummer}.{open_}")
    if casus.status == "opgeschaald":
        wat = "De casus blijft bij deze trede."
    else:
        wat = f"Leg het voor aan de volgende trede: 'casus zet {casus.nummer} opschalen'."
        if rij.toets["vervolg"]["soort"] == "geblokkeerd":
            wat = "Neem een besluit zonder deze regel."
    tekst = rij.toets["vervolg"]["tekst"]
    return Uitkomst(gegevens, f"Dit is een voorgenomen besluit ({rij.id}). {tekst} {wat}{open_}")
