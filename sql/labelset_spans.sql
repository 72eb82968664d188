-- labelset_spans: each label with the time in which it is in effect.
SET TimeZone = 'UTC';
SET DateStyle = 'ISO';

\echo == A finding, its correction on the same day, and the withdrawal of both
SELECT label, verdict, verdict_value, by, claim, at, holds_from, holds_to
FROM labelset_spans('misinfo/vaccine[verdict=false; by=agency/afp; claim=c17; at=2025-07-01T13:05:00Z], misinfo/vaccine[verdict=missing-context; by=agency/afp; claim=c17; at=2025-07-01T16:40:00Z], misinfo/vaccine[neg; by=agency/afp; claim=c17; at=2025-07-03T09:00:00Z]');
\echo -- as of a day, with built-in operators alone
SELECT verdict FROM labelset_spans('misinfo[verdict=false; by=x; at=2025-07-01T13:05:00Z], misinfo[verdict=mixed; by=x; at=2025-07-02T16:40:00Z]')
WHERE holds_from <= '2025-07-02 00:00Z' AND holds_to > '2025-07-02 00:00Z';

\echo == Every column
SELECT * FROM labelset_spans('a/"b/c"/d/e/f/g/h[verdict=mostly-true; score=0.7; by=human/ann; claim="c;1"; at=2026-01-01T00:00:00Z; seen=2026-01-02T00:00:00Z; until=2026-02-01T00:00:00Z; deny; said="Nearly"; ref="https://example.org"]') \gx
\echo -- the scale as numbers, NULL off the scale
SELECT string_agg(format('%s %s', verdict, coalesce(verdict_value::text, 'NULL')), ', ' ORDER BY label) AS verdicts
FROM labelset_spans('a[verdict=false], b[verdict=mostly-false], c[verdict=mixed], d[verdict=mostly-true], e[verdict=true], f[verdict=unproven], g[verdict=outdated], h');

\echo == The rules, one each
SELECT story, label, score, seen, holds_from, holds_to
FROM (VALUES
    (1, 'no beginning, no end', 'a[score=0]'),
    (2, 'until', 'a[score=0; at=2026-01-01T00:00:00Z; until=2026-01-05T00:00:00Z]'),
    (3, 'ended before it was known: never', 'a[score=0; at=2026-01-05T00:00:00Z; until=2026-01-05T00:00:00Z]'),
    (4, 'a late import is not known earlier', 'a[score=0; at=2026-01-01T00:00:00Z; seen=2026-01-05T00:00:00Z]'),
    (5, 'imported after its correction: never', 'a[score=0; at=2026-01-01T00:00:00Z; seen=2026-01-05T00:00:00Z], a[score=1; at=2026-01-02T00:00:00Z]'),
    (6, 'imported in two steps', 'a[score=0; at=2026-01-01T00:00:00Z; seen=2026-01-05T00:00:00Z], a[score=1; at=2026-01-02T00:00:00Z; seen=2026-01-06T00:00:00Z]'),
    (7, 'seen before at', 'a[score=0; at=2026-01-05T00:00:00Z; seen=2026-01-01T00:00:00Z]'),
    (8, 'overruled by what has ended', 'a[score=0; at=2026-01-01T00:00:00Z], a[score=1; at=2026-01-02T00:00:00Z; until=2026-01-03T00:00:00Z]'),
    (9, 'a gap between two', 'a[score=0; at=2026-01-01T00:00:00Z; until=2026-01-02T00:00:00Z], a[score=1; at=2026-01-05T00:00:00Z]'),
    (10, 'other sources and claims go on', 'a[score=0; by=x], a[score=0.5; by=y; neg; at=2026-01-01T00:00:00Z], a[score=1; by=x; claim=c; at=2026-01-01T00:00:00Z]')
) AS t (n, story, labels), labelset_spans(labels::labelset) ORDER BY n, label, score;
SELECT count(*) AS none FROM labelset_spans('');
SELECT count(*) AS none FROM labelset_spans(NULL);

