-- Names of audiences: quotes, lengths, schemas, and renames of all that an audience consists of.
SET client_min_messages = warning;
CREATE SCHEMA audience_names;
CREATE SCHEMA "Other ""Schema";
SET search_path = audience_names, public;
CREATE FUNCTION differs(audience regclass, tbl regclass, id text, tags text) RETURNS text LANGUAGE plpgsql AS
$$DECLARE q text; result text; same boolean;
BEGIN
    FOREACH q IN ARRAY ARRAY['a', 'b', '!a', 'a | c'] LOOP
        EXECUTE format('SELECT audience_ids($1, $2, NULL) = (SELECT coalesce(idset_agg(%I), ''{}'') FROM ONLY %s WHERE %I @@ $2::tagquery)', id, tbl, tags)
        INTO same USING audience, q;
        IF NOT same THEN result := concat_ws(', ', result, q); END IF;
    END LOOP;
    RETURN result;
END$$;

\echo == Names with quotes, capitals and spaces, in a schema with such a name
CREATE TABLE "Other ""Schema"."Member's ""table" ("The Id" bigint PRIMARY KEY, "tag; s" tagset);
INSERT INTO "Other ""Schema"."Member's ""table" VALUES (1, 'a'), (2, 'b');
SELECT audience_create('"Other ""Schema"."Member''s ""table"', 'The Id', 'tag; s');
SELECT audience_create('"Other ""Schema"."Member''s ""table"', 'The Id', 'tag; s', 'a.b''"\c');
UPDATE "Other ""Schema"."Member's ""table" SET "tag; s" = 'c' WHERE "The Id" = 1;
CALL audience_compact('"Other ""Schema"."a.b''""\c"');
UPDATE "Other ""Schema"."Member's ""table" SET "tag; s" = 'a, b' WHERE "The Id" = 2;
SELECT audience, source, members, pending, problem, differs(audience, source, 'The Id', 'tag; s')
FROM audience_status() ORDER BY audience::text;
SELECT tgname, tgargs FROM pg_trigger WHERE tgrelid = '"Other ""Schema"."Member''s ""table"'::regclass AND tgname LIKE 'a%' ORDER BY 1;
SELECT audience_rebuild(audience), audience_drop(audience) FROM audience_status();
SELECT count(*) FROM pg_trigger WHERE tgrelid = '"Other ""Schema"."Member''s ""table"'::regclass;
DROP SCHEMA "Other ""Schema" CASCADE;

\echo == At most 55 bytes: names of 55, and of 56, by characters of one byte and of three
CREATE TABLE member (id bigint PRIMARY KEY, tags tagset);
INSERT INTO member VALUES (1, 'a'), (2, 'b');
SELECT audience_create('member', 'id', 'tags', repeat('x', 55));
SELECT audience_create('member', 'id', 'tags', repeat('x', 56));
SELECT audience_create('member', 'id', 'tags', repeat('中', 18));
SELECT audience_create('member', 'id', 'tags', repeat('中', 19));
SELECT audience_create('member', 'id', 'tags', '');
SELECT max(octet_length(relname)) FROM pg_class WHERE relnamespace = 'audience_names'::regnamespace AND relkind = 'r';
INSERT INTO member VALUES (3, 'a');
SELECT length(audience::text), problem, differs(audience, 'member', 'id', 'tags') FROM audience_status() ORDER BY 1;
SELECT audience_drop(audience) FROM audience_status();
\echo -- the default name is that of the table and _audience, and as long
CREATE TABLE a2345678901234567890123456789012345678901234567 (id bigint PRIMARY KEY, tags tagset);
SELECT audience_create('a2345678901234567890123456789012345678901234567', 'id', 'tags');
SELECT audience_create('a2345678901234567890123456789012345678901234567', 'id', 'tags', 'short');
DROP TABLE a2345678901234567890123456789012345678901234567;
SELECT audience_drop('short');

\echo == A name is taken by a table, an index, a sequence or a type, or by one that begins with it
CREATE TABLE t1 ();
CREATE SEQUENCE t2_tags;
CREATE TYPE t3_pending AS (x int);
CREATE DOMAIN t4_members AS int;
SELECT audience_create('member', 'id', 'tags', 't1');
SELECT audience_create('member', 'id', 'tags', 't2');
SELECT audience_create('member', 'id', 'tags', 't3');
SELECT audience_create('member', 'id', 'tags', 't4');
SELECT audience_create('member', 'id', 'tags', 'member_pkey');
SELECT count(*) FROM pg_class WHERE relnamespace = 'audience_names'::regnamespace AND relname ~ '^(t[1-4]|member)_(tags|members|pending)$' AND relkind = 'r';

