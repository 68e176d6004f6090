"""Where the configuration that comes with the product stands."""

from __future__ import annotations

from pathlib import Path


def config_map() -> Path:
    """Return the folder with nl/, proces/ and regios/: in the wheel, else in the checkout."""
    pakket = Path(__file__).parents[1] / "_config"
    return pakket if pakket.is_dir() else Path(__file__).parents[2] / "config"


def regiomap(genoemd: str | Path) -> Path:
    """Return a region folder: as it was named, else the region with that name that comes with the product."""
    pad, meegeleverd = Path(genoemd), config_map() / "regios" / str(genoemd)
    return meegeleverd if not pad.is_dir() and meegeleverd.is_dir() else pad
