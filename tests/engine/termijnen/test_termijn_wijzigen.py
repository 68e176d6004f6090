"""Terms that people change: from the catalogue, standing still, extended, moved; and always to be recomputed."""

from __future__ import annotations

import random
from datetime import UTC, date, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DatabaseError
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.transactie import transactie
from budget.basis.weigering import OnbruikbareInvoer
from engine.casus.opslag import GebeurtenisRij
from engine.casus.weigeringen import NietBevoegd
from engine.termijnen.begrippen import Opschortgrond
from engine.termijnen.geschiedenis import herleid, lees_geschiedenis
from engine.termijnen.opslag import HerinneringRij, TermijnRij
from engine.termijnen.verloop import balken, waarom
from engine.termijnen.weigeringen import (
    GeenOpschorting,
    OpschortenKanNiet,
    TermijnAfgesproken,
    TermijnGesloten,
    TermijnOnbekend,
    VerlengingTeLang,
    VerlengingTeVaak,
    WettelijkeTermijnVast,
)
from engine.termijnen.wijzigen import (
    Hervatten,
    Openen,
    Opschorten,
    Verlengen,
    Verplaatsen,
    Voldoen,
    bewaak_opschortingen,
    open_uit_catalogus,
    stel_voor,
    voldoe,
    wijzig,
)
from tests.opslag.herinnerwereld import CASUS, een_casus, een_termijn, om, richt_in

VERA = Gebruiker("vera_voorbeeld", Rol.VOORZITTER, "tafel")
SANNE = Gebruiker("sanne_schrijver", Rol.SECRETARIS, "tafel")
TOM = Gebruiker("tom_toezegger", Rol.FINANCIER, "gemeente_zeist")
MAART = partial(date, 2026, 3)


@pytest.fixture
def db(regio):
    with transactie(regio) as sessie:
        een_casus(sessie)
        yield sessie


def doe(db, gebruiksgeval, wie, wat, op="2026-03-30"):
    nummer = db.execute(text("SELECT count(*) FROM opdracht")).scalar_one()
    return gebruiksgeval(db, wie, wat, sleutel=f"s{nummer}", versie=0, nu=om(op)).gegevens


def aanvraag(db, code="AWB_BESLIS", van=date(2026, 3, 2), op="2026-03-30"):
    return doe(db, open_uit_catalogus, SANNE, Openen(CASUS, code, van), op)["termijn"]


def einde(db, termijn):
    return db.execute(select(col(TermijnRij.einde)).where(col(TermijnRij.nummer) == termijn)).scalar_one()


def test_s1_om_aanvulling_gevraagd_en_aangevuld(db):
    nummer = aanvraag(db)
    assert einde(db, nummer) == date(2026, 4, 28)
    opschorten = Opschorten(
        nummer, Opschortgrond.AANVULLING, "stukken", uitgenodigd=MAART(10), gestelde_termijn=MAART(24)
    )  # fmt: skip
    proef = stel_voor(db, SANNE, opschorten, om("2026-03-15"))
    assert (proef.einde, proef.uitleg["voorlopig"]) == (date(2026, 5, 11), True)
    assert einde(db, nummer) == date(2026, 4, 28)
    doe(db, wijzig, SANNE, opschorten, "2026-03-15")
    assert einde(db, nummer) == date(2026, 5, 11)
    doe(db, wijzig, SANNE, Hervatten(nummer, MAART(20), "aangevuld"), "2026-03-20")
    assert einde(db, nummer) == date(2026, 5, 6)
    antwoord = waarom(db, SANNE, nummer, om("2026-03-21"))
    assert [w["soort"] for w in antwoord["wijzigingen"]] == ["opschorting", "hervatting"]
    assert "9 dagen opgeschort" in " ".join(antwoord["afleiding"]["uitleg"])
    assert antwoord["regel"]["begint"] == "ontvangst van de aanvraag"
    namen = db.execute(select(col(GebeurtenisRij.naam)).order_by(col(GebeurtenisRij.nummer))).scalars()
    assert list(namen) == ["termijn_begint", "termijn_opschorting", "termijn_hervatting"]


def test_s5_zonder_hersteltermijn_geen_opschorting_maar_wel_vastgelegd(db):
    nummer = aanvraag(db)
    wat = Opschorten(nummer, Opschortgrond.AANVULLING, "stukken", uitgenodigd=MAART(10))
    assert doe(db, wijzig, SANNE, wat)["waarschuwingen"] == ["geen hersteltermijn gesteld, geen opschorting"]
    assert einde(db, nummer) == date(2026, 4, 28)
    with pytest.raises(GeenOpschorting):
        doe(db, wijzig, SANNE, Hervatten(nummer, MAART(20)))


def test_s8_een_zorgplicht_wordt_een_keer_met_vier_weken_verlengd(db):
    nummer = aanvraag(db, "ZORGPLICHT", date(2026, 3, 26))
    doe(db, wijzig, SANNE, Verlengen(nummer, date(2026, 4, 20), "onderzoek loopt"), "2026-04-20")
    assert einde(db, nummer) == date(2026, 6, 4)
    with pytest.raises(VerlengingTeVaak):
        doe(db, wijzig, SANNE, Verlengen(nummer, date(2026, 4, 21), "nog eens"), "2026-04-21")


