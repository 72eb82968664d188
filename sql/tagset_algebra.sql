\echo == || put: all elements; at the same path the right side replaces the left, attributes and all

SELECT 'a, c'::tagset || 'b, d', 'a[weight=0.5; value=1], b'::tagset || 'a[value=2]', 'a[value=1]'::tagset || 'a', 'a/b'::tagset || 'a';

\echo -- text beside it is read as a set, not joined as text
SELECT 'b'::tagset || 'A, c'::text, 'A[value=1], c'::text || 'a'::tagset, pg_typeof('a'::tagset || 'b'::text);
SELECT 'b'::tagset || 'c,,'::text;

\echo == & the elements on the left whose very paths are on the right

SELECT 'a[weight=0.5], b, c'::tagset & 'a, c, d', 'a/b'::tagset & 'a', 'a'::tagset & 'a/b', 'a'::tagset & 'a[value=1]';

\echo == - without the paths on the right and everything below them

SELECT 'a, a/b, ab, c'::tagset - 'a'::tagset, 'a, a/b/c, a/b d'::tagset - 'a/b'::tagpath, 'a/b, a/c, b/c'::tagset - 'a/b, b'::tagset,
       'a'::tagset - 'a/b'::tagset;

\echo == @> each on the right is met by one at or below it, <@ the other way round

SELECT a, b, a @> b AS "a @> b", b <@ a AS "b <@ a", b @> a AS "b @> a"
FROM (VALUES ('a/b/c, d'::tagset, 'a/b'::tagset), ('a/b/c, d', 'a, d'), ('a/b/c, d', 'a, e'), ('a', 'a/b'), ('a, a/b', 'a'), ('ab', 'a'), ('a', ''), ('', 'a'),
             ('a[weight=0]', 'a[weight=5; value=1]'), ('a-b, a/b', 'a, a-b')) AS t (a, b);
SELECT p, 'a/b/c, "a b", 興趣/公寓'::tagset @> p AS "set @> p", p <@ 'a/b/c, "a b", 興趣/公寓'::tagset AS "p <@ set"
FROM unnest(ARRAY['a', 'a/b', 'a/b/c', 'a/b/c/d', 'a b', 'a/bc', 'b', '興趣', '興趣/公寓', '興']::tagpath[]) AS p;

\echo == && some pair of paths is on one line of descent

SELECT a, b, a && b AS "a && b", b && a AS "b && a"
FROM (VALUES ('a/b'::tagset, 'a'::tagset), ('a/b', 'a/b/c'), ('a/b', 'a/c'), ('a, b', 'b/c, d'), ('ab', 'a'), ('', ''), ('a', ''), ('a/b, a/d',
             'a/c, a/d/e')) AS t (a, b);

\echo == tagset_expand puts in every ancestor; tagset_leaves keeps what has none below it

SELECT tagset_expand('a/b/c[weight=0.5], a/d, x/y'), tagset_expand('a/b[value=1], a/b/c'), tagset_leaves('a, a/b, a/b/c, ab, x'),
       tagset_leaves('a[value=1], b/c[value=2]');
SELECT s, tagset_leaves(tagset_expand(s)) = tagset_leaves(s) AS same
FROM unnest(ARRAY['a/b/c, a/d, x/y, x', '興趣/房地產/公寓, 興趣']::tagset[]) AS s;

\echo == tagset_below: the elements at or below a path

SELECT p, tagset_below('a, a b, a/b[value=1], a/b/c, a/c, ab, b', p)
FROM unnest('{a,a/b,a/b/c,b,c}'::tagpath[]) AS p;

\echo == tagset_rebase: everything at or below a path moved, replacing what is there already

SELECT tagset_rebase('a, a/b[value=1], c, x/b[value=2], x/z', 'a', 'x'), tagset_rebase('a/b, c', 'a', 'x/y/z'), tagset_rebase('a/b/c, a/b', 'a/b',
       'a'), tagset_rebase('a/b', 'a', 'a/a'),
       tagset_rebase('ab, c', 'a', 'x');
SELECT tagset_rebase(('a/' || repeat('x', 255))::tagset, 'a', array_to_string(array_fill(repeat('y', 249), ARRAY[7]), '/')::tagpath);

\echo == The same operations on random sets, against plain SQL over rows: sets of none to hundreds of elements

DO $$ BEGIN PERFORM setseed(0.42); END $$;

