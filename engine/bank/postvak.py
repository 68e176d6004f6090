"""The bank folder: files that the bank program of the kassier puts in `in`; read, then filed by what came of them.

Folders: `in`, `verwerkt`, `geweigerd`; beside a SQLite database `<database>.bank`, else where DOORBRAAK_BANKMAP says.
Write a file under a name that begins with a dot or ends in .tmp and rename it when it is complete.
"""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from sqlalchemy import select
from sqlmodel import col

from budget.bank.bron import Geweigerd, bekijk, openen
from budget.bank.iso20022 import lees_kop
from budget.bank.opslag import BankbestandRij
from budget.basis.gebruiker import Gebruiker
from budget.basis.klok import dag
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie, bestand
from budget.basis.weigering import OnbruikbareInvoer
from budget.basis.wijziging import meld_wijziging
from budget.betalen.weigeringen import StatusVanOnbekendBestand
from engine.bank.diensten import Bankbestand, bankbestand
from engine.bank.zicht import eis_afletteren
from engine.betalen.diensten import Statusbestand, verwerk_status

_STATUS = "pain.002"


def bankmap(url: str) -> Path | None:
    """Return the bank folder of this database; None where nothing names one."""
    genoemd = os.environ.get("DOORBRAAK_BANKMAP")
    if genoemd:
        return Path(genoemd)
    pad = bestand(url)
    return None if pad is None else pad.with_name(f"{pad.name}.bank")


@dataclass(frozen=True, slots=True)
class Postvak:
    """What lies in `in`: bank files and status reports to read, and files that were read and can be filed."""

    bestanden: tuple[Bankbestand, ...] = ()
    statussen: tuple[Bankbestand, ...] = ()
    gelezen: tuple[Bankbestand, ...] = ()


def kijk(db: Sessie) -> Postvak:
    """Look into the bank folder, by file name; O(size of the files)."""
    map_ = bankmap(_url(db))
    if map_ is None or not (map_ / "in").is_dir():
        return Postvak()
    alles = [bankbestand(pad, pad.name) for pad in sorted((map_ / "in").iterdir()) if _is_klaar(pad)]
    b = BankbestandRij
    vraag = select(col(b.sha256)).where(col(b.sha256).in_([stuk.sha256 for stuk in alles]))
    bekend = set(db.execute(vraag).scalars())
    nieuw = [stuk for stuk in alles if stuk.sha256 not in bekend]
    statussen = tuple(stuk for stuk in nieuw if _is_status(stuk.pad))
    return Postvak(
        tuple(stuk for stuk in nieuw if stuk not in statussen),
        statussen,
        tuple(stuk for stuk in alles if stuk.sha256 in bekend),
    )


@gebruiksgeval
def lees_status_uit_map(
    db: Sessie, wie: Gebruiker, opdracht: Bankbestand, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Take in a status report from the folder; one that cannot be used is remembered as refused and filed as such.

    Refusal: niet_bevoegd.
    """
    eis_afletteren(db, wie, dag(nu), "een statusbericht inlezen")
    inhoud = opdracht.pad.read_bytes()
    try:
        return verwerk_status(db, wie, Statusbestand(opdracht.naam, inhoud), nu=nu)
    except (OnbruikbareInvoer, StatusVanOnbekendBestand) as fout:
        melding = fout.fouten[0].melding if isinstance(fout, OnbruikbareInvoer) else fout.melding
        db.add(
            BankbestandRij(
                naam=opdracht.naam, sha256=sha256(inhoud).hexdigest(), grootte=len(inhoud), soort=_STATUS,
                aanvaard=False, uitkomsten=[{"uitkomst": "geweigerd", "toelichting": melding}], door=wie.persoon, op=nu,
            )
        )  # fmt: skip
        db.flush()
        return Uitkomst({"bestand": opdracht.naam, "uitkomst": "geweigerd"}, f"{opdracht.naam} geweigerd: {melding}")


@gebruiksgeval
def leg_weg(db: Sessie, wie: Gebruiker, opdracht: Bankbestand, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """File a bank file that was read: in `verwerkt`, or in `geweigerd` when nothing of it was taken in.

    Only after its reading was committed, so that a crash loses no file. Refusal: niet_bevoegd.
    """
    eis_afletteren(db, wie, dag(nu), "een bankbestand wegleggen")
    b = BankbestandRij
    uitkomsten = db.execute(select(col(b.uitkomsten)).where(col(b.sha256) == opdracht.sha256)).scalars().all()
    genomen = any(rij["uitkomst"] != "geweigerd" for rijen in uitkomsten for rij in rijen)
    waarheen = opdracht.pad.parent.parent / ("verwerkt" if genomen else "geweigerd")
    waarheen.mkdir(exist_ok=True)
    doel = waarheen / opdracht.naam
    if doel.exists():
        doel = waarheen / f"{opdracht.sha256[:8]}-{opdracht.naam}"
    if opdracht.pad.exists():
        opdracht.pad.replace(doel)
    meld_wijziging(db, "bank", f"bestand/{opdracht.sha256[:8]}", nu)
    return Uitkomst({"bestand": opdracht.naam, "map": waarheen.name}, f"{opdracht.naam} ligt nu in '{waarheen.name}'.")


def _url(db: Sessie) -> str:
    return db.connection().engine.url.render_as_string(hide_password=False)


def _is_klaar(pad: Path) -> bool:
    return pad.is_file() and not pad.name.startswith(".") and pad.suffix not in (".tmp", ".part")


def _is_status(pad: Path) -> bool:
    open_ = openen(pad)
    try:
        return bekijk(open_).is_xml and lees_kop(open_).bericht == _STATUS
    except Geweigerd:
        return False
