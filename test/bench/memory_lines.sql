-- How far the private memory of a backend grows, at most, while it answers a question over a million distinct tags; each in a new backend.
-- psql variable: rows, the number of distinct tags.
SET client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS factag;
CREATE UNLOGGED TABLE member AS
SELECT i AS id, i % 1000 AS spend, format('area%s/topic%s/item%s, area%s/topic%s/item%s, area%s/topic%s/item%s, area%s/topic%s/item%s',
    i % 20, i % 400, i * 4, i % 20, i % 400, i * 4 + 1, i % 20, (i + 1) % 400, i * 4 + 2, i % 20, (i + 1) % 400, i * 4 + 3)::tagset AS tags
FROM generate_series(1, :rows / 4) AS i;
CREATE UNLOGGED TABLE tag AS SELECT path FROM member, unnest(tags::tagpath[]) AS path;
CREATE UNLOGGED TABLE label AS SELECT format('area%s/topic%s/item%s[by=auto; score=0.5; at=2026-07-01T00:00:00Z]', i % 20, i % 400, i)::factlabel AS label FROM generate_series(1, :rows) AS i;
CREATE UNLOGGED TABLE log AS SELECT label::labelset AS labels FROM label;
CREATE UNLOGGED TABLE part AS SELECT id % 4 AS part, tagset_counts(tags) AS counts FROM member GROUP BY id % 4;
CREATE UNLOGGED TABLE text AS SELECT kb, repeat('The quick brown fox number ' || kb || ' jumps over the lazy dog, and nobody says why it should do so. ', kb * 1000 / 85) AS body FROM unnest('{1,100,1000,10000}'::int[]) AS kb;
CREATE TABLE rules AS SELECT string_agg(format('r%s: /\bword%s [a-z]+ (fox|dog)%s/i -> spam/r%s', i, i, i, i), E'\n')::ruleset AS rules FROM generate_series(1, 500) AS i;
VACUUM ANALYZE;

CREATE TABLE question (n int GENERATED ALWAYS AS IDENTITY, name text, statement text, beside text);
INSERT INTO question (name, statement, beside) VALUES
    ('GROUP BY tag over rows', 'SELECT count(*) FROM (SELECT path, count(*) FROM tag GROUP BY path) AS t', 'HashAggregate'),
    ('tagset_counts', 'SELECT cardinality(tagset_counts(tags)) FROM member', 'tags and ancestors'),
    ('tagset_sums', 'SELECT cardinality(tagset_sums(tags, spend)) FROM member', 'tags and ancestors'),
    ('tagset_counts_merge', 'SELECT cardinality(tagset_counts_merge(counts)) FROM part', '4 parts'),
    ('tagset_union', 'SELECT tagset_count(tagset_union(tags)) FROM member', ''),
    ('tagset_agg', 'SELECT tagset_count(tagset_agg(path)) FROM tag', ''),
    ('tagset_intersect', 'SELECT tagset_count(tagset_intersect(tags)) FROM member', ''),
    ('tagpath_common', 'SELECT tagpath_common(path) FROM tag', ''),
    ('labelset_agg of 400,000 labels', 'SELECT labelset_count(labelset_agg(label)) FROM (SELECT label FROM label LIMIT 400000) AS l', ''),
    ('labelset_union of 400,000 labels', 'SELECT labelset_count(labelset_union(labels)) FROM (SELECT labels FROM log LIMIT 400000) AS l', ''),
    ('idset_agg', 'SELECT idset_count(idset_agg(id)) FROM member', 'a row a member');
INSERT INTO question (name, statement, beside)
SELECT format('ruleset_classify over %s of text', CASE WHEN kb < 1000 THEN kb || ' kB' ELSE kb / 1000 || ' MB' END), format('SELECT labelset_count(ruleset_classify(body, rules)) FROM text, rules WHERE kb = %s', kb), '500 rules, in the first call; the text included' FROM text ORDER BY kb;

CREATE TABLE most_memory (n int, kb int);
CREATE FUNCTION peak() RETURNS int LANGUAGE sql VOLATILE AS
    $$ SELECT substring(pg_read_file('/proc/self/status'), 'VmHWM:\s+(\d+) kB')::int $$;
CREATE PROCEDURE note_memory(which int) LANGUAGE plpgsql AS $$
DECLARE
    before int;
    answer text;
BEGIN
    -- the tables' buffers, and the library
    PERFORM count(tags), tagset 'a' FROM member;
    PERFORM count(path) FROM tag;
    PERFORM count(label) FROM label;
    PERFORM count(labels) FROM log;
    PERFORM count(counts) FROM part;
    before := peak();
    EXECUTE (SELECT statement FROM question WHERE n = which) INTO answer;
    INSERT INTO most_memory VALUES (which, peak() - before);
END $$;
