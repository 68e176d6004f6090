"""Read a region folder as a whole: everything in it is right, or every fault is named and nothing is loaded."""

from __future__ import annotations

import hashlib
import tomllib
from collections.abc import Callable, Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any, TypeVar

from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.mandaat.begrippen import Mandaat, MedeOndertekening, Vervanger
from engine.proces.keuring import keur
from engine.proces.laden import lees_proces
from engine.regio import controle
from engine.regio.afspraken import (
    Bericht,
    Besteding,
    Deelnemer,
    Drempels,
    Herinnering,
    Landelijk,
    Pot,
    Profiel,
    Regio,
    Sleutel,
    Stap,
    Termijn,
    Toezegging,
    Wetstermijn,
)
from engine.regio.begrippen import Betalerkolom, Functie, Kop, Mandaatregel, Mens, Partij, Sluitingsdag
from engine.regio.bestanden import Map
from engine.regio.plaats import config_map
from engine.regio.sleutels import deelfouten, reken_uit
from engine.regio.verwijzingen import (
    FUNCTIE,
    GEMEENTE,
    HERINNERING,
    MANDAAT,
    ONTVANGER,
    ONTVANGERS_UIT_DE_CASUS,
    ORGANISATIE,
    PERSOON,
    PROFIEL,
    SLEUTEL,
    STAP,
    onbekende_namen,
)
from engine.termijnen.kalender import lees_feestdagen, lees_schoolvakanties

T = TypeVar("T")
_LIJSTEN = {"regio": ("betalerkolom", "sluitingsdag"), "pot": ("deelnemers", "toezeggingen")}
"""Lists that stand beside a head in one file; they are read one table at a time."""

_NIETS: dict[str, Any] = {}


def laad_regio(waar: Path) -> Regio:
    """Return the region in this folder; unusable input names every fault with its file, key and what to do."""
    if not waar.is_dir():
        raise OnbruikbareInvoer(
            [
                Fout(
                    str(waar),
                    "",
                    "deze regiomap bestaat niet",
                    f"Noem een map met regio.toml; meegeleverd zijn: {', '.join(Path(m).name for m in meegeleverd())}.",
                )
            ]
        )
    return _Lezing(Map(waar), Map(config_map())).regio()


def meegeleverd() -> list[str]:
    """Return the folders of the regions that come with the product."""
    return sorted(str(pad) for pad in (config_map() / "regios").glob("*") if pad.is_dir())


