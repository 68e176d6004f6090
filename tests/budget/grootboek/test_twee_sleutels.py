"""Two keys in one arrangement: what help costs follows the one, what it costs to keep the pot the other."""

from __future__ import annotations

from datetime import date

from budget.basis.geld import EURO
from budget.basis.transactie import lezing, transactie
from budget.grootboek import begrippen as b
from budget.grootboek import vragen
from budget.grootboek.controle import controleer
from budget.grootboek.regels.kern import INSTANDHOUDING
from budget.grootboek.registreren import Sleutelversie, registreer_sleutel
from tests.budget.grootboek.oefenpot import DAG, oefenpot


def test_bankkosten_volgen_de_sleutel_van_de_instandhouding(url: str) -> None:
    doe = oefenpot(url)
    doe(b.Bankregel(datum=DAG, regel="kosten1", bedrag=-EURO("6")))
    doe(b.BankkostenRente(datum=DAG, regel="kosten1", bedrag=EURO("6"), soort=b.Banksoort.BANKKOSTEN))
    with transactie(url) as db:
        registreer_sleutel(
            db, Sleutelversie("houden-v1", date(2026, 3, 1), {"Aarde": 1, "Vuur": 1, "Water": 1}, INSTANDHOUDING)
        )
    doe(b.Bankregel(datum=DAG, regel="kosten2", bedrag=-EURO("9")))
    doe(b.BankkostenRente(datum=DAG, regel="kosten2", bedrag=EURO("9"), soort=b.Banksoort.BANKKOSTEN))
    doe(b.Reservering(datum=DAG, casus="K1", bedrag=EURO("120"), door=("p-tafel",)))
    doe(b.Verplichting(datum=DAG, casus="K1", bedrag=EURO("120")))
    doe(
        b.Voorfinanciering(
            datum=DAG, casus="K1", aanbieder="Brug", factuur="F1", bedrag=EURO("120"), prestatie_door="p-r"
        )
    )
    doe(b.Uitzoekbesluit(datum=DAG, casus="K1", aandelen={"pot": EURO("120")}))
    with lezing(url) as db:
        kosten = {s.sleutel: s.saldo for s in vragen.saldi(db) if s.rekening[0] == "4"}
    assert kosten == {
        "4200:bankkosten:v1": EURO("6"),  # before the second key was there
        "4200:bankkosten:houden-v1": EURO("9"),
        "4000:K1:v1:": EURO("120"),
    }
    doe(b.Jaarverdeling(datum=date(2026, 12, 31), jaar=2026))
    with lezing(url) as db:
        aandelen = {s.dimensies[0]: s.saldo for s in vragen.saldi(db, "8000")}
        assert controleer(db, volledig=True).in_orde
    # 126,00 over 3:2:1 and 9,00 over equal weights: one split per key version.
    assert aandelen == {"Aarde": -EURO("66"), "Vuur": -EURO("45"), "Water": -EURO("24")}
