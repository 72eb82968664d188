\echo == The truth by plain SQL over unnested elements, around each moment at which something begins or ends
-- Nothing of the truth is computed by a query, an operator or another function of factag but tagset_rows. The
-- audience answers the same asks with all, some and none of the rows pending. Only differences are printed.
SET client_min_messages = warning;
SET jit = off;
SET timezone = 'UTC';
SET datestyle = 'ISO';
SELECT setseed(0.20261129);

CREATE TABLE truth_member (id bigint PRIMARY KEY, tags tagset);
CREATE TABLE truth_element (id bigint, tag text, depth int, weight float8, value float8, since timestamptz, until timestamptz);
CREATE TABLE truth_ask (n serial, query text, at timestamptz, ids bigint[], facets text[]);

CREATE FUNCTION truth_pick(VARIADIC choices text[]) RETURNS text LANGUAGE sql VOLATILE
RETURN choices[1 + floor(random() * cardinality(choices))::int];

CREATE FUNCTION truth_path() RETURNS text LANGUAGE sql VOLATILE AS $$
SELECT string_agg((ARRAY['a', 'b', 'ab', '中'])[1 + floor(power(random(), 2) * 4)::int], '/') FROM generate_series(1, 1 + floor(random() * 3)::int)
$$;

-- few instants, so that many elements share one
CREATE FUNCTION truth_instant() RETURNS timestamptz LANGUAGE sql VOLATILE
RETURN timestamptz '2026-03-01T00:00:00Z' + floor(random() * 5) * interval '1 day';

-- a set as text, with up to six elements and each attribute now and then
CREATE FUNCTION truth_set() RETURNS text LANGUAGE plpgsql AS $$
DECLARE
  paths text[] := '{}'; p text; r text := ''; a text;
BEGIN
  FOR i IN 1 .. floor(random() * 7)::int LOOP
    p := truth_path();
    CONTINUE WHEN p = ANY (paths);
    paths := paths || p; a := '';
    IF random() < 0.2 THEN a := a || '; weight=' || truth_pick('0.25', '0.5', '2'); END IF;
    IF random() < 0.3 THEN a := a || '; value=' || truth_pick('-3', '0', '0.5', '1e300'); END IF;
    IF random() < 0.3 THEN a := a || '; since=' || to_char(truth_instant(), 'YYYY-MM-DD"T00:00:00Z"'); END IF;
    IF random() < 0.3 THEN a := a || '; until=' || to_char(truth_instant(), 'YYYY-MM-DD"T00:00:00Z"'); END IF;
    r := r || CASE WHEN r = '' THEN '' ELSE ', ' END || p || CASE WHEN a = '' THEN '' ELSE '[' || substr(a, 3) || ']' END;
  END LOOP;
  RETURN r;
END $$;

-- a term, and when an element e meets it; some compare with a time before or after "as of"
CREATE FUNCTION truth_term(as_of timestamptz, OUT q text, OUT c text) LANGUAGE plpgsql AS $$
DECLARE
  p text := truth_path(); s text := truth_path(); op text; v text; attribute text;
