"""Who may act for a function: presence, recorded absence, the chain of substitutes, conflicts (K08, K09)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

from engine.mandaat.begrippen import Aanwezigheid, Vervulling, Wijze
from engine.mandaat.regels.functiescheiding import Handelrol, rolconflicten
from engine.mandaat.toetsing import Melding, Omstandigheden, Vereiste


@dataclass(frozen=True, slots=True)
class Bezetting:
    """Who acts (None: nobody may), at which place of the chain, and what was noticed on the way."""

    functie: str | None
    persoon: str | None
    organisatie: str | None
    plaats: int
    meldingen: tuple[Melding, ...]


HANDELROLLEN = {
    "beslissen_op_bezwaar": Handelrol.BEZWAARBESLISSER,
    "bestellen": Handelrol.BESTELLER,
    "betalen": Handelrol.BETAALROL,
    "afschrijven": Handelrol.AFSCHRIJVING_BESLISSER,
}
"""What a person becomes by an act, besides mandate holder of the line."""


def zaken_van(vereiste: Vereiste) -> frozenset[str]:
    """Return the matters in which a role conflict counts: casus, line and provider."""
    return frozenset(zaak for zaak in (vereiste.casus, vereiste.regel, vereiste.aanbieder) if zaak)


def rollen_van(vereiste: Vereiste) -> tuple[Handelrol, ...]:
    """Return what a person becomes who uses this power; without money one is a beslisser, no mandaathouder (D9)."""
    eerste = Handelrol.MANDAATHOUDER if vereiste.bedrag else Handelrol.BESLISSER
    extra = HANDELROLLEN.get(vereiste.handeling)
    return (eerste, extra) if extra else (eerste,)


def zoek_houder(
    keten: Sequence[str], vereiste: Vereiste, omstandigheden: Omstandigheden, mandaat: str, *extra_rollen: Handelrol
) -> Bezetting:
    """K08 and K09: the first function of the chain that may act, and by whom.

    A vervanger may act only while every person before it has a recorded absence or a role conflict, or the
    function is empty. O(chain x persons).
    """
    op = omstandigheden.vraag.datum
    meldingen: list[Melding] = []
    leeg = True
    for plaats, functie in enumerate(keten):
        dragers = omstandigheden.register.vervuld_door(functie, op)
        leeg = leeg and not dragers
        vrij = []
        for drager in dragers:
            conflict = meld_conflict(drager.persoon, vereiste, omstandigheden, mandaat, *extra_rollen)
            if conflict:
                meldingen.append(conflict)
            else:
                vrij.append(drager)
        for drager in vrij:
            if is_aanwezig(drager, omstandigheden):
                if plaats:
                    tekst = f"{functie} vervangt {keten[0]}."
                    meldingen.append(Melding("K08", "VERVANGER", tekst, mandaat, houdt_tegen=False))
                # Whoever stood aside earlier stops nothing once a substitute acts.
                return Bezetting(functie, drager.persoon, drager.organisatie, plaats, verzacht(meldingen))
        if any(not is_afwezig_gemeld(drager, omstandigheden) for drager in vrij):
            tekst = f"{functie} is niet aan tafel en er is geen afwezigheid vastgelegd."
            meldingen.append(Melding("K08", "HOUDER_AFWEZIG", tekst, mandaat))
            break
    else:
        if leeg:
            tekst = f"Niemand vervult de functie {keten[0]} en er is geen vervanger."
            meldingen.append(Melding("K08", "FUNCTIE_LEEG", tekst, mandaat))
        else:
            tekst = f"{keten[0]} en de vervangers zijn er niet."
            meldingen.append(Melding("K08", "HOUDER_AFWEZIG", tekst, mandaat))
    return Bezetting(None, None, None, -1, tuple(meldingen))


def meld_conflict(
    persoon: str, vereiste: Vereiste, omstandigheden: Omstandigheden, mandaat: str, *extra_rollen: Handelrol
) -> Melding | None:
    """K09: the first role conflict of this person for this line."""
    rollen = omstandigheden.vraag.rollen
    if not rollen:
        return None
    zaken = zaken_van(vereiste)
    for nieuw in (*rollen_van(vereiste), *extra_rollen):
        for conflict in rolconflicten(persoon, nieuw, zaken, rollen):
            tekst = f"{persoon} mag hier niet beslissen ({conflict.scheiding.nummer}). {conflict.scheiding.waarom}"
            return Melding("K09", "ROLCONFLICT", tekst, mandaat)
    return None


def is_aanwezig(drager: Vervulling, omstandigheden: Omstandigheden) -> bool:
    """Say whether the person takes part in this function: in the room, or remote and authenticated."""
    return any(
        rij.wijze is Wijze.AANWEZIG or (rij.wijze is Wijze.OP_AFSTAND and rij.geauthenticeerd)
        for rij in _rijen(drager, omstandigheden)
    )


def functie_aan_tafel(functie: str, omstandigheden: Omstandigheden) -> bool:
    """Say whether somebody takes part in this function."""
    dragers = omstandigheden.register.vervuld_door(functie, omstandigheden.vraag.datum)
    return any(is_aanwezig(drager, omstandigheden) for drager in dragers)


def is_afwezig_gemeld(drager: Vervulling, omstandigheden: Omstandigheden) -> bool:
    """Say whether an absence of this person on the day was recorded."""
    op = omstandigheden.vraag.datum
    return any(begin <= op < einde for begin, einde in _afwezigheden(drager, omstandigheden))


def is_bereikbaar(naam: str, vereiste: Vereiste, omstandigheden: Omstandigheden) -> bool:
    """Say whether this body or function can answer in writing before the needed date.

    Not when it was said to be out of reach, or refused the same question before. A function must be filled by a
    person without a role conflict whose recorded absence does not cover the whole term. A body is reachable.
    """
    if naam in omstandigheden.vraag.onbereikbaar or heeft_geweigerd(naam, vereiste, omstandigheden):
        return False
    if not omstandigheden.register.is_functie(naam):
        return True
    return functie_bereikbaar(naam, vereiste, omstandigheden)


def functie_bereikbaar(
    functie: str, vereiste: Vereiste, omstandigheden: Omstandigheden, *, behalve: str | None = None
) -> bool:
    """Say whether a person fills the function who can answer before the needed date, other than `behalve`."""
    if functie in omstandigheden.vraag.onbereikbaar or heeft_geweigerd(functie, vereiste, omstandigheden):
        return False
    return any(
        drager.persoon != behalve
        and not _hele_termijn_afwezig(drager, omstandigheden)
        and meld_conflict(drager.persoon, vereiste, omstandigheden, "", Handelrol.RUGGESPRAAK_BEANTWOORDER) is None
        for drager in omstandigheden.register.vervuld_door(functie, omstandigheden.vraag.datum)
    )


def heeft_geweigerd(naam: str, vereiste: Vereiste, omstandigheden: Omstandigheden) -> bool:
    """Say whether this body or function refused the same question: same casus and act, this amount or less."""
    return any(
        eerder.door == naam
        and eerder.casus == vereiste.casus
        and eerder.handeling == vereiste.handeling
        and (eerder.bedrag is None or vereiste.bedrag >= eerder.bedrag)
        for eerder in omstandigheden.vraag.geweigerd
    )


def verzacht(meldingen: Iterable[Melding]) -> tuple[Melding, ...]:
    """Return what was noticed as something that stops nothing."""
    return tuple(replace(melding, houdt_tegen=False) for melding in meldingen)


def _rijen(drager: Vervulling, omstandigheden: Omstandigheden) -> Iterator[Aanwezigheid]:
    for rij in omstandigheden.vraag.aanwezigheid:
        if rij.persoon == drager.persoon and rij.functie in (None, drager.functie):
            yield rij


def _afwezigheden(drager: Vervulling, omstandigheden: Omstandigheden) -> Iterator[tuple[date, date]]:
    """Every recorded absence as a half-open period; without dates it is the day of the question."""
    op = omstandigheden.vraag.datum
    for rij in _rijen(drager, omstandigheden):
        if rij.wijze is not Wijze.AFWEZIG:
            continue
        begin = rij.van or op
        yield begin, rij.tot or (op + timedelta(days=1) if rij.van is None else date.max)


def _hele_termijn_afwezig(drager: Vervulling, omstandigheden: Omstandigheden) -> bool:
    op, voor = omstandigheden.vraag.datum, omstandigheden.voor_datum
    return any(begin <= op and voor < einde for begin, einde in _afwezigheden(drager, omstandigheden))
