"""Questions about zittingen, besluiten and afspraken; of a casus only what the user may see."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import bindparam, func, select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.basis.voorbereid import rijen
from budget.basis.weigering import Fout, OnbruikbareInvoer
from budget.grootboek.vragen import beschikbaar
from engine.casus.opslag import CasusRij
from engine.casus.weigeringen import CasusOnbekend
from engine.casus.zicht import GELD_LEZEN, INHOUD_LEZEN, mag_zien
from engine.mandaat.antwoord import als_antwoord
from engine.mandaat.begrippen import Onbeperkt
from engine.mandaat.regels.vooraf import Beslisruimte
from engine.netwerk.rijen import Tafel as Netwerktafel
from engine.regie.vragen import regies_nu
from engine.termijnen.regels.tellen import plus_maanden
from engine.zitting.begrippen import Agendaregel, Besluitregel, Proef, ZittingKort
from engine.zitting.formaat import Besluit
from engine.zitting.opslag import (
    AfspraakRij,
    AgendapuntRij,
    BesluitRij,
    MandaattoetsRij,
    PlanregelRij,
    ZittingPersoonRij,
    ZittingRij,
)
from engine.zitting.regels.vereisten import POT, Regelvraag
from engine.zitting.toetsen import (
    Tafel,
    aanwezigheid,
    afwezig,
    als_json,
    beslisruimte_nu,
    kenmerken_van,
    regelsoorten,
    toets,
)
from engine.zitting.vragen_terug import correcties
from engine.zitting.weigeringen import ZittingOnbekend


def zittingen(db: Sessie, wie: Gebruiker, zitting: str | None = None) -> list[ZittingKort]:
    """Return the zittingen, newest first; everybody at the table may see when and where they are."""
    z, a, p = ZittingRij, AgendapuntRij, ZittingPersoonRij
    punten = select(func.count()).where(col(a.zitting) == col(z.id)).correlate(z).scalar_subquery()
    mensen = select(func.count()).where(col(p.zitting) == col(z.id)).correlate(z).scalar_subquery()
    vraag = select(
        col(z.id), col(z.op), col(z.plaats), col(z.voorzitter), col(z.plaatsvervanger), col(z.status), punten, mensen
    ).order_by(col(z.op).desc(), col(z.id))
    if zitting is not None:
        vraag = vraag.where(col(z.id) == zitting)
    return [ZittingKort(*rij) for rij in db.execute(vraag)]


def eis_zitting(db: Sessie, zitting: str) -> None:
    """Refuse (zitting_onbekend) a zitting that is not there."""
    if db.execute(select(col(ZittingRij.id)).where(col(ZittingRij.id) == zitting)).first() is None:
        raise ZittingOnbekend(zitting)


def agenda(db: Sessie, wie: Gebruiker, zitting: str, op: date) -> list[Agendaregel]:
    """Return the agenda in order, of the casussen that this user may see; refusal: zitting_onbekend."""
    eis_zitting(db, zitting)
    a, c = AgendapuntRij, CasusRij
    vraag = (
        select(
            col(a.casus), col(a.volgorde), col(a.minuten), col(a.status), col(a.reden), col(a.genodigden),
            col(c.vraag), col(c.status), col(c.versie), col(c.thuis_sinds),
        )
        .join(c, col(c.nummer) == col(a.casus))
        .where(col(a.zitting) == zitting, mag_zien(wie, op))
        .order_by(col(a.volgorde))
    )  # fmt: skip
    gelezen = db.execute(vraag).all()
    nummers = [rij[0] for rij in gelezen]
    regies, toetsen = regies_nu(db, nummers, op), laatste_toetsen(db, nummers)
    return [
        Agendaregel(
            casus=casus,
            volgorde=volgorde,
            minuten=minuten,
            status=status,
            reden=reden,
            vraag=vraag_,
            casusstatus=casusstatus,
            versie=versie,
            thuis_sinds=thuis,
            gevraagd=sum(toets.concept["bedrag"] for toets in toetsen.get(casus, ())),
            mandaat=slechtste(toets.uitkomst for toets in toetsen.get(casus, ())),
            regisseur=regies[casus].regisseur,
            regie=regies[casus].status,
            genodigden=tuple(genodigden),
        )
        for casus, volgorde, minuten, status, reden, genodigden, vraag_, casusstatus, versie, thuis in gelezen
    ]


def slechtste(uitkomsten: Iterable[str]) -> str | None:
    """Return the worst of the results, None without any."""
    volgorde = ("ja", "ja_met_medeondertekening", "ruggespraak", "nee")
    return max(uitkomsten, key=volgorde.index, default=None)


def laatste_toetsen(db: Sessie, casussen: Collection[str]) -> dict[str, list[MandaattoetsRij]]:
    """Return the newest round of the check before the zitting per casus, in the order of the draft lines."""
    m = MandaattoetsRij
    nieuwste = (
        select(col(m.casus), func.max(col(m.ronde)).label("ronde"))
        .where(col(m.casus).in_(list(casussen)))
        .group_by(col(m.casus))
        .subquery()
    )
    vraag = select(m).join(nieuwste, (col(m.casus) == nieuwste.c.casus) & (col(m.ronde) == nieuwste.c.ronde))
    per_casus: dict[str, list[MandaattoetsRij]] = {}
    for getoetst in db.execute(vraag.order_by(col(m.casus), col(m.regel))).scalars():
        per_casus.setdefault(getoetst.casus, []).append(getoetst)
    return per_casus


def besluitenlijst(
    db: Sessie, wie: Gebruiker, nu: datetime, *, zitting: str | None = None, casus: str | None = None
) -> list[Besluitregel]:
    """Return the besluiten of a zitting or a casus that this user may see, oldest first, with lines and afspraken.

    Who only pays sees what was decided on money, without a word on the help; a financier the lines of the own body.
    """
    b, c = BesluitRij, CasusRij
    vraag = select(b).join(c, col(c.nummer) == col(b.casus)).where(mag_zien(wie, dag(nu)))
    vraag = vraag.where(col(b.status) != "teruggenomen")
    if zitting is not None:
        eis_zitting(db, zitting)
        vraag = vraag.where(col(b.zitting) == zitting)
    if casus is not None:
        vraag = vraag.where(col(b.casus) == casus)
    besluiten = list(db.execute(vraag.order_by(col(b.genomen_op), col(b.id))).scalars())
    regels = _regels_van(db, [b_.id for b_ in besluiten])
    afspraken = _afspraken_van(db, [b_.id for b_ in besluiten])
    achteraf = correcties(db, [b_.id for b_ in besluiten])
    lijst = [
        Besluitregel(
            besluit=rij.id,
            casus=rij.casus,
            status=rij.status,
            uitkomst=rij.uitkomst,
            trede=rij.trede,
            doel=rij.doel,
            door=rij.door,
            dag=rij.dag,
            plan=rij.plan,
            regels=tuple(regels.get(rij.id, ())),
            afspraken=tuple(afspraken.get(rij.id, ())),
            correcties=tuple(achteraf.get(rij.id, ())),
        )
        for rij in besluiten
    ]
    if wie.rol in INHOUD_LEZEN:
        return lijst
    namen = {soort.soort: soort.naam for soort in regelsoorten(db, dag(nu)).per_soort.values()}
    return [_zonder_inhoud(besluit, namen, wie) for besluit in lijst]


def _zonder_inhoud(besluit: Besluitregel, namen: dict[str, str], wie: Gebruiker) -> Besluitregel:
    """Return the besluit with the kind of help instead of words on it, for who only pays."""
    regels = (
        regel | {"wat": namen.get(regel["soort"], regel["soort"])}
        for regel in besluit.regels
        if wie.rol is not Rol.FINANCIER or wie.organisatie in (regel["bron"], *regel["namens"])
    )
    return replace(besluit, doel="", plan={}, regels=tuple(regels), afspraken=(), correcties=())


def mandaat_nu(db: Sessie, wie: Gebruiker, zitting: str, nu: datetime, casus: str = "") -> dict[str, Any]:
    """Return who is there and up to which amount this table can decide on one line now, on whose behalf.

    With a casus what it used counts. Refusal: zitting_onbekend. Amounts in whole cents.
    """
    eis_zitting(db, zitting)
    op = dag(nu)
    aan_tafel = aanwezigheid(db, zitting, op)
    ruimte = beslisruimte_nu(db, aan_tafel, casus, op)
    return {"zitting": zitting, "aanwezig": als_json(aan_tafel), "ruimte": [_ruimte_json(deel) for deel in ruimte]}


def wat_als(
    db: Sessie, wie: Gebruiker, casus: str, proef: Proef, nu: datetime, *, zitting: str | None = None
) -> dict[str, Any]:
    """Say what mandate and pot would answer to an amount, without any effect; refusal: casus_onbekend.

    Without a zitting only the recorded absences count. `pot` is None for who may not see the money.
    """
    op = dag(nu)
    rij: CasusRij | None = db.execute(
        select(CasusRij).where(col(CasusRij.nummer) == casus, mag_zien(wie, op))
    ).scalar_one_or_none()
    if rij is None:
        raise CasusOnbekend(casus)
    soorten = regelsoorten(db, op)
    if proef.soort not in soorten.per_soort:
        kies = f"Kies uit: {', '.join(soorten.per_soort)}."
        raise OnbruikbareInvoer([Fout("wat als", "soort", f"'{proef.soort}' is geen soort planregel.", kies)])
    vraag = Regelvraag(
        kenmerk="proef",
        soort=proef.soort,
        bedrag=proef.bedrag,
        maanden=proef.maanden,
        uit_pot=proef.bron == POT,
        vanaf=proef.vanaf,
        aanbieder=proef.aanbieder,
        kenmerken=kenmerken_van(db, proef.aanbieder),
        # Whether there is consent is asked at the besluit itself.
        aangetoond=frozenset({soorten.toestemming_toont}),
    )
    aan_tafel = aanwezigheid(db, zitting, op) if zitting else afwezig(db, op)
    uitslag = toets(db, rij, [vraag], Tafel(aan_tafel), op).uitslag
    pot: dict[str, Any] | None = None
    if proef.bron == POT and wie.rol in GELD_LEZEN:
        vrij = beschikbaar(db)[1]
        pot = {"beschikbaar_besluit": vrij.cents, "daarna": (vrij - proef.bedrag).cents, "past": proef.bedrag <= vrij}
    laatste = plus_maanden(proef.vanaf, proef.maanden) - timedelta(days=1)
    return {
        "casusnummer": casus,
        "mandaat": als_antwoord(uitslag),
        "pot": pot,
        "over_jaargrens": laatste.year > op.year,
    }


def wat_als_besluit(
    db: Sessie, wie: Gebruiker, casus: str, plan: Besluit, nu: datetime, *, zitting: str
) -> dict[str, Any]:
    """Say what the mandate check would answer to a whole besluit now, exactly as `besluit` will ask it; no effect.

    Refusals: casus_onbekend, zitting_onbekend; unusable input with every unknown soort, body or provider.
    """
    from engine.zitting.diensten.ruggespraak import eenmalige_mandaten, geweigerde_vragen
    from engine.zitting.diensten.vastleggen import handtekeningen, keur_besluit, regelvragen

    op = dag(nu)
    rij: CasusRij | None = db.execute(
        select(CasusRij).where(col(CasusRij.nummer) == casus, mag_zien(wie, op))
    ).scalar_one_or_none()
    if rij is None:
        raise CasusOnbekend(casus)
    eis_zitting(db, zitting)
    keur_besluit(db, plan, op)
    voorzitter = db.execute(select(col(ZittingRij.voorzitter)).where(col(ZittingRij.id) == zitting)).scalar()
    tafel = Tafel(
        aanwezigheid(db, zitting, op),
        voorzitter,
        handtekeningen=handtekeningen(plan),
        erbij=eenmalige_mandaten(db, casus, op),
        geweigerd=geweigerde_vragen(db, casus),
    )
    return als_antwoord(toets(db, rij, regelvragen(db, plan, op), tafel, op).uitslag)


def _ruimte_json(deel: Beslisruimte) -> dict[str, Any]:
    return {
        "mandaat": deel.mandaat,
        "namens": deel.namens,
        "soort": deel.soort.value,
        "domein": deel.domein,
        "functie": deel.houder,
        "persoon": deel.persoon,
        "tot": deel.tot.value if isinstance(deel.tot, Onbeperkt) else deel.tot.cents,
        "mede": deel.mede,
        "mede_boven": deel.mede_boven.cents if deel.mede_boven is not None else None,
    }


def planregelsoorten(db: Sessie, wie: Gebruiker, nu: datetime) -> list[dict[str, Any]]:
    """Return the kinds of plan lines to choose from: soort, naam, and whether the help needs a consent."""
    soorten = regelsoorten(db, dag(nu)).per_soort.values()
    return [{"soort": s.soort, "naam": s.naam, "toestemming": s.toestemming} for s in soorten]


def open_afspraken(db: Sessie, casus: str) -> int:
    """Return how many afspraken of the casus are still open."""
    a = AfspraakRij
    aantal = db.execute(select(func.count()).where(col(a.casus) == casus, col(a.status) == "open")).scalar()
    return int(aantal or 0)


def tafels(db: Sessie, casussen: Collection[str]) -> dict[str, list[Netwerktafel]]:
    """Return the zittingen of each casus as the network rules see them: the day and who is invited."""
    return {
        casus: [
            Netwerktafel(id=zitting, datum=op, genodigden=tuple(genodigden), vastgelegd_op=dag(geplaatst))
            for zitting, op, genodigden, geplaatst in rijen(db, _TAFELS, casus=casus)
        ]
        for casus in casussen
    }


_TAFELS = (
    select(col(ZittingRij.id), col(ZittingRij.op), col(AgendapuntRij.genodigden), col(AgendapuntRij.geplaatst_op))
    .join(AgendapuntRij, col(AgendapuntRij.zitting) == col(ZittingRij.id))
    .where(col(AgendapuntRij.casus) == bindparam("casus"), col(AgendapuntRij.status) != "van_agenda")
    .order_by(col(ZittingRij.op), col(ZittingRij.id))
)


def te_hertoetsen(db: Sessie) -> list[str]:
    """Return the casussen whose check before the zitting may have changed: the flow repeats it for each."""
    c, m = CasusRij, MandaattoetsRij
    vraag = select(col(c.nummer)).where(
        col(c.status).in_(("mandaatcheck_vooraf", "geagendeerd")), col(c.nummer).in_(select(col(m.casus)))
    )
    return list(db.execute(vraag.order_by(col(c.nummer))).scalars())


def uit_te_nodigen(db: Sessie, vandaag: date) -> list[str]:
    """Return the planned zittingen that still come and whose agenda was not sent yet, first day first."""
    z, a = ZittingRij, AgendapuntRij
    vraag = select(col(z.id)).where(
        col(z.status) == "gepland", col(z.op) >= vandaag, col(z.id).in_(select(col(a.zitting)))
    )
    return list(db.execute(vraag.order_by(col(z.op), col(z.id))).scalars())


def _regels_van(db: Sessie, besluiten: list[str]) -> dict[str, list[dict[str, Any]]]:
    p = PlanregelRij
    kolommen = (
        p.kenmerk, p.soort, p.wat, p.aanbieder, p.uitvoerder, p.van, p.tot, p.bedrag, p.bron, p.wet, p.besluitvorm,
        p.namens, p.uitkomst, p.beslist_door, p.lijn,
    )  # fmt: skip
    vraag = select(col(p.besluit), *(col(k) for k in kolommen)).where(col(p.besluit).in_(besluiten))
    per_besluit: dict[str, list[dict[str, Any]]] = {}
    for besluit, *velden in db.execute(vraag.order_by(col(p.besluit), col(p.volgorde))):
        regel = dict(zip((k.key for k in map(col, kolommen)), velden, strict=True))  # type: ignore[attr-defined]
        per_besluit.setdefault(besluit, []).append(
            regel | {"van": regel["van"].isoformat(), "tot": regel["tot"].isoformat()}
        )
    return per_besluit


def _afspraken_van(db: Sessie, besluiten: list[str]) -> dict[str, list[dict[str, Any]]]:
    a = AfspraakRij
    vraag = select(
        col(a.besluit), col(a.nummer), col(a.wie), col(a.wat), col(a.meetbaar), col(a.op), col(a.status)
    ).where(col(a.besluit).in_(besluiten))
    per_besluit: dict[str, list[dict[str, Any]]] = {}
    for besluit, nummer, wie, wat, meetbaar, op, status in db.execute(vraag.order_by(col(a.nummer))):
        per_besluit.setdefault(str(besluit), []).append(
            {"nummer": nummer, "wie": wie, "wat": wat, "meetbaar": meetbaar, "op": op.isoformat(), "status": status}
        )
    return per_besluit
