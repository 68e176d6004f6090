"""Requirements after the besluit: carry out, adjust, scale down, close and look after."""

from __future__ import annotations

from engine.casus import handelingen as h
from engine.casus.regels.feiten import Omstandigheden, Tekort


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


def planregel_bestaat(o: Omstandigheden) -> Tekort | None:
    """H35: the line is one of the plan."""
    assert isinstance(o.handeling, h.Vastgelopen)
    if o.handeling.regel not in o.planregels:
        return f"Planregel '{o.handeling.regel}' is er niet.", f"Kies uit: {', '.join(o.planregels) or 'geen'}."
    return None


def controle_met_gezin_gehouden(o: Omstandigheden) -> Tekort | None:
    """H36: the check was held with the family."""
    assert isinstance(o.handeling, h.EersteControle)
    if not o.handeling.met_gezin or o.handeling.gehouden_op > o.op:
        return "De controle met het gezin is nog niet gehouden.", "Houd de controle met het gezin en noem de dag."
    return None


def elke_planregel_beantwoord(o: Omstandigheden) -> Tekort | None:
    """H37: for each line it is said whether it helps the child forward."""
    assert isinstance(o.handeling, h.Evalueren)
    if o.handeling.gehouden_op > o.op:
        return "De evaluatie is nog niet gehouden.", "Noem de dag waarop de evaluatie was."
    mist = [regel for regel in o.planregels if regel not in o.handeling.draagt_bij]
    if mist:
        return f"Nog geen antwoord bij regel: {', '.join(mist)}.", "Zeg per planregel of die bijdraagt."
    return None


def gezin_gehoord_bij_evaluatie(o: Omstandigheden) -> Tekort | None:
    """H37: the family was heard, not in the future."""
    assert isinstance(o.handeling, h.Evalueren)
    if o.handeling.gezin_gehoord_op > o.op:
        return "Het gezin is nog niet gehoord.", "Hoor het gezin en noem de dag."
    return None


def geen_nieuw_geld_of_macht(o: Omstandigheden) -> Tekort | None:
    """H39: the change stays within what was decided."""
    assert isinstance(o.handeling, h.BinnenBesluit)
    if o.handeling.nieuw_bedrag or o.handeling.nieuwe_bevoegdheid:
        return "Dit past niet binnen het besluit.", "Vraag een nieuw besluit ('nieuw_besluit_nodig')."
    return None


def gezin_akkoord(o: Omstandigheden) -> Tekort | None:
    """H39: the family agrees, not in the future."""
    assert isinstance(o.handeling, h.BinnenBesluit)
    if o.handeling.gezin_akkoord_op > o.op:
        return "Het gezin is nog niet akkoord.", "Bespreek het met het gezin en noem de dag."
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


def beide_evaluaties_gedaan_of_onmogelijk(o: Omstandigheden) -> Tekort | None:
    """H47: after six weeks and after six months: held, or impossible with the reason."""
    assert isinstance(o.handeling, h.Afronden)
    delen = {"zes weken": o.handeling.na_zes_weken, "zes maanden": o.handeling.na_zes_maanden}
    mist = [
        wanneer
        for wanneer, deel in delen.items()
        if deel.onmogelijk is None and (deel.gehouden_op is None or deel.gehouden_op > o.op)
    ]
    if mist:
        return (
            f"Nog geen evaluatie na {' en na '.join(mist)}.",
            "Noem de dag waarop zij is gehouden, of waarom het niet kan.",
        )
    return None


def overdracht_aanvaard(o: Omstandigheden) -> Tekort | None:
    """H48: when the casus goes elsewhere, somebody there accepted it."""
    assert isinstance(o.handeling, h.Intrekken)
    if o.handeling.waarom == "gezin":
        return None
    aanvaard = o.handeling.aanvaard_op
    if not o.handeling.overgedragen_aan or aanvaard is None or aanvaard > o.op:
        return (
            "Nog niemand heeft de casus overgenomen.",
            "Noem wie hem aanvaardde (overgedragen_aan, aanvaard_op).",
        )
    return None
