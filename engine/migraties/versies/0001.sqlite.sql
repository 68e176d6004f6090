CREATE TABLE opdracht (
	sleutel TEXT NOT NULL, 
	soort TEXT NOT NULL, 
	inhoud TEXT NOT NULL, 
	persoon TEXT NOT NULL, 
	uitkomst TEXT NOT NULL, 
	gedaan_op TEXT NOT NULL, 
	PRIMARY KEY (sleutel)
)
 STRICT
-- >>
CREATE TABLE wijziging (
	nummer INTEGER NOT NULL, 
	soort TEXT NOT NULL, 
	kenmerk TEXT NOT NULL, 
	op TEXT NOT NULL, 
	PRIMARY KEY (nummer)
)
 STRICT
-- >>
CREATE TABLE bankbestand (
	nummer INTEGER NOT NULL, 
	naam TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	grootte INTEGER NOT NULL, 
	soort TEXT NOT NULL, 
	aanvaard INTEGER NOT NULL, 
	uitkomsten TEXT NOT NULL, 
	door TEXT NOT NULL, 
	op TEXT NOT NULL, 
	PRIMARY KEY (nummer)
)
 STRICT
-- >>
CREATE INDEX ix_bankbestand_sha256 ON bankbestand (sha256)
-- >>
CREATE TABLE toewijzing (
	nummer INTEGER NOT NULL, 
	regel TEXT NOT NULL, 
	deel INTEGER NOT NULL, 
	doelsoort TEXT NOT NULL, 
	kenmerk TEXT NOT NULL, 
	cents INTEGER NOT NULL, 
	open_toen INTEGER, 
	niveau TEXT NOT NULL, 
	regelversie TEXT NOT NULL, 
	bewijs TEXT NOT NULL, 
	oplossingen INTEGER NOT NULL, 
	automatisch INTEGER NOT NULL, 
	door TEXT NOT NULL, 
	op TEXT NOT NULL, 
	dag TEXT NOT NULL, 
	post INTEGER NOT NULL, 
	tegenpost INTEGER, 
	ontkoppeld_door TEXT, 
	ontkoppeld_op TEXT, 
	ontkoppelreden TEXT NOT NULL, 
	PRIMARY KEY (nummer), 
	CONSTRAINT toewijzing_bedrag CHECK (cents > 0), 
	UNIQUE (post), 
	UNIQUE (tegenpost)
)
 STRICT
-- >>
CREATE INDEX toewijzing_regel ON toewijzing (regel, deel)
-- >>
CREATE TABLE afgewezen_voorstel (
	regel TEXT NOT NULL, 
	deel INTEGER NOT NULL, 
	paar TEXT NOT NULL, 
	reden TEXT NOT NULL, 
	door TEXT NOT NULL, 
	op TEXT NOT NULL, 
	PRIMARY KEY (regel, deel, paar)
)
 STRICT
-- >>
CREATE TABLE regelnotitie (
	nummer INTEGER NOT NULL, 
	regel TEXT NOT NULL, 
	notitie TEXT NOT NULL, 
	eigenaar TEXT NOT NULL, 
	door TEXT NOT NULL, 
	op TEXT NOT NULL, 
	PRIMARY KEY (nummer)
)
 STRICT
-- >>
CREATE INDEX ix_regelnotitie_regel ON regelnotitie (regel)
-- >>
CREATE TABLE betaalbatch (
	nummer TEXT NOT NULL, 
	status TEXT NOT NULL, 
	gemaakt_door TEXT NOT NULL, 
	gemaakt_op TEXT NOT NULL, 
	uitvoeren_op TEXT, 
	geschreven_door TEXT, 
	geschreven_op TEXT, 
	ingetrokken_door TEXT, 
	intrekreden TEXT NOT NULL, 
	sha256 TEXT, 
	inhoud BLOB, 
	PRIMARY KEY (nummer), 
	CONSTRAINT betaalbatch_status CHECK (status IN ('voorstel', 'akkoord', 'bestand', 'ingetrokken'))
)
 STRICT
-- >>
CREATE TABLE casus (
	nummer TEXT NOT NULL, 
	bron TEXT NOT NULL, 
	extern_id TEXT NOT NULL, 
	versie INTEGER NOT NULL, 
	proces TEXT NOT NULL, 
	status TEXT NOT NULL, 
	status_sinds TEXT NOT NULL, 
	aangemeld_op TEXT NOT NULL, 
	aanmelder TEXT, 
	aanmelder_organisatie TEXT NOT NULL, 
	school TEXT, 
	swv TEXT, 
	gemeente TEXT NOT NULL, 
	leeftijdsband TEXT NOT NULL, 
	verzuim TEXT NOT NULL, 
	thuis_sinds TEXT, 
	eerste_signaal TEXT NOT NULL, 
	gewenste_start TEXT NOT NULL, 
	spoed INTEGER NOT NULL, 
	gedwongen_kader INTEGER NOT NULL, 
	veiligheid INTEGER NOT NULL, 
	vraag TEXT NOT NULL, 
	lijst_bevestigd_op TEXT, 
	kenmerken TEXT NOT NULL, 
	PRIMARY KEY (nummer), 
	CONSTRAINT casus_bron UNIQUE (bron, extern_id)
)
 STRICT
-- >>
CREATE INDEX ix_casus_status ON casus (status)
-- >>
CREATE VIRTUAL TABLE casus_zoek USING fts5(nummer UNINDEXED, woorden, prefix = '3 4')
-- >>
CREATE TRIGGER casus_zoek_nieuw AFTER INSERT ON casus BEGIN
    INSERT INTO casus_zoek (nummer, woorden) VALUES (NEW.nummer, NEW.vraag || ' ' || NEW.gemeente || ' ' ||
        replace(coalesce(NEW.school, ''), '_', ' '));
END
-- >>
CREATE TRIGGER casus_zoek_wijzig AFTER UPDATE OF vraag, gemeente, school ON casus BEGIN
    DELETE FROM casus_zoek WHERE nummer = OLD.nummer;
    INSERT INTO casus_zoek (nummer, woorden) VALUES (NEW.nummer, NEW.vraag || ' ' || NEW.gemeente || ' ' ||
        replace(coalesce(NEW.school, ''), '_', ' '));
END
-- >>
CREATE TRIGGER casus_zoek_weg AFTER DELETE ON casus BEGIN DELETE FROM casus_zoek WHERE nummer = OLD.nummer; END
-- >>
CREATE TABLE uitzoekaandeel (
	lijn TEXT NOT NULL, 
	versie INTEGER NOT NULL, 
	betaler TEXT NOT NULL, 
	plaats INTEGER NOT NULL, 
	bedrag INTEGER NOT NULL, 
	wet TEXT NOT NULL, 
	artikel TEXT NOT NULL, 
	van TEXT NOT NULL, 
	tot TEXT NOT NULL, 
	gehoord_op TEXT, 
	gehoord TEXT NOT NULL, 
	PRIMARY KEY (lijn, versie, betaler)
)
 STRICT
-- >>
CREATE TABLE aanmaning (
	vordering TEXT NOT NULL, 
	besluitversie INTEGER NOT NULL, 
	stap INTEGER NOT NULL, 
	naam TEXT NOT NULL, 
	bedrag INTEGER NOT NULL, 
	dag TEXT NOT NULL, 
	betaal_voor TEXT NOT NULL, 
	door TEXT NOT NULL, 
	PRIMARY KEY (vordering, besluitversie, stap)
)
 STRICT
-- >>
CREATE TABLE casussleutel (
	casus TEXT NOT NULL, 
	verpakt BLOB, 
	vernietigd_op TEXT, 
	PRIMARY KEY (casus)
)
 STRICT
-- >>
CREATE TABLE persoonsveld (
	casus TEXT NOT NULL, 
	veld TEXT NOT NULL, 
	geheim BLOB NOT NULL, 
	PRIMARY KEY (casus, veld)
)
 STRICT
-- >>
CREATE TABLE naamindex (
	afdruk TEXT NOT NULL, 
	casus TEXT NOT NULL, 
	PRIMARY KEY (afdruk, casus)
)
 STRICT
-- >>
CREATE TABLE inzagelog (
	volgnummer INTEGER NOT NULL, 
	tijdstip TEXT NOT NULL, 
	soort TEXT NOT NULL, 
	gebruiker TEXT NOT NULL, 
	rol TEXT NOT NULL, 
	organisatie TEXT NOT NULL, 
	namens TEXT, 
	zelfverklaard INTEGER NOT NULL, 
	casussen TEXT NOT NULL, 
	object TEXT NOT NULL, 
	doel TEXT NOT NULL, 
	kanaal TEXT NOT NULL, 
	resultaat TEXT NOT NULL, 
	vorige TEXT NOT NULL, 
	afdruk TEXT NOT NULL, 
	PRIMARY KEY (volgnummer)
)
 STRICT
-- >>
CREATE TABLE relatie (
	nummer INTEGER NOT NULL, 
	casus TEXT, 
	soort TEXT NOT NULL, 
	van TEXT, 
	naar TEXT, 
	geldig_van TEXT, 
	geldig_tot TEXT, 
	kennis TEXT NOT NULL, 
	bevestigd_op TEXT, 
	vastgelegd_op TEXT NOT NULL, 
	vervallen_op TEXT, 
	bron TEXT NOT NULL, 
	velden TEXT NOT NULL, 
	PRIMARY KEY (nummer)
)
 STRICT
-- >>
CREATE INDEX relatie_casus ON relatie (casus, soort)
-- >>
CREATE INDEX relatie_naar ON relatie (naar)
-- >>
CREATE INDEX relatie_van ON relatie (van)
-- >>
CREATE TABLE netwerkregelstand (
	nummer INTEGER NOT NULL, 
	regel TEXT NOT NULL, 
	stand TEXT NOT NULL, 
	reden TEXT NOT NULL, 
	antwoorden INTEGER NOT NULL, 
	klopt INTEGER NOT NULL, 
	telt_vanaf INTEGER NOT NULL, 
	persoon TEXT NOT NULL, 
	tijdstip TEXT NOT NULL, 
	PRIMARY KEY (nummer), 
	CONSTRAINT netwerkregelstand_stand CHECK (stand IN ('hint', 'telt_mee'))
)
 STRICT
