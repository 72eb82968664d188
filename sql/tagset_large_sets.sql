-- The GIN index of tags, asked for sets of many paths: it compares its keys with the set, instead of looking up each path.
\set ECHO queries
CREATE SCHEMA tag_large;
SET search_path = tag_large, public;
SET jit = off;

\echo
\echo == Index and sequential scan give the same answers, just below the limit, just above it, and far above
SELECT setseed(0.42);
CREATE TABLE post AS
SELECT n AS id, CASE WHEN n % 100 <> 0 THEN coalesce((
    SELECT tagset_agg(format('%s%s%s', 'k' || (random() * 9)::int, CASE WHEN random() < 0.9 THEN '/m' || (random() * 99)::int ELSE '' END,
                             CASE WHEN random() < 0.8 THEN '/t' || (random() * 9)::int ELSE '' END)::tagpath)
    FROM generate_series(1, (n + random() * 3)::int % 4)), '') END AS tags
FROM generate_series(1, 4000) AS n;
CREATE INDEX post_tags ON post USING gin (tags);
INSERT INTO post SELECT id + 4000, tags FROM post WHERE id <= 500;       -- these are pending
CREATE FUNCTION ids(condition text, index boolean) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE result bigint[];
BEGIN
    PERFORM set_config('enable_seqscan', (NOT index)::text, true), set_config('enable_bitmapscan', index::text, true);
    EXECUTE format('SELECT array_agg(id ORDER BY id) FROM post WHERE %s', condition) INTO result;
    RETURN result;
END $$;
-- n paths: as the rows have them, their ancestors, and others
CREATE FUNCTION paths(n int) RETURNS tagset LANGUAGE sql AS $$
SELECT tagset_agg(format('k%s/m%s%s', (random() * 19)::int, (random() * 99)::int, CASE i % 4 WHEN 0 THEN '' ELSE '/t' || (random() * n / 100)::int END)::tagpath)
       || CASE WHEN random() < 0.5 THEN 'k1' ELSE 'k3/m5' END
FROM generate_series(1, n) AS i $$;
SELECT operator, bool_and(cardinality(by_index) > 0) AS some, bool_and(by_index = by_scan) AS same
FROM unnest('{<@,&&}'::text[]) AS operator, unnest('{300,600,700,900,1100,2500,10000}'::int[]) AS n,
    LATERAL (SELECT format('tags %s %L', operator, paths(n)) AS condition) AS c,
    LATERAL (SELECT ids(condition, true) AS by_index, ids(condition, false) AS by_scan) AS i
GROUP BY operator ORDER BY operator;

\echo
\echo == 100,000 paths
SELECT tagset_agg(format('x%s/y%s', i % 50, i)::tagpath) || 'k1/m1' AS large FROM generate_series(1, 100000) AS i \gset
SET enable_seqscan = off;
SET statement_timeout = '30s';
\set ECHO none
\echo tags && large; tags <@ large
SELECT count(*) > 10 AS some FROM post WHERE tags && :'large';
SELECT count(*) > 10 AS some FROM post WHERE tags <@ :'large';
\set ECHO queries

SET client_min_messages = error;
DROP SCHEMA tag_large CASCADE;
