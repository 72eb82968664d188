-- Shortcuts answer as the general ways do: sets without moments, casts of the same text, slices of large values, queries used again.
SET TimeZone = 'UTC';
DO $$ BEGIN PERFORM setseed(0.375); END $$;

\echo == As of a timestamp a set is what is live then: sets without attributes, with weights only, with moments, small and of several blocks
CREATE FUNCTION pg_temp.moment() RETURNS text LANGUAGE sql VOLATILE AS $$ SELECT '2026-01-0' || 1 + floor(random() * 5)::int || 'T00:00:00Z' $$;
CREATE TEMP TABLE tagged AS
    SELECT i, string_agg(DISTINCT format('%s%s%s', chr(97 + floor(random() * 5)::int), CASE WHEN random() < 0.6 THEN '/' || chr(97 + floor(random() * 4)::int) ELSE '' END, CASE WHEN random() < 0.4 THEN '/' || floor(random() * 50) ELSE '' END)
        || CASE WHEN i % 4 = 1 AND random() < 0.5 THEN '[weight=0.5]' WHEN i % 4 > 1 AND random() < 0.3 * (i % 4) THEN format('[%s=%s]', CASE WHEN random() < 0.5 THEN 'since' ELSE 'until' END, pg_temp.moment()) ELSE '' END, ', ')::tagset AS tags
    FROM generate_series(0, 999) AS i, LATERAL generate_series(1, CASE WHEN i % 25 < 4 THEN 300 ELSE 1 + i % 9 END) GROUP BY i;
CREATE TEMP TABLE asked AS
    SELECT i, string_agg(CASE WHEN random() < 0.2 THEN '!' ELSE '' END || CASE WHEN random() < 0.2 THEN '=' ELSE '' END || chr(97 + floor(random() * 6)::int)
        || CASE WHEN random() < 0.5 THEN '/' || chr(97 + floor(random() * 4)::int) WHEN random() < 0.1 THEN '/*' ELSE '' END || CASE WHEN random() < 0.1 THEN '[weight<1]' ELSE '' END, CASE WHEN i % 2 = 0 THEN ' & ' ELSE ' | ' END) AS query
    FROM generate_series(1, 40) AS i, LATERAL generate_series(1, 1 + i % 8) GROUP BY i;
SELECT count(*) AS pairs, count(*) FILTER (WHERE as_of) BETWEEN 10000 AND 30000 AS some_match,
       count(*) FILTER (WHERE as_of <> live) AS differ, count(*) FILTER (WHERE as_of <> by_function) AS function_differs, count(*) FILTER (WHERE plain <> now) AS plain_differ
FROM (SELECT tags @@ tagquery_at(query::tagquery, at) AS as_of, tagset_live(tags, at) @@ query::tagquery AS live, tagset_matches(tags, query, at) AS by_function,
             tags @@ query::tagquery AS plain, tagset_matches(tags, query, NULL) AS now
      FROM tagged, asked, (SELECT timestamptz '2026-01-03T00:00:00Z' AS at) AS t) AS a;
\echo == Terms as of different timestamps, and one without, in one query
SELECT count(*) AS sets, count(*) FILTER (WHERE one <> each) AS differ
FROM (SELECT tags @@ '((a @2026-01-02T00:00:00Z) | (b/a @2026-01-03T00:00:00Z)) & !(c @2026-01-04T00:00:00Z) & (d | e | a/a | a/b | b/c)' AS one,
             (tagset_live(tags, '2026-01-02T00:00:00Z') @@ 'a' OR tagset_live(tags, '2026-01-03T00:00:00Z') @@ 'b/a') AND NOT tagset_live(tags, '2026-01-04T00:00:00Z') @@ 'c' AND (tags @@ 'd' OR tags @@ 'e' OR tags @@ 'a/a' OR tags @@ 'a/b' OR tags @@ 'b/c') AS each FROM tagged) AS t;

