\echo == The stored bytes, as doc/format.md draws them
-- A superuser can look at them: a cast to bytea that changes nothing.
SET client_min_messages = error;
CREATE CAST (tagpath AS bytea) WITHOUT FUNCTION;
CREATE CAST (tagset AS bytea) WITHOUT FUNCTION;
CREATE CAST (tagquery AS bytea) WITHOUT FUNCTION;
CREATE CAST (labelset AS bytea) WITHOUT FUNCTION;
CREATE CAST (factlabel AS bytea) WITHOUT FUNCTION;
CREATE CAST (idset AS bytea) WITHOUT FUNCTION;
CREATE CAST (claimstats AS bytea) WITHOUT FUNCTION;
CREATE CAST (claimquery AS bytea) WITHOUT FUNCTION;

\echo == tagpath: version, path
SELECT encode('music/"AC/DC"'::tagpath::bytea, 'hex') AS tagpath;

\echo == tagset: version and flags, count, front-coded elements with their attributes
SELECT encode(''::tagset::bytea, 'hex') AS empty;
SELECT encode('a/b, a/c[weight=0.5]'::tagset::bytea, 'hex') AS two;
SELECT encode('x[weight=2; value=-1; since=2000-01-01T00:00:01Z; until=1999-12-31T23:59:59.999999Z]'::tagset::bytea, 'hex') AS every_attribute;
SELECT encode('x[weight=1; value=-0]'::tagset::bytea, 'hex') AS weight_of_one_is_none_and_zero_has_one_sign;
SELECT encode((repeat('a', 70) || ', ' || repeat('a', 70) || '/b')::tagset::bytea, 'hex') AS long_varints;

\echo == tagset: past 64 elements a directory of blocks, each of which begins with a whole path
CREATE FUNCTION pg_temp.numbered(n int) RETURNS bytea LANGUAGE sql
RETURN (SELECT array_agg('t/' || lpad(i::text, 3, '0'))::text[]::tagset::bytea FROM generate_series(1, n) AS i);
SELECT n, encode(substr(pg_temp.numbered(n), 1, 16), 'hex') AS begins, length(pg_temp.numbered(n)) AS bytes FROM generate_series(64, 66) AS n;
SELECT encode(substr(b, 1 + 6 + get_byte(b, 2) + 256 * get_byte(b, 3)), 'hex') AS second_block FROM pg_temp.numbered(65) AS b;

\echo == tagquery: version, the tree in preorder
SELECT q, encode(q::bytea, 'hex') AS bytes
FROM unnest(ARRAY['a/b', '=a', 'a*/**', '!a', 'a & b | c', 'a[weight>=0.5; value!=1|2]', 'a @2000-01-01T00:00:00.000001Z', 'a[verdict<=mixed; by=x/y|z; deny; claim!=c]',
                  'a[path!=b/c]', '2 of (a, b, c)', 'a[since>=-P1M2DT0.000003S]', 'a[until=2000-01-01T00:00:00.000001Z|P1D]']::tagquery[]) AS q;

\echo == labelset: version and flags, count, strings, front-coded labels with their attributes; a factlabel is a log of one
SELECT encode(''::labelset::bytea, 'hex') AS empty;
SELECT encode('a'::factlabel::bytea, 'hex') AS one;
SELECT encode('a/b[by=x; deny], a/b[verdict=false; by=x; at=2000-01-01T00:00:01Z; ref=r], a/c[score=0.5; by=x]'::labelset::bytea, 'hex') AS three;
SELECT encode('a[verdict=true; score=1; by=b; claim=c; at=2000-01-01T00:00:00Z; seen=2000-01-01T00:00:00.000001Z; until=1999-12-31T23:59:59.999999Z; neg; deny; said=d; ref=c]'::factlabel::bytea, 'hex') AS every_attribute;
SELECT n, encode(substr(b, 1, 12), 'hex') AS begins, length(b) AS bytes
FROM unnest('{64,65}'::int[]) AS n, LATERAL (SELECT string_agg(format('a[claim=%s]', lpad(i::text, 3, '0')), ',')::labelset::bytea AS b FROM generate_series(1, n) AS i) AS t;

\echo == idset: version and flags, number of ids, number of blocks, blocks of the kind that takes the fewest bytes
SELECT s, encode(s::bytea, 'hex') AS bytes FROM unnest(ARRAY['{}', '{0}', '{-1}', '{1-3,7,70000}', '{0-65535}', '{-65536--65535,300000}', '{-9223372036854775808,9223372036854775807}', '{1,2,4,5}', '{1-3,5-7}', '{1-4,6-9}']::idset[]) AS s;
SELECT n, step, encode(substr(s::bytea, 1, 8), 'hex') AS begins, length(s::bytea) AS bytes
FROM (VALUES (4096, 3), (4097, 3), (4095, 16), (6141, 0), (6144, 0)) AS t (n, step), LATERAL (SELECT idset_agg(CASE WHEN step > 0 THEN i * step ELSE i / 3 * 32 + i % 3 END) AS s FROM generate_series(0, n - 1) AS i) AS made;

\echo == idset: past 16 blocks a directory of groups, each of which begins with a whole key
SELECT n, encode(substr(s::bytea, 1, 19), 'hex') AS begins, length(s::bytea) AS bytes FROM (SELECT n, idset_agg(i * 65536 - 65536) AS s FROM unnest('{16,17,33}'::int[]) AS n, generate_series(1, n) AS i GROUP BY n ORDER BY n) AS t;
SELECT encode(substr(s::bytea, 1 + 3 + 12 + 16 * 4), 'hex') AS second_group FROM (SELECT idset_agg(i * 65536) AS s FROM generate_series(1, 17) AS i) AS t;

\echo == claimstats: version, texts, terms, keys, number of terms listed, and each by its hash value with the number of texts beyond the least
SELECT s, encode(s::bytea, 'hex') AS bytes FROM unnest(ARRAY['documents=0 terms=0 keys=0', 'documents=2 terms=5 keys=5 e40c292c:2', 'documents=40000 terms=300000000 keys=50000 00000000:4 00000001:5 ffffffff:40000']::claimstats[]) AS s;

\echo == claimquery: the same counts, the least share, and the terms, of which some are 4-grams, and some not listed
SELECT q, encode(q::bytea, 'hex') AS bytes FROM unnest(ARRAY['documents=0 terms=0 keys=0 least=0', 'documents=2 terms=5 keys=5 least=0.06 5767fb75 6c208ee3~ e40c292c:2 e40c292d~:2']::claimquery[]) AS q;

\echo == The wire: version 1 and the text
SELECT tagpath_send('A/B'), tagset_send('b,a'), tagquery_send('(a)'), factlabel_send('A[by=X]'), labelset_send('b,a'), idset_send('{3,1,2}');
SELECT claimstats_send('documents=1  terms=1 keys=1'), claimquery_send('documents=1 terms=1 keys=1 least=0.50');

DROP CAST (tagpath AS bytea);
DROP CAST (tagset AS bytea);
DROP CAST (tagquery AS bytea);
DROP CAST (labelset AS bytea);
DROP CAST (factlabel AS bytea);
DROP CAST (idset AS bytea);
DROP CAST (claimstats AS bytea);
DROP CAST (claimquery AS bytea);
