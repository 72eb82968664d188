-- idset_to_roaring and idset_from_roaring: 64-bit Roaring bitmaps in the portable format
\set ECHO queries
\set SHOW_CONTEXT never
\pset format unaligned
\echo == Arrays, runs and bitmaps; negative ids come last
SELECT idset_to_roaring('{}') AS nobody;
SELECT idset_to_roaring('{1,2,7}') AS array;
SELECT idset_to_roaring('{1-9}') AS runs;
SELECT idset_to_roaring('{1-9,70000,140000-140009,-1}') AS buckets;
SELECT length(idset_to_roaring(idset_agg(i * 2))) AS bitmap FROM generate_series(0, 32767) AS i;
SELECT idset_from_roaring(idset_to_roaring(ids)) = ids AS same, idset_count(ids)
FROM unnest(ARRAY['{}', '{0}', '{-1}', '{-9223372036854775808,-1,0,9223372036854775807}', '{-70000-70000}', '{4294967295-4294967296}', '{-4294967297--4294967295,2147483647-2147483648}',
                  '{0-65535}', '{0-65536}', '{1-100000000}']::idset[]) AS ids;
SELECT idset_from_roaring(NULL) IS NULL AND idset_to_roaring(NULL) IS NULL AS nothing;

\echo
\echo == Helpers: the parts of a bitmap
CREATE FUNCTION pg_temp.le(n bigint, bytes int) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(string_agg(set_byte('\x00', 0, (n >> (8 * i) & 255)::int), '' ORDER BY i), '') FROM generate_series(0, bytes - 1) AS i $$;
CREATE FUNCTION pg_temp.shorts(VARIADIC n int[]) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT coalesce(string_agg(pg_temp.le(v, 2), '' ORDER BY i), '') FROM unnest(n) WITH ORDINALITY AS t (v, i) $$;
-- one bucket with this high half and this 32-bit bitmap
CREATE FUNCTION pg_temp.one(high bigint, bitmap bytea) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$ SELECT pg_temp.le(1, 8) || pg_temp.le(high, 4) || bitmap $$;
-- a 32-bit bitmap without runs of one container
CREATE FUNCTION pg_temp.plain(key int, ids int, data bytea, start int DEFAULT 16, cookie bigint DEFAULT 12346) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT pg_temp.le(cookie, 4) || pg_temp.le(1, 4) || pg_temp.shorts(key, ids - 1) || pg_temp.le(start, 4) || data $$;
-- a 32-bit bitmap of one container of runs
CREATE FUNCTION pg_temp.runs(key int, ids int, VARIADIC runs int[]) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT pg_temp.shorts(12347, 0) || '\x01' || pg_temp.shorts(key, ids - 1) || pg_temp.shorts(VARIADIC cardinality(runs) / 2 || runs) $$;
-- a 32-bit bitmap without runs, of ids from 0 to 4294967295
CREATE FUNCTION pg_temp.without_runs(ids bigint[]) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    WITH container AS (
        SELECT id >> 16 AS key, count(*) AS n, string_agg(pg_temp.le(id & 65535, 2), '' ORDER BY id) AS lows, array_agg((id & 65535)::int) AS low
        FROM unnest(ids) AS id GROUP BY 1),
    filled AS (
        SELECT key, n, CASE WHEN n <= 4096 THEN lows ELSE
            (SELECT string_agg(set_byte('\x00', 0, coalesce(bits, 0)::int), '' ORDER BY byte)
             FROM generate_series(0, 8191) AS byte LEFT JOIN (SELECT l >> 3 AS byte, sum(1 << (l & 7)) AS bits FROM unnest(low) AS l GROUP BY 1) AS set USING (byte)) END AS data
        FROM container),
    placed AS (SELECT key, n, data, 8 + 8 * count(*) OVER () + sum(length(data)) OVER (ORDER BY key) - length(data) AS start FROM filled)
    SELECT pg_temp.le(12346, 4) || pg_temp.le(count(*), 4) || coalesce(string_agg(pg_temp.le(key, 2) || pg_temp.le(n - 1, 2), '' ORDER BY key)
        || string_agg(pg_temp.le(start::bigint, 4), '' ORDER BY key) || string_agg(data, '' ORDER BY key), '') FROM placed $$;
