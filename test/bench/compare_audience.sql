-- The lines of the comparison of audiences. psql variables: rows; lines, the file to write. Runs after audience_data.sql
-- and compare.sql.
\ir audience_lines.sql

INSERT INTO line (kind, name, prepare, statement) VALUES
    ('command', 'build', 'SELECT audience_drop(to_regclass(''person_audience''))', 'SELECT audience_create(''person'', ''id'', ''tags'')'),
    ('command', 'build, with attributes', 'SELECT audience_drop(to_regclass(''detailed_audience''))', 'SELECT audience_create(''detailed'', ''id'', ''tags'')');
INSERT INTO line (kind, statement) VALUES ('step', 'VACUUM (FREEZE, ANALYZE)');
INSERT INTO line (kind, name, statement) VALUES
    ('size', 'size, MB', 'SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = ''r'' AND relname LIKE ''person\_audience%'''),
    ('size', 'size with attributes, MB', 'SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = ''r'' AND relname LIKE ''detailed\_audience%''');
INSERT INTO line (name, statement) SELECT part || ': ' || name, statement FROM question ORDER BY n;

INSERT INTO line (kind, name, prepare, statement) VALUES
    ('command', 'update a hundredth', 'UPDATE person SET tags = tags - ''r1/s1/t1/u1''::tagpath WHERE id % 100 = 7', 'UPDATE person SET tags = tags || ''r1/s1/t1/u1''::tagset WHERE id % 100 = 7');
INSERT INTO line (kind, statement) VALUES ('step', 'VACUUM (ANALYZE) person');
INSERT INTO line (name, statement) SELECT 'a hundredth pending: ' || name, statement FROM question WHERE name IN ('A & B & !C, 1.5 %', 'broad A & B, half', 'within broad A & B') ORDER BY n;

COPY line TO :'lines';
