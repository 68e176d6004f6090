"""Which use case an act of the story is, and how its input is made."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from budget.basis.gebruiker import Gebruiker
from budget.basis.geld import NUL
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import Sessie
from budget.basis.weigering import Fout, OnbruikbareInvoer
from engine.bank import diensten as bank
from engine.betalen import diensten as betalen
from engine.betalen.vragen import betaalbestand
from engine.casus import diensten as casus
from engine.casus.formaat import Aanmelding
from engine.casus.handelingen import PER_GEBEURTENIS
from engine.geldspoor import diensten as geld
from engine.geldspoor.formaat import Betwistingsbrief, Handhaving, Uitzoek, Verplichtingsopdracht
from engine.invoer.lezen import controleer, lees
from engine.oefen.verhaal import Daad, Oefenmap
from engine.regie import diensten as regie
from engine.regie.begrippen import Aanbod, Aanvaarding, Afwijzing
from engine.zitting import begrippen as zb
from engine.zitting import diensten as zitting
from engine.zitting.formaat import Aanwezige, Aanwezigheidslijst, Besluit, Zittingsplan

Geval = Callable[..., Uitkomst]
Maak = Callable[[Oefenmap, Daad], Any]


@dataclass(frozen=True, slots=True)
class Soort:
    """A kind of act: the use case, and what makes its input of the act."""

    geval: Geval
    maak: Maak


def soort_van(daad: Daad) -> Soort:
    """Return the kind of an act; refuses (exit 2) a name that no use case has."""
    if daad.doe in SOORTEN:
        return SOORTEN[daad.doe]
    if daad.doe in PER_GEBEURTENIS:
        return Soort(casus.zet, _zet)
    bekend = ", ".join(sorted([*SOORTEN, *PER_GEBEURTENIS]))
    raise OnbruikbareInvoer([Fout("verhaal.yaml", "doe", f"'{daad.doe}' is geen daad.", f"Kies uit: {bekend}.")])


def _zet(oefen: Oefenmap, daad: Daad) -> casus.Zet:
    handeling = controleer(dict(oefen.particulars(daad)), f"daad {daad.doe}", PER_GEBEURTENIS[daad.doe])
    return casus.Zet(_nummer(oefen, daad), daad.doe, reden=str(daad.met.get("reden", "")), handeling=handeling)


def _nummer(oefen: Oefenmap, daad: Daad) -> str:
    if daad.casus is None:
        raise OnbruikbareInvoer([Fout("verhaal.yaml", daad.doe, "Deze daad noemt geen casus.", "Noem de casus.")])
    return oefen.nummers[daad.casus]


def _uit_bestand(model: type[Any]) -> Maak:
    def maak(oefen: Oefenmap, daad: Daad) -> Any:
        return lees(oefen.tekst(daad), daad.bestand or "", model)

    return maak


def _uit(soort: Callable[..., Any]) -> Maak:
    """Make the command of the particulars alone."""

    def maak(oefen: Oefenmap, daad: Daad) -> Any:
        return soort(**oefen.particulars(daad))

    return maak


def _bij_casus(soort: Callable[..., Any]) -> Maak:
    """Make the command of the casus and the particulars."""

    def maak(oefen: Oefenmap, daad: Daad) -> Any:
        return soort(_nummer(oefen, daad), **oefen.particulars(daad))

    return maak


def _planning(oefen: Oefenmap, daad: Daad) -> zb.Planning:
    p = controleer(dict(daad.met), "zitting plannen", Zittingsplan)
    return zb.Planning(p.op, p.plaats, p.voorzitter, p.plaatsvervanger)


def _presentie(oefen: Oefenmap, daad: Daad) -> zb.Presentie:
    """Names for who is there, or whole lines for who is absent or remote."""
    lijst = [{"persoon": rij} if isinstance(rij, str) else rij for rij in daad.met["aanwezigen"]]
    gelezen = controleer({"formaat": Aanwezigheidslijst.FORMAAT, "aanwezigen": lijst}, "aanwezig", Aanwezigheidslijst)
    mensen: tuple[Aanwezige, ...] = gelezen.aanwezigen
    return zb.Presentie(str(daad.met["zitting"]), mensen)


def _besluit(oefen: Oefenmap, daad: Daad) -> zb.Besluitopdracht:
    plan = lees(oefen.tekst(daad), daad.bestand, Besluit) if daad.bestand else None
    return zb.Besluitopdracht(str(daad.met.get("zitting", "")), _nummer(oefen, daad), plan)


def _meebesluit(oefen: Oefenmap, daad: Daad) -> zb.Meebesluit:
    gevraagd = _besluit(oefen, daad)
    return zb.Meebesluit(gevraagd.casus, gevraagd.besluit)


def _koppeling(oefen: Oefenmap, daad: Daad) -> bank.Koppeling:
    """A line is known by its day, amount and count; targets as a person types them, with the open amount."""
    doelen = tuple((oefen.ingevuld(str(doel), daad.casus), NUL) for doel in daad.met.get("doelen", ()))
    return bank.Koppeling(str(daad.met["regel"]), voorstel=int(daad.met.get("voorstel", 1)), doelen=doelen)


def _factuur(oefen: Oefenmap, daad: Daad) -> geld.Factuurbestand:
    return geld.Factuurbestand(daad.bestand or "", oefen.tekst(daad))


@dataclass(frozen=True, slots=True)
class Uitgifte:
    """The folder to which the file of the oldest approved batch goes."""

    map: Path


def _betaalbestand(
    db: Sessie, wie: Gebruiker, opdracht: Uitgifte, *, sleutel: str, versie: int, nu: datetime
) -> Uitkomst:
    """Write the payment file where the bank takes it, as `betaal maak --uit` does."""
    uit = betalen.maak_betaalbestand(db, wie, betalen.Betaalbestand(), sleutel=f"{sleutel}/b", versie=versie, nu=nu)
    pad = opdracht.map / f"{uit.gegevens['batch']}.xml"
    pad.write_bytes(betaalbestand(db, wie, uit.gegevens["batch"], nu))
    return Uitkomst(uit.gegevens, f"{pad.name} ligt klaar voor de bank.")


SOORTEN: Mapping[str, Soort] = {
    "meld": Soort(casus.meld, _uit_bestand(Aanmelding)),
    "regie_bieden": Soort(regie.bied, _bij_casus(Aanbod)),
    "regie_aanvaarden": Soort(regie.aanvaard, _bij_casus(Aanvaarding)),
    "regie_weigeren": Soort(regie.weiger, _bij_casus(Afwijzing)),
    "zitting_plannen": Soort(zitting.plan, _planning),
    "zitting_openen": Soort(zitting.open_zitting, _uit(zb.Opening)),
    "aanwezig": Soort(zitting.aanwezig, _presentie),
    "besluiten": Soort(zitting.besluit, _besluit),
    "besluit_hoger": Soort(zitting.besluit_hoger, _besluit),
    "besluit_mee": Soort(zitting.besluit_mee, _meebesluit),
    "vaststellen": Soort(zitting.stel_vast, _uit(zb.Vaststelling)),
    "betaling_voorstellen": Soort(betalen.stel_betaling_voor, _uit(betalen.Betaalvoorstel)),
    "betaling_akkoord": Soort(betalen.geef_akkoord, _uit(betalen.Betaalakkoord)),
    "betaalbestand": Soort(_betaalbestand, lambda oefen, daad: Uitgifte(oefen.bank / "uit")),
    "bankregel_koppelen": Soort(bank.koppel, _koppeling),
    "verplichten": Soort(geld.verplicht, _uit_bestand(Verplichtingsopdracht)),
    "vrijgeven": Soort(geld.geef_vrij, _uit(geld.Vrijgave)),
    "factuur_lezen": Soort(geld.lees_factuur, _factuur),
    "prestatieakkoord": Soort(geld.prestatieakkoord, _uit(geld.Prestatieakkoord)),
    "uitzoekbesluit": Soort(geld.uitzoekbesluit, _uit_bestand(Uitzoek)),
    "herzien": Soort(geld.herzie, _uit_bestand(Uitzoek)),
    "betwisten": Soort(geld.betwist, _uit_bestand(Betwistingsbrief)),
    "handhaven": Soort(geld.handhaaf, _uit_bestand(Handhaving)),
}
"""The acts by name, beside the events of the help track that `casus zet` takes."""