-- Elements as they are written: a path is an array of segments, attributes are of built-in types.
CREATE TEMP TABLE written AS
SELECT id, side, ordinal,
       (ARRAY[names[1 + r[1] * 3], names[1 + r[2] * (breadth - 1)], names[1 + r[3] * (breadth - 1)],
       names[1 + r[4] * 2]])[:1 + floor(r[5] * 4)::int] COLLATE "C" AS path,
       CASE WHEN r[6] < 0.4 THEN (ARRAY[NULL, 0, 0.5, 1, 2])[1 + r[7] * 4] END::float8 AS weight,
       CASE WHEN r[6] < 0.4 AND r[8] < 0.5 THEN floor(r[8] * 800) / 4 - 20 END AS value,
       CASE WHEN r[6] < 0.4 AND r[9] < 0.5 THEN timestamptz '2026-01-01 00:00+00' + floor(r[9] * 20) * interval '1 day' END AS since,
       CASE WHEN r[6] < 0.4 AND r[10] < 0.5 THEN timestamptz '2026-01-01 00:00+00' + floor(r[10] * 20) * interval '1 day' END AS until
FROM (SELECT id, side, breadth, names, ordinal, (SELECT array_agg(random()) FROM generate_series(1, 10 + ordinal - ordinal)) AS r
      FROM generate_series(1, 240) AS id, unnest(ARRAY['a', 'b']) AS side,
           LATERAL (VALUES (CASE WHEN id % 20 = 0 THEN 400 WHEN id % 20 = 1 THEN 100 WHEN id % 10 = 2 THEN 63 ELSE 12 END)) AS s (size),
           LATERAL (VALUES (CASE WHEN size > 12 THEN 40 ELSE 12 END)) AS b (breadth),
           (SELECT ARRAY['a', 'b', 'ab', 'a b', 'a-b', 'a/b', '公', '公寓', 'x"y', 'b\c', 'a,b', '[c]'] || array_agg('n' || i)
            FROM generate_series(1, 28) AS i) AS n (names),
           generate_series(1, (random() * size)::int + size / 4 * (id % 3)) AS ordinal) AS t;

-- A third side that often has something above everything in the first one's corner.
INSERT INTO written
SELECT id, 'c', ordinal, path[:1 + ordinal % 4], weight, value, since, until
FROM written WHERE side = 'a' AND ordinal % 4 = 1 OR side = 'b' AND ordinal = 2 AND id % 3 = 0;

-- The truth: of two written at one path the later one stays.
CREATE TEMP TABLE element AS
SELECT DISTINCT ON (id, side, path) id, side, path, weight, value, since, until FROM written ORDER BY id, side, path, ordinal DESC;
CREATE INDEX ON element (id, side);
ANALYZE element;

