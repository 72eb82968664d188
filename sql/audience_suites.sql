-- Every query that the tests of tags ask, and every set in them, asked of an audience: with none, half and all of its
-- rows pending, by a GIN index and by a scan. Only differences are printed.
\set ECHO queries
SET client_min_messages = error;
SET TimeZone = 'UTC';
CREATE SCHEMA audience_suites;
SET search_path = audience_suites, public;

\echo
\echo == The texts of these tests
-- unechoed, since they would be printed here
\set ECHO none
\getenv abs_srcdir PG_ABS_SRCDIR
\set suites :abs_srcdir '/sql'
SELECT string_agg(format('%s/%s.sql', :'suites', name), ' ') AS files
FROM unnest('{tagquery,tagset,tagset_algebra,tagpath,differential,plans,shortcuts,two_meanings,reference_examples,readme,recipes,estimates,tagquery_gin,adoption}'::text[]) AS name \gset
\setenv FILES :files
\set text `cat $FILES`
CREATE TABLE literal AS
SELECT DISTINCT replace(m[1], '''''', '''') AS text FROM regexp_matches(:'text', '''((?:[^'']|'''')*)''', 'g') AS m;
\set ECHO queries
SELECT count(*) > 1000 AS many FROM literal;
CREATE TABLE query AS SELECT row_number() OVER (ORDER BY text COLLATE "C") AS n, text::tagquery AS query FROM literal
WHERE length(text) < 2000 AND tagquery_error(text) IS NULL;
CREATE FUNCTION as_tags(text text) RETURNS tagset LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    RETURN text::tagset;
EXCEPTION WHEN OTHERS THEN
    RETURN NULL;
END $$;
CREATE TABLE member (id bigint PRIMARY KEY, tags tagset);
INSERT INTO member SELECT row_number() OVER (ORDER BY text COLLATE "C") * 977, as_tags(text) FROM literal WHERE length(text) < 2000;
SELECT (SELECT count(*) > 500 FROM query) AS queries, (SELECT count(tags) > 500 FROM member) AS sets;

\echo
\echo == What each finds: ignoring time, and as of a timestamp
CREATE FUNCTION answer(statement text, VARIADIC arguments text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE answer text;
BEGIN
    EXECUTE format(statement, VARIADIC arguments) INTO answer;
    RETURN answer;
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END $$;
CREATE TABLE truth AS SELECT n, at FROM query, unnest('{NULL,2026-06-01 00:00Z,2027-01-01 00:00Z}'::timestamptz[]) AS at;
ALTER TABLE truth ADD scan text;
SET enable_indexscan = off;
SET enable_bitmapscan = off;
UPDATE truth SET scan = answer('SELECT coalesce(idset_agg(id), %L) FROM member WHERE tags @@ %L', '{}', CASE WHEN at IS NULL THEN query::text ELSE tagquery_at(query, at)::text END) FROM query WHERE query.n = truth.n;
RESET enable_indexscan;
RESET enable_bitmapscan;
SELECT count(DISTINCT scan) > 100 AS "differ enough", count(*) FILTER (WHERE scan ~ '^[0-9A-Z]{5}$') < count(*) / 20 AS "nearly all answer" FROM truth;
CREATE FUNCTION differences(audience regclass) RETURNS TABLE (query tagquery, at timestamptz, scan text, answer text, counted text) LANGUAGE sql AS $$
    SELECT query, at, scan, answer, counted
    FROM truth JOIN query USING (n),
         answer('SELECT audience_ids(%L, %L::tagquery, %L)', audience::text, query::text, at::text) AS answer,
         answer('SELECT audience_count(%L, %L::tagquery, %L)', audience::text, query::text, at::text) AS counted
    -- where a scan raises an error, an audience may answer, and the other way round: SQL decides what it evaluates
    WHERE scan !~ '^[0-9A-Z]{5}$' AND answer !~ '^(54000|22023)$'
      AND (answer IS DISTINCT FROM scan OR counted IS DISTINCT FROM idset_count(scan::idset)::text)
$$;
CREATE INDEX ON member USING gin (tags);
SET enable_seqscan = off;
SELECT query, at, scan, gin
FROM truth JOIN query USING (n), answer('SELECT coalesce(idset_agg(id), %L) FROM member WHERE tags @@ %L', '{}', CASE WHEN at IS NULL THEN query::text ELSE tagquery_at(query, at)::text END) AS gin
WHERE scan !~ '^[0-9A-Z]{5}$' AND gin IS DISTINCT FROM scan;
RESET enable_seqscan;

\echo
\echo == No row pending, half of them, all of them, and compacted again
SELECT audience_create('member', 'id', 'tags');
SELECT * FROM differences('member_audience');
SELECT count(*) < 20 AS "few raise an error in an audience alone" FROM truth JOIN query USING (n)
WHERE scan !~ '^[0-9A-Z]{5}$' AND answer('SELECT audience_ids(%L, %L::tagquery, %L)', 'member_audience', query::text, at::text) ~ '^[0-9A-Z]{5}$';
CREATE TABLE kept AS TABLE member;
UPDATE member SET tags = 'elsewhere' WHERE id % 2 = 0;
UPDATE member SET tags = kept.tags FROM kept WHERE kept.id = member.id AND member.id % 2 = 0;
SELECT count(*) > 0 AS pending FROM member_audience_pending;
SELECT * FROM differences('member_audience');
DELETE FROM member;
INSERT INTO member TABLE kept;
SELECT count(*) = (SELECT count(*) FROM member) AS "all pending" FROM member_audience_pending;
SELECT * FROM differences('member_audience');
CALL audience_compact('member_audience');
SELECT count(*) AS pending FROM member_audience_pending;
SELECT * FROM differences('member_audience');

DROP SCHEMA audience_suites CASCADE;
