"""The file for the accountant of every participant at the end of a year, with a list of what belongs to it."""

from __future__ import annotations

import io
import json
from collections.abc import Collection, Iterable, Iterator
from datetime import datetime
from enum import StrEnum
from hashlib import sha256
from typing import Any

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.export.csvbestand import schrijf_csv
from budget.export.journaal import casussen_in, journaal_csv
from budget.export.xaf import Xafversie, schrijf_xaf
from budget.verslag.lezen import deelnemers, kop_van_het_boek
from engine.casus.weigeringen import NietBevoegd
from engine.export.auditfile import xafkop
from engine.export.bestanden import Exportbestand
from engine.inzage.logboek import Handeling, log
from engine.pot.vragen import GROOTBOEK_LEZEN, eis_rol
from engine.stukken.begrippen import Document
from engine.stukken.rekenblad import Blad, zet_xlsx
from engine.stukken.zetten import zet_pdf
from engine.verslag.afrekening import afrekening, eis_jaar
from engine.verslag.begrippen import Afrekening
from engine.verslag.opmaak import (
    afrekening_bladen,
    afrekening_csv,
    afrekening_document,
    balans_bladen,
    balans_document,
)
from engine.verslag.vragen import balans_op


class Vorm(StrEnum):
    """A form in which a report can be written."""

    CSV = "csv"
    XLSX = "xlsx"
    PDF = "pdf"


ALLE_VORMEN = tuple(Vorm)


def exporteer_afrekening(
    db: Sessie, wie: Gebruiker, nu: datetime, *, deelnemer: str, jaar: int, vormen: Collection[Vorm] = ALLE_VORMEN
) -> tuple[Afrekening, list[Exportbestand]]:
    """Return the afrekening of a participant and its files; a financier asks for the own body only.

    Leaves a line in the access log. Refusals: those of `afrekening`, hulpmiddel_ontbreekt. O(boekingen).
    """
    gevonden = afrekening(db, wie, deelnemer, jaar, nu, handeling=Handeling.EXPORTEREN)
    return gevonden, list(_vormen(gevonden, vormen))


def exporteer_jaarafsluiting(
    db: Sessie,
    wie: Gebruiker,
    nu: datetime,
    *,
    jaar: int,
    deelnemer: str | None = None,
    vormen: Collection[Vorm] = ALLE_VORMEN,
) -> list[Exportbestand]:
    """Return a folder per participant, the folder of the pot itself for who keeps or reads the books, and the list.

    The list (manifest.json and SHA256SUMS) holds the fingerprint of every file and the head of the chain, so that who
    has a receipt of the book can tell that the files belong to it. Leaves a line in the access log per participant.
    Refusals: those of `afrekening`, hulpmiddel_ontbreekt. O(participants x boekingen).
    """
    eis_rol(wie, (*GROOTBOEK_LEZEN, Rol.FINANCIER), "de jaarstukken maken")
    eis_jaar(db, jaar)
    namen = deelnemers(db) if deelnemer is None else [deelnemer]
    if wie.rol is Rol.FINANCIER and deelnemer is None:
        namen = [naam for naam in namen if naam == wie.organisatie]
        if not namen:
            raise NietBevoegd("de jaarstukken maken", ["een financier van een deelnemer", "kassier"])
    bestanden: list[Exportbestand] = []
    if wie.rol is not Rol.FINANCIER and deelnemer is None:
        log(db, wie, Handeling.EXPORTEREN, casussen_in(db), nu, object_=f"export/jaarafsluiting/{jaar}")
        bestanden += _van_de_pot(db, nu, jaar, vormen)
    opmerkingen: dict[str, list[str]] = {}
    for naam in namen:
        gevonden = afrekening(db, wie, naam, jaar, nu, handeling=Handeling.EXPORTEREN)
        opmerkingen[naam] = list(gevonden.opmerkingen)
        bestanden += _vormen(gevonden, vormen, map_=f"{naam}/")
    return [*bestanden, *_lijst(db, wie, nu, jaar, bestanden, opmerkingen)]


def _vormen(a: Afrekening, vormen: Collection[Vorm], *, map_: str = "") -> Iterator[Exportbestand]:
    stam = f"{map_}afrekening-{a.deelnemer}-{a.jaar}"
    if Vorm.CSV in vormen:
        yield Exportbestand(f"{stam}.csv", afrekening_csv(a))
    yield from _blad_en_pdf(stam, afrekening_bladen(a), afrekening_document(a), vormen)


def _blad_en_pdf(
    stam: str, bladen: tuple[Blad, ...], document: Document, vormen: Collection[Vorm]
) -> Iterator[Exportbestand]:
    if Vorm.XLSX in vormen:
        yield Exportbestand(f"{stam}.xlsx", zet_xlsx(bladen, document.datum, document.titel))
    if Vorm.PDF in vormen:
        yield Exportbestand(f"{stam}.pdf", zet_pdf(document))


def _van_de_pot(db: Sessie, nu: datetime, jaar: int, vormen: Collection[Vorm]) -> Iterator[Exportbestand]:
    kop = xafkop(db, nu)
    stroom = io.BytesIO()
    schrijf_xaf(db, stroom, jaar, Xafversie.V40, kop)
    yield Exportbestand(f"pot/auditfile-{jaar}.xaf", stroom.getvalue())
    balans = balans_op(db, nu, einde_van=jaar)
    (blad,) = balans_bladen(balans)
    if Vorm.CSV in vormen:
        yield Exportbestand(f"pot/journaal-{jaar}.csv", journaal_csv(db, jaar))
        yield Exportbestand(f"pot/balans-{jaar}.csv", schrijf_csv(blad.kop, blad.rijen))
    yield from _blad_en_pdf(f"pot/balans-{jaar}", (blad,), balans_document(balans, kop.naam), vormen)


def _lijst(
    db: Sessie,
    wie: Gebruiker,
    nu: datetime,
    jaar: int,
    bestanden: Iterable[Exportbestand],
    opmerkingen: dict[str, list[str]],
) -> Iterator[Exportbestand]:
    """Yield the list of files as JSON, and as `sha256sum --check` reads it."""
    afdrukken = {b.naam: sha256(b.inhoud).hexdigest() for b in bestanden}
    journaalpost, kop = kop_van_het_boek(db)
    inhoud: dict[str, Any] = {
        "formaat": "doorbraak-jaarafsluiting/1",
        "jaar": jaar,
        "gemaakt_op": dag(nu).isoformat(),
        "gemaakt_door": wie.persoon,
        "journaalpost": journaalpost,
        "kop_van_de_keten": kop,
        "opmerkingen": opmerkingen,
        "bestanden": [{"naam": b.naam, "bytes": len(b.inhoud), "sha256": afdrukken[b.naam]} for b in bestanden],
    }
    manifest = Exportbestand("manifest.json", json.dumps(inhoud, ensure_ascii=False, indent=2).encode() + b"\n")
    afdrukken[manifest.naam] = sha256(manifest.inhoud).hexdigest()
    yield manifest
    yield Exportbestand("SHA256SUMS", "".join(f"{afdruk}  {naam}\n" for naam, afdruk in afdrukken.items()).encode())
