-- Random members and random queries: audience_count, audience_ids and audience_counts beside count(*), idset_agg and
-- tagset_counts over the table. Only differences are printed. For more than 500 questions:
-- PGOPTIONS='-c audience_test.queries=10000'
\set ECHO queries
\set SHOW_CONTEXT never
SET client_min_messages = warning;
SET jit = off;
SET timezone = 'UTC';
SET datestyle = 'ISO';
SELECT setseed(0.17);

\echo
\echo == Members and queries
CREATE SCHEMA aud_diff;
SET search_path = aud_diff, public;

CREATE FUNCTION pick(VARIADIC choices text[]) RETURNS text LANGUAGE sql VOLATILE
RETURN choices[1 + floor(random() * cardinality(choices))::int];

-- names of which one begins another, as a name or as a path, some of them with a byte that sorts near the separator
CREATE FUNCTION any_segment() RETURNS text LANGUAGE sql VOLATILE
RETURN (ARRAY['a', 'b', 'ab', '興趣', '房地產', '房', '"a b"', '"!"', '"a*"', 'é', 'a-b', '"&"'])[1 + floor(power(random(), 2) * 12)::int];

CREATE FUNCTION any_path() RETURNS text LANGUAGE sql VOLATILE
RETURN CASE WHEN random() < 0.01 THEN repeat('a/', 300) || any_segment() ELSE
    any_segment() || CASE WHEN random() < 0.8 THEN '/' || any_segment() ELSE '' END || CASE WHEN random() < 0.5 THEN '/' || any_segment() ELSE '' END ||
    CASE WHEN random() < 0.2 THEN '/' || any_segment() || '/' || any_segment() ELSE '' END END;

-- a day of March, or a microsecond before or after it
CREATE FUNCTION any_moment(beside boolean) RETURNS timestamptz LANGUAGE sql VOLATILE
RETURN timestamptz '2026-03-01Z' + floor(random() * 9) * interval '1 day' + CASE WHEN beside THEN floor(random() * 3 - 1) * interval '1 microsecond' ELSE '0' END;

CREATE FUNCTION any_tags(elements int) RETURNS tagset LANGUAGE plpgsql VOLATILE AS $$
DECLARE tags tagset := '';
BEGIN
    FOR i IN 1 .. elements LOOP
        tags := tagset_put(tags, any_path()::tagpath,
            CASE WHEN random() < 0.2 THEN floor(random() * 5) / 4 END, CASE WHEN random() < 0.3 THEN floor(random() * 4) END,
            CASE WHEN random() < 0.25 THEN any_moment(false) END, CASE WHEN random() < 0.25 THEN any_moment(false) END);
    END LOOP;
    RETURN tags;
END $$;

-- dense ids, ids around the border between two chunks, negative ids, and some far apart
CREATE FUNCTION any_id(i int) RETURNS bigint LANGUAGE sql VOLATILE
RETURN CASE i % 8 WHEN 0 THEN 65536 - 40 + i / 8 WHEN 1 THEN -i WHEN 2 THEN CASE WHEN i < 150 THEN i::bigint * 40000000007 ELSE i END WHEN 3 THEN -65536 * 3 - i ELSE i END;

CREATE FUNCTION any_member_tags(i int) RETURNS tagset LANGUAGE sql VOLATILE
RETURN CASE WHEN i % 23 = 0 THEN NULL WHEN i % 29 = 0 THEN ''::tagset ELSE any_tags(CASE WHEN i % 100 = 7 THEN 60 ELSE 1 + floor(random() * 7)::int END) END;

CREATE FUNCTION any_filter() RETURNS text LANGUAGE sql VOLATILE
RETURN CASE floor(random() * 9)::int
    WHEN 0 THEN 'weight' || pick('=', '!=', '<', '<=', '>', '>=') || pick('0', '0.25', '0.5', '1')
    WHEN 1 THEN 'weight' || pick('=0.5|1', '!=0.25|0', '!=1', '>0', '<=0.75')
    WHEN 2 THEN 'value' || pick('=', '!=', '<', '<=', '>', '>=') || pick('-1', '0', '1', '1.5', '2')
    WHEN 3 THEN pick('value=1|3', 'value!=1|2', 'value>=1; value<=2', 'value>0; value!=2', 'value<1; value>2')
    WHEN 4 THEN pick('since', 'until') || pick('=', '!=', '<', '<=', '>', '>=') || '"' || any_moment(true) || '"'
    WHEN 5 THEN pick('since', 'until') || pick('=', '!=', '<', '<=', '>', '>=') || pick('-P2D', 'P0D', 'P3D', '-P1M', 'PT24H', 'P100000Y')
    WHEN 6 THEN pick('by=a', 'deny', 'verdict=true', 'claim!="x"', 'score>=0.5', 'at>-P1D', 'verdict>=mixed')
    ELSE 'path' || pick('=', '!=') || any_path() || CASE WHEN random() < 0.5 THEN '|' || any_path() ELSE '' END