\echo == A text that comes again and again is read once; another one is read anew
SELECT ARRAY['a', 'a', 'a', 'b', 'b', 'b', 'a', 'b', 'b[weight=0.5]', 'b[weight=0.5]', 'b[weight=0.5]', '', '', '', 'A', 'a']::tagset[] AS tagsets, ARRAY['true', 'true', 'true', 'false', 'false', 'false', 'true']::factverdict[] AS verdicts;
SELECT ARRAY['a', 'a', 'a', 'b', 'b', 'b', 'a', 'b', 'b[weight=0.5]', 'b[weight=0.5]', 'b[weight=0.5]', '', '', '', 'A', 'a']::text[]::tagset[] AS tagsets, ARRAY['true', 'true', 'true', 'false', 'false', 'false', 'true']::text[]::factverdict[] AS verdicts;
SELECT count(*) AS texts, count(*) FILTER (WHERE t::tagset::text <> CASE t WHEN 'A/b' THEN 'a/b' ELSE t END) AS differ FROM (SELECT CASE WHEN (i / 5) % 3 = 0 THEN 'A/b' WHEN (i / 5) % 3 = 1 THEN 'c' ELSE 'c' || i / 3 END AS t FROM generate_series(1, 3000) AS i) AS s;
SELECT count(t::tagpath) FROM unnest(ARRAY['a', 'a', 'a', 'a//b']) AS t;
SELECT count(t::tagpath) FROM unnest(ARRAY['a//b', 'a', 'a']) AS t;
SET plan_cache_mode = force_generic_plan;
PREPARE how_many(text, timestamptz) AS SELECT count(*) FILTER (WHERE tagset_matches(tags, $1, $2)) AS matches, count(*) FILTER (WHERE tags @@ $1::tagquery) AS meets FROM tagged;
EXECUTE how_many('a/b & !c', NULL);
EXECUTE how_many('a/b & !c', '2026-01-03Z');
EXECUTE how_many('a/*', NULL);
EXECUTE how_many('a/', NULL);
EXECUTE how_many(NULL, NULL);
DEALLOCATE how_many;
RESET plan_cache_mode;
SELECT count(*) FILTER (WHERE tags @@ 'a/b & !c'), count(*) FILTER (WHERE tagset_live(tags, '2026-01-03Z') @@ 'a/b & !c'), count(*) FILTER (WHERE tags @@ 'a/*') FROM tagged;

\echo == Slices of values out of line: each path of the set, paths above, between and beyond them
CREATE TABLE shortcuts_large (how text, tags tagset);
ALTER TABLE shortcuts_large ALTER tags SET STORAGE EXTERNAL;
INSERT INTO shortcuts_large SELECT 'external', tagset_agg(format('%s/%s%s', md5(i::text), repeat(chr(97 + i % 7), 1 + i % 200), CASE WHEN i % 5 = 0 THEN '/x[weight=0.5]' WHEN i % 3 = 0 THEN '/x' ELSE 'y' END)::tagset::text) FROM generate_series(1, 20000) AS i;
CREATE TABLE shortcuts_packed AS SELECT tagset_agg(('customer/area' || i % 100 || '/number' || i)::tagpath) AS tags FROM generate_series(1, 5000) AS i;
SELECT pg_column_size(l.tags) > 1000000 AS large, pg_column_size(p.tags) * 2 < pg_column_size(p.tags || tagset '') AS compressed, tagset_count(l.tags), tagset_count(p.tags) AS count_of_compressed FROM shortcuts_large AS l, shortcuts_packed AS p;
CREATE TEMP TABLE probe AS
    SELECT DISTINCT p::tagpath AS path FROM (SELECT path::text AS path FROM shortcuts_large, unnest(tags::tagpath[]) AS path WHERE hashtext(path::text) % 16 = 0 UNION ALL SELECT md5(i::text) FROM generate_series(1, 30000, 30) AS i) AS r,
        unnest(ARRAY[path, path || '/x', regexp_replace(path, '/[^/]*$', ''), left(path, 20), regexp_replace(path, '("?)$', '0\1'), '0', 'zz/z']) AS p;
