"""Year-end: the pot costs of a year go to the participants, one split per key version."""

from __future__ import annotations

from budget.grootboek.begrippen import Jaarverdeling, Resultaatbestemming
from budget.grootboek.regels.kern import Rekening, Stand, Uitwerking, maak_paren
from budget.grootboek.regels.verdelen import verdeel
from budget.grootboek.weigeringen import AlVerdeeld, JaarNietVerdeeld


def jaarverdeling(g: Jaarverdeling, stand: Stand) -> Uitwerking:
    """D 2000 · C 8000 per participant (a negative share: D 8000 · C 2000); refusal: al_verdeeld."""
    if stand.verdeeld(g.jaar):
        raise AlVerdeeld(g.jaar)
    per_sleutel: dict[str, int] = {}
    for rekening, cents in stand.resultaat(g.jaar).items():
        if rekening[0] != "8000":
            per_sleutel[rekening[2]] = per_sleutel.get(rekening[2], 0) + cents
    aandelen: dict[str, int] = {}
    for sleutel, kosten in per_sleutel.items():
        if kosten:
            for deelnemer, aandeel in verdeel(kosten, stand.gewichten(sleutel)).items():
                aandelen[deelnemer] = aandelen.get(deelnemer, 0) + aandeel
    paren = [
        paar
        for deelnemer, aandeel in aandelen.items()
        for paar in maak_paren(
            [(("2000", deelnemer) if aandeel > 0 else ("8000", deelnemer), abs(aandeel))],
            [(("8000", deelnemer) if aandeel > 0 else ("2000", deelnemer), abs(aandeel))],
        )
    ]
    return Uitwerking(tuple(paren), besluit=str(g.jaar))


def resultaatbestemming(g: Resultaatbestemming, stand: Stand) -> Uitwerking:
    """D/C 8000 against D/C 4xxx: all of the year to zero; refusal: jaar_niet_verdeeld."""
    resultaat = stand.resultaat(g.jaar)
    if not stand.verdeeld(g.jaar) or sum(resultaat.values()) != 0:
        raise JaarNietVerdeeld(g.jaar)
    # Participants first, then costs, as the event is written.
    volgorde: list[tuple[Rekening, int]] = sorted(resultaat.items(), key=lambda deel: deel[0][0] != "8000")
    return Uitwerking(
        maak_paren(
            [(rekening, -cents) for rekening, cents in volgorde if cents < 0],
            [(rekening, cents) for rekening, cents in volgorde if cents > 0],
        ),
        besluit=str(g.jaar),
    )
