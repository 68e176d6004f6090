"""What the voorzitter does at an agendapunt beside the besluit: its status, an afspraak, waiting, taking back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import TYPE_CHECKING, Any

from budget.basis.geld import lees_geld
from tui import tafeldaden
from tui.schermen.formulier import FormulierVenster, Veld
from tui.schermen.kiezen import KiesVenster
from tui.viewmodels.besluitenlijst import afspraakregel, besluitregels
from tui.viewmodels.casus import meebeslissers, titel
from tui.viewmodels.opmaak import Regel, euro_vol, lees_dag
from tui.viewmodels.tafel import HANDELINGEN, PUNTEN, opschortgronden, terugregel, uitstelkeuzes

if TYPE_CHECKING:
    from tui.schermen.basis import Scherm
    from tui.viewmodels.feiten import Casusfeiten

    Waarden = Mapping[str, str]


def _zitting(feiten: Casusfeiten) -> str | None:
    return feiten.zitting.id if feiten.punt is not None and feiten.zitting and feiten.zitting.status == "open" else None


def _dag(naam: str, tekst: str, vandaag: date) -> date | str:
    try:
        return lees_dag(tekst, vandaag)
    except ValueError as fout:
        return f"{naam}: {fout}."


def kies_status(scherm: Scherm, feiten: Casusfeiten, klaar: Callable[[str | None], None]) -> None:
    """Ask for the status of this agendapunt: one letter; what is put off also asks why."""
    zitting, kort = _zitting(feiten), feiten.dossier.kort
    if zitting is None:
        scherm.meld(Regel("De zitting is niet open, of deze casus staat niet op haar agenda."))
        return

    def gekozen(status: str | None) -> None:
        if status is None:
            return
        punt = next(p for p in PUNTEN if p.status == status)
        daad = tafeldaden.zet_punt
        if not punt.reden:
            scherm.gateway.doe(
                scherm, "punt", daad(zitting, kort.nummer, status, "", versie=kort.versie), sleutel=scherm.sleutel()
            )
            return

        def doe(venster: FormulierVenster, w: Waarden, sleutel: str) -> None:
            werk = daad(zitting, kort.nummer, status, w["reden"], versie=kort.versie)
            scherm.gateway.doe(venster, "punt", werk, sleutel=sleutel)

        velden = (Veld("reden", "Waarom", "Schrijf in een paar woorden waarom.", kortste=3),)
        scherm.app.push_screen(FormulierVenster(f"{punt.woord} · {titel(feiten)}", velden, doe), klaar)

    regels = [(p.status, p.letter, p.woord) for p in PUNTEN]
    scherm.app.push_screen(KiesVenster(f"Status in deze zitting · {titel(feiten)}", regels, ""), gekozen)


def vraag_afspraak(scherm: Scherm, feiten: Casusfeiten, klaar: Callable[[str | None], None]) -> None:
    """Ask for an afspraak in one line and show how it is understood."""
    kort, zitting = feiten.dossier.kort, _zitting(feiten)

    def doe(venster: FormulierVenster, w: Waarden, sleutel: str) -> None:
        werk = tafeldaden.maak_afspraak(kort.nummer, w["regel"], zitting, versie=kort.versie)
        scherm.gateway.doe(venster, "afspraak", werk, sleutel=sleutel)

    def proef(venster: FormulierVenster, w: Waarden) -> None:
        scherm.gateway.proef(venster, tafeldaden.afspraak_gevolg(kort.nummer, w["regel"]))

    velden = (
        Veld(
            "regel", "Afspraak", "Schrijf wie, wat en wanneer: Kim belt de huisarts +5wd.", "Kim belt de huisarts +5wd"
        ),
    )
    venster = FormulierVenster(f"Afspraak · {titel(feiten)}", velden, doe, proef=proef)
    scherm.app.push_screen(venster, klaar)


def kies_gedaan(scherm: Scherm, feiten: Casusfeiten) -> None:
    """Ask which afspraak is done; one that will not happen lapses on the command line, with a reason."""
    nummer = feiten.dossier.kort.nummer

    def gekozen(keuze: str | None) -> None:
        if keuze is not None:
            werk = tafeldaden.rond_afspraak_af(nummer, int(keuze))
            scherm.gateway.doe(scherm, "afspraak", werk, sleutel=scherm.sleutel())

    regels = [(str(a["nummer"]), "", afspraakregel(a, feiten.omgeving, nummer).tekst.strip()) for a in feiten.afspraken]
    leeg = "Er staat geen afspraak open in deze casus. Met a maakt u er een."
    scherm.app.push_screen(KiesVenster(f"Afspraak gedaan · {titel(feiten)}", regels, leeg), gekozen)


def vraag_uitstel(scherm: Scherm, feiten: Casusfeiten, klaar: Callable[[str | None], None]) -> None:
    """Ask what waits: the casus itself, or one of its terms; the new dates are shown before F8."""

    def gekozen(keuze: str | None) -> None:
        if keuze == "aanhouden":
            vraag_aanhouden(scherm, feiten, klaar)
        elif keuze is not None:
            handeling, _, nummer = keuze.partition("/")
            _termijn(scherm, feiten, handeling, int(nummer), klaar)

    regels = uitstelkeuzes(feiten)
    scherm.app.push_screen(KiesVenster(f"Wachten of verzetten · {titel(feiten)}", regels, ""), gekozen)


def vraag_aanhouden(
    scherm: Scherm, feiten: Casusfeiten, klaar: Callable[[str | None], None], *, reden: str = ""
) -> None:
    """Ask until when a casus waits, for what and by whom; the new dates are shown before F8."""
    kort, zitting, vandaag = feiten.dossier.kort, _zitting(feiten), feiten.omgeving.vandaag

    def daad(w: Waarden) -> tafeldaden.Daad | str:
        op = _dag("Terug op", w["terug"], vandaag)
        if isinstance(op, str):
            return op
        return tafeldaden.houd_aan(zitting, kort.nummer, w["wacht_op"], w["door"], op, w["reden"], versie=kort.versie)

    mensen = feiten.omgeving.mensen
    eerst = [a["id"] for a in feiten.netwerk["actoren"] if a["id"] in mensen]
    volgorde = [*dict.fromkeys(eerst), *sorted((p for p in mensen if p not in eerst), key=mensen.__getitem__)]
    velden = (
        Veld(
            "terug", "Terug op", "Schrijf de dag waarop de casus terugkomt, zoals +2w of 7-12.", "+2w, vr, 7-12", "+2w"
        ),
        Veld("wacht_op", "Wacht op", "Schrijf waar de casus op wacht.", "het verslag van de jeugdarts", kortste=3),
        Veld("door", "Wie levert dat", "Kies wie daarvoor zorgt.", keuzes=tuple((mensen[p], p) for p in volgorde)),
        Veld("reden", "Waarom", "Schrijf in een paar woorden waarom.", waarde=reden, kortste=3),
    )
    doe, proef = _met_gevolg(scherm, daad, lambda werk: tafeldaden.gevolg_in_termijnen(kort.nummer, werk))
    scherm.app.push_screen(
        FormulierVenster(f"Aanhouden · {titel(feiten)}", velden, doe, knop="Aanhouden", proef=proef), klaar
    )


def _met_gevolg(
    scherm: Scherm,
    daad: Callable[[Waarden], tafeldaden.Daad | str],
    gevolg: Callable[[tafeldaden.Daad], tafeldaden.Gevolg],
) -> tuple[Callable[[FormulierVenster, Waarden, str], str | None], Callable[[FormulierVenster, Waarden], str | None]]:
    """Return what a form does and what it shows first, both of the same deed; a text is what is wrong."""

    def doe(venster: FormulierVenster, w: Waarden, sleutel: str) -> str | None:
        werk = daad(w)
        if isinstance(werk, str):
            return werk
        scherm.gateway.doe(venster, "uitstel", werk, sleutel=sleutel)
        return None

    def proef(venster: FormulierVenster, w: Waarden) -> str | None:
        werk = daad(w)
        if isinstance(werk, str):
            return werk
        scherm.gateway.proef(venster, gevolg(werk))
        return None

    return doe, proef


def _termijn(
    scherm: Scherm, feiten: Casusfeiten, handeling: str, nummer: int, klaar: Callable[[str | None], None]
) -> None:
    vandaag = feiten.omgeving.vandaag
    termijn = next(t for t in feiten.dossier.termijnen if t.nummer == nummer)
    soort = HANDELINGEN[handeling]

    def wijziging(w: Waarden) -> Any:
        from engine.termijnen.begrippen import Opschortgrond
        from engine.termijnen.wijzigen import Hervatten, Opschorten, Verplaatsen

        op = _dag("Dag", w["op"], vandaag) if w["op"] else None
        if isinstance(op, str):
            return op
        if handeling == "verplaatsen":
            return Verplaatsen(nummer, op, w["reden"]) if op else "Schrijf de nieuwe dag."
        if handeling == "hervatten":
            return Hervatten(nummer, op or vandaag, w["reden"])
        return Opschorten(nummer, Opschortgrond(w["grond"]), w["reden"], van=vandaag, tot=op)

    def doe(venster: FormulierVenster, w: Waarden, sleutel: str) -> str | None:
        gevraagd = wijziging(w)
        if isinstance(gevraagd, str):
            return gevraagd
        scherm.gateway.doe(venster, "uitstel", tafeldaden.wijzig_termijn(gevraagd), sleutel=sleutel)
        return None

    def proef(venster: FormulierVenster, w: Waarden) -> str | None:
        gevraagd = wijziging(w)
        if isinstance(gevraagd, str):
            return gevraagd
        scherm.gateway.proef(venster, tafeldaden.termijn_gevolg(gevraagd))
        return None

    velden = [Veld("op", soort.dag, soort.nodig, "+2w, vr, 7-12")]
    if handeling == "opschorten":
        velden.append(Veld("grond", "Grond", "Kies waarom de termijn stilstaat.", keuzes=opschortgronden()))
    velden.append(Veld("reden", "Waarom", "Schrijf in een paar woorden waarom.", kortste=3))
    uitleg = [Regel(termijn.doe), *(Regel(f"  {stap}") for stap in termijn.uitleg[-1:])]
    venster = FormulierVenster(
        f"{soort.woord} · {titel(feiten)}", velden, doe, knop=soort.woord, uitleg=uitleg, proef=proef
    )
    scherm.app.push_screen(venster, klaar)


def vraag_meebeslissen(scherm: Scherm, feiten: Casusfeiten, klaar: Callable[[str | None], None]) -> None:
    """Ask a holder of the higher step to decide along: the lines as they are, and the total typed again."""
    kort = feiten.dossier.kort
    besluit = next(b for b in reversed(feiten.besluiten) if b.status == "voorgenomen")
    totaal = sum(regel["bedrag"] for regel in besluit.regels)

    def doe(venster: FormulierVenster, w: Waarden, sleutel: str) -> str | None:
        try:
            herhaald = lees_geld(w["herhaling"]).cents
        except ValueError as fout:
            return f"Totaal nogmaals: {fout}."
        if herhaald != totaal:
            return f"{euro_vol(herhaald)} is niet {euro_vol(totaal)}."
        werk = tafeldaden.besluit_mee(kort.nummer, versie=kort.versie)
        scherm.gateway.doe(venster, "meebeslissen", werk, sleutel=sleutel)
        return None

    mensen = feiten.omgeving.mensen
    al = ", ".join(mensen.get(p, p) for p in meebeslissers(feiten))
    uitleg = [
        *besluitregels(besluit, feiten.omgeving, titel(feiten)),
        Regel(f"Totaal {euro_vol(totaal)}", "vet"),
        Regel("U beslist mee over precies deze regels en bedragen. Een andere houder neemt daarna het besluit."),
        *([Regel(f"Al meebeslist: {al}.")] if al else []),
    ]
    velden = (Veld("herhaling", "Totaal nogmaals", "Typ het totaal nog een keer."),)
    venster = FormulierVenster(f"Meebeslissen · {titel(feiten)}", velden, doe, knop="Meebeslissen", uitleg=uitleg)
    scherm.app.push_screen(venster, klaar)


def toon_handelingen(
    scherm: Scherm, feiten: tuple[str, list[dict[str, Any]]], klaar: Callable[[str | None], None]
) -> None:
    """Show what was decided in this zitting, newest first; a chosen one is taken back after a reason."""
    zitting, gedaan = feiten
    mensen = scherm.tafel.omgeving.mensen if scherm.tafel.omgeving else {}

    def gekozen(besluit: str | None) -> None:
        rij = next((g for g in gedaan if g["besluit"] == besluit), None)
        if rij is None:
            return
        if not rij["mag"]:
            scherm.meld(Regel(f"✗ Dit besluit kan niet terug: {rij['waarom_niet']}.", "fout"))
            return

        def doe(venster: FormulierVenster, w: Waarden, sleutel: str) -> None:
            werk = tafeldaden.neem_terug(zitting, rij["casusnummer"], rij["besluit"], w["reden"])
            scherm.gateway.doe(venster, "terug", werk, sleutel=sleutel)

        velden = (Veld("reden", "Waarom", "Schrijf in een paar woorden waarom het besluit terug moet.", kortste=3),)
        uitleg = [
            Regel("Reserveringen gaan terug met een tegenboeking; de casus komt weer aan tafel. Alles blijft te lezen.")
        ]
        venster = FormulierVenster(f"Terugdraaien · {rij['besluit']}", velden, doe, knop="Terugdraaien", uitleg=uitleg)
        scherm.app.push_screen(venster, klaar)

    regels = [(g["besluit"], "", terugregel(g, mensen)) for g in gedaan]
    leeg = "In deze zitting is nog niets besloten. Wat u vastlegt, staat hier, en kan terug tot het vaststellen."
    scherm.app.push_screen(KiesVenster("Laatste handelingen", regels, leeg), gekozen)
