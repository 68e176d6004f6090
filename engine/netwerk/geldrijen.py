"""Who was asked to pay and what still has to be decided, from the tables of the zitting and the money track."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlmodel import col

from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.basis.voorbereid import rij, rijen
from engine.casus.opslag import CasusRij
from engine.geldspoor.opslag import BetwistingRij, FinancieringslijnRij, UitzoekaandeelRij, UitzoekbesluitRij
from engine.netwerk.formaat_velden import WETTEN
from engine.zitting.opslag import BesluitRij, MandaattoetsRij, PlanregelRij
from engine.zitting.regels.vereisten import POT
from engine.zitting.toetsen import regelsoorten

WETTEN_VAN = {"passend_onderwijs": ("wpo", "wvo2020", "wec")}
"""A domain of the mandate register that is no law by itself, with the laws that it stands in."""
_VOOR_HET_BESLUIT = frozenset({"mandaatcheck_vooraf", "geagendeerd", "besproken", "opgeschaald"})
_KAN = ("ja", "ja_met_medeondertekening")
_LIJN_KLAAR = ("gesloten", "vrijgevallen")


def geldrijen(db: Sessie, casus: CasusRij, op: date) -> list[dict[str, Any]]:
    """Return the rows `besluit_nodig` and `financiering` of one casus, in the form of `doorbraak-netwerk/1`.

    besluit_nodig: only what the mandate check could not say yes to; where the two differ the check wins.
    financiering: what an organisation pays itself by a besluit, what the pot pays first, and every share of an
    uitzoekbesluit, contested or not. At most five small selects.
    """
    if casus.status in _VOOR_HET_BESLUIT:
        nodig = list(_voorgenomen(db, casus.nummer)) or list(_concept(db, casus.nummer, op))
        return [*nodig, *_aandelen(db, casus.nummer)]
    return [*_betalers(db, casus.nummer), *_aandelen(db, casus.nummer)]


_M, _B, _P = MandaattoetsRij, BesluitRij, PlanregelRij
_RONDE = select(func.max(col(_M.ronde))).where(col(_M.casus) == bindparam("casus")).scalar_subquery()
_CONCEPT = (
    select(col(_M.regel), col(_M.concept), col(_M.uitkomst), col(_M.getoetst_op))
    .where(col(_M.casus) == bindparam("casus"), col(_M.ronde) == _RONDE)
    .order_by(col(_M.regel))
)
_BESLUIT = (
    select(col(_B.id), col(_B.status), col(_B.dag))
    .where(col(_B.casus) == bindparam("casus"))
    .order_by(col(_B.volgnummer).desc())
    .limit(1)
)
_REGELS = (
    select(
        col(_P.kenmerk), col(_P.bedrag), col(_P.bron), col(_P.wet), col(_P.van), col(_P.tot), col(_P.uitkomst),
        col(_P.namens),
    )
    .where(col(_P.besluit) == bindparam("besluit"))
    .order_by(col(_P.volgorde))
)  # fmt: skip


def _concept(db: Sessie, casus: str, op: date) -> Iterator[dict[str, Any]]:
    soorten = regelsoorten(db, op).per_soort
    for regel, concept, uitkomst, getoetst in rijen(db, _CONCEPT, casus=casus):
        soort = soorten.get(concept["soort"])
        if soort is not None:
            yield from _nodig(regel, concept["bedrag"], soort.wet, uitkomst, dag(getoetst))


def _voorgenomen(db: Sessie, casus: str) -> Iterator[dict[str, Any]]:
    besluit = rij(db, _BESLUIT, casus=casus)
    if besluit is not None and besluit[1] == "voorgenomen":
        for kenmerk, bedrag, _, wet, _, _, uitkomst, _ in rijen(db, _REGELS, besluit=besluit[0]):
            yield from _nodig(kenmerk, bedrag, wet, uitkomst, besluit[2])


def _nodig(kenmerk: str, bedrag: int, wet: str, uitkomst: str, sinds: date) -> Iterator[dict[str, Any]]:
    # A mandate row of such a domain is there for each of its laws: any of them finds it.
    wet = WETTEN_VAN.get(wet, (wet,))[0]
    if uitkomst not in _KAN and bedrag and wet in WETTEN:
        yield {"soort": "besluit_nodig", "id": f"regel-{kenmerk}", "bedrag_cent": bedrag, "wet": wet,
               "geldig_van": sinds.isoformat()}  # fmt: skip


def _betalers(db: Sessie, casus: str) -> Iterator[dict[str, Any]]:
    besluit = rij(db, _BESLUIT, casus=casus)
    if besluit is None or besluit[1] != "genomen":
        return
    for kenmerk, bedrag, bron, wet, _, tot, _, namens in rijen(db, _REGELS, besluit=besluit[0]):
        wie = bron if bron != POT else next(iter(namens), None)
        # A line that was over on the day of the besluit never held.
        if bedrag and wie is not None and tot >= besluit[2]:
            status = "pot" if bron == POT else "toegezegd"
            yield _financiering(f"planregel-{kenmerk}", wie, status, bedrag, wet, besluit[2], tot + timedelta(days=1))


_U, _A, _L, _BW = UitzoekbesluitRij, UitzoekaandeelRij, FinancieringslijnRij, BetwistingRij
_LAATSTE = (
    select(func.max(col(_U.versie))).where(col(_U.lijn) == col(_A.lijn)).correlate(_A).scalar_subquery()
)  # fmt: skip
_BETWIST = (
    select(func.min(col(_BW.ontvangen_op)))
    .where(col(_BW.lijn) == col(_A.lijn), col(_BW.betaler) == col(_A.betaler), col(_BW.status) == "open")
    .correlate(_A)
    .scalar_subquery()
)
_AANDELEN = (
    select(
        col(_L.volgnummer), col(_A.plaats), col(_A.betaler), col(_A.bedrag), col(_A.wet), col(_U.beslist_op),
        col(_L.status), col(_L.status_sinds), _BETWIST,
    )
    .join(_L, col(_L.lijn) == col(_A.lijn))
    .join(_U, (col(_U.lijn) == col(_A.lijn)) & (col(_U.versie) == col(_A.versie)))
    .where(col(_L.casus) == bindparam("casus"), col(_A.versie) == _LAATSTE)
    .order_by(col(_L.volgnummer), col(_A.plaats))
)  # fmt: skip


def _aandelen(db: Sessie, casus: str) -> Iterator[dict[str, Any]]:
    for lijn, plaats, betaler, bedrag, wet, beslist, status, sinds, betwist in rijen(db, _AANDELEN, casus=casus):
        klaar = sinds if status in _LIJN_KLAAR else None
        if bedrag and (klaar is None or klaar > beslist):
            soort = "gevraagd" if betwist is None else "betwist"
            yield _financiering(f"aandeel-{lijn}-{plaats}", betaler, soort, bedrag, wet, beslist, klaar)


def _financiering(
    id_: str, van: str, status: str, bedrag: int, wet: str, sinds: date, tot: date | None
) -> dict[str, Any]:
    velden: dict[str, Any] = {
        "soort": "financiering", "id": id_, "van": van, "status": status, "bedrag_cent": bedrag,
        "geldig_van": sinds.isoformat(),
    }  # fmt: skip
    wet = WETTEN_VAN.get(wet, (wet,))[0]
    if wet in WETTEN:
        velden["wet"] = wet
    if tot is not None:
        velden["geldig_tot"] = tot.isoformat()
    return velden
