"""Use cases of the help track: bring in a casus and move it along."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag
from budget.basis.opdracht import Uitkomst, gebruiksgeval, vingerafdruk
from budget.basis.transactie import Sessie
from budget.basis.weigering import Fout, OnbruikbareInvoer, Weigering
from budget.basis.wijziging import meld_wijziging
from engine.casus import handelingen as h
from engine.casus.feiten import omstandigheden
from engine.casus.formaat import Aanmelding, leeftijdsband
from engine.casus.gevolgen import gevolgen, wacht_na
from engine.casus.nummer import maak_nummer
from engine.casus.opslag import CasusRij
from engine.casus.overgang import casus_voor, eis_bevoegd, schrijf_gebeurtenis, zet_status
from engine.casus.zicht import Grond, geef_toegang
from engine.invoer.lezen import Invoer
from engine.invoer.tekst import lijkt_bsn
from engine.inzage.kluis import Kluis
from engine.netwerk.vastleggen import keur_netwerk, leg_netwerk_vast
from engine.proces.regels import overgang
from engine.proces.vragen import proces
from engine.regie.begrippen import AANBIEDEN
from engine.regie.vragen import regie_nu
from engine.register.vragen import organisatie, persoon, regeling
from engine.termijnen.verplichtingen import open_termijn
from engine.toestemming.vastleggen import leg_gemelde_vast


class AanmeldingBestaat(Weigering):
    code = "aanmelding_bestaat"

    def __init__(self, bron: str, extern_id: str, nummer: str) -> None:
        super().__init__(
            f"Aanmelding {extern_id} van {bron} is al binnen als {nummer}, met een andere inhoud.",
            oplossing="Vul de bestaande casus aan, of geef een nieuwe aanmelding een nieuw extern_id.",
        )


class OpMoetVandaag(Weigering):
    code = "datum_in_de_toekomst"

    def __init__(self, op: date) -> None:
        super().__init__(
            f"{op.isoformat()} ligt in de toekomst; wat nog moet gebeuren is geen gebeurtenis.",
            oplossing="Leg het vast op de dag zelf, of kies met --op een dag die voorbij is.",
        )


@gebruiksgeval
def meld(db: Sessie, wie: Gebruiker, opdracht: Aanmelding, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Bring in a casus (H01); the same form sent twice is one casus.

    Names and own words go to the person store, neutral facts to the casus. Refusals: niet_bevoegd,
    aanmelding_bestaat, sleutel_ontbreekt; unusable input with every unknown reference.
    """
    op = dag(nu)
    bekend = _eerder_gemeld(db, opdracht)
    if bekend is not None:
        return _antwoord(bekend, f"Deze aanmelding was al binnen als casus {bekend.nummer}; er is niets dubbel gedaan.")
    keur_verwijzingen(db, opdracht, op)
    definitie = regeling(db, "proces", op)
    spoor = proces(db, definitie.versie).hulp
    stap = overgang(spoor, spoor.begin, "indienen")
    # There is no casus yet whose regie somebody could have: the role itself counts.
    eis_bevoegd(db, wie, stap, op=op, regisseur=wie.persoon if wie.rol is Rol.CASUSREGISSEUR else None)
    casus = CasusRij(
        nummer=_vrij_nummer(db, sleutel),
        bron=opdracht.bron,
        extern_id=opdracht.extern_id,
        versie=1,
        proces=definitie.versie,
        status=stap.naar[0],
        status_sinds=op,
        aangemeld_op=nu,
        aanmelder=opdracht.aanmelder.persoon,
        aanmelder_organisatie=opdracht.aanmelder.organisatie,
        school=opdracht.school.organisatie,
        swv=opdracht.school.swv,
        gemeente=opdracht.jeugdige.gemeente,
        leeftijdsband=leeftijdsband(opdracht.jeugdige.geboortedatum, op),
        verzuim=opdracht.verzuim.soort,
        thuis_sinds=opdracht.verzuim.thuis_sinds,
        eerste_signaal=opdracht.verzuim.eerste_signaal,
        gewenste_start=opdracht.gewenste_start,
        spoed=opdracht.spoed.ja,
        gedwongen_kader=opdracht.gedwongen_kader,
        veiligheid=opdracht.veiligheid,
        vraag=opdracht.vraag.aan_de_tafel,
        lijst_bevestigd_op=opdracht.netwerk.lijst_bevestigd_op,
        kenmerken=_kenmerken(opdracht),
    )
    db.add(casus)
    db.flush()
    _bewaar_personen(db, casus.nummer, opdracht)
    schrijf_gebeurtenis(
        db, wie, casus.nummer, spoor="hulp", code=stap.code, naam=stap.gebeurtenis, van=spoor.begin, naar=casus.status,
        op=op, nu=nu, gegevens={"bron": opdracht.bron, "extern_id": opdracht.extern_id},
    )  # fmt: skip
    staat = spoor.staten[casus.status]
    if staat.termijn and staat.ontvanger:
        open_termijn(
            db, casus=casus.nummer, onderwerp="hulp", code=staat.termijn, start=op, ontvanger=staat.ontvanger,
            doe=staat.doe, nu=nu,
        )  # fmt: skip
    for organisatie_id in {opdracht.aanmelder.organisatie, opdracht.school.organisatie} - {None}:
        geef_toegang(db, casus.nummer, "organisatie", str(organisatie_id), Grond.BETROKKEN, op)
    leg_netwerk_vast(db, casus.nummer, opdracht.netwerk, op, nu)
    leg_gemelde_vast(db, wie, casus.nummer, opdracht.toestemmingen, nu)
    if regie_nu(db, casus.nummer, op).status == "geen":
        open_termijn(
            db, casus=casus.nummer, onderwerp=AANBIEDEN, code="D_REGIE", start=op, ontvanger="voorzitter",
            doe="Bied de casusregie aan iemand aan.", nu=nu, einde=op,
        )  # fmt: skip
    meld_wijziging(db, "casus", casus.nummer, nu)
    return _antwoord(casus, f"Casus {casus.nummer} is aangemeld.")


