"""What may be shared with whom, today; and who must still consent."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date, datetime
from functools import lru_cache
from typing import Any

from sqlalchemy import bindparam, select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.basis.voorbereid import rijen
from engine.casus.opslag import CasusRij
from engine.casus.weigeringen import CasusOnbekend
from engine.casus.zicht import mag_zien
from engine.inzage.kluis import Kluis
from engine.regio.plaats import config_map
from engine.register.vragen import organisatie, werkt_bij
from engine.toestemming.begrippen import Domeinregel, Grondslag, Kind, Oordeel, Toestand, Toestemming
from engine.toestemming.opslag import ToestemmingRij
from engine.toestemming.regels import beoordeel, domeinregels_uit, leeftijd_op, ontbreekt, volgende_grens

HULP = "jeugdhulp"
"""The domain whose ages count for consent to help as well."""

_VANAF = {"0-3": 0, "4-11": 4, "12-15": 12, "16-17": 16, "18-22": 18}


def wat_mag_gedeeld(db: Sessie, wie: Gebruiker, casus: str, nu: datetime) -> dict[str, Any]:
    """Return per source domain who must consent, who did, whether it may be shared and until when (key `v`).

    No name and no birth date. Refusal: casus_onbekend.
    """
    op = dag(nu)
    vraag = select(CasusRij).where(col(CasusRij.nummer) == casus, mag_zien(wie, op))
    rij: CasusRij | None = db.execute(vraag).scalar_one_or_none()
    if rij is None:
        raise CasusOnbekend(casus)
    kind, gegeven = kind_van(db, rij), toestemmingen(db, casus)
    grens = volgende_grens(kind, op)
    return {
        "casusnummer": casus,
        "leeftijdsgroep": _groep(leeftijd_op(kind, op)),
        "gezag": kind.gezag,
        "verandert_op": None if grens is None else grens.isoformat(),
        "domeinen": [
            {"naam": regel.naam, "bron": regel.bron, "status": regel.status}
            | _oordeel(beoordeel(regel, kind, gegeven, op))
            for regel in domeinregels().values()
        ],
        "toestemmingen": [
            {
                "nummer": t.nummer,
                "domein": t.domein,
                "door": sorted(t.door),
                "antwoord": t.antwoord,
                "ontvangers": sorted(t.ontvangers),
                "van": t.van.isoformat(),
                "tot": t.tot.isoformat(),
                "ingetrokken_op": None if t.ingetrokken_op is None else t.ingetrokken_op.isoformat(),
            }
            for t in gegeven
        ],
    }


def mag_delen(
    db: Sessie, casus: CasusRij, domein: str, op: date, *, ontvanger: str | None = None, categorie: str | None = None
) -> Oordeel:
    """Return the answer of the gate for one domain, recipient and kind of data; KeyError for an unknown domain.

    A gecertificeerde instelling that carries out a measure hears what the help knows without consent
    (Jeugdwet art. 7.3.11 lid 4).
    """
    regel = domeinregels()[domein]
    if domein == HULP and casus.gedwongen_kader and _is_gi(db, ontvanger, op):
        return Oordeel(domein, Grondslag.OTS, True, Toestand.NIET_NODIG, (), ())
    gegeven = toestemmingen(db, casus.nummer)
    return beoordeel(regel, kind_van(db, casus), gegeven, op, ontvanger=ontvanger, categorie=categorie)


def _is_gi(db: Sessie, ontvanger: str | None, op: date) -> bool:
    """Say whether a recipient is a gecertificeerde instelling, or somebody who works there."""
    if ontvanger is None:
        return False
    gevonden = organisatie(db, ontvanger) or organisatie(db, werkt_bij(db, ontvanger, op) or "")
    return gevonden is not None and gevonden.soort == "gi"


def te_weinig_toestemming(
    db: Sessie, casus: CasusRij, regels: Mapping[str, Iterable[str]], op: date
) -> tuple[str, ...]:
    """Return the plan lines (with who consented to each) that lack consent to help, and who must still say yes.

    The age of the day itself counts: a birthday in between can ask for somebody else. A consent that was withdrawn or
    refused holds every line up.
    """
    if not regels:
        return ()
    kind, eis = kind_van(db, casus), domeinregels()[HULP]
    toestand = beoordeel(eis, kind, toestemmingen(db, casus.nummer), op).toestand
    if toestand in (Toestand.INGETROKKEN, Toestand.GEWEIGERD):
        return tuple(f"{kenmerk} (de toestemming is {toestand.value})" for kenmerk in regels)
    nog = {kenmerk: ontbreekt(door, eis, kind, op) for kenmerk, door in regels.items()}
    return tuple(f"{kenmerk} (nog nodig: {' en '.join(wie)})" for kenmerk, wie in nog.items() if wie)


def kind_van(db: Sessie, casus: CasusRij) -> Kind:
    """Return age and gezag; once the person store is destroyed only the age band of the casus is left."""
    jeugdige = (Kluis(db).lees(casus.nummer) or {}).get("jeugdige") or {}
    geboren = jeugdige.get("geboortedatum")
    return Kind(
        geboren=None if geboren is None else date.fromisoformat(geboren),
        leeftijd=_VANAF[casus.leeftijdsband],
        gezag=jeugdige.get("gezag"),
    )


def toestemmingen(db: Sessie, casus: str) -> tuple[Toestemming, ...]:
    """Return every record of a casus, oldest first; what was broken through for safety is no consent."""
    return tuple(
        Toestemming(
            nummer, domein, frozenset(door), antwoord, van, tot, frozenset(ontvangers), frozenset(categorieen), weg
        )
        for nummer, domein, door, antwoord, van, tot, ontvangers, categorieen, weg in rijen(db, _VAN_CASUS, casus=casus)
    )


_T = ToestemmingRij
_VAN_CASUS = (
    select(
        col(_T.nummer), col(_T.domein), col(_T.door), col(_T.antwoord), col(_T.van), col(_T.tot), col(_T.ontvangers),
        col(_T.categorieen), col(_T.ingetrokken_op),
    )
    .where(col(_T.casus) == bindparam("casus"), col(_T.antwoord) != "doorbroken")
    .order_by(col(_T.nummer))
)  # fmt: skip


@lru_cache(maxsize=1)
def domeinregels() -> dict[str, Domeinregel]:
    """Return what each source domain asks, from the national data that come with the product."""
    tekst = (config_map() / "nl" / "toestemming.toml").read_text(encoding="utf-8")
    return domeinregels_uit(tomllib.loads(tekst)["domein"])


def _oordeel(oordeel: Oordeel) -> dict[str, Any]:
    return {
        "domein": oordeel.domein,
        "grondslag": oordeel.grondslag.value,
        "mag": oordeel.mag,
        "toestand": oordeel.toestand.value,
        "nodig": list(oordeel.nodig),
        "heeft": list(oordeel.heeft),
        "ontvangers": list(oordeel.ontvangers),
        "tot": None if oordeel.tot is None else oordeel.tot.isoformat(),
    }


def _groep(leeftijd: int) -> str:
    return "tot 12" if leeftijd < 12 else "12-15" if leeftijd < 16 else "16-17" if leeftijd < 18 else "18+"
