"""The master key of the person store: a file outside the database, never overwritten."""

from __future__ import annotations

import os
from pathlib import Path

from budget.basis.transactie import bestand
from budget.basis.weigering import Weigering

LENGTE = 32


class SleutelOntbreekt(Weigering):
    code = "sleutel_ontbreekt"
    exitcode = 4

    def __init__(self, pad: Path) -> None:
        super().__init__(
            f"Het sleutelbestand {pad} ontbreekt of is niet leesbaar; persoonsgegevens zijn nu niet te lezen.",
            oplossing="Zet het bestand terug uit de kopie, of wijs het aan met DOORBRAAK_SLEUTELBESTAND. "
            "De pot en 'controleer' werken zonder dit bestand.",
        )


class SleutelBestaat(Weigering):
    code = "sleutel_bestaat"
    exitcode = 4

    def __init__(self, pad: Path) -> None:
        super().__init__(
            f"Het sleutelbestand {pad} bestaat al en wordt nooit overschreven.",
            oplossing="Bewaar het bestaande bestand (het hoort misschien bij een andere database) en kies een andere "
            "plaats met DOORBRAAK_SLEUTELBESTAND.",
        )


def plaats(url: str) -> Path:
    """Return where the master key of this database stands."""
    genoemd = os.environ.get("DOORBRAAK_SLEUTELBESTAND")
    if genoemd:
        return Path(genoemd)
    database = bestand(url)
    if database is not None:
        return Path(f"{database}.sleutel")
    from platformdirs import user_data_path

    return user_data_path("doorbraak") / "doorbraak.sleutel"


def maak(url: str) -> Path:
    """Make the master key, readable by this user only; refusals: sleutel_bestaat."""
    pad = plaats(url)
    pad.parent.mkdir(parents=True, exist_ok=True)
    try:
        wijzer = os.open(pad, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        raise SleutelBestaat(pad) from None
    with os.fdopen(wijzer, "wb") as open_bestand:
        open_bestand.write(os.urandom(LENGTE))
        open_bestand.flush()
        os.fsync(open_bestand.fileno())
    return pad


def lees(url: str) -> bytes:
    """Return the master key; refusal: sleutel_ontbreekt."""
    pad = plaats(url)
    try:
        sleutel = pad.read_bytes()
    except OSError:
        raise SleutelOntbreekt(pad) from None
    if len(sleutel) != LENGTE:
        raise SleutelOntbreekt(pad)
    return sleutel
