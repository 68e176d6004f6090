"""Set up a new database with a region: everything or nothing."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import inspect
from sqlalchemy.exc import DBAPIError

from budget.basis.gebruiker import SYSTEEM
from budget.basis.geld import Geld
from budget.basis.transactie import (
    AlleenLezen,
    DatabaseBezet,
    NietIngericht,
    Sessie,
    bestand,
    is_postgres,
    lezing,
    motor,
    toonbaar,
    transactie,
    vergeet,
    vertaald,
)
from budget.basis.weigering import Fout, OnbruikbareInvoer, Weigering
from budget.grootboek.begrippen import Toezegging
from budget.grootboek.diensten import boek, open_pot
from budget.grootboek.regels.kern import INSTANDHOUDING, UITVOERING
from budget.grootboek.regels.verdelen import verdeel
from budget.grootboek.registreren import Partijsoort, Sleutelversie, registreer_partij, registreer_sleutel
from engine.inzage import sleutelbestand
from engine.migraties.rechten import geef_rechten
from engine.migraties.schema import maak_schema
from engine.regio import afspraken
from engine.regio.afspraken import Regio, Sleutel
from engine.regio.begrippen import Partij
from engine.regio.lezen import laad_regio
from engine.regio.plaats import regiomap
from engine.register.diensten import leg_regio_vast, registreer_login
from engine.register.gebruiker import databaselogin
from engine.register.vragen import administratie

_STUURT_FACTUREN = ("aanbieder",)
_KAN_BETALEN = ("gemeente", "swv", "school", "schoolbestuur", "zorgkantoor", "verzekeraar")


class AlIngericht(Weigering):
    """The database holds a region already; it is never set up twice."""

    code = "al_ingericht"

    def __init__(self, waar: str, regio: str) -> None:
        super().__init__(
            f"De database {waar} is al ingericht voor {regio}; zij is niet aangeraakt.",
            oplossing="Kies met --database een nieuwe plaats, of werk verder in de bestaande database.",
        )


class DatabaseNietLeeg(Weigering):
    """The database holds tables that are not of this program."""

    code = "database_niet_leeg"

    def __init__(self, waar: str) -> None:
        super().__init__(
            f"In de database {waar} staan al tabellen die niet van dit programma zijn; zij is niet aangeraakt.",
            oplossing="Kies met --database een lege of een nieuwe database.",
        )


def init(url: str, map: str | Path, *, oefen: bool, nu: datetime, beheerder: str | None = None) -> dict[str, Any]:
    """Make a new database from a region folder, or from a region that comes with the product, by name.

    The folder is checked first; unusable input names every fault. beheerder: the person behind the database
    login that runs this, needed on PostgreSQL. Refusals: al_ingericht, database_niet_leeg, sleutel_bestaat and
    those of `transactie`. After a failure a new SQLite file and key file are gone again.
    """
    regio = laad_regio(regiomap(map))
    _toets_beheerder(url, regio, beheerder)
    gemaakt: list[Path] = []
    with _nieuw(url, gemaakt), transactie(url) as db:
        _eis_leeg(db, url)
        leg_regio_vast(db, regio, nu, oefen=oefen, klok=nu)
        _richt_pot_in(db, regio, nu)
        login = databaselogin(db)
        if login is not None and beheerder is not None:
            registreer_login(db, login, beheerder, nu)
            geef_rechten(db)
        gemaakt.append(_maak_sleutel(url))
    return {
        "regio": regio.kop.naam,
        "id": regio.kop.id,
        "oefen": oefen,
        "partijen": len(regio.organisaties),
        "personen": len(regio.personen),
        "mandaten": len(regio.mandaten),
        "sleutelbestand": str(gemaakt[-1]),
    }


def _toets_beheerder(url: str, regio: Regio, beheerder: str | None) -> None:
    bekend = {m.id: m for m in regio.personen}
    beheerders = sorted(m.id for m in regio.personen if "beheerder" in m.rollen)
    if beheerder is None:
        if bestand(url) is not None:
            return
        melding = "Op deze server is niet te zien wie u bent."
    elif beheerder == SYSTEEM.persoon or beheerder in bekend:
        return
    else:
        melding = f"'{beheerder}' staat niet in personen.toml."
    raise OnbruikbareInvoer(
        [Fout("opdrachtregel", "--beheerder", melding, f"Noem de persoon die u bent, zoals {', '.join(beheerders)}.")]
    )


@contextmanager
def _nieuw(url: str, gemaakt: list[Path]) -> Iterator[None]:
    """Make the schema of an empty database around the work; a failure removes the files that were made for it."""
    eigen = _claim(url)
    if eigen is not None:
        gemaakt.extend([*(Path(f"{eigen}{staart}") for staart in ("-wal", "-shm", "-journal")), eigen])
    try:
        _maak_leeg(url)
        yield
    except (AlIngericht, DatabaseBezet):
        # Somebody else is in the file that we made: it is theirs now.
        raise
    except BaseException:
        if eigen is not None:
            vergeet(url)
            motor(url).dispose()
        for pad in gemaakt:
            pad.unlink(missing_ok=True)
        raise


def _maak_sleutel(url: str) -> Path:
    try:
        return sleutelbestand.maak(url)
    except OSError:
        raise AlleenLezen(str(sleutelbestand.plaats(url))) from None


def _claim(url: str) -> Path | None:
    """Make the file of a new SQLite database, so that nobody else can; None when it was there, or for a server."""
    with vertaald(url):
        pad = bestand(url)
    if pad is None:
        return None
    try:
        pad.parent.mkdir(parents=True, exist_ok=True)
        os.close(os.open(pad, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        if pad.exists():
            return None
        raise AlleenLezen(toonbaar(url)) from None
    except OSError:
        raise AlleenLezen(toonbaar(url)) from None
    return pad


def _maak_leeg(url: str) -> None:
    """Bring an empty database to the newest schema; one with a schema but without a region is fine as it is."""
    try:
        with lezing(url) as db:
            raise AlIngericht(toonbaar(url), administratie(db).naam)
    except NietIngericht:
        pass
    with vertaald(url):
        namen = inspect(motor(url)).get_table_names()
        if "administratie" in namen:
            return
        if namen:
            raise DatabaseNietLeeg(toonbaar(url))
        try:
            maak_schema(url)
        except DBAPIError as fout:
            if "already exists" in str(fout.orig):
                # Two programs at once: the other one was first.
                raise AlIngericht(toonbaar(url), "een regio") from None
            raise


def _eis_leeg(db: Sessie, url: str) -> None:
    """Look again under the lock: of two programs at once one sets up, the other is refused."""
    if is_postgres(db):
        db.connection().exec_driver_sql("LOCK TABLE administratie IN EXCLUSIVE MODE")
    try:
        raise AlIngericht(toonbaar(url), administratie(db).naam)
    except NietIngericht:
        return


def _richt_pot_in(db: Sessie, regio: Regio, nu: datetime) -> None:
    """Open the ledger: the book, the parties in their fixed order, the key and the pledges."""
    pot = regio.pot
    open_pot(db, iban=pot.rekening, nu=nu, tolerantie=pot.tolerantie)
    deelnemers = [d.organisatie for d in regio.deelnemers]
    per_id = {partij.id: partij for partij in regio.organisaties}
    for naam in deelnemers:
        registreer_partij(db, naam, per_id[naam].rekening or "", Partijsoort.DEELNEMER)
    for partij in regio.organisaties:
        soort = _partijsoort(partij)
        if partij.id not in deelnemers and soort is not None:
            registreer_partij(db, partij.id, partij.rekening or "", soort)
    for sleutel in regio.sleutels:
        if sleutel.naam == pot.potlast_sleutel:
            registreer_sleutel(db, _sleutelversie(sleutel, sleutel.versie, UITVOERING, deelnemers))
        elif INSTANDHOUDING in sleutel.doelen:
            versie = f"{sleutel.naam}-{sleutel.versie}"
            registreer_sleutel(db, _sleutelversie(sleutel, versie, INSTANDHOUDING, deelnemers))
    for toezegging in regio.toezeggingen:
        _boek_toezegging(db, regio, toezegging, nu)


def _boek_toezegging(db: Sessie, regio: Regio, toezegging: afspraken.Toezegging, nu: datetime) -> None:
    deelnemers = {d.organisatie: d.oormerk for d in regio.deelnemers}
    bedragen = {naam: bedrag.cents for naam, bedrag in toezegging.bedragen.items()}
    if toezegging.totaal is not None:
        sleutel = next(
            s
            for s in sorted(regio.sleutels, key=lambda s: s.geldig_van, reverse=True)
            if s.naam == toezegging.sleutel and s.geldig_van <= toezegging.datum
        )
        bedragen = verdeel(toezegging.totaal.cents, _op_volgorde(sleutel, [*deelnemers]))
    for naam, oormerk in deelnemers.items():
        if bedragen.get(naam):
            boek(
                db,
                SYSTEEM,
                Toezegging(
                    datum=toezegging.datum,
                    deelnemer=naam,
                    bedrag=Geld(bedragen[naam]),
                    jaar=toezegging.jaar,
                    oormerk=oormerk,
                    bron=toezegging.bron,
                ),
                sleutel=f"inrichting/toezegging/{toezegging.jaar}/{naam}",
                nu=nu,
            )


def _sleutelversie(sleutel: Sleutel, versie: str, naam: str, deelnemers: list[str]) -> Sleutelversie:
    """Return a key as the ledger knows it: under the name by which it looks for it."""
    return Sleutelversie(
        versie=versie,
        vanaf=sleutel.geldig_van,
        gewichten=_op_volgorde(sleutel, deelnemers),
        naam=naam,
        basis=sleutel.grondslag,
        peildatum=sleutel.peildatum,
        besluit=sleutel.besluit,
    )


def _op_volgorde(sleutel: Sleutel, deelnemers: list[str]) -> dict[str, int]:
    """Return the weights in the fixed order of the participants, which decides a tie."""
    return {naam: sleutel.gewichten[naam] for naam in deelnemers if naam in sleutel.gewichten}


def _partijsoort(partij: Partij) -> Partijsoort | None:
    """Say what an organisation that is no participant is to the pot; None for those that money never touches."""
    if partij.soort in _STUURT_FACTUREN or "particulier_onderwijs" in partij.kenmerken:
        return Partijsoort.AANBIEDER
    return Partijsoort.BETALER if partij.soort in _KAN_BETALEN else None
