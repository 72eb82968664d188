\echo == Input: any case, blanks or underscores for hyphens; output: one form

SELECT 'false'::factverdict, 'Mostly False'::factverdict, ' MISSING_CONTEXT '::factverdict, 'mostly-true'::text::factverdict AS "from text";
SELECT 'misleading'::factverdict;
\echo :LAST_ERROR_SQLSTATE
SELECT ''::factverdict;
SELECT 'true but misleading'::factverdict;
SELECT 'tru'::factverdict;
SELECT '"true"'::factverdict;

\echo -- soft errors, where the server has them (16 and newer)
DO $$
DECLARE
    ok boolean[] := '{t,f,f}';
BEGIN
    IF current_setting('server_version_num')::int >= 160000 THEN
        EXECUTE $q$SELECT array_agg(pg_input_is_valid(x, 'factverdict') ORDER BY n) FROM unnest(ARRAY['Mostly True', 'tru', '']) WITH ORDINALITY AS t (x, n)$q$ INTO ok;
    END IF;
    RAISE NOTICE 'valid: %', ok;
END $$;

\echo == One byte, by value

SELECT typlen, typbyval, typalign, pg_column_size('true'::factverdict) AS size FROM pg_type WHERE oid = 'factverdict'::regtype;

\echo == The order: the scale first, then what is off it

CREATE TEMP TABLE verdict AS
SELECT v FROM unnest('{outdated,opinion,satire,altered,missing-context,unproven,true,mostly-true,mixed,mostly-false,false}'::factverdict[]) AS v;
SELECT v, factverdict_on_scale(v) AS on_scale, factverdict_value(v) AS value FROM verdict ORDER BY v;
SELECT array_agg(v ORDER BY v) FILTER (WHERE v <= 'mostly-false') AS "at most mostly false",
       array_agg(v ORDER BY v) FILTER (WHERE factverdict_value(v) >= 0.75) AS "at least mostly true" FROM verdict;

\echo == The six operators and the comparison agree, for all pairs; equal ones have equal hashes

SELECT count(*) AS pairs, count(*) FILTER (WHERE a.v = b.v) AS equal,
       count(*) FILTER (WHERE (a.v < b.v, a.v <= b.v, a.v = b.v, a.v <> b.v, a.v >= b.v, a.v > b.v) IS DISTINCT FROM (c < 0, c <= 0, c = 0, c <> 0,
       c >= 0, c > 0) OR c <> -factverdict_cmp(b.v, a.v)) AS disagree,
       count(*) FILTER (WHERE (c = 0) <> (factverdict_hash(a.v) = factverdict_hash(b.v))
       OR (c = 0) <> (factverdict_hash_extended(a.v, 42) = factverdict_hash_extended(b.v, 42))) AS hashes
FROM verdict AS a, verdict AS b, LATERAL factverdict_cmp(a.v, b.v) AS c;
SELECT bool_and(factverdict_hash(v) = (factverdict_hash_extended(v, 0) << 32 >> 32)::int) AS "seed 0 is the unseeded one" FROM verdict;

\echo == Indexes, grouping and joins; estimates come from the most common verdicts

CREATE TABLE finding (id int PRIMARY KEY, v factverdict);
INSERT INTO finding SELECT i, (SELECT v FROM verdict ORDER BY v OFFSET i % 11 LIMIT 1) FROM generate_series(1, 1100) AS i;
INSERT INTO finding VALUES (0, NULL);
CREATE FUNCTION pg_temp.asked(op text, value factverdict, scan text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    condition text := format('v %s %L', op, value);
    result text;
    node text;
BEGIN
    PERFORM set_config('enable_' || name, (name = scan)::text, true) FROM unnest(ARRAY['seqscan', 'indexscan', 'bitmapscan']) AS name;
    EXECUTE 'SELECT count(*) || '' '' || coalesce(md5(string_agg(id::text, '','' ORDER BY id)), '''') FROM finding WHERE ' || condition INTO result;
    FOR node IN EXECUTE 'EXPLAIN (COSTS OFF) SELECT id FROM finding WHERE ' || condition LOOP
        RETURN (node ~ 'Seq Scan')::text || ' ' || result;
    END LOOP;
END $$;
CREATE INDEX finding_v ON finding (v);
ANALYZE finding;
SELECT count(*) AS questions, count(*) FILTER (WHERE NOT split_part(seq, ' ', 1)::bool OR split_part(idx, ' ', 1)::bool) AS "other plan",
       count(*) FILTER (WHERE split_part(seq, ' ', 2) || split_part(seq, ' ', 3) <> split_part(idx, ' ', 2) || split_part(idx, ' ', 3)) AS differences
FROM verdict, unnest(ARRAY['<', '<=', '=', '>=', '>']) AS op, LATERAL pg_temp.asked(op, v, 'seqscan') AS seq, LATERAL pg_temp.asked(op, v, 'indexscan') AS idx;
DROP INDEX finding_v;
CREATE INDEX ON finding USING hash (v);
SELECT count(*) AS questions, count(*) FILTER (WHERE NOT split_part(seq, ' ', 1)::bool OR split_part(idx, ' ', 1)::bool) AS "other plan",
       count(*) FILTER (WHERE split_part(seq, ' ', 2) || split_part(seq, ' ', 3) <> split_part(idx, ' ', 2) || split_part(idx, ' ', 3)) AS differences
FROM verdict, LATERAL pg_temp.asked('=', v, 'seqscan') AS seq, LATERAL pg_temp.asked('=', v, 'indexscan') AS idx;
SELECT v, count(*) FROM finding WHERE v > 'mostly-true' OR v IS NULL GROUP BY v ORDER BY v;
SELECT count(*) FROM finding JOIN verdict USING (v);
CREATE FUNCTION pg_temp.estimate(condition text) RETURNS int LANGUAGE plpgsql AS $$
DECLARE
    plan json;
BEGIN
    EXECUTE 'EXPLAIN (FORMAT json) SELECT FROM finding WHERE ' || condition INTO plan;
    RETURN plan -> 0 -> 'Plan' ->> 'Plan Rows';
END $$;
SELECT condition, pg_temp.estimate(condition) FROM unnest(ARRAY['v = ''false''', 'v <= ''mostly-false''', 'v <> ''satire''']) AS condition;
SELECT amname, amvalidate(c.oid) FROM pg_opclass AS c JOIN pg_am AS a ON a.oid = opcmethod WHERE opcintype = 'factverdict'::regtype ORDER BY amname;
DROP TABLE finding;

