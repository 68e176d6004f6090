"""Remind payers of what stays unpaid, and record the letter in which one contests."""

from __future__ import annotations

from datetime import datetime

from budget.bank.rf import druk_rf
from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag, datum_lang
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from engine.berichten.diensten import zet_in_outbox
from engine.casus.weigeringen import NietBevoegd
from engine.geldspoor.diensten import betwist
from engine.geldspoor.diensten.brieven import ontvanger_van
from engine.geldspoor.formaat import Betwistingsbrief
from engine.geldspoor.vragen import Vorderingstand, vorderingen
from engine.geldspoor.weigeringen import VorderingOnbekend
from engine.vordering.begrippen import Aanmaning, Aanmaningsronde
from engine.vordering.formaat import Betwistingsantwoord
from engine.vordering.opslag import AanmaningRij
from engine.vordering.vragen import aanmaanstappen, aanmaning_nu, te_manen
from engine.vordering.weigeringen import AanmaningKanNiet

_MANEN = frozenset({Rol.KASSIER, Rol.SYSTEEM})


@gebruiksgeval
def maan_aan(
    db: Sessie, wie: Gebruiker, opdracht: Aanmaningsronde, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Send the reminders that are due to the financier of each payer, or to the kassier for who has nobody here.

    Each step goes once. Refusals: niet_bevoegd; of one claim also vordering_onbekend, aanmaning_kan_niet.
    """
    if wie.rol not in _MANEN:
        raise NietBevoegd("aanmanen", ["kassier"])
    een = opdracht.vordering
    aanmaningen = te_manen(db, wie, nu) if een is None else [_van_een(db, wie, een, nu)]
    for aanmaning in aanmaningen:
        _verstuur(db, wie, aanmaning, nu)
    gegevens = {"aanmaningen": [als_json(a) for a in aanmaningen]}
    return Uitkomst(
        gegevens, f"Er gaan {len(aanmaningen)} aanmaningen uit." if aanmaningen else "Er is niets aan te manen."
    )


def als_json(a: Aanmaning) -> dict[str, object]:
    """Return the reminder with cents and ISO days."""
    return {
        "vordering": a.vordering,
        "betaler": a.betaler,
        "casusnummer": a.casus,
        "stap": a.stap,
        "naam": a.naam,
        "bedrag": a.bedrag.cents,
        "betaal_voor": a.nieuw_voor.isoformat(),
    }


@gebruiksgeval
def betwist_vordering(
    db: Sessie, wie: Gebruiker, opdracht: Betwistingsantwoord, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Contest a claim by its number: the financier of the payer, or the kassier with the letter of the payer.

    Refusals: vordering_onbekend and those of `betwist`.
    """
    stand = _stand(db, wie, opdracht.vordering, nu)
    gevraagd = Betwistingsbrief(
        formaat=Betwistingsbrief.FORMAAT,
        lijn=stand.lijn,
        betaler=stand.vordering.betaler,
        **opdracht.model_dump(exclude={"vordering"}),
    )
    return betwist(db, wie, gevraagd, sleutel=f"{sleutel}/betwist", versie=versie, nu=nu)


def _stand(db: Sessie, wie: Gebruiker, nummer: str, nu: datetime) -> Vorderingstand:
    stand = next((s for s in vorderingen(db, wie, nu, alles=True) if s.vordering.nummer == nummer), None)
    if stand is None:
        raise VorderingOnbekend(nummer)
    return stand


def _van_een(db: Sessie, wie: Gebruiker, nummer: str, nu: datetime) -> Aanmaning:
    stand = _stand(db, wie, nummer, nu)
    aanmaning = aanmaning_nu(db, stand, nu)
    if aanmaning is not None:
        return aanmaning
    if not stand.vordering.open:
        raise AanmaningKanNiet(nummer, "zij is voldaan", "U hoeft niets te doen")
    if stand.vordering.open <= stand.vordering.betwist:
        raise AanmaningKanNiet(nummer, "zij wordt betwist", "Wacht op het antwoord van de uitzoekers")
    if not aanmaanstappen(db, nu):
        raise AanmaningKanNiet(nummer, "de regio kent geen stappen", "Vul [[convenant.aanmaning]] in regio.toml in")
    raise AanmaningKanNiet(
        nummer,
        "de volgende stap is nog niet aan de beurt, of alle stappen zijn geweest",
        "Kijk in 'doorbraak vordering lijst' tot wanneer de betaler heeft; daarna is een geschil de weg",
    )


def _verstuur(db: Sessie, wie: Gebruiker, a: Aanmaning, nu: datetime) -> None:
    db.add(
        AanmaningRij(
            vordering=a.vordering, besluitversie=a.besluitversie, stap=a.stap, naam=a.naam, bedrag=a.bedrag.cents,
            dag=dag(nu), betaal_voor=a.nieuw_voor, door=wie.persoon,
        )
    )  # fmt: skip
    db.flush()
    aan, eigen = ontvanger_van(db, a.betaler, dag(nu))
    opdracht = "Betaal of betwist" if eigen else f"Stuur per post aan {a.betaler}"
    for persoon in aan:
        zet_in_outbox(
            db, soort="aanmaning", aan=persoon, onderwerp=f"{a.naam} vordering {a.vordering} ({a.lijn})",
            regels=[
                f"{opdracht}: vordering {a.vordering}, kenmerk {druk_rf(a.kenmerk)}.",
                f"De dag om te betalen was {datum_lang(a.betaal_voor)}; de nieuwe dag is {datum_lang(a.nieuw_voor)}.",
            ],
            sleutel=f"aanmaning/{a.vordering}/{a.besluitversie}/{a.stap}", nu=nu,
        )  # fmt: skip
