"""Who leaves soon, and whose departure can break something (R13)."""

from __future__ import annotations

import numpy as np

from engine.netwerk.begrippen import Domein
from engine.netwerk.landelijk.kolommen import DOMEINEN, LAAT, Getallen
from engine.netwerk.landelijk.stand import Stand


def vertrekkers(s: Stand) -> tuple[Getallen, Getallen]:
    """Return whose departure surely breaks something, and who else leaves within `vertrek_dagen` and may break it.

    Surely: the only regisseur, at the one organisation he ever worked for, where nothing else stands for the regie.
    Left out: who has a vervanger in service on that day, and who can break nothing: not the regisseur, at the end of
    one line, the only one of a domain that is not toegang, in a casus with a regisseur, no money, no besluit and no
    pointing.
    """
    k, b = s.k, s.k.baan
    n = max(len(k.organisaties), 1)
    _, welke = np.unique(b.actor * n + b.org, return_inverse=True)
    einde = np.full(int(welke.max(initial=-1)) + 1, -1, dtype=np.int64)
    np.maximum.at(einde, welke, b.tot)
    mag = s.regisseur | (s.prof & (k.actor.org < 0))
    rijen = s.geldt(b) & mag[b.actor] & (einde[welke] != LAAT) & (einde[welke] - s.t <= s.drempels.vertrek_dagen)
    if not rijen.any():
        leeg = np.zeros(0, dtype=np.int64)
        return leeg, leeg
    rijen = np.flatnonzero(rijen)
    # The vervanger must be in service on the day the employment ends.
    gedekt = np.zeros(len(einde), dtype=bool)
    for r in rijen[b.vervanger[rijen] >= 0].tolist():
        dag = einde[welke[r]]
        hier = b.actor == b.vervanger[r]
        if not hier.any() or (hier & (b.van <= dag) & (dag < b.tot)).any():
            gedekt[welke[r]] = True
    wie = np.unique(b.actor[rijen[~gedekt[welke[rijen]]]])
    a, z = s.contact
    graad = np.bincount(np.r_[a, z], minlength=len(k.actoren))
    banen = np.bincount(b.actor[s.geldt(b)], minlength=len(k.actoren))
    per_domein = np.bincount(
        k.actor.casus[s.prof] * 16 + s.domein[s.prof] + 1, minlength=16 * len(k.rijen)
    )  # fmt: skip
    alleen = per_domein[k.actor.casus[wie] * 16 + s.domein[wie] + 1] <= 1
    geld = np.zeros(len(k.rijen), dtype=bool)
    geld[k.financiering.casus] = True
    geld[k.wijst.casus] = True
    geld[k.besluit.casus] = True
    geleid = s.per_casus(s.regisseur & s.prof)
    stil = (
        ~s.regisseur[wie]
        & (graad[wie] <= 1)
        & (banen[wie] == 1)
        & alleen
        & (s.domein[wie] != DOMEINEN.index(Domein.TOEGANG))
        & geleid[k.actor.casus[wie]]
        & ~geld[k.actor.casus[wie]]
    )
    zeker = (
        s.regisseur[wie]
        & (s.aantal_regisseurs[k.actor.casus[wie]] == 1)
        & (s.enige_org[wie] >= 0)
        & ~s.maatregel[k.actor.casus[wie]]
        & (k.casus.gezinslaag[k.actor.casus[wie]] == 0)
    )
    return wie[zeker], wie[~zeker & ~stil]
