"""Corrections are reversals: what can be reversed, what cannot, and what then adds up again."""

from __future__ import annotations

from datetime import date

import pytest

from budget.basis.geld import EURO
from budget.basis.transactie import lezing
from budget.grootboek import begrippen as b
from budget.grootboek import vragen
from budget.grootboek.controle import controleer
from tests.budget.grootboek.oefenpot import DAG, oefenpot
from tests.budget.grootboek.test_boeken import code, factuur, reservering


def tegen(nummer: int, op: date = DAG) -> b.Tegenboeking:
    return b.Tegenboeking(datum=op, van=nummer)


def in_orde(url: str) -> None:
    with lezing(url) as db:
        assert controleer(db, volledig=True).bevindingen == ()


def test_een_tegenboeking_en_een_bankregel_niet(url: str) -> None:
    doe = oefenpot(url)
    regel = doe(b.Bankregel(datum=DAG, regel="r", bedrag=EURO("5")))
    geboekt = doe(reservering("10"))
    omgekeerd = doe(tegen(geboekt.nummer))
    assert code(doe, tegen(regel.nummer)) == "niet_tegen_te_boeken"
    assert code(doe, tegen(omgekeerd.nummer)) == "niet_tegen_te_boeken"
    assert code(doe, tegen(9999)) == "niet_tegen_te_boeken"
    assert code(doe, tegen(geboekt.nummer)) == "al_tegengeboekt"
    in_orde(url)


def test_een_vrijval_komt_alleen_terug_als_de_pot_het_heeft(url: str) -> None:
    doe = oefenpot(url)
    doe(reservering("5.000"))
    vrij = doe(b.Vrijval(datum=DAG, casus="K1", bedrag=EURO("2.000"), van=b.Van.RESERVERING))
    ander = doe(reservering("3.000", "K2"))
    assert code(doe, tegen(vrij.nummer)) == "onvoldoende_beschikbaar"
    doe(tegen(ander.nummer))
    assert code(doe, tegen(vrij.nummer)) is None
    in_orde(url)


def test_op_een_reservering_rust_een_verplichting_of_een_vrijval(url: str) -> None:
    doe = oefenpot(url)
    eerste = doe(reservering("100"))
    verplicht = doe(b.Verplichting(datum=DAG, casus="K1", bedrag=EURO("60")))
    assert code(doe, tegen(eerste.nummer)) == "latere_boeking"
    tweede = doe(reservering("100"))
    doe(b.Vrijval(datum=DAG, casus="K1", bedrag=EURO("30"), van=b.Van.RESERVERING))
    assert code(doe, tegen(tweede.nummer)) == "latere_boeking"
    doe(tegen(verplicht.nummer))
    assert code(doe, tegen(eerste.nummer)) is None
    in_orde(url)


def test_een_factuur_die_is_teruggeboekt_kan_opnieuw(url: str) -> None:
    doe = oefenpot(url)
    doe(reservering("100"))
    doe(b.Verplichting(datum=DAG, casus="K1", bedrag=EURO("100")))
    gegevens = {"datum": DAG, "casus": "K1", "aanbieder": "Brug", "prestatie_door": "p-regie"}
    fout = doe(b.Voorfinanciering(factuur="F1", bedrag=EURO("90"), **gegevens))  # type: ignore[arg-type]
    assert code(doe, b.Voorfinanciering(factuur=" f1", bedrag=EURO("9"), **gegevens)) == "dubbele_factuur"  # type: ignore[arg-type]
    doe(tegen(fout.nummer))
    assert code(doe, b.Voorfinanciering(factuur="F1", bedrag=EURO("80"), **gegevens)) is None  # type: ignore[arg-type]
    in_orde(url)


