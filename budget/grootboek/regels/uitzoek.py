"""Who pays: the uitzoekbesluit and its revision, which posts the differences only."""

from __future__ import annotations

from collections.abc import Mapping

from budget.basis.geld import Geld
from budget.grootboek.begrippen import POT, Uitzoekbesluit, UitzoekbesluitHerzien
from budget.grootboek.regels.kern import (
    GROOTSTE,
    Aandeelfeit,
    Besluitfeit,
    Feit,
    Mutatiefeit,
    Rekening,
    Stand,
    Uitwerking,
    Vorderingfeit,
    in_cents,
    maak_paren,
    sleutelversie,
)
from budget.grootboek.regels.verdelen import verdeel
from budget.grootboek.weigeringen import (
    BedragOngeldig,
    BesluitBestaat,
    BesluitOntbreekt,
    BovenVoorfinanciering,
    EerstAfschrijvingTerugdraaien,
    GewichtenOngeldig,
)


def uitzoekbesluit(g: Uitzoekbesluit, stand: Stand) -> Uitwerking:
    """D 1310 per payer · D 4000 for the share of the pot · C 1300.

    Refusals: besluit_bestaat, gewichten_ongeldig, boven_voorfinanciering, verdeelsleutel_ontbreekt.
    """
    _bedragen(g)
    besluit = g.besluit or g.casus
    if stand.besluit(g.casus, besluit) is not None:
        raise BesluitBestaat(besluit)
    aandelen = _aandelen(g)
    totaal = sum(aandelen.values())
    if totaal == 0:
        raise GewichtenOngeldig
    in_uitzoek = stand.saldo("1300", g.casus)
    if totaal > in_uitzoek:
        raise BovenVoorfinanciering(Geld(totaal), Geld(in_uitzoek))
    sleutel = sleutelversie(g.datum, stand) if aandelen.get(POT) else ""
    debet: list[tuple[Rekening, int]] = [
        (("4000", g.casus, sleutel, g.taakveld) if betaler == POT else ("1310", betaler, g.casus, besluit), cents)
        for betaler, cents in aandelen.items()
    ]
    betalers = {betaler: cents for betaler, cents in aandelen.items() if betaler != POT and cents}
    return Uitwerking(
        maak_paren(debet, [(("1300", g.casus), totaal)]),
        casus=g.casus,
        besluit=besluit,
        feiten=(
            Besluitfeit(g.casus, besluit, 1, sleutel, g.taakveld),
            *(Aandeelfeit(plaats, betaler, cents) for plaats, (betaler, cents) in enumerate(aandelen.items())),
            *(Vorderingfeit(betaler, g.casus, besluit, g.kenmerken.get(betaler, "")) for betaler in betalers),
            *(
                Mutatiefeit(plaats, betaler, g.casus, besluit, "gevorderd", cents)
                for plaats, (betaler, cents) in enumerate(betalers.items())
            ),
        ),
    )


