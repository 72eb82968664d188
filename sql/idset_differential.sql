-- Every operator, count and aggregate of idset against bigint[] in plain SQL, for seeded sets of every kind of
-- block and at every border between them. Only differences are printed.
\set ECHO queries
\set SHOW_CONTEXT never
SET jit = off;
SET work_mem = '64MB';
SELECT setseed(0.62);
-- a number from 0 to most, the same on every machine, for what is printed
CREATE FUNCTION pg_temp.dice(i bigint, seed bigint, most bigint) RETURNS bigint LANGUAGE sql IMMUTABLE
RETURN (hashint8extended(i, seed) & 9223372036854775807) % (most + 1);

\echo
\echo == The sets, by name and rule
CREATE TEMP TABLE element (name text, id bigint);
INSERT INTO element
    SELECT 'ends', unnest('{-9223372036854775808,-9223372036854775807,-4294967297,-4294967296,-65537,-65536,-65535,-1,0,1,65534,65535,65536,65537,2147483648,4294967295,4294967296,9223372036854775806,9223372036854775807}'::bigint[])
    UNION ALL SELECT 'one', 7 UNION ALL SELECT 'minus one', -1 UNION ALL SELECT 'last of a block', 65535
    -- an array up to 4,096 ids, else a bitmap; runs where they take fewer bytes
    UNION ALL SELECT 'array ' || n, i * 3 FROM unnest('{4095,4096,4097}'::int[]) AS n, generate_series(0, n - 1) AS i
    UNION ALL SELECT 'run ' || n, i FROM unnest('{4095,4096,4097}'::int[]) AS n, generate_series(1, n) AS i
    UNION ALL SELECT 'pairs ' || n, i * 5 + j FROM unnest('{1024,2048}'::int[]) AS n, generate_series(0, n - 1) AS i, generate_series(0, 1) AS j
    UNION ALL SELECT 'threes ' || n, i * 5 + j FROM unnest('{1364,1366}'::int[]) AS n, generate_series(0, n - 1) AS i, generate_series(0, 2) AS j
    UNION ALL SELECT 'runs ' || n, i * 32 + j FROM unnest('{2047,2048}'::int[]) AS n, generate_series(0, n - 1) AS i, generate_series(0, 2) AS j
    UNION ALL SELECT 'block', i FROM generate_series(0, 65535) AS i
    UNION ALL SELECT 'block and more', i FROM generate_series(-3, 65536) AS i
    UNION ALL SELECT 'block but one', i FROM generate_series(-65536, -1) AS i WHERE i <> -30000
    UNION ALL SELECT 'every fifth', i * 5 FROM generate_series(0, 13107) AS i
    -- seeded
    UNION ALL SELECT 'bitmap', pg_temp.dice(i, 1, 65535) FROM generate_series(1, 9000) AS i
    UNION ALL SELECT 'near zero', pg_temp.dice(i, 2, 400000) - 200000 FROM generate_series(1, 3000) AS i
    UNION ALL SELECT 'near zero again', pg_temp.dice(i, 3, 400000) - 200000 FROM generate_series(1, 6000) AS i
    UNION ALL SELECT 'far apart', pg_temp.dice(i, 4, 9000000000000000000) - 4500000000000000000 FROM generate_series(1, 500) AS i
    UNION ALL SELECT 'blocks far apart', (i % 40 - 20) * 5000000000000 + pg_temp.dice(i, 5, 200) FROM generate_series(1, 3000) AS i
    UNION ALL SELECT 'random runs', s * 200 - 20000 + j FROM (SELECT i AS s, pg_temp.dice(i, 6, 250) AS n FROM generate_series(1, 150) AS i) AS t, generate_series(0, n) AS j
    UNION ALL SELECT 'few', pg_temp.dice(i, 7, 70000) FROM generate_series(1, 30) AS i;
CREATE TEMP TABLE expected AS
    SELECT name, array_agg(id ORDER BY id) AS ids FROM (SELECT DISTINCT name, id FROM element) AS e GROUP BY name
    UNION ALL SELECT 'nobody', '{}';
DELETE FROM element;
INSERT INTO element SELECT name, unnest(ids) FROM expected;
CREATE TEMP TABLE made (name text PRIMARY KEY, ids idset);
INSERT INTO made SELECT name, ids::idset FROM expected;
ANALYZE element, expected, made;
SELECT count(*) AS sets, sum(idset_count(ids)) AS ids FROM made;

