-- Stored bytes that no claimstats or claimquery has: each function refuses them (XX001) or answers, and none crashes
\set ECHO queries
SET client_min_messages = error;
CREATE CAST (bytea AS claimstats) WITHOUT FUNCTION;
CREATE CAST (claimstats AS bytea) WITHOUT FUNCTION;
CREATE CAST (bytea AS claimquery) WITHOUT FUNCTION;
CREATE CAST (claimquery AS bytea) WITHOUT FUNCTION;
CREATE FUNCTION pg_temp.answer(call text, stats claimstats, query claimquery) RETURNS text LANGUAGE plpgsql AS $$
DECLARE answer text;
BEGIN
    EXECUTE 'SELECT (' || call || ')::text' INTO answer USING stats, query;
    RETURN CASE WHEN answer IN ('NaN', 'Infinity', '-Infinity') OR answer LIKE '-%' THEN answer ELSE 'answers' END;
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END $$;
CREATE TEMP TABLE call (type regtype, call text);
INSERT INTO call VALUES ('claimstats', '$1'), ('claimstats', 'claimstats_documents($1)'), ('claimstats', 'claimstats_send($1)'), ('claimstats', '$1 || $1'), ('claimstats', '$1 || ''documents=2 terms=17 keys=5 050c5d1f:2'''), ('claimstats', '$1 = $1'), ('claimstats', '$1 < ''documents=2 terms=17 keys=5'''),
    ('claimstats', 'claim_query(''a news 疫苗'', $1)'), ('claimstats', 'claim_share(''a news 疫苗'', ''documents=2 terms=17 keys=5 least=0.06 e40c292c:2'', $1)'),
    ('claimquery', '$2'), ('claimquery', 'claimquery_send($2)'), ('claimquery', '''a news 疫苗'' @~ $2'), ('claimquery', 'claim_score(''a news 疫苗'', $2)'), ('claimquery', 'claim_share(''a news 疫苗'', $2, ''documents=2 terms=17 keys=5 050c5d1f:2'')'), ('claimquery', '(SELECT count(*) FROM claim_why(''a news 疫苗'', $2))'), ('claimquery', '$2 = $2'),
    ('claimquery', '(SELECT count(*) FROM claim WHERE body @~ $2)');
-- asked through an index
CREATE TABLE claim AS SELECT 'a news 疫苗 ' || i AS body FROM generate_series(1, 50) AS i;
CREATE INDEX ON claim USING gin (body claim_gin_ops);
SET enable_seqscan = off;

\echo
\echo == Not of this layout, cut off, or with too much
CREATE TEMP TABLE odd (bytes bytea);
INSERT INTO odd VALUES (''), ('\x10'), ('\x20000000'), ('\x00'), ('\xff'), ('\x1000'), ('\x10ffffffffffffffffffffffffffff'), ('\x1001010100000000ff'), ('\x100201010000'), ('\x10020505ffffffff0f'), ('\x1002050502ffffffff0f00ffffffff0f00'), ('\x100205058080808010'),
    ('\x1001010101ffffffff0f00'), ('\x10010101017fffffff000000'), ('\x1002050500008c7f01'), ('\x10020505000080bf0101'), ('\x100205050000c0ff0101'), (decode(repeat('80', 100), 'hex')), (decode('10' || repeat('ff', 100), 'hex'));
SELECT type, bytes, call, pg_temp.answer(call, bytes::claimstats, bytes::claimquery) AS answer FROM odd, call WHERE call IN ('$1', '$2') AND pg_temp.answer(call, bytes::claimstats, bytes::claimquery) <> 'XX001';
SELECT pg_temp.answer(call, bytes::claimstats, bytes::claimquery) AS answer, count(*) > 0 AS some FROM odd, call WHERE call !~ '\$1 =|\$2 =|\$1 <' GROUP BY 1 ORDER BY 1;

\echo
\echo == Each bit of sound values the other way round, and each value cut off anywhere
CREATE TEMP TABLE sound (stats claimstats, query claimquery);
INSERT INTO sound SELECT claim_stats(t), claim_query('a news 疫苗 vaccine', claim_stats(t)) FROM (SELECT i % 3 AS few, format('a news w%s 疫苗%s', i % 9, i) AS t FROM generate_series(1, 90) AS i) AS s GROUP BY few;
INSERT INTO sound VALUES ('documents=300000 terms=9000000 keys=3000000 050c5d1f:31 e40c292c:2000 e40c292d:250000', 'documents=300000 terms=9000000 keys=3000000 least=0.06 050c5d1f~:31 e40c292c:2000 e40c292d ffffffff~'), ('documents=0 terms=0 keys=0', 'documents=0 terms=0 keys=0 least=1 e40c292c');
CREATE TEMP TABLE changed AS
    SELECT what, CASE WHEN bit < 8 THEN set_byte(b, n, get_byte(b, n) # (1 << bit)) ELSE substr(b, 1, n) END AS bytes
    FROM (SELECT 'claimstats'::regtype AS what, stats::bytea AS b FROM sound UNION ALL SELECT 'claimquery', query::bytea FROM sound) AS s, generate_series(0, octet_length(b) - 1) AS n, generate_series(0, 8) AS bit WHERE n < 60 OR n % 17 = bit;
SELECT what, count(*) > 1000 AS many FROM changed GROUP BY 1 ORDER BY 1;
CREATE TEMP TABLE answer AS SELECT type, call, bytes, pg_temp.answer(call, bytes::claimstats, bytes::claimquery) AS answer FROM changed JOIN call ON type = what;
SELECT call, answer, count(*), min(bytes::text) FROM answer WHERE answer !~ '^(answers|XX001|54000)$' GROUP BY 1, 2;
-- what can be printed is what its text says
SELECT count(*) > 100 AS printed, count(*) FILTER (WHERE pg_temp.answer(CASE type WHEN 'claimstats'::regtype THEN '1 / ($1::text::claimstats::text = $1::text)::int' ELSE '1 / ($2::text::claimquery::text = $2::text)::int' END, bytes::claimstats, bytes::claimquery) <> 'answers') AS not_their_text
FROM answer WHERE call IN ('$1', '$2') AND answer = 'answers';

\echo
\echo == Sound values after all of that
SELECT count(*) AS sound, bool_and(stats::text::claimstats = stats AND query::text::claimquery = query) AS same FROM sound;
DROP TABLE claim;
DROP CAST (bytea AS claimstats);
DROP CAST (claimstats AS bytea);
DROP CAST (bytea AS claimquery);
DROP CAST (claimquery AS bytea);
