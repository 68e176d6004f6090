"""Rules of the card Verbinding: who is connected to whom, and who is left out.

Sources are named as in `engine.netwerk.regels.regie`.
"""

from __future__ import annotations

from collections.abc import Iterable

from engine.netwerk import grafen
from engine.netwerk.beeld import Actor, Beeld, domeinen
from engine.netwerk.begrippen import KERN, Bevinding, Domein
from engine.netwerk.regels.overzicht import NIET_VASTGELEGD, OPENSTAAND, VASTGESTELD, bevinding
from engine.netwerk.rijen import Betrokken, Contactpersoon, Financiering, Informatie
from engine.netwerk.teksten import DOMEINNAAM, Schrijver

MAG_WEL = "mag wel, gebeurt niet"
GEEN_TOESTEMMING = "geen toestemming vastgelegd"
_STATUS = {
    "gevraagd": "is gevraagd om te betalen",
    "toegezegd": "zegde toe te betalen",
    "betwist": "betwist de rekening",
}


def _tussen(rijen: Iterable[Informatie], a: set[str], b: set[str]) -> list[Informatie]:
    """Return the rows between a member of one group and a member of the other."""
    return [r for r in rijen if (r.van in a and r.naar in b) or (r.van in b and r.naar in a)]


def regie_zonder_bereik(beeld: Beeld) -> list[Bevinding]:
    """R09: a regisseur has no line of at most `stappen` steps with a domain that takes part.

    One finding per unit (a duo reaches together) and domain; severity 2 for a kern domain, else 1. Closed
    organisations and domains that joined less than `nieuw_dagen` ago are never asked for a line; the own domain
    always counts. Repair: the nearest actor of that domain along lines that are allowed; else ask the parents for
    consent. BFS, O(n + m) per unit.
    Source: Rapport rekenkamer ("Het is dan afhankelijk van de betrokken professionals").
    """
    bestaand: dict[Domein, list[Actor]] = {}
    for actor in beeld.professionals.values():
        if (
            actor.domein is not None
            and not beeld.gesloten(actor.organisatie)
            and beeld.dagen(actor.sinds) >= beeld.drempels.nieuw_dagen
        ):
            bestaand.setdefault(actor.domein, []).append(actor)
    gevonden = []
    for eenheid in beeld.eenheden:
        bereikt = _domeinen_van(beeld, grafen.bereik(beeld.informatie, eenheid, beeld.drempels.stappen))
        eigen = {d for p in eenheid for d in _eigen_domeinen(beeld, p)}
        mogelijk = grafen.bereik(beeld.mag_delen, eenheid, beeld.drempels.stappen)
        for domein in sorted(set(bestaand) - bereikt - eigen):
            mensen = {a.id for a in beeld.van_domein(domein)}
            bevestigd = _tussen(beeld.afwezige(Informatie), set(eenheid), mensen)
            waarom = MAG_WEL if mogelijk & mensen else GEEN_TOESTEMMING

            def zin(
                s: Schrijver,
                eenheid: tuple[str, ...] = eenheid,
                domein: Domein = domein,
                waarom: str = waarom,
                bevestigd: bool = bool(bevestigd),
            ) -> str:
                wie = (
                    f"Regisseur {s.naam(eenheid[0])} heeft"
                    if len(eenheid) == 1
                    else f"Regisseurs {s.lijst(eenheid)} hebben"
                )
                if not s.namen:
                    wie = "De regisseur heeft" if len(eenheid) == 1 else "De regisseurs hebben"
                lijn = "geen lijn" if bevestigd else "geen vastgelegde lijn"
                uitleg = [*(["bevestigd"] if bevestigd else []), *([waarom] if s.namen else [])]
                haakjes = f" ({'; '.join(uitleg)})" if uitleg else ""
                return f"{wie} {lijn} met {DOMEINNAAM[domein]}{haakjes}."

            gevonden.append(
                bevinding(
                    beeld,
                    "regie_zonder_bereik",
                    [*eenheid, f"domein:{domein}"],
                    VASTGESTELD if bevestigd else NIET_VASTGELEGD,
                    2 if domein in KERN else 1,
                    zin,
                    bewijs=[r.id for r in bevestigd],
                    vraag_aan=sorted(mogelijk & mensen) or sorted(mensen),
                )
            )
    return gevonden


def _domeinen_van(beeld: Beeld, actoren: Iterable[str]) -> set[Domein]:
    return domeinen(beeld.professionals[a] for a in actoren)


