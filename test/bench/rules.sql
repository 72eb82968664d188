-- A rule set beside pgpcre, PostgreSQL's own ~, and its own patterns one after another. All must find the
-- same matches; then their times are measured. Prints its tables in Markdown.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
\pset format unaligned
\pset fieldsep ' | '
\pset tuples_only on

-- The ways to find matches. Each has a statement that lists the matches, and one that counts them, which is
-- timed. For pgpcre and ~ the patterns are the outer loop: that is faster, because ~ keeps 32 compiled.
CREATE TABLE side (part text, n int, name text, listed text, counted text, prefilter boolean);
CREATE FUNCTION ruleset_listed(texts text, which text) RETURNS text LANGUAGE sql RETURN format(
    'SELECT id, tagpath_leaf(by::tagpath) AS name FROM %I, rules, labelset_rows(ruleset_classify(body, rules), NULL) WHERE rules.name = %L', texts, which);
CREATE FUNCTION pattern_listed(texts text, which text, test text) RETURNS text LANGUAGE sql RETURN format(
    'SELECT id, name FROM (SELECT * FROM pattern WHERE %s OFFSET 0) AS p CROSS JOIN LATERAL (SELECT id FROM %I WHERE %s OFFSET 0) AS t', which, texts, test);
CREATE FUNCTION pattern_counted(texts text, which text, test text) RETURNS text LANGUAGE sql RETURN
    'SELECT count(*) FROM (' || pattern_listed(texts, which, test) || ') AS found';
INSERT INTO side
SELECT part, n, name, CASE WHEN test IS NULL THEN ruleset_listed(texts, which) ELSE pattern_listed(texts, which, test) END,
       CASE WHEN test IS NULL THEN ruleset_counted(texts, which) ELSE pattern_counted(texts, which, test) END, prefilter
FROM (VALUES ('all', 1, 'ruleset', 'paragraph', 'all', NULL, true),
             ('all', 2, 'its patterns, one after another', 'paragraph', 'all', NULL, false),
             ('all', 3, 'pgpcre', 'paragraph', 'many = ''all''', 'body =~ pcre', true),
             ('there', 1, 'ruleset', 'paragraph', 'there', NULL, true),
             ('there', 2, '`~`', 'paragraph', 'many = ''all'' AND there IS NOT NULL', 'body ~ there', true),
             ('literal', 1, 'ruleset', 'paragraph', 'literal', NULL, true),
             ('literal', 2, 'its patterns, one after another', 'paragraph', 'literal', NULL, false),
             ('chinese', 1, 'ruleset', 'chinese', 'chinese', NULL, true),
             ('chinese', 2, 'its patterns, one after another', 'chinese', 'chinese', NULL, false),
             ('chinese', 3, 'pgpcre', 'chinese', 'many = ''chinese''', 'body =~ pcre', true),
             ('chinese', 4, '`~`', 'chinese', 'many = ''chinese''', 'body ~ there', true),
             ('folded', 1, 'ruleset, `fold: casefold, invisible, hans`', 'chinese', 'folded', NULL, true))
    AS s (part, n, name, texts, which, test, prefilter);

