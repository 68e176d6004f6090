"""Judging statements: refusals, quarantine, chain, duplicates and overlap; pure, with what is known as arguments.

Texts are never compared: one and the same day as MT940 and as camt.053 has different texts.
"""

from __future__ import annotations

import hashlib
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from budget.bank.begrippen import (
    Afschrift,
    Bankregel,
    Blad,
    Oordeel,
    Opmerking,
    Reden,
    Regels,
    Sleutel,
    Stand,
    Uitkomst,
    op_volgorde,
)

_ONVOLLEDIG = frozenset({Reden.PAGINA_ONTBREEKT, Reden.SALDO_ONTBREEKT, Reden.SALDO_SLUIT_NIET})
"""Reasons that the chain cannot settle: only another file or a person can."""


def identiteit(afschrift: Afschrift, rekening: str) -> str:
    """Return what makes a statement the same one in any format: account, balances, closing date and its lines.

    `rekening` is the pot account that the file means. Numbers of statements are no part of it: banks use them again.
    """
    return kenmerk_van(rekening, afschrift.begin, afschrift.einde, afschrift.einddatum, afschrift.telling)


def kenmerk_van(
    rekening: str, begin: int | None, einde: int | None, einddatum: date | None, telling: Mapping[Sleutel, int]
) -> str:
    """Return the identity of a statement from its parts."""
    som = hashlib.sha256()
    for waarde in (rekening, begin, einde, einddatum):
        som.update(f"{waarde}\n".encode())
    for (dag, cents), aantal in sorted(telling.items()):
        som.update(f"{dag} {cents} {aantal}\n".encode())
    return som.hexdigest()


def beoordeel(afschrift: Afschrift, rekening: str | None, stand: Stand | None) -> Oordeel:
    """Judge one statement.

    rekening: the pot account that the file means, None when it is not one of ours. stand: what is known of it. Refusals
    come first and alone; then what makes a statement incomplete; only one that adds up is held against the chain.
    O(lines by day and amount).
    """
    redenen = set(afschrift.redenen)
    if rekening is None or stand is None:
        redenen.add(Reden.ANDERE_REKENING)
    opmerkingen = set(afschrift.opmerkingen)
    if not afschrift.aantal and not afschrift.aankondiging:
        opmerkingen.add(Opmerking.GEEN_REGELS)
    if redenen or rekening is None or stand is None:
        return _oordeel(Uitkomst.GEWEIGERD, redenen, opmerkingen)
    if afschrift.aankondiging:
        return _oordeel(Uitkomst.AANVAARD, (), opmerkingen | {Opmerking.AANKONDIGING})

    if not afschrift.blad.heel:
        redenen.add(Reden.PAGINA_ONTBREEKT)
    if afschrift.begin is None or afschrift.einde is None or afschrift.som is None:
        redenen.add(Reden.SALDO_ONTBREEKT)
        return _oordeel(Uitkomst.QUARANTAINE, redenen, opmerkingen)
    verschil = afschrift.einde - afschrift.begin - afschrift.som
    if verschil:
        redenen.add(Reden.SALDO_SLUIT_NIET)
    if redenen:
        return _oordeel(Uitkomst.QUARANTAINE, redenen, opmerkingen, verschil or None)

    if identiteit(afschrift, rekening) in stand.afschriften:
        return _oordeel(Uitkomst.AANVAARD, (), opmerkingen | {Opmerking.DUBBEL_AFSCHRIFT})
    return _ketting(afschrift, afschrift.einde, stand, opmerkingen)


