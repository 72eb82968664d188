\echo == Terms: words, their 4-grams, and pairs of Chinese, Japanese and Korean characters
CREATE FUNCTION pg_temp.terms(claim text) RETURNS text LANGUAGE sql AS $$ SELECT string_agg(term, ' ') FROM claim_terms(claim) AS term $$;
SELECT t, pg_temp.terms(t) AS terms
FROM unnest(ARRAY['The WAR', 'a ab abc abcd', '新冠COVID疫苗！', 'don''t 3.5 x_y', '疫 苗', '', ' .,;!? ', 'ｆｕｌｌ　Ｗｉｄｔｈ', '糖尿病 糖尿病',
                  'Straße ÉCOLE', '서울 かな カナ ㄅㄆ', 'ภาษาไทย', 'كلمة', '1️⃣ 2² ½', '👍🏽 ok']) AS t;
\echo -- a word with combining marks, half-width kana with a voicing mark, invisible characters, and compatibility forms
SELECT pg_temp.terms(t) AS terms FROM unnest(ARRAY[U&'e\0301te\0301', U&'\FF76\FF9E\FF9E', U&'va\200Bcc\00ADine', U&'\FB01\2460\3392', U&'\0301a']) AS t;
\echo -- a word of more than 256 characters is cut
SELECT length(term), count(*) FROM claim_terms(repeat('x', 600)) AS term GROUP BY 1 ORDER BY 1;
\echo -- more marks on a letter than anybody writes
SELECT length(term) > 200 AS long, count(*) > 0 FROM claim_terms('a' || repeat(U&'\0301\0316', 1000)) AS term WHERE term !~ '^~' GROUP BY 1 ORDER BY 1;

\echo == Links are left out
SELECT t, pg_temp.terms(t) AS terms
FROM unnest(ARRAY['see https://example.com/a?b=c#d here', 'HTTP://X.Y,z 快看', 'https://reurl.cc/abc快看', 'www.a.b.', 'WWW.x', 'www.x y', 'www. a', 'www.', 'www', 'x://', 'x:/', 'pic.twitter.com/AbCd1', 'a.b/c and/or 3.5/6 x.co/', 'seehttps://x.y/z', 'my-site.org/page',
                  'mail me@example.org now', '(https://x.y) "https://x.y"z', 'a:b a:/b a://b', 'éhttps://x', 'e.g. it', 'a..bc/d', 'a.b']) AS t;
\echo -- also where é is written as e and a mark
SELECT pg_temp.terms(t) = pg_temp.terms(normalize(t, NFD)) AS same, pg_temp.terms(t) AS terms FROM unnest(ARRAY['https://x.y/café', 'https://é.y', 'www.é.y/z', 'a.bé/c', 'é.com/a']) AS t;
SELECT count(*) FROM claim_terms(repeat('a.', 200) || 'bc/d');

\echo == What Unicode says is asked piece by piece, and that is the same as of the whole
SELECT count(*) AS texts, count(*) FILTER (WHERE pg_temp.terms(t) IS DISTINCT FROM pg_temp.terms(normalize(t, NFD))) AS differ
FROM (SELECT string_agg(chr(c + CASE WHEN c BETWEEN 55296 AND 57343 THEN 10000 ELSE 0 END), '') AS t
      FROM (SELECT i, (CASE i % 3 WHEN 0 THEN 32 + (i::bigint * 7919) % 1500 WHEN 1 THEN 768 + (i::bigint * 104729) % 112 ELSE 3000 + (i::bigint * 15485863) % 60000 END)::int AS c FROM generate_series(1, 60000) AS i) AS a
      GROUP BY i / 20) AS made;

\echo == Statistics: what at least two texts have
CREATE TABLE claim (id int PRIMARY KEY, body text);
INSERT INTO claim VALUES (1, 'a b a'), (2, 'a c'), (3, NULL), (4, ''), (5, 'https://example.com');
SELECT claim_stats(body) FROM claim;
\echo -- of nothing, too
SELECT claim_stats(body) AS stats, claimstats_documents(claim_stats(body)) FROM claim WHERE id > 2;
SELECT claim_stats(body) FROM claim WHERE false;
\echo -- the same bytes in any order, in parts, and by workers
CREATE TABLE many AS
    SELECT i AS id, (SELECT string_agg(CASE WHEN j % 4 = 0 THEN chr((20000 + (i * j * 7919) % 300)::int) || chr((20000 + (i * j) % 50)::int) ELSE 'w' || (i * j * 104729) % (100 * j) END, ' ') FROM generate_series(1, 12) AS j) AS body
    FROM generate_series(1::bigint, 20000) AS i;
