"""A filled example of `doorbraak-mandaatvraag/1`: an arrangement for education and care, paid first by the pot."""

from __future__ import annotations

from typing import Any

VOORBEELD: dict[str, Any] = {
    "formaat": "doorbraak-mandaatvraag/1",
    "peildatum": "2026-11-23",
    "planregels": [
        {
            "kenmerk": "hulp-1",
            "casus": "DT-7K3M9Q",
            "vereisten": [
                {
                    "orgaan": "college_a",
                    "soort": "mandaat",
                    "domein": "jeugdwet",
                    "handeling": "beschikking",
                    "bedrag": "18.000,00",
                    "looptijd_maanden": 6,
                },
                {
                    "orgaan": "pot",
                    "soort": "volmacht",
                    "domein": "pot",
                    "handeling": "reserveren",
                    "bedrag": "18.000,00",
                    "looptijd_maanden": 6,
                    "oormerk": "jeugdwet",
                    "bestemming": "overbrugging",
                },
            ],
        }
    ],
    "aanwezigheid": [
        {"persoon": "anna_voorbeeld", "functie": "teammanager_jeugd_a"},
        {"persoon": "fien_voorbeeld", "functie": "lid_gemeenten"},
        {"persoon": "gijs_voorbeeld", "functie": "lid_swv", "wijze": "op_afstand", "geauthenticeerd": True},
    ],
    "mandaatregister": {
        "mandaten": [
            {
                "id": "M1",
                "gever": "college_a",
                "soort": "mandaat",
                "houder_functie": "teammanager_jeugd_a",
                "vervangers": [
                    {"functie": "adviseur_jeugd_a"},
                    {"functie": "directeur_sd_a", "max_per_regel": "10.000,00"},
                ],
                "domein": "jeugdwet",
                "handelingen": ["beschikking"],
                "uitgesloten": ["beslissen_op_bezwaar"],
                "max_per_regel": "15.000,00",
                "max_per_casus": "25.000,00",
                "max_per_jaar": "200.000,00",
                "max_looptijd": 6,
                "schriftelijk": True,
                "geldig_van": "2026-01-01",
                "bron": "mandaatbesluit gemeente A (fictief)",
            },
            {
                "id": "M3",
                "gever": "pot",
                "principaal": "deelnemers",
                "soort": "volmacht",
                "houder_functie": "lid_gemeenten",
                "gezamenlijk_met": "lid_swv",
                "domein": "pot",
                "handelingen": ["reserveren"],
                "max_per_regel": "25.000,00",
                "max_per_casus": "50.000,00",
                "max_per_jaar": "onbeperkt",
                "max_looptijd": 12,
                "geldig_van": "2026-01-01",
                "bron": "convenant (fictief)",
            },
        ],
        "vervullingen": [
            {"functie": "teammanager_jeugd_a", "persoon": "anna_voorbeeld", "organisatie": "gemeente_a"},
            {"functie": "lid_gemeenten", "persoon": "fien_voorbeeld", "organisatie": "gemeente_b"},
            {"functie": "lid_swv", "persoon": "gijs_voorbeeld", "organisatie": "swv_po_x"},
        ],
        "gebruik": [{"mandaat": "M1", "casus": "DT-7K3M9Q", "jaar": 2026, "bedrag": "4.000,00"}],
        "ladder": [
            {"nummer": "3", "naam": "doorbraaktafel", "houders": ["voorzitter"], "bevoegdheid": "geen"},
            {
                "nummer": "4",
                "naam": "doorzettingsmacht",
                "houders": ["wethouder", "directeur_bestuurder"],
                "samen": True,
                "bevoegdheid": "bindend_advies",
            },
        ],
    },
}
