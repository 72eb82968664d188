\echo == Every operator class is in order

SELECT amname, opcname, opcintype::regtype, opcdefault, amvalidate(c.oid)
FROM pg_opclass AS c JOIN pg_am AS a ON a.oid = opcmethod
WHERE opcintype IN ('tagpath'::regtype, 'tagset'::regtype, 'tagquery'::regtype)
ORDER BY amname, opcname;

\echo == Equality is of values: folded paths, sets with their attributes, queries as printed

SELECT 'Interest / Sports'::tagpath = 'interest/sports' AS path, 'a/b'::tagpath = '"a/b"' AS "other path";
SELECT 'b, a[weight=0.5]'::tagset = 'A[weight=0.50], B' AS "set", 'a[weight=0.5]'::tagset = 'a' AS "other weight",
       'a[value=1]'::tagset = 'a[value=2]' AS "other value",
       'a[since=2026-01-01T00:00:00Z]'::tagset = 'a[since=2026-01-01T08:00:00+08:00]' AS moment,
       'a[since=2026-01-01T00:00:00Z]'::tagset = 'a[until=2026-01-01T00:00:00Z]' AS "other attribute";
SELECT '(a)&b'::tagquery = 'A & B' AS query, 'a & b'::tagquery = 'b & a' AS "other query";

\echo == Order: paths in preorder; sets element by element, attributes after the path, absent first; queries somehow, but always the same

SELECT p FROM unnest(ARRAY['b', 'a/b', 'a b', 'a', 'ab', 'a/b/c', 'a-b', '興趣', 'a/a']::tagpath[]) AS p ORDER BY p;
SELECT s FROM unnest(ARRAY['b', 'a, b', 'a', '', 'a/b', 'a, a/b', 'a[weight=0.5]', 'a[value=1]', 'a[weight=2]', 'a[value=-1]',
                           'a[weight=0.5; value=0]', 'a[since=2026-01-01T00:00:00Z]', 'a[until=2025-01-01T00:00:00Z]',
                           'a[until=1999-01-01T00:00:00Z]', 'a[value=1], b']::tagset[]) AS s ORDER BY s;

\echo == The six operators and the comparison agree, for all pairs; equal ones have equal hashes

CREATE TEMP TABLE one_path AS
SELECT v::tagpath AS v FROM unnest(ARRAY['a', 'A', 'b', 'a/b', 'a b', 'ab', 'a-b', '"a/b"', 'a/b/c', '興趣', '興趣/公寓', repeat('a/', 500) || 'b',
                                         repeat('a/', 500) || 'c']) AS v;
CREATE TEMP TABLE one_set AS
SELECT v::tagset AS v FROM unnest(ARRAY['', 'a', 'b', 'a, b', 'a/b', 'a, a/b', 'a[weight=1]', 'a[weight=0]', 'a[weight=0.5]', 'a[value=0]',
                                        'a[value=-1]', 'a[value=1e300]', 'a[value=-1e300]', 'a[since=2026-01-01T00:00:00Z]', 'a[since=1999-01-01T00:00:00Z]',
                                        'a[until=2026-01-01T00:00:00Z]', 'a[weight=2], b', 'a[weight=0.5], b', 'a b', 'ab']) AS v
UNION ALL SELECT (SELECT string_agg('t/' || i, ',') FROM generate_series(1, 300 + n) AS i)::tagset FROM generate_series(1, 3) AS n;
CREATE TEMP TABLE one_query AS
SELECT v::tagquery AS v FROM unnest(ARRAY['a', '=a', 'a*', '!a', 'a & b', 'b & a', 'a | b', 'a[value>1]', 'a[value>2]', 'a @2026-01-01T00:00:00Z',
                                          '"a*"', '(a)', 'a/b']) AS v;
