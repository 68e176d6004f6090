"""Obligations that follow an event by themselves: silence, invited people, mandates, and rounds that stopped."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select, update
from sqlmodel import col

from budget.basis.gebruiker import SYSTEEM, Gebruiker, Rol
from budget.basis.transactie import transactie
from engine.berichten.opslag import OutboxRij
from engine.casus.overgang import schrijf_gebeurtenis
from engine.register.opslag import MandaatRij
from engine.termijnen.mandaateinde import Looptijd, loopt_af
from engine.termijnen.opslag import HerinneringRij, TermijnRij
from engine.termijnen.ronde import stilstand
from engine.zitting import diensten as z
from engine.zitting.begrippen import Planning, Presentie, Uitnodiging
from engine.zitting.formaat import Aanwezige
from engine.zitting.opslag import ZittingPersoonRij
from tests.opslag.herinnerwereld import CASUS, afwezig, een_casus, een_termijn, om, richt_in, ronde

SANNE = Gebruiker("sanne_schrijver", Rol.SECRETARIS, "tafel")
ZITTING = "Z-2026-10-12"


@pytest.fixture
def regio(url):
    richt_in(url)
    with transactie(url) as db:
        een_casus(db)
        gebeurt(db, "2026-09-01")
    return url


def gebeurt(db, op):
    schrijf_gebeurtenis(
        db, SYSTEEM, CASUS, spoor="hulp", code="X", naam="bericht", van="in_triage", naar="in_triage",
        op=date.fromisoformat(op), nu=om(op),
    )  # fmt: skip


def termijnen(url, *codes, status="open"):
    t = TermijnRij
    with transactie(url) as db:
        vraag = select(col(t.code), col(t.ontvanger), col(t.start), col(t.einde)).where(col(t.status) == status)
        return [tuple(r) for r in db.execute(vraag.where(col(t.code).in_(codes)).order_by(col(t.nummer)))]


def test_een_gebeurtenis_breekt_de_stilte_zelf_en_niet_pas_de_volgende_ronde(regio):
    ronde(regio, om("2026-09-02"))
    assert [r[2:] for r in termijnen(regio, "D_STILTE")] == [(date(2026, 9, 1), date(2026, 9, 15))]
    with transactie(regio) as db:
        gebeurt(db, "2026-09-14")
    assert [r[2:] for r in termijnen(regio, "D_STILTE")] == [(date(2026, 9, 14), date(2026, 9, 28))]
    # No round ran between; nobody hears on the 15th of a silence that is over.
    assert ronde(regio, om("2026-09-15"))["verzonden"] == 0
    with transactie(regio) as db:
        gebeurt(db, "2026-09-10")
    assert termijnen(regio, "D_STILTE")[0][2] == date(2026, 9, 14)


def doe(url, gebruiksgeval, wat, op):
    with transactie(url) as db:
        gebruiksgeval(db, SANNE, wat, sleutel=f"{type(wat).__name__}{op}", versie=0, nu=om(op))


def nodig_uit(url, *wie):
    doe(url, z.plan, Planning(date(2026, 10, 12), "Gemeentehuis", "vera_voorbeeld"), "2026-09-28")
    with transactie(url) as db:
        db.add_all(ZittingPersoonRij(zitting=ZITTING, persoon=p) for p in wie)
    doe(url, z.nodig_uit, Uitnodiging(ZITTING), "2026-10-02")


def zeg(url, persoon, wijze, op, vervanger=None):
    doe(url, z.aanwezig, Presentie(ZITTING, (Aanwezige(persoon=persoon, wijze=wijze, vervanger=vervanger),)), op)


def test_wie_niet_bevestigt_wordt_een_werkdag_ervoor_herinnerd_en_de_voorzitter_ook(regio):
    nodig_uit(regio, "tom_toezegger", "dorien_directeur")
    assert {r[1] for r in termijnen(regio, "BEVESTIGING")} == {"persoon:tom_toezegger", "persoon:dorien_directeur"}
    zeg(regio, "tom_toezegger", "aanwezig", "2026-10-05")
    with transactie(regio) as db:
        db.execute(update(OutboxRij).values(status="verzonden"))
    ronde(regio, om("2026-10-09"))
    with transactie(regio) as db:
        wacht = select(col(OutboxRij.aan)).where(
            col(OutboxRij.status) == "wacht", col(OutboxRij.soort) == "herinnering"
        )
        aan = set(db.execute(wacht).scalars())
        regels = db.execute(
            select(col(OutboxRij.regels)).where(
                col(OutboxRij.status) == "wacht", col(OutboxRij.aan) == "vera_voorbeeld"
            )
        ).scalar_one()
    assert {"dorien_directeur", "vera_voorbeeld"} <= aan
    assert "tom_toezegger" not in aan
    # Who is missed is named by function, so that the voorzitter knows which mandaat would lack.
    assert [
        r
        for r in regels
        if "Bevestig de komst naar zitting Z-2026-10-12 (" in r and "irecteur" in r and "geen mandaat" in r
    ], regels


def test_wie_niet_kan_wordt_vervangen_en_de_vervanger_hoort_het_meteen(regio):
    nodig_uit(regio, "dorien_directeur")
    zeg(regio, "dorien_directeur", "afwezig", "2026-10-05", "aat_adjunct")
    assert [r[:2] for r in termijnen(regio, "VERVANGING", "BEVESTIGING")] == [("VERVANGING", "persoon:aat_adjunct")]
    h = HerinneringRij
    with transactie(regio) as db:
        direct = select(col(h.due_at)).where(
            col(h.trede) == "direct", col(h.status) == "gepland", col(h.rol) == "eigenaar"
        )
        assert om("2026-10-05") in set(db.execute(direct).scalars())
    zeg(regio, "aat_adjunct", "aanwezig", "2026-10-06")
    assert termijnen(regio, "VERVANGING", "BEVESTIGING") == []


def test_een_afwezigheid_in_het_register_vraagt_vanzelf_de_vervanger(regio):
    nodig_uit(regio, "dorien_directeur")
    with transactie(regio) as db:
        afwezig(db, "dorien_directeur", date(2026, 10, 10), date(2026, 10, 20))
    ronde(regio, om("2026-10-06"))
    ((code, ontvanger, _, einde),) = termijnen(regio, "VERVANGING", "BEVESTIGING")
    assert (code, einde) == ("VERVANGING", date(2026, 10, 12))
    assert ontvanger != "persoon:dorien_directeur"


def test_een_mandaat_dat_afloopt_vraagt_een_opvolger(regio):
    m = MandaatRij
    with transactie(regio) as db:
        een = db.execute(select(col(m.id), col(m.versie), col(m.houder_functie)).limit(1)).one()
        db.execute(update(m).where(col(m.id) == een.id).values(geldig_tot=date(2026, 12, 1)))
    ronde(regio, om("2026-09-02"))
    assert termijnen(regio, "MANDAATEINDE") == [
        ("MANDAATEINDE", een.houder_functie, date(2026, 9, 2), date(2026, 11, 30))
    ]
    ronde(regio, om("2026-09-03"))
    assert len(termijnen(regio, "MANDAATEINDE")) == 1
    with transactie(regio) as db:
        db.execute(update(m).where(col(m.id) == een.id).values(geldig_tot=None))
    ronde(regio, om("2026-09-04"))
    assert termijnen(regio, "MANDAATEINDE") == []


def test_alleen_de_laatste_versie_van_een_mandaat_telt():
    van, tot = date(2026, 1, 1), date(2026, 12, 1)
    een = Looptijd("m", 1, "directeur", van, tot, None)
    opvolger = Looptijd("m", 2, "directeur", tot, None, None)
    ingetrokken = Looptijd("n", 1, "directeur", van, tot, date(2026, 3, 1))
    oud = Looptijd("o", 1, "directeur", van, date(2026, 2, 1), None)
    assert loopt_af([een, opvolger, ingetrokken, oud], date(2026, 9, 1)) == []
    assert loopt_af([een], date(2026, 9, 1)) == [een]


def test_een_uur_zonder_ronde_is_voor_iedereen_te_zien(regio):
    def gezien(op, tijd):
        with transactie(regio) as db:
            return stilstand(db, om(op, tijd))

    assert gezien("2026-09-02", "12:00") is None
    with transactie(regio) as db:
        een_termijn(db, "D_REGIE", onderwerp="regie:carla_casus", nu=om("2026-09-02", "08:00"))
    nooit = gezien("2026-09-02", "12:00")
    assert nooit is not None
    assert "nog nooit" in nooit.melding
    ronde(regio, om("2026-09-02", "18:30"))
    assert gezien("2026-09-02", "18:50") is None
    # At night nothing has to run; the last round of the day before was in time.
    assert gezien("2026-09-03", "03:00") is None
    stil = gezien("2026-09-03", "09:00")
    assert stil is not None
    assert stil.sinds == om("2026-09-02", "18:30")
    assert "doorbraak herinner" in stil.oplossing
    assert gezien("2026-09-03", "08:00") is not None
    assert stil.sinds + timedelta(hours=1) < om("2026-09-03", "08:00")
