\echo == Audiences whose ids, sets, definition or tables are not what one expects
-- An audience answers as its table does, or it refuses with an error that says what to do.
SET client_min_messages = warning;
SET jit = off;
SET timezone = 'UTC';
\set VERBOSITY default

\echo -- ids at both ends of bigint, below zero, far apart, and one chunk that is full
CREATE TABLE member (id bigint PRIMARY KEY, tags tagset);
INSERT INTO member VALUES (-9223372036854775808, 'a'), (9223372036854775807, 'a/b'), (-1, 'a, c[until=2026-07-01T00:00:00Z]'), (0, ''), (4611686018427387904, NULL);
INSERT INTO member SELECT i, 'a' FROM generate_series(65536, 131071) AS i;
SELECT audience_create('member', 'id', 'tags');
CREATE VIEW differs AS SELECT q, t, audience, scan
FROM unnest(ARRAY['a', '!a', '=a', 'a & !a/b', '!(a | c)', 'a/*', 'c', '!a | a', '2 of (a, !c, a/b)']) AS q, unnest(ARRAY['2026-06-30Z', '2026-07-01Z']::timestamptz[]) AS t,
    LATERAL (SELECT concat(audience_count('member_audience', q, t), audience_ids('member_audience', q, t)) AS audience,
                    (SELECT concat(count(*), coalesce(idset_agg(id), '{}')) FROM member WHERE tagset_matches(tags, q::tagquery, t)) AS scan) AS answers
WHERE audience <> scan;
TABLE differs;
SELECT audience_ids('member_audience', '!a | a/b');
UPDATE member SET tags = 'c' WHERE id IN (-9223372036854775808, 9223372036854775807, 100000);
INSERT INTO member VALUES (9223372036854775806, 'a');
DELETE FROM member WHERE id IN (-1, 131071);
TABLE differs;
CALL audience_compact('member_audience');
TABLE differs;
SELECT count(*) FROM member_audience_pending;
SELECT * FROM audience_problems('member_audience');
DELETE FROM member WHERE id BETWEEN 65536 AND 131071;
CALL audience_compact('member_audience');
TABLE differs;
-- a chunk that nobody is left in has no rows
SELECT chunk, rows FROM member_audience_members ORDER BY chunk;
SELECT DISTINCT chunk FROM member_audience_tags ORDER BY chunk;

\echo -- a table that is emptied, row by row
DELETE FROM member;
CALL audience_compact('member_audience');
SELECT (SELECT count(*) FROM member_audience_tags) AS tags, (SELECT count(*) FROM member_audience_members) AS members;
TABLE differs;

\echo -- many tags, deep tags, long names, names with the separators of every syntax
INSERT INTO member VALUES (1, (SELECT tagset_agg(format('t%s/u%s', i % 97, i)::tagpath) FROM generate_series(1, 20000) AS i)),
    (2, array_to_string(array_fill('d'::text, ARRAY[32]), '/')::tagset), (3, (repeat('x', 200) || '/' || repeat('é', 100))::tagset), (4, '"a/b"/"c,[d"/"*"/"!e & f"'), (5, 'T1/U98, ｔ１/Ｕ９８');
SELECT audience_ids('member_audience', 't1/u98'), audience_ids('member_audience', 'd/d/d/d'), audience_ids('member_audience', repeat('x', 200)), audience_ids('member_audience', '"a/b"/"c,[d"/"*"');
CALL audience_compact('member_audience');
SELECT audience_ids('member_audience', 't1/u98'), audience_ids('member_audience', 'd/d/d/d'), audience_ids('member_audience', repeat('x', 200)), audience_ids('member_audience', '"a/b"/"c,[d"/"*"');
SELECT count(*), sum(rows), max(depth) FROM audience_counts('member_audience');
SELECT count(*) FROM member_audience_tags WHERE path @@ 't*/*';
SELECT * FROM audience_problems('member_audience');

\echo -- NULL everywhere
SELECT audience_count('member_audience', NULL::tagquery), audience_count('member_audience', NULL::text), audience_count(NULL, 'a'), audience_ids('member_audience', NULL::text), audience_ids(NULL, 'a');
SELECT audience_count('member_audience', 'd', NULL), audience_count('member_audience', 'd', 'infinity'), audience_count('member_audience', 'd', '-infinity');
SELECT (SELECT count(*) FROM audience_counts('member_audience', NULL::tagquery)) = (SELECT count(*) FROM audience_counts('member_audience', NULL::text)) AS everybody, (SELECT count(*) FROM audience_counts(NULL)) AS none;
SELECT audience_rebuild(NULL), audience_drop(NULL);
CALL audience_compact(NULL);

