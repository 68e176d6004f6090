"""The reference model: reversals, closing and IBAN changes."""

from __future__ import annotations

from collections import defaultdict
from datetime import date, timedelta

from budget.grootboek import begrippen as b
from budget.grootboek.simulatie.model import Boekstuk, Lijn, Model, Nee, Rekening, Stuk
from budget.grootboek.simulatie.model_geld import is_gedaan, resultaat

_POSITIEF = ("9100", "9200", "1200", "1300", "1310", "1315", "1320", "9500")
_NEGATIEF = ("1190", "1319", "1600", "1710", "2010", "9590")


def tegenboeking(m: Model, g: b.Tegenboeking) -> Stuk:
    stuk = m.boekstukken.get(g.van)
    if stuk is None or stuk.soort in ("bankregel", "tegenboeking", *b.ZONDER_BOEKING):
        raise Nee("niet_tegen_te_boeken")
    if g.van in m.terug:
        raise Nee("al_tegengeboekt")
    lijnen = [(credit, debet, cents) for debet, credit, cents in stuk.lijnen]
    if stuk.soort == "vrijval" and lijnen[0][2] > m.besluit:
        raise Nee("onvoldoende_beschikbaar")
    m.periode(g.datum)
    if rust_op(m, g.van, stuk, lijnen):
        raise Nee("latere_boeking")
    return lijnen, stuk.casus, []


def rust_op(m: Model, nummer: int, stuk: Boekstuk, lijnen: list[Lijn]) -> bool:
    na = dict(m.saldo)
    for debet, credit, cents in lijnen:
        na[debet] = na.get(debet, 0) + cents
        na[credit] = na.get(credit, 0) - cents
    for debet, credit, _ in lijnen:
        for rekening in (debet, credit):
            c, bank = na[rekening], m.regels.get(rekening[-1], 0) if rekening[0] == "1700" else 0
            if (rekening[0] in _POSITIEF and c < 0) or (rekening[0] in _NEGATIEF and c > 0):
                return True
            if rekening[0] == "1700" and not min(-bank, 0) <= c <= max(-bank, 0):
                return True
    if stuk.soort == "reservering" and m.geldig("vrijval", str(nummer)):
        return True
    if stuk.soort.startswith("uitzoekbesluit"):
        for (soort, _), feiten in m.feiten.items():
            nummers = [feit.post for feit in feiten if feit.post not in m.terug]
            if soort == "versie" and nummer in nummers and nummer != max(nummers):
                return True
    if stuk.soort == "jaarverdeling" and is_gedaan(m, "resultaatbestemming", stuk.jaar):
        return True
    return delen_breken(m, nummer)


def delen_breken(m: Model, nummer: int) -> bool:
    def klopt(d: dict[str, int]) -> bool:
        netto = d["ontvangen"] - d["gestorneerd"]
        return netto >= 0 and netto >= d["naar_1710"] and d["afgeschreven"] >= d["nagekomen"]

    for (soort, naam), feiten in list(m.feiten.items()):
        for feit in feiten:
            if soort == "deel" and feit.post == nummer:
                nu = m.delen(naam)
                straks = defaultdict(int, nu)
                straks[feit.wat["soort"]] -= feit.wat["cents"]
                if klopt(nu) and not klopt(straks):
                    return True
    return False


def open_van(m: Model, casus: str) -> bool:
    """Say whether anything of a casus is not zero."""
    facturen = {
        (naam.split("/")[0], feit.wat["nummer"])
        for (soort, naam), feiten in m.feiten.items()
        for feit in feiten
        if soort == "factuur" and feit.wat["casus"] == casus
    }
    for rekening, c in m.saldo.items():
        code = rekening[0]
        raakt = (
            (code in ("1300", "9100", "9200") and rekening[1] == casus)
            or (code in ("1310", "1315", "1320") and rekening[2] == casus)
            or (code == "1600" and rekening[1:] in facturen)
            or (code == "1190" and opdracht_van(m, rekening, facturen))
        )
        if raakt and c:
            return True
    return False


def opdracht_van(m: Model, rekening: Rekening, facturen: set[tuple[str, str]]) -> bool:
    return any((rekening[1], feit.wat["factuur"]) in facturen for feit in m.feiten["opdracht", rekening[2]])


def casus_sluiten(m: Model, g: b.CasusSluiten) -> Stuk:
    if open_van(m, g.casus):
        raise Nee("casus_niet_sluitbaar")
    m.gesloten.add(g.casus)
    return [], g.casus, []


def casus_heropenen(m: Model, g: b.CasusHeropenen) -> Stuk:
    m.gesloten.discard(g.casus)
    return [], g.casus, []


def periode_sluiten(m: Model, g: b.PeriodeSluiten) -> Stuk:
    if m.gesloten_tot is not None and g.tot <= m.gesloten_tot:
        raise Nee("periode_gesloten")
    eerste = min((stuk.datum for stuk in m.boekstukken.values()), default=g.tot)
    dag = m.gesloten_tot or eerste - timedelta(days=1)
    for jaar in range(dag.year, g.tot.year + 1):
        if dag < date(jaar, 12, 31) <= g.tot:
            if resultaat(m, jaar):
                raise Nee("jaar_niet_verdeeld")
            if any(c for r, c in m.saldo.items() if r[0] in ("9100", "9200") and r[2] == str(jaar)):
                raise Nee("open_memoposten")
    m.gesloten_tot = g.tot
    return [], "", []


def iban_wijziging(m: Model, g: b.IbanWijziging) -> Stuk:
    if g.door == g.bevestigd_door:
        raise Nee("vier_ogen")
    m.ibans.add(g.partij)
    m.wijzigers[g.partij][g.door] = m.post + 1
    (m.onbevestigd.discard if g.bevestigd_door else m.onbevestigd.add)(g.partij)
    return [], "", []
