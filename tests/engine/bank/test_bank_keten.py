"""From an approved invoice to a settled claim with an independent bank in between, on both databases."""

from __future__ import annotations

import pytest

from budget.basis.gebruiker import SYSTEEM
from budget.basis.transactie import lezing, transactie
from budget.basis.weigering import Weigering
from budget.grootboek.begrippen import IbanWijziging
from budget.grootboek.controle.controleren import controleer
from budget.grootboek.diensten import boek
from budget.grootboek.vragen import facturen_open, saldi, vorderingen
from engine.bank import diensten as bank
from engine.betalen import diensten as betalen
from engine.betalen.vragen import betaalbatches
from engine.geldspoor import diensten as d
from tests.engine.bank.bankwereld import KEES, KOEN, ZEIST, ZOUT, Kantoor, Oefenbank
from tests.engine.geldspoor import geldwereld as w


def voorgefinancierd(kantoor: Kantoor) -> None:
    with transactie(kantoor.url) as db:
        w.tot_voorgefinancierd(db)


def in_verrekening(kantoor: Kantoor) -> dict[str, str]:
    """Claims of 5.040,00 on Zeist and 3.360,00 on Zout; returns the reference per payer."""
    with transactie(kantoor.url) as db:
        w.tot_verrekening(db)
        return {v.betaler: v.kenmerk for v in vorderingen(db)}


def toewijzingen(gegevens: dict) -> list[tuple[str, str, int]]:
    return [(t["niveau"], t["doel"], t["bedrag"]) for t in gegevens["toewijzingen"]]


def standen(kantoor: Kantoor) -> list[tuple[str, list[str]]]:
    with lezing(kantoor.url) as db:
        return [(b.status.value, [o.status.value for o in b.opdrachten]) for b in betaalbatches(db, w.KARIN)]


def klopt(kantoor: Kantoor) -> None:
    with lezing(kantoor.url) as db:
        assert controleer(db, volledig=True).in_orde


def test_een_goedgekeurde_factuur_wordt_betaald_en_vanzelf_afgeletterd(kantoor: Kantoor, oefenbank: Oefenbank):
    voorgefinancierd(kantoor)
    batch, bestand = kantoor.betaal()
    (opdracht,) = batch["opdrachten"]
    assert (opdracht["opdracht"], batch["som"]) == ("VF-2026-000001", 840_000)
    assert oefenbank.neem(bestand) == "ACCP"
    assert kantoor.status(oefenbank.post("pain.002")[0])["statussen"] == {"VF-2026-000001": "ACCP"}
    assert standen(kantoor) == [("bestand", ["onderweg"])]

    oefenbank.verder(1)
    kantoor.dagen = 1
    gegevens = kantoor.lees(*oefenbank.post("camt.053"))
    assert toewijzingen(gegevens) == [("L0", "opdracht:VF-2026-000001", 840_000)]
    assert (gegevens["regels"], gegevens["gekoppeld"]) == (1, 1)
    assert (gegevens["open"], gegevens["aansluiting"]) == ({"aantal": 0, "bij": 0, "af": 0}, 0)
    with lezing(kantoor.url) as db:
        assert facturen_open(db) == []
        assert saldi(db, "1190") == []
    assert standen(kantoor) == [("verwerkt", ["betaald"])]
    klopt(kantoor)


def test_een_betaling_die_de_bank_afwijst_opent_de_factuur_en_blokkeert_de_rekening(
    kantoor: Kantoor, oefenbank: Oefenbank
):
    voorgefinancierd(kantoor)
    oefenbank.sluit_rekening(w.IBAN)
    _, bestand = kantoor.betaal()
    oefenbank.neem(bestand)
    (bericht,) = oefenbank.post("pain.002")
    uitslag = kantoor.status(bericht)
    assert (uitslag["statussen"], uitslag["afgewezen"]) == ({"VF-2026-000001": "RJCT AC04"}, ["VF-2026-000001"])
    assert kantoor.status(bericht)["afgewezen"] == []
    assert standen(kantoor) == [("verwerkt", ["afgewezen"])]
    with lezing(kantoor.url) as db:
        (factuur,) = facturen_open(db)
        assert (factuur.open.cents, factuur.onderweg.cents) == (840_000, 0)
    with pytest.raises(Weigering) as geen:
        kantoor.doe(betalen.stel_betaling_voor, betalen.Betaalvoorstel())
    assert geen.value.code == "niets_te_betalen"
    klopt(kantoor)


