\echo == <-> how far two sets are apart: 1 - weighted Jaccard over both sets with all ancestors

\echo -- of a, a/b and a/c one of three is common; of siblings further down more is
SELECT a, b, a <-> b AS "a <-> b", b <-> a AS "b <-> a"
FROM (VALUES ('a/b'::tagset, 'a/c'::tagset), ('a/b/c', 'a/b/d'), ('a/b', 'a'), ('a, b', 'b, c'), ('a/b/c/d', 'a/x/c/d'), ('ab', 'a'),
             ('a-b/x', 'a/x'), ('興趣/房地產/公寓', '興趣/房地產/透天')) AS t (a, b);

\echo == Nothing apart: the same paths with their ancestors, written or not; two empty sets

SELECT a, b, a <-> b AS "a <-> b", b <-> a AS "b <-> a"
FROM (VALUES ('a, b/c'::tagset, 'a, b/c'::tagset), ('a/b', 'a, a/b'), ('', '')) AS t (a, b);

\echo == As far as can be: no path in common; an empty set

SELECT a, b, a <-> b AS "a <-> b", b <-> a AS "b <-> a"
FROM (VALUES ('a/x'::tagset, 'b/x'::tagset), ('', 'a'), ('', 'a/b, c')) AS t (a, b);

\echo == Weights: the lesser over the greater; a path weighs the maximum at and below it; absent is 1

SELECT a, b, a <-> b AS "a <-> b", b <-> a AS "b <-> a"
FROM (VALUES ('a[weight=0.5]'::tagset, 'a'::tagset), ('a[weight=4]', 'a[weight=3]'), ('a[weight=2]', 'a, b'),
             ('a/b[weight=0.5], a/c[weight=0.25]', 'a[weight=0.5]'), ('a[weight=2], a/b', 'a/b[weight=2]'),
             ('a[weight=0.25], a/b[weight=0.75]', 'a/b[weight=0.75]')) AS t (a, b);

\echo == What weighs 0 counts as nothing, and nothing is 0 apart from nothing

SELECT a, b, a <-> b AS "a <-> b", b <-> a AS "b <-> a"
FROM (VALUES ('a, b[weight=0]'::tagset, 'a'::tagset), ('a[weight=0], a/b', 'a/b'), ('a[weight=0]', 'b'), ('a[weight=0]', ''),
             ('a[weight=0]', 'b/c[weight=0]')) AS t (a, b);

\echo == Value, since and until do not matter; tagset_live compares what holds at a moment

SELECT 'a[value=1; since=2026-01-01T00:00:00Z]'::tagset <-> 'a[value=2; until=2026-02-01T00:00:00Z]' AS same,
       'a, b[until=2026-02-01T00:00:00Z]'::tagset <-> 'a' AS ever,
       tagset_live('a, b[until=2026-02-01T00:00:00Z]', '2026-03-01 00:00+00') <-> 'a' AS in_march;

\echo == Limits: the deepest path, the greatest and the least weights

SELECT deep::tagset <-> (deep || 'x')::tagset AS "last of 1000 segments",
       (deep || ', b')::tagset <-> (deep || ', c')::tagset AS "1000 in common, two not",
       deep::tagset <-> 'a' AS "one in common"
FROM (SELECT repeat('a/', 999) || 'b' AS deep) AS d;
SELECT 'a[weight=3.4028235e38]'::tagset <-> 'a' AS greatest, 'a[weight=1e-45]'::tagset <-> 'a[weight=3e-45]' AS least,
       'a[weight=1e-45]'::tagset <-> 'b[weight=3.4028235e38]' AS both,
       ('a[weight=3.4028235e38], b')::tagset <-> 'a[weight=3.4028235e38]' > 0 AS "never 0 for what differs";
SELECT tagset_count(a & b) AS common, a <-> b AS "a <-> b", 1 - (1 + 50 + 200) / (1 + 50 + 1800)::float8 AS should
FROM (SELECT string_agg(format('t/%s/%s', i % 50, i), ',') FILTER (WHERE i <= 1000)::tagset AS a,
             string_agg(format('t/%s/%s', i % 50, i), ',') FILTER (WHERE i > 800)::tagset AS b
      FROM generate_series(1, 1800) AS i) AS s;

