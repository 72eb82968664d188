-- What identity_create makes, what its tables allow, and how identity_drop drops them.
SET client_min_messages = warning;
SET timezone = 'UTC';
CREATE SCHEMA identity_tables;
SET search_path = identity_tables, public;
CREATE FUNCTION relations(schema regnamespace) RETURNS TABLE (relation name, kind "char") LANGUAGE sql AS
$$SELECT relname, relkind FROM pg_class WHERE relnamespace = schema AND relkind IN ('r', 'v', 'S') ORDER BY relname COLLATE "C"$$;

\echo == A graph: tables, indexes, triggers, a view
SELECT identity_create('crm');
TABLE crm;
SELECT relname, obj_description(oid, 'pg_class') FROM pg_class WHERE relnamespace = 'identity_tables'::regnamespace AND relkind IN ('r', 'v') ORDER BY relname COLLATE "C";
SELECT indexdef FROM pg_indexes WHERE schemaname = 'identity_tables' ORDER BY indexname COLLATE "C";
SELECT conrelid::regclass, conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE connamespace = 'identity_tables'::regnamespace AND contype IN ('c', 'f', 'p', 'u') ORDER BY conrelid::regclass::text COLLATE "C", conname COLLATE "C";
SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid::regclass::text LIKE 'crm%' AND NOT tgisinternal ORDER BY tgname COLLATE "C";
SELECT attrelid::regclass AS relation, attname AS column, format_type(atttypid, atttypmod) AS type, CASE attcollation WHEN '"C"'::regcollation THEN 'C' END AS collation, attnotnull AS not_null,
       attidentity <> '' AS identity, pg_get_expr(adbin, adrelid) AS default
FROM pg_attribute LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
WHERE attrelid IN (SELECT oid FROM pg_class WHERE relnamespace = 'identity_tables'::regnamespace AND relkind IN ('r', 'v')) AND attnum > 0 ORDER BY attrelid::regclass::text COLLATE "C", attnum;

\echo == ANALYZE copies no value of an identifier
INSERT INTO crm_kind (kind, priority, per_person) VALUES ('member', 1, 1), ('email', 2, 5), ('cookie', 3, NULL);
INSERT INTO crm_identifier (kind, value) SELECT 'cookie', 'c' || n % 10 || '-' || n FROM generate_series(1, 100) AS n;
ANALYZE crm_identifier;
SELECT attname FROM pg_stats WHERE schemaname = 'identity_tables' AND tablename = 'crm_identifier' ORDER BY attname;
TRUNCATE crm_identifier, crm_person RESTART IDENTITY;

\echo == A new identifier is a person of its own, with its tags, known by a kind with per_person
INSERT INTO crm_identifier (kind, value, tags) VALUES ('cookie', 'c1', 'browsed/flat[weight=2]'), ('member', 'M1', 'status/vip'), ('email', 'a@x', '');
INSERT INTO crm_identifier (kind, value) SELECT 'cookie', 'none' WHERE false;
SELECT id, kind, value, person, shared, tags FROM crm_identifier ORDER BY id;
SELECT * FROM crm_person ORDER BY person;
\echo -- given a person, and a shared one, which has no row
INSERT INTO crm_identifier (kind, value, person, tags) VALUES ('cookie', 'c2', 2, 'browsed/house'), ('cookie', 'c3', DEFAULT, 'x');
INSERT INTO crm_identifier (kind, value, shared) VALUES ('email', 'info@x', true);
SELECT * FROM crm_person ORDER BY person;
\echo -- by COPY; again: ON CONFLICT; several statements of one transaction; rolled back
COPY crm_identifier (kind, value, tags) FROM stdin;
cookie	c4	a, b
cookie	c5	
\.
INSERT INTO crm_identifier (kind, value) VALUES ('cookie', 'c4'), ('cookie', 'c6') ON CONFLICT (kind, value) DO UPDATE SET tags = 'c';
BEGIN;
INSERT INTO crm_identifier (kind, value, tags) VALUES ('cookie', 'c7', 'y');
UPDATE crm_identifier SET tags = 'z' WHERE value = 'c7';
SELECT tags FROM crm_person WHERE person = (SELECT person FROM crm_identifier WHERE value = 'c7');
ROLLBACK;
SELECT i.value, p.* FROM crm_person p JOIN crm_identifier i ON i.id = p.person ORDER BY person;