SELECT idset_from_roaring(pg_temp.one(0, pg_temp.plain(1, 3, pg_temp.shorts(1, 5, 65535)))) AS array, idset_from_roaring(pg_temp.one(0, pg_temp.runs(1, 12, 1, 9, 65534, 1))) AS runs,
       idset_from_roaring(pg_temp.one(4294967295, pg_temp.plain(65535, 1, pg_temp.shorts(65535)))) AS minus_one;

\echo
\echo == The files of RoaringFormatSpec: the same ids, and the same bytes
-- testdata/README.md and testdata64/README.md of github.com/RoaringBitmap/RoaringFormatSpec say what they contain
CREATE TEMP TABLE spec AS
SELECT 'bitmapwithruns.bin' AS file, (SELECT idset_agg(id) FROM (SELECT 1000 * k AS id FROM generate_series(0, 99) AS k UNION ALL SELECT 3 * k FROM generate_series(100000, 199999) AS k UNION ALL SELECT generate_series(700000, 799999)) AS t) AS ids
UNION ALL
SELECT 'bitmap64.bin', (SELECT idset_agg(i * 2) FROM generate_series(0, 32767) AS i) | '{4294967296-4295967295,281474976710656}'
UNION ALL
SELECT 'portable_bitmap64.bin', idset_union(format('{%s-%s,%s-%s,%s,%s}', base, base + 36864, base + 40960, base + 65536, base + 131072, base + 131077)::idset | (SELECT idset_agg(base + 524288 + i * 2) FROM generate_series(0, 32767) AS i))
FROM unnest('{0,4294967296}'::bigint[]) AS base;
CREATE TEMP TABLE bitmap AS
SELECT file, CASE WHEN file LIKE '%64%' THEN idset_to_roaring(ids) ELSE substr(idset_to_roaring(ids), 13) END AS bytes FROM spec
UNION ALL
-- which this program does not write
SELECT 'bitmapwithoutruns.bin', pg_temp.without_runs(ids::bigint[]) FROM spec WHERE file = 'bitmapwithruns.bin';
SELECT file, length(bytes), md5(bytes) FROM bitmap ORDER BY file;
-- a 32-bit bitmap with 12 bytes before it is one of 64 bits
SELECT bitmap.file, idset_count(ids), idset_from_roaring(CASE WHEN bitmap.file LIKE '%64%' THEN '' ELSE '\x010000000000000000000000'::bytea END || bytes) = ids AS same
FROM bitmap JOIN spec ON spec.file = replace(bitmap.file, 'without', 'with') ORDER BY 1;

\echo
\echo == What other programs write and this one does not: runs that touch, or take more room than another kind, empty buckets
SELECT idset_from_roaring(pg_temp.one(0, pg_temp.runs(0, 12, 1, 9, 11, 1))) AS touching, idset_from_roaring(pg_temp.one(0, pg_temp.runs(0, 3, 1, 0, 3, 0, 5, 0))) AS large_runs,
       idset_from_roaring(pg_temp.one(7, pg_temp.le(12346, 4) || pg_temp.le(0, 4))) AS empty, idset_from_roaring(pg_temp.le(0, 8)) AS no_bucket;
SELECT idset_count(ids) AS alternate, ids = (SELECT idset_agg(i * 2) FROM generate_series(0, 32767) AS i) AS same
FROM (SELECT idset_from_roaring(pg_temp.one(0, pg_temp.shorts(12347, 0) || '\x01' || pg_temp.shorts(0, 32767) || pg_temp.le(32768, 2) || string_agg(pg_temp.le(i * 2, 2) || '\x0000', '' ORDER BY i))) AS ids
      FROM generate_series(0, 32767) AS i) AS t;
SELECT idset_from_roaring(pg_temp.one(0, pg_temp.shorts(12347, 0) || '\x01' || pg_temp.shorts(0, 65535) || pg_temp.le(32768, 2) || string_agg(pg_temp.le(i * 2, 2) || '\x0100', '' ORDER BY i))) AS all_touch
FROM generate_series(0, 32767) AS i;
SELECT idset_from_roaring(pg_temp.one(0, pg_temp.plain(0, 4097, string_agg(set_byte('\x00', 0, CASE WHEN i < 512 THEN 255 WHEN i = 512 THEN 1 ELSE 0 END), '' ORDER BY i)))) AS bitmap_of_a_run
FROM generate_series(0, 8191) AS i;

