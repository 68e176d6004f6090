"""Decisions that tie money without moving it: reservering, verplichting, vrijval, overheveling."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from budget.basis.geld import Geld
from budget.basis.klok import datum
from budget.grootboek.begrippen import (
    Mandaat,
    Mandaatgebruik,
    Overheveling,
    Reservering,
    Van,
    Verplichting,
    VerplichtingGeannuleerd,
    Vrijval,
)
from budget.grootboek.regels.kern import (
    Besluiterfeit,
    Oormerkfeit,
    Paar,
    Reserveringfeit,
    Reserveringstand,
    Stand,
    Uitwerking,
    Vrijvalfeit,
    Vullingfeit,
    casus_open,
    in_cents,
    mandaatfeiten,
)
from budget.grootboek.regels.oormerken import vul
from budget.grootboek.weigeringen import (
    BovenReservering,
    BovenVerplichting,
    MandaatWeigering,
    OnvoldoendeBeschikbaar,
)


def reservering(g: Reservering, stand: Stand) -> Uitwerking:
    """(D 9100 · C 9000) and per mandaat, in unit 2, D 9500 · C 9590.

    Refusals: casus_gesloten, mandaat, onvoldoende_beschikbaar, oormerk_past_niet.
    """
    cents = in_cents(g.bedrag)
    casus_open(g.casus, stand)
    for mandaat in g.mandaten:
        toets_mandaat(mandaat, g.casus, cents, g.datum, stand)
    if cents > stand.beschikbaar_besluit:
        raise OnvoldoendeBeschikbaar(g.bedrag, Geld(stand.beschikbaar_besluit))
    jaar = str(g.datum.year)
    vakken = stand.vakken()
    vullingen = (
        vul(cents, g.bestemming, g.oormerken, vakken, stand.beslagen(), stand.beschikbaar_besluit) if vakken else []
    )
    return Uitwerking(
        (
            Paar(("9100", g.casus, jaar), ("9000", g.casus, jaar), cents),
            *(Paar(("9500", m.mandaat, g.casus, jaar), ("9590",), cents) for m in g.mandaten),
        ),
        casus=g.casus,
        feiten=(
            Reserveringfeit(g.casus, g.datum.year, cents, g.bestemming),
            *(Oormerkfeit(plaats, oormerk) for plaats, oormerk in enumerate(g.oormerken)),
            *(Vullingfeit(plaats, *vulling) for plaats, vulling in enumerate(vullingen)),
            *mandaatfeiten(g.mandaten),
            *(Besluiterfeit(g.casus, persoon) for persoon in dict.fromkeys(g.door)),
        ),
    )


def mandaatgebruik(g: Mandaatgebruik, stand: Stand) -> Uitwerking:
    """In unit 2 D 9500 · C 9590, for a decision without money of the pot; refusals: casus_gesloten, mandaat."""
    cents = in_cents(g.bedrag)
    casus_open(g.casus, stand)
    toets_mandaat(g.mandaat, g.casus, cents, g.datum, stand)
    paar = Paar(("9500", g.mandaat.mandaat, g.casus, str(g.datum.year)), ("9590",), cents)
    return Uitwerking((paar,), casus=g.casus, feiten=mandaatfeiten((g.mandaat,)))


def toets_mandaat(mandaat: Mandaat, casus: str, cents: int, op: date, stand: Stand) -> None:
    """Compare a mandate with its usage under the book lock; refusal: mandaat."""
    if mandaat.geldig_van is not None and op < mandaat.geldig_van:
        raise MandaatWeigering(mandaat.mandaat, f"het geldt pas vanaf {datum(mandaat.geldig_van)}")
    if mandaat.geldig_tot is not None and op > mandaat.geldig_tot:
        raise MandaatWeigering(mandaat.mandaat, f"het gold tot en met {datum(mandaat.geldig_tot)}")
    jaar = str(op.year)
    if mandaat.casusplafond is not None:
        gebruikt = stand.saldo("9500", mandaat.mandaat, casus, jaar)
        _binnen(mandaat.mandaat, mandaat.casusplafond, gebruikt, cents, f"casus {casus}")
    if mandaat.jaarplafond is not None:
        gebruikt = stand.mandaatgebruik(mandaat.mandaat, jaar)
        _binnen(mandaat.mandaat, mandaat.jaarplafond, gebruikt, cents, f"boekjaar {jaar}")


def _binnen(mandaat: str, plafond: Geld, gebruikt: int, cents: int, waarvoor: str) -> None:
    if gebruikt + cents > plafond.cents:
        raise MandaatWeigering(
            mandaat,
            f"van {plafond} voor {waarvoor} is {Geld(gebruikt)} gebruikt; {Geld(cents)} past daar niet meer bij",
        )


def verplichting(g: Verplichting, stand: Stand) -> Uitwerking:
    """(D 9200 · C 9100); refusals: casus_gesloten, boven_reservering."""
    cents = in_cents(g.bedrag)
    casus_open(g.casus, stand)
    jaar = _uit_reservering(g.casus, cents, g.datum.year, stand)
    return Uitwerking((Paar(("9200", g.casus, jaar), ("9100", g.casus, jaar), cents),), casus=g.casus)


def verplichting_geannuleerd(g: VerplichtingGeannuleerd, stand: Stand) -> Uitwerking:
    """(D 9100 · C 9200); refusal: boven_verplichting."""
    cents = in_cents(g.bedrag)
    jaar = uit_verplichting(g.casus, cents, g.datum.year, stand)
    return Uitwerking((Paar(("9100", g.casus, jaar), ("9200", g.casus, jaar), cents),), casus=g.casus)


def vrijval(g: Vrijval, stand: Stand) -> Uitwerking:
    """(D 9000 · C 9100 or 9200), and the use of the mandates of the newest reserveringen is given back.

    What was spent is taken to be of the oldest reservering. Refusals: boven_reservering, boven_verplichting.
    """
    cents = in_cents(g.bedrag)
    rekening, jaar = _bron(g.van, g.casus, cents, g.datum.year, stand)
    delen = _nieuwste_eerst(stand.reserveringen(g.casus), cents, g.datum.year)
    return Uitwerking(
        (
            Paar(("9000", g.casus, jaar), rekening, cents),
            *(
                Paar(("9590",), ("9500", mandaat, g.casus, str(deel.jaar)), bedrag)
                for deel, bedrag in delen
                for mandaat in deel.mandaten
            ),
        ),
        casus=g.casus,
        feiten=tuple(Vrijvalfeit(deel.post, bedrag) for deel, bedrag in delen),
    )


def overheveling(g: Overheveling, stand: Stand) -> Uitwerking:
    """(D 9100 or 9200 of next year · C of this year); refusals: boven_reservering, boven_verplichting."""
    cents = in_cents(g.bedrag)
    rekening, jaar = _bron(g.van, g.casus, cents, g.datum.year, stand)
    return Uitwerking((Paar((rekening[0], g.casus, str(int(jaar) + 1)), rekening, cents),), casus=g.casus)


def _bron(van: Van, casus: str, cents: int, boekjaar: int, stand: Stand) -> tuple[tuple[str, str, str], str]:
    if van is Van.RESERVERING:
        jaar = _uit_reservering(casus, cents, boekjaar, stand)
        return ("9100", casus, jaar), jaar
    jaar = uit_verplichting(casus, cents, boekjaar, stand)
    return ("9200", casus, jaar), jaar


def _uit_reservering(casus: str, cents: int, boekjaar: int, stand: Stand) -> str:
    rest = stand.saldo("9100", casus, str(boekjaar))
    if cents > rest:
        raise BovenReservering(Geld(cents), Geld(rest), boekjaar)
    return str(boekjaar)


def uit_verplichting(casus: str, cents: int, boekjaar: int, stand: Stand) -> str:
    """Return the boekjaar as a dimension; refusal: boven_verplichting."""
    rest = stand.saldo("9200", casus, str(boekjaar))
    if cents > rest:
        raise BovenVerplichting(Geld(cents), Geld(rest), boekjaar)
    return str(boekjaar)


def _nieuwste_eerst(
    reserveringen: Sequence[Reserveringstand], cents: int, boekjaar: int
) -> list[tuple[Reserveringstand, int]]:
    alle = reserveringen[::-1]
    # A release in an old year looks at later reserveringen only when nothing else is left.
    volgorde = [r for r in alle if r.jaar <= boekjaar] + [r for r in alle if r.jaar > boekjaar]
    delen: list[tuple[Reserveringstand, int]] = []
    for deel in volgorde:
        bedrag = min(cents, deel.bedrag - deel.vrijgevallen)
        if bedrag > 0:
            delen.append((deel, bedrag))
            cents -= bedrag
    return delen
