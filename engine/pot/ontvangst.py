"""Receipts: what a financier saw of the book, signed with a key that only the financier has."""

from __future__ import annotations

import os
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, load_pem_private_key

from budget.bank.controle import afschriftfouten
from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.transactie import Sessie
from budget.basis.weigering import Fout, OnbruikbareInvoer
from budget.grootboek.controle import Ontvangstbewijs, controleer, onderteken
from engine.pot.vragen import eis_rol
from engine.pot.weigeringen import BoekNietInOrde


def onderteken_voor(
    db: Sessie, wie: Gebruiker, sleutel: Callable[[], Ed25519PrivateKey], nu: datetime
) -> Ontvangstbewijs:
    """Check the whole book and its statements, seal it and sign the seal for the body of this user.

    A body that signed this seal before gets the same receipt, whatever the key. Refusals: niet_bevoegd,
    boek_niet_in_orde (nobody signs for a book that does not add up). Linear in the book.
    """
    eis_rol(wie, (Rol.FINANCIER, Rol.KASSIER, Rol.AUDITOR), "een ontvangstbewijs maken")
    bevindingen = (*controleer(db, volledig=True).bevindingen, *afschriftfouten(db, volledig=True))
    if bevindingen:
        raise BoekNietInOrde(len(bevindingen))
    return onderteken(db, wie.organisatie, sleutel(), nu)


def eigen_plek(wie: Gebruiker) -> Path:
    """Return where the key of this user stands when none is named: with the user's own settings, not the database."""
    from platformdirs import user_config_path

    return user_config_path("doorbraak") / f"ontvangst-{wie.persoon}.pem"


def lees_of_maak_sleutel(pad: Path) -> Ed25519PrivateKey:
    """Return the key of a file, made for this user only when there is none; anything else is unusable input."""
    try:
        sleutel = load_pem_private_key(pad.read_bytes(), password=None)
    except FileNotFoundError:
        return _maak(pad)
    except (OSError, ValueError, TypeError):
        sleutel = None
    if not isinstance(sleutel, Ed25519PrivateKey):
        melding = "dit is geen leesbare sleutel (Ed25519, PEM, zonder wachtwoord)"
        raise OnbruikbareInvoer([Fout(str(pad), "", melding, "Kies uw eigen sleutelbestand, of een nieuwe naam.")])
    return sleutel


def _maak(pad: Path) -> Ed25519PrivateKey:
    sleutel = Ed25519PrivateKey.generate()
    try:
        pad.parent.mkdir(parents=True, exist_ok=True)
        with os.fdopen(os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as open_bestand:
            open_bestand.write(sleutel.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
    except OSError:
        fout = Fout(str(pad), "", "hier kan geen sleutel worden gemaakt", "Kies een map waar u mag schrijven.")
        raise OnbruikbareInvoer([fout]) from None
    return sleutel
