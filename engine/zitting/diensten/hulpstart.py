"""Help that does not begin: at one and a half times its term the next step is asked by the program itself (H34)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import and_, select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker
from budget.basis.klok import dag, datum
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from engine.berichten.diensten import zet_in_outbox
from engine.casus.gevolgen import OPSCHAALVERZOEK
from engine.casus.opslag import CasusRij
from engine.casus.overgang import casus_voor, raak
from engine.casus.weigeringen import EisNietGehaald
from engine.casus.zicht import Grond, geef_toegang
from engine.register.vragen import houders, kalender
from engine.termijnen.begrippen import Kalender
from engine.termijnen.opslag import TermijnRij
from engine.termijnen.regels.tellen import tel_werkdagen
from engine.termijnen.verplichtingen import open_termijn
from engine.zitting.diensten.hoger import volgende_trede
from engine.zitting.diensten.rijen import noteer
from engine.zitting.toetsen import TAFEL

WACHT_OP_HULP, ANDERHALF = "plan_in_uitvoering", 1.5


@dataclass(frozen=True, slots=True)
class GeenHulp:
    """The help of this casus did not begin in time."""

    casus: str


def zonder_hulp(db: Sessie, op: date) -> list[str]:
    """Return the casussen whose help waits one and a half times its term, and for which no step was asked yet.

    One select over the obligations that ended; working days are counted for those only.
    """
    c, t, rooster = CasusRij, TermijnRij, kalender(db)
    te_laat = (
        select(col(c.nummer), col(t.start), col(t.einde))
        .join(t, and_(col(t.casus) == col(c.nummer), col(t.onderwerp) == "hulp", col(t.status) == "open"))
        .where(col(c.status) == WACHT_OP_HULP, col(t.einde) < op)
    )
    gevraagd = select(col(t.casus), col(t.start)).where(col(t.onderwerp) == OPSCHAALVERZOEK)
    eerder = {(casus, start) for casus, start in db.execute(gevraagd)}
    gevonden = []
    for casus, start, einde in db.execute(te_laat.order_by(col(c.nummer))):
        termijn = _werkdagen(start, einde, rooster)
        uiterlijk = tel_werkdagen(start, round(termijn * ANDERHALF), rooster, dienst=True)
        if op >= uiterlijk and not any(wie == casus and sinds >= start for wie, sinds in eerder):
            gevonden.append(casus)
    return gevonden


@gebruiksgeval
def vraag_om_hulp(
    db: Sessie, wie: Gebruiker, opdracht: GeenHulp, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Ask the next step of the ladder why the help does not begin; the casus stays in its state.

    Refusals: casus_onbekend, eis_niet_gehaald (it is not that late, or no step has a holder).
    """
    casus, op = casus_voor(db, wie, opdracht.casus, nu, versie), dag(nu)
    trede = volgende_trede(db, casus.nummer, None, op, TAFEL)
    if casus.nummer not in zonder_hulp(db, op) or trede is None:
        tekort = ("De hulp is nog niet anderhalf keer te laat, of geen trede heeft een houder.", "Wacht.")
        raise EisNietGehaald("opschaalverzoek", [tekort])
    mensen = list(dict.fromkeys(p for functie in trede.houders for p in houders(db, functie, op)))
    reden = "De eerste hulp is na anderhalf keer de termijn nog niet begonnen."
    noteer(
        db, wie, casus.nummer, "opschaalverzoek", casus.status, casus.status, nu, reden=reden, van_trede=TAFEL,
        trede=trede.nummer,
    )  # fmt: skip
    raak(db, casus, nu)
    voor = open_termijn(
        db, casus=casus.nummer, onderwerp=OPSCHAALVERZOEK, code="D_OPSCHAAL", start=op,
        ontvanger=f"persoon:{mensen[0]}", doe="Zorg dat de hulp begint: beslis wat de tafel niet kan.", nu=nu,
    ).einde  # fmt: skip
    for persoon in mensen:
        geef_toegang(db, casus.nummer, "persoon", persoon, Grond.LADDER, op)
        zet_in_outbox(
            db, soort="opschaling", aan=persoon, onderwerp=f"De hulp begint niet in casus {casus.nummer}",
            regels=[f"Casus {casus.nummer}: {reden} Antwoord uiterlijk {datum(voor)}."],
            sleutel=f"opschaalverzoek:{casus.nummer}:{casus.versie}:{persoon}", nu=nu,
        )  # fmt: skip
    return Uitkomst(
        {"casusnummer": casus.nummer, "versie": casus.versie, "trede": trede.nummer, "houders": mensen},
        f"Casus {casus.nummer}: {trede.naam} is gevraagd waarom de hulp niet begint.",
    )


def _werkdagen(start: date, einde: date, rooster: Kalender) -> int:
    """Return how many working days this term had."""
    aantal = 0
    while tel_werkdagen(start, aantal + 1, rooster, dienst=True) <= einde:
        aantal += 1
    return aantal
