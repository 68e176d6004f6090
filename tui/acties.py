"""The one register of what people can do: keys, palette, help and the twin on the command line come from here."""

from __future__ import annotations

import os
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from textual.binding import Binding, BindingType

if TYPE_CHECKING:
    from typing import Any

    from textual.screen import Screen

OVERAL = "overal"
_TOETSNAMEN = {
    "question_mark": "?",
    "slash": "/",
    "plus": "+",
    "less_than_sign": "<",
    "greater_than_sign": ">",
    "escape": "Esc",
    "enter": "Enter",
    "space": "spatie",
    "pageup": "PgUp",
    "pagedown": "PgDn",
    "left": "←",
    "right": "→",
}


@dataclass(frozen=True, slots=True)
class Actie:
    """Something one can do in a place.

    doe: the method `action_<doe>` of the screen or the app. toets: the first key is shown. tweeling: the same on the
    command line, empty when it only concerns the screen. voet: stands in the foot of the screen, at most six a place.
    """

    id: str
    titel: str
    uitleg: str
    toets: str
    doe: str
    plek: str = OVERAL
    tweeling: str = ""
    voet: bool = False
    schrijft: bool = False
    voorrang: bool = False

    def binding(self) -> Binding:
        """Return the key binding; its id makes it configurable."""
        return Binding(self.toets, self.doe, self.titel, show=False, id=self.id, priority=self.voorrang)


def toetsnaam(toets: str) -> str:
    """Write a key as it stands on the keyboard: F8, ctrl+p, Esc."""
    eerste = toets.split(",")[0].strip()
    if eerste in _TOETSNAMEN:
        return _TOETSNAMEN[eerste]
    return eerste.upper() if eerste[:1] == "f" and eerste[1:].isdigit() else eerste


def bindingen(acties: Iterable[Actie]) -> list[BindingType]:
    """Return the bindings of a screen."""
    return [actie.binding() for actie in acties]


def alle_acties() -> tuple[Actie, ...]:
    """Collect what the app and every screen declare, and check it; an AssertionError is a fault of ours."""
    from tui.app import ACTIES
    from tui.schermen import alle_schermen

    acties = (*ACTIES, *(actie for scherm in alle_schermen() for actie in acties_van(scherm)))
    keur(acties)
    return acties


def acties_van(scherm: type[Screen[Any]] | Screen[Any]) -> tuple[Actie, ...]:
    """Return what a screen declares itself."""
    return getattr(scherm, "ACTIES", ())


def keur(acties: Iterable[Actie]) -> None:
    """Check that ids are unique, that no place has a key twice, and that no foot is too full."""
    ids: set[str] = set()
    toetsen: dict[str, set[str]] = {}
    voeten: dict[str, int] = {}
    for actie in acties:
        assert actie.id not in ids, f"actie {actie.id} bestaat al"
        ids.add(actie.id)
        hier = toetsen.setdefault(actie.plek, set())
        for toets in actie.toets.split(","):
            assert toets not in hier, f"toets {toets} is in {actie.plek} dubbel"
            hier.add(toets)
        voeten[actie.plek] = voeten.get(actie.plek, 0) + actie.voet
        assert voeten[actie.plek] <= 6, f"de voet van {actie.plek} is te vol"


def eigen_toetsen() -> Mapping[str, str]:
    """Return the keys that the user chose: toetsen.toml in the settings folder, or where DOORBRAAK_TOETSEN points.

    The file holds lines such as `"casus.besluit" = "ctrl+b"`; what cannot be read counts as no file.
    """
    pad = os.environ.get("DOORBRAAK_TOETSEN")
    if not pad:
        from platformdirs import user_config_path

        pad = str(user_config_path("doorbraak") / "toetsen.toml")
    try:
        with open(pad, "rb") as bestand:
            gelezen = tomllib.load(bestand)
    except (OSError, tomllib.TOMLDecodeError):
        return {}
    return {naam: toets for naam, toets in gelezen.items() if isinstance(toets, str)}
