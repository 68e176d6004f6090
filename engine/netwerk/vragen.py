"""Findings about casussen of the database, for who may see them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.casus.opslag import CasusRij
from engine.casus.weigeringen import CasusOnbekend, NietBevoegd
from engine.casus.zicht import INHOUD_LEZEN, mag_zien
from engine.inzage.logboek import Handeling, log
from engine.netwerk.beeld import Beeld
from engine.netwerk.begrippen import EINDSTATEN, STANDAARD, Bevinding, Kaart, Kanaal, Onderwerp, Vermelding
from engine.netwerk.bijhouden import (
    hints,
    sleutel_van,
    stand_json,
    standen,
    trefzekerheden,
    vermelding_json,
    vermeldingen,
)
from engine.netwerk.casusdocument import documenten, weging
from engine.netwerk.controle import beeld_van, bevinding_json, kaart_json
from engine.netwerk.formaat import lees_document
from engine.netwerk.kaarten import agendavolgorde, kaarten, zonder_gevolgen, zwaarste
from engine.netwerk.oordeel import trefzekerheid
from engine.netwerk.plaat import plaat
from engine.netwerk.regels.alle import bevindingen
from engine.netwerk.regels.overzicht import OVERZICHT
from engine.netwerk.wat_als import wat_als
from engine.netwerk.wie_vragen import voorstel, wie_vragen


def beelden(db: Sessie, casussen: Collection[str], op: date) -> dict[str, Beeld]:
    """Return the picture of each casus on a day, built from its own rows only."""
    uit = {}
    for inhoud in documenten(db, casussen, op):
        document, schendingen = lees_document(inhoud)
        if document is None:
            raise AssertionError(f"a stored casus is no valid document: {schendingen[0].pad}")
        uit[document.rijen.casus.id] = beeld_van(document)
    return uit


@dataclass(frozen=True, slots=True)
class Casusbevindingen:
    """One casus with its picture, its findings, what of them is on record, and the rules that are only a hint."""

    beeld: Beeld
    alle: list[Bevinding]
    vermeld: Mapping[str, Vermelding]
    hints: frozenset[str]

    def vermelding(self, b: Bevinding) -> Vermelding | None:
        """Return what is on record of a finding."""
        return self.vermeld.get(sleutel_van(b.regel, b.betrokkenen))

    def als_json(self, b: Bevinding) -> dict[str, Any]:
        """Return a finding with since when it is open, the answer to it, and whether its rule is only a hint."""
        return bevinding_json(b) | stand_json(self.vermelding(b), self.beeld.t) | {"hint": b.regel in self.hints}

    def kaarten(self) -> list[Kaart]:
        """Return the cards, without what the table put aside."""
        wakker = [b for b in self.alle if (v := self.vermelding(b)) is None or not v.sluimert(self.beeld.t)]
        return kaarten(self.beeld, wakker, self.hints)

    def blijft_open(self) -> list[dict[str, Any]]:
        """Return what no rule sees any more but no event closed either."""
        gezien = {sleutel_van(b.regel, b.betrokkenen) for b in self.alle}
        return [vermelding_json(v) for sleutel, v in self.vermeld.items() if sleutel not in gezien]


def bevindingen_van(db: Sessie, wie: Gebruiker, nummer: str, nu: datetime) -> list[dict[str, Any]]:
    """Return the findings of one casus that belong on its cards, heaviest first; refusal: casus_onbekend."""
    hier = _zichtbaar(db, wie, [nummer], nu)[nummer]
    return [hier.als_json(b) for b in hier.alle if b.kanaal is Kanaal.CASUS]


def controleer(db: Sessie, wie: Gebruiker, nummer: str | None, nu: datetime) -> dict[str, Any]:
    """Return findings and cards of one casus, or of every open casus that this user may see.

    One casus by its number is opened: the access log gets a line. Refusal: casus_onbekend.
    """
    gevonden = _zichtbaar(db, wie, None if nummer is None else [nummer], nu)
    if nummer is not None:
        log(db, wie, Handeling.LEZEN, [nummer], nu, object_="netwerk")
    return {
        "bevindingen": [hier.als_json(b) for hier in gevonden.values() for b in hier.alle],
        "blijft_open": [{"casus": casus} | v for casus, hier in gevonden.items() for v in hier.blijft_open()],
        "kaarten": {casus: [kaart_json(k) for k in hier.kaarten()] for casus, hier in gevonden.items()},
    }


def veeg_alles(db: Sessie, wie: Gebruiker, nu: datetime) -> dict[str, Any]:
    """Return what every rule finds in all open casussen that this user may see, in columns, without texts and cards.

    Refusals: niet_bevoegd, hulpmiddel_ontbreekt.
    """
    from engine.netwerk.landelijk.uitkomst import veeg_casussen

    _eis_inhoud(wie, "alle casussen tegelijk nakijken")
    c, op = CasusRij, dag(nu)
    vraag = select(col(c.nummer)).where(mag_zien(wie, op), col(c.status).not_in(EINDSTATEN)).order_by(col(c.nummer))
    alle = list(beelden(db, list(db.execute(vraag).scalars()), op).values())
    antwoord = veeg_casussen([b.rijen for b in alle], op, alle[0].drempels if alle else STANDAARD)
    # How loaded somebody is, is for that person and the own team leader; here it is a count.
    over_mensen = [b for b in antwoord["bevindingen"] if b["kanaal"] == Kanaal.TEAM.value]
    return antwoord | {"bevindingen": [b for b in antwoord["bevindingen"] if b not in over_mensen]}


def ranglijst(db: Sessie, wie: Gebruiker, nummer: str, nu: datetime) -> dict[str, Any]:
    """Return whom to ask for the regie of a casus, everybody with every reason. Logged.

    voorstel: whom the program proposes; it never assigns. Refusals: casus_onbekend, niet_bevoegd.
    """
    _eis_inhoud(wie, "zien wie er te vragen is")
    beeld = _zichtbaar(db, wie, [nummer], nu)[nummer].beeld
    log(db, wie, Handeling.LEZEN, [nummer], nu, object_="netwerk")
    lijst, s = wie_vragen(beeld, weging(db)), beeld.schrijver(namen=True)
    return {
        "casusnummer": nummer,
        "voorstel": voorstel(beeld, lijst, weging(db)),
        "kandidaten": [
            {
                "persoon": k.persoon,
                "naam": s.naam(k.persoon),
                "functie": beeld.functie(k.persoon),
                "punten": k.punten,
                "redenen": [{"punten": r.punten, "tekst": r.tekst} for r in k.redenen],
            }
            for k in lijst
        ],
    }


def gevolgen(db: Sessie, wie: Gebruiker, nummer: str, zonder: str, nu: datetime) -> dict[str, Any]:
    """Return what would be new when somebody leaves, severity first. Logged.

    Refusals: casus_onbekend, niet_bevoegd. Unusable input when that person has nothing to do with the casus.
    """
    _eis_inhoud(wie, "zien wat een vertrek betekent")
    beeld = _zichtbaar(db, wie, [nummer], nu)[nummer].beeld
    log(db, wie, Handeling.LEZEN, [nummer], nu, object_="netwerk")
    if zonder not in beeld.professionals and zonder not in beeld.regisseurs:
        raise OnbruikbareInvoer([
            Fout("wat als", "zonder", f"'{zonder}' is nu niet betrokken bij casus {nummer}.",
                 f"Kies uit: {', '.join(sorted({*beeld.professionals, *beeld.regisseurs})) or 'niemand'}.")
        ])  # fmt: skip
    nieuw = [bevinding_json(b) for b in wat_als(beeld, zonder)]
    return {"casusnummer": nummer, "zonder": zonder, "naam": beeld.schrijver(namen=True).naam(zonder), "nieuw": nieuw}


def te_beantwoorden(db: Sessie, casussen: Collection[str], nu: datetime) -> dict[str, list[dict[str, Any]]]:
    """Return per casus the findings of severity 3 on record without an answer that still holds; two selects.

    Rules that are only a hint do not ask.
    """
    op, alleen_hint = dag(nu), hints(db)
    return {
        casus: [
            vermelding_json(v)
            for v in vermeld.values()
            if v.ernst == 3 and v.regel not in alleen_hint and not v.beantwoord(op)
        ]
        for casus, vermeld in vermeldingen(db, casussen).items()
    }


def bevindingen_ernst3(db: Sessie, nu: datetime) -> dict[str, list[dict[str, Any]]]:
    """Return the findings of severity 3 of every open casus today, without what was put aside; for reminders.

    Without names: rule, text for the room and since when. Casussen in the order of the agenda. Linear in casussen.
    """
    op, alleen_hint = dag(nu), hints(db)
    c = CasusRij
    nummers = list(db.execute(select(col(c.nummer)).where(col(c.status).not_in(EINDSTATEN))).scalars())
    vermeld = vermeldingen(db, nummers)
    zwaar: dict[str, list[Bevinding]] = {}
    for casus, beeld in beelden(db, nummers, op).items():
        for b in zwaarste(beeld, bevindingen(beeld)):
            v = vermeld[casus].get(sleutel_van(b.regel, b.betrokkenen))
            if b.regel not in alleen_hint and (v is None or not v.sluimert(op)):
                zwaar.setdefault(casus, []).append(b)
    return {
        casus: [
            {"regel": b.regel, "naam": b.naam, "tekst": b.zaaltekst, "sinds": b.sinds.isoformat() if b.sinds else None}
            for b in alle
        ]
        for casus, alle in sorted(zwaar.items(), key=lambda paar: (agendavolgorde(paar[1]), paar[0]))
    }


def agendabevindingen(
    db: Sessie, wie: Gebruiker, casussen: Collection[str], nu: datetime, *, vanaf: int = 3, namen: bool = False
) -> dict[str, list[dict[str, Any]]]:
    """Return per casus what the agenda shows of the network: findings of severity 3, heaviest casus first.

    vanaf: the lowest severity. Only casussen that this user may see; what was put aside, what has its cause among
    the others, and rules that are only a hint never stand on the agenda. One read of the register for all.
    """
    c = CasusRij
    vraag = select(col(c.nummer)).where(col(c.nummer).in_(list(casussen)), mag_zien(wie, dag(nu)))
    zwaar = {
        casus: [
            b
            for b in zonder_gevolgen(hier.beeld, [b for b in hier.alle if b.kanaal is Kanaal.CASUS])
            if b.ernst >= vanaf
            and b.regel not in hier.hints
            and ((v := hier.vermelding(b)) is None or not v.sluimert(hier.beeld.t))
        ]
        for casus, hier in _zichtbaar(db, wie, list(db.execute(vraag).scalars()), nu).items()
    }
    return {
        casus: [{"regel": b.regel, "ernst": b.ernst, "tekst": b.tekst if namen else b.zaaltekst} for b in alle]
        for casus, alle in sorted(zwaar.items(), key=lambda paar: (agendavolgorde(paar[1]), paar[0]))
    }


def regelcijfers(db: Sessie, wie: Gebruiker) -> list[dict[str, Any]]:
    """Return per rule how often it was right in this region, and whether it counts; refusal: niet_bevoegd.

    No casus and no person stands in it.
    """
    if wie.rol not in (Rol.VOORZITTER, Rol.SECRETARIS, Rol.BEHEERDER, Rol.AUDITOR):
        raise NietBevoegd("de cijfers van de regels bekijken", ["voorzitter", "secretaris", "beheerder", "auditor"])
    cijfers, staat = trefzekerheden(db), standen(db)
    return [
        {
            "regel": regel.code,
            "naam": regel.naam,
            "antwoorden": c.n,
            "klopt": c.klopt,
            "al_geregeld": c.al_geregeld,
            "aandeel_klopt": round(c.klopt / c.n, 2) if c.n else None,
            "onder": round(c.onder, 2),
            "boven": round(c.boven, 2),
            "stand": staat[regel.code].stand if regel.code in staat else "telt_mee",
            "reden": staat[regel.code].reden if regel.code in staat else "",
        }
        for regel in OVERZICHT.values()
        for c in [cijfers.get(regel.code) or trefzekerheid(0, 0, 0)]
    ]


def casusbeeld(db: Sessie, wie: Gebruiker, nummer: str, nu: datetime) -> dict[str, Any]:
    """Return one casus as a screen draws it: who is in it per domain, findings, cards and whom to ask for the regie.

    dagen: days since the last contact on record, None without any. verborgen: who only pays sees nobody, and of the
    findings only what asks something of the own organisation. Refusal: casus_onbekend.
    """
    hier = _zichtbaar(db, wie, [nummer], nu)[nummer]
    if wie.rol not in INHOUD_LEZEN:
        gevonden = [hier.als_json(b) for b in hier.alle]
        leeg: dict[str, Any] = {naam: [] for naam in ("actoren", "lijnen", "pijlen", "kaarten", "kandidaten")}
        return {"verborgen": True, **leeg, "bevindingen": gevonden}
    beeld, gewicht = hier.beeld, weging(db)
    s = beeld.schrijver(namen=True)
    lijst = {kandidaat.persoon: kandidaat for kandidaat in wie_vragen(beeld, gewicht)}
    return {
        "verborgen": False,
        "actoren": [
            {
                "id": a.id,
                "domein": a.domein.value if a.domein else None,
                "naam": s.naam(a.id),
                "functie": beeld.functie(a.id),
                "organisatie": s.organisatie(a.organisatie) if a.organisatie else None,
                "organisatie_id": a.organisatie,
                "dagen": beeld.dagen(beeld.laatste_contact[a.id]) if a.id in beeld.laatste_contact else None,
                "stil_na": beeld.drempels.stil_dagen,
            }
            for a in beeld.actoren.values()
        ],
        "lijnen": [
            {"a": a, "b": b, "dagen": beeld.dagen(max(beeld.contacten_tussen(a, b)))}
            for a, b in sorted(tuple(sorted(paar)) for paar in beeld.contact_met_gezin.edges)
        ],
        "pijlen": [
            {
                "van": van,
                "naar": naar,
                "van_naam": s.organisatie(van),
                "naar_naam": s.organisatie(naar),
                "onderwerp": onderwerp.value,
                "citaat": rij.citaat,
            }
            for onderwerp in Onderwerp
            for van, naar, rij in beeld.pijlen(onderwerp)
        ],
        "bevindingen": [hier.als_json(b) for b in hier.alle if b.kanaal is Kanaal.CASUS],
        "kaarten": [kaart_json(k) for k in hier.kaarten()],
        "kandidaten": [
            {
                "persoon": p,
                "naam": s.naam(p),
                "redenen": [r.tekst for r in lijst[p].redenen] if p in lijst else [],
            }
            for p in voorstel(beeld, list(lijst.values()), gewicht)
        ],
    }


def teken(db: Sessie, wie: Gebruiker, nummer: str, nu: datetime, *, namen: bool) -> str:
    """Return the fixed picture of one casus as SVG, and log the export; refusals: casus_onbekend, niet_bevoegd."""
    _eis_inhoud(wie, "de plaat van een casus tekenen")
    hier = _zichtbaar(db, wie, [nummer], nu)[nummer]
    log(db, wie, Handeling.EXPORTEREN, [nummer], nu, object_="netwerkplaat")
    return plaat(hier.beeld, hier.alle, hier.kaarten(), namen=namen)


def _zichtbaar(db: Sessie, wie: Gebruiker, nummers: list[str] | None, nu: datetime) -> dict[str, Casusbevindingen]:
    c = CasusRij
    vraag = select(col(c.nummer)).where(mag_zien(wie, dag(nu))).order_by(col(c.nummer))
    vraag = vraag.where(col(c.nummer).in_(nummers) if nummers is not None else col(c.status).not_in(EINDSTATEN))
    zichtbaar = list(db.execute(vraag).scalars())
    for nummer in nummers or ():
        if nummer not in zichtbaar:
            raise CasusOnbekend(nummer)
    vermeld, alleen_hint = vermeldingen(db, zichtbaar), hints(db)
    uit = {}
    for nummer, beeld in beelden(db, zichtbaar, dag(nu)).items():
        alle, op_papier = [b for b in bevindingen(beeld) if _mag_weten(wie, beeld, b)], vermeld[nummer]
        if wie.rol not in INHOUD_LEZEN:
            alle = [_zonder_personen(b) for b in alle if b.betrokkenen == (wie.organisatie,)]
            mijn = {sleutel_van(b.regel, b.betrokkenen) for b in alle}
            op_papier = {sleutel: v for sleutel, v in op_papier.items() if sleutel in mijn}
        uit[nummer] = Casusbevindingen(beeld, alle, op_papier, alleen_hint)
    return uit


def _mag_weten(wie: Gebruiker, beeld: Beeld, b: Bevinding) -> bool:
    """Say whether a finding of the team list is about the asker or about somebody of the asker's own team."""
    if b.kanaal is not Kanaal.TEAM:
        return True
    teams = {o for p in b.betrokkenen for o in beeld.dienst.werkgevers(p, beeld.t)}
    return wie.persoon in b.betrokkenen or any(wie.persoon in beeld.dienst.teamleiders(o, beeld.t) for o in teams)


def _zonder_personen(b: Bevinding) -> Bevinding:
    """Who only pays sees what is asked of the own organisation, in the words of the room and without people."""
    return replace(b, tekst=b.zaaltekst, vraag_aan=())


def _eis_inhoud(wie: Gebruiker, wat: str) -> None:
    if wie.rol not in INHOUD_LEZEN:
        raise NietBevoegd(wat, sorted(INHOUD_LEZEN - {Rol.SYSTEEM, Rol.BEHEERDER}))
