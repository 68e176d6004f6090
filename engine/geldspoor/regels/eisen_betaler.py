"""Requirements of the question who pays, and of settling it."""

from __future__ import annotations

from budget.basis.klok import datum
from engine.geldspoor.regels.feiten import Geldfeiten, Tekort


def onderzoeker_genoemd(f: Geldfeiten) -> Tekort | None:
    """G08, G27: there is an onderzoeker who did not decide on the casus."""
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
    """G05, G16, G19: only the payer concerned."""
    if f.organisatie != f.betaler:
        return (
            f"Alleen {f.betaler} zelf kan dit doen.",
            "Laat de financier van die organisatie het doen; de kassier kan het met de brief van de betaler.",
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


def nog_niet_verlengd(f: Geldfeiten) -> Tekort | None:
    """G13: the term of the research is extended once at most."""
    if f.verlengd:
        return "De termijn is al een keer verlengd.", "Neem een uitzoekbesluit, of laat de standaardroute lopen."
    return None


def voor_het_einde_van_de_termijn(f: Geldfeiten) -> Tekort | None:
    """G13: extending happens while the term runs."""
    if f.termijn_einde is None or f.op > f.termijn_einde:
        return "De termijn is al voorbij.", "Neem een uitzoekbesluit; verlengen kan niet meer."
    return None


def onderzoekstermijn_voorbij(f: Geldfeiten) -> Tekort | None:
    """G14: nobody agreed within the term."""
    if f.termijn_einde is None or f.op <= f.termijn_einde:
        return "De termijn van het onderzoek loopt nog.", "Wacht, of neem een uitzoekbesluit."
    return None


def standaardroute_in_convenant(f: Geldfeiten) -> Tekort | None:
    """G14: the covenant says what happens when nobody agrees."""
    if not f.route:
        return "Het convenant noemt geen route bij een impasse.", "Neem een uitzoekbesluit, of vul het convenant aan."
    return None


def zelf_geprobeerd(f: Geldfeiten) -> Tekort | None:
    """G19: the parties tried to agree themselves first."""
    if not f.eigen_poging.strip():
        return "Er staat niet bij wat u zelf al probeerde.", "Beschrijf het eigen overleg (eigen_poging)."
    return None


def forum_past(f: Geldfeiten) -> Tekort | None:
    """G19: the forum is for these parties."""
    if not f.forum_past:
        return "Dit forum past niet bij deze partijen.", "Kies een stap van de geldladder (G1, G2 of G3)."
    return None


def uitspraak_vastgelegd(f: Geldfeiten) -> Tekort | None:
    """G20: the ruling has a day, not in the future."""
    if f.uitspraak_op is None or f.uitspraak_op > f.op:
        return "De dag van de uitspraak ontbreekt of ligt in de toekomst.", "Noem de dag van de uitspraak."
    return None


def tweede_persoon(f: Geldfeiten) -> Tekort | None:
    """G20, G27: a second person decides along."""
    if not f.tweede or f.tweede == f.doet:
        return "Dit mag niet alleen.", "Noem een tweede persoon die meebeslist."
    return None


def vordering_weer_open(f: Geldfeiten) -> Tekort | None:
    """G21, G25: a claim is open again because the bank took money back."""
    if not f.open_vordering:
        return "Er staat geen vordering open.", "Er hoeft niets te gebeuren."
    return None


def eigen_mandaat_genoemd(f: Geldfeiten) -> Tekort | None:
    """G22: writing off needs a mandate of its own."""
    if not f.mandaat:
        return "Afschrijven vraagt een eigen mandaat.", "Noem het mandaat waarop dit besluit rust."
    return None


def voorsteller_beslist_niet(f: Geldfeiten) -> Tekort | None:
    """G22: whoever proposes does not decide."""
    if not f.tweede or f.tweede == f.doet:
        return "Wie afschrijven voorstelt, beslist er niet over.", "Noem wie het voorstelde; dat is iemand anders."
    return None


def nieuw_feit_gegeven(f: Geldfeiten) -> Tekort | None:
    """G27: a new fact, a ruling, or another woonplaats."""
    if not f.nieuw_feit.strip():
        return "Er is geen nieuw feit genoemd.", "Schrijf op wat er nieuw is: een feit, uitspraak of verhuizing."
    return None
