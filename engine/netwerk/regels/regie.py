"""Rules of the card Regie: who holds the regie, who was asked, who points to whom, who may decide the amount.

Sources are named as the report and its subject: "Rapport rekenkamer" is the audit of education and jeugdhulp
(casusregie, pointing at each other), "Actieprogramma" the regional programme for thuiszitters.
"""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from budget.basis.geld import Geld
from budget.basis.klok import datum_lang
from engine.netwerk import grafen
from engine.netwerk.beeld import Beeld
from engine.netwerk.begrippen import Bevinding, Gebeurtenissoort, Onderwerp
from engine.netwerk.regels.overzicht import NIET_VASTGELEGD, OPENSTAAND, VASTGESTELD, bevinding
from engine.netwerk.rijen import BesluitNodig, Mandaat
from engine.netwerk.teksten import ONDERWERPNAAM, Schrijver, opsomming


def geen_regie(beeld: Beeld) -> list[Bevinding]:
    """R01: nobody holds the regie and nobody ever did, while the first days of grace are over.

    Repair: ask one of the ranked candidates; a measure of a GI or a family group plan counts as regie.
    A confirmed absence turns the question into a statement. O(events).
    Source: Rapport rekenkamer ("dat niemand de regie pakt").
    """
    start, gratie = beeld.rijen.casus.start, beeld.drempels.gratie_regie_dagen
    if beeld.bezet or beeld.log.ooit or beeld.dagen(start) < gratie:
        return []
    sinds, afwezig = start + timedelta(days=max(gratie, 0)), beeld.log.afwezig
    if afwezig is None:
        zin = "Voor deze casus is geen regie vastgelegd."
        return [bevinding(beeld, "geen_regie", (), NIET_VASTGELEGD, 3, lambda _: zin, sinds=sinds)]
    zin = f"Voor deze casus is geen regie vastgelegd (bevestigd op {datum_lang(afwezig.datum)})."
    return [bevinding(beeld, "geen_regie", (), VASTGESTELD, 3, lambda _: zin, sinds=sinds, bewijs=[afwezig.id])]


def verlopen_regie(beeld: Beeld) -> list[Bevinding]:
    """R02: the regie ended and nobody accepted since.

    Repair: the team leader of who held it last, then the ranking. A renewed contract at the same organisation is
    no end, a move to another organisation is; a vervanger bridges `waarneming_dagen`. O(events).
    Source: Rapport rekenkamer; afspraak regio on waarneming (10 working days).
    """
    if beeld.bezet or not beeld.eindes:
        return []
    op = max(einde.datum for einde in beeld.eindes.values())
    daarvoor = op - timedelta(days=1) if op > date.min else op
    laatsten = {p: einde for p, einde in beeld.eindes.items() if einde.datum == op}
    dienst = " (uit dienst)" if all(einde.uit_dienst for einde in laatsten.values()) else ""

    def zin(s: Schrijver) -> str:
        return (
            f"De regie van {s.lijst(laatsten)} eindigde op {datum_lang(op)}{dienst}; een opvolger is niet vastgelegd."
        )

    bewijs = [b for einde in laatsten.values() for b in einde.bewijs]
    teamleiders = [
        leider
        for p in sorted(laatsten)
        for leider in beeld.dienst.teamleiders(beeld.dienst.organisatie_van(p, daarvoor), beeld.t)
    ]
    return [
        bevinding(beeld, "verlopen_regie", laatsten, OPENSTAAND, 3, zin, sinds=op, bewijs=bewijs, vraag_aan=teamleiders)
    ]


