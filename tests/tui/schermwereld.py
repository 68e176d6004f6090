"""A table evening for the screens: six invented casussen on the agenda of an open zitting, a filled pot, people there.

Everything goes through the real use cases, with casusnummers that follow from the keys, so that the screens that are
compared with stored text are the same on every machine.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import update

from budget.basis.gebruiker import SYSTEEM, Gebruiker, Rol
from budget.basis.geld import EURO
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import Sessie, transactie
from budget.grootboek.begrippen import Bankregel, Storting
from budget.grootboek.diensten import boek
from engine.casus import handelingen as h
from engine.casus.diensten import Zet, meld, zet
from engine.casus.formaat import Aanmelding
from engine.regie import diensten as regie
from engine.regie.begrippen import Aanbod, Aanvaarding
from engine.regio.inrichten import init
from engine.register.opslag import AdministratieRij
from engine.zitting import diensten as z
from engine.zitting.begrippen import Opening, Planning, Presentie
from engine.zitting.formaat import Aanwezige

BEGIN = datetime(2026, 11, 9, 8, tzinfo=UTC)
NU = datetime(2026, 11, 23, 8, tzinfo=UTC)
ZITTING = "Z-2026-11-23"
VOLGENDE = "Z-2026-12-07"

VERA = Gebruiker("vera_voorbeeld", Rol.VOORZITTER, "doorbraaktafel")
SANNE = Gebruiker("sanne_schrijver", Rol.SECRETARIS, "doorbraaktafel")
CARLA = Gebruiker("carla_casus", Rol.CASUSREGISSEUR, "team_zeist")

AAN_TAFEL = ("tom_toezegger", "tess_teambaas", "dorien_directeur", "ilse_intern")

KINDEREN: tuple[dict[str, Any], ...] = (
    {"naam": "Noor Verzonnen", "geboren": "2012-05-14", "thuis": "2026-07-14",
     "vraag": "Wie betaalt zorg in onderwijstijd?", "wat": "Begeleiding in de klas",
     "soort": "jeugdhulp_individueel", "bedrag": "18.500", "maanden": 5, "kring": True},
    {"naam": "Daan Kunstmatig", "geboren": "2017-02-03", "thuis": "2026-09-21",
     "vraag": "Vervoer en begeleiding naar het vso", "wat": "Extra ondersteuning op school",
     "soort": "arrangement_swv", "bedrag": "6.240", "maanden": 6, "regie": True},
    {"naam": "Yara Bedacht", "geboren": "2010-08-19", "thuis": "2026-03-02",
     "vraag": "Start van de behandeling loopt vast op wachttijd", "wat": "Behandeling met verblijf",
     "soort": "jeugdhulp_verblijf", "bedrag": "24.900", "maanden": 9},
    {"naam": "Finn Dagdroom", "geboren": "2019-04-30", "thuis": None,
     "vraag": "Begeleiding op het speciaal onderwijs", "wat": "Begeleiding thuis en op school",
     "soort": "jeugdhulp_individueel", "bedrag": "9.800", "maanden": 6, "regie": True},
    {"naam": "Ilias Avontuur", "geboren": "2014-01-12", "thuis": "2026-10-05",
     "vraag": "Wie pakt de dagbesteding op? [spoed]", "wat": "Dagbehandeling",
     "soort": "jeugdhulp_individueel", "bedrag": "15.300", "maanden": 6},
    {"naam": "Eva Sprookje", "geboren": "2011-11-02", "thuis": "2026-11-02",
     "vraag": "Terug naar school na een verhuizing", "wat": "Individuele begeleiding",
     "soort": "jeugdhulp_individueel", "bedrag": "4.800", "maanden": 4, "regie": True},
)  # fmt: skip


def doe(
    db: Sessie, gebruiksgeval: Callable[..., Uitkomst], wie: Gebruiker, opdracht: Any, nu: datetime, sleutel: str
) -> Uitkomst:
    """Call a use case with a key that names the step."""
    return gebruiksgeval(db, wie, opdracht, sleutel=sleutel, versie=0, nu=nu)


def een_aanmelding(nr: int, kind: dict[str, Any]) -> Aanmelding:
    """Fill in an aanmelding for one of the invented children."""
    relaties: list[dict[str, Any]] = [
        {"soort": "betrokken", "van": wie, "geldig_van": "2026-10-01"}
        for wie in ("ilse_intern", "carla_casus", "lena_leerplicht", "joris_jeugdarts")
    ]
    if kind.get("kring"):
        relaties += [
            {"soort": "wijst_naar", "van": van, "naar": naar, "citaat": citaat, "onderwerp": "financiering",
             "geldig_van": "2026-10-05"}
            for van, naar, citaat in (
                ("ilse_intern", "carla_casus", "dit is jeugdhulp"),
                ("carla_casus", "ilse_intern", "eerst ondersteuning in de klas"),
            )
        ]  # fmt: skip
    return Aanmelding.model_validate(
        {
            "formaat": "doorbraak-aanmelding/1",
            "bron": "oefenschool",
            "extern_id": f"oefen-{nr}",
            "aanmelder": {
                "persoon": "ilse_intern",
                "functie": "intern begeleider",
                "organisatie": "school_bedachte_boom",
            },
            "jeugdige": {"naam": kind["naam"], "geboortedatum": kind["geboren"], "gemeente": "Zeist"},
            "gezin": [{"id": "moeder", "naam": f"Moeder {kind['naam'].split()[1]}"}],
            "school": {"organisatie": "school_bedachte_boom", "swv": "swv_zout"},
            "verzuim": {
                "soort": "absoluut" if kind["thuis"] else "geen",
                "thuis_sinds": kind["thuis"],
                "eerste_signaal": "2026-09-01",
            },
            "vraag": {
                "aan_de_tafel": kind["vraag"],
                "blokkerend": ["geld"],
                "hulpvraag": "Dat het weer drie dagdelen naar school kan.",
            },
            "gewenste_start": "2026-12-01",
            "veiligheid": False,
            "regie_nu": "niemand",
            "geprobeerd": [
                {"stap": "lokaal overleg", "op": "2026-10-12", "wie": "school en wijkteam", "resultaat": "geen plan"},
                {"stap": "stap 2", "op": "2026-10-26", "wie": "swv en gemeente", "resultaat": "geen besluit"},
            ],
            "toestemmingen": [
                {"domein": domein, "door": ["ouders"], "op": "2026-11-01", "wijze": "schriftelijk"}
                for domein in ("jeugdhulp", "onderwijs", "gemeente")
            ],
            "gezin_geinformeerd": {"op": "2026-11-02", "door": "ilse_intern"},
            "netwerk": {"relaties": relaties},
        }
    )


def vul_de_pot(db: Sessie) -> None:
    """Gemeente and swv pay in."""
    for deelnemer, oormerk, bedrag in (("gemeente_zeist", "jeugdwet", "59.850"), ("swv_zout", "onderwijs", "20.000")):
        regel = f"inleg-{deelnemer}"
        for stap, gebeurtenis in enumerate(
            (
                Bankregel(datum=date(2026, 11, 9), regel=regel, bedrag=EURO(bedrag)),
                Storting(
                    datum=date(2026, 11, 9), regel=regel, deelnemer=deelnemer, bedrag=EURO(bedrag), oormerk=oormerk
                ),
            )
        ):
            boek(db, SYSTEEM, gebeurtenis, sleutel=f"{regel}-{stap}", nu=BEGIN)


def breng_in(db: Sessie, nr: int, kind: dict[str, Any], *, zitting: str = ZITTING) -> str:
    """Bring one casus from aanmelding onto the agenda; return its number."""
    uit = doe(db, meld, SANNE, een_aanmelding(nr, kind), BEGIN, f"oefen-meld-{nr}")
    nummer: str = uit.gegevens["casusnummer"]
    vraag = h.Vraagregel(
        wat=kind["wat"],
        soort=kind["soort"],
        aanbieder="aanbieder_de_brug" if kind["soort"].startswith("jeugdhulp") else None,
        bedrag=EURO(kind["bedrag"]),
        maanden=kind["maanden"],
    )
    stappen: tuple[tuple[str, Gebruiker, Any], ...] = (
        ("bevestigen", SANNE, h.Bevestigen(aanmelder_op=date(2026, 11, 9), gezin_op=date(2026, 11, 9))),
        ("accepteren", VERA, h.Accepteren(bevoegd_orgaan="gemeente_zeist", spoed_reden="oefenen met de tafel")),
        ("mandaat_toetsen", SANNE, h.MandaatToetsen(regels=(vraag,), uitnodigen=AAN_TAFEL, gezin=("moeder",))),
        ("agenderen", SANNE, h.Agenderen(zitting=zitting)),
    )
    for naam, wie, handeling in stappen:
        doe(db, zet, wie, Zet(nummer, naam, handeling=handeling), BEGIN, f"oefen-{naam}-{nr}")
    if kind.get("regie"):
        doe(db, regie.bied, VERA, Aanbod(nummer, "carla_casus", "cas_consulent"), BEGIN, f"oefen-bied-{nr}")
        doe(db, regie.aanvaard, CARLA, Aanvaarding(nummer), BEGIN, f"oefen-aanvaard-{nr}")
    return nummer


def maak(pad: Path, *, open_: bool = True, kinderen: Sequence[dict[str, Any]] = KINDEREN) -> str:
    """Make the practice database at this path and return its URL; the key file stands beside it."""
    url = f"sqlite:///{pad}"
    init(url, "zuidoost-utrecht", oefen=True, nu=BEGIN, beheerder="bert_beheer")
    with transactie(url) as db:
        vul_de_pot(db)
        for dag_, naam in ((date(2026, 11, 23), "eerste"), (date(2026, 12, 7), "tweede")):
            opdracht = Planning(dag_, "Gemeentehuis Zeist, zaal 1", "vera_voorbeeld", "pleun_plaatsvervang")
            doe(db, z.plan, SANNE, opdracht, BEGIN, f"oefen-plan-{naam}")
        for nr, kind in enumerate(kinderen, start=1):
            breng_in(db, nr, kind)
        if open_:
            open_de_zitting(db)
    return url


def open_de_zitting(db: Sessie) -> None:
    """Open the zitting with three mandate holders and somebody of the school."""
    doe(db, z.open_zitting, VERA, Opening(ZITTING), NU, "oefen-open")
    lijst = tuple(Aanwezige(persoon=wie) for wie in AAN_TAFEL)
    doe(db, z.aanwezig, SANNE, Presentie(ZITTING, lijst), NU, "oefen-aanwezig")


def zet_klok(url: str) -> None:
    """Let the practice clock stand at the beginning of the zitting."""
    with transactie(url) as db:
        db.execute(update(AdministratieRij).values(klok=NU))


if __name__ == "__main__":
    import sys

    doel = Path(sys.argv[1])
    for rest in doel.parent.glob(f"{doel.name}*"):
        rest.unlink()
    print(maak(doel))
    zet_klok(f"sqlite:///{doel}")
