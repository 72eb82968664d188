-- Members for the bench of operations, and procedures that note figures. psql variable: rows. Runs after workload.sql and measure.sql.
SET client_min_messages = warning;
CREATE TABLE tagged AS
SELECT m.id, (SELECT array_agg(path) FROM unnest(m.leaves) AS leaf JOIN node ON node.id = leaf)::text[]::tagset AS tags FROM member AS m;
ALTER TABLE tagged ADD PRIMARY KEY (id);
VACUUM ANALYZE tagged;

CREATE TABLE figure (topic text, n int GENERATED ALWAYS AS IDENTITY, setting text, what text, amount numeric);
CREATE FUNCTION note(topic text, setting text, what text, amount float8) RETURNS void LANGUAGE sql AS
    $$ INSERT INTO figure (topic, setting, what, amount) VALUES (topic, setting, what, amount::numeric) $$;
-- The least milliseconds of several runs of a query of one value.
CREATE FUNCTION least_ms(query text, runs int DEFAULT 7) RETURNS float8 LANGUAGE sql VOLATILE AS
    $$ SELECT min(t.ms) FROM generate_series(1, runs) AS run, LATERAL timed(query || ' -- ' || run) AS t $$;

-- Writes in transactions of 100 rows, with an index whose list of pending entries is as set; then what a reader waits for.
CREATE PROCEDURE write_pending(setting text, options text, members int) LANGUAGE plpgsql AS $$
DECLARE
    began timestamptz;
    batch timestamptz;
    took float8;
    longest float8 := 0;
    source int;
BEGIN
    CREATE TABLE written (id int, tags tagset);
    INSERT INTO written SELECT id, tags FROM tagged;
    EXECUTE format('CREATE INDEX written_tags ON written USING gin (tags) WITH (%s)', options);
    ANALYZE written;
    COMMIT;
    source := (SELECT count(*) FROM tagged);
    began := clock_timestamp();
    FOR i IN 0 .. members / 100 - 1 LOOP
        batch := clock_timestamp();
        INSERT INTO written SELECT id, tags FROM tagged WHERE id BETWEEN (i * 7919 * 100) % (source - 100) + 1 AND (i * 7919 * 100) % (source - 100) + 100;
        COMMIT;
        took := 1000 * extract(epoch FROM clock_timestamp() - batch);
        longest := greatest(longest, took);
    END LOOP;
    took := extract(epoch FROM clock_timestamp() - began);
    PERFORM note('pending', setting, 'rows written a second', members / took);
    PERFORM note('pending', setting, 'longest transaction of 100 rows, ms', longest);
    PERFORM note('pending', setting, 'a leaf asked after the burst, ms', least_ms($q$SELECT count(*) FROM written WHERE tags @> 'r1/s7/t2/u1'$q$, 3));
    PERFORM gin_clean_pending_list('written_tags');
    PERFORM note('pending', setting, 'the same after the list is emptied, ms', least_ms($q$SELECT count(*) FROM written WHERE tags @> 'r1/s7/t2/u1'$q$, 3));
    PERFORM note('pending', setting, 'index, MB', pg_relation_size('written_tags') / 1e6);
    DROP TABLE written;
    COMMIT;
END $$;

-- What a backend keeps of a rule set, a taxonomy and a policy: each call in a backend of its own.
CREATE TABLE kept (name text PRIMARY KEY, n int, query text);
CREATE FUNCTION private_kb() RETURNS float8 LANGUAGE sql VOLATILE AS
    $$ SELECT substring(pg_read_file('/proc/self/status'), 'RssAnon:\s+(\d+) kB')::float8 $$;
INSERT INTO kept
SELECT format('a rule set of %s rules', to_char(n, 'FM999,999')), n, format($q$SELECT ruleset_test('no such word', string_agg(format('r%%s: /word%%s [a-z]+ %%s/i -> spam/r%%s', i, i, i * 7, i), E'\n')::ruleset) FROM generate_series(1, %s) AS i$q$, n)
FROM unnest('{100,1000,5000}'::int[]) AS n;
INSERT INTO kept
SELECT format('a taxonomy of %s names', to_char(n, 'FM999,999')), n, format($q$SELECT taxonomy_valid('a1/n7', string_agg(format('a%%s/n%%s', i %% 50, i), E'\n')::tagtaxonomy) FROM generate_series(1, %s) AS i$q$, n)
FROM unnest('{1000,10000,100000}'::int[]) AS n;
INSERT INTO kept
SELECT format('a policy of %s rules', to_char(n, 'FM999,999')), n, format($q$SELECT policy_decide('x', ('ladder l: a < b' || E'\n' || string_agg(format('r%%s: topic/t%%s[score>=0.5] & area/a%%s -> l/a', i, i, i %% 40), E'\n'))::labelpolicy, NULL) = '' FROM generate_series(1, %s) AS i$q$, n)
FROM unnest('{100,1000}'::int[]) AS n;
CREATE PROCEDURE note_kept(which text) LANGUAGE plpgsql AS $$
DECLARE
    before float8;
    took timestamptz;
    statement text := (SELECT query FROM kept WHERE name = which);
BEGIN
    PERFORM tagset 'a' @@ 'a';
    before := private_kb();
    took := clock_timestamp();
    EXECUTE statement;
    PERFORM note('memory', which, 'MB', (private_kb() - before) / 1e3);
    PERFORM note('memory', which, 'first use, ms', 1000 * extract(epoch FROM clock_timestamp() - took));
END $$;
