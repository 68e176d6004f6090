"""The manual is a test: its files are written, its commands run in order, and the answers must be as it says."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tui.cli import programma
from tui.luiegroep import hoofdprogramma

HANDLEIDING = Path(__file__).parents[2] / "docs" / "handleiding"
BOEKEN = ("voorzitter.md", "financier.md")
"""One story: the second goes on with the database of the first."""

_BLOK = re.compile(r"^```(\w+)\n(.*?)^```$", re.M | re.S)
_NUMMER = re.compile(r"DT-([2-9A-Z]{6})")


@dataclass
class Lezer:
    """Reads a manual as a newcomer does: writes its files, types its commands, compares the answers.

    A casusnummer is random: the first time that the manual shows one it is bound to the real one, and replaced from
    then on, in commands and files too. `...` stands for any text; alone on a line, for any number of lines.
    """

    map: Path
    nummers: dict[str, str] = field(default_factory=dict)

    def lees(self, boek: Path, capsys: pytest.CaptureFixture[str]) -> int:
        """Follow the manual; returns how many commands were typed."""
        getypt = 0
        for soort, inhoud in _BLOK.findall(boek.read_text(encoding="utf-8")):
            if soort == "console":
                for opdracht, verwacht in _opdrachten(inhoud):
                    self._typ(opdracht, verwacht, capsys)
                    getypt += 1
            else:
                self._schrijf(inhoud)
        return getypt

    def _schrijf(self, inhoud: str) -> None:
        kop, _, tekst = inhoud.partition("\n")
        naam = re.fullmatch(r"# bestand: ([a-z0-9.-]+)", kop)
        assert naam is not None, f"dit blok heeft geen bestandsnaam: {kop}"
        (self.map / naam[1]).write_text(self._ingevuld(tekst), encoding="utf-8")

    def _typ(self, opdracht: str, verwacht: list[str], capsys: pytest.CaptureFixture[str]) -> None:
        programmanaam, *argumenten = shlex.split(self._ingevuld(opdracht))
        assert programmanaam == "doorbraak"
        capsys.readouterr()
        hoofdprogramma(programma, argumenten)
        gezegd = capsys.readouterr()
        antwoord = (gezegd.out + gezegd.err).splitlines()
        patroon = self._patroon(verwacht)
        gevonden = re.fullmatch(patroon, "".join(f"{regel.rstrip()}\n" for regel in antwoord))
        assert gevonden, (
            f"$ {opdracht}\n" + "\n".join(antwoord) + "\n--- maar de handleiding zegt:\n" + "\n".join(verwacht)
        )
        self.nummers |= {naam[1:]: waarde for naam, waarde in gevonden.groupdict().items()}

    def _ingevuld(self, tekst: str) -> str:
        for in_het_boek, echt in self.nummers.items():
            tekst = tekst.replace(in_het_boek, echt)
        return tekst

    def _patroon(self, verwacht: list[str]) -> str:
        return "".join(r"(?:.*\n)*" if regel == "..." else f"{self._regelpatroon(regel)}\n" for regel in verwacht)

    def _regelpatroon(self, regel: str) -> str:
        nieuw = {nummer for nummer in _NUMMER.findall(regel) if nummer not in self.nummers}
        patroon = re.escape(self._ingevuld(regel)).replace(r"\.\.\.", ".*")
        for nummer in nieuw:
            patroon = patroon.replace(nummer, f"(?P<n{nummer}>[2-9A-Z]{{6}})", 1)
        return patroon


def _opdrachten(blok: str) -> Iterator[tuple[str, list[str]]]:
    """Yield each command of a console block with the lines below it."""
    for deel in re.split(r"^\$ ", blok, flags=re.M)[1:]:
        opdracht, *verwacht = deel.rstrip("\n").split("\n")
        yield opdracht, [regel.rstrip() for regel in verwacht]


@pytest.fixture
def lezer(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Lezer:
    """Somebody with an empty folder and nothing set."""
    monkeypatch.chdir(tmp_path)
    for naam in ("DOORBRAAK_GEBRUIKER", "DOORBRAAK_SLEUTELBESTAND", "DOORBRAAK_NU", "DOORBRAAK_POSTMAP"):
        monkeypatch.delenv(naam, raising=False)
    monkeypatch.setenv("DOORBRAAK_DATABASE", str(tmp_path / "handleiding.db"))
    return Lezer(tmp_path)


def test_de_handleiding_klopt(lezer: Lezer, capsys: pytest.CaptureFixture[str]) -> None:
    getypt = [lezer.lees(HANDLEIDING / boek, capsys) for boek in BOEKEN]
    assert getypt[0] >= 25
    assert getypt[1] >= 20
    stukken = ("stukken/afrekening-gemeente_zeist-2027.csv", "jaarstukken/pot/auditfile-2026.xaf")
    for naam in ("besluitenlijst.md", "betaalbestand.xml", "uitvoer/journaal.csv", *stukken):
        tekst = (lezer.map / naam).read_text()
        assert tekst
        assert not re.search(r"Noor|\bMo\b|Bedacht\b(?!e)", tekst), f"een naam in {naam}"


def test_een_boek_dat_iets_anders_zegt_valt_op(lezer: Lezer, capsys: pytest.CaptureFixture[str]) -> None:
    boek = lezer.map / "boek.md"
    boek.write_text("```console\n$ doorbraak formaat recept\nDit recept is er.\n```\n")
    with pytest.raises(AssertionError, match="maar de handleiding zegt"):
        lezer.lees(boek, capsys)
