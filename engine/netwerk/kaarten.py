"""The cards of one casus: cause before effect, at most three, one question instead of many."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from budget.basis.klok import datum_lang
from engine.netwerk.beeld import Beeld, domeinen
from engine.netwerk.begrippen import KAARTEN, KERN, Bevinding, Bevindingsoort, Kaart, Kaartnaam, Kanaal

EERST = 3
"""Lines that a card shows at once; the rest stands under 'meer'."""
LIJST = "LIJST"
"""The code of the one question about the list of participants."""
_VERBERGT_GEEN_REGIE = {"verlopen_regie", "regie_wacht", "overdracht_zonder_ontvangst", "regie_bij_verstek"}
_LIJSTVRAGEN = {
    "regie_zonder_bereik",
    "onderwijs_jeugdhulp_los",
    "informatie_eiland",
    "gemeentegrens_breuk",
    "stille_actor",
    "gezin_zonder_vast_gezicht",
}
_VOORAAN = {"verlopen_regie", "geen_regie", "overdracht_zonder_ontvangst", "regie_betwist"}


def kaarten(beeld: Beeld, bevindingen: Iterable[Bevinding], hints: Collection[str] = ()) -> list[Kaart]:
    """Return the cards Regie, Verbinding and Let op, as far as they have something to show.

    Hidden is what has its cause on a card; folded into one question is what only an old list of participants asks.
    hints: codes of rules that were wrong too often in this region; what they say stands under 'meer' only.
    """
    zichtbaar = zonder_gevolgen(beeld, [b for b in bevindingen if b.kanaal is Kanaal.CASUS])
    gevouwen = [b for b in zichtbaar if _vouwt(beeld, b)]
    per_kaart = {naam: [b for b in zichtbaar if b.kaart == naam and b not in gevouwen] for naam in KAARTEN}
    if gevouwen:
        per_kaart["Let op"].append(_lijstvraag(beeld))
    return [_kaart(naam, regels, hints) for naam, regels in per_kaart.items() if regels]


def _kaart(naam: Kaartnaam, regels: Sequence[Bevinding], hints: Collection[str]) -> Kaart:
    eerst = [b for b in regels if b.regel not in hints]
    return Kaart(naam, tuple(eerst[:EERST]), (*eerst[EERST:], *(b for b in regels if b.regel in hints)))


def zonder_gevolgen(beeld: Beeld, bevindingen: Sequence[Bevinding]) -> list[Bevinding]:
    """Leave out every finding whose cause is among the findings, and put the rest in order.

    An unreceived hand-over hides the ended regie; a question, a hand-over or an ended regie hides its absence; as
    long as nobody holds the regie, and when school and care are apart, islands wait.
    """
    namen = {b.naam for b in bevindingen}
    zonder_bereik = {
        lid.removeprefix("domein:")
        for b in bevindingen
        if b.naam == "regie_zonder_bereik"
        for lid in b.betrokkenen
        if lid.startswith("domein:")
    }

    def verborgen(b: Bevinding) -> bool:
        if b.naam == "verlopen_regie":
            return "overdracht_zonder_ontvangst" in namen
        if b.naam == "geen_regie":
            return bool(namen & _VERBERGT_GEEN_REGIE)
        if b.naam == "informatie_eiland":
            eiland = domeinen(beeld.professionals[a] for a in b.betrokkenen) & KERN
            return not beeld.bezet or "onderwijs_jeugdhulp_los" in namen or eiland <= zonder_bereik
        return False

    return sorted((b for b in bevindingen if not verborgen(b)), key=lambda b: b.volgorde)


def zwaarste(beeld: Beeld, bevindingen: Iterable[Bevinding]) -> list[Bevinding]:
    """Return what keeps help from starting (severity 3) and has no cause among the others; in order."""
    return [b for b in zonder_gevolgen(beeld, [b for b in bevindingen if b.kanaal is Kanaal.CASUS]) if b.ernst == 3]


def lijst_bevestigd(beeld: Beeld) -> bool:
    """Say whether the list of participants was confirmed in the last `lijst_bevestigen_dagen`."""
    op = beeld.rijen.casus.actorenlijst_bevestigd_op
    return op is not None and beeld.dagen(op) <= beeld.drempels.lijst_bevestigen_dagen


def _vouwt(beeld: Beeld, b: Bevinding) -> bool:
    return b.soort is Bevindingsoort.NIET_VASTGELEGD and b.naam in _LIJSTVRAGEN and not lijst_bevestigd(beeld)


def _lijstvraag(beeld: Beeld) -> Bevinding:
    op = beeld.rijen.casus.actorenlijst_bevestigd_op
    wanneer = f"Bevestigd op {datum_lang(op)}." if op is not None else "Nog niet bevestigd."
    tekst = f"Klopt deze lijst van betrokkenen nog? {wanneer}"
    return Bevinding(
        regel=LIJST,
        naam="lijst_bevestigen",
        casus=beeld.rijen.casus.id,
        peildatum=beeld.t,
        betrokkenen=(),
        soort=Bevindingsoort.NIET_VASTGELEGD,
        ernst=1,
        kanaal=Kanaal.CASUS,
        kaart="Let op",
        tekst=tekst,
        zaaltekst=tekst,
        vraag=tekst,
        sinds=op,
        herstel="Loop de lijst van betrokkenen na.",
        sluit_bij="de lijst is bevestigd",
    )


def agendavolgorde(bevindingen: Sequence[Bevinding]) -> tuple[bool, int, int, int]:
    """Return the place of a casus on the agenda and the Monday list; smaller comes first. Never sorted by person.

    No or contested regie first, then the highest severity, the number of findings of severity 3, and days open.
    """
    return (
        not any(b.naam in _VOORAAN for b in bevindingen),
        -max((b.ernst for b in bevindingen), default=0),
        -sum(b.ernst == 3 for b in bevindingen),
        -max(((b.peildatum - b.sinds).days for b in bevindingen if b.sinds is not None), default=0),
    )
