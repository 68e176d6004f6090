"""The folder of a practice run: ours to replace when our marker stands in it, else left alone."""

from __future__ import annotations

import shutil
from pathlib import Path

from budget.basis.transactie import AlleenLezen
from budget.basis.weigering import Weigering
from engine.regio.plaats import config_map

MERK = ".doorbraak-demo"
_UITLEG = "Deze map is gemaakt door 'doorbraak demo' en wordt bij een volgende keer helemaal vervangen.\n"


class DemomapBezet(Weigering):
    """The folder holds something that is not of a practice run."""

    code = "demomap_bezet"

    def __init__(self, waar: Path) -> None:
        super().__init__(
            f"De map {waar} bestaat al en is niet van een eerdere demo; er is niets veranderd.",
            oplossing="Kies met --map een nieuwe map, of verwijder deze map zelf.",
        )


def verhaalmap(regio: str) -> Path:
    """Return the folder of the story that comes with the product for a region."""
    return config_map() / "oefen" / regio


def maak_leeg(map_: Path) -> None:
    """Make the folder, or empty one of an earlier run. Refusals: demomap_bezet, alleen_lezen."""
    if map_.is_symlink() or (map_.exists() and not map_.is_dir()):
        raise DemomapBezet(map_)
    try:
        if map_.is_dir() and any(map_.iterdir()):
            if not (map_ / MERK).is_file():
                raise DemomapBezet(map_)
            # The marker goes last: what is interrupted halfway can be replaced next time.
            for deel in sorted(map_.iterdir(), key=lambda p: p.name == MERK):
                if deel.is_dir() and not deel.is_symlink():
                    shutil.rmtree(deel)
                else:
                    deel.unlink()
        map_.mkdir(parents=True, exist_ok=True)
        (map_ / MERK).write_text(_UITLEG, encoding="utf-8")
    except OSError:
        raise AlleenLezen(str(map_)) from None
