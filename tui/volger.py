"""Follow the database: a small thread that sees within a quarter of a second that somebody changed something.

SQLite: `PRAGMA data_version` on a connection that only looks costs microseconds; PostgreSQL: LISTEN, with a look at
the number of the newest change every two seconds. Log rows move `data_version` too, so what counts is the table
`wijziging`.
"""

from __future__ import annotations

from collections.abc import Callable
from threading import Event, Thread
from typing import Any

ELKE = 0.25
"""Seconds between two looks."""

KIJK_ELKE = 8
"""Rounds of listening after which a look is taken even when nothing was heard."""


class Volger:
    """Calls `gewijzigd` with what changed, from a thread of its own, until `stop`."""

    def __init__(self, url: str, gewijzigd: Callable[[list[tuple[str, str]]], object]) -> None:
        self._url = url
        self._gewijzigd = gewijzigd
        self._klaar = Event()
        self._kijkt = Event()
        self._rondes = 0
        self._draad = Thread(target=self._volg, name="volger", daemon=True)

    def start(self) -> None:
        """Begin to look; changes from now on are told."""
        self._draad.start()

    def klaar_om_te_horen(self, seconden: float) -> bool:
        """Wait until the thread looks; a change before that may go unheard."""
        return self._kijkt.wait(seconden)

    def stop(self) -> None:
        """Stop looking and wait for the thread."""
        self._klaar.set()
        if self._draad.is_alive():
            self._draad.join(timeout=2)

    def _volg(self) -> None:
        from budget.basis.transactie import bestand

        kijk = self._sqlite if bestand(self._url) is not None else self._postgres
        while not self._klaar.is_set():
            try:
                kijk()
            except Exception:
                # A database that is busy or away for a moment: look again later, the screens say so themselves.
                self._klaar.wait(2)

    def _sqlite(self) -> None:
        from budget.basis.transactie import motor

        verbinding: Any = motor(self._url).raw_connection()
        verbinding.detach()
        try:
            cursor = verbinding.cursor()
            cursor.execute("PRAGMA query_only=ON")
            laatste, versie = self._nummer(), None
            self._kijkt.set()
            while not self._klaar.wait(ELKE):
                nu = cursor.execute("PRAGMA data_version").fetchone()[0]
                if nu != versie:
                    versie, laatste = nu, self._meld_na(laatste)
        finally:
            verbinding.close()

    def _postgres(self) -> None:
        """Hear every change as it is committed; what was called while nobody listened is found by looking."""
        from budget.basis.transactie import motor
        from budget.basis.wijziging import KANAAL

        verbinding: Any = motor(self._url).raw_connection()
        luisteraar = verbinding.dbapi_connection
        verbinding.detach()
        try:
            luisteraar.rollback()
            luisteraar.autocommit = True
            luistert = self._luister(luisteraar, KANAAL)
            laatste = self._nummer()
            self._kijkt.set()
            while not self._klaar.is_set():
                if luistert:
                    gehoord = list(luisteraar.notifies(timeout=ELKE, stop_after=1))
                else:
                    self._klaar.wait(ELKE)
                if not luistert or gehoord or self._tijd_om_te_kijken():
                    laatste = self._meld_na(laatste)
        finally:
            luisteraar.close()

    def _luister(self, verbinding: Any, kanaal: str) -> bool:
        """Ask to be called; False where that cannot be, so that we look all the time."""
        try:
            verbinding.execute(f"LISTEN {kanaal}")
        except Exception:
            return False
        return True

    def _tijd_om_te_kijken(self) -> bool:
        """Say once in a while that it is time to look all the same: a proxy may swallow what is called."""
        self._rondes += 1
        return self._rondes % KIJK_ELKE == 0

    def _nummer(self) -> int:
        from budget.basis.transactie import lezing
        from budget.basis.wijziging import laatste_wijziging

        with lezing(self._url) as db:
            return laatste_wijziging(db)

    def _meld_na(self, laatste: int) -> int:
        from budget.basis.transactie import lezing
        from budget.basis.wijziging import laatste_wijziging, wijzigingen_na

        with lezing(self._url) as db:
            nieuwste = laatste_wijziging(db)
            wat = wijzigingen_na(db, laatste) if nieuwste > laatste else []
        if wat:
            self._gewijzigd(wat)
        return nieuwste
