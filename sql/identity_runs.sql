-- The rows of NAME_link: runs of evidence that nothing interrupts.
SET client_min_messages = warning;
SET timezone = 'UTC';
SET datestyle = 'ISO';
CREATE SCHEMA identity_runs;
SET search_path = identity_runs, public;
CREATE FUNCTION make(prefer text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    PERFORM identity_create('g', prefer);
    INSERT INTO g_kind (kind, priority, per_person) VALUES ('m', 1, 1), ('e', 2, NULL), ('c', 3, NULL);
END
$$;
-- an event at a day of January
CREATE FUNCTION see(identifiers jsonb, day numeric, source text = 's') RETURNS void LANGUAGE sql AS $$
    SELECT identity_see('identity_runs.g'::text::regclass, identifiers, '2026-01-01Z'::timestamptz + (day - 1) * interval '1 day', source)
$$;
-- the runs, in days: -1 µs is shown as a minus
CREATE FUNCTION runs() RETURNS TABLE (pair text, source text, run text) LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY SELECT a.value || '-' || b.value, l.source,
        extract(day FROM l.at) || CASE WHEN l.last = l.at THEN '' ELSE '..' || extract(day FROM l.last + interval '1 us') || CASE WHEN l.last <> date_trunc('day', l.last) THEN '-' ELSE '' END END
    FROM g_link l JOIN g_identifier a ON a.id = l.a JOIN g_identifier b ON b.id = l.b WHERE l.ended_at IS NULL ORDER BY a.value, b.value, l.at, l.source;
END
$$;
CREATE FUNCTION drop_graph() RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM identity_problems('g')) THEN
        RETURN 'problems';
    END IF;
    PERFORM identity_drop('g');
    RETURN 'no problems';
END
$$;

\echo == Repeated evidence extends a run, in both directions
SELECT make('last');
SELECT see('{"m": "M1", "c": "c1"}', 10);
SELECT see('{"m": "M1", "c": "c1"}', 12);
SELECT see('{"m": "M1", "c": "c1"}', 11);
SELECT see('{"m": "M1", "c": "c1"}', 8);
SELECT * FROM runs();
\echo -- each source has its own
SELECT see('{"m": "M1", "c": "c1"}', 14, 't');
SELECT see('{"m": "M1", "c": "c1"}', 15);
SELECT * FROM runs();

\echo == Another at the weaker end interrupts it
SELECT see('{"m": "M2", "c": "c1"}', 17);
SELECT see('{"m": "M1", "c": "c1"}', 19);
SELECT * FROM runs();
\echo -- at the stronger end, others do not matter
SELECT see('{"m": "M2", "c": "c2"}', 18);
SELECT see('{"m": "M2", "c": "c1"}', 18);
SELECT * FROM runs() WHERE pair LIKE 'M2%';

\echo == A late event splits the runs that it falls into, of each source
SELECT see('{"m": "M3", "c": "c1"}', 9);
SELECT * FROM runs();
\echo -- a second one at the same time changes nothing
SELECT see('{"m": "M3", "c": "c1"}', 9);
SELECT count(*) FROM runs();
\echo -- one at the end of a run does not split it
SELECT see('{"m": "M3", "c": "c1"}', 18);
SELECT * FROM runs() WHERE pair <> 'M2-c2';
\echo -- no run moves the person of today
SELECT i.value, p.value AS person FROM g_identifier i JOIN g_identifier p ON p.id = i.person WHERE i.kind = 'c' ORDER BY i.id;
SELECT drop_graph();

\echo == A late event is the beginning of a run that comes later, unless another was there between
SELECT make('last');
SELECT see('{"m": "M1", "c": "c1"}', 10);
SELECT see('{"m": "M2", "c": "c1"}', 8);
SELECT see('{"m": "M1", "c": "c1"}', 9);
SELECT see('{"m": "M1", "c": "c1"}', 7);
SELECT * FROM runs();
\echo -- between two runs, it extends the earlier one
SELECT see('{"m": "M2", "c": "c1"}', 20);
SELECT see('{"m": "M1", "c": "c1"}', 30);
SELECT see('{"m": "M1", "c": "c1"}', 15);
SELECT * FROM runs();
SELECT drop_graph();

\echo == The pairs of one event do not interrupt each other
SELECT make('last');
SELECT see('{"m": "M1", "e": "e1", "c": "c1"}', 1);
SELECT see('{"m": "M1", "e": "e1", "c": "c1"}', 3);
SELECT see('{"m": "M1", "e": "e1", "c": "c1"}', 2);
SELECT * FROM runs();
\echo -- an event without one of them interrupts its run
SELECT see('{"m": "M1", "c": "c1"}', 4);
SELECT see('{"m": "M1", "e": "e1", "c": "c1"}', 5);
SELECT * FROM runs();
SELECT drop_graph();

\echo == Identifiers of one kind: the one that was seen first is the stronger
SELECT make('last');
SELECT see('{"c": "z"}', 1);
SELECT see('{"c": ["a", "z"]}', 2);
SELECT * FROM runs();
SELECT drop_graph();