BEGIN
  CASE floor(random() * 10)::int
    WHEN 0 THEN q := '=' || p; c := format('e.tag = %L', p);
    WHEN 1 THEN q := p || '/*'; c := format('e.tag ~ %L', '^' || p || '/[^/]+(/|$)');
    WHEN 2 THEN q := '=' || p || '/*'; c := format('e.tag ~ %L', '^' || p || '/[^/]+$');
    WHEN 3 THEN q := '*/' || p; c := format('e.tag ~ %L', '^[^/]+/' || p || '(/|$)');
    WHEN 4 THEN q := p || '/**/' || s; c := format('e.tag ~ %L', '^' || p || '/([^/]+/)*' || s || '(/|$)');
    WHEN 5 THEN q := 'a*'; c := 'e.tag ~ ''^a''';
    ELSE q := p; c := format('(e.tag = %L OR starts_with(e.tag, %L))', p, p || '/');
  END CASE;
  FOR i IN 1 .. floor(random() * 2.4 - 0.4)::int LOOP
    attribute := truth_pick('weight', 'value', 'value', 'since', 'until', 'path');
    op := truth_pick('=', '!=', '<', '<=', '>', '>=');
    IF attribute = 'path' THEN
      op := truth_pick('=', '!='); v := truth_path();
      c := format('%s AND %s (e.tag = %L OR starts_with(e.tag, %L))', c, CASE op WHEN '=' THEN '' ELSE 'NOT' END, v, v || '/');
    ELSIF attribute IN ('since', 'until') AND as_of IS NOT NULL AND random() < 0.5 THEN
      v := truth_pick('-P1D', '-P2D', 'P0D', 'P1D', 'P1DT0.000001S');
      c := format('%s AND coalesce(e.%s %s %L, false)', c, attribute, CASE op WHEN '!=' THEN '<>' ELSE op END,
        as_of + CASE WHEN starts_with(v, '-') THEN - substr(v, 2)::interval ELSE v::interval END);
    ELSE
      v := CASE WHEN attribute IN ('since', 'until') THEN to_char(truth_instant(), 'YYYY-MM-DD"T00:00:00Z"')
                WHEN attribute = 'weight' THEN truth_pick('0.25', '0.5', '1', '2') ELSE truth_pick('-3', '0', '0.5', '1e300') END;
      c := format('%s AND coalesce(e.%s %s %L, false)', c, attribute, CASE op WHEN '!=' THEN '<>' ELSE op END, v);
    END IF;
    q := q || CASE WHEN i = 1 THEN '[' ELSE '; ' END || attribute || op || v;
  END LOOP;
  IF position('[' IN q) > 0 THEN q := q || ']'; END IF;
END $$;

-- a query, and when a member m meets it; elements that are not valid "as of" do not count
CREATE FUNCTION truth_query(deep int, as_of timestamptz, OUT q text, OUT c text) LANGUAGE plpgsql AS $$
DECLARE
  q2 text; c2 text; q3 text; c3 text; inner_as_of timestamptz;
