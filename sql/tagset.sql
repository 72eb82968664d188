-- SQLSTATE and detail of what an input is refused with
CREATE FUNCTION pg_temp.refusal(input text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    detail text;
BEGIN
    RETURN 'accepted: ' || input::tagset::text;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
    RETURN SQLSTATE || ': ' || detail;
END $$;

\echo == A set of tags: one element a path, printed in preorder

SELECT 'region/taipei, interest/real-estate, interest'::tagset;
SELECT '興趣／房地產、地區／台北，年齡［value=30］'::tagset;
SELECT E' a ,\n\tb/c ,  d '::tagset;
SELECT ''::tagset AS empty, '   '::tagset AS empty, tagset_count('') AS count;

\echo == Quoting: a comma and brackets are special, too

SELECT '"C, C++", "a[1]"/b, 5" disk, R&D, x=1; y, music/"AC/DC"'::tagset;
SELECT '"x"[weight=0.5], "\"y\""'::tagset;

\echo == Attributes: weight, value, since, until, in that order

SELECT 'interest/real-estate[until=2026-12-31T00:00:00Z; weight=0.8], listing/price[value=12800000], x[since=2026-01-01T00:00:00Z]'::tagset;
SELECT 'a[ Weight = 0.5 ; VALUE = "12" ]'::tagset, 'a［weight=0.5；value=1］'::tagset, 'a[]'::tagset;

\echo -- a weight of 1 is what an absent one counts as, and is stored as that
SELECT 'a[weight=1]'::tagset, 'a[weight=1]'::tagset = 'a' AS same, 'a[value=1]'::tagset = 'a' AS same;

\echo == A path that is written twice: the later one stays

SELECT 'a[weight=0.1], b, A[value=2]'::tagset, 'a[value=1], a'::tagset;

\echo == Moments carry an offset and print in UTC

SELECT v, ('a[until=' || v || ']')::tagset
FROM unnest(ARRAY['2026-12-31T00:00:00Z', '2026-12-31t00:00:00z', '2026-12-31T00:00:00+08:00', '2026-12-31 00:00:00+08', '2026-12-31T00:00:00+0800',
                  '2026-12-31T00:00:00-05:30', '1890-01-01 00:00:00+08:06:12', '2026-12-31T23:59:59.5Z', '2026-12-31 00:00:00.123456+00',
                  '2026-12-31T00:00:00.1234567Z',
                  '2026-12-31T00:00:00.9999999Z', '2026-12-31T00:00:00,25Z', '2026-12-31T12:30Z', '2026-12-31T24:00:00Z',
                  '2026-12-31 00:00:00 +00', '0001-01-01T00:00:00Z', '0044-03-15 12:00:00+00 BC',
                  '2024-02-29T00:00:00Z', '294276-12-31T23:59:59.999999Z', '4713-11-24 00:00:00+00 BC']) AS v;

\echo -- what PostgreSQL prints in ISO style is read, in any zone
SET DateStyle = 'ISO';
SET TimeZone = 'Asia/Taipei';
SELECT format('a[since=%s]', timestamptz '2026-07-01 00:00:00.25+00')::tagset;
SET TimeZone = 'Asia/Kolkata';
SELECT format('a[since=%s]', timestamptz '2026-07-01 00:00:00.25+00')::tagset;
SET TimeZone = 'UTC';

\echo -- what leaves it open, or is on no calendar, is refused
SELECT v, pg_temp.refusal('a[until=' || v || ']')
FROM unnest(ARRAY['2026-12-31', '2026-12-31T00:00:00', 'infinity', '-infinity', 'tomorrow', 'now', '31.12.2026', '12/31/2026 00:00+00',
                  '2026-12-31T00:00:00ZZ',
                  '2026-12-31T00:00:00 UTC', '2026-12-31T00:00:00.Z', '2026-2-3T00:00:00Z', '2026-02-30T00:00:00Z', '2025-02-29T00:00:00Z',
                  '2026-13-01T00:00:00Z',
                  '2026-12-31T25:00:00Z', '2026-12-31T00:60:00Z', '2026-12-31T00:00:60Z', '2026-12-31T24:00:01Z', '2026-12-31T00:00:00+16',
                  '0000-01-01T00:00:00Z',
                  '294277-01-01T00:00:00Z', '294276-12-31T23:59:59.9999999Z', '4714-11-23 00:00:00+00 BC', '4714-11-24 00:00:00+01 BC', '']) AS v;

\echo == Numbers print in the shortest form that reads back to the same bits

SELECT v, format('a[value=%s]', v)::tagset, format('a[weight=%s]', v)::tagset
FROM unnest(ARRAY['0', '0.1', '1.0', '12.50', '.5', '5.', '+7', '1e3', '1E-7', '100000000000000000000', '0.30000000000000004',
                  '3.4028235e38', '1e-45', '1e6', '12800000']) AS v;
SELECT v, format('a[value=%s]', v)::tagset
FROM unnest(ARRAY['-0', '-1', '-0.0e5', '1.7976931348623157e308', '2.2250738585072014e-308', '5e-324', '9007199254740993',
                  '123456789.123456789']) AS v;
SELECT format('a[weight=%s]', 0.1::float4)::tagset = 'a[weight=0.1]' AS same, 'a[weight=0.1]'::tagset = 'a[weight=0.10000000149011612]' AS same;
SELECT v, pg_temp.refusal('a[value=' || v || ']')
FROM unnest(ARRAY['NaN', 'inf', '-Infinity', '1e309', '-1e309', '1e-400', '0x10', '1e', '1,5', '1 2', '--1', 'e5', '.', 'one', '１２']) AS v;
SELECT v, pg_temp.refusal('a[weight=' || v || ']')
FROM unnest(ARRAY['-0.5', '-1e-300', '-0', '1e39', '1e-60', 'NaN']) AS v;

\echo == What is no set

SELECT v, pg_temp.refusal(v)
FROM unnest(ARRAY[',', 'a,', 'a,,b', 'a b[', 'a[weight', 'a[weight]', 'a[weight=]', 'a[weight=1', 'a[weight=1;]', 'a[=1]', 'a[colour=red]',
                  'a[weight=1; weight=2]',
                  'a[value=1; VALUE=1]', 'a]', 'a[value=1]b', 'a[value=1][value=2]', 'a/[value=1]', '[value=1]', 'a[value>1]', 'a[value="1]',
                  'a/"b']) AS v;

\echo == tagset_make: a set of one; NULL is absent

SELECT tagset_make('a/b'), tagset_make('a/b', 0.5), tagset_make('a', value => 3, until => '2026-12-31 00:00+08'), tagset_make('a', 1), tagset_make(NULL, 0.5);
SELECT tagset_make('a', 0.5, 1e-7, '2026-01-01 00:00+00', '2026-12-31 00:00+00');
SELECT tagset_make('a', -0.5);
SELECT tagset_make('a', 'NaN');
SELECT tagset_make('a', NULL, 'Infinity');
SELECT tagset_make('a', until => 'infinity');
SELECT tagset_make('a', -0.0::real, -0.0::float8) = 'a[weight=0; value=0]' AS same;

\echo == tagset_put: put in or replaced whole; a NULL set is empty, a NULL path changes nothing

SELECT tagset_put('b, d', 'c'), tagset_put('b, d', 'a'), tagset_put('b, d', 'e'), tagset_put('b[weight=0.5; value=1], d', 'b', value => 2), tagset_put('', 'a'),
       tagset_put(NULL, 'a', 0.5), tagset_put('b', NULL, 0.5), tagset_put(NULL, NULL) = '' AS empty;
SELECT tagset_put('a', 'b', since => '-infinity');

\echo == tagset_live: what counts as of a moment: since at most it, until after it

SELECT t,
       tagset_live('always, dynamic[until=2026-07-01T00:00:00Z], later[since=2026-07-01T00:00:00Z], window[since=2026-06-30T00:00:00Z; until=2026-07-02T00:00:00Z]', t)
FROM unnest('{2026-06-29 00:00+00,2026-06-30 00:00+00,2026-06-30 23:59:59.999999+00,2026-07-01 00:00+00,2026-07-02 00:00+00,infinity,-infinity}'::timestamptz[]) AS t;
SELECT tagset_live('a, b', now()), tagset_live('', now()), tagset_live('a', NULL) AS always;

\echo == tagset_purge: what has ended by then goes; what begins later stays

SELECT t,
       tagset_purge('always, ended[until=2026-07-01T00:00:00Z], later[since=2026-08-01T00:00:00Z], both[since=2026-01-01T00:00:00Z; until=2026-07-02T00:00:00Z]', t)
FROM unnest('{2026-06-30 23:59:59.999999+00,2026-07-01 00:00+00,2026-07-02 00:00+00}'::timestamptz[]) AS t;
SELECT tagset_purge('', now()), tagset_purge('a', NULL) AS never;

\echo == tagset_next_until: the earliest end, for an index that finds what to purge

SELECT tagset_next_until('a[until=2026-12-31T00:00:00Z], b[until=2026-07-01T00:00:00Z], c, d[value=1]') AS next,
       tagset_next_until('a, b[value=1]') IS NULL AS never, tagset_next_until('') IS NULL AS never;
CREATE TEMP TABLE member (id int, tags tagset);
INSERT INTO member
SELECT i, tagset_make('vip', until => '2026-01-01 00:00+00'::timestamptz + i * interval '1 day') || 'region/taipei' FROM generate_series(1, 200) AS i;
CREATE INDEX ON member (tagset_next_until(tags));
ANALYZE member;
UPDATE member SET tags = tagset_purge(tags, '2026-01-04 00:00+00') WHERE tagset_next_until(tags) <= '2026-01-04 00:00+00' RETURNING *;

\echo == tagset_rows: a row an element in built-in types; those that count now, or as of a moment, or (NULL) all

\pset null (null)
SELECT *
FROM tagset_rows('a, a/b/c/d/e/f/g[weight=0.5], music/"AC/DC"[value=3; since=2020-01-01T00:00:00Z; until=2999-01-01T00:00:00Z], over[until=2000-01-01T00:00:00Z]');
SELECT tag, until FROM tagset_rows('music/"AC/DC", over[until=2000-01-01T00:00:00Z]', NULL);
SELECT tag, until FROM tagset_rows('music/"AC/DC", over[until=2000-01-01T00:00:00Z]', '1999-01-01');
SELECT count(*) FROM tagset_rows('');
-- also as a value of the select list, and beside other functions
SELECT tagset_rows('a/b[weight=2], c', NULL), (taxonomy_problems('a', 'b'::tagtaxonomy)).hint;
SELECT tag, label, ordinality FROM ROWS FROM (tagset_rows('a, b', NULL), labelset_rows('x', NULL)) WITH ORDINALITY;
SELECT count(*) FROM tagset_rows(NULL);
SELECT level1, count(*), sum(weight) FROM member, tagset_rows(tags, '2026-01-01') GROUP BY level1 ORDER BY level1;
\pset null ''

\echo == tagset_weight, tagset_value: of the element at that very path, given as a path or as text
SELECT p, tagset_weight(t, p) AS weight, tagset_value(t, p) AS value, tagset_weight(t, p::tagpath) IS NOT DISTINCT FROM tagset_weight(t, p) AND tagset_value(t, p::tagpath) IS NOT DISTINCT FROM tagset_value(t, p) AS as_path
FROM (SELECT 'listing/price[value=12800000], listing/price/old[weight=0.1; value=-1.5], "a/b"[weight=0; until=2000-01-01T00:00:00Z], vip'::tagset AS t) AS s,
     unnest(ARRAY['listing/price', 'Listing / PRICE', 'listing/price/old', 'listing', 'listing/price/old/x', '"a/b"', 'a/b', 'vip', 'zzz', NULL]) AS p;
SELECT tagset_value('a[value=1]', 'a//b');
SELECT tagset_value(NULL, 'a') AS no_set, tagset_weight('', 'a') AS empty;
-- to sort by a price; what has no price comes last
SELECT id FROM (VALUES (1, 'listing/price[value=20]'::tagset), (2, 'listing/price[value=3]'), (3, 'region/taipei')) AS v (id, tags) ORDER BY tagset_value(tags, 'listing/price') NULLS LAST;

\echo == @@ and tagset_why: the elements that met the positive terms

SELECT q, s @@ q AS meets, q @@ s AS commuted, tagset_why(s, q)
FROM (VALUES ('interest/real-estate/apartment, interest/sports, price[value=8], region/taipei, old[until=2020-01-01T00:00:00Z]'::tagset)) AS v (s),
     unnest(ARRAY['interest', '=interest', 'interest/*/apartment & !status/churned', '**/sports | region', 'price[value>=5]', 'price[value>=9]',
                  'old', 'old @2026-01-01T00:00:00Z', '!interest', '!(!region | old)', 'nothing | region', 'nothing & region']::tagquery[]) AS q;
SELECT tagset_why('', 'a'), tagset_why('a', '!a'), tagset_why('a', '!b'), tagset_why(NULL, 'a') IS NULL AS nothing;

\echo == Casts: text

SELECT 'B, a[weight=0.5]'::text::tagset, 'B, a'::tagset::text;
INSERT INTO member VALUES (0, 'B, a'::text) RETURNING tags;

\echo == Casts: paths

SELECT 'C, C++'::tagpath::tagset, '{b,a,b,NULL,a/c}'::tagpath[]::tagset, '{}'::tagpath[]::tagset, '{{a,b},{c,d}}'::tagpath[]::tagset;
SELECT 'b[weight=0.5], a/"c/d"'::tagset::tagpath[], ''::tagset::tagpath[];

\echo == Casts: text[], each element a path in scalar syntax

SELECT ARRAY['C, C++', 'b', NULL, 'B', 'music/"AC/DC"']::tagset, '{}'::text[]::tagset;
SELECT '"C, C++"[weight=0.5], music/"AC/DC", 5" disk'::tagset::text[], ''::tagset::text[];
SELECT ARRAY['a', 'b/']::tagset;
SELECT ARRAY['a', '']::tagset;

\echo == Casts: jsonb, an object of path to attributes, or an array of paths

SELECT '"C, C++"[weight=0.1; value=1e-7], music/"AC/DC"[since=2026-01-01T00:00:00+08:00; until=2026-12-31T00:00:00.5Z], "\"x\\\""'::tagset::jsonb,
       ''::tagset::jsonb;
SELECT '{"b": {"weight": 0.25, "until": "2026-12-31T00:00:00+08:00"}, "a/b": {}, "A": null, "C, C++": {"value": 1e3, "since": null}}'::jsonb::tagset;
SELECT '["b", "C, C++", null, "a/b", "B"]'::jsonb::tagset, '{}'::jsonb::tagset, '[]'::jsonb::tagset;

CREATE FUNCTION pg_temp.json_refusal(input jsonb) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    detail text;
BEGIN
    RETURN 'accepted: ' || input::tagset::text;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
    RETURN SQLSTATE || ': ' || detail;
END $$;
SELECT v, pg_temp.json_refusal(v)
FROM unnest(ARRAY['"a"', '1', 'null', 'true', '[1]', '[["a"]]', '[{"a": {}}]', '["a/"]', '{"": {}}', '{"a": 1}', '{"a": "x"}', '{"a": []}',
                  '{"a": {"weight": "0.5"}}', '{"a": {"weight": true}}', '{"a": {"weight": -1}}',
                  '{"a": {"weight": {}}}', '{"a": {"weight": 1e39}}', '{"a": {"until": 5}}', '{"a": {"until": "2026-12-31"}}',
                  '{"a": {"until": "infinity"}}', '{"a": {"colour": "red"}}',
                  '{"a": {"until": "2026-12-31T00:00:00Z; x"}}', '{"a": {"weight": 1, "Weight": 2}}']::jsonb[]) AS v;

\echo == A set of 100,000 elements

CREATE TEMP TABLE big AS
SELECT string_agg('t' || i % 100 || '/n' || i || CASE WHEN i % 10 = 0 THEN '[value=' || i || ']' ELSE '' END, ',' ORDER BY md5(i::text))::tagset AS tags
FROM generate_series(1, 100000) AS i;
SELECT tagset_count(tags), tags @> 't7/n12307'::tagpath AS has, tags @> 't8/n12307'::tagpath AS "has not", tags @@ 't7/n12307 & !t8/n12307' AS meets,
       tagset_why(tags, '**/n99990[value>99980]'), tagset_count(tagset_below(tags, 't42')), tagset_count(tagset_expand(tags)),
       tagset_count(tags - 't42'::tagpath),
       tagset_next_until(tags) IS NULL AS never
FROM big;
SELECT tagset_value(tags, 't0/n12300'), tagset_weight(tags, 't0/n12300'), tagset_value(tags, 't0') AS above,
       (SELECT count(*) FROM tagset_rows(tags, NULL) AS r WHERE r.tag::tagpath <@ 't0' AND (r.value IS DISTINCT FROM tagset_value(tags, r.tag) OR r.weight IS DISTINCT FROM tagset_weight(tags, r.tag::tagpath))) AS differences
FROM big;
SELECT tags::text::tagset = tags AS text, tags::jsonb::tagset = tags AS jsonb, tagset_count(tags::text[]::tagset) AS "text[]",
       tagset_count(tags::tagpath[]::tagset) AS "tagpath[]",
       (SELECT count(*) FROM tagset_rows(tags)) AS rows, tags || tags = tags AS "||", tags & tags = tags AS "&", tags - tags = '' AS "-",
       tags @> tags AS "@>", tags && tags AS "&&"
FROM big;

\echo == tagquery_unknown: the terms that no tag of a vocabulary can match

SELECT q, (SELECT string_agg(u, '  ') FROM tagquery_unknown(q, 'interest/sport/tennis[until=2020-01-01T00:00:00Z], region/taipei, status, "a*"') AS u) AS unknown
FROM unnest(ARRAY['interest & region/taipei & !status', 'interest/sprot | region', '!status/churnd', '=interest/sport | =interest/sport/tennis', 'interest/*/golf & */*/tennis', 'int*', 'in*x', '**/tennis & **/golf', '~"^reg" & ~"^x"',
                  'interest and sport', 'NOT region', 'interest.sport', '"a*" | "b*"', 'interest[value>100; by=nobody]', 'interest[path=interest/sport] & interest[path=interest/music]', 'interest[path!=interest/sport] | interest[path!=interest/music]', 'interest[path=interest/sport|interest/music]',
                  'status[since>=-P30D]', 'x @2026-01-01T00:00:00Z', '2 of (x, status, !2 of (y, z, x))']) AS q;
SELECT q, (SELECT string_agg(u, '  ') FROM tagquery_unknown(q, tagset_expand('a/b/c')) AS u) AS unknown FROM unnest(ARRAY['=a & =a/b', '=b']::tagquery[]) AS q;
SELECT count(*) FILTER (WHERE u IS NOT NULL) AS nothing FROM (SELECT tagquery_unknown(NULL::tagquery, 'a') UNION ALL SELECT tagquery_unknown('b', NULL) UNION ALL SELECT tagquery_unknown(NULL::text, 'a')) AS v (u);
SELECT string_agg(u, ' ') AS "of nothing" FROM tagquery_unknown('a | ** | !c', '') AS u;
SELECT (SELECT count(*) FROM tagquery_unknown(q, tags)) AS many FROM big, (SELECT string_agg('t1/n' || i || CASE i % 10 WHEN 0 THEN '*' ELSE '' END, '|')::tagquery AS q FROM generate_series(1, 10000) AS i) AS v;
\echo -- by each term as a query of the vocabulary
SELECT count(*) AS terms, count(*) FILTER (WHERE (t IN (SELECT tagquery_unknown(q, vocabulary))) <> NOT vocabulary @@ t::tagquery) AS differences, count(*) FILTER (WHERE vocabulary @@ t::tagquery) AS known
FROM (VALUES ('a/b, a/c/d, b, "a*"/x'::tagset), ('b/a'), ('')) AS v (vocabulary),
     (SELECT format('!%s%s & (%s/%s | 2 of (%s, %s/%s, x))', e, x, y, z, z, x, x)::tagquery AS q FROM unnest('{"",=}'::text[]) AS e, unnest('{a,b,*,**,a*,"\"a*\"",~\"b\"}'::text[]) AS x, unnest('{a,c,*}'::text[]) AS y, unnest('{b,**,~\"d\"}'::text[]) AS z) AS w,
     tagquery_terms(q) AS t;

\echo == Empty everything

SELECT e, tagset_count(e), e @> e AS "@>", e <@ e AS "<@", e && e AS "&&", e @> 'a'::tagset AS "@> a", e @> 'a'::tagpath AS "@> a",
       'a' @> e AS "a @>", e @@ 'a' AS "@@ a", e @@ '!a' AS "@@ !a",
       e @@ '**' AS "@@ **", e || e = e AS "||", e & 'a' = e AS "&", e - 'a'::tagset = e AS "-", tagset_expand(e) = e AS expand,
       tagset_leaves(e) = e AS leaves, tagset_below(e, 'a') = e AS below, tagset_rebase(e, 'a', 'b') = e AS rebase
FROM (VALUES (''::tagset)) AS v (e);
SELECT e || 'a' AS "||", 'a' || e AS "||", 'a' & e = '' AS "&", 'a' - e AS "-", e = e AS "=", e < 'a' AS "<", e::text = '' AS text,
       e::text[] AS "text[]", e::tagpath[] AS "tagpath[]", e::jsonb AS jsonb
FROM (VALUES (''::tagset)) AS v (e);

\echo == NULL in, NULL out, for what asks; what changes a set keeps it: null_keeps.sql

SELECT (NULL::tagset @> 'a'::tagpath) IS NULL
       AND ('a' && NULL::tagset) IS NULL AND ('a'::tagset @@ NULL) IS NULL AND tagset_expand(NULL) IS NULL AND tagset_leaves(NULL) IS NULL
       AND tagset_below(NULL, 'a') IS NULL
       AND tagset_count(NULL) IS NULL AS nothing;
