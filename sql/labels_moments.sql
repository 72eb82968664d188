-- Queries as of a moment by index, beside a sequential scan: moments before, at and after those of labels,
-- over days, years and ages, in an index with the times of labels and in one without.
SET TimeZone = 'UTC';
DO $$ BEGIN PERFORM setseed(0.19); END $$;

CREATE FUNCTION pg_temp.pick(VARIADIC choice text[]) RETURNS text LANGUAGE sql VOLATILE AS $$ SELECT choice[1 + floor(random() * cardinality(choice))::int] $$;
-- few, so that they tie; some where a period of the index begins (2^38 and 2^40 microseconds), some far away
CREATE TEMP TABLE moments AS
    SELECT array_agg(CASE n % 8 WHEN 0 THEN timestamptz '2000-01-01 00:00:00Z' + floor(random() * 3000) * interval '1 second' * 274877.906944
                                WHEN 1 THEN timestamptz '2000-01-01 00:00:00Z' + floor(random() * 800) * interval '1 second' * 1099511.627776
                                WHEN 2 THEN timestamptz '2026-01-01 00:00:00Z' + floor(random() * 40) * interval '1 day'
                                WHEN 3 THEN (ARRAY['4000-01-01 00:00:00Z BC', '1500-01-01 00:00:00Z', '1714-01-01 00:00:00Z', '2290-01-01 00:00:00Z', '9000-01-01 00:00:00Z']::timestamptz[])[1 + n / 8 % 5]
                                ELSE timestamptz '2024-01-01 00:00:00Z' + floor(random() * 1000) * interval '1 day' + floor(random() * 1e6) * interval '1 microsecond' END) AS t
    FROM generate_series(0, 199) AS n;
CREATE FUNCTION pg_temp.moment(share float8) RETURNS timestamptz LANGUAGE sql VOLATILE AS $$ SELECT t[1 + floor(random() * 200 / share)::int] FROM moments $$;
CREATE TABLE labels_moments AS
    SELECT log, coalesce(labels, '') AS labels, coalesce(labels, '') AS timeless
    FROM generate_series(1, 1500) AS log
    LEFT JOIN (SELECT log, labelset_agg(factlabel_make(pg_temp.pick('a', 'a/b', 'a/b/c', 'a/b/d', 'a/bc', 'ab', 'x/y', 'a b/c'), NULL::text, 0.5,
                          pg_temp.pick('human', 'agency/x', 'agency/y', NULL), pg_temp.pick('c', 'd', NULL, NULL), pg_temp.moment(0.85), pg_temp.moment(0.3),
                          pg_temp.moment(0.3), random() < 0.15, random() < 0.15)) AS labels
               FROM (SELECT log, generate_series(1, floor(random() * random() * 14)::int + (log = 1500)::int * 300) FROM generate_series(1, 1500) AS log) AS t GROUP BY log) AS t USING (log);
CREATE INDEX ON labels_moments USING gin (labels);
CREATE INDEX ON labels_moments USING gin (timeless labelset_gin_ops);
ANALYZE labels_moments;
SELECT count(*) FILTER (WHERE labels = '') > 60 AS empty_ones, max(labelset_count(labels)) > 200 AS a_long_one, count(*) FILTER (WHERE labels::text ~ ' BC') > 0 AS ancient_ones
FROM labels_moments;

-- each moment and the microseconds around it, of terms alone, joined and negated, and with filters
CREATE TEMP TABLE term AS
    SELECT n, format('(%s)', tagquery_at((pg_temp.pick('a', 'a', 'a/b', 'a/b/c', 'ab', 'x', '"a b"', 'nothing', '=a', '=a/b', 'a/*', '**/c')
                                         || CASE WHEN n % 3 = 0 THEN pg_temp.pick('[by=agency]', '[deny]', '[by=human; deny]', '[until>2026-01-01T00:00:00Z]', '[path=a/b/c]', '[path!=a/b]', '[score>=0.4]', '[claim=c]',
                                                                                  '[by=agency/x|human; score<0.6]', '[at>=-P30D]') ELSE '' END)::tagquery, t)) AS one
    FROM (SELECT n, t[1 + n % 200] + (n / 200 % 3 - 1) * interval '1 microsecond' AS t FROM moments, generate_series(0, 599) AS n) AS m;
CREATE TEMP TABLE question AS
    SELECT one::tagquery AS query FROM term
    UNION ALL
    SELECT format((ARRAY['%s | %s', '%s & %s', '!%s', '%s & !%s', '%s | (%s & a/b)', '(%s | %s) & %s', '2 of (%s, %s, %s)', '%s | x', '%s & a/b', '!(%s & %s) | %s'])[1 + n % 10], one, other, third)::tagquery
    FROM (SELECT n, one, lead(one, 7) OVER (ORDER BY n) AS other, lead(one, 200) OVER (ORDER BY n) AS third FROM term) AS t WHERE n < 400;
ALTER TABLE question ADD answer text;
CREATE FUNCTION pg_temp.ask(attribute text, query tagquery) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    result text;
BEGIN
    EXECUTE format('SELECT format(''%%s %%s'', count(*), sum(log * log)) FROM labels_moments WHERE %I @@ %L', attribute, query) INTO result;
    RETURN result;
END $$;
SET enable_bitmapscan = off;
UPDATE question SET answer = pg_temp.ask('labels', query);
RESET enable_bitmapscan;
SET enable_seqscan = off;
EXPLAIN (COSTS off) SELECT log FROM labels_moments WHERE labels @@ 'a @2026-01-01T00:00:00Z';
\echo == With times
SELECT count(*) AS questions, count(*) FILTER (WHERE answer !~ '^0 ') > 600 AS most_find_some, count(*) FILTER (WHERE pg_temp.ask('labels', query) <> answer) AS differences FROM question;
\echo == Without
SELECT count(*) FILTER (WHERE pg_temp.ask('timeless', query) <> answer) AS differences FROM question;
\echo == Rows that change, before and after they leave the pending list
UPDATE labels_moments SET labels = labels || factlabel_make('a/b', 'false', by => 'late', at => (SELECT t[1 + log % 200] FROM moments), neg => log % 4 = 0) WHERE log % 7 = 0;
SET enable_bitmapscan = off; SET enable_seqscan = on;
UPDATE question SET answer = pg_temp.ask('labels', query);
SET enable_bitmapscan = on; SET enable_seqscan = off;
SELECT count(*) FILTER (WHERE pg_temp.ask('labels', query) <> answer) AS differences FROM question;
VACUUM labels_moments;
SELECT count(*) FILTER (WHERE pg_temp.ask('labels', query) <> answer) AS differences FROM question;
DROP TABLE labels_moments;
