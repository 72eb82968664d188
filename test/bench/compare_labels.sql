-- The lines of the comparison of labels. psql variable: lines, the file to write. Runs after
-- labels_data.sql and compare.sql.

INSERT INTO line (kind, statement) VALUES
    ('step', 'CREATE TABLE post (id int PRIMARY KEY, labels labelset NOT NULL)');
INSERT INTO line (kind, name, prepare, statement) VALUES
    ('command', 'labelset_agg of every post', 'TRUNCATE post', 'INSERT INTO post TABLE labelled ORDER BY id'),
    ('command', 'index build', 'DROP INDEX IF EXISTS post_labels', 'CREATE INDEX post_labels ON post USING gin (labels)');
INSERT INTO line (kind, statement) VALUES
    ('step', 'VACUUM (FREEZE, ANALYZE) post');
INSERT INTO line (kind, name, statement) VALUES
    ('size', 'table, MB', 'SELECT pg_table_size(''post'')'),
    ('size', 'index, MB', 'SELECT pg_relation_size(''post_labels'')');

SELECT add_both_scans(name, 'SELECT count(*) || '' '' || sum(hashint4(id)) FROM post WHERE ' || ask)
FROM (SELECT * FROM question ORDER BY n) AS q;
SELECT add_both_scans('present state: hate, by labelset_matches', 'SELECT count(*) FROM post WHERE labelset_matches(labels, ''hate'', ''2026-06-01 00:00Z'')');
SELECT add_both_scans('any of five queries, @@ ANY',
    $$SELECT count(*) FROM post WHERE labels @@ ANY ('{threat,"spam & !hate","hate[by=human]","misinfo[verdict=false]","copyright[score>0.9]"}'::tagquery[])$$);

INSERT INTO line (name, statement) VALUES
    ('labelset_count', 'SELECT sum(labelset_count(labels)) FROM post'),
    ('labelset_rows', 'SELECT count(*) FROM post, labelset_rows(labels, NULL)'),
    ('labelset_live', 'SELECT sum(labelset_count(labelset_live(labels, ''2026-01-15 00:00Z''))) FROM post'),
    ('labelset_resolve', 'SELECT sum(labelset_count(labelset_resolve(labels, ''2026-01-15 00:00Z'', ''{human,agency,auto}''))) FROM post'),
    ('labelset_tags', 'SELECT sum(tagset_count(labelset_tags(labels, ''2026-01-15 00:00Z''))) FROM post'),
    ('labelset_union', 'SELECT md5(labelset_union(labels)::text) FROM post WHERE id % 20 = 0'),
    ('labels || label', 'SELECT sum(labelset_count(labels || ''hate/slur[by=human/h1; at=2026-12-01T00:00:00Z]''::factlabel)) FROM post'),
    ('a long log || label', 'SELECT sum(labelset_count(log || ''hate/slur[by=human/h1; at=2026-12-01T00:00:00Z]''::factlabel)) FROM (SELECT labelset_union(labels) AS log FROM post WHERE id <= 5000 OFFSET 0) AS l, generate_series(1, 20)'),
    ('to text', 'SELECT sum(length(labels::text)) FROM post'),
    ('to text and back', 'SELECT sum(labelset_count(labels::text::labelset)) FROM post'),
    ('to jsonb', 'SELECT count(labels::jsonb) FROM post WHERE id % 4 = 0'),
    ('sort', 'SELECT min(id) FROM (SELECT * FROM post ORDER BY labels, id OFFSET 0) AS t');

COPY line TO :'lines';
