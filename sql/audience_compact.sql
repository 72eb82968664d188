-- audience_compact and audience_problems: what a compaction makes of the base, beside plain SQL and beside a new audience;
-- and that audience_problems finds each kind of damage
\set ECHO queries
\set SHOW_CONTEXT never
SET timezone = 'UTC';
SET datestyle = 'ISO';
SET jit = off;
SET client_min_messages = error;
CREATE SCHEMA aud_compact;
SET search_path = aud_compact, public;

-- what the table of tags should have, in plain SQL
CREATE TABLE member (id bigint PRIMARY KEY, tags tagset);
CREATE VIEW truth AS
WITH element AS (
    SELECT m.id, r.tag::tagpath AS path, r.weight::real, r.value, r.since, r.until
    FROM member AS m, tagset_rows(m.tags, NULL) AS r),
place AS (
    SELECT e.id, a.path, bool_or(e.path = a.path) AS own, bool_or(since IS NOT NULL OR until IS NOT NULL) AS timed,
           max(weight) FILTER (WHERE e.path = a.path) AS weight, max(value) FILTER (WHERE e.path = a.path) AS value,
           max(since) FILTER (WHERE e.path = a.path) AS since, max(until) FILTER (WHERE e.path = a.path) AS until
    FROM element AS e, LATERAL (SELECT tagpath_ancestor(e.path, depth) FROM generate_series(1, tagpath_depth(e.path)) AS depth) AS a(path)
    GROUP BY e.id, a.path),
marked AS (SELECT *, coalesce(weight, 1) <> 1 OR value IS NOT NULL OR since IS NOT NULL OR until IS NOT NULL AS attributed FROM place)
SELECT path, id >> 16 AS chunk, count(*)::int AS rows, idset_agg(id) AS ids,
       nullif(coalesce(idset_agg(id) FILTER (WHERE own), '{}'), idset_agg(id)) AS own, bool_or(timed) AS dynamic,
       idset_agg(id) FILTER (WHERE attributed) AS attributed,
       CASE WHEN bool_or(weight <> 1) THEN array_agg(weight ORDER BY id) FILTER (WHERE attributed) END AS weight,
       CASE WHEN count(value) > 0 THEN array_agg(coalesce(value, 'NaN') ORDER BY id) FILTER (WHERE attributed) END AS value,
       CASE WHEN count(since) > 0 THEN array_agg(coalesce(since, '-infinity') ORDER BY id) FILTER (WHERE attributed) END AS since,
       CASE WHEN count(until) > 0 THEN array_agg(coalesce(until, 'infinity') ORDER BY id) FILTER (WHERE attributed) END AS until
FROM marked GROUP BY path, id >> 16;
CREATE VIEW true_members AS
SELECT id >> 16 AS chunk, count(*)::int AS rows, idset_agg(id) AS ids FROM member WHERE tags IS NOT NULL GROUP BY id >> 16;

-- rows that are on one side alone
CREATE FUNCTION differences() RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    RETURN (SELECT count(*) FROM ((TABLE truth EXCEPT ALL TABLE member_audience_tags) UNION ALL (TABLE member_audience_tags EXCEPT ALL TABLE truth)) AS d)
         + (SELECT count(*) FROM ((TABLE true_members EXCEPT ALL TABLE member_audience_members)
                                  UNION ALL (TABLE member_audience_members EXCEPT ALL TABLE true_members)) AS d)
         + (SELECT count(*) FROM member_audience_pending)
         + (SELECT count(*) FROM audience_problems('member_audience'));
END $$;

\echo
\echo == The rows of a chunk: ancestors, own, attributes, dynamic; negative ids have chunks of their own
INSERT INTO member VALUES
    (1, 'interest/golf, interest/golf/clubs[value=250]'), (2, 'interest/golf[weight=0.5], vip[since=2026-01-01T00:00Z; until=2027-01-01T00:00Z]'),
    (3, 'interest/tea, price[value=-1e300]'), (4, ''), (5, NULL), (-7, 'vip'), (65535, 'vip'), (65536, 'vip, interest'), (70000, 'interest/golf');
SELECT audience_create('member', 'id', 'tags');
SELECT chunk, path, rows, ids, own, dynamic AS d, attributed, weight, value, since, until FROM member_audience_tags ORDER BY chunk, path;
SELECT * FROM member_audience_members ORDER BY chunk;
SELECT differences();

\echo
\echo == Nothing is pending, NULL: nothing to do
CALL audience_compact('member_audience');
CALL audience_compact(NULL);
SELECT differences();

