"""From besluit to order: reserve a line, order with the provider, release what is not needed."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import bindparam, func, select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.geld import NUL, Geld
from budget.basis.klok import dag
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from budget.basis.voorbereid import kolom
from budget.grootboek.begrippen import Mandaat, Reservering, Van, Verplichting, Vrijval
from budget.grootboek.diensten import boek
from engine.casus.overgang import eis_bevoegd
from engine.casus.zicht import Grond, geef_toegang
from engine.geldspoor.afspraken import convenantdagen, keur_besteding
from engine.geldspoor.antwoord import antwoord
from engine.geldspoor.begrippen import VRIJGAVE, WIJZIGING
from engine.geldspoor.formaat import Verplichtingsopdracht
from engine.geldspoor.neutraal import keur_teksten
from engine.geldspoor.opslag import FinancieringslijnRij
from engine.geldspoor.overgang import geldspoor_van, lijn_voor, noteer, zet_geldstatus
from engine.geldspoor.regels.eisen import Geldfeiten
from engine.geldspoor.weigeringen import AanbiederOnbekend
from engine.proces.regels import overgang
from engine.register.vragen import organisatie
from engine.termijnen.verplichtingen import sluit_termijnen


def reserveer_lijn(
    db: Sessie,
    wie: Gebruiker,
    *,
    casus: str,
    besluit: str,
    regel: str,
    aanbieder: str,
    bedrag: Geld,
    wet: str,
    taakveld: str,
    van: date,
    tot: date,
    mandaten: tuple[Mandaat, ...],
    door: tuple[str, ...],
    sleutel: str,
    nu: datetime,
    bestemming: str = "",
    aangetoond: Collection[str] = (),
    kenmerken: Collection[str] = (),
) -> str:
    """Reserve money of the pot for a plan line (G01) and return the number of the new financieringslijn.

    Part of the transaction of besluiten, whose own checks say who may; van and tot: both days included.
    The spending rules come before the ledger: bestemming (empty: not said), what was shown for its conditions,
    and traits of the line that a rule may name.
    Refusals: aanbieder_onbekend, besteding_geblokkeerd, and those of the ledger (onvoldoende_beschikbaar,
    oormerk_past_niet, mandaat, casus_gesloten).
    """
    op = dag(nu)
    if organisatie(db, aanbieder) is None:
        raise AanbiederOnbekend(aanbieder)
    oormerken: tuple[str, ...] = ()
    if bestemming:
        oormerken = keur_besteding(db, bestemming, op, kenmerken=kenmerken, aangetoond=aangetoond)
    boek(
        db,
        wie,
        Reservering(
            datum=op,
            casus=casus,
            bedrag=bedrag,
            door=door,
            mandaten=mandaten,
            bestemming=bestemming,
            bron=besluit,
            oormerken=oormerken,
        ),
        sleutel=sleutel,
        nu=nu,
    )
    volgnummer = _volgend_nummer(db, casus)
    lijn = FinancieringslijnRij(
        lijn=f"{casus}/{volgnummer}",
        casus=casus,
        volgnummer=volgnummer,
        besluit=besluit,
        planregel=regel,
        aanbieder=aanbieder,
        status="nieuw",
        status_sinds=op,
        versie=0,
        toegekend=bedrag.cents,
        gereserveerd=bedrag.cents,
        wet=wet,
        taakveld=taakveld,
        bestemming=bestemming,
        van=van,
        tot=tot,
        houdbaar_tot=convenantdagen(db, tot).houdbaar_tot,
        besloten_door=sorted(set(door)),
        gemaakt_op=nu,
    )
    db.add(lijn)
    db.flush()
    geef_toegang(db, casus, "rol", Rol.KASSIER.value, Grond.POT, op)
    zet_geldstatus(
        db, wie, lijn, "reserveren", Geldfeiten(lijn.lijn, op, besluit=besluit), nu=nu, gemachtigd=True,
        gegevens={"bedrag": bedrag.cents, "besluit": besluit, "regel": regel},
    )  # fmt: skip
    return lijn.lijn


@gebruiksgeval
def verplicht(
    db: Sessie, wie: Gebruiker, opdracht: Verplichtingsopdracht, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Place the order of a line with its provider (G02); done by a besteller.

    Refusals: lijn_onbekend, versie_verouderd, niet_bevoegd, eis_niet_gehaald, boven_reservering, overgang_kan_niet.
    """
    lijn = lijn_voor(db, wie, opdracht.lijn, nu, versie)
    keur_teksten(db, lijn.casus, product=opdracht.product)
    bedrag = opdracht.bedrag or Geld(lijn.gereserveerd)
    feiten = Geldfeiten(
        lijn.lijn,
        dag(nu),
        bedrag=bedrag,
        gereserveerd=Geld(lijn.gereserveerd),
        aanbieder_getoetst_op=opdracht.aanbieder_getoetst_op,
    )
    wet, taakveld = opdracht.wet or lijn.wet, opdracht.taakveld or lijn.taakveld
    zet_geldstatus(
        db, wie, lijn, "verplichten", feiten, nu=nu,
        gegevens={"bedrag": bedrag.cents, "product": opdracht.product, "wet": wet, "taakveld": taakveld},
    )  # fmt: skip
    boek(db, wie, Verplichting(datum=dag(nu), casus=lijn.casus, bedrag=bedrag, bron=lijn.lijn), sleutel=sleutel, nu=nu)
    lijn.besteller, lijn.wet, lijn.taakveld = wie.persoon, wet, taakveld
    lijn.gereserveerd, lijn.verplicht = lijn.gereserveerd - bedrag.cents, lijn.verplicht + bedrag.cents
    db.flush()
    sluit_termijnen(db, lijn.casus, f"{WIJZIGING}:{lijn.lijn}", nu)
    return antwoord(db, lijn, f"Voor {lijn.lijn} is {bedrag} besteld bij {lijn.aanbieder}.")


