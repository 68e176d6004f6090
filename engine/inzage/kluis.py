"""The person store: encrypted fields with one key per casus; destroying that key erases the person.

Each casus key is wrapped by the master key. Names are found through a keyed hash of every prefix from three
letters; those rows go with the key. The ledger knows the casusnummer only and stays whole.
"""

from __future__ import annotations

import hmac
import json
import os
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import bindparam, delete, update
from sqlmodel import Field, col, select

from budget.basis.rij import Rij
from budget.basis.transactie import Sessie
from budget.basis.typen import Bytes, Moment, Tekst
from budget.basis.voorbereid import rij, rijen
from budget.basis.weigering import Weigering
from engine.invoer.tekst import KORTSTE, naamwoorden
from engine.inzage import sleutelbestand

_NONCE = 12


class CasussleutelRij(Rij, table=True):
    """The wrapped key of one casus; empty after destruction."""

    __tablename__ = "casussleutel"

    casus: str = Field(sa_type=Tekst, primary_key=True)
    verpakt: bytes | None = Field(default=None, sa_type=Bytes, nullable=True)
    vernietigd_op: datetime | None = Field(default=None, sa_type=Moment, nullable=True)


class PersoonsveldRij(Rij, table=True):
    """One encrypted field of one casus."""

    __tablename__ = "persoonsveld"

    casus: str = Field(sa_type=Tekst, primary_key=True)
    veld: str = Field(sa_type=Tekst, primary_key=True)
    geheim: bytes = Field(sa_type=Bytes)


class NaamindexRij(Rij, table=True):
    """A keyed hash of the beginning of a name, to search without storing the name."""

    __tablename__ = "naamindex"

    afdruk: str = Field(sa_type=Tekst, primary_key=True)
    casus: str = Field(sa_type=Tekst, primary_key=True)


_SLEUTEL = select(col(CasussleutelRij.verpakt)).where(col(CasussleutelRij.casus) == bindparam("casus"))


_NAAM = select(col(NaamindexRij.casus)).where(
    col(NaamindexRij.casus) == bindparam("casus"), col(NaamindexRij.afdruk) == bindparam("afdruk")
)


_VELDEN = select(col(PersoonsveldRij.veld), col(PersoonsveldRij.geheim)).where(
    col(PersoonsveldRij.casus) == bindparam("casus")
)


class Kluis:
    """The opened person store of one database; holds the master key for as long as it is used."""

    def __init__(self, db: Sessie) -> None:
        self._db = db
        self._meester = sleutelbestand.lees(db.get_bind().engine.url.render_as_string(hide_password=False))

    def bewaar(self, casus: str, velden: Mapping[str, Any]) -> None:
        """Encrypt the fields of a casus (any JSON value); existing fields of the same name are replaced."""
        sleutel = self._sleutel(casus, maak=True)
        assert sleutel is not None
        for veld, waarde in velden.items():
            geheim = _versleutel(sleutel, json.dumps(waarde, ensure_ascii=False).encode(), f"{casus}/{veld}")
            self._db.merge(PersoonsveldRij(casus=casus, veld=veld, geheim=geheim))

    def lees(self, casus: str) -> dict[str, Any] | None:
        """Return every field of a casus; None when the person data were destroyed. Refusal: sleutel_ontbreekt."""
        sleutel = self._sleutel(casus, maak=False)
        if sleutel is None:
            return None
        velden = rijen(self._db, _VELDEN, casus=casus)
        return {veld: json.loads(_ontsleutel(sleutel, geheim, f"{casus}/{veld}")) for veld, geheim in velden}

    def indexeer(self, casus: str, naam: str) -> None:
        """Make a name findable from its first three letters on."""
        for afdruk in {self._afdruk(deel) for woord in naamwoorden(naam) for deel in _voorvoegsels(woord)}:
            self._db.merge(NaamindexRij(afdruk=afdruk, casus=casus))

    def zoek(self, begin: str) -> list[str]:
        """Return the casusnummers with a name that begins so; O(1) per letter typed."""
        woorden = naamwoorden(begin)
        if not woorden:
            return []
        gevonden = [
            set(self._db.exec(select(NaamindexRij.casus).where(col(NaamindexRij.afdruk) == self._afdruk(w))).all())
            for w in woorden
        ]
        return sorted(set.intersection(*gevonden))

    def noemt_naam(self, casus: str, tekst: str) -> bool:
        """Say whether a text holds a whole word from a name of this casus (three letters or more)."""
        afdrukken = {self._afdruk(f"{w}|") for w in naamwoorden(tekst)}
        return any(rij(self._db, _NAAM, casus=casus, afdruk=afdruk) for afdruk in afdrukken)

    def _sleutel(self, casus: str, *, maak: bool) -> bytes | None:
        gevonden = rij(self._db, _SLEUTEL, casus=casus)
        if gevonden is not None:
            (verpakt,) = gevonden
            return None if verpakt is None else _ontsleutel(self._meester, verpakt, casus)
        if not maak:
            return None
        nieuw = os.urandom(sleutelbestand.LENGTE)
        self._db.add(CasussleutelRij(casus=casus, verpakt=_versleutel(self._meester, nieuw, casus)))
        self._db.flush()
        return nieuw

    def _afdruk(self, tekst: str) -> str:
        return hmac.digest(self._meester, f"naam/{tekst}".encode(), "sha256").hex()


def vernietig(db: Sessie, casus: str, nu: datetime) -> None:
    """Destroy the key, the fields and the name index of a casus; needs no master key and cannot be undone."""
    db.execute(
        update(CasussleutelRij).where(col(CasussleutelRij.casus) == casus).values(verpakt=None, vernietigd_op=nu)
    )
    db.execute(delete(PersoonsveldRij).where(col(PersoonsveldRij.casus) == casus))
    db.execute(delete(NaamindexRij).where(col(NaamindexRij.casus) == casus))


def _versleutel(sleutel: bytes, tekst: bytes, plaats: str) -> bytes:
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    nonce = os.urandom(_NONCE)
    return nonce + AESGCM(sleutel).encrypt(nonce, tekst, plaats.encode())


def _ontsleutel(sleutel: bytes, geheim: bytes, plaats: str) -> bytes:
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        return AESGCM(sleutel).decrypt(geheim[:_NONCE], geheim[_NONCE:], plaats.encode())
    except InvalidTag:
        raise VerkeerdeSleutel() from None


class VerkeerdeSleutel(Weigering):
    code = "verkeerde_sleutel"
    exitcode = 4

    def __init__(self) -> None:
        super().__init__(
            "Het sleutelbestand hoort niet bij deze database; persoonsgegevens zijn nu niet te lezen.",
            oplossing="Wijs met DOORBRAAK_SLEUTELBESTAND het bestand aan dat bij het inrichten is gemaakt.",
        )


def _voorvoegsels(woord: str) -> list[str]:
    """Return the beginnings of a word, and the whole word with an end mark."""
    return [*(woord[:n] for n in range(KORTSTE, len(woord) + 1)), f"{woord}|"]
