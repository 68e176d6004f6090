"""The hash chain: every journaalpost and boeking in order, up to the head."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from budget.grootboek import keten
from budget.grootboek.antwoorden import Boekstand
from budget.grootboek.controle.bewijs import Zegel, begin_van_boek
from budget.grootboek.controle.gegevens import Bevinding
from budget.grootboek.opslag import FEITKOLOMMEN, Feitrij, hash_feiten
from budget.grootboek.ruw import Ruw

_BEWAAKT = ("reservering", "terugbetaling_deelnemer", "tegenboeking/vrijval")
_ONBEKEND = (keten.codeer("", "", "", ""), 0, 0)
_HOOGSTENS = 25
_STUK = 5000


@dataclass(slots=True)
class _Loper:
    """Where the check is in the chain, and what the pot holds there."""

    post: int
    boeking: int
    kop: str
    besluit: int
    beschikbaar: int
    geboekt_op: int
    rekeningen: Mapping[int, tuple[str, int, int]]
    vrijvallen: frozenset[int]
    fouten: list[Bevinding]

    def fout(self, waar: str, melding: str, regel: str = "keten") -> None:
        self.fouten.append(Bevinding(regel, waar, melding))


def ketenfouten(ruw: Ruw, boek: Boekstand, anker: Zegel | None) -> list[Bevinding]:
    """Return what is broken in the chain after the anchor: numbers, hashes, texts, facts, and the head itself."""
    begin = (anker.post, anker.boeking, anker.kop) if anker else (0, 0, begin_van_boek(ruw))
    rekeningen = {
        nummer: (keten.codeer(*velden), weegt, telt)
        for nummer, *velden, weegt, telt in ruw.rijen("SELECT nummer, code, d1, d2, d3, weegt, telt FROM rekening")
    }
    vrijvallen = frozenset(nummer for (nummer,) in ruw.rijen("SELECT nummer FROM journaalpost WHERE soort = 'vrijval'"))
    loper = _Loper(*begin, *_beginstand(ruw, begin[0]), rekeningen, vrijvallen, [])
    for rij, teksten, feiten, boekingen in _posten(ruw, loper.post, loper.boeking):
        _loop_post(loper, rij, teksten, feiten, len(boekingen))
        for boeking in boekingen:
            _loop_boeking(loper, boeking)
        _loop_stand(loper, rij)
        if len(loper.fouten) >= _HOOGSTENS:
            return loper.fouten
    _loop_einde(loper, boek)
    if ruw.rij("SELECT 1 FROM boek WHERE verwacht <> laatste_boeking OR laatst_geboekt <> ?", loper.geboekt_op):
        loper.fout("boek", "de tellers van het boek zijn niet die van de laatste journaalpost")
    return [*loper.fouten, *_weigeringen(ruw, anker), *_losse_rijen(ruw, boek)]


def _loop_post(
    loper: _Loper, rij: tuple[Any, ...], teksten: list[tuple[str, str]], feiten: list[Feitrij], aantal_gevonden: int
) -> None:
    *velden, vorige, hash_ = rij
    nummer, sleutel, geboekt_op, eerste, aantal = (velden[plaats] for plaats in (0, 1, 4, 11, 12))
    belofte, feitenhash = velden[15:]
    waar = f"journaalpost {nummer}"
    if nummer != loper.post + 1:
        loper.fout(waar, f"na journaalpost {loper.post} ontbreekt er een")
    if vorige != loper.kop:
        loper.fout(waar, "sluit niet aan op de vorige rij")
    if keten.hash_post(rij[:-1]) != hash_:
        loper.fout(waar, "de inhoud past niet bij de hash")
    if geboekt_op < loper.geboekt_op:
        loper.fout(waar, "het boekmoment ligt voor dat van de vorige journaalpost")
    zout = keten.zout(sleutel)
    if any(deel != zout or keten.verbintenis(zout, inhoud) != belofte for deel, inhoud in teksten):
        loper.fout(waar, "de bewaarde tekst is niet die van het boekmoment")
    if hash_feiten(zout, feiten) != feitenhash:
        loper.fout(waar, "de subadministratie is veranderd")
    if eerste != loper.boeking + 1 or aantal_gevonden != aantal:
        loper.fout(waar, f"hoort {aantal} boekingen te hebben vanaf {eerste}")
    loper.post, loper.kop, loper.geboekt_op = nummer, hash_, geboekt_op


def _loop_boeking(loper: _Loper, boeking: tuple[Any, ...]) -> None:
    volgnummer, post, debet, credit, bedrag, vorige, hash_ = boeking
    waar = f"boeking {volgnummer}"
    if volgnummer != loper.boeking + 1 or post != loper.post:
        loper.fout(waar, f"volgt niet op boeking {loper.boeking} in journaalpost {loper.post}")
    if vorige != loper.kop:
        loper.fout(waar, "sluit niet aan op de vorige rij")
    d, c = loper.rekeningen.get(debet, _ONBEKEND), loper.rekeningen.get(credit, _ONBEKEND)
    if keten.hash_boeking(volgnummer, post, d[0], c[0], bedrag, vorige) != hash_:
        loper.fout(waar, "de inhoud past niet bij de hash")
    loper.besluit += bedrag * (d[1] - c[1])
    loper.beschikbaar += bedrag * (d[2] - c[2])
    loper.boeking, loper.kop = volgnummer, hash_


def _loop_stand(loper: _Loper, rij: tuple[Any, ...]) -> None:
    """I5-I7 after the journaalpost: what it says is available is what its lines leave, and no decision overdraws."""
    nummer, soort, keert_om, beschikbaar, besluit = (rij[plaats] for plaats in (0, 2, 10, 13, 14))
    if (beschikbaar, besluit) != (loper.beschikbaar, loper.besluit):
        melding = f"beschikbaar is {loper.beschikbaar} en {loper.besluit}, niet {beschikbaar} en {besluit}"
        loper.fout(f"journaalpost {nummer}", melding, "I5")
        loper.beschikbaar, loper.besluit = beschikbaar, besluit
    wat = "tegenboeking/vrijval" if keert_om in loper.vrijvallen else soort
    if wat in _BEWAAKT and besluit < 0:
        loper.fout(f"journaalpost {nummer}", f"een besluit liet de pot op {besluit} cent staan", "I7")


def _loop_einde(loper: _Loper, boek: Boekstand) -> None:
    if (loper.post, loper.boeking, loper.kop) != (boek.post, boek.boeking, boek.kop):
        loper.fout(
            "boek",
            f"het boek eindigt bij {boek.post}/{boek.boeking}, de rijen bij {loper.post}/{loper.boeking}; de kop"
            f" {'klopt' if loper.kop == boek.kop else 'verschilt'}",
        )
    elif (boek.beschikbaar.cents, boek.beschikbaar_besluit.cents) != (loper.beschikbaar, loper.besluit):
        loper.fout("boek", "beschikbaar in het boek is niet dat van de laatste journaalpost", "I6")


def _beginstand(ruw: Ruw, post: int) -> tuple[int, int, int]:
    rij = ruw.rij("SELECT beschikbaar_besluit, beschikbaar, geboekt_op FROM journaalpost WHERE nummer = ?", post)
    return (0, 0, 0) if rij is None else (rij[0], rij[1], rij[2])


_Stuk = tuple[tuple[Any, ...], list[tuple[str, str]], list[Feitrij], list[tuple[Any, ...]]]


def _posten(ruw: Ruw, post: int, boeking: int) -> Iterator[_Stuk]:
    """Yield each journaalpost after the anchor with its text, facts and boekingen, a piece of the book at a time."""
    while True:
        posten = ruw.rijen(
            "SELECT nummer, id, soort, datum, geboekt_op, actor, casus, regel, besluit, bron, keert_om, eerste, aantal,"
            " beschikbaar, beschikbaar_besluit, verbintenis, feiten, vorige, hash FROM journaalpost WHERE nummer > ?"
            " ORDER BY nummer LIMIT ?",
            post,
            _STUK,
        )
        if not posten:
            return
        eerste, laatste = posten[0][0], posten[-1][0]
        boekingen: dict[int, list[tuple[Any, ...]]] = defaultdict(list)
        for rij in ruw.rijen(
            "SELECT volgnummer, journaalpost, debet, credit, bedrag, vorige, hash FROM boeking"
            " WHERE volgnummer BETWEEN ? AND ? ORDER BY volgnummer",
            min(boeking + 1, posten[0][11]),
            max(deel[11] + deel[12] for deel in posten) - 1,
        ):
            boekingen[rij[1]].append(rij)
        teksten: dict[int, list[tuple[str, str]]] = defaultdict(list)
        for nummer, zout, inhoud in ruw.rijen(
            "SELECT post, zout, inhoud FROM journaaltekst WHERE post BETWEEN ? AND ?", eerste, laatste
        ):
            teksten[nummer].append((zout, inhoud))
        feiten: dict[int, list[Feitrij]] = defaultdict(list)
        for tabel, kolommen in FEITKOLOMMEN.items():
            for rij in ruw.rijen(
                f"SELECT {', '.join(kolommen)} FROM {tabel} WHERE post BETWEEN ? AND ?", eerste, laatste
            ):
                feiten[rij[0]].append((tabel, rij))
        for rij in posten:
            yield rij, teksten[rij[0]], feiten[rij[0]], boekingen[rij[0]]
        post = laatste
        boeking = max(deel[11] + deel[12] for deel in posten) - 1


def _weigeringen(ruw: Ruw, anker: Zegel | None) -> list[Bevinding]:
    """Return what is broken in the chain of what the book refused, after the anchor."""
    fouten: list[Bevinding] = []
    nummer, kop = (anker.geweigerd, anker.weigerkop) if anker else (0, begin_van_boek(ruw))
    for *velden, hash_ in ruw.rijen(
        "SELECT nummer, sleutel, soort, inhoud, code, melding, oplossing, geweigerd_op, vorige, hash FROM weigering"
        " WHERE nummer > ? ORDER BY nummer",
        nummer,
    ):
        waar = f"weigering {velden[0]}"
        if velden[0] != nummer + 1 or velden[-1] != kop:
            fouten.append(Bevinding("keten", waar, f"sluit niet aan op weigering {nummer}"))
        if keten.hash_weigering(velden) != hash_:
            fouten.append(Bevinding("keten", waar, "de inhoud past niet bij de hash"))
        nummer, kop = velden[0], hash_
    if ruw.rij("SELECT geweigerd, weigerkop FROM boek") != (nummer, kop):
        fouten.append(Bevinding("keten", "weigering", f"het boek telt anders dan tot weigering {nummer}"))
    aantal = ruw.waarde("SELECT COUNT(*) FROM weigering")
    if aantal != nummer:
        fouten.append(Bevinding("keten", "weigering", f"er zijn {aantal} rijen, het boek telt tot {nummer}"))
    return fouten


def _losse_rijen(ruw: Ruw, boek: Boekstand) -> list[Bevinding]:
    """Find rows that hang on no journaalpost, or beyond the head."""
    fouten = []
    for tabel, kolom, laatste in (("boeking", "volgnummer", boek.boeking), ("journaalpost", "nummer", boek.post)):
        aantal = ruw.waarde(f"SELECT COUNT(*) FROM {tabel}")
        if aantal != laatste:
            fouten.append(Bevinding("keten", tabel, f"er zijn {aantal} rijen, het boek telt tot {laatste} ({kolom})"))
    for tabel in ("journaaltekst", *FEITKOLOMMEN):
        los = ruw.waarde(
            f"SELECT COUNT(*) FROM {tabel} f WHERE f.post IS NOT NULL"
            " AND NOT EXISTS (SELECT 1 FROM journaalpost j WHERE j.nummer = f.post)"
        )
        if los:
            fouten.append(Bevinding("keten", tabel, f"{los} rijen horen bij geen journaalpost"))
    beide = ruw.waarde("SELECT COUNT(*) FROM weigering w JOIN journaalpost j ON j.id = w.sleutel")
    if beide:
        fouten.append(Bevinding("keten", "weigering", f"{beide} geweigerde sleutels zijn toch geboekt"))
    return fouten