def test_een_besluit_is_terug_te_draaien_zolang_er_geen_latere_versie_is(url: str) -> None:
    doe = oefenpot(url)
    factuur(doe, "100")
    eerste = doe(b.Uitzoekbesluit(datum=DAG, casus="K1", aandelen={"Aarde": EURO("100")}))
    tweede = doe(b.UitzoekbesluitHerzien(datum=DAG, casus="K1", aandelen={"Aarde": EURO("40"), "pot": EURO("60")}))
    assert code(doe, tegen(eerste.nummer)) == "latere_boeking"
    doe(tegen(tweede.nummer))
    with lezing(url) as db:
        (vordering,) = vragen.vorderingen(db)
        assert (vordering.open, vordering.ingetrokken) == (EURO("100"), EURO("0"))
    doe(tegen(eerste.nummer))
    with lezing(url) as db:
        assert vragen.vorderingen(db) == []
    doe(b.Uitzoekbesluit(datum=DAG, casus="K1", aandelen={"Aarde": EURO("100")}))
    with lezing(url) as db:
        (opnieuw,) = vragen.vorderingen(db)
    assert (opnieuw.nummer, opnieuw.kenmerk) == (vordering.nummer, vordering.kenmerk)
    in_orde(url)


def test_een_ontvangst_die_is_teruggehaald_of_terugbetaald_blijft_staan(url: str) -> None:
    doe = oefenpot(url)
    factuur(doe, "100")
    doe(b.Uitzoekbesluit(datum=DAG, casus="K1", aandelen={"Aarde": EURO("100")}))
    doe(b.Bankregel(datum=DAG, regel="in", bedrag=EURO("100")))
    geld = doe(b.Ontvangst(datum=DAG, regel="in", betaler="Aarde", casus="K1", bedrag=EURO("100")))
    herzien = doe(b.UitzoekbesluitHerzien(datum=DAG, casus="K1", aandelen={"Aarde": EURO("30")}))
    with lezing(url) as db:
        (vordering,) = vragen.vorderingen(db)
    assert (vordering.naar_1710, vordering.open) == (EURO("70"), EURO("0"))
    assert code(doe, tegen(geld.nummer)) == "latere_boeking"
    doe(tegen(herzien.nummer))
    doe(b.Bankregel(datum=DAG, regel="uit", bedrag=-EURO("100")))
    terug = doe(b.Storno(datum=DAG, regel="uit", betaler="Aarde", casus="K1", bedrag=EURO("100")))
    assert code(doe, tegen(geld.nummer)) == "latere_boeking"
    doe(tegen(terug.nummer))
    assert code(doe, tegen(geld.nummer)) is None
    in_orde(url)


def test_eerst_de_afschrijving_terugdraaien(url: str) -> None:
    doe = oefenpot(url)
    factuur(doe, "100")
    doe(b.Uitzoekbesluit(datum=DAG, casus="K1", aandelen={"Aarde": EURO("100")}))
    weg = doe(b.Afschrijving(datum=DAG, betaler="Aarde", casus="K1", bedrag=EURO("100")))
    herzien = b.UitzoekbesluitHerzien(datum=DAG, casus="K1", aandelen={"pot": EURO("100")})
    assert code(doe, herzien) == "eerst_afschrijving_terugdraaien"
    doe(tegen(weg.nummer))
    assert code(doe, herzien) is None
    in_orde(url)


def test_een_gesloten_periode_blijft_dicht_en_gaat_alleen_vooruit(url: str) -> None:
    doe = oefenpot(url)
    geboekt = doe(reservering("10"))
    doe(b.PeriodeSluiten(datum=DAG, tot=DAG))
    assert code(doe, tegen(geboekt.nummer)) == "periode_gesloten"
    assert code(doe, reservering("10")) == "periode_gesloten"
    assert code(doe, b.PeriodeSluiten(datum=DAG, tot=DAG)) == "periode_gesloten"
    assert code(doe, tegen(geboekt.nummer, date(2026, 3, 3))) is None
    in_orde(url)