class _Lezing:
    """One reading of a folder: what each file holds, as far as it could be read."""

    def __init__(self, map_: Map, landelijk: Map) -> None:
        self.map, self.nl = map_, landelijk
        gelezen = {naam: map_.toml(f"{naam}.toml") for naam in _TOML}
        self.onleesbaar = {naam for naam, document in gelezen.items() if document is None}
        self.rauw = {naam: document or {} for naam, document in gelezen.items()}
        self.kop = self._kop()
        self.kolommen = self._lijst("regio", "betalerkolom", Betalerkolom)
        self.sluitingsdagen = self._lijst("regio", "sluitingsdag", Sluitingsdag)
        self.organisaties = self._lijst("partijen", "organisatie", Partij)
        self.functies = self._lijst("personen", "functie", Functie)
        self.mensen = self._lijst("personen", "persoon", Mens)
        self.mandaten = self._lijst("mandaten", "mandaat", Mandaatregel)
        self.sleutels = [reken_uit(s) for s in self._lijst("sleutels", "sleutel", Sleutel)]
        self.pot = self._tabel("pot", Pot)
        self.deelnemers = self._lijst("pot", "deelnemers", Deelnemer)
        self.toezeggingen = self._lijst("pot", "toezeggingen", Toezegging)
        self.stappen = self._lijst("ladder", "stap", Stap)
        self.termijnen = self._lijst("termijnen", "termijn", Termijn)
        self.profielen = self._lijst("termijnen", "profiel", Profiel)
        self.herinneringen = self._lijst("termijnen", "herinnering", Herinnering)
        self.bericht = self._deel("termijnen", "bericht", Bericht)
        self.drempels = self._tabel("netwerk", Drempels)
        self.bestedingsregels = self._lijst("bestedingsregels", "regel", Besteding)
        self.matrix = map_.matrix("betaler-matrix.csv", self.kolommen)
        self.proces = self._proces()
        self._landelijk_toetsen()
        for naam, bekend in _TOML.items():
            if naam not in _HELE_TABEL:
                map_.alleen(f"{naam}.toml", self.rauw[naam], bekend)

    def regio(self) -> Regio:
        """Return the region, or raise every fault at once."""
        self.map.fouten.extend(self._tussen_de_tabellen())
        fouten = [*self.map.fouten, *self.nl.fouten]
        if fouten or not (self.kop and self.pot and self.bericht and self.drempels and self.proces):
            raise OnbruikbareInvoer(fouten)
        return Regio(
            kop=self.kop,
            organisaties=tuple(self.organisaties),
            functies=tuple(self.functies),
            personen=tuple(self.mensen),
            mandaten=tuple(als_mandaat(m) for m in self.mandaten),
            sleutels=tuple(self.sleutels),
            pot=self.pot,
            deelnemers=tuple(self.deelnemers),
            toezeggingen=tuple(self.toezeggingen),
            ladder=tuple(self.stappen),
            termijnen=tuple(self.termijnen),
            profielen=tuple(self.profielen),
            herinneringen=tuple(self.herinneringen),
            bericht=self.bericht,
            drempels=self.drempels,
            bestedingsregels=tuple(self.bestedingsregels),
            kolommen=tuple(self.kolommen),
            matrix=tuple(self.matrix),
            sluitingsdagen=tuple(self.sluitingsdagen),
            landelijk=Landelijk(
                feestdagen=self.nl.teksten["nl/feestdagen.csv"],
                schoolvakanties=self.nl.teksten["nl/schoolvakanties.csv"],
                bestedingsregels=tuple(tomllib.loads(self.nl.teksten["nl/bestedingsregels.toml"])["regel"]),
                herinneringen=tomllib.loads(self.nl.teksten["nl/herinneringen.toml"]),
                termijnen=tuple(self.wetstermijnen),
                vereisten=tomllib.loads(self.nl.teksten["nl/vereisten.toml"]),
                proces=self.proces,
            ),
            vingerafdruk=vingerafdruk({**self.map.teksten, **self.nl.teksten}),
        )

    def _kop(self) -> Kop | None:
        return self._tabel("regio", Kop)

    def _lijst(self, bestand: str, naam: str, soort: type[T]) -> list[T]:
        document = self.rauw[bestand]
        if bestand in self.onleesbaar:
            return []
        if naam not in document and naam not in _MAG_ONTBREKEN:
            self.map.fout(f"{bestand}.toml", naam, f"er staat geen enkele [[{naam}]] in", "Voeg er minstens één toe.")
        return self.map.lijst(soort, f"{bestand}.toml", naam, document.get(naam, []))

    def _tabel(self, bestand: str, soort: type[T]) -> T | None:
        document = {k: v for k, v in self.rauw[bestand].items() if k not in _LIJSTEN.get(bestand, ())}
        return None if bestand in self.onleesbaar else self.map.tabel(soort, f"{bestand}.toml", "", document)

    def _deel(self, bestand: str, naam: str, soort: type[T]) -> T | None:
        if bestand in self.onleesbaar:
            return None
        return self.map.tabel(soort, f"{bestand}.toml", naam, self.rauw[bestand].get(naam, _NIETS))

    def _proces(self) -> dict[str, Any] | None:
        versie = self.rauw["regio"].get("proces")
        if not isinstance(versie, str):
            return None
        naam = f"proces/v{versie}.toml"
        if not (self.nl.waar / naam).is_file():
            bekend = ", ".join(p.stem.removeprefix("v") for p in sorted((self.nl.waar / "proces").glob("v*.toml")))
            self.map.fout("regio.toml", "proces", f"procesversie '{versie}' bestaat niet", f"Kies uit: {bekend}.")
            return None
        return self.nl.toml(naam)

    def _landelijk_toetsen(self) -> None:
        lezers: dict[str, Callable[[str, str], object]] = {
            "nl/feestdagen.csv": lees_feestdagen,
            "nl/schoolvakanties.csv": lees_schoolvakanties,
        }
        for naam, lezer in lezers.items():
            tekst = self.nl.tekst(naam)
            if tekst is not None:
                try:
                    lezer(tekst, naam)
                except OnbruikbareInvoer as bevonden:
                    self.nl.fouten.extend(bevonden.fouten)
        self.nl.toml("nl/bestedingsregels.toml")
        matrix = self.nl.toml("nl/herinneringen.toml") or {}
        self.matrixcodes = {str(rij["code"]) for rij in matrix.get("herinnering", ())}
        self.nl.toml("nl/vereisten.toml")
        landelijk = self.nl.toml("nl/termijnen.toml") or {}
        self.wetstermijnen = self.nl.lijst(Wetstermijn, "nl/termijnen.toml", "termijn", landelijk.get("termijn", []))

    def _namen(self, bestand: str, lijst: str, sleutel: str) -> list[str]:
        """Return every name that a list mentions, also of tables with a fault."""
        rij = self.rauw[bestand].get(lijst, [])
        delen = rij if isinstance(rij, list) else []
        return [str(deel[sleutel]) for deel in delen if isinstance(deel, dict) and sleutel in deel]

    def _tussen_de_tabellen(self) -> Iterator[Fout]:
        """Find what is wrong between the tables, as far as they could be read."""
        organisaties = self._namen("partijen", "organisatie", "id")
        functies = self._namen("personen", "functie", "id")
        personen = self._namen("personen", "persoon", "id")
        deelnemers = self._namen("pot", "deelnemers", "organisatie")
        stappen = self._namen("ladder", "stap", "nummer")
        codes = self._namen("termijnen", "termijn", "code")
        profielen = self._namen("termijnen", "profiel", "naam")
        genoemd = self.rauw["regio"].get("gemeenten")
        gemeenten = [g for g in genoemd if isinstance(g, str)] if isinstance(genoemd, list) else []
        yield from onbekende_namen(
            self.rauw,
            {
                ORGANISATIE: organisaties,
                FUNCTIE: functies,
                PERSOON: personen,
                SLEUTEL: self._namen("sleutels", "sleutel", "naam"),
                STAP: stappen,
                MANDAAT: self._namen("mandaten", "mandaat", "id"),
                GEMEENTE: gemeenten,
                PROFIEL: profielen,
                HERINNERING: self.matrixcodes,
                ONTVANGER: ONTVANGERS_UIT_DE_CASUS.union(functies),
            },
        )
        yield from controle.dubbel("partijen.toml", "organisatie", organisaties)
        yield from controle.dubbel("personen.toml", "functie", functies)
        yield from controle.dubbel("personen.toml", "persoon", personen)
        yield from controle.dubbel("regio.toml", "betalerkolom", self._namen("regio", "betalerkolom", "code"))
        yield from controle.dubbel("termijnen.toml", "profiel", profielen)
        yield from controle.dubbel("termijnen.toml", "herinnering", (h.code for h in self.herinneringen))
        yield from controle.dubbel("betaler-matrix.csv", "code", (rij.code for rij in self.matrix))
        yield from controle.partijen(self.organisaties, gemeenten)
        yield from controle.personen(self.mensen, self.functies)
        yield from controle.mandaten(self.mandaten)
        if "pot" not in self.onleesbaar:
            yield from controle.sleutels(self.sleutels, deelnemers, organisaties)
            yield from deelfouten(self.sleutels, deelnemers, organisaties)
            yield from controle.deelnemers(deelnemers, self.organisaties)
            yield from controle.toezeggingen(self.toezeggingen, deelnemers, self.sleutels)
        if self.pot is not None:
            yield from controle.potrekening(self.pot.rekening, self.organisaties)
        if "termijnen" not in self.onleesbaar:
            yield from controle.termijnen(self.termijnen, codes, _nodige_termijnen(self.proces))
            if self.proces is not None:
                gelezen = lees_proces(self.proces)
                for fout in keur(gelezen, frozenset(codes) | _nodige_termijnen(self.proces), frozenset(functies)):
                    yield Fout(f"proces/v{gelezen.versie}.toml", "", fout, "Herstel de procesdefinitie.")
        oefengebruiker = self.rauw["regio"].get("oefengebruiker")
        if isinstance(oefengebruiker, str):
            yield from controle.oefengebruiker(oefengebruiker, self.mensen)
        convenant = self.rauw["regio"].get("convenant")
        if isinstance(convenant, dict) and isinstance(convenant.get("impasse"), dict):
            yield from controle.impasse(convenant["impasse"])
        eerste_dag = self.rauw["regio"].get("geldig_van")
        if isinstance(eerste_dag, date) and not isinstance(eerste_dag, datetime):
            bezetting = controle.Bezetting(self.mensen, eerste_dag)
            yield from controle.kassiers(bezetting)
            yield from controle.ladder(self.stappen, stappen, functies, bezetting)
            if self.pot is not None:
                sleutel = self.pot.potlast_sleutel
                yield from controle.in_werking(self.sleutels, sleutel, eerste_dag, "potlast_sleutel")


