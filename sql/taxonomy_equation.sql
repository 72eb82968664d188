-- The equation of taxonomy_expand, by two independent evaluators, seeded: for random links, queries and sets,
-- whether the tags match the expanded query is whether what they mean, with what that implies, matches the
-- query with its old names replaced. The latter is made here in plain SQL over text[], from the definition.
\set ECHO queries
SET timezone = 'UTC';

-- whether one path is at or below another
CREATE FUNCTION pg_temp.within(path text[], top text[]) RETURNS boolean LANGUAGE sql IMMUTABLE RETURN path[1 : cardinality(top)] = top;
-- random numbers below n, and random paths of up to n segments out of three, by a seed and a name
CREATE FUNCTION pg_temp.pick(seed int, name text, n int) RETURNS int LANGUAGE sql IMMUTABLE
RETURN ((hashtextextended(name, seed) & 2147483647) % n)::int;
CREATE FUNCTION pg_temp.path(seed int, name text, n int) RETURNS text[] LANGUAGE sql IMMUTABLE BEGIN ATOMIC
    SELECT array_agg(('{a,b,c}'::text[])[1 + pg_temp.pick(seed, name || i, 3)] ORDER BY i) FROM generate_series(1, 1 + pg_temp.pick(seed, name, n)) AS i;
END;

-- random books: one to four links; text input refuses those with circles and the like
CREATE TEMP TABLE candidate AS
    SELECT seed, pg_temp.path(seed, 'source' || i, 3) AS source, pg_temp.path(seed, 'target' || i, 3) AS target, pg_temp.pick(seed, 'alias' || i, 3) > 0 AS alias
    FROM generate_series(1, 4500) AS seed, generate_series(1, 4) AS i WHERE i <= 1 + pg_temp.pick(seed, 'links', 4);
CREATE TEMP TABLE book (seed int, t tagtaxonomy);
DO $$
DECLARE c record;
BEGIN
    FOR c IN SELECT seed, 'open: true' || string_agg(E'\n' || array_to_string(source, '/') || CASE WHEN alias THEN ' -> ' ELSE ' => ' END || array_to_string(target, '/'), '') AS lines
             FROM candidate GROUP BY seed ORDER BY seed LOOP
        BEGIN
            INSERT INTO book VALUES (c.seed, c.lines::tagtaxonomy);
        EXCEPTION WHEN invalid_parameter_value THEN NULL;
        END;
    END LOOP;
END $$;
CREATE TEMP TABLE link AS SELECT DISTINCT seed, source, target, alias FROM candidate JOIN book USING (seed);
CREATE INDEX ON link (seed);
ANALYZE link;
SELECT count(*) > 2000 AS many_books,
       count(*) FILTER (WHERE (SELECT count(DISTINCT alias) = 2 FROM link WHERE link.seed = book.seed)) > 500 AS with_both_arrows,
       count(*) FILTER (WHERE EXISTS (SELECT FROM link WHERE link.seed = book.seed AND pg_temp.within(source, target))) > 50 AS with_loops
FROM book;

-- five elements a book, six terms: literals and patterns, some with "=", a filter on the path or on the weight
CREATE TEMP TABLE element AS
    SELECT seed, e, pg_temp.path(seed, 'element' || e, 5) AS path, pg_temp.pick(seed, 'weight' || e, 2) = 0 AS heavy FROM book, generate_series(1, 5) AS e;
CREATE TEMP TABLE term AS
    SELECT seed, n, pattern, (SELECT coalesce(min(i) - 1, cardinality(pattern)) FROM unnest(pattern) WITH ORDINALITY AS s (segment, i) WHERE segment !~ '^[abc]$') AS head,
           pg_temp.pick(seed, 'exact' || n, 4) = 0 AS exact, ('{=,!=,NULL,NULL,NULL}'::text[])[1 + pg_temp.pick(seed, 'filter' || n, 5)] AS op,
           pg_temp.path(seed, 'value' || n, 2) AS value, pg_temp.pick(seed, 'heavy' || n, 4) = 0 AS heavy
    FROM book, generate_series(1, 6) AS n, LATERAL (
        SELECT array_agg(('{a,b,c,a,b,c,a,b,*,**,"~\"^[ab]$\"","b*"}'::text[])[1 + pg_temp.pick(seed, 'segment' || n || i, CASE WHEN n <= 3 THEN 8 ELSE 12 END)] ORDER BY i) AS pattern
        FROM generate_series(1, 1 + pg_temp.pick(seed, 'depth' || n, 3)) AS i) AS p;

