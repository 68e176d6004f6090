"""Refusals of the register: who is not known, not in service, or not in this role."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from budget.basis.klok import datum
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


class VersieBestaat(Weigering):
    """A version of an agreement is never overwritten."""

    code = "versie_bestaat"

    def __init__(self, naam: str, versie: str) -> None:
        super().__init__(
            f"Van '{naam}' is er al een versie {versie}; die verandert niet.",
            oplossing="Geef de nieuwe versie een eigen naam en een eigen begindatum.",
        )


class RegisterNietVanU(Weigering):
    """Only some change the register."""

    code = "register_niet_van_u"

    def __init__(self, handeling: str, wie: Sequence[str]) -> None:
        super().__init__(
            f"U mag '{handeling}' niet doen; dat doet: {', '.join(wie)}.",
            oplossing="Stuur de wijziging naar de beheerder, of kies met --als uw andere rol.",
        )
