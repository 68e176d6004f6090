"""Every role along every read path: nobody sees a casus, a name or an amount that is not his to see."""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import update

from budget.basis.gebruiker import SYSTEEM, Gebruiker, Rol
from budget.basis.geld import EURO
from budget.basis.transactie import Sessie, motor, transactie
from budget.grootboek.begrippen import Bankregel, Storting
from budget.grootboek.diensten import boek
from engine.casus.diensten import meld
from engine.casus.formaat import Aanmelding
from engine.geldspoor import diensten as geld
from engine.invoer.lezen import lees
from engine.regie import diensten as regie
from engine.regie.begrippen import Aanbod, Aanvaarding
from engine.register.opslag import AdministratieRij
from tests.engine.geldspoor.geldwereld import een_aandeel, een_besluit, een_factuur, een_opdracht
from tests.engine.geldspoor.geldwereld import een_prestatieakkoord as akkoord
from tui.cli import programma
from tui.luiegroep import hoofdprogramma

NU = datetime(2026, 10, 5, 8, tzinfo=UTC)

NAMEN_EIGEN = ("Xaverina", "Eigenhout")
NAMEN_VREEMD = ("Wolfram", "Vreemdveld")
GEPROBEERD = "hielp te kort"
"""What was tried before: no business of who only pays."""

DEEL_ZEIST, DEEL_ZOUT, VAN_VREEMD = "5.040,00", "3.360,00", "7.777,00"


@dataclass(frozen=True)
class Kijker:
    """Somebody in a role, and all that this person may see."""

    wie: str
    casussen: str = ""
    namen: str = ""
    bedragen: tuple[str, ...] = ()
    inhoud: bool = False


KIJKERS = {
    "voorzitter": Kijker("vera_voorbeeld", "EV", "EV", (DEEL_ZEIST, DEEL_ZOUT, VAN_VREEMD), True),
    "secretaris": Kijker("sanne_schrijver", "EV", "EV", (DEEL_ZEIST, DEEL_ZOUT, VAN_VREEMD), True),
    "auditor": Kijker("aukje_audit", "EV", "", (DEEL_ZEIST, DEEL_ZOUT, VAN_VREEMD), True),
    "kassier": Kijker("karin_kassier", "EV", "", (DEEL_ZEIST, DEEL_ZOUT, VAN_VREEMD)),
    "financier die betaalt": Kijker("zoe_zuinig", "E", "", (DEEL_ZEIST,)),
    "financier van een andere betaler": Kijker("paul_primair", "E", "", (DEEL_ZOUT,)),
    "financier die niet betaalt": Kijker("bente_balans"),
    "casusregisseur van de casus": Kijker("carla_casus", "E", "E", inhoud=True),
    "casusregisseur van een ander": Kijker("femke_fictie"),
    "tafeldeelnemer die erbij hoort": Kijker("ilse_intern", "E", inhoud=True),
    "tafeldeelnemer van elders": Kijker("zara_zorgteam"),
    "bestuurder": Kijker("walt_wethouder"),
    "beheerder": Kijker("bert_beheer"),
}


@dataclass(frozen=True)
class Wereld:
    url: str
    sleutel: Path
    eigen: str
    vreemd: str


def _aanmelding(naam: str, nummer: str, school: str, gemeente: str) -> Aanmelding:
    tekst = Aanmelding.VOORBEELD.replace("Noor Bedacht", naam).replace("Mo Bedacht", f"Mo {naam.split()[1]}")
    tekst = tekst.replace("F-2026-0001", nummer).replace("school_bedachte_boom", school).replace("Zeist", gemeente)
    return lees(tekst.replace("team_zeist", "team_de_bilt") if gemeente != "Zeist" else tekst, "a.yaml", Aanmelding)


