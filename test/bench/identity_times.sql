-- How the bench of identities measures: the processor time of the backend beside the time by the clock, and its memory.

-- Milliseconds of processor time that this backend has used; of the clock where the system does not tell.
CREATE FUNCTION cpu_clock() RETURNS float8 LANGUAGE sql VOLATILE
RETURN coalesce(nullif(split_part(pg_read_file('/proc/self/schedstat', 0, 100, true), ' ', 1), '')::float8 / 1e6, 1000 * extract(epoch FROM clock_timestamp())::float8);

-- Bytes that the backend's memory contexts have from the system.
CREATE FUNCTION held() RETURNS bigint LANGUAGE plpgsql VOLATILE AS $$ BEGIN RETURN (SELECT sum(total_bytes) FROM pg_backend_memory_contexts); END $$;

-- The least times of three runs of a statement of one value, or of fewer if they take over 20 seconds together; and its value.
CREATE FUNCTION cpu_time_of(statement text, OUT cpu float8, OUT ms float8, OUT answer text) LANGUAGE plpgsql AS $$
DECLARE
    began timestamptz := clock_timestamp(); start timestamptz; cpu_start float8; found text;
BEGIN
    FOR run IN 1 .. 3 LOOP
        start := clock_timestamp();
        cpu_start := cpu_clock();
        EXECUTE statement INTO found;
        cpu := least(cpu, cpu_clock() - cpu_start);
        ms := least(ms, 1000 * extract(epoch FROM clock_timestamp() - start)::float8);
        IF found <> answer THEN
            RAISE EXCEPTION 'different answers' USING DETAIL = left(statement, 500);
        END IF;
        answer := found;
        EXIT WHEN clock_timestamp() > began + interval '20 seconds';
    END LOOP;
END $$;

-- Seconds of processor time, and in brackets by the clock.
CREATE FUNCTION seconds(cpu float8, ms float8) RETURNS text LANGUAGE sql
RETURN coalesce(format('%s (%s)', round(cpu::numeric / 1000, CASE WHEN cpu >= 10000 THEN 1 WHEN cpu >= 100 THEN 2 ELSE 4 END), round(ms::numeric / 1000, CASE WHEN ms >= 10000 THEN 1 WHEN ms >= 100 THEN 2 ELSE 4 END)), '');
CREATE FUNCTION ratio(a float8, b float8) RETURNS text LANGUAGE sql RETURN coalesce(round((a / b)::numeric, 3)::text, '');
CREATE FUNCTION met(value float8, goal float8) RETURNS text LANGUAGE sql RETURN CASE WHEN value <= goal THEN '✓' WHEN value > goal THEN '✗' ELSE '' END;
