"""The official schemas of ISO 20022: a remark on what comes in, a check on what goes out, never a gate.

The schemas lie in the folder xsd beside this module, with their notice.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

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
