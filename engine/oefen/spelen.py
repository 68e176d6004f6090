"""Play a story: every act in a transaction of its own, and after each day the rounds that have work."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from budget.bank.rf import druk_rf
from budget.basis.gebruiker import SYSTEEM
from budget.basis.klok import dag
from budget.basis.weigering import OnbruikbareInvoer, Weigering
from budget.grootboek.rekeningnummers import rekening_van
from budget.grootboek.vragen import vorderingen
from engine.doorloop.diensten import wat_ligt_er
from engine.doorloop.rondes import RONDES
from engine.inzage.ingang import opdracht, vraag
from engine.oefen.bank import Oefenbank, Overboeking
from engine.oefen.daden import soort_van
from engine.oefen.verhaal import Bankdag, Daad, Genummerd, Oefenmap, Rondedag
from engine.register.vragen import organisaties

OP_DE_KLOK = frozenset({"herinneringen", "controle", "mandaatcheck", "afletteren"})
"""Rounds that run when the story says so: others run as soon as there is work for them."""


class VerhaalAnders(Weigering):
    """An act of the story went otherwise than it says."""

    code = "verhaal_anders"
    exitcode = 3

    def __init__(self, daad: Daad, wat: str) -> None:
        super().__init__(
            f"{daad.doe} door {daad.wie} op {daad.op:%d-%m-%Y %H:%M} ({daad.casus or 'tafel'}) liep anders: {wat}.",
            oplossing="Pas het verhaal aan, of zoek de fout in het programma.",
        )


@dataclass(frozen=True, slots=True)
class Gespeeld:
    """A day of the story that is over: how many acts were done, how many refused, which rounds have to run."""

    dag: date
    laatste: datetime
    daden: int
    geweigerd: tuple[str, ...]
    rondes: tuple[str, ...]


def speel(url: str, oefen: Oefenmap, bank: Oefenbank, doe_ronde: Callable[[str, datetime], None]) -> Iterator[Gespeeld]:
    """Play the story day by day; `doe_ronde` runs a round at a moment, and the database is the truth of what it did.

    Refusal: verhaal_anders when an act goes otherwise than the story says.
    """
    stappen: list[tuple[datetime, Genummerd | Rondedag | Bankdag]] = [(g.daad.op, g) for g in oefen.op_volgorde()]
    stappen += [(r.op, r) for r in oefen.verhaal.rondes]
    stappen += [(b.op, b) for b in oefen.verhaal.bank]
    stappen.sort(key=lambda stap: stap[0])
    for op, van_vandaag in groupby(stappen, key=lambda stap: dag(stap[0])):
        gedaan, geweigerd, rondes, laatste = 0, [], [], oefen.verhaal.begin
        for laatste, stap in van_vandaag:
            if isinstance(stap, Rondedag):
                doe_ronde(stap.ronde, laatste)
                rondes.append(stap.ronde)
                continue
            if isinstance(stap, Bankdag):
                speel_bankdag(url, oefen, bank, stap)
                doe_ronde("afletteren", laatste)
                rondes.append("afletteren")
                continue
            code = speel_daad(url, oefen, stap)
            gedaan += 1
            geweigerd += [code] if code else []
        for naam in met_werk(url, laatste):
            doe_ronde(naam, laatste)
            rondes.append(naam)
        yield Gespeeld(op, laatste, gedaan, tuple(geweigerd), tuple(rondes))


def speel_bankdag(url: str, oefen: Oefenmap, bank: Oefenbank, bankdag: Bankdag) -> None:
    """Let the bank take our files, let others pay, and let it deliver its statements up to this morning."""
    bank.haal_op(bankdag.betaald_op)
    with vraag(url, SYSTEEM.persoon, bankdag.op) as i:
        kenmerken = {v.besluit + v.betaler: v.kenmerk for v in vorderingen(i.db)}
        namen = {o.id: o.naam for o in organisaties(i.db)}
        rekeningen = {b.van: rekening_van(i.db, b.van) or "" for b in bankdag.betalingen}
    for betaling in bankdag.betalingen:
        tekst = betaling.tekst
        if betaling.lijn is not None:
            lijn = oefen.ingevuld(betaling.lijn, None)
            tekst = f"{tekst} {druk_rf(kenmerken[lijn + betaling.van])}".strip()
        van = Overboeking(namen[betaling.van], rekeningen[betaling.van], betaling.bedrag.cents, tekst)
        bank.ontvang(van, bankdag.betaald_op)
    bank.lever(dag(bankdag.op))


def met_werk(url: str, nu: datetime) -> Iterator[str]:
    """Yield the rounds that have something to do; asked one by one, because a round makes work for the next."""
    for naam, stappen in RONDES.items():
        if naam not in OP_DE_KLOK and any(wat_ligt_er(url, stap, nu)[0] for stap in stappen):
            yield naam


def speel_daad(url: str, oefen: Oefenmap, genummerd: Genummerd) -> str | None:
    """Do one act by its own person at its own moment; return the code of an expected refusal.

    Refusal: verhaal_anders.
    """
    daad = genummerd.daad
    try:
        soort = soort_van(daad)
        invoer = soort.maak(oefen, daad)
        with opdracht(url, daad.wie, daad.op, genummerd.sleutel) as i:
            uitkomst = soort.geval(i.db, i.wie, invoer, sleutel=i.sleutel, versie=0, nu=i.nu)
    except (Weigering, OnbruikbareInvoer) as fout:
        code, tekst = _wat_er_mis_is(fout)
        if code != daad.geweigerd:
            raise VerhaalAnders(daad, f"geweigerd met {code}: {tekst.rstrip('.')}") from fout
        return code
    if daad.geweigerd is not None:
        raise VerhaalAnders(daad, f"verwacht was de weigering {daad.geweigerd}, maar het ging door")
    afwijking = _afwijking(daad.verwacht, uitkomst.gegevens)
    if afwijking:
        raise VerhaalAnders(daad, f"{afwijking} ({uitkomst.melding})")
    return None


def _wat_er_mis_is(fout: Weigering | OnbruikbareInvoer) -> tuple[str, str]:
    if isinstance(fout, Weigering):
        return fout.code, fout.melding
    return "onbruikbare_invoer", "; ".join(f"{f.plaats}: {f.melding}" for f in fout.fouten)


def _afwijking(verwacht: dict[str, Any], gegevens: Any) -> str | None:
    """Say which expected field has another value; a name with points goes into the answer (mandaat.uitkomst)."""
    for naam, waarde in verwacht.items():
        is_nu = gegevens
        for deel in naam.split("."):
            is_nu = is_nu[int(deel)] if isinstance(is_nu, list) else is_nu.get(deel)
        if is_nu != waarde:
            return f"{naam} is {is_nu}, verwacht was {waarde}"
    return None
