-- How two commits are compared: each line of the result is a statement that every server runs in turns.

SET client_min_messages = warning;

-- The kinds of lines: 'query' has one value, its answer; 'first' is a query in a new backend each time;
-- 'command' has no value; 'size' has a number of bytes; 'step' is run once, and not measured. "prepare"
-- runs before each statement and is not measured. "settings" are for the line's sessions.
CREATE TABLE line (
    ord int GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    kind text NOT NULL DEFAULT 'query',
    name text NOT NULL DEFAULT '',
    settings text NOT NULL DEFAULT '',
    prepare text NOT NULL DEFAULT '',
    statement text NOT NULL);

-- Adds a query with the planner's choice of a plan, and with a sequential scan.
CREATE FUNCTION add_both_scans(name text, statement text) RETURNS void LANGUAGE sql AS $$
INSERT INTO line (name, settings, statement) VALUES
    (name, '', statement),
    (name || ', sequential', 'SET enable_indexscan = off; SET enable_indexonlyscan = off; SET enable_bitmapscan = off', statement)
$$;

-- Runs a statement for at least some milliseconds. Returns the mean time, planning included, and a digest
-- of the value of the last run.
CREATE FUNCTION timed_runs(prepare text, statement text, has_value boolean, at_least float8, OUT ms float8, OUT answer text)
LANGUAGE plpgsql AS $$
DECLARE
    started timestamptz;
    spent float8 := 0;
    runs int := 0;
BEGIN
    LOOP
        IF prepare <> '' THEN
            EXECUTE prepare;
        END IF;
        started := clock_timestamp();
        IF has_value THEN
            EXECUTE statement INTO answer;
        ELSE
            EXECUTE statement;
        END IF;
        spent := spent + 1000 * extract(epoch FROM clock_timestamp() - started);
        runs := runs + 1;
        EXIT WHEN spent >= at_least;
    END LOOP;
    ms := spent / runs;
    answer := md5(answer);
END $$;

-- Returns a digest of a statement's plan without its costs.
CREATE FUNCTION plan_of(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    node text;
    plan text := '';
BEGIN
    FOR node IN EXECUTE 'EXPLAIN (COSTS off) ' || statement LOOP
        plan := plan || node || E'\n';
    END LOOP;
    RETURN md5(plan);
END $$;
