"""The tamper matrix: every change of the book behind the program's back is refused by the database or found."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, text
from sqlalchemy.exc import DBAPIError

from budget.basis.geld import EURO
from budget.basis.transactie import lezing, motor, transactie
from budget.basis.weigering import OnbruikbareInvoer, Weigering
from budget.grootboek import begrippen as b
from budget.grootboek.controle import controleer, maak_zegel, onderteken
from budget.grootboek.controle.bewijs import lees_ontvangstbewijs
from budget.grootboek.schema import GELDTABELLEN, SLEUTELS, ddl
from tests.budget.grootboek.oefenpot import DAG, NU, maak_boeker, oefenpot

SLEUTEL = Ed25519PrivateKey.from_private_bytes(bytes(range(32)))


def vol_boek(url: str) -> None:
    """A book in which every table of the ledger has rows."""
    doe = oefenpot(url)
    mandaat = b.Mandaat("M1", jaarplafond=EURO("5.000"))
    doe(b.Toezegging(datum=DAG, deelnemer="Vuur", bedrag=EURO("100"), oormerk="onderwijs"))
    doe(b.Bankregel(datum=DAG, regel="onderwijs", bedrag=EURO("100")))
    doe(b.Storting(datum=DAG, regel="onderwijs", deelnemer="Vuur", bedrag=EURO("100")))
    velden = {"datum": DAG, "door": ("p-tafel",), "mandaten": (mandaat,), "oormerken": ("onderwijs", "")}
    doe(b.Reservering(casus="K1", bedrag=EURO("1.000"), bestemming="jeugdhulp", **velden))  # type: ignore[arg-type]
    doe(b.Verplichting(datum=DAG, casus="K1", bedrag=EURO("800")))
    doe(b.Vrijval(datum=DAG, casus="K1", bedrag=EURO("200"), van=b.Van.RESERVERING))
    doe(
        b.Voorfinanciering(
            datum=DAG, casus="K1", aanbieder="Brug", factuur="F1", bedrag=EURO("800"), prestatie_door="p-r"
        )
    )
    doe(b.Betaalopdracht(datum=DAG, aanbieder="Brug", factuur="F1", door=("p-1", "p-2")))
    doe(b.Bankregel(datum=DAG, regel="uit", bedrag=-EURO("800")))
    doe(b.Betaling(datum=DAG, regel="uit", begunstigde="Brug", opdracht="F1"))
    doe(
        b.Uitzoekbesluit(
            datum=DAG, casus="K1", aandelen={"Aarde": EURO("500"), "Vuur": EURO("200"), "pot": EURO("100")}
        )
    )
    doe(b.IbanWijziging(datum=DAG, partij="Brug", door="p-3", bevestigd_door="p-4", iban="NL00TEST0000000010"))
    doe(b.CasusHeropenen(datum=DAG, casus="K1"))
    doe(b.CasusSluiten(datum=DAG, casus="K9"))
    doe(b.PeriodeSluiten(datum=DAG, tot=DAG - timedelta(days=40)))
    with pytest.raises(Weigering):
        doe(b.Reservering(datum=DAG, casus="K2", bedrag=EURO("1.000.000"), door=("p-tafel",)), sleutel="geweigerd")
    with transactie(url) as db:
        onderteken(db, "Aarde", SLEUTEL, NU)


def gevonden(url: str) -> list[str]:
    with lezing(url) as db:
        return [f"{f.regel} {f.plaats}" for f in controleer(db, volledig=True).bevindingen]


def knoei(url: str, *opdrachten: str, zonder_triggers: bool = False) -> None:
    """Change the database as someone with a database tool would; with the triggers put back afterwards."""
    gekozen = motor(url)
    with gekozen.begin() as verbinding:
        if gekozen.dialect.name == "sqlite":
            verbinding.exec_driver_sql("PRAGMA recursive_triggers=OFF")
            verbinding.exec_driver_sql("PRAGMA defer_foreign_keys=ON")
        if zonder_triggers:
            zet_triggers(verbinding, aan=False)
        for opdracht in opdrachten:
            verbinding.exec_driver_sql(opdracht)
        if zonder_triggers:
            zet_triggers(verbinding, aan=True)


def zet_triggers(verbinding: Connection, *, aan: bool) -> None:
    if verbinding.dialect.name == "postgresql":
        for tabel in GELDTABELLEN:
            verbinding.exec_driver_sql(f"ALTER TABLE {tabel} {'ENABLE' if aan else 'DISABLE'} TRIGGER ALL")
        return
    for opdracht in ddl("sqlite"):
        if opdracht.startswith("CREATE TRIGGER"):
            verbinding.exec_driver_sql(opdracht if aan else f"DROP TRIGGER {opdracht.split()[2]}")


def eerste_rij(url: str, tabel: str) -> dict[str, Any]:
    with motor(url).connect() as verbinding:
        volgorde = SLEUTELS.get(tabel, (("rekening",) if tabel == "saldo" else ("1",),))[0]
        rij = verbinding.execute(text(f"SELECT * FROM {tabel} ORDER BY {', '.join(volgorde)} DESC")).mappings().first()
    assert rij is not None, f"{tabel} heeft geen rijen: het boek van de proef is niet vol genoeg"
    return dict(rij)


def anders(waarde: Any) -> str:
    if waarde is None:
        return "1"
    return f"'{waarde}x'" if isinstance(waarde, str) else str(waarde + 1)


def letterlijk(waarde: Any) -> str:
    return "NULL" if waarde is None else f"'{waarde}'" if isinstance(waarde, str) else str(waarde)


def waar(tabel: str, rij: dict[str, Any]) -> str:
    sleutel = SLEUTELS.get(tabel, ((next(iter(rij)),),))[0]
    return " AND ".join(f"{kolom} = {letterlijk(rij[kolom])}" for kolom in sleutel)


def test_het_volle_boek_is_in_orde(url: str) -> None:
    vol_boek(url)
    assert gevonden(url) == []


def test_geen_enkele_kolom_is_te_wijzigen_en_geen_rij_te_verwijderen(url: str) -> None:
    vol_boek(url)
    pogingen = 0
    for tabel in GELDTABELLEN:
        rij = eerste_rij(url, tabel)
        opdrachten = [f"UPDATE {tabel} SET {kolom} = {anders(rij[kolom])} WHERE {waar(tabel, rij)}" for kolom in rij]
        opdrachten += [f"DELETE FROM {tabel}"] if tabel != "journaaltekst" else []
        opdrachten += [f"TRUNCATE {tabel} CASCADE"] if "postgres" in url else []
        for opdracht in opdrachten:
            with pytest.raises(DBAPIError):
                knoei(url, opdracht)
            pogingen += 1
    assert pogingen > 100
    assert gevonden(url) == []


def test_invoegen_over_een_rij_heen_wordt_geweigerd(sqlite_url: str) -> None:
    vol_boek(sqlite_url)
    for tabel in GELDTABELLEN:
        rij = eerste_rij(sqlite_url, tabel)
        kolommen, waarden = ", ".join(rij), ", ".join(letterlijk(waarde) for waarde in rij.values())
        with pytest.raises(DBAPIError):
            knoei(sqlite_url, f"INSERT OR REPLACE INTO {tabel} ({kolommen}) VALUES ({waarden})")
        sleutel = ", ".join(SLEUTELS.get(tabel, ((next(iter(rij)),),))[0])
        laatste = list(rij)[-1]
        with pytest.raises(DBAPIError):
            knoei(
                sqlite_url,
                f"INSERT INTO {tabel} ({kolommen}) VALUES ({waarden}) ON CONFLICT ({sleutel}) DO UPDATE"
                f" SET {laatste} = {anders(rij[laatste])}",
            )
    assert gevonden(sqlite_url) == []


NIET_IN_DE_KETEN = {"zegel"}
"""When a seal was made is nobody's proof; a seal that moved is found by the chain itself (see below)."""