def _eigen_domeinen(beeld: Beeld, persoon: str) -> set[Domein]:
    """A regisseur need not be a participant: then the domains of the present employers count."""
    if persoon in beeld.actoren:
        return domeinen([beeld.actoren[persoon]])
    werkgevers = beeld.dienst.werkgevers(persoon, beeld.t)
    return {beeld.organisaties[o].domein for o in werkgevers if o in beeld.organisaties}


def onderwijs_jeugdhulp_los(beeld: Beeld) -> list[Bevinding]:
    """R11: school and jeugdhulp both take part and have no contact on record within `stappen` steps.

    The gezin is no link; a lokaal team between them is. Severity 1 when sharing was refused or the consent
    expired: then the question goes to the parents. Repair: propose a link. BFS, O(n + m).
    Source: Rapport rekenkamer ("geen gezamenlijke overleggen met jeugdhulp en het onderwijs").
    """
    onderwijs, jeugdhulp = beeld.van_domein(Domein.ONDERWIJS), beeld.van_domein(Domein.JEUGDHULP)
    if not onderwijs or not jeugdhulp:
        return []
    samen_sinds = max(min(a.sinds for a in onderwijs), min(a.sinds for a in jeugdhulp))
    o, j = {a.id for a in onderwijs}, {a.id for a in jeugdhulp}
    if beeld.dagen(samen_sinds) < beeld.drempels.nieuw_dagen or (
        grafen.bereik(beeld.contact, o, beeld.drempels.stappen) & j
    ):
        return []
    geweigerd = [r for r in _tussen(beeld.geldige(Informatie), o, j) if not r.mag(beeld.t)]
    bevestigd = _tussen(beeld.afwezige(Informatie), o, j)
    ver = len(beeld.actoren)
    via_gezin = bool(grafen.bereik(beeld.contact_met_gezin, o, ver) & j) and not (
        grafen.bereik(beeld.contact, o, ver) & j
    )

    def zin(s: Schrijver) -> str:
        delen = ["School en jeugdhulp hebben geen vastgelegd contact."]
        if bevestigd:
            delen = ["School en jeugdhulp hebben geen contact (bevestigd)."]
        if geweigerd and s.namen:
            delen.append("Geen toestemming om te delen vastgelegd.")
        if via_gezin:
            delen.append("Alles loopt via het gezin.")
        return " ".join(delen)

    return [
        bevinding(
            beeld,
            "onderwijs_jeugdhulp_los",
            (),
            VASTGESTELD if bevestigd else NIET_VASTGELEGD,
            1 if geweigerd else 3,
            zin,
            sinds=samen_sinds,
            bewijs=[r.id for r in (*geweigerd, *bevestigd)],
            vraag_aan=sorted(beeld.gezin) if geweigerd else [*sorted(o), *sorted(j)],
        )
    ]


def informatie_eiland(beeld: Beeld) -> list[Bevinding]:
    """R16: a group with a kern domain shares no information with the rest.

    The rest is the part with a regisseur, else the largest part (then the smallest id). Severity 2 when sharing is
    allowed, else 1. Repair as for a regisseur without reach. O(n + m).
    Source: Actieprogramma ("volgtijdelijkheid van beide domeinen").
    """
    delen = grafen.delen(beeld.informatie)
    if len(delen) < 2:
        return []
    kern = [deel for deel in delen if deel & set(beeld.regisseurs)]
    if not kern:
        kern = [min(delen, key=lambda deel: (-len(deel), min(deel)))]
    bereikbaar = grafen.bereik(beeld.mag_delen, set().union(*kern), len(beeld.professionals))
    gevonden = []
    for deel in delen:
        lang_genoeg = (
            beeld.professionals[a].domein in KERN
            and beeld.dagen(beeld.professionals[a].sinds) >= beeld.drempels.nieuw_dagen
            for a in deel
        )
        if deel in kern or not any(lang_genoeg):
            continue
        mag = bool(deel & bereikbaar)

        def zin(s: Schrijver, deel: set[str] = deel, mag: bool = mag) -> str:
            waarom = f" ({MAG_WEL if mag else GEEN_TOESTEMMING})" if s.namen else ""
            return f"Van {s.lijst(deel)} is geen lijn met de rest vastgelegd{waarom}."

        gevonden.append(
            bevinding(
                beeld,
                "informatie_eiland",
                deel,
                NIET_VASTGELEGD,
                2 if mag else 1,
                zin,
                vraag_aan=sorted(deel),
            )
        )
    return gevonden


