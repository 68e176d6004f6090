"""Requirements of the table: before, in and after the zitting, and up the ladder."""

from __future__ import annotations

from budget.basis.weigering import Weigering
from engine.casus import handelingen as h
from engine.casus.regels.feiten import Omstandigheden, Tekort
from engine.casus.weigeringen import GeenCasusregisseur, ToestemmingOntbreekt


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


def alle_regels_nee(o: Omstandigheden) -> Tekort | None:
    """H16: the check before the zitting says `nee` on every line."""
    if not o.toetsen or any(uitkomst != "nee" for uitkomst in o.toetsen):
        return "De mandaatcheck zegt niet op elke regel nee.", "Zet de casus op de agenda ('agenderen')."
    return None


def tafel_voegt_niets_toe(o: Omstandigheden) -> Tekort | None:
    """H16: the voorzitter says that the table adds nothing."""
    assert isinstance(o.handeling, h.Opschalen)
    if not o.handeling.tafel_voegt_niets_toe:
        return "U zei niet dat de tafel niets toevoegt.", "Zet tafel_voegt_niets_toe op true, of agendeer de casus."
    return None


def zitting_is_open(o: Omstandigheden) -> Tekort | None:
    """H17: the item is dealt with in an open zitting."""
    if not o.zitting_open:
        return "De zitting is niet open.", "Open eerst de zitting ('zitting open')."
    return None


def volgende_zitting_genoemd(o: Omstandigheden) -> Tekort | None:
    """H18: the next zitting is known and still to come."""
    if o.volgende_zitting is None or o.volgende_zitting < o.op:
        return "Er is geen volgende zitting genoemd.", "Noem een zitting die nog komt ('zitting lijst')."
    return None


def alle_regels_ja_of_getekend(o: Omstandigheden) -> Tekort | None:
    """H19, H21, H41: every line of the besluit may be decided now."""
    if not o.regels_beslist:
        return "Niet elke regel mag nu worden beslist.", "Leg het voor aan de volgende trede (opschalen)."
    return None


def casusregisseur_aanvaard(o: Omstandigheden) -> Weigering | None:
    """H19, H21, H27, H32, H41: an accepted casusregisseur and a vervanger, unless the region allows without for now."""
    if o.regie_uitzondering:
        return None
    if o.regisseur is None:
        return GeenCasusregisseur(o.casus)
    if o.vervanger is None:
        return GeenCasusregisseur(o.casus, "heeft een casusregisseur zonder vervanger")
    return None


def toestemming_per_regel(o: Omstandigheden) -> Weigering | None:
    """H19, H21, H27, H32, H33, H41: lines with jeugdhulp have hulpvraag and toestemming, or a compulsory framework."""
    return ToestemmingOntbreekt(o.zonder_toestemming) if o.zonder_toestemming else None


def geen_regel_beslist(o: Omstandigheden) -> Tekort | None:
    """H20: nothing could be decided; there is a voorgenomen besluit to ask about."""
    if not o.voorgenomen:
        return (
            "Er is nog geen voorgenomen besluit om over te vragen.",
            "Leg het besluit eerst voor ('zitting besluit'); wat niet mag wordt een voorgenomen besluit.",
        )
    return None


def vraag_met_bedrag_en_datum(o: Omstandigheden) -> Tekort | None:
    """H20: the answer is due on a day that lies ahead."""
    assert isinstance(o.handeling, h.RuggespraakVragen)
    if o.handeling.voor is not None and o.handeling.voor <= o.op:
        return "De dag voor het antwoord is al voorbij.", "Kies een latere dag, of laat hem weg."
    return None


def termijn_verlopen(o: Omstandigheden) -> Tekort | None:
    """H24: the day for the answer is over."""
    if o.termijn_einde is None or o.op <= o.termijn_einde:
        return "De termijn voor het antwoord loopt nog.", "Wacht op het antwoord."
    return None


def volgende_trede_heeft_houder(o: Omstandigheden) -> Tekort | None:
    """H16, H23 to H26, H29: the next step has a living holder."""
    if o.trede is None:
        return "Boven deze tafel is geen trede met een houder.", "Vul de ladder van de regio aan."
    return None


def hiaat_bij_gebrek_aan_aanbod(o: Omstandigheden) -> Tekort | None:
    """H26: a lack of supply is recorded as such."""
    assert isinstance(o.handeling, h.GeenOplossing)
    if o.handeling.waarom == "aanbod" and o.handeling.hiaat is None:
        return "Het hiaat in het aanbod staat er niet bij.", "Vul 'hiaat' in: wat er had moeten zijn, en waarom niet."
    return None


def houder_van_de_trede(o: Omstandigheden) -> Tekort | None:
    """H27, H28: only the holder of the step decides."""
    if not o.houder_van_de_trede:
        return "U bent niet de houder van deze trede.", "Alleen de houder van de trede beslist hier."
    return None


def mandaat_van_de_trede(o: Omstandigheden) -> Tekort | None:
    """H27: the holder decides in own power."""
    if not o.regels_beslist:
        return "De houder mag niet elke regel beslissen.", "Haal de regel uit het besluit of vraag de gever zelf."
    return None


def antwoord_is_nee_of_te_laat(o: Omstandigheden) -> Tekort | None:
    """H29: the step said no, or its day is over."""
    assert isinstance(o.handeling, h.VerderOpschalen)
    return None if o.handeling.hoe == "nee" else termijn_verlopen(o)


def spoed_gemeld(o: Omstandigheden) -> Tekort | None:
    """H32: the casus is marked as urgent."""
    if not o.spoed:
        return "Deze casus is niet als spoed gemeld.", "Behandel hem in een zitting."
    return None


def alle_regels_ja(o: Omstandigheden) -> Tekort | None:
    """H32: outside a zitting only what may be decided without anybody else."""
    if not o.regels_ja:
        return "Niet elke regel mag zonder zitting worden beslist.", "Behandel de casus in een zitting."
    return None


def twee_beslissers_bevestigd(o: Omstandigheden) -> Tekort | None:
    """H32: two mandate holders, or one and the voorzitter, confirmed in writing."""
    if len(o.beslissers) < 2:
        return (
            "Een spoedbesluit vraagt twee mandaathouders, of een mandaathouder en de voorzitter.",
            "Zet bij mede_beslist wie schriftelijk meebeslist.",
        )
    return None


def er_is_een_voorgenomen_besluit(o: Omstandigheden) -> Tekort | None:
    """H41: there is an open voorgenomen besluit to answer."""
    if not o.voorgenomen:
        return (
            "Er ligt geen voorgenomen besluit open.",
            "Vraag een nieuw besluit ('nieuw_besluit_nodig').",
        )
    return None
