"""A new version of the process: taken up, tried, refused with the casussen named, and moved to with a record."""

from __future__ import annotations

import re

import pytest

from budget.basis.weigering import OnbruikbareInvoer
from engine.casus.opslag import CasusRij
from engine.casus.vragen import termijnen, tijdlijn
from engine.casus.weigeringen import NietBevoegd
from engine.controle.hulpspoor import spoorfouten
from engine.inzage.ingang import opdracht, vraag, vraag_met_log
from engine.proces import diensten as d
from engine.proces.laden import lees_proces_tekst
from engine.proces.overstap import verplichte_stappen
from engine.regio.plaats import config_map
from tests.engine.casus.casuswereld import SECRETARIS, VOORZITTER, doe, meld_casus

BEHEERDER = "bert_beheer"
V1 = (config_map() / "proces" / "v1.toml").read_text(encoding="utf-8")
BEVESTIGD = {"aanmelder_op": "2026-09-01", "gezin_op": "2026-09-01"}


def een_versie(*vervang: tuple[str, str], overstap: str = "") -> str:
    tekst = V1.replace('versie = "1"', 'versie = "2"')
    for oud, nieuw in vervang:
        assert oud in tekst
        tekst = tekst.replace(oud, nieuw)
    return f"{tekst}\n{overstap}\n"


HERNOEMD = (("in_triage", "in_beoordeling"), ('"In triage"', '"In beoordeling"'))
KAART = '[overstap."1".hulp]\nin_triage = "in_beoordeling"'
INTAKE = (
    ('gebeurtenis = "bevestigen"\nvan = ["aangemeld"]\nnaar = ["in_triage"]',
     'gebeurtenis = "bevestigen"\nvan = ["aangemeld"]\nnaar = ["intakegesprek"]'),
    ("[[hulp.overgang]]\ncode = \"H04\"",
     '[hulp.staat.intakegesprek]\nnaam = "Intakegesprek"\ntermijn = "D_TRIAGE"\nontvanger = "secretaris"\n'
     'doe = "Houd het gesprek."\n\n[[hulp.overgang]]\ncode = "H50"\ngebeurtenis = "gesprek_houden"\n'
     'van = ["intakegesprek"]\nnaar = ["in_triage"]\nwie = ["secretaris"]\neisen = []\nherinneringen = []\n\n'
     '[[hulp.overgang]]\ncode = "H04"'),
)  # fmt: skip


@pytest.fixture
def in_triage(praktijk):
    nummer = meld_casus(praktijk)
    doe(praktijk, SECRETARIS, nummer, "bevestigen", **BEVESTIGD)
    return nummer


def neem_op(url, tekst, wie=BEHEERDER):
    with opdracht(url, wie) as i:
        return d.neem_op(i.db, i.wie, d.Opname(tekst), sleutel=i.sleutel, versie=0, nu=i.nu)


def migreer(url, naar="2", wie=BEHEERDER):
    with opdracht(url, wie) as i:
        return d.migreer(i.db, i.wie, d.Migratie(naar), sleutel=i.sleutel, versie=0, nu=i.nu)


def proefplan(url):
    with vraag(url, BEHEERDER) as i:
        return d.plan(i.db, i.wie, "2")


def test_een_versie_die_een_bezette_staat_schrapt_noemt_de_casussen_en_wat_te_doen(praktijk, in_triage):
    with pytest.raises(d.ProcesstaatVervalt, match=in_triage) as gevangen:
        neem_op(praktijk, een_versie(*HERNOEMD))
    assert "[overstap." in gevangen.value.oplossing
    with vraag(praktijk, BEHEERDER) as i:
        assert [r["versie"] for r in d.versielijst(i.db)] == ["1"]


