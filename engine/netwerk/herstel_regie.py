"""What 'al geregeld' writes about regie, mandate, table and departure: never an acceptance of the casusregie.

That comes from the person asked; here it is asked for.
"""

from __future__ import annotations

from engine.casus.opslag import CasusRij
from engine.casus.zicht import Grond, geef_toegang, neem_toegang
from engine.netwerk.begrippen import Gebeurtenissoort, Laag
from engine.netwerk.feit import Feit
from engine.netwerk.rijen import Gebeurtenis
from engine.regie.begrippen import Aanbod
from engine.regie.diensten import bied, meld_weigering
from engine.regie.opslag import schrijf
from engine.register.aanstellingen import leg_vervanger_vast
from engine.termijnen.verplichtingen import open_termijn
from engine.zitting.genodigden import nodig_bij


def bied_regie(feit: Feit) -> None:
    """Ask somebody for the casusregie, who answers in person (R01, R02, R23)."""
    a = feit.antwoord
    aanbod = Aanbod(feit.casus, a.wie or "", a.vervanger or "", a.reden)
    bied(feit.db, feit.wie, aanbod, sleutel=f"{feit.sleutel}/regie", versie=0, nu=feit.nu)


def een_stopt(feit: Feit) -> None:
    """Two people held the regie; one of them stopped (R03)."""
    wie = feit.antwoord.wie
    if wie not in feit.leden():
        raise feit.onbruikbaar(
            "wie", f"'{wie}' heeft de regie van deze casus niet.", f"Noem wie stopt: {' of '.join(feit.leden())}."
        )
    _schrijf(feit, Gebeurtenissoort.BEEINDIGD, wie)
    neem_toegang(feit.db, feit.casus, "persoon", wie, Grond.REGIE, feit.op)


def geschil_voorbij(feit: Feit) -> None:
    """The dispute is over: withdrawn, or somebody takes the regie, who is asked (R04)."""
    if feit.antwoord.wie is not None:
        _eis_vervanger(feit)
        bied_regie(feit)
        return
    for wie in feit.leden():
        _schrijf(feit, Gebeurtenissoort.INGETROKKEN, wie)


def geweigerd(feit: Feit) -> None:
    """Who was asked said no, with a reason; the voorzitter asks somebody else (R05). A yes is for that person."""
    if len(feit.antwoord.reden.strip()) < 3:
        raise feit.onbruikbaar(
            "reden",
            "Zonder reden kan de voorzitter niemand anders goed vragen.",
            "Zei deze persoon nee? Vul de reden in. Zei deze persoon ja? Dan doet die zelf 'doorbraak regie aanvaard'.",
        )
    casus = feit.db.get_one(CasusRij, feit.casus)
    meld_weigering(feit.db, feit.wie, casus, feit.leden()[0], feit.antwoord.reden, feit.nu)


def overdracht_rond(feit: Feit) -> None:
    """The giver keeps the regie after all, or somebody takes it over, who is asked to confirm (R06)."""
    gever = next(o.van for o in feit.beeld.log.overdrachten.values() if {o.van, o.aan} == set(feit.leden()))
    if feit.antwoord.wie == gever:
        _schrijf(feit, Gebeurtenissoort.INGETROKKEN, gever)
        return
    _eis_vervanger(feit)
    bied_regie(feit)


def nodig_uit(feit: Feit) -> None:
    """Somebody comes to the next table: with a mandate (R10), or of the domain that was missing (R22)."""
    tafel, wie = feit.beeld.volgende_tafel, feit.antwoord.wie
    assert wie is not None
    if tafel is None:
        raise feit.onbruikbaar(
            "wie", "Er staat geen zitting gepland voor deze casus.", "Zet de casus eerst op een agenda."
        )
    if wie in feit.beeld.organisaties or wie in feit.beeld.gezin:
        raise feit.onbruikbaar("wie", f"'{wie}' is geen professional.", "Nodig een persoon uit het register uit.")
    nodig_bij(feit.db, tafel.id, feit.casus, wie, feit.nu)
    geef_toegang(feit.db, feit.casus, "persoon", wie, Grond.UITGENODIGD, feit.op)


def vervanger_bekend(feit: Feit) -> None:
    """Somebody takes over when a person leaves; that goes into the staff register (R13)."""
    wie, vervanger = feit.leden()[0], feit.antwoord.vervanger
    assert vervanger is not None
    if vervanger == wie:
        raise feit.onbruikbaar("vervanger", "Niemand vervangt zichzelf.", "Noem een ander.")
    leg_vervanger_vast(feit.db, wie, vervanger, feit.nu)


def coordineert_de_zorg(feit: Feit) -> None:
    """Somebody coordinates the providers: regie of the layer zorg, never the casusregie; asked to confirm (R17)."""
    wie = feit.antwoord.wie
    assert wie is not None
    if wie not in feit.beeld.professionals or wie in feit.beeld.organisaties:
        raise feit.onbruikbaar("wie", f"'{wie}' is niet als persoon betrokken.", "Kies iemand van deze casus.")
    _schrijf(feit, Gebeurtenissoort.AANVAARD, wie, laag=Laag.ZORG)
    open_termijn(
        feit.db, casus=feit.casus, onderwerp="zorgcoordinatie", code="AFSPRAAK", start=feit.op,
        ontvanger=f"persoon:{wie}", doe="U bent genoemd als zorgcoördinator. Klopt dat niet, zeg het de voorzitter.",
        nu=feit.nu, einde=feit.op,
    )  # fmt: skip


def _eis_vervanger(feit: Feit) -> None:
    for veld in ("wie", "vervanger"):
        if getattr(feit.antwoord, veld) is None:
            raise feit.onbruikbaar(
                veld, f"Wie de regie krijgt wordt gevraagd; daarvoor is '{veld}' nodig.", f"Vul '{veld}' in."
            )


def _schrijf(feit: Feit, soort: Gebeurtenissoort, wie: str, laag: Laag = Laag.CASUS) -> None:
    gebeurtenis = Gebeurtenis(
        datum=feit.op, soort=soort, persoon=wie, laag=laag, door=feit.wie.persoon, reden=feit.antwoord.reden
    )
    schrijf(feit.db, feit.casus, gebeurtenis, feit.nu)
