"""The reports as lines of plain Dutch: aligned columns, and a small bar plot in characters."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

from budget.basis.geld import kaal
from budget.basis.klok import datum

_BREED = 16
_BALK = 30
_LAATSTE_WEKEN = 13
_GROEPEN = {
    "in_uitzoek": "In uitzoek",
    "vorderingen": "Vorderingen",
    "betwist": "Betwiste vorderingen",
    "terug_te_vorderen": "Terug te vorderen van aanbieders",
    "reserveringen": "Reserveringen",
    "verplichtingen": "Verplichtingen",
}
_BEDRAGEN = {
    "bank": "Bank",
    "onderweg": "Betalingen onderweg",
    "crediteuren": "Te betalen aan aanbieders",
    "terug_te_betalen": "Terug te betalen",
    "toe_te_wijzen_bij": "Nog toe te wijzen: bij",
    "toe_te_wijzen_af": "Nog toe te wijzen: af",
    "voorziening": "Voorziening oninbaarheid",
    "nog_te_storten": "Nog te storten door deelnemers",
}


def positieregels(p: dict[str, Any], *, posten: bool) -> Iterator[str]:
    """Return the position: amounts, ages, what lapses, and what is available."""
    yield from _kop("Positie van de pot", p)
    for naam, uitleg in _BEDRAGEN.items():
        yield f"  {uitleg:<34}{kaal(p[naam]):>{_BREED}}"
    vakken = list(next(iter(p[naam] for naam in _GROEPEN))["ouderdom"])
    yield ""
    yield f"  {'ouderdom in dagen':<34}{'totaal':>{_BREED}}{''.join(f'{vak:>{_BREED}}' for vak in vakken)}"
    for naam, uitleg in _GROEPEN.items():
        groep = p[naam]
        delen = "".join(f"{kaal(groep['ouderdom'][vak]):>{_BREED}}" for vak in vakken)
        yield f"  {uitleg:<34}{kaal(groep['totaal']):>{_BREED}}{delen}"
        if posten:
            yield from (_post(post) for post in groep.get("posten", []))
    if p["houdbaar"]:
        yield ""
        yield "  Reserveringen met hun houdbaarheid"
        for h in p["houdbaar"]:
            verlopen = "  VERLOPEN" if h["verlopen"] else ""
            yield f"    {h['lijn']:<32}{kaal(h['bedrag']):>{_BREED}}  tot {_dag(h['houdbaar_tot'])}{verlopen}"
    yield ""
    yield f"  {'Beschikbaar':<34}{kaal(p['beschikbaar']):>{_BREED}}"
    yield f"  {'Beschikbaar voor besluiten':<34}{kaal(p['beschikbaar_besluit']):>{_BREED}}"
    yield from _aansluiting(p)


def _post(post: dict[str, Any]) -> str:
    delen = [str(waarde) for naam, waarde in post.items() if naam not in ("bedrag", "sinds", "dagen")]
    # A financieringslijn begins with its casus: once is enough.
    wie = " ".join(deel for n, deel in enumerate(delen) if not any(later.startswith(deel) for later in delen[n + 1 :]))
    return f"    {wie:<32}{kaal(post['bedrag']):>{_BREED}}  {post['dagen']} dgn"


def saldiregels(v: dict[str, Any]) -> Iterator[str]:
    """Return a row per name; columns that are zero everywhere are left out."""
    yield from _kop(f"Saldi per {v['naar']}", v)
    kolommen = [naam for naam in v["kolommen"] if any(rij[naam] for rij in v["rijen"])]
    if not kolommen:
        yield "  Er staat niets open."
    else:
        breed = max(len(rij["naam"]) for rij in v["rijen"]) + 2
        koppen = [naam.replace("_", " ") for naam in kolommen]
        breedten = [max(_BREED, len(kop) + 2) for kop in koppen]
        yield f"  {'':<{breed}}" + "".join(f"{kop:>{n}}" for kop, n in zip(koppen, breedten, strict=True))
        for rij in [*v["rijen"], {"naam": "totaal", **v["totalen"]}]:
            bedragen = "".join(f"{kaal(rij[naam]):>{n}}" for naam, n in zip(kolommen, breedten, strict=True))
            yield f"  {rij['naam']:<{breed}}{bedragen}"
    yield from _aansluiting(v)


def balansregels(b: dict[str, Any]) -> Iterator[str]:
    """Return balance sheet and result, side by side below each other."""
    yield f"{b['naam']}, {_dag(b['op'])}"
    if b["status"] != "bron":
        yield "Deze indeling is nog niet door een accountant bevestigd."
    for kant, totaal in b["totalen"].items():
        yield ""
        yield kant.capitalize()
        for regel in b["regels"]:
            if regel["kant"] == kant:
                yield f"  {regel['naam']:<56}{kaal(regel['cents']):>{_BREED}}  {' '.join(regel['rekeningen'])}"
        yield f"  {'totaal':<56}{kaal(totaal):>{_BREED}}"
    yield ""
    yield f"{'Resultaat: baten min lasten':<58}{kaal(b['resultaat']):>{_BREED}}"
    yield "Bezittingen en schulden met het resultaat zijn gelijk." if b["sluit_aan"] else "DE BALANS SLUIT NIET."


def prognoseregels(p: dict[str, Any]) -> Iterator[str]:
    """Return when the pot is empty, with the weeks as bars; outflow is full, what came back is light."""
    yield f"Beschikbaar {kaal(p['beschikbaar']):>{_BREED}}"
    if p["te_weinig_gegevens"]:
        yield f"Te weinig gegevens voor een prognose. {p['te_weinig_gegevens']}"
    else:
        yield f"Per week    {kaal(p['per_week']):>{_BREED}}  (spreiding {kaal(p['spreiding'])})"
        vroeg, midden, laat = (p["leeg"][naam] for naam in ("vroeg", "midden", "laat"))
        if p["beschikbaar"] <= 0:
            yield "De pot is nu al leeg."
        elif vroeg is None:
            yield "In dit tempo raakt de pot niet leeg binnen tien jaar."
        else:
            yield f"Leeg rond {_of_later(midden)}."
            yield f"In 8 van de 10 gevallen: tussen {_of_later(vroeg)} en {_of_later(laat)}."
        yield f"Kans dat de pot binnen een jaar leeg is: {p['kans_binnen_een_jaar']} op de 100."
        yield "Nieuwe stortingen van deelnemers tellen niet mee."
    weken = p["weken"][-_LAATSTE_WEKEN:]
    grootste = max((abs(week["bedrag"]) for week in weken), default=0)
    if grootste:
        yield ""
        yield "Per week tot en met: █ eruit, ░ terug"
        for week in weken:
            lang = -(-abs(week["bedrag"]) * _BALK // grootste)
            balk = ("█" if week["bedrag"] > 0 else "░") * lang
            yield f"  {_dag(week['tot']):<15}{kaal(week['bedrag']):>{_BREED}}  {balk}".rstrip()


def afrekeningregels(a: dict[str, Any]) -> Iterator[str]:
    """Return the afrekening of a participant."""
    yield f"Afrekening {a['jaar']} van {a['naam']}, stand op {_dag(a['op'])}"
    for naam, uitleg, teken in (
        ("begin", "Saldo op 1 januari", 1), ("ingelegd", "Ingelegd", 1), ("aangewend", "Aangewend", -1),
        ("terugbetaald", "Terugbetaald", -1), ("eind", "Saldo", 1), ("nog_te_storten", "Nog te storten", 1),
        ("openstaand", "Openstaand aan vorderingen", 1), ("terug_te_ontvangen", "Terug te ontvangen", 1),
        ("aandeel", "Aandeel in de potkosten van het jaar", 1),
    ):  # fmt: skip
        yield f"  {uitleg:<38}{kaal(teken * a[naam]):>{_BREED}}"
    for v in a["vorderingen"]:
        wet = " ".join(deel for deel in (v["wet"], v["artikel"], v["taakveld"]) if deel)
        betwist = " (betwist)" if v["betwist"] else ""
        yield f"  {v['nummer']}  {v['lijn']:<14}{kaal(v['open']):>{_BREED}} open{betwist}  {wet}"
    for s in a["aandelen"]:
        deel = f"{s['gewicht']} van {s['gewichten']}"
        yield f"  sleutel {s['sleutel']}: {deel} van {kaal(s['kosten'])} is {kaal(s['aandeel'])}"
    yield from (f"Let op: {zin}" for zin in a["opmerkingen"])
    yield from _aansluiting(a)


def _kop(titel: str, v: dict[str, Any]) -> Iterator[str]:
    bekend = f", zoals bekend op {_dag(v['bekend_op'])}" if v["bekend_op"] else ""
    yield f"{titel} op {_dag(v['op'])}{bekend}"


def _aansluiting(v: dict[str, Any]) -> Iterator[str]:
    if v["aansluiting"] and v["sluit_aan"]:
        yield "Sluit aan op het grootboek."
    for c in v["aansluiting"]:
        if c["verschil"]:
            wat = c["wat"].replace("_", " ")
            yield f"SLUIT NIET AAN: {wat} is {kaal(c['verslag'])}, het grootboek zegt {kaal(c['grootboek'])}."


def _dag(tekst: str) -> str:
    return datum(date.fromisoformat(tekst))


def _of_later(tekst: str | None) -> str:
    return "later dan tien jaar" if tekst is None else _dag(tekst)
