"""The frame of every command: which database, who asks, what time it is, and how to answer."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO, ClassVar

import click

if TYPE_CHECKING:
    from contextlib import AbstractContextManager
    from datetime import datetime

    from engine.inzage.ingang import Ingang


@dataclass(frozen=True)
class Kader:
    """The general options, as given or from the environment."""

    NAMEN: ClassVar[tuple[str, ...]] = ("json", "database", "als", "nu", "sleutel", "versie", "debug")

    json: bool = False
    database: str | None = None
    als: str | None = None
    nu: str | None = None
    sleutel: str | None = None
    versie: int | None = None
    debug: bool = False

    def met(self, opties: Mapping[str, Any]) -> Kader:
        """Return the frame with what was given on this level."""
        return replace(self, **{naam: waarde for naam, waarde in opties.items() if waarde not in (None, False)})

    @property
    def url(self) -> str:
        """The address of the database: --database, DOORBRAAK_DATABASE, else a file in the user's own data folder."""
        gekozen = self.database or os.environ.get("DOORBRAAK_DATABASE")
        if gekozen:
            return gekozen if "://" in gekozen else f"sqlite:///{gekozen}"
        from platformdirs import user_data_path

        return f"sqlite:///{user_data_path('doorbraak') / 'doorbraak.db'}"

    @property
    def moment(self) -> datetime | None:
        """The moment asked for with --nu or DOORBRAAK_NU; refuses (exit 2) what is no moment with a time zone."""
        tekst = self.nu or os.environ.get("DOORBRAAK_NU")
        if not tekst:
            return None
        from datetime import datetime

        try:
            moment = datetime.fromisoformat(tekst)
        except ValueError:
            moment = None
        if moment is None or moment.tzinfo is None:
            raise click.BadParameter(
                f"'{tekst}' is geen moment met tijdzone; schrijf bijvoorbeeld 2026-11-23T09:00+01:00",
                param_hint="--nu",
                param=click.Option(["--nu"]),
            )
        return moment

    def opdracht(self) -> AbstractContextManager[Ingang]:
        """Open the write transaction of this command for the user who asks."""
        from engine.inzage.ingang import opdracht

        return opdracht(self.url, self._wie(), self.moment, self.sleutel)

    def vraag(self) -> AbstractContextManager[Ingang]:
        """Open a view of the database for the user who asks."""
        from engine.inzage.ingang import vraag

        return vraag(self.url, self._wie(), self.moment)

    def vraag_met_log(self) -> AbstractContextManager[Ingang]:
        """Open a question that leaves a line in the access log."""
        from engine.inzage.ingang import vraag_met_log

        return vraag_met_log(self.url, self._wie(), self.moment)

    def _wie(self) -> str | None:
        return self.als or os.environ.get("DOORBRAAK_GEBRUIKER")

    def toon(self, gegevens: Any, regels: Iterable[str]) -> None:
        """Answer on stdout: the JSON document, or Dutch text."""
        if self.json:
            from json import dumps

            click.echo(dumps(gegevens, ensure_ascii=False))
        else:
            for regel in regels:
                click.echo(regel)

    def vertel(self, regel: str) -> None:
        """Say something beside the answer, on stderr."""
        print(regel, file=sys.stderr)


def algemene_opties(*, verborgen: bool) -> list[click.Option]:
    """Return the options that every command takes; shown in the help of the main program only."""
    optie = click.Option
    rest: dict[str, Any] = {"hidden": verborgen, "default": None}
    return [
        optie(["--json"], is_flag=True, help="Antwoord met een JSON-document.", hidden=verborgen, default=False),
        optie(["--database"], metavar="URL", help="De database (of DOORBRAAK_DATABASE).", **rest),
        optie(["--als"], metavar="PERSOON[:ROL]", help="Wie u bent (of DOORBRAAK_GEBRUIKER).", **rest),
        optie(["--nu"], metavar="MOMENT", help="De klok, alleen in een oefendatabase.", **rest),
        optie(["--sleutel"], metavar="TEKST", help="Kenmerk waarmee een herhaling niets dubbel doet.", **rest),
        optie(["--versie"], metavar="N", type=int, help="De versie van de casus die u zag.", **rest),
        optie(["--debug"], is_flag=True, help="Toon de technische fout.", hidden=verborgen, default=False),
    ]


def lees_bytes(pad: str) -> bytes:
    """Return the bytes of an input file; refuses (exit 2) what cannot be read."""
    from budget.basis.weigering import Fout, OnbruikbareInvoer

    try:
        return Path(pad).read_bytes()
    except FileNotFoundError:
        fout = Fout(pad, "", "Dit bestand is er niet.", "Controleer de naam en de map.")
    except OSError:
        fout = Fout(pad, "", "Dit bestand is niet te lezen.", "Controleer of u het mag lezen en of het geen map is.")
    raise OnbruikbareInvoer([fout])


def schrijf_bytes(pad: str, inhoud: bytes) -> None:
    """Write an output file as a whole or not at all; refuses (exit 2) where nothing can be written."""

    def schrijf(uit: BinaryIO) -> None:
        uit.write(inhoud)

    schrijf_stroom(pad, schrijf)


def schrijf_stroom(pad: str, schrijf: Callable[[BinaryIO], None]) -> None:
    """Let something write an output file piece by piece: as a whole or not at all; refusals as `schrijf_bytes`."""
    from budget.basis.weigering import Fout, OnbruikbareInvoer

    doel = Path(pad)
    half = doel.with_name(f".{doel.name}.half")
    try:
        with half.open("wb") as uit:
            schrijf(uit)
        half.replace(doel)
    except OSError:
        half.unlink(missing_ok=True)
        fout = Fout(pad, "", "Hier kan niet worden geschreven.", "Controleer de map, de rechten en de vrije ruimte.")
        raise OnbruikbareInvoer([fout]) from None
    except BaseException:
        half.unlink(missing_ok=True)
        raise


def lees_bestand(pad: str) -> str:
    """Return the text of an input file ('-' is standard input); refuses (exit 2) what cannot be read."""
    from budget.basis.weigering import Fout, OnbruikbareInvoer

    if pad == "-":
        return sys.stdin.read()
    try:
        return Path(pad).read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        fout = Fout(pad, "", "Dit bestand is er niet.", "Controleer de naam en de map.")
    except UnicodeDecodeError:
        fout = Fout(pad, "", "Dit is geen tekstbestand in UTF-8.", "Sla het bestand op als UTF-8.")
    except OSError:
        fout = Fout(pad, "", "Dit bestand is niet te lezen.", "Controleer of u het mag lezen en of het geen map is.")
    raise OnbruikbareInvoer([fout])
