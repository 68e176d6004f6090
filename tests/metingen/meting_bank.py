"""How fast bank files are read, against a bare lxml iterparse over all end events, and in how much memory.

100,000 entries of a file such as a bank makes; goals: reading within 1.3 times bare, under 300 MB for any size. Each
figure is the best of three in a process of its own, so that one reader does not warm up the other.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.budget.bank.bouw import ZEIST, Post, een_afschrift, een_camt, een_post, mt940

pytestmark = pytest.mark.meting
AANTAL = 100_000

_LEZERS = {
    "kaal": """
from lxml import etree
def lees():
    n = 0
    for _, el in etree.iterparse(pad, events=("end",), resolve_entities=False, no_network=True, load_dtd=False):
        n += el.tag.endswith("}Ntry")
        el.clear()
    return n
""",
    "regels": """
from pathlib import Path
from budget.bank.lezen import lees_bestand
def lees():
    return sum(len(a.regels) for a in lees_bestand("x", Path(pad), toets_xsd=False).afschriften)
""",
    "met schema": """
from pathlib import Path
from budget.bank.lezen import lees_bestand
def lees():
    return sum(len(a.regels) for a in lees_bestand("x", Path(pad)).afschriften)
""",
    "keur": """
from pathlib import Path
from budget.bank.keur import keur
def lees():
    return sum(rij["nieuw"] for rij in keur({"x": Path(pad)})["x"])
""",
}
_RAAMWERK = """
import sys, time, resource
pad, keren = sys.argv[1], int(sys.argv[2])
{lezer}
tijden = []
for _ in range(keren):
    begin = time.perf_counter()
    aantal = lees()
    tijden.append(time.perf_counter() - begin)
print(aantal, min(tijden), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)
"""


def meet(lezer: str, pad: Path, keren: int = 3) -> tuple[int, float, float]:
    """Run a reader in a process of its own; returns entries, best seconds and the peak of memory in MB."""
    code = _RAAMWERK.format(lezer=_LEZERS[lezer])
    uit = subprocess.run(
        [sys.executable, "-c", code, str(pad), str(keren)],
        capture_output=True, text=True, check=True, cwd=Path(__file__).parents[2],
    ).stdout.split()  # fmt: skip
    return int(uit[0]), float(uit[1]), float(uit[2])


def een_groot_bestand(pad: Path, aantal: int, versie: str = "08") -> None:
    """Write a statement of many entries without holding them: days and amounts vary as in a year."""
    kop, slot = (
        een_camt(een_afschrift([Post("2026-01-01", 1)], versie=versie, einde=0), versie=versie)
        .decode()
        .split(een_post(Post("2026-01-01", 1), versie))
    )
    som = 0
    with pad.open("w", encoding="utf-8") as uit:
        posten = []
        for nr in range(aantal):
            dag = f"2026-{nr * 12 // aantal + 1:02}-{nr % 28 + 1:02}"
            cents = (nr * 7919) % 900_000 + 100
            som += cents
            posten.append(
                Post(dag, cents, f"Verrekening jeugdhulp {nr}", f"Gemeente {nr % 40}", ZEIST, eindtoteind=f"VF-{nr}")
            )
        sluit = f'<Amt Ccy="EUR">{(100_000 + som) // 100}.{(100_000 + som) % 100:02}</Amt>'
        uit.write(kop.replace('<Amt Ccy="EUR">0.00</Amt>', sluit))
        for post in posten:
            uit.write(een_post(post, versie))
        uit.write(slot)


@pytest.fixture(scope="module")
def honderdduizend(tmp_path_factory: pytest.TempPathFactory) -> Path:
    pad = tmp_path_factory.mktemp("bank") / "groot.xml"
    een_groot_bestand(pad, AANTAL)
    return pad


def test_lezen_kost_hoogstens_een_derde_meer_dan_kaal(honderdduizend: Path) -> None:
    aantal, kaal, _ = meet("kaal", honderdduizend)
    assert aantal == AANTAL
    print(f"\n{AANTAL} posten, {honderdduizend.stat().st_size / 1e6:.0f} MB; kaal {kaal:.2f} s")
    verhouding = {}
    for lezer in ("regels", "met schema", "keur"):
        aantal, seconden, geheugen = meet(lezer, honderdduizend)
        assert aantal == AANTAL
        verhouding[lezer] = seconden / kaal
        print(f"{lezer:12} {seconden:.2f} s = {seconden / kaal:.2f} x kaal, piek {geheugen:.0f} MB")
        assert geheugen < 300
    assert verhouding["regels"] < 1.3


def test_een_bestand_van_bijna_het_grootste_past_in_het_geheugen(tmp_path: Path) -> None:
    pad = tmp_path / "reus.xml"
    een_groot_bestand(pad, 350_000)
    for lezer in ("regels", "keur"):
        aantal, seconden, geheugen = meet(lezer, pad, keren=1)
        print(
            f"\n{lezer}: {aantal} posten, {pad.stat().st_size / 1e6:.0f} MB in {seconden:.1f} s, piek {geheugen:.0f} MB"
        )
        assert (aantal, geheugen < 300) == (350_000, True)


def test_mt940_van_honderdduizend_posten(tmp_path: Path) -> None:
    pad = tmp_path / "groot.sta"
    posten = [Post("2026-11-24", nr + 1, f"/REMI/Verrekening {nr}/EREF/VF-{nr}") for nr in range(AANTAL)]
    pad.write_text(mt940(posten), encoding="utf-8")
    aantal, seconden, geheugen = meet("regels", pad)
    print(f"\nMT940: {aantal} posten in {seconden:.2f} s, piek {geheugen:.0f} MB")
    assert (aantal, geheugen < 300) == (AANTAL, True)
