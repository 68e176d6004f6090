"""The rule about departures: the other rules, asked about the day somebody has left."""

from __future__ import annotations

from datetime import date

from budget.basis.klok import datum_lang
from engine.netwerk.beeld import Beeld
from engine.netwerk.begrippen import Bevinding
from engine.netwerk.regels.overzicht import VASTGESTELD, bevinding
from engine.netwerk.teksten import Schrijver
from engine.netwerk.wat_als import wat_als


def vertrekrisico(beeld: Beeld) -> list[Bevinding]:
    """R13: somebody leaves within `vertrek_dagen`, no vervanger is on record, and something breaks then.

    Only what is new and of severity 2 or more counts; a vervanger must be in service on that day; a renewed
    contract is no departure. Repair: a warm hand-over before that day. One evaluation per leaver.
    Source: Rapport rekenkamer ("Het is dan afhankelijk van de betrokken professionals").
    """
    mensen = sorted({*beeld.professionals, *beeld.regisseurs} - set(beeld.organisaties))
    return [gevonden for p in mensen if (gevonden := _bij_vertrek(beeld, p)) is not None]


def _bij_vertrek(beeld: Beeld, p: str) -> Bevinding | None:
    gevolgen: dict[tuple[str, frozenset[str]], Bevinding] = {}
    data: list[date] = []
    for organisatie in beeld.dienst.werkgevers(p, beeld.t):
        einde = beeld.dienst.einde_dienst(p, organisatie)
        if einde is None or (einde - beeld.t).days > beeld.drempels.vertrek_dagen:
            continue
        rijen = [r for r in beeld.dienst.aanstellingen[p] if r.naar == organisatie and r.geldt(beeld.t)]
        if any(r.vervanger and beeld.dienst.in_dienst(r.vervanger, einde) for r in rijen):
            continue
        ernstig = [b for b in wat_als(beeld, p, organisatie) if b.ernst >= 2]
        if ernstig:
            data.append(einde)
            gevolgen.update((b.sleutel, b) for b in ernstig)
    if not data:
        return None

    def zin(s: Schrijver) -> str:
        teksten = (b.tekst if s.namen else b.zaaltekst for b in gevolgen.values())
        dan = " ".join(t.removesuffix(" Klopt dat?") for t in teksten)
        return f"{s.naam(p)} vertrekt op {datum_lang(min(data))}. Dan: {dan}"

    bewijs = [r.id for r in beeld.dienst.aanstellingen[p] if r.geldig_tot in data]
    return bevinding(beeld, "vertrekrisico", [p], VASTGESTELD, 2, zin, bewijs=bewijs, vraag_aan=[p])
