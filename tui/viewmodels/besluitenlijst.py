"""The besluitenlijst of a zitting, and what must be read aloud before it is final."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from budget.basis.klok import datum
from tui.viewmodels.agenda import PUNTTEKENS
from tui.viewmodels.opmaak import VERBORGEN, Regel, euro_vol, meervoud, naam_van, wie

if TYPE_CHECKING:
    from engine.zitting.begrippen import Besluitregel
    from tui.viewmodels.feiten import Agendafeiten, Besluitenfeiten, Omgeving

UITKOMST = {
    "ja": "✓ ja",
    "ja_met_medeondertekening": "✓ ja, mede ondertekend",
    "ruggespraak": "■ vraagt ruggespraak",
    "nee": "■ kan hier niet",
}


@dataclass(frozen=True, slots=True)
class Blok:
    """One besluit: its key, casus and lines of text."""

    sleutel: str
    casus: str
    regels: tuple[Regel, ...]


@dataclass(frozen=True, slots=True)
class BesluitenVM:
    """The place Besluitenlijst."""

    titel: str
    blokken: tuple[Blok, ...]
    telling: str
    leeg: str


def besluiten_vm(feiten: Besluitenfeiten, *, presentatie: bool = False) -> BesluitenVM:
    """Return the place; in the presentatiestand other casussen stay hidden."""
    if feiten.zitting is None:
        leeg = "Er is nog geen zitting. Plan er een met 'doorbraak zitting plan'."
        return BesluitenVM("Besluitenlijst", (), "", leeg)
    definitief = "definitief" if feiten.zitting.status == "vastgesteld" else "concept"
    titel = f"Besluitenlijst {datum(feiten.zitting.op, jaar=False)} · {definitief}"
    if presentatie:
        leeg = "In de presentatiestand blijven de besluiten over alle casussen verborgen."
        return BesluitenVM(titel, (), "", leeg)
    blokken = tuple(
        Blok(
            besluit.besluit,
            besluit.casus,
            tuple(besluitregels(besluit, feiten.omgeving, naam_van(besluit.casus, feiten.aanduidingen))),
        )
        for besluit in feiten.besluiten
    )
    if feiten.afspraken:
        namen = feiten.aanduidingen
        los = [afspraakregel(a, feiten.omgeving, naam_van(a["casusnummer"], namen)) for a in feiten.afspraken]
        blokken = (*blokken, Blok("afspraken", "", (Regel("Afspraken aan tafel", "vet"), *los)))
    genomen = sum(b.status == "genomen" for b in feiten.besluiten)
    telling = f"{meervoud(genomen, 'besluit', 'besluiten')} · {len(feiten.besluiten) - genomen} voorgenomen"
    return BesluitenVM(titel, blokken, telling, "In deze zitting is nog niets besloten.")


def besluitregels(besluit: Besluitregel, omgeving: Omgeving, naam: str, *, presentatie: bool = False) -> list[Regel]:
    """Return one besluit in words: lines, on whose behalf, agreements."""
    genomen = besluit.status == "genomen"
    kop = f"{'✓ Besluit' if genomen else '◇ Voorgenomen besluit'} {besluit.besluit} · {naam}"
    regels = [Regel(kop, "goed" if genomen else "let-op"), Regel(f"  Doel: {besluit.doel}")]
    for regel in besluit.regels:
        bedrag = VERBORGEN if presentatie else euro_vol(regel["bedrag"])
        van, tot = (datum(date.fromisoformat(regel[veld])) for veld in ("van", "tot"))
        bron = "de pot" if regel["bron"] == "pot" else wie(regel["bron"], omgeving.organisaties)
        regels.append(Regel(f"  {bedrag}  {regel['wat']}, {van} t/m {tot}"))
        namens = ", ".join(wie(orgaan, omgeving.organisaties) for orgaan in regel["namens"])
        door = ", ".join(wie(mens, omgeving.mensen) for mens in regel["beslist_door"] or ())
        uitkomst = UITKOMST[regel["uitkomst"]]
        delen = [
            uitkomst,
            f"betaalt eerst: {bron}",
            f"namens {namens}" if namens else "",
            f"door {door}" if door else "",
        ]
        regels.append(Regel(f"    {' · '.join(deel for deel in delen if deel)}"))
    for afspraak in besluit.afspraken:
        voor = datum(date.fromisoformat(afspraak["op"]))
        regels.append(Regel(f"  • {wie(afspraak['wie'], omgeving.mensen)}, vóór {voor}: {afspraak['wat']}"))
    return regels


def afspraakregel(afspraak: Mapping[str, Any], omgeving: Omgeving, van: str) -> Regel:
    """Return an afspraak on a line: who, before when, what, and how it stands; van: the name of the casus, or none."""
    op = date.fromisoformat(afspraak["op"])
    open_ = "! te laat" if afspraak["te_laat"] else "○"
    staat = {"open": open_, "gedaan": "✓ gedaan"}.get(afspraak["status"], "- vervallen")
    naam = f"{van}: " if van != afspraak["casusnummer"] else ""
    tekst = f"  {staat} {naam}{wie(afspraak['wie'], omgeving.mensen)}, vóór {datum(op)}: {afspraak['wat']}"
    return Regel(tekst, "fout" if afspraak["te_laat"] else "", inspring=4)


def open_punten(feiten: Agendafeiten) -> list[Regel]:
    """Return what has no besluit: not reached or discussed only (that keeps the zitting open), or put off and why."""
    regels = []
    for regel in feiten.regels:
        naam = f"{regel.volgorde}. {naam_van(regel.casus, feiten.aanduidingen)}"
        if regel.status in ("gepland", "aan_de_beurt"):
            regels.append(Regel(f"○ {naam}: nog niet behandeld, schuift door", "let-op"))
        elif regel.casusstatus == "besproken" and regel.casus not in feiten.besluiten:
            regels.append(Regel(f"✗ {naam}: besproken, maar nog niets besloten", "fout"))
        elif (teken := PUNTTEKENS.get(regel.status)) is not None:
            waarom = f": {regel.reden}" if regel.reden else ""
            regels.append(Regel(f"{teken.symbool} {naam}: {teken.woord.lower()}{waarom}"))
    return regels
