-- Scores of claims by hand, and the edges: no terms, no statistics, ties, parts, long texts, workers.
\set ECHO queries
SET client_min_messages = warning;
SET jit = off;
SET extra_float_digits = -2;
CREATE FUNCTION pg_temp.error_of(statement text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE statement;
    RETURN 'none';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE || ' ' || SQLERRM;
END $$;

\echo
\echo == Two documents of words of one letter, which have no 4-grams: 12 digits, by hand
-- N = 2, five terms, so a mean of 2.5. b is in both and listed; a and c are in one, so not listed, and count as in 1.
--     idf(a) = idf(c) = ln(1 + (2 - 1 + 0.5) / (1 + 0.5)) = ln 2        = 0.693147180560
--     idf(b)          = ln(1 + (2 - 2 + 0.5) / (2 + 0.5)) = ln 1.2      = 0.182321556794
CREATE TABLE known (id int, claim text);
INSERT INTO known VALUES (1, 'a a b'), (2, 'b c');
CREATE TABLE corpus AS SELECT claim_stats(claim) AS stats FROM known;
SELECT stats, claimstats_documents(stats) FROM corpus;
SELECT q FROM corpus, claim_query('a, b, c, c!', stats) AS q;
-- 1: three terms, 1.2 (0.25 + 0.75 · 3 / 2.5) = 1.38:   a  ln 2   · 2 · 2.2 / (2 + 1.38) = 0.902321773510
--                                                       b  ln 1.2 · 1 · 2.2 / (1 + 1.38) = 0.168532531490
--                                                                                    sum = 1.070854305000
-- 2: two terms,   1.2 (0.25 + 0.75 · 2 / 2.5) = 1.02:   b  ln 1.2 · 2.2 / 2.02           = 0.198568032152
--                                                       c  ln 2   · 2.2 / 2.02           = 0.754912770907
--                                                                                    sum = 0.953480803059
SELECT id, round(claim_score(claim, q)::numeric, 12) AS score, (SELECT array_agg(format('%s %s', term, round(weight::numeric, 12))) FROM claim_why(claim, q)) AS why
FROM known, corpus, claim_query('a, b, c, c!', stats) AS q ORDER BY id;
-- of b alone: ln 1.2 / (ln 2 + ln 1.2) = 0.208255930811 of either claim
SELECT id, round(claim_share(claim, claim_query('b', stats), stats)::numeric, 12) AS share, claim_share(claim, claim_query('c b a', stats), stats) AS whole, claim_share(claim, claim_query('d', stats), stats) AS nothing FROM known, corpus ORDER BY id;
-- what a candidate needs. a and c weigh round(65536 ln 2) = 45426, b 11949; a claim shares 57375 of 102801 with the post. An average claim's
-- mass is less: 5 / 2 · ln(1 + (2 - √2 + 0.5) / (√2 + 0.5)) · 65536 = 73614, of which 0.779 are 57346 and 0.78 are 57419.
SELECT least, array(SELECT id FROM known WHERE claim @~ claim_query('a b c', stats, least) ORDER BY id) AS candidates FROM corpus, unnest('{0, 0.06, 0.779, 0.78, 1}'::real[]) AS least;

\echo
\echo == The same with 4-grams and bigrams: the word "ab", its 4-gram, and two Chinese bigrams
-- N = 2, terms 3 + 3, mean 3; every term is in one document or both: "ab" and "~_ab_" in both, "新冠" in 1, "冠病" in 2.
--     both: ln 1.2 · 2.2 / (1 + 1.2) = ln 1.2 each, as the length is the mean; the others ln 2
SELECT claim_stats(c), array_agg(claim_terms ORDER BY c, o) AS terms FROM unnest('{ab新冠, AB：冠病}'::text[]) AS c, claim_terms(c) WITH ORDINALITY AS t (claim_terms, o);
SELECT c, round(claim_score(c, q)::numeric, 12) AS score, round((2 * ln(1.2::numeric) + ln(2::numeric)), 12) AS by_hand
FROM unnest('{ab新冠, AB：冠病}'::text[]) AS c, (SELECT claim_stats(d) AS stats FROM unnest('{ab新冠, AB：冠病}'::text[]) AS d) AS s, claim_query('ＡＢ 新冠病', stats) AS q;

\echo
\echo == Ties: equal claims have equal scores, so the id decides
INSERT INTO known VALUES (4, 'b  C'), (3, 'B-c.');
SELECT id, round(claim_score(claim, q)::numeric, 12) AS score FROM known, corpus, claim_query('c', stats) AS q WHERE claim @~ q ORDER BY claim_score(claim, q) DESC, id LIMIT 2;
SELECT count(DISTINCT claim_score(claim, q)) AS scores FROM known, corpus, claim_query('c b', stats) AS q WHERE id > 1;
DELETE FROM known WHERE id > 2;

\echo
\echo == No terms: empty, signs, links alone; as a claim, as a post, in statistics
-- psql 19 gives characters without width another width, so no text is shown
SELECT n, (SELECT count(*) FROM claim_terms(t)) AS terms, t @~ claim_query(t, stats, 0) AS meets_itself, claim_score(t, claim_query(t, stats)) AS score, claim_share(t, claim_query('a', stats), stats) AS share, (SELECT count(*) FROM claim_why(t, claim_query(t, stats))) AS why,
       claim_stats(t) OVER (ORDER BY n) AS statistics
FROM corpus, unnest(ARRAY['', ' ', '!?…。，「」', '😷❤️', 'https://t.co/abc', 'www.example.org/a http://b.example example.com/c', '___', U&'\200B\FEFF\00AD']) WITH ORDINALITY AS t (t, n);
SELECT 'a' @~ claim_query('https://t.co/a', stats) AS post_without, '' @~ claim_query('a', stats, 0) AS claim_without FROM corpus;
-- 4-grams alone are no keys, and there is no word without being one
SELECT 'xabcdy' @~ claim_query('zabcdz', stats, 0) AS by_grams, claim_score('xabcdy', claim_query('zabcdz', stats)) > 0 AS scores FROM corpus;

\echo
\echo == Statistics of nothing, NULLs
SELECT claim_stats(claim) AS nothing, claim_stats(claim)::text = claim_stats(NULL)::text AS of_null, claimstats_documents(claim_stats(claim)) AS documents FROM known WHERE false;
-- each term counts as in one document of one: ln(1 + 0.5 / 1.5); the length does not matter
SELECT id, claim @~ q AS candidate, round(claim_score(claim, q)::numeric, 12) AS score, round((ln(4 / 3::numeric) * CASE id WHEN 1 THEN 4.4 / 3.2 + 1 ELSE 1 END), 12) AS by_hand, claim_share(claim, q, nothing) AS share
FROM known, (SELECT claim_stats(NULL) AS nothing) AS s, claim_query('a b', nothing) AS q ORDER BY id;
SELECT claim_query(NULL, stats) AS post, claim_query('a', NULL) AS statistics, claim_query('a', stats, NULL) AS least, NULL @~ claim_query('a', stats) AS claim, 'a' @~ NULL::claimquery AS query, claim_score(NULL, claim_query('a', stats)) AS score, claim_score('a', NULL) AS score_2,
       claim_share('a', claim_query('a', stats), NULL) AS share, claim_share('a', NULL, stats) AS share_2, claim_share(NULL, claim_query('a', stats), stats) AS share_3, (SELECT count(*) FROM claim_terms(NULL)) AS terms, (SELECT count(*) FROM claim_why(NULL, NULL)) AS why FROM corpus;
SELECT (NULL || stats) = stats AS left, (stats || NULL) = stats AS right, (NULL::claimstats || NULL) IS NULL AS both, (stats || claim_stats(NULL)) = stats AS nothing_right, (claim_stats(NULL) || stats) = stats AS nothing_left FROM corpus GROUP BY stats;
SELECT claim_stats(c) = (SELECT stats FROM corpus) AS nulls_and_empty_ones_do_not_count FROM (SELECT claim AS c FROM known UNION ALL VALUES (NULL), (''), ('https://t.co/x')) AS k;

\echo
\echo == Statistics of another corpus: scores change, errors do not come
SELECT id, round(claim_score(claim, claim_query('a b', other))::numeric, 12) AS score, round(claim_share(claim, claim_query('a b', stats), other)::numeric, 12) AS share
FROM known, corpus, (SELECT claim_stats(c) AS other FROM unnest('{a,"a x","a y",新冠}'::text[]) AS c) AS o ORDER BY id;

\echo
\echo == Hashes that collide: costarring and liquid are one term to all, as are a word and a 4-gram of another
SELECT claim_stats(c) FROM unnest('{costarring, liquid}'::text[]) AS c;
SELECT 'costarring' @~ q AS candidate, (SELECT array_agg(term) FROM claim_why('costarring', q)) AS why, 'costarring liquid' @~ claim_query('liquid costarring', stats, 1) AS once FROM corpus, claim_query('liquid', stats) AS q;
-- ~_vac of vaccine and lefafepola: the 4-gram is no key of a claim, and the word stays one of a post
SELECT 'vaccine' @~ claim_query('lefafepola', stats, 0) AS by_gram, 'lefafepola' @~ claim_query('vaccine lefafepola', stats, 0) AS by_word, 'lefafepola' @~ claim_query('vaccine', stats, 0) AS gram_of_post,
       'vaccine lefafepola' @~ claim_query('lefafepola', stats, 0) AS both_of_claim, (SELECT array_agg(term) FROM claim_why('vaccine lefafepola', claim_query('lefafepola', stats))) AS why FROM corpus;

\echo
\echo == Parts joined: close to the whole, which knows what no part lists
CREATE TABLE many AS SELECT i AS id, format('w%s w%s x%s z', i % 40, i % 7, i) AS claim FROM generate_series(1, 1000) AS i;
CREATE TABLE parts AS SELECT (SELECT claim_stats(claim) FROM many) AS whole, (SELECT claim_stats(claim) FROM many WHERE id % 2 = 0) || (SELECT claim_stats(claim) FROM many WHERE id % 2 = 1) AS halves,
    (SELECT claim_stats(claim) FROM many WHERE id <= 500) || (SELECT claim_stats(claim) FROM many WHERE id > 500) AS first_and_second;
SELECT name, substring(s::text, '^documents=\d+ terms=\d+ keys=\d+') = substring(whole::text, '^documents=\d+ terms=\d+ keys=\d+') AS same_head, s = whole AS same, cardinality(string_to_array(s::text, ' ')) < cardinality(string_to_array(whole::text, ' ')) AS fewer
FROM parts, LATERAL (VALUES ('halves', halves), ('first and second', first_and_second)) AS v (name, s);
-- listed by both halves: exact
SELECT substring(halves::text, '\mff0c53ad:\d+') AS z, substring(whole::text, '\mff0c53ad:\d+') AS z_of_all FROM (SELECT whole::text, halves::text FROM parts) AS p;
SELECT round(max(abs(claim_score(claim, h) / claim_score(claim, w) - 1))::numeric, 3) AS difference FROM many, parts, claim_query('w1 w2 x17 z', whole) AS w, claim_query('w1 w2 x17 z', halves) AS h;
SELECT (a || b) = (b || a) AS commutative FROM (SELECT claim_stats(claim) FILTER (WHERE id < 300) AS a, claim_stats(claim) FILTER (WHERE id >= 300) AS b FROM many) AS s;

\echo
\echo == The least: 0 to 1
SELECT least, pg_temp.error_of(format('SELECT claim_query(''a'', claim_stats(NULL), %L)', least)) FROM unnest('{0,-0,1,1.0001,-0.0001,-1e-45,NaN,Infinity,-Infinity}'::real[]) AS least;

\echo
\echo == A post of 1 MB, a claim of 1 MB, a word of 1 MB
CREATE TABLE large AS SELECT string_agg(format('w%s %s', i % 40, '疫苗晶片謠言'), ' ') AS body, repeat('x', 1000000) AS word FROM generate_series(1, 75000) AS i;
SELECT length(body) > 700000 AS characters, octet_length(body) > 1000000 AS bytes, (SELECT count(*) FROM claim_terms(body)) AS terms FROM large;
SELECT (SELECT array_agg(id ORDER BY claim_score(claim, q) DESC, id) FROM (SELECT * FROM many WHERE claim @~ q ORDER BY id) AS m) IS NOT NULL AS found, claim_score(body, q) > 0 AS of_itself, body @~ q AS meets_itself, claim_share(body, q, whole) AS share FROM large, parts, claim_query(body, whole) AS q;
SELECT body @~ claim_query('w7 w8', whole, 1) AS short_post, (SELECT count(*) FROM claim_why(body, claim_query('w7 w8 疫苗', whole))) AS why FROM large, parts;
SELECT (SELECT count(*) FROM claim_terms(word)) AS terms, word @~ claim_query(word, whole, 1) AS meets_itself, (word || 'x') @~ claim_query(word, whole, 0) AS meets_another FROM large, parts;
SELECT claim_stats(body) = claim_stats(b) AS same FROM large, LATERAL (SELECT string_agg(w, ' ') AS b FROM unnest(string_to_array(body, ' ')) AS w) AS r;

\echo
\echo == The same bytes in any order, and with 0, 2 and 4 workers
CREATE TABLE row_of (few int, claim text) WITH (parallel_workers = 4);
INSERT INTO row_of SELECT id % 3, claim FROM many UNION ALL SELECT id % 3, repeat('台灣疫苗 ', id % 5) || 'vaccine' || id % 90 FROM many;
ANALYZE row_of;
CREATE TEMP VIEW bits AS SELECT md5(claimstats_send(claim_stats(claim))) AS stats, md5(claim_stats(claim)::text) AS form FROM row_of;
CREATE TEMP VIEW bits_by_few AS SELECT md5(string_agg(claimstats_send(stats), '' ORDER BY few)) AS by_few FROM (SELECT few, claim_stats(claim) AS stats FROM row_of GROUP BY few) AS s;
SET max_parallel_workers_per_gather = 0;
CREATE TEMP TABLE serial AS SELECT * FROM bits, bits_by_few;
SELECT count(DISTINCT stats) AS stats FROM (SELECT md5(claimstats_send(claim_stats(claim ORDER BY md5(concat(claim, seed))))) AS stats FROM row_of, generate_series(1, 5) AS seed GROUP BY seed UNION ALL SELECT stats FROM serial) AS s;
\getenv srcdir PG_ABS_SRCDIR
\set workers :srcdir /test/data/workers.sql
\i :workers
RESET ALL;
SET client_min_messages = warning;

\echo
\echo == Filtered, distinct, running
SELECT claimstats_documents(claim_stats(claim) FILTER (WHERE id < 10)) AS filtered, claimstats_documents(claim_stats(DISTINCT left(claim, 2))) AS once FROM many;
SELECT claim_stats(claim) OVER (ORDER BY id) FROM known;
SELECT claimstats_documents(claim_stats(claim) OVER (ORDER BY id ROWS BETWEEN 1 PRECEDING AND CURRENT ROW)) AS moving FROM many ORDER BY id LIMIT 3;
DROP VIEW bits, bits_by_few;
DROP TABLE known, corpus, many, parts, large, row_of;
