"""The answer of the mandate check for people and other programs: plain Dutch, whole cents."""

from __future__ import annotations

from typing import Any

from budget.basis.klok import datum
from engine.mandaat.toetsing import Besluituitslag, Melding, Regeluitslag, Uitkomst, Uitslag


def als_antwoord(besluit: Besluituitslag) -> dict[str, Any]:
    """Return the fields that other programs rely on, and per line and power where they come from.

    uitkomst, rij and vervolg are those of the power that decides the worst line; amounts are whole cents.
    """
    bepalend = besluit.bepalend
    return {
        "uitkomst": bepalend.uitkomst.value,
        "rij": bepalend.rij,
        "regels": [
            {"planregel": regel.regel.kenmerk, **_melding(melding)}
            for regel in besluit.regels
            for uitslag in regel.uitslagen
            for melding in uitslag.meldingen
        ],
        "vervolg": vervolg(bepalend),
        "regels_per_vereiste": [_planregel(regel) for regel in besluit.regels],
        "nu_te_beslissen": [regel.regel.kenmerk for regel in besluit.regels if regel.mag_nu],
        "voorgenomen": [regel.regel.kenmerk for regel in besluit.regels if not regel.mag_nu],
    }


def vervolg(uitslag: Uitslag) -> dict[str, Any]:
    """Return what happens next, with the sentence that people read."""
    return {
        "soort": _soort(uitslag),
        "aan": uitslag.aan,
        "bedrag": uitslag.bedrag.cents,
        "boven_grens": uitslag.boven_grens.cents,
        "voor_datum": uitslag.voor_datum.isoformat() if uitslag.voor_datum else None,
        "opschalen_naar": uitslag.opschalen_naar,
        "stap": uitslag.trede,
        "alternatieven": list(uitslag.alternatieven),
        "alarm": list(uitslag.alarm),
        "label": uitslag.label,
        "tekst": vervolgtekst(uitslag),
    }


def vervolgtekst(uitslag: Uitslag) -> str:
    """Say in one or two plain sentences who may decide, or who must be asked and before when."""
    match uitslag.uitkomst:
        case Uitkomst.JA:
            samen = f" samen met {uitslag.samen_met}" if uitslag.samen_met else ""
            return f"{uitslag.persoon} ({uitslag.houder}) mag dit nu{samen} beslissen, namens {uitslag.namens}."
        case Uitkomst.JA_MET_MEDEONDERTEKENING if uitslag.getekend:
            return f"{uitslag.aan} heeft mede ondertekend. Het besluit geldt, namens {uitslag.namens}."
        case Uitkomst.JA_MET_MEDEONDERTEKENING:
            return f"Het besluit geldt pas als {uitslag.aan} mede ondertekent, namens {uitslag.namens}."
        case Uitkomst.RUGGESPRAAK:
            wanneer = f" vóór {datum(uitslag.voor_datum)}" if uitslag.voor_datum else ""
            label = f" ({uitslag.label})" if uitslag.label else ""
            return f"Vraag {uitslag.aan}{wanneer} om akkoord over {uitslag.bedrag}{label}."
        case Uitkomst.NEE:
            return _nee(uitslag)


def _nee(uitslag: Uitslag) -> str:
    if uitslag.rij == 1:
        wel = " of ".join(naam.replace("_", " ") for naam in uitslag.alternatieven)
        return "Dit mag niet, ook niet met een hoger besluit." + (f" Wel mogelijk: {wel}." if wel else "")
    if uitslag.alarm:
        wie = " en ".join(uitslag.alarm)
        return f"Dit kan hier niet worden besloten en geen hogere stap heeft een houder. Waarschuw {wie}."
    eerst = "Zoek eerst uit welk orgaan bevoegd is. " if uitslag.rij == 2 else ""
    return f"{eerst}Leg dit voor aan {uitslag.opschalen_naar}."


def _soort(uitslag: Uitslag) -> str:
    match uitslag.uitkomst:
        case Uitkomst.JA:
            return "besluiten"
        case Uitkomst.JA_MET_MEDEONDERTEKENING:
            return "besluiten" if uitslag.getekend else "mede_ondertekenen"
        case Uitkomst.RUGGESPRAAK:
            return "ruggespraak"
        case Uitkomst.NEE:
            return "geblokkeerd" if uitslag.rij == 1 else "opschalen"


def _planregel(regel: Regeluitslag) -> dict[str, Any]:
    return {
        "planregel": regel.regel.kenmerk,
        "samenhang_groep": regel.regel.samenhang_groep,
        "uitkomst": regel.uitkomst.value,
        "rij": regel.bepalend.rij,
        "groepsuitkomst": regel.groepsuitkomst.value,
        "mag_nu": regel.mag_nu,
        "vereisten": [_vereiste(uitslag) for uitslag in regel.uitslagen],
    }


def _vereiste(uitslag: Uitslag) -> dict[str, Any]:
    vereiste = uitslag.vereiste
    return {
        "orgaan": vereiste.orgaan,
        "soort": vereiste.soort.value,
        "domein": vereiste.domein,
        "handeling": vereiste.handeling,
        "casus": vereiste.casus,
        "uitkomst": uitslag.uitkomst.value,
        "rij": uitslag.rij,
        "regels": [_melding(melding) for melding in uitslag.meldingen],
        "vervolg": vervolg(uitslag),
        "namens": uitslag.namens,
        "houder": uitslag.houder,
        "persoon": uitslag.persoon,
        "als_vervanger": uitslag.als_vervanger,
        "samen_met": uitslag.samen_met,
        "mandaat": uitslag.mandaat,
        "versie": uitslag.versie,
        "gebruikt": list(uitslag.gebruikt),
        "getekend": uitslag.getekend,
        "achteraf_gedekt": uitslag.achteraf_gedekt,
        "instructies": list(uitslag.instructies),
    }


def _melding(melding: Melding) -> dict[str, Any]:
    return {
        "regel": melding.regel,
        "code": melding.code,
        "tekst": melding.tekst,
        "mandaat": melding.mandaat,
        "houdt_tegen": melding.houdt_tegen,
    }
