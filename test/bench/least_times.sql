-- Runs a statement and its peer in turns, each once to warm up, at least nine times and for two seconds; after
-- twenty seconds, three times are enough. Returns the least times in milliseconds, on which other work on the
-- machine has little influence. Fails where the values differ, unless the peer is another question.
CREATE FUNCTION least_times(statement text, peer text, same boolean DEFAULT true, OUT ms float8, OUT peer_ms float8) LANGUAGE plpgsql AS $$
DECLARE
    answer text; other text; start timestamptz; spent float8; turn int := -1; began timestamptz := clock_timestamp();
BEGIN
    WHILE turn < 3 OR clock_timestamp() < began + interval '2 seconds' OR turn < 9 AND clock_timestamp() < began + interval '20 seconds' LOOP
        turn := turn + 1;
        start := clock_timestamp();
        EXECUTE statement INTO answer;
        spent := 1000 * extract(epoch FROM clock_timestamp() - start);
        IF turn > 0 THEN ms := least(ms, spent); END IF;
        CONTINUE WHEN peer IS NULL;
        start := clock_timestamp();
        EXECUTE peer INTO other;
        spent := 1000 * extract(epoch FROM clock_timestamp() - start);
        IF turn > 0 THEN peer_ms := least(peer_ms, spent); END IF;
        IF same AND answer IS DISTINCT FROM other THEN
            RAISE EXCEPTION 'different answers' USING DETAIL = format(E'%s: %s\n%s: %s', left(statement, 500), answer, left(peer, 500), other);
        END IF;
    END LOOP;
END $$;
