"""What a person does with the queue: choose, split, reject, put aside, undo, discard and close; and who may."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.geld import Geld
from budget.basis.transactie import lezing, transactie
from budget.basis.weigering import Weigering
from budget.grootboek.begrippen import Toezegging
from budget.grootboek.controle.controleren import controleer
from budget.grootboek.diensten import boek
from budget.grootboek.registreren import registreer_tolerantie
from budget.grootboek.vragen import saldi, vorderingen
from engine.bank import diensten as bank
from engine.bank.vragen import bankstand, voorstellen
from engine.inzage.logboek import LogregelRij
from tests.budget.bank.bouw import POT, Post, camt, een_afschrift, een_camt
from tests.engine.bank.bankwereld import BEGIN, CONNY, KEES, ZEIST, ZOUT, Kantoor
from tests.engine.geldspoor import geldwereld as w

VREEMD = "NL91ABNA0417164300"
DAG = "2026-10-05"


def een_bankdag(kantoor: Kantoor, *posten: Post) -> list[str]:
    """Read a statement that follows what is in the book; returns the new lines."""
    with lezing(kantoor.url) as db:
        begin = sum(s.saldo.cents for s in saldi(db, "1100"))
    nieuw: list[str] = kantoor.lees(camt(posten, begin=begin, dag=DAG))["nieuw"]
    return nieuw


@pytest.fixture
def verrekend(kantoor: Kantoor) -> Kantoor:
    with transactie(kantoor.url) as db:
        w.tot_verrekening(db)
    return kantoor


def geweigerd(kantoor: Kantoor, gebruiksgeval, opdracht, wie: Gebruiker = w.KARIN) -> str:
    with pytest.raises(Weigering) as nee:
        kantoor.doe(gebruiksgeval, opdracht, wie)
    return nee.value.code


def open_op_vorderingen(kantoor: Kantoor) -> list[int]:
    with lezing(kantoor.url) as db:
        assert controleer(db, volledig=True).in_orde
        return [v.open.cents for v in vorderingen(db)]


def test_een_regel_verdelen_over_meer_doelen(verrekend: Kantoor):
    (regel,) = een_bankdag(verrekend, Post(DAG, 900_000, "samen", "Onbekend", VREEMD))
    gegevens = verrekend.koppel(
        regel, ("VV2026000001", "5.040,00"), ("vordering:VV2026000002", "3.360,00"), ("te_veel:swv_zout", "0,00")
    )
    assert [(t["doel"], t["bedrag"], t["niveau"]) for t in gegevens["toewijzingen"]] == [
        ("vordering:VV2026000001", 504_000, "hand"),
        ("vordering:VV2026000002", 336_000, "hand"),
        ("te_veel:swv_zout", 60_000, "hand"),
    ]
    assert gegevens["open"]["aantal"] == 0
    assert open_op_vorderingen(verrekend) == [0, 0]
    eerste, tweede, _ = gegevens["toewijzingen"]
    verrekend.doe(bank.ontkoppel, bank.Ontkoppeling(tweede["toewijzing"], "was voor een andere vordering"))
    assert open_op_vorderingen(verrekend) == [0, 336_000]
    with lezing(verrekend.url) as db:
        wachtend, gekoppeld = voorstellen(db, w.KARIN, verrekend.nu, regel)
        assert [r.regel.open for r in wachtend] == [336_000]
        assert [t.als_json()["teruggedraaid"] for t in gekoppeld] == [False, True, False]
    assert geweigerd(verrekend, bank.ontkoppel, bank.Ontkoppeling(eerste["toewijzing"], " ")) == "reden_ontbreekt"


def test_een_verkeerd_doel_of_bedrag_wordt_uitgelegd_en_verandert_niets(verrekend: Kantoor):
    (regel,) = een_bankdag(verrekend, Post(DAG, 100_000, "?", "Onbekend", VREEMD))

    def code(doel: str, bedrag: str = "10,00", **anders) -> str:
        opdracht = bank.Koppeling(anders.get("regel", regel), doelen=((doel, w.EURO(bedrag)),))
        return geweigerd(verrekend, bank.koppel, opdracht)

    assert code("vordering:VV2026999999") == "doel_onbekend"
    assert code("storting:gemeente_houten") == "doel_onbekend"
    assert code("te_veel:niemand") == "doel_onbekend"
    assert code("opdracht:VF-2026-000099") == "doel_onbekend"
    assert code("terugvordering:aanbieder_de_brug") == "doel_onbekend"
    assert code("cadeau:zeist") == "doel_onbekend"
    assert code("rente", "0,00", regel="beginsaldo") == "bankregel_onbekend"
    assert code("VV2026000001", "1.000,01") == "boven_open_deel"
    assert code("VV2026000001", regel="20260101-bij-1-1") == "bankregel_onbekend"
    assert geweigerd(verrekend, bank.koppel, bank.Koppeling(regel, voorstel=9)) == "geen_voorstel"
    assert geweigerd(verrekend, bank.wijs_af, bank.Afwijzing(regel, 9, "nee")) == "geen_voorstel"
    assert open_op_vorderingen(verrekend) == [504_000, 336_000]


def test_een_klein_verschil_draagt_de_pot_met_een_reden_en_een_grens(verrekend: Kantoor):
    (regel,) = een_bankdag(verrekend, Post(DAG, 503_995, "afgerond", "Onbekend", VREEMD))
    doelen = (("VV2026000001", Geld(0)), ("verschil:VV2026000001", Geld(0)))
    assert geweigerd(verrekend, bank.koppel, bank.Koppeling(regel, doelen=doelen)) == "reden_ontbreekt"
    met_reden = bank.Koppeling(regel, doelen=doelen, reden="afgerond op hele euro's")
    assert geweigerd(verrekend, bank.koppel, met_reden) == "boven_tolerantie"
    with transactie(verrekend.url) as db:
        registreer_tolerantie(db, Geld(100), vanaf=w.VANDAAG)
    gegevens = verrekend.doe(bank.koppel, met_reden).gegevens
    assert [(t["doel"], t["bedrag"]) for t in gegevens["toewijzingen"]] == [
        ("vordering:VV2026000001", 503_995),
        ("verschil:VV2026000001", 5),
    ]
    assert (gegevens["open"]["aantal"], open_op_vorderingen(verrekend)) == (0, [0, 336_000])
    los = bank.Ontkoppeling(gegevens["toewijzingen"][1]["toewijzing"], "wordt nabetaald")
    assert verrekend.doe(bank.ontkoppel, los).gegevens["open"]["aantal"] == 0
    assert open_op_vorderingen(verrekend) == [5, 336_000]


def test_inleg_wordt_voorgesteld_en_met_een_toets_geboekt(kantoor: Kantoor):
    (regel,) = een_bankdag(kantoor, Post(DAG, 5_000, "extra inleg", "Gemeente Zeist", ZEIST))
    assert kantoor.stand().regels[0].voorstellen == ()
    with transactie(kantoor.url) as db:
        toezegging = Toezegging(datum=w.VANDAAG, deelnemer="gemeente_zeist", bedrag=Geld(5_000), oormerk="jeugdwet")
        boek(db, w.KARIN, toezegging, sleutel=w.sleutel(), nu=w.NU)
    assert [v.niveau for v in kantoor.stand().regels[0].voorstellen] == ["L8"]
    gegevens = kantoor.koppel(regel)
    assert [(t["niveau"], t["doel"]) for t in gegevens["toewijzingen"]] == [("L8", "storting:gemeente_zeist:2026")]


def test_een_afgewezen_voorstel_komt_niet_terug(verrekend: Kantoor):
    (regel,) = een_bankdag(verrekend, Post(DAG, 504_000, "overboeking", "Gemeente Zeist", ZEIST))
    assert [v.niveau for v in verrekend.stand().regels[0].voorstellen] == ["L5"]
    verrekend.doe(bank.wijs_af, bank.Afwijzing(regel, 1, "Zeist bedoelt een andere vordering"))
    over = verrekend.stand().regels[0].voorstellen
    assert all(d.notatie != "vordering:VV2026000001" for v in over for d in v.doelen)


def test_de_delen_van_een_verzamelbetaling_gaan_elk_hun_weg(verrekend: Kantoor):
    with lezing(verrekend.url) as db:
        kenmerk = {v.betaler: v.kenmerk for v in vorderingen(db)}
    delen = (
        Post(DAG, 504_000, naam="Gemeente Zeist", iban=ZEIST, kenmerk=kenmerk["gemeente_zeist"], eindtoteind="ZELFDE"),
        Post(DAG, 100, naam="Onbekend", iban=VREEMD, eindtoteind="ZELFDE"),
        Post(DAG, 200, naam="Onbekend", iban=VREEMD, eindtoteind="ZELFDE"),
    )
    (regel,) = een_bankdag(verrekend, Post(DAG, 504_300, delen=delen))
    assert open_op_vorderingen(verrekend) == [0, 336_000]
    assert [(r.regel.deel, r.regel.open) for r in verrekend.stand().regels] == [(2, 100), (3, 200)]
    assert geweigerd(verrekend, bank.koppel, bank.Koppeling(regel)) == "kies_een_deel"
    gegevens = verrekend.koppel(regel, ("te_veel:gemeente_zeist", "0,00"), deel=3)
    assert [(t["deel"], t["bedrag"]) for t in gegevens["toewijzingen"]] == [(3, 200)]
    assert gegevens["open"] == {"aantal": 1, "bij": 100, "af": 0}


def test_wat_de_bank_terugneemt_boekt_een_mens(verrekend: Kantoor):
    with lezing(verrekend.url) as db:
        kenmerk = vorderingen(db)[0].kenmerk
    een_bankdag(verrekend, Post(DAG, 504_000, naam="Gemeente Zeist", iban=ZEIST, kenmerk=kenmerk))
    terug = Post(DAG, -504_000, naam="Gemeente Zeist", iban=ZEIST, kenmerk=kenmerk, retour="MS02")
    (regel,) = een_bankdag(verrekend, terug)
    assert open_op_vorderingen(verrekend) == [0, 336_000]
    gegevens = verrekend.koppel(regel)
    assert [(t["niveau"], t["doel"]) for t in gegevens["toewijzingen"]] == [("terugname", "storno:VV2026000001")]
    assert open_op_vorderingen(verrekend) == [504_000, 336_000]


def test_een_periode_sluit_pas_als_alles_is_gekoppeld_of_toegelicht_en_door_een_ander(kantoor: Kantoor):
    (regel,) = een_bankdag(kantoor, Post(DAG, 4_200, "onduidelijk", "Onbekend", VREEMD))
    sluiting = bank.Sluiting(date(2026, 10, 5))
    assert geweigerd(kantoor, bank.sluit, sluiting) == "niet_bevoegd"
    assert geweigerd(kantoor, bank.sluit, sluiting, CONNY) == "bank_niet_sluitbaar"
    assert geweigerd(kantoor, bank.leg_opzij, bank.Opzij(regel, "  ")) == "reden_ontbreekt"
    assert geweigerd(kantoor, bank.leg_opzij, bank.Opzij("20260101-bij-1-1", "x")) == "bankregel_onbekend"
    assert geweigerd(kantoor, bank.leg_opzij, bank.Opzij(regel, "x", "niemand_hier")) == "eigenaar_onbekend"
    kantoor.doe(bank.leg_opzij, bank.Opzij(regel, "nagevraagd bij de bank", "kees_kluis"))
    (rij,) = kantoor.stand().als_json()["regels"]
    assert (rij["notitie"], rij["eigenaar"], rij["dagen"]) == ("nagevraagd bij de bank", "kees_kluis", 0)
    kantoor.doe(bank.sluit, sluiting, CONNY)
    assert geweigerd(kantoor, bank.sluit, sluiting, CONNY) == "periode_gesloten"

    # The money is matched later all the same: on the first open day.
    gegevens = kantoor.koppel(regel, ("te_veel:swv_zout", "0,00"))
    kantoor.doe(bank.ontkoppel, bank.Ontkoppeling(gegevens["toewijzingen"][0]["toewijzing"], "toch niet"))


def test_wie_inlas_sluit_niet(kantoor: Kantoor):
    inhoud = camt([Post(DAG, 100, "x")], begin=BEGIN, dag=DAG)
    (regel,) = kantoor.lees(inhoud, wie=CONNY)["nieuw"]
    kantoor.koppel(regel, ("te_veel:swv_zout", "0,00"), wie=KEES)
    assert geweigerd(kantoor, bank.sluit, bank.Sluiting(date(2026, 10, 5)), CONNY) == "functiescheiding"


def test_een_wachtend_afschrift_houdt_de_periode_open_tot_het_is_afgevoerd(kantoor: Kantoor):
    gegevens = kantoor.lees(camt([Post(DAG, 100, "x")], begin=BEGIN + 1, dag=DAG))
    assert gegevens["aansluiting"] == 101
    (wacht,) = gegevens["rekeningen"][0]["quarantaine"]
    assert geweigerd(kantoor, bank.sluit, bank.Sluiting(date(2026, 10, 5)), CONNY) == "bank_niet_sluitbaar"
    assert geweigerd(kantoor, bank.voer_af, bank.Afvoer(wacht["afschrift"], "")) == "reden_ontbreekt"
    uit = kantoor.doe(bank.voer_af, bank.Afvoer(wacht["afschrift"], "proefbestand van de bank")).gegevens
    assert (uit["aansluiting"], uit["rekeningen"][0]["quarantaine"]) == (0, [])


ZOE = w.ZOE
PAUL = w.PAUL
BEA = Gebruiker("bestuurder", Rol.BESTUURDER, "gemeente_zeist")


def test_een_financier_ziet_alleen_regels_van_de_eigen_organisatie(kantoor: Kantoor):
    een_bankdag(
        kantoor, Post(DAG, 100, "a", "Gemeente Zeist", ZEIST), Post(DAG, 200, "b", "SWV ZOUT", ZOUT),
        Post(DAG, 300, "c", "Onbekend", VREEMD),
    )  # fmt: skip
    assert [r.regel.open for r in kantoor.stand(PAUL).regels] == [200]
    assert kantoor.stand(PAUL).als_json()["open"] == {"aantal": 1, "bij": 200, "af": 0}
    assert kantoor.stand(PAUL).rekeningen == ()
    # The body that keeps the account reconciles it.
    assert [r.regel.open for r in kantoor.stand(ZOE).regels] == [100, 200, 300]
    with lezing(kantoor.url) as db, pytest.raises(Weigering) as nee:
        bankstand(db, BEA, kantoor.nu)
    assert nee.value.code == "niet_bevoegd"


@pytest.mark.parametrize("wie", [PAUL, w.BAS, w.VERA, w.PIEN])
def test_wie_niet_aflettert_verandert_niets(kantoor: Kantoor, wie: Gebruiker):
    (regel,) = een_bankdag(kantoor, Post(DAG, 100, "x", "SWV ZOUT", ZOUT))
    for gebruiksgeval, opdracht in (
        (bank.lees_bankbestanden, bank.Inlezen(())),
        (bank.koppel, bank.Koppeling(regel)),
        (bank.wijs_af, bank.Afwijzing(regel, 1, "x")),
        (bank.ontkoppel, bank.Ontkoppeling(1, "x")),
        (bank.leg_opzij, bank.Opzij(regel, "x")),
        (bank.voer_af, bank.Afvoer(1, "x")),
        (bank.letter_alles_af, bank.Afletteronde()),
    ):
        assert geweigerd(kantoor, gebruiksgeval, opdracht, wie) == "niet_bevoegd"


def test_kijken_in_de_wachtrij_laat_geen_spoor_in_het_inzagelog(kantoor: Kantoor):
    een_bankdag(kantoor, Post(DAG, 100, "x"))
    kantoor.stand()
    with lezing(kantoor.url) as db:
        assert db.execute(select(col(LogregelRij.object)).where(col(LogregelRij.object).like("bank%"))).all() == []


def test_meer_rekeningen_in_een_bestand_de_vreemde_wordt_geweigerd(kantoor: Kantoor):
    ons = een_afschrift([Post(DAG, 5)], begin=BEGIN, rekening=POT, dag=DAG)
    gegevens = kantoor.lees(een_camt(een_afschrift([Post(DAG, 5)], rekening=ZEIST, dag=DAG), ons))
    (rijen,) = gegevens["bestanden"].values()
    assert [r["uitkomst"] for r in rijen] == ["geweigerd", "aanvaard"]
