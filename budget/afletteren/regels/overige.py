"""What is never certain: money taken back, costs of the bank, and candidates by amount or name alone."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache

from budget.afletteren.begrippen import Bewijs, Doel, Doelsoort, Kandidaten, Niveau, OpenRegel, Voorstel
from budget.bank.rf import schone_rf, zoek_rf

_KOSTEN = ("kosten", "provisie", "tarief")
_RENTE = ("rente", "interest")
_ZONDER_BETEKENIS = frozenset(
    {"gemeente", "gem", "stichting", "st", "swv", "samenwerkingsverband", "bv", "nv", "de", "het", "van", "en"}
)
_TOON = 3


def teruggenomen(regel: OpenRegel, k: Kandidaten) -> list[Voorstel]:
    """A debit that the bank calls a return: propose the receipt or the storting that it takes back."""
    if regel.open >= 0 or not regel.is_teruggave:
        return []
    cents = -regel.open
    reden = Bewijs(f"de bank neemt terug{f' ({regel.retour})' if regel.retour else ''}", regel.retour)
    genoemd = {schone_rf(regel.kenmerk), *(v.kenmerk for v in zoek_rf(regel.omschrijving, k.kenmerken))}
    partijen = k.van_rekening(regel.tegenrekening)
    voorstellen = []
    for v in k.vorderingen:
        if v.ontvangen < cents:
            continue
        if v.kenmerk in genoemd:
            waarom = Bewijs("kenmerk van de ontvangst", v.kenmerk)
        elif v.betaler in partijen and v.ontvangen == cents:
            waarom = Bewijs("rekening en bedrag van een ontvangst", regel.tegenrekening)
        else:
            continue
        voorstellen.append(Voorstel(Niveau.TERUGNAME, (Doel(Doelsoort.STORNO, v.nummer, cents),), (reden, waarom)))
    for t in k.toezeggingen:
        if t.deelnemer in partijen and t.gestort >= cents:
            doel = Doel(Doelsoort.STORTING_STORNO, f"{t.deelnemer}:{t.jaar}", cents)
            waarom = Bewijs("rekening van deze deelnemer", regel.tegenrekening)
            voorstellen.append(Voorstel(Niveau.TERUGNAME, (doel,), (reden, waarom)))
    return voorstellen


def van_de_bank(regel: OpenRegel, k: Kandidaten) -> list[Voorstel]:
    """Costs and interest of the bank, by a word in the text of a line of a party that we do not know."""
    if k.van_rekening(regel.tegenrekening):
        return []
    tekst = f"{regel.naam} {regel.omschrijving}".casefold()
    for woorden, soort in ((_RENTE, Doelsoort.RENTE), (_KOSTEN, Doelsoort.BANKKOSTEN)):
        woord = next((woord for woord in woorden if woord in tekst), None)
        if woord is not None and (soort is Doelsoort.RENTE or regel.open < 0):
            bewijs = (Bewijs(f"in de tekst staat '{woord}'", woord),)
            return [Voorstel(Niveau.REGEL, (Doel(soort, "", abs(regel.open)),), bewijs)]
    return []


def lijkt_op(regel: OpenRegel, k: Kandidaten) -> list[Voorstel]:
    """No level fits: the open claims or orders that look most like it, by amount and then by name; at most three."""
    partijen = k.van_rekening(regel.tegenrekening)
    gelijkend = gelijkende_partijen(regel.naam, k.namen)
    gewogen = []
    for plaats, (partij, doel) in enumerate(_mogelijk(regel, partijen | gelijkend, k)):
        bewijs = [
            Bewijs(
                "bedrag gelijk" if doel.cents == abs(regel.open) else "ander bedrag", voor=doel.cents == abs(regel.open)
            )
        ]
        if partij in partijen:
            bewijs.append(Bewijs("rekening bekend", regel.tegenrekening))
        elif partij in gelijkend:
            bewijs.append(Bewijs("naam lijkt erop", regel.naam))
        gewicht = (doel.cents != abs(regel.open), partij not in partijen, partij not in gelijkend, plaats)
        gewogen.append((gewicht, doel, bewijs))
    return [
        Voorstel(
            Niveau.GEEN,
            (Doel(doel.soort, doel.kenmerk, min(doel.cents, abs(regel.open))),),
            (*bewijs, Bewijs("geen kenmerk", voor=False)),
        )
        for _, doel, bewijs in sorted(gewogen, key=lambda stuk: stuk[0])[:_TOON]
    ]


def _mogelijk(regel: OpenRegel, partijen: set[str] | frozenset[str], k: Kandidaten) -> Iterator[tuple[str, Doel]]:
    if regel.open > 0:
        gezien = set()
        for v in (*k.per_bedrag.get(regel.open, []), *(v for p in sorted(partijen) for v in k.per_betaler.get(p, []))):
            if v.nummer not in gezien:
                gezien.add(v.nummer)
                yield v.betaler, Doel(Doelsoort.VORDERING, v.nummer, v.open)
        return
    for o in k.opdrachten.values():
        # The ledger debits an order as a whole, so a smaller line cannot be for it.
        if 0 < o.onderweg <= -regel.open and (o.onderweg == -regel.open or o.begunstigde in partijen):
            yield o.begunstigde, Doel(Doelsoort.OPDRACHT, o.opdracht, o.onderweg)


def gelijkende_partijen(naam: str, namen: Mapping[str, str]) -> set[str]:
    """Return the parties whose name shares a word with this one that says something."""
    woorden = _woorden(naam)
    return {partij for partij, heet in namen.items() if woorden & _woorden(heet)} if woorden else set()


@lru_cache(maxsize=2048)
def _woorden(naam: str) -> frozenset[str]:
    """Return the words of a name that say something: without case, accents and legal forms."""
    plat = "".join(t for t in unicodedata.normalize("NFKD", naam.casefold()) if not unicodedata.combining(t))
    alle = "".join(t if t.isalnum() else " " for t in plat).split()
    return frozenset(w for w in alle if len(w) > 1) - _ZONDER_BETEKENIS
