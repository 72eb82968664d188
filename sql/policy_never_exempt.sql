-- never-exempt: what is accepted and refused, beside a search among all paths of four names
SELECT setseed(0.61) IS NULL AS seeded \gset
-- whether an exemption with a term is refused because of never-exempt
CREATE FUNCTION pg_temp.refused(option text, term text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE detail text;
BEGIN
    PERFORM format(E'free: q\nnever-exempt: %s\nr: x -> q\nexempt e: %s -> r', option, term)::labelpolicy;
    RETURN false;
EXCEPTION WHEN invalid_parameter_value THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
    IF detail NOT LIKE '%never exempt%' THEN RAISE; END IF;
    RETURN true;
END $$;
CREATE FUNCTION pg_temp.pick(VARIADIC choices text[]) RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT choices[1 + floor(random() * cardinality(choices))]
$$;
-- a path or a pattern of one to three segments
CREATE FUNCTION pg_temp.several(VARIADIC choices text[]) RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT string_agg(pg_temp.pick(VARIADIC choices), '/') FROM generate_series(1, 1 + floor(random() * 3)::int)
$$;
CREATE TEMP TABLE name AS SELECT unnest('{a,b,actor,context}'::text[]) AS name;
CREATE TEMP TABLE place AS
WITH RECURSIVE place AS (
    SELECT name AS path, 1 AS depth FROM name
    UNION ALL SELECT path || '/' || name, depth + 1 FROM place, name WHERE depth < 6)
SELECT path::tagpath FROM place;
CREATE TEMP TABLE attempt AS
SELECT i, pg_temp.pick('a', 'b', 'a/b', 'a/a', 'actor/a') AS option,
    pg_temp.pick('', '', '=') || pg_temp.several('a', 'a', 'b', 'actor', 'context', '*', '**', 'a*', '*t*', '~"^.$"', '~"^[b-z]"') AS pattern,
    pg_temp.pick('=', '!=') || pg_temp.several('a', 'b', 'actor') || pg_temp.pick('', '|' || pg_temp.several('a', 'b', 'context'), '|actor|context') AS filter
FROM generate_series(1, 1500) AS i;

\echo == Without a filter, a term is refused if and only if some path at or below the tag, or that below a side, meets it
CREATE FUNCTION pg_temp.witness(option text, term text) RETURNS tagpath LANGUAGE sql AS $$
    SELECT path FROM place
    WHERE (path <@ option::tagpath OR path <@ ('actor/' || option)::tagpath OR path <@ ('context/' || option)::tagpath) AND path @@ term::tagquery
    LIMIT 1
$$;
SELECT refused, witness IS NOT NULL AS met, count(*) > 200 AS many
FROM attempt, pg_temp.refused(option, pattern) AS refused, pg_temp.witness(option, pattern) AS witness
GROUP BY 1, 2 ORDER BY 1, 2;
\echo == With a filter on the path, more may be refused, never less
CREATE TEMP TABLE filtered AS
SELECT option, filter, term, pg_temp.witness(option, term) AS witness
FROM (SELECT *, format('%s[path%s]', pattern, filter) AS term FROM attempt) AS t
WHERE EXISTS (SELECT FROM place WHERE path @@ term::tagquery);
ALTER TABLE filtered ADD refused boolean;
UPDATE filtered SET refused = pg_temp.refused(option, term);
SELECT refused, witness IS NOT NULL AS met, count(*) > 5 AS several FROM filtered GROUP BY 1, 2 ORDER BY 1, 2;
\echo == In those cases the filter passes somewhere at or below the tag, but not where the pattern matches
SELECT bool_and(pg_temp.witness(option, format('**[path%s]', filter)) IS NOT NULL) AS passes FROM filtered WHERE refused AND witness IS NULL;

\echo == A regular expression that reaches a limit may match
SELECT pg_temp.refused(repeat('a', 50) || '!', '~"^(a+)+$"') AS refused, pg_temp.refused('a!', '~"^(a+)+$"') AS short_refused;

\echo == Many paths and terms
SELECT pg_temp.refused((SELECT string_agg('p' || i || '/q', ', ') FROM generate_series(1, 1000) AS i),
    (SELECT string_agg('p' || i || '/r', ' | ') || ' | q*/*/r' FROM generate_series(1, 9000) AS i)) AS refused;
