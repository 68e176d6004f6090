"""L1-L4: a receipt that names our reference (RF), with who pays and how much against what is open."""

from __future__ import annotations

import re

from budget.afletteren.begrippen import Bewijs, Doel, Doelsoort, Kandidaten, Niveau, OpenRegel, OpenVordering, Voorstel
from budget.bank.rf import schone_rf, zoek_rf

_NUMMER = re.compile(r"VV[0-9]{10}")


def met_kenmerk(regel: OpenRegel, k: Kandidaten) -> list[Voorstel]:
    """Match a credit by the references in it.

    One claim, known account of its payer, nothing disputed: L1 (amount = open) or L2 (less: part; more: the open
    amount, the surplus stays) go by themselves. Unknown account or another payer: L3, a proposal. Several claims: L4,
    by itself only when they are together the amount. A number without check digits, a disputed or settled claim: a
    proposal. O(length of the text).
    """
    if regel.open <= 0 or regel.is_teruggave:
        return []
    gevonden = _gezochte(regel, k)
    if not gevonden:
        return _op_nummer(regel, k)
    dubbelzinnig = any(len(k.per_kenmerk[kenmerk]) > 1 for kenmerk in gevonden)
    vorderingen = [v for kenmerk in gevonden for v in k.per_kenmerk[kenmerk]]
    open_ = [v for v in vorderingen if v.open > 0]
    bewijs = {v.nummer: gevonden[v.kenmerk] for v in vorderingen}
    if not open_:
        return [_gesloten(regel, v, bewijs[v.nummer], k) for v in vorderingen]
    if dubbelzinnig:
        return [_een(regel, v, bewijs[v.nummer], k, zeker=False) for v in open_]
    if len(open_) == 1:
        return [_een(regel, open_[0], bewijs[open_[0].nummer], k, zeker=len(vorderingen) == 1)]
    return [_meer(regel, open_, bewijs, k)]


def _gezochte(regel: OpenRegel, k: Kandidaten) -> dict[str, Bewijs]:
    """Return the references that we gave out, in the order in which they stand on the line."""
    gevonden: dict[str, Bewijs] = {}
    vast = schone_rf(regel.kenmerk)
    if vast in k.kenmerken:
        gevonden[vast] = Bewijs("kenmerk in het vaste veld", regel.kenmerk, 0, len(regel.kenmerk))
    for vondst in zoek_rf(regel.omschrijving, k.kenmerken):
        tekst = regel.omschrijving[vondst.begin : vondst.einde]
        gevonden.setdefault(vondst.kenmerk, Bewijs("kenmerk in de tekst", tekst, vondst.begin, vondst.einde))
    return gevonden


def _een(regel: OpenRegel, v: OpenVordering, kenmerk: Bewijs, k: Kandidaten, *, zeker: bool) -> Voorstel:
    bekend, rekening = _rekening(regel, v, k)
    cents = min(regel.open, v.open)
    bewijs = (kenmerk, rekening, _bedrag(regel.open, v.open), *_betwist(v))
    niveau = Niveau.L3 if not bekend else Niveau.L1 if regel.open == v.open else Niveau.L2
    doel = Doel(Doelsoort.VORDERING, v.nummer, cents)
    return Voorstel(niveau, (doel,), bewijs, automatisch=zeker and bekend and not v.betwist)


def _meer(regel: OpenRegel, vorderingen: list[OpenVordering], bewijs: dict[str, Bewijs], k: Kandidaten) -> Voorstel:
    rekeningen = [_rekening(regel, v, k) for v in vorderingen]
    som = sum(v.open for v in vorderingen)
    rest, doelen = regel.open, []
    for v in vorderingen:
        cents = min(rest, v.open)
        if cents:
            doelen.append(Doel(Doelsoort.VORDERING, v.nummer, cents))
            rest -= cents
    bekend = all(weet for weet, _ in rekeningen)
    uitleg = [*(bewijs[v.nummer] for v in vorderingen), *dict.fromkeys(b for _, b in rekeningen)]
    uitleg += [_bedrag(regel.open, som), *(b for v in vorderingen for b in _betwist(v))]
    zeker = bekend and som == regel.open and not any(v.betwist for v in vorderingen)
    return Voorstel(Niveau.L4 if bekend else Niveau.L3, tuple(doelen), tuple(uitleg), automatisch=zeker)


def _gesloten(regel: OpenRegel, v: OpenVordering, kenmerk: Bewijs, k: Kandidaten) -> Voorstel:
    """A reference of a claim with nothing open: what was given up after all, else too much."""
    _, rekening = _rekening(regel, v, k)
    if v.afgeschreven > 0:
        doel = Doel(Doelsoort.NAGEKOMEN, v.nummer, min(regel.open, v.afgeschreven))
        waarom = Bewijs("deze vordering was afgeschreven")
    else:
        doel = Doel(Doelsoort.TE_VEEL, v.betaler, regel.open)
        waarom = Bewijs("op deze vordering staat niets meer open", voor=False)
    return Voorstel(Niveau.L3, (doel,), (kenmerk, rekening, waarom))


def _op_nummer(regel: OpenRegel, k: Kandidaten) -> list[Voorstel]:
    """The number of a claim without its check digits: a typing error would go unseen, so never by itself."""
    dicht = _dicht(f"{regel.kenmerk}{regel.omschrijving}")
    gevonden = [v for nummer in nummers_in(regel) if (v := k.per_nummer.get(nummer)) is not None and v.open > 0]
    gevonden += [v for v in k.zonder_controle if _dicht(v.kenmerk) in dicht and v not in gevonden]
    return [
        Voorstel(
            Niveau.L3,
            (Doel(Doelsoort.VORDERING, v.nummer, min(regel.open, v.open)),),
            (
                Bewijs("vorderingsnummer zonder controlecijfers", v.nummer),
                _rekening(regel, v, k)[1],
                _bedrag(regel.open, v.open),
                *_betwist(v),
            ),
        )
        for v in gevonden
    ]


def nummers_in(regel: OpenRegel) -> tuple[str, ...]:
    """Return the numbers of claims that the line seems to name, in their order."""
    dicht = _dicht(f"{regel.kenmerk}{regel.omschrijving}")
    return tuple(dict.fromkeys(vondst.group() for vondst in _NUMMER.finditer(dicht)))


def _dicht(tekst: str) -> str:
    return "".join(tekst.upper().split())


def _rekening(regel: OpenRegel, v: OpenVordering, k: Kandidaten) -> tuple[bool, Bewijs]:
    partijen = k.van_rekening(regel.tegenrekening)
    if v.betaler in partijen:
        return True, Bewijs("rekening bekend van deze betaler", regel.tegenrekening)
    if partijen:
        namen = ", ".join(k.namen.get(partij, partij) for partij in sorted(partijen))
        return False, Bewijs(f"de rekening is van {namen}, niet van deze betaler", regel.tegenrekening, voor=False)
    if not regel.tegenrekening:
        return False, Bewijs("de bank noemt geen rekening van de betaler", voor=False)
    return False, Bewijs("rekening onbekend: wie betaalt hier?", regel.tegenrekening, voor=False)


def _bedrag(betaald: int, open_: int) -> Bewijs:
    if betaald == open_:
        return Bewijs("bedrag gelijk")
    return Bewijs("minder dan er open staat" if betaald < open_ else "meer dan er open staat", voor=False)


def _betwist(v: OpenVordering) -> list[Bewijs]:
    return [Bewijs("betwist: een betaling onder protest?", voor=False)] if v.betwist else []