@pytest.mark.parametrize("tabel", [tabel for tabel in GELDTABELLEN if tabel not in NIET_IN_DE_KETEN])
def test_wie_de_triggers_weghaalt_wordt_gevonden(tabel: str, url: str) -> None:
    vol_boek(url)
    rij = eerste_rij(url, tabel)
    sleutels = {kolom for kolommen in SLEUTELS.get(tabel, ()) for kolom in kolommen} | {
        "id",
        "rekening",
        "post",
        "zegel",
    }
    for kolom in rij:
        if kolom in sleutels:
            continue
        opdracht = f"UPDATE {tabel} SET {kolom} = {anders(rij[kolom])} WHERE {waar(tabel, rij)}"
        try:
            knoei(url, opdracht, zonder_triggers=True)
        except DBAPIError:
            continue  # a CHECK or a foreign key refused it: as good
        assert gevonden(url), opdracht
        knoei(
            url, f"UPDATE {tabel} SET {kolom} = {letterlijk(rij[kolom])} WHERE {waar(tabel, rij)}", zonder_triggers=True
        )
    assert gevonden(url) == []


@pytest.mark.parametrize(
    "opdracht",
    [
        "DELETE FROM pot_mutatie WHERE soort = 'gevorderd' AND betaler = 'Vuur'",
        "DELETE FROM pot_besluiter",
        "DELETE FROM weigering",
        "UPDATE weigering SET code = 'mandaat'",
        "DELETE FROM pot_gewicht WHERE deelnemer = 'Water'",
        "UPDATE saldo SET cents = cents + 1 WHERE rekening = 1",
        "UPDATE boek SET beschikbaar_besluit = beschikbaar_besluit + 100",
        "INSERT INTO pot_besluiter (post, casus, persoon) VALUES (1, 'K1', 'p-ander')",
    ],
)
def test_losse_ingrepen_zonder_triggers_worden_gevonden(opdracht: str, url: str) -> None:
    vol_boek(url)
    knoei(url, opdracht, zonder_triggers=True)
    assert gevonden(url)


