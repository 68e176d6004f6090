"""A region with casussen and obligations, and a round of reminders on a day."""

from __future__ import annotations

from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from sqlalchemy import select, text
from sqlmodel import col

from budget.basis.gebruiker import SYSTEEM
from budget.basis.klok import AMSTERDAM
from budget.basis.transactie import Sessie, transactie
from engine.berichten.opslag import OutboxRij
from engine.casus.opslag import CasusRij
from engine.netwerk.begrippen import Gebeurtenissoort
from engine.netwerk.rijen import Gebeurtenis
from engine.regie.opslag import schrijf
from engine.regio.afspraken import Regio
from engine.regio.lezen import laad_regio
from engine.regio.plaats import config_map
from engine.register.diensten import leg_regio_vast
from engine.register.opslag import AfwezigheidRij
from engine.termijnen.begrippen import Verplichting
from engine.termijnen.herinneren import Ronde, herinner
from engine.termijnen.opslag import VerzendingRij
from engine.termijnen.verplichtingen import open_termijn

BEGIN = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)
CASUS = "DT-7K3M9Q"


@cache
def zuidoost() -> Regio:
    return laad_regio(config_map() / "regios" / "zuidoost-utrecht")


def richt_in(url: str) -> str:
    with transactie(url) as db:
        leg_regio_vast(db, zuidoost(), BEGIN, oefen=True)
    return url


def om(dag: str, tijd: str = "09:00") -> datetime:
    """A moment in Amsterdam: om("2026-09-08")."""
    return datetime.fromisoformat(f"{dag}T{tijd}").replace(tzinfo=AMSTERDAM).astimezone(UTC)


def een_casus(db: Sessie, nummer: str = CASUS, **rest: Any) -> CasusRij:
    vanzelf: dict[str, Any] = {
        "nummer": nummer, "bron": "test", "extern_id": nummer, "versie": 1, "proces": "1", "status": "in_triage",
        "status_sinds": BEGIN.date(), "aangemeld_op": BEGIN, "aanmelder_organisatie": "school_bedachte_boom",
        "gemeente": "Zeist", "leeftijdsband": "12-15", "verzuim": "geen", "eerste_signaal": BEGIN.date(),
        "gewenste_start": BEGIN.date(), "spoed": False, "gedwongen_kader": False, "veiligheid": False,
        "vraag": "Wie betaalt de begeleiding?", "kenmerken": {},
    }  # fmt: skip
    rij = CasusRij(**(vanzelf | rest))
    db.add(rij)
    db.flush()
    return rij


def een_regisseur(db: Sessie, persoon: str, casus: str = CASUS) -> None:
    for soort in (Gebeurtenissoort.VOORGESTELD, Gebeurtenissoort.AANVAARD):
        schrijf(db, casus, Gebeurtenis(datum=BEGIN.date(), soort=soort, persoon=persoon), BEGIN)


def een_termijn(db: Sessie, code: str = "D_TRIAGE", **rest: Any) -> Verplichting:
    vanzelf: dict[str, Any] = {
        "casus": CASUS, "onderwerp": "hulp", "start": date(2026, 9, 1), "ontvanger": "voorzitter",
        "doe": "Beslis of de casus aan deze tafel hoort.", "nu": BEGIN,
    }  # fmt: skip
    return open_termijn(db, code=code, **(vanzelf | rest))


def afwezig(db: Sessie, persoon: str, van: date, tot: date) -> None:
    rij = AfwezigheidRij(persoon=persoon, geldig_van=van, geldig_tot=tot, door="sanne_schrijver", vastgelegd_op=BEGIN)
    db.add(rij)
    db.flush()


def ronde(url: str, nu: datetime) -> dict[str, Any]:
    with transactie(url) as db:
        sleutel = f"ronde:{nu.isoformat()}:{db.execute(text('SELECT count(*) FROM opdracht')).scalar_one()}"
        gegevens: dict[str, Any] = herinner(db, SYSTEEM, Ronde(), sleutel=sleutel, versie=0, nu=nu).gegevens
        return gegevens


def verzonden(url: str) -> list[tuple[str, str]]:
    """Who was told what: (person, stage), in order of day."""
    v = VerzendingRij
    with transactie(url) as db:
        vraag = select(col(v.ontvanger), col(v.trede)).order_by(col(v.op), col(v.outbox), col(v.ontvanger))
        return [(wie, trede) for wie, trede in db.execute(vraag)]


def berichten(url: str) -> list[tuple[str, str, list[str]]]:
    """The outbox: (person, subject, lines)."""
    o = OutboxRij
    with transactie(url) as db:
        vraag = select(col(o.aan), col(o.onderwerp), col(o.regels)).order_by(col(o.nummer))
        return [(aan, onderwerp, regels) for aan, onderwerp, regels in db.execute(vraag)]