-- Returns the mean time of a statement, which is run for a fifth of a second.
CREATE FUNCTION milliseconds(statement text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
    start timestamptz := clock_timestamp();
    spent float8 := 0;
    times int := 0;
BEGIN
    WHILE spent < 200 LOOP
        EXECUTE statement;
        times := times + 1;
        spent := 1000 * extract(epoch FROM clock_timestamp() - start);
    END LOOP;
    RETURN spent / times;
END $$;

-- Runs each once to warm up and to compare the matches, then five times in turns; an error names the
-- differences.
CREATE TABLE hit (part text, n int, id int, name text);
CREATE FUNCTION measured(of text) RETURNS TABLE (n int, name text, hits bigint, ms float8) LANGUAGE plpgsql AS $$
#variable_conflict use_column
DECLARE
    s side;
    other text;
BEGIN
    CREATE TEMPORARY TABLE run (n int, ms float8);
    FOR turn IN 0 .. 5 LOOP
        FOR s IN SELECT * FROM side WHERE part = of ORDER BY side.n LOOP
            PERFORM set_config('factag.rule_prefilter', s.prefilter::text, true);
            IF turn = 0 THEN
                EXECUTE format('INSERT INTO hit SELECT %L, %s, id, name FROM (%s) AS found', of, s.n, s.listed);
                SELECT string_agg(format('%s finds %s in text %s', who, d.name, d.id), '; ') INTO other
                FROM (SELECT 'only ruleset' AS who, o.* FROM (SELECT id, hit.name FROM hit WHERE part = of AND hit.n = 1
                                                              EXCEPT SELECT id, hit.name FROM hit WHERE part = of AND hit.n = s.n) AS o
                      UNION ALL
                      SELECT 'only ' || s.name, o.* FROM (SELECT id, hit.name FROM hit WHERE part = of AND hit.n = s.n
                                                          EXCEPT SELECT id, hit.name FROM hit WHERE part = of AND hit.n = 1) AS o
                      LIMIT 10) AS d;
                IF other IS NOT NULL THEN
                    RAISE EXCEPTION 'ruleset and % find different matches', s.name USING DETAIL = other;
                END IF;
                CONTINUE;
            END IF;
            INSERT INTO run VALUES (s.n, milliseconds(s.counted));
        END LOOP;
    END LOOP;
    RETURN QUERY SELECT side.n, side.name, (SELECT count(*) FROM hit WHERE part = of AND hit.n = 1), percentile_cont(0.5) WITHIN GROUP (ORDER BY run.ms)
                 FROM run JOIN side USING (n) WHERE part = of GROUP BY side.n, side.name;
    DROP TABLE run;
END $$;

-- Returns the median of five runs of a statement, in milliseconds.
CREATE FUNCTION timed(statement text, prefilter boolean) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
    spent float8[] := '{}';
BEGIN
    PERFORM set_config('factag.rule_prefilter', prefilter::text, true);
    EXECUTE statement;
    FOR turn IN 1 .. 5 LOOP
        spent := spent || milliseconds(statement);
    END LOOP;
    RETURN (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY s) FROM unnest(spent) AS s);
END $$;

-- Formats a number with three significant digits.
CREATE FUNCTION digits(x float8) RETURNS text LANGUAGE sql RETURN
    CASE WHEN x = 0 THEN '0' ELSE round(x::numeric, greatest(0, 2 - floor(log(x))::int))::text END;

CREATE TABLE result AS SELECT part, m.* FROM unnest('{all,there,literal,chinese,folded}'::text[]) AS part, measured(part) AS m;
CREATE TABLE number AS
    SELECT (SELECT count(*) FROM paragraph) AS texts, (SELECT count(*) FROM chinese) AS chinese,
           (SELECT count(*) FROM pattern WHERE many = 'all') AS "all", (SELECT count(*) FROM pattern WHERE many = 'all' AND there IS NOT NULL) AS there,
           (SELECT count(*) FROM pattern WHERE many = 'all' AND literal) AS literal, (SELECT count(*) FROM pattern WHERE many = 'chinese') AS chinese_rules;

SELECT format('%s rules of SpamAssassin''s that look for a pattern in the body: %s run here%s.', count(*), count(*) FILTER (WHERE left_out IS NULL),
              coalesce('; left out are ' || nullif(concat_ws(', ',
                  nullif(count(*) FILTER (WHERE left_out = 'template'), 0) || ' that a plugin of it completes with bytes of several encodings',
                  nullif(count(*) FILTER (WHERE left_out = 'flags'), 0) || ' with other flags',
                  nullif(count(*) FILTER (WHERE left_out = 'name'), 0) || ' whose names differ by case alone',
                  nullif(count(*) FILTER (WHERE left_out = 'refused'), 0) || ' that PCRE2 refuses'), ''), ''))
FROM spamassassin;
SELECT format('`~` reads %s of them the same, %s have a literal of two characters in every match. Texts: %s of %s bytes on average,',
              there, literal, texts, (SELECT round(avg(octet_length(body))) FROM paragraph)) FROM number;
SELECT format('in which each finds the same %s matches.', hits) FROM result WHERE part = 'all' LIMIT 1;
\qecho ''
\qecho '| rules | by | ms a text | a second | ruleset takes, of it |'
\qecho '|---|---|--:|--:|--:|'
SELECT '| ' || CASE part WHEN 'all' THEN format('all %s', "all") WHEN 'there' THEN format('the %s that `~` reads the same', there)
                         ELSE format('the %s with a literal', literal) END,
       name, digits(ms / texts), round(1000 * texts / ms),
       CASE WHEN n > 1 THEN digits(first_value(ms) OVER (PARTITION BY part ORDER BY n) / ms) ELSE '' END || ' |'
