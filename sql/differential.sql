\echo == Random sets and random conditions, each evaluated five ways
-- a sequential scan, GIN with a bitmap, GIN with a work_mem so small that the
-- bitmap loses its tuples, GIN with the condition from a column, and an
-- independent formulation in SQL: EXISTS over unnested rows, patterns as
-- regular expressions. Only differences are printed.
SET client_min_messages = warning;
SET jit = off;
SET datestyle = 'ISO';
SET timezone = 'Asia/Taipei';
SELECT setseed(0.20261124);

CREATE FUNCTION diff_pick(VARIADIC choices text[]) RETURNS text LANGUAGE sql VOLATILE
RETURN choices[1 + floor(random() * cardinality(choices))::int];

-- segments as a user would see them, the first ones more often; some need
-- quotes in one context or another
CREATE FUNCTION diff_segment() RETURNS text LANGUAGE sql VOLATILE
RETURN (ARRAY['a', 'b', 'ab', 'aba', '中', '中文', 'x y', 'x/y', 'a*', 'é'])[1 + floor(power(random(), 2) * 10)::int];

-- the segments of a random path
CREATE FUNCTION diff_path() RETURNS text[] LANGUAGE plpgsql AS $$
DECLARE r text[] := '{}';
BEGIN
  FOR i IN 1 .. 1 + floor(random() * 4)::int LOOP r := r || diff_segment(); END LOOP;
  RETURN r;
END $$;

CREATE FUNCTION diff_moment() RETURNS timestamptz LANGUAGE sql VOLATILE
RETURN timestamptz '2026-01-01 00:00+00' + floor(random() * 10) * interval '1 day';

CREATE FUNCTION diff_set(elements int) RETURNS tagset LANGUAGE plpgsql AS $$
DECLARE r tagset := '';
BEGIN
  FOR i IN 1 .. elements LOOP
    r := tagset_put(r, tagpath_make(VARIADIC diff_path()),
      CASE WHEN random() < 0.2 THEN floor(random() * 5) / 4 END,
      CASE WHEN random() < 0.2 THEN floor(random() * 4) END,
      CASE WHEN random() < 0.2 THEN diff_moment() END,
      CASE WHEN random() < 0.2 THEN diff_moment() END);
  END LOOP;
  RETURN r;
END $$;

-- one row a page, so that bitmaps grow long
CREATE TABLE diff (id int, tags tagset, filler text) WITH (autovacuum_enabled = off);
ALTER TABLE diff ALTER filler SET STORAGE plain;
INSERT INTO diff SELECT i, diff_set(CASE WHEN i % 20 = 0 THEN 0 WHEN i % 50 = 1 THEN 150 ELSE 1 + floor(random() * 6)::int END), repeat('x', 4500)
FROM generate_series(1, 1500) AS i;
CREATE INDEX diff_gin ON diff USING gin (tags) WITH (fastupdate = on);
-- the rest stays in the pending list
SET gin_pending_list_limit = '64MB';
INSERT INTO diff SELECT i, diff_set(CASE WHEN i % 20 = 0 THEN 0 ELSE 1 + floor(random() * 6)::int END), repeat('x', 4500)
FROM generate_series(1501, 2000) AS i;
INSERT INTO diff VALUES (2001, NULL, '');

-- unnested: each element with its path's segments, every one followed by U+0001
CREATE TABLE diff_element AS
SELECT d.id, p.path, r.weight, r.value, r.since, r.until
FROM diff d, tagset_rows(d.tags, NULL) r,
LATERAL (SELECT string_agg(s || chr(1), '' ORDER BY o) AS path
         FROM unnest(tagpath_segments(r.tag::tagpath)) WITH ORDINALITY AS u(s, o)) AS p;
CREATE INDEX ON diff_element (path);
CREATE TABLE diff_distinct AS SELECT DISTINCT path FROM diff_element;
ANALYZE diff, diff_element, diff_distinct;

CREATE FUNCTION diff_escape(s text) RETURNS text LANGUAGE sql IMMUTABLE
RETURN regexp_replace(s, '([\\.^$|()\[\]{}*+?/ ])', '\\\1', 'g');

