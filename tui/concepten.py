"""Drafts of a besluit, saved on every change: amounts, line texts and ids, never a name of a family.

A file per person and casus beside the database, readable by its owner only.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any


class Concepten:
    """The drafts of one user on one database."""

    def __init__(self, url: str, persoon: str) -> None:
        self._map = _map(url)
        self._persoon = re.sub(r"[^a-z0-9_]", "_", persoon.lower())

    def _pad(self, casus: str) -> Path:
        return self._map / f"{casus}.{self._persoon}.json"

    def bewaar(self, casus: str, gegevens: Mapping[str, Any]) -> None:
        """Save the draft whole or not at all; a folder where nothing can be written costs the draft, not the form."""
        pad = self._pad(casus)
        nieuw = pad.with_suffix(".nieuw")
        try:
            self._map.mkdir(mode=0o700, parents=True, exist_ok=True)
            wijzer = os.open(nieuw, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(wijzer, "w", encoding="utf-8") as bestand:
                json.dump(gegevens, bestand, ensure_ascii=False)
                bestand.flush()
                os.fsync(bestand.fileno())
            nieuw.replace(pad)
        except OSError:
            pass

    def lees(self, casus: str) -> dict[str, Any] | None:
        """Return the draft, None when there is none that can be read."""
        try:
            gelezen = json.loads(self._pad(casus).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return gelezen if isinstance(gelezen, dict) else None

    def gooi_weg(self, casus: str) -> None:
        """Remove the draft: the besluit stands in the database now."""
        self._pad(casus).unlink(missing_ok=True)


def _map(url: str) -> Path:
    from budget.basis.transactie import bestand

    pad = bestand(url)
    if pad is not None:
        return pad.with_name(f"{pad.name}.concepten")
    from platformdirs import user_data_path

    return user_data_path("doorbraak") / "concepten"
