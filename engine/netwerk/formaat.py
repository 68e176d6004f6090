"""Reads the exchange format `doorbraak-netwerk/1`: YAML or JSON, every violation at once, nothing half-read.

`formaat.schema.json` beside this module is the published description; a test compares the two.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

from engine.invoer.lader import DubbeleSleutel, laad_alle
from engine.netwerk.begrippen import STANDAARD, Drempels, Organisatiesoort
from engine.netwerk.formaat_lezers import Melder, is_ident
from engine.netwerk.formaat_velden import DOCUMENT, RELATIES
from engine.netwerk.rijen import Casus, Gebeurtenis, Organisatie, Persoon, Relatie, Rijen, Tafel, Vakantie

FORMAAT = "doorbraak-netwerk/1"
SCHEMA = Path(__file__).with_name("formaat.schema.json")
_KORT = 120


class Netwerkformaat:
    """The format as `doorbraak formaat` shows it."""

    VOORBEELD = """\
formaat: doorbraak-netwerk/1
casus: {id: C-17, start: 2026-08-20, woongemeente_jeugdwet: Boswijk, school: school_a}
peildatum: 2026-12-03
organisaties:
  - {id: school_a, soort: school, domein: onderwijs, gemeente: Boswijk}
  - {id: team_b, soort: lokaal_team, domein: toegang, gemeente: Boswijk}
  - {id: ggz, soort: aanbieder, domein: jeugdhulp}
personen: [{id: dewit, functie: zorgcoordinator}, {id: vos, functie: consulent}, {id: smit}, {id: moeder}]
relaties:
  - {soort: aanstelling, van: dewit, naar: school_a}
  - {soort: aanstelling, van: vos, naar: team_b, geldig_tot: 2026-10-12}
  - {soort: aanstelling, van: smit, naar: ggz}
  - {soort: betrokken, van: moeder, domein: gezin, geldig_van: 2026-08-20}
  - {soort: betrokken, van: dewit, geldig_van: 2026-08-25}
  - {soort: betrokken, van: vos, geldig_van: 2026-08-25}
  - {soort: betrokken, van: smit, geldig_van: 2026-09-14}
  - {soort: informatie, van: dewit, naar: moeder, geldig_van: 2026-08-25, contactmomenten: [2026-11-28]}
regie_gebeurtenissen:
  - {datum: 2026-09-01, soort: aanvaard, persoon: vos}
