-- The data of the bench of taxonomies. psql variable: rows, the number of members.
SET client_min_messages = warning;
SET TimeZone = 'UTC';
CREATE EXTENSION factag;
SELECT setseed(0.5) IS NULL AS seeded \gset

-- 3,180 names: 12 areas, each with 24 topics of 10 items; in area a12 a member has one topic at a time
CREATE TABLE name AS
SELECT 'a' || a || coalesce('/t' || t, '') || coalesce('/i' || i, '') AS tag, CASE WHEN a = 12 AND t > 0 THEN 'a12' END AS only_one
FROM generate_series(1, 12) AS a, LATERAL (SELECT NULL::int AS t UNION ALL SELECT generate_series(1, 24)) AS topic,
     LATERAL (SELECT NULL::int AS i UNION ALL SELECT generate_series(1, 10) WHERE t > 0) AS item;
ALTER TABLE name ADD PRIMARY KEY (tag);
CREATE TABLE book (name text PRIMARY KEY, taxonomy tagtaxonomy NOT NULL);
INSERT INTO book
SELECT 'names', string_agg(tag || CASE tag WHEN 'a12' THEN ' [exclusive; dynamic=P90D]' ELSE '' END, E'\n' ORDER BY tag)::tagtaxonomy FROM name;

-- 12 tags a member, one of them in a12
CREATE TABLE member AS
SELECT m AS id, ((SELECT string_agg(format('a%s/t%s/i%s', a, ceil(random() * 24), ceil(random() * 10)), ', ')
                  FROM generate_series(1, 11) AS a WHERE m > 0) || format(', a12/t%s[until=2030-01-01T00:00:00Z]', ceil(random() * 24)))::tagset AS tags
FROM generate_series(1, :rows) AS m;
-- those that are written, which takes longer than to ask for them
CREATE TABLE source AS SELECT * FROM member WHERE id <= greatest(:rows / 10, 100);

-- The same members under names of before: 10 were renamed to topic t5 of area a3, and item i3 was
-- moved out of t7.
INSERT INTO book
SELECT 'renamed', (taxonomy::text || E'\nb [open]\n' || (SELECT string_agg(format('old%s -> a3/t5', i), E'\n') FROM generate_series(1, 10) AS i))::tagtaxonomy
FROM book WHERE name = 'names';
INSERT INTO book
SELECT 'moved', (replace(taxonomy::text, E'\na3/t7/i3\n', E'\na3/t7/i3 -> b/i3\n') || E'\nb [open]')::tagtaxonomy FROM book WHERE name = 'names';
CREATE TABLE renamed AS
SELECT id, CASE WHEN tags @> 'a3/t5' AND random() < 0.9 THEN tagset_rebase(tags, 'a3/t5', ('old' || ceil(random() * 10))::tagpath) ELSE tags END AS tags FROM member;
CREATE TABLE renamed_written AS SELECT id, taxonomy_apply(tags, taxonomy) AS tags FROM renamed, book WHERE name = 'renamed';
CREATE TABLE moved_written AS SELECT id, taxonomy_apply(tags, taxonomy) AS tags FROM member, book WHERE name = 'moved';
CREATE INDEX ON member USING gin (tags);
CREATE INDEX ON renamed USING gin (tags);
CREATE INDEX ON renamed_written USING gin (tags);
CREATE INDEX ON moved_written USING gin (tags);

-- as large as IAB's Content Taxonomy 3.1: 704 tags with titles, and as many codes
INSERT INTO book
SELECT 'standard', string_agg(format(E'iab/t%s/s%s [title-en="Topic %s of the standard"]\n"iab-id"/%s -> iab/t%1$s/s%2$s', i % 40, i, md5(i::text), i), E'\n')::tagtaxonomy
FROM generate_series(1, 704) AS i;
INSERT INTO book
SELECT 'large', string_agg(format('field%s/branch%s/name of number %s', i / 20000, i / 400, i), E'\n')::tagtaxonomy FROM generate_series(1, 620000) AS i;
INSERT INTO book
SELECT 'links', 'n [open]' || E'\n' || string_agg(format('code/c%s -> n/%s', i, i % 5000), E'\n')::text FROM generate_series(1, 10000) AS i;
CREATE TABLE query AS SELECT i AS id, ('n/' || i * 5)::tagquery AS query FROM generate_series(1, 1000) AS i;

