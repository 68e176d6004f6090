"""The network behind `k`: the map in fixed lanes, the matrix who spoke to whom, and one person as sentences."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import zip_longest
from typing import Any

from tui.viewmodels.netwerk import DOMEINEN, Vondst
from tui.viewmodels.opmaak import Regel, kort, meervoud

BANEN = (
    ("ONDERWIJS", ("onderwijs", "leerplicht")),
    ("GEZIN", ("gezin",)),
    ("JEUGDHULP EN GEMEENTE", ("toegang", "jeugdhulp", "jgz", "veiligheid", "financier")),
)
"""Everybody stands in the same lane, always."""
EERST_MATRIX = 13
"""From so many people on the matrix comes before the map."""
PIJL, LIJN, GAT = "━▶", "━", "╌ "
"""Points to, spoke with, and what is missing."""
_ORDE = {domein: nr for nr, (domein, _) in enumerate(DOMEINEN)}
_ONDERWERP = {"regie": "regie", "financiering": "betalen", "uitvoering": "uitvoeren", "plek": "plek"}


def zichten(netwerk: Mapping[str, Any]) -> tuple[str, ...]:
    """Return the views in the order in which `k` goes through them; the findings come first."""
    groot = len(netwerk["actoren"]) >= EERST_MATRIX
    return ("bevindingen", *(("matrix", "kaart") if groot else ("kaart", "matrix")), "wie")


def naam(actor: Mapping[str, Any], presentatie: bool) -> str:
    """Return how somebody is written: in the presentatiestand by function."""
    return str((actor["functie"] or actor["domein"] or "gezinslid") if presentatie else actor["naam"])


def kaart(netwerk: Mapping[str, Any], vondst: Vondst | None, breedte: int, *, presentatie: bool = False) -> list[Regel]:
    """Return the lanes, and below them only the lines of the chosen finding, each from lane to lane."""
    baan = max(14, (breedte - 2) // 3)
    gekozen = vondst.betrokkenen if vondst else frozenset()
    kolommen = [
        [
            f"{'▶' if gekozen & {a['id'], a['organisatie_id']} else ' '} {naam(a, presentatie)}"
            for a in netwerk["actoren"]
            if a["domein"] in domeinen
        ]
        or ["  niet vastgelegd"]
        for _, domeinen in BANEN
    ]
    regels = [Regel("".join(f"{kort(titel, baan - 1):<{baan}}" for titel, _ in BANEN).rstrip(), "vet")]
    for rij in zip_longest(*kolommen, fillvalue=""):
        regels.append(Regel("".join(f"{kort(deel, baan - 1):<{baan}}" for deel in rij).rstrip()))
    regels.append(Regel("─" * min(breedte, baan * 3), "stil"))
    if vondst is None:
        return [*regels, Regel("Kies een bevinding; dan staan hier haar lijnen.", "stil")]
    lijnen = [_lijn(*lijn, breedte) for lijn in _lijnen(netwerk, vondst, presentatie)]
    return [*regels, *(lijnen or [Regel("Deze bevinding gaat niet over een lijn tussen twee mensen.", "stil")])]


def _lijnen(netwerk: Mapping[str, Any], vondst: Vondst, presentatie: bool) -> list[tuple[str, str, str, str]]:
    """Return begin, kind of line, end and words of every line of a finding."""
    per_id = {a["id"]: a for a in netwerk["actoren"]}
    leden = vondst.betrokkenen
    uit = [
        (pijl["van_naam"], PIJL, pijl["naar_naam"], _woorden(pijl, presentatie))
        for pijl in netwerk["pijlen"]
        if {pijl["van"], pijl["naar"]} & leden and pijl["onderwerp"] in _onderwerpen(vondst)
    ]
    if vondst.regel == "R11":
        een, ander = ([a for a in netwerk["actoren"] if a["domein"] == d] for d in ("onderwijs", "jeugdhulp"))
        uit += [
            (naam(a, presentatie), GAT, naam(b, presentatie), "geen contact vastgelegd") for a in een for b in ander
        ]
        return uit
    for lijn in netwerk["lijnen"]:
        if {lijn["a"], lijn["b"]} & leden:
            a, b = (naam(per_id[lijn[kant]], presentatie) for kant in ("a", "b"))
            uit.append((a, LIJN, b, f"{lijn['dagen']} dagen geleden"))
    doel = {lid.removeprefix("domein:") for lid in leden if lid.startswith("domein:")}
    houders = [a for a in netwerk["actoren"] if a["id"] in leden]
    uit += [
        (naam(h, presentatie), GAT, naam(a, presentatie), "geen lijn vastgelegd")
        for h in houders
        for a in netwerk["actoren"]
        if a["domein"] in doel
    ]
    return uit


def _onderwerpen(vondst: Vondst) -> set[str]:
    if vondst.regel == "R08":
        return {"regie"}
    return {lid.removeprefix("onderwerp:") for lid in vondst.betrokkenen if lid.startswith("onderwerp:")}


def _woorden(pijl: Mapping[str, Any], presentatie: bool) -> str:
    citaat = f' "{pijl["citaat"]}"' if pijl["citaat"] and not presentatie else ""
    return f"{_ONDERWERP.get(pijl['onderwerp'], pijl['onderwerp'])}{citaat}"


def _lijn(van: str, soort: str, naar: str, woorden: str, breedte: int) -> Regel:
    kant, midden = max(10, breedte // 4), max(6, breedte // 6)
    streep = "━" * (midden - 1) + "▶" if soort == PIJL else (soort * midden)[:midden]
    return Regel(kort(f"{kort(van, kant):<{kant}} {streep} {kort(naar, kant):<{kant}} {woorden}", breedte))


def matrix(netwerk: Mapping[str, Any], breedte: int, *, presentatie: bool = False) -> list[Regel]:
    """Return who spoke to whom, in days: `·` nothing on record, `×` school and care apart, `■` the same person.

    Where the columns do not fit: one row per domain.
    """
    mensen = sorted(netwerk["actoren"], key=lambda a: _ORDE.get(a["domein"], len(_ORDE)))
    dagen = {frozenset((lijn["a"], lijn["b"])): lijn["dagen"] for lijn in netwerk["lijnen"]}
    links = min(26, max(14, breedte - 4 * len(mensen) - 1))
    if links + 4 * len(mensen) > breedte:
        return _per_domein(mensen, dagen, breedte)
    regels = [Regel(" " * links + "".join(f"{nr:>4}" for nr in range(1, len(mensen) + 1)), "stil")]
    for nr, a in enumerate(mensen, start=1):
        cellen = "".join(f"{_cel(a, b, dagen):>4}" for b in mensen)
        regels.append(Regel(f"{kort(f'{nr:>2} {naam(a, presentatie)}', links):<{links}}{cellen}"))
    paren = sum(d is not None for d in dagen.values())
    regels.append(Regel(f"{meervoud(paren, 'paar sprak', 'paren spraken')} elkaar. Getal = dagen geleden.", "stil"))
    return [*regels, Regel("· niets vastgelegd   × school en jeugdhulp los   ■ dezelfde", "stil")]


def _cel(a: Mapping[str, Any], b: Mapping[str, Any], dagen: Mapping[frozenset[str], int | None]) -> str:
    if a["id"] == b["id"]:
        return "■"
    waarde = dagen.get(frozenset((a["id"], b["id"])))
    if waarde is not None:
        return str(waarde)
    return "×" if {a["domein"], b["domein"]} == {"onderwijs", "jeugdhulp"} else "·"


def _per_domein(
    mensen: Sequence[Mapping[str, Any]], dagen: Mapping[frozenset[str], int | None], breedte: int
) -> list[Regel]:
    van = {a["id"]: a["domein"] for a in mensen}
    namen = dict(DOMEINEN)
    tel: dict[str, dict[str, int]] = {}
    for paar, waarde in dagen.items():
        if waarde is not None and len(paar) == 2:
            een, ander = (van[id_] for id_ in paar)
            for x, y in {(een, ander), (ander, een)}:
                tel.setdefault(x, {}).setdefault(y, 0)
                tel[x][y] += 1
    regels = []
    for domein, titel in DOMEINEN:
        aantal = sum(d == domein for d in van.values())
        if aantal:
            met = ", ".join(f"{namen.get(d, d)} {n}" for d, n in sorted(tel.get(domein, {}).items())) or "niemand"
            regels.append(Regel(kort(f"{titel} ({aantal}): sprak met {met}", breedte)))
    return [*regels, Regel("Aantal paren dat elkaar sprak, per domein.", "stil")]


def wie(netwerk: Mapping[str, Any], vondst: Vondst | None, *, presentatie: bool = False) -> list[Regel]:
    """Return the people of the chosen finding (else everybody) as sentences: with whom they spoke, or not."""
    gekozen = [a for a in netwerk["actoren"] if vondst and a["id"] in vondst.betrokkenen] or netwerk["actoren"]
    regels = [Regel(_zin(netwerk, a, presentatie)) for a in gekozen]
    return regels or [Regel("Er is niemand als betrokken vastgelegd.")]


def _zin(netwerk: Mapping[str, Any], a: Mapping[str, Any], presentatie: bool) -> str:
    per_id, namen = {x["id"]: x for x in netwerk["actoren"]}, dict(DOMEINEN)
    buren = sorted(
        (lijn["dagen"], lijn["b"] if lijn["a"] == a["id"] else lijn["a"])
        for lijn in netwerk["lijnen"]
        if a["id"] in (lijn["a"], lijn["b"])
    )
    if not buren:
        return f"Van {naam(a, presentatie)} is geen contact vastgelegd."
    sprak = ", ".join(f"{naam(per_id[b], presentatie)} ({dagen} dagen geleden)" for dagen, b in buren)
    gezien = {per_id[b]["domein"] for _, b in buren} | {a["domein"], None}
    gemist = [namen[d].lower() for d in namen if d in {x["domein"] for x in netwerk["actoren"]} - gezien]
    rest = f" Niet vastgelegd: contact met {', '.join(gemist)}." if gemist else ""
    return f"{naam(a, presentatie)} sprak met {sprak}.{rest}"
