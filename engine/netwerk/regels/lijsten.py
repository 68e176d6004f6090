"""Rules for the lists of a team or a region; never on a card of one casus.

Sources are named as in `engine.netwerk.regels.regie`.
"""

from __future__ import annotations

from itertools import combinations

from engine.netwerk import grafen
from engine.netwerk.beeld import Beeld, domeinen
from engine.netwerk.begrippen import KERN, Bevinding, Organisatiesoort
from engine.netwerk.regels.overzicht import NIET_VASTGELEGD, VASTGESTELD, bevinding
from engine.netwerk.rijen import Contactpersoon
from engine.netwerk.teksten import Schrijver


def sleutelfiguur(beeld: Beeld) -> list[Bevinding]:
    """R12 (region list): contact between kern domains hangs on one person without a vervanger.

    In a star round a regisseur the centre is such a person by design; therefore no alarm in a casus.
    Repair: record a vervanger. O(n + m), plus one search per articulation point.
    Source: Rapport rekenkamer (the gezinsspecialist as "de verbindende schakel").
    """
    gevonden = []
    for actor in grafen.sleutelknopen(beeld.contact):
        aanstellingen = beeld.dienst.aanstellingen.get(actor, ())
        if any(
            rij.vervanger and beeld.dienst.in_dienst(rij.vervanger, beeld.t)
            for rij in aanstellingen
            if rij.geldt(beeld.t)
        ):
            continue
        kernen = [
            domeinen(beeld.professionals[a] for a in deel) & KERN for deel in grafen.delen_zonder(beeld.contact, actor)
        ]
        verschillend = {frozenset(k) for k in kernen if k}
        if not any(a.isdisjoint(b) for a, b in combinations(verschillend, 2)):
            continue

        def zin(s: Schrijver, actor: str = actor) -> str:
            return f"Het contact tussen domeinen loopt alleen via {s.naam(actor)}; een vervanger is niet vastgelegd."

        gevonden.append(bevinding(beeld, "sleutelfiguur", [actor], NIET_VASTGELEGD, 1, zin, vraag_aan=[actor]))
    return gevonden


def overbelaste_regisseur(beeld: Beeld) -> list[Bevinding]:
    """R14 (team list): a regisseur is over the bandbreedte that the team agreed on; a duo shares the weight.

    Without an agreed bandbreedte there is no judgement: no national norm exists. O(holders).
    Source: NJi, Handreiking voor vaststellen caseload.
    """
    gevonden = []
    for eenheid in beeld.eenheden:
        for p in eenheid:
            bandbreedte = beeld.dienst.bandbreedte(p, beeld.t)
            elders = beeld.personen[p].regielast_elders if p in beeld.personen else 0
            if bandbreedte is None or elders + beeld.rijen.casus.gewicht / len(eenheid) <= bandbreedte:
                continue

            def zin(s: Schrijver, p: str = p) -> str:
                return f"De regielast van {s.naam(p)} is hoger dan de afgesproken bandbreedte."

            gevonden.append(bevinding(beeld, "overbelaste_regisseur", [p], VASTGESTELD, 2, zin))
    return gevonden


def geen_vaste_contactpersoon(beeld: Beeld) -> list[Bevinding]:
    """R15 (region matrix): the school has no contactpersoon at the team of the woongemeente.

    Severity 2 from `koppel_vanaf` casussen of this pair, else 1. A contact person who left, or who works for
    another municipality, does not count. O(rows).
    Source: Actieprogramma ("vaste contactpersonen en aanspreekpunten voor scholen").
    """
    casus = beeld.rijen.casus
    school, woon = casus.school, casus.woongemeente_jeugdwet
    if school is None or woon is None:
        return []
    for rij in beeld.geldige(Contactpersoon):
        werkgevers = beeld.dienst.werkgevers(rij.naar, beeld.t) if rij.van == school and rij.naar is not None else []
        if any(beeld.soort_van(o) is Organisatiesoort.LOKAAL_TEAM and beeld.bedient(o, woon) for o in werkgevers):
            return []
    bevestigd = [r for r in beeld.afwezige(Contactpersoon) if r.van == school]

    def zin(s: Schrijver) -> str:
        niet = "is er niet (bevestigd)" if bevestigd else "is niet vastgelegd"
        return f"Een vaste contactpersoon van {s.organisatie(school)} bij het team van {woon} {niet}."

    return [
        bevinding(
            beeld,
            "geen_vaste_contactpersoon",
            [school, f"gemeente:{woon}"],
            VASTGESTELD if bevestigd else NIET_VASTGELEGD,
            2 if casus.koppel_casussen >= beeld.drempels.koppel_vanaf else 1,
            zin,
            bewijs=[r.id for r in bevestigd],
        )
    ]
