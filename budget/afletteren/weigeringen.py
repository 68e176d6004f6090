"""Why a line cannot be matched."""

from __future__ import annotations

from budget.basis.geld import Geld
from budget.basis.weigering import Weigering


class RegelOnbekend(Weigering):
    code = "bankregel_onbekend"

    def __init__(self, regel: str) -> None:
        super().__init__(
            f"Bankregel {regel} staat niet open.",
            oplossing="Bekijk de open regels met 'doorbraak bank open'. Maak een koppeling los met 'bank ontkoppel'.",
        )


class KiesEenDeel(Weigering):
    code = "kies_een_deel"

    def __init__(self, regel: str, delen: int) -> None:
        super().__init__(
            f"Bankregel {regel} is een verzamelbetaling met {delen} open delen.",
            oplossing="Noem het deel met --deel, of koppel de delen een voor een.",
        )


class GeenVoorstel(Weigering):
    code = "geen_voorstel"

    def __init__(self, regel: str, keuze: int, aantal: int) -> None:
        super().__init__(
            f"Bankregel {regel} heeft geen voorstel {keuze}; er zijn er {aantal}.",
            oplossing="Bekijk de voorstellen met 'doorbraak bank voorstel', of noem zelf een doel, "
            "zoals vordering:VV2026000010.",
        )


class VoorstelVeranderd(Weigering):
    code = "voorstel_veranderd"

    def __init__(self, regel: str) -> None:
        super().__init__(
            f"Het voorstel bij bankregel {regel} is intussen een ander.",
            oplossing="Kijk wat er nu staat en kies opnieuw; er is niets gekoppeld.",
        )


class DoelOnbekend(Weigering):
    code = "doel_onbekend"

    def __init__(self, doel: str, waarom: str) -> None:
        super().__init__(
            f"'{doel}' is geen doel voor een bankregel: {waarom}.",
            oplossing="Schrijf bijvoorbeeld vordering:VV2026000010, opdracht:VF-2026-000123, "
            "storting:gemeente_zeist:2026, te_veel:gemeente_zeist of bankkosten.",
        )


class BovenOpenDeel(Weigering):
    code = "boven_open_deel"

    def __init__(self, gevraagd: Geld, regel: str, deel: int, open_: Geld) -> None:
        wat = f"deel {deel} van bankregel {regel}" if deel else f"bankregel {regel}"
        super().__init__(
            f"Op {wat} staat nog {open_} open; {gevraagd} past daar niet op.",
            oplossing="Verlaag het bedrag; wat overblijft blijft zichtbaar in de wachtrij.",
        )


class ToewijzingOnbekend(Weigering):
    code = "toewijzing_onbekend"

    def __init__(self, nummer: int) -> None:
        super().__init__(
            f"Toewijzing {nummer} is er niet, of is al teruggedraaid.",
            oplossing="Bekijk met 'doorbraak bank voorstel REGEL' welke toewijzingen een regel heeft.",
        )


class NietSluitbaar(Weigering):
    code = "bank_niet_sluitbaar"

    def __init__(self, redenen: list[str]) -> None:
        super().__init__(
            f"De bank kan nog niet worden gesloten: {' '.join(redenen)}",
            oplossing="Koppel de open regels of geef elke regel een toelichting met 'doorbraak bank later'; "
            "lees ontbrekende afschriften in.",
        )
