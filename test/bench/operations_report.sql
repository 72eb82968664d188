-- The figures as tables in Markdown, a topic each.
\pset format unaligned
\pset tuples_only on
CREATE FUNCTION report(which text, heading text, first text) RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE
    columns text[] := (SELECT array_agg(what ORDER BY least) FROM (SELECT what, min(n) AS least FROM figure WHERE topic = which GROUP BY what) AS w);
BEGIN
    RETURN NEXT '## ' || heading;
    RETURN NEXT '';
    RETURN NEXT '| ' || first || ' | ' || array_to_string(columns, ' | ') || ' |';
    RETURN NEXT '|---|' || repeat('--:|', cardinality(columns));
    RETURN QUERY
    SELECT '| ' || setting || ' | ' || string_agg(coalesce(shown, '–'), ' | ' ORDER BY position) || ' |'
    FROM (SELECT setting, min(n) AS place FROM figure WHERE topic = which GROUP BY setting) AS s,
         unnest(columns) WITH ORDINALITY AS c (what, position),
         LATERAL (SELECT (SELECT CASE WHEN abs(amount) >= 100 THEN to_char(amount, 'FM999,999,990') WHEN abs(amount) >= 10 THEN to_char(amount, 'FM990.0') ELSE to_char(amount, 'FM990.00') END
                          FROM figure AS f WHERE f.topic = which AND f.setting = s.setting AND f.what = c.what ORDER BY n DESC LIMIT 1) AS shown) AS v
    GROUP BY setting, place ORDER BY place;
    RETURN NEXT '';
END $$;
SELECT report('pending', 'Writes, and a read after a burst', 'the index');
SELECT report('build', 'Memory for an index build', 'maintenance_work_mem');
SELECT report('statistics', 'Statistics', 'target');
SELECT report('toast', 'Sets of some 450 tags', 'the column');
SELECT report('partitions', 'Partitions, none of them pruned', 'partitions');
SELECT report('memory', 'What a backend keeps', 'a value');
SELECT report('audience', 'An audience under changes: rounds of 4 % of the members, compaction and VACUUM', 'after');
