-- Of an idset out of line, the count reads the first bytes, and @> those that may have the id
\set ECHO queries

\echo
\echo == 60 blocks of 8,196 bytes, and the same with damage in the second block of the third group of 16
CREATE CAST (idset AS bytea) WITHOUT FUNCTION;
CREATE CAST (bytea AS idset) WITHOUT FUNCTION;
CREATE TABLE sliced (n int, ids idset);
INSERT INTO sliced SELECT 1, idset_agg(i * 7) FROM generate_series(-280000, 280000) AS i;
INSERT INTO sliced SELECT 2, set_byte(b, 41 + 33 * 8196 + 1, 255)::idset FROM (SELECT ids::bytea AS b FROM sliced) AS s;
SELECT n, idset_count(ids), ids @> -1960000 AS "in the first block", ids @> 1960000 AS "in the last", ids @> 1960007 AS beyond, ids @> 131075 AS "before the damage", ids @> 131076 AS "not in the set" FROM sliced;
SELECT ids @> 300000 FROM sliced WHERE n = 2;
SELECT idset_count(ids | '{}') FROM sliced WHERE n = 2;

\echo
\echo == Slices answer as a value in memory does
SELECT count(*), count(*) FILTER (WHERE ids @> id) AS found, count(*) FILTER (WHERE (ids @> id) <> (id % 7 = 0)) AS wrong FROM sliced, generate_series(-1960000, 1960000, 1999) AS id WHERE n = 1;
SELECT count(*), count(*) FILTER (WHERE ids @> id) AS found, count(*) FILTER (WHERE (ids @> id) <> (id % 7 = 0)) AS wrong FROM (SELECT ids | '{}' AS ids FROM sliced WHERE n = 1 OFFSET 0) AS s, generate_series(-1960000, 1960000, 1999) AS id;
-- with a directory that is read in parts
INSERT INTO sliced SELECT 3, idset_agg(i::bigint * i * i * 1000) FROM generate_series(-30000, 30000) AS i;
SELECT count(*), count(*) FILTER (WHERE ids @> i::bigint * i * i * 1000) AS found, count(*) FILTER (WHERE ids @> i::bigint * i * i * 1000 + 1) AS beside FROM sliced, generate_series(-30000, 30000, 7) AS i WHERE n = 3;
-- a compressed value is read as a whole
ALTER TABLE sliced ALTER ids SET STORAGE extended;
INSERT INTO sliced SELECT 4, idset_agg(i) FROM (SELECT i * 131072 + j AS i FROM generate_series(1, 100) AS i, generate_series(0, 1000, 2) AS j) AS t;
SELECT pg_column_compression(ids) IS NOT NULL AS compressed, idset_count(ids), ids @> 131072 * 99 + 1000 AS found, ids @> 131072 * 99 + 1002 AS beyond FROM sliced WHERE n = 4;

DROP TABLE sliced;
DROP CAST (idset AS bytea);
DROP CAST (bytea AS idset);
