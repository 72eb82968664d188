-- Tables that can have an audience, those that cannot, and what ALTER and DROP do to those that have one.
SET client_min_messages = warning;
CREATE SCHEMA audience_tables;
SET search_path = audience_tables, public;
CREATE FUNCTION differs(audience regclass, tbl regclass) RETURNS text LANGUAGE plpgsql AS
$$DECLARE q text; result text; same boolean;
BEGIN
    FOREACH q IN ARRAY ARRAY['a', 'b', '!a', 'a | c'] LOOP
        EXECUTE format('SELECT audience_ids($1, $2, NULL) = (SELECT coalesce(idset_agg(id), ''{}'') FROM ONLY %s WHERE tags @@ $2::tagquery)', tbl)
        INTO same USING audience, q;
        IF NOT same THEN result := concat_ws(', ', result, q); END IF;
    END LOOP;
    RETURN result;
END$$;

\echo == Types of the id: smallint, integer, bigint, and domains over them, with negative ids and the ends of the range
CREATE DOMAIN number AS integer CHECK (value <> 0);
CREATE DOMAIN labels AS tagset;
CREATE TABLE m2 (id smallint PRIMARY KEY, tags tagset);
CREATE TABLE m4 (tags tagset, id integer NOT NULL UNIQUE);
CREATE TABLE m8 (id bigint NOT NULL, tags tagset);
CREATE UNIQUE INDEX ON m8 (id) INCLUDE (tags);
CREATE TABLE md (id number PRIMARY KEY, tags labels);
SET client_min_messages = error;
INSERT INTO m2 VALUES (-32768, 'a'), (0, 'b'), (32767, 'c');
INSERT INTO m8 VALUES (-9223372036854775808, 'a'), (-1, 'b'), (9223372036854775807, 'c');
SELECT audience_create('m2', 'id', 'tags'), audience_create('m4', 'id', 'tags'), audience_create('m8', 'id', 'tags', chunk_bits => 20), audience_create('md', 'id', 'tags');
SET client_min_messages = warning;
INSERT INTO m4 VALUES ('a', -2147483648), ('b', 1), ('c', 2147483647);
INSERT INTO md VALUES (-7, 'a'), (7, 'b');
SELECT audience, differs(audience, source), audience_ids(audience, 'a | c') FROM audience_status() ORDER BY audience::text;
UPDATE m2 SET tags = 'b' WHERE id = 32767;
UPDATE m4 SET id = -id, tags = 'b' WHERE id > 1;
UPDATE m8 SET tags = 'b' WHERE id < 0;
UPDATE md SET id = 8 WHERE id = 7;
DELETE FROM m8 WHERE id > 0;
SELECT audience, differs(audience, source), audience_ids(audience, 'b') FROM audience_status() ORDER BY audience::text;
DO $$DECLARE a regclass; BEGIN FOR a IN SELECT audience FROM audience_status() LOOP CALL audience_compact(a); END LOOP; END$$;
SELECT audience, pending, differs(audience, source), audience_ids(audience, 'b'), (SELECT count(*) FROM audience_problems(audience)) FROM audience_status() ORDER BY audience::text;
SELECT audience_drop(audience) FROM audience_status();

\echo == No row, one row, rows without tags
CREATE TABLE member (id bigint PRIMARY KEY, name text, tags tagset);
SELECT audience_create('member', 'id', 'tags');
SELECT audience_count('member_audience', 'a'), audience_count('member_audience', '!a'), audience_ids('member_audience', '!a');
SELECT audience_drop('member_audience');
INSERT INTO member VALUES (1, 'one', NULL);
SELECT audience_create('member', 'id', 'tags');
SELECT audience_count('member_audience', '!a');
UPDATE member SET tags = '';
SELECT audience_count('member_audience', '!a');
SELECT audience_drop('member_audience');

