"""Questions to the ledger; every answer is a frozen row. What a Gebruiker may see is decided by who asks here."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from budget.basis.geld import NUL, Geld
from budget.basis.transactie import Sessie
from budget.grootboek.antwoorden import (
    Casuslijn,
    Journaalpost,
    OpenBankregel,
    OpenFactuur,
    Potstand,
    Rekeningsaldo,
    Vordering,
)
from budget.grootboek.casusposten import open_posten
from budget.grootboek.journaal import lees_posten
from budget.grootboek.opslag import lees_kop
from budget.grootboek.rekeningschema import sleutel_van
from budget.grootboek.ruw import GELDT, Ruw


def stand(db: Sessie) -> Potstand:
    """Return what is available and the balance per account number; refusal: pot_ontbreekt."""
    ruw = Ruw(db)
    kop = lees_kop(ruw)
    rijen = ruw.rijen(
        "SELECT r.code, CAST(SUM(s.cents) AS BIGINT) FROM rekening r JOIN saldo s ON s.rekening = r.nummer"
        " WHERE r.kring <> 3 GROUP BY r.code HAVING SUM(s.cents) <> 0 ORDER BY r.code"
    )
    return Potstand(kop.beschikbaar, kop.beschikbaar_besluit, {code: Geld(cents) for code, cents in rijen})


def beschikbaar(db: Sessie) -> tuple[Geld, Geld]:
    """Return beschikbaar and beschikbaar for decisions: one row."""
    kop = lees_kop(Ruw(db))
    return kop.beschikbaar, kop.beschikbaar_besluit


def saldi(db: Sessie, rekening: str | None = None, *dimensies: str) -> list[Rekeningsaldo]:
    """Return the balances that are not zero of an account whose first dimensions are these; not of mandate usage."""
    waar = ["r.kring <> 3", "s.cents <> 0"]
    waarden: list[str] = []
    for kolom, waarde in zip(("code", "d1", "d2", "d3"), (rekening, *dimensies), strict=False):
        if waarde is not None:
            waar.append(f"r.{kolom} = ?")
            waarden.append(waarde)
    rijen = Ruw(db).rijen(
        "SELECT r.code, r.d1, r.d2, r.d3, s.cents FROM rekening r JOIN saldo s ON s.rekening = r.nummer"
        f" WHERE {' AND '.join(waar)} ORDER BY r.code, r.nummer",
        *waarden,
    )
    return [Rekeningsaldo(code, sleutel_van(code, d1, d2, d3)[1:], Geld(cents)) for code, d1, d2, d3, cents in rijen]


def regels(
    db: Sessie,
    *,
    vanaf: int = 1,
    casus: str | None = None,
    bankregel: str | None = None,
    rekening: str | None = None,
    grens: int | None = None,
) -> list[Journaalpost]:
    """Return the journal from a number on: all of it, or of one casus, one bank line or one account number.

    Journaalposten without lines (set-up, closing) are left out.
    """
    waar = ["nummer >= ? AND aantal > 0"]
    waarden: list[Any] = [vanaf]
    if casus is not None:
        waar.append("casus <> '' AND casus = ?")
        waarden.append(casus)
    if bankregel is not None:
        waar.append("regel <> '' AND regel = ?")
        waarden.append(bankregel)
    if rekening is not None:
        waar.append(
            "EXISTS (SELECT 1 FROM boeking b JOIN rekening r ON r.nummer IN (b.debet, b.credit) WHERE r.code = ?"
            " AND b.volgnummer BETWEEN journaalpost.eerste AND journaalpost.eerste + journaalpost.aantal - 1)"
        )
        waarden.append(rekening)
    return lees_posten(Ruw(db), " AND ".join(waar), *waarden, grens=grens)


_VORDERINGEN = f"""
SELECT v.nummer, v.betaler, v.casus, v.besluit, v.kenmerk, j.datum,
  COALESCE((SELECT s.cents FROM rekening r JOIN saldo s ON s.rekening = r.nummer
    WHERE r.code = '1310' AND r.d1 = v.betaler AND r.d2 = v.casus AND r.d3 = v.besluit), 0) AS onbetwist,
  COALESCE((SELECT s.cents FROM rekening r JOIN saldo s ON s.rekening = r.nummer
    WHERE r.code = '1315' AND r.d1 = v.betaler AND r.d2 = v.casus AND r.d3 = v.besluit), 0) AS betwist
