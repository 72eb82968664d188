-- Labels beside the usual alternative, a table with a row per assertion: the same posts in both forms,
-- five questions, and an error where the answers differ. Prints its tables in Markdown. psql variable:
-- rows, the number of posts.
\ir labels_data.sql

CREATE TABLE post AS TABLE labelled;
DROP VIEW labelled;
CREATE INDEX post_labels ON post USING gin (labels);
ALTER TABLE post ADD PRIMARY KEY (id);
VACUUM (FREEZE, ANALYZE) post;

-- The best usual form of the table: indexes for the last entry of a series, for subtrees and sources as
-- ranges, and for ratings.
ALTER TABLE label_row ALTER path TYPE text COLLATE "C", ALTER source TYPE text COLLATE "C", ALTER claim SET NOT NULL;
CREATE INDEX ON label_row (post_id, path, source, claim, at);
CREATE INDEX ON label_row (path, source, post_id);
CREATE INDEX ON label_row (path, verdict, score) WHERE verdict IS NOT NULL;
VACUUM (FREEZE, ANALYZE) label_row;

-- Three ways to find the last entry of each series. Any of them may be ten times as slow as another.
CREATE TABLE form (name text, statement text);
INSERT INTO form VALUES
    ('NOT EXISTS', $$SELECT post_id FROM label_row AS l WHERE %1$s AND %2$s AND %3$s AND %4$s AND NOT EXISTS
        (SELECT FROM label_row AS n WHERE n.post_id = l.post_id AND n.path = l.path AND n.source = l.source AND n.claim = l.claim
            AND (n.at, coalesce(n.seen, '-infinity')) > (l.at, coalesce(l.seen, '-infinity')) AND %5$s)$$),
    ('DISTINCT ON', $$SELECT post_id FROM (SELECT DISTINCT ON (post_id, path, source, claim) * FROM label_row WHERE %1$s AND %4$s
        ORDER BY post_id, path, source, claim, at DESC, seen DESC NULLS LAST) AS l WHERE %2$s AND %3$s$$),
    ('row_number', $$SELECT post_id FROM (SELECT *, row_number() OVER (PARTITION BY post_id, path, source, claim
        ORDER BY at DESC, seen DESC NULLS LAST) AS nth FROM label_row WHERE %1$s AND %4$s) AS l WHERE nth = 1 AND %2$s AND %3$s$$);

-- Returns the statement that finds the posts where a label asserts this and holds at that time.
CREATE FUNCTION holding(statement text, shared text, asserted text, at timestamptz) RETURNS text LANGUAGE sql
    RETURN format(statement, '(' || shared || ')', '(' || asserted || ')',
                  'NOT neg AND NOT deny' || CASE WHEN at IS NULL THEN '' ELSE format(' AND (until IS NULL OR until > %L)', at) END,
                  CASE WHEN at IS NULL THEN 'true' ELSE format('coalesce(seen, at) <= %L', at) END,
                  CASE WHEN at IS NULL THEN 'true' ELSE format('coalesce(n.seen, n.at) <= %L', at) END);

-- Runs each form once to warm up and five times in turns. Returns the medians, and of the table's forms
-- the fastest; fails where the answers differ.
CREATE FUNCTION measured(q question, OUT posts bigint, OUT set_ms float8, OUT rows_ms float8, OUT form text) LANGUAGE plpgsql AS $$
DECLARE
    names text[] := (SELECT array_agg(f.name ORDER BY f.name) FROM form AS f);
    statements text[] := 'SELECT count(*), sum(hashint4(id)) FROM post WHERE ' || q.ask
        || (SELECT array_agg(format('SELECT count(*), sum(hashint4(post_id)) FROM (SELECT DISTINCT post_id FROM (%s) AS a) AS b',
                                    '(' || holding(statement, q.shared, q.asserted, q.at) || ')'
                                    || CASE WHEN q.second IS NULL THEN '' ELSE ' INTERSECT (' || holding(statement, q.shared, q.second, q.at) || ')' END) ORDER BY f.name)
            FROM form AS f);
    spent float8[] := '{}';
    sides int[] := '{}';
    total numeric; other numeric; answer bigint; start timestamptz;
BEGIN
    FOR turn IN 0 .. 5 LOOP
        FOR side IN 1 .. cardinality(statements) LOOP
            start := clock_timestamp();
            EXECUTE statements[side] INTO answer, other;
            IF turn > 0 THEN
                spent := spent || 1000 * extract(epoch FROM clock_timestamp() - start)::float8;
                sides := sides || side;
            ELSIF side = 1 THEN
                posts := answer; total := other;
            ELSIF posts <> answer OR total IS DISTINCT FROM other THEN
                RAISE EXCEPTION 'different answers to %', q.ask USING DETAIL = format('%s posts and, by %s, %s', posts, names[side - 1], answer);
            END IF;
        END LOOP;
    END LOOP;
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY t) INTO set_ms FROM unnest(spent, sides) AS m (t, side) WHERE side = 1;
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY t), names[side - 1] INTO rows_ms, form
      FROM unnest(spent, sides) AS m (t, side) WHERE side > 1 GROUP BY side ORDER BY 1 LIMIT 1;
END $$;

CREATE TABLE size AS
SELECT pg_total_relation_size('post') - pg_relation_size('post_pkey') AS set_bytes, pg_total_relation_size('label_row') AS row_bytes;

\pset format unaligned
\pset fieldsep ' | '
\pset tuples_only on
\qecho '|  | posts | labelset, ms | table, ms | its fastest form | ratio | goal | met |'
\qecho '|---|--:|--:|--:|---|--:|--:|:-:|'
SELECT '| ' || q.name, posts, round(set_ms::numeric, 2), round(rows_ms::numeric, 2), form, round((set_ms / rows_ms)::numeric, 2),
       '≤ ' || goal, CASE WHEN set_ms / rows_ms <= goal THEN '✓ |' ELSE '✗ |' END
  FROM question AS q, measured(q), LATERAL (SELECT CASE WHEN at IS NULL THEN 0.2 ELSE 0.3 END AS goal) AS g ORDER BY n;
SELECT '| table and indexes, MB', '', round(set_bytes / 1e6, 1), round(row_bytes / 1e6, 1), '', round(set_bytes / row_bytes::numeric, 2),
       '≤ 0.5', CASE WHEN set_bytes / row_bytes::numeric <= 0.5 THEN '✓ |' ELSE '✗ |' END FROM size;
\qecho ''
SELECT format('%s posts, %s entries.', :rows, count(*)) FROM label_row;
