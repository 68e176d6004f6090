"""Keep a failure of the program itself, without any of the users' data."""

from __future__ import annotations

import os
import traceback
from secrets import token_hex


def bewaar(fout: BaseException) -> str:
    """Write the traceback without values to a file that only this user can read; return its number.

    The message of the exception is left out: it may hold data. Only files, lines and names are kept.
    """
    from platformdirs import user_log_path

    kenmerk = token_hex(4)
    regels = [f"{type(fout).__name__}", *traceback.format_list(traceback.extract_tb(fout.__traceback__))]
    try:
        map_ = user_log_path("doorbraak")
        map_.mkdir(parents=True, exist_ok=True)
        wijzer = os.open(map_ / f"fout-{kenmerk}.txt", os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(wijzer, "w", encoding="utf-8") as bestand:
            bestand.write("\n".join(regels))
    except OSError:
        pass
    return kenmerk