\echo == Evidence that was taken back does not return with older evidence of the same source
SELECT make('last');
SELECT see('{"m": "M1", "c": "c1"}', 10), see('{"m": "M2", "c": "c1"}', 12), see('{"m": "M1", "c": "c1"}', 14);
SELECT identity_unlink('g', min(id), 'wrong') FROM g_link;
SELECT see('{"m": "M1", "c": "c1"}', 11), see('{"m": "M1", "c": "c1"}', 16);
SELECT * FROM runs();
\echo -- nor does it interrupt others
SELECT see('{"m": "M2", "c": "c1"}', 20);
SELECT see('{"m": "M1", "c": "c1"}', 18);
SELECT * FROM runs();
\echo -- another source may say so, and so may the same source of a later time
SELECT see('{"m": "M1", "c": "c1"}', 18, 't');
SELECT * FROM runs();
SELECT identity_see('g', '{"m": "M1", "c": "c1"}', '2100-01-01Z', 's') = identity_find('g', 'm', 'M1') AS returned;
SELECT count(*) FILTER (WHERE ended_at IS NULL) AS in_force, count(*) FILTER (WHERE ended_at IS NOT NULL) AS ended FROM g_link WHERE a = identity_find('g', 'm', 'M1') AND source = 's';
SELECT drop_graph();

\echo == With prefer first, the rows are the same, and the first evidence counts
SELECT make('first');
SELECT see('{"m": "M1", "c": "c1"}', 10), see('{"m": "M1", "c": "c1"}', 20), see('{"m": "M2", "c": "c1"}', 15);
SELECT * FROM runs();
SELECT i.value, p.value AS person FROM g_identifier i JOIN g_identifier p ON p.id = i.person WHERE i.kind = 'c';
SELECT see('{"m": "M2", "c": "c1"}', 5);
SELECT * FROM runs();
SELECT i.value, p.value AS person FROM g_identifier i JOIN g_identifier p ON p.id = i.person WHERE i.kind = 'c';
SELECT drop_graph();

\echo == The row that the rule takes keeps its id when its run is split
SELECT make('last');
SELECT see('{"m": "M1", "c": "c1"}', 1), see('{"m": "M1", "c": "c1"}', 9), see('{"m": "M2", "c": "c1"}', 5);
SELECT id, extract(day FROM last) AS last FROM g_link ORDER BY id;
SELECT drop_graph();
SELECT make('first');
SELECT see('{"m": "M1", "c": "c1"}', 1), see('{"m": "M1", "c": "c1"}', 9), see('{"m": "M2", "c": "c1"}', 5);
SELECT id, extract(day FROM at) AS at FROM g_link ORDER BY id;
SELECT drop_graph();

\echo == Random events: the last evidence of each pair, and with it the persons, do not depend on the order of arrival
CREATE TABLE event (n int, m int, e int, c int, day int);
SELECT setseed(0.18);
INSERT INTO event SELECT n, floor(random() * 3), floor(random() * 3), floor(random() * 2), 1 + floor(random() * 25) FROM generate_series(1, 150) n;
CREATE TABLE outcome (attempt int, prefer text, what text, hash text);
DO $$
DECLARE
    attempt int;
    which text;
    ev event;
BEGIN
    FOREACH which IN ARRAY ARRAY['last', 'first'] LOOP
        FOR attempt IN 1..3 LOOP
            PERFORM make(which);
            PERFORM identity_see('g', '{"m": ["M0", "M1", "M2"]}', '1999-01-01Z', 'order');
            PERFORM identity_see('g', '{"e": ["e0", "e1", "e2"]}', '1999-01-01Z', 'order');
            PERFORM identity_see('g', '{"c": ["c0", "c1"]}', '1999-01-01Z', 'order');
            DELETE FROM g_link;
            PERFORM identity_resolve('g');
            FOR ev IN SELECT * FROM event ORDER BY CASE attempt WHEN 1 THEN n WHEN 2 THEN -n ELSE day END, n LOOP
                -- times differ, so that ids decide nothing
                PERFORM see(jsonb_build_object('m', 'M' || ev.m, 'c', 'c' || ev.c) || CASE WHEN ev.n % 3 = 0 THEN jsonb_build_object('e', 'e' || ev.e) ELSE '{}' END, ev.day + ev.n / 1000.0);
            END LOOP;
            INSERT INTO outcome SELECT attempt, which, 'person', string_agg(i.value || p.value, ' ' ORDER BY i.value COLLATE "C") FROM g_identifier i JOIN g_identifier p ON p.id = i.person;
            INSERT INTO outcome SELECT attempt, which, 'pair', string_agg(format('%s %s %s %s', v.a, v.b, v.at, v.last), ',' ORDER BY v.a COLLATE "C", v.b COLLATE "C")
            FROM (SELECT a.value AS a, b.value AS b, min(l.at) AS at, max(l.last) AS last FROM g_link l JOIN g_identifier a ON a.id = l.a JOIN g_identifier b ON b.id = l.b GROUP BY 1, 2) v;
            IF drop_graph() <> 'no problems' THEN
                RAISE 'problems';
            END IF;
        END LOOP;
    END LOOP;
END
$$;
SELECT prefer, what, count(*) AS attempts, count(DISTINCT hash) AS outcomes FROM outcome GROUP BY 1, 2 ORDER BY 1, 2;
DROP SCHEMA identity_runs CASCADE;
