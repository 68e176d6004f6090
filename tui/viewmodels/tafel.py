"""What can be done at an agendapunt beside the besluit, in words and letters."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from budget.basis.klok import datum, moment
from tui.viewmodels.opmaak import kort, wie

if TYPE_CHECKING:
    from tui.viewmodels.feiten import Casusfeiten


@dataclass(frozen=True, slots=True)
class Puntkeuze:
    """A status of an agendapunt with its letter; reden: whether it asks why."""

    status: str
    letter: str
    woord: str
    reden: bool = True


PUNTEN = (
    Puntkeuze("aan_de_beurt", "a", "Aan de beurt", reden=False),
    Puntkeuze("aangehouden", "h", "Aangehouden"),
    Puntkeuze("uitgesteld", "u", "Uitgesteld: niet aan toegekomen"),
    Puntkeuze("niet_verschenen", "n", "Niet verschenen: iemand die nodig is, ontbreekt"),
    Puntkeuze("van_agenda", "v", "Van de agenda"),
    Puntkeuze("gepland", "g", "Weer gepland", reden=False),
)


@dataclass(frozen=True, slots=True)
class Handeling:
    """What can be done with one term: its word, what the day means, and what to say without one."""

    woord: str
    dag: str
    nodig: str = ""


HANDELINGEN: Mapping[str, Handeling] = {
    "verplaatsen": Handeling("Verzetten", "Nieuwe dag", "Schrijf de nieuwe dag, zoals +2w of 7-12."),
    "opschorten": Handeling("Opschorten", "Loopt weer vanaf"),
    "hervatten": Handeling("Hervatten", "Loopt weer vanaf"),
}


def opschortgronden() -> tuple[tuple[str, str], ...]:
    """Return why a term can stand still."""
    return (
        ("de aanvrager moet nog iets aanvullen", "aanvulling"),
        ("de aanvrager stemt in met uitstel", "instemming"),
        ("de vertraging ligt bij de aanvrager", "toerekenbaar"),
        ("overmacht", "overmacht"),
        ("zo afgesproken", "afspraak"),
    )


def uitstelkeuzes(feiten: Casusfeiten) -> list[tuple[str, str, str]]:
    """Return what may wait: the casus when it is at the table, and every open term, as (key, letter, words)."""
    keuzes = []
    if feiten.dossier.kort.status in ("geagendeerd", "besproken"):
        keuzes.append(("aanhouden", "h", "De casus aanhouden: hij wacht op iets, tot een dag"))
    for nr, termijn in enumerate(feiten.dossier.termijnen[:3], start=1):
        wat = f"{kort(termijn.doe, 40)} ({datum(termijn.einde, jaar=False)})"
        keuzes.append((f"verplaatsen/{termijn.nummer}", str(nr), f"Verzetten: {wat}"))
        stil = termijn.nummer in feiten.stil
        keuzes.append(
            (
                f"{'hervatten' if stil else 'opschorten'}/{termijn.nummer}",
                "",
                f"{'Hervatten' if stil else 'Opschorten'}: {wat}",
            )
        )
    return keuzes


def terugregel(gedaan: Mapping[str, Any], mensen: Mapping[str, str]) -> str:
    """Return one besluit that was taken, and whether it can go back."""
    kan = "" if gedaan["mag"] else f" (kan niet terug: {gedaan['waarom_niet']})"
    wanneer = moment(datetime.fromisoformat(gedaan["tijdstip"])).split(" ", 1)[1]
    return f"{wanneer}  {gedaan['casusnummer']}  {kort(gedaan['doel'], 34)}, {wie(gedaan['door'], mensen)}{kan}"
