"""What the lists say, without a screen: pure functions over what the engine answers."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.geldspoor.begrippen import Lijn
from tests.tui.schermfeiten import (
    BANKREGEL,
    BANKSTAND,
    NOOR,
    NR,
    OMGEVING,
    VANDAAG,
    een_agenda,
    een_besluit,
    een_casus,
    een_regel,
    een_termijn,
    een_zitting,
    teksten,
)
from tui.viewmodels import agenda as vm_agenda
from tui.viewmodels import bank, besluitenlijst, pot, termijnen
from tui.viewmodels.feiten import (
    Bankfeiten,
    Besluitenfeiten,
    Potfeiten,
    Termijnfeiten,
)
from tui.viewmodels.opmaak import (
    Regel,
    dag_kort,
    dagen,
    euro,
    kort,
    lees_dag,
    leesbaar,
    meervoud,
    naam_van,
    vouw,
    wie,
)


class TestOpmaak:
    def test_afkappen(self) -> None:
        assert (kort("lang woord", 5), kort("kort", 5), kort("x", 0)) == ("lang…", "kort", "")

    def test_bedragen_en_getallen(self) -> None:
        assert (euro(18_500_00), euro(18_500_25)) == ("€ 18.500", "€ 18.500,25")
        assert (dagen(1), dagen(132)) == ("1 dag", "132 dagen")
        assert (meervoud(1, "casus", "casussen"), meervoud(0, "casus", "casussen")) == ("1 casus", "0 casussen")

    def test_namen(self) -> None:
        assert naam_van(NR, {NR: NOOR}) == "Noor V. (14)"
        assert naam_van(NR, {NR: NOOR}, presentatie=True) == "N.V."
        assert naam_van(NR, {}) == NR
        assert (wie("tom_toezegger", OMGEVING.mensen), wie("x_y", {}), wie(None, {})) == ("Tom Toezegger", "x y", "")

    def test_een_zin_van_de_machine_wordt_leesbaar(self) -> None:
        zin = "tom_toezegger (teammanager_jeugd) mag dit, namens gemeente_zeist."
        wordt = "Tom Toezegger (teammanager jeugd) mag dit, namens Gemeente Zeist."
        assert leesbaar(zin, OMGEVING.mensen, OMGEVING.organisaties) == wordt

    def test_lange_regels_gaan_onder_hun_tekst_verder(self) -> None:
        regels = vouw([Regel("Naam      een lange waarde die niet past", "vet", inspring=10), Regel("kort")], 20)
        assert [r.tekst for r in regels] == [
            "Naam      een lange", "          waarde die", "          niet past", "kort",
        ]  # fmt: skip
        assert {r.klasse for r in regels[:3]} == {"vet"}
        assert vouw([Regel("nog geen breedte bekend")], 0) == [Regel("nog geen breedte bekend")]

    @given(st.text(alphabet="ab ", max_size=80), st.integers(6, 40))
    def test_vouwen_verliest_geen_woord(self, tekst: str, breedte: int) -> None:
        regels = vouw([Regel(tekst)], breedte)
        if all(len(woord) < breedte // 2 for woord in tekst.split()):
            assert " ".join(r.tekst for r in regels).split() == tekst.split()
            assert all(len(r.tekst) <= breedte for r in regels)

    @pytest.mark.parametrize(
        ("getypt", "dag"),
        [
            ("1-3-2027", date(2027, 3, 1)), ("2027-03-01", date(2027, 3, 1)), ("1/12", date(2026, 12, 1)),
            ("20-11", date(2027, 11, 20)), ("vr", date(2026, 11, 27)), ("ma", date(2026, 11, 30)),
            ("+2w", date(2026, 12, 7)), ("+5d", date(2026, 11, 28)), ("vandaag", VANDAAG),
            ("Morgen", date(2026, 11, 24)),
        ],
    )  # fmt: skip
    def test_een_dag_zoals_mensen_hem_typen(self, getypt: str, dag: date) -> None:
        assert lees_dag(getypt, VANDAAG) == dag

    @pytest.mark.parametrize(
        ("getypt", "dag"),
        [("20-11", date(2026, 11, 20)), ("24-11", date(2025, 11, 24)), ("vr", date(2026, 11, 20)),
         ("ma", VANDAAG)],
    )  # fmt: skip
    def test_een_dag_die_voorbij_is(self, getypt: str, dag: date) -> None:
        assert lees_dag(getypt, VANDAAG, voorbij=True) == dag

    @pytest.mark.parametrize("getypt", ["", "30-2-2027", "later", "1-2-3-4", "+w", "+99999w", "1.3.2027"])
    def test_geen_dag(self, getypt: str) -> None:
        with pytest.raises(ValueError, match="is geen dag"):
            lees_dag(getypt, VANDAAG)

    @given(st.dates(date(2026, 1, 1), date(2035, 1, 1)))
    def test_een_dag_is_terug_te_lezen(self, dag: date) -> None:
        assert lees_dag(dag_kort(dag), VANDAAG) == dag


class TestAgenda:
    def test_een_regel_zegt_wat_er_nodig_is(self) -> None:
        vm = vm_agenda.agenda_vm(een_agenda())
        (rij,) = vm.rijen
        assert (rij.uitroep, rij.tijd, rij.naam, rij.bedrag, str(rij.status)) == (
            "", "09:00", "Noor V. (14)", "€ 18.500", "◆ Besluit",
        )  # fmt: skip
        assert vm.titel == "Agenda ma 23 nov · open · Oefenregio"
        assert vm.rechts == "Pot vrij € 10.000   1 van 2 leden er"
        assert vm.telling == "1 casus · 1 besluit nodig"

    def test_de_tijden_tellen_de_minuten_op(self) -> None:
        vm = vm_agenda.agenda_vm(een_agenda(een_regel(), een_regel(casus="DT-2", minuten=10), een_regel(casus="DT-3")))
        assert [rij.tijd for rij in vm.rijen] == ["09:00", "09:20", "09:30"]
        assert time(9) == vm_agenda.BEGIN

    @pytest.mark.parametrize(
        ("anders", "besluit_", "status"),
        [
            ({"mandaat": None}, None, "○ Bespreken"),
            ({"mandaat": "ruggespraak"}, None, "■ Ruggespraak"),
            ({"mandaat": "nee"}, None, "■ Geen mandaat"),
            ({"mandaat": "ja_met_medeondertekening"}, None, "◆ Mede tekenen"),
            ({"status": "uitgesteld"}, None, "→ Uitgesteld"),
            ({"casusstatus": "besproken"}, None, "◇ Besproken"),
            ({"casusstatus": "besproken"}, "voorgenomen", "◇ Voorgenomen"),
            ({"casusstatus": "besloten"}, "genomen", "✓ Besloten"),
            ({"casusstatus": "nazorg", "status": "behandeld"}, None, "✓ Behandeld"),
        ],
    )
    def test_de_status_in_woorden(self, anders: dict[str, Any], besluit_: str | None, status: str) -> None:
        besluiten = {NR: besluit_} if besluit_ else {}
        vm = vm_agenda.agenda_vm(een_agenda(een_regel(**anders), besluiten=besluiten))
        assert str(vm.rijen[0].status) == status

    def test_te_laat_en_zonder_regie_krijgen_een_teken(self) -> None:
        te_laat = {NR: een_termijn(date(2026, 11, 20))}
        vm = vm_agenda.agenda_vm(een_agenda(een_regel(mandaat="nee"), termijnen=te_laat))
        assert vm.rijen[0].uitroep == "!"
        assert vm.telling == "1 casus · 0 besluiten nodig · 1 boven mandaat · 1 termijn verlopen"
        assert vm_agenda.agenda_vm(een_agenda(een_regel(regisseur=None))).rijen[0].uitroep == "!"

    @pytest.mark.parametrize(("status", "woord"), [("gepland", "nog niet geopend"), ("vastgesteld", "vastgesteld")])
    def test_de_zitting_in_de_kop(self, status: str, woord: str) -> None:
        vm = vm_agenda.agenda_vm(een_agenda(zitting=een_zitting(status=status), aanwezig=()))
        assert woord in vm.titel
        assert "0 van 2 leden er" in vm.rechts

    def test_een_lege_agenda_zegt_wat_te_doen(self) -> None:
        feiten = een_agenda(regels=(), aanwezig=())
        assert "agenderen" in vm_agenda.agenda_vm(feiten).leeg
        assert vm_agenda.agenda_vm(feiten).rechts == "Pot vrij € 10.000"
        assert vm_agenda.strook(feiten, None, None) == []

    def test_zonder_zitting_staan_de_casussen_er(self) -> None:
        te_laat = een_casus(termijn=date(2026, 11, 1), status="vreemd")
        feiten = een_agenda(zitting=None, regels=(), casussen=(te_laat,), aanduidingen={})
        vm = vm_agenda.agenda_vm(feiten)
        assert (vm.rijen[0].uitroep, vm.rijen[0].naam, str(vm.rijen[0].status)) == ("!", NR, "○ Op de agenda")
        assert "zitting plan" in vm.telling
        strook = teksten(vm_agenda.strook(feiten, NR, None))
        assert "Uiterlijk zo 1 nov (22 dgn te laat): voorzitter." in strook
        zonder = replace(feiten, casussen=(een_casus(termijn=None),))
        assert "Uiterlijk" not in teksten(vm_agenda.strook(zonder, NR, None))
        assert vm_agenda.agenda_vm(feiten, presentatie=True).rijen == ()
        assert vm_agenda.strook(feiten, NR, None, presentatie=True) == []

    def test_de_presentatiestand_telt_alleen(self) -> None:
        feiten = een_agenda(een_regel(), een_regel(casus="DT-2", volgorde=2, status="behandeld"))
        vm = vm_agenda.agenda_vm(feiten, presentatie=True)
        assert [(r.naam, r.vraag, r.bedrag, str(r.status)) for r in vm.rijen] == [
            ("Agendapunt 1", "", "", "○ Gepland"), ("Agendapunt 2", "", "", "✓ Behandeld"),
        ]  # fmt: skip
        assert "€" not in vm.rechts + vm.telling
        assert "Agendapunt 1" in teksten(vm_agenda.strook(feiten, NR, None, presentatie=True))

    def test_de_strook_noemt_het_zwaarste_eerst(self) -> None:
        bevindingen = [{"ernst": 2, "tekst": "Vraag."}, {"ernst": 3, "tekst": "Geen regie."}]
        feiten = een_agenda(een_regel(regisseur=None, regie="geen", gevraagd=0, mandaat=None))
        regels = [r.tekst for r in vm_agenda.strook(feiten, NR, bevindingen)]
        assert regels == [
            "Noor V. (14), Zeist. 132 dagen thuis. Bespreek de casus: uiterlijk ma 23 nov (vandaag).",
            "! Geen regie.",
            "○ nog niet getoetst. Er is nog geen bedrag gevraagd.",
            "Regie: ! niemand vastgelegd. Druk op r om iemand te vragen.",
            "? Vraag.",
        ]

    def test_de_strook_zonder_naam_termijn_of_netwerk(self) -> None:
        feiten = een_agenda(een_regel(thuis_sinds=None), aanduidingen={}, termijnen={})
        regels = [r.tekst for r in vm_agenda.strook(feiten, NR, None)]
        assert regels[0] == f"{NR}."
        assert "Het netwerk wordt nagekeken …" in regels
        assert "Regie: Tom Toezegger." in regels
        assert "✓ deze tafel mag dit beslissen. Gevraagd: € 18.500." in regels

    def test_wat_deze_tafel_nu_kan(self) -> None:
        ruimte = [
            {"persoon": "tom_toezegger", "namens": "gemeente_zeist", "tot": 20_000_00, "soort": "mandaat",
             "domein": "jeugdwet", "mede": None, "mede_boven": None},
            {"persoon": "tom_toezegger", "namens": "gemeente_zeist", "tot": "onbeperkt", "soort": "volmacht",
             "domein": "passend_onderwijs", "mede": "directeur_x", "mede_boven": 10_000_00},
        ]  # fmt: skip
        assert [r.tekst for r in vm_agenda.ruimte_regels(ruimte, OMGEVING)] == [
            "Deze tafel kan nu per regel beslissen:",
            "✓ Tom Toezegger, namens Gemeente Zeist",
            "    tot € 20.000 (mandaat jeugdwet)",
            "    onbeperkt, boven € 10.000 met directeur x (volmacht passend onderwijs)",
        ]
        assert "niemand met een mandaat" in teksten(vm_agenda.ruimte_regels([], OMGEVING))
        assert "verborgen" in teksten(vm_agenda.ruimte_regels(ruimte, OMGEVING, presentatie=True))


class TestTermijnen:
    def test_de_lijst_met_teken_en_woord(self) -> None:
        lijst = (
            een_termijn(date(2026, 11, 20)), een_termijn(nummer=2, ontvanger="persoon:vera"),
            een_termijn(date(2027, 1, 4), nummer=3, casus=None),
        )  # fmt: skip
        vm = termijnen.termijnen_vm(Termijnfeiten(OMGEVING, lijst, {NR: NOOR}))
        assert [(str(r.teken), r.wanneer, r.naam, r.wie) for r in vm.rijen] == [
            ("! te laat", "vr 20 nov (3 dgn te laat)", "Noor V. (14)", "voorzitter"),
            ("◆ deze week", "ma 23 nov (vandaag)", "Noor V. (14)", "Vera Voorbeeld"),
            ("○ later", "ma 4 jan (over 42 dgn)", "tafel", "voorzitter"),
        ]
        assert vm.telling == "3 open termijnen · 1 te laat"
        assert termijnen.termijnen_vm(Termijnfeiten(OMGEVING, lijst, {}), presentatie=True).rijen == ()

    def test_waarom_deze_datum(self) -> None:
        regels = termijnen.waarom(een_termijn(), OMGEVING.mensen)
        assert teksten(regels) == ("Bespreek de casus. Door voorzitter, uiterlijk ma 23 nov 2026.\n  Tien werkdagen.")


class TestPot:
    def feiten(self, vrij: int = 10_000_00, **saldi: int) -> Potfeiten:
        from budget.basis.geld import Geld

        lijn = Lijn(
            "L1", NR, "verplicht", 1, "gemeente_zeist", "jeugdwet", VANDAAG, VANDAAG, VANDAAG,
            Geld(100_00), Geld(0), Geld(100_00), Geld(0),
        )  # fmt: skip
        standaard = {"1100": 12_000_00, "1600": -500_00, "9100": 0}
        return Potfeiten(
            OMGEVING, vrij, standaard | saldi, {"1100": "Bank"}, (lijn, replace(lijn, status="vreemde_staat"))
        )

    def test_de_pot_in_een_oogopslag(self) -> None:
        vm = pot.pot_vm(self.feiten())
        assert [(b.naam, b.bedrag) for b in vm.balken if b.bedrag != "€ 0,00"] == [
            ("Op de bank", "€ 12.000,00"), ("Nog te betalen", "€ 500,00"), ("Vrij voor besluiten", "€ 10.000,00"),
        ]  # fmt: skip
        assert max(b.deel for b in vm.balken) == 1
        assert [lijn.status for lijn in vm.lijnen] == ["opdracht gegeven", "vreemde staat"]
        assert vm.rekeningen[0].tekst == "1100       € 12.000,00  Bank"
        assert len(vm.rekeningen) == 2

    def test_een_lege_pot_tekent_ook(self) -> None:
        leeg = Potfeiten(OMGEVING, 0, {}, {})
        assert {b.deel for b in pot.pot_vm(leeg).balken} == {0}

    @pytest.mark.parametrize(
        ("vrij", "grens", "zin"),
        [
            (-100, 2_500_00, "✗ De pot is overtekend: € -1,00. Geef reserveringen vrij of stort bij."),
            (100_00, 2_500_00, "! Vrij is € 100, minder dan de ondergrens van € 2.500."),
            (5_000_00, 2_500_00, "✓ Er is € 5.000 vrij voor besluiten, boven de ondergrens van € 2.500."),
            (5_000_00, None, "✓ Er is € 5.000 vrij voor besluiten."),
        ],
    )
    def test_het_oordeel(self, vrij: int, grens: int | None, zin: str) -> None:
        assert pot.oordeel(vrij, grens).tekst == zin

    def test_verborgen(self) -> None:
        vm = pot.pot_vm(self.feiten(), presentatie=True)
        assert (vm.balken, vm.lijnen) == ((), ())


class TestBank:
    def test_de_open_regels(self) -> None:
        vm = bank.bank_vm(Bankfeiten(OMGEVING, BANKSTAND))
        assert [(r.sleutel, str(r.teken), r.tegenpartij, r.voorstel) for r in vm.rijen] == [
            ("BR-1/", "? voorstel", "SWV ZOUT", "L2 vordering:VV1"),
            ("BR-2/3", "✗ geen voorstel", "onbekend", "geen voorstel"),
            ("BR-3/", "‖ opzij", "SWV ZOUT", "L2 vordering:VV1"),
        ]
        assert vm.rechts == "Open 3 regels: bij 7.650,00, af 0,00"
        assert vm.telling == (
            "Bank 1,00, grootboek 1,00 ✓ sluit aan · "
            "Bank nog geen afschrift, grootboek 5,00 ✗ verschil -5,00 · 1 afschrift wacht"
        )
        assert bank.bank_vm(Bankfeiten(OMGEVING, BANKSTAND), presentatie=True).rijen == ()

    def test_waarom_dit_voorstel(self) -> None:
        assert [r.tekst for r in bank.waarom(BANKREGEL, 1, {})] == [
            "SWV ZOUT: verrekening",
            "▶ 1 L2 vordering:VV1 7.650,00 (1 van 2 oplossingen)",
            "      ✓ naam bekend  ✗ geen casusnummer",
        ]
        assert bank.waarom(BANKREGEL, 2, {})[1].tekst.startswith("  1 L2")
        assert "Geen voorstel. Noem met + zelf een doel" in teksten(bank.waarom(BANKSTAND["regels"][1], 1, {}))
        opzij = teksten(bank.waarom(BANKSTAND["regels"][2], 1, OMGEVING.mensen))
        assert "‖ Ligt opzij: wacht op brief (Vera Voorbeeld)" in opzij


class TestBesluitenlijst:
    def test_een_besluit_in_woorden(self) -> None:
        feiten = Besluitenfeiten(OMGEVING, (een_zitting(),), een_zitting(), (een_besluit(),), {NR: NOOR})
        vm = besluitenlijst.besluiten_vm(feiten)
        assert [r.tekst for r in vm.blokken[0].regels] == [
            "✓ Besluit B-1 · Noor V. (14)",
            "  Doel: Naar school",
            "  € 9.800,00  Begeleiding, di 1 dec 2026 t/m ma 31 mei 2027",
            "    ✓ ja · betaalt eerst: de pot · namens Gemeente Zeist · door Tom Toezegger",
            "  • Tom Toezegger, vóór vr 27 nov 2026: Belt de school",
        ]
        assert (vm.titel, vm.telling) == ("Besluitenlijst ma 23 nov · concept", "1 besluit · 0 voorgenomen")

    def test_voorgenomen_en_definitief(self) -> None:
        regel = een_besluit().regels[0] | {
            "bron": "gemeente_zeist",
            "namens": [],
            "beslist_door": None,
            "uitkomst": "nee",
        }
        voorgenomen = een_besluit(status="voorgenomen", regels=(regel,), afspraken=())
        vast = een_zitting(status="vastgesteld")
        vm = besluitenlijst.besluiten_vm(Besluitenfeiten(OMGEVING, (vast,), vast, (voorgenomen,)))
        assert vm.titel.endswith("definitief")
        assert vm.blokken[0].regels[0].tekst == f"◇ Voorgenomen besluit B-1 · {NR}"
        assert vm.blokken[0].regels[3].tekst == "    ■ kan hier niet · betaalt eerst: Gemeente Zeist"
        zaal = besluitenlijst.besluitregels(voorgenomen, OMGEVING, NR, presentatie=True)
        assert "€" not in teksten(zaal)

    def test_leeg_en_verborgen(self) -> None:
        assert "zitting plan" in besluitenlijst.besluiten_vm(Besluitenfeiten(OMGEVING, (), None)).leeg
        feiten = Besluitenfeiten(OMGEVING, (), een_zitting(), (een_besluit(),))
        assert besluitenlijst.besluiten_vm(feiten, presentatie=True).blokken == ()

    def test_wat_nog_openstaat_voor_het_vaststellen(self) -> None:
        feiten = een_agenda(
            een_regel(), een_regel(casus="DT-2", volgorde=2, status="behandeld", casusstatus="besproken"),
            een_regel(casus="DT-3", volgorde=3, status="behandeld", casusstatus="besloten"),
            een_regel(casus="DT-4", volgorde=4, status="aangehouden", reden="De school is er niet"),
        )  # fmt: skip
        assert [r.tekst for r in besluitenlijst.open_punten(feiten)] == [
            "○ 1. Noor V. (14): nog niet behandeld, schuift door",
            "✗ 2. DT-2: besproken, maar nog niets besloten",
            "‖ 4. DT-4: aangehouden: De school is er niet",
        ]
