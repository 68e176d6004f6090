"""Findings about casussen of the database, for who may see them."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from engine.casus.opslag import CasusRij
from engine.casus.weigeringen import CasusOnbekend
from engine.casus.zicht import mag_zien
from engine.inzage.logboek import Handeling, log
from engine.netwerk.beeld import Beeld
from engine.netwerk.begrippen import Bevinding, Kanaal
from engine.netwerk.casusdocument import EINDSTATEN, documenten
from engine.netwerk.controle import beeld_van, bevinding_json, kaart_json
from engine.netwerk.formaat import lees_document
from engine.netwerk.kaarten import kaarten
from engine.netwerk.plaat import plaat
from engine.netwerk.regels.alle import bevindingen
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


def bevindingen_van(db: Sessie, wie: Gebruiker, nummer: str, nu: datetime) -> list[dict[str, Any]]:
    """Return the findings of one casus that belong on its cards, heaviest first; refusal: casus_onbekend."""
    return [bevinding_json(b) for b in _zichtbaar(db, wie, [nummer], nu)[nummer][1] if b.kanaal is Kanaal.CASUS]


def controleer(db: Sessie, wie: Gebruiker, nummer: str | None, nu: datetime) -> dict[str, Any]:
    """Return findings and cards of one casus, or of every open casus that this user may see."""
    gevonden = _zichtbaar(db, wie, None if nummer is None else [nummer], nu)
    return {
        "bevindingen": [bevinding_json(b) for _, alle in gevonden.values() for b in alle],
        "kaarten": {casus: [kaart_json(k) for k in kaarten(beeld, alle)] for casus, (beeld, alle) in gevonden.items()},
    }


def casusbeeld(db: Sessie, wie: Gebruiker, nummer: str, nu: datetime) -> dict[str, Any]:
    """Return one casus as a screen draws it: who is in it per domain, findings, cards and whom to ask for the regie.

    dagen: days since the last contact on record, None without any. Refusal: casus_onbekend.
    """
    beeld, alle = _zichtbaar(db, wie, [nummer], nu)[nummer]
    s = beeld.schrijver(namen=True)
    ranglijst = {kandidaat.persoon: kandidaat for kandidaat in wie_vragen(beeld)}
    return {
        "actoren": [
            {
                "id": a.id,
                "domein": a.domein.value if a.domein else None,
                "naam": s.naam(a.id),
                "functie": beeld.functie(a.id),
                "organisatie": s.organisatie(a.organisatie) if a.organisatie else None,
                "dagen": beeld.dagen(beeld.laatste_contact[a.id]) if a.id in beeld.laatste_contact else None,
                "stil_na": beeld.drempels.stil_dagen,
            }
            for a in beeld.actoren.values()
        ],
        "bevindingen": [bevinding_json(b) for b in alle if b.kanaal is Kanaal.CASUS],
        "kaarten": [kaart_json(k) for k in kaarten(beeld, alle)],
        "kandidaten": [
            {
                "persoon": p,
                "naam": s.naam(p),
                "redenen": [r.tekst for r in ranglijst[p].redenen] if p in ranglijst else [],
            }
            for p in voorstel(beeld, list(ranglijst.values()))
        ],
    }


def teken(db: Sessie, wie: Gebruiker, nummer: str, nu: datetime, *, namen: bool) -> str:
    """Return the fixed picture of one casus as SVG, and log the export; refusal: casus_onbekend."""
    beeld, alle = _zichtbaar(db, wie, [nummer], nu)[nummer]
    log(db, wie, Handeling.EXPORTEREN, [nummer], nu, object_="netwerkplaat")
    return plaat(beeld, alle, kaarten(beeld, alle), namen=namen)


def _zichtbaar(
    db: Sessie, wie: Gebruiker, nummers: list[str] | None, nu: datetime
) -> dict[str, tuple[Beeld, list[Bevinding]]]:
    c = CasusRij
    vraag = select(col(c.nummer)).where(mag_zien(wie, dag(nu))).order_by(col(c.nummer))
    vraag = vraag.where(col(c.nummer).in_(nummers) if nummers is not None else col(c.status).not_in(EINDSTATEN))
    zichtbaar = list(db.execute(vraag).scalars())
    for nummer in nummers or ():
        if nummer not in zichtbaar:
            raise CasusOnbekend(nummer)
    return {nummer: (beeld, bevindingen(beeld)) for nummer, beeld in beelden(db, zichtbaar, dag(nu)).items()}
