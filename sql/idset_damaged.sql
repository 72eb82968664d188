-- Stored bytes that no idset has: each function refuses them (XX001) or answers, and none crashes
\set ECHO queries
SET client_min_messages = error;
CREATE CAST (bytea AS idset) WITHOUT FUNCTION;
CREATE CAST (idset AS bytea) WITHOUT FUNCTION;
CREATE FUNCTION pg_temp.answer(call text, ids idset) RETURNS text LANGUAGE plpgsql AS $$
DECLARE answer text;
BEGIN
    EXECUTE 'SELECT (' || call || ')::text' INTO answer USING ids, '{1-9,70000,5000000-5000999}'::idset;
    RETURN 'answers';
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END $$;
CREATE TEMP TABLE call (call text);
INSERT INTO call VALUES ('$1'), ('idset_count($1)'), ('$1 @> 70000'), ('$1 @> -9223372036854775808'), ('$1 @> 9223372036854775807'), ('$1 | $2'), ('$2 | $1'), ('$1 & $2'), ('$1 - $2'), ('$2 - $1'), ('$1 && $2'), ('idset_common_count($1, $2)'), ('$1 = $2'), ('idset_hash($1)'),
    ('(SELECT count(*) FROM (SELECT idset_ids($1) LIMIT 100000) AS t)'), ('idset_to_roaring($1)'), ('(SELECT idset_union(i) FROM unnest(ARRAY[$1, $2]) AS i)'), ('(SELECT idset_intersect(i) FROM unnest(ARRAY[$1, $2]) AS i)'), ('($1 & ''{0-100000}'')::bigint[]'), ('($1 & ''{0-10000}'')::jsonb');

\echo
\echo == Not of this layout, cut off, or with too much
CREATE TEMP TABLE damaged AS
    SELECT what, bytes::bytea::idset AS ids FROM (VALUES
        ('nothing', ''), ('a version', '\x10'), ('another version', '\x2000'), ('an unknown flag', '\x1400'), ('a directory of nothing', '\x1100'), ('ids without blocks', '\x1001'), ('blocks without ids', '\x100001'),
        ('a number without end', '\x10ffffffffffffffffffffffffffff'), ('too many blocks', '\x1001ffffffff0f'), ('an array without data', '\x1001010000'), ('an array cut off', '\x100201000401'), ('a kind that does not exist', '\x1001010003'),
        ('bytes at the end', '\x10010100000000ff'), ('a bitmap cut off', '\x10820101000902'), ('keys beyond bigint', '\x100202ffffffffffffffffff010000000000000000'), ('a block of too many ids', '\x1001010080808001')) AS t (what, bytes);
SELECT what, call, pg_temp.answer(call, ids) FROM damaged, call WHERE call IN ('$1', '$1 | $2', 'idset_common_count($1, $2)') AND pg_temp.answer(call, ids) <> 'XX001';
SELECT pg_temp.answer(call, ids) AS answer, count(*) > 0 AS some FROM damaged, call GROUP BY 1 ORDER BY 1;

\echo
\echo == Each bit of sound values the other way round, and each value cut off anywhere
CREATE TEMP TABLE sound (ids idset);
INSERT INTO sound VALUES ('{1-3,7,70000}'), ('{-5--1,100,200,300,65536-131071}'), ((SELECT idset_agg(i * 70000 - 600000) FROM generate_series(1, 20) AS i)),
    ((SELECT idset_agg(i * 5 + i % 3) FROM generate_series(1, 4200) AS i)), ((SELECT idset_agg(i * 2) FROM generate_series(1, 200) AS i)), ('{-9223372036854775808,9223372036854775807}');
CREATE TEMP TABLE changed AS
    SELECT set_byte(b, n, get_byte(b, n) # (1 << bit))::idset AS ids FROM (SELECT ids::bytea AS b FROM sound) AS s, generate_series(0, length(b) - 1) AS n, generate_series(0, 7) AS bit WHERE n < 120 OR n % 97 = bit
    UNION ALL SELECT substr(b, 1, n)::idset FROM (SELECT ids::bytea AS b FROM sound) AS s, generate_series(0, length(b) - 1) AS n WHERE n < 120 OR n % 97 = 0;
SELECT count(*) > 3000 AS tried FROM changed;
SELECT call, pg_temp.answer(call, ids) AS answer, count(*) FROM changed, call WHERE pg_temp.answer(call, ids) !~ '^(answers|XX001|54000)$' GROUP BY 1, 2;
-- out of line, where slices are read
CREATE TABLE out_of_line (ids idset) WITH (toast_tuple_target = 128);
INSERT INTO out_of_line SELECT ids FROM changed;
SELECT pg_temp.answer(call, ids) AS answer, count(*) > 0 AS some FROM out_of_line, call WHERE call ~ '@>|count' GROUP BY 1 ORDER BY 1;

DROP TABLE out_of_line;
DROP CAST (bytea AS idset);
DROP CAST (idset AS bytea);