END;

CREATE FUNCTION any_pattern() RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE segments text[] := (tagpath_segments(any_path()::tagpath))[1:1 + floor(random() * 3)::int];
BEGIN
    FOR i IN 1 .. cardinality(segments) LOOP
        segments[i] := CASE floor(random() * 14)::int WHEN 0 THEN '*' WHEN 1 THEN '**' WHEN 2 THEN tagpath_quote(left(segments[i], 1)) || '*' WHEN 3 THEN '*' || tagpath_quote(right(segments[i], 1))
            WHEN 4 THEN '~"^[ab房]"' WHEN 5 THEN '~"b|趣$"' ELSE tagpath_quote(segments[i]) END;
    END LOOP;
    RETURN array_to_string(segments, '/');
END $$;

CREATE FUNCTION any_term() RETURNS text LANGUAGE sql VOLATILE
RETURN pick('', '', '', '=') || any_pattern() ||
    CASE WHEN random() < 0.45 THEN '[' || any_filter() || CASE WHEN random() < 0.3 THEN '; ' || any_filter() ELSE '' END || ']' ELSE '' END;

CREATE FUNCTION any_query(depth int) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE parts text[] := '{}'; n int;
BEGIN
    IF depth = 0 OR random() < 0.3 THEN
        RETURN any_term();
    END IF;
    CASE floor(random() * 8)::int
        WHEN 0, 1 THEN RETURN '!(' || any_query(depth - 1) || ')';
        WHEN 2 THEN RETURN '((' || any_query(depth - 1) || ') @ "' || any_moment(true) || '")';
        WHEN 3 THEN
            n := 2 + floor(random() * 4)::int;
            FOR i IN 1 .. n LOOP parts := parts || any_query(depth - 1); END LOOP;
            RETURN 1 + floor(random() * n)::int || ' of (' || array_to_string(parts, ', ') || ')';
        WHEN 4, 5 THEN RETURN '(' || any_query(depth - 1) || ') & (' || any_query(depth - 1) || ')';
        ELSE
            FOR i IN 1 .. 2 + floor(power(random(), 3) * 8)::int LOOP parts := parts || ('(' || any_query(depth - 1) || ')'); END LOOP;
            RETURN array_to_string(parts, ' | ');
    END CASE;
END $$;

-- as of a moment, or of none; a query that is relative to a moment has one
CREATE TABLE question AS
    SELECT number, query, at FROM (
        SELECT number, text, CASE WHEN random() < 0.6 OR text ~ '[<>=]-?P[0-9T]' THEN any_moment(true) END AS at
        FROM (SELECT number, any_query(2) AS text FROM generate_series(1, coalesce(current_setting('audience_test.queries', true), '500')::int) AS number) AS t) AS t,
    LATERAL (SELECT text::tagquery AS query) AS q;
ALTER TABLE question ADD PRIMARY KEY (number);
SELECT count(*) FILTER (WHERE at IS NULL) > 50 AS without_a_moment, count(*) FILTER (WHERE at IS NOT NULL) > 50 AS with_one FROM question;

CREATE TABLE member (id bigint PRIMARY KEY, tags tagset);
CREATE TABLE answer (number int PRIMARY KEY, ids idset);
CREATE FUNCTION answers() RETURNS TABLE (number int, ids idset) LANGUAGE plpgsql STABLE AS $$
BEGIN
    FOR number, ids IN SELECT q.number, coalesce(idset_agg(m.id), '{}') FROM question AS q LEFT JOIN member AS m ON m.tags @@ tagquery_at(q.query, q.at) GROUP BY q.number
    LOOP RETURN NEXT; END LOOP;
END $$;
-- the questions that an audience answers in another way than the table, of every nth
CREATE FUNCTION differences(audience regclass, nth int) RETURNS SETOF text LANGUAGE sql STABLE AS $$
    SELECT format('%s @ %s: %s %s, not %s', q.query, q.at, audience_count(audience, q.query, q.at), audience_ids(audience, q.query, q.at), a.ids)
    FROM question AS q JOIN answer AS a USING (number)
    WHERE q.number % nth = 0 AND (audience_ids(audience, q.query, q.at) <> a.ids OR audience_count(audience, q.query, q.at) <> idset_count(a.ids)) LIMIT 3 $$;
-- and those for which it counts the tags in another way
CREATE FUNCTION other_counts(audience regclass, nth int) RETURNS SETOF text LANGUAGE sql STABLE AS $$
    SELECT format('%s @ %s: %s, not %s', q.query, q.at, ours, theirs) FROM question AS q,
    LATERAL (SELECT array_agg((tag, parent, depth, rows)::text) AS ours FROM audience_counts(audience, q.query, q.at)) AS o,
    LATERAL (SELECT array_agg((tag::text, tagpath_parent(tag)::text, depth, rows)::text ORDER BY tag) AS theirs
             FROM unnest((SELECT tagset_counts(CASE WHEN q.at IS NULL THEN tags ELSE tagset_live(tags, q.at) END) FROM member WHERE tags @@ tagquery_at(q.query, q.at)))) AS t
    WHERE q.number % nth = 0 AND ours IS DISTINCT FROM theirs LIMIT 3 $$;