-- >>
CREATE TRIGGER netwerkregelstand_update BEFORE UPDATE ON netwerkregelstand BEGIN SELECT RAISE(ABORT, 'netwerkregelstand: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER netwerkregelstand_delete BEFORE DELETE ON netwerkregelstand BEGIN SELECT RAISE(ABORT, 'netwerkregelstand: wat is vastgelegd verandert niet'); END
-- >>
CREATE TABLE termijnverplichting (
	nummer INTEGER NOT NULL, 
	casus TEXT, 
	onderwerp TEXT NOT NULL, 
	code TEXT NOT NULL, 
	ontvanger TEXT NOT NULL, 
	doe TEXT NOT NULL, 
	start TEXT NOT NULL, 
	ruw_einde TEXT NOT NULL, 
	einde TEXT NOT NULL, 
	versie INTEGER NOT NULL, 
	afleiding TEXT NOT NULL, 
	status TEXT NOT NULL, 
	geopend_op TEXT NOT NULL, 
	gesloten_op TEXT, 
	PRIMARY KEY (nummer)
)
 STRICT
-- >>
CREATE INDEX termijnverplichting_casus ON termijnverplichting (casus, onderwerp, status)
-- >>
CREATE INDEX termijnverplichting_open ON termijnverplichting (status, einde)
-- >>
CREATE TABLE administratie (
	nummer INTEGER NOT NULL, 
	regio TEXT NOT NULL, 
	naam TEXT NOT NULL, 
	oefen INTEGER NOT NULL, 
	klok TEXT, 
	oefengebruiker TEXT, 
	gemaakt_op TEXT NOT NULL, 
	PRIMARY KEY (nummer), 
	CONSTRAINT administratie_een_rij CHECK (nummer = 1)
)
 STRICT
-- >>
CREATE TABLE organisatie (
	id TEXT NOT NULL, 
	naam TEXT NOT NULL, 
	soort TEXT NOT NULL, 
	domein TEXT NOT NULL, 
	gemeente TEXT, 
	werkgebied TEXT NOT NULL, 
	onderdeel_van TEXT, 
	kenmerken TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(onderdeel_van) REFERENCES organisatie (id)
)
 STRICT
-- >>
CREATE INDEX ix_organisatie_soort ON organisatie (soort)
-- >>
CREATE TABLE persoon (
	id TEXT NOT NULL, 
	weergavenaam TEXT NOT NULL, 
	email TEXT, 
	PRIMARY KEY (id)
)
 STRICT
-- >>
CREATE TABLE registerfeit (
	nummer INTEGER NOT NULL, 
	soort TEXT NOT NULL, 
	sleutel TEXT NOT NULL, 
	inhoud TEXT NOT NULL, 
	geldig_van TEXT NOT NULL, 
	geldig_tot TEXT, 
	bron TEXT NOT NULL, 
	door TEXT NOT NULL, 
	vastgelegd_op TEXT NOT NULL, 
	vervallen_op TEXT, 
	PRIMARY KEY (nummer), 
	CONSTRAINT registerfeit_periode CHECK (geldig_tot IS NULL OR geldig_van < geldig_tot)
)
 STRICT
-- >>
CREATE INDEX registerfeit_sleutel ON registerfeit (soort, sleutel)
-- >>
CREATE TABLE regeling (
	naam TEXT NOT NULL, 
	versie TEXT NOT NULL, 
	geldig_van TEXT NOT NULL, 
	inhoud TEXT NOT NULL, 
	bron TEXT NOT NULL, 
	vingerafdruk TEXT NOT NULL, 
	vastgelegd_op TEXT NOT NULL, 
	PRIMARY KEY (naam, versie)
)
 STRICT
-- >>
CREATE TABLE inlog (
	login TEXT NOT NULL, 
	persoon TEXT NOT NULL, 
	vastgelegd_op TEXT NOT NULL, 
	PRIMARY KEY (login)
)
 STRICT
-- >>
CREATE TABLE outbox (
	nummer INTEGER NOT NULL, 
	soort TEXT NOT NULL, 
	aan TEXT NOT NULL, 
	onderwerp TEXT NOT NULL, 
	regels TEXT NOT NULL, 
	agenda TEXT, 
	sleutel TEXT NOT NULL, 
	message_id TEXT NOT NULL, 
	status TEXT NOT NULL, 
	pogingen INTEGER NOT NULL, 
	volgende_poging TEXT NOT NULL, 
	verzonden_op TEXT, 
	gemeld_op TEXT, 
	fout TEXT, 
	gemaakt_op TEXT NOT NULL, 
	PRIMARY KEY (nummer), 
	UNIQUE (sleutel)
)
 STRICT
-- >>
CREATE INDEX outbox_wacht ON outbox (status, volgende_poging)
-- >>
CREATE TABLE afschrift (
	nummer INTEGER NOT NULL, 
	bestand INTEGER NOT NULL, 
	soort TEXT NOT NULL, 
	banknummer TEXT NOT NULL, 
	rekening TEXT NOT NULL, 
	"begin" INTEGER, 
	einde INTEGER, 
	begindatum TEXT, 
	einddatum TEXT, 
	regels INTEGER NOT NULL, 
	nieuw INTEGER NOT NULL, 
	identiteit TEXT NOT NULL, 
	aankondiging INTEGER NOT NULL, 
	status TEXT NOT NULL, 
	redenen TEXT NOT NULL, 
	opmerkingen TEXT NOT NULL, 
	verschil INTEGER, 
	inhoud TEXT, 
	volgorde INTEGER, 
	aanvaard_bij INTEGER, 
	aanvaard_op TEXT, 
	afgevoerd_door TEXT, 
	afgevoerd_op TEXT, 
	afvoerreden TEXT NOT NULL, 
	PRIMARY KEY (nummer), 
	CONSTRAINT afschrift_status CHECK (status IN ('aanvaard', 'quarantaine', 'afgevoerd', 'vervangen')), 
	FOREIGN KEY(bestand) REFERENCES bankbestand (nummer), 
	UNIQUE (volgorde), 
	FOREIGN KEY(aanvaard_bij) REFERENCES bankbestand (nummer)
)
 STRICT
-- >>
CREATE INDEX afschrift_identiteit ON afschrift (rekening, identiteit)
-- >>
CREATE INDEX afschrift_wacht ON afschrift (status)
-- >>
CREATE TABLE betaalopdracht (
	opdracht TEXT NOT NULL, 
	batch TEXT NOT NULL, 
	aanbieder TEXT NOT NULL, 
	factuur TEXT NOT NULL, 
	cents INTEGER NOT NULL, 
	naam TEXT NOT NULL, 
	iban TEXT NOT NULL, 
	besteller TEXT NOT NULL, 
	status TEXT NOT NULL, 
	bankstatus TEXT NOT NULL, 
	PRIMARY KEY (opdracht), 
	CONSTRAINT betaalopdracht_bedrag CHECK (cents > 0), 
	FOREIGN KEY(batch) REFERENCES betaalbatch (nummer)
)
 STRICT
-- >>
CREATE INDEX betaalopdracht_factuur ON betaalopdracht (aanbieder, factuur)
-- >>
CREATE INDEX ix_betaalopdracht_batch ON betaalopdracht (batch)
-- >>
CREATE TABLE betaalakkoord (
	batch TEXT NOT NULL, 
	persoon TEXT NOT NULL, 
	plaats INTEGER NOT NULL, 
	op TEXT NOT NULL, 
	PRIMARY KEY (batch, persoon), 
	FOREIGN KEY(batch) REFERENCES betaalbatch (nummer)
)
 STRICT
-- >>
CREATE TABLE gebeurtenis (
	nummer INTEGER NOT NULL, 
	casus TEXT NOT NULL, 
	spoor TEXT NOT NULL, 
	lijn TEXT, 
	code TEXT NOT NULL, 
	naam TEXT NOT NULL, 
	van TEXT NOT NULL, 
	naar TEXT NOT NULL, 
	persoon TEXT NOT NULL, 
	rol TEXT NOT NULL, 
	namens TEXT, 
	dag TEXT NOT NULL, 
	tijdstip TEXT NOT NULL, 
	reden TEXT NOT NULL, 
	gegevens TEXT NOT NULL, 
	PRIMARY KEY (nummer), 
	FOREIGN KEY(casus) REFERENCES casus (nummer)
)
 STRICT
-- >>
CREATE INDEX gebeurtenis_casus ON gebeurtenis (casus, nummer)
-- >>
CREATE TABLE toegang (
	casus TEXT NOT NULL, 
	soort TEXT NOT NULL, 
	wie TEXT NOT NULL, 
	grond TEXT NOT NULL, 
	vanaf TEXT NOT NULL, 
	tot TEXT, 
	PRIMARY KEY (casus, soort, wie, grond), 
	FOREIGN KEY(casus) REFERENCES casus (nummer)
)
 STRICT
-- >>
CREATE INDEX toegang_wie ON toegang (soort, wie, grond, casus)
-- >>
CREATE TABLE financieringslijn (
	lijn TEXT NOT NULL, 
	casus TEXT NOT NULL, 
	volgnummer INTEGER NOT NULL, 
	besluit TEXT NOT NULL, 
	planregel TEXT NOT NULL, 
	aanbieder TEXT NOT NULL, 
	status TEXT NOT NULL, 
	status_sinds TEXT NOT NULL, 
	versie INTEGER NOT NULL, 
	toegekend INTEGER NOT NULL, 
	gereserveerd INTEGER NOT NULL, 
	verplicht INTEGER NOT NULL, 
	voorgefinancierd INTEGER NOT NULL, 
	wet TEXT NOT NULL, 
	taakveld TEXT NOT NULL, 
	bestemming TEXT NOT NULL, 
	van TEXT NOT NULL, 
	tot TEXT NOT NULL, 
	houdbaar_tot TEXT NOT NULL, 
	besloten_door TEXT NOT NULL, 
	besteller TEXT, 
	onderzoeker TEXT, 
	onderzoek_gestart_op TEXT, 
	gemaakt_op TEXT NOT NULL, 
	PRIMARY KEY (lijn), 
	CONSTRAINT financieringslijn_volgnummer UNIQUE (casus, volgnummer), 
	CONSTRAINT financieringslijn_periode CHECK (van <= tot), 
	CONSTRAINT financieringslijn_bedragen CHECK (toegekend > 0 AND gereserveerd >= 0 AND verplicht >= 0 AND voorgefinancierd >= 0 AND gereserveerd + verplicht + voorgefinancierd <= toegekend), 
	FOREIGN KEY(casus) REFERENCES casus (nummer)
)
 STRICT
-- >>
CREATE INDEX financieringslijn_status ON financieringslijn (status)
-- >>
CREATE INDEX ix_financieringslijn_casus ON financieringslijn (casus)
-- >>
CREATE TABLE bevinding (
	nummer INTEGER NOT NULL, 
	casus TEXT NOT NULL, 
	regel TEXT NOT NULL, 
	sleutel TEXT NOT NULL, 
	betrokkenen TEXT NOT NULL, 
	soort TEXT NOT NULL, 
	ernst INTEGER NOT NULL, 
	tekst TEXT NOT NULL, 
	bewijs TEXT NOT NULL, 
	vingerafdruk TEXT NOT NULL, 
	geopend_op TEXT NOT NULL, 
	gesloten_op TEXT, 
	gesloten_door TEXT, 
	PRIMARY KEY (nummer), 
	FOREIGN KEY(casus) REFERENCES casus (nummer)
)
 STRICT
-- >>
CREATE UNIQUE INDEX bevinding_open ON bevinding (casus, sleutel) WHERE gesloten_op IS NULL
-- >>
CREATE TABLE herinnering (
	nummer INTEGER NOT NULL, 
	termijnverplichting INTEGER NOT NULL, 
	trede TEXT NOT NULL, 
	termijn_versie INTEGER NOT NULL, 
	due_at TEXT NOT NULL, 
	rol TEXT NOT NULL, 
	status TEXT NOT NULL, 
	actueel INTEGER NOT NULL, 
	PRIMARY KEY (nummer), 
	CONSTRAINT herinnering_status CHECK (status IN ('gepland', 'verzonden', 'ingehaald', 'vervallen')), 
	FOREIGN KEY(termijnverplichting) REFERENCES termijnverplichting (nummer)
)
 STRICT
-- >>
CREATE INDEX herinnering_actueel ON herinnering (due_at) WHERE actueel = 1
-- >>
CREATE INDEX herinnering_termijn ON herinnering (termijnverplichting)
-- >>
CREATE TABLE verzending (
	casus TEXT NOT NULL, 
	termijnverplichting INTEGER NOT NULL, 
	trede TEXT NOT NULL, 
	ontvanger TEXT NOT NULL, 
	termijn_versie INTEGER NOT NULL, 
	op TEXT NOT NULL, 
	outbox INTEGER NOT NULL, 
	PRIMARY KEY (casus, termijnverplichting, trede, ontvanger, termijn_versie), 
	FOREIGN KEY(termijnverplichting) REFERENCES termijnverplichting (nummer), 
	FOREIGN KEY(outbox) REFERENCES outbox (nummer)
)
 STRICT
-- >>
CREATE INDEX verzending_termijn ON verzending (termijnverplichting)
-- >>
CREATE TABLE termijnwijziging (
	nummer INTEGER NOT NULL, 
	termijnverplichting INTEGER NOT NULL, 
	soort TEXT NOT NULL, 
	inhoud TEXT NOT NULL, 
	reden TEXT NOT NULL, 
	op TEXT NOT NULL, 
	door TEXT NOT NULL, 
	vastgelegd_op TEXT NOT NULL, 
	PRIMARY KEY (nummer), 
	CONSTRAINT termijnwijziging_soort CHECK (soort IN ('opschorting', 'hervatting', 'verlenging', 'verplaatsing')), 
	FOREIGN KEY(termijnverplichting) REFERENCES termijnverplichting (nummer)
)
 STRICT
-- >>
CREATE INDEX termijnwijziging_termijn ON termijnwijziging (termijnverplichting, nummer)
-- >>
CREATE TRIGGER termijnwijziging_vast BEFORE UPDATE ON termijnwijziging BEGIN SELECT RAISE(ABORT, 'termijnwijziging: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER termijnwijziging_blijft BEFORE DELETE ON termijnwijziging BEGIN SELECT RAISE(ABORT, 'termijnwijziging: wat is vastgelegd verandert niet'); END
-- >>
CREATE TABLE functie (
	id TEXT NOT NULL, 
	naam TEXT NOT NULL, 
	organisatie TEXT, 
	valt_onder TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(organisatie) REFERENCES organisatie (id), 
	FOREIGN KEY(valt_onder) REFERENCES functie (id)
)
 STRICT
-- >>
CREATE TABLE aanstelling (
	nummer INTEGER NOT NULL, 
	persoon TEXT NOT NULL, 
	organisatie TEXT NOT NULL, 
	functie TEXT NOT NULL, 
	geldig_van TEXT NOT NULL, 
	geldig_tot TEXT, 
	vervanger TEXT, 
	bandbreedte INTEGER, 
	vastgelegd_op TEXT NOT NULL, 
	vervallen_op TEXT, 
	PRIMARY KEY (nummer), 
	CONSTRAINT aanstelling_periode CHECK (geldig_tot IS NULL OR geldig_van < geldig_tot), 
	FOREIGN KEY(persoon) REFERENCES persoon (id), 
	FOREIGN KEY(organisatie) REFERENCES organisatie (id), 
	FOREIGN KEY(vervanger) REFERENCES persoon (id)
)
 STRICT
-- >>
CREATE INDEX ix_aanstelling_organisatie ON aanstelling (organisatie)
-- >>
CREATE INDEX ix_aanstelling_persoon ON aanstelling (persoon)
-- >>
CREATE TABLE functievervulling (
	nummer INTEGER NOT NULL, 
	persoon TEXT NOT NULL, 
	functie TEXT NOT NULL, 
	geldig_van TEXT NOT NULL, 
	geldig_tot TEXT, 
	vastgelegd_op TEXT NOT NULL, 
	vervallen_op TEXT, 
	PRIMARY KEY (nummer), 
	CONSTRAINT functievervulling_periode CHECK (geldig_tot IS NULL OR geldig_van < geldig_tot), 
	FOREIGN KEY(persoon) REFERENCES persoon (id)
)
 STRICT
-- >>
CREATE INDEX functievervulling_functie_persoon ON functievervulling (functie, persoon)
-- >>
CREATE INDEX ix_functievervulling_persoon ON functievervulling (persoon)
-- >>
CREATE TABLE afwezigheid (
	nummer INTEGER NOT NULL, 
	persoon TEXT NOT NULL, 
	geldig_van TEXT NOT NULL, 
	geldig_tot TEXT NOT NULL, 
	door TEXT NOT NULL, 
	vastgelegd_op TEXT NOT NULL, 
	vervallen_op TEXT, 
	PRIMARY KEY (nummer), 
	CONSTRAINT afwezigheid_periode CHECK (geldig_van < geldig_tot), 
	FOREIGN KEY(persoon) REFERENCES persoon (id)
)
 STRICT
-- >>
CREATE INDEX ix_afwezigheid_persoon ON afwezigheid (persoon)
-- >>
CREATE TABLE rol (
	persoon TEXT NOT NULL, 
	rol TEXT NOT NULL, 
	PRIMARY KEY (persoon, rol), 
	FOREIGN KEY(persoon) REFERENCES persoon (id)
)
 STRICT
-- >>
CREATE TABLE mandaat (
	id TEXT NOT NULL, 
	versie INTEGER NOT NULL, 
	volgorde INTEGER NOT NULL, 
	gever TEXT NOT NULL, 
	soort TEXT NOT NULL, 
	houder_functie TEXT NOT NULL, 
	geldig_van TEXT NOT NULL, 
	geldig_tot TEXT, 
	ingetrokken_op TEXT, 
	inhoud TEXT NOT NULL, 
	vastgelegd_op TEXT NOT NULL, 
	PRIMARY KEY (id, versie), 
	FOREIGN KEY(gever) REFERENCES organisatie (id)
)
 STRICT
-- >>
CREATE INDEX ix_mandaat_gever ON mandaat (gever)
-- >>
CREATE INDEX ix_mandaat_houder_functie ON mandaat (houder_functie)
-- >>
CREATE TABLE regie_gebeurtenis (
	id INTEGER NOT NULL, 
	casus_id TEXT NOT NULL, 
	datum TEXT NOT NULL, 
	soort TEXT NOT NULL, 
	laag TEXT NOT NULL, 
	persoon TEXT, 
	aan TEXT, 
	duo_met TEXT, 
	vervanger TEXT, 
	door TEXT, 
	reden TEXT NOT NULL, 
	vastgelegd_op TEXT NOT NULL, 
	vervallen_op TEXT, 
	PRIMARY KEY (id), 
	FOREIGN KEY(casus_id) REFERENCES casus (nummer)
)
 STRICT
-- >>
CREATE INDEX regie_gebeurtenis_casus ON regie_gebeurtenis (casus_id, datum, id)
-- >>
CREATE TRIGGER regie_gebeurtenis_vast BEFORE UPDATE OF id, casus_id, datum, soort, laag, persoon, aan, duo_met, vervanger, door, reden, vastgelegd_op ON regie_gebeurtenis BEGIN SELECT RAISE(ABORT, 'regie_gebeurtenis: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER regie_gebeurtenis_vervallen BEFORE UPDATE ON regie_gebeurtenis WHEN OLD.vervallen_op IS NOT NULL BEGIN SELECT RAISE(ABORT, 'regie_gebeurtenis: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER regie_gebeurtenis_blijft BEFORE DELETE ON regie_gebeurtenis BEGIN SELECT RAISE(ABORT, 'regie_gebeurtenis: wat is vastgelegd verandert niet'); END
-- >>
CREATE TABLE regie_uitzondering (
	id INTEGER NOT NULL, 
	casus TEXT NOT NULL, 
	van TEXT NOT NULL, 
	tot TEXT NOT NULL, 
	reden TEXT NOT NULL, 
	door TEXT NOT NULL, 
	vastgelegd_op TEXT NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(casus) REFERENCES casus (nummer)
)
 STRICT
-- >>
CREATE INDEX regie_uitzondering_casus ON regie_uitzondering (casus)
-- >>
CREATE TABLE zitting (
	id TEXT NOT NULL, 
	op TEXT NOT NULL, 
	plaats TEXT NOT NULL, 
	voorzitter TEXT NOT NULL, 
	plaatsvervanger TEXT, 
	status TEXT NOT NULL, 
	gemaakt_op TEXT NOT NULL, 
	uitgenodigd_op TEXT, 
	geopend_op TEXT, 
	vastgesteld_op TEXT, 
	PRIMARY KEY (id), 
	CONSTRAINT zitting_status CHECK (status IN ('gepland', 'uitgenodigd', 'open', 'vastgesteld')), 
	FOREIGN KEY(voorzitter) REFERENCES persoon (id), 
	FOREIGN KEY(plaatsvervanger) REFERENCES persoon (id)
)
 STRICT
-- >>
CREATE INDEX ix_zitting_op ON zitting (op)
-- >>
CREATE TRIGGER zitting_dicht_wijzig BEFORE UPDATE ON zitting WHEN OLD.status = 'vastgesteld' BEGIN SELECT RAISE(ABORT, 'zitting: de zitting is vastgesteld en verandert niet meer'); END
-- >>
CREATE TRIGGER zitting_dicht_weg BEFORE DELETE ON zitting WHEN OLD.status = 'vastgesteld' BEGIN SELECT RAISE(ABORT, 'zitting: de zitting is vastgesteld en verandert niet meer'); END
-- >>
CREATE TABLE mandaattoets (
	casus TEXT NOT NULL, 
	ronde INTEGER NOT NULL, 
	regel TEXT NOT NULL, 
	concept TEXT NOT NULL, 
	uitnodigen TEXT NOT NULL, 
	gezin TEXT NOT NULL, 
	gezin_niet TEXT, 
	uitkomst TEXT NOT NULL, 
	rij INTEGER NOT NULL, 
	antwoord TEXT NOT NULL, 
	actie TEXT NOT NULL, 
	getoetst_op TEXT NOT NULL, 
	PRIMARY KEY (casus, ronde, regel), 
	FOREIGN KEY(casus) REFERENCES casus (nummer)
)
 STRICT
-- >>
CREATE TABLE toestemming (
	nummer INTEGER NOT NULL, 
	casus TEXT NOT NULL, 
	domein TEXT NOT NULL, 
	door TEXT NOT NULL, 
	antwoord TEXT NOT NULL, 
	ontvangers TEXT NOT NULL, 
	categorieen TEXT NOT NULL, 
	doel TEXT NOT NULL, 
	wijze TEXT NOT NULL, 
	document TEXT NOT NULL, 
	van TEXT NOT NULL, 
	tot TEXT NOT NULL, 
	reden TEXT NOT NULL, 
	tweede TEXT, 
	geinformeerd INTEGER, 
	vastgelegd_door TEXT NOT NULL, 
	vastgelegd_op TEXT NOT NULL, 
	ingetrokken_op TEXT, 
	ingetrokken_door TEXT, 
	PRIMARY KEY (nummer), 
	CONSTRAINT toestemming_antwoord CHECK (antwoord IN ('gevraagd', 'gegeven', 'geweigerd', 'doorbroken')), 
	CONSTRAINT toestemming_periode CHECK (van < tot), 
	FOREIGN KEY(casus) REFERENCES casus (nummer)
)
 STRICT
-- >>
CREATE INDEX toestemming_casus ON toestemming (casus)
-- >>
CREATE TRIGGER toestemming_vast BEFORE UPDATE OF nummer, casus, domein, door, antwoord, ontvangers, categorieen, doel, wijze, document, van, tot, reden, tweede, geinformeerd, vastgelegd_door, vastgelegd_op ON toestemming BEGIN SELECT RAISE(ABORT, 'toestemming: wat is vastgelegd verandert niet; trek in en leg opnieuw vast'); END
-- >>
CREATE TRIGGER toestemming_ingetrokken BEFORE UPDATE ON toestemming WHEN (OLD.ingetrokken_op IS NOT NULL) BEGIN SELECT RAISE(ABORT, 'toestemming: wat is vastgelegd verandert niet; trek in en leg opnieuw vast'); END
-- >>
CREATE TRIGGER toestemming_blijft BEFORE DELETE ON toestemming BEGIN SELECT RAISE(ABORT, 'toestemming: wat is vastgelegd verandert niet; trek in en leg opnieuw vast'); END
-- >>
CREATE TABLE bankregel (
	id TEXT NOT NULL, 
	afschrift INTEGER NOT NULL, 
	rekening TEXT NOT NULL, 
	beginsaldo INTEGER NOT NULL, 
	boekdatum TEXT NOT NULL, 
	valutadatum TEXT, 
	cents INTEGER NOT NULL, 
	volgnr INTEGER NOT NULL, 
	naam TEXT NOT NULL, 
	tegenrekening TEXT NOT NULL, 
	bic TEXT NOT NULL, 
	omschrijving TEXT NOT NULL, 
	kenmerk TEXT NOT NULL, 
	eindtoteind TEXT NOT NULL, 
	retour TEXT NOT NULL, 
	omkering INTEGER NOT NULL, 
	bankreferentie TEXT NOT NULL, 
	regelreferentie TEXT NOT NULL, 
	batchkenmerk TEXT NOT NULL, 
	transactiecode TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT bankregel_bedrag CHECK (cents <> 0), 
	FOREIGN KEY(afschrift) REFERENCES afschrift (nummer)
)
 STRICT
-- >>
CREATE INDEX bankregel_telling ON bankregel (rekening, boekdatum, cents)
-- >>
CREATE INDEX ix_bankregel_afschrift ON bankregel (afschrift)
-- >>
CREATE TABLE betaalstatus (
	nummer INTEGER NOT NULL, 
	opdracht TEXT NOT NULL, 
	bericht TEXT NOT NULL, 
	status TEXT NOT NULL, 
	reden TEXT NOT NULL, 
	toelichting TEXT NOT NULL, 
	door TEXT NOT NULL, 
	op TEXT NOT NULL, 
	PRIMARY KEY (nummer), 
	CONSTRAINT betaalstatus_eens UNIQUE (opdracht, bericht), 
	FOREIGN KEY(opdracht) REFERENCES betaalopdracht (opdracht)
)
 STRICT
-- >>
CREATE TABLE factuur (
	aanbieder TEXT NOT NULL, 
	nummer TEXT NOT NULL, 
	gelijk TEXT NOT NULL, 
	lijn TEXT NOT NULL, 
	bedrag INTEGER NOT NULL, 
	btw INTEGER NOT NULL, 
	btw_regime TEXT NOT NULL, 
	factuurdatum TEXT NOT NULL, 
	vervaldatum TEXT NOT NULL, 
	iban TEXT NOT NULL, 
	orderreferentie TEXT NOT NULL, 
	vingerafdruk TEXT NOT NULL, 
	status TEXT NOT NULL, 
	gelezen_door TEXT NOT NULL, 
	gelezen_op TEXT NOT NULL, 
	prestatie TEXT NOT NULL, 
	prestatie_door TEXT, 
	prestatie_op TEXT, 
	niet_elders INTEGER, 
	PRIMARY KEY (aanbieder, nummer), 
	CONSTRAINT factuur_gelijk UNIQUE (aanbieder, gelijk), 
	CONSTRAINT factuur_bedragen CHECK (bedrag > 0 AND btw >= 0 AND btw <= bedrag), 
	FOREIGN KEY(lijn) REFERENCES financieringslijn (lijn)
)
 STRICT
-- >>
CREATE INDEX ix_factuur_lijn ON factuur (lijn)
-- >>
CREATE TABLE uitzoekbesluit (
	lijn TEXT NOT NULL, 
	versie INTEGER NOT NULL, 
	uitkomst TEXT NOT NULL, 
	bedrag INTEGER NOT NULL, 
	taakveld TEXT NOT NULL, 
	beslist_op TEXT NOT NULL, 
	beslist_door TEXT NOT NULL, 
	onderbouwing TEXT NOT NULL, 
	vastgelegd_door TEXT NOT NULL, 
	vastgelegd_op TEXT NOT NULL, 
	PRIMARY KEY (lijn, versie), 
	FOREIGN KEY(lijn) REFERENCES financieringslijn (lijn)
)
 STRICT
-- >>
CREATE TABLE betwisting (
	nummer INTEGER NOT NULL, 
	lijn TEXT NOT NULL, 
	betaler TEXT NOT NULL, 
	grond TEXT NOT NULL, 
	reden TEXT NOT NULL, 
	eigen_poging TEXT NOT NULL, 
	ontvangen_op TEXT NOT NULL, 
	door TEXT NOT NULL, 
	status TEXT NOT NULL, 
	antwoord TEXT NOT NULL, 
	antwoord_op TEXT, 
	document TEXT NOT NULL, 
	PRIMARY KEY (nummer), 
	FOREIGN KEY(lijn) REFERENCES financieringslijn (lijn)
)
 STRICT
-- >>
CREATE INDEX ix_betwisting_lijn ON betwisting (lijn)
-- >>
CREATE TABLE vorderingsbrief (
	nummer INTEGER NOT NULL, 
	vordering TEXT NOT NULL, 
	besluitversie INTEGER NOT NULL, 
	lijn TEXT NOT NULL, 
	betaler TEXT NOT NULL, 
	kenmerk TEXT NOT NULL, 
	bedrag INTEGER NOT NULL, 
	dag TEXT NOT NULL, 
	betaal_voor TEXT NOT NULL, 
	PRIMARY KEY (nummer), 
	CONSTRAINT vorderingsbrief_eens UNIQUE (vordering, besluitversie), 
	FOREIGN KEY(lijn) REFERENCES financieringslijn (lijn)
)
 STRICT
-- >>
CREATE INDEX ix_vorderingsbrief_lijn ON vorderingsbrief (lijn)
-- >>
CREATE TABLE betaleradvies (
	lijn TEXT NOT NULL, 
	versie INTEGER NOT NULL, 
	op TEXT NOT NULL, 
	uitkomst TEXT NOT NULL, 
	matrixversie TEXT NOT NULL, 
	advies TEXT NOT NULL, 
	door TEXT NOT NULL, 
	vastgelegd_op TEXT NOT NULL, 
	PRIMARY KEY (lijn, versie), 
	FOREIGN KEY(lijn) REFERENCES financieringslijn (lijn)
)
 STRICT
-- >>
CREATE TRIGGER betaleradvies_vast BEFORE UPDATE ON betaleradvies BEGIN SELECT RAISE(ABORT, 'betaleradvies: een advies verandert niet; maak een nieuwe versie'); END
-- >>
CREATE TRIGGER betaleradvies_blijft BEFORE DELETE ON betaleradvies BEGIN SELECT RAISE(ABORT, 'betaleradvies: een advies verandert niet; maak een nieuwe versie'); END
-- >>
CREATE TABLE bevindingsantwoord (
	nummer INTEGER NOT NULL, 
	bevinding INTEGER NOT NULL, 
	casus TEXT NOT NULL, 
	regel TEXT NOT NULL, 
	oordeel TEXT NOT NULL, 
	tekst TEXT NOT NULL, 
	tot TEXT, 
	vraag_aan TEXT, 
	reden TEXT NOT NULL, 
	persoon TEXT NOT NULL, 
	rol TEXT NOT NULL, 
	dag TEXT NOT NULL, 
	tijdstip TEXT NOT NULL, 
	PRIMARY KEY (nummer), 
	CONSTRAINT bevindingsantwoord_oordeel CHECK (oordeel IN ('klopt', 'al_geregeld', 'niet_van_toepassing', 'weet_niet')), 
	FOREIGN KEY(bevinding) REFERENCES bevinding (nummer)
)
 STRICT
-- >>
CREATE INDEX bevindingsantwoord_bevinding ON bevindingsantwoord (bevinding, nummer)
-- >>
CREATE INDEX bevindingsantwoord_regel ON bevindingsantwoord (regel)
-- >>
CREATE TRIGGER bevindingsantwoord_update BEFORE UPDATE ON bevindingsantwoord BEGIN SELECT RAISE(ABORT, 'bevindingsantwoord: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER bevindingsantwoord_delete BEFORE DELETE ON bevindingsantwoord BEGIN SELECT RAISE(ABORT, 'bevindingsantwoord: wat is vastgelegd verandert niet'); END
-- >>
CREATE TABLE zitting_persoon (
	zitting TEXT NOT NULL, 
	persoon TEXT NOT NULL, 
	uitgenodigd_op TEXT, 
	bevestigd_op TEXT, 
	wijze TEXT, 
	geauthenticeerd INTEGER NOT NULL, 
	vervanger TEXT, 
	vastgelegd_door TEXT, 
	vastgelegd_op TEXT, 
	PRIMARY KEY (zitting, persoon), 
	FOREIGN KEY(zitting) REFERENCES zitting (id), 
	FOREIGN KEY(persoon) REFERENCES persoon (id), 
	FOREIGN KEY(vervanger) REFERENCES persoon (id)
)
 STRICT
-- >>
CREATE TRIGGER zitting_persoon_dicht_wijzig BEFORE UPDATE ON zitting_persoon WHEN (SELECT z.status FROM zitting z WHERE z.id = OLD.zitting) = 'vastgesteld' BEGIN SELECT RAISE(ABORT, 'zitting_persoon: de zitting is vastgesteld en verandert niet meer'); END
-- >>
CREATE TRIGGER zitting_persoon_dicht_weg BEFORE DELETE ON zitting_persoon WHEN (SELECT z.status FROM zitting z WHERE z.id = OLD.zitting) = 'vastgesteld' BEGIN SELECT RAISE(ABORT, 'zitting_persoon: de zitting is vastgesteld en verandert niet meer'); END
-- >>
CREATE TRIGGER zitting_persoon_dicht_bij BEFORE INSERT ON zitting_persoon WHEN (SELECT z.status FROM zitting z WHERE z.id = NEW.zitting) = 'vastgesteld' BEGIN SELECT RAISE(ABORT, 'zitting_persoon: de zitting is vastgesteld en verandert niet meer'); END
-- >>
CREATE TABLE agendapunt (
	zitting TEXT NOT NULL, 
	casus TEXT NOT NULL, 
	volgorde INTEGER NOT NULL, 
	minuten INTEGER NOT NULL, 
	status TEXT NOT NULL, 
	reden TEXT NOT NULL, 
	genodigden TEXT NOT NULL, 
	gezin TEXT NOT NULL, 
	gezin_aanwezig TEXT, 
	geplaatst_op TEXT NOT NULL, 
	PRIMARY KEY (zitting, casus), 
	CONSTRAINT agendapunt_volgorde UNIQUE (zitting, volgorde), 
	FOREIGN KEY(zitting) REFERENCES zitting (id), 
	FOREIGN KEY(casus) REFERENCES casus (nummer)
)
 STRICT
-- >>
CREATE INDEX agendapunt_casus ON agendapunt (casus)
-- >>
CREATE TRIGGER agendapunt_dicht_wijzig BEFORE UPDATE ON agendapunt WHEN (SELECT z.status FROM zitting z WHERE z.id = OLD.zitting) = 'vastgesteld' BEGIN SELECT RAISE(ABORT, 'agendapunt: de zitting is vastgesteld en verandert niet meer'); END
-- >>
CREATE TRIGGER agendapunt_dicht_weg BEFORE DELETE ON agendapunt WHEN (SELECT z.status FROM zitting z WHERE z.id = OLD.zitting) = 'vastgesteld' BEGIN SELECT RAISE(ABORT, 'agendapunt: de zitting is vastgesteld en verandert niet meer'); END
-- >>
CREATE TRIGGER agendapunt_dicht_bij BEFORE INSERT ON agendapunt WHEN (SELECT z.status FROM zitting z WHERE z.id = NEW.zitting) = 'vastgesteld' BEGIN SELECT RAISE(ABORT, 'agendapunt: de zitting is vastgesteld en verandert niet meer'); END
-- >>
CREATE TABLE besluit (
	id TEXT NOT NULL, 
	casus TEXT NOT NULL, 
	volgnummer INTEGER NOT NULL, 
	zitting TEXT, 
	status TEXT NOT NULL, 
	trede TEXT NOT NULL, 
	vervangt TEXT, 
	doel TEXT NOT NULL, 
	perspectief_op TEXT, 
	"plan" TEXT NOT NULL, 
	uitkomst TEXT NOT NULL, 
	toets TEXT NOT NULL, 
	aanwezig TEXT NOT NULL, 
	dag TEXT NOT NULL, 
	door TEXT NOT NULL, 
	genomen_op TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT besluit_volgnummer UNIQUE (casus, volgnummer), 
	CONSTRAINT besluit_status CHECK (status IN ('genomen', 'voorgenomen', 'teruggenomen')), 
	FOREIGN KEY(casus) REFERENCES casus (nummer), 
	FOREIGN KEY(zitting) REFERENCES zitting (id), 
	FOREIGN KEY(vervangt) REFERENCES besluit (id)
)
 STRICT
-- >>
CREATE INDEX ix_besluit_zitting ON besluit (zitting)
-- >>
CREATE TRIGGER besluit_dicht_wijzig BEFORE UPDATE ON besluit WHEN (SELECT z.status FROM zitting z WHERE z.id = OLD.zitting) = 'vastgesteld' BEGIN SELECT RAISE(ABORT, 'besluit: de zitting is vastgesteld en verandert niet meer'); END
-- >>
CREATE TRIGGER besluit_dicht_weg BEFORE DELETE ON besluit WHEN (SELECT z.status FROM zitting z WHERE z.id = OLD.zitting) = 'vastgesteld' BEGIN SELECT RAISE(ABORT, 'besluit: de zitting is vastgesteld en verandert niet meer'); END
-- >>
CREATE TRIGGER besluit_dicht_bij BEFORE INSERT ON besluit WHEN (SELECT z.status FROM zitting z WHERE z.id = NEW.zitting) = 'vastgesteld' BEGIN SELECT RAISE(ABORT, 'besluit: de zitting is vastgesteld en verandert niet meer'); END
-- >>
CREATE TRIGGER besluit_vast BEFORE UPDATE OF id, casus, volgnummer, zitting, trede, vervangt, doel, perspectief_op, plan, uitkomst, toets, aanwezig, dag, door, genomen_op ON besluit BEGIN SELECT RAISE(ABORT, 'besluit: wat is besloten verandert niet; leg een correctie vast'); END
-- >>
CREATE TRIGGER besluit_blijft BEFORE DELETE ON besluit BEGIN SELECT RAISE(ABORT, 'besluit: wat is besloten verandert niet; leg een correctie vast'); END
-- >>
CREATE TABLE beamer (
	zitting TEXT NOT NULL, 
	casus TEXT, 
	dicht INTEGER NOT NULL, 
	PRIMARY KEY (zitting), 
	FOREIGN KEY(zitting) REFERENCES zitting (id), 
	FOREIGN KEY(casus) REFERENCES casus (nummer)
)
 STRICT
-- >>
CREATE TABLE bankregeldeel (
	regel TEXT NOT NULL, 
	volgnr INTEGER NOT NULL, 
	cents INTEGER NOT NULL, 
	naam TEXT NOT NULL, 
	tegenrekening TEXT NOT NULL, 
	bic TEXT NOT NULL, 
	omschrijving TEXT NOT NULL, 
	kenmerk TEXT NOT NULL, 
	eindtoteind TEXT NOT NULL, 
	retour TEXT NOT NULL, 
	bankreferentie TEXT NOT NULL, 
	transactiecode TEXT NOT NULL, 
	PRIMARY KEY (regel, volgnr), 
	FOREIGN KEY(regel) REFERENCES bankregel (id)
)
 STRICT
-- >>
CREATE TABLE planregel (
	besluit TEXT NOT NULL, 
	kenmerk TEXT NOT NULL, 
	volgorde INTEGER NOT NULL, 
	soort TEXT NOT NULL, 
	wat TEXT NOT NULL, 
	aanbieder TEXT, 
	uitvoerder TEXT, 
	van TEXT NOT NULL, 
	tot TEXT NOT NULL, 
	bedrag INTEGER NOT NULL, 
	bron TEXT NOT NULL, 
	wet TEXT NOT NULL, 
	taakveld TEXT NOT NULL, 
	besluitvorm TEXT NOT NULL, 
	namens TEXT NOT NULL, 
	uitkomst TEXT NOT NULL, 
	rij INTEGER NOT NULL, 
	mandaten TEXT NOT NULL, 
	beslist_door TEXT NOT NULL, 
	toestemming_nodig INTEGER NOT NULL, 
	toestemming TEXT, 
	gedwongen_kader INTEGER NOT NULL, 
	lijn TEXT, 
	invoer TEXT NOT NULL, 
	PRIMARY KEY (besluit, kenmerk), 
	CONSTRAINT planregel_bedrag CHECK (bedrag >= 0), 
	CONSTRAINT planregel_periode CHECK (van <= tot), 
	FOREIGN KEY(besluit) REFERENCES besluit (id)
)
 STRICT
-- >>
CREATE TRIGGER planregel_dicht_wijzig BEFORE UPDATE ON planregel WHEN (SELECT z.status FROM zitting z JOIN besluit b ON b.zitting = z.id WHERE b.id = OLD.besluit) = 'vastgesteld' BEGIN SELECT RAISE(ABORT, 'planregel: de zitting is vastgesteld en verandert niet meer'); END
-- >>
CREATE TRIGGER planregel_dicht_weg BEFORE DELETE ON planregel WHEN (SELECT z.status FROM zitting z JOIN besluit b ON b.zitting = z.id WHERE b.id = OLD.besluit) = 'vastgesteld' BEGIN SELECT RAISE(ABORT, 'planregel: de zitting is vastgesteld en verandert niet meer'); END
-- >>
CREATE TRIGGER planregel_dicht_bij BEFORE INSERT ON planregel WHEN (SELECT z.status FROM zitting z JOIN besluit b ON b.zitting = z.id WHERE b.id = NEW.besluit) = 'vastgesteld' BEGIN SELECT RAISE(ABORT, 'planregel: de zitting is vastgesteld en verandert niet meer'); END
-- >>
CREATE TRIGGER planregel_vast BEFORE UPDATE OF besluit, kenmerk, volgorde, soort, wat, aanbieder, uitvoerder, van, tot, bedrag, bron, wet, taakveld, besluitvorm, namens, uitkomst, rij, mandaten, beslist_door, toestemming_nodig, toestemming, gedwongen_kader, invoer ON planregel BEGIN SELECT RAISE(ABORT, 'planregel: wat is besloten verandert niet; leg een correctie vast'); END
-- >>
CREATE TRIGGER planregel_blijft BEFORE DELETE ON planregel BEGIN SELECT RAISE(ABORT, 'planregel: wat is besloten verandert niet; leg een correctie vast'); END
-- >>
CREATE TABLE afspraak (
	nummer INTEGER NOT NULL, 
	casus TEXT NOT NULL, 
	besluit TEXT, 
	zitting TEXT, 
	wie TEXT NOT NULL, 
	wat TEXT NOT NULL, 
	meetbaar TEXT NOT NULL, 
	op TEXT NOT NULL, 
	status TEXT NOT NULL, 
	gemaakt_op TEXT NOT NULL, 
	PRIMARY KEY (nummer), 
	FOREIGN KEY(casus) REFERENCES casus (nummer), 
	FOREIGN KEY(besluit) REFERENCES besluit (id), 
	FOREIGN KEY(zitting) REFERENCES zitting (id), 
	FOREIGN KEY(wie) REFERENCES persoon (id)
)
 STRICT
-- >>
CREATE INDEX afspraak_casus ON afspraak (casus, status)
-- >>
CREATE TRIGGER afspraak_dicht_wijzig BEFORE UPDATE OF casus, besluit, zitting, wie, wat, meetbaar, op, gemaakt_op ON afspraak WHEN (SELECT z.status FROM zitting z WHERE z.id = COALESCE(OLD.zitting, (SELECT b.zitting FROM besluit b WHERE b.id = OLD.besluit))) = 'vastgesteld' BEGIN SELECT RAISE(ABORT, 'afspraak: de zitting is vastgesteld en verandert niet meer'); END
-- >>
CREATE TRIGGER afspraak_dicht_weg BEFORE DELETE ON afspraak WHEN (SELECT z.status FROM zitting z WHERE z.id = COALESCE(OLD.zitting, (SELECT b.zitting FROM besluit b WHERE b.id = OLD.besluit))) = 'vastgesteld' BEGIN SELECT RAISE(ABORT, 'afspraak: de zitting is vastgesteld en verandert niet meer'); END
-- >>
CREATE TRIGGER afspraak_dicht_bij BEFORE INSERT ON afspraak WHEN (SELECT z.status FROM zitting z WHERE z.id = COALESCE(NEW.zitting, (SELECT b.zitting FROM besluit b WHERE b.id = NEW.besluit))) = 'vastgesteld' BEGIN SELECT RAISE(ABORT, 'afspraak: de zitting is vastgesteld en verandert niet meer'); END
-- >>
CREATE TABLE opschaling (
	nummer INTEGER NOT NULL, 
	casus TEXT NOT NULL, 
	besluit TEXT, 
	van_trede TEXT NOT NULL, 
	naar_trede TEXT NOT NULL, 
	houders TEXT NOT NULL, 
	samen INTEGER NOT NULL, 
	reden TEXT NOT NULL, 
	gevraagd_door TEXT NOT NULL, 
	gevraagd_op TEXT NOT NULL, 
	voor TEXT NOT NULL, 
	status TEXT NOT NULL, 
	besloten_door TEXT, 
	PRIMARY KEY (nummer), 
	FOREIGN KEY(casus) REFERENCES casus (nummer), 
	FOREIGN KEY(besluit) REFERENCES besluit (id)
)
 STRICT
-- >>
CREATE INDEX opschaling_casus ON opschaling (casus, status)
-- >>
CREATE TABLE ruggespraak (
	nummer INTEGER NOT NULL, 
	casus TEXT NOT NULL, 
	besluit TEXT NOT NULL, 
	orgaan TEXT NOT NULL, 
	akkoord INTEGER NOT NULL, 
	vragen TEXT NOT NULL, 
	document TEXT NOT NULL, 
	reden TEXT NOT NULL, 
	door TEXT NOT NULL, 
	op TEXT NOT NULL, 
	vastgelegd_op TEXT NOT NULL, 
	PRIMARY KEY (nummer), 
	FOREIGN KEY(casus) REFERENCES casus (nummer), 
	FOREIGN KEY(besluit) REFERENCES besluit (id)
)
 STRICT
-- >>
CREATE INDEX ruggespraak_casus ON ruggespraak (casus)
-- >>
CREATE TRIGGER ruggespraak_vast BEFORE UPDATE OF nummer, casus, besluit, orgaan, akkoord, vragen, document, reden, door, op, vastgelegd_op ON ruggespraak BEGIN SELECT RAISE(ABORT, 'ruggespraak: wat is besloten verandert niet; leg een correctie vast'); END
-- >>
CREATE TRIGGER ruggespraak_blijft BEFORE DELETE ON ruggespraak BEGIN SELECT RAISE(ABORT, 'ruggespraak: wat is besloten verandert niet; leg een correctie vast'); END
-- >>
CREATE TABLE besluitcorrectie (
	nummer INTEGER NOT NULL, 
	besluit TEXT NOT NULL, 
	correctie TEXT NOT NULL, 
	reden TEXT NOT NULL, 
	nieuw_besluit TEXT, 
	door TEXT NOT NULL, 
	vastgelegd_op TEXT NOT NULL, 
	PRIMARY KEY (nummer), 
	FOREIGN KEY(besluit) REFERENCES besluit (id), 
	FOREIGN KEY(nieuw_besluit) REFERENCES besluit (id)
)
 STRICT
-- >>
CREATE INDEX besluitcorrectie_besluit ON besluitcorrectie (besluit)
-- >>
CREATE TRIGGER besluitcorrectie_vast BEFORE UPDATE OF nummer, besluit, correctie, reden, nieuw_besluit, door, vastgelegd_op ON besluitcorrectie BEGIN SELECT RAISE(ABORT, 'besluitcorrectie: wat is besloten verandert niet; leg een correctie vast'); END
-- >>
CREATE TRIGGER besluitcorrectie_blijft BEFORE DELETE ON besluitcorrectie BEGIN SELECT RAISE(ABORT, 'besluitcorrectie: wat is besloten verandert niet; leg een correctie vast'); END
-- >>
CREATE TABLE medebeslissing (
	opschaling INTEGER NOT NULL, 
	persoon TEXT NOT NULL, 
	vingerafdruk TEXT NOT NULL, 
	vastgelegd_op TEXT NOT NULL, 
	PRIMARY KEY (opschaling, persoon, vingerafdruk), 
	FOREIGN KEY(opschaling) REFERENCES opschaling (nummer), 
	FOREIGN KEY(persoon) REFERENCES persoon (id)
)
 STRICT
-- >>
CREATE TRIGGER medebeslissing_vast BEFORE UPDATE OF opschaling, persoon, vingerafdruk, vastgelegd_op ON medebeslissing BEGIN SELECT RAISE(ABORT, 'medebeslissing: wat is besloten verandert niet; leg een correctie vast'); END
-- >>
CREATE TRIGGER medebeslissing_blijft BEFORE DELETE ON medebeslissing BEGIN SELECT RAISE(ABORT, 'medebeslissing: wat is besloten verandert niet; leg een correctie vast'); END
-- >>
CREATE TABLE boek (
  id TEXT NOT NULL PRIMARY KEY CHECK (id = 'pot'), iban TEXT NOT NULL, geopend_op INTEGER NOT NULL,
  laatste_post INTEGER NOT NULL, laatste_boeking INTEGER NOT NULL, verwacht INTEGER NOT NULL, kop TEXT NOT NULL,
  laatst_geboekt INTEGER NOT NULL, beschikbaar INTEGER NOT NULL, beschikbaar_besluit INTEGER NOT NULL,
  geweigerd INTEGER NOT NULL, weigerkop TEXT NOT NULL
) STRICT
-- >>
CREATE TABLE rekening (
  nummer INTEGER NOT NULL PRIMARY KEY, code TEXT NOT NULL, d1 TEXT NOT NULL, d2 TEXT NOT NULL, d3 TEXT NOT NULL,
  kring INTEGER NOT NULL, teken INTEGER NOT NULL, weegt INTEGER NOT NULL, telt INTEGER NOT NULL,
  grens INTEGER NOT NULL CHECK (grens BETWEEN 1 AND 1000000000000000),
  UNIQUE (code, d1, d2, d3),
  CHECK (instr('<1100/1/0/1/1><1190/1/-1/1/1><1200/1/1/0/0><1300/1/1/0/0><1310/1/1/0/0><1315/1/1/0/0><1319/1/-1/0/0><1320/1/1/0/0><1600/1/-1/1/1><1700/1/-1/1/1><1700/1/1/0/1><1710/1/-1/1/1><2000/1/0/0/0><2010/1/-1/0/0><4000/1/0/0/0><4100/1/0/0/0><4110/1/0/0/0><4200/1/0/0/0><8000/1/0/0/0><9000/2/0/0/0><9100/2/1/-1/-1><9200/2/1/-1/-1><9500/3/1/0/0><9590/3/-1/0/0>', '<' || code || '/' || kring || '/' || teken || '/' || weegt || '/' || telt || '>') > 0 AND instr(code || '/' || kring || '/' || teken || '/' || weegt || '/' || telt, '<') = 0)
) STRICT
-- >>
CREATE TABLE saldo (
  rekening INTEGER NOT NULL PRIMARY KEY REFERENCES rekening (nummer), teken INTEGER NOT NULL, grens INTEGER NOT NULL,
  cents INTEGER NOT NULL, laatste INTEGER NOT NULL,
  CONSTRAINT saldo_teken CHECK ((teken >= 0 OR cents <= 0) AND (teken <= 0 OR cents >= 0)),
  CONSTRAINT saldo_grens CHECK (cents BETWEEN -grens AND grens)
) STRICT
-- >>
CREATE TABLE journaalpost (
  nummer INTEGER NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE, soort TEXT NOT NULL CHECK (instr('<afschrijving><bankkosten_rente><bankregel><beginsaldo><betaalopdracht><betaalopdracht_afgewezen><betaling><betaling_retour><betalingsverschil><betwisting><betwisting_ongegrond><casus_heropenen><casus_sluiten><iban_wijziging><jaarverdeling><mandaatgebruik><nagekomen_ontvangst><onterechte_betaling><ontvangst><overheveling><periode_sluiten><reservering><resultaatbestemming><storno><storting><storting_storno><te_veel_ontvangen><tegenboeking><terugbetaalopdracht><terugbetaalopdracht_afgewezen><terugbetaling_deelnemer><terugbetaling_retour><terugvordering_ingetrokken><terugvordering_ontvangen><terugvordering_verrekend><toezegging><uitzoekbesluit><uitzoekbesluit_herzien><verplichting><verplichting_geannuleerd><voorfinanciering><voorziening><voorziening_vrijval><vrijval><inrichting>', '<' || soort || '>') > 0 AND instr(soort, '<') = 0),
  datum TEXT NOT NULL CHECK (length(datum) = 10), geboekt_op INTEGER NOT NULL, actor TEXT NOT NULL,
  casus TEXT NOT NULL, regel TEXT NOT NULL, besluit TEXT NOT NULL, bron TEXT NOT NULL,
  keert_om INTEGER REFERENCES journaalpost (nummer), eerste INTEGER NOT NULL, aantal INTEGER NOT NULL CHECK (aantal >= 0),
  beschikbaar INTEGER NOT NULL, beschikbaar_besluit INTEGER NOT NULL, verbintenis TEXT NOT NULL,
  feiten TEXT NOT NULL,  vorige TEXT NOT NULL, hash TEXT NOT NULL CHECK (length(hash) = 64),
  CHECK ((soort = 'tegenboeking') = (keert_om IS NOT NULL))
) STRICT
-- >>
CREATE INDEX journaalpost_betaling ON journaalpost (nummer) WHERE soort = 'betaling'
-- >>
CREATE INDEX journaalpost_casus ON journaalpost (casus) WHERE casus <> ''
-- >>
CREATE INDEX journaalpost_jaareinde ON journaalpost (besluit) WHERE soort IN ('jaarverdeling', 'resultaatbestemming')
-- >>
CREATE INDEX journaalpost_regel ON journaalpost (regel) WHERE regel <> ''
-- >>
CREATE UNIQUE INDEX journaalpost_keert_om ON journaalpost (keert_om) WHERE keert_om IS NOT NULL
-- >>
CREATE TABLE journaaltekst (
  post INTEGER NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), zout TEXT NOT NULL, inhoud TEXT NOT NULL
) STRICT
-- >>
CREATE TABLE boeking (
  volgnummer INTEGER NOT NULL PRIMARY KEY, journaalpost INTEGER NOT NULL REFERENCES journaalpost (nummer),
  debet INTEGER NOT NULL REFERENCES rekening (nummer), credit INTEGER NOT NULL REFERENCES rekening (nummer),
  bedrag INTEGER NOT NULL CHECK (bedrag BETWEEN 1 AND 1000000000000),
  vorige TEXT NOT NULL, hash TEXT NOT NULL CHECK (length(hash) = 64), CHECK (debet <> credit)
) STRICT
-- >>
CREATE INDEX boeking_credit ON boeking (credit, bedrag)
-- >>
CREATE INDEX boeking_debet ON boeking (debet, bedrag)
-- >>
CREATE TABLE weigering (
  nummer INTEGER NOT NULL PRIMARY KEY, sleutel TEXT NOT NULL UNIQUE, soort TEXT NOT NULL, inhoud TEXT NOT NULL,
  code TEXT NOT NULL, melding TEXT NOT NULL, oplossing TEXT NOT NULL, geweigerd_op INTEGER NOT NULL,
  vorige TEXT NOT NULL, hash TEXT NOT NULL CHECK (length(hash) = 64)
) STRICT
-- >>
CREATE TABLE periode (
  post INTEGER NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), tot TEXT NOT NULL UNIQUE CHECK (length(tot) = 10)
) STRICT
-- >>
CREATE TABLE zegel (
  nummer INTEGER NOT NULL PRIMARY KEY, dag TEXT NOT NULL, post INTEGER NOT NULL, boeking INTEGER NOT NULL, kop TEXT NOT NULL,
  geweigerd INTEGER NOT NULL, weigerkop TEXT NOT NULL, gemaakt_op INTEGER NOT NULL
) STRICT
-- >>
CREATE TABLE ontvangstbewijs (
  zegel INTEGER NOT NULL REFERENCES zegel (nummer), partij TEXT NOT NULL, publiek TEXT NOT NULL,
  handtekening TEXT NOT NULL, PRIMARY KEY (zegel, partij)
) STRICT
-- >>
CREATE TABLE pot_partij (
  post INTEGER NOT NULL REFERENCES journaalpost (nummer), partij TEXT NOT NULL PRIMARY KEY,
  soort TEXT NOT NULL CHECK (soort IN ('deelnemer', 'aanbieder', 'betaler')),
  volgorde INTEGER NOT NULL UNIQUE
) STRICT
-- >>
CREATE TABLE pot_iban (
  nummer INTEGER NOT NULL PRIMARY KEY, partij TEXT NOT NULL, iban TEXT NOT NULL, door TEXT NOT NULL,
  bevestigd_door TEXT NOT NULL, post INTEGER NOT NULL UNIQUE REFERENCES journaalpost (nummer),
  CHECK (door <> bevestigd_door)
) STRICT
-- >>
CREATE TABLE pot_sleutel (
  post INTEGER NOT NULL REFERENCES journaalpost (nummer), versie TEXT NOT NULL PRIMARY KEY,
  naam TEXT NOT NULL, vanaf TEXT NOT NULL, basis TEXT NOT NULL,
  peildatum TEXT NOT NULL, besluit TEXT NOT NULL, UNIQUE (naam, vanaf)
) STRICT
-- >>
CREATE TABLE pot_gewicht (
  post INTEGER NOT NULL REFERENCES journaalpost (nummer),
  versie TEXT NOT NULL REFERENCES pot_sleutel (versie), plaats INTEGER NOT NULL, deelnemer TEXT NOT NULL,
  gewicht INTEGER NOT NULL CHECK (gewicht >= 0), PRIMARY KEY (versie, plaats)
) STRICT
-- >>
CREATE TABLE pot_tolerantie (
  post INTEGER NOT NULL REFERENCES journaalpost (nummer),
  vanaf TEXT NOT NULL PRIMARY KEY, cents INTEGER NOT NULL CHECK (cents >= 0)
) STRICT
-- >>
CREATE TABLE pot_bankregel (
  post INTEGER NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), regel TEXT NOT NULL UNIQUE, iban TEXT NOT NULL,
  bedrag INTEGER NOT NULL CHECK (bedrag <> 0), datum TEXT NOT NULL
) STRICT
-- >>
CREATE TABLE pot_toezegging (
  post INTEGER NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), deelnemer TEXT NOT NULL, jaar INTEGER NOT NULL,
  bedrag INTEGER NOT NULL, oormerk TEXT NOT NULL
) STRICT
-- >>
CREATE INDEX pot_toezegging_deelnemer ON pot_toezegging (deelnemer, jaar)
-- >>
CREATE TABLE pot_reservering (
  post INTEGER NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), casus TEXT NOT NULL, jaar INTEGER NOT NULL,
  bedrag INTEGER NOT NULL, bestemming TEXT NOT NULL
) STRICT
-- >>
CREATE INDEX pot_reservering_casus ON pot_reservering (casus)
-- >>
CREATE TABLE pot_storting (
  post INTEGER NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), deelnemer TEXT NOT NULL, jaar INTEGER NOT NULL,
  bedrag INTEGER NOT NULL, oormerk TEXT NOT NULL
) STRICT
-- >>
CREATE TABLE pot_oormerk (
  post INTEGER NOT NULL REFERENCES journaalpost (nummer), plaats INTEGER NOT NULL, oormerk TEXT NOT NULL,
  PRIMARY KEY (post, plaats)
) STRICT
-- >>
CREATE TABLE pot_vulling (
  post INTEGER NOT NULL REFERENCES journaalpost (nummer), plaats INTEGER NOT NULL, deelnemer TEXT NOT NULL,
  oormerk TEXT NOT NULL, bedrag INTEGER NOT NULL, PRIMARY KEY (post, plaats)
) STRICT
-- >>
CREATE TABLE pot_mandaat (
  post INTEGER NOT NULL REFERENCES journaalpost (nummer), plaats INTEGER NOT NULL, mandaat TEXT NOT NULL,
  jaarplafond INTEGER, casusplafond INTEGER, geldig_van TEXT NOT NULL, geldig_tot TEXT NOT NULL, PRIMARY KEY (post, plaats)
) STRICT
-- >>
CREATE TABLE pot_vrijval (
  post INTEGER NOT NULL REFERENCES journaalpost (nummer), reservering INTEGER NOT NULL REFERENCES pot_reservering (post),
  bedrag INTEGER NOT NULL, PRIMARY KEY (post, reservering)
) STRICT
-- >>
CREATE INDEX pot_vrijval_reservering ON pot_vrijval (reservering)
-- >>
CREATE TABLE pot_besluiter (
  post INTEGER NOT NULL REFERENCES journaalpost (nummer), casus TEXT NOT NULL, persoon TEXT NOT NULL,
  PRIMARY KEY (post, persoon)
) STRICT
-- >>
CREATE INDEX pot_besluiter_casus ON pot_besluiter (casus)
-- >>
CREATE TABLE pot_factuur (
  post INTEGER NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), aanbieder TEXT NOT NULL, factuur TEXT NOT NULL,
  gelijk TEXT NOT NULL, casus TEXT NOT NULL, bedrag INTEGER NOT NULL, prestatie_door TEXT NOT NULL
) STRICT
-- >>
CREATE INDEX pot_factuur_casus ON pot_factuur (casus)
-- >>
CREATE INDEX pot_factuur_gelijk ON pot_factuur (aanbieder, gelijk)
-- >>
CREATE TABLE pot_opdracht (
  opdracht TEXT NOT NULL PRIMARY KEY, post INTEGER NOT NULL UNIQUE REFERENCES journaalpost (nummer),
  begunstigde TEXT NOT NULL, factuur TEXT NOT NULL, bedrag INTEGER NOT NULL, eerste_akkoord TEXT NOT NULL,
  tweede_akkoord TEXT NOT NULL, CHECK (eerste_akkoord <> tweede_akkoord)
) STRICT
-- >>
CREATE INDEX pot_opdracht_factuur ON pot_opdracht (begunstigde, factuur)
-- >>
CREATE TABLE pot_besluit (
  post INTEGER NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), casus TEXT NOT NULL, besluit TEXT NOT NULL,
  versie INTEGER NOT NULL, sleutel TEXT NOT NULL, taakveld TEXT NOT NULL
) STRICT
-- >>
CREATE INDEX pot_besluit_casus ON pot_besluit (casus, besluit)
-- >>
CREATE TABLE pot_aandeel (
  post INTEGER NOT NULL REFERENCES pot_besluit (post), plaats INTEGER NOT NULL, betaler TEXT NOT NULL, bedrag INTEGER NOT NULL,
  PRIMARY KEY (post, plaats)
) STRICT
-- >>
CREATE TABLE vordering (
  betaler TEXT NOT NULL, casus TEXT NOT NULL, besluit TEXT NOT NULL, nummer TEXT NOT NULL UNIQUE,
  kenmerk TEXT NOT NULL, post INTEGER NOT NULL REFERENCES journaalpost (nummer), PRIMARY KEY (betaler, casus, besluit)
) STRICT
-- >>
CREATE INDEX vordering_casus ON vordering (casus)
-- >>
CREATE INDEX vordering_kenmerk ON vordering (kenmerk)
-- >>
CREATE TABLE pot_mutatie (
  post INTEGER NOT NULL REFERENCES journaalpost (nummer), plaats INTEGER NOT NULL, betaler TEXT NOT NULL, casus TEXT NOT NULL,
  besluit TEXT NOT NULL, soort TEXT NOT NULL, bedrag INTEGER NOT NULL, sleutel TEXT NOT NULL, PRIMARY KEY (post, plaats)
) STRICT
-- >>
CREATE INDEX pot_mutatie_vordering ON pot_mutatie (casus, betaler, besluit)
-- >>
CREATE TABLE pot_casusstand (
  post INTEGER NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), casus TEXT NOT NULL,
  dicht INTEGER NOT NULL CHECK (dicht IN (0, 1))
) STRICT
-- >>
CREATE INDEX pot_casusstand_casus ON pot_casusstand (casus, post)
-- >>
CREATE INDEX pot_iban_partij ON pot_iban (partij)
-- >>
CREATE TRIGGER journaalpost_volgorde BEFORE INSERT ON journaalpost BEGIN
  SELECT RAISE(ABORT, 'grootboek: journaalpost past niet op het boek') WHERE NOT EXISTS (
    SELECT 1 FROM boek WHERE NEW.nummer = laatste_post + 1 AND NEW.vorige = kop AND NEW.geboekt_op >= laatst_geboekt
      AND NEW.eerste = laatste_boeking + 1 AND laatste_boeking = verwacht);
  SELECT RAISE(ABORT, 'grootboek: deze sleutel is geweigerd')
    WHERE EXISTS (SELECT 1 FROM weigering WHERE sleutel = NEW.id);
  SELECT RAISE(ABORT, 'grootboek: de periode is gesloten')
    WHERE NEW.aantal > 0 AND EXISTS (SELECT 1 FROM periode WHERE tot >= NEW.datum);
