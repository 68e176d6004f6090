"""The register after a region was stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime

import pytest

from budget.basis.gebruiker import SYSTEEM, Gebruiker, Rol
from budget.basis.geld import EURO
from budget.basis.transactie import Sessie, transactie
from budget.basis.weigering import OnbruikbareInvoer
from engine.mandaat.begrippen import ONBEPERKT, MedeOndertekening
from engine.regio.afspraken import Regio
from engine.regio.lezen import laad_regio
from engine.regio.plaats import config_map
from engine.register import vragen
from engine.register.diensten import leg_regio_vast, registreer_login
from engine.register.gebruiker import gebruiker_van
from engine.register.lijst import register_lijst
from engine.register.opslag import AfwezigheidRij
from engine.register.weigeringen import GebruikerOnbekend, GebruikerUitDienst, RolOnbekend

NU = datetime(2026, 9, 1, 6, tzinfo=UTC)
VANDAAG = date(2026, 9, 1)
VERA = Gebruiker("vera_voorbeeld", Rol.VOORZITTER, "doorbraaktafel")


@pytest.fixture(scope="module")
def zuidoost() -> Regio:
    return laad_regio(config_map() / "regios" / "zuidoost-utrecht")


@pytest.fixture
def db(sqlite_url: str, zuidoost: Regio) -> Iterator[Sessie]:
    with transactie(sqlite_url) as sessie:
        leg_regio_vast(sessie, zuidoost, NU, oefen=True, klok=NU)
        yield sessie


@pytest.fixture
def op_beide(url: str, zuidoost: Regio) -> Iterator[Sessie]:
    """The same on each of the two databases, for what each stores in its own way."""
    with transactie(url) as sessie:
        leg_regio_vast(sessie, zuidoost, NU, oefen=True, klok=NU)
        yield sessie


def test_de_database_weet_welke_regio_zij_is(db: Sessie) -> None:
    gegevens = vragen.administratie(db)

    assert (gegevens.regio, gegevens.oefen, gegevens.klok) == ("zuidoost-utrecht", True, NU)


def test_een_functie_heeft_houders_van_tot(db: Sessie) -> None:
    assert vragen.houders(db, "kassier", VANDAAG) == ("karin_kassier", "koen_kasboek", "kees_kluis")
    assert vragen.heeft_functie(db, "bas_besteller", "besteller", VANDAAG)
    assert not vragen.heeft_functie(db, "bas_besteller", "kassier", VANDAAG)
    assert not vragen.heeft_functie(db, "karin_kassier", "kassier", date(2023, 12, 31))
    assert vragen.houders(db, "bestaat_niet", VANDAAG) == ()


def test_tot_is_de_eerste_dag_die_niet_meer_telt(db: Sessie) -> None:
    assert vragen.werkt_bij(db, "sofie_sindsweg", date(2026, 10, 11)) == "aanbieder_het_baken"
    assert vragen.werkt_bij(db, "sofie_sindsweg", date(2026, 10, 12)) is None


def test_personen_en_organisaties(db: Sessie) -> None:
    vera = vragen.persoon(db, "vera_voorbeeld")
    team = vragen.organisatie(db, "team_zeist")

    assert vera is not None
    assert vera.weergavenaam == "Vera Voorbeeld"
    assert vragen.persoon(db, "niemand") is None
    assert team is not None
    assert (team.soort, team.domein, team.werkgebied, team.onderdeel_van) == (
        "lokaal_team", "toegang", ("Zeist",), "gemeente_zeist",
    )  # fmt: skip
    assert vragen.organisatie(db, "geen") is None
    assert {o.id for o in vragen.organisaties(db, "swv")} == {"swv_zout", "swv_vozou"}
    assert vragen.rollen(db, "victor_voorschool") == (Rol.TAFELDEELNEMER, Rol.BESTUURDER)


def test_mandaten_komen_terug_zoals_zij_zijn_gelezen(op_beide: Sessie, zuidoost: Regio) -> None:
    db = op_beide
    bewaard = {m.id: m for m in vragen.mandaten(db)}

    assert [m.id for m in vragen.mandaten(db)] == [m.id for m in zuidoost.mandaten]
    for gelezen in zuidoost.mandaten:
        terug = bewaard[gelezen.id]
        assert terug.vastgelegd_op == VANDAAG
        for veld in type(gelezen).__dataclass_fields__:
            if veld != "vastgelegd_op":
                assert getattr(terug, veld) == getattr(gelezen, veld), veld
    assert bewaard["arrangement_zout"].mede_ondertekening == MedeOndertekening("bestuurder_swv_zout", EURO("10.000"))
    assert bewaard["pot_gemeenten"].max_per_jaar is ONBEPERKT


def test_het_mandaatregister_weet_wie_onder_wie_valt(db: Sessie) -> None:
    register = vragen.mandaatregister(db, VANDAAG)

    assert register.valt_onder["teammanager_jeugd_zeist"] == "directeur_sociaal_domein_zeist"
    assert register.trede("4") is not None
    assert [v.organisatie for v in register.vervuld_door("potlid_swv", VANDAAG)] == ["swv_zout"]
    assert any(r.bestemming == "schoolgeld_particulier" for r in register.bestedingsregels)
    assert any(r.bestemming == "jongerencoach" for r in register.bestedingsregels)


def test_termijnen_en_kalender_van_de_regio(db: Sessie) -> None:
    regel = vragen.termijnregel(db, "D_BETALER")
    kalender = vragen.kalender(db)

    assert regel.duur.kort == "8w"
    assert regel.verlenging is not None
    assert (regel.verlenging.hoogstens, regel.verlenging.erbij.kort) == (1, "4w")
    assert not kalender.gewone_dag(date(2026, 12, 25))
    assert kalender.gewone_dag(date(2026, 12, 24))
    assert not kalender.werkdag(date(2026, 12, 24), dienst=True)
    assert kalender.school is not None
    assert kalender.school.regio == "midden"
    assert vragen.kalender(db) is kalender
    with pytest.raises(LookupError):
        vragen.termijnregel(db, "D_BESTAAT_NIET")


def test_een_regeling_geldt_vanaf_een_dag(db: Sessie) -> None:
    assert vragen.regeling(db, "pot", VANDAAG).inhoud["kassier"] == "gemeente_zeist"
    assert vragen.regeling(db, "pot").inhoud["ondergrens"] == 25_000_00
    with pytest.raises(LookupError):
        vragen.regeling(db, "pot", date(2025, 12, 31))


def test_afwezigheid_wordt_gevonden_op_de_dag(db: Sessie) -> None:
    db.add(
        AfwezigheidRij(
            persoon="tom_toezegger",
            geldig_van=VANDAAG,
            geldig_tot=date(2026, 9, 8),
            door="sanne_schrijver",
            vastgelegd_op=NU,
        )
    )
    db.flush()

    assert [a.persoon for a in vragen.afwezigheden(db, date(2026, 9, 7))] == ["tom_toezegger"]
    assert vragen.afwezigheden(db, date(2026, 9, 8)) == ()


# ------------------------------------------------------------------------------------------------ wie bent u
def test_zonder_naam_is_een_oefendatabase_van_de_oefengebruiker(db: Sessie) -> None:
    assert gebruiker_van(db, None, None, op=VANDAAG) == VERA
    assert VERA.zelfverklaard


def test_met_een_naam_en_een_rol(db: Sessie) -> None:
    wie = gebruiker_van(db, "victor_voorschool:bestuurder", None, op=VANDAAG)

    assert (wie.rol, wie.organisatie) == (Rol.BESTUURDER, "swv_vozou")


def test_wie_een_rol_heeft_hoeft_haar_niet_te_noemen(db: Sessie) -> None:
    assert gebruiker_van(db, "karin_kassier", None, op=VANDAAG).rol is Rol.KASSIER


def test_wie_meer_rollen_heeft_kiest_er_een(db: Sessie) -> None:
    with pytest.raises(OnbruikbareInvoer) as fout:
        gebruiker_van(db, "victor_voorschool", None, op=VANDAAG)

    assert "tafeldeelnemer, bestuurder" in fout.value.fouten[0].melding


def test_een_onbekende_naam_wordt_geweigerd(db: Sessie) -> None:
    with pytest.raises(GebruikerOnbekend):
        gebruiker_van(db, "piet_puk", None, op=VANDAAG)


def test_een_rol_die_iemand_niet_heeft_wordt_geweigerd(db: Sessie) -> None:
    with pytest.raises(RolOnbekend) as fout:
        gebruiker_van(db, "karin_kassier:voorzitter", None, op=VANDAAG)

    assert fout.value.oplossing == "Kies uit: kassier."


def test_wie_uit_dienst_is_komt_er_niet_in(db: Sessie) -> None:
    with pytest.raises(GebruikerUitDienst):
        gebruiker_van(db, "sofie_sindsweg", None, op=date(2026, 10, 12))


def test_een_databaselogin_bepaalt_de_persoon(db: Sessie) -> None:
    registreer_login(db, "vvoorschool", "victor_voorschool", NU)
    registreer_login(db, "runner", "SYSTEEM", NU)

    wie = gebruiker_van(db, ":bestuurder", "vvoorschool", op=VANDAAG)

    assert wie == Gebruiker("victor_voorschool", Rol.BESTUURDER, "swv_vozou", zelfverklaard=False)
    assert gebruiker_van(db, None, "runner", op=VANDAAG) is SYSTEEM
    with pytest.raises(GebruikerOnbekend):
        gebruiker_van(db, None, "vreemde", op=VANDAAG)
    with pytest.raises(OnbruikbareInvoer):
        gebruiker_van(db, "karin_kassier", "vvoorschool", op=VANDAAG)


def test_een_echte_database_vraagt_wie_u_bent(sqlite_url: str, zuidoost: Regio) -> None:
    with transactie(sqlite_url) as db:
        leg_regio_vast(db, zuidoost, NU, oefen=False)

        assert vragen.administratie(db).klok is None
        with pytest.raises(OnbruikbareInvoer):
            gebruiker_van(db, None, None, op=VANDAAG)


# ------------------------------------------------------------------------------------------------ lijsten
def test_lijsten_van_het_register(db: Sessie) -> None:
    personen = {p["id"]: p for p in register_lijst(db, VERA, "personen", NU)}
    functies = {f["id"]: f for f in register_lijst(db, VERA, "functies", NU)}
    regelingen = {r["naam"] for r in register_lijst(db, VERA, "regelingen", NU)}

    assert personen["carla_casus"]["functies"] == ["consulent", "overlegvoorzitter"]
    assert functies["arbiter"]["houders"] == ["arie_arbiter"]
    assert regelingen >= {
        "regio", "sleutels", "pot", "ladder", "termijnen", "netwerk", "bestedingsregels", "betaler-matrix", "proces",
        "feestdagen", "schoolvakanties", "herinneringen",
    }  # fmt: skip
    assert any(m["max_per_regel"] == 20_000_00 for m in register_lijst(db, VERA, "mandaten", NU))
    assert len(register_lijst(db, VERA, "organisaties", NU)) == 40


def test_logins_ziet_alleen_de_beheerder(db: Sessie) -> None:
    registreer_login(db, "bert", "bert_beheer", NU)
    bert = Gebruiker("bert_beheer", Rol.BEHEERDER, "gemeente_zeist")

    assert register_lijst(db, bert, "inlog", NU) == [{"login": "bert", "persoon": "bert_beheer"}]
    with pytest.raises(RolOnbekend):
        register_lijst(db, VERA, "inlog", NU)


def test_een_onbekende_lijst_noemt_de_lijsten_die_er_zijn(db: Sessie) -> None:
    with pytest.raises(OnbruikbareInvoer) as fout:
        register_lijst(db, VERA, "auto's", NU)

    assert "personen" in fout.value.fouten[0].oplossing
