"""The reference model: who pays, claims, and claims that may not be paid."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from budget.grootboek import begrippen as b
from budget.grootboek.simulatie.model import Lijn, Model, Nee, Rekening, Stuk, koppel, splits


def versies_van(m: Model, casus: str, besluit: str) -> list[dict[str, Any]]:
    return m.geldig("versie", f"{casus}/{besluit}")


def aandelen_van(m: Model, g: b.Uitzoekbesluit | b.UitzoekbesluitHerzien) -> dict[str, int]:
    if g.aandelen is not None:
        aandelen = {wie: cents.cents for wie, cents in g.aandelen.items()}
    elif g.bedrag is not None and g.gewichten and sum(g.gewichten.values()) > 0:
        aandelen = splits(g.bedrag.cents, dict(g.gewichten))
    else:
        raise Nee("gewichten_ongeldig")
    if not aandelen:
        raise Nee("gewichten_ongeldig")
    return aandelen


def uitzoekbesluit(m: Model, g: b.Uitzoekbesluit) -> Stuk:
    besluit = g.besluit or g.casus
    if versies_van(m, g.casus, besluit):
        raise Nee("besluit_bestaat")
    aandelen = aandelen_van(m, g)
    totaal = sum(aandelen.values())
    if totaal == 0:
        raise Nee("gewichten_ongeldig")
    if totaal > m.saldo["1300", g.casus]:
        raise Nee("boven_voorfinanciering")
    sleutel = m.sleutel(g.datum) if aandelen.get("pot") else ""
    lijnen: list[Lijn] = []
    feiten: list[Any] = [
        ("versie", f"{g.casus}/{besluit}", {"aandelen": aandelen, "sleutel": sleutel, "post": m.post + 1})
    ]
    for wie, cents in aandelen.items():
        if cents:
            doel: Rekening = ("4000", g.casus, sleutel, g.taakveld) if wie == "pot" else ("1310", wie, g.casus, besluit)
            lijnen.append((doel, ("1300", g.casus), cents))
            if wie != "pot":
                feiten.append(("deel", f"{wie}/{g.casus}/{besluit}", {"soort": "gevorderd", "cents": cents}))
                feiten.append(("claim", f"{wie}/{g.casus}", {"besluit": besluit}))
    return lijnen, g.casus, feiten


def uitzoekbesluit_herzien(m: Model, g: b.UitzoekbesluitHerzien) -> Stuk:
    besluit = g.besluit or g.casus
    versies = versies_van(m, g.casus, besluit)
    if not versies:
        raise Nee("besluit_ontbreekt")
    oud, nieuw = versies[-1]["aandelen"], aandelen_van(m, g)
    delta: dict[Rekening, int] = defaultdict(int)
    feiten: list[Any] = []
    for wie in dict.fromkeys((*oud, *nieuw)):
        if wie == "pot":
            continue
        was, wordt = oud.get(wie, 0), nieuw.get(wie, 0)
        a, c = ("1310", wie, g.casus, besluit), ("1315", wie, g.casus, besluit)
        naam = f"{wie}/{g.casus}/{besluit}"
        doel = m.saldo[a] + m.saldo[c] + wordt - was
        d = m.delen(naam)
        if doel < 0 and -doel > d["ontvangen"] - d["gestorneerd"] - d["naar_1710"]:
            raise Nee("eerst_afschrijving_terugdraaien")
        delta[a] += max(0, doel) - m.saldo[a]
        delta[c] -= m.saldo[c]
        delta["1710", wie] += min(0, doel)
        for soort, cents in (("gevorderd", wordt - was), ("ingetrokken", was - wordt), ("naar_1710", -doel)):
            if cents > 0:
                feiten.append(("deel", naam, {"soort": soort, "cents": cents}))
        if wordt > was:
            feiten.append(("claim", f"{wie}/{g.casus}", {"besluit": besluit}))
    toename = sum(nieuw.values()) - sum(oud.values())
    if toename > m.saldo["1300", g.casus]:
        raise Nee("boven_voorfinanciering")
    sleutel = versies[-1]["sleutel"] or (m.sleutel(g.datum) if nieuw.get("pot") else "")
    delta["4000", g.casus, sleutel, g.taakveld] += nieuw.get("pot", 0) - oud.get("pot", 0)
    delta["1300", g.casus] -= toename
    wat = {"aandelen": nieuw, "sleutel": sleutel, "post": m.post + 1}
    return koppel(delta), g.casus, [("versie", f"{g.casus}/{besluit}", wat), *feiten]


def claim(m: Model, g: Any) -> str:
    besluiten = {feit["besluit"] for feit in m.geldig("claim", f"{g.betaler}/{g.casus}")}
    passend = [besluit for besluit in besluiten if not g.besluit or besluit == g.besluit]
    if len(passend) != 1:
        raise Nee("vordering_niet_eenduidig")
    return str(passend[0])


def aflossen(m: Model, g: Any, besluit: str, bron: Rekening, c: int) -> list[Lijn]:
    a, d = ("1310", g.betaler, g.casus, besluit), ("1315", g.betaler, g.casus, besluit)
    if c > m.saldo[a] + m.saldo[d]:
        raise Nee("boven_vordering")
    eerst = min(c, m.saldo[a])
    return [(bron, doel, cents) for doel, cents in ((a, eerst), (d, c - eerst)) if cents]


def ontvangst(m: Model, g: b.Ontvangst) -> Stuk:
    besluit = claim(m, g)
    m.over(g.regel, g.bedrag.cents, 1)
    lijnen = aflossen(m, g, besluit, ("1700", g.regel), g.bedrag.cents)
    return lijnen, g.casus, [deel(m, g, besluit, "ontvangen")]


def deel(m: Model, g: Any, besluit: str, soort: str, **meer: str) -> Any:
    return "deel", f"{g.betaler}/{g.casus}/{besluit}", {"soort": soort, "cents": g.bedrag.cents, **meer}


def storno(m: Model, g: b.Storno) -> Stuk:
    besluit = claim(m, g)
    d = m.delen(f"{g.betaler}/{g.casus}/{besluit}")
    if g.bedrag.cents > d["ontvangen"] - d["gestorneerd"]:
        raise Nee("boven_ontvangen")
    m.over(g.regel, g.bedrag.cents, -1)
    lijn = (("1310", g.betaler, g.casus, besluit), ("1700", g.regel), g.bedrag.cents)
    return [lijn], g.casus, [deel(m, g, besluit, "gestorneerd")]


def betalingsverschil(m: Model, g: b.Betalingsverschil) -> Stuk:
    if g.bedrag.cents > m.tolerantie:
        raise Nee("boven_tolerantie")
    besluit = claim(m, g)
    bron = ("4200", "betalingsverschil", m.sleutel(g.datum))
    lijnen = aflossen(m, g, besluit, bron, g.bedrag.cents)
    return lijnen, g.casus, [deel(m, g, besluit, "verschil")]


def verplaats(m: Model, g: Any, naar: str, van: str) -> Stuk:
    besluit = claim(m, g)
    geheel = m.saldo[van, g.betaler, g.casus, besluit]
    c = geheel if g.bedrag is None else g.bedrag.cents
    if geheel == 0 or c > geheel:
        raise Nee("boven_vordering")
    wie = (g.betaler, g.casus, besluit)
    return [((naar, *wie), (van, *wie), c)], g.casus, []


def betwisting(m: Model, g: b.Betwisting) -> Stuk:
    return verplaats(m, g, "1315", "1310")


def betwisting_ongegrond(m: Model, g: b.BetwistingOngegrond) -> Stuk:
    return verplaats(m, g, "1310", "1315")


def sleutel_voorziening(m: Model, g: Any) -> str:
    gebruikt = m.feiten["voorziening", g.casus]
    return str(gebruikt[0].wat["sleutel"]) if gebruikt else m.sleutel(g.datum)


def voorziening(m: Model, g: b.Voorziening) -> Stuk:
    open_ = sum(c for r, c in m.saldo.items() if r[0] in ("1310", "1315") and r[2] == g.casus)
    if g.bedrag.cents > open_ + m.saldo["1319", g.casus]:
        raise Nee("boven_vordering")
    sleutel = sleutel_voorziening(m, g)
    lijn = (("4110", g.casus, sleutel), ("1319", g.casus), g.bedrag.cents)
    return [lijn], g.casus, [("voorziening", g.casus, {"sleutel": sleutel})]


def voorziening_vrijval(m: Model, g: b.VoorzieningVrijval) -> Stuk:
    if g.bedrag.cents > -m.saldo["1319", g.casus]:
        raise Nee("boven_voorziening")
    return [(("1319", g.casus), ("4110", g.casus, sleutel_voorziening(m, g)), g.bedrag.cents)], g.casus, []


def sleutel_afschrijving(m: Model, naam: str) -> str:
    return next((feit["sleutel"] for feit in m.geldig("deel", naam) if feit.get("sleutel")), "")


def afschrijving(m: Model, g: b.Afschrijving) -> Stuk:
    besluit, c = claim(m, g), g.bedrag.cents
    a, d = ("1310", g.betaler, g.casus, besluit), ("1315", g.betaler, g.casus, besluit)
    if c > m.saldo[a] + m.saldo[d]:
        raise Nee("boven_vordering")
    voorzien = min(c, -m.saldo["1319", g.casus])
    sleutel = sleutel_afschrijving(m, f"{g.betaler}/{g.casus}/{besluit}")
    if not sleutel and c > voorzien:
        sleutel = m.sleutel(g.datum)
    eerst = min(c, m.saldo[a])
    delta = {("1319", g.casus): voorzien, ("4100", g.casus, sleutel): c - voorzien, a: -eerst, d: eerst - c}
    return koppel(delta), g.casus, [deel(m, g, besluit, "afgeschreven", sleutel=sleutel)]


def nagekomen_ontvangst(m: Model, g: b.NagekomenOntvangst) -> Stuk:
    besluit = claim(m, g)
    naam = f"{g.betaler}/{g.casus}/{besluit}"
    d = m.delen(naam)
    if g.bedrag.cents > d["afgeschreven"] - d["nagekomen"]:
        raise Nee("boven_afschrijving")
    m.over(g.regel, g.bedrag.cents, 1)
    sleutel = sleutel_afschrijving(m, naam) or sleutel_voorziening(m, g)
    lijn = (("1700", g.regel), ("4100", g.casus, sleutel), g.bedrag.cents)
    return [lijn], g.casus, [deel(m, g, besluit, "nagekomen")]
