"""The requirements that the process definition names, as pure functions over the facts of one casus.

Each returns None when it is met, else what is missing and what to do; a Weigering of its own goes before the others.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from budget.basis.weigering import Weigering
from engine.casus import handelingen as h
from engine.casus.weigeringen import GeenCasusregisseur, ToestemmingOntbreekt
from engine.invoer.lezen import Invoer


@dataclass(frozen=True, slots=True)
class Omstandigheden:
    """Everything the requirements look at; whoever makes a transition fills in what it needs.

    uitgenodigd_domeinen: domains of the invited persons. zonder_toestemming: plan lines with jeugdhulp without
    a dated consent. regels_beslist: every line is `ja` or signed. trede: name of the next step with a holder.
    """

    casus: str
    op: date
    doet: str
    handeling: Invoer = field(default_factory=h.Niets)
    aanmelder: str | None = None
    kenmerken: Mapping[str, Any] = field(default_factory=dict)
    regisseur: str | None = None
    vervanger: str | None = None
    regie_uitzondering: bool = False
    uitgenodigd_domeinen: frozenset[str] = frozenset()
    gezin_uitgenodigd: bool = False
    gezin_niet: str | None = None
    toetsen_opgeslagen: bool = False
    zitting_open: bool = False
    regels_beslist: bool = False
    zonder_toestemming: tuple[str, ...] = ()
    trede: str | None = None
    houder_van_de_trede: bool = False
    planregels: tuple[str, ...] = ()
    open_afspraken: int = 0


Tekort = tuple[str, str]
Eis = Callable[[Omstandigheden], "Tekort | Weigering | None"]


def aanmelder_en_gezin_bevestigd(o: Omstandigheden) -> Tekort | None:
    """H03: both got a confirmation, on a day that is not in the future."""
    assert isinstance(o.handeling, h.Bevestigen)
    if max(o.handeling.aanmelder_op, o.handeling.gezin_op) > o.op:
        return "De bevestiging ligt in de toekomst.", "Noem de dag waarop de bevestiging is verstuurd."
    return None


def toelatingstoets(o: Omstandigheden) -> Tekort | None:
    """H08: five tests; urgency with a reason lets the missing items through as tasks."""
    assert isinstance(o.handeling, h.Accepteren)
    if not o.handeling.vraag_kan_hier:
        return "De tafel kan deze vraag niet beantwoorden.", "Wijs af met een andere route ('afwijzen')."
    if o.handeling.spoed_reden:
        return None
    tekort = toelating_ontbreekt(o)
    if tekort:
        return (
            f"De toelatingstoets is niet rond: {', '.join(tekort)}.",
            "Vul dit aan, of accepteer met spoed_reden; wat ontbreekt wordt dan een taak met een datum.",
        )
    return None


def toelating_ontbreekt(o: Omstandigheden) -> list[str]:
    """Return which of the acceptance tests miss their evidence, in Dutch."""
    assert isinstance(o.handeling, h.Accepteren)
    k = o.kenmerken
    gehoord = k.get("gezin_geinformeerd") or o.handeling.gezin_geinformeerd_op or o.handeling.veiligheidsweging
    proeven = (
        (gehoord, "gezin is niet geïnformeerd en gehoord"),
        (k.get("geprobeerd"), "niet vastgelegd wat al is geprobeerd"),
        (o.handeling.bevoegd_orgaan, "geen partij genoemd die over de vraag gaat (bevoegd_orgaan)"),
        (k.get("toestemmingen") or k.get("gedwongen_kader"), "geen toestemming of andere grondslag vastgelegd"),
    )
    return [wat for aanwezig, wat in proeven if not aanwezig]


def voorzitter_is_niet_de_aanmelder(o: Omstandigheden) -> Tekort | None:
    """H08: whoever brings the casus does not screen it (D8)."""
    if o.aanmelder is not None and o.aanmelder == o.doet:
        return "U meldde deze casus zelf aan.", "Laat de plaatsvervangend voorzitter de triage doen."
    return None


def gezin_en_aanmelder_ingelicht(o: Omstandigheden) -> Tekort | None:
    """H09: both were told, not in the future."""
    assert isinstance(o.handeling, h.Afwijzen)
    if max(o.handeling.gezin_ingelicht_op, o.handeling.aanmelder_ingelicht_op) > o.op:
        return "Gezin of aanmelder is nog niet ingelicht.", "Licht beiden eerst in en noem de dag."
    return None


def gezin_uitgenodigd(o: Omstandigheden) -> Tekort | None:
    """H15: the family is on the list, or the reason why not; not reached blocks."""
    if o.gezin_uitgenodigd:
        return None
    if o.gezin_niet == "niet_bereikt":
        return "Het gezin is nog niet bereikt.", "Probeer het gezin te bereiken voordat de casus op de agenda komt."
    if o.gezin_niet is None:
        return "Het gezin staat niet op de uitnodigingslijst.", "Nodig het gezin uit, of leg vast waarom niet."
    return None


def onderwijs_en_jeugdhulp_uitgenodigd(o: Omstandigheden) -> Tekort | None:
    """H15: at least one actor of onderwijs and one of jeugdhulp or gemeente."""
    mist = []
    if "onderwijs" not in o.uitgenodigd_domeinen:
        mist.append("onderwijs")
    if not o.uitgenodigd_domeinen & {"jeugdhulp", "toegang", "financier"}:
        mist.append("jeugdhulp of gemeente")
    if mist:
        return f"Op de uitnodigingslijst ontbreekt: {' en '.join(mist)}.", "Nodig iemand van dat domein uit."
    return None


def toets_per_regel_opgeslagen(o: Omstandigheden) -> Tekort | None:
    """H15: the mandate check ran for every draft line, with any result."""
    if not o.toetsen_opgeslagen:
        return "De mandaatcheck vooraf is nog niet gedaan.", "Doe eerst 'casus zet NR mandaat_toetsen'."
    return None


def zitting_is_open(o: Omstandigheden) -> Tekort | None:
    """H17: the item is dealt with in an open zitting."""
    if not o.zitting_open:
        return "De zitting is niet open.", "Open eerst de zitting ('zitting open')."
    return None


def alle_regels_ja_of_getekend(o: Omstandigheden) -> Tekort | None:
    """H19: every line of the besluit may be decided now."""
    if not o.regels_beslist:
        return "Niet elke regel mag nu worden beslist.", "Leg het voor aan de volgende trede (opschalen)."
    return None


def casusregisseur_aanvaard(o: Omstandigheden) -> Weigering | None:
    """H19, H27: an accepted casusregisseur and a vervanger, unless the region allows it without for now."""
    if o.regie_uitzondering:
        return None
    if o.regisseur is None:
        return GeenCasusregisseur(o.casus)
    if o.vervanger is None:
        return GeenCasusregisseur(o.casus, "heeft een casusregisseur zonder vervanger")
    return None


def toestemming_per_regel(o: Omstandigheden) -> Weigering | None:
    """H19, H33: lines with jeugdhulp have hulpvraag and toestemming, or a compulsory framework."""
    return ToestemmingOntbreekt(o.zonder_toestemming) if o.zonder_toestemming else None


def volgende_trede_heeft_houder(o: Omstandigheden) -> Tekort | None:
    """H25: the next step has a living holder."""
    if o.trede is None:
        return "Boven deze tafel is geen trede met een houder.", "Vul de ladder van de regio aan."
    return None


def houder_van_de_trede(o: Omstandigheden) -> Tekort | None:
    """H27: only the holder of the step decides."""
    if not o.houder_van_de_trede:
        return "U bent niet de houder van deze trede.", "Alleen de houder van de trede beslist hier."
    return None


def mandaat_van_de_trede(o: Omstandigheden) -> Tekort | None:
    """H27: the holder decides in own power."""
    if not o.regels_beslist:
        return "De houder mag niet elke regel beslissen.", "Haal de regel uit het besluit of vraag de gever zelf."
    return None


def uitvoerders_bevestigd(o: Omstandigheden) -> Tekort | None:
    """H33: each plan line was confirmed by its owner."""
    assert isinstance(o.handeling, h.PlanStarten)
    mist = [regel for regel in o.planregels if regel not in o.handeling.bevestigd]
    if mist:
        return f"Nog niet bevestigd door de uitvoerder: regel {', '.join(mist)}.", "Vraag de uitvoerder om een datum."
    return None


def datum_bevestigd_door_gezin_of_school(o: Omstandigheden) -> Tekort | None:
    """H34: the day of the first help lies not in the future."""
    assert isinstance(o.handeling, h.HulpStarten)
    if o.handeling.begonnen_op > o.op:
        return "De eerste hulp ligt nog in de toekomst.", "Meld de start als gezin of school haar bevestigt."
    return None


def controle_met_gezin_gehouden(o: Omstandigheden) -> Tekort | None:
    """H36: the check was held with the family."""
    assert isinstance(o.handeling, h.EersteControle)
    if not o.handeling.met_gezin or o.handeling.gehouden_op > o.op:
        return "De controle met het gezin is nog niet gehouden.", "Houd de controle met het gezin en noem de dag."
    return None


def ontvanger_heeft_aanvaard(o: Omstandigheden) -> Tekort | None:
    """H42: the person at the lower step accepted, not in the future."""
    assert isinstance(o.handeling, h.Afschalen)
    if o.handeling.aanvaard_op > o.op:
        return "De ontvanger heeft nog niet aanvaard.", "Wacht tot de ontvanger aanvaardt en noem de dag."
    return None


def gezin_gehoord(o: Omstandigheden) -> Tekort | None:
    """H42: the family agrees, or its dissent is recorded."""
    assert isinstance(o.handeling, h.Afschalen)
    if not o.handeling.gezin_akkoord and not o.handeling.afwijkende_mening:
        return "Het gezin is het niet eens en zijn mening staat er niet bij.", "Leg de afwijkende mening vast."
    return None


def afspraken_gedaan_of_overgedragen(o: Omstandigheden) -> Tekort | None:
    """H44: nothing is left open."""
    if o.open_afspraken:
        wat = "staat nog 1 afspraak" if o.open_afspraken == 1 else f"staan nog {o.open_afspraken} afspraken"
        return f"Er {wat} open.", "Rond elke afspraak af of laat haar vervallen ('casus afspraak')."
    return None


def gezinsscore_gevraagd(o: Omstandigheden) -> Tekort | None:
    """H44: the family was asked how it went."""
    assert isinstance(o.handeling, h.Sluiten)
    if o.handeling.gezinsscore_gevraagd_op > o.op:
        return "De score van het gezin is nog niet gevraagd.", "Vraag het gezin om een score en noem de dag."
    return None


EISEN: dict[str, Eis] = {
    f.__name__: f
    for f in (
        aanmelder_en_gezin_bevestigd,
        toelatingstoets,
        voorzitter_is_niet_de_aanmelder,
        gezin_en_aanmelder_ingelicht,
        gezin_uitgenodigd,
        onderwijs_en_jeugdhulp_uitgenodigd,
        toets_per_regel_opgeslagen,
        zitting_is_open,
        alle_regels_ja_of_getekend,
        casusregisseur_aanvaard,
        toestemming_per_regel,
        volgende_trede_heeft_houder,
        houder_van_de_trede,
        mandaat_van_de_trede,
        uitvoerders_bevestigd,
        datum_bevestigd_door_gezin_of_school,
        controle_met_gezin_gehouden,
        ontvanger_heeft_aanvaard,
        gezin_gehoord,
        afspraken_gedaan_of_overgedragen,
        gezinsscore_gevraagd,
    )
}
"""Every requirement of the help track by the name that the process definition uses."""
