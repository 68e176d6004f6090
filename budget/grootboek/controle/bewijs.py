"""Seals and receipts: what a financier was shown, signed with the financier's own key (Ed25519)."""

from __future__ import annotations

import json
from dataclasses import asdict, astuple, dataclass, fields
from datetime import datetime

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.basis.weigering import Fout, OnbruikbareInvoer
from budget.grootboek import keten, opslag
from budget.grootboek.controle.gegevens import Bevinding
from budget.grootboek.ruw import Ruw

FORMAAT = "pot-ontvangstbewijs/1"


@dataclass(frozen=True, slots=True)
class Zegel:
    """The head of the book at a moment, and that of what it refused."""

    nummer: int
    dag: str
    post: int
    boeking: int
    kop: str
    geweigerd: int
    weigerkop: str


_ZEGEL = ", ".join(veld.name for veld in fields(Zegel))


@dataclass(frozen=True, slots=True)
class Ontvangstbewijs:
    """A seal that a party signed; it leaves with the party. Keys and signature in hexadecimal."""

    zegel: int
    dag: str
    post: int
    boeking: int
    kop: str
    geweigerd: int
    weigerkop: str
    partij: str
    publiek: str
    handtekening: str

    def als_tekst(self) -> str:
        """Return the file that the financier keeps."""
        return json.dumps({"formaat": FORMAAT, **asdict(self)}, indent=1, ensure_ascii=False) + "\n"


def lees_ontvangstbewijs(tekst: str, bestand: str = "ontvangstbewijs") -> Ontvangstbewijs:
    """Read the file of a receipt; anything else is an OnbruikbareInvoer."""
    try:
        velden = json.loads(tekst)
        if velden.pop("formaat") != FORMAAT:
            raise ValueError(FORMAAT)
        bewijs = Ontvangstbewijs(**velden)
        getallen = (bewijs.zegel, bewijs.post, bewijs.boeking, bewijs.geweigerd)
        teksten = (bewijs.dag, bewijs.kop, bewijs.weigerkop, bewijs.partij, bewijs.publiek, bewijs.handtekening)
        if any(type(getal) is not int for getal in getallen) or any(type(tekst_) is not str for tekst_ in teksten):
            raise ValueError(FORMAAT)
    except (ValueError, KeyError, TypeError, AttributeError):
        raise OnbruikbareInvoer(
            [Fout(bestand, "begin", "dit is geen ontvangstbewijs van de pot", "Kies het bestand dat u toen kreeg.")]
        ) from None
    return bewijs


def maak_zegel(db: Sessie, nu: datetime) -> Zegel:
    """Seal the head of the book; the same head is sealed once. The incremental check starts at the newest zegel."""
    ruw = Ruw(db)
    boek = opslag.vergrendel(ruw)
    geweigerd, weigerkop = ruw.rij("SELECT geweigerd, weigerkop FROM boek") or (0, "")
    vorige = laatste_zegel(ruw)
    if vorige is not None and (vorige.post, vorige.kop, vorige.geweigerd) == (boek.post, boek.kop, geweigerd):
        return vorige
    nummer = (vorige.nummer if vorige else 0) + 1
    zegel = Zegel(nummer, dag(nu).isoformat(), boek.post, boek.boeking, boek.kop, geweigerd, weigerkop)
    ruw.doe(
        f"INSERT INTO zegel ({_ZEGEL}, gemaakt_op) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        *astuple(zegel),
        keten.in_micros(nu),
    )
    return zegel


def onderteken(db: Sessie, partij: str, sleutel: Ed25519PrivateKey, nu: datetime) -> Ontvangstbewijs:
    """Seal the book and sign the seal for a party; a party that signed this seal before gets the same receipt."""
    zegel = maak_zegel(db, nu)
    publiek = sleutel.public_key().public_bytes_raw().hex()
    handtekening = sleutel.sign(_inhoud(zegel, partij)).hex()
    ruw = Ruw(db)
    eerder = ruw.rij(
        "SELECT publiek, handtekening FROM ontvangstbewijs WHERE zegel = ? AND partij = ?", zegel.nummer, partij
    )
    if eerder is not None:
        publiek, handtekening = eerder
    else:
        ruw.doe(
            "INSERT INTO ontvangstbewijs (zegel, partij, publiek, handtekening) VALUES (?, ?, ?, ?)",
            zegel.nummer,
            partij,
            publiek,
            handtekening,
        )
    return _bewijs(zegel, partij, publiek, handtekening)


def laatste_zegel(ruw: Ruw) -> Zegel | None:
    """Return the newest seal."""
    rij = ruw.rij(f"SELECT {_ZEGEL} FROM zegel ORDER BY nummer DESC LIMIT 1")
    return None if rij is None else Zegel(*rij)


