"""How fragile each rule is: a synthetic region, a quarter of the contact rows gone, findings compared.

Run with `pytest tests/metingen/meting_netwerk_breekbaar.py -s`; what must hold stands in
tests/engine/netwerk/test_netwerk_breekbaar.py.
"""

from __future__ import annotations

import pytest

from tests.engine.netwerk.test_netwerk_breekbaar import boven_de_tabel, tel

pytestmark = pytest.mark.meting
CASUSSEN = 600


@pytest.mark.parametrize(("dichtheid", "houdt_de_tabel"), [(0.45, False), (0.7, True)])
def test_een_kwart_van_de_contacten_kwijt(dichtheid: float, houdt_de_tabel: bool) -> None:
    t = tel(CASUSSEN, dichtheid)
    print(f"\n{CASUSSEN} casussen, lines {dichtheid}, 25% of the contact rows gone: false per 100, precision, recall")
    for regel in sorted({*t.vals, *t.terecht, *t.gemist}):
        goed = t.terecht[regel]
        print(
            f"  {regel}  +{t.vals[regel] / CASUSSEN * 100:5.1f}"
            f"   {goed / max(1, goed + t.vals[regel]):.2f}   {goed / max(1, goed + t.gemist[regel]):.2f}"
        )
    assert boven_de_tabel(t, CASUSSEN, alles=houdt_de_tabel) == {}
