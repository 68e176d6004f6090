"""An independent bank takes our payment file; what it answers is read by our readers. No network: in process."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import Any

import pytest

from budget.bank.begrippen import Afschrift, Bankregel, Bestand
from budget.bank.keur import keur
from budget.bank.lezen import lees_bestand
from budget.bank.rf import maak_rf, zoek_rf
from budget.betalen.bericht.begrippen import Betaalbestand, Betaling, Versie
from budget.betalen.bericht.pain001 import schrijf_pain001
from budget.betalen.bericht.pain002 import lees_pain002, per_opdracht

mockbank = pytest.importorskip("mockbank")

POT = "NL38BNGH0285012345"
BRUG, RETOUR, DICHT = "NL59TEST0001000057", "NL64TEST0001000064", "NL44TEST0001000036"
DAG = date(2026, 11, 24)


class Bank:
    """The other side: an account for the pot and one that is closed."""

    def __init__(self) -> None:
        from mockbank import accounts
        from mockbank.state import State

        self._config = mockbank.Config(quiet=True, timezone="Europe/Amsterdam", clock="2026-11-23T09:00:00")
        self.state = State(self._config)
        self._rekeningen = accounts
        self.rekening("POT", name="Kassier pot", iban=POT, balance=25_000_000, currency="EUR", bic="MOCKNL2A")
        self.rekening("DICHT", name="Dicht", iban=DICHT, behaviour="closed-account", currency="EUR", bic="MOCKNL2A")

    def rekening(self, naam: str, **velden: object) -> None:
        self._rekeningen.create(self.state.conn, naam, velden)

    def gedrag(self, behaviour: str, **parameters: object) -> None:
        self._rekeningen.update(self.state.conn, "POT", {"behaviour": behaviour, "parameters": parameters})

    def betaal(self, inhoud: bytes) -> dict[str, Any]:
        antwoord, _, _ = self.state.receive(inhoud)
        return dict(antwoord)

    def ontvang(self, cents: int, **velden: object) -> None:
        from mockbank import credits

        credits.create(
            self.state.conn, self.state.clock, self.state.now(), {"account": "POT", "amount": cents, **velden}
        )

    def verder(self, dagen: int) -> None:
        self.state.clock.advance(days=dagen)

    def post(self, soort: str) -> list[bytes]:
        from mockbank import outbox

        self.state.release()
        return [rij["body"].encode() for rij in outbox.collect(self.state.conn, self.state.now(), kind=soort)]

    def afschriften(self) -> list[Afschrift]:
        gelezen = [lees_bestand(f"{nr}.xml", inhoud) for nr, inhoud in enumerate(self.post("camt.053"))]
        return [a for bestand in gelezen for a in _zonder_opmerking(bestand).afschriften if a.rekening == POT]


def _zonder_opmerking(bestand: Bestand) -> Bestand:
    assert bestand.redenen == (), bestand.toelichting
    assert all(not (set(a.opmerkingen) - {"GEEN_REGELS"}) for a in bestand.afschriften)
    return bestand


@pytest.fixture
def bank() -> Iterator[Bank]:
    bank = Bank()
    yield bank
    bank.state.close()


def een_bestand(*betalingen: Betaling, nummer: str = "DT-2026-000007") -> Betaalbestand:
    return Betaalbestand(nummer, "Kassier pot", POT, datetime(2026, 11, 23, 8, 0, tzinfo=UTC), betalingen, "MOCKNL2A")


BETALINGEN = (
    Betaling("VF-2026-000017", 123_456, "De Brug", BRUG, DAG, "factuur 2026/17"),
    Betaling("VF-2026-000018", 50_000, "Aanbieder", RETOUR, DAG, kenmerk=maak_rf("539007547034")),
    Betaling("VF-2026-000019", 7_500, "Dichte rekening", DICHT, DAG, "factuur 2026/19"),
)


@pytest.mark.parametrize("versie", list(Versie))
def test_de_bank_neemt_ons_bestand_en_wij_lezen_haar_antwoord(bank: Bank, versie: Versie) -> None:
    antwoord = bank.betaal(schrijf_pain001(een_bestand(*BETALINGEN), versie=versie))
    assert [bevinding for bevinding in antwoord["findings"] if bevinding["severity"] == "error"] == []
    assert (antwoord["status"], antwoord["accepted"], antwoord["rejected"]) == ("PART", 2, 1)

    (status,) = bank.post("pain.002")
    bericht = lees_pain002("status.xml", status)
    assert bericht.bestand == "DT-2026-000007"
    gevonden, onbekend = per_opdracht(bericht, [(b.eindtoteind, "DT-2026-000007-20261124") for b in BETALINGEN])
    assert {nummer: str(uit) for nummer, uit in gevonden.items()} == {
        "VF-2026-000017": "ACCP",
        "VF-2026-000018": "ACCP",
        "VF-2026-000019": "RJCT AC04",
    }
    assert onbekend == ()

    bank.verder(2)
    aankondiging = lees_bestand("a.xml", bank.post("camt.054")[0]).afschriften[0]
    assert (aankondiging.aankondiging, [r.eindtoteind for r in aankondiging.regels]) == (
        True,
        ["VF-2026-000017", "VF-2026-000018"],
    )
    regels = {regel.eindtoteind: regel for a in bank.afschriften() for regel in a.regels}
    assert {nummer: (r.cents, r.naam, r.tegenrekening, r.boekdatum) for nummer, r in regels.items()} == {
        "VF-2026-000017": (-123_456, "De Brug", BRUG, DAG),
        "VF-2026-000018": (-50_000, "Aanbieder", RETOUR, DAG),
    }


def test_hetzelfde_bestand_twee_keer_wordt_door_de_bank_geweigerd(bank: Bank) -> None:
    inhoud = schrijf_pain001(een_bestand(*BETALINGEN))
    bank.betaal(inhoud)
    bank.post("pain.002")
    assert bank.betaal(inhoud)["status"] == "RJCT"
    bericht = lees_pain002("status.xml", bank.post("pain.002")[0])
    assert bericht.status is not None
    assert str(bericht.status).startswith("RJCT")


def test_een_betaling_die_terugkomt_noemt_opdracht_en_reden(bank: Bank) -> None:
    bank.gedrag("return-later", days=3, reason="AC04", end_to_end_id="VF-2026-000018")
    bank.betaal(schrijf_pain001(een_bestand(BETALINGEN[1])))
    bank.verder(8)
    regels = [regel for a in bank.afschriften() for regel in a.regels]
    assert [(r.cents, r.eindtoteind, r.retour) for r in regels] == [
        (-50_000, "VF-2026-000018", ""),
        (50_000, "VF-2026-000018", "AC04"),
    ]
    assert regels[1].transactiecode.endswith("RRTN")
    assert (regels[1].naam, regels[1].tegenrekening) == ("Aanbieder", RETOUR)


def test_een_kenmerk_dat_de_bank_afbreekt_wordt_gevonden(bank: Bank) -> None:
    rf = maak_rf("VV2026000010")
    bank.ontvang(885_000, note=f"Verrekening kwartaal 3 betreft {rf}", wrap=35, debtor={"name": "Zeist"})
    bank.verder(1)
    regel = _enige_regel(bank)
    assert rf not in regel.omschrijving
    assert [vondst.kenmerk for vondst in zoek_rf(regel.omschrijving, frozenset({rf}))] == [rf]


def _enige_regel(bank: Bank) -> Bankregel:
    (regel,) = [regel for a in bank.afschriften() for regel in a.regels]
    return regel


def test_een_maand_van_de_bank_sluit_dag_aan_dag(bank: Bank) -> None:
    for nr in range(10):
        bank.ontvang(100_00 + nr, note=f"maand {nr}", debtor={"name": "Zeist"})
        bank.ontvang(100_00, note="gelijk", debtor={"name": "Zeist"})
        bank.verder(1)
    bestanden = dict(enumerate(bank.post("camt.053")))
    rapport = keur({f"{nr:02}": inhoud for nr, inhoud in bestanden.items() if POT.encode() in inhoud})
    rijen = [rij for rijen in rapport.values() for rij in rijen]
    assert {rij["uitkomst"] for rij in rijen} == {"aanvaard"}
    assert sum(rij["nieuw"] for rij in rijen) == 20
    zonder = {naam: bestanden[int(naam)] for naam in list(rapport)[:2] + list(rapport)[3:]}
    redenen = [rij["redenen"] for rijen in keur(zonder).values() for rij in rijen]
    assert redenen == [[], []] + [["GAT"]] * (len(zonder) - 2)
