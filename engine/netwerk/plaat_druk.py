"""The picture as a file: SVG as it is, PNG and PDF through typst, the optional extra `pdf`."""

from __future__ import annotations

from pathlib import PurePath
from typing import Literal

from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.stukken.weigeringen import HulpmiddelOntbreekt

Vorm = Literal["svg", "png", "pdf"]
_BLAD = """#set page(width: 960pt, height: 540pt, margin: 0pt)
#set document(title: "Het netwerk van een casus", date: none)
#image(bytes(sys.inputs.plaat), format: "svg", width: 100%, alt: "Het netwerk van een casus")
"""


def eis_vorm(bestand: str) -> Vorm:
    """Return the form that the name of the file asks for; unusable input for any other ending."""
    match PurePath(bestand).suffix.lower():
        case ".svg":
            return "svg"
        case ".png":
            return "png"
        case ".pdf":
            return "pdf"
    oplossing = "Laat de naam eindigen op .svg, .png of .pdf."
    raise OnbruikbareInvoer([Fout(bestand, "--uit", "Deze soort bestand kan de plaat niet zijn.", oplossing)])


def druk(svg: str, vorm: Vorm) -> bytes:
    """Return the picture as the bytes of a file; PNG is 1280 pixels wide times two. Refusal: hulpmiddel_ontbreekt."""
    if vorm == "svg":
        return svg.encode()
    try:
        import typst
    except ImportError:
        raise HulpmiddelOntbreekt(f"een plaat als {vorm}", "typst") from None
    beeld: bytes = typst.compile(_BLAD.encode(), format=vorm, ppi=192.0, sys_inputs={"plaat": svg})
    return beeld
