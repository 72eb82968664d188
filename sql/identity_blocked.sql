-- Values that events of an identity graph drop: lists, and patterns of PCRE2.
SET client_min_messages = warning;
CREATE SCHEMA identity_blocked;
SET search_path = identity_blocked, public;
SELECT identity_create('crm');
INSERT INTO crm_kind (kind, priority) VALUES ('phone', 1), ('cookie', 2);

\echo == By default: null, anonymous, -1, the empty string, and zeros with hyphens
SELECT kind, blocked, blocked_pattern FROM crm_kind ORDER BY kind;
SELECT v, identity_see('crm', jsonb_build_object('phone', v), '2026-01-01', 'app') IS NULL AS dropped
FROM unnest(ARRAY['null', 'NULL', 'anonymous', 'Anonymous', '-1', '-2', '', ' ', '0', '0000-000-000', '0912', '00a']) AS v;

\echo == A value of another kind is not concerned, and one that stays is linked to none that is dropped
UPDATE crm_kind SET blocked = '{unknown}', blocked_pattern = NULL WHERE kind = 'phone';
SELECT identity_see('crm', '{"phone": ["unknown", "0"], "cookie": ["c1", "null", "0"]}', '2026-01-01', 'app') IS NULL AS dropped;
SELECT a.value AS a, b.value AS b FROM crm_link l JOIN crm_identifier a ON a.id = l.a JOIN crm_identifier b ON b.id = l.b;

\echo == A pattern may match anywhere; it is PCRE2, and knows Unicode
UPDATE crm_kind SET blocked = '{}', blocked_pattern = '(?i)^測試|\bTEST\b' WHERE kind = 'cookie';
SELECT v, identity_see('crm', jsonb_build_object('cookie', v), '2026-01-01', 'app') IS NULL AS dropped
FROM unnest(ARRAY['測試帳號', '我測試', 'a test b', 'tested', '']) AS v;
\echo -- an edited pattern counts from the next event on
UPDATE crm_kind SET blocked_pattern = '^tested$' WHERE kind = 'cookie';
SELECT identity_see('crm', '{"cookie": "tested"}', '2026-01-01', 'app') IS NULL AS dropped;

\echo == NULL as list, or in it, drops nothing
ALTER TABLE crm_kind ALTER blocked DROP NOT NULL;
UPDATE crm_kind SET blocked = CASE kind WHEN 'phone' THEN ARRAY[NULL, 'x'] END, blocked_pattern = NULL;
SELECT identity_see('crm', '{"phone": "x"}', '2026-01-01', 'app') IS NULL AS x, identity_see('crm', '{"phone": "null"}', '2026-01-01', 'app') IS NULL AS "null", identity_see('crm', '{"cookie": "null"}', '2026-01-01', 'app') IS NULL AS cookie;

\echo == A pattern that does not compile is refused where it is used, with the name of the kind
UPDATE crm_kind SET blocked_pattern = 'secret(' WHERE kind = 'cookie';
SELECT identity_see('crm', '{"cookie": "c1"}', '2026-01-01', 'app');
SELECT identity_see('crm', '{"phone": "p1"}', '2026-01-01', 'app') IS NOT NULL AS other_kind;
UPDATE crm_kind SET blocked_pattern = repeat('x', 40000) WHERE kind = 'cookie';
SELECT identity_see('crm', '{"cookie": "c1"}', '2026-01-01', 'app');

\echo == A limit of matching is an error, never a silent pass
UPDATE crm_kind SET blocked_pattern = '^(a+)+$' WHERE kind = 'cookie';
SET factag.pattern_jit = off;
SET factag.match_limit = 1000;
SELECT identity_see('crm', jsonb_build_object('cookie', repeat('a', 30) || 'b'), '2026-01-01', 'app');
RESET factag.match_limit;
RESET factag.pattern_jit;

\echo == Many patterns in one backend: each compiled one is kept only as long as there is room
INSERT INTO crm_kind (kind, priority, blocked_pattern) SELECT 'k' || i, 100 + i, '^drop' || i || '$' FROM generate_series(1, 100) i;
SELECT count(*) AS events, count(*) FILTER (WHERE identity_see('crm', jsonb_build_object('k' || i, 'drop' || i), '2026-01-01', 'app') IS NULL) AS dropped,
       count(*) FILTER (WHERE identity_see('crm', jsonb_build_object('k' || i, 'drop' || (i + 1)), '2026-01-01', 'app') IS NULL) AS dropped_others
FROM generate_series(1, 100) i;
SELECT identity_drop('crm');
DROP SCHEMA identity_blocked CASCADE;
