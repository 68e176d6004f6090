"""What the place Bank can do: each function makes the work that the gateway runs in one transaction."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from tui.viewmodels.opmaak import meervoud

if TYPE_CHECKING:
    from datetime import date

    from budget.basis.opdracht import Uitkomst
    from engine.inzage.ingang import Ingang

    Daad = Callable[[Ingang], Uitkomst]


def koppel(regel: Mapping[str, Any], voorstel: Mapping[str, Any]) -> Daad:
    """Match a bank line with the proposal as it was shown; another proposal by now is refused."""

    def werk(i: Ingang) -> Uitkomst:
        return _koppel(i, regel, voorstel, i.sleutel)

    return werk


def koppel_alle(paren: Sequence[tuple[Mapping[str, Any], Mapping[str, Any]]]) -> Daad:
    """Match many lines, each with its proposal as it was shown: all of them, or none."""

    def werk(i: Ingang) -> Uitkomst:
        from budget.basis.opdracht import Uitkomst

        gedaan = [_koppel(i, regel, voorstel, f"{i.sleutel}/{nr}") for nr, (regel, voorstel) in enumerate(paren)]
        return Uitkomst(
            {"gekoppeld": len(gedaan)}, f"{meervoud(len(gedaan), 'bankregel is', 'bankregels zijn')} gekoppeld."
        )

    return werk


def _koppel(i: Ingang, regel: Mapping[str, Any], voorstel: Mapping[str, Any], sleutel: str) -> Uitkomst:
    from engine.bank import diensten

    gezien = tuple((doel["doel"], doel["bedrag"]) for doel in voorstel["doelen"])
    opdracht = diensten.Koppeling(regel["regel"], regel["deel"], voorstel["voorstel"], gezien=gezien)
    return diensten.koppel(i.db, i.wie, opdracht, sleutel=sleutel, versie=0, nu=i.nu)


def splits(regel: Mapping[str, Any], doelen: Sequence[tuple[str, str]]) -> Daad:
    """Match a line with targets that a person names; (target, amount as typed, "" for what is open)."""

    def werk(i: Ingang) -> Uitkomst:
        from budget.basis.geld import NUL, lees_geld
        from engine.bank import diensten

        delen = tuple((doel, lees_geld(bedrag) if bedrag else NUL) for doel, bedrag in doelen)
        opdracht = diensten.Koppeling(regel["regel"], regel["deel"], doelen=delen)
        return diensten.koppel(i.db, i.wie, opdracht, sleutel=i.sleutel, versie=0, nu=i.nu)

    return werk


def leg_opzij(regel: str, notitie: str) -> Daad:
    """Put a bank line aside with an explanation."""

    def werk(i: Ingang) -> Uitkomst:
        from engine.bank import diensten

        opdracht = diensten.Opzij(regel, notitie)
        return diensten.leg_opzij(i.db, i.wie, opdracht, sleutel=i.sleutel, versie=0, nu=i.nu)

    return werk


def ontkoppel(toewijzing: int, reden: str) -> Daad:
    """Undo one match; others stay."""

    def werk(i: Ingang) -> Uitkomst:
        from engine.bank import diensten

        opdracht = diensten.Ontkoppeling(toewijzing, reden)
        return diensten.ontkoppel(i.db, i.wie, opdracht, sleutel=i.sleutel, versie=0, nu=i.nu)

    return werk


def sluit_periode(tot: date) -> Daad:
    """Close the bank up to and including a day."""

    def werk(i: Ingang) -> Uitkomst:
        from engine.bank import diensten

        return diensten.sluit(i.db, i.wie, diensten.Sluiting(tot), sleutel=i.sleutel, versie=0, nu=i.nu)

    return werk
