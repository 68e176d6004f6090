"""An afspraak of the table ends: done or lapsed; until then the casus does not close."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.transactie import Sessie, transactie
from budget.basis.weigering import Weigering
from engine.casus.feiten import omstandigheden
from engine.casus.handelingen import Niets
from engine.casus.opslag import CasusRij, GebeurtenisRij
from engine.termijnen.opslag import TermijnRij
from engine.zitting import diensten as z
from engine.zitting.begrippen import Afronding
from engine.zitting.opslag import AfspraakRij
from tests.engine.zitting.tafelwereld import (
    CARLA,
    CASUS,
    OP_DE_DAG,
    TOM,
    VERA,
    besluit,
    doe,
    een_besluit,
    tot_de_zitting,
)

LATER = OP_DE_DAG + timedelta(days=3)
ILSE = Gebruiker("ilse_intern", Rol.TAFELDEELNEMER, "school_bedachte_boom")


@pytest.fixture
def db(regio: str) -> Iterator[Sessie]:
    """A casus with one afspraak of Ilse."""
    with transactie(regio) as db:
        tot_de_zitting(db)
        afspraak = {
            "wie": "ilse_intern",
            "wat": "Maakt een rooster",
            "meetbaar": "Het rooster hangt",
            "op": "2026-10-20",
        }
        besluit(db, een_besluit(afspraken=[afspraak]))
        yield db


def nummer(db: Sessie) -> int:
    gevonden = db.execute(select(col(AfspraakRij.nummer))).scalar_one()
    assert gevonden is not None
    return int(gevonden)


def rond_af(db: Sessie, wie: Gebruiker, **meer: object) -> dict[str, object]:
    velden: dict[str, object] = {"casus": CASUS, "afspraak": nummer(db)} | meer
    return doe(db, z.rond_afspraak_af, wie, Afronding(**velden), nu=LATER).gegevens  # type: ignore[arg-type]


def open_nu(db: Sessie) -> int:
    casus = db.get(CasusRij, CASUS)
    assert casus is not None
    return omstandigheden(db, VERA, casus, LATER.date(), Niets()).open_afspraken


@pytest.mark.parametrize("wie", [ILSE, CARLA, VERA], ids=lambda wie: wie.persoon)
def test_gedaan_sluit_de_termijn_en_staat_in_de_tijdlijn(db: Sessie, wie: Gebruiker) -> None:
    assert open_nu(db) == 1
    assert rond_af(db, wie)["status"] == "gedaan"
    assert open_nu(db) == 0
    t, g = TermijnRij, GebeurtenisRij
    vraag = select(col(t.status)).where(col(t.onderwerp) == f"afspraak:{nummer(db)}")
    assert db.execute(vraag).scalar_one() == "voldaan"
    laatste = select(col(g.naam), col(g.naar), col(g.persoon)).order_by(col(g.nummer).desc())
    assert tuple(db.execute(laatste).first() or ()) == ("afspraak afronden", "gedaan", wie.persoon)


def test_vervallen_vraagt_een_reden(db: Sessie) -> None:
    with pytest.raises(Weigering) as gevangen:
        rond_af(db, VERA, gedaan=False)
    assert gevangen.value.code == "afspraak_zonder_reden"
    assert rond_af(db, VERA, gedaan=False, reden="De school heeft al een rooster.")["status"] == "vervallen"


def test_een_ander_rondt_haar_niet_af(db: Sessie) -> None:
    with pytest.raises(Weigering) as gevangen:
        rond_af(db, TOM)
    assert gevangen.value.code == "niet_bevoegd"
    assert open_nu(db) == 1


def test_wat_af_is_rondt_niemand_nog_eens_af(db: Sessie) -> None:
    rond_af(db, ILSE)
    with pytest.raises(Weigering) as gevangen:
        rond_af(db, VERA)
    assert gevangen.value.code == "afspraak_niet_open"