\echo
\echo == Each malformation is refused
CREATE FUNCTION pg_temp.refused(bitmap bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE code text; detail text;
BEGIN
    RETURN 'accepted: ' || left(idset_from_roaring(bitmap)::text, 60);
EXCEPTION WHEN others THEN
    GET STACKED DIAGNOSTICS code = RETURNED_SQLSTATE, detail = PG_EXCEPTION_DETAIL;
    RETURN code || ': ' || detail;
END $$;
CREATE TEMP TABLE malformed (what text, bitmap bytea);
INSERT INTO malformed VALUES
    ('nothing', ''), ('half a number of buckets', '\x01000000'), ('no bucket', pg_temp.le(1, 8)), ('half a high half', pg_temp.le(1, 8) || '\x0000'),
    ('more buckets than there are bytes', pg_temp.le(9223372036854775807, 8)), ('no cookie', pg_temp.one(0, '')), ('another cookie', pg_temp.one(0, pg_temp.plain(0, 1, pg_temp.shorts(1), cookie => 12345))),
    ('a cookie and more', pg_temp.one(0, pg_temp.plain(0, 1, pg_temp.shorts(1), cookie => 77882))), ('no number of containers', pg_temp.one(0, pg_temp.le(12346, 4))),
    ('too many containers', pg_temp.one(0, pg_temp.le(12346, 4) || pg_temp.le(65537, 4))), ('a negative number of containers', pg_temp.one(0, pg_temp.le(12346, 4) || pg_temp.le(4294967295, 4))),
    ('no headers', pg_temp.one(0, pg_temp.le(12346, 4) || pg_temp.le(65536, 4))), ('no offsets', pg_temp.one(0, pg_temp.le(12346, 4) || pg_temp.le(1, 4) || pg_temp.shorts(0, 0))),
    ('no flags of runs', pg_temp.one(0, pg_temp.shorts(12347, 65535))), ('a flag too many', pg_temp.one(0, pg_temp.shorts(12347, 0) || '\x03' || pg_temp.shorts(0, 0, 1, 5, 0))),
    ('keys that descend', pg_temp.one(0, pg_temp.le(12346, 4) || pg_temp.le(2, 4) || pg_temp.shorts(1, 0, 0, 0) || pg_temp.le(24, 4) || pg_temp.le(26, 4) || pg_temp.shorts(1, 1))),
    ('a key twice', pg_temp.one(0, pg_temp.le(12346, 4) || pg_temp.le(2, 4) || pg_temp.shorts(1, 0, 1, 0) || pg_temp.le(24, 4) || pg_temp.le(26, 4) || pg_temp.shorts(1, 1))),
    ('an offset too small', pg_temp.one(0, pg_temp.plain(0, 1, pg_temp.shorts(1), 15))), ('an offset too large', pg_temp.one(0, pg_temp.plain(0, 1, pg_temp.shorts(1, 1), 18))),
    ('an offset beyond the end', pg_temp.one(0, pg_temp.plain(0, 1, pg_temp.shorts(1), 2000000000))), ('an array too short', pg_temp.one(0, pg_temp.plain(0, 3, pg_temp.shorts(1, 2)))),
    ('an array that descends', pg_temp.one(0, pg_temp.plain(0, 2, pg_temp.shorts(2, 1)))), ('an id twice', pg_temp.one(0, pg_temp.plain(0, 2, pg_temp.shorts(2, 2)))),
    ('a bitmap too short', pg_temp.one(0, pg_temp.plain(0, 4097, repeat('x', 8191)::bytea))), ('a bitmap with other ids', pg_temp.one(0, pg_temp.plain(0, 4097, repeat('x', 8192)::bytea))),
    ('no number of runs', pg_temp.one(0, pg_temp.shorts(12347, 0) || '\x01' || pg_temp.shorts(0, 0))), ('no runs', pg_temp.one(0, pg_temp.shorts(12347, 0) || '\x01' || pg_temp.shorts(0, 0, 0))),
    ('runs too short', pg_temp.one(0, pg_temp.shorts(12347, 0) || '\x01' || pg_temp.shorts(0, 0, 2, 0, 0))), ('runs that descend', pg_temp.one(0, pg_temp.runs(0, 2, 5, 0, 1, 0))),
    ('runs that overlap', pg_temp.one(0, pg_temp.runs(0, 6, 1, 2, 3, 2))), ('a run twice', pg_temp.one(0, pg_temp.runs(0, 2, 1, 0, 1, 0))),
    ('a run beyond its container', pg_temp.one(0, pg_temp.runs(0, 3, 65534, 2))), ('runs with other ids', pg_temp.one(0, pg_temp.runs(0, 11, 1, 9))),
    ('runs that wrap to the right number', pg_temp.one(0, pg_temp.runs(0, 1, 0, 65535, 0, 0))),
    ('buckets that descend', pg_temp.le(2, 8) || pg_temp.le(1, 4) || pg_temp.runs(0, 2, 1, 1) || pg_temp.le(0, 4) || pg_temp.runs(0, 2, 1, 1)),
    ('a bucket twice', pg_temp.le(2, 8) || pg_temp.le(1, 4) || pg_temp.runs(0, 2, 1, 1) || pg_temp.le(1, 4) || pg_temp.runs(0, 2, 1, 1)),
    ('negative ids first', pg_temp.le(2, 8) || pg_temp.le(4294967295, 4) || pg_temp.runs(0, 2, 1, 1) || pg_temp.le(0, 4) || pg_temp.runs(0, 2, 1, 1)),
    ('a bucket too few', pg_temp.le(2, 8) || pg_temp.le(1, 4) || pg_temp.runs(0, 2, 1, 1)), ('a byte too many', pg_temp.one(0, pg_temp.runs(0, 2, 1, 1)) || '\x00'),
    ('a bitmap of 32 bits', pg_temp.plain(0, 3, pg_temp.shorts(1, 2, 7)));
SELECT what, pg_temp.refused(bitmap) FROM malformed;
SELECT idset_from_roaring(bitmap) FROM malformed WHERE what = 'a bitmap of 32 bits';
SELECT idset_from_roaring(bitmap) FROM malformed WHERE what = 'a byte too many';

\echo
\echo == Every part of a bitmap, cut off or with a byte changed, is refused or means other ids
WITH bitmap AS (SELECT ids, idset_to_roaring(ids) AS b FROM unnest(ARRAY['{1,2,7,65536-65545,131073,-5--1,4294967296-4294967300,4295000000,4295100000,4295200000}']::idset[]) AS ids),
cut AS (SELECT pg_temp.refused(substr(b, 1, n)) AS r FROM bitmap, generate_series(0, length(b) - 1) AS n),
changed AS (SELECT pg_temp.refused(set_byte(b, n, get_byte(b, n) # (1 << bit))) AS r, ids FROM bitmap, generate_series(0, length(b) - 1) AS n, generate_series(0, 7) AS bit)
SELECT (SELECT count(*) FROM cut) AS cut, (SELECT count(*) FROM cut WHERE r !~ '^22P03') AS accepted, (SELECT count(*) FROM changed) AS changed, (SELECT count(*) FROM changed WHERE r = 'accepted: ' || ids) AS same,
       (SELECT count(*) FROM changed WHERE r !~ '^(22P03|accepted)') AS other_errors, (SELECT count(*) FROM changed WHERE r ~ '^accepted') AS other_ids;

\echo
\echo == Random sets there and back; and those that SQL writes without runs
SELECT setseed(0.3);
CREATE TEMP TABLE random_set AS
SELECT n, idset_agg((random() * power(10, 1 + n % 12))::bigint * CASE WHEN n % 3 = 0 AND random() < 0.5 THEN -1 ELSE 1 END + i % (1 + n % 5)) AS ids
FROM generate_series(1, 60) AS n, generate_series(1, 50 * n) AS i GROUP BY n;
SELECT count(*) AS sets, count(*) FILTER (WHERE idset_from_roaring(idset_to_roaring(ids)) IS DISTINCT FROM ids) AS differ FROM random_set;
SELECT count(*) AS sets, count(*) FILTER (WHERE idset_from_roaring(pg_temp.one(0, pg_temp.without_runs((ids & '{0-4294967295}')::bigint[]))) IS DISTINCT FROM ids & '{0-4294967295}') AS differ FROM random_set;
