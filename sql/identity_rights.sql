-- Who may do what with an identity graph, as whom the work is done, and what its owner's code can reach. Users exist in this test alone.
SET client_min_messages = warning;
SET timezone = 'UTC';
CREATE ROLE identity_owner;
CREATE ROLE identity_app;
CREATE ROLE identity_other;
CREATE SCHEMA identity_rights;
GRANT USAGE ON SCHEMA identity_rights TO PUBLIC;
GRANT CREATE ON SCHEMA identity_rights TO identity_owner;
SET search_path = identity_rights, public;

\echo == Who may create in the schema makes a graph, and owns it
SET ROLE identity_app;
SELECT identity_create('crm');
SET ROLE identity_owner;
SELECT identity_create('crm');
INSERT INTO crm_kind (kind, priority, per_person) VALUES ('member', 1, 1), ('email', 2, 5), ('cookie', 3, NULL);
RESET ROLE;
SELECT DISTINCT relowner::regrole FROM pg_class WHERE relnamespace = 'identity_rights'::regnamespace;

\echo == Default privileges grant nothing
ALTER DEFAULT PRIVILEGES FOR ROLE identity_owner IN SCHEMA identity_rights GRANT ALL ON TABLES TO identity_app, PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE identity_owner REVOKE SELECT ON TABLES FROM identity_owner;
ALTER DEFAULT PRIVILEGES FOR ROLE identity_owner IN SCHEMA identity_rights GRANT ALL ON SEQUENCES TO identity_app;
SET ROLE identity_owner;
SELECT identity_create('second');
RESET ROLE;
SELECT relname, r, has_table_privilege(r, c.oid, 'SELECT'), has_table_privilege(r, c.oid, 'INSERT')
FROM pg_class c, unnest(ARRAY['identity_owner', 'identity_app']) AS r WHERE relnamespace = 'identity_rights'::regnamespace AND relname LIKE 'second%' AND relkind IN ('r', 'v') ORDER BY relname COLLATE "C", 2 DESC;
SELECT count(*) AS sequences, count(*) FILTER (WHERE has_sequence_privilege('identity_app', oid, 'SELECT, USAGE, UPDATE')) AS of_others
FROM pg_class WHERE relnamespace = 'identity_rights'::regnamespace AND relname LIKE 'second%' AND relkind = 'S';
ALTER DEFAULT PRIVILEGES FOR ROLE identity_owner IN SCHEMA identity_rights REVOKE ALL ON SEQUENCES FROM identity_app;
ALTER DEFAULT PRIVILEGES FOR ROLE identity_owner IN SCHEMA identity_rights REVOKE ALL ON TABLES FROM identity_app, PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE identity_owner GRANT SELECT ON TABLES TO identity_owner;

\echo == Without a privilege, no function does anything, although everybody may call it
SET ROLE identity_app;
SELECT identity_find('crm', 'cookie', 'c1');
SELECT identity_person_at('crm', 1);
SELECT * FROM identity_explain('crm', 1, 2);
SELECT * FROM identity_problems('crm');
SELECT identity_see('crm', '{"cookie": "c1"}', '2026-01-01', 'web');
SELECT identity_unlink('crm', 1);
SELECT identity_resolve('crm');
SELECT identity_resolve('crm', '{1}');
SELECT identity_erase('crm', 1, 'm', 'p');
SELECT identity_drop('crm');

