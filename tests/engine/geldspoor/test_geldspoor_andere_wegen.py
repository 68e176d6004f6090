"""The other ways of a financieringslijn: longer, withdrawn, taken over, a second invoice, a dispute, back and again."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import SYSTEEM, Gebruiker, Rol
from budget.basis.geld import EURO
from budget.basis.transactie import Sessie, transactie
from budget.grootboek.begrippen import Bankregel, Storno
from budget.grootboek.diensten import boek
from budget.grootboek.vragen import casuslijn, vorderingen
from engine.casus.opslag import GebeurtenisRij
from engine.casus.weigeringen import EisNietGehaald, NietBevoegd
from engine.geldspoor import diensten as d
from engine.geldspoor import handelingen as h
from engine.geldspoor.diensten.geschil import geschil_verder
from engine.geldspoor.opslag import FinancieringslijnRij
from engine.geldspoor.vragen import vanzelf
from engine.invoer.lezen import lees
from engine.inzage.kluis import vernietig
from engine.proces.regels import OvergangKanNiet
from engine.termijnen.opslag import TermijnRij
from tests.engine.geldspoor import geldwereld as w
from tests.engine.geldspoor.geldwereld import BAS, KARIN, LIJN, NU, PIEN, URSULA, VANDAAG, ZOE, doe

ONNO = Gebruiker("onno_onderzoek", Rol.TAFELDEELNEMER, "doorbraaktafel")
CONNY = Gebruiker("conny_controle", Rol.FINANCIER, "gemeente_zeist")


@pytest.fixture
def db(sqlite_url: str) -> Iterator[Sessie]:
    with transactie(sqlite_url) as sessie:
        w.leg_wereld(sessie)
        yield sessie


def zet(db: Sessie, wie: Gebruiker, gebeurtenis: str, handeling: object = None, dagen: int = 0) -> None:
    doe(db, d.zet_lijn, wie, d.Lijnzet(LIJN, gebeurtenis, handeling or h.Zonder()), dagen)


def lijn(db: Sessie) -> FinancieringslijnRij:
    return db.get_one(FinancieringslijnRij, LIJN)


def termijn(db: Sessie) -> TermijnRij:
    t = TermijnRij
    vraag = select(t).where(col(t.onderwerp) == f"geld:{LIJN}", col(t.status) == "open")
    return db.execute(vraag).scalar_one()


@pytest.mark.parametrize("gebeurtenis", h.PER_GEBEURTENIS)
def test_elk_voorbeeld_is_goede_invoer(gebeurtenis: str) -> None:
    model = h.PER_GEBEURTENIS[gebeurtenis]
    assert lees(model.VOORBEELD, gebeurtenis, model)


def test_een_reservering_blijft_langer_staan_en_gaat_nooit_korter(db: Sessie) -> None:
    w.een_reservering(db)
    was = lijn(db).houdbaar_tot
    with pytest.raises(EisNietGehaald, match="niet later"):
        zet(db, KARIN, "verlengen_houdbaarheid", h.VerlengenHoudbaarheid(houdbaar_tot=was, reden="later begin"))
    zet(db, KARIN, "verlengen_houdbaarheid",
        h.VerlengenHoudbaarheid(houdbaar_tot=was + timedelta(days=30), reden="later begin"))  # fmt: skip
    assert (lijn(db).status, lijn(db).houdbaar_tot) == ("gereserveerd", was + timedelta(days=30))
    assert termijn(db).code == "D_VERPLICHTING"


def test_een_ingetrokken_opdracht_is_weer_een_reservering(db: Sessie) -> None:
    w.een_reservering(db)
    doe(db, d.verplicht, BAS, w.een_opdracht())
    zet(db, BAS, "annuleren_verplichting", h.AnnulerenVerplichting(reden="de aanbieder kan niet"))
    assert (lijn(db).status, lijn(db).gereserveerd, lijn(db).verplicht) == ("gereserveerd", 840_000, 0)
    assert casuslijn(db, w.CASUS).gereserveerd == EURO("8.400")


def test_met_een_factuur_kan_een_opdracht_niet_meer_worden_ingetrokken(db: Sessie) -> None:
    w.een_reservering(db)
    doe(db, d.verplicht, BAS, w.een_opdracht())
    doe(db, d.lees_factuur, BAS, w.een_factuur())
    with pytest.raises(EisNietGehaald, match="factuur"):
        zet(db, BAS, "annuleren_verplichting", h.AnnulerenVerplichting(reden="toch niet"))


def test_de_betaler_neemt_over_en_de_hulp_loopt_door(db: Sessie) -> None:
    w.een_reservering(db)
    handeling = h.BetalerNeemtOver(betaler="gemeente_zeist", schriftelijk_op=VANDAAG, hulp_loopt_door=False)
    with pytest.raises(EisNietGehaald, match="doorloopt"):
        zet(db, KARIN, "betaler_neemt_over", handeling)
    zet(db, KARIN, "betaler_neemt_over", handeling.model_copy(update={"hulp_loopt_door": True}))
    assert (lijn(db).status, lijn(db).gereserveerd, casuslijn(db, w.CASUS).gereserveerd.cents) == ("vrijgevallen", 0, 0)


def test_een_tweede_factuur_volgt_de_verdeling_van_de_eerste(db: Sessie) -> None:
    w.een_reservering(db)
    doe(db, d.verplicht, BAS, w.een_opdracht())
    doe(db, d.lees_factuur, BAS, w.een_factuur(bedrag="4.200,00"))
    doe(db, d.prestatieakkoord, PIEN, w.een_prestatieakkoord())
    doe(db, d.open_onderzoek, SYSTEEM, d.Onderzoek(LIJN))
    doe(db, d.uitzoekbesluit, URSULA, w.zestig_veertig())
    doe(db, d.verrekenen, KARIN, d.Lijnstap(LIJN))
    doe(db, d.lees_factuur, BAS, w.een_factuur(bedrag="1.000,01", nummer="2026-119"))
    doe(db, d.prestatieakkoord, PIEN, w.een_prestatieakkoord("2026-119"))
    assert (lijn(db).status, lijn(db).voorgefinancierd) == ("in_verrekening", 520_001)
    open_ = {v.betaler: v.open.cents for v in vorderingen(db, casus=w.CASUS)}
    assert open_ == {"gemeente_zeist": 312_001, "swv_zout": 208_000}
    assert len([s for s in db.execute(select(GebeurtenisRij.naam)).scalars() if s == "volgende_factuur"]) == 1


def test_het_onderzoek_krijgt_een_keer_meer_tijd(db: Sessie) -> None:
    w.tot_onderzoek(db)
    was = termijn(db).einde
    zet(db, ONNO, "termijn_verlengen", h.TermijnVerlengen(reden="adres nog onbekend"))
    assert (termijn(db).einde - was).days == 28
    with pytest.raises(EisNietGehaald, match="al een keer verlengd"):
        zet(db, ONNO, "termijn_verlengen", h.TermijnVerlengen(reden="nog steeds"))


def test_zonder_overeenstemming_gaat_het_vanzelf_de_weg_van_het_convenant_tot_een_uitspraak(db: Sessie) -> None:
    w.tot_onderzoek(db)
    with pytest.raises(EisNietGehaald, match="loopt nog"):
        zet(db, SYSTEEM, "impasse")
    assert vanzelf(db, NU) == []
    assert [s.doe for s in vanzelf(db, NU + timedelta(days=57))] == ["impasse"]
    zet(db, SYSTEEM, "impasse", dagen=57)
    assert (lijn(db).status, termijn(db).code, termijn(db).ontvanger) == ("in_geschil", "D_GESCHIL", "uitzoeker")
    # The second reading has four weeks, the arbiter eight.
    assert (termijn(db).einde - termijn(db).start).days == 28
    uitspraak = h.Uitspraak(
        uitspraak_op=VANDAAG, forum="tweede lezing", tweede="ursula_uitzoek",
        besluit=w.een_besluit("enkel", w.een_aandeel("gemeente_zeist")),
    )  # fmt: skip
    with pytest.raises(EisNietGehaald, match="niet alleen"):
        zet(db, ONNO, "uitspraak", uitspraak.model_copy(update={"tweede": "onno_onderzoek"}), dagen=60)
    zet(db, ONNO, "uitspraak", uitspraak, dagen=60)
    assert lijn(db).status == "toegewezen"
    assert {v.betaler: v.open.cents for v in vorderingen(db, casus=w.CASUS)} == {"gemeente_zeist": 840_000}


def test_een_trede_die_zwijgt_geeft_het_geschil_aan_de_volgende_en_niemand_beslist_zomaar(db: Sessie) -> None:
    w.tot_onderzoek(db)
    zet(db, SYSTEEM, "impasse", dagen=57)
    assert [s.doe for s in vanzelf(db, NU + timedelta(days=85))] == []
    for na, trede in ((86, "arbiter"), (150, "contact_geschillencommissie")):
        assert [s.doe for s in vanzelf(db, NU + timedelta(days=na))] == ["geschil_verder"]
        doe(db, geschil_verder, SYSTEEM, d.Lijnstap(LIJN), na)
        assert (lijn(db).status, termijn(db).ontvanger) == ("in_geschil", trede)
    assert vanzelf(db, NU + timedelta(days=900)) == []
    with pytest.raises(EisNietGehaald):
        doe(db, geschil_verder, SYSTEEM, d.Lijnstap(LIJN), 900)


def test_een_betaler_legt_zijn_geschil_voor_aan_de_geldladder_en_niet_aan_de_hulpladder(db: Sessie) -> None:
    w.tot_verrekening(db)
    doe(db, d.betwist, ZOE, w.een_betwisting())
    handeling = h.GeschilAanhangig(betaler="gemeente_zeist", trede="4", eigen_poging="twee keer overlegd")
    with pytest.raises(EisNietGehaald, match="forum"):
        zet(db, ZOE, "geschil_aanhangig", handeling)
    zet(db, ZOE, "geschil_aanhangig", handeling.model_copy(update={"trede": "G2"}))
    assert (lijn(db).status, termijn(db).ontvanger) == ("in_geschil", "arbiter")


def test_een_storno_zet_een_afgewikkelde_lijn_terug(db: Sessie) -> None:
    w.tot_verrekening(db)
    w.betaald(db, "gemeente_zeist", EURO("5.040"))
    w.betaald(db, "swv_zout", EURO("3.360"))
    zet(db, SYSTEEM, "alles_afgewikkeld", dagen=11)
    storno = Storno(datum=date(2026, 10, 20), regel="ontvangst-storno", betaler="swv_zout", casus=w.CASUS,
                    bedrag=EURO("3.360"), besluit=LIJN)  # fmt: skip
    nu = NU + timedelta(days=15)
    terug = Bankregel(datum=date(2026, 10, 20), regel="ontvangst-storno", bedrag=EURO("-3.360"))
    for gebeurtenis in (terug, storno):
        boek(db, SYSTEEM, gebeurtenis, sleutel=w.sleutel(), nu=nu)
    assert [s.doe for s in vanzelf(db, nu)] == ["storno"]
    zet(db, SYSTEEM, "storno", dagen=15)
    assert lijn(db).status == "in_verrekening"


def test_een_storno_terwijl_er_nog_geld_openstaat_wordt_een_keer_gezien(db: Sessie) -> None:
    w.tot_verrekening(db)
    w.betaald(db, "swv_zout", EURO("3.360"))
    nu = NU + timedelta(days=15)
    assert vanzelf(db, nu) == []
    terug = Bankregel(datum=nu.date(), regel="terug", bedrag=EURO("-3.360"))
    storno = Storno(datum=nu.date(), regel="terug", betaler="swv_zout", casus=w.CASUS, bedrag=EURO("3.360"),
                    besluit=LIJN)  # fmt: skip
    for gebeurtenis in (terug, storno):
        boek(db, SYSTEEM, gebeurtenis, sleutel=w.sleutel(), nu=nu)
    assert [s.doe for s in vanzelf(db, nu)] == ["storno"]
    zet(db, SYSTEEM, "storno", dagen=15)
    assert (lijn(db).status, vanzelf(db, nu)) == ("in_verrekening", [])


def test_afschrijven_vraagt_een_eigen_mandaat_en_een_ander_die_het_voorstelt(db: Sessie) -> None:
    w.tot_verrekening(db)
    handeling = h.AfschrijvenVordering(
        betaler="swv_zout", bedrag="360,00", voorgesteld_door="karin_kassier", mandaat="pot_afschrijven",
        reden="niet meer te innen",
    )  # fmt: skip
    with pytest.raises(NietBevoegd):
        zet(db, KARIN, "afschrijven_vordering", handeling)
    for fout in ({"mandaat": "pot_bestellen"}, {"bedrag": EURO("2.500,01")}, {"voorgesteld_door": "conny_controle"}):
        with pytest.raises((EisNietGehaald, NietBevoegd)):
            zet(db, CONNY, "afschrijven_vordering", handeling.model_copy(update=fout))
    zet(db, CONNY, "afschrijven_vordering", handeling)
    assert lijn(db).status == "in_verrekening"
    assert {v.betaler: v.open.cents for v in vorderingen(db, casus=w.CASUS)}["swv_zout"] == 300_000


def test_van_de_aanbieder_komt_nooit_meer_terug_dan_er_is_betaald(db: Sessie) -> None:
    w.tot_onderzoek(db)
    with pytest.raises(EisNietGehaald, match="meer dan"):
        zet(db, KARIN, "terugvorderen_aanbieder", h.TerugvorderenAanbieder(bedrag="8.400,01", reden="dubbel"))
    zet(db, KARIN, "terugvorderen_aanbieder", h.TerugvorderenAanbieder(bedrag="350,00", reden="dubbel betaald"))
    assert (lijn(db).status, casuslijn(db, w.CASUS).terug_te_vorderen) == ("betaler_in_onderzoek", EURO("350"))


@pytest.mark.parametrize("later", [pytest.param(400, id="een jaar later"), pytest.param(760, id="R-2")])
def test_een_gesloten_lijn_gaat_weer_open_en_alleen_het_verschil_wordt_geboekt(db: Sessie, later: int) -> None:
    """R-2: years later (as far as the holidays are known) the person data are gone; money needs none of them."""
    w.tot_verrekening(db)
    w.betaald(db, "gemeente_zeist", EURO("5.040"))
    w.betaald(db, "swv_zout", EURO("3.360"))
    zet(db, SYSTEEM, "alles_afgewikkeld", dagen=11)
    zet(db, KARIN, "sluiten", dagen=11)
    vernietig(db, w.CASUS, NU)
    handeling = h.Heropenen(aanleiding="uitspraak", nieuw_feit="de rechter besliste anders", tweede="onno_onderzoek")
    with pytest.raises(EisNietGehaald, match="niet alleen"):
        zet(db, ONNO, "heropenen", handeling, dagen=later)
    zet(db, ONNO, "heropenen", handeling.model_copy(update={"tweede": "zoe_zuinig"}), dagen=later)
    assert lijn(db).status == "betaler_in_onderzoek"
    nieuw = w.een_besluit("enkel", w.een_aandeel("gemeente_zeist"))
    doe(db, d.uitzoekbesluit, URSULA, nieuw, later + 1)
    assert {v.betaler: v.open.cents for v in vorderingen(db, casus=w.CASUS) if v.open}["gemeente_zeist"] == 336_000


def test_wat_niet_kan_zegt_wat_wel_kan(db: Sessie) -> None:
    w.een_reservering(db)
    with pytest.raises(OvergangKanNiet) as gevangen:
        zet(db, ONNO, "heropenen", h.Heropenen(aanleiding="woonplaats", nieuw_feit="verhuisd", tweede="zoe_zuinig"))
    assert "verplichten" in gevangen.value.oplossing
