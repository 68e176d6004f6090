"""The state of every casus at day t in columns: who takes part, who holds the regie, who speaks to whom."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
import numpy.typing as npt

from engine.netwerk.begrippen import Domein, Drempels, Organisatiesoort
from engine.netwerk.landelijk.kolommen import DOMEINEN, GEEN, LAAT, Getallen, Kolom, Kolommen, soortnummer
from engine.netwerk.regielog import Regiestand, regiestand

Vlag = npt.NDArray[np.bool_]
GEZIN = DOMEINEN.index(Domein.GEZIN)


@dataclass(eq=False)
class Stand:
    """Columns per actor and per casus at day t; computed once, when asked."""

    k: Kolommen
    t: int
    drempels: Drempels
    standen: dict[int, Regiestand] = field(default_factory=dict)
    """The replayed log of every casus with more to it than one acceptance."""

    # -- rows and employment --------------------------------------------------------------------------------------

    def geldt(self, rij: Kolom) -> Vlag:
        """Say of every row whether it holds at t."""
        return (rij.van <= self.t) & (self.t < rij.tot)

    @cached_property
    def loopt(self) -> Vlag:
        """Which casussen run at t."""
        return (self.k.casus.start <= self.t) & (self.t < self.k.casus.einde)

    def vlag(self) -> Vlag:
        """Return a false flag for every actor."""
        return np.zeros(len(self.k.actoren), dtype=bool)

    @cached_property
    def heeft_baan(self) -> Vlag:
        """Actors with any employment on record."""
        uit = self.vlag()
        uit[self.k.baan.actor] = True
        return uit

    def in_dienst(self, op: Getallen) -> Vlag:
        """Say of every actor whether he is in service on the day given for him; no employment on record counts."""
        uit = ~self.heeft_baan
        b = self.k.baan
        dag = op[b.actor]
        uit[b.actor[(b.van <= dag) & (dag < b.tot)]] = True
        return uit

    def eerste_werkgever(self, op: Getallen) -> Getallen:
        """Return of every actor the first employer on the day given for him."""
        b, uit = self.k.baan, np.full(len(self.k.actoren), GEEN, dtype=np.int64)
        dag = op[b.actor]
        rijen = np.flatnonzero((b.van <= dag) & (dag < b.tot))[::-1]
        # Written last to first: the first row stays.
        uit[b.actor[rijen]] = b.org[rijen]
        return uit

    @cached_property
    def vandaag(self) -> Getallen:
        """Day t for every actor."""
        return np.full(len(self.k.actoren), self.t, dtype=np.int64)

    @cached_property
    def nu_in_dienst(self) -> Vlag:
        """Who is in service at t."""
        return self.in_dienst(self.vandaag)

    @cached_property
    def werkgever(self) -> Getallen:
        """The first employer at t."""
        return self.eerste_werkgever(self.vandaag)

    # -- actors ---------------------------------------------------------------------------------------------------

    @cached_property
    def rij(self) -> Getallen:
        """Per actor the row betrokken that counts, GEEN for who takes no part."""
        k, b = self.k, self.k.betrokken
        baas, is_org = self.werkgever[b.actor], k.actor.org[b.actor] >= 0
        paren = k.baan.actor * max(len(k.organisaties), 1) + k.baan.org
        eigen = b.actor * max(len(k.organisaties), 1) + b.org
        werkt_daar = np.isin(eigen, paren[self.geldt(k.baan)])
        mag = is_org | ~self.heeft_baan[b.actor] | ((baas >= 0) & ((b.org < 0) | werkt_daar))
        rijen = np.flatnonzero(self.geldt(b) & mag)
        # The earliest counts, then the first in order; written last to first.
        rijen = rijen[np.lexsort((rijen, b.van[rijen]))][::-1]
        uit = np.full(len(k.actoren), GEEN, dtype=np.int64)
        uit[b.actor[rijen]] = rijen
        return uit

    @cached_property
    def actief(self) -> Vlag:
        """Who takes part."""
        return self.rij >= 0

    @cached_property
    def org(self) -> Getallen:
        """The organisation somebody takes part for."""
        b = self.k.betrokken
        gekozen = np.where(self.actief, b.org[self.rij] if len(b.org) else GEEN, GEEN)
        uit = np.where(self.k.actor.org >= 0, self.k.actor.org, np.where(gekozen >= 0, gekozen, self.werkgever))
        return np.where(self.actief, uit, GEEN)

    @cached_property
    def domein(self) -> Getallen:
        """The domain of who takes part."""
        b = self.k.betrokken
        gekozen = np.where(self.actief, b.domein[self.rij] if len(b.domein) else GEEN, GEEN)
        return np.where(gekozen >= 0, gekozen, self.van_org(self.k.org.domein, self.org))

    def van_org(self, kolom: Getallen, org: Getallen) -> Getallen:
        """Return a field of these organisations, GEEN where there is none."""
        if not len(kolom):
            return np.full(len(org), GEEN, dtype=np.int64)
        return np.where(org >= 0, kolom[org], GEEN)

    @cached_property
    def sinds(self) -> Getallen:
        """Since when somebody takes part."""
        b = self.k.betrokken
        return np.where(self.actief, b.van[self.rij] if len(b.van) else 0, LAAT)

    @cached_property
    def prof(self) -> Vlag:
        """P(t)."""
        uit: Vlag = self.actief & (self.domein != GEZIN)
        return uit

    @cached_property
    def bit(self) -> Getallen:
        """The domain of a professional as a bit."""
        return np.where(self.prof & (self.domein >= 0), np.left_shift(1, np.maximum(self.domein, 0)), 0)

    @cached_property
    def gesloten(self) -> Vlag:
        """Who works for a closed organisation."""
        nummers = [soortnummer(Organisatiesoort(s)) for s in self.drempels.gesloten_soorten]
        return np.isin(self.van_org(self.k.org.soort, self.org), nummers)

    def per_casus(self, actoren: Vlag | Getallen) -> Vlag:
        """Say which casussen have one of these actors."""
        uit = np.zeros(len(self.k.rijen), dtype=bool)
        uit[self.k.actor.casus[actoren]] = True
        return uit

    def bedient(self, org: Getallen, gemeente: Getallen) -> Vlag:
        """Say of pairs whether the organisation works for the municipality."""
        n = int(max(self.k.bedient.gemeente.max(initial=0), gemeente.max(initial=0))) + 1
        return (
            (gemeente >= 0) & (org >= 0) & np.isin(org * n + gemeente, self.k.bedient.org * n + self.k.bedient.gemeente)
        )

    # -- lines ----------------------------------------------------------------------------------------------------

    @cached_property
    def _recent(self) -> Vlag:
        uit = np.zeros(len(self.k.lijn.a), dtype=bool)
        geleden = self.t - self.k.lijncontact.dag
        uit[self.k.lijncontact.lijn[(geleden >= 0) & (geleden <= self.drempels.contactvenster_dagen)]] = True
        return uit

    @cached_property
    def _mag(self) -> Vlag:
        uit: Vlag = (self.k.lijn.geen == 0) & (self.t < self.k.lijn.grond_tot)
        return uit

    def lijnen(self, welke: Vlag, wie: Vlag) -> tuple[Getallen, Getallen]:
        """Return the two ends of these lines between these actors."""
        lijn = self.k.lijn
        rijen = welke & self.geldt(lijn) & wie[lijn.a] & wie[lijn.b]
        return lijn.a[rijen], lijn.b[rijen]

    @cached_property
    def contact(self) -> tuple[Getallen, Getallen]:
        """C."""
        return self.lijnen(self._recent, self.prof)

    @cached_property
    def informatie(self) -> tuple[Getallen, Getallen]:
        """I."""
        return self.lijnen(self._recent & self._mag, self.prof)

    @cached_property
    def mag_delen(self) -> tuple[Getallen, Getallen]:
        """K."""
        return self.lijnen(self._mag, self.prof)

    @cached_property
    def niet_mogen(self) -> tuple[Getallen, Getallen]:
        """The lines that hold and are not allowed."""
        return self.lijnen(~self._mag, self.prof)

    def bereik(self, begin: Vlag, lijnen: tuple[Getallen, Getallen]) -> Vlag:
        """Return the professionals among `begin` and everybody within `stappen` steps; O(lines) per step."""
        a, b = lijnen
        gezien = begin & self.prof
        for _ in range(self.drempels.stappen):
            nieuw = gezien.copy()
            nieuw[b[gezien[a]]] = True
            nieuw[a[gezien[b]]] = True
            gezien = nieuw
        return gezien

    def delen(self, lijnen: tuple[Getallen, Getallen]) -> Getallen:
        """Return the number of the part of every professional; all casussen in one block matrix."""
        from scipy.sparse import coo_array
        from scipy.sparse.csgraph import connected_components

        a, b = lijnen
        n = len(self.k.actoren)
        matrix = coo_array((np.ones(len(a), dtype=np.int8), (a, b)), shape=(n, n))
        return np.asarray(connected_components(matrix.tocsr(), directed=False)[1], dtype=np.int64)

    def bits(self, actoren: Vlag) -> Getallen:
        """Return per casus the domains of these professionals as bits."""
        uit = np.zeros(len(self.k.rijen), dtype=np.int64)
        np.bitwise_or.at(uit, self.k.actor.casus[actoren], self.bit[actoren])
        return uit

    # -- regie ----------------------------------------------------------------------------------------------------

    @cached_property
    def houders(self) -> tuple[Getallen, Getallen]:
        """Who holds the casusregie by the log alone, and the day of the last acceptance; fills `standen`."""
        een, op = self.k.aanvaard, date.fromordinal(self.t)
        al = een.dag <= self.t
        actoren, dagen = een.actor[al].tolist(), een.dag[al].tolist()
        for c, log in self.k.logs.items():
            stand = regiestand(log, op, gever_houdt_regie=self.drempels.gever_houdt_regie)
            self.standen[c] = stand
            for p, houder in stand.houders.items():
                actoren.append(self.k.plek[c][p])
                dagen.append(houder.aanvaard_op.toordinal())
        return np.array(actoren, dtype=np.int64), np.array(dagen, dtype=np.int64)

    @cached_property
    def nog_in_functie(self) -> Vlag:
        """Say of each of `houders` whether he still works where he accepted."""
        wie, op = self.houders
        b, n = self.k.baan, max(len(self.k.organisaties), 1)
        dag = np.full(len(self.k.actoren), GEEN, dtype=np.int64)
        dag[wie] = op
        toen = (dag[b.actor] >= 0) & (b.van <= dag[b.actor]) & (dag[b.actor] < b.tot)
        had_werk = self.vlag()
        had_werk[b.actor[toen]] = True
        daar = np.isin(b.actor * n + b.org, (b.actor * n + b.org)[toen])
        nog = ~self.heeft_baan
        nog[b.actor[self.geldt(b) & (daar | ~had_werk[b.actor])]] = True
        return nog[wie]

    @cached_property
    def regisseur(self) -> Vlag:
        """R(t)."""
        uit = self.vlag()
        uit[self.houders[0][self.nog_in_functie]] = True
        return uit

    @cached_property
    def aantal_regisseurs(self) -> Getallen:
        """How many regisseurs each casus has."""
        return np.bincount(self.k.actor.casus[self.regisseur], minlength=len(self.k.rijen))

    @cached_property
    def enige_org(self) -> Getallen:
        """The one organisation of every row of somebody; GEEN with none, -2 with several. An organisation is itself."""
        b = self.k.baan
        laagst, hoogst = np.full(len(self.k.actoren), LAAT, dtype=np.int64), np.full(len(self.k.actoren), GEEN)
        np.minimum.at(laagst, b.actor, b.org)
        np.maximum.at(hoogst, b.actor, b.org)
        return np.where(
            self.k.actor.org >= 0, self.k.actor.org, np.where((laagst == hoogst) | (hoogst < 0), hoogst, -2)
        )

    @cached_property
    def maatregel(self) -> Vlag:
        """Casussen with somebody of the organisation that carries out a measure."""
        m, n = self.k.maatregel, max(len(self.k.organisaties), 1)
        geldt = self.geldt(m)
        wie = np.flatnonzero(self.actief & (self.org >= 0))
        raak = np.isin(self.k.actor.casus[wie] * n + self.org[wie], (m.casus * n + m.org)[geldt])
        return self.per_casus(wie[raak]) & self.drempels.maatregel_telt_als_regie
