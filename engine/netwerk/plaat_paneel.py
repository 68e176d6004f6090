"""The panel beside the picture: cards, arrows with their quotes, whom to ask."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from engine.netwerk.beeld import Beeld
from engine.netwerk.begrippen import Bevinding, Bevindingsoort, Kaart
from engine.netwerk.plaat_plekken import PANEEL
from engine.netwerk.plaat_tekst import regels, tekst
from engine.netwerk.teksten import Schrijver
from engine.netwerk.wie_vragen import wie_vragen

PIJLREGELS = ("doorschuifcirkel", "doorschuif_eindpunt")
"""The findings that are drawn as arrows."""
ROOD, BRUIN, GRIJS, ZWART = "#B00020", "#7a4a00", "#555555", "#111111"
_LINKS = PANEEL.x + 14
_RUIMTE = PANEEL.b - 28
_ONDER = PANEEL.y + PANEEL.h - 54


def zichtbaar(beeld: Beeld, bevinding: Bevinding, namen: bool) -> bool:
    """Say whether a finding may be shown; in a room without names those about persons may not."""
    return namen or not any(b in beeld.personen for b in bevinding.betrokkenen)


def kleur(bevinding: Bevinding) -> str:
    """Return brown for a question, red for what stops help, else black; the words carry the meaning."""
    if bevinding.soort is Bevindingsoort.NIET_VASTGELEGD:
        return BRUIN
    return ROOD if bevinding.ernst == 3 else ZWART


@dataclass(frozen=True, slots=True)
class Pijl:
    """A numbered arrow of the picture: who points to whom, the quote, and the rows that say so."""

    nummer: int
    van: str
    naar: str
    citaat: str
    bewijs: frozenset[str]


class _Kolom:
    """Lines of text from top to bottom; a block that does not fit is counted instead."""

    def __init__(self) -> None:
        self.delen: list[str] = []
        self.y = PANEEL.y + 4
        self.over = 0

    def blok(self, inhoud: Sequence[tuple[str, float, str, bool]], voor: float = 8) -> bool:
        regelset = [
            (regel, grootte, kleurcode, vet)
            for zin, grootte, kleurcode, vet in inhoud
            for regel in regels(zin, _RUIMTE, grootte, vet=vet)
        ]
        hoogte = voor + sum(grootte * 1.32 for _, grootte, _, _ in regelset)
        if self.over or self.y + hoogte > _ONDER:
            self.over += 1
            return False
        self.y += voor
        for regel, grootte, kleurcode, vet in regelset:
            self.y += grootte * 1.32
            self.delen.append(tekst(_LINKS, round(self.y, 1), regel, grootte, kleurcode, vet=vet))
        return True


def paneel(beeld: Beeld, kaarten: Sequence[Kaart], pijlen: Sequence[Pijl], s: Schrijver) -> list[str]:
    """Return the elements of the panel, as far as this viewer may see them."""
    kolom = _Kolom()
    nummer = 0
    for kaart in kaarten:
        getoond = [b for b in kaart.regels if zichtbaar(beeld, b, s.namen)]
        if not getoond:
            continue
        kolom.blok([(kaart.naam.upper(), 12.5, GRIJS, True)], 8)
        for b in getoond:
            nummer += 1
            kolom.blok(_regel(b, nummer, pijlen, s), 3 if b is getoond[0] else 7)
        meer = sum(zichtbaar(beeld, b, s.namen) for b in kaart.meer)
        if meer:
            kolom.blok([(f"+ {meer} meer", 12.5, GRIJS, False)], 3)
    if not nummer:
        kolom.blok([("Geen bevindingen om te tonen.", 15, ZWART, True)])
    if not beeld.bezet and s.namen:
        _wie(beeld, kolom, s)
    if kolom.over:
        kolom.delen.append(tekst(_LINKS, _ONDER + 14, "Meer staat op de kaarten in het scherm.", 12, GRIJS))
    for i, slot in enumerate(("Telt alleen wat is vastgelegd.", "Klopt er iets niet? Zeg het.")):
        kolom.delen.append(tekst(_LINKS, PANEEL.y + PANEEL.h - 24 + 16 * i, slot, 12.5, GRIJS))
    return kolom.delen


def _regel(b: Bevinding, nummer: int, pijlen: Sequence[Pijl], s: Schrijver) -> list[tuple[str, float, str, bool]]:
    zin = b.tekst if s.namen else b.zaaltekst
    eigen = [p for p in pijlen if b.naam in PIJLREGELS and p.bewijs & set(b.bewijs)]
    if not eigen:
        return [(f"{nummer}. {zin}", 14, kleur(b), True)]
    # Pointing is told by its arrows, with the same numbers as in the picture.
    kop = zin.split(":", 1)[0] if b.naam == "doorschuifcirkel" else zin
    gezegd = []
    for p in eigen:
        citaat = s.citaat(p.citaat)
        gezegd.append(
            (f"({p.nummer}) {s.naam(p.van)} → {s.naam(p.naar)}{f': {citaat}' if citaat else ''}", 13, ZWART, False)
        )
    return [(f"{nummer}. {kop}", 14, kleur(b), True), *gezegd]


def _wie(beeld: Beeld, kolom: _Kolom, s: Schrijver) -> None:
    for letter, kandidaat in zip("ab", wie_vragen(beeld), strict=False):
        functie = beeld.functie(kandidaat.persoon)
        wie = f"{s.naam(kandidaat.persoon)}{f', {functie}' if functie else ''}"
        redenen = " ".join(f"{'+' if r.punten > 0 else '−'} {r.tekst}" for r in kandidaat.redenen)
        kop = [("Wie vragen we?", 15.0, ZWART, True)] if letter == "a" else []
        kolom.blok([*kop, (f"{letter} {wie}", 13.5, ZWART, False), (redenen, 12.5, GRIJS, False)], 10 if kop else 3)
