-- type idset: reading, printing, operators, counts, rows, aggregates, casts, and what is refused
\set ECHO queries
\set SHOW_CONTEXT never
\echo == Text: ids in any order and more than once, runs from three ids on
SELECT '{70000,7,1-3}'::idset, '{3,1,1}'::idset AS sorted, '{1,2}'::idset AS two, '{1,2,3}'::idset AS three, '{5-5}'::idset AS one, '{1-4,3-9,10}'::idset AS joined;
SELECT '{}'::idset AS empty, ' { 1 , 2 - 4 , 9 } '::idset AS blanks, '{"1","5-7"}'::idset AS quoted, '{007,-0}'::idset AS zeros, '｛1、2，3－5｝'::idset AS wide;
SELECT '{-5--3}'::idset AS negative, '{-2-2}'::idset AS across_zero, '{-65537--65535,-1,65535,65536}'::idset AS across_blocks,
       '{-9223372036854775808,-9223372036854775807,9223372036854775806,9223372036854775807}'::idset AS ends;

\echo
\echo == What is printed reads back, also across blocks and whole blocks of ids
SELECT text, text::idset::text = text AS same, idset_count(text::idset), pg_column_size(text::idset) AS bytes
FROM unnest(ARRAY['{}', '{0}', '{0-65535}', '{0-65536}', '{65535-131072}', '{-65536--1}', '{-1,0,2}', '{1-1000000}', '{-3000000000-3000000000}',
                  '{9223372036854710272-9223372036854775807}', '{-9223372036854775808--9223372036854775806}']) AS text;

\echo
\echo == Binary: a version byte, then the text
SELECT encode(idset_send('{1-3,7}'), 'escape');

\echo
\echo == What is refused, and how
CREATE FUNCTION pg_temp.refused(input text, through text DEFAULT 'text') RETURNS text LANGUAGE plpgsql AS $$
DECLARE code text; detail text;
BEGIN
    EXECUTE format('SELECT left(%L::%s::idset::text, 40)', input, through) INTO detail;
    RETURN 'accepted: ' || detail;
EXCEPTION WHEN others THEN
    GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, detail = PG_EXCEPTION_DETAIL;
    RETURN concat_ws(': ', code, coalesce(nullif(detail, ''), SQLERRM));
END $$;
SELECT left(input, 50) AS input, pg_temp.refused(input)
FROM unnest(ARRAY['', ' ', '1', '1,2', '{', '{1', '{1,', '{1,}', '{,1}', '{1 2}', '{1}}', '{1} x', '{a}', '{1-}', '{-}', '{--1}', '{3-1}', '{1-3-5}', '{1..3}', '{1.5}', '{1e3}', '{+1}', '{0x10}',
                  '{NULL}', '{1,null}', '{{1},{2}}', '{"1}', '{""}', '{"1""2"}', '[1:2]={1,2}', '{"a": 1}', '[]', '[1,2]', '["1"]', '［1］',
                  '{9223372036854775808}', '{-9223372036854775809}', '{1-9223372036854775808}',
                  '{1' || repeat('0', 100000) || '}', '{٣}']) AS input;
SELECT '{3-1}'::idset;
\echo :LAST_ERROR_SQLSTATE

\echo
\echo == Runs that no value has room for are refused at once
SELECT input, pg_temp.refused(input)
FROM unnest(ARRAY['{-9223372036854775808-9223372036854775807}', '{0-9223372036854775807}', '{1,2,0-4611686018427387904,5}', '{0-1099511693311}',
                  '{0-549755813887,600000000000-1200000000000}', '{-1099511627776-0}']) AS input;

\echo
\echo == Set operations
SELECT '{1-5}'::idset | '{4-9,20}' AS either, '{1-5}'::idset & '{4-9,20}' AS both, '{1-5}'::idset - '{4-9,20}' AS without,
       '{4-9,20}'::idset - '{1-5}' AS the_other_way;
