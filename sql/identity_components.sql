-- The aggregate identity_components: components of links under limits, and identity_rows, which makes rows of its result.
SET client_min_messages = notice;
\echo == Components without limits: pairs of an identifier and its person, in the order in which the rows name them
SELECT identity_components(a, 1, b, 1, NULL, NULL) FROM (VALUES (1, 2), (7, 8), (3, 2), (5, 4), (8, 7)) l (a, b);
SELECT * FROM identity_rows((SELECT identity_components(a, 1, b, 1, NULL, NULL) FROM (VALUES (1, 2), (7, 8), (3, 2)) l (a, b)));
-- a person is the first by kind, then by id
SELECT identity_components(a, a_kind, b, b_kind, NULL, NULL)
    FROM (VALUES (9, 2, 1, 3), (1, 3, 8, 2), (5, 1, -6, 1), (-6, 1, 4, 7)) l (a, a_kind, b, b_kind);

\echo == NULL: an identifier alone, a row to ignore, no rows
SELECT identity_components(a, 1, b, 1, NULL, NULL) FROM (VALUES (1, 2), (3, NULL), (NULL, 4), (NULL, NULL), (5, 5), (2, NULL)) l (a, b);
SELECT identity_components(a, NULL, b, NULL, ARRAY[0], 0) IS NULL AS ignored FROM (VALUES (NULL::bigint, 2)) l (a, b);
SELECT identity_components(1, 1, 2, 1, NULL, NULL) IS NULL AS no_rows WHERE false;
-- the kind of an end that is NULL does not matter
SELECT identity_components(1, 1, NULL, NULL, NULL, NULL);

\echo == Limits: a link that would break one joins nobody, and later ones go on
-- kind 1: one of a person
SELECT identity_components(a, a_kind, b, b_kind, ARRAY[1], NULL ORDER BY n)
    FROM (VALUES (1, 10, 1, 30, 2), (2, 30, 2, 20, 1), (3, 30, 2, 31, 2), (4, 20, 1, 40, 3), (5, 40, 3, 31, 2), (6, 41, 3, 40, 3)) l (n, a, a_kind, b, b_kind);
-- in the opposite order the other member gets them
SELECT identity_components(a, a_kind, b, b_kind, ARRAY[1], NULL ORDER BY n DESC)
    FROM (VALUES (1, 10, 1, 30, 2), (2, 30, 2, 20, 1), (3, 30, 2, 31, 2), (4, 20, 1, 40, 3), (5, 40, 3, 31, 2), (6, 41, 3, 40, 3)) l (n, a, a_kind, b, b_kind);
-- most: of all kinds
SELECT identity_components(n, 1, n + 1, 1, NULL, 3 ORDER BY n) FROM generate_series(1, 9) n;
SELECT identity_components(n, 1, n + 1, 1, NULL, 1 ORDER BY n) FROM generate_series(1, 2) n;
-- kinds 1 and 3; kind 2 is NULL, and kind 4 beyond the array
SELECT identity_components(a, a_kind, b, b_kind, ARRAY[1, NULL, 2], NULL ORDER BY n)
    FROM (VALUES (1, 1, 2, 2, 2), (2, 3, 2, 2, 2), (3, 2, 2, 31, 3), (4, 32, 3, 3, 2), (5, 3, 2, 33, 3), (6, 40, 4, 41, 4), (7, 40, 4, 33, 3)) l (n, a, a_kind, b, b_kind);
-- two lists of kinds with limits are merged
SELECT identity_components(a, a, b, b, ARRAY[1, 1, 1, 1, 1, 1], NULL ORDER BY n)
    FROM (VALUES (1, 1, 5), (2, 5, 3), (3, 2, 6), (4, 6, 4), (5, 3, 4)) l (n, a, b);
SELECT identity_components(a, a % 10, b, b % 10, ARRAY[1, 1, 1, 1, 1, 1], NULL ORDER BY n)
    FROM (VALUES (1, 1, 5), (2, 5, 3), (3, 2, 6), (4, 6, 13), (5, 3, 6), (6, 2, 5)) l (n, a, b);

