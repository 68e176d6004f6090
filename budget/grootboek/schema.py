"""Tables and triggers of the ledger on SQLite and PostgreSQL: what the database itself refuses.

Every table is append-only except `boek` and `saldo`, which only move along with a boeking. The triggers hold
the sequence, the chain, the open period, the sign of balances and the overdraft of the pot, raw SQL included.
"""

from __future__ import annotations

from budget.grootboek.begrippen import SOORTEN
from budget.grootboek.rekeningschema import GRENS, REKENINGSCHEMA, gewicht, telt
from budget.grootboek.schema_postgres import functies, triggers_postgres
from budget.grootboek.schema_sqlite import triggers_sqlite

GROOTSTE_BEDRAG = 10**12

_TABELLEN = """
CREATE TABLE boek (
  id TEXT NOT NULL PRIMARY KEY CHECK (id = 'pot'), iban TEXT NOT NULL, geopend_op {G} NOT NULL,
  laatste_post {G} NOT NULL, laatste_boeking {G} NOT NULL, verwacht {G} NOT NULL, kop TEXT NOT NULL,
  laatst_geboekt {G} NOT NULL, beschikbaar {G} NOT NULL, beschikbaar_besluit {G} NOT NULL,
  geweigerd {G} NOT NULL, weigerkop TEXT NOT NULL
){S};
CREATE TABLE rekening (
  nummer {G} NOT NULL PRIMARY KEY, code TEXT NOT NULL, d1 TEXT NOT NULL, d2 TEXT NOT NULL, d3 TEXT NOT NULL,
  kring {G} NOT NULL, teken {G} NOT NULL, weegt {G} NOT NULL, telt {G} NOT NULL,
  grens {G} NOT NULL CHECK (grens BETWEEN 1 AND {GRENS}),
  UNIQUE (code, d1, d2, d3),
  CHECK ({SOORTEN})
){S};
CREATE TABLE saldo (
  rekening {G} NOT NULL PRIMARY KEY REFERENCES rekening (nummer), teken {G} NOT NULL, grens {G} NOT NULL,
  cents {G} NOT NULL, laatste {G} NOT NULL,
  CONSTRAINT saldo_teken CHECK ((teken >= 0 OR cents <= 0) AND (teken <= 0 OR cents >= 0)),
  CONSTRAINT saldo_grens CHECK (cents BETWEEN -grens AND grens)
){S};
CREATE TABLE journaalpost (
  nummer {G} NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE, soort TEXT NOT NULL CHECK ({NAMEN}),
  datum TEXT NOT NULL CHECK (length(datum) = 10), geboekt_op {G} NOT NULL, actor TEXT NOT NULL,
  casus TEXT NOT NULL, regel TEXT NOT NULL, besluit TEXT NOT NULL, bron TEXT NOT NULL,
  keert_om {G} REFERENCES journaalpost (nummer), eerste {G} NOT NULL, aantal {G} NOT NULL CHECK (aantal >= 0),
  beschikbaar {G} NOT NULL, beschikbaar_besluit {G} NOT NULL, verbintenis TEXT NOT NULL,
  feiten TEXT NOT NULL,  vorige TEXT NOT NULL, hash TEXT NOT NULL CHECK (length(hash) = 64),
  CHECK ((soort = 'tegenboeking') = (keert_om IS NOT NULL))
){S};
CREATE INDEX journaalpost_casus ON journaalpost (casus) WHERE casus <> '';
CREATE INDEX journaalpost_regel ON journaalpost (regel) WHERE regel <> '';
CREATE UNIQUE INDEX journaalpost_keert_om ON journaalpost (keert_om) WHERE keert_om IS NOT NULL;
CREATE INDEX journaalpost_jaareinde ON journaalpost (besluit) WHERE soort IN ('jaarverdeling', 'resultaatbestemming');
CREATE INDEX journaalpost_betaling ON journaalpost (nummer) WHERE soort = 'betaling';
CREATE TABLE journaaltekst (
  post {G} NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), zout TEXT NOT NULL, inhoud TEXT NOT NULL
){S};
CREATE TABLE boeking (
  volgnummer {G} NOT NULL PRIMARY KEY, journaalpost {G} NOT NULL REFERENCES journaalpost (nummer),
  debet {G} NOT NULL REFERENCES rekening (nummer), credit {G} NOT NULL REFERENCES rekening (nummer),
  bedrag {G} NOT NULL CHECK (bedrag BETWEEN 1 AND {GROOTSTE}),
  vorige TEXT NOT NULL, hash TEXT NOT NULL CHECK (length(hash) = 64), CHECK (debet <> credit)
){S};
CREATE INDEX boeking_debet ON boeking (debet, bedrag);
CREATE INDEX boeking_credit ON boeking (credit, bedrag);
CREATE TABLE weigering (
  nummer {G} NOT NULL PRIMARY KEY, sleutel TEXT NOT NULL UNIQUE, soort TEXT NOT NULL, inhoud TEXT NOT NULL,
  code TEXT NOT NULL, melding TEXT NOT NULL, oplossing TEXT NOT NULL, geweigerd_op {G} NOT NULL,
  vorige TEXT NOT NULL, hash TEXT NOT NULL CHECK (length(hash) = 64)
){S};
CREATE TABLE periode (
  post {G} NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), tot TEXT NOT NULL UNIQUE CHECK (length(tot) = 10)
){S};
CREATE TABLE zegel (
  nummer {G} NOT NULL PRIMARY KEY, dag TEXT NOT NULL, post {G} NOT NULL, boeking {G} NOT NULL, kop TEXT NOT NULL,
  geweigerd {G} NOT NULL, weigerkop TEXT NOT NULL, gemaakt_op {G} NOT NULL
){S};
CREATE TABLE ontvangstbewijs (
  zegel {G} NOT NULL REFERENCES zegel (nummer), partij TEXT NOT NULL, publiek TEXT NOT NULL,
  handtekening TEXT NOT NULL, PRIMARY KEY (zegel, partij)
){S};
CREATE TABLE pot_partij (
  post {G} NOT NULL REFERENCES journaalpost (nummer), partij TEXT NOT NULL PRIMARY KEY,
  soort TEXT NOT NULL CHECK (soort IN ('deelnemer', 'aanbieder', 'betaler')),
  volgorde {G} NOT NULL UNIQUE
){S};
CREATE TABLE pot_iban (
  nummer {G} NOT NULL PRIMARY KEY, partij TEXT NOT NULL, iban TEXT NOT NULL, door TEXT NOT NULL,
  bevestigd_door TEXT NOT NULL, post {G} NOT NULL UNIQUE REFERENCES journaalpost (nummer),
  CHECK (door <> bevestigd_door)
){S};
CREATE TABLE pot_sleutel (
  post {G} NOT NULL REFERENCES journaalpost (nummer), versie TEXT NOT NULL PRIMARY KEY,
  naam TEXT NOT NULL, vanaf TEXT NOT NULL, basis TEXT NOT NULL,
  peildatum TEXT NOT NULL, besluit TEXT NOT NULL, UNIQUE (naam, vanaf)
){S};
CREATE TABLE pot_gewicht (
  post {G} NOT NULL REFERENCES journaalpost (nummer),
  versie TEXT NOT NULL REFERENCES pot_sleutel (versie), plaats {G} NOT NULL, deelnemer TEXT NOT NULL,
  gewicht {G} NOT NULL CHECK (gewicht >= 0), PRIMARY KEY (versie, plaats)
){S};
CREATE TABLE pot_tolerantie (
  post {G} NOT NULL REFERENCES journaalpost (nummer),
  vanaf TEXT NOT NULL PRIMARY KEY, cents {G} NOT NULL CHECK (cents >= 0)
){S};
CREATE TABLE pot_bankregel (
  post {G} NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), regel TEXT NOT NULL UNIQUE, iban TEXT NOT NULL,
  bedrag {G} NOT NULL CHECK (bedrag <> 0), datum TEXT NOT NULL
){S};
CREATE TABLE pot_toezegging (
  post {G} NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), deelnemer TEXT NOT NULL, jaar {G} NOT NULL,
  bedrag {G} NOT NULL, oormerk TEXT NOT NULL
){S};
CREATE INDEX pot_toezegging_deelnemer ON pot_toezegging (deelnemer, jaar);
CREATE TABLE pot_reservering (
  post {G} NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), casus TEXT NOT NULL, jaar {G} NOT NULL,
  bedrag {G} NOT NULL, bestemming TEXT NOT NULL
){S};
CREATE INDEX pot_reservering_casus ON pot_reservering (casus);
CREATE TABLE pot_storting (
  post {G} NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), deelnemer TEXT NOT NULL, jaar {G} NOT NULL,
  bedrag {G} NOT NULL, oormerk TEXT NOT NULL
){S};
CREATE TABLE pot_oormerk (
  post {G} NOT NULL REFERENCES journaalpost (nummer), plaats {G} NOT NULL, oormerk TEXT NOT NULL,
  PRIMARY KEY (post, plaats)
){S};
CREATE TABLE pot_vulling (
  post {G} NOT NULL REFERENCES journaalpost (nummer), plaats {G} NOT NULL, deelnemer TEXT NOT NULL,
  oormerk TEXT NOT NULL, bedrag {G} NOT NULL, PRIMARY KEY (post, plaats)
){S};
CREATE TABLE pot_mandaat (
  post {G} NOT NULL REFERENCES journaalpost (nummer), plaats {G} NOT NULL, mandaat TEXT NOT NULL,
  jaarplafond {G}, casusplafond {G}, geldig_van TEXT NOT NULL, geldig_tot TEXT NOT NULL, PRIMARY KEY (post, plaats)
){S};
CREATE TABLE pot_vrijval (
  post {G} NOT NULL REFERENCES journaalpost (nummer), reservering {G} NOT NULL REFERENCES pot_reservering (post),
  bedrag {G} NOT NULL, PRIMARY KEY (post, reservering)
){S};
CREATE INDEX pot_vrijval_reservering ON pot_vrijval (reservering);
CREATE TABLE pot_besluiter (
  post {G} NOT NULL REFERENCES journaalpost (nummer), casus TEXT NOT NULL, persoon TEXT NOT NULL,
  PRIMARY KEY (post, persoon)
){S};
CREATE INDEX pot_besluiter_casus ON pot_besluiter (casus);
CREATE TABLE pot_factuur (
  post {G} NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), aanbieder TEXT NOT NULL, factuur TEXT NOT NULL,
  gelijk TEXT NOT NULL, casus TEXT NOT NULL, bedrag {G} NOT NULL, prestatie_door TEXT NOT NULL
){S};
CREATE INDEX pot_factuur_gelijk ON pot_factuur (aanbieder, gelijk);
CREATE INDEX pot_factuur_casus ON pot_factuur (casus);
CREATE TABLE pot_opdracht (
  opdracht TEXT NOT NULL PRIMARY KEY, post {G} NOT NULL UNIQUE REFERENCES journaalpost (nummer),
  begunstigde TEXT NOT NULL, factuur TEXT NOT NULL, bedrag {G} NOT NULL, eerste_akkoord TEXT NOT NULL,
  tweede_akkoord TEXT NOT NULL, CHECK (eerste_akkoord <> tweede_akkoord)
){S};
CREATE INDEX pot_opdracht_factuur ON pot_opdracht (begunstigde, factuur);
CREATE TABLE pot_besluit (
  post {G} NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), casus TEXT NOT NULL, besluit TEXT NOT NULL,
  versie {G} NOT NULL, sleutel TEXT NOT NULL, taakveld TEXT NOT NULL
){S};
CREATE INDEX pot_besluit_casus ON pot_besluit (casus, besluit);
CREATE TABLE pot_aandeel (
  post {G} NOT NULL REFERENCES pot_besluit (post), plaats {G} NOT NULL, betaler TEXT NOT NULL, bedrag {G} NOT NULL,
  PRIMARY KEY (post, plaats)
){S};
CREATE TABLE vordering (
  betaler TEXT NOT NULL, casus TEXT NOT NULL, besluit TEXT NOT NULL, nummer TEXT NOT NULL UNIQUE,
  kenmerk TEXT NOT NULL, post {G} NOT NULL REFERENCES journaalpost (nummer), PRIMARY KEY (betaler, casus, besluit)
){S};
CREATE INDEX vordering_casus ON vordering (casus);
CREATE INDEX vordering_kenmerk ON vordering (kenmerk);
CREATE TABLE pot_mutatie (
  post {G} NOT NULL REFERENCES journaalpost (nummer), plaats {G} NOT NULL, betaler TEXT NOT NULL, casus TEXT NOT NULL,
  besluit TEXT NOT NULL, soort TEXT NOT NULL, bedrag {G} NOT NULL, sleutel TEXT NOT NULL, PRIMARY KEY (post, plaats)
){S};
CREATE INDEX pot_mutatie_vordering ON pot_mutatie (casus, betaler, besluit);
CREATE TABLE pot_casusstand (
  post {G} NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), casus TEXT NOT NULL,
  dicht {G} NOT NULL CHECK (dicht IN (0, 1))
){S};
CREATE INDEX pot_casusstand_casus ON pot_casusstand (casus, post);
CREATE INDEX pot_iban_partij ON pot_iban (partij)
"""

