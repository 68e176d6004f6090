"""What must hold between the tables of a region folder, beyond that every name exists (verwijzingen.py).

Each check takes the tables that could be read, so that a fault in one does not hide the faults in the others.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import combinations
from typing import Any

from budget.basis.klok import datum
from budget.basis.weigering import Fout
from engine.regio.afspraken import Sleutel, Stap, Termijn, Toezegging
from engine.regio.begrippen import Functie, Mandaatregel, Mens, Partij, Taak

ALTIJD_NODIG = ("D_REGIE", "D_RUGGESPRAAK", "D_OPSCHAAL", "D_AGENDA", "D_STILTE")
"""Codes of terms that every region sets, beside those that the states of the process name."""

KASSIER = "kassier"
_KASSIERS = 2


@dataclass(frozen=True)
class Bezetting:
    """Who holds which function on the first day of the region."""

    mensen: Sequence[Mens]
    op: date

    def houders(self, functie: str) -> list[str]:
        """Return who holds the function on the day."""
        return [m.id for m in self.mensen if any(t.functie == functie and _loopt(t, self.op) for t in m.functies)]


def _loopt(taak: Taak, op: date) -> bool:
    return taak.van <= op and (taak.tot is None or op < taak.tot)


def dubbel(bestand: str, lijst: str, namen: Iterable[str]) -> Iterator[Fout]:
    """Find names that stand twice in a list."""
    for naam, aantal in Counter(namen).items():
        if aantal > 1:
            yield Fout(bestand, f"{lijst}[{naam}]", f"'{naam}' staat er {aantal} keer in", "Geef elk een eigen naam.")


def kringen(bestand: str, lijst: str, veld: str, rij: Sequence[Partij] | Sequence[Functie]) -> Iterator[Fout]:
    """Find things that are part of, or subordinate to, themselves."""
    boven: dict[str, str | None] = {deel.id: getattr(deel, veld) for deel in rij}
    for naam in boven:
        gezien, hier = {naam}, boven[naam]
        while hier is not None and hier not in gezien:
            gezien.add(hier)
            hier = boven.get(hier)
        if hier == naam:
            yield Fout(
                bestand,
                f"{lijst}[{naam}].{veld}",
                f"'{naam}' komt zo boven zichzelf te staan",
                "Laat de keten eindigen bij iets dat nergens onder valt.",
            )


def _periode(bestand: str, plaats: str, van: date, tot: date | None) -> Iterator[Fout]:
    if tot is not None and tot <= van:
        yield Fout(
            bestand,
            plaats,
            f"de periode eindigt ({datum(tot)}) voor of op de dag dat zij begint ({datum(van)})",
            "Zet het einde later; het is de eerste dag die niet meer telt.",
        )


def _overlapt(een: Any, ander: Any, van: str, tot: str) -> bool:
    begin = max(getattr(een, van), getattr(ander, van))
    einden = [e for e in (getattr(een, tot), getattr(ander, tot)) if e is not None]
    return not einden or begin < min(einden)


def oefengebruiker(aanduiding: str, mensen: Sequence[Mens]) -> Iterator[Fout]:
    """Check that the practice user exists and has the role, or has only one."""
    wie, _, rol = aanduiding.partition(":")
    mens = next((m for m in mensen if m.id == wie), None)
    if mens is None:
        yield Fout("regio.toml", "oefengebruiker", f"persoon '{wie}' bestaat niet", "Kies iemand uit personen.toml.")
    elif (rol or len(mens.rollen) != 1) and rol not in mens.rollen:
        yield Fout(
            "regio.toml",
            "oefengebruiker",
            f"'{wie}' heeft de rol '{rol}' niet",
            f"Schrijf {wie}:ROL met een van: {', '.join(mens.rollen)}.",
        )


def impasse(afspraak: Mapping[str, Any]) -> Iterator[Fout]:
    """Check that the route of the covenant names what it needs: a key, or an arbiter."""
    nodig = {"sleutel": "sleutel", "arbiter": "arbiter_functie"}.get(str(afspraak.get("route")))
    if nodig is not None and nodig not in afspraak:
        yield Fout(
            "regio.toml",
            f"convenant.impasse.{nodig}",
            f"de route is '{afspraak['route']}', maar {nodig} ontbreekt",
            "Vul haar in, of kies een andere route.",
        )


def partijen(rij: Sequence[Partij], gemeenten: Collection[str]) -> Iterator[Fout]:
    """Check the organisations: every gemeente of the region is there, and every account belongs to one."""
    bestand = "partijen.toml"
    yield from kringen(bestand, "organisatie", "onderdeel_van", rij)
    eigenaar: dict[str, str] = {}
    for partij in rij:
        if partij.rekening is not None and eigenaar.setdefault(partij.rekening, partij.id) != partij.id:
            yield Fout(
                bestand,
                f"organisatie[{partij.id}].rekening",
                f"deze rekening hoort ook bij '{eigenaar[partij.rekening]}'",
                "Geef elke organisatie haar eigen rekening.",
            )
    for gemeente in sorted(set(gemeenten) - {p.gemeente for p in rij if p.soort == "gemeente"}):
        yield Fout(
            bestand,
            "organisatie",
            f"de gemeente {gemeente} staat er niet bij als organisatie",
            'Voeg haar toe met soort = "gemeente", of haal haar uit regio.toml.',
        )


def personen(mensen: Sequence[Mens], functies: Sequence[Functie]) -> Iterator[Fout]:
    """Check the people and functions: their periods, and that everybody works somewhere."""
    bestand = "personen.toml"
    yield from kringen(bestand, "functie", "valt_onder", functies)
    for mens in mensen:
        plaats = f"persoon[{mens.id}]"
        for baan in mens.aanstellingen:
            yield from _periode(bestand, f"{plaats}.aanstellingen[{baan.organisatie}].tot", baan.van, baan.tot)
        if not mens.aanstellingen:
            yield Fout(bestand, f"{plaats}.aanstellingen", "deze persoon werkt nergens", "Noem een aanstelling.")
        for taak in mens.functies:
            yield from _periode(bestand, f"{plaats}.functies[{taak.functie}].tot", taak.van, taak.tot)
        for een, ander in combinations(mens.functies, 2):
            if een.functie == ander.functie and _overlapt(een, ander, "van", "tot"):
                yield Fout(
                    bestand,
                    f"{plaats}.functies[{een.functie}]",
                    "deze functie loopt twee keer tegelijk",
                    "Laat de ene periode eindigen voor de andere begint.",
                )


def mandaten(rij: Sequence[Mandaatregel]) -> Iterator[Fout]:
    """Check the mandates: their periods, versions, and who may give them."""
    bestand = "mandaten.toml"
    for m in rij:
        plaats = f"mandaat[{m.id}]" if m.versie == 1 else f"mandaat[{m.id} {m.versie}]"
        yield from _periode(bestand, f"{plaats}.geldig_tot", m.geldig_van, m.geldig_tot)
        if m.soort == "mandaat" and not m.gever_is_bestuursorgaan:
            yield Fout(
                bestand,
                f"{plaats}.gever_is_bestuursorgaan",
                "alleen een bestuursorgaan geeft mandaat (Awb 10:1)",
                "Zet gever_is_bestuursorgaan = true, of kies soort volmacht of machtiging.",
            )
    yield from dubbel(bestand, "mandaat", (f"{m.id} {m.versie}" for m in rij))


def sleutels(rij: Sequence[Sleutel], deelnemers: Collection[str], organisaties: Collection[str]) -> Iterator[Fout]:
    """Check the keys: weights above zero, for participants only, and versions that do not overlap."""
    bestand = "sleutels.toml"
    for s in rij:
        plaats = f"sleutel[{s.naam} {s.versie}]"
        yield from _periode(bestand, f"{plaats}.geldig_tot", s.geldig_van, s.geldig_tot)
        if not s.gewichten and not s.delen:
            yield Fout(bestand, f"{plaats}.gewichten", "er staat geen gewicht in", "Geef elke deelnemer een gewicht.")
        for wie, gewicht in ({} if s.delen else s.gewichten).items():
            hier = f"{plaats}.gewichten.{wie}"
            if wie in organisaties and wie not in deelnemers:
                yield Fout(
                    bestand,
                    hier,
                    f"'{wie}' doet niet mee aan de pot",
                    "Haal haar weg, of voeg haar toe aan deelnemers in pot.toml.",
                )
            if gewicht <= 0:
                yield Fout(
                    bestand, hier, f"het gewicht is {gewicht}", "Geef een heel getal van 1 of hoger, of laat haar weg."
                )
    yield from dubbel(bestand, "sleutel", (f"{s.naam} {s.versie}" for s in rij))
    for een, ander in combinations(rij, 2):
        if een.naam == ander.naam and een.versie != ander.versie and _overlapt(een, ander, "geldig_van", "geldig_tot"):
            yield Fout(
                bestand,
                f"sleutel[{ander.naam} {ander.versie}].geldig_van",
                f"versie {ander.versie} geldt tegelijk met versie {een.versie}",
                "Laat de oude versie eindigen (geldig_tot) op de dag dat de nieuwe begint.",
            )


def in_werking(rij: Sequence[Sleutel], naam: str, op: date, plaats: str) -> Iterator[Fout]:
    """Check that a version of the key is in force on the day that pot.toml needs it."""
    versies = [s for s in rij if s.naam == naam]
    if versies and not any(s.geldig_van <= op and (s.geldig_tot is None or op < s.geldig_tot) for s in versies):
        yield Fout(
            "pot.toml",
            plaats,
            f"op {datum(op)} geldt geen versie van sleutel '{naam}'",
            "Laat een versie in sleutels.toml op die dag gelden.",
        )


def deelnemers(namen: Sequence[str], rij: Sequence[Partij]) -> Iterator[Fout]:
    """Check the participants: there are some, each once, each with an account."""
    if not namen:
        yield Fout("pot.toml", "deelnemers", "de pot heeft geen deelnemers", "Noem hen in vaste volgorde.")
    yield from dubbel("pot.toml", "deelnemers", namen)
    for partij in rij:
        if partij.id in namen and partij.rekening is None:
            yield Fout(
                "partijen.toml",
                f"organisatie[{partij.id}].rekening",
                "een deelnemer zonder rekening",
                "Vul de IBAN in waarvan de inleg komt.",
            )


def potrekening(rekening: str, rij: Sequence[Partij]) -> Iterator[Fout]:
    """Check that the account of the pot belongs to the pot only."""
    for partij in rij:
        if partij.rekening == rekening:
            yield Fout("pot.toml", "rekening", f"dit is ook de rekening van '{partij.id}'", "Geef de pot een eigen.")


def toezeggingen(rij: Sequence[Toezegging], deelnemers: Collection[str], sleutels: Sequence[Sleutel]) -> Iterator[Fout]:
    """Check the pledges: a total with a key in force, or an amount per participant."""
    for t in rij:
        plaats = f"toezeggingen[{t.jaar}]"
        if (t.totaal is None) == (not t.bedragen) or (t.totaal is None) != (t.sleutel is None):
            yield Fout(
                "pot.toml",
                plaats,
                "een toezegging is óf een totaal met een sleutel, óf een bedrag per deelnemer",
                "Kies één van de twee.",
            )
        if t.sleutel is not None:
            yield from in_werking(sleutels, t.sleutel, t.datum, f"{plaats}.sleutel")
        for wie in t.bedragen.keys() - set(deelnemers):
            yield Fout(
                "pot.toml",
                f"{plaats}.bedragen.{wie}",
                f"'{wie}' doet niet mee aan de pot",
                "Haal haar weg, of voeg haar toe aan deelnemers.",
            )


def kassiers(bezetting: Bezetting) -> Iterator[Fout]:
    """Check that payments can be made: two persons with the function kassier (four eyes)."""
    aantal = len(bezetting.houders(KASSIER))
    if aantal < _KASSIERS:
        yield Fout(
            "personen.toml",
            "persoon",
            f"op {datum(bezetting.op)} hebben {aantal} personen de functie kassier; een betaling vraagt er twee",
            "Geef minstens twee personen de functie kassier.",
        )


def ladder(
    stappen: Sequence[Stap], nummers: Sequence[str], functies: Collection[str], wie: Bezetting
) -> Iterator[Fout]:
    """Check the ladder: every step has a living holder, and silence always leads further up."""
    bestand = "ladder.toml"
    yield from dubbel(bestand, "stap", nummers)
    plek = {nummer: index for index, nummer in enumerate(nummers)}
    for stap in stappen:
        plaats = f"stap[{stap.nummer}]"
        leeg = [f for f in stap.houders if f in functies and not wie.houders(f)]
        if len(leeg) == len(stap.houders) or (stap.samen and leeg):
            namen = f" ({', '.join(leeg)})" if leeg else ""
            yield Fout(
                bestand,
                f"{plaats}.houders",
                f"deze stap heeft op {datum(wie.op)} geen houder{namen}",
                "Een stap zonder mensen helpt niemand: vul de functie in personen.toml, of haal de stap weg.",
            )
        if stap.bij_stilte in plek and plek[stap.bij_stilte] <= plek[stap.nummer]:
            yield Fout(
                bestand,
                f"{plaats}.bij_stilte",
                f"'{stap.bij_stilte}' is geen latere stap",
                "Noem een stap die verderop in de ladder staat.",
            )
        if (stap.bij_stilte is None) != (stap.antwoordtermijn is None):
            yield Fout(
                bestand,
                f"{plaats}.antwoordtermijn",
                "antwoordtermijn en bij_stilte horen bij elkaar",
                "Vul beide in, of geen van beide.",
            )


def termijnen(rij: Sequence[Termijn], codes: Sequence[str], nodig: Iterable[str]) -> Iterator[Fout]:
    """Check the terms: every code that the process waits on is there, once, and runs forward."""
    bestand = "termijnen.toml"
    yield from dubbel(bestand, "termijn", codes)
    for code in sorted(set(nodig) - set(codes)):
        yield Fout(bestand, "termijn", f"termijn {code} ontbreekt", "Voeg haar toe: het proces wacht op deze termijn.")
    for termijn in rij:
        if termijn.duur.aantal < 0:
            plaats = f"termijn[{termijn.code}].duur"
            yield Fout(bestand, plaats, "een termijn loopt vooruit", "Laat het minteken weg.")
