"""Builders of the mandate scenarios: a fictional register, and questions with everything unimportant filled in."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import Any

from budget.basis.geld import EURO, NUL, Geld
from engine.betaler.bestedingsregels import Bestedingsregel, Waarde
from engine.mandaat.begrippen import (
    ONBEPERKT,
    Aanwezigheid,
    Bevoegdheid,
    Gebruik,
    Mandaat,
    MedeOndertekening,
    Plafond,
    Register,
    Soort,
    Trede,
    Vervanger,
    Vervulling,
    Wijze,
)
from engine.mandaat.regels.combineren import toets_mandaat
from engine.mandaat.toetsing import Planregel, Toetsvraag, Uitslag, Vereiste

VANDAAG = date(2026, 11, 23)
OVER_VIJF_WERKDAGEN = date(2026, 11, 30)
CASUS = "DT-7K3M9Q"


def werkdag_later(begin: date, aantal: int) -> date:
    """Monday to Friday only: these scenarios have no holidays."""
    dag = begin
    while aantal:
        dag += timedelta(days=1)
        aantal -= dag.weekday() < 5
    return dag


def plafond(tekst: str) -> Plafond:
    return ONBEPERKT if tekst == "onbeperkt" else EURO(tekst)


def een_mandaat(
    id: str = "M1",
    *,
    tot: str = "15.000",
    per_casus: str = "25.000",
    per_jaar: str = "200.000",
    maanden: int = 6,
    **anders: Any,
) -> Mandaat:
    """M1 unless told otherwise: college A to teammanager jeugd A, beschikking under the Jeugdwet."""
    m1 = Mandaat(
        id=id,
        gever="college A",
        soort=Soort.MANDAAT,
        houder_functie="teammanager jeugd A",
        domein="jeugdwet",
        handelingen=frozenset({"beschikking"}),
        max_per_regel=plafond(tot),
        max_per_casus=plafond(per_casus),
        max_per_jaar=plafond(per_jaar),
        max_looptijd=maanden,
        geldig_van=date(2026, 1, 1),
        gever_is_bestuursorgaan=True,
        schriftelijk=True,
        bron="mandaatbesluit gemeente A (fictief)",
    )
    return replace(m1, **anders)


M1 = een_mandaat(
    vervangers=(Vervanger("adviseur jeugd A"), Vervanger("directeur SD A")),
    uitgesloten=frozenset({"beslissen_op_bezwaar"}),
)
M2 = een_mandaat(
    "M2",
    tot="20.000",
    per_casus="40.000",
    per_jaar="300.000",
    maanden=12,
    gever="swv PO X",
    principaal="bestuur X",
    soort=Soort.VOLMACHT,
    gever_is_bestuursorgaan=False,
    houder_functie="directeur X",
    domein="passend_onderwijs",
    handelingen=frozenset({"arrangement"}),
    mede_ondertekening=MedeOndertekening("bestuurder X", EURO("10.000")),
)
M3 = een_mandaat(
    "M3",
    tot="25.000",
    per_casus="50.000",
    per_jaar="onbeperkt",
    maanden=12,
    gever="pot",
    principaal="deelnemers",
    soort=Soort.VOLMACHT,
    gever_is_bestuursorgaan=False,
    houder_functie="lid gemeenten",
    gezamenlijk_met="lid swv'en",
    domein="pot",
    handelingen=frozenset({"reserveren"}),
)
M4 = een_mandaat("M4", gever="college B", houder_functie="consulent B", ondergeschikt=False)
M5 = een_mandaat("M5", houder_functie="stuurgroep", adviserend=True)

FUNCTIES = {
    "teammanager jeugd A": "Anna",
    "adviseur jeugd A": "Bram",
    "directeur SD A": "Carla",
    "directeur X": "Daan",
    "bestuurder X": "Eva",
    "lid gemeenten": "Fien",
    "lid swv'en": "Gijs",
    "consulent B": "Hugo",
    "stuurgroep": "Iris",
    "wethouder": "Jet",
    "directeur-bestuurder swv": "Kees",
}
LADDER = (
    Trede("3", "doorbraaktafel", ("voorzitter",)),
    Trede(
        "4",
        "doorzettingsmacht",
        ("wethouder", "directeur-bestuurder swv"),
        samen=True,
        bevoegdheid=Bevoegdheid.BINDEND_ADVIES,
    ),
    Trede(
        "5",
        "bestuurlijk overleg",
        ("wethouder", "directeur-bestuurder swv"),
        bevoegdheid=Bevoegdheid.EIGEN,
        organen={"college A": "wethouder", "swv PO X": "directeur-bestuurder swv"},
    ),
)
GEEN_SCHOOLGELD = Bestedingsregel(
    "onderwijs",
    "schoolgeld_particulier",
    Waarde.GEBLOKKEERD,
    "Rijksbekostigd onderwijs mag geen schoolgeld van niet-bekostigd onderwijs betalen.",
    "fictief",
    alternatieven=("inkoop_expertise",),
)


def een_register(*mandaten: Mandaat, **anders: Any) -> Register:
    """The fictional register M1-M5, or only the records named."""
    register = Register(
        mandaten=mandaten or (M1, M2, M3, M4),
        vervullingen=tuple(Vervulling(functie, persoon, date(2020, 1, 1)) for functie, persoon in FUNCTIES.items()),
        ladder=LADDER,
        bestedingsregels=(GEEN_SCHOOLGELD,),
    )
    return replace(register, **anders)


def aanwezig(*functies: str) -> tuple[Aanwezigheid, ...]:
    return tuple(Aanwezigheid(FUNCTIES[functie], functie) for functie in functies)


def afwezig(*functies: str) -> tuple[Aanwezigheid, ...]:
    return tuple(Aanwezigheid(FUNCTIES[functie], functie, Wijze.AFWEZIG) for functie in functies)


def gebruikt(mandaat: str, *, casus: str | Geld = NUL, jaar: str | Geld = NUL) -> Gebruik:
    """Usage of this casus and of this year under one mandate."""
    per_casus = EURO(casus) if isinstance(casus, str) else casus
    per_jaar = EURO(jaar) if isinstance(jaar, str) else jaar
    return Gebruik({(mandaat, CASUS): per_casus}, {(mandaat, VANDAAG.year): max(per_casus, per_jaar)})


def een_beschikking(bedrag: str = "9.000", maanden: int = 6, **anders: Any) -> Vereiste:
    vereiste = Vereiste("college A", Soort.MANDAAT, "jeugdwet", "beschikking", EURO(bedrag), maanden, CASUS)
    return replace(vereiste, **anders)


def een_arrangement(bedrag: str, maanden: int = 6, **anders: Any) -> Vereiste:
    vereiste = Vereiste("swv PO X", Soort.VOLMACHT, "passend_onderwijs", "arrangement", EURO(bedrag), maanden, CASUS)
    return replace(vereiste, **anders)


def een_potregel(bedrag: str, maanden: int = 6, **anders: Any) -> Vereiste:
    return replace(Vereiste("pot", Soort.VOLMACHT, "pot", "reserveren", EURO(bedrag), maanden, CASUS), **anders)


def een_vraag(*vereisten: Vereiste, aan_tafel: tuple[Aanwezigheid, ...] = (), **anders: Any) -> Toetsvraag:
    """One plan line with these powers."""
    regels = (Planregel("1", vereisten),)
    return replace(Toetsvraag(regels, VANDAAG, aanwezigheid=aan_tafel), **anders)


def toets(vraag: Toetsvraag, register: Register | None = None) -> Uitslag:
    """The deciding answer of the question."""
    return toets_mandaat(vraag, register or een_register(), werkdag_later).bepalend


def codes(uitslag: Uitslag) -> set[str]:
    return {melding.code for melding in uitslag.meldingen}
