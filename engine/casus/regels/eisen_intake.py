"""Requirements of the intake: from aanmelding to accepteren, and back."""

from __future__ import annotations

from budget.basis.klok import datum
from engine.casus import handelingen as h
from engine.casus.regels.feiten import Omstandigheden, Tekort


def aanmelder_en_gezin_bevestigd(o: Omstandigheden) -> Tekort | None:
    """H03: both got a confirmation, on a day that is not in the future."""
    assert isinstance(o.handeling, h.Bevestigen)
    if max(o.handeling.aanmelder_op, o.handeling.gezin_op) > o.op:
        return "De bevestiging ligt in de toekomst.", "Noem de dag waarop de bevestiging is verstuurd."
    return None


def ontbrekende_stukken_genoemd(o: Omstandigheden) -> Tekort | None:
    """H04: what is missing has a name, and the day before which it must come lies ahead."""
    assert isinstance(o.handeling, h.AanvullingVragen)
    if not all(wat.strip() for wat in o.handeling.ontbreekt):
        return "Er staat een leeg stuk in de lijst.", "Noem elk stuk dat ontbreekt."
    if o.handeling.voor is not None and o.handeling.voor <= o.op:
        return "De dag waarvoor het er moet zijn, is al voorbij.", "Kies een latere dag, of laat hem weg."
    return None


def elk_gevraagd_stuk_afgehandeld(o: Omstandigheden) -> Tekort | None:
    """H05: each item that was asked came, or cannot be had."""
    assert isinstance(o.handeling, h.Aanvullen)
    klaar = {*o.handeling.geleverd, *o.handeling.niet_verkrijgbaar}
    mist = [stuk for stuk in o.gevraagd if stuk not in klaar]
    if mist:
        return f"Nog niet geleverd: {', '.join(mist)}.", "Lever het, of zet erbij waarom het niet te krijgen is."
    return None


def lang_genoeg_gewacht(o: Omstandigheden) -> Tekort | None:
    """H07: the aanmelder had the time of the region to answer."""
    if o.onvolledig_vanaf is None or o.op < o.onvolledig_vanaf:
        wanneer = f" tot {datum(o.onvolledig_vanaf)}" if o.onvolledig_vanaf else ""
        return f"De aanmelder heeft nog tijd{wanneer}.", "Wacht, of ga door zonder ('doorgaan_zonder')."
    return None


def gezin_gebeld(o: Omstandigheden) -> Tekort | None:
    """H07: somebody called the family, not in the future."""
    assert isinstance(o.handeling, h.SluitenOnvolledig)
    if o.handeling.gezin_gebeld_op > o.op:
        return "Het gezin is nog niet gebeld.", "Bel het gezin eerst en noem de dag."
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


def ontvanger_heeft_aanvaard(o: Omstandigheden) -> Tekort | None:
    """H10, H42: the person at the lower step accepted, not in the future."""
    assert isinstance(o.handeling, h.Afschalen | h.Terugverwijzen)
    if o.handeling.aanvaard_op > o.op:
        return "De ontvanger heeft nog niet aanvaard.", "Wacht tot de ontvanger aanvaardt en noem de dag."
    return None


def terugkomdatum_binnen_de_termijn(o: Omstandigheden) -> Tekort | None:
    """H10, H30: the casus comes back on a day that lies ahead, and not too far."""
    assert isinstance(o.handeling, h.Terugverwijzen | h.Aanhouden)
    gekozen, uiterlijk = o.handeling.terugkomdatum, o.uiterste_terugkomdatum
    if gekozen <= o.op:
        return "De terugkomdatum is al voorbij.", "Kies een latere dag."
    if uiterlijk is not None and gekozen > uiterlijk:
        return f"De terugkomdatum is te laat: uiterlijk {datum(uiterlijk)}.", "Kies een eerdere dag."
    return None


def terugkomdatum_bereikt_of_teruggelegd(o: Omstandigheden) -> Tekort | None:
    """H11: the day came, or the receiver hands the casus back."""
    assert isinstance(o.handeling, h.Terugkomen)
    if o.handeling.hoe == "teruggelegd":
        if "ontvanger" not in o.plaatsen:
            return "Alleen wie de casus aanvaardde legt hem terug.", "Wacht op de terugkomdatum."
        return None
    return _dag_bereikt(o)


def terugkomdatum_bereikt_of_klaar(o: Omstandigheden) -> Tekort | None:
    """H31: the day came, or what was waited for is ready."""
    assert isinstance(o.handeling, h.Terugkomen)
    return None if o.handeling.hoe == "klaar" else _dag_bereikt(o)


def _dag_bereikt(o: Omstandigheden) -> Tekort | None:
    if o.terugkomdatum is not None and o.op < o.terugkomdatum:
        return f"De terugkomdatum is {datum(o.terugkomdatum)}.", "Wacht tot die dag."
    return None


def gezin_bevestigt_resultaat(o: Omstandigheden) -> Tekort | None:
    """H12: the family says so too, not in the future."""
    assert isinstance(o.handeling, h.Opgelost)
    if o.handeling.gezin_bevestigt_op > o.op:
        return "Het gezin heeft het nog niet bevestigd.", "Vraag het gezin, en noem de dag."
    return None


def ander_dan_wie_afwees(o: Omstandigheden) -> Tekort | None:
    """H13: somebody else decides than who rejected or withdrew the casus (D8)."""
    if o.afgewezen_door == o.doet:
        return "U wees deze casus zelf af.", "Laat de plaatsvervangend voorzitter opnieuw kijken."
    return None