def dubbele_regie(beeld: Beeld) -> list[Bevinding]:
    """R03: two or more people (a duo counts as one) hold the regie longer than a hand-over takes.

    Repair: let them choose at the table; the team of the woongemeente is the proposal. A third, recent acceptance
    does not hide an old overlap; other layers do not count. O(holders).
    """
    venster = beeld.drempels.overdrachtsvenster_dagen
    lang = [
        eenheid for eenheid in beeld.eenheden if max(beeld.dagen(beeld.regisseurs[p].sinds) for p in eenheid) > venster
    ]
    if len(lang) < 2:
        return []
    houders = sorted(p for eenheid in lang for p in eenheid)
    data = opsomming(datum_lang(beeld.regisseurs[p].sinds) for p in houders)
    allen = "allebei" if len(houders) == 2 else "allemaal"
    sinds = sorted(min(beeld.regisseurs[p].sinds for p in eenheid) for eenheid in lang)[1] + timedelta(
        days=max(venster + 1, 0)
    )

    def zin(s: Schrijver) -> str:
        return f"{s.lijst(houders)} hebben {allen} de regie aanvaard ({data})."

    bewijs = [beeld.regisseurs[p].gebeurtenis.id for p in houders]
    return [
        bevinding(beeld, "dubbele_regie", houders, VASTGESTELD, 2, zin, sinds=sinds, bewijs=bewijs, vraag_aan=houders)
    ]


def regie_betwist(beeld: Beeld) -> list[Bevinding]:
    """R04: somebody disputes the regie, and nobody accepted and he did not withdraw since.

    Repair: an agenda item with a decision of the voorzitter and a date. A refusal is an answer, no dispute; the
    dispute stays open when the disputer leaves. O(events).
    Source: Rapport rekenkamer ("onduidelijk bij welke professional de regie ligt").
    """
    betwist = beeld.log.betwistingen
    if not betwist:
        return []

    def zin(s: Schrijver) -> str:
        redenen = opsomming(filter(None, (s.citaat(betwist[p].reden) for p in sorted(betwist))))
        return f"De regie is betwist door {s.lijst(betwist)}{f' ({redenen})' if redenen else ''}."

    return [
        bevinding(
            beeld,
            "regie_betwist",
            betwist,
            VASTGESTELD,
            3,
            zin,
            sinds=min(g.datum for g in betwist.values()),
            bewijs=[betwist[p].id for p in sorted(betwist)],
            vraag_aan=sorted(betwist),
        )
    ]


def regie_wacht(beeld: Beeld) -> list[Bevinding]:
    """R05: somebody was asked and no answer is on record; school holidays do not count.

    Repair: a reminder to that person, then to the team leader. Asking twice does not reset the clock; any
    acceptance closes it. O(events).
    Source: Rapport rekenkamer ("lastig om de casusregie goed te beleggen").
    """
    gevonden = []
    for p, gevraagd in sorted(beeld.log.vragen.items()):
        if beeld.schooldagen(gevraagd.datum) <= beeld.drempels.wacht_dagen:
            continue

        def zin(s: Schrijver, p: str = p, op: str = datum_lang(gevraagd.datum)) -> str:
            return f"{s.naam(p)} is op {op} gevraagd voor de regie; er is geen antwoord vastgelegd."

        gevonden.append(
            bevinding(
                beeld,
                "regie_wacht",
                [p],
                OPENSTAAND,
                2,
                zin,
                sinds=gevraagd.datum,
                bewijs=[gevraagd.id],
                vraag_aan=[p],
            )
        )
    return gevonden


def overdracht_zonder_ontvangst(beeld: Beeld) -> list[Bevinding]:
    """R06: the regie was handed over and nobody but the giver accepted since.

    Repair: ask the receiver; until then the giver keeps it. A refusal is an answer; a colleague of the receiver
    may accept too. O(events).
    Source: Rapport rekenkamer ("een keten kwetsbaar is in overdrachtsmomenten").
    """
    gevonden = []
    for overdracht in sorted(beeld.log.overdrachten.values(), key=lambda o: o.van):
        op = overdracht.gebeurtenis.datum
        if beeld.dagen(op) <= beeld.drempels.ontvangst_dagen:
            continue

        def zin(s: Schrijver, van: str = overdracht.van, aan: str = overdracht.aan, op: str = datum_lang(op)) -> str:
            houdt = f" Tot die tijd houdt {s.naam(van)} de regie." if van in beeld.regisseurs else ""
            return f"{s.naam(van)} droeg de regie op {op} over aan {s.naam(aan)}; ontvangst is niet vastgelegd.{houdt}"

        gevonden.append(
            bevinding(
                beeld,
                "overdracht_zonder_ontvangst",
                [overdracht.van, overdracht.aan],
                OPENSTAAND,
                3,
                zin,
                sinds=op,
                bewijs=[overdracht.gebeurtenis.id],
                vraag_aan=[overdracht.aan],
            )
        )
    return gevonden


