"""From a stored message to the bytes of an e-mail, with the appointment as .ics."""

from __future__ import annotations

from datetime import UTC, datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from engine.berichten.begrippen import Agendapunt, Bericht

_SLOT = "\n\nDit bericht is gemaakt door een programma; antwoorden komen bij de tafel aan.\n"


def email(bericht: Bericht, afzender: Address) -> EmailMessage:
    """Return the e-mail; the same message gives the same bytes, whenever it is made.

    Marked as made by a machine (RFC 3834), so that an out-of-office answer does not come back.
    """
    post = EmailMessage()
    post["Message-ID"] = bericht.message_id
    post["Date"] = format_datetime(bericht.gemaakt_op)
    post["From"] = afzender
    post["To"] = bericht.adres or ""
    post["Subject"] = bericht.onderwerp
    post["Auto-Submitted"] = "auto-generated"
    post.set_content("\n\n".join(bericht.regels) + _SLOT)
    if bericht.agenda is not None:
        soort = "CANCEL" if bericht.agenda.vervalt else "PUBLISH"
        post.add_attachment(
            ics(bericht.agenda, bericht.gemaakt_op),
            maintype="text",
            subtype="calendar",
            params={"method": soort, "charset": "utf-8"},
            filename="afspraak.ics",
        )
        # A fixed boundary keeps the bytes the same; the number of the message makes it its own.
        post.set_boundary(f"=_doorbraak_{bericht.nummer}")
    return post


def ics(punt: Agendapunt, gemaakt_op: datetime) -> bytes:
    """Return the appointment as iCalendar (RFC 5545): one event in UTC, private, replaced by a higher volgnummer."""
    regels = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//doorbraaktafel//NL",
        f"METHOD:{'CANCEL' if punt.vervalt else 'PUBLISH'}",
        "BEGIN:VEVENT",
        f"UID:{_tekst(punt.kenmerk)}@doorbraaktafel",
        f"SEQUENCE:{punt.volgnummer}",
        f"DTSTAMP:{_tijd(gemaakt_op)}",
        f"DTSTART:{_tijd(punt.begin)}",
        f"DTEND:{_tijd(punt.einde)}",
        f"SUMMARY:{_tekst(punt.titel)}",
        *([f"LOCATION:{_tekst(punt.plaats)}"] if punt.plaats else []),
        f"STATUS:{'CANCELLED' if punt.vervalt else 'CONFIRMED'}",
        "CLASS:PRIVATE",
        "END:VEVENT",
        "END:VCALENDAR",
    ]
    return "".join(f"{deel}\r\n" for regel in regels for deel in _vouw(regel)).encode()


def _tijd(wanneer: datetime) -> str:
    return wanneer.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _tekst(waarde: str) -> str:
    """Escape a text value (RFC 5545, 3.3.11)."""
    for teken, vervang in (("\\", "\\\\"), (";", "\\;"), (",", "\\,"), ("\r\n", "\\n"), ("\n", "\\n"), ("\r", "\\n")):
        waarde = waarde.replace(teken, vervang)
    return waarde


def _vouw(regel: str) -> list[str]:
    """Fold a line to at most 75 bytes, never inside a character (RFC 5545, 3.1)."""
    delen, deel = [], ""
    for teken in regel:
        if len((deel + teken).encode()) > 75:
            delen.append(deel)
            deel = " "
        deel += teken
    return [*delen, deel]