@pytest.fixture(scope="module")
def wereld(werkmap: Path, praktijk_sjabloon: Path, praktijk_sleutel: Path) -> Iterator[Wereld]:
    """Two casussen: E is of Zeist, paid and claimed of two payers; V is of De Bilt and has a reservation."""
    pad = werkmap / "wie-ziet-wat.db"
    shutil.copy(praktijk_sjabloon, pad)
    url = f"sqlite:///{pad}"
    with pytest.MonkeyPatch.context() as omgeving:
        omgeving.setenv("DOORBRAAK_SLEUTELBESTAND", str(praktijk_sleutel))
        with transactie(url) as db:
            db.execute(update(AdministratieRij).values(klok=NU))
            eigen, vreemd = _vul(db)
        yield Wereld(url, praktijk_sleutel, eigen, vreemd)
    motor(url).dispose()


def _vul(db: Sessie) -> tuple[str, str]:
    secretaris = Gebruiker("sanne_schrijver", Rol.SECRETARIS, "doorbraaktafel")
    voorzitter = Gebruiker("vera_voorbeeld", Rol.VOORZITTER, "doorbraaktafel")
    carla = Gebruiker("carla_casus", Rol.CASUSREGISSEUR, "team_zeist")
    bas = Gebruiker("bas_besteller", Rol.KASSIER, "gemeente_zeist")
    pien = Gebruiker("pien_prestatie", Rol.TAFELDEELNEMER, "team_zeist")
    ursula = Gebruiker("ursula_uitzoek", Rol.FINANCIER, "gemeente_utrechtse_heuvelrug")
    stap = iter(range(1000))

    def doe(gebruiksgeval: Callable[..., object], wie: Gebruiker, opdracht: object) -> object:
        return gebruiksgeval(db, wie, opdracht, sleutel=f"ww-{next(stap)}", versie=0, nu=NU)

    for gebeurtenis in (
        Bankregel(datum=NU.date(), regel="inleg", bedrag=EURO("59.850")),
        Storting(datum=NU.date(), regel="inleg", deelnemer="gemeente_zeist", bedrag=EURO("59.850"), oormerk="jeugdwet"),
    ):
        boek(db, SYSTEEM, gebeurtenis, sleutel=f"inleg-{gebeurtenis.naam}", nu=NU)
    nummers = []
    for naam, nummer, school, gemeente in (
        (" ".join(NAMEN_EIGEN), "F-E", "school_bedachte_boom", "Zeist"),
        (" ".join(NAMEN_VREEMD), "F-V", "school_verzonnen_vlieger", "De Bilt"),
    ):
        uitkomst = doe(meld, secretaris, _aanmelding(naam, nummer, school, gemeente))
        nummers.append(uitkomst.gegevens["casusnummer"])  # type: ignore[attr-defined]
    eigen, vreemd = nummers
    doe(regie.bied, voorzitter, Aanbod(eigen, "carla_casus", "cas_consulent"))
    doe(regie.aanvaard, carla, Aanvaarding(eigen))

    def reserveer(casus: str, bedrag: str, kenmerk: str) -> str:
        return geld.reserveer_lijn(
            db, voorzitter, casus=casus, besluit=f"B-{kenmerk}", regel="1", aanbieder="aanbieder_de_brug",
            bedrag=EURO(bedrag), wet="jeugdwet", taakveld="6.751", van=date(2026, 10, 12), tot=date(2027, 1, 10),
            mandaten=(), door=("tess_teambaas", "dorien_directeur"), sleutel=f"r-{kenmerk}", nu=NU,
        )  # fmt: skip

    lijn = reserveer(eigen, "8.400", "E")
    reserveer(vreemd, "7.777", "V")
    reserveer(vreemd, "1.000", "V2")
    doe(geld.verplicht, bas, een_opdracht(lijn))
    doe(geld.lees_factuur, bas, een_factuur(lijn))
    doe(geld.prestatieakkoord, pien, akkoord())
    doe(geld.open_onderzoek, SYSTEEM, geld.Onderzoek(lijn))
    aandelen = een_aandeel("gemeente_zeist", gewicht=60), een_aandeel("swv_zout", gewicht=40)
    doe(geld.uitzoekbesluit, ursula, een_besluit("gedeeld", *aandelen, lijn=lijn))
    doe(geld.verrekenen, Gebruiker("karin_kassier", Rol.KASSIER, "gemeente_zeist"), geld.Lijnstap(lijn))
    return eigen, vreemd


