"""Where everything stands on the picture: every domain always has the same place."""

from __future__ import annotations

from dataclasses import dataclass

from engine.netwerk.begrippen import Domein

BREED, HOOG = 1280, 720
KAART_HOOG = 50
_STAP = 62
_EERSTE = 28

Punt = tuple[float, float]
_MIDDEN: Punt = (455, 360)


@dataclass(frozen=True, slots=True)
class Vak:
    """A rectangle: left, top, width, height."""

    x: float
    y: float
    b: float
    h: float

    @property
    def midden(self) -> Punt:
        """The centre."""
        return self.x + self.b / 2, self.y + self.h / 2

    def rand(self, naar: Punt) -> Punt:
        """Return where the line from the centre to a point leaves the rectangle."""
        mx, my = self.midden
        dx, dy = naar[0] - mx, naar[1] - my
        if not dx and not dy:
            return mx, my
        deel = min(self.b / 2 / abs(dx) if dx else 1e9, self.h / 2 / abs(dy) if dy else 1e9)
        return mx + dx * min(deel, 1), my + dy * min(deel, 1)


REGIE = Vak(300, 56, 310, 46)
PANEEL = Vak(908, 56, 350, 594)
VAKKEN = {
    Domein.TOEGANG: Vak(300, 112, 310, 104),
    Domein.ONDERWIJS: Vak(24, 190, 256, 300),
    Domein.JEUGDHULP: Vak(630, 190, 256, 300),
    Domein.GEZIN: Vak(350, 318, 210, 84),
    Domein.LEERPLICHT: Vak(24, 530, 256, 120),
    Domein.JGZ: Vak(327, 530, 256, 120),
    Domein.VEILIGHEID: Vak(630, 530, 256, 120),
}
"""The boxes; the financier has none and is named below them."""
TITELS = {
    Domein.TOEGANG: "Toegang / lokaal team",
    Domein.ONDERWIJS: "Onderwijs",
    Domein.JEUGDHULP: "Jeugdhulp",
    Domein.GEZIN: "Jeugdige en gezin",
    Domein.LEERPLICHT: "Leerplicht",
    Domein.JGZ: "Jeugdgezondheid",
    Domein.VEILIGHEID: "Veiligheid",
}
KLEUREN = {
    Domein.TOEGANG: "#8F5600",
    Domein.ONDERWIJS: "#0072B2",
    Domein.JEUGDHULP: "#00694B",
    Domein.GEZIN: "#444444",
    Domein.LEERPLICHT: "#2f6f97",
    Domein.JGZ: "#8F3A6B",
    Domein.VEILIGHEID: "#555555",
}
"""Okabe-Ito hues, darkened to a contrast of at least 4.5 on white and on their own tint."""
TINTEN = {
    Domein.TOEGANG: "#f4eee5",
    Domein.ONDERWIJS: "#e5f1f7",
    Domein.JEUGDHULP: "#e5f0ed",
    Domein.GEZIN: "#ececec",
    Domein.LEERPLICHT: "#eaf0f4",
    Domein.JGZ: "#f3ebf0",
    Domein.VEILIGHEID: "#eeeeee",
}
_BUNDELS: dict[frozenset[Domein], tuple[Punt, Punt]] = {
    # Straight lines between the centres would run behind a third box and read as two other links.
    frozenset({Domein.ONDERWIJS, Domein.JEUGDHULP}): ((280, 446), (630, 446)),
    frozenset({Domein.TOEGANG, Domein.JGZ}): ((338, 216), (338, 530)),
    frozenset({Domein.TOEGANG, Domein.LEERPLICHT}): ((316, 216), (276, 532)),
    frozenset({Domein.TOEGANG, Domein.VEILIGHEID}): ((594, 216), (634, 532)),
    frozenset({Domein.LEERPLICHT, Domein.VEILIGHEID}): ((280, 640), (630, 640)),
}


def plaatsen(domein: Domein) -> int:
    """Return how many cards fit in the box of a domain."""
    vak = VAKKEN[domein]
    return 1 if vak.h < 200 else 4


def kaartvak(domein: Domein, plaats: int) -> Vak:
    """Return the rectangle of the card at a place (from 0) in the box of a domain."""
    vak = VAKKEN[domein]
    return Vak(vak.x + 8, vak.y + _EERSTE + plaats * _STAP, vak.b - 16, KAART_HOOG)


def bundel(een: Domein, ander: Domein) -> tuple[Punt, Punt]:
    """Return the ends of the bundle between two boxes."""
    vast = _BUNDELS.get(frozenset({een, ander}))
    if vast is not None:
        return vast
    a, b = VAKKEN[een], VAKKEN[ander]
    return a.rand(b.midden), b.rand(a.midden)


def lijnpad(een: Vak, ander: Vak) -> str:
    """Return the path of a line between two cards; in one column it does not run behind a card in between."""
    boven, onder = (een, ander) if een.y <= ander.y else (ander, een)
    if een.x == ander.x and onder.y - boven.y > _STAP:
        rand = een.x - 4
        (x1, y1), (x2, y2) = (boven.x, boven.y + 25), (onder.x, onder.y + 25)
        return f"M{x1:g} {y1:g}H{rand:g}V{y2:g}H{x2:g}"
    (x1, y1), (x2, y2) = een.rand(ander.midden), ander.rand(een.midden)
    return f"M{x1:.1f} {y1:.1f}L{x2:.1f} {y2:.1f}"