\echo == Each with the one privilege, which is enough; and with it, nothing else
-- what the role can do: '' for yes, or the error
CREATE FUNCTION pg_temp.may() RETURNS TABLE (does text, error text) LANGUAGE plpgsql AS $$
DECLARE call text;
BEGIN
    FOR does, call IN VALUES
        ('find', $c$SELECT identity_find('crm', 'cookie', 'c1')$c$), ('person_at', $c$SELECT identity_person_at('crm', 1)$c$), ('explain', $c$SELECT * FROM identity_explain('crm', 1, 2)$c$),
        ('problems', $c$SELECT * FROM identity_problems('crm')$c$), ('see', $c$SELECT identity_see('crm', '{"cookie": "c1", "member": "M1"}', '2026-01-01', 'web')$c$),
        ('unlink', $c$SELECT identity_unlink('crm', 1)$c$), ('resolve', $c$SELECT identity_resolve('crm', '{1}')$c$), ('resolve all', $c$SELECT identity_resolve('crm')$c$),
        ('erase', $c$SELECT identity_erase('crm', 1, 'm', 'p')$c$), ('drop', $c$SELECT identity_drop('crm')$c$), ('tables', $c$SELECT FROM crm, crm_kind, crm_person, crm_history, crm_erasure, crm_refused$c$)
    LOOP
        BEGIN
            EXECUTE call;
            error := '';
            RAISE SQLSTATE 'UNDO0';
        EXCEPTION WHEN SQLSTATE 'UNDO0' THEN NULL;
                  WHEN OTHERS THEN error := CASE SQLSTATE WHEN '42501' THEN SQLERRM ELSE SQLSTATE END;
        END;
        RETURN NEXT;
    END LOOP;
END $$;
RESET ROLE;
GRANT INSERT ON crm_link TO identity_app;
SET ROLE identity_app;
SELECT identity_see('crm', '{"cookie": "c1", "member": "M1"}', '2026-01-01', 'web');
SELECT identity_see('crm', '{"email": "a@x", "member": "M1"}', '2026-01-02', 'web');
SELECT * FROM pg_temp.may();
INSERT INTO crm_identifier (kind, value) VALUES ('cookie', 'c9');
SELECT * FROM crm_link;
RESET ROLE;
REVOKE ALL ON crm_link FROM identity_app;
GRANT UPDATE ON crm_link TO identity_app;
SET ROLE identity_app;
SELECT * FROM pg_temp.may();
RESET ROLE;
REVOKE ALL ON crm_link FROM identity_app;
GRANT SELECT ON crm_identifier TO identity_app;
SET ROLE identity_app;
SELECT * FROM pg_temp.may();
RESET ROLE;
GRANT SELECT ON crm_link TO identity_app;
SET ROLE identity_app;
SELECT * FROM pg_temp.may();
RESET ROLE;
REVOKE ALL ON crm_link, crm_identifier FROM identity_app;
GRANT DELETE ON crm_identifier TO identity_app;
SET ROLE identity_app;
SELECT * FROM pg_temp.may();
RESET ROLE;
REVOKE ALL ON crm_identifier FROM identity_app;
GRANT UPDATE ON crm_person TO identity_app;
SET ROLE identity_app;
SELECT * FROM pg_temp.may();
RESET ROLE;
REVOKE ALL ON crm_person FROM identity_app;
\echo -- privileges on columns are not enough; a member of the owner has all of them
GRANT SELECT (id, kind, value), UPDATE (tags) ON crm_identifier TO identity_app;
GRANT INSERT (a, b) ON crm_link TO identity_app;
SET ROLE identity_app;
SELECT * FROM pg_temp.may() WHERE does IN ('find', 'see');
\echo -- tags by a plain UPDATE: the trigger writes the person, which the caller may not
SELECT id FROM crm_identifier ORDER BY id;
UPDATE crm_identifier SET tags = 'status/vip' WHERE id = 1;
SELECT * FROM crm_person;
RESET ROLE;
SELECT tags FROM crm_person WHERE tags <> '';
REVOKE ALL (id, kind, value, tags) ON crm_identifier FROM identity_app;
REVOKE ALL (a, b) ON crm_link FROM identity_app;
GRANT identity_owner TO identity_app;
SET ROLE identity_app;
SELECT * FROM pg_temp.may() WHERE error <> '';
RESET ROLE;
REVOKE identity_owner FROM identity_app;

\echo == The view asks for SELECT on it alone
GRANT SELECT ON crm_refused TO identity_app;
SET ROLE identity_app;
SELECT count(*) FROM crm_refused;
RESET ROLE;