def test_s10_en_s11_de_kennisgeving_moet_op_tijd_zijn(db):
    op_tijd, te_laat = aanvraag(db), aanvraag(db, "JW_AANVRAAG")
    doe(db, wijzig, SANNE, Verlengen(op_tijd, date(2026, 4, 28), "advies", date(2026, 5, 29)), "2026-04-28")
    laat = doe(db, wijzig, SANNE, Verlengen(te_laat, date(2026, 4, 29), "advies", date(2026, 5, 29)), "2026-04-29")
    assert (einde(db, op_tijd), einde(db, te_laat)) == (date(2026, 5, 29), date(2026, 4, 28))
    assert "verzuim blijft" in laat["waarschuwingen"][0]


def test_wat_niet_kan_wordt_met_de_reden_geweigerd(db):
    nummer = aanvraag(db, "ZORGPLICHT", date(2026, 3, 26))
    with pytest.raises(OpschortenKanNiet):
        doe(db, wijzig, SANNE, Opschorten(nummer, Opschortgrond.OVERMACHT, "x", van=MAART(27)))
    with pytest.raises(WettelijkeTermijnVast):
        doe(db, wijzig, VERA, Verplaatsen(nummer, date(2026, 6, 1), "liever later"))
    with pytest.raises(NietBevoegd):
        doe(db, wijzig, SANNE, Verplaatsen(nummer, date(2026, 6, 1), "liever later"))
    with pytest.raises(NietBevoegd):
        doe(db, open_uit_catalogus, TOM, Openen(CASUS, "TLV", MAART(2)))
    with pytest.raises(TermijnOnbekend):
        doe(db, wijzig, SANNE, Hervatten(999, MAART(20)))
    with pytest.raises(OnbruikbareInvoer) as fout:
        doe(db, open_uit_catalogus, SANNE, Openen(CASUS, "D_TRIAGE", MAART(2)))
    assert "ZORGPLICHT" in fout.value.fouten[0].oplossing
    beslis = aanvraag(db)
    for wat, plaatsen in (
        (Opschorten(beslis, Opschortgrond.OVERMACHT, "x"), ["--van"]),
        (Opschorten(beslis, Opschortgrond.OVERMACHT, "x", van=MAART(9), tot=MAART(2)), ["--tot"]),
        (Verlengen(beslis, date(2026, 4, 20), "x"), ["--kennisgeving", "--tot"]),
    ):
        with pytest.raises(OnbruikbareInvoer) as fout:
            doe(db, wijzig, SANNE, wat)
        assert [f.plaats for f in fout.value.fouten] == plaatsen


def test_een_diensttermijn_of_afgesproken_dag_gaat_naar_een_andere_dag(db):
    triage = een_termijn(db).nummer
    afspraak = een_termijn(db, "AFSPRAAK", onderwerp="afspraak:1", einde=date(2026, 9, 11)).nummer
    for nummer in (triage, afspraak):
        doe(db, wijzig, VERA, Verplaatsen(nummer, date(2026, 9, 21), "vakantie"), "2026-09-03")
        assert einde(db, nummer) == date(2026, 9, 21)
    with pytest.raises(TermijnAfgesproken):
        doe(db, wijzig, SANNE, Opschorten(afspraak, Opschortgrond.AFSPRAAK, "x", van=date(2026, 9, 4)), "2026-09-04")
    with pytest.raises(OnbruikbareInvoer):
        doe(db, wijzig, VERA, Verplaatsen(afspraak, date(2026, 9, 1), "terug"), "2026-09-04")


def test_een_nieuwe_datum_zet_de_herinneringen_opnieuw_en_een_te_late_kennisgeving_niet(db):
    nummer = aanvraag(db)
    versie = select(col(TermijnRij.versie)).where(col(TermijnRij.nummer) == nummer)
    doe(db, wijzig, SANNE, Verlengen(nummer, date(2026, 5, 29), "x", date(2026, 6, 29)), "2026-05-29")
    assert db.execute(versie).scalar_one() == 1
    doe(db, wijzig, SANNE, Opschorten(nummer, Opschortgrond.OVERMACHT, "x", van=MAART(9), tot=MAART(13)))
    assert db.execute(versie).scalar_one() == 2
    h = HerinneringRij
    eerste = select(col(h.due_at)).where(col(h.termijn_versie) == 2, col(h.trede) == "-1wd").limit(1)
    assert db.execute(eerste).scalar_one() == om("2026-04-30", "07:30")


def test_zolang_een_termijn_stilstaat_schuift_het_einde_elke_dag(db):
    nummer = aanvraag(db)
    doe(db, wijzig, SANNE, Opschorten(nummer, Opschortgrond.OVERMACHT, "brand", van=MAART(9)), "2026-03-09")
    assert einde(db, nummer) == date(2026, 4, 28)
    bewaak_opschortingen(db, om("2026-03-19"))
    # Ten days on the raw end, Koningsdag; the law moves only the last day.
    assert einde(db, nummer) == date(2026, 5, 7)
    doe(db, wijzig, SANNE, Hervatten(nummer, MAART(16)), "2026-03-19")
    assert einde(db, nummer) == date(2026, 5, 4)


