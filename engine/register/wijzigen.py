"""Change the register: new people, functions, contacts, offers and documents, dated; nothing is overwritten."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from sqlalchemy import func, select
from sqlmodel import col

from budget.basis.gebruiker import SYSTEEM, Gebruiker, Rol
from budget.basis.klok import dag
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.rij import Rij
from budget.basis.transactie import Sessie, is_postgres
from budget.basis.weigering import Fout, OnbruikbareInvoer
from budget.basis.wijziging import meld_wijziging
from engine.register.diensten import registreer_login
from engine.register.opslag import (
    AanstellingRij,
    AfwezigheidRij,
    FunctieRij,
    FunctievervullingRij,
    InlogRij,
    MandaatRij,
    OrganisatieRij,
    PersoonRij,
    RegisterfeitRij,
    RolRij,
)
from engine.register.vragen import heeft_functie
from engine.register.weigeringen import RegisterNietVanU
from engine.register.wijzigformaat import Registerwijziging

BEHEERT = "stamgegevensbeheer"
_FEITEN = {
    "contacten": ("school", "gemeente"),
    "aanbod": ("aanbieder", "product"),
    "documenten": ("naam", "versie"),
}
"""Dated facts that have one table, with the fields that say which one it is."""


@gebruiksgeval
def wijzig_register(
    db: Sessie, wie: Gebruiker, opdracht: Registerwijziging, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Make every change of a file, or none; done by the beheerder or who keeps the stamgegevens.

    A row that ends is kept: it lapses and a copy with its last day comes in its place. Refusals:
    register_niet_van_u; unusable input with every unknown name, every row twice and every row that is not there.
    """
    if wie.rol is not Rol.BEHEERDER and not heeft_functie(db, wie.persoon, BEHEERT, dag(nu)):
        raise RegisterNietVanU("het register wijzigen", [Rol.BEHEERDER.value, BEHEERT])
    if opdracht.inloggen or any(p.rollen for p in opdracht.personen):
        _eis_eigenaar(db)
    fouten = [*_fouten(db, opdracht)]
    if fouten:
        raise OnbruikbareInvoer(fouten)
    for o in opdracht.organisaties:
        db.add(OrganisatieRij(**o.model_dump(mode="json")))
    db.flush()
    for f in opdracht.functies:
        db.add(FunctieRij(**f.model_dump()))
    for p in opdracht.personen:
        db.add(PersoonRij(id=p.id, weergavenaam=p.weergavenaam, email=p.email))
    db.flush()
    for p in opdracht.personen:
        for rol in p.rollen:
            db.add(RolRij(persoon=p.id, rol=rol))
    for a in opdracht.aanstellingen:
        sleutels = {"persoon": a.persoon, "organisatie": a.organisatie}
        nieuw = {**sleutels, "functie": a.functie, "vervanger": a.vervanger}
        _dateer(db, AanstellingRij, sleutels, nieuw, a.van, a.tot, a.eindigt, nu)
    for v in opdracht.vervullingen:
        sleutels = {"persoon": v.persoon, "functie": v.functie}
        _dateer(db, FunctievervullingRij, sleutels, sleutels, v.van, v.tot, v.eindigt, nu)
    for w in opdracht.afwezigheden:
        db.add(
            AfwezigheidRij(persoon=w.persoon, geldig_van=w.van, geldig_tot=w.tot, door=wie.persoon, vastgelegd_op=nu)
        )
    for soort, velden in _FEITEN.items():
        for feit in getattr(opdracht, soort):
            inhoud = feit.model_dump(mode="json", exclude={"van", "tot", "eindigt"})
            sleutels = {"soort": soort, "sleutel": "/".join(str(inhoud[veld]) for veld in velden)}
            nieuw = {**sleutels, "inhoud": inhoud, "bron": opdracht.bron, "door": wie.persoon}
            _dateer(db, RegisterfeitRij, sleutels, nieuw, feit.van, feit.tot, feit.eindigt, nu)
    for i in opdracht.intrekkingen:
        _trek_mandaat_in(db, i.mandaat, i.op, i.document, nu)
    for log in opdracht.inloggen:
        registreer_login(db, log.login, log.persoon, nu)
    db.flush()
    meld_wijziging(db, "register", "register", nu)
    aantal = opdracht.aantal()
    tekst = ", ".join(f"{hoeveel} {naam}" for naam, hoeveel in aantal.items()) or "niets"
    return Uitkomst({"gewijzigd": aantal, "bron": opdracht.bron}, f"Het register is gewijzigd: {tekst}.")


