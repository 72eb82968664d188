-- The lines of the comparison of everyday use: the questions, and the forms that they are compared with.
-- psql variable: lines, the file to write. Runs after everyday_data.sql and compare.sql.
\ir everyday_lines.sql

INSERT INTO line (name, statement)
SELECT CASE WHEN is_peer THEN beside ELSE name END, CASE WHEN is_peer THEN peer ELSE statement END
FROM everyday, unnest('{false,true}'::bool[]) AS is_peer WHERE NOT is_peer OR peer IS NOT NULL ORDER BY n, is_peer;

COPY line TO :'lines';
