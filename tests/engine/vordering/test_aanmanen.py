"""A claim that stays unpaid: steps with a day each, never for what is disputed, and the letter that comes back."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from pypdf import PdfReader
from sqlalchemy import select
from sqlmodel import col

from budget.basis.geld import EURO, Geld
from budget.basis.transactie import Sessie, transactie
from budget.basis.weigering import OnbruikbareInvoer
from engine.berichten.opslag import OutboxRij
from engine.casus.weigeringen import EisNietGehaald, NietBevoegd
from engine.geldspoor.opslag import BetwistingRij
from engine.geldspoor.vragen import vorderingen
from engine.geldspoor.weigeringen import VorderingOnbekend
from engine.invoer.lezen import controleer
from engine.termijnen.begrippen import Kalender, lees_duur
from engine.vordering.begrippen import Aanmaanstap, Aanmaningsronde
from engine.vordering.diensten import betwist_vordering, maan_aan
from engine.vordering.formaat import Betwistingsantwoord
from engine.vordering.regels import stap_nu
from engine.vordering.vragen import Briefvorm, brief_bestanden, te_manen
from engine.vordering.weigeringen import AanmaningKanNiet, EfactuurOnvolledig
from tests.engine.geldspoor import geldwereld as w
from tests.engine.geldspoor.geldwereld import KARIN, NU, PAUL, ZOE, doe
from tests.engine.vordering.ublwacht import gebreken

ALLES = Aanmaningsronde()
BETAALDAG = date(2026, 11, 4)
LEEG = Kalender(feestdagen={}, jaren=frozenset({2026, 2027}))


@pytest.fixture
def db(sqlite_url: str, monkeypatch: pytest.MonkeyPatch):
    with transactie(sqlite_url) as open_db:
        w.leg_wereld(open_db)
        w.tot_verrekening(open_db)
        yield open_db


def _na(dagen: int):
    return NU + timedelta(days=dagen)


def _nummer(db: Sessie, betaler: str) -> str:
    return next(v.vordering.nummer for v in vorderingen(db, KARIN, NU) if v.vordering.betaler == betaler)


@pytest.mark.parametrize(
    ("gehad", "vandaag", "stap"),
    [(0, 7, None), (0, 8, 1), (0, 40, 1), (1, 8, 2), (2, 90, None)],
    ids=["op de laatste dag nog niet", "de dag erna", "nooit twee tegelijk", "daarna de tweede", "dan is het op"],
)
def test_wanneer_een_stap_aan_de_beurt_is(gehad: int, vandaag: int, stap: int | None) -> None:
    stappen = [Aanmaanstap(naam, lees_duur("7d"), lees_duur("14d")) for naam in ("herinnering", "aanmaning")]
    gekozen = stap_nu(stappen, BETAALDAG, gehad, BETAALDAG + timedelta(days=vandaag), LEEG)
    assert (gekozen[0] if gekozen else None) == stap


def test_wie_niet_betaalt_krijgt_elke_stap_een_keer(db: Sessie) -> None:
    assert te_manen(db, KARIN, _na(37)) == []
    eerste = doe(db, maan_aan, KARIN, ALLES, 38)
    assert [(a["betaler"], a["stap"], a["bedrag"]) for a in eerste.gegevens["aanmaningen"]] == [
        ("gemeente_zeist", 1, 504_000),
        ("swv_zout", 1, 336_000),
    ]
    assert doe(db, maan_aan, KARIN, ALLES, 38).melding == "Er is niets aan te manen."
    w.betaald(db, "gemeente_zeist", Geld(504_000), 39)
    tweede = doe(db, maan_aan, KARIN, ALLES, 60)
    assert [(a["betaler"], a["naam"]) for a in tweede.gegevens["aanmaningen"]] == [("swv_zout", "aanmaning")]
    assert doe(db, maan_aan, KARIN, ALLES, 200).gegevens["aanmaningen"] == []
    berichten = db.execute(select(OutboxRij).where(col(OutboxRij.soort) == "aanmaning")).scalars().all()
    assert [(b.aan, b.onderwerp[:11]) for b in berichten] == [
        ("zoe_zuinig", "herinnering"), ("paul_primair", "herinnering"), ("paul_primair", "aanmaning v"),
    ]  # fmt: skip


def test_alleen_het_onbetwiste_deel_wordt_gevraagd(db: Sessie) -> None:
    nummer = _nummer(db, "gemeente_zeist")
    doe(db, betwist_vordering, ZOE, _brief(nummer))
    assert [a.betaler for a in te_manen(db, KARIN, _na(38))] == ["swv_zout"]
    with pytest.raises(AanmaningKanNiet, match="betwist"):
        doe(db, maan_aan, KARIN, Aanmaningsronde(nummer), 38)


def test_een_aanmaning_die_niet_kan_zegt_waarom(db: Sessie) -> None:
    nummer = _nummer(db, "swv_zout")
    with pytest.raises(AanmaningKanNiet, match="nog niet aan de beurt"):
        doe(db, maan_aan, KARIN, Aanmaningsronde(nummer), 1)
    with pytest.raises(NietBevoegd):
        doe(db, maan_aan, PAUL, ALLES, 38)
    with pytest.raises(VorderingOnbekend):
        doe(db, maan_aan, KARIN, Aanmaningsronde("VV2026999999"), 38)
    w.betaald(db, "swv_zout", EURO("3.360"), 10)
    with pytest.raises(AanmaningKanNiet, match="voldaan"):
        doe(db, maan_aan, KARIN, Aanmaningsronde(nummer), 38)


def test_de_kassier_legt_een_brief_van_de_betaler_vast_en_noemt_waar_die_staat(db: Sessie) -> None:
    nummer = _nummer(db, "swv_zout")
    with pytest.raises(EisNietGehaald):
        doe(db, betwist_vordering, KARIN, _brief(nummer))
    doe(db, betwist_vordering, KARIN, _brief(nummer, document="postboek 2026-114"))
    rij = db.execute(select(BetwistingRij)).scalar_one()
    assert (rij.betaler, rij.document, rij.door) == ("swv_zout", "postboek 2026-114", "karin_kassier")


def test_een_brief_zonder_goede_grond_of_met_een_bsn_wordt_niet_gelezen() -> None:
    velden = _brief("VV2026000001").model_dump() | {"grond": "zomaar", "reden": "het kind 123456782"}
    with pytest.raises(OnbruikbareInvoer):
        controleer(velden, "opdrachtregel", Betwistingsantwoord)
    with pytest.raises(OnbruikbareInvoer, match="BSN"):
        controleer(velden | {"grond": "wet"}, "opdrachtregel", Betwistingsantwoord)


def test_de_brief_als_pdf_en_als_efactuur_met_elke_aanmaning(db: Sessie, tmp_path) -> None:
    nummer = _nummer(db, "swv_zout")
    doe(db, maan_aan, KARIN, ALLES, 38)
    _, bestanden = brief_bestanden(db, PAUL, nummer, _na(38))
    assert [b.naam for b in bestanden] == [f"{nummer}.pdf", f"{nummer}-herinnering-1.pdf", f"{nummer}.xml"]
    assert bestanden == brief_bestanden(db, PAUL, nummer, _na(38))[1]
    assert list(gebreken(bestanden[-1].inhoud)) == []
    pad = tmp_path / "brief.pdf"
    pad.write_bytes(bestanden[0].inhoud)
    tekst = PdfReader(pad).pages[0].extract_text()
    for stuk in (nummer, "€ 3.360,00", "NL19TEST0001000001", "jeugdwet 2.3"):
        assert stuk in tekst
    with pytest.raises(VorderingOnbekend):
        brief_bestanden(db, ZOE, nummer, _na(38))


def test_zonder_adres_geen_efactuur_maar_wel_een_brief(db: Sessie, monkeypatch: pytest.MonkeyPatch) -> None:
    from engine.vordering import vragen

    nummer, echt = _nummer(db, "swv_zout"), vragen.regeling

    def zonder(db_: Sessie, naam: str, op: date):
        gevonden = echt(db_, naam, op)
        if naam == "pot":
            inhoud = gevonden.inhoud | {"efactuur": gevonden.inhoud["efactuur"] | {"adressen": {}}}
            return type(gevonden)(**{v: getattr(gevonden, v) for v in gevonden.__slots__} | {"inhoud": inhoud})
        return gevonden

    monkeypatch.setattr(vragen, "regeling", zonder)
    with pytest.raises(EfactuurOnvolledig, match="swv_zout"):
        brief_bestanden(db, KARIN, nummer, NU)
    assert brief_bestanden(db, KARIN, nummer, NU, (Briefvorm.PDF,))[1]


def _brief(nummer: str, **anders: str) -> Betwistingsantwoord:
    velden = {
        "vordering": nummer, "grond": "woonplaats", "reden": "Woonde toen al elders.",
        "eigen_poging": "Gebeld met de onderzoeker.", "ontvangen_op": "2026-10-05",
    }  # fmt: skip
    return Betwistingsantwoord.model_validate(velden | anders)