def _ketting(afschrift: Afschrift, einde: int, stand: Stand, opmerkingen: set[Opmerking]) -> Oordeel:
    """Hold a statement that adds up against the chain."""
    nieuw = _onbekend(afschrift, stand)
    alle = sum(afschrift.telling.values())
    aantal_nieuw = sum(nieuw.values())
    na_nieuw = stand.saldo + sum(cents * aantal for (_, cents), aantal in nieuw.items())
    volgt = afschrift.begin == stand.saldo
    past = na_nieuw == einde
    if aantal_nieuw == alle:
        if volgt:
            return _oordeel(Uitkomst.AANVAARD, (), opmerkingen, nieuw=alle)
    elif volgt and past:
        return _oordeel(Uitkomst.QUARANTAINE, {Reden.OVERLAP_ONDUIDELIJK}, opmerkingen)
    elif past:
        return _oordeel(Uitkomst.AANVAARD, (), opmerkingen | {Opmerking.OVERLAP}, nieuw=aantal_nieuw)
    elif volgt:
        # A later statement of the same day with equal amounts: equal, and yet all of them new.
        return _oordeel(Uitkomst.AANVAARD, (), opmerkingen, nieuw=alle)
    return _oordeel(Uitkomst.QUARANTAINE, {Reden.GAT}, opmerkingen, einde - na_nieuw)


def _onbekend(afschrift: Afschrift, stand: Stand) -> Counter[Sleutel]:
    """Count per booking date and amount what was not accepted before."""
    return Counter(
        {
            sleutel: over
            for sleutel, aantal in afschrift.telling.items()
            if (over := aantal - stand.bekend.get(sleutel, 0)) > 0
        }
    )


def _oordeel(
    uitkomst: Uitkomst,
    redenen: Iterable[Reden],
    opmerkingen: Iterable[Opmerking],
    verschil: int | None = None,
    nieuw: int = 0,
) -> Oordeel:
    return Oordeel(uitkomst, op_volgorde(Reden, redenen), op_volgorde(Opmerking, opmerkingen), verschil, nieuw)


def nieuwe_regels(afschrift: Afschrift, stand: Stand, oordeel: Oordeel) -> Iterator[Bankregel]:
    """Give the lines to post, in file order; `stand` is the one that the judgement was made with.

    Where some lines were known, the first ones of that day and amount are the known ones.
    """
    if not oordeel.nieuw:
        return
    alles = oordeel.nieuw == len(afschrift.regels)
    over = Counter({} if alles else {s: n for s in afschrift.telling if (n := stand.bekend.get(s, 0))})
    for regel in afschrift.regels:
        if over and over[regel.sleutel] > 0:
            over[regel.sleutel] -= 1
        else:
            yield regel


# --- an import as a whole ------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Uitslag:
    """One statement judged: with which pot account, against which stand, and whether it came out of quarantine."""

    afschrift: Afschrift
    rekening: str | None
    stand: Stand | None
    oordeel: Oordeel
    vrijgekomen: bool = False


def beoordeel_reeks(
    nieuw: Sequence[Afschrift],
    wachtend: Sequence[Afschrift],
    welke: Callable[[Afschrift], str | None],
    stand_van: Callable[[str, Afschrift], Stand],
) -> Iterator[Uitslag]:
    """Judge the statements of one import in file order, and what waits in quarantine after each that added lines.

    welke: the pot account of a statement. stand_van: what is known of that account now. The caller stores an accepted
    statement before it asks for the next outcome, so that the next `stand_van` knows it. Pages are put together first,
    also with pages that wait. Only outcomes that change are given for what waits. O(statements x waiting).
    """
    in_quarantaine = [a for a in wachtend if a.blad.heel]
    reeks = voeg_bladen_samen([*(a for a in wachtend if not a.blad.heel), *nieuw])
    al_gezien = set(map(id, wachtend))
    for afschrift in reeks:
        if id(afschrift) in al_gezien:
            continue
        uitslag = _een(afschrift, welke, stand_van)
        yield uitslag
        if uitslag.oordeel.uitkomst is Uitkomst.QUARANTAINE:
            if not _ONVOLLEDIG.intersection(uitslag.oordeel.redenen):
                in_quarantaine.append(afschrift)
        elif uitslag.oordeel.nieuw:
            yield from _herbeoordeel(in_quarantaine, welke, stand_van)