\echo
\echo == Reading: as an array, as rows, as text, and the count
SELECT name FROM made JOIN expected USING (name)
WHERE made.ids::bigint[] <> expected.ids OR ARRAY(SELECT idset_ids(made.ids)) <> expected.ids OR idset_count(made.ids) <> cardinality(expected.ids);
SELECT name FROM made JOIN (
    SELECT name, '{' || string_agg(CASE WHEN n = 1 THEN first::text ELSE concat(first, CASE n WHEN 2 THEN ',' ELSE '-' END, last) END, ',' ORDER BY first) || '}' AS text
    FROM (SELECT name, min(id) AS first, max(id) AS last, count(*) AS n FROM (SELECT name, id, id::numeric - row_number() OVER (PARTITION BY name ORDER BY id) AS run FROM element) AS e GROUP BY name, run) AS r
    GROUP BY name) AS t USING (name)
WHERE made.ids::text <> text;

\echo
\echo == However a set is made, it has the same bytes
CREATE CAST (idset AS bytea) WITHOUT FUNCTION;
SELECT name FROM made JOIN (
    SELECT name, idset_agg(id ORDER BY id DESC) AS down, idset_agg(id ORDER BY hashint8(id)) AS mixed FROM element GROUP BY name) AS a USING (name)
WHERE ids::bytea <> down::bytea OR ids::bytea <> mixed::bytea OR ids::bytea <> ids::text::idset::bytea OR ids::bytea <> idset_from_roaring(idset_to_roaring(ids))::bytea
   OR ids::bytea <> (ids | ids)::bytea OR ids::bytea <> (ids & ids)::bytea OR ids::bytea <> (ids - '{}')::bytea OR (ids - ids)::bytea <> '{}'::idset::bytea;
-- half of the ids, and the other half
SELECT name FROM made JOIN (
    SELECT name, coalesce(idset_agg(id) FILTER (WHERE hashint8(id) & 1 = 0), '{}') AS half, coalesce(idset_agg(id) FILTER (WHERE hashint8(id) & 1 = 1), '{}') AS other FROM element GROUP BY name) AS a USING (name)
WHERE ids::bytea <> (half | other)::bytea OR half::bytea <> (ids - other)::bytea OR other::bytea <> (ids & other)::bytea OR half && other OR idset_common_count(half, ids) <> idset_count(half);
DROP CAST (idset AS bytea);

\echo
\echo == Whether an id is in a set: each id that is at or beside an end of a run, or of a block
CREATE TEMP TABLE probe AS
    SELECT DISTINCT id + d AS id FROM (SELECT id FROM element WHERE name IN ('ends', 'few', 'far apart', 'blocks far apart') UNION SELECT (i * 65536)::bigint FROM generate_series(-5, 5) AS i UNION SELECT (random() * 70000)::bigint FROM generate_series(1, 500)) AS e,
        generate_series(-1, 1) AS d WHERE id BETWEEN -9223372036854775807 AND 9223372036854775806;
SELECT name, probe.id FROM made CROSS JOIN probe LEFT JOIN element AS e USING (name, id)
WHERE (made.ids @> probe.id) <> (e.name IS NOT NULL) OR (probe.id <@ made.ids) <> (e.name IS NOT NULL);
SELECT count(*) > 50000 AS tried, sum((made.ids @> probe.id)::int) > 3000 AS found FROM made, probe;
-- a value of which slices are read, and one in memory
SELECT name, probe.id FROM made, LATERAL (SELECT ids | NULL AS ids, ids | '{}' AS in_memory OFFSET 0) AS m, probe WHERE (made.ids @> probe.id) <> (m.in_memory @> probe.id);

\echo
\echo == Each pair of sets: &, |, -, &&, the count of both, equality
-- a result is known by its count and the sum of its ids' hashes, which SQL adds up from the ids
CREATE TEMP TABLE hashed AS SELECT name, count(*) AS n, sum(hashint8extended(id, 0)) AS h FROM element GROUP BY name UNION ALL SELECT 'nobody', 0, 0;
CREATE TEMP TABLE common AS
    SELECT a.name AS a, b.name AS b, count(*) AS n, sum(hashint8extended(id, 0)) AS h FROM element AS a JOIN element AS b USING (id) GROUP BY 1, 2;
CREATE TEMP TABLE compared AS
    SELECT a.name AS a, b.name AS b, ma.ids AS left_ids, mb.ids AS right_ids, a.n AS left_n, a.h AS left_h, b.n AS right_n, b.h AS right_h, coalesce(c.n, 0) AS n, coalesce(c.h, 0) AS h
    FROM hashed AS a CROSS JOIN hashed AS b JOIN made AS ma ON ma.name = a.name JOIN made AS mb ON mb.name = b.name LEFT JOIN common AS c ON c.a = a.name AND c.b = b.name;