def doorschuifcirkel(beeld: Beeld) -> list[Bevinding]:
    """R07: organisations point at each other in a circle, per subject.

    Every strongly connected part of more than one organisation is one finding (several shortest circles may exist,
    the part is unique); one shortest circle is shown. Severity 3 when more than one domain takes part.
    Repair: an organisation outside the circle; about money: pay from the pot first. Tarjan, O(n + m), and one BFS
    per organisation of the part for the text.
    Source: Rapport rekenkamer ("omdat mensen naar elkaar wijzen").
    """
    gevonden = []
    for onderwerp in Onderwerp:
        if len(beeld.pijlen(onderwerp)) < 2:
            continue
        wijst = beeld.wijst(onderwerp)
        for deel in grafen.kringen(wijst):
            kring = grafen.kortste_kring(wijst, deel)
            rijen = [(van, naar, rij) for van, naar, rij in beeld.pijlen(onderwerp) if {van, naar} <= deel]
            soorten = {beeld.organisaties[o].domein for o in deel if o in beeld.organisaties}
            stappen = set(zip(kring, kring[1:] + kring[:1], strict=True))
            citaten = sorted({(van, naar, rij.citaat) for van, naar, rij in rijen if (van, naar) in stappen})

            def zin(
                s: Schrijver,
                naam: str = ONDERWERPNAAM[onderwerp],
                kring: tuple[str, ...] = kring,
                citaten: list[tuple[str, str, str]] = citaten,
            ) -> str:
                pad = " → ".join(s.naam(o) for o in (*kring, kring[0]))
                gezegd = "; ".join(
                    f"{s.naam(van)}: {s.citaat(citaat)}" for van, _, citaat in citaten if s.citaat(citaat)
                )
                return f"Over {naam} wordt rondgewezen: {pad}.{f' {gezegd}.' if gezegd else ''}"

            buiten = sorted({naar for van, naar, _ in beeld.pijlen(onderwerp) if van in deel and naar not in deel})
            gevonden.append(
                bevinding(
                    beeld,
                    "doorschuifcirkel",
                    [*deel, f"onderwerp:{onderwerp}"],
                    VASTGESTELD,
                    3 if len(soorten) > 1 else 2,
                    zin,
                    sinds=max((rij.geldig_van for _, _, rij in rijen if rij.geldig_van), default=None),
                    bewijs=[rij.id for _, _, rij in rijen],
                    vraag_aan=buiten,
                )
            )
    return gevonden


def doorschuif_eindpunt(beeld: Beeld) -> list[Bevinding]:
    """R08: everybody points to one organisation about the regie, and no answer of it is on record.

    Repair: ask that organisation; it is the best sign of whom to ask. A refusal or dispute by somebody of it on or
    after the pointing is an answer. O(n + m).
    Source: Rapport rekenkamer ("omdat mensen naar elkaar wijzen").
    """
    bij_aanvaarding = {o for h in beeld.regisseurs.values() for o in beeld.organisaties_bij_aanvaarding(h)}
    gevonden = []
    for organisatie in grafen.eindpunten(beeld.wijst_regie):
        rijen = [rij for _, naar, rij in beeld.pijlen(Onderwerp.REGIE) if naar == organisatie]
        antwoorden = [
            g.datum
            for g in beeld.log.antwoorden
            if g.persoon is not None and organisatie in beeld.dienst.werkgevers(g.persoon, g.datum)
        ]
        open_rijen = [
            rij for rij in rijen if not any(antwoord >= (rij.geldig_van or beeld.t) for antwoord in antwoorden)
        ]
        if organisatie in bij_aanvaarding or not open_rijen:
            continue

        def zin(s: Schrijver, organisatie: str = organisatie) -> str:
            naam = s.naam(organisatie)
            return f"Voor de regie wordt gewezen naar {naam}; van {naam} is geen antwoord vastgelegd."

        mensen = [a.id for a in beeld.professionals.values() if a.organisatie == organisatie]
        gevonden.append(
            bevinding(
                beeld,
                "doorschuif_eindpunt",
                [organisatie],
                OPENSTAAND,
                2,
                zin,
                sinds=min((rij.geldig_van for rij in open_rijen if rij.geldig_van), default=None),
                bewijs=[rij.id for rij in open_rijen],
                vraag_aan=mensen or [organisatie],
            )
        )
    return gevonden


