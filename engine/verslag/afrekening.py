"""The afrekening of a participant over one year, from three sources that must agree.

Capital from the movements on account 2000, claims from their sub-ledger, shares from the key versions; each is set
beside the balance of the ledger.
"""

from __future__ import annotations

from datetime import date, datetime

from budget.basis.gebruiker import Gebruiker, Rol
from budget.basis.klok import dag
from budget.basis.transactie import Sessie
from budget.grootboek.regels.verdelen import verdeel
from budget.grootboek.vragen import gesloten_tot
from budget.verslag import lezen
from budget.verslag.begrippen import Kijk, Mutatie
from engine.casus.weigeringen import NietBevoegd
from engine.inzage.logboek import Handeling, log
from engine.pot.vragen import GROOTBOEK_LEZEN, eis_rol
from engine.register.vragen import organisatie, regeling
from engine.verslag.begrippen import Aansluiting, Afrekening, Potlastregel, Sleutelaandeel, Vorderingregel
from engine.verslag.indeling import Indeling, lees_indeling
from engine.verslag.weigeringen import DeelnemerOnbekend, JaarZonderBoekingen

_INGELEGD = ("storting", "storting_storno")
_REKENINGEN = ("1200", "1310", "1315", "1710", "2000")


def afrekening(
    db: Sessie, wie: Gebruiker, deelnemer: str, jaar: int, nu: datetime, *, handeling: Handeling = Handeling.LEZEN
) -> Afrekening:
    """Return the afrekening of one participant; a financier asks for the own body only.

    Leaves a line in the access log. Refusals: niet_bevoegd, deelnemer_onbekend, jaar_zonder_boekingen. O(boekingen).
    """
    wat = f"de afrekening van {deelnemer} bekijken"
    eis_rol(wie, (*GROOTBOEK_LEZEN, Rol.FINANCIER), wat)
    if wie.rol is Rol.FINANCIER and wie.organisatie != deelnemer:
        raise NietBevoegd(wat, [f"de financier van {deelnemer}", "kassier"])
    if deelnemer not in (bekend := lezen.deelnemers(db)):
        raise DeelnemerOnbekend(deelnemer, bekend)
    eis_jaar(db, jaar)
    uit = _stel_op(db, deelnemer, jaar, nu)
    casussen = sorted({v.casus for v in uit.vorderingen})
    log(db, wie, handeling, casussen, nu, object_=f"afrekening/{deelnemer}/{jaar}")
    return uit


def eis_jaar(db: Sessie, jaar: int) -> None:
    """Refuse (jaar_zonder_boekingen) a year in which nothing was booked."""
    if jaar not in (jaren := lezen.boekjaren(db)):
        raise JaarZonderBoekingen(jaar, jaren)


def _stel_op(db: Sessie, deelnemer: str, jaar: int, nu: datetime) -> Afrekening:
    einde = date(jaar, 12, 31)
    kijk = Kijk(over=einde)
    indeling = lees_indeling(db, kijk)
    eigen = [m for m in lezen.mutaties(db, _REKENINGEN, kijk) if m.dimensies[0] == deelnemer]
    kapitaal = lezen.kapitaal(db, deelnemer, jaar)
    begin = kapitaal.pop("begin", 0)
    # Who takes part gets shares booked (aangewend), pays in and may get money back.
    ingelegd = sum(kapitaal.pop(soort, 0) for soort in _INGELEGD)
    aangewend = -kapitaal.pop("jaarverdeling", 0)
    terugbetaald = -sum(kapitaal.values())
    eind = begin + ingelegd - aangewend - terugbetaald
    vorderingen = _vorderingen(db, deelnemer, kijk, eigen, indeling)
    lasten = lezen.potkosten(db, jaar)
    aandelen = _aandelen(db, deelnemer, lasten)
    verdeeld = lezen.is_verdeeld(db, jaar)
    tot = gesloten_tot(db)
    gevonden = organisatie(db, deelnemer)
    controle = [
        Aansluiting("Saldo", eind, -_som(eigen, "2000")),
        Aansluiting("Openstaand", sum(v.open for v in vorderingen), _som(eigen, "1310", "1315")),
    ]
    if verdeeld:
        geboekt = lezen.verdeeld_aan(db, deelnemer, jaar)
        controle.append(Aansluiting("Aandeel in de potkosten", sum(a.aandeel for a in aandelen), geboekt))
    return Afrekening(
        deelnemer=deelnemer,
        naam=deelnemer if gevonden is None else gevonden.naam,
        pot=regeling(db, "pot", dag(nu)).inhoud["naam"],
        jaar=jaar,
        op=min(einde, dag(nu)),
        begin=begin,
        ingelegd=ingelegd,
        aangewend=aangewend,
        terugbetaald=terugbetaald,
        eind=eind,
        nog_te_storten=_som(eigen, "1200"),
        terug_te_ontvangen=-_som(eigen, "1710"),
        vorderingen=vorderingen,
        potlasten=_potlasten(lasten, indeling),
        aandelen=aandelen,
        verdeeld=verdeeld,
        open_periode=tot is None or tot < einde,
        aansluiting=tuple(controle),
    )


def _vorderingen(
    db: Sessie, deelnemer: str, kijk: Kijk, eigen: list[Mutatie], indeling: Indeling
) -> tuple[Vorderingregel, ...]:
    regels = []
    for v in lezen.vorderingdelen(db, deelnemer, kijk):
        wet, artikel = indeling.aandeel(v.besluit, deelnemer)
        betwist = sum(m.cents for m in eigen if m.rekening == "1315" and m.dimensies[1:] == (v.casus, v.besluit))
        regels.append(
            Vorderingregel(
                v.nummer, v.casus, v.besluit, wet, artikel, indeling.besluiten.get((v.casus, v.besluit), ""), v.sinds,
                v.gevorderd, v.ontvangen, v.afgeschreven, v.open, betwist,
            )
        )  # fmt: skip
    return tuple(regels)


def _potlasten(lasten: dict[tuple[str, ...], int], indeling: Indeling) -> tuple[Potlastregel, ...]:
    """Add up the costs per key version, law and taakveld; casussen of others stay out."""
    sommen: dict[tuple[str, str, str], int] = {}
    for (code, *dimensies), cents in lasten.items():
        m = Mutatie(code, tuple(dimensies), date.min, cents)
        plaats = (dimensies[1], indeling.wet(m), indeling.taakveld(m))
        sommen[plaats] = sommen.get(plaats, 0) + cents
    return tuple(Potlastregel(*plaats, cents) for plaats, cents in sorted(sommen.items()) if cents)


def _aandelen(db: Sessie, deelnemer: str, lasten: dict[tuple[str, ...], int]) -> tuple[Sleutelaandeel, ...]:
    """Split the costs of every key version as the year-end does, and take the share of one participant."""
    per_sleutel: dict[str, int] = {}
    for rekening, cents in lasten.items():
        per_sleutel[rekening[2]] = per_sleutel.get(rekening[2], 0) + cents
    uit = []
    for sleutel, kosten in sorted(per_sleutel.items()):
        gewichten = lezen.sleutelgewichten(db, sleutel)
        if kosten and sum(gewichten.values()):
            aandeel = verdeel(kosten, gewichten).get(deelnemer, 0)
            uit.append(Sleutelaandeel(sleutel, gewichten.get(deelnemer, 0), sum(gewichten.values()), kosten, aandeel))
    return tuple(uit)


def _som(mutaties: list[Mutatie], *codes: str) -> int:
    return sum(m.cents for m in mutaties if m.rekening in codes)
