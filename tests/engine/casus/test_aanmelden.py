"""A casus comes in: once, whole, and with names only in the person store."""

from __future__ import annotations

import pytest
from sqlalchemy import text

from budget.basis.transactie import lezing
from budget.basis.weigering import OnbruikbareInvoer
from engine.casus.diensten import AanmeldingBestaat
from engine.casus.nummer import is_nummer
from engine.casus.vragen import lijst, toon
from engine.casus.weigeringen import CasusOnbekend, NietBevoegd
from engine.inzage.ingang import vraag, vraag_met_log
from tests.engine.casus.casuswereld import BESTELLER, SECRETARIS, een_aanmelding, meld_casus


def fouten(**anders: object) -> dict[str, str]:
    with pytest.raises(OnbruikbareInvoer) as gevangen:
        een_aanmelding(**anders)
    return {f.plaats: f.melding for f in gevangen.value.fouten}


def test_een_aanmelding_geeft_een_casus_met_nummer_en_termijn(praktijk):
    nummer = meld_casus(praktijk)
    assert is_nummer(nummer)
    with vraag_met_log(praktijk, SECRETARIS) as i:
        dossier = toon(i.db, i.wie, nummer, i.nu)
    assert dossier.kort.status == "aangemeld"
    assert [(t.code, t.ontvanger, t.einde.isoformat()) for t in dossier.termijnen] == [
        ("D_REGIE", "voorzitter", "2026-09-01"),
        ("D_BEVESTIG", "secretaris", "2026-09-03"),
    ]
    assert dossier.persoon is not None
    assert dossier.persoon["jeugdige"]["naam"] == "Noor Xylofoon"


def test_hetzelfde_formulier_twee_keer_is_een_casus(praktijk):
    assert meld_casus(praktijk, sleutel="a") == meld_casus(praktijk, sleutel="b")
    with vraag(praktijk, SECRETARIS) as i:
        assert len(lijst(i.db, i.wie, i.nu)) == 1


def test_hetzelfde_kenmerk_met_andere_inhoud_wordt_geweigerd(praktijk):
    meld_casus(praktijk)
    with pytest.raises(AanmeldingBestaat):
        meld_casus(praktijk, sleutel="b", vraag__aan_de_tafel="Wie heeft de regie?")


def test_een_naam_staat_alleen_versleuteld_in_de_database(praktijk):
    meld_casus(praktijk)
    with lezing(praktijk) as db:
        tabellen = db.execute(text("SELECT name FROM sqlite_master WHERE type = 'table'")).scalars().all()
        for tabel in tabellen:
            inhoud = str(db.execute(text(f'SELECT * FROM "{tabel}"')).fetchall())
            assert "Noor" not in inhoud, tabel
            assert "Xylofoon" not in inhoud, tabel


def test_wie_geen_melder_is_mag_niet_melden(praktijk):
    with pytest.raises(NietBevoegd):
        meld_casus(praktijk, BESTELLER)


def test_wie_de_casus_niet_mag_zien_hoort_niet_dat_hij_er_is(praktijk):
    nummer = meld_casus(praktijk)
    with pytest.raises(CasusOnbekend), vraag_met_log(praktijk, "bente_balans") as i:
        toon(i.db, i.wie, nummer, i.nu)


def test_elke_onbekende_verwijzing_wordt_genoemd(praktijk):
    with pytest.raises(OnbruikbareInvoer) as gevangen:
        meld_casus(
            praktijk,
            school__organisatie="school_op_de_maan",
            aanmelder__organisatie="niemand",
            wachtlijsten=[{"aanbieder": "nergens", "sinds": "2026-01-01"}],
            netwerk={"relaties": [{"soort": "betrokken", "van": "spook"}]},
        )
    plaatsen = {f.plaats for f in gevangen.value.fouten}
    assert {"school.organisatie", "aanmelder.organisatie", "wachtlijsten[0].aanbieder"} <= plaatsen
    assert any(p.startswith("netwerk.relaties[0]") for p in plaatsen)
    with vraag(praktijk, SECRETARIS) as i:
        assert lijst(i.db, i.wie, i.nu) == []


def test_alle_fouten_in_het_bestand_tegelijk():
    gevonden = fouten(jeugdige__geboortedatum="2026-02-30", spoed={"ja": True}, verzuim__soort="soms", x="y")
    assert set(gevonden) >= {"jeugdige.geboortedatum", "spoed", "verzuim.soort", "x"}
    assert "geen bestaande datum" in gevonden["jeugdige.geboortedatum"]


def test_een_bsn_of_naam_in_een_neutrale_tekst_wordt_geweigerd():
    assert "BSN" in fouten(vraag__aan_de_tafel="Hulp voor kind 123456782 graag")[""]
    assert "naam" in fouten(vraag__aan_de_tafel="Noor zit al maanden thuis")[""]
    assert "BSN" in fouten(vraag__hulpvraag="Mijn nummer is 1234 567 82")[""]


def test_sleutels_met_x_worden_genegeerd():
    assert een_aanmelding(x_notitie="eigen veld").bron == "proef"


def test_zoeken_op_het_begin_van_een_naam_laat_een_logregel_zonder_die_naam(praktijk):
    nummer = meld_casus(praktijk)
    with vraag_met_log(praktijk, SECRETARIS) as i:
        assert [c.nummer for c in lijst(i.db, i.wie, i.nu, zoek="xylo")] == [nummer]
        assert lijst(i.db, i.wie, i.nu, zoek="qqq") == []
        regels = i.db.execute(text("SELECT soort, casussen FROM inzagelog ORDER BY volgnummer")).fetchall()
    assert [tuple(r) for r in regels] == [("zoeken", f'["{nummer}"]'), ("zoeken", "[]")]


def test_een_financier_vindt_niets_op_naam(praktijk):
    meld_casus(praktijk)
    with vraag_met_log(praktijk, "bente_balans") as i:
        assert lijst(i.db, i.wie, i.nu, zoek="xylofoon") == []


def test_een_consulent_met_de_rol_casusregisseur_brengt_een_casus_in(praktijk):
    assert is_nummer(meld_casus(praktijk, "carla_casus", aanmelder__persoon="carla_casus"))
