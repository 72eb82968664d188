\echo == GIN indexes that several processes build, which PostgreSQL does from 18 on, answer as the table does
SET min_parallel_table_scan_size = 0;
SET max_parallel_maintenance_workers = 2;
CREATE TABLE parallel_build (id int, tags tagset, labels labelset, query tagquery) WITH (parallel_workers = 2);
INSERT INTO parallel_build
SELECT i, tags, tags::text::labelset, format('r%s & !r%s/s%s', i % 5, i % 7, i % 3)::tagquery
FROM generate_series(1, 3000) AS i, LATERAL (SELECT format('r%s/s%s, r%s/s%s/t%s, %s', i % 7, i % 3, i % 5, i % 11, i % 13, CASE WHEN i % 2 = 0 THEN repeat('x', 200) ELSE '中文' END)::tagset AS tags) AS t;
CREATE INDEX ON parallel_build USING gin (tags);
CREATE INDEX ON parallel_build USING gin (labels);
CREATE INDEX ON parallel_build USING gin (query);
CREATE FUNCTION parallel_answers() RETURNS int8[] LANGUAGE sql AS $$
    SELECT ARRAY[(SELECT sum(id) FROM parallel_build WHERE tags @@ 'r1/s2'), (SELECT sum(id) FROM parallel_build WHERE tags @@ 'r1 & r3 & !r2/s1'),
                 (SELECT sum(id) FROM parallel_build WHERE tags @@ '**/t5'), (SELECT sum(id) FROM parallel_build WHERE tags @> '中文'),
                 (SELECT sum(id) FROM parallel_build WHERE labels @@ 'r2/s0 | r4/s1/t1'), (SELECT sum(id) FROM parallel_build WHERE query @@ 'r3/s1, r2'::tagset)]
$$;
SET enable_bitmapscan = off;
SELECT parallel_answers() AS by_scan \gset
SET enable_bitmapscan = on;
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT FROM parallel_build WHERE tags @@ 'r1/s2';
SELECT parallel_answers() = :'by_scan' AS equal, array_position(parallel_answers(), NULL) IS NULL AS found;
DROP FUNCTION parallel_answers;
DROP TABLE parallel_build;
