-- A tenth of the members, all of them, and ten copies of each: how times grow. Fails where a tenth is not counted as by
-- a scan, or ten copies are not counted ten times. Runs at the end of audience.sql. psql variable: rows.
CREATE TABLE tenth (id bigint PRIMARY KEY, tags tagset NOT NULL);
INSERT INTO tenth SELECT id, tags FROM person WHERE id <= :rows / 10;
CREATE TABLE tenfold (id bigint PRIMARY KEY, tags tagset NOT NULL);
INSERT INTO tenfold SELECT id + copy * :rows::bigint, tags FROM generate_series(0, 9) AS copy, person;
VACUUM (FREEZE, ANALYZE) tenth, tenfold;
CHECKPOINT;

CREATE TABLE grown (o int, source text, members bigint, ms float8);
CREATE PROCEDURE grow(number int, name text) LANGUAGE plpgsql AS $$
DECLARE began timestamptz := clock_timestamp();
BEGIN
    PERFORM audience_create(name, 'id', 'tags', name || '_grown_audience');
    INSERT INTO grown VALUES (number, name, audience_count(name || '_grown_audience', '* | !*'), 1000 * extract(epoch FROM clock_timestamp() - began));
END $$;
CALL grow(1, 'tenth');
CALL grow(2, 'person');
CALL grow(3, 'tenfold');
VACUUM (FREEZE);
CHECKPOINT;

CREATE TABLE growth_question AS
SELECT o, name, 'SELECT audience_count(''%s_grown_audience'', ' || quote_literal(query) || ')' AS statement, format('SELECT count(*) FROM tenth WHERE tags @@ %L', query) AS scan
FROM picked, LATERAL (VALUES (1, 'subtree', subtree), (2, 'A & B & !C', narrow), (3, 'broad A & B', broad), (4, 'leaf', leaf)) AS v (o, name, query)
UNION ALL
SELECT 5, 'tags within broad A & B', 'SELECT sum(rows) FROM audience_counts(''%s_grown_audience'', ' || quote_literal(broad) || ')', format('SELECT sum(rows) FROM unnest((SELECT tagset_counts(tags) FROM tenth WHERE tags @@ %L))', broad) FROM picked;
CREATE TABLE growth AS
SELECT q.*, least_times_of(ARRAY[format(statement, 'tenth'), format(statement, 'person'), format(statement, 'tenfold')], false) AS ms FROM growth_question AS q;
DO $$
DECLARE q record; answers numeric[];
BEGIN
    FOR q IN SELECT * FROM growth LOOP
        SELECT array_agg((SELECT answer::numeric FROM timed(statement)) ORDER BY o) INTO answers
        FROM (VALUES (1, q.scan), (2, format(q.statement, 'tenth')), (3, format(q.statement, 'person')), (4, format(q.statement, 'tenfold'))) AS v (o, statement);
        IF answers[1] <> answers[2] OR 10 * answers[3] <> answers[4] THEN
            RAISE EXCEPTION 'different answers' USING DETAIL = format('%s: %s', q.name, answers);
        END IF;
    END LOOP;
END $$;
\qecho ''
SELECT '| members | building, s | size, MB | ' || string_agg(name || ', ms', ' | ' ORDER BY o) || ' |' FROM growth;
\qecho '|--:|--:|--:|--:|--:|--:|--:|--:|'
SELECT '| ' || members, round((g.ms / 1000)::numeric, 1), round(audience_bytes(source || '_grown') / 1e6, 1), (SELECT string_agg(shown(q.ms[g.o]), ' | ' ORDER BY q.o) FROM growth AS q) || ' |' FROM grown AS g ORDER BY o;
