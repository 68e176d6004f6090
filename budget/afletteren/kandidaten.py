"""What bank lines may be matched with, read from the book: everything, or what these lines can come upon.

For given lines only those claims are read that a rule can reach from them: by reference, by number, by amount, by who
pays. The rules give the same proposals on either (tests hold them side by side), and a million open claims cost a line
of the bank no more than a thousand do.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from budget.afletteren.begrippen import (
    Kandidaten,
    Opdrachtstand,
    OpenRegel,
    OpenTerugvordering,
    OpenToezegging,
    OpenVordering,
)
from budget.afletteren.opslag import per, plaatsen
from budget.afletteren.regels.bedragen import MEESTE_KANDIDATEN
from budget.afletteren.regels.kenmerken import nummers_in
from budget.afletteren.regels.overige import gelijkende_partijen
from budget.bank.rf import mogelijke_rf, schone_rf
from budget.basis.transactie import Sessie
from budget.betalen.opslag import BetaalbatchRij, BetaalopdrachtRij
from budget.betalen.regels import pmtinf_van
from budget.grootboek.ruw import GELDT, Ruw
from budget.grootboek.vragen import saldi

STANDAARD_BETAALTERMIJN = timedelta(days=30)
"""How long after it arose a claim is due when the caller does not know the day."""

Vervaldagen = Callable[[Sequence[str]], Mapping[str, date]]
"""Gives the day on which claims are due, by their numbers; a number that is left out is not known."""


def lees_kandidaten(
    db: Sessie,
    regels: Sequence[OpenRegel] | None = None,
    *,
    vanzelf: bool = False,
    genoemd: Collection[str] = (),
    bedrag_vanzelf: bool = False,
    namen: Mapping[str, str] | None = None,
    vervalt: Vervaldagen | None = None,
    inlegdagen: Mapping[int, tuple[date, ...]] | None = None,
) -> Kandidaten:
    """Return what lines may be matched with: these lines, or without lines everything.

    vanzelf: only what decides whether a line goes by itself by a reference or an order. genoemd: claims and orders that
    a person names. bedrag_vanzelf: the region lets L5 go by itself. namen: what parties are called. inlegdagen: when
    parts of a pledge come in, by year. O(lines),
    and O(claims + orders) for everything.
    """
    db.flush()
    ruw = Ruw(db)
    # A claim of just the amount is found among all open claims of who pays.
    vanzelf = vanzelf and not bedrag_vanzelf
    zoeken = _Zoeken(ruw, rekeninghouders(db), namen or {})
    if regels is None:
        rijen, opdrachten = zoeken.alle(), None
    else:
        rijen, opdrachten = zoeken.van(regels, genoemd, vanzelf), _opdrachten_van(db, ruw, regels, genoemd, vanzelf)
    dagen = vervalt([rij[0] for rij in rijen]) if vervalt is not None and not vanzelf else {}
    return Kandidaten(
        vorderingen=tuple(_vordering(rij, dagen) for rij in rijen),
        opdrachten=_opdrachten(db, ruw, opdrachten),
        toezeggingen=() if vanzelf else _toezeggingen(db, ruw, inlegdagen or {}),
        terugvorderingen=()
        if vanzelf
        else tuple(OpenTerugvordering(s.dimensies[0], s.dimensies[1], s.saldo.cents) for s in saldi(db, "1320")),
        partijen=zoeken.partijen,
        namen=zoeken.namen,
        alle_partijen=frozenset(partij for (partij,) in ruw.rijen("SELECT partij FROM pot_partij")),
        afgewezen=_afgewezen(ruw, regels),
        bedrag_vanzelf=bedrag_vanzelf,
    )


def rekeninghouders(db: Sessie) -> dict[str, frozenset[str]]:
    """Return the parties of every account number that was ever confirmed."""
    uit: dict[str, set[str]] = {}
    for partij, iban in Ruw(db).rijen("SELECT partij, iban FROM pot_iban WHERE iban <> '' AND bevestigd_door <> ''"):
        uit.setdefault(iban, set()).add(partij)
    return {iban: frozenset(wie) for iban, wie in uit.items()}


def _afgewezen(ruw: Ruw, regels: Sequence[OpenRegel] | None) -> frozenset[tuple[str, int, str]]:
    vraag = "SELECT regel, deel, paar FROM afgewezen_voorstel"
    if regels is None:
        return frozenset(ruw.rijen(vraag))
    namen = sorted({regel.regel for regel in regels})
    return frozenset(_met(ruw, f"{vraag} WHERE regel IN {{in_}}", namen))


def _met(ruw: Ruw, vraag: str, waarden: Collection[Any], *vooraf: Any) -> list[tuple[Any, ...]]:
    """Return the rows of a question that asks for many values, some hundreds at a time."""
    return [
        rij for stuk in per(list(waarden)) for rij in ruw.rijen(vraag.format(in_=plaatsen(len(stuk))), *vooraf, *stuk)
    ]


# --- claims ---------------------------------------------------------------------------------------------------------


def _op_rekening(code: str) -> str:
    return (
        "COALESCE((SELECT s.cents FROM rekening r JOIN saldo s ON s.rekening = r.nummer"
        f" WHERE r.code = '{code}' AND r.d1 = v.betaler AND r.d2 = v.casus AND r.d3 = v.besluit), 0)"
    )


_ONTVANGEN = (
    "CAST(SUM(CASE m.soort WHEN 'ontvangen' THEN m.bedrag WHEN 'gestorneerd' THEN -m.bedrag ELSE 0 END) AS BIGINT)"
)
_VAN = f"""
SELECT v.nummer, v.betaler, v.casus, v.besluit, v.kenmerk, v.post, j.datum,
  {_op_rekening("1310")}, {_op_rekening("1315")}, {_ONTVANGEN},
  CAST(SUM(CASE WHEN m.soort IN ('afgeschreven', 'verschil') THEN m.bedrag ELSE 0 END) AS BIGINT)