\echo == Row security that is active for the caller, on a table whose privilege is needed; not for the owner, but where it is forced
GRANT SELECT ON crm_identifier, crm_link TO identity_app;
GRANT INSERT ON crm_link TO identity_app;
ALTER TABLE crm_identifier ENABLE ROW LEVEL SECURITY;
CREATE POLICY all_rows ON crm_identifier USING (true);
SET ROLE identity_app;
SELECT * FROM pg_temp.may() WHERE does IN ('find', 'explain', 'see');
SELECT identity_find('crm', 'cookie', 'c1');
SET ROLE identity_owner;
SELECT identity_find('crm', 'cookie', 'c1');
RESET ROLE;
ALTER TABLE crm_identifier FORCE ROW LEVEL SECURITY;
ALTER TABLE crm_person ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
SET ROLE identity_owner;
SELECT * FROM pg_temp.may() WHERE does IN ('find', 'see', 'resolve');
RESET ROLE;
ALTER TABLE crm_identifier DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
ALTER TABLE crm_person DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
DROP POLICY all_rows ON crm_identifier;

\echo == Code of the owner runs as the owner, and restricted, whoever calls
CREATE TABLE secret (word text);
INSERT INTO secret VALUES ('superuser''s');
SET ROLE identity_owner;
CREATE FUNCTION spy() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE WARNING 'as %, search_path %', current_user, current_setting('search_path');
    BEGIN
        PERFORM word FROM identity_rights.secret;
        RAISE WARNING 'read a secret';
    EXCEPTION WHEN insufficient_privilege THEN NULL;
    END;
    BEGIN
        EXECUTE 'RESET ROLE';
        RAISE WARNING 'became %', current_user;
    EXCEPTION WHEN insufficient_privilege THEN NULL;
    END;
    RETURN NEW;
END $$;
CREATE TRIGGER spy BEFORE INSERT OR UPDATE ON crm_identifier FOR EACH ROW EXECUTE FUNCTION spy();
RESET ROLE;
SELECT identity_see('crm', '{"cookie": "c2"}', '2026-01-03', 'web') IS NOT NULL AS seen;
SET ROLE identity_app;
SELECT identity_see('crm', '{"cookie": "c3"}', '2026-01-03', 'web') IS NOT NULL AS seen;
RESET ROLE;
DROP TRIGGER spy ON crm_identifier;
\echo -- a trigger of another role is refused: TRIGGER would be a right to all that the owner may do
GRANT ALL ON crm_link TO identity_app;
GRANT CREATE ON SCHEMA identity_rights TO identity_app;
SET ROLE identity_app;
CREATE FUNCTION theirs() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE WARNING 'as %', current_user; RETURN NEW; END$$;
CREATE TRIGGER theirs BEFORE INSERT ON crm_link FOR EACH ROW EXECUTE FUNCTION theirs();
SELECT identity_see('crm', '{"cookie": "c3", "member": "M3"}', '2026-01-03', 'web');
RESET ROLE;
SELECT identity_resolve('crm');
SELECT identity_find('crm', 'cookie', 'c3') IS NOT NULL AS found;
DROP TRIGGER theirs ON crm_link;
DROP FUNCTION theirs;
\echo -- so is one whose condition calls a function of another role
SET ROLE identity_app;
CREATE FUNCTION theirs() RETURNS boolean LANGUAGE plpgsql AS $$BEGIN RAISE WARNING 'as %', current_user; RETURN false; END$$;
CREATE TRIGGER theirs BEFORE UPDATE ON crm_link FOR EACH ROW WHEN (theirs()) EXECUTE FUNCTION suppress_redundant_updates_trigger();
SELECT identity_see('crm', '{"cookie": "c3", "member": "M3"}', '2026-01-03', 'web');
RESET ROLE;
DROP TRIGGER theirs ON crm_link;
DROP FUNCTION theirs;
CREATE TRIGGER ours BEFORE UPDATE ON crm_identifier FOR EACH ROW WHEN (NEW.tags @> 'never' OR NEW.tags <> OLD.tags)
    EXECUTE FUNCTION suppress_redundant_updates_trigger();
