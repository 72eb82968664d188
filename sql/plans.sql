\echo == Plans: parallel scans happen, and the costs are such that they happen by themselves
SET jit = off;
CREATE FUNCTION plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (COSTS off) ' || query LOOP
        RETURN NEXT regexp_replace(line, 'Workers Planned: \d+', 'Workers Planned: some');
    END LOOP;
END $$;
CREATE TABLE many (id int, tags tagset);
INSERT INTO many
SELECT i, format('region/r%s/town%s, interest/i%s, status/%s', i % 7, i % 91, i % 10, CASE WHEN i % 5 = 0 THEN 'churned' ELSE 'active' END)::tagset
  FROM generate_series(1, 60000) i;
ANALYZE many;
SET max_parallel_workers_per_gather = 2;
SET min_parallel_table_scan_size = '64kB';
SET min_parallel_index_scan_size = '32kB';
SET parallel_setup_cost = 100;

\echo -- a sequential scan (the thresholds are lowered to the size of a test)
SELECT plan($$SELECT count(*) FROM many WHERE tags @@ 'region & !status/churned'$$);
SELECT count(*) FROM many WHERE tags @@ 'region & !status/churned';

\echo -- a bitmap heap scan
CREATE INDEX ON many USING gin (tags);
SET parallel_tuple_cost = 0;
SET enable_seqscan = off;
SELECT plan($$SELECT count(*) FROM many WHERE tags @> 'region/r3'::tagpath$$);
SELECT count(*) FROM many WHERE tags @> 'region/r3'::tagpath;
SELECT plan($$SELECT count(*) FROM many WHERE tagset_matches(tags, 'interest/i3 & region/r3', NULL)$$);
SELECT count(*) FROM many WHERE tagset_matches(tags, 'interest/i3 & region/r3', NULL);
SELECT count(*) FROM many WHERE id % 10 = 3 AND id % 7 = 3;

\echo -- few rows: the index by itself; nearly all rows: no index
RESET enable_seqscan;
RESET parallel_tuple_cost;
SET max_parallel_workers_per_gather = 0;
SELECT plan($$SELECT * FROM many WHERE tags @> 'region/r3/town3'::tagpath$$);
SELECT plan($$SELECT * FROM many WHERE tags @> 'region'::tagpath$$);
DROP TABLE many;
DROP FUNCTION plan;