_TOML: dict[str, tuple[str, ...]] = {
    "regio": (),
    "partijen": ("organisatie",),
    "personen": ("functie", "persoon"),
    "mandaten": ("mandaat",),
    "sleutels": ("sleutel",),
    "pot": (),
    "ladder": ("stap",),
    "termijnen": ("termijn", "profiel", "herinnering", "bericht"),
    "netwerk": (),
    "bestedingsregels": ("regel",),
}
"""The TOML files of a region, and the tables that stand at the top of each."""

_HELE_TABEL = ("regio", "pot", "netwerk")
_MAG_ONTBREKEN = ("sluitingsdag", "regel", "herinnering", "toezeggingen", "deelnemers")


def _nodige_termijnen(proces: dict[str, Any] | None) -> set[str]:
    """Return the codes of the terms that the states of the process wait on, and those that always exist."""
    nodig = set(controle.ALTIJD_NODIG)
    if proces is not None:
        gelezen = lees_proces(proces)
        for spoor in (gelezen.hulp, gelezen.geld):
            nodig.update(staat.termijn for staat in spoor.staten.values() if staat.termijn is not None)
    return nodig


def als_mandaat(m: Mandaatregel) -> Mandaat:
    """Return the record of the mandate check for a table of mandaten.toml."""
    tweede = m.mede_ondertekening
    return Mandaat(
        id=m.id,
        versie=m.versie,
        gever=m.gever,
        soort=m.soort,
        houder_functie=m.houder_functie,
        domein=m.domein,
        handelingen=frozenset(m.handelingen),
        max_per_regel=m.max_per_regel,
        max_per_casus=m.max_per_casus,
        max_per_jaar=m.max_per_jaar,
        max_looptijd=m.max_looptijd,
        geldig_van=m.geldig_van,
        geldig_tot=m.geldig_tot,
        ingetrokken_op=m.ingetrokken_op,
        gever_is_bestuursorgaan=m.gever_is_bestuursorgaan,
        principaal=m.principaal,
        adviserend=m.rol == "adviserend",
        is_ondermandaat_van=m.is_ondermandaat_van,
        ondermandaat_toegestaan=m.ondermandaat_toegestaan,
        vervangers=tuple(Vervanger(v.functie, v.max_per_regel, v.max_per_casus, v.max_per_jaar) for v in m.vervangers),
        uitgesloten=frozenset(m.uitgesloten),
        werkgebied=frozenset(m.werkgebied),
        mede_ondertekening=None if tweede is None else MedeOndertekening(tweede.functie, tweede.boven),
        gezamenlijk_met=m.gezamenlijk_met,
        schriftelijk=m.schriftelijk,
        ondergeschikt=m.ondergeschikt,
        instemming_persoon=m.instemming_persoon,
        instemming_werkgever=m.instemming_werkgever,
        instemming_werkgever_door=m.instemming_werkgever_door,
        instructies=m.instructies,
        bron=f"{m.bron} ({m.status})",
        eigen_bevoegdheid=m.eigen_bevoegdheid,
    )


def vingerafdruk(teksten: dict[str, str]) -> str:
    """Return the SHA-256 of the files by name and content; the same folder gives the same text everywhere."""
    hash_ = hashlib.sha256()
    for naam, tekst in sorted(teksten.items()):
        for deel in (naam.encode(), tekst.encode()):
            hash_.update(len(deel).to_bytes(8, "big"))
            hash_.update(deel)
    return hash_.hexdigest()
