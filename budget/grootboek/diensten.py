"""Use cases of the ledger: open the pot, lock the book, post an event."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from budget.basis.gebruiker import Gebruiker
from budget.basis.geld import NUL, Geld
from budget.basis.opdracht import SleutelGebruikt
from budget.basis.transactie import Sessie
from budget.basis.weigering import Fout, OnbruikbareInvoer
from budget.grootboek import keten, opslag
from budget.grootboek.antwoorden import Boekstand, Geboekt
from budget.grootboek.begrippen import (
    SOORTEN,
    Gebeurtenis,
    TerugbetalingDeelnemer,
    Toezegging,
)
from budget.grootboek.journaal import lees_regels
from budget.grootboek.regels import werk_uit
from budget.grootboek.registreren import registreer_tolerantie
from budget.grootboek.ruw import Ruw
from budget.grootboek.stand import Databasestand
from budget.grootboek.weigeringen import WEIGERINGEN, Grootboekweigering

_PER_VRAAG = 500
"""How many keys one question asks for."""


def open_pot(db: Sessie, *, iban: str, nu: datetime, tolerantie: Geld = NUL) -> None:
    """Make the book of the pot; tolerantie is the largest betalingsverschil that the region allows."""
    ruw = Ruw(db)
    ruw.doe(
        "INSERT INTO boek (id, iban, geopend_op, laatste_post, laatste_boeking, verwacht, kop, laatst_geboekt,"
        " beschikbaar, beschikbaar_besluit, geweigerd, weigerkop) VALUES ('pot', ?, ?, 0, 0, 0, ?, 0, 0, 0, 0, ?)",
        iban,
        keten.in_micros(nu),
        keten.begin_van(iban, keten.in_micros(nu)),
        keten.begin_van(iban, keten.in_micros(nu)),
    )
    registreer_tolerantie(db, tolerantie, vanaf=date.min)


def vergrendel(db: Sessie) -> Boekstand:
    """Lock the book until the end of the transaction and return its head; refusal: pot_ontbreekt."""
    return opslag.vergrendel(Ruw(db))


def boek(db: Sessie, wie: Gebruiker, gebeurtenis: Gebeurtenis, *, sleutel: str, nu: datetime) -> Geboekt:
    """Post one event as a whole, in the transaction of the caller, under the lock of the book.

    The same key with the same content gives the first answer; with other content it is refused as
    sleutel_gebruikt. A refusal is remembered for its key. Refusals: those of the event (regels), in the order
    bedrag_ongeldig, the codes of the event, periode_gesloten. A handful of indexed reads and one insert per row.
    """
    db.flush()
    ruw = Ruw(db)
    stand = Databasestand(ruw, opslag.vergrendel(ruw))
    with ruw.pijplijn():
        return _boek(ruw, stand, wie, gebeurtenis, sleutel, keten.in_micros(nu))


def boek_reeks(db: Sessie, wie: Gebruiker, reeks: Iterable[tuple[str, Gebeurtenis]], *, nu: datetime) -> list[Geboekt]:
    """Post many events in order, each with its key: the same answers, rows and hashes as `boek` one by one.

    One lock and one read of the head; on PostgreSQL what is written travels with the next question. All of it or
    nothing: the first refusal is raised with its place in the series (`plaats`, from 0), and remembered for its own
    key. A key that was answered before gives its first answer. Refusals as `boek`.
    """
    db.flush()
    ruw = Ruw(db)
    stand = Databasestand(ruw, opslag.vergrendel(ruw))
    rij, micros = list(reeks), keten.in_micros(nu)
    bekend = _bekende(ruw, [sleutel for sleutel, _ in rij])
    gedaan: list[Geboekt] = []
    with ruw.pijplijn():
        for plaats, (sleutel, gebeurtenis) in enumerate(rij):
            try:
                gedaan.append(_boek(ruw, stand, wie, gebeurtenis, sleutel, micros, nieuw=sleutel not in bekend))
            except Grootboekweigering as weigering:
                weigering.plaats = plaats
                raise
            bekend.add(sleutel)
    return gedaan


def _bekende(ruw: Ruw, sleutels: Sequence[str]) -> set[str]:
    """Return the keys that were answered before, booked or refused."""
    bekend: set[str] = set()
    for begin in range(0, len(sleutels), _PER_VRAAG):
        deel = sleutels[begin : begin + _PER_VRAAG]
        vragen = ", ".join("?" * len(deel))
        bekend.update(
            sleutel
            for (sleutel,) in ruw.rijen(
                f"SELECT id FROM journaalpost WHERE id IN ({vragen})"
                f" UNION ALL SELECT sleutel FROM weigering WHERE sleutel IN ({vragen})",
                *deel,
                *deel,
            )
        )
    return bekend


def _boek(
    ruw: Ruw,
    stand: Databasestand,
    wie: Gebruiker,
    gebeurtenis: Gebeurtenis,
    sleutel: str,
    nu: int,
    *,
    nieuw: bool = False,
) -> Geboekt:
    """Post one event under the lock; nieuw: the key is known to be new."""
    if type(gebeurtenis) is not SOORTEN.get(gebeurtenis.naam):
        raise TypeError(f"{type(gebeurtenis).__name__} is no event of the ledger")
    inhoud = keten.inhoud_van(gebeurtenis, wie.persoon)
    eerder = None if nieuw else _eerder(ruw, sleutel, inhoud)
    if eerder is not None:
        return eerder
    if isinstance(gebeurtenis, Toezegging | TerugbetalingDeelnemer) and not stand.is_deelnemer(gebeurtenis.deelnemer):
        raise OnbruikbareInvoer(
            [
                Fout(
                    gebeurtenis.naam,
                    "deelnemer",
                    f"'{gebeurtenis.deelnemer}' is geen deelnemer van de pot.",
                    "Kies een deelnemer die in het register van de pot staat.",
                )
            ]
        )
    post = opslag.Post(
        gebeurtenis.naam, gebeurtenis.datum.isoformat(), gebeurtenis.bron, sleutel, wie.persoon, inhoud, nu
    )
    try:
        werk = werk_uit(gebeurtenis, stand)
    except Grootboekweigering as weigering:
        weigering.onthoud = _Onthoud(post, weigering)
        raise
    return opslag.schrijf(ruw, stand, post, werk)


def _eerder(ruw: Ruw, sleutel: str, inhoud: str) -> Geboekt | None:
    """Return the first answer for this key, raise the first refusal, or None when the key is new."""
    belofte = keten.verbintenis(keten.zout(sleutel), inhoud)
    rij = ruw.rij(
        "SELECT nummer, soort, verbintenis, eerste, aantal, beschikbaar, beschikbaar_besluit FROM journaalpost"
        " WHERE id = ?",
        sleutel,
    )
    if rij is not None:
        nummer, was, beloofd, eerste, aantal, beschikbaar, besluit = rij
        if beloofd != belofte:
            raise SleutelGebruikt(sleutel, was, _verschil(ruw, nummer, inhoud))
        return Geboekt(nummer, lees_regels(ruw, eerste, aantal), Geld(beschikbaar), Geld(besluit), herhaald=True)
    rij = ruw.rij("SELECT soort, inhoud, code, melding, oplossing FROM weigering WHERE sleutel = ?", sleutel)
    if rij is not None:
        was, beloofd, code, melding, oplossing = rij
        if beloofd != belofte:
            raise SleutelGebruikt(sleutel, was)
        raise WEIGERINGEN[code].herhaald(melding, oplossing)
    return None


def _verschil(ruw: Ruw, nummer: int, inhoud: str) -> str:
    """Name the first field that differs; empty when the text of the first time was erased."""
    tekst = ruw.waarde("SELECT inhoud FROM journaaltekst WHERE post = ?", nummer)
    if tekst is None:
        return ""
    was, nu = json.loads(tekst), json.loads(inhoud)
    return next((veld for veld in nu if was.get(veld) != nu[veld]), "")


class _Onthoud:
    """Remembers a refusal after the rollback, under the lock of the book."""

    def __init__(self, post: opslag.Post, weigering: Grootboekweigering) -> None:
        self._post, self._weigering = post, weigering

    def __call__(self, db: Sessie) -> None:
        ruw, post, weigering = Ruw(db), self._post, self._weigering
        opslag.vergrendel(ruw)
        # Another delivery of the same command may have been answered between the rollback and this lock.
        for tabel, kolom in (("weigering", "sleutel"), ("journaalpost", "id")):
            if ruw.rij(f"SELECT 1 FROM {tabel} WHERE {kolom} = ?", post.sleutel) is not None:
                return
        geweigerd, vorige = ruw.rij("SELECT geweigerd, weigerkop FROM boek") or (0, "")
        velden = (
            geweigerd + 1,
            post.sleutel,
            post.soort,
            keten.verbintenis(keten.zout(post.sleutel), post.inhoud),
            weigering.code,
            weigering.melding,
            weigering.oplossing,
            post.nu,
            vorige,
        )
        ruw.doe(
            "INSERT INTO weigering (nummer, sleutel, soort, inhoud, code, melding, oplossing, geweigerd_op, vorige,"
            " hash) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            *velden,
            keten.hash_weigering(velden),
        )
