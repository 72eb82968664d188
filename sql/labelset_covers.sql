-- labels @> set: each path is asserted by a label in effect, at or below it.
\echo == One path, several, none
SELECT l @> 'misinfo' AS below, l @> 'misinfo/vaccine' AS itself, l @> 'misinfo/vaccine/chip' AS above, l @> 'misinfo, hate' AS both, l @> 'misinfo, spam' AS not_both, l @> '' AS empty,
       'hate' <@ l AS commutator, l @> 'mis' AS no_prefix
FROM (SELECT 'misinfo/vaccine[verdict=false; by=agency/afp], hate[by=human], "a,b"/c'::labelset AS l) AS t;
SELECT 'a/b, c'::labelset @> 'a, a/b, c' AS nested, 'a/b'::labelset @> 'a/b, a/b/c' AS not_below, '"a,b"/c'::labelset @> '"a,b"' AS quoted, ''::labelset @> 'a' AS empty_log;
\echo -- what is withdrawn, superseded or denied is not asserted; ends are ignored, as without a timestamp in a query
SELECT l, l::labelset @> 'a' AS covers, l::labelset @@ 'a' AS matches
FROM unnest(ARRAY['a[by=x], a[by=x; at=2026-01-01T00:00:00Z; neg]', 'a[deny]', 'a[by=x; deny], a[by=y]', 'a[until=2000-01-01T00:00:00Z]', 'a/b[by=x; neg], a/c[by=x]']) AS l;
\echo -- NULL
SELECT NULL::labelset @> 'a' AS log, 'a'::labelset @> NULL::tagset AS set;
\echo -- attributes of labels are no attributes of tags; a path of its own type is cast
SELECT 'a[verdict=false]'::labelset @> 'a[verdict=false]';
-- terse, as the server's hint depends on its version
\set VERBOSITY terse
SELECT 'a/b'::labelset @> 'a'::tagpath;
\set VERBOSITY default
SELECT 'a/b'::labelset @> 'a'::tagpath::tagset AS cast;
\echo -- the function form takes all of them
SELECT labelset_covers('a/b, c', 'a, c') AS text, labelset_covers('a/b', 'a'::varchar) AS varchar, labelset_covers('a/b', 'a, c'::tagset) AS set, labelset_covers('a/b', 'a'::tagpath) AS path,
       labelset_covers('a', NULL::text) AS "NULL";

\echo == The same as a query of plain terms, and as the asserted paths as a set, by scan and by index
DO $$ BEGIN PERFORM setseed(0.5); END $$;
CREATE FUNCTION pg_temp.path() RETURNS text LANGUAGE sql VOLATILE AS $$ SELECT concat_ws('/', 'r' || floor(random() * 4), 's' || floor(random() * 4), CASE WHEN random() < 0.5 THEN 't' || floor(random() * 3) END) $$;
CREATE TABLE covered AS
    SELECT i AS id, labelset_agg(factlabel_make(pg_temp.path()::tagpath, by => ('by/x' || floor(random() * 3))::tagpath, score => random(),
               at => timestamptz '2026-01-01 00:00Z' + random() * interval '100 days', neg => random() < 0.15, deny => random() < 0.15)) AS labels
    FROM (SELECT i, generate_series(1, i % 8) FROM generate_series(1, 3000) AS i) AS t GROUP BY i
    UNION ALL SELECT 0, '' UNION ALL SELECT -1, NULL;
CREATE TEMP TABLE asked AS
    SELECT n, (SELECT string_agg(p, ', ') FROM (SELECT CASE WHEN random() < 0.3 THEN 'r' || floor(random() * 4) ELSE pg_temp.path() END FROM generate_series(1, n % 4)) AS t (p))::tagset AS tags FROM generate_series(1, 60) AS n;
UPDATE asked SET tags = coalesce(tags, '');
CREATE FUNCTION pg_temp.found(condition text) RETURNS int[] LANGUAGE plpgsql AS $$
DECLARE
    result int[];
BEGIN
    EXECUTE format('SELECT coalesce(array_agg(id ORDER BY id), ''{}'') FROM covered WHERE %s', condition) INTO result;
    RETURN result;
END $$;
CREATE TEMP TABLE answer AS SELECT n, tags, pg_temp.found(format('labels @> %L', tags)) AS rows FROM asked;
SELECT count(DISTINCT rows) > 30 AS various,
       count(*) FILTER (WHERE rows <> pg_temp.found(format('labelset_tags(labels, NULL) @> %L', tags))) AS not_as_set,
       count(*) FILTER (WHERE tags <> '' AND rows <> pg_temp.found(format('labels @@ %L', array_to_string(tags::text[], ' & ')))) AS not_as_query
FROM answer;
CREATE INDEX ON covered USING gin (labels);
ANALYZE covered;
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT id FROM covered WHERE labels @> 'r1/s1, r2';
EXPLAIN (COSTS OFF) SELECT id FROM covered WHERE labelset_covers(labels, 'r1/s1');
EXPLAIN (COSTS OFF) SELECT id FROM covered WHERE 'r1'::tagset <@ labels AND labels @@ 'r2[by=by/x1]';
SELECT count(*) AS questions, count(*) FILTER (WHERE rows <> pg_temp.found(format('labels @> %L', tags))) AS constant,
       count(*) FILTER (WHERE rows <> pg_temp.found(format('%L::tagset <@ labels', tags))) AS commuted,
       count(*) FILTER (WHERE rows <> (SELECT coalesce(array_agg(id ORDER BY id), '{}') FROM covered WHERE labels @> tags)) AS joined
FROM answer;
\echo -- no row is rechecked away
CREATE FUNCTION pg_temp.rechecked(condition text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    plan json;
BEGIN
    EXECUTE format('EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, FORMAT json) SELECT * FROM covered WHERE %s', condition) INTO plan;
    RETURN coalesce((plan -> 0 -> 'Plan' ->> 'Rows Removed by Index Recheck')::int, 0);
END $$;
SELECT sum(pg_temp.rechecked(format('labels @> %L', tags))) AS rechecked_away FROM answer;
RESET enable_seqscan;
\echo -- estimates
CREATE FUNCTION pg_temp.estimate(condition text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
    plan json;
BEGIN
    EXECUTE format('EXPLAIN (FORMAT json) SELECT 1 FROM covered WHERE %s', condition) INTO plan;
    RETURN plan #>> '{0,Plan,Plan Rows}';
END $$;
SELECT c, greatest((e + 1) / (t + 1), (t + 1) / (e + 1)) < 2 AS good
FROM unnest(ARRAY[$$labels @> 'r1'$$, $$'r1/s1' <@ labels$$, $$labels @> 'r1/s1, r2'$$, $$labels @> ''$$, $$labelset_covers(labels, 'r3')$$]) AS c,
     LATERAL (SELECT pg_temp.estimate(c), cardinality(pg_temp.found(c))) AS s (e, t);
SELECT pg_temp.estimate($$labels @> 'nothing'$$) < 50 AS nothing, pg_temp.estimate($$labels @> NULL::tagset$$) AS "NULL", pg_temp.estimate($$EXISTS (SELECT FROM asked WHERE labels @> tags)$$) BETWEEN 1 AND 3002 AS a_join;
DROP TABLE covered;
