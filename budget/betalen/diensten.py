"""Paying in four steps: propose, approve twice, write the file, read what the bank says.

The proposal names approved invoices. The second approval posts the orders (1600 to 1190). Only then a file can be
written, from what was approved. A rejected order opens its invoice again; it is paid with a new order number.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

from sqlalchemy import delete, func, select, update
from sqlmodel import col

from budget.bank.weigeringen import RedenOntbreekt
from budget.basis.gebruiker import SYSTEEM, Gebruiker
from budget.basis.geld import NUL, Geld
from budget.basis.klok import dag, moment
from budget.basis.transactie import Sessie
from budget.basis.wijziging import meld_wijziging
from budget.betalen.begrippen import (
    Batch,
    Batchstatus,
    Opdracht,
    Opdrachtstatus,
    Overgeslagen,
    Statusuitslag,
    TeBetalen,
    TerugTeBetalen,
    Uitgaand,
)
from budget.betalen.bericht.begrippen import Betaalbestand, Betaalstatus, Betaling, Status, Statusbericht, Versie
from budget.betalen.bericht.controle import controleer_pain001
from budget.betalen.bericht.pain001 import schrijf_pain001
from budget.betalen.bericht.pain002 import per_opdracht
from budget.betalen.bericht.redencodes import BLOKKEERT_IBAN
from budget.betalen.opslag import BetaalakkoordRij, BetaalbatchRij, BetaalopdrachtRij, BetaalstatusRij
from budget.betalen.regels import MEESTE_AKKOORDEN, Betrokkenen, pmtinf_van, toets_akkoord, volgend_nummer
from budget.betalen.vragen import batches, wat_kan_betaald
from budget.betalen.weigeringen import (
    AkkoordOntbreekt,
    BatchNietInVoorstel,
    BatchOnbekend,
    BestandAfgekeurd,
    BestandAlGemaakt,
    NietsTeBetalen,
    NietsTerugTeBetalen,
    StatusVanOnbekendBestand,
)
from budget.grootboek.begrippen import (
    Betaalopdracht,
    BetaalopdrachtAfgewezen,
    Gebeurtenis,
    IbanWijziging,
    Terugbetaalopdracht,
    TerugbetaalopdrachtAfgewezen,
)
from budget.grootboek.diensten import boek, vergrendel
from budget.grootboek.regels.facturen import gelijk
from budget.grootboek.rekeningnummers import rekening_van
from budget.grootboek.ruw import Ruw
from budget.grootboek.stand import Databasestand
from budget.grootboek.vragen import saldi
from budget.grootboek.weigeringen import IbanNietBevestigd


@dataclass(frozen=True, slots=True)
class Potrekening:
    """From which account is paid, in whose name, at which bank; versie: of the payment file that the bank takes."""

    naam: str
    iban: str
    bic: str = ""
    versie: Versie = Versie.V09


def stel_voor(
    db: Sessie,
    wie: Gebruiker,
    facturen: Iterable[TeBetalen],
    terug: Iterable[TerugTeBetalen] = (),
    *,
    nu: datetime,
) -> tuple[Batch, tuple[Overgeslagen, ...]]:
    """Propose a batch of every invoice that may be paid, and of refunds that are asked for.

    A proposal that nobody approved yet takes in what is new; with one approval it stands and is returned as it is.
    Refusals: niets_te_betalen, niets_terug_te_betalen, iban_niet_bevestigd. O(invoices).
    """
    vergrendel(db)
    wachtend = batches(db, status=Batchstatus.VOORSTEL)
    if any(batch.akkoord for batch in wachtend):
        return next(batch for batch in wachtend if batch.akkoord), ()
    nummer = wachtend[0].nummer if wachtend else _nieuw_nummer(db, BetaalbatchRij.nummer, "BB", nu)
    o, b = BetaalopdrachtRij, BetaalbatchRij
    # Invoices are taken up again as they stand now; a refund was asked for by a person and stays.
    db.execute(delete(o).where(col(o.batch) == nummer, col(o.factuur) != ""))
    if not wachtend:
        db.add(b(nummer=nummer, status=Batchstatus.VOORSTEL.value, gemaakt_door=wie.persoon, gemaakt_op=nu))
        db.flush()
    goed, niet = wat_kan_betaald(db, facturen)
    for factuur, stand in goed:
        _voeg_toe(
            db, nummer, "VF", nu, partij=factuur.aanbieder, factuur=factuur.factuur, cents=stand.open.cents,
            naam=factuur.naam, iban=factuur.iban, besteller=factuur.besteller,
        )  # fmt: skip
    for terugbetaling in terug:
        cents, iban = _terug(db, terugbetaling)
        _voeg_toe(db, nummer, "TB", nu, partij=terugbetaling.partij, cents=cents, naam=terugbetaling.naam, iban=iban)
    (batch,) = batches(db, nummer=nummer)
    if not batch.opdrachten:
        raise NietsTeBetalen([f"{n.aanbieder} {n.factuur}: {n.waarom}" for n in niet])
    db.execute(update(b).where(col(b.nummer) == nummer).values(gemaakt_door=wie.persoon, gemaakt_op=nu))
    meld_wijziging(db, "betalen", nummer, nu)
    return batches(db, nummer=nummer)[0], tuple(niet)


def _terug(db: Sessie, wat: TerugTeBetalen) -> tuple[int, str]:
    """Return how much goes back and to which account; what waits in a proposal is not there a second time."""
    o = BetaalopdrachtRij
    voorgesteld = db.execute(
        select(func.sum(col(o.cents))).where(
            col(o.aanbieder) == wat.partij, col(o.factuur) == "", col(o.status) == Opdrachtstatus.VOORSTEL.value
        )
    ).scalar()
    staat = Geld(-sum(s.saldo.cents for s in saldi(db, "1710", wat.partij)) - int(voorgesteld or 0))
    bedrag = wat.bedrag or staat
    if staat <= NUL or not NUL < bedrag <= staat:
        raise NietsTerugTeBetalen(wat.partij, wat.bedrag, staat)
    iban = rekening_van(db, wat.partij)
    if iban is None:
        raise IbanNietBevestigd(wat.partij)
    return bedrag.cents, iban


def _voeg_toe(
    db: Sessie,
    batch: str,
    soort: str,
    nu: datetime,
    *,
    partij: str,
    cents: int,
    naam: str,
    iban: str,
    factuur: str = "",
    besteller: str = "",
) -> None:
    db.add(
        BetaalopdrachtRij(
            opdracht=_nieuw_nummer(db, BetaalopdrachtRij.opdracht, soort, nu), batch=batch, aanbieder=partij,
            factuur=factuur, cents=cents, naam=naam, iban=iban, besteller=besteller,
            status=Opdrachtstatus.VOORSTEL.value,
        )
    )  # fmt: skip
    db.flush()


def geef_akkoord(db: Sessie, wie: Gebruiker, nummer: str, *, sleutel: str, nu: datetime) -> Batch:
    """Approve a proposal; the second approval posts its orders. Without a number: the one that waits.

    Refusals: batch_onbekend, batch_al_akkoord, vier_ogen, functiescheiding, iban_niet_bevestigd, and at the second
    approval those of the ledger (geen_open_post when an invoice was settled otherwise).
    """
    vergrendel(db)
    batch = _batch(db, nummer, Batchstatus.VOORSTEL)
    if batch.status is not Batchstatus.VOORSTEL:
        raise BatchNietInVoorstel(batch.nummer)
    toets_akkoord(wie.persoon, batch.gemaakt_door, batch.akkoord, _betrokkenen(db, batch))
    db.add(BetaalakkoordRij(batch=batch.nummer, persoon=wie.persoon, plaats=len(batch.akkoord) + 1, op=nu))
    door = (*batch.akkoord, wie.persoon)
    if len(door) == MEESTE_AKKOORDEN:
        for volg, opdracht in enumerate(batch.opdrachten, 1):
            boek(db, wie, _opdracht(opdracht, batch.nummer, door, nu), sleutel=f"{sleutel}/{volg}", nu=nu)
        o, b = BetaalopdrachtRij, BetaalbatchRij
        db.execute(update(o).where(col(o.batch) == batch.nummer).values(status=Opdrachtstatus.ONDERWEG.value))
        db.execute(
            update(b)
            .where(col(b.nummer) == batch.nummer)
            .values(status=Batchstatus.AKKOORD.value, uitvoeren_op=dag(nu))
        )
    db.flush()
    meld_wijziging(db, "betalen", batch.nummer, nu)
    return batches(db, nummer=batch.nummer)[0]


def trek_in(db: Sessie, wie: Gebruiker, nummer: str, reden: str, *, nu: datetime) -> Batch:
    """Withdraw a proposal before its second approval: its invoices can be proposed anew, its numbers are not used.

    Refusals: batch_onbekend, batch_al_akkoord, reden_ontbreekt.
    """
    if not reden.strip():
        raise RedenOntbreekt("een betaalvoorstel intrekken")
    vergrendel(db)
    batch = _batch(db, nummer, Batchstatus.VOORSTEL)
    if batch.status is not Batchstatus.VOORSTEL:
        raise BatchNietInVoorstel(batch.nummer)
    b = BetaalbatchRij
    db.execute(delete(BetaalakkoordRij).where(col(BetaalakkoordRij.batch) == batch.nummer))
    db.execute(delete(BetaalopdrachtRij).where(col(BetaalopdrachtRij.batch) == batch.nummer))
    db.execute(
        update(b)
        .where(col(b.nummer) == batch.nummer)
        .values(status=Batchstatus.INGETROKKEN.value, ingetrokken_door=wie.persoon, intrekreden=reden.strip())
    )
    meld_wijziging(db, "betalen", batch.nummer, nu)
    return batches(db, nummer=batch.nummer)[0]


def maak_bestand(
    db: Sessie, wie: Gebruiker, nummer: str, rekening: Potrekening, *, opnieuw: bool = False, nu: datetime
) -> Uitgaand:
    """Return the pain.001 of an approved batch after our own check; the bytes are stored and never change.

    opnieuw: give the same bytes once more, for a file that was lost. Refusals: batch_onbekend, akkoord_ontbreekt,
    bestand_al_gemaakt, betaalbestand_afgekeurd.
    """
    batch = _batch(db, nummer, Batchstatus.AKKOORD)
    rij = db.execute(select(BetaalbatchRij).where(col(BetaalbatchRij.nummer) == batch.nummer)).scalar_one()
    if batch.uitvoeren_op is None:
        raise AkkoordOntbreekt(batch.nummer, len(batch.akkoord))
    if rij.inhoud is not None and rij.geschreven_op is not None:
        if not opnieuw:
            raise BestandAlGemaakt(batch.nummer, moment(rij.geschreven_op), rij.geschreven_door or "")
        return Uitgaand(batch, rij.inhoud, rij.sha256 or "", ())
    betalingen = tuple(
        Betaling(
            o.opdracht, o.bedrag.cents, o.naam, o.iban, batch.uitvoeren_op, o.factuur or f"Terugbetaling {o.opdracht}"
        )
        for o in batch.opdrachten
    )
    bestand = Betaalbestand(batch.nummer, rekening.naam, rekening.iban, nu, betalingen, rekening.bic)
    inhoud = schrijf_pain001(bestand, versie=rekening.versie)
    bevindingen = controleer_pain001(inhoud, vandaag=dag(nu), gebruikt=_verstuurd(db, batch.nummer))
    fouten = [f"{b.plaats}: {b.melding}" for b in bevindingen if not b.is_waarschuwing]
    if fouten:
        raise BestandAfgekeurd(batch.nummer, fouten)
    rij.inhoud, rij.sha256 = inhoud, sha256(inhoud).hexdigest()
    rij.status, rij.geschreven_door, rij.geschreven_op = Batchstatus.BESTAND.value, wie.persoon, nu
    db.add(rij)
    db.flush()
    meld_wijziging(db, "betalen", batch.nummer, nu)
    return Uitgaand(batches(db, nummer=batch.nummer)[0], inhoud, rij.sha256, tuple(bevindingen))


def neem_status(db: Sessie, wie: Gebruiker, bericht: Statusbericht, *, nu: datetime) -> Statusuitslag:
    """Take in what the bank says of a file: a rejected order opens its invoice again. Done again, nothing happens.

    A status is information: only a statement books a payment. Refusal: betaalbestand_onbekend.
    """
    vergrendel(db)
    gevonden = batches(db, nummer=bericht.bestand)
    if not gevonden or gevonden[0].uitvoeren_op is None:
        raise StatusVanOnbekendBestand(bericht.bestand)
    batch = gevonden[0]
    pmtinf = pmtinf_van(batch.nummer, f"{batch.uitvoeren_op:%Y%m%d}")
    statussen, onbekend = per_opdracht(bericht, [(o.opdracht, pmtinf) for o in batch.opdrachten])
    afgewezen = []
    for opdracht in batch.opdrachten:
        status = statussen.get(opdracht.opdracht)
        if status is None or _bekend(db, opdracht.opdracht, bericht.bericht):
            continue
        _noteer(db, wie, opdracht.opdracht, bericht.bericht, status, nu)
        if status.status is Status.RJCT and opdracht.status is Opdrachtstatus.ONDERWEG:
            afwijzing = _afwijzing(opdracht, f"pain.002 {status}", nu)
            boek(db, wie, afwijzing, sleutel=f"afgewezen/{opdracht.opdracht}", nu=nu)
            db.execute(
                update(BetaalopdrachtRij)
                .where(col(BetaalopdrachtRij.opdracht) == opdracht.opdracht)
                .values(status=Opdrachtstatus.AFGEWEZEN.value)
            )
            blokkeer_bij(db, opdracht.aanbieder, status.reden, f"afgewezen/{opdracht.opdracht}", nu=nu)
            afgewezen.append(opdracht.opdracht)
    meld_wijziging(db, "betalen", batch.nummer, nu)
    return Statusuitslag(
        batches(db, nummer=batch.nummer)[0],
        {nummer: str(status) for nummer, status in statussen.items()},
        tuple(afgewezen),
        onbekend,
    )


def blokkeer_bij(db: Sessie, partij: str, reden: str, waarom: str, *, nu: datetime) -> bool:
    """Block the account of a party after a reason that says it is wrong, closed or blocked; True when it did.

    No payment goes to the party until its account is changed and confirmed by a second person.
    """
    if reden not in BLOKKEERT_IBAN:
        return False
    gebeurtenis = IbanWijziging(datum=dag(nu), partij=partij, door=SYSTEEM.persoon, bron=f"{waarom} {reden}")
    boek(db, SYSTEEM, gebeurtenis, sleutel=f"iban/{waarom}", nu=nu)
    return True


def _opdracht(o: Opdracht, batch: str, door: tuple[str, ...], nu: datetime) -> Gebeurtenis:
    if not o.factuur:
        return Terugbetaalopdracht(
            datum=dag(nu), partij=o.aanbieder, bedrag=o.bedrag, opdracht=o.opdracht, door=door, bron=batch
        )
    return Betaalopdracht(
        datum=dag(nu), aanbieder=o.aanbieder, factuur=o.factuur, opdracht=o.opdracht, door=door, bron=batch
    )


def _afwijzing(o: Opdracht, bron: str, nu: datetime) -> Gebeurtenis:
    if not o.factuur:
        return TerugbetaalopdrachtAfgewezen(datum=dag(nu), partij=o.aanbieder, opdracht=o.opdracht, bron=bron)
    return BetaalopdrachtAfgewezen(
        datum=dag(nu), aanbieder=o.aanbieder, factuur=o.factuur, opdracht=o.opdracht, bron=bron
    )


def _batch(db: Sessie, nummer: str, wacht: Batchstatus) -> Batch:
    """Return the batch with this number, or without a number the oldest that waits in this state."""
    gevonden = batches(db, nummer=nummer) if nummer else batches(db, status=wacht)
    if not gevonden:
        raise BatchOnbekend(nummer)
    return gevonden[0]


def _betrokkenen(db: Sessie, batch: Batch) -> list[Betrokkenen]:
    ruw = Ruw(db)
    stand = Databasestand(ruw, vergrendel(db))
    o = BetaalopdrachtRij
    besteller = dict(
        db.execute(select(col(o.opdracht), col(o.besteller)).where(col(o.batch) == batch.nummer)).tuples().all()
    )
    uit = []
    for opdracht in batch.opdrachten:
        factuur = stand.factuur(opdracht.aanbieder, gelijk(opdracht.factuur)) if opdracht.factuur else None
        iban = stand.ibanstand(opdracht.aanbieder)
        uit.append(
            Betrokkenen(
                opdracht.aanbieder,
                besteller[opdracht.opdracht],
                stand.besluiters(factuur.casus) if factuur else frozenset(),
                factuur.prestatie_door if factuur else "",
                iban.bevestigd,
                iban.wijzigers,
            )
        )
    return uit


def _verstuurd(db: Sessie, behalve: str) -> Sequence[str]:
    """Return the order numbers that ever left in another file."""
    o, b = BetaalopdrachtRij, BetaalbatchRij
    vraag = select(col(o.opdracht)).join(b, col(b.nummer) == col(o.batch))
    return db.execute(vraag.where(col(b.status) == Batchstatus.BESTAND.value, col(b.nummer) != behalve)).scalars().all()


def _nieuw_nummer(db: Sessie, kolom: str, soort: str, nu: datetime) -> str:
    jaar = dag(nu).year
    hoogste = db.execute(select(func.max(col(kolom))).where(col(kolom).like(f"{soort}-{jaar}-%"))).scalar()
    return volgend_nummer(soort, jaar, hoogste)


def _bekend(db: Sessie, opdracht: str, bericht: str) -> bool:
    s = BetaalstatusRij
    vraag = select(col(s.nummer)).where(col(s.opdracht) == opdracht, col(s.bericht) == bericht)
    return db.execute(vraag).first() is not None


def _noteer(db: Sessie, wie: Gebruiker, opdracht: str, bericht: str, status: Betaalstatus, nu: datetime) -> None:
    db.add(
        BetaalstatusRij(
            opdracht=opdracht, bericht=bericht, status=status.status.value, reden=status.reden,
            toelichting=status.toelichting, door=wie.persoon, op=nu,
        )
    )  # fmt: skip
    o = BetaalopdrachtRij
    db.execute(update(o).where(col(o.opdracht) == opdracht).values(bankstatus=str(status)))
    db.flush()
