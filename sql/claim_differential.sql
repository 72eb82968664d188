-- Claim matching beside the same in plain SQL (test/data/claim_reference.sql), on random texts. Only counts of differences are printed.
-- For more posts: PGOPTIONS='-c claim_test.posts=3000 -c claim_test.seed=7'
\set ECHO queries
SET client_min_messages = warning;
SET jit = off;
CREATE SCHEMA claim_diff;
SET search_path = claim_diff, public;
\getenv srcdir PG_ABS_SRCDIR
\set reference :srcdir /test/data/claim_reference.sql
\set ECHO none
\i :reference
\set ECHO queries
SELECT coalesce(current_setting('claim_test.seed', true), '0')::bigint * 10000000 AS seed, coalesce(current_setting('claim_test.posts', true), '200')::int AS posts \gset

\echo
\echo == Terms: of claims in English, in Chinese, and in both with links, emoji and other scripts
-- autovacuum would empty the pending list
CREATE TABLE claim WITH (autovacuum_enabled = off) AS SELECT i AS id, i % 3 AS kind, coalesce(CASE WHEN i % 40 > 1 THEN pg_temp.a_text(:seed + i, i % 3) WHEN i % 40 = 1 THEN ' https://t.co/a 。' END, '') AS body FROM generate_series(1, 600) AS i;
-- some of them say the same as another, altered
UPDATE claim SET body = pg_temp.altered(:seed + id, (SELECT body FROM claim AS c WHERE c.id = claim.id - 20)) WHERE id > 20 AND id % 10 = 3;
CREATE TABLE claim_term AS SELECT id, t.*, pg_temp.ref_hash(term) AS hash FROM claim, pg_temp.ref_terms(body) AS t;
CREATE INDEX ON claim_term (id, hash);
ANALYZE claim, claim_term;
SELECT count(*) FILTER (WHERE ours IS DISTINCT FROM reference) AS differ, min(body) FILTER (WHERE ours IS DISTINCT FROM reference) AS example, count(*) FILTER (WHERE ours IS NULL) BETWEEN 20 AND 60 AS some_without, sum(cardinality(ours)) > 10000 AS many
FROM claim, LATERAL (SELECT array_agg(t ORDER BY n) AS ours FROM claim_terms(body) WITH ORDINALITY AS t (t, n)) AS o, LATERAL (SELECT array_agg(term ORDER BY n) AS reference FROM claim_term AS t WHERE t.id = claim.id) AS r;

\echo
\echo == Statistics: by GROUP BY, of each kind and of all; and as they would be with more documents
CREATE TABLE corpus AS SELECT kind::text AS name, claim_stats(body) AS stats FROM claim GROUP BY kind UNION ALL SELECT 'all', claim_stats(body) FROM claim UNION ALL SELECT 'none', claim_stats(body) FROM claim WHERE false;
CREATE TABLE counted AS
SELECT name, format('documents=%s terms=%s keys=%s', count(DISTINCT t.id), count(t.id), count(*) FILTER (WHERE NOT gram)) AS head
FROM corpus LEFT JOIN claim AS c ON name IN ('all', kind::text) LEFT JOIN claim_term AS t USING (id) GROUP BY name;
CREATE TABLE counted_df AS SELECT name, hash, count(DISTINCT id) AS df FROM corpus JOIN claim ON name IN ('all', kind::text) JOIN claim_term USING (id) GROUP BY name, hash;
SELECT count(*) AS corpora, count(*) FILTER (WHERE stats::text <> concat_ws(' ', head, listed)) AS differ
FROM corpus JOIN counted USING (name) LEFT JOIN (SELECT name, string_agg(pg_temp.ref_hex(hash) || ':' || df, ' ' ORDER BY hash) AS listed FROM counted_df WHERE df >= 2 GROUP BY name) AS l USING (name);
-- so many documents that the cuts are others: what is listed by 2 % of them, by 5,000, by half of the cut
INSERT INTO corpus
SELECT name || ' times ' || times, (format('documents=%s terms=%s keys=%s ', documents * times, terms * times, keys * times)
    || (SELECT coalesce(string_agg(pg_temp.ref_hex(hash) || ':' || df * times, ' ' ORDER BY hash) FILTER (WHERE df * times >= pg_temp.ref_cut(documents * times)), '') FROM counted_df AS d WHERE d.name = corpus.name))::claimstats
