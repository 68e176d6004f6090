"""The requirements that the process definition names, as pure functions over the facts of one casus.

Each returns None when it is met, else what is missing and what to do; a Weigering of its own goes before the others.
"""

from __future__ import annotations

from engine.casus.regels import eisen_intake as intake
from engine.casus.regels import eisen_tafel as tafel
from engine.casus.regels import eisen_uitvoering as uitvoering
from engine.casus.regels.feiten import Eis, Omstandigheden

__all__ = ["EISEN", "Omstandigheden"]

EISEN: dict[str, Eis] = {
    eis.__name__: eis
    for eis in (
        intake.aanmelder_en_gezin_bevestigd,
        intake.ontbrekende_stukken_genoemd,
        intake.elk_gevraagd_stuk_afgehandeld,
        intake.lang_genoeg_gewacht,
        intake.gezin_gebeld,
        intake.toelatingstoets,
        intake.voorzitter_is_niet_de_aanmelder,
        intake.gezin_en_aanmelder_ingelicht,
        intake.ontvanger_heeft_aanvaard,
        intake.terugkomdatum_binnen_de_termijn,
        intake.terugkomdatum_bereikt_of_teruggelegd,
        intake.terugkomdatum_bereikt_of_klaar,
        intake.gezin_bevestigt_resultaat,
        intake.ander_dan_wie_afwees,
        tafel.gezin_uitgenodigd,
        tafel.onderwijs_en_jeugdhulp_uitgenodigd,
        tafel.toets_per_regel_opgeslagen,
        tafel.alle_regels_nee,
        tafel.tafel_voegt_niets_toe,
        tafel.zitting_is_open,
        tafel.volgende_zitting_genoemd,
        tafel.alle_regels_ja_of_getekend,
        tafel.casusregisseur_aanvaard,
        tafel.toestemming_per_regel,
        tafel.geen_regel_beslist,
        tafel.vraag_met_bedrag_en_datum,
        tafel.termijn_verlopen,
        tafel.volgende_trede_heeft_houder,
        tafel.hiaat_bij_gebrek_aan_aanbod,
        tafel.houder_van_de_trede,
        tafel.mandaat_van_de_trede,
        tafel.antwoord_is_nee_of_te_laat,
        tafel.spoed_gemeld,
        tafel.alle_regels_ja,
        tafel.twee_beslissers_bevestigd,
        tafel.er_is_een_voorgenomen_besluit,
        uitvoering.uitvoerders_bevestigd,
        uitvoering.datum_bevestigd_door_gezin_of_school,
        uitvoering.planregel_bestaat,
        uitvoering.controle_met_gezin_gehouden,
        uitvoering.elke_planregel_beantwoord,
        uitvoering.gezin_gehoord_bij_evaluatie,
        uitvoering.geen_nieuw_geld_of_macht,
        uitvoering.gezin_akkoord,
        uitvoering.gezin_gehoord,
        uitvoering.afspraken_gedaan_of_overgedragen,
        uitvoering.gezinsscore_gevraagd,
        uitvoering.beide_evaluaties_gedaan_of_onmogelijk,
        uitvoering.overdracht_aanvaard,
    )
}
"""Every requirement of the help track by the name that the process definition uses."""
