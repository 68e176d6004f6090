"""The besluitenlijst as a document, for one recipient: casusnummers only, no name of a family."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from budget.basis.geld import Geld
from budget.basis.klok import datum, datum_lang
from engine.besluitenlijst.begrippen import Deel, Namen, Ontvanger, Regeldeel, Soort, klaar_als, zin
from engine.stukken.begrippen import Alinea, Blok, Document, Kolom, Kop, Lijst, Tabel
from engine.zitting.begrippen import Agendaregel, ZittingKort

UITKOMST = {
    "ja": "ja",
    "ja_met_medeondertekening": "ja, mede ondertekend",
    "ruggespraak": "vraagt ruggespraak",
    "nee": "kan hier niet",
}
ZONDER_BESLUIT = {
    "aangehouden": "aangehouden",
    "uitgesteld": "uitgesteld",
    "niet_verschenen": "niet verschenen",
    "van_agenda": "van de agenda",
}
"""How an agendapunt is called that came to no besluit."""

_VOOR = {
    Soort.TAFEL: "Deze lijst is voor de tafel zelf: zij bevat alles.",
    Soort.SCHOOL: "Deze lijst is voor {}. Er staat alleen in wat voor u is.",
    Soort.GEMEENTE: "Deze lijst is voor {}. Er staat alleen in wat u betaalt, beslist of uitvoert.",
    Soort.AANBIEDER: "Deze lijst is voor {}. Er staat alleen in wat u uitvoert.",
    Soort.BESTUUR: "Deze lijst is voor het bestuur van {}: wat namens u is besloten, zonder inhoud van de hulp.",
}


def lijst(
    zitting: ZittingKort,
    ontvanger: Ontvanger,
    delen: Sequence[Deel],
    losse_afspraken: Sequence[dict[str, Any]],
    namen: Namen,
    afzender: str,
    zonder_besluit: Sequence[Agendaregel] = (),
) -> Document:
    """Return the list; the day in it is that of the zitting.

    losse_afspraken: made in the zitting without a besluit; zonder_besluit: the agendapunten that came to none.
    """
    return Document(
        titel=f"Besluitenlijst {datum_lang(zitting.op)}",
        datum=zitting.op,
        afzender=afzender,
        blokken=tuple(_blokken(zitting, ontvanger, delen, losse_afspraken, namen, zonder_besluit)),
        voet=f"{afzender}, zitting {zitting.id}, {ontvanger.naam or 'de tafel'}",
        liggend=True,
    )


def _blokken(
    zitting: ZittingKort,
    ontvanger: Ontvanger,
    delen: Sequence[Deel],
    losse_afspraken: Sequence[dict[str, Any]],
    namen: Namen,
    zonder_besluit: Sequence[Agendaregel],
) -> Iterator[Blok]:
    definitief = "definitief" if zitting.status == "vastgesteld" else "concept, nog niet vastgesteld"
    voorzitter = namen.mensen.get(zitting.voorzitter, zitting.voorzitter)
    yield Alinea(f"Zitting {zitting.id}, {zitting.plaats}. Voorzitter: {voorzitter}. Deze lijst is {definitief}.")
    yield Alinea(_VOOR[ontvanger.soort].format(ontvanger.naam))
    if not delen:
        wat = "geen besluiten genomen" if ontvanger.soort is Soort.TAFEL else "geen besluiten genomen die voor u zijn"
        yield Alinea(f"In deze zitting zijn {wat}.")
    for deel in delen:
        yield from _besluit(deel, ontvanger, namen)
    if zonder_besluit:
        yield Kop("Zonder besluit")
        yield Lijst(tuple(punttekst(punt) for punt in zonder_besluit))
    if losse_afspraken:
        yield Kop("Andere afspraken")
        yield Lijst(tuple(f"{a['casusnummer']}: {afspraaktekst(a, namen)}" for a in losse_afspraken))


def _besluit(deel: Deel, ontvanger: Ontvanger, namen: Namen) -> Iterator[Blok]:
    yield Kop(f"{deel.casus}: {'Voorgenomen besluit' if deel.voorgenomen else 'Besluit'} {deel.besluit}")
    if deel.doel:
        yield Alinea(zin(f"Doel: {deel.doel}"))
    if deel.regels:
        yield _tabel(deel.regels, namen)
    if deel.meer:
        yield Alinea("Dit besluit heeft nog andere regels; die zijn niet voor deze ontvanger.")
    punten = [*(f"Afspraak {a['nummer']}: {afspraaktekst(a, namen)}" for a in deel.afspraken)]
    for mening in deel.meningen:
        wie = namen.mensen.get(mening["wie"], mening["wie"])
        punten.append(f"Afwijkende mening over {mening['over']}: {wie}: {mening['mening']}.")
    if punten:
        yield Lijst(tuple(punten))
    if deel.correcties:
        yield Kop("Verbeterd na het vaststellen", 3)
        yield Lijst(tuple(correctietekst(c) for c in deel.correcties))


def _tabel(regels: Sequence[Regeldeel], namen: Namen) -> Tabel:
    """Return the lines; a column in which nothing may be told is not there."""
    kolommen = [
        (Kolom("Regel"), [r.kenmerk for r in regels]),
        (Kolom("Wat"), [r.wat if r.wat is not None else namen.soorten.get(r.soort, r.soort) for r in regels]),
        (Kolom("Aanbieder"), [_naam(namen, r.aanbieder) for r in regels]),
        (Kolom("Van"), [datum(r.van) for r in regels]),
        (Kolom("Tot en met"), [datum(r.tot) for r in regels]),
        (Kolom("Bedrag", rechts=True), ["" if r.bedrag is None else str(Geld(r.bedrag)) for r in regels]),
        (Kolom("Betaalt eerst"), ["de pot" if r.bron == "pot" else _naam(namen, r.bron) for r in regels]),
        (Kolom("Namens"), [", ".join(_naam(namen, naam) for naam in r.namens) for r in regels]),
        (Kolom("Mandaat"), ["" if r.uitkomst is None else UITKOMST[r.uitkomst] for r in regels]),
    ]
    gevuld = [(kolom, cellen) for kolom, cellen in kolommen if any(cellen)]
    return Tabel(tuple(kolom for kolom, _ in gevuld), tuple(zip(*(cellen for _, cellen in gevuld), strict=True)))


def punttekst(punt: Agendaregel) -> str:
    """Return how an agendapunt ended that came to no besluit, with the reason where there is one."""
    reden = f": {punt.reden}" if punt.reden else ""
    return zin(f"{punt.casus}: {ZONDER_BESLUIT[punt.status]}{reden}")


def afspraaktekst(afspraak: dict[str, Any], namen: Namen) -> str:
    """Return who does what before which day, and how one sees that it is done."""
    wie = namen.mensen.get(afspraak["wie"], afspraak["wie"])
    zichtbaar = f" ({als})" if (als := klaar_als(afspraak)) else ""
    return f"{wie}, vóór {datum(date.fromisoformat(afspraak['op']))}: {afspraak['wat']}{zichtbaar}."


def correctietekst(correctie: dict[str, Any]) -> str:
    """Return what was corrected and why; without the text only that, and where to look."""
    op = datum(date.fromisoformat(correctie["op"]))
    tekst = f"Correctie van {op}"
    if correctie["correctie"]:
        tekst += f": {correctie['correctie']} (reden: {correctie['reden']})"
    nieuw = correctie["nieuw_besluit"]
    return f"{tekst}.{f' Zie besluit {nieuw}.' if nieuw else ''}"


def _naam(namen: Namen, wie: str | None) -> str:
    return namen.organisaties.get(wie, namen.mensen.get(wie, wie)) if wie else ""
