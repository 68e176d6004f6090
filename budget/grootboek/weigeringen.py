"""Every refusal of the ledger: the code never changes, the sentence says why, the solution what now."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date

from budget.basis.geld import Geld
from budget.basis.klok import datum
from budget.basis.transactie import Sessie
from budget.basis.weigering import Weigering


class Grootboekweigering(Weigering):
    """A refusal that the ledger remembers: a retry with the same key gets the same answer."""

    onthoud: Callable[[Sessie], None] | None = None
    plaats: int | None = None
    """Which event of a series was refused, from 0."""

    @classmethod
    def herhaald(cls, melding: str, oplossing: str) -> Grootboekweigering:
        """Return the refusal of the first time, with its own words."""
        weigering = cls.__new__(cls)
        Weigering.__init__(weigering, melding, oplossing=oplossing)
        return weigering


class BedragOngeldig(Grootboekweigering):
    code = "bedrag_ongeldig"

    def __init__(self, bedrag: object) -> None:
        super().__init__(
            f"{bedrag} is geen bedrag dat geboekt kan worden.",
            oplossing="Geef een bedrag groter dan nul, in hele centen.",
        )


class OnvoldoendeBeschikbaar(Grootboekweigering):
    code = "onvoldoende_beschikbaar"

    def __init__(self, bedrag: Geld, beschikbaar: Geld) -> None:
        super().__init__(
            f"De pot heeft voor besluiten {beschikbaar} beschikbaar; {bedrag} kan niet.",
            oplossing="Verlaag het bedrag, laat een andere reservering vrijvallen of wacht op een storting.",
            beschikbaar=beschikbaar.cents,
        )


class OormerkPastNiet(Grootboekweigering):
    code = "oormerk_past_niet"

    def __init__(
        self,
        bedrag: Geld,
        bestemming: str,
        vakken: dict[str, tuple[Geld, str]],
        hoogstens: Geld,
        anders: dict[str, Geld],
    ) -> None:
        opsomming = "; ".join(f"{vak}: {vrij}, {waarom}" for vak, (vrij, waarom) in vakken.items())
        verdeling = ", ".join(f"{vak} {deel}" for vak, deel in anders.items())
        super().__init__(
            f"De pot heeft genoeg, maar van het geld dat '{bestemming}' mag betalen is {hoogstens} vrij;"
            f" {bedrag} kan niet. Per vak: {opsomming}.",
            oplossing=(
                f"Met een andere verdeling van eerdere reserveringen past het wel: {verdeling}."
                " Laat een reservering die ook uit ander geld mag, vrijvallen en besluit haar opnieuw."
                if anders
                else "Verlaag het bedrag, of kies een bestemming die de andere vakken wel mogen betalen."
            ),
            vakken={vak: vrij.cents for vak, (vrij, _) in vakken.items()},
            anders={vak: deel.cents for vak, deel in anders.items()},
        )


class BovenReservering(Grootboekweigering):
    code = "boven_reservering"

    def __init__(self, bedrag: Geld, rest: Geld, jaar: int) -> None:
        super().__init__(
            f"De reservering heeft in boekjaar {jaar} nog {rest}; {bedrag} kan niet.",
            oplossing="Verlaag het bedrag, of laat de tafel eerst meer reserveren of de reservering overhevelen.",
            rest=rest.cents,
        )


class BovenVerplichting(Grootboekweigering):
    code = "boven_verplichting"

    def __init__(self, bedrag: Geld, rest: Geld, jaar: int) -> None:
        super().__init__(
            f"De verplichting heeft in boekjaar {jaar} nog {rest}; {bedrag} kan niet.",
            oplossing="Verlaag het bedrag, of hoog eerst de verplichting op binnen de reservering.",
            rest=rest.cents,
        )


class BovenVoorfinanciering(Grootboekweigering):
    code = "boven_voorfinanciering"

    def __init__(self, bedrag: Geld, rest: Geld) -> None:
        super().__init__(
            f"In uitzoek staat voor deze casus nog {rest}; {bedrag} kan niet.",
            oplossing="Verlaag het totaal, of wacht tot de facturen zijn voorgefinancierd.",
            rest=rest.cents,
        )


class BovenVordering(Grootboekweigering):
    code = "boven_vordering"

    def __init__(self, bedrag: Geld, rest: Geld) -> None:
        super().__init__(
            f"Van de vordering staat nog {rest} open; {bedrag} kan niet.",
            oplossing="Boek hoogstens wat open staat; wat de betaler te veel betaalde is 'te veel ontvangen'.",
            rest=rest.cents,
        )


class BovenBankregel(Grootboekweigering):
    code = "boven_bankregel"

    def __init__(self, bedrag: Geld, regel: str, open_: Geld | None) -> None:
        waarom = (
            f"Bankregel '{regel}' is onbekend."
            if open_ is None
            else f"Van bankregel '{regel}' is nog {open_} toe te wijzen, of zij gaat de andere kant op;"
            f" {bedrag} kan niet."
        )
        super().__init__(waarom, oplossing="Kies de goede bankregel, of verdeel het bedrag over meer bankregels.")


class BovenToezegging(Grootboekweigering):
    code = "boven_toezegging"

    def __init__(self, bedrag: Geld, deelnemer: str, jaar: int, rest: Geld) -> None:
        super().__init__(
            f"{deelnemer} heeft van de toezegging voor {jaar} nog {rest} te storten; {bedrag} kan niet.",
            oplossing="Leg eerst een hogere toezegging vast, of boek het meerdere als 'te veel ontvangen'.",
            rest=rest.cents,
        )


class BovenKapitaal(Grootboekweigering):
    code = "boven_kapitaal"

    def __init__(self, bedrag: Geld, deelnemer: str, kapitaal: Geld) -> None:
        super().__init__(
            f"{deelnemer} heeft {kapitaal} in de pot; {bedrag} terugbetalen kan niet.",
            oplossing="Betaal hoogstens terug wat de deelnemer in de pot heeft.",
            kapitaal=kapitaal.cents,
        )


class BovenOntvangen(Grootboekweigering):
    code = "boven_ontvangen"

    def __init__(self, bedrag: Geld, ontvangen: Geld) -> None:
        super().__init__(
            f"Hierop is {ontvangen} ontvangen en niet teruggehaald; {bedrag} kan niet worden teruggehaald.",
            oplossing="Kijk bij welke ontvangst deze terugboeking hoort.",
            ontvangen=ontvangen.cents,
        )


class BovenTerugvordering(Grootboekweigering):
    code = "boven_terugvordering"

    def __init__(self, bedrag: Geld, rest: Geld) -> None:
        super().__init__(
            f"Van deze aanbieder is voor deze casus nog {rest} terug te vorderen; {bedrag} kan niet.",
            oplossing="Boek hoogstens wat nog terug te vorderen is.",
            rest=rest.cents,
        )


class BovenVoorziening(Grootboekweigering):
    code = "boven_voorziening"

    def __init__(self, bedrag: Geld, rest: Geld) -> None:
        super().__init__(
            f"De voorziening voor deze casus is {rest}; {bedrag} kan niet vrijvallen.",
            oplossing="Laat hoogstens de voorziening vrijvallen.",
            rest=rest.cents,
        )


class BovenAfschrijving(Grootboekweigering):
    code = "boven_afschrijving"

    def __init__(self, bedrag: Geld, rest: Geld) -> None:
        super().__init__(
            f"Van deze vordering is {rest} afgeschreven en niet nagekomen; {bedrag} kan niet.",
            oplossing="Boek het meerdere op een open vordering, of als 'te veel ontvangen'.",
            rest=rest.cents,
        )


class BovenTolerantie(Grootboekweigering):
    code = "boven_tolerantie"

    def __init__(self, bedrag: Geld, tolerantie: Geld) -> None:
        super().__init__(
            f"Een betalingsverschil mag in deze regio hoogstens {tolerantie} zijn; {bedrag} kan niet.",
            oplossing="Laat de rest van de vordering open staan en maan aan, of schrijf met mandaat af.",
            tolerantie=tolerantie.cents,
        )


class GeenOpenPost(Grootboekweigering):
    code = "geen_open_post"

    def __init__(self, wat: str) -> None:
        super().__init__(
            f"Er staat niets open voor {wat}.",
            oplossing="Controleer de naam en het nummer; misschien is dit al betaald, afgewezen of verrekend.",
        )


class OpdrachtBestaat(Grootboekweigering):
    code = "opdracht_bestaat"

    def __init__(self, opdracht: str) -> None:
        super().__init__(
            f"Het opdrachtnummer '{opdracht}' is eerder gebruikt.",
            oplossing="Geef deze betaling een nieuw opdrachtnummer; ook na een afwijzing blijft het oude bezet.",
        )


class DubbeleFactuur(Grootboekweigering):
    code = "dubbele_factuur"

    def __init__(self, aanbieder: str, factuur: str) -> None:
        super().__init__(
            f"Factuur '{factuur}' van {aanbieder} is al geboekt.",
            oplossing="Boek een factuur één keer; is dit een andere, vraag de aanbieder dan om een nieuw nummer.",
        )


class BesluitBestaat(Grootboekweigering):
    code = "besluit_bestaat"

    def __init__(self, besluit: str) -> None:
        super().__init__(
            f"Uitzoekbesluit '{besluit}' bestaat al voor deze casus.",
            oplossing="Herzie dat besluit, of geef een tweede besluit een eigen naam.",
        )


class BesluitOntbreekt(Grootboekweigering):
    code = "besluit_ontbreekt"

    def __init__(self, besluit: str) -> None:
        super().__init__(
            f"Uitzoekbesluit '{besluit}' bestaat niet voor deze casus.",
            oplossing="Neem eerst een uitzoekbesluit, of kies een besluit dat er is.",
        )


class VorderingNietEenduidig(Grootboekweigering):
    code = "vordering_niet_eenduidig"

    def __init__(self, betaler: str, casus: str, aantal: int) -> None:
        gevonden = "geen vordering" if aantal == 0 else f"{aantal} vorderingen"
        super().__init__(
            f"{betaler} heeft in casus {casus} {gevonden} die hierbij past.",
            oplossing="Noem het uitzoekbesluit waar de vordering uit volgt.",
            aantal=aantal,
        )


class GewichtenOngeldig(Grootboekweigering):
    code = "gewichten_ongeldig"

    def __init__(self) -> None:
        super().__init__(
            "Met deze gewichten of aandelen valt niet te verdelen.",
            oplossing="Geef hele getallen van nul of meer, waarvan er ten minste één groter is dan nul.",
        )


class VerdeelsleutelOntbreekt(Grootboekweigering):
    code = "verdeelsleutel_ontbreekt"

    def __init__(self, op: date) -> None:
        super().__init__(
            f"Op {datum(op)} is er geen verdeelsleutel van kracht.",
            oplossing="Laat de regio eerst een sleutelversie vaststellen die op die dag geldt.",
        )


class EerstAfschrijvingTerugdraaien(Grootboekweigering):
    code = "eerst_afschrijving_terugdraaien"

    def __init__(self, betaler: str, te_veel: Geld, terug: Geld) -> None:
        super().__init__(
            f"{betaler} zou {te_veel} terugkrijgen, maar heeft op deze vordering maar {terug} betaald;"
            " de rest is afgeschreven.",
            oplossing="Boek eerst de afschrijving tegen, en herzie dan het besluit.",
        )


class BankregelBestaat(Grootboekweigering):
    code = "bankregel_bestaat"

    def __init__(self, regel: str) -> None:
        super().__init__(
            f"Bankregel '{regel}' is al geboekt.",
            oplossing="Er hoeft niets te gebeuren; elke bankregel staat één keer in het boek.",
        )


class BeginsaldoTeLaat(Grootboekweigering):
    code = "beginsaldo_te_laat"

    def __init__(self) -> None:
        super().__init__(
            "Er staan al bankregels in het boek; een beginsaldo kan alleen vóór de eerste bankregel.",
            oplossing="Lees het ontbrekende afschrift in.",
        )


class VierOgen(Grootboekweigering):
    code = "vier_ogen"

    def __init__(self) -> None:
        super().__init__(
            "Hiervoor zijn twee verschillende personen nodig.",
            oplossing="Laat een tweede persoon meetekenen.",
        )


class Functiescheiding(Grootboekweigering):
    code = "functiescheiding"

    def __init__(self, waarom: str) -> None:
        super().__init__(
            f"Een van deze personen mag dit niet doen: {waarom}.",
            oplossing="Laat iemand anders dit doen die bij deze casus en betaling nog niets besloot of bevestigde.",
        )


class IbanNietBevestigd(Grootboekweigering):
    code = "iban_niet_bevestigd"

    def __init__(self, partij: str) -> None:
        super().__init__(
            f"Het rekeningnummer van {partij} ontbreekt of is nog niet door een tweede persoon bevestigd.",
            oplossing="Laat een tweede persoon het rekeningnummer nabellen en bevestigen.",
        )


class MandaatWeigering(Grootboekweigering):
    code = "mandaat"

    def __init__(self, mandaat: str, waarom: str) -> None:
        super().__init__(
            f"Mandaat '{mandaat}' dekt dit niet: {waarom}.",
            oplossing="Verlaag het bedrag, of vraag ruggespraak aan wie het mandaat gaf.",
        )


class PeriodeGesloten(Grootboekweigering):
    code = "periode_gesloten"

    def __init__(self, op: date, tot: date) -> None:
        super().__init__(
            f"De periode tot en met {datum(tot)} is gesloten; {datum(op)} valt daarin.",
            oplossing="Boek met een datum na de gesloten periode; een gesloten periode gaat niet meer open.",
            gesloten_tot=tot.isoformat(),
        )


class JaarNietVerdeeld(Grootboekweigering):
    code = "jaar_niet_verdeeld"

    def __init__(self, jaar: int) -> None:
        super().__init__(
            f"De kosten van {jaar} zijn nog niet over de deelnemers verdeeld en bestemd.",
            oplossing=f"Boek eerst de jaarverdeling en de resultaatbestemming van {jaar}.",
        )


class OpenMemoposten(Grootboekweigering):
    code = "open_memoposten"

    def __init__(self, jaar: int, posten: list[str]) -> None:
        super().__init__(
            f"In boekjaar {jaar} staan nog reserveringen of verplichtingen open: {', '.join(posten)}.",
            oplossing="Hevel elke post over naar het volgende jaar, of laat haar vrijvallen.",
            posten=posten,
        )


class AlVerdeeld(Grootboekweigering):
    code = "al_verdeeld"

    def __init__(self, jaar: int) -> None:
        super().__init__(
            f"De kosten van {jaar} zijn al verdeeld.",
            oplossing="Boek de jaarverdeling eerst tegen als er kosten bij zijn gekomen.",
        )


class CasusGesloten(Grootboekweigering):
    code = "casus_gesloten"

    def __init__(self, casus: str) -> None:
        super().__init__(
            f"Casus {casus} is financieel gesloten.",
            oplossing="Heropen de casus eerst.",
        )


class CasusNietSluitbaar(Grootboekweigering):
    code = "casus_niet_sluitbaar"

    def __init__(self, casus: str, posten: dict[str, Geld]) -> None:
        opsomming = ", ".join(f"{wat} {bedrag}" for wat, bedrag in posten.items())
        super().__init__(
            f"Casus {casus} kan nog niet sluiten: {opsomming}.",
            oplossing="Werk eerst weg wat nog open staat: betalen, vrijvallen, uitzoeken of ontvangen.",
            posten={wat: bedrag.cents for wat, bedrag in posten.items()},
        )


class AlTegengeboekt(Grootboekweigering):
    code = "al_tegengeboekt"

    def __init__(self, nummer: int) -> None:
        super().__init__(
            f"Journaalpost {nummer} is al tegengeboekt.",
            oplossing="Er hoeft niets te gebeuren; boek zo nodig opnieuw wat wel klopt.",
        )


class NietTegenTeBoeken(Grootboekweigering):
    code = "niet_tegen_te_boeken"

    def __init__(self, nummer: int, waarom: str) -> None:
        super().__init__(
            f"Journaalpost {nummer} is niet tegen te boeken: {waarom}.",
            oplossing="Boek wat er werkelijk gebeurde als nieuwe gebeurtenis.",
        )


class LatereBoeking(Grootboekweigering):
    code = "latere_boeking"

    def __init__(self, nummer: int, waarop: str) -> None:
        super().__init__(
            f"Op journaalpost {nummer} rusten latere boekingen ({waarop}).",
            oplossing="Boek eerst die latere journaalposten tegen, de laatste eerst.",
        )


class PotOntbreekt(Weigering):
    code = "pot_ontbreekt"
    exitcode = 4

    def __init__(self) -> None:
        super().__init__(
            "In deze database is nog geen pot geopend.",
            oplossing="Richt de regio eerst in met 'doorbraak init --regio MAP'.",
        )


WEIGERINGEN: dict[str, type[Grootboekweigering]] = {soort.code: soort for soort in Grootboekweigering.__subclasses__()}
"""The refusals of the ledger by code."""