@dataclass(frozen=True, slots=True)
class Vrijgave:
    """Release what a line still ties, with the reason."""

    lijn: str
    reden: str


@gebruiksgeval
def geef_vrij(db: Sessie, wie: Gebruiker, opdracht: Vrijgave, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Release what a line still ties; done by the kassier.

    Nothing invoiced: the line ends (G04). Something invoiced: only the rest goes back and the line stays in its
    state. Refusals: lijn_onbekend, versie_verouderd, niet_bevoegd, eis_niet_gehaald, overgang_kan_niet.
    """
    lijn = lijn_voor(db, wie, opdracht.lijn, nu, versie)
    keur_teksten(db, lijn.casus, reden=opdracht.reden)
    vrij = {Van.RESERVERING: Geld(lijn.gereserveerd), Van.VERPLICHTING: Geld(lijn.verplicht)}
    totaal = vrij[Van.RESERVERING] + vrij[Van.VERPLICHTING]
    feiten = Geldfeiten(
        lijn.lijn, dag(nu), reden=opdracht.reden, voorgefinancierd=Geld(lijn.voorgefinancierd), bedrag=totaal
    )
    if lijn.status in ("gereserveerd", "verplicht"):
        zet_geldstatus(
            db, wie, lijn, "vrijgeven", feiten, nu=nu, reden=opdracht.reden, gegevens={"bedrag": totaal.cents}
        )
    else:
        # The rest of a line that was invoiced: the same person decides, but the line goes on.
        stap = overgang(geldspoor_van(db, lijn), "verplicht", "vrijgeven")
        eis_bevoegd(db, wie, stap, op=dag(nu))
        _eis_rest_en_reden(lijn, totaal, opdracht.reden)
        noteer(db, wie, lijn, "rest_vrijgeven", nu=nu, reden=opdracht.reden, bedrag=totaal.cents)
    for nummer, (van, bedrag) in enumerate((v for v in vrij.items() if v[1]), start=1):
        vrijval = Vrijval(datum=dag(nu), casus=lijn.casus, bedrag=bedrag, van=van, bron=lijn.lijn)
        boek(db, wie, vrijval, sleutel=f"{sleutel}/{nummer}", nu=nu)
    lijn.gereserveerd = lijn.verplicht = 0
    db.flush()
    sluit_termijnen(db, lijn.casus, f"{VRIJGAVE}:{lijn.lijn}", nu)
    return antwoord(db, lijn, f"Van {lijn.lijn} is {totaal} weer vrij in de pot.")


def _eis_rest_en_reden(lijn: FinancieringslijnRij, rest: Geld, reden: str) -> None:
    from engine.casus.weigeringen import EisNietGehaald

    if rest <= NUL:
        raise EisNietGehaald("vrijgeven", [(f"Op {lijn.lijn} staat niets meer vast.", "Er hoeft niets te gebeuren.")])
    if not reden.strip():
        raise EisNietGehaald("vrijgeven", [("Er staat geen reden bij.", "Geef de reden met --reden.")])


def _volgend_nummer(db: Sessie, casus: str) -> int:
    (hoogste,) = kolom(db, _HOOGSTE, casus=casus)
    return (hoogste or 0) + 1


_HOOGSTE = select(func.max(col(FinancieringslijnRij.volgnummer))).where(
    col(FinancieringslijnRij.casus) == bindparam("casus")
)
