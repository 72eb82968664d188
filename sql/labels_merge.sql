-- Merging is union over whole labels: it does not matter how logs are shuffled, split and merged.
SET TimeZone = 'UTC';
DO $$ BEGIN PERFORM setseed(0.125); END $$;
CREATE FUNCTION pg_temp.pick(VARIADIC choice text[]) RETURNS text LANGUAGE sql VOLATILE AS $$ SELECT choice[1 + floor(random() * cardinality(choice))::int] $$;
CREATE TABLE labels_merge AS
    SELECT log, id, factlabel_make(pg_temp.pick('a', 'a/b', 'a/b/c', 'b', '"x,y"')::tagpath,
        CASE WHEN random() < 0.5 THEN pg_temp.pick('false', 'true', 'satire')::factverdict END, CASE WHEN random() < 0.5 THEN pg_temp.pick('0', '0.5', '1')::float8 END,
        CASE WHEN random() < 0.7 THEN pg_temp.pick('x', 'x/y', 'z')::tagpath END, CASE WHEN random() < 0.3 THEN pg_temp.pick('c1', 'c2') END,
        CASE WHEN random() < 0.5 THEN timestamptz '2026-01-01 00:00:00Z' + interval '1 day' * floor(random() * 3) END, CASE WHEN random() < 0.2 THEN timestamptz '2026-02-01 00:00:00Z' END,
        CASE WHEN random() < 0.2 THEN timestamptz '2026-03-01 00:00:00Z' END, random() < 0.2, random() < 0.2,
        CASE WHEN random() < 0.3 THEN pg_temp.pick('"', 'said ]', '錯誤') END, CASE WHEN random() < 0.3 THEN pg_temp.pick('https://example.org/1', 'https://example.org/2') END) AS label
    FROM generate_series(1, 2000) AS log, LATERAL generate_series(1, 1 + (log % 13)) AS id;
-- 500 labels, of which many are the same, go through several merges of an aggregate's state
INSERT INTO labels_merge SELECT 2001, id, label FROM labels_merge WHERE log <= 500;

\echo == Thousands of logs, shuffled, split and merged again
CREATE TEMP TABLE one AS SELECT log, labelset_agg(label) AS labels FROM labels_merge GROUP BY log;
-- the same bytes: equality is memcmp
CREATE TEMP TABLE part AS
    SELECT log, part, labelset_agg(label ORDER BY random()) AS labels
    FROM (SELECT log, label, floor(random() * 4)::int AS part FROM labels_merge UNION ALL SELECT log, label, floor(random() * 4)::int FROM labels_merge WHERE random() < 0.3) AS t GROUP BY log, part;
SELECT count(*) AS logs, count(*) FILTER (WHERE together <> labels) AS differ_by_union, count(*) FILTER (WHERE shuffled <> labels) AS differ_by_order
FROM one JOIN (SELECT log, labelset_union(labels ORDER BY random()) AS together FROM part GROUP BY log) AS u USING (log)
         JOIN (SELECT log, labelset_agg(label ORDER BY random()) AS shuffled FROM labels_merge GROUP BY log) AS s USING (log);
CREATE FUNCTION pg_temp.fold(log int) RETURNS labelset LANGUAGE plpgsql AS $$
DECLARE
    result labelset := '';
    piece labelset;
BEGIN
    FOR piece IN SELECT labels FROM part WHERE part.log = fold.log ORDER BY random() LOOP
        result := CASE WHEN random() < 0.5 THEN result || piece ELSE piece || result END;
    END LOOP;
    RETURN result;
END $$;
CREATE INDEX ON part (log);
SELECT count(*) FILTER (WHERE pg_temp.fold(log) <> labels) AS differ_by_operator, count(*) FILTER (WHERE labels || labels <> labels) AS not_idempotent,
       count(*) FILTER (WHERE (SELECT string_agg(label::text, ', ' ORDER BY random()) FROM labels_merge AS l WHERE l.log = one.log AND l.log % 10 = 0)::labelset <> labels) AS differ_by_text
FROM one;
SELECT count(*) AS triples, count(*) FILTER (WHERE (a.labels || b.labels) <> (b.labels || a.labels)) AS not_commutative,
       count(*) FILTER (WHERE (a.labels || b.labels) || c.labels <> a.labels || (b.labels || c.labels)) AS not_associative
