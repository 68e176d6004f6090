"""The process of the local Prefect server: ends when its starter does, however that ends."""

from __future__ import annotations

import os
import sys
import threading


def _eindig_met_de_starter(server: object) -> None:
    """Wait until standard input closes: the starter closed it, or is no more."""
    sys.stdin.buffer.read()
    server.should_exit = True  # type: ignore[attr-defined]
    # A server that is stuck must not outlive who needs it.
    threading.Timer(8, os._exit, args=(0,)).start()


def main(adres: str, poort: int) -> None:
    """Serve until standard input closes."""
    import uvicorn
    from prefect.server.api.server import create_app

    app = create_app(final=True, webserver_only=False)
    server = uvicorn.Server(uvicorn.Config(app=app, host=adres, port=poort, log_level="warning", timeout_keep_alive=5))
    wachter = threading.Thread(target=_eindig_met_de_starter, args=(server,), daemon=True)
    wachter.start()
    server.run()
    os._exit(0)


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]))