\echo == Binary: version byte 1, then the text

SELECT factverdict_send('mostly-false');
CREATE TEMP TABLE got (v factverdict);
CREATE FUNCTION pg_temp.received(message bytea) RETURNS factverdict[] LANGUAGE plpgsql AS $$
DECLARE
    header bytea := '\x5047434f50590aff0d0a00' || int4send(0) || int4send(0);
    octal text;
BEGIN
    SELECT string_agg(format('\%s%s%s', byte >> 6, byte >> 3 & 7, byte & 7), '' ORDER BY i) INTO octal
    FROM (SELECT header || int2send(1::int2) || int4send(octet_length(message)) || message || int2send((-1)::int2)) AS b (b),
         generate_series(0, octet_length(b) - 1) AS i, LATERAL get_byte(b, i) AS byte;
    DELETE FROM got;
    EXECUTE format('COPY got FROM PROGRAM %L (FORMAT binary)', format('printf ''%s''', octal));
    RETURN (SELECT array_agg(v) FROM got);
END $$;
SELECT count(*) FILTER (WHERE pg_temp.received(factverdict_send(v)) <> ARRAY[v]) AS differences FROM verdict;
SELECT pg_temp.received('\x01' || convert_to(' Missing Context', 'UTF8'));
\set VERBOSITY sqlstate
SELECT pg_temp.received('');
SELECT pg_temp.received('\x01');
SELECT pg_temp.received('\x02' || convert_to('true', 'UTF8'));
SELECT pg_temp.received('\x01' || convert_to('tru', 'UTF8'));
SELECT pg_temp.received('\x0174727565ff');
SELECT pg_temp.received('\x017472756500');
\set VERBOSITY default

\echo == What a reader is shown; tags of BCP 47, looked up by RFC 4647

SELECT lang, factverdict_title('mostly-false', lang) AS title
FROM unnest(ARRAY['en', 'zh-Hant-TW', 'zh-TW', 'zh-HK', 'zh_MO', 'zh-Hant', 'zh', 'zh-CN', 'zh-SG', 'zh-Hans-HK', 'cmn-TW', 'ja-JP', 'ko', 'ES-419', 'fr-CA', 'de-CH-1996',
                  'pt-BR', 'it', 'nl', 'pl', 'ru', 'tr', 'in', 'id', 'vi', 'en-x-house', 'tlh', 'zhx', 'und', '', repeat('x', 100), NULL]) AS lang;
SELECT v, factverdict_title(v, 'en') AS en, factverdict_title(v, 'zh-Hant') AS "zh-Hant", factverdict_title(v, 'zh-Hans') AS "zh-Hans", factverdict_title(v, 'ja') AS ja
FROM verdict ORDER BY v;
SELECT v, factverdict_title(v, 'es') AS es, factverdict_title(v, 'fr') AS fr, factverdict_title(v, 'de') AS de FROM verdict ORDER BY v;
\echo -- every language has a title of its own for every verdict
SELECT lang, count(DISTINCT factverdict_title(v, lang)) AS titles
FROM verdict, unnest('{en,zh-Hant,zh-Hans,ja,ko,es,fr,de,pt,it,nl,pl,ru,tr,id,vi}'::text[]) AS lang GROUP BY lang HAVING count(DISTINCT factverdict_title(v, lang)) <> 11;

\echo == A number on a scale: the nearest verdict, on a tie the one nearer to mixed

SELECT worst, best, string_agg(factverdict_from_number(value, worst, best)::text, ' ' ORDER BY (value - worst) / (best - worst)::float8) AS verdicts
FROM (VALUES (1, 5), (5, 1), (1, 4), (4, 1), (0, 1), (1, 3), (1, 7), (-2, 2), (1, 10)) AS scale (worst, best), LATERAL generate_series(least(worst, best), greatest(worst,
     best)) AS value GROUP BY worst, best ORDER BY best - worst, worst;
SELECT value, factverdict_from_number(value, 0, 100), factverdict_from_number(value, 100, 0) AS "upside down"
FROM unnest('{0, 12.4, 12.5, 12.6, 37.5, 50, 62.5, 87.5, 87.6, 100}'::float8[]) AS value;
SELECT factverdict_from_number(0, -1.7e308, 1.7e308) AS "widest scale", factverdict_from_number(5e-324, 0, 5e-324) AS "narrowest scale",
       factverdict_from_number(NULL, 1, 5) IS NULL AS "of NULL";
SELECT factverdict_from_number(6, 1, 5);
\echo :LAST_ERROR_SQLSTATE
SELECT factverdict_from_number(0.999, 5, 1);
SELECT factverdict_from_number(3, 5, 5);
\echo :LAST_ERROR_SQLSTATE
SELECT factverdict_from_number('NaN', 1, 5);
\echo :LAST_ERROR_SQLSTATE
SELECT factverdict_from_number(3, 1, 'Infinity');
SELECT factverdict_from_number(3, '-Infinity', 5);
