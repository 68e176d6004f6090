"""The invariants that two sets of data must agree on: sub-ledgers on one side, balances on the other."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable

from budget.grootboek.controle.gegevens import Bevinding
from budget.grootboek.jaarresultaat import resultaat_van_jaar
from budget.grootboek.rekeningschema import KOSTEN
from budget.grootboek.ruw import GELDT, Ruw

_NIEUWSTE = (
    f"{GELDT.format(tabel='b')} AND NOT EXISTS (SELECT 1 FROM pot_besluit n WHERE n.casus = b.casus"
    f" AND n.besluit = b.besluit AND n.versie > b.versie AND {GELDT.format(tabel='n')})"
)


def invariantfouten(ruw: Ruw) -> list[Bevinding]:
    """Return every invariant that does not hold; linear in accounts and facts."""
    saldi = _saldi(ruw)
    return [
        *_bank(ruw, saldi),
        *_inleg(ruw, saldi),
        *_casussen(ruw, saldi),
        *_vorderingen(ruw, saldi),
        *_opdrachten(ruw, saldi),
        *_scheiding(ruw),
        *_jaren(ruw),
        *_mandaten(ruw, saldi),
    ]


Saldi = dict[str, dict[tuple[str, str, str], int]]


def _saldi(ruw: Ruw) -> Saldi:
    saldi: Saldi = defaultdict(dict)
    for code, d1, d2, d3, cents in ruw.rijen(
        "SELECT r.code, r.d1, r.d2, r.d3, s.cents FROM rekening r JOIN saldo s ON s.rekening = r.nummer"
    ):
        saldi[code][d1, d2, d3] = cents
    return saldi


def _ongelijk(regel: str, waar: str, hoort: int, is_: int, wat: str) -> Iterable[Bevinding]:
    if hoort != is_:
        yield Bevinding(regel, waar, f"{wat}: de subadministratie zegt {hoort}, het grootboek {is_}")


def _bank(ruw: Ruw, saldi: Saldi) -> Iterable[Bevinding]:
    per_iban: dict[str, int] = dict(
        ruw.rijen("SELECT iban, CAST(SUM(bedrag) AS BIGINT) FROM pot_bankregel GROUP BY iban")
    )
    for iban in {*per_iban, *(d1 for d1, _, _ in saldi["1100"])}:
        yield from _ongelijk(
            "I3", f"1100:{iban}", per_iban.get(iban, 0), saldi["1100"].get((iban, "", ""), 0), "de bank"
        )
    bekend = {regel for (regel,) in ruw.rijen("SELECT regel FROM pot_bankregel")}
    for regel, _, _ in saldi["1700"]:
        if regel not in bekend:
            yield Bevinding("I4", f"1700:{regel}", "deze bankregel is onbekend")


def _inleg(ruw: Ruw, saldi: Saldi) -> Iterable[Bevinding]:
    toegezegd: dict[tuple[str, str, str], int] = {
        (deelnemer, str(jaar), ""): cents
        for deelnemer, jaar, cents in ruw.rijen(
            "SELECT deelnemer, jaar, CAST(SUM(bedrag) AS BIGINT) FROM pot_toezegging t"
            f" WHERE {GELDT.format(tabel='t')} GROUP BY deelnemer, jaar"
        )
    }
    for sleutel in {*saldi["1200"], *saldi["2010"]}:
        open_, niet_gestort = saldi["1200"].get(sleutel, 0), saldi["2010"].get(sleutel, 0)
        waar = ":".join(("1200", *sleutel[:2]))
        if open_ != -niet_gestort:
            yield Bevinding("I8", waar, f"1200 is {open_} en 2010 is {niet_gestort}")
        if open_ > toegezegd.get(sleutel, 0):
            yield Bevinding("I8", waar, "er staat meer open dan is toegezegd")


def _casussen(ruw: Ruw, saldi: Saldi) -> Iterable[Bevinding]:
    """I9: prefinanced = current shares + net of reclaims + in uitzoek, per casus."""
    voorgefinancierd = _per_casus(ruw, "pot_factuur f", GELDT.format(tabel="f"))
    verdeeld: dict[str, int] = dict(
        ruw.rijen(
            "SELECT b.casus, CAST(SUM(a.bedrag) AS BIGINT) FROM pot_besluit b JOIN pot_aandeel a ON a.post = b.post"
            f" WHERE {_NIEUWSTE} GROUP BY b.casus"
        )
    )
    onterecht: dict[str, int] = defaultdict(int)
    for casus, keert_om, soort, cents in ruw.rijen(
        "SELECT j.casus, j.keert_om, COALESCE(o.soort, j.soort), b.bedrag FROM journaalpost j"
        " LEFT JOIN journaalpost o ON o.nummer = j.keert_om JOIN boeking b ON b.volgnummer = j.eerste"
        " WHERE COALESCE(o.soort, j.soort) IN ('onterechte_betaling', 'terugvordering_ingetrokken')"
    ):
        erbij = (soort == "onterechte_betaling") == (keert_om is None)
        onterecht[casus] += cents if erbij else -cents
    in_uitzoek = {casus: cents for (casus, _, _), cents in saldi["1300"].items()}
    for casus in {*voorgefinancierd, *verdeeld, *in_uitzoek}:
        hoort = voorgefinancierd.get(casus, 0) - verdeeld.get(casus, 0) - onterecht[casus]
        yield from _ongelijk("I9", f"casus {casus}", hoort, in_uitzoek.get(casus, 0), "in uitzoek")
    gereserveerd = _per_casus(ruw, "pot_reservering f", GELDT.format(tabel="f"))
    vrijgevallen: dict[str, int] = dict(
        ruw.rijen(
            "SELECT r.casus, CAST(SUM(v.bedrag) AS BIGINT) FROM pot_vrijval v"
            f" JOIN pot_reservering r ON r.post = v.reservering WHERE {GELDT.format(tabel='v')} GROUP BY r.casus"
        )
    )
    memo: dict[str, int] = defaultdict(int)
    for code in ("9100", "9200"):
        for (casus, _, _), cents in saldi[code].items():
            memo[casus] += cents
    for casus in {*gereserveerd, *memo}:
        hoort = gereserveerd.get(casus, 0) - vrijgevallen.get(casus, 0) - voorgefinancierd.get(casus, 0)
        yield from _ongelijk("I5", f"casus {casus}", hoort, memo[casus], "gereserveerd en verplicht")


def _per_casus(ruw: Ruw, tabel: str, geldt: str) -> dict[str, int]:
    return dict(ruw.rijen(f"SELECT casus, CAST(SUM(bedrag) AS BIGINT) FROM {tabel} WHERE {geldt} GROUP BY casus"))


def _vorderingen(ruw: Ruw, saldi: Saldi) -> Iterable[Bevinding]:
    """I10 per claim, and I11: what was claimed is the share of the version in force."""
    delen: dict[tuple[str, str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for betaler, casus, besluit, soort, cents in ruw.rijen(
        "SELECT betaler, casus, besluit, soort, CAST(SUM(bedrag) AS BIGINT) FROM pot_mutatie m"
        f" WHERE {GELDT.format(tabel='m')} GROUP BY betaler, casus, besluit, soort"
    ):
        delen[betaler, casus, besluit][soort] = cents
    aandelen: dict[tuple[str, str, str], int] = {
        (betaler, casus, besluit): cents
        for betaler, casus, besluit, cents in ruw.rijen(
            "SELECT a.betaler, b.casus, b.besluit, a.bedrag FROM pot_besluit b JOIN pot_aandeel a ON a.post = b.post"
            f" WHERE a.betaler <> 'pot' AND {_NIEUWSTE}"
        )
    }
    for sleutel in {*delen, *saldi["1310"], *saldi["1315"], *aandelen}:
        d = delen[sleutel]
        waar = f"vordering {':'.join(sleutel)}"
        netto = d["gevorderd"] - d["ingetrokken"]
        hoort = netto - (d["ontvangen"] - d["gestorneerd"] - d["naar_1710"]) - d["afgeschreven"] - d["verschil"]
        open_ = saldi["1310"].get(sleutel, 0) + saldi["1315"].get(sleutel, 0)
        yield from _ongelijk("I10", waar, hoort, open_, "open")
        yield from _ongelijk("I11", waar, aandelen.get(sleutel, 0), netto, "aandeel")
    bekend = {tuple(rij) for rij in ruw.rijen("SELECT betaler, casus, besluit FROM vordering")}
    for sleutel in {*delen} - bekend:
        if delen[sleutel]["gevorderd"]:
            yield Bevinding("I10", f"vordering {':'.join(sleutel)}", "heeft geen nummer en kenmerk")


def _opdrachten(ruw: Ruw, saldi: Saldi) -> Iterable[Bevinding]:
    """I13: an order is wholly open or done, and an invoice has one open order."""
    facturen: dict[tuple[str, str], int] = defaultdict(int)
    bekend = set()
    for opdracht, begunstigde, factuur, bedrag in ruw.rijen(
        "SELECT opdracht, begunstigde, factuur, bedrag FROM pot_opdracht"
    ):
        bekend.add((begunstigde, opdracht, ""))
        open_ = -saldi["1190"].get((begunstigde, opdracht, ""), 0)
        if open_ not in (0, bedrag):
            yield Bevinding("I13", f"opdracht {opdracht}", f"staat voor {open_} open, niet voor {bedrag} of niets")
        if open_ and factuur:
            facturen[begunstigde, factuur] += 1
    for (aanbieder, factuur), aantal in facturen.items():
        if aantal > 1:
            yield Bevinding("I13", f"factuur {factuur} van {aanbieder}", f"heeft {aantal} open opdrachten")
    for sleutel, cents in saldi["1190"].items():
        if cents and sleutel not in bekend:
            yield Bevinding("I13", f"1190:{':'.join(sleutel[:2])}", "hoort bij geen opdracht")


def _scheiding(ruw: Ruw) -> Iterable[Bevinding]:
    """I14: who decided, who confirmed the delivery and who approved the payment are different persons."""
    for post, opdracht in ruw.rijen(
        "SELECT o.post, o.opdracht FROM pot_opdracht o JOIN pot_factuur f ON f.aanbieder = o.begunstigde"
        f" AND f.factuur = o.factuur AND {GELDT.format(tabel='f')} WHERE {GELDT.format(tabel='o')} AND ("
        " f.prestatie_door IN (o.eerste_akkoord, o.tweede_akkoord) OR EXISTS (SELECT 1 FROM pot_besluiter b"
        " WHERE b.casus = f.casus AND b.post < o.post AND b.persoon IN (o.eerste_akkoord, o.tweede_akkoord)"
        f" AND {GELDT.format(tabel='b')}))"
    ):
        yield Bevinding("I14", f"journaalpost {post}", f"opdracht {opdracht} heeft geen gescheiden functies")


def _jaren(ruw: Ruw) -> Iterable[Bevinding]:
    """I15: a divided year adds up to zero, and to nothing once its result was appropriated."""
    for soort, jaar in ruw.rijen(
        "SELECT soort, besluit FROM journaalpost j WHERE soort IN ('jaarverdeling', 'resultaatbestemming')"
        " AND NOT EXISTS (SELECT 1 FROM journaalpost om WHERE om.keert_om = j.nummer)"
    ):
        resultaat = resultaat_van_jaar(ruw, int(jaar))
        if soort == "resultaatbestemming" and resultaat:
            # A cost that came later in the year waits for a new jaarverdeling; what was divided must be gone.
            rest = {rekening: cents for rekening, cents in resultaat.items() if rekening[0] not in KOSTEN}
            if rest:
                yield Bevinding("I15", f"boekjaar {jaar}", "na de bestemming staat er nog wat op 8000")


def _mandaten(ruw: Ruw, saldi: Saldi) -> Iterable[Bevinding]:
    """B6: mandate usage is what was reserved under it, minus what was released."""
    hoort: dict[tuple[str, str, str], int] = defaultdict(int)
    for mandaat, casus, jaar, bedrag, vrij in ruw.rijen(
        "SELECT m.mandaat, r.casus, r.jaar, r.bedrag, (SELECT CAST(COALESCE(SUM(v.bedrag), 0) AS BIGINT)"
        f" FROM pot_vrijval v WHERE v.reservering = r.post AND {GELDT.format(tabel='v')}) FROM pot_mandaat m"
        f" JOIN pot_reservering r ON r.post = m.post WHERE {GELDT.format(tabel='r')}"
    ):
        hoort[mandaat, casus, str(jaar)] += bedrag - vrij
    for mandaat, casus, datum, bedrag in ruw.rijen(
        "SELECT m.mandaat, j.casus, j.datum, b.bedrag FROM pot_mandaat m"
        " JOIN journaalpost j ON j.nummer = m.post AND j.soort = 'mandaatgebruik'"
        f" JOIN boeking b ON b.volgnummer = j.eerste WHERE {GELDT.format(tabel='m')}"
    ):
        hoort[mandaat, casus, datum[:4]] += bedrag
    for sleutel in {*hoort, *saldi["9500"]}:
        yield from _ongelijk(
            "B6", f"9500:{':'.join(sleutel)}", hoort[sleutel], saldi["9500"].get(sleutel, 0), "mandaatgebruik"
        )
