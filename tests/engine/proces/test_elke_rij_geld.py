"""Every row of the money track, from reserveren to heropenen, driven through the use cases in a database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import SYSTEEM, Gebruiker, Rol
from budget.basis.geld import EURO
from budget.basis.transactie import Sessie, transactie
from budget.grootboek.begrippen import Bankregel, Ontvangst, Storno, TerugvorderingOntvangen
from budget.grootboek.diensten import boek
from budget.grootboek.vragen import vorderingen
from engine.casus.opslag import GebeurtenisRij
from engine.controle.vragen import controleer
from engine.geldspoor import diensten as d
from engine.geldspoor import handelingen as h
from engine.geldspoor.formaat import Uitzoek
from engine.geldspoor.opslag import FinancieringslijnRij
from engine.proces.vragen import proces
from tests.engine.geldspoor import geldwereld as w
from tests.engine.geldspoor.geldwereld import BAS, KARIN, NU, PIEN, URSULA, VANDAAG, ZOE, doe

ONNO = Gebruiker("onno_onderzoek", Rol.TAFELDEELNEMER, "doorbraaktafel")
CONNY = Gebruiker("conny_controle", Rol.FINANCIER, "gemeente_zeist")


class Lijn:
    """One financieringslijn on its way; every step goes through the use case that the command line calls."""

    def __init__(self, db: Sessie, bedrag: str = "2.000,00") -> None:
        self.db, self.bedrag, self.dag = db, bedrag, 0
        self.nummer = w.een_reservering(db, bedrag)

    def zet(self, wie: Gebruiker, gebeurtenis: str, na: int = 0, **velden: object) -> None:
        self.dag += na
        handeling = h.PER_GEBEURTENIS[gebeurtenis](**velden)
        doe(self.db, d.zet_lijn, wie, d.Lijnzet(self.nummer, gebeurtenis, handeling), self.dag)

    def verplicht(self) -> None:
        doe(self.db, d.verplicht, BAS, w.een_opdracht(self.nummer), self.dag)

    def factuur(self, bedrag: str, nummer: str) -> None:
        nummer = f"{self.nummer[-1]}-{nummer}"
        doe(self.db, d.lees_factuur, BAS, w.een_factuur(self.nummer, bedrag, nummer), self.dag)
        doe(self.db, d.prestatieakkoord, PIEN, w.een_prestatieakkoord(nummer), self.dag)

    def uitzoekbesluit(self, uitkomst: str, **gewichten: int) -> None:
        doe(self.db, d.uitzoekbesluit, URSULA, self.besluit(uitkomst, **gewichten), self.dag)

    def besluit(self, uitkomst: str, **gewichten: int) -> Uitzoek:
        aandelen = [w.een_aandeel(wie, gewicht=gewicht or None) for wie, gewicht in gewichten.items()]
        return w.een_besluit(uitkomst, *aandelen, lijn=self.nummer)

    def betwist(self) -> None:
        brief = w.een_betwisting(ontvangen=VANDAAG + timedelta(days=self.dag))
        doe(self.db, d.betwist, ZOE, brief.model_copy(update={"lijn": self.nummer}), self.dag)

    def uitspraak(self) -> None:
        self.zet(ONNO, "uitspraak", uitspraak_op=VANDAAG, forum="arbiter", tweede="ursula_uitzoek",
                 besluit=self.besluit("enkel", gemeente_zeist=0))  # fmt: skip

    def ontvang(self, bedrag: str, storno: bool = False) -> None:
        nu = NU + timedelta(days=self.dag)
        regel, soort = w.sleutel(), Storno if storno else Ontvangst
        geld = {"betaler": "gemeente_zeist", "casus": w.CASUS, "bedrag": EURO(bedrag), "besluit": self.nummer}
        bij_of_af = Bankregel(datum=nu.date(), regel=regel, bedrag=EURO(f"-{bedrag}" if storno else bedrag))
        for gebeurtenis in (bij_of_af, soort(datum=nu.date(), regel=regel, **geld)):  # type: ignore[arg-type]
            boek(self.db, SYSTEEM, gebeurtenis, sleutel=w.sleutel(), nu=nu)

    @property
    def status(self) -> str:
        return self.db.get_one(FinancieringslijnRij, self.nummer).status


@pytest.fixture
def db(sqlite_url: str) -> Iterator[Sessie]:
    with transactie(sqlite_url) as sessie:
        w.leg_wereld(sessie)
        yield sessie


def de_lange_weg(db: Sessie) -> None:
    """One line that meets everything: later, withdrawn, paid back, disputed, reversed twice, closed and reopened."""
    lijn = Lijn(db)
    houdbaar = db.get_one(FinancieringslijnRij, lijn.nummer).houdbaar_tot
    later = houdbaar + timedelta(days=30)
    lijn.zet(KARIN, "verlengen_houdbaarheid", houdbaar_tot=later, reden="de hulp begint later")
    lijn.verplicht()
    lijn.zet(BAS, "annuleren_verplichting", reden="de aanbieder kan niet")
    lijn.verplicht()
    lijn.factuur("1.500,00", "a")
    lijn.zet(SYSTEEM, "onderzoek_openen")
    lijn.zet(ONNO, "termijn_verlengen", reden="adres nog onbekend")
    lijn.factuur("500,00", "b")
    lijn.zet(KARIN, "terugvorderen_aanbieder", bedrag="40,00", reden="een week dubbel")
    lijn.zet(SYSTEEM, "impasse", na=85)
    lijn.uitspraak()
    lijn.zet(KARIN, "verrekenen")
    lijn.zet(KARIN, "terugvorderen_aanbieder", bedrag="60,00", reden="een week dubbel")
    lijn.betwist()
    doe(db, d.handhaaf, URSULA, w.een_handhaving().model_copy(update={"lijn": lijn.nummer}), lijn.dag)
    lijn.betwist()
    doe(db, d.herzie, URSULA, lijn.besluit("gedeeld", gemeente_zeist=60, swv_zout=40), lijn.dag)
    lijn.zet(KARIN, "verrekenen")
    lijn.betwist()
    lijn.zet(ZOE, "geschil_aanhangig", betaler="gemeente_zeist", trede="G2", eigen_poging="twee keer overlegd")
    lijn.uitspraak()
    lijn.zet(KARIN, "verrekenen")
    lijn.zet(CONNY, "afschrijven_vordering", betaler="gemeente_zeist", bedrag="200,00", reden="niet te innen",
             voorgesteld_door="karin_kassier", mandaat="pot_afschrijven")  # fmt: skip
    lijn.ontvang("1.000,00")
    lijn.ontvang("1.000,00", storno=True)
    lijn.zet(SYSTEEM, "storno")
    lijn.ontvang("1.700,00")
    lijn.zet(SYSTEEM, "alles_afgewikkeld")
    lijn.ontvang("1.700,00", storno=True)
    lijn.zet(SYSTEEM, "storno")
    assert lijn.status == "in_verrekening"
    lijn.ontvang("1.700,00")
    lijn.zet(SYSTEEM, "alles_afgewikkeld")
    _aanbieder_betaalt_terug(lijn)
    lijn.zet(KARIN, "sluiten")
    lijn.zet(ONNO, "heropenen", aanleiding="uitspraak", nieuw_feit="de rechter besliste anders", tweede="zoe_zuinig")
    assert lijn.status == "betaler_in_onderzoek"
    assert {v.betaler: v.open.cents for v in vorderingen(db, casus=w.CASUS) if v.besluit == lijn.nummer} == {
        "gemeente_zeist": 0,
        "swv_zout": 0,
    }


def _aanbieder_betaalt_terug(lijn: Lijn) -> None:
    nu = NU + timedelta(days=lijn.dag)
    regel = w.sleutel()
    for gebeurtenis in (
        Bankregel(datum=nu.date(), regel=regel, bedrag=EURO("100")),
        TerugvorderingOntvangen(datum=nu.date(), regel=regel, aanbieder=w.AANBIEDER, casus=w.CASUS, bedrag=EURO("100")),
    ):
        boek(lijn.db, SYSTEEM, gebeurtenis, sleutel=w.sleutel(), nu=nu)


def de_korte_wegen(db: Sessie) -> None:
    """One payer, several, the pot itself, released before anything was paid, and taken over by the payer."""
    uitkomsten = {"enkel": {"swv_zout": 0}, "gedeeld": {"swv_zout": 50, "gemeente_zeist": 50}, "potlast": {}}
    for uitkomst, betalers in uitkomsten.items():
        lijn = Lijn(db)
        lijn.verplicht()
        lijn.factuur("2.000,00", "a")
        lijn.zet(SYSTEEM, "onderzoek_openen")
        lijn.uitzoekbesluit(uitkomst, **betalers)
    lijn.zet(KARIN, "ten_laste_pot")
    Lijn(db).zet(KARIN, "vrijgeven", reden="de hulp gaat niet door")
    Lijn(db).zet(KARIN, "betaler_neemt_over", betaler="swv_zout", schriftelijk_op=VANDAAG, hulp_loopt_door=True)


def test_geen_rij_van_het_geldspoor_is_ongelopen(db: Sessie) -> None:
    de_korte_wegen(db)
    de_lange_weg(db)
    g = GebeurtenisRij
    gelopen = set(db.execute(select(col(g.code)).where(col(g.spoor) == "geld")).scalars())
    spoor = proces(db, "1").geld
    assert sorted({o.code for o in spoor.overgangen} - gelopen) == []
    # The builder put the casus there without its own history.
    gevonden = [b for b in controleer(db, SYSTEEM).bevindingen if b.waar != w.CASUS]
    assert gevonden == []
