"""What holds for every register and every question."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from budget.basis.geld import Geld
from engine.mandaat.begrippen import (
    ONBEPERKT,
    Aanwezigheid,
    Gebruik,
    Mandaat,
    MedeOndertekening,
    Register,
    Vervanger,
    Wijze,
)
from engine.mandaat.regels.combineren import toets_mandaat
from engine.mandaat.toetsing import Planregel, Toetsvraag, Uitkomst, Uitslag
from tests.engine.mandaat.bouwers import (
    CASUS,
    FUNCTIES,
    VANDAAG,
    een_beschikking,
    een_mandaat,
    een_register,
    een_vraag,
    toets,
    werkdag_later,
)

bedragen = st.integers(1, 3_000_000).map(Geld)
plafonds = st.one_of(st.just(ONBEPERKT), st.integers(0, 3_000_000).map(Geld))
functies = st.sampled_from(["teammanager jeugd A", "adviseur jeugd A", "directeur SD A", "stuurgroep"])
dagen = st.sampled_from([None, VANDAAG])


@st.composite
def mandaten(draw: st.DrawFn) -> Mandaat:
    """A record of college A in any state, with any ceilings; it excludes nothing."""
    return replace(
        een_mandaat(f"M{draw(st.integers(100, 10**9))}"),
        houder_functie=draw(functies),
        vervangers=tuple(Vervanger(functie) for functie in draw(st.lists(functies, max_size=2))),
        max_per_regel=draw(plafonds),
        max_per_casus=draw(plafonds),
        max_per_jaar=draw(plafonds),
        max_looptijd=draw(st.sampled_from([3, 6, 12, ONBEPERKT])),
        adviserend=draw(st.booleans()),
        schriftelijk=draw(st.sampled_from([True, True, False])),
        ingetrokken_op=draw(dagen),
        mede_ondertekening=draw(st.sampled_from([None, MedeOndertekening("bestuurder X", Geld(500_000))])),
    )


@st.composite
def tafels(draw: st.DrawFn) -> tuple[Aanwezigheid, ...]:
    """Any mix of people present, recorded absent, and not heard of."""
    wijzen = draw(st.fixed_dictionaries({functie: st.sampled_from([None, *Wijze]) for functie in FUNCTIES}))
    return tuple(
        Aanwezigheid(FUNCTIES[functie], functie, wijze, geauthenticeerd=True)
        for functie, wijze in wijzen.items()
        if wijze
    )


@st.composite
def vragen(draw: st.DrawFn) -> Toetsvraag:
    """One beschikking under any circumstances."""
    vereiste = replace(een_beschikking(), bedrag=draw(bedragen), looptijd_maanden=draw(st.integers(0, 13)))
    onbereikbaar = frozenset(draw(st.sets(st.sampled_from(["college A", "bestuurder X", "teammanager jeugd A"]))))
    return een_vraag(vereiste, aan_tafel=draw(tafels()), onbereikbaar=onbereikbaar)


registers = st.lists(mandaten(), min_size=1, max_size=4, unique_by=lambda mandaat: mandaat.id)


def _toets(vraag: Toetsvraag, lijst: list[Mandaat], gebruik: Gebruik | None = None) -> Uitslag:
    register: Register = een_register(*lijst) if lijst else replace(een_register(), mandaten=())
    return toets(vraag, replace(register, gebruik=gebruik or Gebruik()))


@given(vragen(), registers)
def test_de_beste_kandidaat_wint(vraag, lijst):
    los = [_toets(vraag, [mandaat]).uitkomst.rang for mandaat in lijst]
    assert _toets(vraag, lijst).uitkomst.rang == min(los)


@given(vragen(), registers, st.randoms())
def test_de_volgorde_van_het_register_verandert_de_uitkomst_niet(vraag, lijst, toeval):
    geschud = toeval.sample(lijst, len(lijst))
    een, ander = _toets(vraag, lijst), _toets(vraag, geschud)
    assert (een.uitkomst, een.rij) == (ander.uitkomst, ander.rij)


@given(vragen(), st.lists(mandaten(), max_size=3, unique_by=lambda mandaat: mandaat.id), mandaten())
def test_een_mandaat_erbij_maakt_het_nooit_slechter(vraag, lijst, erbij):
    assert _toets(vraag, [*lijst, erbij]).uitkomst.rang <= _toets(vraag, lijst).uitkomst.rang


@given(vragen(), mandaten(), st.integers(1, 3_000_000))
def test_een_lager_bedrag_is_nooit_slechter(vraag, mandaat, cents):
    vereiste = vraag.regels[0].vereisten[0]
    lager = replace(vereiste, bedrag=Geld(min(cents, vereiste.bedrag.cents)))
    minder = replace(vraag, regels=(Planregel("1", (lager,)),))
    assert _toets(minder, [mandaat]).uitkomst.rang <= _toets(vraag, [mandaat]).uitkomst.rang


@given(
    st.lists(st.integers(1, 1_000_000), min_size=2, max_size=6),
    st.integers(0, 3_000_000),
    st.integers(0, 2_000_000),
    st.booleans(),
)
def test_een_planregel_splitsen_helpt_nooit(delen, plafond, al_gebruikt, per_jaar):
    """K11 and K12: together the parts never get more than one line of the same size."""
    grens = {"max_per_jaar" if per_jaar else "max_per_casus": Geld(plafond)}
    mandaat = replace(een_mandaat(tot="onbeperkt", per_casus="onbeperkt", per_jaar="onbeperkt"), **grens)
    gebruik = Gebruik({("M1", CASUS): Geld(al_gebruikt)}, {("M1", VANDAAG.year): Geld(al_gebruikt)})
    aan_tafel = (Aanwezigheid("Anna"),)

    def rang(bedragen_: list[int]) -> int:
        regels = tuple(
            Planregel(str(nr), (replace(een_beschikking(), bedrag=Geld(cents), regel=str(nr)),))
            for nr, cents in enumerate(bedragen_)
        )
        vraag = Toetsvraag(regels, VANDAAG, aanwezigheid=aan_tafel)
        register = een_register(mandaat, gebruik=gebruik)
        besluit = toets_mandaat(vraag, register, werkdag_later)
        besloten = besluit.gebruik.van_casus("M1", CASUS).cents - al_gebruikt
        assert besloten <= max(plafond - al_gebruikt, 0)
        return besluit.uitkomst.rang

    assert rang(delen) == rang([sum(delen)])


@given(vragen(), registers)
def test_elke_uitslag_zegt_wat_er_nu_moet_gebeuren(vraag, lijst):
    uitslag = _toets(vraag, lijst)
    assert uitslag.boven_grens <= uitslag.bedrag == vraag.regels[0].vereisten[0].bedrag
    match uitslag.uitkomst:
        case Uitkomst.JA:
            assert uitslag.persoon
            assert uitslag.namens
        case Uitkomst.JA_MET_MEDEONDERTEKENING:
            assert uitslag.ondertekenaars
        case Uitkomst.RUGGESPRAAK:
            assert uitslag.aan
            assert uitslag.voor_datum
            assert uitslag.meldingen
        case Uitkomst.NEE:
            assert uitslag.opschalen_naar
            assert any(melding.houdt_tegen for melding in uitslag.meldingen)
