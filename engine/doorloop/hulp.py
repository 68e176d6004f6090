"""The steps round the help track that need no person: receipts, invitations, the check before the zitting, nazorg."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import and_, select
from sqlmodel import col

from budget.basis.gebruiker import Gebruiker
from budget.basis.klok import dag
from budget.basis.opdracht import Uitkomst
from budget.basis.transactie import Sessie
from engine.berichten.diensten import zet_in_outbox
from engine.berichten.opslag import OutboxRij
from engine.casus import handelingen as h
from engine.casus.diensten import Zet
from engine.casus.diensten import zet as zet_casus
from engine.casus.opslag import CasusRij
from engine.doorloop.begrippen import Doe, Stap, Werk, Zoek
from engine.invoer.lezen import Invoer
from engine.termijnen.opslag import TermijnRij
from engine.zitting import diensten as zitting
from engine.zitting.begrippen import Uitnodiging
from engine.zitting.diensten.hulpstart import GeenHulp, vraag_om_hulp, zonder_hulp
from engine.zitting.vragen import te_hertoetsen, uit_te_nodigen

ONTVANGST = "ontvangstbevestiging"


def _in_status(db: Sessie, status: str) -> list[Werk]:
    c = CasusRij
    vraag = select(col(c.nummer), col(c.versie)).where(col(c.status) == status).order_by(col(c.status_sinds))
    return [Werk(nummer, nummer, str(versie)) for nummer, versie in db.execute(vraag)]


def _zonder_ontvangst(db: Sessie, nu: datetime) -> Sequence[Werk]:
    """Return the new casussen whose aanmelder is known here and got no receipt yet."""
    c, o = CasusRij, OutboxRij
    verstuurd = select(col(o.sleutel)).where(col(o.soort) == ONTVANGST)
    vraag = select(col(c.nummer)).where(
        col(c.status) == "aangemeld", col(c.aanmelder).is_not(None), (ONTVANGST + "/" + col(c.nummer)).not_in(verstuurd)
    )
    return [Werk(nummer, nummer) for nummer in db.execute(vraag.order_by(col(c.nummer))).scalars()]


def _bevestig_ontvangst(db: Sessie, wie: Gebruiker, werk: Werk, sleutel: str, nu: datetime) -> Uitkomst:
    casus = db.get_one(CasusRij, werk.kenmerk)
    if casus.aanmelder is None:
        raise AssertionError("a casus without a known aanmelder was found to need a receipt")
    zet_in_outbox(
        db,
        soort=ONTVANGST,
        aan=casus.aanmelder,
        onderwerp=f"Uw aanmelding is binnen als casus {casus.nummer}",
        regels=[f"Casus {casus.nummer} is aangemeld. De secretaris neemt contact met u op."],
        sleutel=f"{ONTVANGST}/{casus.nummer}",
        nu=nu,
    )
    return Uitkomst({"casusnummer": casus.nummer}, f"De aanmelder van {casus.nummer} krijgt bericht.")


def _nodig_uit(db: Sessie, wie: Gebruiker, werk: Werk, sleutel: str, nu: datetime) -> Uitkomst:
    return zitting.nodig_uit(db, wie, Uitnodiging(werk.kenmerk), sleutel=sleutel, versie=0, nu=nu)


def _hertoets(db: Sessie, wie: Gebruiker, werk: Werk, sleutel: str, nu: datetime) -> Uitkomst:
    uitkomst = zitting.hertoets(db, wie, werk.kenmerk, nu)
    return uitkomst if uitkomst.gegevens["gewijzigd"] else Uitkomst(uitkomst.gegevens, uitkomst.melding, herhaald=True)


def _start_nazorg(db: Sessie, wie: Gebruiker, werk: Werk, sleutel: str, nu: datetime) -> Uitkomst:
    return zet_casus(db, wie, Zet(werk.kenmerk, "nazorg_starten"), sleutel=sleutel, versie=0, nu=nu)


def _termijn_om(status: str, *, na: int) -> Zoek:
    """Return the casussen in this state whose obligation ended at least this many days ago: silence leads somewhere."""

    def zoek(db: Sessie, nu: datetime) -> list[Werk]:
        c, t = CasusRij, TermijnRij
        vraag = (
            select(col(c.nummer), col(c.versie))
            .join(t, and_(col(t.casus) == col(c.nummer), col(t.onderwerp) == "hulp", col(t.status) == "open"))
            .where(col(c.status) == status, col(t.einde) <= dag(nu) - timedelta(days=na))
        )
        return [Werk(nummer, nummer, str(versie)) for nummer, versie in db.execute(vraag.order_by(col(c.nummer)))]

    return zoek


def _zet(gebeurtenis: str, handeling: Invoer | None = None) -> Doe:
    def doe(db: Sessie, wie: Gebruiker, werk: Werk, sleutel: str, nu: datetime) -> Uitkomst:
        opdracht = Zet(werk.kenmerk, gebeurtenis, handeling=handeling or h.Niets())
        return zet_casus(db, wie, opdracht, sleutel=sleutel, versie=0, nu=nu)

    return doe


def _vraag_om_hulp(db: Sessie, wie: Gebruiker, werk: Werk, sleutel: str, nu: datetime) -> Uitkomst:
    return vraag_om_hulp(db, wie, GeenHulp(werk.kenmerk), sleutel=sleutel, versie=0, nu=nu)


INTAKE = (Stap("ontvangst_bevestigen", _zonder_ontvangst, _bevestig_ontvangst),)
TAFEL = (
    Stap("uitnodigen", lambda db, nu: [Werk(z) for z in uit_te_nodigen(db, dag(nu))], _nodig_uit),
    Stap("terugkomen_uit_terugverwijzing", _termijn_om("terugverwezen", na=0), _zet("terugkomen", h.Terugkomen())),
    Stap("terugkomen_uit_aanhouding", _termijn_om("aangehouden", na=0), _zet("terugkomen", h.Terugkomen())),
    Stap("ruggespraak_verlopen", _termijn_om("ruggespraak", na=1), _zet("verlopen")),
    Stap("verder_opschalen", _termijn_om("opgeschaald", na=1), _zet("verder_opschalen", h.VerderOpschalen())),
    Stap(
        "hulp_begint_niet",
        lambda db, nu: [Werk(c, c, nu.isoformat()) for c in zonder_hulp(db, dag(nu))],
        _vraag_om_hulp,
    ),
    Stap("nazorg_starten", lambda db, nu: _in_status(db, "afgesloten"), _start_nazorg),
)
MANDAATCHECK = (Stap("hertoetsen", lambda db, nu: [Werk(c, c, nu.isoformat()) for c in te_hertoetsen(db)], _hertoets),)
