"""Rules of the card Let op: what goes wrong when nobody looks (the departure rule stands in `vertrek`).

Sources are named as in `engine.netwerk.regels.regie`.
"""

from __future__ import annotations

from datetime import date
from itertools import combinations

from budget.basis.klok import datum_lang
from engine.netwerk.beeld import Actor, Beeld
from engine.netwerk.begrippen import KERN, Bevinding, Domein, Laag, Organisatiesoort
from engine.netwerk.regels.overzicht import NIET_VASTGELEGD, OPENSTAAND, VASTGESTELD, bevinding
from engine.netwerk.rijen import EerderSamen, Informatie, Melding, Tafel, VastGezicht
from engine.netwerk.teksten import DOMEINNAAM, Schrijver, dagen_tekst


def aanbieder_versnippering(beeld: Beeld) -> list[Bevinding]:
    """R17: `aanbieders_vanaf` or more providers work side by side and nobody holds the regie of the care.

    A subcontractor counts for the main contractor; who only consults does not count. Whether pairs worked together
    before is context, no alarm. Repair: name a zorgcoördinator. O(n).
    Source: Actieprogramma ("minder schakels en minder gezichten").
    """
    mensen: dict[str, set[str]] = {}
    for actor in beeld.professionals.values():
        organisatie = actor.rij.onderaannemer_van or actor.organisatie
        if (
            organisatie is not None
            and actor.rij.rol != "consult"
            and beeld.soort_van(organisatie) is Organisatiesoort.AANBIEDER
        ):
            mensen.setdefault(organisatie, set()).add(actor.id)
    if len(mensen) < beeld.drempels.aanbieders_vanaf or beeld.houders(Laag.ZORG):
        return []
    samen = {frozenset((r.van, r.naar)) for r in beeld.bekende(EerderSamen)}
    paren = list(combinations(sorted(mensen), 2))
    nieuw = [(a, b) for a, b in paren if not any(frozenset((x, y)) in samen for x in mensen[a] for y in mensen[b])]

    def zin(_: Schrijver) -> str:
        # Without any row about earlier cooperation nothing is known, so nothing is said.
        context = f" Van {len(nieuw)} van de {len(paren)} paren is niet vastgelegd dat zij eerder samenwerkten."
        return f"{len(mensen)} aanbieders tegelijk; geen zorgcoördinator vastgelegd.{context if samen else ''}"

    return [
        bevinding(
            beeld,
            "aanbieder_versnippering",
            mensen,
            VASTGESTELD,
            2,
            zin,
            vraag_aan=sorted(a for groep in mensen.values() for a in groep),
        )
    ]


def stille_actor(beeld: Beeld) -> list[Bevinding]:
    """R19: nothing is on record of somebody for a long time; school holidays do not count. Never blame.

    Longer than `stil_dagen`, and longer than `stil_factor` times the agreed rhythm; not on a waiting list.
    Repair: a new contact or an end date. O(rows).
    Source: Actieprogramma ("dat kinderen gemakkelijk uit beeld raken").
    """
    gevonden = []
    for actor in beeld.professionals.values():
        if actor.rij.wachtlijst:
            continue
        laatste = max(actor.sinds, beeld.laatste_contact.get(actor.id, actor.sinds))
        grens = max(beeld.drempels.stil_dagen, beeld.drempels.stil_factor * (actor.rij.ritme_dagen or 0))
        if beeld.schooldagen(laatste) <= grens:
            continue

        def zin(s: Schrijver, wie: str = actor.id, dagen: int = beeld.dagen(laatste)) -> str:
            naam = s.naam(wie)
            return f"Is {naam} nog betrokken? Van {naam} is al {dagen_tekst(dagen)} niets vastgelegd."

        gevonden.append(
            bevinding(beeld, "stille_actor", [actor.id], NIET_VASTGELEGD, 1, zin, sinds=laatste, vraag_aan=[actor.id])
        )
    return gevonden


def melding_zonder_terugkoppeling(beeld: Beeld) -> list[Bevinding]:
    """R20: something was reported and no answer is on record after `melding_dagen`.

    "Received and taken up" is enough, content is not needed. Repair: a reminder to the receiver. O(rows).
    Source: Actieprogramma ("het uitblijven van actie na een melding bij Veilig Thuis").
    """
    per_paar: dict[tuple[str, str], list[Melding]] = {}
    for rij in beeld.geldige(Melding):
        antwoord = rij.terugkoppeling_op
        if (
            rij.geldig_van is not None
            and (antwoord is None or antwoord > beeld.t)
            and beeld.dagen(rij.geldig_van) > beeld.drempels.melding_dagen
        ):
            per_paar.setdefault((rij.van, rij.naar), []).append(rij)
    gevonden = []
    for (van, naar), rijen in sorted(per_paar.items()):
        op = min(r.geldig_van for r in rijen if r.geldig_van is not None)

        def zin(s: Schrijver, van: str = van, naar: str = naar, op: date = op) -> str:
            return f"{s.naam(van)} meldde op {datum_lang(op)} bij {s.naam(naar)}; terugkoppeling is niet vastgelegd."

        gevonden.append(
            bevinding(
                beeld,
                "melding_zonder_terugkoppeling",
                [van, naar],
                OPENSTAAND,
                2,
                zin,
                sinds=op,
                bewijs=[r.id for r in rijen],
                vraag_aan=[naar],
            )
        )
    return gevonden


