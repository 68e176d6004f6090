"""The rules of terms: data in, day and reasons out; nothing here reads a file, a clock or a database."""

from engine.termijnen.regels.berekening import bereken, te_laat, toets_verlenging
from engine.termijnen.regels.dwangsom import dwangsom
from engine.termijnen.regels.schoolweken import verzuim16
from engine.termijnen.regels.tellen import ruw_einde, tel_werkdagen
from engine.termijnen.regels.tredes import feestdagen_lopen_af, laatste_werkdag, tredes

__all__ = [
    "bereken",
    "dwangsom",
    "feestdagen_lopen_af",
    "laatste_werkdag",
    "ruw_einde",
    "te_laat",
    "tel_werkdagen",
    "toets_verlenging",
    "tredes",
    "verzuim16",
]