-- The sets, from text with everything in quotes; and two paths: one at, above or below some of theirs.
CREATE FUNCTION pg_temp.quoted(path text[]) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg('"' || replace(replace(segment, '\', '\\'), '"', '\"') || '"', '/' ORDER BY i) FROM unnest(path) WITH ORDINALITY AS s (segment, i) $$;
CREATE FUNCTION pg_temp.attributes(weight float8, value float8, since timestamptz, until timestamptz) RETURNS text LANGUAGE sql AS $$
    SELECT concat_ws(';', 'weight=' || weight, 'value=' || value, 'since="' || to_char(since AT TIME ZONE 'UTC', 'YYYY-MM-DD HH24:MI:SSZ') || '"',
                     'until=' || to_char(until AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SSZ')) $$;
CREATE FUNCTION pg_temp.set_of(wanted int, wanted_side text) RETURNS tagset LANGUAGE sql AS $$
    SELECT coalesce(string_agg(pg_temp.quoted(path) || '[' || pg_temp.attributes(weight, value, since, until) || ']', ', ' ORDER BY ordinal), '')::tagset
    FROM written WHERE id = wanted AND side = wanted_side $$;
CREATE TEMP TABLE tried AS
SELECT id, pg_temp.set_of(id, 'a') AS a, pg_temp.set_of(id, 'b') AS b, pg_temp.set_of(id, 'c') AS c,
       p AS p_path, pg_temp.quoted(p)::tagpath AS p, q AS q_path, pg_temp.quoted(q)::tagpath AS q
FROM (SELECT id, coalesce((SELECT path[:1 + id % 3] FROM element AS e WHERE e.id = i.id AND side = 'a' ORDER BY md5(path::text) LIMIT 1),
                          ARRAY['b', 'n3']) AS p,
             coalesce((SELECT CASE id % 3 WHEN 0 THEN path[:2] || ARRAY['n1'] ELSE path[:3] END FROM element AS e
                        WHERE e.id = i.id ORDER BY md5(path::text || 'q') LIMIT 1),
                       ARRAY['z', 'y']) AS q
      FROM generate_series(1, 240) AS i (id)) AS t;
SELECT count(*) AS cases, min(tagset_count(a)) AS smallest, max(tagset_count(a)) > 300 AS "some large",
       count(*) FILTER (WHERE tagset_count(a) BETWEEN 60 AND 70) > 3 AS "some of about a block"
FROM tried;

-- Elements as lines of text, to compare: what an operation gave, in the order it gave, and what it should have.
CREATE FUNCTION pg_temp.line(path text[], weight float8, value float8, since timestamptz, until timestamptz) RETURNS text LANGUAGE sql AS $$
    SELECT concat_ws(' ', path::text, coalesce(weight, 1), 'value', value, 'since', since, 'until', until) $$;
CREATE FUNCTION pg_temp.lines(tags tagset) RETURNS text[] LANGUAGE sql AS $$
    SELECT array_agg(pg_temp.line(array_remove(ARRAY[level1, level2, level3, level4, level5, level6], NULL), weight, value, since, until))
    FROM tagset_rows(tags, NULL) $$;
CREATE FUNCTION pg_temp.of(wanted int, wanted_side text)
RETURNS TABLE (path text[], weight float8, value float8, since timestamptz, until timestamptz) LANGUAGE sql AS $$
    SELECT path, weight, value, since, until FROM element WHERE id = wanted AND side = wanted_side $$;
CREATE FUNCTION pg_temp.within(path text[], top text[]) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
    SELECT path[:cardinality(top)] = top $$;

-- What each operation should give, as a query: :a and :b are the rows of the two sets, :p and :q two paths.
CREATE TEMP TABLE formulation (operation text PRIMARY KEY, rows text);
INSERT INTO formulation VALUES
('a',
 $$SELECT * FROM :a$$),
('a || b',
 $$SELECT * FROM :b UNION ALL SELECT * FROM :a WHERE path NOT IN (SELECT path FROM :b)$$),
('a & b',
 $$SELECT * FROM :a WHERE path IN (SELECT path FROM :b)$$),
('a - b',
 $$SELECT * FROM :a AS x WHERE NOT EXISTS (SELECT FROM :b AS y WHERE pg_temp.within(x.path, y.path))$$),
('a - p',
 $$SELECT * FROM :a WHERE NOT pg_temp.within(path, :p)$$),
('tagset_below(a, p)',
 $$SELECT * FROM :a WHERE pg_temp.within(path, :p)$$),
('tagset_rebase(a, p, q)',
 $$SELECT DISTINCT ON (new) new, weight, value, since, until
   FROM :a, LATERAL (VALUES (pg_temp.within(path, :p))) AS m (moved),
        LATERAL (VALUES (CASE WHEN moved THEN :q || path[cardinality(:p) + 1:] ELSE path END)) AS n (new)
   ORDER BY new, moved DESC$$),
('tagset_expand(a)',
 $$SELECT * FROM :a
   UNION ALL
   SELECT DISTINCT path[:n], NULL::float8, NULL::float8, NULL::timestamptz, NULL::timestamptz
   FROM :a, generate_series(1, cardinality(path) - 1) AS n WHERE path[:n] NOT IN (SELECT path FROM :a)$$),
('tagset_leaves(a)',
 $$SELECT * FROM :a AS x WHERE NOT EXISTS (SELECT FROM :a AS y WHERE y.path <> x.path AND pg_temp.within(y.path, x.path))$$),
('tagset_live(a, timestamptz ''2026-01-05 00:00+00'')',
 $$SELECT * FROM :a WHERE (since IS NULL OR since <= '2026-01-05 00:00+00') AND (until IS NULL OR until > '2026-01-05 00:00+00')$$),
('tagset_put(a, q, 0.5::real, 7)',
 $$SELECT * FROM :a WHERE path <> :q UNION ALL SELECT :q, 0.5, 7, NULL, NULL$$),
('a::tagpath[]::tagset',
 $$SELECT path, NULL::float8, NULL::float8, NULL::timestamptz, NULL::timestamptz FROM :a$$),
('a::text[]::tagset',
 $$SELECT path, NULL::float8, NULL::float8, NULL::timestamptz, NULL::timestamptz FROM :a$$),
('a::jsonb::tagset',
 $$SELECT * FROM :a$$);

-- Each operation over all cases; what it gives must also be stored as its own text would be.
CREATE FUNCTION pg_temp.compare(operation text, rows text)
RETURNS TABLE (cases bigint, empty bigint, differences bigint, uncanonical bigint) LANGUAGE plpgsql AS $$
BEGIN
    rows := replace(replace(rows, ':a', 'pg_temp.of(tried.id, ''a'')'), ':b', 'pg_temp.of(tried.id, ''b'')');
    rows := replace(replace(rows, ':p', 'p_path'), ':q', 'q_path');
    RETURN QUERY EXECUTE format(
        'SELECT count(*), count(*) FILTER (WHERE result = %L), count(*) FILTER (WHERE pg_temp.lines(result) IS DISTINCT FROM should),
                count(*) FILTER (WHERE tagset_send(result::text::tagset) <> tagset_send(result) OR result::text::tagset <> result)
         FROM tried, LATERAL (SELECT %s AS result OFFSET 0) AS r,
              LATERAL (SELECT array_agg(pg_temp.line(path, weight, value, since, until) ORDER BY path COLLATE "C") AS should
                       FROM (%s) AS e (path, weight, value, since, until)) AS s', '', operation, rows);
END $$;
SELECT operation, cases, empty < 120 AS "most not empty", differences, uncanonical
FROM formulation, pg_temp.compare(operation, rows) ORDER BY operation COLLATE "C";

\echo == Yes and no, of the same sets

SELECT count(*) AS cases, count(*) FILTER (WHERE should) BETWEEN 10 AND 230 AS "yes and no", count(*) FILTER (WHERE should <> (a @> c)
       OR should <> (c <@ a)) AS differences
FROM tried, LATERAL (SELECT NOT EXISTS (SELECT FROM pg_temp.of(id, 'c') AS y
                                        WHERE NOT EXISTS (SELECT FROM pg_temp.of(id, 'a') AS x WHERE pg_temp.within(x.path, y.path)))) AS s (should);
SELECT count(*) AS cases, count(*) FILTER (WHERE should) BETWEEN 10 AND 230 AS "yes and no", count(*) FILTER (WHERE should <> (a && b)
       OR should <> (b && a)) AS differences
FROM tried, LATERAL (SELECT EXISTS (SELECT FROM pg_temp.of(id, 'a') AS x, pg_temp.of(id, 'b') AS y
                                    WHERE pg_temp.within(x.path, y.path) OR pg_temp.within(y.path, x.path))) AS s (should);

\echo == A single path: at or below it, and that very one, through @> and a query

SELECT count(*) > 3000 AS "thousands of cases", count(*) FILTER (WHERE exact) BETWEEN 500 AND count(*) FILTER (WHERE below) - 500 AS "yes and no",
       count(*) FILTER (WHERE below <> (a @> path) OR below <> (path <@ a) OR below <> (a @@ tagquery_term(path))) AS differences,
       count(*) FILTER (WHERE exact <> (a @@ tagquery_term(path, true))) AS differences
FROM tried, LATERAL (SELECT path, pg_temp.quoted(path)::tagpath FROM pg_temp.of(id, 'b')
                     UNION SELECT path, pg_temp.quoted(path)::tagpath FROM pg_temp.of(id, 'c')) AS o (segments, path),
     LATERAL (SELECT count(*) > 0, coalesce(bool_or(x.path = segments), false)
              FROM pg_temp.of(id, 'a') AS x WHERE pg_temp.within(x.path, segments)) AS s (below, exact);

\echo == @>, <@ and && of a large set and of sets of a few paths, each of which is looked up in it
CREATE TEMP TABLE large AS SELECT tagset_union(b) AS tags FROM tried WHERE id % 4 = 0;
CREATE TEMP TABLE large_element AS SELECT DISTINCT path FROM element WHERE side = 'b' AND id % 4 = 0;
CREATE TEMP TABLE large_above AS SELECT DISTINCT path[:n] AS path FROM large_element, generate_series(1, cardinality(path)) AS n;
CREATE TEMP TABLE few AS
SELECT id, n, coalesce(bool_and(covered), true) AS covered, coalesce(bool_or(covered OR below), false) AS related,
       coalesce(string_agg(pg_temp.quoted(e.path), ', '), '')::tagset AS tags
FROM generate_series(1, 240, 4) AS id (id) CROSS JOIN generate_series(0, 4) AS n LEFT JOIN LATERAL
     (SELECT e.path, e.path IN (SELECT path FROM large_above) AS covered,
             EXISTS (SELECT e.path[:i] FROM generate_series(1, cardinality(e.path)) AS i INTERSECT SELECT path FROM large_element) AS below
      FROM element AS e WHERE e.id = id.id AND side = 'a' ORDER BY md5(e.path::text) LIMIT n) AS e ON true
GROUP BY id, n;
SELECT max(tagset_count(large.tags)) > 1000 AS large, count(*) FILTER (WHERE covered) > 50 AS covered, count(*) FILTER (WHERE NOT covered AND related) > 50 AS "only related",
       count(*) FILTER (WHERE NOT related) > 50 AS apart, count(*) FILTER (WHERE (large.tags @> few.tags) <> covered OR (few.tags <@ large.tags) <> covered) AS differences,
       count(*) FILTER (WHERE (large.tags && few.tags) <> related OR (few.tags && large.tags) <> related) AS differences
FROM few, large;
