"""Posting: one key one answer, refusals that stay, and what the ledger does with persons, mandates and casussen."""

from __future__ import annotations

import pickle
from datetime import date, timedelta
from typing import Any

import pytest

from budget.basis.geld import EURO, Geld
from budget.basis.opdracht import SleutelGebruikt
from budget.basis.transactie import lezing, transactie
from budget.basis.weigering import OnbruikbareInvoer, Weigering
from budget.grootboek import begrippen as b
from budget.grootboek import vragen
from budget.grootboek.controle import controleer
from budget.grootboek.diensten import boek, vergrendel
from budget.grootboek.keten import uit_micros
from budget.grootboek.ruw import Ruw
from budget.grootboek.weigeringen import PotOntbreekt
from tests.budget.grootboek.oefenpot import DAG, KASSIER, NU, Boeker, maak_boeker, oefenpot


def reservering(bedrag: str, casus: str = "K1", **meer: Any) -> b.Reservering:
    velden = {"datum": DAG, "casus": casus, "bedrag": EURO(bedrag), "door": ("p-tafel",), **meer}
    return b.Reservering(**velden)


def factuur(doe: Boeker, bedrag: str, nummer: str = "F1", casus: str = "K1") -> None:
    """Reserve, commit and prefinance one invoice."""
    doe(reservering(bedrag, casus))
    doe(b.Verplichting(datum=DAG, casus=casus, bedrag=EURO(bedrag)))
    doe(
        b.Voorfinanciering(
            datum=DAG, casus=casus, aanbieder="Brug", factuur=nummer, bedrag=EURO(bedrag), prestatie_door="p-regie"
        )
    )


def code(doe: Boeker, gebeurtenis: b.Gebeurtenis, **meer: Any) -> str | None:
    """Post and return the code of the refusal, None when it was booked."""
    try:
        doe(gebeurtenis, **meer)
    except Weigering as geweigerd:
        weigering = geweigerd
    else:
        return None
    assert weigering.melding
    assert weigering.oplossing
    return weigering.code


def saldo(url: str, rekening: str, *dimensies: str) -> int:
    with lezing(url) as db:
        return sum(regel.saldo.cents for regel in vragen.saldi(db, rekening, *dimensies))


def test_dezelfde_sleutel_boekt_een_keer(url: str) -> None:
    doe = oefenpot(url)
    eerste = doe(reservering("1.000"), sleutel="a")
    doe(reservering("500", "K2"))
    nogmaals = doe(reservering("1.000"), sleutel="a", nu=NU + timedelta(hours=3))
    assert nogmaals.herhaald
    assert (nogmaals.nummer, nogmaals.regels, nogmaals.beschikbaar) == (
        eerste.nummer,
        eerste.regels,
        eerste.beschikbaar,
    )
    assert saldo(url, "9100") == 150_000


def test_dezelfde_sleutel_met_andere_inhoud_noemt_het_veld(url: str) -> None:
    doe = oefenpot(url)
    doe(reservering("1.000"), sleutel="a")
    with pytest.raises(SleutelGebruikt, match="bedrag"):
        doe(reservering("1.001"), sleutel="a")
    with pytest.raises(SleutelGebruikt, match="gebeurtenis"):
        doe(b.Verplichting(datum=DAG, casus="K1", bedrag=EURO("1.000")), sleutel="a")


def test_een_weigering_blijft_ook_als_het_later_wel_zou_kunnen(url: str) -> None:
    doe = oefenpot(url)
    with pytest.raises(Weigering) as eerst:
        doe(reservering("7.000"), sleutel="te veel")
    doe(b.Toezegging(datum=DAG, deelnemer="Vuur", bedrag=EURO("9.000")))
    doe(b.Bankregel(datum=DAG, regel="meer", bedrag=EURO("9.000")))
    doe(b.Storting(datum=DAG, regel="meer", deelnemer="Vuur", bedrag=EURO("9.000")))
    with pytest.raises(Weigering) as later:
        doe(reservering("7.000"), sleutel="te veel")
    assert (later.value.code, later.value.melding) == (eerst.value.code, eerst.value.melding)
    assert code(doe, reservering("6.999"), sleutel="te veel") == "sleutel_gebruikt"
    assert code(doe, reservering("7.000"), sleutel="nieuw") is None


def test_een_weigering_draait_de_hele_opdracht_terug(url: str) -> None:
    oefenpot(url)
    with pytest.raises(Weigering), transactie(url) as db:
        boek(db, KASSIER, reservering("100"), sleutel="x/1", nu=NU)
        boek(db, KASSIER, reservering("100.000"), sleutel="x/2", nu=NU)
    assert saldo(url, "9100") == 0
    doe = maak_boeker(url)
    assert code(doe, reservering("100"), sleutel="x/1") is None
    assert code(doe, reservering("100.000"), sleutel="x/2") == "onvoldoende_beschikbaar"


