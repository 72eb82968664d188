-- The texts and the rule sets of the bench of rules: SpamAssassin's body rules and the Chinese ones.
-- psql variables: folder (of the COPY files), chinese (no: random characters instead of descriptions).
\set ON_ERROR_STOP on
SET client_min_messages = warning;
CREATE EXTENSION factag;

CREATE TABLE paragraph (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL);
CREATE TABLE chinese (LIKE paragraph INCLUDING ALL);
\set file :folder '/english.copy'
COPY paragraph (body) FROM :'file';
\if :chinese
    \set file :folder '/chinese.copy'
    COPY chinese (body) FROM :'file';
\else
    -- common characters at random, with a full stop now and then
    INSERT INTO chinese (body)
    SELECT string_agg(substr('的一是不了人我在有他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她里后小么心多天而能好都然沒日於起還發成事只作當想看文無開手十用主行方又如前所本見經頭面公同三己老從動兩長。，',
                             1 + (hashint4extended(id * 1000 + n, 7) & 127)::int % 120, 1), '' ORDER BY n)
    FROM generate_series(1, 700) AS id, generate_series(1, 130) AS n GROUP BY id;
\endif

-- SpamAssassin's rules and why some are left out; and the patterns, in samples and extended sets: all of
-- them, fewer, or more with copies that have other words.
CREATE TABLE spamassassin (name text, label text, pattern text, flags text, left_out text);
CREATE TABLE pattern (many text, name text, label text, pattern text, flags text, there text, literal boolean);
\set file :folder '/spamassassin.copy'
COPY spamassassin FROM :'file';
\set file :folder '/patterns-all.copy'
COPY pattern (name, label, pattern, flags, there, literal) FROM :'file';
UPDATE pattern SET many = 'all' WHERE many IS NULL;
\set file :folder '/patterns-10.copy'
COPY pattern (name, label, pattern, flags, there, literal) FROM :'file';
UPDATE pattern SET many = '10' WHERE many IS NULL;
\set file :folder '/patterns-100.copy'
COPY pattern (name, label, pattern, flags, there, literal) FROM :'file';
UPDATE pattern SET many = '100' WHERE many IS NULL;
\set file :folder '/patterns-1000.copy'
COPY pattern (name, label, pattern, flags, there, literal) FROM :'file';
UPDATE pattern SET many = '1000' WHERE many IS NULL;
\set file :folder '/patterns-5000.copy'
COPY pattern (name, label, pattern, flags, there, literal) FROM :'file';
UPDATE pattern SET many = '5000' WHERE many IS NULL;

-- Rules of three words that occur in the texts: either of two words, or one word near either of two others.
INSERT INTO pattern (many, name, label, pattern, flags, literal)
SELECT 'chinese', 'c' || rule, 'topic/c' || rule % 20,
       CASE WHEN rule % 2 = 0 THEN format('%s|%s', words[1], words[2]) ELSE format('%s.{0,12}(?:%s|%s)', words[1], words[2], words[3]) END, '', true
FROM (SELECT n / 3 AS rule, array_agg(word ORDER BY n) AS words
      FROM (SELECT word, row_number() OVER (ORDER BY hashtextextended(word, 5)) - 1 AS n
            FROM (SELECT DISTINCT substr(run[1], 1 + (hashtextextended(run[1], 6) & 7)::int % (length(run[1]) - 2), 2 + (hashtextextended(run[1], 7) & 1)::int) AS word
                  FROM chinese, regexp_matches(body, '[一-鿿]{3,}', 'g') AS run) AS w
            WHERE length(word) >= 2) AS numbered
      GROUP BY n / 3) AS r
WHERE cardinality(words) = 3 AND rule < 500;
UPDATE pattern SET there = pattern WHERE many = 'chinese';

-- without the patterns that PCRE2 refuses
CREATE FUNCTION rule_line(p pattern) RETURNS text LANGUAGE sql RETURN format('%s: /%s/%s -> %s', p.name, p.pattern, p.flags, p.label);
CREATE FUNCTION refused(line text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    PERFORM line::ruleset;
    RETURN false;
EXCEPTION WHEN OTHERS THEN
    RETURN true;
END $$;
UPDATE spamassassin AS s SET left_out = 'refused' FROM pattern AS p WHERE p.many = 'all' AND p.name = s.name AND refused(rule_line(p));
DELETE FROM pattern AS p WHERE refused(rule_line(p));

-- the rule sets, from a rule per row
CREATE TABLE rules (name text PRIMARY KEY, rules ruleset);
INSERT INTO rules SELECT many, ruleset_agg(rule_line(p)) FROM pattern AS p GROUP BY many;
INSERT INTO rules SELECT 'there', ruleset_agg(rule_line(p)) FROM pattern AS p WHERE many = 'all' AND there IS NOT NULL;
INSERT INTO rules SELECT 'literal', ruleset_agg(rule_line(p)) FROM pattern AS p WHERE many = 'all' AND literal;
INSERT INTO rules SELECT 'folded', 'fold: casefold, invisible, hans' || rules FROM rules WHERE name = 'chinese';

-- Texts of different sizes: the paragraphs, cut or joined; thousands of the short, one of the longest.
CREATE TABLE sized AS
    SELECT size, n, left(repeat(body, 1 + size / length(body)), size) AS body
    FROM unnest('{100,1000,10000,100000,1000000}'::int[]) AS size, LATERAL (SELECT greatest(1, size / 350) AS many) AS k,
         LATERAL generate_series(0, greatest(1, 400000 / size) - 1) AS n,
         LATERAL (SELECT string_agg(body, ' ' ORDER BY id) AS body
                  FROM paragraph, (SELECT n * many % max(id) AS before FROM paragraph) AS b WHERE id > before AND id <= before + many) AS p;
CREATE TABLE eighth AS SELECT * FROM paragraph WHERE id % 8 = 0;
VACUUM ANALYZE paragraph, chinese, pattern, rules, sized, eighth;

-- Returns the statement that counts the labels that a rule set puts on texts.
CREATE FUNCTION ruleset_counted(texts text, which text) RETURNS text LANGUAGE sql RETURN format(
    'SELECT sum(labelset_count(ruleset_classify(body, rules))) FROM %I, rules WHERE rules.name = %L', texts, which);
