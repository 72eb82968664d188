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

\echo == The queries of a column have to be prepared for each row, a constant once; in a join that depends on the plan
CREATE FUNCTION cost(query text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT json) ' || query INTO plan;
    RETURN plan #>> '{0,Plan,Total Cost}';
END $$;
CREATE TABLE segment AS SELECT ('a' || i)::tagquery AS query, ('a' || i)::tagset AS tags, ('a' || i)::tagpath AS path, ('a' || i)::labelset AS labels FROM generate_series(1, 1000) i;
ANALYZE segment;
SELECT condition, round((cost('SELECT FROM segment WHERE ' || condition) - cost('SELECT FROM segment')) / (1000 * current_setting('cpu_operator_cost')::float8)) AS operators
FROM unnest(ARRAY[$$tags @@ 'a'$$, $$query @@ 'a'::tagset$$, $$'a'::tagset @@ query$$, $$query @@ 'a'::labelset$$, $$'a'::labelset @@ query$$, $$query @@ 'a'::factlabel$$, $$query @@ 'a'::tagpath$$, $$'a'::tagpath @@ query$$,
                  $$path @@ 'a'$$, $$labels @@ 'a'$$, 'query @@ tags', 'labels @@ query', 'path @@ query', $$tagquery_not(query) @@ 'a'::tagset$$, $$tags @@ (SELECT query FROM segment LIMIT 1)$$]) AS condition;
DROP TABLE segment;
DROP FUNCTION cost;
