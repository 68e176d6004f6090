"""What the result accounts hold of a year."""

from __future__ import annotations

from budget.grootboek.regels.kern import Rekening
from budget.grootboek.rekeningschema import KOSTEN, sleutel_van
from budget.grootboek.ruw import Ruw


def resultaat_van_jaar(ruw: Ruw, jaar: int) -> dict[Rekening, int]:
    """Return what the result accounts hold of one year, zero left out.

    jaarverdeling and resultaatbestemming belong to the year they close, whatever their date. Reads every boeking
    on a result account: made for the year-end.
    """
    codes = ", ".join(f"'{code}'" for code in (*KOSTEN, "8000"))
    kant = (
        "SELECT b.{kant} AS rekening, {teken}b.bedrag AS cents, b.journaalpost FROM boeking b"
        f" JOIN rekening r ON r.nummer = b.{{kant}} AND r.code IN ({codes})"
    )
    rijen = ruw.rijen(
        "SELECT r.code, r.d1, r.d2, r.d3, CAST(SUM(k.cents) AS BIGINT) FROM"
        f" ({kant.format(kant='debet', teken='')} UNION ALL {kant.format(kant='credit', teken='-')}) k"
        " JOIN rekening r ON r.nummer = k.rekening JOIN journaalpost j ON j.nummer = k.journaalpost"
        " LEFT JOIN journaalpost o ON o.nummer = j.keert_om"
        " WHERE CASE WHEN COALESCE(o.soort, j.soort) IN ('jaarverdeling', 'resultaatbestemming')"
        " THEN j.besluit ELSE SUBSTR(j.datum, 1, 4) END = ?"
        " GROUP BY r.nummer, r.code, r.d1, r.d2, r.d3 HAVING SUM(k.cents) <> 0 ORDER BY r.nummer",
        f"{jaar:04d}",
    )
    return {sleutel_van(code, d1, d2, d3): cents for code, d1, d2, d3, cents in rijen}
