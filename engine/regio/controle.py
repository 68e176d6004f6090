"""The references between the files of a region folder: does everything that is named exist, on the day it is needed?

Each check takes what could be read, so that a fault in one table does not hide the faults in the others; a name
counts as known when the file names it, also when its own table has a fault.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from budget.basis.klok import datum
from budget.basis.weigering import Fout
from engine.regio.afspraken import Herinnering, Pot, Profiel, Sleutel, Stap, Termijn
from engine.regio.begrippen import Functie, Kop, Mandaatregel, Mens, Partij, Taak

ALTIJD_NODIG = ("D_REGIE", "D_RUGGESPRAAK", "D_OPSCHAAL", "D_AGENDA", "D_STILTE")
"""Codes of terms that every region sets, beside those that the states of the process name."""

PERSOON_UIT_DE_CASUS = (
    "aanmelder", "casusregisseur", "eigenaar", "gevraagde", "genodigden", "gever", "ladderhouder", "systeem",
    "tafeldeelnemer", "financier", "volgende_trede", "vervanger", "bestuurder",
)  # fmt: skip
"""Recipients that the casus itself decides: no function of the register stands behind them."""


@dataclass(frozen=True)
class Bekend:
    """Every name that the folder mentions, and who is behind the functions."""

    organisaties: frozenset[str]
    functies: frozenset[str]
    personen: frozenset[str]
    gemeenten: frozenset[str]
    mensen: tuple[Mens, ...]
    peildag: date

    def houders(self, functie: str, op: date | None = None) -> list[str]:
        """Return who holds the function on the day, and works somewhere."""
        dag = op or self.peildag
        return [m.id for m in self.mensen if any(t.functie == functie and _loopt(t, dag) for t in m.functies)]


def _loopt(taak: Taak, op: date) -> bool:
    return taak.van <= op and (taak.tot is None or op < taak.tot)


def _fout(bestand: str, plaats: str, melding: str, oplossing: str) -> Fout:
    return Fout(bestand, plaats, melding, oplossing)


def dubbel(bestand: str, lijst: str, namen: Iterable[str]) -> Iterator[Fout]:
    """Find names that stand twice in a list."""
    for naam, aantal in Counter(namen).items():
        if aantal > 1:
            yield _fout(bestand, f"{lijst}[{naam}]", f"'{naam}' staat er {aantal} keer in", "Geef elk een eigen naam.")


def _onbekend(bestand: str, plaats: str, soort: str, naam: str, bekend: Iterable[str], waar: str) -> Iterator[Fout]:
    if naam not in bekend:
        yield _fout(bestand, plaats, f"{soort} '{naam}' bestaat niet", f"Verbeter de naam, of voeg toe in {waar}.")


def _organisatie(bestand: str, plaats: str, naam: str, bekend: Bekend) -> Iterator[Fout]:
    yield from _onbekend(bestand, plaats, "organisatie", naam, bekend.organisaties, "partijen.toml")


def _functie(bestand: str, plaats: str, naam: str, bekend: Bekend) -> Iterator[Fout]:
    yield from _onbekend(bestand, plaats, "functie", naam, bekend.functies, "personen.toml onder [[functie]]")


def _periode(bestand: str, plaats: str, van: date, tot: date | None) -> Iterator[Fout]:
    if tot is not None and tot <= van:
        yield _fout(
            bestand,
            plaats,
            f"de periode eindigt ({datum(tot)}) voor of op de dag dat zij begint ({datum(van)})",
            "Zet het einde later; het is de eerste dag die niet meer telt.",
        )


def kringen(bestand: str, lijst: str, veld: str, rij: Sequence[Partij] | Sequence[Functie]) -> Iterator[Fout]:
    """Find things that are part of, or subordinate to, themselves."""
    boven: dict[str, str | None] = {deel.id: getattr(deel, veld) for deel in rij}
    for naam in boven:
        gezien, hier = {naam}, boven[naam]
        while hier is not None and hier not in gezien:
            gezien.add(hier)
            hier = boven.get(hier)
        if hier == naam:
            yield _fout(bestand, f"{lijst}[{naam}].{veld}", f"'{naam}' komt zo boven zichzelf te staan",
                        "Laat de keten eindigen bij iets dat nergens onder valt.")  # fmt: skip


def regio(
    kop: Kop, bekend: Bekend, mensen: Sequence[Mens], sleutels: Iterable[str], stappen: Iterable[str]
) -> Iterator[Fout]:
    """Check the head: the table, the covenant, and the practice user."""
    naam = "regio.toml"
    yield from _onbekend(naam, "tafel.stap", "stap", kop.tafel.stap, stappen, "ladder.toml")
    yield from _organisatie(naam, "tafel.organisatie", kop.tafel.organisatie, bekend)
    yield from _functie(naam, "tafel.opdrachtgever_functie", kop.tafel.opdrachtgever_functie, bekend)
    for partij in kop.convenant.partijen:
        yield from _organisatie(naam, f"convenant.partijen[{partij}]", partij, bekend)
    impasse = kop.convenant.impasse
    if impasse.route == "sleutel":
        if impasse.sleutel is None:
            yield _fout(naam, "convenant.impasse.sleutel", "de route is 'sleutel', maar er staat geen sleutel bij",
                        "Noem een sleutel uit sleutels.toml.")  # fmt: skip
        else:
            plaats = "convenant.impasse.sleutel"
            yield from _onbekend(naam, plaats, "sleutel", impasse.sleutel, sleutels, "sleutels.toml")
    if impasse.arbiter_functie is not None:
        yield from _functie(naam, "convenant.impasse.arbiter_functie", impasse.arbiter_functie, bekend)
    elif impasse.route == "arbiter":
        yield _fout(naam, "convenant.impasse.arbiter_functie", "de route is 'arbiter', maar er is geen arbiter",
                    "Noem de functie van de arbiter.")  # fmt: skip
    if kop.oefengebruiker is not None:
        wie, _, rol = kop.oefengebruiker.partition(":")
        yield from _onbekend(naam, "oefengebruiker", "persoon", wie, bekend.personen, "personen.toml")
        mens = next((m for m in mensen if m.id == wie), None)
        if mens is not None and (rol or len(mens.rollen) != 1) and rol not in mens.rollen:
            yield _fout(naam, "oefengebruiker", f"'{wie}' heeft de rol '{rol}' niet",
                        f"Schrijf {wie}:ROL met een van: {', '.join(mens.rollen)}.")  # fmt: skip


def partijen(rij: Sequence[Partij], bekend: Bekend) -> Iterator[Fout]:
    """Check the organisations: gemeenten of the region, the organisation they belong to, and their accounts."""
    naam = "partijen.toml"
    yield from kringen(naam, "organisatie", "onderdeel_van", rij)
    for partij in rij:
        if partij.onderdeel_van is not None:
            yield from _organisatie(naam, f"organisatie[{partij.id}].onderdeel_van", partij.onderdeel_van, bekend)
        for gemeente in partij.werkgebied:
            plaats = f"organisatie[{partij.id}].werkgebied"
            yield from _onbekend(naam, plaats, "gemeente", gemeente, bekend.gemeenten, "regio.toml onder gemeenten")
    for rekening, aantal in Counter(p.rekening for p in rij if p.rekening).items():
        if aantal > 1:
            van = [p.id for p in rij if p.rekening == rekening]
            yield _fout(naam, f"organisatie[{van[1]}].rekening", f"deze rekening hoort ook bij '{van[0]}'",
                        "Geef elke organisatie haar eigen rekening.")  # fmt: skip
    ontbreekt = bekend.gemeenten - {p.gemeente for p in rij if p.soort == "gemeente"}
    for gemeente in sorted(ontbreekt):
        yield _fout(naam, "organisatie", f"de gemeente {gemeente} staat er niet bij als organisatie",
                    'Voeg haar toe met soort = "gemeente", of haal haar uit regio.toml.')  # fmt: skip


def personen(mensen: Sequence[Mens], functies: Sequence[Functie], bekend: Bekend) -> Iterator[Fout]:
    """Check the people and functions: what they refer to, their periods, and that everybody works somewhere."""
    naam = "personen.toml"
    yield from kringen(naam, "functie", "valt_onder", functies)
    for functie in functies:
        if functie.organisatie is not None:
            yield from _organisatie(naam, f"functie[{functie.id}].organisatie", functie.organisatie, bekend)
        if functie.valt_onder is not None:
            yield from _functie(naam, f"functie[{functie.id}].valt_onder", functie.valt_onder, bekend)
    for mens in mensen:
        plaats = f"persoon[{mens.id}]"
        for baan in mens.aanstellingen:
            hier = f"{plaats}.aanstellingen[{baan.organisatie}]"
            yield from _organisatie(naam, f"{hier}.organisatie", baan.organisatie, bekend)
            yield from _periode(naam, f"{hier}.tot", baan.van, baan.tot)
            if baan.vervanger is not None:
                waar = f"{hier}.vervanger"
                yield from _onbekend(naam, waar, "persoon", baan.vervanger, bekend.personen, "personen.toml")
        if not mens.aanstellingen:
            yield _fout(naam, f"{plaats}.aanstellingen", "deze persoon werkt nergens", "Noem minstens één aanstelling.")
        for taak in mens.functies:
            hier = f"{plaats}.functies[{taak.functie}]"
            yield from _functie(naam, f"{hier}.functie", taak.functie, bekend)
            yield from _periode(naam, f"{hier}.tot", taak.van, taak.tot)
        for eerste, tweede in combinations(mens.functies, 2):
            if eerste.functie == tweede.functie and _overlapt(eerste, tweede):
                yield _fout(naam, f"{plaats}.functies[{eerste.functie}]", "deze functie loopt twee keer tegelijk",
                            "Laat de ene periode eindigen voor de andere begint.")  # fmt: skip


def _overlapt(een: Any, ander: Any, van: str = "van", tot: str = "tot") -> bool:
    begin = max(getattr(een, van), getattr(ander, van))
    einden = [e for e in (getattr(een, tot), getattr(ander, tot)) if e is not None]
    return not einden or begin < min(einden)


def mandaten(rij: Sequence[Mandaatregel], bekend: Bekend, alle_ids: frozenset[str]) -> Iterator[Fout]:
    """Check the register of mandates: givers, functions, area, chain, periods and the form that the law asks."""
    naam = "mandaten.toml"
    for m in rij:
        plaats = f"mandaat[{m.id} {m.versie}]"
        yield from _organisatie(naam, f"{plaats}.gever", m.gever, bekend)
        genoemd = {"houder_functie": m.houder_functie, "gezamenlijk_met": m.gezamenlijk_met}
        if m.mede_ondertekening is not None:
            genoemd["mede_ondertekening.functie"] = m.mede_ondertekening.functie
        for veld, functie in genoemd.items():
            if functie is not None:
                yield from _functie(naam, f"{plaats}.{veld}", functie, bekend)
        for vervanger in m.vervangers:
            yield from _functie(naam, f"{plaats}.vervangers[{vervanger.functie}]", vervanger.functie, bekend)
        for gemeente in m.werkgebied:
            waar = f"{plaats}.werkgebied"
            yield from _onbekend(naam, waar, "gemeente", gemeente, bekend.gemeenten, "regio.toml onder gemeenten")
        if m.is_ondermandaat_van is not None:
            waar = f"{plaats}.is_ondermandaat_van"
            yield from _onbekend(naam, waar, "mandaat", m.is_ondermandaat_van, alle_ids, "mandaten.toml")
        yield from _periode(naam, f"{plaats}.geldig_tot", m.geldig_van, m.geldig_tot)
        if m.soort == "mandaat" and not m.gever_is_bestuursorgaan and m.rol == "beslissend":
            yield _fout(naam, f"{plaats}.gever_is_bestuursorgaan", "alleen een bestuursorgaan geeft mandaat (Awb 10:1)",
                        "Zet gever_is_bestuursorgaan = true, of kies soort volmacht of machtiging.")  # fmt: skip
    yield from dubbel(naam, "mandaat", (f"{m.id} {m.versie}" for m in rij))


def sleutels(rij: Sequence[Sleutel], pot: Pot | None, bekend: Bekend) -> Iterator[Fout]:
    """Check the keys: weights above zero, for participants only, and versions that do not overlap."""
    naam = "sleutels.toml"
    deelnemers = {d.organisatie for d in pot.deelnemers} if pot is not None else None
    for s in rij:
        plaats = f"sleutel[{s.naam} {s.versie}]"
        yield from _periode(naam, f"{plaats}.geldig_tot", s.geldig_van, s.geldig_tot)
        if not s.gewichten:
            yield _fout(naam, f"{plaats}.gewichten", "er staat geen gewicht in", "Geef elke deelnemer een gewicht.")
        for wie, gewicht in s.gewichten.items():
            hier = f"{plaats}.gewichten.{wie}"
            yield from _organisatie(naam, hier, wie, bekend)
            if deelnemers is not None and wie in bekend.organisaties and wie not in deelnemers:
                yield _fout(naam, hier, f"'{wie}' doet niet mee aan de pot",
                            "Haal haar weg, of voeg haar toe aan deelnemers in pot.toml.")  # fmt: skip
            if gewicht <= 0:
                yield _fout(naam, hier, f"het gewicht is {gewicht}", "Geef een heel getal van 1 of hoger, of laat weg.")
    yield from dubbel(naam, "sleutel", (f"{s.naam} {s.versie}" for s in rij))
    for een, ander in combinations(rij, 2):
        if een.naam == ander.naam and een.versie != ander.versie and _overlapt(een, ander, "geldig_van", "geldig_tot"):
            yield _fout(naam, f"sleutel[{ander.naam} {ander.versie}].geldig_van",
                        f"versie {ander.versie} geldt tegelijk met versie {een.versie}",
                        "Laat de oude versie eindigen (geldig_tot) op de dag dat de nieuwe begint.")  # fmt: skip


def pot(p: Pot, rij: Sequence[Partij], alle_sleutels: Iterable[str], bekend: Bekend) -> Iterator[Fout]:
    """Check the pot: a kassier and participants that exist and have an account, and pledges that can be split."""
    naam, sleutelnamen = "pot.toml", frozenset(alle_sleutels)
    yield from _organisatie(naam, "kassier", p.kassier, bekend)
    yield from _organisatie(naam, "orgaan", p.orgaan, bekend)
    yield from _onbekend(naam, "potlast_sleutel", "sleutel", p.potlast_sleutel, sleutelnamen, "sleutels.toml")
    if not p.deelnemers:
        yield _fout(naam, "deelnemers", "de pot heeft geen deelnemers", "Noem de deelnemers in vaste volgorde.")
    yield from dubbel(naam, "deelnemers", (d.organisatie for d in p.deelnemers))
    rekeningen = {partij.id: partij.rekening for partij in rij}
    for d in p.deelnemers:
        yield from _organisatie(naam, f"deelnemers[{d.organisatie}]", d.organisatie, bekend)
        if d.organisatie in rekeningen and rekeningen[d.organisatie] is None:
            yield _fout("partijen.toml", f"organisatie[{d.organisatie}].rekening", "een deelnemer zonder rekening",
                        "Vul de IBAN in waarvan de inleg komt.")  # fmt: skip
    if p.rekening in rekeningen.values():
        van = next(partij.id for partij in rij if partij.rekening == p.rekening)
        yield _fout(naam, "rekening", f"dit is ook de rekening van '{van}'", "De pot heeft een eigen rekening.")
    wie = {d.organisatie for d in p.deelnemers}
    for t in p.toezeggingen:
        plaats = f"toezeggingen[{t.jaar}]"
        if (t.totaal is None) == (not t.bedragen) or (t.totaal is None) != (t.sleutel is None):
            yield _fout(naam, plaats, "een toezegging is óf een totaal met een sleutel, óf een bedrag per deelnemer",
                        "Kies één van de twee.")  # fmt: skip
        if t.sleutel is not None:
            yield from _onbekend(naam, f"{plaats}.sleutel", "sleutel", t.sleutel, sleutelnamen, "sleutels.toml")
        for deelnemer in t.bedragen.keys() - wie:
            yield _fout(naam, f"{plaats}.bedragen.{deelnemer}", f"'{deelnemer}' doet niet mee aan de pot",
                        "Haal haar weg, of voeg haar toe aan deelnemers.")  # fmt: skip


def kassiers(p: Pot, bekend: Bekend) -> Iterator[Fout]:
    """Check that payments can be made: two persons with the function kassier (four eyes)."""
    if len(bekend.houders("kassier")) < 2:
        yield _fout("personen.toml", "persoon", f"de kassier ({p.kassier}) heeft op {datum(bekend.peildag)} geen twee "
                    "personen met de functie kassier", "Een betaling vraagt twee personen: geef er minstens twee de "
                    "functie kassier.")  # fmt: skip


def ladder(stappen: Sequence[Stap], alle_nummers: Sequence[str], bekend: Bekend) -> Iterator[Fout]:
    """Check the ladder: every step has a living holder, and silence always leads further up."""
    naam = "ladder.toml"
    yield from dubbel(naam, "stap", alle_nummers)
    plek = {nummer: index for index, nummer in enumerate(alle_nummers)}
    for stap in stappen:
        plaats = f"stap[{stap.nummer}]"
        for functie in (*stap.houders, *stap.organen.values()):
            yield from _functie(naam, f"{plaats}.houders[{functie}]", functie, bekend)
        for orgaan in stap.organen:
            yield from _organisatie(naam, f"{plaats}.organen.{orgaan}", orgaan, bekend)
        leeg = [f for f in stap.houders if f in bekend.functies and not bekend.houders(f)]
        if not stap.houders or len(leeg) == len(stap.houders) or (stap.samen and leeg):
            wie = f" ({', '.join(leeg)})" if leeg else ""
            yield _fout(naam, f"{plaats}.houders", f"deze stap heeft op {datum(bekend.peildag)} geen houder{wie}",
                        "Vul de functie in personen.toml, of haal de stap weg.")  # fmt: skip
        if stap.bij_stilte is not None and plek.get(stap.bij_stilte, -1) <= plek[stap.nummer]:
            yield _fout(naam, f"{plaats}.bij_stilte", f"'{stap.bij_stilte}' is geen latere stap",
                        "Noem een stap die verderop in de ladder staat.")  # fmt: skip
        if (stap.bij_stilte is None) != (stap.antwoordtermijn is None):
            yield _fout(naam, f"{plaats}.antwoordtermijn", "antwoordtermijn en bij_stilte horen bij elkaar",
                        "Vul beide in, of geen van beide.")  # fmt: skip


def termijnen(
    rij: Sequence[Termijn],
    profielen: Sequence[Profiel],
    herinneringen: Sequence[Herinnering],
    nodig: Iterable[str],
    codes: Sequence[str],
    profielnamen: Sequence[str],
    bekend: Bekend,
) -> Iterator[Fout]:
    """Check the terms: every code that the process waits on, and recipients that exist."""
    naam = "termijnen.toml"
    yield from dubbel(naam, "termijn", codes)
    yield from dubbel(naam, "profiel", profielnamen)
    yield from dubbel(naam, "herinnering", (h.code for h in herinneringen))
    for code in sorted(set(nodig) - set(codes)):
        yield _fout(naam, "termijn", f"termijn {code} ontbreekt", "Voeg haar toe: het proces wacht op deze termijn.")
    ontvangers = bekend.functies.union(PERSOON_UIT_DE_CASUS)
    for termijn in rij:
        plaats = f"termijn[{termijn.code}]"
        waar = "personen.toml onder [[functie]]"
        yield from _onbekend(naam, f"{plaats}.eigenaar", "functie", termijn.eigenaar, ontvangers, waar)
        yield from _onbekend(naam, f"{plaats}.profiel", "profiel", termijn.profiel, profielnamen, "[[profiel]]")
        if termijn.duur.aantal < 0:
            yield _fout(naam, f"{plaats}.duur", "een termijn loopt vooruit", "Laat het minteken weg.")
    for soort, lijst in (("profiel", profielen), ("herinnering", herinneringen)):
        for ladder_ in lijst:
            wie = getattr(ladder_, "naam" if soort == "profiel" else "code")
            for trede in ladder_.treden:
                for ontvanger in trede.naar:
                    plaats = f"{soort}[{wie}].treden[{trede.op}].naar"
                    yield from _onbekend(naam, plaats, "ontvanger", ontvanger, ontvangers, "personen.toml")
