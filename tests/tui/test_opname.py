"""A recorded meeting plays again and ends in the same besluitenlijst.

After a change that was meant, `make beelden` writes the ending anew.
"""

from __future__ import annotations

import os
from pathlib import Path

from budget.basis.transactie import lezing
from engine.zitting.vragen import besluitenlijst, zittingen
from tests.tui.conftest import Opener, Scherm
from tests.tui.schermwereld import NU, VERA, ZITTING

OPNAME = Path(__file__).parent / "opnamen" / "zitting.txt"
EINDE = OPNAME.with_name("zitting-einde.txt")


async def speel(scherm: Scherm, opname: Path) -> None:
    """Play every line: a key, or the letters of a text."""
    for regel in opname.read_text(encoding="utf-8").splitlines():
        if not regel or regel.startswith("#"):
            continue
        if regel.startswith('"'):
            await scherm.ratel(*("space" if letter == " " else letter for letter in regel[1:]))
        else:
            toets, _, keer = regel.partition("*")
            await scherm.druk(*[toets] * int(keer or 1))


async def test_een_opgenomen_zitting_eindigt_hetzelfde(open_tafel: Opener, tafel_url: str) -> None:
    async with open_tafel() as scherm:
        await speel(scherm, OPNAME)
        getoond = scherm.tekst + "\n"
    if os.environ.get("DOORBRAAK_BEELDEN") == "nieuw":
        EINDE.write_text(getoond, encoding="utf-8")
    assert getoond == EINDE.read_text(encoding="utf-8")
    with lezing(tafel_url) as db:
        assert [b.status for b in besluitenlijst(db, VERA, NU, zitting=ZITTING)] == ["genomen"]
        assert next(z.status for z in zittingen(db, VERA) if z.id == ZITTING) == "vastgesteld"
