"""The triggers of the ledger on SQLite."""

from __future__ import annotations

from collections.abc import Mapping

_VOLGT = (("journaalpost", "nummer"), ("boeking", "volgnummer"), ("weigering", "nummer"))

_GROOTBOEK = """
CREATE TRIGGER journaalpost_volgorde BEFORE INSERT ON journaalpost BEGIN
  SELECT RAISE(ABORT, 'grootboek: journaalpost past niet op het boek') WHERE NOT EXISTS (
    SELECT 1 FROM boek WHERE NEW.nummer = laatste_post + 1 AND NEW.vorige = kop AND NEW.geboekt_op >= laatst_geboekt
      AND NEW.eerste = laatste_boeking + 1 AND laatste_boeking = verwacht);
  SELECT RAISE(ABORT, 'grootboek: deze sleutel is geweigerd')
    WHERE EXISTS (SELECT 1 FROM weigering WHERE sleutel = NEW.id);
  SELECT RAISE(ABORT, 'grootboek: de periode is gesloten')
    WHERE NEW.aantal > 0 AND EXISTS (SELECT 1 FROM periode WHERE tot >= NEW.datum);
END;;
CREATE TRIGGER journaalpost_na AFTER INSERT ON journaalpost BEGIN
  UPDATE boek SET laatste_post = NEW.nummer, verwacht = laatste_boeking + NEW.aantal, kop = NEW.hash,
    laatst_geboekt = NEW.geboekt_op;
END;;
CREATE TRIGGER boeking_volgorde BEFORE INSERT ON boeking BEGIN
  SELECT RAISE(ABORT, 'grootboek: boeking past niet op het boek') WHERE NOT EXISTS (
    SELECT 1 FROM boek WHERE NEW.volgnummer = laatste_boeking + 1 AND NEW.volgnummer <= verwacht
      AND NEW.journaalpost = laatste_post AND NEW.vorige = kop);
  SELECT RAISE(ABORT, 'grootboek: debet en credit horen in dezelfde kring') WHERE
    (SELECT kring FROM rekening WHERE nummer = NEW.debet) IS NOT (SELECT kring FROM rekening WHERE nummer = NEW.credit);
END;;
CREATE TRIGGER boeking_na AFTER INSERT ON boeking BEGIN
  UPDATE saldo SET cents = cents + NEW.bedrag, laatste = NEW.volgnummer WHERE rekening = NEW.debet;
  UPDATE saldo SET cents = cents - NEW.bedrag, laatste = NEW.volgnummer WHERE rekening = NEW.credit;
  UPDATE boek SET laatste_boeking = NEW.volgnummer, kop = NEW.hash,
    beschikbaar = beschikbaar + NEW.bedrag * (d.telt - c.telt),
    beschikbaar_besluit = beschikbaar_besluit + NEW.bedrag * (d.weegt - c.weegt)
    FROM rekening d, rekening c WHERE d.nummer = NEW.debet AND c.nummer = NEW.credit;
  SELECT RAISE(ABORT, 'grootboek: de pot is niet toereikend') FROM boek, journaalpost j
    WHERE boek.beschikbaar_besluit < 0 AND j.nummer = NEW.journaalpost
      AND (SELECT weegt FROM rekening WHERE nummer = NEW.debet) < (SELECT weegt FROM rekening WHERE nummer = NEW.credit)
      AND (j.soort IN ('reservering', 'terugbetaling_deelnemer') OR (j.soort = 'tegenboeking'
        AND (SELECT soort FROM journaalpost WHERE nummer = j.keert_om) = 'vrijval'));
END;;
CREATE TRIGGER weigering_volgorde BEFORE INSERT ON weigering BEGIN
  SELECT RAISE(ABORT, 'grootboek: weigering past niet op het boek') WHERE NOT EXISTS (
    SELECT 1 FROM boek WHERE NEW.nummer = geweigerd + 1 AND NEW.vorige = weigerkop);
END;;
CREATE TRIGGER weigering_na AFTER INSERT ON weigering BEGIN
  UPDATE boek SET geweigerd = NEW.nummer, weigerkop = NEW.hash;
END;;
CREATE TRIGGER rekening_na AFTER INSERT ON rekening BEGIN
  INSERT INTO saldo (rekening, teken, grens, cents, laatste) VALUES (NEW.nummer, NEW.teken, NEW.grens, 0, 0);
END;;
CREATE TRIGGER saldo_nieuw BEFORE INSERT ON saldo BEGIN
  SELECT RAISE(ABORT, 'grootboek: een saldo begint bij nul') WHERE NEW.cents <> 0
    OR EXISTS (SELECT 1 FROM saldo WHERE rekening = NEW.rekening)
    OR NOT EXISTS (SELECT 1 FROM rekening
      WHERE nummer = NEW.rekening AND teken = NEW.teken AND grens = NEW.grens);
END;;
CREATE TRIGGER saldo_wijzig BEFORE UPDATE ON saldo BEGIN
  SELECT RAISE(ABORT, 'grootboek: een saldo verandert alleen door een boeking') WHERE NEW.rekening <> OLD.rekening
    OR NEW.teken <> OLD.teken OR NEW.grens <> OLD.grens
    OR NEW.laatste <> (SELECT laatste_boeking + 1 FROM boek)
    OR NOT EXISTS (SELECT 1 FROM boeking b WHERE b.volgnummer = NEW.laatste AND NEW.cents - OLD.cents =
      CASE OLD.rekening WHEN b.debet THEN b.bedrag WHEN b.credit THEN -b.bedrag END);
END;;
CREATE TRIGGER saldo_weg BEFORE DELETE ON saldo BEGIN
  SELECT RAISE(ABORT, 'grootboek: een saldo verdwijnt niet');
END;;
CREATE TRIGGER boek_nieuw BEFORE INSERT ON boek BEGIN
  SELECT RAISE(ABORT, 'grootboek: een boek begint leeg, en er is er een') WHERE EXISTS (SELECT 1 FROM boek)
    OR NEW.laatste_post <> 0 OR NEW.laatste_boeking <> 0 OR NEW.verwacht <> 0
    OR NEW.beschikbaar <> 0 OR NEW.beschikbaar_besluit <> 0 OR NEW.geweigerd <> 0;
END;;
CREATE TRIGGER boek_wijzig BEFORE UPDATE ON boek BEGIN
  SELECT RAISE(ABORT, 'grootboek: het boek verandert alleen door een boeking') WHERE NEW.id <> OLD.id
    OR NEW.iban <> OLD.iban OR NEW.geopend_op <> OLD.geopend_op OR NOT (
      (NEW.laatste_post = OLD.laatste_post + 1 AND NEW.geweigerd = OLD.geweigerd AND NEW.weigerkop = OLD.weigerkop
        AND NEW.laatste_boeking = OLD.laatste_boeking
        AND NEW.beschikbaar = OLD.beschikbaar AND NEW.beschikbaar_besluit = OLD.beschikbaar_besluit
        AND NEW.kop IS (SELECT hash FROM journaalpost WHERE nummer = NEW.laatste_post))
      OR (NEW.laatste_post = OLD.laatste_post AND NEW.laatste_boeking = OLD.laatste_boeking + 1
        AND NEW.geweigerd = OLD.geweigerd AND NEW.weigerkop = OLD.weigerkop AND NEW.verwacht = OLD.verwacht
        AND NEW.laatst_geboekt = OLD.laatst_geboekt
        AND NEW.kop IS (SELECT hash FROM boeking WHERE volgnummer = NEW.laatste_boeking))
      OR (NEW.geweigerd = OLD.geweigerd + 1 AND NEW.laatste_post = OLD.laatste_post
        AND NEW.laatste_boeking = OLD.laatste_boeking AND NEW.verwacht = OLD.verwacht AND NEW.kop = OLD.kop
        AND NEW.laatst_geboekt = OLD.laatst_geboekt AND NEW.beschikbaar = OLD.beschikbaar
        AND NEW.beschikbaar_besluit = OLD.beschikbaar_besluit
        AND NEW.weigerkop IS (SELECT hash FROM weigering WHERE nummer = NEW.geweigerd)));
END;;
CREATE TRIGGER boek_weg BEFORE DELETE ON boek BEGIN
  SELECT RAISE(ABORT, 'grootboek: het boek verdwijnt niet');
END;;
CREATE TRIGGER periode_vooruit BEFORE INSERT ON periode BEGIN
  SELECT RAISE(ABORT, 'grootboek: een periode sluit alleen vooruit')
    WHERE EXISTS (SELECT 1 FROM periode WHERE tot >= NEW.tot);
END;;
CREATE TRIGGER journaaltekst_vast BEFORE UPDATE ON journaaltekst BEGIN
  SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet');
END;;
CREATE TRIGGER journaaltekst_eens BEFORE INSERT ON journaaltekst BEGIN
  SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet') WHERE
    EXISTS (SELECT 1 FROM journaaltekst WHERE post = NEW.post) OR NEW.post <> (SELECT laatste_post FROM boek);
END
"""


