\echo == tagset_counts: for every tag and ancestor the number of sets at or below it, each set once
SET timezone = 'UTC';
CREATE TABLE member (id int, city text, spent numeric, tags tagset);
INSERT INTO member VALUES
 (1, 'taipei', 10.50, 'interest/sport/tennis, interest/sport/golf, status/vip'),
 (2, 'taipei', 20, 'interest/sport, interest/art[weight=0.5]'),
 (3, 'tainan', NULL, '興趣/房地產, interest/art'),
 (4, 'tainan', 1.25, ''),
 (5, 'tainan', 100, NULL);
SELECT tagset_counts(tags) FROM member WHERE id < 3;
SELECT * FROM unnest((SELECT tagset_counts(tags) FROM member));

\echo == Empty sets count nowhere, as NULLs; no row at all gives NULL
SELECT tagset_counts(tags) FROM member WHERE id > 3;
SELECT tagset_counts(tags) IS NULL AS no_rows, tagset_sums(tags, spent) IS NULL AS no_sums,
       tagset_intersect(tags) IS NULL AS no_sets, tagset_counts_merge(NULL) IS NULL AS none_to_merge
FROM member WHERE id > 5;

\echo == FILTER, DISTINCT, ORDER BY, GROUPING SETS, and a running window
SELECT tagset_counts(tags) FILTER (WHERE spent > 15) FROM member;
SELECT tagset_counts(DISTINCT 'a/b'::tagset) FROM member;
SELECT tagset_counts(tags ORDER BY spent DESC) = tagset_counts(tags) AS same FROM member;
SELECT city, tag, rows FROM (SELECT city, tagset_counts(tags) AS counts FROM member GROUP BY ROLLUP (city)) AS g, unnest(counts)
WHERE depth = 1 ORDER BY city COLLATE "C", tag;
SELECT id, tagset_counts(tagset_below(tags, 'interest/sport')) OVER (ORDER BY id),
       tagset_sums(tagset_below(tags, 'status'), spent) OVER (ORDER BY id ROWS 1 PRECEDING) FROM member;

\echo == tagset_sums: with the sum of an amount; NULL amounts add nothing, as in sum()
SELECT * FROM unnest((SELECT tagset_sums(tags, spent) FROM member));
SELECT * FROM unnest((SELECT tagset_sums(tags, spent) FILTER (WHERE spent IS NULL) FROM member));
SELECT t.tag, t.total FROM unnest((SELECT tagset_sums(tags::tagset, amount)
FROM (VALUES ('fits', 9e17), ('fits', 9e17), ('carries', 9223372036854775807), ('carries', 1), ('long/scale', 1e-30), ('long/scale', 5),
             ('scales', 1), ('scales', 1.50), ('scales', -2.5000), ('nothing', 0.00), ('nan', 1), ('nan', 'NaN'),
             ('infinite', 'Infinity'), ('infinite', 3), ('opposite/a', 'Infinity'), ('opposite/b', '-Infinity')) AS v (tags, amount))) AS t;

\echo == tagset_counts_merge: results for several parts added up, in any order, NULLs absent
SELECT * FROM unnest((SELECT tagset_counts_merge(counts) FROM (SELECT tagset_counts(tags) AS counts FROM member GROUP BY city) AS part));
SELECT tagset_counts_merge(c::tagset_tally[]) FROM unnest(ARRAY['{"(b/c,2,1)","(a,1,2)",NULL,"(a,1,3)"}', NULL, '{"(a,,1)","(z,1,0)"}', '{}']) AS c;
SELECT tagset_counts_merge('{}'), tagset_counts_merge(ARRAY[[('a',1,1)], [('b',1,1)]]::tagset_tally[]);
\echo Refused are rows that tagset_counts does not give:
DO $$
DECLARE
    bad text;
    detail text;
BEGIN
    FOREACH bad IN ARRAY ARRAY['{"(,1,1)"}', '{"(a,1,)"}', '{"(a,1,-1)"}', '{"(a/b,1,1)"}', '{"(a,0,1)"}', '{"(a//b,2,1)"}',
                               '{"(a,1,9223372036854775807)","(b,1,1)","(a,1,1)"}']
    LOOP
        BEGIN
            PERFORM tagset_counts_merge(bad::tagset_tally[]);
        EXCEPTION WHEN OTHERS THEN
            GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
            RAISE INFO '%: % % %', bad, SQLSTATE, SQLERRM, detail;
        END;
    END LOOP;
END $$;
BEGIN;
ALTER TYPE tagset_tally ADD ATTRIBUTE note text;
SELECT tagset_counts(tags) FROM member;
ROLLBACK;