def _dateer(
    db: Sessie,
    tabel: type[Any],
    sleutels: dict[str, Any],
    nieuw: dict[str, Any],
    van: date | None,
    tot: date | None,
    eindigt: date | None,
    nu: datetime,
) -> None:
    """Add a dated row, or let the running one lapse and put a copy with its last day in its place."""
    if van is not None:
        db.add(tabel(**nieuw, geldig_van=van, geldig_tot=tot, vastgelegd_op=nu))
        return
    rij = _lopend(db, tabel, sleutels, eindigt)
    assert rij is not None
    kopie = {k.name: getattr(rij, k.name) for k in tabel.__table__.columns if k.name not in ("nummer", "vervallen_op")}
    rij.vervallen_op = nu
    db.add(rij)
    db.add(tabel(**{**kopie, "geldig_tot": eindigt, "vastgelegd_op": nu}))


def _lopend(db: Sessie, tabel: type[Any], sleutels: dict[str, Any], op: date | None) -> Any:
    """Return the row that is valid just before a day, as known now."""
    vraag = select(tabel).where(
        *(getattr(tabel, naam) == waarde for naam, waarde in sleutels.items()),
        tabel.vervallen_op.is_(None),
        tabel.geldig_van < op,
        tabel.geldig_tot.is_(None) | (tabel.geldig_tot > op),
    )
    return db.execute(vraag.order_by(tabel.nummer).limit(1)).scalar()


def _trek_mandaat_in(db: Sessie, mandaat: str, op: date, document: str, nu: datetime) -> None:
    """Add a version of the mandate that is withdrawn from a day on; the version before stays as it was."""
    rij = _nieuwste_mandaat(db, mandaat)
    assert rij is not None
    inhoud = {**rij.inhoud, "versie": rij.versie + 1, "ingetrokken_op": op.isoformat(), "bron": document}
    db.add(
        MandaatRij(
            id=rij.id, versie=rij.versie + 1, volgorde=rij.volgorde, gever=rij.gever, soort=rij.soort,
            houder_functie=rij.houder_functie, geldig_van=rij.geldig_van, geldig_tot=rij.geldig_tot, ingetrokken_op=op,
            inhoud=inhoud | {"vastgelegd_op": dag(nu).isoformat()}, vastgelegd_op=nu,
        )
    )  # fmt: skip


def _nieuwste_mandaat(db: Sessie, mandaat: str) -> MandaatRij | None:
    m = MandaatRij
    nieuwste: MandaatRij | None = db.execute(
        select(m).where(col(m.id) == mandaat).order_by(col(m.versie).desc()).limit(1)
    ).scalar()
    return nieuwste


def _eis_eigenaar(db: Sessie) -> None:
    """On PostgreSQL roles and logins are for the owner of the database; refusal: register_niet_van_u."""
    if is_postgres(db) and not db.execute(select(func.has_table_privilege("inlog", "INSERT"))).scalar():
        raise RegisterNietVanU("rollen en logins wijzigen", ["de eigenaar van de database"])


