"""What another does shows by itself: soon, without moving the cursor, and without a line in the access log."""

from __future__ import annotations

import asyncio
import time

from sqlalchemy import func, select
from sqlmodel import col

from budget.basis.transactie import lezing, transactie
from engine.inzage.logboek import LogregelRij
from engine.regie import diensten as regie
from engine.regie.begrippen import Aanbod, Aanvaarding
from engine.zitting import diensten as z
from engine.zitting.begrippen import Presentie
from engine.zitting.formaat import Aanwezige
from engine.zitting.opslag import AgendapuntRij
from tests.tui.conftest import Opener
from tests.tui.schermwereld import CARLA, NU, SANNE, VERA, ZITTING, doe
from tui.schermen.netwerk import NetwerkBlad
from tui.widgets.lijst import Lijst


def iemand_gaat_weg(url: str, sleutel: str = "weg") -> None:
    with transactie(url) as db:
        lijst = Presentie(ZITTING, (Aanwezige(persoon="ilse_intern", wijze="afwezig"),))
        doe(db, z.aanwezig, SANNE, lijst, NU, sleutel)


def logregels(url: str) -> int:
    with lezing(url) as db:
        return int(db.execute(select(func.count()).select_from(LogregelRij)).scalar_one())


async def test_een_tweede_schrijver_is_binnen_een_halve_seconde_te_zien(open_tafel: Opener, tafel_url: str) -> None:
    async with open_tafel() as scherm:
        await scherm.druk("down", "down")
        await asyncio.to_thread(iemand_gaat_weg, tafel_url)
        begin = time.monotonic()
        while "3 van 4 leden er" not in scherm.tekst and time.monotonic() - begin < 5:
            await scherm.pilot.pause(0.02)
        duur = time.monotonic() - begin
        assert "3 van 4 leden er" in scherm.tekst
        assert duur < 0.5
        # The cursor did not move.
        assert scherm.app.screen.query_one(Lijst).cursor_row == 2


def iemand_aanvaardt_de_regie(url: str) -> None:
    with transactie(url) as db:
        nummer = db.execute(select(col(AgendapuntRij.casus)).where(col(AgendapuntRij.volgorde) == 1)).scalar_one()
        doe(db, regie.bied, VERA, Aanbod(nummer, "carla_casus", "cas_consulent"), NU, "live-bied")
        doe(db, regie.aanvaard, CARLA, Aanvaarding(nummer), NU, "live-aanvaard")


async def test_het_netwerk_volgt_vanzelf_en_de_keuze_blijft(open_tafel: Opener, tafel_url: str) -> None:
    async with open_tafel(120, 40) as scherm:
        await scherm.druk("enter", "n", "down")
        blad = scherm.app.screen.query_one(NetwerkBlad)
        assert "geen regie vastgelegd. Klopt dat?" in scherm.tekst
        assert blad.gekozen
        assert blad.gekozen.regel == "R07"
        await asyncio.to_thread(iemand_aanvaardt_de_regie, tafel_url)
        begin = time.monotonic()
        while "geen regie vastgelegd. Klopt dat?" in scherm.tekst and time.monotonic() - begin < 5:
            await scherm.pilot.pause(0.02)
        assert "geen regie vastgelegd. Klopt dat?" not in scherm.tekst
        assert blad.gekozen
        assert blad.gekozen.regel == "R07", "the cursor stays on what was chosen"


async def test_kijken_staat_een_keer_in_het_logboek(open_tafel: Opener, tafel_url: str) -> None:
    vooraf = logregels(tafel_url)
    async with open_tafel() as scherm:
        assert logregels(tafel_url) == vooraf + 1
        await asyncio.to_thread(iemand_gaat_weg, tafel_url)
        await scherm.tot("3 van 4 leden er")
        # Looking again at an open screen is no new reading; opening a casus is one.
        assert logregels(tafel_url) == vooraf + 1
        await scherm.druk("enter")
        assert logregels(tafel_url) == vooraf + 2


async def test_een_logregel_ververst_niets(open_tafel: Opener, tafel_url: str) -> None:
    """Two screens that log their own reading must not refresh each other for ever."""
    async with open_tafel() as scherm:
        gelezen = 0
        eigen = scherm.app.gateway.agenda

        def tel(naar: object) -> None:
            nonlocal gelezen
            gelezen += 1
            eigen(naar)  # type: ignore[arg-type]

        scherm.app.gateway.agenda = tel  # type: ignore[method-assign, assignment]
        from engine.casus.vragen import toon

        def kijk() -> None:
            with transactie(tafel_url) as db:
                toon(db, VERA, str(scherm.app.screen.query_one(Lijst).gekozen), NU)

        await asyncio.to_thread(kijk)
        await scherm.pilot.pause(0.8)
        assert gelezen == 0


async def test_de_casus_ververst_op_zijn_tabblad(open_tafel: Opener, tafel_url: str) -> None:
    async with open_tafel() as scherm:
        await scherm.druk("enter", "4")
        nummer = scherm.app.screen.nummer  # type: ignore[attr-defined]

        def bied() -> None:
            with transactie(tafel_url) as db:
                doe(db, regie.bied, VERA, Aanbod(nummer, "cas_consulent", "carla_casus"), NU, "bied")

        await asyncio.to_thread(bied)
        await scherm.tot("aanbieden: Vera Voorbeeld")
        assert "Waarom deze datum?" in scherm.tekst
