-- Indexes on paths: ancestors by btree, arrays, BRIN. sql/tagpath.sql has subtrees by btree.
SET jit = off;
SET max_parallel_workers_per_gather = 0;
CREATE FUNCTION pg_temp.plan(query text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    line text;
BEGIN
    FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
        IF line ~ 'Scan|Cond|Or|Sort' THEN
            -- 17 and later name the subplan's column, 19 the kind of subplan too
            RETURN NEXT regexp_replace(regexp_replace(line, '^ +(-> +)?', ''), '\$0|\(InitPlan (1|array_1)\).col1', 'subplan');
        END IF;
    END LOOP;
END $$;
-- loaded in the order of its tags, for BRIN
CREATE TABLE topic (id int, tag tagpath);
INSERT INTO topic SELECT row_number() OVER (ORDER BY tag), tag
FROM (SELECT tagpath(format('r%s', a), format('s%s', b), format('t%s', c)) AS tag FROM generate_series(1, 20) AS a, generate_series(1, 20) AS b, generate_series(1, 10) AS c
      UNION ALL SELECT tagpath(format('r%s', a), format('s%s', b)) FROM generate_series(1, 20) AS a, generate_series(1, 20) AS b
      UNION ALL SELECT format('r%s', a)::tagpath FROM generate_series(1, 20) AS a, generate_series(1, 3)
      UNION ALL SELECT v::tagpath FROM unnest(ARRAY['r7 x', 'r7/s1 x', 'r7x', '"r7/s1"', '興趣/公寓', '興趣']) AS v
      UNION ALL SELECT NULL) AS t;

\echo == Ancestors by btree: a path has few, which are looked up one by one
CREATE INDEX topic_tag ON topic (tag);
VACUUM (ANALYZE) topic;
SET enable_bitmapscan = off;
EXPLAIN (COSTS OFF) SELECT * FROM topic WHERE tag @> 'r3/s4/t5';
SELECT tag FROM topic WHERE tag @> 'r3/s4/t5' ORDER BY tag;
SELECT pg_temp.plan($$SELECT * FROM topic WHERE 'r3/s4/t5' <@ tag$$);
\echo -- in the order of the index, either way
SELECT pg_temp.plan($$SELECT tag FROM topic WHERE tag @> 'r3/s4/t5' ORDER BY tag DESC LIMIT 2$$);
SELECT tag FROM topic WHERE tag @> 'r3/s4/t5' ORDER BY tag DESC LIMIT 2;
\echo -- a parameter, and a nested loop
SET plan_cache_mode = force_generic_plan;
PREPARE above (tagpath) AS SELECT count(*) FROM topic WHERE tag @> $1;
SELECT pg_temp.plan($$EXECUTE above ('a')$$);
EXECUTE above ('r3/s4/t5');
EXECUTE above ('r3');
EXECUTE above (NULL);
RESET plan_cache_mode;
SELECT pg_temp.plan($$SELECT FROM topic AS a JOIN topic AS b ON b.tag @> a.tag WHERE a.id = 77$$);
\echo -- SQL cannot call what computes them
-- the server's message depends on its minor version
DO $$
BEGIN
    PERFORM tagpath_range_ancestors('a/b', 'x');
    RAISE NOTICE 'called';
EXCEPTION WHEN undefined_function OR feature_not_supported THEN
    RAISE NOTICE 'refused';
END $$;

\echo == A further column of the index gets a range instead: rows come in the order of the index
CREATE TABLE site_topic AS SELECT id % 7 AS site, tag FROM topic WHERE tag IS NOT NULL;
CREATE INDEX site_topic_both ON site_topic (site, tag);
VACUUM (ANALYZE) site_topic;
SET enable_seqscan = off;
SELECT pg_temp.plan($$SELECT * FROM site_topic WHERE site >= 2 AND tag @> 'r3/s4/t5' ORDER BY site, tag$$);
SELECT * FROM site_topic WHERE site >= 0 AND tag @> 'r3/s4/t5' ORDER BY site, tag;
RESET enable_seqscan; RESET enable_bitmapscan;

\echo == A list of paths: OR for one that is written, a join for an array
SELECT pg_temp.plan($$SELECT * FROM topic WHERE tag <@ 'r3/s4' OR tag <@ 'r9/s1'$$);
SELECT pg_temp.plan($$SELECT DISTINCT topic.* FROM unnest('{r3/s4,r9/s1,r3}'::tagpath[]) AS top JOIN topic ON tag <@ top$$);
SELECT count(*), count(*) = (SELECT count(*) FROM topic WHERE tag <@ 'r9/s1' OR tag <@ 'r3') AS same
FROM (SELECT DISTINCT topic.* FROM unnest('{r3/s4,r9/s1,r3}'::tagpath[]) AS top JOIN topic ON tag <@ top) AS t;
\echo -- PostgreSQL asks nobody about ANY: right, by a scan; the ancestors of a path by hand
SELECT pg_temp.plan($$SELECT * FROM topic WHERE tag <@ ANY ('{r3/s4,r9/s1}')$$);
SET enable_bitmapscan = off;
SELECT pg_temp.plan($$SELECT * FROM topic WHERE tag = ANY (ARRAY(SELECT tagpath_ancestors('r3/s4/t5')))$$);
RESET enable_bitmapscan;

\echo == BRIN: the first and the last path of each range of pages
DROP INDEX topic_tag;
CREATE INDEX topic_brin ON topic USING brin (tag) WITH (pages_per_range = 2);
SELECT pg_temp.plan($$SELECT * FROM topic WHERE tag <@ 'r3'$$);
SELECT pg_temp.plan($$SELECT * FROM topic WHERE tag @> 'r3/s4/t5'$$);
SELECT pg_temp.plan($$SELECT * FROM topic WHERE tag @@ 'r3/*/t5'$$);
SELECT pg_temp.plan($$SELECT * FROM topic WHERE tag = 'r3/s4/t5'$$);
SELECT pg_temp.plan($$SELECT * FROM topic WHERE tagpath_under(tag, 'r3') AND tag > 'r3/s7'$$);
\echo -- few pages are read
CREATE FUNCTION pg_temp.pages(condition text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    plan json;
BEGIN
    EXECUTE format('EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, FORMAT json) SELECT * FROM topic WHERE %s', condition) INTO plan;
    RETURN CASE WHEN (plan -> 0 -> 'Plan' ->> 'Lossy Heap Blocks')::int * 4 < pg_relation_size('topic') / current_setting('block_size')::int THEN 'few' ELSE 'many' END;
END $$;
SELECT c, pg_temp.pages(c) FROM unnest(ARRAY[$$tag <@ 'r3'$$, $$tag @@ 'r3/s4 & !r3/s4/t5'$$, $$tag @> 'r3'$$]) AS c;
\echo -- rows that come later, in any order, are found too
INSERT INTO topic SELECT id, tagpath_rebase(tag, 'r3', 'r14') FROM topic WHERE tag <@ 'r3';
UPDATE topic SET tag = 'r3/late' WHERE id = 2000;
SELECT count(*) FROM topic WHERE tag <@ 'r14';
SELECT tag FROM topic WHERE tag <@ 'r3/late' OR tag = 'r3/late';
SELECT brin_summarize_new_values('topic_brin') >= 0 AS summarized;

\echo == The same answers by scan, btree, BRIN and an index of two columns: constants, parameters, joins
DROP INDEX topic_brin;
CREATE TEMP TABLE question (operator text, commutator text, value text, type text);
INSERT INTO question
SELECT operator, commutator, value, 'tagpath' FROM (VALUES ('<@', '@>'), ('@>', '<@'), ('=', '='), ('<', '>'), ('>=', '<=')) AS o (operator, commutator),
    unnest(ARRAY['r7', 'r7/s1', 'r7/s1/t1', 'r7/s1/t1/u1', 'r7 x', 'r7x', '"r7/s1"', '興趣/公寓/x', '興', 'zzz', '!']) AS value
UNION ALL SELECT '@@', '@@', value, 'tagquery' FROM unnest(ARRAY['r7', '=r7', 'r7/*', 'r7/s1*', 'r7/** & !r7/s2', 'r2 | r3/s1', '**/t5', '!r7']) AS value;
-- a condition on id, for the index of two columns
CREATE FUNCTION pg_temp.ask(q question, how text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    found text := $q$SELECT string_agg(format('%s %s', id, tag), ',' ORDER BY id, tag) FROM topic WHERE id > 5 AND $q$;
    result text;
BEGIN
    IF how = 'parameter' THEN
        EXECUTE format('PREPARE ask (%s) AS %s tag %s $1', q.type, found, q.operator);
        EXECUTE format('EXECUTE ask (%L)', q.value) INTO result;
        DEALLOCATE ask;
    ELSE
        EXECUTE CASE how
            WHEN 'constant' THEN format('%s tag %s %L::%s', found, q.operator, q.value, q.type)
            WHEN 'commuted' THEN format('%s %L::%s %s tag', found, q.value, q.type, q.commutator)
            WHEN 'join' THEN format('WITH one AS MATERIALIZED (SELECT %L::%s AS value) %s', q.value, q.type, replace(found, 'WHERE', format('JOIN one ON tag %s value WHERE', q.operator)) || 'true')
        END INTO result;
    END IF;
    RETURN result;
END $$;
CREATE TEMP TABLE answer AS SELECT operator, value, pg_temp.ask(q, 'constant') AS scan FROM question AS q;
CREATE FUNCTION pg_temp.check(OUT questions bigint, OUT differences bigint) LANGUAGE sql AS $$
    SELECT count(*), count(*) FILTER (WHERE answer IS DISTINCT FROM scan)
    FROM (SELECT a.scan, pg_temp.ask(q, how) AS answer FROM question AS q JOIN answer AS a USING (operator, value), unnest(ARRAY['constant', 'commuted', 'parameter', 'join']) AS how) AS t $$;
SELECT count(DISTINCT scan) > 30 AS various FROM answer;
SET plan_cache_mode = force_generic_plan;
SET enable_seqscan = off;
CREATE INDEX topic_tag ON topic (tag);
SELECT * FROM pg_temp.check();
DROP INDEX topic_tag;
CREATE INDEX topic_brin ON topic USING brin (tag) WITH (pages_per_range = 1);
SELECT * FROM pg_temp.check();
DROP INDEX topic_brin;
CREATE INDEX topic_two ON topic (id, tag);
SELECT * FROM pg_temp.check();
SET enable_bitmapscan = off;
SELECT * FROM pg_temp.check();
DROP INDEX topic_two;
CREATE INDEX topic_tag ON topic (tag);
SELECT * FROM pg_temp.check();
RESET enable_seqscan; RESET enable_bitmapscan; RESET plan_cache_mode;
DROP TABLE topic, site_topic;
