"""What holds for every term: ordinary ends, order, and histories that always recompute to the same end."""

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from engine.termijnen.begrippen import (
    Duur,
    Eenheid,
    Grondslag,
    Opschortgrond,
    Opschorting,
    Verlenging,
    Verplaatsing,
)
from engine.termijnen.kalender import nationale_kalender
from engine.termijnen.regels import bereken, tel_werkdagen

KALENDER = nationale_kalender()
EEN_DAG = timedelta(days=1)
dagen = st.dates(date(2025, 1, 1), date(2027, 12, 31))
binnen_de_wet = st.one_of(
    st.builds(Duur, st.integers(1, 90), st.just(Eenheid.DAG)),
    st.builds(Duur, st.integers(1, 12), st.just(Eenheid.WEEK)),
    st.builds(Duur, st.integers(1, 3), st.just(Eenheid.MAAND)),
)
werkdagen = st.builds(Duur, st.integers(1, 60), st.just(Eenheid.WERKDAG))


def gewone_dagen(van, tot_en_met):
    """Count the ordinary days in (van, tot_en_met], the slow way."""
    return sum(KALENDER.gewone_dag(van + n * EEN_DAG) for n in range(1, (tot_en_met - van).days + 1))


@given(start=dagen, duur=binnen_de_wet)
def test_onder_de_termijnenwet_eindigt_niets_in_het_weekend_of_op_een_feestdag(start, duur):
    termijn = bereken(start, duur, Grondslag.WETTELIJK, KALENDER)

    assert KALENDER.gewone_dag(termijn.einde)
    # Never earlier than counted, never further than the law needs.
    assert termijn.einde >= termijn.ruw_einde
    minstens = 1 if duur.eenheid is Eenheid.DAG and duur.aantal < 3 else 2
    assert gewone_dagen(start, termijn.einde) >= minstens
    for dag in (termijn.ruw_einde + n * EEN_DAG for n in range((termijn.einde - termijn.ruw_einde).days)):
        assert not KALENDER.gewone_dag(dag) or gewone_dagen(start, dag) < minstens


@given(start=dagen, duur=st.one_of(binnen_de_wet, werkdagen), later=st.integers(0, 30))
def test_later_beginnen_is_nooit_eerder_klaar(start, duur, later):
    eerst = bereken(start, duur, Grondslag.WETTELIJK, KALENDER).einde

    assert bereken(start + later * EEN_DAG, duur, Grondslag.WETTELIJK, KALENDER).einde >= eerst


@given(start=dagen, aantal=st.integers(1, 11), eenheid=st.sampled_from([Eenheid.WERKDAG, Eenheid.DAG, Eenheid.WEEK]))
def test_een_langere_termijn_is_nooit_eerder_klaar(start, aantal, eenheid):
    kort, lang = (bereken(start, Duur(n, eenheid), Grondslag.WETTELIJK, KALENDER).einde for n in (aantal, aantal + 1))
    assert lang >= kort


@given(start=dagen.filter(KALENDER.gewone_dag), aantal=st.integers(1, 60))
def test_werkdagen_heen_en_terug_komt_op_dezelfde_dag(start, aantal):
    heen = tel_werkdagen(start, aantal, KALENDER, dienst=False)

    assert gewone_dagen(start, heen) == aantal
    assert tel_werkdagen(heen, -aantal, KALENDER, dienst=False) == start


@given(
    start=dagen,
    duur=binnen_de_wet,
    begin=st.integers(-10, 40),
    lengte=st.integers(1, 60),
)
def test_opschorten_maakt_een_termijn_nooit_korter(start, duur, begin, lengte):
    van = start + begin * EEN_DAG
    zonder = bereken(start, duur, Grondslag.WETTELIJK, KALENDER)
    met = bereken(start, duur, Grondslag.WETTELIJK, KALENDER, opschortingen=[Opschorting(van, van + lengte * EEN_DAG)])

    assert met.einde >= zonder.einde
    assert met.ruw_einde == zonder.ruw_einde
    assert (met.na_wijzigingen - met.ruw_einde).days == sum(o.dagen for o in met.opgeschort)


class Opgeslagen:
    """A stored obligation as a register keeps it: events come in one by one, the end is rewritten each time."""

    def __init__(self, start, duur, grondslag):
        self.start, self.duur, self.grondslag = start, duur, grondslag
        self.gebeurtenissen = {"opschortingen": [], "verlengingen": [], "verplaatsingen": []}
        self.herbereken()

    def herbereken(self):
        self.afleiding = bereken(self.start, self.duur, self.grondslag, KALENDER, **self.gebeurtenissen)

    def voeg_toe(self, soort, gebeurtenis):
        self.gebeurtenissen[soort].append(gebeurtenis)
        self.herbereken()


