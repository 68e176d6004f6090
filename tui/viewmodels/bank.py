"""The open bank lines with what they probably are, and why; bank and book side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from budget.basis.geld import kaal
from tui.viewmodels.opmaak import Regel, Teken, meervoud, niveauwoord, wie

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


def bank_vm(feiten: Bankfeiten, *, zoek: str = "", presentatie: bool = False) -> BankVM:
    """Return the place; nothing of it is shown in the presentatiestand. zoek: only lines with this word or amount."""
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
        if _past(r, zoek)
    )
    telling = f"Open {meervoud(open_['aantal'], 'regel', 'regels')}: bij {kaal(open_['bij'])}, af {kaal(open_['af'])}"
    titel = f"Bank · {feiten.omgeving.regio}"
    if zoek.strip():
        gevonden = f"{len(rijen)} van {meervoud(len(regels), 'regel', 'regels')} met '{zoek.strip()}'; Esc toont alles"
        return BankVM(titel, telling, rijen, gevonden, gevonden)
    return BankVM(titel, telling, rijen, _aansluiting(feiten.stand))


def _past(regel: Mapping[str, Any], zoek: str) -> bool:
    """Say whether a line has this word, kenmerk or amount."""
    delen_ = (regel["tegenpartij"], regel["omschrijving"], regel["kenmerk"], regel["regel"], kaal(regel["open"]))
    voorstellen = (doel["doel"] for v in regel["voorstellen"] for doel in v["doelen"])
    return zoek.strip().lower() in " ".join(deel or "" for deel in (*delen_, *voorstellen)).lower()


def _dag(tekst: str) -> str:
    op = date.fromisoformat(tekst)
    return f"{op.day}-{op.month}"


def _teken(regel: Mapping[str, Any]) -> Teken:
    if regel["notitie"]:
        return Teken("‖", "opzij")
    return Teken("?", "voorstel", "let-op") if regel["voorstellen"] else Teken("✗", "geen voorstel", "fout")


def doelwoorden(voorstel: Mapping[str, Any]) -> str:
    """Name a proposal: its level and its targets."""
    return f"{niveauwoord(voorstel['niveau'])} {' + '.join(doel['doel'] for doel in voorstel['doelen'])}"


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
        kop = f"{merk} {voorstel['voorstel']} {niveauwoord(voorstel['niveau'])} {bedragen}{van}"
        regels.append(Regel(kop, "vet" if voorstel["voorstel"] == gekozen else ""))
        bewijs = "  ".join(f"{'✓' if b['voor'] else '✗'} {b['woorden']}" for b in voorstel["bewijs"])
        regels.append(Regel(f"      {bewijs}", inspring=6))
    if not regel["voorstellen"]:
        regels.append(Regel("✗ Geen voorstel. Noem met + zelf een doel, of leg de regel met l opzij."))
    return regels


def zelfde_niveau(feiten: Bankfeiten, niveau: str) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """Return the lines whose first proposal has this level, with that proposal."""
    return [(r, r["voorstellen"][0]) for r in feiten.stand["regels"] if r["voorstellen"][:1]
            and r["voorstellen"][0]["niveau"] == niveau]  # fmt: skip


def niveauregels(paren: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> list[Regel]:
    """Return the list that is agreed with as a whole, and its sum."""
    regels = [
        Regel(f"{_dag(r['boekdatum']):>5}  {kaal(r['open']):>12}  {r['tegenpartij'] or 'onbekend'} → {doelwoorden(v)}")
        for r, v in paren
    ]
    som = kaal(sum(r["open"] for r, _ in paren))
    return [*regels, Regel(""), Regel(f"Samen {meervoud(len(paren), 'regel', 'regels')}: {som}", "vet")]


def koppelingregel(k: Mapping[str, Any], mensen: Mapping[str, str]) -> str:
    """Return one match on a line: what, how much, at which level and by whom."""
    door = "vanzelf" if k["automatisch"] else f"door {wie(k['door'], mensen)}"
    return f"{kaal(k['bedrag']):>12}  {k['regel']} → {k['doel']}  ({k['niveau']}, {door})"


def delen(waarden: Mapping[str, str]) -> list[tuple[str, str]]:
    """Return (target, amount as typed) of the filled lines of a split."""
    return [(waarden[f"doel{nr}"], waarden[f"bedrag{nr}"]) for nr in (1, 2, 3, 4) if waarden[f"doel{nr}"]]
