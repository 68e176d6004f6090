"""What a module loads at run time: the command line stays light, rules stay without a database."""

import json
import subprocess
import sys

import pytest

ZWAAR = ("textual", "prefect", "sqlalchemy", "networkx", "pydantic", "lxml", "cryptography")


def geladen(opdracht: str) -> set[str]:
    code = f"import sys, json\n{opdracht}\nprint(json.dumps(sorted({{m.partition('.')[0] for m in sys.modules}})))"
    uit = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    return set(json.loads(uit.stdout.splitlines()[-1]))


def test_de_opdrachtregel_laadt_niets_zwaars():
    assert not geladen("import tui.cli").intersection(ZWAAR)


def test_de_hulp_laadt_niets_zwaars():
    assert not geladen(
        "import contextlib, tui.cli\nwith contextlib.suppress(SystemExit): tui.cli.main(['--help'])"
    ).intersection(ZWAAR)


@pytest.mark.parametrize("module", ["engine.casus.diensten", "engine.zitting.diensten", "budget.grootboek.diensten"])
def test_de_gebruiksgevallen_laden_geen_prefect_of_textual(module):
    assert not geladen(f"import {module}").intersection({"prefect", "textual"})
