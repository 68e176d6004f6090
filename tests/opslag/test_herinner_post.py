"""Delivery: a folder of .eml files and a real mail server that refuses, delays and drops."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from threading import Thread

import pytest
from aiosmtpd.controller import Controller
from aiosmtpd.smtp import AuthResult
from sqlalchemy import select
from sqlmodel import col

from budget.basis.transactie import lezing, transactie
from engine.berichten.begrippen import Agendapunt
from engine.berichten.diensten import zet_in_outbox
from engine.berichten.kanalen import Mailinstellingen, Postmap, Smtp, kanaal_voor
from engine.berichten.opslag import OutboxRij
from engine.berichten.versturen import LENING, POGINGEN, verstuur
from engine.berichten.weigeringen import PostGeweigerd, PostmapOnbruikbaar, PostNietIngesteld
from engine.register.opslag import PersoonRij

NU = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
SOON = timedelta(minutes=10)


@pytest.fixture
def post(url: str) -> str:
    """Three messages for Vera, and nobody else in the register."""
    with transactie(url) as db:
        db.add(PersoonRij(id="vera_voorbeeld", weergavenaam="Vera Voorbeeld", email="vera@example.org"))
        for n in (1, 2, 3):
            een_bericht(db, n)
    return url


def een_bericht(db, n, aan="vera_voorbeeld", **rest):
    regels = [f"DT-7K3M9{n}: beslis uiterlijk vr 27 nov 2026, over 4 dgn."]
    zet_in_outbox(db, soort="herinnering", aan=aan, onderwerp="Doorbraaktafel: 1 herinnering", regels=regels,
                  sleutel=f"bericht:{aan}:{n}", nu=NU, **rest)  # fmt: skip


def stand(url):
    o = OutboxRij
    with lezing(url) as db:
        vraag = select(col(o.status), col(o.pogingen), col(o.fout)).order_by(col(o.nummer))
        return [tuple(rij) for rij in db.execute(vraag)]


class Server:
    """A mail server whose answers the test chooses: one per RCPT and one per DATA, the last one for ever."""

    def __init__(self, *, rcpt=("250 OK",), data=("250 OK",)) -> None:
        self.rcpt, self.data, self.ontvangen = list(rcpt), list(data), []

    async def handle_RCPT(self, server, session, envelope, address, options):
        antwoord = self.rcpt.pop(0) if len(self.rcpt) > 1 else self.rcpt[0]
        if antwoord.startswith("250"):
            envelope.rcpt_tos.append(address)
        return antwoord

    async def handle_DATA(self, server, session, envelope):
        antwoord = self.data.pop(0) if len(self.data) > 1 else self.data[0]
        if antwoord == "weg" or antwoord.startswith("250"):
            self.ontvangen.append(message_from_bytes(envelope.content, policy=policy.default))
        if antwoord == "weg":
            server.transport.abort()
            await asyncio.sleep(0)
        return antwoord

    @property
    def ids(self):
        return [bericht["Message-ID"] for bericht in self.ontvangen]


@contextmanager
def mailserver(handler, **rest) -> Iterator[Smtp]:
    with socket.socket() as vrij:
        vrij.bind(("127.0.0.1", 0))
        poort = vrij.getsockname()[1]
    controller = Controller(handler, hostname="127.0.0.1", port=poort, **rest)
    controller.start()
    try:
        yield Smtp(instellingen(poort))
    finally:
        controller.stop(no_assert=True)


def instellingen(poort, **rest):
    return Mailinstellingen(host="127.0.0.1", poort=poort, beveiliging="geen", wacht=5, **rest)


# ------------------------------------------------------------------------------------------------ the folder


def test_een_bericht_is_een_bestand_dat_iedere_mailreader_leest(post, tmp_path):
    assert verstuur(post, Postmap(tmp_path / "post"), NU).verzonden == 3
    bestanden = sorted((tmp_path / "post").iterdir())
    assert [b.name for b in bestanden] == [f"00000{n}-herinnering.eml" for n in (1, 2, 3)]
    gelezen = message_from_bytes(bestanden[0].read_bytes(), policy=policy.default)
    assert (gelezen["To"], gelezen["Subject"]) == ("vera@example.org", "Doorbraaktafel: 1 herinnering")
    assert "DT-7K3M91: beslis uiterlijk vr 27 nov 2026" in gelezen.get_content()
    assert verstuur(post, Postmap(tmp_path / "post"), NU).verzonden == 0


def test_een_crash_tussen_versturen_en_vastleggen_geeft_geen_dubbel_bestand(post, tmp_path, monkeypatch):
    def crash(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as stuk, pytest.raises(KeyboardInterrupt):
        stuk.setattr("engine.berichten.versturen._leg_vast", crash)
        verstuur(post, Postmap(tmp_path), NU)
    eerste = {b.name: b.read_bytes() for b in tmp_path.iterdir()}
    assert len(eerste) == 1
    assert verstuur(post, Postmap(tmp_path), NU).verzonden == 0
    assert verstuur(post, Postmap(tmp_path), NU + LENING).verzonden == 3
    tweede = {b.name: b.read_bytes() for b in tmp_path.iterdir()}
    assert len(tweede) == 3
    assert eerste.items() <= tweede.items()


def test_twee_lopers_tegelijk_versturen_elk_bericht_een_keer(post, tmp_path):
    with transactie(post) as db:
        for n in range(4, 120):
            een_bericht(db, n)
    geteld = []
    lopers = [Thread(target=lambda: geteld.append(verstuur(post, Postmap(tmp_path), NU).verzonden)) for _ in range(2)]
    for loper in lopers:
        loper.start()
    for loper in lopers:
        loper.join()
    assert sum(geteld) == 119
    assert len(list(tmp_path.iterdir())) == 119


def test_een_map_die_een_bestand_is_laat_alles_wachten(post, tmp_path):
    (tmp_path / "post").write_text("ik ben geen map")
    with pytest.raises(PostmapOnbruikbaar):
        verstuur(post, Postmap(tmp_path / "post"), NU)
    assert {s for s, _, _ in stand(post)} == {"wacht"}


def test_een_map_die_halverwege_verdwijnt_geeft_terug_wat_niet_ging(post, tmp_path, monkeypatch):
    def vol(_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("engine.berichten.kanalen.os.fsync", vol)
    with pytest.raises(PostmapOnbruikbaar):
        verstuur(post, Postmap(tmp_path), NU)
    assert stand(post) == [("wacht", 0, None)] * 3


def test_zonder_adres_is_een_bericht_onbestelbaar(post, tmp_path):
    with transactie(post) as db:
        een_bericht(db, 4, aan="niemand_bekend")
        db.add(PersoonRij(id="kapot_adres", weergavenaam="Kapot", email="kapot@@example.org\nBcc: x@example.org"))
        een_bericht(db, 5, aan="kapot_adres")
    assert verstuur(post, Postmap(tmp_path), NU).onbestelbaar == 2
    assert [fout for status, _, fout in stand(post) if status == "onbestelbaar"] == [
        "geen adres in het register",
        "het adres in het register is niet te gebruiken",
    ]


def test_wat_nog_niet_mag_gaat_later(post, tmp_path):
    with transactie(post) as db:
        een_bericht(db, 4, vanaf=NU + timedelta(hours=1))
    assert verstuur(post, Postmap(tmp_path), NU).verzonden == 3
    assert verstuur(post, Postmap(tmp_path), NU + timedelta(hours=1)).verzonden == 1


# ------------------------------------------------------------------------------------------------- the server


def test_een_mailserver_krijgt_elk_bericht(post):
    server = Server()
    with mailserver(server) as kanaal:
        assert verstuur(post, kanaal, NU).verzonden == 3
    assert len(set(server.ids)) == 3
    assert server.ontvangen[0]["Auto-Submitted"] == "auto-generated"


def test_een_adres_dat_niet_bestaat_is_onbestelbaar_en_de_rest_gaat_door(post):
    with mailserver(Server(rcpt=("550 no such user", "250 OK"))) as kanaal:
        gegaan = verstuur(post, kanaal, NU)
    assert (gegaan.verzonden, gegaan.onbestelbaar) == (2, 1)
    assert stand(post)[0] == ("onbestelbaar", 1, "antwoord 550 van de mailserver")


def test_greylisting_wacht_en_slaagt_dan(post):
    server = Server(rcpt=("451 try later", "451 try later", "451 try later", "250 OK"))
    with mailserver(server) as kanaal:
        assert verstuur(post, kanaal, NU).uitgesteld == 3
        assert verstuur(post, kanaal, NU + timedelta(minutes=4)).verzonden == 0
        assert verstuur(post, kanaal, NU + timedelta(minutes=5)).verzonden == 3
    assert {(status, pogingen) for status, pogingen, _ in stand(post)} == {("verzonden", 2)}


def test_een_lijn_die_wegvalt_na_de_tekst_geeft_hetzelfde_message_id_nog_eens(post):
    server = Server(data=("weg", "250 OK"))
    with mailserver(server) as kanaal:
        gegaan = verstuur(post, kanaal, NU)
        assert (gegaan.verzonden, gegaan.uitgesteld) == (2, 1)
        assert verstuur(post, kanaal, NU + SOON).verzonden == 1
    assert len(server.ids) == 4
    assert len(set(server.ids)) == 3


def test_een_geweigerde_tekst_komt_niet_terug(post):
    with mailserver(Server(data=("554 spam", "250 OK"))) as kanaal:
        assert verstuur(post, kanaal, NU).onbestelbaar == 1


def test_zonder_server_wordt_niet_elk_bericht_geprobeerd(post):
    with socket.socket() as bezet:
        bezet.bind(("127.0.0.1", 0))
        kanaal = Smtp(instellingen(bezet.getsockname()[1]))
        assert verstuur(post, kanaal, NU).uitgesteld == 1
    assert [pogingen for _, pogingen, _ in stand(post)] == [1, 0, 0]
    with mailserver(Server()) as kanaal:
        assert verstuur(post, kanaal, NU + SOON).verzonden == 3


def test_na_twaalf_pogingen_moet_iemand_kijken(post):
    nu = NU
    with mailserver(Server(rcpt=("451 try later",))) as kanaal:
        for _ in range(POGINGEN):
            verstuur(post, kanaal, nu)
            nu += timedelta(hours=6)
    assert {status for status, _, _ in stand(post)} == {"onbestelbaar"}
    assert nu - NU < timedelta(days=4)


def test_een_fout_wachtwoord_is_geen_fout_van_een_bericht(post):
    def nee(*_):
        return AuthResult(success=False, handled=False)

    rest = {"auth_required": True, "auth_require_tls": False, "authenticator": nee}
    with mailserver(Server(), **rest) as kanaal:
        aangemeld = Smtp(kanaal.instellingen.model_copy(update={"gebruiker": "tafel"}))
        with pytest.raises(PostGeweigerd):
            verstuur(post, aangemeld, NU)
        assert stand(post) == [("wacht", 0, None)] * 3
        with pytest.raises(PostGeweigerd):
            verstuur(post, kanaal, NU)


def test_een_server_zonder_versleuteling_wordt_niet_stil_gebruikt(post):
    with mailserver(Server()) as kanaal, pytest.raises(PostGeweigerd, match="versleuteling"):
        verstuur(post, Smtp(kanaal.instellingen.model_copy(update={"beveiliging": "starttls"})), NU)


# ------------------------------------------------------------------------------------------ settings and .ics


def test_het_kanaal_volgt_uit_de_instellingen(monkeypatch, tmp_path):
    for naam in ("DOORBRAAK_SMTP_HOST", "DOORBRAAK_POSTMAP"):
        monkeypatch.delenv(naam, raising=False)
    ingebouwd = kanaal_voor(f"sqlite:///{tmp_path}/doorbraak.db")
    assert isinstance(ingebouwd, Postmap)
    assert ingebouwd.map == tmp_path / "doorbraak.db.post"
    with pytest.raises(PostNietIngesteld):
        kanaal_voor("postgresql+psycopg://server/doorbraak")
    monkeypatch.setenv("DOORBRAAK_POSTMAP", str(tmp_path))
    gekozen = kanaal_voor("postgresql+psycopg://server/doorbraak")
    assert isinstance(gekozen, Postmap)
    assert gekozen.map == tmp_path
    monkeypatch.setenv("DOORBRAAK_SMTP_HOST", "mail.example.org")
    assert isinstance(kanaal_voor("postgresql+psycopg://server/doorbraak"), Smtp)


def test_een_zitting_komt_als_ics_mee(post, tmp_path):
    punt = Agendapunt("zitting:2026-11-27", "Zitting; doorbraaktafel", NU, NU + timedelta(hours=2), "Zeist, zaal 1", 2)
    with transactie(post) as db:
        een_bericht(db, 9, agenda=punt)
    verstuur(post, Postmap(tmp_path), NU)
    gelezen = message_from_bytes((tmp_path / "000004-herinnering.eml").read_bytes(), policy=policy.default)
    bijlage = next(gelezen.iter_attachments())
    assert bijlage.get_content_type() == "text/calendar"
    assert "SEQUENCE:2\r\n" in bijlage.get_payload(decode=True).decode()
