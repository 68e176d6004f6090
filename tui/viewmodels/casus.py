"""One casus: what is asked, who directs it, what it costs and what happened, each as plain sentences."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from budget.basis.klok import dag, datum, moment, over
from tui.viewmodels.agenda import MANDAATWOORD
from tui.viewmodels.besluitenlijst import afspraakregel, besluitregels
from tui.viewmodels.opmaak import Regel, dagen, euro, euro_vol, naam_van, wie
from tui.viewmodels.termijnen import ontvanger, waarom

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from engine.casus.vragen import Gebeurtenis
    from engine.regie.begrippen import Regie
    from engine.termijnen.verloop import Balk
    from tui.viewmodels.feiten import Casusfeiten

_BLOKKADE = {
    "regie": "wie de regie heeft",
    "geld": "wie betaalt",
    "plek": "er is geen plek",
    "toestemming": "er is geen toestemming",
    "aanbod": "het aanbod is er niet",
    "recht": "wat het recht toelaat",
}
_NAAR = {"pot": "uit de pot"}


def titel(feiten: Casusfeiten, *, presentatie: bool = False) -> str:
    """Return the head: casusnummer and how the table knows the casus."""
    naam = naam_van(feiten.dossier.kort.nummer, feiten.aanduiding, presentatie=presentatie)
    nummer = feiten.dossier.kort.nummer
    return nummer if naam == nummer else f"{nummer} {naam}"


def rechts(feiten: Casusfeiten, *, presentatie: bool = False) -> str:
    """Return the right half of the head: the pot, and where this casus stands in the zitting."""
    delen = []
    if feiten.omgeving.pot_vrij is not None and not presentatie:
        delen.append(f"Pot vrij {euro(feiten.omgeving.pot_vrij)}")
    if feiten.punt is not None:
        # Who sees part of an agenda does not see how many there are.
        heel = feiten.hele_agenda and not presentatie
        plek = f"{feiten.punt.volgorde} van {len(feiten.volgorde)}" if heel else f"punt {feiten.punt.volgorde}"
        delen.append(f"{plek}, {_minuten(feiten)}")
    return "   ".join(delen)


def _minuten(feiten: Casusfeiten) -> str:
    """Return the minutes planned, and those spent for the casus that is aan de beurt."""
    punt = feiten.punt
    assert punt is not None
    sinds = next(
        (g.tijdstip for g in reversed(feiten.tijdlijn) if g.spoor == "zitting" and g.naar == punt.status), None
    )
    if punt.status != "aan_de_beurt" or sinds is None:
        return f"{punt.minuten} min" if punt.status in ("gepland", "aan_de_beurt") else punt.status.replace("_", " ")
    return f"nu {int((feiten.omgeving.nu - sinds).total_seconds() // 60)} van {punt.minuten} min"


def overzicht(feiten: Casusfeiten, *, presentatie: bool = False) -> list[Regel]:
    """Return the first tab."""
    d, vandaag = feiten.dossier, feiten.omgeving.vandaag
    regels = [Regel(d.kort.vraag, "vet"), Regel("")]
    if d.persoon_vernietigd:
        regels.append(Regel("De persoonsgegevens van deze casus zijn vernietigd.", "let-op"))
    thuis = (
        f"{dagen((vandaag - d.kort.thuis_sinds).days)} (sinds {datum(d.kort.thuis_sinds)})"
        if d.kort.thuis_sinds
        else "nee"
    )
    if not presentatie:
        regels.append(_veld("Thuis", thuis))
        regels.append(_veld("School", f"{d.kort.school or 'geen school vastgelegd'}, woont in {d.kort.gemeente}"))
    regels += [
        regie_regel(feiten.regie, feiten.omgeving.mensen, vandaag, presentatie=presentatie),
        _veld("Fase", f"{d.kort.status_naam} sinds {datum(d.kort.status_sinds)}"),
    ]
    for termijn in () if presentatie else d.termijnen[:2]:
        wanneer = f"{datum(termijn.einde, jaar=False)} ({over(termijn.einde, vandaag)})"
        te_laat = termijn.einde < vandaag
        door = ontvanger(termijn.ontvanger, feiten.omgeving.mensen)
        wat = f"{'! ' if te_laat else ''}{wanneer}, {door}: {termijn.doe}"
        regels.append(_veld("Termijn", wat, "fout" if te_laat else ""))
    if d.persoon and d.persoon.get("hulpvraag") and not presentatie:
        regels.append(_veld("Het gezin vraagt", f"“{d.persoon['hulpvraag']}”"))
    vast = ", ".join(_BLOKKADE.get(naam, naam) for naam in d.kenmerken.get("blokkerend", ()))
    if vast and not presentatie:
        regels.append(_veld("Hier zit het vast", vast))
    if not presentatie:
        regels += [Regel(f"! {b['tekst']}", "fout") for b in feiten.netwerk["bevindingen"] if b["ernst"] == 3]
    regels += _voorstel(feiten, presentatie)
    if feiten.afspraken:
        regels += [Regel(""), Regel("Afspraken", "vet")]
        regels += [afspraakregel(a, feiten.omgeving, d.kort.nummer) for a in feiten.afspraken]
    if feiten.besluiten:
        regels.append(Regel(""))
        laatste = feiten.besluiten[-1]
        regels += besluitregels(laatste, feiten.omgeving, d.kort.nummer, presentatie=presentatie)
    gedaan = d.kenmerken.get("geprobeerd", ())
    if gedaan and not presentatie:
        regels.append(Regel(""))
        regels.append(Regel("Al geprobeerd", "vet"))
        for stap in gedaan:
            op = datum(date.fromisoformat(stap["op"]), jaar=False)
            regels.append(Regel(f"  {op}: {stap['stap']} ({stap['wie']}): {stap['resultaat']}"))
    return regels


def _veld(naam: str, waarde: str, klasse: str = "") -> Regel:
    return Regel(f"{naam:<18}{waarde}", klasse, inspring=18)


def regie_regel(regie: Regie, mensen: Mapping[str, str], vandaag: date, *, presentatie: bool = False) -> Regel:
    """Say who directs the casus, since when and who stands in; or that nobody is on record."""
    if regie.regisseur is not None and regie.sinds is not None:
        waarneming = " (neemt waar)" if regie.waarneming else ""
        vervanger = f", vervanger {wie(regie.vervanger, mensen)}" if regie.vervanger else ""
        wanneer = f"{datum(regie.sinds, jaar=False)}, {dagen((vandaag - regie.sinds).days)}"
        return _veld("Regie", f"✓ {wie(regie.regisseur, mensen)}{waarneming} sinds {wanneer}{vervanger}", "goed")
    if regie.gevraagd:
        vraag = regie.gevraagd[0]
        gevraagd = f"? gevraagd: {wie(vraag.persoon, mensen)} op {datum(vraag.sinds, jaar=False)}, nog geen antwoord"
        return _veld("Regie", gevraagd, "let-op")
    return _veld("Regie", "! niemand vastgelegd" + ("" if presentatie else " (r = vraag iemand)"), "fout")


def _voorstel(feiten: Casusfeiten, presentatie: bool) -> list[Regel]:
    regels: list[Regel] = []
    if any(besluit.status == "genomen" for besluit in feiten.besluiten):
        return regels
    for regel in feiten.concept:
        bedrag = "" if presentatie else f"{euro(regel['bedrag'])} "
        bron = _NAAR.get(regel["bron"], f"van {wie(regel['bron'], feiten.omgeving.organisaties)}")
        regels.append(_veld("Voorstel", f"{bedrag}{bron}, {regel['maanden']} maanden: {regel['wat']}"))
    if feiten.punt is not None and feiten.concept and not presentatie:
        regels.append(_veld("Mandaat vooraf", MANDAATWOORD[feiten.punt.mandaat]))
    return regels


def geld(feiten: Casusfeiten, *, presentatie: bool = False) -> list[Regel]:
    """Return the tab Geld: every besluit with its lines, and how far each financieringslijn is."""
    if presentatie:
        return [Regel("In de presentatiestand blijven bedragen verborgen.")]
    regels: list[Regel] = []
    for besluit in feiten.besluiten:
        regels += [*besluitregels(besluit, feiten.omgeving, feiten.dossier.kort.nummer), Regel("")]
    if feiten.lijnen:
        regels.append(Regel("Uit de pot", "vet"))
    for lijn in feiten.lijnen:
        aanbieder = wie(lijn.aanbieder, feiten.omgeving.organisaties)
        regels.append(Regel(f"  {lijn.lijn}  {euro_vol(lijn.toegekend.cents):>14}  {aanbieder}"))
        stand = (
            f"gereserveerd {euro(lijn.gereserveerd.cents)}, verplicht {euro(lijn.verplicht.cents)}, "
            f"voorgefinancierd {euro(lijn.voorgefinancierd.cents)}"
        )
        regels.append(Regel(f"      {lijn.status.replace('_', ' ')} · {stand}"))
    return regels or [Regel("In deze casus is nog geen geld toegekend. Met b legt u een besluit vast.")]


def verloop(feiten: Casusfeiten, *, presentatie: bool = False, breedte: int = 80) -> list[Regel]:
    """Return the tab Verloop: why these dates, everything that happened, newest first, and the terms in time."""
    mensen = feiten.omgeving.mensen
    regels: list[Regel] = []
    if feiten.dossier.termijnen and not presentatie:
        regels.append(Regel("Waarom deze datum?", "vet"))
        for termijn in feiten.dossier.termijnen:
            regels += waarom(termijn, mensen)
        regels.append(Regel(""))
    regels.append(Regel("Wat er is gebeurd", "vet"))
    regels += [_gebeurtenis(g, mensen, presentatie) for g in reversed(feiten.tijdlijn)]
    if feiten.balken and not presentatie:
        regels += [Regel(""), *gantt(feiten.balken, feiten.omgeving.vandaag, breedte)]
    return regels


def gantt(balken: Sequence[Balk], vandaag: date, breedte: int) -> list[Regel]:
    """Return the terms of a casus as bars, as wide as the screen."""
    from tui.viewmodels.gantt import passende_gantt

    # Margins and a scroll bar stand beside the lines.
    tekening = passende_gantt(balken, vandaag, breedte - 8)
    return [Regel("Termijnen in de tijd", "vet"), *(Regel(r) for r in tekening.regels())]


def _gebeurtenis(g: Gebeurtenis, mensen: Mapping[str, str], presentatie: bool) -> Regel:
    naam = g.naam.replace("_", " ")
    if presentatie:
        return Regel(f"{datum(g.dag)}  {naam}")
    door = "het programma" if g.persoon == "SYSTEEM" else wie(g.persoon, mensen)
    # Something recorded later carries the day it happened on, without a time.
    wanneer = moment(g.tijdstip).split(" ", 1)[1] if g.dag == dag(g.tijdstip) else datum(g.dag)
    overgang = f"{g.van} → {g.naar}".replace("_", " ") if g.van != g.naar else ""
    reden = f" ({g.reden})" if g.reden else ""
    return Regel(f"{wanneer:<18} {naam}: {door}{reden}{f'  [{overgang}]' if overgang else ''}", inspring=19)


def kan_besluiten(feiten: Casusfeiten) -> str | None:
    """Say why no besluit can be taken on this casus now and what to do; None when it can."""
    status, zitting, punt = feiten.dossier.kort.status, feiten.zitting, feiten.punt
    if status == "opgeschaald":
        return None
    if zitting is None or punt is None:
        return "Deze casus staat niet op de agenda van een zitting. Zet hem op de agenda met 'casus zet NR agenderen'."
    if zitting.status == "vastgesteld":
        return "Deze zitting is vastgesteld. Een nieuw besluit hoort in een volgende zitting."
    if zitting.status != "open":
        return f"De zitting van {datum(zitting.op)} is nog niet open. De voorzitter opent haar in de Agenda met o."
    if status not in ("geagendeerd", "besproken"):
        return f"Deze casus is al verder: {feiten.dossier.kort.status_naam.lower()}. Er is nu niets te besluiten."
    return None


def kan_meebeslissen(feiten: Casusfeiten) -> str | None:
    """Say why nobody can decide along on this casus now and what to do; None when one can try."""
    if feiten.dossier.kort.status != "opgeschaald":
        return "Meebeslissen kan als de casus bij een hogere trede ligt; voorleggen gaat met e."
    if not any(besluit.status == "voorgenomen" for besluit in feiten.besluiten):
        return "Er is nog geen voorgenomen besluit om over mee te beslissen; leg er een vast met b."
    return None


def meebeslissers(feiten: Casusfeiten) -> list[str]:
    """Return who decided along since the casus was laid before the step where it lies now."""
    wie_: list[str] = []
    for gebeurtenis in feiten.tijdlijn:
        if gebeurtenis.naam == "opschalen":
            wie_ = []
        elif gebeurtenis.naam == "meebeslissen":
            wie_.append(gebeurtenis.persoon)
    return list(dict.fromkeys(wie_))


def gewijzigd(oud: Casusfeiten, nieuw: Casusfeiten) -> str | None:
    """Say who changed what since the form was opened; None when the casus is the same."""
    if oud.dossier.kort.versie == nieuw.dossier.kort.versie:
        return None
    bekend = {g.nummer for g in oud.tijdlijn}
    erbij: list[Any] = [g for g in nieuw.tijdlijn if g.nummer not in bekend]
    if not erbij:
        return "De casus is intussen gewijzigd."
    laatste = erbij[-1]
    door = "het programma" if laatste.persoon == "SYSTEEM" else wie(laatste.persoon, nieuw.omgeving.mensen)
    return f"Intussen gewijzigd: {laatste.naam.replace('_', ' ')} door {door}."
