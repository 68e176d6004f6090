"""The fields of `doorbraak-netwerk/1`: which there are, what they hold, and which are required."""

from __future__ import annotations

import re
from dataclasses import fields
from typing import Any

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
from engine.netwerk.formaat_lezers import (
    Lezer,
    Melder,
    Vorm,
    dag,
    geheel,
    getal,
    ident,
    ja_nee,
    keuze,
    lijst,
    patroon,
    soort_van,
    tekst,
    tekst_tot,
    vorm,
)

_REGEL = re.compile(r"R(0[1-9]|1[0-9]|2[0-5])")
_KAARTREGEL = re.compile(r"R(0[1-9]|1[0-9]|2[0-5])|LIJST")
WETTEN = ("jeugdwet", "wpo", "wvo2020", "wec", "wlz", "zvw", "wmo", "leerplichtwet", "pot")

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
