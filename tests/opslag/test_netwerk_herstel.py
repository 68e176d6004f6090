"""'Al geregeld' fills the register by what each rule needs; the acceptance of the casusregie is always asked for."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from sqlmodel import col, select

from budget.basis.klok import dag
from budget.basis.transactie import Sessie, transactie
from budget.basis.weigering import OnbruikbareInvoer
from engine.berichten.opslag import OutboxRij
from engine.geldspoor.opslag import BetwistingRij, FinancieringslijnRij, UitzoekaandeelRij, UitzoekbesluitRij
from engine.netwerk.begrippen import Gebeurtenissoort as S
from engine.netwerk.begrippen import Laag
from engine.netwerk.regels.alle import bevindingen
from engine.netwerk.rijen import Gebeurtenis
from engine.netwerk.vragen import beelden
from engine.regie.opslag import gebeurtenissen, schrijf
from engine.regie.vragen import regie_nu
from engine.register.opslag import AanstellingRij
from engine.termijnen.opslag import TermijnRij
from engine.zitting.opslag import AgendapuntRij, ZittingRij
from tests.opslag.netwerkwereld import CASUS, NU, SCHOOL, TEAM, ZORG, antwoord, contact, een_netwerk, relatie
from tests.opslag.test_netwerk_bevindingen import regels

ZAAK = "cas_consulent"


def gebeurd(db: Sessie, soort: S, persoon: str, op: str = "2026-11-02", **anders: Any) -> None:
    schrijf(db, CASUS, Gebeurtenis(datum=date.fromisoformat(op), soort=soort, persoon=persoon, **anders), NU)


def laatste(db: Sessie) -> tuple[S, str | None]:
    log = gebeurtenissen(db, [CASUS])[CASUS]
    return log[-1].soort, log[-1].persoon


def een_tafel(db: Sessie, *genodigden: str) -> None:
    db.add(ZittingRij(id="Z-2026-12-10", op=date(2026, 12, 10), plaats="Zaal 1", voorzitter="vera_voorbeeld",
                      status="gepland", gemaakt_op=NU))  # fmt: skip
    db.flush()
    db.add(AgendapuntRij(zitting="Z-2026-12-10", casus=CASUS, volgorde=1, minuten=20, status="gepland",
                         genodigden=list(genodigden), gezin=[], geplaatst_op=NU))  # fmt: skip
    db.flush()


@pytest.fixture
def db(praktijk: str) -> Any:
    with transactie(praktijk) as db:
        een_netwerk(db)
        yield db


def sluit(db: Sessie, regel: str, **velden: Any) -> None:
    assert regel in regels(db), f"{regel} had zich moeten melden"
    uit = antwoord(db, "al_geregeld", regel, **velden).gegevens
    assert not uit["open"]
    assert regel not in regels(db)


def test_dubbele_regie_een_van_beiden_stopte(db: Sessie) -> None:
    gebeurd(db, S.AANVAARD, ZORG, "2026-10-01")
    with pytest.raises(OnbruikbareInvoer, match="heeft de regie van deze casus niet"):
        antwoord(db, "al_geregeld", "R03", persoon=SCHOOL)
    sluit(db, "R03", persoon=ZORG)
    assert regie_nu(db, CASUS, dag(NU)).regisseur == TEAM


def test_betwiste_regie_is_ingetrokken_of_iemand_wordt_gevraagd(db: Sessie) -> None:
    gebeurd(db, S.BETWIST, ZORG)
    with pytest.raises(OnbruikbareInvoer, match="vervanger"):
        antwoord(db, "al_geregeld", "R04", persoon=ZORG)
    sluit(db, "R04")
    assert laatste(db) == (S.INGETROKKEN, ZORG)


def test_wie_gevraagd_was_zei_nee(praktijk: str) -> None:
    with transactie(praktijk) as db:
        een_netwerk(db, zonder=("regie",))
        gebeurd(db, S.VOORGESTELD, TEAM)
        with pytest.raises(OnbruikbareInvoer, match="Zonder reden"):
            antwoord(db, "al_geregeld", "R05")
        sluit(db, "R05", reden="Er is geen ruimte meer")
        assert laatste(db) == (S.GEWEIGERD, TEAM)


def test_een_overdracht_wordt_bevestigd_of_ging_niet_door(db: Sessie) -> None:
    gebeurd(db, S.OVERGEDRAGEN, TEAM, aan="carla_casus")
    gebeurd(db, S.OVERGEDRAGEN, TEAM, aan=ZAAK)
    with pytest.raises(OnbruikbareInvoer, match="vervanger"):
        antwoord(db, "al_geregeld", "R06", persoon=ZAAK)
    sluit(db, "R06", persoon=TEAM)
    assert regie_nu(db, CASUS, dag(NU)).regisseur == TEAM


def test_regie_bij_verstek_wordt_gevraagd(praktijk: str) -> None:
    with transactie(praktijk) as db:
        een_netwerk(db, zonder=("regie",))
        gebeurd(db, S.TERUGGELEGD, ZORG, aan=TEAM)
        uit = antwoord(db, "al_geregeld", "R23", persoon=TEAM, vervanger=ZAAK)
        assert regie_nu(db, CASUS, dag(NU)).status == "aangeboden"
        assert "bevestigt dit zelf" in uit.melding


def test_een_vertrekker_krijgt_een_vervanger_in_het_register(db: Sessie) -> None:
    for rij in db.exec(select(AanstellingRij).where(col(AanstellingRij.persoon) == TEAM)).all():
        rij.geldig_tot, rij.vervanger = date(2027, 1, 1), None
        db.add(rij)
    db.flush()
    with pytest.raises(OnbruikbareInvoer):
        antwoord(db, "al_geregeld", "R13", vervanger=TEAM)
    sluit(db, "R13", vervanger=ZAAK)
    rijen = db.exec(select(AanstellingRij).where(col(AanstellingRij.persoon) == TEAM)).all()
    assert [(r.vervanger, r.vervallen_op is None) for r in rijen] == [(None, False), (ZAAK, True)]


def test_een_zorgcoordinator_is_geen_casusregisseur(db: Sessie) -> None:
    from engine.register.opslag import OrganisatieRij

    for nr in range(4):
        db.add(OrganisatieRij(id=f"zorg_{nr}", naam=f"Zorg {nr}", soort="aanbieder", domein="jeugdhulp", werkgebied=[],
                              kenmerken=[]))  # fmt: skip
        db.add(relatie(CASUS, "betrokken", f"zorg_{nr}"))
        db.add(contact(CASUS, f"zorg_{nr}", TEAM))
    db.flush()
    with pytest.raises(OnbruikbareInvoer, match="niet als persoon betrokken"):
        antwoord(db, "al_geregeld", "R17", persoon="zorg_1")
    sluit(db, "R17", persoon=ZORG)
    beeld = beelden(db, [CASUS], dag(NU))[CASUS]
    assert (list(beeld.regisseurs), list(beeld.houders(Laag.ZORG))) == ([TEAM], [ZORG])


def test_een_domein_dat_ontbrak_is_uitgenodigd(db: Sessie) -> None:
    een_tafel(db, SCHOOL, TEAM)
    with pytest.raises(OnbruikbareInvoer, match="geen professional"):
        antwoord(db, "al_geregeld", "R22", persoon="moeder")
    sluit(db, "R22", persoon=ZORG)
    assert db.get_one(AgendapuntRij, ("Z-2026-12-10", CASUS)).genodigden == [SCHOOL, TEAM, ZORG]


def test_na_de_uitnodigingen_krijgt_wie_erbij_komt_er_zelf_een(db: Sessie) -> None:
    een_tafel(db, SCHOOL, TEAM)
    db.get_one(ZittingRij, "Z-2026-12-10").status = "uitgenodigd"
    db.flush()
    sluit(db, "R22", persoon=ZORG)
    post = [(b.aan, b.soort) for b in db.exec(select(OutboxRij)) if b.soort == "uitnodiging"]
    assert post == [(ZORG, "uitnodiging")]
    bevestig = select(col(TermijnRij.ontvanger)).where(col(TermijnRij.code) == "BEVESTIGING")
    assert list(db.execute(bevestig).scalars()) == [f"persoon:{ZORG}"]


def test_zonder_zitting_kan_niemand_worden_uitgenodigd(db: Sessie) -> None:
    db.add(relatie(CASUS, "besluit_nodig", None, id="b1", bedrag_cent=9_000_00, wet="jeugdwet"))
    db.flush()
    with pytest.raises(OnbruikbareInvoer, match="geen zitting gepland"):
        antwoord(db, "al_geregeld", "R10", persoon="tess_teambaas")
    een_tafel(db, SCHOOL, TEAM, ZORG)
    sluit(db, "R10", persoon="tess_teambaas")


def test_een_aandeel_van_een_uitzoekbesluit_is_een_gevraagde_betaler(db: Sessie) -> None:
    """The share of a payer reaches the network; contested or closed, it says so."""
    lijn = FinancieringslijnRij(
        lijn=f"{CASUS}/01", casus=CASUS, volgnummer=1, besluit="B1", planregel="hulp", aanbieder="aanbieder_de_brug",
        status="besloten", status_sinds=date(2026, 11, 20), versie=1, toegekend=9_000_00, gereserveerd=0,
        wet="jeugdwet", taakveld="6.72", bestemming="x", van=date(2026, 10, 1), tot=date(2027, 3, 31),
        houdbaar_tot=date(2027, 3, 31), besloten_door=[], gemaakt_op=NU,
    )  # fmt: skip
    db.add(lijn)
    db.flush()
    db.add(UitzoekbesluitRij(lijn=lijn.lijn, versie=1, uitkomst="een", bedrag=9_000_00, taakveld="6.72",
                             beslist_op=date(2026, 11, 20), beslist_door=[], onderbouwing={}, vastgelegd_door="x",
                             vastgelegd_op=NU))  # fmt: skip
    db.add(UitzoekaandeelRij(lijn=lijn.lijn, versie=1, betaler="swv_zout", plaats=1, bedrag=9_000_00, wet="jeugdwet",
                             artikel="2.3", van=date(2026, 10, 1), tot=date(2027, 3, 31)))  # fmt: skip
    db.flush()
    (b,) = [b for b in bevindingen(beelden(db, [CASUS], dag(NU))[CASUS]) if b.regel == "R25"]
    assert (b.betrokkenen, b.sinds) == (("swv_zout",), date(2026, 11, 20))
    db.add(BetwistingRij(lijn=lijn.lijn, betaler="swv_zout", grond="g", reden="r", eigen_poging="e",
                         ontvangen_op=date(2026, 11, 25), door="x", status="open"))  # fmt: skip
    db.flush()
    assert "betwist de rekening" in regels(db)["R25"]["tekst"]
    lijn.status = "gesloten"
    db.add(lijn)
    db.flush()
    assert "R25" not in regels(db)
