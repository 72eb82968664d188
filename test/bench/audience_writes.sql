-- What writers pay. Runs after the updates.
\set QUIET on
\pset format unaligned
\pset fieldsep ' | '
\pset tuples_only on
\qecho ''
\qecho '| updating a random row, one client | µs | ratio | goal | met |'
\qecho '|---|--:|--:|--:|:-:|'
SELECT '| ' || name, round(us::numeric), round((us / min(us) FILTER (WHERE kind = beside) OVER (PARTITION BY beside))::numeric, 2), CASE kind WHEN 'both' THEN '≤ 1.15' ELSE '' END,
       CASE WHEN kind <> 'both' THEN ' |' WHEN us / min(us) FILTER (WHERE kind = beside) OVER (PARTITION BY beside) <= 1.15 THEN '✓ |' ELSE '✗ |' END
FROM (SELECT kind, min(us) AS us FROM written GROUP BY kind) AS w
     JOIN (VALUES (1, 'none', 'none', 'no index on the tags'), (2, 'trigger', 'none', 'an audience'), (3, 'gin', 'gin', 'GIN'), (4, 'both', 'gin', 'GIN and an audience')) AS v (o, kind, beside, name) USING (kind) ORDER BY o;
\qecho ''
\qecho '| two clients that update, with an audience | updates | mean, ms | longest wait, ms |'
\qecho '|---|--:|--:|--:|'
SELECT '| ' || CASE what WHEN 'alone' THEN 'alone' ELSE 'beside compaction, again and again' END, updates, round(mean_ms::numeric, 3), round(most_ms::numeric, 1) || ' |' FROM waited ORDER BY what;
-- and afterwards base and table agree
CALL audience_compact('written_trigger_audience');
SELECT 1 / (count(*) = 0)::int AS agrees FROM audience_problems('written_trigger_audience') \gset
