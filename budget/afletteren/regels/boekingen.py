"""From a target to the event of the ledger that clears the bank line; and the text in which people name a target."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from budget.afletteren.begrippen import Doel, Doelsoort, Kandidaten, OpenToezegging, OpenVordering
from budget.afletteren.weigeringen import DoelOnbekend
from budget.basis.geld import Geld
from budget.grootboek import begrippen as g

_VORM = re.compile(r"(?P<soort>[a-z_-]+)(?::(?P<kenmerk>.+))?")
_VORDERING = re.compile(r"VV[0-9]{10}")
_OPDRACHT = re.compile(r"[VT][FB]-[0-9]{4}-[0-9]{6}")


@dataclass(frozen=True, slots=True)
class Boeking:
    """The event that clears a line for a target, and what was open on the target (None: no such figure)."""

    gebeurtenis: g.Gebeurtenis
    open_toen: int | None


def lees_doel(tekst: str, cents: int, k: Kandidaten) -> Doel:
    """Read a target as people type it: `vordering:VV2026000010`, `VV2026000010`, `storting:gemeente_zeist:2026`.

    cents: for how much; 0 takes what is open on the target. Refusal: doel_onbekend.
    """
    schoon = tekst.strip()
    if _VORDERING.fullmatch(schoon):
        schoon = f"vordering:{schoon}"
    elif _OPDRACHT.fullmatch(schoon):
        schoon = f"opdracht:{schoon}"
    vorm = _VORM.fullmatch(schoon)
    soort = vorm["soort"].replace("-", "_") if vorm else ""
    if vorm is None or soort not in {s.value for s in Doelsoort}:
        raise DoelOnbekend(tekst, "dit soort doel bestaat niet")
    doel = Doel(Doelsoort(soort), vorm["kenmerk"] or "", cents)
    return doel if cents else Doel(doel.soort, doel.kenmerk, _open_op(doel, k) or 0)


def _open_op(doel: Doel, k: Kandidaten) -> int | None:
    """Return what is open on a target; None where there is no such figure."""
    match doel.soort:
        case Doelsoort.VORDERING | Doelsoort.VERSCHIL:
            return _vordering(doel, k).open
        case Doelsoort.STORNO:
            return _vordering(doel, k).ontvangen
        case Doelsoort.NAGEKOMEN:
            return _vordering(doel, k).afgeschreven
        case Doelsoort.OPDRACHT | Doelsoort.RETOUR:
            opdracht = k.opdrachten.get(doel.kenmerk)
            if opdracht is None:
                raise DoelOnbekend(doel.notatie, "er is geen opdracht met dit nummer")
            return opdracht.onderweg if doel.soort is Doelsoort.OPDRACHT else opdracht.cents
        case Doelsoort.STORTING:
            return _toezegging(doel, k).open
        case Doelsoort.STORTING_STORNO:
            return _toezegging(doel, k).gestort
        case Doelsoort.TERUGVORDERING:
            aanbieder, casus = _aanbieder(doel)
            return next((t.open for t in k.terugvorderingen if (t.aanbieder, t.casus) == (aanbieder, casus)), 0)
    return None


def als_boeking(doel: Doel, regel: str, op: date, bron: str, k: Kandidaten) -> Boeking:
    """Return the event for a target on a day; refusal: doel_onbekend."""
    open_ = _open_op(doel, k)
    if doel.soort is Doelsoort.OPDRACHT and open_ and doel.cents != open_:
        raise DoelOnbekend(doel.notatie, f"deze opdracht is {Geld(open_)} en wordt in haar geheel afgeschreven")
    return Boeking(_MAAK[doel.soort](doel, regel, Geld(doel.cents), op, bron, k), open_)


def sinds(doel: Doel, k: Kandidaten) -> date:
    """Return the day before which nothing can be booked on this target."""
    v = k.per_nummer.get(doel.kenmerk)
    return v.sinds if v is not None else date.min


def _op_vordering(doel: Doel, regel: str, bedrag: Geld, op: date, bron: str, k: Kandidaten) -> g.Gebeurtenis:
    v = _vordering(doel, k)
    velden = {"datum": op, "regel": regel, "betaler": v.betaler, "casus": v.casus, "besluit": v.besluit, "bron": bron}
    match doel.soort:
        case Doelsoort.VORDERING:
            return g.Ontvangst(bedrag=bedrag, **velden)  # type: ignore[arg-type]
        case Doelsoort.STORNO:
            return g.Storno(bedrag=bedrag, **velden)  # type: ignore[arg-type]
    return g.NagekomenOntvangst(bedrag=bedrag, **velden)  # type: ignore[arg-type]


def _verschil(doel: Doel, regel: str, bedrag: Geld, op: date, bron: str, k: Kandidaten) -> g.Gebeurtenis:
    v = _vordering(doel, k)
    return g.Betalingsverschil(datum=op, betaler=v.betaler, casus=v.casus, besluit=v.besluit, bedrag=bedrag, bron=bron)


def _betaling(doel: Doel, regel: str, bedrag: Geld, op: date, bron: str, k: Kandidaten) -> g.Gebeurtenis:
    opdracht = k.opdrachten[doel.kenmerk]
    return g.Betaling(datum=op, regel=regel, begunstigde=opdracht.begunstigde, opdracht=doel.kenmerk, bron=bron)


def _retour(doel: Doel, regel: str, bedrag: Geld, op: date, bron: str, k: Kandidaten) -> g.Gebeurtenis:
    o = k.opdrachten[doel.kenmerk]
    if not o.factuur:
        return g.TerugbetalingRetour(datum=op, regel=regel, partij=o.begunstigde, bedrag=bedrag, bron=bron)
    return g.BetalingRetour(datum=op, regel=regel, aanbieder=o.begunstigde, factuur=o.factuur, bedrag=bedrag, bron=bron)


def _storting(doel: Doel, regel: str, bedrag: Geld, op: date, bron: str, k: Kandidaten) -> g.Gebeurtenis:
    t = _toezegging(doel, k)
    soort = g.Storting if doel.soort is Doelsoort.STORTING else g.StortingStorno
    return soort(datum=op, regel=regel, deelnemer=t.deelnemer, bedrag=bedrag, jaar=t.jaar, oormerk=t.oormerk, bron=bron)


def _terugvordering(doel: Doel, regel: str, bedrag: Geld, op: date, bron: str, k: Kandidaten) -> g.Gebeurtenis:
    aanbieder, casus = _aanbieder(doel)
    return g.TerugvorderingOntvangen(datum=op, regel=regel, aanbieder=aanbieder, casus=casus, bedrag=bedrag, bron=bron)


def _te_veel(doel: Doel, regel: str, bedrag: Geld, op: date, bron: str, k: Kandidaten) -> g.Gebeurtenis:
    if doel.kenmerk not in k.alle_partijen:
        raise DoelOnbekend(doel.notatie, "deze partij is niet bekend bij de pot")
    return g.TeVeelOntvangen(datum=op, regel=regel, partij=doel.kenmerk, bedrag=bedrag, bron=bron)


def _bank(doel: Doel, regel: str, bedrag: Geld, op: date, bron: str, k: Kandidaten) -> g.Gebeurtenis:
    soort = g.Banksoort.RENTE if doel.soort is Doelsoort.RENTE else g.Banksoort.BANKKOSTEN
    return g.BankkostenRente(datum=op, regel=regel, bedrag=bedrag, soort=soort, bron=bron)


_Maker = Callable[[Doel, str, Geld, date, str, Kandidaten], g.Gebeurtenis]
_MAAK: Mapping[Doelsoort, _Maker] = {
    Doelsoort.VORDERING: _op_vordering,
    Doelsoort.STORNO: _op_vordering,
    Doelsoort.NAGEKOMEN: _op_vordering,
    Doelsoort.VERSCHIL: _verschil,
    Doelsoort.OPDRACHT: _betaling,
    Doelsoort.RETOUR: _retour,
    Doelsoort.STORTING: _storting,
    Doelsoort.STORTING_STORNO: _storting,
    Doelsoort.TERUGVORDERING: _terugvordering,
    Doelsoort.TE_VEEL: _te_veel,
    Doelsoort.BANKKOSTEN: _bank,
    Doelsoort.RENTE: _bank,
}


def _vordering(doel: Doel, k: Kandidaten) -> OpenVordering:
    v = k.per_nummer.get(doel.kenmerk)
    if v is None:
        raise DoelOnbekend(doel.notatie, "er is geen vordering met dit nummer")
    return v


def _toezegging(doel: Doel, k: Kandidaten) -> OpenToezegging:
    wie, _, jaar = doel.kenmerk.partition(":")
    passend = [t for t in k.toezeggingen if t.deelnemer == wie and (not jaar or str(t.jaar) == jaar)]
    if not passend:
        raise DoelOnbekend(doel.notatie, "deze deelnemer heeft daarvoor geen toezegging")
    return next((t for t in passend if t.open), passend[-1])


def _aanbieder(doel: Doel) -> tuple[str, str]:
    aanbieder, punt, casus = doel.kenmerk.partition(":")
    if not punt:
        raise DoelOnbekend(doel.notatie, "noem aanbieder en casus, zoals terugvordering:aanbieder_de_brug:DT-7K3M9Q")
    return aanbieder, casus