"""

    @staticmethod
    def model_json_schema() -> dict[str, Any]:
        """Return the published JSON Schema."""
        schema: dict[str, Any] = json.loads(SCHEMA.read_text(encoding="utf-8"))
        return schema


@dataclass(frozen=True, slots=True)
class Schending:
    """What is wrong in a file: in which document (from 1; None: the file itself), which casus, at which path."""

    document: int | None
    casus: str | None
    pad: str
    melding: str

    def als_json(self) -> dict[str, int | str | None]:
        """Return the four fields that other programs may rely on."""
        return {"document": self.document, "casus": self.casus, "pad": self.pad, "melding": self.melding}


@dataclass(frozen=True, slots=True)
class Document:
    """One casus at one date, ready for a Beeld."""

    nummer: int
    rijen: Rijen
    peildatum: date
    kennisdatum: date | None
    drempels: Drempels


def lees(tekst: str, naam: str = "") -> tuple[list[Document], list[Schending]]:
    """Read a file; with any violation there are no documents.

    naam: the name of the file; .json is JSON, .yaml and .yml are YAML, otherwise a text that starts with a brace
    or bracket is tried as JSON first.
    """
    ruw, schendingen = _ontleed(tekst.removeprefix("\ufeff"), naam.lower())
    documenten = []
    for nummer, inhoud in enumerate(ruw, start=1):
        document, fouten = lees_document(inhoud, nummer)
        schendingen.extend(fouten)
        if document is not None:
            documenten.append(document)
    return ([], schendingen) if schendingen else (documenten, [])


def lees_document(inhoud: object, nummer: int = 1) -> tuple[Document | None, list[Schending]]:
    """Read one document that was parsed already; dates are text."""
    casus = inhoud.get("casus") if isinstance(inhoud, dict) else None
    casus_id = casus.get("id") if isinstance(casus, dict) else None
    bekend = str(casus_id) if is_ident(casus_id) else None
    fouten: list[Schending] = []

    def meld(pad: str, melding: str) -> None:
        leesbaar = pad.encode("utf-8", "replace").decode()
        fouten.append(Schending(nummer, bekend, leesbaar[:_KORT], melding))

    if inhoud is None:
        meld("", "dit document is leeg; haal de losse --- weg")
        return None, fouten
    gelezen = DOCUMENT(inhoud, "", meld)
    if fouten or gelezen is None:
        return None, fouten
    _controleer_samenhang(gelezen, meld)
    return (None if fouten else _maak(gelezen, nummer)), fouten


# -- text to values ---------------------------------------------------------------------------------------------


class _DubbelVeld(ValueError):
    """A field that stands in one block twice: one of the two would be lost in silence."""


def _ontleed(tekst: str, naam: str) -> tuple[list[object], list[Schending]]:
    if naam.endswith(".json") or (not naam.endswith((".yaml", ".yml")) and tekst.lstrip()[:1] in ("{", "[")):
        return _ontleed_json(tekst)
    return _ontleed_yaml(tekst)


def _bestandsfout(pad: str, melding: str) -> tuple[list[object], list[Schending]]:
    return [], [Schending(None, None, pad, melding)]


def _ontleed_json(tekst: str) -> tuple[list[object], list[Schending]]:
    try:
        inhoud = json.loads(tekst, object_pairs_hook=_zonder_dubbele)
    except json.JSONDecodeError as fout:
        return _bestandsfout(
            f"regel {fout.lineno}", "geen geldige JSON; controleer haakjes, komma's en aanhalingstekens"
        )
    except _DubbelVeld:
        return _bestandsfout("", "een veld staat twee keer in hetzelfde blok; haal er een weg")
    except (ValueError, RecursionError):
        return _bestandsfout("", "dit bestand is niet te lezen: een getal is te lang of er zitten te veel lagen in")
    documenten = inhoud if isinstance(inhoud, list) else [inhoud]
    return (documenten, []) if documenten else _bestandsfout("", "in dit bestand staat geen casus")


def _zonder_dubbele(paren: list[tuple[str, object]]) -> dict[str, object]:
    blok = dict(paren)
    if len(blok) < len(paren):
        raise _DubbelVeld
    return blok


def _ontleed_yaml(tekst: str) -> tuple[list[object], list[Schending]]:
    try:
        documenten = laad_alle(tekst)
    except yaml.MarkedYAMLError as fout:
        regel = f"regel {fout.problem_mark.line + 1}" if fout.problem_mark else ""
        if isinstance(fout, DubbeleSleutel):
            return _bestandsfout(regel, "een veld staat twee keer in hetzelfde blok; haal er een weg")
        return _bestandsfout(regel, "geen geldige YAML; controleer inspringen, dubbele punten en aanhalingstekens")
    except yaml.YAMLError:
        return _bestandsfout("", "dit bestand is niet te lezen: geen geldige YAML, of er zitten te veel lagen in")
    return (documenten, []) if documenten else _bestandsfout("", "in dit bestand staat geen casus")


# -- what the fields alone cannot say ----------------------------------------------------------------------------

_VERWIJZINGEN = {
    "organisatie": "organisatie",
    "onderaannemer_van": "organisatie",
    "onderdeel_van": "organisatie",
    "school": "organisatie",
    "vervanger": "persoon",
    "persoon": "persoon",
    "duo_met": "persoon",
    "opvolger_van": "",
    "aan": "",
    "van": "",
    "naar": "",
}
_PARTIJEN = {
    "aanstelling": {"van": "persoon", "naar": "organisatie"},
    "mandaat": {"van": "organisatie", "naar": "persoon"},
    "contactpersoon": {"van": "organisatie", "naar": "persoon"},
    "maatregel": {"van": "organisatie"},
    "financiering": {"van": "organisatie"},
    "melding": {"naar": "organisatie"},
    "vast_gezicht": {"van": "persoon", "naar": "persoon"},
    "eerder_samen": {"van": "persoon", "naar": "persoon"},
}
_VOLGORDE = (("geldig_van", "geldig_tot"), ("vastgelegd_op", "vervallen_op"))


def _controleer_samenhang(d: Mapping[str, Any], meld: Melder) -> None:
    organisaties = {o["id"]: o for o in d["organisaties"]}
    personen = {p["id"] for p in d["personen"]}
    for pad, melding in _dubbele_ids(d):
        meld(pad, melding)
    for pad, blok in _blokken(d):
        soort = blok.get("soort", "") if pad.startswith("relaties") else ""
        for veld, verwacht in {**_VERWIJZINGEN, **_PARTIJEN.get(str(soort), {})}.items():
            if veld in blok:
                _controleer_verwijzing(blok[veld], verwacht, f"{pad}.{veld}", organisaties, personen, meld)
        for eerst, later in _VOLGORDE:
            if eerst in blok and later in blok and blok[eerst] >= blok[later]:
                meld(f"{pad}.{later}", f"{later} moet na {eerst} liggen")
    for i, tafel in enumerate(d.get("tafels", ())):
        for j, genodigde in enumerate(tafel["genodigden"]):
            _controleer_verwijzing(genodigde, "persoon", f"tafels[{i}].genodigden[{j}]", organisaties, personen, meld)
    for i, vakantie in enumerate(d.get("kalender", {}).get("vakanties", ())):
        if vakantie["van"] >= vakantie["tot"]:
            meld(f"kalender.vakanties[{i}].tot", "tot moet na van liggen")
    if "einde" in d["casus"] and d["casus"]["einde"] < d["casus"]["start"]:
        meld("casus.einde", "einde ligt voor start")
    aangesteld = {r.get("van") for r in d["relaties"] if r["soort"] == "aanstelling"}
    for i, rij in enumerate(d["relaties"]):
        if rij["soort"] == "betrokken" and rij["van"] in personen - aangesteld and "domein" not in rij:
            meld(f"relaties[{i}].domein", "ontbreekt; iemand zonder aanstelling heeft hier een domein nodig")
        if rij["soort"] == "informatie" and rij["van"] == rij["naar"]:
            meld(f"relaties[{i}].naar", "van en naar zijn dezelfde")
        uitvoerder = organisaties.get(rij["van"]) if rij["soort"] == "maatregel" else None
        if uitvoerder is not None and uitvoerder["soort"] is not Organisatiesoort.GI:
            meld(f"relaties[{i}].van", "een maatregel is van een organisatie van soort gi")


def _blokken(d: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    yield "casus", d["casus"]
    for lijst in ("organisaties", "relaties", "regie_gebeurtenissen", "tafels"):
        for i, blok in enumerate(d.get(lijst, ())):
            yield f"{lijst}[{i}]", blok


def _controleer_verwijzing(
    ident: str, verwacht: str, pad: str, organisaties: Mapping[str, Any], personen: set[str], meld: Melder
) -> None:
    if ident not in organisaties and ident not in personen:
        meld(pad, f"verwijst naar {ident}, maar dat id staat niet in organisaties of personen")
    elif verwacht == "organisatie" and ident not in organisaties:
        meld(pad, f"{ident} is een persoon; hier hoort een organisatie")
    elif verwacht == "persoon" and ident not in personen:
        meld(pad, f"{ident} is een organisatie; hier hoort een persoon")


def _dubbele_ids(d: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    gezien: dict[str, str] = {}
    for lijst in ("organisaties", "personen"):
        for i, blok in enumerate(d[lijst]):
            if blok["id"] in gezien:
                yield f"{lijst}[{i}].id", f"{blok['id']} komt al voor in {gezien[blok['id']]}"
            gezien.setdefault(blok["id"], lijst)
    tafels = [(f"tafels[{i}].id", t["id"]) for i, t in enumerate(d.get("tafels", ()))]
    besluiten = [
        (f"relaties[{i}].id", r["id"])
        for i, r in enumerate(d["relaties"])
        if r["soort"] == "besluit_nodig" and "vervallen_op" not in r
    ]
    for groep in (tafels, besluiten):
        bekend: set[str] = set()
        for pad, ident in groep:
            if ident in bekend:
                yield pad, f"{ident} komt twee keer voor"
            bekend.add(ident)


# -- values to rows ----------------------------------------------------------------------------------------------


def _eigen(blok: Mapping[str, Any]) -> dict[str, Any]:
    return {naam: waarde for naam, waarde in blok.items() if naam != "soort"}


def _maak(d: Mapping[str, Any], nummer: int) -> Document:
    relaties: list[Relatie] = [
        RELATIES[r["soort"]][0](**{"id": f"relaties[{i}]", **_eigen(r)}) for i, r in enumerate(d["relaties"])
    ]
    rijen = Rijen(
        casus=Casus(**d["casus"]),
        organisaties=tuple(Organisatie(**o) for o in d["organisaties"]),
        personen=tuple(Persoon(**p) for p in d["personen"]),
        relaties=tuple(relaties),
        gebeurtenissen=tuple(
            Gebeurtenis(**{"id": f"regie_gebeurtenissen[{i}]", **g}) for i, g in enumerate(d["regie_gebeurtenissen"])
        ),
        tafels=tuple(Tafel(**tafel) for tafel in d.get("tafels", ())),
        vakanties=tuple(Vakantie(v["van"], v["tot"]) for v in d.get("kalender", {}).get("vakanties", ())),
    )
    drempels = Drempels(**d["drempels"]) if "drempels" in d else STANDAARD
    return Document(nummer, rijen, d["peildatum"], d.get("kennisdatum"), drempels)
