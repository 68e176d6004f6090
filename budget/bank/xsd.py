"""The official schemas of ISO 20022: a remark on what comes in, a check on what goes out, never a gate.

The schemas lie in the folder xsd beside this module, with their notice.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import IO

from lxml import etree

_MAP = Path(__file__).parent / "xsd"
VEILIG = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
"""Parser options for every file of others: no entities, no network, no limits lifted."""


@cache
def schema(soort: str) -> etree.XMLSchema | None:
    """Return the schema of a message such as camt.053.001.08, or None when we do not have it."""
    pad = _MAP / f"{soort}.xsd"
    if not pad.is_file():
        return None
    return etree.XMLSchema(etree.parse(str(pad), etree.XMLParser(no_network=True)))


def wijkt_af(soort: str, open_: Callable[[], IO[bytes]]) -> bool:
    """Say whether a well-formed file breaks its schema; False when we have no schema. O(size), memory does not grow."""
    gevonden = schema(soort)
    if gevonden is None:
        return False
    with open_() as stroom:
        gebeurtenissen = etree.iterparse(stroom, events=("end",), tag="{*}Ntry", schema=gevonden, **VEILIG)
        try:
            for nr, (_, element) in enumerate(gebeurtenissen, 1):
                element.clear()
                while (vorige := element.getprevious()) is not None and (ouder := element.getparent()) is not None:
                    ouder.remove(vorige)
                # The parser keeps every deviation: stop before a large file fills the memory with them.
                if nr % 1024 == 0 and len(gebeurtenissen.error_log):
                    return True
        except etree.XMLSyntaxError:
            return True
        return bool(len(gebeurtenissen.error_log))
