"""Bank files come in: posted at once, never twice, nothing forced; on both databases."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlmodel import col

from budget.afletteren.vragen import openstaand, rekeningstanden
from budget.bank.diensten import Inleesverslag, lees_in, voer_af
from budget.bank.opslag import AfschriftRij, BankbestandRij, BankregelRij, als_json, uit_json
from budget.basis.transactie import lezing, transactie
from budget.basis.weigering import Weigering
from budget.grootboek.begrippen import PeriodeSluiten
from budget.grootboek.controle.controleren import controleer
from budget.grootboek.diensten import boek, open_pot
from budget.grootboek.vragen import regels, saldi, wachtrij
from tests.budget.bank.bouw import POT, ZEIST, Post, camt, een_afschrift, een_camt, een_zip, mt940
from tests.budget.grootboek.oefenpot import KASSIER, NU

DAG1, DAG2, DAG3 = "2026-03-02", "2026-03-03", "2026-03-04"


@pytest.fixture
def pot(url: str) -> str:
    with transactie(url) as db:
        open_pot(db, iban=POT, nu=NU)
    return url


@pytest.fixture
def sqlite_pot(sqlite_url: str) -> str:
    with transactie(sqlite_url) as db:
        open_pot(db, iban=POT, nu=NU)
    return sqlite_url


def lees(url: str, *inhouden: bytes | str) -> Inleesverslag:
    bestanden: dict[str, bytes | Path] = {
        f"{nr}.xml": inhoud.encode() if isinstance(inhoud, str) else inhoud for nr, inhoud in enumerate(inhouden, 1)
    }
    with transactie(url) as db:
        return lees_in(db, KASSIER, bestanden, {POT: ()}, nu=NU)


def uitkomsten(verslag: Inleesverslag) -> list[tuple[str, list[str], int]]:
    return [(r["uitkomst"], r["redenen"], r["nieuw"]) for rijen in verslag.bestanden.values() for r in rijen]


def boeksaldo(url: str) -> int:
    with lezing(url) as db:
        (stand,) = rekeningstanden(db, {POT: ()})
        assert not stand.quarantaine or stand.aansluiting
        return stand.boek


def dag1(*, begin: int = 0) -> bytes:
    return camt([Post(DAG1, 10_000), Post(DAG1, 10_000), Post(DAG1, -2_500)], begin=begin, nummer="1", dag=DAG1)


def dag2() -> bytes:
    return camt([Post(DAG2, 700)], begin=17_500, nummer="2", dag=DAG2)


def dag3() -> bytes:
    return camt([Post(DAG3, 900)], begin=18_200, nummer="3", dag=DAG3)


def test_elke_regel_staat_meteen_in_het_grootboek(pot: str) -> None:
    verslag = lees(pot, dag1())
    assert uitkomsten(verslag) == [("aanvaard", [], 3)]
    # Two equal payments on a day stay two.
    assert verslag.regels == ["20260302-bij-10000-1", "20260302-bij-10000-2", "20260302-af-2500-1"]
    with lezing(pot) as db:
        assert [s.saldo.cents for s in saldi(db, "1100")] == [17_500]
        assert sum(s.saldo.cents for s in saldi(db, "1700")) == -17_500
        assert openstaand(db).als_json() == {"aantal": 3, "bij": 20_000, "af": 2_500}
        assert controleer(db, volledig=True).in_orde


@pytest.mark.parametrize("opnieuw", ["zelfde bestand", "zip", "mt940"])
def test_dezelfde_dag_voegt_niets_toe_in_welke_vorm_dan_ook(pot: str, opnieuw: str) -> None:
    lees(pot, dag1())
    als_mt940 = mt940(
        [Post(DAG1, 10_000, "x"), Post(DAG1, 10_000), Post(DAG1, -2_500)], begin=0, dag="260302", nummer="77/1"
    )
    inhoud = {"zelfde bestand": dag1(), "zip": een_zip({"a.xml": dag1()}), "mt940": als_mt940.encode()}[opnieuw]
    verslag = lees(pot, inhoud)
    (rij,) = verslag.bestanden["1.xml"]
    assert (rij["uitkomst"], rij["nieuw"], verslag.regels) == ("aanvaard", 0, [])
    assert "DUBBEL_AFSCHRIFT" in rij["opmerkingen"]
    assert ("DUBBEL_BESTAND" in rij["opmerkingen"]) == (opnieuw != "mt940")
    assert boeksaldo(pot) == 17_500


def test_een_overlap_voegt_alleen_de_nieuwe_regels_toe(pot: str) -> None:
    lees(pot, dag1())
    maand = camt(
        [Post(DAG1, 10_000), Post(DAG1, 10_000), Post(DAG1, -2_500), Post(DAG2, 700)], begin=0, nummer="m", dag=DAG2
    )
    assert lees(pot, maand).regels == ["20260303-bij-700-1"]
    assert uitkomsten(lees(pot, dag3())) == [("aanvaard", [], 1)]


def test_wat_niet_aansluit_wacht_en_komt_vanzelf_vrij(pot: str) -> None:
    lees(pot, dag1())
    verslag = lees(pot, dag3())
    assert uitkomsten(verslag) == [("quarantaine", ["GAT"], 0)]
    assert boeksaldo(pot) == 17_500
    # Offered again it waits once, not twice.
    lees(pot, dag3())
    with lezing(pot) as db:
        (stand,) = rekeningstanden(db, {POT: ()})
        assert (len(stand.quarantaine), stand.aansluiting) == (1, 19_100 - 17_500)
        assert "er ontbreekt een afschrift" in stand.quarantaine[0].uitleg

    verslag = lees(pot, dag2())
    assert verslag.regels == ["20260303-bij-700-1", "20260304-bij-900-1"]
    assert len(verslag.vrijgekomen) == 1
    with lezing(pot) as db:
        (stand,) = rekeningstanden(db, {POT: ()})
        assert (stand.bank, stand.boek, stand.tot, stand.quarantaine) == (19_100, 19_100, date(2026, 3, 4), ())


def test_het_verschil_van_wat_wacht_loopt_mee_met_wat_binnenkomt(pot: str) -> None:
    def verschil() -> int | None:
        with lezing(pot) as db:
            (stand,) = rekeningstanden(db, {POT: ()})
            return stand.quarantaine[0].verschil

    lees(pot, dag1())
    lees(pot, camt([Post("2026-03-06", 300)], begin=20_000, nummer="later", dag="2026-03-06"))
    assert verschil() == 20_000 - 17_500
    lees(pot, dag2())
    assert verschil() == 20_000 - 18_200


def test_de_keten_loopt_ook_als_de_bestanden_door_elkaar_komen(pot: str) -> None:
    verslag = lees(pot, dag3(), dag1(), dag2())
    assert sorted(uitkomsten(verslag)) == [("aanvaard", [], 1), ("aanvaard", [], 1), ("aanvaard", [], 3)]
    assert boeksaldo(pot) == 19_100


def test_het_eerste_afschrift_brengt_het_beginsaldo_mee(pot: str) -> None:
    verslag = lees(pot, camt([Post(DAG2, 700)], begin=50_000, nummer="2", dag=DAG2), dag1(begin=32_500))
    assert verslag.regels[0] == "beginsaldo"
    assert boeksaldo(pot) == 50_700
    with lezing(pot) as db:
        assert next((r.regel, r.open.cents) for r in wachtrij(db)) == ("beginsaldo", 32_500)
        assert controleer(db, volledig=True).in_orde
    assert lees(pot, dag1(begin=32_500)).regels == []


def test_een_los_blad_wacht_op_de_andere_bladen(pot: str) -> None:
    blad1 = een_afschrift([Post(DAG1, 100)], begin=0, nummer="9", dag=DAG1, blad=(1, False))
    blad2 = een_afschrift([Post(DAG1, 50)], begin=100, nummer="9", dag=DAG1, blad=(2, True))
    assert uitkomsten(lees(pot, een_camt(blad1))) == [("quarantaine", ["PAGINA_ONTBREEKT"], 0)]
    verslag = lees(pot, een_camt(blad2))
    assert len(verslag.regels) == 2
    assert boeksaldo(pot) == 150
    with lezing(pot) as db:
        statussen = db.execute(select(col(AfschriftRij.status)).order_by(col(AfschriftRij.nummer))).scalars().all()
        assert statussen == ["vervangen", "aanvaard"]


def test_een_fout_afschrift_maakt_plaats_voor_het_goede(pot: str) -> None:
    lees(pot, dag1())
    fout = camt([Post(DAG2, 700)], begin=17_500, einde=99_999, nummer="2", dag=DAG2)
    assert uitkomsten(lees(pot, fout)) == [("quarantaine", ["SALDO_SLUIT_NIET"], 0)]
    assert lees(pot, dag2()).regels == ["20260303-bij-700-1"]
    with lezing(pot) as db:
        (stand,) = rekeningstanden(db, {POT: ()})
        assert stand.quarantaine == ()


def test_een_geweigerd_bestand_laat_alleen_de_poging_na(pot: str) -> None:
    verslag = lees(pot, b"%PDF-1.7", dag1(), b"<!DOCTYPE x><x/>")
    assert [r[0] for r in uitkomsten(verslag)] == ["geweigerd", "aanvaard", "geweigerd"]
    assert verslag.geweigerd == ["1.xml", "3.xml"]
    with lezing(pot) as db:
        b = BankbestandRij
        pogingen = db.execute(select(col(b.naam), col(b.grootte), col(b.door), col(b.aanvaard)).order_by(col(b.nummer)))
        assert [(r.naam, r.door, r.aanvaard) for r in pogingen] == [
            ("1.xml", "p-kassier", False),
            ("2.xml", "p-kassier", True),
            ("3.xml", "p-kassier", False),
        ]
        assert len(db.execute(select(col(AfschriftRij.nummer))).all()) == 1


@pytest.mark.parametrize(
    ("inhoud", "reden"),
    [
        pytest.param(b"", "LEEG", id="0 bytes"),
        pytest.param(dag1()[:-40], "ONLEESBAAR", id="afgekapt"),
        pytest.param(dag1().replace(b"TEST-1", b"caf\xe9"), "ONLEESBAAR", id="verkeerde tekenset"),
        pytest.param(dag1().replace(DAG1.encode(), b"2026-02-30"), "DATUM_ONGELDIG", id="30 februari"),
        pytest.param(dag1().replace(b">25.00<", b">25.00001<"), "BEDRAG_ONGELDIG", id="vijf decimalen"),
        pytest.param(camt([Post(DAG1, 5, munt="USD")], dag=DAG1), "ANDERE_VALUTA", id="vreemde munt"),
        pytest.param(camt([Post(DAG1, 5)], rekening="NL18TEST0001000001", dag=DAG1), "ANDERE_REKENING", id="fout IBAN"),
        pytest.param(b'<!DOCTYPE a [<!ENTITY b "c">]>' + dag1(), "DOCTYPE", id="entiteiten"),
        pytest.param(b'<!DOCTYPE a SYSTEM "file:///etc/passwd">' + dag1(), "DOCTYPE", id="XXE"),
        pytest.param(een_zip({"a.xml": b"0" * 5_000_000}), "ZIP_ONVEILIG", id="zipbom"),
        pytest.param(b"%PDF-1.7\n", "ONBEKEND_FORMAAT", id="PDF met de naam .xml"),
    ],
)
def test_van_slechte_invoer_blijft_alleen_de_poging(sqlite_pot: str, inhoud: bytes, reden: str) -> None:
    schoon = inhoud.replace(b"<?xml version='1.0' encoding='UTF-8'?>", b"") if b"DOCTYPE" in inhoud else inhoud
    verslag = lees(sqlite_pot, schoon)
    assert uitkomsten(verslag) == [("geweigerd", [reden], 0)]
    with lezing(sqlite_pot) as db:
        assert len(db.execute(select(col(BankbestandRij.nummer))).all()) == 1
        assert db.execute(select(col(AfschriftRij.nummer))).all() == []
        assert (wachtrij(db), saldi(db)) == ([], [])


@pytest.mark.parametrize("tekenset", ["iso-8859-1", "utf-8-sig", "utf-16"])
def test_een_andere_tekenset_met_de_juiste_naam_wordt_gewoon_geboekt(sqlite_pot: str, tekenset: str) -> None:
    tekst = dag1().decode().replace("UTF-8", tekenset.removesuffix("-sig"))
    assert uitkomsten(lees(sqlite_pot, tekst.encode(tekenset))) == [("aanvaard", [], 3)]


def test_een_afschrift_van_een_ander_wordt_geweigerd_en_het_onze_ernaast_niet(pot: str) -> None:
    ander = een_afschrift([Post(DAG1, 5)], begin=0, rekening=ZEIST, dag=DAG1)
    ons = een_afschrift([Post(DAG1, 5)], begin=0, dag=DAG1)
    verslag = lees(pot, een_camt(ander, ons))
    assert uitkomsten(verslag) == [("geweigerd", ["ANDERE_REKENING"], 0), ("aanvaard", [], 1)]


def test_een_aankondiging_boekt_niets(pot: str) -> None:
    verslag = lees(pot, camt([Post(DAG1, 500)], soort="054"))
    (rij,) = verslag.bestanden["1.xml"]
    assert (rij["uitkomst"], rij["opmerkingen"][-1], verslag.regels) == ("aanvaard", "AANKONDIGING", [])
    assert boeksaldo(pot) == 0


def test_een_regel_in_een_gesloten_periode_komt_op_de_eerste_open_dag(pot: str) -> None:
    lees(pot, dag1())
    with transactie(pot) as db:
        gebeurtenis = PeriodeSluiten(datum=date(2026, 3, 31), tot=date(2026, 3, 31))
        boek(db, KASSIER, gebeurtenis, sleutel="sluit", nu=NU)
    (rij,) = lees(pot, dag2()).bestanden["1.xml"]
    assert rij["opmerkingen"] == ["GESLOTEN_PERIODE"]
    with lezing(pot) as db:
        assert [p.datum for p in regels(db, bankregel="20260303-bij-700-1")] == [date(2026, 4, 1)]
        boekdatum = db.execute(select(col(BankregelRij.boekdatum)).where(col(BankregelRij.cents) == 700)).scalar()
        assert boekdatum == date(2026, 3, 3)


def test_afvoeren_vraagt_een_reden_en_een_afschrift_dat_wacht(pot: str) -> None:
    lees(pot, dag1(), dag3())
    with lezing(pot) as db:
        (wacht,) = rekeningstanden(db, {POT: ()})[0].quarantaine
    for nummer, reden, code in ((wacht.nummer, " ", "reden_ontbreekt"), (999, "dubbel", "afschrift_onbekend")):
        with pytest.raises(Weigering) as nee, transactie(pot) as db:
            voer_af(db, KASSIER, nummer, reden, nu=NU)
        assert nee.value.code == code
    with transactie(pot) as db:
        voer_af(db, KASSIER, wacht.nummer, "bank leverde een proefbestand", nu=NU)
    with lezing(pot) as db:
        (stand,) = rekeningstanden(db, {POT: ()})
        assert (stand.quarantaine, stand.aansluiting) == ((), 0)
    # Discarded is not forgotten: when it fits later, the file can still come in.
    lees(pot, dag2())
    assert lees(pot, dag3()).regels == ["20260304-bij-900-1"]


def test_een_wachtend_afschrift_komt_heel_uit_de_bewaring_terug(pot: str) -> None:
    delen = (Post(DAG3, -300, "een", naam="Brug", iban=ZEIST, eindtoteind="VF-1"), Post(DAG3, -200, retour="AC04"))
    inhoud = camt([Post(DAG3, -500, delen=delen), Post(DAG3, 9, "tekst", naam="Zeist")], begin=18_200, dag=DAG3)
    lees(pot, dag1(), inhoud)
    with lezing(pot) as db:
        bewaard = db.execute(select(col(AfschriftRij.inhoud)).where(col(AfschriftRij.status) == "quarantaine")).scalar()
    afschrift = uit_json(bewaard)
    assert json.loads(json.dumps(als_json(afschrift))) == bewaard
    assert [d.eindtoteind for d in next(iter(afschrift.regels)).delen] == ["VF-1", ""]
