"""The triggers and rights of the ledger on PostgreSQL.

What changes `boek` and `saldo` runs as the owner (SECURITY DEFINER), so that the application's role needs no
UPDATE or DELETE anywhere in the ledger.
"""

from __future__ import annotations

from collections.abc import Mapping

_FUNCTIES = """
CREATE FUNCTION boek_vergrendel() RETURNS SETOF boek LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
AS $$ SELECT * FROM boek WHERE id = 'pot' FOR UPDATE $$;;
CREATE FUNCTION grootboek_vast() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'grootboek: wat is vastgelegd verandert niet';
END $$;;
CREATE FUNCTION journaalpost_volgorde() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM boek WHERE NEW.nummer = laatste_post + 1 AND NEW.vorige = kop
      AND NEW.geboekt_op >= laatst_geboekt AND NEW.eerste = laatste_boeking + 1 AND laatste_boeking = verwacht) THEN
    RAISE EXCEPTION 'grootboek: journaalpost past niet op het boek';
  END IF;
  IF EXISTS (SELECT 1 FROM weigering WHERE sleutel = NEW.id) THEN
    RAISE EXCEPTION 'grootboek: deze sleutel is geweigerd';
  END IF;
  IF NEW.aantal > 0 AND EXISTS (SELECT 1 FROM periode WHERE tot >= NEW.datum) THEN
    RAISE EXCEPTION 'grootboek: de periode is gesloten';
  END IF;
  RETURN NEW;
END $$;;
CREATE FUNCTION journaalpost_na() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
AS $$ BEGIN
  UPDATE boek SET laatste_post = NEW.nummer, verwacht = laatste_boeking + NEW.aantal, kop = NEW.hash,
    laatst_geboekt = NEW.geboekt_op;
  RETURN NULL;
END $$;;
CREATE FUNCTION boeking_volgorde() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM boek WHERE NEW.volgnummer = laatste_boeking + 1 AND NEW.volgnummer <= verwacht
      AND NEW.journaalpost = laatste_post AND NEW.vorige = kop) THEN
    RAISE EXCEPTION 'grootboek: boeking past niet op het boek';
  END IF;
  IF (SELECT kring FROM rekening WHERE nummer = NEW.debet)
      IS DISTINCT FROM (SELECT kring FROM rekening WHERE nummer = NEW.credit) THEN
    RAISE EXCEPTION 'grootboek: debet en credit horen in dezelfde kring';
  END IF;
  RETURN NEW;
END $$;;
CREATE FUNCTION boeking_na() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
AS $$
DECLARE verschil BIGINT; telling BIGINT; rest BIGINT; wat TEXT;
BEGIN
  UPDATE saldo SET cents = cents + NEW.bedrag, laatste = NEW.volgnummer WHERE rekening = NEW.debet;
  UPDATE saldo SET cents = cents - NEW.bedrag, laatste = NEW.volgnummer WHERE rekening = NEW.credit;
  SELECT d.weegt - c.weegt, d.telt - c.telt INTO verschil, telling FROM rekening d, rekening c
    WHERE d.nummer = NEW.debet AND c.nummer = NEW.credit;
  UPDATE boek SET laatste_boeking = NEW.volgnummer, kop = NEW.hash,
    beschikbaar = beschikbaar + NEW.bedrag * telling,
    beschikbaar_besluit = beschikbaar_besluit + NEW.bedrag * verschil RETURNING beschikbaar_besluit INTO rest;
  IF rest < 0 AND verschil < 0 THEN
    SELECT CASE j.soort WHEN 'tegenboeking' THEN 'tegenboeking/' || o.soort ELSE j.soort END INTO wat
      FROM journaalpost j LEFT JOIN journaalpost o ON o.nummer = j.keert_om WHERE j.nummer = NEW.journaalpost;
    IF wat IN ('reservering', 'terugbetaling_deelnemer', 'tegenboeking/vrijval') THEN
      RAISE EXCEPTION 'grootboek: de pot is niet toereikend';
    END IF;
  END IF;
  RETURN NULL;
END $$;;
CREATE FUNCTION weigering_volgorde() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM boek WHERE NEW.nummer = geweigerd + 1 AND NEW.vorige = weigerkop) THEN
    RAISE EXCEPTION 'grootboek: weigering past niet op het boek';
  END IF;
  RETURN NEW;
END $$;;
CREATE FUNCTION weigering_na() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
AS $$ BEGIN
  UPDATE boek SET geweigerd = NEW.nummer, weigerkop = NEW.hash;
  RETURN NULL;
END $$;;
CREATE FUNCTION rekening_na() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
AS $$ BEGIN
  INSERT INTO saldo (rekening, teken, grens, cents, laatste) VALUES (NEW.nummer, NEW.teken, NEW.grens, 0, 0);
  RETURN NULL;
END $$;;
CREATE FUNCTION saldo_nieuw() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.cents <> 0 OR NOT EXISTS (SELECT 1 FROM rekening
      WHERE nummer = NEW.rekening AND teken = NEW.teken AND grens = NEW.grens) THEN
    RAISE EXCEPTION 'grootboek: een saldo begint bij nul';
  END IF;
  RETURN NEW;
END $$;;
CREATE FUNCTION saldo_wijzig() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.rekening <> OLD.rekening OR NEW.teken <> OLD.teken OR NEW.grens <> OLD.grens
      OR NEW.laatste <> (SELECT laatste_boeking + 1 FROM boek)
      OR NOT EXISTS (SELECT 1 FROM boeking b WHERE b.volgnummer = NEW.laatste AND NEW.cents - OLD.cents =
        CASE OLD.rekening WHEN b.debet THEN b.bedrag WHEN b.credit THEN -b.bedrag END) THEN
    RAISE EXCEPTION 'grootboek: een saldo verandert alleen door een boeking';
  END IF;
  RETURN NEW;
END $$;;
CREATE FUNCTION boek_nieuw() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM boek) OR NEW.laatste_post <> 0 OR NEW.laatste_boeking <> 0 OR NEW.verwacht <> 0
      OR NEW.beschikbaar <> 0 OR NEW.beschikbaar_besluit <> 0 OR NEW.geweigerd <> 0 THEN
    RAISE EXCEPTION 'grootboek: een boek begint leeg, en er is er een';
  END IF;
  RETURN NEW;
END $$;;
CREATE FUNCTION boek_wijzig() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.id <> OLD.id OR NEW.iban <> OLD.iban OR NEW.geopend_op <> OLD.geopend_op OR NOT (
      (NEW.laatste_post = OLD.laatste_post + 1 AND NEW.geweigerd = OLD.geweigerd AND NEW.weigerkop = OLD.weigerkop
        AND NEW.laatste_boeking = OLD.laatste_boeking
        AND NEW.beschikbaar = OLD.beschikbaar AND NEW.beschikbaar_besluit = OLD.beschikbaar_besluit
        AND NEW.kop IS NOT DISTINCT FROM (SELECT hash FROM journaalpost WHERE nummer = NEW.laatste_post))
      OR (NEW.laatste_post = OLD.laatste_post AND NEW.laatste_boeking = OLD.laatste_boeking + 1
        AND NEW.geweigerd = OLD.geweigerd AND NEW.weigerkop = OLD.weigerkop AND NEW.verwacht = OLD.verwacht
        AND NEW.laatst_geboekt = OLD.laatst_geboekt
        AND NEW.kop IS NOT DISTINCT FROM (SELECT hash FROM boeking WHERE volgnummer = NEW.laatste_boeking))
      OR (NEW.geweigerd = OLD.geweigerd + 1 AND NEW.laatste_post = OLD.laatste_post
        AND NEW.laatste_boeking = OLD.laatste_boeking AND NEW.verwacht = OLD.verwacht AND NEW.kop = OLD.kop
        AND NEW.laatst_geboekt = OLD.laatst_geboekt AND NEW.beschikbaar = OLD.beschikbaar
        AND NEW.beschikbaar_besluit = OLD.beschikbaar_besluit
        AND NEW.weigerkop IS NOT DISTINCT FROM (SELECT hash FROM weigering WHERE nummer = NEW.geweigerd))) THEN
    RAISE EXCEPTION 'grootboek: het boek verandert alleen door een boeking';
  END IF;
  RETURN NEW;
END $$;;
CREATE FUNCTION periode_vooruit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM periode WHERE tot >= NEW.tot) THEN
    RAISE EXCEPTION 'grootboek: een periode sluit alleen vooruit';
  END IF;
  RETURN NEW;
END $$;;
CREATE FUNCTION journaaltekst_eens() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.post <> (SELECT laatste_post FROM boek) THEN
    RAISE EXCEPTION 'grootboek: wat is vastgelegd verandert niet';
  END IF;
  RETURN NEW;
END $$
"""

