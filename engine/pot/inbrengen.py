"""Bring an existing administration in: the steps of one pot-scenario/1 file, posted on this database."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from sqlalchemy import func, select
from sqlmodel import col

from budget.afletteren.naspelen import als_bankregel
from budget.bank.begrippen import Bankregel, Sleutel
from budget.bank.opslag import AfschriftRij, BankbestandRij, BankregelRij, banksaldo, bewaar_regels
from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.opdracht import Uitkomst, gebruiksgeval
from budget.basis.transactie import Sessie
from budget.basis.weigering import Weigering
from budget.basis.wijziging import meld_wijziging
from budget.grootboek.begrippen import Gebeurtenis
from budget.grootboek.diensten import boek_reeks, vergrendel
from budget.grootboek.naspelen.stappen import maak_gebeurtenis
from budget.grootboek.naspelen.verwachting import vergelijk
from budget.grootboek.weigeringen import Grootboekweigering
from engine.pot.inbrengkeur import eis_zelfde_pot, lees_inbreng
from engine.pot.vragen import eis_rol

SOORT = "pot-scenario/1"


class VerwachtingNietGehaald(Weigering):
    code = "verwachting_niet_gehaald"
    exitcode = 3

    def __init__(self, afwijkingen: Sequence[tuple[int, str, list[str]]]) -> None:
        nummer, naam, verschillen = afwijkingen[0]
        super().__init__(
            f"Na {len(afwijkingen)} stappen komt er iets anders uit dan het bestand verwacht; de eerste is stap"
            f" {nummer} ({naam}): {verschillen[0]}. Er is niets geboekt.",
            oplossing="Verbeter de stappen of de verwachting, en breng het hele bestand opnieuw in.",
            stappen=[
                {"stap": stap, "doe": doe, "verwacht_klopt": False, "afwijkingen": wat}
                for stap, doe, wat in afwijkingen
            ],
        )


@dataclass(frozen=True, slots=True)
class Inbreng:
    """The text of the file; bestand is its name, for findings."""

    bestand: str
    tekst: str


class _Stap(NamedTuple):
    nummer: int
    stap: Mapping[str, Any]
    op: date
    gebeurtenis: Gebeurtenis


@gebruiksgeval
def breng_in(db: Sessie, wie: Gebruiker, opdracht: Inbreng, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Post every step of the file or none; done by the kassier or a financier.

    The pot, the participants, parties, key versions and the tolerance of the file must be those of this database; that
    and every step that cannot be posted as it stands is an OnbruikbareInvoer. Refusals: niet_bevoegd, those of the
    ledger (the sentence names the step), verwachting_niet_gehaald (nothing is stored then either).
    """
    eis_rol(wie, (Rol.KASSIER, Rol.FINANCIER), "een administratie inbrengen")
    scenario = lees_inbreng(opdracht.tekst, opdracht.bestand)
    kop = vergrendel(db)
    eis_zelfde_pot(db, scenario, opdracht.bestand)
    stappen = list(_stappen(scenario.stappen, kop.post))
    voor, afwijkingen = banksaldo(db, kop.iban), []
    for deel in _tot_verwachting(stappen):
        try:
            boek_reeks(db, wie, ((f"{sleutel}/{stap.nummer}", stap.gebeurtenis) for stap in deel), nu=nu)
        except Grootboekweigering as weigering:
            raise _bij_stap(weigering, deel[weigering.plaats or 0]) from None
        laatste = deel[-1]
        verschil = vergelijk(db, laatste.stap.get("verwacht") or {}, {}, {}, None)
        if verschil:
            afwijkingen.append((laatste.nummer, laatste.gebeurtenis.naam, verschil))
    if afwijkingen:
        raise VerwachtingNietGehaald(afwijkingen)
    _bewaar_bankregels(db, wie, opdracht, stappen, kop.iban, voor, nu)
    meld_wijziging(db, "pot", "pot", nu)
    return Uitkomst(
        {
            "scenario": scenario.nr,
            "naam": scenario.naam,
            "eerste": kop.post + 1,
            "laatste": kop.post + len(stappen),
        },
        f"{len(stappen)} stappen geboekt als journaalpost {kop.post + 1} tot en met {kop.post + len(stappen)}.",
    )


