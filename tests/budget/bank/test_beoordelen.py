"""Judging statements: quarantine, the chain, duplicates and overlap, pages, and what comes out by itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from budget.bank.begrippen import Afschrift, Oordeel, Opmerking, Reden, Stand, Uitkomst
from budget.bank.beoordelen import (
    Boek,
    Uitslag,
    beoordeel,
    beoordeel_reeks,
    identiteit,
    nieuwe_regels,
    per_blad,
    vervangt,
    voeg_bladen_samen,
)
from budget.bank.lezen import lees_bestand
from tests.budget.bank.bouw import POT, ZEIST, Post, een_afschrift, een_camt, mt940

DAG, MORGEN = "2026-11-24", "2026-11-25"


def afschrift(posten: Sequence[Post] = (), **opties: object) -> Afschrift:
    return lees_bestand("x", een_camt(een_afschrift(posten, **opties))).afschriften[0]  # type: ignore[arg-type]


def een_stand(saldo: int = 100_000, *bekend: Afschrift) -> Stand:
    """What is known after these statements, with this balance now."""
    boek = Boek({POT: Stand(saldo)})
    for ander in bekend:
        boek.neem_op(Uitslag(ander, POT, None, Oordeel(Uitkomst.AANVAARD, nieuw=len(ander.regels))))
    return replace(boek.stand(POT), saldo=saldo)


def oordeel(a: Afschrift, stand: Stand | None = None) -> tuple[str, list[str], int, int | None]:
    uit = beoordeel(a, POT, een_stand() if stand is None else stand)
    return uit.uitkomst.value, [reden.value for reden in uit.redenen], uit.nieuw, uit.verschil


# --- one statement --------------------------------------------------------------------------------------------------


def test_een_afschrift_dat_aansluit_wordt_aanvaard() -> None:
    assert oordeel(afschrift([Post(DAG, 500), Post(DAG, 500)])) == ("aanvaard", [], 2, None)


def test_een_afschrift_zonder_regels_schuift_de_keten_door() -> None:
    uit = beoordeel(afschrift(), POT, een_stand())
    assert (uit.uitkomst, uit.nieuw, uit.opmerkingen) == (Uitkomst.AANVAARD, 0, (Opmerking.GEEN_REGELS,))


def test_een_rekening_die_niet_van_de_pot_is() -> None:
    assert beoordeel(afschrift([Post(DAG, 500)]), None, None).redenen == (Reden.ANDERE_REKENING,)


def test_wat_geweigerd_is_komt_niet_ook_nog_in_quarantaine() -> None:
    uit = beoordeel(afschrift([Post("", 500, munt="USD")], einde=1, blad=(2, True)), None, None)
    assert uit.uitkomst is Uitkomst.GEWEIGERD
    assert uit.redenen == (Reden.ANDERE_REKENING, Reden.ANDERE_VALUTA, Reden.DATUM_ONGELDIG)


def test_een_afschrift_dat_niet_optelt() -> None:
    a = afschrift([Post(DAG, -5_000)], einde=90_000)
    assert oordeel(a) == ("quarantaine", ["SALDO_SLUIT_NIET"], 0, -5_000)
    # No judgement about the chain of a statement that does not add up.
    assert oordeel(a, een_stand(1)) == ("quarantaine", ["SALDO_SLUIT_NIET"], 0, -5_000)


def test_een_afschrift_zonder_saldo() -> None:
    assert oordeel(afschrift([Post(DAG, 500)], begin=None, einde=1)) == ("quarantaine", ["SALDO_ONTBREEKT"], 0, None)


def test_een_blad_zonder_de_andere_noemt_alles_wat_eraan_schort() -> None:
    assert oordeel(afschrift([Post(DAG, 500)], einde=1, blad=(2, True))) == (
        "quarantaine",
        ["PAGINA_ONTBREEKT", "SALDO_SLUIT_NIET"],
        0,
        1 - 100_500,
    )


def test_een_gat_toont_hoeveel_er_mist() -> None:
    assert oordeel(afschrift([Post(DAG, 500)], begin=90_000)) == ("quarantaine", ["GAT"], 0, -10_000)


def test_een_aankondiging_boekt_niets() -> None:
    a = lees_bestand("x", een_camt(een_afschrift([Post(DAG, 500)], soort="054"), soort="054")).afschriften[0]
    uit = beoordeel(a, POT, een_stand(7))
    assert (uit.uitkomst, uit.nieuw, uit.opmerkingen) == (Uitkomst.AANVAARD, 0, (Opmerking.AANKONDIGING,))


# --- duplicates and overlap -----------------------------------------------------------------------------------------


def test_hetzelfde_afschrift_in_een_ander_formaat_is_bekend() -> None:
    posten = [Post(DAG, 500, "tekst van camt"), Post(DAG, -20)]
    als_camt = afschrift(posten, nummer="A")
    als_mt = lees_bestand("x", mt940([Post(DAG, -20, "heel andere tekst"), Post(DAG, 500)]).encode()).afschriften[0]
    assert identiteit(als_camt, POT) == identiteit(als_mt, POT)
    assert identiteit(als_camt, POT) != identiteit(als_mt, ZEIST)
    uit = beoordeel(als_mt, POT, een_stand(100_480, als_camt))
    assert (uit.uitkomst, uit.nieuw, uit.opmerkingen) == (Uitkomst.AANVAARD, 0, (Opmerking.DUBBEL_AFSCHRIFT,))


def test_hetzelfde_nummer_een_jaar_later_is_een_ander_afschrift() -> None:
    eerste = afschrift([Post(DAG, 500)], nummer="1")
    later = afschrift([Post("2027-11-24", 700)], begin=100_500, nummer="1", dag="2027-11-24")
    assert oordeel(later, een_stand(100_500, eerste)) == ("aanvaard", [], 1, None)


def test_twee_gelijke_betalingen_op_een_dag_blijven_er_twee() -> None:
    a = afschrift([Post(DAG, 500, "een"), Post(DAG, 500, "een")])
    uit = beoordeel(a, POT, een_stand())
    assert [regel.volgnr for regel in nieuwe_regels(a, een_stand(), uit)] == [1, 2]


def test_een_ruimer_afschrift_voegt_alleen_de_nieuwe_regels_toe() -> None:
    ochtend = afschrift([Post(DAG, 500), Post(DAG, 500)])
    dag = afschrift([Post(DAG, 500), Post(DAG, 500), Post(DAG, 500, "derde"), Post(DAG, -20)])
    stand = een_stand(101_000, ochtend)
    uit = beoordeel(dag, POT, stand)
    assert (uit.uitkomst, uit.nieuw, uit.opmerkingen) == (Uitkomst.AANVAARD, 2, (Opmerking.OVERLAP,))
    assert [regel.volgnr for regel in nieuwe_regels(dag, stand, uit)] == [3, 4]


def test_een_later_afschrift_met_gelijke_bedragen_is_helemaal_nieuw() -> None:
    ochtend = afschrift([Post(DAG, 500)])
    middag = afschrift([Post(DAG, 500)], begin=100_500)
    stand = een_stand(100_500, ochtend)
    uit = beoordeel(middag, POT, stand)
    assert (uit.uitkomst, uit.nieuw, uit.opmerkingen) == (Uitkomst.AANVAARD, 1, ())
    assert len(list(nieuwe_regels(middag, stand, uit))) == 1


def test_past_het_op_twee_manieren_dan_wordt_er_niet_gegokt() -> None:
    ochtend = afschrift([Post(DAG, 500), Post(DAG, -500)])
    dag = afschrift([Post(DAG, 500), Post(DAG, -500), Post(DAG, 70)])
    assert oordeel(dag, een_stand(100_000, ochtend)) == ("quarantaine", ["OVERLAP_ONDUIDELIJK"], 0, None)


def test_past_het_op_geen_manier_dan_is_het_een_gat() -> None:
    ochtend = afschrift([Post(DAG, 500)])
    ander = afschrift([Post(DAG, 500), Post(DAG, 70)], begin=300_000)
    assert oordeel(ander, een_stand(100_500, ochtend)) == ("quarantaine", ["GAT"], 0, 300_570 - 100_570)


# --- an import ------------------------------------------------------------------------------------------------------


def importeer(
    nieuw: Sequence[Afschrift], wachtend: Sequence[Afschrift] = (), saldo: int = 100_000
) -> tuple[list[tuple[str, str, int, bool]], Stand]:
    boek = Boek({POT: Stand(saldo)})
    uit = []
    for uitslag in beoordeel_reeks(nieuw, wachtend, lambda _: POT, boek.stand):
        boek.neem_op(uitslag)
        uit += [
            (a.nummer, o.redenen[0].value if o.redenen else o.uitkomst.value, o.nieuw, uitslag.vrijgekomen)
            for a, o in per_blad(uitslag)
        ]
    return uit, boek.stand(POT)


def keten(*bedragen: int) -> list[Afschrift]:
    """One statement a day, each with one line, numbered 1, 2, 3."""
    uit, saldo = [], 100_000
    for nr, bedrag in enumerate(bedragen, 1):
        dag = (date(2026, 11, 23) + timedelta(nr)).isoformat()
        uit.append(afschrift([Post(dag, bedrag)], begin=saldo, nummer=str(nr), dag=dag))
        saldo += bedrag
    return uit


def test_een_ontbrekend_afschrift_maakt_los_wat_wachtte() -> None:
    een, twee, drie, vier = keten(500, -200, 70, 9)
    uit, stand = importeer([twee], [drie, vier], saldo=100_500)
    assert uit == [("2", "aanvaard", 1, False), ("3", "aanvaard", 1, True), ("4", "aanvaard", 1, True)]
    assert stand.saldo == 100_379
    assert een.einde == 100_500


def test_wachtenden_komen_ook_in_omgekeerde_volgorde_los() -> None:
    een, twee, drie, vier = keten(500, -200, 70, 9)
    uit, stand = importeer([vier, drie, twee, een])
    assert [nummer for nummer, reden, _, _ in uit if reden == "GAT"] == ["4", "3", "2"]
    assert [nummer for nummer, _, _, vrij in uit if vrij] == ["2", "3", "4"]
    assert stand.saldo == 100_379


def test_wie_twee_keer_wacht_wordt_een_keer_geboekt() -> None:
    een, twee = keten(500, -200)
    uit, stand = importeer([een], [twee, replace(twee)])
    assert uit[1:] == [("2", "aanvaard", 1, True), ("2", "aanvaard", 0, True)]
    assert stand.saldo == 100_300


def test_wat_niet_optelt_komt_nooit_vanzelf_los() -> None:
    een, twee = keten(500, -200)
    fout = replace(twee, einde=99_999)
    uit, _ = importeer([fout, een])
    assert uit == [("2", "SALDO_SLUIT_NIET", 0, False), ("1", "aanvaard", 1, False)]


def test_het_goede_bestand_vervangt_het_foute() -> None:
    goed = keten(500)[0]
    assert vervangt(goed, replace(goed, einde=7))
    assert vervangt(goed, replace(goed, begin=None))
    assert not vervangt(goed, replace(goed, einde=7, nummer="ander"))
    assert not vervangt(goed, replace(goed, einde=7, einddatum=date(2026, 1, 1)))
    assert not vervangt(goed, goed)
    assert not vervangt(replace(goed, einde=7), replace(goed, einde=8))


def bladen() -> tuple[Afschrift, Afschrift, Afschrift]:
    """Three pages: opening on the first only, closing on the last only."""
    een = replace(afschrift([Post(DAG, 500), Post(DAG, 0)], blad=(1, False)), einde=None, einddatum=None)
    twee = replace(afschrift([Post(DAG, 70)], begin=None, blad=(2, False)), einde=None)
    drie = replace(afschrift([Post(DAG, -20)], begin=None, einde=100_550, blad=(3, True)), begindatum=None)
    return een, twee, drie


def test_bladen_in_een_import_worden_een_afschrift() -> None:
    uit, stand = importeer(list(bladen()))
    assert uit == [("2026-11-24", "aanvaard", 1, False)] * 3
    assert stand.saldo == 100_550


def test_bladen_die_wachten_komen_met_het_laatste_blad_los() -> None:
    een, twee, drie = bladen()
    assert importeer([een, drie])[0] == [
        ("2026-11-24", "PAGINA_ONTBREEKT", 0, False),
        ("2026-11-24", "PAGINA_ONTBREEKT", 0, False),
    ]
    uit, stand = importeer([twee], [drie, een])
    assert (uit, stand.saldo) == ([("2026-11-24", "aanvaard", 1, False)] * 3, 100_550)


def test_een_blad_dat_wacht_wordt_niet_opnieuw_gemeld_als_er_niets_verandert() -> None:
    een, twee, _ = bladen()
    assert importeer(keten(500), [een, twee])[0] == [("1", "aanvaard", 1, False)]


def test_twee_eerste_bladen_horen_niet_bij_elkaar() -> None:
    een, twee, drie = bladen()
    samen = voeg_bladen_samen([een, replace(een), twee, drie])
    assert [a.blad.heel for a in samen] == [False, True]


def test_het_geheel_nummert_de_regels_door() -> None:
    (geheel,) = voeg_bladen_samen(bladen())
    assert [(regel.volgnr, regel.cents) for regel in geheel.regels] == [(1, 500), (3, 70), (4, -20)]
    assert (geheel.aantal, len(geheel.regels), geheel.telt_op, geheel.blad.heel) == (4, 3, True, True)


def test_bladen_van_mt940_volgen_elkaar_door_hun_saldo() -> None:
    een = mt940([Post(DAG, 500)], soorten="FM", nummer="5")
    twee = mt940([Post(DAG, 70)], begin=100_500, soorten="MF", nummer="5")
    (geheel,) = voeg_bladen_samen(lees_bestand("x", (een + twee).encode()).afschriften)
    assert (geheel.begin, geheel.som, geheel.einde) == (100_000, 570, 100_570)


def test_bladen_van_een_ander_afschrift_horen_er_niet_bij() -> None:
    een, _, drie = bladen()
    assert len(voeg_bladen_samen([een, replace(drie, nummer="ander")])) == 2
    assert len(voeg_bladen_samen([een, replace(drie, rekening=ZEIST)])) == 2


# --- properties -----------------------------------------------------------------------------------------------------

dagen = st.lists(st.lists(st.sampled_from([-500, -20, 70, 500]), max_size=4), min_size=1, max_size=5)


@given(dagen, st.randoms(use_true_random=False))
def test_in_elke_volgorde_is_wat_geboekt_is_het_saldo(dagen: list[list[int]], toeval: object) -> None:
    """Whatever the order of arrival, and however often: never more on the account than the bank says."""
    afschriften, saldo = [], 100_000
    for nr, bedragen in enumerate(dagen):
        dag = (date(2026, 11, 24) + timedelta(nr)).isoformat()
        afschriften.append(afschrift([Post(dag, b) for b in bedragen], begin=saldo, nummer=str(nr), dag=dag))
        saldo += sum(bedragen)
    door_elkaar = [*afschriften, *map(replace, afschriften)]
    toeval.shuffle(door_elkaar)  # type: ignore[attr-defined]
    boek = Boek({POT: Stand(100_000)})
    geboekt = 0
    wachtend: list[Afschrift] = []
    for a in door_elkaar:
        for uitslag in beoordeel_reeks([a], list(wachtend), lambda _: POT, boek.stand):
            regels = list(nieuwe_regels(uitslag.afschrift, boek.stand(POT), uitslag.oordeel))
            assert len(regels) == uitslag.oordeel.nieuw
            geboekt += sum(regel.cents for regel in regels)
            boek.neem_op(uitslag)
            wachtend = [w for w in wachtend if w is not uitslag.afschrift]
            if uitslag.oordeel.uitkomst is Uitkomst.QUARANTAINE:
                wachtend.append(uitslag.afschrift)
    assert boek.stand(POT).saldo == 100_000 + geboekt


@given(dagen)
def test_op_volgorde_en_telkens_twee_keer_staat_elke_regel_er_een_keer(dagen: list[list[int]]) -> None:
    boek = Boek({POT: Stand(100_000)})
    saldo, geboekt = 100_000, 0
    for nr, bedragen in enumerate(dagen):
        dag = (date(2026, 11, 24) + timedelta(nr)).isoformat()
        a = afschrift([Post(dag, b) for b in bedragen], begin=saldo, nummer=str(nr), dag=dag)
        saldo += sum(bedragen)
        for uitslag in beoordeel_reeks([a, replace(a)], (), lambda _: POT, boek.stand):
            assert uitslag.oordeel.uitkomst is Uitkomst.AANVAARD
            geboekt += uitslag.oordeel.nieuw
            boek.neem_op(uitslag)
    assert (boek.stand(POT).saldo, geboekt) == (saldo, sum(map(len, dagen)))
