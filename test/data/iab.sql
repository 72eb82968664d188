-- IAB's taxonomies and the tables that map one to another. Each is imported; each code must mean the path that
-- plain SQL finds along the parents, and the counts must be those of the files. Prints what the mapping tables
-- leave open or contradict; with what is left, rows of one version must answer questions put in the other.
--
--     psql -v ON_ERROR_STOP=1 -v folder=iab -f test/data/iab.sql
\set ECHO none
\pset footer off

CREATE TABLE list (name text PRIMARY KEY, root text NOT NULL, document text NOT NULL, taxonomy tagtaxonomy);
INSERT INTO list
SELECT name, root, pg_read_file(:'folder' || '/' || name || '.tsv')
FROM (VALUES ('Content Taxonomy 1.0', 'c10'), ('Content Taxonomy 2.0', 'c20'), ('Content Taxonomy 2.1', 'c21'), ('Content Taxonomy 2.2', 'c22'),
             ('Content Taxonomy 3.1', 'c31'), ('Audience Taxonomy 1.1', 'a11'), ('Ad Product Taxonomy 1.1', 'p11'), ('Ad Product Taxonomy 2.0', 'p20')) AS f (name, root);
UPDATE list SET taxonomy = taxonomy_import(document, 'iab', root);

\echo == Imported
CREATE TABLE line AS SELECT name, root, line FROM list, regexp_split_to_table(taxonomy::text, '\n') AS line;
CREATE TABLE imported AS
SELECT name, terms, codes, scd, tiers, other_comments, (SELECT max(depth) FROM taxonomy_terms(taxonomy)) AS depth
FROM list JOIN (
    SELECT name, count(*) FILTER (WHERE line LIKE root || '/%') AS terms, count(*) FILTER (WHERE line LIKE root || '-id/% -> %') AS codes,
           count(*) FILTER (WHERE line LIKE '%x-extension="SCD"%') AS scd, count(*) FILTER (WHERE line ~ '  # .*the tier columns') AS tiers,
           count(*) FILTER (WHERE line ~ '  # ' AND line !~ 'the tier columns') AS other_comments
    FROM line GROUP BY name) AS l USING (name);
SELECT * FROM imported ORDER BY name COLLATE "C";
\echo == What the other comments are
SELECT name, regexp_replace(line, '^.*  # ', '') AS comment FROM line WHERE line ~ '  # ' AND line !~ 'the tier columns' ORDER BY name COLLATE "C", line COLLATE "C";

-- the rows as they came; of lists without a column Name the last tier is the name, and Content 1.0 has levels instead of parents
CREATE TABLE cell AS
SELECT name, root, n AS line, i, trim(cell) AS cell
FROM list, regexp_split_to_table(document, '\r?\n') WITH ORDINALITY AS l (line, n), regexp_split_to_table(line, '\t') WITH ORDINALITY AS c (cell, i)
WHERE trim(cell) <> '';
CREATE TABLE header AS
SELECT name, line, i, cell FROM cell WHERE (name, line) IN (SELECT name, line FROM cell WHERE cell IN ('Unique ID', 'IAB Code'));
CREATE TABLE entry AS
SELECT c.name, c.root, c.line, max(c.cell) FILTER (WHERE h.cell IN ('Unique ID', 'IAB Code')) AS id,
       max(c.cell) FILTER (WHERE h.cell IN ('Parent', 'Parent ID')) AS parent, max(c.cell) FILTER (WHERE h.cell = 'Tier') AS level,
       coalesce(max(c.cell) FILTER (WHERE h.cell IN ('Name', 'IAB Category')), (array_agg(c.cell ORDER BY c.i DESC) FILTER (WHERE h.cell ~ '^Tier \d$'))[1]) AS title,
       array_agg(c.cell ORDER BY c.i) FILTER (WHERE h.cell ~ '^Tier \d$') AS tiers