def gezin_zonder_vast_gezicht(beeld: Beeld) -> list[Bevinding]:
    """R21: the gezin takes part and nobody in service is its fixed face. O(rows).

    Source: Actieprogramma ("Ouders van het begin af aan goed informeren en betrekken").
    """
    if not beeld.gezin or beeld.vaste_gezichten:
        return []
    bevestigd = beeld.afwezige(VastGezicht)
    zin = "Voor het gezin is geen vast gezicht vastgelegd."
    if bevestigd:
        zin = "Het gezin heeft geen vast gezicht (bevestigd)."
    return [
        bevinding(
            beeld,
            "gezin_zonder_vast_gezicht",
            (),
            VASTGESTELD if bevestigd else NIET_VASTGELEGD,
            1,
            lambda _: zin,
            bewijs=[r.id for r in bevestigd],
        )
    ]


def tafel_mist_domein(beeld: Beeld) -> list[Bevinding]:
    """R22: a kern domain takes part in the casus and is not invited to the next table.

    Who leaves before that day does not count; a later complete table does not help. Repair: invite somebody of
    that domain, while it can still be done. O(n).
    Source: Rapport rekenkamer ("Het onderwijs is in dit overleg niet vertegenwoordigd").
    """
    tafel = beeld.volgende_tafel
    if tafel is None:
        return []
    aan_tafel = {_domein_op(beeld, p, tafel.datum) for p in tafel.genodigden}
    gevonden = []
    for domein in sorted(KERN - aan_tafel):
        mensen = beeld.van_domein(domein)
        if not mensen:
            continue

        def zin(_: Schrijver, domein: Domein = domein, tafel: Tafel = tafel) -> str:
            naam = DOMEINNAAM[domein].capitalize()
            return f"{naam} is betrokken, maar niet vastgelegd als genodigde voor {datum_lang(tafel.datum)}."

        gevonden.append(
            bevinding(
                beeld,
                "tafel_mist_domein",
                [f"domein:{domein}"],
                OPENSTAAND,
                2,
                zin,
                bewijs=[tafel.id],
                vraag_aan=[a.id for a in mensen],
            )
        )
    return gevonden


def _domein_op(beeld: Beeld, persoon: str, op: date) -> Domein | None:
    """The domain somebody brings to a table on that day; None when he left before."""
    if not beeld.dienst.in_dienst(persoon, op):
        return None
    if persoon in beeld.actoren:
        return beeld.actoren[persoon].domein
    werkgevers = beeld.dienst.werkgevers(persoon, op)
    return beeld.organisaties[werkgevers[0]].domein if werkgevers and werkgevers[0] in beeld.organisaties else None


def wissel_niet_gemeld(beeld: Beeld) -> list[Bevinding]:
    """R24: somebody was succeeded, and people who knew the predecessor have no contact or message on record since.

    A message (terugkoppeling) of anybody of the successor's organisation counts from `wissel_dagen` before the
    change. Repair: one message about the change. O(changes times n).
    Source: Actieprogramma ("niet op de hoogte zijn gesteld ... van personele wisselingen").
    """
    gevonden = []
    for opvolger in beeld.professionals.values():
        voorganger = opvolger.rij.opvolger_van
        if (
            voorganger is None
            or voorganger in beeld.actoren
            or beeld.dagen(opvolger.sinds) <= beeld.drempels.wissel_dagen
        ):
            continue
        onwetend = _onwetend(beeld, opvolger, voorganger)
        if not onwetend:
            continue

        def zin(
            s: Schrijver, wie: Actor = opvolger, voorganger: str = voorganger, onwetend: list[str] = onwetend
        ) -> str:
            return (
                f"{s.naam(wie.id)} volgde {s.naam(voorganger)} op ({datum_lang(wie.sinds)}); "
                f"dat {s.lijst(onwetend)} dit weet is niet vastgelegd."
            )

        gevonden.append(
            bevinding(
                beeld,
                "wissel_niet_gemeld",
                [voorganger, opvolger.id, *onwetend],
                OPENSTAAND,
                1,
                zin,
                sinds=opvolger.sinds,
                bewijs=[opvolger.rij.id],
                vraag_aan=[opvolger.id],
            )
        )
    return gevonden


def _onwetend(beeld: Beeld, opvolger: Actor, voorganger: str) -> list[str]:
    """Return who knew the predecessor and has neither contact nor message since the change, sorted."""
    wissel = opvolger.sinds
    drempels = beeld.drempels
    collegas = {opvolger.id, voorganger} | {
        p for p, rijen in beeld.dienst.aanstellingen.items() if any(rij.naar == opvolger.organisatie for rij in rijen)
    }
    if opvolger.organisatie is not None:
        collegas.add(opvolger.organisatie)
    gehoord = {
        actor
        for rij in beeld.bekende(Informatie)
        if rij.vorm == "terugkoppeling"
        and {rij.van, rij.naar} & collegas
        and any((wissel - c).days <= drempels.wissel_dagen and c <= beeld.t for c in rij.contactmomenten)
        for actor in (rij.van, rij.naar)
    }
    return [
        r.id
        for r in beeld.professionals.values()
        if r.id != opvolger.id
        and (r.organisatie is None or r.organisatie != opvolger.organisatie)
        and r.id not in gehoord
        and any(
            0 <= (wissel - c).days <= drempels.contactvenster_dagen for c in beeld.contacten_tussen(r.id, voorganger)
        )
        and not any(c >= wissel for c in beeld.contacten_tussen(r.id, opvolger.id))
    ]
