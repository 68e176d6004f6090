"""L0: our own payment orders, debited or sent back by the bank; found by their own number, never by text."""

from __future__ import annotations

from budget.afletteren.begrippen import Bewijs, Doel, Doelsoort, Kandidaten, Niveau, Opdrachtstand, OpenRegel, Voorstel


def eigen_opdracht(regel: OpenRegel, k: Kandidaten) -> list[Voorstel]:
    """A debit with the number of an order under way (or its batch) and the same amount; or a credit that returns one.

    Automatic; a credit with our number but without a return reason is only proposed. O(1), of a batch O(orders).
    """
    opdracht = k.opdrachten.get(regel.eindtoteind)
    if regel.open < 0:
        if opdracht is not None:
            return _afschrijving(regel, opdracht)
        return _hele_batch(regel, k.per_batch.get(regel.batchkenmerk, []))
    if opdracht is None or opdracht.onderweg or opdracht.cents != regel.open:
        return []
    doel = Doel(Doelsoort.RETOUR, opdracht.opdracht, regel.open)
    bewijs = [_nummer(opdracht.opdracht), Bewijs("bedrag gelijk aan de opdracht")]
    zeker = bool(regel.retour) or regel.transactiecode.endswith("RRTN")
    if regel.retour:
        bewijs.append(Bewijs(f"de bank noemt reden {regel.retour}", regel.retour))
    elif not zeker:
        bewijs.append(Bewijs("de bank noemt geen reden van terugkomst", voor=False))
    return [Voorstel(Niveau.L0, (doel,), tuple(bewijs), automatisch=zeker)]


def _afschrijving(regel: OpenRegel, opdracht: Opdrachtstand) -> list[Voorstel]:
    if opdracht.onderweg <= 0 or opdracht.onderweg != -regel.open:
        return []
    doel = Doel(Doelsoort.OPDRACHT, opdracht.opdracht, opdracht.onderweg)
    bewijs = (_nummer(opdracht.opdracht), Bewijs("bedrag gelijk aan de opdracht"))
    return [Voorstel(Niveau.L0, (doel,), bewijs, automatisch=True)]


def _hele_batch(regel: OpenRegel, opdrachten: list[Opdrachtstand]) -> list[Voorstel]:
    if not opdrachten or sum(o.onderweg for o in opdrachten) != -regel.open:
        return []
    doelen = tuple(Doel(Doelsoort.OPDRACHT, o.opdracht, o.onderweg) for o in opdrachten)
    bewijs = (
        Bewijs("nummer van ons betaalbestand", regel.batchkenmerk),
        Bewijs(f"bedrag gelijk aan de {len(doelen)} opdrachten samen"),
    )
    return [Voorstel(Niveau.L0, doelen, bewijs, automatisch=True)]


def _nummer(opdracht: str) -> Bewijs:
    return Bewijs("eigen opdrachtnummer", opdracht)
