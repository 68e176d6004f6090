"""The ways in which a message leaves: a folder of .eml files, or a mail server."""

from __future__ import annotations

import os
import smtplib
import ssl
from email.errors import HeaderParseError
from email.headerregistry import Address
from email.message import EmailMessage
from pathlib import Path
from types import TracebackType
from typing import Literal, Protocol, Self

from pydantic import SecretStr
from pydantic_settings import BaseSettings, SettingsConfigDict

from budget.basis.transactie import bestand
from engine.berichten.begrippen import Bericht
from engine.berichten.opmaak import email
from engine.berichten.weigeringen import PostGeweigerd, PostmapOnbruikbaar, PostNietIngesteld

AFZENDER = Address("Doorbraaktafel", "doorbraaktafel", "example.invalid")


class Uitgesteld(Exception):
    """Not now: try again later. The text goes into the database and holds no address."""


class GeenVerbinding(Uitgesteld):
    """The way out itself is shut: this message waits, and trying the next ones now makes no sense."""


class Onbestelbaar(Exception):
    """Never: this message cannot be delivered to this person."""


class Kanaal(Protocol):
    """A way out, open for one round of deliveries."""

    def __enter__(self) -> Self: ...

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None: ...

    def bezorg(self, bericht: Bericht) -> None:
        """Hand the message over; raises Uitgesteld or Onbestelbaar, or a refusal when nothing can be sent at all."""
        ...


class Postmap:
    """A folder of .eml files. The name is the number of the message, so that a second delivery replaces the first."""

    def __init__(self, map_: Path, afzender: Address = AFZENDER) -> None:
        self.map, self.afzender = map_, afzender

    def __enter__(self) -> Self:
        try:
            self.map.mkdir(parents=True, exist_ok=True)
        except OSError:
            raise PostmapOnbruikbaar(str(self.map)) from None
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        return None

    def bezorg(self, bericht: Bericht) -> None:
        """Write the file beside its name first, so that nobody ever reads half a message."""
        doel = self.map / f"{bericht.nummer:06}-{bericht.soort}.eml"
        voorlopig = doel.with_suffix(".deel")
        post = _maak(bericht, self.afzender)
        try:
            with voorlopig.open("wb") as uit:
                uit.write(bytes(post))
                uit.flush()
                os.fsync(uit.fileno())
            voorlopig.replace(doel)
        except OSError:
            raise PostmapOnbruikbaar(str(self.map)) from None


class Smtp:
    """A mail server; one connection per round, made again when it drops.

    At least once: when the line drops after the text was handed over nobody knows whether it arrived, so it is
    sent again, with the same Message-ID by which a receiver can tell.
    """

    def __init__(self, instellingen: Mailinstellingen) -> None:
        self.instellingen = instellingen
        self.verbinding: smtplib.SMTP | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, soort: type[BaseException] | None, fout: BaseException | None, spoor: TracebackType | None
    ) -> None:
        self._verbreek()

    def bezorg(self, bericht: Bericht) -> None:
        """Send one message to one address."""
        afzender = self.instellingen.adres
        post = _maak(bericht, afzender)
        self.verbinding = self.verbinding or self._verbind()
        try:
            self.verbinding.send_message(post, afzender.addr_spec, [bericht.adres or ""])
        except smtplib.SMTPRecipientsRefused as fout:
            raise _oordeel(min(code for code, _ in fout.recipients.values())) from None
        except smtplib.SMTPNotSupportedError:
            raise Onbestelbaar("de mailserver kent dit soort adres niet") from None
        except smtplib.SMTPSenderRefused as fout:
            # The server does not want us as sender: no fault of this recipient.
            self._verbreek()
            oordeel = _oordeel(fout.smtp_code)
            raise (PostGeweigerd(str(oordeel)) if isinstance(oordeel, Onbestelbaar) else oordeel) from None
        except smtplib.SMTPResponseException as fout:
            self._verbreek()
            raise _oordeel(fout.smtp_code) from None
        except (smtplib.SMTPException, OSError) as fout:
            self._verbreek()
            raise Uitgesteld(f"de verbinding viel weg ({type(fout).__name__})") from None

    def _verbind(self) -> smtplib.SMTP:
        wens = self.instellingen
        veilig = ssl.create_default_context()
        verbinding: smtplib.SMTP | None = None
        try:
            verbinding = (
                smtplib.SMTP_SSL(wens.host, wens.poort, timeout=wens.wacht, context=veilig)
                if wens.beveiliging == "tls"
                else smtplib.SMTP(wens.host, wens.poort, timeout=wens.wacht)
            )
            if wens.beveiliging == "starttls":
                verbinding.starttls(context=veilig)
            if wens.gebruiker:
                verbinding.login(wens.gebruiker, wens.wachtwoord.get_secret_value())
        except (smtplib.SMTPException, OSError) as fout:
            if verbinding is not None:
                verbinding.close()
            if isinstance(fout, smtplib.SMTPNotSupportedError):
                raise PostGeweigerd("geen versleuteling of aanmelden mogelijk") from None
            if isinstance(fout, smtplib.SMTPAuthenticationError):
                raise PostGeweigerd(f"antwoord {fout.smtp_code}") from None
            raise GeenVerbinding(f"geen verbinding met de mailserver ({type(fout).__name__})") from None
        return verbinding

    def _verbreek(self) -> None:
        if self.verbinding is not None:
            verbinding, self.verbinding = self.verbinding, None
            try:
                verbinding.quit()
            except (smtplib.SMTPException, OSError):
                verbinding.close()


class Mailinstellingen(BaseSettings):
    """How to reach the mail server, from DOORBRAAK_SMTP_*; wacht is in seconds."""

    model_config = SettingsConfigDict(env_prefix="DOORBRAAK_SMTP_", extra="ignore")

    host: str = ""
    poort: int = 587
    beveiliging: Literal["starttls", "tls", "geen"] = "starttls"
    gebruiker: str = ""
    wachtwoord: SecretStr = SecretStr("")
    afzender: str = AFZENDER.addr_spec
    wacht: float = 30

    @property
    def adres(self) -> Address:
        """Return the sender as it is shown."""
        return Address("Doorbraaktafel", addr_spec=self.afzender)


class Postinstellingen(BaseSettings):
    """Where .eml files go, from DOORBRAAK_POSTMAP."""

    model_config = SettingsConfigDict(env_prefix="DOORBRAAK_", extra="ignore")

    postmap: Path | None = None


def kanaal_voor(url: str) -> Kanaal:
    """Return the way out of this database: the mail server that was named, else a folder.

    The folder is DOORBRAAK_POSTMAP, else `<database>.post` beside a SQLite file. Refusal: post_niet_ingesteld.
    """
    mail = Mailinstellingen()
    if mail.host:
        return Smtp(mail)
    map_ = Postinstellingen().postmap
    if map_ is None:
        pad = bestand(url)
        if pad is None:
            raise PostNietIngesteld
        map_ = pad.with_name(f"{pad.name}.post")
    return Postmap(map_, mail.adres)


def _maak(bericht: Bericht, afzender: Address) -> EmailMessage:
    try:
        return email(bericht, afzender)
    except (ValueError, IndexError, HeaderParseError):
        raise Onbestelbaar("het adres in het register is niet te gebruiken") from None


def _oordeel(code: int) -> Uitgesteld | Onbestelbaar:
    """Return what an answer of the server means: 5xx is no for ever, everything else is not now (RFC 5321, 4.2.1)."""
    tekst = f"antwoord {code} van de mailserver"
    return Onbestelbaar(tekst) if 500 <= code < 600 else Uitgesteld(tekst)