END
-- >>
CREATE TRIGGER journaalpost_na AFTER INSERT ON journaalpost BEGIN
  UPDATE boek SET laatste_post = NEW.nummer, verwacht = laatste_boeking + NEW.aantal, kop = NEW.hash,
    laatst_geboekt = NEW.geboekt_op;
END
-- >>
CREATE TRIGGER boeking_volgorde BEFORE INSERT ON boeking BEGIN
  SELECT RAISE(ABORT, 'grootboek: boeking past niet op het boek') WHERE NOT EXISTS (
    SELECT 1 FROM boek WHERE NEW.volgnummer = laatste_boeking + 1 AND NEW.volgnummer <= verwacht
      AND NEW.journaalpost = laatste_post AND NEW.vorige = kop);
  SELECT RAISE(ABORT, 'grootboek: debet en credit horen in dezelfde kring') WHERE
    (SELECT kring FROM rekening WHERE nummer = NEW.debet) IS NOT (SELECT kring FROM rekening WHERE nummer = NEW.credit);
END
-- >>
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
END
-- >>
CREATE TRIGGER weigering_volgorde BEFORE INSERT ON weigering BEGIN
  SELECT RAISE(ABORT, 'grootboek: weigering past niet op het boek') WHERE NOT EXISTS (
    SELECT 1 FROM boek WHERE NEW.nummer = geweigerd + 1 AND NEW.vorige = weigerkop);