\echo == Tags of identifiers: those of the person follow
UPDATE crm_identifier SET tags = tags || 'browsed/flat[weight=7]' WHERE value IN ('c1', 'c2', 'info@x');
SELECT * FROM crm_person WHERE person IN (1, 2) ORDER BY person;
UPDATE crm_identifier SET tags = '' WHERE value = 'M1';
SELECT * FROM crm_person WHERE person = 2;
\echo -- the same tags again, and another column: the row of the person is not written
CREATE TEMP TABLE version AS SELECT ctid AS place FROM crm_person WHERE person = 2;
UPDATE crm_identifier SET tags = tags, shared = shared WHERE person = 2;
SELECT p.ctid = place AS same FROM crm_person p, version WHERE person = 2;
\echo -- of many at once
UPDATE crm_identifier SET tags = 'all';
SELECT DISTINCT tags FROM crm_person;

\echo == Values that the tables refuse
INSERT INTO crm_kind (kind, priority) VALUES ('', 9);
INSERT INTO crm_kind (kind, priority) VALUES ('x', 0);
INSERT INTO crm_kind (kind, priority) VALUES ('x', 1001);
INSERT INTO crm_kind (kind, priority) VALUES ('x', 1);
INSERT INTO crm_kind (kind, priority, per_person) VALUES ('x', 9, 0);
INSERT INTO crm_kind (kind, priority, shared_above) VALUES ('x', 9, 0);
INSERT INTO crm_link (a, b, at, last, source) VALUES (1, 1, '2026-01-01', '2026-01-01', 's');
INSERT INTO crm_link (a, b, at, last, source) VALUES (1, 2, '2026-01-02', '2026-01-01', 's');
INSERT INTO crm_link (a, b, at, last, source) VALUES (1, 2, '-infinity', '2026-01-01', 's');
INSERT INTO crm_identifier (id, kind, value) VALUES (7, 'cookie', 'own');
INSERT INTO crm_identifier (kind, value) VALUES ('unknown', 'own');
INSERT INTO crm_history VALUES (1, 1, '2026-01-01');
UPDATE crm SET prefer = 'best';
UPDATE crm SET most = 0;

\echo == Limits that change make the graph stale; a new kind, a new name and the same limits do not
INSERT INTO crm_kind (kind, priority) VALUES ('phone', 10);
UPDATE crm_kind SET kind = 'e-mail' WHERE kind = 'email';
UPDATE crm_kind SET priority = priority, per_person = per_person, shared_above = shared_above;
UPDATE crm_kind SET blocked = '{}', blocked_pattern = NULL WHERE kind = 'phone';
UPDATE crm SET prefer = prefer, most = most;
SELECT stale, (SELECT string_agg(kind, ', ' ORDER BY id) FROM crm_identifier WHERE id <= 3) AS kinds FROM crm;
\echo -- priorities in one statement
UPDATE crm_kind SET priority = priority + 1;
SELECT stale FROM crm;
UPDATE crm SET stale = false;
UPDATE crm_kind SET per_person = 4 WHERE kind = 'phone';
SELECT stale FROM crm;
UPDATE crm SET stale = false;
UPDATE crm_kind SET shared_above = NULL WHERE kind = 'phone';
SELECT stale FROM crm;
UPDATE crm SET stale = false;
UPDATE crm SET most = 100;
SELECT stale FROM crm;
UPDATE crm SET prefer = 'first', stale = false;
SELECT stale FROM crm;

