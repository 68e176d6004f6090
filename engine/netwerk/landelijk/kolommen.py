"""The rows of many casussen as columns of whole numbers; every person belongs to one casus only.

Days are ordinals, an open beginning is VROEG and an open end LAAT. Only what is on record (at day k) is loaded.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.netwerk.begrippen import Domein, Gebeurtenissoort, Laag, Onderwerp, Organisatiesoort
from engine.netwerk.rijen import (
    Aanstelling,
    BesluitNodig,
    Betrokken,
    Contactpersoon,
    Financiering,
    Gebeurtenis,
    Informatie,
    Maatregel,
    Mandaat,
    Melding,
    Organisatie,
    Rij,
    Rijen,
    VastGezicht,
    WijstNaar,
)

VROEG, LAAT, GEEN = -1, 2**31 - 1, -1
DOMEINEN = tuple(Domein)
"""A domain is its place in this order; GEEN when it is not known."""
ONDERWERPEN = tuple(Onderwerp)
_PLEK = {d: i for i, d in enumerate(DOMEINEN)}
_ONDERWERP = {o: i for i, o in enumerate(ONDERWERPEN)}
_SOORT = {s: i for i, s in enumerate(Organisatiesoort)}
Getallen = npt.NDArray[np.int64]


def soortnummer(soort: Organisatiesoort) -> int:
    """Return the number of a kind of organisation."""
    return _SOORT[soort]


class Kolom:
    """Rows of equal length that become one array per field."""

    def __init__(self, *velden: str) -> None:
        self._velden = velden
        self._rijen = array("q")
        self._klaar: dict[str, Getallen] = {}

    def erbij(self, *waarden: int) -> int:
        """Add a row and return its place."""
        self._rijen.extend(waarden)
        return len(self._rijen) // len(self._velden) - 1

    def __getattr__(self, veld: str) -> Getallen:
        if veld.startswith("_") or veld not in self._velden:
            raise AttributeError(veld)
        return self._klaar[veld]

    def klaar(self) -> None:
        """Make the arrays; no rows come after this."""
        tabel = np.array(self._rijen, dtype=np.int64).reshape(-1, len(self._velden))
        self._klaar = {naam: np.ascontiguousarray(tabel[:, i]) for i, naam in enumerate(self._velden)}
        self._rijen = array("q")


@dataclass(eq=False)
class Kolommen:
    """Everything the sweep looks at, as known on day `op`.

    rijen: the casussen themselves, for what is too rare for columns.
    """

    op: date | None = None
    rijen: list[Rijen] = field(default_factory=list)
    actoren: list[str] = field(default_factory=list)
    plek: list[dict[str, int]] = field(default_factory=list)
    organisaties: list[Organisatie] = field(default_factory=list)
    logs: dict[int, list[Gebeurtenis]] = field(default_factory=dict)
    """The events of every casus with more of them than one acceptance."""
    besluiten: list[str] = field(default_factory=list)
    nodig: dict[str, set[int]] = field(default_factory=lambda: {"mandaat": set(), "opvolger": set()})

    def __post_init__(self) -> None:
        self.casus = Kolom("start", "einde", "woon", "school", "jeugdwet", "zorglaag", "gezinslaag", "gewicht")
        self.actor = Kolom("casus", "org", "rang", "last")
        self.org = Kolom("soort", "domein", "gemeente", "naam", "boven")
        self.bedient = Kolom("org", "gemeente")
        self.baan = Kolom("actor", "org", "van", "tot", "vervanger", "band")
        self.betrokken = Kolom("actor", "org", "domein", "van", "tot", "wacht", "ritme", "consult", "voor")
        self.niet_betrokken = Kolom("casus", "org", "van", "tot")
        self.lijn = Kolom("a", "b", "van", "tot", "geen", "grond_tot")
        self.geen_lijn = Kolom("a", "b", "van", "tot")
        self.lijncontact = Kolom("lijn", "dag")
        self.eigen_contact = Kolom("actor", "dag")
        self.melding = Kolom("van_actor", "naar", "van", "tot", "terug")
        self.gezicht = Kolom("casus", "actor", "van", "tot")
        self.geen_gezicht = Kolom("casus", "van", "tot")
        self.contactpersoon = Kolom("casus", "org", "naar", "van", "tot", "aanwezig")
        self.financiering = Kolom("casus", "naam", "van", "tot")
        self.maatregel = Kolom("casus", "org", "van", "tot")
        self.aanvaard = Kolom("actor", "dag")
        self.besluit = Kolom("casus", "bedrag", "van", "tot")
        self.wijst = Kolom("casus", "onderwerp", "a", "b", "van", "tot")
        self.tafel = Kolom("casus", "datum", "volgorde")
        self.genodigde = Kolom("tafel", "actor")
        self._orgs: dict[Organisatie, int] = {}
        self._gemeenten: dict[str, int] = {}
        self._namen: dict[str, int] = {}

    def gemeente(self, naam: str | None) -> int:
        """Return the number of a municipality."""
        return GEEN if naam is None else self._gemeenten.setdefault(naam, len(self._gemeenten))

    def naam(self, naam: str | None) -> int:
        """Return the number of the id of an organisation."""
        return GEEN if naam is None else self._namen.setdefault(naam, len(self._namen))

    @property
    def namen(self) -> list[str]:
        """The ids of organisations by number."""
        return list(self._namen)

    def organisatie(self, o: Organisatie) -> int:
        """Return the number of an organisation; the same record of several casussen is one."""
        nr = self._orgs.get(o)
        if nr is None:
            nr = self._orgs[o] = self.org.erbij(
                _SOORT[o.soort], _PLEK[o.domein], self.gemeente(o.gemeente), self.naam(o.id), self.naam(o.onderdeel_van)
            )
            self.organisaties.append(o)
            for gemeente in {o.gemeente, *o.werkgebied} - {None}:
                self.bedient.erbij(nr, self.gemeente(gemeente))
        return nr


def laad(casussen: Iterable[Rijen], k: date | None = None) -> Kolommen:
    """Return the columns of these casussen, with what was on record at the end of day k; O(rows)."""
    kolommen = Kolommen(k)
    for rijen in casussen:
        _Lader(kolommen, rijen, k).lees()
    for kolom in vars(kolommen).values():
        if isinstance(kolom, Kolom):
            kolom.klaar()
    return kolommen


def duizendsten(last: float) -> int:
    """Return a load in thousandths: close enough to see whether the rule has to look."""
    return round(last * 1000)


def _dag(op: date | None, anders: int) -> int:
    return anders if op is None else op.toordinal()


class _Lader:
    """Reads the rows of one casus into the columns."""

    def __init__(self, k: Kolommen, rijen: Rijen, op: date | None) -> None:
        self.k, self.rijen, self.op, self.c = k, rijen, op, len(k.rijen)
        self.orgs = {o.id: k.organisatie(o) for o in rijen.organisaties}
        self.actor: dict[str, int] = {}

    def lees(self) -> None:
        k, rijen, casus = self.k, self.rijen, self.rijen.casus
        ids = sorted({p.id for p in rijen.personen} | self.orgs.keys())
        last = {p.id: duizendsten(p.regielast_elders) for p in rijen.personen if p.regielast_elders}
        for rang, id_ in enumerate(ids):
            self.actor[id_] = k.actor.erbij(self.c, self.orgs.get(id_, GEEN), rang, last.get(id_, 0))
            k.actoren.append(id_)
        k.plek.append(self.actor)
        k.rijen.append(rijen)
        lagen = {g.laag.value for g in rijen.gebeurtenissen}
        k.casus.erbij(
            casus.start.toordinal(), _dag(casus.einde, LAAT), k.gemeente(casus.woongemeente_jeugdwet),
            self.orgs.get(casus.school or "", GEEN), casus.kader == "jeugdwet",
            "zorg" in lagen, "gezin" in lagen, duizendsten(casus.gewicht),
        )  # fmt: skip
        self.log([g for g in rijen.gebeurtenissen if g.bekend(self.op)])
        for rij in rijen.relaties:
            lezer = _LEZERS.get(type(rij))
            if lezer is not None and rij.bekend(self.op):
                lezer(self, rij, _dag(rij.geldig_van, VROEG), _dag(rij.geldig_tot, LAAT), rij.kennis == "aanwezig")
        gepland = [t for t in rijen.tafels if t.status == "gepland" and t.genodigden and t.bekend(self.op)]
        for volgorde, tafel in enumerate(sorted(gepland, key=lambda t: t.id)):
            nr = k.tafel.erbij(self.c, tafel.datum.toordinal(), volgorde)
            for genodigde in tafel.genodigden:
                k.genodigde.erbij(nr, self.actor[genodigde])

    def log(self, log: list[Gebeurtenis]) -> None:
        eerste = log[0] if len(log) == 1 else None
        if (
            eerste is not None
            and eerste.persoon is not None
            and eerste.soort is Gebeurtenissoort.AANVAARD
            and eerste.laag is Laag.CASUS
        ):
            self.k.aanvaard.erbij(self.actor[eerste.persoon], eerste.datum.toordinal())
        elif log:
            self.k.logs[self.c] = log

    def baan(self, r: Aanstelling, van: int, tot: int, ja: bool) -> None:
        if ja:
            vervanger = GEEN if r.vervanger is None else self.actor[r.vervanger]
            band = GEEN if r.bandbreedte is None else duizendsten(r.bandbreedte)
            self.k.baan.erbij(self.actor[r.van], self.orgs[r.naar], van, tot, vervanger, band)

    def betrokken(self, r: Betrokken, van: int, tot: int, ja: bool) -> None:
        if not ja:
            self.k.niet_betrokken.erbij(self.c, self.orgs.get(r.van, GEEN), van, tot)
            return
        actor = self.actor[r.van]
        self.k.betrokken.erbij(
            actor, self.orgs.get(r.organisatie or "", GEEN), GEEN if r.domein is None else _PLEK[r.domein],
            self.rijen.casus.start.toordinal() if van == VROEG else van, tot, r.wachtlijst, r.ritme_dagen or 0,
            r.rol == "consult", self.orgs.get(r.onderaannemer_van or "", GEEN),
        )  # fmt: skip
        for op in r.contactmomenten:
            self.k.eigen_contact.erbij(actor, op.toordinal())
        if r.opvolger_van is not None:
            self.k.nodig["opvolger"].add(self.c)

    def lijn(self, r: Informatie, van: int, tot: int, ja: bool) -> None:
        a, b = self.actor[r.van], self.actor[r.naar]
        if not ja:
            self.k.geen_lijn.erbij(a, b, van, tot)
            return
        nr = self.k.lijn.erbij(a, b, van, tot, r.grondslag == "geen", _dag(r.grondslag_tot, LAAT))
        for op in r.contactmomenten:
            self.k.lijncontact.erbij(nr, op.toordinal())

    def melding(self, r: Melding, van: int, tot: int, ja: bool) -> None:
        if ja and r.geldig_van is not None:
            self.k.melding.erbij(self.actor[r.van], self.actor[r.naar], van, tot, _dag(r.terugkoppeling_op, LAAT))

    def gezicht(self, r: VastGezicht, van: int, tot: int, ja: bool) -> None:
        if not ja:
            self.k.geen_gezicht.erbij(self.c, van, tot)
        elif r.van is not None:
            self.k.gezicht.erbij(self.c, self.actor[r.van], van, tot)

    def contactpersoon(self, r: Contactpersoon, van: int, tot: int, ja: bool) -> None:
        naar = GEEN if r.naar is None else self.actor[r.naar]
        self.k.contactpersoon.erbij(self.c, self.orgs[r.van], naar, van, tot, ja)

    def financiering(self, r: Financiering, van: int, tot: int, ja: bool) -> None:
        if ja and r.status in ("gevraagd", "toegezegd", "betwist"):
            self.k.financiering.erbij(self.c, self.k.naam(r.van), van, tot)

    def maatregel(self, r: Maatregel, van: int, tot: int, ja: bool) -> None:
        if ja and r.vorm in ("ots", "voogdij"):
            self.k.maatregel.erbij(self.c, self.orgs[r.van], van, tot)

    def wijst(self, r: WijstNaar, van: int, tot: int, ja: bool) -> None:
        if ja and r.status == "open":
            plek = _ONDERWERP[r.onderwerp]
            self.k.wijst.erbij(self.c, plek, self.actor[r.van], self.actor[r.naar], van, tot)

    def besluit(self, r: BesluitNodig, van: int, tot: int, ja: bool) -> None:
        if ja:
            self.k.besluit.erbij(self.c, r.bedrag_cent, van, tot)
            self.k.besluiten.append(r.id)

    def mandaat(self, r: Mandaat, van: int, tot: int, ja: bool) -> None:
        self.k.nodig["mandaat"].add(self.c)


_LEZERS: dict[type[Rij], Any] = {
    Aanstelling: _Lader.baan,
    Betrokken: _Lader.betrokken,
    Informatie: _Lader.lijn,
    Melding: _Lader.melding,
    VastGezicht: _Lader.gezicht,
    Contactpersoon: _Lader.contactpersoon,
    Financiering: _Lader.financiering,
    Maatregel: _Lader.maatregel,
    WijstNaar: _Lader.wijst,
    BesluitNodig: _Lader.besluit,
    Mandaat: _Lader.mandaat,
}