\echo == Sparse ids: a warning
CREATE TABLE sparse (id bigint PRIMARY KEY, tags tagset);
INSERT INTO sparse SELECT n * 100000, 'a' FROM generate_series(1, 10) AS n;
SELECT audience_create('sparse', 'id', 'tags');
DROP TABLE sparse_audience, sparse_audience_tags, sparse_audience_members, sparse_audience_pending, sparse;

\echo == Arguments
SELECT audience_create(NULL, 'id', 'tags');
SELECT audience_create('member', NULL, 'tags');
SELECT audience_create('member', 'id', NULL);
SELECT audience_create('member', 'id', 'tags', chunk_bits => NULL);
SELECT audience_create('member', 'id', 'tags', chunk_bits => 15);
SELECT audience_create('member', 'id', 'tags', chunk_bits => 21);
SELECT audience_create('member', 'no', 'tags');
SELECT audience_create('member', 'id', 'ID');
SELECT audience_create('member', 'ctid', 'tags');
SELECT audience_create('member', 'name', 'tags');
SELECT audience_create('member', 'id', 'name');
SELECT audience_create('member', 'id', 'id');
SELECT audience_create(0, 'id', 'tags');
SELECT audience_create(4000000000, 'id', 'tags');

\echo == The id: not null, and unique at once for all rows, by itself
CREATE TABLE k (a bigint, b bigint, tags tagset);
SELECT audience_create('k', 'a', 'tags');
ALTER TABLE k ALTER a SET NOT NULL, ALTER b SET NOT NULL;
SELECT audience_create('k', 'a', 'tags');
CREATE UNIQUE INDEX ON k (a, b);
CREATE UNIQUE INDEX ON k (a) WHERE b > 0;
CREATE UNIQUE INDEX ON k ((a + 1));
CREATE INDEX ON k (a);
ALTER TABLE k ADD CONSTRAINT later UNIQUE (a) DEFERRABLE;
SELECT audience_create('k', 'a', 'tags');
ALTER TABLE k DROP CONSTRAINT later, ADD UNIQUE (a);
SELECT audience_create('k', 'a', 'tags');
\echo -- undone later: writes fail, until it is done again
ALTER TABLE k DROP CONSTRAINT k_a_key;
INSERT INTO k VALUES (1, 1, 'a');
SELECT audience_count('k_audience', 'a');
ALTER TABLE k ADD UNIQUE (a);
INSERT INTO k VALUES (1, 1, 'a');
ALTER TABLE k ALTER a DROP NOT NULL;
INSERT INTO k VALUES (NULL, 1, 'a');
UPDATE k SET a = NULL;
SELECT audience_count('k_audience', 'a');
SELECT audience_drop('k_audience');
INSERT INTO k VALUES (NULL, 1, 'a');

\echo == Relations that cannot have one
CREATE VIEW v AS TABLE member;
CREATE MATERIALIZED VIEW mv AS TABLE member;
CREATE UNLOGGED TABLE u (LIKE member INCLUDING ALL);
CREATE TEMP TABLE t (LIKE member INCLUDING ALL);
CREATE TABLE p (LIKE member INCLUDING ALL) PARTITION BY RANGE (id);
CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (100);
CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (100) TO (200);
SELECT audience_create('v', 'id', 'tags');
SELECT audience_create('mv', 'id', 'tags');
SELECT audience_create('u', 'id', 'tags');
SELECT audience_create('t', 'id', 'tags');
SELECT audience_create('p', 'id', 'tags');
SELECT audience_create('member_pkey', 'id', 'tags');
SELECT audience_create('pg_class', 'oid', 'relname');

DROP VIEW v;
DROP MATERIALIZED VIEW mv;

