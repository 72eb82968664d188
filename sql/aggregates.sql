\echo == tagset_agg: a table of tags, one a row, as sets
SET timezone = 'UTC';
CREATE TABLE member_tag (member_id int, tag text, weight real, created_at timestamptz, expires_at timestamptz);
INSERT INTO member_tag VALUES
 (1, 'region/taipei', NULL, NULL, NULL),
 (1, 'status/vip', NULL, '2026-01-01', '2027-01-01'),
 (1, 'status/vip', NULL, '2026-06-01', '2026-12-01'),
 (2, 'interest/sport', 0.5, NULL, NULL),
 (2, 'interest/sport', 0.25, NULL, NULL),
 (2, NULL, NULL, NULL, NULL),
 (3, NULL, NULL, NULL, NULL);
SELECT member_id, tagset_agg(tag::tagpath, weight, NULL, created_at, expires_at) FROM member_tag GROUP BY member_id ORDER BY member_id;
SELECT member_id, tagset_agg(tag::tagpath) FROM member_tag GROUP BY member_id ORDER BY member_id;
SELECT tagset_agg(tag::tagpath) AS no_rows FROM member_tag WHERE member_id = 9;
SELECT tagset_agg('a', 'NaN', NULL, NULL, NULL);

\echo == tagset_union: the largest weight and value, the earliest since, the latest until; absent wins
SELECT tagset_union(t::tagset) FROM unnest(ARRAY['a[weight=0.5; value=1], b', 'a[weight=0.25; value=2], c/d', NULL, '']) AS t;
SELECT tagset_union(t::tagset) AS absent_weight_is_one FROM unnest(ARRAY['a[weight=0.5]', 'a']) AS t;
SELECT tagset_union(t::tagset) AS bounded FROM unnest(ARRAY['a[since=2026-02-01T00:00:00Z; until=2026-03-01T00:00:00Z]', 'a[since=2026-01-01T00:00:00Z; until=2026-02-01T00:00:00Z]']) AS t;
SELECT tagset_union(t::tagset) AS absent_wins FROM unnest(ARRAY['a[since=2026-02-01T00:00:00Z; until=2026-03-01T00:00:00Z]', 'a']) AS t;

\echo == As a moving window
SELECT i, tagset_union(('t/' || i)::tagset) OVER (ORDER BY i ROWS 1 PRECEDING) FROM generate_series(1, 4) AS i;

\echo == Random sets: in any order, in parallel, and as plain SQL has it
SELECT setseed(0.5);
CREATE TABLE bag AS
SELECT i AS id, i % 7 AS grp, tagset_put(tagset_put('', ('t/' || floor(random() * 300))::tagpath,
    floor(random() * 4) / 2, CASE WHEN random() < 0.5 THEN floor(random() * 100) END,
    CASE WHEN random() < 0.97 THEN timestamptz '2026-01-01' + random() * interval '30 days' END,
    CASE WHEN random() < 0.97 THEN timestamptz '2026-02-01' + random() * interval '30 days' END),
    ('t/x/' || floor(random() * 50))::tagpath) AS tags
FROM generate_series(1, 20000) AS i;
ANALYZE bag;
CREATE TEMP TABLE plain AS
SELECT grp, string_agg(tagset_make(tag, weight, value, since, until)::text, ', ')::tagset AS tags
FROM (SELECT grp, r.tag::tagpath AS tag, max(r.weight) AS weight, max(r.value) AS value,
             CASE WHEN bool_and(r.since IS NOT NULL) THEN min(r.since) END AS since,
             CASE WHEN bool_and(r.until IS NOT NULL) THEN max(r.until) END AS until
      FROM bag, tagset_rows(tags, NULL) AS r GROUP BY 1, 2) AS g
GROUP BY grp;
SET max_parallel_workers_per_gather = 0;
SELECT count(*) AS groups, count(*) FILTER (WHERE u.tags = plain.tags) AS as_plain_sql
FROM plain JOIN (SELECT grp, tagset_union(tags) AS tags FROM bag GROUP BY grp) AS u USING (grp);
SELECT count(*) FILTER (WHERE u.tags = plain.tags) AS in_another_order
FROM plain JOIN (SELECT grp, tagset_union(tags ORDER BY md5(id::text)) AS tags FROM bag GROUP BY grp) AS u USING (grp);
SET max_parallel_workers_per_gather = 2;
SET min_parallel_table_scan_size = 0;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET enable_hashagg = off;
CREATE FUNCTION pg_temp.plan(sql text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
  FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || sql LOOP RETURN NEXT line; END LOOP;
END $$;
SELECT count(*) > 0 AS partial_aggregate FROM pg_temp.plan('SELECT grp, tagset_union(tags) AS tags FROM bag GROUP BY grp') AS line WHERE line ~ 'Partial GroupAggregate';
SELECT count(*) FILTER (WHERE u.tags = plain.tags) AS in_parallel
FROM plain JOIN (SELECT grp, tagset_union(tags) AS tags FROM bag GROUP BY grp) AS u USING (grp);
SELECT tagset_agg(('t/' || i % 5000)::tagpath) = (SELECT tagset_agg(('t/' || i)::tagpath) FROM generate_series(0, 4999) AS i) AS many_rows_few_tags
FROM generate_series(1, 200000) AS i;
DROP TABLE member_tag, bag;