def triggers_sqlite(sleutels: Mapping[str, tuple[tuple[str, ...], ...]]) -> list[str]:
    """Return the triggers; the append-only tables get three each (update, delete, replace)."""
    opdrachten = [deel.strip() for deel in _GROOTBOEK.split(";;") if deel.strip()]
    for tabel, kolommen_per_sleutel in sleutels.items():
        # The number of a journaalpost or boeking is the next one, so it cannot be there yet.
        unieke = [kolommen for kolommen in kolommen_per_sleutel if (tabel, *kolommen) not in _VOLGT]
        botsing = " OR ".join(
            f"EXISTS (SELECT 1 FROM {tabel} WHERE " + " AND ".join(f"{kolom} = NEW.{kolom}" for kolom in kolommen) + ")"
            for kolommen in unieke
        )
        opdrachten += [
            f"CREATE TRIGGER {tabel}_vast BEFORE UPDATE ON {tabel} BEGIN"
            " SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END",
            f"CREATE TRIGGER {tabel}_blijft BEFORE DELETE ON {tabel} BEGIN"
            " SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END",
        ]
        if botsing:
            opdrachten.append(
                f"CREATE TRIGGER {tabel}_eens BEFORE INSERT ON {tabel} BEGIN"
                f" SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE {botsing}; END"
            )
    return opdrachten
