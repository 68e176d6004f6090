"""What the book said after each of a row of journaalposten, in the words of pot-scenario/1."""

from __future__ import annotations

from collections.abc import Iterator

from budget.basis.transactie import Sessie
from budget.grootboek.begrippen import ZONDER_BOEKING
from budget.grootboek.naspelen.spelen import Stapuitslag, per_rekening
from budget.grootboek.regels.kern import Rekening
from budget.grootboek.rekeningschema import sleutel_van
from budget.grootboek.ruw import Ruw

_PAREN = (
    "SELECT b.journaalpost, d.code, d.d1, d.d2, d.d3, c.code, c.d1, c.d2, c.d3, b.bedrag FROM boeking b"
    " JOIN rekening d ON d.nummer = b.debet AND d.kring <> 3 JOIN rekening c ON c.nummer = b.credit"
    " WHERE b.journaalpost BETWEEN ? AND ? ORDER BY b.volgnummer"
)


def verloop(db: Sessie, eerste: int, laatste: int) -> Iterator[Stapuitslag]:
    """Yield every journaalpost of a row with all balances after it, mandate usage left out; O(boekingen)."""
    ruw = Ruw(db)
    saldi = _saldi_voor(ruw, eerste)
    paren = iter(ruw.rijen(_PAREN, eerste, laatste))
    paar = next(paren, None)
    for nummer, soort, beschikbaar, besluit in ruw.rijen(
        "SELECT nummer, soort, beschikbaar, beschikbaar_besluit FROM journaalpost WHERE nummer BETWEEN ? AND ?"
        " ORDER BY nummer",
        eerste,
        laatste,
    ):
        while paar is not None and paar[0] == nummer:
            for rekening, cents in ((sleutel_van(*paar[1:5]), paar[9]), (sleutel_van(*paar[5:9]), -paar[9])):
                saldi[rekening] = saldi.get(rekening, 0) + cents
            paar = next(paren, None)
        yield Stapuitslag(
            nummer - eerste + 1,
            soort,
            "geen_boeking" if soort in ZONDER_BOEKING else "geboekt",
            None,
            per_rekening(saldi),
            {":".join(rekening): cents for rekening, cents in sorted(saldi.items()) if cents},
            beschikbaar,
            besluit,
        )


def _saldi_voor(ruw: Ruw, nummer: int) -> dict[Rekening, int]:
    kant = "SELECT {kant} AS rekening, {teken}bedrag AS cents FROM boeking WHERE journaalpost < ?"
    rijen = ruw.rijen(
        "SELECT r.code, r.d1, r.d2, r.d3, CAST(SUM(k.cents) AS BIGINT) FROM"
        f" ({kant.format(kant='debet', teken='')} UNION ALL {kant.format(kant='credit', teken='-')}) k"
        " JOIN rekening r ON r.nummer = k.rekening WHERE r.kring <> 3 GROUP BY r.code, r.d1, r.d2, r.d3",
        nummer,
        nummer,
    )
    return {sleutel_van(code, d1, d2, d3): cents for code, d1, d2, d3, cents in rijen}
