"""Invoices and payment orders: accepted, ordered by two persons, debited, refused or returned."""

from __future__ import annotations

from budget.grootboek.begrippen import (
    Betaalopdracht,
    BetaalopdrachtAfgewezen,
    Betaling,
    BetalingRetour,
    Terugbetaalopdracht,
    TerugbetaalopdrachtAfgewezen,
    TerugbetalingRetour,
    Voorfinanciering,
)
from budget.grootboek.regels.besluiten import uit_verplichting
from budget.grootboek.regels.kern import (
    Factuur,
    Factuurfeit,
    Opdrachtfeit,
    Paar,
    Stand,
    Uitwerking,
    casus_open,
    credit_over,
    debet_over,
    in_cents,
)
from budget.grootboek.weigeringen import (
    DubbeleFactuur,
    Functiescheiding,
    GeenOpenPost,
    IbanNietBevestigd,
    OpdrachtBestaat,
    VierOgen,
)


def gelijk(factuur: str) -> str:
    """Return an invoice number as it is compared: without case and spaces."""
    return "".join(factuur.split()).casefold()


def voorfinanciering(g: Voorfinanciering, stand: Stand) -> Uitwerking:
    """D 1300 · C 1600 and (D 9000 · C 9200).

    Refusals: casus_gesloten, dubbele_factuur, boven_verplichting, functiescheiding.
    """
    cents = in_cents(g.bedrag)
    casus_open(g.casus, stand)
    if stand.factuur(g.aanbieder, gelijk(g.factuur)) is not None:
        raise DubbeleFactuur(g.aanbieder, g.factuur)
    jaar = uit_verplichting(g.casus, cents, g.datum.year, stand)
    if g.prestatie_door in stand.besluiters(g.casus):
        raise Functiescheiding("wie over de casus besloot, bevestigt niet dat de hulp is geleverd")
    return Uitwerking(
        (
            Paar(("1300", g.casus), ("1600", g.aanbieder, g.factuur), cents),
            Paar(("9000", g.casus, jaar), ("9200", g.casus, jaar), cents),
        ),
        casus=g.casus,
        feiten=(Factuurfeit(g.aanbieder, g.factuur, gelijk(g.factuur), g.casus, cents, g.prestatie_door),),
    )


def betaalopdracht(g: Betaalopdracht, stand: Stand) -> Uitwerking:
    """D 1600 · C 1190 for all that is open on the invoice.

    Refusals: geen_open_post, vier_ogen, iban_niet_bevestigd, functiescheiding, opdracht_bestaat.
    """
    factuur, cents = _open_factuur(g.aanbieder, g.factuur, stand)
    betrokken = stand.besluiters(factuur.casus)
    opdracht = g.opdracht or factuur.factuur
    eerste, tweede = _twee_akkoorden(g.door, g.aanbieder, opdracht, stand, betrokken, factuur.prestatie_door)
    return Uitwerking(
        (Paar(("1600", g.aanbieder, factuur.factuur), ("1190", g.aanbieder, opdracht), cents),),
        casus=factuur.casus,
        feiten=(Opdrachtfeit(opdracht, g.aanbieder, factuur.factuur, cents, eerste, tweede),),
    )


def betaalopdracht_afgewezen(g: BetaalopdrachtAfgewezen, stand: Stand) -> Uitwerking:
    """D 1190 · C 1600; refusal: geen_open_post."""
    naam = g.opdracht or g.factuur
    opdracht = stand.opdracht(naam)
    cents = -stand.saldo("1190", g.aanbieder, naam)
    if opdracht is None or cents <= 0 or gelijk(opdracht.factuur) != gelijk(g.factuur):
        raise GeenOpenPost(f"opdracht '{naam}' aan {g.aanbieder}")
    factuur = stand.factuur(g.aanbieder, gelijk(g.factuur))
    return Uitwerking(
        (Paar(("1190", g.aanbieder, naam), ("1600", g.aanbieder, opdracht.factuur), cents),),
        casus=factuur.casus if factuur else "",
    )


def terugbetaalopdracht(g: Terugbetaalopdracht, stand: Stand) -> Uitwerking:
    """D 1710 · C 1190; refusals: geen_open_post, vier_ogen, iban_niet_bevestigd, functiescheiding, opdracht_bestaat."""
    cents = in_cents(g.bedrag)
    if cents > -stand.saldo("1710", g.partij):
        raise GeenOpenPost(f"een terugbetaling van {g.bedrag} aan {g.partij}")
    eerste, tweede = _twee_akkoorden(g.door, g.partij, g.opdracht, stand, frozenset(), "")
    return Uitwerking(
        (Paar(("1710", g.partij), ("1190", g.partij, g.opdracht), cents),),
        feiten=(Opdrachtfeit(g.opdracht, g.partij, "", cents, eerste, tweede),),
    )


