"""Who is told: from a rol to the people of this moment, and never to nobody."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

CASUSREGISSEUR, VOORZITTER, BEHEERDER = "casusregisseur", "voorzitter", "beheerder"
_PLAATS = "plaatsvervangend_"
_EIGENAAR = frozenset({"eigenaar", "gevraagde", "gever", "ladderhouder", "vervanger", "genodigden"})


@dataclass(frozen=True, slots=True)
class Zaak:
    """What the choice of a recipient needs of one casus; betalers are organisations, ladder are functions."""

    regisseur: str | None = None
    regie_vervanger: str | None = None
    aanmelder: str | None = None
    betalers: frozenset[str] = frozenset()
    ladder: tuple[str, ...] = ()
    spoed: bool = False


GEEN_ZAAK = Zaak()


@dataclass(frozen=True, slots=True)
class Adresboek:
    """The people of one day: who can be reached now, who holds what, who stands in.

    bereikbaar: in service, present, with an address. houders: by function, and by rol where no function has that
    name. op_school: who works at a school while that school has holiday.
    """

    bereikbaar: frozenset[str]
    houders: Mapping[str, tuple[str, ...]]
    vervangers: Mapping[str, str] = field(default_factory=dict)
    organisatie: Mapping[str, str] = field(default_factory=dict)
    op_school: frozenset[str] = frozenset()
    opdrachtgever: str = "bestuurlijk_opdrachtgever"

    def bereik(self, persoon: str, eerst: str | None = None) -> str | None:
        """Return the person, else who stands in (`eerst` before the one of the register), else nobody."""
        gezien: set[str] = set()
        rij = [persoon, *([eerst] if eerst else [])]
        while rij:
            nu = rij.pop(0)
            if nu in self.bereikbaar:
                return nu
            gezien.add(nu)
            volgende = self.vervangers.get(nu)
            if volgende is not None and volgende not in gezien:
                rij.append(volgende)
        return None


@dataclass(frozen=True, slots=True)
class Omweg:
    """Why somebody else was told: whom we looked for, and what was wrong."""

    gezocht: str
    reden: str


@dataclass(frozen=True, slots=True)
class Gevonden:
    """The people to tell; empty only when not even the beheerder can be reached."""

    personen: tuple[str, ...]
    omwegen: tuple[Omweg, ...] = ()


def vind(rol: str, ontvanger: str, zaak: Zaak, boek: Adresboek) -> Gevonden:
    """Return who is told now for this rol of an obligation that belongs to `ontvanger`.

    Holder, else who stands in, else a plaatsvervangend holder, else the voorzitter, else the opdrachtgever, else the
    beheerder. A casus without casusregisseur goes to the voorzitter, which is no detour: the regie itself is looked
    after elsewhere.
    """
    gezocht = _gezocht(rol, ontvanger, zaak, boek)
    namen = _namen(gezocht, zaak, boek)
    if gezocht == CASUSREGISSEUR and not namen:
        gezocht, namen = VOORZITTER, _namen(VOORZITTER, zaak, boek)
    personen = _bereikt(namen, zaak, boek) or _bereikt(boek.houders.get(f"{_PLAATS}{gezocht}", ()), zaak, boek)
    omwegen: list[Omweg] = []
    if not zaak.spoed and boek.op_school.intersection(personen):
        personen = tuple(p for p in personen if p not in boek.op_school)
        omwegen.append(Omweg(gezocht, "schoolvakantie"))
    elif not personen:
        omwegen.append(Omweg(gezocht, "niet bereikbaar" if namen else "niet bezet"))
    return Gevonden(personen or _vangnet(boek), tuple(omwegen))


def _bereikt(namen: Iterable[str], zaak: Zaak, boek: Adresboek) -> tuple[str, ...]:
    bereikt = (boek.bereik(naam, _eerst(naam, zaak)) for naam in namen)
    return _uniek(p for p in bereikt if p is not None)


def _vangnet(boek: Adresboek) -> tuple[str, ...]:
    for functie in (VOORZITTER, f"{_PLAATS}{VOORZITTER}", boek.opdrachtgever, BEHEERDER):
        personen = _bereikt(boek.houders.get(functie, ()), GEEN_ZAAK, boek)
        if personen:
            return personen[:1]
    return ()


def _gezocht(rol: str, ontvanger: str, zaak: Zaak, boek: Adresboek) -> str:
    if rol in _EIGENAAR:
        rol = ontvanger
    if rol == "volgende_trede":
        if ontvanger == VOORZITTER:
            return boek.opdrachtgever
        return VOORZITTER if ontvanger == CASUSREGISSEUR or zaak.regisseur is None else CASUSREGISSEUR
    return {"opdrachtgever": boek.opdrachtgever, "systeem": BEHEERDER}.get(rol, rol)


def _namen(gezocht: str, zaak: Zaak, boek: Adresboek) -> tuple[str, ...]:
    if gezocht.startswith("persoon:"):
        return (gezocht.removeprefix("persoon:"),)
    match gezocht:
        case "casusregisseur":
            return (zaak.regisseur,) if zaak.regisseur else ()
        case "aanmelder":
            return (zaak.aanmelder,) if zaak.aanmelder else ()
        case "ladder":
            return _uniek(p for functie in zaak.ladder for p in boek.houders.get(functie, ()))
        case "financier":
            # A casusnummer goes to the payers of that casus only.
            return tuple(p for p in boek.houders.get("financier", ()) if boek.organisatie.get(p) in zaak.betalers)
        case "financiers":
            # What is about the pot itself is for all of them; what is about a casus never is.
            return boek.houders.get("financier", ()) if zaak is GEEN_ZAAK else ()
    return boek.houders.get(gezocht, ())


def _eerst(naam: str, zaak: Zaak) -> str | None:
    return zaak.regie_vervanger if naam == zaak.regisseur else None


def _uniek(namen: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(namen))
