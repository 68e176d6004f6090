"""A practice region with a filled pot, an accepted casus and the people who come to the table."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime
from itertools import count
from typing import Any

from budget.basis.gebruiker import SYSTEEM, Gebruiker, Rol
from budget.basis.geld import EURO
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import Sessie
from budget.grootboek.begrippen import Bankregel, Storting
from budget.grootboek.diensten import boek
from engine.casus import handelingen as h
from engine.casus.diensten import Zet
from engine.casus.diensten import zet as zet_casus
from engine.casus.opslag import CasusRij
from engine.inzage.kluis import Kluis
from engine.regie import diensten as regie
from engine.regie.begrippen import Aanbod, Aanvaarding
from engine.zitting import diensten as z
from engine.zitting.begrippen import Besluitopdracht, Opening, Planning, Presentie
from engine.zitting.formaat import Aanwezige, Besluit

NU = datetime(2026, 10, 5, 8, tzinfo=UTC)
VANDAAG = date(2026, 10, 5)
OP_DE_DAG = datetime(2026, 10, 12, 7, tzinfo=UTC)
ZITTINGSDAG = date(2026, 10, 12)
ZITTING = "Z-2026-10-12"
CASUS = "DT-7K3M9Q"

VERA = Gebruiker("vera_voorbeeld", Rol.VOORZITTER, "doorbraaktafel")
SANNE = Gebruiker("sanne_schrijver", Rol.SECRETARIS, "doorbraaktafel")
CARLA = Gebruiker("carla_casus", Rol.CASUSREGISSEUR, "team_zeist")
TOM = Gebruiker("tom_toezegger", Rol.TAFELDEELNEMER, "gemeente_zeist")
WALT = Gebruiker("walt_wethouder", Rol.BESTUURDER, "gemeente_zeist")

MANDAATHOUDERS = ("tom_toezegger", "tess_teambaas", "dorien_directeur")
"""The teammanager of Zeist and both halves of the duo of the pot; Dorien is director of the swv too."""

_TELLER = count(1)


def sleutel() -> str:
    return f"tafel-{next(_TELLER)}"


def vul_de_pot(db: Sessie, bedrag: str = "20.000") -> None:
    """Three gemeenten pay in, each this amount."""
    for deelnemer in ("gemeente_zeist", "gemeente_de_bilt", "gemeente_utrechtse_heuvelrug"):
        regel = f"inleg-{next(_TELLER)}"
        for gebeurtenis in (
            Bankregel(datum=VANDAAG, regel=regel, bedrag=EURO(bedrag)),
            Storting(datum=VANDAAG, regel=regel, deelnemer=deelnemer, bedrag=EURO(bedrag), oormerk="jeugdwet"),
        ):
            boek(db, SYSTEEM, gebeurtenis, sleutel=sleutel(), nu=NU)


def breng_casus_in(db: Sessie, nummer: str = CASUS, **anders: Any) -> None:
    """Bring in an accepted casus of a child in Zeist."""
    velden: dict[str, Any] = {
        "nummer": nummer, "bron": "proef", "extern_id": nummer, "versie": 1, "proces": "1", "status": "geaccepteerd",
        "status_sinds": VANDAAG, "aangemeld_op": NU, "aanmelder": "ilse_intern",
        "aanmelder_organisatie": "school_bedachte_boom", "school": "school_bedachte_boom", "swv": "swv_zout",
        "gemeente": "Zeist", "leeftijdsband": "4-11", "verzuim": "absoluut", "eerste_signaal": VANDAAG,
        "gewenste_start": VANDAAG, "spoed": False, "gedwongen_kader": False, "veiligheid": False,
        "vraag": "Wie betaalt de begeleiding?", "kenmerken": {},
    }  # fmt: skip
    db.add(CasusRij(**(velden | anders)))
    db.flush()
    kluis = Kluis(db)
    kluis.bewaar(nummer, {"jeugdige": {"naam": "Noor Verzonnen"}})
    kluis.indexeer(nummer, "Noor Verzonnen")


def doe(
    db: Sessie,
    gebruiksgeval: Callable[..., Uitkomst],
    wie: Gebruiker,
    opdracht: Any,
    nu: datetime = NU,
    versie: int = 0,
) -> Uitkomst:
    """Call a use case with a key of its own."""
    return gebruiksgeval(db, wie, opdracht, sleutel=sleutel(), versie=versie, nu=nu)


def een_vraagregel(bedrag: str = "9.000", soort: str = "jeugdhulp_individueel", **anders: Any) -> h.Vraagregel:
    velden: dict[str, Any] = {
        "wat": "Begeleiding thuis", "soort": soort, "aanbieder": "aanbieder_de_brug", "bedrag": EURO(bedrag),
        "maanden": 6,
    }  # fmt: skip
    return h.Vraagregel(**(velden | anders))


def toets_mandaat(
    db: Sessie,
    *regels: h.Vraagregel,
    uitnodigen: tuple[str, ...] = (*MANDAATHOUDERS, "ilse_intern"),
    casus: str = CASUS,
    **anders: Any,
) -> Uitkomst:
    """The check before the zitting (H14)."""
    velden: dict[str, Any] = {"regels": regels or (een_vraagregel(),), "uitnodigen": uitnodigen, "gezin": ("moeder",)}
    return doe(db, zet_casus, SANNE, Zet(casus, "mandaat_toetsen", handeling=h.MandaatToetsen(**(velden | anders))))


def plan_zitting(db: Sessie, op: date = ZITTINGSDAG) -> Uitkomst:
    return doe(db, z.plan, SANNE, Planning(op, "Gemeentehuis, zaal 1", "vera_voorbeeld", "pleun_plaatsvervang"))


def agendeer(db: Sessie, casus: str = CASUS, zitting: str = ZITTING, nu: datetime = NU) -> Uitkomst:
    return doe(db, zet_casus, SANNE, Zet(casus, "agenderen", handeling=h.Agenderen(zitting=zitting)), nu)


def open_de_zitting(db: Sessie, *aanwezigen: str | Aanwezige) -> None:
    """Open the zitting on its day with these people; without names the mandate holders."""
    doe(db, z.open_zitting, VERA, Opening(ZITTING), OP_DE_DAG)
    lijst = tuple(wie if isinstance(wie, Aanwezige) else Aanwezige(persoon=wie) for wie in aanwezigen or MANDAATHOUDERS)
    doe(db, z.aanwezig, SANNE, Presentie(ZITTING, lijst), OP_DE_DAG)


def geef_regie(db: Sessie, casus: str = CASUS) -> None:
    doe(db, regie.bied, VERA, Aanbod(casus, "carla_casus", "cas_consulent"))
    doe(db, regie.aanvaard, CARLA, Aanvaarding(casus))


def een_regel(bedrag: str = "9.000,00", **anders: Any) -> dict[str, Any]:
    """Half a year of individual help, paid first by the pot, with consent."""
    velden: dict[str, Any] = {
        "kenmerk": "hulp", "wat": "Begeleiding thuis en op school", "soort": "jeugdhulp_individueel",
        "aanbieder": "aanbieder_de_brug", "van": "2026-11-01", "tot": "2027-04-30", "bedrag": bedrag,
        "toestemming": {"door": ["ouders"], "op": "2026-10-01", "wijze": "schriftelijk"},
    }  # fmt: skip
    return velden | anders


def een_besluit(*regels: dict[str, Any], **anders: Any) -> Besluit:
    velden: dict[str, Any] = {
        "formaat": "doorbraak-besluit/1", "doel": "Weer elke dag naar school", "regels": regels or (een_regel(),),
    }  # fmt: skip
    return Besluit.model_validate(velden | anders)


def besluit(
    db: Sessie, plan: Besluit | None = None, casus: str = CASUS, wie: Gebruiker = VERA, nu: datetime = OP_DE_DAG
) -> Uitkomst:
    return doe(db, z.besluit, wie, Besluitopdracht(ZITTING, casus, plan or een_besluit()), nu)


def tot_de_zitting(db: Sessie, *aanwezigen: str | Aanwezige, bedrag: str = "20.000") -> None:
    """Everything up to an open zitting with one casus on the agenda and somebody who directs it."""
    vul_de_pot(db, bedrag)
    breng_casus_in(db)
    toets_mandaat(db)
    plan_zitting(db)
    agendeer(db)
    geef_regie(db)
    open_de_zitting(db, *aanwezigen)
