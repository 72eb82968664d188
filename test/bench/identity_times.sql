-- How the bench of identities measures: the processor time of the backend beside the time by the clock, and its memory.

-- Milliseconds of processor time that this backend has used; of the clock where the system does not tell.
CREATE FUNCTION cpu_clock() RETURNS float8 LANGUAGE sql VOLATILE
RETURN coalesce(nullif(split_part(pg_read_file('/proc/self/schedstat', 0, 100, true), ' ', 1), '')::float8 / 1e6, 1000 * extract(epoch FROM clock_timestamp())::float8);

-- Bytes that the backend's memory contexts have from the system.
CREATE FUNCTION held() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$ BEGIN RETURN (SELECT sum(total_bytes) FROM pg_backend_memory_contexts); END $$;

-- The least times of three runs of a statement of one value, or of fewer if they take over 20 seconds together; and its value. A run repeats a
-- short statement for 0.2 seconds, since the system counts processor time in steps of milliseconds.
CREATE FUNCTION cpu_time_of(statement text, OUT cpu float8, OUT ms float8, OUT answer text) LANGUAGE plpgsql AS $$
DECLARE
    began timestamptz := clock_timestamp(); start timestamptz; cpu_start float8; found text; repeats int := 1; run int := 0;
BEGIN
    WHILE run < 3 LOOP
        start := clock_timestamp();
        cpu_start := cpu_clock();
        FOR i IN 1 .. repeats LOOP
            EXECUTE statement INTO found;
        END LOOP;
        IF found <> answer THEN
            RAISE EXCEPTION 'different answers' USING DETAIL = left(statement, 500);
        END IF;
        answer := found;
        IF repeats = 1 AND clock_timestamp() < start + interval '0.1 second' THEN
            repeats := 1 + (0.2 / extract(epoch FROM clock_timestamp() - start))::int;
            CONTINUE;
        END IF;
        cpu := least(cpu, (cpu_clock() - cpu_start) / repeats);
        ms := least(ms, 1000 * extract(epoch FROM clock_timestamp() - start)::float8 / repeats);
        run := run + 1;
        EXIT WHEN clock_timestamp() > began + interval '20 seconds';
    END LOOP;
END $$;

-- Seconds of processor time, and in brackets by the clock.
CREATE FUNCTION seconds(cpu float8, ms float8) RETURNS text LANGUAGE sql
RETURN CASE WHEN cpu IS NULL THEN '' ELSE format('%s (%s)', round(cpu::numeric / 1000, CASE WHEN cpu >= 10000 THEN 1 WHEN cpu >= 100 THEN 2 ELSE 4 END), round(ms::numeric / 1000, CASE WHEN ms >= 10000 THEN 1 WHEN ms >= 100 THEN 2 ELSE 4 END)) END;
CREATE FUNCTION ratio(a float8, b float8) RETURNS text LANGUAGE sql RETURN coalesce(round((a / b)::numeric, 3)::text, '');
CREATE FUNCTION met(value float8, goal float8) RETURNS text LANGUAGE sql RETURN CASE WHEN value <= goal THEN '✓' WHEN value > goal THEN '✗' ELSE '' END;