SLEUTELS: dict[str, tuple[tuple[str, ...], ...]] = {
    "rekening": (("nummer",), ("code", "d1", "d2", "d3")),
    "journaalpost": (("nummer",), ("id",), ("keert_om",)),
    "boeking": (("volgnummer",),),
    "weigering": (("nummer",), ("sleutel",)),
    "periode": (("post",), ("tot",)),
    "zegel": (("nummer",),),
    "ontvangstbewijs": (("zegel", "partij"),),
    "pot_partij": (("partij",), ("volgorde",)),
    "pot_iban": (("nummer",), ("post",)),
    "pot_sleutel": (("versie",), ("naam", "vanaf")),
    "pot_gewicht": (("versie", "plaats"),),
    "pot_tolerantie": (("vanaf",),),
    "pot_bankregel": (("post",), ("regel",)),
    "pot_toezegging": (("post",),),
    "pot_reservering": (("post",),),
    "pot_storting": (("post",),),
    "pot_oormerk": (("post", "plaats"),),
    "pot_vulling": (("post", "plaats"),),
    "pot_mandaat": (("post", "plaats"),),
    "pot_vrijval": (("post", "reservering"),),
    "pot_besluiter": (("post", "persoon"),),
    "pot_factuur": (("post",),),
    "pot_opdracht": (("opdracht",), ("post",)),
    "pot_besluit": (("post",),),
    "pot_aandeel": (("post", "plaats"),),
    "vordering": (("betaler", "casus", "besluit"), ("nummer",)),
    "pot_mutatie": (("post", "plaats"),),
    "pot_casusstand": (("post",),),
}
"""The append-only tables with their unique keys: what INSERT OR REPLACE could otherwise overwrite."""

