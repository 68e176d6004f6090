"""Findings on record: they open on a date, close only on an event, and are answered."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError
from sqlmodel import col, select

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag
from budget.basis.transactie import Sessie, transactie
from budget.basis.weigering import OnbruikbareInvoer
from engine.casus.weigeringen import CasusOnbekend, NietBevoegd, TekstMetPersoonsgegeven
from engine.casus.zicht import Grond, geef_toegang
from engine.doorloop.diensten import wat_ligt_er, werk_af
from engine.doorloop.netwerk import NETWERK
from engine.netwerk import diensten
from engine.netwerk.bijhouden import hints, werk_bij
from engine.netwerk.diensten import Regelherstel
from engine.netwerk.opslag import BevindingsantwoordRij, RegelstandRij, RelatieRij
from engine.netwerk.vragen import (
    agendabevindingen,
    beelden,
    bevindingen_ernst3,
    casusbeeld,
    controleer,
    gevolgen,
    ranglijst,
    regelcijfers,
    teken,
)
from engine.netwerk.weigeringen import BevindingNietEenduidig, BevindingOnbekend, RegelTeltAlMee
from engine.regie.vragen import regie_nu
from engine.termijnen.opslag import TermijnRij
from tests.engine.zitting import tafelwereld as tafel
from tests.opslag.netwerkwereld import (
    CASUS,
    NU,
    SCHOOL,
    TEAM,
    VERA,
    ZORG,
    antwoord,
    bewaak,
    contact,
    een_netwerk,
    op_papier,
    over,
    relatie,
)

GEREGELD = {"oordeel": "al_geregeld"}
OPZIJ = {"oordeel": "niet_van_toepassing", "reden": "nu niet"}
VREEMD = Gebruiker("tom_toezegger", Rol.TAFELDEELNEMER, "gemeente_elders")


@pytest.fixture
def los(praktijk: str) -> Iterator[Sessie]:
    """A casus in which nobody spoke to anybody, with a regisseur."""
    with transactie(praktijk) as db:
        een_netwerk(db, zonder=("informatie",))
        yield db


def regels(db: Sessie, nu: Any = NU) -> dict[str, Any]:
    return {b["regel"]: b for b in controleer(db, VERA, CASUS, nu)["bevindingen"]}


def open_regels(db: Sessie) -> list[str]:
    return [rij.regel for rij in op_papier(db) if rij.gesloten_op is None]


def termijn(db: Sessie, onderwerp: str) -> tuple[str, str]:
    t = TermijnRij
    return (
        db.execute(
            select(col(t.ontvanger), col(t.status)).where(col(t.casus) == CASUS, col(t.onderwerp).startswith(onderwerp))
        )
        .one()
        ._tuple()
    )


# -- opens on a date, closes on an event ------------------------------------------------------------------------------


def test_een_gezonde_casus_zwijgt(praktijk: str) -> None:
    with transactie(praktijk) as db:
        een_netwerk(db)
        assert bewaak(db) == {"geopend": 0, "gesloten": 0, "gemeld": 0}
        assert op_papier(db) == []


def test_een_bevinding_gaat_open_op_de_dag_en_blijft_dezelfde(los: Sessie) -> None:
    bewaak(los)
    eerst = {rij.regel: rij.nummer for rij in op_papier(los)}
    assert bewaak(los, over(1)) == {"geopend": 0, "gesloten": 0, "gemeld": 0}
    assert {rij.regel: rij.nummer for rij in op_papier(los)} == eerst
    assert all(rij.geopend_op == dag(NU) for rij in op_papier(los))
    assert "R15" not in eerst, "wat niet aan de tafel hoort, wordt niet bijgehouden"


def test_een_contact_dat_uit_het_venster_schuift_opent_en_pas_een_nieuw_contact_sluit(praktijk: str) -> None:
    with transactie(praktijk) as db:
        een_netwerk(db, contact_op="2026-10-01")
        assert "R11" not in regels(db)
        bewaak(db, over(40))
        assert "R11" in open_regels(db)
        db.add(contact(CASUS, SCHOOL, ZORG, "2027-01-12"))
        db.flush()
        assert bewaak(db, over(41))["gesloten"] >= 1
        (los,) = [rij for rij in op_papier(db) if rij.regel == "R11"]
        assert (los.gesloten_op, los.gesloten_door) == (dag(over(41)), "gebeurtenis")


def test_alleen_een_gebeurtenis_sluit_een_bevinding_die_de_regel_niet_meer_ziet(los: Sessie) -> None:
    bewaak(los)
    zonder_gebeurtenis = beelden(los, [CASUS], dag(over(1)))[CASUS]
    assert werk_bij(los, zonder_gebeurtenis, [], over(1)) == (0, 0)
    assert controleer(los, VERA, CASUS, over(1))["blijft_open"] == [], "de regel ziet haar nog"
    los.add(contact(CASUS, SCHOOL, TEAM, "2026-12-04"))
    los.flush()
    erbij, eraf = werk_bij(los, beelden(los, [CASUS], dag(over(1)))[CASUS], [], over(1))
    assert (erbij, eraf > 0, open_regels(los)) == (0, True, [])


def test_wat_openblijft_zonder_dat_een_regel_het_ziet_staat_apart(los: Sessie) -> None:
    bewaak(los)
    rij = op_papier(los)[0]
    oud = type(rij)(**rij.model_dump(exclude={"nummer"}) | {"sleutel": "R13|carla_casus", "regel": "R13"})
    los.add(oud)
    los.flush()
    bewaak(los, over(1))
    (blijft,) = controleer(los, VERA, CASUS, over(1))["blijft_open"]
    assert (blijft["casus"], blijft["regel"], blijft["geopend_op"]) == (CASUS, "R13", "2026-12-03")
    with pytest.raises(BevindingOnbekend):
        antwoord(los, "klopt", "R12", nu=over(1))
    assert not antwoord(los, "klopt", "R13", nu=over(1)).gegevens["open"]


def test_twee_open_dezelfde_kan_niet(los: Sessie) -> None:
    bewaak(los)
    rij = op_papier(los)[0]
    kopie = type(rij)(**rij.model_dump(exclude={"nummer"}))
    with pytest.raises(DBAPIError):
        los.add(kopie)
        los.flush()
    los.rollback()


# -- the four answers ---------------------------------------------------------------------------------------------


def test_klopt_maakt_van_de_vraag_een_vaststelling(los: Sessie) -> None:
    assert regels(los)["R11"]["soort"] == "niet_vastgelegd"
    uit = antwoord(los, "klopt", "R11").gegevens
    assert (uit["soort"], uit["open"]) == ("vastgesteld", True)
    na = regels(los)["R11"]
    assert (na["soort"], na["beantwoord"], na["oordeel"]) == ("vastgesteld", True, "klopt")
    assert termijn(los, "bevinding:") == ("casusregisseur", "open")


def test_klopt_op_geen_regie_zet_de_voorzitter_aan_het_werk(praktijk: str) -> None:
    with transactie(praktijk) as db:
        een_netwerk(db, zonder=("regie",))
        uit = antwoord(db, "klopt", "R01").gegevens
        assert uit["soort"] == "vastgesteld"
        assert uit["kandidaten"], "wie te vragen staat erbij"
        assert termijn(db, "regie:aanbieden") == ("voorzitter", "open")


def test_al_geregeld_op_geen_regie_vraagt_die_persoon_om_te_bevestigen(praktijk: str) -> None:
    with transactie(praktijk) as db:
        een_netwerk(db, zonder=("regie",))
        uit = antwoord(db, "al_geregeld", "R01", persoon="carla_casus", vervanger="cas_consulent")
        assert "bevestigt dit zelf" in uit.melding
        assert regie_nu(db, CASUS, dag(NU)).status == "aangeboden"
        assert uit.gegevens["open"]


def test_al_geregeld_legt_het_contact_vast_en_de_bevinding_sluit_zelf(los: Sessie) -> None:
    antwoord(los, "klopt", "R11")
    uit = antwoord(los, "al_geregeld", "R11", persoon=SCHOOL, met=ZORG, op=date(2026, 12, 1)).gegevens
    assert not uit["open"]
    assert "R11" not in regels(los)
    (rij,) = [r for r in op_papier(los) if r.regel == "R11"]
    assert (rij.gesloten_op, rij.gesloten_door) == (dag(NU), "antwoord")
    assert termijn(los, "bevinding:")[1] == "voldaan"


def test_niet_van_toepassing_sluimert_en_komt_vanzelf_terug(los: Sessie) -> None:
    antwoord(los, "niet_van_toepassing", "R11", tot=date(2026, 12, 20), reden="De school start pas in januari")
    hier = controleer(los, VERA, CASUS, NU)
    assert regels(los)["R11"]["sluimert_tot"] == "2026-12-20"
    assert "R11" not in {r["regel"] for k in hier["kaarten"][CASUS] for r in (*k["regels"], *k["meer"])}
    terug = regels(los, over(17))["R11"]
    assert (terug["sluimert_tot"], terug["beantwoord"]) == (None, False)


def test_weet_niet_geeft_iemand_een_taak_met_een_datum(los: Sessie) -> None:
    antwoord(los, "weet_niet", "R11", persoon="carla_casus", tot=date(2026, 12, 10))
    assert termijn(los, "bevinding:") == ("persoon:carla_casus", "open")
    assert regels(los)["R11"]["beantwoord"]
    assert not regels(los, over(8))["R11"]["beantwoord"], "na de datum staat de vraag weer open"


@pytest.mark.parametrize(
    ("regel", "rij", "velden"),
    [
        ("R20", relatie(CASUS, "melding", SCHOOL, "swv_zout"), {"op": date(2026, 12, 1)}),
        ("R21", None, {"persoon": TEAM}),
        ("R08", "wijzen", {}),
    ],
)
def test_al_geregeld_vult_het_register(praktijk: str, regel: str, rij: Any, velden: dict[str, Any]) -> None:
    with transactie(praktijk) as db:
        een_netwerk(db, zonder=("vast_gezicht",) if regel == "R21" else (("regie",) if regel == "R08" else ()))
        if rij == "wijzen":
            bij = [relatie(CASUS, "wijst_naar", w, "swv_zout", onderwerp="regie") for w in (SCHOOL, TEAM, ZORG)]
        else:
            bij = [RelatieRij(**rij.model_dump(exclude={"nummer"}))] if rij is not None else []
        db.add_all(bij)
        db.flush()
        assert regel in regels(db)
        assert not antwoord(db, "al_geregeld", regel, **velden).gegevens["open"]
        assert regel not in regels(db)


def test_een_stille_actor_had_contact_of_stopte(los: Sessie) -> None:
    wie = [b["betrokkenen"] for b in controleer(los, VERA, CASUS, NU)["bevindingen"] if b["regel"] == "R19"]
    assert sorted(wie) == [[ZORG], [TEAM], [SCHOOL]]
    with pytest.raises(BevindingNietEenduidig):
        antwoord(los, "klopt", "R19")
    with pytest.raises(OnbruikbareInvoer):
        antwoord(los, "al_geregeld", "R19", betrokkenen=[ZORG])
    assert not antwoord(los, "al_geregeld", "R19", betrokkenen=[ZORG], met=TEAM).gegevens["open"]
    assert not antwoord(los, "al_geregeld", "R19", betrokkenen=[SCHOOL], op=date(2026, 12, 1)).gegevens["open"]


@pytest.mark.parametrize(
    ("velden", "soort"),
    [
        ({"regel": "R02"}, BevindingOnbekend),
        (GEREGELD, OnbruikbareInvoer),
        (GEREGELD | {"persoon": SCHOOL, "met": "niemand"}, OnbruikbareInvoer),
        (GEREGELD | {"persoon": SCHOOL, "met": SCHOOL}, OnbruikbareInvoer),
        (GEREGELD | {"persoon": SCHOOL, "met": ZORG, "op": date(2027, 1, 1)}, OnbruikbareInvoer),
        (OPZIJ | {"tot": date(2027, 6, 1)}, OnbruikbareInvoer),
        (OPZIJ | {"tot": date(2026, 12, 3)}, OnbruikbareInvoer),
        ({"oordeel": "weet_niet", "persoon": "niemand", "tot": date(2026, 12, 9)}, OnbruikbareInvoer),
        ({"reden": "Noor Verzonnen weet het"}, TekstMetPersoonsgegeven),
        ({"casus": "DT-ONBEKD"}, CasusOnbekend),
        ({"wie": VREEMD}, NietBevoegd),
    ],
)  # fmt: skip
def test_een_antwoord_dat_niet_kan(los: Sessie, velden: dict[str, Any], soort: type[Exception]) -> None:
    with pytest.raises(soort):
        antwoord(los, **{"oordeel": "klopt", "regel": "R11"} | velden)


def test_antwoorden_en_standen_veranderen_niet(url: str) -> None:
    with transactie(url) as db:
        for tabel in ("bevindingsantwoord", "netwerkregelstand"):
            assert db.execute(text(f"SELECT count(*) FROM {tabel}")).scalar() == 0
        db.add(RegelstandRij(regel="R11", stand="hint", reden="", antwoorden=10, klopt=1, telt_vanaf=0, persoon="x",
                             tijdstip=NU))  # fmt: skip
    for opdracht in ("UPDATE netwerkregelstand SET stand = 'telt_mee'", "DELETE FROM netwerkregelstand"):
        with pytest.raises(DBAPIError, match="verandert niet"), transactie(url) as db:
            db.execute(text(opdracht))


# -- how often a rule is right -----------------------------------------------------------------------------------------


def test_een_regel_die_hier_niet_klopt_wordt_een_hint_en_een_mens_zet_haar_terug(praktijk: str) -> None:
    with transactie(praktijk) as db:
        for nr in range(10):
            een_netwerk(db, f"DT-REGEL{nr}", zonder=("informatie",))
            oordeel = {"oordeel": "klopt"} if nr == 0 else {
                "oordeel": "niet_van_toepassing", "tot": date(2026, 12, 20), "reden": "zij spreken elkaar wel"
            }  # fmt: skip
            uit = antwoord(db, regel="R11", casus=f"DT-REGEL{nr}", **oordeel)
            assert uit.gegevens["regel_is_hint"] == (nr == 9)
        assert hints(db) == {"R11"}
        een_netwerk(db, zonder=("informatie",))
        kaarten = {k["kaart"]: k for k in controleer(db, VERA, CASUS, NU)["kaarten"][CASUS]}
        assert "R11" in {r["regel"] for r in kaarten["Verbinding"]["meer"]}
        assert CASUS not in bevindingen_ernst3(db, NU)
        (cijfers,) = [c for c in regelcijfers(db, VERA) if c["regel"] == "R11"]
        assert (cijfers["antwoorden"], cijfers["klopt"], cijfers["boven"], cijfers["stand"]) == (10, 1, 0.4, "hint")
        with pytest.raises(NietBevoegd):
            herstel(db, "R11", "toch goed", VREEMD)
        with pytest.raises(OnbruikbareInvoer):
            herstel(db, "R11", "")
        herstel(db, "R11", "De scholen leggen nu wel vast")
        assert hints(db) == frozenset()
        antwoord(db, "niet_van_toepassing", "R11", tot=date(2026, 12, 20), reden="zij spreken elkaar wel")
        assert hints(db) == frozenset(), "de telling begon opnieuw"
        with pytest.raises(RegelTeltAlMee):
            herstel(db, "R11", "nog eens")


def herstel(db: Sessie, regel: str, reden: str, wie: Gebruiker = VERA) -> Any:
    return diensten.herstel_regel(db, wie, Regelherstel(regel, reden), sleutel=uuid4().hex, versie=0, nu=NU)


# -- for the table and the reminders -----------------------------------------------------------------------------------


def test_ernst_3_voor_de_agenda_en_de_herinnering(los: Sessie) -> None:
    een_netwerk(los, "DT-GEENRG", zonder=("regie",))
    alles = bevindingen_ernst3(los, NU)
    assert list(alles) == ["DT-GEENRG", CASUS], "wie geen regie heeft staat vooraan"
    assert [b["regel"] for b in alles[CASUS]] == ["R11"]
    agenda = agendabevindingen(los, VERA, [CASUS, "DT-GEENRG"], NU)
    assert [b["regel"] for b in agenda["DT-GEENRG"]] == ["R01"]
    assert agendabevindingen(los, VREEMD, [CASUS], NU) == {}
    antwoord(los, "niet_van_toepassing", "R11", tot=date(2026, 12, 20), reden="De school start in januari")
    assert CASUS not in bevindingen_ernst3(los, NU)


def test_wat_de_hulp_tegenhoudt_gaat_meteen_naar_de_voorzitter_tot_iemand_antwoordt(los: Sessie) -> None:
    assert bewaak(los)["gemeld"] == 1
    assert termijn(los, "bevinding:") == ("voorzitter", "open")
    assert bewaak(los, over(1))["gemeld"] == 0, "een keer is genoeg; daarna herinnert de termijn"
    doe = los.execute(select(col(TermijnRij.doe)).where(col(TermijnRij.onderwerp).startswith("bevinding:"))).scalar()
    assert doe == "Beantwoord bevinding R11 van het netwerk. Stel een schakel voor."
    antwoord(los, "weet_niet", "R11", persoon="carla_casus", tot=date(2026, 12, 10))
    assert bewaak(los, over(2))["gemeld"] == 0
    assert bewaak(los, over(9))["gemeld"] == 0, "die afspraak herinnert zelf, tot het antwoord er is"


def test_een_ontbrekende_regie_meldt_zich_niet_twee_keer(praktijk: str) -> None:
    with transactie(praktijk) as db:
        een_netwerk(db, zonder=("regie",))
        antwoord(db, "klopt", "R01")
        assert bewaak(db)["gemeld"] == 0, "de voorzitter heeft al een termijn om iemand te vragen"


@pytest.mark.parametrize("rol", [Rol.FINANCIER, Rol.KASSIER])
def test_wie_alleen_betaalt_ziet_niets_over_mensen(los: Sessie, rol: Rol) -> None:
    betaler = Gebruiker("fien_financier", rol, "swv_zout")
    for grond, wie in ((Grond.BETALER, "swv_zout"), (Grond.POT, "swv_zout")):
        geef_toegang(los, CASUS, "organisatie", wie, grond, dag(NU))
    los.add(relatie(CASUS, "financiering", "swv_zout", status="gevraagd"))
    los.flush()
    assert [b["regel"] for b in controleer(los, betaler, CASUS, NU)["bevindingen"]] == ["R25"]
    beeld = casusbeeld(los, betaler, CASUS, NU)
    assert (beeld["verborgen"], beeld["actoren"], beeld["kaarten"], beeld["kandidaten"]) == (True, [], [], [])
    assert agendabevindingen(los, betaler, [CASUS], NU, vanaf=1) == {CASUS: [
        {"regel": "R25", "ernst": 2, "tekst": beeld["bevindingen"][0]["tekst"]}
    ]}  # fmt: skip
    for vraag in (ranglijst, lambda *a: gevolgen(*a[:3], TEAM, NU), lambda *a: teken(*a, namen=True)):
        with pytest.raises(NietBevoegd):
            vraag(los, betaler, CASUS, NU)


def test_bij_het_besluit_staat_wat_nog_beantwoord_moet_worden(praktijk: str) -> None:
    with transactie(praktijk) as db:
        tafel.tot_de_zitting(db)
        db.add_all([relatie(CASUS, "betrokken", p) for p in (SCHOOL, TEAM, ZORG)])
        db.flush()
        eerst = tafel.besluit(db)
        assert eerst.gegevens["besluiten"][0]["status"] == "genomen", "een bevinding houdt niets tegen"
        assert [b["regel"] for b in eerst.gegevens["te_beantwoorden"]] == ["R11"]
        assert "R11" in eerst.melding


def test_het_besluit_beantwoordt_de_bevindingen(praktijk: str) -> None:
    with transactie(praktijk) as db:
        tafel.tot_de_zitting(db)
        db.add_all([relatie(CASUS, "betrokken", p) for p in (SCHOOL, TEAM, ZORG)])
        db.flush()
        plan = tafel.een_besluit(bevindingen=[{"regel": "R11", "oordeel": "klopt"}])
        uit = tafel.besluit(db, plan)
        assert uit.gegevens["te_beantwoorden"] == []
        (rij,) = db.exec(select(BevindingsantwoordRij)).all()
        assert (rij.regel, rij.oordeel, rij.persoon) == ("R11", "klopt", "vera_voorbeeld")


# -- whom to ask, what if ----------------------------------------------------------------------------------------------


def test_wie_vragen_en_wat_als_zien_alleen_wie_de_casus_mag_zien(praktijk: str) -> None:
    with transactie(praktijk) as db:
        een_netwerk(db, zonder=("regie",))
        lijst = ranglijst(db, VERA, CASUS, NU)
        assert lijst["kandidaten"][0]["punten"] >= lijst["kandidaten"][-1]["punten"]
        assert all(k["redenen"] for k in lijst["kandidaten"])
        nieuw = gevolgen(db, VERA, CASUS, TEAM, NU)["nieuw"]
        assert all(b["regel"] != "R13" for b in nieuw)
        with pytest.raises(OnbruikbareInvoer):
            gevolgen(db, VERA, CASUS, "bas_besteller", NU)
        for vraag in (lambda: ranglijst(db, VREEMD, CASUS, NU), lambda: gevolgen(db, VREEMD, CASUS, TEAM, NU)):
            with pytest.raises(CasusOnbekend):
                vraag()
        logregels = db.execute(text("SELECT gebruiker FROM inzagelog WHERE object = 'netwerk'")).scalars().all()
        assert logregels == ["vera_voorbeeld"] * 3


def test_de_dagelijkse_ronde_kijkt_een_keer_per_dag(praktijk: str) -> None:
    with transactie(praktijk) as db:
        een_netwerk(db, zonder=("informatie",))
    (stap,) = NETWERK
    werk, _ = wat_ligt_er(praktijk, stap, NU)
    assert len(werk_af(praktijk, stap, werk, NU).verplaatst) == 1
    assert wat_ligt_er(praktijk, stap, NU)[0] == []
    assert len(wat_ligt_er(praktijk, stap, over(1))[0]) == 1
    with transactie(praktijk) as db:
        assert "R11" in open_regels(db)


def test_schoolvakanties_tellen_niet_als_stilte(praktijk: str) -> None:
    with transactie(praktijk) as db:
        een_netwerk(db)
        beeld = beelden(db, [CASUS], dag(NU))[CASUS]
        assert beeld.rijen.vakanties
        assert beeld.schooldagen(date(2026, 10, 1)) < beeld.dagen(date(2026, 10, 1))
