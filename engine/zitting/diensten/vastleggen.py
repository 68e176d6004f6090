"""Turn the lines of a besluit into rows, money, usage and agreements; part of the transaction of besluiten."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from sqlalchemy import bindparam, func, select, update
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker
from budget.basis.geld import NUL
from budget.basis.klok import dag, datum
from budget.basis.transactie import Sessie
from budget.basis.voorbereid import kolom, rijen, voeg_rij_in
from budget.basis.weigering import Fout, OnbruikbareInvoer
from budget.grootboek.begrippen import Mandaat as Boekmandaat
from budget.grootboek.begrippen import Mandaatgebruik
from budget.grootboek.diensten import boek
from engine.berichten.diensten import zet_in_outbox
from engine.casus.opslag import CasusRij
from engine.geldspoor.diensten import reserveer_lijn
from engine.mandaat.antwoord import als_antwoord
from engine.mandaat.begrippen import Register
from engine.mandaat.toetsing import Handtekening, Regeluitslag
from engine.mandaat.vragen import boekmandaat
from engine.register.vragen import heeft_functie, organisatie, persoon, werkt_bij
from engine.toestemming.vragen import te_weinig_toestemming
from engine.zitting.diensten.afspraken import schrijf_afspraak
from engine.zitting.formaat import Besluit, Planregel
from engine.zitting.opslag import AfspraakRij, BesluitRij, PlanregelRij
from engine.zitting.regels.vereisten import POT, Regelsoorten, Regelvraag, maanden
from engine.zitting.toetsen import Toets, als_json, beslissers, kenmerken_van, regelsoorten

_ORGANISATIE = "Kies een id uit 'doorbraak register lijst organisaties'."
_PERSOON = "Kies een id uit 'doorbraak register lijst personen'."


def keur_besluit(db: Sessie, besluit: Besluit, op: date) -> None:
    """Refuse (exit 2) everything in a besluit that nobody knows or that cannot be, all at once."""
    soorten = regelsoorten(db, op)
    fouten = [fout for regel in besluit.regels for fout in _fouten(db, regel, soorten, op)]
    for nr, afspraak in enumerate(besluit.afspraken):
        if persoon(db, afspraak.wie) is None:
            melding = f"'{afspraak.wie}' staat niet in het register."
            fouten.append(Fout("besluit", f"afspraken[{nr}].wie", melding, _PERSOON))
        if afspraak.op < op:
            melding = f"{datum(afspraak.op)} is voorbij."
            fouten.append(Fout("besluit", f"afspraken[{nr}].op", melding, "Kies een dag die nog komt."))
    for wie in besluit.mede_beslist:
        if persoon(db, wie) is None:
            fouten.append(Fout("besluit", "mede_beslist", f"'{wie}' staat niet in het register.", _PERSOON))
    for nr, bevestiging in enumerate(besluit.bevestigingen):
        if organisatie(db, bevestiging.orgaan) is None:
            melding = f"'{bevestiging.orgaan}' is geen bekende organisatie."
            fouten.append(Fout("besluit", f"bevestigingen[{nr}].orgaan", melding, _ORGANISATIE))
    if fouten:
        raise OnbruikbareInvoer(fouten)


def regelvragen(db: Sessie, besluit: Besluit, op: date) -> list[Regelvraag]:
    """Return what the mandate check is asked for each line; a consent shows the condition that asks for one."""
    soorten = regelsoorten(db, op)
    return [
        Regelvraag(
            kenmerk=regel.kenmerk,
            soort=regel.soort,
            bedrag=regel.bedrag,
            maanden=maanden(regel.van, regel.tot),
            uit_pot=regel.bron == POT,
            vanaf=regel.van,
            orgaan=regel.orgaan,
            aanbieder=regel.aanbieder,
            oormerk=regel.oormerk,
            bestemming=regel.bestemming,
            kenmerken=kenmerken_van(db, regel.aanbieder),
            aangetoond=_aangetoond(regel, soorten),
            samenhang_groep=regel.samenhang_groep,
        )
        for regel in besluit.regels
    ]


def handtekeningen(besluit: Besluit) -> tuple[Handtekening, ...]:
    """Return the second signatures; one under another amount counts for nothing."""
    return tuple(
        Handtekening(teken.persoon, teken.functie, regel.kenmerk, teken.bedrag)
        for regel in besluit.regels
        for teken in regel.handtekeningen
    )


def zonder_toestemming(db: Sessie, casus: CasusRij, besluit: Besluit, op: date) -> tuple[str, ...]:
    """Return the lines whose dated consent is missing or too little at this age, without a compulsory framework."""
    soorten = regelsoorten(db, op).per_soort
    regels = {
        regel.kenmerk: regel.toestemming.door if regel.toestemming else ()
        for regel in besluit.regels
        if soorten[regel.soort].toestemming and not regel.gedwongen_kader
    }
    return te_weinig_toestemming(db, casus, regels, op)


def leg_vast(
    db: Sessie,
    wie: Gebruiker,
    casus: CasusRij,
    besluit: Besluit,
    toets: Toets,
    *,
    zitting: str | None,
    trede: str,
    status: str,
    vervangt: str | None,
    nu: datetime,
) -> BesluitRij:
    """Store the besluit with its lines, the check it rests on and the attendance that was used."""
    (hoogste,) = kolom(db, _HOOGSTE, casus=casus.nummer)
    volgnummer = (hoogste or 0) + 1
    rij = BesluitRij(
        id=f"B-{casus.nummer.removeprefix('DT-')}-{volgnummer}",
        casus=casus.nummer,
        volgnummer=volgnummer,
        zitting=zitting,
        status=status,
        trede=trede,
        vervangt=vervangt,
        doel=besluit.doel,
        perspectief_op=besluit.perspectief_op,
        plan=besluit.model_dump(mode="json", exclude={"formaat", "doel", "perspectief_op", "regels", "bevindingen"}),
        uitkomst=toets.uitslag.uitkomst.value,
        toets=als_antwoord(toets.uitslag),
        aanwezig=als_json(toets.vraag.aanwezigheid),
        dag=dag(nu),
        door=wie.persoon,
        genomen_op=nu,
    )
    voeg_rij_in(db, rij)
    soorten = regelsoorten(db, dag(nu))
    for volgorde, (regel, uitslag) in enumerate(zip(besluit.regels, toets.uitslag.regels, strict=True), start=1):
        voeg_rij_in(db, _planregel(rij.id, volgorde, regel, uitslag, soorten, beslissers(toets, regel.kenmerk)))
    return rij


_HOOGSTE = select(func.max(col(BesluitRij.volgnummer))).where(col(BesluitRij.casus) == bindparam("casus"))
_ZET_LIJN = (
    update(PlanregelRij)
    .where(col(PlanregelRij.besluit) == bindparam("besluit_"), col(PlanregelRij.kenmerk) == bindparam("kenmerk_"))
    .values(lijn=bindparam("lijn"))
)


def boek_regels(
    db: Sessie,
    wie: Gebruiker,
    casus: CasusRij,
    besluit: Besluit,
    rij: BesluitRij,
    toets: Toets,
    *,
    sleutel: str,
    nu: datetime,
) -> dict[str, str]:
    """Tie the money of pot lines and write the usage of every mandate; return the financieringslijn per line.

    The posts are named <sleutel>/1, <sleutel>/2, ... Refusals: those of the ledger and of the money track.
    """
    soorten, op, nummer = regelsoorten(db, dag(nu)), dag(nu), 0
    lijnen: dict[str, str] = {}
    for regel, vraag, uitslag in zip(besluit.regels, toets.gevraagd, toets.uitslag.regels, strict=True):
        mandaten = _boekmandaten(db, toets.register, uitslag, casus.nummer, op)
        soort = soorten.per_soort[regel.soort]
        if regel.bron == POT:
            nummer += 1
            lijnen[regel.kenmerk] = reserveer_lijn(
                db,
                wie,
                casus=casus.nummer,
                besluit=rij.id,
                regel=regel.kenmerk,
                aanbieder=regel.aanbieder or "",
                bedrag=regel.bedrag,
                wet=regel.wet or soort.wet,
                taakveld=regel.taakveld or soort.taakveld,
                van=regel.van,
                tot=regel.tot,
                mandaten=mandaten,
                door=beslissers(toets, regel.kenmerk),
                sleutel=f"{sleutel}/{nummer}",
                nu=nu,
                bestemming=regel.bestemming or soort.bestemming,
                aangetoond=vraag.aangetoond,
                kenmerken=vraag.kenmerken,
            )
            rijen(db, _ZET_LIJN, besluit_=rij.id, kenmerk_=regel.kenmerk, lijn=lijnen[regel.kenmerk])
        elif regel.bedrag > NUL:
            for mandaat in mandaten:
                nummer += 1
                gebruik = Mandaatgebruik(
                    datum=op, bron=rij.id, mandaat=mandaat, casus=casus.nummer, bedrag=regel.bedrag
                )
                boek(db, wie, gebruik, sleutel=f"{sleutel}/{nummer}", nu=nu)
    return lijnen


def leg_afspraken_vast(db: Sessie, casus: str, besluit: Besluit, rij: BesluitRij, nu: datetime) -> list[int | None]:
    """Store the agreements, each with its own obligation and a message to who must act; return their numbers."""
    nummers = []
    for afspraak in besluit.afspraken:
        nieuw = AfspraakRij(
            casus=casus,
            besluit=rij.id,
            wie=afspraak.wie,
            wat=afspraak.wat,
            meetbaar=afspraak.meetbaar,
            op=afspraak.op,
            gemaakt_op=nu,
        )
        nummers.append(schrijf_afspraak(db, nieuw, nu).nummer)
    return nummers


def bericht(db: Sessie, wie: Iterable[str], casus: str, rij: BesluitRij, wat: str, nu: datetime) -> None:
    """Tell people that there is a besluit: the casusnummer and what to do, nothing else."""
    for aan in dict.fromkeys(wie):
        zet_in_outbox(
            db, soort="besluit", aan=aan, onderwerp=f"Besluit in casus {casus}", regels=[f"Casus {casus}: {wat}"],
            sleutel=f"besluit:{rij.id}:{aan}", nu=nu,
        )  # fmt: skip


def _fouten(db: Sessie, regel: Planregel, soorten: Regelsoorten, op: date) -> Iterable[Fout]:
    plaats = f"regels[{regel.kenmerk}]"
    if regel.soort not in soorten.per_soort:
        kies = f"Kies uit: {', '.join(soorten.per_soort)}."
        yield Fout("besluit", f"{plaats}.soort", f"'{regel.soort}' is geen soort planregel.", kies)
    for veld, naam in (("aanbieder", regel.aanbieder), ("orgaan", regel.orgaan), ("bron", regel.bron)):
        if naam is not None and not (veld == "bron" and naam == POT) and organisatie(db, naam) is None:
            yield Fout("besluit", f"{plaats}.{veld}", f"'{naam}' is geen bekende organisatie.", _ORGANISATIE)
    if regel.bron == POT and regel.aanbieder is None:
        melding = "Uit de pot wordt alleen voor een aanbieder betaald."
        yield Fout("besluit", f"{plaats}.aanbieder", melding, "Noem de aanbieder, of een andere bron.")
    if regel.bron == POT and regel.bedrag <= NUL:
        yield Fout("besluit", f"{plaats}.bedrag", "Uit de pot gaat geen bedrag van nul.", "Vul het bedrag in.")
    if regel.uitvoerder is not None and persoon(db, regel.uitvoerder) is None:
        melding = f"'{regel.uitvoerder}' staat niet in het register."
        yield Fout("besluit", f"{plaats}.uitvoerder", melding, _PERSOON)
    if regel.toestemming is not None and regel.toestemming.op > op:
        melding = "De toestemming ligt in de toekomst."
        yield Fout("besluit", f"{plaats}.toestemming.op", melding, "Noem de dag waarop zij is gegeven.")
    for teken in regel.handtekeningen:
        if not heeft_functie(db, teken.persoon, teken.functie, op) or werkt_bij(db, teken.persoon, op) is None:
            melding = f"'{teken.persoon}' vervult de functie '{teken.functie}' nu niet."
            yield Fout("besluit", f"{plaats}.handtekeningen", melding, "Laat de houder van de functie tekenen.")


def _aangetoond(regel: Planregel, soorten: Regelsoorten) -> frozenset[str]:
    heeft = regel.toestemming is not None or regel.gedwongen_kader
    return frozenset(regel.aangetoond) | (frozenset({soorten.toestemming_toont}) if heeft else frozenset())


def _planregel(
    besluit: str,
    volgorde: int,
    regel: Planregel,
    uitslag: Regeluitslag,
    soorten: Regelsoorten,
    door: tuple[str, ...],
) -> PlanregelRij:
    soort = soorten.per_soort[regel.soort]
    gebruikt = dict.fromkeys(naam for deel in uitslag.uitslagen for naam in deel.gebruikt)
    invoer: dict[str, Any] = regel.model_dump(mode="json")
    return PlanregelRij(
        besluit=besluit,
        kenmerk=regel.kenmerk,
        volgorde=volgorde,
        soort=regel.soort,
        wat=regel.wat,
        aanbieder=regel.aanbieder,
        uitvoerder=regel.uitvoerder,
        van=regel.van,
        tot=regel.tot,
        bedrag=regel.bedrag.cents,
        bron=regel.bron,
        wet=regel.wet or soort.wet,
        taakveld=regel.taakveld or soort.taakveld,
        besluitvorm=regel.besluitvorm or soort.besluitvorm,
        namens=list(dict.fromkeys(deel.namens for deel in uitslag.uitslagen if deel.namens)),
        uitkomst=uitslag.uitkomst.value,
        rij=uitslag.bepalend.rij,
        mandaten=list(gebruikt),
        beslist_door=list(door),
        toestemming_nodig=soort.toestemming,
        toestemming=invoer["toestemming"],
        gedwongen_kader=regel.gedwongen_kader,
        invoer=invoer,
    )


def _boekmandaten(
    db: Sessie, register: Register, uitslag: Regeluitslag, casus: str, op: date
) -> tuple[Boekmandaat, ...]:
    """Return the records whose usage a line writes, as the ledger checks them."""
    geldend = {mandaat.id: mandaat for mandaat in register.geldende_versies(op)}
    namen = dict.fromkeys(naam for deel in uitslag.uitslagen for naam in deel.gebruikt)
    return tuple(boekmandaat(db, geldend[naam], casus, op) for naam in namen)
