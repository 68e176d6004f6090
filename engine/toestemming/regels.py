"""The gate: may this be shared on this day, and if not, who must still say yes; pure.

The requirement follows from the source domain and the age on the day itself, and is never stored. Sources stand with
the rows of config/nl/toestemming.toml.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

from engine.toestemming.begrippen import GRENZEN, Domeinregel, Grondslag, Kind, Oordeel, Toestand, Toestemming

OUDERS = frozenset({"ouder_1", "ouder_2"})
_IN_PLAATS = {"voogdij": "voogd", "gi": "gi"}


def domeinregels_uit(rijen: Iterable[Mapping[str, object]]) -> dict[str, Domeinregel]:
    """Return the rules in the rows of the configuration."""
    return {
        str(rij["code"]): Domeinregel(
            code=str(rij["code"]),
            naam=str(rij["naam"]),
            grondslag=Grondslag(str(rij["soort"])),
            per_groep=tuple(
                frozenset(_namen(rij[naam])) for naam in ("tot_12", *(f"van_{grens}" for grens in GRENZEN))
            ),
            bron=str(rij["bron"]),
            status=str(rij["status"]),
        )
        for rij in rijen
    }


def verjaardag(geboren: date, jaren: int) -> date:
    """Return the day on which somebody becomes so old; born on 29 February: 1 March in a common year."""
    try:
        return geboren.replace(year=geboren.year + jaren)
    except ValueError:
        return date(geboren.year + jaren, 3, 1)


def leeftijd_op(kind: Kind, op: date) -> int:
    """Return the age on a day, at 00:00."""
    if kind.geboren is None:
        return kind.leeftijd
    jaren = op.year - kind.geboren.year
    return jaren if verjaardag(kind.geboren, jaren) <= op else jaren - 1


def volgende_grens(kind: Kind, op: date) -> date | None:
    """Return the next birthday on which the requirement changes; None when there is none or it is not known."""
    if kind.geboren is None:
        return None
    return next((dag for grens in GRENZEN if (dag := verjaardag(kind.geboren, grens)) > op), None)


def nodig(regel: Domeinregel, kind: Kind, op: date) -> frozenset[str]:
    """Return who must consent on this day; a voogd or GI with gezag stands in for the ouders."""
    leeftijd = leeftijd_op(kind, op)
    wie = regel.per_groep[sum(leeftijd >= grens for grens in GRENZEN)]
    ander = _IN_PLAATS.get(kind.gezag or "")
    return frozenset(ander if naam == "ouders" and ander else naam for naam in wie)


def ontbreekt(door: Iterable[str], regel: Domeinregel, kind: Kind, op: date) -> tuple[str, ...]:
    """Return who must still consent when these did."""
    return tuple(sorted(nodig(regel, kind, op) - _samen(frozenset(door), kind)))


def beoordeel(
    regel: Domeinregel,
    kind: Kind,
    gegeven: Iterable[Toestemming],
    op: date,
    *,
    ontvanger: str | None = None,
    categorie: str | None = None,
) -> Oordeel:
    """Say whether what this domain knows may be shared on this day, with this recipient and of this kind.

    The consents that count together must cover everybody who is needed. O(consents).
    """
    eis = nodig(regel, kind, op)
    if regel.grondslag is not Grondslag.TOESTEMMING or not eis:
        return Oordeel(regel.code, regel.grondslag, True, Toestand.NIET_NODIG, (), ())
    van_domein = [t for t in gegeven if t.domein == regel.code and _past(t, ontvanger, categorie)]
    telt = [t for t in van_domein if t.antwoord == "gegeven" and _loopt(t, op)]
    heeft = _samen(frozenset(wie for t in telt for wie in t.door), kind)
    if eis <= heeft:
        nodige = [t for t in telt if t.door & (eis | OUDERS)]
        return Oordeel(
            regel.code,
            regel.grondslag,
            True,
            Toestand.GELDIG,
            tuple(sorted(eis)),
            tuple(sorted(heeft)),
            tuple(sorted({naam for t in nodige for naam in t.ontvangers})),
            min([*(t.tot for t in nodige), *filter(None, [volgende_grens(kind, op)])]),
        )
    return Oordeel(
        regel.code, regel.grondslag, False, _waarom(regel, kind, van_domein, telt, heeft, op), tuple(sorted(eis)),
        tuple(sorted(heeft)),
    )  # fmt: skip


def _waarom(
    regel: Domeinregel,
    kind: Kind,
    alle: list[Toestemming],
    telt: list[Toestemming],
    heeft: frozenset[str],
    op: date,
) -> Toestand:
    eis = nodig(regel, kind, op)
    weigerde = [t for t in alle if t.antwoord == "geweigerd" and t.ingetrokken_op is None and t.door & eis]
    if weigerde and max(t.van for t in weigerde) >= max([t.van for t in telt], default=date.min):
        return Toestand.GEWEIGERD
    # It was enough on the day it was given, and a birthday made it count for nothing.
    if telt and not heeft & eis and any(nodig(regel, kind, t.van) <= heeft for t in telt):
        return Toestand.LEEFTIJD
    if heeft:
        return Toestand.ONVOLLEDIG
    if any(t.ingetrokken_op is not None and t.ingetrokken_op <= op for t in alle):
        return Toestand.INGETROKKEN
    if any(t.antwoord == "gegeven" and t.tot <= op for t in alle):
        return Toestand.VERLOPEN
    return Toestand.GEVRAAGD


def _samen(heeft: frozenset[str], kind: Kind) -> frozenset[str]:
    """Two ouders with gezag are the ouders together; one of them is enough when only one has gezag."""
    genoeg = heeft >= OUDERS or (kind.gezag == "een_ouder" and heeft & OUDERS)
    return heeft | ({"ouders"} if genoeg else frozenset())


def _loopt(t: Toestemming, op: date) -> bool:
    return t.van <= op < t.tot and (t.ingetrokken_op is None or op < t.ingetrokken_op)


def _past(t: Toestemming, ontvanger: str | None, categorie: str | None) -> bool:
    return (ontvanger is None or not t.ontvangers or ontvanger in t.ontvangers) and (
        categorie is None or not t.categorieen or categorie in t.categorieen
    )


def _namen(waarde: object) -> list[str]:
    return [str(naam) for naam in waarde] if isinstance(waarde, list) else []


def een_jaar_later(van: date) -> date:
    """Return the first day on which a consent of this day no longer counts, when nothing else was said."""
    return verjaardag(van, 1) if (van.month, van.day) != (2, 29) else van + timedelta(days=366)
