-- Audiences beside a GIN index, text[] and sets per tag that nobody keeps up. Fails where the answers differ, and
-- prints its tables in Markdown. Runs after audience_data.sql, audience_lines.sql and audience_peers.sql. psql variables:
-- rows; croaring, the file that roaring.c wrote, which may be empty.
\set QUIET on
SET client_min_messages = warning;
SET TimeZone = 'UTC';
SET bench.seconds = :seconds;
\ir measure.sql
\ir least_times.sql
\pset format unaligned
\pset fieldsep ' | '
\pset tuples_only on

CREATE TABLE croaring (n int, ids bigint, ms float8, read_ms float8);
COPY croaring FROM :'croaring';

-- Writes a table's goals: a ratio, and milliseconds for so many rows.
CREATE FUNCTION met(share float8, share_goal float8, ms float8 DEFAULT NULL, most float8 DEFAULT NULL) RETURNS text LANGUAGE sql
RETURN CASE WHEN coalesce(share <= share_goal, true) AND coalesce(ms <= most * CASE WHEN :rows > 1000000 THEN 6 ELSE 1 END, true) THEN '✓ |' ELSE '✗ |' END;
CREATE FUNCTION shown(ms float8) RETURNS text LANGUAGE sql
RETURN coalesce(round(ms::numeric, CASE WHEN ms >= 100 THEN 0 WHEN ms >= 10 THEN 1 ELSE 2 END)::text, '');

-- what is kept up: made three times, after a CHECKPOINT each
CREATE TABLE built AS
SELECT o, name, ms, bytes, least_time FROM (VALUES (1, 'GIN'), (2, 'audience'), (3, 'GIN, with attributes'), (4, 'audience, with attributes')) AS v (o, name), LATERAL (SELECT NULL::float8 AS ms, NULL::bigint AS bytes, NULL::float8 AS least_time) AS n;
UPDATE built SET ms = timed_command('DROP INDEX IF EXISTS person_tags', 'CREATE INDEX person_tags ON person USING gin (tags)') WHERE o = 1;
UPDATE built SET ms = timed_command('SELECT audience_drop(to_regclass(''person_audience''))', 'SELECT audience_create(''person'', ''id'', ''tags'')') WHERE o = 2;
UPDATE built SET ms = timed_command('DROP INDEX IF EXISTS detailed_tags', 'CREATE INDEX detailed_tags ON detailed USING gin (tags)') WHERE o = 3;
UPDATE built SET ms = timed_command('SELECT audience_drop(to_regclass(''detailed_audience''))', 'SELECT audience_create(''detailed'', ''id'', ''tags'')') WHERE o = 4;
CREATE FUNCTION audience_bytes(name text) RETURNS numeric LANGUAGE sql
RETURN (SELECT sum(pg_total_relation_size(format('%s_audience%s', name, part)::regclass)) FROM unnest('{"",_tags,_members,_pending}'::text[]) AS part);
VACUUM (FREEZE, ANALYZE);
UPDATE built SET bytes = CASE o WHEN 1 THEN pg_relation_size('person_tags') WHEN 2 THEN audience_bytes('person') WHEN 3 THEN pg_relation_size('detailed_tags') ELSE audience_bytes('detailed') END;
CHECKPOINT;

CREATE TABLE measured AS
SELECT q.*, t[1] AS ms, t[2] AS gin_ms, t[3] AS array_ms, t[4] AS nightly_ms, c.ms AS set_ms, c.read_ms
FROM question AS q LEFT JOIN croaring AS c USING (n), LATERAL least_times_of(ARRAY[statement, gin, array_form, nightly]) AS t;
DO $$
BEGIN
    IF EXISTS (SELECT FROM croaring AS c JOIN question USING (n), LATERAL timed(statement) WHERE answer::bigint <> ids) THEN
        RAISE EXCEPTION 'different answers' USING DETAIL = 'CRoaring finds other numbers of ids';
    END IF;
END $$;

