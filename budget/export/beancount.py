"""The ledger as a file for beancount (https://beancount.github.io/docs/beancount_language_syntax.html)."""

from __future__ import annotations

from collections.abc import Iterator

from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.export.platteboekhouding import Boekhouding, Deel, Tak, bedrag, boekhouding, op_een_regel

_KOP = """\
;; De gezamenlijke pot: gemaakt uit het grootboek, niet om in te schrijven.
;; De posten van het memoriaal (reserveringen en verplichtingen) staan onder Vermogen:Memoriaal.
option "title" "Gezamenlijke pot"
option "operating_currency" "EUR"
option "name_assets" "Activa"
option "name_liabilities" "Passiva"
option "name_equity" "Vermogen"
option "name_income" "Baten"
option "name_expenses" "Lasten"
"""


def beancount_bestand(db: Sessie) -> bytes:
    """Return the whole book; every account ends in an assertion of its stored balance, to the cent. O(boekingen)."""
    return "\n".join(_regels(boekhouding(db))).encode()


def _regels(boek: Boekhouding) -> Iterator[str]:
    yield _KOP
    if not boek.delen:
        return
    for tak in boek.takken:
        yield f"{boek.eerste_dag} open {_naam(tak)} EUR"
        yield f"  rekening: {_tekst(tak.sleutel)}"
    for deel in boek.delen:
        yield from _post(deel)
    yield ""
    for saldo in boek.eindsaldi:
        # Without `~ 0.00` beancount lets a difference of one cent pass.
        yield f"{boek.na_de_laatste_dag} balance {_naam(saldo.tak)} {bedrag(saldo.cents)} ~ 0.00 EUR"
    yield ""


def _post(deel: Deel) -> Iterator[str]:
    post = deel.post
    yield ""
    yield f"{post.datum} * {_tekst(post.soort)} ^post-{post.nummer}"
    yield f"  journaalpost: {post.nummer}"
    yield f"  geboekt-op: {dag(post.geboekt_op)}"
    if post.bron:
        yield f"  bron: {_tekst(post.bron)}"
    if post.keert_om is not None:
        yield f"  keert-om: {post.keert_om}"
    for mutatie in deel.mutaties:
        yield f"  {_naam(mutatie.tak)}  {bedrag(mutatie.cents)} EUR"


def _naam(tak: Tak) -> str:
    return ":".join(("Vermogen", "Memoriaal", *tak.delen) if tak.memo else (tak.kant, *tak.delen))


def _tekst(waarde: str) -> str:
    veilig = op_een_regel(waarde).replace("\\", "\\\\").replace('"', '\\"')
    return f'"{veilig}"'
