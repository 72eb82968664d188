-- The lines of the comparison of taxonomies. psql variable: lines, the file to write. Runs after
-- taxonomy_data.sql and compare.sql.
\ir taxonomy_lines.sql

INSERT INTO line (kind, name, prepare, statement) VALUES
    ('command', 'insert, no check', 'TRUNCATE bare', 'INSERT INTO bare TABLE source'),
    ('command', 'insert, a CHECK', 'TRUNCATE by_check', 'INSERT INTO by_check TABLE source'),
    ('command', 'insert, a trigger that completes and refuses', 'TRUNCATE by_book', 'INSERT INTO by_book TABLE source');
INSERT INTO line (name, statement) SELECT name, statement FROM question ORDER BY n;
INSERT INTO line (name, statement) VALUES
    ('taxonomy_apply', 'SELECT sum(tagset_count(taxonomy_apply(tags, taxonomy))) FROM renamed, book WHERE name = ''renamed'''),
    ('taxonomy_problems', 'SELECT count(p) FROM source, book LEFT JOIN LATERAL taxonomy_problems(tags, taxonomy) AS p ON true WHERE name = ''moved'''),
    ('taxonomy_terms', 'SELECT count(*) FROM book, taxonomy_terms(taxonomy) WHERE name = ''large'''),
    ('to text and back', 'SELECT sum(length(taxonomy::text::tagtaxonomy::text)) FROM book');
INSERT INTO line (kind, name, statement)
SELECT 'first', 'first use: ' || name, format('SELECT taxonomy_valid(tagset ''x'', taxonomy) FROM book WHERE name = %L', name) FROM book WHERE name IN ('standard', 'large');

COPY line TO :'lines';
