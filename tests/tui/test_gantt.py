"""The chart of a casus: what was used, what is left, what is late, and a far day that does not squeeze the rest."""

from __future__ import annotations

from datetime import UTC, date, datetime

from engine.termijnen.verloop import balk
from tui.viewmodels.gantt import gantt_vm, passende_gantt

VANDAAG = date(2026, 9, 15)
NU = datetime(2026, 9, 15, 10, tzinfo=UTC)


def een_balk(start, einde, status="open", klaar=None, versie=1, naam="triage"):
    gesloten = datetime(klaar.year, klaar.month, klaar.day, 10, tzinfo=UTC) if klaar else None
    regel = {"regel": {"naam": naam}}
    return balk(1, "hulp", "D_TRIAGE", regel, "voorzitter", start, einde, gesloten, status, versie, nu=NU)


def test_verbruikt_over_en_te_laat_zijn_te_zien():
    loopt = een_balk(date(2026, 9, 1), date(2026, 9, 29))
    laat = een_balk(date(2026, 9, 1), date(2026, 9, 8))
    gedaan = een_balk(date(2026, 9, 1), date(2026, 9, 8), "voldaan", date(2026, 9, 3))
    te_laat_gedaan = een_balk(date(2026, 9, 1), date(2026, 9, 3), "voldaan", date(2026, 9, 10), versie=2)
    chart = gantt_vm([loopt, laat, gedaan, te_laat_gedaan], VANDAAG, breedte=29)
    assert [r.balk for r in chart.rijen] == [
        "███████████████▒▒▒▒▒▒▒▒▒▒▒▒▒▒",
        "████████!!!!!!!              ",
        "███           |              ",
        "███!!!!!!!    |              ",
    ]
    assert [r.stand.split(",")[0] for r in chart.rijen] == ["loopt", "te laat", "op tijd gedaan", "te laat gedaan"]
    assert chart.rijen[3].stand.endswith("verschoven")
    assert chart.regels()[0].strip() == "sep"
    assert chart.regels()[1].startswith("triage")


def test_een_verre_dag_loopt_van_de_tekening_af():
    chart = gantt_vm([een_balk(date(2026, 9, 1), date(2031, 9, 1))], VANDAAG, breedte=40)
    assert chart.rijen[0].balk.endswith(">")
    assert (chart.tot - chart.van).days < 400


def test_een_casus_zonder_termijnen_is_een_lege_tekening():
    assert gantt_vm([], VANDAAG).rijen == ()


def test_een_vervallen_termijn_staat_er_met_stippen():
    chart = gantt_vm([een_balk(date(2026, 9, 1), date(2026, 9, 8), "vervallen", date(2026, 9, 2))], VANDAAG, breedte=15)
    assert set(chart.rijen[0].balk) == {"·", " ", "|"}


def test_elke_regel_past_op_het_scherm_en_heeft_een_leesbare_naam():
    lang = een_balk(date(2026, 9, 1), date(2026, 9, 3), "voldaan", date(2026, 9, 10), naam="antwoord op een aanbod")
    kaal = een_balk(date(2026, 9, 1), date(2026, 9, 29), naam="regie:nieuw_aanbod")
    for breedte in (52, 72, 88, 112):
        chart = passende_gantt([lang, kaal], VANDAAG, breedte)
        assert max(map(len, chart.regels())) <= breedte
        assert len(chart.rijen[0].balk) >= 12
    assert [r.naam for r in chart.rijen] == ["antwoord op een aanbod", "regie nieuw aanbod"]
    assert passende_gantt([lang, kaal], VANDAAG, 52).rijen[0].naam.endswith("…")