END
-- >>
CREATE TRIGGER weigering_na AFTER INSERT ON weigering BEGIN
  UPDATE boek SET geweigerd = NEW.nummer, weigerkop = NEW.hash;
END
-- >>
CREATE TRIGGER rekening_na AFTER INSERT ON rekening BEGIN
  INSERT INTO saldo (rekening, teken, grens, cents, laatste) VALUES (NEW.nummer, NEW.teken, NEW.grens, 0, 0);
END
-- >>
CREATE TRIGGER saldo_nieuw BEFORE INSERT ON saldo BEGIN
  SELECT RAISE(ABORT, 'grootboek: een saldo begint bij nul') WHERE NEW.cents <> 0
    OR EXISTS (SELECT 1 FROM saldo WHERE rekening = NEW.rekening)
    OR NOT EXISTS (SELECT 1 FROM rekening
      WHERE nummer = NEW.rekening AND teken = NEW.teken AND grens = NEW.grens);
END
-- >>
CREATE TRIGGER saldo_wijzig BEFORE UPDATE ON saldo BEGIN
  SELECT RAISE(ABORT, 'grootboek: een saldo verandert alleen door een boeking') WHERE NEW.rekening <> OLD.rekening
    OR NEW.teken <> OLD.teken OR NEW.grens <> OLD.grens
    OR NEW.laatste <> (SELECT laatste_boeking + 1 FROM boek)
    OR NOT EXISTS (SELECT 1 FROM boeking b WHERE b.volgnummer = NEW.laatste AND NEW.cents - OLD.cents =
      CASE OLD.rekening WHEN b.debet THEN b.bedrag WHEN b.credit THEN -b.bedrag END);