FROM corpus, LATERAL (SELECT n AS documents, h.terms, h.keys FROM pg_temp.ref_head(stats) AS h) AS h, (VALUES (9), (111), (3333)) AS t (times) WHERE name <> 'none';
SELECT name, (stats::text::claimstats = stats) AS same, claimstats_documents(stats) FROM corpus ORDER BY name COLLATE "C";
\echo -- joined: counts add up, and what is below the new cut goes
SELECT count(*) AS pairs, count(*) FILTER (WHERE (a.stats || b.stats)::text <> joined) AS differ, count(*) FILTER (WHERE (a.stats || b.stats) <> (b.stats || a.stats)) AS not_commutative
FROM corpus AS a, corpus AS b, pg_temp.ref_head(a.stats) AS x, pg_temp.ref_head(b.stats) AS y,
     LATERAL (SELECT concat_ws(' ', format('documents=%s terms=%s keys=%s', x.n + y.n, x.terms + y.terms, x.keys + y.keys), string_agg(pg_temp.ref_hex(hash) || ':' || df, ' ' ORDER BY hash) FILTER (WHERE df >= pg_temp.ref_cut(x.n + y.n))) AS joined
              FROM (SELECT hash, sum(df) AS df FROM (SELECT * FROM pg_temp.ref_listed(a.stats) UNION ALL SELECT * FROM pg_temp.ref_listed(b.stats)) AS l GROUP BY hash) AS s) AS j
WHERE a.name ~ '^(0|all|none)' AND b.name ~ '^(2|none)';

\echo
\echo == Queries of posts, of which most alter a claim, with the statistics of one kind, of all, of none, of more documents
CREATE TABLE post AS
SELECT i AS n, name, stats, least, CASE WHEN i % 60 = 1 THEN '' WHEN i % 60 = 2 THEN (SELECT string_agg(body, ' ') FROM claim) WHEN i % 8 = 0 THEN pg_temp.a_text(:seed + 700000 + i, i % 3) ELSE pg_temp.altered(:seed + i, body) END AS body
FROM generate_series(1, :posts) AS i JOIN claim ON id = 1 + pg_temp.pick(:seed + i, 30, 600),
     LATERAL (SELECT name, stats FROM corpus ORDER BY md5(concat(name, i)) LIMIT 1) AS c, LATERAL (SELECT (ARRAY[0.06, 0.06, 0.06, 0.03, 0, 0.25, 0.5, 1])[1 + i % 8]::real AS least) AS l;
CREATE TABLE head AS SELECT p.n, documents, terms, keys, pg_temp.ref_unlisted(documents) AS unlisted FROM post AS p, LATERAL (SELECT h.n AS documents, terms, keys FROM pg_temp.ref_head(stats) AS h) AS h;
CREATE TABLE listed AS SELECT name, l.* FROM corpus, pg_temp.ref_listed(stats) AS l;
CREATE TABLE post_term AS
SELECT n, t.hash, gram, df, pg_temp.ref_idf(documents, coalesce(df, unlisted)) AS idf
FROM (SELECT n, name, pg_temp.ref_hash(term) AS hash, bool_and(t.gram) AS gram FROM post AS p, LATERAL (SELECT term, t.gram FROM pg_temp.ref_terms(body) AS t) AS t GROUP BY 1, 2, 3) AS t JOIN head USING (n) LEFT JOIN listed AS l ON (l.name, l.hash) = (t.name, t.hash);
CREATE INDEX ON post_term (n, hash);
ANALYZE post_term, listed, head, corpus;
CREATE TABLE asked AS SELECT p.n, claim_query(body, stats, least) AS query FROM post AS p;
SELECT count(*) AS queries, count(*) FILTER (WHERE query::text <> reference) AS differ, count(*) FILTER (WHERE query::text::claimquery <> query) AS not_their_text,
       (min(array[query::text, reference]) FILTER (WHERE query::text <> reference)) AS example
