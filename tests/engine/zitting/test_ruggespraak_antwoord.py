"""A body answers in writing; an akkoord is a mandate for this casus, and the table decides again with it."""

import pytest

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.transactie import transactie
from engine.casus.weigeringen import NietBevoegd
from engine.zitting import diensten as z
from engine.zitting.begrippen import Ruggespraakantwoord
from engine.zitting.weigeringen import EigenVraag, GeenVraagAanOrgaan, RedenNodig
from tests.engine.zitting.tafelwereld import (
    CASUS,
    OP_DE_DAG,
    SANNE,
    TOM,
    VERA,
    besluit,
    doe,
    een_besluit,
    een_regel,
    tot_de_zitting,
)

GROOT = een_besluit(een_regel("21.000,00"))
AKKOORD = Ruggespraakantwoord(CASUS, "gemeente_zeist", True, "brief van het college")


@pytest.fixture
def db(regio: str):
    with transactie(regio) as open_db:
        tot_de_zitting(open_db, bedrag="30.000")
        yield open_db


def antwoord(db, opdracht=AKKOORD, wie=SANNE):
    return doe(db, z.antwoord_ruggespraak, wie, opdracht, OP_DE_DAG)


def test_na_een_akkoord_beslist_de_tafel_opnieuw_met_een_nieuwe_toets(db):
    voorgenomen = besluit(db, GROOT)
    assert voorgenomen.gegevens["mandaat"]["uitkomst"] == "ruggespraak"
    assert antwoord(db).gegevens["antwoord"] == "akkoord"
    # More than was asked is not covered by it.
    assert besluit(db, een_besluit(een_regel("21.000,01"))).gegevens["besluiten"][0]["status"] == "voorgenomen"
    uitkomst = besluit(db, GROOT)
    assert (uitkomst.gegevens["status_hulp"], uitkomst.gegevens["mandaat"]["uitkomst"]) == ("besloten", "ja")


def test_een_geweigerde_vraag_wordt_niet_nog_eens_gesteld(db):
    besluit(db, GROOT)
    with pytest.raises(RedenNodig):
        antwoord(db, Ruggespraakantwoord(CASUS, "gemeente_zeist", False, "mail"))
    antwoord(db, Ruggespraakantwoord(CASUS, "gemeente_zeist", False, "mail", "te duur"))
    assert besluit(db, GROOT).gegevens["mandaat"]["uitkomst"] == "nee"


def test_alleen_op_een_gestelde_vraag_wordt_geantwoord_en_niet_door_wie_haar_stelde(db):
    with pytest.raises(GeenVraagAanOrgaan, match="niets gevraagd"):
        antwoord(db)
    besluit(db, GROOT)
    with pytest.raises(GeenVraagAanOrgaan):
        antwoord(db, Ruggespraakantwoord(CASUS, "swv_zout", True, "brief"))
    with pytest.raises(EigenVraag):
        antwoord(db, Ruggespraakantwoord(CASUS, "gemeente_zeist", True), VERA)
    with pytest.raises(RedenNodig):
        antwoord(db, Ruggespraakantwoord(CASUS, "gemeente_zeist", True))
    with pytest.raises(NietBevoegd):
        antwoord(db, AKKOORD, Gebruiker("ilse_intern", Rol.TAFELDEELNEMER, "school_bedachte_boom"))
    assert antwoord(db, Ruggespraakantwoord(CASUS, "gemeente_zeist", True), TOM).gegevens["bedrag"] == 2_100_000
