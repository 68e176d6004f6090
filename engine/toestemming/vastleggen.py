"""The consents that come with an aanmelding; part of the transaction of bringing in a casus."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from budget.basis.gebruiker import Gebruiker
from budget.basis.transactie import Sessie
from engine.casus.formaat import Toestemming as Gemeld
from engine.toestemming.opslag import ToestemmingRij
from engine.toestemming.regels import een_jaar_later


def leg_gemelde_vast(db: Sessie, wie: Gebruiker, casus: str, gemeld: Iterable[Gemeld], nu: datetime) -> None:
    """Record the consents that came with an aanmelding, each for twelve months from its own day."""
    for t in gemeld:
        db.add(
            ToestemmingRij(
                casus=casus, domein=t.domein, door=list(t.door), antwoord="gegeven", ontvangers=[], categorieen=[],
                doel="de aanmelding bij de tafel", wijze=t.wijze, van=t.op, tot=een_jaar_later(t.op),
                vastgelegd_door=wie.persoon, vastgelegd_op=nu,
            )
        )  # fmt: skip
    db.flush()
