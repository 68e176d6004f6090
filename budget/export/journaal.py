"""The journal as a table: one row per boeking, with its journaalpost, both accounts and the casus it belongs to."""

from __future__ import annotations

from collections.abc import Iterator

from budget.basis.geld import Geld
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.export.csvbestand import Cel, schrijf_csv
from budget.grootboek.antwoorden import Journaalpost
from budget.grootboek.rekeningschema import REKENINGSCHEMA, Kring
from budget.grootboek.ruw import Ruw
from budget.grootboek.vragen import regels

KOP = (
    "boeking", "journaalpost", "boekdatum", "geboekt_op", "gebeurtenis", "kring", "debet", "debet_naam", "debet_op",
    "credit", "credit_naam", "credit_op", "bedrag", "bron", "keert_om", "door",
)  # fmt: skip

_KRINGEN = {Kring.GELD: "geld", Kring.MEMO: "memoriaal", Kring.MANDAAT: "mandaatgebruik"}


def journaal_csv(db: Sessie, jaar: int | None = None) -> bytes:
    """Return the journal, whole or of one year; numbers and organisations only, no text about a child. O(boekingen)."""
    return schrijf_csv(KOP, _rijen([post for post in regels(db) if jaar is None or post.datum.year == jaar]))


def casussen_in(db: Sessie) -> list[str]:
    """Return the casussen that the journal names, for the access log. O(accounts)."""
    ruw = Ruw(db)
    return sorted(
        {
            casus
            for soort in REKENINGSCHEMA.values()
            if "casus" in soort.dimensies
            for (casus,) in ruw.rijen(
                f"SELECT DISTINCT d{soort.dimensies.index('casus') + 1} FROM rekening WHERE code = ?", soort.code
            )
        }
    )


def _rijen(posten: list[Journaalpost]) -> Iterator[tuple[Cel, ...]]:
    for post in posten:
        for regel in post.regels:
            debet, credit = _rekening(regel.debet), _rekening(regel.credit)
            kring = _KRINGEN[REKENINGSCHEMA[debet[0]].kring]
            yield (
                regel.volgnummer, post.nummer, post.datum, dag(post.geboekt_op), post.soort, kring, *debet, *credit,
                Geld(regel.bedrag.cents), post.bron, post.keert_om, post.actor,
            )  # fmt: skip


def _rekening(sleutel: str) -> tuple[str, str, str]:
    """Return number, name and dimensions of an account such as `1310:Zeist:K9:B1`."""
    code, _, dimensies = sleutel.partition(":")
    return code, REKENINGSCHEMA[code].naam, dimensies
