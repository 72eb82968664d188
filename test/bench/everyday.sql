-- Everyday use beside what it should cost. Fails where the answers of a line differ, and prints its table
-- in Markdown. psql variable: rows.
\ir everyday_data.sql
\ir least_times.sql
\ir everyday_lines.sql

\pset format unaligned
\pset fieldsep ' | '
\pset tuples_only on
\qecho '|  | beside | ms | peer, ms | ratio | goal | met |'
\qecho '|---|---|--:|--:|--:|--:|:-:|'
SELECT '| ' || name, coalesce(beside, ''), round((ms / calls)::numeric, 3), coalesce(round((peer_ms / calls)::numeric, 3)::text, ''), coalesce(round((ms / peer_ms)::numeric, 2)::text, ''),
       '≤ ' || goal || CASE WHEN peer IS NULL THEN ' ms' ELSE '' END, CASE WHEN coalesce(ms / peer_ms, ms / calls) <= goal THEN '✓ |' ELSE '✗ |' END
FROM everyday, least_times(statement, peer) ORDER BY n;
