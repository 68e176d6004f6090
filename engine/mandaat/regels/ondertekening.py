"""The second signature and the duo: who else must sign, and can that still be done in time (K14)."""

from __future__ import annotations

from dataclasses import dataclass

from engine.mandaat.begrippen import Mandaat
from engine.mandaat.regels.aanwezigheid import (
    Bezetting,
    functie_bereikbaar,
    is_aanwezig,
    meld_conflict,
    verzacht,
    zoek_houder,
)
from engine.mandaat.regels.functiescheiding import Handelrol
from engine.mandaat.toetsing import Melding, Omstandigheden, Vereiste


@dataclass(frozen=True, slots=True)
class Duobezetting:
    """Who signs first, who signs with him, and the function that must still confirm (None: nobody).

    zelfde_orgaan: both sides of a joint mandate are of one body, so the other one cannot confirm.
    """

    eerste: Bezetting
    tweede: Bezetting | None = None
    nog_te_bevestigen: str | None = None
    zelfde_orgaan: bool = False
    meldingen: tuple[Melding, ...] = ()


@dataclass(frozen=True, slots=True)
class Ondertekening:
    """The functions that must still sign, and whether each of them can."""

    functies: tuple[str, ...]
    beschikbaar: bool
    meldingen: tuple[Melding, ...]


def bezet_duo(
    mandaat: Mandaat, keten: tuple[str, ...], andere_keten: tuple[str, ...], vereiste: Vereiste, om: Omstandigheden
) -> Duobezetting:
    """Find both signers of a joint mandate; each absent one is represented by his own substitute.

    The one who is there signs first. Two signatures of one person, or of one body, are not two.
    """
    een = zoek_houder(keten, vereiste, om, mandaat.id)
    ander = zoek_houder(andere_keten, vereiste, om, mandaat.id)
    if een.persoon is None and ander.persoon is None:
        return Duobezetting(een, None, andere_keten[0], meldingen=een.meldingen)
    if een.persoon is None:
        return Duobezetting(ander, None, keten[0], meldingen=(*ander.meldingen, *verzacht(een.meldingen)))
    meldingen = (*een.meldingen, *verzacht(ander.meldingen))
    zelfde_orgaan = een.organisatie is not None and een.organisatie == ander.organisatie
    if ander.persoon is None or een.persoon == ander.persoon or zelfde_orgaan:
        return Duobezetting(een, None, andere_keten[0], zelfde_orgaan, meldingen)
    return Duobezetting(een, ander, meldingen=meldingen)


def toets_ondertekening(mandaat: Mandaat, bezet: Duobezetting, vereiste: Vereiste, om: Omstandigheden) -> Ondertekening:
    """K14: every other signer is at the table or can sign before the needed date.

    A co-signer is never the first signer, nor subordinate to him for this power.
    """
    eerste, duogenoot = bezet.eerste, bezet.nog_te_bevestigen
    functies = [duogenoot] if duogenoot else []
    mede = mandaat.mede_ondertekening
    if mede and (mede.boven is None or vereiste.bedrag > mede.boven):
        functies.append(mede.functie)
    meldingen, beschikbaar = [], True
    for functie in functies:
        if functie == duogenoot and bezet.zelfde_orgaan:
            tekst = f"{functie} en {eerste.functie} zijn van dezelfde organisatie en vormen geen duo."
        elif functie != duogenoot and eerste.functie and is_ondergeschikt(functie, eerste.functie, om):
            tekst = f"{functie} valt onder {eerste.functie} en kan niet mede ondertekenen."
        elif functie_bereikbaar(functie, vereiste, om, behalve=eerste.persoon) or _aan_tafel(
            functie, eerste, vereiste, om
        ):
            tekst = f"{functie} moet mede ondertekenen."
            meldingen.append(Melding("K14", "MEDEONDERTEKENAAR_NODIG", tekst, mandaat.id, houdt_tegen=False))
            continue
        else:
            tekst = f"{functie} moet mede ondertekenen en is niet op tijd bereikbaar."
        beschikbaar = False
        meldingen.append(Melding("K14", "MEDEONDERTEKENAAR_ONBEREIKBAAR", tekst, mandaat.id))
    return Ondertekening(tuple(functies), beschikbaar, tuple(meldingen))


def is_ondergeschikt(functie: str, aan: str, om: Omstandigheden) -> bool:
    """Say whether the function stands, directly or further down, under the other one."""
    gezien = {functie}
    boven = om.register.valt_onder.get(functie)
    while boven is not None and boven not in gezien:
        if boven == aan:
            return True
        gezien.add(boven)
        boven = om.register.valt_onder.get(boven)
    return False


def is_getekend(functies: tuple[str, ...], eerste: str | None, vereiste: Vereiste, om: Omstandigheden) -> bool:
    """Say whether each function signed exactly this line and amount, by a holder other than the first signer."""
    return all(
        any(
            handtekening.functie == functie
            and handtekening.regel == vereiste.regel
            and handtekening.bedrag == vereiste.bedrag
            and handtekening.persoon != eerste
            and any(
                drager.persoon == handtekening.persoon for drager in om.register.vervuld_door(functie, om.vraag.datum)
            )
            for handtekening in om.vraag.handtekeningen
        )
        for functie in functies
    )


def _aan_tafel(functie: str, eerste: Bezetting, vereiste: Vereiste, om: Omstandigheden) -> bool:
    """Say whether a person at the table may sign in this function."""
    return any(
        drager.persoon != eerste.persoon
        and is_aanwezig(drager, om)
        and meld_conflict(drager.persoon, vereiste, om, "", Handelrol.MEDEONDERTEKENAAR) is None
        for drager in om.register.vervuld_door(functie, om.vraag.datum)
    )
