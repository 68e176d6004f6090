"""Refusals of the deadline engine: each says why and what to do now."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from budget.basis.klok import datum
from budget.basis.weigering import Weigering


class FeestdagenOntbreken(Weigering):
    """The term reaches into a year whose holidays are not in the data; a guess could be a day too late."""

    code = "feestdagen_ontbreken"

    def __init__(self, jaar: int) -> None:
        super().__init__(
            f"Deze termijn is niet te berekenen: feestdagen {jaar} ontbreken.",
            oplossing=f"Vul feestdagen.csv aan met alle dagen van {jaar} (wet en koninklijk besluit), "
            "of kies een kortere termijn.",
            jaar=jaar,
        )


class SchoolvakantiesOntbreken(Weigering):
    """School weeks cannot be counted here: no school calendar, or not for this day."""

    code = "schoolvakanties_ontbreken"

    def __init__(self, op: date | None = None) -> None:
        waar = "voor deze regio" if op is None else f"rond {datum(op)}"
        super().__init__(
            f"Schoolweken zijn niet te tellen: de schoolvakanties {waar} ontbreken.",
            oplossing="Kies de schoolregio (noord, midden of zuid) of vul schoolvakanties.csv aan.",
        )


class TermijnTeltTerug(Weigering):
    """A term counted back from a day cannot be suspended, extended or moved."""

    code = "termijn_telt_terug"

    def __init__(self) -> None:
        super().__init__(
            "Deze termijn telt terug vanaf een vaste dag. Opschorten, verlengen of verplaatsen kan dan niet.",
            oplossing="Verander de dag waarvan u terugtelt; de termijn verandert dan mee.",
        )


class WettelijkeTermijnVast(Weigering):
    """A statutory term moves only by suspension or extension, never because somebody prefers another day."""

    code = "wettelijke_termijn_vast"

    def __init__(self) -> None:
        super().__init__(
            "Een wettelijke termijn kan niet worden verplaatst.",
            oplossing="Schort de termijn op of verleng hem, met de grond in de wet en een bericht aan de aanvrager.",
        )


class VerlengingTeVaak(Weigering):
    """The rule allows fewer extensions than are asked for."""

    code = "verlenging_te_vaak"

    def __init__(self, hoogstens: int) -> None:
        keer = "niet" if hoogstens == 0 else f"hoogstens {hoogstens} keer"
        super().__init__(
            f"Deze termijn mag {keer} worden verlengd.",
            oplossing="Beslis binnen de lopende termijn, of leg de zaak voor aan de voorzitter.",
        )


class VerlengingTeLang(Weigering):
    """The extension ends later than the rule allows."""

    code = "verlenging_te_lang"

    def __init__(self, gevraagd: date, uiterlijk: date) -> None:
        super().__init__(
            f"Verlengen tot {datum(gevraagd)} is te lang: uiterlijk {datum(uiterlijk)}.",
            oplossing=f"Kies een dag tot en met {datum(uiterlijk)}.",
        )


class IngebrekestellingTeVroeg(Weigering):
    """A notice of default that came while the term was still running sets no penalty going."""

    code = "ingebrekestelling_te_vroeg"

    def __init__(self, ontvangen: date, einde: date) -> None:
        super().__init__(
            f"De ingebrekestelling van {datum(ontvangen)} kwam vóór het einde van de termijn op {datum(einde)}.",
            oplossing="Wijs de aanvrager erop: een nieuwe ingebrekestelling kan na het einde van de termijn.",
        )


class DwangsombedragenOntbreken(Weigering):
    """No amounts are known for the day on which the penalty would start."""

    code = "dwangsombedragen_ontbreken"

    def __init__(self, op: date) -> None:
        super().__init__(
            f"Voor {datum(op)} zijn geen bedragen van de dwangsom bekend.",
            oplossing="Vul dwangsom.csv aan met de bedragen die op die dag gelden, met de bron.",
        )


class TermijnOnbekend(Weigering):
    """There is no obligation with this number."""

    code = "termijn_onbekend"

    def __init__(self, nummer: int) -> None:
        super().__init__(
            f"Termijn {nummer} is er niet.",
            oplossing="Zoek het nummer op met 'doorbraak termijn lijst'.",
        )


class TermijnGesloten(Weigering):
    """What had to be done was done, or is no longer needed."""

    code = "termijn_gesloten"

    def __init__(self, nummer: int, status: str) -> None:
        super().__init__(
            f"Termijn {nummer} loopt niet meer: hij is {status}.",
            oplossing="Kies een termijn die nog openstaat met 'doorbraak termijn lijst'.",
        )


class TermijnAfgesproken(Weigering):
    """This obligation does not change in the way that was asked."""

    code = "termijn_afgesproken"

    def __init__(self, nummer: int, wat_dan: str) -> None:
        super().__init__(
            f"Termijn {nummer} {wat_dan}.",
            oplossing="Bekijk waar de datum vandaan komt met 'doorbraak termijn waarom'.",
        )


class OpschortenKanNiet(Weigering):
    """The rule of this term does not let it stand still on this ground."""

    code = "opschorten_kan_niet"

    def __init__(self, naam: str, grond: str, mag: Sequence[str]) -> None:
        super().__init__(
            f"De termijn '{naam}' kan niet worden opgeschort wegens {grond}.",
            oplossing=f"Dat kan wel wegens: {', '.join(mag)}." if mag else "Deze termijn staat nooit stil.",
        )


class GeenOpschorting(Weigering):
    """The term runs already."""

    code = "geen_opschorting"

    def __init__(self, nummer: int) -> None:
        super().__init__(
            f"Termijn {nummer} staat niet stil.",
            oplossing="Er is niets te hervatten. Bekijk het verloop met 'doorbraak termijn waarom'.",
        )
