"""Before the decision: who is still missing for a line, and what the people present can decide now."""

from __future__ import annotations

from dataclasses import dataclass, replace

from budget.basis.geld import NUL, Geld
from engine.mandaat.begrippen import Aanwezigheid, Gebruik, Mandaat, Onbeperkt, Plafond, Soort
from engine.mandaat.regels.aanwezigheid import functie_aan_tafel, is_afwezig_gemeld, zoek_houder
from engine.mandaat.regels.bevoegdheid import past, toets_geldigheid, toets_vorm
from engine.mandaat.regels.plafonds import laagste_plafond
from engine.mandaat.regels.toets import toets_vereiste
from engine.mandaat.toetsing import Omstandigheden, Uitkomst, Vereiste


@dataclass(frozen=True, slots=True)
class Beslisruimte:
    """What one record lets the people present decide now: by whom, up to which amount per line.

    mede_boven: above this amount `mede` co-signs (None: always, when mede is given).
    """

    mandaat: str
    namens: str
    soort: Soort
    domein: str
    houder: str
    persoon: str
    tot: Plafond
    mede: str | None = None
    mede_boven: Geld | None = None


def wie_ontbreekt(vereiste: Vereiste, omstandigheden: Omstandigheden, gebruik: Gebruik) -> tuple[str, ...]:
    """Return the functions to invite so that the line can be decided; empty when nobody is missing or can help.

    Of the records that could carry the line the first that needs the fewest people; for a holder with a recorded
    absence the first vervanger without one. O(records of the body^2).
    """
    nu = toets_vereiste(vereiste, omstandigheden, gebruik)
    if nu.uitkomst is Uitkomst.JA:
        return ()
    if nu.uitkomst is Uitkomst.JA_MET_MEDEONDERTEKENING:
        return nu.ondertekenaars
    beste: tuple[str, ...] = ()
    for mandaat in omstandigheden.register.mandaten:
        if not past(mandaat, vereiste):
            continue
        nodig = [
            functie
            for functie in _te_vragen(mandaat, vereiste, omstandigheden)
            if not functie_aan_tafel(functie, omstandigheden)
        ]
        if not nodig or (beste and len(nodig) >= len(beste)):
            continue
        erbij = toets_vereiste(vereiste, _met(nodig, omstandigheden), gebruik)
        if erbij.uitkomst.rang <= Uitkomst.JA_MET_MEDEONDERTEKENING.rang:
            beste = tuple(nodig)
    return beste


def beslisruimte(omstandigheden: Omstandigheden, gebruik: Gebruik, casus: str) -> tuple[Beslisruimte, ...]:
    """Return per usable record the highest amount of one line that the people present can decide in this casus.

    Records with less than a cent left, and records without anybody at the table, are left out.
    """
    op = omstandigheden.vraag.datum
    ruimte = []
    for mandaat in omstandigheden.register.mandaten:
        if toets_geldigheid(mandaat, op) or toets_vorm(mandaat, op) or mandaat.alleen_casus not in (None, casus):
            continue
        handeling = min(mandaat.handelingen - mandaat.uitgesloten, default=None)
        if handeling is None:
            continue
        proef = Vereiste(mandaat.gever, mandaat.soort, mandaat.domein, handeling, Geld(1), 0, casus)
        keten = (mandaat.houder_functie, *(vervanger.functie for vervanger in mandaat.vervangers))
        bezetting = zoek_houder(keten, proef, omstandigheden, mandaat.id)
        if bezetting.functie is None or bezetting.persoon is None:
            continue
        if mandaat.gezamenlijk_met and not functie_aan_tafel(mandaat.gezamenlijk_met, omstandigheden):
            continue
        tot = _hoogste(mandaat, bezetting.plaats, gebruik, casus, op.year)
        if isinstance(tot, Onbeperkt) or tot > NUL:
            mede = mandaat.mede_ondertekening
            ruimte.append(
                Beslisruimte(
                    mandaat.id,
                    mandaat.gever,
                    mandaat.soort,
                    mandaat.domein,
                    bezetting.functie,
                    bezetting.persoon,
                    tot,
                    mede.functie if mede else None,
                    mede.boven if mede else None,
                )
            )
    return tuple(ruimte)


def _te_vragen(mandaat: Mandaat, vereiste: Vereiste, omstandigheden: Omstandigheden) -> tuple[str, ...]:
    """Return the functions that a record asks for: holder or substitute, the other of a duo, the co-signer."""
    op = omstandigheden.vraag.datum
    keten = (mandaat.houder_functie, *(vervanger.functie for vervanger in mandaat.vervangers))
    houder = next(
        (
            functie
            for functie in keten
            if any(
                not is_afwezig_gemeld(drager, omstandigheden)
                for drager in omstandigheden.register.vervuld_door(functie, op)
            )
        ),
        mandaat.houder_functie,
    )
    mede = mandaat.mede_ondertekening
    tekent = mede is not None and (mede.boven is None or vereiste.bedrag > mede.boven)
    namen = (houder, mandaat.gezamenlijk_met, mede.functie if mede and tekent else None)
    return tuple(naam for naam in namen if naam)


def _met(functies: list[str], omstandigheden: Omstandigheden) -> Omstandigheden:
    """Return the same circumstances with everyone who fills these functions at the table."""
    op = omstandigheden.vraag.datum
    erbij = tuple(
        Aanwezigheid(drager.persoon, functie)
        for functie in functies
        for drager in omstandigheden.register.vervuld_door(functie, op)
    )
    vraag = replace(omstandigheden.vraag, aanwezigheid=(*omstandigheden.vraag.aanwezigheid, *erbij))
    return replace(omstandigheden, vraag=vraag)


def _hoogste(mandaat: Mandaat, plaats: int, gebruik: Gebruik, casus: str, jaar: int) -> Plafond:
    tot: Plafond = mandaat.max_per_regel
    for plafond, gebruikt in (
        (mandaat.max_per_casus, gebruik.van_casus(mandaat.id, casus)),
        (mandaat.max_per_jaar, gebruik.van_jaar(mandaat.id, jaar)),
    ):
        tot = laagste_plafond(tot, plafond if isinstance(plafond, Onbeperkt) else plafond - gebruikt)
    if plaats:
        vervanger = mandaat.vervangers[plaats - 1]
        for lager, gebruikt in (
            (vervanger.max_per_regel, NUL),
            (vervanger.max_per_casus, gebruik.van_casus(mandaat.id, casus)),
            (vervanger.max_per_jaar, gebruik.van_jaar(mandaat.id, jaar)),
        ):
            tot = laagste_plafond(tot, lager - gebruikt if isinstance(lager, Geld) else None)
    return tot