SELECT count(*) AS pairs, count(*) FILTER (WHERE n > 0) AS overlap FROM compared;
SELECT a, b FROM compared WHERE (SELECT (count(*), coalesce(sum(hashint8extended(id, 0)), 0)) FROM idset_ids(left_ids & right_ids) AS id) <> (n, h);
SELECT a, b FROM compared WHERE (SELECT (count(*), coalesce(sum(hashint8extended(id, 0)), 0)) FROM idset_ids(left_ids | right_ids) AS id) <> (left_n + right_n - n, left_h + right_h - h);
SELECT a, b FROM compared WHERE (SELECT (count(*), coalesce(sum(hashint8extended(id, 0)), 0)) FROM idset_ids(left_ids - right_ids) AS id) <> (left_n - n, left_h - h);
SELECT a, b FROM compared WHERE (idset_count(left_ids & right_ids), idset_count(left_ids | right_ids), idset_count(left_ids - right_ids)) <> (n, left_n + right_n - n, left_n - n);
SELECT a, b FROM compared WHERE idset_common_count(left_ids, right_ids) <> n OR (left_ids && right_ids) <> (n > 0);
SELECT a, b FROM compared WHERE (left_ids = right_ids) <> (a = b) OR (left_ids <> right_ids) <> (a <> b) OR idset_cmp(left_ids, right_ids) <> -idset_cmp(right_ids, left_ids) OR (idset_hash(left_ids) = idset_hash(right_ids)) <> (a = b);

\echo
\echo == Laws, for each pair with a third set
SELECT a, b, c.name FROM compared, made AS c
WHERE c.name IN ('near zero', 'block but one')
  AND ((left_ids | right_ids) - c.ids <> (left_ids - c.ids) | (right_ids - c.ids)
    OR (left_ids & right_ids) | c.ids <> (left_ids | c.ids) & (right_ids | c.ids)
    OR c.ids - (left_ids | right_ids) <> (c.ids - left_ids) & (c.ids - right_ids)
    OR c.ids - (left_ids & right_ids) <> (c.ids - left_ids) | (c.ids - right_ids)
    OR (left_ids - right_ids) | (left_ids & right_ids) <> left_ids);

\echo
\echo == Aggregates, plain and partial, with and without groups
CREATE TABLE member (id bigint, grp int, ids idset);
INSERT INTO member SELECT id, (random() * 6)::int, NULL FROM element;
INSERT INTO member SELECT NULL, (random() * 6)::int, (left_ids - right_ids) | '{5000000-5000010}' FROM compared WHERE left_n < 7000 AND a < b;
INSERT INTO member VALUES (NULL, 3, NULL);
ALTER TABLE member SET (parallel_workers = 3);
ANALYZE member;
CREATE TEMP TABLE plain_sql AS
    SELECT grp, agg, either, every
    FROM (SELECT grp, array_agg(DISTINCT id) FILTER (WHERE id IS NOT NULL) AS agg FROM member GROUP BY grp) AS a
    JOIN (SELECT grp, array_agg(DISTINCT i) AS either FROM member, idset_ids(ids) AS i GROUP BY grp) AS b USING (grp)
    JOIN (SELECT grp, array_agg(i ORDER BY i) AS every
          FROM (SELECT grp, i, count(*) AS sets FROM member, idset_ids(ids) AS i GROUP BY grp, i) AS t JOIN (SELECT grp, count(ids) AS sets FROM member GROUP BY grp) AS m USING (grp, sets) GROUP BY grp) AS c USING (grp);
SET max_parallel_workers_per_gather = 0;
CREATE TEMP TABLE plain AS SELECT grp, idset_agg(id) AS agg, idset_union(ids) AS either, idset_intersect(ids) AS every FROM member GROUP BY grp;
CREATE TEMP TABLE plain_all AS SELECT idset_agg(id) AS agg, idset_union(ids) AS either, idset_intersect(ids) AS every FROM member;
SET max_parallel_workers_per_gather = 3;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
CREATE TABLE partial AS SELECT grp, idset_agg(id) AS agg, idset_union(ids) AS either, idset_intersect(ids) AS every FROM member GROUP BY grp;
CREATE TABLE partial_all AS SELECT idset_agg(id) AS agg, idset_union(ids) AS either, idset_intersect(ids) AS every FROM member;
EXPLAIN (COSTS off) SELECT idset_agg(id), idset_union(ids), idset_intersect(ids) FROM member;
RESET max_parallel_workers_per_gather;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;
SELECT count(*) AS groups, sum(idset_count(every)) AS every FROM plain;
SELECT grp FROM plain_sql AS s FULL JOIN plain AS p USING (grp) WHERE (p.agg::bigint[], p.either::bigint[], p.every::bigint[]) IS DISTINCT FROM (s.agg, s.either, s.every);
SELECT grp FROM plain FULL JOIN partial USING (grp) WHERE plain IS DISTINCT FROM partial;
SELECT 'all' FROM plain_all, partial_all WHERE plain_all IS DISTINCT FROM partial_all;
SELECT 'all' FROM plain_all WHERE (agg, either, every) IS DISTINCT FROM (SELECT (idset_union(agg), idset_union(either), idset_intersect(every)) FROM plain);

DROP TABLE member, partial, partial_all;
