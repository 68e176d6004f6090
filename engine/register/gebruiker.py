"""Who asks: from the statement on the command line and the database login to a person in a role."""

from __future__ import annotations

from datetime import date

from sqlalchemy import select, text
from sqlmodel import col

from budget.basis.gebruiker import SYSTEEM, Gebruiker, Rol
from budget.basis.transactie import Sessie, is_postgres
from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.register.opslag import InlogRij
from engine.register.vragen import administratie, persoon, rollen, werkt_bij
from engine.register.weigeringen import GebruikerOnbekend, GebruikerUitDienst, RolOnbekend


def databaselogin(db: Sessie) -> str | None:
    """Return the login that the database knows us by; None on SQLite, which knows nobody."""
    return str(db.connection().execute(text("SELECT session_user")).scalar_one()) if is_postgres(db) else None


def gebruiker_van(db: Sessie, als: str | None, login: str | None, *, op: date) -> Gebruiker:
    """Return who asks, from `--als PERSOON[:ROL]` and the database login (see `databaselogin`).

    With a login the person is the one registered with it and `als` only chooses the role; without one `als` is
    a statement. Without `als` a practice database takes its oefengebruiker. `op` is today: who works nowhere
    on that day is no user. Refusals: gebruiker_onbekend, gebruiker_uit_dienst, rol_onbekend; unusable input when
    nobody or no role is named where that is needed.
    """
    genoemd, _, rol = (als or "").strip().partition(":")
    if login is not None:
        wie = db.execute(select(col(InlogRij.persoon)).where(col(InlogRij.login) == login)).scalar()
        if wie is None:
            raise GebruikerOnbekend(login, login=True)
        if genoemd and genoemd != wie:
            raise OnbruikbareInvoer(
                [
                    Fout(
                        "opdrachtregel",
                        "--als",
                        f"U bent bij deze database aangemeld als '{wie}', niet als '{genoemd}'.",
                        "Laat --als weg, of kies alleen een rol, zoals --als :voorzitter.",
                    )
                ]
            )
        if wie == SYSTEEM.persoon:
            return SYSTEEM
        return _in_rol(db, wie, rol, op, zelfverklaard=False)
    if not genoemd:
        gegevens = administratie(db)
        if not gegevens.oefen or gegevens.oefengebruiker is None:
            raise OnbruikbareInvoer(
                [
                    Fout(
                        "opdrachtregel",
                        "--als",
                        "Er is niet gezegd wie dit doet.",
                        "Noem uzelf met --als PERSOON of DOORBRAAK_GEBRUIKER; "
                        "de namen staan in personen.toml van de regio.",
                    )
                ]
            )
        genoemd, _, vaste_rol = gegevens.oefengebruiker.partition(":")
        rol = rol or vaste_rol
    return _in_rol(db, genoemd, rol, op, zelfverklaard=True)


def _in_rol(db: Sessie, wie: str, rol: str, op: date, *, zelfverklaard: bool) -> Gebruiker:
    if persoon(db, wie) is None:
        raise GebruikerOnbekend(wie)
    bij = werkt_bij(db, wie, op)
    if bij is None:
        raise GebruikerUitDienst(wie, op)
    heeft = rollen(db, wie)
    if (rol and rol not in heeft) or not heeft:
        raise RolOnbekend(wie, rol, heeft)
    if not rol and len(heeft) > 1:
        raise OnbruikbareInvoer(
            [
                Fout(
                    "opdrachtregel",
                    "--als",
                    f"'{wie}' heeft meer dan één rol: {', '.join(heeft)}.",
                    f"Kies er één, bijvoorbeeld --als {wie}:{heeft[0]}.",
                )
            ]
        )
    return Gebruiker(wie, Rol(rol) if rol else heeft[0], bij, zelfverklaard=zelfverklaard)
