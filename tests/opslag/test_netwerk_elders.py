"""What the database knows of other casussen counts here as a number about people, and nothing else comes along."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import update
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag
from budget.basis.transactie import Sessie, transactie
from engine.casus.zicht import Grond, geef_toegang
from engine.netwerk.begrippen import Gebeurtenissoort as S
from engine.netwerk.regels.alle import bevindingen
from engine.netwerk.rijen import EerderSamen, Gebeurtenis
from engine.netwerk.vragen import beelden, controleer, ranglijst, veeg_alles
from engine.regie.opslag import schrijf
from engine.register.opslag import AanstellingRij
from tests.engine.zitting.tafelwereld import breng_casus_in
from tests.opslag.netwerkwereld import BEGIN, CASUS, NU, SCHOOL, SINDS, TEAM, VERA, ZORG, een_netwerk, relatie


def _met_bandbreedte(db: Sessie, persoon: str, bandbreedte: int) -> None:
    db.execute(update(AanstellingRij).where(col(AanstellingRij.persoon) == persoon).values(bandbreedte=bandbreedte))


def _casus_elders(db: Sessie, nummer: str, *mensen: str, **anders: Any) -> None:
    breng_casus_in(db, nummer, aangemeld_op=BEGIN, **anders)
    db.add_all([relatie(nummer, "betrokken", p) for p in mensen])
    db.flush()


def _heeft_regie(db: Sessie, nummer: str, persoon: str, duo_met: str | None = None) -> None:
    schrijf(db, nummer, Gebeurtenis(datum=SINDS, soort=S.AANVAARD, persoon=persoon, duo_met=duo_met), BEGIN)


@pytest.fixture
def wereld(praktijk: str) -> Iterator[Sessie]:
    with transactie(praktijk) as db:
        een_netwerk(db)
        _met_bandbreedte(db, TEAM, 3)
        yield db


def elders(db: Sessie) -> float:
    return beelden(db, [CASUS], dag(NU))[CASUS].personen[TEAM].regielast_elders


def test_de_regielast_komt_van_de_andere_open_casussen_en_een_duo_deelt(wereld: Sessie) -> None:
    assert elders(wereld) == 0
    for nr in range(3):
        _casus_elders(wereld, f"DT-ELDERS{nr}", TEAM)
        _heeft_regie(wereld, f"DT-ELDERS{nr}", TEAM, "cas_consulent" if nr == 1 else None)
    _heeft_regie(wereld, "DT-ELDERS1", "cas_consulent", TEAM)
    assert elders(wereld) == 2.5
    _casus_elders(wereld, "DT-VOORBIJ", TEAM, status="afgesloten")
    _heeft_regie(wereld, "DT-VOORBIJ", TEAM)
    schrijf(wereld, "DT-ELDERS0", Gebeurtenis(datum=dag(NU), soort=S.BEEINDIGD, persoon=TEAM), NU)
    assert elders(wereld) == 1.5


def test_wie_geen_bandbreedte_afsprak_wordt_nergens_geteld(wereld: Sessie) -> None:
    wereld.execute(update(AanstellingRij).values(bandbreedte=None))
    _casus_elders(wereld, "DT-ELDERS0", TEAM)
    _heeft_regie(wereld, "DT-ELDERS0", TEAM)
    assert elders(wereld) == 0


def test_overbelast_weet_de_regisseur_zelf_en_niet_de_rest_van_de_casus(wereld: Sessie) -> None:
    for nr in range(3):
        _casus_elders(wereld, f"DT-ELDERS{nr}", TEAM)
        _heeft_regie(wereld, f"DT-ELDERS{nr}", TEAM)

    def ziet(wie: Gebruiker) -> bool:
        return "R14" in [b["regel"] for b in controleer(wereld, wie, CASUS, NU)["bevindingen"]]

    assert [b.regel for b in bevindingen(beelden(wereld, [CASUS], dag(NU))[CASUS])] == ["R14", "R15"]
    assert not ziet(VERA)
    geef_toegang(wereld, CASUS, "persoon", TEAM, Grond.REGIE, dag(NU))
    assert ziet(Gebruiker(TEAM, Rol.CASUSREGISSEUR, "team_zeist"))
    assert veeg_alles(wereld, VERA, NU)["per_regel"]["R14"] == 4
    assert "R14" not in {b["regel"] for b in veeg_alles(wereld, VERA, NU)["bevindingen"]}


def test_wie_eerder_samenwerkte_komt_uit_de_andere_casussen_en_het_gezin_nooit(wereld: Sessie) -> None:
    def punt(persoon: str) -> bool:
        lijst = ranglijst(wereld, VERA, CASUS, NU)["kandidaten"]
        return any("eerder" in r["tekst"] for k in lijst if k["persoon"] == persoon for r in k["redenen"])

    _casus_elders(wereld, "DT-ELDERS0", SCHOOL, ZORG, "moeder", kenmerken={"gezin": ["moeder"]})
    assert not punt(SCHOOL), "met een ander werken is niet genoeg"
    _casus_elders(wereld, "DT-ELDERS1", SCHOOL, TEAM, status="afgesloten")
    assert (punt(SCHOOL), punt(ZORG)) == (True, False)
    samen = {(r.van, r.naar, r.aantal) for r in beelden(wereld, [CASUS], dag(NU))[CASUS].bekende(EerderSamen)}
    assert samen == {("berend_brug", "ilse_intern", 1), ("carla_casus", "ilse_intern", 1)}
