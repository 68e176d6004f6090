"""Why messages cannot be sent at all; what fails for one message is no refusal but its status."""

from __future__ import annotations

from budget.basis.weigering import Weigering


class PostNietIngesteld(Weigering):
    """A server database has no folder beside it, and no mail server was named."""

    code = "post_niet_ingesteld"

    def __init__(self) -> None:
        super().__init__(
            "Er is niet ingesteld hoe berichten weggaan; zij blijven bewaard.",
            oplossing="Zet DOORBRAAK_SMTP_HOST op uw mailserver, of DOORBRAAK_POSTMAP op een map voor .eml-bestanden.",
        )


class PostGeweigerd(Weigering):
    """The mail server does not let this program in: nothing to do with any single message."""

    code = "post_geweigerd"

    def __init__(self, waarom: str) -> None:
        super().__init__(
            f"De mailserver laat dit programma niet toe ({waarom}); de berichten blijven bewaard.",
            oplossing="Controleer DOORBRAAK_SMTP_GEBRUIKER, DOORBRAAK_SMTP_WACHTWOORD en DOORBRAAK_SMTP_BEVEILIGING.",
        )


class PostmapOnbruikbaar(Weigering):
    """The folder for .eml files cannot be written."""

    code = "postmap_onbruikbaar"

    def __init__(self, map_: str) -> None:
        super().__init__(
            f"In de map {map_} kan niet worden geschreven; de berichten blijven bewaard.",
            oplossing="Geef schrijfrechten op de map, maak ruimte vrij, of kies een andere met DOORBRAAK_POSTMAP.",
        )
