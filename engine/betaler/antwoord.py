"""The payer advice as JSON: whole cents, ISO days."""

from __future__ import annotations

from typing import Any

from engine.betaler.begrippen import Advies, Adviesuitkomst, Impasse, Kandidaat


def als_json(advies: Advies, impasse: Impasse) -> dict[str, Any]:
    """Return the document of `betaler advies` for one line."""
    return {
        "uitkomst": advies.uitkomst.value,
        "grijs": advies.uitkomst is Adviesuitkomst.GRIJS,
        "kandidaten": [_kandidaat(plaats, k) for plaats, k in enumerate(advies.kandidaten, start=1)],
        "regels": [
            *(
                {"betaler": k.betaler, "regel": r.regel, "tekst": r.tekst, "voor": r.voor, "bron": r.bron}
                for k in advies.kandidaten
                for r in k.redenen
            ),
            *(
                {"betaler": None, "regel": r.regel, "tekst": r.tekst, "voor": r.voor, "bron": r.bron}
                for r in advies.afgevallen
            ),
        ],
        "ontbreekt": list(advies.ontbreekt),
        "alternatieven": list(advies.alternatieven),
        "matrixversie": advies.matrixversie,
        "vervolg": {
            "fora": [{"naam": f.naam, "bron": f.bron, "status": f.status} for f in advies.fora],
            "bij_impasse": {
                "route": impasse.route,
                "sleutel": impasse.sleutel,
                "versie": impasse.versie,
                "arbiter": impasse.arbiter,
                "bindend": impasse.bindend,
                "aandelen": {wie: geld.cents for wie, geld in advies.bij_impasse.items()},
                "bron": impasse.bron,
            },
        },
    }


def _kandidaat(plaats: int, k: Kandidaat) -> dict[str, Any]:
    return {
        "plaats": plaats,
        "betaler": k.betaler,
        "kolom": k.kolom,
        "wet": k.wet,
        "artikel": k.artikel,
        "rol": k.rol,
        "van": k.van.isoformat(),
        "tot": k.tot.isoformat(),
        "bedrag": None if k.bedrag is None else k.bedrag.cents,
        "zekerheid": k.zekerheid.value,
        "redenen": [r.tekst for r in k.redenen],
    }