FROM vordering v JOIN journaalpost j ON j.nummer = v.post
JOIN pot_mutatie m ON m.casus = v.casus AND m.betaler = v.betaler AND m.besluit = v.besluit
WHERE {GELDT.format(tabel="m")}"""
_GROEP = " GROUP BY v.nummer, v.betaler, v.casus, v.besluit, v.kenmerk, v.post, j.datum"
_OPEN_VAN = (
    " AND EXISTS (SELECT 1 FROM rekening q JOIN saldo t ON t.rekening = q.nummer WHERE q.code = '1310'"
    " AND q.d1 = v.betaler AND q.d2 = v.casus AND q.d3 = v.besluit AND t.cents <> 0)"
)
_MET_SALDO = (
    "SELECT v.nummer FROM rekening r JOIN saldo s ON s.rekening = r.nummer"
    " JOIN vordering v ON v.betaler = r.d1 AND v.casus = r.d2 AND v.besluit = r.d3 WHERE r.code = "
)
_OUDSTE = (
    "SELECT v.nummer FROM vordering v JOIN rekening r ON r.code = '1310' AND r.d1 = v.betaler AND r.d2 = v.casus"
    " AND r.d3 = v.besluit JOIN saldo s ON s.rekening = r.nummer WHERE v.betaler = ? AND s.cents <> 0"
    f" ORDER BY v.post, v.nummer LIMIT {MEESTE_KANDIDATEN}"
)

_Rij = tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class _Zoeken:
    """Looks claims up; rows as `_VAN` gives them, oldest first, each once."""

    ruw: Ruw
    partijen: Mapping[str, frozenset[str]]
    namen: Mapping[str, str]

    def alle(self) -> list[_Rij]:
        return _op_volgorde(self.ruw.rijen(f"{_VAN}{_GROEP}"))

    def van(self, regels: Sequence[OpenRegel], genoemd: Collection[str], vanzelf: bool) -> list[_Rij]:
        kenmerken: set[str] = set()
        for regel in regels:
            kenmerken |= mogelijke_rf(regel.omschrijving)
            if regel.kenmerk:
                kenmerken.add(schone_rf(regel.kenmerk))
        rijen = self._lees("v.kenmerk", kenmerken)
        nummers = set(genoemd)
        if not vanzelf:
            # Numbers, amounts and payers matter where no reference was found, or where one was rejected.
            nummers |= {nummer for regel in regels for nummer in nummers_in(regel)}
            nummers |= self._op_bedrag(regels) | self._van_partijen(regels) | self._teruggenomen(regels)
            rijen += self.ruw.rijen(f"{_VAN} AND substr(v.kenmerk, 1, 2) <> 'RF'{_OPEN_VAN}{_GROEP}")
        return _op_volgorde([*rijen, *self._lees("v.nummer", nummers.difference(rij[0] for rij in rijen))])

    def _lees(self, kolom: str, waarden: Collection[str]) -> list[_Rij]:
        return _met(self.ruw, f"{_VAN} AND {kolom} IN {{in_}}{_GROEP}", waarden)

    def _op_bedrag(self, regels: Sequence[OpenRegel]) -> set[str]:
        """Claims of which just the amount of a line is open; of a claim in dispute only a part may be."""
        bedragen = {regel.open for regel in regels if regel.open > 0}
        rijen = _met(self.ruw, f"{_MET_SALDO}'1310' AND s.cents IN {{in_}}", bedragen)
        rijen += self.ruw.rijen(f"{_MET_SALDO}'1315' AND s.cents <> 0")
        return {nummer for (nummer,) in rijen}

    def _van_partijen(self, regels: Sequence[OpenRegel]) -> set[str]:
        """The oldest open claims of who may have paid: more than a rule looks at."""
        wie: set[str] = set()
        for regel in regels:
            wie |= self.partijen.get(regel.tegenrekening, frozenset()) | gelijkende_partijen(regel.naam, self.namen)
        return {nummer for partij in sorted(wie) for (nummer,) in self.ruw.rijen(_OUDSTE, partij)}

    def _teruggenomen(self, regels: Sequence[OpenRegel]) -> set[str]:
        """Claims that just this amount was received on, of whose account the bank takes it back."""
        uit: set[str] = set()
        for regel in regels:
            if regel.open < 0 and regel.is_teruggave:
                for partij in self.partijen.get(regel.tegenrekening, frozenset()):
                    rijen = self.ruw.rijen(
                        f"{_VAN} AND v.betaler = ?{_GROEP} HAVING {_ONTVANGEN} = ?", partij, -regel.open
                    )
                    uit |= {rij[0] for rij in rijen}
        return uit


def _op_volgorde(rijen: Iterable[_Rij]) -> list[_Rij]:
    """Oldest first, each claim once."""
    return sorted({rij[0]: rij for rij in rijen}.values(), key=lambda rij: (rij[5], rij[0]))


def _vordering(rij: _Rij, dagen: Mapping[str, date]) -> OpenVordering:
    nummer, betaler, casus, besluit, kenmerk, _, datum, onbetwist, betwist, ontvangen, afgeschreven = rij
    sinds = date.fromisoformat(datum)
    return OpenVordering(
        nummer, betaler, casus, besluit, kenmerk, onbetwist + betwist, betwist, ontvangen, afgeschreven, sinds,
        dagen.get(nummer, sinds + STANDAARD_BETAALTERMIJN),
    )  # fmt: skip


# --- orders and pledges ---------------------------------------------------------------------------------------------


def _opdrachten_van(
    db: Sessie, ruw: Ruw, regels: Sequence[OpenRegel], genoemd: Collection[str], vanzelf: bool
) -> set[str]:
    """Return the numbers of the orders that these lines can come upon."""
    nummers = {*genoemd, *(regel.eindtoteind for regel in regels if regel.eindtoteind)}
    batches = {regel.batchkenmerk.rpartition("-")[0] for regel in regels if regel.batchkenmerk and regel.open < 0}
    o = BetaalopdrachtRij
    for stuk in per(sorted(batches)):
        nummers |= set(db.execute(select(col(o.opdracht)).where(col(o.batch).in_(stuk))).scalars())
    if not vanzelf and any(regel.open < 0 for regel in regels):
        onderweg = ruw.rijen(
            "SELECT r.d2 FROM rekening r JOIN saldo s ON s.rekening = r.nummer WHERE r.code = '1190' AND s.cents <> 0"
        )
        nummers |= {nummer for (nummer,) in onderweg}
    return nummers


_OPDRACHTEN = (
    "SELECT o.opdracht, o.begunstigde, o.factuur, o.bedrag, COALESCE((SELECT -s.cents FROM rekening r"
    " JOIN saldo s ON s.rekening = r.nummer WHERE r.code = '1190' AND r.d1 = o.begunstigde AND r.d2 = o.opdracht"
    f" AND r.d3 = ''), 0), o.post FROM pot_opdracht o WHERE {GELDT.format(tabel='o')}"
)


def _opdrachten(db: Sessie, ruw: Ruw, nummers: Collection[str] | None) -> dict[str, Opdrachtstand]:
    """Return the orders with these numbers, None for all, oldest first."""
    if nummers is None:
        rijen = ruw.rijen(_OPDRACHTEN)
    else:
        rijen = _met(ruw, f"{_OPDRACHTEN} AND o.opdracht IN {{in_}}", nummers)
    o, b = BetaalopdrachtRij, BetaalbatchRij
    bestanden: dict[str, tuple[str, str]] = {}
    for stuk in per([rij[0] for rij in rijen]):
        vraag = select(col(o.opdracht), col(o.iban), col(o.batch), col(b.uitvoeren_op))
        for nummer, iban, batch, dag in db.execute(
            vraag.join(b, col(b.nummer) == col(o.batch)).where(col(o.opdracht).in_(stuk))
        ):
            bestanden[nummer] = (iban, pmtinf_van(batch, f"{dag:%Y%m%d}") if dag else "")
    return {
        opdracht: Opdrachtstand(opdracht, wie, factuur, cents, onderweg, *bestanden.get(opdracht, ("", "")))
        for opdracht, wie, factuur, cents, onderweg, _ in sorted(rijen, key=lambda rij: int(rij[5]))
    }


def _toezeggingen(db: Sessie, ruw: Ruw, termijnen: Mapping[int, tuple[date, ...]]) -> tuple[OpenToezegging, ...]:
    open_ = {s.dimensies: s.saldo.cents for s in saldi(db, "1200")}
    rijen = ruw.rijen(
        "SELECT t.deelnemer, t.jaar, CAST(SUM(t.bedrag) AS BIGINT), MIN(j.datum), MIN(t.oormerk) FROM pot_toezegging t"
        f" JOIN journaalpost j ON j.nummer = t.post WHERE {GELDT.format(tabel='t')}"
        " GROUP BY t.deelnemer, t.jaar ORDER BY MIN(t.post)"
    )
    return tuple(
        OpenToezegging(
            deelnemer,
            jaar,
            rest := open_.get((deelnemer, str(jaar)), 0),
            bedrag - rest,
            date.fromisoformat(datum),
            oormerk,
            termijnen.get(jaar, ()),
        )
        for deelnemer, jaar, bedrag, datum, oormerk in rijen
    )
