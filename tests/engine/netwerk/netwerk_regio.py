"""A synthetic region: casussen in which each problem of the rules is planted now and then."""

from __future__ import annotations

import random
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

from engine.netwerk.formaat import Document
from tests.engine.netwerk.netwerk_bouwers import Doc, als_document

T = date(2026, 12, 3)
ORGANISATIES: list[Doc] = [
    {"id": "school", "soort": "school", "domein": "onderwijs", "gemeente": "Boswijk"},
    {"id": "swv", "soort": "swv", "domein": "onderwijs"},
    {"id": "team", "soort": "lokaal_team", "domein": "toegang", "gemeente": "Boswijk", "onderdeel_van": "gemeente"},
    {"id": "gemeente", "soort": "gemeente", "domein": "financier", "gemeente": "Boswijk"},
    {"id": "ggd", "soort": "ggd", "domein": "jgz"},
    *({"id": f"zorg{i}", "soort": "aanbieder", "domein": "jeugdhulp"} for i in range(5)),
]


def dag(toeval: random.Random, van: int, tot: int) -> str:
    return (T - timedelta(days=toeval.randint(van, tot))).isoformat()


def een_casus(nr: int, toeval: random.Random, dichtheid: float) -> Document:
    """A casus with a regisseur, school and care, in which each problem is planted now and then."""
    raak = lambda kans=0.05: toeval.random() < kans  # noqa: E731
    bij = {"p0": "team", "p1": "school", "p2": "zorg0"}
    for i in range(3, 3 + toeval.randint(1, 5)):
        bij[f"p{i}"] = toeval.choice(["school", "swv", "ggd", "zorg1", "zorg2", "zorg3", "zorg4"])
    relaties: list[Doc] = [{"soort": "aanstelling", "van": p, "naar": o} for p, o in bij.items()]
    relaties[0]["bandbreedte"] = 8
    relaties += [{"soort": "betrokken", "van": p, "geldig_van": dag(toeval, 60, 100)} for p in bij]
    relaties += [{"soort": "betrokken", "van": "moeder", "domein": "gezin"}]
    if not raak():
        relaties.append({"soort": "vast_gezicht", "van": "p0", "naar": "moeder"})
    if not raak():
        relaties.append({"soort": "contactpersoon", "van": "school", "naar": "p0"})
    lijnen = {("p0", p) for p in bij if p != "p0" and not raak(0.06)}
    lijnen |= {(p, q) for p in bij for q in bij if p < q and p != "p0" and toeval.random() < dichtheid}
    lijnen.add(("p0", "moeder"))
    relaties += [
        {"soort": "informatie", "van": p, "naar": q, "contactmomenten": [dag(toeval, 1, 40)]} for p, q in sorted(lijnen)
    ]
    if raak():
        relaties[0]["geldig_tot"] = (T + timedelta(days=toeval.choice([-20, 30]))).isoformat()
    if raak(0.1):
        kring = ["p0", "p1", "p2", "p0"][: toeval.choice([3, 4])]
        relaties += [
            {"soort": "wijst_naar", "van": a, "naar": b, "onderwerp": "plek", "geldig_van": "2026-11-01"}
            for a, b in pairwise(kring)
        ]
    if raak(0.1):
        relaties.append({"soort": "melding", "van": "p1", "naar": "team", "geldig_van": dag(toeval, 5, 60)})
    if raak(0.1):
        relaties.append({"soort": "financiering", "van": "gemeente", "status": toeval.choice(["gevraagd", "pot"])})
    if raak():
        relaties.append({"soort": "besluit_nodig", "id": "b1", "bedrag_cent": 100_000, "wet": "jeugdwet"})
    regie: list[Doc] = []
    if not raak(0.1):
        regie.append(
            {"datum": "2026-10-01", "soort": toeval.choice(["aanvaard", "aanvaard", "voorgesteld"]), "persoon": "p0"}
        )
    if regie and raak(0.1):
        soort = toeval.choice(["betwist", "aanvaard", "beeindigd"])
        regie.append({"datum": "2026-10-20", "soort": soort, "persoon": "p0" if soort == "beeindigd" else "p1"})
    genodigden = [p for p in bij if not raak(0.15)]
    mensen = [p for p in (*bij, "moeder") if p != "p0"]
    doc: dict[str, Any] = {
        "formaat": "doorbraak-netwerk/1",
        "casus": {"id": f"C-{nr}", "start": "2026-08-20", "woongemeente_jeugdwet": "Boswijk", "school": "school",
                  "actorenlijst_bevestigd_op": "2026-11-25"},
        "peildatum": T.isoformat(),
        "organisaties": ORGANISATIES,
        "personen": [{"id": "p0", "regielast_elders": toeval.choice([2, 5, 9])}, *({"id": p} for p in mensen)],
        "relaties": relaties,
        "regie_gebeurtenissen": regie,
        "tafels": [{"id": "t1", "datum": "2026-12-10", "genodigden": genodigden}] if genodigden and raak(0.5) else [],
    }  # fmt: skip
    return als_document(doc)
