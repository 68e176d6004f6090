"""`doorbraak bank`: read files, see what is open, match it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from tui.kader import Kader
from tui.luiegroep import Groep
from tui.opdrachten.geldregels import als_bedrag
from tui.opdrachten.opties import als_dag

if TYPE_CHECKING:
    from datetime import date

    from budget.basis.geld import Geld
    from budget.basis.opdracht import Uitkomst

opdracht = Groep(name="bank", help="Bankafschriften lezen en afletteren.")


@opdracht.command("keur", help="Controleer bankbestanden; er wordt niets geboekt.")
@click.argument("bestanden", metavar="BESTAND...", nargs=-1, required=True)
@click.pass_obj
def keur(kader: Kader, bestanden: tuple[str, ...]) -> None:
    from engine.bank.vragen import keur_bestanden

    rapport = keur_bestanden(dict(_paden(bestanden)))
    kader.toon(rapport, _keurregels(rapport))


@opdracht.command("lees", help="Lees bankbestanden in, boek de regels en koppel wat zeker is.")
@click.argument("bestanden", metavar="BESTAND...", nargs=-1, required=True)
@click.pass_obj
def lees(kader: Kader, bestanden: tuple[str, ...]) -> int:
    from engine.bank.diensten import Inlezen, bankbestand, lees_bankbestanden

    gekozen = Inlezen(tuple(bankbestand(pad, naam) for naam, pad in _paden(bestanden)))
    uitkomst, sleutel = _doe(kader, lees_bankbestanden, gekozen)
    gegevens = uitkomst.gegevens | {"sleutel": sleutel}
    kader.toon(gegevens, [*_keurregels(gegevens["bestanden"]), uitkomst.melding, *_standregels(gegevens)])
    geweigerd = any(rij["uitkomst"] == "geweigerd" for rijen in gegevens["bestanden"].values() for rij in rijen)
    return 2 if geweigerd else 0


@opdracht.command("open", help="Toon de open regels, bij en af apart, en of bank en boek aansluiten.")
@click.pass_obj
def open_(kader: Kader) -> None:
    from engine.bank.vragen import bankstand

    with kader.vraag() as i:
        gegevens = bankstand(i.db, i.wie, i.nu).als_json()
    regels = [*_wachtregels(gegevens["regels"], uitgebreid=False), *_aankondigingregels(gegevens["aankondigingen"])]
    kader.toon(gegevens, [*regels, *_standregels(gegevens)])


@opdracht.command("voorstel", help="Toon de voorstellen met niveau en bewijs: van alle open regels, of van een.")
@click.argument("regel", metavar="[REGEL]", required=False)
@click.pass_obj
def voorstel(kader: Kader, regel: str | None) -> None:
    from engine.bank.vragen import voorstellen

    with kader.vraag() as i:
        wachtend, gekoppeld = voorstellen(i.db, i.wie, i.nu, regel)
    gegevens = {"regels": [w.als_json() for w in wachtend], "toewijzingen": [t.als_json() for t in gekoppeld]}
    regels = [*_wachtregels(gegevens["regels"], uitgebreid=True), *_toewijzingregels(gegevens["toewijzingen"])]
    kader.toon(gegevens, regels or ["Er is niets te koppelen."])


_DEEL = click.option("--deel", type=int, metavar="N", help="Het deel van een verzamelbetaling.")


@opdracht.command("koppel", help="Koppel een regel: aan het beste voorstel, of aan een doel dat u noemt.")
@click.argument("regel", metavar="REGEL")
@click.argument("doel", metavar="[DOEL]", required=False)
@click.option("--voorstel", "keuze", type=int, default=1, metavar="N", help="Welk voorstel; 1 is het beste.")
@click.option("--bedrag", "hoeveel", metavar="B", callback=als_bedrag, help="Met DOEL: hoeveel; anders wat open staat.")
@click.option("--verschil", metavar="T", help="Boek wat er van de vordering overblijft als verschil, met deze reden.")
@_DEEL
@click.pass_obj
def koppel(
    kader: Kader,
    regel: str,
    doel: str | None,
    keuze: int,
    hoeveel: Geld | None,
    verschil: str | None,
    deel: int | None,
) -> None:
    from budget.basis.geld import NUL
    from engine.bank.diensten import Koppeling
    from engine.bank.diensten import koppel as koppel_regel

    if hoeveel is not None and doel is None:
        raise click.UsageError("--bedrag hoort bij een doel, zoals vordering:VV2026000010.")
    if verschil is not None and doel is None:
        raise click.UsageError("--verschil hoort bij een vordering, zoals vordering:VV2026000010.")
    doelen: tuple[tuple[str, Geld], ...] = () if doel is None else ((doel, hoeveel or NUL),)
    if doel is not None and verschil is not None:
        doelen = (*doelen, (f"verschil:{doel.rpartition(':')[2]}", NUL))
    _toon(kader, *_doe(kader, koppel_regel, Koppeling(regel, deel, keuze, doelen, reden=verschil or "")))


@opdracht.command("splits", help="Verdeel een regel over meer doelen: DOEL=BEDRAG DOEL=BEDRAG ...")
@click.argument("regel", metavar="REGEL")
@click.argument("delen", metavar="DOEL=BEDRAG...", nargs=-1, required=True)
@_DEEL
@click.pass_obj
def splits(kader: Kader, regel: str, delen: tuple[str, ...], deel: int | None) -> None:
    from engine.bank.diensten import Koppeling
    from engine.bank.diensten import koppel as koppel_regel

    _toon(kader, *_doe(kader, koppel_regel, Koppeling(regel, deel, doelen=tuple(_doelen(delen)))))


@opdracht.command("wijs-af", help="Wijs een voorstel af; het komt met dit bedrag niet terug.")
@click.argument("regel", metavar="REGEL")
@click.option("--voorstel", "keuze", type=int, default=1, metavar="N", help="Welk voorstel; 1 is het beste.")
@click.option("--reden", required=True, metavar="T", help="Waarom.")
@_DEEL
@click.pass_obj
def wijs_af(kader: Kader, regel: str, keuze: int, reden: str, deel: int | None) -> None:
    from engine.bank.diensten import Afwijzing
    from engine.bank.diensten import wijs_af as wijs_voorstel_af

    _toon(kader, *_doe(kader, wijs_voorstel_af, Afwijzing(regel, keuze, reden, deel)))


@opdracht.command("ontkoppel", help="Draai een koppeling terug; andere koppelingen blijven staan.")
@click.argument("toewijzing", metavar="NR", type=int)
@click.option("--reden", required=True, metavar="T", help="Waarom.")
@click.pass_obj
def ontkoppel(kader: Kader, toewijzing: int, reden: str) -> None:
    from engine.bank.diensten import Ontkoppeling
    from engine.bank.diensten import ontkoppel as maak_los

    _toon(kader, *_doe(kader, maak_los, Ontkoppeling(toewijzing, reden)))


@opdracht.command("later", help="Leg een regel opzij met een toelichting en wie het uitzoekt.")
@click.argument("regel", metavar="REGEL")
@click.option("--notitie", required=True, metavar="T", help="Waarom de regel open blijft.")
@click.option("--eigenaar", default="", metavar="PERSOON", help="Wie het uitzoekt; anders uzelf.")
@click.pass_obj
def later(kader: Kader, regel: str, notitie: str, eigenaar: str) -> None:
    from engine.bank.diensten import Opzij, leg_opzij

    _toon(kader, *_doe(kader, leg_opzij, Opzij(regel, notitie, eigenaar)))


@opdracht.command("voer-af", help="Voer een afschrift uit de quarantaine af, met een reden.")
@click.argument("afschrift", metavar="NR", type=int)
@click.option("--reden", required=True, metavar="T", help="Waarom.")
@click.pass_obj
def voer_af(kader: Kader, afschrift: int, reden: str) -> None:
    from engine.bank.diensten import Afvoer
    from engine.bank.diensten import voer_af as voer_afschrift_af

    _toon(kader, *_doe(kader, voer_afschrift_af, Afvoer(afschrift, reden)))


@opdracht.command("sluit", help="Sluit een periode: niets open of alles toegelicht, door een ander dan wie koppelde.")
@click.option("--tot", required=True, callback=als_dag, metavar="D", help="Laatste dag, JJJJ-MM-DD.")
@click.pass_obj
def sluit(kader: Kader, tot: date) -> None:
    from engine.bank.diensten import Sluiting
    from engine.bank.diensten import sluit as sluit_periode

    _toon(kader, *_doe(kader, sluit_periode, Sluiting(tot)))


def _doe(kader: Kader, gebruiksgeval: Any, opdracht_: object) -> tuple[Uitkomst, str]:
    with kader.opdracht() as i:
        uitkomst: Uitkomst = gebruiksgeval(i.db, i.wie, opdracht_, sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu)
        return uitkomst, i.sleutel


def _toon(kader: Kader, uitkomst: Uitkomst, sleutel: str) -> None:
    gegevens = uitkomst.gegevens | {"sleutel": sleutel}
    kader.toon(gegevens, [uitkomst.melding, *_standregels(gegevens)])


def _paden(bestanden: Sequence[str]) -> list[tuple[str, Path]]:
    """Return the files by the name that was typed; refuses (exit 2) all that cannot be read, at once."""
    from budget.basis.weigering import Fout, OnbruikbareInvoer

    paden = [(naam, Path(naam)) for naam in dict.fromkeys(bestanden)]
    fouten = []
    for naam, pad in paden:
        try:
            with pad.open("rb"):
                pass
        except FileNotFoundError:
            fouten.append(Fout(naam, "", "Dit bestand is er niet.", "Controleer de naam en de map."))
        except OSError:
            fouten.append(
                Fout(naam, "", "Dit bestand is niet te lezen.", "Controleer of u het mag lezen en of het geen map is.")
            )
    if fouten:
        raise OnbruikbareInvoer(fouten)
    return paden


def _doelen(delen: Sequence[str]) -> Iterator[tuple[str, Geld]]:
    from budget.basis.geld import lees_geld

    for stuk in delen:
        doel, gelijk, bedrag = stuk.rpartition("=")
        if not gelijk:
            raise click.BadParameter(f"'{stuk}' mist een bedrag; schrijf vordering:VV2026000010=1.250,00")
        try:
            yield doel, lees_geld(bedrag)
        except ValueError as fout:
            raise click.BadParameter(str(fout)) from None


def _keurregels(rapport: dict[str, list[dict[str, Any]]]) -> Iterator[str]:
    from budget.basis.geld import kaal
    from engine.bank.vragen import in_woorden

    for naam, rijen in rapport.items():
        yield naam
        for rij in rijen:
            saldo = "" if rij["eindsaldo"] is None else f"  eindsaldo {kaal(rij['eindsaldo'])}"
            nummer = f" {rij['nummer']}" if rij["nummer"] else ""
            soort = rij["soort"] or "onbekend"
            yield f"  {rij['uitkomst']:<12}{soort}{nummer}: {rij['regels']} regels, {rij['nieuw']} nieuw{saldo}"
            for reden in rij["redenen"]:
                verschil = f" Verschil {kaal(rij['verschil'])}." if rij["verschil"] else ""
                yield f"    {reden}: {in_woorden(reden)}{verschil}"
            yield from (f"    {opmerking}: {in_woorden(opmerking)}" for opmerking in rij["opmerkingen"])


def _wachtregels(regels: list[dict[str, Any]], *, uitgebreid: bool) -> Iterator[str]:
    from budget.basis.geld import kaal
    from tui.viewmodels.opmaak import niveauwoord

    for r in regels:
        deel = f"/{r['deel']}" if r["deel"] else ""
        wie = (r["tegenpartij"] or r["omschrijving"] or "onbekend")[:28]
        beste = r["voorstellen"][0] if r["voorstellen"] else None
        wat = f"{niveauwoord(beste['niveau'])} {_doelwoorden(beste)}" if beste else "geen voorstel"
        yield f"{r['regel']}{deel}  {wie:<28}{kaal(r['open']):>14}  {r['dagen']} dgn  {wat}"
        if r["notitie"]:
            yield f"    opzij: {r['notitie']} ({r['eigenaar']})"
        if uitgebreid:
            yield from _bewijsregels(r["voorstellen"])


def _aankondigingregels(aankondigingen: list[dict[str, Any]]) -> Iterator[str]:
    from budget.basis.geld import kaal

    for a in aankondigingen:
        laat = "; al meer dan drie werkdagen: vraag de bank om het afschrift" if a["te_laat"] else ""
        wie = (a["tegenpartij"] or a["omschrijving"] or "onbekend")[:28]
        yield f"Aangekondigd {a['sinds']}  {wie:<28}{kaal(a['bedrag']):>14}  nog op geen afschrift{laat}"


def _bewijsregels(voorstellen: list[dict[str, Any]]) -> Iterator[str]:
    from tui.viewmodels.opmaak import niveauwoord

    for v in voorstellen:
        van = f" (1 van {v['oplossingen']} oplossingen)" if v["oplossingen"] > 1 else ""
        yield f"    {v['voorstel']}. {niveauwoord(v['niveau'])} {_doelwoorden(v)}{van}"
        yield "       " + "  ".join(f"{'✓' if b['voor'] else '✗'} {b['woorden']}" for b in v["bewijs"])


def _doelwoorden(voorstel_: dict[str, Any]) -> str:
    from budget.basis.geld import kaal

    return " + ".join(f"{d['doel']} {kaal(d['bedrag'])}" for d in voorstel_["doelen"])


def _toewijzingregels(toewijzingen: list[dict[str, Any]]) -> Iterator[str]:
    from budget.basis.geld import kaal

    for t in toewijzingen:
        hoe = "vanzelf" if t["automatisch"] else f"door {t['door']}"
        los = "  teruggedraaid" if t["teruggedraaid"] else ""
        yield f"toewijzing {t['toewijzing']}: {t['doel']} {kaal(t['bedrag'])}  {t['niveau']} {hoe}{los}"


def _standregels(gegevens: dict[str, Any]) -> Iterator[str]:
    from budget.basis.geld import kaal

    for stand in gegevens["rekeningen"]:
        bank = "nog geen afschrift" if stand["bank"] is None else kaal(stand["bank"])
        sluit_aan = "sluit aan" if not stand["aansluiting"] else f"verschil {kaal(stand['aansluiting'])}"
        tot = f", volledig tot en met {stand['tot']}" if stand["tot"] else ""
        yield f"Bank {bank}, boek {kaal(stand['boek'])}: {sluit_aan}{tot}"
        for wacht in stand["quarantaine"]:
            verschil = f" Verschil {kaal(wacht['verschil'])}." if wacht["verschil"] else ""
            yield f"  Afschrift {wacht['afschrift']} wacht: {wacht['uitleg']}{verschil}"
    staat = gegevens["open"]
    yield f"Open {staat['aantal']} regels: bij {kaal(staat['bij'])}, af {kaal(staat['af'])}"
