"""The auditfile for the accountant: one file per year, in the words of the register and the configuration."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from functools import partial
from importlib.metadata import PackageNotFoundError, version

from budget.basis.gebruiker import Gebruiker
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.export.journaal import casussen_in
from budget.export.xaf import PROGRAMMA, Xafkop, schrijf_xaf
from budget.export.xaf import Xafversie as Xafversie
from budget.verslag.lezen import boekjaren, partijsoorten
from engine.export.bestanden import Exportstroom
from engine.inzage.logboek import Handeling, log
from engine.pot.vragen import GROOTBOEK_LEZEN, eis_rol
from engine.register.vragen import organisaties, regeling
from engine.verslag.afrekening import eis_jaar
from engine.verslag.profielen import rgs_codes, rgs_versie


def exporteer_xaf(
    db: Sessie, wie: Gebruiker, nu: datetime, *, jaar: int | None = None, versie: Xafversie = Xafversie.V40
) -> list[Exportstroom]:
    """Return the auditfile of a year, or of every year; written as a stream while the transaction is open.

    Leaves a line in the access log. Refusals: niet_bevoegd, jaar_zonder_boekingen. O(boekingen).
    """
    eis_rol(wie, GROOTBOEK_LEZEN, "het hele grootboek exporteren")
    if jaar is not None:
        eis_jaar(db, jaar)
    log(db, wie, Handeling.EXPORTEREN, casussen_in(db), nu, object_=f"export/xaf/{jaar or 'alles'}")
    return list(_bestanden(db, nu, [jaar] if jaar is not None else boekjaren(db), versie))


def _bestanden(db: Sessie, nu: datetime, jaren: list[int], versie: Xafversie) -> Iterator[Exportstroom]:
    kop = xafkop(db, nu)
    for jaar in jaren:
        yield Exportstroom(f"auditfile-{jaar}.xaf", partial(schrijf_xaf, db, jaar=jaar, versie=versie, kop=kop))


def xafkop(db: Sessie, nu: datetime) -> Xafkop:
    """Return what the auditfile says of the pot and its parties."""
    pot = regeling(db, "pot", dag(nu)).inhoud
    return Xafkop(
        naam=pot["naam"],
        fiscaal_nummer=pot.get("fiscaal_nummer", ""),
        programmaversie=_versie(),
        gemaakt_op=dag(nu),
        partijen={o.id: o.naam for o in organisaties(db)},
        soorten=partijsoorten(db),
        rgs=rgs_codes(),
        rgs_versie=rgs_versie(),
    )


def _versie() -> str:
    try:
        return version(PROGRAMMA)
    except PackageNotFoundError:
        return "onbekend"