BEGIN
  IF deep = 0 OR random() < 0.2 THEN
    SELECT * INTO q, c FROM truth_term(as_of);
    c := format('EXISTS (SELECT FROM truth_element AS e WHERE e.id = m.id AND %s%s)', c, CASE WHEN as_of IS NOT NULL THEN
      format(' AND (e.since IS NULL OR e.since <= %1$L) AND (e.until IS NULL OR e.until > %1$L)', as_of) END);
    RETURN;
  END IF;
  SELECT * INTO q, c FROM truth_query(deep - 1, as_of);
  SELECT * INTO q2, c2 FROM truth_query(deep - 1, as_of);
  CASE floor(random() * 6)::int
    WHEN 0 THEN q := format('!(%s)', q); c := format('NOT (%s)', c);
    WHEN 1, 2 THEN q := format('(%s) & (%s)', q, q2); c := format('(%s) AND (%s)', c, c2);
    WHEN 3 THEN q := format('(%s) & !(%s)', q, q2); c := format('(%s) AND NOT (%s)', c, c2);
    WHEN 4 THEN q := format('(%s) | (%s)', q, q2); c := format('(%s) OR (%s)', c, c2);
    ELSE
      inner_as_of := truth_instant() + (floor(random() * 3) - 1) * interval '1 microsecond';
      SELECT * INTO q3, c3 FROM truth_query(deep - 1, inner_as_of);
      q := format('2 of (%s, !(%s), ((%s) @%s))', q, q2, q3, to_char(inner_as_of, 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"'));
      c := format('(%s)::int + (NOT (%s))::int + (%s)::int >= 2', c, c2, c3);
  END CASE;
END $$;

-- rows per tag and ancestor, of the members with these ids
CREATE FUNCTION truth_facets(of_ids bigint[], as_of timestamptz) RETURNS text[] LANGUAGE sql AS $$
SELECT coalesce(array_agg(format('%s|%s|%s|%s', tag, parent, depth, n) ORDER BY tag COLLATE "C"), '{}') FROM (
  SELECT array_to_string(s[:d], '/') AS tag, nullif(array_to_string(s[:d - 1], '/'), '') AS parent, d AS depth, count(DISTINCT id) AS n
  FROM truth_element AS e, string_to_array(e.tag, '/') AS s, generate_series(1, cardinality(s)) AS d
  WHERE e.id = ANY (of_ids) AND (as_of IS NULL OR (e.since IS NULL OR e.since <= as_of) AND (e.until IS NULL OR e.until > as_of))
  GROUP BY 1, 2, 3) AS tally
$$;

\echo -- the base: ids of four chunks, below zero too, with other sets than the asks will find
INSERT INTO truth_member SELECT i, truth_set()::tagset FROM (SELECT (i % 4 - 2) * 65536 + i % 7 + i AS i FROM generate_series(1, 500) AS i) AS ids;
SELECT audience_create('truth_member', 'id', 'tags');
\echo -- then more than half of the rows change: other sets, none, NULL, gone, new, another key
UPDATE truth_member SET tags = truth_set()::tagset WHERE id % 3 = 0;
UPDATE truth_member SET tags = tags || truth_set()::tagset WHERE id % 7 = 0;
UPDATE truth_member SET tags = '' WHERE id % 31 = 0;
UPDATE truth_member SET tags = NULL WHERE id % 37 = 0;
DELETE FROM truth_member WHERE id % 11 = 0;
UPDATE truth_member SET id = id + 65536 * 3 WHERE id % 13 = 0;
INSERT INTO truth_member SELECT i, truth_set()::tagset FROM generate_series(65530, 65541) AS i ON CONFLICT DO NOTHING;
INSERT INTO truth_member VALUES (-9223372036854775808, 'a/b[value=0.5]'), (9223372036854775807, 'a, b[until=2026-03-02T00:00:00Z]');

INSERT INTO truth_element SELECT m.id, r.tag, r.depth, coalesce(r.weight, 1), r.value, r.since, r.until FROM truth_member AS m, tagset_rows(m.tags, NULL) AS r;
CREATE INDEX ON truth_element (id);
ANALYZE truth_member, truth_element;

\echo -- each path that occurs, at each boundary, a microsecond before and after it
DO $$
DECLARE
  p text; t timestamptz;
BEGIN
  FOR p IN SELECT tag FROM truth_element WHERE depth < 3 GROUP BY tag ORDER BY tag COLLATE "C" LOOP
    FOR t IN SELECT DISTINCT b + i * interval '1 microsecond' FROM truth_element, LATERAL (VALUES (since), (until)) AS v (b), generate_series(-1, 1) AS i WHERE b IS NOT NULL ORDER BY 1 LOOP
      INSERT INTO truth_ask (query, at, ids) SELECT p, t, coalesce(array_agg(DISTINCT id ORDER BY id), '{}') FROM truth_element
      WHERE (tag = p OR starts_with(tag, p || '/')) AND (since IS NULL OR since <= t) AND (until IS NULL OR until > t);
    END LOOP;
  END LOOP;
END $$;
\echo -- random queries, half of them at a boundary or beside one
DO $$
DECLARE
  question record; at timestamptz; ids bigint[];
BEGIN
  FOR i IN 1 .. 700 LOOP
    at := CASE WHEN random() < 0.5 THEN truth_instant() + (floor(random() * 3) - 1) * interval '1 microsecond' END;
    question := truth_query(i % 4, at);
    EXECUTE format('SELECT coalesce(array_agg(id ORDER BY id), ''{}'') FROM truth_member AS m WHERE tags IS NOT NULL AND (%s)', question.c) INTO ids;
    INSERT INTO truth_ask (query, at, ids, facets) VALUES (question.q, at, ids, CASE WHEN i % 3 = 0 THEN truth_facets(ids, at) END);
  END LOOP;
END $$;
SELECT count(*) > 900 AS many, avg((cardinality(ids) BETWEEN 1 AND 400)::int) > 0.6 AS telling FROM truth_ask;

-- compares every answer of the audience with the truth, and returns the first differences
CREATE FUNCTION truth_differs() RETURNS TABLE (n int, query text, at timestamptz, differs text) LANGUAGE sql AS $$
SELECT n, query, at, differs FROM truth_ask AS a,
LATERAL (SELECT 'count ' || audience_count('truth_member_audience', a.query, a.at) AS differs
         WHERE audience_count('truth_member_audience', a.query, a.at) IS DISTINCT FROM cardinality(a.ids)
         UNION ALL
         SELECT 'ids ' || audience_ids('truth_member_audience', a.query::tagquery, a.at)::text
         WHERE audience_ids('truth_member_audience', a.query::tagquery, a.at)::bigint[] IS DISTINCT FROM a.ids
         UNION ALL
         SELECT 'facets' FROM (SELECT coalesce(array_agg(format('%s|%s|%s|%s', tag, parent, depth, rows) ORDER BY tag COLLATE "C"), '{}') AS found
                               FROM audience_counts('truth_member_audience', a.query, a.at)) AS f
         WHERE a.facets IS NOT NULL AND f.found IS DISTINCT FROM a.facets) AS d
ORDER BY n LIMIT 5
$$;

\echo -- more than half of the rows pending
SELECT * FROM truth_differs();
\echo -- none
CALL audience_compact('truth_member_audience');
SELECT count(*) AS pending FROM truth_member_audience_pending;
SELECT * FROM truth_differs();
SELECT * FROM audience_problems('truth_member_audience');
\echo -- a base made anew
SELECT audience_rebuild('truth_member_audience');
SELECT * FROM truth_differs();
\echo -- all, and the base empty
CREATE TABLE truth_copy AS SELECT * FROM truth_member;
TRUNCATE truth_member;
SELECT audience_count('truth_member_audience', '!a');
INSERT INTO truth_member SELECT * FROM truth_copy;
SELECT * FROM truth_differs();
\echo -- all, and a base that says that everybody has everything
CALL audience_compact('truth_member_audience');
UPDATE truth_member SET tags = (SELECT tagset_union(tags) FROM truth_copy);
CALL audience_compact('truth_member_audience');
SELECT * FROM audience_problems('truth_member_audience');
DELETE FROM truth_member;
INSERT INTO truth_member SELECT * FROM truth_copy;
SELECT * FROM truth_differs();
CALL audience_compact('truth_member_audience');
SELECT * FROM truth_differs();
SELECT * FROM audience_problems('truth_member_audience');

\echo -- facets of everybody, without a query and with one that everybody meets
SELECT truth_facets((SELECT array_agg(id) FROM truth_member), NULL)
     = (SELECT array_agg(format('%s|%s|%s|%s', tag, parent, depth, rows) ORDER BY tag COLLATE "C") FROM audience_counts('truth_member_audience', at => NULL)) AS without,
       truth_facets((SELECT array_agg(id) FROM truth_member), '2026-03-03T00:00:00Z')
     = (SELECT array_agg(format('%s|%s|%s|%s', tag, parent, depth, rows) ORDER BY tag COLLATE "C") FROM audience_counts('truth_member_audience', '!(a & !a)', '2026-03-03T00:00:00Z')) AS everybody;

SELECT audience_drop('truth_member_audience');
DROP TABLE truth_member, truth_copy, truth_element, truth_ask;
DROP FUNCTION truth_pick, truth_path, truth_instant, truth_set, truth_term, truth_query, truth_facets, truth_differs;
