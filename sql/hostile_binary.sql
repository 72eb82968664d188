\echo == A binary message is a version byte, 1, and the text form

SELECT tagpath_send('a/b'), tagset_send('a[weight=0.5], b'), tagset_send(''), tagquery_send('a & !b');

\echo == How these tests hand a message to the server: COPY FROM a program that prints it

CREATE TEMP TABLE received (tagpath tagpath, tagset tagset, tagquery tagquery, factlabel factlabel, labelset labelset, claimstats claimstats, claimquery claimquery);
COPY received (tagpath)
    FROM PROGRAM $$printf 'PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\004\001A/b\377\377'$$ WITH (FORMAT binary);
TABLE received;
\echo -- and how a wrong one, of version 2, is refused
COPY received (tagpath)
    FROM PROGRAM $$printf 'PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\004\002A/b\377\377'$$ WITH (FORMAT binary);
\echo -- text, which a driver sends where it declares the binary format
COPY received (tagpath)
    FROM PROGRAM $$printf 'PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\003A/b\377\377'$$ WITH (FORMAT binary);
\set VERBOSITY sqlstate
COPY received (tagpath)
    FROM PROGRAM $$printf 'PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\004\002A/b\377\377'$$ WITH (FORMAT binary);
\set VERBOSITY default

CREATE FUNCTION pg_temp.octal(bytes bytea) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(format('\%s%s%s', byte >> 6, byte >> 3 & 7, byte & 7), '' ORDER BY i)
    FROM generate_series(0, octet_length(bytes) - 1) AS i, LATERAL get_byte(bytes, i) AS byte $$;