\echo == tagset_distance: the same for tools, which send text; an untyped literal is text

SELECT tagset_distance('a/b'::tagset, 'a/c') AS literal, tagset_distance('a/b'::tagset, 'A／C'::text) AS text,
       tagset_distance('a/b'::tagset, 'a/c'::varchar) AS varchar, tagset_distance('a/b'::tagset, 'a/c'::tagset) AS tagset,
       tagset_distance('a/b', 'a/c') AS "both literals", tagset_distance(tags => 'a/b', other => 'a/c') AS named;
SELECT tagset_distance('a', NULL), tagset_distance(NULL, 'a'), NULL::tagset <-> 'a' AS operator;
PREPARE from_tool (varchar) AS SELECT tagset_distance('a/b'::tagset, $1);
EXECUTE from_tool ('a/c');
DEALLOCATE from_tool;
EXPLAIN (COSTS OFF, VERBOSE) SELECT tagset_distance(tags, 'a/c') FROM unnest('{a/b}'::tagset[]) AS tags;
\set SHOW_CONTEXT never
SELECT tagset_distance('a'::tagset, 'a/');
\set SHOW_CONTEXT errors

\echo == Random sets against plain SQL over their rows: deep paths, shared ancestors, weights

DO $$ BEGIN PERFORM setseed(0.31); END $$;
CREATE TEMP TABLE element AS
SELECT DISTINCT ON (id, side, path) id, side, path, weight
FROM (SELECT id, side,
             (SELECT array_agg((ARRAY['a', 'b', 'ab', 'a-b', '公', '公寓', 'n' || floor(random() * (breadth + 0 * n))])[1 + floor(random() ^ 2 * 7)::int])
              FROM generate_series(1, 1 + floor(random() ^ 3 * depth)::int + 0 * ordinal) AS n) COLLATE "C" AS path,
             (CASE WHEN random() < 0.4 THEN (ARRAY[0, 0.1, 0.5, 2, random() * 10])[1 + floor(random() * 5)::int] END)::real AS weight
      FROM generate_series(1, 300) AS id, unnest(ARRAY['a', 'b', 'c']) AS side,
           LATERAL (VALUES (CASE id % 10 WHEN 0 THEN 600 WHEN 1 THEN 70 ELSE 12 END, CASE id % 10 WHEN 0 THEN 6 WHEN 2 THEN 60 ELSE 4 END,
                            CASE id % 10 WHEN 0 THEN 40 ELSE 4 END)) AS s (size, depth, breadth),
           generate_series(1, (random() * size)::int) AS ordinal) AS e;
CREATE TEMP TABLE tried AS
SELECT id, coalesce(a, '') AS a, coalesce(b, '') AS b, coalesce(c, '') AS c
FROM (SELECT id, string_agg(written, ',') FILTER (WHERE side = 'a')::tagset AS a, string_agg(written, ',') FILTER (WHERE side = 'b')::tagset AS b,
             string_agg(written, ',') FILTER (WHERE side = 'c')::tagset AS c
      FROM (SELECT id, side, array_to_string(path, '/') || coalesce('[weight=' || weight || ']', '') AS written
            FROM element UNION ALL SELECT id, NULL, NULL FROM generate_series(1, 300) AS id) AS e GROUP BY id) AS s;
-- every path at or above an element, and what it weighs
CREATE TEMP TABLE weighed AS
SELECT id, side, path[:n] AS path, max(coalesce(weight, 1)::float8) AS weight
FROM element, generate_series(1, cardinality(path)) AS n GROUP BY 1, 2, 3;
CREATE TEMP TABLE should AS
SELECT id, CASE WHEN sum(greatest(a, b)) > 0 THEN 1 - sum(least(a, b)) / sum(greatest(a, b)) ELSE 0 END AS distance
FROM (SELECT id, coalesce(a.weight, 0) AS a, coalesce(b.weight, 0) AS b
      FROM (SELECT * FROM weighed WHERE side = 'a') AS a FULL JOIN (SELECT * FROM weighed WHERE side = 'b') AS b USING (id, path)) AS n
GROUP BY id;

