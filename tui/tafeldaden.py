"""What the table can do beside the besluit: each function makes the work that the gateway runs in one transaction.

What ends in `_gevolg` looks only: it returns lines that say what would change, and the gateway takes all of it back.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from budget.basis.klok import datum, over
from tui.viewmodels.opmaak import Regel, wie

if TYPE_CHECKING:
    from datetime import date
    from pathlib import Path

    from budget.basis.opdracht import Uitkomst
    from engine.besluitenlijst.begrippen import Ontvanger
    from engine.inzage.ingang import Ingang
    from engine.termijnen.wijzigen import Wijziging
    from engine.zitting.begrippen import NieuweAfspraak

    Daad = Callable[[Ingang], Uitkomst]
    Gevolg = Callable[[Ingang], list[Regel]]


def zet_punt(zitting: str, casus: str, status: str, reden: str, *, versie: int) -> Daad:
    """Set the status of an agendapunt in this meeting."""

    def werk(i: Ingang) -> Uitkomst:
        from engine.zitting import diensten
        from engine.zitting.begrippen import Punt

        opdracht = Punt(zitting, casus, status, reden)
        return diensten.zet_punt(i.db, i.wie, opdracht, sleutel=i.sleutel, versie=versie, nu=i.nu)

    return werk


def maak_afspraak(casus: str, tekst: str, zitting: str | None, *, versie: int) -> Daad:
    """Record an afspraak as it was said in one line."""

    def werk(i: Ingang) -> Uitkomst:
        from engine.zitting import diensten

        opdracht = _afspraak(i, casus, tekst, zitting)
        return diensten.maak_afspraak(i.db, i.wie, opdracht, sleutel=i.sleutel, versie=versie, nu=i.nu)

    return werk


def afspraak_gevolg(casus: str, tekst: str) -> Gevolg:
    """Say how the line is understood."""

    def werk(i: Ingang) -> list[Regel]:
        from engine.register.vragen import personen

        afspraak = _afspraak(i, casus, tekst, None)
        mensen = {p.id: p.weergavenaam for p in personen(i.db)}
        meetbaar = f", zodat {afspraak.meetbaar}" if afspraak.meetbaar else ""
        wanneer = f"{datum(afspraak.op)} ({over(afspraak.op, i.nu.date())})"
        return [Regel(f"→ {wie(afspraak.wie, mensen)}, uiterlijk {wanneer}: {afspraak.wat}{meetbaar}.", "goed")]

    return werk


def _afspraak(i: Ingang, casus: str, tekst: str, zitting: str | None) -> NieuweAfspraak:
    from engine.zitting.vragen_afspraken import afspraak_uit_tekst

    return afspraak_uit_tekst(i.db, casus, tekst, i.nu, zitting=zitting)


def houd_aan(
    zitting: str | None, casus: str, wacht_op: str, door: str, terug: date, reden: str, *, versie: int
) -> Daad:
    """Let a casus wait for a named thing until a day; one that is at the table now is discussed by it (H17, H30)."""

    def werk(i: Ingang) -> Uitkomst:
        from engine.casus import diensten
        from engine.casus.handelingen import Aanhouden
        from engine.casus.vragen import toon
        from engine.zitting.begrippen import Bespreking
        from engine.zitting.diensten import bespreek

        gezien = versie
        if zitting is not None and toon(i.db, i.wie, casus, i.nu, ververs=True).kort.status == "geagendeerd":
            bespreek(i.db, i.wie, Bespreking(zitting, casus), sleutel=f"{i.sleutel}/b", versie=versie, nu=i.nu)
            gezien = 0
        handeling = Aanhouden(wacht_op=wacht_op, door=door, terugkomdatum=terug, reden=reden)
        opdracht = diensten.Zet(casus, "aanhouden", handeling=handeling)
        return diensten.zet(i.db, i.wie, opdracht, sleutel=i.sleutel, versie=gezien, nu=i.nu)

    return werk


def gevolg_in_termijnen(casus: str, daad: Daad) -> Gevolg:
    """Say which terms of a casus a deed opens, moves and closes."""

    def werk(i: Ingang) -> list[Regel]:
        from engine.casus.vragen import termijnen

        voor = {t.nummer: t for t in termijnen(i.db, i.wie, i.nu, casus=casus)}
        daad(i)
        i.db.flush()
        na = {t.nummer: t for t in termijnen(i.db, i.wie, i.nu, casus=casus)}
        regels = [Regel("Wat er verandert:", "vet")]
        for nummer, termijn in na.items():
            oud = voor.get(nummer)
            if oud is None:
                regels.append(Regel(f"+ {datum(termijn.einde)}: {termijn.doe}"))
            elif oud.einde != termijn.einde:
                regels.append(Regel(f"→ {datum(oud.einde)} wordt {datum(termijn.einde)}: {termijn.doe}"))
        regels += [Regel(f"- vervalt: {termijn.doe}") for nummer, termijn in voor.items() if nummer not in na]
        return regels if len(regels) > 1 else [Regel("Er verandert geen termijn.")]

    return werk


def wijzig_termijn(wijziging: Wijziging) -> Daad:
    """Suspend, resume, extend or move one term."""

    def werk(i: Ingang) -> Uitkomst:
        from engine.termijnen.wijzigen import wijzig

        return wijzig(i.db, i.wie, wijziging, sleutel=i.sleutel, versie=0, nu=i.nu)

    return werk


def termijn_gevolg(wijziging: Wijziging) -> Gevolg:
    """Say what the new end would be, and why."""

    def werk(i: Ingang) -> list[Regel]:
        from engine.termijnen.wijzigen import stel_voor

        voorstel = stel_voor(i.db, i.wie, wijziging, i.nu)
        kop = f"{datum(voorstel.oud_einde)} wordt {datum(voorstel.einde)}."
        return [Regel(kop, "vet"), *(Regel(f"  {zin}") for zin in voorstel.uitleg.get("uitleg", ()))]

    return werk


def neem_terug(zitting: str, casus: str, besluit: str, reden: str) -> Daad:
    """Take a besluit back with counter-postings, as long as the zitting is not made final."""

    def werk(i: Ingang) -> Uitkomst:
        from engine.zitting import diensten
        from engine.zitting.begrippen import Terugname

        opdracht = Terugname(zitting, casus, besluit, reden)
        return diensten.neem_terug(i.db, i.wie, opdracht, sleutel=i.sleutel, versie=0, nu=i.nu)

    return werk


def rond_afspraak_af(casus: str, afspraak: int) -> Daad:
    """Say that an afspraak is done."""

    def werk(i: Ingang) -> Uitkomst:
        from engine.zitting import diensten
        from engine.zitting.begrippen import Afronding

        opdracht = Afronding(casus, afspraak)
        return diensten.rond_afspraak_af(i.db, i.wie, opdracht, sleutel=i.sleutel, versie=0, nu=i.nu)

    return werk


def besluit_mee(casus: str, *, versie: int) -> Daad:
    """Decide along, as a holder of the higher step, on the lines of the voorgenomen besluit as they are."""

    def werk(i: Ingang) -> Uitkomst:
        from engine.zitting import diensten
        from engine.zitting.begrippen import Meebesluit

        return diensten.besluit_mee(i.db, i.wie, Meebesluit(casus), sleutel=i.sleutel, versie=versie, nu=i.nu)

    return werk


def schrijf_lijsten(zitting: str, voor: Ontvanger | None, map_: Path, vorm: str) -> Daad:
    """Write the besluitenlijst of a zitting for one recipient, or for each; the access log says for whom."""

    def werk(i: Ingang) -> Uitkomst:
        from budget.basis.opdracht import Uitkomst
        from engine.besluitenlijst.vragen import stukken
        from engine.export.bestanden import Exportbestand
        from engine.stukken.vormen import Stukvorm
        from tui.opdrachten.export import maak_map, schrijf_bestanden

        maak_map(str(map_))
        gemaakt = stukken(
            i.db, i.wie, zitting, i.nu, voor=voor.soort if voor else None, wie_voor=voor.wie if voor else None,
            vormen=(Stukvorm(vorm),),
        )  # fmt: skip
        namen = schrijf_bestanden(map_, [Exportbestand(stuk.naam, stuk.inhoud) for stuk in gemaakt])
        wat = namen[0] if len(namen) == 1 else f"{len(namen)} bestanden in {map_}"
        return Uitkomst({"zitting": zitting, "bestanden": namen}, f"Geschreven: {wat}.")

    return werk


def beantwoord(nummer: str, gegeven: Mapping[str, Any], versie: int) -> Daad:
    """Answer a finding of the network; the answer fills the register."""

    def werk(i: Ingang) -> Uitkomst:
        from engine.invoer.lezen import controleer
        from engine.netwerk.antwoord import Bevindingsantwoord
        from engine.netwerk.diensten import Beantwoording, antwoord

        opdracht = Beantwoording(nummer, controleer(dict(gegeven), "antwoord", Bevindingsantwoord))
        return antwoord(i.db, i.wie, opdracht, sleutel=i.sleutel, versie=versie, nu=i.nu)

    return werk
