-- How things are measured: inside the server, so that no client is part of a figure.

-- One run of a query of one value: the value, and the milliseconds, planning included.
CREATE FUNCTION timed(query text, OUT ms float8, OUT answer text) LANGUAGE plpgsql AS $$
DECLARE
    started timestamptz := clock_timestamp();
BEGIN
    EXECUTE query INTO answer;
    ms := 1000 * extract(epoch FROM clock_timestamp() - started);
END $$;

-- The milliseconds of a command, each time after another that prepares it: the median of
-- three runs, or the first where it takes over five seconds.
CREATE FUNCTION timed_command(prepare text, command text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
    started timestamptz;
    times float8[] := '{}';
BEGIN
    FOR i IN 1 .. 3 LOOP
        EXECUTE prepare;
        started := clock_timestamp();
        EXECUTE command;
        times := times || 1000 * extract(epoch FROM clock_timestamp() - started)::float8;
        EXIT WHEN times[1] > 5000;
    END LOOP;
    RETURN (SELECT percentile_disc(0.5) WITHIN GROUP (ORDER BY t) FROM unnest(times) AS t);
END $$;

-- The planner's number of rows, and how it means to scan the table.
CREATE FUNCTION planned(query text, OUT rows float8, OUT scan text) LANGUAGE plpgsql AS $$
DECLARE
    plan json;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT JSON) ' || query INTO plan;
    rows := plan -> 0 -> 'Plan' ->> 'Plan Rows';
    scan := plan -> 0 -> 'Plan' ->> 'Node Type';
END $$;
