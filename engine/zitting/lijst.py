"""The besluitenlijst as Markdown: what was decided, on whose behalf, for how much, and who does what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from budget.basis.geld import Geld
from budget.basis.klok import datum, datum_lang
from engine.zitting.begrippen import Besluitregel, ZittingKort

_UITKOMST = {
    "ja": "ja",
    "ja_met_medeondertekening": "ja, mede ondertekend",
    "ruggespraak": "vraagt ruggespraak",
    "nee": "kan hier niet",
}


def als_markdown(
    zitting: ZittingKort, besluiten: Sequence[Besluitregel], organisaties: Mapping[str, str], mensen: Mapping[str, str]
) -> str:
    """Return the list as text; organisaties and mensen: names by id. Casusnummers only, no name of a family."""
    return "\n".join(_regels(zitting, besluiten, organisaties, mensen)) + "\n"


def _regels(
    zitting: ZittingKort, besluiten: Sequence[Besluitregel], organisaties: Mapping[str, str], mensen: Mapping[str, str]
) -> Iterator[str]:
    yield f"# Besluitenlijst {datum_lang(zitting.op)}"
    yield ""
    definitief = "definitief" if zitting.status == "vastgesteld" else "concept, nog niet vastgesteld"
    voorzitter = mensen.get(zitting.voorzitter, zitting.voorzitter)
    yield f"Zitting {zitting.id}, {zitting.plaats}. Voorzitter: {voorzitter}. Deze lijst is {definitief}."
    if not besluiten:
        yield ""
        yield "In deze zitting zijn geen besluiten genomen."
    for besluit in besluiten:
        yield ""
        soort = "Besluit" if besluit.status == "genomen" else "Voorgenomen besluit"
        yield f"## {besluit.casus}: {soort} {besluit.besluit}"
        yield ""
        yield f"Doel: {besluit.doel}."
        yield ""
        yield "| Regel | Wat | Aanbieder | Van | Tot en met | Bedrag | Betaalt eerst | Namens | Mandaat |"
        yield "|---|---|---|---|---|---:|---|---|---|"
        for regel in besluit.regels:
            namens = ", ".join(organisaties.get(naam, naam) for naam in regel["namens"])
            cellen = (
                regel["kenmerk"],
                regel["wat"],
                organisaties.get(regel["aanbieder"], regel["aanbieder"] or ""),
                datum(date.fromisoformat(regel["van"])),
                datum(date.fromisoformat(regel["tot"])),
                str(Geld(regel["bedrag"])),
                "de pot" if regel["bron"] == "pot" else organisaties.get(regel["bron"], regel["bron"]),
                namens,
                _UITKOMST[regel["uitkomst"]],
            )
            yield f"| {' | '.join(_cel(cel) for cel in cellen)} |"
        for afspraak in besluit.afspraken:
            wie = mensen.get(afspraak["wie"], afspraak["wie"])
            voor = datum(date.fromisoformat(afspraak["op"]))
            yield f"- Afspraak {afspraak['nummer']}: {wie}, vóór {voor}: {afspraak['wat']} ({afspraak['meetbaar']})."
        for mening in besluit.plan.get("afwijkende_meningen", ()):
            wie = mensen.get(mening["wie"], mening["wie"])
            yield f"- Afwijkende mening over {mening['over']}: {wie}: {mening['mening']}."
        for correctie in besluit.correcties:
            op = datum(date.fromisoformat(correctie["op"]))
            nieuw = f" Zie besluit {correctie['nieuw_besluit']}." if correctie["nieuw_besluit"] else ""
            yield f"- Correctie van {op}: {correctie['correctie']} (reden: {correctie['reden']}).{nieuw}"


def _cel(tekst: str) -> str:
    return tekst.replace("|", "\\|").replace("\n", " ")
