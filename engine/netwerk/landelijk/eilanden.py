"""Parts of the contact network of all casussen: islands, and people on whom the contact hangs."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from engine.netwerk.begrippen import KERN
from engine.netwerk.landelijk.kolommen import DOMEINEN, Getallen
from engine.netwerk.landelijk.stand import Stand

_KERN = [DOMEINEN.index(d) for d in sorted(KERN)]
_LOS = np.array(
    [any(s >> a & 1 and s >> b & 1 and not a & b for a in range(1, 8) for b in range(a + 1, 8)) for s in range(256)]
)
"""Of every set of kern patterns (three bits each, one bit of the set per pattern): do two of them share nothing?"""


def informatie_eilanden(s: Stand) -> Iterator[tuple[int, list[int], bool]]:
    """Yield casus, members and whether sharing is allowed, of every part with a kern domain that stands apart (R16)."""
    k = s.k
    deel = s.delen(s.informatie)
    wie = np.flatnonzero(s.prof)
    aantal = int(deel.max(initial=-1)) + 1
    casus = np.full(aantal, -1, dtype=np.int64)
    casus[deel[wie]] = k.actor.casus[wie]
    grootte = np.bincount(deel[wie], minlength=aantal)
    rang = np.full(aantal, len(k.actoren), dtype=np.int64)
    np.minimum.at(rang, deel[wie], k.actor.rang[wie])
    kern = np.zeros(aantal, dtype=bool)
    kern[deel[wie[s.regisseur[wie]]]] = True
    met_kern = np.zeros(len(k.rijen), dtype=bool)
    met_kern[casus[kern]] = True
    # Without a regisseur in it: the largest part, then the smallest id; written last to first.
    rest = np.flatnonzero((grootte > 0) & ~met_kern[casus])
    rest = rest[np.lexsort((rang[rest], -grootte[rest]))][::-1]
    grootste = np.full(len(k.rijen), -1, dtype=np.int64)
    grootste[casus[rest]] = rest
    kern[grootste[grootste >= 0]] = True
    lang = np.zeros(aantal, dtype=bool)
    oud = np.isin(s.domein, _KERN) & (s.t - s.sinds >= s.drempels.nieuw_dagen)
    lang[deel[wie[oud[wie]]]] = True
    eiland = (grootte > 0) & ~kern & lang
    if not eiland.any():
        return
    breed = s.delen(s.mag_delen)
    bereikt = np.zeros(len(k.actoren), dtype=bool)
    bereikt[breed[wie[kern[deel[wie]]]]] = True
    leden = wie[eiland[deel[wie]]]
    leden = leden[np.argsort(deel[leden], kind="stable")]
    grenzen = np.flatnonzero(np.diff(deel[leden])) + 1
    for groep in np.split(leden, grenzen):
        yield int(k.actor.casus[groep[0]]), groep.tolist(), bool(bereikt[breed[groep]].any())


def sleutelfiguren(s: Stand) -> list[int]:
    """Return who keeps kern domains together that share nothing without him, and has no vervanger (R12).

    Every candidate gets a copy of his part without himself; all copies stand in one block matrix.
    """
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    k, b = s.k, s.k.baan
    van, naar = s.contact
    sleutel = np.sort(np.minimum(van, naar) * len(k.actoren) + np.maximum(van, naar))
    sleutel = sleutel[np.diff(sleutel, prepend=-1) > 0]
    van, naar = sleutel // len(k.actoren), sleutel % len(k.actoren)
    graad = np.bincount(np.r_[van, naar], minlength=len(k.actoren))
    gedekt = s.vlag()
    met = s.geldt(b) & (b.vervanger >= 0)
    gedekt[b.actor[met][s.nu_in_dienst[b.vervanger[met]]]] = True
    deel = s.delen((van, naar))
    knopen = np.flatnonzero(s.prof & (graad > 0))
    grootte = np.bincount(deel[knopen], minlength=int(deel.max(initial=-1)) + 1)
    # Somebody who speaks to all others keeps them together, whoever else goes.
    spil = (graad > 0) & (graad == grootte[deel] - 1)
    spillen = np.bincount(deel[spil], minlength=len(grootte))[deel]
    kandidaat = np.flatnonzero(s.prof & (graad >= 2) & ~gedekt & ((spillen == 0) | (spil & (spillen == 1))))
    if not len(kandidaat):
        return []
    knopen = knopen[np.argsort(deel[knopen], kind="stable")]
    lijnen = np.argsort(deel[van], kind="stable")
    aantal = int(deel.max(initial=0)) + 1
    knoop_per, lijn_per = (np.bincount(deel[x], minlength=aantal) for x in (knopen, van))
    # Of every candidate the nodes and the lines of his part, in one row behind each other.
    wie_knoop, knoop = _uitgerold(knoop_per, deel[kandidaat], knopen)
    wie_lijn, lijn = _uitgerold(lijn_per, deel[kandidaat], lijnen)
    begin = np.cumsum(knoop_per[deel[kandidaat]]) - knoop_per[deel[kandidaat]]
    plek = np.zeros(len(k.actoren), dtype=np.int64)
    plek[knopen] = np.arange(len(knopen)) - (np.cumsum(knoop_per) - knoop_per)[deel[knopen]]
    a, z = van[lijn], naar[lijn]
    blijft = (a != kandidaat[wie_lijn]) & (z != kandidaat[wie_lijn])
    a, z = (begin[wie_lijn[blijft]] + plek[x[blijft]] for x in (a, z))
    matrix = coo_array((np.ones(len(a), dtype=np.int8), (a, z)), shape=(len(knoop), len(knoop)))
    stuk = connected_components(matrix.tocsr(), directed=False)[1]
    patroon = np.zeros(int(stuk.max(initial=0)) + 1, dtype=np.int64)
    drie = sum(np.where(s.domein == d, 1 << i, 0) for i, d in enumerate(_KERN))
    ander = knoop != kandidaat[wie_knoop]
    np.bitwise_or.at(patroon, stuk[ander], np.asarray(drie)[knoop[ander]])
    samen = np.zeros(len(kandidaat), dtype=np.int64)
    np.bitwise_or.at(samen, wie_knoop[ander], np.left_shift(1, patroon[stuk[ander]]))
    gevonden: list[int] = kandidaat[_LOS[samen]].tolist()
    return gevonden


def sterke_delen(van: Getallen, naar: Getallen, aantal: int) -> Getallen:
    """Return the strongly connected part of every node."""
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    matrix = coo_array((np.ones(len(van), dtype=np.int8), (van, naar)), shape=(aantal, aantal))
    if not aantal:
        return np.zeros(0, dtype=np.int64)
    return np.asarray(connected_components(matrix.tocsr(), directed=True, connection="strong")[1], dtype=np.int64)


def _uitgerold(per_deel: Getallen, delen: Getallen, bron: Getallen) -> tuple[Getallen, Getallen]:
    """Return for every asked part its members out of `bron` (sorted by part), with who asked."""
    hoeveel = per_deel[delen]
    eerste = (np.cumsum(per_deel) - per_deel)[delen]
    wie = np.repeat(np.arange(len(delen)), hoeveel)
    binnen = np.arange(len(wie)) - np.repeat(np.cumsum(hoeveel) - hoeveel, hoeveel)
    return wie, bron[eerste[wie] + binnen]