\echo
\echo == Attributes appear, change and vanish; what is dynamic becomes static, and the reverse
UPDATE member SET tags = 'interest/golf[value=1], interest/golf/clubs[value=300; since=2026-02-01T00:00Z]' WHERE id = 1;
UPDATE member SET tags = 'interest/golf, vip' WHERE id = 2;
CALL audience_compact('member_audience');
SELECT path, ids, own, dynamic AS d, attributed, weight, value, since, until FROM member_audience_tags WHERE chunk = 0 ORDER BY path;
SELECT differences();
UPDATE member SET tags = 'interest/golf/clubs' WHERE id = 1;
CALL audience_compact('member_audience');
SELECT path, ids, own, dynamic AS d, attributed FROM member_audience_tags WHERE chunk = 0 ORDER BY path;
SELECT differences();

\echo
\echo == A subtree that nobody touched stays dynamic, and makes an ancestor dynamic that gets more members
UPDATE member SET tags = 'a/b/c[until=2027-01-01T00:00Z]' WHERE id = 70000;
CALL audience_compact('member_audience');
INSERT INTO member VALUES (70001, 'a');
CALL audience_compact('member_audience');
SELECT path, ids, own, dynamic AS d FROM member_audience_tags WHERE chunk = 1 AND path <@ 'a' ORDER BY path;
SELECT differences();

\echo
\echo == The last member of a tag, and of a chunk; a new chunk; NULL and back; an empty set; a deleted member; a changed id
UPDATE member SET tags = 'interest/golf' WHERE id = 3;
DELETE FROM member WHERE id = -7;
INSERT INTO member VALUES (9000000000, 'far'), (-1, 'near');
UPDATE member SET tags = NULL WHERE id = 1;
UPDATE member SET tags = 'back' WHERE id = 5;
UPDATE member SET tags = '' WHERE id = 2;
UPDATE member SET id = 200000 WHERE id = 65535;
CALL audience_compact('member_audience');
SELECT chunk, path, ids, own FROM member_audience_tags ORDER BY chunk, path;
SELECT * FROM member_audience_members ORDER BY chunk;
SELECT differences();
UPDATE member SET tags = 'interest' WHERE id = 1;
UPDATE member SET tags = NULL WHERE id = 5;
CALL audience_compact('member_audience');
SELECT differences();

\echo
\echo == The ends of bigint
INSERT INTO member VALUES (9223372036854775807, 'end'), (-9223372036854775808, 'start');
CALL audience_compact('member_audience');
SELECT chunk, path, ids FROM member_audience_tags WHERE path IN ('start', 'end') ORDER BY chunk;
SELECT differences();
DELETE FROM member WHERE id IN (9223372036854775807, -9223372036854775808);
CALL audience_compact('member_audience');
SELECT differences();

\echo
\echo == Rows that do not change are not written, and values that do not change keep their place out of line
TRUNCATE member;
INSERT INTO member SELECT id, CASE WHEN id % 3 = 0 THEN 'all, third[value=1]' ELSE format('all, n[value=%s]', id * 1.5) END::tagset
FROM generate_series(1, 40000) AS id;
CALL audience_compact('member_audience');
SELECT differences();
CREATE TEMP TABLE before AS SELECT path, ctid AS place, xmin AS written FROM member_audience_tags;
CREATE FUNCTION chunks_written() RETURNS TABLE (kept bigint) LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY EXECUTE format('SELECT count(*) FROM %s AS t WHERE t.xmin IN (SELECT written FROM before)',
        (SELECT reltoastrelid::regclass FROM pg_class WHERE oid = 'member_audience_tags'::regclass));
END $$;
CREATE TEMP TABLE chunks AS SELECT kept FROM chunks_written();
UPDATE member SET tags = 'all, third[value=2]' WHERE id = 3;
CALL audience_compact('member_audience');
SELECT t.path, t.ctid <> b.place AS written FROM member_audience_tags AS t JOIN before AS b ON b.path = t.path ORDER BY t.path;
-- of "third" the ids stay where they were, and only its values are written again
SELECT was.kept > 0 AS out_of_line, now.kept BETWEEN 1 AND was.kept - 1 AS some_stay FROM chunks AS was, chunks_written() AS now;
SELECT differences();

\echo
\echo == One transaction moves at most 8,192 rows, and an empty time limit allows one
UPDATE member SET tags = tags || 'more';
SELECT count(*) FROM member_audience_pending;
CALL audience_compact('member_audience', most => '0');
SELECT count(*) BETWEEN 40000 - 8192 AND 39999 AS most_are_left FROM member_audience_pending;
SELECT count(*) AS problems FROM audience_problems('member_audience');
CALL audience_compact('member_audience', '1 hour');
SELECT differences();

