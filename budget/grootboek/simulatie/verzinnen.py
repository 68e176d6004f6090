"""Random but realistic commands: most of them fit the state of the model, some do not."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random
from typing import Any

from budget.basis.geld import Geld
from budget.grootboek import begrippen as b
from budget.grootboek.simulatie.model import Model

DEELNEMERS = {"Aarde": 5, "Lucht": 3, "Vuur": 2, "Water": 1}
BETALERS = (*DEELNEMERS, "Elders")
AANBIEDERS = ("Brug", "Steiger")
BEGIN = date(2026, 1, 1)
MANDATEN = (b.Mandaat("M-tafel", jaarplafond=Geld(40_000_000)), b.Mandaat("M-duo", jaarplafond=Geld(90_000_000)))

# How often a kind of command is tried; the counters of a run show that each of them really happened.
GEWICHTEN: dict[str, int] = {
    "toezegging": 3, "bankregel": 14, "storting": 8, "storting_storno": 2, "reservering": 10, "verplichting": 9,
    "verplichting_geannuleerd": 2, "vrijval": 4, "overheveling": 2, "voorfinanciering": 10, "betaalopdracht": 8,
    "betaalopdracht_afgewezen": 2, "terugbetaalopdracht": 3, "terugbetaalopdracht_afgewezen": 1, "betaling": 8,
    "betaling_retour": 2, "terugbetaling_retour": 1, "te_veel_ontvangen": 3, "bankkosten_rente": 2,
    "uitzoekbesluit": 8, "uitzoekbesluit_herzien": 5, "ontvangst": 9, "storno": 3, "betalingsverschil": 2,
    "betwisting": 3, "betwisting_ongegrond": 2, "onterechte_betaling": 3, "terugvordering_ontvangen": 2,
    "terugvordering_verrekend": 2, "terugvordering_ingetrokken": 1, "voorziening": 3, "voorziening_vrijval": 2,
    "afschrijving": 3, "nagekomen_ontvangst": 2, "jaarverdeling": 1, "resultaatbestemming": 1,
    "terugbetaling_deelnemer": 1, "tegenboeking": 5, "casus_sluiten": 2, "casus_heropenen": 1, "iban_wijziging": 1,
    "periode_sluiten": 1,
}  # fmt: skip


class Verzinner:
    """Makes the next command from the seed and the state of the model."""

    def __init__(self, kans: Random, model: Model) -> None:
        self._kans = kans
        self._model = model
        self._teller = 0
        self._casussen = ["K1", "K2", "K3"]
        self.dag = BEGIN + timedelta(days=20)
        self._soorten, self._gewichten = list(GEWICHTEN), list(GEWICHTEN.values())

    def herzaai(self, zaad: int) -> None:
        """Let somebody else decide the next command."""
        self._kans.seed(zaad)

    def volgende(self) -> b.Gebeurtenis:
        """Return the next event; time goes on slowly, and now and then a casus begins."""
        kans = self._kans
        self._teller += 1
        if kans.random() < 0.05:
            self.dag += timedelta(days=kans.choice((1, 1, 2, 5)))
        if kans.random() < 0.02 and len(self._casussen) < 400:
            self._casussen.append(f"K{len(self._casussen) + 1}")
        soort = kans.choices(self._soorten, self._gewichten)[0]
        return b.SOORTEN[soort](datum=self._datum(soort), **getattr(self, f"_{soort}", self._kaal)(soort))

    def _datum(self, soort: str) -> date:
        if soort in ("jaarverdeling", "resultaatbestemming") or self._kans.random() < 0.9:
            return self.dag
        return self.dag - timedelta(days=self._kans.randint(1, 40))

    def _bedrag(self, ruim: int = 500_000) -> Geld:
        kans = self._kans
        if kans.random() < 0.02:
            return Geld(kans.choice((0, -5, 10**12 + 1)))
        return Geld(kans.choice((kans.randint(1, ruim), kans.randrange(100, 200_000, 100))))

    def _uit(self, rest: int) -> Geld:
        """Return all of what is left, part of it, or just too much."""
        keus = self._kans.random()
        if rest <= 0 or keus < 0.08:
            return self._bedrag()
        return Geld(rest if keus < 0.5 else rest + 1 if keus < 0.6 else self._kans.randint(1, rest))

    def _casus(self) -> str:
        return self._kans.choice(self._casussen[-12:])

    def _rekening(self, code: str) -> tuple[str, ...]:
        """Return an account of this number that is not zero, else one that was never used."""
        open_ = list(self._model.open[code])
        return self._kans.choice(open_[-40:]) if open_ else (code, "niets", self._casus(), "niets")

    def _regel(self, kant: int) -> str:
        """Return a bank line with something left on the side that is asked (credit 1, debit -1)."""
        open_ = [r[1] for r, cents in self._model.open["1700"].items() if cents * kant < 0]
        return self._kans.choice(open_[-30:]) if open_ else "geen"

    def _over(self, regel: str) -> Geld:
        return self._uit(abs(self._model.saldo.get(("1700", regel), 0)))

    def _personen(self) -> tuple[str, str]:
        een, twee = (f"p-{self._kans.randint(1, 9)}" for _ in range(2))
        return een, twee

    def _kaal(self, soort: str) -> dict[str, Any]:
        return {"jaar": self._kans.choice((self.dag.year - 1, self.dag.year))}

    def _toezegging(self, _: str) -> dict[str, Any]:
        return {"deelnemer": self._kans.choice(list(DEELNEMERS)), "bedrag": self._bedrag(5_000_000)}

    def _bankregel(self, _: str) -> dict[str, Any]:
        onderweg = self._rekening("1190")
        if onderweg[1] != "niets" and self._kans.random() < 0.6:
            bedrag = Geld(self._model.saldo[onderweg])
        else:
            terug = self._kans.random() < 0.15
            bedrag = -self._bedrag(60_000) if terug else self._bedrag(2_000_000)
        return {"regel": f"b{self._teller if self._kans.random() > 0.03 else 1}", "bedrag": bedrag}

    def _storting(self, _: str) -> dict[str, Any]:
        _, deelnemer, jaar = self._rekening("1200")[:3]
        regel = self._regel(1)
        rest = min(abs(self._model.saldo.get(("1700", regel), 0)), self._model.saldo.get(("1200", deelnemer, jaar), 0))
        jaar_ = int(jaar) if jaar.isdigit() else self.dag.year
        return {"regel": regel, "deelnemer": deelnemer, "bedrag": self._uit(rest), "jaar": jaar_}

    def _storting_storno(self, _: str) -> dict[str, Any]:
        regel = self._regel(-1)
        deelnemer = self._kans.choice(list(DEELNEMERS))
        return {"regel": regel, "deelnemer": deelnemer, "bedrag": self._over(regel), "jaar": self.dag.year}

    def _reservering(self, _: str) -> dict[str, Any]:
        bedrag = self._bedrag() if self._kans.random() < 0.9 else self._uit(self._model.besluit)
        mandaten = tuple(m for m in MANDATEN if self._kans.random() < 0.4)
        return {
            "casus": self._casus(),
            "bedrag": bedrag,
            "door": (f"p-{self._kans.randint(7, 9)}",),
            "mandaten": mandaten,
        }

    def _memo(self, code: str) -> dict[str, Any]:
        rekening = self._rekening(code)
        return {"casus": rekening[1], "bedrag": self._uit(self._model.saldo.get(rekening, 0))}

    def _verplichting(self, _: str) -> dict[str, Any]:
        return self._memo("9100")

    def _verplichting_geannuleerd(self, _: str) -> dict[str, Any]:
        return self._memo("9200")

    def _vrijval(self, _: str) -> dict[str, Any]:
        van = self._kans.choice((b.Van.RESERVERING, b.Van.VERPLICHTING))
        return {**self._memo("9100" if van is b.Van.RESERVERING else "9200"), "van": van}

    _overheveling = _vrijval

    def _voorfinanciering(self, _: str) -> dict[str, Any]:
        nummer = f"F{self._teller}" if self._kans.random() > 0.05 else "f 1"
        wie = f"p-{self._kans.randint(5, 9)}"
        return {
            **self._memo("9200"),
            "aanbieder": self._kans.choice(AANBIEDERS),
            "factuur": nummer,
            "prestatie_door": wie,
        }

    def _betaalopdracht(self, _: str) -> dict[str, Any]:
        _, aanbieder, factuur = self._rekening("1600")[:3]
        opdracht = f"E{self._teller}" if self._kans.random() > 0.1 else ""
        return {"aanbieder": aanbieder, "factuur": factuur, "door": self._personen(), "opdracht": opdracht}

    def _betaalopdracht_afgewezen(self, _: str) -> dict[str, Any]:
        _, aanbieder, opdracht = self._rekening("1190")[:3]
        bekend = self._model.feiten["opdracht", opdracht]
        factuur = bekend[0].wat["factuur"] if bekend else "geen"
        return {"aanbieder": aanbieder, "factuur": factuur, "opdracht": opdracht}

    def _terugbetaalopdracht(self, _: str) -> dict[str, Any]:
        rekening = self._rekening("1710")
        bedrag = self._uit(-self._model.saldo.get(rekening, 0))
        return {"partij": rekening[1], "bedrag": bedrag, "opdracht": f"T{self._teller}", "door": self._personen()}

    def _terugbetaalopdracht_afgewezen(self, _: str) -> dict[str, Any]:
        _, partij, opdracht = self._rekening("1190")[:3]
        return {"partij": partij, "opdracht": opdracht}

    def _betaling(self, _: str) -> dict[str, Any]:
        onderweg = self._rekening("1190")
        bedrag = self._model.saldo.get(onderweg, 0)
        regels = [r[1] for r, cents in self._model.open["1700"].items() if cents == -bedrag]
        regel = self._kans.choice(regels) if regels else self._regel(-1)
        return {"regel": regel, "begunstigde": onderweg[1], "opdracht": onderweg[2]}

    def _betaling_retour(self, _: str) -> dict[str, Any]:
        namen = [
            (naam, feiten[-1].wat["nummer"])
            for (wat, naam), feiten in self._model.feiten.items()
            if wat == "factuur" and feiten
        ]
        naam, factuur = self._kans.choice(namen[-30:]) if namen else ("Brug/", "geen")
        aanbieder = naam.split("/")[0]
        regel = self._regel(1)
        return {"regel": regel, "aanbieder": aanbieder, "factuur": factuur, "bedrag": self._over(regel)}

    def _te_veel_ontvangen(self, _: str) -> dict[str, Any]:
        regel = self._regel(1)
        return {"regel": regel, "partij": self._kans.choice(BETALERS), "bedrag": self._over(regel)}

    _terugbetaling_retour = _te_veel_ontvangen

    def _bankkosten_rente(self, _: str) -> dict[str, Any]:
        regel = self._regel(self._kans.choice((1, -1)))
        return {"regel": regel, "bedrag": self._over(regel), "soort": self._kans.choice(list(b.Banksoort))}

    def _verdeling(self, totaal: int) -> dict[str, Any]:
        kans = self._kans
        betalers = kans.sample(("pot", *BETALERS), kans.randint(1, 3))
        if kans.random() < 0.5:
            return {"bedrag": Geld(totaal), "gewichten": {wie: kans.choice((0, 1, 2, 7)) for wie in betalers}}
        rest, aandelen = totaal, {}
        for wie in betalers[1:]:
            aandelen[wie] = Geld(kans.randint(0, max(0, rest)))
            rest -= aandelen[wie].cents
        return {"aandelen": {betalers[0]: Geld(rest), **aandelen}}

    def _uitzoekbesluit(self, _: str) -> dict[str, Any]:
        rekening = self._rekening("1300")
        besluit = "" if self._kans.random() < 0.5 else f"B{self._kans.randint(1, 3)}"
        totaal = self._uit(self._model.saldo.get(rekening, 0)).cents
        return {"casus": rekening[1], "besluit": besluit, **self._verdeling(totaal)}

    def _uitzoekbesluit_herzien(self, _: str) -> dict[str, Any]:
        namen = [naam for soort, naam in self._model.feiten if soort == "versie"]
        casus, besluit = (self._kans.choice(namen[-20:]) if namen else "K1/K1").split("/")
        versies = self._model.geldig("versie", f"{casus}/{besluit}")
        oud = sum(versies[-1]["aandelen"].values()) if versies else 100
        totaal = oud + self._kans.choice((0, 0, -min(oud, 500), 1, self._model.saldo.get(("1300", casus), 0)))
        return {"casus": casus, "besluit": besluit, **self._verdeling(totaal)}

    def _claim(self, code: str = "1310") -> tuple[dict[str, Any], int]:
        rekening = self._rekening(code)
        _, betaler, casus, besluit = (*rekening, "", "")[:4]
        keus = besluit if self._kans.random() < 0.6 else ""
        return {"betaler": betaler, "casus": casus, "besluit": keus}, self._model.saldo.get(rekening, 0)

    def _ontvangst(self, _: str) -> dict[str, Any]:
        claim, rest = self._claim(self._kans.choice(("1310", "1310", "1315")))
        regel = self._regel(1)
        rest = min(rest, -self._model.saldo.get(("1700", regel), 0))
        return {**claim, "regel": regel, "bedrag": self._uit(rest)}

    def _ooit(self, soort: str) -> tuple[dict[str, Any], int]:
        """Return a claim on which something of this kind happened, and how much."""
        namen = [
            naam
            for (wat, naam), feiten in self._model.feiten.items()
            if wat == "deel" and any(feit.wat["soort"] == soort for feit in feiten)
        ]
        betaler, casus, besluit = (self._kans.choice(namen[-20:]) if namen else "Aarde/K1/K1").split("/")
        delen = self._model.geldig("deel", f"{betaler}/{casus}/{besluit}")
        rest = sum(deel["cents"] for deel in delen if deel["soort"] == soort)
        return {"betaler": betaler, "casus": casus, "besluit": besluit}, rest

    def _storno(self, _: str) -> dict[str, Any]:
        claim, rest = self._ooit("ontvangen")
        regel = self._regel(-1)
        return {**claim, "regel": regel, "bedrag": self._uit(min(rest, self._model.saldo.get(("1700", regel), 0)))}

    def _nagekomen_ontvangst(self, _: str) -> dict[str, Any]:
        claim, rest = self._ooit("afgeschreven")
        regel = self._regel(1)
        return {**claim, "regel": regel, "bedrag": self._uit(min(rest, -self._model.saldo.get(("1700", regel), 0)))}

    def _betalingsverschil(self, _: str) -> dict[str, Any]:
        return {**self._claim()[0], "bedrag": Geld(self._kans.choice((1, 40, 99, 101)))}

    def _betwisting(self, soort: str) -> dict[str, Any]:
        claim, rest = self._claim("1310" if soort == "betwisting" else "1315")
        return {**claim, "bedrag": None if self._kans.random() < 0.5 else self._uit(rest)}

    _betwisting_ongegrond = _betwisting

    def _afschrijving(self, _: str) -> dict[str, Any]:
        claim, rest = self._claim(self._kans.choice(("1310", "1315")))
        return {**claim, "bedrag": self._uit(rest)}

    def _onterechte_betaling(self, _: str) -> dict[str, Any]:
        return {**self._memo("1300"), "aanbieder": self._kans.choice(AANBIEDERS)}

    def _terugvordering_ingetrokken(self, _: str) -> dict[str, Any]:
        rekening = self._rekening("1320")
        return {"aanbieder": rekening[1], "casus": rekening[2], "bedrag": self._uit(self._model.saldo.get(rekening, 0))}

    def _terugvordering_ontvangen(self, soort: str) -> dict[str, Any]:
        regel = self._regel(1)
        velden = self._terugvordering_ingetrokken(soort)
        rest = -self._model.saldo.get(("1700", regel), 0)
        return {**velden, "regel": regel, "bedrag": Geld(min(velden["bedrag"].cents, max(1, rest)))}

    def _terugvordering_verrekend(self, soort: str) -> dict[str, Any]:
        velden = self._terugvordering_ingetrokken(soort)
        facturen = [r for r in self._model.open["1600"] if r[1] == velden["aanbieder"]]
        factuur = self._kans.choice(facturen[-30:]) if facturen else ("1600", "", "geen")
        rest = -self._model.saldo.get(factuur, 0)
        return {**velden, "factuur": factuur[2], "bedrag": Geld(min(velden["bedrag"].cents, max(1, rest)))}

    def _voorziening(self, _: str) -> dict[str, Any]:
        rekening = self._rekening("1310")
        return {"casus": rekening[2], "bedrag": self._uit(self._model.saldo.get(rekening, 0) // 2)}

    def _voorziening_vrijval(self, _: str) -> dict[str, Any]:
        rekening = self._rekening("1319")
        return {"casus": rekening[1], "bedrag": self._uit(-self._model.saldo.get(rekening, 0))}

    def _terugbetaling_deelnemer(self, _: str) -> dict[str, Any]:
        return {"deelnemer": self._kans.choice(list(DEELNEMERS)), "bedrag": self._bedrag(50_000)}

    def _tegenboeking(self, _: str) -> dict[str, Any]:
        return {"van": max(0, self._model.post - int(self._kans.expovariate(1 / 12)))}

    def _casus_sluiten(self, _: str) -> dict[str, Any]:
        return {"casus": self._kans.choice(self._casussen)}

    _casus_heropenen = _casus_sluiten

    def _iban_wijziging(self, _: str) -> dict[str, Any]:
        door, bevestigd = self._personen()
        bevestigd = bevestigd if self._kans.random() < 0.8 else ""
        return {"partij": self._kans.choice((*AANBIEDERS, *BETALERS)), "door": door, "bevestigd_door": bevestigd}

    def _periode_sluiten(self, _: str) -> dict[str, Any]:
        return {"tot": self.dag - timedelta(days=self._kans.randint(20, 45))}
