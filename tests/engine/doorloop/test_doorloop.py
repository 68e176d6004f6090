"""A round moves what can move by itself, once, and tells what waits and why."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import text

from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import lezing, transactie
from budget.basis.weigering import Fout, OnbruikbareInvoer
from budget.basis.wijziging import meld_wijziging
from engine.casus.weigeringen import CasusOnbekend, EisNietGehaald
from engine.doorloop.begrippen import Stap, Werk
from engine.doorloop.controle import CONTROLE
from engine.doorloop.diensten import doorloop, ronde, wat_ligt_er, werk_af
from tests.engine.casus.casuswereld import SECRETARIS, doe, meld_casus


def outbox(url):
    with lezing(url) as db:
        return db.execute(text("SELECT soort, aan FROM outbox ORDER BY nummer")).fetchall()


def test_een_nieuwe_casus_geeft_de_aanmelder_een_bericht(praktijk):
    nummer = meld_casus(praktijk)
    verslag = ronde(praktijk, "intake")
    assert [(r["stap"], r["casus"]) for r in verslag.verplaatst] == [("ontvangst_bevestigen", nummer)]
    assert ("ontvangstbevestiging", "berend_brug") in [tuple(r) for r in outbox(praktijk)]


def test_een_tweede_ronde_doet_niets_dubbel(praktijk):
    meld_casus(praktijk)
    doorloop(praktijk)
    eerst = outbox(praktijk)
    assert all(not v.verplaatst for v in doorloop(praktijk).values())
    assert outbox(praktijk) == eerst


def test_wat_mensen_moeten_doen_blijft_liggen(praktijk):
    nummer = meld_casus(praktijk)
    doe(praktijk, SECRETARIS, nummer, "bevestigen", aanmelder_op="2026-09-01", gezin_op="2026-09-01")
    doorloop(praktijk)
    with lezing(praktijk) as db:
        assert db.execute(text("SELECT status FROM casus")).scalar() == "in_triage"


@dataclass(frozen=True)
class Proef:
    naam: str


@gebruiksgeval
def proef(db, wie, opdracht, *, sleutel, versie, nu):
    match opdracht.naam:
        case "wacht":
            raise EisNietGehaald("proef", [("Dit kan nog niet.", "Wacht even.")])
        case "nee":
            raise CasusOnbekend("DT-1")
        case "fout":
            raise OnbruikbareInvoer([Fout("f", "p", "Dit klopt niet.", "Verbeter het.")])
    meld_wijziging(db, "proef", opdracht.naam, nu)
    return Uitkomst({}, "Gedaan.")


STAP = Stap(
    "proef",
    lambda db, nu: [Werk(n) for n in ("wacht", "nee", "fout", "goed")],
    lambda db, wie, werk, sleutel, nu: proef(db, wie, Proef(werk.kenmerk), sleutel=sleutel, versie=0, nu=nu),
)


def test_een_weigering_houdt_de_rest_niet_tegen(praktijk):
    werk, nu = wat_ligt_er(praktijk, STAP)
    verslag = werk_af(praktijk, STAP, werk, nu)
    assert [r["kenmerk"] for r in verslag.verplaatst] == ["goed"]
    assert [r["kenmerk"] for r in verslag.gewacht] == ["wacht"]
    assert [(r["kenmerk"], r["code"]) for r in verslag.geweigerd] == [
        ("nee", "casus_onbekend"),
        ("fout", "onbruikbare_invoer"),
    ]
    assert werk_af(praktijk, STAP, [Werk("goed")], nu).verplaatst == []


def test_de_nachtelijke_controle_zwijgt_als_alles_klopt_en_meldt_wat_niet_klopt(praktijk):
    (stap,) = CONTROLE
    werk, nu = wat_ligt_er(praktijk, stap)
    assert werk_af(praktijk, stap, werk, nu).verplaatst == []
    meld_casus(praktijk)
    with transactie(praktijk) as db:
        db.execute(text("UPDATE casus SET status = 'besloten'"))
        db.execute(text("DELETE FROM opdracht WHERE soort = 'controleren'"))
    verslag = werk_af(praktijk, stap, werk, nu)
    assert "bevindingen" in verslag.verplaatst[0]["melding"]
    assert ("controle", "bert_beheer") in [tuple(r) for r in outbox(praktijk)]