\echo
\echo == A plan that was made while nothing was pending does for many pending rows
VACUUM member_audience_pending;
DO $$ BEGIN FOR i IN 1 .. 9 LOOP UPDATE member SET tags = tags || format('x%s', i)::tagset WHERE id = 5; COMMIT; CALL audience_compact('member_audience'); END LOOP; END $$;
UPDATE member SET tags = tags || 'many';
SET statement_timeout = '2min';
CALL audience_compact('member_audience', most => '0');
RESET statement_timeout;
CALL audience_compact('member_audience', '1 hour');
SELECT differences();

\echo
\echo == Statements of a trigger that the owner added are planned as elsewhere
CREATE TABLE planned (relation name, enable_nestloop text, enable_hashjoin text, enable_seqscan text, plan_cache_mode text);
CREATE FUNCTION note_planner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO aud_compact.planned VALUES (tg_relid::regclass, current_setting('enable_nestloop'), current_setting('enable_hashjoin'),
        current_setting('enable_seqscan'), current_setting('plan_cache_mode'));
    RETURN NULL;
END $$;
CREATE TRIGGER note_planner AFTER DELETE ON member_audience_pending FOR EACH STATEMENT EXECUTE FUNCTION note_planner();
CREATE TRIGGER note_planner AFTER INSERT ON member_audience_tags FOR EACH STATEMENT EXECUTE FUNCTION note_planner();
UPDATE member SET tags = tags || 'planned' WHERE id = 5;
CALL audience_compact('member_audience');
SELECT * FROM planned ORDER BY relation;
DROP FUNCTION note_planner CASCADE;

\echo
\echo == It ends transactions, so it needs to be called by itself
BEGIN;
CALL audience_compact('member_audience');
ROLLBACK;
\set VERBOSITY sqlstate
DO $$ BEGIN PERFORM 1; CALL audience_compact('member_audience'); EXCEPTION WHEN division_by_zero THEN NULL; END $$;
\set VERBOSITY default
DO $$ BEGIN FOR i IN 1 .. 3 LOOP UPDATE member SET tags = 'loop' WHERE id = i; CALL audience_compact('member_audience'); END LOOP; END $$;
SELECT differences();

\echo
\echo == Whatever the default isolation level, also when it is called by a procedure
SET default_transaction_isolation = 'serializable';
UPDATE member SET tags = 'serial' WHERE id <= 3;
CALL audience_compact('member_audience');
SHOW transaction_isolation;
RESET default_transaction_isolation;
SELECT differences();

\echo
\echo == Random batches: after each the base is that of plain SQL, and that of a new audience
TRUNCATE member;
SELECT setseed(0.62);
CREATE FUNCTION any_tags() RETURNS tagset LANGUAGE plpgsql AS $$
DECLARE
    tags tagset := '';
    path text;
    dice int := floor(random() * 12);
BEGIN
    IF dice = 0 THEN RETURN NULL; END IF;
    IF dice = 1 THEN RETURN ''; END IF;
    FOREACH path IN ARRAY ARRAY['a', 'a/b', 'a/b/c', 'a/b/c/d', 'a/e', 'a/e/f', '興趣', '興趣/茶', 'x/y/z', 'x/y', 'price', '"a!"'] LOOP
        CONTINUE WHEN random() > 0.3;
        tags := tagset_put(tags, path, CASE WHEN random() < 0.2 THEN 0.25 + floor(random() * 3) / 4 END,
                           CASE WHEN random() < 0.2 THEN floor(random() * 4) END,
                           CASE WHEN random() < 0.15 THEN timestamptz '2026-03-01Z' + floor(random() * 3) * interval '1 day' END,
                           CASE WHEN random() < 0.15 THEN timestamptz '2026-04-01Z' + floor(random() * 3) * interval '1 day' END);
    END LOOP;
    RETURN tags;
END $$;
CREATE FUNCTION any_id() RETURNS bigint LANGUAGE sql VOLATILE
RETURN (ARRAY[0, 65536, 65536 * 5, -65536, -65536 * 3 + 65500])[1 + floor(random() * 5)::int] + floor(random() * 20);
CREATE PROCEDURE batch() LANGUAGE plpgsql AS $$
BEGIN
    FOR i IN 1 .. 1 + floor(random() * 12) LOOP
        CASE floor(random() * 6)
            WHEN 0 THEN DELETE FROM member WHERE id = any_id();
            WHEN 1 THEN DECLARE was bigint := any_id(); becomes bigint := any_id();
                        BEGIN UPDATE member SET id = becomes WHERE id = was AND NOT EXISTS (SELECT FROM member WHERE id = becomes); END;
            WHEN 2 THEN UPDATE member SET tags = any_tags() WHERE id BETWEEN any_id() AND any_id();
            ELSE INSERT INTO member VALUES (any_id(), any_tags()) ON CONFLICT (id) DO UPDATE SET tags = excluded.tags;
        END CASE;
    END LOOP;
