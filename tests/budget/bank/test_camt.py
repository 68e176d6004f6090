"""Reading camt.053 and camt.054: what a line says, in every version, and what stays out."""

from __future__ import annotations

from datetime import date

import pytest

from budget.bank.begrippen import Afschrift, Bankregel, Blad, Opmerking, Reden
from budget.bank.bron import Grenzen
from budget.bank.lezen import lees_bestand
from tests.budget.bank.bouw import POT, ZEIST, Post, camt, een_afschrift, een_camt, een_post

DAG = "2026-11-24"


def lees(inhoud: bytes, **opties: object) -> Afschrift:
    bestand = lees_bestand("test.xml", inhoud, **opties)  # type: ignore[arg-type]
    assert bestand.redenen == (), bestand.toelichting
    return bestand.afschriften[0]


def een_regel(*posten: Post, versie: str = "08") -> Bankregel:
    return next(iter(lees(camt(posten, versie=versie)).regels))


@pytest.mark.parametrize("versie", ["02", "03", "04", "06", "08", "13"])
def test_een_bijschrijving_wordt_in_elke_versie_gelijk_gelezen(versie: str) -> None:
    afschrift = lees(
        camt(
            [Post(DAG, 408_020, "verrekening jeugd", "Gemeente Zeist", ZEIST, "RF65VV2026000010", "ZEIST-7")],
            versie=versie,
        )
    )
    assert list(afschrift.regels) == [
        Bankregel(
            volgnr=1,
            boekdatum=date(2026, 11, 24),
            valutadatum=date(2026, 11, 24),
            cents=408_020,
            naam="Gemeente Zeist",
            tegenrekening=ZEIST,
            omschrijving="verrekening jeugd",
            kenmerk="RF65VV2026000010",
            eindtoteind="ZEIST-7",
            transactiecode="544",
        )
    ]
    assert (afschrift.soort, afschrift.rekening) == (f"camt.053.001.{versie}", POT)
    assert (afschrift.begin, afschrift.som, afschrift.einde, afschrift.telt_op) == (100_000, 408_020, 508_020, True)
    getoetst = versie in {"02", "04", "08"}
    assert (Opmerking.VERSIE_NIET_GETOETST in afschrift.opmerkingen) is not getoetst


@pytest.mark.parametrize("versie", ["02", "04", "08"])
def test_wat_de_bouwer_schrijft_is_geldig_volgens_het_schema(versie: str) -> None:
    goed = camt([Post(DAG, 500, "tekst", "Naam", ZEIST)], versie=versie)
    assert lees(goed).opmerkingen == ()
    fout = goed.replace(b"<MsgId>TEST-1</MsgId>", b"")
    assert lees(fout).opmerkingen == (Opmerking.XSD_WIJKT_AF,)
    assert lees(fout, toets_xsd=False).opmerkingen == ()


def test_een_groot_bestand_dat_overal_afwijkt_krijgt_gewoon_de_opmerking() -> None:
    inhoud = camt([Post(DAG, 1)] * 1_100).replace(b"<BkTxCd><Prtry><Cd>544</Cd></Prtry></BkTxCd>", b"")
    afschrift = lees(inhoud)
    assert (afschrift.aantal, afschrift.opmerkingen) == (1_100, (Opmerking.XSD_WIJKT_AF,))


def test_een_omkering_keert_het_teken_niet_om() -> None:
    regel = een_regel(Post(DAG, -500, omkering=True))
    assert (regel.cents, regel.omkering) == (-500, True)


def test_een_retour_noemt_reden_en_de_partij_van_de_oude_betaling() -> None:
    post = een_post(Post(DAG, 60_000, retour="AC04", eindtoteind="VF-20"))
    partij = f"<RltdPties><Cdtr><Pty><Nm>De Brug</Nm></Pty></Cdtr><CdtrAcct><Id><IBAN>{ZEIST}</IBAN></Id></CdtrAcct>"
    post = post.replace("<RtrInf>", f"{partij}</RltdPties><RtrInf>")
    afschrift = een_afschrift(einde=160_000).replace("</Stmt>", f"{post}</Stmt>")
    (regel,) = lees(een_camt(afschrift)).regels
    assert (regel.retour, regel.naam, regel.tegenrekening, regel.eindtoteind) == ("AC04", "De Brug", ZEIST, "VF-20")