def _herbeoordeel(
    in_quarantaine: list[Afschrift],
    welke: Callable[[Afschrift], str | None],
    stand_van: Callable[[str, Afschrift], Stand],
) -> Iterator[Uitslag]:
    """Judge what waits, in order of arrival, again and again until nothing more comes out."""
    opnieuw = True
    while opnieuw:
        opnieuw = False
        for afschrift in list(in_quarantaine):
            uitslag = _een(afschrift, welke, stand_van)
            if uitslag.oordeel.uitkomst is Uitkomst.AANVAARD:
                in_quarantaine.remove(afschrift)
                yield replace(uitslag, vrijgekomen=True)
                opnieuw = opnieuw or uitslag.oordeel.nieuw > 0


def _een(
    afschrift: Afschrift, welke: Callable[[Afschrift], str | None], stand_van: Callable[[str, Afschrift], Stand]
) -> Uitslag:
    rekening = welke(afschrift)
    stand = stand_van(rekening, afschrift) if rekening is not None else None
    return Uitslag(afschrift, rekening, stand, beoordeel(afschrift, rekening, stand))


def vervangt(goed: Afschrift, wachtend: Afschrift) -> bool:
    """Say whether an accepted statement is the right version of one that waits because it is incomplete or wrong.

    Same account, number and closing date (where known), and the same opening balance where both have one.
    """
    return (
        goed.rekening == wachtend.rekening
        and goed.nummer == wachtend.nummer
        and goed.telt_op is True
        and wachtend.telt_op is not True
        and wachtend.einddatum in {None, goed.einddatum}
        and wachtend.begin in {None, goed.begin}
    )


class Boek:
    """The stand per account in memory: what `stand_van` needs where there is no database."""

    def __init__(self, standen: Mapping[str, Stand] | None = None) -> None:
        self._saldo = {rekening: stand.saldo for rekening, stand in (standen or {}).items()}
        self._bekend: dict[str, Counter[Sleutel]] = defaultdict(
            Counter, {r: Counter(s.bekend) for r, s in (standen or {}).items()}
        )
        self._afschriften: dict[str, set[str]] = defaultdict(
            set, {r: set(s.afschriften) for r, s in (standen or {}).items()}
        )

    def stand(self, rekening: str, _afschrift: Afschrift | None = None) -> Stand:
        """Return what is known of the account now."""
        return Stand(self._saldo.get(rekening, 0), self._bekend[rekening], self._afschriften[rekening])

    def neem_op(self, uitslag: Uitslag) -> None:
        """Take in an accepted statement: its new lines, its closing balance and its identity."""
        rekening, afschrift = uitslag.rekening, uitslag.afschrift
        if uitslag.oordeel.uitkomst is not Uitkomst.AANVAARD or rekening is None or afschrift.aankondiging:
            return
        bekend = self._bekend[rekening]
        if uitslag.oordeel.nieuw == sum(afschrift.telling.values()):
            bekend.update(afschrift.telling)
        else:
            for sleutel, aantal in afschrift.telling.items():
                bekend[sleutel] = max(bekend[sleutel], aantal)
        if uitslag.oordeel.nieuw and afschrift.einde is not None:
            self._saldo[rekening] = afschrift.einde
        self._afschriften[rekening].add(identiteit(afschrift, rekening))


# --- pages ---------------------------------------------------------------------------------------------------------


