"""The reference model: inleg, bank lines, costs and the year-end."""

from __future__ import annotations

from collections import defaultdict

from budget.grootboek import begrippen as b
from budget.grootboek.simulatie.model import Lijn, Model, Nee, Rekening, Stuk, koppel, splits


def toezegging(m: Model, g: b.Toezegging) -> Stuk:
    j = str(g.jaar or g.datum.year)
    lijn = (("1200", g.deelnemer, j), ("2010", g.deelnemer, j), g.bedrag.cents)
    return [lijn], "", [("toezegging", f"{g.deelnemer}/{j}", {"cents": g.bedrag.cents})]


def bankregel(m: Model, g: b.Bankregel) -> Stuk:
    if g.regel in m.regels:
        raise Nee("bankregel_bestaat")
    m.periode(g.datum)
    c = g.bedrag.cents
    m.regels[g.regel] = c
    bank, tussen = ("1100", m.iban), ("1700", g.regel)
    return [(bank, tussen, c) if c > 0 else (tussen, bank, -c)], "", []


def storting(m: Model, g: b.Storting) -> Stuk:
    j, c = str(g.jaar or g.datum.year), g.bedrag.cents
    if c > m.saldo["1200", g.deelnemer, j]:
        raise Nee("boven_toezegging")
    m.over(g.regel, c, 1)
    return (
        [
            (("1700", g.regel), ("1200", g.deelnemer, j), c),
            (("2010", g.deelnemer, j), ("2000", g.deelnemer), c),
        ],
        "",
        [],
    )


def storting_storno(m: Model, g: b.StortingStorno) -> Stuk:
    j, c = str(g.jaar or g.datum.year), g.bedrag.cents
    toegezegd = sum(feit["cents"] for feit in m.geldig("toezegging", f"{g.deelnemer}/{j}"))
    if c > toegezegd - m.saldo["1200", g.deelnemer, j]:
        raise Nee("boven_ontvangen")
    m.over(g.regel, c, -1)
    return (
        [
            (("1200", g.deelnemer, j), ("1700", g.regel), c),
            (("2000", g.deelnemer), ("2010", g.deelnemer, j), c),
        ],
        "",
        [],
    )


def te_veel_ontvangen(m: Model, g: b.TeVeelOntvangen) -> Stuk:
    m.over(g.regel, g.bedrag.cents, 1)
    return [(("1700", g.regel), ("1710", g.partij), g.bedrag.cents)], "", []


def bankkosten_rente(m: Model, g: b.BankkostenRente) -> Stuk:
    kosten, tussen, c = ("4200", g.soort.value, m.sleutel(g.datum)), ("1700", g.regel), g.bedrag.cents
    uit = m.regels.get(g.regel, 0) < 0
    m.over(g.regel, c, -1 if uit else 1)
    return [(kosten, tussen, c) if uit else (tussen, kosten, c)], "", []


def terugbetaling_deelnemer(m: Model, g: b.TerugbetalingDeelnemer) -> Stuk:
    if g.bedrag.cents > -m.saldo["2000", g.deelnemer]:
        raise Nee("boven_kapitaal")
    if g.bedrag.cents > m.besluit:
        raise Nee("onvoldoende_beschikbaar")
    return [(("2000", g.deelnemer), ("1710", g.deelnemer), g.bedrag.cents)], "", []


def resultaat(m: Model, jaar: int) -> dict[Rekening, int]:
    """Return what the result accounts hold of a year, zero left out."""
    som: dict[Rekening, int] = defaultdict(int)
    for stuk in m.boekstukken.values():
        if stuk.jaar == jaar:
            for debet, credit, cents in stuk.lijnen:
                som[debet] += cents
                som[credit] -= cents
    return {r: c for r, c in som.items() if c and r[0] in ("4000", "4100", "4110", "4200", "8000")}


def is_gedaan(m: Model, soort: str, jaar: int) -> bool:
    return any(
        stuk.soort == soort and stuk.jaar == jaar and stuk.post not in m.terug for stuk in m.boekstukken.values()
    )


def jaarverdeling(m: Model, g: b.Jaarverdeling) -> Stuk:
    if is_gedaan(m, "jaarverdeling", g.jaar):
        raise Nee("al_verdeeld")
    kosten: dict[str, int] = defaultdict(int)
    for rekening, cents in resultaat(m, g.jaar).items():
        if rekening[0] != "8000":
            kosten[rekening[2]] += cents
    delta: dict[str, int] = defaultdict(int)
    for versie, cents in kosten.items():
        gewichten = next(gewichten for naam, _, gewichten in m.sleutels if naam == versie)
        for wie, aandeel in splits(cents, gewichten).items():
            delta[wie] += aandeel
    lijnen: list[Lijn] = []
    for wie, cents in delta.items():
        debet, credit = ("2000", wie), ("8000", wie)
        if cents:
            lijnen.append((debet, credit, cents) if cents > 0 else (credit, debet, -cents))
    return lijnen, "", []


def resultaatbestemming(m: Model, g: b.Resultaatbestemming) -> Stuk:
    rest = resultaat(m, g.jaar)
    over = sum(rest.values(), 0)
    if over or not is_gedaan(m, "jaarverdeling", g.jaar):
        raise Nee("jaar_niet_verdeeld")
    return koppel({rekening: -cents for rekening, cents in rest.items()}), "", []


terugbetaling_retour = te_veel_ontvangen