\echo
\echo == An audience of all rows, of half of them, and of none; the rest is pending
SELECT audience_create('member', 'id', 'tags', 'pending');
INSERT INTO member SELECT any_id(i), any_member_tags(i) FROM generate_series(1, 700) AS i WHERE i % 2 = 0;
SELECT audience_create('member', 'id', 'tags', 'half', chunk_bits => 18);
INSERT INTO member SELECT any_id(i), any_member_tags(i) FROM generate_series(1, 700) AS i WHERE i % 2 = 1;
SELECT audience_create('member', 'id', 'tags', 'base');
ANALYZE member;
INSERT INTO answer SELECT * FROM answers();
ANALYZE answer;
SELECT count(*) FILTER (WHERE ids = '{}') > 30 AS some_without_members, count(*) FILTER (WHERE ids > '{}') > 200 AS many_with FROM answer;
SELECT differences('base', 1);
SELECT differences('half', 2);
SELECT differences('pending', 4);
SELECT other_counts('base', 11);
SELECT other_counts('half', 23);
SELECT other_counts('pending', 41);

\echo
\echo == All rows as of moments, and of none
CREATE TABLE everybody AS
    SELECT at, array_agg((tag::text, tagpath_parent(tag)::text, depth, rows)::text ORDER BY tag) AS counts
    FROM (SELECT NULL::timestamptz AS at UNION ALL SELECT timestamptz '2026-03-01Z' + n * interval '1 day' + m * interval '1 microsecond' FROM generate_series(0, 8) AS n, generate_series(-1, 1) AS m
          UNION ALL SELECT '-infinity' UNION ALL SELECT 'infinity') AS moment,
    LATERAL unnest((SELECT tagset_counts(CASE WHEN at IS NULL THEN tags ELSE tagset_live(tags, at) END) FROM member)) GROUP BY at;
SELECT at, audience FROM everybody, unnest('{base,half,pending}'::regclass[]) AS audience
WHERE (SELECT array_agg((tag, parent, depth, rows)::text) FROM audience_counts(audience, at => at)) <> counts;

\echo
\echo == Rows change: tags, ids, NULL and back, and some go
CREATE PROCEDURE change_rows() LANGUAGE sql AS $$
    UPDATE member SET tags = any_member_tags(1 + floor(random() * 200)::int) WHERE hashint8(id) & 7 = 0;
    UPDATE member SET tags = tagset_put(tags, any_path()::tagpath, 0.5, 1, NULL, NULL) WHERE hashint8(id) & 31 = 1;
    DELETE FROM member WHERE hashint8(id) & 31 = 2;
    UPDATE member SET id = id + 1000 WHERE hashint8(id) & 31 = 3 AND id NOT IN (SELECT id - 1000 FROM member);
    INSERT INTO member SELECT 2000 + i, any_member_tags(i) FROM generate_series(1, 20) AS i ON CONFLICT DO NOTHING;
$$;
CALL change_rows();
TRUNCATE answer;
INSERT INTO answer SELECT * FROM answers();
SELECT differences('base', 3);
SELECT differences('half', 9);
SELECT differences('pending', 9);
SELECT other_counts('base', 19);

\echo
\echo == After compaction
CALL audience_compact('base');
CALL audience_compact('half');
CALL audience_compact('pending');
SELECT (SELECT count(*) FROM base_pending) + (SELECT count(*) FROM half_pending) + (SELECT count(*) FROM pending_pending) AS pending;
SELECT differences('base', 3);
SELECT differences('half', 5);
SELECT differences('pending', 5);
SELECT other_counts('base', 19);
SELECT other_counts('pending', 41);

\echo
\echo == In a transaction with changes of its own
CALL change_rows();
BEGIN ISOLATION LEVEL REPEATABLE READ;
CALL change_rows();
DELETE FROM answer;
INSERT INTO answer SELECT * FROM answers();
SELECT differences('base', 3);
SELECT differences('half', 9);
SELECT other_counts('half', 41);
SAVEPOINT s;
CALL change_rows();
DELETE FROM answer;
INSERT INTO answer SELECT * FROM answers();
SELECT differences('base', 7);
ROLLBACK TO s;
SELECT differences('base', 7);
ROLLBACK;

\echo
\echo == After another compaction, and made anew
TRUNCATE answer;
INSERT INTO answer SELECT * FROM answers();
SELECT differences('base', 7);
CALL audience_compact('base');
SELECT differences('base', 3);
SELECT other_counts('base', 19);
SELECT audience_rebuild('half');
SELECT differences('half', 5);
SELECT array_agg(problem) FROM audience_problems('base');
SET client_min_messages = error;
DROP SCHEMA aud_diff CASCADE;