_TRIGGERS = (
    ("journaalpost", "journaalpost_volgorde", "BEFORE INSERT"),
    ("journaalpost", "journaalpost_na", "AFTER INSERT"),
    ("weigering", "weigering_volgorde", "BEFORE INSERT"),
    ("weigering", "weigering_na", "AFTER INSERT"),
    ("boeking", "boeking_volgorde", "BEFORE INSERT"),
    ("boeking", "boeking_na", "AFTER INSERT"),
    ("rekening", "rekening_na", "AFTER INSERT"),
    ("saldo", "saldo_nieuw", "BEFORE INSERT"),
    ("saldo", "saldo_wijzig", "BEFORE UPDATE"),
    ("boek", "boek_nieuw", "BEFORE INSERT"),
    ("boek", "boek_wijzig", "BEFORE UPDATE"),
    ("periode", "periode_vooruit", "BEFORE INSERT"),
    ("journaaltekst", "journaaltekst_eens", "BEFORE INSERT"),
)


def functies() -> list[str]:
    """Return the functions behind the triggers."""
    return [deel.strip() for deel in _FUNCTIES.split(";;") if deel.strip()]


def triggers_postgres(sleutels: Mapping[str, tuple[tuple[str, ...], ...]]) -> list[str]:
    """Return the triggers; unique keys themselves stop a second insert on PostgreSQL."""
    opdrachten = [
        f"CREATE TRIGGER {naam} {wanneer} ON {tabel} FOR EACH ROW EXECUTE FUNCTION {naam}()"
        for tabel, naam, wanneer in _TRIGGERS
    ]
    for tabel in sleutels:
        opdrachten.append(
            f"CREATE TRIGGER {tabel}_vast BEFORE UPDATE OR DELETE ON {tabel}"
            " FOR EACH ROW EXECUTE FUNCTION grootboek_vast()"
        )
    opdrachten.append(
        "CREATE TRIGGER journaaltekst_vast BEFORE UPDATE ON journaaltekst"
        " FOR EACH ROW EXECUTE FUNCTION grootboek_vast()"
    )
    for tabel in ("boek", "saldo"):
        opdrachten.append(
            f"CREATE TRIGGER {tabel}_blijft BEFORE DELETE ON {tabel} FOR EACH ROW EXECUTE FUNCTION grootboek_vast()"
        )
    for tabel in (*sleutels, "boek", "saldo", "journaaltekst"):
        opdrachten.append(
            f"CREATE TRIGGER {tabel}_leeg BEFORE TRUNCATE ON {tabel}"
            " FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()"
        )
    return opdrachten
