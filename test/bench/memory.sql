-- The most memory of each question, as a table in Markdown. Runs after memory_lines.sql.
\pset format unaligned
\pset fieldsep ' | '
\pset tuples_only on
\qecho '| question | most memory, MB | bytes for each distinct tag | |'
\qecho '|---|--:|--:|---|'
SELECT '| ' || name, round(max(kb) / 1e3, 1), CASE WHEN name LIKE 'ruleset%' OR name LIKE 'labelset%' OR name LIKE 'idset%' THEN '–' ELSE round(max(kb) * 1e3 / :rows)::text END, beside || ' |'
FROM question JOIN most_memory USING (n) GROUP BY n, name, beside ORDER BY n;