\echo == Names: quoted, qualified, without a schema, too long, none
CREATE SCHEMA "Other ""schema""";
SELECT identity_create('"Other ""schema""".sales', 'first', 20);
SELECT identity_create('"My ""graph"""');
SELECT identity_create('UPPER');
SELECT identity_create(repeat('n', 52));
SELECT identity_create(repeat('n', 53));
SELECT identity_create('"' || repeat('長', 17) || 'n"');
SELECT identity_create('"' || repeat('長', 17) || 'nn"');
SELECT identity_create('');
SELECT identity_create('""');
SELECT identity_create('a b');
SELECT identity_create('nowhere.crm');
SELECT identity_create('a.b.c.d');
SELECT identity_create('other_database.public.crm');
SELECT identity_create('pg_temp.crm');
SET search_path = nowhere;
SELECT public.identity_create('crm');
SET search_path = identity_tables, public;

\echo == Names that are taken, by a relation or by a type
SELECT identity_create('crm');
CREATE TABLE shop_link ();
SELECT identity_create('shop');
DROP TABLE shop_link;
CREATE TYPE shop_erasure AS ENUM ();
SELECT identity_create('shop');
DROP TYPE shop_erasure;
CREATE VIEW shop_refused AS SELECT 1;
SELECT identity_create('shop');
DROP VIEW shop_refused;

\echo == Arguments
SELECT identity_create(NULL);
SELECT identity_create('shop', NULL);
SELECT identity_create('shop', most => NULL);
SELECT identity_create('shop', 'best');
SELECT identity_create('shop', most => 0);
SELECT identity_create('shop', 'first', 1);
TABLE shop;

\echo == A graph may be named as the functions are; graphs do not know each other
SELECT identity_create('identity');
INSERT INTO identity_kind (kind, priority) VALUES ('cookie', 1);
INSERT INTO identity_identifier (kind, value, tags) VALUES ('cookie', 'c1', 'q');
UPDATE identity_identifier SET tags = 'r';
INSERT INTO "Other ""schema""".sales_kind (kind, priority) VALUES ('cookie', 1);
INSERT INTO "Other ""schema""".sales_identifier (kind, value, tags) VALUES ('cookie', 'c1', 's');
UPDATE "My ""graph""" SET most = 2;
SELECT 'identity' AS graph, * FROM identity_person UNION ALL SELECT 'sales', * FROM "Other ""schema""".sales_person ORDER BY 1;
SELECT (SELECT stale FROM "My ""graph""") AS mine, (SELECT stale FROM identity) AS identity;

\echo == Everything renamed and moved, the kept plans of this session included
ALTER TABLE crm RENAME TO people;
ALTER TABLE crm_identifier RENAME TO "Identifiers";
ALTER TABLE crm_kind SET SCHEMA "Other ""schema""";
ALTER TABLE crm_person RENAME TO person;
ALTER VIEW crm_refused RENAME TO "Refused";
ALTER SCHEMA "Other ""schema""" RENAME TO other;
ALTER TRIGGER crm_note_tags ON "Identifiers" RENAME TO a;
INSERT INTO "Identifiers" (kind, value, tags) VALUES ('cookie', 'c8', 'n');
UPDATE "Identifiers" SET tags = 'm' WHERE value = 'c8';
SELECT p.* FROM person p JOIN "Identifiers" i USING (person) WHERE i.value = 'c8';
UPDATE people SET stale = false;
UPDATE other.crm_kind SET per_person = 6 WHERE kind = 'e-mail';
SELECT stale, kind_table, identifier_table, person_table, refused_view FROM people;
SELECT count(*) FROM "Refused";
SELECT identity_find('people', 'cookie', 'c8') IS NOT NULL AS found;

