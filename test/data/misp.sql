-- MISP's machine tags: every file is imported. MISP allows one of the tags that are the same but for their last part,
-- if their namespace or predicate is exclusive; tlp:white and tlp:clear excepted. Two tags must be refused together
-- exactly where MISP refuses them.
--
--     psql -v ON_ERROR_STOP=1 -v folder=misp-taxonomies -f test/data/misp.sql
\set ECHO none
\pset footer off

CREATE TABLE file AS
SELECT content ->> 'namespace' AS namespace, content, taxonomy_import(content::text, 'misp', tagpath_make(content ->> 'namespace')) AS taxonomy
FROM (SELECT pg_read_file(:'folder' || '/' || folder || '/machinetag.json')::jsonb AS content
      FROM pg_ls_dir(:'folder') AS folder WHERE folder NOT LIKE '%.%') AS f;

-- the tags, with what MISP compares, and whether it does
CREATE TABLE tag AS
WITH predicate AS (SELECT namespace, content, p, coalesce((content -> 'exclusive')::boolean, false) AS exclusive FROM file, jsonb_array_elements(content -> 'predicates') AS p),
     entry AS (SELECT namespace, v ->> 'predicate' AS predicate, e FROM file, jsonb_array_elements(content -> 'values') AS v, jsonb_array_elements(v -> 'entry') AS e)
SELECT namespace, namespace AS compared, exclusive, tagpath_make(namespace, p ->> 'value') AS tag, p ->> 'expanded' AS title, p ->> 'uuid' AS uuid FROM predicate
WHERE NOT EXISTS (SELECT FROM entry AS e WHERE e.namespace = predicate.namespace AND e.predicate = p ->> 'value')
UNION ALL
SELECT namespace, namespace || ':' || predicate, exclusive OR coalesce((p -> 'exclusive')::boolean, false), tagpath_make(namespace, predicate, e ->> 'value'), e ->> 'expanded', e ->> 'uuid'
FROM predicate JOIN entry USING (namespace) WHERE predicate = p ->> 'value';
CREATE TABLE sibling AS
SELECT namespace, a.compared, a.tag AS a, b.tag AS b, taxonomy_valid(tagset_make(a.tag) || tagset_make(b.tag), taxonomy) AS valid
FROM tag AS a JOIN tag AS b USING (namespace) JOIN file USING (namespace) WHERE a.exclusive AND a.compared = b.compared AND a.tag < b.tag;
-- of those that MISP does not compare, a million at most
CREATE TABLE other AS
SELECT taxonomy_valid(tagset_make(a.tag) || tagset_make(b.tag), taxonomy) AS valid
FROM (SELECT *, row_number() OVER (PARTITION BY namespace, compared ORDER BY tag) AS n FROM tag) AS a
     JOIN (SELECT *, row_number() OVER (PARTITION BY namespace, compared ORDER BY tag) AS n FROM tag) AS b USING (namespace) JOIN file USING (namespace)
WHERE a.n <= 10 AND b.n <= 10 AND a.tag < b.tag AND NOT (a.exclusive AND a.compared = b.compared)
LIMIT 1000000;

-- titles and uuids, which two files give twice
CREATE TABLE term AS SELECT namespace, t.tag::tagpath AS tag, t.title, t.attributes FROM file, taxonomy_terms(taxonomy, 'en') AS t;
CREATE TABLE lost AS
SELECT tag.tag, tag.title, tag.uuid FROM tag JOIN file USING (namespace) LEFT JOIN term USING (namespace, tag)
WHERE (nullif(trim(regexp_replace(tag.title, '\s+', ' ', 'g')), '') <> regexp_replace(term.title, '\s+', ' ', 'g') OR tag.uuid <> term.attributes ->> 'x-uuid' OR term.tag IS NULL)
      AND position(tag.uuid IN taxonomy::text) = 0;

\echo == Tags that are alike but for their last part, exclusive, and pass together
SELECT a, b FROM sibling WHERE valid ORDER BY a, b;
\echo == Where a file contradicts itself
SELECT namespace, left(regexp_replace(line, '^.*  # ', ''), 160) AS comment
FROM file, regexp_split_to_table(taxonomy::text, '\n') AS line WHERE line ~ '^[^"]*("([^"\\]|\\.)*"[^"]*)*  # ' AND line !~ ' -> ' ORDER BY namespace COLLATE "C", line COLLATE "C";
SELECT (SELECT count(*) FROM file) AS files, (SELECT count(*) FROM tag) AS tags, count(DISTINCT compared) AS groups, count(*) AS pairs, count(*) FILTER (WHERE valid) AS pass,
       (SELECT count(*) FROM other) AS others, (SELECT count(*) FROM other WHERE NOT valid) AS conflict,
       (SELECT count(*) FROM tag JOIN file USING (namespace) WHERE NOT taxonomy_valid(tagset_make(tag), taxonomy)) AS unknown, (SELECT count(*) FROM lost) AS lost
FROM sibling \gset
\echo :files files, :tags tags; :groups groups with :pairs pairs, of which :pass pass; of :others other pairs :conflict conflict; :unknown tags are unknown, :lost lost
SELECT NOT (:files = 181 AND :groups = 78 AND :pairs = 5955 AND :pass = 1 AND :conflict + :unknown + :lost = 0 AND (SELECT a = 'tlp/clear' AND b = 'tlp/white' FROM sibling WHERE valid)) AS failed \gset
\if :failed
    DO $$ BEGIN RAISE EXCEPTION 'the taxonomies and MISP differ'; END $$;
\endif
