\echo == Random patterns, filters and timestamps over sets whose paths share bytes, beside regular expressions over rows
-- Only differences are printed.
-- A path is stored without what it shares with the one before it, and a term with wildcards reads mostly
-- what is stored. So segments begin and end alike, some are longer than 16 bytes, and some sets have several
-- blocks of 64 elements. How many sets and terms, and the seed, can be given with -v.
SET client_min_messages = warning;
SET jit = off;
SET timezone = 'UTC';
\if :{?sets} \else
\set sets 200
\set terms 300
\set seed 0.20261129
\endif
SELECT setseed(:seed) IS NULL AS seeded \gset

-- segments, the first ones more often
CREATE FUNCTION wild_segment() RETURNS text LANGUAGE sql VOLATILE
RETURN (ARRAY['a', 'ab', 'b', 'aba', 'ba', 'abab', 'c', 'abcdefghijklmnopq', 'abcdefghijklmnoab', '中', '中文', 'é', 'xabcdefghijklmnopabcdefghijklmnop'])[1 + floor(power(random(), 1.5) * 13)::int];

CREATE FUNCTION wild_path() RETURNS text LANGUAGE sql VOLATILE
RETURN (SELECT string_agg(wild_segment(), '/') FROM generate_series(1, 1 + floor(random() * 5)::int));

-- one time in four with attributes
CREATE FUNCTION wild_attributes() RETURNS text LANGUAGE sql VOLATILE
RETURN CASE WHEN random() < 0.75 THEN '' ELSE
    (ARRAY[format('[weight=%s]', floor(random() * 5) / 4), format('[value=%s]', floor(random() * 5)),
           format('[since=2026-01-%sT00:00:00Z]', 10 + floor(random() * 10)),
           format('[weight=0.25; value=%s; since=2026-01-%sT00:00:00Z; until=2026-01-%sT00:00:00Z]',
                  floor(random() * 5), 10 + floor(random() * 10), 10 + floor(random() * 10))])[1 + floor(random() * 4)::int] END;

CREATE TABLE wild AS
SELECT i AS id, (SELECT string_agg(wild_path() || CASE WHEN i % 3 > 0 AND k > 0 THEN wild_attributes() ELSE '' END, ', ')
                 FROM generate_series(1, CASE WHEN i % 25 = 0 THEN 300 ELSE i % 13 END) AS k)::tagset AS tags
FROM generate_series(1, :sets) AS i;

-- each element, every segment followed by U+0001
CREATE TABLE wild_element AS
SELECT id, replace(r.tag, '/', chr(1)) || chr(1) AS path, weight, value, since, until
FROM wild, tagset_rows(tags, NULL) AS r;
CREATE INDEX ON wild_element (path);
CREATE TABLE wild_path AS SELECT DISTINCT path FROM wild_element;
ANALYZE;

-- a segment of a pattern, and the same as a regular expression
CREATE FUNCTION wild_pattern(OUT q text, OUT rx text) LANGUAGE plpgsql AS $$
DECLARE s text := wild_segment(); t text := wild_segment(); any_text text := '[^' || chr(1) || ']*'; any_segment text := '[^' || chr(1) || ']+' || chr(1);
BEGIN
    CASE floor(random() * 14)::int
        WHEN 0, 1 THEN q := '*'; rx := any_segment;
        WHEN 2, 3 THEN q := '**'; rx := '(' || any_segment || ')*';
        WHEN 4 THEN q := s || '*'; rx := s || any_text || chr(1);
        WHEN 5 THEN q := '*' || s; rx := any_text || s || chr(1);
        WHEN 6 THEN q := '*' || s || '*'; rx := any_text || s || any_text || chr(1);
        WHEN 7 THEN q := s || '*' || t; rx := s || any_text || t || chr(1);
        WHEN 8 THEN q := format('~"^%s"', s); rx := s || any_text || chr(1);
        ELSE q := s; rx := s || chr(1);
    END CASE;
END $$;

CREATE FUNCTION wild_term(OUT q text, OUT condition text) LANGUAGE plpgsql AS $$
DECLARE
    exact bool := random() < 0.2; globstar bool := random() < 0.4;
    rx text := ''; filters text[]; n int := 1 + floor(random() * 6)::int; at text := format('2026-01-%sT00:00:00Z', 10 + floor(random() * 10)); p record;