END
-- >>
CREATE TRIGGER saldo_weg BEFORE DELETE ON saldo BEGIN
  SELECT RAISE(ABORT, 'grootboek: een saldo verdwijnt niet');
END
-- >>
CREATE TRIGGER boek_nieuw BEFORE INSERT ON boek BEGIN
  SELECT RAISE(ABORT, 'grootboek: een boek begint leeg, en er is er een') WHERE EXISTS (SELECT 1 FROM boek)
    OR NEW.laatste_post <> 0 OR NEW.laatste_boeking <> 0 OR NEW.verwacht <> 0
    OR NEW.beschikbaar <> 0 OR NEW.beschikbaar_besluit <> 0 OR NEW.geweigerd <> 0;
END
-- >>
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
END
-- >>
CREATE TRIGGER boek_weg BEFORE DELETE ON boek BEGIN
  SELECT RAISE(ABORT, 'grootboek: het boek verdwijnt niet');
END
-- >>
CREATE TRIGGER periode_vooruit BEFORE INSERT ON periode BEGIN
  SELECT RAISE(ABORT, 'grootboek: een periode sluit alleen vooruit')
    WHERE EXISTS (SELECT 1 FROM periode WHERE tot >= NEW.tot);
END
-- >>
CREATE TRIGGER journaaltekst_vast BEFORE UPDATE ON journaaltekst BEGIN
  SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet');
