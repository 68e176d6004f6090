"""What the payer advice needs of a region: from the database, or from a region folder without one."""

from __future__ import annotations

import tomllib
from collections.abc import Iterable, Mapping
from datetime import date
from functools import lru_cache
from typing import Any

from budget.basis.transactie import Sessie
from engine.betaler.begrippen import Betalerafspraken, Forum, Impasse
from engine.betaler.bestedingsregels import bestedingsregels_uit
from engine.regio.afspraken import Activiteit, Cel
from engine.regio.begrippen import Betalerkolom
from engine.regio.lezen import laad_regio
from engine.regio.plaats import config_map, regiomap
from engine.register.vertaling import naar_json
from engine.register.vragen import organisaties, regeling


def afspraken_van(db: Sessie, op: date) -> Betalerafspraken:
    """Return what holds in this database on a day: the versions of matrix, keys, rules and covenant in force."""
    return _samen(
        regio=regeling(db, "regio", op).inhoud,
        matrix=regeling(db, "betaler-matrix", op).inhoud,
        matrixversie=regeling(db, "betaler-matrix", op).versie,
        sleutels=regeling(db, "sleutels", op).inhoud,
        deelnemers=regeling(db, "pot", op).inhoud["deelnemers"],
        bestedingsregels=regeling(db, "bestedingsregels", op).inhoud,
        gemeenten={o.gemeente: o.id for o in organisaties(db, "gemeente") if o.gemeente},
        op=op,
    )


def afspraken_uit_map(naam: str, op: date) -> Betalerafspraken:
    """Return what a region folder says, or a region that comes with the product; refuses with every fault in it."""
    regio = laad_regio(regiomap(naam))
    return _samen(
        regio=naar_json(regio.kop),
        matrix={"kolommen": naar_json(regio.kolommen), "activiteiten": naar_json(regio.matrix)},
        matrixversie=regio.kop.versie,
        sleutels=naar_json(regio.sleutels),
        deelnemers=naar_json(regio.deelnemers),
        bestedingsregels=naar_json((*regio.landelijk.bestedingsregels, *regio.bestedingsregels)),
        gemeenten={p.gemeente: p.id for p in regio.organisaties if p.soort == "gemeente" and p.gemeente},
        op=op,
    )


def _samen(
    *,
    regio: Mapping[str, Any],
    matrix: Mapping[str, Any],
    matrixversie: str,
    sleutels: Iterable[Mapping[str, Any]],
    deelnemers: Iterable[Mapping[str, Any]],
    bestedingsregels: Iterable[Mapping[str, Any]],
    gemeenten: Mapping[str, str],
    op: date,
) -> Betalerafspraken:
    return Betalerafspraken(
        kolommen=tuple(Betalerkolom(**kolom) for kolom in matrix["kolommen"]),
        activiteiten=tuple(
            Activiteit(**{**rij, "cellen": tuple(Cel(**cel) for cel in rij["cellen"])})
            for rij in matrix["activiteiten"]
        ),
        matrixversie=matrixversie,
        bestedingsregels=bestedingsregels_uit(bestedingsregels),
        gemeenten=gemeenten,
        oormerken={d["organisatie"]: d["oormerk"] for d in deelnemers},
        impasse=_impasse(regio["convenant"]["impasse"], sleutels, op),
        fora=fora(),
    )


def _impasse(afspraak: Mapping[str, Any], sleutels: Iterable[Mapping[str, Any]], op: date) -> Impasse:
    """Return the way out of the covenant, with the version of its key that is in force on the day."""
    geldend = [
        s for s in sleutels if s["naam"] == afspraak.get("sleutel") and date.fromisoformat(s["geldig_van"]) <= op
    ]
    sleutel: Mapping[str, Any] = max(geldend, key=lambda s: str(s["geldig_van"]), default={})
    return Impasse(
        route=afspraak["route"],
        arbiter=afspraak.get("arbiter_functie") or "",
        bindend=afspraak["bindend"],
        sleutel=sleutel.get("naam", ""),
        versie=sleutel.get("versie", ""),
        gewichten=dict(sleutel.get("gewichten", {})),
        bron=afspraak["bron"],
    )


@lru_cache(maxsize=1)
def fora() -> tuple[Forum, ...]:
    """Return where payers can go with a dispute, from the national data that come with the product."""
    rijen = tomllib.loads((config_map() / "nl" / "geschilroutes.toml").read_text(encoding="utf-8"))["forum"]
    return tuple(Forum(frozenset(rij["partijen"]), rij["naam"], rij["bron"], rij["status"]) for rij in rijen)
