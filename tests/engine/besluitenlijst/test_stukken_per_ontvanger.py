"""A zitting on paper: a file for everybody whom it concerns, the letter to the gezin, corrections and a diary."""

from __future__ import annotations

import pytest
from icalendar import Calendar
from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.transactie import Sessie, transactie
from engine.besluitenlijst.begrippen import Soort, zin
from engine.besluitenlijst.vragen import besluitenlijst_markdown, ontvangers, stukken
from engine.besluitenlijst.weigeringen import OntvangerOnbekend
from engine.casus.weigeringen import NietBevoegd
from engine.inzage.logboek import LogregelRij
from engine.stukken.vormen import Stukvorm
from engine.toestemming import diensten as toestemming
from engine.zitting import diensten as z
from engine.zitting.begrippen import Correctie, NieuweAfspraak, Punt, Terugname, Vaststelling
from engine.zitting.opslag import BesluitRij
from tests.engine.zitting.tafelwereld import (
    CARLA,
    CASUS,
    OP_DE_DAG,
    SANNE,
    TOM,
    VERA,
    WALT,
    ZITTING,
    ZITTINGSDAG,
    besluit,
    doe,
    een_besluit,
    een_regel,
    tot_de_zitting,
)

PLAN = een_besluit(
    een_regel(),
    afspraken=[{"wie": "ilse_intern", "wat": "Belt de school", "meetbaar": "Rooster staat", "op": "2026-10-16"}],
    afwijkende_meningen=[{"wie": "bob_baken", "over": "geld", "mening": "Dit is te weinig"}],
)


@pytest.fixture
def db(regio: str):
    with transactie(regio) as open_db:
        tot_de_zitting(open_db)
        besluit(open_db, PLAN)
        yield open_db


def _tekst(db: Sessie, wie: Gebruiker = SANNE, **keuze: object) -> str:
    (stuk,) = stukken(db, wie, ZITTING, OP_DE_DAG, vormen=(Stukvorm.MARKDOWN,), **keuze)  # type: ignore[arg-type]
    return stuk.inhoud.decode()


def test_iedereen_die_het_besluit_raakt_krijgt_een_eigen_lijst(db: Sessie) -> None:
    assert [o.kenmerk for o in ontvangers(db, SANNE, ZITTING, OP_DE_DAG)] == [
        "tafel",
        f"gezin-{CASUS}",
        "aanbieder-aanbieder_de_brug",
        "gemeente-gemeente_zeist",
        "gemeente-gezamenlijke_pot",
        "school-school_bedachte_boom",
        "bestuur-gemeente_zeist",
        "bestuur-gezamenlijke_pot",
    ]
    assert len(stukken(db, SANNE, ZITTING, OP_DE_DAG, vormen=(Stukvorm.MARKDOWN,))) == 8
    regels = db.execute(select(LogregelRij).where(col(LogregelRij.soort) == "exporteren")).scalars().all()
    assert {r.object for r in regels} >= {f"besluitenlijst/{ZITTING}/gezin-{CASUS}", f"besluitenlijst/{ZITTING}/tafel"}


def test_de_brief_aan_het_gezin_is_in_gewone_taal_en_zonder_geld(db: Sessie) -> None:
    doe(db, z.stel_vast, VERA, Vaststelling(ZITTING), OP_DE_DAG)
    brief = _tekst(db, voor=Soort.GEZIN)
    for stuk in (
        "Wat er op 12 oktober 2026 is afgesproken",
        "Het doel is: Weer elke dag naar school.",
        "Van 1 november 2026 tot en met 30 april 2027.",
        "Ilse Intern: Belt de school. Dit is klaar vóór 16 oktober 2026. Klaar als: Rooster staat.",
        "Carla Casus van Centrum Jeugd en Gezin Zeist heeft de regie.",
        "bezwaar maken bij Gemeente Zeist. Dat moet binnen 6 weken",
    ):
        assert stuk in brief
    for verzwegen in ("€", "9.000", "pot", "andaat", "te weinig", "nog niet zeker", "Noor", "Verzonnen"):
        assert verzwegen not in brief
    langste = max(len(zin.split()) for zin in brief.replace("\n", " ").split(". "))
    assert langste <= 22


def test_een_doel_krijgt_niet_twee_leestekens() -> None:
    assert [zin(t) for t in ("Naar school", "Naar school.", "Wie betaalt?")] == [
        "Naar school.",
        "Naar school.",
        "Wie betaalt?",
    ]


