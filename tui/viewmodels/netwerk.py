"""The network of one casus in a terminal: who is in it per domain, what is missing, and whom to ask."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from tui.viewmodels.opmaak import Regel, kort, meervoud

DOMEINEN = (
    ("onderwijs", "Onderwijs"),
    ("leerplicht", "Leerplicht"),
    ("jgz", "Jeugdgezondheid"),
    ("jeugdhulp", "Jeugdhulp"),
    ("toegang", "Toegang"),
    ("gezin", "Gezin"),
    ("veiligheid", "Veiligheid"),
    ("financier", "Financier"),
)
"""Every domain has one place, always; the missing one is always the same gap."""

KAARTNAAM = {"regie": "Regie", "verbinding": "Verbinding", "let_op": "Let op"}


@dataclass(frozen=True, slots=True)
class Vondst:
    """A finding as a line to choose: its sentence, what would mend it, and who is in it."""

    tekst: str
    klasse: str
    herstel: str
    betrokkenen: frozenset[str]
    regel: str = ""
    vraag_aan: tuple[str, ...] = ()


def vondsten(netwerk: Mapping[str, Any], *, presentatie: bool = False) -> tuple[Vondst, ...]:
    """Return the findings, heaviest first, as sentences with a symbol; hidden in the presentatiestand."""
    if presentatie:
        return ()
    return tuple(
        Vondst(
            tekst=f"{'✓' if b['beantwoord'] else '?' if b['vraag'] else '!'} {b['tekst']}",
            klasse="fout" if b["ernst"] == 3 else "",
            herstel=b["herstel"],
            betrokkenen=frozenset(b["betrokkenen"]),
            regel=b["regel"],
            vraag_aan=tuple(b["vraag_aan"]),
        )
        for b in sorted(netwerk["bevindingen"], key=lambda b: -b["ernst"])
    )


def plaats_van(gekozen: Vondst | None, plaats: int, nieuw: Sequence[Vondst]) -> int:
    """Return where the chosen finding stands now; when it is gone: what came in its place."""
    for nr, vondst in enumerate(nieuw):
        if gekozen and (vondst.regel, vondst.betrokkenen) == (gekozen.regel, gekozen.betrokkenen):
            return nr
    return min(plaats, len(nieuw) - 1)


def te_beantwoorden(netwerk: Mapping[str, Any], *, presentatie: bool = False) -> tuple[Vondst, ...]:
    """Return what keeps help from starting and has no answer yet: it is asked at the besluit."""
    open_ = [b for b in netwerk["bevindingen"] if b["ernst"] == 3 and not b["beantwoord"] and not b["hint"]]
    return vondsten({"bevindingen": open_}, presentatie=presentatie)


def actorregels(
    netwerk: Mapping[str, Any], breedte: int, gekozen: frozenset[str] = frozenset(), *, presentatie: bool = False
) -> list[Regel]:
    """Return who is in it, per domain in fixed places; those of the chosen finding are marked.

    Below 30 columns one line per domain. In the presentatiestand functions instead of names.
    """
    regels: list[Regel] = []
    for domein, titel in DOMEINEN:
        hier = [a for a in netwerk["actoren"] if a["domein"] == domein]
        if not hier:
            if domein not in ("financier", "veiligheid"):
                regels.append(Regel(kort(f"{titel}: niet vastgelegd", breedte), "stil"))
            continue
        if breedte < 30:
            recent = [a["dagen"] for a in hier if a["dagen"] is not None]
            laatste = f", laatste {min(recent)}d" if recent else ""
            regels.append(Regel(kort(f"{titel} {len(hier)}{laatste}", breedte)))
            continue
        regels.append(Regel(titel, "vet"))
        regels += [_actor(a, breedte, gekozen, presentatie) for a in hier]
    return regels


def _actor(a: Mapping[str, Any], breedte: int, gekozen: frozenset[str], presentatie: bool) -> Regel:
    naam = (a["functie"] or "gezinslid") if presentatie else a["naam"]
    rest = a["organisatie"] if presentatie else (a["functie"] or a["organisatie"] or "")
    stil = a["dagen"] is not None and a["dagen"] > a["stil_na"]
    kant = "" if a["dagen"] is None else f"{a['dagen']}d{' !' if stil else ''}"
    merk = "▶" if a["id"] in gekozen else " "
    ruimte = breedte - len(kant) - 3
    links = kort(f"{naam}, {rest}" if rest else naam, ruimte)
    return Regel(f"{merk} {links:<{ruimte}} {kant}".rstrip(), "gekozen" if a["id"] in gekozen else "")


def kandidaatregels(kandidaten: Sequence[Mapping[str, Any]], *, presentatie: bool = False) -> list[Regel]:
    """Return whom one could ask for the regie and why; only the people at the table decide."""
    if presentatie or not kandidaten:
        return []
    regels = [Regel("Wie vragen we voor de regie?", "vet")]
    for nr, kandidaat in enumerate(kandidaten, start=1):
        regels.append(Regel(f"{nr} {kandidaat['naam']}"))
        regels += [Regel(f"    {reden}") for reden in kandidaat["redenen"]]
    return regels


def samenvatting(netwerk: Mapping[str, Any]) -> str:
    """Say in one line how many people and findings there are, and on what this rests."""
    mensen = meervoud(len(netwerk["actoren"]), "betrokkene", "betrokkenen")
    return f"{mensen}. Telt alleen wat is vastgelegd. Klopt er iets niet? Zeg het."