END $$;
CREATE TABLE verdict (batch int, wrong_pending bigint, wrong_base bigint, other_tags bigint, other_members bigint, rows bigint);
DO $$
BEGIN
    FOR i IN 1 .. 200 LOOP
        CALL batch();
        COMMIT;
        INSERT INTO verdict (batch, wrong_pending) SELECT i, count(*) FROM audience_problems('member_audience');
        CALL audience_compact('member_audience');
        IF i % 4 = 0 THEN
            PERFORM audience_create('member', 'id', 'tags', 'fresh');
            UPDATE verdict SET
                other_tags = (SELECT count(*) FROM ((TABLE fresh_tags EXCEPT ALL TABLE member_audience_tags)
                                                    UNION ALL (TABLE member_audience_tags EXCEPT ALL TABLE fresh_tags)) AS d),
                other_members = (SELECT count(*) FROM ((TABLE fresh_members EXCEPT ALL TABLE member_audience_members)
                                                       UNION ALL (TABLE member_audience_members EXCEPT ALL TABLE fresh_members)) AS d)
            WHERE batch = i;
            PERFORM audience_drop('fresh');
        END IF;
        UPDATE verdict SET wrong_base = differences(), rows = (SELECT count(*) FROM member_audience_tags) WHERE batch = i;
        COMMIT;
    END LOOP;
END $$;
SELECT count(*) AS batches, sum(wrong_pending) AS wrong_pending, sum(wrong_base) AS wrong_base, count(other_tags) AS compared,
       sum(other_tags) AS other_tags, sum(other_members) AS other_members, max(rows) > 50 AS many_rows
FROM verdict;

\echo
\echo == audience_problems finds each kind of damage
DROP TABLE member CASCADE;
DROP TABLE member_audience, member_audience_tags, member_audience_members, member_audience_pending;
CREATE TABLE member (id bigint PRIMARY KEY, tags tagset);
INSERT INTO member VALUES (1, 'a/b, c[weight=0.5]'), (2, 'a, a/b/d[value=3; until=2027-01-01T00:00Z]'), (3, ''), (70000, 'a/b[since=2026-01-01T00:00Z]'), (70001, 'c');
SELECT audience_create('member', 'id', 'tags');
BEGIN;
SAVEPOINT s;
DELETE FROM member_audience_tags WHERE path = 'a/b/d';
SELECT * FROM audience_problems('member_audience');
ROLLBACK TO s;
INSERT INTO member_audience_tags VALUES ('c', 7, 1, '{458752}', NULL, false);
SELECT * FROM audience_problems('member_audience');
ROLLBACK TO s;
UPDATE member_audience_tags SET ids = '{2-9}' WHERE path = 'a' AND chunk = 0;
SELECT * FROM audience_problems('member_audience');
ROLLBACK TO s;
UPDATE member_audience_tags SET ids = '{}', rows = 0 WHERE path = 'c' AND chunk = 0;
SELECT * FROM audience_problems('member_audience');
ROLLBACK TO s;
UPDATE member_audience_tags SET own = NULL WHERE path = 'a' AND chunk = 0;
SELECT * FROM audience_problems('member_audience');
ROLLBACK TO s;
UPDATE member_audience_tags SET own = '{1,5}' WHERE path = 'a/b' AND chunk = 0;
SELECT * FROM audience_problems('member_audience');
ROLLBACK TO s;
UPDATE member_audience_tags SET own = '{}' WHERE path = 'a/b' AND chunk = 0;
SELECT * FROM audience_problems('member_audience');
ROLLBACK TO s;
UPDATE member_audience_tags SET weight = '{0.25}' WHERE path = 'c' AND chunk = 0;
SELECT * FROM audience_problems('member_audience');
ROLLBACK TO s;
UPDATE member_audience_tags SET attributed = NULL, value = NULL, until = NULL WHERE path = 'a/b/d';
SELECT * FROM audience_problems('member_audience');
ROLLBACK TO s;
UPDATE member_audience_tags SET attributed = '{70001}', value = '{1}' WHERE path = 'c' AND chunk = 1;
SELECT * FROM audience_problems('member_audience');
ROLLBACK TO s;
UPDATE member_audience_tags SET weight = '{0.5,0.5}' WHERE path = 'c' AND chunk = 0;
SELECT * FROM audience_problems('member_audience');
ROLLBACK TO s;
UPDATE member_audience_tags SET weight = '{NULL}' WHERE path = 'c' AND chunk = 0;
SELECT * FROM audience_problems('member_audience');
ROLLBACK TO s;
UPDATE member_audience_tags SET weight = '{{0.5}}' WHERE path = 'c' AND chunk = 0;
SELECT * FROM audience_problems('member_audience');
ROLLBACK TO s;
UPDATE member_audience_tags SET attributed = NULL WHERE path = 'c' AND chunk = 0;
SELECT * FROM audience_problems('member_audience');
ROLLBACK TO s;
UPDATE member_audience_tags SET dynamic = NOT dynamic WHERE path IN ('a', 'c') AND chunk = 0;
SELECT * FROM audience_problems('member_audience');
ROLLBACK TO s;
UPDATE member_audience_members SET ids = '{1,2,4}' WHERE chunk = 0;
SELECT * FROM audience_problems('member_audience');
ROLLBACK TO s;
UPDATE member_audience_members SET rows = 1 WHERE chunk = 0;
SELECT * FROM audience_problems('member_audience');
ROLLBACK TO s;
DELETE FROM member_audience_members WHERE chunk = 1;
SELECT * FROM audience_problems('member_audience');
ROLLBACK TO s;

