"""Refusals of the register: who is not known, and a clock that would go back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from budget.basis.klok import datum, moment
from budget.basis.weigering import Weigering


class GebruikerOnbekend(Weigering):
    """The person, or the person behind the database login, is not in the register."""

    code = "gebruiker_onbekend"

    def __init__(self, wie: str, *, login: bool = False) -> None:
        if login:
            super().__init__(
                f"Bij de database-login '{wie}' hoort geen persoon.",
                oplossing="Vraag de beheerder om deze login te registreren met 'doorbraak register wijzig'.",
            )
        else:
            super().__init__(
                f"'{wie}' staat niet in het register.",
                oplossing="Kies met --als een persoon uit 'doorbraak register lijst personen'.",
            )


class GebruikerUitDienst(Weigering):
    """The person is known but works for no organisation of the region on this day."""

    code = "gebruiker_uit_dienst"

    def __init__(self, persoon: str, op: date) -> None:
        super().__init__(
            f"'{persoon}' werkt op {datum(op)} bij geen van de organisaties in het register.",
            oplossing="Kies een ander met --als, of laat de beheerder de aanstelling bijwerken in het register.",
        )


class RolOnbekend(Weigering):
    """The role does not exist, or the person does not have it."""

    code = "rol_onbekend"

    def __init__(self, persoon: str, rol: str, heeft: Sequence[str]) -> None:
        melding = f"'{persoon}' heeft de rol '{rol}' niet." if rol else f"'{persoon}' heeft geen enkele rol."
        super().__init__(
            melding,
            oplossing=f"Kies uit: {', '.join(heeft)}."
            if heeft
            else "Laat de beheerder een rol vastleggen met 'doorbraak register wijzig'.",
        )


class KlokTerug(Weigering):
    """The clock of a practice database only moves forward."""

    code = "klok_terug"

    def __init__(self, gevraagd: datetime, staat: datetime) -> None:
        super().__init__(
            f"De oefenklok staat op {moment(staat)} en kan niet terug naar {moment(gevraagd)}.",
            oplossing="Kies met --nu een later moment, of maak een nieuwe oefenregio.",
        )


class KlokVast(Weigering):
    """A real administration follows the real clock."""

    code = "klok_vast"

    def __init__(self) -> None:
        super().__init__(
            "Deze administratie is geen oefenregio en volgt de echte klok.",
            oplossing="Laat --nu en DOORBRAAK_NU weg, of gebruik een oefenregio ('doorbraak init --oefen').",
        )