def test_het_jaar_verdelen_bestemmen_en_sluiten(url: str) -> None:
    doe = oefenpot(url)
    factuur(doe, "600,01")
    doe(b.Uitzoekbesluit(datum=DAG, casus="K1", aandelen={"pot": EURO("600,01")}))
    eind, begin = date(2026, 12, 31), date(2027, 1, 4)
    assert code(doe, b.PeriodeSluiten(datum=begin, tot=eind)) == "jaar_niet_verdeeld"
    assert code(doe, b.Resultaatbestemming(datum=eind, jaar=2026)) == "jaar_niet_verdeeld"
    verdeling = doe(b.Jaarverdeling(datum=eind, jaar=2026))
    assert code(doe, b.Jaarverdeling(datum=eind, jaar=2026)) == "al_verdeeld"
    # A cost that comes after the split is not appropriated silently.
    doe(b.Bankregel(datum=DAG, regel="kosten", bedrag=-EURO("3")))
    doe(b.BankkostenRente(datum=DAG, regel="kosten", bedrag=EURO("3"), soort=b.Banksoort.BANKKOSTEN))
    assert code(doe, b.Resultaatbestemming(datum=begin, jaar=2026)) == "jaar_niet_verdeeld"
    doe(tegen(verdeling.nummer))
    opnieuw = doe(b.Jaarverdeling(datum=begin, jaar=2026))
    bestemd = doe(b.Resultaatbestemming(datum=begin, jaar=2026))
    assert code(doe, tegen(opnieuw.nummer)) == "latere_boeking"
    assert bestemd.regels
    with lezing(url) as db:
        assert not {"4000", "4200", "8000"} & vragen.stand(db).saldi.keys()
        kapitaal = {s.dimensies[0]: -s.saldo.cents for s in vragen.saldi(db, "2000")}
    assert kapitaal == {"Aarde": 600_000 - 30_151, "Vuur": -20_100, "Water": -10_050}
    # Costs of the new year do not stand in the way of closing the old one.
    doe(b.Bankregel(datum=begin, regel="kosten 2027", bedrag=-EURO("2")))
    doe(b.BankkostenRente(datum=begin, regel="kosten 2027", bedrag=EURO("2"), soort=b.Banksoort.BANKKOSTEN))
    doe(b.PeriodeSluiten(datum=begin, tot=eind))
    in_orde(url)


def test_een_open_reservering_houdt_het_jaar_open(url: str) -> None:
    doe = oefenpot(url)
    doe(reservering("10"))
    assert code(doe, b.PeriodeSluiten(datum=DAG, tot=date(2027, 6, 30))) == "open_memoposten"
    doe(b.Overheveling(datum=date(2026, 12, 31), casus="K1", bedrag=EURO("10"), van=b.Van.RESERVERING))
    assert code(doe, b.PeriodeSluiten(datum=DAG, tot=date(2027, 6, 30))) is None
    assert code(doe, b.Verplichting(datum=DAG, casus="K1", bedrag=EURO("10"))) == "boven_reservering"


@pytest.mark.parametrize("bedrag", ["100", "60"])
def test_voorzien_afschrijven_en_toch_betaald(bedrag: str, url: str) -> None:
    doe = oefenpot(url)
    factuur(doe, "100")
    doe(b.Uitzoekbesluit(datum=DAG, casus="K1", aandelen={"Aarde": EURO("100")}))
    assert code(doe, b.Voorziening(datum=DAG, casus="K1", bedrag=EURO("100,01"))) == "boven_vordering"
    doe(b.Voorziening(datum=DAG, casus="K1", bedrag=EURO("60")))
    assert code(doe, b.VoorzieningVrijval(datum=DAG, casus="K1", bedrag=EURO("60,01"))) == "boven_voorziening"
    beperkt = b.Mandaat("controller", jaarplafond=EURO("50"))
    afschrijving = {"datum": DAG, "betaler": "Aarde", "casus": "K1", "bedrag": EURO(bedrag)}
    assert code(doe, b.Afschrijving(**afschrijving, mandaat=beperkt)) == "mandaat"  # type: ignore[arg-type]
    doe(b.Afschrijving(**afschrijving))  # type: ignore[arg-type]
    doe(b.Bankregel(datum=DAG, regel="toch", bedrag=EURO("100")))
    toch = {"datum": DAG, "regel": "toch", "betaler": "Aarde", "casus": "K1"}
    assert code(doe, b.NagekomenOntvangst(bedrag=EURO("100,01"), **toch)) == "boven_afschrijving"  # type: ignore[arg-type]
    assert code(doe, b.NagekomenOntvangst(bedrag=EURO(bedrag), **toch)) is None  # type: ignore[arg-type]
    in_orde(url)