FROM asked JOIN (SELECT n, concat_ws(' ', format('documents=%s terms=%s keys=%s least=%s', documents, terms, keys, least), string_agg(pg_temp.ref_hex(hash) || CASE WHEN gram THEN '~' ELSE '' END || coalesce(':' || df, ''), ' ' ORDER BY hash)) AS reference
    FROM post AS p JOIN head USING (n) LEFT JOIN post_term USING (n) GROUP BY n, documents, terms, keys, least) AS r USING (n);

\echo
\echo == Candidates: what the stated cuts say, by a sequential scan and by the index, its pending list empty, full, and half full
CREATE TABLE key AS
SELECT n, hash, greatest(1, round(idf * 65536))::bigint AS weight
FROM (SELECT n, hash, idf, row_number() OVER (PARTITION BY n ORDER BY coalesce(df, unlisted), hash) AS place FROM post_term JOIN head USING (n)
      WHERE NOT gram AND (df IS NULL OR df <= least(5000, greatest(0.02 * documents, 50)))) AS k WHERE place <= 256;
CREATE TABLE threshold AS
SELECT n, greatest(1, ceil(least::float8 * CASE documents WHEN 0 THEN mass ELSE least(mass, round(keys::float8 / documents * pg_temp.ref_idf(documents, sqrt(documents)) * 65536)) END)) AS needed
FROM post JOIN head USING (n) JOIN (SELECT n, sum(weight)::float8 AS mass FROM key GROUP BY n) AS m USING (n);
CREATE TABLE expected AS
SELECT n, id FROM key AS k JOIN (SELECT DISTINCT id, hash FROM claim_term WHERE NOT gram) AS t USING (hash) JOIN threshold USING (n) GROUP BY n, id, needed HAVING sum(weight) >= needed;
CREATE VIEW found AS SELECT n, id FROM asked JOIN claim ON body @~ query;
CREATE VIEW difference AS SELECT (SELECT count(*) FROM (TABLE found EXCEPT TABLE expected) AS d) AS too_many, (SELECT count(*) FROM (TABLE expected EXCEPT TABLE found) AS d) AS too_few;
SELECT count(*) > 5 * (SELECT count(*) FROM asked) AS many, count(DISTINCT n) > 0.6 * (SELECT count(*) FROM asked) AS most FROM expected;
SET enable_indexscan = off;
SET enable_bitmapscan = off;
SELECT 'sequential' AS how, d.* FROM difference AS d;
SET enable_seqscan = off;
SET enable_bitmapscan = on;
CREATE TABLE kept AS TABLE claim;
CREATE INDEX claim_body ON claim USING gin (body claim_gin_ops) WITH (fastupdate = off);
-- the scans alone, since PostgreSQL 18 and later also say what is disabled
CREATE FUNCTION scans(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
        IF line ~ 'Scan' THEN RETURN NEXT regexp_replace(line, '^[ >-]+', ''); END IF;
    END LOOP;
END $$;
SELECT scans('TABLE found');
SELECT 'built' AS how, d.* FROM difference AS d;
TRUNCATE claim;
INSERT INTO claim TABLE kept;
SELECT 'inserted' AS how, d.* FROM difference AS d;
ALTER INDEX claim_body SET (fastupdate = on, gin_pending_list_limit = 100000);
TRUNCATE claim;
INSERT INTO claim TABLE kept;
SELECT 'pending' AS how, d.* FROM difference AS d;
SELECT gin_clean_pending_list('claim_body') > 0 AS cleaned;
SELECT 'cleaned' AS how, d.* FROM difference AS d;
TRUNCATE claim;
INSERT INTO claim SELECT * FROM kept WHERE id % 2 = 0;
SELECT gin_clean_pending_list('claim_body') > 0 AS cleaned;
INSERT INTO claim SELECT * FROM kept WHERE id % 2 = 1;
SELECT 'half pending' AS how, d.* FROM difference AS d;
\echo -- rows of the heap page by page, with little memory for the bitmap
SET work_mem = '64kB';
INSERT INTO claim SELECT id + 1000 * i, kind, repeat('z ', 300) FROM kept, generate_series(1, 1) AS i;
SELECT 'lossy' AS how, d.* FROM difference AS d;
RESET work_mem;
\echo -- and where they are not rechecked, none is changed or deleted that should be found
UPDATE claim SET kind = kind + 1 WHERE id % 5 = 0;
DELETE FROM claim WHERE id > 1000;
SELECT 'updated' AS how, d.* FROM difference AS d;
RESET enable_seqscan;

\echo
\echo == Scores: BM25 of pairs with and without something in common, and what they consist of
CREATE TABLE score AS
SELECT n, id, coalesce(sum(part), 0) AS score, count(part) AS parts, coalesce(sum(part) FILTER (WHERE NOT key), 0) AS of_grams
FROM (SELECT n, id, idf * tf * 2.2 / (tf + 1.2 * (0.25 + 0.75 * CASE documents WHEN 0 THEN 1 ELSE len / (h.terms::float8 / documents) END)) AS part, NOT gram AS key
      FROM (SELECT id, hash, count(*)::float8 AS tf FROM claim_term GROUP BY 1, 2) AS t JOIN post_term AS p USING (hash) JOIN head AS h USING (n) JOIN (SELECT id, count(*)::float8 AS len FROM claim_term GROUP BY 1) AS l USING (id) WHERE n % 5 = 0) AS s
GROUP BY n, id;
SELECT count(*) > 10000 AS many, count(*) FILTER (WHERE abs(claim_score(body, query) - coalesce(score, 0)) > 1e-12 * coalesce(score, 0)) AS differ, bool_or(score IS NULL) AS some_without,
       count(*) FILTER (WHERE id % 7 = 0 AND abs((SELECT coalesce(sum(weight), 0) FROM claim_why(body, query)) - coalesce(score, 0)) > 1e-12 * coalesce(score, 0)) AS sums_differ,
       count(*) FILTER (WHERE id % 7 = 0 AND (SELECT count(*) FROM claim_why(body, query)) <> coalesce(parts, 0)) AS parts_differ
FROM asked CROSS JOIN claim LEFT JOIN score USING (n, id) WHERE n % 5 = 0;
SELECT count(*) AS pairs, count(*) FILTER (WHERE ours <> reference) AS differ
FROM asked JOIN claim ON id % 120 = n % 120,
     LATERAL (SELECT coalesce(array_agg(term ORDER BY o), '{}') AS ours FROM claim_why(body, query) WITH ORDINALITY AS w (term, weight, o)) AS w,
     LATERAL (SELECT coalesce(array_agg(term ORDER BY first), '{}') AS reference FROM (SELECT term, min(t.n) AS first FROM claim_term AS t WHERE t.id = claim.id AND EXISTS (SELECT FROM post_term AS p WHERE p.n = asked.n AND p.hash = t.hash) GROUP BY term) AS t) AS r
WHERE n % 60 <> 2;

\echo
\echo == Shares, by statistics of the query and of others
CREATE TABLE share AS SELECT n, c.name, id, claim_share(body, query, c.stats) AS ours FROM asked JOIN corpus AS c ON md5(concat(n, name)) < '4' JOIN claim ON id % 90 = n % 90;
CREATE TABLE idf AS SELECT name, hash, pg_temp.ref_idf(n, coalesce(df, pg_temp.ref_unlisted(n))) AS weight FROM (SELECT name, h.n FROM corpus, pg_temp.ref_head(stats) AS h) AS c CROSS JOIN (SELECT DISTINCT hash FROM claim_term) AS t LEFT JOIN listed USING (name, hash);
ANALYZE share, idf, post_term, claim_term;
CREATE TABLE shared AS
SELECT n, name, id, coalesce(sum(weight) FILTER (WHERE p.n IS NOT NULL), 0) / sum(weight) AS reference FROM share JOIN (SELECT DISTINCT id, hash FROM claim_term) AS t USING (id) JOIN idf USING (name, hash) LEFT JOIN post_term AS p USING (n, hash) GROUP BY n, name, id;
SELECT count(*) > 3000 AS many, count(*) FILTER (WHERE ours IS DISTINCT FROM reference AND coalesce(abs(ours - reference) > 1e-12, true)) AS differ, min(ours) >= 0 AND max(ours) <= 1 AS in_range, bool_or(ours IS NULL) AS some_null, count(*) FILTER (WHERE ours = 1) > 3 AS some_whole
FROM share LEFT JOIN shared USING (n, name, id);
DROP SCHEMA claim_diff CASCADE;
