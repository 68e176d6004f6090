"""YAML as every input file of the product is read: dates stay text, and no key stands twice in one block."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from typing import Any, ClassVar

import yaml


class DubbeleSleutel(yaml.MarkedYAMLError):
    """A key that stands in one block twice: one of the two would be lost in silence."""


def laad(tekst: str) -> Any:
    """Return the one document of a YAML (or JSON) text; None for an empty one.

    Raises DubbeleSleutel, yaml.MarkedYAMLError with a place (also for a second document), or yaml.YAMLError for
    what cannot be read at all.
    """
    return _veilig(lambda: yaml.load(tekst, Loader=_Lader))


def laad_alle(tekst: str) -> list[Any]:
    """Return every document of a YAML text; raises as `laad`."""
    documenten: list[Any] = _veilig(lambda: list(yaml.load_all(tekst, Loader=_Lader)))
    return documenten


def _veilig(lees: Callable[[], Any]) -> Any:
    try:
        return lees()
    except (ValueError, LookupError, AttributeError, TypeError, RecursionError) as fout:
        # PyYAML itself stumbles over an explicit tag on a value that does not fit it (!!bool misschien).
        raise yaml.YAMLError from fout


class _Lader(getattr(yaml, "CSafeLoader", yaml.SafeLoader)):  # type: ignore[misc]
    """The safe loader, in C where there is one; 30 February stays text, so that it gets a good message."""

    yaml_implicit_resolvers: ClassVar[dict[Any, Any]] = {
        letter: [(tag, patroon) for tag, patroon in lijst if tag != "tag:yaml.org,2002:timestamp"]
        for letter, lijst in yaml.SafeLoader.yaml_implicit_resolvers.items()
    }

    def construct_mapping(self, node: Any, deep: bool = False) -> dict[Hashable, Any]:
        gezien: set[Any] = set()
        for sleutel, _ in node.value:
            naam = getattr(sleutel, "value", None)
            if isinstance(naam, str) and naam != "<<" and naam in gezien:
                raise DubbeleSleutel(problem=f"'{naam}' staat hier twee keer.", problem_mark=sleutel.start_mark)
            gezien.add(naam if isinstance(naam, str) else id(sleutel))
        gelezen: dict[Hashable, Any] = super().construct_mapping(node, deep)
        return gelezen