\echo -- what is no audience
CREATE TABLE plain (id bigint PRIMARY KEY, tags tagset);
SELECT audience_count('plain', 'a');
SELECT audience_count('member', 'a');
SELECT audience_count('member_audience_tags', 'a');
SELECT audience_count('member_audience_pending', 'a');
SELECT audience_count('member_pkey', 'a');
SELECT audience_count('pg_class', 'a');
SELECT audience_count(4294967295::oid::regclass, 'a');
SELECT audience_count(0::regclass, 'a');
CALL audience_compact('member');
\set VERBOSITY default
SELECT audience_rebuild('plain');
SELECT audience_drop('plain');
SELECT audience_drop('member_audience_pending');
SELECT * FROM audience_problems('pg_class');
SELECT * FROM audience_counts('differs');

\echo -- a definition that was changed by hand: two rows, none, another layout, other tables
BEGIN; INSERT INTO member_audience SELECT 2, chunk_bits, tags_table, members_table, pending_table FROM member_audience; SELECT audience_count('member_audience', 'd'); ROLLBACK;
BEGIN; DELETE FROM member_audience; SELECT audience_count('member_audience', 'd'); ROLLBACK;
BEGIN; DELETE FROM member_audience; INSERT INTO member VALUES (7, 'd'); TRUNCATE member; ROLLBACK;
BEGIN; UPDATE member_audience SET layout = 2; SELECT audience_count('member_audience', 'd'); ROLLBACK;
BEGIN; UPDATE member_audience SET chunk_bits = 64; SELECT audience_count('member_audience', 'd'); ROLLBACK;
BEGIN; UPDATE member_audience SET chunk_bits = -1; SELECT audience_count('member_audience', 'd'); ROLLBACK;
BEGIN; UPDATE member_audience SET tags_table = 'member_audience_members'; SELECT audience_count('member_audience', 'd'); ROLLBACK;
BEGIN; UPDATE member_audience SET members_table = 'plain'; SELECT audience_count('member_audience', 'd'); ROLLBACK;
BEGIN; UPDATE member_audience SET pending_table = 'plain'; SELECT audience_count('member_audience', 'd'); ROLLBACK;
BEGIN; UPDATE member_audience SET pending_table = 4294967295::oid::regclass; SELECT audience_count('member_audience', 'd'); ROLLBACK;
BEGIN; UPDATE member_audience SET tags_table = 'differs'; SELECT audience_count('member_audience', 'd'); ROLLBACK;
BEGIN; UPDATE member_audience SET tags_table = 'pg_class'; SELECT audience_rebuild('member_audience'); ROLLBACK;

\echo -- tables whose shape was changed
\set VERBOSITY terse
BEGIN; ALTER TABLE member_audience_tags DROP COLUMN value; SELECT audience_count('member_audience', 'd'); ROLLBACK;
BEGIN; ALTER TABLE member_audience_tags ALTER weight TYPE float8[]; SELECT audience_count('member_audience', 'd'); ROLLBACK;
BEGIN; ALTER TABLE member_audience_tags DROP CONSTRAINT member_audience_tags_pkey; SELECT audience_count('member_audience', 'd'); ROLLBACK;
BEGIN; ALTER TABLE member_audience_members DROP CONSTRAINT member_audience_members_pkey; SELECT audience_count('member_audience', 'd'); ROLLBACK;
BEGIN; ALTER TABLE member_audience_pending DROP CONSTRAINT member_audience_pending_pkey; SELECT audience_count('member_audience', 'd'); ROLLBACK;
BEGIN; ALTER TABLE member_audience_pending DROP CONSTRAINT member_audience_pending_pkey; UPDATE member SET tags = 'x' WHERE id = 1; ROLLBACK;
BEGIN; ALTER TABLE member_audience_pending ALTER tags TYPE text; UPDATE member SET tags = 'x' WHERE id = 1; ROLLBACK;
BEGIN; ALTER TABLE member_audience_pending ADD extra int NOT NULL; UPDATE member SET tags = 'x' WHERE id = 1; ROLLBACK;
BEGIN; DROP TABLE member_audience_tags; SELECT audience_count('member_audience', 'd'); ROLLBACK;
BEGIN; DROP TABLE member_audience_members; SELECT audience_count('member_audience', 'd'); ROLLBACK;
BEGIN; DROP TABLE member_audience_pending; SELECT audience_count('member_audience', 'd'); ROLLBACK;
BEGIN; DROP TABLE member_audience_pending; UPDATE member SET tags = 'x' WHERE id = 1; ROLLBACK;
BEGIN; DROP TABLE member_audience_tags; TRUNCATE member; ROLLBACK;
BEGIN; DROP VIEW differs; DROP TABLE member_audience_tags, member_audience_members, member_audience_pending; SELECT audience_drop('member_audience'); SELECT to_regclass('member_audience'); ROLLBACK;
BEGIN; CREATE TABLE child () INHERITS (member_audience_tags); SELECT audience_count('member_audience', 'd'); ROLLBACK;
BEGIN; ALTER TABLE member_audience_tags SET UNLOGGED; SELECT audience_count('member_audience', 'd'); ROLLBACK;

