"""A small practice region with a filled pot and one casus; the scenarios say only what matters."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from functools import cache
from itertools import count
from typing import Any

from budget.basis.gebruiker import SYSTEEM, Gebruiker, Rol
from budget.basis.geld import EURO, Geld
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import Sessie
from budget.grootboek.begrippen import Bankregel, Storting, Toezegging
from budget.grootboek.diensten import boek, open_pot
from budget.grootboek.registreren import Partijsoort, Sleutelversie, registreer_partij, registreer_sleutel
from engine.casus.opslag import CasusRij
from engine.geldspoor import diensten as d
from engine.geldspoor.begrippen import Uitzoekuitkomst
from engine.geldspoor.formaat import Aandeel, Betwistingsbrief, Handhaving, Uitzoek, Verplichtingsopdracht
from engine.regio.afspraken import Regio
from engine.regio.lezen import laad_regio
from engine.regio.plaats import config_map
from engine.register.diensten import leg_regio_vast

NU = datetime(2026, 10, 5, 8, tzinfo=UTC)
VANDAAG = date(2026, 10, 5)
CASUS = "DT-7K3M9Q"
LIJN = f"{CASUS}/1"
AANBIEDER, IBAN = "aanbieder_de_brug", "NL64TEST0001000064"

VERA = Gebruiker("vera_voorbeeld", Rol.VOORZITTER, "doorbraaktafel")
KARIN = Gebruiker("karin_kassier", Rol.KASSIER, "gemeente_zeist")
BAS = Gebruiker("bas_besteller", Rol.KASSIER, "gemeente_zeist")
PIEN = Gebruiker("pien_prestatie", Rol.TAFELDEELNEMER, "team_zeist")
URSULA = Gebruiker("ursula_uitzoek", Rol.FINANCIER, "gemeente_utrechtse_heuvelrug")
ZOE = Gebruiker("zoe_zuinig", Rol.FINANCIER, "gemeente_zeist")
PAUL = Gebruiker("paul_primair", Rol.FINANCIER, "swv_zout")

_TELLER = count(1)


@cache
def zuidoost() -> Regio:
    return laad_regio(config_map() / "regios" / "zuidoost-utrecht")


def sleutel() -> str:
    return f"test-{next(_TELLER)}"


def leg_wereld(db: Sessie) -> None:
    """Store the region, open the pot with 70.000,00 and bring in one casus."""
    regio = zuidoost()
    leg_regio_vast(db, regio, NU - timedelta(days=30), oefen=True, klok=NU)
    open_pot(db, iban=regio.pot.rekening, nu=NU)
    deelnemers = [deelnemer.organisatie for deelnemer in regio.deelnemers]
    rekeningen = {o.id: o.rekening or "" for o in regio.organisaties}
    for naam in deelnemers:
        registreer_partij(db, naam, rekeningen[naam], Partijsoort.DEELNEMER)
    registreer_partij(db, AANBIEDER, IBAN, Partijsoort.AANBIEDER)
    registreer_partij(db, "gemeente_houten", rekeningen["gemeente_houten"], Partijsoort.BETALER)
    registreer_sleutel(db, Sleutelversie("v1", date(2026, 1, 1), dict.fromkeys(deelnemers, 1)))
    oormerk = {deelnemer.organisatie: deelnemer.oormerk for deelnemer in regio.deelnemers}
    for naam in deelnemers:
        inleg = EURO("10.000")
        for gebeurtenis in (
            Toezegging(datum=VANDAAG, deelnemer=naam, bedrag=inleg, oormerk=oormerk[naam]),
            Bankregel(datum=VANDAAG, regel=f"inleg-{naam}", bedrag=inleg),
            Storting(datum=VANDAAG, regel=f"inleg-{naam}", deelnemer=naam, bedrag=inleg, oormerk=oormerk[naam]),
        ):
            boek(db, SYSTEEM, gebeurtenis, sleutel=sleutel(), nu=NU)
    breng_casus_in(db, CASUS)


def breng_casus_in(db: Sessie, nummer: str, status: str = "besloten") -> None:
    db.add(
        CasusRij(
            nummer=nummer, bron="proef", extern_id=nummer, versie=1, proces="1", status=status, status_sinds=VANDAAG,
            aangemeld_op=NU, aanmelder_organisatie="school_eigen_wijs", gemeente="Zeist", leeftijdsband="12-15",
            verzuim="absoluut", eerste_signaal=VANDAAG, gewenste_start=VANDAAG, spoed=False, gedwongen_kader=False,
            veiligheid=False, vraag="Wie betaalt de begeleiding?", kenmerken={},
        )
    )  # fmt: skip
    db.flush()


def doe(db: Sessie, gebruiksgeval: Callable[..., Uitkomst], wie: Gebruiker, opdracht: Any, dagen: int = 0) -> Uitkomst:
    """Call a use case some days after the start, with a key of its own; a refusal leaves nothing behind."""
    with db.begin_nested():
        return gebruiksgeval(db, wie, opdracht, sleutel=sleutel(), versie=0, nu=NU + timedelta(days=dagen))


def een_reservering(db: Sessie, bedrag: str = "8.400", **anders: Any) -> str:
    velden: dict[str, Any] = {
        "casus": CASUS,
        "besluit": "B-1",
        "regel": "1",
        "aanbieder": AANBIEDER,
        "bedrag": EURO(bedrag),
        "wet": "jeugdwet",
        "taakveld": "6.751",
        "van": date(2026, 10, 12),
        "tot": date(2027, 1, 10),
        "mandaten": (),
        "door": ("tess_teambaas", "dorien_directeur"),
        "sleutel": sleutel(),
        "nu": NU,
    }
    return d.reserveer_lijn(db, VERA, **(velden | anders))


def een_opdracht(lijn: str = LIJN, bedrag: str | None = None) -> Verplichtingsopdracht:
    return Verplichtingsopdracht(
        formaat="doorbraak-verplichting/1",
        lijn=lijn,
        bedrag=EURO(bedrag) if bedrag else None,
        aanbieder_getoetst_op=VANDAAG,
    )


def een_factuur(
    lijn: str = LIJN, bedrag: str = "8.400,00", nummer: str = "2026-118", iban: str = IBAN
) -> d.Factuurbestand:
    return d.Factuurbestand(
        "factuur.yaml",
        f"""