-- what names mean, from the definition: states are a path, the source of the alias that made it, and whether it is a name of today
CREATE TEMP TABLE start AS
    SELECT seed, 'element ' || e AS what, path, true AS implied FROM element
    UNION ALL SELECT seed, 'head ' || n, pattern[1 : head], false FROM term WHERE head > 0
    UNION ALL SELECT seed, 'value ' || n, value, false FROM term WHERE op IS NOT NULL;
CREATE TEMP TABLE meant AS
    WITH RECURSIVE state (seed, what, implied, path, made_by, today) AS (
        SELECT seed, what, implied, path, NULL::text[], false FROM start
        UNION
        SELECT s.seed, s.what, s.implied, step.* FROM state AS s, LATERAL (
            -- the deepest alias at or above it, but for the one that made it
            (SELECT target || s.path[cardinality(source) + 1 :], source, false FROM link
             WHERE seed = s.seed AND alias AND NOT s.today AND pg_temp.within(s.path, source) AND source IS DISTINCT FROM s.made_by
             ORDER BY cardinality(source) DESC FETCH FIRST ROW WITH TIES)
            UNION ALL
            SELECT s.path, NULL, true
            WHERE NOT s.today AND NOT EXISTS (SELECT FROM link WHERE seed = s.seed AND alias AND pg_temp.within(s.path, source) AND source IS DISTINCT FROM s.made_by)
            UNION ALL
            SELECT target || s.path[cardinality(source) + 1 :], NULL, false FROM link
            WHERE seed = s.seed AND NOT alias AND s.implied AND s.today AND pg_temp.within(s.path, source)) AS step)
    SELECT DISTINCT seed, what, path FROM state WHERE today;
CREATE INDEX ON meant (seed, what);
ANALYZE meant;

-- the terms as they are asked, and with their old names replaced: several rows for several targets, all of which must match
CREATE FUNCTION pg_temp.written(exact boolean, pattern text[], op text, value text, heavy boolean) RETURNS text LANGUAGE sql IMMUTABLE
RETURN CASE WHEN exact THEN '=' ELSE '' END || array_to_string(pattern, '/')
    || coalesce('[' || nullif(concat_ws('; ', CASE WHEN heavy THEN 'weight>0.5' END, 'path' || op || value), '') || ']', '');
CREATE TEMP TABLE asked AS SELECT seed, n, pg_temp.written(exact, pattern, op, array_to_string(value, '/'), heavy)::tagquery AS query FROM term;
CREATE TEMP TABLE replaced AS
    SELECT seed, n, pg_temp.written(exact, coalesce(m.path, '{}') || pattern[head + 1 :], op,
        (SELECT string_agg(array_to_string(path, '/'), '|') FROM meant AS v WHERE v.seed = term.seed AND v.what = 'value ' || n), heavy)::tagquery AS query
    FROM term LEFT JOIN LATERAL (SELECT path FROM meant WHERE meant.seed = term.seed AND what = 'head ' || n) AS m ON true;

-- whether an element has the meaning that a term asks for
CREATE TEMP TABLE truth AS
    SELECT e.seed, e.e, r.n, r.query,
           bool_or((array_to_string(m.path, '/') || CASE WHEN e.heavy THEN '' ELSE '[weight=0.25]' END)::tagset @@ r.query) AS met
    FROM element AS e JOIN meant AS m ON m.seed = e.seed AND m.what = 'element ' || e.e JOIN replaced AS r ON r.seed = e.seed
    GROUP BY e.seed, e.e, r.n, r.query;
