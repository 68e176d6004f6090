"""Use cases of who pays: keep an advice as it was given, and bring in the region's own matrix."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any
from zipfile import BadZipFile

from sqlalchemy import func, select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag, datum
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.betaler.opslag import BetaleradviesRij
from engine.betaler.vragen import advies
from engine.casus.overgang import schrijf_gebeurtenis
from engine.casus.weigeringen import NietBevoegd
from engine.geldspoor.overgang import lijn_voor
from engine.geldspoor.weigeringen import LijnOnbekend
from engine.regio.begrippen import Betalerkolom
from engine.regio.bestanden import Map
from engine.register.opslag import RegelingRij
from engine.register.vertaling import naar_json, vingerafdruk_van
from engine.register.vragen import heeft_functie, regeling, vergeet_regelingen
from engine.register.weigeringen import VersieBestaat

MATRIX = "betaler-matrix"
BEHEERT = "stamgegevensbeheer"


@dataclass(frozen=True, slots=True)
class Adviesopdracht:
    """Keep the advice on a line as it is now."""

    lijn: str


@dataclass(frozen=True, slots=True)
class Matrixinvoer:
    """A new version of the payer matrix: the name and content of a CSV or Excel file, and from when it holds."""

    naam: str
    inhoud: bytes
    versie: str
    geldig_van: date
    bron: str


@gebruiksgeval
def bewaar_advies(
    db: Sessie, wie: Gebruiker, opdracht: Adviesopdracht, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Keep the advice on a line as a new version; it books nothing and decides nothing.

    Refusals: lijn_onbekend, versie_verouderd, casus_onbekend.
    """
    lijn = lijn_voor(db, wie, opdracht.lijn, nu, versie)
    gevonden = advies(db, wie, lijn.casus, nu)
    deel: dict[str, Any] | None = next((d for d in gevonden["lijnen"] if d["lijn"] == lijn.lijn), None)
    if deel is None:
        raise LijnOnbekend(lijn.lijn)
    r = BetaleradviesRij
    hoogste = db.execute(select(func.max(col(r.versie))).where(col(r.lijn) == lijn.lijn)).scalar()
    rij = BetaleradviesRij(
        lijn=lijn.lijn,
        versie=(hoogste or 0) + 1,
        op=dag(nu),
        uitkomst=deel["uitkomst"],
        matrixversie=deel["matrixversie"],
        advies=deel,
        door=wie.persoon,
        vastgelegd_op=nu,
    )
    db.add(rij)
    schrijf_gebeurtenis(
        db, wie, lijn.casus, spoor="geld", code="", naam="betaleradvies", van=lijn.status, naar=lijn.status,
        op=dag(nu), nu=nu, lijn=lijn.lijn, gegevens={"adviesversie": rij.versie, "uitkomst": rij.uitkomst},
    )  # fmt: skip
    db.flush()
    return Uitkomst(
        {**gevonden, "adviesversie": rij.versie}, f"Advies {rij.versie} over {lijn.lijn} is bewaard: {rij.uitkomst}."
    )


@gebruiksgeval
def lees_matrix_in(
    db: Sessie, wie: Gebruiker, opdracht: Matrixinvoer, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Bring in a new version of the payer matrix, for advice on days from `geldig_van` on; an old one stays.

    Refusals: niet_bevoegd, versie_bestaat; unusable input with every cell that is wrong.
    """
    if wie.rol is not Rol.BEHEERDER and not heeft_functie(db, wie.persoon, BEHEERT, dag(nu)):
        raise NietBevoegd("de betalermatrix wijzigen", [Rol.BEHEERDER.value, BEHEERT])
    nu_geldig = regeling(db, MATRIX, opdracht.geldig_van)
    kolommen = [Betalerkolom(**kolom) for kolom in nu_geldig.inhoud["kolommen"]]
    lezing = Map(Path())
    rijen = lezing.matrixrijen(opdracht.naam, als_csv(opdracht.naam, opdracht.inhoud), kolommen)
    codes = [rij.code for rij in rijen]
    for code in sorted({code for code in codes if codes.count(code) > 1}):
        lezing.fout(opdracht.naam, code, f"activiteit {code} staat er dubbel in", "Laat één van de twee staan.")
    if not rijen and not lezing.fouten:
        lezing.fout(opdracht.naam, "het hele bestand", "er staat geen enkele activiteit in", "Vul de matrix in.")
    if lezing.fouten:
        raise OnbruikbareInvoer(lezing.fouten)
    if db.get(RegelingRij, (MATRIX, opdracht.versie)) is not None:
        raise VersieBestaat(MATRIX, opdracht.versie)
    inhoud = {"kolommen": naar_json(kolommen), "activiteiten": naar_json(rijen)}
    db.add(
        RegelingRij(
            naam=MATRIX,
            versie=opdracht.versie,
            geldig_van=opdracht.geldig_van,
            inhoud=inhoud,
            bron=opdracht.bron,
            vingerafdruk=vingerafdruk_van(inhoud),
            vastgelegd_op=nu,
        )
    )
    db.flush()
    vergeet_regelingen(db)
    return Uitkomst(
        {"regeling": MATRIX, "versie": opdracht.versie, "activiteiten": len(rijen)},
        f"Matrix {opdracht.versie} met {len(rijen)} activiteiten geldt vanaf {datum(opdracht.geldig_van)}.",
    )


def als_csv(naam: str, inhoud: bytes) -> str:
    """Return a CSV or Excel file (first sheet) as text with semicolons; unusable input for anything else."""
    if naam.lower().endswith(".xlsx"):
        from openpyxl import load_workbook

        try:
            blad = load_workbook(io.BytesIO(inhoud), read_only=True, data_only=True).worksheets[0]
            uit = io.StringIO()
            schrijver = csv.writer(uit, delimiter=";", lineterminator="\n")
            for rij in blad.iter_rows(values_only=True):
                if any(cel is not None for cel in rij):
                    schrijver.writerow(["" if cel is None else cel for cel in rij])
            return uit.getvalue()
        except (BadZipFile, KeyError, OSError, IndexError, ValueError):
            melding = "Dit is geen leesbaar Excelbestand."
            raise OnbruikbareInvoer([Fout(naam, "", melding, "Sla het op als .xlsx, of als CSV in UTF-8.")]) from None
    try:
        return inhoud.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise OnbruikbareInvoer([Fout(naam, "", "Dit is geen UTF-8.", "Sla het bestand op als UTF-8.")]) from None