def test_een_termijn_uit_de_catalogus_sluit_iemand_zelf_en_een_andere_niet(db):
    nummer, triage = aanvraag(db), een_termijn(db).nummer
    with pytest.raises(TermijnAfgesproken):
        doe(db, voldoe, SANNE, Voldoen(triage))
    doe(db, voldoe, SANNE, Voldoen(nummer, "besloten"), "2026-04-20")
    with pytest.raises(TermijnGesloten):
        doe(db, wijzig, SANNE, Hervatten(nummer, MAART(20)))
    stand = {b.termijn: (b.status, b.klaar) for b in balken(db, SANNE, CASUS, om("2026-09-30"))}
    assert stand == {nummer: ("op_tijd", date(2026, 4, 20)), triage: ("te_laat", None)}


def test_het_logboek_van_een_termijn_verandert_niet(db):
    nummer = aanvraag(db)
    doe(db, wijzig, SANNE, Opschorten(nummer, Opschortgrond.OVERMACHT, "brand", van=MAART(9)), "2026-03-09")
    for opdracht in ("UPDATE termijnwijziging SET reden = ''", "DELETE FROM termijnwijziging"):
        with pytest.raises(DatabaseError, match="verandert niet"), db.begin_nested():
            db.execute(text(opdracht))


NEE = (OpschortenKanNiet, GeenOpschorting, WettelijkeTermijnVast, VerlengingTeVaak, VerlengingTeLang)
CODES = ("AWB_BESLIS", "ZORGPLICHT", "GPO", "D_BETALER", "D_TRIAGE", "VERZUIM16")


def leef(db, dobbel: random.Random, nummer: int, begin: date) -> None:
    """Let people do up to six things to a term, sensible or not; what is refused changes nothing."""
    vandaag = begin
    for _ in range(dobbel.randint(1, 6)):
        vandaag += timedelta(days=dobbel.randrange(20))
        ver = vandaag + timedelta(days=dobbel.randrange(-10, 40))
        wat = dobbel.choice([
            Opschorten(nummer, dobbel.choice(list(Opschortgrond)), "", van=vandaag,
                       tot=dobbel.choice([None, max(ver, vandaag)]), gestelde_termijn=dobbel.choice([None, vandaag])),
            Hervatten(nummer, vandaag),
            Verlengen(nummer, vandaag, "", dobbel.choice([None, ver])),
            Verplaatsen(nummer, ver, ""),
        ])  # fmt: skip
        nu = datetime.combine(vandaag, datetime.min.time(), UTC) + timedelta(hours=12)
        try:
            voorstel = stel_voor(db, VERA, wat, nu)
        except (*NEE, OnbruikbareInvoer):
            continue
        antwoord = wijzig(db, VERA, wat, sleutel=f"{nummer}/{vandaag}/{dobbel.random()}", versie=0, nu=nu)
        assert antwoord.gegevens["einde"] == voorstel.einde.isoformat()
        bewaak_opschortingen(db, nu)


def controleer_opgeslagen(db, aantal: int) -> int:
    dobbel, verschoven = random.Random(6), 0
    for _ in range(aantal):
        begin = date(2026, 1, 1) + timedelta(days=dobbel.randrange(300))
        nummer = een_termijn(db, dobbel.choice(CODES), start=begin).nummer
        oud = einde(db, nummer)
        leef(db, dobbel, nummer, begin)
        kolommen = select(col(TermijnRij.einde), col(TermijnRij.ruw_einde), col(TermijnRij.afleiding))
        opgeslagen, ruw, uitleg = db.execute(kolommen.where(col(TermijnRij.nummer) == nummer)).one()
        peildatum = date.fromisoformat(uitleg.get("peildatum", begin.isoformat()))
        opnieuw = herleid(db, lees_geschiedenis(db, nummer), peildatum)
        assert (opnieuw.einde, opnieuw.ruw_einde) == (opgeslagen, ruw)
        assert opnieuw.als_json().items() <= uitleg.items()
        verschoven += opgeslagen != oud
        db.execute(text("UPDATE termijnverplichting SET status = 'voldaan' WHERE nummer = :n"), {"n": nummer})
    return verschoven


def test_herrekend_uit_het_logboek_is_wat_is_opgeslagen(sqlite_url):
    richt_in(sqlite_url)
    with transactie(sqlite_url) as db:
        een_casus(db)
        assert controleer_opgeslagen(db, 40) > 15


@pytest.mark.lang
def test_tienduizend_opgeslagen_geschiedenissen_zijn_te_herrekenen(sqlite_url):
    richt_in(sqlite_url)
    with transactie(sqlite_url) as db:
        een_casus(db)
        assert controleer_opgeslagen(db, 10_000) > 4_000
