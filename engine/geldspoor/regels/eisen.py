"""The requirements that the process definition names for the money track, as pure functions over one line.

Each returns None when it is met, else what is missing and what to do; a Weigering of its own goes before the others.
"""

from __future__ import annotations

from engine.geldspoor.regels import eisen_betaler as betaler
from engine.geldspoor.regels import eisen_opdracht as opdracht
from engine.geldspoor.regels.feiten import Eis, Geldfeiten

__all__ = ["EISEN", "Geldfeiten"]

EISEN: dict[str, Eis] = {
    eis.__name__: eis
    for eis in (
        opdracht.deel_van_een_besluit,
        opdracht.aanbieder_getoetst,
        opdracht.binnen_reservering,
        opdracht.niets_betaald,
        opdracht.reden_gegeven,
        opdracht.later_dan_nu_houdbaar,
        opdracht.schriftelijk_overgenomen,
        opdracht.hulp_loopt_door,
        opdracht.niets_geleverd,
        opdracht.binnen_verplichting,
        opdracht.factuur_niet_dubbel,
        opdracht.niet_ook_elders_gedeclareerd,
        opdracht.binnen_betaald,
        betaler.onderzoeker_genoemd,
        betaler.onderzoeker_beslist_niet_alleen,
        betaler.betaler_gehoord,
        betaler.onderbouwing_gegeven,
        betaler.vorderingen_verstuurd,
        betaler.betwisting_met_reden,
        betaler.binnen_betwistingstermijn,
        betaler.van_de_betaler_zelf,
        betaler.geen_open_vordering,
        betaler.geen_open_verplichting,
        betaler.niets_open,
        betaler.nog_niet_verlengd,
        betaler.voor_het_einde_van_de_termijn,
        betaler.onderzoekstermijn_voorbij,
        betaler.standaardroute_in_convenant,
        betaler.zelf_geprobeerd,
        betaler.forum_past,
        betaler.uitspraak_vastgelegd,
        betaler.tweede_persoon,
        betaler.vordering_weer_open,
        betaler.eigen_mandaat_genoemd,
        betaler.voorsteller_beslist_niet,
        betaler.nieuw_feit_gegeven,
    )
}
"""Every requirement of the money track by the name that the process definition uses."""
