"""The mandate check for one vereiste: every candidate record through the table, the best result wins."""

from __future__ import annotations

from dataclasses import dataclass, replace

from budget.basis.geld import NUL, Geld
from engine.betaler.bestedingsregels import Waarde
from engine.mandaat.begrippen import Gebruik, Mandaat, Register, Vervanger
from engine.mandaat.regels.aanwezigheid import functie_bereikbaar, is_bereikbaar, zoek_houder
from engine.mandaat.regels.beslistabel import Richting, Rij, kies_rij
from engine.mandaat.regels.bevoegdheid import (
    meld_bestemming,
    past,
    toets_bestemming,
    toets_geldigheid,
    toets_keten,
    toets_uitsluiting,
    toets_vorm,
)
from engine.mandaat.regels.ladder import (
    ALARM,
    eigen_bevoegdheid,
    geeft_bindend_advies,
    houders_van_hogere_treden,
    volgende_trede,
)
from engine.mandaat.regels.ondertekening import Duobezetting, bezet_duo, is_getekend, toets_ondertekening
from engine.mandaat.regels.plafonds import toets_plafonds
from engine.mandaat.toetsing import (
    Melding,
    Omstandigheden,
    Toetsvraag,
    Uitkomst,
    Uitslag,
    Vereiste,
    Voorwaarden,
    WerkdagLater,
)

BINDEND_ADVIES = "bindend advies, orgaan bevestigt"
"""Label of a result that rests on a promise of the bodies, not on a mandate."""

GEEN_HOUDER = "geen houder"
_NIETS = Voorwaarden(*(False,) * 9)


@dataclass(frozen=True, slots=True)
class _Kandidaat:
    """One record (None: there is none) with its conditions, its row and what was found on the way."""

    mandaat: Mandaat | None
    voorwaarden: Voorwaarden
    meldingen: tuple[Melding, ...]
    boven_grens: Geld = NUL
    bezet: Duobezetting | None = None
    houder_bereikbaar: bool = False
    ondertekenaars: tuple[str, ...] = ()
    gebruikt: tuple[str, ...] = ()

    @property
    def rij(self) -> Rij:
        return kies_rij(self.voorwaarden)


def stel_omstandigheden(vraag: Toetsvraag, register: Register, werkdag_later: WerkdagLater) -> Omstandigheden:
    """Fix what all rules of one check share: the needed date, and of every record the version that counts."""
    voor = vraag.nodig_voor or werkdag_later(vraag.datum, vraag.antwoord_binnen)
    geldend = replace(register, mandaten=register.geldende_versies(vraag.datum))
    return Omstandigheden(vraag, geldend, voor, werkdag_later)


def toets_vereiste(vereiste: Vereiste, omstandigheden: Omstandigheden, gebruik: Gebruik) -> Uitslag:
    """Return the best of the four results with every rule that fired (K01-K14); never raises.

    A record of a higher ladder step is kept for that step, unless its holder is at the table.
    On a tie the record that comes furthest in the table counts, then the order of the register.
    O(records of the body). The pot itself (K15) is judged by the ledger.
    """
    vooraf, dicht = _toets_bestemming_en_orgaan(vereiste, omstandigheden)
    if dicht is not None:
        return _uitslag(_Kandidaat(None, dicht, vooraf), vereiste, omstandigheden, ())
    passend = tuple(mandaat for mandaat in omstandigheden.register.mandaten if past(mandaat, vereiste))
    bewaard = houders_van_hogere_treden(vereiste, omstandigheden)
    mandaten = [mandaat for mandaat in passend if mandaat.houder_functie not in bewaard]
    eigen = eigen_bevoegdheid(vereiste, omstandigheden)
    if eigen is not None:
        mandaten.append(eigen)
    kandidaten = [_weeg(mandaat, mandaten, vereiste, omstandigheden, gebruik) for mandaat in mandaten]
    if not kandidaten:
        kandidaten = [_geen_bevoegdheid(vereiste, omstandigheden)]
    beste = min(kandidaten, key=lambda kandidaat: (kandidaat.rij.uitkomst.rang, -kandidaat.rij.nummer))
    overige = tuple(melding for kandidaat in kandidaten if kandidaat is not beste for melding in kandidaat.meldingen)
    beste = replace(beste, meldingen=(*vooraf, *beste.meldingen, *overige))
    return _uitslag(beste, vereiste, omstandigheden, passend)


def _toets_bestemming_en_orgaan(
    vereiste: Vereiste, omstandigheden: Omstandigheden
) -> tuple[tuple[Melding, ...], Voorwaarden | None]:
    """K01 and K02 do not depend on a record: what they found, and the conditions when they close the way."""
    oordeel = toets_bestemming(vereiste, omstandigheden)
    melding = meld_bestemming(oordeel) if oordeel else None
    vooraf = (melding,) if melding else ()
    geblokkeerd = oordeel is not None and oordeel.waarde is Waarde.GEBLOKKEERD
    orgaan_bekend = vereiste.orgaan is not None
    if not orgaan_bekend:
        tekst = "Het is nog niet bekend welk orgaan bevoegd is; zoek dat eerst uit."
        vooraf = (*vooraf, Melding("K02", "ORGAAN_ONBEKEND", tekst))
    if not geblokkeerd and orgaan_bekend:
        return vooraf, None
    return vooraf, _NIETS._replace(geblokkeerd=geblokkeerd, orgaan_bekend=orgaan_bekend)