def test_onbruikbare_invoer_wordt_niet_onthouden(url: str) -> None:
    doe = oefenpot(url)
    with pytest.raises(OnbruikbareInvoer):
        doe(b.Toezegging(datum=DAG, deelnemer="Niemand", bedrag=EURO("1")), sleutel="t")
    assert code(doe, b.Toezegging(datum=DAG, deelnemer="Vuur", bedrag=EURO("1")), sleutel="t") is None


def test_het_boekmoment_gaat_nooit_terug(url: str) -> None:
    doe = oefenpot(url)
    doe(reservering("10"), nu=NU + timedelta(days=2))
    doe(reservering("10"), nu=NU)
    with transactie(url) as db:
        stand = vergrendel(db)
    assert uit_micros(stand.geboekt_op) == NU + timedelta(days=2)


def test_zonder_pot_valt_er_niets_te_boeken(url: str) -> None:
    with pytest.raises(PotOntbreekt):
        maak_boeker(url)(reservering("10"))


def test_weigeringen_overleven_een_ander_proces() -> None:
    weigering = pickle.loads(pickle.dumps(PotOntbreekt()))
    assert weigering.code == "pot_ontbreekt"


@pytest.mark.parametrize("bedrag", [Geld(0), Geld(-1), Geld(10**12 + 1), Geld(True), Geld(1.5)])  # type: ignore[arg-type]
def test_een_bedrag_dat_niet_te_boeken_is(bedrag: Geld, url: str) -> None:
    doe = oefenpot(url)
    for gebeurtenis in (
        b.Reservering(datum=DAG, casus="K1", bedrag=bedrag, door=("p",)),
        b.Ontvangst(datum=DAG, regel="geen", betaler="geen", casus="geen", bedrag=bedrag),
        b.Uitzoekbesluit(datum=DAG, casus="geen", bedrag=bedrag, gewichten={"A": 1}),
        b.Voorziening(datum=DAG, casus="geen", bedrag=bedrag),
    ):
        assert code(doe, gebeurtenis) == "bedrag_ongeldig"


def test_mandaat_en_geld_gaan_samen_en_komen_samen_vrij(url: str) -> None:
    doe = oefenpot(url)
    mandaat = b.Mandaat("M1", jaarplafond=EURO("1.000"), casusplafond=EURO("800"))

    def gebruikt() -> int:
        with lezing(url) as db:
            return vragen.mandaatgebruik(db, "M1", 2026).cents

    doe(reservering("700", mandaten=(mandaat,)))
    assert code(doe, reservering("101", mandaten=(mandaat,))) == "mandaat"
    assert code(doe, reservering("301", "K2", mandaten=(mandaat,))) == "mandaat"
    doe(reservering("300", "K2", mandaten=(mandaat,)))
    assert gebruikt() == 100_000
    vrij = doe(b.Vrijval(datum=DAG, casus="K1", bedrag=EURO("200"), van=b.Van.RESERVERING))
    assert gebruikt() == 80_000
    doe(b.Tegenboeking(datum=DAG, van=vrij.nummer))
    assert gebruikt() == 100_000
    verlopen = b.Mandaat("M2", geldig_tot=DAG - timedelta(days=1))
    assert code(doe, b.Mandaatgebruik(datum=DAG, mandaat=verlopen, casus="K3", bedrag=EURO("1"))) == "mandaat"
    te_vroeg = b.Mandaat("M2", geldig_van=DAG + timedelta(days=1))
    assert code(doe, b.Mandaatgebruik(datum=DAG, mandaat=te_vroeg, casus="K3", bedrag=EURO("1"))) == "mandaat"
    doe(b.Mandaatgebruik(datum=DAG, mandaat=b.Mandaat("M3"), casus="K3", bedrag=EURO("1")))
    with lezing(url) as db:
        assert vragen.mandaatgebruik(db, "M3", 2026, "K3") == EURO("1")
        assert vragen.stand(db).saldi.keys() & {"9500", "9590"} == set()
        assert controleer(db).in_orde


def test_het_gebruik_komt_vrij_in_het_jaar_van_het_besluit(url: str) -> None:
    doe = oefenpot(url)
    mandaat = b.Mandaat("M1", jaarplafond=EURO("1.000"))
    doe(reservering("700", mandaten=(mandaat,)))
    doe(b.Overheveling(datum=date(2026, 12, 31), casus="K1", bedrag=EURO("700"), van=b.Van.RESERVERING))
    doe(b.Vrijval(datum=date(2027, 1, 5), casus="K1", bedrag=EURO("700"), van=b.Van.RESERVERING))
    with lezing(url) as db:
        assert [vragen.mandaatgebruik(db, "M1", jaar).cents for jaar in (2026, 2027)] == [0, 0]