\set VERBOSITY default
\echo -- rows of the base that were changed by hand: errors or wrong answers, which audience_problems tells; no crash
INSERT INTO member VALUES (8, 'w[weight=0.5; value=2; since=2026-06-01T00:00:00Z; until=2026-07-01T00:00:00Z]'), (9, 'w[weight=0.25]');
CALL audience_compact('member_audience');
\set ask 'SELECT audience_ids(\'member_audience\', \'w[weight>=0.5; value>1; since<2026-07-01T00:00:00Z; until>2026-06-30T00:00:00Z]\', \'2026-06-30Z\')'
:ask;
BEGIN; UPDATE member_audience_tags SET weight = '{0.5}' WHERE path = 'w'; :ask; ROLLBACK;
BEGIN; UPDATE member_audience_tags SET weight = '{0.5,NULL}' WHERE path = 'w'; :ask; ROLLBACK;
BEGIN; UPDATE member_audience_tags SET weight = '{{0.5},{0.25}}' WHERE path = 'w'; :ask; ROLLBACK;
BEGIN; UPDATE member_audience_tags SET weight = '[5:6]={0.5,0.25}' WHERE path = 'w'; :ask; ROLLBACK;
BEGIN; UPDATE member_audience_tags SET value = '{}' WHERE path = 'w'; :ask; ROLLBACK;
BEGIN; UPDATE member_audience_tags SET since = '{}' WHERE path = 'w'; :ask; ROLLBACK;
BEGIN; UPDATE member_audience_tags SET attributed = NULL WHERE path = 'w'; :ask; ROLLBACK;
BEGIN; UPDATE member_audience_tags SET attributed = '{8-10}' WHERE path = 'w'; :ask; ROLLBACK;
BEGIN; UPDATE member_audience_tags SET attributed = '{8,77}' WHERE path = 'w'; :ask; SELECT problem, tag, id FROM audience_problems('member_audience') ORDER BY 1, 2, 3; ROLLBACK;
BEGIN; UPDATE member_audience_tags SET own = '{}' WHERE path = 'w'; :ask; SELECT problem, tag, id FROM audience_problems('member_audience'); ROLLBACK;
BEGIN; UPDATE member_audience_tags SET ids = '{8,9,77}' WHERE path = 'w'; SELECT problem, tag, id FROM audience_problems('member_audience') ORDER BY 1, 2, 3; ROLLBACK;
BEGIN; UPDATE member_audience_tags SET ids = '{-70000,8,9000000}' WHERE path = 'w'; SELECT audience_count('member_audience', 'w', NULL) > 0 AS something; CALL audience_compact('member_audience'); ROLLBACK;
BEGIN; UPDATE member_audience_tags SET rows = 1 WHERE path = 'w'; SELECT problem, tag, id FROM audience_problems('member_audience'); ROLLBACK;
BEGIN; UPDATE member_audience_tags SET dynamic = NOT dynamic WHERE path = 'w'; SELECT problem, tag, id FROM audience_problems('member_audience'); ROLLBACK;
BEGIN; UPDATE member_audience_tags SET weight = '{0.75,0.25}' WHERE path = 'w'; SELECT problem, tag, id FROM audience_problems('member_audience'); ROLLBACK;
BEGIN; DELETE FROM member_audience_tags WHERE path = 'w'; SELECT problem, tag, id FROM audience_problems('member_audience') ORDER BY 1, 2, 3; ROLLBACK;
BEGIN; DELETE FROM member_audience_members; SELECT problem, tag, id FROM audience_problems('member_audience') ORDER BY 1, 2, 3 LIMIT 3; ROLLBACK;
BEGIN; UPDATE member_audience_members SET ids = ids | '{77}'; SELECT problem, tag, id FROM audience_problems('member_audience') ORDER BY 1, 2, 3; ROLLBACK;
BEGIN; INSERT INTO member_audience_pending VALUES (8, 'z'); SELECT problem, tag, id FROM audience_problems('member_audience') ORDER BY 1, 2, 3; ROLLBACK;
-- a compaction makes rows of the touched ids right whatever they were
DELETE FROM member_audience_tags WHERE path = 'w';
UPDATE member SET tags = tags || 'v' WHERE id IN (8, 9);
CALL audience_compact('member_audience');
:ask;
SELECT * FROM audience_problems('member_audience');

