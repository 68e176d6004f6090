"""From a start, a term and what happened since, to the end and the reasons for it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta

from budget.basis.klok import dag, datum
from engine.termijnen.begrippen import (
    EEN_DAG,
    Afleiding,
    Duur,
    Eenheid,
    Grondslag,
    Kalender,
    Opgeschort,
    Opschortgrond,
    Opschorting,
    Stap,
    Verlengd,
    Verlenging,
    Verlengruimte,
    Verplaatsing,
    in_woorden,
)
from engine.termijnen.regels.atw import noem_verschuiving, schuif, waarom_niet
from engine.termijnen.regels.tellen import tel, tel_werkdagen, voeg_samen, werkdagen_in
from engine.termijnen.regels.tredes import laatste_werkdag
from engine.termijnen.weigeringen import (
    TermijnTeltTerug,
    VerlengingTeLang,
    VerlengingTeVaak,
    WettelijkeTermijnVast,
)

GEEN_HERSTELTERMIJN = "geen hersteltermijn gesteld, geen opschorting"


@dataclass(frozen=True, slots=True)
class _Loop:
    """The term as it stands at one moment of its history, and how to get its end from it.

    opgeschort: suspended days so far, in wd for a term in wd. genoemd: end named in a notice or by the
    voorzitter; it replaces the count and is not moved by the Algemene termijnenwet.
    """

    start: date
    duren: tuple[Duur, ...]
    grondslag: Grondslag
    kalender: Kalender
    opgeschort: int = 0
    genoemd: date | None = None

    @property
    def in_werkdagen(self) -> bool:
        return self.duren[0].eenheid is Eenheid.WERKDAG

    def ruw(self) -> date:
        """Return the end without the Algemene termijnenwet."""
        anker = self.genoemd or tel(self.start, self.duren, self.grondslag, self.kalender)
        if not self.opgeschort:
            return anker
        if self.in_werkdagen:
            dienst = self.grondslag is Grondslag.DIENST
            return tel_werkdagen(anker, self.opgeschort, self.kalender, dienst=dienst)
        return anker + timedelta(days=self.opgeschort)

    def waarom_niet(self, ruw: date) -> str | None:
        """Return why the Algemene termijnenwet does not apply, or None when it does."""
        if self.genoemd is not None:
            return "Deze dag is bij het verlengen of verplaatsen genoemd en schuift niet."
        return waarom_niet(self.duren, self.grondslag, (ruw - self.start).days - self.opgeschort)

    def einde(self) -> date:
        """Return the end as it stands now."""
        ruw = self.ruw()
        return ruw if self.waarom_niet(ruw) else schuif(self.start, ruw, self.duren, self.kalender)[1]


def bereken(
    start: date,
    duur: Duur,
    grondslag: Grondslag,
    kalender: Kalender,
    *,
    opschortingen: Iterable[Opschorting] = (),
    verlengingen: Iterable[Verlenging] = (),
    verplaatsingen: Iterable[Verplaatsing] = (),
    peildatum: date | None = None,
) -> Afleiding:
    """Return the end of the term with its derivation; the start day itself does not count.

    The history is replayed by date: a suspension counts when it begins on or before the end of that moment,
    an extension when its notice was sent by then. The Algemene termijnenwet moves once, at the very end.
    peildatum: the day of asking; decides whether a running suspension is still provisional.
    Refuses: feestdagen_ontbreken, schoolvakanties_ontbreken, termijn_telt_terug, wettelijke_termijn_vast.
    Linear in the length of the term in days and the number of events.
    Source: Atw; Awb 4:14 and 4:15.
    """
    schorsingen = tuple(opschortingen)
    gebeurtenissen: list[tuple[date, Opgeschort | Verlenging | Verplaatsing]] = [
        *((o.van, o) for o in _verenig(start, schorsingen, peildatum)),
        *((v.kennisgeving, v) for v in verlengingen),
        *((v.op, v) for v in verplaatsingen),
    ]
    if duur.aantal < 0 and (gebeurtenissen or schorsingen):
        raise TermijnTeltTerug
    loop = _Loop(start, (duur,), grondslag, kalender)
    ruw = loop.ruw()
    stappen = [_eerste_stap(loop, ruw)]
    waarschuwingen = [GEEN_HERSTELTERMIJN for o in schorsingen if o.zonder_hersteltermijn]
    opgeschort: list[Opgeschort] = []
    verlengd: list[Verlengd] = []
    # Only by date: rows of one day keep the order in which they were logged.
    for op, gebeurtenis in sorted(gebeurtenissen, key=lambda g: g[0]):
        oud = loop.einde()
        if isinstance(gebeurtenis, Opgeschort):
            if op > oud:
                waarschuwingen.append(f"de opschorting vanaf {datum(op)} begon na het einde en telt niet")
                continue
            loop, gebeurtenis = _schort_op(loop, gebeurtenis)
            opgeschort.append(gebeurtenis)
            stappen.append(_stap_opgeschort(gebeurtenis, loop))
            continue
        nieuw = _verleng(loop, gebeurtenis) if isinstance(gebeurtenis, Verlenging) else _verplaats(loop, gebeurtenis)
        einde = nieuw.einde()
        if isinstance(gebeurtenis, Verlenging) and (op > oud or einde < oud):
            waarschuwingen.append(
                f"de kennisgeving van {datum(op)} kwam te laat: verzuim blijft, het einde blijft {datum(oud)}"
                if op > oud
                else f"de verlenging van {datum(op)} geeft een eerder einde en telt niet"
            )
            verlengd.append(Verlengd(op, oud, oud, telt=False))
            continue
        loop = nieuw
        verlengd.append(Verlengd(op, oud, einde, telt=True))
        stappen.append(_stap_verlengd(gebeurtenis, nieuw))
    na_wijzigingen = loop.ruw()
    reden = loop.waarom_niet(na_wijzigingen)
    einde = na_wijzigingen
    if reden is None:
        artikel1, einde = schuif(start, na_wijzigingen, loop.duren, kalender)
        stappen.extend(_stappen_atw(na_wijzigingen, artikel1, einde, kalender))
    waarschuw_op = laatste_werkdag(einde, kalender)
    if reden is not None:
        stappen.append(_stap_vast(reden, einde, waarschuw_op, kalender))
    stappen.append(Stap(f"Te laat vanaf {datum(einde + EEN_DAG)}.", einde + EEN_DAG))
    voorlopig = any(_loopt_nog(o, peildatum) and o.van <= einde for o in schorsingen)
    if voorlopig:
        waarschuwingen.append(f"de opschorting loopt nog; {datum(einde)} is een voorlopig einde")
    return Afleiding(
        start, duur, grondslag, ruw, na_wijzigingen, einde, reden is None, voorlopig, waarschuw_op,
        tuple(opgeschort), tuple(verlengd), tuple(waarschuwingen), tuple(stappen),
    )  # fmt: skip


def te_laat(einde: date, nu: datetime) -> bool:
    """Say whether the last day has passed in Amsterdam; on the last day itself the term still runs."""
    return dag(nu) > einde


def toets_verlenging(termijn: Afleiding, nieuwe: Verlenging, ruimte: Verlengruimte, kalender: Kalender) -> None:
    """Check an extension against its rule before it is logged: verlenging_te_vaak, verlenging_te_lang."""
    if sum(v.telt for v in termijn.verlengd) >= ruimte.hoogstens:
        raise VerlengingTeVaak(ruimte.hoogstens)
    if ruimte.erbij is None:
        return
    vanaf = termijn.na_wijzigingen
    uiterlijk = tel(vanaf, (ruimte.erbij,), termijn.grondslag, kalender)
    gevraagd = nieuwe.nieuw_einde
    if nieuwe.erbij is not None:
        gevraagd = tel(vanaf, (nieuwe.erbij,), termijn.grondslag, kalender)
    if gevraagd is not None and gevraagd > uiterlijk:
        raise VerlengingTeLang(gevraagd, uiterlijk)


def _loopt_nog(opschorting: Opschorting, peildatum: date | None) -> bool:
    """Say whether the suspension may still change the end: open, and its set term has not passed unused."""
    if opschorting.tot is not None or opschorting.zonder_hersteltermijn:
        return False
    gesteld = opschorting.gestelde_termijn
    verstreken = peildatum is not None and gesteld is not None and peildatum > gesteld
    return not (opschorting.grond is Opschortgrond.AANVULLING and verstreken)


def _loopt_tot(opschorting: Opschorting, peildatum: date | None) -> date:
    """Return the first running day: the real one, else the projected one, never past the set term to complete."""
    rest = EEN_DAG if opschorting.eind_inclusief else timedelta(0)
    if opschorting.grond is Opschortgrond.AANVULLING:
        gesteld = opschorting.gestelde_termijn
        if gesteld is None:
            return opschorting.van
        return (gesteld if opschorting.tot is None else min(opschorting.tot, gesteld)) + rest
    if opschorting.tot is not None:
        return opschorting.tot + rest
    # Nobody knows the end yet: count what is certain, which warns on the earlier date.
    return max(opschorting.gestelde_termijn or opschorting.van, peildatum or opschorting.van)


def _verenig(start: date, opschortingen: Sequence[Opschorting], peildatum: date | None) -> list[Opgeschort]:
    """Unite overlapping and touching suspensions after the start; a day is suspended once."""
    delen: list[Opgeschort] = []
    for van, tot in sorted((max(o.van, start + EEN_DAG), _loopt_tot(o, peildatum)) for o in opschortingen):
        if tot <= van:
            continue
        if delen and van <= delen[-1].tot:
            van, tot = delen[-1].van, max(delen.pop().tot, tot)
        delen.append(Opgeschort(van, tot, (tot - van).days))
    return delen


def _schort_op(loop: _Loop, deel: Opgeschort) -> tuple[_Loop, Opgeschort]:
    if loop.in_werkdagen:
        dienst = loop.grondslag is Grondslag.DIENST
        deel = replace(deel, dagen=werkdagen_in(deel.van, deel.tot, loop.kalender, dienst=dienst))
    return replace(loop, opgeschort=loop.opgeschort + deel.dagen), deel


def _verleng(loop: _Loop, verlenging: Verlenging) -> _Loop:
    if verlenging.nieuw_einde is not None:
        return replace(loop, genoemd=verlenging.nieuw_einde, opgeschort=0)
    assert verlenging.erbij is not None  # guaranteed by Verlenging
    if loop.genoemd is not None:
        anker = tel(loop.genoemd, (verlenging.erbij,), loop.grondslag, loop.kalender)
        return replace(loop, genoemd=anker)
    return replace(loop, duren=voeg_samen((*loop.duren, verlenging.erbij)))


def _verplaats(loop: _Loop, verplaatsing: Verplaatsing) -> _Loop:
    if loop.grondslag is Grondslag.WETTELIJK:
        raise WettelijkeTermijnVast
    return replace(loop, genoemd=verplaatsing.nieuw_einde, opgeschort=0)


def _eerste_stap(loop: _Loop, ruw: date) -> Stap:
    duur = loop.duren[0]
    richting = "vóór" if duur.aantal < 0 else "na"
    tekst = f"{duur} {richting} {datum(loop.start)} is {datum(ruw)}; {datum(loop.start)} zelf telt niet mee."
    if loop.in_werkdagen:
        van, tot = sorted((loop.start, ruw))
        overgeslagen = _niet_geteld(van, tot, loop)
        if overgeslagen:
            tekst += f" Niet geteld: weekenden en {overgeslagen}."
    return Stap(tekst, ruw)


def _niet_geteld(van: date, tot: date, loop: _Loop) -> str:
    """Name the weekdays in (van, tot) that are no wd."""
    namen = []
    dienst = loop.grondslag is Grondslag.DIENST
    for n in range(1, (tot - van).days):
        op = van + n * EEN_DAG
        if op.weekday() < 5 and not loop.kalender.werkdag(op, dienst=dienst):
            naam = loop.kalender.waarom_niet_gewoon(op) or loop.kalender.sluitingsdagen[op]
            namen.append(f"{naam} ({datum(op, jaar=False)})")
    return ", ".join(namen)


def _stap_opgeschort(deel: Opgeschort, loop: _Loop) -> Stap:
    ruw = loop.ruw()
    woord = in_woorden(deel.dagen, Eenheid.WERKDAG if loop.in_werkdagen else Eenheid.DAG)
    laatste = deel.tot - EEN_DAG
    dagen = datum(deel.van) if laatste == deel.van else f"{datum(deel.van, jaar=False)} t/m {datum(laatste)}"
    return Stap(f"{woord} opgeschort ({dagen}) maakt {datum(ruw)}.", ruw)


def _stap_verlengd(gebeurtenis: Verlenging | Verplaatsing, loop: _Loop) -> Stap:
    ruw = loop.ruw()
    if isinstance(gebeurtenis, Verplaatsing):
        tekst = f"Op {datum(gebeurtenis.op)} verplaatst naar {datum(ruw)}: {gebeurtenis.reden}."
    elif gebeurtenis.nieuw_einde is not None:
        tekst = f"Verlengd met de kennisgeving van {datum(gebeurtenis.kennisgeving)}: nieuw einde {datum(ruw)}."
    else:
        samen = " en ".join(str(d) for d in loop.duren)
        tekst = f"Verlengd op {datum(gebeurtenis.kennisgeving)} met {gebeurtenis.erbij}"
        tekst += (
            f": {datum(ruw)}." if loop.genoemd else f": samen {samen} na {datum(loop.start)}, dat maakt {datum(ruw)}."
        )
    return Stap(tekst, ruw)


def _stappen_atw(ruw: date, artikel1: date, einde: date, kalender: Kalender) -> list[Stap]:
    if einde == ruw:
        return [Stap(f"{datum(ruw)} is geen weekend en geen feestdag: het einde blijft {datum(ruw)}.", ruw)]
    stappen = []
    if artikel1 != ruw:
        redenen = noem_verschuiving(ruw, artikel1, kalender)
        stappen.append(
            Stap(
                f"{datum(ruw)} is geen gewone dag ({redenen}): de Algemene termijnenwet (artikel 1) maakt er "
                f"{datum(artikel1)} van.",
                artikel1,
            )
        )
    if einde != artikel1:
        stappen.append(
            Stap(
                "In de termijn moeten twee dagen vallen die geen weekend of feestdag zijn: de Algemene termijnenwet "
                f"(artikel 2) maakt er {datum(einde)} van.",
                einde,
            )
        )
    return stappen


def _stap_vast(reden: str, einde: date, waarschuw_op: date, kalender: Kalender) -> Stap:
    if waarschuw_op == einde:
        return Stap(f"{reden} Het einde is {datum(einde)}.", einde)
    naam = kalender.waarom_niet_gewoon(einde) or kalender.sluitingsdagen[einde]
    return Stap(
        f"{reden} Het einde blijft {datum(einde)} ({naam}); de laatste werkdag ervoor is {datum(waarschuw_op)}.", einde
    )
