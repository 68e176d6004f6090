"""Put a region into the register, once, when the database is made."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import insert

from budget.basis.klok import dag
from budget.basis.rij import Rij
from budget.basis.transactie import Sessie
from engine.regio.afspraken import Regio
from engine.register.opslag import (
    AanstellingRij,
    AdministratieRij,
    FunctieRij,
    FunctievervullingRij,
    InlogRij,
    MandaatRij,
    OrganisatieRij,
    PersoonRij,
    RegelingRij,
    RolRij,
)
from engine.register.vertaling import naar_json, vingerafdruk_van

EERSTE_DAG = date(1900, 1, 1)
"""National data hold from here on: a term of long ago can be recomputed."""


def leg_regio_vast(db: Sessie, regio: Regio, nu: datetime, *, oefen: bool, klok: datetime | None = None) -> None:
    """Store the whole region as it was read; `klok` is where the clock of a practice database begins.

    The folder is not read again afterwards. About a dozen inserts of many rows.
    """
    db.add(
        AdministratieRij(
            regio=regio.kop.id,
            naam=regio.kop.naam,
            oefen=oefen,
            klok=(klok or nu) if oefen else None,
            oefengebruiker=regio.kop.oefengebruiker if oefen else None,
            gemaakt_op=nu,
        )
    )
    db.flush()
    _mensen_en_organisaties(db, regio, nu)
    _voeg_toe(
        db,
        MandaatRij,
        (
            {
                "id": m.id,
                "versie": m.versie,
                "volgorde": volgorde,
                "gever": m.gever,
                "soort": m.soort.value,
                "houder_functie": m.houder_functie,
                "geldig_van": m.geldig_van,
                "geldig_tot": m.geldig_tot,
                "ingetrokken_op": m.ingetrokken_op,
                "inhoud": naar_json(replace(m, vastgelegd_op=dag(nu))),
                "vastgelegd_op": nu,
            }
            for volgorde, m in enumerate(regio.mandaten, start=1)
        ),
    )
    _voeg_toe(db, RegelingRij, (_regeling(*deel, nu) for deel in _regelingen(regio)))


def registreer_login(db: Sessie, login: str, persoon: str, nu: datetime) -> None:
    """Say which person stands behind a database login; SYSTEEM for the runner."""
    db.add(InlogRij(login=login, persoon=persoon, vastgelegd_op=nu))
    db.flush()


def _mensen_en_organisaties(db: Sessie, regio: Regio, nu: datetime) -> None:
    # A row that another row of the same table refers to must be there first.
    for partij in _ouders_eerst(regio.organisaties, "onderdeel_van"):
        _voeg_toe(
            db,
            OrganisatieRij,
            [{
                "id": partij.id,
                "naam": partij.naam,
                "soort": partij.soort,
                "domein": partij.domein,
                "gemeente": partij.gemeente,
                "werkgebied": list(partij.werkgebied),
                "onderdeel_van": partij.onderdeel_van,
                "kenmerken": list(partij.kenmerken),
            }],
        )  # fmt: skip
    for functie in _ouders_eerst(regio.functies, "valt_onder"):
        _voeg_toe(db, FunctieRij, [naar_json(functie)])
    _voeg_toe(db, PersoonRij, ({"id": m.id, "weergavenaam": m.weergavenaam, "email": m.email} for m in regio.personen))
    _voeg_toe(db, RolRij, ({"persoon": m.id, "rol": rol} for m in regio.personen for rol in m.rollen))
    _voeg_toe(
        db,
        AanstellingRij,
        (
            {
                "persoon": m.id,
                "organisatie": b.organisatie,
                "functie": b.functie,
                "geldig_van": b.van,
                "geldig_tot": b.tot,
                "vervanger": b.vervanger,
                "bandbreedte": b.bandbreedte,
                "vastgelegd_op": nu,
            }
            for m in regio.personen
            for b in m.aanstellingen
        ),
    )
    _voeg_toe(
        db,
        FunctievervullingRij,
        (
            {"persoon": m.id, "functie": t.functie, "geldig_van": t.van, "geldig_tot": t.tot, "vastgelegd_op": nu}
            for m in regio.personen
            for t in m.functies
        ),
    )


def _ouders_eerst(rij: Iterable[Any], veld: str) -> list[Any]:
    """Order things so that each comes after the one it names in this field; a region has no circles."""
    per_id = {deel.id: deel for deel in rij}
    klaar: dict[str, Any] = {}
    for deel in per_id.values():
        keten = []
        while deel.id not in klaar:
            keten.append(deel)
            if getattr(deel, veld) is None:
                break
            deel = per_id[getattr(deel, veld)]
        klaar.update((d.id, d) for d in reversed(keten))
    return list(klaar.values())


def _regelingen(regio: Regio) -> Iterable[tuple[str, str, date, Any, str]]:
    """Give (name, version, first day, content, source) of every agreement, the national data included."""
    kop, landelijk = regio.kop, regio.landelijk
    versie, vanaf = kop.versie, kop.geldig_van
    afspraken: dict[str, tuple[Any, str]] = {
        "regio": (
            {
                **naar_json(kop),
                "sluitingsdagen": naar_json(regio.sluitingsdagen),
                "vingerafdruk": regio.vingerafdruk,
            },
            kop.bron,
        ),
        "sleutels": (naar_json(regio.sleutels), "sleutels.toml"),
        "pot": (
            {
                **naar_json(regio.pot),
                "deelnemers": naar_json(regio.deelnemers),
                "toezeggingen": naar_json(regio.toezeggingen),
            },
            regio.pot.bron,
        ),
        "ladder": (naar_json(regio.ladder), "ladder.toml"),
        "termijnen": (
            {
                "termijnen": naar_json(regio.termijnen),
                "profielen": naar_json(regio.profielen),
                "herinneringen": naar_json(regio.herinneringen),
                "bericht": naar_json(regio.bericht),
            },
            "termijnen.toml",
        ),
        "netwerk": (naar_json(regio.drempels), regio.drempels.bron),
        "bestedingsregels": (
            naar_json((*landelijk.bestedingsregels, *regio.bestedingsregels)),
            "nl/bestedingsregels.toml en bestedingsregels.toml",
        ),
        "betaler-matrix": (
            {"kolommen": naar_json(regio.kolommen), "activiteiten": naar_json(regio.matrix)},
            "betaler-matrix.csv",
        ),
    }
    for naam, (inhoud, bron) in afspraken.items():
        yield naam, versie, vanaf, inhoud, bron
    yield "proces", kop.proces, EERSTE_DAG, landelijk.proces, str(landelijk.proces.get("bron", "proces"))
    yield "herinneringen", "nl", EERSTE_DAG, landelijk.herinneringen, "nl/herinneringen.toml"
    yield "landelijke-termijnen", "nl", EERSTE_DAG, naar_json(landelijk.termijnen), "nl/termijnen.toml"
    yield "vereisten", "nl", EERSTE_DAG, landelijk.vereisten, "nl/vereisten.toml"
    yield "feestdagen", "nl", EERSTE_DAG, {"csv": landelijk.feestdagen}, "nl/feestdagen.csv"
    yield "schoolvakanties", "nl", EERSTE_DAG, {"csv": landelijk.schoolvakanties}, "nl/schoolvakanties.csv"


def neem_regeling_op(db: Sessie, naam: str, versie: str, vanaf: date, inhoud: Any, bron: str, nu: datetime) -> None:
    """Store a new version of an agreement beside the earlier ones, in force from a day."""
    _voeg_toe(db, RegelingRij, [_regeling(naam, versie, vanaf, inhoud, bron, nu)])
    db.info.pop("regelingen", None)


def _regeling(naam: str, versie: str, vanaf: date, inhoud: Any, bron: str, nu: datetime) -> dict[str, Any]:
    return {
        "naam": naam,
        "versie": versie,
        "geldig_van": vanaf,
        "inhoud": inhoud,
        "bron": bron,
        "vingerafdruk": vingerafdruk_van(inhoud),
        "vastgelegd_op": nu,
    }


def _voeg_toe(db: Sessie, tabel: type[Rij], rijen: Iterable[dict[str, Any]]) -> None:
    verzameld = list(rijen)
    if verzameld:
        db.execute(insert(tabel), verzameld)
