"""After a stop nobody is forgotten and nobody is told twice; two rounds at once do no harm."""

from __future__ import annotations

from collections import Counter
from datetime import date
from threading import Barrier, Thread

import pytest
from sqlalchemy import text

from budget.basis.gebruiker import SYSTEEM
from budget.basis.transactie import lezing, transactie
from engine.termijnen.herinneren import Ronde, herinner
from tests.opslag.herinnerwereld import berichten, een_casus, een_regisseur, een_termijn, om, richt_in, ronde

REGISSEURS = ["carla_casus", "cas_consulent", "femke_fictie", "hugo_heuvel", "bunny_buurtteam", "wilma_wijk"]
ZONDER_REGIE, TE_LAAT, ALLE = 150, 120, 500


@pytest.fixture
def vijfhonderd(url: str) -> str:
    """500 casussen: the first 150 without casusregisseur, every fourth of the first 480 (120) overdue."""
    richt_in(url)
    with transactie(url) as db:
        for n in range(ALLE):
            nummer = f"DT-{n:06}"
            een_casus(db, nummer)
            if n >= ZONDER_REGIE:
                een_regisseur(db, REGISSEURS[n % len(REGISSEURS)], nummer)
            te_laat = n < 4 * TE_LAAT and n % 4 == 0
            start = date(2026, 8, 24) if te_laat else date(2026, 9, 4)
            een_termijn(db, casus=nummer, start=start, ontvanger="casusregisseur")
    return url


def verstuurd_op(url: str, op: str) -> Counter[tuple[str, str]]:
    """How often each person was told of each casus on this day."""
    vraag = text("SELECT casus, ontvanger FROM verzending WHERE op = :op").bindparams(op=date.fromisoformat(op))
    if url.startswith("sqlite"):
        vraag = text("SELECT casus, ontvanger FROM verzending WHERE op = :op").bindparams(op=op)
    with lezing(url) as db:
        return Counter((casus, wie) for casus, wie in db.execute(vraag))


def test_na_drie_dagen_stilstand_krijgt_iedereen_alles_en_niets_dubbel(vijfhonderd: str) -> None:
    ronde(vijfhonderd, om("2026-09-07"))
    # No round on 8, 9 and 10 September: the stages of 10 September (70%) were missed.
    ronde(vijfhonderd, om("2026-09-11"))
    ronde(vijfhonderd, om("2026-09-11", "09:05"))

    verteld = verstuurd_op(vijfhonderd, "2026-09-11")
    eigenaar = {
        f"DT-{n:06}": "vera_voorbeeld" if n < ZONDER_REGIE else REGISSEURS[n % len(REGISSEURS)] for n in range(ALLE)
    }
    assert set(eigenaar.items()) <= set(verteld), "every obligation reached its owner"
    assert {casus for casus, wie in verteld if wie == "vera_voorbeeld"} == set(eigenaar), "and the voorzitter"
    assert sum(wie == "walt_wethouder" for _, wie in verteld) == TE_LAAT, "twice the term is for the opdrachtgever"
    assert set(verteld.values()) == {1}
    per_dag = Counter((aan, wanneer) for aan, wanneer in _samenvattingen(vijfhonderd))
    assert set(per_dag.values()) == {1}
    assert _aantal(vijfhonderd, "trede = '70%' AND status = 'ingehaald'") == ALLE


def test_twee_rondes_tegelijk_zeggen_alles_een_keer(vijfhonderd: str) -> None:
    start, antwoorden = Barrier(2), []

    def loop(naam: str) -> None:
        start.wait()
        with transactie(vijfhonderd) as db:
            antwoorden.append(herinner(db, SYSTEEM, Ronde(), sleutel=naam, versie=0, nu=om("2026-09-11")).gegevens)

    lopers = [Thread(target=loop, args=(naam,)) for naam in ("een", "twee")]
    for loper in lopers:
        loper.start()
    for loper in lopers:
        loper.join()
    assert sorted(a["verzonden"] > 0 for a in antwoorden) == [False, True]
    assert set(verstuurd_op(vijfhonderd, "2026-09-11").values()) == {1}
    assert len({aan for aan, _, _ in berichten(vijfhonderd)}) == len(berichten(vijfhonderd))


def _samenvattingen(url: str) -> list[tuple[str, str]]:
    with lezing(url) as db:
        vraag = text("SELECT aan, sleutel FROM outbox WHERE sleutel LIKE 'samenvatting:%'")
        return [(aan, sleutel[-10:]) for aan, sleutel in db.execute(vraag)]


def _aantal(url: str, waar: str) -> int:
    with lezing(url) as db:
        aantal: int = db.execute(text(f"SELECT count(*) FROM herinnering WHERE {waar}")).scalar_one()
        return aantal