GELDTABELLEN = ("boek", "saldo", "journaaltekst", *SLEUTELS)
"""Every table of the ledger; `journaaltekst` alone may lose rows (a person is erased), never change them."""


def ddl(dialect: str) -> list[str]:
    """Return the statements that make the ledger, in order; dialect is sqlite or postgresql."""
    soorten = [
        f"{soort.code}/{int(soort.kring)}/{teken}/{gewicht(soort.code, teken)}/{telt(soort.code)}"
        for soort in REKENINGSCHEMA.values()
        for teken in ((-1, 1) if soort.code == "1700" else (soort.teken,))
    ]
    waarden = {
        "G": "INTEGER" if dialect == "sqlite" else "BIGINT",
        "S": " STRICT" if dialect == "sqlite" else "",
        "GRENS": str(GRENS),
        "GROOTSTE": str(GROOTSTE_BEDRAG),
        "SOORTEN": _een_van(dialect, "code || '/' || kring || '/' || teken || '/' || weegt || '/' || telt", soorten),
        "NAMEN": _een_van(dialect, "soort", [*sorted(SOORTEN), "inrichting"]),
    }
    tabellen = _TABELLEN
    for naam, waarde in waarden.items():
        tabellen = tabellen.replace("{" + naam + "}", waarde)
    opdrachten = [opdracht.strip() for opdracht in tabellen.split(";") if opdracht.strip()]
    if dialect == "sqlite":
        return [*opdrachten, *triggers_sqlite(SLEUTELS)]
    return [*opdrachten, *functies(), *triggers_postgres(SLEUTELS)]


def _een_van(dialect: str, wat: str, waarden: list[str]) -> str:
    """Return the condition that an expression is one of these plain words.

    SQLite compares with a long list one by one at every insert (measured: 5 of 16 microseconds of a journaalpost);
    looking for the word in one text is as strict and takes a tenth of it.
    """
    if dialect == "sqlite":
        alle = "".join(f"<{waarde}>" for waarde in waarden)
        return f"instr('{alle}', '<' || {wat} || '>') > 0 AND instr({wat}, '<') = 0"
    alle = ", ".join(f"'{waarde}'" for waarde in waarden)
    return f"{wat} IN ({alle})"