SELECT identity_see('crm', '{"cookie": "c3"}', '2026-01-03', 'web') IS NOT NULL AS seen;
DROP TRIGGER ours ON crm_identifier;
\echo -- so is a foreign key through which triggers of another role would fire; one of the owner is not
GRANT REFERENCES ON crm_identifier TO identity_app;
SET ROLE identity_app;
CREATE TABLE theirs (identifier bigint REFERENCES crm_identifier ON DELETE CASCADE);
RESET ROLE;
SELECT identity_see('crm', '{"cookie": "c3", "member": "M3"}', '2026-01-03', 'web');
ALTER TABLE theirs OWNER TO identity_owner;
SELECT identity_see('crm', '{"cookie": "c3"}', '2026-01-03', 'web') IS NOT NULL AS seen;
GRANT TRIGGER ON theirs TO identity_app;
SET ROLE identity_app;
CREATE FUNCTION theirs() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE WARNING 'as %', current_user; RETURN NEW; END$$;
CREATE TRIGGER theirs AFTER DELETE ON theirs FOR EACH ROW EXECUTE FUNCTION theirs();
RESET ROLE;
SELECT identity_see('crm', '{"cookie": "c3", "member": "M3"}', '2026-01-03', 'web');
DROP TABLE theirs;
DROP FUNCTION theirs;
SET ROLE identity_app;
CREATE TABLE theirs (identifier bigint REFERENCES crm_identifier);
RESET ROLE;
SELECT identity_see('crm', '{"cookie": "c3"}', '2026-01-03', 'web') IS NOT NULL AS seen;
DROP TABLE theirs;
REVOKE REFERENCES ON crm_identifier FROM identity_app;
REVOKE ALL ON crm_link FROM identity_app;
REVOKE CREATE ON SCHEMA identity_rights FROM identity_app;
GRANT SELECT, INSERT ON crm_link TO identity_app;
\echo -- a constraint of the owner does not tell values
ALTER TABLE crm_identifier ADD CONSTRAINT short CHECK (length(value) < 10);
SET ROLE identity_app;
SELECT identity_see('crm', '{"email": "zoe@secret.example"}', '2026-01-03', 'web');
RESET ROLE;
ALTER TABLE crm_identifier DROP CONSTRAINT short;
ALTER TABLE crm_identifier ADD CONSTRAINT number CHECK (kind <> 'email' OR value::int > 0) NOT VALID;
SET ROLE identity_app;
SELECT identity_see('crm', '{"email": "zoe@secret.example"}', '2026-01-03', 'web');
RESET ROLE;
ALTER TABLE crm_identifier DROP CONSTRAINT number;
\echo -- functions and tables of the caller are not found
SET ROLE identity_other;
CREATE FUNCTION pg_temp.tagset_union(tagset) RETURNS tagset LANGUAGE plpgsql AS $$BEGIN RAISE 'caught as %', current_user; END$$;
CREATE TEMP TABLE new_rows (id bigint, kind text, person bigint, tags tagset, shared boolean);
RESET ROLE;
GRANT INSERT, UPDATE, SELECT ON crm_identifier TO identity_other;
SET ROLE identity_other;
INSERT INTO crm_identifier (kind, value, person) VALUES ('cookie', 'c4', 1);
UPDATE crm_identifier SET tags = 'seen' WHERE value = 'c4';
RESET ROLE;
REVOKE ALL ON crm_identifier FROM identity_other;