\qecho '| counting | audience, ms | GIN, ms | `text[]`, ms | sets by night, ms | audience / GIN | goal | met |'
\qecho '|---|--:|--:|--:|--:|--:|--:|:-:|'
SELECT '| ' || name, shown(ms), shown(gin_ms), shown(array_ms), shown(nightly_ms),
       round((ms / gin_ms)::numeric, 3), '≤ ' || share || coalesce(', ≤ ' || most * CASE WHEN :rows > 1000000 THEN 6 ELSE 1 END || ' ms', ''), met(ms / gin_ms, share, ms, most)
FROM measured WHERE part = 'count' ORDER BY n;
\qecho ''
\qecho '| filters and moments | audience, ms | GIN, ms | audience / GIN | goal | met |'
\qecho '|---|--:|--:|--:|--:|:-:|'
SELECT '| ' || name, shown(ms), shown(gin_ms), round((ms / gin_ms)::numeric, 3), '≤ ' || share, met(ms / gin_ms, share) FROM measured WHERE part = 'detail' ORDER BY n;
\qecho ''
\qecho '| facets, and ids | audience, ms | GIN, ms | `text[]`, ms | sets by night, ms | audience / GIN | goal | met |'
\qecho '|---|--:|--:|--:|--:|--:|--:|:-:|'
SELECT '| ' || name, shown(ms), shown(gin_ms), shown(array_ms), shown(nightly_ms), round((ms / gin_ms)::numeric, 3), '≤ ' || share, met(ms / gin_ms, share) FROM measured WHERE part IN ('facets', 'ids') ORDER BY n;

-- The operations alone, of sets that are in memory, a hundred times. The sets are results of a function, so that they are neither
-- constants nor out of line.
CREATE TABLE in_memory AS
SELECT q.n, q.name, t[1] / 100 AS ms, c.ms AS set_ms, c.read_ms
FROM question AS q LEFT JOIN croaring AS c USING (n) CROSS JOIN picked,
     LATERAL (SELECT replace(replace(replace(replace(q.nightly, at_night(p[1]), 'a'), at_night(p[2]), 'b'), at_night(p[3]), 'c'), at_night(''), 'everybody') AS half) AS h,
     LATERAL (SELECT replace(replace(half, at_night(q[1]), 'd'), at_night(q[2]), 'e') AS expression) AS x,
     least_times_of(ARRAY[(SELECT format('WITH s AS MATERIALIZED (SELECT %s) SELECT sum((%s)) FROM s, generate_series(1, 100)',
         string_agg(format('%s | ''{}''::idset AS %s', at_night(path), letter), ', '), expression)
         FROM (VALUES (p[1], 'a'), (p[2], 'b'), (p[3], 'c'), (q[1], 'd'), (q[2], 'e'), ('', 'everybody')) AS v (path, letter))]) AS t
WHERE croaring !~ '^set';
\qecho ''
\qecho '| the set operations alone, in memory | idset, ms | CRoaring, ms | CRoaring that reads the sets, ms | idset / that | goal | met |'
\qecho '|---|--:|--:|--:|--:|--:|:-:|'
SELECT '| ' || name, round(ms::numeric, 4), coalesce(round(set_ms::numeric, 4)::text, ''), coalesce(round(read_ms::numeric, 4)::text, ''), coalesce(round((ms / read_ms)::numeric, 2)::text, ''), '≤ 1.3',
       CASE WHEN read_ms IS NULL THEN ' |' ELSE met(ms / read_ms, 1.3) END FROM in_memory ORDER BY n;
\qecho ''
\qecho '| building | s | MB | of GIN: time | goal | size | goal | met |'
\qecho '|---|--:|--:|--:|--:|--:|--:|:-:|'
SELECT '| ' || name, round((ms / 1000)::numeric, 2), round(bytes / 1e6, 1), coalesce(round((ms / gin_ms)::numeric, 2)::text, ''), CASE WHEN o IN (2, 4) THEN '≤ 0.2' ELSE '' END,
       coalesce(round(bytes / gin_bytes, 2)::text, ''), CASE o WHEN 2 THEN '≤ 0.8' ELSE '' END, CASE WHEN o IN (2, 4) THEN met(ms / gin_ms, 0.2, bytes / gin_bytes, CASE o WHEN 2 THEN 0.8 END) ELSE ' |' END