def test_het_eigen_woord_van_de_bank_voor_geen_kenmerk_is_geen_kenmerk() -> None:
    regel = een_regel(Post(DAG, 100, eindtoteind="NOTPROVIDED", kenmerk="NONREF"))
    assert (regel.eindtoteind, regel.kenmerk) == ("", "")


def test_afgebroken_tekstregels_worden_een_tekst() -> None:
    assert een_regel(Post(DAG, 100, "Betreft RF38VV2|026000011")).omschrijving == "Betreft RF38VV2 026000011"


def test_tekst_staat_soms_alleen_bij_de_post_zelf() -> None:
    regel = een_regel(Post(DAG, -250, extra="<AddtlNtryInf>kosten betalingsverkeer</AddtlNtryInf>"))
    assert regel.omschrijving == "kosten betalingsverkeer"


def test_een_moment_valt_op_zijn_dag_in_amsterdam() -> None:
    inhoud = camt([Post(DAG, 100)]).replace(
        b"<BookgDt><Dt>2026-11-24</Dt>", b"<BookgDt><DtTm>2026-11-23T23:30:00Z</DtTm>"
    )
    assert next(iter(lees(inhoud).regels)).boekdatum == date(2026, 11, 24)


def test_een_batch_heeft_delen_met_ieder_een_eigen_kenmerk() -> None:
    delen = [Post(DAG, 36_000, kenmerk="RF65VV2026000010"), Post(DAG, 52_500, "tweede", eindtoteind="ZELFDE")]
    regel = een_regel(Post(DAG, 88_500, delen=[*delen, Post(DAG, 0, eindtoteind="ZELFDE")]))
    assert [(deel.volgnr, deel.cents, deel.kenmerk) for deel in regel.delen] == [
        (1, 36_000, "RF65VV2026000010"),
        (2, 52_500, ""),
        (3, 0, ""),
    ]


@pytest.mark.parametrize(
    "delen",
    [
        pytest.param([Post(DAG, 36_000), Post(DAG, 1)], id="som klopt niet"),
        pytest.param([Post(DAG, 36_000), Post(DAG, 52_500, munt="USD")], id="andere munt"),
    ],
)
def test_een_batch_die_niet_optelt_blijft_een_regel(delen: list[Post]) -> None:
    afschrift = lees(camt([Post(DAG, 88_500, delen=delen)]))
    (regel,) = afschrift.regels
    assert (regel.cents, regel.delen) == (88_500, ())
    assert Opmerking.BATCH_TELT_NIET_OP in afschrift.opmerkingen


def test_delen_van_een_batch_zonder_richting_volgen_de_post() -> None:
    inhoud = camt([Post(DAG, -88_500, delen=[Post(DAG, -36_000), Post(DAG, -52_500)])], versie="02")
    assert [deel.cents for deel in next(iter(lees(inhoud).regels)).delen] == [-36_000, -52_500]


@pytest.mark.parametrize("status", ["PDNG", "INFO", "FUTR"])
@pytest.mark.parametrize("versie", ["02", "08"])
def test_een_post_die_niet_geboekt_is_telt_niet_mee(status: str, versie: str) -> None:
    afschrift = lees(camt([Post(DAG, 500), Post("", 7_777, status=status, munt="USD")], versie=versie))
    assert (afschrift.aantal, len(afschrift.regels), afschrift.telt_op) == (1, 1, True)
    # Version .02 does not know FUTR: its schema says so, the outcome is the same.
    assert set(afschrift.opmerkingen) - {Opmerking.XSD_WIJKT_AF} == {Opmerking(f"{status}_OVERGESLAGEN")}
    assert afschrift.redenen == ()


def test_een_nulbedrag_hoort_bij_het_afschrift_maar_wordt_geen_regel() -> None:
    afschrift = lees(camt([Post(DAG, 0), Post(DAG, 500)]))
    assert (afschrift.aantal, [regel.volgnr for regel in afschrift.regels]) == (2, [2])
    assert afschrift.opmerkingen == (Opmerking.NULBEDRAG,)


