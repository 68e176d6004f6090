"""Bad input through the command line: a clear Dutch message, what to do, the right exit code, nothing half stored."""

from __future__ import annotations

import ctypes
import json
import os
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import event

from budget.basis import transactie
from engine.casus.formaat import Aanmelding
from engine.inzage import ingang
from engine.regio.plaats import config_map
from engine.zitting.formaat import Besluit
from tui.cli import programma
from tui.luiegroep import hoofdprogramma

GEHEIM = ("Xaverina", "Geheimhout", "Xandra")
"""Names planted in the input; no message may show one."""

AANMELDING = (
    Aanmelding.VOORBEELD.replace("Noor Bedacht", "Xaverina Geheimhout")
    .replace("Mo Bedacht", "Xandra Geheimhout")
    .replace("2014-03-04\n  gemeente", "2014-03-05\n  gemeente")
)
BESLUIT = Besluit.VOORBEELD
DOORBRAAK = Path(sys.executable).with_name("doorbraak")


@dataclass
class Antwoord:
    code: int
    uit: str
    fout: str

    @property
    def document(self) -> Any:
        """The one JSON document on stdout."""
        return json.loads(self.uit)


Doe = Callable[..., Antwoord]


@pytest.fixture
def doe(praktijk: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Doe:
    """Run a command in process on a practice region, as the secretaris."""
    monkeypatch.setenv("DOORBRAAK_DATABASE", praktijk)
    monkeypatch.setenv("DOORBRAAK_GEBRUIKER", "sanne_schrijver")

    def voer_uit(*argumenten: str) -> Antwoord:
        capsys.readouterr()
        code = hoofdprogramma(programma, argumenten)
        gezegd = capsys.readouterr()
        return Antwoord(code, gezegd.out, gezegd.err)

    return voer_uit


def verbind(url: str) -> Any:
    """A connection beside the product, with the same SQLite: two libraries in one process do not share locks."""
    return transactie._sqlite_module().connect(url.removeprefix("sqlite:///"), isolation_level=None)


def dump(url: str) -> dict[str, list[Any]]:
    """Everything that is stored, per table."""
    with closing(verbind(url)) as db:
        namen = [naam for (naam,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")]
        return {naam: db.execute(f'SELECT * FROM "{naam}"').fetchall() for naam in namen}


def eis_netjes(antwoord: Antwoord, code: int, *zinnen: str) -> None:
    """Nothing on stdout, Dutch on stderr with the sentences asked for; no traceback, no planted name."""
    assert antwoord.code == code, antwoord.fout
    assert antwoord.uit == ""
    eis_veilig(antwoord.fout)
    assert len(antwoord.fout.strip().splitlines()) >= 2, "zeg ook wat de lezer kan doen"
    for zin in zinnen:
        assert zin in antwoord.fout


def eis_veilig(tekst: str) -> None:
    assert "Traceback" not in tekst
    assert 'File "' not in tekst
    assert not any(naam.lower() in tekst.lower() for naam in GEHEIM)


def eis_json(antwoord: Antwoord, code: int) -> None:
    """One document of the contract on stdout and nothing else."""
    assert antwoord.code == code
    assert antwoord.fout == ""
    eis_veilig(antwoord.uit)
    if code == 2:
        assert set(antwoord.document) == {"fouten"}
        for fout in antwoord.document["fouten"]:
            assert set(fout) == {"bestand", "plaats", "melding", "oplossing"}
            assert fout["melding"]
            assert fout["oplossing"]
    else:
        assert set(antwoord.document) == {"weigering"}
        assert {"code", "melding", "oplossing"} <= set(antwoord.document["weigering"])


ONBRUIKBAAR = {
    "geen YAML": (AANMELDING.replace("jeugdige:", "jeugdige: [", 1), ("regel ", "Hier klopt de opmaak")),
    "leeg bestand": ("", ("Het bestand",)),
    "een lijst": ("- a\n- b\n", ("Het bestand moet een groep velden zijn.",)),
    "onbekend veld": (AANMELDING + "lievelingskleur: rood\n", ("lievelingskleur is geen bekend veld.", "x_")),
    "onbekend veld diep": (
        AANMELDING.replace("  gezag: beide", "  haarkleur: rood\n  gezag: beide"),
        ("jeugdige.haarkleur",),
    ),
    "dubbele sleutel": (AANMELDING + "bron: nog een\n", ("'bron' staat hier twee keer.",)),
    "30 februari": (
        AANMELDING.replace("2014-03-05\n  gemeente", "2014-02-30\n  gemeente"),
        ("jeugdige.geboortedatum is geen bestaande datum.", "2026-11-23"),
    ),
    "ander formaat": (AANMELDING.replace("doorbraak-aanmelding/1", "doorbraak-besluit/1"), ("doorbraak-aanmelding/1",)),
    "onbekende organisatie": (
        AANMELDING.replace("organisatie: aanbieder_de_brug", "organisatie: aanbieder_de_brugg"),
        ("aanbieder_de_brugg", "register lijst"),
    ),
    "burgerservicenummer": (
        AANMELDING.replace("Wie betaalt zorg in onderwijstijd?", "Wie betaalt voor 123456782?"),
        ("BSN",),
    ),
    "naam in neutrale tekst": (
        AANMELDING.replace("Wie betaalt zorg in onderwijstijd?", "Wie betaalt de zorg voor Xaverina?"),
        ("vraag.aan_de_tafel",),
    ),
}


@pytest.mark.parametrize("geval", ONBRUIKBAAR)
def test_een_onbruikbare_aanmelding(doe: Doe, praktijk: str, tmp_path: Path, geval: str) -> None:
    tekst, zinnen = ONBRUIKBAAR[geval]
    bestand = tmp_path / "aanmelding.yaml"
    bestand.write_text(tekst)
    voor = dump(praktijk)
    eis_netjes(doe("casus", "meld", "--bestand", str(bestand)), 2, "aanmelding", *zinnen)
    eis_json(doe("casus", "meld", "--bestand", str(bestand), "--json"), 2)
    assert dump(praktijk) == voor


def test_alle_fouten_staan_er_tegelijk(doe: Doe, tmp_path: Path) -> None:
    bestand = tmp_path / "aanmelding.yaml"
    bestand.write_text(AANMELDING.replace("2014-03-05\n  gemeente", "gisteren\n  gemeente") + "kleur: rood\nmaat: 3\n")
    fouten = doe("casus", "meld", "--bestand", str(bestand), "--json").document["fouten"]
    assert [fout["plaats"] for fout in fouten] == ["jeugdige.geboortedatum", "kleur", "maat"]


BEDRAGEN = {
    '"-12,50"': "niet lager dan nul",
    "12.50": "dubbelzinnig",
    '"12.50"': "schrijf centen na een komma",
    "12.500": "dubbelzinnig",
    "twaalf": "bedrag",
    '"1,234"': "bedrag",
}


@pytest.mark.parametrize("bedrag", BEDRAGEN)
def test_een_onbruikbaar_bedrag_in_een_besluit(doe: Doe, praktijk: str, tmp_path: Path, bedrag: str) -> None:
    bestand = tmp_path / "besluit.yaml"
    bestand.write_text(BESLUIT.replace('"12.500,00"', bedrag))
    voor = dump(praktijk)
    argumenten = ("zitting", "besluit", "Z-2026-09-11", "DT-7K3M9Q", "--bestand", str(bestand))
    eis_netjes(doe(*argumenten), 2, "regels[0]", BEDRAGEN[bedrag])
    eis_json(antwoord := doe(*argumenten, "--json"), 2)
    assert len(antwoord.document["fouten"]) == 1
    assert dump(praktijk) == voor


ARGUMENTEN = {
    "bedrag met punt en twee cijfers": (["pot", "reserveer", "--casus", "DT-7K3M9Q", "--bedrag", "12.50"], "12,50"),
    "dag die niet bestaat": (
        ["zitting", "plan", "--op", "2026-02-30", "--plaats", "Zeist", "--voorzitter", "vera_voorbeeld"],
        "geen bestaande datum",
    ),
    "moment zonder tijdzone": (["casus", "lijst", "--nu", "2026-09-02T09:00"], "tijdzone"),
    "versie die geen getal is": (["casus", "lijst", "--versie", "drie"], "geheel getal"),
    "opdracht die er niet is": (["casus", "verwijder"], "geen opdracht van 'doorbraak casus'"),
    "familie die er niet is": (["burgemeester"], "geen opdracht van 'doorbraak'"),
    "optie die er niet is": (["casus", "lijst", "--kleur", "rood"], "--kleur bestaat hier niet"),
    "argument te veel": (["casus", "lijst", "erbij"], "te veel argumenten"),
    "argument te weinig": (["casus", "toon"], "NR ontbreekt"),
    "optie zonder waarde": (["casus", "lijst", "--zoek"], "ontbreekt de waarde"),
    "gebeurtenis die er niet is": (["casus", "zet", "DT-7K3M9Q", "vergeten"], "bevestigen"),
    "gebeurtenis zonder gegevens": (["casus", "triage", "DT-7K3M9Q"], "doorbraak formaat bevestigen"),
    "bestand dat er niet is": (["casus", "meld", "--bestand", "nergens.yaml"], "nergens.yaml"),
    "map als bestand": (["casus", "meld", "--bestand", "/"], "niet te lezen"),
    "meer dan een rol": (["casus", "lijst", "--als", "dien_directie"], "dien_directie:tafeldeelnemer"),
    "formaat dat er niet is": (["formaat", "recept"], "doorbraak-besluit/1"),
}


@pytest.mark.parametrize("geval", ARGUMENTEN)
def test_onbruikbare_argumenten(doe: Doe, praktijk: str, geval: str) -> None:
    argumenten, zin = ARGUMENTEN[geval]
    voor = dump(praktijk)
    eis_netjes(doe(*argumenten), 2, zin)
    eis_json(doe("--json", *argumenten), 2)
    assert dump(praktijk) == voor


def test_een_bestand_in_een_andere_tekenset(doe: Doe, tmp_path: Path) -> None:
    bestand = tmp_path / "aanmelding.yaml"
    bestand.write_bytes(AANMELDING.replace("Xandra", "Xandré").encode("latin-1"))
    eis_netjes(doe("casus", "meld", "--bestand", str(bestand)), 2, "UTF-8")


VROEGER = ("--nu", "2026-08-01T09:00+02:00")
GEWEIGERD = {
    "onbekende persoon": (["casus", "lijst", "--als", "niemand"], "gebruiker_onbekend", "register lijst personen"),
    "onbekende rol": (["casus", "lijst", "--als", "vera_voorbeeld:koning"], "rol_onbekend", "voorzitter"),
    "klok terug": (
        ["zitting", "plan", "--op", "2026-09-21", "--voorzitter", "vera_voorbeeld", "--plaats", "Zeist", *VROEGER],
        "klok_terug",
        "di 1 sep 2026",
    ),
    "casus die er niet is": (["casus", "toon", "DT-7K3M9Q"], "casus_onbekend", "DT-7K3M9Q"),
}


@pytest.mark.parametrize("geval", GEWEIGERD)
def test_een_weigering(doe: Doe, praktijk: str, geval: str) -> None:
    argumenten, code, zin = GEWEIGERD[geval]
    voor = dump(praktijk)
    eis_netjes(doe(*argumenten), 1, zin)
    eis_json(antwoord := doe(*argumenten, "--json"), 1)
    assert antwoord.document["weigering"]["code"] == code
    assert dump(praktijk) == voor


@pytest.fixture
def aanmelding(tmp_path: Path) -> str:
    bestand = tmp_path / "aanmelding.yaml"
    bestand.write_text(AANMELDING)
    return str(bestand)


def test_een_casus_twee_keer_sturen_geeft_een_casus(doe: Doe, praktijk: str, aanmelding: str) -> None:
    eerste = doe("casus", "meld", "--bestand", aanmelding, "--json")
    voor = _zonder_administratie(praktijk)
    tweede = doe("casus", "meld", "--bestand", aanmelding, "--json")
    assert (eerste.code, tweede.code) == (0, 0)
    assert tweede.document["casusnummer"] == eerste.document["casusnummer"]
    assert _zonder_administratie(praktijk) == voor


def _zonder_administratie(url: str) -> dict[str, list[Any]]:
    """Everything but what a question and an answered command leave: not a casus, an event or a posting."""
    return {naam: rijen for naam, rijen in dump(url).items() if naam not in ("opdracht", "inzagelog", "wijziging")}


def test_dezelfde_aanmelding_met_andere_inhoud_verandert_niets(doe: Doe, praktijk: str, aanmelding: str) -> None:
    doe("casus", "meld", "--bestand", aanmelding)
    Path(aanmelding).write_text(AANMELDING.replace("Wie betaalt zorg in onderwijstijd?", "Wie voert de regie?"))
    voor = dump(praktijk)
    antwoord = doe("casus", "meld", "--bestand", aanmelding, "--json")
    eis_json(antwoord, 1)
    assert antwoord.document["weigering"]["code"] == "aanmelding_bestaat"
    assert dump(praktijk) == voor


def test_een_oude_versie_zegt_wat_er_intussen_gebeurde(
    doe: Doe, praktijk: str, aanmelding: str, tmp_path: Path
) -> None:
    nummer = doe("casus", "meld", "--bestand", aanmelding, "--json").document["casusnummer"]
    bevestiging = tmp_path / "bevestiging.yaml"
    bevestiging.write_text("aanmelder_op: 2026-09-01\ngezin_op: 2026-09-01\n")
    assert doe("casus", "triage", nummer, "--bestand", str(bevestiging)).code == 0
    voor = dump(praktijk)
    antwoord = doe("casus", "triage", nummer, "--bestand", str(bevestiging), "--versie", "1", "--json")
    eis_json(antwoord, 1)
    assert antwoord.document["weigering"]["code"] == "versie_verouderd"
    assert dump(praktijk) == voor


# The database.


def _vervang_versie(url: str, versie: str) -> None:
    with closing(verbind(url)) as verbinding:
        verbinding.execute("UPDATE alembic_version SET version_num = ?", (versie,))


@pytest.fixture
def opnieuw(praktijk: str) -> Iterator[None]:
    """Let the program look at the file again, as a new process would."""
    transactie.vergeet(praktijk)
    yield
    transactie.vergeet(praktijk)


def test_een_database_van_een_nieuwere_versie(doe: Doe, praktijk: str, aanmelding: str) -> None:
    _vervang_versie(praktijk, "0999")
    voor = dump(praktijk)
    eis_netjes(doe("casus", "meld", "--bestand", aanmelding), 4, "0999", "Werk dit programma bij")
    eis_json(antwoord := doe("pot", "stand", "--json"), 4)
    assert antwoord.document["weigering"]["code"] == "database_nieuwer"
    assert dump(praktijk) == voor


def test_een_database_van_een_oudere_versie(
    doe: Doe, praktijk: str, aanmelding: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(transactie, "VERSIES", (*transactie.VERSIES, "0999"))
    voor = dump(praktijk)
    eis_json(antwoord := doe("casus", "meld", "--bestand", aanmelding, "--json"), 4)
    assert antwoord.document["weigering"]["code"] == "database_ouder"
    assert dump(praktijk) == voor


GEEN_DATABASE = {
    "niet ingericht": ("nieuw.db", "niet_ingericht", "doorbraak init"),
    "map": (".", "database_onbereikbaar", "--database"),
    "ander adres": ("mysql://server/naam", "database_onbereikbaar", "server/naam"),
    "server die er niet is": (
        "postgresql+psycopg://iemand:wachtwoord@127.0.0.1:1/naam",
        "database_onbereikbaar",
        "127.0.0.1",
    ),
    "ander bestand": ("tekst.db", "geen_database", "tekst.db"),
}


@pytest.mark.parametrize("geval", GEEN_DATABASE)
def test_geen_database(doe: Doe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, geval: str) -> None:
    adres, code, zin = GEEN_DATABASE[geval]
    monkeypatch.chdir(tmp_path)
    (tmp_path / "tekst.db").write_text("Dit is een boodschappenlijst. " * 100)
    voor = sorted(pad.name for pad in tmp_path.iterdir())
    antwoord = doe("--database", adres, "casus", "lijst")
    eis_netjes(antwoord, 4, zin)
    assert "wachtwoord" not in antwoord.fout
    eis_json(antwoord := doe("--database", adres, "casus", "lijst", "--json"), 4)
    assert antwoord.document["weigering"]["code"] == code
    assert sorted(pad.name for pad in tmp_path.iterdir()) == voor


def test_een_volle_schijf(doe: Doe, praktijk: str, aanmelding: str) -> None:
    """SQLite meets a full disk: it may not take one page more."""
    motor = transactie.motor(praktijk)

    def vol(verbinding: Any, _: Any) -> None:
        bladen = verbinding.execute("PRAGMA page_count").fetchone()[0]
        verbinding.execute(f"PRAGMA max_page_count={bladen}")

    motor.dispose()
    event.listen(motor, "connect", vol)
    try:
        for nummer in range(200):
            Path(aanmelding).write_text(AANMELDING.replace("F-2026-0001", f"F-{nummer}"))
            voor = dump(praktijk)
            if (antwoord := doe("casus", "meld", "--bestand", aanmelding)).code:
                break
        eis_netjes(antwoord, 4, "De schijf is vol")
        eis_json(antwoord := doe("casus", "meld", "--bestand", aanmelding, "--json"), 4)
    finally:
        event.remove(motor, "connect", vol)
        motor.dispose()
    assert antwoord.document["weigering"]["code"] == "schijf_vol"
    assert dump(praktijk) == voor
    assert doe("casus", "meld", "--bestand", aanmelding).code == 0


def _zonder_rechten() -> None:
    """Let root obey the rights of files, as everybody else does (PR_CAPBSET_DROP of CAP_DAC_OVERRIDE)."""
    if os.geteuid() == 0:
        ctypes.CDLL(None).prctl(24, 1, 0, 0, 0)


def _als_gewone_gebruiker(argumenten: list[str], omgeving: dict[str, str]) -> Antwoord:
    gedaan = subprocess.run(
        argumenten, env=omgeving, capture_output=True, text=True, timeout=60, preexec_fn=_zonder_rechten
    )
    return Antwoord(gedaan.returncode, gedaan.stdout, gedaan.stderr)


def test_een_map_waarin_niet_mag_worden_geschreven(werkmap: Path, praktijk: str, aanmelding: str) -> None:
    werkmap.chmod(0o755)
    map_ = werkmap / "alleen-lezen"
    map_.mkdir()
    schoon = map_ / "praktijk.db"
    with closing(verbind(praktijk)) as verbinding:
        verbinding.execute("VACUUM INTO ?", (str(schoon),))
    shutil.copy(os.environ["DOORBRAAK_SLEUTELBESTAND"], map_ / "sleutel")
    shutil.copy(aanmelding, map_ / "aanmelding.yaml")
    for pad in map_.iterdir():
        pad.chmod(0o444)
    map_.chmod(0o555)
    voor = schoon.read_bytes()
    omgeving = os.environ | {
        "DOORBRAAK_DATABASE": str(schoon),
        "DOORBRAAK_GEBRUIKER": "sanne_schrijver",
        "DOORBRAAK_SLEUTELBESTAND": str(map_ / "sleutel"),
        "HOME": str(map_),
        "PYTHONDONTWRITEBYTECODE": "1",
    }
    try:
        melden = [str(DOORBRAAK), "casus", "meld", "--bestand", str(map_ / "aanmelding.yaml"), "--json"]
        eis_json(antwoord := _als_gewone_gebruiker(melden, omgeving), 4)
        assert antwoord.document["weigering"]["code"] == "alleen_lezen"
        inrichten = [str(DOORBRAAK), "--database", str(map_ / "nieuw.db"), "init", "--regio", "zuidoost-utrecht"]
        antwoord = _als_gewone_gebruiker([*inrichten, "--oefen"], omgeving)
        eis_netjes(antwoord, 4, "mag of kan niet worden geschreven")
        assert schoon.read_bytes() == voor
        assert sorted(pad.name for pad in map_.iterdir()) == ["aanmelding.yaml", "praktijk.db", "sleutel"]
    finally:
        map_.chmod(0o755)
        shutil.rmtree(map_)


def test_een_ander_programma_houdt_de_database_te_lang_vast(
    doe: Doe, praktijk: str, aanmelding: str, monkeypatch: pytest.MonkeyPatch, opnieuw: None
) -> None:
    monkeypatch.setattr(transactie, "WACHT_SECONDEN", 1)
    transactie.motor.cache_clear()
    voor = dump(praktijk)
    ander = verbind(praktijk)
    ander.execute("BEGIN IMMEDIATE")
    try:
        eis_netjes(doe("casus", "meld", "--bestand", aanmelding), 4, "ander programma", "probeer het opnieuw")
        assert doe("casus", "lijst").code == 0, "kijken kan wel"
    finally:
        ander.execute("ROLLBACK")
        ander.close()
    assert dump(praktijk) == voor
    assert doe("casus", "meld", "--bestand", aanmelding).code == 0


def test_twee_programmas_tegelijk_melden_dezelfde_casus_een_keer(praktijk: str, aanmelding: str) -> None:
    omgeving = os.environ | {"DOORBRAAK_DATABASE": praktijk, "DOORBRAAK_GEBRUIKER": "sanne_schrijver"}
    melden = [str(DOORBRAAK), "casus", "meld", "--bestand", aanmelding, "--json"]
    samen = [subprocess.Popen(melden, env=omgeving, stdout=subprocess.PIPE, text=True) for _ in range(3)]
    antwoorden = [json.loads(programma_.communicate(timeout=60)[0]) for programma_ in samen]
    assert len({antwoord["casusnummer"] for antwoord in antwoorden}) == 1
    with closing(verbind(praktijk)) as verbinding:
        assert verbinding.execute("SELECT count(*) FROM casus").fetchone() == (1,)


def test_afbreken_met_control_c(praktijk: str) -> None:
    omgeving = os.environ | {"DOORBRAAK_DATABASE": praktijk, "DOORBRAAK_GEBRUIKER": "sanne_schrijver"}
    voor = dump(praktijk)
    melden = [str(DOORBRAAK), "casus", "meld", "--bestand", "-"]
    pijpen: dict[str, Any] = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    bezig = subprocess.Popen(melden, env=omgeving, text=True, **pijpen)
    assert bezig.stdin is not None
    bezig.stdin.write(AANMELDING)
    bezig.stdin.flush()
    _wacht_tot_het_leest(bezig.pid)
    bezig.send_signal(signal.SIGINT)
    uit, fout = bezig.communicate(timeout=30)
    assert bezig.returncode == 130
    assert uit == ""
    eis_veilig(fout)
    assert "Afgebroken" in fout
    assert dump(praktijk) == voor


def _wacht_tot_het_leest(pid: int) -> None:
    """Wait until the program has loaded and waits for its input."""
    toestand = Path(f"/proc/{pid}/wchan")
    einde = time.monotonic() + 20
    while time.monotonic() < einde:
        if not toestand.exists() or "pipe" in toestand.read_text():
            break
        time.sleep(0.05)
    time.sleep(0.5)


def test_een_fout_van_het_programma_zelf_toont_geen_gegevens(
    doe: Doe, praktijk: str, aanmelding: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("XDG_STATE_HOME", str(tmp_path))

    def stuk(*_: Any) -> None:
        raise RuntimeError(f"geen plaats voor {GEHEIM[0]} {GEHEIM[1]}")

    monkeypatch.setattr(ingang, "_wie", stuk)
    voor = dump(praktijk)
    eis_netjes(doe("casus", "meld", "--bestand", aanmelding), 4, "foutnummer")
    eis_json(antwoord := doe("casus", "meld", "--bestand", aanmelding, "--json"), 4)
    assert antwoord.document["weigering"]["code"] == "programmafout"
    assert dump(praktijk) == voor
    bewaard = list(tmp_path.rglob("fout-*.txt"))
    assert len(bewaard) == 2
    for pad in bewaard:
        assert pad.stat().st_mode & 0o777 == 0o600
        assert not any(naam in pad.read_text() for naam in GEHEIM)


# The region.


def _regio(tmp_path: Path, wijzig: Callable[[Path], None]) -> Path:
    map_ = tmp_path / "regio"
    shutil.copytree(config_map() / "regios" / "zuidoost-utrecht", map_)
    wijzig(map_)
    return map_


def _zonder_kassier(map_: Path) -> None:
    personen = map_ / "personen.toml"
    personen.write_text(personen.read_text().replace('"kassier"', '"financier"'))


def _twee_fouten(map_: Path) -> None:
    _zonder_kassier(map_)
    (map_ / "ladder.toml").unlink()


def _geen_toml(map_: Path) -> None:
    (map_ / "regio.toml").write_text("naam = [")


REGIOS: dict[str, tuple[Callable[[Path], None], tuple[str, ...]]] = {
    "zonder kassier": (_zonder_kassier, ("kassier",)),
    "twee bestanden stuk": (_twee_fouten, ("kassier", "ladder.toml")),
    "geen TOML": (_geen_toml, ("regio.toml",)),
}


@pytest.mark.parametrize("geval", REGIOS)
def test_een_regiomap_die_niet_klopt(doe: Doe, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, geval: str) -> None:
    monkeypatch.delenv("DOORBRAAK_SLEUTELBESTAND")
    wijzig, zinnen = REGIOS[geval]
    map_ = _regio(tmp_path, wijzig)
    nieuw = tmp_path / "nieuw" / "tafel.db"
    argumenten = ("--database", str(nieuw), "init", "--regio", str(map_), "--oefen")
    eis_netjes(doe(*argumenten), 2, *zinnen)
    eis_json(doe(*argumenten, "--json"), 2)
    assert not nieuw.exists()
    assert not Path(f"{nieuw}.sleutel").exists()


def test_een_ingerichte_database_wordt_niet_overschreven(doe: Doe, praktijk: str) -> None:
    voor = dump(praktijk)
    eis_json(antwoord := doe("init", "--regio", "zuidoost-utrecht", "--oefen", "--json"), 1)
    assert antwoord.document["weigering"]["code"] == "al_ingericht"
    assert dump(praktijk) == voor