\echo == Parts can: counts add up; rows move from one to another
SELECT audience_create('p1', 'id', 'tags'), audience_create('p2', 'id', 'tags');
INSERT INTO p VALUES (1, NULL, 'a'), (2, NULL, 'b'), (101, NULL, 'a');
UPDATE p SET id = id + 100 WHERE id = 2;
SELECT differs('p1_audience', 'p1'), differs('p2_audience', 'p2'), audience_count('p1_audience', 'a | b') + audience_count('p2_audience', 'a | b') AS "sum";
SELECT idset_union(audience_ids(a, 'a')) FROM unnest(ARRAY['p1_audience', 'p2_audience']::regclass[]) AS a;
TRUNCATE p;
SELECT differs('p1_audience', 'p1'), differs('p2_audience', 'p2');
ALTER TABLE p DETACH PARTITION p2;
INSERT INTO p2 VALUES (150, NULL, 'a');
ALTER TABLE p ATTACH PARTITION p2 FOR VALUES FROM (100) TO (200);
SELECT differs('p1_audience', 'p1'), differs('p2_audience', 'p2');
SELECT audience_drop('p1_audience'), audience_drop('p2_audience');

\echo == A child, before and after; a parent that has none is a table like others
SELECT audience_create('member', 'id', 'tags');
CREATE TABLE vip (PRIMARY KEY (id)) INHERITS (member);
SELECT audience_count('member_audience', 'a');
SELECT audience_rebuild('member_audience');
INSERT INTO member VALUES (2, NULL, 'a');
SELECT audience_create('vip', 'id', 'tags');
INSERT INTO vip VALUES (3, NULL, 'a');
SELECT differs('vip_audience', 'vip');
SELECT audience, problem FROM audience_status() ORDER BY audience::text;
SELECT audience_create('member', 'id', 'tags', 'again');
SELECT audience_drop('vip_audience');
DROP TABLE vip;
SELECT differs('member_audience', 'member');

\echo == Unlogged later: writes and questions are refused
ALTER TABLE member SET UNLOGGED;
INSERT INTO member VALUES (4, NULL, 'a');
SELECT audience_count('member_audience', 'a');
ALTER TABLE member SET LOGGED;
INSERT INTO member VALUES (4, NULL, 'a');
SELECT differs('member_audience', 'member');

\echo == ALTER TABLE: the two columns cannot go or change their type, others can; a rewrite does no harm
ALTER TABLE member DROP COLUMN tags;
ALTER TABLE member DROP COLUMN id;
\set VERBOSITY terse
ALTER TABLE member ALTER tags TYPE text;
ALTER TABLE member ALTER id TYPE int;
\set VERBOSITY default
ALTER TABLE member DROP COLUMN name, ADD COLUMN name2 text DEFAULT md5(random()::text);
ALTER TABLE member ALTER name2 TYPE varchar(100);
UPDATE member SET tags = 'b' WHERE id = 4;
VACUUM FULL member;
CLUSTER member USING member_pkey;
UPDATE member SET tags = 'c' WHERE id = 2;
VACUUM FULL member_audience_pending;
REINDEX TABLE member_audience_tags;
UPDATE member SET tags = 'b' WHERE id = 2;
SELECT differs('member_audience', 'member');
\echo -- DROP COLUMN CASCADE drops the tie, and with it what the audience could answer; writes go on
BEGIN;
ALTER TABLE member DROP COLUMN tags CASCADE;
INSERT INTO member VALUES (5);
SELECT audience, source, problem FROM audience_status();
SAVEPOINT s;
SELECT audience_count('member_audience', 'a');
ROLLBACK TO s;
SELECT audience_drop('member_audience');
SELECT tgname FROM pg_trigger WHERE tgrelid = 'member'::regclass;
INSERT INTO member VALUES (6);
TRUNCATE member;
ROLLBACK;

\echo == A generated column
CREATE TABLE g (id bigint PRIMARY KEY, word text, tags tagset GENERATED ALWAYS AS (tagset_from_array(ARRAY[word])) STORED);
INSERT INTO g VALUES (1, 'a'), (2, 'b');
SELECT audience_create('g', 'id', 'tags');
UPDATE g SET word = 'c' WHERE id = 2;
INSERT INTO g VALUES (3, 'a');
SELECT differs('g_audience', 'g'), audience_ids('g_audience', 'a');
DROP TABLE g;

