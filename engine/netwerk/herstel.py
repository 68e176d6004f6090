"""What an answer writes: the row or event that was missing, or that its absence was confirmed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any

from sqlmodel import col, select

from budget.basis.klok import dag
from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.casus.zicht import Grond, geef_toegang
from engine.netwerk.antwoord import Bevindingsantwoord
from engine.netwerk.begrippen import Domein, Gebeurtenissoort, Oordeel
from engine.netwerk.feit import Feit
from engine.netwerk.herstel_regie import (
    bied_regie,
    coordineert_de_zorg,
    een_stopt,
    geschil_voorbij,
    geweigerd,
    nodig_uit,
    overdracht_rond,
    vervanger_bekend,
)
from engine.netwerk.opslag import RelatieRij
from engine.netwerk.rijen import Gebeurtenis
from engine.regie.opslag import schrijf
from engine.register.vragen import organisatie, organisaties, persoon, werkt_bij


def bevestig_afwezigheid(feit: Feit) -> None:
    """Write that somebody checked: it is not there. From now on the question is a statement.

    Nothing is written for a rule that asks nothing.
    """
    doe = _AFWEZIG.get(feit.bevinding.regel)
    if doe is not None:
        doe(feit)


def vul_aan(feit: Feit) -> None:
    """Write the row or event that was missing; refuses (exit 2) when the answer does not hold what it needs.

    Casusregie is never written but offered: acceptance comes from the person asked. Refusals: those of the offer.
    """
    regel = feit.bevinding.regel
    _keur(feit, _NODIG.get(regel, ()))
    _AANVULLEN[regel](feit)
    feit.db.flush()


def biedt_aan(antwoord: Bevindingsantwoord) -> bool:
    """Say whether this answer offers the regie to somebody, who must confirm it."""
    return antwoord.oordeel is Oordeel.AL_GEREGELD and (
        _AANVULLEN.get(antwoord.regel) is bied_regie
        or (antwoord.regel in ("R04", "R06") and antwoord.vervanger is not None)
    )


def _keur(feit: Feit, nodig: tuple[str, ...]) -> None:
    fouten = [
        Fout("antwoord", veld, f"Bij 'al geregeld' op {feit.bevinding.regel} hoort '{veld}': {_UITLEG[veld]}.",
             f"Vul '{veld}' in.")
        for veld in nodig
        if getattr(feit.antwoord, veld) is None
    ]  # fmt: skip
    for veld in ("wie", "met", "vervanger"):
        id_ = getattr(feit.antwoord, veld)
        if id_ is not None and not _bekend(feit, id_):
            fouten.append(Fout("antwoord", veld, f"'{id_}' staat niet in het register of in deze casus.",
                               "Kies een id uit 'doorbraak register lijst'."))  # fmt: skip
    if feit.antwoord.wie is not None and feit.antwoord.wie == feit.antwoord.met:
        fouten.append(Fout("antwoord", "met", "Niemand heeft contact met zichzelf.", "Noem de ander."))
    if feit.op > dag(feit.nu):
        fouten.append(Fout("antwoord", "op", "Deze dag is nog niet geweest.", "Noem de dag waarop het gebeurde."))
    if fouten:
        raise OnbruikbareInvoer(fouten)


def _bekend(feit: Feit, id_: str) -> bool:
    return (
        id_ in feit.beeld.actoren
        or persoon(feit.db, id_) is not None
        or organisatie(feit.db, id_) is not None
    )  # fmt: skip


_UITLEG = {
    "wie": "om wie het gaat",
    "met": "met wie er contact was",
    "op": "op welke dag",
    "vervanger": "wie waarneemt",
}


# -- the missing row ----------------------------------------------------------------------------------------------


def _leg_contact(feit: Feit) -> None:
    a = feit.antwoord
    assert a.wie is not None
    assert a.met is not None
    for id_ in (a.wie, a.met):
        if id_ not in feit.beeld.actoren:
            _betrek(feit, id_)
    _contact(feit, a.wie, a.met)


def _contact_of_einde(feit: Feit) -> None:
    """A silent actor had contact, or is not involved any more since a day."""
    stil, a = feit.leden()[0], feit.antwoord
    if a.met is not None:
        _contact(feit, stil, a.met)
        return
    if a.op is None:
        raise OnbruikbareInvoer([
            Fout("antwoord", "met", f"Bij 'al geregeld' op {feit.bevinding.regel} hoort met wie er contact was, of op "
                 "welke dag de betrokkenheid stopte.", "Vul 'met' in, of 'op'.")
        ])  # fmt: skip
    for rij in _rijen(feit, "betrokken"):
        if rij.van == stil and rij.geldig_tot is None and (rij.geldig_van or date.min) < a.op:
            _vervang(feit, rij, geldig_tot=a.op)


def _betrek_team(feit: Feit) -> None:
    assert feit.antwoord.wie is not None
    _betrek(feit, feit.antwoord.wie)


def _teruggekoppeld(feit: Feit) -> None:
    for rij in _bewezen(feit, "melding"):
        _vervang(feit, rij, velden={**rij.velden, "terugkoppeling_op": feit.op.isoformat()})


def _vast_gezicht(feit: Feit) -> None:
    _relatie(feit, "vast_gezicht", feit.antwoord.wie, min(feit.beeld.gezin))


def _verteld(feit: Feit) -> None:
    """The change of person was told to everybody who did not know."""
    opvolger = next(
        b
        for b in feit.leden()
        if b in feit.beeld.professionals and feit.beeld.professionals[b].rij.opvolger_van is not None
    )
    for ander in feit.leden():
        if ander != opvolger and ander in feit.beeld.professionals:
            _contact(feit, opvolger, ander, vorm="terugkoppeling")


def _beantwoord_pijlen(feit: Feit) -> None:
    for rij in _bewezen(feit, "wijst_naar"):
        _vervang(feit, rij, velden={**rij.velden, "status": "beantwoord"})


_AANVULLEN: Mapping[str, Callable[[Feit], None]] = {
    "R01": bied_regie,
    "R02": bied_regie,
    "R03": een_stopt,
    "R04": geschil_voorbij,
    "R05": geweigerd,
    "R06": overdracht_rond,
    "R07": _beantwoord_pijlen,
    "R08": _beantwoord_pijlen,
    "R09": _leg_contact,
    "R10": nodig_uit,
    "R11": _leg_contact,
    "R13": vervanger_bekend,
    "R16": _leg_contact,
    "R17": coordineert_de_zorg,
    "R18": _betrek_team,
    "R19": _contact_of_einde,
    "R20": _teruggekoppeld,
    "R21": _vast_gezicht,
    "R22": nodig_uit,
    "R23": bied_regie,
    "R24": _verteld,
    "R25": _leg_contact,
}
_NODIG: Mapping[str, tuple[str, ...]] = {
    "R01": ("wie", "vervanger"),
    "R02": ("wie", "vervanger"),
    "R03": ("wie",),
    "R06": ("wie",),
    "R09": ("wie", "met"),
    "R10": ("wie",),
    "R11": ("wie", "met"),
    "R13": ("vervanger",),
    "R16": ("wie", "met"),
    "R17": ("wie",),
    "R18": ("wie",),
    "R21": ("wie",),
    "R22": ("wie",),
    "R23": ("wie", "vervanger"),
    "R25": ("wie", "met"),
}


# -- confirmed absence --------------------------------------------------------------------------------------------


def _geen_regie(feit: Feit) -> None:
    afwezig = Gebeurtenis(datum=dag(feit.nu), soort=Gebeurtenissoort.VASTGESTELD_AFWEZIG, door=feit.wie.persoon)
    schrijf(feit.db, feit.casus, afwezig, feit.nu)


def _geen_contact(feit: Feit) -> None:
    beeld = feit.beeld
    if feit.bevinding.regel == "R11":
        een, ander = (min(a.id for a in beeld.van_domein(d)) for d in (Domein.ONDERWIJS, Domein.JEUGDHULP))
    else:
        domein = next(b.removeprefix("domein:") for b in feit.bevinding.betrokkenen if b.startswith("domein:"))
        een, ander = feit.leden()[0], min(a.id for a in beeld.van_domein(Domein(domein)))
    if een != ander:
        _relatie(feit, "informatie", een, ander, kennis="afwezig")


def _geen_team(feit: Feit) -> None:
    woon = feit.beeld.rijen.casus.woongemeente_jeugdwet or ""
    teams = [o.id for o in organisaties(feit.db) if woon in (o.gemeente, *o.werkgebied)]
    eerst = [o.id for o in organisaties(feit.db, "lokaal_team") if woon in (o.gemeente, *o.werkgebied)]
    if teams:
        _relatie(feit, "betrokken", min(eerst or teams), None, kennis="afwezig")


def _geen_vast_gezicht(feit: Feit) -> None:
    _relatie(feit, "vast_gezicht", None, min(feit.beeld.gezin), kennis="afwezig")


_AFWEZIG: Mapping[str, Callable[[Feit], None]] = {
    "R01": _geen_regie,
    "R09": _geen_contact,
    "R11": _geen_contact,
    "R18": _geen_team,
    "R21": _geen_vast_gezicht,
}


# -- rows ---------------------------------------------------------------------------------------------------------


def _relatie(
    feit: Feit,
    soort: str,
    van: str | None,
    naar: str | None,
    *,
    kennis: str = "aanwezig",
    velden: dict[str, Any] | None = None,
) -> None:
    vandaag = dag(feit.nu)
    feit.db.add(
        RelatieRij(
            casus=feit.casus, soort=soort, van=van, naar=naar, geldig_van=min(feit.op, vandaag), kennis=kennis,
            bevestigd_op=vandaag, vastgelegd_op=vandaag, bron=f"antwoord op {feit.bevinding.regel}",
            velden=velden or {},
        )
    )  # fmt: skip


def _contact(feit: Feit, een: str, ander: str, *, vorm: str = "uitwisseling") -> None:
    _relatie(feit, "informatie", een, ander, velden={"vorm": vorm, "contactmomenten": [feit.op.isoformat()]})


def _betrek(feit: Feit, id_: str) -> None:
    """Put somebody on the list of participants, who may see the casus with the own organisation from now on."""
    vandaag = dag(feit.nu)
    bij = id_ if organisatie(feit.db, id_) is not None else werkt_bij(feit.db, id_, vandaag)
    if bij is None:
        raise OnbruikbareInvoer([
            Fout("antwoord", "wie", f"'{id_}' is nu nergens in dienst.", "Kies iemand met een aanstelling.")
        ])  # fmt: skip
    _relatie(feit, "betrokken", id_, None)
    geef_toegang(feit.db, feit.casus, "organisatie", bij, Grond.BETROKKEN, vandaag)


def _rijen(feit: Feit, soort: str) -> list[RelatieRij]:
    r = RelatieRij
    vraag = select(r).where(col(r.casus) == feit.casus, col(r.soort) == soort, col(r.vervallen_op).is_(None))
    return list(feit.db.exec(vraag.order_by(col(r.nummer))))


def _bewezen(feit: Feit, soort: str) -> list[RelatieRij]:
    return [rij for rij in _rijen(feit, soort) if f"relatie-{rij.nummer}" in feit.bevinding.bewijs]


def _vervang(feit: Feit, rij: RelatieRij, **anders: Any) -> None:
    """Withdraw a row and add it again with what is known now; a row itself never changes."""
    vandaag = dag(feit.nu)
    velden = rij.model_dump(exclude={"nummer"}) | {"vastgelegd_op": vandaag, "bevestigd_op": vandaag} | anders
    rij.vervallen_op = vandaag
    feit.db.add(rij)
    feit.db.add(RelatieRij(**velden))