AAN_TAFEL = frozenset(
    {
        "aanhouden",
        "agenderen",
        "doorschuiven",
        "geen_oplossing",
        "mandaat_toetsen",
        "nieuw_besluit_nodig",
        "opschalen",
        "ruggespraak_vragen",
        "terugleggen",
        "terugval",
        "verder_opschalen",
        "verlopen",
        "weigeren",
        "weigeren_alternatief",
    }
)
"""Events that touch a zitting, its agenda or a step of the ladder."""

TERUG_AAN_TAFEL = ("terugkomen", "aangehouden")
"""The one event that leads to the table from this state, and to the triage from another."""


@dataclass(frozen=True, slots=True)
class Zet:
    """One event of the help track: its own name, the day it happened, why, and what it carries."""

    casus: str
    gebeurtenis: str
    op: date | None = None
    reden: str = ""
    handeling: Invoer = field(default_factory=h.Niets)


@gebruiksgeval
def zet(db: Sessie, wie: Gebruiker, opdracht: Zet, *, sleutel: str, versie: int, nu: datetime) -> Uitkomst:
    """Move a casus by one event. Refusals: those of `zet_status`, datum_in_de_toekomst, casus_onbekend."""
    op = opdracht.op or dag(nu)
    if op > dag(nu):
        raise OpMoetVandaag(op)
    casus = casus_voor(db, wie, opdracht.casus, nu, versie)
    keur_neutraal(db, casus.nummer, {"reden": opdracht.reden, **_teksten(opdracht.handeling)})
    if opdracht.gebeurtenis in AAN_TAFEL or (opdracht.gebeurtenis, casus.status) == TERUG_AAN_TAFEL:
        from engine.zitting import diensten as zitting

        return zitting.zet(
            db,
            wie,
            casus,
            opdracht.gebeurtenis,
            opdracht.handeling,
            op=op,
            reden=opdracht.reden,
            sleutel=sleutel,
            nu=nu,
        )
    feiten = omstandigheden(db, wie, casus, op, opdracht.handeling)
    zet_status(
        db, wie, casus, opdracht.gebeurtenis, feiten, nu=nu, reden=opdracht.reden,
        gegevens=opdracht.handeling.model_dump(mode="json"), wacht=wacht_na(db, casus, feiten),
    )  # fmt: skip
    gevolgen(db, wie, casus, feiten, sleutel=sleutel, nu=nu)
    return _antwoord(casus, f"Casus {casus.nummer}: {opdracht.gebeurtenis} is vastgelegd.")


def keur_neutraal(db: Sessie, casus: str, teksten: dict[str, str]) -> None:
    """Refuse (tekst_met_persoonsgegeven) a neutral text with a BSN or a name of this family.

    The names are compared through the keyed name index, so that the person store need not be opened.
    """
    from engine.casus.weigeringen import TekstMetPersoonsgegeven

    gevuld = {waar: tekst for waar, tekst in teksten.items() if tekst}
    kluis = Kluis(db) if gevuld else None
    for waar, tekst in gevuld.items():
        if lijkt_bsn(tekst):
            raise TekstMetPersoonsgegeven(waar, "een nummer dat een BSN kan zijn")
        if kluis is not None and kluis.noemt_naam(casus, tekst):
            raise TekstMetPersoonsgegeven(waar, "een naam uit het gezin")


