"""From a stored message to the bytes of an e-mail, with the appointment as .ics."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from email.headerregistry import Address
from email.message import EmailMessage
from email.utils import format_datetime

from icalendar import Calendar, Event

from budget.basis.klok import dag, in_utc
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
    if bericht.agenda:
        post.add_attachment(
            ics(bericht.agenda, bericht.gemaakt_op),
            maintype="text",
            subtype="calendar",
            params={"method": methode(bericht.agenda), "charset": "utf-8"},
            filename="afspraak.ics",
        )
        # A fixed boundary keeps the bytes the same; the number of the message makes it its own.
        post.set_boundary(f"=_doorbraak_{bericht.nummer}")
    return post


def ics(punten: Sequence[Agendapunt], gemaakt_op: datetime) -> bytes:
    """Return the appointments as one iCalendar (RFC 5545): private, each replaced by a higher volgnummer.

    A time is in UTC, a whole day a date without a zone. The same appointments give the same bytes.
    """
    agenda = Calendar()
    agenda.add("VERSION", "2.0")
    agenda.add("PRODID", "-//doorbraaktafel//NL")
    agenda.add("METHOD", methode(punten))
    for punt in punten:
        agenda.add_component(_afspraak(punt, gemaakt_op))
    tekst: bytes = agenda.to_ical()
    return tekst


def methode(punten: Sequence[Agendapunt]) -> str:
    """Return what a diary must do with them (RFC 5546): take them in, or strike them out when all were cancelled."""
    return "CANCEL" if punten and all(punt.vervalt for punt in punten) else "PUBLISH"


def _afspraak(punt: Agendapunt, gemaakt_op: datetime) -> Event:
    afspraak = Event()
    afspraak.add("UID", f"{punt.kenmerk}@doorbraaktafel")
    afspraak.add("SEQUENCE", punt.volgnummer)
    afspraak.add("DTSTAMP", in_utc(gemaakt_op))
    afspraak.add("DTSTART", dag(punt.begin) if punt.hele_dag else in_utc(punt.begin))
    afspraak.add("DTEND", dag(punt.einde) if punt.hele_dag else in_utc(punt.einde))
    afspraak.add("SUMMARY", punt.titel)
    if punt.plaats:
        afspraak.add("LOCATION", punt.plaats)
    afspraak.add("STATUS", "CANCELLED" if punt.vervalt else "CONFIRMED")
    afspraak.add("CLASS", "PRIVATE")
    if punt.hele_dag:
        # The end of a term takes nobody's time.
        afspraak.add("TRANSP", "TRANSPARENT")
    return afspraak