\echo == Of two kinds of an identifier the first counts
SELECT identity_components(a, a_kind, b, b_kind, ARRAY[1, 1], NULL ORDER BY n)
    FROM (VALUES (1, 1, 1, 2, 2), (2, 2, 1, 3, 2), (3, 2, 1, 4, 1)) l (n, a, a_kind, b, b_kind);

\echo == The limits of an array with another lower bound
SELECT identity_components(a, 2, b, 2, '[2:2]={1}', NULL) AS from_2, identity_components(a, 2, b, 2, '[0:1]={1,1}', NULL) AS from_0,
       identity_components(a, 2, b, 2, '[-1:2]={1,1,1,1}', NULL) AS below, identity_components(a, 2, b, 2, '[2147483646:2147483646]={1}', NULL) AS far,
       identity_components(a, 2147483647, b, 2147483647, '[2147483646:2147483646]={1}', NULL) AS beyond, identity_components(a, 2, b, 2, '{}', NULL) AS empty
    FROM (VALUES (1, 2)) l (a, b);

\echo == Every id
SELECT identity_components(a, 2147483647, b, 1, NULL, 2147483647)
    FROM (VALUES (9223372036854775807, -9223372036854775808), (0, 9223372036854775807), (-1, 0)) l (a, b);

\echo == Groups, filters, windows
SELECT g, identity_components(a, 1, b, 1, NULL, NULL ORDER BY a) FROM (VALUES (1, 1, 2), (2, 1, 3), (1, 2, 4), (2, 5, 6)) l (g, a, b) GROUP BY g ORDER BY g;
SELECT identity_components(a, 1, b, 1, NULL, NULL ORDER BY a) FILTER (WHERE a <> 2) FROM (VALUES (1, 2), (2, 3), (3, 4)) l (a, b);
SELECT a, identity_components(a, 1, b, 1, NULL, 3) OVER (ORDER BY a) FROM (VALUES (1, 2), (3, 4), (5, 4), (6, 4)) l (a, b);
SELECT a, identity_components(a, 1, b, 1, NULL, NULL) OVER (ORDER BY a ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM (VALUES (1, 2), (2, 3), (3, 4)) l (a, b);

\echo == What is refused
SELECT identity_components(1, 0, 2, 1, NULL, NULL);
SELECT identity_components(1, 1, 2, -1, NULL, NULL);
SELECT identity_components(1, NULL, 2, 1, NULL, NULL);
SELECT identity_components(1, 1, 2, NULL, NULL, NULL);
SELECT identity_components(1, 1, 2, 1, NULL, 0);
SELECT identity_components(1, 1, 2, 1, ARRAY[1, 0], NULL);
SELECT identity_components(1, 1, 2, 1, ARRAY[1, -1], NULL);
SELECT identity_components(1, 1, 2, 1, ARRAY[[1, 2], [3, 4]], NULL);
SELECT identity_components(n, 1, 9, 1, NULL, n) FROM generate_series(1, 2) n;
SELECT identity_components(n, 1, 9, 1, NULL, nullif(n, 1)) FROM generate_series(1, 2) n;
SELECT identity_components(n, 1, 9, 1, ARRAY[n], NULL) FROM generate_series(1, 2) n;
SELECT identity_components(n, 1, 9, 1, CASE n WHEN 1 THEN ARRAY[1] END, NULL) FROM generate_series(1, 2) n;
SELECT * FROM identity_rows('{1,2,3}');
SELECT * FROM identity_rows('{{1,2},{3,4}}');
SELECT * FROM identity_rows('{1,NULL}');
SELECT * FROM identity_rows('{}');
SELECT * FROM identity_rows(NULL);

\echo == Random graphs, beside a recursive query
CREATE FUNCTION random_links(n int, ids int) RETURNS TABLE (id int, a bigint, a_kind int, b bigint, b_kind int) LANGUAGE sql AS $$
    SELECT g, x, 1 + (x * 7 % 5)::int, y, 1 + (y * 7 % 5)::int
    FROM (SELECT g, (random() * ids)::bigint AS x, (random() * ids)::bigint AS y FROM generate_series(1, n) g OFFSET 0) l;
$$;
CREATE TEMP TABLE link (id int, a bigint, a_kind int, b bigint, b_kind int);
CREATE FUNCTION by_recursion() RETURNS TABLE (identifier bigint, person bigint) LANGUAGE sql AS $$
    WITH RECURSIVE kind AS (SELECT a AS id, a_kind AS kind FROM link UNION SELECT b, b_kind FROM link),
    reached AS (
        SELECT id AS id, id AS other FROM kind
        UNION SELECT r.id, CASE r.other WHEN l.a THEN l.b ELSE l.a END FROM reached r JOIN link l ON r.other IN (l.a, l.b))
    SELECT DISTINCT ON (r.id) r.id, r.other FROM reached r JOIN kind k ON k.id = r.other ORDER BY r.id, k.kind, r.other;
$$;
DO $$
DECLARE
    differences int := 0;
BEGIN
    PERFORM setseed(0.25);
    FOR round IN 1..40 LOOP
        TRUNCATE link;
        INSERT INTO link SELECT * FROM random_links(round, 5 + round / (1 + round % 3));
        differences := differences + (SELECT count(*) FROM by_recursion() r FULL JOIN
            identity_rows((SELECT identity_components(a, a_kind, b, b_kind, NULL, NULL) FROM link)) c USING (identifier) WHERE r.person IS DISTINCT FROM c.person);
    END LOOP;
    RAISE NOTICE 'differences: %', differences;
END $$;

\echo == Random graphs with limits, beside the rule in PL/pgSQL; and links of one place in the order in any order
CREATE FUNCTION by_rule(per_kind int[], most int) RETURNS TABLE (identifier bigint, person bigint) LANGUAGE plpgsql AS $$
DECLARE
    l link;
BEGIN
    CREATE TEMP TABLE member ON COMMIT DROP AS SELECT a AS id, a_kind AS kind, a AS component FROM link UNION SELECT b, b_kind, b FROM link;
    FOR l IN SELECT * FROM link ORDER BY id LOOP
        UPDATE member m SET component = x.component FROM member x, member y
        WHERE x.id = l.a AND y.id = l.b AND m.component = y.component AND x.component <> y.component
            AND (SELECT count(*) FROM member WHERE component IN (x.component, y.component)) <= most
            AND NOT EXISTS (SELECT FROM member o WHERE o.component IN (x.component, y.component) GROUP BY o.kind HAVING count(*) > per_kind[o.kind]);
    END LOOP;
    RETURN QUERY SELECT m.id, (SELECT f.id FROM member f WHERE f.component = m.component ORDER BY f.kind, f.id LIMIT 1) FROM member m;
    DROP TABLE member;
END $$;
DO $$
DECLARE
    differences int := 0;
    limits int[];
    most int;
BEGIN
    PERFORM setseed(0.75);
    FOR round IN 1..25 LOOP
        TRUNCATE link;
        INSERT INTO link SELECT * FROM random_links(2 * round, 5 + round);
        limits := ARRAY(SELECT CASE WHEN random() < 0.6 THEN 1 + (random() * 3)::int END FROM generate_series(1, 5));
        most := 2 + random() * 12;
        -- each link several times, and the other way round: once refused, it stays so
        differences := differences + (SELECT count(*) FROM by_rule(limits, most) r FULL JOIN
            identity_rows((SELECT identity_components(a, a_kind, b, b_kind, limits, most ORDER BY id, place) FROM (
                SELECT id, random() AS place, a, a_kind, b, b_kind FROM link UNION ALL SELECT id, random(), b, b_kind, a, a_kind FROM link
                UNION ALL SELECT id + (random() * 20)::int, random(), a, a_kind, b, b_kind FROM link) l)) c
            USING (identifier) WHERE r.person IS DISTINCT FROM c.person);
    END LOOP;
    RAISE NOTICE 'differences: %', differences;
END $$;

\echo == Many identifiers, and so tables that grow; a chain that is joined from both ends and in the middle
SELECT array_length(c, 1) AS elements, (SELECT count(DISTINCT person) FROM identity_rows(c)) AS persons
    FROM (SELECT identity_components(n, 1 + (n % 3)::int, n + 3, 1 + (n % 3)::int, ARRAY[NULL, 1000], 20000 ORDER BY n * 7919 % 100000) AS c FROM generate_series(0::bigint, 99999) n) s;
DROP FUNCTION random_links, by_recursion, by_rule;
DROP TABLE link;