formaat: doorbraak-factuur/1
nummer: "{nummer}"
orderreferentie: {lijn}
factuurdatum: 2026-10-05
vervaldatum: 2026-11-04
bedrag: "{bedrag}"
iban: {iban}
""",
    )


def een_prestatieakkoord(nummer: str = "2026-118") -> d.Prestatieakkoord:
    return d.Prestatieakkoord(AANBIEDER, nummer, "Tien bijeenkomsten gehouden volgens de school.", niet_elders=True)


def een_aandeel(betaler: str, **anders: Any) -> Aandeel:
    return Aandeel(
        betaler=betaler, wet="jeugdwet", artikel="2.3", gehoord_op=VANDAAG, gehoord="Ziet het ook zo.", **anders
    )


def een_besluit(uitkomst: str, *aandelen: Aandeel, lijn: str = LIJN, **anders: Any) -> Uitzoek:
    velden: dict[str, Any] = {
        "formaat": "doorbraak-uitzoek/1",
        "lijn": lijn,
        "uitkomst": Uitzoekuitkomst(uitkomst),
        "beslist_op": VANDAAG,
        "beslist_door": ("ursula_uitzoek", "ulla_uitkomst"),
        "aandelen": aandelen,
        "onderbouwing": ("Woonadres en ondersteuningsplan bekeken.",),
    }
    return Uitzoek(**(velden | anders))


def zestig_veertig() -> Uitzoek:
    return een_besluit("gedeeld", een_aandeel("gemeente_zeist", gewicht=60), een_aandeel("swv_zout", gewicht=40))


def een_betwisting(betaler: str = "gemeente_zeist", ontvangen: date = VANDAAG) -> Betwistingsbrief:
    return Betwistingsbrief(
        formaat="doorbraak-betwisting/1",
        lijn=LIJN,
        betaler=betaler,
        grond="woonplaats",
        reden="De jeugdige woonde toen al elders.",
        eigen_poging="Gebeld met de onderzoeker.",
        ontvangen_op=ontvangen,
    )


def een_handhaving() -> Handhaving:
    return Handhaving(formaat="doorbraak-handhaving/1", lijn=LIJN, antwoord="Het adres in de periode is nagegaan.")


def tot_voorgefinancierd(db: Sessie, bedrag: str = "8.400,00") -> str:
    """Reserve, order, invoice and confirm one line; return its number."""
    lijn = een_reservering(db, bedrag)
    doe(db, d.verplicht, BAS, een_opdracht(lijn))
    doe(db, d.lees_factuur, BAS, een_factuur(lijn, bedrag))
    doe(db, d.prestatieakkoord, PIEN, een_prestatieakkoord())
    return lijn


def tot_onderzoek(db: Sessie, bedrag: str = "8.400,00") -> str:
    lijn = tot_voorgefinancierd(db, bedrag)
    doe(db, d.open_onderzoek, SYSTEEM, d.Onderzoek(lijn))
    return lijn


def tot_verrekening(db: Sessie) -> str:
    """Share a line of 8.400,00 sixty to forty and send the claims."""
    lijn = tot_onderzoek(db)
    doe(db, d.uitzoekbesluit, URSULA, zestig_veertig())
    doe(db, d.verrekenen, KARIN, d.Lijnstap(lijn))
    return lijn


def betaald(db: Sessie, betaler: str, bedrag: Geld, dagen: int = 10) -> None:
    """A payer pays (part of) its claim and the money is matched."""
    from budget.grootboek.begrippen import Ontvangst

    regel, nu = f"ontvangst-{next(_TELLER)}", NU + timedelta(days=dagen)
    op = nu.date()
    boek(db, SYSTEEM, Bankregel(datum=op, regel=regel, bedrag=bedrag), sleutel=sleutel(), nu=nu)
    ontvangst = Ontvangst(datum=op, regel=regel, betaler=betaler, casus=CASUS, bedrag=bedrag, besluit=LIJN)
    boek(db, SYSTEEM, ontvangst, sleutel=sleutel(), nu=nu)
