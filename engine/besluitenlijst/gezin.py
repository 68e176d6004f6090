"""The letter to the gezin: what was decided, who does what and when, and where to say no, in plain Dutch (B1).

Short sentences, no amounts, no payers, no mandate and no dispute about money: that is not theirs to carry. The way of
bezwaar comes from the term AWB_BEZWAAR (Awb 6:7); a way of complaint is not named, because no agreement of the region
names one.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from budget.basis.klok import datum_lang
from engine.besluitenlijst.begrippen import Deel, Namen, Regeldeel, klaar_als, zin
from engine.stukken.begrippen import Alinea, Blok, Document, Kop, Lijst
from engine.termijnen.begrippen import Duur
from engine.zitting.begrippen import ZittingKort


@dataclass(frozen=True, slots=True)
class Gezinsfeiten:
    """What the letter needs besides the besluiten: who directs, who stands in, and the next zitting if there is one."""

    casus: str
    regisseur: str | None
    regisseur_van: str | None
    vervanger: str | None
    volgende: date | None
    bezwaar: Duur
    bezwaar_zeker: bool


def brief(
    zitting: ZittingKort,
    feiten: Gezinsfeiten,
    delen: Sequence[Deel],
    losse_afspraken: Sequence[dict[str, Any]],
    namen: Namen,
    afzender: str,
) -> Document:
    """Return the letter, of one casus and one zitting."""
    return Document(
        titel=f"Wat er op {datum_lang(zitting.op)} is afgesproken",
        datum=zitting.op,
        afzender=afzender,
        blokken=tuple(_blokken(zitting, feiten, delen, losse_afspraken, namen)),
        voet=f"{afzender}, {feiten.casus}",
    )


def _blokken(
    zitting: ZittingKort, f: Gezinsfeiten, delen: Sequence[Deel], los: Sequence[dict[str, Any]], namen: Namen
) -> Iterator[Blok]:
    yield Alinea(f"Voor de jeugdige en de ouders van casus {f.casus}.")
    yield Alinea(
        f"Op {datum_lang(zitting.op)} is over uw plan gesproken. "
        "In deze brief staat wat er is besloten en wie wat doet."
    )
    if zitting.status != "vastgesteld":
        yield Alinea("Let op: dit is nog niet zeker. De voorzitter moet de afspraken nog vaststellen.", vet=True)
    if not delen:
        yield Alinea("Er is op deze dag nog geen besluit genomen.")
    for deel in delen:
        yield from _besluit(deel, namen)
    afspraken = [a for deel in delen for a in deel.afspraken] + list(los)
    if afspraken:
        yield Kop("Wie doet wat, en wanneer?")
        yield Lijst(tuple(_afspraak(a, namen) for a in sorted(afspraken, key=lambda a: (a["op"], a["nummer"]))))
    yield Kop("Wie heeft de regie?")
    yield from _regie(f)
    if f.volgende:
        yield Kop("Wanneer praten we weer?")
        yield Alinea(f"De volgende keer is op {datum_lang(f.volgende)}. U krijgt daarvoor een uitnodiging.")
    yield Kop("Bent u het er niet mee eens?")
    yield from _niet_eens(f, delen, namen)


def _besluit(deel: Deel, namen: Namen) -> Iterator[Blok]:
    if deel.voorgenomen:
        yield Kop("Wat willen we?")
        yield Alinea("Dit is nog geen besluit. Iemand anders moet nog ja zeggen. U hoort het als dat is gebeurd.")
    else:
        yield Kop("Wat is er besloten?")
    yield Alinea(zin(f"Het doel is: {deel.doel}"))
    yield Lijst(tuple(_regel(r, namen) for r in deel.regels))
    if deel.correcties:
        yield Alinea("Later verbeterd:", vet=True)
        yield Lijst(tuple(f"Op {datum_lang(date.fromisoformat(c['op']))}: {c['correctie']}." for c in deel.correcties))


def _regel(regel: Regeldeel, namen: Namen) -> str:
    door = namen.organisaties.get(regel.aanbieder, regel.aanbieder) if regel.aanbieder else None
    wie = f" {door} doet dit." if door else ""
    return f"{regel.wat}.{wie} Van {datum_lang(regel.van)} tot en met {datum_lang(regel.tot)}."


def _afspraak(afspraak: dict[str, Any], namen: Namen) -> str:
    wie = namen.mensen.get(afspraak["wie"], afspraak["wie"])
    zichtbaar = f" Klaar als: {als}." if (als := klaar_als(afspraak)) else ""
    return f"{wie}: {afspraak['wat']}. Dit is klaar vóór {datum_lang(date.fromisoformat(afspraak['op']))}.{zichtbaar}"


def _regie(f: Gezinsfeiten) -> Iterator[Blok]:
    if f.regisseur is None:
        yield Alinea("Nog niemand heeft de regie. De voorzitter zoekt iemand. U hoort wie het wordt.")
        return
    van = f" van {f.regisseur_van}" if f.regisseur_van else ""
    yield Alinea(
        f"{f.regisseur}{van} heeft de regie. Dat betekent: deze persoon zorgt dat iedereen doet wat is afgesproken. "
        "Heeft u een vraag? Stel die aan deze persoon."
    )
    if f.vervanger:
        yield Alinea(f"Is deze persoon er niet? Dan kunt u terecht bij {f.vervanger}.")


def _niet_eens(f: Gezinsfeiten, delen: Sequence[Deel], namen: Namen) -> Iterator[Blok]:
    bij = f.regisseur or "de voorzitter"
    yield Alinea(f"Zeg het tegen {bij}. Dan praten we er samen over.")
    organen = dict.fromkeys(
        namen.organisaties.get(r.namens[0], r.namens[0])
        for deel in delen
        for r in deel.regels
        if r.besluitvorm == "beschikking" and r.namens
    )
    for orgaan in organen:
        yield Alinea(
            f"Voor een deel van de hulp krijgt u nog een eigen brief van {orgaan}. Zo'n brief heet een beschikking. "
            f"Daartegen kunt u bezwaar maken bij {orgaan}. Dat moet binnen {f.bezwaar} nadat u die brief krijgt. "
            + ("" if f.bezwaar_zeker else "Staat er in die brief een andere termijn? Dan geldt die. ")
            + "In die brief staat ook hoe u bezwaar maakt."
        )
