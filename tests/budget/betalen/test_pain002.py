"""The status report: which file, which payment, and what an unnamed payment may conclude."""

from __future__ import annotations

import pytest

from budget.basis.weigering import OnbruikbareInvoer
from budget.betalen.bericht.begrippen import Betaalstatus, Status
from budget.betalen.bericht.pain002 import lees_pain002, per_opdracht


def een_bericht(groep: str = "", *batches: str, versie: str = "10", bestand: str = "DT-7") -> bytes:
    status = f"<GrpSts>{groep}</GrpSts>" if groep else ""
    return (
        f'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:pain.002.001.{versie}"><CstmrPmtStsRpt>'
        f"<GrpHdr><MsgId>BANK-1</MsgId></GrpHdr>"
        f"<OrgnlGrpInfAndSts><OrgnlMsgId>{bestand}</OrgnlMsgId>{status}</OrgnlGrpInfAndSts>"
        f"{''.join(batches)}</CstmrPmtStsRpt></Document>"
    ).encode()


def een_batch(naam: str, status: str = "", *betalingen: str) -> str:
    eigen = f"<PmtInfSts>{status}</PmtInfSts>" if status else ""
    return f"<OrgnlPmtInfAndSts><OrgnlPmtInfId>{naam}</OrgnlPmtInfId>{eigen}{''.join(betalingen)}</OrgnlPmtInfAndSts>"


def een_status(nummer: str, status: str, reden: str = "", tekst: str = "") -> str:
    info = f"<StsRsnInf><Rsn><Cd>{reden}</Cd></Rsn><AddtlInf>{tekst}</AddtlInf></StsRsnInf>" if reden else ""
    return f"<TxInfAndSts><OrgnlEndToEndId>{nummer}</OrgnlEndToEndId><TxSts>{status}</TxSts>{info}</TxInfAndSts>"


def statussen(inhoud: bytes) -> tuple[dict[str, str], tuple[str, ...]]:
    gevonden, onbekend = per_opdracht(lees_pain002("s.xml", inhoud), [("A", "B1"), ("B", "B1"), ("C", "B2")])
    return {nummer: str(status) for nummer, status in gevonden.items()}, onbekend


@pytest.mark.parametrize("versie", ["03", "10"])
def test_een_deel_aangenomen_en_een_deel_afgewezen(versie: str) -> None:
    betalingen = een_status("A", "ACCP"), een_status("B", "RJCT", "AC04", "closed")
    inhoud = een_bericht("PART", een_batch("B1", "PART", *betalingen), versie=versie)
    bericht = lees_pain002("s.xml", inhoud)
    assert (bericht.soort, bericht.bericht, bericht.bestand) == (f"pain.002.001.{versie}", "BANK-1", "DT-7")
    assert bericht.groepen[0].betalingen[1] == ("B", Betaalstatus(Status.RJCT, "AC04", "closed"))
    assert statussen(inhoud) == ({"A": "ACCP", "B": "RJCT AC04"}, ())


def test_een_afgewezen_bestand_wijst_al_zijn_opdrachten_af() -> None:
    assert statussen(een_bericht("RJCT")) == ({"A": "RJCT", "B": "RJCT", "C": "RJCT"}, ())


def test_een_afgewezen_batch_wijst_alleen_zijn_eigen_opdrachten_af() -> None:
    assert statussen(een_bericht("PART", een_batch("B2", "RJCT"))) == ({"C": "RJCT"}, ())


def test_de_status_van_de_betaling_gaat_voor_die_van_het_geheel() -> None:
    inhoud = een_bericht("ACCP", een_batch("B1", "ACCP", een_status("B", "PDNG")))
    assert statussen(inhoud) == ({"A": "ACCP", "B": "PDNG", "C": "ACCP"}, ())


def test_een_onbekend_nummer_wordt_gemeld_en_nooit_geraden() -> None:
    assert statussen(een_bericht("PART", een_batch("B1", "", een_status("A2", "RJCT", "AM09")))) == ({}, ("A2",))


@pytest.mark.parametrize(
    ("inhoud", "plaats"),
    [
        (b"", "bestand"),
        (b"geen xml", "bestand"),
        (een_bericht("ACCP")[:-5], "bestand"),
        (een_bericht("ACCP").replace(b"<Document", b"<!DOCTYPE Document><Document"), "bestand"),
        (een_bericht("ACCP").replace(b"pain.002", b"camt.053"), "bestand"),
        (een_bericht("ACCP", bestand=""), "OrgnlMsgId"),
        (een_bericht("WAT"), "GrpSts"),
        (een_bericht("PART", een_batch("B1", "", een_status("A", "OK"))), "TxSts"),
    ],
)
def test_wat_geen_statusbericht_is(inhoud: bytes, plaats: str) -> None:
    with pytest.raises(OnbruikbareInvoer) as fout:
        lees_pain002("s.xml", inhoud)
    assert [(f.bestand, f.plaats) for f in fout.value.fouten] == [("s.xml", plaats)]
