\echo == GIN on saved queries: which of them does a value match
SET timezone = 'UTC';
SET jit = off;
SET max_parallel_workers_per_gather = 0;
SELECT opcname, amvalidate(oid) FROM pg_opclass WHERE opcname = 'tagquery_gin_ops';

\echo
\echo == Every operator of the class uses the index, from either side
CREATE TABLE saved (id int PRIMARY KEY, query tagquery);
INSERT INTO saved VALUES
    (1, 'interest/sport & !region/taipei'), (2, 'interest/sport/golf | lang/en'), (3, '!interest'),
    (4, '**/golf'), (5, '2 of (interest/sport, region, lang)'), (6, NULL), (7, 'interest[deny]'), (8, 'interest/sport @2026-06-01T00:00:00Z');
CREATE INDEX saved_gin ON saved USING gin (query);
SET enable_seqscan = off;
SELECT id FROM saved WHERE query @@ 'interest/sport/golf, lang/zh'::tagset ORDER BY id;
SELECT id FROM saved WHERE query @@ 'interest/sport/golf'::tagpath ORDER BY id;
SELECT id FROM saved WHERE query @@ 'interest/sport[by=desk; at=2026-07-01T00:00:00Z], interest/music[by=desk; deny]'::labelset ORDER BY id;
SELECT id FROM saved WHERE query @@ 'lang/en[by=desk]'::factlabel ORDER BY id;
CREATE FUNCTION pg_temp.plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    line text;
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (COSTS off) ' || query LOOP
        IF line ~ 'Scan|Index Cond|Join|Loop' THEN
            RETURN NEXT regexp_replace(line, '^ +(-> +)?', '');
        END IF;
    END LOOP;
END $$;
SELECT pg_temp.plan($$SELECT id FROM saved WHERE query @@ 'a'::tagset$$);
SELECT pg_temp.plan($$SELECT id FROM saved WHERE 'a'::tagset @@ query$$);
SELECT pg_temp.plan($$SELECT id FROM saved WHERE query @@ 'a'::labelset$$);
SELECT pg_temp.plan($$SELECT id FROM saved WHERE 'a'::labelset @@ query$$);
SELECT pg_temp.plan($$SELECT id FROM saved WHERE query @@ 'a'::tagpath$$);
SELECT pg_temp.plan($$SELECT id FROM saved WHERE 'a'::tagpath @@ query$$);
SELECT pg_temp.plan($$SELECT id FROM saved WHERE query @@ 'a'::factlabel$$);
SELECT pg_temp.plan($$SELECT id FROM saved WHERE 'a'::factlabel @@ query$$);
\echo -- the value of another table, a parameter, an array
CREATE TABLE member (name text, tags tagset);
INSERT INTO member VALUES ('ann', 'interest/sport'), ('bob', 'region/taipei, lang/en'), ('cy', ''), ('dee', NULL);
SELECT pg_temp.plan('SELECT name, id FROM member JOIN saved ON query @@ tags');
SELECT name, array_agg(id ORDER BY id) AS saved FROM member LEFT JOIN saved ON query @@ tags GROUP BY name ORDER BY name;
SET plan_cache_mode = force_generic_plan;
PREPARE matching (tagset) AS SELECT count(*) FROM saved WHERE query @@ $1;
SELECT pg_temp.plan($$EXECUTE matching ('a')$$);
EXECUTE matching ('interest/sport');
EXECUTE matching (NULL);
RESET plan_cache_mode;
SELECT id FROM saved WHERE query @@ ANY ('{region,lang/en}'::tagset[]) ORDER BY id;

