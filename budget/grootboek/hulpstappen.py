"""What keeps the ledger without a journaalpost: close and open a casus, close a period, change an IBAN."""

from __future__ import annotations

from datetime import date

from budget.basis.geld import Geld
from budget.grootboek import keten
from budget.grootboek.antwoorden import Boekstand
from budget.grootboek.begrippen import CasusHeropenen, CasusSluiten, Gebeurtenis, IbanWijziging, PeriodeSluiten
from budget.grootboek.casusposten import open_posten
from budget.grootboek.opslag import Post
from budget.grootboek.regels.kern import Uitwerking
from budget.grootboek.ruw import Ruw
from budget.grootboek.stand import Databasestand, resultaat_van_jaar
from budget.grootboek.weigeringen import (
    CasusNietSluitbaar,
    JaarNietVerdeeld,
    OpenMemoposten,
    PeriodeGesloten,
    VierOgen,
)

_HEROPENT = ("storno", "betaling_retour", "tegenboeking")


def voer_uit(ruw: Ruw, boek: Boekstand, stand: Databasestand, post: Post, gebeurtenis: Gebeurtenis) -> None:
    """Do a command that posts nothing; refusals: casus_niet_sluitbaar, vier_ogen, and those of closing a period."""
    match gebeurtenis:
        case CasusSluiten(casus=casus):
            posten = open_posten(ruw, casus)
            if posten:
                raise CasusNietSluitbaar(casus, {wat: Geld(cents) for wat, cents in posten.items()})
            _zet_casus(ruw, stand, post, casus, boek.post, dicht=True)
        case CasusHeropenen(casus=casus):
            _zet_casus(ruw, stand, post, casus, boek.post, dicht=False)
        case PeriodeSluiten(tot=tot):
            sluit_periode(ruw, stand, tot)
            ruw.doe(
                "INSERT INTO periode (tot, gesloten_op, actor, na_post) VALUES (?, ?, ?, ?)",
                tot.isoformat(),
                post.nu,
                post.actor,
                boek.post,
            )
        case IbanWijziging():
            _wijzig_iban(ruw, gebeurtenis, boek.post)
        case _:
            raise TypeError(f"{gebeurtenis.naam} posts a journaalpost")
    ruw.doe(
        "INSERT INTO hulpstap (sleutel, soort, inhoud, actor, op) VALUES (?, ?, ?, ?, ?)",
        post.sleutel,
        post.soort,
        keten.verbintenis(keten.zout(post.sleutel), post.inhoud),
        post.actor,
        post.nu,
    )


def heropen_zo_nodig(ruw: Ruw, stand: Databasestand, post: Post, werk: Uitwerking, nummer: int) -> None:
    """Open a closed casus again after a storno, a returned payment or a reversal that leaves something open."""
    if werk.casus and post.soort in _HEROPENT and stand.casus_dicht(werk.casus) and open_posten(ruw, werk.casus):
        _zet_casus(ruw, stand, post, werk.casus, nummer, dicht=False)


def sluit_periode(ruw: Ruw, stand: Databasestand, tot: date) -> None:
    """Check whether a period may close; refusals: periode_gesloten, jaar_niet_verdeeld, open_memoposten."""
    gesloten = stand.gesloten_tot
    if gesloten is not None and tot <= gesloten:
        raise PeriodeGesloten(tot, gesloten)
    eerste = ruw.waarde("SELECT MIN(datum) FROM journaalpost")
    begin = gesloten.year if gesloten is not None else int(eerste[:4]) if eerste else tot.year
    for jaar in range(begin, tot.year + 1):
        einde = date(jaar, 12, 31)
        if tot >= einde and (gesloten is None or gesloten < einde):
            _jaar_af(ruw, jaar)


def _jaar_af(ruw: Ruw, jaar: int) -> None:
    if resultaat_van_jaar(ruw, jaar):
        raise JaarNietVerdeeld(jaar)
    posten = ruw.rijen(
        "SELECT r.code, r.d1 FROM rekening r JOIN saldo s ON s.rekening = r.nummer"
        " WHERE r.code IN ('9100', '9200') AND r.d2 = ? AND s.cents <> 0 ORDER BY r.nummer",
        str(jaar),
    )
    if posten:
        raise OpenMemoposten(
            jaar, [f"{'reservering' if code == '9100' else 'verplichting'} {casus}" for code, casus in posten]
        )


def _zet_casus(ruw: Ruw, stand: Databasestand, post: Post, casus: str, na_post: int, *, dicht: bool) -> None:
    if stand.casus_dicht(casus) == dicht:
        return
    ruw.doe(
        "INSERT INTO pot_casusstand (nummer, casus, dicht, datum, na_post, actor)"
        " VALUES ((SELECT COALESCE(MAX(nummer), 0) + 1 FROM pot_casusstand), ?, ?, ?, ?, ?)",
        casus,
        int(dicht),
        post.datum,
        na_post,
        post.actor,
    )


def _wijzig_iban(ruw: Ruw, g: IbanWijziging, na_post: int) -> None:
    if g.bevestigd_door == g.door:
        raise VierOgen
    voeg_iban_toe(ruw, g.partij, g.iban, g.door, g.bevestigd_door, g.datum, na_post)


def voeg_iban_toe(ruw: Ruw, partij: str, iban: str, door: str, bevestigd: str, op: date, na_post: int) -> None:
    """Add an IBAN of a party; an empty one keeps the IBAN that was there."""
    ruw.doe(
        "INSERT INTO pot_iban (nummer, partij, iban, door, bevestigd_door, datum, na_post)"
        " VALUES ((SELECT COALESCE(MAX(nummer), 0) + 1 FROM pot_iban), ?, ?, ?, ?, ?, ?)",
        partij,
        iban or ruw.waarde("SELECT iban FROM pot_iban WHERE partij = ? ORDER BY nummer DESC LIMIT 1", partij) or "",
        door,
        bevestigd,
        op.isoformat(),
        na_post,
    )