\echo -- moments of all kinds
SELECT audience_ids('member_audience', 'w', '2026-06-30T23:59:59.999999Z'), audience_ids('member_audience', 'w', '2026-07-01Z'), audience_ids('member_audience', 'w', '4714-11-24 00:00:00+00 BC'), audience_ids('member_audience', 'w', '294276-12-31 23:59:59.999999+00');
SELECT audience_ids('member_audience', 'w[since>=-P1M]', NULL);
SELECT audience_ids('member_audience', '!w[since>=-P1M]', '2026-06-30Z');
SELECT audience_count('member_audience', 'a[by=human] | w[verdict=false] | w[deny]'), audience_count('member_audience', '!a[by=human]') = (SELECT count(*) FROM member WHERE tags @@ '!a[by=human]') AS everybody;

\echo -- as many terms as a query may have, and a pattern that takes too long
SELECT audience_count('member_audience', (SELECT string_agg('t' || i % 97 || '/u' || i, ' | ') FROM generate_series(1, 10000) AS i)::tagquery);
SELECT audience_count('member_audience', (repeat('!(', 499) || 'w' || repeat(')', 499))::tagquery, NULL);
SELECT audience_count('member_audience', 't1/~"^u(1+)+$"');

\echo -- triggers that are made by hand: of columns of other types, which are not read as what they are not; without a pending table
CREATE TABLE other (id bigint PRIMARY KEY, number bigint, word text, tags tagset);
CREATE TABLE other_definition (layout integer);
CREATE TABLE other_pending (id bigint PRIMARY KEY, tags tagset);
CREATE CONSTRAINT TRIGGER hold AFTER UPDATE OF id, number ON other FROM other_definition FOR EACH ROW WHEN (false) EXECUTE FUNCTION audience_hold('number');
CREATE CONSTRAINT TRIGGER note AFTER INSERT OR UPDATE OR DELETE ON other FROM other_pending FOR EACH ROW EXECUTE FUNCTION audience_note('number');
INSERT INTO other VALUES (1, 123456789, 'a', 'a');
DROP TRIGGER hold ON other;
INSERT INTO other VALUES (1, 123456789, 'a', 'a');
CREATE CONSTRAINT TRIGGER hold AFTER UPDATE OF id, word ON other FROM other_definition FOR EACH ROW WHEN (false) EXECUTE FUNCTION audience_hold('number');
UPDATE other SET word = 'b';
DROP TRIGGER hold ON other;
CREATE CONSTRAINT TRIGGER hold AFTER UPDATE OF id, tags ON other FROM other_definition FOR EACH ROW WHEN (false) EXECUTE FUNCTION audience_hold('number');
UPDATE other SET tags = 'b';
SELECT * FROM other_pending;
DROP TABLE other, other_definition, other_pending;

\echo -- a view on the audience keeps it
SELECT audience_drop('member_audience');
DROP VIEW differs;
SELECT audience_drop('member_audience');
DROP TABLE member, plain;
