"""Every report adds up to the ledger, on books that a seed made up: all kinds of events, several years, reversals."""

from __future__ import annotations

import io
import shutil
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
import pyxaf
from sqlalchemy import text

from budget.basis.klok import dag
from budget.basis.transactie import Sessie, lezing, motor
from budget.export.xaf import Xafkop, Xafversie, schrijf_xaf
from budget.grootboek.jaarresultaat import resultaat_van_jaar
from budget.grootboek.rekeningschema import REKENINGSCHEMA, Kring
from budget.grootboek.ruw import Ruw
from budget.grootboek.simulatie import simuleer
from budget.grootboek.vragen import regels, saldi, stand
from budget.verslag import lezen
from budget.verslag.begrippen import Kijk
from budget.verslag.regels.positie import REKENINGEN, positie
from budget.verslag.regels.verdeling import PER_CASUS, PER_DEELNEMER, rekeningen, verdeling

GELD = tuple(code for code, soort in REKENINGSCHEMA.items() if soort.kring is not Kring.MANDAAT)
RGS = {code: f"BVor.{code}" for code in GELD}


@pytest.fixture(scope="module", params=[11, 12, 13])
def willekeurig(request: pytest.FixtureRequest, werkmap: Path, sqlite_sjabloon: Path) -> Iterator[str]:
    """A book after a thousand commands; nothing writes in it."""
    pad = werkmap / f"verslag{request.param}.db"
    shutil.copy(sqlite_sjabloon, pad)
    url = f"sqlite:///{pad}"
    assert simuleer(request.param, 1000, url).gebroken == []
    yield url
    motor(url).dispose()


def opgeslagen(db: Sessie) -> dict[str, int]:
    uit: dict[str, int] = defaultdict(int)
    for saldo in saldi(db):
        uit[saldo.rekening] += saldo.saldo.cents
    return uit


def test_elk_verslag_sluit_aan(willekeurig: str) -> None:
    with lezing(willekeurig) as db:
        boek, pot = opgeslagen(db), stand(db)
        p = positie(lezen.mutaties(db, REKENINGEN), date(2030, 1, 1))
        assert p.kaskant == p.budgetkant == pot.beschikbaar.cents
        assert p.beschikbaar_besluit == pot.beschikbaar_besluit.cents
        for groep, code in ((p.in_uitzoek, "1300"), (p.vorderingen, "1310"), (p.reserveringen, "9100")):
            assert groep.totaal == boek[code] == sum(groep.ouderdom.values())
        for kolommen in (PER_CASUS, PER_DEELNEMER):
            v = verdeling(lezen.mutaties(db, rekeningen(kolommen)), kolommen, lambda m: m.dimensies[0])
            for (teken, codes), totaal in zip(kolommen.values(), v.totalen, strict=True):
                assert totaal == teken * sum(boek[code] for code in codes)


def test_vorderingen_uit_hun_eigen_administratie_zijn_het_saldo(willekeurig: str) -> None:
    with lezing(willekeurig) as db:
        betalers = {betaler for (betaler,) in db.execute(text("SELECT DISTINCT betaler FROM vordering"))}
        assert betalers
        for betaler in betalers:
            open_ = sum(v.open for v in lezen.vorderingdelen(db, betaler))
            assert open_ == sum(s.saldo.cents for code in ("1310", "1315") for s in saldi(db, code, betaler))


def test_kapitaal_en_aandeel_per_jaar_zijn_het_saldo(willekeurig: str) -> None:
    with lezing(willekeurig) as db:
        for deelnemer in lezen.deelnemers(db):
            laatste = max(lezen.boekjaren(db))
            eind = sum(lezen.kapitaal(db, deelnemer, laatste).values())
            assert eind == -sum(s.saldo.cents for s in saldi(db, "2000", deelnemer))
        for jaar in lezen.boekjaren(db):
            samen = sum(lezen.verdeeld_aan(db, d, jaar) for d in lezen.deelnemers(db))
            if not lezen.is_verdeeld(db, jaar):
                assert samen == 0
            elif not sum(resultaat_van_jaar(Ruw(db), jaar).values()):
                # Costs that came after the jaarverdeling are the only ones left undivided.
                assert samen == sum(lezen.potkosten(db, jaar).values())


