"""Read a YAML or JSON file into a model, and say in Dutch everything that is wrong with it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any, ClassVar, TypeVar

import yaml
from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    PlainSerializer,
    ValidationError,
    WithJsonSchema,
    model_validator,
)

from budget.basis.geld import Geld, lees_geld
from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.invoer.lader import DubbeleSleutel, laad

GROOTSTE = 5_000_000
"""Characters; a file of people is never larger."""


def _als_geld(waarde: Any) -> Geld:
    if isinstance(waarde, Geld):
        return waarde
    if isinstance(waarde, str):
        return lees_geld(waarde)
    raise ValueError(f'schrijf een bedrag tussen aanhalingstekens, zoals "18.500,00"; {waarde} is dubbelzinnig')


def _positief(waarde: Geld) -> Geld:
    if waarde.cents <= 0:
        raise ValueError(f"het bedrag moet hoger zijn dan nul, niet {waarde}")
    return waarde


Bedrag = Annotated[
    Geld,
    BeforeValidator(_als_geld),
    PlainSerializer(lambda g: g.cents, return_type=int),
    WithJsonSchema({"type": "string", "examples": ["18.500,00"]}),
]
"""An amount in an input file: Dutch text between quotes."""

PositiefBedrag = Annotated[Bedrag, BeforeValidator(lambda w: _positief(_als_geld(w)))]


class Invoer(BaseModel):
    """A part of an input file: unknown keys are refused, keys that begin with x_ are ignored.

    An amount may be given in whole cents under its name with `_cent` (`bedrag_cent`).
    """

    model_config = ConfigDict(extra="forbid", frozen=True, arbitrary_types_allowed=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _voorbereid(cls, waarde: Any) -> Any:
        if not isinstance(waarde, dict):
            return waarde
        schoon = {k: v for k, v in waarde.items() if not (isinstance(k, str) and k.startswith("x_"))}
        for sleutel in [k for k in schoon if isinstance(k, str) and k.endswith("_cent")]:
            veld = sleutel.removesuffix("_cent")
            if veld in cls.model_fields and veld not in schoon:
                cent = schoon.pop(sleutel)
                if isinstance(cent, bool) or not isinstance(cent, int):
                    raise ValueError(f"{sleutel} is een geheel aantal centen")
                schoon[veld] = Geld(cent)
        return schoon


class Bestandinvoer(Invoer):
    """A whole input file, with the name of its format."""

    FORMAAT: ClassVar[str]

    formaat: str

    @model_validator(mode="after")
    def _formaat_klopt(self) -> Bestandinvoer:
        if self.formaat != self.FORMAAT:
            raise ValueError(f"formaat is '{self.formaat}', hier is '{self.FORMAAT}' nodig")
        return self


M = TypeVar("M", bound=BaseModel)


def lees(tekst: str, naam: str, model: type[M]) -> M:
    """Return the model in a YAML or JSON text; refuses (exit 2) with every finding at once."""
    return controleer(lees_document(tekst, naam), naam, model)


def controleer(document: Any, naam: str, model: type[M]) -> M:
    """Return the model in a parsed document; refuses (exit 2) with every finding at once."""
    try:
        return model.model_validate(document)
    except ValidationError as fout:
        raise OnbruikbareInvoer(list(_vertaald(fout, naam))) from None


def lees_document(tekst: str, naam: str) -> Any:
    """Return the one document in a YAML or JSON text; dates stay text, a key twice is refused."""
    if len(tekst) > GROOTSTE:
        raise OnbruikbareInvoer([Fout(naam, "", "Dit bestand is te groot.", "Splits het of controleer de keuze.")])
    try:
        return laad(tekst)
    except yaml.MarkedYAMLError as fout:
        plek = fout.problem_mark or fout.context_mark
        waar = f"regel {plek.line + 1}, kolom {plek.column + 1}" if plek else ""
        melding = fout.problem if isinstance(fout, DubbeleSleutel) else "Hier klopt de opmaak (YAML of JSON) niet."
        oplossing = "Controleer inspringing, dubbele punten en aanhalingstekens rond deze plaats."
        raise OnbruikbareInvoer([Fout(naam, waar, str(melding), oplossing)]) from None
    except yaml.YAMLError:
        raise OnbruikbareInvoer(
            [Fout(naam, "", "Dit bestand is geen YAML of JSON.", "Sla het op als tekst in UTF-8.")]
        ) from None


_VAST = {
    "missing": ("ontbreekt.", "Vul dit veld in."),
    "extra_forbidden": ("is geen bekend veld.", "Haal het weg, of laat de naam met x_ beginnen."),
    "string_type": ("moet tekst zijn.", "Zet de waarde tussen aanhalingstekens."),
    "bool_type": ("moet true of false zijn.", "Schrijf true of false."),
    "bool_parsing": ("moet true of false zijn.", "Schrijf true of false."),
    "list_type": ("moet een lijst zijn.", "Begin elke regel van de lijst met een streepje."),
    "dict_type": ("moet een groep velden zijn.", "Spring de velden onder deze naam in."),
    "model_type": ("moet een groep velden zijn.", "Spring de velden onder deze naam in."),
    "model_attributes_type": ("moet een groep velden zijn.", "Spring de velden onder deze naam in."),
}


def _vertaald(fout: ValidationError, naam: str) -> Iterator[Fout]:
    delen = fout.errors(include_url=False)
    for deel in delen:
        if deel["type"] == "too_short" and any(_binnen(deel["loc"], ander["loc"]) for ander in delen):
            # A list whose only member cannot be used is not empty: that member is the finding.
            continue
        plaats = ".".join(f"[{p}]" if isinstance(p, int) else str(p) for p in deel["loc"]).replace(".[", "[")
        melding, oplossing = _zin(deel["type"], deel.get("ctx", {}), deel["msg"])
        yield Fout(naam, plaats, f"{plaats or 'Het bestand'} {melding}", oplossing)


def _binnen(lijst: tuple[int | str, ...], plek: tuple[int | str, ...]) -> bool:
    return len(plek) > len(lijst) and plek[: len(lijst)] == lijst


def _zin(soort: str, ctx: dict[str, Any], bericht: str) -> tuple[str, str]:
    if soort in _VAST:
        return _VAST[soort]
    if soort.startswith("date"):
        return "is geen bestaande datum.", "Schrijf een datum als 2026-11-23."
    if soort.startswith(("int", "decimal", "float")):
        return "moet een geheel getal zijn.", "Schrijf alleen cijfers."
    if soort in ("literal_error", "enum"):
        keus = str(ctx.get("expected", "")).replace(" or ", " of ")
        return f"heeft geen bekende waarde; kies uit {keus}.", "Gebruik een van de genoemde waarden."
    if soort in ("greater_than", "greater_than_equal", "less_than", "less_than_equal"):
        grens = next(iter(ctx.values()), "")
        hoog = soort.startswith("greater")
        return f"moet {'minstens' if hoog else 'hoogstens'} {grens} zijn.", "Controleer de waarde."
    if soort in ("string_too_long", "too_long"):
        return f"is te lang (hoogstens {ctx.get('max_length')}).", "Maak het korter."
    if soort in ("string_too_short", "too_short"):
        return "is leeg of te kort.", "Vul dit veld in."
    if soort == "string_pattern_mismatch":
        return "heeft niet de goede vorm.", "Zie 'doorbraak formaat' voor een voorbeeld."
    if soort == "value_error":
        return f"klopt niet: {ctx.get('error', bericht)}", "Verbeter de waarde."
    return "heeft geen bruikbare waarde.", "Zie 'doorbraak formaat' voor een voorbeeld."
