"""Requirements from reservering to invoice."""

from __future__ import annotations

from budget.basis.klok import datum
from budget.basis.weigering import Weigering
from budget.grootboek.weigeringen import BovenReservering, BovenVerplichting
from engine.geldspoor.regels.feiten import Geldfeiten, Tekort


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
    """G04, G05: nothing was invoiced on the line."""
    if f.voorgefinancierd:
        return "Op deze lijn is al een factuur voorgefinancierd.", "Geef alleen vrij wat over is."
    return None


def reden_gegeven(f: Geldfeiten) -> Tekort | None:
    """G03, G04, G06, G13, G22, G28: it says why."""
    if not f.reden.strip():
        return "Er staat geen reden bij.", "Geef de reden met --reden."
    return None


def later_dan_nu_houdbaar(f: Geldfeiten) -> Tekort | None:
    """G03: the new day is later than the one in force."""
    if f.houdbaar_tot is None or f.nieuwe_houdbaarheid is None or f.nieuwe_houdbaarheid <= f.houdbaar_tot:
        nu = f" ({datum(f.houdbaar_tot)})" if f.houdbaar_tot else ""
        return f"De nieuwe dag is niet later dan nu{nu}.", "Kies een latere dag."
    return None


def schriftelijk_overgenomen(f: Geldfeiten) -> Tekort | None:
    """G05: the payer takes the order over in writing, not in the future."""
    if f.schriftelijk_op is None or f.schriftelijk_op > f.op:
        return "De betaler nam de opdracht nog niet schriftelijk over.", "Noem de dag van de brief."
    return None


def hulp_loopt_door(f: Geldfeiten) -> Tekort | None:
    """G05: help is not interrupted by a change of payer."""
    if not f.hulp_loopt_door:
        return "Er staat niet bij dat de hulp doorloopt.", "Spreek dat eerst af met de aanbieder."
    return None


def niets_geleverd(f: Geldfeiten) -> Tekort | None:
    """G06: no help was delivered on the order, as far as invoices tell."""
    if f.facturen or f.voorgefinancierd:
        return "Er is al een factuur op deze opdracht.", "Handel de factuur af, en geef daarna vrij wat over is."
    return None


def binnen_verplichting(f: Geldfeiten) -> Weigering | None:
    """G07, G09: an invoice is at most what was ordered."""
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


def binnen_betaald(f: Geldfeiten) -> Tekort | None:
    """G28: not more comes back from the provider than was paid."""
    if f.bedrag > f.voorgefinancierd:
        return "Dit is meer dan er aan de aanbieder is betaald.", "Verlaag het bedrag."
    return None
