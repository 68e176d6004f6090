"""The ledger as a journal for hledger (https://hledger.org/hledger.html)."""

from __future__ import annotations

from collections.abc import Iterator

from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.export.platteboekhouding import Boekhouding, Deel, Tak, bedrag, boekhouding, op_een_regel

_KOP = """\
; De gezamenlijke pot: gemaakt uit het grootboek, niet om in te schrijven.
; De posten van het memoriaal (reserveringen en verplichtingen) staan onder Memoriaal.
decimal-mark .
commodity 1000.00 EUR
"""

_SOORTEN = {"Activa": "A", "Passiva": "L", "Vermogen": "E", "Baten": "R", "Lasten": "X"}


def hledger_bestand(db: Sessie) -> bytes:
    """Return the whole book; the last transaction asserts the stored balance of every account. O(boekingen)."""
    return "\n".join(_regels(boekhouding(db))).encode()


def _regels(boek: Boekhouding) -> Iterator[str]:
    yield _KOP
    if not boek.delen:
        return
    for tak in boek.takken:
        soort = "" if tak.memo else f"type:{_SOORTEN[tak.kant]}, "
        yield f"account {_naam(tak)}  ; {soort}rekening:{_label(tak.sleutel)}"
    for deel in boek.delen:
        yield from _post(deel)
    yield ""
    yield f"{boek.na_de_laatste_dag} * eindsaldi"
    for saldo in boek.eindsaldi:
        yield f"    {_naam(saldo.tak)}  0.00 EUR = {bedrag(saldo.cents)} EUR"
    yield ""


def _post(deel: Deel) -> Iterator[str]:
    post = deel.post
    labels = [f"geboekt-op:{dag(post.geboekt_op)}"]
    if post.bron:
        labels.append(f"bron:{_label(post.bron)}")
    if post.keert_om is not None:
        labels.append(f"keert-om:{post.keert_om}")
    yield ""
    yield f"{post.datum} * ({post.nummer}) {post.soort}  ; {', '.join(labels)}"
    for mutatie in deel.mutaties:
        yield f"    {_naam(mutatie.tak)}  {bedrag(mutatie.cents)} EUR"


def _naam(tak: Tak) -> str:
    return ":".join(("Memoriaal" if tak.memo else tak.kant, *tak.delen))


def _label(waarde: str) -> str:
    """Return the value of a tag; a comma would end it."""
    return op_een_regel(waarde).replace(",", ";")
