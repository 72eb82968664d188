-- The figures beside the advice in doc/operations.md. Runs after operations_data.sql.
SET client_min_messages = warning;
SELECT count(*) AS members FROM tagged \gset

CALL write_pending('fastupdate = off', 'fastupdate = off', least(:members / 5, 20000)::int);
CALL write_pending('fastupdate = on, list of 64 kB', 'gin_pending_list_limit = 64', least(:members / 5, 20000)::int);
CALL write_pending('fastupdate = on, list of 4 MB (the default)', 'gin_pending_list_limit = 4096', least(:members / 5, 20000)::int);
CALL write_pending('fastupdate = on, list of 64 MB', 'gin_pending_list_limit = 65536', least(:members / 5, 20000)::int);

-- the memory of an index build
DO $$
DECLARE memory text;
BEGIN
    FOREACH memory IN ARRAY '{16MB,64MB,256MB,1GB}'::text[] LOOP
        PERFORM set_config('maintenance_work_mem', memory, false);
        PERFORM note('build', memory, 'CREATE INDEX, ms', timed_command('DROP INDEX IF EXISTS tagged_tags', 'CREATE INDEX tagged_tags ON tagged USING gin (tags)'));
    END LOOP;
END $$;
RESET maintenance_work_mem;

-- statistics
DO $$
DECLARE target int; began timestamptz;
BEGIN
    FOREACH target IN ARRAY '{10,100,1000}'::int[] LOOP
        EXECUTE format('ALTER TABLE tagged ALTER COLUMN tags SET STATISTICS %s', target);
        began := clock_timestamp();
        ANALYZE tagged (tags);
        PERFORM note('statistics', target::text, 'ANALYZE, ms', 1000 * extract(epoch FROM clock_timestamp() - began));
        PERFORM note('statistics', target::text, 'row in pg_statistic, kB', (SELECT pg_column_size(s.*) / 1e3 FROM pg_statistic AS s WHERE starelid = 'tagged'::regclass AND staattnum = 2));
        PERFORM note('statistics', target::text, 'planning, ms', least_ms($q$EXPLAIN SELECT count(*) FROM tagged WHERE tags @@ 'r4/s8 & r10/s5 & !r7/s8'$q$, 15));
        PERFORM note('statistics', target::text, 'estimate of a leaf / true', (SELECT rows FROM planned($q$SELECT * FROM tagged WHERE tags @> 'r1/s7/t2/u1'::tagpath$q$)) / greatest(1, (SELECT count(*) FROM tagged WHERE tags @> 'r1/s7/t2/u1'::tagpath)));
        PERFORM note('statistics', target::text, 'estimate of a rare leaf / true', (SELECT avg(greatest(p.rows / t.n, t.n / p.rows)) FROM
            (SELECT c.tag, c.rows AS n FROM unnest((SELECT tagset_counts(tags) FROM tagged)) AS c WHERE depth = 4 ORDER BY c.rows, c.tag LIMIT 20) AS t,
            LATERAL planned(format('SELECT * FROM tagged WHERE tags @> %L::tagpath', t.tag)) AS p));
    END LOOP;
END $$;
ALTER TABLE tagged ALTER COLUMN tags SET STATISTICS -1;
ANALYZE tagged;

-- large sets: compressed, beside the row, or within it
CREATE TABLE large AS
SELECT m AS id, (SELECT string_agg(DISTINCT path, ',') FROM generate_series(1, 500) AS k, LATERAL (SELECT path FROM node WHERE node.id = 877 + (hashint8extended(m * 1000 + k, 5) & 65535) % 2304) AS p)::tagset AS tags
FROM generate_series(1, 4000) AS m;
CREATE TABLE stored (id int, tags tagset);
DO $$
DECLARE way record;
BEGIN
    FOR way IN SELECT * FROM (VALUES ('as it comes', 'ALTER TABLE stored SET (toast_tuple_target = 2032)'), ('STORAGE EXTERNAL', 'ALTER TABLE stored ALTER COLUMN tags SET STORAGE EXTERNAL'),
            ('toast_tuple_target = 8160', 'ALTER TABLE stored ALTER COLUMN tags SET STORAGE EXTENDED, SET (toast_tuple_target = 8160)')) AS v (name, command) LOOP
        EXECUTE 'TRUNCATE stored';
        EXECUTE way.command;
        -- rewritten values, for a value that is copied keeps its form
        INSERT INTO stored SELECT id, tags || '' FROM large;
        PERFORM note('toast', way.name, 'bytes a row', pg_table_size('stored') / 4000.0);
        PERFORM note('toast', way.name, 'subtree, sequential, ms', least_ms($q$SELECT count(*) FROM stored WHERE tags @> 'r5/s4/t7'::tagpath$q$, 5));
        PERFORM note('toast', way.name, 'count of tags, ms', least_ms('SELECT sum(tagset_count(tags)) FROM stored', 5));
    END LOOP;
END $$;

-- partitions, none of which the query prunes
DO $$
DECLARE parts int;
BEGIN
    FOREACH parts IN ARRAY '{1,16,128}'::int[] LOOP
        EXECUTE 'CREATE TABLE parted (id int, tags tagset) PARTITION BY HASH (id)';
        FOR i IN 0 .. parts - 1 LOOP
            EXECUTE format('CREATE TABLE parted_%s PARTITION OF parted FOR VALUES WITH (MODULUS %s, REMAINDER %s)', i, parts, i);
        END LOOP;
        INSERT INTO parted SELECT id, tags FROM tagged;
        CREATE INDEX ON parted USING gin (tags);
        ANALYZE parted;
        PERFORM note('partitions', parts::text, 'subtree, ms', least_ms($q$SELECT count(*) FROM parted WHERE tags @> 'r5/s4/t7'::tagpath$q$));
        PERFORM note('partitions', parts::text, 'of it planning, ms', least_ms($q$EXPLAIN SELECT count(*) FROM parted WHERE tags @> 'r5/s4/t7'::tagpath$q$));
        PERFORM note('partitions', parts::text, 'rows per tag at every level, ms', least_ms('SELECT cardinality(tagset_counts(tags)) FROM parted', 3));
        PERFORM note('partitions', parts::text, 'indexes, MB', (SELECT sum(pg_relation_size(i.indexrelid)) / 1e6 FROM pg_inherits AS h JOIN pg_index AS i ON i.indrelid = h.inhrelid WHERE h.inhparent = 'parted'::regclass));
        DROP TABLE parted;
    END LOOP;
END $$;

-- an audience whose members change, without and with a snapshot that stays open
CREATE TABLE watched AS SELECT id, tags FROM tagged;
ALTER TABLE watched ADD PRIMARY KEY (id), ALTER tags SET NOT NULL;
SELECT audience_create('watched', 'id', 'tags') \g /dev/null
VACUUM ANALYZE;