def test_de_school_leest_het_doel_pas_met_toestemming(db: Sessie) -> None:
    zonder = _tekst(db, voor=Soort.SCHOOL)
    assert "Belt de school" in zonder
    assert "Weer elke dag naar school" not in zonder
    assert "Dit besluit heeft nog andere regels" in zonder
    geven = toestemming.Vastlegging(
        casus=CASUS, domein="jeugdhulp", door=("ouders",), antwoord="gegeven", doel="samen het plan uitvoeren",
        wijze="schriftelijk", ontvangers=("school_bedachte_boom",),
    )  # fmt: skip
    doe(db, toestemming.leg_vast, SANNE, geven, OP_DE_DAG)
    met = _tekst(db, voor=Soort.SCHOOL)
    assert "Weer elke dag naar school" in met
    assert "€" not in met


def test_wie_niet_uitdeelt_maakt_alleen_de_eigen_lijst(db: Sessie) -> None:
    assert "Gemeente Zeist" in _tekst(db, TOM)
    with pytest.raises(NietBevoegd):
        _tekst(db, TOM, voor=Soort.GEZIN)
    with pytest.raises(OntvangerOnbekend):
        _tekst(db, SANNE, wie_voor="gemeente_bunnik")
    assert _tekst(db, CARLA, voor=Soort.GEZIN).startswith("# Wat er op")
    assert [o.soort for o in ontvangers(db, WALT, ZITTING, OP_DE_DAG)] == [Soort.BESTUUR]
    accountant = Gebruiker("a", Rol.AUDITOR, "doorbraaktafel")
    assert "de pot" in besluitenlijst_markdown(db, accountant, ZITTING, OP_DE_DAG)


def test_een_correctie_na_het_vaststellen_staat_er_als_correctie(db: Sessie) -> None:
    doe(db, z.stel_vast, VERA, Vaststelling(ZITTING), OP_DE_DAG)
    (nummer,) = db.execute(select(col(BesluitRij.id))).scalars()
    wat = Correctie(ZITTING, nummer, "De hulp begint op 3 november", "Verkeerde dag gelezen")
    doe(db, z.corrigeer, VERA, wat, OP_DE_DAG)
    lijst = _tekst(db, voor=Soort.TAFEL)
    assert "### Verbeterd na het vaststellen" in lijst
    assert "Correctie van ma 12 okt 2026: De hulp begint op 3 november (reden: Verkeerde dag gelezen)." in lijst
    assert "Van 1 november 2026" in _tekst(db, voor=Soort.GEZIN)
    assert "Op 12 oktober 2026: De hulp begint op 3 november." in _tekst(db, voor=Soort.GEZIN)
    assert "3 november" not in _tekst(db, voor=Soort.SCHOOL)


def test_een_losse_afspraak_en_de_agenda_zonder_inhoud(db: Sessie) -> None:
    los = NieuweAfspraak(CASUS, "ilse_intern", "Vraagt het rooster op", ZITTINGSDAG.replace(day=20), zitting=ZITTING)
    doe(db, z.maak_afspraak, VERA, los, OP_DE_DAG)
    assert "Vraagt het rooster op." in _tekst(db, voor=Soort.GEZIN)
    assert "Vraagt het rooster op: gedaan" not in _tekst(db, voor=Soort.GEZIN)
    assert "Klaar als: Rooster staat." in _tekst(db, voor=Soort.GEZIN)
    tekst, agenda = stukken(db, SANNE, ZITTING, OP_DE_DAG, voor=Soort.SCHOOL, vormen=(Stukvorm.MARKDOWN,), agenda=True)
    assert "Andere afspraken" in tekst.inhoud.decode()
    assert agenda.naam == f"{ZITTING}-school-school_bedachte_boom.ics"
    punten = [str(p["SUMMARY"]) for p in Calendar.from_ical(agenda.inhoud).walk("VEVENT")]
    assert punten == [f"Casus {CASUS}: afspraak 1", f"Casus {CASUS}: afspraak 2"]


def test_wat_zonder_besluit_bleef_staat_bij_de_tafel_en_bij_niemand_anders(db: Sessie) -> None:
    doe(db, z.neem_terug, VERA, Terugname(ZITTING, CASUS, "B-7K3M9Q-1"), OP_DE_DAG)
    doe(db, z.zet_punt, VERA, Punt(ZITTING, CASUS, "aangehouden", "De school is er niet"), OP_DE_DAG)
    assert f"{CASUS}: aangehouden: De school is er niet." in _tekst(db, voor=Soort.TAFEL)
    andere = [
        s for s in stukken(db, SANNE, ZITTING, OP_DE_DAG, vormen=(Stukvorm.MARKDOWN,)) if s.ontvanger.soort != "tafel"
    ]
    assert not any("De school is er niet" in stuk.inhoud.decode() for stuk in andere)


def test_elke_vorm_is_twee_keer_dezelfde(db: Sessie) -> None:
    def maak() -> list[bytes]:
        return [s.inhoud for s in stukken(db, SANNE, ZITTING, OP_DE_DAG, voor=Soort.GEZIN, vormen=list(Stukvorm))]

    assert maak() == maak()