def speel_na(rij):
    """The same end by an independent, slow walk: day after day, with the end as it stands on each day."""
    wettelijk = rij.grondslag is Grondslag.WETTELIJK
    weken, genoemd, geteld = rij.duur.aantal, None, set()
    stil = {o.van + n * EEN_DAG for o in rij.gebeurtenissen["opschortingen"] for n in range((o.tot - o.van).days)}

    def einde():
        op = (genoemd or rij.start + weken * 7 * EEN_DAG) + len(geteld) * EEN_DAG
        if wettelijk and genoemd is None and weken <= 12:
            while op.weekday() > 4 or op in KALENDER.feestdagen:
                op += EEN_DAG
        return op

    # A corrected start may lie after events that were logged before it.
    dag = rij.start - 60 * EEN_DAG
    while dag <= date(2028, 6, 30):
        # Once a stretch has begun in time, all of it counts, also past the end of that moment.
        nieuw_stuk = dag in stil and (dag - EEN_DAG not in stil or dag == rij.start + EEN_DAG)
        if dag > rij.start and nieuw_stuk:
            stuk = dag
            op_tijd = dag <= einde()
            while op_tijd and stuk in stil:
                geteld.add(stuk)
                stuk += EEN_DAG
        for v in (v for v in rij.gebeurtenissen["verlengingen"] if v.kennisgeving == dag):
            if dag > einde():
                continue
            oud = (weken, genoemd, geteld.copy())
            toen = einde()
            if v.nieuw_einde:
                genoemd, geteld = v.nieuw_einde, set()
            elif genoemd:
                genoemd += v.erbij.aantal * 7 * EEN_DAG
            else:
                weken += v.erbij.aantal
            if einde() < toen:
                weken, genoemd, geteld = oud
        for p in (p for p in rij.gebeurtenissen["verplaatsingen"] if p.op == dag):
            genoemd, geteld = p.nieuw_einde, set()
        dag += EEN_DAG
    return einde()


def willekeurige_geschiedenis(dobbel):
    """A term in weeks with up to eight events, in the order in which somebody entered them."""
    grondslag = dobbel.choice([Grondslag.WETTELIJK, Grondslag.WETTELIJK, Grondslag.DIENST])
    rij = Opgeslagen(
        date(2026, 1, 1) + dobbel.randrange(300) * EEN_DAG, Duur(dobbel.randint(1, 14), Eenheid.WEEK), grondslag
    )
    for _ in range(dobbel.randrange(9)):
        op = rij.start + dobbel.randrange(-5, 120) * EEN_DAG
        wat = dobbel.random()
        if wat < 0.5:
            rij.voeg_toe("opschortingen", Opschorting(op, op + dobbel.randrange(0, 25) * EEN_DAG))
        elif wat < 0.65:
            rij.voeg_toe("verlengingen", Verlenging(max(op, rij.start), erbij=Duur(dobbel.randint(1, 6), Eenheid.WEEK)))
        elif wat < 0.8:
            op = max(op, rij.start)
            rij.voeg_toe("verlengingen", Verlenging(op, nieuw_einde=op + dobbel.randrange(60) * EEN_DAG))
        elif wat < 0.9 and grondslag is Grondslag.DIENST:
            op = max(op, rij.start)
            rij.voeg_toe("verplaatsingen", Verplaatsing(op, op + dobbel.randrange(60) * EEN_DAG, "afgesproken"))
        else:
            # The date of the start event was wrong: everything is recomputed.
            rij.start += dobbel.randrange(0, 4) * EEN_DAG
            rij.herbereken()
    return rij


def controleer_geschiedenissen(zaden):
    geteld = 0
    for zaad in zaden:
        dobbel = random.Random(zaad)
        rij = willekeurige_geschiedenis(dobbel)
        opnieuw = bereken(rij.start, rij.duur, rij.grondslag, KALENDER, **rij.gebeurtenissen)
        assert opnieuw == rij.afleiding, zaad
        assert opnieuw.einde == speel_na(rij), zaad
        rij.gebeurtenissen["opschortingen"].reverse()
        assert bereken(rij.start, rij.duur, rij.grondslag, KALENDER, **rij.gebeurtenissen).einde == opnieuw.einde
        geteld += bool(opnieuw.opgeschort) + any(v.telt for v in opnieuw.verlengd)
    return geteld


def test_vijfhonderd_geschiedenissen_herberekend_is_opgeslagen():
    # Most histories really hold something that counts, so agreement means something.
    assert controleer_geschiedenissen(range(500)) > 400


@pytest.mark.lang
def test_tienduizend_geschiedenissen_herberekend_is_opgeslagen():
    assert controleer_geschiedenissen(range(10_000)) > 8_000


@given(
    gesteld=st.integers(1, 30),
    aangevuld=st.integers(1, 40),
)
def test_een_lopende_aanvulling_wordt_nooit_te_krap_voorspeld(gesteld, aangevuld):
    start = date(2026, 3, 2)
    van = date(2026, 3, 11)

    def einde(tot):
        rust = Opschorting(van, tot, Opschortgrond.AANVULLING, van + gesteld * EEN_DAG)
        return bereken(start, Duur(8, Eenheid.WEEK), Grondslag.WETTELIJK, KALENDER, opschortingen=[rust], peildatum=van)

    voorspeld, werkelijk = einde(None), einde(van + aangevuld * EEN_DAG)
    assert voorspeld.voorlopig
    assert not werkelijk.voorlopig
    assert voorspeld.einde >= werkelijk.einde