\echo == The table is dropped: the audience is dropped by itself
SELECT audience, source, problem FROM audience_status() ORDER BY audience::text;
SELECT audience_count('g_audience', 'a');
CALL audience_compact('g_audience');
SELECT audience_rebuild('g_audience');
SELECT audience_drop('g_audience');

\echo == The audience is dropped: by audience_drop, with a view on it, and by DROP TABLE
CREATE VIEW tree AS SELECT path, sum(rows) FROM member_audience_tags GROUP BY path;
SELECT audience_drop('member_audience');
DROP VIEW tree;
BEGIN;
SELECT audience_drop('member_audience');
SELECT relname FROM pg_class WHERE relnamespace = 'audience_tables'::regnamespace AND relname LIKE 'member\_%' ORDER BY 1;
ROLLBACK;
DROP TABLE member_audience;
INSERT INTO member VALUES (7, 'x', 'a');
TRUNCATE member;
INSERT INTO member VALUES (8, 'x', 'a');
SELECT count(*) FROM member_audience_pending;
\echo -- what is left is in the way
SELECT audience_create('member', 'id', 'tags');
DROP TABLE member_audience_tags, member_audience_members, member_audience_pending;
SELECT audience_create('member', 'id', 'tags');
SELECT tgname FROM pg_trigger WHERE tgrelid = 'member'::regclass ORDER BY 1;
INSERT INTO member VALUES (9, 'x', 'b');
TRUNCATE member;
INSERT INTO member VALUES (10, 'x', 'b');
SELECT differs('member_audience', 'member');

\echo == TRUNCATE: with others, in a transaction that is rolled back, with RESTART IDENTITY
BEGIN;
TRUNCATE member;
SELECT differs('member_audience', 'member'), audience_count('member_audience', 'b');
ROLLBACK;
SELECT differs('member_audience', 'member'), audience_count('member_audience', 'b');
TRUNCATE k, member RESTART IDENTITY CASCADE;
SELECT differs('member_audience', 'member'), audience_count('member_audience', 'b');

\echo -- with all that belongs to the audience, before the data of a dump are loaded
BEGIN;
TRUNCATE member, member_audience, member_audience_tags, member_audience_members, member_audience_pending;
SAVEPOINT s;
SELECT audience_count('member_audience', 'b');
ROLLBACK TO s;
SELECT audience_drop('member_audience');
ROLLBACK;

\echo == In use: a statement that runs does not fire a trigger that is made under it
CREATE FUNCTION makes() RETURNS text LANGUAGE plpgsql AS $$BEGIN RETURN audience_create('member', 'id', 'tags', 'inside'); END$$;
CREATE FUNCTION rebuilds() RETURNS text LANGUAGE plpgsql AS $$BEGIN PERFORM audience_rebuild('member_audience'); RETURN 'rebuilt'; END$$;
CREATE FUNCTION drops() RETURNS text LANGUAGE plpgsql AS $$BEGIN PERFORM audience_drop('member_audience'); RETURN 'dropped'; END$$;
INSERT INTO member VALUES (1, 'x', 'a');
UPDATE member SET tags = 'b' RETURNING makes();
UPDATE member SET tags = 'b' RETURNING rebuilds();
UPDATE member SET tags = 'b' RETURNING drops();
SELECT makes(), rebuilds(), drops();

\echo == Transactions of one snapshot
SELECT audience_create('member', 'id', 'tags');
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT audience_create('member', 'id', 'tags', 'x');
ROLLBACK;
BEGIN ISOLATION LEVEL SERIALIZABLE;
SELECT audience_rebuild('inside');
ROLLBACK;
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT audience_count('inside', 'b');
INSERT INTO member VALUES (11, 'x', 'b');
SELECT audience_count('inside', 'b');
SELECT audience_drop('inside');
COMMIT;

\echo
\echo == A table in the place of its audience, and an audience of a table of an audience
SELECT audience_count('member', 'b');
SELECT audience_create('member_audience_pending', 'id', 'tags');

DROP SCHEMA audience_tables CASCADE;