def test_een_weggehaalde_trigger_wordt_gevonden(url: str) -> None:
    vol_boek(url)
    for naam, tabel in (("boeking_vast", "boeking"), ("saldo_wijzig", "saldo"), ("boeking_na", "boeking")):
        knoei(url, f"DROP TRIGGER {naam}" + (f" ON {tabel}" if "postgres" in url else ""))
    assert {"I16 trigger boeking_vast", "I16 trigger saldo_wijzig", "I16 trigger boeking_na"} <= set(gevonden(url))


def test_een_uitgezette_trigger_en_een_ruimere_check_worden_gevonden(postgres_url: str) -> None:
    vol_boek(postgres_url)
    knoei(postgres_url, "ALTER TABLE boeking DISABLE TRIGGER boeking_volgorde")
    assert gevonden(postgres_url) == ["I16 trigger boeking_volgorde"]
    knoei(postgres_url, "ALTER TABLE boeking ENABLE TRIGGER boeking_volgorde")
    knoei(
        postgres_url,
        "ALTER TABLE saldo DROP CONSTRAINT saldo_teken",
        "ALTER TABLE saldo ADD CONSTRAINT saldo_teken CHECK (cents = cents)",
    )
    assert gevonden(postgres_url) == ["I16 checks saldo"]
    knoei(
        postgres_url,
        "CREATE OR REPLACE FUNCTION boeking_volgorde() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$",
    )
    assert "I16 function boeking_volgorde" in gevonden(postgres_url)


def test_een_afgeknipte_staart_wordt_gevonden(url: str) -> None:
    vol_boek(url)
    knoei(url, "DELETE FROM boeking WHERE volgnummer = (SELECT laatste_boeking FROM boek)", zonder_triggers=True)
    assert gevonden(url)


def test_een_herschreven_of_teruggezet_boek_valt_door_de_mand(sqlite_url: str, postgres_url: str) -> None:
    def reserveer(url: str, casus: str) -> None:
        maak_boeker(url)(b.Reservering(datum=DAG, casus=casus, bedrag=EURO("10"), door=("p-tafel",)), sleutel=casus)

    for url in (sqlite_url, postgres_url):
        oefenpot(url)
    reserveer(sqlite_url, "K5")
    with transactie(sqlite_url) as db:
        bewijs = onderteken(db, "Aarde", SLEUTEL, NU)
        assert onderteken(db, "Aarde", SLEUTEL, NU) == bewijs
    with lezing(sqlite_url) as db:
        assert controleer(db, ontvangst=lees_ontvangstbewijs(bewijs.als_tekst())).in_orde
        vervalst = controleer(db, ontvangst=replace(bewijs, kop="0" * 64))
    assert [f.melding for f in vervalst.bevindingen] == ["de handtekening klopt niet"]
    with lezing(postgres_url) as db:  # the same book, put back from before the receipt
        (fout,) = controleer(db, ontvangst=bewijs).bevindingen
    assert "een oude kopie" in fout.melding
    reserveer(postgres_url, "K6")  # the same book, with another history
    with lezing(postgres_url) as db:
        (fout,) = controleer(db, ontvangst=bewijs).bevindingen
    assert "herschreven" in fout.melding


@pytest.mark.parametrize("tekst", ["", "{}", "[1]", '{"formaat": "pot-ontvangstbewijs/1", "zegel": "x"}'])
def test_een_bestand_dat_geen_ontvangstbewijs_is(tekst: str) -> None:
    with pytest.raises(OnbruikbareInvoer):
        lees_ontvangstbewijs(tekst)


def test_de_controle_begint_bij_het_laatste_zegel(url: str) -> None:
    doe = oefenpot(url)
    with transactie(url) as db:
        zegel = maak_zegel(db, NU)
    doe(b.Reservering(datum=DAG, casus="K5", bedrag=EURO("10"), door=("p-tafel",)))
    with lezing(url) as db:
        assert controleer(db).vanaf_boeking == zegel.boeking + 1
        assert controleer(db, volledig=True).vanaf_boeking == 1
    knoei(url, "UPDATE zegel SET kop = 'anders'", zonder_triggers=True)
    with lezing(url) as db:
        controle = controleer(db)
    assert not controle.in_orde
    assert controle.vanaf_boeking == 1
