"""The program `doorbraak-flows`: the Prefect side of the product."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import socket
import sys
from contextlib import ExitStack
from pathlib import Path

NAMEN = (
    "intake", "tafel", "mandaatcheck", "voorfinanciering", "uitzoeken", "verrekening", "herinneringen", "afletteren",
    "controle",
)  # fmt: skip


def main() -> None:
    """Run one of the commands and leave with its exit code."""
    sys.exit(_voer_uit(_lezer().parse_args()))


def _lezer() -> argparse.ArgumentParser:
    lezer = argparse.ArgumentParser(
        prog="doorbraak-flows", description="De flows van de doorbraaktafel: vanzelf doen wat vanzelf kan."
    )
    lezer.add_argument("--database", help="de database (of DOORBRAAK_DATABASE)")
    opdrachten = lezer.add_subparsers(dest="opdracht", required=True, metavar="OPDRACHT")
    eenmalig = opdrachten.add_parser("eenmalig", help="draai een flow nu")
    eenmalig.add_argument("naam", choices=NAMEN, metavar="NAAM", help=", ".join(NAMEN))
    start = opdrachten.add_parser("start", help="server, schema en bewaker op deze computer")
    start.add_argument("--poort", type=int, default=4200, help="de poort van de Prefect-server")
    start.add_argument(
        "--adres", default="127.0.0.1", help="waarop de server luistert; een ander adres vraagt DOORBRAAK_PREFECT_INLOG"
    )
    start.add_argument("--pool", action="store_true", help="laat runners, hier en elders, het schema draaien")
    runner = opdrachten.add_parser("runner", help="een werker; op zoveel computers als u wilt (met start --pool)")
    runner.add_argument("--naam", help="hoe deze werker in Prefect heet; zonder: de naam van de computer")
    return lezer


def _voer_uit(gekozen: argparse.Namespace) -> int:
    from budget.basis.weigering import Weigering

    adres = _database(gekozen.database)
    if adres is None:
        print("Noem de database met --database of DOORBRAAK_DATABASE.", file=sys.stderr)
        return 2
    os.environ["DOORBRAAK_DATABASE"] = adres
    try:
        _eis_bereikbaar(adres)
        if gekozen.opdracht == "runner":
            if "PREFECT_API_URL" not in os.environ:
                print("Noem de Prefect-server met PREFECT_API_URL, zoals http://server:4200/api.", file=sys.stderr)
                return 2
            return _runner(gekozen.naam or socket.gethostname())
        eigen = False
        with ExitStack() as stapel:
            if "PREFECT_API_URL" not in os.environ:
                from flows.server import DEZE_MACHINE, lokale_server

                poort, luistert = None, DEZE_MACHINE
                if gekozen.opdracht == "start":
                    poort, luistert = gekozen.poort, gekozen.adres
                inlog = os.environ.get("DOORBRAAK_PREFECT_INLOG")
                os.environ |= stapel.enter_context(lokale_server(_thuis(adres), poort, luistert, inlog))
                eigen = True
            if gekozen.opdracht == "eenmalig":
                return _eenmalig(gekozen.naam)
            return _start(in_pool=gekozen.pool, ruim_eerst_op=eigen)
    except Weigering as weigering:
        print(f"{weigering.melding}\n{weigering.oplossing}", file=sys.stderr)
        return weigering.exitcode
    except KeyboardInterrupt:
        print("Gestopt. Wat vanzelf kan gaat verder zodra u weer start.", file=sys.stderr)
        return 130


def _database(gegeven: str | None) -> str | None:
    adres = gegeven or os.environ.get("DOORBRAAK_DATABASE")
    return adres if adres is None or "://" in adres else f"sqlite:///{Path(adres).resolve()}"


def _eis_bereikbaar(adres: str) -> None:
    from budget.basis.gebruiker import SYSTEEM
    from engine.inzage.ingang import vraag

    with vraag(adres, SYSTEEM.persoon):
        pass


def _thuis(adres: str) -> Path:
    """Return the folder of the local Prefect server: beside a SQLite file, else in the user's own data folder."""
    if adres.startswith("sqlite:///"):
        return Path(f"{adres.removeprefix('sqlite:///')}.prefect")
    from platformdirs import user_data_path

    return user_data_path("doorbraak") / "prefect"


def _eenmalig(naam: str) -> int:
    from flows.processen import FLOWS

    uitkomst = asyncio.run(FLOWS[naam]())
    print(json.dumps({"flow": naam} | uitkomst, ensure_ascii=False))
    return 0


def _start(*, in_pool: bool, ruim_eerst_op: bool) -> int:
    from flows.bewaker import bedien

    asyncio.run(bedien(in_pool=in_pool, ruim_eerst_op=ruim_eerst_op))
    return 0


def _runner(naam: str) -> int:
    from prefect.workers.process import ProcessWorker

    from flows.bewaker import TEGELIJK
    from flows.opzet import POOL

    asyncio.run(ProcessWorker(work_pool_name=POOL, name=naam, limit=TEGELIJK).start())
    return 0


if __name__ == "__main__":
    main()
