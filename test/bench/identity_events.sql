-- What an event costs: each in a transaction of its own, on 200 members with a few identifiers and on 200 with up to 50, in the graph that
-- identity_load.sql made. Prints its tables in Markdown. Fails if the graph is not as the rule has it afterwards. psql variable: rows.
\set QUIET on
SET client_min_messages = warning;
\pset format unaligned
\pset fieldsep ' | '
\pset tuples_only on

CREATE TABLE event_time (o int, what text, size int, calls int, cpu float8, ms float8);
-- Sees :calls events, whose identifiers are a format of the member's number; %1$s is the size, %2$s the member, %3$s another, and %4$s the turn.
CREATE PROCEDURE measure_events(number int, what text, size int, identifiers text) LANGUAGE plpgsql AS $$
DECLARE
    start timestamptz; cpu_start float8; events jsonb[] := '{}'; event jsonb;
    at timestamptz := (SELECT max(last) FROM shop_link) + interval '1 hour';
BEGIN
    FOR m IN 1 .. 200 LOOP
        events := events || format(identifiers, size, m, 1 + (m + 6) % 200, number)::jsonb;
    END LOOP;
    -- plans are made, and pages read, before the clock starts
    PERFORM identity_see('shop', '{"cookie": "to warm"}', at, 'bench') FROM generate_series(1, 20);
    COMMIT;
    start := clock_timestamp();
    cpu_start := cpu_clock();
    FOREACH event IN ARRAY events LOOP
        PERFORM identity_see('shop', event, at, 'bench');
        COMMIT;
        at := at + interval '1 minute';
    END LOOP;
    INSERT INTO event_time VALUES (number, what, size, 200, cpu_clock() - cpu_start, 1000 * extract(epoch FROM clock_timestamp() - start));
    COMMIT;
END $$;
CREATE PROCEDURE measure_unlinks(number int, size int) LANGUAGE plpgsql AS $$
DECLARE
    start timestamptz; cpu_start float8; ids bigint[]; one bigint;
BEGIN
    -- the latest link of each member: that of the cookie that came last
    SELECT array_agg(l.id) INTO ids FROM shop_identifier AS m,
        LATERAL (SELECT id FROM shop_link WHERE a = m.id AND source = 'bench' AND ended_at IS NULL ORDER BY last DESC LIMIT 1) AS l
    WHERE m.kind = 'member' AND m.value LIKE size || '-%';
    start := clock_timestamp();
    cpu_start := cpu_clock();
    FOREACH one IN ARRAY ids LOOP
        PERFORM identity_unlink('shop', one, 'bench');
        COMMIT;
    END LOOP;
    INSERT INTO event_time VALUES (number, 'a link taken back', size, cardinality(ids), cpu_clock() - cpu_start, 1000 * extract(epoch FROM clock_timestamp() - start));
    COMMIT;
END $$;

\qecho ''
\qecho '| from empty tables to persons | processor, s | by the clock, s |'
\qecho '|---|--:|--:|'
SELECT '| ' || step, round((cpu / 1000)::numeric, 2), round((ms / 1000)::numeric, 2) || ' |' FROM loaded ORDER BY o;
SELECT '| **' || (SELECT count(*) FROM shop_link) || ' links, ' || (SELECT count(*) FROM shop_identifier) || ' identifiers, ' || (SELECT count(*) FROM shop_person) || ' persons**',
       round((sum(cpu) / 1000)::numeric, 2), round((sum(ms) / 1000)::numeric, 2) || CASE WHEN :rows >= 10000000 THEN ', goal ≤ 180: ' || met(sum(ms) / 1000, 180) ELSE '' END || ' |' FROM loaded;
\qecho ''
\qecho '| size of | MB | bytes a row |'
\qecho '|---|--:|--:|'
SELECT '| ' || relname, round(pg_total_relation_size(oid) / 1e6, 1), CASE WHEN reltuples > 0 THEN round(pg_total_relation_size(oid) / reltuples::numeric) ELSE 0 END || ' |'
FROM pg_class WHERE relname IN ('shop_identifier', 'shop_link', 'shop_person', 'shop_history') ORDER BY relname;

-- what the loop and its COMMIT take without an event
CALL measure_events(0, 'an empty event', 5, '{}');
CALL measure_events(1, 'the same login again', 5, '{"member": "%1$s-%2$s", "cookie": "%1$s-%2$s-1"}');
CALL measure_events(2, 'a new cookie', 5, '{"member": "%1$s-%2$s", "cookie": "new-%1$s-%2$s"}');
CALL measure_events(3, 'somebody else''s cookie', 5, '{"member": "%1$s-%2$s", "cookie": "%1$s-%3$s-2"}');
CALL measure_events(4, 'a new cookie without a login', 5, '{"cookie": "alone-%1$s-%2$s"}');
CALL measure_unlinks(5, 5);
CALL measure_events(0, 'an empty event', 45, '{}');
CALL measure_events(1, 'the same login again', 45, '{"member": "%1$s-%2$s", "cookie": "%1$s-%2$s-1"}');
CALL measure_events(2, 'a new cookie', 45, '{"member": "%1$s-%2$s", "cookie": "new-%1$s-%2$s"}');
CALL measure_events(3, 'somebody else''s cookie', 45, '{"member": "%1$s-%2$s", "cookie": "%1$s-%3$s-2"}');
CALL measure_events(4, 'a new cookie without a login', 45, '{"cookie": "alone-%1$s-%2$s"}');
CALL measure_unlinks(5, 45);
SELECT 1 / (count(*) = 0)::int AS agrees FROM identity_problems('shop') \gset

\qecho ''
\qecho '| an event, in a graph of as many links | persons of 5 identifiers: processor, ms | by the clock, ms | persons of 45 to 50: processor, ms | by the clock, ms | goal | met |'
\qecho '|---|--:|--:|--:|--:|--:|:-:|'
SELECT '| ' || what, round((max(cpu / calls) FILTER (WHERE size = 5))::numeric, 3), round((max(ms / calls) FILTER (WHERE size = 5))::numeric, 3),
       round((max(cpu / calls) FILTER (WHERE size = 45))::numeric, 3), round((max(ms / calls) FILTER (WHERE size = 45))::numeric, 3),
       CASE WHEN o > 0 THEN '≤ 2 ms' ELSE '' END, CASE WHEN o > 0 THEN met(max(cpu / calls), 2) ELSE '' END || ' |' FROM event_time GROUP BY o, what ORDER BY o;
