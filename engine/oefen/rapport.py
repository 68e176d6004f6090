"""The files that a practice run leaves behind for people: lists, statements, a picture, a journal, a report."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from engine.besluitenlijst.vragen import besluitenlijst_markdown
from engine.export.diensten import exporteer_csv
from engine.inzage.ingang import vraag_met_log
from engine.netwerk.vragen import teken
from engine.oefen.stand import Bevindingenboek
from engine.oefen.verslag import maak_verslag
from engine.zitting.vragen import zittingen


@dataclass(frozen=True, slots=True)
class Lezers:
    """Who asks for which file: who chairs the table, and who keeps the pot."""

    tafel: str
    pot: str


def schrijf_alles(
    url: str, map_: Path, nu: datetime, lezers: Lezers, plaat_van: str, bevindingen: Bevindingenboek
) -> list[str]:
    """Write every file and return their names, relative to the folder. No name of a family stands in any of them."""
    geschreven = [
        *_besluitenlijsten(url, map_, nu, lezers.tafel),
        *_exports(url, map_, nu, lezers.pot),
        _plaat(url, map_, nu, lezers.tafel, plaat_van),
        _leg(map_ / "verslag.md", maak_verslag(url, nu, lezers.tafel, lezers.pot, bevindingen)),
    ]
    return [str(pad.relative_to(map_)) for pad in geschreven]


def _besluitenlijsten(url: str, map_: Path, nu: datetime, wie: str) -> Iterable[Path]:
    with vraag_met_log(url, wie, nu) as i:
        for zitting in reversed(zittingen(i.db, i.wie)):
            yield _leg(
                map_ / "besluitenlijsten" / f"{zitting.id}.md", besluitenlijst_markdown(i.db, i.wie, zitting.id, i.nu)
            )


def _exports(url: str, map_: Path, nu: datetime, wie: str) -> Iterable[Path]:
    """Write the journal and a statement per participant, as `export csv` does."""
    with vraag_met_log(url, wie, nu) as i:
        for bestand in exporteer_csv(i.db, i.wie, i.nu):
            yield _leg(map_ / bestand.naam, bestand.inhoud)


def _plaat(url: str, map_: Path, nu: datetime, wie: str, nummer: str) -> Path:
    with vraag_met_log(url, wie, nu) as i:
        return _leg(map_ / f"netwerk-{nummer}.svg", teken(i.db, i.wie, nummer, i.nu, namen=True))


def _leg(pad: Path, inhoud: str | bytes) -> Path:
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.write_bytes(inhoud.encode() if isinstance(inhoud, str) else inhoud)
    return pad