FROM one AS a JOIN one AS b ON b.log = a.log + 1 JOIN one AS c ON c.log = a.log + 2 WHERE a.log < 1990;

\echo == || merges stored bytes: the same as to build the log of all labels, where texts fill many blocks and some give way
CREATE FUNCTION pg_temp.texts(VARIADIC logs labelset[]) RETURNS bigint LANGUAGE sql AS $$
    SELECT count(DISTINCT t) FROM unnest(logs) AS l, labelset_rows(l, NULL) AS r, unnest(ARRAY[r.by::text, r.claim, r.said, r.ref]) AS t $$;
CREATE TEMP TABLE written AS
    SELECT log, labelset_agg(factlabel_make((repeat('long/', (random() * 3)::int) || 't' || floor(random() * random() * 40))::tagpath,
        by => CASE WHEN random() < 0.8 THEN ('s' || floor(random() * 9))::tagpath END, claim => CASE WHEN random() < 0.2 THEN 'c' || floor(random() * 3) END,
        at => CASE WHEN random() < 0.7 THEN timestamptz '2026-01-01 00:00:00Z' + interval '1 day' * floor(random() * 4) END,
        said => CASE WHEN random() < 0.4 THEN 'said ' || floor(random() * 300) END, ref => CASE WHEN random() < 0.5 THEN 'https://example.org/' || floor(random() * 9000) END)) AS labels
    FROM generate_series(0, 499) AS log, LATERAL generate_series(1, CASE WHEN log % 5 = 0 THEN 250 ELSE 1 + log % 7 END) GROUP BY log;
SELECT count(*) AS pairs, count(*) FILTER (WHERE merged <> built OR b || a <> built) AS differ, count(*) FILTER (WHERE merged::text::labelset <> merged) AS not_canonical,
       count(*) FILTER (WHERE labelset_count(merged) < labelset_count(a) + labelset_count(b)) > 100 AS labels_gave_way,
       count(*) FILTER (WHERE pg_temp.texts(merged) < pg_temp.texts(a, b)) > 50 AS texts_gave_way, max(pg_temp.texts(merged)) > 150 AS many_texts
FROM (SELECT a.labels AS a, b.labels AS b, a.labels || b.labels AS merged, labelset_union(l) AS built
      FROM written AS a JOIN written AS b ON b.log IN ((a.log * 7 + 5) % 500, (a.log + 1) % 500, a.log), LATERAL unnest(ARRAY[a.labels, b.labels]) AS l GROUP BY 1, 2, 3) AS t;

\echo == By plain SQL: of labels equal in path, source, claim, at and seen the greatest
SELECT count(*) AS differences FROM (
    (SELECT log, label::text FROM (SELECT DISTINCT ON (log, factlabel_path(label), factlabel_by(label), factlabel_claim(label), factlabel_at(label), factlabel_seen(label)) log, label
         FROM labels_merge ORDER BY log, factlabel_path(label), factlabel_by(label), factlabel_claim(label), factlabel_at(label), factlabel_seen(label),
             factlabel_verdict(label) DESC NULLS LAST, factlabel_score(label) DESC NULLS LAST, factlabel_until(label) DESC NULLS LAST, factlabel_neg(label) DESC, factlabel_deny(label) DESC,
             factlabel_said(label) COLLATE "C" DESC NULLS LAST, factlabel_ref(label) COLLATE "C" DESC NULLS LAST) AS t)
    EXCEPT SELECT log, jsonb_array_elements(labels::jsonb)::factlabel::text FROM one) AS d;

\echo == NULLs are absent, no row is NULL; in parallel the same
SELECT labelset_agg(NULL::factlabel) AS "all_NULL", labelset_agg(l) IS NULL AS no_row, labelset_union(NULL) IS NULL AS "union" FROM (SELECT 'a'::factlabel AS l WHERE false) AS t;
SELECT labelset_agg(l) FROM unnest(ARRAY['b', NULL, 'a', 'b']::factlabel[]) AS l;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS OFF) SELECT labelset_agg(label) FROM labels_merge;
SELECT (SELECT labelset_agg(label) FROM labels_merge) = (SELECT labelset_union(labels) FROM one) AS same;
RESET parallel_setup_cost; RESET parallel_tuple_cost; RESET min_parallel_table_scan_size; RESET max_parallel_workers_per_gather;
DROP TABLE labels_merge;

