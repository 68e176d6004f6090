"""The Beeld: a frozen picture of one casus at day t, with what was known at day k."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, TypeVar

from engine.netwerk import grafen
from engine.netwerk.begrippen import STANDAARD, Domein, Drempels, Laag, Onderwerp, Organisatiesoort
from engine.netwerk.dienst import Dienst, aaneengesloten, schooldagen
from engine.netwerk.regielog import Einde, Houder, Regiestand, regiestand
from engine.netwerk.rijen import (
    Aanstelling,
    Betrokken,
    Gebeurtenis,
    Informatie,
    Maatregel,
    Organisatie,
    Persoon,
    Rij,
    Rijen,
    Tafel,
    Vakantie,
    VastGezicht,
    WijstNaar,
)
from engine.netwerk.teksten import Schrijver

R = TypeVar("R", bound=Rij)
Bezetting = Literal["regisseur", "waarneming", "wettelijk", "gezin"]


@dataclass(frozen=True, slots=True)
class Actor:
    """Somebody who takes part in the casus at t: domain, organisation, since when."""

    id: str
    domein: Domein | None
    organisatie: str | None
    sinds: date
    rij: Betrokken


@dataclass(frozen=True, eq=False)
class Beeld:
    """A frozen picture of ONE casus: its rows, the day t, the record day k (none: latest knowledge).

    Everything below is computed once, when asked; building costs O(rows).
    zonder_waarneming: people whose vervanger does not act (for the question what comes after a departure).
    """

    rijen: Rijen
    t: date
    k: date | None = None
    drempels: Drempels = STANDAARD
    zonder_waarneming: frozenset[str] = frozenset()

    # -- rows ---------------------------------------------------------------------------------------------------

    @cached_property
    def _bekend(self) -> dict[type[Rij], list[Rij]]:
        per_soort: dict[type[Rij], list[Rij]] = defaultdict(list)
        for rij in self.rijen.relaties:
            if rij.bekend(self.k):
                per_soort[type(rij)].append(rij)
        return per_soort

    def bekende(self, soort: type[R]) -> list[R]:
        """Return the rows on record of one kind, whatever their validity; absences are left out."""
        return [rij for rij in self._bekend.get(soort, ()) if isinstance(rij, soort) and rij.kennis == "aanwezig"]

    def geldige(self, soort: type[R]) -> list[R]:
        """Return the rows of one kind that hold at t; absences are left out."""
        return [rij for rij in self.bekende(soort) if rij.geldt(self.t)]

    def afwezige(self, soort: type[R]) -> list[R]:
        """Return the confirmed absences of one kind that hold at t."""
        return [
            rij
            for rij in self._bekend.get(soort, ())
            if isinstance(rij, soort) and rij.kennis == "afwezig" and rij.geldt(self.t)
        ]

    @cached_property
    def personen(self) -> dict[str, Persoon]:
        """The people of the register by id."""
        return {p.id: p for p in self.rijen.personen}

    @cached_property
    def organisaties(self) -> dict[str, Organisatie]:
        """The organisations of the register by id."""
        return {o.id: o for o in self.rijen.organisaties}

    # -- time ---------------------------------------------------------------------------------------------------

    def dagen(self, d: date) -> int:
        """Return the number of calendar days from d to t."""
        return (self.t - d).days

    @cached_property
    def _vakanties(self) -> list[Vakantie]:
        return aaneengesloten(self.rijen.vakanties)

    def schooldagen(self, d: date) -> int:
        """Return the number of days x with d < x <= t outside the school holidays."""
        return schooldagen(d, self.t, self._vakanties)

    @cached_property
    def dienst(self) -> Dienst:
        """Who is employed where."""
        return Dienst(self.bekende(Aanstelling), self.organisaties)

    # -- actors -------------------------------------------------------------------------------------------------

    @cached_property
    def actoren(self) -> dict[str, Actor]:
        """The active actors at t by id, the gezin included, in the order of their ids."""
        gevonden: dict[str, Actor] = {}
        for rij in self.geldige(Betrokken):
            actor = self._actor(rij)
            # Of several rows of one actor the earliest counts, then the first in order.
            if actor is not None and (actor.id not in gevonden or actor.sinds < gevonden[actor.id].sinds):
                gevonden[actor.id] = actor
        return dict(sorted(gevonden.items()))

    def _actor(self, rij: Betrokken) -> Actor | None:
        sinds = rij.geldig_van or self.rijen.casus.start
        organisatie: str | None
        if rij.van in self.organisaties:
            organisatie = rij.van
        else:
            werkgevers = self.dienst.werkgevers(rij.van, self.t)
            if self.dienst.aanstellingen.get(rij.van) and (
                not werkgevers or (rij.organisatie is not None and rij.organisatie not in werkgevers)
            ):
                return None
            organisatie = rij.organisatie or (werkgevers[0] if werkgevers else None)
        domein = rij.domein
        if domein is None and organisatie in self.organisaties:
            domein = self.organisaties[organisatie].domein
        return Actor(rij.van, domein, organisatie, sinds, rij)

    @cached_property
    def professionals(self) -> dict[str, Actor]:
        """P(t): the active actors outside the gezin."""
        return {a.id: a for a in self.actoren.values() if a.domein is not Domein.GEZIN}

    @cached_property
    def gezin(self) -> dict[str, Actor]:
        """The active actors of the gezin."""
        return {a.id: a for a in self.actoren.values() if a.domein is Domein.GEZIN}

    def van_domein(self, domein: Domein) -> list[Actor]:
        """Return the active professionals of one domain."""
        return [a for a in self.professionals.values() if a.domein is domein]

    def soort_van(self, organisatie: str | None) -> Organisatiesoort | None:
        """Return what kind of organisation this is."""
        gevonden = self.organisaties.get(organisatie) if organisatie is not None else None
        return gevonden.soort if gevonden else None

    def gesloten(self, organisatie: str | None) -> bool:
        """Say whether the organisation works closed and is never asked for a line."""
        return self.soort_van(organisatie) in self.drempels.gesloten_soorten

    def bedient(self, organisatie: str | None, gemeente: str | None) -> bool:
        """Say whether the organisation works for the municipality."""
        gevonden = self.organisaties.get(organisatie) if organisatie is not None else None
        return gevonden is not None and gemeente is not None and gevonden.bedient(gemeente)

    # -- regie --------------------------------------------------------------------------------------------------

    @cached_property
    def gebeurtenissen(self) -> list[Gebeurtenis]:
        """The events of the regie that are on record."""
        return [g for g in self.rijen.gebeurtenissen if g.bekend(self.k)]

    @cached_property
    def log(self) -> Regiestand:
        """The state of the casusregie according to its log alone, before looking at employment."""
        return self._stand(Laag.CASUS)

    def _stand(self, laag: Laag) -> Regiestand:
        return regiestand(self.gebeurtenissen, self.t, laag=laag, gever_houdt_regie=self.drempels.gever_houdt_regie)

    def houders(self, laag: Laag) -> dict[str, Houder]:
        """Return who holds the regie of a layer and still works where it was accepted."""
        stand = self.log if laag is Laag.CASUS else self._stand(laag)
        return {p: h for p, h in sorted(stand.houders.items()) if self.dienst.nog_in_functie(p, h.aanvaard_op, self.t)}

    @cached_property
    def regisseurs(self) -> dict[str, Houder]:
        """R(t): who holds the casusregie; need not be a participant."""
        return self.houders(Laag.CASUS)

    def organisaties_bij_aanvaarding(self, houder: Houder) -> list[str]:
        """Return where a holder worked on the day of acceptance."""
        return self.dienst.werkgevers(houder.persoon, houder.aanvaard_op)

    @cached_property
    def eenheden(self) -> list[tuple[str, ...]]:
        """R(t) grouped by duo: a duo counts as one."""
        lijnen = [(p, h.duo_met) for p, h in self.regisseurs.items() if h.duo_met is not None]
        return [tuple(sorted(deel)) for deel in grafen.delen(grafen.graaf(self.regisseurs, lijnen))]

    @cached_property
    def eindes(self) -> dict[str, Einde]:
        """For everybody who ever held the casusregie and does not now: when it ended."""
        eindes = dict(self.log.eindes)
        for houder in self._vertrokken:
            datum, rijen = self._einde_functie(houder)
            eindes[houder.persoon] = Einde(datum, (houder.gebeurtenis.id, *(rij.id for rij in rijen)), uit_dienst=True)
        return eindes

    @cached_property
    def _vertrokken(self) -> list[Houder]:
        return [h for p, h in sorted(self.log.houders.items()) if p not in self.regisseurs]

    def _einde_functie(self, houder: Houder) -> tuple[date, list[Aanstelling]]:
        rijen = self.dienst.functie_rijen(houder.persoon, houder.aanvaard_op)
        voorbij = [rij for rij in rijen if rij.geldig_tot is not None and rij.geldig_tot <= self.t]
        if not voorbij:
            return houder.aanvaard_op, []
        datum = max(rij.geldig_tot for rij in voorbij if rij.geldig_tot is not None)
        return datum, [rij for rij in voorbij if rij.geldig_tot == datum]

    @cached_property
    def waarnemers(self) -> dict[str, str]:
        """Who acts for a regisseur who left at most `waarneming_dagen` ago: regisseur to vervanger."""
        gevonden = {}
        for houder in self._vertrokken:
            datum, rijen = self._einde_functie(houder)
            genoemd: list[str | None] = [rij.vervanger for rij in rijen if rij.vervanger]
            vervanger = next(
                (v for v in genoemd or [houder.vervanger] if v is not None and self.dienst.in_dienst(v, self.t)), None
            )
            if (
                vervanger is not None
                and houder.persoon not in self.zonder_waarneming
                and self.dagen(datum) <= self.drempels.waarneming_dagen
            ):
                gevonden[houder.persoon] = vervanger
        return gevonden

    @cached_property
    def bezetting(self) -> Bezetting | None:
        """Why the regie counts as held: a regisseur, a vervanger, a measure or the gezin itself; else None.

        That a measure (ots, voogdij) stands for the regie is an assumption of the model, and a setting.
        """
        if self.regisseurs:
            return "regisseur"
        if self.waarnemers:
            return "waarneming"
        if self.drempels.maatregel_telt_als_regie and any(
            a.organisatie in self.uitvoerders_maatregel for a in self.actoren.values()
        ):
            return "wettelijk"
        if self.houders(Laag.GEZIN) and self.vaste_gezichten:
            return "gezin"
        return None

    @property
    def bezet(self) -> bool:
        """Say whether somebody holds the casusregie, or stands for it."""
        return self.bezetting is not None

    @cached_property
    def uitvoerders_maatregel(self) -> set[str]:
        """The organisations that carry out an ots or voogdij at t."""
        return {m.van for m in self.geldige(Maatregel) if m.vorm in ("ots", "voogdij")}

    @cached_property
    def vaste_gezichten(self) -> list[VastGezicht]:
        """The fixed faces for the gezin who are in service."""
        return [v for v in self.geldige(VastGezicht) if v.van is not None and self.dienst.in_dienst(v.van, self.t)]

    # -- graphs -------------------------------------------------------------------------------------------------

    @cached_property
    def _lijnen(self) -> list[Informatie]:
        return self.geldige(Informatie)

    def _recent(self, rij: Informatie) -> bool:
        venster = self.drempels.contactvenster_dagen
        return any(0 <= self.dagen(c) <= venster for c in rij.contactmomenten)

    @cached_property
    def contact(self) -> grafen.Graaf:
        """C: professionals with contact on record in the contact window."""
        return grafen.graaf(self.professionals, ((r.van, r.naar) for r in self._lijnen if self._recent(r)))

    @cached_property
    def mag_delen(self) -> grafen.Graaf:
        """K: professionals who may share information; a ground that was not recorded forbids nothing."""
        return grafen.graaf(self.professionals, ((r.van, r.naar) for r in self._lijnen if r.mag(self.t)))

    @cached_property
    def informatie(self) -> grafen.Graaf:
        """I: lines that are used and allowed, both on the same row."""
        lijnen = ((r.van, r.naar) for r in self._lijnen if r.mag(self.t) and self._recent(r))
        return grafen.graaf(self.professionals, lijnen)

    @cached_property
    def contact_met_gezin(self) -> grafen.Graaf:
        """CG: as C, the gezin included."""
        return grafen.graaf(self.actoren, ((r.van, r.naar) for r in self._lijnen if self._recent(r)))

    @cached_property
    def _pijlen(self) -> dict[Onderwerp, list[tuple[str, str, WijstNaar]]]:
        pijlen: dict[Onderwerp, list[tuple[str, str, WijstNaar]]] = defaultdict(list)
        laatst_aanvaard = max((g.datum for g in self.log.aanvaardingen), default=None)
        for rij in self.geldige(WijstNaar):
            op = rij.geldig_van or self.t
            van, naar = self.dienst.organisatie_van(rij.van, op), self.dienst.organisatie_van(rij.naar, op)
            if rij.status != "open" or van is None or naar is None or van == naar:
                continue
            if rij.onderwerp is Onderwerp.REGIE and laatst_aanvaard is not None and laatst_aanvaard >= op:
                continue
            pijlen[rij.onderwerp].append((van, naar, rij))
        return dict(pijlen)

    def pijlen(self, onderwerp: Onderwerp) -> Sequence[tuple[str, str, WijstNaar]]:
        """Return who points to whom about a subject: two organisations and the row.

        Pointing lives between organisations: it does not stop when the person who said it leaves.
        """
        return self._pijlen.get(onderwerp, ())

    @cached_property
    def wijst_regie(self) -> grafen.Richtgraaf:
        """W_regie: which organisation points to which about the regie."""
        return self.wijst(Onderwerp.REGIE)

    def wijst(self, onderwerp: Onderwerp) -> grafen.Richtgraaf:
        """Return W_s: which organisation points to which about this subject."""
        return grafen.richtgraaf((van, naar) for van, naar, _ in self.pijlen(onderwerp))

    # -- contact and table --------------------------------------------------------------------------------------

    @cached_property
    def contacten(self) -> dict[frozenset[str], list[date]]:
        """Every contact moment up to t per pair of actors, whatever the validity of the row."""
        per_paar: dict[frozenset[str], list[date]] = defaultdict(list)
        for rij in self.bekende(Informatie):
            per_paar[frozenset((rij.van, rij.naar))].extend(c for c in rij.contactmomenten if c <= self.t)
        return dict(per_paar)

    def contacten_tussen(self, een: str, ander: str) -> Sequence[date]:
        """Return every contact moment of two actors up to t."""
        return self.contacten.get(frozenset((een, ander)), ())

    @cached_property
    def laatste_contact(self) -> dict[str, date]:
        """The last contact moment up to t per actor."""
        laatste: dict[str, date] = {}
        for paar, momenten in self.contacten.items():
            for actor in paar:
                laatste[actor] = max([laatste.get(actor, date.min), *momenten])
        for rij in self.bekende(Betrokken):
            laatste[rij.van] = max([laatste.get(rij.van, date.min), *(c for c in rij.contactmomenten if c <= self.t)])
        return {actor: op for actor, op in laatste.items() if op > date.min}

    @cached_property
    def volgende_tafel(self) -> Tafel | None:
        """The earliest planned table on or after t with at least one guest."""
        tafels = [
            tafel
            for tafel in self.rijen.tafels
            if tafel.bekend(self.k) and tafel.datum >= self.t and tafel.status == "gepland" and tafel.genodigden
        ]
        return min(tafels, key=lambda tafel: (tafel.datum, tafel.id), default=None)

    # -- words --------------------------------------------------------------------------------------------------

    def functie(self, persoon: str) -> str:
        """Return the function of somebody: of the register, else of the last row aanstelling."""
        gevonden = self.personen.get(persoon)
        if gevonden is not None and gevonden.functie:
            return gevonden.functie
        rijen = self.dienst.aanstellingen.get(persoon, ())
        return next((rij.functie for rij in rijen if rij.geldt(self.t) and rij.functie), "") or next(
            (rij.functie for rij in rijen if rij.functie), ""
        )

    def schrijver(self, *, namen: bool) -> Schrijver:
        """Return who words the actors: with names, or with functions only."""
        return self._met_namen if namen else self._zonder_namen

    @cached_property
    def _met_namen(self) -> Schrijver:
        return self._schrijver(True)

    @cached_property
    def _zonder_namen(self) -> Schrijver:
        return self._schrijver(False)

    def _schrijver(self, namen: bool) -> Schrijver:
        return Schrijver(self.personen, self.organisaties, self._werkgever_nu, self.functie, namen=namen)

    def _werkgever_nu(self, actor: str) -> str | None:
        gevonden = self.actoren.get(actor)
        return gevonden.organisatie if gevonden else self.dienst.organisatie_van(actor, self.t)


def domeinen(actoren: Iterable[Actor]) -> set[Domein]:
    """Return the domains of these actors."""
    return {a.domein for a in actoren if a.domein is not None}
