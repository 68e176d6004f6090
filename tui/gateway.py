"""The one way from the screens to the database: every question and use case runs in a thread and answers by message."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import uuid4

from budget.basis.weigering import OnbruikbareInvoer, Weigering
from tui import lezingen
from tui.berichten import Gedaan, Gelezen, Geweigerd
from tui.foutmelding import bewaar

if TYPE_CHECKING:
    from contextlib import AbstractContextManager

    from textual.app import App
    from textual.message_pump import MessagePump

    from budget.basis.opdracht import Uitkomst
    from engine.inzage.ingang import Ingang
    from tui.kader import Kader

    Werk = Callable[[Ingang], Any]


class AlleenKijken(Weigering):
    code = "alleen_kijken"

    def __init__(self) -> None:
        super().__init__(
            "Dit scherm is alleen om te kijken; er is niets vastgelegd.",
            oplossing="Start het scherm zonder --alleen-lezen, of in een rol die mag vastleggen.",
        )


KIJKROLLEN: Mapping[str, frozenset[str]] = {
    "auditor": frozenset(),
    "bestuurder": frozenset({"besluit", "meebeslissen"}),
}
"""Roles that look, with what they may still do: a bestuurder decides on what was laid before a higher step."""


class _Teruggedraaid(Exception):
    """Carries the answer of a trial out of a transaction that must not stand."""

    def __init__(self, antwoord: Any) -> None:
        super().__init__()
        self.antwoord = antwoord


def geweigerd(soort: str, fout: Exception) -> Geweigerd:
    """Return why and what now; a failure of the program itself is kept without values and gets a number."""
    match fout:
        case Weigering():
            return Geweigerd(soort, fout.melding, fout.oplossing, fout)
        case OnbruikbareInvoer():
            eerste = fout.fouten[0]
            meer = f" (en nog {len(fout.fouten) - 1})" if len(fout.fouten) > 1 else ""
            waar = f"{eerste.plaats}: " if eerste.plaats else ""
            return Geweigerd(soort, f"{waar}{eerste.melding}{meer}", eerste.oplossing, fout)
    melding = f"Er ging iets mis in het programma zelf (foutnummer {bewaar(fout)})."
    oplossing = "Er is niets half vastgelegd. Probeer het opnieuw; blijft het zo, geef dan het foutnummer door."
    return Geweigerd(soort, melding, oplossing, fout)


class Gateway:
    """Reads and writes for the screens; `alleen_lezen` refuses every use case before it begins.

    Without an app there is no screen to keep moving, and everything answers before the call returns.
    """

    def __init__(self, app: App[Any] | None, kader: Kader, *, alleen_lezen: bool = False) -> None:
        self._app = app
        self._kader = kader
        self.alleen_lezen = alleen_lezen
        # Opening a list is one reading; looking again at the same list is none.
        self._geopend: set[str] = set()

    @property
    def url(self) -> str:
        """Return the address of the database."""
        return self._kader.url

    # -- questions -----------------------------------------------------------------------------------------------

    def agenda(self, naar: MessagePump) -> None:
        """Read the place Agenda; answers Gelezen("agenda", Agendafeiten)."""
        self._lijst(naar, "agenda", lezingen.agenda)

    def beamer(self, naar: MessagePump) -> None:
        """Read what the second window shows; answers Gelezen("beamer", (zitting, Beamer))."""
        self._lees(naar, "beamer", lezingen.beamer)

    def handelingen(self, naar: MessagePump, zitting: str) -> None:
        """Read what was decided in a zitting; answers Gelezen("handelingen", (zitting, [fields]))."""
        self._lees(naar, "handelingen", partial(lezingen.handelingen, zitting=zitting))

    def bevindingen(self, naar: MessagePump, nummers: Sequence[str]) -> None:
        """Read the findings of these casussen; answers Gelezen("bevindingen", Bevindingenfeiten)."""
        self._lees(naar, "bevindingen", partial(lezingen.bevindingen, nummers=nummers))

    def controle(self, naar: MessagePump) -> None:
        """Check the book and what hangs on it; answers Gelezen("controle", a sentence or "")."""
        self._lees(naar, "controle", lezingen.controle)

    def termijnen(self, naar: MessagePump) -> None:
        """Read the place Termijnen; answers Gelezen("termijnen", Termijnfeiten)."""
        self._lijst(naar, "termijnen", lezingen.termijnen)

    def balken(self, naar: MessagePump, nummer: str) -> None:
        """Read the terms of a casus in time; answers Gelezen("balken", (casus, bars, today))."""
        self._lees(naar, "balken", partial(lezingen.balken, nummer=nummer))

    def delen(self, naar: MessagePump, nummer: str) -> None:
        """Read what may be shared with whom; answers Gelezen("delen", (casus, fields))."""
        self._lees(naar, "delen", partial(lezingen.delen, nummer=nummer))

    def pot(self, naar: MessagePump) -> None:
        """Read the place Pot; answers Gelezen("pot", Potfeiten)."""
        self._lees(naar, "pot", lezingen.pot)

    def prognose(self, naar: MessagePump) -> None:
        """Read how long the pot will do; answers Gelezen("prognose", fields)."""
        self._lees(naar, "prognose", lezingen.prognose)

    def ontvangers(self, naar: MessagePump, zitting: str) -> None:
        """Read for whom a besluitenlijst can be made; answers Gelezen("ontvangers", (zitting, [Ontvanger]))."""
        self._lees(naar, "ontvangers", partial(lezingen.ontvangers, zitting=zitting))

    def bank(self, naar: MessagePump) -> None:
        """Read the place Bank; answers Gelezen("bank", Bankfeiten)."""
        self._lees(naar, "bank", lezingen.bank)

    def koppelingen(self, naar: MessagePump) -> None:
        """Read the matches that stand, newest first; answers Gelezen("koppelingen", [fields])."""
        self._lees(naar, "koppelingen", lezingen.koppelingen)

    def besluitenlijst(self, naar: MessagePump, zitting: str | None = None) -> None:
        """Read the besluiten of a zitting; answers Gelezen("besluitenlijst", Besluitenfeiten)."""
        self._lijst(naar, "besluitenlijst", partial(lezingen.besluitenlijst, zitting=zitting), kenmerk=zitting or "")

    def casus(self, naar: MessagePump, nummer: str, *, ververs: bool = False) -> None:
        """Open a casus, or look at it again; answers Gelezen("casus", Casusfeiten)."""
        self._lees(naar, "casus", partial(lezingen.casus, nummer=nummer, ververs=ververs), log=not ververs)

    def zoek(self, naar: MessagePump, tekst: str) -> None:
        """Search; answers Gelezen("zoek", Zoekfeiten)."""
        self._lees(naar, "zoek", partial(lezingen.zoek, tekst=tekst), log=bool(tekst.strip()))

    def keuzes(self, naar: MessagePump) -> None:
        """Read what a besluit may choose from; answers Gelezen("keuzes", (Keuzes, needs consent))."""
        self._lees(naar, "keuzes", lezingen.keuzes)

    def wat_als(self, naar: MessagePump, casus: str, zitting: str, document: Mapping[str, Any], nr: int) -> None:
        """Try a form; answers Gelezen("wat_als", WatAls)."""
        werk = partial(lezingen.wat_als, nummer=casus, zitting=zitting, document=document, nr=nr)
        self._lees(naar, "wat_als", werk)

    # -- use cases -----------------------------------------------------------------------------------------------

    def besluit(
        self, naar: MessagePump, zitting: str, casus: str, document: Mapping[str, Any], *, versie: int, sleutel: str
    ) -> None:
        """Decide on an agendapunt; answers Gedaan("besluit") or Geweigerd."""

        def werk(i: Ingang) -> Uitkomst:
            from engine.zitting import diensten
            from engine.zitting.begrippen import Besluitopdracht
            from engine.zitting.formaat import Besluit

            opdracht = Besluitopdracht(zitting, casus, Besluit.model_validate(document))
            return diensten.besluit(i.db, i.wie, opdracht, sleutel=i.sleutel, versie=versie, nu=i.nu)

        self._doe(naar, "besluit", werk, sleutel)

    def schaal_op(self, naar: MessagePump, casus: str, reden: str, *, versie: int, sleutel: str) -> None:
        """Lay a voorgenomen besluit before the next step; answers Gedaan("opschalen") or Geweigerd."""

        def werk(i: Ingang) -> Uitkomst:
            from engine.casus import diensten
            from engine.casus.handelingen import Opschalen

            opdracht = diensten.Zet(casus, "opschalen", handeling=Opschalen(reden=reden))
            return diensten.zet(i.db, i.wie, opdracht, sleutel=i.sleutel, versie=versie, nu=i.nu)

        self._doe(naar, "opschalen", werk, sleutel)

    def bied_regie(self, naar: MessagePump, casus: str, aan: str, vervanger: str, *, versie: int, sleutel: str) -> None:
        """Ask somebody to take the regie; answers Gedaan("regie") or Geweigerd."""

        def werk(i: Ingang) -> Uitkomst:
            from engine.regie import diensten
            from engine.regie.begrippen import Aanbod

            opdracht = Aanbod(casus, aan, vervanger)
            return diensten.bied(i.db, i.wie, opdracht, sleutel=i.sleutel, versie=versie, nu=i.nu)

        self._doe(naar, "regie", werk, sleutel)

    def aanvaard_regie(self, naar: MessagePump, casus: str, *, versie: int, sleutel: str) -> None:
        """Take the regie that this user was asked for; answers Gedaan("regie") or Geweigerd."""

        def werk(i: Ingang) -> Uitkomst:
            from engine.regie import diensten
            from engine.regie.begrippen import Aanvaarding

            return diensten.aanvaard(i.db, i.wie, Aanvaarding(casus), sleutel=i.sleutel, versie=versie, nu=i.nu)

        self._doe(naar, "regie", werk, sleutel)

    def open_zitting(self, naar: MessagePump, zitting: str, *, sleutel: str) -> None:
        """Open a zitting on its day; answers Gedaan("open") or Geweigerd."""

        def werk(i: Ingang) -> Uitkomst:
            from engine.zitting import diensten
            from engine.zitting.begrippen import Opening

            return diensten.open_zitting(i.db, i.wie, Opening(zitting), sleutel=i.sleutel, versie=0, nu=i.nu)

        self._doe(naar, "open", werk, sleutel)

    def aanwezig(self, naar: MessagePump, zitting: str, wijzen: Mapping[str, str], *, sleutel: str) -> None:
        """Record who is there; answers Gedaan("aanwezig") or Geweigerd."""

        def werk(i: Ingang) -> Uitkomst:
            from engine.zitting import diensten
            from engine.zitting.begrippen import Presentie
            from engine.zitting.formaat import Aanwezige

            lijst = tuple(Aanwezige.model_validate({"persoon": p, "wijze": w}) for p, w in wijzen.items())
            return diensten.aanwezig(i.db, i.wie, Presentie(zitting, lijst), sleutel=i.sleutel, versie=0, nu=i.nu)

        self._doe(naar, "aanwezig", werk, sleutel)

    def stel_vast(self, naar: MessagePump, zitting: str, door_naar: str | None, reden: str, *, sleutel: str) -> None:
        """Close a zitting for good; answers Gedaan("vaststellen") or Geweigerd."""

        def werk(i: Ingang) -> Uitkomst:
            from engine.zitting import diensten
            from engine.zitting.begrippen import Vaststelling

            opdracht = Vaststelling(zitting, door_naar, reden)
            return diensten.stel_vast(i.db, i.wie, opdracht, sleutel=i.sleutel, versie=0, nu=i.nu)

        self._doe(naar, "vaststellen", werk, sleutel)

    def doe(self, naar: MessagePump, soort: str, werk: Werk, *, sleutel: str) -> None:
        """Do one of tui.bankdaden or tui.tafeldaden; answers Gedaan(soort) or Geweigerd."""
        self._doe(naar, soort, werk, sleutel)

    def toon_op_beamer(self, naar: MessagePump, zitting: str, casus: str | None, *, dicht: bool) -> None:
        """Let the second window follow; answers Gelezen("beamer", None), and a refusal changes nothing here."""

        def werk(i: Ingang) -> None:
            from engine.zitting.meekijken import Beamer, toon_op_beamer

            toon_op_beamer(i.db, i.wie, zitting, Beamer(casus, dicht), i.nu)

        if not self.alleen_lezen:
            self._lees(naar, "beamer", werk, ingang=self._kader.opdracht)

    def proef(self, naar: MessagePump, werk: Werk) -> None:
        """Do something, look at what came of it, and take it all back; answers Gelezen("proef", what werk returns)."""

        def draad() -> None:
            try:
                with self._kader.met({"sleutel": uuid4().hex}).opdracht() as i:
                    raise _Teruggedraaid(werk(i))
            except _Teruggedraaid as klaar:
                naar.post_message(Gelezen("proef", klaar.antwoord))
            except Exception as fout:
                naar.post_message(geweigerd("proef", fout))

        self._start(naar, "proef", draad, vervang=True)

    # -- threads -------------------------------------------------------------------------------------------------

    def _lijst(self, naar: MessagePump, soort: str, functie: Callable[..., Any], kenmerk: str = "") -> None:
        naam = f"{soort}/{kenmerk}"
        eerder = naam in self._geopend
        self._geopend.add(naam)
        self._lees(naar, soort, partial(functie, ververs=eerder), log=not eerder)

    def _lees(
        self,
        naar: MessagePump,
        soort: str,
        werk: Werk,
        *,
        log: bool = False,
        ingang: Callable[[], AbstractContextManager[Ingang]] | None = None,
    ) -> None:
        ingang = ingang or (self._kader.vraag_met_log if log else self._kader.vraag)

        def draad() -> None:
            try:
                with ingang() as i:
                    antwoord = werk(i)
            except Exception as fout:
                naar.post_message(geweigerd(soort, fout))
            else:
                naar.post_message(Gelezen(soort, antwoord))

        self._start(naar, soort, draad, vervang=True)

    def _doe(self, naar: MessagePump, soort: str, werk: Werk, sleutel: str) -> None:
        if self.alleen_lezen:
            naar.post_message(geweigerd(soort, AlleenKijken()))
            return
        ingang = self._kader.met({"sleutel": sleutel}).opdracht

        def draad() -> None:
            try:
                with ingang() as i:
                    if soort not in KIJKROLLEN.get(i.wie.rol.value, {soort}):
                        raise AlleenKijken
                    antwoord = werk(i)
            except Exception as fout:
                naar.post_message(geweigerd(soort, fout))
            else:
                naar.post_message(Gedaan(soort, antwoord.melding, antwoord.gegevens))

        self._start(naar, soort, draad, vervang=False)

    def _start(self, naar: MessagePump, soort: str, draad: Callable[[], None], *, vervang: bool) -> None:
        if self._app is None:
            draad()
            return
        self._app.run_worker(
            draad, name=soort, group=f"{soort}/{id(naar)}", thread=True, exclusive=vervang, exit_on_error=False
        )