def test_een_betaling_die_terugkomt_opent_de_factuur(kantoor: Kantoor, oefenbank: Oefenbank):
    voorgefinancierd(kantoor)
    oefenbank.stuurt_terug("VF-2026-000001")
    _, bestand = kantoor.betaal()
    oefenbank.neem(bestand)
    oefenbank.verder(8)
    kantoor.dagen = 8
    gegevens = kantoor.lees(*oefenbank.post("camt.053"))
    assert toewijzingen(gegevens) == [
        ("L0", "opdracht:VF-2026-000001", 840_000),
        ("L0", "retour:VF-2026-000001", 840_000),
    ]
    with lezing(kantoor.url) as db:
        assert [f.open.cents for f in facturen_open(db)] == [840_000]
    assert standen(kantoor) == [("verwerkt", ["teruggekomen"])]
    klopt(kantoor)


def test_een_gemeente_die_met_kenmerk_betaalt_is_vanzelf_verrekend(kantoor: Kantoor, oefenbank: Oefenbank):
    kenmerk = in_verrekening(kantoor)
    oefenbank.ontvang(
        "5.040,00", "Gemeente Zeist", f"Verrekening kwartaal 3 {kenmerk['gemeente_zeist']}", ZEIST, wrap=35
    )
    oefenbank.ontvang("1.000,00", "SWV ZOUT", kenmerk["swv_zout"], ZOUT)
    oefenbank.verder(1)
    kantoor.dagen = 1
    gegevens = kantoor.lees(*oefenbank.post("camt.053"))
    assert toewijzingen(gegevens) == [
        ("L1", "vordering:VV2026000001", 504_000),
        ("L2", "vordering:VV2026000002", 100_000),
    ]
    with lezing(kantoor.url) as db:
        assert [v.open.cents for v in vorderingen(db)] == [0, 236_000]

    oefenbank.ontvang("2.500,00", "SWV ZOUT", kenmerk["swv_zout"], ZOUT)
    oefenbank.verder(1)
    gegevens = kantoor.lees(*oefenbank.post("camt.053"))
    assert toewijzingen(gegevens) == [("L2", "vordering:VV2026000002", 236_000)]
    (te_veel,) = kantoor.stand().regels
    assert te_veel.regel.open == 14_000
    assert te_veel.voorstellen[0].doelen[0].notatie == "te_veel:swv_zout"
    with transactie(kantoor.url) as db:
        assert w.doe(db, d.wikkel_af, SYSTEEM, d.Lijnstap(w.LIJN), dagen=2).gegevens["status_geld"] == "verrekend"
    klopt(kantoor)


def test_een_onbekende_rekening_wordt_alleen_voorgesteld(kantoor: Kantoor, oefenbank: Oefenbank):
    kenmerk = in_verrekening(kantoor)
    oefenbank.ontvang("5.040,00", "Fam. Onbekend", kenmerk["gemeente_zeist"], "NL91ABNA0417164300")
    oefenbank.ontvang("3.360,00", "Gemeente Zeist", kenmerk["swv_zout"], ZEIST)
    oefenbank.verder(1)
    gegevens = kantoor.lees(*oefenbank.post("camt.053"))
    assert (gegevens["gekoppeld"], gegevens["open"]) == (0, {"aantal": 2, "bij": 840_000, "af": 0})
    eerste, tweede = kantoor.stand().regels
    assert [v.niveau for v in (*eerste.voorstellen, *tweede.voorstellen)] == ["L3", "L3"]
    assert "rekening onbekend: wie betaalt hier?" in [b.woorden for b in eerste.voorstellen[0].bewijs]
    assert any("niet van deze betaler" in b.woorden for b in tweede.voorstellen[0].bewijs)

    gekoppeld = kantoor.koppel(eerste.regel.regel)
    assert toewijzingen(gekoppeld) == [("L3", "vordering:VV2026000001", 504_000)]
    klopt(kantoor)