SELECT '{1-5}'::idset | '{}' AS or_nobody, '{1-5}'::idset & '{}' AS and_nobody, '{1-5}'::idset - '{}' AS minus_nobody, '{}'::idset - '{1-5}' AS nobody;
SELECT '{1-5}'::idset @> 5 AS has, '{1-5}'::idset @> 6 AS has_not, 5 <@ '{1-5}'::idset AS "in", '{1-5}'::idset && '{5-9}' AS overlap, '{1-5}'::idset && '{6-9}' AS apart, '{}'::idset && '{}' AS nobody;
SELECT '{1-5}'::idset @> 5::smallint AS small, '{1-5}'::idset @> 5::bigint AS big, '{1-5}'::idset @> '5' AS literal;
SELECT idset_or('{1}', '{2}'), idset_and('{1,2}', '{2}'), idset_minus('{1,2}', '{2}'), idset_contains('{1,2}', 2), idset_contained(2, '{1,2}'), idset_overlaps('{1}', '{2}');

\echo
\echo == NULL: | takes it for the empty set; & and - leave the left set as it is; the others are NULL
SELECT '{1,2}'::idset | NULL AS "or", NULL::idset | '{1,2}' AS or_left, NULL::idset | NULL::idset AS or_both,
       '{1,2}'::idset & NULL AS "and", NULL::idset & '{1,2}' AS and_left, '{1,2}'::idset - NULL AS minus, NULL::idset - '{1,2}' AS minus_left;
SELECT NULL::idset @> 1 AS a, '{1}'::idset @> NULL AS b, 1 <@ NULL::idset AS c, '{1}'::idset && NULL AS d, idset_count(NULL) AS e, idset_common_count('{1}', NULL) AS f,
       (SELECT count(*) FROM idset_ids(NULL)) AS no_rows;

\echo
\echo == Counts
SELECT idset_count('{}'), idset_count('{1-3,7,70000}'), idset_count('{-1000000000-10000000000}') AS many, idset_common_count('{1-10,70000}', '{5-20,70000}'), idset_common_count('{1}', '{2}') AS none;

