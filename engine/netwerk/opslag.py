"""The dated rows of the actor network of a casus; rows are never changed, a correction withdraws and adds."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy import Index
from sqlmodel import Field

from budget.basis.rij import Rij
from budget.basis.typen import Dag, Geheel, Json, Tekst


class RelatieRij(Rij, table=True):
    """betrokken, informatie, wijst_naar, melding, contactpersoon or vast_gezicht; casus None = regional.

    van and naar: ids of persons or organisations of the register, or of a member of the gezin (moeder); van is None
    where the absence itself is on record (nobody is the fixed face of this gezin).
    velden: the fields of this soort, in the form of `doorbraak-netwerk/1`.
    """

    __tablename__ = "relatie"
    __table_args__ = (
        Index("relatie_casus", "casus", "soort"),
        Index("relatie_van", "van"),
        Index("relatie_naar", "naar"),
        {"sqlite_strict": True},
    )

    nummer: int | None = Field(default=None, sa_type=Geheel, primary_key=True)
    casus: str | None = Field(default=None, sa_type=Tekst)
    soort: str = Field(sa_type=Tekst)
    van: str | None = Field(default=None, sa_type=Tekst)
    naar: str | None = Field(default=None, sa_type=Tekst)
    geldig_van: date | None = Field(default=None, sa_type=Dag)
    geldig_tot: date | None = Field(default=None, sa_type=Dag)
    kennis: str = Field(default="aanwezig", sa_type=Tekst)
    bevestigd_op: date | None = Field(default=None, sa_type=Dag)
    vastgelegd_op: date = Field(sa_type=Dag)
    vervallen_op: date | None = Field(default=None, sa_type=Dag)
    bron: str = Field(default="", sa_type=Tekst)
    velden: Any = Field(sa_type=Json)