def gemeentegrens_breuk(beeld: Beeld) -> list[Bevinding]:
    """R18: the jeugdige lives in one municipality, the school stands in another, and the team of the first is missing.

    Only under the Jeugdwet; where the jeugdige stays never counts; a regional team counts for its werkgebied.
    Repair: the contactpersoon of the school at the team of the woongemeente, else that team. O(n).
    Source: Rapport rekenkamer ("discussie over welke gemeente"); woonplaatsbeginsel Jeugdwet (VNG).
    """
    casus = beeld.rijen.casus
    school = beeld.organisaties.get(casus.school) if casus.school is not None else None
    woon = casus.woongemeente_jeugdwet
    if woon is None or school is None or school.gemeente in (None, woon) or casus.kader != "jeugdwet":
        return []
    if any(beeld.bedient(a.organisatie, woon) for a in beeld.van_domein(Domein.TOEGANG)):
        return []
    bevestigd = [r for r in beeld.afwezige(Betrokken) if beeld.bedient(r.van, woon)]

    def zin(_: Schrijver) -> str:
        niet = "doet niet mee (bevestigd)" if bevestigd else "is niet als betrokken vastgelegd"
        return f"Woont in {woon}, school in {school.gemeente}: het team van {woon} {niet}."

    vaste = [
        r.naar
        for r in beeld.geldige(Contactpersoon)
        if r.van == school.id
        and r.naar is not None
        and any(beeld.bedient(o, woon) for o in beeld.dienst.werkgevers(r.naar, beeld.t))
    ]
    teams = [o.id for o in beeld.rijen.organisaties if o.domein is Domein.TOEGANG and o.bedient(woon)]
    return [
        bevinding(
            beeld,
            "gemeentegrens_breuk",
            [f"gemeente:{woon}"],
            VASTGESTELD if bevestigd else NIET_VASTGELEGD,
            3,
            zin,
            bewijs=[r.id for r in bevestigd],
            vraag_aan=sorted(vaste) or sorted(teams),
        )
    ]


def betaler_niet_verbonden(beeld: Beeld) -> list[Bevinding]:
    """R25: an organisation that was asked to pay has no line with the regisseur and no seat at the next table.

    The team of a gemeente acts for that gemeente (`onderdeel_van`); money from the pot needs no payer yet.
    Repair: invite the contactpersoon of the payer. BFS, O(n + m).
    Source: Rapport rekenkamer (debates about the payer delay the start of help).
    """
    gevonden = []
    per_betaler: dict[str, list[Financiering]] = {}
    for rij in beeld.geldige(Financiering):
        if rij.status in _STATUS:
            per_betaler.setdefault(rij.van, []).append(rij)
    for betaler, rijen in sorted(per_betaler.items()):
        van_betaler = {betaler} | {o.id for o in beeld.rijen.organisaties if o.onderdeel_van == betaler}
        if _verbonden(beeld, van_betaler):
            continue

        def zin(s: Schrijver, betaler: str = betaler, status: str = rijen[0].status) -> str:
            return (
                f"{s.naam(betaler)} {_STATUS[status]}, maar een lijn met de regisseur of de tafel is niet vastgelegd."
            )

        gevonden.append(
            bevinding(
                beeld,
                "betaler_niet_verbonden",
                [betaler],
                OPENSTAAND,
                2,
                zin,
                sinds=min((r.geldig_van for r in rijen if r.geldig_van), default=None),
                bewijs=[r.id for r in rijen],
                vraag_aan=[a.id for a in beeld.professionals.values() if a.organisatie in van_betaler] or [betaler],
            )
        )
    return gevonden


def _verbonden(beeld: Beeld, van_betaler: set[str]) -> bool:
    deelnemers = {a.id for a in beeld.professionals.values() if a.organisatie in van_betaler}
    if beeld.regisseurs:
        deelnemers &= grafen.bereik(beeld.informatie, beeld.regisseurs, beeld.drempels.stappen)
    tafel = beeld.volgende_tafel
    werkgevers = [beeld.dienst.werkgevers(p, beeld.t) for p in beeld.regisseurs]
    for genodigde in tafel.genodigden if tafel else ():
        actor = beeld.actoren.get(genodigde)
        if actor is not None and actor.organisatie is not None:
            werkgevers.append([actor.organisatie])
        werkgevers.append(beeld.dienst.werkgevers(genodigde, beeld.t))
    return bool(deelnemers) or any(o in van_betaler for organisaties in werkgevers for o in organisaties)
