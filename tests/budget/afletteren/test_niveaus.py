"""Which line goes by itself, which is only proposed, and what is said about it: the levels one by one."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.afletteren.begrippen import (
    Doel,
    Doelsoort,
    Kandidaten,
    Niveau,
    Opdrachtstand,
    OpenRegel,
    OpenTerugvordering,
    OpenToezegging,
    OpenVordering,
    Voorstel,
)
from budget.afletteren.regels.niveaus import paar, stel_voor, zeker
from budget.bank.rf import druk_rf, maak_rf

DAG = date(2026, 11, 20)
ZEIST, ZOUT, BRUG, VREEMD = "NL44TEST0001000036", "NL49TEST0001000043", "NL64TEST0001000064", "NL91ABNA0417164300"
PARTIJEN = {iban: frozenset({wie}) for iban, wie in ((ZEIST, "zeist"), (ZOUT, "zout"), (BRUG, "brug"))}
NAMEN = {"zeist": "Gemeente Zeist", "zout": "Samenwerkingsverband ZOUT", "brug": "Aanbieder De Brug"}


def een_vordering(volg: int = 1, open_: int = 765_000, betaler: str = "zeist", **anders: Any) -> OpenVordering:
    nummer = f"VV2026{volg:06d}"
    velden: dict[str, Any] = {
        "casus": f"DT-{volg}", "besluit": f"DT-{volg}/1", "kenmerk": maak_rf(nummer), "betwist": 0, "ontvangen": 0,
        "afgeschreven": 0, "sinds": DAG - timedelta(days=30), "vervalt": DAG,
    }  # fmt: skip
    return OpenVordering(nummer=nummer, betaler=betaler, open=open_, **(velden | anders))


def een_regel(open_: int, iban: str = ZEIST, **anders: Any) -> OpenRegel:
    velden: dict[str, Any] = {"bedrag": open_, "boekdatum": DAG, "tegenrekening": iban, "deel": 0}
    return OpenRegel(regel="R1", open=open_, **(velden | anders))


def een_opdracht(volg: int = 1, onderweg: int = 481_250, begunstigde: str = "brug", **anders: Any) -> Opdrachtstand:
    velden: dict[str, Any] = {"factuur": f"F{volg}", "cents": onderweg or 481_250, "iban": BRUG, "batchkenmerk": "BB-1"}
    return Opdrachtstand(f"VF-2026-{volg:06d}", begunstigde, onderweg=onderweg, **(velden | anders))


def open_staat(*vorderingen: OpenVordering, opdrachten: Iterable[Opdrachtstand] = (), **anders: Any) -> Kandidaten:
    return Kandidaten(
        vorderingen=vorderingen,
        opdrachten={o.opdracht: o for o in opdrachten},
        partijen=PARTIJEN,
        namen=NAMEN,
        **anders,
    )


def kern(voorstellen: tuple[Voorstel, ...]) -> list[tuple[str, list[tuple[str, int]], bool]]:
    return [(v.niveau, [(d.notatie, d.cents) for d in v.doelen], v.automatisch) for v in voorstellen]


def woorden(voorstel: Voorstel) -> list[str]:
    return [b.woorden for b in voorstel.bewijs]


EEN = een_vordering()
RF = EEN.kenmerk


class TestEigenOpdracht:
    def test_een_afschrijving_met_ons_nummer_en_bedrag_gaat_vanzelf(self) -> None:
        regel = een_regel(-481_250, BRUG, eindtoteind="VF-2026-000001")
        k = open_staat(opdrachten=[een_opdracht()])
        assert kern(stel_voor(regel, k)) == [("L0", [("opdracht:VF-2026-000001", 481_250)], True)]

    @pytest.mark.parametrize(("open_", "onderweg"), [(-481_249, 481_250), (-481_250, 0)])
    def test_een_ander_bedrag_of_een_opdracht_die_al_is_afgeschreven_niet(self, open_: int, onderweg: int) -> None:
        regel = een_regel(open_, VREEMD, eindtoteind="VF-2026-000001")
        assert zeker(stel_voor(regel, open_staat(opdrachten=[een_opdracht(onderweg=onderweg)]))) is None

    def test_een_hele_batch_op_een_regel(self) -> None:
        k = open_staat(opdrachten=[een_opdracht(1, 100), een_opdracht(2, 200)])
        (voorstel,) = stel_voor(een_regel(-300, "", batchkenmerk="BB-1"), k)
        assert (voorstel.niveau, len(voorstel.doelen), voorstel.automatisch) == (Niveau.L0, 2, True)
        assert zeker(stel_voor(een_regel(-299, "", batchkenmerk="BB-1"), k)) is None

    def test_een_betaling_die_terugkomt_gaat_vanzelf_met_een_reden_van_de_bank(self) -> None:
        k = open_staat(opdrachten=[een_opdracht(onderweg=0)])
        regel = een_regel(481_250, BRUG, eindtoteind="VF-2026-000001", retour="AC04")
        assert kern(stel_voor(regel, k)) == [("L0", [("retour:VF-2026-000001", 481_250)], True)]
        zonder = een_regel(481_250, BRUG, eindtoteind="VF-2026-000001")
        assert kern(stel_voor(zonder, k)) == [("L0", [("retour:VF-2026-000001", 481_250)], False)]
        via_code = een_regel(481_250, BRUG, eindtoteind="VF-2026-000001", transactiecode="PMNT-ICDT-RRTN")
        assert zeker(stel_voor(via_code, k)) is not None


class TestKenmerk:
    @pytest.mark.parametrize(
        ("betaald", "niveau", "gekoppeld"), [(765_000, "L1", 765_000), (765_001, "L2", 765_000), (100, "L2", 100)]
    )
    def test_bekende_rekening_en_kenmerk_gaan_vanzelf_tot_wat_open_staat(
        self, betaald: int, niveau: str, gekoppeld: int
    ) -> None:
        regel = een_regel(betaald, kenmerk=druk_rf(RF).lower())
        assert kern(stel_voor(regel, open_staat(EEN))) == [(niveau, [(f"vordering:{EEN.nummer}", gekoppeld)], True)]

    def test_een_kenmerk_dat_de_bank_afbreekt_wordt_met_zijn_plaats_gevonden(self) -> None:
        tekst = f"betreft {RF[:6]}\n{RF[6:]} dank"
        (voorstel,) = stel_voor(een_regel(765_000, omschrijving=tekst), open_staat(EEN))
        bewijs = voorstel.bewijs[0]
        assert voorstel.automatisch
        assert (tekst[bewijs.begin : bewijs.einde], bewijs.gevonden) == (f"{RF[:6]}\n{RF[6:]}", f"{RF[:6]}\n{RF[6:]}")

    @pytest.mark.parametrize(
        ("iban", "zin"),
        [
            (VREEMD, "rekening onbekend: wie betaalt hier?"),
            (ZOUT, "de rekening is van Samenwerkingsverband ZOUT, niet van deze betaler"),
            ("", "de bank noemt geen rekening van de betaler"),
        ],
    )
    def test_een_rekening_die_niet_van_de_betaler_is_wordt_alleen_voorgesteld(self, iban: str, zin: str) -> None:
        (voorstel,) = stel_voor(een_regel(765_000, iban, kenmerk=RF), open_staat(EEN))
        assert (voorstel.niveau, voorstel.automatisch) == (Niveau.L3, False)
        assert zin in woorden(voorstel)

    def test_een_betwiste_vordering_nooit_vanzelf(self) -> None:
        (voorstel,) = stel_voor(een_regel(765_000, kenmerk=RF), open_staat(een_vordering(betwist=100)))
        assert not voorstel.automatisch
        assert "betwist: een betaling onder protest?" in woorden(voorstel)

    def test_twee_vorderingen_samen_precies_het_bedrag_gaan_vanzelf_anders_op_volgorde(self) -> None:
        een, twee = een_vordering(1, 300), een_vordering(2, 500)
        tekst = f"{twee.kenmerk} {een.kenmerk}"
        k = open_staat(een, twee)
        doelen = [(f"vordering:{twee.nummer}", 500), (f"vordering:{een.nummer}", 300)]
        assert kern(stel_voor(een_regel(800, omschrijving=tekst), k)) == [("L4", doelen, True)]
        minder = [(f"vordering:{twee.nummer}", 500), (f"vordering:{een.nummer}", 100)]
        assert kern(stel_voor(een_regel(600, omschrijving=tekst), k)) == [("L4", minder, False)]

    def test_een_kenmerk_van_twee_vorderingen_is_nooit_zeker(self) -> None:
        k = open_staat(EEN, een_vordering(2, kenmerk=RF))
        voorstellen = stel_voor(een_regel(765_000, kenmerk=RF), k)
        assert len(voorstellen) == 2
        assert zeker(voorstellen) is None

    def test_een_nummer_zonder_controlecijfers_wordt_voorgesteld(self) -> None:
        (voorstel,) = stel_voor(een_regel(765_000, omschrijving=f"vord. {EEN.nummer}"), open_staat(EEN))
        assert (voorstel.niveau, voorstel.automatisch) == (Niveau.L3, False)
        assert "vorderingsnummer zonder controlecijfers" in woorden(voorstel)

    def test_een_verkeerd_controlecijfer_is_geen_kenmerk(self) -> None:
        fout = f"RF{(int(RF[2:4]) + 1) % 97:02d}{RF[4:]}"
        voorstellen = stel_voor(een_regel(765_000, kenmerk=fout), open_staat(EEN))
        assert zeker(voorstellen) is None

    def test_een_betaalde_vordering_wordt_te_veel_een_afgeschreven_nagekomen(self) -> None:
        k = open_staat(een_vordering(open_=0))
        assert kern(stel_voor(een_regel(100, kenmerk=RF), k)) == [("L3", [("te_veel:zeist", 100)], False)]
        k = open_staat(een_vordering(open_=0, afgeschreven=60))
        assert kern(stel_voor(een_regel(100, kenmerk=RF), k)) == [("L3", [(f"nagekomen:{EEN.nummer}", 60)], False)]


class TestBedrag:
    def test_een_post_met_dit_bedrag_op_tijd_is_een_voorstel(self) -> None:
        k = open_staat(EEN, een_vordering(2, 100))
        assert kern(stel_voor(een_regel(765_000), k)) == [("L5", [(f"vordering:{EEN.nummer}", 765_000)], False)]

    def test_twee_gelijke_posten_zijn_twee_oplossingen(self) -> None:
        voorstellen = stel_voor(een_regel(765_000), open_staat(EEN, een_vordering(2)))
        assert [(v.niveau, v.oplossingen) for v in voorstellen] == [(Niveau.L6, 2), (Niveau.L6, 2)]

    def test_een_som_van_twee_staat_naast_de_ene_die_ook_past_en_dan_gaat_niets_vanzelf(self) -> None:
        k = open_staat(EEN, een_vordering(2, 500_000), een_vordering(3, 265_000), bedrag_vanzelf=True)
        een, som = stel_voor(een_regel(765_000), k)
        assert (een.niveau, [doel.kenmerk for doel in een.doelen]) == (Niveau.L5, [EEN.nummer])
        assert (som.niveau, [doel.kenmerk for doel in som.doelen]) == (Niveau.L6, ["VV2026000002", "VV2026000003"])
        assert (som.oplossingen, een.automatisch) == (2, False)
        (alleen,) = stel_voor(een_regel(765_000), open_staat(EEN, een_vordering(2, 500_000), bedrag_vanzelf=True))
        assert alleen.automatisch

    def test_een_vordering_buiten_het_venster_telt_als_som_van_een(self) -> None:
        k = open_staat(een_vordering(vervalt=DAG - timedelta(days=121)))
        assert [v.niveau for v in stel_voor(een_regel(765_000), k)] == [Niveau.L6]

    def test_een_som_van_vier_wordt_gevonden_van_vijf_niet(self) -> None:
        vorderingen = [een_vordering(n, 10**n) for n in range(1, 6)]
        (voorstel,) = stel_voor(een_regel(11_110), open_staat(*vorderingen[:4]))
        assert (voorstel.niveau, len(voorstel.doelen), voorstel.automatisch) == (Niveau.L6, 4, False)
        assert "4 posten samen gelijk aan het bedrag" in woorden(voorstel)
        assert [v.niveau for v in stel_voor(een_regel(111_110), open_staat(*vorderingen))] != [Niveau.L6]

    def test_een_afschrijving_zonder_nummer_kan_een_opdracht_zijn(self) -> None:
        k = open_staat(opdrachten=[een_opdracht()])
        assert kern(stel_voor(een_regel(-481_250, BRUG), k)) == [("L5", [("opdracht:VF-2026-000001", 481_250)], False)]

    def test_een_aanbieder_betaalt_een_terugvordering(self) -> None:
        k = open_staat(terugvorderingen=(OpenTerugvordering("brug", "DT-1", 900),))
        assert kern(stel_voor(een_regel(900, BRUG), k)) == [("L5", [("terugvordering:brug:DT-1", 900)], False)]


class TestOverige:
    TOEZEGGING = OpenToezegging("zeist", 2026, 3_000_000, 1_000_000, DAG)

    def test_inleg_van_een_deelnemer_is_een_voorstel_ook_naast_een_gelijke_vordering(self) -> None:
        k = open_staat(toezeggingen=(self.TOEZEGGING,))
        assert kern(stel_voor(een_regel(3_000_000), k)) == [("L8", [("storting:zeist:2026", 3_000_000)], False)]
        k = open_staat(een_vordering(open_=3_000_000), toezeggingen=(self.TOEZEGGING,))
        assert [v.niveau for v in stel_voor(een_regel(3_000_000), k)] == [Niveau.L5, Niveau.L8]
        assert stel_voor(een_regel(3_000_001), open_staat(toezeggingen=(self.TOEZEGGING,))) == ()

    def test_een_termijn_van_de_inleg_rond_haar_dag(self) -> None:
        dagen = (DAG - timedelta(days=90), DAG, DAG + timedelta(days=90))
        t = replace(self.TOEZEGGING, open=30_000, gestort=10_001, termijnen=dagen)
        anders = replace(t, jaar=2025, termijnen=())
        k = open_staat(toezeggingen=(anders, t))
        assert [bedrag for _, bedrag in t.afspraken] == [13_334, 13_334, 13_333]
        eerste, tweede = stel_voor(een_regel(13_334, boekdatum=DAG + timedelta(days=10)), k)
        assert [d.notatie for v in (eerste, tweede) for d in v.doelen] == ["storting:zeist:2026", "storting:zeist:2025"]
        assert any(w.startswith("rond de afgesproken dag") for w in woorden(eerste))
        te_laat = stel_voor(een_regel(13_334, boekdatum=DAG + timedelta(days=11)), k)
        assert not any(w.startswith("rond de afgesproken dag") for v in te_laat for w in woorden(v))

    def test_wat_de_bank_terugneemt_wordt_nooit_vanzelf_geboekt(self) -> None:
        k = open_staat(een_vordering(open_=0, ontvangen=500), toezeggingen=(self.TOEZEGGING,))
        met_kenmerk = een_regel(-500, VREEMD, retour="AM04", kenmerk=RF)
        assert kern(stel_voor(met_kenmerk, k)) == [("terugname", [(f"storno:{EEN.nummer}", 500)], False)]
        met_rekening = een_regel(-500, omkering=True)
        doelen = [v.doelen[0].notatie for v in stel_voor(met_rekening, k)]
        assert doelen == [f"storno:{EEN.nummer}", "storting_storno:zeist:2026"]

    @pytest.mark.parametrize(
        ("open_", "tekst", "doel"),
        [(-1_435, "Kosten betalingsverkeer", "bankkosten"), (-80, "Debetrente", "rente"), (12, "Creditrente", "rente")],
    )
    def test_kosten_en_rente_van_de_bank(self, open_: int, tekst: str, doel: str) -> None:
        voorstellen = stel_voor(een_regel(open_, "", omschrijving=tekst), open_staat())
        assert kern(voorstellen) == [("regel", [(doel, abs(open_))], False)]

    def test_zonder_rekening_komen_gelijk_bedrag_en_naam_bovenaan(self) -> None:
        zelfde = een_vordering(3, 765_000, "zout")
        k = open_staat(een_vordering(2, 100), zelfde, EEN)
        voorstellen = stel_voor(een_regel(765_000, VREEMD, naam="GEM. ZEIST"), k)
        assert [v.niveau for v in voorstellen] == [Niveau.GEEN] * 3
        assert [v.doelen[0].kenmerk for v in voorstellen] == [EEN.nummer, zelfde.nummer, "VV2026000002"]
        assert "naam lijkt erop" in woorden(voorstellen[0])

    def test_waar_niets_op_lijkt_krijgt_geen_voorstel(self) -> None:
        assert stel_voor(een_regel(5, VREEMD, naam="Iemand"), open_staat(EEN)) == ()
        assert stel_voor(een_regel(-5, VREEMD), open_staat(opdrachten=[een_opdracht()])) == ()


def test_een_afgewezen_paar_komt_alleen_met_een_ander_bedrag_terug() -> None:
    doel = Doel(Doelsoort.VORDERING, EEN.nummer, 765_000)
    k = open_staat(EEN, afgewezen=frozenset({("R1", 0, paar([doel]))}))
    assert all(doel not in v.doelen for v in stel_voor(een_regel(765_000, kenmerk=RF), k))
    assert zeker(stel_voor(een_regel(700_000, kenmerk=RF), k)) is not None
    assert zeker(stel_voor(een_regel(765_000, kenmerk=RF, deel=1), k)) is not None


_VORDERINGEN = st.lists(st.integers(1, 40).map(lambda n: n * 2_500), min_size=1, max_size=12)


@given(bedragen=_VORDERINGEN, betaald=st.integers(1, 60).map(lambda n: n * 2_500), met_kenmerk=st.booleans())
def test_een_voorstel_past_altijd_op_de_regel_en_zonder_kenmerk_gaat_niets_vanzelf(
    bedragen: list[int], betaald: int, met_kenmerk: bool
) -> None:
    vorderingen = [een_vordering(n, cents) for n, cents in enumerate(bedragen, 1)]
    regel = een_regel(betaald, kenmerk=vorderingen[0].kenmerk if met_kenmerk else "")
    k = open_staat(*vorderingen)
    voorstellen = stel_voor(regel, k)
    assert voorstellen == stel_voor(regel, open_staat(*vorderingen))
    for voorstel in voorstellen:
        assert 0 < voorstel.cents <= betaald
        assert all(0 < d.cents <= k.per_nummer[d.kenmerk].open for d in voorstel.doelen)
    assert (zeker(voorstellen) is not None) == met_kenmerk
