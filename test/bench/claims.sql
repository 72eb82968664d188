-- Claims beside their peers. Fails where the index and a sequential scan find different claims, and prints its tables in Markdown. Runs after
-- claims_data.sql, claims_peers.sql and least_times.sql. psql variables: rows, seconds (for each way to find claims).
SET bench.seconds = 1;
CALL same_by_both(20);
CALL find_all(:seconds);

-- The posts that a way answered, with the place that factag gave the right claim.
CREATE VIEW answer AS
SELECT f.way AS n, w.name, post.kind, post.kind LIKE 'Chinese%' AS chinese, f.ms, ours.ms AS our_ms, coalesce(f.place = 1, false)::int AS first, coalesce(1.0 / f.place, 0) AS reciprocal,
       coalesce(ours.place = 1, false)::int AS our_first
FROM found AS f JOIN way AS w ON w.n = f.way JOIN post ON post.id = f.post JOIN found AS ours ON ours.post = f.post AND ours.way = 1;
CREATE TABLE score_of_way AS
SELECT n, name, count(*) AS posts, avg(first) FILTER (WHERE NOT chinese) AS first, avg(our_first) FILTER (WHERE NOT chinese) AS our_first,
       avg(reciprocal) FILTER (WHERE NOT chinese) AS reciprocal, avg(first) FILTER (WHERE chinese) AS chinese,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY ms) AS median, percentile_disc(0.95) WITHIN GROUP (ORDER BY ms) AS p95,
       percentile_disc(0.5) WITHIN GROUP (ORDER BY ms) / percentile_disc(0.5) WITHIN GROUP (ORDER BY our_ms) AS ratio
FROM answer GROUP BY n, name;
CREATE FUNCTION digits(value float8, digits int) RETURNS text LANGUAGE sql RETURN coalesce(round(value::numeric, digits)::text, '–');
CREATE FUNCTION met(is_met boolean) RETURNS text LANGUAGE sql RETURN CASE WHEN is_met THEN '✓' WHEN NOT is_met THEN '✗' ELSE '' END;

\pset format unaligned
\pset fieldsep ' | '
\pset tuples_only on
\qecho '| the five nearest by | posts | R@1 | MRR@5 | factag: R@1 for these posts | Chinese: R@1 | median, ms | p95, ms | median / factag''s for these posts |'
\qecho '|---|--:|--:|--:|--:|--:|--:|--:|--:|'
SELECT '| ' || name, posts, digits(first, 3), digits(reciprocal, 3), digits(our_first, 3), digits(chinese, 3), digits(median, 1), digits(p95, 1), digits(ratio, 1) || ' |'
FROM score_of_way ORDER BY n;

\qecho ''
\qecho '| goal | met |'
\qecho '|---|:-:|'
SELECT '| R@1 not below that of any peer for the same posts', met(bool_and(our_first >= first)) || ' |' FROM score_of_way;
SELECT '| median time not above that of any peer', met(min(ratio) >= 1) || ' |' FROM score_of_way;
SELECT CASE WHEN :rows > 100000 THEN '| median ≤ 30 ms' ELSE '| median ≤ 15 ms' END, met(median <= CASE WHEN :rows > 100000 THEN 30 ELSE 15 END) || ' |' FROM score_of_way WHERE n = 1;

-- a column for each way
SELECT string_agg(name, ' | ' ORDER BY n) AS names, string_agg('--:|', '' ORDER BY n) AS rule,
       string_agg(format('digits(avg(first) FILTER (WHERE n = %s), 2)', n), ' || '' | '' || ' ORDER BY n) AS columns
FROM way
\gset
\qecho ''
\qecho '| R@1 by kind of post |' :names '|'
\qecho '|---|':rule
SELECT '| ' || kind || ' | ' || :columns || ' |' FROM answer GROUP BY kind ORDER BY kind;