CREATE TABLE made AS SELECT claim_stats(body) AS stats FROM many;
SELECT claimstats_documents(stats), length(stats::text) > 10000 AS some FROM made;
SELECT (SELECT claim_stats(body ORDER BY md5(id::text)) FROM many) = stats AS other_order FROM made;
BEGIN;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS OFF) SELECT claim_stats(body) FROM many;
SELECT (SELECT claim_stats(body) FROM many) = stats AS by_workers FROM made;
COMMIT;
\echo -- the sum of parts: as good as the whole, but for what is rare in each
SELECT regexp_replace((a || b)::text, ' [0-9a-f]{8}:.*', '') = regexp_replace(stats::text, ' [0-9a-f]{8}:.*', '') AS same_counts, a || b = b || a AS either_way,
       a || NULL = a AS null_is_none, (NULL::claimstats || NULL) IS NULL AS none, a || 'documents=0 terms=0 keys=0' = a AS empty
FROM made, (SELECT claim_stats(body) FILTER (WHERE id % 2 = 0) AS a, claim_stats(body) FILTER (WHERE id % 2 = 1) AS b FROM many) AS parts;
SELECT 'documents=3 terms=9 keys=7 00000001:2 ffffffff:3'::claimstats || 'documents=2 terms=4 keys=4 00000001:2 80000000:2';

\echo -- many parts, in any order
WITH p AS (SELECT id % 5 AS part, claim_stats(body) AS stats FROM many GROUP BY 1)
SELECT (SELECT claim_stats(stats ORDER BY part) FROM p) = (SELECT claim_stats(stats ORDER BY -part) FROM p) AS any_order, (SELECT claimstats_documents(claim_stats(stats)) FROM p) AS documents,
       (SELECT claim_stats(stats) FROM p WHERE part < 2) = (SELECT a.stats || b.stats FROM p AS a, p AS b WHERE a.part = 0 AND b.part = 1) AS as_the_operator, (SELECT claim_stats(NULL::claimstats)) AS of_none;

\echo == Queries: the terms of a post, with how common they are
SELECT claim_query('a b zz', claim_stats(body)), claim_query('', claim_stats(body)), claim_query('a', claim_stats(body), 0.5) FROM claim;
SELECT claim_query('a', stats, -0.0), claim_query('a', stats, 1) FROM (SELECT claim_stats(body) AS stats FROM claim) AS s;
SELECT claim_query('a', 'documents=0 terms=0 keys=0', 1.5);
SELECT claim_query('a', 'documents=0 terms=0 keys=0', 'NaN');

\echo == BM25 by hand: two texts of a, b and c
WITH s AS (SELECT claim_stats(body) AS stats FROM claim), q AS (SELECT stats, claim_query('a c', stats) AS q FROM s)
SELECT id, claim_score(body, q)::numeric(20,12) AS score,
       (ln(1.2) * tf_a * 2.2 / (tf_a + 1.2 * (0.25 + 0.75 * len / 2.5)) + ln(2) * tf_c * 2.2 / (tf_c + 1.2 * (0.25 + 0.75 * len / 2.5)))::numeric(20,12) AS by_hand
FROM q, claim JOIN (VALUES (1, 2, 0, 3), (2, 1, 1, 2)) AS t (id, tf_a, tf_c, len) USING (id);
WITH s AS (SELECT claim_stats(body) AS stats FROM claim), q AS (SELECT stats, claim_query('a c', stats) AS q FROM s)
SELECT id, claim_share(body, q, stats)::numeric(20,12) AS share, (CASE id WHEN 1 THEN ln(1.2) / (ln(1.2) + ln(2)) WHEN 2 THEN 1 END)::numeric(20,12) AS by_hand FROM q, claim ORDER BY id;
SELECT id, term, weight::numeric(20,12), sum(weight) OVER (PARTITION BY id)::numeric(20,12) = claim_score(body, q)::numeric(20,12) AS adds_up
FROM (SELECT claim_query('c a zz', claim_stats(body)) AS q FROM claim) AS s, claim, claim_why(body, q) WITH ORDINALITY AS w (term, weight, at) ORDER BY id, at;

