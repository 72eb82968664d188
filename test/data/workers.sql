-- Whether the one row of views "bits" and "bits_by_few", of which the latter has groups, is that of table "serial" with two and four workers.
CREATE FUNCTION pg_temp.plan_has(sql text, what text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || sql LOOP
        IF line ~ what THEN RETURN true; END IF;
    END LOOP;
    RETURN false;
END $$;
SET min_parallel_table_scan_size = 0;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET enable_hashagg = off;
SET max_parallel_workers_per_gather = 2;
SELECT pg_temp.plan_has('SELECT * FROM bits', 'Partial Aggregate') AS partial, pg_temp.plan_has('SELECT * FROM bits', 'Workers Planned: 2') AS workers;
SELECT (b.*, s.by_few)::text = serial::text AS same FROM bits AS b, bits_by_few AS s, serial;
SET max_parallel_workers_per_gather = 4;
SELECT pg_temp.plan_has('SELECT * FROM bits_by_few', 'Partial GroupAggregate') AS partial, pg_temp.plan_has('SELECT * FROM bits', 'Workers Planned: 4') AS workers;
SELECT (b.*, s.by_few)::text = serial::text AS same FROM bits AS b, bits_by_few AS s, serial;