def _fouten(db: Sessie, w: Registerwijziging) -> Iterator[Fout]:
    """Yield everything that nobody knows, that stands there already or that is not there to end."""
    bekend = {
        "organisatie": _ids(db, OrganisatieRij, w.organisaties),
        "functie": _ids(db, FunctieRij, w.functies),
        "persoon": _ids(db, PersoonRij, w.personen),
    }
    for soort, tabel in (("organisaties", OrganisatieRij), ("functies", FunctieRij), ("personen", PersoonRij)):
        for nr, rij in enumerate(getattr(w, soort)):
            if db.get(tabel, rij.id) is not None or [r.id for r in getattr(w, soort)].count(rij.id) > 1:
                yield _fout(f"{soort}[{nr}].id", f"'{rij.id}' staat er al.", "Kies een ander id, of laat de rij weg.")
    for soort, verwijzingen in _VERWIJST.items():
        for nr, rij in enumerate(getattr(w, soort)):
            for veld, waar in verwijzingen.items():
                naam = getattr(rij, veld)
                if naam is not None and naam not in bekend[waar] and naam != SYSTEEM.persoon:
                    yield _fout(f"{soort}[{nr}].{veld}", f"'{naam}' is geen bekende {waar}.", "Zie 'register lijst'.")
    for nr, i in enumerate(w.intrekkingen):
        mandaat = _nieuwste_mandaat(db, i.mandaat)
        if mandaat is None or mandaat.ingetrokken_op is not None:
            yield _fout(f"intrekkingen[{nr}].mandaat", f"'{i.mandaat}' geldt niet.", "Zie 'doorbraak mandaat lijst'.")
    for nr, log in enumerate(w.inloggen):
        if db.get(InlogRij, log.login) is not None:
            yield _fout(f"inloggen[{nr}].login", f"'{log.login}' is al iemand.", "Kies een andere login.")
    yield from _niet_te_beeindigen(db, w)


def _niet_te_beeindigen(db: Sessie, w: Registerwijziging) -> Iterator[Fout]:
    gedateerd: list[tuple[str, type[Rij], tuple[str, ...]]] = [
        ("aanstellingen", AanstellingRij, ("persoon", "organisatie")),
        ("vervullingen", FunctievervullingRij, ("persoon", "functie")),
    ]
    for soort, tabel, velden in gedateerd:
        for nr, rij in enumerate(getattr(w, soort)):
            sleutels = {veld: getattr(rij, veld) for veld in velden}
            if rij.eindigt is not None and _lopend(db, tabel, sleutels, rij.eindigt) is None:
                yield _fout(f"{soort}[{nr}]", "Deze rij loopt op die dag niet.", "Zie 'register lijst'.")
    for soort, velden in _FEITEN.items():
        for nr, rij in enumerate(getattr(w, soort)):
            sleutels = {"soort": soort, "sleutel": "/".join(str(getattr(rij, veld)) for veld in velden)}
            if rij.eindigt is not None and _lopend(db, RegisterfeitRij, sleutels, rij.eindigt) is None:
                yield _fout(f"{soort}[{nr}]", "Deze rij loopt op die dag niet.", f"Zie 'register lijst {soort}'.")


_VERWIJST: dict[str, dict[str, str]] = {
    "organisaties": {"onderdeel_van": "organisatie"},
    "functies": {"organisatie": "organisatie", "valt_onder": "functie"},
    "aanstellingen": {"persoon": "persoon", "organisatie": "organisatie", "vervanger": "persoon"},
    "vervullingen": {"persoon": "persoon", "functie": "functie"},
    "afwezigheden": {"persoon": "persoon"},
    "contacten": {"school": "organisatie", "persoon": "persoon"},
    "aanbod": {"aanbieder": "organisatie"},
    "inloggen": {"persoon": "persoon"},
}


def _ids(db: Sessie, tabel: type[Any], erbij: Any) -> set[str]:
    return {*db.execute(select(tabel.id)).scalars(), *(rij.id for rij in erbij)}


def _fout(plaats: str, melding: str, oplossing: str) -> Fout:
    return Fout("register", plaats, melding, oplossing)
