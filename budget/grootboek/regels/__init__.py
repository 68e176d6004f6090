"""How every event becomes lines: pure functions of an event and the state of the ledger."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from budget.grootboek import begrippen as b
from budget.grootboek.regels import (
    aanbieders,
    bank,
    besluiten,
    facturen,
    inleg,
    jaar,
    oninbaar,
    periode,
    tegenboeking,
    uitzoek,
    vorderingen,
)
from budget.grootboek.regels.kern import Casusstandfeit, Stand, Uitwerking

_REGELS: dict[type[b.Gebeurtenis], Callable[[Any, Stand], Uitwerking]] = {
    b.Toezegging: inleg.toezegging,
    b.Bankregel: bank.bankregel,
    b.Beginsaldo: bank.beginsaldo,
    b.Storting: inleg.storting,
    b.StortingStorno: inleg.storting_storno,
    b.Reservering: besluiten.reservering,
    b.Mandaatgebruik: besluiten.mandaatgebruik,
    b.Verplichting: besluiten.verplichting,
    b.VerplichtingGeannuleerd: besluiten.verplichting_geannuleerd,
    b.Vrijval: besluiten.vrijval,
    b.Voorfinanciering: facturen.voorfinanciering,
    b.Betaalopdracht: facturen.betaalopdracht,
    b.BetaalopdrachtAfgewezen: facturen.betaalopdracht_afgewezen,
    b.Terugbetaalopdracht: facturen.terugbetaalopdracht,
    b.TerugbetaalopdrachtAfgewezen: facturen.terugbetaalopdracht_afgewezen,
    b.Betaling: facturen.betaling,
    b.Uitzoekbesluit: uitzoek.uitzoekbesluit,
    b.Ontvangst: vorderingen.ontvangst,
    b.TeVeelOntvangen: bank.te_veel_ontvangen,
    b.Betalingsverschil: vorderingen.betalingsverschil,
    b.BankkostenRente: bank.bankkosten_rente,
    b.Storno: vorderingen.storno,
    b.BetalingRetour: facturen.betaling_retour,
    b.TerugbetalingRetour: facturen.terugbetaling_retour,
    b.Betwisting: vorderingen.betwisting,
    b.BetwistingOngegrond: vorderingen.betwisting_ongegrond,
    b.UitzoekbesluitHerzien: uitzoek.uitzoekbesluit_herzien,
    b.OnterechteBetaling: aanbieders.onterechte_betaling,
    b.TerugvorderingOntvangen: aanbieders.terugvordering_ontvangen,
    b.TerugvorderingVerrekend: aanbieders.terugvordering_verrekend,
    b.TerugvorderingIngetrokken: aanbieders.terugvordering_ingetrokken,
    b.Voorziening: oninbaar.voorziening,
    b.VoorzieningVrijval: oninbaar.voorziening_vrijval,
    b.Afschrijving: oninbaar.afschrijving,
    b.NagekomenOntvangst: oninbaar.nagekomen_ontvangst,
    b.Jaarverdeling: jaar.jaarverdeling,
    b.Resultaatbestemming: jaar.resultaatbestemming,
    b.Overheveling: besluiten.overheveling,
    b.TerugbetalingDeelnemer: inleg.terugbetaling_deelnemer,
    b.Tegenboeking: tegenboeking.tegenboeking,
    b.CasusSluiten: periode.casus_sluiten,
    b.CasusHeropenen: periode.casus_heropenen,
    b.PeriodeSluiten: periode.periode_sluiten,
    b.IbanWijziging: periode.iban_wijziging,
}

_HEROPENT = (b.Storno, b.BetalingRetour, b.Tegenboeking)


def werk_uit(gebeurtenis: b.Gebeurtenis, stand: Stand) -> Uitwerking:
    """Return the lines of an event, or refuse it.

    Precedence: bedrag_ongeldig, then the codes of the event from left to right, then periode_gesloten
    (in a tegenboeking periode_gesloten comes before latere_boeking).
    """
    uitwerking = _REGELS[type(gebeurtenis)](gebeurtenis, stand)
    if gebeurtenis.naam in b.ZONDER_BOEKING:
        return uitwerking
    periode.periode_open(gebeurtenis.datum, stand)
    if isinstance(gebeurtenis, _HEROPENT) and uitwerking.casus and stand.casus_dicht(uitwerking.casus):
        # What comes back leaves something open, so the casus cannot stay closed.
        return replace(uitwerking, feiten=(*uitwerking.feiten, Casusstandfeit(uitwerking.casus, 0)))
    return uitwerking
