"""The whole money track of one line: reserve, order, invoice, research, decide, settle, close."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest
from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import SYSTEEM
from budget.basis.geld import EURO
from budget.basis.transactie import Sessie, transactie
from budget.grootboek.vragen import saldi, stand, vorderingen
from budget.grootboek.weigeringen import BovenReservering, BovenVerplichting, DubbeleFactuur, OnvoldoendeBeschikbaar
from engine.berichten.opslag import OutboxRij
from engine.casus.opslag import CasusRij, GebeurtenisRij
from engine.casus.weigeringen import EisNietGehaald, NietBevoegd
from engine.geldspoor import diensten as d
from engine.geldspoor.opslag import FinancieringslijnRij, UitzoekaandeelRij
from engine.geldspoor.weigeringen import (
    AanbiederOnbekend,
    BestedingGeblokkeerd,
    FactuurAfgehandeld,
    IbanWijktAf,
    LijnOnbekend,
)
from engine.proces.regels import OvergangKanNiet
from engine.termijnen.opslag import TermijnRij
from tests.engine.geldspoor import geldwereld as w
from tests.engine.geldspoor.geldwereld import BAS, CASUS, KARIN, LIJN, PIEN, URSULA, VERA, doe


@pytest.fixture
def db(sqlite_url: str) -> Iterator[Sessie]:
    with transactie(sqlite_url) as sessie:
        w.leg_wereld(sessie)
        yield sessie


def lijn(db: Sessie) -> FinancieringslijnRij:
    rij = db.get(FinancieringslijnRij, LIJN)
    assert rij is not None
    return rij


def open_termijnen(db: Sessie) -> list[tuple[str, str]]:
    t = TermijnRij
    return [
        (code, aan)
        for code, aan in db.execute(
            select(col(t.code), col(t.ontvanger)).where(col(t.onderwerp) == f"geld:{LIJN}", col(t.status) == "open")
        )
    ]


def rekening(db: Sessie, nummer: str) -> int:
    return stand(db).saldi[nummer].cents if nummer in stand(db).saldi else 0


def test_reserveren_legt_geld_vast_en_vraagt_de_besteller_om_een_opdracht(db: Sessie) -> None:
    assert w.een_reservering(db) == LIJN

    assert stand(db).beschikbaar_besluit == EURO("61.600")
    assert lijn(db).status == "gereserveerd"
    assert lijn(db).houdbaar_tot == date(2027, 3, 11)
    assert open_termijnen(db) == [("D_VERPLICHTING", "besteller")]


def test_de_tweede_reservering_van_een_casus_krijgt_het_volgende_nummer(db: Sessie) -> None:
    w.een_reservering(db)
    assert w.een_reservering(db, regel="2") == f"{CASUS}/2"


def test_meer_dan_de_pot_draagt_wordt_geweigerd_en_laat_geen_lijn_achter(db: Sessie) -> None:
    with pytest.raises(OnvoldoendeBeschikbaar), db.begin_nested():
        w.een_reservering(db, "70.000,01")
    assert db.get(FinancieringslijnRij, LIJN) is None


def test_een_verboden_bestemming_noemt_wat_wel_kan(db: Sessie) -> None:
    with pytest.raises(BestedingGeblokkeerd) as weigering:
        w.een_reservering(db, bestemming="schoolgeld_particulier")
    assert "inkoop_expertise" in weigering.value.oplossing


def test_een_voorwaardelijke_bestemming_mag_als_de_voorwaarde_is_aangetoond(db: Sessie) -> None:
    with pytest.raises(BestedingGeblokkeerd) as weigering:
        w.een_reservering(db, bestemming="jeugdhulp_individueel")
    assert "toon aan" in weigering.value.oplossing
    w.een_reservering(
        db, bestemming="jeugdhulp_individueel", aangetoond=["hulpvraag_en_toestemming_of_gedwongen_kader"]
    )


def test_een_onbekende_aanbieder_wordt_geweigerd(db: Sessie) -> None:
    with pytest.raises(AanbiederOnbekend):
        w.een_reservering(db, aanbieder="aanbieder_van_niets")


def test_alleen_een_besteller_plaatst_de_opdracht(db: Sessie) -> None:
    w.een_reservering(db)
    with pytest.raises(NietBevoegd, match="verplichten"):
        doe(db, d.verplicht, KARIN, w.een_opdracht())
    doe(db, d.verplicht, BAS, w.een_opdracht(bedrag="8.000"))
    assert (lijn(db).gereserveerd, lijn(db).verplicht) == (40_000, 800_000)
    assert lijn(db).besteller == "bas_besteller"


def test_een_opdracht_boven_de_reservering_wordt_geweigerd(db: Sessie) -> None:
    w.een_reservering(db)
    with pytest.raises(BovenReservering):
        doe(db, d.verplicht, BAS, w.een_opdracht(bedrag="8.400,01"))


def test_de_kassier_geeft_een_ongebruikte_lijn_vrij(db: Sessie) -> None:
    w.een_reservering(db)
    doe(db, d.verplicht, BAS, w.een_opdracht(bedrag="8.000"))
    with pytest.raises(EisNietGehaald, match="reden"):
        doe(db, d.geef_vrij, KARIN, d.Vrijgave(LIJN, ""))
    doe(db, d.geef_vrij, KARIN, d.Vrijgave(LIJN, "De jeugdige is verhuisd."))
    assert lijn(db).status == "vrijgevallen"
    assert stand(db).beschikbaar_besluit == EURO("70.000")
    assert open_termijnen(db) == []


def test_na_een_factuur_gaat_alleen_de_rest_terug_en_loopt_de_lijn_door(db: Sessie) -> None:
    w.een_reservering(db)
    doe(db, d.verplicht, BAS, w.een_opdracht())
    doe(db, d.lees_factuur, BAS, w.een_factuur(bedrag="5.000,00"))
    doe(db, d.prestatieakkoord, PIEN, w.een_prestatieakkoord())
    with pytest.raises(NietBevoegd):
        doe(db, d.geef_vrij, URSULA, d.Vrijgave(LIJN, "Minder uren nodig."))
    with pytest.raises(EisNietGehaald, match="reden"):
        doe(db, d.geef_vrij, KARIN, d.Vrijgave(LIJN, " "))
    doe(db, d.geef_vrij, KARIN, d.Vrijgave(LIJN, "Minder uren nodig."))
    assert (lijn(db).status, lijn(db).verplicht) == ("voorgefinancierd", 0)
    assert rekening(db, "9200") == 0
    with pytest.raises(EisNietGehaald, match="niets meer vast"):
        doe(db, d.geef_vrij, KARIN, d.Vrijgave(LIJN, "Nog eens."))


def test_een_factuur_inlezen_verandert_de_staat_niet(db: Sessie) -> None:
    w.een_reservering(db)
    doe(db, d.verplicht, BAS, w.een_opdracht())
    uitkomst = doe(db, d.lees_factuur, BAS, w.een_factuur())
    assert uitkomst.gegevens["status_geld"] == "verplicht"
    with pytest.raises(DubbeleFactuur):
        doe(db, d.lees_factuur, BAS, w.een_factuur(nummer="2026 -118"))
    with pytest.raises(BovenVerplichting):
        doe(db, d.lees_factuur, BAS, w.een_factuur(nummer="2026-119", bedrag="8.400,01"))
    with pytest.raises(IbanWijktAf):
        doe(db, d.lees_factuur, BAS, w.een_factuur(nummer="2026-120", iban="NL69TEST0001000071"))


def test_zonder_opdracht_past_een_factuur_nergens_bij(db: Sessie) -> None:
    w.een_reservering(db)
    with pytest.raises(OvergangKanNiet):
        doe(db, d.lees_factuur, BAS, w.een_factuur())


def test_het_prestatieakkoord_laat_de_pot_voorfinancieren(db: Sessie) -> None:
    w.tot_voorgefinancierd(db)
    assert lijn(db).status == "voorgefinancierd"
    assert rekening(db, "1300") == 840_000
    assert rekening(db, "1600") == -840_000
    assert open_termijnen(db) == [("D_ONDERZOEKSTART", "onderzoeker")]
    with pytest.raises(FactuurAfgehandeld):
        doe(db, d.prestatieakkoord, PIEN, w.een_prestatieakkoord())


def test_zonder_navraag_elders_geen_prestatieakkoord(db: Sessie) -> None:
    w.een_reservering(db)
    doe(db, d.verplicht, BAS, w.een_opdracht())
    doe(db, d.lees_factuur, BAS, w.een_factuur())
    with pytest.raises(EisNietGehaald, match="elders"):
        doe(db, d.prestatieakkoord, PIEN, d.Prestatieakkoord(w.AANBIEDER, "2026-118", "Geleverd."))


def test_de_eerste_onderzoeker_die_niet_besliste_zoekt_uit(db: Sessie) -> None:
    w.tot_onderzoek(db)
    assert lijn(db).onderzoeker == "onno_onderzoek"
    assert open_termijnen(db) == [("D_BETALER", "persoon:onno_onderzoek")]


def test_wie_over_de_casus_besliste_is_geen_onderzoeker(db: Sessie) -> None:
    w.een_reservering(db, door=("onno_onderzoek", "tess_teambaas"))
    doe(db, d.verplicht, BAS, w.een_opdracht())
    doe(db, d.lees_factuur, BAS, w.een_factuur())
    doe(db, d.prestatieakkoord, PIEN, w.een_prestatieakkoord())
    with pytest.raises(EisNietGehaald, match="onderzoeker"):
        doe(db, d.open_onderzoek, SYSTEEM, d.Onderzoek(LIJN, "onno_onderzoek"))
    doe(db, d.open_onderzoek, SYSTEEM, d.Onderzoek(LIJN))
    assert lijn(db).onderzoeker == "odette_ondervraag"


def test_gedeeld_besluit_maakt_twee_vorderingen_tot_de_cent(db: Sessie) -> None:
    w.tot_onderzoek(db)
    uitkomst = doe(db, d.uitzoekbesluit, URSULA, w.zestig_veertig())
    assert uitkomst.gegevens["aandelen"] == {"gemeente_zeist": 504_000, "swv_zout": 336_000}
    assert lijn(db).status == "gedeeld"
    assert rekening(db, "1300") == 0
    assert rekening(db, "1310") == 840_000


def test_een_enkele_betaler_draagt_alles(db: Sessie) -> None:
    w.tot_onderzoek(db)
    doe(db, d.uitzoekbesluit, URSULA, w.een_besluit("enkel", w.een_aandeel("gemeente_houten")))
    assert lijn(db).status == "toegewezen"
    assert [(v.betaler, v.open) for v in vorderingen(db)] == [("gemeente_houten", EURO("8.400"))]


def test_een_besluit_van_een_uitzoeker_alleen_of_van_de_onderzoeker_mag_niet(db: Sessie) -> None:
    w.tot_onderzoek(db)
    alleen = w.een_besluit("potlast", beslist_door=("ursula_uitzoek",))
    with pytest.raises(EisNietGehaald, match="vraagt 2 uitzoekers"):
        doe(db, d.uitzoekbesluit, URSULA, alleen)
    met_onderzoeker = w.een_besluit("potlast", beslist_door=("ursula_uitzoek", "onno_onderzoek"))
    with pytest.raises(EisNietGehaald, match="onno_onderzoek is de onderzoeker"):
        doe(db, d.uitzoekbesluit, URSULA, met_onderzoeker)


def test_een_betaler_die_niet_is_gehoord_betaalt_niet(db: Sessie) -> None:
    w.tot_onderzoek(db)
    stil = w.een_aandeel("gemeente_zeist").model_copy(update={"gehoord_op": None})
    with pytest.raises(EisNietGehaald, match="gemeente_zeist"):
        doe(db, d.uitzoekbesluit, URSULA, w.een_besluit("enkel", stil))


def test_verrekenen_stuurt_brieven_met_nummer_en_kenmerk(db: Sessie) -> None:
    w.tot_onderzoek(db)
    doe(db, d.uitzoekbesluit, URSULA, w.zestig_veertig())
    uitkomst = doe(db, d.verrekenen, KARIN, d.Lijnstap(LIJN))
    brieven = uitkomst.gegevens["vorderingen"]
    assert [(b["nummer"], b["bedrag"]) for b in brieven] == [("VV2026000001", 504_000), ("VV2026000002", 336_000)]
    assert all(b["kenmerk"].startswith("RF") and b["betaal_voor"] == "2026-11-04" for b in brieven)
    berichten = db.execute(select(col(OutboxRij.aan), col(OutboxRij.regels))).all()
    assert [aan for aan, _ in berichten] == ["zoe_zuinig", "paul_primair"]
    assert not any("5.040" in " ".join(regels) for _, regels in berichten)
    assert open_termijnen(db) == [("D_VORDERING", "financier")]


def test_de_keten_eindigt_gesloten_en_dan_sluit_ook_het_geld_van_de_casus(db: Sessie) -> None:
    w.tot_verrekening(db)
    with pytest.raises(EisNietGehaald, match="open"):
        doe(db, d.wikkel_af, SYSTEEM, d.Lijnstap(LIJN))
    w.betaald(db, "gemeente_zeist", EURO("5.040"))
    w.betaald(db, "swv_zout", EURO("3.360"))
    doe(db, d.wikkel_af, SYSTEEM, d.Lijnstap(LIJN), 11)
    doe(db, d.sluit_lijn, SYSTEEM, d.Lijnstap(LIJN), 12)
    assert lijn(db).status == "gesloten"
    assert saldi(db, "1310") == []
    with pytest.raises(EisNietGehaald, match="hulp"):
        doe(db, d.sluit_geld, SYSTEEM, d.Casusgeld(CASUS), 12)


def test_alles_is_een_gebeurtenis_met_wie_en_wanneer(db: Sessie) -> None:
    w.tot_verrekening(db)
    g = GebeurtenisRij
    namen = db.execute(
        select(col(g.code), col(g.naam), col(g.persoon)).where(col(g.lijn) == LIJN).order_by(col(g.nummer))
    ).all()
    assert [tuple(rij) for rij in namen] == [
        ("G01", "reserveren", "vera_voorbeeld"),
        ("G02", "verplichten", "bas_besteller"),
        ("", "factuur_lezen", "bas_besteller"),
        ("G07", "voorfinancieren", "pien_prestatie"),
        ("G08", "onderzoek_openen", "SYSTEEM"),
        ("G11", "verdelen", "ursula_uitzoek"),
        ("G15", "verrekenen", "karin_kassier"),
    ]


def test_een_grijs_geval_draagt_de_pot(db: Sessie) -> None:
    w.tot_onderzoek(db)
    doe(db, d.uitzoekbesluit, URSULA, w.een_besluit("potlast"))
    assert rekening(db, "4000") == 840_000
    doe(db, d.ten_laste_pot, KARIN, d.Lijnstap(LIJN))
    assert lijn(db).status == "verrekend"
    aandeel = db.get(UitzoekaandeelRij, (LIJN, 1, "pot"))
    assert aandeel is not None
    assert aandeel.bedrag == 840_000


def test_een_open_verplichting_houdt_de_potlast_en_het_sluiten_tegen(db: Sessie) -> None:
    w.een_reservering(db)
    doe(db, d.verplicht, BAS, w.een_opdracht(bedrag="8.000"))
    doe(db, d.lees_factuur, BAS, w.een_factuur(bedrag="5.000,00"))
    doe(db, d.prestatieakkoord, PIEN, w.een_prestatieakkoord())
    doe(db, d.open_onderzoek, SYSTEEM, d.Onderzoek(LIJN))
    doe(db, d.uitzoekbesluit, URSULA, w.een_besluit("potlast"))
    with pytest.raises(EisNietGehaald, match="verplicht"):
        doe(db, d.ten_laste_pot, KARIN, d.Lijnstap(LIJN))
    doe(db, d.geef_vrij, KARIN, d.Vrijgave(LIJN, "Er komt geen factuur meer."))
    doe(db, d.ten_laste_pot, KARIN, d.Lijnstap(LIJN))
    doe(db, d.sluit_lijn, KARIN, d.Lijnstap(LIJN))
    assert lijn(db).status == "gesloten"


def test_het_geld_van_een_afgesloten_casus_zonder_lijnen_kan_dicht(db: Sessie) -> None:
    w.een_reservering(db)
    doe(db, d.geef_vrij, KARIN, d.Vrijgave(LIJN, "Niet nodig."))
    casus = db.get(CasusRij, CASUS)
    assert casus is not None
    casus.status = "nazorg"
    db.flush()
    assert doe(db, d.sluit_geld, SYSTEEM, d.Casusgeld(CASUS)).gegevens == {"casusnummer": CASUS}


def test_wie_de_lijn_niet_mag_zien_hoort_dat_zij_er_niet_is(db: Sessie) -> None:
    w.een_reservering(db)
    with pytest.raises(LijnOnbekend):
        doe(db, d.geef_vrij, w.PAUL, d.Vrijgave(LIJN, "Proberen."))
    with pytest.raises(NietBevoegd):
        doe(db, d.geef_vrij, VERA, d.Vrijgave(LIJN, "Proberen."))
