"""The decision table is complete and no two rows overlap: all 512 combinations of the nine conditions."""

from collections import Counter
from itertools import product

from engine.mandaat.regels.beslistabel import BESLISTABEL, kies_rij
from engine.mandaat.toetsing import Uitkomst, Voorwaarden

COMBINATIES = [Voorwaarden(*feiten) for feiten in product([True, False], repeat=9)]


def test_elke_combinatie_past_op_precies_een_rij():
    for voorwaarden in COMBINATIES:
        passend = [rij for rij in BESLISTABEL if rij.past(voorwaarden)]
        assert len(passend) == 1, voorwaarden
        assert kies_rij(voorwaarden) is passend[0]


def test_de_aantallen_per_rij_zijn_die_van_de_tabel():
    aantallen = Counter(kies_rij(voorwaarden).nummer for voorwaarden in COMBINATIES)
    assert [aantallen[nummer] for nummer in range(1, 14)] == [256, 128, 32, 32, 32, 8, 8, 4, 4, 4, 2, 1, 1]
    assert sum(aantallen.values()) == 512


def test_ja_vraagt_alles_tegelijk():
    for voorwaarden in COMBINATIES:
        if kies_rij(voorwaarden).uitkomst in (Uitkomst.JA, Uitkomst.JA_MET_MEDEONDERTEKENING):
            assert not voorwaarden.geblokkeerd
            assert not voorwaarden.uitgesloten
            assert all(
                (voorwaarden.orgaan_bekend, voorwaarden.bruikbaar, voorwaarden.beschikbaar, voorwaarden.binnen_plafonds)
            )


def test_een_bereikbare_gever_maakt_het_nooit_slechter():
    for voorwaarden in COMBINATIES:
        wel, niet = (voorwaarden._replace(gever_bereikbaar=bereikbaar) for bereikbaar in (True, False))
        assert kies_rij(wel).uitkomst.rang <= kies_rij(niet).uitkomst.rang
