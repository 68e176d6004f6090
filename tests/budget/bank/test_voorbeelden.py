"""Every bank file of a public collection against its INDEX: the outcome per statement is a rule, not an accident.

The collection is no part of the repository. It is looked for in the folder that DOORBRAAK_VOORBEELDEN names, else in
`../shared/financien/voorbeelden` relative to the repository, where that folder lies beside the checkout. Its INDEX.md
has one table row per statement. Without the folder these tests are skipped, visibly.
"""

from __future__ import annotations

import os
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from budget.bank.keur import keur
from budget.betalen.bericht.controle import controleer_pain001

_WORTEL = Path(__file__).parents[3]
_MAP = Path(os.environ.get("DOORBRAAK_VOORBEELDEN") or _WORTEL.parent / "shared/financien/voorbeelden")
_INDEX = _MAP / "INDEX.md"

Rij = dict[str, str]


def _tabellen() -> dict[str, dict[str, list[Rij]]]:
    """Per folder, per file, its rows by column name; a ditto mark repeats the file of the row above."""
    uit: dict[str, dict[str, list[Rij]]] = {}
    if not _INDEX.is_file():
        return uit
    folder, kolommen, bestand = "", [], ""
    for regel in _INDEX.read_text(encoding="utf-8").splitlines():
        if regel.startswith("## "):
            folder = regel[3:].split()[0].replace(".", "").lower()
            kolommen = []
        elif regel.startswith("|") and not regel.startswith("|---"):
            cellen = [cel.strip() for cel in regel.strip("|").split("|")]
            if not kolommen:
                kolommen = cellen
                continue
            rij = dict(zip(kolommen, cellen, strict=True))
            bestand = rij["bestand"].strip("`") if rij["bestand"] != "〃" else bestand
            uit.setdefault(folder, {}).setdefault(bestand, []).append(rij)
    return uit


_TABELLEN = _tabellen()
_AFSCHRIFTEN = [
    (folder, bestand, rijen)
    for folder in ("camt053", "camt054", "camt052", "mt940", "mockbank_generated")
    for bestand, rijen in _TABELLEN.get(folder, {}).items()
]
_zichtbaar = pytest.mark.skipif(not _TABELLEN, reason=f"geen voorbeelden: {_INDEX} bestaat niet")


def _cent(tekst: str) -> int | None:
    return None if tekst == "–" else round(float(tekst) * 100)


def _verwacht(rij: Rij) -> dict[str, Any]:
    """Read a cell such as 'quarantaine: GAT (verschil 5.27)' or 'aanvaard; nieuw 3'."""
    oordeel = rij["oordeel"]
    uitkomst = re.split(r"[:; (]", oordeel)[0]
    verwacht: dict[str, Any] = {"uitkomst": uitkomst, "redenen": re.findall(r"[A-Z]{3}[A-Z_]+", oordeel)}
    if gevonden := re.search(r"nieuw (\d+)", oordeel):
        verwacht["nieuw"] = int(gevonden[1])
    if gevonden := re.search(r"verschil (-?[\d.]+)", oordeel):
        verwacht["verschil"] = _cent(gevonden[1])
    if rij["rekening"] != "–":
        verwacht["iban"] = rij["rekening"]
        verwacht["beginsaldo"] = _cent(rij["opening"])
        verwacht["eindsaldo"] = _cent(rij["sluiting"])
        verwacht["som"] = _cent(rij["som"])
        verwacht["regels"] = int(rij["regels"])
        verwacht["telt_op"] = {"ja": True, "nee": False}.get(rij["telt op"].strip("*"))
    return verwacht


def _opmerkingen(rij: Rij) -> set[str]:
    _, _, tekst = rij["bijzonderheden"].partition("opmerking ")
    return set(re.findall(r"[A-Z]{3}[A-Z_]+", tekst))


@_zichtbaar
@pytest.mark.parametrize(("folder", "bestand", "rijen"), _AFSCHRIFTEN, ids=[bestand for _, bestand, _ in _AFSCHRIFTEN])
def test_elk_afschrift_krijgt_het_oordeel_van_de_index(folder: str, bestand: str, rijen: list[Rij]) -> None:
    inhoud = (_MAP / folder / bestand).read_bytes()
    (rapport,) = keur({bestand: inhoud}).values()

    if rijen[0]["oordeel"].startswith("statusbericht"):
        assert rapport[0]["redenen"] == ["VERKEERDE_BERICHTSOORT"]
        return
    if "afschriften" in rijen[0]["regels"]:
        regels, aantal = map(int, re.findall(r"\d+", rijen[0]["regels"]))
        assert [len(rapport), sum(rij["nieuw"] for rij in rapport)] == [aantal, regels]
        assert {rij["uitkomst"] for rij in rapport} == {"aanvaard"}
        assert rapport[0]["beginsaldo"] == _cent(rijen[0]["opening"])
        assert rapport[-1]["eindsaldo"] == _cent(rijen[0]["sluiting"])
        return
    # The index also lists statements of a longer edition of one file; what is not in this file cannot be judged.
    aanwezig = [rij for rij in rijen if rij["rekening"] == "–" or _staat_in(rij["rekening"], inhoud)]
    assert len(rapport) == len(aanwezig)
    for gekregen, rij in zip(rapport, aanwezig, strict=True):
        verwacht = _verwacht(rij)
        assert {veld: gekregen[veld] for veld in verwacht} == verwacht
        assert _opmerkingen(rij) <= set(gekregen["opmerkingen"])
        if rij["XSD"] and gekregen["iban"]:
            assert ("XSD_WIJKT_AF" in gekregen["opmerkingen"]) == rij["XSD"].startswith("nee")


def _staat_in(rekening: str, inhoud: bytes) -> bool:
    return rekening.encode() in re.sub(rb"[ .]", b"", inhoud)


@_zichtbaar
def test_de_keten_van_de_onafhankelijke_bank_sluit_aan() -> None:
    namen = sorted(naam for naam in _TABELLEN["mockbank_generated"] if ".053." in naam or "camt.053" in naam)
    rapport = keur({naam: _MAP / "mockbank_generated" / naam for naam in namen})
    assert [rij["uitkomst"] for rijen in rapport.values() for rij in rijen] == ["aanvaard"] * 5
    assert rapport[namen[-1]][0]["eindsaldo"] == 26672531


_BETALINGEN = list(_TABELLEN.get("pain001", {}).items())


@_zichtbaar
@pytest.mark.parametrize(("bestand", "rijen"), _BETALINGEN, ids=[bestand for bestand, _ in _BETALINGEN])
def test_elk_betaalbestand_krijgt_de_bevinding_van_de_index(bestand: str, rijen: list[Rij]) -> None:
    bevindingen = controleer_pain001((_MAP / "pain001" / bestand).read_bytes(), vandaag=date(2026, 9, 30))
    codes = {bevinding.code.value for bevinding in bevindingen}
    assert codes == (set() if rijen[0]["controle"] == "goed" else {rijen[0]["controle"]})
