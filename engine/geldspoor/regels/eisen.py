"""The requirements that the process definition names for the money track, as pure functions over one line.

Each returns None when it is met, else what is missing and what to do; a Weigering of its own goes before the others.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from budget.basis.geld import NUL, Geld
from budget.basis.klok import datum
from budget.basis.weigering import Weigering
from budget.grootboek.weigeringen import BovenReservering, BovenVerplichting


@dataclass(frozen=True, slots=True)
class Geldfeiten:
    """Everything the requirements look at; whoever makes a transition fills in what it needs.

    bedrag: what is ordered or invoiced now. gereserveerd, verplicht, voorgefinancierd: of the line.
    beslissers: who decided on the reserveringen of the casus. beslist_door: who take the uitzoekbesluit,
    uitzoekers those of them who hold that function, nodig how many the covenant asks for.
    niet_gehoord: payers without a recorded hearing. laatste_betwistdag: None when no claim was sent yet.
    """

    lijn: str
    op: date
    besluit: str = ""
    bedrag: Geld = NUL
    gereserveerd: Geld = NUL
    verplicht: Geld = NUL
    voorgefinancierd: Geld = NUL
    reden: str = ""
    aanbieder_getoetst_op: date | None = None
    factuur_bekend: bool = False
    niet_elders: bool = False
    onderzoeker: str | None = None
    beslissers: frozenset[str] = frozenset()
    beslist_door: tuple[str, ...] = ()
    uitzoekers: frozenset[str] = frozenset()
    nodig: int = 1
    niet_gehoord: tuple[str, ...] = ()
    onderbouwing: tuple[str, ...] = ()
    brieven: int = 0
    organisatie: str = ""
    betaler: str = ""
    laatste_betwistdag: date | None = None
    open_vordering: Geld = NUL
    terug_te_vorderen: Geld = NUL


Tekort = tuple[str, str]
Eis = Callable[[Geldfeiten], "Tekort | Weigering | None"]


def deel_van_een_besluit(f: Geldfeiten) -> Tekort | None:
    """G01: a reservering follows from a besluit."""
    if not f.besluit:
        return "De reservering hoort niet bij een besluit.", "Reserveer in het besluit van de tafel."
    return None


def aanbieder_getoetst(f: Geldfeiten) -> Tekort | None:
    """G02: the provider checks were done, not in the future."""
    if f.aanbieder_getoetst_op is None or f.aanbieder_getoetst_op > f.op:
        return "De aanbieder is nog niet getoetst.", "Controleer contract en kwaliteit en noem de dag."
    return None


def binnen_reservering(f: Geldfeiten) -> Weigering | None:
    """G02: an order is at most what the line has reserved."""
    return BovenReservering(f.bedrag, f.gereserveerd, f.op.year) if f.bedrag > f.gereserveerd else None


def niets_betaald(f: Geldfeiten) -> Tekort | None:
    """G04: nothing was invoiced on the line."""
    if f.voorgefinancierd:
        return "Op deze lijn is al een factuur voorgefinancierd.", "Geef alleen vrij wat over is."
    return None


def reden_gegeven(f: Geldfeiten) -> Tekort | None:
    """G04: a release says why."""
    if not f.reden.strip():
        return "Er staat geen reden bij.", "Geef de reden met --reden."
    return None


def binnen_verplichting(f: Geldfeiten) -> Weigering | None:
    """G07: an invoice is at most what was ordered."""
    return BovenVerplichting(f.bedrag, f.verplicht, f.op.year) if f.bedrag > f.verplicht else None


def factuur_niet_dubbel(f: Geldfeiten) -> Tekort | None:
    """G07: the invoice was read, which refuses a number that is known already."""
    if not f.factuur_bekend:
        return "De factuur is nog niet ingelezen.", "Lees haar eerst in met 'doorbraak factuur lees'."
    return None


def niet_ook_elders_gedeclareerd(f: Geldfeiten) -> Tekort | None:
    """G07: somebody checked that the same help is not claimed from another payer too."""
    if not f.niet_elders:
        return (
            "Er is niet nagegaan of deze hulp ook elders is gedeclareerd.",
            "Vraag het na bij gemeente en verzekeraar en bevestig het met --niet-elders.",
        )
    return None


def onderzoeker_genoemd(f: Geldfeiten) -> Tekort | None:
    """G08: there is an onderzoeker who did not decide on the casus."""
    if f.onderzoeker is None:
        return (
            "Er is geen onderzoeker die niet zelf over deze casus besliste.",
            "Geef iemand anders de functie onderzoeker ('doorbraak register wijzig').",
        )
    return None


def onderzoeker_beslist_niet_alleen(f: Geldfeiten) -> Tekort | None:
    """G10-G12: enough uitzoekers decide, none of them the onderzoeker or who decided on the casus (D13)."""
    fouten = []
    zonder = [wie for wie in f.beslist_door if wie not in f.uitzoekers]
    if zonder:
        fouten.append(f"geen uitzoeker op deze dag: {', '.join(zonder)}")
    if f.onderzoeker in f.beslist_door:
        fouten.append(f"{f.onderzoeker} is de onderzoeker en beslist niet mee")
    zelf = sorted(set(f.beslist_door) & f.beslissers)
    if zelf:
        fouten.append(f"besliste al over deze casus: {', '.join(zelf)}")
    if len(set(f.beslist_door)) < f.nodig:
        fouten.append(f"het convenant vraagt {f.nodig} uitzoekers")
    if not fouten:
        return None
    return f"Zo mag dit uitzoekbesluit niet worden genomen: {'; '.join(fouten)}.", "Laat andere uitzoekers beslissen."


def betaler_gehoord(f: Geldfeiten) -> Tekort | None:
    """G10, G11: every payer could say what it thinks of it."""
    if f.niet_gehoord:
        return f"Nog niet gehoord: {', '.join(f.niet_gehoord)}.", "Hoor de betaler en leg de dag en het antwoord vast."
    return None


def onderbouwing_gegeven(f: Geldfeiten) -> Tekort | None:
    """G10-G12, G17, G18: the decision has reasons."""
    if not any(tekst.strip() for tekst in f.onderbouwing):
        return "Er staat geen onderbouwing bij.", "Schrijf op waarom, met bewijs (wet, adres, afspraak)."
    return None


def vorderingen_verstuurd(f: Geldfeiten) -> Tekort | None:
    """G15: there is a claim to send."""
    if not f.brieven:
        return "Er is geen vordering om te versturen.", "Neem eerst een uitzoekbesluit met een betaler."
    return None


def betwisting_met_reden(f: Geldfeiten) -> Tekort | None:
    """G16: in writing, with reasons."""
    if not f.reden.strip():
        return "De betwisting heeft geen reden.", "Schrijf op wat er volgens u niet klopt."
    return None


def binnen_betwistingstermijn(f: Geldfeiten) -> Tekort | None:
    """G16: within the term of the covenant, counted from the letter."""
    if f.laatste_betwistdag is not None and f.op > f.laatste_betwistdag:
        return (
            f"Betwisten kon tot en met {datum(f.laatste_betwistdag)}.",
            "Vraag de uitzoekers om de zaak te heropenen als er een nieuw feit is.",
        )
    return None


def van_de_betaler_zelf(f: Geldfeiten) -> Tekort | None:
    """G16: only the payer concerned contests its share."""
    if f.organisatie != f.betaler:
        return (
            f"Alleen {f.betaler} zelf kan deze vordering betwisten.",
            "Laat de financier van die organisatie het doen.",
        )
    return None


def geen_open_vordering(f: Geldfeiten) -> Tekort | None:
    """G23: every claim of the line is paid, withdrawn or written off."""
    if f.open_vordering:
        return f"Er staat nog {f.open_vordering} aan vorderingen open.", "Wacht op de betaling of maan aan."
    return None


def geen_open_verplichting(f: Geldfeiten) -> Tekort | None:
    """G23, G24: no order is open on the line."""
    if f.verplicht:
        return f"Er is nog {f.verplicht} verplicht.", "Geef vrij wat niet meer wordt gefactureerd ('pot vrijgeven')."
    return None


def niets_open(f: Geldfeiten) -> Tekort | None:
    """G26: no reservering, verplichting, claim or reclaim is open."""
    posten = {
        "gereserveerd": f.gereserveerd,
        "verplicht": f.verplicht,
        "te ontvangen": f.open_vordering,
        "terug te vorderen": f.terug_te_vorderen,
    }
    open_ = [f"{bedrag} {wat}" for wat, bedrag in posten.items() if bedrag]
    if open_:
        return f"Er staat nog open: {', '.join(open_)}.", "Geef vrij wat over is ('pot vrijgeven') of wacht op geld."
    return None


EISEN: dict[str, Eis] = {
    f.__name__: f
    for f in (
        deel_van_een_besluit,
        aanbieder_getoetst,
        binnen_reservering,
        niets_betaald,
        reden_gegeven,
        binnen_verplichting,
        factuur_niet_dubbel,
        niet_ook_elders_gedeclareerd,
        onderzoeker_genoemd,
        onderzoeker_beslist_niet_alleen,
        betaler_gehoord,
        onderbouwing_gegeven,
        vorderingen_verstuurd,
        betwisting_met_reden,
        binnen_betwistingstermijn,
        van_de_betaler_zelf,
        geen_open_vordering,
        geen_open_verplichting,
        niets_open,
    )
}
"""Every requirement of the money track by the name that the process definition uses."""
