-- SpamAssassin's body rules as a rule set, as patterns of pgpcre and of PostgreSQL, and the texts.
-- Takes the variables folder (of the COPY files), chinese (no: letters by chance).
\set ON_ERROR_STOP on
SET client_min_messages = warning;
CREATE EXTENSION factag;
CREATE EXTENSION pgpcre;

CREATE TABLE paragraph (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text NOT NULL);
CREATE TABLE chinese (LIKE paragraph INCLUDING ALL);
\set file :folder '/english.copy'
COPY paragraph (body) FROM :'file';
\if :chinese
    \set file :folder '/chinese.copy'
    COPY chinese (body) FROM :'file';
\else
    -- any of the common characters, a full stop now and then
    INSERT INTO chinese (body)
    SELECT string_agg(substr('的一是不了人我在有他這中大來上國個到說們為子和你地出道也時年得就那要下以生會自著去之過家學對可她里后小么心多天而能好都然沒日於起還發成事只作當想看文無開手十用主行方又如前所本見經頭面公同三己老從動兩長。，',
                             1 + (hashint4extended(id * 1000 + n, 7) & 127)::int % 120, 1), '' ORDER BY n)
    FROM generate_series(1, 700) AS id, generate_series(1, 130) AS n GROUP BY id;
\endif

-- what was left out and why; and how many rules: all of them, fewer, or copies with other words
CREATE TABLE spamassassin (name text, label text, pattern text, flags text, left_out text);
CREATE TABLE pattern (many text, name text, label text, pattern text, flags text, there text, literal boolean, pcre pcre);
-- a compiled pattern is not to be decompressed for every text
ALTER TABLE pattern ALTER pcre SET STORAGE external;
CREATE TABLE loaded (LIKE pattern);
\set file :folder '/spamassassin.copy'
COPY spamassassin FROM :'file';
\set file :folder '/patterns-all.copy'
COPY loaded (name, label, pattern, flags, there, literal) FROM :'file';
UPDATE loaded SET many = 'all' WHERE many IS NULL;
\set file :folder '/patterns-10.copy'
COPY loaded (name, label, pattern, flags, there, literal) FROM :'file';
UPDATE loaded SET many = '10' WHERE many IS NULL;
\set file :folder '/patterns-100.copy'
COPY loaded (name, label, pattern, flags, there, literal) FROM :'file';
UPDATE loaded SET many = '100' WHERE many IS NULL;
\set file :folder '/patterns-1000.copy'
COPY loaded (name, label, pattern, flags, there, literal) FROM :'file';
UPDATE loaded SET many = '1000' WHERE many IS NULL;
\set file :folder '/patterns-5000.copy'
COPY loaded (name, label, pattern, flags, there, literal) FROM :'file';
UPDATE loaded SET many = '5000' WHERE many IS NULL;

-- three words of the texts a rule: one of two, or one and near it one of two
INSERT INTO loaded (many, name, label, pattern, flags, literal)
SELECT 'chinese', 'c' || rule, 'topic/c' || rule % 20,
       CASE WHEN rule % 2 = 0 THEN format('%s|%s', words[1], words[2]) ELSE format('%s.{0,12}(?:%s|%s)', words[1], words[2], words[3]) END, '', true
FROM (SELECT n / 3 AS rule, array_agg(word ORDER BY n) AS words
      FROM (SELECT word, row_number() OVER (ORDER BY hashtextextended(word, 5)) - 1 AS n
            FROM (SELECT DISTINCT substr(run[1], 1 + (hashtextextended(run[1], 6) & 7)::int % (length(run[1]) - 2), 2 + (hashtextextended(run[1], 7) & 1)::int) AS word
                  FROM chinese, regexp_matches(body, '[一-鿿]{3,}', 'g') AS run) AS w
            WHERE length(word) >= 2) AS numbered
      GROUP BY n / 3) AS r
WHERE cardinality(words) = 3 AND rule < 500;
UPDATE loaded SET there = pattern WHERE many = 'chinese';

-- what PCRE2 refuses
CREATE FUNCTION rule_line(p loaded) RETURNS text LANGUAGE sql RETURN format('%s: /%s/%s -> %s', p.name, p.pattern, p.flags, p.label);
CREATE FUNCTION refused(line text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    PERFORM line::ruleset;
    RETURN false;
EXCEPTION WHEN OTHERS THEN
    RETURN true;
END $$;
UPDATE spamassassin AS s SET left_out = 'refused' FROM loaded AS l WHERE l.many = 'all' AND l.name = s.name AND refused(rule_line(l));
INSERT INTO pattern
SELECT many, name, label, pattern, flags, there, literal, CASE WHEN many IN ('all', 'chinese') THEN (CASE WHEN flags <> '' THEN format('(?%s)', flags) ELSE '' END || pattern)::pcre END
FROM loaded AS l WHERE NOT refused(rule_line(l));

-- the rule sets, from rules kept one a row
CREATE TABLE rules (name text PRIMARY KEY, rules ruleset);
INSERT INTO rules SELECT many, ruleset_agg(rule_line(l)) FROM loaded AS l WHERE NOT refused(rule_line(l)) GROUP BY many;
INSERT INTO rules SELECT 'there', ruleset_agg(rule_line(l)) FROM loaded AS l WHERE many = 'all' AND there IS NOT NULL AND NOT refused(rule_line(l));
INSERT INTO rules SELECT 'literal', ruleset_agg(rule_line(l)) FROM loaded AS l WHERE many = 'all' AND literal AND NOT refused(rule_line(l));
INSERT INTO rules SELECT 'folded', 'fold: casefold, invisible, hans' || rules FROM rules WHERE name = 'chinese';
DROP TABLE loaded CASCADE;
VACUUM ANALYZE paragraph, chinese, pattern, rules;

-- What a rule set costs a backend that never saw one: its first text, and its first hundred, for
-- machine code is made when a pattern is first needed.
CREATE TABLE cold (rules text, first_ms float8, hundred_ms float8);
CREATE FUNCTION first_calls(many text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    r ruleset := (SELECT rules FROM rules WHERE name = many);
    texts text[] := (SELECT array_agg(body) FROM (SELECT body FROM paragraph ORDER BY hashint4extended(id, 1) LIMIT 100) AS p);
    start timestamptz := clock_timestamp();
    first timestamptz;
BEGIN
    PERFORM ruleset_classify(texts[1], r);
    first := clock_timestamp();
    PERFORM ruleset_classify(body, r) FROM unnest(texts[2:]) AS body;
    INSERT INTO cold VALUES (many, 1000 * extract(epoch FROM first - start), 1000 * extract(epoch FROM clock_timestamp() - start));
END $$;