FROM result, number WHERE part IN ('all', 'there', 'literal') ORDER BY array_position('{all,there,literal}', part), n;

\qecho ''
\qecho '## Goals'
\qecho ''
\qecho '|  | goal | measured | met |'
\qecho '|---|--:|--:|:-:|'
CREATE TABLE goal AS
    SELECT 1 AS n, 'all rules, ms a text' AS name, 0.05 AS goal, (SELECT ms / texts FROM result, number WHERE part = 'all' AND result.n = 1) AS measured
    UNION ALL SELECT 2, 'those with a literal, ms a text', 0.015, (SELECT ms / texts FROM result, number WHERE part = 'literal' AND result.n = 1)
    UNION ALL SELECT 3, 'first use in a backend, ms', 50, (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY first_ms) FROM cold WHERE rules = 'all');
SELECT '| ' || name, '≤ ' || goal, digits(measured), CASE WHEN measured <= goal THEN '✓ |' ELSE '✗ |' END FROM goal ORDER BY n;

\qecho ''
\qecho '## Growth with rules'
\qecho ''
\qecho 'Beyond SpamAssassin''s own, copies of them with other words. Every eighth text.'
\qecho ''
\qecho '| rules | kB of text | ms a text | patterns one after another | first call in a new backend, ms | its first hundred texts, ms |'
\qecho '|--:|--:|--:|--:|--:|--:|'
SELECT '| ' || ruleset_count(r.rules), digits(octet_length(r.rules::text) / 1000.0), digits(timed(ruleset_counted('eighth', r.name), true) / texts),
       digits(timed(ruleset_counted('eighth', r.name), false) / texts), digits(first_ms), digits(hundred_ms) || ' |'
FROM rules AS r, (SELECT count(*) AS texts FROM eighth) AS e,
     LATERAL (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY first_ms) AS first_ms, percentile_cont(0.5) WITHIN GROUP (ORDER BY hundred_ms) AS hundred_ms
              FROM cold WHERE cold.rules = r.name) AS c
WHERE r.name IN ('10', '100', 'all', '1000', '5000') ORDER BY ruleset_count(r.rules);

\qecho ''
\qecho '## Growth with the text'
\qecho ''
\qecho 'The same paragraphs, cut or joined; all of SpamAssassin''s rules.'
\qecho ''
\qecho '| bytes | texts | ms a text | µs a kB | patterns one after another, µs a kB |'
\qecho '|--:|--:|--:|--:|--:|'
SELECT '| ' || size, texts, digits(quick / texts), digits(1e6 * quick / bytes), digits(1e6 * plain / bytes) || ' |'
FROM (SELECT size, count(*) AS texts, sum(octet_length(body)) AS bytes FROM sized GROUP BY size) AS s,
     LATERAL (SELECT format('SELECT sum(labelset_count(ruleset_classify(body, rules))) FROM sized, rules WHERE rules.name = ''all'' AND size = %s', size) AS statement) AS q,
     LATERAL (SELECT timed(statement, true) AS quick, timed(statement, false) AS plain) AS t
ORDER BY size;

\qecho ''
\qecho '## Chinese'
\qecho ''
\if :chinese
    \set origin 'Debian''s Chinese descriptions'
\else
    \set origin 'common characters by chance (Debian''s Chinese descriptions could not be fetched)'
\endif
SELECT format('%s rules of two or three characters in a row that are in the texts, such as `%s` and `%s`; %s texts of %s bytes on average: %s.',
              chinese_rules, pattern[1], pattern[2], chinese, (SELECT round(avg(octet_length(body))) FROM chinese), :'origin')
FROM number, (SELECT array_agg(pattern ORDER BY name) AS pattern FROM pattern WHERE many = 'chinese' AND name IN ('c0', 'c1')) AS p;
SELECT format('Each finds the same %s matches; with folding, where Traditional and Simplified meet, %s.',
              (SELECT hits FROM result WHERE part = 'chinese' LIMIT 1), (SELECT hits FROM result WHERE part = 'folded' LIMIT 1));
\qecho ''
\qecho '| by | ms a text | ruleset takes, of it |'
\qecho '|---|--:|--:|'
SELECT '| ' || name, digits(ms / chinese), CASE WHEN part = 'chinese' AND n > 1 THEN digits((SELECT ms FROM result WHERE part = 'chinese' AND n = 1) / ms) ELSE '' END || ' |'
FROM result, number WHERE part IN ('chinese', 'folded') ORDER BY part, n;