-- what the server makes of a message for a type, or the error's SQLSTATE and detail
CREATE FUNCTION pg_temp.receive(type regtype, message bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    header bytea := '\x5047434f50590aff0d0a00' || int4send(0) || int4send(0) || int2send(1::int2);
    field bytea := coalesce(int4send(octet_length(message)) || message, int4send(-1));
    command text := format('printf ''%s''', pg_temp.octal(header || field || int2send(-1::int2)));
    result text;
    same boolean;
BEGIN
    DELETE FROM received;
    EXECUTE format('COPY received (%s) FROM PROGRAM %L WITH (FORMAT binary)', type, command);
    EXECUTE format('SELECT %1$s::text, %1$s_send(%1$s::text::%1$s) = %1$s_send(%1$s) AND %1$s::text::%1$s = %1$s FROM received', type) INTO result, same;
    RETURN CASE WHEN same THEN 'accepted: ' || result WHEN result IS NULL THEN 'NULL' ELSE 'NOT ITS TEXT: ' || result END;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS result = PG_EXCEPTION_DETAIL;
    RETURN SQLSTATE || ': ' || coalesce(nullif(result, ''), SQLERRM);
END $$;

\echo == A good one is what its text is; NULL is NULL

SELECT type, pg_temp.receive(type, message)
FROM (VALUES ('tagpath'::regtype, '\x01'::bytea || 'A / b'), ('tagset', '\x01'::bytea || 'b, A[value=1]'), ('tagset', '\x01'),
             ('tagquery', '\x01'::bytea || '(a)&!b'),
             ('factlabel', '\x01'::bytea || 'A[deny;by=X]'), ('labelset', '\x01'::bytea || convert_to('b, A[said="x\"]"]', 'UTF8')), ('labelset', '\x01'),
             ('tagset', '\x01'::bytea || convert_to('興趣／公寓、地區', 'UTF8')), ('tagpath', NULL), ('tagset', NULL), ('tagquery', NULL)) AS t (type, message);

\echo == Everything else is 22P03, for each type

SELECT what, pg_temp.receive('tagpath', message) AS tagpath, pg_temp.receive('tagset', message) AS tagset, pg_temp.receive('tagquery', message) AS tagquery,
       pg_temp.receive('factlabel', message) = pg_temp.receive('tagpath', message) AS factlabel_too, pg_temp.receive('labelset', message) = pg_temp.receive('tagset', message) AS labelset_too
FROM (VALUES ('nothing', '\x'::bytea), ('version 0', '\x0061'), ('version 2', '\x0261'), ('version 255', '\xff'), ('text without a version', 'ab'),
             ('stored bytes', '\x1061'),
             ('NUL', '\x01610062'), ('NUL at the end', '\x016100'), ('overlong UTF-8', '\x01c080'), ('half a character', '\x01e585'),
             ('stray continuation', '\x0180'), ('surrogate', '\x01eda080'), ('beyond Unicode', '\x01f4908080'), ('Latin-1', '\x01e96c'),
             ('the separator', '\x01610162'), ('a wildcard', '\x016102'), ('byte FF', '\x0161ff')) AS t (what, message);
SELECT type, input, pg_temp.receive(type, '\x01'::bytea || convert_to(input, 'UTF8'))
FROM (VALUES ('tagpath'::regtype, ''), ('tagpath', 'a/'), ('tagpath', 'a/"b'), ('tagpath', U&'\0301'), ('tagset', 'a,'), ('tagset', 'a[weight=-1]'),
             ('tagset', 'a[value=NaN]'), ('tagset', 'a[until=2026-01-01]'),
             ('tagset', 'a[until=infinity]'), ('tagset', '興趣, a]'), ('tagquery', ''), ('tagquery', 'a &'), ('tagquery', '(a'),
             ('tagquery', 'a[value=1e999]'), ('factlabel', ''), ('factlabel', 'a, b'), ('factlabel', 'a[said="x]'), ('labelset', 'a[score=2]'),
             ('labelset', 'a[at=infinity]')) AS t (type, input);
\echo -- limits, too
SELECT type, what, pg_temp.receive(type, '\x01'::bytea || convert_to(input, 'UTF8'))
FROM (VALUES ('tagpath'::regtype, 'segment', repeat('x', 256)), ('tagset', 'path', repeat('a/', 1000) || 'b'),
             ('tagquery', 'nesting', repeat('(', 5000)), ('tagquery', 'terms', 'a' || repeat('&a', 10000))) AS t (type, what, input);

\echo == Not in UTF-8: the message is in the encoding of the client

CREATE FUNCTION pg_temp.through(encoding text, tags tagset) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    message bytea;
    result text;
BEGIN
    PERFORM set_config('client_encoding', encoding, true);
    message := tagset_send(tags);
    result := pg_temp.receive('tagset', message);
    result := result || ' ' || (message = '\x01'::bytea || convert_to(tags::text, encoding))::text || ' ' || pg_temp.receive('tagset', '\x01'::bytea || '\xff');
    PERFORM set_config('client_encoding', 'UTF8', true);
    RETURN result;
END $$;
SELECT pg_temp.through('BIG5', '興趣/房地產[weight=0.5], 地區');
SELECT pg_temp.through('GBK', '兴趣/房地产');
SELECT pg_temp.through('LATIN1', 'café');
\echo -- a character that Unicode lacks is an error of PostgreSQL itself, as for type text
BEGIN;
SET LOCAL client_encoding = 'BIG5';
SELECT left(pg_temp.receive('tagset', '\x01fefe'), 5) AS sqlstate;
ROLLBACK;

\echo == Any bytes: good messages with some bytes changed are refused, or are what their text is

DO $$ BEGIN PERFORM setseed(0.25); END $$;
CREATE FUNCTION pg_temp.damaged(message bytea, r float8[]) RETURNS bytea LANGUAGE sql AS $$
    SELECT overlay(message PLACING substr(set_byte('\x00', 0, floor(r[1] * 256)::int), 1, floor(r[2] * 2)::int)
    FROM 1 + floor(r[3] * octet_length(message))::int FOR floor(r[4] * 2)::int) $$;
SELECT type, count(*) AS cases, count(*) FILTER (WHERE result LIKE '22P03:%') > 30 AS "some refused",
       count(*) FILTER (WHERE result LIKE 'accepted:%') > 10 AS "some accepted",
       count(*) FILTER (WHERE result NOT LIKE '22P03:%' AND result NOT LIKE 'accepted:%') AS "something else",
       min(result) FILTER (WHERE result NOT LIKE '22P03:%' AND result NOT LIKE 'accepted:%') AS example
FROM (SELECT type, pg_temp.receive(type, pg_temp.damaged(pg_temp.damaged(message, r[:4]), r[5:8])) AS result
      FROM (SELECT type, message, (SELECT array_agg(random()) FROM generate_series(1, 8 + i - i)) AS r
            FROM (VALUES ('tagpath'::regtype, tagpath_send('interest/"AC/DC"/公寓')),
                         ('tagset', tagset_send('a/"x]"[weight=0.5; until=2026-12-31T00:00:00Z], 興趣')),
                         ('labelset', labelset_send('a/"x]"[verdict=false; by=x/y; said="q"; deny], a/"x]"[score=0.5; at=2026-12-31T00:00:00Z], 興趣')),
                         ('tagquery', tagquery_send('a/*/b & !(c[value=1|2] | 興趣) @2026-12-31T00:00:00Z'))) AS t (type, message),
                 generate_series(1, 150) AS i) AS t) AS t
GROUP BY type ORDER BY type;

\echo == Statistics and queries of claims: what text input refuses, binary input refuses
SELECT type, input, pg_temp.receive(type, '\x01'::bytea || convert_to(input, 'UTF8'))
FROM (VALUES ('claimstats'::regtype, 'documents=2 terms=5 keys=5 e40c292c:2'), ('claimstats', 'documents=0 terms=0 keys=0'), ('claimstats', ''), ('claimstats', 'documents=2 terms=5 keys=5 e40c292c:3'), ('claimstats', 'documents=2 terms=5 keys=5 e40c292c:2 00000000:2'),
             ('claimquery', 'documents=2 terms=5 keys=5 least=0.5 00000000~ e40c292c:2'), ('claimquery', 'documents=2 terms=5 keys=5 least=NaN'), ('claimquery', 'documents=2 terms=5 keys=5 least=2'), ('claimquery', 'documents=2 terms=5 keys=5 least=1 e40c292c:0')) AS t (type, input);
SELECT type, pg_temp.receive(type, message) FROM (VALUES ('claimstats'::regtype, '\x'::bytea), ('claimstats', '\x1000000000'), ('claimquery', '\x02'), ('claimquery', '\x0164ff')) AS t (type, message);