def regie_zonder_mandaat(beeld: Beeld) -> list[Bevinding]:
    """R10: the people of this casus and its next table together have no mandate on record for the amount.

    Mandates of different organisations add up, two holders of one organisation do not; the law must match; equality
    is enough. A look ahead: the mandaatcheck decides. Repair: invite a holder or lower the amount. O(mandates).
    Source: Actieprogramma ("het (financiële) mandaat nog ontbreekt om door te pakken").
    """
    besluiten = beeld.geldige(BesluitNodig)
    if not besluiten:
        return []
    tafel = beeld.volgende_tafel
    hier = {
        p
        for p in {*beeld.professionals, *(tafel.genodigden if tafel else ())}
        if p not in beeld.organisaties and beeld.dienst.in_dienst(p, beeld.t)
    }
    gevonden = []
    for besluit in besluiten:
        mandaten = [m for m in beeld.geldige(Mandaat) if m.wet in (besluit.wet, "alle")]
        hoogste: dict[str, int] = defaultdict(int)
        for m in mandaten:
            if m.naar in hier:
                hoogste[m.van] = max(hoogste[m.van], m.plafond_cent)
        samen = sum(hoogste.values()) if beeld.drempels.mandaat_stapelen else max(hoogste.values(), default=0)
        if samen >= besluit.bedrag_cent:
            continue
        elders = sorted(
            {
                (m.naar, m.van)
                for m in mandaten
                if m.naar not in hier
                and m.plafond_cent >= besluit.bedrag_cent
                and beeld.dienst.in_dienst(m.naar, beeld.t)
            }
        )[:2]

        def zin(
            s: Schrijver,
            besluit: BesluitNodig = besluit,
            samen: int = samen,
            elders: list[tuple[str, str]] = elders,
        ) -> str:
            if not s.namen:
                return "Niemand in deze casus heeft een vastgelegd mandaat voor het besluit dat nodig is."
            delen = [
                f"Niemand in deze casus heeft een vastgelegd mandaat voor {Geld(besluit.bedrag_cent)} ({besluit.wet})."
            ]
            if samen:
                delen.append(f"Samen is {Geld(samen)} vastgelegd.")
            if elders:
                wie = opsomming(f"{s.naam(p)} met mandaat van {s.organisatie(o)}" for p, o in elders)
                delen.append(f"{wie} {'heeft' if len(elders) == 1 else 'hebben'} dat wel.")
            return " ".join(delen)

        gevonden.append(
            bevinding(
                beeld,
                "regie_zonder_mandaat",
                [f"besluit:{besluit.id}"],
                OPENSTAAND,
                3,
                zin,
                sinds=besluit.geldig_van,
                bewijs=[besluit.id],
                vraag_aan=[p for p, _ in elders],
            )
        )
    return gevonden


def regie_bij_verstek(beeld: Beeld) -> list[Bevinding]:
    """R23: the question was handed back to somebody of this casus who never accepted.

    Repair: ask to accept or refuse, and record why the parents refused help. Any next event closes it. O(events).
    Source: Actieprogramma ("soms wordt teruggelegd bij de school omdat ouders hulp afslaan").
    """
    laatste = beeld.log.laatste
    if beeld.bezet or laatste is None or laatste.soort is not Gebeurtenissoort.TERUGGELEGD or laatste.aan is None:
        return []
    bij = laatste.aan
    if bij not in beeld.professionals and all(a.organisatie != bij for a in beeld.professionals.values()):
        return []

    def zin(s: Schrijver) -> str:
        return f"De vraag is teruggelegd bij {s.naam(bij)}; dat {s.naam(bij)} de regie aanvaardde is niet vastgelegd."

    return [
        bevinding(
            beeld,
            "regie_bij_verstek",
            [bij],
            OPENSTAAND,
            2,
            zin,
            sinds=laatste.datum,
            bewijs=[laatste.id],
            vraag_aan=[bij],
        )
    ]