def _geen_bevoegdheid(vereiste: Vereiste, omstandigheden: Omstandigheden) -> _Kandidaat:
    handeling = vereiste.handeling.replace("_", " ")
    tekst = f"In het register staat geen {vereiste.soort} van {vereiste.orgaan} voor {handeling} ({vereiste.domein})."
    bereikbaar = is_bereikbaar(vereiste.orgaan or "", vereiste, omstandigheden)
    bereikbaar = bereikbaar or geeft_bindend_advies(omstandigheden) is not None
    voorwaarden = _NIETS._replace(orgaan_bekend=True, gever_bereikbaar=bereikbaar)
    return _Kandidaat(None, voorwaarden, (Melding("K03", "GEEN_BEVOEGDHEID", tekst),))


def _weeg(
    mandaat: Mandaat,
    mandaten: list[Mandaat],
    vereiste: Vereiste,
    om: Omstandigheden,
    gebruik: Gebruik,
) -> _Kandidaat:
    """K04-K14 for one record; in a duo the record of the other one is checked too."""
    ander = _record_van_duogenoot(mandaat, mandaten)
    records = (mandaat, ander) if ander else (mandaat,)
    gebreken = [melding for record in records for melding in _gebreken(record, vereiste, om)]
    uitsluitingen = [melding for record in records if (melding := toets_uitsluiting(record, vereiste))]
    bezet = _bezet(mandaat, ander, vereiste, om)
    plafonds = [
        toets_plafonds(record, vereiste, gebruik, om.vraag.datum, _vervanger(record, bezet)) for record in records
    ]
    te_veel = [melding for oordeel in plafonds for melding in oordeel.meldingen]
    tekenen = toets_ondertekening(mandaat, bezet, vereiste, om)
    beschikbaar = bezet.eerste.persoon is not None
    houder_bereikbaar = not beschikbaar and functie_bereikbaar(mandaat.houder_functie, vereiste, om)
    gever_bereikbaar = all(is_bereikbaar(naam, vereiste, om) for naam in {mandaat.gever, mandaat.antwoordt})
    voorwaarden = Voorwaarden(
        geblokkeerd=False,
        orgaan_bekend=True,
        bruikbaar=not gebreken,
        uitgesloten=bool(uitsluitingen),
        beschikbaar=beschikbaar,
        binnen_plafonds=not te_veel,
        medeondertekening_nodig=bool(tekenen.functies),
        medeondertekenaar_beschikbaar=tekenen.beschikbaar,
        gever_bereikbaar=gever_bereikbaar
        or (not gebreken and houder_bereikbaar)
        or geeft_bindend_advies(om) is not None,
    )
    return _Kandidaat(
        mandaat,
        voorwaarden,
        (*gebreken, *uitsluitingen, *bezet.meldingen, *te_veel, *tekenen.meldingen),
        boven_grens=max(oordeel.boven_grens for oordeel in plafonds),
        bezet=bezet,
        houder_bereikbaar=houder_bereikbaar,
        ondertekenaars=tekenen.functies,
        gebruikt=tuple(record.id for record in records if record.id in om.register.per_id),
    )


def _gebreken(mandaat: Mandaat, vereiste: Vereiste, om: Omstandigheden) -> tuple[Melding, ...]:
    """K04-K06: everything that makes the record unusable."""
    op, per_id = om.vraag.datum, om.register.per_id
    uitkomsten = (toets_geldigheid(mandaat, op), toets_vorm(mandaat, op), toets_keten(mandaat, vereiste, per_id, op))
    return tuple(melding for melding in uitkomsten if melding)


def _record_van_duogenoot(mandaat: Mandaat, mandaten: list[Mandaat]) -> Mandaat | None:
    """Return the record of the other one of a duo, when he has his own."""
    if mandaat.gezamenlijk_met is None:
        return None
    return next(
        (
            ander
            for ander in mandaten
            if ander.houder_functie == mandaat.gezamenlijk_met and ander.gezamenlijk_met == mandaat.houder_functie
        ),
        None,
    )


def _bezet(mandaat: Mandaat, ander: Mandaat | None, vereiste: Vereiste, om: Omstandigheden) -> Duobezetting:
    if mandaat.gezamenlijk_met is None:
        houder = zoek_houder(_keten(mandaat), vereiste, om, mandaat.id)
        return Duobezetting(houder, meldingen=houder.meldingen)
    andere_keten = _keten(ander) if ander else (mandaat.gezamenlijk_met,)
    return bezet_duo(mandaat, _keten(mandaat), andere_keten, vereiste, om)