\echo == tagset_intersect: the smallest weight, the smallest value if all have one, the latest since, the earliest until
SELECT tagset_intersect(t::tagset) FROM unnest(ARRAY['a[weight=0.5; value=1], b, c/d', 'a[value=2], c/d[until=2026-03-01T00:00:00Z], e', NULL]) AS t;
SELECT tagset_intersect(t::tagset) AS not_all_have_a_value FROM unnest(ARRAY['a[value=1]', 'a']) AS t;
SELECT tagset_intersect(t::tagset) AS bounded
FROM unnest(ARRAY['a[since=2026-02-01T00:00:00Z; until=2026-03-01T00:00:00Z]', 'a[since=2026-01-01T00:00:00Z; until=2026-02-15T00:00:00Z]', 'a']) AS t;
SELECT tagset_intersect(t::tagset) AS very_paths_only FROM unnest(ARRAY['a/b', 'a']) AS t;
SELECT tagset_intersect(t::tagset) = '' AS empty_of_one FROM unnest(ARRAY['a/b', '', 'a']) AS t;
SELECT tagset_intersect(NULL::tagset) IS NULL AS of_nulls;
SELECT i, tagset_intersect(('t, u/' || i / 2)::tagset) OVER (ORDER BY i ROWS 1 PRECEDING) FROM generate_series(1, 4) AS i;

\echo == tagpath_common: the deepest path at or above all
SELECT tagpath_common(p::tagpath) FROM unnest(ARRAY['a/b/c', NULL, 'a/b/cc', 'a/b']) AS p;
SELECT tagpath_common(p::tagpath) AS one FROM unnest(ARRAY['a/b']) AS p;
SELECT tagpath_common(p::tagpath) AS nothing FROM unnest(ARRAY['a/b', 'ab', 'a/b']) AS p;
SELECT tagpath_common(p::tagpath) AS no_paths FROM unnest(ARRAY[NULL]) AS p;
SELECT i, tagpath_common(('a/b/' || i)::tagpath) OVER (ORDER BY i) FROM generate_series(1, 3) AS i;

\echo == Plain columns for a treemap
SELECT tag::text, tagpath_parent(tag)::text AS parent, depth, rows
FROM unnest((SELECT tagset_counts(tags) FROM member));

\echo == Distinct members per tag per day
SET enable_hashagg = off;
CREATE TABLE visit (day date, member_id int, tags tagset);
INSERT INTO visit VALUES
 ('2026-07-01', 1, 'page/news'), ('2026-07-01', 1, 'page/news, page/shop'), ('2026-07-01', 2, 'page/shop'),
 ('2026-07-02', 1, 'page/news'), ('2026-07-02', 3, '');
SELECT day, tag::text, rows AS members
FROM (SELECT day, tagset_counts(tags) AS counts
      FROM (SELECT day, member_id, tagset_union(tags) AS tags FROM visit GROUP BY 1, 2) AS a
      GROUP BY day) AS b, unnest(counts);
RESET enable_hashagg;

\echo == Random sets, as plain SQL has it
-- Names in several scripts, some paths 900 deep, some sets of hundreds of elements, amounts of every length.
CREATE FUNCTION pg_temp.pick(key bigint, what int, choices int) RETURNS int IMMUTABLE LANGUAGE sql AS
    'SELECT ((hashint8extended(key, what) & 2147483647) % choices)::int';
CREATE TABLE bag AS
SELECT i AS id, i % 7 AS grp,
       (ARRAY[NULL, pg_temp.pick(i, 1, 1000), pg_temp.pick(i, 1, 1000) / 100.0::numeric(10,2), -pg_temp.pick(i, 1, 9),
              pg_temp.pick(i, 1, 9) * 1e17, pg_temp.pick(i, 1, 9) * -1e-12, 1e40, 0.00, 1e-25])[1 + pg_temp.pick(i, 2, 9)] AS amount,
       CASE WHEN i % 97 = 0 THEN ('deep' || repeat('/x', pg_temp.pick(i, 3, 900)))::tagset
            WHEN i % 50 = 0 THEN NULL
            ELSE (SELECT coalesce(tagset_union(tagset_make(
                      tagpath_make(VARIADIC (ARRAY['a', '興趣', 'C, C++', 'AC/DC', 'Ünïcode', '🙂', 'b'])
                                            [1 + pg_temp.pick(i * 1000 + k, 4, 3) : 2 + pg_temp.pick(i * 1000 + k, 5, 5)]
                                            || ('n' || pg_temp.pick(i * 1000 + k, 6, CASE WHEN i % 200 = 1 THEN 1000 ELSE 2 END))),
                      pg_temp.pick(i, 7, 3) / 2.0, CASE WHEN pg_temp.pick(i, 8, 3) > 0 THEN k END,
                      CASE WHEN pg_temp.pick(i, 9, 3) > 0 THEN timestamptz '2026-01-01' + pg_temp.pick(i, 10, 99) * interval '1 day' END,
                      CASE WHEN pg_temp.pick(i, 11, 3) > 0 THEN timestamptz '2027-01-01' + pg_temp.pick(i, 12, 99) * interval '1 day' END)), '')
                  FROM generate_series(1, CASE WHEN i % 200 = 1 THEN 300 ELSE pg_temp.pick(i, 13, 12) END) AS k) END AS tags
