"""The state that the rules read, from the database under the book lock; it moves along with what is posted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import cache
from itertools import chain
from typing import NamedTuple

from budget.grootboek.antwoorden import Boekstand
from budget.grootboek.casusposten import open_posten
from budget.grootboek.jaarresultaat import resultaat_van_jaar
from budget.grootboek.keten import codeer
from budget.grootboek.regels.kern import (
    UITVOERING,
    Besluitversie,
    Delen,
    Factuur,
    Ibanstand,
    Mutatiefeit,
    Opdracht,
    Paar,
    Postfeit,
    Rekening,
    Reserveringstand,
)
from budget.grootboek.regels.oormerken import Beslag, Vak
from budget.grootboek.rekeningschema import sleutel_van, vier
from budget.grootboek.ruw import GELDT, Ruw
from budget.grootboek.vakken import lees_beslagen, lees_vakken


class Rekeningstand(NamedTuple):
    """An account in the database; code is how its four fields go into the chain."""

    nummer: int
    cents: int
    weegt: int
    telt: int
    code: str


_PER_VRAAG = 50


@cache
def _rekeningvraag(aantal: int) -> str:
    een = "(r.code = ? AND r.d1 = ? AND r.d2 = ? AND r.d3 = ?)"
    return (
        "SELECT r.code, r.d1, r.d2, r.d3, r.nummer, s.cents, r.weegt, r.telt FROM rekening r"
        f" JOIN saldo s ON s.rekening = r.nummer WHERE {' OR '.join([een] * aantal)}"
    )


class Databasestand:
    """`Stand` of the rules on the two databases, read under the book lock."""

    def __init__(self, ruw: Ruw, boek: Boekstand) -> None:
        self._ruw = ruw
        self.boek = boek
        self._rekeningen: dict[Rekening, Rekeningstand | None] = {}
        self._laatste_rekening: int | None = None
        self._gesloten: tuple[date | None] | None = None

    def na(self, boek: Boekstand, paren: Iterable[Paar], *, periode: bool) -> None:
        """Move along with a journaalpost that was just written; periode: it closed one."""
        self.boek = boek
        rekeningen = self._rekeningen
        for debet, credit, cents in paren:
            for rekening, erbij in ((debet, cents), (credit, -cents)):
                was = rekeningen[rekening]
                assert was is not None
                rekeningen[rekening] = was._replace(cents=was.cents + erbij)
        if periode:
            self._gesloten = None

    @property
    def iban(self) -> str:
        return self.boek.iban

    @property
    def beschikbaar_besluit(self) -> int:
        return self.boek.beschikbaar_besluit.cents

    @property
    def gesloten_tot(self) -> date | None:
        if self._gesloten is None:
            tot = self._ruw.waarde("SELECT MAX(tot) FROM periode")
            self._gesloten = (None if tot is None else date.fromisoformat(tot),)
        return self._gesloten[0]

    def rekening(self, rekening: Rekening) -> Rekeningstand | None:
        """Return number, balance and factors of an account; None when it was never used."""
        if rekening not in self._rekeningen:
            self.haal((rekening,))
        return self._rekeningen[rekening]

    def haal(self, rekeningen: Iterable[Rekening]) -> None:
        """Read the accounts that were not read before, together."""
        nieuw = {vier(rekening): rekening for rekening in rekeningen if rekening not in self._rekeningen}
        if not nieuw:
            return
        self._rekeningen.update(dict.fromkeys(nieuw.values()))
        gevraagd = list(nieuw)
        # PostgreSQL answers in round trips; SQLite is at hand and finds one account faster than one of many.
        per_vraag = _PER_VRAAG if self._ruw.postgres else 1
        for begin in range(0, len(gevraagd), per_vraag):
            deel = gevraagd[begin : begin + per_vraag]
            for code, d1, d2, d3, *rest in self._ruw.rijen(_rekeningvraag(len(deel)), *chain.from_iterable(deel)):
                velden = (code, d1, d2, d3)
                nummer, cents, weegt, telt = rest
                self._rekeningen[nieuw[velden]] = Rekeningstand(nummer, cents, weegt, telt, codeer(*velden))

    def volgende_rekening(self) -> int:
        """Return the number for an account that is about to be made."""
        if self._laatste_rekening is None:
            self._laatste_rekening = int(self._ruw.waarde("SELECT COALESCE(MAX(nummer), 0) FROM rekening"))
        self._laatste_rekening += 1
        return self._laatste_rekening

    def nieuw(self, rekening: Rekening, gemaakt: Rekeningstand) -> Rekeningstand:
        """Remember an account that was just made."""
        self._rekeningen[rekening] = gemaakt
        return gemaakt

    def saldo(self, *rekening: str) -> int:
        gevonden = self.rekening(rekening)
        return 0 if gevonden is None else gevonden.cents

    def mandaatgebruik(self, mandaat: str, jaar: str) -> int:
        return int(
            self._ruw.waarde(
                "SELECT CAST(COALESCE(SUM(s.cents), 0) AS BIGINT) FROM rekening r JOIN saldo s ON s.rekening = r.nummer"
                " WHERE r.code = '9500' AND r.d1 = ? AND r.d3 = ?",
                mandaat,
                jaar,
            )
        )

    def open_posten(self, casus: str) -> Mapping[str, int]:
        return open_posten(self._ruw, casus)

    def memo_open(self, jaar: int) -> Sequence[tuple[str, str]]:
        rijen = self._ruw.rijen(
            "SELECT r.code, r.d1 FROM rekening r JOIN saldo s ON s.rekening = r.nummer"
            " WHERE r.code IN ('9100', '9200') AND r.d2 = ? AND s.cents <> 0 ORDER BY r.nummer",
            str(jaar),
        )
        return [(code, casus) for code, casus in rijen]

    def eerste_jaar(self) -> int | None:
        eerste = self._ruw.waarde("SELECT MIN(datum) FROM journaalpost")
        return None if eerste is None else int(eerste[:4])

    def open_vorderingen(self, casus: str) -> int:
        return int(
            self._ruw.waarde(
                "SELECT CAST(COALESCE(SUM(s.cents), 0) AS BIGINT) FROM vordering v"
                " JOIN rekening r ON r.code IN ('1310', '1315') AND r.d1 = v.betaler AND r.d2 = v.casus"
                " AND r.d3 = v.besluit JOIN saldo s ON s.rekening = r.nummer WHERE v.casus = ?",
                casus,
            )
        )

    def bankregel(self, regel: str) -> int | None:
        bedrag: int | None = self._ruw.waarde("SELECT bedrag FROM pot_bankregel WHERE regel = ?", regel)
        return bedrag

    def heeft_bankregels(self) -> bool:
        return self._ruw.rij("SELECT 1 FROM pot_bankregel LIMIT 1") is not None

    def is_deelnemer(self, naam: str) -> bool:
        return self._ruw.rij("SELECT 1 FROM pot_partij WHERE partij = ? AND soort = 'deelnemer'", naam) is not None

    def toegezegd(self, deelnemer: str, jaar: int) -> int:
        return int(
            self._ruw.waarde(
                "SELECT CAST(COALESCE(SUM(bedrag), 0) AS BIGINT) FROM pot_toezegging t WHERE deelnemer = ? AND jaar = ?"
                f" AND {GELDT.format(tabel='t')}",
                deelnemer,
                jaar,
            )
        )

    def oormerk(self, deelnemer: str, jaar: int) -> str:
        return str(
            self._ruw.waarde(
                "SELECT oormerk FROM pot_toezegging t WHERE deelnemer = ? AND jaar = ?"
                f" AND {GELDT.format(tabel='t')} ORDER BY post LIMIT 1",
                deelnemer,
                jaar,
            )
            or ""
        )

    def vakken(self) -> Sequence[Vak]:
        return lees_vakken(self._ruw)

    def beslagen(self) -> Sequence[Beslag]:
        return lees_beslagen(self._ruw)

    def casus_dicht(self, casus: str) -> bool:
        return bool(
            self._ruw.waarde("SELECT dicht FROM pot_casusstand WHERE casus = ? ORDER BY post DESC LIMIT 1", casus)
        )

    def besluiters(self, casus: str) -> frozenset[str]:
        rijen = self._ruw.rijen(
            f"SELECT persoon FROM pot_besluiter b WHERE casus = ? AND {GELDT.format(tabel='b')}", casus
        )
        return frozenset(persoon for (persoon,) in rijen)

    def reserveringen(self, casus: str) -> Sequence[Reserveringstand]:
        geldt = GELDT.format(tabel="v")
        rijen = self._ruw.rijen(
            "SELECT r.post, r.jaar, r.bedrag, (SELECT CAST(COALESCE(SUM(v.bedrag), 0) AS BIGINT) FROM pot_vrijval v"
            f" WHERE v.reservering = r.post AND {geldt}) FROM pot_reservering r"
            f" WHERE r.casus = ? AND {GELDT.format(tabel='r')} ORDER BY r.post",
            casus,
        )
        return [
            Reserveringstand(
                post,
                jaar,
                bedrag,
                vrij,
                tuple(
                    m
                    for (m,) in self._ruw.rijen("SELECT mandaat FROM pot_mandaat WHERE post = ? ORDER BY plaats", post)
                ),
            )
            for post, jaar, bedrag, vrij in rijen
        ]

    def factuur(self, aanbieder: str, gelijk: str) -> Factuur | None:
        rij = self._ruw.rij(
            "SELECT factuur, casus, bedrag, prestatie_door FROM pot_factuur f WHERE aanbieder = ? AND gelijk = ?"
            f" AND {GELDT.format(tabel='f')}",
            aanbieder,
            gelijk,
        )
        return None if rij is None else Factuur(*rij)

    def opdracht(self, opdracht: str) -> Opdracht | None:
        rij = self._ruw.rij("SELECT begunstigde, factuur, bedrag FROM pot_opdracht WHERE opdracht = ?", opdracht)
        return None if rij is None else Opdracht(*rij)

    def ibanstand(self, partij: str) -> Ibanstand:
        rijen = self._ruw.rijen(
            "SELECT door, bevestigd_door, post FROM pot_iban WHERE partij = ? ORDER BY nummer DESC", partij
        )
        wijzigers = {door: sinds for door, _, sinds in reversed(rijen) if door}
        if wijzigers:
            betaald = self._laatst_betaald(partij)
            wijzigers = {door: sinds for door, sinds in wijzigers.items() if sinds >= betaald}
        return Ibanstand(bool(rijen) and bool(rijen[0][1]), frozenset(wijzigers))

    def _laatst_betaald(self, partij: str) -> int:
        """Return the number of the newest payment to a party that the bank debited, 0 when there is none."""
        return int(
            self._ruw.waarde(
                "SELECT COALESCE(MAX(j.nummer), 0) FROM journaalpost j JOIN boeking b ON b.volgnummer = j.eerste"
                " JOIN rekening r ON r.nummer = b.debet WHERE j.soort = 'betaling' AND r.code = '1190' AND r.d1 = ?"
                " AND NOT EXISTS (SELECT 1 FROM journaalpost om WHERE om.keert_om = j.nummer)",
                partij,
            )
        )

    def besluit(self, casus: str, besluit: str) -> Besluitversie | None:
        rij = self._ruw.rij(
            "SELECT post, versie, sleutel, taakveld FROM pot_besluit b WHERE casus = ? AND besluit = ?"
            f" AND {GELDT.format(tabel='b')} ORDER BY versie DESC LIMIT 1",
            casus,
            besluit,
        )
        if rij is None:
            return None
        post, versie, sleutel, taakveld = rij
        aandelen: dict[str, int] = dict(
            self._ruw.rijen("SELECT betaler, bedrag FROM pot_aandeel WHERE post = ? ORDER BY plaats", post)
        )
        return Besluitversie(versie, sleutel, taakveld, aandelen)

    def besluiten(self, betaler: str, casus: str) -> Sequence[str]:
        rijen = self._ruw.rijen(
            "SELECT post, besluit FROM pot_mutatie m WHERE casus = ? AND betaler = ? AND soort = 'gevorderd'"
            f" AND {GELDT.format(tabel='m')}",
            casus,
            betaler,
        )
        # Sorted here: a database makes a table for it, which costs as much as the question itself.
        return list(dict.fromkeys(besluit for _, besluit in sorted(rijen)))

    def delen(self, betaler: str, casus: str, besluit: str) -> Delen:
        waar = f"casus = ? AND betaler = ? AND besluit = ? AND {GELDT.format(tabel='m')}"
        rijen = self._ruw.rijen(
            f"SELECT soort, CAST(SUM(bedrag) AS BIGINT) FROM pot_mutatie m WHERE {waar} GROUP BY soort",
            casus,
            betaler,
            besluit,
        )
        sleutel = self._ruw.waarde(
            f"SELECT sleutel FROM pot_mutatie m WHERE {waar} AND sleutel <> '' ORDER BY post LIMIT 1",
            casus,
            betaler,
            besluit,
        )
        return Delen(**dict(rijen), sleutel=sleutel or "")

    def sleutel_op(self, op: date, naam: str = UITVOERING) -> str | None:
        versie: str | None = self._ruw.waarde(
            "SELECT versie FROM pot_sleutel WHERE naam = ? AND vanaf <= ? ORDER BY vanaf DESC LIMIT 1",
            naam,
            op.isoformat(),
        )
        return versie

    def gewichten(self, versie: str) -> Mapping[str, int]:
        return dict(
            self._ruw.rijen("SELECT deelnemer, gewicht FROM pot_gewicht WHERE versie = ? ORDER BY plaats", versie)
        )

    def sleutel_voorziening(self, casus: str) -> str | None:
        versie: str | None = self._ruw.waarde(
            "SELECT d2 FROM rekening WHERE code = '4110' AND d1 = ? ORDER BY nummer LIMIT 1", casus
        )
        return versie

    def tolerantie(self, op: date) -> int:
        return int(
            self._ruw.waarde(
                "SELECT cents FROM pot_tolerantie WHERE vanaf <= ? ORDER BY vanaf DESC LIMIT 1", op.isoformat()
            )
            or 0
        )

    def post(self, nummer: int) -> Postfeit | None:
        rij = self._ruw.rij(
            "SELECT soort, casus, regel, besluit, eerste, aantal FROM journaalpost WHERE nummer = ?", nummer
        )
        if rij is None:
            return None
        soort, casus, regel, besluit, eerste, aantal = rij
        paren = self._ruw.rijen(
            "SELECT d.code, d.d1, d.d2, d.d3, c.code, c.d1, c.d2, c.d3, b.bedrag FROM boeking b"
            " JOIN rekening d ON d.nummer = b.debet JOIN rekening c ON c.nummer = b.credit"
            " WHERE b.volgnummer BETWEEN ? AND ? ORDER BY b.volgnummer",
            eerste,
            eerste + aantal - 1,
        )
        mutaties = self._ruw.rijen(
            "SELECT plaats, betaler, casus, besluit, soort, bedrag, sleutel FROM pot_mutatie WHERE post = ?"
            " ORDER BY plaats",
            nummer,
        )
        return Postfeit(
            soort,
            casus,
            regel,
            besluit,
            tuple(Paar(sleutel_van(*paar[:4]), sleutel_van(*paar[4:8]), paar[8]) for paar in paren),
            tuple(Mutatiefeit(*mutatie) for mutatie in mutaties),
        )

    def tegengeboekt(self, nummer: int) -> bool:
        return self._ruw.rij("SELECT 1 FROM journaalpost WHERE keert_om = ?", nummer) is not None

    def laatste_versie(self, nummer: int) -> bool:
        return (
            self._ruw.rij(
                "SELECT 1 FROM pot_besluit dit JOIN pot_besluit b ON b.casus = dit.casus AND b.besluit = dit.besluit"
                f" AND b.versie > dit.versie WHERE dit.post = ? AND {GELDT.format(tabel='b')}",
                nummer,
            )
            is None
        )

    def vrijval_op(self, nummer: int) -> bool:
        return (
            self._ruw.rij(f"SELECT 1 FROM pot_vrijval v WHERE reservering = ? AND {GELDT.format(tabel='v')}", nummer)
            is not None
        )

    def verdeeld(self, jaar: int) -> bool:
        return self._afgerond("jaarverdeling", jaar)

    def bestemd(self, jaar: int) -> bool:
        return self._afgerond("resultaatbestemming", jaar)

    def _afgerond(self, soort: str, jaar: int) -> bool:
        return (
            self._ruw.rij(
                "SELECT 1 FROM journaalpost j WHERE soort IN ('jaarverdeling', 'resultaatbestemming')"
                " AND soort = ? AND besluit = ?"
                " AND NOT EXISTS (SELECT 1 FROM journaalpost om WHERE om.keert_om = j.nummer)",
                soort,
                str(jaar),
            )
            is not None
        )

    def resultaat(self, jaar: int) -> Mapping[Rekening, int]:
        return resultaat_van_jaar(self._ruw, jaar)
