"""The files that a practice run leaves behind for people: lists, statements, a picture, a journal, a report."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from budget.basis.geld import Geld
from budget.grootboek import vragen as grootboek
from engine.inzage.ingang import vraag_met_log
from engine.netwerk.vragen import teken
from engine.oefen.stand import Bevindingenboek
from engine.oefen.verslag import maak_verslag
from engine.pot.vragen import overzicht
from engine.register.vragen import regeling
from engine.zitting.vragen import besluitenlijst_markdown, zittingen


@dataclass(frozen=True, slots=True)
class Lezers:
    """Who asks for which file: who chairs the table, and who keeps the pot."""

    tafel: str
    pot: str


def schrijf_alles(
    url: str, map_: Path, nu: datetime, lezers: Lezers, plaat_van: str, bevindingen: Bevindingenboek
) -> list[str]:
    """Write every file and return their names, relative to the folder. No name of a family stands in any of them."""
    geschreven = [
        *_besluitenlijsten(url, map_, nu, lezers.tafel),
        *_deelnemers(url, map_, nu, lezers.pot),
        _plaat(url, map_, nu, lezers.tafel, plaat_van),
        _journaal(url, map_, nu, lezers.pot),
        _leg(map_ / "verslag.md", maak_verslag(url, nu, lezers.tafel, lezers.pot, bevindingen)),
    ]
    return [str(pad.relative_to(map_)) for pad in geschreven]


def _besluitenlijsten(url: str, map_: Path, nu: datetime, wie: str) -> Iterable[Path]:
    with vraag_met_log(url, wie, nu) as i:
        for zitting in reversed(zittingen(i.db, i.wie)):
            yield _leg(
                map_ / "besluitenlijsten" / f"{zitting.id}.md", besluitenlijst_markdown(i.db, i.wie, zitting.id, i.nu)
            )


def _deelnemers(url: str, map_: Path, nu: datetime, wie: str) -> Iterable[Path]:
    """Write a statement per participant: what it put in, and every claim on it."""
    with vraag_met_log(url, wie, nu) as i:
        for deelnemer in regeling(i.db, "pot").inhoud["deelnemers"]:
            naam = deelnemer["organisatie"]
            o = overzicht(i.db, i.wie, naam, i.nu)
            kop = [
                ("nog te storten", o.nog_te_storten), ("ingelegd", o.ingelegd), ("aangewend", o.aangewend),
                ("terugbetaald", o.terugbetaald), ("saldo", o.saldo), ("openstaande vorderingen", o.openstaand),
            ]  # fmt: skip
            rijen = [["wat", "casus", "kenmerk", "gevorderd", "ontvangen", "open", "betwist"]]
            rijen += [[wat, "", "", _euro(bedrag), "", "", ""] for wat, bedrag in kop]
            rijen += [
                [v.nummer, v.casus, v.kenmerk, *(_euro(b) for b in (v.gevorderd, v.ontvangen, v.open, v.betwist))]
                for v in o.vorderingen
            ]
            yield _csv(map_ / "deelnemers" / f"{naam}.csv", rijen)


def _plaat(url: str, map_: Path, nu: datetime, wie: str, nummer: str) -> Path:
    with vraag_met_log(url, wie, nu) as i:
        return _leg(map_ / f"netwerk-{nummer}.svg", teken(i.db, i.wie, nummer, i.nu, namen=True))


def _journaal(url: str, map_: Path, nu: datetime, wie: str) -> Path:
    rijen = [["nummer", "datum", "gebeurtenis", "door", "hoort_bij", "debet", "credit", "bedrag"]]
    with vraag_met_log(url, wie, nu) as i:
        for post in grootboek.regels(i.db):
            rijen += [
                [str(post.nummer), post.datum.isoformat(), post.soort, post.actor, post.bron, r.debet, r.credit,
                 _euro(r.bedrag)]
                for r in post.regels
            ]  # fmt: skip
    return _csv(map_ / "journaal.csv", rijen)


def _euro(bedrag: Geld) -> str:
    """Write an amount as a spreadsheet in Dutch reads it: 1234,56."""
    teken_ = "-" if bedrag.cents < 0 else ""
    return f"{teken_}{abs(bedrag.cents) // 100},{abs(bedrag.cents) % 100:02}"


def _csv(pad: Path, rijen: Sequence[Sequence[str]]) -> Path:
    pad.parent.mkdir(parents=True, exist_ok=True)
    # The mark at the beginning tells a spreadsheet that this is UTF-8.
    with pad.open("w", encoding="utf-8-sig", newline="") as uit:
        csv.writer(uit, delimiter=";").writerows(rijen)
    return pad


def _leg(pad: Path, tekst: str) -> Path:
    pad.parent.mkdir(parents=True, exist_ok=True)
    pad.write_text(tekst, encoding="utf-8")
    return pad
