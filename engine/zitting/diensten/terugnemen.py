"""Take a besluit back until the zitting is closed; afterwards only a correction with a reason."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import select, update
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker
from budget.basis.geld import Geld
from budget.basis.klok import dag
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from budget.basis.wijziging import meld_wijziging
from budget.grootboek.begrippen import Tegenboeking
from budget.grootboek.diensten import boek, vergrendel
from budget.grootboek.vragen import posten_van
from budget.grootboek.weigeringen import LatereBoeking
from engine.berichten.diensten import zet_in_outbox
from engine.casus.diensten import keur_neutraal
from engine.casus.opslag import CasusRij, GebeurtenisRij
from engine.casus.overgang import Wacht, casus_voor, open_wacht, proces_van, raak, schrijf_gebeurtenis
from engine.geldspoor.opslag import FinancieringslijnRij
from engine.geldspoor.overgang import zet_geldstatus
from engine.geldspoor.regels.eisen import Geldfeiten
from engine.regie.vragen import regie_nu
from engine.termijnen.verplichtingen import sluit_termijnen
from engine.zitting.begrippen import Correctie, Terugname
from engine.zitting.diensten.rijen import eis_voorzitter, noteer, open_zitting_voor
from engine.zitting.opslag import AfspraakRij, AgendapuntRij, BesluitRij, CorrectieRij, ZittingRij
from engine.zitting.weigeringen import NietTerugTeNemen, RedenNodig, ZittingNietDicht, ZittingOnbekend

TERUGGENOMEN = "besluit_teruggenomen"


@gebruiksgeval
def neem_terug(db: Sessie, wie: Gebruiker, opdracht: Terugname, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Undo the newest besluit of a casus in an open zitting: counter-postings, afspraken lapse, the casus goes back.

    One transaction; the besluit itself stays readable. Refusals: casus_onbekend, versie_verouderd, those of an open
    zitting (zitting_vastgesteld), niet_terug_te_nemen, latere_boeking (an order rests on it),
    tekst_met_persoonsgegeven.
    """
    casus = casus_voor(db, wie, opdracht.casus, nu, versie)
    zitting = open_zitting_voor(db, wie, opdracht.zitting, "een besluit terugnemen")
    rij = _nieuwste(db, casus.nummer)
    if rij is None or rij.zitting != zitting.id or opdracht.besluit not in (None, rij.id):
        raise NietTerugTeNemen(casus.nummer, "het is niet het laatste besluit van deze zitting in deze casus")
    keur_neutraal(db, casus.nummer, {"reden": opdracht.reden})
    was = casus.status
    terug = _staat_ervoor(db, casus, rij) if rij.status == "genomen" else casus.status
    vergrendel(db)
    lijnen = _geef_lijnen_vrij(db, wie, rij, opdracht.reden or "het besluit is teruggenomen", nu)
    for nummer, post in enumerate(reversed(posten_van(db, casus.nummer, rij.id)), start=1):
        omkering = Tegenboeking(datum=dag(nu), van=post, bron=rij.id)
        boek(db, wie, omkering, sleutel=f"{sleutel}/{nummer}", nu=nu)
    _afspraken_vervallen(db, wie, casus.nummer, rij, nu)
    rij.status = "teruggenomen"
    db.add(rij)
    db.execute(
        update(AgendapuntRij)
        .where(col(AgendapuntRij.zitting) == zitting.id, col(AgendapuntRij.casus) == casus.nummer)
        .values(status="aan_de_beurt")
    )
    _zet_terug(db, wie, casus, terug, rij, opdracht.reden, nu)
    meld_wijziging(db, "zitting", zitting.id, nu)
    return Uitkomst(
        {
            "casusnummer": casus.nummer,
            "besluit": rij.id,
            "status_was": was,
            "status_hulp": casus.status,
            "versie": casus.versie,
            "zitting": zitting.id,
            "lijnen": lijnen,
        },
        f"Besluit {rij.id} is teruggenomen; casus {casus.nummer} staat weer op '{casus.status}'.",
    )


