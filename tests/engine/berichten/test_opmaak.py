"""The e-mail and the appointment: readable by others, the same every time, nothing about a child."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from email.headerregistry import Address

from hypothesis import given
from hypothesis import strategies as st

from engine.berichten.begrippen import Agendapunt, Bericht
from engine.berichten.opmaak import email, ics

NU = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
TAFEL = Address("Doorbraaktafel", "tafel", "example.org")
EIGENSCHAP = re.compile(r'(?P<naam>[A-Z-]+)(;[A-Z-]+=("[^"]*"|[^";:,]*))*:(?P<waarde>.*)', re.DOTALL)


def een_punt(**rest):
    vanzelf = {"kenmerk": "zitting:3", "titel": "Zitting doorbraaktafel", "begin": NU, "einde": NU + timedelta(hours=2)}
    return Agendapunt(**(vanzelf | rest))


def een_bericht(**rest):
    vanzelf = {
        "nummer": 7, "soort": "uitnodiging", "aan": "vera_voorbeeld", "adres": "vera@example.org",
        "onderwerp": "Zitting op vr 27 nov 2026", "regels": ("DT-7K3M9Q staat op de agenda.",), "agenda": (),
        "message_id": "<abc@doorbraaktafel>", "gemaakt_op": NU, "pogingen": 1,
    }  # fmt: skip
    return Bericht(**(vanzelf | rest))


def ontleed(tekst: bytes) -> dict[str, str]:
    """Read iCalendar by its grammar (RFC 5545, 3.1): unfold, split in name and value, undo the escapes."""
    assert tekst.endswith(b"\r\n")
    assert b"\n" not in tekst.replace(b"\r\n", b"")
    assert all(len(regel) <= 75 for regel in tekst.split(b"\r\n"))
    gelezen = {}
    for regel in tekst.decode().replace("\r\n ", "").rstrip("\r\n").split("\r\n"):
        deel = EIGENSCHAP.fullmatch(regel)
        assert deel is not None, regel
        waarde = re.sub(r"\\(.)", lambda m: "\n" if m[1] in "nN" else m[1], deel["waarde"])
        gelezen.setdefault(deel["naam"], waarde)
    return gelezen


def test_hetzelfde_bericht_geeft_dezelfde_bytes():
    bericht = een_bericht(agenda=(een_punt(),))
    assert bytes(email(bericht, TAFEL)) == bytes(email(bericht, TAFEL))


def test_een_bericht_met_agenda_is_te_lezen():
    gelezen = message_from_bytes(bytes(email(een_bericht(agenda=(een_punt(),)), TAFEL)), policy=policy.default)
    tekst, bijlage = gelezen.iter_parts()
    assert gelezen["From"].addresses[0].addr_spec == "tafel@example.org"
    assert "DT-7K3M9Q staat op de agenda." in tekst.get_content()
    assert bijlage.get_filename() == "afspraak.ics"


def test_een_zitting_staat_in_utc_en_is_prive():
    gelezen = ontleed(ics([een_punt(plaats="Zeist, zaal 1; begane grond")], NU))
    assert (gelezen["DTSTART"], gelezen["DTEND"]) == ("20261123T080000Z", "20261123T100000Z")
    assert (gelezen["METHOD"], gelezen["STATUS"], gelezen["CLASS"]) == ("PUBLISH", "CONFIRMED", "PRIVATE")
    assert gelezen["LOCATION"] == "Zeist, zaal 1; begane grond"
    assert gelezen["UID"] == "zitting:3@doorbraaktafel"


def test_een_afgelaste_zitting_verdwijnt_uit_de_agenda():
    gelezen = ontleed(ics([een_punt(volgnummer=1, vervalt=True)], NU))
    assert (gelezen["METHOD"], gelezen["STATUS"], gelezen["SEQUENCE"]) == ("CANCEL", "CANCELLED", "1")


LEESBAAR = st.text(st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Zl", "Zp")), max_size=200)


@given(LEESBAAR, LEESBAAR)
def test_elke_titel_en_plaats_komt_heel_aan(titel, plaats):
    gelezen = ontleed(ics([een_punt(titel=titel, plaats=plaats)], NU))
    assert (gelezen["SUMMARY"], gelezen.get("LOCATION", "")) == (titel, plaats)
