"""Reader of MT940 and MT940S: statements per :20:, with or without the envelope of the bank.

Written by hand and not with the package mt-940, which is the independent judge in the tests: an unreadable field must
be named with its line, an adjusted date must be reported, the text of an unreadable field must reach no log, and a
large file may cost no memory. Source: SWIFT MT940 Customer Statement Message, Standards Release 2020.
"""

from __future__ import annotations

import codecs
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import partial

from budget.bank.begrippen import Afschrift, Bankregel, Blad, Opmerking, Reden, Regels, Sleutel, op_volgorde
from budget.bank.bron import Geweigerd, Openen, regels_van
from budget.bank.herlezen import verzamel
from budget.bank.mt940_tekst import ontleed
from budget.bank.waarden import (
    MUNT,
    kenmerk_of_niets,
    laatste_van_de_maand,
    lees_cents,
    maak_dag,
    schone_rekening,
)

_VELD = re.compile(r":(\d{2}[A-Z]?):")
_OMSLAG = re.compile(r"\{2:[IO](\d{3})")
_EINDE = re.compile(r"-\}?(\{5:.*)?")
_SALDO = re.compile(r"([CD])(\d{6})([A-Z]{3})([\d.,]+)")
_REGEL = re.compile(
    r"(?P<valuta>\d{6})(?P<boek>\d{4}|[ ]{4})?(?P<kant>R?[CD])(?P<fonds>[A-Z])?(?P<bedrag>[\d.,]+)"
    r"(?P<code>[A-Z][A-Z0-9 ]{3})?(?P<rest>.*)"
)
_ALLEEN_BEDRAG = frozenset({"60F", "60M", "62F", "62M", "64", "65"})
_ANDERE_SOORT = {"13D": "MT942", "34F": "MT942", "90C": "MT942", "90D": "MT942"}


@dataclass(slots=True)
class _Veld:
    tag: str
    regelnr: int
    regels: list[str]
    na_einde: bool = False

    @property
    def tekst(self) -> str:
        return self.regels[0].strip()


@dataclass(slots=True)
class _Bericht:
    """One statement while its fields go by."""

    regelnr: int
    referentie: bool = False
    rekening: str = ""
    nummer: str = ""
    begin: tuple[int | None, date | None] | None = None
    einde: tuple[int | None, date | None] | None = None
    eerste: bool = True
    laatste: bool = True
    munt: str = MUNT
    aantal: int = 0
    som: int = 0
    telling: Counter[Sleutel] = field(default_factory=Counter)
    redenen: set[Reden] = field(default_factory=set)
    opmerkingen: set[Opmerking] = field(default_factory=set)


def is_swift(open_: Openen) -> bool:
    """Say whether the file has SWIFT fields: a line that starts with a tag, or the envelope of a message."""
    with open_() as stroom:
        for nr, regel in enumerate(regels_van(stroom)):
            if _VELD.match(regel.decode("latin-1").removeprefix("ï»¿")) or regel.startswith(b"{1:"):
                return True
            if nr > 100:
                break
    return False


def lees_mt940(open_: Openen, *, vasthouden: int) -> Iterator[Afschrift]:
    """Give the statements of an MT940 file; at most `vasthouden` lines are held, the rest is read again when needed.

    Raises Geweigerd: ONLEESBAAR (field and line are named), VERKEERDE_BERICHTSOORT, ONVOLLEDIG_BERICHT. Nothing may be
    stored before this has come to its end. O(size of the file).
    """
    tekenset = _tekenset(open_)
    yield from verzamel(partial(_doorloop, open_, tekenset), vasthouden)


def _tekenset(open_: Openen) -> str:
    """UTF-8 when every byte fits, else Latin-1, in which every byte fits."""
    decoder = codecs.getincrementaldecoder("utf-8-sig")()
    with open_() as stroom:
        try:
            while blok := stroom.read(1 << 16):
                decoder.decode(blok)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return "latin-1"
    return "utf-8-sig"


def _velden(open_: Openen, tekenset: str) -> Iterator[_Veld]:
    """Give the fields in order; the envelope and what stands between messages is left out."""
    veld: _Veld | None = None
    na_einde = False
    with open_() as stroom:
        for regelnr, ruw in enumerate(regels_van(stroom), 1):
            regel = ruw.decode(tekenset if regelnr == 1 else tekenset.removesuffix("-sig"), errors="replace").rstrip(
                "\r\n"
            )
            if omslag := _OMSLAG.search(regel):
                if omslag[1] != "940":
                    raise Geweigerd(
                        Reden.VERKEERDE_BERICHTSOORT, f"dit is MT{omslag[1]}, geen afschrift", f"MT{omslag[1]}"
                    )
                regel = regel.rpartition("{4:")[2]
            elif regel.startswith("{1:"):
                regel = regel.rpartition("{4:")[2]
            if gevonden := _VELD.match(regel):
                if veld is not None:
                    yield veld
                veld = _Veld(gevonden[1], regelnr, [regel[gevonden.end() :]], na_einde)
                na_einde = na_einde and veld.tag != "20"
            elif _EINDE.fullmatch(regel.strip()):
                if veld is not None:
                    yield veld
                veld, na_einde = None, True
            elif veld is not None:
                veld.regels.append(regel)
    if veld is not None:
        yield veld


