-- The lines of the comparison of consensus. psql variable: lines, the file to write. Runs after consensus_data.sql
-- and compare.sql.
\ir consensus_lines.sql

INSERT INTO line (name, statement) SELECT name, statement FROM question;

COPY line TO :'lines';