\qecho ''
\qecho '| made of the claims | s | MB | of the table |'
\qecho '|---|--:|--:|--:|'
SELECT '| ' || name, digits(seconds, 1), digits(size / 1e6, 2), digits(size / pg_table_size('claim')::float8, 2) || ' |'
FROM (VALUES (1, 'the table', NULL, pg_table_size('claim')),
             (2, '`claim_stats`', 'statistics', (SELECT pg_column_size(stats) FROM claim_corpus)),
             (3, 'GIN index, `claim_gin_ops`', 'factag', pg_relation_size('claim_body_idx')),
             (4, 'table with a `tsvector`', 'words', pg_table_size('claim_words')),
             (5, 'GIN index on it', 'tsvector', pg_relation_size('claim_words_idx')),
             (6, 'GIN index, `gin_trgm_ops`', 'pg_trgm, GIN', pg_relation_size('claim_trgm_idx')),
             (7, 'GiST index, `gist_trgm_ops (siglen = 64)`', 'pg_trgm, GiST', pg_relation_size(to_regclass('claim_gist_idx')))) AS m (n, name, what, size)
     LEFT JOIN made USING (what) WHERE size IS NOT NULL ORDER BY n;

-- goals for a million claims, or fewer
SELECT greatest(:rows / 1e6, 1) AS millions \gset
\qecho ''
\qecho '| goal | met |'
\qecho '|---|:-:|'
SELECT '| index ≤ 0.7 of the table', met(pg_relation_size('claim_body_idx') <= 0.7 * pg_table_size('claim')) || ' |' WHERE :rows >= 50000;
SELECT '| statistics ≤ 8 s a million', met(seconds <= 8 * :millions) || ' |' FROM made WHERE what = 'statistics';
SELECT '| statistics ≤ 1 MB', met(pg_column_size(stats) <= 1e6) || ' |' FROM claim_corpus;

-- Each function, for a post and all claims, without the time of the scan.
CREATE TABLE call (n int, name text, goal float8, statement text);
INSERT INTO call VALUES
    (1, '`claim @~ query`', NULL, 'c.body @~ q'), (2, '`claim_score(claim, query)`', 8, 'claim_score(c.body, q) > 1'), (3, '`claim_share(claim, query, stats)`', NULL, 'claim_share(c.body, q, stats) > 1');
CREATE TABLE few AS SELECT * FROM claim WHERE id <= 20000;
ANALYZE few;
SELECT round(avg(length(body))) AS characters FROM few \gset
\qecho ''
\qecho '| a call for a claim,' :characters 'characters on the mean | µs | goal | met |'
\qecho '|---|--:|--:|:-:|'
SELECT '| ' || name, digits(us, 2), coalesce('≤ ' || goal || ' µs', ''), met(us <= goal) || ' |'
FROM call, LATERAL (SELECT format('SELECT count(*) FILTER (WHERE %s) > -1 FROM post AS p, claim_corpus, claim_query(p.body, stats) AS q, few AS c WHERE p.id = 1', statement) AS asked,
                           'SELECT count(*) FILTER (WHERE c.body > p.body) > -1 FROM post AS p, few AS c WHERE p.id = 1' AS scan) AS s,
     least_times(asked, scan, true) AS t, LATERAL (SELECT 1000 * (ms - peer_ms) / (SELECT count(*) FROM few) AS us) AS u ORDER BY n;
SELECT '| `claim_query(post, stats)`, ' || round(avg(length(body))) || ' characters', digits(max(1000 * ms / posts), 1), '', ' |'
FROM post, (SELECT count(*) AS posts FROM post) AS n, least_times('SELECT count(claim_query(p.body, stats)) FROM post AS p, claim_corpus', NULL) AS t;

\qecho ''
\qecho '| most memory of a backend, beyond that of a scan | MB |'
\qecho '|---|--:|'
SELECT '| ' || what, digits(kb / 1e3, 1) || ' |' FROM memory_call ORDER BY n;