\echo == Candidates share enough of the rarer terms; empty and link-only posts have none
SELECT post, least, (SELECT array_agg(id ORDER BY id) FROM claim WHERE body @~ q) AS found, (SELECT array_agg(id ORDER BY id) FROM claim WHERE q ~@ body AND claim_matches(body, q)) AS commuted
FROM (SELECT claim_stats(body) AS stats FROM claim) AS s,
     (VALUES ('a', 0.06), ('b c', 0.06), ('b c', 1), ('a b c', 0.5), ('A  B, c', 0.9), ('', 0), ('https://example.com', 0), ('zz', 0), ('abcd', 0.06)) AS p (post, least), claim_query(post, stats, least::real) AS q;

\echo == With statistics of nothing, everything is new
SELECT 'a b' @~ q AS found, claim_score('a b', q)::numeric(12,9) AS score, claim_share('a b', q, 'documents=0 terms=0 keys=0') AS share
FROM claim_query('a c', 'documents=0 terms=0 keys=0') AS q;

\echo == Text in and out
SELECT 'documents=2  terms=5 keys=5 00000000:2 ffffffff:2'::claimstats, 'documents=2 terms=5 keys=5 least=.50 00000000~:2 ffffffff'::text::claimquery::varchar::claimquery::text;
SELECT count(DISTINCT stats), count(DISTINCT q) FROM (SELECT claim_stats(body) AS stats FROM claim) AS s, generate_series(1, 3) AS i, claim_query(repeat('a ', i), stats) AS q;
CREATE FUNCTION pg_temp.reads(type regtype, value text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE detail text;
BEGIN
    EXECUTE format('SELECT %L::%s', value, type) INTO detail;
    RETURN 'reads: ' || detail;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
    RETURN SQLSTATE || ': ' || detail;
END $$;
SELECT input, pg_temp.reads('claimstats', input)
FROM unnest(ARRAY['', 'documents=2', 'documents=2 terms=5', 'documents=2 terms=5 keys=6', 'documents=3 terms=5 keys=2', 'documents=0 terms=1 keys=1', 'documents=1 terms=4194305 keys=1', 'documents=4294967296 terms=1 keys=1', 'documents=-1 terms=0 keys=0', 'Documents=0 terms=0 keys=0',
                  'documents=2 terms=5 keys=5 00000000', 'documents=2 terms=5 keys=5 00000000:', 'documents=2 terms=5 keys=5 00000000:1', 'documents=2 terms=5 keys=5 00000000:3', 'documents=2 terms=5 keys=5 00000000:2 00000000:2', 'documents=2 terms=5 keys=5 00000001:2 00000000:2',
                  'documents=2 terms=5 keys=5 0000000:2', 'documents=2 terms=5 keys=5 0000000G:2', 'documents=2 terms=5 keys=5 ABCDEF00:2', 'documents=2 terms=5 keys=5 00000000:2x', 'documents=40000 terms=40000 keys=40000 00000000:3', '{"documents": 2}', 'documents=99999999999999999999 terms=0 keys=0']) AS input;
SELECT input, pg_temp.reads('claimquery', input)
FROM unnest(ARRAY['', 'documents=2 terms=5 keys=5', 'documents=2 terms=5 keys=5 least=', 'documents=2 terms=5 keys=5 least=1.01', 'documents=2 terms=5 keys=5 least=-0', 'documents=2 terms=5 keys=5 least=NaN', 'documents=2 terms=5 keys=5 least=1 x', 'documents=2 terms=5 keys=5 least=1 00000000~~',
                  'documents=2 terms=5 keys=5 least=1 00000000:1', 'documents=2 terms=5 keys=5 least=1 00000000 00000000~', 'documents=2 terms=5 keys=5 least=1 00000000~:2 00000001', 'documents=2 terms=5 keys=5 least=1 00000000~00000001', 'documents=2 terms=5 keys=5 least=100000000']) AS input;
SELECT body @~ 'a post, where its query is expected' FROM claim;

\echo == NULL in, NULL out; a long post; the first four million terms count
SELECT claim_query(NULL, claim_stats(body)) IS NULL, claim_query('a', NULL) IS NULL, NULL @~ claim_query('a', claim_stats(body)) IS NULL, claim_score(NULL, claim_query('a', claim_stats(body))) IS NULL FROM claim;
SELECT length(q::text) > 100000 AS many, q ~@ 'a b c' AS found, claim_score(long, q) > 0 AS score FROM (SELECT claim_stats(body) AS stats FROM claim) AS s, (SELECT string_agg('a b c word' || i, ' ') AS long FROM generate_series(1, 10000) AS i) AS l, claim_query(long, stats) AS q;
SELECT claim_stats(repeat('a ', 4194304) || 'b');
DROP TABLE claim, many, made;
