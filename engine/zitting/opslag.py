"""The rows of a zitting: who was there, what was on the agenda, what was decided and agreed."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, UniqueConstraint
from sqlmodel import Field

from budget.basis.rij import Rij
from budget.basis.typen import Dag, Geheel, JaNee, Json, Moment, Tekst


class ZittingRij(Rij, table=True):
    """One meeting of the table. status: gepland, uitgenodigd, open or vastgesteld (locked)."""

    __tablename__ = "zitting"
    __table_args__ = (
        CheckConstraint("status IN ('gepland', 'uitgenodigd', 'open', 'vastgesteld')", name="zitting_status"),
        {"sqlite_strict": True},
    )

    id: str = Field(sa_type=Tekst, primary_key=True)
    op: date = Field(sa_type=Dag, index=True)
    plaats: str = Field(sa_type=Tekst)
    voorzitter: str = Field(sa_type=Tekst, foreign_key="persoon.id")
    plaatsvervanger: str | None = Field(default=None, sa_type=Tekst, foreign_key="persoon.id")
    status: str = Field(sa_type=Tekst)
    gemaakt_op: datetime = Field(sa_type=Moment)
    uitgenodigd_op: datetime | None = Field(default=None, sa_type=Moment)
    geopend_op: datetime | None = Field(default=None, sa_type=Moment)
    vastgesteld_op: datetime | None = Field(default=None, sa_type=Moment)


class ZittingPersoonRij(Rij, table=True):
    """Somebody who is invited or takes part. wijze: empty until known, else aanwezig, op_afstand or afwezig.

    geauthenticeerd: of somebody remote it was established who it is. vervanger: who comes instead; vastgelegd_door
    recorded the absence, which is what lets a vervanger act.
    """

    __tablename__ = "zitting_persoon"

    zitting: str = Field(sa_type=Tekst, primary_key=True, foreign_key="zitting.id")
    persoon: str = Field(sa_type=Tekst, primary_key=True, foreign_key="persoon.id")
    uitgenodigd_op: datetime | None = Field(default=None, sa_type=Moment)
    bevestigd_op: datetime | None = Field(default=None, sa_type=Moment)
    wijze: str | None = Field(default=None, sa_type=Tekst)
    geauthenticeerd: bool = Field(default=False, sa_type=JaNee)
    vervanger: str | None = Field(default=None, sa_type=Tekst, foreign_key="persoon.id")
    vastgelegd_door: str | None = Field(default=None, sa_type=Tekst)
    vastgelegd_op: datetime | None = Field(default=None, sa_type=Moment)


class AgendapuntRij(Rij, table=True):
    """A casus on the agenda, with its status in this meeting; genodigden: who is invited for this casus.

    status: gepland, aan_de_beurt, behandeld, aangehouden, uitgesteld, niet_verschenen or van_agenda.
    gezin_aanwezig: who of the family was there; an empty list is nobody, None is not recorded (yet).
    """

    __tablename__ = "agendapunt"
    __table_args__ = (
        UniqueConstraint("zitting", "volgorde", name="agendapunt_volgorde"),
        Index("agendapunt_casus", "casus"),
        {"sqlite_strict": True},
    )

    zitting: str = Field(sa_type=Tekst, primary_key=True, foreign_key="zitting.id")
    casus: str = Field(sa_type=Tekst, primary_key=True, foreign_key="casus.nummer")
    volgorde: int = Field(sa_type=Geheel)
    minuten: int = Field(sa_type=Geheel)
    status: str = Field(sa_type=Tekst)
    reden: str = Field(default="", sa_type=Tekst)
    genodigden: Any = Field(sa_type=Json)
    gezin: Any = Field(sa_type=Json)
    gezin_aanwezig: Any = Field(default=None, sa_type=Json, nullable=True)
    geplaatst_op: datetime = Field(sa_type=Moment)


class BesluitRij(Rij, table=True):
    """A decision on a casus, in neutral words. status: genomen, or voorgenomen when the power was lacking.

    teruggenomen: undone before the zitting was closed; only the status of a row ever changes.
    aanwezig: the attendance that the mandate check used; toets: its answer; trede: the ladder step that decided.
    vervangt: the voorgenomen besluit whose lines this one decides.
    """

    __tablename__ = "besluit"
    __table_args__ = (
        UniqueConstraint("casus", "volgnummer", name="besluit_volgnummer"),
        CheckConstraint("status IN ('genomen', 'voorgenomen', 'teruggenomen')", name="besluit_status"),
        {"sqlite_strict": True},
    )

    id: str = Field(sa_type=Tekst, primary_key=True)
    casus: str = Field(sa_type=Tekst, foreign_key="casus.nummer")
    volgnummer: int = Field(sa_type=Geheel)
    zitting: str | None = Field(default=None, sa_type=Tekst, foreign_key="zitting.id", index=True)
    status: str = Field(sa_type=Tekst)
    trede: str = Field(sa_type=Tekst)
    vervangt: str | None = Field(default=None, sa_type=Tekst, foreign_key="besluit.id")
    doel: str = Field(sa_type=Tekst)
    perspectief_op: date | None = Field(default=None, sa_type=Dag)
    plan: Any = Field(sa_type=Json)
    uitkomst: str = Field(sa_type=Tekst)
    toets: Any = Field(sa_type=Json)
    aanwezig: Any = Field(sa_type=Json)
    dag: date = Field(sa_type=Dag)
    door: str = Field(sa_type=Tekst)
    genomen_op: datetime = Field(sa_type=Moment)


class PlanregelRij(Rij, table=True):
    """One line of a besluit: what, by whom, from when to when, how much, from which source, on whose behalf.

    bedrag in cents; tot is the last day. bron: pot, or the organisation that pays itself. lijn: the
    financieringslijn of a line that the pot pays first. toestemming: {door, op, wijze}, None when there is none.
    """

    __tablename__ = "planregel"
    __table_args__ = (
        CheckConstraint("bedrag >= 0", name="planregel_bedrag"),
        CheckConstraint("van <= tot", name="planregel_periode"),
        {"sqlite_strict": True},
    )

    besluit: str = Field(sa_type=Tekst, primary_key=True, foreign_key="besluit.id")
    kenmerk: str = Field(sa_type=Tekst, primary_key=True)
    volgorde: int = Field(sa_type=Geheel)
    soort: str = Field(sa_type=Tekst)
    wat: str = Field(sa_type=Tekst)
    aanbieder: str | None = Field(default=None, sa_type=Tekst)
    uitvoerder: str | None = Field(default=None, sa_type=Tekst)
    van: date = Field(sa_type=Dag)
    tot: date = Field(sa_type=Dag)
    bedrag: int = Field(sa_type=Geheel)
    bron: str = Field(sa_type=Tekst)
    wet: str = Field(sa_type=Tekst)
    taakveld: str = Field(sa_type=Tekst)
    besluitvorm: str = Field(sa_type=Tekst)
    namens: Any = Field(sa_type=Json)
    uitkomst: str = Field(sa_type=Tekst)
    rij: int = Field(sa_type=Geheel)
    mandaten: Any = Field(sa_type=Json)
    beslist_door: Any = Field(sa_type=Json)
    toestemming_nodig: bool = Field(sa_type=JaNee)
    toestemming: Any = Field(default=None, sa_type=Json, nullable=True)
    gedwongen_kader: bool = Field(sa_type=JaNee)
    lijn: str | None = Field(default=None, sa_type=Tekst)
    invoer: Any = Field(sa_type=Json)


class AfspraakRij(Rij, table=True):
    """An agreement: who does what, how one sees that it is done, before which day. status: open, gedaan, vervallen."""

    __tablename__ = "afspraak"
    __table_args__ = (Index("afspraak_casus", "casus", "status"), {"sqlite_strict": True})

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    casus: str = Field(sa_type=Tekst, foreign_key="casus.nummer")
    besluit: str | None = Field(default=None, sa_type=Tekst, foreign_key="besluit.id")
    zitting: str | None = Field(default=None, sa_type=Tekst, foreign_key="zitting.id")
    wie: str = Field(sa_type=Tekst, foreign_key="persoon.id")
    wat: str = Field(sa_type=Tekst)
    meetbaar: str = Field(sa_type=Tekst)
    op: date = Field(sa_type=Dag)
    status: str = Field(default="open", sa_type=Tekst)
    gemaakt_op: datetime = Field(sa_type=Moment)


class OpschalingRij(Rij, table=True):
    """A question laid before a higher step: which, by whom to be answered, why, before when.

    houders: the functions of the step. status: open, besloten, teruggelegd, or verlopen when it went further up.
    """

    __tablename__ = "opschaling"
    __table_args__ = (Index("opschaling_casus", "casus", "status"), {"sqlite_strict": True})

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    casus: str = Field(sa_type=Tekst, foreign_key="casus.nummer")
    besluit: str | None = Field(default=None, sa_type=Tekst, foreign_key="besluit.id")
    van_trede: str = Field(sa_type=Tekst)
    naar_trede: str = Field(sa_type=Tekst)
    houders: Any = Field(sa_type=Json)
    samen: bool = Field(sa_type=JaNee)
    reden: str = Field(sa_type=Tekst)
    gevraagd_door: str = Field(sa_type=Tekst)
    gevraagd_op: datetime = Field(sa_type=Moment)
    voor: date = Field(sa_type=Dag)
    status: str = Field(default="open", sa_type=Tekst)
    besloten_door: Any = Field(default=None, sa_type=Json, nullable=True)


class MedebeslissingRij(Rij, table=True):
    """A holder of a higher step decided along, with the own login, on exactly these lines (their fingerprint)."""

    __tablename__ = "medebeslissing"

    opschaling: int = Field(sa_type=Geheel, primary_key=True, foreign_key="opschaling.nummer")
    persoon: str = Field(sa_type=Tekst, primary_key=True, foreign_key="persoon.id")
    vingerafdruk: str = Field(sa_type=Tekst, primary_key=True)
    vastgelegd_op: datetime = Field(sa_type=Moment)


class RuggespraakRij(Rij, table=True):
    """The written answer of a body to what the table asked: exactly these acts, amounts and durations.

    vragen: [{regel, soort, domein, handeling, bedrag, maanden, houder}], amounts in cents.
    """

    __tablename__ = "ruggespraak"
    __table_args__ = (Index("ruggespraak_casus", "casus"), {"sqlite_strict": True})

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    casus: str = Field(sa_type=Tekst, foreign_key="casus.nummer")
    besluit: str = Field(sa_type=Tekst, foreign_key="besluit.id")
    orgaan: str = Field(sa_type=Tekst)
    akkoord: bool = Field(sa_type=JaNee)
    vragen: Any = Field(sa_type=Json)
    document: str = Field(sa_type=Tekst)
    reden: str = Field(sa_type=Tekst)
    door: str = Field(sa_type=Tekst)
    op: date = Field(sa_type=Dag)
    vastgelegd_op: datetime = Field(sa_type=Moment)


class CorrectieRij(Rij, table=True):
    """What was wrong in a besluit of a closed zitting, and why; the besluit itself stays as it was."""

    __tablename__ = "besluitcorrectie"
    __table_args__ = (Index("besluitcorrectie_besluit", "besluit"), {"sqlite_strict": True})

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    besluit: str = Field(sa_type=Tekst, foreign_key="besluit.id")
    correctie: str = Field(sa_type=Tekst)
    reden: str = Field(sa_type=Tekst)
    nieuw_besluit: str | None = Field(default=None, sa_type=Tekst, foreign_key="besluit.id")
    door: str = Field(sa_type=Tekst)
    vastgelegd_op: datetime = Field(sa_type=Moment)


class MandaattoetsRij(Rij, table=True):
    """One round of the check before the zitting, for one draft line; a changed answer is a new round.

    concept: the draft line; uitnodigen: who was counted as present; actie: what to do when it is not `ja`.
    """

    __tablename__ = "mandaattoets"

    casus: str = Field(sa_type=Tekst, primary_key=True, foreign_key="casus.nummer")
    ronde: int = Field(sa_type=Geheel, primary_key=True)
    regel: str = Field(sa_type=Tekst, primary_key=True)
    concept: Any = Field(sa_type=Json)
    uitnodigen: Any = Field(sa_type=Json)
    gezin: Any = Field(sa_type=Json)
    gezin_niet: str | None = Field(default=None, sa_type=Tekst)
    uitkomst: str = Field(sa_type=Tekst)
    rij: int = Field(sa_type=Geheel)
    antwoord: Any = Field(sa_type=Json)
    actie: str = Field(default="", sa_type=Tekst)
    getoetst_op: datetime = Field(sa_type=Moment)


class BeamerRij(Rij, table=True):
    """What the second window of a zitting shows now: the casus that the voorzitter opened, or nothing at all."""

    __tablename__ = "beamer"

    zitting: str = Field(sa_type=Tekst, primary_key=True, foreign_key="zitting.id")
    casus: str | None = Field(default=None, sa_type=Tekst, foreign_key="casus.nummer")
    dicht: bool = Field(default=False, sa_type=JaNee)
