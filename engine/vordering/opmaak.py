"""The letter of a claim and a reminder of it, as text and as document."""

from __future__ import annotations

from budget.bank.rf import druk_rf
from budget.basis.klok import datum_lang
from engine.stukken.begrippen import Alinea, Document, Gegevens, Kolom, Tabel
from engine.vordering.begrippen import Brief, Gestuurd

_BETWISTEN = (
    "Bent u het er niet mee eens? Betwist uw aandeel dan schriftelijk en met redenen; noem het nummer van de vordering."
)


def brief_tekst(brief: Brief) -> tuple[str, ...]:
    """Return the letter as lines for a screen."""
    return (
        brief.pot,
        "",
        f"Aan: {brief.naam}",
        f"Datum: {datum_lang(brief.dag)}",
        f"Vordering: {brief.nummer}",
        "",
        f"De pot betaalde vooruit voor lijn {brief.lijn}. Volgens het uitzoekbesluit (versie {brief.besluitversie})",
        f"betaalt u daarvan {brief.bedrag} ({brief.wet}, {datum_lang(brief.van)} tot en met {datum_lang(brief.tot)}).",
        "",
        f"Maak dit over voor {datum_lang(brief.betaal_voor)} naar {brief.rekening}",
        f"op naam van {brief.tenaamstelling}, met kenmerk {druk_rf(brief.kenmerk)}.",
        "",
        "Bent u het er niet mee eens? Betwist uw aandeel dan schriftelijk en met redenen ('uitzoek betwist').",
    )


def brief_document(brief: Brief) -> Document:
    """Return the letter as invoice for a person; the file for a computer is `efactuur`."""
    return Document(
        titel=f"Vordering {brief.nummer}",
        datum=brief.dag,
        afzender=brief.pot,
        blokken=(
            Gegevens(
                (
                    ("Aan", brief.naam),
                    ("Datum", datum_lang(brief.dag)),
                    ("Betalen vóór", datum_lang(brief.betaal_voor)),
                    ("Kenmerk", druk_rf(brief.kenmerk)),
                )
            ),
            Alinea(
                f"De pot betaalde vooruit voor lijn {brief.lijn}. Volgens het uitzoekbesluit "
                f"(versie {brief.besluitversie}) betaalt u daarvan uw aandeel."
            ),
            Tabel(
                (Kolom("Lijn"), Kolom("Grond"), Kolom("Van"), Kolom("Tot en met"), Kolom("Bedrag", rechts=True)),
                (
                    (brief.lijn, brief.wet, datum_lang(brief.van), datum_lang(brief.tot), str(brief.bedrag)),
                    ("Te betalen", "", "", "", str(brief.bedrag)),
                ),
                totalen=1,
            ),
            Alinea(
                f"Maak dit over vóór {datum_lang(brief.betaal_voor)} naar {brief.rekening}, op naam van "
                f"{brief.tenaamstelling}, met kenmerk {druk_rf(brief.kenmerk)}."
            ),
            Alinea(_BETWISTEN),
        ),
        voet=f"{brief.pot}, {brief.nummer}",
    )


def aanmaning_document(aanmaning: Gestuurd, brief: Brief) -> Document:
    """Return a reminder of the letter."""
    naam = aanmaning.naam[:1].upper() + aanmaning.naam[1:]
    return Document(
        titel=f"{naam} vordering {brief.nummer}",
        datum=aanmaning.dag,
        afzender=brief.pot,
        blokken=(
            Gegevens(
                (
                    ("Aan", brief.naam),
                    ("Datum", datum_lang(aanmaning.dag)),
                    ("Vordering", f"{brief.nummer} van {datum_lang(brief.dag)}"),
                    ("Open", str(aanmaning.bedrag)),
                    ("Betalen vóór", datum_lang(aanmaning.betaal_voor)),
                    ("Kenmerk", druk_rf(brief.kenmerk)),
                )
            ),
            Alinea(
                f"U zou vóór {datum_lang(aanmaning.was_voor)} betalen. Wij hebben nog niet alles ontvangen. "
                f"Maak {aanmaning.bedrag} over vóór {datum_lang(aanmaning.betaal_voor)} naar {brief.rekening}, op naam "
                f"van {brief.tenaamstelling}, met kenmerk {druk_rf(brief.kenmerk)}."
            ),
            Alinea("Heeft u net betaald? Dan hoeft u niets te doen."),
            Alinea(_BETWISTEN),
        ),
        voet=f"{brief.pot}, {brief.nummer}",
    )