def _doorloop(open_: Openen, tekenset: str) -> Iterator[Bankregel | Afschrift]:
    bericht: _Bericht | None = None
    open_regel: tuple[_Veld, list[str]] | None = None
    for veld in _velden(open_, tekenset):
        if veld.tag in _ANDERE_SOORT:
            soort = _ANDERE_SOORT[veld.tag]
            raise Geweigerd(Reden.VERKEERDE_BERICHTSOORT, f"dit is {soort}, geen afschrift", soort)
        if veld.tag == "86":
            if open_regel is not None:
                open_regel[1].extend(veld.regels)
            continue
        if open_regel is not None and bericht is not None:
            regel = _lees_regel(*open_regel, bericht)
            if regel is not None:
                yield regel
        open_regel = None
        if bericht is None or _nieuw_bericht(veld, bericht):
            if bericht is not None:
                yield _afschrift(bericht, tekenset)
            bericht = _Bericht(
                veld.regelnr,
                rekening=bericht.rekening if bericht and veld.tag != "20" else "",
                referentie=veld.tag == "20" or bericht is not None,
            )
        if veld.tag == "61":
            open_regel = (veld, [])
        else:
            _lees_veld(veld, bericht)
    if bericht is None:
        raise Geweigerd(Reden.ONVOLLEDIG_BERICHT, "het bericht heeft geen afschrift", "MT940")
    if open_regel is not None:
        regel = _lees_regel(*open_regel, bericht)
        if regel is not None:
            yield regel
    yield _afschrift(bericht, tekenset)


def _nieuw_bericht(veld: _Veld, bericht: _Bericht) -> bool:
    """A statement starts at :20:, or where a closed one is followed by the head of another under the same :20:."""
    if veld.tag == "20":
        return True
    return bericht.einde is not None and veld.tag[:2] in {"25", "28", "60"}


def _lees_veld(veld: _Veld, bericht: _Bericht) -> None:
    match veld.tag:
        case "25" | "25P":
            bericht.rekening = _rekening(veld.tekst)
        case "28" | "28C":
            bericht.nummer = veld.tekst
        case "60F" | "60M":
            bericht.begin = _saldo(veld, bericht)
            bericht.eerste = veld.tag == "60F"
        case "62F" | "62M":
            bericht.einde = _saldo(veld, bericht)
            bericht.laatste = veld.tag == "62F"
        case "64" | "65":
            _saldo(veld, None)


def _saldo(veld: _Veld, bericht: _Bericht | None) -> tuple[int | None, date | None]:
    gelezen = _SALDO.fullmatch(veld.tekst)
    if gelezen is None:
        raise _onleesbaar(veld)
    kant, dag, munt, bedrag = gelezen.groups()
    cents = lees_cents(bedrag)
    if bericht is not None:
        if munt != MUNT:
            bericht.munt = munt
            bericht.redenen.add(Reden.ANDERE_VALUTA)
        if cents is None:
            bericht.redenen.add(Reden.BEDRAG_ONGELDIG)
    return -cents if kant == "D" and cents is not None else cents, maak_dag(*_jjmmdd(dag))


def _lees_regel(veld: _Veld, regels_86: list[str], bericht: _Bericht) -> Bankregel | None:
    gelezen = _REGEL.fullmatch(veld.tekst)
    if gelezen is None:
        raise _onleesbaar(veld)
    bericht.aantal += 1
    valuta, boekdatum = _datums(gelezen["valuta"], (gelezen["boek"] or "").strip(), bericht)
    cents = lees_cents(gelezen["bedrag"])
    if cents is None:
        bericht.redenen.add(Reden.BEDRAG_ONGELDIG)
        return None
    # RC takes back a credit, RD a debit.
    cents = cents if gelezen["kant"] in {"C", "RD"} else -cents
    bericht.som += cents
    if cents == 0:
        bericht.opmerkingen.add(Opmerking.NULBEDRAG)
        return None
    if boekdatum is None:
        bericht.redenen.add(Reden.DATUM_ONGELDIG)
        return None
    bericht.telling[boekdatum, cents] += 1

    eigen, _, bank = gelezen["rest"].partition("//")
    eigen = eigen.strip()
    tekst = ontleed(regels_86)
    rekening, kenmerk, eindtoteind = _referentie(eigen, tekst.tegenrekening)
    aanvulling = " ".join(" ".join(veld.regels[1:]).split())
    return Bankregel(
        volgnr=bericht.aantal,
        boekdatum=boekdatum,
        valutadatum=valuta,
        cents=cents,
        naam=tekst.naam or (aanvulling if rekening else ""),
        tegenrekening=tekst.tegenrekening or rekening,
        bic=tekst.bic,
        omschrijving=tekst.omschrijving or ("" if rekening else aanvulling),
        kenmerk=tekst.kenmerk or kenmerk,
        eindtoteind=tekst.eindtoteind or eindtoteind,
        retour=tekst.retour,
        omkering=gelezen["kant"].startswith("R"),
        bankreferentie=bank.strip(),
        transactiecode=tekst.transactiecode or (gelezen["code"] or "").strip(),
    )