\echo == Renames: of columns, table, schema, triggers and all four tables; each time the answers stay right
SELECT audience_create('member', 'id', 'tags');
INSERT INTO member VALUES (4, 'b');
ALTER TABLE member RENAME COLUMN tags TO "Tags 2";
ALTER TABLE member RENAME COLUMN id TO "Id 2";
UPDATE member SET "Tags 2" = 'c' WHERE "Id 2" = 1;
SELECT differs('member_audience', 'member', 'Id 2', 'Tags 2');
ALTER TABLE member RENAME TO "Member";
DELETE FROM "Member" WHERE "Id 2" = 2;
SELECT differs('member_audience', '"Member"', 'Id 2', 'Tags 2');
ALTER TABLE member_audience RENAME TO crowd;
ALTER TABLE member_audience_tags RENAME TO crowd_tags;
ALTER TABLE member_audience_members RENAME TO "Crowd members";
ALTER TABLE member_audience_pending RENAME TO crowd_waiting;
INSERT INTO "Member" VALUES (5, 'a');
CALL audience_compact('crowd');
INSERT INTO "Member" VALUES (6, 'a');
SELECT differs('crowd', '"Member"', 'Id 2', 'Tags 2');
ALTER TRIGGER member_audience_note ON "Member" RENAME TO aaa;
ALTER TRIGGER member_audience_hold ON "Member" RENAME TO member_audience_note;
ALTER TRIGGER member_audience_empty ON "Member" RENAME TO "Zzz";
INSERT INTO "Member" VALUES (7, 'b');
SELECT differs('crowd', '"Member"', 'Id 2', 'Tags 2');
ALTER SCHEMA audience_names RENAME TO audience_names2;
SET search_path = audience_names2, public;
INSERT INTO "Member" VALUES (8, 'b');
CALL audience_compact('crowd');
SELECT differs('crowd', '"Member"', 'Id 2', 'Tags 2'), (SELECT count(*) FROM audience_problems('crowd'));
\echo -- a table of the old name is another table
CREATE TABLE member_audience_pending (id bigint PRIMARY KEY, tags tagset);
CREATE TABLE crowd_pending (id bigint PRIMARY KEY, tags tagset);
INSERT INTO "Member" VALUES (9, 'b');
SELECT (SELECT count(*) FROM member_audience_pending), (SELECT count(*) FROM crowd_pending), differs('crowd', '"Member"', 'Id 2', 'Tags 2');
DROP TABLE member_audience_pending, crowd_pending;
\echo -- to another schema, one by one
CREATE SCHEMA audience_names3;
ALTER TABLE crowd_waiting SET SCHEMA audience_names3;
ALTER TABLE crowd_tags SET SCHEMA audience_names3;
ALTER TABLE "Member" SET SCHEMA audience_names3;
INSERT INTO audience_names3."Member" VALUES (10, 'a');
SELECT differs('crowd', 'audience_names3."Member"', 'Id 2', 'Tags 2');
CALL audience_compact('crowd');
SELECT audience_rebuild('crowd');
SELECT differs('crowd', 'audience_names3."Member"', 'Id 2', 'Tags 2'), (SELECT count(*) FROM audience_problems('crowd'));
TRUNCATE audience_names3."Member";
SELECT differs('crowd', 'audience_names3."Member"', 'Id 2', 'Tags 2'), audience_count('crowd', '!a');
ALTER TABLE audience_names3."Member" SET SCHEMA audience_names2;

\echo == A second audience under the old name of the first: its triggers have a number
SELECT audience_create('"Member"', 'Id 2', 'Tags 2', 'member_audience');
SELECT tgname, encode(tgargs, 'escape') AS argument FROM pg_trigger WHERE tgrelid = '"Member"'::regclass ORDER BY 1;
INSERT INTO "Member" VALUES (11, 'a'), (12, 'b, c');
SELECT audience, differs(audience, '"Member"', 'Id 2', 'Tags 2') FROM audience_status() ORDER BY audience::text;
SELECT audience_drop('crowd');
INSERT INTO "Member" VALUES (13, 'a');
SELECT audience, differs(audience, '"Member"', 'Id 2', 'Tags 2') FROM audience_status();
TRUNCATE "Member";
SELECT audience_count('member_audience', '!a');
SELECT audience_drop('member_audience');

\echo == Two audiences of two columns of one table
ALTER TABLE "Member" ADD COLUMN more tagset, ADD COLUMN number int NOT NULL UNIQUE GENERATED ALWAYS AS IDENTITY;
SELECT audience_create('"Member"', 'Id 2', 'Tags 2', 'one'), audience_create('"Member"', 'number', 'more', 'two');
INSERT INTO "Member" VALUES (1, 'a', 'b'), (2, 'b', 'a'), (3, NULL, 'c'), (4, 'c', NULL);
UPDATE "Member" SET more = 'a, b' WHERE "Id 2" = 4;
SELECT differs('one', '"Member"', 'Id 2', 'Tags 2'), differs('two', '"Member"', 'number', 'more');
SELECT audience, pending FROM audience_status() ORDER BY audience::text;
SELECT audience_drop('one');
SELECT differs('two', '"Member"', 'number', 'more');

DROP SCHEMA audience_names2, audience_names3 CASCADE;