def test_terugdraaien_raakt_een_koppeling_en_komt_niet_terug(kantoor: Kantoor, oefenbank: Oefenbank):
    kenmerk = in_verrekening(kantoor)
    samen = f"{kenmerk['gemeente_zeist']} en {kenmerk['swv_zout']}"
    with transactie(kantoor.url) as db:
        # One account for both payers, as a service centre that pays for two bodies has.
        wijziging = IbanWijziging(
            datum=w.VANDAAG, partij="swv_zout", door="stan_stamgegeven", bevestigd_door="stella_stamkaart", iban=ZEIST
        )
        boek(db, SYSTEEM, wijziging, sleutel=w.sleutel(), nu=w.NU)
    oefenbank.ontvang("8.400,00", "Servicecentrum", samen, ZEIST)
    oefenbank.verder(1)
    gegevens = kantoor.lees(*oefenbank.post("camt.053"))
    assert toewijzingen(gegevens) == [
        ("L4", "vordering:VV2026000001", 504_000),
        ("L4", "vordering:VV2026000002", 336_000),
    ]
    eerste = gegevens["toewijzingen"][0]
    los = kantoor.doe(bank.ontkoppel, bank.Ontkoppeling(eerste["toewijzing"], "hoort bij een andere casus")).gegevens
    assert los["open"] == {"aantal": 1, "bij": 504_000, "af": 0}
    with lezing(kantoor.url) as db:
        assert [v.open.cents for v in vorderingen(db)] == [504_000, 0]
    assert kantoor.doe(bank.letter_alles_af, bank.Afletteronde()).gegevens["gekoppeld"] == 0
    with pytest.raises(Weigering) as weg:
        kantoor.doe(bank.ontkoppel, bank.Ontkoppeling(eerste["toewijzing"], "nog eens"))
    assert weg.value.code == "toewijzing_onbekend"
    klopt(kantoor)


def test_wie_het_voorstel_maakte_geeft_het_niet_vrij_en_niemand_tekent_twee_keer(kantoor: Kantoor):
    voorgefinancierd(kantoor)
    kantoor.doe(betalen.stel_betaling_voor, betalen.Betaalvoorstel())
    for wie, code in ((w.KARIN, "functiescheiding"), (w.BAS, "niet_bevoegd"), (w.PIEN, "niet_bevoegd")):
        with pytest.raises(Weigering) as nee:
            kantoor.doe(betalen.geef_akkoord, betalen.Betaalakkoord(), wie)
        assert nee.value.code == code
    eerste = kantoor.doe(betalen.geef_akkoord, betalen.Betaalakkoord(), KEES)
    assert (eerste.gegevens["status"], eerste.gegevens["akkoord"]) == ("voorstel", ["kees_kluis"])
    with pytest.raises(Weigering) as nee:
        kantoor.doe(betalen.geef_akkoord, betalen.Betaalakkoord(), KEES)
    assert nee.value.code == "vier_ogen"
    with pytest.raises(Weigering) as nee:
        kantoor.doe(betalen.maak_betaalbestand, betalen.Betaalbestand(eerste.gegevens["batch"]))
    assert nee.value.code == "akkoord_ontbreekt"
    assert kantoor.doe(betalen.geef_akkoord, betalen.Betaalakkoord(), KOEN).gegevens["status"] == "akkoord"
    kantoor.doe(betalen.maak_betaalbestand, betalen.Betaalbestand())
    with pytest.raises(Weigering) as nee:
        kantoor.doe(betalen.maak_betaalbestand, betalen.Betaalbestand(eerste.gegevens["batch"]))
    assert nee.value.code == "bestand_al_gemaakt"
