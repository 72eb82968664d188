-- Consensus beside plain SQL. Fails where the answers of a line that should be the same differ, and prints its tables in
-- Markdown. Runs after consensus_data.sql, consensus_lines.sql and least_times.sql. psql variables: rows, seconds.
SET bench.seconds = :seconds;
\pset format unaligned
\pset fieldsep ' | '
\pset tuples_only on
\qecho '|  | beside | ms | peer, ms | ratio | goal | met |'
\qecho '|---|---|--:|--:|--:|--:|:-:|'
SELECT '| ' || name, beside, round(ms::numeric, 1), round(peer_ms::numeric, 1), round((ms / peer_ms)::numeric, 2),
       '≤ ' || goal || CASE unit WHEN 's' THEN ' s a million' ELSE '' END, CASE WHEN CASE unit WHEN 's' THEN ms / 1000 / greatest(:rows / 1e6, 1) ELSE ms / peer_ms END <= goal THEN '✓ |' ELSE '✗ |' END
FROM question, least_times(statement, peer, same) ORDER BY n;

\qecho ''
\qecho '| most memory of a backend, beyond that of a scan | MB | goal | met |'
\qecho '|---|--:|--:|:-:|'
SELECT '| ' || name, round(max(kb) / 1e3, 1), '≤ 100 a million', CASE WHEN max(kb) / 1e3 / greatest(:rows / 1e6, 1) <= 100 THEN '✓ |' ELSE '✗ |' END
FROM question JOIN most_memory USING (n) GROUP BY n, name ORDER BY n;
