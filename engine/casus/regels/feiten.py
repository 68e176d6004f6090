"""The facts of one casus that the requirements of the help track look at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from budget.basis.weigering import Weigering
from engine.casus import handelingen as h
from engine.invoer.lezen import Invoer


@dataclass(frozen=True, slots=True)
class Omstandigheden:
    """Everything the requirements look at; whoever makes a transition fills in what it needs.

    plaatsen: the places in the casus that the person who acts has. termijn_einde: of the open obligation of the help
    track. gevraagd: the missing items of the aanmelding. onvolledig_vanaf: from when it may be closed without them.
    terugkomdatum: agreed; uiterste_terugkomdatum: how late it may be. uitgenodigd_domeinen: domains of the invited
    persons. toetsen: outcomes of the mandate check per draft line. beslissers: who decide on a spoedbesluit.
    zonder_toestemming: plan lines with jeugdhulp without a dated consent. regels_beslist: every line is `ja` or
    signed; regels_ja: every line is `ja`. trede: name of the next step with a holder.
    """

    casus: str
    op: date
    doet: str
    handeling: Invoer = field(default_factory=h.Niets)
    plaatsen: frozenset[str] = frozenset()
    aanmelder: str | None = None
    kenmerken: Mapping[str, Any] = field(default_factory=dict)
    spoed: bool = False
    termijn_einde: date | None = None
    gevraagd: tuple[str, ...] = ()
    onvolledig_vanaf: date | None = None
    terugkomdatum: date | None = None
    uiterste_terugkomdatum: date | None = None
    afgewezen_door: str | None = None
    regisseur: str | None = None
    vervanger: str | None = None
    regie_uitzondering: bool = False
    uitgenodigd_domeinen: frozenset[str] = frozenset()
    gezin_uitgenodigd: bool = False
    gezin_niet: str | None = None
    toetsen_opgeslagen: bool = False
    toetsen: tuple[str, ...] = ()
    zitting_open: bool = False
    volgende_zitting: date | None = None
    regels_beslist: bool = False
    regels_ja: bool = False
    beslissers: frozenset[str] = frozenset()
    voorgenomen: bool = False
    zonder_toestemming: tuple[str, ...] = ()
    trede: str | None = None
    houder_van_de_trede: bool = False
    planregels: tuple[str, ...] = ()
    open_afspraken: int = 0


Tekort = tuple[str, str]
Eis = Callable[[Omstandigheden], "Tekort | Weigering | None"]