\echo
\echo == The count of a large set reads one page of it; whether it has an id, few
CREATE TABLE large (ids idset);
INSERT INTO large SELECT idset_agg(i * 9) FROM generate_series(1::bigint, 1000000) AS i;
SELECT pg_column_size(ids) > 1000000 AS large, idset_count(ids), ids @> 9000000 AS has, ids @> 9000001 AS has_not, ids @> -1 AS below, ids @> 99999999 AS above FROM large;
CREATE FUNCTION pg_temp.explained(query text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
    EXECUTE query;
    EXECUTE 'EXPLAIN (ANALYZE, BUFFERS, COSTS off, TIMING off, FORMAT json) ' || query INTO plan;
    RETURN (plan -> 0 -> 'Plan' ->> 'Shared Hit Blocks')::int;
END $$;
SELECT pg_temp.explained('SELECT idset_count(ids) FROM large') * 30 < all_pages AS count, pg_temp.explained('SELECT ids @> 4500000 FROM large') * 3 < all_pages AS has
FROM pg_temp.explained('SELECT ids | ids FROM large') AS all_pages;

\echo
\echo == Rows: ascending, and the planner knows how many a constant has
SELECT * FROM idset_ids('{70000,-3,7-9}');
SELECT array_agg(i) FROM (SELECT idset_ids('{1-1000000000}') AS i LIMIT 3) AS t;
SELECT a.i, b.j FROM (VALUES ('{1,2}'::idset), ('{}'), ('{5-7}')) AS s (ids), idset_ids(ids) AS a (i), idset_ids(ids) AS b (j) WHERE a.i < b.j ORDER BY 1, 2;
CREATE FUNCTION pg_temp.expected_rows(query text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
    RETURN plan -> 0 -> 'Plan' ->> 'Plan Rows';
END $$;
SELECT pg_temp.expected_rows('SELECT * FROM idset_ids(''{1-3,7,70000}'')') AS of_a_constant, pg_temp.expected_rows('SELECT * FROM idset_ids((SELECT ids FROM large))') AS unknown,
       pg_temp.expected_rows('SELECT * FROM idset_ids(NULL)') AS of_null, pg_temp.expected_rows('SELECT * FROM idset_ids(''{}'')') AS of_nobody;
PREPARE known (idset) AS SELECT count(*) FROM idset_ids($1);
EXECUTE known ('{1-50}');
SET plan_cache_mode = force_custom_plan;
SELECT pg_temp.expected_rows('SELECT * FROM idset_ids(''[1,2,3]''::jsonb::idset)') AS of_a_cast;
RESET plan_cache_mode;

\echo
\echo == Aggregates: no row gives NULL, and NULLs are skipped
SELECT idset_agg(i) FROM unnest('{5,3,NULL,4,3,-1}'::bigint[]) AS i;
SELECT idset_agg(i) AS of_integer FROM generate_series(1, 5) AS i;
SELECT idset_union(ids), idset_intersect(ids) FROM (VALUES ('{1-5}'::idset), (NULL), ('{4-9}'), ('{4,5,70000}')) AS t (ids);
SELECT idset_agg(i), idset_union(i::text::idset), idset_intersect(i::text::idset) FROM unnest('{}'::bigint[]) AS i;
SELECT idset_agg(NULL::bigint) AS agg, idset_union(NULL::idset) AS "union", idset_intersect(NULL::idset) AS "intersect", idset_union('{}') AS nobody, idset_intersect('{}') AS nobody;
SELECT i, idset_agg(i) OVER w, idset_union(format('{%s,100}', i)::idset) OVER w AS "union", idset_intersect(format('{%s,%s,100}', i, i + 1)::idset) OVER w AS "intersect"
FROM generate_series(1::bigint, 4) AS i WINDOW w AS (ORDER BY i ROWS 1 PRECEDING);
SELECT i, idset_agg(i * 70000) OVER (ORDER BY i) AS growing FROM generate_series(1::bigint, 3) AS i;

\echo
\echo == In parallel
CREATE TABLE visit (id bigint, ids idset);
INSERT INTO visit SELECT i * 7919 % 1000003, format('{%s-%s}', i % 1000, i % 1000 + i % 5 * 20000)::idset FROM generate_series(1, 30000) AS i;
ALTER TABLE visit SET (parallel_workers = 2);
ANALYZE visit;
SET max_parallel_workers_per_gather = 0;
CREATE TEMP TABLE serial AS SELECT idset_agg(id) AS agg, idset_union(ids) AS either, idset_intersect(ids | '{5000000}') AS every FROM visit;
SET max_parallel_workers_per_gather = 2;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET min_parallel_table_scan_size = 0;
EXPLAIN (COSTS off) SELECT idset_agg(id), idset_union(ids), idset_intersect(ids | '{5000000}') FROM visit;
SELECT a = agg AS agg, u = either AS "union", i = every AS "intersect", idset_count(a) AS ids, idset_count(u), i AS every
FROM (SELECT idset_agg(id) AS a, idset_union(ids) AS u, idset_intersect(ids | '{5000000}') AS i FROM visit) AS t, serial;
RESET max_parallel_workers_per_gather;
RESET parallel_setup_cost;
RESET parallel_tuple_cost;
RESET min_parallel_table_scan_size;

\echo
\echo == Casts
SELECT '{3,1,1}'::bigint[]::idset, '{3,1,1}'::int[]::idset, '{3,1,1}'::smallint[]::idset, '{{1,2},{3,9}}'::int[]::idset AS two_dimensions, '{}'::int[]::idset AS empty;
SELECT '{1-3,7}'::idset::bigint[], '{}'::idset::bigint[] AS empty, '{1-3,7}'::idset::text, '{1-3,7}'::varchar::idset, '{1-3,7}'::text::idset;
SELECT '[1, 2, "3", "9223372036854775807"]'::jsonb::idset, '[1, 1e3, -5]'::json::idset, '{1-3,7}'::idset::jsonb, '{}'::idset::jsonb AS empty, '[]'::jsonb::idset AS nobody;
CREATE TABLE assigned (ids idset);
INSERT INTO assigned VALUES (ARRAY[1, 2, 3]), (ARRAY[1::bigint]), ('[7]'::jsonb), ('[8]'::json), ('{9}'::varchar), (ARRAY[]::int[]);
INSERT INTO assigned SELECT array_agg(i) FROM generate_series(1, 4) AS i;
SELECT * FROM assigned;
SELECT '{1,NULL}'::int[]::idset;
SELECT '{1-200000000}'::idset::bigint[];
SELECT '{1-30000000}'::idset::jsonb;
SELECT '[1.5]'::jsonb::idset;
SELECT '[1, 2]'::idset;
SELECT input, pg_temp.refused(input, 'jsonb') AS jsonb FROM unnest(ARRAY['{"a": 1}', '5', 'null', '["a"]', '["1-3"]', '[""]', '[null]', '[[1]]', '[{}]', '[true]', '[9223372036854775808]', '[1e30]', '[1e-3]']) AS input;
SELECT '[1, 2]' LIKE '{1%' AS text, '{1,2}'::idset LIKE '{1,%' AS "like", '{1,2}'::idset ILIKE '%9%' AS "ilike", '{1,2}'::idset NOT LIKE '%2%' AS not_like;

\echo
\echo == Equal sets have equal bytes, however they were made
SELECT count(DISTINCT ids) AS one, count(DISTINCT idset_send(ids)) AS text, count(DISTINCT idset_hash(ids)) AS hash, count(DISTINCT idset_hash_extended(ids, 7)) AS extended
FROM (VALUES ('{1-100000}'::idset), ((SELECT idset_agg(i) FROM generate_series(100000, 1, -1) AS i)), ((SELECT idset_agg(i) FROM generate_series(1, 100000, 2) AS i) | (SELECT idset_agg(i) FROM generate_series(2, 100000, 2) AS i)),
             ('{0-200000}'::idset - '{0,100001-200000}'), ('{1-150000}'::idset & '{-5-100000}'), (ARRAY(SELECT generate_series(100000, 1, -1))::idset), ((SELECT idset_union(format('{%s-%s}', i, i + 999)::idset) FROM generate_series(1, 99001, 500) AS i))) AS t (ids);
SELECT ids, count(*) FROM (VALUES ('{1,2,3}'::idset), ('{1-3}'), ('{3,2,1}'), ('{4}')) AS t (ids) GROUP BY ids ORDER BY count(*);
SELECT '{1}'::idset = '{1}' AS eq, '{1}'::idset <> '{2}' AS ne, ('{1}'::idset < '{2}') <> ('{1}'::idset > '{2}') AS lt_or_gt, '{1}'::idset <= '{1}' AS le, '{1}'::idset >= '{1}' AS ge;
CREATE TABLE keyed (ids idset PRIMARY KEY, hashed idset);
CREATE INDEX ON keyed USING hash (hashed);
INSERT INTO keyed SELECT s, s FROM (SELECT format('{%s-%s}', i, i + 5)::idset AS s FROM generate_series(1, 100) AS i) AS t;
INSERT INTO keyed VALUES ('{1,2,3,4,5,6}');
SET enable_seqscan = off;
SELECT (SELECT count(*) FROM keyed WHERE ids = '{7-12}') AS btree, (SELECT count(*) FROM keyed WHERE hashed = '{7-12}') AS hash;
RESET enable_seqscan;

\echo
\echo == A column is stored uncompressed, so that a slice can be read
SELECT attstorage FROM pg_attribute WHERE attrelid = 'large'::regclass AND attname = 'ids';

DROP TABLE large, visit, assigned, keyed;
