"""Rights on PostgreSQL: one role for everybody who works with the product; what is history only grows."""

from __future__ import annotations

from budget.basis.transactie import Sessie, is_postgres
from budget.grootboek.rechten import rechten as grootboekrechten
from engine.migraties.tabellen import alle_tabellen

ROL = "doorbraak_gebruiker"
"""The role that a database login is made a member of; it cannot log in itself."""

ALLEEN_ERBIJ = frozenset(
    {
        "gebeurtenis",
        "inzagelog",
        "regeling",
        "verzending",
        "bevindingsantwoord",
        "netwerkregelstand",
        "betaleradvies",
    }
)
"""Tables of which a user may read and add rows, never change or remove them."""

ALLEEN_LEZEN = frozenset({"inlog", "rol", "alembic_version"})
"""Who is who is for the owner of the database; a user may not make himself somebody else."""


def geef_rechten(db: Sessie) -> None:
    """Make the role when it is not there and give it what the use cases need; run as the owner, on PostgreSQL only.

    Needs the right to make roles (CREATEROLE).
    """
    if not is_postgres(db):
        return
    verbinding = db.connection()
    verbinding.exec_driver_sql(
        f"DO $$ BEGIN CREATE ROLE {ROL} NOLOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$"
    )
    tabellen = [*alle_tabellen().tables, "alembic_version"]
    for tabel in tabellen:
        verbinding.exec_driver_sql(f'GRANT {_recht(tabel)} ON "{tabel}" TO {ROL}')
    verbinding.exec_driver_sql(f"GRANT USAGE ON ALL SEQUENCES IN SCHEMA public TO {ROL}")
    grootboekrechten(db, ROL)


def _recht(tabel: str) -> str:
    if tabel in ALLEEN_LEZEN:
        return "SELECT"
    return "SELECT, INSERT" if tabel in ALLEEN_ERBIJ else "SELECT, INSERT, UPDATE, DELETE"
