"""Questions about payments: batches with their orders, and what may be paid now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from sqlalchemy import select
from sqlmodel import col

from budget.bank.waarden import schone_rekening
from budget.basis.geld import Geld
from budget.basis.transactie import Sessie
from budget.betalen.begrippen import Batch, Batchstatus, Opdracht, Opdrachtstatus, Overgeslagen, TeBetalen
from budget.betalen.opslag import BetaalakkoordRij, BetaalbatchRij, BetaalopdrachtRij
from budget.grootboek.antwoorden import OpenFactuur
from budget.grootboek.rekeningnummers import rekening_van
from budget.grootboek.ruw import Ruw
from budget.grootboek.vragen import facturen_open


def batches(db: Sessie, *, nummer: str | None = None, status: Batchstatus | None = None) -> list[Batch]:
    """Return the batches with their orders, oldest first: all, one, or in one state."""
    b, o, a = BetaalbatchRij, BetaalopdrachtRij, BetaalakkoordRij
    vraag = select(col(b.nummer), col(b.status), col(b.gemaakt_door), col(b.gemaakt_op), col(b.uitvoeren_op)).order_by(
        col(b.nummer)
    )
    if nummer is not None:
        vraag = vraag.where(col(b.nummer) == nummer)
    if status is not None:
        vraag = vraag.where(col(b.status) == status.value)
    koppen = db.execute(vraag).all()
    nummers = [kop.nummer for kop in koppen]
    onderweg, terug = _bij_de_bank(db)
    opdrachten: dict[str, list[Opdracht]] = {}
    for rij in db.execute(
        select(
            col(o.opdracht), col(o.batch), col(o.aanbieder), col(o.factuur), col(o.cents), col(o.naam), col(o.iban),
            col(o.status), col(o.bankstatus),
        )
        .where(col(o.batch).in_(nummers))
        .order_by(col(o.opdracht))
    ):  # fmt: skip
        opdrachten.setdefault(rij.batch, []).append(
            Opdracht(
                rij.opdracht,
                rij.batch,
                rij.aanbieder,
                rij.factuur,
                Geld(rij.cents),
                rij.naam,
                rij.iban,
                _opdrachtstatus(Opdrachtstatus(rij.status), rij.opdracht, onderweg, terug),
                rij.bankstatus,
            )
        )
    akkoord: dict[str, list[str]] = {}
    for batch, persoon in db.execute(
        select(col(a.batch), col(a.persoon)).where(col(a.batch).in_(nummers)).order_by(col(a.batch), col(a.plaats))
    ):
        akkoord.setdefault(batch, []).append(persoon)
    uit = []
    for kop in koppen:
        stukken = tuple(opdrachten.get(kop.nummer, ()))
        stand = _batchstatus(Batchstatus(kop.status), stukken)
        wie = tuple(akkoord.get(kop.nummer, ()))
        uit.append(Batch(kop.nummer, stand, kop.gemaakt_door, kop.gemaakt_op, kop.uitvoeren_op, wie, stukken))
    return uit


def _bij_de_bank(db: Sessie) -> tuple[set[str], set[str]]:
    """Return the orders that are under way in the book, and those that came back."""
    ruw = Ruw(db)
    onderweg = ruw.rijen(
        "SELECT r.d2 FROM rekening r JOIN saldo s ON s.rekening = r.nummer WHERE r.code = '1190' AND s.cents <> 0"
    )
    terug = ruw.rijen("SELECT kenmerk FROM toewijzing WHERE doelsoort = 'retour' AND tegenpost IS NULL")
    return {nummer for (nummer,) in onderweg}, {nummer for (nummer,) in terug}


def _opdrachtstatus(status: Opdrachtstatus, nummer: str, onderweg: set[str], terug: set[str]) -> Opdrachtstatus:
    if status is not Opdrachtstatus.ONDERWEG or nummer in onderweg:
        return status
    return Opdrachtstatus.TERUGGEKOMEN if nummer in terug else Opdrachtstatus.BETAALD


def _batchstatus(status: Batchstatus, opdrachten: Sequence[Opdracht]) -> Batchstatus:
    klaar = all(o.status is not Opdrachtstatus.ONDERWEG for o in opdrachten)
    return Batchstatus.VERWERKT if status is Batchstatus.BESTAND and klaar else status


def wat_kan_betaald(
    db: Sessie, facturen: Iterable[TeBetalen]
) -> tuple[list[tuple[TeBetalen, OpenFactuur]], list[Overgeslagen]]:
    """Return the approved invoices that may be proposed now, first to be paid first, and those that may not.

    Left out: what is under way, what the caller does not know, and an account that is not confirmed or is another one
    than on the invoice.
    """
    bekend = {(f.aanbieder, f.factuur): f for f in facturen}
    goed: list[tuple[TeBetalen, OpenFactuur]] = []
    niet: list[Overgeslagen] = []
    for open_ in facturen_open(db):
        if not open_.open:
            continue
        factuur = bekend.get((open_.aanbieder, open_.factuur))
        waarom = _waarom_niet(db, factuur, open_)
        if waarom:
            niet.append(Overgeslagen(open_.aanbieder, open_.factuur, waarom))
        elif factuur is not None:
            goed.append((factuur, open_))
    return sorted(goed, key=lambda paar: (paar[0].vervaldatum, paar[0].aanbieder, paar[0].factuur)), niet


def _waarom_niet(db: Sessie, factuur: TeBetalen | None, open_: OpenFactuur) -> str:
    if factuur is None:
        return "de factuur is niet ingelezen; rekening en vervaldatum zijn niet bekend"
    geregistreerd = rekening_van(db, open_.aanbieder)
    if geregistreerd is None:
        return "het rekeningnummer ontbreekt of is niet door een tweede persoon bevestigd"
    if schone_rekening(geregistreerd) != schone_rekening(factuur.iban):
        return "op de factuur staat een ander rekeningnummer dan bevestigd is"
    return ""


def nog_niet_voorgesteld(db: Sessie, facturen: Sequence[TeBetalen]) -> list[TeBetalen]:
    """Return what may be paid and is in no proposal yet."""
    o = BetaalopdrachtRij
    in_voorstel = {
        (aanbieder, factuur)
        for aanbieder, factuur in db.execute(
            select(col(o.aanbieder), col(o.factuur)).where(col(o.status) == Opdrachtstatus.VOORSTEL.value)
        )
    }
    return [f for f, _ in wat_kan_betaald(db, facturen)[0] if (f.aanbieder, f.factuur) not in in_voorstel]