\echo == Ten thousand assertions on one post
CREATE TEMP TABLE crowd AS
    SELECT labelset_agg(factlabel_make(('topic/t' || i % 7)::tagpath, score => (i % 100) / 100.0, by => ('crowd/u' || i % 1000)::tagpath,
        at => timestamptz '2026-01-01 00:00:00Z' + i * interval '1 minute', neg => i % 11 = 0, ref => 'https://example.org/' || i)) AS labels FROM generate_series(1, 10000) AS i;
SELECT labelset_count(labels) AS labels, labels::text::labelset = labels AS text, labels::jsonb::labelset = labels AS jsonb, labels || labels = labels AS idempotent,
       labels @@ 'topic/t3[by=crowd; ref!="x"]' AS met, labels @@ 'topic[ref="https://example.org/9998"]' AS by_ref, labels @@ 'topic/t8' AS not_met, labels @@ 'topic @2026-01-01T00:01:00Z' AS at_first,
       labels @@ 'topic @2025-01-01T00:00:00Z' AS before, (SELECT count(*) FROM labelset_rows(labels, '2030-01-01Z')) = labelset_count(labelset_live(labels, NULL)) AS live,
       labelset_count(labelset_resolve(labels, NULL, '{crowd/u1, crowd}')) BETWEEN 1 AND 9999 AS resolved, (SELECT count(*) FROM labelset_history(labels, 'topic')) AS history,
       labelset_count(labelset_prune(labels, '2030-01-01Z')) AS pruned, labelset_tags(labels, NULL)
FROM crowd;
\echo == The limit is that of the merged log: what both sides have counts once
SELECT labelset_count(a) AS labels, a || a = a AS idempotent, labelset_count(labelset_refresh(a, 'x', a, '2026-01-01Z')) AS found_again
FROM (SELECT labelset_agg(factlabel_make(('t' || i)::tagpath, by => 'x', at => NULL)) AS a FROM generate_series(1, 500001) AS i) AS t;
SELECT labelset_count(labelset_agg(factlabel_make(('t' || i % 1000000)::tagpath, at => NULL))) FROM generate_series(1, 1000100) AS i;
SELECT labelset_count(labelset_agg(factlabel_make(('t' || i)::tagpath, at => NULL))) FROM generate_series(0, 1000000) AS i;
\echo == Moments at the ends of the calendar, sources of 255-byte segments, quotes in words
SELECT l::text::labelset = l AS same, l @@ 'a @4714-11-24T00:00:00Z BC' AS first, l @@ 'a @294276-12-31T23:59:59.999999Z' AS last, labelset_live(l, 'infinity') = labelset_live(l, NULL) AS infinity, labelset_count(labelset_live(l, '-infinity')) AS before_all
FROM (SELECT 'a[by=x; at=4714-11-24T00:00:00Z BC], b[by=y; at=294276-12-31T23:59:59.999999Z]'::labelset AS l) AS t;
SELECT labelset_count(l), l::text::labelset = l AS same, l @@ ('a[by=' || repeat('s', 255) || ']')::tagquery AS met, l @@ ('a[by=' || repeat('s', 254) || ']')::tagquery AS not_met
FROM (SELECT string_agg(format('a[by=%s/%s]', repeat('s', 255), repeat(chr(97 + i), 255)), ',')::labelset AS l FROM generate_series(0, 25) AS i) AS t;
SELECT said, pg_catalog.quote_literal(s) FROM unnest(ARRAY['"', '\', '"";', E'\n', ' ]" ', '[', '“錯”']) AS said, LATERAL (SELECT (factlabel_make('a', at => NULL, said => said)::text::factlabel)::text) AS t (s) WHERE factlabel_said(s::factlabel) = said;
SELECT 'a[said="x]'::labelset;
SELECT 'a[said="x\"]'::labelset;
SELECT 'a[said=x"y"; ref="z"w]'::labelset;
SELECT 'a[score=NaN]'::labelset;
SELECT 'a[at=294277-01-01T00:00:00Z]'::labelset;
SELECT ('a[by=' || repeat('x/', 1000) || 'x]')::labelset;