def zegelfouten(ruw: Ruw) -> list[Bevinding]:
    """Return the seals that the chain does not pass through, and receipts with a wrong signature."""
    fouten = []
    vorige = 0
    for *velden, gemaakt_op in ruw.rijen(f"SELECT {_ZEGEL}, gemaakt_op FROM zegel ORDER BY nummer"):
        zegel = Zegel(*velden)
        nummer = zegel.nummer
        if nummer != vorige + 1:
            fouten.append(Bevinding("keten", f"zegel {nummer}", f"volgt niet op zegel {vorige}"))
        if zegel.dag != dag(keten.uit_micros(gemaakt_op)).isoformat():
            fouten.append(Bevinding("keten", f"zegel {nummer}", "de dag is niet die van het moment van verzegelen"))
        vorige = nummer
        if _kop_bij(ruw, zegel.post, zegel.boeking) != zegel.kop:
            fouten.append(Bevinding("keten", f"zegel {nummer}", "de keten loopt niet meer door dit zegel"))
        if _weigerkop_bij(ruw, zegel.geweigerd) != zegel.weigerkop:
            fouten.append(Bevinding("keten", f"zegel {nummer}", "de weigeringen lopen niet meer door dit zegel"))
        for partij, publiek, handtekening in ruw.rijen(
            "SELECT partij, publiek, handtekening FROM ontvangstbewijs WHERE zegel = ?", nummer
        ):
            bewijs = _bewijs(zegel, partij, publiek, handtekening)
            if not _echt(bewijs):
                fouten.append(Bevinding("ontvangst", f"zegel {nummer}, {partij}", "de handtekening klopt niet"))
    return fouten


def toets_ontvangst(ruw: Ruw, bewijs: Ontvangstbewijs) -> list[Bevinding]:
    """Return what a receipt tells against this book: rewritten, restored from before, or no real receipt."""
    waar = f"ontvangstbewijs {bewijs.zegel} van {bewijs.partij}"
    if not _echt(bewijs):
        return [Bevinding("ontvangst", waar, "de handtekening klopt niet")]
    laatste = int(ruw.waarde("SELECT COALESCE(MAX(nummer), 0) FROM journaalpost"))
    if laatste < bewijs.post:
        melding = f"het bewijs kent journaalpost {bewijs.post}, dit boek eindigt bij {laatste}: een oude kopie"
        return [Bevinding("ontvangst", waar, melding)]
    if _kop_bij(ruw, bewijs.post, bewijs.boeking) != bewijs.kop:
        return [Bevinding("ontvangst", waar, f"het boek is tot en met journaalpost {bewijs.post} herschreven")]
    if _weigerkop_bij(ruw, bewijs.geweigerd) != bewijs.weigerkop:
        return [Bevinding("ontvangst", waar, f"van de eerste {bewijs.geweigerd} weigeringen is iets weg of anders")]
    return []


def _kop_bij(ruw: Ruw, post: int, boeking: int) -> str:
    """Return the head of the chain as it was after a journaalpost; empty when the numbers do not fit."""
    if post == 0:
        return begin_van_boek(ruw)
    rij = ruw.rij("SELECT eerste, aantal, hash FROM journaalpost WHERE nummer = ?", post)
    if rij is None or rij[0] + rij[1] - 1 != boeking:
        return ""
    if rij[1] == 0:
        return str(rij[2])
    return str(ruw.waarde("SELECT hash FROM boeking WHERE volgnummer = ?", boeking) or "")


def _weigerkop_bij(ruw: Ruw, geweigerd: int) -> str:
    """Return the head of the refusals as it was after so many; empty when there are fewer."""
    if geweigerd == 0:
        return begin_van_boek(ruw)
    return str(ruw.waarde("SELECT hash FROM weigering WHERE nummer = ?", geweigerd) or "")


def begin_van_boek(ruw: Ruw) -> str:
    """Return the head of the empty book."""
    return str(keten.begin_van(*(ruw.rij("SELECT iban, geopend_op FROM boek") or ("", 0))))


def _bewijs(z: Zegel, partij: str, publiek: str, handtekening: str) -> Ontvangstbewijs:
    return Ontvangstbewijs(
        z.nummer, z.dag, z.post, z.boeking, z.kop, z.geweigerd, z.weigerkop, partij, publiek, handtekening
    )


def _inhoud(zegel: Zegel, partij: str) -> bytes:
    return keten.codeer(FORMAAT, *astuple(zegel), partij).encode()


def _zegel_van(b: Ontvangstbewijs) -> Zegel:
    return Zegel(b.zegel, b.dag, b.post, b.boeking, b.kop, b.geweigerd, b.weigerkop)


def _echt(bewijs: Ontvangstbewijs) -> bool:
    try:
        publiek = Ed25519PublicKey.from_public_bytes(bytes.fromhex(bewijs.publiek))
        publiek.verify(
            bytes.fromhex(bewijs.handtekening),
            _inhoud(_zegel_van(bewijs), bewijs.partij),
        )
    except (ValueError, InvalidSignature):
        return False
    return True
