-- Kept plans: statements that were planned while a graph was nearly empty run for all the session, whatever the graph has become.
\set ECHO queries
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SET timezone = 'UTC';
CREATE SCHEMA idn_plans;
SET search_path = idn_plans, public;

\echo
\echo == A graph is planned for while it has three identifiers
SELECT identity_create('g', most => 50000);
INSERT INTO g_kind (kind, priority, per_person, shared_above) VALUES ('account', 1, 1, NULL), ('device', 2, NULL, 100);
SELECT identity_see('g', format('{"account": "a%s", "device": "d"}', n % 2)::jsonb, '2026-01-01Z'::timestamptz + n * interval '1 day', 's') FROM generate_series(1, 4) AS n;
VACUUM (ANALYZE) g_kind, g_identifier, g_link, g_person, g_history;
SELECT identity_see('g', format('{"account": "a%s", "device": "d"}', n % 2)::jsonb, '2026-02-01Z'::timestamptz + n * interval '1 day', 's') FROM generate_series(1, 4) AS n;
SELECT count(*) FROM g_identifier AS i, identity_explain('g', i.person, i.id);

\echo
\echo == It grows, and two accounts with 10,000 devices each stand beside
INSERT INTO g_kind (kind, priority, shared_above) VALUES ('session', 3, NULL);
INSERT INTO g_identifier (kind, value) SELECT 'session', n FROM generate_series(1, 20000) AS n;
INSERT INTO g_link (a, b, at, last, source)
    SELECT min(id) OVER (PARTITION BY value::int % 2), id, '2026-03-01Z', '2026-03-01Z', 's' FROM g_identifier WHERE kind = 'session' ORDER BY id OFFSET 2;
SELECT identity_resolve('g');
SELECT identifiers, count(*) FROM g_person GROUP BY 1 ORDER BY 1;

\echo
\echo == An event reads what belongs to its identifiers, and not the whole graph
CREATE FUNCTION rows_read() RETURNS bigint LANGUAGE sql VOLATILE AS $$
SELECT sum(coalesce(idx_tup_fetch, 0) + coalesce(seq_tup_read, 0))::bigint FROM pg_stat_xact_user_tables
WHERE relid IN ('g_identifier'::regclass, 'g_link'::regclass, 'g_person'::regclass, 'g_history'::regclass) $$;
-- the result of a statement, and whether it read fewer rows than that
CREATE FUNCTION reads(statement text, most bigint, OUT result bigint, OUT few boolean) LANGUAGE plpgsql AS $$
DECLARE before bigint := rows_read();
BEGIN
    EXECUTE statement INTO result;
    few := rows_read() - before < most;
END $$;
SELECT * FROM reads($$SELECT identity_see('g', '{"account": "a1", "device": "d"}', '2026-03-01Z', 's')$$, 200);
SELECT * FROM reads($$SELECT identity_see('g', '{"account": "a0", "device": "d"}', '2026-03-02Z', 's')$$, 200);
SELECT * FROM reads($$SELECT count(*) FROM identity_explain('g', 3, 2)$$, 200);

\echo
\echo == 10,000 identifiers get another person at once, and get their own back
SELECT identity_see('g', '{"device": "d", "session": "1"}', '2026-04-01Z', 's') > 0 AS seen;
SELECT * FROM reads($$SELECT identity_see('g', '{"device": "d", "session": "2"}', '2026-04-02Z', 's')$$, 500000);
SELECT identifiers, count(*) FROM g_person GROUP BY 1 ORDER BY 1;
SELECT * FROM reads($$SELECT identity_unlink('g', max(id)) FROM g_link$$, 500000);
SELECT identifiers, count(*) FROM g_person GROUP BY 1 ORDER BY 1;

SELECT count(*) AS problems FROM identity_problems('g');
SELECT count(*) AS stints, count(until) AS ended FROM g_history;
SELECT identity_resolve('g');

\echo
\echo == Statements of a trigger that the owner added are planned as elsewhere
CREATE TABLE planned (enable_seqscan text, plan_cache_mode text);
CREATE FUNCTION note_planner() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO idn_plans.planned VALUES (current_setting('enable_seqscan'), current_setting('plan_cache_mode'));
    RETURN NULL;
END $$;
CREATE TRIGGER note_planner AFTER INSERT ON g_identifier FOR EACH ROW EXECUTE FUNCTION note_planner();
SELECT identity_see('g', '{"session": "new"}', '2026-05-01Z', 's') > 0 AS seen;
SELECT * FROM planned;

SET client_min_messages = error;
DROP SCHEMA idn_plans CASCADE;