FROM cell AS c JOIN header AS h ON h.name = c.name AND h.i = c.i AND c.line > h.line GROUP BY c.name, c.root, c.line;
UPDATE entry SET parent = (SELECT id FROM entry AS e WHERE e.name = entry.name AND e.level = 'Tier 1' AND e.line < entry.line ORDER BY e.line DESC LIMIT 1)
WHERE level = 'Tier 2';
ALTER TABLE entry ADD first boolean, ADD names text[];
CREATE INDEX ON entry (name, id);
CREATE INDEX ON entry (name, parent);
ANALYZE entry;
UPDATE entry SET first = line = (SELECT min(line) FROM entry AS e WHERE e.name = entry.name AND e.id = entry.id);
WITH RECURSIVE path AS (
    SELECT name, line, id, ARRAY[title] AS names FROM entry
    WHERE parent IS NULL OR parent = id OR NOT EXISTS (SELECT FROM entry AS e WHERE e.name = entry.name AND e.id = entry.parent)
    UNION ALL
    SELECT e.name, e.line, e.id, p.names || e.title FROM entry AS e JOIN path AS p ON p.name = e.name AND p.id = e.parent AND e.id <> e.parent
    WHERE (SELECT first FROM entry AS f WHERE f.name = p.name AND f.line = p.line))
UPDATE entry SET names = p.names FROM path AS p WHERE p.name = entry.name AND p.line = entry.line;


\echo == Compared with plain SQL
CREATE TABLE code AS SELECT name, l.tag::tagpath AS code, l.target::tagpath AS tag FROM list, taxonomy_links(taxonomy) AS l;
CREATE TABLE term AS SELECT name, t.tag::tagpath AS tag FROM list, taxonomy_terms(taxonomy) AS t;
CREATE UNIQUE INDEX ON code (name, code);
CREATE UNIQUE INDEX ON term (name, tag);
ANALYZE code, term;
CREATE TABLE compared AS
SELECT e.name, count(*) AS rows, count(*) FILTER (WHERE t.tag IS NULL) AS names_missing,
       count(*) FILTER (WHERE e.first AND c.tag IS DISTINCT FROM tagpath_make(VARIADIC e.root || e.names)) AS codes_differ,
       count(*) FILTER (WHERE has_tiers AND (tiers IS NULL OR tagpath_make(VARIADIC tiers) <> tagpath_make(VARIADIC names))) AS tiers
FROM entry AS e JOIN (SELECT name, bool_or(cell = 'Tier 1') AS has_tiers FROM header GROUP BY name) AS h USING (name)
     LEFT JOIN code AS c ON c.name = e.name AND c.code = tagpath_make(e.root || '-id', e.id)
     LEFT JOIN term AS t ON t.name = e.name AND t.tag = tagpath_make(VARIADIC e.root || e.names)
GROUP BY e.name;
SELECT * FROM compared ORDER BY name COLLATE "C";

-- the mapping tables: the codes, the names that they give these, and their remarks
CREATE TABLE file_row AS
SELECT file, n AS line, regexp_split_to_array(line, '\t') AS c
FROM (VALUES ('Content 1.0 to Content 2.0', 1), ('Content 2.0 to Content 2.1', 1), ('Ad Product 2.0 to 1.1', 2)) AS f (file, headers),
     regexp_split_to_table(pg_read_file(:'folder' || '/' || file || '.tsv'), '\r?\n') WITH ORDINALITY AS l (line, n)
WHERE n > headers AND trim(line, E'\t ') <> '';
CREATE TABLE mapping AS
SELECT file, line, from_list, to_list, nullif(trim(from_id), '') AS from_id, trim(from_name) AS from_name, nullif(trim(to_id), '') AS to_id, trim(to_name) AS to_name, remark
FROM (SELECT file, line, 'Content Taxonomy 1.0' AS from_list, 'Content Taxonomy 2.0' AS to_list, c[1] AS from_id, c[2] AS from_name, c[4] AS to_id, c[6] AS to_name, c[11] AS remark
      FROM file_row WHERE file = 'Content 1.0 to Content 2.0'
      UNION ALL
      -- its "old RTB ID" are codes of 1.0, whatever the file is called
      SELECT file, line, 'Content Taxonomy 1.0', 'Content Taxonomy 2.1', c[2], c[3], c[1], c[4], '' FROM file_row WHERE file = 'Content 2.0 to Content 2.1'
      UNION ALL
      SELECT file, line, 'Content Taxonomy 1.0', 'Content Taxonomy 2.1', c[8], c[7], NULL, '', 'not mapped (deprecated)'
      FROM file_row WHERE file = 'Content 2.0 to Content 2.1' AND trim(c[8]) <> ''
      UNION ALL
      SELECT file, line, 'Ad Product Taxonomy 2.0', 'Ad Product Taxonomy 1.1', c[2], c[1], c[7], c[9], '' FROM file_row WHERE file = 'Ad Product 2.0 to 1.1') AS m;
