-- Changes that reach far: a link that ends lets refused links join persons, which were joined by links that are refused now, and so on.
\set ECHO queries
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SET jit = off;
SET timezone = 'UTC';
CREATE SCHEMA idn_far;
SET search_path = idn_far, public;

\echo
\echo == A chain of persons of two, whose latest link ends: each person loses one to the next
SELECT identity_create('chain', most => 2);
INSERT INTO chain_kind (kind, priority, shared_above) VALUES ('device', 1, NULL);
INSERT INTO chain_identifier (kind, value) SELECT 'device', n FROM generate_series(1, 1000) AS n;
INSERT INTO chain_link (a, b, at, last, source)
    SELECT n, n + 1, t, t, 's' FROM generate_series(1, 999) AS n, LATERAL (SELECT '2026-01-01Z'::timestamptz + n * interval '1 minute' AS t) AS t;
SELECT identity_resolve('chain');
SELECT count(*), bool_and(identifiers = 2 AND person % 2 = 1) AS pairs FROM chain_person;
SELECT identity_unlink('chain', 999);
SELECT count(*), count(*) FILTER (WHERE identifiers = 2 AND person % 2 = 0) AS pairs FROM chain_person;
SELECT identity_see('chain', '{"device": ["999", "1000"]}', '9999-01-01Z', 's');
SELECT count(*), bool_and(identifiers = 2 AND person % 2 = 1) AS pairs FROM chain_person;
SELECT count(*) FROM identity_problems('chain');

\echo
\echo == Random links between identifiers on a line, as identity_problems computes the persons of all of them
SELECT setseed(0.19);
SELECT identity_create('line', most => 3);
INSERT INTO line_kind (kind, priority, per_person, shared_above) VALUES ('account', 1, 1, 6), ('device', 2, NULL, 5);
INSERT INTO line_identifier (kind, value) SELECT CASE n % 5 WHEN 0 THEN 'account' ELSE 'device' END, n FROM generate_series(1, 400) AS n;
INSERT INTO line_link (a, b, at, last, source)
    SELECT a, a + 1 + floor(random() * 4)::int, t, t, 's'
    FROM generate_series(1, 700) AS n, LATERAL (SELECT 1 + floor(random() * 395)::int + 0 * n AS a, '2026-01-01Z'::timestamptz + floor(random() * 1000) * interval '1 minute' AS t) AS l;
SELECT identity_resolve('line') > 0 AS moved;
CREATE FUNCTION unlink_latest(n int, OUT moved bigint, OUT problems bigint) LANGUAGE plpgsql AS $$
BEGIN
    moved := 0;
    problems := 0;
    FOR i IN 1 .. n LOOP
        moved := moved + identity_unlink('line', (SELECT id FROM line_link WHERE ended_at IS NULL ORDER BY last DESC, id DESC OFFSET floor(random() * 20)::int LIMIT 1));
        problems := problems + (SELECT count(*) FROM identity_problems('line'));
    END LOOP;
END $$;
SELECT moved > 100 AS many, problems FROM unlink_latest(100);

SET client_min_messages = error;
DROP SCHEMA idn_far CASCADE;
