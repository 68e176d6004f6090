CREATE TABLE opdracht (
	sleutel TEXT NOT NULL, 
	soort TEXT NOT NULL, 
	inhoud TEXT NOT NULL, 
	persoon TEXT NOT NULL, 
	uitkomst JSONB NOT NULL, 
	gedaan_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (sleutel)
)
-- >>
CREATE TABLE wijziging (
	nummer BIGSERIAL NOT NULL, 
	soort TEXT NOT NULL, 
	kenmerk TEXT NOT NULL, 
	op TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (nummer)
)
-- >>
CREATE FUNCTION wijziging_roep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_notify('doorbraak_wijziging', ''); RETURN NULL; END $$
-- >>
CREATE TRIGGER wijziging_roep AFTER INSERT ON wijziging FOR EACH STATEMENT EXECUTE FUNCTION wijziging_roep()
-- >>
CREATE TABLE bankbestand (
	nummer BIGSERIAL NOT NULL, 
	naam TEXT NOT NULL, 
	sha256 TEXT NOT NULL, 
	grootte BIGINT NOT NULL, 
	soort TEXT NOT NULL, 
	aanvaard BOOLEAN NOT NULL, 
	uitkomsten JSONB NOT NULL, 
	door TEXT NOT NULL, 
	op TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (nummer)
)
-- >>
CREATE INDEX ix_bankbestand_sha256 ON bankbestand (sha256)
-- >>
CREATE TABLE toewijzing (
	nummer BIGSERIAL NOT NULL, 
	regel TEXT NOT NULL, 
	deel BIGINT NOT NULL, 
	doelsoort TEXT NOT NULL, 
	kenmerk TEXT NOT NULL, 
	cents BIGINT NOT NULL, 
	open_toen BIGINT, 
	niveau TEXT NOT NULL, 
	regelversie TEXT NOT NULL, 
	bewijs JSONB NOT NULL, 
	oplossingen BIGINT NOT NULL, 
	automatisch BOOLEAN NOT NULL, 
	door TEXT NOT NULL, 
	op TIMESTAMP WITH TIME ZONE NOT NULL, 
	dag DATE NOT NULL, 
	post BIGINT NOT NULL, 
	tegenpost BIGINT, 
	ontkoppeld_door TEXT, 
	ontkoppeld_op TIMESTAMP WITH TIME ZONE, 
	ontkoppelreden TEXT NOT NULL, 
	PRIMARY KEY (nummer), 
	CONSTRAINT toewijzing_bedrag CHECK (cents > 0), 
	UNIQUE (post), 
	UNIQUE (tegenpost)
)
-- >>
CREATE INDEX toewijzing_regel ON toewijzing (regel, deel)
-- >>
CREATE TABLE afgewezen_voorstel (
	regel TEXT NOT NULL, 
	deel BIGINT NOT NULL, 
	paar TEXT NOT NULL, 
	reden TEXT NOT NULL, 
	door TEXT NOT NULL, 
	op TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (regel, deel, paar)
)
-- >>
CREATE TABLE regelnotitie (
	nummer BIGSERIAL NOT NULL, 
	regel TEXT NOT NULL, 
	notitie TEXT NOT NULL, 
	eigenaar TEXT NOT NULL, 
	door TEXT NOT NULL, 
	op TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (nummer)
)
-- >>
CREATE INDEX ix_regelnotitie_regel ON regelnotitie (regel)
-- >>
CREATE TABLE betaalbatch (
	nummer TEXT NOT NULL, 
	status TEXT NOT NULL, 
	gemaakt_door TEXT NOT NULL, 
	gemaakt_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	uitvoeren_op DATE, 
	geschreven_door TEXT, 
	geschreven_op TIMESTAMP WITH TIME ZONE, 
	ingetrokken_door TEXT, 
	intrekreden TEXT NOT NULL, 
	sha256 TEXT, 
	inhoud BYTEA, 
	PRIMARY KEY (nummer), 
	CONSTRAINT betaalbatch_status CHECK (status IN ('voorstel', 'akkoord', 'bestand', 'ingetrokken'))
)
-- >>
CREATE TABLE casus (
	nummer TEXT NOT NULL, 
	bron TEXT NOT NULL, 
	extern_id TEXT NOT NULL, 
	versie BIGINT NOT NULL, 
	proces TEXT NOT NULL, 
	status TEXT NOT NULL, 
	status_sinds DATE NOT NULL, 
	aangemeld_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	aanmelder TEXT, 
	aanmelder_organisatie TEXT NOT NULL, 
	school TEXT, 
	swv TEXT, 
	gemeente TEXT NOT NULL, 
	leeftijdsband TEXT NOT NULL, 
	verzuim TEXT NOT NULL, 
	thuis_sinds DATE, 
	eerste_signaal DATE NOT NULL, 
	gewenste_start DATE NOT NULL, 
	spoed BOOLEAN NOT NULL, 
	gedwongen_kader BOOLEAN NOT NULL, 
	veiligheid BOOLEAN NOT NULL, 
	vraag TEXT NOT NULL, 
	lijst_bevestigd_op DATE, 
	kenmerken JSONB NOT NULL, 
	PRIMARY KEY (nummer), 
	CONSTRAINT casus_bron UNIQUE (bron, extern_id)
)
-- >>
CREATE INDEX casus_zoek ON casus USING gin (to_tsvector('simple'::regconfig, vraag || ' ' || gemeente || ' ' || replace(coalesce(school, ''), '_', ' ')))
-- >>
CREATE INDEX ix_casus_status ON casus (status)
-- >>
CREATE TABLE uitzoekaandeel (
	lijn TEXT NOT NULL, 
	versie BIGINT NOT NULL, 
	betaler TEXT NOT NULL, 
	plaats BIGINT NOT NULL, 
	bedrag BIGINT NOT NULL, 
	wet TEXT NOT NULL, 
	artikel TEXT NOT NULL, 
	van DATE NOT NULL, 
	tot DATE NOT NULL, 
	gehoord_op DATE, 
	gehoord TEXT NOT NULL, 
	PRIMARY KEY (lijn, versie, betaler)
)
-- >>
CREATE TABLE aanmaning (
	vordering TEXT NOT NULL, 
	besluitversie BIGINT NOT NULL, 
	stap BIGINT NOT NULL, 
	naam TEXT NOT NULL, 
	bedrag BIGINT NOT NULL, 
	dag DATE NOT NULL, 
	betaal_voor DATE NOT NULL, 
	door TEXT NOT NULL, 
	PRIMARY KEY (vordering, besluitversie, stap)
)
-- >>
CREATE TABLE casussleutel (
	casus TEXT NOT NULL, 
	verpakt BYTEA, 
	vernietigd_op TIMESTAMP WITH TIME ZONE, 
	PRIMARY KEY (casus)
)
-- >>
CREATE TABLE persoonsveld (
	casus TEXT NOT NULL, 
	veld TEXT NOT NULL, 
	geheim BYTEA NOT NULL, 
	PRIMARY KEY (casus, veld)
)
-- >>
CREATE TABLE naamindex (
	afdruk TEXT NOT NULL, 
	casus TEXT NOT NULL, 
	PRIMARY KEY (afdruk, casus)
)
-- >>
CREATE TABLE inzagelog (
	volgnummer BIGSERIAL NOT NULL, 
	tijdstip TIMESTAMP WITH TIME ZONE NOT NULL, 
	soort TEXT NOT NULL, 
	gebruiker TEXT NOT NULL, 
	rol TEXT NOT NULL, 
	organisatie TEXT NOT NULL, 
	namens TEXT, 
	zelfverklaard BOOLEAN NOT NULL, 
	casussen JSONB NOT NULL, 
	object TEXT NOT NULL, 
	doel TEXT NOT NULL, 
	kanaal TEXT NOT NULL, 
	resultaat TEXT NOT NULL, 
	vorige TEXT NOT NULL, 
	afdruk TEXT NOT NULL, 
	PRIMARY KEY (volgnummer)
)
-- >>
CREATE TABLE relatie (
	nummer BIGSERIAL NOT NULL, 
	casus TEXT, 
	soort TEXT NOT NULL, 
	van TEXT, 
	naar TEXT, 
	geldig_van DATE, 
	geldig_tot DATE, 
	kennis TEXT NOT NULL, 
	bevestigd_op DATE, 
	vastgelegd_op DATE NOT NULL, 
	vervallen_op DATE, 
	bron TEXT NOT NULL, 
	velden JSONB NOT NULL, 
	PRIMARY KEY (nummer)
)
-- >>
CREATE INDEX relatie_casus ON relatie (casus, soort)
-- >>
CREATE INDEX relatie_naar ON relatie (naar)
-- >>
CREATE INDEX relatie_van ON relatie (van)
-- >>
CREATE TABLE netwerkregelstand (
	nummer BIGSERIAL NOT NULL, 
	regel TEXT NOT NULL, 
	stand TEXT NOT NULL, 
	reden TEXT NOT NULL, 
	antwoorden BIGINT NOT NULL, 
	klopt BIGINT NOT NULL, 
	telt_vanaf BIGINT NOT NULL, 
	persoon TEXT NOT NULL, 
	tijdstip TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (nummer), 
	CONSTRAINT netwerkregelstand_stand CHECK (stand IN ('hint', 'telt_mee'))
)
-- >>
CREATE FUNCTION netwerkregelstand_vast() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'netwerkregelstand: wat is vastgelegd verandert niet'; END $$
-- >>
CREATE TRIGGER netwerkregelstand_vast BEFORE UPDATE OR DELETE ON netwerkregelstand FOR EACH ROW EXECUTE FUNCTION netwerkregelstand_vast()
-- >>
CREATE TABLE termijnverplichting (
	nummer BIGSERIAL NOT NULL, 
	casus TEXT, 
	onderwerp TEXT NOT NULL, 
	code TEXT NOT NULL, 
	ontvanger TEXT NOT NULL, 
	doe TEXT NOT NULL, 
	start DATE NOT NULL, 
	ruw_einde DATE NOT NULL, 
	einde DATE NOT NULL, 
	versie BIGINT NOT NULL, 
	afleiding JSONB NOT NULL, 
	status TEXT NOT NULL, 
	geopend_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	gesloten_op TIMESTAMP WITH TIME ZONE, 
	PRIMARY KEY (nummer)
)
-- >>
CREATE INDEX termijnverplichting_casus ON termijnverplichting (casus, onderwerp, status)
-- >>
CREATE INDEX termijnverplichting_open ON termijnverplichting (status, einde)
-- >>
CREATE TABLE administratie (
	nummer BIGINT NOT NULL, 
	regio TEXT NOT NULL, 
	naam TEXT NOT NULL, 
	oefen BOOLEAN NOT NULL, 
	klok TIMESTAMP WITH TIME ZONE, 
	oefengebruiker TEXT, 
	gemaakt_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (nummer), 
	CONSTRAINT administratie_een_rij CHECK (nummer = 1)
)
-- >>
CREATE TABLE organisatie (
	id TEXT NOT NULL, 
	naam TEXT NOT NULL, 
	soort TEXT NOT NULL, 
	domein TEXT NOT NULL, 
	gemeente TEXT, 
	werkgebied JSONB NOT NULL, 
	onderdeel_van TEXT, 
	kenmerken JSONB NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(onderdeel_van) REFERENCES organisatie (id)
)
-- >>
CREATE INDEX ix_organisatie_soort ON organisatie (soort)
-- >>
CREATE TABLE persoon (
	id TEXT NOT NULL, 
	weergavenaam TEXT NOT NULL, 
	email TEXT, 
	PRIMARY KEY (id)
)
-- >>
CREATE TABLE registerfeit (
	nummer BIGSERIAL NOT NULL, 
	soort TEXT NOT NULL, 
	sleutel TEXT NOT NULL, 
	inhoud JSONB NOT NULL, 
	geldig_van DATE NOT NULL, 
	geldig_tot DATE, 
	bron TEXT NOT NULL, 
	door TEXT NOT NULL, 
	vastgelegd_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	vervallen_op TIMESTAMP WITH TIME ZONE, 
	PRIMARY KEY (nummer), 
	CONSTRAINT registerfeit_periode CHECK (geldig_tot IS NULL OR geldig_van < geldig_tot)
)
-- >>
CREATE INDEX registerfeit_sleutel ON registerfeit (soort, sleutel)
-- >>
CREATE TABLE regeling (
	naam TEXT NOT NULL, 
	versie TEXT NOT NULL, 
	geldig_van DATE NOT NULL, 
	inhoud JSONB NOT NULL, 
	bron TEXT NOT NULL, 
	vingerafdruk TEXT NOT NULL, 
	vastgelegd_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (naam, versie)
)
-- >>
CREATE TABLE inlog (
	login TEXT NOT NULL, 
	persoon TEXT NOT NULL, 
	vastgelegd_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (login)
)
-- >>
CREATE TABLE outbox (
	nummer BIGSERIAL NOT NULL, 
	soort TEXT NOT NULL, 
	aan TEXT NOT NULL, 
	onderwerp TEXT NOT NULL, 
	regels JSONB NOT NULL, 
	agenda JSONB, 
	sleutel TEXT NOT NULL, 
	message_id TEXT NOT NULL, 
	status TEXT NOT NULL, 
	pogingen BIGINT NOT NULL, 
	volgende_poging TIMESTAMP WITH TIME ZONE NOT NULL, 
	verzonden_op TIMESTAMP WITH TIME ZONE, 
	gemeld_op TIMESTAMP WITH TIME ZONE, 
	fout TEXT, 
	gemaakt_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (nummer), 
	UNIQUE (sleutel)
)
-- >>
CREATE INDEX outbox_wacht ON outbox (status, volgende_poging)
-- >>
CREATE TABLE afschrift (
	nummer BIGSERIAL NOT NULL, 
	bestand BIGINT NOT NULL, 
	soort TEXT NOT NULL, 
	banknummer TEXT NOT NULL, 
	rekening TEXT NOT NULL, 
	begin BIGINT, 
	einde BIGINT, 
	begindatum DATE, 
	einddatum DATE, 
	regels BIGINT NOT NULL, 
	nieuw BIGINT NOT NULL, 
	identiteit TEXT NOT NULL, 
	aankondiging BOOLEAN NOT NULL, 
	status TEXT NOT NULL, 
	redenen JSONB NOT NULL, 
	opmerkingen JSONB NOT NULL, 
	verschil BIGINT, 
	inhoud JSONB, 
	volgorde BIGINT, 
	aanvaard_bij BIGINT, 
	aanvaard_op TIMESTAMP WITH TIME ZONE, 
	afgevoerd_door TEXT, 
	afgevoerd_op TIMESTAMP WITH TIME ZONE, 
	afvoerreden TEXT NOT NULL, 
	PRIMARY KEY (nummer), 
	CONSTRAINT afschrift_status CHECK (status IN ('aanvaard', 'quarantaine', 'afgevoerd', 'vervangen')), 
	FOREIGN KEY(bestand) REFERENCES bankbestand (nummer), 
	UNIQUE (volgorde), 
	FOREIGN KEY(aanvaard_bij) REFERENCES bankbestand (nummer)
)
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
	cents BIGINT NOT NULL, 
	naam TEXT NOT NULL, 
	iban TEXT NOT NULL, 
	besteller TEXT NOT NULL, 
	status TEXT NOT NULL, 
	bankstatus TEXT NOT NULL, 
	PRIMARY KEY (opdracht), 
	CONSTRAINT betaalopdracht_bedrag CHECK (cents > 0), 
	FOREIGN KEY(batch) REFERENCES betaalbatch (nummer)
)
-- >>
CREATE INDEX betaalopdracht_factuur ON betaalopdracht (aanbieder, factuur)
-- >>
CREATE INDEX ix_betaalopdracht_batch ON betaalopdracht (batch)
-- >>
CREATE TABLE betaalakkoord (
	batch TEXT NOT NULL, 
	persoon TEXT NOT NULL, 
	plaats BIGINT NOT NULL, 
	op TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (batch, persoon), 
	FOREIGN KEY(batch) REFERENCES betaalbatch (nummer)
)
-- >>
CREATE TABLE gebeurtenis (
	nummer BIGSERIAL NOT NULL, 
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
	dag DATE NOT NULL, 
	tijdstip TIMESTAMP WITH TIME ZONE NOT NULL, 
	reden TEXT NOT NULL, 
	gegevens JSONB NOT NULL, 
	PRIMARY KEY (nummer), 
	FOREIGN KEY(casus) REFERENCES casus (nummer)
)
-- >>
CREATE INDEX gebeurtenis_casus ON gebeurtenis (casus, nummer)
-- >>
CREATE TABLE toegang (
	casus TEXT NOT NULL, 
	soort TEXT NOT NULL, 
	wie TEXT NOT NULL, 
	grond TEXT NOT NULL, 
	vanaf DATE NOT NULL, 
	tot DATE, 
	PRIMARY KEY (casus, soort, wie, grond), 
	FOREIGN KEY(casus) REFERENCES casus (nummer)
)
-- >>
CREATE INDEX toegang_wie ON toegang (soort, wie, grond, casus)
-- >>
CREATE TABLE financieringslijn (
	lijn TEXT NOT NULL, 
	casus TEXT NOT NULL, 
	volgnummer BIGINT NOT NULL, 
	besluit TEXT NOT NULL, 
	planregel TEXT NOT NULL, 
	aanbieder TEXT NOT NULL, 
	status TEXT NOT NULL, 
	status_sinds DATE NOT NULL, 
	versie BIGINT NOT NULL, 
	toegekend BIGINT NOT NULL, 
	gereserveerd BIGINT NOT NULL, 
	verplicht BIGINT NOT NULL, 
	voorgefinancierd BIGINT NOT NULL, 
	wet TEXT NOT NULL, 
	taakveld TEXT NOT NULL, 
	bestemming TEXT NOT NULL, 
	van DATE NOT NULL, 
	tot DATE NOT NULL, 
	houdbaar_tot DATE NOT NULL, 
	besloten_door JSONB NOT NULL, 
	besteller TEXT, 
	onderzoeker TEXT, 
	onderzoek_gestart_op DATE, 
	gemaakt_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (lijn), 
	CONSTRAINT financieringslijn_volgnummer UNIQUE (casus, volgnummer), 
	CONSTRAINT financieringslijn_periode CHECK (van <= tot), 
	CONSTRAINT financieringslijn_bedragen CHECK (toegekend > 0 AND gereserveerd >= 0 AND verplicht >= 0 AND voorgefinancierd >= 0 AND gereserveerd + verplicht + voorgefinancierd <= toegekend), 
	FOREIGN KEY(casus) REFERENCES casus (nummer)
)
-- >>
CREATE INDEX financieringslijn_status ON financieringslijn (status)
-- >>
CREATE INDEX ix_financieringslijn_casus ON financieringslijn (casus)
-- >>
CREATE TABLE bevinding (
	nummer BIGSERIAL NOT NULL, 
	casus TEXT NOT NULL, 
	regel TEXT NOT NULL, 
	sleutel TEXT NOT NULL, 
	betrokkenen JSONB NOT NULL, 
	soort TEXT NOT NULL, 
	ernst BIGINT NOT NULL, 
	tekst TEXT NOT NULL, 
	bewijs JSONB NOT NULL, 
	vingerafdruk TEXT NOT NULL, 
	geopend_op DATE NOT NULL, 
	gesloten_op DATE, 
	gesloten_door TEXT, 
	PRIMARY KEY (nummer), 
	FOREIGN KEY(casus) REFERENCES casus (nummer)
)
-- >>
CREATE UNIQUE INDEX bevinding_open ON bevinding (casus, sleutel) WHERE gesloten_op IS NULL
-- >>
CREATE TABLE herinnering (
	nummer BIGSERIAL NOT NULL, 
	termijnverplichting BIGINT NOT NULL, 
	trede TEXT NOT NULL, 
	termijn_versie BIGINT NOT NULL, 
	due_at TIMESTAMP WITH TIME ZONE NOT NULL, 
	rol TEXT NOT NULL, 
	status TEXT NOT NULL, 
	actueel BOOLEAN NOT NULL, 
	PRIMARY KEY (nummer), 
	CONSTRAINT herinnering_status CHECK (status IN ('gepland', 'verzonden', 'ingehaald', 'vervallen')), 
	FOREIGN KEY(termijnverplichting) REFERENCES termijnverplichting (nummer)
)
-- >>
CREATE INDEX herinnering_actueel ON herinnering (due_at) WHERE actueel
-- >>
CREATE INDEX herinnering_termijn ON herinnering (termijnverplichting)
-- >>
CREATE TABLE verzending (
	casus TEXT NOT NULL, 
	termijnverplichting BIGINT NOT NULL, 
	trede TEXT NOT NULL, 
	ontvanger TEXT NOT NULL, 
	termijn_versie BIGINT NOT NULL, 
	op DATE NOT NULL, 
	outbox BIGINT NOT NULL, 
	PRIMARY KEY (casus, termijnverplichting, trede, ontvanger, termijn_versie), 
	FOREIGN KEY(termijnverplichting) REFERENCES termijnverplichting (nummer), 
	FOREIGN KEY(outbox) REFERENCES outbox (nummer)
)
-- >>
CREATE INDEX verzending_termijn ON verzending (termijnverplichting)
-- >>
CREATE TABLE termijnwijziging (
	nummer BIGSERIAL NOT NULL, 
	termijnverplichting BIGINT NOT NULL, 
	soort TEXT NOT NULL, 
	inhoud JSONB NOT NULL, 
	reden TEXT NOT NULL, 
	op DATE NOT NULL, 
	door TEXT NOT NULL, 
	vastgelegd_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (nummer), 
	CONSTRAINT termijnwijziging_soort CHECK (soort IN ('opschorting', 'hervatting', 'verlenging', 'verplaatsing')), 
	FOREIGN KEY(termijnverplichting) REFERENCES termijnverplichting (nummer)
)
-- >>
CREATE INDEX termijnwijziging_termijn ON termijnwijziging (termijnverplichting, nummer)
-- >>
CREATE FUNCTION termijnwijziging_vast() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'termijnwijziging: wat is vastgelegd verandert niet'; END $$
-- >>
CREATE TRIGGER termijnwijziging_vast BEFORE UPDATE OR DELETE ON termijnwijziging FOR EACH ROW EXECUTE FUNCTION termijnwijziging_vast()
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
-- >>
CREATE TABLE aanstelling (
	nummer BIGSERIAL NOT NULL, 
	persoon TEXT NOT NULL, 
	organisatie TEXT NOT NULL, 
	functie TEXT NOT NULL, 
	geldig_van DATE NOT NULL, 
	geldig_tot DATE, 
	vervanger TEXT, 
	bandbreedte BIGINT, 
	vastgelegd_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	vervallen_op TIMESTAMP WITH TIME ZONE, 
	PRIMARY KEY (nummer), 
	CONSTRAINT aanstelling_periode CHECK (geldig_tot IS NULL OR geldig_van < geldig_tot), 
	FOREIGN KEY(persoon) REFERENCES persoon (id), 
	FOREIGN KEY(organisatie) REFERENCES organisatie (id), 
	FOREIGN KEY(vervanger) REFERENCES persoon (id)
)
-- >>
CREATE INDEX ix_aanstelling_organisatie ON aanstelling (organisatie)
-- >>
CREATE INDEX ix_aanstelling_persoon ON aanstelling (persoon)
-- >>
CREATE TABLE functievervulling (
	nummer BIGSERIAL NOT NULL, 
	persoon TEXT NOT NULL, 
	functie TEXT NOT NULL, 
	geldig_van DATE NOT NULL, 
	geldig_tot DATE, 
	vastgelegd_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	vervallen_op TIMESTAMP WITH TIME ZONE, 
	PRIMARY KEY (nummer), 
	CONSTRAINT functievervulling_periode CHECK (geldig_tot IS NULL OR geldig_van < geldig_tot), 
	FOREIGN KEY(persoon) REFERENCES persoon (id)
)
-- >>
CREATE INDEX functievervulling_functie_persoon ON functievervulling (functie, persoon)
-- >>
CREATE INDEX ix_functievervulling_persoon ON functievervulling (persoon)
-- >>
CREATE TABLE afwezigheid (
	nummer BIGSERIAL NOT NULL, 
	persoon TEXT NOT NULL, 
	geldig_van DATE NOT NULL, 
	geldig_tot DATE NOT NULL, 
	door TEXT NOT NULL, 
	vastgelegd_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	vervallen_op TIMESTAMP WITH TIME ZONE, 
	PRIMARY KEY (nummer), 
	CONSTRAINT afwezigheid_periode CHECK (geldig_van < geldig_tot), 
	FOREIGN KEY(persoon) REFERENCES persoon (id)
)
-- >>
CREATE INDEX ix_afwezigheid_persoon ON afwezigheid (persoon)
-- >>
CREATE TABLE rol (
	persoon TEXT NOT NULL, 
	rol TEXT NOT NULL, 
	PRIMARY KEY (persoon, rol), 
	FOREIGN KEY(persoon) REFERENCES persoon (id)
)
-- >>
CREATE TABLE mandaat (
	id TEXT NOT NULL, 
	versie BIGINT NOT NULL, 
	volgorde BIGINT NOT NULL, 
	gever TEXT NOT NULL, 
	soort TEXT NOT NULL, 
	houder_functie TEXT NOT NULL, 
	geldig_van DATE NOT NULL, 
	geldig_tot DATE, 
	ingetrokken_op DATE, 
	inhoud JSONB NOT NULL, 
	vastgelegd_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (id, versie), 
	FOREIGN KEY(gever) REFERENCES organisatie (id)
)
-- >>
CREATE INDEX ix_mandaat_gever ON mandaat (gever)
-- >>
CREATE INDEX ix_mandaat_houder_functie ON mandaat (houder_functie)
-- >>
CREATE TABLE regie_gebeurtenis (
	id BIGSERIAL NOT NULL, 
	casus_id TEXT NOT NULL, 
	datum DATE NOT NULL, 
	soort TEXT NOT NULL, 
	laag TEXT NOT NULL, 
	persoon TEXT, 
	aan TEXT, 
	duo_met TEXT, 
	vervanger TEXT, 
	door TEXT, 
	reden TEXT NOT NULL, 
	vastgelegd_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	vervallen_op TIMESTAMP WITH TIME ZONE, 
	PRIMARY KEY (id), 
	FOREIGN KEY(casus_id) REFERENCES casus (nummer)
)
-- >>
CREATE INDEX regie_gebeurtenis_casus ON regie_gebeurtenis (casus_id, datum, id)
-- >>
CREATE FUNCTION regie_gebeurtenis_vast() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'regie_gebeurtenis: wat is vastgelegd verandert niet'; END $$
-- >>
CREATE TRIGGER regie_gebeurtenis_vast BEFORE UPDATE OF id, casus_id, datum, soort, laag, persoon, aan, duo_met, vervanger, door, reden, vastgelegd_op ON regie_gebeurtenis FOR EACH ROW EXECUTE FUNCTION regie_gebeurtenis_vast()
-- >>
CREATE TRIGGER regie_gebeurtenis_vervallen BEFORE UPDATE ON regie_gebeurtenis FOR EACH ROW WHEN (OLD.vervallen_op IS NOT NULL) EXECUTE FUNCTION regie_gebeurtenis_vast()
-- >>
CREATE TRIGGER regie_gebeurtenis_blijft BEFORE DELETE ON regie_gebeurtenis FOR EACH ROW EXECUTE FUNCTION regie_gebeurtenis_vast()
-- >>
CREATE TABLE regie_uitzondering (
	id BIGSERIAL NOT NULL, 
	casus TEXT NOT NULL, 
	van DATE NOT NULL, 
	tot DATE NOT NULL, 
	reden TEXT NOT NULL, 
	door TEXT NOT NULL, 
	vastgelegd_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (id), 
	FOREIGN KEY(casus) REFERENCES casus (nummer)
)
-- >>
CREATE INDEX regie_uitzondering_casus ON regie_uitzondering (casus)
-- >>
CREATE TABLE zitting (
	id TEXT NOT NULL, 
	op DATE NOT NULL, 
	plaats TEXT NOT NULL, 
	voorzitter TEXT NOT NULL, 
	plaatsvervanger TEXT, 
	status TEXT NOT NULL, 
	gemaakt_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	uitgenodigd_op TIMESTAMP WITH TIME ZONE, 
	geopend_op TIMESTAMP WITH TIME ZONE, 
	vastgesteld_op TIMESTAMP WITH TIME ZONE, 
	PRIMARY KEY (id), 
	CONSTRAINT zitting_status CHECK (status IN ('gepland', 'uitgenodigd', 'open', 'vastgesteld')), 
	FOREIGN KEY(voorzitter) REFERENCES persoon (id), 
	FOREIGN KEY(plaatsvervanger) REFERENCES persoon (id)
)
-- >>
CREATE INDEX ix_zitting_op ON zitting (op)
-- >>
CREATE FUNCTION zitting_dicht_wijzig() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.status = 'vastgesteld' THEN RAISE EXCEPTION 'zitting: de zitting is vastgesteld en verandert niet meer'; END IF; RETURN NEW; END $$
-- >>
CREATE TRIGGER zitting_dicht_wijzig BEFORE UPDATE ON zitting FOR EACH ROW EXECUTE FUNCTION zitting_dicht_wijzig()
-- >>
CREATE FUNCTION zitting_dicht_weg() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF OLD.status = 'vastgesteld' THEN RAISE EXCEPTION 'zitting: de zitting is vastgesteld en verandert niet meer'; END IF; RETURN OLD; END $$
-- >>
CREATE TRIGGER zitting_dicht_weg BEFORE DELETE ON zitting FOR EACH ROW EXECUTE FUNCTION zitting_dicht_weg()
-- >>
CREATE TABLE mandaattoets (
	casus TEXT NOT NULL, 
	ronde BIGINT NOT NULL, 
	regel TEXT NOT NULL, 
	concept JSONB NOT NULL, 
	uitnodigen JSONB NOT NULL, 
	gezin JSONB NOT NULL, 
	gezin_niet TEXT, 
	uitkomst TEXT NOT NULL, 
	rij BIGINT NOT NULL, 
	antwoord JSONB NOT NULL, 
	actie TEXT NOT NULL, 
	getoetst_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (casus, ronde, regel), 
	FOREIGN KEY(casus) REFERENCES casus (nummer)
)
-- >>
CREATE TABLE toestemming (
	nummer BIGSERIAL NOT NULL, 
	casus TEXT NOT NULL, 
	domein TEXT NOT NULL, 
	door JSONB NOT NULL, 
	antwoord TEXT NOT NULL, 
	ontvangers JSONB NOT NULL, 
	categorieen JSONB NOT NULL, 
	doel TEXT NOT NULL, 
	wijze TEXT NOT NULL, 
	document TEXT NOT NULL, 
	van DATE NOT NULL, 
	tot DATE NOT NULL, 
	reden TEXT NOT NULL, 
	tweede TEXT, 
	geinformeerd BOOLEAN, 
	vastgelegd_door TEXT NOT NULL, 
	vastgelegd_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	ingetrokken_op DATE, 
	ingetrokken_door TEXT, 
	PRIMARY KEY (nummer), 
	CONSTRAINT toestemming_antwoord CHECK (antwoord IN ('gevraagd', 'gegeven', 'geweigerd', 'doorbroken')), 
	CONSTRAINT toestemming_periode CHECK (van < tot), 
	FOREIGN KEY(casus) REFERENCES casus (nummer)
)
-- >>
CREATE INDEX toestemming_casus ON toestemming (casus)
-- >>
CREATE FUNCTION toestemming_vast() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'toestemming: wat is vastgelegd verandert niet; trek in en leg opnieuw vast'; END $$
-- >>
CREATE TRIGGER toestemming_vast BEFORE UPDATE OF nummer, casus, domein, door, antwoord, ontvangers, categorieen, doel, wijze, document, van, tot, reden, tweede, geinformeerd, vastgelegd_door, vastgelegd_op ON toestemming FOR EACH ROW EXECUTE FUNCTION toestemming_vast()
-- >>
CREATE TRIGGER toestemming_ingetrokken BEFORE UPDATE ON toestemming FOR EACH ROW WHEN (OLD.ingetrokken_op IS NOT NULL) EXECUTE FUNCTION toestemming_vast()
-- >>
CREATE TRIGGER toestemming_blijft BEFORE DELETE ON toestemming FOR EACH ROW EXECUTE FUNCTION toestemming_vast()
-- >>
CREATE TABLE bankregel (
	id TEXT NOT NULL, 
	afschrift BIGINT NOT NULL, 
	rekening TEXT NOT NULL, 
	beginsaldo BOOLEAN NOT NULL, 
	boekdatum DATE NOT NULL, 
	valutadatum DATE, 
	cents BIGINT NOT NULL, 
	volgnr BIGINT NOT NULL, 
	naam TEXT NOT NULL, 
	tegenrekening TEXT NOT NULL, 
	bic TEXT NOT NULL, 
	omschrijving TEXT NOT NULL, 
	kenmerk TEXT NOT NULL, 
	eindtoteind TEXT NOT NULL, 
	retour TEXT NOT NULL, 
	omkering BOOLEAN NOT NULL, 
	bankreferentie TEXT NOT NULL, 
	regelreferentie TEXT NOT NULL, 
	batchkenmerk TEXT NOT NULL, 
	transactiecode TEXT NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT bankregel_bedrag CHECK (cents <> 0), 
	FOREIGN KEY(afschrift) REFERENCES afschrift (nummer)
)
-- >>
CREATE INDEX bankregel_telling ON bankregel (rekening, boekdatum, cents)
-- >>
CREATE INDEX ix_bankregel_afschrift ON bankregel (afschrift)
-- >>
CREATE TABLE betaalstatus (
	nummer BIGSERIAL NOT NULL, 
	opdracht TEXT NOT NULL, 
	bericht TEXT NOT NULL, 
	status TEXT NOT NULL, 
	reden TEXT NOT NULL, 
	toelichting TEXT NOT NULL, 
	door TEXT NOT NULL, 
	op TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (nummer), 
	CONSTRAINT betaalstatus_eens UNIQUE (opdracht, bericht), 
	FOREIGN KEY(opdracht) REFERENCES betaalopdracht (opdracht)
)
-- >>
CREATE TABLE factuur (
	aanbieder TEXT NOT NULL, 
	nummer TEXT NOT NULL, 
	gelijk TEXT NOT NULL, 
	lijn TEXT NOT NULL, 
	bedrag BIGINT NOT NULL, 
	btw BIGINT NOT NULL, 
	btw_regime TEXT NOT NULL, 
	factuurdatum DATE NOT NULL, 
	vervaldatum DATE NOT NULL, 
	iban TEXT NOT NULL, 
	orderreferentie TEXT NOT NULL, 
	vingerafdruk TEXT NOT NULL, 
	status TEXT NOT NULL, 
	gelezen_door TEXT NOT NULL, 
	gelezen_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	prestatie TEXT NOT NULL, 
	prestatie_door TEXT, 
	prestatie_op DATE, 
	niet_elders BOOLEAN, 
	PRIMARY KEY (aanbieder, nummer), 
	CONSTRAINT factuur_gelijk UNIQUE (aanbieder, gelijk), 
	CONSTRAINT factuur_bedragen CHECK (bedrag > 0 AND btw >= 0 AND btw <= bedrag), 
	FOREIGN KEY(lijn) REFERENCES financieringslijn (lijn)
)
-- >>
CREATE INDEX ix_factuur_lijn ON factuur (lijn)
-- >>
CREATE TABLE uitzoekbesluit (
	lijn TEXT NOT NULL, 
	versie BIGINT NOT NULL, 
	uitkomst TEXT NOT NULL, 
	bedrag BIGINT NOT NULL, 
	taakveld TEXT NOT NULL, 
	beslist_op DATE NOT NULL, 
	beslist_door JSONB NOT NULL, 
	onderbouwing JSONB NOT NULL, 
	vastgelegd_door TEXT NOT NULL, 
	vastgelegd_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (lijn, versie), 
	FOREIGN KEY(lijn) REFERENCES financieringslijn (lijn)
)
-- >>
CREATE TABLE betwisting (
	nummer BIGSERIAL NOT NULL, 
	lijn TEXT NOT NULL, 
	betaler TEXT NOT NULL, 
	grond TEXT NOT NULL, 
	reden TEXT NOT NULL, 
	eigen_poging TEXT NOT NULL, 
	ontvangen_op DATE NOT NULL, 
	door TEXT NOT NULL, 
	status TEXT NOT NULL, 
	antwoord TEXT NOT NULL, 
	antwoord_op DATE, 
	document TEXT NOT NULL, 
	PRIMARY KEY (nummer), 
	FOREIGN KEY(lijn) REFERENCES financieringslijn (lijn)
)
-- >>
CREATE INDEX ix_betwisting_lijn ON betwisting (lijn)
-- >>
CREATE TABLE vorderingsbrief (
	nummer BIGSERIAL NOT NULL, 
	vordering TEXT NOT NULL, 
	besluitversie BIGINT NOT NULL, 
	lijn TEXT NOT NULL, 
	betaler TEXT NOT NULL, 
	kenmerk TEXT NOT NULL, 
	bedrag BIGINT NOT NULL, 
	dag DATE NOT NULL, 
	betaal_voor DATE NOT NULL, 
	PRIMARY KEY (nummer), 
	CONSTRAINT vorderingsbrief_eens UNIQUE (vordering, besluitversie), 
	FOREIGN KEY(lijn) REFERENCES financieringslijn (lijn)
)
-- >>
CREATE INDEX ix_vorderingsbrief_lijn ON vorderingsbrief (lijn)
-- >>
CREATE TABLE betaleradvies (
	lijn TEXT NOT NULL, 
	versie BIGINT NOT NULL, 
	op DATE NOT NULL, 
	uitkomst TEXT NOT NULL, 
	matrixversie TEXT NOT NULL, 
	advies JSONB NOT NULL, 
	door TEXT NOT NULL, 
	vastgelegd_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (lijn, versie), 
	FOREIGN KEY(lijn) REFERENCES financieringslijn (lijn)
)
-- >>
CREATE FUNCTION betaleradvies_vast() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'betaleradvies: een advies verandert niet; maak een nieuwe versie'; END $$
-- >>
CREATE TRIGGER betaleradvies_vast BEFORE UPDATE OR DELETE ON betaleradvies FOR EACH ROW EXECUTE FUNCTION betaleradvies_vast()
-- >>
CREATE TABLE bevindingsantwoord (
	nummer BIGSERIAL NOT NULL, 
	bevinding BIGINT NOT NULL, 
	casus TEXT NOT NULL, 
	regel TEXT NOT NULL, 
	oordeel TEXT NOT NULL, 
	tekst TEXT NOT NULL, 
	tot DATE, 
	vraag_aan TEXT, 
	reden TEXT NOT NULL, 
	persoon TEXT NOT NULL, 
	rol TEXT NOT NULL, 
	dag DATE NOT NULL, 
	tijdstip TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (nummer), 
	CONSTRAINT bevindingsantwoord_oordeel CHECK (oordeel IN ('klopt', 'al_geregeld', 'niet_van_toepassing', 'weet_niet')), 
	FOREIGN KEY(bevinding) REFERENCES bevinding (nummer)
)
-- >>
CREATE INDEX bevindingsantwoord_bevinding ON bevindingsantwoord (bevinding, nummer)
-- >>
CREATE INDEX bevindingsantwoord_regel ON bevindingsantwoord (regel)
-- >>
CREATE FUNCTION bevindingsantwoord_vast() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'bevindingsantwoord: wat is vastgelegd verandert niet'; END $$
-- >>
CREATE TRIGGER bevindingsantwoord_vast BEFORE UPDATE OR DELETE ON bevindingsantwoord FOR EACH ROW EXECUTE FUNCTION bevindingsantwoord_vast()
-- >>
CREATE TABLE zitting_persoon (
	zitting TEXT NOT NULL, 
	persoon TEXT NOT NULL, 
	uitgenodigd_op TIMESTAMP WITH TIME ZONE, 
	bevestigd_op TIMESTAMP WITH TIME ZONE, 
	wijze TEXT, 
	geauthenticeerd BOOLEAN NOT NULL, 
	vervanger TEXT, 
	vastgelegd_door TEXT, 
	vastgelegd_op TIMESTAMP WITH TIME ZONE, 
	PRIMARY KEY (zitting, persoon), 
	FOREIGN KEY(zitting) REFERENCES zitting (id), 
	FOREIGN KEY(persoon) REFERENCES persoon (id), 
	FOREIGN KEY(vervanger) REFERENCES persoon (id)
)
-- >>
CREATE FUNCTION zitting_persoon_dicht_wijzig() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT z.status FROM zitting z WHERE z.id = OLD.zitting) = 'vastgesteld' THEN RAISE EXCEPTION 'zitting_persoon: de zitting is vastgesteld en verandert niet meer'; END IF; RETURN NEW; END $$
-- >>
CREATE TRIGGER zitting_persoon_dicht_wijzig BEFORE UPDATE ON zitting_persoon FOR EACH ROW EXECUTE FUNCTION zitting_persoon_dicht_wijzig()
-- >>
CREATE FUNCTION zitting_persoon_dicht_weg() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT z.status FROM zitting z WHERE z.id = OLD.zitting) = 'vastgesteld' THEN RAISE EXCEPTION 'zitting_persoon: de zitting is vastgesteld en verandert niet meer'; END IF; RETURN OLD; END $$
-- >>
CREATE TRIGGER zitting_persoon_dicht_weg BEFORE DELETE ON zitting_persoon FOR EACH ROW EXECUTE FUNCTION zitting_persoon_dicht_weg()
-- >>
CREATE FUNCTION zitting_persoon_dicht_bij() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT z.status FROM zitting z WHERE z.id = NEW.zitting) = 'vastgesteld' THEN RAISE EXCEPTION 'zitting_persoon: de zitting is vastgesteld en verandert niet meer'; END IF; RETURN NEW; END $$
-- >>
CREATE TRIGGER zitting_persoon_dicht_bij BEFORE INSERT ON zitting_persoon FOR EACH ROW EXECUTE FUNCTION zitting_persoon_dicht_bij()
-- >>
CREATE TABLE agendapunt (
	zitting TEXT NOT NULL, 
	casus TEXT NOT NULL, 
	volgorde BIGINT NOT NULL, 
	minuten BIGINT NOT NULL, 
	status TEXT NOT NULL, 
	reden TEXT NOT NULL, 
	genodigden JSONB NOT NULL, 
	gezin JSONB NOT NULL, 
	gezin_aanwezig JSONB, 
	geplaatst_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (zitting, casus), 
	CONSTRAINT agendapunt_volgorde UNIQUE (zitting, volgorde), 
	FOREIGN KEY(zitting) REFERENCES zitting (id), 
	FOREIGN KEY(casus) REFERENCES casus (nummer)
)
-- >>
CREATE INDEX agendapunt_casus ON agendapunt (casus)
-- >>
CREATE FUNCTION agendapunt_dicht_wijzig() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT z.status FROM zitting z WHERE z.id = OLD.zitting) = 'vastgesteld' THEN RAISE EXCEPTION 'agendapunt: de zitting is vastgesteld en verandert niet meer'; END IF; RETURN NEW; END $$
-- >>
CREATE TRIGGER agendapunt_dicht_wijzig BEFORE UPDATE ON agendapunt FOR EACH ROW EXECUTE FUNCTION agendapunt_dicht_wijzig()
-- >>
CREATE FUNCTION agendapunt_dicht_weg() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT z.status FROM zitting z WHERE z.id = OLD.zitting) = 'vastgesteld' THEN RAISE EXCEPTION 'agendapunt: de zitting is vastgesteld en verandert niet meer'; END IF; RETURN OLD; END $$
-- >>
CREATE TRIGGER agendapunt_dicht_weg BEFORE DELETE ON agendapunt FOR EACH ROW EXECUTE FUNCTION agendapunt_dicht_weg()
-- >>
CREATE FUNCTION agendapunt_dicht_bij() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT z.status FROM zitting z WHERE z.id = NEW.zitting) = 'vastgesteld' THEN RAISE EXCEPTION 'agendapunt: de zitting is vastgesteld en verandert niet meer'; END IF; RETURN NEW; END $$
-- >>
CREATE TRIGGER agendapunt_dicht_bij BEFORE INSERT ON agendapunt FOR EACH ROW EXECUTE FUNCTION agendapunt_dicht_bij()
-- >>
CREATE TABLE besluit (
	id TEXT NOT NULL, 
	casus TEXT NOT NULL, 
	volgnummer BIGINT NOT NULL, 
	zitting TEXT, 
	status TEXT NOT NULL, 
	trede TEXT NOT NULL, 
	vervangt TEXT, 
	doel TEXT NOT NULL, 
	perspectief_op DATE, 
	plan JSONB NOT NULL, 
	uitkomst TEXT NOT NULL, 
	toets JSONB NOT NULL, 
	aanwezig JSONB NOT NULL, 
	dag DATE NOT NULL, 
	door TEXT NOT NULL, 
	genomen_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (id), 
	CONSTRAINT besluit_volgnummer UNIQUE (casus, volgnummer), 
	CONSTRAINT besluit_status CHECK (status IN ('genomen', 'voorgenomen', 'teruggenomen')), 
	FOREIGN KEY(casus) REFERENCES casus (nummer), 
	FOREIGN KEY(zitting) REFERENCES zitting (id), 
	FOREIGN KEY(vervangt) REFERENCES besluit (id)
)
-- >>
CREATE INDEX ix_besluit_zitting ON besluit (zitting)
-- >>
CREATE FUNCTION besluit_dicht_wijzig() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT z.status FROM zitting z WHERE z.id = OLD.zitting) = 'vastgesteld' THEN RAISE EXCEPTION 'besluit: de zitting is vastgesteld en verandert niet meer'; END IF; RETURN NEW; END $$
-- >>
CREATE TRIGGER besluit_dicht_wijzig BEFORE UPDATE ON besluit FOR EACH ROW EXECUTE FUNCTION besluit_dicht_wijzig()
-- >>
CREATE FUNCTION besluit_dicht_weg() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT z.status FROM zitting z WHERE z.id = OLD.zitting) = 'vastgesteld' THEN RAISE EXCEPTION 'besluit: de zitting is vastgesteld en verandert niet meer'; END IF; RETURN OLD; END $$
-- >>
CREATE TRIGGER besluit_dicht_weg BEFORE DELETE ON besluit FOR EACH ROW EXECUTE FUNCTION besluit_dicht_weg()
-- >>
CREATE FUNCTION besluit_dicht_bij() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT z.status FROM zitting z WHERE z.id = NEW.zitting) = 'vastgesteld' THEN RAISE EXCEPTION 'besluit: de zitting is vastgesteld en verandert niet meer'; END IF; RETURN NEW; END $$
-- >>
CREATE TRIGGER besluit_dicht_bij BEFORE INSERT ON besluit FOR EACH ROW EXECUTE FUNCTION besluit_dicht_bij()
-- >>
CREATE FUNCTION besluit_vast() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'besluit: wat is besloten verandert niet; leg een correctie vast'; END $$
-- >>
CREATE TRIGGER besluit_vast BEFORE UPDATE OF id, casus, volgnummer, zitting, trede, vervangt, doel, perspectief_op, plan, uitkomst, toets, aanwezig, dag, door, genomen_op ON besluit FOR EACH ROW EXECUTE FUNCTION besluit_vast()
-- >>
CREATE FUNCTION besluit_blijft() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'besluit: wat is besloten verandert niet; leg een correctie vast'; END $$
-- >>
CREATE TRIGGER besluit_blijft BEFORE DELETE ON besluit FOR EACH ROW EXECUTE FUNCTION besluit_blijft()
-- >>
CREATE TABLE beamer (
	zitting TEXT NOT NULL, 
	casus TEXT, 
	dicht BOOLEAN NOT NULL, 
	PRIMARY KEY (zitting), 
	FOREIGN KEY(zitting) REFERENCES zitting (id), 
	FOREIGN KEY(casus) REFERENCES casus (nummer)
)
-- >>
CREATE TABLE bankregeldeel (
	regel TEXT NOT NULL, 
	volgnr BIGINT NOT NULL, 
	cents BIGINT NOT NULL, 
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
-- >>
CREATE TABLE planregel (
	besluit TEXT NOT NULL, 
	kenmerk TEXT NOT NULL, 
	volgorde BIGINT NOT NULL, 
	soort TEXT NOT NULL, 
	wat TEXT NOT NULL, 
	aanbieder TEXT, 
	uitvoerder TEXT, 
	van DATE NOT NULL, 
	tot DATE NOT NULL, 
	bedrag BIGINT NOT NULL, 
	bron TEXT NOT NULL, 
	wet TEXT NOT NULL, 
	taakveld TEXT NOT NULL, 
	besluitvorm TEXT NOT NULL, 
	namens JSONB NOT NULL, 
	uitkomst TEXT NOT NULL, 
	rij BIGINT NOT NULL, 
	mandaten JSONB NOT NULL, 
	beslist_door JSONB NOT NULL, 
	toestemming_nodig BOOLEAN NOT NULL, 
	toestemming JSONB, 
	gedwongen_kader BOOLEAN NOT NULL, 
	lijn TEXT, 
	invoer JSONB NOT NULL, 
	PRIMARY KEY (besluit, kenmerk), 
	CONSTRAINT planregel_bedrag CHECK (bedrag >= 0), 
	CONSTRAINT planregel_periode CHECK (van <= tot), 
	FOREIGN KEY(besluit) REFERENCES besluit (id)
)
-- >>
CREATE FUNCTION planregel_dicht_wijzig() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT z.status FROM zitting z JOIN besluit b ON b.zitting = z.id WHERE b.id = OLD.besluit) = 'vastgesteld' THEN RAISE EXCEPTION 'planregel: de zitting is vastgesteld en verandert niet meer'; END IF; RETURN NEW; END $$
-- >>
CREATE TRIGGER planregel_dicht_wijzig BEFORE UPDATE ON planregel FOR EACH ROW EXECUTE FUNCTION planregel_dicht_wijzig()
-- >>
CREATE FUNCTION planregel_dicht_weg() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT z.status FROM zitting z JOIN besluit b ON b.zitting = z.id WHERE b.id = OLD.besluit) = 'vastgesteld' THEN RAISE EXCEPTION 'planregel: de zitting is vastgesteld en verandert niet meer'; END IF; RETURN OLD; END $$
-- >>
CREATE TRIGGER planregel_dicht_weg BEFORE DELETE ON planregel FOR EACH ROW EXECUTE FUNCTION planregel_dicht_weg()
-- >>
CREATE FUNCTION planregel_dicht_bij() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT z.status FROM zitting z JOIN besluit b ON b.zitting = z.id WHERE b.id = NEW.besluit) = 'vastgesteld' THEN RAISE EXCEPTION 'planregel: de zitting is vastgesteld en verandert niet meer'; END IF; RETURN NEW; END $$
-- >>
CREATE TRIGGER planregel_dicht_bij BEFORE INSERT ON planregel FOR EACH ROW EXECUTE FUNCTION planregel_dicht_bij()
-- >>
CREATE FUNCTION planregel_vast() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'planregel: wat is besloten verandert niet; leg een correctie vast'; END $$
-- >>
CREATE TRIGGER planregel_vast BEFORE UPDATE OF besluit, kenmerk, volgorde, soort, wat, aanbieder, uitvoerder, van, tot, bedrag, bron, wet, taakveld, besluitvorm, namens, uitkomst, rij, mandaten, beslist_door, toestemming_nodig, toestemming, gedwongen_kader, invoer ON planregel FOR EACH ROW EXECUTE FUNCTION planregel_vast()
-- >>
CREATE FUNCTION planregel_blijft() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'planregel: wat is besloten verandert niet; leg een correctie vast'; END $$
-- >>
CREATE TRIGGER planregel_blijft BEFORE DELETE ON planregel FOR EACH ROW EXECUTE FUNCTION planregel_blijft()
-- >>
CREATE TABLE afspraak (
	nummer BIGSERIAL NOT NULL, 
	casus TEXT NOT NULL, 
	besluit TEXT, 
	zitting TEXT, 
	wie TEXT NOT NULL, 
	wat TEXT NOT NULL, 
	meetbaar TEXT NOT NULL, 
	op DATE NOT NULL, 
	status TEXT NOT NULL, 
	gemaakt_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (nummer), 
	FOREIGN KEY(casus) REFERENCES casus (nummer), 
	FOREIGN KEY(besluit) REFERENCES besluit (id), 
	FOREIGN KEY(zitting) REFERENCES zitting (id), 
	FOREIGN KEY(wie) REFERENCES persoon (id)
)
-- >>
CREATE INDEX afspraak_casus ON afspraak (casus, status)
-- >>
CREATE FUNCTION afspraak_dicht_wijzig() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT z.status FROM zitting z WHERE z.id = COALESCE(OLD.zitting, (SELECT b.zitting FROM besluit b WHERE b.id = OLD.besluit))) = 'vastgesteld' THEN RAISE EXCEPTION 'afspraak: de zitting is vastgesteld en verandert niet meer'; END IF; RETURN NEW; END $$
-- >>
CREATE TRIGGER afspraak_dicht_wijzig BEFORE UPDATE OF casus, besluit, zitting, wie, wat, meetbaar, op, gemaakt_op ON afspraak FOR EACH ROW EXECUTE FUNCTION afspraak_dicht_wijzig()
-- >>
CREATE FUNCTION afspraak_dicht_weg() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT z.status FROM zitting z WHERE z.id = COALESCE(OLD.zitting, (SELECT b.zitting FROM besluit b WHERE b.id = OLD.besluit))) = 'vastgesteld' THEN RAISE EXCEPTION 'afspraak: de zitting is vastgesteld en verandert niet meer'; END IF; RETURN OLD; END $$
-- >>
CREATE TRIGGER afspraak_dicht_weg BEFORE DELETE ON afspraak FOR EACH ROW EXECUTE FUNCTION afspraak_dicht_weg()
-- >>
CREATE FUNCTION afspraak_dicht_bij() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF (SELECT z.status FROM zitting z WHERE z.id = COALESCE(NEW.zitting, (SELECT b.zitting FROM besluit b WHERE b.id = NEW.besluit))) = 'vastgesteld' THEN RAISE EXCEPTION 'afspraak: de zitting is vastgesteld en verandert niet meer'; END IF; RETURN NEW; END $$
-- >>
CREATE TRIGGER afspraak_dicht_bij BEFORE INSERT ON afspraak FOR EACH ROW EXECUTE FUNCTION afspraak_dicht_bij()
-- >>
CREATE TABLE opschaling (
	nummer BIGSERIAL NOT NULL, 
	casus TEXT NOT NULL, 
	besluit TEXT, 
	van_trede TEXT NOT NULL, 
	naar_trede TEXT NOT NULL, 
	houders JSONB NOT NULL, 
	samen BOOLEAN NOT NULL, 
	reden TEXT NOT NULL, 
	gevraagd_door TEXT NOT NULL, 
	gevraagd_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	voor DATE NOT NULL, 
	status TEXT NOT NULL, 
	besloten_door JSONB, 
	PRIMARY KEY (nummer), 
	FOREIGN KEY(casus) REFERENCES casus (nummer), 
	FOREIGN KEY(besluit) REFERENCES besluit (id)
)
-- >>
CREATE INDEX opschaling_casus ON opschaling (casus, status)
-- >>
CREATE TABLE ruggespraak (
	nummer BIGSERIAL NOT NULL, 
	casus TEXT NOT NULL, 
	besluit TEXT NOT NULL, 
	orgaan TEXT NOT NULL, 
	akkoord BOOLEAN NOT NULL, 
	vragen JSONB NOT NULL, 
	document TEXT NOT NULL, 
	reden TEXT NOT NULL, 
	door TEXT NOT NULL, 
	op DATE NOT NULL, 
	vastgelegd_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (nummer), 
	FOREIGN KEY(casus) REFERENCES casus (nummer), 
	FOREIGN KEY(besluit) REFERENCES besluit (id)
)
-- >>
CREATE INDEX ruggespraak_casus ON ruggespraak (casus)
-- >>
CREATE FUNCTION ruggespraak_vast() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'ruggespraak: wat is besloten verandert niet; leg een correctie vast'; END $$
-- >>
CREATE TRIGGER ruggespraak_vast BEFORE UPDATE OF nummer, casus, besluit, orgaan, akkoord, vragen, document, reden, door, op, vastgelegd_op ON ruggespraak FOR EACH ROW EXECUTE FUNCTION ruggespraak_vast()
-- >>
CREATE FUNCTION ruggespraak_blijft() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'ruggespraak: wat is besloten verandert niet; leg een correctie vast'; END $$
-- >>
CREATE TRIGGER ruggespraak_blijft BEFORE DELETE ON ruggespraak FOR EACH ROW EXECUTE FUNCTION ruggespraak_blijft()
-- >>
CREATE TABLE besluitcorrectie (
	nummer BIGSERIAL NOT NULL, 
	besluit TEXT NOT NULL, 
	correctie TEXT NOT NULL, 
	reden TEXT NOT NULL, 
	nieuw_besluit TEXT, 
	door TEXT NOT NULL, 
	vastgelegd_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (nummer), 
	FOREIGN KEY(besluit) REFERENCES besluit (id), 
	FOREIGN KEY(nieuw_besluit) REFERENCES besluit (id)
)
-- >>
CREATE INDEX besluitcorrectie_besluit ON besluitcorrectie (besluit)
-- >>
CREATE FUNCTION besluitcorrectie_vast() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'besluitcorrectie: wat is besloten verandert niet; leg een correctie vast'; END $$
-- >>
CREATE TRIGGER besluitcorrectie_vast BEFORE UPDATE OF nummer, besluit, correctie, reden, nieuw_besluit, door, vastgelegd_op ON besluitcorrectie FOR EACH ROW EXECUTE FUNCTION besluitcorrectie_vast()
-- >>
CREATE FUNCTION besluitcorrectie_blijft() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'besluitcorrectie: wat is besloten verandert niet; leg een correctie vast'; END $$
-- >>
CREATE TRIGGER besluitcorrectie_blijft BEFORE DELETE ON besluitcorrectie FOR EACH ROW EXECUTE FUNCTION besluitcorrectie_blijft()
-- >>
CREATE TABLE medebeslissing (
	opschaling BIGINT NOT NULL, 
	persoon TEXT NOT NULL, 
	vingerafdruk TEXT NOT NULL, 
	vastgelegd_op TIMESTAMP WITH TIME ZONE NOT NULL, 
	PRIMARY KEY (opschaling, persoon, vingerafdruk), 
	FOREIGN KEY(opschaling) REFERENCES opschaling (nummer), 
	FOREIGN KEY(persoon) REFERENCES persoon (id)
)
-- >>
CREATE FUNCTION medebeslissing_vast() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'medebeslissing: wat is besloten verandert niet; leg een correctie vast'; END $$
-- >>
CREATE TRIGGER medebeslissing_vast BEFORE UPDATE OF opschaling, persoon, vingerafdruk, vastgelegd_op ON medebeslissing FOR EACH ROW EXECUTE FUNCTION medebeslissing_vast()
-- >>
CREATE FUNCTION medebeslissing_blijft() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'medebeslissing: wat is besloten verandert niet; leg een correctie vast'; END $$
-- >>
CREATE TRIGGER medebeslissing_blijft BEFORE DELETE ON medebeslissing FOR EACH ROW EXECUTE FUNCTION medebeslissing_blijft()
-- >>
CREATE TABLE boek (
  id TEXT NOT NULL PRIMARY KEY CHECK (id = 'pot'), iban TEXT NOT NULL, geopend_op BIGINT NOT NULL,
  laatste_post BIGINT NOT NULL, laatste_boeking BIGINT NOT NULL, verwacht BIGINT NOT NULL, kop TEXT NOT NULL,
  laatst_geboekt BIGINT NOT NULL, beschikbaar BIGINT NOT NULL, beschikbaar_besluit BIGINT NOT NULL,
  geweigerd BIGINT NOT NULL, weigerkop TEXT NOT NULL
)
-- >>
CREATE TABLE rekening (
  nummer BIGINT NOT NULL PRIMARY KEY, code TEXT NOT NULL, d1 TEXT NOT NULL, d2 TEXT NOT NULL, d3 TEXT NOT NULL,
  kring BIGINT NOT NULL, teken BIGINT NOT NULL, weegt BIGINT NOT NULL, telt BIGINT NOT NULL,
  grens BIGINT NOT NULL CHECK (grens BETWEEN 1 AND 1000000000000000),
  UNIQUE (code, d1, d2, d3),
  CHECK (code || '/' || kring || '/' || teken || '/' || weegt || '/' || telt IN ('1100/1/0/1/1', '1190/1/-1/1/1', '1200/1/1/0/0', '1300/1/1/0/0', '1310/1/1/0/0', '1315/1/1/0/0', '1319/1/-1/0/0', '1320/1/1/0/0', '1600/1/-1/1/1', '1700/1/-1/1/1', '1700/1/1/0/1', '1710/1/-1/1/1', '2000/1/0/0/0', '2010/1/-1/0/0', '4000/1/0/0/0', '4100/1/0/0/0', '4110/1/0/0/0', '4200/1/0/0/0', '8000/1/0/0/0', '9000/2/0/0/0', '9100/2/1/-1/-1', '9200/2/1/-1/-1', '9500/3/1/0/0', '9590/3/-1/0/0'))
)
-- >>
CREATE TABLE saldo (
  rekening BIGINT NOT NULL PRIMARY KEY REFERENCES rekening (nummer), teken BIGINT NOT NULL, grens BIGINT NOT NULL,
  cents BIGINT NOT NULL, laatste BIGINT NOT NULL,
  CONSTRAINT saldo_teken CHECK ((teken >= 0 OR cents <= 0) AND (teken <= 0 OR cents >= 0)),
  CONSTRAINT saldo_grens CHECK (cents BETWEEN -grens AND grens)
)
-- >>
CREATE TABLE journaalpost (
  nummer BIGINT NOT NULL PRIMARY KEY, id TEXT NOT NULL UNIQUE, soort TEXT NOT NULL CHECK (soort IN ('afschrijving', 'bankkosten_rente', 'bankregel', 'beginsaldo', 'betaalopdracht', 'betaalopdracht_afgewezen', 'betaling', 'betaling_retour', 'betalingsverschil', 'betwisting', 'betwisting_ongegrond', 'casus_heropenen', 'casus_sluiten', 'iban_wijziging', 'jaarverdeling', 'mandaatgebruik', 'nagekomen_ontvangst', 'onterechte_betaling', 'ontvangst', 'overheveling', 'periode_sluiten', 'reservering', 'resultaatbestemming', 'storno', 'storting', 'storting_storno', 'te_veel_ontvangen', 'tegenboeking', 'terugbetaalopdracht', 'terugbetaalopdracht_afgewezen', 'terugbetaling_deelnemer', 'terugbetaling_retour', 'terugvordering_ingetrokken', 'terugvordering_ontvangen', 'terugvordering_verrekend', 'toezegging', 'uitzoekbesluit', 'uitzoekbesluit_herzien', 'verplichting', 'verplichting_geannuleerd', 'voorfinanciering', 'voorziening', 'voorziening_vrijval', 'vrijval', 'inrichting')),
  datum TEXT NOT NULL CHECK (length(datum) = 10), geboekt_op BIGINT NOT NULL, actor TEXT NOT NULL,
  casus TEXT NOT NULL, regel TEXT NOT NULL, besluit TEXT NOT NULL, bron TEXT NOT NULL,
  keert_om BIGINT REFERENCES journaalpost (nummer), eerste BIGINT NOT NULL, aantal BIGINT NOT NULL CHECK (aantal >= 0),
  beschikbaar BIGINT NOT NULL, beschikbaar_besluit BIGINT NOT NULL, verbintenis TEXT NOT NULL,
  feiten TEXT NOT NULL,  vorige TEXT NOT NULL, hash TEXT NOT NULL CHECK (length(hash) = 64),
  CHECK ((soort = 'tegenboeking') = (keert_om IS NOT NULL))
)
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
  post BIGINT NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), zout TEXT NOT NULL, inhoud TEXT NOT NULL
)
-- >>
CREATE TABLE boeking (
  volgnummer BIGINT NOT NULL PRIMARY KEY, journaalpost BIGINT NOT NULL REFERENCES journaalpost (nummer),
  debet BIGINT NOT NULL REFERENCES rekening (nummer), credit BIGINT NOT NULL REFERENCES rekening (nummer),
  bedrag BIGINT NOT NULL CHECK (bedrag BETWEEN 1 AND 1000000000000),
  vorige TEXT NOT NULL, hash TEXT NOT NULL CHECK (length(hash) = 64), CHECK (debet <> credit)
)
-- >>
CREATE INDEX boeking_credit ON boeking (credit, bedrag)
-- >>
CREATE INDEX boeking_debet ON boeking (debet, bedrag)
-- >>
CREATE TABLE weigering (
  nummer BIGINT NOT NULL PRIMARY KEY, sleutel TEXT NOT NULL UNIQUE, soort TEXT NOT NULL, inhoud TEXT NOT NULL,
  code TEXT NOT NULL, melding TEXT NOT NULL, oplossing TEXT NOT NULL, geweigerd_op BIGINT NOT NULL,
  vorige TEXT NOT NULL, hash TEXT NOT NULL CHECK (length(hash) = 64)
)
-- >>
CREATE TABLE periode (
  post BIGINT NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), tot TEXT NOT NULL UNIQUE CHECK (length(tot) = 10)
)
-- >>
CREATE TABLE zegel (
  nummer BIGINT NOT NULL PRIMARY KEY, dag TEXT NOT NULL, post BIGINT NOT NULL, boeking BIGINT NOT NULL, kop TEXT NOT NULL,
  geweigerd BIGINT NOT NULL, weigerkop TEXT NOT NULL, gemaakt_op BIGINT NOT NULL
)
-- >>
CREATE TABLE ontvangstbewijs (
  zegel BIGINT NOT NULL REFERENCES zegel (nummer), partij TEXT NOT NULL, publiek TEXT NOT NULL,
  handtekening TEXT NOT NULL, PRIMARY KEY (zegel, partij)
)
-- >>
CREATE TABLE pot_partij (
  post BIGINT NOT NULL REFERENCES journaalpost (nummer), partij TEXT NOT NULL PRIMARY KEY,
  soort TEXT NOT NULL CHECK (soort IN ('deelnemer', 'aanbieder', 'betaler')),
  volgorde BIGINT NOT NULL UNIQUE
)
-- >>
CREATE TABLE pot_iban (
  nummer BIGINT NOT NULL PRIMARY KEY, partij TEXT NOT NULL, iban TEXT NOT NULL, door TEXT NOT NULL,
  bevestigd_door TEXT NOT NULL, post BIGINT NOT NULL UNIQUE REFERENCES journaalpost (nummer),
  CHECK (door <> bevestigd_door)
)
-- >>
CREATE TABLE pot_sleutel (
  post BIGINT NOT NULL REFERENCES journaalpost (nummer), versie TEXT NOT NULL PRIMARY KEY,
  naam TEXT NOT NULL, vanaf TEXT NOT NULL, basis TEXT NOT NULL,
  peildatum TEXT NOT NULL, besluit TEXT NOT NULL, UNIQUE (naam, vanaf)
)
-- >>
CREATE TABLE pot_gewicht (
  post BIGINT NOT NULL REFERENCES journaalpost (nummer),
  versie TEXT NOT NULL REFERENCES pot_sleutel (versie), plaats BIGINT NOT NULL, deelnemer TEXT NOT NULL,
  gewicht BIGINT NOT NULL CHECK (gewicht >= 0), PRIMARY KEY (versie, plaats)
)
-- >>
CREATE TABLE pot_tolerantie (
  post BIGINT NOT NULL REFERENCES journaalpost (nummer),
  vanaf TEXT NOT NULL PRIMARY KEY, cents BIGINT NOT NULL CHECK (cents >= 0)
)
-- >>
CREATE TABLE pot_bankregel (
  post BIGINT NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), regel TEXT NOT NULL UNIQUE, iban TEXT NOT NULL,
  bedrag BIGINT NOT NULL CHECK (bedrag <> 0), datum TEXT NOT NULL
)
-- >>
CREATE TABLE pot_toezegging (
  post BIGINT NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), deelnemer TEXT NOT NULL, jaar BIGINT NOT NULL,
  bedrag BIGINT NOT NULL, oormerk TEXT NOT NULL
)
-- >>
CREATE INDEX pot_toezegging_deelnemer ON pot_toezegging (deelnemer, jaar)
-- >>
CREATE TABLE pot_reservering (
  post BIGINT NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), casus TEXT NOT NULL, jaar BIGINT NOT NULL,
  bedrag BIGINT NOT NULL, bestemming TEXT NOT NULL
)
-- >>
CREATE INDEX pot_reservering_casus ON pot_reservering (casus)
-- >>
CREATE TABLE pot_storting (
  post BIGINT NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), deelnemer TEXT NOT NULL, jaar BIGINT NOT NULL,
  bedrag BIGINT NOT NULL, oormerk TEXT NOT NULL
)
-- >>
CREATE TABLE pot_oormerk (
  post BIGINT NOT NULL REFERENCES journaalpost (nummer), plaats BIGINT NOT NULL, oormerk TEXT NOT NULL,
  PRIMARY KEY (post, plaats)
)
-- >>
CREATE TABLE pot_vulling (
  post BIGINT NOT NULL REFERENCES journaalpost (nummer), plaats BIGINT NOT NULL, deelnemer TEXT NOT NULL,
  oormerk TEXT NOT NULL, bedrag BIGINT NOT NULL, PRIMARY KEY (post, plaats)
)
-- >>
CREATE TABLE pot_mandaat (
  post BIGINT NOT NULL REFERENCES journaalpost (nummer), plaats BIGINT NOT NULL, mandaat TEXT NOT NULL,
  jaarplafond BIGINT, casusplafond BIGINT, geldig_van TEXT NOT NULL, geldig_tot TEXT NOT NULL, PRIMARY KEY (post, plaats)
)
-- >>
CREATE TABLE pot_vrijval (
  post BIGINT NOT NULL REFERENCES journaalpost (nummer), reservering BIGINT NOT NULL REFERENCES pot_reservering (post),
  bedrag BIGINT NOT NULL, PRIMARY KEY (post, reservering)
)
-- >>
CREATE INDEX pot_vrijval_reservering ON pot_vrijval (reservering)
-- >>
CREATE TABLE pot_besluiter (
  post BIGINT NOT NULL REFERENCES journaalpost (nummer), casus TEXT NOT NULL, persoon TEXT NOT NULL,
  PRIMARY KEY (post, persoon)
)
-- >>
CREATE INDEX pot_besluiter_casus ON pot_besluiter (casus)
-- >>
CREATE TABLE pot_factuur (
  post BIGINT NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), aanbieder TEXT NOT NULL, factuur TEXT NOT NULL,
  gelijk TEXT NOT NULL, casus TEXT NOT NULL, bedrag BIGINT NOT NULL, prestatie_door TEXT NOT NULL
)
-- >>
CREATE INDEX pot_factuur_casus ON pot_factuur (casus)
-- >>
CREATE INDEX pot_factuur_gelijk ON pot_factuur (aanbieder, gelijk)
-- >>
CREATE TABLE pot_opdracht (
  opdracht TEXT NOT NULL PRIMARY KEY, post BIGINT NOT NULL UNIQUE REFERENCES journaalpost (nummer),
  begunstigde TEXT NOT NULL, factuur TEXT NOT NULL, bedrag BIGINT NOT NULL, eerste_akkoord TEXT NOT NULL,
  tweede_akkoord TEXT NOT NULL, CHECK (eerste_akkoord <> tweede_akkoord)
)
-- >>
CREATE INDEX pot_opdracht_factuur ON pot_opdracht (begunstigde, factuur)
-- >>
CREATE TABLE pot_besluit (
  post BIGINT NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), casus TEXT NOT NULL, besluit TEXT NOT NULL,
  versie BIGINT NOT NULL, sleutel TEXT NOT NULL, taakveld TEXT NOT NULL
)
-- >>
CREATE INDEX pot_besluit_casus ON pot_besluit (casus, besluit)
-- >>
CREATE TABLE pot_aandeel (
  post BIGINT NOT NULL REFERENCES pot_besluit (post), plaats BIGINT NOT NULL, betaler TEXT NOT NULL, bedrag BIGINT NOT NULL,
  PRIMARY KEY (post, plaats)
)
-- >>
CREATE TABLE vordering (
  betaler TEXT NOT NULL, casus TEXT NOT NULL, besluit TEXT NOT NULL, nummer TEXT NOT NULL UNIQUE,
  kenmerk TEXT NOT NULL, post BIGINT NOT NULL REFERENCES journaalpost (nummer), PRIMARY KEY (betaler, casus, besluit)
)
-- >>
CREATE INDEX vordering_casus ON vordering (casus)
-- >>
CREATE INDEX vordering_kenmerk ON vordering (kenmerk)
-- >>
CREATE TABLE pot_mutatie (
  post BIGINT NOT NULL REFERENCES journaalpost (nummer), plaats BIGINT NOT NULL, betaler TEXT NOT NULL, casus TEXT NOT NULL,
  besluit TEXT NOT NULL, soort TEXT NOT NULL, bedrag BIGINT NOT NULL, sleutel TEXT NOT NULL, PRIMARY KEY (post, plaats)
)
-- >>
CREATE INDEX pot_mutatie_vordering ON pot_mutatie (casus, betaler, besluit)
-- >>
CREATE TABLE pot_casusstand (
  post BIGINT NOT NULL PRIMARY KEY REFERENCES journaalpost (nummer), casus TEXT NOT NULL,
  dicht BIGINT NOT NULL CHECK (dicht IN (0, 1))
)
-- >>
CREATE INDEX pot_casusstand_casus ON pot_casusstand (casus, post)
-- >>
CREATE INDEX pot_iban_partij ON pot_iban (partij)
-- >>
CREATE FUNCTION boek_vergrendel() RETURNS SETOF boek LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT
AS $$ SELECT * FROM boek WHERE id = 'pot' FOR UPDATE $$
-- >>
CREATE FUNCTION grootboek_vast() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  RAISE EXCEPTION 'grootboek: wat is vastgelegd verandert niet';
END $$
-- >>
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
END $$
-- >>
CREATE FUNCTION journaalpost_na() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
AS $$ BEGIN
  UPDATE boek SET laatste_post = NEW.nummer, verwacht = laatste_boeking + NEW.aantal, kop = NEW.hash,
    laatst_geboekt = NEW.geboekt_op;
  RETURN NULL;