-- sets of elements e to e + size - 1; of one path the last element counts
CREATE TEMP TABLE set_of AS
    SELECT seed, e AS number, (SELECT string_agg(array_to_string(path, '/') || CASE WHEN heavy THEN '' ELSE '[weight=0.25]' END, ', ' ORDER BY x.e) FROM element AS x WHERE x.seed = element.seed AND x.e BETWEEN element.e AND element.e + pg_temp.pick(element.seed, 'size' || element.e, 3))::tagset AS tags
    FROM element;
CREATE TEMP TABLE answer AS
    SELECT s.seed, s.number, t.n, s.tags, bool_and(met) AS met
    FROM (SELECT seed, number, tags, n, query, bool_or(met) AS met
          FROM set_of JOIN element USING (seed) JOIN truth USING (seed, e)
          WHERE e BETWEEN number AND number + pg_temp.pick(seed, 'size' || number, 3)
            -- an element that a later one of the same path replaces is not there
            AND NOT EXISTS (SELECT FROM element AS later WHERE later.seed = element.seed AND later.path = element.path AND later.e > element.e AND later.e <= number + pg_temp.pick(seed, 'size' || number, 3))
          GROUP BY seed, number, tags, n, query) AS t JOIN set_of AS s USING (seed, number)
    GROUP BY s.seed, s.number, t.n, s.tags;

\echo
\echo == Each term, each set: no differences, among answers of both kinds
SELECT count(*) > 60000 AS many, count(*) FILTER (WHERE met) > 10000 AS that_match, count(*) FILTER (WHERE met <> (tags @@ taxonomy_expand(query, t))) AS differ
FROM answer JOIN asked USING (seed, n) JOIN book USING (seed);

\echo
\echo == Terms combined: with and, or, not, and a number of them
WITH combined AS (
    SELECT seed, number, array_agg(met ORDER BY n) AS met, array_agg(query::text ORDER BY n) AS q FROM answer JOIN asked USING (seed, n) GROUP BY seed, number)
SELECT form.form, count(*) > 10000 AS many, count(*) FILTER (WHERE form.met) > 300 AS that_match, count(*) FILTER (WHERE form.met <> (tags @@ taxonomy_expand(form.query, t))) AS differ
FROM combined JOIN set_of USING (seed, number) JOIN book USING (seed), LATERAL (VALUES
    ('a & !b', met[1] AND NOT met[4], format('%s & !(%s)', q[1], q[4])),
    ('!(a | b) | c & d', NOT (met[1] OR met[2]) OR met[3] AND met[5], format('!(%s | %s) | %s & %s', q[1], q[2], q[3], q[5])),
    ('2 of (a, !b, c, d)', met[1]::int + (NOT met[2])::int + met[3]::int + met[6]::int >= 2, format('2 of (%s, !(%s), %s, %s)', q[1], q[2], q[3], q[6]))) AS form (form, met, query)
GROUP BY form.form ORDER BY form.form;

\echo
\echo == taxonomy_apply has the same meaning
SELECT count(*) > 10000 AS many, count(*) FILTER (WHERE taxonomy_apply((array_to_string(e.path, '/'))::tagset, t, NULL, true) <> m.names) AS differ
FROM element AS e JOIN book USING (seed), LATERAL (SELECT string_agg(array_to_string(path, '/'), ', ')::tagset AS names FROM meant WHERE meant.seed = e.seed AND what = 'element ' || e.e) AS m;

\echo
\echo == Nothing that is expanded is expanded needlessly: no term of an answer is covered by another one
SELECT count(*) > 1000 AS many, count(*) FILTER (WHERE terms.covered) AS covered
FROM asked JOIN book USING (seed) CROSS JOIN LATERAL (
    SELECT bool_or(a.term <> b.term AND b.term::tagpath <@ a.term::tagpath) AS covered
    FROM tagquery_terms(taxonomy_expand(query, t)) AS a (term), tagquery_terms(taxonomy_expand(query, t)) AS b (term)
    WHERE a.term ~ '^[a-c/]+$' AND b.term ~ '^[a-c/]+$') AS terms
-- an old name may mean two, one below the other, which both are asked for
WHERE (SELECT count(*) FROM replaced WHERE replaced.seed = asked.seed AND replaced.n = asked.n) = 1;