@dataclass(frozen=True, slots=True)
class Boog:
    """A curve with one control point."""

    van: Punt
    stuur: Punt
    naar: Punt

    def punt(self, deel: float) -> Punt:
        """Return the point at that share of the curve (0 to 1)."""
        a, b, c = (1 - deel) ** 2, 2 * deel * (1 - deel), deel**2
        return (
            a * self.van[0] + b * self.stuur[0] + c * self.naar[0],
            a * self.van[1] + b * self.stuur[1] + c * self.naar[1],
        )

    @property
    def pad(self) -> str:
        """The curve as an SVG path."""
        (x1, y1), (sx, sy), (x2, y2) = self.van, self.stuur, self.naar
        return f"M{x1:.1f} {y1:.1f}Q{sx:.1f} {sy:.1f} {x2:.1f} {y2:.1f}"

    @property
    def punt_van_pijl(self) -> str:
        """The head of the arrow as an SVG path; not a marker, because viewers turn those differently."""
        (x, y), (sx, sy) = self.naar, self.stuur
        lengte = max(1.0, ((x - sx) ** 2 + (y - sy) ** 2) ** 0.5)
        dx, dy = 15 * (x - sx) / lengte, 15 * (y - sy) / lengte
        links, rechts = (x - dx - dy / 2, y - dy + dx / 2), (x - dx + dy / 2, y - dy - dx / 2)
        return f"M{x:.1f} {y:.1f}L{links[0]:.1f} {links[1]:.1f}L{rechts[0]:.1f} {rechts[1]:.1f}Z"


def pijlboog(van: Vak, naar: Vak, nummer: int) -> Boog:
    """Return the curve of an arrow between two cards; `nummer` keeps arrows of the same pair apart."""
    schuif = 16 * nummer
    if van.x != naar.x and _in_zijvak(van) and _in_zijvak(naar):
        # Above the gezin in the middle, so that the gezin does not look like a link.
        a, b = _zijkant(van, naar), _zijkant(naar, van)
        hoogte = 262 - 1.4 * schuif
        return Boog(a, (_MIDDEN[0], 2 * hoogte - (a[1] + b[1]) / 2), b)
    if van.x == naar.x:
        kant = 1 if van.x < _MIDDEN[0] else -1
        zij = van.x + (van.b if kant > 0 else 0)
        a, b = (zij, van.midden[1] + schuif / 2), (zij, naar.midden[1] - schuif / 2)
        return Boog(a, (zij + 2 * kant * (30 + 2.4 * schuif), (a[1] + b[1]) / 2), b)
    if _in_toegang(van) and _in_zijvak(naar):
        return _van_toegang(van, naar, schuif)
    if _in_toegang(naar) and _in_zijvak(van):
        terug = _van_toegang(naar, van, schuif)
        return Boog(terug.naar, terug.stuur, terug.van)
    a, b = van.rand(naar.midden), naar.rand(van.midden)
    halverwege = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    lengte = max(1.0, ((b[0] - a[0]) ** 2 + (b[1] - a[1]) ** 2) ** 0.5)
    uit = (24 + schuif) / lengte
    dx, dy = (b[1] - a[1]) * uit, (a[0] - b[0]) * uit
    # Bend away from the middle, where the gezin stands.
    if dx * (halverwege[0] - _MIDDEN[0]) + dy * (halverwege[1] - _MIDDEN[1]) < 0:
        dx, dy = -dx, -dy
    return Boog(a, (halverwege[0] + dx, halverwege[1] + dy), b)


def _in_toegang(vak: Vak) -> bool:
    return vak.y < VAKKEN[Domein.ONDERWIJS].y


def _in_zijvak(vak: Vak) -> bool:
    zijvak = VAKKEN[Domein.ONDERWIJS]
    zijden = (zijvak.x + 8, VAKKEN[Domein.JEUGDHULP].x + 8)
    return vak.x in zijden and zijvak.y < vak.y < zijvak.y + zijvak.h


def _zijkant(vak: Vak, naar: Vak) -> Punt:
    return (vak.x + vak.b if vak.x < naar.x else vak.x), vak.y + 8


def _van_toegang(toegang: Vak, ander: Vak, schuif: float) -> Boog:
    """From the side of toegang to the top of the first card of a column, or to the side of a lower one."""
    kant = -1 if ander.x < toegang.x else 1
    a = (toegang.x if kant < 0 else toegang.x + toegang.b), toegang.y + 30 - schuif / 2
    if ander.y == VAKKEN[Domein.ONDERWIJS].y + _EERSTE:
        b = (ander.x + 170 - schuif if kant < 0 else ander.x + 70 + schuif), ander.y
        return Boog(a, (b[0], a[1] + 4), b)
    b = (ander.x + ander.b if kant < 0 else ander.x), ander.y + 25 + schuif / 2
    return Boog(a, (a[0] + kant * (6 + schuif), b[1] - 10), b)
