"""`doorbraak vordering`: claims on payers, their letters, reminders and disputes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from tui.kader import Kader
from tui.luiegroep import Groep

if TYPE_CHECKING:
    from collections.abc import Iterator

opdracht = Groep(name="vordering", help="Vorderingen op betalers.")


@opdracht.command("lijst", help="Toon de open vorderingen die u mag zien.")
@click.option("--alles", is_flag=True, help="Ook wat al is voldaan of ingetrokken.")
@click.pass_obj
def lijst(kader: Kader, alles: bool) -> None:
    from engine.geldspoor.vragen import vorderingen

    with kader.vraag() as i:
        rijen = [v.als_json() for v in vorderingen(i.db, i.wie, i.nu, alles=alles)]
    kader.toon({"vorderingen": rijen}, _regels(rijen))


@opdracht.command("brief", help="Toon de brief van een vordering, of schrijf haar als pdf en als e-factuur (UBL).")
@click.argument("nummer", metavar="NR")
@click.option("--uit", metavar="MAP", help="Schrijf de brief en de e-factuur in deze map.")
@click.option("--vorm", "vormen", multiple=True, type=click.Choice(["pdf", "ubl"]), help="Alleen deze vorm.")
@click.pass_obj
def brief(kader: Kader, nummer: str, uit: str | None, vormen: tuple[str, ...]) -> None:
    from engine.vordering.opmaak import brief_tekst
    from engine.vordering.vragen import Briefvorm, brief_bestanden
    from tui.opdrachten.export import maak_map, schrijf_bestanden

    if vormen and uit is None:
        raise click.UsageError("Noem met --uit in welke map de bestanden komen.")
    gekozen = [Briefvorm(vorm) for vorm in vormen] or list(Briefvorm)
    with kader.vraag_met_log() as i:
        gevonden, bestanden = brief_bestanden(i.db, i.wie, nummer, i.nu, gekozen if uit else ())
        namen = schrijf_bestanden(maak_map(uit), bestanden) if uit else []
    tekst = brief_tekst(gevonden)
    gegevens = {
        "nummer": gevonden.nummer,
        "betaler": gevonden.betaler,
        "kenmerk": gevonden.kenmerk,
        "bedrag": gevonden.bedrag.cents,
        "dag": gevonden.dag.isoformat(),
        "betaal_voor": gevonden.betaal_voor.isoformat(),
        "tekst": "\n".join(tekst),
        "bestanden": namen,
    }
    kader.toon(gegevens, [f"Geschreven: {naam}" for naam in namen] or tekst)


@opdracht.command("aanmaan", help="Stuur wie niet betaalde de volgende stap: alle vorderingen, of een.")
@click.argument("nummer", metavar="[NR]", required=False)
@click.option("--proef", is_flag=True, help="Toon alleen wat er nu zou uitgaan.")
@click.pass_obj
def aanmaan(kader: Kader, nummer: str | None, proef: bool) -> None:
    from engine.vordering.begrippen import Aanmaningsronde
    from engine.vordering.diensten import als_json, maan_aan
    from engine.vordering.vragen import te_manen

    if proef:
        with kader.vraag() as i:
            rijen = [als_json(a) for a in te_manen(i.db, i.wie, i.nu) if nummer in (None, a.vordering)]
        kader.toon({"aanmaningen": rijen}, list(_manregels(rijen)) or ["Er is nu niets aan te manen."])
        return
    with kader.opdracht() as i:
        uitkomst = maan_aan(i.db, i.wie, Aanmaningsronde(nummer), sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu)
    kader.toon(
        uitkomst.gegevens | {"sleutel": i.sleutel}, [uitkomst.melding, *_manregels(uitkomst.gegevens["aanmaningen"])]
    )


@opdracht.command("betwist", help="Leg vast dat een betaler een vordering betwist, uit zijn brief.")
@click.argument("nummer", metavar="NR")
@click.option(
    "--grond",
    required=True,
    type=click.Choice(["woonplaats", "wet", "bedrag", "periode", "bevoegdheid", "prestatie"]),
    help="Waarover het gaat.",
)
@click.option("--reden", required=True, metavar="T", help="Waarom, in neutrale woorden.")
@click.option("--eigen-poging", required=True, metavar="T", help="Wat de betaler eerst zelf deed om eruit te komen.")
@click.option("--ontvangen", required=True, metavar="D", help="De dag waarop de brief kwam (JJJJ-MM-DD).")
@click.option("--document", default="", metavar="T", help="Waar de brief staat; nodig als de kassier dit vastlegt.")
@click.pass_obj
def betwist(
    kader: Kader, nummer: str, grond: str, reden: str, eigen_poging: str, ontvangen: str, document: str
) -> None:
    from engine.invoer.lezen import controleer
    from engine.vordering.diensten import betwist_vordering
    from engine.vordering.formaat import Betwistingsantwoord
    from tui.opdrachten.geldregels import lijnregels

    velden = {
        "vordering": nummer,
        "grond": grond,
        "reden": reden,
        "eigen_poging": eigen_poging,
        "ontvangen_op": ontvangen,
        "document": document,
    }
    gevraagd = controleer(velden, "opdrachtregel", Betwistingsantwoord)
    with kader.opdracht() as i:
        uitkomst = betwist_vordering(i.db, i.wie, gevraagd, sleutel=i.sleutel, versie=kader.versie or 0, nu=i.nu)
    kader.toon(uitkomst.gegevens | {"sleutel": i.sleutel}, [uitkomst.melding, *lijnregels(uitkomst.gegevens)])


def _regels(rijen: list[dict[str, Any]]) -> Iterator[str]:
    from budget.basis.geld import kaal

    if not rijen:
        yield "Er zijn geen vorderingen om te tonen."
    for v in rijen:
        voor = f"  betalen voor {v['betaal_voor']}" if v["betaal_voor"] and v["open"] else ""
        yield f"{v['nummer']}  {v['betaler']:<28}{kaal(v['open']):>16}  {v['status'].replace('_', ' ')}{voor}"


def _manregels(rijen: list[dict[str, Any]]) -> Iterator[str]:
    from budget.basis.geld import kaal

    for a in rijen:
        yield (
            f"{a['vordering']}  {a['betaler']:<28}{kaal(a['bedrag']):>16}  stap {a['stap']}: {a['naam']}, "
            f"betalen voor {a['betaal_voor']}"
        )
