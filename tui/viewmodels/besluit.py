"""The form of a besluit: what was typed, what is wrong with it, and the document that the use case takes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from budget.basis.geld import lees_geld
from tui.viewmodels.opmaak import Regel, dag_kort, euro, euro_vol, lees_dag, leesbaar, meervoud, wie

if TYPE_CHECKING:
    from engine.zitting.begrippen import Besluitregel
    from tui.viewmodels.feiten import Omgeving, WatAls

GEEN = "geen"
GEDWONGEN = "gedwongen"
TOESTEMMINGEN = (
    ("nog niet gegeven", GEEN),
    ("ouders, schriftelijk", "ouders/schriftelijk"),
    ("ouders, mondeling", "ouders/mondeling"),
    ("ouders en jeugdige, schriftelijk", "ouders+jeugdige/schriftelijk"),
    ("ouders en jeugdige, mondeling", "ouders+jeugdige/mondeling"),
    ("jeugdige, schriftelijk", "jeugdige/schriftelijk"),
    ("voogd, schriftelijk", "voogd/schriftelijk"),
    ("gecertificeerde instelling, schriftelijk", "gi/schriftelijk"),
    ("niet nodig: gedwongen kader", GEDWONGEN),
)
"""Who consented to the help and how: what people choose, and what it stands for."""


SJABLONEN = (
    ("eerst financieren", "financieren"),
    ("toewijzen", "toewijzen"),
    ("aanhouden", "aanhouden"),
    ("terugverwijzen", "terugverwijzen"),
    ("opschalen", "opschalen"),
)
"""The five outcomes at the table."""

ANDERS_DAN_BESLUIT = frozenset({"aanhouden", "terugverwijzen", "opschalen"})


@dataclass(frozen=True, slots=True)
class Invoerregel:
    """One plan line as typed."""

    bedrag: str = ""
    wat: str = ""
    soort: str = ""
    aanbieder: str = ""
    bron: str = "pot"
    van: str = ""
    tot: str = ""
    toestemming: str = GEEN
    toestemming_op: str = ""
    orgaan: str = ""


@dataclass(frozen=True, slots=True)
class Formulier:
    """The whole form as typed; herhaling is the amount typed once more."""

    doel: str = ""
    regels: tuple[Invoerregel, ...] = (Invoerregel(),)
    herhaling: str = ""

    def met_regel(self, nr: int, **velden: str) -> Formulier:
        """Return the form with some fields of one line changed."""
        regels = tuple(replace(r, **velden) if i == nr else r for i, r in enumerate(self.regels))
        return replace(self, regels=regels)


@dataclass(frozen=True, slots=True)
class Keuring:
    """What the form says once read: every fault as a sentence, cents per line, and the document when there is none."""

    fouten: tuple[str, ...]
    bedragen: tuple[int | None, ...]
    document: Mapping[str, Any] | None

    @property
    def totaal(self) -> int | None:
        """Return the sum, None as long as one amount cannot be read."""
        return None if None in self.bedragen else sum(b for b in self.bedragen if b is not None)


def uit_concept(concept: Sequence[Mapping[str, Any]], vraag: str, vandaag: date) -> Formulier:
    """Fill the form with the draft lines of the check before the zitting, from the first of next month."""
    van = (vandaag.replace(day=1) + timedelta(days=32)).replace(day=1)
    regels = tuple(
        Invoerregel(
            bedrag=euro(regel["bedrag"]).removeprefix("€ "),
            wat=regel["wat"],
            soort=regel["soort"],
            aanbieder=regel["aanbieder"] or "",
            bron=regel["bron"],
            van=dag_kort(van),
            tot=dag_kort(_einde(van, regel["maanden"])),
            orgaan=regel["orgaan"] or "",
        )
        for regel in concept
    )
    leeg = Invoerregel(van=dag_kort(van), tot=dag_kort(_einde(van, 6)))
    return Formulier(doel=vraag, regels=regels or (leeg,))


def uit_voorgenomen(besluit: Besluitregel) -> Formulier:
    """Fill the form with the lines of a voorgenomen besluit, for the holder of a higher step."""
    regels = tuple(
        Invoerregel(
            bedrag=euro(regel["bedrag"]).removeprefix("€ "),
            wat=regel["wat"],
            soort=regel["soort"],
            aanbieder=regel["aanbieder"] or "",
            bron=regel["bron"],
            van=dag_kort(date.fromisoformat(regel["van"])),
            tot=dag_kort(date.fromisoformat(regel["tot"])),
        )
        for regel in besluit.regels
    )
    return Formulier(doel=besluit.doel, regels=regels or (Invoerregel(),))


def met_sjabloon(formulier: Formulier, naam: str) -> Formulier:
    """Let the pot pay first, or let somebody else pay: then every line asks who."""
    bron = "pot" if naam == "financieren" else ""
    return replace(formulier, regels=tuple(replace(r, bron=bron) for r in formulier.regels), herhaling="")


def _einde(van: date, maanden: int) -> date:
    volgende = van.month - 1 + maanden
    return date(van.year + volgende // 12, volgende % 12 + 1, 1) - timedelta(days=1)


def keur(formulier: Formulier, vandaag: date) -> Keuring:
    """Read the form; every fault is one sentence that says where and what to do. The document has the file format."""
    fouten: list[str] = []
    bedragen: list[int | None] = []
    regels: list[dict[str, Any]] = []
    if len(formulier.doel.strip()) < 3:
        fouten.append("Doel: schrijf in een paar woorden wat het plan moet bereiken.")
    for nr, regel in enumerate(formulier.regels, start=1):
        waar = f"Regel {nr}, " if len(formulier.regels) > 1 else ""
        eigen: list[str] = []
        bedragen.append(_bedrag(regel.bedrag, eigen))
        velden = _regel(regel, nr, bedragen[-1], vandaag, eigen)
        fouten += [f"{waar}{fout[:1].lower()}{fout[1:]}" if waar else fout for fout in eigen]
        regels.append(velden)
    if fouten:
        return Keuring(tuple(fouten), tuple(bedragen), None)
    document = {"formaat": "doorbraak-besluit/1", "doel": formulier.doel.strip(), "regels": regels}
    return Keuring((), tuple(bedragen), document)


def _bedrag(tekst: str, fouten: list[str]) -> int | None:
    if not tekst.strip():
        fouten.append("Bedrag: vul in om hoeveel geld het gaat.")
        return None
    try:
        cents = lees_geld(tekst).cents
    except ValueError as fout:
        fouten.append(f"Bedrag: {fout}.")
        return None
    if cents <= 0:
        fouten.append("Bedrag: een besluit gaat over meer dan € 0.")
        return None
    return cents


def _regel(regel: Invoerregel, nr: int, cents: int | None, vandaag: date, fouten: list[str]) -> dict[str, Any]:
    if len(regel.wat.strip()) < 3:
        fouten.append("Waarvoor: schrijf in een paar woorden wat er wordt ingezet.")
    if not regel.soort:
        fouten.append("Soort: kies wat voor hulp of ondersteuning dit is.")
    if not regel.bron:
        fouten.append("Betaalt eerst: kies wie er betaalt.")
    if regel.bron == "pot" and not regel.aanbieder:
        fouten.append("Aanbieder: uit de pot wordt een aanbieder betaald; kies er een, of kies een andere bron.")
    van, tot = _dag("Van", regel.van, vandaag, fouten), _dag("Tot en met", regel.tot, vandaag, fouten)
    if van and tot and tot < van:
        fouten.append(f"Tot en met: {dag_kort(tot)} ligt voor {dag_kort(van)}.")
    velden: dict[str, Any] = {
        "kenmerk": f"r{nr}",
        "wat": regel.wat.strip(),
        "soort": regel.soort,
        "aanbieder": regel.aanbieder or None,
        "bron": regel.bron,
        "bedrag": None if cents is None else euro_vol(cents).removeprefix("€ "),
        "van": van,
        "tot": tot,
        "orgaan": regel.orgaan or None,
    }
    if regel.toestemming == GEDWONGEN:
        velden["gedwongen_kader"] = True
    elif regel.toestemming != GEEN:
        door, _, wijze = regel.toestemming.partition("/")
        op = _dag("Toestemming op", regel.toestemming_op, vandaag, fouten, voorbij=True)
        if op and op > vandaag:
            fouten.append("Toestemming op: deze dag moet nog komen; vul in wanneer er toestemming is gegeven.")
        velden["toestemming"] = {"door": door.split("+"), "op": op, "wijze": wijze}
    return velden


def _dag(naam: str, tekst: str, vandaag: date, fouten: list[str], *, voorbij: bool = False) -> date | None:
    if not tekst.strip():
        fouten.append(f"{naam}: vul een dag in, zoals 1-3-2027 of +2w.")
        return None
    try:
        return lees_dag(tekst, vandaag, voorbij=voorbij)
    except ValueError as fout:
        fouten.append(f"{naam}: {fout}.")
        return None


def zonder_toestemming(formulier: Formulier, nodig: Mapping[str, bool]) -> list[str]:
    """Return a sentence per line that needs a consent and has none; the besluit would be refused."""
    zinnen = []
    for nr, regel in enumerate(formulier.regels, start=1):
        if regel.toestemming == GEEN and nodig.get(regel.soort, False):
            waar = f"Regel {nr}, toestemming" if len(formulier.regels) > 1 else "Toestemming"
            zinnen.append(f"{waar}: kies wie toestemming gaf voor deze hulp.")
    return zinnen


def proef(formulier: Formulier, vandaag: date) -> dict[str, Any] | None:
    """Return the document to try when every line has an amount, a kind and a period; texts may still be empty."""
    vol = replace(
        formulier,
        doel="proef",
        regels=tuple(
            replace(r, wat="proef", toestemming=r.toestemming if _compleet(r) else GEEN) for r in formulier.regels
        ),
    )
    document = keur(vol, vandaag).document
    return None if document is None else dict(document)


def _compleet(regel: Invoerregel) -> bool:
    return regel.toestemming == GEDWONGEN or bool(regel.toestemming_op.strip())


def houder(mee: Sequence[str], omgeving: Omgeving) -> Regel:
    """Say who decides at a higher step, and who decided along."""
    al = f"; meebeslist: {', '.join(wie(p, omgeving.mensen) for p in mee)}" if mee else ""
    return Regel(f"de houder van deze trede beslist; F8 toetst het mandaat van die trede{al}", "let-op")


def mandaatregel(wat_als: WatAls | None, omgeving: Omgeving) -> Regel:
    """Say whether the people at the table may decide this: the worst line counts."""
    if wat_als is None:
        return Regel("… wordt nagekeken zodra bedrag, soort en periode kloppen")
    teken, klasse = _UITKOMST[wat_als.mandaat["uitkomst"]]
    zin = leesbaar(wat_als.mandaat["vervolg"]["tekst"], omgeving.mensen, omgeving.organisaties)
    return Regel(f"{teken}  {zin}", klasse)


_UITKOMST = {
    "ja": ("✓ ja", "goed"),
    "ja_met_medeondertekening": ("◆ mede tekenen", "let-op"),
    "ruggespraak": ("✗ nee", "fout"),
    "nee": ("✗ nee", "fout"),
}


def mag_nu(wat_als: WatAls | None) -> bool:
    """Say whether every line can be decided now; else the besluit is stored as voorgenomen besluit."""
    return wat_als is not None and not wat_als.mandaat["voorgenomen"]


def potregel(vrij: int | None, uit_pot: int | None, ondergrens: int | None) -> Regel:
    """Show what the pot keeps after this besluit."""
    if vrij is None:
        return Regel("niet zichtbaar in uw rol")
    if uit_pot is None:
        return Regel(f"{euro(vrij)} vrij")
    daarna = vrij - uit_pot
    zin = f"{euro(vrij)} → {euro(daarna)} vrij"
    if daarna < 0:
        return Regel(f"{zin}  ✗ te weinig: verlaag met {euro(-daarna)} of kies een andere bron", "fout")
    if ondergrens is not None and daarna < ondergrens:
        return Regel(f"{zin}  ! onder de ondergrens van {euro(ondergrens)}", "let-op")
    return Regel(f"{zin}  ✓{f' boven ondergrens {euro(ondergrens)}' if ondergrens is not None else ''}", "goed")


def uit_pot(formulier: Formulier, keuring: Keuring) -> int | None:
    """Return what the pot would pay first of this form, None as long as an amount cannot be read."""
    delen = [b for r, b in zip(formulier.regels, keuring.bedragen, strict=True) if r.bron == "pot"]
    return None if None in delen else sum(b for b in delen if b is not None)


def slotregel(
    formulier: Formulier, keuring: Keuring, nog: Sequence[str], wat_als: WatAls | None, *, hoger: bool = False
) -> tuple[bool, Regel]:
    """Say whether F8 would go through, and what F8 does or what is still missing."""
    fouten = [*keuring.fouten, *nog]
    if fouten:
        meer = f" (en nog {meervoud(len(fouten) - 1, 'punt', 'punten')})" if len(fouten) > 1 else ""
        return False, Regel(f"✗ {fouten[0]}{meer}", "fout")
    totaal = keuring.totaal
    assert totaal is not None
    if not formulier.herhaling.strip():
        return False, Regel(f"○ Typ het totaal nog een keer: {euro(totaal).removeprefix('€ ')}", "let-op")
    try:
        herhaald = lees_geld(formulier.herhaling).cents
    except ValueError as fout:
        return False, Regel(f"✗ Nogmaals: {fout}.", "fout")
    if herhaald != totaal:
        return False, Regel(f"✗ Nogmaals: {euro_vol(herhaald)} is niet {euro_vol(totaal)}.", "fout")
    if hoger:
        return True, Regel(f"✓ Klaar. F8 legt {euro_vol(totaal)} vast als besluit van deze trede.", "goed")
    if not mag_nu(wat_als):
        zin = "F8 legt dit vast als voorgenomen besluit; er wordt nog niets gereserveerd. Daarna: e = voorleggen."
        return True, Regel(f"◇ {zin}", "let-op")
    return True, Regel(f"✓ Klaar. F8 legt {euro_vol(totaal)} vast en reserveert wat uit de pot komt.", "goed")


def naar_json(formulier: Formulier) -> dict[str, Any]:
    """Return the form for the draft file: amounts, line texts and ids only, no name of a child."""
    return asdict(formulier)


def uit_json(gegevens: Mapping[str, Any]) -> Formulier | None:
    """Read a draft back; None when it is not one of ours."""
    try:
        regels = tuple(Invoerregel(**{k: str(v) for k, v in regel.items()}) for regel in gegevens["regels"])
        return Formulier(str(gegevens["doel"]), regels or (Invoerregel(),), "")
    except (KeyError, TypeError, AttributeError):
        return None