FROM vordering v JOIN journaalpost j ON j.nummer = v.post WHERE EXISTS (SELECT 1 FROM pot_mutatie m
  WHERE m.casus = v.casus AND m.betaler = v.betaler AND m.besluit = v.besluit AND {GELDT.format(tabel="m")})
"""
_DELEN = f"""
SELECT m.betaler, m.casus, m.besluit, m.soort, CAST(SUM(m.bedrag) AS BIGINT) FROM pot_mutatie m
WHERE {GELDT.format(tabel="m")}
"""


def vorderingen(
    db: Sessie, *, casus: str | None = None, betaler: str | None = None, kenmerk: str | None = None
) -> list[Vordering]:
    """Return the claims, settled ones included, oldest first."""
    ruw = Ruw(db)
    waar, waarden, delenwaar, delenwaarden = "", [], "", []
    for kolom, waarde in (("casus", casus), ("betaler", betaler), ("kenmerk", kenmerk)):
        if waarde is not None:
            waar += f" AND v.{kolom} = ?"
            waarden.append(waarde)
            if kolom != "kenmerk":
                delenwaar += f" AND m.{kolom} = ?"
                delenwaarden.append(waarde)
    delen: dict[tuple[str, str, str], dict[str, int]] = {}
    for wie, welke, besluit, soort, cents in ruw.rijen(
        f"{_DELEN}{delenwaar} GROUP BY m.betaler, m.casus, m.besluit, m.soort", *delenwaarden
    ):
        delen.setdefault((wie, welke, besluit), {})[soort] = cents
    return [
        _vordering(rij, delen[rij[1], rij[2], rij[3]])
        for rij in ruw.rijen(f"{_VORDERINGEN}{waar} ORDER BY v.post, v.nummer", *waarden)
    ]


def _vordering(rij: tuple[Any, ...], delen: Mapping[str, int]) -> Vordering:
    nummer, betaler, casus, besluit, kenmerk, sinds, onbetwist, betwist = rij

    def deel(soort: str) -> Geld:
        return Geld(delen.get(soort, 0))

    return Vordering(
        nummer,
        betaler,
        casus,
        besluit,
        kenmerk,
        gevorderd=deel("gevorderd"),
        ingetrokken=deel("ingetrokken"),
        ontvangen=deel("ontvangen"),
        gestorneerd=deel("gestorneerd"),
        afgeschreven=deel("afgeschreven") + deel("verschil"),
        naar_1710=deel("naar_1710"),
        open=Geld(onbetwist + betwist),
        betwist=Geld(betwist),
        sinds=date.fromisoformat(sinds),
    )


def wachtrij(db: Sessie) -> list[OpenBankregel]:
    """Return every bank line with an unmatched part, oldest first."""
    rijen = Ruw(db).rijen(
        "SELECT b.regel, b.datum, b.bedrag, -s.cents FROM saldo s JOIN rekening r ON r.nummer = s.rekening"
        " JOIN pot_bankregel b ON b.regel = r.d1 WHERE r.code = '1700' AND s.cents <> 0 ORDER BY b.post"
    )
    return [
        OpenBankregel(regel, date.fromisoformat(datum), Geld(bedrag), Geld(open_))
        for regel, datum, bedrag, open_ in rijen
    ]


def facturen_open(db: Sessie, *, casus: str | None = None) -> list[OpenFactuur]:
    """Return every invoice that is not paid yet: to be paid, or ordered and under way."""
    rijen = Ruw(db).rijen(
        "SELECT f.aanbieder, f.factuur, f.casus, j.datum, f.bedrag, f.prestatie_door,"
        " COALESCE((SELECT -s.cents FROM rekening r JOIN saldo s ON s.rekening = r.nummer"
        "  WHERE r.code = '1600' AND r.d1 = f.aanbieder AND r.d2 = f.factuur AND r.d3 = ''), 0),"
        " COALESCE((SELECT CAST(-SUM(s.cents) AS BIGINT) FROM pot_opdracht o JOIN rekening r ON r.code = '1190'"
        "  AND r.d1 = o.begunstigde AND r.d2 = o.opdracht AND r.d3 = '' JOIN saldo s ON s.rekening = r.nummer"
        "  WHERE o.begunstigde = f.aanbieder AND o.factuur = f.factuur), 0)"
        f" FROM pot_factuur f JOIN journaalpost j ON j.nummer = f.post WHERE {GELDT.format(tabel='f')}"
        + ("" if casus is None else " AND f.casus = ?")
        + " ORDER BY f.post",
        *(() if casus is None else (casus,)),
    )
    return [
        OpenFactuur(
            aanbieder, factuur, welke, date.fromisoformat(datum), Geld(bedrag), Geld(open_), Geld(onderweg), door
        )
        for aanbieder, factuur, welke, datum, bedrag, door, open_, onderweg in rijen
        if open_ or onderweg
    ]


def casuslijn(db: Sessie, casus: str) -> Casuslijn:
    """Return the money line of one casus."""
    ruw = Ruw(db)
    posten = open_posten(ruw, casus)
    voorgefinancierd, pot = (
        int(ruw.waarde(sql, casus))
        for sql in (
            "SELECT CAST(COALESCE(SUM(bedrag), 0) AS BIGINT) FROM pot_factuur f WHERE casus = ?"
            f" AND {GELDT.format(tabel='f')}",
            "SELECT CAST(COALESCE(SUM(a.bedrag), 0) AS BIGINT) FROM pot_aandeel a JOIN pot_besluit b ON b.post = a.post"
            f" WHERE b.casus = ? AND a.betaler = 'pot' AND {GELDT.format(tabel='b')} AND NOT EXISTS (SELECT 1"
            " FROM pot_besluit n WHERE n.casus = b.casus AND n.besluit = b.besluit AND n.versie > b.versie"
            f" AND {GELDT.format(tabel='n')})",
        )
    )
    dicht = ruw.waarde("SELECT dicht FROM pot_casusstand WHERE casus = ? ORDER BY post DESC LIMIT 1", casus)

    def post(wat: str) -> Geld:
        return Geld(posten.get(wat, 0)) if wat in posten else NUL

    return Casuslijn(
        casus,
        gesloten=bool(dicht),
        gereserveerd=post("reservering"),
        verplicht=post("verplichting"),
        voorgefinancierd=Geld(voorgefinancierd),
        in_uitzoek=post("in uitzoek"),
        gevorderd_open=post("vordering"),
        betwist=post("betwist"),
        terug_te_vorderen=post("terug te vorderen"),
        ten_laste_van_de_pot=Geld(pot),
        journaalposten=tuple(lees_posten(ruw, "casus <> '' AND casus = ?", casus)),
    )


def gesloten_tot(db: Sessie) -> date | None:
    """Return the last day of the closed periods, None when none was closed."""
    tot = Ruw(db).waarde("SELECT MAX(tot) FROM periode")
    return None if tot is None else date.fromisoformat(tot)


def mandaatgebruik(db: Sessie, mandaat: str, jaar: int, casus: str | None = None) -> Geld:
    """Return what was used of a mandate in a boekjaar, of all casussen or of one."""
    waar = "" if casus is None else " AND r.d2 = ?"
    cents = Ruw(db).waarde(
        "SELECT CAST(COALESCE(SUM(s.cents), 0) AS BIGINT) FROM rekening r JOIN saldo s ON s.rekening = r.nummer"
        f" WHERE r.code = '9500' AND r.d1 = ? AND r.d3 = ?{waar}",
        mandaat,
        str(jaar),
        *(() if casus is None else (casus,)),
    )
    return Geld(cents)


def posten_van(db: Sessie, casus: str, bron: str) -> list[int]:
    """Return the journaalposten of a casus that rest on a decision and were not reversed, oldest first."""
    vraag = (
        "SELECT p.nummer FROM journaalpost p WHERE p.casus = ? AND p.bron = ? AND p.keert_om IS NULL"
        " AND NOT EXISTS (SELECT 1 FROM journaalpost t WHERE t.keert_om = p.nummer) ORDER BY p.nummer"
    )
    return [nummer for (nummer,) in Ruw(db).rijen(vraag, casus, bron)]
