"""The agenda of a zitting as a list with one line of judgement per casus, and the strip about the chosen one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from budget.basis.klok import datum, over
from tui.viewmodels.opmaak import Regel, Teken, dagen, euro, meervoud, naam_van, wie

if TYPE_CHECKING:
    from engine.casus.vragen import CasusKort
    from engine.zitting.begrippen import Agendaregel
    from tui.viewmodels.feiten import Agendafeiten, Omgeving

BEGIN = time(9)
"""A zitting begins at nine; the times on the agenda follow from the minutes planned."""

PUNTTEKENS = {
    "aan_de_beurt": Teken("▶", "Nu aan de beurt", "let-op"),
    "aangehouden": Teken("‖", "Aangehouden"),
    "uitgesteld": Teken("→", "Uitgesteld"),
    "niet_verschenen": Teken("○", "Niet verschenen"),
    "van_agenda": Teken("-", "Van de agenda"),
}
"""How an agendapunt stands in the meeting, when it is not just planned or dealt with."""
_CASUS = {
    "besproken": Teken("◇", "Besproken", "let-op"),
    "opgeschaald": Teken("▲", "Opgeschaald", "let-op"),
    "besloten": Teken("✓", "Besloten", "goed"),
    "plan_in_uitvoering": Teken("✓", "Plan loopt", "goed"),
    "hulp_gestart": Teken("✓", "Hulp loopt", "goed"),
}
_MANDAAT = {
    "ja": Teken("◆", "Besluit", "goed"),
    "ja_met_medeondertekening": Teken("◆", "Mede tekenen", "let-op"),
    "ruggespraak": Teken("■", "Ruggespraak", "fout"),
    "nee": Teken("■", "Geen mandaat", "fout"),
}
MANDAATWOORD = {
    "ja": "✓ deze tafel mag dit beslissen",
    "ja_met_medeondertekening": "◆ deze tafel mag dit, met een tweede handtekening",
    "ruggespraak": "■ vraagt ruggespraak: het bedrag is hoger dan het mandaat aan tafel",
    "nee": "■ geen mandaat aan tafel",
    None: "○ nog niet getoetst",
}


@dataclass(frozen=True, slots=True)
class Agendarij:
    """One line: key, mark, time, who, question, amount and status."""

    sleutel: str
    uitroep: str
    tijd: str
    naam: str
    vraag: str
    bedrag: str
    status: Teken


@dataclass(frozen=True, slots=True)
class AgendaVM:
    """The whole place: title, its right half, the lines, and the count at the bottom."""

    titel: str
    rechts: str
    rijen: tuple[Agendarij, ...]
    telling: str
    leeg: str = ""


def agenda_vm(feiten: Agendafeiten, *, presentatie: bool = False) -> AgendaVM:
    """Return the place; in the presentatiestand the points have a number and a status, and nothing else."""
    if feiten.zitting is None:
        return _zonder_zitting(feiten, presentatie)
    rijen = tuple(
        _rij(regel, begin, feiten, presentatie)
        for regel, begin in zip(feiten.regels, _tijden(feiten.regels), strict=True)
    )
    er_zijn = sum(mens["wijze"] != "afwezig" for mens in feiten.aanwezig)
    genodigd = {mens for regel in feiten.regels for mens in regel.genodigden} | {m["persoon"] for m in feiten.aanwezig}
    aanwezig = f"{er_zijn} van {len(genodigd)} leden er" if genodigd else ""
    zitting = feiten.zitting
    staat = {"open": "open", "vastgesteld": "vastgesteld"}.get(zitting.status, "nog niet geopend")
    return AgendaVM(
        titel=f"Agenda {datum(zitting.op, jaar=False)} · {staat} · {feiten.omgeving.regio}",
        rechts=_rechts(feiten.omgeving, aanwezig, presentatie),
        rijen=rijen,
        telling=meervoud(len(rijen), "agendapunt", "agendapunten") if presentatie else _telling(feiten),
        leeg="Er staat nog geen casus op de agenda die u mag zien. Zet er een op: 'doorbraak casus zet NR agenderen'.",
    )


def _zonder_zitting(feiten: Agendafeiten, presentatie: bool) -> AgendaVM:
    casussen = () if presentatie else feiten.casussen
    rijen = tuple(_casusrij(casus, feiten) for casus in casussen)
    return AgendaVM(
        titel=f"Casussen · {feiten.omgeving.regio}",
        rechts=_rechts(feiten.omgeving, "geen zitting gepland", presentatie),
        rijen=rijen,
        telling=f"{meervoud(len(rijen), 'casus', 'casussen')} · plan een zitting met 'doorbraak zitting plan'",
        leeg="Er is nog geen zitting en geen casus die u mag zien. Meld er een: 'doorbraak casus meld --bestand F'.",
    )


def _casusrij(casus: CasusKort, feiten: Agendafeiten) -> Agendarij:
    te_laat = casus.termijn is not None and casus.termijn < feiten.omgeving.vandaag
    return Agendarij(
        sleutel=casus.nummer,
        uitroep="!" if te_laat else "",
        tijd=f"{casus.status_sinds.day}-{casus.status_sinds.month}",
        naam=naam_van(casus.nummer, feiten.aanduidingen),
        vraag=casus.vraag,
        bedrag="",
        status=_CASUS.get(casus.status, Teken("○", casus.status_naam)),
    )


def _rij(regel: Agendaregel, begin: time, feiten: Agendafeiten, presentatie: bool) -> Agendarij:
    if presentatie:
        status = PUNTTEKENS.get(
            regel.status, Teken("○", "Gepland") if regel.status == "gepland" else Teken("✓", "Behandeld")
        )
        return Agendarij(regel.casus, "", "", f"Agendapunt {regel.volgorde}", "", "", status)
    return Agendarij(
        sleutel=regel.casus,
        uitroep="!" if regel.regisseur is None or _te_laat(feiten, regel.casus) else "",
        tijd=f"{begin:%H:%M}",
        naam=naam_van(regel.casus, feiten.aanduidingen),
        vraag=regel.vraag,
        bedrag=euro(regel.gevraagd),
        status=_status(regel, feiten.besluiten),
    )


def _status(regel: Agendaregel, besluiten: Mapping[str, str]) -> Teken:
    if regel.status in PUNTTEKENS:
        return PUNTTEKENS[regel.status]
    if besluiten.get(regel.casus) == "voorgenomen" and regel.casusstatus == "besproken":
        return Teken("◇", "Voorgenomen", "let-op")
    if regel.casusstatus in _CASUS:
        return _CASUS[regel.casusstatus]
    if regel.status == "behandeld":
        return Teken("✓", "Behandeld", "goed")
    return _MANDAAT.get(regel.mandaat or "", Teken("○", "Bespreken"))


def _te_laat(feiten: Agendafeiten, nummer: str) -> bool:
    termijn = feiten.termijnen.get(nummer)
    return termijn is not None and termijn.einde < feiten.omgeving.vandaag


def _tijden(regels: Sequence[Agendaregel]) -> list[time]:
    moment, tijden = datetime.combine(date(2000, 1, 1), BEGIN), []
    for regel in regels:
        tijden.append(moment.time())
        moment += timedelta(minutes=regel.minuten)
    return tijden


def _rechts(omgeving: Omgeving, erbij: str, presentatie: bool) -> str:
    pot = "" if presentatie or omgeving.pot_vrij is None else f"Pot vrij {euro(omgeving.pot_vrij)}"
    return "   ".join(deel for deel in (pot, erbij) if deel)


def _telling(feiten: Agendafeiten) -> str:
    klaar = ("besloten", "opgeschaald")
    open_ = [r for r in feiten.regels if r.status in ("gepland", "aan_de_beurt") and r.casusstatus not in klaar]
    besluiten = sum(r.mandaat in ("ja", "ja_met_medeondertekening") for r in open_)
    zonder = sum(r.mandaat in ("ruggespraak", "nee") for r in open_)
    te_laat = sum(_te_laat(feiten, r.casus) for r in feiten.regels)
    delen = [meervoud(len(feiten.regels), "casus", "casussen"), meervoud(besluiten, "besluit nodig", "besluiten nodig")]
    if zonder:
        delen.append(f"{zonder} boven mandaat")
    if te_laat:
        delen.append(meervoud(te_laat, "termijn verlopen", "termijnen verlopen"))
    return " · ".join(delen)


def strook(
    feiten: Agendafeiten,
    nummer: str | None,
    bevindingen: Sequence[Mapping[str, Any]] | None,
    *,
    presentatie: bool = False,
) -> list[Regel]:
    """Return what the voorzitter must know of the chosen casus in a few sentences, the heaviest first.

    bevindingen: None as long as they are being read.
    """
    regel = next((r for r in feiten.regels if r.casus == nummer), None)
    if regel is None:
        return _strook_casus(feiten, nummer, presentatie)
    if presentatie:
        return [Regel(f"Agendapunt {regel.volgorde}. Enter opent dit punt.")]
    regels = [Regel(_kop(regel, feiten), "vet")]
    regels += [Regel(f"! {b['tekst']}", "fout") for b in bevindingen or () if b["ernst"] == 3]
    if bevindingen is None:
        regels.append(Regel("Het netwerk wordt nagekeken …"))
    gevraagd = f"Gevraagd: {euro(regel.gevraagd)}." if regel.gevraagd else "Er is nog geen bedrag gevraagd."
    regels.append(
        Regel(f"{MANDAATWOORD[regel.mandaat]}. {gevraagd}", _MANDAAT[regel.mandaat].klasse if regel.mandaat else "")
    )
    regie = (
        f"Regie: {wie(regel.regisseur, feiten.omgeving.mensen)}."
        if regel.regisseur
        else f"Regie: {_GEEN_REGIE.get(regel.regie, regel.regie)}"
    )
    regels.append(Regel(regie))
    regels += [Regel(f"? {b['tekst']}") for b in bevindingen or () if b["ernst"] == 2]
    return regels


_GEEN_REGIE = {
    "geen": "! niemand vastgelegd. Druk op r om iemand te vragen.",
    "aangeboden": "gevraagd, nog geen antwoord.",
}


def _kop(regel: Agendaregel, feiten: Agendafeiten) -> str:
    vandaag = feiten.omgeving.vandaag
    aanduiding = feiten.aanduidingen.get(regel.casus)
    delen = [f"{naam_van(regel.casus, feiten.aanduidingen)}{f', {aanduiding.gemeente}' if aanduiding else ''}"]
    if regel.thuis_sinds:
        delen.append(f"{dagen((vandaag - regel.thuis_sinds).days)} thuis")
    termijn = feiten.termijnen.get(regel.casus)
    if termijn is not None:
        delen.append(
            f"{termijn.doe.rstrip('.')}: uiterlijk {datum(termijn.einde, jaar=False)} ({over(termijn.einde, vandaag)})"
        )
    return ". ".join(delen) + "."


def _strook_casus(feiten: Agendafeiten, nummer: str | None, presentatie: bool) -> list[Regel]:
    casus = next((c for c in feiten.casussen if c.nummer == nummer), None)
    if casus is None or presentatie:
        return []
    regels = [Regel(f"{naam_van(casus.nummer, feiten.aanduidingen)}, {casus.gemeente}. {casus.status_naam}.", "vet")]
    if casus.termijn:
        wanneer = f"{datum(casus.termijn, jaar=False)} ({over(casus.termijn, feiten.omgeving.vandaag)})"
        regels.append(Regel(f"Uiterlijk {wanneer}: {wie(casus.ontvanger, feiten.omgeving.mensen)}."))
    return regels


def ruimte_regels(ruimte: Sequence[Mapping[str, Any]], omgeving: Omgeving, *, presentatie: bool = False) -> list[Regel]:
    """Return what the people present can decide now: "deze tafel kan nu beslissen tot ... uit ..."."""
    if presentatie:
        return [Regel("In de presentatiestand blijven de mandaten verborgen.")]
    if not ruimte:
        zin = "Deze tafel kan nu nog niets beslissen: er is niemand met een mandaat als aanwezig vastgelegd."
        return [Regel(f"■ {zin}", "fout"), Regel("Leg met p vast wie er zijn.")]
    per_mens: dict[tuple[str, str], list[str]] = {}
    for deel in ruimte:
        tot = "onbeperkt" if deel["tot"] == "onbeperkt" else f"tot {euro(deel['tot'])}"
        mede = _mede(deel)
        waarover = deel["domein"].replace("_", " ")
        per_mens.setdefault((deel["persoon"], deel["namens"]), []).append(f"{tot}{mede} ({deel['soort']} {waarover})")
    regels = [Regel("Deze tafel kan nu per regel beslissen:", "vet")]
    for (persoon, namens), delen in per_mens.items():
        kop = f"✓ {wie(persoon, omgeving.mensen)}, namens {wie(namens, omgeving.organisaties)}"
        regels += [Regel(kop), *(Regel(f"    {deel}", inspring=6) for deel in delen)]
    return regels


def _mede(deel: Mapping[str, Any]) -> str:
    if deel["mede_boven"] is None:
        return ""
    return f", boven {euro(deel['mede_boven'])} met {wie(deel['mede'], {})}"


_PLEKKEN = (("a", "Agenda", "agenda"), ("t", "Termijnen", "termijnen"), ("p", "Pot", "pot"), ("b", "Bank", "bank"),
            ("l", "Besluitenlijst", "besluitenlijst"))  # fmt: skip


def sprongen(feiten: Agendafeiten | None, *, presentatie: bool = False) -> list[tuple[str, str, str]]:
    """Return where one can jump to, as (key, letter or digit, words): the places, and the casussen of the agenda."""
    doelen = [(f"plek/{plek}", letter, naam) for letter, naam, plek in _PLEKKEN]
    for regel in (feiten.regels if feiten else ())[:9]:
        naam = f"Agendapunt {regel.volgorde}"
        if not presentatie and feiten:
            naam = f"{naam}: {naam_van(regel.casus, feiten.aanduidingen)}"
        doelen.append((f"casus/{regel.casus}", str(regel.volgorde), naam))
    return doelen