def _keten(mandaat: Mandaat) -> tuple[str, ...]:
    return (mandaat.houder_functie, *(vervanger.functie for vervanger in mandaat.vervangers))


def _vervanger(mandaat: Mandaat, bezet: Duobezetting) -> Vervanger | None:
    """Return the substitute of this record that acts, if one does."""
    handelen = {bezetting.functie for bezetting in (bezet.eerste, bezet.tweede) if bezetting}
    if mandaat.houder_functie in handelen:
        return None
    return next((vervanger for vervanger in mandaat.vervangers if vervanger.functie in handelen), None)


def _uitslag(kandidaat: _Kandidaat, vereiste: Vereiste, om: Omstandigheden, passend: tuple[Mandaat, ...]) -> Uitslag:
    """Turn the chosen record and its row into the answer."""
    rij, mandaat = kandidaat.rij, kandidaat.mandaat
    uitslag = Uitslag(
        vereiste=vereiste,
        uitkomst=rij.uitkomst,
        rij=rij.nummer,
        meldingen=kandidaat.meldingen,
        bedrag=vereiste.bedrag,
        boven_grens=kandidaat.boven_grens,
    )
    if mandaat is not None and kandidaat.bezet is not None:
        bezetting, tweede = kandidaat.bezet.eerste, kandidaat.bezet.tweede
        uitslag = replace(
            uitslag,
            namens=mandaat.gever,
            houder=bezetting.functie or mandaat.houder_functie,
            persoon=bezetting.persoon,
            als_vervanger=bezetting.plaats > 0,
            samen_met=tweede.functie if tweede else None,
            mandaat=mandaat.id,
            versie=mandaat.versie,
            gebruikt=kandidaat.gebruikt,
            instructies=mandaat.instructies,
            achteraf_gedekt=mandaat.vastgelegd_op is not None and om.vraag.datum < mandaat.vastgelegd_op,
        )
    if rij.uitkomst is Uitkomst.RUGGESPRAAK:
        return _met_ruggespraak(uitslag, kandidaat, om)
    if rij.uitkomst is Uitkomst.NEE:
        return _met_opschaling(uitslag, rij, om, passend)
    if rij.richting is Richting.MEDEONDERTEKENAAR:
        getekend = is_getekend(kandidaat.ondertekenaars, uitslag.persoon, vereiste, om)
        return replace(
            uitslag,
            aan=" en ".join(kandidaat.ondertekenaars),
            ondertekenaars=kandidaat.ondertekenaars,
            voor_datum=om.voor_datum,
            getekend=getekend,
        )
    return uitslag


def _met_ruggespraak(uitslag: Uitslag, kandidaat: _Kandidaat, om: Omstandigheden) -> Uitslag:
    """Name who is asked and before when; a binding advice is confirmed by the body itself, within a short term."""
    mandaat = kandidaat.mandaat
    trede = geeft_bindend_advies(om)
    if trede is not None:
        kort = min(om.voor_datum, om.werkdag_later(om.vraag.datum, trede.bevestigen_binnen))
        return replace(uitslag, aan=uitslag.vereiste.orgaan, voor_datum=kort, label=BINDEND_ADVIES)
    aan = mandaat.antwoordt if mandaat else uitslag.vereiste.orgaan
    if mandaat and kandidaat.rij.richting is Richting.HOUDER_OF_GEVER and kandidaat.houder_bereikbaar:
        aan = mandaat.houder_functie
    return replace(uitslag, aan=aan, voor_datum=om.voor_datum)


def _met_opschaling(uitslag: Uitslag, rij: Rij, om: Omstandigheden, passend: tuple[Mandaat, ...]) -> Uitslag:
    """Name the step or body that may decide; without a living holder voorzitter and opdrachtgever are warned."""
    vereiste = uitslag.vereiste
    if rij.richting is Richting.GEEN_TREDE:
        oordeel = toets_bestemming(vereiste, om)
        return replace(uitslag, opschalen_naar="geen", alternatieven=oordeel.alternatieven if oordeel else ())
    if rij.richting is Richting.ORGAAN_ZELF:
        return replace(uitslag, aan=vereiste.orgaan, opschalen_naar=vereiste.orgaan)
    nodig = rij.richting is Richting.VOLGENDE_TREDE
    bruikbaar = [
        mandaat
        for mandaat in passend
        if not _gebreken(mandaat, vereiste, om) and not toets_uitsluiting(mandaat, vereiste)
    ]
    trede = volgende_trede(vereiste, om, bruikbaar, bevoegdheid_nodig=nodig)
    if trede is None:
        return replace(uitslag, opschalen_naar=GEEN_HOUDER, alarm=ALARM)
    return replace(uitslag, opschalen_naar=f"stap {trede.nummer}", trede=trede.nummer)
