"""The map, the matrix and people as sentences: words first, names only where they may be."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from tests.tui.schermfeiten import NETWERK
from tui.viewmodels import netwerkkaart
from tui.viewmodels.netwerk import Vondst, vondsten

EILAND = next(v for v in vondsten(NETWERK) if v.regel == "R16")


def teksten(regels: list[Any]) -> str:
    return "\n".join(r.tekst for r in regels)


def een_netwerk(zorg: int) -> dict[str, Any]:
    bij = [
        {"id": f"z{nr}", "domein": "jeugdhulp", "naam": f"Zorg {nr}", "functie": "begeleider", "organisatie": "Zorg",
         "organisatie_id": "zorg", "dagen": 3, "stil_na": 42}
        for nr in range(zorg)
    ]  # fmt: skip
    lijnen = [{"a": "moeder", "b": a["id"], "dagen": 3} for a in bij]
    return NETWERK | {"actoren": [*NETWERK["actoren"], *bij], "lijnen": [*NETWERK["lijnen"], *lijnen]}


def test_k_gaat_naar_de_kaart_en_bij_veel_mensen_eerst_naar_de_matrix() -> None:
    assert netwerkkaart.zichten(NETWERK) == ("bevindingen", "kaart", "matrix", "wie")
    assert netwerkkaart.zichten(een_netwerk(10)) == ("bevindingen", "matrix", "kaart", "wie")


@pytest.mark.parametrize("breedte", [58, 78, 118])
def test_de_kaart_heeft_vaste_banen_en_alleen_de_lijnen_van_de_bevinding(breedte: int) -> None:
    regels = netwerkkaart.kaart(een_netwerk(2), EILAND, breedte)
    assert all(len(r.tekst) <= breedte for r in regels)
    assert regels[0].tekst.split()[:3] == ["ONDERWIJS", "GEZIN", "JEUGDHULP"]
    assert "▶ Ilse Intern" in regels[1].tekst
    lijnen = [r.tekst for r in regels if "━━" in r.tekst]
    assert len(lijnen) == 1
    assert "60 dagen geleden" in lijnen[0]


def test_de_kaart_tekent_wie_wijst_en_wat_ontbreekt() -> None:
    kring = Vondst("! kring", "fout", "", frozenset({"boom", "ggd", "onderwerp:plek"}), "R07")
    tekst = teksten(netwerkkaart.kaart(NETWERK, kring, 100))
    assert "━▶ GGD" in tekst
    assert "eerst hulp" in tekst
    assert "eerst hulp" not in teksten(netwerkkaart.kaart(NETWERK, kring, 100, presentatie=True))
    los = Vondst("! los", "fout", "", frozenset(), "R11")
    assert teksten(netwerkkaart.kaart(een_netwerk(2), los, 100)).count("geen contact vastgelegd") == 2
    bereik = Vondst("? bereik", "", "", frozenset({"ilse", "domein:jgz"}), "R09")
    assert "geen lijn vastgelegd" in teksten(netwerkkaart.kaart(NETWERK, bereik, 100))
    niets = replace(kring, betrokkenen=frozenset(), regel="R01")
    assert "niet over een lijn" in teksten(netwerkkaart.kaart(NETWERK, niets, 100))
    assert "Kies een bevinding" in teksten(netwerkkaart.kaart(NETWERK, None, 100))


def test_de_matrix_telt_dagen_en_wijst_de_losse_paren_aan() -> None:
    tekst = teksten(netwerkkaart.matrix(een_netwerk(1), 80))
    assert "60" in tekst
    assert "■" in tekst
    assert "×" in tekst.splitlines()[1], "school en jeugdhulp spraken elkaar niet"
    assert "2 paren spraken elkaar" in tekst


def test_een_grote_matrix_wordt_een_regel_per_domein() -> None:
    tekst = teksten(netwerkkaart.matrix(een_netwerk(30), 80))
    assert "Jeugdhulp (30): sprak met Gezin 30" in tekst
    assert "Jeugdgezondheid (1): sprak met niemand" in tekst


def test_wie_met_wie_sprak_als_zinnen() -> None:
    assert teksten(netwerkkaart.wie(NETWERK, EILAND)) == (
        "Ilse Intern sprak met moeder (60 dagen geleden). Niet vastgelegd: contact met jeugdgezondheid."
    )
    assert "Van Joris is geen contact vastgelegd." in teksten(netwerkkaart.wie(NETWERK, None))
    assert "Ilse" not in teksten(netwerkkaart.wie(NETWERK, None, presentatie=True))
    assert "niemand" in teksten(netwerkkaart.wie(NETWERK | {"actoren": []}, None))