END
-- >>
CREATE TRIGGER journaaltekst_eens BEFORE INSERT ON journaaltekst BEGIN
  SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet') WHERE
    EXISTS (SELECT 1 FROM journaaltekst WHERE post = NEW.post) OR NEW.post <> (SELECT laatste_post FROM boek);
END
-- >>
CREATE TRIGGER rekening_vast BEFORE UPDATE ON rekening BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER rekening_blijft BEFORE DELETE ON rekening BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER rekening_eens BEFORE INSERT ON rekening BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM rekening WHERE nummer = NEW.nummer) OR EXISTS (SELECT 1 FROM rekening WHERE code = NEW.code AND d1 = NEW.d1 AND d2 = NEW.d2 AND d3 = NEW.d3); END
-- >>
CREATE TRIGGER journaalpost_vast BEFORE UPDATE ON journaalpost BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER journaalpost_blijft BEFORE DELETE ON journaalpost BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER journaalpost_eens BEFORE INSERT ON journaalpost BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM journaalpost WHERE id = NEW.id) OR EXISTS (SELECT 1 FROM journaalpost WHERE keert_om = NEW.keert_om); END
-- >>
CREATE TRIGGER boeking_vast BEFORE UPDATE ON boeking BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER boeking_blijft BEFORE DELETE ON boeking BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER weigering_vast BEFORE UPDATE ON weigering BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER weigering_blijft BEFORE DELETE ON weigering BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER weigering_eens BEFORE INSERT ON weigering BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM weigering WHERE sleutel = NEW.sleutel); END
-- >>
CREATE TRIGGER periode_vast BEFORE UPDATE ON periode BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER periode_blijft BEFORE DELETE ON periode BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER periode_eens BEFORE INSERT ON periode BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM periode WHERE post = NEW.post) OR EXISTS (SELECT 1 FROM periode WHERE tot = NEW.tot); END
-- >>
CREATE TRIGGER zegel_vast BEFORE UPDATE ON zegel BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER zegel_blijft BEFORE DELETE ON zegel BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER zegel_eens BEFORE INSERT ON zegel BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM zegel WHERE nummer = NEW.nummer); END
-- >>
CREATE TRIGGER ontvangstbewijs_vast BEFORE UPDATE ON ontvangstbewijs BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER ontvangstbewijs_blijft BEFORE DELETE ON ontvangstbewijs BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER ontvangstbewijs_eens BEFORE INSERT ON ontvangstbewijs BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM ontvangstbewijs WHERE zegel = NEW.zegel AND partij = NEW.partij); END
-- >>
CREATE TRIGGER pot_partij_vast BEFORE UPDATE ON pot_partij BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER pot_partij_blijft BEFORE DELETE ON pot_partij BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER pot_partij_eens BEFORE INSERT ON pot_partij BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM pot_partij WHERE partij = NEW.partij) OR EXISTS (SELECT 1 FROM pot_partij WHERE volgorde = NEW.volgorde); END
-- >>
CREATE TRIGGER pot_iban_vast BEFORE UPDATE ON pot_iban BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER pot_iban_blijft BEFORE DELETE ON pot_iban BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER pot_iban_eens BEFORE INSERT ON pot_iban BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM pot_iban WHERE nummer = NEW.nummer) OR EXISTS (SELECT 1 FROM pot_iban WHERE post = NEW.post); END
-- >>
CREATE TRIGGER pot_sleutel_vast BEFORE UPDATE ON pot_sleutel BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER pot_sleutel_blijft BEFORE DELETE ON pot_sleutel BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER pot_sleutel_eens BEFORE INSERT ON pot_sleutel BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM pot_sleutel WHERE versie = NEW.versie) OR EXISTS (SELECT 1 FROM pot_sleutel WHERE naam = NEW.naam AND vanaf = NEW.vanaf); END
-- >>
CREATE TRIGGER pot_gewicht_vast BEFORE UPDATE ON pot_gewicht BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER pot_gewicht_blijft BEFORE DELETE ON pot_gewicht BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER pot_gewicht_eens BEFORE INSERT ON pot_gewicht BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM pot_gewicht WHERE versie = NEW.versie AND plaats = NEW.plaats); END
-- >>
CREATE TRIGGER pot_tolerantie_vast BEFORE UPDATE ON pot_tolerantie BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER pot_tolerantie_blijft BEFORE DELETE ON pot_tolerantie BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER pot_tolerantie_eens BEFORE INSERT ON pot_tolerantie BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM pot_tolerantie WHERE vanaf = NEW.vanaf); END
-- >>
CREATE TRIGGER pot_bankregel_vast BEFORE UPDATE ON pot_bankregel BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER pot_bankregel_blijft BEFORE DELETE ON pot_bankregel BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER pot_bankregel_eens BEFORE INSERT ON pot_bankregel BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM pot_bankregel WHERE post = NEW.post) OR EXISTS (SELECT 1 FROM pot_bankregel WHERE regel = NEW.regel); END
-- >>
CREATE TRIGGER pot_toezegging_vast BEFORE UPDATE ON pot_toezegging BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER pot_toezegging_blijft BEFORE DELETE ON pot_toezegging BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER pot_toezegging_eens BEFORE INSERT ON pot_toezegging BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM pot_toezegging WHERE post = NEW.post); END
-- >>
CREATE TRIGGER pot_reservering_vast BEFORE UPDATE ON pot_reservering BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER pot_reservering_blijft BEFORE DELETE ON pot_reservering BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER pot_reservering_eens BEFORE INSERT ON pot_reservering BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM pot_reservering WHERE post = NEW.post); END
-- >>
CREATE TRIGGER pot_storting_vast BEFORE UPDATE ON pot_storting BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER pot_storting_blijft BEFORE DELETE ON pot_storting BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER pot_storting_eens BEFORE INSERT ON pot_storting BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM pot_storting WHERE post = NEW.post); END
-- >>
CREATE TRIGGER pot_oormerk_vast BEFORE UPDATE ON pot_oormerk BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER pot_oormerk_blijft BEFORE DELETE ON pot_oormerk BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER pot_oormerk_eens BEFORE INSERT ON pot_oormerk BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM pot_oormerk WHERE post = NEW.post AND plaats = NEW.plaats); END
-- >>
CREATE TRIGGER pot_vulling_vast BEFORE UPDATE ON pot_vulling BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER pot_vulling_blijft BEFORE DELETE ON pot_vulling BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER pot_vulling_eens BEFORE INSERT ON pot_vulling BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM pot_vulling WHERE post = NEW.post AND plaats = NEW.plaats); END
-- >>
CREATE TRIGGER pot_mandaat_vast BEFORE UPDATE ON pot_mandaat BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER pot_mandaat_blijft BEFORE DELETE ON pot_mandaat BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER pot_mandaat_eens BEFORE INSERT ON pot_mandaat BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM pot_mandaat WHERE post = NEW.post AND plaats = NEW.plaats); END
-- >>
CREATE TRIGGER pot_vrijval_vast BEFORE UPDATE ON pot_vrijval BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER pot_vrijval_blijft BEFORE DELETE ON pot_vrijval BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER pot_vrijval_eens BEFORE INSERT ON pot_vrijval BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM pot_vrijval WHERE post = NEW.post AND reservering = NEW.reservering); END
-- >>
CREATE TRIGGER pot_besluiter_vast BEFORE UPDATE ON pot_besluiter BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER pot_besluiter_blijft BEFORE DELETE ON pot_besluiter BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER pot_besluiter_eens BEFORE INSERT ON pot_besluiter BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM pot_besluiter WHERE post = NEW.post AND persoon = NEW.persoon); END
-- >>
CREATE TRIGGER pot_factuur_vast BEFORE UPDATE ON pot_factuur BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER pot_factuur_blijft BEFORE DELETE ON pot_factuur BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER pot_factuur_eens BEFORE INSERT ON pot_factuur BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM pot_factuur WHERE post = NEW.post); END
-- >>
CREATE TRIGGER pot_opdracht_vast BEFORE UPDATE ON pot_opdracht BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER pot_opdracht_blijft BEFORE DELETE ON pot_opdracht BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER pot_opdracht_eens BEFORE INSERT ON pot_opdracht BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM pot_opdracht WHERE opdracht = NEW.opdracht) OR EXISTS (SELECT 1 FROM pot_opdracht WHERE post = NEW.post); END
-- >>
CREATE TRIGGER pot_besluit_vast BEFORE UPDATE ON pot_besluit BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER pot_besluit_blijft BEFORE DELETE ON pot_besluit BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER pot_besluit_eens BEFORE INSERT ON pot_besluit BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM pot_besluit WHERE post = NEW.post); END
-- >>
CREATE TRIGGER pot_aandeel_vast BEFORE UPDATE ON pot_aandeel BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER pot_aandeel_blijft BEFORE DELETE ON pot_aandeel BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER pot_aandeel_eens BEFORE INSERT ON pot_aandeel BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM pot_aandeel WHERE post = NEW.post AND plaats = NEW.plaats); END
-- >>
CREATE TRIGGER vordering_vast BEFORE UPDATE ON vordering BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER vordering_blijft BEFORE DELETE ON vordering BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER vordering_eens BEFORE INSERT ON vordering BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM vordering WHERE betaler = NEW.betaler AND casus = NEW.casus AND besluit = NEW.besluit) OR EXISTS (SELECT 1 FROM vordering WHERE nummer = NEW.nummer); END
-- >>
CREATE TRIGGER pot_mutatie_vast BEFORE UPDATE ON pot_mutatie BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER pot_mutatie_blijft BEFORE DELETE ON pot_mutatie BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER pot_mutatie_eens BEFORE INSERT ON pot_mutatie BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM pot_mutatie WHERE post = NEW.post AND plaats = NEW.plaats); END
-- >>
CREATE TRIGGER pot_casusstand_vast BEFORE UPDATE ON pot_casusstand BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verandert niet'); END
-- >>
CREATE TRIGGER pot_casusstand_blijft BEFORE DELETE ON pot_casusstand BEGIN SELECT RAISE(ABORT, 'grootboek: wat is vastgelegd verdwijnt niet'); END
-- >>
CREATE TRIGGER pot_casusstand_eens BEFORE INSERT ON pot_casusstand BEGIN SELECT RAISE(ABORT, 'grootboek: dit is al vastgelegd') WHERE EXISTS (SELECT 1 FROM pot_casusstand WHERE post = NEW.post); END