@pytest.mark.parametrize(
    ("bedrag", "goed"),
    [
        ("18.150", True),
        ("18.15000", True),
        ("18.1", True),
        ("18", True),
        ("18.155", False),
        ("-18.15", False),
        ("1e3", False),
        ("achttien", False),
        ("", False),
        ("9" * 16, False),
    ],
)
def test_bedragen_zijn_positief_met_hoogstens_twee_decimalen(bedrag: str, goed: bool) -> None:
    afschrift = lees(camt([Post(DAG, 1815, bedrag=bedrag)]))
    assert afschrift.redenen == (() if goed else (Reden.BEDRAG_ONGELDIG,))
    assert (afschrift.som is None) is not goed


def test_zonder_richting_is_een_bedrag_geen_bedrag() -> None:
    inhoud = camt([Post(DAG, 500)]).replace(b"<CdtDbtInd>CRDT</CdtDbtInd><Sts>", b"<Sts>")
    assert lees(inhoud).redenen == (Reden.BEDRAG_ONGELDIG,)


@pytest.mark.parametrize(
    "inhoud",
    [
        pytest.param(camt([Post(DAG, 500)], munt="USD"), id="rekening"),
        pytest.param(camt([Post(DAG, 500, munt="CHF")]), id="post"),
        pytest.param(camt([Post(DAG, 500)]).replace(b'"EUR">1005.00', b'"SEK">1005.00'), id="slotsaldo"),
    ],
)
def test_een_andere_munt_weigert_het_afschrift(inhoud: bytes) -> None:
    assert lees(inhoud).redenen == (Reden.ANDERE_VALUTA,)


@pytest.mark.parametrize("dag", ["", "2026-02-30", "24-11-2026", "2026-11-24T25:00:00"])
def test_zonder_echte_boekdatum_is_er_geen_afschrift(dag: str) -> None:
    assert lees(camt([Post(dag, 500, valuta=DAG)])).redenen == (Reden.DATUM_ONGELDIG,)


@pytest.mark.parametrize(
    ("valuta", "wordt"), [("2026-02-30", date(2026, 2, 28)), ("2024-02-30", date(2024, 2, 29)), ("2026-13-01", None)]
)
def test_een_onmogelijke_valutadatum_wordt_de_laatste_van_die_maand(valuta: str, wordt: date | None) -> None:
    afschrift = lees(camt([Post(DAG, 500, valuta=valuta)]))
    assert Opmerking.VALUTADATUM_AANGEPAST in afschrift.opmerkingen
    assert next(iter(afschrift.regels)).valutadatum == wordt


def test_alleen_geboekte_saldi_tellen() -> None:
    inhoud = camt([Post(DAG, 500)]).replace(b"<Cd>OPBD</Cd>", b"<Cd>PRCD</Cd>")
    assert lees(inhoud).begin == 100_000
    inhoud = inhoud.replace(b"<Cd>CLBD</Cd>", b"<Cd>CLAV</Cd>")
    assert lees(inhoud).einde is None


def test_van_meer_saldi_tellen_het_eerste_begin_en_het_laatste_slot() -> None:
    """A statement of several days may repeat its balances per day."""
    tussen = (
        "<Bal><Tp><CdOrPrtry><Cd>{soort}</Cd></CdOrPrtry></Tp>"
        '<Amt Ccy="EUR">7.00</Amt><CdtDbtInd>CRDT</CdtDbtInd><Dt><Dt>2026-11-24</Dt></Dt></Bal>'
    )
    afschrift = een_afschrift([Post(DAG, 500)])
    slot = afschrift.index("<Bal>", afschrift.index("<Bal>") + 1)
    met = afschrift[:slot] + tussen.format(soort="CLBD") + tussen.format(soort="OPBD") + afschrift[slot:]
    gelezen = lees(een_camt(met))
    assert (gelezen.begin, gelezen.einde) == (100_000, 100_500)


def test_rood_staan_is_een_negatief_saldo() -> None:
    afschrift = lees(camt([Post(DAG, 500)], begin=-1_000))
    assert (afschrift.begin, afschrift.einde, afschrift.telt_op) == (-1_000, -500, True)


