-- What identity graphs must survive: odd events, owners who alter tables, callers with few rights, long calls, and the ends of time.
\set ECHO queries
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SET timezone = 'UTC';
SET datestyle = 'ISO';
CREATE SCHEMA idn_hostile;
SET search_path = idn_hostile, public;

CREATE FUNCTION persons() RETURNS SETOF text LANGUAGE plpgsql AS $$
BEGIN
    RETURN QUERY SELECT string_agg(kind || ':' || value, ' ' ORDER BY id) || CASE WHEN bool_or(shared) THEN ' shared' ELSE '' END FROM g_identifier GROUP BY person ORDER BY person;
END $$;
-- the error of a statement, without values
CREATE FUNCTION error_of(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE statement;
    RETURN 'none';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
-- whether a statement takes longer than that
CREATE FUNCTION slow(statement text, most interval) RETURNS text LANGUAGE plpgsql AS $$
DECLARE began timestamptz := clock_timestamp();
BEGIN
    EXECUTE statement;
    RETURN CASE WHEN clock_timestamp() - began > most THEN (clock_timestamp() - began)::text END;
END $$;
-- whether a statement that is canceled after 0.2 s takes more than another second
CREATE FUNCTION canceled(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE began timestamptz := clock_timestamp();
BEGIN
    BEGIN
        EXECUTE statement;
        RETURN 'not canceled, took ' || clock_timestamp() - began;
    EXCEPTION WHEN query_canceled THEN
        NULL;
    END;
    RETURN CASE WHEN clock_timestamp() - began > interval '1.2 s' THEN 'late: ' || (clock_timestamp() - began) ELSE 'canceled' END;
END $$;

\echo
\echo == Components: the same identifier twice, NULLs, kinds and limits out of range
SELECT identity_components(1, 1, 1, 1, NULL, NULL), identity_components(1, 2, 1, 1, NULL, NULL) AS two_kinds;
SELECT identity_components(a, 1, b, 1, NULL, NULL ORDER BY n) FROM (VALUES (1, 7::bigint, NULL::bigint), (2, NULL, 8), (3, NULL, NULL), (4, 9, 7)) AS t (n, a, b);
SELECT identity_components(1, 1, 2, 1, NULL, NULL) FILTER (WHERE false);
SELECT identity_components(-9223372036854775808, 1, 9223372036854775807, 1, NULL, NULL), identity_components(9223372036854775807, 1, -9223372036854775808, 2147483647, '{1}', NULL);
SELECT error_of(q) FROM unnest(ARRAY['SELECT identity_components(1, 0, 2, 1, NULL, NULL)', 'SELECT identity_components(1, 1, 2, -1, NULL, NULL)', 'SELECT identity_components(1, NULL, 2, 1, NULL, NULL)', 'SELECT identity_components(1, 1, 2, NULL, NULL, NULL)',
    'SELECT identity_components(1, 1, 2, 1, ''{-1}'', NULL)', 'SELECT identity_components(1, 1, 2, 1, ''{{1,2},{3,4}}'', NULL)', 'SELECT identity_components(1, 1, 2, 1, ''[0:1]={1,1}'', NULL)', 'SELECT identity_components(1, 1, 2, 1, NULL, -1)']) AS q;
SELECT error_of($$SELECT identity_components(1, 1, 2, 2, '{NULL,0}', NULL)$$) AS none_of_kind_2, error_of($$SELECT identity_components(1, 1, 2, 2, NULL, 0)$$) AS none_at_all;
SELECT identity_components(1, 1, 2, 2, NULL, 1) AS one, identity_components(1, 1, 2, 2, '{}', NULL) AS no_limits, identity_components(1, 1, 2, 2, '{NULL}', NULL) AS none_for_kind_1;
-- limits that differ from row to row
SELECT error_of($$SELECT identity_components(a, 1, a + 1, 1, CASE WHEN a = 1 THEN '{5}' ELSE '{1}' END::int[], a::int ORDER BY a) FROM generate_series(1, 5::bigint) AS a$$);
SELECT * FROM identity_rows('{}') UNION ALL SELECT * FROM identity_rows(NULL);
SELECT error_of(q) FROM unnest(ARRAY['SELECT * FROM identity_rows(''{1}'')', 'SELECT * FROM identity_rows(''{1,NULL}'')', 'SELECT * FROM identity_rows(''{{1,2},{3,4}}'')', 'SELECT * FROM identity_rows(''{1,1,2}'')']) AS q;

\echo
\echo == Components: a chain of a million, a chain that a limit cuts, a star
SELECT slow($$SELECT 1 / (count(*) = 1000001 AND max(person) = 1)::int FROM identity_rows((SELECT identity_components(i + 1, 1, i, 1, NULL, NULL ORDER BY i DESC) FROM generate_series(1, 1000000::bigint) AS i))$$, '30 s') AS chain,
    slow($$SELECT 1 / (count(DISTINCT person) = 2 AND max(person) = 50001)::int FROM identity_rows((SELECT identity_components(i, 1, i + 1, 1, NULL, 50000 ORDER BY i % 1000, i) FROM generate_series(1, 99999::bigint) AS i WHERE i <> 50000))$$, '10 s') AS halves,
    slow($$SELECT 1 / (max(person) = 0)::int FROM identity_rows((SELECT identity_components(0, 1, i, 1, NULL, NULL) FROM generate_series(1, 100000::bigint) AS i))$$, '10 s') AS star;
SET statement_timeout = '200 ms';
SELECT canceled($$SELECT identity_components(i, 1, i + 1, 1, NULL, NULL) FROM generate_series(1, 50000000::bigint) AS i$$);
RESET statement_timeout;
-- as a window function, grouped, and in parallel plans
SELECT i, identity_components(i, 1, i / 2, 1, NULL, NULL) OVER (ORDER BY i) FROM generate_series(1, 4::bigint) AS i;
CREATE TABLE edge AS SELECT i % 100 AS a, i * 7 % 100 AS b FROM generate_series(1, 20000::bigint) AS i;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 4;
SELECT count(*), count(DISTINCT person) FROM identity_rows((SELECT identity_components(a, 1, b, 1, NULL, NULL) FROM edge));
RESET parallel_setup_cost; RESET parallel_tuple_cost; RESET min_parallel_table_scan_size; RESET max_parallel_workers_per_gather;

\echo
\echo == Events: what is in one, and what is not
SELECT identity_create('g');
INSERT INTO g_kind (kind, priority, per_person, shared_above) VALUES ('member', 1, 1, NULL), ('email', 4, NULL, 20), ('cookie', 5, NULL, NULL);
SELECT error_of(format('SELECT identity_see(''g'', %L, %s, %s)', event, at, source)) FROM (VALUES
    (1, '[]', 'now()', '''x'''), (2, '"member"', 'now()', '''x'''), (3, '1', 'now()', '''x'''), (4, 'null', 'now()', '''x'''), (5, '{"member": true}', 'now()', '''x'''), (6, '{"member": {"a": 1}}', 'now()', '''x'''), (7, '{"member": [["a"]]}', 'now()', '''x'''), (8, '{"member": [true]}', 'now()', '''x'''),
    (9, '{"nobody": "secret"}', 'now()', '''x'''), (10, '{"": "secret"}', 'now()', '''x'''), (11, '{"MEMBER": "secret"}', 'now()', '''x'''), (12, '{"nobody": null}', 'now()', '''x'''), (13, '{"member": "M"}', '''infinity''', '''x'''), (14, '{"member": "M"}', '''-infinity''', '''x'''),
    (15, '{"member": "M"}', 'NULL', '''x'''), (16, '{"member": "M"}', 'now()', 'NULL'), (17, '{"member": "M"}', 'now()', ''''''), (18, '{"member": "' || repeat('x', 1025) || '"}', 'now()', '''x'''), (19, '{"member": "' || repeat('名', 342) || '"}', 'now()', '''x''')) AS t (n, event, at, source) ORDER BY n;
SELECT error_of($$SELECT identity_see('g', NULL, now(), 'x')$$) AS no_event, error_of($$SELECT identity_see(NULL, '{"member": "M"}', now(), 'x')$$) AS no_graph, error_of($$SELECT identity_see(0, '{"member": "M"}', now(), 'x')$$) AS graph_0, error_of($$SELECT identity_see('pg_class', '{"member": "M"}', now(), 'x')$$) AS not_a_graph,
    error_of($$SELECT identity_see('g_link', '{"member": "M"}', now(), 'x')$$) AS its_table;
SELECT identity_see('g', event, now(), 'x') FROM unnest(ARRAY['{}', '{"member": null}', '{"member": []}', '{"member": [null, ""], "cookie": ["0", 0, "00-00", "null", -1, "anonymous"]}']::jsonb[]) AS event;
SELECT count(*) AS nothing_was_written FROM g_identifier;
SELECT identity_see('g', '{"member": ["M1", "M1", null, "M1"]}', '2026-03-01', 'x'), identity_see('g', '{"cookie": [1, "1", 1.0, 1e2]}', '2026-03-01', 'x'), identity_see('g', jsonb_build_object('member', repeat('x', 1024)), '2026-03-01', 'x');
SELECT kind, left(value, 5) AS value, person = id AS own FROM g_identifier ORDER BY id;
SELECT count(*) AS links FROM g_link;
-- 64 and 65; many of which few are left
SELECT identity_see('g', jsonb_build_object('cookie', (SELECT jsonb_agg('c' || i) FROM generate_series(1, 64) AS i)), '2026-03-01', 'x') IS NOT NULL AS sixty_four;
SELECT count(*) AS links FROM g_link;
SELECT error_of($$SELECT identity_see('g', jsonb_build_object('cookie', (SELECT jsonb_agg('c' || i) FROM generate_series(1, 65) AS i)), '2026-03-01', 'x')$$) AS sixty_five;
SELECT identity_see('g', jsonb_build_object('cookie', (SELECT jsonb_agg('c' || i % 3) FROM generate_series(1, 10000) AS i)), '2026-03-01', 'x') IS NOT NULL AS three_many_times;
-- huge, and deep
SELECT error_of($$SELECT identity_see('g', jsonb_build_object('cookie', (SELECT jsonb_agg('c' || i) FROM generate_series(1, 300000) AS i)), '2026-03-01', 'x')$$) AS many, error_of($$SELECT identity_see('g', jsonb_build_object('cookie', repeat('x', 10000000)), '2026-03-01', 'x')$$) AS long,
    error_of($$SELECT identity_see('g', (SELECT jsonb_object_agg('k' || i, i) FROM generate_series(1, 100000) AS i), '2026-03-01', 'x')$$) AS kinds, error_of($$SELECT identity_see('g', ('{"cookie": ' || repeat('[', 5000) || '1' || repeat(']', 5000) || '}')::jsonb, '2026-03-01', 'x')$$) AS deep;
SELECT * FROM identity_problems('g');

\echo
\echo == No value of an identifier is in a message
SELECT error_of(q) LIKE '%secret%' AS told FROM unnest(ARRAY[$$SELECT identity_see('g', '{"nobody": "secret"}', now(), 'x')$$, $$SELECT identity_see('g', jsonb_build_object('member', repeat('secret', 1000)), now(), 'x')$$, $$SELECT identity_find('g', 'nobody', 'secret')$$, $$SELECT identity_see('g', '{"member": {"secret": 1}}', now(), 'x')$$]) AS q;
SELECT identity_drop('g');

\echo
\echo == NULLs in the other functions
SELECT identity_create('g');
INSERT INTO g_kind (kind, priority, per_person) VALUES ('member', 1, 1), ('cookie', 5, NULL);
SELECT identity_see('g', '{"member": "M1", "cookie": "c"}', '2026-03-01', 'x');
SELECT error_of(q), q FROM unnest(ARRAY['identity_unlink(NULL, 1)', 'identity_unlink(''g'', NULL)', 'identity_unlink(''g'', -1)', 'identity_unlink(''g'', 9223372036854775807)', 'identity_resolve(NULL)', 'identity_resolve(NULL, ''{1}'')', 'identity_resolve(''g'', ''{}'')', 'identity_resolve(''g'', ''{NULL}'')', 'identity_resolve(''g'', ''{1,NULL,-5,1,1}'')', 'identity_resolve(''g'', ''{{1,2},{2,1}}'')',
    'identity_person_at(NULL, 1)', 'identity_person_at(''g'', NULL)', 'identity_person_at(''g'', 1, NULL)', 'identity_person_at(''g'', -1)', 'identity_find(NULL, ''member'', ''M1'')', 'identity_find(''g'', ''nobody'', ''M1'')', 'identity_explain(''g'', NULL, 1)', 'identity_explain(''g'', 1, 1)', 'identity_explain(''g'', 1, -1)', 'identity_problems(NULL)',
    'identity_erase(NULL, 1, ''m'', ''p'')', 'identity_erase(''g'', NULL, ''m'', ''p'')', 'identity_erase(''g'', 1, NULL, ''p'')', 'identity_erase(''g'', 1, ''m'', NULL)', 'identity_erase(''g'', 1, '''', ''p'')', 'identity_erase(''g'', 1, ''m'', '''')', 'identity_erase(''g'', 1, ''m'', ''p'', salt => '''')', 'identity_erase(''g'', 1, ''m'', ''p'', salt => ''123456789012345'')', 'identity_erase(''g'', 2, ''m'', ''p'')', 'identity_erase(''g'', -1, ''m'', ''p'')',
    'identity_drop(NULL)', 'identity_drop(''pg_class'')', 'identity_drop(''g_link'')', 'identity_create(NULL)', 'identity_create(''n'', NULL)', 'identity_create(''n'', ''last'', NULL)', 'identity_create(''n'', ''middle'')', 'identity_create(''n'', ''last'', 0)', 'identity_create(''n'', ''last'', -1)', 'identity_create('''')', 'identity_create(''a.b.c.d'')', 'identity_create(''g'')', 'identity_create(''pg_catalog.n'')', 'identity_create(''nowhere.n'')', 'identity_create(''pg_temp.n'')']) WITH ORDINALITY AS t (f, n),
    LATERAL (SELECT 'SELECT ' || f AS q) AS s ORDER BY n;
SELECT persons();

\echo
\echo == Links to oneself, limits of 0, priorities that are equal or missing
SELECT error_of($$INSERT INTO g_link (a, b, at, last, source) VALUES (1, 1, now(), now(), 'x')$$) ~ '^23514' AS link, error_of($$INSERT INTO g_kind (kind, priority) VALUES ('other', 1)$$) ~ '^23505' AS equal, error_of($$INSERT INTO g_kind (kind, priority) VALUES ('other', NULL)$$) ~ '^23502' AS missing,
    error_of($$INSERT INTO g_kind (kind, priority) VALUES ('other', 0)$$) ~ '^23514' AS zero, error_of($$INSERT INTO g_kind (kind, priority) VALUES ('other', 1001)$$) ~ '^23514' AS great, error_of($$INSERT INTO g_kind (kind, priority) VALUES ('', 7)$$) ~ '^23514' AS nameless,
    error_of('UPDATE g_kind SET per_person = 0') ~ '^23514' AS none_a_person, error_of('UPDATE g_kind SET shared_above = 0') ~ '^23514' AS always_shared, error_of('UPDATE g SET most = 0') ~ '^23514' AS most, error_of($$UPDATE g SET prefer = 'x'$$) ~ '^23514' AS prefer,
    error_of($$INSERT INTO g_link (a, b, at, last, source) VALUES (1, 2, 'infinity', 'infinity', 'x')$$) ~ '^23514' AS infinite, error_of($$INSERT INTO g_link (a, b, at, last, source) VALUES (1, 2, '2026-03-02', '2026-03-01', 'x')$$) ~ '^23514' AS backwards;

\echo
\echo == Both ends of time
SELECT identity_see('g', '{"member": "M1", "cookie": "t"}', '4714-11-24 00:00:00Z BC', 'x') AS first, identity_see('g', '{"member": "M1", "cookie": "t"}', '294276-12-31 23:59:59.999999Z', 'x') AS last;
SELECT at, last FROM g_link WHERE b = identity_find('g', 'cookie', 't') ORDER BY at;
SELECT identity_see('g', '{"member": "M2", "cookie": "t"}', '4714-11-24 00:00:00.000001Z BC', 'x') AS after_the_first, identity_see('g', '{"member": "M3", "cookie": "t"}', '294276-12-31 23:59:59.999998Z', 'x') AS before_the_last, identity_see('g', '{"member": "M4", "cookie": "t"}', '4714-11-24 00:00:00Z BC', 'x') AS at_the_first;
SELECT i.value, at, last FROM g_link JOIN g_identifier AS i ON i.id = a WHERE b = identity_find('g', 'cookie', 't') ORDER BY at, last, i.value;
SELECT i.value FROM g_identifier AS i, unnest('{-infinity,4714-11-24 00:00:00Z BC,4714-11-24 00:00:00.000001Z BC,294276-12-31 23:59:59.999998Z,infinity}'::timestamptz[]) WITH ORDINALITY AS t (at, n) WHERE i.id = identity_person_at('g', identity_find('g', 'cookie', 't'), at) ORDER BY n;
SELECT error_of($$SELECT identity_see('g', '{"member": "M1"}', timestamptz '294276-12-31 23:59:59.999999Z' + interval '1 day', 'x')$$);
SELECT * FROM identity_problems('g');
SELECT identity_resolve('g');
SELECT identity_drop('g');

\echo
\echo == A kind is renamed, and a priority and the patterns changed, while plans are kept
SELECT identity_create('g');
INSERT INTO g_kind (kind, priority, per_person) VALUES ('member', 1, 1), ('cookie', 5, NULL);
PREPARE see (jsonb) AS SELECT identity_see('g', $1, '2026-03-01', 'x');
PREPARE find (text) AS SELECT identity_find('g', $1, 'M1') IS NOT NULL AS found;
DO $$ BEGIN FOR i IN 1 .. 8 LOOP PERFORM identity_see('g', jsonb_build_object('member', 'M1', 'cookie', 'c' || i), timestamptz '2026-03-01Z' + i * interval '1 day', 'x'); END LOOP; END $$;
EXECUTE see('{"member": "M1", "cookie": "c1"}');
EXECUTE find('member');
UPDATE g_kind SET kind = 'user "é" ''q''' WHERE kind = 'member';
SELECT stale FROM g;
EXECUTE find('member');
EXECUTE find('user "é" ''q''');
SELECT error_of($$EXECUTE see('{"member": "M1"}')$$);
EXECUTE see('{"user \"é\" ''q''": "M1", "cookie": "c1"}');
UPDATE g_kind SET blocked = '{c1}', blocked_pattern = '^c[23]$' WHERE kind = 'cookie';
EXECUTE see('{"cookie": ["c1", "c2", "c3"]}');
EXECUTE see('{"cookie": "0"}');
UPDATE g_kind SET blocked_pattern = NULL, blocked = '{}' WHERE kind = 'cookie';
EXECUTE see('{"cookie": ""}');
-- a pattern that is none, one that backtracks, one for Unicode
UPDATE g_kind SET blocked_pattern = '(' WHERE kind = 'cookie';
SELECT error_of($$EXECUTE see('{"cookie": "x"}')$$) AS not_a_pattern, error_of($$EXECUTE see('{"user \"é\" ''q''": "M1"}')$$) AS kind_that_is_not_there;
UPDATE g_kind SET blocked_pattern = '^(a+)+$' WHERE kind = 'cookie';
SELECT error_of($$SELECT identity_see('g', jsonb_build_object('cookie', repeat('a', 900) || '!'), '2026-03-01', 'x')$$) AS backtracking;
UPDATE g_kind SET blocked_pattern = '^((a|a)+)+$' WHERE kind = 'cookie';
SELECT slow($$SELECT error_of('SELECT identity_see(''g'', jsonb_build_object(''cookie'', (SELECT jsonb_agg(repeat(''a'', 1000) || i) FROM generate_series(1, 20) AS i)), ''2026-03-01'', ''x'')')$$, '10 s') AS longer_than_ten_seconds;
UPDATE g_kind SET blocked_pattern = '^\p{Han}+$(*COMMIT)|(?R)?x{3}|(?C1)zz' WHERE kind = 'cookie';
SELECT error_of($$EXECUTE see('{"cookie": "名"}')$$), error_of($$EXECUTE see('{"cookie": "xxx"}')$$);
UPDATE g_kind SET blocked_pattern = '^名$' WHERE kind = 'cookie';
EXECUTE see('{"cookie": "名"}');
SELECT error_of($$UPDATE g_kind SET blocked = NULL$$) ~ '^23502' AS no_array;
UPDATE g_kind SET blocked = ARRAY[ARRAY['c1', NULL], ARRAY['c2', 'c3']], blocked_pattern = NULL WHERE kind = 'cookie';
EXECUTE see('{"cookie": ["c1", "c2", "c3"]}');
DEALLOCATE ALL;
SELECT identity_drop('g');

\echo
\echo == Two graphs, names with quotes, other schemas
CREATE SCHEMA "Of ""Others""";
SELECT identity_create('"My Graph"'), identity_create('"Of ""Others"""."it''s; DROP TABLE g"', 'first', 3), identity_create('identity'), identity_create('g');
INSERT INTO "My Graph_kind" (kind, priority, per_person) VALUES ('m"', 1, 1), ('c', 2, NULL);
INSERT INTO "Of ""Others"""."it's; DROP TABLE g_kind" (kind, priority, per_person) SELECT kind, priority, per_person FROM "My Graph_kind";
INSERT INTO identity_kind (kind, priority) VALUES ('m"', 1), ('c', 2);
INSERT INTO g_kind (kind, priority) VALUES ('m"', 1), ('c', 2);
SELECT graph, identity_see(graph, '{"m\"": "1", "c": "x"}', '2026-03-01', 's') AS a, identity_see(graph, '{"m\"": "2", "c": "x"}', '2026-03-02', 's') AS b FROM unnest(ARRAY['"My Graph"', '"Of ""Others"""."it''s; DROP TABLE g"', 'identity', 'g']::regclass[]) AS graph;
SELECT (SELECT count(*) FROM "My Graph_person"), (SELECT count(*) FROM "Of ""Others"""."it's; DROP TABLE g_person"), (SELECT count(*) FROM identity_person), (SELECT count(*) FROM g_person);
SELECT reason, limit_of FROM "My Graph_refused";
SELECT error_of(format('SELECT identity_create(%L)', repeat('n', 53))) AS too_long, error_of(format('SELECT identity_create(%L)', repeat('名', 18))) AS too_long_in_bytes;
SELECT identity_drop('"My Graph"'), identity_drop('identity');
SELECT identity_create(repeat('n', 52));
SELECT identity_drop(repeat('n', 52)::regclass);
CREATE TYPE taken_link AS (x int);
SELECT error_of($$SELECT identity_create('taken')$$);
SELECT to_regclass('taken'), to_regclass('taken_kind');
DROP TYPE taken_link;

\echo
\echo == Tables that move to other schemas and get other names, one by one
ALTER SCHEMA "Of ""Others""" RENAME TO elsewhere;
SELECT identity_see('elsewhere."it''s; DROP TABLE g"', '{"m\"": "3", "c": "x"}', '2026-03-03', 's');
SELECT identity_see('g', '{"m\"": "3", "c": "y"}', '2026-03-03', 's');
DO $$
DECLARE t text;
BEGIN
    FOREACH t IN ARRAY ARRAY['', '_kind', '_identifier', '_link', '_person', '_history', '_erasure'] LOOP
        EXECUTE format('ALTER TABLE %I.%I SET SCHEMA elsewhere', 'idn_hostile', 'g' || t);
        PERFORM identity_see('elsewhere.g'::regclass, jsonb_build_object('c', 'z' || t, 'm"', 'm' || t), '2026-03-04', 's');
    END LOOP;
END $$;
ALTER VIEW g_refused SET SCHEMA elsewhere;
ALTER TABLE elsewhere.g_link RENAME TO "the links";
ALTER TABLE elsewhere.g_person RENAME TO people;
ALTER VIEW elsewhere.g_refused RENAME TO no;
ALTER TABLE elsewhere.g RENAME TO crm;
SELECT identity_see('elsewhere.crm', '{"m\"": "4", "c": "z"}', '2026-03-03', 's') IS NOT NULL AS seen, identity_resolve('elsewhere.crm'), (SELECT count(*) FROM identity_problems('elsewhere.crm')) AS problems, (SELECT count(*) FROM elsewhere.no) AS refused;
UPDATE elsewhere.g_identifier SET tags = 'a' WHERE id = 1;
SELECT tags FROM elsewhere.people WHERE person = 1;
SELECT identity_drop('elsewhere.crm'), identity_drop('elsewhere."it''s; DROP TABLE g"');
SELECT count(*) AS left_over FROM pg_class WHERE relnamespace = 'elsewhere'::regnamespace;
DROP SCHEMA elsewhere;

\echo
\echo == In subtransactions, functions, triggers, cursors, and beside parallel workers
SELECT identity_create('g');
INSERT INTO g_kind (kind, priority, per_person) VALUES ('member', 1, 1), ('cookie', 5, NULL);
DO $$
DECLARE r record;
BEGIN
    FOR i IN 1 .. 20 LOOP
        BEGIN
            PERFORM identity_see('g', jsonb_build_object('member', 'M' || i % 3, 'cookie', 'c' || i % 5), timestamptz '2026-03-01Z' + i * interval '1 hour', 'x');
            IF i % 2 = 0 THEN
                RAISE division_by_zero;
            END IF;
        EXCEPTION WHEN division_by_zero THEN
            BEGIN
                PERFORM identity_see('g', '{"nobody": "x"}', now(), 'x');
            EXCEPTION WHEN foreign_key_violation THEN
                PERFORM identity_see('g', '{"cookie": "after"}', now(), 'x');
            END;
        END;
    END LOOP;
    -- a loop over the rows that its body changes
    FOR r IN SELECT * FROM g_identifier ORDER BY id LOOP
        PERFORM identity_see('g', jsonb_build_object(r.kind, r.value, 'cookie', 'loop'), timestamptz '2026-03-05Z' + r.id * interval '1 hour', 'x');
    END LOOP;
    FOR r IN SELECT id FROM g_link ORDER BY id LOOP
        PERFORM identity_unlink('g', r.id);
    END LOOP;
    FOR r IN SELECT * FROM identity_explain('g', 1, 2) LOOP
        PERFORM identity_unlink('g', r.link);
    END LOOP;
END $$;
SELECT persons();
SELECT count(*) FROM g_history;
SELECT * FROM identity_problems('g');
CREATE TABLE login (member text, cookie text, at timestamptz);
CREATE FUNCTION on_login() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM identity_see('g', jsonb_build_object('member', NEW.member, 'cookie', NEW.cookie), NEW.at, 'trigger'); RETURN NEW; END $$;
CREATE TRIGGER on_login BEFORE INSERT ON login FOR EACH ROW EXECUTE FUNCTION on_login();
INSERT INTO login SELECT 'M' || i % 3, 'c' || i % 4, timestamptz '2126-03-01Z' + i * interval '1 hour' FROM generate_series(1, 24) AS i;
SELECT persons();
-- several events in one statement, each of which sees the ones before
SELECT count(DISTINCT identity_see('g', jsonb_build_object('cookie', 's' || i, 'member', 'S'), '2026-03-01', 'x')) AS persons FROM generate_series(1, 10) AS i;
SELECT count(set_config(name, 'on', false)) FROM pg_settings WHERE name IN ('force_parallel_mode', 'debug_parallel_query');
SELECT identity_find('g', 'member', 'S') IS NOT NULL AS found, (SELECT count(*) FROM g_identifier WHERE identity_person_at('g', id, NULL) <> person) AS differ;
SELECT count(set_config(name, 'off', false)) FROM pg_settings WHERE name IN ('force_parallel_mode', 'debug_parallel_query');
-- a cursor that is open across a change, and a snapshot that a STABLE function keeps
BEGIN;
DECLARE c CURSOR FOR SELECT id, identity_person_at('g', id, NULL) = person AS same FROM g_identifier ORDER BY id;
FETCH 1 FROM c;
SELECT identity_see('g', '{"member": "S", "cookie": "c1"}', '2136-03-01', 'x') = identity_find('g', 'member', 'S') AS moved;
FETCH 1 FROM c;
CLOSE c;
CREATE FUNCTION stable_see() RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT identity_see('g', '{"member": "S", "cookie": "stable"}', '2136-03-01', 'x') $$;
SELECT error_of('SELECT stable_see()') AS in_stable_function;
SET TRANSACTION READ ONLY;
SELECT error_of($$SELECT identity_see('g', '{"member": "new"}', '2136-03-01', 'x')$$) AS read_only_see, error_of($$SELECT identity_unlink('g', max(id)) FROM g_link WHERE ended_at IS NULL$$) AS read_only_unlink, error_of($$SELECT identity_person_at('g', 1)$$) AS read_only_at;
ROLLBACK;
SELECT * FROM identity_problems('g');
SELECT identity_drop('g');
DROP SCHEMA idn_hostile CASCADE;