\echo == A definition that names a table of somebody else
CREATE TABLE orders (LIKE crm_link INCLUDING ALL);
GRANT ALL ON orders TO identity_owner;
SET ROLE identity_owner;
UPDATE crm SET link_table = 'orders';
SELECT * FROM pg_temp.may() WHERE does <> 'tables';
SELECT * FROM identity_explain('crm', 1, 2);
SELECT identity_see('crm', '{"cookie": "c1", "member": "M1"}', '2026-01-01', 'web');
BEGIN;
SELECT identity_drop('crm');
SELECT relname FROM pg_class WHERE relnamespace = 'identity_rights'::regnamespace AND relkind IN ('r', 'v') AND relname !~ '^second' ORDER BY relname COLLATE "C";
ROLLBACK;
UPDATE crm SET link_table = 'crm_link';
RESET ROLE;
DROP TABLE orders;

\echo == Who owns only some of the tables
ALTER TABLE crm_history OWNER TO identity_other;
SELECT identity_resolve('crm', '{1}');
SELECT identity_find('crm', 'cookie', 'c1') IS NOT NULL AS found;
ALTER TABLE crm_history OWNER TO identity_owner;
ALTER TABLE crm OWNER TO identity_other;
SELECT identity_find('crm', 'cookie', 'c1');
INSERT INTO crm_identifier (kind, value) VALUES ('cookie', 'c5');
UPDATE crm_identifier SET tags = 'x' WHERE id = 1;
SET ROLE identity_other;
SELECT identity_see('crm', '{"cookie": "c1"}', '2026-01-01', 'web');
RESET ROLE;
ALTER TABLE crm OWNER TO identity_owner;
\echo -- all of them get another owner
DO $$
DECLARE t regclass;
BEGIN
    FOR t IN SELECT oid FROM pg_class WHERE relnamespace = 'identity_rights'::regnamespace AND relname ~ '^crm' AND relkind IN ('r', 'v') LOOP
        EXECUTE format('ALTER TABLE %s OWNER TO identity_other', t);
    END LOOP;
END $$;
SET ROLE identity_owner;
SELECT identity_find('crm', 'cookie', 'c1');
SET ROLE identity_app;
SELECT identity_see('crm', '{"cookie": "c1", "email": "b@x"}', '2026-01-04', 'web') IS NOT NULL AS seen;
RESET ROLE;
DO $$
DECLARE t regclass;
BEGIN
    FOR t IN SELECT oid FROM pg_class WHERE relnamespace = 'identity_rights'::regnamespace AND relname ~ '^crm' AND relkind IN ('r', 'v') LOOP
        EXECUTE format('ALTER TABLE %s OWNER TO identity_owner', t);
    END LOOP;
END $$;

