"""What every rule is called, where it is shown, how it is repaired and what closes it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from engine.netwerk.beeld import Beeld
from engine.netwerk.begrippen import Bevinding, Bevindingsoort, Kaartnaam, Kanaal
from engine.netwerk.teksten import Zin


@dataclass(frozen=True, slots=True)
class Regel:
    """The fixed facts of one rule."""

    code: str
    naam: str
    kaart: Kaartnaam | None
    herstel: str
    sluit_bij: str
    kanaal: Kanaal = Kanaal.CASUS


_REGELS = (
    Regel("R01", "geen_regie", "Regie", "Vraag een van de voorgestelde mensen om de regie.", "aanvaard"),
    Regel("R02", "verlopen_regie", "Regie", "Vraag eerst de teamleider van wie de regie had.", "aanvaard"),
    Regel("R03", "dubbele_regie", "Regie", "Laat hen aan tafel kiezen wie de regie houdt.", "een van beiden stopt"),
    Regel("R04", "regie_betwist", "Regie", "Zet het op de agenda, met een datum.", "aanvaard of ingetrokken"),
    Regel("R05", "regie_wacht", "Regie", "Herinner wie gevraagd is, daarna de teamleider.", "een antwoord"),
    Regel(
        "R06", "overdracht_zonder_ontvangst", "Regie", "Vraag de ontvanger om te bevestigen.", "ontvangen of geweigerd"
    ),
    Regel(
        "R07", "doorschuifcirkel", "Regie", "Vraag een organisatie buiten de kring.", "een van de pijlen is beantwoord"
    ),
    Regel("R08", "doorschuif_eindpunt", "Regie", "Vraag deze organisatie om een antwoord.", "een antwoord"),
    Regel("R09", "regie_zonder_bereik", "Verbinding", "Leg een lijn met dit domein.", "contact vastgelegd"),
    Regel(
        "R10", "regie_zonder_mandaat", "Regie", "Nodig iemand met mandaat uit of verlaag het bedrag.", "genoeg mandaat"
    ),
    Regel("R11", "onderwijs_jeugdhulp_los", "Verbinding", "Stel een schakel voor.", "contact vastgelegd"),
    Regel("R12", "sleutelfiguur", None, "Leg een vervanger vast.", "vervanger vastgelegd", Kanaal.REGIO),
    Regel("R13", "vertrekrisico", "Let op", "Plan een warme overdracht.", "opvolger of vervanger vastgelegd"),
    Regel("R14", "overbelaste_regisseur", None, "Verdeel de regie in het team.", "onder de bandbreedte", Kanaal.TEAM),
    Regel("R15", "geen_vaste_contactpersoon", None, "Leg de contactpersoon vast.", "contactpersoon", Kanaal.REGIO),
    Regel("R16", "informatie_eiland", "Verbinding", "Leg een lijn met de anderen.", "contact vastgelegd"),
    Regel("R17", "aanbieder_versnippering", "Let op", "Wijs een zorgcoördinator aan.", "zorgregie aanvaard"),
    Regel("R18", "gemeentegrens_breuk", "Verbinding", "Vraag het team van de woongemeente.", "betrokken vastgelegd"),
    Regel("R19", "stille_actor", "Let op", "Vraag of deze persoon nog betrokken is.", "contact of einddatum"),
    Regel("R20", "melding_zonder_terugkoppeling", "Let op", "Herinner de ontvanger.", "terugkoppeling vastgelegd"),
    Regel("R21", "gezin_zonder_vast_gezicht", "Let op", "Spreek een vast gezicht af.", "vast gezicht vastgelegd"),
    Regel("R22", "tafel_mist_domein", "Let op", "Nodig iemand van dit domein uit.", "uitgenodigd, of tafel voorbij"),
    Regel("R23", "regie_bij_verstek", "Regie", "Vraag om aanvaarden of weigeren.", "elke volgende gebeurtenis"),
    Regel("R24", "wissel_niet_gemeld", "Let op", "Stuur één bericht over de wisseling.", "contact of bericht"),
    Regel("R25", "betaler_niet_verbonden", "Verbinding", "Nodig de betaler uit.", "lijn of uitnodiging"),
)
OVERZICHT = {regel.naam: regel for regel in _REGELS}
"""The rules by name."""

VASTGESTELD = Bevindingsoort.VASTGESTELD
OPENSTAAND = Bevindingsoort.OPENSTAAND
NIET_VASTGELEGD = Bevindingsoort.NIET_VASTGELEGD


def bevinding(
    beeld: Beeld,
    naam: str,
    betrokkenen: Iterable[str],
    soort: Bevindingsoort,
    ernst: int,
    zin: Zin,
    *,
    sinds: date | None = None,
    bewijs: Iterable[str] = (),
    vraag_aan: Iterable[str] = (),
) -> Bevinding:
    """Return the finding of one rule, written with names and for the room.

    A question ends in 'Klopt dat?'; a confirmed absence or a fact does not.
    """
    regel = OVERZICHT[naam]
    vraag = "Klopt dat?" if soort is NIET_VASTGELEGD else None

    def schrijf(namen: bool) -> str:
        tekst = zin(beeld.schrijver(namen=namen))
        if not namen:
            tekst = tekst[:1].upper() + tekst[1:]
        return f"{tekst} {vraag}" if vraag else tekst

    return Bevinding(
        regel=regel.code,
        naam=naam,
        casus=beeld.rijen.casus.id,
        peildatum=beeld.t,
        betrokkenen=tuple(sorted(set(betrokkenen))),
        soort=soort,
        ernst=ernst,
        kanaal=regel.kanaal,
        kaart=regel.kaart,
        tekst=schrijf(True),
        zaaltekst=schrijf(False),
        vraag=vraag,
        sinds=sinds,
        bewijs=tuple(dict.fromkeys(b for b in bewijs if b)),
        vraag_aan=tuple(vraag_aan),
        herstel=regel.herstel,
        sluit_bij=regel.sluit_bij,
    )
