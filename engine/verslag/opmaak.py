"""The reports as tables (csv, xlsx) and as a document (pdf); the same figures in the same order."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from budget.basis.geld import Geld, kaal
from budget.basis.klok import datum_lang
from budget.export.csvbestand import Cel, schrijf_csv
from engine.stukken.begrippen import Alinea, Blok, Document, Gegevens, Kolom, Kop, Lijst, Tabel
from engine.stukken.rekenblad import Blad
from engine.verslag.begrippen import Aansluiting, Afrekening, Balans

_SOORT_KOP = (
    "deel",
    "nummer",
    "casusnummer",
    "lijn",
    "wet",
    "artikel",
    "taakveld",
    "sleutel",
    "sinds",
    "post",
    "bedrag",
)


def samenvatting(a: Afrekening) -> tuple[tuple[str, int], ...]:
    """Return the totals of an afrekening with their names, as every form shows them."""
    return (
        ("Saldo op 1 januari", a.begin),
        ("Ingelegd", a.ingelegd),
        ("Aangewend", -a.aangewend),
        ("Terugbetaald", -a.terugbetaald),
        ("Saldo", a.eind),
        ("Nog te storten", a.nog_te_storten),
        ("Openstaand aan vorderingen", a.openstaand),
        ("Terug te ontvangen", a.terug_te_ontvangen),
        ("Aandeel in de potkosten van het jaar", a.aandeel),
    )


def afrekening_csv(a: Afrekening) -> bytes:
    """Return the afrekening as one table: totals, claims, costs of the pot, shares, and what agrees with the ledger."""
    return schrijf_csv(_SOORT_KOP, _csv_rijen(a))


def _csv_rijen(a: Afrekening) -> Iterable[tuple[Cel, ...]]:
    leeg: tuple[Cel, ...] = (None,) * 8
    for naam, cents in samenvatting(a):
        yield ("totaal", *leeg, naam, Geld(cents))
    for v in a.vorderingen:
        vast = ("vordering", v.nummer, v.casus, v.lijn, v.wet, v.artikel, v.taakveld, None, v.sinds)
        for naam in ("gevorderd", "ontvangen", "afgeschreven", "open", "betwist"):
            yield (*vast, naam, Geld(getattr(v, naam)))
    for p in a.potlasten:
        yield (
            "potkosten",
            None,
            None,
            None,
            p.wet,
            None,
            p.taakveld,
            p.sleutel,
            None,
            "kosten van allen",
            Geld(p.kosten),
        )
    for s in a.aandelen:
        post = f"aandeel {s.gewicht} van {s.gewichten}"
        yield ("aandeel", None, None, None, None, None, None, s.sleutel, None, post, Geld(s.aandeel))
    for c in a.aansluiting:
        yield ("aansluiting", *leeg, f"{c.wat}: verschil met het grootboek", Geld(c.verslag - c.grootboek))


def afrekening_bladen(a: Afrekening) -> tuple[Blad, ...]:
    """Return the afrekening as the sheets of a workbook."""
    return (
        Blad(
            "Samenvatting",
            ("post", "bedrag"),
            (
                *((naam, Geld(cents)) for naam, cents in samenvatting(a)),
                *((f"Let op: {zin}", None) for zin in a.opmerkingen),
            ),
        ),
        Blad(
            "Vorderingen",
            (
                "nummer", "casusnummer", "lijn", "wet", "artikel", "taakveld", "sinds", "gevorderd", "ontvangen",
                "afgeschreven", "open", "betwist",
            ),
            tuple(
                (
                    v.nummer, v.casus, v.lijn, v.wet, v.artikel, v.taakveld, v.sinds, Geld(v.gevorderd),
                    Geld(v.ontvangen), Geld(v.afgeschreven), Geld(v.open), Geld(v.betwist),
                )
                for v in a.vorderingen
            ),
        ),
        Blad(
            "Potkosten",
            ("sleutel", "wet", "taakveld", "kosten van allen"),
            tuple((p.sleutel, p.wet, p.taakveld, Geld(p.kosten)) for p in a.potlasten),
        ),
        Blad(
            "Aandeel",
            ("sleutel", "gewicht", "van", "kosten van allen", "aandeel"),
            tuple((s.sleutel, s.gewicht, s.gewichten, Geld(s.kosten), Geld(s.aandeel)) for s in a.aandelen),
        ),
        Blad("Aansluiting", ("wat", "verslag", "grootboek", "verschil"), tuple(map(_controlerij, a.aansluiting))),
    )  # fmt: skip


def _controlerij(c: Aansluiting) -> tuple[Cel, ...]:
    return (c.wat, Geld(c.verslag), Geld(c.grootboek), Geld(c.verslag - c.grootboek))


def afrekening_document(a: Afrekening) -> Document:
    """Return the afrekening as a document."""
    blokken: list[Blok] = [
        Gegevens(
            (
                ("Pot", a.pot),
                ("Deelnemer", a.naam),
                ("Jaar", str(a.jaar)),
                ("Stand op", datum_lang(a.op)),
            )
        ),
        Kop("Samenvatting"),
        _tabel(("Post", "Bedrag in euro"), [(naam, Geld(cents)) for naam, cents in samenvatting(a)]),
    ]
    if a.opmerkingen:
        blokken += [Kop("Let op"), Lijst(a.opmerkingen)]
    blokken.append(Kop("Vorderingen"))
    if a.vorderingen:
        rijen: list[tuple[Cel, ...]] = [
            (v.nummer, v.casus, v.wet, v.taakveld, v.sinds, Geld(v.gevorderd), Geld(v.ontvangen), Geld(v.open))
            for v in a.vorderingen
        ]
        sommen = (Geld(sum(v.gevorderd for v in a.vorderingen)), Geld(sum(v.ontvangen for v in a.vorderingen)))
        rijen.append(("Totaal", "", "", "", "", *sommen, Geld(a.openstaand)))
        kop = ("Nummer", "Casusnummer", "Wet", "Taakveld", "Sinds", "Gevorderd", "Ontvangen", "Open")
        blokken.append(_tabel(kop, rijen, totalen=1))
        blokken.append(Alinea("Een casusnummer is een pseudoniem: een toevallig nummer dat niets over een kind zegt."))
    else:
        blokken.append(Alinea("Er zijn geen vorderingen op deze deelnemer."))
    if a.aandelen:
        blokken.append(Kop("Aandeel in wat de pot zelf draagt"))
        delen: list[tuple[Cel, ...]] = [
            (s.sleutel, f"{s.gewicht} van {s.gewichten}", Geld(s.kosten), Geld(s.aandeel)) for s in a.aandelen
        ]
        delen.append(("Totaal", "", Geld(sum(s.kosten for s in a.aandelen)), Geld(a.aandeel)))
        blokken.append(_tabel(("Sleutel", "Gewicht", "Kosten van allen", "Aandeel"), delen, totalen=1))
        blokken.append(
            _tabel(
                ("Sleutel", "Wet", "Taakveld", "Kosten van allen"),
                [(p.sleutel, p.wet, p.taakveld, Geld(p.kosten)) for p in a.potlasten],
            )
        )
    blokken += [
        Kop("Aansluiting op het grootboek"),
        _tabel(("Wat", "Verslag", "Grootboek", "Verschil"), [_controlerij(c) for c in a.aansluiting]),
    ]
    titel = f"Afrekening {a.jaar} van {a.naam}"
    return Document(titel, a.op, a.pot, tuple(blokken), voet=f"{a.pot}, afrekening {a.jaar}")


_KANTEN = (
    ("activa", "Bezittingen"), ("passiva", "Schulden en vermogen"), ("lasten", "Lasten"), ("baten", "Baten"),
    ("buiten", "Buiten de balans"),
)  # fmt: skip


def balans_bladen(b: Balans) -> tuple[Blad, ...]:
    """Return balance sheet and result as one sheet."""
    rijen = tuple((regel.kant, regel.naam, ", ".join(regel.rekeningen), Geld(regel.cents)) for regel in b.regels)
    return (Blad("Balans en resultaat", ("kant", "regel", "rekeningen", "bedrag"), rijen),)


def balans_document(b: Balans, pot: str) -> Document:
    """Return balance sheet and result as a document."""
    blokken: list[Blok] = [
        Gegevens((("Pot", pot), ("Indeling", b.naam), ("Stand op", datum_lang(b.op)))),
        Alinea(b.toelichting),
    ]
    if b.status != "bron":
        blokken.append(Alinea("Deze indeling is nog niet door een accountant bevestigd.", vet=True))
    for kant, naam in _KANTEN:
        regels = [r for r in b.regels if r.kant == kant]
        if regels:
            rijen: list[tuple[Cel, ...]] = [(r.naam, ", ".join(r.rekeningen), Geld(r.cents)) for r in regels]
            rijen.append(("Totaal", "", Geld(b.som(kant))))
            blokken += [Kop(naam), _tabel(("Regel", "Rekeningen", "Bedrag in euro"), rijen, totalen=1)]
    blokken.append(Alinea(f"Resultaat, baten min lasten: {kaal(b.resultaat)} euro.", vet=True))
    return Document("Balans en resultaat", b.op, pot, tuple(blokken), voet=f"{pot}, {b.naam}")


def _tabel(kop: tuple[str, ...], rijen: list[tuple[Cel, ...]], *, totalen: int = 0) -> Tabel:
    """Return a table whose columns of amounts stand at the right."""
    rechts = [any(isinstance(rij[plaats], Geld) for rij in rijen) for plaats in range(len(kop))]
    return Tabel(
        tuple(Kolom(naam, rechts=r) for naam, r in zip(kop, rechts, strict=True)),
        tuple(tuple(_cel(waarde) for waarde in rij) for rij in rijen),
        totalen,
    )


def _cel(waarde: Cel) -> str:
    match waarde:
        case None:
            return ""
        case Geld(cents):
            return kaal(cents)
        case date():
            return f"{waarde:%d-%m-%Y}"
    return str(waarde)
