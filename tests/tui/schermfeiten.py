"""Builders of what the gateway reads, for tests of what the screens say."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import Any

from engine.casus.vragen import Aanduiding, CasusKort, Dossier, Gebeurtenis, Termijn
from engine.regie.begrippen import Regie
from engine.zitting.begrippen import Agendaregel, Besluitregel, ZittingKort
from tui.viewmodels import besluit
from tui.viewmodels.feiten import (
    Agendafeiten,
    Casusfeiten,
    Omgeving,
    WatAls,
)
from tui.viewmodels.opmaak import (
    Regel,
)

VANDAAG = date(2026, 11, 23)
NU = datetime(2026, 11, 23, 8, tzinfo=UTC)
OMGEVING = Omgeving(
    persoon="vera", rol="voorzitter", nu=NU, vandaag=VANDAAG, regio="Oefenregio", oefen=True,
    mensen={"vera": "Vera Voorbeeld", "tom_toezegger": "Tom Toezegger"},
    organisaties={"gemeente_zeist": "Gemeente Zeist"}, pot_vrij=10_000_00, pot_ondergrens=2_500_00,
)  # fmt: skip
NOOR = Aanduiding("Noor V.", "N.V.", 14, "Zeist")
NR = "DT-7K3M9Q"


def een_regel(**anders: Any) -> Agendaregel:
    velden: dict[str, Any] = {
        "casus": NR, "volgorde": 1, "minuten": 20, "status": "gepland", "reden": "", "vraag": "Wie betaalt?",
        "casusstatus": "geagendeerd", "versie": 3, "thuis_sinds": date(2026, 7, 14), "gevraagd": 18_500_00,
        "mandaat": "ja", "regisseur": "tom_toezegger", "regie": "actief", "genodigden": ("tom_toezegger", "vera"),
    }  # fmt: skip
    return Agendaregel(**(velden | anders))


def een_zitting(**anders: Any) -> ZittingKort:
    velden: dict[str, Any] = {
        "id": "Z-2026-11-23", "op": VANDAAG, "plaats": "zaal", "voorzitter": "vera", "plaatsvervanger": None,
        "status": "open", "agendapunten": 1, "genodigden": 2,
    }  # fmt: skip
    return ZittingKort(**(velden | anders))


def een_termijn(einde: date = VANDAAG, **anders: Any) -> Termijn:
    velden: dict[str, Any] = {
        "nummer": 1, "casus": NR, "onderwerp": "hulp", "code": "D_TAFEL", "ontvanger": "voorzitter",
        "doe": "Bespreek de casus.", "einde": einde, "status": "open", "uitleg": ("Tien werkdagen.",),
    }  # fmt: skip
    return Termijn(**(velden | anders))


def een_casus(**anders: Any) -> CasusKort:
    velden: dict[str, Any] = {
        "nummer": NR, "status": "geagendeerd", "status_naam": "Op de agenda", "status_sinds": date(2026, 11, 9),
        "versie": 3, "vraag": "Wie betaalt?", "leeftijdsband": "12-15", "gemeente": "Zeist", "school": "De Boom",
        "thuis_sinds": date(2026, 7, 14), "spoed": False, "termijn": VANDAAG, "ontvanger": "voorzitter",
    }  # fmt: skip
    return CasusKort(**(velden | anders))


def een_agenda(*regels: Agendaregel, **anders: Any) -> Agendafeiten:
    velden: dict[str, Any] = {
        "omgeving": OMGEVING, "zitting": een_zitting(), "regels": regels or (een_regel(),),
        "aanduidingen": {NR: NOOR}, "termijnen": {NR: een_termijn()},
        "aanwezig": [{"persoon": "vera", "wijze": "aanwezig"}, {"persoon": "tom_toezegger", "wijze": "afwezig"}],
    }  # fmt: skip
    return Agendafeiten(**(velden | anders))


def een_besluit(**anders: Any) -> Besluitregel:
    velden: dict[str, Any] = {
        "besluit": "B-1", "casus": NR, "status": "genomen", "uitkomst": "ja", "trede": "3", "doel": "Naar school",
        "door": "vera", "dag": VANDAAG, "plan": {}, "afspraken": (
            {"nummer": 1, "wie": "tom_toezegger", "wat": "Belt de school", "meetbaar": "x", "op": "2026-11-27"},
        ),
        "regels": (
            {"kenmerk": "r1", "wat": "Begeleiding", "van": "2026-12-01", "tot": "2027-05-31", "bedrag": 9_800_00,
             "bron": "pot", "namens": ["gemeente_zeist"], "uitkomst": "ja", "beslist_door": ["tom_toezegger"],
             "lijn": "L1"},
        ),
    }  # fmt: skip
    return Besluitregel(**(velden | anders))


def een_gebeurtenis(nummer: int = 1, **anders: Any) -> Gebeurtenis:
    velden: dict[str, Any] = {
        "nummer": nummer, "spoor": "hulp", "lijn": None, "code": "H01", "naam": "plan_starten", "van": "a_b",
        "naar": "c", "persoon": "vera", "rol": "voorzitter", "namens": None, "dag": VANDAAG, "tijdstip": NU,
        "reden": "", "gegevens": {},
    }  # fmt: skip
    return Gebeurtenis(**(velden | anders))


NETWERK: dict[str, Any] = {
    "verborgen": False,
    "lijnen": [{"a": "ilse", "b": "moeder", "dagen": 60}],
    "pijlen": [{"van": "boom", "naar": "ggd", "van_naam": "De Boom", "naar_naam": "GGD", "onderwerp": "plek",
                "citaat": "eerst hulp"}],
    "actoren": [
        {"id": "ilse", "domein": "onderwijs", "naam": "Ilse Intern", "functie": "intern begeleider",
         "organisatie": "De Boom", "organisatie_id": "boom", "dagen": 60, "stil_na": 42},
        {"id": "moeder", "domein": "gezin", "naam": "moeder", "functie": "", "organisatie": None,
         "organisatie_id": None, "dagen": 5,
         "stil_na": 42},
        {"id": "arts", "domein": "jgz", "naam": "Joris", "functie": "", "organisatie": "GGD",
         "organisatie_id": "ggd", "dagen": None,
         "stil_na": 42},
    ],
    "bevindingen": [
        {"regel": "R16", "ernst": 1, "tekst": "Geen lijn.", "vraag": "Klopt dat?", "herstel": "Leg vast.",
         "betrokkenen": ["ilse"], "vraag_aan": ["ilse"], "beantwoord": False},
        {"regel": "R01", "ernst": 3, "tekst": "Geen regie vastgelegd.", "vraag": None, "herstel": "Vraag iemand.",
         "betrokkenen": [], "vraag_aan": [], "beantwoord": False},
    ],
    "kaarten": [],
    "kandidaten": [{"persoon": "ilse", "naam": "Ilse Intern", "redenen": ["kent het gezin"]}],
}  # fmt: skip


def een_dossier(**anders: Any) -> Dossier:
    velden: dict[str, Any] = {
        "kort": een_casus(), "aangemeld_op": NU, "aanmelder_organisatie": "x", "swv": "swv", "verzuim": "absoluut",
        "eerste_signaal": VANDAAG, "gewenste_start": VANDAAG, "gedwongen_kader": False, "veiligheid": False,
        "kenmerken": {
            "blokkerend": ["geld", "onbekend"],
            "geprobeerd": [{"op": "2026-10-12", "stap": "overleg", "wie": "school", "resultaat": "geen plan"}],
        },
        "persoon": {"hulpvraag": "Weer naar school."}, "persoon_vernietigd": False,
        "termijnen": (een_termijn(),), "kan_nu": ("bespreken",),
    }  # fmt: skip
    return Dossier(**(velden | anders))


CONCEPT = {
    "wat": "Begeleiding", "soort": "jeugdhulp_individueel", "bedrag": 18_500_00, "maanden": 6, "bron": "pot",
    "aanbieder": "de_brug", "orgaan": None,
}  # fmt: skip


def casusfeiten(**anders: Any) -> Casusfeiten:
    velden: dict[str, Any] = {
        "omgeving": OMGEVING, "dossier": een_dossier(), "aanduiding": {NR: NOOR}, "regie": Regie(), "netwerk": NETWERK,
        "lijnen": (), "besluiten": (), "tijdlijn": (een_gebeurtenis(),), "zitting": een_zitting(),
        "punt": een_regel(), "concept": (CONCEPT,), "volgorde": (NR,),
    }  # fmt: skip
    return Casusfeiten(**(velden | anders))


def teksten(regels: list[Regel]) -> str:
    return "\n".join(regel.tekst for regel in regels)


def een_formulier(**regel: str) -> besluit.Formulier:
    velden = {
        "bedrag": "9.800", "wat": "Begeleiding", "soort": "jeugdhulp_individueel", "aanbieder": "de_brug",
        "van": "1-12-2026", "tot": "31-5-2027", "toestemming": "ouders/schriftelijk", "toestemming_op": "20-11",
    }  # fmt: skip
    return besluit.Formulier("Naar school", (besluit.Invoerregel(**(velden | regel)),))


def watals(uitkomst: str = "ja", *voorgenomen: str) -> WatAls:
    return WatAls(1, {"uitkomst": uitkomst, "vervolg": {"tekst": "tom_toezegger mag dit."}, "voorgenomen": voorgenomen})


BANKREGEL: dict[str, Any] = {
    "regel": "BR-1", "deel": None, "boekdatum": "2026-11-19", "bedrag": 7_650_00, "open": 7_650_00,
    "tegenpartij": "SWV ZOUT", "tegenrekening": "NL..", "omschrijving": "verrekening", "kenmerk": "",
    "dagen": 4, "notitie": None, "eigenaar": None,
    "voorstellen": [
        {"voorstel": 1, "niveau": "L2", "automatisch": False, "oplossingen": 2,
         "doelen": [{"doel": "vordering:VV1", "bedrag": 7_650_00}],
         "bewijs": [{"woorden": "naam bekend", "voor": True}, {"woorden": "geen casusnummer", "voor": False}]},
    ],
}  # fmt: skip
BANKSTAND: dict[str, Any] = {
    "regels": [BANKREGEL, BANKREGEL | {"regel": "BR-2", "deel": 3, "voorstellen": [], "tegenpartij": None,
                               "omschrijving": None, "kenmerk": "RF12"},
               BANKREGEL | {"regel": "BR-3", "notitie": "wacht op brief", "eigenaar": "vera"}],
    "open": {"aantal": 3, "bij": 7_650_00, "af": 0},
    "rekeningen": [{"bank": 1_00, "boek": 1_00, "aansluiting": 0, "quarantaine": [], "tot": None},
                   {"bank": None, "boek": 5_00, "aansluiting": -5_00, "quarantaine": [{}], "tot": None}],
}  # fmt: skip
