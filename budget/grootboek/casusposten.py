"""What is open on a casus, from the balances of its accounts."""

from __future__ import annotations

from budget.grootboek.ruw import Ruw

_OPEN = """
SELECT wat, CAST(SUM(cents) AS BIGINT) FROM (
  SELECT CASE r.code WHEN '1300' THEN 'in uitzoek' WHEN '9100' THEN 'reservering' ELSE 'verplichting' END AS wat,
    s.cents
    FROM rekening r JOIN saldo s ON s.rekening = r.nummer WHERE r.code IN ('1300', '9100', '9200') AND r.d1 = ?
  UNION ALL
  SELECT CASE r.code WHEN '1310' THEN 'vordering' ELSE 'betwist' END, s.cents FROM vordering v
    JOIN rekening r ON r.code IN ('1310', '1315') AND r.d1 = v.betaler AND r.d2 = v.casus AND r.d3 = v.besluit
    JOIN saldo s ON s.rekening = r.nummer WHERE v.casus = ?
  UNION ALL
  SELECT 'terug te vorderen', s.cents FROM rekening r JOIN saldo s ON s.rekening = r.nummer
    WHERE r.code = '1320' AND r.d2 = ?
  UNION ALL
  SELECT 'te betalen', -s.cents FROM (SELECT DISTINCT aanbieder, factuur FROM pot_factuur WHERE casus = ?) f
    JOIN rekening r ON r.code = '1600' AND r.d1 = f.aanbieder AND r.d2 = f.factuur
    JOIN saldo s ON s.rekening = r.nummer
  UNION ALL
  SELECT 'betaling onderweg', -s.cents FROM (SELECT DISTINCT aanbieder, factuur FROM pot_factuur WHERE casus = ?) f
    JOIN pot_opdracht o ON o.begunstigde = f.aanbieder AND o.factuur = f.factuur
    JOIN rekening r ON r.code = '1190' AND r.d1 = o.begunstigde AND r.d2 = o.opdracht
    JOIN saldo s ON s.rekening = r.nummer
) posten GROUP BY wat HAVING SUM(cents) <> 0
"""


def open_posten(ruw: Ruw, casus: str) -> dict[str, int]:
    """Return what is not zero on a casus, in cents, by its Dutch name; empty when the casus can close."""
    return dict(sorted(ruw.rijen(_OPEN, casus, casus, casus, casus, casus)))
