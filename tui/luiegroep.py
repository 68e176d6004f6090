"""How the command line behaves: lazy families, general options everywhere, Dutch help, fixed exit codes."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping, Sequence
from importlib import import_module
from typing import Any

import click

from tui.kader import Kader, algemene_opties

_KOPPEN = {"Options": "Opties", "Commands": "Opdrachten", "Usage": "Gebruik", "Arguments": "Argumenten"}


def _in_het_nederlands(uitleg: str) -> str:
    """Say in Dutch what click adds to the help of an option."""
    return uitleg.replace("[required]", "[verplicht]").replace("[default: ", "[anders: ")


class NederlandseHulp(click.HelpFormatter):
    """Help with Dutch headings."""

    def write_usage(self, prog: str, args: str = "", prefix: str | None = None) -> None:
        super().write_usage(prog, args.replace("[OPTIONS]", "[OPTIES]"), prefix=prefix or "Gebruik: ")

    def write_heading(self, heading: str) -> None:
        super().write_heading(_KOPPEN.get(heading, heading))

    def write_dl(self, rows: Iterable[tuple[str, str]], *rest: Any, **opties: Any) -> None:
        super().write_dl([(naam, _in_het_nederlands(tekst)) for naam, tekst in rows], *rest, **opties)


class NederlandseContext(click.Context):
    formatter_class = NederlandseHulp


class _MetAlgemeneOpties(click.Command):
    """A command that takes the general options too, before and after its name."""

    context_class = NederlandseContext

    def get_params(self, ctx: click.Context) -> list[click.Parameter]:
        eigen = {optie for param in self.params for optie in param.opts}
        erbij = [p for p in algemene_opties(verborgen=ctx.parent is not None) if not eigen.intersection(p.opts)]
        return [*super().get_params(ctx)[:-1], *erbij, *super().get_params(ctx)[-1:]]

    def get_help_option(self, ctx: click.Context) -> click.Option | None:
        optie = super().get_help_option(ctx)
        if optie is not None:
            optie.help = "Toon deze hulp en stop."
        return optie


class Opdracht(_MetAlgemeneOpties):
    """A command; its function takes the `Kader` first, then its own arguments."""

    def invoke(self, ctx: click.Context) -> Any:
        _neem_over(ctx)
        return super().invoke(ctx)

    def get_short_help_str(self, limit: int = 45) -> str:
        """Return the whole sentence: the list of commands wraps, it does not cut."""
        return self.help or ""


class Groep(_MetAlgemeneOpties, click.Group):
    """A family of commands."""

    command_class = Opdracht

    def __init__(self, **rest: Any) -> None:
        super().__init__(subcommand_metavar="OPDRACHT ...", **rest)

    def invoke(self, ctx: click.Context) -> Any:
        _neem_over(ctx)
        return super().invoke(ctx)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        try:
            return super().resolve_command(ctx, args)
        except click.UsageError:
            melding = f"'{args[0]}' is geen opdracht van '{ctx.command_path}'."
            raise click.UsageError(melding, ctx) from None


class LuieGroep(Groep):
    """The main group: knows the names and help of its families, loads a family only when it is named."""

    def __init__(self, *, families: Mapping[str, str], **rest: Any) -> None:
        super().__init__(**rest)
        self.families = families

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self.families)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in self.families:
            return None
        opdracht: click.Command = import_module(f"tui.opdrachten.{cmd_name}").opdracht
        return opdracht

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        with formatter.section("Commands"):
            formatter.write_dl(list(self.families.items()))


def _neem_over(ctx: click.Context) -> None:
    """Move the general options of this level into the Kader; the innermost that was given wins."""
    ouder = ctx.parent.obj if ctx.parent is not None and ctx.parent.obj is not None else Kader()
    ctx.obj = ouder.met({naam: ctx.params.pop(naam) for naam in Kader.NAMEN if naam in ctx.params})


def hoofdprogramma(programma: click.Command, argumenten: Sequence[str]) -> int:
    """Run and return the exit code of the contract; never a traceback without --debug."""
    from budget.basis.weigering import OnbruikbareInvoer, Weigering

    json = "--json" in argumenten
    try:
        with programma.make_context("doorbraak", list(argumenten)) as ctx:
            antwoord = programma.invoke(ctx)
        return antwoord if isinstance(antwoord, int) else 0
    except click.exceptions.Exit as einde:
        return einde.exit_code
    except (click.Abort, KeyboardInterrupt):
        print(
            "Afgebroken. Wat al was vastgelegd blijft staan; van deze opdracht is niets half gedaan.", file=sys.stderr
        )
        return 130
    except click.ClickException as fout:
        return _toon_fouten([_fout_van_click(fout)], json)
    except OnbruikbareInvoer as fout:
        return _toon_fouten([f.als_json() for f in fout.fouten], json)
    except Weigering as weigering:
        _schrijf({"weigering": weigering.als_json()}, f"{weigering.melding}\n{weigering.oplossing}", json)
        return weigering.exitcode
    except BrokenPipeError:
        return 0
    except Exception as fout:
        if "--debug" in argumenten:
            raise
        return _onverwacht(fout, json)


def _onverwacht(fout: Exception, json: bool) -> int:
    """Tell the user that the program itself failed, without showing any data."""
    from tui.foutmelding import bewaar

    kenmerk = bewaar(fout)
    melding = f"Er ging iets mis in het programma zelf (foutnummer {kenmerk})."
    oplossing = "Er is niets half vastgelegd. Probeer het opnieuw; blijft het zo, geef dan het foutnummer door."
    weigering = {"code": "programmafout", "melding": melding, "oplossing": oplossing}
    _schrijf({"weigering": weigering}, f"{melding}\n{oplossing}", json)
    return 4


def _toon_fouten(fouten: list[dict[str, str]], json: bool) -> int:
    _schrijf({"fouten": fouten}, "\n".join(_regels(fouten)), json)
    return 2


def _regels(fouten: Iterable[dict[str, str]]) -> Iterable[str]:
    for fout in fouten:
        waar = " ".join(deel for deel in (fout["bestand"], fout["plaats"]) if deel)
        yield f"{waar}: {fout['melding']}" if waar else fout["melding"]
        if fout["oplossing"]:
            yield f"  {fout['oplossing']}"


def _schrijf(document: dict[str, Any], tekst: str, json: bool) -> None:
    if json:
        from json import dumps

        print(dumps(document, ensure_ascii=False))
    else:
        print(tekst, file=sys.stderr)


def _fout_van_click(fout: click.ClickException) -> dict[str, str]:
    """Say in Dutch what click found wrong with the arguments."""
    pad = fout.ctx.command_path if isinstance(fout, click.UsageError) and fout.ctx else "doorbraak"
    plaats, melding = "", fout.format_message()
    if isinstance(fout, click.NoSuchOption):
        plaats, melding = fout.option_name, f"De optie {fout.option_name} bestaat hier niet."
    elif isinstance(fout, click.MissingParameter):
        plaats = (
            (fout.param.opts[-1] if isinstance(fout.param, click.Option) else fout.param.make_metavar(fout.ctx))
            if fout.param and fout.ctx
            else ""
        )
        melding = f"{plaats} ontbreekt."
    elif isinstance(fout, click.BadParameter):
        plaats = fout.param.opts[-1] if fout.param else ""
        reden = fout.message.replace("is not a valid integer.", "is geen geheel getal.")
        reden = reden.replace("is not one of", "is geen van")
        melding = f"De waarde is hier niet bruikbaar: {reden}"
    elif isinstance(fout, click.UsageError) and fout.message.startswith("Got unexpected extra argument"):
        melding = "Er staan te veel argumenten op de regel."
    elif isinstance(fout, click.UsageError) and "requires an argument" in fout.message:
        melding = "Achter een van de opties ontbreekt de waarde."
    return {"bestand": "", "plaats": plaats, "melding": melding, "oplossing": f"Zie '{pad} --help'."}