END $$
-- >>
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
END $$
-- >>
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
END $$
-- >>
CREATE FUNCTION weigering_volgorde() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NOT EXISTS (SELECT 1 FROM boek WHERE NEW.nummer = geweigerd + 1 AND NEW.vorige = weigerkop) THEN
    RAISE EXCEPTION 'grootboek: weigering past niet op het boek';
  END IF;
  RETURN NEW;
END $$
-- >>
CREATE FUNCTION weigering_na() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
AS $$ BEGIN
  UPDATE boek SET geweigerd = NEW.nummer, weigerkop = NEW.hash;
  RETURN NULL;
END $$
-- >>
CREATE FUNCTION rekening_na() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT
AS $$ BEGIN
  INSERT INTO saldo (rekening, teken, grens, cents, laatste) VALUES (NEW.nummer, NEW.teken, NEW.grens, 0, 0);
  RETURN NULL;
END $$
-- >>
CREATE FUNCTION saldo_nieuw() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.cents <> 0 OR NOT EXISTS (SELECT 1 FROM rekening
      WHERE nummer = NEW.rekening AND teken = NEW.teken AND grens = NEW.grens) THEN
    RAISE EXCEPTION 'grootboek: een saldo begint bij nul';
  END IF;
  RETURN NEW;
END $$
-- >>
CREATE FUNCTION saldo_wijzig() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.rekening <> OLD.rekening OR NEW.teken <> OLD.teken OR NEW.grens <> OLD.grens
      OR NEW.laatste <> (SELECT laatste_boeking + 1 FROM boek)
      OR NOT EXISTS (SELECT 1 FROM boeking b WHERE b.volgnummer = NEW.laatste AND NEW.cents - OLD.cents =
        CASE OLD.rekening WHEN b.debet THEN b.bedrag WHEN b.credit THEN -b.bedrag END) THEN
    RAISE EXCEPTION 'grootboek: een saldo verandert alleen door een boeking';
  END IF;
  RETURN NEW;
