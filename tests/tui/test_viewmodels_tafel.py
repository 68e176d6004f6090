"""What the keys of the meeting say and offer: jumping, waiting, taking back, templates, the second window, the bank."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from engine.termijnen.verloop import Balk
from tests.tui.schermfeiten import (
    BANKSTAND,
    NOOR,
    NR,
    NU,
    OMGEVING,
    VANDAAG,
    casusfeiten,
    een_agenda,
    een_besluit,
    een_casus,
    een_dossier,
    een_gebeurtenis,
    een_regel,
    een_termijn,
    teksten,
)
from tui.acties import toetsnaam
from tui.viewmodels import bank, beamer, besluit, besluitenlijst, casus, delen, tafel, termijnen
from tui.viewmodels.agenda import sprongen
from tui.viewmodels.feiten import Bankfeiten, Termijnfeiten

BALK = Balk(
    termijn=1, onderwerp="hulp", code="D_TAFEL", naam="Zitting", ontvanger="voorzitter", van=VANDAAG,
    einde=VANDAAG + timedelta(days=14), klaar=None, status="open", verschoven=False,
)  # fmt: skip


def test_springen_kan_naar_elke_plek_en_naar_de_eerste_negen_punten() -> None:
    doelen = sprongen(een_agenda(*(een_regel(volgorde=n) for n in range(1, 12))))
    assert [letter for _, letter, _ in doelen] == [*"atpbl", *"123456789"]
    assert doelen[5] == (f"casus/{NR}", "1", "Agendapunt 1: Noor V. (14)")
    assert "Noor" not in str(sprongen(een_agenda(), presentatie=True))
    assert len(sprongen(None)) == 5


def test_wachten_kan_de_casus_alleen_als_hij_aan_tafel_is() -> None:
    aan_tafel = tafel.uitstelkeuzes(casusfeiten())
    assert [sleutel for sleutel, _, _ in aan_tafel] == [
        "aanhouden", "verplaatsen/1", "opschorten/1",
    ]  # fmt: skip
    later = tafel.uitstelkeuzes(casusfeiten(dossier=een_dossier(kort=een_casus(status="besloten"))))
    assert [sleutel for sleutel, _, _ in later] == ["verplaatsen/1", "opschorten/1"]


def test_alleen_een_termijn_die_stilstaat_kan_weer_gaan_lopen() -> None:
    stil = tafel.uitstelkeuzes(casusfeiten(stil=frozenset({1})))
    assert [sleutel for sleutel, _, _ in stil] == ["aanhouden", "verplaatsen/1", "hervatten/1"]


def test_een_besluit_dat_niet_terug_kan_zegt_waarom() -> None:
    gedaan = {
        "besluit": "B-1", "casusnummer": NR, "doel": "Naar school", "door": "vera", "tijdstip": NU.isoformat(),
        "mag": True, "waarom_niet": "",
    }  # fmt: skip
    assert tafel.terugregel(gedaan, OMGEVING.mensen).endswith("Naar school, Vera Voorbeeld")
    vast = tafel.terugregel(gedaan | {"mag": False, "waarom_niet": "de zitting is niet open"}, {})
    assert vast.endswith("(kan niet terug: de zitting is niet open)")


def test_een_letter_per_status() -> None:
    letters = [punt.letter for punt in tafel.PUNTEN]
    assert len(set(letters)) == len(letters)


@pytest.mark.parametrize(
    ("status", "rechts"),
    [
        ("gepland", "1 van 1, 20 min"),
        ("uitgesteld", "1 van 1, uitgesteld"),
        ("aan_de_beurt", "1 van 1, nu 7 van 20 min"),
    ],
)
def test_de_kop_telt_de_minuten_van_wie_aan_de_beurt_is(status: str, rechts: str) -> None:
    begonnen = een_gebeurtenis(2, spoor="zitting", naar=status, tijdstip=NU - timedelta(minutes=7))
    feiten = casusfeiten(punt=een_regel(status=status), tijdlijn=(begonnen,))
    assert casus.rechts(feiten).endswith(rechts)


def test_alleen_wat_ik_zelf_moet_doen() -> None:
    feiten = Termijnfeiten(
        replace(OMGEVING, rol="casusregisseur", persoon="carla"),
        (een_termijn(nummer=1), een_termijn(nummer=2, ontvanger="persoon:carla"), een_termijn(nummer=3, ontvanger="x")),
        {NR: NOOR},
    )
    assert [r.sleutel for r in termijnen.termijnen_vm(feiten, alleen_mijn=True).rijen] == ["2"]
    assert len(termijnen.termijnen_vm(feiten).rijen) == 3
    leeg = termijnen.termijnen_vm(replace(feiten, termijnen=()), alleen_mijn=True)
    assert (leeg.titel, leeg.leeg[:40]) == ("Mijn termijnen", "Er staat niets open dat u zelf moet doen")


def test_de_termijnen_in_de_tijd_staan_onderaan_het_verloop() -> None:
    regels = teksten(casus.verloop(casusfeiten(balken=(BALK,))))
    assert regels.index("Wat er is gebeurd") < regels.index("Termijnen in de tijd")
    assert "loopt, 7-12-2026" in regels
    assert "Termijnen in de tijd" not in teksten(casus.verloop(casusfeiten(balken=(BALK,)), presentatie=True))


class TestSjablonen:
    FORMULIER = besluit.uit_concept((), "Naar school", VANDAAG).met_regel(
        0, bedrag="100", wat="Begeleiding", soort="jeugdhulp_individueel", aanbieder="de_brug"
    )

    def test_toewijzen_vraagt_wie_er_betaalt(self) -> None:
        toegewezen = besluit.met_sjabloon(self.FORMULIER, "toewijzen")
        assert "Betaalt eerst: kies wie er betaalt." in besluit.keur(toegewezen, VANDAAG).fouten
        terug = besluit.met_sjabloon(toegewezen, "financieren")
        assert besluit.keur(terug, VANDAAG).fouten == ()

    def test_de_houder_van_een_hogere_trede_begint_bij_wat_was_voorgenomen(self) -> None:
        regel = een_besluit().regels[0] | {"soort": "jeugdhulp_individueel", "aanbieder": "de_brug"}
        formulier = besluit.uit_voorgenomen(een_besluit(status="voorgenomen", regels=(regel,)))
        assert (formulier.doel, formulier.regels[0].bedrag, formulier.regels[0].tot) == (
            "Naar school", "9.800", "31-5-2027",
        )  # fmt: skip
        formulier = replace(formulier, herhaling="9.800")
        klaar, slot = besluit.slotregel(formulier, besluit.keur(formulier, VANDAAG), [], None, hoger=True)
        assert (klaar, slot.tekst) == (True, "✓ Klaar. F8 legt € 9.800,00 vast als besluit van deze trede.")


class TestTweedeScherm:
    def test_een_casus_zonder_naam_en_bedrag(self) -> None:
        tekst = teksten(beamer.casuspagina(casusfeiten(besluiten=(een_besluit(),))))
        assert "N.V." in tekst
        assert "Begeleiding" in tekst
        for geheim in ("Noor", "9.800", "€"):
            assert geheim not in tekst

    def test_de_agenda_met_nummers(self) -> None:
        tekst = teksten(beamer.agendapagina(een_agenda()))
        assert "Agendapunt 1" in tekst
        assert "Noor" not in tekst


class TestBankplaats:
    FEITEN = Bankfeiten(OMGEVING, BANKSTAND)

    def test_zoeken_op_woord_en_bedrag(self) -> None:
        assert len(bank.bank_vm(self.FEITEN, zoek="swv").rijen) == 2
        assert len(bank.bank_vm(self.FEITEN, zoek="7.650,00").rijen) == 3
        geen = bank.bank_vm(self.FEITEN, zoek="bestaat niet")
        assert (geen.rijen, geen.leeg) == ((), "0 van 3 regels met 'bestaat niet'; Esc toont alles")

    def test_een_heel_niveau_met_de_som(self) -> None:
        paren = bank.zelfde_niveau(self.FEITEN, "L2")
        assert len(paren) == 2
        assert teksten(bank.niveauregels(paren)).endswith("Samen 2 regels: 15.300,00")
        assert bank.zelfde_niveau(self.FEITEN, "L7") == []

    def test_een_zwak_voorstel_leest_niet_als_geen_vordering(self) -> None:
        voorstel = {"niveau": "geen", "doelen": [{"doel": "vordering:VV2026000006", "bedrag": 40_000}]}
        assert bank.doelwoorden(voorstel) == "zwak: vordering:VV2026000006"
        assert toetsnaam("plus") == "+"

    def test_een_koppeling_in_een_regel(self) -> None:
        gekoppeld = {"bedrag": 1_250, "regel": "BR-1", "doel": "rente", "niveau": "L3", "automatisch": False,
                     "door": "vera"}  # fmt: skip
        assert bank.koppelingregel(gekoppeld, OMGEVING.mensen).endswith("BR-1 → rente  (L3, door Vera Voorbeeld)")
        assert "vanzelf" in bank.koppelingregel(gekoppeld | {"automatisch": True}, {})

    def test_delen_van_een_splitsing(self) -> None:
        waarden = {"doel1": "rente", "bedrag1": "1", "doel2": "", "bedrag2": "9", "doel3": "x", "bedrag3": "",
                   "doel4": "", "bedrag4": ""}  # fmt: skip
        assert bank.delen(waarden) == [("rente", "1"), ("x", "")]


@pytest.mark.parametrize(
    ("anders", "tekst"),
    [
        ({}, "  ○ Noor V. (14): Tom Toezegger, vóór ma 23 nov 2026: belt de school"),
        ({"te_laat": True}, "  ! te laat Noor V. (14): Tom Toezegger, vóór ma 23 nov 2026: belt de school"),
        ({"status": "gedaan"}, "  ✓ gedaan Noor V. (14): Tom Toezegger, vóór ma 23 nov 2026: belt de school"),
        ({"status": "vervallen"}, "  - vervallen Noor V. (14): Tom Toezegger, vóór ma 23 nov 2026: belt de school"),
    ],
)
def test_een_afspraak_op_een_regel(anders: dict[str, Any], tekst: str) -> None:
    afspraak = {"casusnummer": NR, "wie": "tom_toezegger", "wat": "belt de school", "op": VANDAAG.isoformat(),
                "status": "open", "te_laat": False}  # fmt: skip
    assert besluitenlijst.afspraakregel(afspraak | anders, OMGEVING, "Noor V. (14)").tekst == tekst
    assert "Noor" not in besluitenlijst.afspraakregel(afspraak | anders, OMGEVING, NR).tekst


@pytest.mark.parametrize(
    ("anders", "tekst"),
    [
        ({"mag": True, "tot": "2027-11-01"}, "✓ mag  onderwijs: toestemming, geldig, tot ma 1 nov 2027"),
        ({"heeft": []}, "✗ mag niet  onderwijs: vraag toestemming aan ouders (geldig)"),
        ({"mag": True, "grondslag": "eigen_grondslag"}, "✓ mag  onderwijs: eigen grondslag, geldig"),
        ({"mag": True, "grondslag": "geen"}, "✓ mag  onderwijs: hiervoor is geen toestemming nodig"),
    ],
)
def test_wat_mag_gedeeld_worden(anders: dict[str, Any], tekst: str) -> None:
    deel: dict[str, Any] = {"naam": "onderwijs", "grondslag": "toestemming", "mag": False, "toestand": "geldig",
                            "nodig": ["ouders"], "heeft": ["ouders"], "ontvangers": ["gemeente_zeist"], "tot": None,
                            "status": "bron"}  # fmt: skip
    antwoord = {"domeinen": [deel | anders], "verandert_op": None}
    regels = [regel.tekst for regel in delen.deelregels(antwoord, OMGEVING.organisaties)]
    assert regels[0] == tekst
    assert (len(regels) > 1) == bool(anders.get("mag"))
    ongeverifieerd = {"domeinen": [deel | {"status": "ongeverifieerd"}], "verandert_op": "2028-05-14"}
    assert "zo 14 mei 2028" in teksten(delen.deelregels(ongeverifieerd, {}))