BEGIN
    FOR i IN 1 .. 1 + floor(random() * 4)::int LOOP
        p := wild_pattern();
        IF i = 1 AND globstar THEN p.q := '**'; p.rx := '([^' || chr(1) || ']+' || chr(1) || ')*'; END IF;
        q := concat(q || '/', p.q); rx := rx || p.rx;
    END LOOP;
    condition := format('e.path IN (SELECT w.path FROM wild_path AS w WHERE w.path ~ %L)', '^' || rx || CASE WHEN exact THEN '$' ELSE '' END);
    IF exact THEN q := '=' || q; END IF;
    IF random() < 0.3 THEN
        filters := ARRAY[ARRAY['weight>=0.5', 'e.weight >= 0.5'], ARRAY['weight<0.5', 'e.weight < 0.5'], ARRAY['value>2', 'e.value > 2'],
                         ARRAY['since<2026-01-15T00:00:00Z', 'e.since < ''2026-01-15T00:00:00Z'''], ARRAY['until>=2026-01-15T00:00:00Z', 'e.until >= ''2026-01-15T00:00:00Z'''],
                         ARRAY['path!=a/ab', 'NOT starts_with(e.path, ''a'' || chr(1) || ''ab'' || chr(1))']];
        q := format('%s[%s]', q, filters[n][1]); condition := condition || ' AND ' || filters[n][2];
    END IF;
    IF random() < 0.3 THEN
        q := format('(%s @%s)', q, at); condition := format('%s AND (e.since IS NULL OR e.since <= %2$L) AND (e.until IS NULL OR e.until > %2$L)', condition, at);
    END IF;
END $$;

-- The terms that have other answers than rows have; and that some have answers, but not all.
CREATE FUNCTION wild_different(terms int, OUT different text, OUT matches bigint, OUT empty bigint) RETURNS SETOF record LANGUAGE plpgsql AS $$
DECLARE t record; got int[]; expected int[];
BEGIN
    matches := 0; empty := 0;
    FOR i IN 1 .. terms LOOP
        t := wild_term();
        got := ARRAY(SELECT id FROM wild WHERE tags @@ t.q::tagquery ORDER BY id);
        EXECUTE format('SELECT ARRAY(SELECT DISTINCT e.id FROM wild_element AS e WHERE %s ORDER BY e.id)', t.condition) INTO expected;
        matches := matches + cardinality(got); empty := empty + (got = '{}')::int;
        IF got IS DISTINCT FROM expected THEN
            different := format('%s: %s, not %s', t.q, got, expected);
            RETURN NEXT;
        END IF;
        -- what matches is in the elements that match
        IF EXISTS (SELECT FROM wild WHERE (tags @@ t.q::tagquery) <> (tagset_count(tagset_why(tags, t.q::tagquery)) > 0)) THEN
            different := t.q || ': tagset_why differs';
            RETURN NEXT;
        END IF;
    END LOOP;
    different := NULL;
    RETURN NEXT;
END $$;

SELECT different, CASE WHEN different IS NULL THEN matches > 10 * :terms END AS many_matches, CASE WHEN different IS NULL THEN empty < :terms / 2 END AS few_are_empty
FROM wild_different(:terms);

\echo == The needle at the end of a pattern: shared with the path before, at both ends of a path, and across 16 bytes
SELECT tags, q, tags::tagset @@ q::tagquery AS matches
FROM (VALUES ('a/b, a/bc', '**/bc'), ('a/bb, a/bc', '**/bc'), ('a/bc, a/bcd/e', '=**/e'), ('b, c', '**/b'), ('b', '**/*'), ('b, c/d', '*/*'),
             ('a/bca, a/bcb', '=**/bc*'), ('a/bc/x, a/bcb', '=a/bc*'), ('a/bc/x, a/bcb', '=a/bc'), ('a/s4/t, a/s4/t1/x', '**/s4/t1'), ('a/s4/t0, b/s4/t1', '**/s4/t1'),
             ('0123456789abcde/x, 0123456789abcde/xy', '*/xy'), ('0123456789abcdef/s4/t1', '*/s4/t1'), ('0123456789abcdefg/s4/t12', '*/s4/t1'),
             ('a/x, a/y[weight=0.5]', '**/*[weight<1]'), ('a/x/p, a/x/q[weight=0.5], a/y', '**/x[weight<1]'), ('a/x/p, a/xx[weight=0.5]', '**/x[weight<1]'),
             ('a/x[until=2026-01-01T00:00:00Z], a/x/y', '*/x @2026-06-01T00:00:00Z'), ('a/x[until=2026-01-01T00:00:00Z], a/xx', '*/x @2026-06-01T00:00:00Z')) AS v (tags, q);
