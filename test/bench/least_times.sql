-- Runs statements of one value in turns, each once to warm up, at least nine times and for bench.seconds, two by
-- default; after ten times as long, three times are enough. Returns the least times in milliseconds, on which other work
-- on the machine has little influence; NULL for a statement that is NULL. Fails where the values differ, unless
-- they are answers to different questions.
CREATE FUNCTION least_times_of(statements text[], same boolean DEFAULT true) RETURNS float8[] LANGUAGE plpgsql AS $$
DECLARE
    times float8[] := array_fill(NULL::float8, ARRAY[cardinality(statements)]);
    first text; answer text; start timestamptz; spent float8; turn int := -1; began timestamptz := clock_timestamp();
    while_short interval := coalesce(current_setting('bench.seconds', true), '2')::float8 * interval '1 second';
BEGIN
    WHILE turn < 3 OR clock_timestamp() < began + while_short OR turn < 9 AND clock_timestamp() < began + 10 * while_short LOOP
        turn := turn + 1;
        FOR i IN 1 .. cardinality(statements) LOOP
            CONTINUE WHEN statements[i] IS NULL;
            start := clock_timestamp();
            EXECUTE statements[i] INTO answer;
            spent := 1000 * extract(epoch FROM clock_timestamp() - start);
            IF turn > 0 THEN times[i] := least(times[i], spent); END IF;
            IF i = 1 THEN first := answer; END IF;
            IF same AND answer IS DISTINCT FROM first THEN
                RAISE EXCEPTION 'different answers' USING DETAIL = format(E'%s: %s\n%s: %s', left(statements[1], 500), first, left(statements[i], 500), answer);
            END IF;
        END LOOP;
    END LOOP;
    RETURN times;
END $$;

-- The same for a statement and its peer, which may be NULL.
CREATE FUNCTION least_times(statement text, peer text, same boolean DEFAULT true, OUT ms float8, OUT peer_ms float8) LANGUAGE sql AS $$
    SELECT t[1], t[2] FROM least_times_of(ARRAY[statement, peer], same) AS t $$;