-- names are compared as the lists write them, so that codes and names can be judged apart
CREATE TABLE mapped AS
SELECT m.*, f.tag AS from_tag, t.tag AS to_tag,
       CASE WHEN from_id IS NULL THEN '1 no code'
            WHEN f.tag IS NULL THEN '2 code of no category'
            WHEN to_id IS NULL THEN '3 mapped to nothing'
            WHEN t.tag IS NULL THEN '4 mapped to a code of no category'
            WHEN file = 'Content 2.0 to Content 2.1' THEN NULL
            WHEN tagpath_leaf(f.tag) <> tagpath_leaf(tagpath_make(from_name)) THEN '5 its code is that of another name'
            WHEN tagpath_leaf(t.tag) <> tagpath_leaf(tagpath_make(to_name)) THEN '6 the code that it is mapped to is that of another name'
       END AS problem
FROM mapping AS m
     LEFT JOIN code AS f ON f.name = from_list AND f.code = tagpath_make((SELECT root FROM list WHERE name = from_list) || '-id', from_id)
     LEFT JOIN code AS t ON t.name = to_list AND t.code = tagpath_make((SELECT root FROM list WHERE name = to_list) || '-id', to_id);

\echo == What the mapping tables leave open or contradict
SELECT file, coalesce(problem, '  none') AS problem, count(*) FROM mapped GROUP BY file, problem ORDER BY file, problem NULLS FIRST;
SELECT file, line, from_id, left(from_name, 30) AS from_name, to_id, left(to_name, 30) AS to_name, problem
FROM mapped WHERE problem ~ '^[124]' OR problem ~ '^6' ORDER BY file, line;
\echo == Codes without a row, and with several
SELECT file, l.name AS list, count(*) FILTER (WHERE n IS NULL) AS without, count(*) FILTER (WHERE n > 1) AS several
FROM (SELECT DISTINCT file, from_list AS name, root FROM mapping JOIN list ON name = from_list) AS l
     JOIN code AS c USING (name)
     LEFT JOIN (SELECT file, tagpath_make(root || '-id', from_id) AS code, count(*) AS n FROM mapping JOIN list ON name = from_list GROUP BY 1, 2) AS m USING (file, code)
GROUP BY file, l.name ORDER BY file;
\echo == Content 1.0: codes that the two tables map to different IDs, of categories that both 2.0 and 2.1 have
SELECT count(*) AS in_both, count(*) FILTER (WHERE a.to_id IS DISTINCT FROM b.to_id) AS differ, count(*) FILTER (WHERE b.to_id IS NULL AND a.to_id IS NOT NULL) AS mapped_in_20_only,
       (SELECT count(*) FROM code AS c FULL JOIN code AS d ON c.code = tagpath_rebase(d.code, 'c21-id', 'c20-id') AND d.name = 'Content Taxonomy 2.1'
        WHERE c.name = 'Content Taxonomy 2.0' AND tagpath_rebase(c.tag, 'c20', 'c21') IS DISTINCT FROM d.tag) AS codes_that_mean_something_else
FROM mapped AS a JOIN mapped AS b ON a.from_id = b.from_id AND a.file = 'Content 1.0 to Content 2.0' AND b.file = 'Content 2.0 to Content 2.1';
\echo == Ad Product 2.0: rows whose code, or whose name and tiers, are in the list
SELECT count(*) AS rows, count(*) FILTER (WHERE tagpath_leaf(from_tag) = tagpath_leaf(tagpath_make(from_name))) AS by_code,
       count(*) FILTER (WHERE EXISTS (SELECT FROM term AS t WHERE t.name = from_list AND t.tag = tagpath_make(VARIADIC 'p20'::text || array_remove(ARRAY[trim(c[4]), trim(c[5]), trim(c[6])], '')))) AS by_tiers
