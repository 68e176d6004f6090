"""`doorbraak casus`: bring in, look up and move along a casus."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tui.kader import Kader, lees_bestand
from tui.luiegroep import Groep

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from engine.casus.vragen import CasusKort, Dossier, Gebeurtenis, Termijn

opdracht = Groep(name="casus", help="Aanmelden, triage, lijst, dossier en tijdlijn.")


@opdracht.command("meld", help="Breng een casus in met een aanmeldbestand (doorbraak-aanmelding/1).")
@click.option("--bestand", required=True, metavar="F", help="Het aanmeldbestand, YAML of JSON ('-' = invoer).")
@click.pass_obj
def meld(kader: Kader, bestand: str) -> None:
    from engine.casus.diensten import meld as meld_casus
    from engine.casus.formaat import Aanmelding
    from engine.invoer.lezen import lees

    aanmelding = lees(lees_bestand(bestand), bestand, Aanmelding)
    with kader.opdracht() as i:
        uitkomst = meld_casus(i.db, i.wie, aanmelding, sleutel=i.sleutel, versie=0, nu=i.nu)
        nummer = uitkomst.gegevens["casusnummer"]
        gegevens = uitkomst.gegevens | _stand(i.db, i.wie, nummer, i.nu) | {"sleutel": i.sleutel}
    kader.toon(gegevens, [uitkomst.melding, *_termijnregels(gegevens["termijnen"])])


@opdracht.command("lijst", help="Toon de casussen die u mag zien.")
@click.option(
    "--zoek", default="", metavar="TEKST", help="Casusnummer, vraag, school of gemeente; of het begin van een naam."
)
@click.option("--status", default="", metavar="STATUS", help="Alleen casussen in deze status.")
@click.pass_obj
def lijst(kader: Kader, zoek: str, status: str) -> None:
    from engine.casus.vragen import lijst as casuslijst

    with kader.vraag_met_log() if zoek else kader.vraag() as i:
        casussen = casuslijst(i.db, i.wie, i.nu, zoek=zoek, status=status)
    kader.toon({"casussen": [_kort_json(c) for c in casussen]}, _lijstregels(casussen))


@opdracht.command("toon", help="Open een casus.")
@click.argument("nummer", metavar="NR")
@click.pass_obj
def toon(kader: Kader, nummer: str) -> None:
    from engine.casus.vragen import toon as toon_casus

    with kader.vraag_met_log() as i:
        dossier = toon_casus(i.db, i.wie, nummer, i.nu)
        extra = _stand(i.db, i.wie, nummer, i.nu)
    kader.toon(_dossier_json(dossier) | extra, _dossierregels(dossier, extra))


@opdracht.command("tijdlijn", help="Toon wat er in een casus is gebeurd.")
@click.argument("nummer", metavar="NR")
@click.pass_obj
def tijdlijn(kader: Kader, nummer: str) -> None:
    from engine.casus.vragen import tijdlijn as casustijdlijn

    with kader.vraag_met_log() as i:
        rijen = casustijdlijn(i.db, i.wie, nummer, i.nu)
    kader.toon({"casusnummer": nummer, "gebeurtenissen": [_gebeurtenis_json(g) for g in rijen]}, _tijdlijnregels(rijen))


def _zet(kader: Kader, nummer: str, gebeurtenis: str, op: str | None, reden: str, bestand: str | None) -> None:
    from engine.casus.diensten import Zet
    from engine.casus.diensten import zet as zet_casus
    from engine.casus.handelingen import PER_GEBEURTENIS

    if "/" in nummer:
        _zet_lijn(kader, nummer, gebeurtenis, reden, bestand)
        return
    handeling = _handeling(PER_GEBEURTENIS, gebeurtenis, reden, bestand)
    with kader.opdracht() as i:
        opdracht_ = Zet(nummer, gebeurtenis, _dag(op), reden, handeling)
        uitkomst = zet_casus(i.db, i.wie, opdracht_, sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu)
        gegevens = uitkomst.gegevens | _stand(i.db, i.wie, nummer, i.nu) | {"sleutel": i.sleutel}
    kader.toon(gegevens, [uitkomst.melding, *_termijnregels(gegevens["termijnen"])])


def _zet_lijn(kader: Kader, lijn: str, gebeurtenis: str, reden: str, bestand: str | None) -> None:
    from engine.geldspoor.diensten import Lijnzet, zet_lijn
    from engine.geldspoor.handelingen import EIGEN_OPDRACHT, PER_GEBEURTENIS
    from tui.opdrachten.geldregels import lijnregels

    if gebeurtenis in EIGEN_OPDRACHT:
        raise click.BadParameter(f"'{gebeurtenis}' gaat met 'doorbraak {EIGEN_OPDRACHT[gebeurtenis]}'.")
    handeling = _handeling(PER_GEBEURTENIS, gebeurtenis, reden, bestand)
    with kader.opdracht() as i:
        opdracht_ = Lijnzet(lijn, gebeurtenis, handeling)
        uitkomst = zet_lijn(i.db, i.wie, opdracht_, sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu)
    kader.toon(uitkomst.gegevens | {"sleutel": i.sleutel}, [uitkomst.melding, *lijnregels(uitkomst.gegevens)])


def _handeling(modellen: Mapping[str, type[Any]], gebeurtenis: str, reden: str, bestand: str | None) -> Any:
    """Return what the event carries, from the file and --reden; refuses (exit 2) another name or missing data."""
    from engine.invoer.lezen import controleer, lees_document

    if gebeurtenis not in modellen:
        raise click.BadParameter(f"'{gebeurtenis}' is geen gebeurtenis. Kies uit: {', '.join(modellen)}.")
    model = modellen[gebeurtenis]
    document = lees_document(lees_bestand(bestand), bestand) if bestand else {}
    if reden and "reden" in model.model_fields and isinstance(document, dict):
        document.setdefault("reden", reden)
    if not bestand and any(veld.is_required() and naam not in document for naam, veld in model.model_fields.items()):
        raise _zonder_gegevens(gebeurtenis)
    return controleer(document or {}, bestand or gebeurtenis, model)


def _zonder_gegevens(gebeurtenis: str) -> Exception:
    from budget.basis.weigering import Fout, OnbruikbareInvoer

    melding = f"Bij '{gebeurtenis}' horen gegevens in een bestand."
    oplossing = f"'doorbraak formaat {gebeurtenis}' toont een voorbeeld; geef uw bestand mee met --bestand."
    return OnbruikbareInvoer([Fout("", "--bestand", melding, oplossing)])


@opdracht.command(
    "zet",
    help="Leg een gebeurtenis vast bij haar eigen naam ('doorbraak formaat' noemt ze); NR is een casus, "
    "of een financieringslijn (DT-7K3M9Q/1) voor het geldspoor.",
)
@click.argument("nummer", metavar="NR")
@click.argument("gebeurtenis", metavar="GEBEURTENIS")
@click.option("--op", metavar="D", help="De dag waarop het gebeurde (JJJJ-MM-DD); anders vandaag.")
@click.option("--reden", default="", metavar="T", help="Waarom.")
@click.option("--bestand", metavar="F", help="De gegevens erbij (een voorbeeld: 'doorbraak formaat GEBEURTENIS').")
@click.pass_obj
def zet(kader: Kader, nummer: str, gebeurtenis: str, op: str | None, reden: str, bestand: str | None) -> None:
    _zet(kader, nummer, gebeurtenis, op, reden, bestand)


def _korte_naam(naam: str, gebeurtenis: str, uitleg: str) -> None:
    @opdracht.command(naam, help=f"{uitleg} (gebeurtenis '{gebeurtenis}').")
    @click.argument("nummer", metavar="NR")
    @click.option("--op", metavar="D", help="De dag waarop het gebeurde (JJJJ-MM-DD); anders vandaag.")
    @click.option("--reden", default="", metavar="T", help="Waarom.")
    @click.option(
        "--bestand", metavar="F", help=f"De gegevens erbij (een voorbeeld: 'doorbraak formaat {gebeurtenis}')."
    )
    @click.pass_obj
    def kort(kader: Kader, nummer: str, op: str | None, reden: str, bestand: str | None) -> None:
        _zet(kader, nummer, gebeurtenis, op, reden, bestand)


_korte_naam("triage", "bevestigen", "De aanmelding is bevestigd; de triage begint")
_korte_naam("accepteer", "accepteren", "Neem de casus aan voor deze tafel")
_korte_naam("sluit", "sluiten", "Sluit de casus na het afschalen")


@opdracht.command("afspraak", help="Rond een afspraak uit een besluit af: gedaan, of vervallen met een reden.")
@click.argument("nummer", metavar="NR")
@click.argument("afspraak", metavar="AFSPRAAK", type=int)
@click.option("--vervallen", is_flag=True, help="De afspraak is niet gedaan en niet meer nodig.")
@click.option("--reden", default="", metavar="T", help="Waarom.")
@click.pass_obj
def afspraak(kader: Kader, nummer: str, afspraak: int, vervallen: bool, reden: str) -> None:
    from engine.zitting.begrippen import Afronding
    from engine.zitting.diensten import rond_afspraak_af

    with kader.opdracht() as i:
        opdracht_ = Afronding(nummer, afspraak, not vervallen, reden)
        uitkomst = rond_afspraak_af(i.db, i.wie, opdracht_, sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu)
        gegevens = uitkomst.gegevens | _stand(i.db, i.wie, nummer, i.nu) | {"sleutel": i.sleutel}
    kader.toon(gegevens, [uitkomst.melding, *_termijnregels(gegevens["termijnen"])])


def _dag(tekst: str | None) -> Any:
    from datetime import date

    if tekst is None:
        return None
    try:
        return date.fromisoformat(tekst)
    except ValueError:
        raise click.BadParameter(f"'{tekst}' is geen bestaande datum; schrijf JJJJ-MM-DD.") from None


def _stand(db: Any, wie: Any, nummer: str, nu: Any) -> dict[str, Any]:
    """Return the money status, the open obligations and the network findings of a casus."""
    from engine.casus.vragen import termijnen
    from engine.geldspoor.vragen import status_geld
    from engine.netwerk.vragen import bevindingen_van

    return {
        "status_geld": status_geld(db, wie, nummer, nu),
        "termijnen": [_termijn_json(t) for t in termijnen(db, wie, nu, casus=nummer)],
        "bevindingen": bevindingen_van(db, wie, nummer, nu),
    }


def _termijn_json(t: Termijn) -> dict[str, Any]:
    return {
        "termijn": t.nummer,
        "casus": t.casus,
        "onderwerp": t.onderwerp,
        "code": t.code,
        "ontvanger": t.ontvanger,
        "doe": t.doe,
        "einde": t.einde.isoformat(),
        "status": t.status,
        "uitleg": list(t.uitleg),
    }


def _kort_json(c: CasusKort) -> dict[str, Any]:
    return {
        "casusnummer": c.nummer,
        "status_hulp": c.status,
        "sinds": c.status_sinds.isoformat(),
        "versie": c.versie,
        "vraag": c.vraag,
        "leeftijdsband": c.leeftijdsband,
        "gemeente": c.gemeente,
        "school": c.school,
        "thuis_sinds": c.thuis_sinds.isoformat() if c.thuis_sinds else None,
        "spoed": c.spoed,
        "termijn": c.termijn.isoformat() if c.termijn else None,
        "ontvanger": c.ontvanger,
    }


def _dossier_json(d: Dossier) -> dict[str, Any]:
    return _kort_json(d.kort) | {
        "aangemeld_op": d.aangemeld_op.isoformat(),
        "aanmelder_organisatie": d.aanmelder_organisatie,
        "swv": d.swv,
        "verzuim": d.verzuim,
        "eerste_signaal": d.eerste_signaal.isoformat(),
        "gewenste_start": d.gewenste_start.isoformat(),
        "gedwongen_kader": d.gedwongen_kader,
        "veiligheid": d.veiligheid,
        "kenmerken": {k: v for k, v in d.kenmerken.items() if k != "vingerafdruk"},
        "persoon": d.persoon,
        "persoon_vernietigd": d.persoon_vernietigd,
        "kan_nu": list(d.kan_nu),
    }


def _gebeurtenis_json(g: Gebeurtenis) -> dict[str, Any]:
    from dataclasses import asdict

    return asdict(g) | {"dag": g.dag.isoformat(), "tijdstip": g.tijdstip.isoformat()}


def _lijstregels(casussen: list[CasusKort]) -> Iterator[str]:
    from budget.basis.klok import datum

    for c in casussen:
        termijn = f"vóór {datum(c.termijn, jaar=False)} ({c.ontvanger})" if c.termijn else ""
        yield f"{c.nummer}  {c.status_naam:<20} {c.vraag[:44]:<44}  {termijn}"
    yield f"{len(casussen)} casussen." if casussen else "Er zijn geen casussen die u mag zien."


def _tijdlijnregels(rijen: list[Gebeurtenis]) -> Iterator[str]:
    from budget.basis.klok import datum

    for g in rijen:
        wat = f"{g.naam} ({g.lijn})" if g.lijn else g.naam
        reden = f": {g.reden}" if g.reden else ""
        yield f"{datum(g.dag):<15}  {g.code:<4} {wat:<31} {g.van} → {g.naar}  door {g.persoon} als {g.rol}{reden}"


def _termijnregels(termijnen: list[dict[str, Any]]) -> Iterator[str]:
    from datetime import date

    from budget.basis.klok import datum

    for t in termijnen:
        yield f"  vóór {datum(date.fromisoformat(t['einde']))}  {t['ontvanger'].removeprefix('persoon:')}: {t['doe']}"


def _dossierregels(d: Dossier, extra: dict[str, Any]) -> Iterator[str]:
    from budget.basis.klok import datum

    k = d.kort
    yield f"{k.nummer}  {k.status_naam} sinds {datum(k.status_sinds)}  (versie {k.versie})"
    yield f"Vraag: {k.vraag}"
    if d.persoon is not None:
        jeugdige = d.persoon["jeugdige"]
        yield f"Jeugdige: {jeugdige['naam']}, geboren {jeugdige['geboortedatum']}"
        if d.persoon.get("hulpvraag"):
            yield f"Hulpvraag: {d.persoon['hulpvraag']}"
    elif d.persoon_vernietigd:
        yield "De persoonsgegevens van deze casus zijn vernietigd."
    thuis = f", thuis sinds {datum(k.thuis_sinds)}" if k.thuis_sinds else ""
    yield f"{k.leeftijdsband} jaar, {k.gemeente}, school {k.school or 'geen'}{thuis}"
    for geld in extra["status_geld"]:
        yield f"Geld: {geld['lijn']} {geld['status']}"
    yield from _termijnregels(extra["termijnen"])
    for bevinding in extra["bevindingen"]:
        yield f"  {'?' if bevinding['soort'] == 'niet_vastgelegd' else '!'} {bevinding['tekst']}"
    if d.kan_nu:
        yield f"Nu kan: {', '.join(d.kan_nu)}"