\echo == Triggers with the functions, made by hand on another table
GRANT CREATE ON SCHEMA identity_rights TO identity_other;
SET ROLE identity_other;
CREATE TABLE mine (id bigint, kind text, value text, person bigint, shared boolean, tags tagset, priority int, per_person int, shared_above int, prefer text, most int);
CREATE CONSTRAINT TRIGGER t AFTER UPDATE ON mine FROM crm FOR EACH ROW EXECUTE FUNCTION identity_note_tags();
RESET ROLE;
GRANT TRIGGER ON crm TO identity_other;
SET ROLE identity_other;
CREATE TRIGGER own BEFORE INSERT ON mine FOR EACH ROW EXECUTE FUNCTION identity_own_person();
INSERT INTO mine (id, tags) VALUES (1, 'a');
SELECT person FROM mine;
CREATE CONSTRAINT TRIGGER t AFTER UPDATE ON mine FROM crm FOR EACH ROW EXECUTE FUNCTION identity_note_tags();
UPDATE mine SET id = 1;
UPDATE mine SET tags = 'b';
DROP TRIGGER t ON mine;
CREATE TRIGGER t AFTER UPDATE ON mine FOR EACH ROW EXECUTE FUNCTION identity_note_tags();
UPDATE mine SET tags = 'b';
DROP TRIGGER t ON mine;
CREATE CONSTRAINT TRIGGER t AFTER UPDATE ON mine FROM crm FOR EACH ROW EXECUTE FUNCTION identity_note_limits();
UPDATE mine SET most = 1, priority = 1;
DROP TRIGGER t ON mine;
CREATE CONSTRAINT TRIGGER t AFTER UPDATE ON mine FROM mine FOR EACH ROW EXECUTE FUNCTION identity_note_limits();
UPDATE mine SET most = 2, priority = 2;
DROP TRIGGER t ON mine;
CREATE TRIGGER t AFTER INSERT ON mine REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION identity_note_new();
INSERT INTO mine (id) VALUES (2);
CREATE CONSTRAINT TRIGGER u AFTER UPDATE ON mine FROM crm FOR EACH ROW EXECUTE FUNCTION identity_note_tags();
INSERT INTO mine (id) VALUES (2);
DROP TRIGGER t ON mine;
DROP TRIGGER u ON mine;
\echo -- when they should not fire, or on columns that are none
CREATE TRIGGER t BEFORE UPDATE ON mine FOR EACH ROW EXECUTE FUNCTION identity_own_person();
UPDATE mine SET id = 1;
DROP TRIGGER t ON mine;
CREATE TRIGGER t AFTER UPDATE ON mine FOR EACH STATEMENT EXECUTE FUNCTION identity_note_tags();
UPDATE mine SET id = 1;
DROP TRIGGER t ON mine;
CREATE TRIGGER t BEFORE UPDATE ON mine FOR EACH ROW EXECUTE FUNCTION identity_note_limits();
UPDATE mine SET id = 1;
DROP TRIGGER t ON mine;
CREATE TRIGGER t AFTER INSERT ON mine FOR EACH STATEMENT EXECUTE FUNCTION identity_note_new();
INSERT INTO mine (id) VALUES (2);
DROP TRIGGER t ON mine;
CREATE TRIGGER t AFTER INSERT ON mine REFERENCING NEW TABLE AS others FOR EACH STATEMENT EXECUTE FUNCTION identity_note_new();
INSERT INTO mine (id) VALUES (2);
DROP TRIGGER t ON mine;
ALTER TABLE mine DROP COLUMN id, ALTER tags TYPE text;
INSERT INTO mine (person) VALUES (1);
ALTER TABLE mine DROP COLUMN person;
INSERT INTO mine (value) VALUES ('x');
SELECT identity_own_person();
RESET ROLE;
DROP TABLE mine;
SELECT stale FROM crm;

\echo == Altered tables: errors
-- which error the functions raise after a statement, which is undone
CREATE FUNCTION pg_temp.try(statement text) RETURNS TABLE (error text, of text) LANGUAGE plpgsql AS $$
DECLARE results text[] := '{}';
BEGIN
    BEGIN
        EXECUTE statement;
        results := ARRAY(SELECT m.error || ':' || m.does FROM pg_temp.may() m WHERE m.does NOT IN ('drop', 'tables'));
        INSERT INTO crm_identifier (kind, value) VALUES ('cookie', 'x');
        UPDATE crm_identifier SET tags = 'x';
        RAISE SQLSTATE 'UNDO0';
    EXCEPTION WHEN SQLSTATE 'UNDO0' THEN results := results || ':write'::text;
              WHEN OTHERS THEN results := results || (SQLSTATE || ':write');
    END;
    RETURN QUERY SELECT split_part(r, ':', 1), string_agg(split_part(r, ':', 2), ', ' ORDER BY n) FROM unnest(results) WITH ORDINALITY AS u (r, n) GROUP BY 1 ORDER BY 1;
