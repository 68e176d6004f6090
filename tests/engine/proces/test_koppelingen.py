"""The two tracks touch in the agreed places only; every other module of the one knows nothing of the other."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ENGINE = Path(__file__).parents[3] / "engine"


def _met(patroon: str, *mappen: str) -> set[str]:
    """Return the modules under these folders whose source has this pattern."""
    bestanden = (pad for map_ in mappen for pad in (ENGINE / map_).rglob("*.py"))
    return {str(pad.relative_to(ENGINE)) for pad in bestanden if re.search(patroon, pad.read_text(encoding="utf-8"))}


def test_de_hulp_raakt_het_geld_alleen_waar_dat_is_afgesproken() -> None:
    assert _met(r"(?m)^\s*(from|import) engine\.geldspoor", "casus", "zitting", "regie", "mandaat") == {
        "zitting/diensten/vastleggen.py",  # K1: the reserveringen of a besluit, in its transaction
        "zitting/diensten/terugnemen.py",  # K1: taken back with the besluit
        "zitting/vragen_terug.py",  # K1: whether that can still be done
        "casus/gevolgen.py",  # K2, K5: a request to change an order or to release; K7: the money opens again
    }


def test_het_geld_leest_de_status_van_de_casus_alleen_om_het_geld_te_sluiten() -> None:
    assert _met(r"CasusRij\.status", "geldspoor") == {"geldspoor/diensten/afwikkelen.py", "geldspoor/vragen.py"}
    assert _met(r"(?m)^\s*(from|import) engine\.(zitting|regie)", "geldspoor") == set()


@pytest.mark.parametrize(("eisen", "ander"), [("casus/regels", "geldspoor"), ("geldspoor/regels", "zitting")])
def test_geen_eis_van_het_ene_spoor_kent_het_andere(eisen: str, ander: str) -> None:
    assert _met(rf"engine\.{ander}", eisen) == set()
    assert _met(r"def ", eisen)
