"""A zip of which the bytes depend on its content only: no clock and no order of chance."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from datetime import date


def vaste_zip(inhoud: bytes, op: date, wijzig: Callable[[str, bytes], bytes | None] = lambda _, deel: deel) -> bytes:
    """Return the zip with every part stamped with one day; wijzig changes a part or leaves it out (None).

    A part `mimetype` comes first and is not packed, as ODF asks (OpenDocument 1.3 part 2, 3.3).
    """
    uit = io.BytesIO()
    stempel = (max(op.year, 1980), op.month, op.day, 0, 0, 0)
    with zipfile.ZipFile(io.BytesIO(inhoud)) as van, zipfile.ZipFile(uit, "w", zipfile.ZIP_DEFLATED) as naar:
        for naam in sorted(van.namelist(), key=lambda naam: (naam != "mimetype", naam)):
            deel = wijzig(naam, van.read(naam))
            if deel is not None:
                pakking = zipfile.ZIP_STORED if naam == "mimetype" else zipfile.ZIP_DEFLATED
                naar.writestr(zipfile.ZipInfo(naam, stempel), deel, pakking)
    return uit.getvalue()