@gebruiksgeval
def corrigeer(db: Sessie, wie: Gebruiker, opdracht: Correctie, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Record what is wrong in a besluit of a closed zitting; the locked record stays, a new besluit may replace it.

    Refusals: zitting_onbekend, niet_bevoegd, zitting_niet_dicht, niet_terug_te_nemen (no such besluit),
    reden_nodig, casus_onbekend, tekst_met_persoonsgegeven.
    """
    zitting = db.get(ZittingRij, opdracht.zitting)
    if zitting is None:
        raise ZittingOnbekend(opdracht.zitting)
    eis_voorzitter(wie, zitting, "een besluit corrigeren")
    if zitting.status != "vastgesteld":
        raise ZittingNietDicht(zitting.id)
    if not opdracht.reden.strip() or not opdracht.correctie.strip():
        raise RedenNodig("een correctie")
    rij = db.get(BesluitRij, opdracht.besluit)
    if rij is None or rij.zitting != zitting.id:
        raise NietTerugTeNemen(opdracht.besluit, "het is geen besluit van deze zitting")
    casus = casus_voor(db, wie, rij.casus, nu, versie)
    nieuw = db.get(BesluitRij, opdracht.nieuw_besluit) if opdracht.nieuw_besluit else None
    if opdracht.nieuw_besluit and (nieuw is None or nieuw.casus != casus.nummer or nieuw.volgnummer <= rij.volgnummer):
        raise NietTerugTeNemen(casus.nummer, f"{opdracht.nieuw_besluit} is geen later besluit van deze casus")
    keur_neutraal(db, casus.nummer, {"correctie": opdracht.correctie, "reden": opdracht.reden})
    db.add(
        CorrectieRij(
            besluit=rij.id, correctie=opdracht.correctie, reden=opdracht.reden, nieuw_besluit=opdracht.nieuw_besluit,
            door=wie.persoon, vastgelegd_op=nu,
        )
    )  # fmt: skip
    noteer(db, wie, casus.nummer, "corrigeren", "vastgesteld", "vastgesteld", nu, reden=opdracht.reden, besluit=rij.id)
    raak(db, casus, nu)
    meld_wijziging(db, "zitting", zitting.id, nu)
    return Uitkomst(
        {"zitting": zitting.id, "besluit": rij.id, "casusnummer": casus.nummer, "versie": casus.versie},
        f"De correctie op besluit {rij.id} is vastgelegd; het besluit zelf blijft zoals het was.",
    )


def _nieuwste(db: Sessie, casus: str) -> BesluitRij | None:
    b = BesluitRij
    vraag = select(b).where(col(b.casus) == casus, col(b.status) != "teruggenomen")
    gevonden: BesluitRij | None = db.execute(vraag.order_by(col(b.volgnummer).desc()).limit(1)).scalar()
    return gevonden


def _staat_ervoor(db: Sessie, casus: CasusRij, rij: BesluitRij) -> str:
    """Return the state before the besluit; refuses when the casus went on since."""
    g, b = GebeurtenisRij, BesluitRij
    weg = set(
        db.execute(select(col(b.id)).where(col(b.casus) == casus.nummer, col(b.status) == "teruggenomen")).scalars()
    )
    vraag = select(col(g.van), col(g.gegevens)).where(
        col(g.casus) == casus.nummer, col(g.spoor) == "hulp", col(g.naam) != TERUGGENOMEN
    )
    for van, gegevens in db.execute(vraag.order_by(col(g.nummer).desc())):
        if gegevens.get("besluit") == rij.id:
            return str(van)
        if gegevens.get("besluit") not in weg:
            break
    raise NietTerugTeNemen(casus.nummer, "de casus is daarna verder gegaan")


def _geef_lijnen_vrij(db: Sessie, wie: Gebruiker, rij: BesluitRij, reden: str, nu: datetime) -> list[str]:
    """End the lines of the besluit; refusal: latere_boeking when an order or an invoice rests on one."""
    f = FinancieringslijnRij
    lijnen = db.execute(select(f).where(col(f.besluit) == rij.id).order_by(col(f.lijn))).scalars().all()
    for lijn in lijnen:
        if lijn.verplicht or lijn.voorgefinancierd or lijn.gereserveerd != lijn.toegekend:
            raise LatereBoeking(posten_van(db, rij.casus, rij.id)[0], f"een opdracht of vrijval op {lijn.lijn}")
    for lijn in lijnen:
        feiten = Geldfeiten(lijn.lijn, dag(nu), reden=reden, bedrag=Geld(lijn.gereserveerd))
        zet_geldstatus(
            db, wie, lijn, "vrijgeven", feiten, nu=nu, reden=reden, gemachtigd=True,
            gegevens={"bedrag": lijn.gereserveerd, "besluit": rij.id},
        )  # fmt: skip
        lijn.gereserveerd = 0
        db.add(lijn)
    db.flush()
    return [lijn.lijn for lijn in lijnen]


def _afspraken_vervallen(db: Sessie, wie: Gebruiker, casus: str, rij: BesluitRij, nu: datetime) -> None:
    """Let the open afspraken lapse and tell everybody who heard of the besluit."""
    a = AfspraakRij
    mensen = [regie_nu(db, casus, dag(nu)).regisseur] if rij.status == "genomen" else []
    for afspraak in db.execute(select(a).where(col(a.besluit) == rij.id, col(a.status) == "open")).scalars():
        afspraak.status = "vervallen"
        db.add(afspraak)
        sluit_termijnen(db, casus, f"afspraak:{afspraak.nummer}", nu, status="vervallen")
        mensen.append(afspraak.wie)
    for aan in dict.fromkeys(wie_ for wie_ in mensen if wie_ is not None):
        zet_in_outbox(
            db, soort="besluit", aan=aan, onderwerp=f"Besluit teruggenomen in casus {casus}",
            regels=[f"Casus {casus}: het besluit van vandaag is teruggenomen; wacht op een nieuw bericht."],
            sleutel=f"teruggenomen:{rij.id}:{aan}", nu=nu,
        )  # fmt: skip


def _zet_terug(
    db: Sessie, wie: Gebruiker, casus: CasusRij, naar: str, rij: BesluitRij, reden: str, nu: datetime
) -> None:
    op = dag(nu)
    schrijf_gebeurtenis(
        db, wie, casus.nummer, spoor="zitting" if naar == casus.status else "hulp", code="",
        naam=TERUGGENOMEN, van=casus.status, naar=naar, op=op, nu=nu, reden=reden,
        gegevens={"teruggenomen": rij.id},
    )  # fmt: skip
    if naar != casus.status:
        sluit_termijnen(db, casus.nummer, "hulp", nu, status="vervallen")
        casus.status, casus.status_sinds = naar, op
        open_wacht(db, casus, proces_van(db, casus).hulp.staten[naar], op, Wacht(), nu)
    raak(db, casus, nu)
