"""Balances against boekingen, accounts against the chart, the head against both."""

from __future__ import annotations

from budget.grootboek.antwoorden import Boekstand
from budget.grootboek.controle.gegevens import Bevinding
from budget.grootboek.rekeningschema import GRENS, REKENINGSCHEMA, gewicht, telt
from budget.grootboek.ruw import Ruw

# Two grouped scans of covering indexes: a million boekingen in a fraction of a second.
_SOMMEN = """
SELECT r.nummer, r.code, r.d1, r.d2, r.d3, r.kring, r.teken, r.weegt, r.telt, r.grens, s.cents, s.teken, s.grens,
  CAST(COALESCE(d.cents, 0) - COALESCE(c.cents, 0) AS BIGINT),
  s.laatste - CASE WHEN COALESCE(d.laatste, 0) > COALESCE(c.laatste, 0) THEN d.laatste ELSE COALESCE(c.laatste, 0) END,
  b.bedrag
FROM rekening r LEFT JOIN saldo s ON s.rekening = r.nummer
LEFT JOIN (SELECT debet, SUM(bedrag) AS cents, MAX(volgnummer) AS laatste FROM boeking GROUP BY debet) d
  ON d.debet = r.nummer
LEFT JOIN (SELECT credit, SUM(bedrag) AS cents, MAX(volgnummer) AS laatste FROM boeking GROUP BY credit) c
  ON c.credit = r.nummer
LEFT JOIN pot_bankregel b ON r.code = '1700' AND b.regel = r.d1
ORDER BY r.nummer
"""


def saldofouten(ruw: Ruw, boek: Boekstand) -> list[Bevinding]:
    """Return the balances that are not the sum of their boekingen, break their sign, or belong to no account."""
    fouten: list[Bevinding] = []
    per_kring: dict[int, int] = {}
    besluit = beschikbaar = 0
    for rij in ruw.rijen(_SOMMEN):
        _, code, d1, d2, d3, kring, teken, weegt, telling, grens, cents, s_teken, s_grens, som, later, regel = rij
        waar = f"rekening {':'.join(deel for deel in (code, d1, d2, d3) if deel)}"
        if cents != som or later:
            fouten.append(Bevinding("B3", waar, f"het saldo is {cents}, de boekingen zijn samen {som}"))
        soort = REKENINGSCHEMA.get(code)
        hoort_teken = soort.teken if soort else None
        hoort_grens = GRENS
        if code == "1700":
            hoort_teken, hoort_grens = (-1 if (regel or 0) > 0 else 1), abs(regel or 0)
        if soort is None or (kring, teken, weegt, telling, grens) != (
            int(soort.kring), hoort_teken, gewicht(code, teken), telt(code), hoort_grens,
        ):  # fmt: skip
            fouten.append(Bevinding("I8", waar, "de rekening past niet bij het rekeningschema of de bankregel"))
        if (s_teken, s_grens) != (teken, grens):
            fouten.append(Bevinding("I8", waar, "het saldo heeft een ander teken of een andere grens dan de rekening"))
        if som * teken < 0 or abs(som) > grens:
            fouten.append(Bevinding("I4" if code == "1700" else "I8", waar, f"{som} cent mag hier niet staan"))
        per_kring[kring] = per_kring.get(kring, 0) + som
        besluit += som * weegt
        beschikbaar += som * telling
    fouten += [Bevinding("I2", f"kring {kring}", f"de som is {som}") for kring, som in per_kring.items() if som]
    if (beschikbaar, besluit) != (boek.beschikbaar.cents, boek.beschikbaar_besluit.cents):
        fouten.append(Bevinding("I6", "boek", f"beschikbaar hoort {beschikbaar} en {besluit} te zijn"))
    wees = ruw.waarde(
        "SELECT COUNT(*) FROM saldo s WHERE NOT EXISTS (SELECT 1 FROM rekening r WHERE r.nummer = s.rekening)"
    )
    if wees:
        fouten.append(Bevinding("B3", "saldo", f"{wees} saldi horen bij geen rekening"))
    gemengd = ruw.rijen(
        "SELECT b.volgnummer FROM boeking b JOIN rekening d ON d.nummer = b.debet"
        " JOIN rekening c ON c.nummer = b.credit"
        " WHERE d.kring <> c.kring OR b.bedrag < 1 OR b.debet = b.credit LIMIT 25"
    )
    fouten += [Bevinding("I1", f"boeking {nummer}", "de boeking is niet in evenwicht") for (nummer,) in gemengd]
    return fouten
