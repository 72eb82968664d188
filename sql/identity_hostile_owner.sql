-- Owners who alter the tables of their graphs, and callers with some rights: nobody gets more rights than the owner has, and no function trusts what it reads.
\set ECHO queries
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SET timezone = 'UTC';
CREATE SCHEMA idn_owner;
SET search_path = idn_owner, public;
CREATE ROLE idn_owner;
CREATE ROLE idn_app;
CREATE ROLE idn_other;
GRANT ALL ON SCHEMA idn_owner TO idn_owner;
GRANT USAGE ON SCHEMA idn_owner TO idn_app, idn_other;
CREATE FUNCTION error_of(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE statement;
    RETURN 'none';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
CREATE TABLE question (n int GENERATED ALWAYS AS IDENTITY, name text, statement text);
GRANT SELECT ON question TO PUBLIC;
INSERT INTO question (name, statement) VALUES
    ('find', $$SELECT identity_find('g', 'member', 'M1')$$), ('person_at', $$SELECT identity_person_at('g', 1)$$), ('explain', $$SELECT * FROM identity_explain('g', 1, 2)$$), ('problems', $$SELECT * FROM identity_problems('g')$$),
    ('see', $$SELECT identity_see('g', '{"member": "M1", "cookie": "c1"}', '2026-03-01', 'x')$$), ('see of a new one', $$SELECT identity_see('g', '{"member": "M2"}', '2026-03-02', 'x')$$), ('unlink', $$SELECT identity_unlink('g', 1)$$), ('resolve some', $$SELECT identity_resolve('g', '{1}')$$), ('resolve all', $$SELECT identity_resolve('g')$$),
    ('erase', $$SELECT identity_erase('g', 1, 'm', 'p') IS NOT NULL$$), ('drop', $$SELECT identity_drop('g')$$);
-- each is rolled back
CREATE FUNCTION answers() RETURNS TABLE (name text, answer text) LANGUAGE plpgsql AS $$
DECLARE q record;
BEGIN
    FOR q IN SELECT * FROM question ORDER BY n LOOP
        BEGIN
            EXECUTE q.statement;
            RAISE SQLSTATE 'QQQQQ';
        EXCEPTION WHEN SQLSTATE 'QQQQQ' THEN
            answer := 'done';
        WHEN OTHERS THEN
            answer := SQLSTATE || ' ' || SQLERRM;
        END;
        name := q.name;
        RETURN NEXT;
    END LOOP;
END $$;
ALTER DEFAULT PRIVILEGES FOR ROLE idn_owner IN SCHEMA idn_owner GRANT ALL ON TABLES TO PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE idn_owner GRANT ALL ON TABLES TO idn_other;
SET ROLE idn_owner;
SELECT identity_create('g');
INSERT INTO g_kind (kind, priority, per_person) VALUES ('member', 1, 1), ('cookie', 5, NULL);
SELECT identity_see('g', '{"member": "M1", "cookie": "c1"}', '2026-03-01', 'x');
RESET ROLE;

\echo
\echo == Rights: none, also by default privileges; each function by one privilege
SELECT c.relname, c.relacl FROM pg_class AS c WHERE c.relnamespace = 'idn_owner'::regnamespace AND relname LIKE 'g%' AND relkind IN ('r', 'v', 'S') AND (c.relacl::text LIKE '%=%other=%' OR EXISTS (SELECT FROM aclexplode(c.relacl) WHERE grantee IN (0, 'idn_other'::regrole)));
SET ROLE idn_app;
SELECT * FROM answers();
RESET ROLE;
GRANT SELECT (id, kind, value) ON g_identifier TO idn_app;
SET ROLE idn_app;
SELECT * FROM answers() WHERE answer = 'done';
RESET ROLE;
REVOKE ALL ON g_identifier FROM idn_app;
GRANT SELECT ON g_identifier TO idn_app;
SET ROLE idn_app;
SELECT * FROM answers() WHERE answer = 'done';
RESET ROLE;
GRANT SELECT ON g_link TO idn_app;
SET ROLE idn_app;
SELECT * FROM answers() WHERE answer = 'done';
RESET ROLE;
REVOKE ALL ON g_identifier, g_link FROM idn_app;
GRANT INSERT ON g_link TO idn_app;
SET ROLE idn_app;
SELECT * FROM answers() WHERE answer = 'done';
RESET ROLE;
REVOKE ALL ON g_link FROM idn_app;
GRANT UPDATE ON g_link TO idn_app;
SET ROLE idn_app;
SELECT * FROM answers() WHERE answer = 'done';
RESET ROLE;
REVOKE ALL ON g_link FROM idn_app;
GRANT DELETE ON g_identifier TO idn_app;
SET ROLE idn_app;
SELECT * FROM answers() WHERE answer = 'done';
SELECT identity_erase('g', identity_see('g', '{"member": "M1"}', '2026-03-01', 'x'), 'm', 'p');
RESET ROLE;
REVOKE ALL ON g_identifier FROM idn_app;
GRANT UPDATE ON g_person TO idn_app;
SET ROLE idn_app;
SELECT * FROM answers() WHERE answer = 'done';
RESET ROLE;
REVOKE ALL ON g_person FROM idn_app;

\echo
\echo == Row security for the caller; the owner whose own rights were revoked
GRANT SELECT, INSERT, UPDATE, DELETE ON g_identifier, g_link, g_person TO idn_app;
ALTER TABLE g_link ENABLE ROW LEVEL SECURITY;
SET ROLE idn_app;
SELECT * FROM answers();
RESET ROLE;
ALTER TABLE g_link DISABLE ROW LEVEL SECURITY;
ALTER TABLE g_identifier ENABLE ROW LEVEL SECURITY;
SET ROLE idn_app;
SELECT * FROM answers();
RESET ROLE;
ALTER TABLE g_identifier FORCE ROW LEVEL SECURITY;
CREATE POLICY half ON g_identifier TO idn_owner USING (id <> 2);
SET ROLE idn_owner;
SELECT * FROM answers();
RESET ROLE;
SELECT * FROM answers();
DROP POLICY half ON g_identifier;
ALTER TABLE g_identifier NO FORCE ROW LEVEL SECURITY, DISABLE ROW LEVEL SECURITY;
REVOKE ALL ON g, g_kind, g_identifier, g_link, g_person, g_history, g_erasure FROM idn_owner;
SET ROLE idn_app;
SELECT * FROM answers();
RESET ROLE;
SELECT * FROM answers();
GRANT ALL ON g, g_kind, g_identifier, g_link, g_person, g_history, g_erasure TO idn_owner;
REVOKE USAGE ON SCHEMA idn_owner FROM idn_owner;
SET ROLE idn_app;
SELECT * FROM answers() WHERE answer <> 'done';
RESET ROLE;
GRANT USAGE ON SCHEMA idn_owner TO idn_owner;

\echo
\echo == A trap: what the owner hangs on the tables runs as the owner, not as the caller, who is a superuser here
CREATE TABLE ran (as_user text, as_session text, what text, path text);
GRANT INSERT ON ran TO PUBLIC;
SET ROLE idn_owner;
CREATE FUNCTION trap() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO idn_owner.ran VALUES (current_user, session_user, TG_TABLE_NAME || ' ' || TG_OP, current_setting('search_path'));
    BEGIN
        EXECUTE 'RESET ROLE';
        INSERT INTO idn_owner.ran VALUES (current_user, session_user, 'escaped');
    EXCEPTION WHEN OTHERS THEN
        NULL;
    END;
    BEGIN
        EXECUTE 'CREATE TEMPORARY TABLE pg_temp_thing (x int)';
        INSERT INTO idn_owner.ran VALUES (current_user, session_user, 'made a temporary table');
    EXCEPTION WHEN OTHERS THEN
        NULL;
    END;
    RETURN NEW;
END $$;
CREATE TRIGGER trap BEFORE INSERT OR UPDATE ON g_identifier FOR EACH ROW EXECUTE FUNCTION trap();
CREATE TRIGGER trap BEFORE INSERT OR UPDATE ON g_link FOR EACH ROW EXECUTE FUNCTION trap();
CREATE TRIGGER trap BEFORE INSERT OR UPDATE ON g_person FOR EACH ROW EXECUTE FUNCTION trap();
CREATE TRIGGER trap BEFORE INSERT OR UPDATE ON g_history FOR EACH ROW EXECUTE FUNCTION trap();
CREATE TRIGGER trap BEFORE INSERT OR UPDATE ON g_erasure FOR EACH ROW EXECUTE FUNCTION trap();
RESET ROLE;
SELECT identity_see('g', '{"member": "M5", "cookie": ["c1", "c5"]}', '2026-03-06', 'x') IS NOT NULL AS seen;
SELECT identity_unlink('g', max(id)) IS NOT NULL AS unlinked FROM g_link;
SELECT identity_resolve('g');
SELECT count(*) FROM identity_erase('g', identity_find('g', 'member', 'M5'), 'm', 'p');
SELECT DISTINCT as_user, what, path FROM ran WHERE as_user <> 'idn_owner' OR what IN ('escaped', 'made a temporary table') ORDER BY 1, 2;
SELECT count(*) > 5 AS ran FROM ran;
SELECT current_user = session_user AS myself, current_setting('search_path') AS path;
-- also after an error in the middle
SET ROLE idn_owner;
CREATE OR REPLACE FUNCTION trap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_TABLE_NAME = 'g_person' THEN RAISE 'no'; END IF; RETURN NEW; END $$;
RESET ROLE;
SELECT error_of($$SELECT identity_see('g', '{"member": "M6", "cookie": "c6"}', '2026-03-06', 'x')$$);
SELECT current_user = session_user AS myself, current_setting('search_path') AS path;

\echo
\echo == Triggers that swallow rows, change them, delete others, or call the functions again
SET ROLE idn_owner;
CREATE OR REPLACE FUNCTION trap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN CASE WHEN TG_TABLE_NAME = 'g_identifier' THEN NEW END; END $$;
SELECT * FROM answers() WHERE name IN ('see', 'see of a new one', 'unlink', 'resolve all', 'erase');
DO $$ BEGIN PERFORM identity_see('g', '{"member": "M8", "cookie": ["c1", "c8"]}', '2026-03-06', 'x'); EXCEPTION WHEN internal_error THEN RAISE WARNING '%', SQLERRM; WHEN OTHERS THEN NULL; END $$;
CREATE OR REPLACE FUNCTION trap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_TABLE_NAME = 'g_identifier' THEN NEW.person := -1; NEW.shared := true; ELSIF TG_TABLE_NAME = 'g_link' THEN NEW.a := -7; NEW.b := 8888; END IF; RETURN NEW; END $$;
DO $$ BEGIN PERFORM identity_see('g', '{"member": "M9", "cookie": ["c1", "c9"]}', '2026-03-06', 'x'); EXCEPTION WHEN internal_error THEN RAISE WARNING '%', SQLERRM; WHEN OTHERS THEN NULL; END $$;
SELECT count(*) > 0 AS problems FROM identity_problems('g');
CREATE OR REPLACE FUNCTION trap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF pg_trigger_depth() < 3 AND TG_TABLE_NAME = 'g_link' THEN PERFORM identity_see('idn_owner.g', '{"member": "again", "cookie": "again"}', '2026-03-06', 'x'); END IF; RETURN NEW; END $$;
DO $$ BEGIN PERFORM identity_see('g', '{"member": "M10", "cookie": "c10"}', '2026-03-06', 'x'); EXCEPTION WHEN internal_error THEN RAISE WARNING '%', SQLERRM; WHEN OTHERS THEN NULL; END $$;
CREATE OR REPLACE FUNCTION trap() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF TG_TABLE_NAME = 'g_link' THEN DELETE FROM idn_owner.g_identifier; DELETE FROM idn_owner.g_person; DELETE FROM idn_owner.g_kind; END IF; RETURN NEW; END $$;
DO $$ BEGIN PERFORM identity_see('g', '{"member": "M11", "cookie": ["c11", "c1"]}', '2026-03-06', 'x'); EXCEPTION WHEN internal_error THEN RAISE WARNING '%', SQLERRM; WHEN OTHERS THEN NULL; END $$;
DO $$ BEGIN PERFORM identity_resolve('g'); EXCEPTION WHEN internal_error THEN RAISE WARNING '%', SQLERRM; WHEN OTHERS THEN NULL; END $$;
DROP FUNCTION trap() CASCADE;
SELECT identity_drop('g');
RESET ROLE;

\echo
\echo == Columns that are gone, have other types, other names, or are generated; indexes and constraints that are gone
-- the internal errors that an alteration leads to
CREATE FUNCTION internal_errors(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    q record;
    found text;
BEGIN
    EXECUTE statement;
    FOR q IN SELECT * FROM answers() WHERE answer LIKE 'XX%' LOOP
        found := concat_ws(', ', found, q.name || ' ' || q.answer);
    END LOOP;
    RAISE SQLSTATE 'RRRRR';
EXCEPTION WHEN SQLSTATE 'RRRRR' THEN
    RETURN found;
WHEN feature_not_supported OR object_in_use OR not_null_violation OR check_violation OR undefined_function OR datatype_mismatch THEN
    RETURN NULL;    -- the server refuses it
END $$;
SELECT identity_create('g');
INSERT INTO g_kind (kind, priority, per_person) VALUES ('member', 1, 1), ('cookie', 5, NULL);
SELECT identity_see('g', '{"member": "M1", "cookie": "c1"}', '2026-03-01', 'x'), identity_see('g', '{"member": "M2", "cookie": "c1"}', '2026-03-02', 'x');
SELECT internal_errors('SELECT 1');
SELECT s AS alteration, e FROM unnest(ARRAY[
    'DELETE FROM g', 'ALTER TABLE g DROP CONSTRAINT g_pkey; INSERT INTO g TABLE g', 'UPDATE g SET layout = 99', $$UPDATE g SET kind_table = 'pg_class'$$, $$UPDATE g SET kind_table = 0$$, $$UPDATE g SET kind_table = 'g_link', link_table = 'g_kind'$$, $$UPDATE g SET link_table = identifier_table, identifier_table = link_table$$, $$UPDATE g SET refused_view = 'g_link'$$,
    'ALTER TABLE g RENAME COLUMN most TO least', 'ALTER TABLE g ALTER most TYPE bigint', 'ALTER TABLE g ALTER most TYPE text', 'ALTER TABLE g ALTER most DROP NOT NULL; UPDATE g SET most = NULL', 'ALTER TABLE g DROP COLUMN stale CASCADE',
    'ALTER TABLE g DROP CONSTRAINT g_most_check; UPDATE g SET most = -1', 'ALTER TABLE g DROP CONSTRAINT g_prefer_check; UPDATE g SET prefer = ''x''',
    'ALTER TABLE g_kind ALTER priority TYPE bigint', 'ALTER TABLE g_kind ALTER priority DROP NOT NULL; UPDATE g_kind SET priority = NULL', 'ALTER TABLE g_kind DROP CONSTRAINT g_kind_priority_check; UPDATE g_kind SET priority = -priority', 'ALTER TABLE g_kind DROP CONSTRAINT g_kind_priority_check; UPDATE g_kind SET priority = priority * 1000000', 'ALTER TABLE g_kind DROP CONSTRAINT g_kind_priority_key; UPDATE g_kind SET priority = 1',
    'ALTER TABLE g_kind DROP CONSTRAINT g_kind_per_person_check; UPDATE g_kind SET per_person = -1', 'ALTER TABLE g_kind DROP CONSTRAINT g_kind_shared_above_check; UPDATE g_kind SET shared_above = -1', 'ALTER TABLE g_kind ALTER blocked DROP DEFAULT, ALTER blocked TYPE int[] USING ''{1}''', 'ALTER TABLE g_kind ALTER blocked DROP NOT NULL; UPDATE g_kind SET blocked = NULL', 'ALTER TABLE g_kind ALTER blocked DROP DEFAULT, ALTER blocked TYPE text USING ''x''', 'ALTER TABLE g_kind ALTER blocked_pattern TYPE bytea USING ''x''',
    'ALTER TABLE g_identifier ALTER person TYPE int', 'ALTER TABLE g_identifier ALTER person TYPE text', 'ALTER TABLE g_identifier ALTER shared DROP DEFAULT, ALTER shared TYPE int USING 0', 'ALTER TABLE g_identifier ALTER person DROP NOT NULL; UPDATE g_identifier SET person = NULL', 'ALTER TABLE g_identifier ALTER shared DROP NOT NULL; UPDATE g_identifier SET shared = NULL', 'ALTER TABLE g_identifier DROP COLUMN tags CASCADE', 'ALTER TABLE g_identifier DROP COLUMN value CASCADE',
    'ALTER TABLE g_identifier DROP CONSTRAINT g_identifier_kind_value_key', 'ALTER TABLE g_identifier DROP CONSTRAINT g_identifier_kind_value_key; INSERT INTO g_identifier (kind, value) VALUES (''member'', ''M1'')', 'ALTER TABLE g_identifier DROP CONSTRAINT g_identifier_kind_fkey; DELETE FROM g_kind', 'ALTER TABLE g_identifier DROP CONSTRAINT g_identifier_kind_fkey; DELETE FROM g_kind WHERE kind = ''cookie''', 'ALTER TABLE g_identifier ADD extra text NOT NULL', 'ALTER TABLE g_identifier ADD extra text DEFAULT current_user', 'ALTER TABLE g_identifier ALTER id DROP IDENTITY', 'UPDATE g_identifier SET person = 7777', 'UPDATE g_identifier SET shared = true', 'DELETE FROM g_identifier', 'TRUNCATE g_identifier',
    'ALTER TABLE g_link ALTER at TYPE timestamp', 'ALTER TABLE g_link ALTER last TYPE date', 'ALTER TABLE g_link ALTER a TYPE int', 'ALTER TABLE g_link ALTER source TYPE varchar(1)', 'ALTER TABLE g_link ALTER source TYPE int USING 1', 'ALTER TABLE g_link ALTER a DROP NOT NULL; UPDATE g_link SET a = NULL', 'ALTER TABLE g_link ALTER at DROP NOT NULL; UPDATE g_link SET at = NULL', 'DROP INDEX g_link_a_b_idx, g_link_b_a_idx', 'ALTER TABLE g_link DROP CONSTRAINT g_link_pkey; UPDATE g_link SET a = 4, b = 4', 'DELETE FROM g_link', 'UPDATE g_link SET ended_at = ''infinity''', 'UPDATE g_link SET a = b + 1000',
    'ALTER TABLE g_person DROP CONSTRAINT g_person_pkey', 'ALTER TABLE g_person DROP CONSTRAINT g_person_pkey; INSERT INTO g_person TABLE g_person', 'ALTER TABLE g_person ALTER identifiers TYPE bigint', 'DELETE FROM g_person', 'TRUNCATE g_person', 'ALTER TABLE g_person ADD CHECK (identifiers < 2) NOT VALID',
    'ALTER TABLE g_history DROP CONSTRAINT g_history_pkey', 'INSERT INTO g_history VALUES (2, 7, ''infinity'')', 'INSERT INTO g_history VALUES (2, 7, ''294276-12-31 23:59:59.999999Z'')', 'ALTER TABLE g_history ALTER until TYPE text', 'TRUNCATE g_history', 'DROP TABLE g_erasure', 'DROP TABLE g_link CASCADE', 'DROP VIEW g_refused',
    'CREATE RULE r AS ON INSERT TO g_link DO INSTEAD NOTHING', 'CREATE RULE r AS ON UPDATE TO g_identifier DO ALSO DELETE FROM g_link', 'CREATE TABLE child () INHERITS (g_link); INSERT INTO child SELECT 1000 + id, b, a, at, last, source FROM g_link', 'CREATE TABLE child () INHERITS (g_identifier); INSERT INTO child (id, kind, value, person) SELECT id, kind, value, 9 FROM ONLY g_identifier', 'ALTER TABLE g_link OWNER TO idn_other', 'ALTER TABLE g OWNER TO idn_other', 'ALTER TABLE g_link SET UNLOGGED', 'ALTER TABLE g_link CLUSTER ON g_link_pkey', 'ALTER TABLE g_identifier DISABLE TRIGGER ALL', 'DROP TRIGGER g_note_new ON g_identifier', 'ALTER TABLE g_identifier RENAME CONSTRAINT g_identifier_pkey TO other']) WITH ORDINALITY AS t (s, n), LATERAL internal_errors(s) AS e WHERE e IS NOT NULL ORDER BY n;

\echo
\echo == Our trigger functions on tables of others
CREATE TABLE mine (id bigint, kind text, value text, person bigint, shared boolean, tags tagset, priority int, per_person int, shared_above int, prefer text, most int);
SELECT error_of(format('CREATE TRIGGER t %s ON mine %s EXECUTE FUNCTION %s(); INSERT INTO mine (id, kind) VALUES (1, ''x''); UPDATE mine SET tags = ''a'', priority = 2, most = 3; DELETE FROM mine; DROP TRIGGER t ON mine', at, each, f)) AS error, at, each, f
FROM unnest(ARRAY['identity_own_person', 'identity_note_new', 'identity_note_tags', 'identity_note_limits']) AS f, (VALUES ('BEFORE INSERT', 'FOR EACH ROW'), ('AFTER INSERT OR UPDATE', 'FOR EACH ROW'), ('AFTER INSERT', 'FOR EACH STATEMENT'), ('BEFORE DELETE', 'FOR EACH ROW'), ('AFTER TRUNCATE', 'FOR EACH STATEMENT'), ('AFTER INSERT', 'REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT')) AS t (at, each) ORDER BY f, at, each;
SELECT error_of(format('CREATE CONSTRAINT TRIGGER t AFTER INSERT OR UPDATE ON mine FROM g FOR EACH ROW EXECUTE FUNCTION %s(); INSERT INTO mine (id, kind) VALUES (1, ''x''); UPDATE mine SET tags = ''a'', priority = 2, most = 3; DROP TRIGGER t ON mine', f)) FROM unnest(ARRAY['identity_own_person', 'identity_note_new', 'identity_note_tags', 'identity_note_limits']) AS f;
SELECT error_of('SELECT ' || f || '()') FROM unnest(ARRAY['identity_own_person', 'identity_note_new', 'identity_note_tags', 'identity_note_limits']) AS f;

\echo
\echo == A definition that names the tables of another owner
SET ROLE idn_owner;
SELECT identity_create('h');
INSERT INTO h_kind SELECT 'member', 1;
SELECT error_of(format('UPDATE h SET %s = %L', c, t)) AS changed, error_of($$SELECT identity_see('h', '{"member": "x"}', '2026-03-01', 'x')$$) AS seen, error_of('SELECT identity_resolve(''h'')') AS resolved
FROM (VALUES ('person_table', 'g_person')) AS v (c, t);
RESET ROLE;
SELECT error_of($$SELECT identity_see('h', '{"member": "x"}', '2026-03-01', 'x')$$) AS seen;
SELECT count(*) AS untouched FROM g_person;
UPDATE h SET person_table = 'h_person';
SELECT identity_drop('h'), identity_drop('g');
DROP TABLE mine;
DROP SCHEMA idn_owner CASCADE;
DROP OWNED BY idn_owner;
DROP OWNED BY idn_app;
DROP OWNED BY idn_other;
DROP ROLE idn_owner, idn_app, idn_other;
