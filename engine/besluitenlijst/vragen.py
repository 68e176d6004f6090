"""The besluitenlijst of a zitting on paper, for who may hand it out; every document leaves a line in the access log."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from engine.berichten.begrippen import Agendapunt
from engine.berichten.opmaak import ics
from engine.besluitenlijst.begrippen import Deel, Namen, Ontvanger, Soort
from engine.besluitenlijst.gezin import Gezinsfeiten, brief
from engine.besluitenlijst.opmaak import ZONDER_BESLUIT, lijst
from engine.besluitenlijst.regels import deel_voor
from engine.besluitenlijst.weigeringen import OntvangerOnbekend
from engine.casus.opslag import CasusRij
from engine.casus.weigeringen import NietBevoegd
from engine.casus.zicht import INHOUD_LEZEN
from engine.inzage.logboek import Handeling, log
from engine.regie.vragen import regie_nu
from engine.register.vragen import (
    aanstellingen,
    organisatie,
    organisaties,
    personen,
    regeling,
    termijnregel,
    werkt_bij,
)
from engine.stukken.begrippen import Document
from engine.stukken.markdown import zet_markdown
from engine.stukken.vormen import Stukvorm, zet
from engine.toestemming.begrippen import Toestand
from engine.toestemming.vragen import HULP, mag_delen
from engine.zitting.agenda import in_de_agenda
from engine.zitting.begrippen import Agendaregel, Besluitregel, ZittingKort
from engine.zitting.opslag import AgendapuntRij, ZittingRij
from engine.zitting.vragen import agenda, besluitenlijst, eis_zitting, planregelsoorten, zittingen
from engine.zitting.vragen_afspraken import afspraken

_DEELT_UIT = frozenset({Rol.VOORZITTER, Rol.SECRETARIS, Rol.SYSTEEM})
"""Who may make the list of somebody else; the others only that of themselves."""

_LEEST_HULP = INHOUD_LEZEN - {Rol.BESTUURDER}
"""Who reads words on the help in the own list; who only pays or governs gets what was decided, without them."""

_SCHOOL, _AANBIEDER = frozenset({"school", "schoolbestuur"}), frozenset({"aanbieder", "gi"})


@dataclass(frozen=True, slots=True)
class Stuk:
    """A file that was made: for whom, its name and its bytes."""

    ontvanger: Ontvanger
    naam: str
    inhoud: bytes


def ontvangers(db: Sessie, wie: Gebruiker, zitting: str, nu: datetime) -> list[Ontvanger]:
    """Return for whom this user can make a list of a zitting: everybody whom a besluit or an afspraak concerns.

    Who does not hand lists out gets the own one only. Refusal: zitting_onbekend.
    """
    return _ontvangers(db, wie, _Lijst.lees(db, wie, zitting, nu), dag(nu))


def stukken(
    db: Sessie,
    wie: Gebruiker,
    zitting: str,
    nu: datetime,
    *,
    voor: Soort | None = None,
    wie_voor: str | None = None,
    vormen: Collection[Stukvorm] = (Stukvorm.PDF,),
    agenda: bool = False,
) -> list[Stuk]:
    """Return the files, one per recipient and form; agenda: their afspraken and the next zitting as .ics as well.

    voor: only recipients of this kind; wie_voor: only this organisation or casusnummer. Each recipient is a line in the
    access log. Refusals: zitting_onbekend, ontvanger_onbekend, niet_bevoegd, hulpmiddel_ontbreekt.
    """
    gelezen = _Lijst.lees(db, wie, zitting, nu)
    mogelijk = _ontvangers(db, wie, gelezen, dag(nu))
    gekozen = [o for o in mogelijk if (voor is None or o.soort is voor) and (wie_voor is None or o.wie == wie_voor)]
    if not gekozen:
        if wie.rol not in _DEELT_UIT and voor is not None:
            raise NietBevoegd("de besluitenlijst van een ander maken", ["voorzitter", "secretaris"])
        raise OntvangerOnbekend(zitting, wie_voor or (voor.value if voor else ""), [o.kenmerk for o in mogelijk])
    return [stuk for ontvanger in gekozen for stuk in _stukken_voor(db, wie, gelezen, ontvanger, nu, vormen, agenda)]


def besluitenlijst_markdown(db: Sessie, wie: Gebruiker, zitting: str, nu: datetime) -> str:
    """Return the list as Markdown as far as this user may see it; the access log records it as an export.

    Refusal: zitting_onbekend.
    """
    gelezen = _Lijst.lees(db, wie, zitting, nu)
    (ontvanger,) = _ontvangers(db, wie, gelezen, dag(nu))[:1]
    delen = gelezen.delen(db, ontvanger, dag(nu))
    _log(db, wie, gelezen, ontvanger, delen, nu)
    return zet_markdown(gelezen.document(db, ontvanger, delen, dag(nu)))


@dataclass(frozen=True, slots=True)
class _Lijst:
    """What was read of a zitting, once for all its recipients."""

    zitting: ZittingKort
    besluiten: list[Besluitregel]
    los: list[dict[str, Any]]
    zonder_besluit: list[Agendaregel]
    namen: Namen
    afzender: str

    @classmethod
    def lees(cls, db: Sessie, wie: Gebruiker, zitting: str, nu: datetime) -> _Lijst:
        eis_zitting(db, zitting)
        alle = afspraken(db, wie, nu, zitting=zitting, alle=True)
        return cls(
            zitting=zittingen(db, wie, zitting)[0],
            besluiten=besluitenlijst(db, wie, nu, zitting=zitting),
            los=[a for a in alle if a["besluit"] is None and a["status"] != "vervallen"],
            zonder_besluit=[p for p in agenda(db, wie, zitting, dag(nu)) if p.status in ZONDER_BESLUIT],
            namen=Namen(
                {o.id: o.naam for o in organisaties(db)},
                {p.id: p.weergavenaam for p in personen(db)},
                {s["soort"]: s["naam"] for s in planregelsoorten(db, wie, nu)},
            ),
            afzender=str(regeling(db, "regio", dag(nu)).inhoud["tafel"]["naam"]),
        )

    def delen(self, db: Sessie, ontvanger: Ontvanger, op: date) -> list[Deel]:
        """Return what this recipient sees, in the order of the list."""
        delen = (
            deel_voor(besluit, ontvanger, toestemming=_toestemming(db, besluit.casus, ontvanger, op))
            for besluit in self.besluiten
        )
        return [deel for deel in delen if deel is not None]

    def losse(self, ontvanger: Ontvanger) -> list[dict[str, Any]]:
        """Return the afspraken of the zitting that belong to no besluit, as far as they are for this recipient."""
        match ontvanger.soort:
            case Soort.TAFEL:
                return self.los
            case Soort.GEZIN:
                return [a for a in self.los if a["casusnummer"] == ontvanger.wie]
            case Soort.BESTUUR:
                return []
        return [a for a in self.los if a["wie"] in ontvanger.mensen]

    def document(self, db: Sessie, ontvanger: Ontvanger, delen: Sequence[Deel], op: date) -> Document:
        """Return the document for this recipient: the gezin gets a letter, the others a list."""
        los = self.losse(ontvanger)
        if ontvanger.soort is Soort.GEZIN:
            feiten = _gezinsfeiten(db, ontvanger.wie, self.zitting.op, op, self.namen)
            return brief(self.zitting, feiten, delen, los, self.namen, self.afzender)
        punten = self.zonder_besluit if ontvanger.soort is Soort.TAFEL else []
        return lijst(self.zitting, ontvanger, delen, los, self.namen, self.afzender, punten)

    def casussen(self, ontvanger: Ontvanger, delen: Sequence[Deel]) -> list[str]:
        return sorted({d.casus for d in delen} | {a["casusnummer"] for a in self.losse(ontvanger)})


def _ontvangers(db: Sessie, wie: Gebruiker, gelezen: _Lijst, op: date) -> list[Ontvanger]:
    tafel = Ontvanger(Soort.TAFEL, "", "")
    collegas = _collegas(db, op)
    if wie.rol not in _DEELT_UIT:
        if wie.rol is Rol.AUDITOR:
            return [tafel]
        eigen = _organisatie(db, wie.organisatie, collegas, bestuur=wie.rol not in _LEEST_HULP)
        gezinnen = _gezinnen(gelezen) if wie.rol is Rol.CASUSREGISSEUR else []
        return [eigen, *gezinnen]
    genoemd: dict[str, bool] = {}
    for besluit in gelezen.besluiten:
        for regel in besluit.regels:
            for naam in (regel["aanbieder"], regel["bron"], *regel["namens"]):
                if naam in gelezen.namen.organisaties:
                    genoemd[naam] = genoemd.get(naam, False) or naam in regel["namens"]
    doet = {a["wie"] for b in gelezen.besluiten for a in b.afspraken} | {a["wie"] for a in gelezen.los}
    doet |= {r["uitvoerder"] for b in gelezen.besluiten for r in b.regels if r["uitvoerder"]}
    for persoon in doet:
        if baan := werkt_bij(db, persoon, op):
            genoemd.setdefault(baan, False)
    tafelorganisatie = regeling(db, "regio", op).inhoud["tafel"]["organisatie"]
    lijsten = [_organisatie(db, naam, collegas, bestuur=False) for naam in sorted(genoemd) if naam != tafelorganisatie]
    besturen = [_organisatie(db, naam, collegas, bestuur=True) for naam in sorted(genoemd) if genoemd[naam]]
    return [tafel, *_gezinnen(gelezen), *lijsten, *besturen]


def _gezinnen(gelezen: _Lijst) -> list[Ontvanger]:
    nummers = sorted({b.casus for b in gelezen.besluiten} | {a["casusnummer"] for a in gelezen.los})
    return [Ontvanger(Soort.GEZIN, nummer, f"het gezin van casus {nummer}") for nummer in nummers]


def _organisatie(db: Sessie, naam: str, collegas: dict[str, frozenset[str]], *, bestuur: bool) -> Ontvanger:
    gevonden = organisatie(db, naam)
    soort = gevonden.soort if gevonden else ""
    if bestuur:
        welke = Soort.BESTUUR
    elif soort in _SCHOOL:
        welke = Soort.SCHOOL
    else:
        welke = Soort.AANBIEDER if soort in _AANBIEDER else Soort.GEMEENTE
    return Ontvanger(welke, naam, gevonden.naam if gevonden else naam, collegas.get(naam, frozenset()))


def _collegas(db: Sessie, op: date) -> dict[str, frozenset[str]]:
    per: dict[str, set[str]] = {}
    for baan in aanstellingen(db, op):
        per.setdefault(baan.organisatie, set()).add(baan.persoon)
    return {naam: frozenset(mensen) for naam, mensen in per.items()}


def _toestemming(db: Sessie, casus: str, ontvanger: Ontvanger, op: date) -> bool:
    """Say whether this organisation may hear of the help: a consent was given, and it covers this recipient."""
    if ontvanger.soort not in (Soort.SCHOOL, Soort.GEMEENTE, Soort.AANBIEDER):
        return False
    oordeel = mag_delen(db, db.get_one(CasusRij, casus), HULP, op, ontvanger=ontvanger.wie)
    return oordeel.mag and oordeel.toestand is Toestand.GELDIG


def _gezinsfeiten(db: Sessie, casus: str, zitting_op: date, op: date, namen: Namen) -> Gezinsfeiten:
    regie, bezwaar = regie_nu(db, casus, op), termijnregel(db, "AWB_BEZWAAR", op)
    baan = werkt_bij(db, regie.regisseur, op) if regie.regisseur else None
    volgende = _volgende_zittingen(db, [casus], max(zitting_op, op))
    return Gezinsfeiten(
        casus=casus,
        regisseur=namen.mensen.get(regie.regisseur) if regie.regisseur else None,
        regisseur_van=namen.organisaties.get(baan) if baan else None,
        vervanger=namen.mensen.get(regie.vervanger) if regie.vervanger else None,
        volgende=volgende[0][1] if volgende else None,
        bezwaar=bezwaar.duur,
        bezwaar_zeker=bezwaar.status == "bron",
    )


def _volgende_zittingen(db: Sessie, casussen: Collection[str], na: date) -> list[tuple[str, date, str]]:
    """Return id, day and place of the zittingen after a day on which one of these casussen stands."""
    z, a = ZittingRij, AgendapuntRij
    vraag = (
        select(col(z.id), col(z.op), col(z.plaats))
        .join(a, col(a.zitting) == col(z.id))
        .where(col(a.casus).in_(list(casussen)), col(a.status) != "van_agenda", col(z.op) > na)
        .distinct()
        .order_by(col(z.op), col(z.id))
    )
    return list(db.execute(vraag).tuples().all())


def _stukken_voor(
    db: Sessie,
    wie: Gebruiker,
    gelezen: _Lijst,
    ontvanger: Ontvanger,
    nu: datetime,
    vormen: Collection[Stukvorm],
    agenda: bool,
) -> Iterator[Stuk]:
    op = dag(nu)
    delen = gelezen.delen(db, ontvanger, op)
    _log(db, wie, gelezen, ontvanger, delen, nu)
    document = gelezen.document(db, ontvanger, delen, op)
    naam = f"{gelezen.zitting.id}-{ontvanger.kenmerk}"
    for vorm in vormen:
        yield Stuk(ontvanger, f"{naam}.{vorm.value}", zet(document, vorm))
    if agenda and (punten := list(_agendapunten(db, gelezen, ontvanger, delen))):
        yield Stuk(ontvanger, f"{naam}.ics", ics(punten, nu))


def _agendapunten(db: Sessie, gelezen: _Lijst, ontvanger: Ontvanger, delen: Sequence[Deel]) -> Iterator[Agendapunt]:
    """Yield the open afspraken and the next zitting: casusnummer, number and day, never what is agreed."""
    for deel in delen:
        yield from (_afspraakpunt(a, deel.casus) for a in deel.afspraken if a["status"] == "open")
    yield from (_afspraakpunt(a, a["casusnummer"]) for a in gelezen.losse(ontvanger) if a["status"] == "open")
    for zitting, op, plaats in _volgende_zittingen(db, gelezen.casussen(ontvanger, delen), gelezen.zitting.op)[:1]:
        yield in_de_agenda(zitting, op, plaats)


def _afspraakpunt(afspraak: dict[str, Any], casus: str) -> Agendapunt:
    kenmerk, titel = f"afspraak:{afspraak['nummer']}", f"Casus {casus}: afspraak {afspraak['nummer']}"
    return Agendapunt.hele_dag_op(date.fromisoformat(afspraak["op"]), kenmerk, titel)


def _log(
    db: Sessie, wie: Gebruiker, gelezen: _Lijst, ontvanger: Ontvanger, delen: Sequence[Deel], nu: datetime
) -> None:
    object_ = f"besluitenlijst/{gelezen.zitting.id}/{ontvanger.kenmerk}"
    log(db, wie, Handeling.EXPORTEREN, gelezen.casussen(ontvanger, delen), nu, object_=object_)