\echo == Beyond the ends of all spans: cut, or left out
SELECT label, at, until, holds_from, holds_to
FROM labelset_spans('"from bc"[at=0002-01-01T00:00:00Z BC], "ended bc"[until=0002-01-01T00:00:00Z BC], "overruled bc", "overruled bc"[neg; at=0002-01-01T00:00:00Z BC],
    "from 10000"[at=10000-01-01T00:00:00Z], "from the end"[at=9999-12-31T00:00:00Z], "until 10000"[at=2026-01-01T00:00:00Z; until=10000-01-01T00:00:00Z],
    "last moment"[at=9999-12-30T23:59:59.999999Z], "first moment"[until=0001-01-01T00:00:00.000001Z], "until the beginning"[until=0001-01-01T00:00:00Z]') ORDER BY at NULLS FIRST, label;

\echo == It agrees with labelset_rows at every moment: random logs, at each timestamp in them and just before
DO $$ BEGIN PERFORM setseed(0.25); END $$;
CREATE FUNCTION pg_temp.pick(VARIADIC choice text[]) RETURNS text LANGUAGE sql VOLATILE AS $$ SELECT choice[1 + floor(random() * cardinality(choice))::int] $$;
-- few timestamps, so that they tie, NULL often, now and then beyond the ends
CREATE FUNCTION pg_temp.moment(share float8) RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
    SELECT CASE WHEN random() < share THEN
        CASE WHEN random() < 0.05 THEN pg_temp.pick('4713-01-01 00:00Z BC', '0001-01-01 00:00Z', '9999-12-31 00:00Z', '20000-01-01 00:00Z')::timestamptz
             ELSE timestamptz '2026-01-01 00:00:00Z' + interval '1 hour' * floor(random() * 8) END END $$;
CREATE TEMP TABLE log AS
    SELECT log, labelset_agg(factlabel_make(pg_temp.pick('a', 'a/b', 'a/b/c', 'd')::tagpath,
               (CASE WHEN random() < 0.7 THEN pg_temp.pick('false', 'mixed', 'true', 'satire') END)::factverdict, round(random()::numeric, 2)::float8,
               (CASE WHEN random() < 0.8 THEN pg_temp.pick('x', 'y') END)::tagpath, CASE WHEN random() < 0.2 THEN 'c' END,
               pg_temp.moment(0.8), pg_temp.moment(0.3), pg_temp.moment(0.3), random() < 0.2, random() < 0.2)) AS labels
    FROM (SELECT log, generate_series(1, 1 + floor(random() * 12)::int) FROM generate_series(1, 1500) AS log) AS t GROUP BY log
    UNION ALL
    -- series of hundreds
    SELECT 1500 + log, labelset_agg(factlabel_make('a', NULL, i / 1000.0, NULL, NULL, '2026-01-01 00:00Z'::timestamptz + i * interval '1 second',
               '2026-01-01 00:00Z'::timestamptz + floor(random() * 300) * interval '1 second', NULL, random() < 0.2))
    FROM generate_series(1, 3) AS log, generate_series(1, 300) AS i GROUP BY log;
CREATE TEMP TABLE moment AS
    SELECT DISTINCT log, t FROM log, labelset_rows(labels, NULL) AS r, unnest(ARRAY[at, seen, until]) AS edge,
        unnest(ARRAY[edge, edge - interval '1 microsecond']) AS t
    WHERE t >= '0001-01-01 00:00Z' AND t < '9999-12-31 00:00Z'
    UNION SELECT log, t FROM log, unnest(ARRAY['0001-01-01 00:00Z', '2026-01-01 04:30Z', '9999-12-30 23:59:59.999999Z']::timestamptz[]) AS t;
-- the columns of both but holds, which is always true
CREATE TEMP TABLE by_rows AS
    SELECT log, t, to_jsonb(r) - 'holds' AS label FROM moment JOIN log USING (log), labelset_rows(labels, t) AS r;
CREATE TEMP TABLE by_spans AS
    SELECT log, t, to_jsonb(s) - '{log,verdict_value,holds_from,holds_to}'::text[] AS label
    FROM moment JOIN (SELECT log, s.* FROM log, labelset_spans(labels) AS s) AS s USING (log) WHERE holds_from <= t AND holds_to > t;
SELECT (SELECT count(*) > 15000 FROM moment) AS moments, (SELECT count(*) > 40000 FROM by_rows) AS rows,
       (SELECT count(*) FROM (TABLE by_rows EXCEPT ALL TABLE by_spans) AS t) AS missing, (SELECT count(*) FROM (TABLE by_spans EXCEPT ALL TABLE by_rows) AS t) AS wrong;
\echo -- spans of a series do not overlap, are not empty, and stay within the ends
SELECT count(*) > 5000 AS spans, bool_and(holds_from < holds_to AND holds_from >= '0001-01-01 00:00Z' AND holds_to <= '9999-12-31 00:00Z') AS within,
       count(*) FILTER (WHERE again_early) AS overlapping, count(*) FILTER (WHERE neg) AS withdrawn
FROM (SELECT s.*, holds_from < lag(holds_to) OVER (PARTITION BY log, label, by, claim ORDER BY holds_from) AS again_early FROM log, labelset_spans(labels) AS s) AS t;
SELECT count(*) AS differences FROM log, labelset_spans(labels) WHERE verdict_value IS DISTINCT FROM factverdict_value(verdict::factverdict);
