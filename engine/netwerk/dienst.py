"""Who is employed where on which day, and how many school days lie between two days."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from engine.netwerk.rijen import Aanstelling, Organisatie, Vakantie


class Dienst:
    """The rows aanstelling of the people of one casus; every question costs O(rows of that person)."""

    def __init__(self, rijen: Iterable[Aanstelling], organisaties: Mapping[str, Organisatie]) -> None:
        self.aanstellingen: dict[str, list[Aanstelling]] = {}
        self._organisaties = organisaties
        for rij in rijen:
            self.aanstellingen.setdefault(rij.van, []).append(rij)

    def in_dienst(self, persoon: str, op: date) -> bool:
        """Say whether somebody is in service; an empty staff register raises no alarm."""
        rijen = self.aanstellingen.get(persoon)
        return not rijen or any(rij.geldt(op) for rij in rijen)

    def werkgevers(self, persoon: str, op: date) -> list[str]:
        """Return the organisations somebody is employed at on that day, in the order of the rows."""
        return list(dict.fromkeys(rij.naar for rij in self.aanstellingen.get(persoon, ()) if rij.geldt(op)))

    def einde_dienst(self, persoon: str, organisatie: str | None = None) -> date | None:
        """Return the day on which the last employment (at that organisation) ends; None when it does not."""
        rijen = [rij for rij in self.aanstellingen.get(persoon, ()) if organisatie is None or rij.naar == organisatie]
        eindes = [rij.geldig_tot for rij in rijen if rij.geldig_tot is not None]
        return max(eindes) if rijen and len(eindes) == len(rijen) else None

    def functie_rijen(self, persoon: str, aanvaard_op: date) -> list[Aanstelling]:
        """Return the employment that a regie rests on: at the organisations of the day of acceptance, else any."""
        rijen = self.aanstellingen.get(persoon, [])
        toen = self.werkgevers(persoon, aanvaard_op)
        return [rij for rij in rijen if rij.naar in toen] if toen else rijen

    def nog_in_functie(self, persoon: str, aanvaard_op: date, op: date) -> bool:
        """Say whether somebody still works where the regie was accepted."""
        rijen = self.functie_rijen(persoon, aanvaard_op)
        return not rijen or any(rij.geldt(op) for rij in rijen)

    def organisatie_van(self, actor: str, op: date) -> str | None:
        """Return the organisation of an actor on a day: the employer then, else the last before, else the first."""
        if actor in self._organisaties:
            return actor
        rijen = self.aanstellingen.get(actor, [])
        for rij in rijen:
            if rij.geldt(op):
                return rij.naar
        eerder = [rij for rij in rijen if rij.geldig_tot is not None and rij.geldig_tot <= op]
        if eerder:
            return max(eerder, key=lambda rij: rij.geldig_tot or date.min).naar
        if rijen:
            return min(rijen, key=lambda rij: rij.geldig_van or date.min).naar
        return None

    def teamleiders(self, organisatie: str | None, op: date) -> list[str]:
        """Return who leads the team of that organisation on that day, sorted."""
        return sorted(
            {
                rij.van
                for rijen in self.aanstellingen.values()
                for rij in rijen
                if rij.naar == organisatie and rij.functie == "teamleider" and rij.geldt(op)
            }
        )

    def bandbreedte(self, persoon: str, op: date) -> float | None:
        """Return the load of regie that the team agreed on for this person; None when it did not."""
        rijen = (r for r in self.aanstellingen.get(persoon, ()) if r.geldt(op))
        return next((r.bandbreedte for r in rijen if r.bandbreedte is not None), None)


def aaneengesloten(vakanties: Iterable[Vakantie]) -> list[Vakantie]:
    """Return the holidays sorted, overlapping ones joined, so that no day counts twice."""
    samen: list[Vakantie] = []
    for vakantie in sorted(vakanties, key=lambda v: v.van):
        if samen and vakantie.van <= samen[-1].tot:
            samen[-1] = Vakantie(samen[-1].van, max(samen[-1].tot, vakantie.tot))
        else:
            samen.append(vakantie)
    return samen


def schooldagen(na: date, tot_en_met: date, vakanties: Sequence[Vakantie]) -> int:
    """Return the number of days after `na` up to and including `tot_en_met` that lie in no (joined) holiday."""
    # Day numbers instead of dates: the day after the last day of the calendar is no date.
    begin, einde = na.toordinal() + 1, tot_en_met.toordinal() + 1
    vrij = sum(max(0, min(v.tot.toordinal(), einde) - max(v.van.toordinal(), begin)) for v in vakanties)
    return max(0, einde - begin - vrij)
