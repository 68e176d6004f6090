"""Is there a usable record for this power (K01-K07)?"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from budget.basis.klok import datum
from engine.betaler.bestedingsregels import Besteding, Bestedingsoordeel, Waarde, beoordeel_besteding
from engine.mandaat.begrippen import ONBEPERKT, Mandaat, Onbeperkt, Plafond
from engine.mandaat.toetsing import Melding, Omstandigheden, Vereiste


def toets_bestemming(vereiste: Vereiste, omstandigheden: Omstandigheden) -> Bestedingsoordeel | None:
    """K01: judge the destination against the bestedingsregels; None when the line names no destination."""
    if vereiste.bestemming is None:
        return None
    besteding = Besteding(
        vereiste.oormerk or "",
        vereiste.bestemming,
        vereiste.kenmerken,
        vereiste.aangetoond,
        vereiste.matrixcel,
    )
    return beoordeel_besteding(besteding, omstandigheden.register.bestedingsregels, omstandigheden.vraag.datum)


def meld_bestemming(oordeel: Bestedingsoordeel) -> Melding | None:
    """K01: say what the judgement means; None when the destination is simply allowed."""
    reden = " ".join(oordeel.redenen)
    if oordeel.waarde is Waarde.GEBLOKKEERD:
        return Melding("K01", "GEBLOKKEERD", reden)
    if oordeel.waarde is Waarde.VOORWAARDELIJK:
        nog = ", ".join(naam.replace("_", " ") for naam in oordeel.ontbreekt)
        return Melding("K01", "VOORWAARDELIJK", f"{reden} Nog aan te tonen: {nog}.", houdt_tegen=False)
    return None


def past(mandaat: Mandaat, vereiste: Vereiste) -> bool:
    """K03: the record speaks about this body, kind, domain, act and area (to allow it or to exclude it)."""
    return (
        mandaat.gever == vereiste.orgaan
        and mandaat.soort is vereiste.soort
        and mandaat.domein == vereiste.domein
        and (vereiste.handeling in mandaat.handelingen or vereiste.handeling in mandaat.uitgesloten)
        and (not mandaat.werkgebied or vereiste.werkgebied in mandaat.werkgebied)
        and mandaat.alleen_casus in (None, vereiste.casus)
    )


def toets_geldigheid(mandaat: Mandaat, op: date) -> Melding | None:
    """K04: valid on the day, not revoked, and deciding instead of advising."""
    if mandaat.adviserend:
        return Melding("K04", "ALLEEN_ADVIES", f"{mandaat.houder_functie} adviseert en beslist niet.", mandaat.id)
    if mandaat.ingetrokken_op is not None and mandaat.ingetrokken_op <= op:
        tekst = f"Het mandaat is ingetrokken op {datum(mandaat.ingetrokken_op)}."
    elif op < mandaat.geldig_van:
        tekst = f"Het mandaat geldt pas vanaf {datum(mandaat.geldig_van)}."
    elif mandaat.geldig_tot is not None and mandaat.geldig_tot <= op:
        tekst = f"Het mandaat gold tot {datum(mandaat.geldig_tot)}."
    else:
        return None
    return Melding("K04", "NIET_GELDIG", tekst, mandaat.id)


def toets_vorm(mandaat: Mandaat, op: date) -> Melding | None:
    """K05: in writing where Awb 10:5 asks it, and both consents of Awb 10:4 for a holder who is no subordinate."""
    if mandaat.eigen_bevoegdheid or not mandaat.gever_is_bestuursorgaan:
        return None
    ontbreekt = []
    if not mandaat.schriftelijk and (mandaat.alleen_casus is None or not mandaat.ondergeschikt):
        ontbreekt.append("het schriftelijke document (Awb 10:5)")
    if not mandaat.ondergeschikt:
        if not _gegeven(mandaat.instemming_persoon, op):
            ontbreekt.append(f"de instemming van {mandaat.houder_functie} (Awb 10:4)")
        if not _gegeven(mandaat.instemming_werkgever, op):
            ontbreekt.append("de instemming van de eigen werkgever (Awb 10:4)")
    if not ontbreekt:
        return None
    return Melding("K05", "VORMGEBREK", f"Bij dit mandaat ontbreekt {' en '.join(ontbreekt)}.", mandaat.id)


def toets_keten(mandaat: Mandaat, vereiste: Vereiste, per_id: Mapping[str, Mandaat], op: date) -> Melding | None:
    """K06: each link of an ondermandaat exists, is valid and complete, covers this, may be passed on, and is no lower.

    O(length of the chain); a chain that bites its own tail is invalid. Source: Awb 10:9.
    """
    gezien = {mandaat.id}
    schakel = mandaat
    while schakel.is_ondermandaat_van is not None:
        boven = per_id.get(schakel.is_ondermandaat_van)
        if boven is None or boven.id in gezien:
            reden = (
                f"schakel {schakel.is_ondermandaat_van} {'ontbreekt' if boven is None else 'verwijst naar zichzelf'}"
            )
        elif toets_geldigheid(boven, op) or toets_vorm(boven, op):
            reden = f"schakel {boven.id} is niet geldig"
        elif not past(boven, vereiste) or toets_uitsluiting(boven, vereiste):
            reden = f"schakel {boven.id} dekt deze handeling niet"
        elif not boven.ondermandaat_toegestaan:
            reden = f"schakel {boven.id} mag niet worden doorgegeven"
        elif not _plafonds_dekken(boven, schakel):
            reden = f"schakel {boven.id} heeft een lager plafond dan {schakel.id}"
        else:
            gezien.add(boven.id)
            schakel = boven
            continue
        return Melding("K06", "KETEN_ONGELDIG", f"Het ondermandaat klopt niet: {reden}.", mandaat.id)
    return None


def toets_uitsluiting(mandaat: Mandaat, vereiste: Vereiste) -> Melding | None:
    """K07: the record does not exclude the act or a trait of the line."""
    uitgesloten = sorted(mandaat.uitgesloten & (vereiste.kenmerken | {vereiste.handeling}))
    if not uitgesloten:
        return None
    namen = ", ".join(naam.replace("_", " ") for naam in uitgesloten)
    return Melding("K07", "UITGESLOTEN", f"Dit mandaat sluit uit: {namen}.", mandaat.id)


def _gegeven(wanneer: date | None, op: date) -> bool:
    return wanneer is not None and wanneer <= op


def _plafonds_dekken(boven: Mandaat, onder: Mandaat) -> bool:
    return (
        _minstens(boven.max_per_regel, onder.max_per_regel)
        and _minstens(boven.max_per_casus, onder.max_per_casus)
        and _minstens(boven.max_per_jaar, onder.max_per_jaar)
        and (
            isinstance(boven.max_looptijd, Onbeperkt)
            or (not isinstance(onder.max_looptijd, Onbeperkt) and boven.max_looptijd >= onder.max_looptijd)
        )
    )


def _minstens(boven: Plafond, onder: Plafond) -> bool:
    return boven is ONBEPERKT or (not isinstance(onder, Onbeperkt) and boven >= onder)