\echo == The definition names other tables than before: so do the plans
CREATE TABLE copy (LIKE person INCLUDING ALL);
UPDATE people SET person_table = 'copy';
INSERT INTO "Identifiers" (kind, value) VALUES ('cookie', 'c9');
SELECT count(*) FROM copy;
UPDATE people SET person_table = 'person';
INSERT INTO "Identifiers" (kind, value) VALUES ('cookie', 'c10');
SELECT (SELECT count(*) FROM copy) AS copy, (SELECT count(*) FROM person p JOIN "Identifiers" i USING (person) WHERE value = 'c10') AS person;
DROP TABLE copy;

\echo == identity_drop: not what is no graph, not what others need, not within a statement that uses it
SELECT identity_drop('person');
SELECT identity_drop('"Refused"');
SELECT identity_drop('pg_class');
SELECT identity_drop(0);
SELECT identity_drop(4000000000);
CREATE VIEW counted AS SELECT kind, count(*) FROM "Identifiers" GROUP BY kind;
SELECT identity_drop('people');
DROP VIEW counted;
CREATE VIEW why AS SELECT reason, count(*) FROM "Refused" GROUP BY reason;
SELECT identity_drop('people');
DROP VIEW why;
CREATE FUNCTION drops() RETURNS text LANGUAGE plpgsql AS $$BEGIN PERFORM identity_drop('people'); RETURN 'dropped'; END$$;
UPDATE person SET known = known RETURNING drops();
SELECT identity_drop('people');
SELECT identity_drop('identity'), identity_drop('shop'), identity_drop('"My ""graph"""'), identity_drop('upper'), identity_drop('other.sales');
SELECT * FROM relations('other');
SELECT identity_drop(relname::regclass) FROM pg_class WHERE relnamespace = 'identity_tables'::regnamespace AND relkind = 'r' AND length(relname) - length(replace(relname, '_', '')) = 0 ORDER BY relname COLLATE "C";
SELECT * FROM relations('identity_tables');

\echo == What is left of a graph: without a table, without the view, without the row
SELECT identity_create('crm');
DROP TABLE crm_link CASCADE;
SELECT identity_find('crm', 'cookie', 'c1');
SELECT * FROM identity_explain('crm', 1, 2);
SELECT identity_drop('crm');
SELECT identity_create('crm');
DROP TABLE crm_kind CASCADE;
DELETE FROM crm;
SELECT identity_find('crm', 'cookie', 'c1');
SELECT identity_drop('crm');
SELECT identity_create('crm');
UPDATE crm SET link_table = 'crm', kind_table = 'crm_link', refused_view = 'crm_person', person_table = 0;
SELECT identity_find('crm', 'cookie', 'c1');
SELECT * FROM identity_explain('crm', 1, 2);
SELECT identity_drop('crm');
SELECT * FROM relations('identity_tables');
\echo -- the definition dropped: the tables are ordinary ones, and nothing keeps persons any more
SELECT identity_create('crm');
DROP TABLE crm CASCADE;
INSERT INTO crm_kind (kind, priority) VALUES ('cookie', 1);
UPDATE crm_kind SET priority = 2;
INSERT INTO crm_identifier (kind, value) VALUES ('cookie', 'c1');
SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = 'crm_identifier'::regclass AND NOT tgisinternal ORDER BY tgname COLLATE "C";
DROP TABLE crm_kind, crm_identifier, crm_link, crm_person, crm_history, crm_erasure;

\echo == Made, filled and dropped in one transaction, and rolled back
BEGIN;
SELECT identity_create('crm');
INSERT INTO crm_kind (kind, priority) VALUES ('cookie', 1);
INSERT INTO crm_identifier (kind, value, tags) VALUES ('cookie', 'c1', 'a');
UPDATE crm_identifier SET tags = 'b';
SELECT * FROM crm_person;
SAVEPOINT s;
SELECT identity_drop('crm');
ROLLBACK TO s;
SELECT identity_find('crm', 'cookie', 'c1');
SELECT identity_drop('crm');
ROLLBACK;
SELECT * FROM relations('identity_tables');

DROP SCHEMA identity_tables, other CASCADE;
