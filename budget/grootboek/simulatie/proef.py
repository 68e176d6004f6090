"""A ledger and the reference model side by side: every event goes to both, and what differs is told."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.geld import Geld
from budget.basis.transactie import Sessie, lezing, transactie
from budget.grootboek import begrippen as b
from budget.grootboek.controle import controleer
from budget.grootboek.diensten import boek, open_pot, vergrendel
from budget.grootboek.registreren import Partijsoort, Sleutelversie, registreer_partij, registreer_sleutel
from budget.grootboek.rekeningschema import sleutel_van
from budget.grootboek.ruw import Ruw
from budget.grootboek.simulatie.model import Model
from budget.grootboek.simulatie.regels_van_het_model import MODELREGELS
from budget.grootboek.simulatie.verzinnen import AANBIEDERS, BEGIN, DEELNEMERS
from budget.grootboek.weigeringen import Grootboekweigering

POT_IBAN = "NL00TEST0000000001"
TOLERANTIE = 100
NU = datetime.combine(BEGIN, datetime.min.time(), UTC)
SCHRIJVERS = (Gebruiker("p-kassier", Rol.KASSIER, "oefenpot"), Gebruiker("p-tafel", Rol.VOORZITTER, "oefenpot"))


class Proef:
    """One simulated pot: a database that was empty, and the model of it."""

    def __init__(self, url: str) -> None:
        sleutels = [("v1", BEGIN, DEELNEMERS), ("v2", BEGIN + timedelta(days=181), {**DEELNEMERS, "Vuur": 4})]
        with transactie(url) as db:
            open_pot(db, iban=POT_IBAN, nu=NU, tolerantie=Geld(TOLERANTIE))
            for naam in DEELNEMERS:
                registreer_partij(db, naam, "NL00TEST0000000002", Partijsoort.DEELNEMER)
            for naam in AANBIEDERS:
                registreer_partij(db, naam, "NL00TEST0000000003", Partijsoort.AANBIEDER)
            for versie, vanaf, gewichten in sleutels:
                registreer_sleutel(db, Sleutelversie(versie, vanaf, gewichten))
            post = vergrendel(db).post
        self.url = url
        self.model = Model(post, POT_IBAN, sleutels, {*DEELNEMERS, *AANBIEDERS}, TOLERANTIE)

    def doe(self, db: Sessie, wie: Gebruiker, g: b.Gebeurtenis, sleutel: str, nu: datetime) -> tuple[str | None, str]:
        """Give a new event to both; returns the code of the ledger, and the difference (empty when there is none)."""
        verwacht = self.model.doe(g, MODELREGELS[g.naam])
        code, verschil = self.bied(db, wie, g, sleutel, nu)
        if code != verwacht:
            verschil = f"het model zegt {verwacht or 'geboekt'}, het grootboek {code or 'geboekt'}"
        return code, verschil

    def bied(self, db: Sessie, wie: Gebruiker, g: b.Gebeurtenis, sleutel: str, nu: datetime) -> tuple[str | None, str]:
        """Give an event to the ledger alone, as a delivery that may be the second."""
        try:
            geboekt = boek(db, wie, g, sleutel=sleutel, nu=nu)
        except Grootboekweigering as weigering:
            # The rules refuse before anything is written, so the transaction can go on.
            if weigering.onthoud is not None:
                weigering.onthoud(db)
            return weigering.code, ""
        zegt = (geboekt.nummer, geboekt.beschikbaar.cents, geboekt.beschikbaar_besluit.cents)
        hoort = (self.model.post, self.model.beschikbaar, self.model.besluit)
        return None, "" if geboekt.herhaald or zegt == hoort else f"het model zegt {hoort}, het grootboek {zegt}"

    def vergelijk(self, *, volledig: bool) -> list[str]:
        """Compare every balance; with volledig also the whole check of the book."""
        verschillen: list[str] = []
        with lezing(self.url) as db:
            rijen = Ruw(db).rijen(
                "SELECT r.code, r.d1, r.d2, r.d3, s.cents FROM rekening r JOIN saldo s ON s.rekening = r.nummer"
                " WHERE s.cents <> 0"
            )
            if volledig:
                bevindingen = controleer(db, volledig=True).bevindingen
                verschillen += [f"{fout.regel} {fout.plaats}: {fout.melding}" for fout in bevindingen]
        echt = {sleutel_van(code, d1, d2, d3): cents for code, d1, d2, d3, cents in rijen}
        model = {rekening: cents for open_ in self.model.open.values() for rekening, cents in open_.items()}
        for rekening in sorted({*echt, *model}):
            hoort, is_ = model.get(rekening, 0), echt.get(rekening, 0)
            if hoort != is_:
                verschillen.append(f"{':'.join(rekening)}: model {hoort}, grootboek {is_}")
        return verschillen

    def speel(self, gebeurtenissen: Sequence[b.Gebeurtenis]) -> bool:
        """Play events in order; says whether ledger and model differ somewhere."""
        with transactie(self.url) as db:
            for nummer, g in enumerate(gebeurtenissen):
                if self.doe(db, SCHRIJVERS[0], g, f"v/{nummer}", NU)[1]:
                    return True
        return bool(self.vergelijk(volledig=False))


def verkort(
    verhaal: Sequence[b.Gebeurtenis], breekt: Callable[[Sequence[b.Gebeurtenis]], bool], pogingen: int = 150
) -> list[b.Gebeurtenis]:
    """Leave out of a story what it does not need to break: large pieces first, then one by one."""
    kort = list(verhaal)
    stuk = max(1, len(kort) // 2)
    while pogingen > 0:
        plaats = 0
        korter = False
        while plaats < len(kort) and pogingen > 0:
            zonder = kort[:plaats] + kort[plaats + stuk :]
            pogingen -= 1
            if zonder and breekt(zonder):
                kort, korter = zonder, True
            else:
                plaats += stuk
        if stuk == 1 and not korter:
            break
        stuk = max(1, stuk // 2)
    return kort
