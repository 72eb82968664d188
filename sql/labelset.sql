\echo == A log of labels, in order whatever order they came in
SELECT 'spam[by=auto/x; score=0.7], misinfo/vaccine[verdict=false; by=agency/afp; at=2026-07-01T00:00:00Z], hate[deny; by=desk]'::labelset;
SELECT ''::labelset AS empty, labelset_count('') AS labels, labelset_count('a, a[by=x], a[neg]') AS two_for_the_third_is_greater;
\echo -- the same source and reference are stored once
SELECT pg_column_size(string_agg(format('t%s[by=%s; ref="%s"]', i, repeat('x', 100), repeat('y', 1000)), ',')::labelset) < 2000 AS small FROM generate_series(1, 64) AS i;
SELECT 'a[by=x;] , b'::labelset;
SELECT 'a b, c]'::labelset;
SELECT 'a,'::labelset;
SELECT 'a[weight=1]'::labelset;

\echo == Merge: all labels of both; equal in path, source, claim and moments, the greater of the two stays
SELECT 'b, a[by=x]'::labelset || 'a[by=y]'::labelset;
SELECT 'a[by=x; verdict=false]'::labelset || 'a[by=x; verdict=mixed; said="x"]', 'a[by=x; verdict=mixed; said="x"]'::labelset || 'a[by=x; verdict=false]';
SELECT 'a[by=x; verdict=false]'::labelset || 'a[by=x; verdict=false; neg]', 'a[by=x]'::labelset || 'a[by=x; deny]', 'a[by=x; score=0.5]'::labelset || 'a[by=x; said="y"]';
\echo -- with a label, with text, with varchar
SELECT 'a'::labelset || 'b'::factlabel, 'a'::factlabel || 'b'::labelset, 'a'::factlabel || 'b'::factlabel, 'a'::labelset || 'b'::text, 'b'::text || 'a'::labelset,
       'a'::labelset || 'b'::varchar, 'a'::factlabel || 'b'::varchar, 'b'::varchar || 'a'::factlabel;
SELECT 'a'::labelset || 'b['::text;
PREPARE add (varchar) AS SELECT pg_typeof('a'::labelset || $1), 'a'::labelset || $1;
EXECUTE add ('b[by=x]');

\echo == Casts
SELECT '[{"label": "b"}, {"label": "a", "by": "x", "neg": true}, null]'::jsonb::labelset, '[]'::jsonb::labelset AS empty;
SELECT l::jsonb, l::jsonb::labelset = l AS same FROM unnest(ARRAY['', 'b, a[by=x; deny]']::labelset[]) AS l;
SELECT '{"label": "a"}'::jsonb::labelset;
SELECT '["a"]'::jsonb::labelset;
SELECT '"a"'::jsonb::labelset;
SELECT 'a, b'::text::labelset, 'a, b'::labelset::text;

\echo == Comparison
SELECT l FROM unnest(ARRAY['b', 'a, b', 'a', '', 'a[by=x]', 'a, a[by=x]']::labelset[]) AS l ORDER BY l;
SELECT 'a, b'::labelset = 'B, A' AS eq, 'a'::labelset <> 'b' AS ne;

\echo == Round trips: text, binary and jsonb, thousands of random logs
CREATE FUNCTION pg_temp.pick(VARIADIC choice text[]) RETURNS text LANGUAGE sql VOLATILE AS $$ SELECT choice[1 + floor(random() * cardinality(choice))::int] $$;
CREATE FUNCTION pg_temp.moment() RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT pg_temp.pick('4714-11-24T00:00:00Z BC', '0001-01-01T00:00:00Z', '2026-07-01T00:00:00.000001Z', '2026-07-01T23:59:59.999999Z', '2026-07-02T00:00:00Z', '294276-12-31T23:59:59.999999Z') $$;
CREATE FUNCTION pg_temp.random_label() RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT pg_temp.pick('a', 'a/b', 'a/b/c', '"x,y"/"]"', '中文/標籤', 'a b') || '[' || array_to_string(ARRAY(
        SELECT f FROM unnest(ARRAY[
            'verdict=' || pg_temp.pick('false', 'mostly-false', 'true', 'satire', 'outdated'), 'score=' || pg_temp.pick('0', '1', '0.1', '1e-7', '0.99999994'),
            'by=' || pg_temp.pick('agency/afp', '"a;b"/c', 'auto/rules/v7/x', repeat('s', 255)), 'claim=' || pg_temp.pick('c1', '"c;2"', '"\""', '" c"'),
            'at=' || pg_temp.moment(), 'seen=' || pg_temp.moment(), 'until=' || pg_temp.moment(), 'neg', 'deny',
            'said=' || pg_temp.pick('False', '"Pants on Fire!"', '錯誤', '"a\\b\"]"'), 'ref="' || pg_temp.pick('https://example.org/?q=1;2', repeat('r', 2000)) || '"']) AS f
        WHERE random() < 0.4), '; ') || ']' $$;
DO $$ BEGIN PERFORM setseed(0.5); END $$;
CREATE TEMP TABLE log AS
    SELECT i AS id, (SELECT coalesce(string_agg(pg_temp.random_label(), ', '), '') FROM generate_series(1, i % CASE WHEN i % 50 = 0 THEN 400 ELSE 7 END))::labelset AS labels
    FROM generate_series(1, 2000) AS i;
SELECT count(*) AS logs, bool_and(labels::text::labelset = labels) AS text, bool_and(labels::jsonb::labelset = labels) AS jsonb,
       bool_and(labels::text::labelset::text = labels::text) AS canonical, bool_and((labels || '') = labels AND ('' || labels) = labels) AS neutral
FROM log;
SELECT count(*) AS pairs, bool_and((a.labels = b.labels) = (labelset_cmp(a.labels, b.labels) = 0)) AS eq_is_cmp,
       bool_and((a.labels < b.labels) = (b.labels > a.labels)) AS antisymmetric,
       bool_and(a.labels <> b.labels OR labelset_hash(a.labels) = labelset_hash(b.labels)) AS hash
FROM log a, log b WHERE a.id <= 100 AND b.id <= 100;
\echo -- a log of one has the bytes of its label
SELECT bool_and(l::factlabel::labelset = l::labelset AND factlabel_hash(l::factlabel) = labelset_hash(l::labelset)) AS same
FROM generate_series(1, 200) AS i, LATERAL (SELECT pg_temp.random_label() || left('', i) AS l) AS t;
