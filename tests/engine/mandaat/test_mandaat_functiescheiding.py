"""Separation of duties: twenty rows, each both ways, per casus, line, claim or payment."""

import pytest

from engine.mandaat.regels.functiescheiding import FUNCTIESCHEIDING, Handelrol, rolconflicten
from engine.mandaat.toetsing import RolInZaak

ROLLEN = [(s, heeft, wordt) for s in FUNCTIESCHEIDING for heeft in sorted(s.a) for wordt in sorted(s.b)]


def test_de_lijst_is_volledig_en_op_volgorde():
    assert [scheiding.nummer for scheiding in FUNCTIESCHEIDING] == [f"D{nummer}" for nummer in range(1, 21)]
    assert all(scheiding.waarom.endswith(".") for scheiding in FUNCTIESCHEIDING)


def test_elke_rol_staat_in_de_lijst():
    assert {rol for s in FUNCTIESCHEIDING for rol in s.a | s.b} == set(Handelrol)


@pytest.mark.parametrize(("scheiding", "een", "ander"), ROLLEN, ids=lambda waarde: getattr(waarde, "nummer", waarde))
def test_wie_het_een_deed_doet_het_ander_niet_en_omgekeerd(scheiding, een, ander):
    for heeft, wordt in ((een, ander), (ander, een)):
        conflicten = rolconflicten("Anna", wordt, {"zaak"}, [RolInZaak("Anna", heeft, "zaak")])
        assert scheiding.nummer in {conflict.scheiding.nummer for conflict in conflicten}
        assert (conflicten[0].persoon, conflicten[0].heeft, conflicten[0].zou_worden) == ("Anna", heeft, wordt)


def test_een_andere_persoon_of_een_andere_zaak_botst_niet():
    besteller = RolInZaak("Anna", "besteller", "casus 1")
    assert rolconflicten("Bram", Handelrol.BETAALROL, {"casus 1"}, [besteller]) == ()
    assert rolconflicten("Anna", Handelrol.BETAALROL, {"casus 2"}, [besteller]) == ()
    assert rolconflicten("Anna", Handelrol.BESTELLER, {"casus 1"}, [besteller]) == ()


def test_een_rol_zonder_zaak_geldt_overal():
    beheerder = RolInZaak("Anna", "technisch_beheerder")
    for nieuw in (Handelrol.BETAALROL, Handelrol.MANDAATHOUDER, Handelrol.LOGBEHEERDER):
        assert [c.scheiding.nummer for c in rolconflicten("Anna", nieuw, {"casus 1"}, [beheerder])] == ["D18"]
