"""Where the bytes of a bank file come from: memory, a path or the members of a zip, always read as a stream."""

from __future__ import annotations

import hashlib
import io
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path, PurePosixPath
from typing import IO, TypeAlias

from budget.bank.begrippen import Reden

Openen: TypeAlias = Callable[[], IO[bytes]]
"""Opens the file again from its start; a reader may need it more than once."""

_BLOK = 1 << 16
_ZIP = b"PK\x03\x04"
_LEGE_ZIP = b"PK\x05\x06"
_BOM = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class Grenzen:
    """Limits of what is taken in.

    groot: bytes of a file, or of the members of a zip together; 100,000 entries are 53 MB. leden: members of a zip.
    verhouding: unpacked size against the size of the zip. regels_in_geheugen: lines of a file that are held; those of a
    larger file are read again from the file when they are needed.
    """

    groot: int = 250_000_000
    leden: int = 100
    verhouding: int = 100
    regels_in_geheugen: int = 100_000


class Geweigerd(Exception):
    """A file that is refused as a whole; travels only inside this family, the outcome is a Bestand."""

    def __init__(self, reden: Reden, toelichting: str = "", soort: str = "", *, ook: tuple[Reden, ...] = ()) -> None:
        super().__init__(reden)
        self.redenen = (reden, *ook)
        self.toelichting = toelichting
        self.soort = soort

    @property
    def reden(self) -> Reden:
        return self.redenen[0]


@dataclass(frozen=True, slots=True)
class Vorm:
    """What the bytes look like before they are read: size, SHA-256, the first bytes after BOM and white space."""

    grootte: int
    sha256: str
    begin: bytes

    @property
    def is_zip(self) -> bool:
        return self.begin.startswith((_ZIP, _LEGE_ZIP))

    @property
    def is_xml(self) -> bool:
        # UTF-16 with and without its mark: the parser knows the rest.
        return self.begin.startswith((b"<", b"\xff\xfe", b"\xfe\xff", b"\x00<"))


def openen(bron: bytes | Path) -> Openen:
    """Return what opens the source from its start."""
    if isinstance(bron, bytes):
        return partial(io.BytesIO, bron)
    return lambda: bron.open("rb")


def regels_van(stroom: IO[bytes]) -> Iterator[bytes]:
    """Give the lines of a text file, cut where a line is longer than any bank's: one endless line costs no memory."""
    return iter(partial(stroom.readline, _BLOK), b"")


def bekijk(open_: Openen) -> Vorm:
    """Read the file once for its size, its SHA-256 and its first bytes; O(size), constant memory."""
    som = hashlib.sha256()
    grootte = 0
    begin = b""
    with open_() as stroom:
        while blok := stroom.read(_BLOK):
            som.update(blok)
            grootte += len(blok)
            if len(begin) < 16:
                begin = (begin + blok).removeprefix(_BOM).lstrip()
    return Vorm(grootte, som.hexdigest(), begin[:_BLOK])


def zip_leden(open_: Openen, grootte: int, grenzen: Grenzen) -> list[tuple[str, Openen]]:
    """Return the members of a safe zip by name; raises Geweigerd: TE_GROOT, ZIP_ONVEILIG, ONLEESBAAR (damaged)."""
    try:
        with open_() as stroom, zipfile.ZipFile(stroom) as archief:
            leden = [lid for lid in archief.infolist() if not lid.is_dir()]
            uitgepakt = sum(lid.file_size for lid in leden)
            fout = _onveilig(leden, uitgepakt, grootte, grenzen)
            if uitgepakt > grenzen.groot:
                ook = (Reden.ZIP_ONVEILIG,) if fout else ()
                raise Geweigerd(Reden.TE_GROOT, f"de inhoud van de zip is uitgepakt {uitgepakt} bytes", "zip", ook=ook)
            if fout:
                raise Geweigerd(Reden.ZIP_ONVEILIG, fout, "zip")
            # Reads every member once, within the limits above: a wrong checksum or a size that is not what the zip says
            # shows here and not halfway.
            if stuk := archief.testzip():
                raise Geweigerd(Reden.ONLEESBAAR, f"onderdeel {stuk} is beschadigd", "zip")
            for lid in leden:
                with archief.open(lid) as onderdeel:
                    if onderdeel.read(4) in {_ZIP, _LEGE_ZIP}:
                        raise Geweigerd(Reden.ZIP_ONVEILIG, f"onderdeel {lid.filename} is zelf een zip", "zip")
            return [(lid.filename, partial(_open_lid, open_, lid.filename)) for lid in leden]
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, ValueError) as geen_zip:
        raise Geweigerd(Reden.ZIP_ONVEILIG, "de zip is beschadigd of heeft een onbekende vorm", "zip") from geen_zip


def _onveilig(leden: list[zipfile.ZipInfo], uitgepakt: int, grootte: int, grenzen: Grenzen) -> str:
    """Say what the list of members shows to be unsafe, without unpacking anything."""
    if not leden:
        return "de zip is leeg"
    if len(leden) > grenzen.leden:
        return f"de zip heeft {len(leden)} onderdelen; het hoogste aantal is {grenzen.leden}"
    if uitgepakt > grenzen.verhouding * grootte:
        return f"de inhoud is uitgepakt meer dan {grenzen.verhouding} keer zo groot als de zip"
    if len({lid.filename for lid in leden}) < len(leden):
        return "twee onderdelen van de zip hebben dezelfde naam"
    for lid in leden:
        if lid.flag_bits & 0x1:
            return f"onderdeel {lid.filename} is versleuteld"
        naam = PurePosixPath(lid.filename.replace("\\", "/"))
        if naam.is_absolute() or ".." in naam.parts or lid.filename[1:2] == ":":
            return "een onderdeel heeft een pad buiten de zip"
        if naam.suffix.lower() == ".zip":
            return f"onderdeel {lid.filename} is zelf een zip"
    return ""


def _open_lid(open_: Openen, naam: str) -> IO[bytes]:
    stroom = open_()
    try:
        # The zip keeps reading from the stream; both close when the member is closed.
        return _Lid(zipfile.ZipFile(stroom), stroom, naam)
    except BaseException:
        stroom.close()
        raise


class _Lid(io.BufferedReader):
    """A member of a zip that closes the zip with itself."""

    def __init__(self, archief: zipfile.ZipFile, stroom: IO[bytes], naam: str) -> None:
        super().__init__(archief.open(naam))  # type: ignore[arg-type]
        self._sluit_mee = (archief, stroom)

    def close(self) -> None:
        super().close()
        for deel in self._sluit_mee:
            deel.close()
