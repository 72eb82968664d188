-- Replies of a fact-check community as claims: 1,000 of them, altered as people pass texts on, are looked up among all. Prints how often
-- the right one comes first, and how much of a claim is shared; fails where the index and a sequential scan differ.
--
--     psql -v ON_ERROR_STOP=1 -v file=replies.csv -f test/data/claims.sql
\set ECHO none
\pset footer off
SET max_parallel_workers_per_gather = 0;
SET jit = off;

CREATE TABLE reply (id text, type text, reference text, author text, app text, body text, created timestamptz);
COPY reply FROM :'file' (FORMAT csv, HEADER);
-- texts of the same terms are one claim; the first one stays
CREATE TABLE known AS
    SELECT row_number() OVER (ORDER BY created, id) AS id, body FROM (SELECT DISTINCT ON (terms) * FROM reply, LATERAL (SELECT md5(array_agg(t)::text) AS terms FROM claim_terms(body) AS t) AS t WHERE terms IS NOT NULL ORDER BY terms, created, id) AS r;
CREATE TABLE corpus AS SELECT claim_stats(body) AS stats FROM known;
CREATE INDEX known_body ON known USING gin (body claim_gin_ops);
ANALYZE known;

\echo == Loaded
SELECT (SELECT count(*) FROM reply) AS replies, count(*) AS claims, percentile_disc(0.5) WITHIN GROUP (ORDER BY length(body)) AS median_length, pg_size_pretty(pg_table_size('known')) AS "table", pg_size_pretty(pg_relation_size('known_body')) AS index, pg_size_pretty(pg_column_size(stats)::bigint) AS statistics
FROM known, corpus GROUP BY stats;

CREATE TABLE altered AS
    SELECT o.n, how, id, post
    FROM (SELECT id, body, length(body) AS long FROM known WHERE length(body) >= 20 ORDER BY md5(body) LIMIT 1000) AS k,
         LATERAL (VALUES (1, 'unchanged', body),
                         (2, 'first 60 %', left(body, long * 6 / 10)),
                         (3, '10 % of characters lost', (SELECT string_agg(c, '' ORDER BY i) FROM string_to_table(body, NULL) WITH ORDINALITY AS c (c, i) WHERE hashint8extended(k.id * 100000 + i, 7) & 1023 > 102)),
                         (4, 'middle 30 %', substr(body, 1 + long * 35 / 100, long * 3 / 10)),
                         (5, 'Simplified', factag_fold(body, 'hans'))) AS o (n, how, post);
SET enable_seqscan = off;
CREATE TABLE answer AS
    SELECT a.n, a.id, k.id AS found, score, row_number() OVER (PARTITION BY a.n, a.id ORDER BY score DESC, k.id) AS rank, claim_share(body, q, stats) AS share, k.body
    FROM altered AS a, corpus, claim_query(post, stats) AS q, LATERAL (SELECT id, body, claim_score(body, q) AS score FROM known WHERE body @~ q) AS k;
RESET enable_seqscan;
ANALYZE answer, altered;

\echo == How often the right claim is first, and among the first five; how much of it is shared, and of the best other
SELECT how, round(avg((rank = 1)::int), 3) AS "R@1", round(avg((rank <= 5)::int), 3) AS "R@5", round(percentile_disc(0.5) WITHIN GROUP (ORDER BY share)::numeric, 2) AS "median share",
       round(percentile_disc(0.95) WITHIN GROUP (ORDER BY other)::numeric, 2) AS "other, 95 %"
FROM (SELECT a.n, how, coalesce(rank, 1000000) AS rank, coalesce(w.share, 0) AS share, coalesce(o.share, 0) AS other
      FROM altered AS a LEFT JOIN answer AS w ON w.n = a.n AND w.id = a.id AND found = a.id
           LEFT JOIN (SELECT n, id, max(share) AS share FROM answer WHERE found <> id GROUP BY n, id) AS o ON o.n = a.n AND o.id = a.id) AS f
GROUP BY n, how ORDER BY n;
\echo == The same, where a claim that shares 0.9 of its terms with the right one is as good
SELECT how, round(avg((first.found = a.id OR claim_share(first.body, claim_query(k.body, stats), stats) >= 0.9)::int), 3) AS "R@1"
FROM corpus CROSS JOIN altered AS a JOIN known AS k USING (id) LEFT JOIN answer AS first ON first.n = a.n AND first.id = a.id AND rank = 1
GROUP BY a.n, how ORDER BY a.n;

\echo == Compared with a sequential scan
SET enable_indexscan = off;
SET enable_bitmapscan = off;
CREATE TABLE sequential AS
    SELECT n, a.id, k.id AS found FROM (SELECT * FROM altered ORDER BY md5(post) LIMIT 100) AS a, corpus, claim_query(post, stats) AS q, known AS k WHERE body @~ q;
SELECT count(*) AS rows, count(DISTINCT (n, id)) AS posts, (SELECT count(*) FROM (SELECT n, id, found FROM answer WHERE (n, id) IN (SELECT n, id FROM (SELECT * FROM altered ORDER BY md5(post) LIMIT 100) AS a) EXCEPT TABLE sequential) AS d)
    + (SELECT count(*) FROM (TABLE sequential EXCEPT SELECT n, id, found FROM answer) AS d) AS differ FROM sequential \gset
\echo :posts posts, :rows rows; that differ: :differ
SELECT CASE WHEN :differ > 0 OR :rows = 0 THEN 'true' ELSE 'false' END AS failed \gset
\if :failed
    DO $$ BEGIN RAISE EXCEPTION 'the index and a sequential scan differ'; END $$;
\endif
