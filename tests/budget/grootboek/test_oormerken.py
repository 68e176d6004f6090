"""Earmarked money: which compartment pays, what comes back to it, and what the refusal tells."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from budget.basis.geld import EURO
from budget.basis.transactie import lezing
from budget.grootboek import begrippen as b
from budget.grootboek.controle import controleer
from budget.grootboek.regels.oormerken import Beslag, Vak, Vulling, vul
from budget.grootboek.ruw import Ruw
from budget.grootboek.vakken import lees_vakken
from budget.grootboek.weigeringen import OormerkPastNiet
from tests.budget.grootboek.oefenpot import DAG, Boeker, oefenpot


def geoormerkte_pot(url: str, geld: Mapping[tuple[str, str], str]) -> Boeker:
    """A pot with this money per participant and oormerk."""
    doe = oefenpot(url, gestort=0)
    for (deelnemer, oormerk), bedrag in geld.items():
        regel = f"inleg-{deelnemer}-{oormerk}"
        doe(b.Toezegging(datum=DAG, deelnemer=deelnemer, bedrag=EURO(bedrag), oormerk=oormerk))
        doe(b.Bankregel(datum=DAG, regel=regel, bedrag=EURO(bedrag)))
        doe(b.Storting(datum=DAG, regel=regel, deelnemer=deelnemer, bedrag=EURO(bedrag), oormerk=oormerk))
    return doe


def reservering(casus: str, bedrag: str, *oormerken: str) -> b.Reservering:
    return b.Reservering(
        datum=DAG, casus=casus, bedrag=EURO(bedrag), door=("p-tafel",), bestemming="hulp", oormerken=oormerken
    )


def vullingen(url: str, casus: str) -> list[tuple[str, str, int]]:
    with lezing(url) as db:
        return [
            (deelnemer, oormerk, cents)
            for deelnemer, oormerk, cents in Ruw(db).rijen(
                "SELECT v.deelnemer, v.oormerk, v.bedrag FROM pot_vulling v JOIN pot_reservering r ON r.post = v.post"
                " WHERE r.casus = ? ORDER BY v.post, v.plaats",
                casus,
            )
        ]


def test_de_vakken_vullen_in_de_volgorde_van_de_regio(url: str) -> None:
    doe = geoormerkte_pot(url, {("Aarde", "jeugdwet"): "100", ("Vuur", "onderwijs"): "100", ("Water", "vrij"): "100"})
    doe(reservering("K1", "150", "jeugdwet", "vrij"))
    assert vullingen(url, "K1") == [("Aarde", "jeugdwet", 10_000), ("Water", "vrij", 5_000)]
    doe(reservering("K2", "120", "onderwijs", "vrij"))
    assert vullingen(url, "K2") == [("Vuur", "onderwijs", 10_000), ("Water", "vrij", 2_000)]
    with lezing(url) as db:
        assert controleer(db, volledig=True).in_orde


def test_b3_wat_geoormerkt_is_voor_iets_anders_telt_niet_mee(sqlite_url: str) -> None:
    """The pot holds 15.000, of which 5.000 is for jeugdhulp."""
    doe = geoormerkte_pot(sqlite_url, {("Vuur", "onderwijs"): "10.000", ("Aarde", "jeugdwet"): "5.000"})
    for te_veel in ("8.000", "5.000,01"):
        with pytest.raises(OormerkPastNiet):
            doe(reservering("K1", te_veel, "jeugdwet"))
    doe(reservering("K1", "5.000", "jeugdwet"))


def test_onderwijsgeld_betaalt_geen_particulier_schoolgeld(url: str) -> None:
    doe = geoormerkte_pot(url, {("Aarde", "jeugdwet"): "100", ("Vuur", "onderwijs"): "100", ("Water", "vrij"): "40"})
    with pytest.raises(OormerkPastNiet) as geweigerd:
        doe(reservering("K1", "50", "vrij"))
    weigering = geweigerd.value
    assert weigering.bijzonderheden["vakken"] == {
        "Aarde (jeugdwet)": 10_000,
        "Vuur (onderwijs)": 10_000,
        "Water (vrij)": 4_000,
    }
    assert "Water (vrij): € 40,00, mag dit betalen" in weigering.melding
    assert "Vuur (onderwijs): € 100,00, mag dit niet betalen" in weigering.melding
    assert weigering.bijzonderheden["anders"] == {}
    doe(reservering("K1", "40", "vrij"))


def test_te_weinig_geld_gaat_voor_een_oormerk_dat_niet_past(url: str) -> None:
    doe = geoormerkte_pot(url, {("Vuur", "onderwijs"): "100"})
    with pytest.raises(Exception, match="beschikbaar") as geweigerd:
        doe(reservering("K1", "101", "vrij"))
    assert getattr(geweigerd.value, "code", "") == "onvoldoende_beschikbaar"


def test_de_weigering_noemt_een_verdeling_die_wel_past(url: str) -> None:
    doe = geoormerkte_pot(url, {("Aarde", "vrij"): "100", ("Vuur", "jeugdwet"): "100"})
    doe(reservering("K1", "100", "vrij", "jeugdwet"))
    with pytest.raises(OormerkPastNiet) as geweigerd:
        doe(reservering("K2", "80", "vrij"))
    assert geweigerd.value.bijzonderheden["anders"] == {"Aarde (vrij)": 8_000}
    assert "andere verdeling" in geweigerd.value.oplossing
    doe(b.Vrijval(datum=DAG, casus="K1", bedrag=EURO("100"), van=b.Van.RESERVERING))
    doe(reservering("K1", "100", "jeugdwet", "vrij"))
    doe(reservering("K2", "80", "vrij"))


def test_wat_terugkomt_vult_het_vak_weer(url: str) -> None:
    doe = geoormerkte_pot(url, {("Aarde", "jeugdwet"): "100", ("Vuur", "onderwijs"): "100"})
    doe(reservering("K1", "100", "jeugdwet"))
    doe(b.Verplichting(datum=DAG, casus="K1", bedrag=EURO("100")))
    doe(
        b.Voorfinanciering(datum=DAG, casus="K1", aanbieder="Brug", factuur="F", bedrag=EURO("100"), prestatie_door="p")
    )
    doe(b.Uitzoekbesluit(datum=DAG, casus="K1", aandelen={"Water": EURO("60"), "pot": EURO("40")}))
    with pytest.raises(OormerkPastNiet):
        doe(reservering("K2", "1", "jeugdwet"))
    doe(b.Bankregel(datum=DAG, regel="terug", bedrag=EURO("60")))
    doe(b.Ontvangst(datum=DAG, regel="terug", betaler="Water", casus="K1", bedrag=EURO("60")))
    doe(reservering("K2", "60", "jeugdwet"))
    with pytest.raises(OormerkPastNiet):
        doe(reservering("K3", "1", "jeugdwet"))


def test_de_jaarverdeling_gaat_van_de_vakken_van_de_deelnemers_af(url: str) -> None:
    doe = geoormerkte_pot(url, {("Aarde", "jeugdwet"): "100", ("Aarde", "vrij"): "100", ("Vuur", "onderwijs"): "100"})
    doe(reservering("K1", "60", "vrij"))
    doe(b.Verplichting(datum=DAG, casus="K1", bedrag=EURO("60")))
    doe(b.Voorfinanciering(datum=DAG, casus="K1", aanbieder="Brug", factuur="F", bedrag=EURO("60"), prestatie_door="p"))
    doe(b.Uitzoekbesluit(datum=DAG, casus="K1", aandelen={"pot": EURO("60")}))
    doe(b.Jaarverdeling(datum=date(2026, 12, 31), jaar=2026))
    doe(b.Resultaatbestemming(datum=date(2026, 12, 31), jaar=2026))
    with lezing(url) as db:
        inleg = {vak.naam: vak.inleg for vak in lees_vakken(Ruw(db))}
    assert inleg == {"Aarde (jeugdwet)": 7_000, "Aarde (vrij)": 10_000, "Vuur (onderwijs)": 8_000}


def test_zonder_oormerken_in_de_pot_is_er_niets_te_vullen(url: str) -> None:
    doe = oefenpot(url)
    doe(reservering("K1", "10", "vrij"))
    assert vullingen(url, "K1") == []


VAKKEN = st.lists(
    st.builds(Vak, st.sampled_from("ABCD"), st.sampled_from(["x", "y", "z"]), st.integers(0, 500)),
    max_size=5,
    unique_by=lambda vak: vak[:2],
)


@given(VAKKEN, st.integers(1, 600), st.lists(st.sampled_from(["x", "y", "z"]), unique=True), st.integers(0, 2000))
def test_een_vulling_is_precies_het_bedrag_en_nooit_meer_dan_het_vak(
    vakken: list[Vak], bedrag: int, oormerken: list[str], vrij: int
) -> None:
    ruimte = {(vak.deelnemer, vak.oormerk): vak.inleg for vak in vakken}
    eerste = [Vulling(vak.deelnemer, vak.oormerk, vak.inleg // 2) for vak in vakken]
    beslag = Beslag("K", sum(deel.bedrag for deel in eerste), eerste, None)
    try:
        gevuld = vul(bedrag, "hulp", oormerken, vakken, [beslag], vrij)
    except OormerkPastNiet as weigering:
        anders = weigering.bijzonderheden["anders"]
        assert not anders or sum(anders.values()) == bedrag
        return
    assert sum(deel.bedrag for deel in gevuld) == bedrag
    for deel in gevuld:
        assert not oormerken or deel.oormerk in oormerken
        heel = ruimte[deel.deelnemer, deel.oormerk]
        assert deel.bedrag <= heel - heel // 2