def keur_verwijzingen(db: Sessie, opdracht: Aanmelding, op: date) -> None:
    """Refuse (exit 2) every reference to somebody or something that the register does not know."""
    fouten: list[Fout] = []
    oplossing = "Kies een id uit 'doorbraak register lijst', of laat de beheerder dit toevoegen."

    def ken(plaats: str, id_: str | None, soort: str | None = None) -> None:
        gevonden = organisatie(db, id_) if id_ else None
        if id_ and (gevonden is None or (soort and gevonden.soort != soort)):
            wat = f"geen {soort}" if gevonden is not None and soort else "geen bekende organisatie"
            fouten.append(Fout("aanmelding", plaats, f"'{id_}' is {wat}.", oplossing))

    ken("aanmelder.organisatie", opdracht.aanmelder.organisatie)
    ken("school.organisatie", opdracht.school.organisatie, "school")
    ken("school.swv", opdracht.school.swv, "swv")
    for nr, hulp in enumerate(opdracht.lopende_hulp):
        ken(f"lopende_hulp[{nr}].aanbieder", hulp.aanbieder)
    for nr, wacht in enumerate(opdracht.wachtlijsten):
        ken(f"wachtlijsten[{nr}].aanbieder", wacht.aanbieder)
    if opdracht.aanmelder.persoon and persoon(db, opdracht.aanmelder.persoon) is None:
        fouten.append(Fout("aanmelding", "aanmelder.persoon", "Deze persoon staat niet in het register.", oplossing))
    geboren = opdracht.jeugdige.geboortedatum
    if not 0 <= (op - geboren).days < 23 * 366:
        fouten.append(
            Fout(
                "aanmelding", "jeugdige.geboortedatum", "De leeftijd ligt niet tussen 0 en 22.", "Controleer de datum."
            )
        )
    fouten += keur_netwerk(db, opdracht.netwerk, [lid.id for lid in opdracht.gezin], op)
    if fouten:
        raise OnbruikbareInvoer(fouten)


def _eerder_gemeld(db: Sessie, opdracht: Aanmelding) -> CasusRij | None:
    vraag = select(CasusRij).where(col(CasusRij.bron) == opdracht.bron, col(CasusRij.extern_id) == opdracht.extern_id)
    casus: CasusRij | None = db.execute(vraag).scalar_one_or_none()
    if casus is not None and casus.kenmerken["vingerafdruk"] != vingerafdruk("aanmelding", "", opdracht):
        raise AanmeldingBestaat(opdracht.bron, opdracht.extern_id, casus.nummer)
    return casus


def _vrij_nummer(db: Sessie, sleutel: str) -> str:
    poging = 0
    while db.get(CasusRij, nummer := maak_nummer(f"{sleutel}/{poging}")) is not None:
        poging += 1
    return nummer


def _kenmerken(opdracht: Aanmelding) -> dict[str, Any]:
    """Return the neutral facts of the aanmelding that have no column of their own."""
    velden = opdracht.model_dump(
        mode="json",
        include={
            "school", "geprobeerd", "lopende_hulp", "wachtlijsten", "toestemmingen", "regie_nu", "gedwongen_kader",
            "gezin_geinformeerd",
        },
    )  # fmt: skip
    return velden | {
        "aanmelder_functie": opdracht.aanmelder.functie,
        "blokkerend": list(opdracht.vraag.blokkerend),
        "uren_per_week": opdracht.verzuim.uren_per_week,
        "spoed_reden": opdracht.spoed.reden,
        "gezin": [lid.id for lid in opdracht.gezin],
        "vingerafdruk": vingerafdruk("aanmelding", "", opdracht),
    }


def _bewaar_personen(db: Sessie, nummer: str, opdracht: Aanmelding) -> None:
    kluis = Kluis(db)
    kluis.bewaar(
        nummer,
        {
            "jeugdige": opdracht.jeugdige.model_dump(mode="json"),
            "gezin": [lid.model_dump(mode="json") for lid in opdracht.gezin],
            "hulpvraag": opdracht.vraag.hulpvraag,
        },
    )
    for naam in (opdracht.jeugdige.naam, *(lid.naam for lid in opdracht.gezin)):
        kluis.indexeer(nummer, naam)


def _teksten(handeling: Invoer) -> dict[str, str]:
    return dict(_tekst_in("", handeling.model_dump(mode="json")))


def _tekst_in(waar: str, deel: Any) -> Iterator[tuple[str, str]]:
    """Yield every text with its place; deeper down only what is more than one word, the rest are ids."""
    match deel:
        case str() if (not waar.count(".") and "[" not in waar) or " " in deel:
            yield waar, deel
        case dict():
            for naam, waarde in deel.items():
                plek = f"{waar}.{naam}" if waar else str(naam)
                if waar:
                    yield from _tekst_in(f"{plek} (naam)", str(naam))
                yield from _tekst_in(plek, waarde)
        case list():
            for nr, waarde in enumerate(deel):
                yield from _tekst_in(f"{waar}[{nr}]", waarde)


def _antwoord(casus: CasusRij, melding: str) -> Uitkomst:
    return Uitkomst(
        {
            "casusnummer": casus.nummer,
            "status_hulp": casus.status,
            "versie": casus.versie,
        },
        melding,
    )