FROM generate_series(1, 4000) AS i;
CREATE INDEX ON bag ((id / 3));
ANALYZE bag;
SELECT max(tagset_count(tags)) > 200 AS large_sets, count(*) FILTER (WHERE tags = '') > 0 AS empty_sets, count(*) FILTER (WHERE tags IS NULL) > 0 AS nulls FROM bag;

CREATE TEMP TABLE reached AS
SELECT DISTINCT grp, id, amount, tag FROM bag, unnest(tags::tagpath[]) AS path, tagpath_ancestors(path) AS tag;
CREATE TEMP TABLE plain AS
SELECT (SELECT array_agg(ROW(tag, tagpath_depth(tag), n)::tagset_tally ORDER BY tag)
        FROM (SELECT tag, count(*) AS n FROM reached GROUP BY tag) AS s) AS counts,
       (SELECT array_agg(ROW(tag, tagpath_depth(tag), n, total)::tagset_total ORDER BY tag)
        FROM (SELECT tag, count(*) AS n, sum(amount) AS total FROM reached GROUP BY tag) AS s) AS sums,
       (SELECT array_agg(ROW(tag, tagpath_depth(tag), n)::tagset_tally ORDER BY grp, tag)
        FROM (SELECT grp, tag, count(*) AS n FROM reached GROUP BY grp, tag) AS s) AS by_group;
-- what three neighbouring sets share, and their first paths
CREATE TEMP TABLE plain_shared AS
SELECT few,
       (SELECT coalesce(string_agg(tagset_make(tag, weight, value, since, until)::text, ', '), '')::tagset
        FROM (SELECT r.tag::tagpath AS tag, min(r.weight) AS weight, CASE WHEN count(r.value) = count(*) THEN min(r.value) END AS value,
                     max(r.since) AS since, min(r.until) AS until
              FROM bag, tagset_rows(tags, NULL) AS r WHERE id / 3 = few
              GROUP BY 1 HAVING count(*) = sets) AS s) AS tags,
       (SELECT tag FROM bag, tagpath_ancestors((tags::tagpath[])[1]) AS tag WHERE id / 3 = few
        GROUP BY tag HAVING count(*) = with_tags ORDER BY tagpath_depth(tag) DESC LIMIT 1) AS path
FROM (SELECT id / 3 AS few, count(tags) AS sets, count(*) FILTER (WHERE tags <> '') AS with_tags FROM bag GROUP BY 1) AS g
WHERE sets > 0;
SELECT count(*) FILTER (WHERE tags <> '') > 50 AS share_elements, count(path) > 100 AS share_paths, count(*) - count(path) > 100 AS share_no_path FROM plain_shared;

CREATE TEMP VIEW comparison AS
SELECT plain.counts = (SELECT tagset_counts(tags) FROM bag) AS counts,
       plain.sums = (SELECT tagset_sums(tags, amount) FROM bag) AS sums,
       plain.sums::text = (SELECT tagset_sums(tags, amount)::text FROM bag) AS sums_in_print,
       by_group = (SELECT array_agg(t ORDER BY grp, t.tag)
                   FROM (SELECT grp, tagset_counts(tags) AS c FROM bag GROUP BY grp) AS g, unnest(c) AS t) AS by_group,
       plain.counts = (SELECT tagset_counts_merge(ARRAY(SELECT t FROM unnest(c) AS t ORDER BY md5(t.tag::text)))
                       FROM (SELECT tagset_counts(tags) AS c FROM bag GROUP BY grp) AS g) AS merged,
       (SELECT bool_and(ours = plain_shared.tags)
        FROM plain_shared JOIN (SELECT id / 3 AS few, tagset_intersect(tags) AS ours FROM bag GROUP BY 1) AS g USING (few)) AS intersections,
       (SELECT bool_and(ours IS NOT DISTINCT FROM path)
        FROM plain_shared JOIN (SELECT id / 3 AS few, tagpath_common((tags::tagpath[])[1]) AS ours FROM bag GROUP BY 1) AS g USING (few)) AS paths
FROM plain;
SET max_parallel_workers_per_gather = 0;
SELECT * FROM comparison;

