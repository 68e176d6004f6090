"""The fields of `doorbraak-netwerk/1`: which there are, what they hold, and how a value is read.

A reader converts one value, or reports what is wrong with its place and returns None. No message repeats a value
that could be a name.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum
from typing import Any, Literal, TypeVar

from engine.netwerk import rijen
from engine.netwerk.begrippen import (
    Bevindingsoort,
    Domein,
    Drempels,
    Gebeurtenissoort,
    Laag,
    Onderwerp,
    Organisatiesoort,
)

Melder = Callable[[str, str], None]
"""Takes the path of a value and what is wrong with it."""
Lezer = Callable[[object, str, Melder], Any]
E = TypeVar("E", bound=StrEnum)

_DATUM = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_ID = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.-]{0,59}")
_REGEL = re.compile(r"R(0[1-9]|1[0-9]|2[0-5])")
_KAARTREGEL = re.compile(r"R(0[1-9]|1[0-9]|2[0-5])|LIJST")
_GROOTSTE = 10**15
WETTEN = ("jeugdwet", "wpo", "wvo2020", "wec", "wlz", "zvw", "wmo", "leerplichtwet", "pot")


def tekst(waarde: object, pad: str, meld: Melder) -> str | None:
    """Read any text that can be written as UTF-8."""
    if not isinstance(waarde, str):
        meld(pad, "moet tekst zijn; zet de waarde tussen aanhalingstekens")
    elif any(0xD800 <= ord(teken) <= 0xDFFF for teken in waarde):
        meld(pad, "bevat een onleesbaar teken")
    else:
        return waarde
    return None


def tekst_tot(langste: int) -> Lezer:
    """Return a reader of text of at most that many characters."""

    def lees(waarde: object, pad: str, meld: Melder) -> str | None:
        gelezen = tekst(waarde, pad, meld)
        if gelezen is not None and len(gelezen) > langste:
            meld(pad, f"is langer dan {langste} tekens")
            return None
        return gelezen

    return lees


def patroon(vorm: re.Pattern[str], uitleg: str) -> Lezer:
    """Return a reader of text that fits a pattern completely."""

    def lees(waarde: object, pad: str, meld: Melder) -> str | None:
        if isinstance(waarde, str) and vorm.fullmatch(waarde):
            return waarde
        meld(pad, uitleg)
        return None

    return lees


ident = patroon(
    _ID, "is geen geldig id: letters, cijfers en _ . - (hoogstens 60); zet een getal tussen aanhalingstekens"
)


def is_ident(waarde: object) -> bool:
    """Say whether a value is a well-formed id, so that it may stand in a message."""
    return isinstance(waarde, str) and _ID.fullmatch(waarde) is not None


def dag(waarde: object, pad: str, meld: Melder) -> date | None:
    """Read a day as JJJJ-MM-DD that exists."""
    if not isinstance(waarde, str) or not _DATUM.fullmatch(waarde):
        meld(pad, "is geen datum; schrijf JJJJ-MM-DD, zoals 2026-12-03")
        return None
    try:
        return date.fromisoformat(waarde)
    except ValueError:
        meld(pad, f"{waarde} bestaat niet")
        return None


def ja_nee(waarde: object, pad: str, meld: Melder) -> bool | None:
    """Read true or false."""
    if isinstance(waarde, bool):
        return waarde
    meld(pad, "moet true of false zijn")
    return None


def getal(*, minstens: float | None = None, meer_dan: float | None = None, hoogstens: float | None = None) -> Lezer:
    """Return a reader of numbers within these bounds."""

    def lees(waarde: object, pad: str, meld: Melder) -> float | None:
        if isinstance(waarde, bool) or not isinstance(waarde, int | float) or not math.isfinite(waarde):
            meld(pad, "moet een getal zijn")
        elif abs(waarde) > _GROOTSTE:
            meld(pad, "is te groot")
        elif minstens is not None and waarde < minstens:
            meld(pad, f"moet minstens {minstens:g} zijn")
        elif meer_dan is not None and waarde <= meer_dan:
            meld(pad, f"moet meer dan {meer_dan:g} zijn")
        elif hoogstens is not None and waarde > hoogstens:
            meld(pad, f"mag hoogstens {hoogstens:g} zijn")
        else:
            return float(waarde)
        return None

    return lees


def geheel(*, minstens: int | None = None, hoogstens: int | None = None) -> Lezer:
    """Return a reader of whole numbers within these bounds."""
    als_getal = getal(minstens=minstens, hoogstens=hoogstens)

    def lees(waarde: object, pad: str, meld: Melder) -> int | None:
        if isinstance(waarde, int) and abs(waarde) > _GROOTSTE:
            meld(pad, "is te groot")
            return None
        gelezen = als_getal(waarde, pad, meld)
        if gelezen is not None and not float(gelezen).is_integer():
            meld(pad, "moet een heel getal zijn")
            return None
        return None if gelezen is None else int(gelezen)

    return lees


def keuze(*waarden: str) -> Lezer:
    """Return a reader of one of these words."""

    def lees(waarde: object, pad: str, meld: Melder) -> str | None:
        if isinstance(waarde, str) and waarde in waarden:
            return waarde
        meld(pad, f"moet een van deze zijn: {', '.join(waarden)}")
        return None

    return lees


def soort_van(opsomming: type[E]) -> Lezer:
    """Return a reader of one member of an enumeration."""
    woord = keuze(*opsomming)

    def lees(waarde: object, pad: str, meld: Melder) -> E | None:
        gelezen = woord(waarde, pad, meld)
        return None if gelezen is None else opsomming(gelezen)

    return lees


def lijst(lezer: Lezer, *, uniek: bool = False) -> Lezer:
    """Return a reader of a list; every item is read, every mistake reported."""

    def lees(waarde: object, pad: str, meld: Melder) -> tuple[Any, ...] | None:
        if not isinstance(waarde, list):
            meld(pad, "moet een lijst zijn")
            return None
        gelezen = tuple(lezer(deel, f"{pad}[{i}]", meld) for i, deel in enumerate(waarde))
        if uniek and len({str(deel) for deel in gelezen}) < len(gelezen):
            meld(pad, "noemt iets twee keer")
        return gelezen

    return lees


@dataclass(frozen=True, slots=True)
class Vorm:
    """The fields of one kind of object, which of them are required, and what happens to other fields.

    over: `x` ignores fields that begin with x_ and refuses others; `geen` refuses all; `alle` ignores all.
    """

    velden: Mapping[str, Lezer]
    verplicht: frozenset[str] = frozenset()
    over: Literal["x", "geen", "alle"] = "x"

    def __call__(self, waarde: object, pad: str, meld: Melder) -> dict[str, Any] | None:
        """Read an object: the fields that are there and right."""
        if not isinstance(waarde, dict):
            meld(pad, "moet een blok met velden zijn")
            return None
        gelezen = {}
        for naam, inhoud in waarde.items():
            hier = f"{pad}.{naam}" if pad else str(naam)
            lezer = self.velden.get(naam) if isinstance(naam, str) else None
            if lezer is not None:
                gelezen[naam] = lezer(inhoud, hier, meld)
            elif not isinstance(naam, str):
                meld(hier, "een veldnaam moet tekst zijn")
            elif self.over == "geen" or (self.over == "x" and not naam.startswith("x_")):
                meld(hier, "dit veld bestaat niet; eigen velden beginnen met x_")
        for naam in sorted(self.verplicht - set(waarde)):
            meld(f"{pad}.{naam}" if pad else naam, "ontbreekt en is verplicht")
        return gelezen


def vorm(velden: Mapping[str, Lezer], verplicht: Iterable[str] = (), over: Literal["x", "geen", "alle"] = "x") -> Vorm:
    """Return the form of one kind of object."""
    return Vorm(velden, frozenset(verplicht), over)


domein = soort_van(Domein)
wet = keuze(*WETTEN)
_RIJ: dict[str, Lezer] = {
    "id": ident,
    "soort": tekst,
    "geldig_van": dag,
    "geldig_tot": dag,
    "kennis": keuze("aanwezig", "afwezig"),
    "bevestigd_op": dag,
    "bron": tekst,
    "vastgelegd_op": dag,
    "vervallen_op": dag,
}
_TWEE: dict[str, Lezer] = {"van": ident, "naar": ident}


def _rij(verplicht: str, **velden: Lezer) -> Vorm:
    return vorm({**_RIJ, **velden}, verplicht.split())


RELATIES: dict[str, tuple[type[rijen.Relatie], Vorm]] = {
    "aanstelling": (
        rijen.Aanstelling,
        _rij(
            "van naar",
            **_TWEE,
            functie=tekst,
            fte=getal(meer_dan=0, hoogstens=1.5),
            vervanger=ident,
            bandbreedte=getal(meer_dan=0),
        ),
    ),
    "betrokken": (
        rijen.Betrokken,
        _rij(
            "van",
            van=ident,
            domein=domein,
            organisatie=ident,
            rol=keuze("uitvoerend", "consult", "aanmelder", "meekijker"),
            ritme_dagen=geheel(minstens=1),
            wachtlijst=ja_nee,
            onderaannemer_van=ident,
            opvolger_van=ident,
            contactmomenten=lijst(dag),
        ),
    ),
    "informatie": (
        rijen.Informatie,
        _rij(
            "van naar",
            **_TWEE,
            vorm=keuze("uitwisseling", "overdracht", "terugkoppeling"),
            grondslag=keuze("toestemming", "wet", "geen"),
            grondslag_tot=dag,
            wederzijds=ja_nee,
            contactmomenten=lijst(dag),
        ),
    ),
    "wijst_naar": (
        rijen.WijstNaar,
        _rij(
            "van naar onderwerp",
            **_TWEE,
            onderwerp=soort_van(Onderwerp),
            status=keuze("open", "beantwoord"),
            citaat=tekst_tot(200),
        ),
    ),
    "financiering": (
        rijen.Financiering,
        _rij(
            "van status",
            van=ident,
            status=keuze("gevraagd", "toegezegd", "betwist", "pot", "afgewezen"),
            bedrag_cent=geheel(minstens=0),
            wet=wet,
        ),
    ),
    "melding": (rijen.Melding, _rij("van naar geldig_van", **_TWEE, terugkoppeling_op=dag)),
    "mandaat": (
        rijen.Mandaat,
        _rij("van naar wet plafond_cent", **_TWEE, wet=keuze(*WETTEN, "alle"), plafond_cent=geheel(minstens=0)),
    ),
    "contactpersoon": (rijen.Contactpersoon, _rij("van", **_TWEE)),
    "vast_gezicht": (rijen.VastGezicht, _rij("", **_TWEE)),
    "besluit_nodig": (
        rijen.BesluitNodig,
        _rij("id bedrag_cent wet", bedrag_cent=geheel(minstens=0), wet=wet, voor_datum=dag),
    ),
    "maatregel": (
        rijen.Maatregel,
        _rij("van vorm", van=ident, vorm=keuze("ots", "voogdij", "jeugdreclassering")),
    ),
    "eerder_samen": (rijen.EerderSamen, _rij("van naar", **_TWEE, aantal=geheel(minstens=1))),
}
"""The kinds of relation: the row they become, and their fields."""

VERPLICHT_TENZIJ_AFWEZIG = {"contactpersoon": "naar", "vast_gezicht": "van"}
"""What may be left out only when the absence itself is what is recorded."""


def relatie(waarde: object, pad: str, meld: Melder) -> dict[str, Any] | None:
    """Read a row of `relaties`; the kind decides which fields it has."""
    if not isinstance(waarde, dict):
        meld(pad, "moet een blok met velden zijn")
        return None
    soort = waarde.get("soort")
    if not isinstance(soort, str) or soort not in RELATIES:
        meld(f"{pad}.soort", f"moet een van deze zijn: {', '.join(RELATIES)}")
        return None
    gelezen = RELATIES[soort][1](waarde, pad, meld)
    veld = VERPLICHT_TENZIJ_AFWEZIG.get(soort)
    if veld is not None and veld not in waarde and waarde.get("kennis") != "afwezig":
        meld(f"{pad}.{veld}", "ontbreekt; mag alleen weg bij kennis: afwezig")
    return gelezen


_GEBEURTENIS = vorm(
    {
        "id": ident,
        "datum": dag,
        "soort": soort_van(Gebeurtenissoort),
        "laag": soort_van(Laag),
        **dict.fromkeys(("persoon", "aan", "duo_met", "vervanger", "door"), ident),
        "reden": tekst,
        "bron": tekst,
        "vastgelegd_op": dag,
        "vervallen_op": dag,
    },
    ("datum", "soort"),
)
_ZONDER_PERSOON = (Gebeurtenissoort.TERUGGELEGD, Gebeurtenissoort.VASTGESTELD_AFWEZIG)
_MET_AAN = (Gebeurtenissoort.OVERGEDRAGEN, Gebeurtenissoort.TERUGGELEGD)


def gebeurtenis(waarde: object, pad: str, meld: Melder) -> dict[str, Any] | None:
    """Read an event of the regie; the kind decides who must be named."""
    gelezen = _GEBEURTENIS(waarde, pad, meld)
    if gelezen is None:
        return None
    soort = gelezen.get("soort")
    if soort is not None and soort not in _ZONDER_PERSOON and "persoon" not in gelezen:
        meld(f"{pad}.persoon", f"ontbreekt; {soort} doet iemand zelf")
    if soort in _MET_AAN and "aan" not in gelezen:
        meld(f"{pad}.aan", f"ontbreekt; aan wie is het {soort}?")
    return gelezen


def _drempel(naam: str, soort: object) -> Lezer:
    if naam == "stappen":
        return geheel(minstens=1)
    return {"int": geheel(), "float": getal(), "bool": ja_nee}.get(str(soort), lijst(tekst))


_kaartregels = lijst(patroon(_KAARTREGEL, "is geen regel R01 tot en met R25 of LIJST"))
_regel = patroon(_REGEL, "is geen regel R01 tot en met R25")
DOCUMENT = vorm(
    {
        "formaat": keuze("doorbraak-netwerk/1"),
        "casus": vorm(
            {
                "id": ident,
                "start": dag,
                "einde": dag,
                "woongemeente_jeugdwet": tekst,
                "woongemeente_grondslag": keuze("brp", "brp_voor_verblijf", "overig"),
                "woongemeente_bevestigd_op": dag,
                "verblijfgemeente": tekst,
                "school": ident,
                "kader": keuze("jeugdwet", "wlz", "zvw", "onbekend"),
                "gewicht": getal(meer_dan=0),
                "koppel_casussen": geheel(minstens=1),
                "actorenlijst_bevestigd_op": dag,
            },
            ("id", "start"),
        ),
        "peildatum": dag,
        "kennisdatum": dag,
        "organisaties": lijst(
            vorm(
                {
                    "id": ident,
                    "naam": tekst,
                    "soort": soort_van(Organisatiesoort),
                    "domein": domein,
                    "gemeente": tekst,
                    "werkgebied": lijst(tekst),
                    "onderdeel_van": ident,
                },
                ("id", "soort", "domein"),
            )
        ),
        "personen": lijst(
            vorm({"id": ident, "weergavenaam": tekst, "functie": tekst, "regielast_elders": getal(minstens=0)}, ("id",))
        ),
        "relaties": lijst(relatie),
        "regie_gebeurtenissen": lijst(gebeurtenis),
        "tafels": lijst(
            vorm(
                {
                    "id": ident,
                    "datum": dag,
                    "genodigden": lijst(ident),
                    "status": keuze("gepland", "geannuleerd"),
                    "vastgelegd_op": dag,
                    "vervallen_op": dag,
                },
                ("id", "datum", "genodigden"),
            )
        ),
        "kalender": vorm(
            {"vakanties": lijst(vorm({"naam": tekst, "van": dag, "tot": dag}, ("van", "tot"), "geen"))}, (), "geen"
        ),
        "drempels": vorm({f.name: _drempel(f.name, f.type) for f in fields(Drempels)}, (), "geen"),
        # Test data: read so that a broken file is refused, and never used.
        "toets": vorm({"regel": _regel, "soort": keuze("positief", "negatief", "groot"), "waarom": tekst}, (), "alle"),
        "verwacht": lijst(
            vorm(
                {
                    "regel": _regel,
                    "casus": ident,
                    "betrokkenen": lijst(tekst, uniek=True),
                    "ernst": geheel(minstens=1, hoogstens=3),
                    "soort": soort_van(Bevindingsoort),
                },
                ("regel", "betrokkenen"),
                "alle",
            )
        ),
        "verwacht_kaarten": vorm(dict.fromkeys(("Regie", "Verbinding", "Let op"), _kaartregels), (), "geen"),
        "verwacht_wie_vragen": lijst(vorm({"persoon": ident, "punten": getal()}, ("persoon", "punten"), "alle")),
    },
    ("formaat", "casus", "peildatum", "organisaties", "personen", "relaties", "regie_gebeurtenissen"),
)
"""One document: one casus at one date."""
