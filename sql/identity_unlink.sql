-- identity_unlink: evidence that is taken back.
SET timezone = 'UTC';
CREATE SCHEMA identity_unlink;
SET search_path = identity_unlink, public;
SELECT identity_create('g');
INSERT INTO g_kind (kind, priority, per_person, shared_above) VALUES ('member', 1, 1, NULL), ('line', 2, 1, NULL), ('email', 3, NULL, 2), ('cookie', 4, NULL, NULL);
CREATE VIEW persons AS
    SELECT p.value AS person, string_agg(i.value, ' ' ORDER BY i.value COLLATE "C") AS identifiers, m.identifiers AS n, m.tags
    FROM g_identifier i JOIN g_identifier p ON p.id = i.person LEFT JOIN g_person m ON m.person = p.id GROUP BY p.id, m.person ORDER BY p.id;
CREATE FUNCTION link(a_value text, b_value text, of_source text) RETURNS bigint STABLE LANGUAGE sql AS $$
    SELECT max(l.id) FROM g_link l JOIN g_identifier a ON a.id = l.a JOIN g_identifier b ON b.id = l.b WHERE a.value = a_value AND b.value = b_value AND l.source = of_source
$$;

\echo == A wrong binding is taken back: the identifiers take their tags with them, and old ids return
SELECT identity_see('g', '{"line": "U77", "cookie": "c1"}', '2026-11-21', 'login') IS NOT NULL AS seen;
UPDATE g_identifier SET tags = 'viewed' WHERE value = 'c1';
SELECT identity_see('g', '{"member": "M1", "line": "U77"}', '2026-11-22', 'binding') IS NOT NULL AS seen;
UPDATE g_identifier SET tags = 'vip' WHERE value = 'M1';
SELECT * FROM persons;
SELECT identity_unlink('g', link('M1', 'U77', 'binding'), 'wrong account');
SELECT * FROM persons;
SELECT ended_at IS NOT NULL AS ended, reason FROM g_link ORDER BY id;
SELECT i.value, p.value AS was_in, until IS NOT NULL AS ended FROM g_history h JOIN g_identifier i ON i.id = h.identifier JOIN g_identifier p ON p.id = h.person ORDER BY h.since, i.id;
\echo -- again: nothing, and the reason stays
SELECT identity_unlink('g', link('M1', 'U77', 'binding'), 'twice');
SELECT reason FROM g_link WHERE id = link('M1', 'U77', 'binding');
\echo -- not even if the source has said so again since
SELECT identity_see('g', '{"member": "M1", "line": "U77"}', '2100-01-01', 'binding') IS NOT NULL AS seen;
SELECT identity_unlink('g', min(id)) FROM g_link WHERE source = 'binding';
SELECT identity_unlink('g', link('M1', 'U77', 'binding'));

\echo == All runs of the pair and the source end; those of others stay, and a notice says that they join
SELECT identity_see('g', '{"member": "M1", "cookie": "c2"}', '2026-12-01', 'web') IS NOT NULL AS seen;
SELECT identity_see('g', '{"member": "M2", "cookie": "c2"}', '2026-12-02', 'web') IS NOT NULL AS seen;
SELECT identity_see('g', '{"member": "M1", "cookie": "c2"}', '2026-12-03', 'web') IS NOT NULL AS seen;
SELECT identity_see('g', '{"member": "M1", "cookie": "c2"}', '2026-12-03', 'app') IS NOT NULL AS seen;
SELECT count(*) FROM g_link WHERE source = 'web';
SELECT identity_unlink('g', min(id)) FROM g_link WHERE source = 'web';
SELECT source, count(*) FILTER (WHERE ended_at IS NULL) AS in_force, count(*) FILTER (WHERE ended_at IS NOT NULL) AS ended FROM g_link WHERE source IN ('web', 'app') GROUP BY 1 ORDER BY 1;
\echo -- the last one of them: the refused link counts again
SELECT identity_unlink('g', link('M1', 'c2', 'app'));
SELECT * FROM persons WHERE identifiers LIKE '%c2%';

\echo == Other identifiers may join the two, too
SELECT identity_see('g', '{"member": "M3", "line": "U3", "cookie": "c3"}', '2026-12-01', 'app') IS NOT NULL AS seen;
SELECT identity_unlink('g', link('M3', 'c3', 'app'));
SELECT identity_unlink('g', link('U3', 'c3', 'app'));
SELECT * FROM persons WHERE identifiers ~ '3';

\echo == An identifier with fewer neighbours is no longer shared
SELECT identity_see('g', format('{"email": "info", "member": "B%s"}', i)::jsonb, '2026-12-01', 'form') IS NOT NULL AS seen FROM generate_series(1, 3) i;
SELECT value, shared FROM g_identifier WHERE kind = 'email';
SELECT identity_unlink('g', link('B2', 'info', 'form'));
SELECT value, shared FROM g_identifier WHERE kind = 'email';
SELECT * FROM persons WHERE identifiers ~ 'B|info';

\echo == A link whose ends are the other way round, since the kinds were in another order
INSERT INTO g_link (a, b, at, last, source) SELECT x.id, y.id, '2026-12-05', '2026-12-05', 'load' FROM g_identifier x, g_identifier y WHERE x.value = 'c3' AND y.value = 'M3';
SELECT identity_resolve('g');
SELECT * FROM persons WHERE identifiers ~ '3';
\set VERBOSITY terse
SELECT identity_see('g', '{"member": "M3", "cookie": "c3"}', '2026-12-06', 'load') IS NOT NULL AS seen;
SELECT identity_unlink('g', link('M3', 'c3', 'load'));
SELECT a < b AS usual, ended_at IS NOT NULL AS ended FROM g_link WHERE source = 'load' ORDER BY id;
SELECT identity_see('g', '{"member": "M3", "cookie": "c3"}', '2026-12-07', 'load') IS NOT NULL AS seen;
SELECT count(*) FROM g_link WHERE source = 'load' AND ended_at IS NULL;
\set VERBOSITY default

\echo == Errors
SELECT identity_unlink('g', 4711);
SELECT identity_unlink('g', NULL);
SELECT identity_unlink(NULL, 1);
INSERT INTO g_link (a, b, at, last, source) VALUES (1000, 1001, '2026-12-05', '2026-12-05', 'dangling');
DO $$
BEGIN
    PERFORM identity_unlink('g', max(id)) FROM g_link;
EXCEPTION WHEN object_not_in_prerequisite_state THEN
    RAISE NOTICE '%', regexp_replace(SQLERRM, 'link \d+', 'link N');
END
$$;
DELETE FROM g_link WHERE source = 'dangling';

\echo == Nothing that was stored differs from what the rule gives
SELECT * FROM identity_problems('g');
DROP VIEW persons;
SELECT identity_drop('g');
SET client_min_messages = warning;
DROP SCHEMA identity_unlink CASCADE;
