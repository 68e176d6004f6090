"""Every row of the help track, from the aanmelding to the archive, driven through the use cases in a database."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select
from sqlmodel import col

from budget.basis.gebruiker import SYSTEEM, Gebruiker, Rol
from budget.basis.transactie import Sessie, transactie
from budget.grootboek.vragen import casuslijn
from engine.casus import handelingen as h
from engine.casus.diensten import Zet, meld
from engine.casus.diensten import zet as zet_casus
from engine.casus.opslag import CasusRij, GebeurtenisRij
from engine.controle.hulpspoor import spoorfouten
from engine.geldspoor.diensten import Casusgeld, Vrijgave, geef_vrij, sluit_geld
from engine.geldspoor.vragen import vanzelf
from engine.proces.vragen import proces
from engine.zitting import diensten as z
from engine.zitting.begrippen import Besluitopdracht, Bespreking, Meebesluit, Opening, Presentie, Ruggespraakantwoord
from engine.zitting.formaat import Aanwezige, Bevestiging
from tests.engine.casus.casuswereld import een_aanmelding
from tests.engine.zitting import tafelwereld as w
from tests.engine.zitting.tafelwereld import CARLA, NU, SANNE, VANDAAG, VERA, WALT, doe

PLEUN = Gebruiker("pleun_plaatsvervang", Rol.VOORZITTER, "doorbraaktafel")
ILSE = Gebruiker("ilse_intern", Rol.TAFELDEELNEMER, "school_bedachte_boom")
VICTOR = Gebruiker("victor_voorschool", Rol.BESTUURDER, "swv_vozou")
KARIN = Gebruiker("karin_kassier", Rol.KASSIER, "gemeente_zeist")
VRAAG: dict[str, Any] = {
    "gevraagd": "walt_wethouder",
    "orgaan": "gemeente_zeist",
    "bedrag": "24.000,00",
    "reden": "te veel geld",
}
GROOT = w.een_besluit(w.een_regel("24.000,00"))


class Wandeling:
    """One casus on its way; every step goes through the use case that the command line calls."""

    def __init__(self, db: Sessie, nummer: str) -> None:
        self.db, self.nummer, self.dag = db, nummer, 0

    @property
    def nu(self) -> datetime:
        return NU + timedelta(days=self.dag)

    @property
    def vandaag(self) -> date:
        return VANDAAG + timedelta(days=self.dag)

    def zet(self, wie: Gebruiker, gebeurtenis: str, na: int = 0, **velden: Any) -> None:
        self.dag += na
        handeling = h.PER_GEBEURTENIS[gebeurtenis](**velden)
        doe(self.db, zet_casus, wie, Zet(self.nummer, gebeurtenis, handeling=handeling), self.nu)

    def besluit(self, zitting: str, plan: Any = None, wie: Gebruiker = VERA) -> str:
        opdracht = Besluitopdracht(zitting, self.nummer, plan)
        antwoord = doe(self.db, z.besluit, wie, opdracht, self.nu).gegevens["besluiten"][0]["status"]
        return str(antwoord)

    def beslis(self, zitting: str, plan: Any) -> None:
        """Decide; what goes above a mandate is asked behind the table first."""
        if self.besluit(zitting, plan) == "voorgenomen":
            self.akkoord()
            assert self.besluit(zitting, plan) == "genomen"

    def akkoord(self) -> None:
        brief = Ruggespraakantwoord(self.nummer, "gemeente_zeist", True, "brief van het college")
        doe(self.db, z.antwoord_ruggespraak, SANNE, brief, self.nu)

    def zitting(self, na: int) -> str:
        """Plan and open a zitting some days on, with the casus on its agenda; the day becomes that of the zitting."""
        w.plan_zitting(self.db, VANDAAG + timedelta(days=self.dag + na))
        return f"Z-{VANDAAG + timedelta(days=self.dag + na)}"

    def bespreek(self, zitting: str) -> None:
        self.dag = (date.fromisoformat(zitting[2:]) - VANDAAG).days
        doe(self.db, z.open_zitting, VERA, Opening(zitting), self.nu)
        aanwezig = Presentie(zitting, tuple(Aanwezige(persoon=p) for p in w.MANDAATHOUDERS))
        doe(self.db, z.aanwezig, SANNE, aanwezig, self.nu)
        doe(self.db, z.bespreek, VERA, Bespreking(zitting, self.nummer), self.nu)

    def start_plan(self, *regels: str) -> None:
        bevestigd = dict.fromkeys(regels or ("hulp",), self.vandaag)
        self.zet(CARLA, "plan_starten", verslag_verzonden_op=self.vandaag, bevestigd=bevestigd)

    def start_hulp(self) -> None:
        self.zet(CARLA, "hulp_starten", na=1, begonnen_op=self.vandaag, bevestigd_door="gezin")

    @property
    def status(self) -> str:
        return self.db.get_one(CasusRij, self.nummer).status


@pytest.fixture
def db(sqlite_regio: Path, werkmap: Path, regiosleutel: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Sessie]:
    """One SQLite copy of the region with a full pot, on which nothing is kept."""
    import shutil

    monkeypatch.setenv("DOORBRAAK_SLEUTELBESTAND", str(regiosleutel))
    pad = werkmap / "elke_rij.db"
    shutil.copy(sqlite_regio, pad)
    with transactie(f"sqlite:///{pad}") as sessie:
        w.vul_de_pot(sessie, "37.000")
        yield sessie


def _aangemeld(db: Sessie) -> Wandeling:
    opdracht = een_aanmelding(jeugdige__geboortedatum="2017-03-04")
    return Wandeling(db, doe(db, meld, SANNE, opdracht).gegevens["casusnummer"])


def door_de_triage(db: Sessie) -> Wandeling:
    """H01, H03-H13: papers missing three times, rejected, sent back, and at last accepted."""
    casus = _aangemeld(db)
    casus.zet(SANNE, "bevestigen", aanmelder_op=VANDAAG, gezin_op=VANDAAG)
    casus.zet(VERA, "aanvulling_vragen", ontbreekt=("gezag",))
    casus.zet(SANNE, "aanvullen", geleverd=("gezag",))
    casus.zet(VERA, "aanvulling_vragen", ontbreekt=("gezag",))
    casus.zet(VERA, "doorgaan_zonder", reden="wachten helpt niet")
    casus.zet(VERA, "aanvulling_vragen", ontbreekt=("gezag",))
    casus.zet(VERA, "sluiten_onvolledig", na=15, reden="geen antwoord", gezin_gebeld_op=VANDAAG,
              andere_route="het lokale team")  # fmt: skip
    casus.zet(PLEUN, "heroverwegen", aanleiding="klacht", toelichting="de brief kwam niet aan")
    casus.zet(VERA, "afwijzen", reden="andere_regio", andere_route="de eigen regio", gezin_ingelicht_op=VANDAAG,
              aanmelder_ingelicht_op=VANDAAG)  # fmt: skip
    casus.zet(PLEUN, "heroverwegen", aanleiding="nieuw_feit", toelichting="het gezin woont hier weer")
    _wijs_terug(casus)
    casus.zet(ILSE, "terugkomen", na=1, hoe="teruggelegd", reden="de school kan het niet")
    casus.zet(VERA, "accepteren", bevoegd_orgaan="gemeente_zeist")
    return casus


def _wijs_terug(casus: Wandeling) -> None:
    casus.zet(VERA, "terugverwijzen", reden="eerst op school", trede="1", ontvanger="ilse_intern",
              aanvaard_op=casus.vandaag, terugkomdatum=casus.vandaag + timedelta(days=14))  # fmt: skip


def _op_de_agenda(casus: Wandeling, zitting: str) -> None:
    regels = (w.een_vraagregel(),)
    casus.zet(SANNE, "mandaat_toetsen", regels=regels, uitnodigen=(*w.MANDAATHOUDERS, "ilse_intern"), gezin=("moeder",))
    casus.zet(SANNE, "agenderen", zitting=zitting)


def langs_de_tafel(casus: Wandeling) -> None:
    """H14, H15, H17-H22, H30, H31, H41: put off, held, asked behind the table, decided and decided on again."""
    db = casus.db
    eerste, tweede, derde, vierde, vijfde = (casus.zitting(na) for na in (2, 5, 8, 11, 14))
    _op_de_agenda(casus, eerste)
    w.geef_regie(db, casus.nummer)
    casus.zet(VERA, "doorschuiven", waarom="uitgesteld", reden="geen tijd meer", zitting=tweede)
    casus.bespreek(tweede)
    casus.zet(VERA, "aanhouden", reden="onderzoek loopt", wacht_op="verslag", door="ilse_intern",
              terugkomdatum=casus.vandaag + timedelta(days=2))  # fmt: skip
    casus.zet(SYSTEEM, "terugkomen", na=2, zitting=derde)
    casus.bespreek(derde)
    assert casus.besluit(derde, GROOT) == "voorgenomen"
    casus.zet(VERA, "ruggespraak_vragen", **VRAAG)
    casus.zet(WALT, "weigeren_alternatief", grond="geld", alternatief="begin met tien weken", zitting=vierde)
    casus.bespreek(vierde)
    casus.besluit(vierde, GROOT)
    casus.zet(VERA, "ruggespraak_vragen", **VRAAG)
    casus.akkoord()
    samen = w.MANDAATHOUDERS
    assert casus.besluit("", GROOT.model_copy(update={"mede_beslist": samen})) == "genomen"
    erbij = w.een_besluit(w.een_regel("22.000,00", kenmerk="erbij"), mede_beslist=samen)
    assert (casus.besluit("", erbij), casus.status) == ("voorgenomen", "besloten")
    casus.akkoord()
    assert (casus.besluit("", erbij), casus.status) == ("genomen", "besloten")
    casus.start_plan("hulp", "erbij")
    casus.zet(CARLA, "vastgelopen", regel="hulp", waarom="wachtlijst", reden="pas in december")
    casus.zet(CARLA, "binnen_besluit", wijziging="twee dagen", nieuw_bedrag=False, nieuwe_bevoegdheid=False,
              gezin_akkoord_op=casus.vandaag)  # fmt: skip
    casus.start_hulp()
    casus.zet(CARLA, "eerste_controle", gehouden_op=casus.vandaag, met_gezin=True)
    casus.zet(CARLA, "evalueren", gehouden_op=casus.vandaag, draagt_bij={"hulp": True, "erbij": True},
              gezin_gehoord_op=casus.vandaag)  # fmt: skip
    casus.zet(CARLA, "bijstellen", reden="te veel voor het kind")
    casus.zet(CARLA, "nieuw_besluit_nodig", reden="een tweede aanbieder", zitting=vijfde)
    casus.bespreek(vijfde)
    casus.beslis(vijfde, w.een_besluit(w.een_regel("500,00", kenmerk="klein")))


def naar_het_archief(casus: Wandeling) -> None:
    """H33-H47: help, scaled down, back, closed, back again, solved, archived; the money closes and opens (K7)."""
    casus.start_plan("klein", "hulp", "erbij")
    casus.start_hulp()
    afschalen: dict[str, Any] = {"criterium": "weer naar school", "ontvanger": "ilse_intern", "gezin_akkoord": True}
    casus.zet(CARLA, "afschalen", aanvaard_op=casus.vandaag, **afschalen)
    zesde = casus.zitting(3)
    casus.zet(ILSE, "terugval", signaal_van="school", reden="weer thuis", zitting=zesde)
    casus.bespreek(zesde)
    casus.beslis(zesde, w.een_besluit(w.een_regel("400,00", kenmerk="kort")))
    casus.start_plan("kort", "klein", "hulp", "erbij")
    casus.start_hulp()
    casus.zet(CARLA, "afschalen", aanvaard_op=casus.vandaag, **afschalen)
    casus.zet(VERA, "sluiten", regie="beeindigd", gezinsscore_gevraagd_op=casus.vandaag)
    geld = [s for s in vanzelf(casus.db, casus.nu) if s.casus == casus.nummer]
    assert geld == []
    for nr in range(1, 5):
        doe(casus.db, geef_vrij, KARIN, Vrijgave(f"{casus.nummer}/{nr}", "de casus is gesloten"), casus.nu)
    (geld_dicht,) = vanzelf(casus.db, casus.nu)
    assert geld_dicht.doe == "sluit_geld"
    doe(casus.db, sluit_geld, SYSTEEM, Casusgeld(casus.nummer), casus.nu)
    assert casuslijn(casus.db, casus.nummer).gesloten
    casus.zet(SYSTEEM, "nazorg_starten")
    casus.zet(ILSE, "heraanmelden", reden="de school kan het toch niet")
    assert not casuslijn(casus.db, casus.nummer).gesloten
    _wijs_terug(casus)
    casus.zet(ILSE, "opgelost", resultaat="begeleiding in de klas", gezin_bevestigt_op=casus.vandaag)
    casus.zet(SYSTEEM, "nazorg_starten")
    evaluatie: dict[str, Any] = {"gehouden_op": casus.vandaag}
    casus.zet(SANNE, "afronden", na_zes_weken=evaluatie, na_zes_maanden={"onmogelijk": "het gezin is verhuisd"})


def omhoog_en_terug(db: Sessie) -> None:
    """H16, H23-H29, H32, H48: what this table cannot decide, at once or urgent, and who withdraws."""
    nummers = ("DT-222222", "DT-333333", "DT-444444", "DT-555555", "DT-666666")
    nee, geweigerd, verlopen, hoger, spoed = (Wandeling(db, nummer) for nummer in nummers)
    zitting = nee.zitting(14)
    for casus in (nee, geweigerd, verlopen, hoger, spoed):
        w.breng_casus_in(db, casus.nummer, spoed=casus is spoed, gemeente="Verweg" if casus is nee else "Zeist")
        w.geef_regie(db, casus.nummer)
    for casus in (geweigerd, verlopen, hoger):
        _op_de_agenda(casus, zitting)
    spoed.besluit("", w.een_besluit(mede_beslist=[*w.MANDAATHOUDERS]))
    spoed.zet(VERA, "intrekken", waarom="gezin", reden="geen hulp meer", zorgen_over_veiligheid=False)
    nee.zet(SANNE, "mandaat_toetsen", regels=(w.een_vraagregel(),), uitnodigen=("ilse_intern",), gezin=("moeder",))
    nee.zet(VERA, "opschalen", reden="niemand hier mag dit", tafel_voegt_niets_toe=True)
    geweigerd.bespreek(zitting)
    for casus in (verlopen, hoger):
        casus.dag = geweigerd.dag
        doe(db, z.bespreek, VERA, Bespreking(zitting, casus.nummer), casus.nu)
    for casus in (geweigerd, verlopen):
        casus.besluit(zitting, GROOT)
        casus.zet(VERA, "ruggespraak_vragen", **VRAAG)
    geweigerd.zet(WALT, "weigeren", grond="recht", reden="past niet")
    verlopen.zet(SYSTEEM, "verlopen", na=20)
    verlopen.zet(SYSTEEM, "verder_opschalen", na=30)
    hoger.zet(VERA, "geen_oplossing", waarom="geld", reden="geen plek")
    hoger.zet(WALT, "terugleggen", advies="korter plan", bindend=True, zitting=hoger.zitting(14))
    hoger.bespreek(f"Z-{hoger.vandaag + timedelta(days=14)}")
    hoger.besluit(f"Z-{hoger.vandaag}", GROOT)
    hoger.zet(VERA, "opschalen", reden="te groot voor deze tafel")
    samen = GROOT.model_copy(update={"mede_beslist": (VICTOR.persoon,), "bevestigingen": _bevestigd(hoger.vandaag)})
    doe(db, z.besluit_mee, VICTOR, Meebesluit(hoger.nummer, samen), hoger.nu)
    assert hoger.besluit("", samen, WALT) == "genomen"


def _bevestigd(op: date) -> tuple[Bevestiging, ...]:
    return tuple(Bevestiging(orgaan=o, op=op, document="brief") for o in ("gemeente_zeist", "gezamenlijke_pot"))


@pytest.fixture
def gelopen(db: Sessie) -> Wandeling:
    omhoog_en_terug(db)
    casus = door_de_triage(db)
    langs_de_tafel(casus)
    naar_het_archief(casus)
    assert casus.status == "gearchiveerd"
    return casus


def test_geen_rij_van_het_hulpspoor_is_ongelopen(gelopen: Wandeling) -> None:
    g = GebeurtenisRij
    gelopen_rijen = set(gelopen.db.execute(select(col(g.code)).where(col(g.spoor) == "hulp")).scalars())
    spoor = proces(gelopen.db, "1").hulp
    # A concept stays with the aanmelder: there is nothing to remove (H02).
    assert sorted({o.code for o in spoor.overgangen} - gelopen_rijen) == ["H02"]
    assert [f.melding for f in spoorfouten(gelopen.db) if f.waar == gelopen.nummer] == []
