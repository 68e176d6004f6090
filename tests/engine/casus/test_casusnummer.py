"""The casusnummer: without meaning, and a typing error is found."""

from hypothesis import given
from hypothesis import strategies as st

from engine.casus.nummer import TEKENS, is_nummer, maak_nummer


@given(st.text())
def test_elk_gemaakt_nummer_klopt_en_is_voor_gelijk_zaad_gelijk(zaad):
    assert is_nummer(maak_nummer(zaad))
    assert maak_nummer(zaad) == maak_nummer(zaad)


@given(st.text(), st.integers(3, 8), st.sampled_from(TEKENS))
def test_een_verkeerd_teken_valt_op(zaad, plaats, teken):
    nummer = maak_nummer(zaad)
    fout = nummer[:plaats] + teken + nummer[plaats + 1 :]
    assert is_nummer(fout) == (fout == nummer)


@given(st.text(), st.integers(3, 7))
def test_twee_verwisselde_tekens_vallen_op(zaad, plaats):
    nummer = maak_nummer(zaad)
    fout = nummer[:plaats] + nummer[plaats + 1] + nummer[plaats] + nummer[plaats + 2 :]
    assert is_nummer(fout) == (fout == nummer)


def test_geen_klinkers_en_geen_nummer_van_een_ander():
    assert not set("AEIOU01") & set(TEKENS)
    assert not is_nummer("XX-23456")
    assert not is_nummer("DT-2345")