PADEN = {
    "lijst": "casus lijst",
    "zoek op vraag": "casus lijst --zoek onderwijstijd",
    "zoek op naam": "casus lijst --zoek {naam}",
    "zoek op nummer": "casus lijst --zoek {casus}",
    "toon": "casus toon {casus}",
    "tijdlijn": "casus tijdlijn {casus}",
    "netwerk": "netwerk controleer --casus {casus}",
    "netwerk van alles": "netwerk controleer --alles",
    "plaat": "netwerk plaat --casus {casus} --uit {map}/plaat.svg",
    "termijnen": "termijn lijst",
    "pot": "pot stand",
    "grootboek": "pot grootboek",
    "overzicht zeist": "pot overzicht --deelnemer gemeente_zeist",
    "overzicht zout": "pot overzicht --deelnemer swv_zout",
    "vorderingen": "vordering lijst --alles",
    "brief zeist": "vordering brief VV2026000001",
    "brief zout": "vordering brief VV2026000002",
    "inzage": "inzage casus {casus}",
    "export": "export csv --uit {map}/export",
    "register": "register lijst personen",
    "zittingen": "zitting lijst",
    "afspraken": "afspraak lijst",
    "toestemming": "toestemming toon {casus}",
    "mandaten": "mandaat lijst",
    "bank": "bank open",
    "betalingen": "betaal lijst",
    "herinneringen": "herinner --op 2026-12-01",
}
"""Every command that only looks."""


@dataclass
class Gezien:
    """What somebody saw along one path: the exit code, and everything that was said or written."""

    code: int
    tekst: str

    def toont(self, wat: str) -> bool:
        """Say whether a text stands in it; an amount also in whole cents."""
        cent = re.sub(r"[.,]", "", wat)
        return wat in self.tekst or (cent.isdigit() and re.search(rf"(?<!\d){cent}(?!\d)", self.tekst) is not None)


Kijk = Callable[..., Gezien]


