\echo == Random values go through text, binary, jsonb and arrays and come back the same, bit by bit

DO $$ BEGIN PERFORM setseed(0.1); END $$;

-- Elements: paths that need quoting, numbers of all magnitudes, moments over the whole calendar.
CREATE TEMP TABLE element AS
SELECT i, tagpath_make(VARIADIC (ARRAY[letter[1 + r[1] * 15] || letter[1 + r[2] * 15], letter[1 + r[3] * 15] || letter[1 + r[4] * 15] || letter[1 + r[5] * 15],
                                       letter[1 + r[6] * 15]])[:1 + (r[7] * 2)::int]) AS path,
       CASE WHEN r[8] < 0.5 THEN power(10, r[9] * 80 - 42)::real END AS weight,
       CASE WHEN r[10] < 0.5 THEN power(10, r[11] * 610 - 305) * sign(r[12] - 0.5) END AS value,
       CASE WHEN r[13] < 0.3 THEN timestamptz '2000-01-01 00:00+00' + (r[14] * 8 - 6) * interval '1000 years' END AS since,
       CASE WHEN r[15] < 0.3 THEN timestamptz '2000-01-01 00:00+00' + r[16] * interval '290000 years' END AS until
FROM (SELECT i, (SELECT array_agg(random()) FROM generate_series(1, 16 + i - i)) AS r FROM generate_series(1, 3000) AS i) AS t,
     (SELECT ARRAY['a', 'b', 'C', '/', '"', '\', ',', ']', '[', 'x ', '*', '公寓', '&', 'ß', 'é', '🎉'] AS letter) AS l;

-- Sets: of no to twenty elements, and one of hundreds.
CREATE FUNCTION pg_temp.together(elements element[]) RETURNS tagset LANGUAGE plpgsql AS $$
DECLARE
    e element;
    tags tagset := '';
BEGIN
    FOREACH e IN ARRAY elements LOOP
        tags := tagset_put(tags, e.path, e.weight, e.value, e.since, e.until);
    END LOOP;
    RETURN tags;
END $$;
CREATE TEMP TABLE some_set AS
SELECT id, pg_temp.together(array_agg(e)) AS v FROM element AS e, LATERAL (SELECT i / (1 + i / 150) AS id) AS g GROUP BY id
UNION ALL SELECT -1, '' UNION ALL SELECT -2, pg_temp.together(array_agg(e)) FROM element AS e WHERE i <= 400;

-- Queries: put together at random from the same paths.
CREATE FUNCTION pg_temp.random_query(depth int) RETURNS tagquery LANGUAGE plpgsql AS $$
DECLARE
    r float8 := random();
    chosen int := 1 + floor(random() * 3000);
    e element;
BEGIN
    IF depth > 0 AND r < 0.75 THEN
        RETURN CASE (r * 20)::int % 5
            WHEN 4 THEN format('2 of ((%s), (%s), (%s))', pg_temp.random_query(depth - 1), pg_temp.random_query(depth - 1), pg_temp.random_query(depth - 1))::tagquery
            WHEN 0 THEN pg_temp.random_query(depth - 1) && pg_temp.random_query(depth - 1)
            WHEN 1 THEN pg_temp.random_query(depth - 1) || pg_temp.random_query(depth - 1)
            WHEN 2 THEN tagquery_not(pg_temp.random_query(depth - 1))
            ELSE tagquery_at(pg_temp.random_query(depth - 1), timestamptz '2026-01-01 00:00+00' + random() * interval '100 years') END;
    END IF;
    SELECT * INTO e FROM element WHERE i = chosen;
    RETURN format(CASE WHEN r < 0.2 THEN '=' ELSE '' END || CASE floor(random() * 4) WHEN 0 THEN '%s/*' WHEN 1 THEN '**/%s' WHEN 2 THEN '*x*/%s' ELSE '%s' END,
                  (SELECT string_agg(tagpath_quote(s), '/') FROM unnest(tagpath_segments(e.path)) AS s))
        || CASE WHEN e.value <> e.weight THEN format('[value%s%s; weight!=%s|1]', (ARRAY['=', '!=', '<', '<=', '>',
                                                            '>='])[1 + floor(random() * 6)::int], e.value, e.weight)
                WHEN e.since > '1000-01-01Z' THEN format('[until%s%sP%sM%sDT%s.%sS; path!=%s]', (ARRAY['=', '!=', '<', '<=', '>', '>='])[1 + floor(random() * 6)::int], (ARRAY['', '-', '+'])[1 + floor(random() * 3)::int],
                            floor(random() * 100), floor(random() * 1000), floor(random() * 100000), floor(random() * 1000000), (SELECT string_agg(tagpath_quote(s), '/') FROM unnest(tagpath_segments(e.path)) AS s)) ELSE '' END;
END $$;
CREATE TEMP TABLE some_query AS SELECT i AS id, pg_temp.random_query(i % 5) AS v FROM generate_series(1, 400) AS i;
CREATE TEMP TABLE some_path AS SELECT i AS id, path AS v FROM element WHERE i <= 1000;
SELECT (SELECT count(*) FROM some_path) > 500 AND (SELECT count(*) FROM some_set) > 300 AND (SELECT count(*) FROM some_query) > 300 AS "many of each",
       (SELECT max(tagset_count(v)) FROM some_set) > 300 AS "one of hundreds", (SELECT max(length(v::text)) FROM some_query) > 500 AS "long queries";

\echo == Text

SELECT count(*) FILTER (WHERE v::text::tagpath <> v OR tagpath_send(v::text::tagpath) <> tagpath_send(v)) AS differences
FROM some_path;
SELECT count(*) FILTER (WHERE v::text::tagset <> v OR tagset_send(v::text::tagset) <> tagset_send(v) OR tagset_cmp(v::text::tagset, v) <> 0
       OR tagset_hash_extended(v::text::tagset, 1) <> tagset_hash_extended(v, 1)) AS differences
FROM some_set;
SELECT count(*) FILTER (WHERE v::text::tagquery <> v OR tagquery_send(v::text::tagquery) <> tagquery_send(v)
       OR tagquery_hash_extended(v::text::tagquery, 1) <> tagquery_hash_extended(v, 1)) AS differences
FROM some_query;

\echo == Binary: what send gives, recv takes

CREATE TEMP TABLE received (n serial, some_path tagpath, some_set tagset, some_query tagquery);
CREATE FUNCTION pg_temp.octal(bytes bytea) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(format('\%s%s%s', byte >> 6, byte >> 3 & 7, byte & 7), '' ORDER BY i)
    FROM generate_series(0, octet_length(bytes) - 1) AS i, LATERAL get_byte(bytes, i) AS byte $$;
-- the messages through COPY from a program that prints them, some at a time, since a command line takes 128 kB
CREATE FUNCTION pg_temp.differences(kind text) RETURNS TABLE ("many" boolean, differences bigint) LANGUAGE plpgsql AS $$
DECLARE
    header bytea := '\x5047434f50590aff0d0a00' || int4send(0) || int4send(0);
    type text := replace(kind, 'some_', 'tag');
    message bytea;
    messages bytea := '';
BEGIN
    FOR message IN EXECUTE format('SELECT %s_send(v) FROM %s WHERE id > -2 ORDER BY id', type, kind) LOOP
        messages := messages || int2send(1::int2) || int4send(octet_length(message)) || message;
        CONTINUE WHEN octet_length(messages) < 20000;
        EXECUTE format('COPY received (%s) FROM PROGRAM %L WITH (FORMAT binary)', kind, format('printf ''%s''',
        pg_temp.octal(header || messages || int2send(-1::int2))));
        messages := '';
    END LOOP;
    EXECUTE format('COPY received (%s) FROM PROGRAM %L WITH (FORMAT binary)', kind, format('printf ''%s''',
        pg_temp.octal(header || messages || int2send(-1::int2))));
    RETURN QUERY EXECUTE format(
        'SELECT count(*) > 100, count(*) FILTER (WHERE %1$s = v IS NOT TRUE OR %2$s_send(%1$s) <> %2$s_send(v))
         FROM (SELECT v, row_number() OVER (ORDER BY id) AS n FROM %1$s WHERE id > -2) AS a
              FULL JOIN (SELECT %1$s, row_number() OVER (ORDER BY n) AS n FROM received WHERE %1$s IS NOT NULL) AS b USING (n)', kind, type);
END $$;
SELECT kind, d.* FROM unnest(ARRAY['some_path', 'some_set', 'some_query']) AS kind, pg_temp.differences(kind) AS d;

\echo == jsonb, with all attributes

SELECT count(*) FILTER (WHERE v::jsonb::tagset <> v OR v::jsonb::text::jsonb::tagset <> v) AS differences FROM some_set;

\echo == Arrays, without them

SELECT count(*) FILTER (WHERE v::text[]::tagset <> bare OR v::tagpath[]::tagset <> bare OR v::text[] <> (v::tagpath[])::text[]
       OR cardinality(v::text[]) <> tagset_count(v)) AS differences
FROM some_set, LATERAL (SELECT pg_temp.together(array_agg(ROW(0, tag, NULL, NULL, NULL, NULL)::element))
                        FROM tagset_rows(v, NULL)) AS b (bare)
WHERE v <> '';

\echo == Rows of built-in types, and back: the very numbers and moments that went in, a weight as it prints

SELECT count(*) FILTER (WHERE v <> again) AS differences
FROM some_set, LATERAL (SELECT pg_temp.together(array_agg(ROW(0, tag, nullif(weight, 1), value, since, until)::element))
                        FROM tagset_rows(v, NULL)) AS b (again)
WHERE v <> '';
SELECT count(*) FILTER (WHERE (r.weight, r.value, r.since, r.until)
                              IS DISTINCT FROM (coalesce(e.weight, 1)::text::float8, e.value, e.since, e.until)) AS differences
FROM element AS e, LATERAL tagset_rows(tagset_make(path, weight, value, since, until), NULL) AS r;

\echo == Stored with long and short headers, compressed and out of line

CREATE TEMP TABLE stored AS SELECT id, v, v AS compressed, v AS outside FROM some_set;
ALTER TABLE stored ALTER v SET STORAGE plain, ALTER outside SET STORAGE external;
INSERT INTO stored
SELECT 10000 + i, NULL, s, s
FROM generate_series(1, 3) AS i,
     LATERAL (SELECT string_agg('same/prefix/' || n, ',')::tagset FROM generate_series(1, 2000 * i) AS n) AS t (s);
SELECT count(*) FILTER (WHERE s.v <> o.v OR s.compressed <> s.v OR s.outside @> o.v IS NOT TRUE OR s.v::text <> s.outside::text) AS differences
FROM stored AS s JOIN some_set AS o USING (id);
SELECT id, tagset_count(compressed), pg_column_size(compressed) < pg_column_size(outside) AS smaller, compressed = outside AS same,
       outside @> 'same/prefix/1999'::tagpath AS has,
       compressed::text::tagset = outside AS "same from text", compressed @@ '**/1999 & !x' AS meets
FROM stored WHERE v IS NULL ORDER BY id;