END $$
-- >>
CREATE FUNCTION boek_nieuw() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM boek) OR NEW.laatste_post <> 0 OR NEW.laatste_boeking <> 0 OR NEW.verwacht <> 0
      OR NEW.beschikbaar <> 0 OR NEW.beschikbaar_besluit <> 0 OR NEW.geweigerd <> 0 THEN
    RAISE EXCEPTION 'grootboek: een boek begint leeg, en er is er een';
  END IF;
  RETURN NEW;
END $$
-- >>
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
END $$
-- >>
CREATE FUNCTION periode_vooruit() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF EXISTS (SELECT 1 FROM periode WHERE tot >= NEW.tot) THEN
    RAISE EXCEPTION 'grootboek: een periode sluit alleen vooruit';
  END IF;
  RETURN NEW;
END $$
-- >>
CREATE FUNCTION journaaltekst_eens() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN
  IF NEW.post <> (SELECT laatste_post FROM boek) THEN
    RAISE EXCEPTION 'grootboek: wat is vastgelegd verandert niet';
  END IF;
  RETURN NEW;
END $$
-- >>
CREATE TRIGGER journaalpost_volgorde BEFORE INSERT ON journaalpost FOR EACH ROW EXECUTE FUNCTION journaalpost_volgorde()
-- >>
CREATE TRIGGER journaalpost_na AFTER INSERT ON journaalpost FOR EACH ROW EXECUTE FUNCTION journaalpost_na()
-- >>
CREATE TRIGGER weigering_volgorde BEFORE INSERT ON weigering FOR EACH ROW EXECUTE FUNCTION weigering_volgorde()
-- >>
CREATE TRIGGER weigering_na AFTER INSERT ON weigering FOR EACH ROW EXECUTE FUNCTION weigering_na()
-- >>
CREATE TRIGGER boeking_volgorde BEFORE INSERT ON boeking FOR EACH ROW EXECUTE FUNCTION boeking_volgorde()
-- >>
CREATE TRIGGER boeking_na AFTER INSERT ON boeking FOR EACH ROW EXECUTE FUNCTION boeking_na()
-- >>
CREATE TRIGGER rekening_na AFTER INSERT ON rekening FOR EACH ROW EXECUTE FUNCTION rekening_na()
-- >>
CREATE TRIGGER saldo_nieuw BEFORE INSERT ON saldo FOR EACH ROW EXECUTE FUNCTION saldo_nieuw()
-- >>
CREATE TRIGGER saldo_wijzig BEFORE UPDATE ON saldo FOR EACH ROW EXECUTE FUNCTION saldo_wijzig()
-- >>
CREATE TRIGGER boek_nieuw BEFORE INSERT ON boek FOR EACH ROW EXECUTE FUNCTION boek_nieuw()
-- >>
CREATE TRIGGER boek_wijzig BEFORE UPDATE ON boek FOR EACH ROW EXECUTE FUNCTION boek_wijzig()
-- >>
CREATE TRIGGER periode_vooruit BEFORE INSERT ON periode FOR EACH ROW EXECUTE FUNCTION periode_vooruit()
-- >>
CREATE TRIGGER journaaltekst_eens BEFORE INSERT ON journaaltekst FOR EACH ROW EXECUTE FUNCTION journaaltekst_eens()
-- >>
CREATE TRIGGER rekening_vast BEFORE UPDATE OR DELETE ON rekening FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER journaalpost_vast BEFORE UPDATE OR DELETE ON journaalpost FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER boeking_vast BEFORE UPDATE OR DELETE ON boeking FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER weigering_vast BEFORE UPDATE OR DELETE ON weigering FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER periode_vast BEFORE UPDATE OR DELETE ON periode FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER zegel_vast BEFORE UPDATE OR DELETE ON zegel FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER ontvangstbewijs_vast BEFORE UPDATE OR DELETE ON ontvangstbewijs FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_partij_vast BEFORE UPDATE OR DELETE ON pot_partij FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_iban_vast BEFORE UPDATE OR DELETE ON pot_iban FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_sleutel_vast BEFORE UPDATE OR DELETE ON pot_sleutel FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_gewicht_vast BEFORE UPDATE OR DELETE ON pot_gewicht FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_tolerantie_vast BEFORE UPDATE OR DELETE ON pot_tolerantie FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_bankregel_vast BEFORE UPDATE OR DELETE ON pot_bankregel FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_toezegging_vast BEFORE UPDATE OR DELETE ON pot_toezegging FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_reservering_vast BEFORE UPDATE OR DELETE ON pot_reservering FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_storting_vast BEFORE UPDATE OR DELETE ON pot_storting FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_oormerk_vast BEFORE UPDATE OR DELETE ON pot_oormerk FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_vulling_vast BEFORE UPDATE OR DELETE ON pot_vulling FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_mandaat_vast BEFORE UPDATE OR DELETE ON pot_mandaat FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_vrijval_vast BEFORE UPDATE OR DELETE ON pot_vrijval FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_besluiter_vast BEFORE UPDATE OR DELETE ON pot_besluiter FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_factuur_vast BEFORE UPDATE OR DELETE ON pot_factuur FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_opdracht_vast BEFORE UPDATE OR DELETE ON pot_opdracht FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_besluit_vast BEFORE UPDATE OR DELETE ON pot_besluit FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_aandeel_vast BEFORE UPDATE OR DELETE ON pot_aandeel FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER vordering_vast BEFORE UPDATE OR DELETE ON vordering FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_mutatie_vast BEFORE UPDATE OR DELETE ON pot_mutatie FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_casusstand_vast BEFORE UPDATE OR DELETE ON pot_casusstand FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER journaaltekst_vast BEFORE UPDATE ON journaaltekst FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER boek_blijft BEFORE DELETE ON boek FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER saldo_blijft BEFORE DELETE ON saldo FOR EACH ROW EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER rekening_leeg BEFORE TRUNCATE ON rekening FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER journaalpost_leeg BEFORE TRUNCATE ON journaalpost FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER boeking_leeg BEFORE TRUNCATE ON boeking FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER weigering_leeg BEFORE TRUNCATE ON weigering FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER periode_leeg BEFORE TRUNCATE ON periode FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER zegel_leeg BEFORE TRUNCATE ON zegel FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER ontvangstbewijs_leeg BEFORE TRUNCATE ON ontvangstbewijs FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_partij_leeg BEFORE TRUNCATE ON pot_partij FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_iban_leeg BEFORE TRUNCATE ON pot_iban FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_sleutel_leeg BEFORE TRUNCATE ON pot_sleutel FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_gewicht_leeg BEFORE TRUNCATE ON pot_gewicht FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_tolerantie_leeg BEFORE TRUNCATE ON pot_tolerantie FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_bankregel_leeg BEFORE TRUNCATE ON pot_bankregel FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_toezegging_leeg BEFORE TRUNCATE ON pot_toezegging FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_reservering_leeg BEFORE TRUNCATE ON pot_reservering FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_storting_leeg BEFORE TRUNCATE ON pot_storting FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_oormerk_leeg BEFORE TRUNCATE ON pot_oormerk FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_vulling_leeg BEFORE TRUNCATE ON pot_vulling FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_mandaat_leeg BEFORE TRUNCATE ON pot_mandaat FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_vrijval_leeg BEFORE TRUNCATE ON pot_vrijval FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_besluiter_leeg BEFORE TRUNCATE ON pot_besluiter FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_factuur_leeg BEFORE TRUNCATE ON pot_factuur FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_opdracht_leeg BEFORE TRUNCATE ON pot_opdracht FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_besluit_leeg BEFORE TRUNCATE ON pot_besluit FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_aandeel_leeg BEFORE TRUNCATE ON pot_aandeel FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER vordering_leeg BEFORE TRUNCATE ON vordering FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_mutatie_leeg BEFORE TRUNCATE ON pot_mutatie FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER pot_casusstand_leeg BEFORE TRUNCATE ON pot_casusstand FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER boek_leeg BEFORE TRUNCATE ON boek FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER saldo_leeg BEFORE TRUNCATE ON saldo FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
-- >>
CREATE TRIGGER journaaltekst_leeg BEFORE TRUNCATE ON journaaltekst FOR EACH STATEMENT EXECUTE FUNCTION grootboek_vast()
