"""How each column of the matrix stands for one line: surely, on a condition, grijs, or out; pure.

Order: blocks of the spending rules, precedence of the individual insurances, the cell of the matrix, age and
enrolment. Sources: Jeugdwet 1.2 and 2.3; the matrix of the region.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import IntEnum

from engine.betaler.begrippen import Betalerafspraken, Betalerfeiten, Reden
from engine.betaler.bestedingsregels import Besteding, Bestedingsoordeel, Waarde, beoordeel_besteding
from engine.regio.afspraken import Activiteit, Cel
from engine.regio.begrippen import Betalerkolom

VERZEKERING = {"zorgkantoor": "wlz", "zorgverzekeraar": "zvw"}
"""Places that pay an individual claim, with the indication that opens it."""

_ONDERWIJS = frozenset({"school", "swv", "mbo"})
_OORMERK = {"school": "onderwijs", "swv": "onderwijs", "mbo": "onderwijs", "woonplaats": "jeugdwet"}
_VOORRANG = "Jeugdwet art. 1.2 (ongeverifieerd)"
_CEL = {"ja": Waarde.TOEGESTAAN, "voorwaardelijk": Waarde.VOORWAARDELIJK, "grijs": Waarde.VOORWAARDELIJK}


class Rang(IntEnum):
    """How strong a column stands for an activity."""

    UIT = 0
    GRIJS = 1
    VOORWAARDE = 2
    VAST = 3


@dataclass(frozen=True, slots=True)
class Stand:
    """One column for one activity."""

    kolom: Betalerkolom
    activiteit: str
    rang: Rang
    redenen: tuple[Reden, ...] = ()
    ontbreekt: tuple[str, ...] = ()
    alternatieven: tuple[str, ...] = ()

    @property
    def voorrang(self) -> bool:
        """Say whether this is an insurance that surely gives the care: it goes before the Jeugdwet."""
        return self.rang is Rang.VAST and self.kolom.plek in VERZEKERING


def gekozen_activiteiten(
    feiten: Betalerfeiten, afspraken: Betalerafspraken
) -> tuple[tuple[Activiteit, ...], tuple[str, ...]]:
    """Return the rows of the matrix that describe the line, and what is missing to choose them.

    Without codes the rows of the need category are read as one: a column on which they differ is grijs.
    """
    per_code = {rij.code: rij for rij in afspraken.activiteiten}
    onbekend = tuple(
        f"activiteit {code} staat niet in de matrix" for code in feiten.activiteiten if code not in per_code
    )
    gekozen = tuple(per_code[code] for code in dict.fromkeys(feiten.activiteiten) if code in per_code)
    if gekozen:
        return gekozen, onbekend
    mist = (*onbekend, "welke activiteit uit de matrix dit is")
    zelfde = [rij for rij in afspraken.activiteiten if feiten.behoefte is not None and rij.behoefte == feiten.behoefte]
    if not zelfde:
        return (), mist
    cellen = tuple(_samen(kolom.code, zelfde) for kolom in afspraken.kolommen)
    codes = ", ".join(rij.code for rij in zelfde)
    return (
        Activiteit(
            code=f"behoefte {feiten.behoefte}", kop=zelfde[0].kop, tekst=f"activiteiten {codes}",
            behoefte=zelfde[0].behoefte, cellen=cellen, bron=zelfde[0].bron, status=zelfde[0].status,
        ),
    ), mist  # fmt: skip


def standen(
    feiten: Betalerfeiten, afspraken: Betalerafspraken, activiteiten: tuple[Activiteit, ...], op: date
) -> tuple[Stand, ...]:
    """Return how every column stands for every activity, with the reasons for and against."""
    gevonden: list[Stand] = []
    for rij in activiteiten or (None,):
        kolommen = [_stand(kolom, rij, feiten, afspraken, op) for kolom in afspraken.kolommen]
        if any(stand.voorrang for stand in kolommen):
            kolommen = [_na_verzekering(stand) for stand in kolommen]
        gevonden += kolommen
    return tuple(gevonden)


def oordelen(feiten: Betalerfeiten, afspraken: Betalerafspraken, op: date) -> dict[str, Bestedingsoordeel]:
    """Return what the spending rules say per earmark in the pot, the matrix left aside."""
    if not feiten.bestemming:
        return {}
    return {
        oormerk: beoordeel_besteding(
            Besteding(oormerk, feiten.bestemming, feiten.kenmerken, feiten.aangetoond), afspraken.bestedingsregels, op
        )
        for oormerk in dict.fromkeys(afspraken.oormerken.values())
    }


def betaler_van(kolom: Betalerkolom, feiten: Betalerfeiten) -> str | None:
    """Return who stands behind a column, except the gemeenten: those follow from the woonplaats. None = not known."""
    match kolom.plek:
        case "school":
            return None if feiten.mbo else feiten.school
        case "mbo":
            return feiten.school if feiten.mbo else None
        case "swv":
            return feiten.swv
    return kolom.code


def _stand(
    kolom: Betalerkolom, rij: Activiteit | None, feiten: Betalerfeiten, afspraken: Betalerafspraken, op: date
) -> Stand:
    code = rij.code if rij else ""
    cel = next((c for c in rij.cellen if c.kolom == kolom.code), None) if rij else Cel(kolom.code, "grijs")
    bron = f"matrix {afspraken.matrixversie}: {rij.bron} ({rij.status})" if rij else "geen activiteit gekozen"
    rang, reden, mist = _uit_cel(kolom, cel, feiten, bron)
    stand = Stand(kolom, code, rang, (reden,), mist)
    for regel in (_ingeschreven, _leeftijd, _gedwongen):
        stand = regel(stand, feiten)
    return _besteding(stand, cel, feiten, afspraken, op)


def _uit_cel(
    kolom: Betalerkolom, cel: Cel | None, feiten: Betalerfeiten, bron: str
) -> tuple[Rang, Reden, tuple[str, ...]]:
    if cel is None or cel.waarde == "nee":
        return Rang.UIT, Reden("matrix", f"{kolom.naam} betaalt dit volgens de matrix niet.", False, bron), ()
    if VERZEKERING.get(kolom.plek) in feiten.indicaties:
        tekst = f"Er is een indicatie {kolom.wet}: de verzekering gaat voor."
        return Rang.VAST, Reden("verzekering", tekst, True, bron), ()
    if cel.waarde == "ja":
        return Rang.VAST, Reden("matrix", f"{kolom.naam} betaalt dit volgens de matrix.", True, bron), ()
    if cel.waarde == "grijs":
        tekst = f"{kolom.naam} kan dit betalen; de matrix beslist het niet."
        return Rang.GRIJS, Reden("matrix", tekst, True, bron), ()
    voorwaarde = cel.voorwaarde or ""
    if voorwaarde in feiten.aangetoond or (kolom.plek == "mbo" and feiten.mbo):
        return Rang.VAST, Reden("matrix", f"{kolom.naam} betaalt dit: {voorwaarde} is aangetoond.", True, bron), ()
    tekst = f"{kolom.naam} betaalt dit alleen als {voorwaarde}."
    return Rang.VOORWAARDE, Reden("matrix", tekst, True, bron), (f"bewijs: {voorwaarde}",)


def _ingeschreven(stand: Stand, feiten: Betalerfeiten) -> Stand:
    """An mbo-instelling buys its own support; who has no school or swv has no payer in that column."""
    plek = stand.kolom.plek
    if plek not in _ONDERWIJS or stand.rang is Rang.UIT:
        return stand
    bron = "passend onderwijs geldt voor wie is ingeschreven; een mbo-instelling koopt zelf in"
    if (plek == "mbo") != feiten.mbo:
        wat = "De jeugdige is geen mbo-student." if plek == "mbo" else "Een mbo-student valt buiten deze kolom."
        return _erbij(stand, Rang.UIT, Reden("inschrijving", wat, False, bron))
    if betaler_van(stand.kolom, feiten) is None:
        wat = f"Bij welke partij ({stand.kolom.naam}) de jeugdige hoort, is niet bekend."
        return _erbij(stand, Rang.UIT, Reden("inschrijving", wat, False, bron), "waar de jeugdige is ingeschreven")
    return stand


def _leeftijd(stand: Stand, feiten: Betalerfeiten) -> Stand:
    """From eighteen the Jeugdwet is not sure any more: Wmo, Zvw or Wlz may come first."""
    if stand.kolom.plek != "woonplaats" or feiten.leeftijd is None or feiten.leeftijd < 18:
        return stand
    tekst = "Vanaf 18 jaar kunnen Wmo, Zvw of Wlz voorgaan op de Jeugdwet."
    reden = Reden("leeftijd", tekst, False, "Jeugdwet art. 1.1 (ongeverifieerd)")
    return _erbij(stand, min(stand.rang, Rang.GRIJS), reden, "of verlengde jeugdhulp aan de orde is")


def _gedwongen(stand: Stand, feiten: Betalerfeiten) -> Stand:
    """A compulsory framework rests on the Jeugdwet."""
    if not feiten.gedwongen_kader or stand.kolom.plek != "woonplaats" or stand.rang is Rang.UIT:
        return stand
    tekst = "Er is een gedwongen kader: de gemeente van de woonplaats voert de maatregel uit."
    return _erbij(stand, stand.rang, Reden("gedwongen_kader", tekst, True, "Jeugdwet art. 2.4 (ongeverifieerd)"))


def _besteding(stand: Stand, cel: Cel | None, feiten: Betalerfeiten, afspraken: Betalerafspraken, op: date) -> Stand:
    """The spending rules for the earmark of this payer: a block takes it out, an open condition makes it less sure."""
    betaler = betaler_van(stand.kolom, feiten) if stand.kolom.plek != "woonplaats" else None
    oormerk = afspraken.oormerken.get(betaler or "", _OORMERK.get(stand.kolom.plek))
    if stand.rang is Rang.UIT or oormerk is None or not feiten.bestemming:
        return stand
    besteding = Besteding(
        oormerk, feiten.bestemming, feiten.kenmerken, feiten.aangetoond, _CEL[cel.waarde] if cel else None
    )
    oordeel = beoordeel_besteding(besteding, afspraken.bestedingsregels, op)
    bron = "; ".join(oordeel.bronnen) or "bestedingsregels"
    tekst = " ".join(oordeel.redenen)
    match oordeel.waarde:
        case Waarde.GEBLOKKEERD:
            uit = _erbij(stand, Rang.UIT, Reden("bestedingsregel", tekst, False, bron))
            return Stand(uit.kolom, uit.activiteit, uit.rang, uit.redenen, uit.ontbreekt, oordeel.alternatieven)
        case Waarde.VOORWAARDELIJK:
            mist = tuple(f"bewijs: {naam.replace('_', ' ')}" for naam in oordeel.ontbreekt)
            return _erbij(stand, stand.rang, Reden("bestedingsregel", tekst, False, bron), *mist)
    return _erbij(stand, stand.rang, Reden("bestedingsregel", tekst, True, bron))


def _na_verzekering(stand: Stand) -> Stand:
    if stand.kolom.plek != "woonplaats" or stand.rang is Rang.UIT:
        return stand
    tekst = "Een verzekering (Wlz of Zvw) geeft deze zorg al; de Jeugdwet komt daarna."
    return _erbij(stand, Rang.GRIJS, Reden("verzekering", tekst, False, _VOORRANG))


def _erbij(stand: Stand, rang: Rang, reden: Reden, *mist: str) -> Stand:
    return Stand(
        stand.kolom, stand.activiteit, rang, (*stand.redenen, reden), (*stand.ontbreekt, *mist), stand.alternatieven
    )


def _samen(kolom: str, rijen: list[Activiteit]) -> Cel:
    """Read the cells of one column in several rows as one: equal they count, else it is grijs."""
    cellen = {(c.waarde, c.voorwaarde) for rij in rijen for c in rij.cellen if c.kolom == kolom}
    if len(cellen) == 1:
        ((waarde, voorwaarde),) = cellen
        return Cel(kolom, waarde, voorwaarde)
    return Cel(kolom, "grijs")