\echo
\echo == Pending rows that are missing, too many, or wrong; a moment and a weight alone
UPDATE member SET tags = 'a/b, c[weight=0.25]' WHERE id = 1;
SELECT * FROM audience_problems('member_audience');
DELETE FROM member_audience_pending;
SELECT * FROM audience_problems('member_audience');
ROLLBACK TO s;
INSERT INTO member_audience_pending VALUES (2, 'a, a/b/d[value=3; until=2027-01-02T00:00Z]'), (70001, NULL), (-1, 'x');
SELECT * FROM audience_problems('member_audience');
ROLLBACK;

\echo
\echo == What a disabled trigger misses; a compaction mends members that change again
ALTER TABLE member DISABLE TRIGGER USER;
UPDATE member SET tags = 'c' WHERE id = 1;
INSERT INTO member SELECT id, 'new' FROM generate_series(100, 120) AS id;
DELETE FROM member WHERE id = 70001;
SELECT * FROM audience_problems('member_audience');
ALTER TABLE member ENABLE TRIGGER USER;
UPDATE member SET tags = tags || 'again' WHERE id = 1 OR id >= 100;
CALL audience_compact('member_audience');
SELECT * FROM audience_problems('member_audience');

\echo
\echo == Ids that are not unique any more, or NULL
ALTER TABLE member DROP CONSTRAINT member_pkey;
ALTER TABLE member ALTER id DROP NOT NULL, DISABLE TRIGGER USER;
INSERT INTO member VALUES (1, 'c'), (NULL, 'c');
SELECT * FROM audience_problems('member_audience');

\echo
\echo == Pending rows of one id, after the owner has dropped the primary key
CREATE TABLE twice (id bigint PRIMARY KEY, tags tagset);
SELECT audience_create('twice', 'id', 'tags');
ALTER TABLE twice_audience_pending DROP CONSTRAINT twice_audience_pending_pkey;
INSERT INTO twice_audience_pending VALUES (1, 'a'), (2, 'b'), (1, 'c[value=2]'), (1, 'c');
SELECT problem, tag, id, detail FROM audience_problems('twice_audience') ORDER BY problem, tag COLLATE "C", id;
CALL audience_compact('twice_audience');
SELECT audience_rebuild('twice_audience');
CALL audience_compact('twice_audience');

\echo
\echo == A row of the base without a chunk, after the owner has dropped the primary key
CREATE TABLE chunkless (id bigint PRIMARY KEY, tags tagset);
INSERT INTO chunkless VALUES (1, 'a');
SELECT audience_create('chunkless', 'id', 'tags');
ALTER TABLE chunkless_audience_members DROP CONSTRAINT chunkless_audience_members_pkey, ALTER chunk DROP NOT NULL;
INSERT INTO chunkless_audience_members VALUES (NULL, 1, '{5}');
SELECT problem, tag, id, detail FROM audience_problems('chunkless_audience');

\echo
\echo == Not an audience, and NULL
SELECT * FROM audience_problems('member');
SELECT * FROM audience_problems(NULL);
CALL audience_compact('member');
SET client_min_messages = error;
DROP SCHEMA aud_compact CASCADE;
