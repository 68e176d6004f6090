"""Why something cannot happen in a zitting."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from budget.basis.klok import datum
from budget.basis.weigering import Weigering


class ZittingOnbekend(Weigering):
    """There is no zitting with this number."""

    code = "zitting_onbekend"

    def __init__(self, zitting: str) -> None:
        super().__init__(
            f"Zitting {zitting} is er niet.",
            oplossing="Zie 'doorbraak zitting lijst' voor de zittingen die gepland zijn.",
        )


class ZittingVastgesteld(Weigering):
    """The zitting is locked: what was decided there is changed by a new decision only."""

    code = "zitting_vastgesteld"

    def __init__(self, zitting: str) -> None:
        super().__init__(
            f"Zitting {zitting} is vastgesteld en verandert niet meer.",
            oplossing="Neem later een nieuw besluit, of leg een correctie vast ('zitting corrigeer').",
        )


class ZittingNietOpen(Weigering):
    """Only in an open zitting things are decided."""

    code = "zitting_niet_open"

    def __init__(self, zitting: str, status: str) -> None:
        super().__init__(
            f"Zitting {zitting} is niet open (status: {status}).",
            oplossing="De voorzitter opent de zitting op de dag zelf, met 'doorbraak zitting open'.",
        )


class ZittingAlOpen(Weigering):
    """The zitting was opened before."""

    code = "zitting_al_open"

    def __init__(self, zitting: str) -> None:
        super().__init__(f"Zitting {zitting} is al open.", oplossing="Ga verder met de agenda.")


class ZittingNietVandaag(Weigering):
    """A zitting opens on its own day, because attendance and mandates are those of that day."""

    code = "zitting_niet_vandaag"

    def __init__(self, zitting: str, op: date, vandaag: date) -> None:
        super().__init__(
            f"Zitting {zitting} is op {datum(op)}; vandaag is het {datum(vandaag)}.",
            oplossing="Open haar op de dag zelf, of plan een nieuwe zitting.",
        )


class ZittingVoorbij(Weigering):
    """No casus goes on the agenda of a day that is over."""

    code = "zitting_voorbij"

    def __init__(self, zitting: str, op: date) -> None:
        super().__init__(
            f"Zitting {zitting} was op {datum(op)}; daar komt niets meer op de agenda.",
            oplossing="Kies een zitting die nog komt, of plan er een.",
        )


class ZittingNietAf(Weigering):
    """Not every agendapunt has an outcome."""

    code = "zitting_niet_af"

    def __init__(self, zitting: str, punten: Sequence[str]) -> None:
        super().__init__(
            f"Zitting {zitting} kan nog niet worden vastgesteld: {'; '.join(punten)}.",
            oplossing="Neem voor elk punt een besluit of schaal op; wat niet aan de beurt kwam gaat door met "
            "--schuif-door ZITTING --reden TEKST.",
        )


class NietOpDeAgenda(Weigering):
    """The casus is no agendapunt of this zitting."""

    code = "niet_op_de_agenda"

    def __init__(self, casus: str, zitting: str) -> None:
        super().__init__(
            f"Casus {casus} staat niet op de agenda van zitting {zitting}.",
            oplossing="Kies de zitting waar de casus op staat, of agendeer hem eerst ('casus zet NR agenderen').",
        )


class NietsVoorgenomen(Weigering):
    """A higher step has nothing to decide on."""

    code = "niets_voorgenomen"

    def __init__(self, casus: str) -> None:
        super().__init__(
            f"Voor casus {casus} ligt geen voorgenomen besluit om over te beslissen.",
            oplossing="Geef de planregels mee met --bestand (doorbraak-besluit/1).",
        )


class OpschalenHelptNiet(Weigering):
    """The spending rules block a line: no step of the ladder can lift that."""

    code = "opschalen_helpt_niet"

    def __init__(self, casus: str, alternatieven: Sequence[str]) -> None:
        wel = " of ".join(naam.replace("_", " ") for naam in alternatieven)
        super().__init__(
            f"In casus {casus} houden de bestedingsregels een planregel tegen; ook een hogere trede mag dit niet.",
            oplossing=f"Neem een besluit zonder die regel.{f' Wel mogelijk: {wel}.' if wel else ''}",
        )


class AfspraakNietOpen(Weigering):
    """The casus has no open afspraak with this number."""

    code = "afspraak_niet_open"

    def __init__(self, afspraak: int, casus: str) -> None:
        super().__init__(
            f"Casus {casus} heeft geen open afspraak {afspraak}.",
            oplossing="De nummers staan in 'doorbraak zitting lijst --zitting Z'; misschien is zij al afgerond.",
        )


class AfspraakZonderReden(Weigering):
    """Nothing that was promised disappears without a word."""

    code = "afspraak_zonder_reden"

    def __init__(self, afspraak: int) -> None:
        super().__init__(
            f"Afspraak {afspraak} vervalt niet zonder reden.",
            oplossing="Geef met --reden waarom zij niet meer nodig is.",
        )


class NietTerugTeNemen(Weigering):
    """Only the newest besluit of this zitting is taken back, as long as nothing rests on it."""

    code = "niet_terug_te_nemen"

    def __init__(self, casus: str, waarom: str) -> None:
        super().__init__(
            f"In casus {casus} kan dit besluit niet worden teruggenomen: {waarom}.",
            oplossing="Neem een nieuw besluit dat hiervoor in de plaats komt.",
        )


class ZittingNietDicht(Weigering):
    """A correction is for what is locked; before that a besluit is taken back."""

    code = "zitting_niet_dicht"

    def __init__(self, zitting: str) -> None:
        super().__init__(
            f"Zitting {zitting} is nog niet vastgesteld; een correctie is nog niet nodig.",
            oplossing="Neem het besluit terug ('zitting terug') en besluit opnieuw.",
        )


class PuntAlAfgedaan(Weigering):
    """An agendapunt that was decided on keeps its outcome."""

    code = "punt_al_afgedaan"

    def __init__(self, casus: str) -> None:
        super().__init__(
            f"Over casus {casus} is in deze zitting al besloten of gesproken.",
            oplossing="Neem het besluit eerst terug ('zitting terug'), als dat de bedoeling is.",
        )


class RedenNodig(Weigering):
    """What does not go as planned is recorded with its reason."""

    code = "reden_nodig"

    def __init__(self, wat: str) -> None:
        super().__init__(f"Voor '{wat}' is een reden nodig.", oplossing="Geef de reden met --reden.")


class CasusVoorbij(Weigering):
    """Nothing is agreed any more in a casus that is over."""

    code = "casus_voorbij"

    def __init__(self, casus: str, status: str) -> None:
        super().__init__(
            f"Casus {casus} heeft de status '{status}'; er worden geen afspraken meer gemaakt.",
            oplossing="Kijk of u het goede casusnummer hebt.",
        )


class GeenVraagAanOrgaan(Weigering):
    """The voorgenomen besluit asks nothing of this body."""

    code = "geen_vraag_aan_orgaan"

    def __init__(self, casus: str, orgaan: str, gevraagd: Sequence[str]) -> None:
        wie = f"Gevraagd is: {', '.join(gevraagd)}." if gevraagd else "Er ligt geen voorgenomen besluit met een vraag."
        super().__init__(f"In casus {casus} is aan '{orgaan}' niets gevraagd.", oplossing=wie)


class EigenVraag(Weigering):
    """Who asks the ruggespraak does not answer it."""

    code = "eigen_vraag"

    def __init__(self, casus: str) -> None:
        super().__init__(
            f"U vroeg in casus {casus} zelf om ruggespraak; u beantwoordt haar niet.",
            oplossing="Laat iemand van het orgaan antwoorden, of de secretaris het schriftelijke antwoord vastleggen.",
        )


class NietMeebeslist(Weigering):
    """Who decides along does so in person, with the own login, on exactly these lines."""

    code = "niet_meebeslist"

    def __init__(self, casus: str, wie: Sequence[str]) -> None:
        super().__init__(
            f"In casus {casus} beslisten nog niet mee over deze regels en bedragen: {', '.join(wie)}.",
            oplossing=f"Laat ieder zelf inloggen en 'zitting mee {casus}' doen, met hetzelfde bestand.",
        )
