-- taxonomies in a table, short, compressed and out of line: every call uses the one that it is given
\set SHOW_CONTEXT never
-- the default of 19 compresses other values
SET default_toast_compression = pglz;

\echo == A trigger reads its taxonomy for each row, and sees every change of it
CREATE TABLE stored_book (kind text PRIMARY KEY, filler text NOT NULL, t tagtaxonomy);
INSERT INTO stored_book VALUES ('short', ''), ('compressed', 'COMPRESSED'), ('external', 'EXTERNAL'), ('both', 'BOTH');
-- one that allows a single tag, and as much more text as makes it short, compressed or out of line
CREATE FUNCTION only_tag(tag text, filler text) RETURNS tagtaxonomy LANGUAGE sql AS $$
    SELECT (format(E'only/%s\n', tag) || CASE filler
        WHEN 'COMPRESSED' THEN '# ' || repeat('a comment that compresses ', 200)
        WHEN 'EXTERNAL' THEN (SELECT string_agg('f/' || md5(i::text), E'\n') FROM generate_series(1, 80) AS i)
        WHEN 'BOTH' THEN (SELECT string_agg('f/' || md5(i::text) || repeat('/x', 50), E'\n') FROM generate_series(1, 400) AS i) ELSE '' END)::tagtaxonomy
$$;
UPDATE stored_book SET t = only_tag('a', filler);
SELECT kind, pg_column_size(t) < length(t::text) AS compressed, pg_column_size(t) > 2000 AS long FROM stored_book ORDER BY kind;
CREATE TABLE stored_row (kind text REFERENCES stored_book, tags tagset);
CREATE FUNCTION by_stored_book() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    book tagtaxonomy := (SELECT t FROM stored_book WHERE kind = NEW.kind);
    found text := (SELECT string_agg(problem || ' ' || tag, ', ') FROM taxonomy_problems(NEW.tags, book));
BEGIN
    IF taxonomy_valid(NEW.tags, book) <> (found IS NULL) THEN
        RAISE 'different answers to one question';
    END IF;
    IF found IS NOT NULL THEN
        RAISE check_violation USING MESSAGE = found;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER by_stored_book BEFORE INSERT ON stored_row FOR EACH ROW EXECUTE FUNCTION by_stored_book();

-- Whether each kind takes this tag.
CREATE FUNCTION takes(tag text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    answer text := '';
    book text;
BEGIN
    FOR book IN SELECT kind FROM stored_book ORDER BY kind LOOP
        BEGIN
            INSERT INTO stored_row VALUES (book, ('only/' || tag)::tagset);
            answer := concat_ws(' ', nullif(answer, ''), book);
        EXCEPTION WHEN check_violation THEN
        END;
    END LOOP;
    RETURN answer;
END $$;
SELECT takes('a'), takes('b');
BEGIN;
SELECT takes('a'), takes('b');
UPDATE stored_book SET t = only_tag('b', filler);
SELECT takes('a'), takes('b');
SAVEPOINT s;
UPDATE stored_book SET t = only_tag('c', filler);
SELECT takes('a'), takes('b'), takes('c');
ROLLBACK TO s;
SELECT takes('b'), takes('c');
UPDATE stored_book SET t = only_tag('d', filler);
SELECT takes('b'), takes('c'), takes('d');
COMMIT;
SELECT takes('a'), takes('d');
-- many changes in one statement
DO $$
BEGIN
    FOR i IN 1 .. 300 LOOP
        UPDATE stored_book SET t = only_tag('n' || i, filler);
        ASSERT takes('n' || i) = 'both compressed external short' AND takes('n' || (i - 1)) = '', i;
    END LOOP;
END $$;

\echo == A taxonomy a row, more of them than are remembered, with and without a cache
CREATE TABLE many_books AS SELECT i, (E'n' || i || E'\n# ' || repeat('a comment that compresses ', 100 + i % 7))::tagtaxonomy AS t FROM generate_series(1, 500) AS i;
SELECT count(*) FILTER (WHERE taxonomy_valid(('n' || i)::tagset, t)) AS own, count(*) FILTER (WHERE taxonomy_valid(('n' || i + 1)::tagset, t)) AS other FROM many_books, generate_series(1, 3);
SET factag.rule_cache_size = 0;
SELECT count(*) FILTER (WHERE taxonomy_valid(('n' || i)::tagset, t)) AS own, count(*) FILTER (WHERE taxonomy_valid(('n' || i + 1)::tagset, t)) AS other FROM many_books, generate_series(1, 3);
SELECT takes('n300');
RESET factag.rule_cache_size;

\echo == The same of rule sets
CREATE TABLE stored_rules AS SELECT i, (format('r: /n%s\b/ -> a%s', i, i) || E'\n# ' || repeat('a comment that compresses ', 100 + i % 7))::ruleset AS rules FROM generate_series(1, 300) AS i;
SELECT count(*) FILTER (WHERE ruleset_test('n' || i, rules)) AS own, count(*) FILTER (WHERE ruleset_test('n' || i + 1, rules)) AS other FROM stored_rules;
DROP TABLE stored_row, stored_book, many_books, stored_rules;
DROP FUNCTION takes, by_stored_book, only_tag;
