"""What may be paid and what not, and the rounds that pay and reconcile by themselves."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from budget.bank.rf import maak_rf
from budget.basis.gebruiker import SYSTEEM
from budget.basis.transactie import lezing, transactie
from budget.basis.weigering import OnbruikbareInvoer, Weigering
from budget.betalen.bericht.controle import controleer_pain001
from budget.betalen.diensten import Potrekening, maak_bestand
from budget.grootboek.begrippen import IbanWijziging
from budget.grootboek.controle.controleren import controleer
from budget.grootboek.diensten import boek
from budget.grootboek.vragen import facturen_open, saldi
from engine.bank.postvak import bankmap
from engine.betalen import diensten as betalen
from engine.betalen.vragen import betaalbatches, betaalbestand
from engine.doorloop.diensten import ronde
from engine.geldspoor import diensten as d
from tests.engine.bank.bankwereld import KEES, KOEN, Kantoor, Oefenbank
from tests.engine.geldspoor import geldwereld as w


@pytest.fixture
def te_betalen(kantoor: Kantoor) -> Kantoor:
    with transactie(kantoor.url) as db:
        w.tot_voorgefinancierd(db)
    return kantoor


@pytest.fixture
def postvak(te_betalen: Kantoor, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DOORBRAAK_BANKMAP", str(te_betalen.map / "bank"))
    (te_betalen.map / "bank" / "in").mkdir(parents=True)
    return te_betalen.map / "bank"


def geweigerd(kantoor: Kantoor, gebruiksgeval, opdracht, wie=w.KARIN) -> str:
    with pytest.raises(Weigering) as nee:
        kantoor.doe(gebruiksgeval, opdracht, wie)
    return nee.value.code


def namen(map_: Path) -> list[str]:
    return sorted(pad.name for pad in map_.iterdir()) if map_.is_dir() else []


def test_zonder_prestatieakkoord_wordt_niets_voorgesteld(kantoor: Kantoor):
    assert geweigerd(kantoor, betalen.stel_betaling_voor, betalen.Betaalvoorstel()) == "niets_te_betalen"
    assert geweigerd(kantoor, betalen.geef_akkoord, betalen.Betaalakkoord(), KEES) == "batch_onbekend"
    assert geweigerd(kantoor, betalen.maak_betaalbestand, betalen.Betaalbestand("BB-2026-000009")) == "batch_onbekend"


def test_een_rekening_die_is_gewijzigd_wordt_pas_na_bevestiging_betaald(te_betalen: Kantoor):
    def wijzig(**velden: str) -> None:
        gebeurtenis = IbanWijziging(datum=w.VANDAAG, partij=w.AANBIEDER, door="kees_kluis", **velden)
        with transactie(te_betalen.url) as db:
            boek(db, KEES, gebeurtenis, sleutel=w.sleutel(), nu=w.NU)

    wijzig(iban="NL69TEST0001000071")
    assert geweigerd(te_betalen, betalen.stel_betaling_voor, betalen.Betaalvoorstel()) == "niets_te_betalen"
    wijzig(iban="NL69TEST0001000071", bevestigd_door="koen_kasboek")
    with pytest.raises(Weigering, match="ander rekeningnummer"):
        te_betalen.doe(betalen.stel_betaling_voor, betalen.Betaalvoorstel())
    wijzig(iban=w.IBAN, bevestigd_door="koen_kasboek")
    te_betalen.doe(betalen.stel_betaling_voor, betalen.Betaalvoorstel())
    # Who changed an account number does not release the first payment to it.
    assert geweigerd(te_betalen, betalen.geef_akkoord, betalen.Betaalakkoord(), KEES) == "functiescheiding"


def test_een_nieuwe_factuur_komt_erbij_tot_iemand_akkoord_geeft(te_betalen: Kantoor):
    eerste = te_betalen.doe(betalen.stel_betaling_voor, betalen.Betaalvoorstel()).gegevens
    with transactie(te_betalen.url) as db:
        lijn = w.een_reservering(db, "1.000", regel="2")
        w.doe(db, d.verplicht, w.BAS, w.een_opdracht(lijn))
        w.doe(db, d.lees_factuur, w.BAS, w.een_factuur(lijn, "1.000,00", "2026-119"))
        w.doe(db, d.prestatieakkoord, w.PIEN, w.een_prestatieakkoord("2026-119"))
    tweede = te_betalen.doe(betalen.stel_betaling_voor, betalen.Betaalvoorstel()).gegevens
    assert (tweede["batch"], tweede["som"], len(tweede["opdrachten"])) == (eerste["batch"], 940_000, 2)
    te_betalen.doe(betalen.geef_akkoord, betalen.Betaalakkoord(), KEES)
    assert te_betalen.doe(betalen.stel_betaling_voor, betalen.Betaalvoorstel()).gegevens["akkoord"] == ["kees_kluis"]
    te_betalen.doe(betalen.geef_akkoord, betalen.Betaalakkoord(), KOEN)
    assert (
        geweigerd(te_betalen, betalen.geef_akkoord, betalen.Betaalakkoord(eerste["batch"]), KOEN) == "batch_al_akkoord"
    )
    with lezing(te_betalen.url) as db:
        assert [(f.open.cents, f.onderweg.cents) for f in facturen_open(db)] == [(0, 840_000), (0, 100_000)]
        assert controleer(db, volledig=True).in_orde


def test_het_betaalbestand_is_goedgekeurd_en_blijft_byte_voor_byte_gelijk(te_betalen: Kantoor):
    batch, inhoud = te_betalen.betaal()
    assert controleer_pain001(inhoud, vandaag=w.VANDAAG) == ()
    opnieuw = betalen.Betaalbestand(batch["batch"], opnieuw=True)
    assert te_betalen.doe(betalen.maak_betaalbestand, opnieuw).gegevens["sha256"] == batch["sha256"]
    with transactie(te_betalen.url) as db:
        assert betaalbestand(db, w.KARIN, batch["batch"], te_betalen.nu) == inhoud
        (gelezen,) = betaalbatches(db, w.KARIN)
        assert (gelezen.status, gelezen.akkoord) == ("bestand", ("kees_kluis", "koen_kasboek"))
        with pytest.raises(Weigering) as nee:
            betaalbestand(db, w.KARIN, "BB-2026-000009", te_betalen.nu)
    assert nee.value.code == "batch_onbekend"


def test_een_bestand_dat_onze_eigen_controle_niet_haalt_verlaat_het_huis_niet(te_betalen: Kantoor):
    te_betalen.doe(betalen.stel_betaling_voor, betalen.Betaalvoorstel())
    for wie in (KEES, KOEN):
        te_betalen.doe(betalen.geef_akkoord, betalen.Betaalakkoord(), wie)
    fout = Potrekening("Kassier pot", "NL20TEST0001000001")
    with pytest.raises(Weigering, match="geen geldig IBAN") as nee, transactie(te_betalen.url) as db:
        maak_bestand(db, w.KARIN, "", fout, nu=te_betalen.nu)
    assert nee.value.code == "betaalbestand_afgekeurd"


def test_te_veel_ontvangen_geld_gaat_terug_met_twee_akkoorden(te_betalen: Kantoor, oefenbank: Oefenbank):
    oefenbank.ontvang("50,00", "SWV ZOUT", "vergissing", "NL49TEST0001000043")
    oefenbank.verder(1)
    (regel,) = te_betalen.lees(*oefenbank.post("camt.053"))["nieuw"]
    te_betalen.koppel(regel, ("te_veel:swv_zout", "50,00"))
    te_veel = betalen.Betaalvoorstel((("swv_zout", w.EURO("50,01")),))
    assert geweigerd(te_betalen, betalen.stel_betaling_voor, te_veel) == "niets_terug_te_betalen"
    voorstel = betalen.Betaalvoorstel((("swv_zout", None),))
    batch = te_betalen.doe(betalen.stel_betaling_voor, voorstel).gegevens
    assert [(o["opdracht"], o["factuur"], o["bedrag"]) for o in batch["opdrachten"]] == [
        ("TB-2026-000001", None, 5_000),
        ("VF-2026-000001", "2026-118", 840_000),
    ]
    assert geweigerd(te_betalen, betalen.stel_betaling_voor, voorstel) == "niets_terug_te_betalen"
    te_betalen.dagen = 1
    _, inhoud = te_betalen.betaal()
    assert oefenbank.neem(inhoud) == "ACCP"
    oefenbank.verder(1)
    gegevens = te_betalen.lees(*oefenbank.post("camt.053"))
    assert sorted(t["doel"] for t in gegevens["toewijzingen"]) == ["opdracht:TB-2026-000001", "opdracht:VF-2026-000001"]
    with lezing(te_betalen.url) as db:
        assert saldi(db, "1710") == []
        assert controleer(db, volledig=True).in_orde


def test_een_terugbetaling_die_de_bank_afwijst_staat_weer_open(te_betalen: Kantoor, oefenbank: Oefenbank):
    oefenbank.sluit_rekening("NL49TEST0001000043")
    oefenbank.ontvang("50,00", "SWV ZOUT", "vergissing", "NL49TEST0001000043")
    oefenbank.verder(1)
    (regel,) = te_betalen.lees(*oefenbank.post("camt.053"))["nieuw"]
    te_betalen.koppel(regel, ("te_veel:swv_zout", "50,00"))
    te_betalen.doe(betalen.stel_betaling_voor, betalen.Betaalvoorstel((("swv_zout", None),)))
    _, inhoud = te_betalen.betaal()
    oefenbank.neem(inhoud)
    assert te_betalen.status(oefenbank.post("pain.002")[-1])["afgewezen"] == ["TB-2026-000001"]
    with lezing(te_betalen.url) as db:
        assert [s.saldo.cents for s in saldi(db, "1710")] == [-5_000]


def test_een_statusbericht_over_een_vreemd_bestand_wordt_geweigerd(te_betalen: Kantoor, oefenbank: Oefenbank):
    _, inhoud = te_betalen.betaal()
    oefenbank.neem(inhoud)
    (bericht,) = oefenbank.post("pain.002")
    vreemd = bericht.replace(b"BB-2026-000001", b"BB-2031-000001")
    status = betalen.Statusbestand("vreemd.xml", vreemd)
    assert geweigerd(te_betalen, betalen.lees_betaalstatus, status) == "betaalbestand_onbekend"
    with pytest.raises(OnbruikbareInvoer):
        te_betalen.status(inhoud)


def test_de_ronde_stelt_een_batch_voor_en_doet_niets_dubbel(te_betalen: Kantoor):
    verslag = ronde(te_betalen.url, "voorfinanciering")
    assert [r["stap"] for r in verslag.verplaatst] == ["betaalvoorstel"]
    assert ronde(te_betalen.url, "voorfinanciering").als_json() == {"verplaatst": [], "gewacht": [], "geweigerd": []}
    with lezing(te_betalen.url) as db:
        (batch,) = betaalbatches(db, SYSTEEM)
        assert (batch.gemaakt_door, batch.status) == ("SYSTEEM", "voorstel")


def test_de_bankmap_wordt_gelezen_afgeletterd_en_opgeruimd(te_betalen: Kantoor, oefenbank: Oefenbank, postvak: Path):
    _, inhoud = te_betalen.betaal()
    oefenbank.neem(inhoud)
    oefenbank.verder(1)
    for soort in ("pain.002", "camt.053"):
        for nr, bericht in enumerate(oefenbank.post(soort)):
            (postvak / "in" / f"{nr}-{soort}.xml").write_bytes(bericht)
    (postvak / "in" / "proef.xml").write_bytes(b"<!DOCTYPE x><x/>")
    (postvak / "in" / "half.xml.tmp").write_bytes(b"<")
    (postvak / "in" / "z-vreemd.xml").write_bytes(
        (postvak / "in" / "0-pain.002.xml").read_bytes().replace(b"BB-2026-000001", b"BB-2031-000001")
    )

    verslag = ronde(te_betalen.url, "afletteren")
    assert verslag.geweigerd == []
    assert [r["stap"] for r in verslag.verplaatst] == [
        "statusbericht_lezen",
        "statusbericht_lezen",
        "bankbestanden_lezen",
        *["bankbestand_wegleggen"] * 4,
    ]
    assert namen(postvak / "in") == ["half.xml.tmp"]
    assert namen(postvak / "verwerkt") == ["0-camt.053.xml", "0-pain.002.xml"]
    assert namen(postvak / "geweigerd") == ["proef.xml", "z-vreemd.xml"]
    assert te_betalen.stand().open.aantal == 0
    with lezing(te_betalen.url) as db:
        assert facturen_open(db) == []

    # The same file under the same name again: read before, so only filed, beside the first.
    (postvak / "in" / "0-camt.053.xml").write_bytes((postvak / "verwerkt" / "0-camt.053.xml").read_bytes())
    assert [r["stap"] for r in ronde(te_betalen.url, "afletteren").verplaatst] == ["bankbestand_wegleggen"]
    assert len(namen(postvak / "verwerkt")) == 3
    assert ronde(te_betalen.url, "afletteren").verplaatst == []


def test_een_vordering_die_later_komt_dan_haar_betaling_wordt_alsnog_gekoppeld(
    te_betalen: Kantoor, oefenbank: Oefenbank, postvak: Path
):
    oefenbank.ontvang("5.040,00", "Gemeente Zeist", maak_rf("VV2026000001"), "NL44TEST0001000036")
    oefenbank.verder(1)
    te_betalen.lees(*oefenbank.post("camt.053"))
    assert te_betalen.stand().open.aantal == 1
    assert ronde(te_betalen.url, "afletteren").verplaatst == []
    with transactie(te_betalen.url) as db:
        w.doe(db, d.open_onderzoek, SYSTEEM, d.Onderzoek(w.LIJN))
        w.doe(db, d.uitzoekbesluit, w.URSULA, w.zestig_veertig())
        w.doe(db, d.verrekenen, w.KARIN, d.Lijnstap(w.LIJN))
    assert [r["melding"] for r in ronde(te_betalen.url, "afletteren").verplaatst] == ["1 regels vanzelf gekoppeld."]


def test_de_bankmap_ligt_naast_de_database_of_waar_de_omgeving_zegt(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("DOORBRAAK_BANKMAP", raising=False)
    assert bankmap("sqlite:////data/pot.db") == Path("/data/pot.db.bank")
    assert bankmap("postgresql+psycopg://localhost/pot") is None
    monkeypatch.setenv("DOORBRAAK_BANKMAP", "/srv/bank")
    assert bankmap("postgresql+psycopg://localhost/pot") == Path("/srv/bank")


def test_wat_een_betaling_zegt_is_in_json_te_lezen(te_betalen: Kantoor):
    gegevens = te_betalen.doe(betalen.stel_betaling_voor, betalen.Betaalvoorstel()).gegevens
    assert json.loads(json.dumps(gegevens)) == gegevens
    assert {"batch", "status", "akkoord", "opdrachten", "som", "overgeslagen"} <= set(gegevens)
