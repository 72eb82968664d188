-- The aggregate beside a recursive query and pgRouting, and what it takes of memory. Fails where the answers differ, and prints
-- its tables in Markdown. Runs after identity_data.sql. psql variables: rows; routing, pgRouting's library, or '' without it.
\set QUIET on
SET client_min_messages = warning;
SET work_mem = '512MB';
SET synchronize_seqscans = off;
\ir identity_times.sql
\pset format unaligned
\pset fieldsep ' | '
\pset tuples_only on

SELECT :'routing' <> '' AS has_routing \gset
\if :has_routing
-- as the package's script declares it, without PostGIS, which components do not need
CREATE FUNCTION routing_components(edges text, OUT seq bigint, OUT component bigint, OUT node bigint) RETURNS SETOF record
    AS :'routing', '_pgr_connectedcomponents' LANGUAGE c VOLATILE STRICT;
\endif

-- Each form answers with the number of identifiers and a digest of the pairs of identifier and component.
CREATE FUNCTION digest_of(node text, component text, rows text) RETURNS text LANGUAGE sql
RETURN format('SELECT count(*) || '' '' || bit_xor(hashint8extended(%s, %s)) FROM %s', node, component, rows);
CREATE TABLE question AS
SELECT o, name, links, form, statement
FROM graph, LATERAL (VALUES
    ('aggregate', digest_of('identifier', 'person', format('identity_rows((SELECT identity_components(a, 1, b, 1, NULL, NULL) FROM %I))', name))),
    ('recursive', CASE WHEN links <= 2000000 THEN digest_of('a', 'component', format(
        '(WITH RECURSIVE reached (a, b) AS (SELECT a, a FROM %1$I UNION SELECT r.a, e.b FROM reached AS r JOIN %1$I AS e ON e.a = r.b) SELECT a, min(b) AS component FROM reached GROUP BY a) AS c',
        name || '_both_ways')) END),
    ('routing', CASE WHEN :'routing' <> '' THEN digest_of('node', 'component', format('routing_components(%L)', format('SELECT id, a AS source, b AS target, 1::float8 AS cost FROM %I', name))) END),
    ('limits', digest_of('identifier', 'person', format('identity_rows((SELECT identity_components(a, a_kind, b, b_kind, ''{1,5,1}'', 500) FROM %I))', name))),
    ('ordered', digest_of('identifier', 'person', format('identity_rows((SELECT identity_components(a, a_kind, b, b_kind, ''{1,5,1}'', 500 ORDER BY greatest(a_kind, b_kind), at DESC, a_kind + b_kind, id DESC) FROM %I))', name))),
    ('sorted', digest_of('identifier', 'person', format('identity_rows((SELECT identity_components(a, a_kind, b, b_kind, ''{1,5,1}'', 500)
        FROM (SELECT * FROM %I ORDER BY greatest(a_kind, b_kind) * float8 ''1e10'' - date_part(''epoch'', at), at DESC, a_kind + b_kind, id DESC) AS l))', name))),
    ('scan', format('SELECT count(a + b) FROM %I', name))) AS v (form, statement)
WHERE statement IS NOT NULL;

CREATE TABLE answered AS SELECT q.*, t.* FROM question AS q, LATERAL cpu_time_of(statement) AS t;
DO $$
DECLARE
    differ text;
BEGIN
    SELECT string_agg(format('%s, %s: %s', name, form, answer), E'\n' ORDER BY o, form) INTO differ
    FROM (SELECT *, min(answer) OVER w <> max(answer) OVER w AS differs FROM answered WHERE form IN ('aggregate', 'recursive', 'routing') WINDOW w AS (PARTITION BY name)
          UNION ALL SELECT *, min(answer) OVER w <> max(answer) OVER w FROM answered WHERE form IN ('ordered', 'sorted') WINDOW w AS (PARTITION BY name)) AS a WHERE differs;
    IF differ IS NOT NULL THEN
        RAISE EXCEPTION 'different answers' USING DETAIL = differ;
    END IF;
END $$;

CREATE TABLE shown AS
SELECT o, CASE name WHEN 'star' THEN 'a star of ' || links WHEN 'chain' THEN 'a chain of ' || links ELSE links || ', ' || split_part(max(answer) FILTER (WHERE form = 'aggregate'), ' ', 1) || ' identifiers' END AS title, links,
       max(cpu) FILTER (WHERE form = 'aggregate') AS ours, max(ms) FILTER (WHERE form = 'aggregate') AS ours_ms,
       max(cpu) FILTER (WHERE form = 'recursive') AS recursive, max(ms) FILTER (WHERE form = 'recursive') AS recursive_ms,
       max(cpu) FILTER (WHERE form = 'routing') AS routing, max(ms) FILTER (WHERE form = 'routing') AS routing_ms,
       max(cpu) FILTER (WHERE form = 'limits') AS limits, max(ms) FILTER (WHERE form = 'limits') AS limits_ms,
       max(cpu) FILTER (WHERE form = 'ordered') AS ordered, max(ms) FILTER (WHERE form = 'ordered') AS ordered_ms,
       max(cpu) FILTER (WHERE form = 'sorted') AS sorted, max(ms) FILTER (WHERE form = 'sorted') AS sorted_ms,
       max(cpu) FILTER (WHERE form = 'scan') AS scan, max(ms) FILTER (WHERE form = 'scan') AS scan_ms
FROM answered GROUP BY o, name, links;

-- the goals of the ratios, at the size that they are meant for
CREATE FUNCTION routing_goal(links bigint) RETURNS float8 LANGUAGE sql RETURN CASE WHEN links >= 9000000 THEN 0.1 WHEN links >= 900000 THEN 0.2 END;

\qecho '| links | aggregate, s | recursive query, s | pgr_connectedComponents, s | scan alone, s | aggregate / recursive | goal | met | aggregate / pgr | goal | met |'
\qecho '|---|--:|--:|--:|--:|--:|--:|:-:|--:|--:|:-:|'
SELECT '| ' || title, seconds(ours, ours_ms), seconds(recursive, recursive_ms), seconds(routing, routing_ms), seconds(scan, scan_ms),
       ratio(ours, recursive), CASE WHEN recursive IS NULL THEN '' ELSE '≤ 0.06' END, met(ours / recursive, 0.06),
       ratio(ours, routing), coalesce('≤ ' || routing_goal(links), ''), met(ours / routing, routing_goal(links)) || ' |' FROM shown ORDER BY o;
\qecho ''
\qecho '| the rule: kinds and limits | in the order of the table, s | `ORDER BY` in the aggregate, s | sorted in a subquery, by one number first, s | sorted / pgr without limits | goal | met |'
\qecho '|---|--:|--:|--:|--:|--:|:-:|'
SELECT '| ' || title, seconds(limits, limits_ms), seconds(ordered, ordered_ms), seconds(sorted, sorted_ms), ratio(sorted, routing), CASE WHEN links >= 9000000 THEN '≤ 0.45' ELSE '' END,
       met(sorted / routing, CASE WHEN links >= 9000000 THEN 0.45 END) || ' |' FROM shown WHERE o <= 3 ORDER BY o;

-- what the state has when the last link comes, beyond what the backend had when the first one came
CREATE TABLE memory (name text, identifiers bigint, bytes bigint, limited_bytes bigint);
CREATE PROCEDURE weigh() LANGUAGE plpgsql AS $$
DECLARE
    g graph; n bigint; plain bigint; limited bigint;
BEGIN
    FOR g IN SELECT * FROM graph WHERE o <= 3 LOOP
        EXECUTE format('SELECT max(CASE WHEN id = %s THEN held() END) - max(CASE WHEN id = 1 THEN held() END), cardinality(identity_components(a, 1, b, 1, NULL, NULL)) / 2 FROM %I', g.links, g.name) INTO plain, n;
        EXECUTE format('SELECT max(CASE WHEN id = %s THEN held() END) - max(CASE WHEN id = 1 THEN held() END), cardinality(identity_components(a, a_kind, b, b_kind, ''{1,5,1}'', 500)) / 2 FROM %I', g.links, g.name) INTO limited, n;
        INSERT INTO memory VALUES (g.name, n, plain, limited);
    END LOOP;
END $$;
CALL weigh();
\qecho ''
\qecho '| memory of the aggregate | MB | bytes an identifier | goal | met | with kinds and limits, MB | bytes an identifier | goal | met |'
\qecho '|---|--:|--:|--:|:-:|--:|--:|--:|:-:|'
SELECT '| ' || identifiers || ' identifiers', round(bytes / 1e6, 1), round(bytes::numeric / identifiers, 1), coalesce('≤ ' || most, ''), met(bytes::float8 / identifiers, most),
       round(limited_bytes / 1e6, 1), round(limited_bytes::numeric / identifiers, 1), coalesce('≤ ' || most, ''), met(limited_bytes::float8 / identifiers, most) || ' |'
FROM memory, LATERAL (SELECT CASE WHEN identifiers >= 90000 THEN 40 END AS most) AS m ORDER BY identifiers;
