\echo == What the planner expects of logs: estimates against the truth
SET jit = off;
SET max_parallel_workers_per_gather = 0;
CREATE FUNCTION pg_temp.estimate(condition text, relation text = 'labels_est') RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
    EXECUTE format('EXPLAIN (FORMAT json) SELECT 1 FROM %s WHERE %s', relation, condition) INTO plan;
    RETURN plan #>> '{0,Plan,Plan Rows}';
END $$;
CREATE FUNCTION pg_temp.truth(condition text, relation text = 'labels_est') RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE n float8;
BEGIN
    EXECUTE format('SELECT count(*) FROM %s WHERE %s', relation, condition) INTO n;
    RETURN n;
END $$;
CREATE FUNCTION pg_temp.off(estimate float8, truth float8) RETURNS float8 LANGUAGE sql
    RETURN greatest((estimate + 1) / (truth + 1), (truth + 1) / (estimate + 1));

\echo -- 20,000 posts, up to six labels each, some withdrawn, some denials
DO $$ BEGIN PERFORM setseed(0.5); END $$;
CREATE TABLE labels_est AS
SELECT i AS id, (SELECT labelset_agg(factlabel_make(format('r%s/s%s/t%s', floor(4 * random() ^ 2), floor(4 * random() ^ 2), floor(3 * random()))::tagpath,
                    (ARRAY['false', 'mostly-false', 'mixed', 'true'])[1 + floor(random() * 4)::int]::factverdict, random(), ('by/x' || floor(random() * 5))::tagpath, NULL,
                    timestamptz '2025-01-01 00:00:00Z' + random() * interval '100 days', NULL, NULL, random() < 0.1, random() < 0.1))
                 FROM generate_series(1, (i % 7)))::labelset AS labels
FROM generate_series(1, 20000) AS i;
\echo -- without statistics: no nonsense
SELECT c, pg_temp.estimate(c) BETWEEN 1 AND 15000 AS sane FROM unnest(ARRAY[$$labels @@ 'r1'$$, $$labels @@ 'r1 & !r2'$$, $$labels @@ 'r1[by=x]'$$, $$labelset_matches(labels, 'r1')$$]) AS c;
ANALYZE labels_est;
\echo -- every node of the tree, alone and exact
SELECT count(*) > 40 AS many, max(pg_temp.off(e, t)) < 2 AS good
FROM (SELECT pg_temp.estimate(c) AS e, pg_temp.truth(c) AS t
      FROM (SELECT DISTINCT unnest(tagset_expand(labelset_tags(labels, NULL))::tagpath[]) AS p FROM labels_est) AS n,
           LATERAL unnest(ARRAY[format('labels @@ %L', p::text), format('labels @@ %L', '=' || p::text)]) AS c) AS s
WHERE t >= 20;
\echo -- combinations, wildcards; filters and moments within an order of magnitude
SELECT c, pg_temp.off(pg_temp.estimate(c), pg_temp.truth(c)) < 3 AS good
FROM unnest(ARRAY[$$labels @@ 'r0 & r1'$$, $$labels @@ 'r0 & !r1'$$, $$labels @@ 'r2 | r3/s0'$$, $$labels @@ '**/t1'$$, $$labels @@ '!r0'$$, $$labels @@ 'r*/s1'$$, $$labels @@ 'nothing/here'$$]) AS c;
SELECT c, pg_temp.off(pg_temp.estimate(c), pg_temp.truth(c)) < 12 AS good
FROM unnest(ARRAY[$$labels @@ 'r0[verdict<=mostly-false]'$$, $$labels @@ 'r1/s0[by=by/x1]'$$, $$labels @@ 'r0[score>=0.8; by=by/x1|by/x2]'$$, $$labels @@ 'r0 @2025-02-01T00:00:00Z'$$, $$labelset_matches(labels, 'r2')$$, $$labels @@ 'r0[deny]'$$]) AS c;
\echo -- what was known when something else happened: the timestamp makes it a join
CREATE TABLE shown AS SELECT i % 20000 + 1 AS id, timestamptz '2025-03-01 00:00:00Z' + i * interval '1 hour' AS at FROM generate_series(1, 1000) AS i;
ANALYZE shown;
SELECT c, pg_temp.off(pg_temp.estimate(c, 'labels_est JOIN shown USING (id)'), pg_temp.truth(c, 'labels_est JOIN shown USING (id)')) < 5 AS good
FROM unnest(ARRAY[$$labelset_matches(labels, 'r0', at)$$, $$labelset_matches(labels, 'r1/s0 | r2', at)$$, $$tagquery_at('!r0', at) @@ labels$$]) AS c;
DROP TABLE labels_est, shown;
