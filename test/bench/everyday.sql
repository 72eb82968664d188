-- Everyday use beside what it should cost. Fails where the answers of a line differ, and prints its table
-- in Markdown. psql variable: rows.
\ir everyday_data.sql
\ir everyday_lines.sql

-- Runs a statement and its peer in turns, each once to warm up, at least nine times and for two seconds.
-- Returns the least times in milliseconds, on which other work on the machine has little influence.
CREATE FUNCTION least_times(statement text, peer text, OUT ms float8, OUT peer_ms float8) LANGUAGE plpgsql AS $$
DECLARE
    answer text; other text; start timestamptz; spent float8; turn int := -1; began timestamptz := clock_timestamp();
BEGIN
    WHILE turn < 9 OR clock_timestamp() < began + interval '2 seconds' LOOP
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
        IF answer IS DISTINCT FROM other THEN
            RAISE EXCEPTION 'different answers' USING DETAIL = format(E'%s: %s\n%s: %s', statement, answer, peer, other);
        END IF;
    END LOOP;
END $$;

\pset format unaligned
\pset fieldsep ' | '
\pset tuples_only on
\qecho '|  | beside | ms | peer, ms | ratio | goal | met |'
\qecho '|---|---|--:|--:|--:|--:|:-:|'
SELECT '| ' || name, coalesce(beside, ''), round((ms / calls)::numeric, 3), coalesce(round((peer_ms / calls)::numeric, 3)::text, ''), coalesce(round((ms / peer_ms)::numeric, 2)::text, ''),
       '≤ ' || goal || CASE WHEN peer IS NULL THEN ' ms' ELSE '' END, CASE WHEN coalesce(ms / peer_ms, ms / calls) <= goal THEN '✓ |' ELSE '✗ |' END
FROM everyday, least_times(statement, peer) ORDER BY n;