def test_een_teruggekomen_betaling_heropent_de_casus(url: str) -> None:
    doe = oefenpot(url)
    factuur(doe, "100")
    doe(b.Betaalopdracht(datum=DAG, aanbieder="Brug", factuur="f 1", door=("p-1", "p-2")))
    doe(b.Bankregel(datum=DAG, regel="uit", bedrag=-EURO("100")))
    doe(b.Betaling(datum=DAG, regel="uit", begunstigde="Brug", opdracht="F1"))
    doe(b.Uitzoekbesluit(datum=DAG, casus="K1", aandelen={"pot": EURO("100")}))
    doe(b.CasusSluiten(datum=DAG, casus="K1"))
    assert code(doe, reservering("1")) == "casus_gesloten"
    doe(b.Bankregel(datum=DAG, regel="terug", bedrag=EURO("100")))
    doe(b.BetalingRetour(datum=DAG, regel="terug", aanbieder="Brug", factuur="F1", bedrag=EURO("100")))
    assert code(doe, b.CasusSluiten(datum=DAG, casus="K1")) == "casus_niet_sluitbaar"
    assert code(doe, reservering("1")) is None
    with lezing(url) as db:
        lijn = vragen.casuslijn(db, "K1")
        assert (lijn.gesloten, lijn.voorgefinancierd, lijn.ten_laste_van_de_pot) == (False, EURO("100"), EURO("100"))
        (open_,) = vragen.facturen_open(db)
        assert (open_.open, open_.onderweg) == (EURO("100"), Geld(0))


def test_wat_niet_betaald_is_komt_niet_terug(url: str) -> None:
    doe = oefenpot(url)
    factuur(doe, "100")
    doe(b.Bankregel(datum=DAG, regel="terug", bedrag=EURO("100")))
    retour = b.BetalingRetour(datum=DAG, regel="terug", aanbieder="Brug", factuur="F1", bedrag=EURO("100"))
    assert code(doe, retour) == "geen_open_post"


def test_zonder_rekeningnummer_geen_betaling(url: str) -> None:
    doe = oefenpot(url)
    doe(b.Bankregel(datum=DAG, regel="te veel", bedrag=EURO("10")))
    doe(b.TeVeelOntvangen(datum=DAG, regel="te veel", partij="Elders", bedrag=EURO("10")))
    opdracht = b.Terugbetaalopdracht(datum=DAG, partij="Elders", bedrag=EURO("10"), opdracht="T1", door=("p-1", "p-2"))
    assert code(doe, opdracht) == "iban_niet_bevestigd"
    doe(b.IbanWijziging(datum=DAG, partij="Elders", door="p-1", bevestigd_door="p-3", iban="NL00TEST0000000077"))
    assert code(doe, opdracht) == "functiescheiding"
    doe(b.Terugbetaalopdracht(datum=DAG, partij="Elders", bedrag=EURO("10"), opdracht="T1", door=("p-3", "p-2")))
    doe(b.Bankregel(datum=DAG, regel="uit", bedrag=-EURO("10")))
    doe(b.Betaling(datum=DAG, regel="uit", begunstigde="Elders", opdracht="T1"))
    doe(b.Bankregel(datum=DAG, regel="te veel 2", bedrag=EURO("10")))
    doe(b.TeVeelOntvangen(datum=DAG, regel="te veel 2", partij="Elders", bedrag=EURO("10")))
    nu_wel = b.Terugbetaalopdracht(datum=DAG, partij="Elders", bedrag=EURO("10"), opdracht="T2", door=("p-1", "p-2"))
    assert code(doe, nu_wel) is None


def test_tekst_van_een_mens_is_te_wissen_en_de_controle_blijft_groen(url: str) -> None:
    doe = oefenpot(url)
    doe(reservering("100", toelichting="gesprek met Fietje Verzonnen"), sleutel="r")
    with transactie(url) as db:
        assert "Fietje" in Ruw(db).waarde("SELECT MAX(inhoud) FROM journaaltekst WHERE inhoud LIKE ?", "%Fietje%")
        Ruw(db).doe("DELETE FROM journaaltekst WHERE post = (SELECT MAX(post) FROM journaaltekst)")
        assert controleer(db, volledig=True).in_orde
    with pytest.raises(SleutelGebruikt):
        doe(reservering("101"), sleutel="r")


def test_het_journaal_is_te_lezen_per_casus_bankregel_en_rekening(url: str) -> None:
    doe = oefenpot(url)
    factuur(doe, "100")
    with lezing(url) as db:
        assert [post.soort for post in vragen.regels(db, casus="K1")] == [
            "reservering",
            "verplichting",
            "voorfinanciering",
        ]
        assert [post.soort for post in vragen.regels(db, bankregel="inleg")] == ["bankregel", "storting"]
        assert [post.soort for post in vragen.regels(db, rekening="1600")] == ["voorfinanciering"]
        alles = vragen.regels(db)
        assert len(vragen.regels(db, vanaf=alles[-1].nummer)) == 1
        assert len(vragen.regels(db, grens=2)) == 2
        assert [regel.debet for regel in alles[-1].regels] == ["1300:K1", "9000:K1:2026"]
        assert [s.sleutel for s in vragen.saldi(db, "1600", "Brug")] == ["1600:Brug:F1"]
        assert vragen.beschikbaar(db) == (EURO("5.900"), EURO("5.900"))