FROM (SELECT *, CASE WHEN o IN (2, 4) THEN lag(ms) OVER w END AS gin_ms, CASE WHEN o IN (2, 4) THEN lag(bytes::numeric) OVER w END AS gin_bytes FROM built WINDOW w AS (ORDER BY o)) AS b ORDER BY o;

-- rows that changed since the last compaction
CREATE TABLE pending_measured (pending int, question int, ms float8, gin_ms float8);
CREATE TABLE compacted (pending int, ms float8);
CREATE TABLE asked_pending AS SELECT n FROM question WHERE name IN ('A & B & !C, 1.5 %', 'broad A & B, half', 'leaf, 0.3 %', 'within broad A & B');
\set pending 0
\ir audience_pending.sql
\set pending 1000
\ir audience_pending.sql
\set pending 10000
\ir audience_pending.sql
\ir audience_compacted.sql
\set pending 95000
\ir audience_pending.sql
\ir audience_compacted.sql
\qecho ''
\qecho '| rows that are pending: audience, ms (GIN, ms) | 0 | 1,000 | 10,000 | 95,000 |'
\qecho '|---|--:|--:|--:|--:|'
SELECT '| ' || name, string_agg(shown(p.ms) || ' (' || shown(p.gin_ms) || ')', ' | ' ORDER BY pending) || ' |' FROM pending_measured AS p JOIN question ON n = p.question GROUP BY n, name ORDER BY n;
\qecho ''
\qecho '| compaction of pending rows | ms | µs a row |'
\qecho '|---|--:|--:|'
SELECT '| ' || pending, shown(ms), round((1000 * ms / pending)::numeric, 1) || ' |' FROM compacted ORDER BY pending;

-- which of 10,000 saved queries does a member meet?
SELECT setseed(0.5) IS NOT NULL AS seeded \gset
CREATE TABLE saved AS
SELECT i AS id, (SELECT string_agg(CASE WHEN k > 1 THEN (ARRAY[' & ', ' & !', ' | '])[1 + floor(random() * 3)] ELSE '' END || path, '' ORDER BY k)
                 FROM generate_series(1, 1 + i % 4) AS k JOIN node ON node.id = 877 + (hashint8extended(i::int8 << 8 | k, 9) & 65535) % 2304)::tagquery AS query
FROM generate_series(1, 10000) AS i;
CREATE TABLE unindexed AS TABLE saved;
CREATE INDEX ON saved USING gin (query);
VACUUM (FREEZE, ANALYZE) saved, unindexed;
\qecho ''
\qecho '| saved queries that a member meets, of 10,000 | by GIN, ms | without, ms | ratio | goal | met |'
\qecho '|---|--:|--:|--:|--:|:-:|'
SELECT '| ' || round(met, 1) || ' on average', round((ms / 20)::numeric, 3), round((peer_ms / 20)::numeric, 2), round((ms / peer_ms)::numeric, 2), '≤ 0.15', met(ms / peer_ms, 0.15)
FROM least_times('SELECT sum((SELECT count(*) FROM saved WHERE query @@ tags)) FROM person WHERE id <= 20', 'SELECT sum((SELECT count(*) FROM unindexed WHERE query @@ tags)) FROM person WHERE id <= 20'),
     LATERAL (SELECT sum((SELECT count(*) FROM saved WHERE query @@ tags)) / 20 AS met FROM person WHERE id <= 20) AS m;

-- how times grow with the number of members; of ten million, ten copies would need too much room
SELECT :rows <= 1000000 AS grows \gset
\if :grows
\ir audience_growth.sql
\endif
