-- The lines of the comparison of tags, and the file that the servers load.
-- psql variables: rows; stage and lines, the files to write. Runs after workload.sql, peers.sql,
-- queries.sql and compare.sql.

CALL fill_stage('tagset');
COPY stage TO :'stage';

INSERT INTO line (kind, statement) VALUES
    ('step', 'CREATE EXTENSION factag'),
    ('step', 'CREATE TABLE with_tagset (id int NOT NULL, tags tagset NOT NULL)');
INSERT INTO line (kind, name, prepare, statement) VALUES
    ('command', 'COPY from text', 'TRUNCATE with_tagset', format('COPY with_tagset FROM %L', :'stage')),
    ('command', 'index build', 'DROP INDEX IF EXISTS with_tagset_tags', 'CREATE INDEX with_tagset_tags ON with_tagset USING gin (tags)');
INSERT INTO line (kind, statement) VALUES
    ('step', 'VACUUM (FREEZE, ANALYZE) with_tagset'),
    ('step', 'CREATE TABLE few (LIKE with_tagset)'),
    ('step', 'CREATE INDEX ON few USING gin (tags)');
INSERT INTO line (kind, name, prepare, statement) VALUES
    ('command', 'insert a tenth into an indexed table', 'TRUNCATE few', format('INSERT INTO few SELECT * FROM with_tagset WHERE id <= %s / 10', :rows)),
    ('size', 'table, MB', '', 'SELECT pg_table_size(''with_tagset'')'),
    ('size', 'index, MB', '', 'SELECT pg_relation_size(''with_tagset_tags'')');

-- the queries of the bench of peers
SELECT add_both_scans(name, 'SELECT count(*) FROM with_tagset WHERE ' || condition)
FROM (SELECT * FROM query WHERE peer = 'tagset' AND name NOT IN ('floor', 'column', 'counts') ORDER BY ord) AS q;
INSERT INTO line (name, statement)
SELECT CASE name WHEN 'floor' THEN 'bare count(*)' ELSE 'count(*) WHERE tags IS NOT NULL' END,
       'SELECT count(*) FROM with_tagset WHERE ' || condition
FROM query WHERE peer = 'tagset' AND name IN ('floor', 'column') ORDER BY ord;

-- other forms of the same questions
SELECT add_both_scans('A & B & !C by tagset_matches',
    (SELECT format('SELECT count(*) FROM with_tagset WHERE tagset_matches(tags, %L)', format('%s & %s & !%s', VARIADIC paths)) FROM pick WHERE name = 'and-not'));
SELECT add_both_scans('any of five queries, @@ ANY',
    (SELECT format('SELECT count(*) FROM with_tagset WHERE tags @@ ANY (%L::tagquery[])', ARRAY[p[1], p[2] || ' & ' || p[3], p[1] || ' & !' || p[3], p[2] || '/s1', p[3] || '/t1'])
     FROM (SELECT paths AS p FROM pick WHERE name = 'and-not') AS s));
SELECT add_both_scans('regular expression', $$SELECT count(*) FROM with_tagset WHERE tags @@ '**/~"^s[45]$"/t1/u2'$$);
SELECT add_both_scans('weights and dates in a query', $$SELECT count(*) FROM with_tagset WHERE tags @@ 'r1[weight>0.5] & r2 @2030-01-01T00:00:00Z'$$);
SELECT add_both_scans('wildcard ' || q, format('SELECT count(*) FROM with_tagset WHERE tags @@ %L', q))
FROM unnest(ARRAY['**/u2', 'r5/*/t1', '**/s*/t1/u*', '*/*/t7', '=**/s4/t1/u1']) AS q;

-- filters and timestamps where a third of the tags have attributes
INSERT INTO line (kind, statement) VALUES
    ('step', $$CREATE TABLE rated AS SELECT id, (SELECT tagset_agg(tag, CASE WHEN n % 12 = 0 THEN n % 9 * 0.1 + 0.05 END, CASE WHEN n % 12 = 3 THEN n % 100 END, CASE WHEN n % 12 IN (6, 9) THEN timestamptz '2025-01-01 00:00Z' END, CASE WHEN n % 12 = 9 THEN timestamptz '2025-06-01 00:00Z' + n % 700 * interval '1 day' END) FROM unnest(tags::tagpath[]) AS tag, LATERAL (SELECT hashtextextended(tag::text, id) & 1048575 AS n) AS h) AS tags FROM with_tagset$$),
    ('step', 'VACUUM (FREEZE, ANALYZE) rated');
INSERT INTO line (name, statement)
SELECT 'of tags with attributes, ' || q, format('SELECT count(*) FROM rated WHERE tags @@ %L', q)
FROM unnest(ARRAY['r5/s4', 'r5/s4[weight<0.5]', 'r5[value>50]', 'r5[until<2026-06-01T00:00:00Z]', 'r5/s4 @2026-01-01T00:00:00Z', 'r1 & r2 & !r3/s4 @2026-01-01T00:00:00Z',
                  'r5[path!=r5/s4]', '**/s4/t1', '**/s4/t1[weight<0.5]', '**/s4/t1 @2026-01-01T00:00:00Z']) AS q;

-- roll-ups and aggregates
INSERT INTO line (name, statement)
SELECT CASE form WHEN 'tagset_counts' THEN 'rows per tag at every level' ELSE 'the same by tagset_expand' END, statement
FROM query WHERE peer = 'tagset' AND name = 'counts' ORDER BY ord;
INSERT INTO line (name, statement) VALUES
    ('tagset_sums', 'SELECT string_agg(s::text, '' '' ORDER BY s::text) FROM (SELECT unnest(tagset_sums(tags, id::numeric)) AS s FROM with_tagset) AS t'),
    ('tagset_union', 'SELECT md5(tagset_union(tags)::text) FROM with_tagset'),
    ('tagset_intersect of groups', 'SELECT sum(tagset_count(t)) FROM (SELECT tagset_intersect(tags) AS t FROM with_tagset GROUP BY id % 1000) AS g'),
    ('tagset_agg of groups', 'SELECT sum(tagset_count(t)) FROM (SELECT tagset_agg(tagpath(''r'' || id % 7, ''n'' || id % 1000)) AS t FROM with_tagset GROUP BY id % 100) AS g');

-- values
INSERT INTO line (name, statement) VALUES
    ('to text', 'SELECT sum(length(tags::text)) FROM with_tagset'),
    ('to text and back', 'SELECT sum(tagset_count(tags::text::tagset)) FROM with_tagset'),
    ('to jsonb', 'SELECT count(tags::jsonb) FROM with_tagset WHERE id % 4 = 0'),
    ('binary output', 'SELECT sum(length(tagset_send(tags))) FROM with_tagset'),
    ('tags || tag', 'SELECT sum(tagset_count(tags || ''r1/new[weight=0.5]'')) FROM with_tagset'),
    ('tags - subtree', 'SELECT sum(tagset_count(tags - ''r1''::tagpath)) FROM with_tagset'),
    ('sort', 'SELECT min(id) FROM (SELECT * FROM with_tagset ORDER BY tags OFFSET 0) AS t'),
    ('count(DISTINCT tags)', 'SELECT count(*) FROM (SELECT tags FROM with_tagset GROUP BY tags) AS t'),
    ('distance', 'SELECT round(sum(tags <-> ''r1/s1/t1/u1, r2/s1, r3'')::numeric, 3) FROM with_tagset');

COPY line TO :'lines';
