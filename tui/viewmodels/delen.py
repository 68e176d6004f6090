"""What may be shared with whom today, and who must still consent; no name and no birth date."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any

from budget.basis.klok import datum
from tui.viewmodels.opmaak import Regel, wie


def deelregels(antwoord: Mapping[str, Any], organisaties: Mapping[str, str]) -> list[Regel]:
    """Return a line per source domain: may it be shared, on which ground, until when, and what is still needed."""
    regels = []
    for deel in antwoord["domeinen"]:
        nog = [naam for naam in deel["nodig"] if naam not in deel["heeft"]]
        regels.append(Regel(f"{'✓ mag' if deel['mag'] else '✗ mag niet'}  {deel['naam']}: {_waarom(deel, nog)}",
                            "goed" if deel["mag"] else "fout", inspring=8))  # fmt: skip
        if deel["mag"] and deel["ontvangers"]:
            met = ", ".join(wie(ontvanger, organisaties) for ontvanger in deel["ontvangers"])
            regels.append(Regel(f"        alleen met {met}", inspring=8))
        if deel["status"] != "bron":
            regels.append(Regel(f"        let op: deze regel is {deel['status']}", inspring=8))
    if antwoord["verandert_op"]:
        op = datum(date.fromisoformat(antwoord["verandert_op"]))
        regels += [Regel(""), Regel(f"Op {op} verandert wie er moet toestemmen: de jeugdige is dan ouder.")]
    return regels


def _waarom(deel: Mapping[str, Any], nog: list[str]) -> str:
    if nog and not deel["mag"]:
        return f"vraag toestemming aan {' en '.join(nog)} ({deel['toestand'].replace('_', ' ')})"
    tot = f", tot {datum(date.fromisoformat(deel['tot']))}" if deel["tot"] else ""
    if deel["grondslag"] == "geen":
        return "hiervoor is geen toestemming nodig"
    return f"{deel['grondslag'].replace('_', ' ')}, {deel['toestand'].replace('_', ' ')}{tot}"
