"""Separation of duties (D1-D20): what one person may not do both, as data with one checker."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from enum import StrEnum

from engine.mandaat.toetsing import RolInZaak


class Handelrol(StrEnum):
    """What a person does in an act, or is toward it; not the role that decides what one may see."""

    AANMELDER = "aanmelder"
    AANMELDING_AFWIJZER = "aanmelding_afwijzer"
    AFSCHRIJVING_BESLISSER = "afschrijving_beslisser"
    AFSCHRIJVING_VOORSTELLER = "afschrijving_voorsteller"
    ARBITER = "arbiter"
    BATCHMAKER = "batchmaker"
    BATCHVRIJGEVER = "batchvrijgever"
    BEHANDELAAR_JEUGDIGE = "behandelaar_jeugdige"
    BESLISSER = "beslisser"
    BESLUITNEMER = "besluitnemer"
    BESTELLER = "besteller"
    BETAALROL = "betaalrol"
    BEZWAARBESLISSER = "bezwaarbeslisser"
    BUDGETHOUDER = "budgethouder"
    EERSTE_ONDERTEKENAAR = "eerste_ondertekenaar"
    EIGEN_AANDEEL_BESLISSER = "eigen_aandeel_beslisser"
    GEGEVENSVRAGER = "gegevensvrager"
    HANDMATIG_AFLETTERAAR = "handmatig_afletteraar"
    HEROPENER = "heropener"
    HEROPENING_BEVESTIGER = "heropening_bevestiger"
    HEROVERWEGER = "heroverweger"
    IBAN_BEVESTIGER = "iban_bevestiger"
    IBAN_INVOERDER = "iban_invoerder"
    LOGBEHEERDER = "logbeheerder"
    MANDAATHOUDER = "mandaathouder"
    MEDEONDERTEKENAAR = "medeondertekenaar"
    ONDERZOEKER = "onderzoeker"
    PRESTATIEVERKLAARDER = "prestatieverklaarder"
    RUGGESPRAAK_BEANTWOORDER = "ruggespraak_beantwoorder"
    RUGGESPRAAK_VRAGER = "ruggespraak_vrager"
    TECHNISCH_BEHEERDER = "technisch_beheerder"
    TOESTEMMING_DOORBREKER = "toestemming_doorbreker"
    TRIAGE = "triage"
    UITZOEKBESLUIT_ALLEEN = "uitzoekbesluit_alleen"
    VERKLARING_5A_ONDERTEKENAAR = "verklaring_5a_ondertekenaar"
    VERTEGENWOORDIGER = "vertegenwoordiger"
    VOORZITTER = "voorzitter"
    WERKT_VOOR_AANBIEDER = "werkt_voor_aanbieder"


_H = Handelrol


@dataclass(frozen=True, slots=True)
class Scheiding:
    """One row: who has a role of side a may not have a role of side b in the same matter."""

    nummer: str
    a: frozenset[Handelrol]
    b: frozenset[Handelrol]
    waarom: str


def _scheiding(nummer: str, a: Iterable[Handelrol], b: Iterable[Handelrol], waarom: str) -> Scheiding:
    return Scheiding(nummer, frozenset(a), frozenset(b), waarom)


FUNCTIESCHEIDING = (
    # Awb 10:3 lid 3; the other rows are agreements of the table unless they say otherwise.
    _scheiding("D1", [_H.BESLUITNEMER], [_H.BEZWAARBESLISSER], "Wie het besluit nam, beslist niet op het bezwaar."),
    _scheiding("D2", [_H.BESTELLER], [_H.BETAALROL], "Wie bestelt, geeft de betaling niet vrij."),
    _scheiding(
        "D3",
        [_H.BUDGETHOUDER, _H.MANDAATHOUDER],
        [_H.BETAALROL],
        "Wie over de planregel beslist, geeft de betaling niet vrij.",
    ),
    _scheiding(
        "D4",
        [_H.PRESTATIEVERKLAARDER],
        [_H.BETAALROL, _H.WERKT_VOOR_AANBIEDER],
        "Wie verklaart dat de hulp is geleverd, betaalt niet en werkt niet voor de aanbieder.",
    ),
    _scheiding("D5", [_H.BATCHMAKER], [_H.BATCHVRIJGEVER], "Wie een betaalbestand maakt, geeft het niet vrij."),
    _scheiding(
        "D6",
        [_H.IBAN_INVOERDER],
        [_H.IBAN_BEVESTIGER, _H.BETAALROL, _H.BATCHVRIJGEVER],
        "Wie een rekeningnummer invoert, bevestigt het niet en betaalt er niet op.",
    ),
    _scheiding(
        "D7",
        [_H.HANDMATIG_AFLETTERAAR],
        [_H.BETAALROL, _H.BATCHVRIJGEVER],
        "Wie een betaling vrijgaf, koppelt haar niet met de hand.",
    ),
    _scheiding("D8", [_H.AANMELDER], [_H.TRIAGE], "Wie een casus aanmeldt, doet de triage niet."),
    _scheiding("D9", [_H.VOORZITTER], [_H.MANDAATHOUDER], "De voorzitter is onafhankelijk en beslist niet over geld."),
    _scheiding(
        "D10",
        [_H.RUGGESPRAAK_VRAGER],
        [_H.RUGGESPRAAK_BEANTWOORDER],
        "Wie ruggespraak vraagt, beantwoordt haar niet.",
    ),
    _scheiding(
        "D11",
        [_H.EERSTE_ONDERTEKENAAR],
        [_H.MEDEONDERTEKENAAR],
        "De tweede handtekening komt van iemand anders.",
    ),
    _scheiding(
        "D12",
        [_H.WERKT_VOOR_AANBIEDER],
        [_H.MANDAATHOUDER, _H.BESLISSER],
        "Wie voor de aanbieder werkt, beslist niet over een planregel van die aanbieder.",
    ),
    _scheiding(
        "D13",
        [_H.ONDERZOEKER],
        [_H.UITZOEKBESLUIT_ALLEEN, _H.EIGEN_AANDEEL_BESLISSER],
        "Wie uitzoekt wie betaalt, beslist daar niet alleen over.",
    ),
    _scheiding("D14", [_H.ARBITER], [_H.VERTEGENWOORDIGER], "De arbiter vertegenwoordigde geen partij in deze casus."),
    _scheiding(
        "D15",
        [_H.AFSCHRIJVING_VOORSTELLER],
        [_H.AFSCHRIJVING_BESLISSER],
        "Wie een afschrijving voorstelt, beslist er niet over.",
    ),
    _scheiding(
        "D16",
        [_H.AANMELDING_AFWIJZER],
        [_H.HEROVERWEGER],
        "Wie een aanmelding afwees, beslist niet over de heroverweging.",
    ),
    _scheiding(
        "D17",
        [_H.TOESTEMMING_DOORBREKER],
        [_H.GEGEVENSVRAGER],
        "Wie de gegevens vroeg, legt de uitzondering voor veiligheid niet vast.",
    ),
    _scheiding(
        "D18",
        [_H.TECHNISCH_BEHEERDER],
        [
            _H.AFSCHRIJVING_BESLISSER,
            _H.ARBITER,
            _H.BATCHVRIJGEVER,
            _H.BESLISSER,
            _H.BETAALROL,
            _H.BEZWAARBESLISSER,
            _H.BUDGETHOUDER,
            _H.HANDMATIG_AFLETTERAAR,
            _H.LOGBEHEERDER,
            _H.MANDAATHOUDER,
            _H.MEDEONDERTEKENAAR,
            _H.UITZOEKBESLUIT_ALLEEN,
        ],
        "De technisch beheerder beslist, betaalt en aflettert niet en beheert het logboek niet.",
    ),
    _scheiding(
        "D19",
        # https://www.regelhulp.nl/onderwerpen/onderwijs-en-zorg/leerplicht-en-leerrecht/leerplichtontheffing
        [_H.BEHANDELAAR_JEUGDIGE],
        [_H.VERKLARING_5A_ONDERTEKENAAR],
        "De behandelaar van het kind ondertekent de verklaring voor vrijstelling (5a) niet.",
    ),
    _scheiding("D20", [_H.HEROPENER], [_H.HEROPENING_BEVESTIGER], "Wie een verrekening heropent, bevestigt dat niet."),
)


@dataclass(frozen=True, slots=True)
class Rolconflict:
    """A person who would do two things that must be done by two persons."""

    persoon: str
    scheiding: Scheiding
    heeft: Handelrol
    zou_worden: Handelrol


_DELEN: dict[Handelrol, tuple[tuple[Scheiding, frozenset[Handelrol]], ...]] = {
    rol: tuple(
        (scheiding, ander)
        for scheiding in FUNCTIESCHEIDING
        for kant, ander in ((scheiding.a, scheiding.b), (scheiding.b, scheiding.a))
        if rol in kant
    )
    for rol in Handelrol
}


def rolconflicten(
    persoon: str, nieuw: Handelrol, zaken: Collection[str], rollen: Iterable[RolInZaak]
) -> tuple[Rolconflict, ...]:
    """Return every conflict when the person takes the new role in these matters (casus, line, claim, provider).

    A role without a matter counts everywhere. O(roles of the question). Source: mandate register, D1-D20.
    """
    eigen = [rol for rol in rollen if rol.persoon == persoon and (rol.zaak is None or rol.zaak in zaken)]
    return tuple(
        Rolconflict(persoon, scheiding, Handelrol(rol.rol), nieuw)
        for scheiding, ander in _DELEN[nieuw]
        for rol in eigen
        if rol.rol in ander
    )
