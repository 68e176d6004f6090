"""From bytes to statements: what kind of file this is, what refuses it, and what it holds."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from budget.bank.begrippen import Bestand, Opmerking, Reden, op_volgorde
from budget.bank.bron import Geweigerd, Grenzen, Openen, Vorm, bekijk, openen, zip_leden
from budget.bank.camt import lees_camt
from budget.bank.iso20022 import lees_kop
from budget.bank.mt940 import is_swift, lees_mt940
from budget.bank.xsd import wijkt_af

STANDAARD = Grenzen()
_LEESBAAR = ("camt.053", "camt.054")


def lees_bestand(naam: str, bron: bytes | Path, *, grenzen: Grenzen = STANDAARD, toets_xsd: bool = True) -> Bestand:
    """Read a bank file as a whole: its statements, or the reason why it is refused (nothing of it may be stored).

    `naam` is the name that the user gave; nothing is concluded from it. A zip gives its members. `toets_xsd` compares
    camt with the official schema and only leads to a remark. O(size); memory does not grow with the number of lines
    above `grenzen.regels_in_geheugen`, but for the count of lines per day and amount.
    """
    open_ = openen(bron)
    vorm = bekijk(open_)
    if vorm.is_zip:
        try:
            _pas_op_grootte(vorm, grenzen)
            leden = zip_leden(open_, vorm.grootte, grenzen)
        except Geweigerd as fout:
            return _geweigerd(naam, vorm, fout)
        gelezen = tuple(_lees(lid, open_lid, bekijk(open_lid), grenzen, toets_xsd) for lid, open_lid in leden)
        return Bestand(naam, vorm.sha256, vorm.grootte, "zip", leden=gelezen)
    return _lees(naam, open_, vorm, grenzen, toets_xsd)


def _lees(naam: str, open_: Openen, vorm: Vorm, grenzen: Grenzen, toets_xsd: bool) -> Bestand:
    try:
        if not vorm.begin:
            raise Geweigerd(Reden.LEEG, "het bestand is leeg")
        _pas_op_grootte(vorm, grenzen)
        if vorm.is_xml:
            return _lees_xml(naam, open_, vorm, grenzen, toets_xsd)
        if is_swift(open_):
            afschriften = tuple(lees_mt940(open_, vasthouden=grenzen.regels_in_geheugen))
            return Bestand(naam, vorm.sha256, vorm.grootte, "MT940", afschriften=afschriften)
        raise Geweigerd(Reden.ONBEKEND_FORMAAT, "geen bericht van ISO 20022 en geen SWIFT-velden")
    except Geweigerd as fout:
        return _geweigerd(naam, vorm, fout)


def _lees_xml(naam: str, open_: Openen, vorm: Vorm, grenzen: Grenzen, toets_xsd: bool) -> Bestand:
    kop = lees_kop(open_)
    if kop.bericht not in _LEESBAAR:
        raise Geweigerd(Reden.VERKEERDE_BERICHTSOORT, f"dit is {kop.soort}, geen afschrift", kop.soort)
    if kop.versie < "02":
        raise Geweigerd(Reden.VERSIE_NIET_ONDERSTEUND, f"{kop.soort} heeft andere namen dan latere versies", kop.soort)
    afschriften = tuple(lees_camt(open_, kop, vasthouden=grenzen.regels_in_geheugen))
    # A pass of its own: a parser that also validates is not to be trusted to see a truncated file.
    if toets_xsd and wijkt_af(kop.soort, open_):
        afschriften = tuple(
            replace(a, opmerkingen=op_volgorde(Opmerking, (*a.opmerkingen, Opmerking.XSD_WIJKT_AF)))
            for a in afschriften
        )
    return Bestand(naam, vorm.sha256, vorm.grootte, kop.soort, afschriften=afschriften)


def _pas_op_grootte(vorm: Vorm, grenzen: Grenzen) -> None:
    if vorm.grootte > grenzen.groot:
        raise Geweigerd(Reden.TE_GROOT, f"het bestand is {vorm.grootte} bytes; hoogstens {grenzen.groot} mag")


def _geweigerd(naam: str, vorm: Vorm, fout: Geweigerd) -> Bestand:
    return Bestand(naam, vorm.sha256, vorm.grootte, fout.soort, fout.redenen, fout.toelichting)