def uitzoekbesluit_herzien(g: UitzoekbesluitHerzien, stand: Stand) -> Uitwerking:
    """Post the differences between two versions; a new version ends every dispute on this besluit.

    Refusals: besluit_ontbreekt, gewichten_ongeldig, eerst_afschrijving_terugdraaien, boven_voorfinanciering,
    verdeelsleutel_ontbreekt.
    """
    _bedragen(g)
    besluit = g.besluit or g.casus
    oud = stand.besluit(g.casus, besluit)
    if oud is None:
        raise BesluitOntbreekt(besluit)
    nieuw = _aandelen(g)
    verschillen: list[tuple[Rekening, int]] = []
    feiten: list[Feit] = []
    for betaler in dict.fromkeys((*oud.aandelen, *nieuw)):
        if betaler != POT:
            was, wordt = oud.aandelen.get(betaler, 0), nieuw.get(betaler, 0)
            verschillen += _verschil(betaler, g.casus, besluit, was, wordt, stand, feiten)
    toename = sum(nieuw.values()) - sum(oud.aandelen.values())
    in_uitzoek = stand.saldo("1300", g.casus)
    if toename > in_uitzoek:
        raise BovenVoorfinanciering(Geld(toename), Geld(in_uitzoek))
    taakveld = g.taakveld or oud.taakveld
    sleutel = oud.sleutel or (sleutelversie(g.datum, stand) if nieuw.get(POT) else "")
    was, wordt = oud.aandelen.get(POT, 0), nieuw.get(POT, 0)
    if taakveld == oud.taakveld:
        verschillen.append((("4000", g.casus, sleutel, taakveld), wordt - was))
    else:
        verschillen.append((("4000", g.casus, sleutel, oud.taakveld), -was))
        verschillen.append((("4000", g.casus, sleutel, taakveld), wordt))
    verschillen.append((("1300", g.casus), -toename))
    besluitfeiten: tuple[Feit, ...] = (
        Besluitfeit(g.casus, besluit, oud.versie + 1, sleutel, taakveld),
        *(Aandeelfeit(plaats, betaler, cents) for plaats, (betaler, cents) in enumerate(nieuw.items())),
        *(
            Vorderingfeit(betaler, g.casus, besluit, g.kenmerken.get(betaler, ""))
            for betaler, cents in nieuw.items()
            if betaler != POT and cents and besluit not in stand.besluiten(betaler, g.casus)
        ),
    )
    return Uitwerking(
        maak_paren(
            [(rekening, cents) for rekening, cents in verschillen if cents > 0],
            [(rekening, -cents) for rekening, cents in verschillen if cents < 0],
        ),
        casus=g.casus,
        besluit=besluit,
        feiten=(*besluitfeiten, *feiten),
    )


def _verschil(
    betaler: str, casus: str, besluit: str, was: int, wordt: int, stand: Stand, feiten: list[Feit]
) -> list[tuple[Rekening, int]]:
    """Return what changes on the accounts of one payer, and add what changes on its claim."""
    onbetwist, betwist = (("1310", betaler, casus, besluit), ("1315", betaler, casus, besluit))
    open_, in_geschil = stand.saldo(*onbetwist), stand.saldo(*betwist)
    doel = open_ + in_geschil + wordt - was
    if doel < 0:
        delen = stand.delen(betaler, casus, besluit)
        terug = delen.ontvangen - delen.gestorneerd - delen.naar_1710
        if -doel > terug:
            raise EerstAfschrijvingTerugdraaien(betaler, Geld(-doel), Geld(max(0, terug)))

    def mutatie(soort: str, cents: int) -> None:
        if cents:
            plaats = sum(isinstance(feit, Mutatiefeit) for feit in feiten)
            feiten.append(Mutatiefeit(plaats, betaler, casus, besluit, soort, cents))

    mutatie("gevorderd", max(0, wordt - was))
    mutatie("ingetrokken", max(0, was - wordt))
    mutatie("naar_1710", max(0, -doel))
    return [(onbetwist, max(0, doel) - open_), (betwist, -in_geschil), (("1710", betaler), min(0, doel))]


def _bedragen(g: Uitzoekbesluit | UitzoekbesluitHerzien) -> None:
    """Refusal: bedrag_ongeldig, before every other."""
    if g.aandelen is not None:
        for aandeel in g.aandelen.values():
            cents = aandeel.cents
            if isinstance(cents, bool) or not isinstance(cents, int) or not 0 <= cents <= GROOTSTE:
                raise BedragOngeldig(cents)
    elif g.bedrag is not None:
        in_cents(g.bedrag)


def _aandelen(g: Uitzoekbesluit | UitzoekbesluitHerzien) -> Mapping[str, int]:
    """Return the shares as given, or the amount split by the weights; refusal: gewichten_ongeldig."""
    if g.aandelen is not None:
        aandelen = {betaler: aandeel.cents for betaler, aandeel in g.aandelen.items()}
    elif g.bedrag is not None and g.gewichten is not None:
        aandelen = verdeel(g.bedrag.cents, g.gewichten)
    else:
        raise GewichtenOngeldig
    if not aandelen:
        raise GewichtenOngeldig
    return aandelen