@pytest.fixture
def kijk(wereld: Wereld, tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Kijk:
    monkeypatch.setenv("DOORBRAAK_DATABASE", wereld.url)
    monkeypatch.setenv("DOORBRAAK_SLEUTELBESTAND", str(wereld.sleutel))

    def langs(pad: str, kijker: Kijker, casus: str, naam: str, *, als_json: bool) -> Gezien:
        for oud in tmp_path.iterdir():
            shutil.rmtree(oud) if oud.is_dir() else oud.unlink()
        regel = PADEN[pad].format(casus=casus, naam=naam, map=tmp_path).split()
        capsys.readouterr()
        code = hoofdprogramma(programma, [*(["--json"] if als_json else []), "--als", kijker.wie, *regel])
        gezegd = capsys.readouterr()
        assert code in (0, 1), f"{pad}: {gezegd.out}{gezegd.err}"
        bestanden = [p.read_text() for p in sorted(tmp_path.rglob("*")) if p.is_file()]
        return Gezien(code, "\n".join([gezegd.out, gezegd.err, *bestanden]))

    return langs


def _mag_niet(kijker: Kijker, wereld: Wereld, casus: str) -> list[str]:
    """Everything that must not be seen; a casusnummer that was typed comes back in the answer."""
    verboden = [naam for letter, namen in (("E", NAMEN_EIGEN), ("V", NAMEN_VREEMD)) if letter not in kijker.namen
                for naam in namen]  # fmt: skip
    verboden += [] if kijker.inhoud else [GEPROBEERD]
    verboden += [bedrag for bedrag in (DEEL_ZEIST, DEEL_ZOUT, VAN_VREEMD) if bedrag not in kijker.bedragen]
    nummers = {"E": wereld.eigen, "V": wereld.vreemd}
    return verboden + [n for letter, n in nummers.items() if letter not in kijker.casussen and n != casus]


@pytest.mark.parametrize("als_json", [True, False], ids=["json", "tekst"])
@pytest.mark.parametrize("rol", KIJKERS)
def test_niemand_ziet_wat_niet_voor_hem_is(rol: str, als_json: bool, wereld: Wereld, kijk: Kijk) -> None:
    kijker = KIJKERS[rol]
    for letter, casus, naam in (("E", wereld.eigen, NAMEN_EIGEN[0]), ("V", wereld.vreemd, NAMEN_VREEMD[0])):
        for pad in PADEN:
            gezien = kijk(pad, kijker, casus, naam, als_json=als_json)
            gelekt = [wat for wat in _mag_niet(kijker, wereld, casus) if wat != naam and gezien.toont(wat)]
            assert not gelekt, f"{rol} ziet langs '{pad}': {gelekt}\n{gezien.tekst}"
            if letter not in kijker.casussen and "{casus}" in PADEN[pad] and not pad.startswith("zoek"):
                assert gezien.code == 1, f"{rol} mag '{pad}' van deze casus niet zien"


@pytest.mark.parametrize("rol", KIJKERS)
def test_ieder_ziet_wel_wat_voor_hem_is(rol: str, wereld: Wereld, kijk: Kijk) -> None:
    """Without this the other test would be content with a program that shows nothing."""
    kijker = KIJKERS[rol]
    alles = ""
    for letter, casus, namen in (("E", wereld.eigen, NAMEN_EIGEN), ("V", wereld.vreemd, NAMEN_VREEMD)):
        for pad in ("lijst", "zoek op nummer"):
            assert (casus in kijk(pad, kijker, casus, namen[0], als_json=True).tekst) == (letter in kijker.casussen)
        toon = kijk("toon", kijker, casus, namen[0], als_json=True)
        assert (toon.code == 0) == (letter in kijker.casussen)
        assert all(naam in toon.tekst for naam in namen) == (letter in kijker.namen)
        assert (GEPROBEERD in toon.tekst) == (kijker.inhoud and letter in kijker.casussen)
        zoek = kijk("zoek op naam", kijker, casus, namen[0], als_json=True)
        assert (casus in zoek.tekst) == (letter in kijker.namen)
        for pad in ("vorderingen", "grootboek", "toon", "tijdlijn"):
            alles += kijk(pad, kijker, casus, namen[0], als_json=True).tekst
    assert [bedrag for bedrag in kijker.bedragen if not Gezien(0, alles).toont(bedrag)] == []


def test_alle_negen_rollen_kijken_mee() -> None:
    rollen = {rol.value for rol in Rol} - {Rol.SYSTEEM.value}
    assert rollen == {naam.split()[0] for naam in KIJKERS}


def test_elke_leesopdracht_staat_in_de_lijst() -> None:
    """A command of the program that asks no --sleutel to change something has a place in this matrix."""
    from importlib import import_module

    from tui.cli import FAMILIES

    genoemd = {" ".join(regel.split()[:2]) for regel in PADEN.values()}
    leest = {"lijst", "toon", "tijdlijn", "controleer", "plaat", "stand", "grootboek", "overzicht", "brief", "casus"}
    for familie in FAMILIES:
        groep = import_module(f"tui.opdrachten.{familie}").opdracht
        for naam in getattr(groep, "commands", {}):
            if naam in leest:
                assert f"{familie} {naam}" in genoemd, f"'{familie} {naam}' ontbreekt in de matrix"


def test_wie_zoekt_of_opent_staat_in_het_logboek(wereld: Wereld, kijk: Kijk) -> None:
    kijker = KIJKERS["tafeldeelnemer die erbij hoort"]
    for pad in ("toon", "tijdlijn", "zoek op vraag"):
        kijk(pad, kijker, wereld.eigen, NAMEN_EIGEN[0], als_json=True)
    gezien = kijk("inzage", KIJKERS["auditor"], wereld.eigen, "", als_json=True)
    rijen = [rij for rij in json.loads(gezien.tekst)["rijen"] if rij["gebruiker"] == "ilse_intern"]
    assert {rij["soort"] for rij in rijen} >= {"lezen", "zoeken"}
    assert not any(naam in gezien.tekst for naam in NAMEN_EIGEN)