def terugbetaalopdracht_afgewezen(g: TerugbetaalopdrachtAfgewezen, stand: Stand) -> Uitwerking:
    """D 1190 · C 1710; refusal: geen_open_post."""
    opdracht = stand.opdracht(g.opdracht)
    cents = -stand.saldo("1190", g.partij, g.opdracht)
    if opdracht is None or cents <= 0 or opdracht.factuur:
        raise GeenOpenPost(f"opdracht '{g.opdracht}' aan {g.partij}")
    return Uitwerking((Paar(("1190", g.partij, g.opdracht), ("1710", g.partij), cents),))


def betaling(g: Betaling, stand: Stand) -> Uitwerking:
    """D 1190 · C 1700 for the whole order; refusals: geen_open_post, boven_bankregel."""
    opdracht = stand.opdracht(g.opdracht)
    cents = -stand.saldo("1190", g.begunstigde, g.opdracht)
    if opdracht is None or cents <= 0:
        raise GeenOpenPost(f"opdracht '{g.opdracht}' aan {g.begunstigde}")
    debet_over(g.regel, cents, stand)
    factuur = stand.factuur(g.begunstigde, gelijk(opdracht.factuur)) if opdracht.factuur else None
    return Uitwerking(
        (Paar(("1190", g.begunstigde, g.opdracht), ("1700", g.regel), cents),),
        casus=factuur.casus if factuur else "",
        regel=g.regel,
    )


def betaling_retour(g: BetalingRetour, stand: Stand) -> Uitwerking:
    """D 1700 · C 1600; refusal: boven_bankregel (and geen_open_post when the invoice was never paid that much)."""
    cents = in_cents(g.bedrag)
    credit_over(g.regel, cents, stand)
    factuur = stand.factuur(g.aanbieder, gelijk(g.factuur))
    if factuur is None or cents - stand.saldo("1600", g.aanbieder, factuur.factuur) > factuur.bedrag:
        raise GeenOpenPost(f"een teruggekomen betaling van factuur '{g.factuur}' aan {g.aanbieder}")
    return Uitwerking(
        (Paar(("1700", g.regel), ("1600", g.aanbieder, factuur.factuur), cents),), casus=factuur.casus, regel=g.regel
    )


def terugbetaling_retour(g: TerugbetalingRetour, stand: Stand) -> Uitwerking:
    """D 1700 · C 1710; refusal: boven_bankregel."""
    cents = in_cents(g.bedrag)
    credit_over(g.regel, cents, stand)
    return Uitwerking((Paar(("1700", g.regel), ("1710", g.partij), cents),), regel=g.regel)


def _open_factuur(aanbieder: str, nummer: str, stand: Stand) -> tuple[Factuur, int]:
    factuur = stand.factuur(aanbieder, gelijk(nummer))
    cents = 0 if factuur is None else -stand.saldo("1600", aanbieder, factuur.factuur)
    if factuur is None or cents <= 0:
        raise GeenOpenPost(f"factuur '{nummer}' van {aanbieder}")
    return factuur, cents


def _twee_akkoorden(
    door: tuple[str, ...], partij: str, opdracht: str, stand: Stand, besluiters: frozenset[str], prestatie_door: str
) -> tuple[str, str]:
    """Return the two approvers after vier_ogen, iban_niet_bevestigd, functiescheiding and opdracht_bestaat."""
    personen = tuple(dict.fromkeys(door))
    if len(personen) < 2 or len(personen) != len(door):
        raise VierOgen
    iban = stand.ibanstand(partij)
    if not iban.bevestigd:
        raise IbanNietBevestigd(partij)
    if besluiters.intersection(personen):
        raise Functiescheiding("wie over de casus besloot, keurt de betaling niet goed")
    if prestatie_door in personen or prestatie_door in besluiters:
        raise Functiescheiding("wie bevestigde dat de hulp is geleverd, keurt de betaling niet goed")
    if iban.wijzigers.intersection(personen):
        raise Functiescheiding("wie het rekeningnummer wijzigde, keurt de eerste betaling daarop niet goed")
    if stand.opdracht(opdracht) is not None:
        raise OpdrachtBestaat(opdracht)
    return personen[0], personen[1]
