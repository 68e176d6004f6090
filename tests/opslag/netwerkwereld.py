"""A casus in the practice region whose network is healthy, to which a test adds what goes wrong."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from budget.basis.gebruiker import SYSTEEM, Gebruiker, Rol
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import Sessie
from engine.netwerk import diensten
from engine.netwerk.antwoord import Bevindingsantwoord
from engine.netwerk.begrippen import Gebeurtenissoort
from engine.netwerk.diensten import Beantwoording, Bewaking
from engine.netwerk.opslag import BevindingRij, RelatieRij
from engine.netwerk.rijen import Gebeurtenis
from engine.regie.opslag import schrijf
from tests.engine.zitting.tafelwereld import breng_casus_in

NU = datetime(2026, 12, 3, 9, tzinfo=UTC)
BEGIN = datetime(2026, 9, 1, 9, tzinfo=UTC)
SINDS = date(2026, 9, 2)
CASUS = "DT-7K3M9Q"
VERA = Gebruiker("vera_voorbeeld", Rol.VOORZITTER, "doorbraaktafel")
SCHOOL, TEAM, ZORG = "ilse_intern", "carla_casus", "berend_brug"
_TELLER = count(1)


def relatie(casus: str | None, soort: str, van: str | None, naar: str | None = None, **velden: Any) -> RelatieRij:
    """A row of the network; what is no common column goes into the fields of its soort."""
    gewoon: dict[str, Any] = {"geldig_van": SINDS}
    gewoon |= {k: velden.pop(k) for k in ("geldig_van", "geldig_tot", "kennis", "vervallen_op") if k in velden}
    return RelatieRij(casus=casus, soort=soort, van=van, naar=naar, vastgelegd_op=SINDS, velden=velden, **gewoon)


def contact(casus: str, een: str, ander: str, op: str = "2026-11-20") -> RelatieRij:
    return relatie(casus, "informatie", een, ander, contactmomenten=[op])


def een_netwerk(
    db: Sessie, casus: str = CASUS, *, zonder: tuple[str, ...] = (), contact_op: str = "2026-11-20", **anders: Any
) -> None:
    """Bring in a casus with a school, a team and care that know each other; `zonder` leaves kinds of rows out."""
    velden = {"kenmerken": {"gezin": ["moeder"]}, "aangemeld_op": BEGIN, "lijst_bevestigd_op": date(2026, 11, 25)}
    breng_casus_in(db, casus, **(velden | anders))
    rijen = [relatie(casus, "betrokken", p) for p in (SCHOOL, TEAM, ZORG)]
    rijen += [relatie(casus, "betrokken", "moeder", domein="gezin"), relatie(casus, "vast_gezicht", TEAM, "moeder")]
    rijen += [contact(casus, a, b, contact_op) for a, b in ((SCHOOL, TEAM), (TEAM, ZORG), (SCHOOL, ZORG))]
    rijen.append(contact(casus, TEAM, "moeder", contact_op))
    db.add_all([rij for rij in rijen if rij.soort not in zonder])
    db.flush()
    if "regie" not in zonder:
        aanvaard = Gebeurtenis(datum=SINDS, soort=Gebeurtenissoort.AANVAARD, persoon=TEAM, vervanger="cas_consulent")
        schrijf(db, casus, aanvaard, BEGIN)


def antwoord(db: Sessie, oordeel: str, regel: str, *, nu: datetime = NU, wie: Gebruiker = VERA, casus: str = CASUS,
             **velden: Any) -> Uitkomst:  # fmt: skip
    gegeven = {"regel": regel, "oordeel": oordeel, **{"wie" if k == "persoon" else k: v for k, v in velden.items()}}
    opdracht = Beantwoording(casus, Bevindingsantwoord.model_validate(gegeven))
    return diensten.antwoord(db, wie, opdracht, sleutel=f"netwerk-{next(_TELLER)}", versie=0, nu=nu)


def bewaak(db: Sessie, nu: datetime = NU) -> dict[str, Any]:
    return diensten.bewaak(db, SYSTEEM, Bewaking(), sleutel=f"bewaak-{next(_TELLER)}", versie=0, nu=nu).gegevens


def op_papier(db: Sessie, casus: str = CASUS) -> list[BevindingRij]:
    """Every finding ever recorded of a casus, in order."""
    from sqlmodel import col, select

    return list(
        db.exec(select(BevindingRij).where(col(BevindingRij.casus) == casus).order_by(col(BevindingRij.nummer)))
    )


def over(dagen: int) -> datetime:
    return NU + timedelta(days=dagen)
