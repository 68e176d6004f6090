"""Put the network rows of an aanmelding on record, after checking every one of them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import TYPE_CHECKING, Any

from budget.basis.transactie import Sessie
from budget.basis.weigering import Fout
from engine.casus.zicht import Grond, geef_toegang
from engine.netwerk.opslag import RelatieRij

if TYPE_CHECKING:
    from datetime import datetime

    from engine.casus.formaat import Netwerk

EIGEN = ("betrokken", "informatie", "wijst_naar", "melding", "contactpersoon", "vast_gezicht", "maatregel")
"""The soorten that a casus records itself; the others are read from their own tables."""

_GEMEEN = frozenset({"soort", "van", "naar", "geldig_van", "geldig_tot", "kennis", "bevestigd_op", "bron", "id"})


def keur_netwerk(db: Sessie, netwerk: Netwerk, gezin: Sequence[str], op: date) -> list[Fout]:
    """Return every fault in the rows, by the reader of the exchange format itself."""
    from engine.netwerk.casusdocument import aanstellingrij, lees_register, organisatierij, persoonrij
    from engine.netwerk.formaat import FORMAAT, lees_document

    if not netwerk.relaties and not netwerk.regie_gebeurtenissen:
        return []
    register = lees_register(db)
    fouten = [
        Fout("aanmelding", f"netwerk.relaties[{nr}].soort", f"'{rij.get('soort')}' legt u niet bij een casus vast.",
             f"Kies uit: {', '.join(EIGEN)}.")
        for nr, rij in enumerate(netwerk.relaties)
        if rij.get("soort") not in EIGEN
    ]  # fmt: skip
    document = {
        "formaat": FORMAAT,
        "casus": {"id": "aanmelding", "start": op.isoformat()},
        "peildatum": op.isoformat(),
        "organisaties": [organisatierij(o) for o in register.organisaties.values()],
        "personen": [
            *(persoonrij(p) for p in register.personen.values()),
            *({"id": lid, "functie": "gezin"} for lid in gezin),
        ],
        "relaties": [*netwerk.relaties, *(aanstellingrij(a) for a in register.aanstellingen)],
        "regie_gebeurtenissen": list(netwerk.regie_gebeurtenissen),
    }
    _, schendingen = lees_document(document)
    fouten += [
        Fout("aanmelding", f"netwerk.{s.pad}", f"{s.pad}: {s.melding}.", "Verbeter deze rij; zie 'doorbraak formaat'.")
        for s in schendingen
    ]
    return fouten


def leg_netwerk_vast(db: Sessie, casus: str, netwerk: Netwerk, op: date, nu: datetime) -> None:
    """Store checked rows; whoever is involved may see the casus with the own organisation."""
    from engine.regie.opslag import RegieGebeurtenisRij
    from engine.register.vragen import organisatie, werkt_bij

    for rij in netwerk.relaties:
        db.add(
            RelatieRij(
                casus=casus,
                soort=rij["soort"],
                van=rij.get("van"),
                naar=rij.get("naar"),
                geldig_van=_dag(rij.get("geldig_van")),
                geldig_tot=_dag(rij.get("geldig_tot")),
                kennis=rij.get("kennis", "aanwezig"),
                bevestigd_op=_dag(rij.get("bevestigd_op")),
                vastgelegd_op=op,
                bron=rij.get("bron", "aanmelding"),
                velden={k: v for k, v in rij.items() if k not in _GEMEEN},
            )
        )
        if rij["soort"] == "betrokken" and rij.get("kennis", "aanwezig") == "aanwezig":
            van = rij["van"]
            bij = rij.get("organisatie") or (van if organisatie(db, van) else werkt_bij(db, van, op))
            if bij is not None:
                geef_toegang(db, casus, "organisatie", bij, Grond.BETROKKEN, op)
    for g in netwerk.regie_gebeurtenissen:
        velden = {k: v for k, v in g.items() if k not in ("datum", "id", "vastgelegd_op", "vervallen_op")}
        db.add(RegieGebeurtenisRij(casus_id=casus, datum=date.fromisoformat(g["datum"]), vastgelegd_op=nu, **velden))
        if g["soort"] in ("aanvaard", "ontvangen", "voorgesteld") and g.get("persoon"):
            geef_toegang(db, casus, "persoon", g["persoon"], Grond.REGIE, op)
    db.flush()


def _dag(tekst: Any) -> date | None:
    return date.fromisoformat(tekst) if isinstance(tekst, str) else tekst
