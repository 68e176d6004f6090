"""An obligation carries its own reminders, and takes them along when it moves or ends."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime
from functools import cache

import pytest
from sqlalchemy import select
from sqlmodel import col

from budget.basis.klok import AMSTERDAM
from budget.basis.transactie import Sessie, transactie
from engine.regio.afspraken import Regio
from engine.regio.lezen import laad_regio
from engine.regio.plaats import config_map
from engine.register.diensten import leg_regio_vast
from engine.termijnen.kalender import nationale_kalender
from engine.termijnen.ladder import afspraken
from engine.termijnen.opslag import HerinneringRij
from engine.termijnen.regels import tredes
from engine.termijnen.verplichtingen import leid_af, open_termijn, sluit_termijnen, verplaats_termijn

NU = datetime(2026, 9, 1, 10, 0, tzinfo=UTC)


@cache
def zuidoost() -> Regio:
    return laad_regio(config_map() / "regios" / "zuidoost-utrecht")


@pytest.fixture
def db(url: str) -> Iterator[Sessie]:
    with transactie(url) as sessie:
        leg_regio_vast(sessie, zuidoost(), NU, oefen=True)
        yield sessie


def een_termijn(db, code="D_TRIAGE", **rest):
    gegeven = {"casus": "DT-7K3M9Q", "onderwerp": "hulp", "start": date(2026, 9, 1), "ontvanger": "voorzitter",
               "doe": "Beslis of de casus aan deze tafel hoort.", "nu": NU}  # fmt: skip
    return open_termijn(db, code=code, **{**gegeven, **rest})


def herinneringen(db, status="gepland"):
    h = HerinneringRij
    rijen = db.execute(
        select(col(h.trede), col(h.rol), col(h.due_at)).where(col(h.status) == status).order_by(col(h.due_at))
    )
    return [(trede, rol, due.astimezone(AMSTERDAM).strftime("%d-%m %H:%M")) for trede, rol, due in rijen]


def test_een_diensttermijn_krijgt_de_ladder_van_haar_profiel(db):
    een_termijn(db)
    assert herinneringen(db) == [
        ("70%", "eigenaar", "07-09 07:30"),
        ("100%", "eigenaar", "08-09 07:30"),
        ("100%", "voorzitter", "08-09 07:30"),
        ("150%", "eigenaar", "11-09 07:30"),
        ("150%", "volgende_trede", "11-09 07:30"),
        ("200%", "bestuurlijk_opdrachtgever", "15-09 07:30"),
    ]


def test_een_vraag_om_regie_gaat_meteen_en_komt_na_drie_dagen_bij_de_voorzitter(db):
    een_termijn(db, "D_REGIE", onderwerp="regie:carla_casus", ontvanger="persoon:carla_casus")
    assert herinneringen(db) == [
        ("direct", "eigenaar", "01-09 12:00"),
        ("+2wd", "eigenaar", "03-09 07:30"),
        ("100%", "voorzitter", "04-09 07:30"),
    ]


def test_een_casus_zonder_regie_gaat_meteen_naar_voorzitter_en_secretaris(db):
    een_termijn(db, "D_REGIE", onderwerp="regie:aanbieden", einde=date(2026, 9, 1))
    assert [h[:2] for h in herinneringen(db)] == [
        ("direct", "voorzitter"),
        ("direct", "secretaris"),
        ("+20wd", "opdrachtgever"),
    ]


def test_voorgefinancierd_op_2_maart_wordt_herinnerd_na_dertig_zestig_en_negentig_dagen(db):
    een_termijn(db, "D_BETALER", onderwerp="geld:1", start=date(2026, 3, 2), ontvanger="onderzoeker")
    assert [(t, d) for t, rol, d in herinneringen(db) if rol == "eigenaar"] == [
        ("+30d", "01-04 07:30"),
        ("100%", "27-04 07:30"),
        ("+60d", "01-05 07:30"),
        ("+90d", "31-05 07:30"),
    ]


def test_een_afspraak_wordt_rond_haar_dag_herinnerd(db):
    een_termijn(db, "AFSPRAAK", onderwerp="afspraak:3", ontvanger="persoon:carla_casus", einde=date(2026, 9, 11))
    assert herinneringen(db) == [
        ("-2wd", "eigenaar", "09-09 07:30"),
        ("100%", "eigenaar", "11-09 07:30"),
        ("+1wd", "eigenaar", "14-09 07:30"),
        ("+3wd", "casusregisseur", "16-09 07:30"),
        ("+5wd", "voorzitter", "18-09 07:30"),
    ]


def test_een_termijn_uit_de_wet_telt_terug_vanaf_het_einde(db):
    een_termijn(db, "AWB_BESLIS", start=date(2026, 3, 5))
    assert [h[:2] for h in herinneringen(db) if h[1] != "voorzitter"] == [
        ("-10wd", "eigenaar"),
        ("-5wd", "eigenaar"),
        ("-1wd", "eigenaar"),
        ("200%", "opdrachtgever"),
    ]


def test_p1_drie_maanden_thuis_geeft_alarm_na_vier_acht_en_twaalf_weken(db):
    een_termijn(db, "PACT3M", start=date(2026, 1, 12))
    alarm = [(t, d[:5]) for t, rol, d in herinneringen(db) if rol == "eigenaar"]
    # Twelve weeks is Tweede Paasdag: told on the last working day before; the end, a Sunday, stays.
    assert alarm == [("begin+4w", "09-02"), ("begin+8w", "09-03"), ("begin+12w", "02-04"), ("-1wd", "10-04")]


def test_een_open_vordering_wordt_een_jaar_lang_elke_dertig_dagen_genoemd(db):
    een_termijn(db, "D_VORDERING", onderwerp="geld:1", start=date(2026, 3, 2), ontvanger="financier")
    assert [t for t, rol, _ in herinneringen(db) if rol == "kassier"] == [f"+{n}d" for n in range(30, 361, 30)]
    assert [t for t, rol, _ in herinneringen(db) if rol == "voorzitter"] == ["+90d"]


def test_een_latere_datum_zet_de_herinneringen_opnieuw(db):
    termijn = een_termijn(db)
    assert termijn.nummer is not None
    termijn = verplaats_termijn(db, termijn.nummer, leid_af(db, "D_TRIAGE", date(2026, 9, 8)), NU)
    assert termijn.versie == 2
    assert len(herinneringen(db, "vervallen")) == 6
    assert herinneringen(db)[0] == ("70%", "eigenaar", "14-09 07:30")


def test_gedaan_is_stil(db):
    een_termijn(db)
    een_termijn(db, onderwerp="regie:carla_casus", code="D_REGIE")
    assert sluit_termijnen(db, "DT-7K3M9Q", "hulp", NU) == 1
    assert {h[0] for h in herinneringen(db)} == {"direct", "+2wd", "100%"}
    assert sluit_termijnen(db, "DT-7K3M9Q", "hulp", NU) == 0


def test_een_trede_voorbij_de_bekende_feestdagen_houdt_de_termijn_niet_tegen(db):
    een_termijn(db, "D_NAZORG", start=date(2028, 6, 1), ontvanger="secretaris")
    assert [(t, d) for t, _, d in herinneringen(db)][-1] == ("200%", "02-06 07:30")


def test_elke_rij_van_de_matrix_is_te_rekenen_en_noemt_iemand_die_bestaat(db):
    geldt = afspraken(db)
    rollen = {"eigenaar", "casusregisseur", "volgende_trede", "opdrachtgever", "financiers"} | {
        f.id for f in zuidoost().functies
    }
    afgesproken = {
        "AFSPRAAK", "BEVINDING", "VERVANGING", "TOESTEMMING", "BEVESTIGING", "MANDAATEINDE", "HOUDBAAR", "BETALING",
        "ONDERGRENS",
    }  # fmt: skip
    for rij in geldt.matrix:
        assert set(rij.bij) <= geldt.termijnen.keys() | afgesproken
        assert {wie for trede in rij.treden for wie in trede.naar} <= rollen
        assert tredes(rij.treden, date(2026, 9, 1), date(2026, 10, 1), None, nationale_kalender())


def test_een_regio_vervangt_een_rij_met_haar_eigen_treden(url):
    with transactie(url) as db:
        leg_regio_vast(db, laad_regio(config_map() / "regios" / "schiedam-vlaardingen-maassluis"), NU, oefen=True)
        een_termijn(db, "D_REGIE", onderwerp="regie:iemand", ontvanger="persoon:iemand")
        assert [h[:2] for h in herinneringen(db)] == [
            ("direct", "eigenaar"), ("+1wd", "eigenaar"), ("+1wd", "voorzitter"), ("100%", "voorzitter"),
        ]  # fmt: skip
