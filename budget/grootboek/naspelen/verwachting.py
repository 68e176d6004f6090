"""Comparing what happened with `verwacht`: every difference as one Dutch sentence."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from budget.basis.transactie import Sessie
from budget.grootboek import vragen
from budget.grootboek.naspelen.bankkant import Bankkant, NogNietOndersteund

VAN_DE_BANK = frozenset({"import", "quarantaine", "status", "afletteren", "pain001"})


def vergelijk(
    db: Sessie,
    verwacht: Mapping[str, Any],
    uitkomsten: Mapping[str, Any],
    namen: Mapping[str, str],
    bank: Bankkant | None,
) -> list[str]:
    """Return the differences; namen translates bank lines of imported files to their id in the ledger."""
    afwijkingen: list[str] = []

    def gelijk(wat: str, hoort: Any, is_: Any) -> None:
        if hoort != is_:
            afwijkingen.append(f"{wat}: verwacht {hoort}, gevonden {is_}")

    stand = vragen.stand(db)
    for sleutel, hoort in verwacht.items():
        match sleutel:
            case "beschikbaar":
                gelijk(sleutel, hoort, stand.beschikbaar.cents)
            case "beschikbaar_besluit":
                gelijk(sleutel, hoort, stand.beschikbaar_besluit.cents)
            case "overtekend":
                gelijk(sleutel, hoort, stand.overtekend)
            case "saldo":
                detail = saldi_detail(db)
                for rekening, cents in hoort.items():
                    gelijk(f"saldo {rekening}", cents, _som(detail, _vertaald(str(rekening), namen)))
            case "wachtrij":
                terug = {intern: naam for naam, intern in namen.items()}
                rij = {terug.get(open_.regel, open_.regel): open_.open.cents for open_ in vragen.wachtrij(db)}
                gelijk(sleutel, dict(hoort), rij)
            case "kapitaal":
                detail = saldi_detail(db)
                for deelnemer, cents in hoort.items():
                    gelijk(f"kapitaal {deelnemer}", cents, -_som(detail, ("2000", deelnemer)))
            case "resultaat":
                som = sum(cents.cents for code, cents in stand.saldi.items() if code[0] in "48")
                gelijk(sleutel, hoort, som)
            case "vordering":
                for naam, delen in hoort.items():
                    _vordering(db, str(naam), delen, gelijk)
            case "boekingen":
                for regel, aantal in hoort.items():
                    posten = vragen.regels(db, bankregel=namen.get(regel, regel))
                    raakt = [post for post in posten if post.soort not in ("bankregel", "beginsaldo")]
                    gelijk(f"boekingen {regel}", aantal, len(raakt))
            case _ if sleutel in uitkomsten:
                gevonden = uitkomsten[sleutel]
                if sleutel == "import":
                    gelijk(sleutel, "gelijk", "gelijk" if _import_klopt(hoort, gevonden) else gevonden)
                else:
                    gelijk(sleutel, hoort, gevonden)
            case "afletteren" | "pain001" | "quarantaine" if bank is not None:
                _bankzijde(db, sleutel, hoort, namen, bank, gelijk)
            case _ if sleutel in VAN_DE_BANK:
                raise NogNietOndersteund(sleutel)
            case _:
                afwijkingen.append(f"'{sleutel}' is bij deze stap niet te verwachten")
    return afwijkingen


def saldi_detail(db: Sessie) -> dict[tuple[str, ...], int]:
    """Return every balance that is not zero, by account and dimensions."""
    return {(regel.rekening, *regel.dimensies): regel.saldo.cents for regel in vragen.saldi(db)}


def _vertaald(rekening: str, namen: Mapping[str, str]) -> tuple[str, ...]:
    delen = rekening.split(":")
    if delen[0] == "1700" and len(delen) > 1:
        delen[1] = namen.get(delen[1], delen[1])
    return tuple(delen)


def _som(detail: Mapping[tuple[str, ...], int], gevraagd: tuple[str, ...]) -> int:
    return sum(
        cents
        for sleutel, cents in detail.items()
        if len(sleutel) >= len(gevraagd)
        and all(deel in ("*", heeft) for deel, heeft in zip(gevraagd, sleutel, strict=False))
    )


def _vordering(db: Sessie, naam: str, delen: Mapping[str, int], gelijk: Any) -> None:
    betaler, casus, *besluit = naam.split(":")
    gevonden = [
        vordering
        for vordering in vragen.vorderingen(db, casus=casus, betaler=betaler)
        if not besluit or vordering.besluit == besluit[0]
    ]
    for deel, cents in delen.items():
        som = sum(getattr(vordering, deel).cents for vordering in gevonden)
        gelijk(f"vordering {naam} {deel}", cents, som)


def _import_klopt(hoort: list[Mapping[str, Any]], gevonden: list[Mapping[str, Any]]) -> bool:
    if len(hoort) != len(gevonden):
        return False
    for wat, is_ in zip(hoort, gevonden, strict=True):
        for sleutel, waarde in wat.items():
            if sleutel == "opmerkingen":
                if not set(waarde) <= set(is_.get(sleutel, ())):
                    return False
            elif is_.get(sleutel) != waarde:
                return False
    return True


def _bankzijde(db: Sessie, sleutel: str, hoort: Any, namen: Mapping[str, str], bank: Bankkant, gelijk: Any) -> None:
    match sleutel:
        case "afletteren":
            for regel, wat in hoort.items():
                voorstel = bank.voorstellen(db, namen.get(regel, regel))
                is_ = {naam: voorstel.get(naam) for naam in wat}
                if wat.get("actie") == "niet_automatisch" and is_["actie"] != "automatisch":
                    is_["actie"] = "niet_automatisch"
                gelijk(f"afletteren {regel}", dict(wat), is_)
        case "pain001":
            aantal, som = bank.betaalbestand(db)
            gelijk(sleutel, dict(hoort), {"aantal": aantal, "controlesom": som})
        case _:
            gelijk(sleutel, hoort, bank.quarantaine(db))
