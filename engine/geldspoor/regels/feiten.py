"""The facts of one financieringslijn that the requirements of the money track look at."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from budget.basis.geld import NUL, Geld
from budget.basis.weigering import Weigering


@dataclass(frozen=True, slots=True)
class Geldfeiten:
    """Everything the requirements look at; whoever makes a transition fills in what it needs.

    bedrag: what is ordered or invoiced now. gereserveerd, verplicht, voorgefinancierd: of the line.
    beslissers: who decided on the reserveringen of the casus. beslist_door: who take the uitzoekbesluit,
    uitzoekers those of them who hold that function, nodig how many the covenant asks for.
    niet_gehoord: payers without a recorded hearing. laatste_betwistdag: None when no claim was sent yet.
    doet, tweede: who acts, and the second person who decides along. verlengd: how often the term of the research was.
    route: what the covenant says when the research ends without agreement. eerder_open: the claims were open before.
    """

    lijn: str
    op: date
    doet: str = ""
    tweede: str = ""
    besluit: str = ""
    bedrag: Geld = NUL
    gereserveerd: Geld = NUL
    verplicht: Geld = NUL
    voorgefinancierd: Geld = NUL
    reden: str = ""
    aanbieder_getoetst_op: date | None = None
    factuur_bekend: bool = False
    niet_elders: bool = False
    onderzoeker: str | None = None
    beslissers: frozenset[str] = frozenset()
    beslist_door: tuple[str, ...] = ()
    uitzoekers: frozenset[str] = frozenset()
    nodig: int = 1
    niet_gehoord: tuple[str, ...] = ()
    onderbouwing: tuple[str, ...] = ()
    brieven: int = 0
    organisatie: str = ""
    betaler: str = ""
    laatste_betwistdag: date | None = None
    open_vordering: Geld = NUL
    terug_te_vorderen: Geld = NUL
    houdbaar_tot: date | None = None
    nieuwe_houdbaarheid: date | None = None
    schriftelijk_op: date | None = None
    hulp_loopt_door: bool = False
    facturen: int = 0
    verlengd: int = 0
    termijn_einde: date | None = None
    route: str = ""
    eigen_poging: str = ""
    forum_past: bool = False
    uitspraak_op: date | None = None
    mandaat: str = ""
    nieuw_feit: str = ""


Tekort = tuple[str, str]
Eis = Callable[[Geldfeiten], "Tekort | Weigering | None"]
