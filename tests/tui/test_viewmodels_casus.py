"""What a casus and the form of a besluit say, without a screen."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from engine.geldspoor.begrippen import Lijn
from engine.regie.begrippen import Gevraagd, Regie
from tests.tui.schermfeiten import (
    CONCEPT,
    NETWERK,
    NR,
    OMGEVING,
    VANDAAG,
    casusfeiten,
    een_besluit,
    een_casus,
    een_dossier,
    een_formulier,
    een_gebeurtenis,
    een_termijn,
    een_zitting,
    teksten,
    watals,
)
from tui.viewmodels import besluit, casus, netwerk
from tui.viewmodels.beamer import casuspagina
from tui.viewmodels.feiten import (
    WatAls,
)


class TestNetwerk:
    def test_het_zwaarste_staat_boven(self) -> None:
        eerste, tweede = netwerk.vondsten(NETWERK)
        assert (eerste.tekst, eerste.klasse) == ("! Geen regie vastgelegd.", "fout")
        assert tweede.tekst == "? Geen lijn."
        assert netwerk.vondsten(NETWERK, presentatie=True) == ()

    def test_elk_domein_heeft_een_vaste_plek(self) -> None:
        regels = [r.tekst for r in netwerk.actorregels(NETWERK, 40, frozenset({"ilse"}))]
        assert regels == [
            "Onderwijs",
            "▶ Ilse Intern, intern begeleider   60d !",
            "Leerplicht: niet vastgelegd",
            "Jeugdgezondheid",
            "  Joris, GGD",
            "Jeugdhulp: niet vastgelegd",
            "Toegang: niet vastgelegd",
            "Gezin",
            "  moeder                              5d",
        ]

    def test_smal_een_regel_per_domein(self) -> None:
        regels = [r.tekst for r in netwerk.actorregels(NETWERK, 28)]
        assert regels[0] == "Onderwijs 1, laatste 60d"
        assert "Jeugdgezondheid 1" in regels

    def test_de_zaal_ziet_functies(self) -> None:
        tekst = teksten(netwerk.actorregels(NETWERK, 40, presentatie=True))
        assert "Ilse" not in tekst
        assert "intern begeleider, De Boom" in tekst
        assert "gezinslid" in tekst

    def test_wie_vragen_we(self) -> None:
        assert [r.tekst for r in netwerk.kandidaatregels(NETWERK["kandidaten"])] == [
            "Wie vragen we voor de regie?", "1 Ilse Intern", "    kent het gezin",
        ]  # fmt: skip
        assert netwerk.kandidaatregels(NETWERK["kandidaten"], presentatie=True) == []
        assert netwerk.kandidaatregels([]) == []
        assert netwerk.samenvatting(NETWERK).startswith("3 betrokkenen.")


class TestCasus:
    def test_de_kop(self) -> None:
        assert casus.titel(casusfeiten()) == f"{NR} Noor V. (14)"
        assert casus.titel(casusfeiten(aanduiding={})) == NR
        assert casus.rechts(casusfeiten()) == "Pot vrij € 10.000   1 van 1, 20 min"
        assert casus.rechts(casusfeiten(), presentatie=True) == "punt 1, 20 min"
        zonder = casusfeiten(omgeving=replace(OMGEVING, pot_vrij=None), punt=None)
        assert casus.rechts(zonder) == ""

    def test_het_overzicht(self) -> None:
        tekst = teksten(casus.overzicht(casusfeiten()))
        for zin in (
            "132 dagen (sinds di 14 jul 2026)",
            "De Boom, woont in Zeist",
            "! niemand vastgelegd (r = vraag iemand)",
            "ma 23 nov (vandaag), voorzitter: Bespreek de casus.",
            "“Weer naar school.”",
            "wie betaalt, onbekend",
            "! Geen regie vastgelegd.",
            "€ 18.500 uit de pot, 6 maanden: Begeleiding",
            "✓ deze tafel mag dit beslissen",
            "ma 12 okt: overleg (school): geen plan",
        ):
            assert zin in tekst

    def test_het_overzicht_met_minder(self) -> None:
        kort_ = een_casus(thuis_sinds=None, school=None)
        dossier = een_dossier(
            kort=kort_, persoon=None, persoon_vernietigd=True, kenmerken={}, termijnen=(een_termijn(date(2026, 11, 2)),)
        )
        feiten = casusfeiten(dossier=dossier, concept=({**CONCEPT, "bron": "gemeente_zeist"},), punt=None)
        tekst = teksten(casus.overzicht(feiten))
        assert "persoonsgegevens van deze casus zijn vernietigd" in tekst
        assert "Thuis             nee" in tekst
        assert "geen school vastgelegd" in tekst
        assert "! ma 2 nov (21 dgn te laat)" in tekst
        assert "van Gemeente Zeist" in tekst

    def test_na_het_besluit_staat_het_besluit_er_en_niet_het_voorstel(self) -> None:
        tekst = teksten(casus.overzicht(casusfeiten(besluiten=(een_besluit(),))))
        assert "✓ Besluit B-1" in tekst
        assert "Voorstel" not in tekst

    def test_de_zaal_ziet_het_plan_zonder_bedrag(self) -> None:
        tekst = teksten(casus.overzicht(casusfeiten(besluiten=(een_besluit(status="voorgenomen"),)), presentatie=True))
        assert "uit de pot, 6 maanden: Begeleiding" in tekst
        for geheim in ("€", "De Boom", "132", "Weer naar school", "Geen regie vastgelegd", "overleg"):
            assert geheim not in tekst

    @pytest.mark.parametrize(
        ("regie", "zin"),
        [
            (Regie("tom_toezegger", "vera", date(2026, 11, 9)),
             "✓ Tom Toezegger sinds ma 9 nov, 14 dagen, vervanger Vera Voorbeeld"),
            (Regie("tom_toezegger", None, VANDAAG, waarneming=True),
             "✓ Tom Toezegger (neemt waar) sinds ma 23 nov, 0 dagen"),
            (Regie(gevraagd=(Gevraagd("vera", VANDAAG, None),)),
             "? gevraagd: Vera Voorbeeld op ma 23 nov, nog geen antwoord"),
        ],
    )  # fmt: skip
    def test_wie_de_regie_heeft(self, regie: Regie, zin: str) -> None:
        assert casus.regie_regel(regie, OMGEVING.mensen, VANDAAG).tekst == f"Regie             {zin}"

    def test_geld(self) -> None:
        from budget.basis.geld import Geld

        lijn = Lijn(
            "L1", NR, "in_verrekening", 1, "gemeente_zeist", "jeugdwet", VANDAAG, VANDAAG, VANDAAG,
            Geld(9_800_00), Geld(0), Geld(0), Geld(9_800_00),
        )  # fmt: skip
        tekst = teksten(casus.geld(casusfeiten(besluiten=(een_besluit(),), lijnen=(lijn,))))
        assert "L1      € 9.800,00  Gemeente Zeist" in tekst
        assert "in verrekening · gereserveerd € 0, verplicht € 0, voorgefinancierd € 9.800" in tekst
        assert "nog geen geld toegekend" in teksten(casus.geld(casusfeiten()))
        assert "verborgen" in teksten(casus.geld(casusfeiten(), presentatie=True))

    def test_het_verloop(self) -> None:
        tijdlijn = (
            een_gebeurtenis(),
            een_gebeurtenis(2, persoon="SYSTEEM", van="x", naar="x", reden="vanzelf", dag=date(2026, 11, 20)),
        )
        tekst = teksten(casus.verloop(casusfeiten(tijdlijn=tijdlijn)))
        assert "Waarom deze datum?" in tekst
        assert "23 nov 2026 09:00  plan starten: Vera Voorbeeld  [a b → c]" in tekst
        assert "vr 20 nov 2026     plan starten: het programma (vanzelf)" in tekst
        assert tekst.index("vr 20 nov") < tekst.index("23 nov 2026 09:00")
        zaal = teksten(casus.verloop(casusfeiten(dossier=een_dossier(termijnen=())), presentatie=True))
        assert zaal == "Wat er is gebeurd\nma 23 nov 2026  plan starten"

    @pytest.mark.parametrize(
        ("anders", "zin"),
        [
            ({}, None),
            ({"punt": None}, "staat niet op de agenda"),
            ({"zitting": None}, "staat niet op de agenda"),
            ({"zitting": een_zitting(status="vastgesteld")}, "vastgesteld"),
            ({"zitting": een_zitting(status="gepland")}, "nog niet open"),
            (
                {"dossier": een_dossier(kort=een_casus(status="besloten", status_naam="Besloten"))},
                "al verder: besloten",
            ),
            ({"dossier": een_dossier(kort=een_casus(status="opgeschaald")), "punt": None}, None),
        ],
    )
    def test_waarom_er_nu_niets_te_besluiten_is(self, anders: dict[str, Any], zin: str | None) -> None:
        waarom = casus.kan_besluiten(casusfeiten(**anders))
        assert (waarom is None) if zin is None else (waarom is not None and zin in waarom)

    def test_wie_wijzigde_wat(self) -> None:
        oud = casusfeiten()
        nieuwer = een_dossier(kort=een_casus(versie=4))
        assert casus.gewijzigd(oud, oud) is None
        assert casus.gewijzigd(oud, casusfeiten(dossier=nieuwer)) == "De casus is intussen gewijzigd."
        tijdlijn = (een_gebeurtenis(), een_gebeurtenis(2, persoon="SYSTEEM"))
        anders = casusfeiten(dossier=nieuwer, tijdlijn=tijdlijn)
        assert casus.gewijzigd(oud, anders) == "Intussen gewijzigd: plan starten door het programma."


class TestBesluit:
    def test_het_voorstel_vult_het_formulier(self) -> None:
        formulier = besluit.uit_concept([CONCEPT], "Wie betaalt?", VANDAAG)
        (regel,) = formulier.regels
        assert (formulier.doel, regel.bedrag, regel.van, regel.tot) == (
            "Wie betaalt?",
            "18.500",
            "1-12-2026",
            "31-5-2027",
        )
        leeg = besluit.uit_concept([], "Wie betaalt?", date(2026, 12, 30))
        assert (leeg.regels[0].van, leeg.regels[0].tot, leeg.regels[0].bedrag) == ("1-1-2027", "30-6-2027", "")

    def test_een_goed_formulier_wordt_een_document(self) -> None:
        from engine.zitting.formaat import Besluit

        keuring = besluit.keur(een_formulier(), VANDAAG)
        assert keuring.fouten == ()
        assert keuring.totaal == 9_800_00
        document = Besluit.model_validate(keuring.document)
        assert document.regels[0].bedrag.cents == 9_800_00
        assert document.regels[0].toestemming is not None
        assert document.regels[0].toestemming.op == date(2026, 11, 20)
        gedwongen = besluit.keur(een_formulier(toestemming="gedwongen"), VANDAAG).document
        assert Besluit.model_validate(gedwongen).regels[0].gedwongen_kader

    @pytest.mark.parametrize(
        ("regel", "fout"),
        [
            ({"bedrag": ""}, "Bedrag: vul in"),
            ({"bedrag": "12.50"}, "kan twee dingen betekenen"),
            ({"bedrag": "0"}, "meer dan € 0"),
            ({"wat": "x"}, "Waarvoor:"),
            ({"soort": ""}, "Soort:"),
            ({"aanbieder": ""}, "Aanbieder:"),
            ({"van": ""}, "Van: vul een dag in"),
            ({"tot": "31-2-2027"}, "Tot en met: '31-2-2027' is geen dag"),
            ({"tot": "1-11-2026"}, "ligt voor 1-12-2026"),
            ({"toestemming_op": ""}, "Toestemming op: vul een dag in"),
            ({"toestemming_op": "1-12-2026"}, "moet nog komen"),
        ],
    )
    def test_elke_fout_zegt_waar_en_wat(self, regel: dict[str, str], fout: str) -> None:
        keuring = besluit.keur(een_formulier(**regel), VANDAAG)
        assert keuring.document is None
        assert any(fout in zin for zin in keuring.fouten)

    def test_bij_meer_regels_staat_erbij_welke(self) -> None:
        formulier = een_formulier()
        formulier = replace(formulier, doel="", regels=(*formulier.regels, besluit.Invoerregel(bron="swv")))
        keuring = besluit.keur(formulier, VANDAAG)
        assert keuring.fouten[0].startswith("Doel:")
        assert "Regel 2, bedrag: vul in om hoeveel geld het gaat." in keuring.fouten
        assert keuring.totaal is None
        assert besluit.uit_pot(formulier, keuring) == 9_800_00

    def test_wie_moet_nog_toestemming_geven(self) -> None:
        nodig = {"jeugdhulp_individueel": True}
        assert besluit.zonder_toestemming(een_formulier(), nodig) == []
        een = een_formulier(toestemming="geen")
        assert besluit.zonder_toestemming(een, nodig) == ["Toestemming: kies wie toestemming gaf voor deze hulp."]
        twee = replace(een, regels=(*een.regels, *een.regels))
        assert besluit.zonder_toestemming(twee, nodig)[1].startswith("Regel 2, toestemming")
        assert besluit.zonder_toestemming(een, {}) == []

    def test_proberen_kan_voor_de_teksten_er_staan(self) -> None:
        assert besluit.proef(een_formulier(wat="", toestemming_op=""), VANDAAG) is not None
        assert besluit.proef(een_formulier(bedrag=""), VANDAAG) is None
        gedwongen = besluit.proef(een_formulier(toestemming="gedwongen"), VANDAAG)
        assert gedwongen is not None
        assert gedwongen["regels"][0]["gedwongen_kader"]

    @pytest.mark.parametrize(
        ("uitkomst", "begin"),
        [("ja", "✓ ja"), ("ja_met_medeondertekening", "◆ mede tekenen"), ("ruggespraak", "✗ nee"), ("nee", "✗ nee")],
    )
    def test_wat_het_mandaat_zegt(self, uitkomst: str, begin: str) -> None:
        regel = besluit.mandaatregel(watals(uitkomst), OMGEVING)
        assert regel.tekst == f"{begin}  Tom Toezegger mag dit."
        assert besluit.mandaatregel(None, OMGEVING).tekst.startswith("…")

    @pytest.mark.parametrize(
        ("vrij", "pot_", "grens", "zin"),
        [
            (None, 1, 1, "niet zichtbaar in uw rol"),
            (10_000_00, None, None, "€ 10.000 vrij"),
            (
                10_000_00,
                12_000_00,
                None,
                "€ 10.000 → € -2.000 vrij  ✗ te weinig: verlaag met € 2.000 of kies een andere bron",
            ),
            (10_000_00, 9_000_00, 2_500_00, "€ 10.000 → € 1.000 vrij  ! onder de ondergrens van € 2.500"),
            (10_000_00, 1_000_00, 2_500_00, "€ 10.000 → € 9.000 vrij  ✓ boven ondergrens € 2.500"),
            (10_000_00, 1_000_00, None, "€ 10.000 → € 9.000 vrij  ✓"),
        ],
    )
    def test_wat_de_pot_daarna_nog_heeft(self, vrij: int | None, pot_: int | None, grens: int | None, zin: str) -> None:
        assert besluit.potregel(vrij, pot_, grens).tekst == zin

    @pytest.mark.parametrize(
        ("herhaling", "wat", "klaar", "zin"),
        [
            ("", watals(), False, "○ Typ het totaal nog een keer: 9.800"),
            ("98.00", watals(), False, "kan twee dingen betekenen"),
            ("9.700", watals(), False, "€ 9.700,00 is niet € 9.800,00"),
            ("9800", watals(), True, "✓ Klaar. F8 legt € 9.800,00 vast"),
            ("€ 9.800,-", watals("nee", "r1"), True, "voorgenomen besluit"),
            ("9800", None, True, "voorgenomen besluit"),
        ],
    )
    def test_wanneer_f8_doorgaat(self, herhaling: str, wat: WatAls | None, klaar: bool, zin: str) -> None:
        formulier = replace(een_formulier(), herhaling=herhaling)
        mag, regel = besluit.slotregel(formulier, besluit.keur(formulier, VANDAAG), [], wat)
        assert mag is klaar
        assert zin in regel.tekst

    def test_eerst_wat_er_ontbreekt(self) -> None:
        formulier = een_formulier(bedrag="")
        mag, regel = besluit.slotregel(formulier, besluit.keur(formulier, VANDAAG), ["nog iets", "en nog"], None)
        assert (mag, regel.tekst) == (False, "✗ Bedrag: vul in om hoeveel geld het gaat. (en nog 2 punten)")

    def test_een_veld_wijzigt_alleen_die_regel(self) -> None:
        formulier = een_formulier()
        twee = replace(formulier, regels=(*formulier.regels, besluit.Invoerregel()))
        assert twee.met_regel(1, bedrag="5").regels == (formulier.regels[0], besluit.Invoerregel(bedrag="5"))

    def test_een_concept_is_terug_te_lezen(self) -> None:
        formulier = replace(een_formulier(), herhaling="9800")
        terug = besluit.uit_json(besluit.naar_json(formulier))
        # The amount must be typed again each time.
        assert terug == replace(formulier, herhaling="")
        assert besluit.uit_json({"doel": "x"}) is None
        assert besluit.uit_json({"doel": "x", "regels": [{"onbekend": 1}]}) is None
        assert besluit.uit_json({"doel": "x", "regels": []}) == besluit.Formulier("x")


def test_wie_een_deel_van_de_agenda_ziet_leest_geen_telling() -> None:
    assert "1 van 1" in casus.rechts(casusfeiten())
    deel = casusfeiten(hele_agenda=False)
    assert "punt 1," in casus.rechts(deel)
    assert "van 1" not in teksten(casuspagina(deel)[:1])


def test_meebeslissen_kan_bij_een_hogere_trede_en_telt_vanaf_het_voorleggen() -> None:
    assert "voorleggen gaat met e" in str(casus.kan_meebeslissen(casusfeiten()))
    opgeschaald = een_dossier(kort=een_casus(status="opgeschaald"))
    assert "voorgenomen besluit" in str(casus.kan_meebeslissen(casusfeiten(dossier=opgeschaald)))
    voorgenomen = (een_besluit(status="voorgenomen"),)
    assert casus.kan_meebeslissen(casusfeiten(dossier=opgeschaald, besluiten=voorgenomen)) is None
    deden = (("meebeslissen", "tom"), ("opschalen", "vera"), ("meebeslissen", "vic"), ("meebeslissen", "vic"))
    tijdlijn = tuple(een_gebeurtenis(nr, naam=naam, persoon=wie) for nr, (naam, wie) in enumerate(deden))
    assert casus.meebeslissers(casusfeiten(tijdlijn=tijdlijn)) == ["vic"]
