"""The open bank lines with what they probably are, and why; bank and book side by side."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from budget.basis.geld import kaal
from tui.viewmodels.opmaak import Regel, Teken, meervoud, wie

if TYPE_CHECKING:
    from tui.viewmodels.feiten import Bankfeiten


@dataclass(frozen=True, slots=True)
class Bankrij:
    """One open line, or a part of a batch."""

    sleutel: str
    teken: Teken
    datum: str
    tegenpartij: str
    omschrijving: str
    bedrag: str
    voorstel: str


@dataclass(frozen=True, slots=True)
class BankVM:
    """The place Bank."""

    titel: str
    rechts: str
    rijen: tuple[Bankrij, ...]
    telling: str
    leeg: str = "✓ Er staat niets open: elke bankregel heeft een bestemming."


def sleutel(regel: Mapping[str, Any]) -> str:
    """Return the key of a line or part."""
    return f"{regel['regel']}/{regel['deel'] or ''}"


def bank_vm(feiten: Bankfeiten, *, presentatie: bool = False) -> BankVM:
    """Return the place; nothing of it is shown in the presentatiestand."""
    if presentatie:
        return BankVM("Bank", "", (), "", "In de presentatiestand blijven de bankregels verborgen.")
    open_, regels = feiten.stand["open"], feiten.stand["regels"]
    rijen = tuple(
        Bankrij(
            sleutel=sleutel(r),
            teken=_teken(r),
            datum=_dag(r["boekdatum"]),
            tegenpartij=r["tegenpartij"] or "onbekend",
            omschrijving=r["omschrijving"] or r["kenmerk"] or "",
            bedrag=kaal(r["open"]),
            voorstel=doelwoorden(r["voorstellen"][0]) if r["voorstellen"] else "geen voorstel",
        )
        for r in regels
    )
    telling = f"Open {meervoud(open_['aantal'], 'regel', 'regels')}: bij {kaal(open_['bij'])}, af {kaal(open_['af'])}"
    return BankVM(f"Bank · {feiten.omgeving.regio}", telling, rijen, _aansluiting(feiten.stand))


def _dag(tekst: str) -> str:
    op = date.fromisoformat(tekst)
    return f"{op.day}-{op.month}"


def _teken(regel: Mapping[str, Any]) -> Teken:
    if regel["notitie"]:
        return Teken("‖", "opzij")
    return Teken("?", "voorstel", "let-op") if regel["voorstellen"] else Teken("✗", "geen voorstel", "fout")


def doelwoorden(voorstel: Mapping[str, Any]) -> str:
    """Name a proposal: its level and its targets."""
    return f"{voorstel['niveau']} {' + '.join(doel['doel'] for doel in voorstel['doelen'])}"


def _aansluiting(stand: Mapping[str, Any]) -> str:
    delen = []
    for rekening in stand["rekeningen"]:
        bank = "nog geen afschrift" if rekening["bank"] is None else kaal(rekening["bank"])
        sluit = "✓ sluit aan" if not rekening["aansluiting"] else f"✗ verschil {kaal(rekening['aansluiting'])}"
        wacht = len(rekening["quarantaine"])
        rest = f" · {meervoud(wacht, 'afschrift wacht', 'afschriften wachten')}" if wacht else ""
        delen.append(f"Bank {bank}, grootboek {kaal(rekening['boek'])} {sluit}{rest}")
    return " · ".join(delen)


def waarom(regel: Mapping[str, Any], gekozen: int, mensen: Mapping[str, str]) -> list[Regel]:
    """Return every proposal with its evidence; the chosen one is marked."""
    regels = [Regel(f"{regel['tegenpartij'] or 'onbekend'}: {regel['omschrijving'] or 'geen omschrijving'}", "vet")]
    if regel["notitie"]:
        regels.append(Regel(f"‖ Ligt opzij: {regel['notitie']} ({wie(regel['eigenaar'], mensen)})"))
    for voorstel in regel["voorstellen"]:
        bedragen = " + ".join(f"{doel['doel']} {kaal(doel['bedrag'])}" for doel in voorstel["doelen"])
        van = f" (1 van {voorstel['oplossingen']} oplossingen)" if voorstel["oplossingen"] > 1 else ""
        merk = "▶" if voorstel["voorstel"] == gekozen else " "
        kop = f"{merk} {voorstel['voorstel']} {voorstel['niveau']} {bedragen}{van}"
        regels.append(Regel(kop, "vet" if voorstel["voorstel"] == gekozen else ""))
        bewijs = "  ".join(f"{'✓' if b['voor'] else '✗'} {b['woorden']}" for b in voorstel["bewijs"])
        regels.append(Regel(f"      {bewijs}", inspring=6))
    if not regel["voorstellen"]:
        regels.append(Regel("✗ Geen voorstel. Leg de regel met l opzij, met een toelichting, of koppel hem zelf:"))
        regels.append(Regel(f"    doorbraak bank koppel {regel['regel']} DOEL"))
    return regels
