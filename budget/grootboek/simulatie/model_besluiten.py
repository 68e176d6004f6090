"""The reference model: decisions, invoices, payments and reclaims."""

from __future__ import annotations

from typing import Any

from budget.grootboek import begrippen as b
from budget.grootboek.simulatie.model import Lijn, Model, Nee, Rekening, Stuk


def reservering(m: Model, g: b.Reservering) -> Stuk:
    m.casus_open(g.casus)
    j, c = str(g.datum.year), g.bedrag.cents
    for mandaat in g.mandaten:
        gebruikt = sum(cents for r, cents in m.open["9500"].items() if r[1] == mandaat.mandaat and r[3] == j)
        if mandaat.jaarplafond is not None and gebruikt + c > mandaat.jaarplafond.cents:
            raise Nee("mandaat")
    if c > m.besluit:
        raise Nee("onvoldoende_beschikbaar")
    namen = [mandaat.mandaat for mandaat in g.mandaten]
    lijnen: list[Lijn] = [(("9100", g.casus, j), ("9000", g.casus, j), c)]
    lijnen += [(("9500", naam, g.casus, j), ("9590",), c) for naam in namen]
    wat = {"cents": c, "jaar": g.datum.year, "mandaten": namen, "post": m.post + 1}
    return lijnen, g.casus, [("reservering", g.casus, wat), ("besluiter", g.casus, {"wie": g.door})]


def verplichting(m: Model, g: b.Verplichting) -> Stuk:
    m.casus_open(g.casus)
    j = str(g.datum.year)
    if g.bedrag.cents > m.saldo["9100", g.casus, j]:
        raise Nee("boven_reservering")
    return [(("9200", g.casus, j), ("9100", g.casus, j), g.bedrag.cents)], g.casus, []


def verplichting_geannuleerd(m: Model, g: b.VerplichtingGeannuleerd) -> Stuk:
    j = str(g.datum.year)
    if g.bedrag.cents > m.saldo["9200", g.casus, j]:
        raise Nee("boven_verplichting")
    return [(("9100", g.casus, j), ("9200", g.casus, j), g.bedrag.cents)], g.casus, []


def memo(m: Model, g: b.Vrijval | b.Overheveling) -> Rekening:
    code, fout = ("9100", "reservering") if g.van == "reservering" else ("9200", "verplichting")
    if g.bedrag.cents > m.saldo[code, g.casus, str(g.datum.year)]:
        raise Nee(f"boven_{fout}")
    return code, g.casus, str(g.datum.year)


def vrijval(m: Model, g: b.Vrijval) -> Stuk:
    van = memo(m, g)
    lijnen: list[Lijn] = [(("9000", g.casus, van[2]), van, g.bedrag.cents)]
    feiten = []
    rest = g.bedrag.cents
    alle = m.geldig("reservering", g.casus)[::-1]
    for wat in sorted(alle, key=lambda wat: wat["jaar"] > g.datum.year):
        vrij = sum(feit["cents"] for feit in m.geldig("vrijval", str(wat["post"])))
        cents = min(rest, wat["cents"] - vrij)
        if cents > 0:
            rest -= cents
            feiten.append(("vrijval", str(wat["post"]), {"cents": cents}))
            lijnen += [(("9590",), ("9500", naam, g.casus, str(wat["jaar"])), cents) for naam in wat["mandaten"]]
    return lijnen, g.casus, feiten


def overheveling(m: Model, g: b.Overheveling) -> Stuk:
    van = memo(m, g)
    return [((van[0], g.casus, str(g.datum.year + 1)), van, g.bedrag.cents)], g.casus, []


def voorfinanciering(m: Model, g: b.Voorfinanciering) -> Stuk:
    m.casus_open(g.casus)
    naam = g.aanbieder + "/" + g.factuur.lower().replace(" ", "")
    if m.geldig("factuur", naam):
        raise Nee("dubbele_factuur")
    j, c = str(g.datum.year), g.bedrag.cents
    if c > m.saldo["9200", g.casus, j]:
        raise Nee("boven_verplichting")
    if any(g.prestatie_door in feit["wie"] for feit in m.geldig("besluiter", g.casus)):
        raise Nee("functiescheiding")
    wat = {"casus": g.casus, "cents": c, "door": g.prestatie_door, "nummer": g.factuur}
    return (
        [
            (("1300", g.casus), ("1600", g.aanbieder, g.factuur), c),
            (("9000", g.casus, j), ("9200", g.casus, j), c),
        ],
        g.casus,
        [("factuur", naam, wat)],
    )


def factuur_van(m: Model, aanbieder: str, nummer: str) -> dict[str, Any] | None:
    gevonden = m.geldig("factuur", aanbieder + "/" + nummer.lower().replace(" ", ""))
    return gevonden[-1] if gevonden else None


def akkoord(m: Model, door: tuple[str, ...], partij: str, opdracht: str, verboden: set[str]) -> None:
    if len(set(door)) != len(door) or len(door) < 2:
        raise Nee("vier_ogen")
    if partij in m.onbevestigd or partij not in m.ibans:
        raise Nee("iban_niet_bevestigd")
    laatste = max([0, *(post for post in m.betaald[partij] if post not in m.terug)])
    verboden = verboden | {wie for wie, sinds in m.wijzigers[partij].items() if sinds >= laatste}
    if verboden & set(door):
        raise Nee("functiescheiding")
    if m.feiten["opdracht", opdracht]:
        raise Nee("opdracht_bestaat")


