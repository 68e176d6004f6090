"""The report of a practice run in Markdown: tables that a voorzitter and a financier can read."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import groupby

from sqlalchemy import func, select
from sqlmodel import col

from budget.basis.geld import Geld
from budget.basis.klok import dag, datum, datum_lang
from budget.basis.transactie import Sessie
from budget.grootboek import vragen as grootboek
from engine.casus import vragen as casus
from engine.geldspoor import vragen as geld
from engine.inzage.ingang import Ingang, vraag_met_log
from engine.netwerk.begrippen import Kanaal
from engine.oefen.stand import Bevindingenboek
from engine.pot.vragen import rekeningnaam
from engine.termijnen.opslag import TermijnRij, VerzendingRij
from engine.zitting import vragen as zitting


def maak_verslag(url: str, nu: datetime, tafel: str, pot: str, bevindingen: Bevindingenboek) -> str:
    """Return the report; casusnummers only."""
    with vraag_met_log(url, tafel, nu) as i:
        regels = [
            f"# Een kwartaal aan de doorbraaktafel, tot en met {datum_lang(dag(i.nu))}",
            "",
            "Alle mensen, casussen en bedragen zijn verzonnen.",
            *_casussen(i),
            *_besluiten(i),
            *_bevindingen(bevindingen),
            *_herinneringen(i.db),
        ]
    with vraag_met_log(url, pot, nu) as i:
        regels += [*_pot(i.db), *_vorderingen(i)]
    return "\n".join(regels) + "\n"


def tabel(kop: Sequence[str], rijen: Iterable[Sequence[str]], rechts: Sequence[int] = ()) -> Iterator[str]:
    """Yield a Markdown table; rechts: the columns with numbers."""
    yield ""
    yield f"| {' | '.join(kop)} |"
    yield f"|{'|'.join('---:' if n in rechts else '---' for n in range(len(kop)))}|"
    for rij in rijen:
        yield f"| {' | '.join(cel.replace('|', '/') for cel in rij)} |"
    yield ""


def _casussen(i: Ingang) -> Iterator[str]:
    """Where every casus stands, and its money."""
    lijnen = geld.lijnen(i.db, i.wie, i.nu)
    yield ""
    yield "## Casussen en waar zij staan"
    yield from tabel(
        ("Casus", "Vraag", "Woont in", "Hulp", "Sinds", "Geld", "Voorgefinancierd"),
        (
            (
                c.nummer, c.vraag, c.gemeente, c.status_naam, datum(c.status_sinds, jaar=False),
                ", ".join(lijn.status.replace("_", " ") for lijn in lijnen if lijn.casus == c.nummer) or "-",
                str(Geld(sum(lijn.voorgefinancierd.cents for lijn in lijnen if lijn.casus == c.nummer))),
            )
            for c in casus.lijst(i.db, i.wie, i.nu)
        ),
        rechts=(6,),
    )  # fmt: skip


def _besluiten(i: Ingang) -> Iterator[str]:
    yield "## Besluiten"
    yield from tabel(
        ("Dag", "Casus", "Besluit", "Trede", "Status", "Mandaat", "Bedrag"),
        (
            (
                datum(b.dag, jaar=False), b.casus, b.besluit, b.trede, b.status, b.uitkomst.replace("_", " "),
                str(Geld(sum(regel["bedrag"] for regel in b.regels))),
            )
            for b in zitting.besluitenlijst(i.db, i.wie, i.nu)
        ),
        rechts=(6,),
    )  # fmt: skip


def _bevindingen(boek: Bevindingenboek) -> Iterator[str]:
    """One line per casus and rule: the first finding in words, and how many more there were."""
    yield "## Wat het netwerk liet zien"
    voor_de_tafel = [b for b in boek.op_volgorde if b.kanaal == Kanaal.CASUS]
    rijen = []
    for (casus_, regel), groep in groupby(voor_de_tafel, key=lambda b: (b.casus, b.regel)):
        alle = list(groep)
        erbij = f" (en nog {len(alle) - 1})" if len(alle) > 1 else ""
        tekst = alle[0].tekst.removesuffix(" Klopt dat?")
        rijen.append(
            (casus_, regel, f"{tekst}{erbij}", datum(min(b.eerst for b in alle), jaar=False),
             datum(max(b.laatst for b in alle), jaar=False))
        )  # fmt: skip
    yield from tabel(("Casus", "Regel", "Wat", "Eerst gezien", "Laatst gezien"), rijen)
    elders = Counter(b.regel for b in boek.op_volgorde if b.kanaal != Kanaal.CASUS)
    if elders:
        telling = ", ".join(f"{regel} ({aantal} keer)" for regel, aantal in sorted(elders.items()))
        yield f"Voor teamleiders en de regio, niet voor de tafel: {telling}."
        yield ""


def _herinneringen(db: Sessie) -> Iterator[str]:
    t, v = TermijnRij, VerzendingRij
    vraag = (
        select(col(t.code), col(v.trede), func.count())
        .join(t, col(t.nummer) == col(v.termijnverplichting))
        .group_by(col(t.code), col(v.trede))
    )
    per_code: dict[str, Counter[str]] = {}
    for code, trede, aantal in db.execute(vraag):
        # Every week that something stays late is a stage of its own; here they count together.
        per_code.setdefault(code, Counter())[str(trede).partition(":")[0].replace("_", " ")] += aantal
    yield "## Herinneringen"
    yield from tabel(
        ("Termijn", "Verstuurd", "Per trede"),
        (
            (code, str(tredes.total()), ", ".join(f"{trede}: {n}" for trede, n in sorted(tredes.items())))
            for code, tredes in sorted(per_code.items())
        ),
        rechts=(1,),
    )


def _pot(db: Sessie) -> Iterator[str]:
    stand = grootboek.stand(db)
    yield "## De pot"
    yield from tabel(
        ("Rekening", "Naam", "Saldo"),
        (
            (nummer, rekeningnaam(nummer) or "", str(saldo))
            for nummer, saldo in sorted(stand.saldi.items())
            if saldo.cents and not nummer.startswith("95")
        ),
        rechts=(2,),
    )
    yield f"Beschikbaar: {stand.beschikbaar}. Beschikbaar voor besluiten: {stand.beschikbaar_besluit}."


def _vorderingen(i: Ingang) -> Iterator[str]:
    yield ""
    yield "## Vorderingen"
    yield from tabel(
        ("Nummer", "Casus", "Betaler", "Gevorderd", "Ontvangen", "Open", "Betwist"),
        (
            (v.nummer, v.casus, v.betaler, str(v.gevorderd), str(v.ontvangen), str(v.open), str(v.betwist))
            for v in grootboek.vorderingen(i.db)
        ),
        rechts=(3, 4, 5, 6),
    )
