"""Every rule over all casussen in one go; what is rare goes to the rule itself, so that nothing is said differently.

Source of the method: one block-diagonal matrix, so that one call of connected_components does every casus.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from typing import NamedTuple

import numpy as np

from engine.netwerk.beeld import Beeld
from engine.netwerk.begrippen import (
    KERN,
    STANDAARD,
    Bevinding,
    Bevindingsoort,
    Domein,
    Drempels,
    Gebeurtenissoort,
    Onderwerp,
    Organisatiesoort,
)
from engine.netwerk.dienst import aaneengesloten, schooldagen
from engine.netwerk.landelijk.eilanden import informatie_eilanden, sleutelfiguren, sterke_delen
from engine.netwerk.landelijk.kolommen import DOMEINEN, GEEN, LAAT, ONDERWERPEN, Getallen, Kolommen, soortnummer
from engine.netwerk.landelijk.stand import Stand
from engine.netwerk.landelijk.vertrek import vertrekkers
from engine.netwerk.regels import let_op, lijsten, regie, verbinding, vertrek

FEIT, OPEN, VRAAG = Bevindingsoort.VASTGESTELD, Bevindingsoort.OPENSTAAND, Bevindingsoort.NIET_VASTGELEGD
_KERNBITS = sum(1 << DOMEINEN.index(d) for d in KERN)


class Vondst(NamedTuple):
    """A finding without its words: which casus (by place), what makes it the same finding, and how heavy it is."""

    casus: int
    regel: str
    betrokkenen: tuple[str, ...]
    soort: Bevindingsoort
    ernst: int


Regel = Callable[[Beeld], list[Bevinding]]


class Veger:
    """Collects the findings of one sweep."""

    def __init__(self, k: Kolommen, op: date, drempels: Drempels) -> None:
        self.k, self.op, self.drempels = k, op, drempels
        self.s = Stand(k, op.toordinal(), drempels)
        self.uit: list[Vondst] = []
        self.nog: dict[int, list[Regel]] = {}

    def meld(self, c: int, regel: str, wie: Iterable[str], soort: Bevindingsoort, ernst: int) -> None:
        if self.s.loopt[c]:
            self.uit.append(Vondst(int(c), regel, tuple(sorted(set(wie))), soort, ernst))

    def later(self, casussen: Iterable[int], *regels: Regel) -> None:
        """Leave these casussen to the rules themselves."""
        for c in casussen:
            self.nog.setdefault(int(c), []).extend(regels)

    def namen(self, actoren: Iterable[int]) -> list[str]:
        return [self.k.actoren[a] for a in actoren]


def veeg(k: Kolommen, op: date, drempels: Drempels = STANDAARD) -> list[Vondst]:
    """Return every finding of all casussen at day `op`; linear in rows, and numpy and scipy do the work."""
    if not k.rijen:
        return []
    with _zonder_opruimen():
        return _veeg(k, op, drempels)


@contextmanager
def _zonder_opruimen() -> Iterator[None]:
    """Do not look for cycles meanwhile: a sweep makes none, and among so many rows looking costs a quarter of it."""
    aan = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if aan:
            gc.enable()


def _veeg(k: Kolommen, op: date, drempels: Drempels) -> list[Vondst]:
    v = Veger(k, op, drempels)
    for stap in (_regie, _bereik, _los, _eilanden, _grens, _betaler, _stil, _melding, _gezicht, _tafel,
                 _versnipperd, _contactpersoon, _belasting, _kring, _vertrek, _zeldzaam):  # fmt: skip
        stap(v)
    for c, regels in v.nog.items():
        if v.s.loopt[c]:
            beeld = Beeld(k.rijen[c], op, k.op, drempels)
            v.uit += [
                Vondst(c, b.regel, b.betrokkenen, b.soort, b.ernst)
                for regel in dict.fromkeys(regels)
                for b in regel(beeld)
            ]
    return v.uit


def _regie(v: Veger) -> None:
    """R01 to R06 and R23: from the replayed logs; departed holders and layers of the gezin go to the rules."""
    s, k = v.s, v.k
    vertrokken = k.actor.casus[s.houders[0][~s.nog_in_functie]]
    bijzonder = np.zeros(len(k.rijen), dtype=bool)
    bijzonder[vertrokken] = True
    bijzonder |= k.casus.gezinslaag.astype(bool)
    v.later(np.flatnonzero(bijzonder), regie.geen_regie, regie.verlopen_regie, regie.regie_bij_verstek)
    v.later(np.flatnonzero(s.aantal_regisseurs > 1), regie.dubbele_regie)
    bezet = (s.aantal_regisseurs > 0) | s.maatregel
    oud = s.t - k.casus.start >= v.drempels.gratie_regie_dagen
    for c in np.flatnonzero(~bezet & ~bijzonder & s.loopt).tolist():
        stand = s.standen.get(c)
        if stand is not None and stand.eindes:
            laatst = max(einde.datum for einde in stand.eindes.values())
            v.meld(c, "R02", (p for p, e in stand.eindes.items() if e.datum == laatst), OPEN, 3)
        elif oud[c]:
            v.meld(c, "R01", (), FEIT if stand is not None and stand.afwezig is not None else VRAAG, 3)
    for c, stand in s.standen.items():
        if stand.betwistingen:
            v.meld(c, "R04", stand.betwistingen, FEIT, 3)
        if stand.vragen:
            vrij = aaneengesloten(k.rijen[c].vakanties)
            for p, g in stand.vragen.items():
                if schooldagen(g.datum, v.op, vrij) > v.drempels.wacht_dagen:
                    v.meld(c, "R05", (p,), OPEN, 2)
        for o in stand.overdrachten.values():
            if (v.op - o.gebeurtenis.datum).days > v.drempels.ontvangst_dagen:
                v.meld(c, "R06", (o.van, o.aan), OPEN, 3)
        laatste = stand.laatste
        if laatste is not None and laatste.soort is Gebeurtenissoort.TERUGGELEGD and not bezet[c] and not bijzonder[c]:
            v.later((c,), regie.regie_bij_verstek)


def _bereik(v: Veger) -> None:
    """R09: one regisseur in columns; two or more go to the rule."""
    s, k = v.s, v.k
    v.later(np.flatnonzero(s.aantal_regisseurs > 1), verbinding.regie_zonder_bereik)
    een = s.regisseur & (s.aantal_regisseurs == 1)[k.actor.casus]
    houder = np.full(len(k.rijen), GEEN, dtype=np.int64)
    houder[k.actor.casus[een]] = np.flatnonzero(een)
    lang = s.prof & ~s.gesloten & (s.t - s.sinds >= v.drempels.nieuw_dagen)
    bereikt = s.bits(s.bereik(een, s.informatie))
    wie = np.flatnonzero(een & s.actief & (s.domein >= 0))
    bereikt[k.actor.casus[wie]] |= np.left_shift(1, s.domein[wie])
    b = k.baan
    buiten = s.geldt(b) & een[b.actor] & ~s.actief[b.actor]
    np.bitwise_or.at(bereikt, k.actor.casus[b.actor[buiten]], np.left_shift(1, k.org.domein[b.org[buiten]]))
    mist = np.where(houder >= 0, s.bits(lang) & ~bereikt, 0)
    a, z = _tegenspraak(v)
    bevestigd = {
        (int(x), int(s.domein[y])) for x, y in zip(np.r_[a, z], np.r_[z, a], strict=True) if een[x] and s.prof[y]
    }
    for c in np.flatnonzero(mist).tolist():
        h = int(houder[c])
        for d in range(len(DOMEINEN)):
            if mist[c] >> d & 1:
                soort = FEIT if (h, d) in bevestigd else VRAAG
                wie_ = (k.actoren[h], f"domein:{DOMEINEN[d]}")
                v.meld(c, "R09", wie_, soort, 2 if _KERNBITS >> d & 1 else 1)


def _tegenspraak(v: Veger) -> tuple[Getallen, Getallen]:
    """Return the lines of which somebody checked that they are not there."""
    geldt = v.s.geldt(v.k.geen_lijn)
    return v.k.geen_lijn.a[geldt], v.k.geen_lijn.b[geldt]


def _los(v: Veger) -> None:
    """R11."""
    s, k = v.s, v.k
    school = s.prof & (s.domein == DOMEINEN.index(Domein.ONDERWIJS))
    zorg = s.prof & (s.domein == DOMEINEN.index(Domein.JEUGDHULP))
    sinds = [np.full(len(k.rijen), LAAT, dtype=np.int64) for _ in range(2)]
    for kolom, wie in zip(sinds, (school, zorg), strict=True):
        np.minimum.at(kolom, k.actor.casus[wie], s.sinds[wie])
    samen = np.maximum(*sinds)
    raakt = s.per_casus(s.bereik(school, s.contact) & zorg)
    raak = np.flatnonzero((samen != LAAT) & (s.t - samen >= v.drempels.nieuw_dagen) & ~raakt)
    geweigerd, bevestigd = (
        s.per_casus(a[(school[a] & zorg[b]) | (zorg[a] & school[b])]) for a, b in (s.niet_mogen, _tegenspraak(v))
    )
    for c in raak.tolist():
        v.meld(c, "R11", (), FEIT if bevestigd[c] else VRAAG, 1 if geweigerd[c] else 3)


def _eilanden(v: Veger) -> None:
    """R16 and R12."""
    for c, leden, mag in informatie_eilanden(v.s):
        v.meld(c, "R16", v.namen(leden), VRAAG, 2 if mag else 1)
    for a in sleutelfiguren(v.s):
        v.meld(int(v.k.actor.casus[a]), "R12", (v.k.actoren[a],), VRAAG, 1)


def _grens(v: Veger) -> None:
    """R18."""
    s, k, c = v.s, v.k, v.k.casus
    daar = s.van_org(k.org.gemeente, c.school)
    over = (c.woon >= 0) & (c.school >= 0) & (daar >= 0) & (daar != c.woon) & c.jeugdwet.astype(bool)
    toegang = np.flatnonzero(s.prof & (s.domein == DOMEINEN.index(Domein.TOEGANG)))
    erbij = s.per_casus(toegang[s.bedient(s.org[toegang], c.woon[k.actor.casus[toegang]])])
    niet = k.niet_betrokken
    weg = np.zeros(len(k.rijen), dtype=bool)
    weg[niet.casus[s.geldt(niet) & s.bedient(niet.org, c.woon[niet.casus])]] = True
    for nr in np.flatnonzero(over & ~erbij).tolist():
        woon = k.rijen[nr].casus.woongemeente_jeugdwet
        v.meld(nr, "R18", (f"gemeente:{woon}",), FEIT if weg[nr] else VRAAG, 3)


def _betaler(v: Veger) -> None:
    """R25."""
    s, k, f = v.s, v.k, v.k.financiering
    rijen = np.flatnonzero(s.geldt(f))
    if not len(rijen):
        return
    telt = s.prof & (s.bereik(s.regisseur, s.informatie) | (s.aantal_regisseurs == 0)[k.actor.casus])
    wie = np.flatnonzero(telt & (s.org >= 0))
    paren = [(k.actor.casus[wie], s.org[wie])]
    b = k.baan
    aan_tafel = s.vlag()
    tafel = _volgende_tafel(v)
    aan_tafel[k.genodigde.actor[np.isin(k.genodigde.tafel, tafel[tafel >= 0])]] = True
    banen = s.geldt(b) & (s.regisseur | aan_tafel)[b.actor]
    paren.append((k.actor.casus[b.actor[banen]], b.org[banen]))
    gast = np.flatnonzero(aan_tafel & s.actief & (s.org >= 0))
    paren.append((k.actor.casus[gast], s.org[gast]))
    casus, org = (np.concatenate(deel) for deel in zip(*paren, strict=True))
    n = len(k.namen) + 1
    verbonden = np.concatenate([casus * n + k.org.naam[org], casus * n + k.org.boven[org]])
    los = rijen[~np.isin(f.casus[rijen] * n + f.naam[rijen], verbonden)]
    namen = k.namen
    for c, naam in set(zip(f.casus[los].tolist(), f.naam[los].tolist(), strict=True)):
        v.meld(c, "R25", (namen[naam],), OPEN, 2)


def _stil(v: Veger) -> None:
    """R19: the holidays of each casus, casussen with the same ones together."""
    s, k = v.s, v.k
    laatst = s.sinds.copy()
    for actoren, dagen in (
        (k.lijn.a[k.lijncontact.lijn], k.lijncontact.dag),
        (k.lijn.b[k.lijncontact.lijn], k.lijncontact.dag),
        (k.eigen_contact.actor, k.eigen_contact.dag),
    ):
        al = dagen <= s.t
        np.maximum.at(laatst, actoren[al], dagen[al])
    wie = np.flatnonzero(s.prof)
    rij = s.rij[wie]
    wie, rij = wie[k.betrokken.wacht[rij] == 0], rij[k.betrokken.wacht[rij] == 0]
    vrij = np.zeros(len(wie), dtype=np.int64)
    groepen: dict[tuple[object, ...], list[int]] = {}
    for c, rijen in enumerate(k.rijen):
        if rijen.vakanties:
            groepen.setdefault(rijen.vakanties, []).append(c)
    van_casus = k.actor.casus[wie]
    for casussen in groepen.values():
        hier = np.isin(van_casus, casussen)
        for vakantie in aaneengesloten(k.rijen[casussen[0]].vakanties):
            begin = np.maximum(vakantie.van.toordinal(), laatst[wie[hier]] + 1)
            einde = min(vakantie.tot.toordinal(), s.t + 1)
            vrij[hier] += np.maximum(0, einde - begin)
    dagen = np.maximum(0, s.t - laatst[wie] - vrij)
    grens = np.maximum(v.drempels.stil_dagen, v.drempels.stil_factor * k.betrokken.ritme[rij])
    for a in wie[dagen > grens].tolist():
        v.meld(int(k.actor.casus[a]), "R19", (k.actoren[a],), VRAAG, 1)


def _melding(v: Veger) -> None:
    """R20."""
    s, m = v.s, v.k.melding
    raak = s.geldt(m) & (m.terug > s.t) & (s.t - m.van > v.drempels.melding_dagen)
    for a, b in set(zip(m.van_actor[raak].tolist(), m.naar[raak].tolist(), strict=True)):
        v.meld(int(v.k.actor.casus[a]), "R20", v.namen((a, b)), OPEN, 2)


def _gezicht(v: Veger) -> None:
    """R21."""
    s, k = v.s, v.k
    gezin = s.per_casus(s.actief & ~s.prof)
    heeft, weg = np.zeros((2, len(k.rijen)), dtype=bool)
    heeft[k.gezicht.casus[s.geldt(k.gezicht) & s.nu_in_dienst[k.gezicht.actor]]] = True
    weg[k.geen_gezicht.casus[s.geldt(k.geen_gezicht)]] = True
    for c in np.flatnonzero(gezin & ~heeft).tolist():
        v.meld(c, "R21", (), FEIT if weg[c] else VRAAG, 1)


def _volgende_tafel(v: Veger) -> Getallen:
    """Return per casus its next table, GEEN without one."""
    t, uit = v.k.tafel, np.full(len(v.k.rijen), GEEN, dtype=np.int64)
    rijen = np.flatnonzero(t.datum >= v.s.t)
    rijen = rijen[np.lexsort((t.volgorde[rijen], t.datum[rijen]))][::-1]
    uit[t.casus[rijen]] = rijen
    return uit


def _tafel(v: Veger) -> None:
    """R22."""
    s, k = v.s, v.k
    tafel = _volgende_tafel(v)
    if not (tafel >= 0).any():
        return
    dag = np.where(tafel >= 0, k.tafel.datum[tafel], s.t)[k.actor.casus]
    brengt = np.where(s.actief, s.domein, s.van_org(k.org.domein, s.eerste_werkgever(dag)))
    g = k.genodigde
    wie = g.actor[np.isin(g.tafel, tafel[tafel >= 0])]
    wie = wie[s.in_dienst(dag)[wie] & (brengt[wie] >= 0)]
    aan_tafel = np.zeros(len(k.rijen), dtype=np.int64)
    np.bitwise_or.at(aan_tafel, k.actor.casus[wie], np.left_shift(1, brengt[wie]))
    mist = np.where(tafel >= 0, s.bits(s.prof) & _KERNBITS & ~aan_tafel, 0)
    for c in np.flatnonzero(mist).tolist():
        for d in range(len(DOMEINEN)):
            if mist[c] >> d & 1:
                v.meld(c, "R22", (f"domein:{DOMEINEN[d]}",), OPEN, 2)


def _versnipperd(v: Veger) -> None:
    """R17."""
    s, k, b = v.s, v.k, v.k.betrokken
    wie = np.flatnonzero(s.prof)
    rij = s.rij[wie]
    org = np.where(b.voor[rij] >= 0, b.voor[rij], s.org[wie])
    telt = (s.van_org(k.org.soort, org) == soortnummer(Organisatiesoort.AANBIEDER)) & (b.consult[rij] == 0)
    n = max(len(k.organisaties), 1)
    paren = np.unique(k.actor.casus[wie[telt]] * n + org[telt])
    veel = np.bincount(paren // n, minlength=len(k.rijen)) >= v.drempels.aanbieders_vanaf
    zorg = k.casus.zorglaag.astype(bool)
    v.later(np.flatnonzero(veel & zorg), let_op.aanbieder_versnippering)
    per_casus: dict[int, list[str]] = {}
    for paar in paren[(veel & ~zorg)[paren // n]].tolist():
        per_casus.setdefault(paar // n, []).append(k.organisaties[paar % n].id)
    for c, orgs in per_casus.items():
        v.meld(c, "R17", orgs, FEIT, 2)


def _contactpersoon(v: Veger) -> None:
    """R15."""
    s, k, c, p, b = v.s, v.k, v.k.casus, v.k.contactpersoon, v.k.baan
    bij_team = s.geldt(b) & (k.org.soort[b.org] == soortnummer(Organisatiesoort.LOKAAL_TEAM))
    bij_team &= s.bedient(b.org, c.woon[k.actor.casus[b.actor]])
    goed = s.vlag()
    goed[b.actor[bij_team]] = True
    eigen = s.geldt(p) & (p.org == c.school[p.casus])
    heeft, weg = np.zeros((2, len(k.rijen)), dtype=bool)
    met = eigen & (p.aanwezig == 1) & (p.naar >= 0)
    heeft[p.casus[met][goed[p.naar[met]]]] = True
    weg[p.casus[eigen & (p.aanwezig == 0)]] = True
    for nr in np.flatnonzero((c.woon >= 0) & (c.school >= 0) & ~heeft).tolist():
        casus = k.rijen[nr].casus
        wie = (str(casus.school), f"gemeente:{casus.woongemeente_jeugdwet}")
        v.meld(nr, "R15", wie, FEIT if weg[nr] else VRAAG, 2 if casus.koppel_casussen >= v.drempels.koppel_vanaf else 1)


def _belasting(v: Veger) -> None:
    """R14: surely over the agreed bandbreedte, or so near to it that the rule itself has to add up."""
    s, k, b = v.s, v.k, v.k.baan
    rijen = np.flatnonzero(s.geldt(b) & (b.band >= 0) & s.regisseur[b.actor])[::-1]
    band = np.full(len(k.actoren), LAAT, dtype=np.int64)
    band[b.actor[rijen]] = b.band[rijen]
    samen = k.actor.last + k.casus.gewicht[k.actor.casus] - band
    alleen = (s.aantal_regisseurs == 1)[k.actor.casus]
    wie = np.unique(b.actor[rijen])
    # A bandbreedte is kept in thousandths; within two of them the rule decides.
    twijfel = ~alleen[wie] | (np.abs(samen[wie]) <= 2)
    v.later(np.unique(k.actor.casus[wie[twijfel]]), lijsten.overbelaste_regisseur)
    for a in wie[~twijfel & (samen[wie] > 0)].tolist():
        v.meld(int(k.actor.casus[a]), "R14", (k.actoren[a],), FEIT, 2)


def _kring(v: Veger) -> None:
    """R07 and R08: circles between organisations in one strongly connected pass.

    The rules look where the regie is the subject, and where somebody had more than one employer.
    """
    s, k, w = v.s, v.k, v.k.wijst
    geldt = s.geldt(w)
    a, b = s.enige_org[w.a], s.enige_org[w.b]
    lastig = np.zeros(len(k.rijen), dtype=bool)
    lastig[w.casus[geldt & ((a == -2) | (b == -2) | (w.onderwerp == ONDERWERPEN.index(Onderwerp.REGIE)))]] = True
    v.later(np.flatnonzero(lastig), regie.doorschuifcirkel, regie.doorschuif_eindpunt)
    rijen = np.flatnonzero(geldt & ~lastig[w.casus] & (a >= 0) & (b >= 0) & (a != b))
    n, m = max(len(k.organisaties), 1), len(ONDERWERPEN)
    knopen, plek = np.unique(
        (np.r_[w.casus[rijen], w.casus[rijen]] * m + np.r_[w.onderwerp[rijen], w.onderwerp[rijen]]) * n
        + np.r_[a[rijen], b[rijen]],
        return_inverse=True,
    )
    kringen: dict[int, list[int]] = {}
    deel = sterke_delen(plek[: len(rijen)], plek[len(rijen) :], len(knopen))
    for knoop in np.flatnonzero(np.bincount(deel)[deel] > 1).tolist() if len(knopen) else ():
        kringen.setdefault(int(deel[knoop]), []).append(int(knopen[knoop]))
    for leden in kringen.values():
        c, onderwerp = divmod(leden[0] // n, m)
        orgs = [k.organisaties[lid % n] for lid in leden]
        ernst = 3 if len({o.domein for o in orgs}) > 1 else 2
        v.meld(c, "R07", [*(o.id for o in orgs), f"onderwerp:{ONDERWERPEN[onderwerp]}"], FEIT, ernst)


def _vertrek(v: Veger) -> None:
    """R13: the only regisseur who leaves his one organisation leaves the regie open; the rule looks at others."""
    zeker, anders = vertrekkers(v.s)
    v.later(np.unique(v.k.actor.casus[anders]), vertrek.vertrekrisico)
    ook = set(v.k.actor.casus[anders].tolist())
    for a in zeker.tolist():
        if (c := int(v.k.actor.casus[a])) not in ook:
            v.meld(c, "R13", (v.k.actoren[a],), FEIT, 2)


def _zeldzaam(v: Veger) -> None:
    """R10 and R24: without any mandate on record there is nothing to add up; the rule looks at the others."""
    b = v.k.besluit
    met = np.isin(b.casus, list(v.k.nodig["mandaat"]))
    v.later(np.unique(b.casus[met]), regie.regie_zonder_mandaat)
    for r in np.flatnonzero(~met & v.s.geldt(b) & (b.bedrag > 0)).tolist():
        v.meld(int(b.casus[r]), "R10", (f"besluit:{v.k.besluiten[r]}",), OPEN, 3)
    v.later(v.k.nodig["opvolger"], let_op.wissel_niet_gemeld)