def betaalopdracht(m: Model, g: b.Betaalopdracht) -> Stuk:
    factuur = factuur_van(m, g.aanbieder, g.factuur)
    c = 0 if factuur is None else -m.saldo["1600", g.aanbieder, factuur["nummer"]]
    if factuur is None or c <= 0:
        raise Nee("geen_open_post")
    opdracht = g.opdracht or factuur["nummer"]
    besluiters = {wie for feit in m.geldig("besluiter", factuur["casus"]) for wie in feit["wie"]}
    verboden = besluiters | {factuur["door"]} | (set(g.door) if factuur["door"] in besluiters else set())
    akkoord(m, g.door, g.aanbieder, opdracht, verboden)
    lijn = (("1600", g.aanbieder, factuur["nummer"]), ("1190", g.aanbieder, opdracht), c)
    wat = {"factuur": factuur["nummer"], "wie": g.aanbieder, "casus": factuur["casus"]}
    return [lijn], factuur["casus"], [("opdracht", opdracht, wat)]


def betaalopdracht_afgewezen(m: Model, g: b.BetaalopdrachtAfgewezen) -> Stuk:
    naam = g.opdracht or g.factuur
    c = -m.saldo["1190", g.aanbieder, naam]
    bekend = m.feiten["opdracht", naam]
    if not bekend or c <= 0 or bekend[0].wat["factuur"].lower() != g.factuur.lower():
        raise Nee("geen_open_post")
    wat = bekend[0].wat
    return [(("1190", g.aanbieder, naam), ("1600", g.aanbieder, wat["factuur"]), c)], wat["casus"], []


def terugbetaalopdracht(m: Model, g: b.Terugbetaalopdracht) -> Stuk:
    if g.bedrag.cents > -m.saldo["1710", g.partij]:
        raise Nee("geen_open_post")
    akkoord(m, g.door, g.partij, g.opdracht, set())
    lijn = (("1710", g.partij), ("1190", g.partij, g.opdracht), g.bedrag.cents)
    return [lijn], "", [("opdracht", g.opdracht, {"factuur": "", "wie": g.partij, "casus": ""})]


def terugbetaalopdracht_afgewezen(m: Model, g: b.TerugbetaalopdrachtAfgewezen) -> Stuk:
    c = -m.saldo["1190", g.partij, g.opdracht]
    bekend = m.feiten["opdracht", g.opdracht]
    if not bekend or c <= 0 or bekend[0].wat["factuur"]:
        raise Nee("geen_open_post")
    return [(("1190", g.partij, g.opdracht), ("1710", g.partij), c)], "", []


def betaling(m: Model, g: b.Betaling) -> Stuk:
    c = -m.saldo["1190", g.begunstigde, g.opdracht]
    if c <= 0:
        raise Nee("geen_open_post")
    m.over(g.regel, c, -1)
    casus = m.feiten["opdracht", g.opdracht][0].wat["casus"]
    return [(("1190", g.begunstigde, g.opdracht), ("1700", g.regel), c)], casus, []


def betaling_retour(m: Model, g: b.BetalingRetour) -> Stuk:
    c = g.bedrag.cents
    m.over(g.regel, c, 1)
    factuur = factuur_van(m, g.aanbieder, g.factuur)
    if factuur is None or c - m.saldo["1600", g.aanbieder, factuur["nummer"]] > factuur["cents"]:
        raise Nee("geen_open_post")
    return [(("1700", g.regel), ("1600", g.aanbieder, factuur["nummer"]), c)], factuur["casus"], []


def onterechte_betaling(m: Model, g: b.OnterechteBetaling) -> Stuk:
    if g.bedrag.cents > m.saldo["1300", g.casus]:
        raise Nee("boven_voorfinanciering")
    return [(("1320", g.aanbieder, g.casus), ("1300", g.casus), g.bedrag.cents)], g.casus, []


def terug(m: Model, g: Any) -> Rekening:
    if g.bedrag.cents > m.saldo["1320", g.aanbieder, g.casus]:
        raise Nee("boven_terugvordering")
    return "1320", g.aanbieder, g.casus


def terugvordering_ontvangen(m: Model, g: b.TerugvorderingOntvangen) -> Stuk:
    van = terug(m, g)
    m.over(g.regel, g.bedrag.cents, 1)
    return [(("1700", g.regel), van, g.bedrag.cents)], g.casus, []


def terugvordering_verrekend(m: Model, g: b.TerugvorderingVerrekend) -> Stuk:
    van = terug(m, g)
    factuur = factuur_van(m, g.aanbieder, g.factuur)
    if factuur is None or g.bedrag.cents > -m.saldo["1600", g.aanbieder, factuur["nummer"]]:
        raise Nee("geen_open_post")
    return [(("1600", g.aanbieder, factuur["nummer"]), van, g.bedrag.cents)], g.casus, []


def terugvordering_ingetrokken(m: Model, g: b.TerugvorderingIngetrokken) -> Stuk:
    return [(("1300", g.casus), terug(m, g), g.bedrag.cents)], g.casus, []