SELECT count(*) > 5000 AS probes, count(*) FILTER (WHERE l.tags @> path) > 2000 AS found, count(*) FILTER (WHERE (l.tags @> path) <> (m.tags @> path)) AS differ, count(*) FILTER (WHERE (path <@ l.tags) <> (m.tags @> path)) AS commuted_differ
FROM probe, shortcuts_large AS l, (SELECT tags || tagset '' AS tags FROM shortcuts_large OFFSET 0) AS m;
SELECT count(*) FILTER (WHERE p.tags @> path) AS found, count(*) FILTER (WHERE (p.tags @> path) <> (m.tags @> path)) AS differ
FROM shortcuts_packed AS p, (SELECT tags || tagset '' AS tags FROM shortcuts_packed OFFSET 0) AS m, generate_series(1, 300, 7) AS i, LATERAL unnest(ARRAY['customer/area' || i, 'customer/area' || i || '/number' || i, 'customer/area' || i || '/number']::tagpath[]) AS path;
DROP TABLE shortcuts_large, shortcuts_packed;

\echo == Queries from a column beside the same queries as constants
CREATE FUNCTION pg_temp.constant(query text) RETURNS bigint LANGUAGE plpgsql AS $$ DECLARE n bigint; BEGIN EXECUTE format('SELECT count(*) FROM tagged WHERE tags @@ %L::tagquery', query) INTO n; RETURN n; END $$;
SELECT count(*) AS queries, count(*) FILTER (WHERE n <> pg_temp.constant(query)) AS differ FROM (SELECT query, count(*) FILTER (WHERE tags @@ query::tagquery) AS n FROM tagged, (SELECT DISTINCT query FROM asked) AS a GROUP BY query) AS t;
SELECT count(*) FILTER (WHERE tags @@ ANY (queries)) = count(*) FILTER (WHERE (SELECT bool_or(tags @@ q) FROM unnest(queries) AS q)) AS any_of_them FROM tagged, (SELECT array_agg(query::tagquery) AS queries FROM asked WHERE i <= 9) AS a;

\echo == ASCII is folded as it is beside other characters
SELECT count(*) AS texts, count(*) FILTER (WHERE factag_fold(t, 'casefold', 'width') || 'é' <> factag_fold(t || 'É', 'casefold', 'width')) AS differ
FROM (SELECT string_agg(chr(32 + floor(random() * 95)::int), '') AS t FROM generate_series(1, 2000) AS i, LATERAL generate_series(0, i % 70) GROUP BY i) AS s;

\echo == Patterns that a session knows to compile: the flags belong to a pattern, and one that is refused is not known
SELECT t AS text, t::ruleset AS rules FROM unnest(ARRAY['a: /(b)/ -> x', 'a: /(b)/ -> x', 'b: /(b)/i -> x']) AS t;
SELECT ('a: /' || repeat('[\x{80}-\x{10ffff}]', 100) || '/ -> x')::ruleset IS NOT NULL AS compiles, ('b: /' || repeat('[\x{80}-\x{10ffff}]', 100) || '/ -> x')::ruleset IS NOT NULL AS again;
SELECT left(('a: /' || repeat('[\x{80}-\x{10ffff}]', 100) || '/i -> x')::ruleset::text, 20);
SELECT left(('a: /' || repeat('[\x{80}-\x{10ffff}]', 100) || '/i -> x')::ruleset::text, 20);
SELECT left(('fold: casefold'::ruleset || ('a: /' || repeat('[\x{80}-\x{10ffff}]', 100) || '/ -> x')::ruleset)::text, 20);
SELECT 'a: /(b/ -> x'::ruleset;
SELECT 'a: /(b/x -> x'::ruleset;
-- more patterns than a session remembers
SELECT count(*) AS sets, sum(ruleset_count(rules)) AS rules FROM (SELECT string_agg(format('r%s: /%s/ -> a', j, repeat(md5((i * j)::text), 60)), E'\n')::ruleset AS rules FROM generate_series(1, 12) AS i, generate_series(1, 120) AS j GROUP BY i) AS t;