\echo
\echo == What the index finds: "matches", "rechecked" if the row is found and does not match, "not found"
CREATE TABLE one (query tagquery);
CREATE INDEX ON one USING gin (query);
CREATE FUNCTION pg_temp.found(query tagquery, value text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    plan json;
    matches boolean;
BEGIN
    TRUNCATE one;
    INSERT INTO one VALUES (query);
    EXECUTE format('SELECT $1 @@ %s', value) INTO matches USING query;
    EXECUTE format('EXPLAIN (ANALYZE, COSTS off, TIMING off, SUMMARY off, FORMAT json) SELECT FROM one WHERE query @@ %s', value) INTO plan;
    plan := plan #> '{0,Plan}';
    RETURN concat_ws(' but ', CASE WHEN (plan ->> 'Actual Rows')::float8 = 1 THEN 'matches'
                                   WHEN (plan ->> 'Rows Removed by Index Recheck')::int = 1 THEN 'rechecked' ELSE 'not found' END,
                     CASE WHEN matches <> ((plan ->> 'Actual Rows')::float8 = 1) THEN 'wrong' END);
END $$;
-- the columns: a query, a value that matches, one that is rechecked, one that is not found
CREATE FUNCTION pg_temp.three(query tagquery, a tagset, b tagset, c tagset, OUT matches text, OUT rechecked text, OUT not_found text) LANGUAGE sql AS $$
    SELECT CASE WHEN a IS NOT NULL THEN pg_temp.found(query, format('%L::tagset', a)) END,
           CASE WHEN b IS NOT NULL THEN pg_temp.found(query, format('%L::tagset', b)) END,
           CASE WHEN c IS NOT NULL THEN pg_temp.found(query, format('%L::tagset', c)) END
$$;
\echo -- terms: the path; whole segments before a wildcard
SELECT query, a, f.matches, b, f.rechecked, c, f.not_found FROM (VALUES
    ('a/b', 'a/b/c', NULL, 'a'), ('=a/b', 'a/b', 'a/b/c', 'a'), ('a/*', 'a/b', 'a', 'b'), ('a/b*/c', 'a/bb/c', 'a/d', 'b/c'), ('a/**/c', 'a/c', 'a/d', 'c'), ('a/**', 'a', NULL, 'b'),
    ('a/b/~"x$"', 'a/b/ax', 'a/b/a', 'a/ax'), ('中文/咖*', '中文/咖啡', '中文/茶', '中'), ('"a*"/b', '"a*"/b/c', NULL, 'aa/b'),
    ('a*', 'ab', 'b', NULL), ('**/c', 'a/c', 'a', NULL), ('~"^a"', 'ab', 'b', NULL), ('*', 'a', '', NULL),
    ('**/c & a', 'a/c', 'a', 'b/c')) AS v (query, a, b, c), pg_temp.three(query::tagquery, a::tagset, b::tagset, c::tagset) AS f;
\echo -- filters and timestamps are rechecked; the filter on the path is not
SELECT query, a, f.matches, b, f.rechecked, c, f.not_found FROM (VALUES
    ('a[value>5]', 'a[value=6]', 'a[value=5]', 'b[value=6]'), ('a[weight!=1]', 'a/b[weight=0.5]', 'a', 'b[weight=0.5]'), ('a @2026-06-01T00:00:00Z', 'a[until=2026-06-02T00:00:00Z]', 'a[until=2026-05-02T00:00:00Z]', 'b'),
    ('a[since>=-P30D] @2026-06-01T00:00:00Z', 'a[since=2026-05-20T00:00:00Z]', 'a', 'b[since=2026-05-20T00:00:00Z]'), ('a[by=desk]', NULL, 'a', 'b'),
    ('a[path=a/b|a/c]', 'a/c/d', NULL, 'a/d'), ('a[path=b|a/c|a/d; value>1]', 'a/d[value=2]', 'a/d', 'a/b[value=2], b[value=2]'), ('a[path!=a/b]', 'a/c', 'a/b', 'b'), ('a[path=b]', NULL, NULL, 'a, b, a/b'), ('=a[path=a/b]', NULL, NULL, 'a, a/b'),
    ('**/c[path=a/b|d]', 'd/c', 'd', 'e/c'), ('a/*/c[path=a/b|a/d|e]', 'a/d/c', 'a/b', 'a/c/c, e/a/c'), ('a/b/*[path=a]', 'a/b/c', 'a/b', 'a'), ('a/b/*[path=c|d/e]', NULL, NULL, 'a/b/c, c, d/e'), ('a/*[path=a/b; path=a/b/c|a/b/d]', 'a/b/d', NULL, 'a/b')) AS v (query, a, b, c), pg_temp.three(query::tagquery, a::tagset, b::tagset, c::tagset) AS f;
\echo -- operators: the rarest operand of "&", all of "|"; the deeper a path, the rarer
SELECT query, a, f.matches, b, f.rechecked, c, f.not_found FROM (VALUES
    ('a & b/c', 'a, b/c', 'b/c', 'a, b'), ('a/b & (c | d)', 'a/b, d', 'a/b', 'c, d'), ('a | b/c', 'b/c', NULL, 'b'), ('a | a/b', 'a', NULL, 'b'), ('!a', 'b', 'a', NULL), ('!a & b', 'b', 'a, b', 'c'), ('!a | b', 'c', 'a', NULL), ('!(a | !b)', 'b', 'a, b', 'a'), ('!(a | b)', 'c', 'a', NULL),
    ('2 of (a, b/c, d/e)', 'a, d/e', 'd/e', 'a, b, d'), ('2 of (a, b, !c)', 'b', 'a, c', 'c'), ('3 of (a/b, c/d, !e, f)', 'a/b, c/d', 'c/d', 'e, f'), ('!2 of (!a, !b, !c)', 'a, b', 'a', 'c'), ('!3 of (a, b, c, d)', 'a, b', 'a, b, c', NULL),
    ('a/b[path!=a/b] | c', 'c', NULL, 'a/b'), ('(a | !b) & (c | !d) & e/f', 'e/f, a, c', 'e/f, d', 'a, c')) AS v (query, a, b, c), pg_temp.three(query::tagquery, a::tagset, b::tagset, c::tagset) AS f;
\echo -- "&" of one path and many deeper ones: fewer keys are better at some point
SELECT pg_temp.found(q::tagquery, $$'a/b'::tagset$$) AS by_the_one, pg_temp.found(q::tagquery, $$'c/d/e9'::tagset$$) AS by_the_many
FROM (SELECT 'a/b & (' || string_agg('c/d/e' || i, ' | ') || ')' FROM unnest(ARRAY[9, 99]) AS n, generate_series(7, n) AS i GROUP BY n ORDER BY n) AS t (q);

\echo
\echo == Logs: every label counts as a path, whether it is in effect or not
SELECT query, labels, pg_temp.found(query, format('%L::labelset', labels)) FROM (VALUES
    ('a'::tagquery, 'a[by=x]'::labelset), ('a', 'a/b[by=x; deny]'), ('a[deny]', 'a/b[by=x; deny]'), ('a', 'a[by=x; neg]'), ('a', 'a[by=x; at=2026-01-01T00:00:00Z], a[by=x; at=2026-02-01T00:00:00Z; neg]'),
    ('a @2026-01-15T00:00:00Z', 'a[by=x; at=2026-01-01T00:00:00Z], a[by=x; at=2026-02-01T00:00:00Z; neg]'), ('a[verdict=false; by=agency]', 'a/b[verdict=false; by=agency/afp]'), ('a[verdict=false; by=agency]', 'a/b[verdict=true; by=agency/afp]'),
    ('a', 'b[by=x]'), ('!a', 'a[by=x; deny]'), ('a | b', ''), ('!b', ''), ('2 of (a, b, c)', 'a/x[by=x], a/x[by=y], a/y[by=x], c[by=z; deny]')) AS v (query, labels);

\echo
\echo == The empty set and the empty log match what has no path to look for
SELECT id FROM saved WHERE query @@ ''::tagset ORDER BY id;
SELECT id FROM saved WHERE query @@ ''::labelset ORDER BY id;
SELECT count(*) FROM saved WHERE query @@ NULL::tagset;

\echo
\echo == A query that is relative to a timestamp raises the error of a sequential scan, whatever the value
INSERT INTO saved VALUES (9, 'vip[since>=-P30D]');
SELECT id FROM saved WHERE query @@ 'lang/en'::tagset;
SET enable_seqscan = on; SET enable_bitmapscan = off;
SELECT id FROM saved WHERE query @@ 'lang/en'::tagset;
SET enable_seqscan = off; SET enable_bitmapscan = on;
\echo -- with a timestamp it is found
UPDATE saved SET query = tagquery_at(query, '2026-07-01Z') WHERE id = 9;
SELECT id FROM saved WHERE query @@ 'vip[since=2026-06-15T00:00:00Z], interest'::tagset ORDER BY id;
\echo -- a CHECK keeps such queries out
ALTER TABLE saved ADD CHECK ((query @@ ''::tagset) IS NOT NULL OR query IS NULL);
INSERT INTO saved VALUES (10, 'vip[since>=-P30D]');

\echo
\echo == Large values: of more than 256 paths, all keys of the index are compared with the value
INSERT INTO saved SELECT 1000 + i, format('n%s/m%s & !x', i % 50, i)::tagquery FROM generate_series(1, 2000) AS i;
INSERT INTO saved VALUES (3001, 'n7 & !x');
CREATE TABLE large AS
    SELECT n, string_agg(format('n%s/m%s', i % 50, i), ', ')::tagset AS tags, string_agg(format('n%s/m%s[by=a], n%s/m%s[by=b]', i % 50, i, i % 50, i), ', ')::labelset AS labels
    FROM unnest(ARRAY[200, 206, 207, 2000]) AS n, generate_series(1, n) AS i GROUP BY n;
SELECT n, tagset_count(tagset_expand(tags)) AS paths, count(*), count(*) FILTER (WHERE id < 1000) AS others FROM large JOIN saved ON query @@ tags GROUP BY n, tags ORDER BY n;
SELECT n, count(*) FROM large JOIN saved ON query @@ (tags || 'x') GROUP BY n ORDER BY n;
SELECT n, count(*) FROM large JOIN saved ON query @@ labels GROUP BY n ORDER BY n;
SELECT count(*) FROM saved WHERE query @@ (SELECT tagset_union(tagset_expand(tags)) FROM large);
\echo -- a path of 1,000 segments, as a value and as a query; keys of 2,000 bytes
INSERT INTO saved SELECT 5000 + n, tagquery_term((repeat('d/', n - 1) || 'd')::tagpath) FROM unnest(ARRAY[1, 2, 999, 1000]) AS n;
INSERT INTO saved SELECT 5004 + n, tagquery_term((repeat(repeat('e', 249) || '/', 7) || repeat('e', 250 - n))::tagpath) FROM generate_series(0, 1) AS n;
SELECT id - 5000 AS n FROM saved WHERE query @@ (repeat('d/', 999) || 'd')::tagpath AND id > 5000 ORDER BY id;
SELECT id - 5000 AS n FROM saved WHERE query @@ (repeat('d/', 998) || 'd')::tagset AND id > 5000 ORDER BY id;
SELECT id - 5000 AS n FROM saved WHERE query @@ (repeat(repeat('e', 249) || '/', 7) || repeat('e', 250))::factlabel AND id > 5000 ORDER BY id;

\echo
\echo == Queries of 10,000 terms: "|" has a key for each, "&" has one, "N of" those of the rarest
INSERT INTO saved SELECT 6001, string_agg('k' || i || '/l', ' | ')::tagquery FROM generate_series(1, 10000) AS i;
INSERT INTO saved SELECT 6002, string_agg('k' || i || '/l', ' & ')::tagquery FROM generate_series(1, 10000) AS i;
INSERT INTO saved SELECT 6003, ('5000 of (' || string_agg(CASE WHEN i <= 5001 THEN 'k' || i || '/l' ELSE 'k' || i END, ', ') || ')')::tagquery FROM generate_series(1, 10000) AS i;
INSERT INTO saved SELECT 6004, (SELECT string_agg(format('k%s & !(k%s/x | ', i, i), '' ORDER BY i) || 'z' || repeat(')', 300) FROM generate_series(1, 300) AS i)::tagquery;
SELECT id - 6000 AS n FROM saved WHERE query @@ 'k777/l'::tagpath AND id > 6000;
SELECT id - 6000 AS n FROM saved WHERE query @@ 'k1'::tagpath AND id > 6000;
SELECT id - 6000 AS n FROM saved WHERE query @@ (SELECT string_agg('k' || i || '/l', ',')::tagset FROM generate_series(1, 5000) AS i) AND id > 6000 ORDER BY id;
SELECT id - 6000 AS n FROM saved WHERE query @@ (SELECT string_agg('k' || i || '/l', ',')::tagset FROM generate_series(1, 10000) AS i) AND id > 6000 ORDER BY id;
SELECT pg_temp.found((SELECT query FROM saved WHERE id = 6003), $$'k5001/l'::tagset$$) AS a_key, pg_temp.found((SELECT query FROM saved WHERE id = 6003), $$'k5002/l'::tagset$$) AS none;
\echo -- an interrupt
SET statement_timeout = '100ms';
DO $$ BEGIN
    LOOP PERFORM FROM saved WHERE query @@ (SELECT tagset_union(tags) FROM large); END LOOP;
EXCEPTION WHEN query_canceled THEN
    RAISE NOTICE 'cancelled';
END $$;
RESET statement_timeout;

\echo
\echo == Changes, the pending list, VACUUM and REINDEX
CREATE TABLE changing (id int, query tagquery);
CREATE INDEX changing_gin ON changing USING gin (query) WITH (fastupdate = on);
INSERT INTO changing SELECT i, format('a%s & !b | c/d%s', i % 10, i % 7)::tagquery FROM generate_series(1, 500) AS i;
CREATE FUNCTION pg_temp.ask() RETURNS TABLE (value text, by_index bigint, all_of_them boolean) LANGUAGE plpgsql AS $$
BEGIN
    FOREACH value IN ARRAY ARRAY['a1', 'a1, b', 'c/d3', 'c', 'e/f', ''] LOOP
        SELECT count(*) INTO by_index FROM changing WHERE query @@ value::tagset;
        SELECT count(*) FILTER (WHERE query || 'nothing/else'::tagquery @@ value::tagset) = by_index INTO all_of_them FROM changing;
        RETURN NEXT;
    END LOOP;
END $$;
SELECT * FROM pg_temp.ask();
SELECT gin_clean_pending_list('changing_gin') > 0 AS merged;
UPDATE changing SET query = 'e/f | !c' WHERE id % 5 = 0;
DELETE FROM changing WHERE id % 3 = 0;
SELECT * FROM pg_temp.ask();
VACUUM changing;
REINDEX INDEX changing_gin;
SELECT * FROM pg_temp.ask();
\echo -- amcheck knows GIN in PostgreSQL 18 and later
DO $$ BEGIN
    IF current_setting('server_version_num')::int >= 180000 AND EXISTS (SELECT FROM pg_available_extensions WHERE name = 'amcheck') THEN
        CREATE EXTENSION amcheck;
        PERFORM gin_index_check('changing_gin'), gin_index_check('saved_gin');
        DROP EXTENSION amcheck;
    END IF;
END $$;

\echo
\echo == The planner: it knows from the histogram how many queries a value matches, and what it costs to prepare them
CREATE TABLE many AS SELECT i AS id, format('topic/t%s/u%s & !topic/t%s | =topic/t%s/u%s', i % 40, i % 50, (i + 3) % 40, (i + 7) % 40, (i * 7) % 50)::tagquery AS query FROM generate_series(1, 10000) AS i;
CREATE INDEX ON many USING gin (query);
ANALYZE many;
RESET enable_seqscan;
CREATE FUNCTION pg_temp.off(value text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    plan json;
    n bigint;
BEGIN
    EXECUTE format('EXPLAIN (FORMAT json) SELECT FROM many WHERE query @@ %L::tagset', value) INTO plan;
    EXECUTE format('SELECT count(*) FROM many WHERE query @@ %L::tagset', value) INTO n;
    RETURN abs((plan #>> '{0,Plan,Plan Rows}')::float8 - n) > greatest(n, 1000);
END $$;
SELECT value, pg_temp.off(value) FROM unnest(ARRAY['topic/t3/u3, topic/t5/u7, x/y', 'x', 'topic/t1/u1', (SELECT string_agg(format('topic/t%s/u%s', i, j), ',') FROM generate_series(1, 39) AS i, generate_series(1, 49) AS j)]) AS value WHERE pg_temp.off(value);
SELECT pg_temp.plan($$SELECT id FROM many WHERE query @@ 'topic/t3/u3, topic/t5/u7, topic/t6/u6, topic/t9/u9, topic/t11/u1, topic/t13/u3, topic/t15/u5, x/y'::tagset$$);
SELECT pg_temp.plan($$SELECT id FROM many WHERE 'topic/t3/u3, x/y'::labelset @@ query$$);
SELECT pg_temp.plan($$SELECT id FROM many WHERE query @@ 'topic/t3/u3'::tagpath$$);
\echo -- most queries match: a sequential scan
CREATE TABLE negative AS SELECT i AS id, ('!a' || i % 100)::tagquery AS query FROM generate_series(1, 10000) AS i;
CREATE INDEX ON negative USING gin (query);
ANALYZE negative;
SELECT pg_temp.plan($$SELECT id FROM negative WHERE query @@ 'a1'::tagset$$);

DROP TABLE saved, member, one, large, changing, many, negative;