@pytest.mark.parametrize(
    ("telling", "klopt"),
    [
        ("<TtlNtries><NbOfNtries>2</NbOfNtries><Sum>8.00</Sum></TtlNtries>", True),
        ("<TtlNtries><NbOfNtries>3</NbOfNtries></TtlNtries>", False),
        ("<TtlNtries><Sum>2.00</Sum></TtlNtries>", False),
        ("<TtlDbtNtries><NbOfNtries>1</NbOfNtries><Sum>3.00</Sum></TtlDbtNtries>", True),
        ("<TtlCdtNtries><NbOfNtries>0</NbOfNtries></TtlCdtNtries>", False),
    ],
)
def test_de_telling_van_de_bank_wordt_nagerekend(telling: str, klopt: bool) -> None:
    afschrift = lees(camt([Post(DAG, 500), Post(DAG, -300)], extra=f"<TxsSummry>{telling}</TxsSummry>"))
    assert (Opmerking.TELLING_WIJKT_AF in afschrift.opmerkingen) is not klopt


def test_een_aankondiging_mag_zonder_boekdatum() -> None:
    afschrift = lees(camt([Post("", 500, valuta="")], soort="054"))
    assert (afschrift.aankondiging, afschrift.redenen, len(afschrift.regels)) == (True, (), 1)
    with pytest.raises(ValueError, match="aankondiging"):
        _ = next(iter(afschrift.regels)).sleutel


def test_meer_rekeningen_en_dagen_in_een_bestand() -> None:
    bestand = lees_bestand(
        "x", een_camt(een_afschrift([Post(DAG, 1)]), een_afschrift([Post(DAG, 2)], rekening=ZEIST), een_afschrift())
    )
    assert [(a.volgnr, a.rekening, a.som) for a in bestand.afschriften] == [(1, POT, 1), (2, ZEIST, 2), (3, POT, 0)]


@pytest.mark.parametrize(
    ("kop", "blad", "verwacht"),
    [
        ("", None, Blad()),
        ("", (1, False), Blad(1, True, False)),
        ("", (2, True), Blad(2, False, True)),
        ("<MsgPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></MsgPgntn>", None, Blad(1, True, False)),
        ("<MsgPgntn><PgNb>1</PgNb><LastPgInd>YES</LastPgInd></MsgPgntn>", None, Blad(1, True, True)),
        ("<MsgPgntn><PgNb>1</PgNb><LastPgInd>false</LastPgInd></MsgPgntn>", (1, True), Blad(1, True, True)),
    ],
)
def test_de_bladzijde_van_het_afschrift_gaat_voor_die_van_het_bericht(
    kop: str, blad: tuple[int, bool] | None, verwacht: Blad
) -> None:
    assert lees(een_camt(een_afschrift([Post(DAG, 1)], blad=blad), kop=kop)).blad == verwacht


def test_het_document_mag_een_voorvoegsel_en_een_omslag_hebben() -> None:
    kaal = camt([Post(DAG, 500)]).decode().partition("?>")[2]
    omslag = f"<Envelope><AppHdr/>{kaal}</Envelope>"
    assert lees(omslag.encode()).som == 500
    met = kaal.replace("xmlns=", "xmlns:b=").replace("</", "</b:").replace("<b:b:", "<b:")
    met = "".join(f"<b:{deel}" if deel and deel[0] not in "/?b!" else f"<{deel}" for deel in met.split("<")[1:])
    assert lees(met.encode()).som == 500


@pytest.mark.parametrize("vasthouden", [0, 1, 3, 100])
def test_regels_van_grote_bestanden_worden_opnieuw_gelezen(vasthouden: int) -> None:
    afschriften = [een_afschrift([Post(DAG, n * 10 + m) for m in range(1, 4)]) for n in range(3)]
    bestand = lees_bestand("x", een_camt(*afschriften), grenzen=Grenzen(regels_in_geheugen=vasthouden))
    verwacht = [[1, 2, 3], [11, 12, 13], [21, 22, 23]]
    assert [[regel.cents for regel in a.regels] for a in bestand.afschriften] == verwacht
    assert [len(a.regels) for a in bestand.afschriften] == [3, 3, 3]
    # Also in another order, twice, and after somebody stopped half-way.
    eerste, _, laatste = bestand.afschriften
    assert next(iter(eerste.regels)).cents == 1
    assert [[regel.cents for regel in a.regels] for a in (laatste, eerste, eerste)] == [
        verwacht[2],
        verwacht[0],
        verwacht[0],
    ]
