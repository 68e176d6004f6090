"""Rights on PostgreSQL: the application may add to the ledger and read it, never change or remove."""

from __future__ import annotations

import re

from budget.basis.transactie import Sessie, is_postgres
from budget.grootboek.ruw import Ruw
from budget.grootboek.schema import SLEUTELS

_ROL = re.compile(r"[a-z_][a-z0-9_]{0,62}")


def rechten(db: Sessie, rol: str) -> None:
    """Give the application's role what it needs on the ledger; run as the owner. Does nothing on SQLite.

    A name that is no plain role name is a ValueError. `boek` and `saldo` move through SECURITY DEFINER triggers;
    only `journaaltekst` may lose rows, when a person is erased.
    """
    if not is_postgres(db):
        return
    if not _ROL.fullmatch(rol):
        raise ValueError(f"{rol!r} is no role name")
    ruw = Ruw(db)
    for tabel in (*SLEUTELS, "journaaltekst", "boek", "saldo"):
        ruw.doe(f"REVOKE ALL ON {tabel} FROM {rol}")
        ruw.doe(f"GRANT SELECT ON {tabel} TO {rol}")
    for tabel in (*SLEUTELS, "journaaltekst"):
        ruw.doe(f"GRANT INSERT ON {tabel} TO {rol}")
    ruw.doe(f"GRANT DELETE ON journaaltekst TO {rol}")
    ruw.doe(f"GRANT EXECUTE ON FUNCTION boek_vergrendel() TO {rol}")