-- how members are written: a table each, to which rules are attached below
CREATE TABLE bare (id int PRIMARY KEY, tags tagset NOT NULL);
CREATE TABLE by_check (LIKE bare INCLUDING ALL);
CREATE TABLE by_book (LIKE bare INCLUDING ALL);
CREATE TABLE by_lookup (LIKE bare INCLUDING ALL);
CREATE TABLE by_index (LIKE bare INCLUDING ALL);
CREATE TABLE with_rows (LIKE bare INCLUDING ALL);
CREATE TABLE member_tag (member_id int, tag text REFERENCES name, PRIMARY KEY (member_id, tag));
CREATE UNIQUE INDEX ON member_tag (member_id) WHERE tag LIKE 'a12/%';

SELECT format('ALTER TABLE by_check ADD CHECK (taxonomy_valid(tags, %L::tagtaxonomy))', taxonomy) FROM book WHERE name = 'names' \gexec

-- completes and refuses by the book in a table
CREATE FUNCTION by_book() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    current tagtaxonomy := (SELECT taxonomy FROM book WHERE name = 'names');
    bad record;
BEGIN
    NEW.tags := taxonomy_apply(NEW.tags, current, now());
    SELECT * INTO bad FROM taxonomy_problems(NEW.tags, current) WHERE severity = 'error' LIMIT 1;
    IF FOUND THEN
        RAISE check_violation USING MESSAGE = concat_ws(': ', bad.problem, bad.tag, bad.detail), HINT = bad.hint;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER by_book BEFORE INSERT ON by_book FOR EACH ROW EXECUTE FUNCTION by_book();

-- Look each tag up in a table, and refuse what is unknown and two tags where one may be. With the server's
-- default random_page_cost the planner reads the whole table for each row, otherwise it asks the index.
CREATE FUNCTION by_lookup() RETURNS trigger LANGUAGE plpgsql SET random_page_cost = 4 AS $$
DECLARE
    unknown bool;
    several bool;
BEGIN
    SELECT bool_or(name.tag IS NULL), count(only_one) <> count(DISTINCT only_one) INTO unknown, several
    FROM unnest(NEW.tags::tagpath[]) AS t (path) LEFT JOIN name ON name.tag = t.path::text;
    IF unknown OR several THEN
        RAISE check_violation USING MESSAGE = CASE WHEN unknown THEN 'unknown tag' ELSE 'one at a time' END;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER by_lookup BEFORE INSERT ON by_lookup FOR EACH ROW EXECUTE FUNCTION by_lookup();
CREATE FUNCTION by_index() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    unknown bool;
    several bool;
BEGIN
    SELECT bool_or(name.tag IS NULL), count(only_one) <> count(DISTINCT only_one) INTO unknown, several
    FROM unnest(NEW.tags::tagpath[]) AS t (path) LEFT JOIN LATERAL (SELECT * FROM name WHERE name.tag = t.path::text LIMIT 1) AS name ON true;
    IF unknown OR several THEN
        RAISE check_violation USING MESSAGE = CASE WHEN unknown THEN 'unknown tag' ELSE 'one at a time' END;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER by_index BEFORE INSERT ON by_index FOR EACH ROW EXECUTE FUNCTION by_index();

-- a row per tag, with a foreign key
CREATE FUNCTION with_rows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO member_tag SELECT NEW.id, t.path::text FROM unnest(NEW.tags::tagpath[]) AS t (path);
    RETURN NULL;
END $$;
CREATE TRIGGER with_rows AFTER INSERT ON with_rows FOR EACH ROW EXECUTE FUNCTION with_rows();
VACUUM (FREEZE, ANALYZE);
