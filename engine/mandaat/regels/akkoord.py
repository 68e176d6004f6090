"""What a written answer on a ruggespraak is worth: a mandate for one casus (Awb 10:5)."""

from __future__ import annotations

from datetime import date

from engine.mandaat.begrippen import Mandaat, Soort
from engine.mandaat.toetsing import Uitslag


def eenmalig_mandaat(
    uitslag: Uitslag, houder: str, *, kenmerk: str, op: date, geldig_tot: date, document: str
) -> Mandaat:
    """Return the record that an akkoord of the gever gives: exactly this act, casus, amount and duration.

    The akkoord is never itself the besluit: the next check uses the record with fresh attendance and usage.
    A holder who is no subordinate of the gever still needs the consents of Awb 10:4 on the record.
    Refuses with a ValueError when the competent body is not known.
    """
    vereiste = uitslag.vereiste
    if vereiste.orgaan is None:
        raise ValueError("without a competent body nobody can give a mandate")
    return Mandaat(
        id=kenmerk,
        gever=vereiste.orgaan,
        soort=vereiste.soort,
        houder_functie=houder,
        domein=vereiste.domein,
        handelingen=frozenset({vereiste.handeling}),
        max_per_regel=vereiste.bedrag,
        max_per_casus=vereiste.bedrag,
        max_per_jaar=vereiste.bedrag,
        max_looptijd=vereiste.looptijd_maanden,
        geldig_van=op,
        geldig_tot=geldig_tot,
        vastgelegd_op=op,
        gever_is_bestuursorgaan=vereiste.soort is Soort.MANDAAT,
        alleen_casus=vereiste.casus,
        schriftelijk=True,
        bron=document,
    )