SELECT max(tagset_count(a)) > 150 AS "some large", (SELECT max(cardinality(path)) > 50 FROM element) AS "some deep",
       count(DISTINCT distance) > 200 AS "of all distances", count(*) FILTER (WHERE a = '' OR b = '') > 3 AS "some empty",
       count(*) AS cases, count(*) FILTER (WHERE abs((a <-> b) - coalesce(distance, 0)) > 1e-12) AS differences
FROM tried LEFT JOIN should USING (id);

\echo == Always: from 0 to 1, nothing from itself, the same both ways to the last bit, and no detour is shorter

-- 0 apart are exactly those whose paths weigh the same
CREATE TEMP TABLE signature AS
SELECT id, a, array_agg(concat_ws(' ', path, weight) ORDER BY path) FILTER (WHERE weight > 0) AS weights
FROM tried LEFT JOIN (SELECT * FROM weighed WHERE side = 'a') AS w USING (id) GROUP BY id, a;
SELECT count(*) AS pairs, count(*) FILTER (WHERE d NOT BETWEEN 0 AND 1) AS "outside 0 to 1",
       count(*) FILTER (WHERE float8send(d) <> float8send(y.a <-> x.a)) AS "not symmetric",
       count(*) FILTER (WHERE (d = 0) <> (x.weights IS NOT DISTINCT FROM y.weights)) AS "0 where they differ"
FROM signature AS x, signature AS y, LATERAL (SELECT x.a <-> y.a) AS s (d) WHERE x.id <= 100 AND y.id <= 100;
SELECT count(*) FILTER (WHERE a <-> a <> 0 OR b <-> b <> 0) AS "not 0 from itself",
       count(*) FILTER (WHERE a <-> tagset_expand(a) <> 0 AND NOT a @@ '**[weight<1]') AS "not 0 from itself with ancestors"
FROM tried;
SELECT count(*) AS triples, count(*) FILTER (WHERE x.a <-> z.c > (x.a <-> y.b) + (y.b <-> z.c) + 1e-12) AS "shorter by a detour"
FROM tried AS x, tried AS y, tried AS z WHERE x.id <= 40 AND y.id <= 40 AND z.id <= 40;

\echo == As the reference shows it

CREATE TABLE thing (id int, tags tagset);
INSERT INTO thing VALUES (1, 'use/editing, works-with/image'), (2, 'use/editing, works-with/text'), (3, 'use/browsing'), (4, 'game/chess');
SELECT * FROM thing ORDER BY tags <-> 'use/editing, works-with/image' LIMIT 10;
SELECT * FROM thing WHERE tags && 'use, works-with'
ORDER BY tags <-> 'use/editing, works-with/image' LIMIT 10;
DROP TABLE thing;

\echo == The nearest, and the nearest of those that a GIN index finds by the top-level paths: the same

CREATE TABLE thing (id int PRIMARY KEY, tags tagset NOT NULL);
INSERT INTO thing SELECT id * 3 + 0, a FROM tried UNION ALL SELECT id * 3 + 1, b FROM tried UNION ALL SELECT id * 3 + 2, c FROM tried;
CREATE INDEX thing_tags ON thing USING gin (tags);
VACUUM ANALYZE thing;
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT id FROM thing WHERE tags && 'a, 公寓' ORDER BY tags <-> 'a/b, a/n1, 公寓/a' LIMIT 5;
SELECT array_agg(d) = (SELECT array_agg(d) FROM (SELECT tags <-> 'a/b, a/n1, 公寓/a' AS d FROM thing ORDER BY d LIMIT 20) AS s) AS same
FROM (SELECT tags <-> 'a/b, a/n1, 公寓/a' AS d FROM thing WHERE tags && 'a, 公寓' ORDER BY d LIMIT 20) AS s;
RESET enable_seqscan;

\echo == 30,000 rows in one pass

CREATE TABLE many AS SELECT i AS id, format('area/%s/topic/%s, region/%s, status/%s', i % 20, i % 300, i % 7, i % 3)::tagset AS tags
FROM generate_series(1, 30000) AS i;
SELECT id, tags, round((tags <-> 'area/3/topic/3, region/2, status/1')::numeric, 3) AS apart
FROM many ORDER BY tags <-> 'area/3/topic/3, region/2, status/1', id LIMIT 3;
DROP TABLE thing, many;