\echo == In any order
SELECT tagset_counts(tags ORDER BY md5(id::text)) = tagset_counts(tags ORDER BY id DESC) AS counts,
       tagset_sums(tags, amount ORDER BY md5(id::text))::text = tagset_sums(tags, amount ORDER BY id DESC)::text AS sums FROM bag;
SELECT count(*) FILTER (WHERE a IS DISTINCT FROM b) AS other_intersections, count(*) FILTER (WHERE c IS DISTINCT FROM d) AS other_paths
FROM (SELECT tagset_intersect(tags ORDER BY id) AS a, tagset_intersect(tags ORDER BY md5(id::text)) AS b,
             tagpath_common((tags::tagpath[])[1] ORDER BY id) AS c, tagpath_common((tags::tagpath[])[1] ORDER BY md5(id::text)) AS d
      FROM bag GROUP BY id / 3) AS s;

\echo == In parallel
CREATE TABLE part AS
SELECT id, grp, tagset_counts(tags) AS counts, tagpath_common((tags::tagpath[])[1]) AS path,
       tagset_make('some/tag', pg_temp.pick(id, 7, 99) / 8.0, CASE WHEN grp < 3 OR pg_temp.pick(id, 8, 2) > 0 THEN id END,
                   CASE WHEN pg_temp.pick(id, 9, 2) > 0 THEN timestamptz '2026-01-01' + pg_temp.pick(id, 10, 99) * interval '1 day' END,
                   CASE WHEN pg_temp.pick(id, 11, 2) > 0 THEN timestamptz '2027-01-01' + pg_temp.pick(id, 12, 99) * interval '1 day' END) AS one
FROM bag GROUP BY id, grp;
ANALYZE part;
CREATE TEMP TABLE serial AS
SELECT (SELECT tagset_intersect(one) FROM part) AS whole,
       (SELECT array_agg(tags ORDER BY grp) FROM (SELECT grp, tagset_intersect(one) AS tags FROM part GROUP BY grp) AS g) AS by_group,
       (SELECT array_agg(path ORDER BY grp) FROM (SELECT grp, tagpath_common(path) AS path FROM part WHERE path <@ 'a' GROUP BY grp) AS g) AS paths;
SELECT by_group[1] = (SELECT tagset_make('some/tag', min(r.weight), min(r.value), max(r.since), min(r.until))
                      FROM part, tagset_rows(one, NULL) AS r WHERE grp = 0) AS with_value, by_group[7] AS without FROM serial;
SET max_parallel_workers_per_gather = 2;
SET min_parallel_table_scan_size = 0;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET enable_hashagg = off;
CREATE FUNCTION pg_temp.is_partial(sql text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
  FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || sql LOOP
    IF line ~ 'Partial (Group)?Aggregate' THEN RETURN true; END IF;
  END LOOP;
  RETURN false;
END $$;
SELECT aggregate, pg_temp.is_partial(format('SELECT %s FROM %s', aggregate, source)) AS partial,
       pg_temp.is_partial(format('SELECT %s FROM %s GROUP BY grp', aggregate, source)) AS partial_by_group
FROM (VALUES ('tagset_counts(tags)', 'bag'), ('tagset_sums(tags, amount)', 'bag'), ('tagset_counts_merge(counts)', 'part'),
             ('tagset_intersect(one)', 'part'), ('tagpath_common(path)', 'part')) AS v (aggregate, source);
SELECT * FROM comparison;
SELECT plain.counts = (SELECT tagset_counts_merge(part.counts) FROM part) AS merged FROM plain;
SELECT whole = (SELECT tagset_intersect(one) FROM part) AS intersection,
       by_group = (SELECT array_agg(tags ORDER BY grp) FROM (SELECT grp, tagset_intersect(one) AS tags FROM part GROUP BY grp) AS g) AS by_group,
       paths = (SELECT array_agg(path ORDER BY grp) FROM (SELECT grp, tagpath_common(path) AS path FROM part WHERE path <@ 'a' GROUP BY grp) AS g) AS paths,
       (SELECT tagpath_common(path) FROM part) IS NULL AS nothing_in_common
FROM serial;
RESET enable_hashagg;

\echo == Many rows of few tags, many groups of few rows
SET max_parallel_workers_per_gather = 0;
SELECT (tagset_counts(('t/' || i % 5000)::tagset))[1:2] AS first, array_length(tagset_counts(('t/' || i % 5000)::tagset), 1)
FROM generate_series(0, 99999) AS i;
SELECT count(*) AS groups, sum((SELECT sum(rows) FROM unnest(counts))) AS rows
FROM (SELECT tagset_counts('a/b, a/c'::tagset) AS counts FROM generate_series(1, 40000) AS i GROUP BY i / 2) AS s;
DROP VIEW comparison;
DROP TABLE member, visit, bag, part;