END $$;
SET ROLE identity_owner;
SELECT * FROM pg_temp.try('DROP VIEW crm_refused; DROP TRIGGER crm_note_kind ON crm_kind; ALTER TABLE crm_kind ALTER priority TYPE bigint');
SELECT * FROM pg_temp.try('ALTER TABLE crm_kind DROP COLUMN blocked');
SELECT * FROM pg_temp.try('DROP VIEW crm_refused; ALTER TABLE crm_identifier ALTER person TYPE numeric');
SELECT * FROM pg_temp.try('DROP TRIGGER crm_note_tags ON crm_identifier; ALTER TABLE crm_identifier ALTER tags DROP DEFAULT, ALTER tags TYPE text');
SELECT * FROM pg_temp.try('ALTER TABLE crm_identifier RENAME value TO secret');
SELECT * FROM pg_temp.try('DROP VIEW crm_refused; ALTER TABLE crm_link ALTER ended_at TYPE timestamp');
SELECT * FROM pg_temp.try('ALTER TABLE crm_person ALTER identifiers TYPE bigint');
SELECT * FROM pg_temp.try('ALTER TABLE crm_history ALTER identifier TYPE int');
SELECT * FROM pg_temp.try('ALTER TABLE crm_erasure ALTER digest TYPE text');
SELECT * FROM pg_temp.try('ALTER TABLE crm DROP COLUMN stale CASCADE');
SELECT * FROM pg_temp.try('ALTER TABLE crm DROP CONSTRAINT crm_prefer_check; UPDATE crm SET prefer = ''best''');
SELECT * FROM pg_temp.try('UPDATE crm SET layout = 2');
SELECT * FROM pg_temp.try('INSERT INTO crm SELECT 0, prefer, most, stale, kind_table, identifier_table, link_table, person_table, history_table, erasure_table, refused_view FROM crm');
SELECT * FROM pg_temp.try('ALTER TABLE crm_kind DROP CONSTRAINT crm_kind_priority_check; UPDATE crm_kind SET priority = -priority');
SELECT * FROM pg_temp.try('ALTER TABLE crm_kind DROP CONSTRAINT crm_kind_priority_key; UPDATE crm_kind SET priority = 1');
SELECT * FROM pg_temp.try('ALTER TABLE crm_kind ALTER priority DROP NOT NULL; UPDATE crm_kind SET priority = NULL');
SELECT * FROM pg_temp.try('ALTER TABLE crm_person DROP CONSTRAINT crm_person_pkey');
\echo -- a rule
SELECT * FROM pg_temp.try('CREATE RULE r AS ON INSERT TO crm_link DO INSTEAD NOTHING');
SELECT * FROM pg_temp.try('CREATE RULE r AS ON UPDATE TO crm DO ALSO NOTHING');
\echo -- more columns, other settings, unlogged: do no harm
SELECT * FROM pg_temp.try('ALTER TABLE crm_identifier ADD note text; ALTER TABLE crm ADD note text; ALTER TABLE crm_link ADD x int NOT NULL DEFAULT 1; ALTER TABLE crm_person SET (fillfactor = 50); ALTER TABLE crm_history SET UNLOGGED');
RESET ROLE;

\echo == What is no graph
CREATE VIEW looks_like AS TABLE crm;
SELECT identity_find('looks_like', 'cookie', 'c1');
SELECT identity_find('crm_identifier', 'cookie', 'c1');
SELECT identity_find('pg_class', 'cookie', 'c1');
SELECT identity_find('crm_link_pkey', 'cookie', 'c1');
SELECT identity_find(0, 'cookie', 'c1');
SELECT identity_find(4000000000, 'cookie', 'c1');

\echo == Transactions of one snapshot, and read-only ones
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT identity_resolve('crm');
ROLLBACK;
BEGIN READ ONLY;
SELECT identity_find('crm', 'cookie', 'c1') IS NOT NULL AS found;
\set VERBOSITY terse
SELECT identity_see('crm', '{"cookie": "c1", "email": "d@x"}', '2026-01-05', 'web');
\set VERBOSITY default
ROLLBACK;

DROP FUNCTION pg_temp.tagset_union(tagset);
DROP SCHEMA identity_rights CASCADE;
DROP OWNED BY identity_owner, identity_app, identity_other;
DROP ROLE identity_owner, identity_app, identity_other;