FROM mapped JOIN file_row USING (file, line) WHERE file = 'Ad Product 2.0 to 1.1';
-- so the tiers tell which tag is meant
UPDATE mapped SET from_tag = t.tag, problem = CASE WHEN to_id IS NULL THEN '3 mapped to nothing' WHEN to_tag IS NULL THEN '4 mapped to a code of no category'
                                                   WHEN tagpath_leaf(to_tag) <> tagpath_leaf(tagpath_make(to_name)) THEN '6 the code that it is mapped to is that of another name' END
FROM file_row AS r JOIN term AS t ON t.name = 'Ad Product Taxonomy 2.0' AND t.tag = tagpath_make(VARIADIC 'p20'::text || array_remove(ARRAY[trim(c[4]), trim(c[5]), trim(c[6])], ''))
WHERE mapped.file = r.file AND mapped.line = r.line AND r.file = 'Ad Product 2.0 to 1.1';

-- books of two lists with what is left, one each way: several tags that became one have their common ancestor back
CREATE FUNCTION taxonomy_path(tagpath) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT string_agg(tagpath_quote(segment), '/' ORDER BY n) FROM unnest(tagpath_segments($1)) WITH ORDINALITY AS s (segment, n)
$$;
CREATE TABLE arrow AS
SELECT DISTINCT file, 'there' AS way, from_tag AS source, to_tag AS target FROM mapped WHERE problem IS NULL
UNION ALL
SELECT file, 'back', to_tag, tagpath_common(from_tag) FROM mapped WHERE problem IS NULL GROUP BY file, to_tag HAVING tagpath_depth(tagpath_common(from_tag)) > 1;
CREATE TABLE book AS
SELECT file, way, (SELECT taxonomy_agg(taxonomy) FROM list WHERE name IN (from_list, to_list)) || string_agg(taxonomy_path(source) || ' => ' || taxonomy_path(target), E'\n') AS taxonomy
FROM arrow JOIN (SELECT DISTINCT file, from_list, to_list FROM mapping) AS m USING (file) GROUP BY file, way, from_list, to_list;

\echo == Rows of one list answer questions put in the other
CREATE TABLE answered AS
SELECT file, way, count(*) AS arrows, count(*) FILTER (WHERE NOT taxonomy_apply(tagset_make(source), taxonomy, implied => true) @> target) AS by_tag_missed,
       (SELECT count(*) FROM arrow AS b JOIN code AS c ON c.tag = b.source WHERE b.file = a.file AND b.way = a.way
        AND NOT taxonomy_apply(tagset_make(c.code), (array_agg(taxonomy))[1], implied => true) @> b.target) AS by_code_missed
FROM arrow AS a JOIN book USING (file, way) GROUP BY file, way;
SELECT * FROM answered ORDER BY file, way;

SELECT (SELECT string_agg(concat_ws(' ', name, terms, codes, scd, depth, tiers), '; ' ORDER BY root) FROM imported JOIN list USING (name))
       = 'Audience Taxonomy 1.1 1558 1558 0 7 17; Content Taxonomy 1.0 392 392 0 3 0; Content Taxonomy 2.0 1178 1179 0 5 2; Content Taxonomy 2.1 1178 1179 64 5 2; '
         'Content Taxonomy 2.2 1195 1196 64 5 19; Content Taxonomy 3.1 704 704 63 5 2; Ad Product Taxonomy 1.1 864 863 0 8 12; Ad Product Taxonomy 2.0 583 583 0 4 13' AS counts,
       (SELECT bool_and(names_missing + codes_differ = 0) FROM compared) AS paths,
       (SELECT string_agg(concat_ws(' ', name, tiers), '; ' ORDER BY name) FROM compared) AS found,
       (SELECT sum(by_tag_missed + by_code_missed) FROM answered) AS missed \gset
\echo counts as expected: :counts; paths as in plain SQL: :paths; questions missed: :missed
SELECT NOT (:'counts' = 't' AND :'paths' = 't' AND :missed = 0) AS failed \gset
\if :failed
    DO $$ BEGIN RAISE EXCEPTION 'the import or a mapping differs'; END $$;
\endif
