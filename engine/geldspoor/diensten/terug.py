"""What turns a line back: the bank takes money back, a claim is given up, a provider pays back, a case is reopened."""

from __future__ import annotations

from datetime import datetime

from budget.basis.gebruiker import Gebruiker
from budget.basis.geld import NUL, Geld
from budget.basis.klok import dag
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import Sessie
from budget.grootboek.begrippen import Afschrijving, CasusHeropenen, Mandaat, OnterechteBetaling
from budget.grootboek.diensten import boek
from budget.grootboek.vragen import casuslijn
from engine.geldspoor import handelingen as h
from engine.geldspoor.antwoord import antwoord
from engine.geldspoor.diensten.afwikkelen import gestorneerd, stand_van
from engine.geldspoor.diensten.besluitversies import beslissers_van, vul_aan
from engine.geldspoor.neutraal import keur_teksten
from engine.geldspoor.opslag import FinancieringslijnRij
from engine.geldspoor.overgang import zet_geldstatus
from engine.geldspoor.regels.feiten import Geldfeiten
from engine.register.vragen import heeft_functie, houders, mandaten

AFSCHRIJVEN = "afschrijven"


def storno(db: Sessie, wie: Gebruiker, lijn: FinancieringslijnRij, nu: datetime) -> Uitkomst:
    """See that the bank took money back (G21, G25): the ledger has the claim open again, and somebody must ask."""
    zet_geldstatus(
        db, wie, lijn, "storno", stand_van(db, lijn, nu), nu=nu, gegevens={"gestorneerd": gestorneerd(db, lijn).cents}
    )
    return antwoord(db, lijn, f"De bank haalde een betaling voor {lijn.lijn} terug; de vordering staat weer open.")


def schrijf_af(
    db: Sessie,
    wie: Gebruiker,
    lijn: FinancieringslijnRij,
    handeling: h.AfschrijvenVordering,
    sleutel: str,
    nu: datetime,
) -> Uitkomst:
    """Give a claim up under a mandate of its own (G22). Refusals: those of the ledger (boven_vordering)."""
    keur_teksten(db, lijn.casus, reden=handeling.reden)
    op = dag(nu)
    mandaat = next((m for m in mandaten(db) if m.id == handeling.mandaat and AFSCHRIJVEN in m.handelingen), None)
    past = mandaat is not None and not _te_hoog(handeling.bedrag, mandaat.max_per_regel)
    feiten = Geldfeiten(
        lijn.lijn, dag(nu), reden=handeling.reden, mandaat=handeling.mandaat if past else "", doet=wie.persoon,
        tweede=handeling.voorgesteld_door,
    )  # fmt: skip
    zet_geldstatus(
        db, wie, lijn, "afschrijven_vordering", feiten, nu=nu, reden=handeling.reden,
        plaatsen={"mandaathouder"} if mandaat and heeft_functie(db, wie.persoon, mandaat.houder_functie, op) else set(),
        gegevens={"betaler": handeling.betaler, "bedrag": handeling.bedrag.cents, "mandaat": handeling.mandaat,
                  "voorgesteld_door": handeling.voorgesteld_door},
    )  # fmt: skip
    assert mandaat is not None
    afschrijving = Afschrijving(
        datum=dag(nu), betaler=handeling.betaler, casus=lijn.casus, bedrag=handeling.bedrag, besluit=lijn.lijn,
        mandaat=Mandaat(handeling.mandaat, mandaat.max_per_jaar if isinstance(mandaat.max_per_jaar, Geld) else None),
        bron=lijn.lijn,
    )  # fmt: skip
    boek(db, wie, afschrijving, sleutel=sleutel, nu=nu)
    return antwoord(db, lijn, f"Van {handeling.betaler} is {handeling.bedrag} afgeschreven.")


def vorder_terug(
    db: Sessie,
    wie: Gebruiker,
    lijn: FinancieringslijnRij,
    handeling: h.TerugvorderenAanbieder,
    sleutel: str,
    nu: datetime,
) -> Uitkomst:
    """Ask a provider to pay back what was paid wrongly or twice (G28); the payers owe that much less."""
    keur_teksten(db, lijn.casus, reden=handeling.reden)
    feiten = Geldfeiten(
        lijn.lijn, dag(nu), reden=handeling.reden, bedrag=handeling.bedrag,
        voorgefinancierd=Geld(lijn.voorgefinancierd),
    )  # fmt: skip
    zet_geldstatus(
        db, wie, lijn, "terugvorderen_aanbieder", feiten, nu=nu, reden=handeling.reden,
        gegevens={"bedrag": handeling.bedrag.cents, "aanbieder": lijn.aanbieder},
    )  # fmt: skip
    lijn.voorgefinancierd -= handeling.bedrag.cents
    vul_aan(db, wie, lijn, NUL - handeling.bedrag, "Terug van de aanbieder", sleutel=f"{sleutel}/verdeling", nu=nu)
    terug = OnterechteBetaling(
        datum=dag(nu), aanbieder=lijn.aanbieder, casus=lijn.casus, bedrag=handeling.bedrag, bron=lijn.lijn
    )
    boek(db, wie, terug, sleutel=sleutel, nu=nu)
    return antwoord(db, lijn, f"{lijn.aanbieder} moet {handeling.bedrag} terugbetalen.")


def heropen(
    db: Sessie, wie: Gebruiker, lijn: FinancieringslijnRij, handeling: h.Heropenen, sleutel: str, nu: datetime
) -> Uitkomst:
    """Work out again who pays (G27), also years after the casus was closed; its money opens again (K7)."""
    keur_teksten(db, lijn.casus, nieuw_feit=handeling.nieuw_feit)
    op = dag(nu)
    beslissers = beslissers_van(db, lijn.casus)
    lijn.onderzoeker = next((k for k in houders(db, "onderzoeker", op) if k not in beslissers), None)
    feiten = Geldfeiten(
        lijn.lijn, op, doet=wie.persoon, tweede=handeling.tweede, nieuw_feit=handeling.nieuw_feit,
        onderzoeker=lijn.onderzoeker,
    )  # fmt: skip
    zet_geldstatus(
        db, wie, lijn, "heropenen", feiten, nu=nu, reden=handeling.nieuw_feit,
        gegevens={"aanleiding": handeling.aanleiding, "tweede": handeling.tweede},
    )  # fmt: skip
    if casuslijn(db, lijn.casus).gesloten:
        boek(db, wie, CasusHeropenen(datum=op, casus=lijn.casus), sleutel=sleutel, nu=nu)
    return antwoord(db, lijn, f"{lijn.lijn} is weer open: {lijn.onderzoeker} zoekt uit wie betaalt.")


def _te_hoog(bedrag: Geld, plafond: object) -> bool:
    return isinstance(plafond, Geld) and bedrag > plafond
