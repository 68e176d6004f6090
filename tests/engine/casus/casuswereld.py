"""A region and an aanmelding to work with; a test names only what matters to it."""

from __future__ import annotations

from copy import deepcopy
from datetime import UTC, datetime, timedelta
from typing import Any

from budget.basis.opdracht import Uitkomst
from engine.casus.diensten import Zet, meld, zet
from engine.casus.formaat import Aanmelding
from engine.casus.handelingen import PER_GEBEURTENIS
from engine.invoer.lezen import controleer
from engine.inzage.ingang import opdracht

START = datetime(2026, 9, 1, 7, 0, tzinfo=UTC)
SECRETARIS, VOORZITTER, REGISSEUR, BESTELLER = "sanne_schrijver", "vera_voorbeeld", "carla_casus", "bas_besteller"

AANMELDING: dict[str, Any] = {
    "formaat": "doorbraak-aanmelding/1",
    "bron": "proef",
    "extern_id": "1",
    "aanmelder": {"persoon": "berend_brug", "functie": "begeleider", "organisatie": "aanbieder_de_brug"},
    "jeugdige": {"naam": "Noor Xylofoon", "geboortedatum": "2012-03-04", "gemeente": "Zeist"},
    "gezin": [{"id": "moeder", "naam": "Mo Xylofoon"}],
    "school": {"organisatie": "school_bedachte_boom", "swv": "swv_zout"},
    "verzuim": {"soort": "lrv", "thuis_sinds": "2026-07-14", "eerste_signaal": "2026-05-01"},
    "vraag": {"aan_de_tafel": "Wie betaalt zorg in onderwijstijd?", "blokkerend": ["geld"]},
    "gewenste_start": "2026-10-01",
    "veiligheid": False,
    "geprobeerd": [
        {"stap": "extra hulp in de klas", "op": "2026-03-01", "wie": "school", "resultaat": "hielp te kort"}
    ],
    "toestemmingen": [{"domein": "onderwijs", "door": ["ouders"], "op": "2026-08-20", "wijze": "schriftelijk"}],
    "gezin_geinformeerd": {"op": "2026-08-20", "door": "de school"},
}


def een_aanmelding(**anders: Any) -> Aanmelding:
    """Return a good aanmelding, with other values at paths such as jeugdige__naam."""
    document = deepcopy(AANMELDING)
    for pad, waarde in anders.items():
        *tussen, veld = pad.split("__")
        deel = document
        for stap in tussen:
            deel = deel.setdefault(stap, {})
        deel[veld] = waarde
    return controleer(document, "proef.yaml", Aanmelding)


def meld_casus(url: str, wie: str = SECRETARIS, *, sleutel: str = "meld", **anders: Any) -> str:
    with opdracht(url, wie, sleutel=sleutel) as i:
        nummer: str = meld(i.db, i.wie, een_aanmelding(**anders), sleutel=i.sleutel, versie=0, nu=i.nu).gegevens[
            "casusnummer"
        ]
    return nummer


def doe(
    url: str, wie: str, nummer: str, gebeurtenis: str, *, na_dagen: int = 0, versie: int = 0, **velden: Any
) -> Uitkomst:
    handeling = controleer(velden, gebeurtenis, PER_GEBEURTENIS[gebeurtenis])
    with opdracht(url, wie, START + timedelta(days=na_dagen) if na_dagen else None) as i:
        return zet(
            i.db, i.wie, Zet(nummer, gebeurtenis, handeling=handeling), sleutel=i.sleutel, versie=versie, nu=i.nu
        )