_VERWIJZING = frozenset({"EREF", "PREF", "MARF", "NONREF", "NOREF"})
_LIJKT_REKENING = re.compile(r"[A-Z]{2}\d{2}[A-Z]{4}[A-Z0-9]{8,22}")
_LIJKT_KENMERK = re.compile(r"\d{16}|RF\d{2}[A-Z0-9]{1,21}")


def _referentie(eigen: str, tegenrekening: str) -> tuple[str, str, str]:
    """Say what the reference of :61: is: an account, a payment reference, or the owner's own reference."""
    if not eigen or eigen.upper() in _VERWIJZING or (tegenrekening and tegenrekening.startswith(eigen)):
        return "", "", ""
    if _LIJKT_REKENING.fullmatch(eigen):
        return eigen, "", ""
    if _LIJKT_KENMERK.fullmatch(eigen):
        return "", eigen, ""
    return "", "", kenmerk_of_niets(eigen)


def _datums(valuta: str, boek: str, bericht: _Bericht) -> tuple[date | None, date | None]:
    """Return value date and booking date; the entry date has no year and takes that of the nearest value date."""
    jaar, maand, dagnr = _jjmmdd(valuta)
    waarde = maak_dag(jaar, maand, dagnr)
    ruw = waarde
    if waarde is None:
        bericht.opmerkingen.add(Opmerking.VALUTADATUM_AANGEPAST)
        waarde = laatste_van_de_maand(jaar, maand, dagnr)
    if not boek:
        return waarde, ruw
    kandidaten = [dag for j in (jaar - 1, jaar, jaar + 1) if (dag := maak_dag(j, int(boek[:2]), int(boek[2:])))]
    if not kandidaten:
        return waarde, None
    bij = waarde or date(jaar, 7, 1)
    return waarde, min(kandidaten, key=lambda dag: abs((dag - bij).days))


def _afschrift(bericht: _Bericht, tekenset: str) -> Afschrift:
    if not bericht.referentie or not bericht.rekening or bericht.begin is None:
        raise Geweigerd(
            Reden.ONVOLLEDIG_BERICHT, f"het bericht bij regel {bericht.regelnr} mist :20:, :25: of :60F:", "MT940"
        )
    if tekenset == "latin-1":
        bericht.opmerkingen.add(Opmerking.TEKENSET_AANGENOMEN)
    begin, begindatum = bericht.begin
    einde, einddatum = bericht.einde or (None, None)
    bladnr = bericht.nummer.partition("/")[2].strip()
    return Afschrift(
        soort="MT940",
        volgnr=0,
        nummer=bericht.nummer,
        rekening=bericht.rekening,
        munt=bericht.munt,
        begin=begin,
        einde=einde,
        begindatum=begindatum,
        einddatum=einddatum,
        aantal=bericht.aantal,
        som=None if Reden.BEDRAG_ONGELDIG in bericht.redenen else bericht.som,
        telling=bericht.telling,
        regels=Regels(),
        blad=Blad(int(bladnr) if bladnr.isdecimal() else 1, bericht.eerste, bericht.laatste),
        redenen=op_volgorde(Reden, bericht.redenen),
        opmerkingen=op_volgorde(Opmerking, bericht.opmerkingen),
    )


def _rekening(tekst: str) -> str:
    """Read :25:: the last part after a slash that has a digit, without spaces, dots, quotes and trailing currency."""
    delen = [deel for deel in tekst.split("/") if any(teken.isdigit() for teken in deel)]
    schoon = re.sub(r"[^0-9A-Z]", "", schone_rekening(delen[-1] if delen else tekst))
    return re.sub(r"(?<=\d)[A-Z]{3}$", "", schoon)


def _jjmmdd(tekst: str) -> tuple[int, int, int]:
    return 2000 + int(tekst[:2]), int(tekst[2:4]), int(tekst[4:])


def _onleesbaar(veld: _Veld) -> Geweigerd:
    return Geweigerd(Reden.ONLEESBAAR, f"veld :{veld.tag}: op regel {veld.regelnr} is niet te lezen", "MT940")