def _stappen(stappen: Sequence[Mapping[str, Any]], laatste_post: int) -> Iterator[_Stap]:
    """Make every event; each becomes one journaalpost, so what a tegenboeking points at is known before."""
    posten: dict[str, int] = {}
    op = date.min
    for nummer, stap in enumerate(stappen, 1):
        op = stap.get("datum") or (stap["tot"] if stap["doe"] == "periode_sluiten" else op)
        yield _Stap(nummer, stap, op, maak_gebeurtenis(stap, nummer, op, posten))
        if "id" in stap:
            posten[str(stap["id"])] = laatste_post + nummer


def _tot_verwachting(stappen: Sequence[_Stap]) -> Iterator[list[_Stap]]:
    """Yield the steps in pieces that end where something is expected."""
    deel: list[_Stap] = []
    for stap in stappen:
        deel.append(stap)
        if stap.stap.get("verwacht"):
            yield deel
            deel = []
    if deel:
        yield deel


def _bij_stap(weigering: Grootboekweigering, stap: _Stap) -> Grootboekweigering:
    """Name the step in the sentence; a refusal that was remembered has it already."""
    weigering.bijzonderheden["stap"] = stap.nummer
    if weigering.onthoud is not None:
        weigering.melding = f"Stap {stap.nummer} ({stap.gebeurtenis.naam}): {weigering.melding} Er is niets geboekt."
    return weigering


def _bewaar_bankregels(
    db: Sessie, wie: Gebruiker, opdracht: Inbreng, stappen: Sequence[_Stap], iban: str, voor: int, nu: datetime
) -> None:
    """Keep the bank lines as one statement, so that a later bank file that overlaps adds nothing twice."""
    regels = [
        (str(stap.stap["regel"]), als_bankregel(stap.stap, stap.op))
        for stap in stappen
        if stap.gebeurtenis.naam == "bankregel"
    ]
    if not regels:
        return
    bestand = BankbestandRij(
        naam=opdracht.bestand, sha256="", grootte=len(opdracht.tekst), soort=SOORT, aanvaard=True, uitkomsten=[],
        door=wie.persoon, op=nu,
    )  # fmt: skip
    db.add(bestand)
    db.flush()
    volgorde = db.execute(select(func.max(col(AfschriftRij.volgorde)))).scalar() or 0
    dagen = [stap.op for stap in stappen if stap.gebeurtenis.naam == "bankregel"]
    rij = AfschriftRij(
        bestand=bestand.nummer or 0, soort=SOORT, banknummer=f"inbreng/{bestand.nummer}", rekening=iban, begin=voor,
        einde=banksaldo(db, iban), begindatum=min(dagen), einddatum=max(dagen), regels=len(regels), nieuw=len(regels),
        identiteit=f"inbreng/{bestand.nummer}", aankondiging=False, status="aanvaard", redenen=[], opmerkingen=[],
        volgorde=volgorde + 1, aanvaard_bij=bestand.nummer, aanvaard_op=nu,
    )  # fmt: skip
    db.add(rij)
    db.flush()
    bewaar_regels(db, rij.nummer or 0, iban, _genummerd(db, iban, regels))


def _genummerd(db: Sessie, iban: str, regels: Sequence[tuple[str, Bankregel]]) -> Iterator[tuple[str, int, Bankregel]]:
    """Give each line its place among those of the same day and amount."""
    b = BankregelRij
    vraag = select(col(b.boekdatum), col(b.cents), func.count()).where(col(b.rekening) == iban)
    teller: Counter[Sleutel] = Counter(
        {(dag, cents): aantal for dag, cents, aantal in db.execute(vraag.group_by(col(b.boekdatum), col(b.cents)))}
    )
    for id_, regel in regels:
        teller[regel.sleutel] += 1
        yield id_, teller[regel.sleutel], regel