def test_wat_men_toen_wist_verandert_niet_meer(sqlite_url: str) -> None:
    """What was known on a day about a day, read on the day itself, is read in the same way a thousand events later."""
    simuleer(21, 300, sqlite_url)
    with lezing(sqlite_url) as db:
        posten = regels(db)
        toen = dag(posten[len(posten) // 2].geboekt_op)
        over = sorted(post.datum for post in posten)[len(posten) // 2]
        kijk = Kijk(bekend_op=toen, over=over)
        gezien = {m.sleutel: 0 for m in lezen.mutaties(db, GELD, kijk)}
        for m in lezen.mutaties(db, GELD, kijk):
            gezien[m.sleutel] += m.cents
        met_de_hand: dict[tuple[str, ...], int] = defaultdict(int)
        for post in posten:
            if dag(post.geboekt_op) <= toen and post.datum <= over:
                for regel in post.regels:
                    met_de_hand[tuple(regel.debet.split(":"))] += regel.bedrag.cents
                    met_de_hand[tuple(regel.credit.split(":"))] -= regel.bedrag.cents
        verwacht = {sleutel: cents for sleutel, cents in met_de_hand.items() if sleutel[0] in GELD and cents}
        assert {sleutel: cents for sleutel, cents in gezien.items() if cents} == verwacht
        assert 0 < len(verwacht) < len(saldi(db))
        p = positie(lezen.mutaties(db, REKENINGEN, Kijk(bekend_op=toen)), toen)
        assert p.kaskant == p.budgetkant


def test_de_uitstroom_is_het_verschil_in_beschikbaar(willekeurig: str) -> None:
    inleg = {"storting", "storting_storno", "terugbetaling_deelnemer"}
    with lezing(willekeurig) as db:
        soorten = dict(db.execute(text("SELECT nummer, soort FROM journaalpost")).tuples().all())
        rijen = db.execute(text("SELECT nummer, keert_om, beschikbaar FROM journaalpost ORDER BY nummer")).all()
        vorig = uit = 0
        for nummer, keert_om, beschikbaar in rijen:
            if soorten[keert_om or nummer] not in inleg:
                uit += vorig - beschikbaar
            vorig = beschikbaar
        assert sum(cents for _, cents in lezen.uitstroom(db, date.max)) == uit


def xaf(db: Sessie, jaar: int, versie: Xafversie) -> bytes:
    kop = Xafkop("Oefenpot", "000000000", "0.1.0", date(2026, 12, 31), {}, lezen.partijsoorten(db), RGS)
    uit = io.BytesIO()
    schrijf_xaf(db, uit, jaar, versie, kop)
    return uit.getvalue()


@pytest.mark.parametrize("versie", list(Xafversie))
def test_de_auditfile_is_geldig_en_zonder_opmerkingen(versie: Xafversie, willekeurig: str, tmp_path: Path) -> None:
    """Judged by the XSD and by an independent validator: totals, references, numbers, opening balance, RGS."""
    with lezing(willekeurig) as db:
        jaren = lezen.boekjaren(db)
        assert jaren
        for jaar in jaren:
            bestand = tmp_path / f"{jaar}.xaf"
            bestand.write_bytes(xaf(db, jaar, versie))
            keuring = pyxaf.validate(str(bestand), xsd=True)
            assert keuring.ok
            assert [(f.code, f.message) for f in keuring.findings] == []
            assert any(laag.startswith("L4x") for laag in keuring.checked)


def test_de_beginbalans_is_de_eindbalans_van_het_jaar_ervoor(willekeurig: str, tmp_path: Path) -> None:
    with lezing(willekeurig) as db:
        stand_: dict[str, int] = defaultdict(int)
        for jaar in lezen.boekjaren(db):
            pad = tmp_path / f"{jaar}.xaf"
            pad.write_bytes(xaf(db, jaar, Xafversie.V40))
            bestand = pyxaf.open(str(pad))
            begin = {r.account_id: int(r.signed_amount * 100) for r in bestand.opening_balance("element").lines}
            assert begin == {code: cents for code, cents in stand_.items() if cents}
            for regel in bestand.lines():
                stand_[regel.account_id] += int(regel.signed_amount * 100)
        geld = {code: cents for code, cents in opgeslagen(db).items() if REKENINGSCHEMA[code].kring is Kring.GELD}
        assert {code: cents for code, cents in stand_.items() if cents} == geld


@pytest.mark.parametrize(
    ("van", "naar"), [(b"<amnt>", b"<amnt>1"), (b"<accID>1310</accID><docRef>", b"<accID>13</accID><docRef>")]
)
def test_een_veranderd_bedrag_of_rekening_valt_op(van: bytes, naar: bytes, sqlite_url: str, tmp_path: Path) -> None:
    simuleer(11, 300, sqlite_url)
    with lezing(sqlite_url) as db:
        goed = xaf(db, lezen.boekjaren(db)[0], Xafversie.V40)
    assert van in goed
    (tmp_path / "fout.xaf").write_bytes(goed.replace(van, naar, 1))
    assert not pyxaf.validate(str(tmp_path / "fout.xaf")).ok


def test_beide_databases_geven_dezelfde_cijfers(sqlite_url: str, postgres_url: str) -> None:
    antwoorden = []
    for url in (sqlite_url, postgres_url):
        simuleer(31, 250, url)
        kijk = Kijk(bekend_op=date(2026, 3, 1), over=date(2026, 2, 1))
        with lezing(url) as db:
            jaar = lezen.boekjaren(db)[0]
            betalers = [*lezen.deelnemers(db), *lezen.partijsoorten(db)]
            antwoorden.append(
                [
                    lezen.mutaties(db, GELD),
                    lezen.mutaties(db, GELD, kijk),
                    [lezen.vorderingdelen(db, betaler) for betaler in betalers],
                    [lezen.vorderingdelen(db, betaler, kijk) for betaler in betalers],
                    [lezen.kapitaal(db, betaler, jaar) for betaler in betalers],
                    [lezen.verdeeld_aan(db, betaler, jaar) for betaler in betalers],
                    (lezen.taakvelden(db), lezen.taakvelden(db, kijk), lezen.oormerken(db)),
                    (lezen.potkosten(db, jaar), lezen.is_verdeeld(db, jaar), lezen.eerste_inleg(db)),
                    lezen.uitstroom(db, date.max),
                    lezen.kop_van_het_boek(db),
                    xaf(db, jaar, Xafversie.V40),
                ]
            )
    assert antwoorden[0] == antwoorden[1]
