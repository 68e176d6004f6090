"""The ladder: the next step that can really answer, and what a last word rests on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from engine.mandaat.begrippen import ONBEPERKT, Bevoegdheid, Mandaat, Spoor, Trede
from engine.mandaat.regels.aanwezigheid import functie_aan_tafel, functie_bereikbaar
from engine.mandaat.toetsing import Omstandigheden, Vereiste

ALARM = ("voorzitter", "opdrachtgever")
"""Who is warned when no higher step has a living holder."""


def volgende_trede(
    vereiste: Vereiste,
    omstandigheden: Omstandigheden,
    bruikbaar: Iterable[Mandaat],
    *,
    bevoegdheid_nodig: bool = True,
) -> Trede | None:
    """Return the lowest higher step with a living holder and a usable record; None = geen houder.

    A binding advice and the own power of the body need no record. bruikbaar: the records that cover the vereiste.
    """
    functies = {mandaat.houder_functie for mandaat in bruikbaar}
    for trede in hogere_treden(vereiste, omstandigheden):
        if bevoegdheid_nodig and not _heeft_bevoegdheid(trede, vereiste, functies):
            continue
        if _heeft_levende_houder(trede, vereiste, omstandigheden):
            return trede
    return None


def hogere_treden(vereiste: Vereiste, omstandigheden: Omstandigheden) -> Iterator[Trede]:
    """Yield the steps above the one that decides now, on the track of the vereiste, in ladder order.

    When the ladder does not name the deciding step, all its steps are above it.
    """
    ladder = omstandigheden.register.ladder
    nummers = [trede.nummer for trede in ladder]
    nu = omstandigheden.vraag.trede
    begin = nummers.index(nu) + 1 if nu in nummers else 0
    for trede in ladder[begin:]:
        if Spoor.BEIDE in (trede.spoor, vereiste.spoor) or trede.spoor is vereiste.spoor:
            yield trede


def houders_van_hogere_treden(vereiste: Vereiste, omstandigheden: Omstandigheden) -> frozenset[str]:
    """Return the functions whose mandate is the last word of a higher step and who are not at the table now."""
    return frozenset(
        functie
        for trede in hogere_treden(vereiste, omstandigheden)
        if trede.bevoegdheid is Bevoegdheid.MANDAAT
        for functie in trede.houders
        if not functie_aan_tafel(functie, omstandigheden)
    )


def geeft_bindend_advies(omstandigheden: Omstandigheden) -> Trede | None:
    """Return the deciding step when its doorzettingsmacht is at the table and rests on a binding advice.

    A binding advice moves no statutory power: the body still confirms, within a short term.
    """
    trede = omstandigheden.register.trede(omstandigheden.vraag.trede)
    if trede is None or trede.bevoegdheid is not Bevoegdheid.BINDEND_ADVIES or not trede.houders:
        return None
    aan_tafel = [functie_aan_tafel(functie, omstandigheden) for functie in trede.houders]
    return trede if (all if trede.samen else any)(aan_tafel) else None


def eigen_bevoegdheid(vereiste: Vereiste, omstandigheden: Omstandigheden) -> Mandaat | None:
    """Return the own power of the body at a step where it decides itself, in the form of a record (Awb 10:7).

    It has no ceilings and no usage is written under it.
    """
    trede = omstandigheden.register.trede(omstandigheden.vraag.trede)
    if trede is None or trede.bevoegdheid is not Bevoegdheid.EIGEN:
        return None
    if vereiste.orgaan is None or vereiste.orgaan not in trede.organen:
        return None
    return Mandaat(
        id=f"eigen bevoegdheid {vereiste.orgaan}",
        gever=vereiste.orgaan,
        soort=vereiste.soort,
        houder_functie=trede.organen[vereiste.orgaan],
        domein=vereiste.domein,
        handelingen=frozenset({vereiste.handeling}),
        max_per_regel=ONBEPERKT,
        max_per_casus=ONBEPERKT,
        max_per_jaar=ONBEPERKT,
        max_looptijd=ONBEPERKT,
        geldig_van=omstandigheden.vraag.datum,
        eigen_bevoegdheid=True,
    )


def _heeft_bevoegdheid(trede: Trede, vereiste: Vereiste, functies: set[str]) -> bool:
    if trede.bevoegdheid is Bevoegdheid.MANDAAT:
        return any(functie in functies for functie in trede.houders)
    if trede.bevoegdheid is Bevoegdheid.EIGEN:
        return vereiste.orgaan in trede.organen
    return trede.bevoegdheid is Bevoegdheid.BINDEND_ADVIES


def _heeft_levende_houder(trede: Trede, vereiste: Vereiste, omstandigheden: Omstandigheden) -> bool:
    """A duo needs both; where bodies decide themselves, the one who speaks for this body must be there."""
    houders, samen = trede.houders, trede.samen
    spreekt = trede.organen.get(vereiste.orgaan or "")
    if trede.bevoegdheid is Bevoegdheid.EIGEN and spreekt:
        houders, samen = (spreekt,), True
    leeft = [functie_bereikbaar(functie, vereiste, omstandigheden) for functie in houders]
    return bool(leeft) and (all if samen else any)(leeft)
