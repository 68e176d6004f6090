"""Writing to the book: the head under its lock, a journaalpost with its boekingen, the facts of the sub-ledgers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import fields
from typing import Any, NamedTuple

from budget.bank.rf import maak_rf
from budget.basis.geld import Geld
from budget.grootboek import keten
from budget.grootboek.antwoorden import Boekregel, Boekstand, Geboekt
from budget.grootboek.regels import kern
from budget.grootboek.rekeningschema import GRENS, REKENINGSCHEMA, gewicht, telt, vier
from budget.grootboek.ruw import Ruw
from budget.grootboek.stand import Databasestand, Rekeningstand
from budget.grootboek.weigeringen import PotOntbreekt

_TABEL: dict[type[Any], str] = {
    kern.Bankregelfeit: "pot_bankregel",
    kern.Toezeggingfeit: "pot_toezegging",
    kern.Reserveringfeit: "pot_reservering",
    kern.Mandaatfeit: "pot_mandaat",
    kern.Vrijvalfeit: "pot_vrijval",
    kern.Besluiterfeit: "pot_besluiter",
    kern.Factuurfeit: "pot_factuur",
    kern.Opdrachtfeit: "pot_opdracht",
    kern.Besluitfeit: "pot_besluit",
    kern.Aandeelfeit: "pot_aandeel",
    kern.Mutatiefeit: "pot_mutatie",
    kern.Casusstandfeit: "pot_casusstand",
    kern.Periodefeit: "periode",
    kern.Partijfeit: "pot_partij",
    kern.Sleutelfeit: "pot_sleutel",
    kern.Gewichtfeit: "pot_gewicht",
    kern.Tolerantiefeit: "pot_tolerantie",
    kern.Stortingfeit: "pot_storting",
    kern.Vullingfeit: "pot_vulling",
    kern.Oormerkfeit: "pot_oormerk",
}
FEITKOLOMMEN: dict[str, tuple[str, ...]] = {
    **{tabel: ("post", *(veld.name for veld in fields(soort))) for soort, tabel in _TABEL.items()},
    "vordering": ("post", "betaler", "casus", "besluit", "nummer", "kenmerk"),
    "pot_iban": ("post", "nummer", "partij", "iban", "door", "bevestigd_door"),
}
"""The tables of the sub-ledgers with their columns; what one journaalpost adds to them is under its hash."""

_INVOEGEN = {
    tabel: f"INSERT INTO {tabel} ({', '.join(kolommen)}) VALUES (?{', ?' * (len(kolommen) - 1)})"
    for tabel, kolommen in FEITKOLOMMEN.items()
}

Feitrij = tuple[str, tuple[Any, ...]]
"""A table of the sub-ledgers and the values of its columns."""

_KOP = "laatste_post, laatste_boeking, kop, laatst_geboekt, beschikbaar, beschikbaar_besluit, iban"


class Post(NamedTuple):
    """What is known of a journaalpost before its lines: who asked for what, under which key."""

    soort: str
    datum: str
    bron: str
    sleutel: str
    actor: str
    inhoud: str
    nu: int


def vergrendel(ruw: Ruw) -> Boekstand:
    """Lock the row of the book and return it; SQLite holds the lock since BEGIN IMMEDIATE."""
    van = "boek_vergrendel()" if ruw.postgres else "boek"
    return _boekstand(ruw.rij(f"SELECT {_KOP} FROM {van}"))


def lees_kop(ruw: Ruw) -> Boekstand:
    """Return the head of the book without a lock."""
    return _boekstand(ruw.rij(f"SELECT {_KOP} FROM boek"))


def _boekstand(rij: tuple[object, ...] | None) -> Boekstand:
    if rij is None:
        raise PotOntbreekt
    post, boeking, kop, geboekt_op, beschikbaar, besluit, iban = rij
    return Boekstand(post, boeking, kop, geboekt_op, Geld(beschikbaar), Geld(besluit), iban)  # type: ignore[arg-type]


def schrijf(ruw: Ruw, stand: Databasestand, post: Post, werk: kern.Uitwerking) -> Geboekt:
    """Post one event: `journaalpost`, its boekingen, then its facts; the triggers check every row again.

    `stand` moves along, so that the next event can follow under the same lock.
    """
    boek = stand.boek
    stand.haal(rekening for paar in werk.paren for rekening in paar[:2])
    rekeningen = {rekening: _rekening(ruw, stand, rekening, werk) for paar in werk.paren for rekening in paar[:2]}
    besluit = beschikbaar = 0
    for debet, credit, cents in werk.paren:
        van, naar = rekeningen[credit], rekeningen[debet]
        besluit += cents * (naar.weegt - van.weegt)
        beschikbaar += cents * (naar.telt - van.telt)
    beschikbaar += boek.beschikbaar.cents
    besluit += boek.beschikbaar_besluit.cents
    nummer, geboekt_op = boek.post + 1, max(post.nu, boek.geboekt_op)
    zout = keten.zout(post.sleutel)
    belofte = keten.verbintenis(zout, post.inhoud)
    rijen = _feitrijen(ruw, nummer, int(post.datum[:4]), werk.feiten)
    velden = (
        nummer, post.sleutel, post.soort, post.datum, geboekt_op, post.actor, werk.casus, werk.regel, werk.besluit,
        post.bron, werk.keert_om, boek.boeking + 1, len(werk.paren), beschikbaar, besluit, belofte,
        hash_feiten(zout, rijen), boek.kop,
    )  # fmt: skip
    kop = keten.hash_post(velden)
    ruw.doe(
        "INSERT INTO journaalpost (nummer, id, soort, datum, geboekt_op, actor, casus, regel, besluit, bron, keert_om,"
        " eerste, aantal, beschikbaar, beschikbaar_besluit, verbintenis, feiten, vorige, hash)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        *velden,
        kop,
    )
    regels = []
    for volgnummer, (debet, credit, cents) in enumerate(werk.paren, boek.boeking + 1):
        vorige, d, c = kop, rekeningen[debet], rekeningen[credit]
        kop = keten.hash_boeking(volgnummer, nummer, d.code, c.code, cents, vorige)
        ruw.doe(
            "INSERT INTO boeking (volgnummer, journaalpost, debet, credit, bedrag, vorige, hash)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            volgnummer,
            nummer,
            d.nummer,
            c.nummer,
            cents,
            vorige,
            kop,
        )
        regels.append(Boekregel(volgnummer, ":".join(debet), ":".join(credit), Geld(cents)))
    ruw.doe("INSERT INTO journaaltekst (post, zout, inhoud) VALUES (?, ?, ?)", nummer, zout, post.inhoud)
    for tabel, waarden in rijen:
        ruw.doe(_INVOEGEN[tabel], *waarden)
    over, over_besluit = Geld(beschikbaar), Geld(besluit)
    stand.na(
        Boekstand(nummer, boek.boeking + len(werk.paren), kop, geboekt_op, over, over_besluit, boek.iban),
        werk.paren,
        periode=any(isinstance(feit, kern.Periodefeit) for feit in werk.feiten),
    )
    return Geboekt(nummer, tuple(regels), over, over_besluit)


def _rekening(ruw: Ruw, stand: Databasestand, rekening: kern.Rekening, werk: kern.Uitwerking) -> Rekeningstand:
    """Return an account, made when it is used for the first time."""
    gevonden = stand.rekening(rekening)
    if gevonden is not None:
        return gevonden
    code = rekening[0]
    teken, grens = REKENINGSCHEMA[code].teken, GRENS
    if code == "1700":
        # The account of a bank line stays between the line and zero: nothing is matched twice.
        bedrag = next(feit.bedrag for feit in werk.feiten if isinstance(feit, kern.Bankregelfeit))
        teken, grens = (-1 if bedrag > 0 else 1), abs(bedrag)
    nummer, velden = stand.volgende_rekening(), vier(rekening)
    ruw.doe(
        "INSERT INTO rekening (nummer, code, d1, d2, d3, kring, teken, weegt, telt, grens)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        nummer,
        *velden,
        int(REKENINGSCHEMA[code].kring),
        teken,
        gewicht(code, teken),
        telt(code),
        grens,
    )
    return stand.nieuw(rekening, Rekeningstand(nummer, 0, gewicht(code, teken), telt(code), keten.codeer(*velden)))


def hash_feiten(zout: str, rijen: Iterable[Feitrij]) -> str:
    """Return the hash of what one journaalpost adds to the sub-ledgers, in any order; empty when it adds nothing."""
    gecodeerd = sorted(keten.codeer(tabel, *waarden) for tabel, waarden in rijen)
    return keten.hash_van("feiten/1", zout, *gecodeerd) if gecodeerd else ""


def _feitrijen(ruw: Ruw, post: int, jaar: int, feiten: Iterable[kern.Feit]) -> list[Feitrij]:
    rijen: list[Feitrij] = []
    nieuw = 0
    for feit in feiten:
        if isinstance(feit, kern.Vorderingfeit):
            rij = _vordering(ruw, post, jaar, nieuw, feit)
            if rij is not None:
                rijen.append(rij)
                nieuw += 1
        elif isinstance(feit, kern.Ibanfeit):
            rijen.append(_iban(ruw, post, feit))
        else:
            tabel = _TABEL[type(feit)]
            # By name from the columns: `astuple` copies every value and costs more than the insert.
            rijen.append((tabel, (post, *[getattr(feit, kolom) for kolom in FEITKOLOMMEN[tabel][1:]])))
    return rijen


def _vordering(ruw: Ruw, post: int, jaar: int, nieuw: int, feit: kern.Vorderingfeit) -> Feitrij | None:
    """Make a claim once: number VV + year + six digits, and a reference made of it unless one was given."""
    if ruw.rij(
        "SELECT 1 FROM vordering WHERE betaler = ? AND casus = ? AND besluit = ?",
        feit.betaler,
        feit.casus,
        feit.besluit,
    ):
        return None
    hoogste = ruw.waarde(
        "SELECT MAX(nummer) FROM vordering WHERE nummer >= ? AND nummer < ?", f"VV{jaar}", f"VV{jaar + 1}"
    )
    nummer = f"VV{jaar}{(int(hoogste[6:]) if hoogste else 0) + 1 + nieuw:06d}"
    kenmerk = feit.kenmerk or maak_rf(nummer)
    return "vordering", (post, feit.betaler, feit.casus, feit.besluit, nummer, kenmerk)


def _iban(ruw: Ruw, post: int, feit: kern.Ibanfeit) -> Feitrij:
    nummer = int(ruw.waarde("SELECT COALESCE(MAX(nummer), 0) + 1 FROM pot_iban"))
    was = ruw.waarde("SELECT iban FROM pot_iban WHERE partij = ? ORDER BY nummer DESC LIMIT 1", feit.partij)
    return "pot_iban", (post, nummer, feit.partij, feit.iban or was or "", feit.door, feit.bevestigd_door)
