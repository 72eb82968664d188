-- What claim matching must survive: impossible statistics and queries as text and in binary, numbers at their ends, texts that are hard to read, long calls.
\set ECHO queries
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SET jit = off;
CREATE FUNCTION pg_temp.try_input(type regtype, input text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE result text;
BEGIN
    EXECUTE format('SELECT %L::%s::text', input, type) INTO result;
    RETURN 'accepted: ' || result;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS result = PG_EXCEPTION_DETAIL;
    RETURN SQLSTATE || ' ' || SQLERRM || coalesce(': ' || nullif(result, ''), '');
END $$;
CREATE FUNCTION pg_temp.stats_of(body text) RETURNS claimstats LANGUAGE sql AS 'SELECT claim_stats(body)';
CREATE FUNCTION pg_temp.error_of(a claimstats, b claimstats) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN a || b;
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE || ' ' || SQLERRM;
END $$;
-- what becomes of a statement that is canceled after 0.1 s
CREATE FUNCTION pg_temp.canceled(statement text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE began timestamptz := clock_timestamp();
BEGIN
    BEGIN
        EXECUTE statement;
    EXCEPTION WHEN query_canceled THEN
        RETURN CASE WHEN clock_timestamp() - began > interval '1.1 s' THEN 'late: ' || (clock_timestamp() - began) ELSE 'canceled' END;
    END;
    RETURN CASE WHEN clock_timestamp() - began > interval '1.1 s' THEN 'never canceled' ELSE 'canceled' END;
END $$;

\echo
\echo == Statistics as text
SELECT input, pg_temp.try_input('claimstats', input) FROM unnest(ARRAY[
    'documents=2 terms=17 keys=5 050c5d1f:2 e40c292c:2', 'documents=0 terms=0 keys=0', E'  documents=2\tterms=17\n keys=5   050c5d1f:2 ', 'documents=2 terms=17 keys=5 050C5D1F:2', 'documents=02 terms=+17 keys=5',
    '', ' ', 'documents=2', 'documents=2 terms=17', 'documents= terms=17 keys=5', 'documents=x terms=17 keys=5', 'documents=2.0 terms=17 keys=5', 'documents=2 keys=5 terms=17', 'terms=17', 'Documents=2 terms=17 keys=5', 'documents=2 terms=17 keys=5 documents=2',
    'documents=2terms=17keys=5', 'documents=-2 terms=17 keys=5', 'documents=2 terms=-17 keys=5', 'documents=2 terms=17 keys=-5', 'documents=2 terms=NaN keys=5', 'documents=Infinity terms=17 keys=5',
    'documents=2 terms=1 keys=1', 'documents=2 terms=5 keys=6', 'documents=0 terms=5 keys=5', 'documents=2 terms=0 keys=0',
    'documents=4294967295 terms=18014398505287680 keys=18014398505287680', 'documents=4294967295 terms=18014398505287681 keys=5', 'documents=4294967296 terms=9223372036854775807 keys=9223372036854775807', 'documents=1 terms=9223372036854775808 keys=5', 'documents=99999999999999999999 terms=17 keys=5',
    'documents=2 terms=17 keys=5 050c5d1f:3', 'documents=2 terms=17 keys=5 050c5d1f:1', 'documents=2 terms=17 keys=5 050c5d1f:0', 'documents=2 terms=17 keys=5 050c5d1f:-2', 'documents=20001 terms=20001 keys=20001 050c5d1f:2', 'documents=20000 terms=20001 keys=20001 050c5d1f:2',
    'documents=2 terms=17 keys=5 050c5d1f:99999999999999999999', 'documents=2 terms=17 keys=5 050c5d1f:2 050c5d1f:2', 'documents=2 terms=17 keys=5 e40c292c:2 050c5d1f:2',
    'documents=2 terms=17 keys=5 50c5d1f:2', 'documents=2 terms=17 keys=5 0050c5d1f:2', 'documents=2 terms=17 keys=5 050c5d1g:2', 'documents=2 terms=17 keys=5 050c5d1f', 'documents=2 terms=17 keys=5 050c5d1f:', 'documents=2 terms=17 keys=5 050c5d1f:2,', 'documents=2 terms=17 keys=5 :2',
    'documents=2 terms=17 keys=5 050c5d1f~:2', 'documents=2 terms=17 keys=5 least=0.06 050c5d1f:2', 'documents=2 terms=17 keys=5 050c5d1f:2 x', 'documents=2 terms=17 keys=5 ffffffff:2', 'documents=2 terms=17 keys=5 00000000:2 00000001:2']) AS input;

\echo
\echo == Queries as text
SELECT input, pg_temp.try_input('claimquery', input) FROM unnest(ARRAY[
    'documents=2 terms=17 keys=5 least=0.06 050c5d1f~ e40c292c:2', 'documents=0 terms=0 keys=0 least=0', 'documents=0 terms=0 keys=0 least=1 00000000 ffffffff~', ' documents=2  terms=17 keys=5 least=6e-2 050c5d1f~:2', 'documents=2 terms=17 keys=5 least=1e-40', 'documents=2 terms=17 keys=5 least=-0',
    '', 'documents=2 terms=17 keys=5', 'documents=2 terms=17 keys=5 050c5d1f', 'documents=2 terms=17 keys=5 least=', 'documents=2 terms=17 keys=5 least=NaN', 'documents=2 terms=17 keys=5 least=Infinity', 'documents=2 terms=17 keys=5 least=-0.1', 'documents=2 terms=17 keys=5 least=1.5',
    'documents=2 terms=17 keys=5 least=0x1', 'documents=2 terms=17 keys=5 least=0.06 050c5d1f:3', 'documents=2 terms=17 keys=5 least=0.06 050c5d1f:1', 'documents=2 terms=17 keys=5 least=0.06 050c5d1f:2~', 'documents=2 terms=17 keys=5 least=0.06 050c5d1f~~', 'documents=2 terms=17 keys=5 least=0.06 e40c292c 050c5d1f',
    'documents=2 terms=17 keys=5 least=0.06 e40c292c e40c292c~', 'documents=2 terms=17 keys=5 least=0.06 e40c292c:', 'documents=2 terms=1 keys=1 least=0.06', 'documents=0 terms=0 keys=0 least=0.06 e40c292c:2', 'least=0.06', 'documents=2 terms=17 keys=5 least=0.06 least=0.06']) AS input;

\echo
\echo == In binary: a version and the text; anything else is 22P03
CREATE TEMP TABLE received (claimstats claimstats, claimquery claimquery);
CREATE FUNCTION pg_temp.octal(bytes bytea) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(format('\%s%s%s', byte >> 6, byte >> 3 & 7, byte & 7), '' ORDER BY i)
    FROM generate_series(0, octet_length(bytes) - 1) AS i, LATERAL get_byte(bytes, i) AS byte $$;
CREATE FUNCTION pg_temp.receive(type regtype, message bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    header bytea := '\x5047434f50590aff0d0a00' || int4send(0) || int4send(0) || int2send(1::int2);
    command text := format('printf ''%s''', pg_temp.octal(header || int4send(octet_length(message)) || message || int2send(-1::int2)));
    result text;
    same boolean;
BEGIN
    DELETE FROM received;
    EXECUTE format('COPY received (%s) FROM PROGRAM %L WITH (FORMAT binary)', type, command);
    EXECUTE format('SELECT %1$s::text, %1$s_send(%1$s::text::%1$s) = %1$s_send(%1$s) AND %1$s::text::%1$s = %1$s FROM received', type) INTO result, same;
    RETURN CASE WHEN same THEN 'accepted: ' || result ELSE 'NOT ITS TEXT: ' || result END;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS result = PG_EXCEPTION_DETAIL;
    RETURN SQLSTATE || ': ' || coalesce(nullif(result, ''), SQLERRM);
END $$;
SELECT claimstats_send('documents=2 terms=17 keys=5 050c5d1f:2') = '\x01'::bytea || 'documents=2 terms=17 keys=5 050c5d1f:2' AS stats, claimquery_send('documents=2 terms=17 keys=5 least=0.06 050c5d1f~') = '\x01'::bytea || 'documents=2 terms=17 keys=5 least=0.06 050c5d1f~' AS query;
SELECT what, pg_temp.receive('claimstats', message) AS claimstats, pg_temp.receive('claimquery', message) AS claimquery
FROM (VALUES ('nothing', '\x'::bytea), ('a version', '\x01'), ('another version', '\x02' || 'documents=0 terms=0 keys=0'::bytea), ('no version', 'documents=0 terms=0 keys=0 least=0'), ('NUL', '\x01' || 'documents=0 '::bytea || '\x00'), ('not UTF-8', '\x01ff'),
             ('stored bytes', '\x10000000'), ('statistics', '\x01' || 'documents=2 terms=17 keys=5 050c5d1f:2'::bytea), ('a query', '\x01' || 'documents=2 terms=17 keys=5 least=0.5 050c5d1f:2'::bytea)) AS v (what, message);
-- some bytes of good messages changed, doubled or gone
DO $$ BEGIN PERFORM setseed(0.25); END $$;
CREATE FUNCTION pg_temp.damaged(message bytea, r float8[]) RETURNS bytea LANGUAGE sql AS $$
    SELECT overlay(message PLACING substr(set_byte('\x00', 0, floor(r[1] * 128)::int), 1, floor(r[2] * 2)::int) FROM 1 + floor(r[3] * octet_length(message))::int FOR floor(r[4] * 2)::int) $$;
SELECT type, count(*) AS cases, count(*) FILTER (WHERE result LIKE '22P03:%') > 30 AS "some refused", count(*) FILTER (WHERE result LIKE 'accepted:%') > 3 AS "some accepted", min(result) FILTER (WHERE result !~ '^(22P03|accepted):') AS "something else"
FROM (SELECT type, pg_temp.receive(type, pg_temp.damaged(message, r)) AS result
      FROM (SELECT type, message, (SELECT array_agg(random()) FROM generate_series(1, 4 + i - i)) AS r
            FROM (VALUES ('claimstats'::regtype, claimstats_send('documents=2345 terms=67890 keys=4567 050c5d1f:21 e40c292c:234 e40c292d:1000')), ('claimquery', claimquery_send('documents=2345 terms=67890 keys=4567 least=0.06 050c5d1f~:21 e40c292c e40c292d:234'))) AS t (type, message),
                 generate_series(1, 150) AS i) AS t) AS t
GROUP BY type ORDER BY type;

\echo
\echo == The ends of numbers: weights, masses and scores stay finite and positive
CREATE TEMP TABLE extreme AS SELECT n, s::claimstats AS stats FROM unnest(ARRAY['documents=4294967295 terms=18014398505287680 keys=18014398505287680', 'documents=4294967295 terms=4294967295 keys=4294967295 e40c292c:4294967295', 'documents=4294967295 terms=4294967295 keys=4294967295 e40c292c:429497', 'documents=1 terms=4194304 keys=1',
    'documents=1 terms=4194304 keys=4194304', 'documents=1 terms=1 keys=1', 'documents=0 terms=0 keys=0', 'documents=2 terms=2 keys=2 e40c292c:2']) WITH ORDINALITY AS s (s, n);
SELECT n, array(SELECT format('%s %s', word, word @~ claim_query('a b', stats, least)) FROM unnest('{a,b,a b}'::text[]) AS word) AS meets, claim_score('a b', q) > 0 AND claim_score('a b', q) < 'Infinity' AS score, claim_share('a b', q, stats) AS whole, claim_share('a b c', q, stats) BETWEEN 0.01 AND 0.99 AS part
FROM extreme, unnest('{0.06, 1}'::real[]) AS least, LATERAL claim_query('a b', stats, least) AS q ORDER BY n, least;
SELECT n, pg_temp.error_of(stats, 'documents=1 terms=1 keys=1') AS one_more FROM extreme;

\echo
\echo == Texts that are hard to read: the same however they are cut, and no crash
CREATE TEMP TABLE odd AS SELECT n, t FROM unnest(ARRAY[U&'e\0301\0301\0301\0301 x', U&'\0301\0302abc', U&'a\200Db\200Cc', U&'\FEFFab\00AD\00ADcd', U&'\+01F468\200D\+01F469', U&'1\FE0F\20E3 2\20E3', U&'\D835\DC00\D835\DC01', U&'\3164\115F\1160', U&'\1100\1161\11A8\1100', U&'\FFA0\FFA1',
    U&'\+0E0001\+0E0061', U&'\FFFF\FDD0\FFFE', U&'\+10FFFF', U&'\202Eabc\202C', U&'\0130\0131\017F\1E9E', U&'\FDFA', U&'\3000\00A0\2028\2029ab', U&'\2F00\2F800', U&'\+02F800\+02FA1D', 'a' || repeat(U&'\0301', 5000), repeat(U&'\0301', 5000), repeat(U&'\AC00\0301', 100), 'กำลังใจ', 'हिन्दी', 'עִבְרִית', 'ﷺ', 'ǅ', '①②③', 'Ⅷ', '½', '㍿', '㎏',
    E'a\u0001b\u007fc', 'x.y.z/', 'a..b.cd/e', '.com/x', 'www.', 'www..x', 'http:/x', '://', 'a.b-c.de/f', repeat('a', 260) || '.com/x', repeat('a.', 120) || 'com/x', repeat('a.', 200) || 'com/x', 'http://' || repeat('x', 5000), 'a@b.com/c', 'x://y://z', E'http://a\\b', 'HtTp://X', 'wWw.x', 'éa.com/x', 'a_b.com/x', U&'http\0301://x', U&'a.com\0301/x', '1.2.34/5']) WITH ORDINALITY AS t (t, n);
SELECT n, (SELECT string_agg(CASE WHEN length(term) > 20 THEN length(term) || ' characters' ELSE term END, ' ') FROM (SELECT term FROM claim_terms(t) AS term WHERE term !~ '^~' LIMIT 8) AS s) AS keys FROM odd ORDER BY n;
SELECT count(*) FILTER (WHERE NOT t @~ q) AS not_itself, count(*) FILTER (WHERE claim_share(t, q, s) <> 1) AS not_whole, count(*) FILTER (WHERE (SELECT count(*) FROM claim_why(t, q)) <> (SELECT count(DISTINCT term) FROM claim_terms(t) AS term)) AS other_terms,
       count(*) FILTER (WHERE claimstats_documents(s) <> 1) AS not_a_document
FROM odd, claim_query(t, pg_temp.stats_of(t), 1) AS q, LATERAL pg_temp.stats_of(t) AS s WHERE EXISTS (SELECT FROM claim_terms(t));
-- between blanks a text has the terms that it has alone
SELECT n, left(t, 20) AS t FROM odd, LATERAL (SELECT array(SELECT claim_terms('v ' || t || ' n')) AS around) AS a WHERE around <> 'v'::text || array(SELECT claim_terms(t)) || 'n'::text;

\echo
\echo == As many terms as count, and one more
CREATE TEMP TABLE most AS SELECT repeat('a ', 4194304) AS a, claim_stats(NULL) AS s;
SELECT (a || 'zz') @~ claim_query('zz', s) AS beyond, pg_temp.stats_of(a || 'zz') AS stats, claim_query(a || 'zz', s) AS query FROM most;
\echo -- 4-grams count, too, where they are not looked at
SELECT at, t @~ claim_query('zz', s) AS found, claim_score(t, claim_query('zz', s)) > 0 AS score, EXISTS (SELECT FROM claim_terms(t) AS term WHERE term = 'zz') AS term
FROM most, (VALUES (16383), (16384)) AS v (at), LATERAL (SELECT repeat(repeat('x', 256) || ' ', at) || 'zz' AS t) AS l;

\echo
\echo == Long calls end when they are canceled
CREATE TEMP TABLE long (body text, word text, run text, marks text, hosts text, link text, blanks text, emoji text, listed text, s claimstats, q claimquery, stats claimstats);
ALTER TABLE long ALTER body SET STORAGE EXTERNAL, ALTER word SET STORAGE EXTERNAL, ALTER run SET STORAGE EXTERNAL, ALTER marks SET STORAGE EXTERNAL, ALTER hosts SET STORAGE EXTERNAL, ALTER link SET STORAGE EXTERNAL, ALTER blanks SET STORAGE EXTERNAL, ALTER emoji SET STORAGE EXTERNAL, ALTER listed SET STORAGE EXTERNAL;
INSERT INTO long SELECT repeat('fake news 疫苗 spread ', 400000), repeat('x', 8000000), repeat('疫苗', 2000000), repeat(U&'\0301', 3000000), repeat('a.b-', 2000000), 'http://' || repeat('x', 9000000), repeat(' ', 9000000), repeat('😷', 3000000), listed, claim_stats(NULL), claim_query('fake news', claim_stats(NULL)), listed::claimstats
FROM (SELECT 'documents=400000 terms=80000000 keys=40000000 ' || string_agg(lpad(to_hex(i), 8, '0') || ':99', ' ') AS listed FROM generate_series(1, 300000) AS i) AS l GROUP BY listed;
SET statement_timeout = 100;
SELECT pg_temp.canceled($$SELECT count(*) FROM long, generate_series(1, 90), claim_terms(body)$$) AS terms_of_words;
SELECT pg_temp.canceled($$SELECT claim_stats(body) FROM long, generate_series(1, 90)$$) AS stats_of_words;
SELECT pg_temp.canceled($$SELECT claim_query(body, s) FROM long, generate_series(1, 90)$$) AS query_of_words;
SELECT pg_temp.canceled($$SELECT body @~ q FROM long, generate_series(1, 90)$$) AS meets_words;
SELECT pg_temp.canceled($$SELECT claim_score(body, q) FROM long, generate_series(1, 90)$$) AS score_words;
SELECT pg_temp.canceled($$SELECT claim_share(body, q, stats) FROM long, generate_series(1, 90)$$) AS share_words;
SELECT pg_temp.canceled($$SELECT count(*) FROM long, generate_series(1, 90), claim_why(body, q)$$) AS why_words;
SELECT pg_temp.canceled($$SELECT claim_stats(word) FROM long, generate_series(1, 90)$$) AS a_word;
SELECT pg_temp.canceled($$SELECT claim_stats(run) FROM long, generate_series(1, 90)$$) AS a_run;
SELECT pg_temp.canceled($$SELECT claim_stats(marks) FROM long, generate_series(1, 90)$$) AS marks;
SELECT pg_temp.canceled($$SELECT claim_stats(hosts) FROM long, generate_series(1, 90)$$) AS hosts;
SELECT pg_temp.canceled($$SELECT claim_stats(link) FROM long, generate_series(1, 90)$$) AS a_link;
SELECT pg_temp.canceled($$SELECT claim_stats(blanks) FROM long, generate_series(1, 90)$$) AS blanks;
SELECT pg_temp.canceled($$SELECT claim_stats(emoji) FROM long, generate_series(1, 90)$$) AS emoji;
SELECT pg_temp.canceled($$SELECT claim_stats(i || ' ' || i % 1000) FROM generate_series(1, 30000000) AS i$$) AS stats_of_many;
SELECT pg_temp.canceled($$SELECT listed::claimstats FROM long, generate_series(1, 90)$$) AS stats_read;
SELECT pg_temp.canceled($$SELECT stats::text FROM long, generate_series(1, 90)$$) AS stats_written;
SELECT pg_temp.canceled($$SELECT stats || stats FROM long, generate_series(1, 900)$$) AS stats_joined;
SELECT pg_temp.canceled($$SELECT sum(claim_score(i || ' news', q)) FROM long, generate_series(1, 30000000) AS i$$) AS many_scores;
RESET statement_timeout;
DROP TABLE long;