SELECT 'tagpath' AS type, count(*) AS pairs, count(*) FILTER (WHERE a.v = b.v) AS equal,
       count(*) FILTER (WHERE (a.v < b.v, a.v <= b.v, a.v = b.v, a.v <> b.v, a.v >= b.v, a.v > b.v) IS DISTINCT FROM (c < 0, c <= 0, c = 0, c <> 0,
       c >= 0, c > 0) OR c <> -tagpath_cmp(b.v, a.v)) AS disagree,
       count(*) FILTER (WHERE c = 0 AND (tagpath_hash(a.v) <> tagpath_hash(b.v) OR tagpath_hash_extended(a.v, 42) <> tagpath_hash_extended(b.v, 42))) AS hashes
FROM one_path AS a, one_path AS b, LATERAL tagpath_cmp(a.v, b.v) AS c
UNION ALL
SELECT 'tagset' AS type, count(*), count(*) FILTER (WHERE a.v = b.v),
       count(*) FILTER (WHERE (a.v < b.v, a.v <= b.v, a.v = b.v, a.v <> b.v, a.v >= b.v, a.v > b.v) IS DISTINCT FROM (c < 0, c <= 0, c = 0, c <> 0,
       c >= 0, c > 0) OR c <> -tagset_cmp(b.v, a.v)),
       count(*) FILTER (WHERE c = 0 AND (tagset_hash(a.v) <> tagset_hash(b.v) OR tagset_hash_extended(a.v, 42) <> tagset_hash_extended(b.v, 42)))
FROM one_set AS a, one_set AS b, LATERAL tagset_cmp(a.v, b.v) AS c
UNION ALL
SELECT 'tagquery' AS type, count(*), count(*) FILTER (WHERE a.v = b.v),
       count(*) FILTER (WHERE (a.v < b.v, a.v <= b.v, a.v = b.v, a.v <> b.v, a.v >= b.v, a.v > b.v) IS DISTINCT FROM (c < 0, c <= 0, c = 0, c <> 0,
       c >= 0, c > 0) OR c <> -tagquery_cmp(b.v, a.v)),
       count(*) FILTER (WHERE c = 0 AND (tagquery_hash(a.v) <> tagquery_hash(b.v) OR tagquery_hash_extended(a.v, 42) <> tagquery_hash_extended(b.v, 42)))
FROM one_query AS a, one_query AS b, LATERAL tagquery_cmp(a.v, b.v) AS c;
\echo -- the unseeded hash is the lower half of the one with seed 0, as hash partitioning wants
SELECT bool_and(tagpath_hash(v) = (tagpath_hash_extended(v, 0) << 32 >> 32)::int) AS path FROM one_path;
SELECT bool_and(tagset_hash(v) = (tagset_hash_extended(v, 0) << 32 >> 32)::int) AS set FROM one_set;
\echo -- and no order has a circle
SELECT count(*) AS circles FROM one_set AS a, one_set AS b, one_set AS c WHERE a.v < b.v AND b.v < c.v AND NOT a.v < c.v;
SELECT count(*) AS circles FROM one_query AS a, one_query AS b, one_query AS c WHERE a.v < b.v AND b.v < c.v AND NOT a.v < c.v;

\echo == GROUP BY, DISTINCT, set operations, arrays

SELECT p, count(*) FROM unnest(ARRAY['A', 'b', 'a', 'a/b', 'A/B']::tagpath[]) AS p GROUP BY p ORDER BY p;
SELECT s, count(*) FROM unnest(ARRAY['b, a', 'A, B', 'a', '', ' ', 'a[value=1]']::tagset[]) AS s GROUP BY s ORDER BY s;
SELECT q, count(*) FROM unnest(ARRAY['(a)', 'A', '!!a', '!a']::tagquery[]) AS q GROUP BY q ORDER BY q::text COLLATE "C";
SELECT count(DISTINCT v) FROM one_path;
SELECT 'a'::tagset INTERSECT SELECT 'A[weight=1]'::tagset;
SELECT 'A/b' = ANY ('{x,a/b}'::tagpath[]) AS "in array", ARRAY['a']::tagset[] = ARRAY['A']::tagset[] AS "same array",
                                                            ROW('a'::tagpath, 1) = ROW('A'::tagpath, 1) AS "same row";

\echo == Hash, merge and nested loop joins give the same rows