def voeg_bladen_samen(afschriften: Sequence[Afschrift]) -> list[Afschrift]:
    """Put the pages of a statement together when all of them are here; the whole takes the place of its last page.

    Pages belong together when account, message and number are equal and they follow each other by page number or by
    balance. A page that misses others stays as it is.
    """
    groepen: dict[tuple[str, str, str], list[int]] = {}
    for plaats, afschrift in enumerate(afschriften):
        if not afschrift.blad.heel and not afschrift.aankondiging:
            sleutel = (afschrift.rekening, afschrift.soort, afschrift.nummer.partition("/")[0])
            groepen.setdefault(sleutel, []).append(plaats)
    uit: dict[int, Afschrift | None] = dict(enumerate(afschriften))
    for plaatsen in groepen.values():
        for reeks in _volledige_reeksen(afschriften, plaatsen):
            uit.update(dict.fromkeys(reeks))
            uit[max(reeks)] = _geheel([afschriften[plaats] for plaats in reeks])
    return [afschrift for _, afschrift in sorted(uit.items()) if afschrift is not None]


def _volledige_reeksen(afschriften: Sequence[Afschrift], plaatsen: list[int]) -> Iterator[list[int]]:
    """Give the places of pages that make a whole statement: from a first page up to a last one."""
    over = sorted(plaatsen, key=lambda plaats: (afschriften[plaats].blad.nummer, plaats))
    for begin in [plaats for plaats in over if afschriften[plaats].blad.eerste]:
        reeks = [begin]
        while not afschriften[reeks[-1]].blad.laatste:
            vorige = afschriften[reeks[-1]]
            volgende = next((p for p in over if p not in reeks and _volgt_op(vorige, afschriften[p])), None)
            if volgende is None:
                break
            reeks.append(volgende)
        if afschriften[reeks[-1]].blad.laatste:
            over = [plaats for plaats in over if plaats not in reeks]
            yield reeks


def _volgt_op(blad: Afschrift, ander: Afschrift) -> bool:
    if ander.blad.eerste:
        return False
    sluit_aan = blad.einde is not None and blad.einde == ander.begin
    return sluit_aan or ander.blad.nummer == blad.blad.nummer + 1


def _geheel(bladen: Sequence[Afschrift]) -> Afschrift:
    telling: Counter[Sleutel] = Counter()
    for blad in bladen:
        telling.update(blad.telling)
    sommen = [blad.som for blad in bladen if blad.som is not None]
    laatste = bladen[-1]
    return replace(
        bladen[0],
        volgnr=laatste.volgnr,
        einde=laatste.einde,
        einddatum=laatste.einddatum,
        aantal=sum(blad.aantal for blad in bladen),
        som=sum(sommen) if len(sommen) == len(bladen) else None,
        telling=telling,
        regels=Regels(sum(len(blad.regels) for blad in bladen), (), partial(_doorgenummerd, tuple(bladen))),
        blad=Blad(),
        redenen=op_volgorde(Reden, (r for blad in bladen for r in blad.redenen)),
        opmerkingen=op_volgorde(Opmerking, (o for blad in bladen for o in blad.opmerkingen)),
        bladen=tuple(bladen),
    )


def _doorgenummerd(bladen: Sequence[Afschrift]) -> Iterator[Bankregel]:
    vanaf = 0
    for blad in bladen:
        for regel in blad.regels:
            yield replace(regel, volgnr=regel.volgnr + vanaf) if vanaf else regel
        vanaf += blad.aantal


def per_blad(uitslag: Uitslag) -> list[tuple[Afschrift, Oordeel]]:
    """Spread the outcome of a statement over its pages: each page says what it brought itself."""
    bladen = uitslag.afschrift.bladen
    if not bladen:
        return [(uitslag.afschrift, uitslag.oordeel)]
    nummers: list[int] = []
    if uitslag.stand is not None:
        nummers = [regel.volgnr for regel in nieuwe_regels(uitslag.afschrift, uitslag.stand, uitslag.oordeel)]
    uit = []
    vanaf = 0
    for blad in bladen:
        eigen = sum(vanaf < nummer <= vanaf + blad.aantal for nummer in nummers)
        uit.append((blad, replace(uitslag.oordeel, nieuw=eigen)))
        vanaf += blad.aantal
    return uit