-- one segment of a pattern, as written and as a regular expression
CREATE FUNCTION diff_pattern_segment(OUT q text, OUT rx text) LANGUAGE plpgsql AS $$
DECLARE s text := diff_segment(); t text := diff_segment();
BEGIN
  CASE floor(random() * 12)::int
    WHEN 0 THEN q := '*'; rx := '[^' || chr(1) || ']+' || chr(1);
    WHEN 1 THEN q := '**'; rx := '([^' || chr(1) || ']+' || chr(1) || ')*';
    WHEN 2 THEN q := tagpath_quote(s) || '*'; rx := diff_escape(s) || '[^' || chr(1) || ']*' || chr(1);
    WHEN 3 THEN q := '*' || tagpath_quote(s); rx := '[^' || chr(1) || ']*' || diff_escape(s) || chr(1);
    WHEN 4 THEN q := '*' || tagpath_quote(s) || '*' || tagpath_quote(t) || '*';
                rx := '[^' || chr(1) || ']*' || diff_escape(s) || '[^' || chr(1) || ']*' || diff_escape(t) || '[^' || chr(1) || ']*' || chr(1);
    WHEN 5 THEN q := '~"^' || replace(replace(diff_escape(s), '\', '\\'), '"', '\"') || '"'; rx := diff_escape(s) || '[^' || chr(1) || ']*' || chr(1);
    WHEN 6 THEN q := '~"' || replace(replace(diff_escape(s) || '$|^' || diff_escape(t), '\', '\\'), '"', '\"') || '"';
                rx := '(?:[^' || chr(1) || ']*' || diff_escape(s) || '|' || diff_escape(t) || '[^' || chr(1) || ']*)' || chr(1);
    ELSE q := tagpath_quote(s); rx := diff_escape(s) || chr(1);
  END CASE;
END $$;

-- the filter on the path itself, with one to three paths
CREATE FUNCTION diff_path_filter(OUT q text, OUT c text) LANGUAGE plpgsql AS $$
DECLARE
  op text := diff_pick('=', '!='); p text[];
BEGIN
  FOR i IN 1 .. 1 + floor(random() * 3)::int LOOP
    p := diff_path();
    q := concat(q, CASE WHEN i > 1 THEN '|' END, (SELECT string_agg(tagpath_quote(s), '/' ORDER BY o) FROM unnest(p) WITH ORDINALITY AS u(s, o)));
    c := concat(c, CASE WHEN i > 1 THEN ' OR ' END, format('starts_with(e.path, %L)', array_to_string(p, chr(1)) || chr(1)));
  END LOOP;
  q := 'path' || op || q; c := CASE op WHEN '!=' THEN 'NOT ' ELSE '' END || '(' || c || ')';
END $$;

-- the filter on a timestamp relative to the one asked for
CREATE FUNCTION diff_relative_filter(at timestamptz, OUT q text, OUT c text) LANGUAGE plpgsql AS $$
DECLARE
  attribute text := diff_pick('since', 'until'); op text := diff_pick('=', '!=', '<', '<=', '>', '>=');
  sign text := diff_pick('-', '', '+'); d int := floor(random() * 6); h int := floor(random() * 2) * 24; m int := floor(random() * 1.2);
BEGIN
  q := format('%s%s%sP%sM%sDT%sH', attribute, op, sign, m, d, h);
  c := format('e.%s %s %L::timestamptz', attribute, CASE op WHEN '!=' THEN '<>' ELSE op END,
    (at AT TIME ZONE 'UTC' + CASE sign WHEN '-' THEN -1 ELSE 1 END * make_interval(months => m, days => d, hours => h)) AT TIME ZONE 'UTC');
END $$;

CREATE FUNCTION diff_filter(at timestamptz, OUT q text, OUT c text) LANGUAGE plpgsql AS $$
DECLARE
  attribute text := diff_pick('weight', 'value', 'since', 'until', 'path', 'path');
  op text := diff_pick('=', '!=', '<', '<=', '>', '>=');
  a text; b text; m timestamptz;
BEGIN
  IF attribute = 'path' THEN
    SELECT * INTO q, c FROM diff_path_filter();
    RETURN;
  END IF;
  IF at IS NOT NULL AND random() < 0.6 THEN
    SELECT * INTO q, c FROM diff_relative_filter(at);
    RETURN;
  END IF;
  IF attribute IN ('since', 'until') THEN
    m := diff_moment(); a := m::text; m := diff_moment(); b := m::text;
    c := quote_literal(a) || '::timestamptz'; 
  ELSE
    a := (floor(random() * 5) / 4)::text; b := (floor(random() * 5))::text;
    c := a;
  END IF;
  q := attribute || op || a;
  IF op = '=' AND random() < 0.5 THEN
    q := q || '|' || b; c := format('e.%s IN (%L, %L)', attribute, a, b);
  ELSIF op = '!=' AND random() < 0.5 THEN
    q := q || '|' || b; c := format('e.%s NOT IN (%L, %L)', attribute, a, b);
  ELSE
    c := format('e.%s %s %s', attribute, CASE op WHEN '!=' THEN '<>' ELSE op END, c);
  END IF;
END $$;

CREATE FUNCTION diff_term(at timestamptz, OUT q text, OUT c text) LANGUAGE plpgsql AS $$
DECLARE
  exact bool := random() < 0.25; rx text := ''; p record; f record; n int := 1 + floor(random() * 3)::int;
BEGIN
  q := CASE WHEN exact THEN '=' ELSE '' END;
  FOR i IN 1 .. n LOOP
    p := diff_pattern_segment();
    q := q || CASE WHEN i > 1 THEN '/' ELSE '' END || p.q; rx := rx || p.rx;
  END LOOP;
  c := format('e.path IN (SELECT path FROM diff_distinct WHERE path ~ %L)', '^' || rx || CASE WHEN exact THEN '$' ELSE '' END);
  IF random() < 0.3 THEN
    f := diff_filter(at); q := q || '[' || f.q; c := c || ' AND ' || f.c;
    IF random() < 0.5 THEN f := diff_filter(at); q := q || '; ' || f.q; c := c || ' AND ' || f.c; END IF;
    q := q || ']';
  END IF;
  IF at IS NOT NULL THEN
    c := c || format(' AND (e.since IS NULL OR e.since <= %L) AND (e.until IS NULL OR e.until > %L)', at, at);
  END IF;
  c := format('d.id IN (SELECT e.id FROM diff_element e WHERE %s)', c);
END $$;

-- a random query as text, and as a condition on diff_id(id)
CREATE FUNCTION diff_query(depth int, at timestamptz, OUT q text, OUT c text) LANGUAGE plpgsql AS $$
DECLARE x record; y record; m timestamptz; n int;
BEGIN
  IF depth = 0 OR random() < 0.25 THEN
    SELECT * INTO q, c FROM diff_term(at);
    RETURN;
  END IF;
  CASE floor(random() * 8)::int
    WHEN 7 THEN
      n := 1 + floor(random() * 4)::int;
      FOR i IN 1 .. n LOOP
        x := diff_query(depth - 1, at); q := concat(q || ', ', x.q); c := concat(c || ' + ', '(', x.c, ')::int');
      END LOOP;
      n := 1 + floor(random() * n)::int;
      q := n || ' of (' || q || ')'; c := format('(%s >= %s)', c, n);
    WHEN 0, 1 THEN
      x := diff_query(depth - 1, at); q := '!(' || x.q || ')'; c := '(NOT ' || x.c || ')';
    WHEN 2, 3 THEN
      x := diff_query(depth - 1, at); y := diff_query(depth - 1, at);
      q := '(' || x.q || ') & (' || y.q || ')'; c := '(' || x.c || ' AND ' || y.c || ')';
    WHEN 4, 5 THEN
      FOR i IN 1 .. 2 + floor(power(random(), 3) * 5)::int LOOP
        x := diff_query(depth - 1, at); q := concat(q || ' | ', '(', x.q, ')'); c := concat(c || ' OR ', x.c);
      END LOOP;
      c := '(' || c || ')';
    ELSE
      -- an inner moment stays: below this one, this one counts
      m := diff_moment();
      x := diff_query(depth - 1, m); q := '((' || x.q || ') @ ' || m || ')'; c := x.c;
  END CASE;
END $$;

-- a random set, and as a condition: @> <@ &&
CREATE FUNCTION diff_set_condition(op text, OUT q text, OUT c text) LANGUAGE plpgsql AS $$
DECLARE r record; parts text[] := '{}'; s tagset := diff_set(floor(random() * 5)::int);
BEGIN
  q := s::text;
  IF op = '<@' THEN
    SELECT coalesce(string_agg(format('starts_with(%L, e.path)', p), ' OR '), 'false') INTO c FROM (
      SELECT (SELECT string_agg(u || chr(1), '' ORDER BY o) FROM unnest(tagpath_segments(t)) WITH ORDINALITY AS x(u, o)) AS p
      FROM unnest(s::tagpath[]) AS t) AS z;
    c := format('(d.tags IS NOT NULL AND d.id NOT IN (SELECT e.id FROM diff_element e WHERE NOT (%s)))', c);
  ELSE
    SELECT string_agg(format('d.id IN (SELECT e.id FROM diff_element e WHERE starts_with(e.path, %L)%s)', p,
        CASE op WHEN '&&' THEN format(' OR starts_with(%L, e.path)', p) ELSE '' END),
      CASE op WHEN '@>' THEN ' AND ' ELSE ' OR ' END) INTO c FROM (
      SELECT (SELECT string_agg(u || chr(1), '' ORDER BY o) FROM unnest(tagpath_segments(t)) WITH ORDINALITY AS x(u, o)) AS p
      FROM unnest(s::tagpath[]) AS t) AS z;
    c := coalesce('(' || c || ')', CASE op WHEN '@>' THEN 'd.tags IS NOT NULL' ELSE 'false' END);
  END IF;
END $$;

CREATE TABLE diff_case (n int, op text, type text, rhs text, c text);
INSERT INTO diff_case
SELECT n, '@@', 'tagquery', x.q, x.c FROM generate_series(1, 900) AS n, LATERAL diff_query(n % 4, NULL) AS x;
INSERT INTO diff_case
SELECT n, op, 'tagset', x.q, x.c FROM generate_series(1, 100) AS n, unnest(ARRAY['@>', '<@', '&&']) AS op, LATERAL diff_set_condition(op || left(n::text, 0)) AS x;
INSERT INTO diff_case
SELECT n, '@>', 'tagpath', tagpath_make(VARIADIC p)::text, format('d.id IN (SELECT e.id FROM diff_element e WHERE starts_with(e.path, %L))', (SELECT string_agg(u || chr(1), '' ORDER BY o) FROM unnest(p) WITH ORDINALITY AS x(u, o)))
FROM generate_series(1, 100) AS n, LATERAL (SELECT diff_path() AS p WHERE n > 0) AS x;

CREATE FUNCTION diff_answer(sql text, settings text[]) RETURNS text LANGUAGE plpgsql AS $$
DECLARE r text; s text;
BEGIN
  FOREACH s IN ARRAY settings LOOP
    PERFORM set_config(split_part(s, '=', 1), split_part(s, '=', 2), true);
  END LOOP;
  EXECUTE sql INTO r;
  RETURN r;
END $$;

-- each case: how many ways disagree with the independent one
CREATE FUNCTION diff_run(OUT cases int, OUT met bigint, OUT wrong int) LANGUAGE plpgsql AS $$
DECLARE
  k record; sql text; truth text; answers text[];
  seq text[] := '{enable_seqscan=on,enable_bitmapscan=off,enable_indexscan=off,work_mem=4MB}';
  gin text[] := '{enable_seqscan=off,enable_bitmapscan=on,work_mem=4MB}';
  lossy text[] := '{enable_seqscan=off,enable_bitmapscan=on,work_mem=64kB}';
BEGIN
  cases := 0; met := 0; wrong := 0;
  FOR k IN SELECT * FROM diff_case LOOP
    sql := 'SELECT count(*) || '':'' || coalesce(md5(string_agg(d.id::text, '','' ORDER BY d.id)), '''') FROM diff d WHERE ';
    truth := diff_answer(sql || 'd.tags IS NOT NULL AND ' || k.c, seq);
    answers := ARRAY[
      diff_answer(sql || format('d.tags %s %L::%s', k.op, k.rhs, k.type), seq),
      diff_answer(sql || format('d.tags %s %L::%s', k.op, k.rhs, k.type), gin),
      diff_answer(sql || format('d.tags %s %L::%s', k.op, k.rhs, k.type), lossy),
      diff_answer(replace(sql, 'FROM diff d', format('FROM (SELECT rhs::%s FROM diff_case WHERE n = %s AND op = %L AND type = %L OFFSET 0) q(q), diff d', k.type, k.n, k.op, k.type)) || format('d.tags %s q.q', k.op), gin)];
    cases := cases + 1;
    met := met + split_part(truth, ':', 1)::int;
    IF answers <> ARRAY[truth, truth, truth, truth] THEN
      wrong := wrong + 1;
      RAISE WARNING '% %: truth %, sequential, gin, lossy, column %', k.op, k.rhs, truth, answers;
    END IF;
  END LOOP;
END $$;

SELECT cases, met > 100 * cases AS plenty_met, wrong FROM diff_run();

\echo == The bitmap did lose tuples, and the pending list was read
CREATE FUNCTION diff_explain(sql text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE r text;
BEGIN
  FOR r IN EXECUTE 'EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF) ' || sql LOOP RETURN NEXT r; END LOOP;
END $$;
SET enable_seqscan = off;
SET work_mem = '64kB';
SELECT count(*) AS lossy FROM diff_explain('SELECT * FROM diff WHERE tags @@ ''a | b | *''') AS line WHERE line ~ 'lossy=[1-9]';
RESET work_mem;
SELECT count(*) > 100 AS pending_rows_found FROM diff WHERE id > 1500 AND tags @@ 'a/*';

\echo == The same after the pending list is merged
SELECT gin_clean_pending_list('diff_gin') > 0 AS merged;
RESET enable_seqscan;
DELETE FROM diff_case WHERE n % 5 <> 0;
SELECT cases, met > 100 * cases AS plenty_met, wrong FROM diff_run();

\echo == text, value, text, value: a fixed point for every random query and set
SELECT count(*) AS queries, count(*) FILTER (WHERE rhs::tagquery::text::tagquery <> rhs::tagquery OR rhs::tagquery::text::tagquery::text <> rhs::tagquery::text) AS differ
FROM diff_case WHERE type = 'tagquery';
SELECT count(*) AS sets, count(*) FILTER (WHERE tags::text::tagset <> tags OR tagset_send(tags::text::tagset) <> tagset_send(tags) OR tags::jsonb::tagset <> tags) AS differ
FROM diff WHERE tags IS NOT NULL;

\echo == A single path under the same queries, by btree and by sequential scan
CREATE TABLE diff_path AS SELECT DISTINCT r.tag::tagpath AS tag FROM diff d, tagset_rows(d.tags, NULL) r;
CREATE INDEX ON diff_path (tag);
ANALYZE diff_path;
CREATE FUNCTION diff_run_paths(OUT cases int, OUT wrong int) LANGUAGE plpgsql AS $$
DECLARE
  k record; a text; b text; c text; sql text := 'SELECT string_agg(tag::text, '','' ORDER BY tag) FROM diff_path WHERE ';
  seq text[] := '{enable_seqscan=on,enable_bitmapscan=off,enable_indexscan=off,enable_indexonlyscan=off}';
  idx text[] := '{enable_seqscan=off,enable_bitmapscan=on,enable_indexscan=on,enable_indexonlyscan=on}';
BEGIN
  cases := 0; wrong := 0;
  FOR k IN SELECT * FROM diff_case WHERE type IN ('tagquery', 'tagpath') LOOP
    a := diff_answer(sql || CASE k.type WHEN 'tagquery' THEN format('tag @@ %L::tagquery', k.rhs) ELSE format('tag <@ %L::tagpath', k.rhs) END, seq);
    b := diff_answer(sql || CASE k.type WHEN 'tagquery' THEN format('tag @@ %L::tagquery', k.rhs) ELSE format('tag <@ %L::tagpath', k.rhs) END, idx);
    -- the path as a set of one is the same question
    c := diff_answer(sql || CASE k.type WHEN 'tagquery' THEN format('tag::tagset @@ %L::tagquery', k.rhs) ELSE format('tag::tagset @> %L::tagpath', k.rhs) END, seq);
    cases := cases + 1;
    IF a IS DISTINCT FROM b OR a IS DISTINCT FROM c THEN
      wrong := wrong + 1;
      RAISE WARNING '% differs', k.rhs;
    END IF;
  END LOOP;
END $$;
SELECT * FROM diff_run_paths();

\echo == The other way round: random queries in a column, asked by sets and by paths, by GIN and by sequential scan
CREATE TABLE diff_saved (id int, query tagquery) WITH (autovacuum_enabled = off);
INSERT INTO diff_saved SELECT n, q::tagquery FROM generate_series(1, 1500) AS n, LATERAL diff_query(n % 4, NULL) AS x;
CREATE INDEX diff_saved_gin ON diff_saved USING gin (query) WITH (fastupdate = on);
-- these stay in the pending list; NULLs, and queries that were others
INSERT INTO diff_saved SELECT n, q::tagquery FROM generate_series(1501, 2000) AS n, LATERAL diff_query(n % 4, NULL) AS x;
INSERT INTO diff_saved VALUES (2001, NULL);
UPDATE diff_saved SET query = tagquery_not(query) WHERE id % 10 = 0;
CREATE TABLE diff_value (n int, type text, value text);
INSERT INTO diff_value SELECT n, 'tagset', diff_set(CASE WHEN n = 1 THEN 0 WHEN n % 50 = 1 THEN 150 ELSE 1 + n % 7 END)::text FROM generate_series(1, 150) AS n;
INSERT INTO diff_value SELECT n, 'tagpath', tagpath_make(VARIADIC p)::text FROM generate_series(1, 50) AS n, LATERAL (SELECT diff_path() AS p WHERE n > 0) AS x;
-- sets of more paths than are looked up one by one
INSERT INTO diff_value SELECT 200, 'tagset', tagset_union(value::tagset)::text FROM diff_value WHERE type = 'tagset';
INSERT INTO diff_value SELECT 201, 'tagset', (value::tagset - 'a'::tagpath)::text FROM diff_value WHERE n = 200;
SELECT n, tagset_count(tagset_expand(value::tagset)) > 256 AS large FROM diff_value WHERE n >= 200;
ANALYZE diff_saved;
CREATE FUNCTION diff_run_saved(OUT cases int, OUT wrong int, OUT met bigint, OUT visited bigint) LANGUAGE plpgsql AS $$
DECLARE
  k record; a text; b text; plan json; sql text := 'SELECT count(*) || '':'' || coalesce(string_agg(id::text, '','' ORDER BY id), '''') FROM diff_saved WHERE query @@ %L::%s';
  seq text[] := '{enable_seqscan=on,enable_bitmapscan=off,enable_indexscan=off}';
  gin text[] := '{enable_seqscan=off,enable_bitmapscan=on}';
BEGIN
  cases := 0; wrong := 0; met := 0; visited := 0;
  FOR k IN SELECT * FROM diff_value LOOP
    a := diff_answer(format(sql, k.value, k.type), seq);
    b := diff_answer(format(sql, k.value, k.type), gin);
    EXECUTE format('EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off, FORMAT json) SELECT FROM diff_saved WHERE query @@ %L::%s', k.value, k.type) INTO plan;
    cases := cases + 1;
    met := met + split_part(a, ':', 1)::int;
    visited := visited + split_part(a, ':', 1)::int + (plan #>> '{0,Plan,Rows Removed by Index Recheck}')::int;
    IF a <> b THEN
      wrong := wrong + 1;
      RAISE WARNING '% %: sequential %, gin %', k.type, k.value, a, b;
    END IF;
  END LOOP;
END $$;
-- negated queries match most values, so the index cannot leave out many
SELECT cases, wrong, met > 500 * cases AS many_met, visited > met AS some_rechecked, visited < 1600 * cases AS not_all FROM diff_run_saved();
SELECT gin_clean_pending_list('diff_saved_gin') > 0 AS merged;
DELETE FROM diff_value WHERE n % 3 <> 0 AND n < 200;
SELECT cases, wrong FROM diff_run_saved();

DROP TABLE diff, diff_element, diff_distinct, diff_case, diff_path, diff_saved, diff_value CASCADE;
DROP FUNCTION diff_pick, diff_segment, diff_path(), diff_moment, diff_set, diff_escape, diff_pattern_segment, diff_path_filter, diff_relative_filter, diff_filter, diff_term, diff_query, diff_set_condition, diff_answer, diff_run, diff_explain, diff_run_paths, diff_run_saved CASCADE;
