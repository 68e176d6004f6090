"""Why a payment cannot go on."""

from __future__ import annotations

from collections.abc import Sequence

from budget.basis.geld import Geld
from budget.basis.weigering import Weigering


class NietsTeBetalen(Weigering):
    code = "niets_te_betalen"

    def __init__(self, overgeslagen: Sequence[str] = ()) -> None:
        waarom = f" Overgeslagen: {'; '.join(overgeslagen)}." if overgeslagen else ""
        super().__init__(
            f"Er is geen goedgekeurde factuur die nu kan worden betaald.{waarom}",
            oplossing="Een factuur kan worden betaald na het prestatieakkoord ('doorbraak factuur akkoord').",
        )


class NietsTerugTeBetalen(Weigering):
    code = "niets_terug_te_betalen"

    def __init__(self, partij: str, gevraagd: Geld | None, staat: Geld) -> None:
        super().__init__(
            f"Aan {partij} is {staat} terug te betalen" + (f", niet {gevraagd}." if gevraagd else "."),
            oplossing="Koppel eerst de ontvangst als te veel ('doorbraak bank koppel REGEL te_veel:PARTIJ').",
        )


class BatchOnbekend(Weigering):
    code = "batch_onbekend"

    def __init__(self, nummer: str) -> None:
        super().__init__(
            f"Er is geen betaalbatch {nummer}." if nummer else "Er wacht geen betaalbatch op akkoord.",
            oplossing="Bekijk de batches met 'doorbraak betaal lijst'; maak een voorstel met 'doorbraak betaal maak'.",
        )


class BatchNietInVoorstel(Weigering):
    code = "batch_al_akkoord"

    def __init__(self, nummer: str) -> None:
        super().__init__(
            f"Batch {nummer} wacht niet meer op akkoord.",
            oplossing="Bekijk haar met 'doorbraak betaal lijst'. Heeft zij twee akkoorden, schrijf dan het bestand "
            f"met 'doorbraak betaal maak --batch {nummer} --uit BESTAND'.",
        )


class AkkoordOntbreekt(Weigering):
    code = "akkoord_ontbreekt"

    def __init__(self, nummer: str, heeft: int) -> None:
        super().__init__(
            f"Batch {nummer} heeft {heeft} van de 2 akkoorden; er verlaat nog geen bestand het huis.",
            oplossing=f"Laat twee anderen dan de maker akkoord geven: 'doorbraak betaal akkoord {nummer}'.",
        )


class BestandAlGemaakt(Weigering):
    code = "bestand_al_gemaakt"

    def __init__(self, nummer: str, wanneer: str, door: str) -> None:
        super().__init__(
            f"Het betaalbestand van batch {nummer} is al gemaakt op {wanneer} door {door}.",
            oplossing="Kijk bij de bank of het is aangeboden. Is het bestand kwijt, schrijf dan precies hetzelfde "
            f"bestand met 'doorbraak betaal maak --batch {nummer} --uit BESTAND --opnieuw'.",
        )


class BestandAfgekeurd(Weigering):
    """Our own check found something; nothing leaves."""

    code = "betaalbestand_afgekeurd"

    def __init__(self, nummer: str, redenen: Sequence[str]) -> None:
        super().__init__(
            f"Het betaalbestand van batch {nummer} mag niet weg: {' '.join(redenen)}",
            oplossing="Verbeter de gegevens die hierboven staan; er is niets geschreven.",
        )


class StatusVanOnbekendBestand(Weigering):
    code = "betaalbestand_onbekend"

    def __init__(self, nummer: str) -> None:
        super().__init__(
            f"Dit statusbericht gaat over betaalbestand '{nummer}'; dat is niet door dit programma gemaakt.",
            oplossing="Controleer of het bericht bij deze pot hoort. Is dat zo, meld het dan aan de beheerder.",
        )
