"""Invoices: read a file, and confirm that the help was delivered so that the pot pays first."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import select
from sqlmodel import col

from budget.bank.iban import is_iban
from budget.bank.waarden import schone_rekening
from budget.basis.gebruiker import Gebruiker
from budget.basis.geld import Geld
from budget.basis.klok import dag
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from budget.basis.weigering import Fout, OnbruikbareInvoer
from budget.grootboek.begrippen import Voorfinanciering
from budget.grootboek.diensten import boek
from budget.grootboek.regels.facturen import gelijk
from budget.grootboek.rekeningnummers import rekening_van
from budget.grootboek.weigeringen import BovenVerplichting, DubbeleFactuur, Functiescheiding
from engine.geldspoor.antwoord import antwoord
from engine.geldspoor.diensten.besluitversies import vul_aan
from engine.geldspoor.diensten.brieven import verstuur_brieven
from engine.geldspoor.formaat import Factuur
from engine.geldspoor.neutraal import keur_teksten
from engine.geldspoor.opslag import FactuurRij, FinancieringslijnRij
from engine.geldspoor.overgang import geldspoor_van, lijn_voor, noteer, zet_geldstatus
from engine.geldspoor.regels.eisen import Geldfeiten
from engine.geldspoor.ubl import is_xml, lees_ubl
from engine.geldspoor.weigeringen import FactuurAfgehandeld, FactuurOnbekend, FactuurPastNiet, IbanWijktAf
from engine.invoer.lezen import controleer, lees
from engine.proces.regels import mogelijk, overgang
from engine.register.vragen import werkt_bij

VOLGENDE = "volgende_factuur"


@dataclass(frozen=True, slots=True)
class Factuurbestand:
    """The text of an invoice file (UBL, YAML or JSON) and its name, for the findings."""

    naam: str
    tekst: str


@gebruiksgeval
def lees_factuur(
    db: Sessie, wie: Gebruiker, opdracht: Factuurbestand, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Register an invoice; the line stays `verplicht` until somebody confirms the delivery.

    The order reference names the line. Refusals: lijn_onbekend, overgang_kan_niet, dubbele_factuur,
    factuur_past_niet, boven_verplichting, iban_wijkt_af; unusable input with every finding.
    """
    factuur = lees_factuurbestand(opdracht.tekst, opdracht.naam)
    lijn = lijn_voor(db, wie, factuur.orderreferentie, nu, versie)
    _factuurstap(db, lijn)
    _keur(db, lijn, factuur, nu)
    rij = FactuurRij(
        aanbieder=lijn.aanbieder,
        nummer=factuur.nummer,
        gelijk=gelijk(factuur.nummer),
        lijn=lijn.lijn,
        bedrag=factuur.bedrag.cents,
        btw=factuur.btw.cents,
        btw_regime=factuur.btw_regime,
        factuurdatum=factuur.factuurdatum,
        vervaldatum=factuur.vervaldatum,
        iban=schone_rekening(factuur.iban),
        orderreferentie=factuur.orderreferentie,
        vingerafdruk=sha256(opdracht.tekst.encode()).hexdigest(),
        status="gelezen",
        gelezen_door=wie.persoon,
        gelezen_op=nu,
    )
    db.add(rij)
    db.flush()
    noteer(db, wie, lijn, "factuur_lezen", nu=nu, factuur=rij.nummer, bedrag=rij.bedrag)
    return antwoord(
        db, lijn, f"Factuur {rij.nummer} van {factuur.bedrag} is ingelezen bij {lijn.lijn}; nu het prestatieakkoord.",
        factuur=_als_json(rij),
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Prestatieakkoord:
    """The help was delivered: what was checked (neutral text), and that it is not claimed elsewhere too."""

    aanbieder: str
    factuur: str
    prestatie: str
    niet_elders: bool = False


@gebruiksgeval
def prestatieakkoord(
    db: Sessie, wie: Gebruiker, opdracht: Prestatieakkoord, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Confirm the delivery on an invoice, so that the pot pays first (G07, G09); done by a prestatieverklaarder.

    Refusals: factuur_onbekend, factuur_afgehandeld, niet_bevoegd, eis_niet_gehaald, functiescheiding,
    boven_verplichting, dubbele_factuur, and those of the line.
    """
    rij = db.execute(
        select(FactuurRij).where(
            col(FactuurRij.aanbieder) == opdracht.aanbieder, col(FactuurRij.gelijk) == gelijk(opdracht.factuur)
        )
    ).scalar_one_or_none()
    if rij is None:
        raise FactuurOnbekend(opdracht.aanbieder, opdracht.factuur)
    lijn = lijn_voor(db, wie, rij.lijn, nu, versie)
    if rij.status != "gelezen":
        raise FactuurAfgehandeld(rij.aanbieder, rij.nummer)
    keur_teksten(db, lijn.casus, prestatie=opdracht.prestatie)
    bedrag = Geld(rij.bedrag)
    feiten = Geldfeiten(
        lijn.lijn,
        dag(nu),
        bedrag=bedrag,
        verplicht=Geld(lijn.verplicht),
        factuur_bekend=True,
        niet_elders=opdracht.niet_elders,
    )
    stap = _factuurstap(db, lijn)
    zet_geldstatus(
        db, wie, lijn, stap, feiten, nu=nu, reden=opdracht.prestatie,
        gegevens={"factuur": rij.nummer, "bedrag": rij.bedrag},
    )  # fmt: skip
    if werkt_bij(db, wie.persoon, dag(nu)) == lijn.aanbieder or wie.persoon == lijn.besteller:
        raise Functiescheiding(
            "wie verklaart dat de hulp is geleverd, werkt niet voor de aanbieder en plaatste de opdracht niet"
        )
    boek(
        db,
        wie,
        Voorfinanciering(
            datum=dag(nu), casus=lijn.casus, aanbieder=rij.aanbieder, factuur=rij.nummer, bedrag=bedrag,
            prestatie_door=wie.persoon, bron=lijn.lijn,
        ),
        sleutel=sleutel,
        nu=nu,
    )  # fmt: skip
    lijn.verplicht, lijn.voorgefinancierd = lijn.verplicht - rij.bedrag, lijn.voorgefinancierd + rij.bedrag
    rij.status, rij.prestatie, rij.prestatie_door = "akkoord", opdracht.prestatie, wie.persoon
    rij.prestatie_op, rij.niet_elders = dag(nu), opdracht.niet_elders
    db.flush()
    if stap == VOLGENDE and lijn.status != "betaler_in_onderzoek":
        vul_aan(db, wie, lijn, bedrag, f"Volgende factuur {rij.nummer}", sleutel=f"{sleutel}/verdeling", nu=nu)
        if lijn.status == "in_verrekening":
            verstuur_brieven(db, lijn, nu)
    return antwoord(
        db, lijn, f"Factuur {rij.nummer} is akkoord; de pot betaalt {bedrag} aan {rij.aanbieder}.",
        factuur=_als_json(rij),
    )  # fmt: skip


def _factuurstap(db: Sessie, lijn: FinancieringslijnRij) -> str:
    """Return the event of an invoice in this state: the first one, or a further one; refusal: overgang_kan_niet."""
    spoor = geldspoor_van(db, lijn)
    stap = VOLGENDE if VOLGENDE in mogelijk(spoor, lijn.status) else "voorfinancieren"
    return overgang(spoor, lijn.status, stap).gebeurtenis


def lees_factuurbestand(tekst: str, naam: str) -> Factuur:
    """Return the invoice in a UBL, YAML or JSON text; refuses (exit 2) with every finding at once."""
    factuur = controleer(lees_ubl(tekst, naam), naam, Factuur) if is_xml(tekst) else lees(tekst, naam, Factuur)
    if not is_iban(factuur.iban):
        raise OnbruikbareInvoer(
            [Fout(naam, "iban", "Dit rekeningnummer klopt niet.", "Controleer de cijfers met de aanbieder.")]
        )
    return factuur


def _keur(db: Sessie, lijn: FinancieringslijnRij, factuur: Factuur, nu: datetime) -> None:
    """Refuse an invoice that is known, of another provider, too high, or on another account."""
    bekend = select(col(FactuurRij.nummer)).where(
        col(FactuurRij.aanbieder) == lijn.aanbieder, col(FactuurRij.gelijk) == gelijk(factuur.nummer)
    )
    if db.execute(bekend).first() is not None:
        raise DubbeleFactuur(lijn.aanbieder, factuur.nummer)
    if factuur.aanbieder not in (None, lijn.aanbieder):
        raise FactuurPastNiet(factuur.nummer, f"{lijn.lijn} is besteld bij {lijn.aanbieder}, niet {factuur.aanbieder}")
    if factuur.factuurdatum > dag(nu):
        raise FactuurPastNiet(factuur.nummer, "de factuurdatum ligt in de toekomst")
    if factuur.bedrag > Geld(lijn.verplicht):
        raise BovenVerplichting(factuur.bedrag, Geld(lijn.verplicht), dag(nu).year)
    geregistreerd = rekening_van(db, lijn.aanbieder)
    if geregistreerd is None or schone_rekening(factuur.iban) != schone_rekening(geregistreerd):
        raise IbanWijktAf(lijn.aanbieder, factuur.nummer)


def _als_json(rij: FactuurRij) -> dict[str, object]:
    return {
        "aanbieder": rij.aanbieder,
        "nummer": rij.nummer,
        "lijn": rij.lijn,
        "bedrag": rij.bedrag,
        "btw": rij.btw,
        "btw_regime": rij.btw_regime,
        "factuurdatum": rij.factuurdatum.isoformat(),
        "vervaldatum": rij.vervaldatum.isoformat(),
        "status": rij.status,
    }