def test_met_een_kaart_gaat_de_casus_mee_met_een_vastlegging_en_een_nieuwe_termijn(praktijk, in_triage):
    neem_op(praktijk, een_versie(*HERNOEMD, overstap=KAART))
    (stap,) = proefplan(praktijk)
    assert (stap.loper.status, stap.naar, stap.mist) == ("in_triage", "in_beoordeling", ())
    with vraag(praktijk, SECRETARIS) as i:
        assert i.db.get_one(CasusRij, in_triage).status == "in_triage"
    migreer(praktijk)
    with vraag_met_log(praktijk, SECRETARIS) as i:
        casus = i.db.get_one(CasusRij, in_triage)
        assert (casus.proces, casus.status) == ("2", "in_beoordeling")
        laatste = tijdlijn(i.db, i.wie, in_triage, i.nu)[-1]
        assert (laatste.spoor, laatste.naam, laatste.gegevens["van_versie"]) == ("proces", d.GEMIGREERD, "1")
        assert [t.code for t in termijnen(i.db, i.wie, i.nu, casus=in_triage) if t.onderwerp == "hulp"] == ["D_TRIAGE"]
        assert [f for f in spoorfouten(i.db) if f.regel == "gebeurtenissen"] == []
    doe(praktijk, VOORZITTER, in_triage, "accepteren", bevoegd_orgaan="gemeente_zeist")


def test_een_casus_die_een_verplichte_stap_zou_missen_wordt_geweigerd(praktijk, in_triage):
    neem_op(praktijk, een_versie(*INTAKE))
    (stap,) = proefplan(praktijk)
    assert stap.mist == ("intakegesprek",)
    with pytest.raises(d.VerplichteStapGemist, match=in_triage):
        migreer(praktijk)
    assert any("mist intakegesprek" in regel for regel in d.samenvatting([stap]))


def test_een_nieuwe_casus_krijgt_de_nieuwe_versie_een_lopende_houdt_de_zijne(praktijk, in_triage):
    neem_op(praktijk, een_versie(*INTAKE))
    tweede = meld_casus(praktijk, sleutel="m2", extern_id="2")
    doe(praktijk, SECRETARIS, tweede, "bevestigen", **BEVESTIGD)
    with vraag(praktijk, SECRETARIS) as i:
        assert i.db.get_one(CasusRij, tweede).status == "intakegesprek"
    doe(praktijk, VOORZITTER, in_triage, "accepteren", bevoegd_orgaan="gemeente_zeist")


@pytest.mark.parametrize(
    ("tekst", "waar"),
    [
        ("versie = ", "TOML"),
        (een_versie(('wie = ["voorzitter"]', 'wie = ["directeur_van_alles"]')), "directeur_van_alles"),
        (een_versie(('"toelatingstoets"', '"loting"')), "loting"),
        (een_versie(overstap='[overstap."7".hulp]\nx = "y"'), "versie '7'"),
        (een_versie(overstap='[overstap."1".hulp]\nx = "y"'), "staat 'y'"),
        (een_versie(('naam = "Aangemeld"', 'naam = "Aangemeld"\nkleur = "rood"')), "kleur"),
    ],
)
def test_een_kapotte_definitie_komt_er_niet_in_en_alles_wordt_genoemd(praktijk, tekst, waar):
    with pytest.raises(OnbruikbareInvoer) as gevangen:
        neem_op(praktijk, tekst)
    assert waar in " ".join(f"{f.plaats} {f.melding}" for f in gevangen.value.fouten)


def test_alleen_de_beheerder_en_elke_versie_een_keer(praktijk):
    with pytest.raises(NietBevoegd):
        neem_op(praktijk, een_versie(), wie=VOORZITTER)
    neem_op(praktijk, een_versie())
    with pytest.raises(d.ProcesversieBestaat):
        neem_op(praktijk, een_versie(('"Aangemeld"', '"Binnen"')))
    with pytest.raises(d.ProcesversieOnbekend, match="9"):
        migreer(praktijk, "9")
    assert migreer(praktijk).gegevens["casussen"] == 0


def test_verplichte_stappen_zijn_die_waar_elke_weg_langs_gaat():
    hulp = lees_proces_tekst(V1).hulp
    assert verplichte_stappen(hulp, "besloten") == ["aangemeld", "in_triage", "geaccepteerd"]
    assert re.fullmatch(r"aangemeld in_triage", " ".join(verplichte_stappen(hulp, "geaccepteerd")))