CREATE TEMP TABLE l (id int, p tagpath, s tagset, q tagquery);
CREATE TEMP TABLE r (id int, p tagpath, s tagset, q tagquery);
INSERT INTO l SELECT i, t, t::tagset || (CASE WHEN i % 2 = 0 THEN 'x[value=1]' ELSE 'x' END)::tagset, tagquery_term(t, i % 3 = 0)
    FROM generate_series(1, 300) AS i, LATERAL (SELECT format('a%s/b%s', i % 7, i % 11)::tagpath) AS v (t);
INSERT INTO r SELECT * FROM l WHERE id % 5 = 0;
INSERT INTO r SELECT id + 1000, p || '', s, q FROM (SELECT id, p::text, s, q FROM l WHERE id % 3 = 0) AS x (id, p, s, q);
ANALYZE l, r;
CREATE FUNCTION pg_temp.joined(how text, by text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    plan json;
    result text;
BEGIN
    PERFORM set_config('enable_' || name, (name = how)::text, true) FROM unnest(ARRAY['hashjoin', 'mergejoin', 'nestloop']) AS name;
    EXECUTE format('EXPLAIN (FORMAT json, COSTS OFF) SELECT * FROM l JOIN r USING (%I)', by) INTO plan;
    EXECUTE format('SELECT count(*) || '' '' || md5(string_agg(l.id || '' '' || r.id, '','' ORDER BY l.id, r.id)) FROM l JOIN r USING (%I)', by) INTO result;
    RETURN (plan -> 0 -> 'Plan' ->> 'Node Type') || ': ' || result;
END $$;
SELECT by, string_agg(split_part(j, ':', 1), ', ' ORDER BY j) AS joins, count(DISTINCT split_part(j, ':', 2)) AS answers
FROM unnest('{p,s,q}'::text[]) AS by, unnest('{hashjoin,mergejoin,nestloop}'::text[]) AS how, LATERAL pg_temp.joined(how, by) AS j GROUP BY by ORDER BY by;

\echo == Unique constraints

CREATE TEMP TABLE tag_name (path tagpath PRIMARY KEY, tags tagset UNIQUE, query tagquery UNIQUE);
INSERT INTO tag_name VALUES ('A/b', 'b, a', 'a & b');
INSERT INTO tag_name VALUES ('a / B', 'c', 'c');
INSERT INTO tag_name VALUES ('c', 'A, B', 'c');
INSERT INTO tag_name VALUES ('c', 'c', '(a) & b');
INSERT INTO tag_name VALUES ('a/b', 'c', 'c') ON CONFLICT (path) DO UPDATE SET tags = excluded.tags RETURNING *;

\echo == Index and sequential scan agree, for every operator of every type, with btree and hash

CREATE TABLE kept (id int, path tagpath, tags tagset, query tagquery);
INSERT INTO kept
SELECT i, p, tagset_make(p, value => i % 3) || (CASE WHEN i % 5 = 0 THEN '' ELSE 'x' END)::tagset, tagquery_term(p, i % 2 = 0)
FROM generate_series(1, 400) AS i, LATERAL (SELECT tagpath((ARRAY['a', 'ab', 'a b', '公寓'])[1 + i % 4], (ARRAY['b', 'b/c', '"x"', 'z',
                                                            'y'])[1 + i % 5], (i % 13)::text)) AS t (p);
INSERT INTO kept SELECT i, tagpath_parent(path), tags - 'x'::tagpath, tagquery_not(query) FROM kept, generate_series(401, 420) AS i WHERE id = i - 400;
INSERT INTO kept VALUES (0, NULL, NULL, NULL);
CREATE FUNCTION pg_temp.asked(col text, op text, value text, scan text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    condition text := format('%I %s %L', col, op, value);
    result text;
    node text;
BEGIN
    PERFORM set_config('enable_' || name, (name = scan)::text, true) FROM unnest(ARRAY['seqscan', 'indexscan', 'bitmapscan']) AS name;
    EXECUTE 'SELECT count(*) || '' '' || coalesce(md5(string_agg(id::text, '','' ORDER BY id)), '''') FROM kept WHERE ' || condition INTO result;
    FOR node IN EXECUTE 'EXPLAIN (COSTS OFF) SELECT id FROM kept WHERE ' || condition LOOP
        RETURN (node ~ 'Seq Scan')::text || ' ' || result;
    END LOOP;
END $$;
CREATE TEMP TABLE probe AS
SELECT DISTINCT col, value FROM kept, unnest(ARRAY['path', 'tags', 'query'], ARRAY[path::text, tags::text, query::text]) AS v (col, value) WHERE id % 45 = 3
UNION ALL VALUES ('path', 'a'), ('path', '!'), ('path', 'zz'), ('tags', ''), ('tags', 'a'), ('query', '*');

CREATE INDEX kept_path ON kept (path);
CREATE INDEX kept_tags ON kept (tags);
CREATE INDEX kept_query ON kept (query);
ANALYZE kept;
SELECT count(*) > 100 AS "many questions", count(DISTINCT seq) > 30 AS "many answers",
       count(*) FILTER (WHERE NOT split_part(seq, ' ', 1)::bool OR split_part(idx, ' ', 1)::bool) AS "other plan",
       count(*) FILTER (WHERE split_part(seq, ' ', 2) || split_part(seq, ' ', 3) <> split_part(idx, ' ', 2) || split_part(idx, ' ', 3)) AS differences
FROM probe, unnest(ARRAY['<', '<=', '=', '>=', '>']) AS op, LATERAL pg_temp.asked(col, op, value, 'seqscan') AS seq,
     unnest(ARRAY['indexscan', 'bitmapscan']) AS scan, LATERAL pg_temp.asked(col, op, value, scan) AS idx;

\echo -- sorted by the index and sorted by a sort
SET enable_seqscan = off; SET enable_sort = off;
CREATE TEMP TABLE by_index AS SELECT array_agg(path) AS paths FROM (SELECT path FROM kept ORDER BY path) AS t;
CREATE TEMP TABLE by_index_tags AS SELECT array_agg(tags) AS tags FROM (SELECT tags FROM kept ORDER BY tags) AS t;
RESET enable_seqscan; RESET enable_sort;
SET enable_indexscan = off; SET enable_indexonlyscan = off;
SELECT (SELECT array_agg(path) FROM (SELECT path FROM kept ORDER BY path) AS t) = paths AS paths FROM by_index;
SELECT (SELECT array_agg(tags) FROM (SELECT tags FROM kept ORDER BY tags) AS t) = tags AS tags FROM by_index_tags;
RESET enable_indexscan; RESET enable_indexonlyscan;
\echo -- which is preorder: what Unicode code points and depth say, by another way
SELECT bool_and(path = other) AS preorder
FROM (SELECT path, row_number() OVER (ORDER BY path, id) FROM kept) AS a (path, n)
JOIN (SELECT path, row_number() OVER (ORDER BY tagpath_segments(path) COLLATE "C", id) FROM kept) AS b (other, n) USING (n);

DROP INDEX kept_path, kept_tags, kept_query;
CREATE INDEX ON kept USING hash (path);
CREATE INDEX ON kept USING hash (tags);
CREATE INDEX ON kept USING hash (query);
SELECT count(*) > 20 AS "many questions",
       count(*) FILTER (WHERE NOT split_part(seq, ' ', 1)::bool OR split_part(idx, ' ', 1)::bool) AS "other plan",
       count(*) FILTER (WHERE split_part(seq, ' ', 2) || split_part(seq, ' ', 3) <> split_part(idx, ' ', 2) || split_part(idx, ' ', 3)) AS differences
FROM probe, LATERAL pg_temp.asked(col, '=', value, 'seqscan') AS seq,
     unnest(ARRAY['indexscan', 'bitmapscan']) AS scan, LATERAL pg_temp.asked(col, '=', value, scan) AS idx;
DROP TABLE kept;

\echo == Hash partitioning

CREATE TABLE parted (path tagpath, tags tagset) PARTITION BY HASH (path);
CREATE TABLE parted_0 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 0);
CREATE TABLE parted_1 PARTITION OF parted FOR VALUES WITH (MODULUS 2, REMAINDER 1);
INSERT INTO parted SELECT ('a/b' || i)::tagpath FROM generate_series(1, 50) AS i;
SELECT count(*) FILTER (WHERE tableoid = 'parted_0'::regclass) > 10 AS "some here",
       count(*) FILTER (WHERE tableoid = 'parted_1'::regclass) > 10 AS "some there", count(*) FROM parted;
SELECT * FROM parted WHERE path = 'A/B17';
DROP TABLE parted;
\echo == Range partitioning, in preorder: a subtree is a range

CREATE TABLE ranged (path tagpath) PARTITION BY RANGE (path);
CREATE TABLE ranged_low PARTITION OF ranged FOR VALUES FROM (MINVALUE) TO ('interest');
CREATE TABLE ranged_high PARTITION OF ranged FOR VALUES FROM ('interest') TO (MAXVALUE);
INSERT INTO ranged VALUES ('gender/f'), ('interest'), ('interest/sports'), ('hobby/x');
SELECT tableoid::regclass AS partition, path FROM ranged ORDER BY path;
DROP TABLE ranged;

\echo == A value too long for an index row is refused by PostgreSQL, not truncated

CREATE TEMP TABLE wide (tags tagset);
CREATE INDEX ON wide (tags);
CREATE TEMP TABLE wide_hash (tags tagset);
CREATE INDEX ON wide_hash USING hash (tags);
DO $$ BEGIN
    INSERT INTO wide SELECT string_agg(md5(i::text), ',')::tagset FROM generate_series(1, 1000) AS i;
EXCEPTION WHEN program_limit_exceeded THEN
    RAISE NOTICE 'refused';
END $$;
INSERT INTO wide_hash SELECT string_agg(md5(i::text), ',')::tagset FROM generate_series(1, 1000) AS i;
SELECT count(*) FROM wide_hash WHERE tags = (SELECT string_agg(md5(i::text), ',') FROM generate_series(1, 1000) AS i)::tagset;

\echo == An index on saved queries does not get in the way of asking them of a path
CREATE TABLE saved (q tagquery PRIMARY KEY);
INSERT INTO saved SELECT ('a/b' || i % 5 || ' | c' || i)::tagquery FROM generate_series(1, 200) AS i;
ANALYZE saved;
SET enable_seqscan = off;
SELECT count(*) FROM saved WHERE 'a/b1'::tagpath @@ q;
SELECT count(*) FROM saved WHERE q @@ 'a/b1'::tagpath;
SELECT count(*) FROM saved WHERE q @@ 'a/b1'::tagset;
PREPARE ask(tagpath) AS SELECT count(*) FROM saved WHERE $1 @@ q;
SET plan_cache_mode = force_generic_plan;
EXECUTE ask('a/b1');
RESET plan_cache_mode;
DEALLOCATE ask;

\echo == A range on a domain over tagpath, from either side of a query
CREATE DOMAIN place AS tagpath CHECK (VALUE <@ 'place');
CREATE TABLE placed (at place);
CREATE INDEX ON placed (at DESC);
INSERT INTO placed SELECT ('place/' || i % 40 || '/' || i)::place FROM generate_series(1, 400) AS i;
ANALYZE placed;
SELECT count(*) FROM placed WHERE at <@ 'place/7'::tagpath;
SELECT count(*) FROM placed WHERE 'place/7 | place/8/8'::tagquery @@ at;
SELECT count(*) FROM placed AS a JOIN placed AS b ON b.at <@ a.at WHERE a.at = 'place/7/7';
RESET enable_seqscan;
DROP TABLE saved, placed;
DROP DOMAIN place;

\echo == Zero has one sign, so what compares equal is equal
SELECT tagset_make('a', '-0'::float8, '-0'::float8) = tagset_make('a', 0, 0) AS equal,
       tagset_put('', 'a', '-0'::float8) = 'a[weight=0]' AS as_text;
