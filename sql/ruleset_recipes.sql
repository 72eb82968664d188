\echo == The recipes of the reference, word for word, with data to see what they do

CREATE TABLE post (id int PRIMARY KEY, body text, posted timestamptz NOT NULL DEFAULT now(), labels labelset NOT NULL DEFAULT '');

\echo == Rules kept one a row, aggregated into a version

CREATE TABLE rule_line (id int PRIMARY KEY, line text NOT NULL, enabled boolean NOT NULL DEFAULT true);
CREATE TABLE rule_version (version int PRIMARY KEY, rules ruleset NOT NULL);
INSERT INTO rule_line VALUES
    (0, 'fold: casefold, invisible, confusables, leet, spaced'),
    (1, 'slur: /\b(foo|bar)s?\b/ & !/\b(said|called)\b/ -> hate/slur[score=0.9]  # quoting is no slur'),
    (2, 'vax-chip: /疫苗.{0,8}(晶片|自閉症)|vaccines? .{0,20}(chip|autism)/ & !/謠言|查核|闢謠|debunked/ -> misinfo/vaccine[verdict=false; score=0.7]'),
    (3, 'crypto: /free\W+crypto|加密貨幣.{0,6}免費/ -> spam/crypto, review'),
    (4, 'never: /no such words/ -> review');
INSERT INTO rule_line VALUES (5, 'too-broad: /crypto/ -> spam', false);
INSERT INTO rule_version
SELECT 7, 'by: auto/rules/v7' || ruleset_agg(line ORDER BY id) FROM rule_line WHERE enabled;
SELECT rules FROM rule_version;

\echo == Label on write, by trigger

CREATE FUNCTION post_label() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.labels := labelset_refresh(NEW.labels, 'auto/rules', (
        SELECT ruleset_classify(NEW.body, rules) FROM rule_version ORDER BY version DESC LIMIT 1));
    RETURN NEW;
END $$;
CREATE TRIGGER post_label BEFORE INSERT OR UPDATE OF body ON post
    FOR EACH ROW EXECUTE FUNCTION post_label();
INSERT INTO post (id, body) VALUES
    (1, 'What a lovely day'), (2, '聽說疫苗裡有晶片'), (3, 'You f 0 o, you bars'), (4, 'He said foo'), (5, 'Frее crypto! f-r-e-e, free   crypto'), (6, '查核：疫苗裡有晶片是謠言'), (7, '加密貨幣現在免費'), (8, 'Vaccines do have a chip'), (9, 'crypto for foo');
INSERT INTO post (id, body, posted) VALUES (10, 'An old foo', '2020-01-01Z');
SELECT id, body, labelset_tags(labels, now()) AS tags FROM post ORDER BY id;
\echo -- an edit withdraws what is no longer so; what others said stays
UPDATE post SET labels = labels || 'review[by=human/ann]' WHERE id = 7;
UPDATE post SET body = '加密貨幣很貴' WHERE id = 7;
SELECT id, labelset_tags(labels, now()) AS tags, (SELECT string_agg(did || ' ' || label || ' by ' || by, ', ' ORDER BY did, label) FROM labelset_history(labels, 'spam')) AS history FROM post WHERE id = 7;

\echo == Label on write, by generated column

CREATE TABLE comment (id int, body text);
INSERT INTO comment VALUES (1, 'fr3e crypto'), (2, 'crypto'), (3, '加密貨幣大放送，免費');
ALTER TABLE comment ADD found labelset GENERATED ALWAYS AS (ruleset_classify(body, $$
by: auto/comment
fold: casefold, invisible, confusables, leet
crypto: /free\W+crypto|加密貨幣.{0,6}免費/ -> spam/crypto
$$)) STORED;
CREATE INDEX ON comment USING gin (found);
INSERT INTO comment VALUES (4, U&'Fr\0435e crypto');
SELECT * FROM comment WHERE found @@ 'spam' ORDER BY id;

\echo == A dry run of a new version over last month, with the difference

UPDATE rule_line SET line = 'vax-chip: /(疫苗|vaccines?).{0,20}(晶片|chip)/ & !/謠言|查核|闢謠|debunked/ -> misinfo/vaccine[verdict=false; score=0.8]' WHERE id = 2;
UPDATE rule_line SET line = 'slur: /\bfoos?\b/ -> hate/slur[score=0.95]' WHERE id = 1;
UPDATE rule_line SET line = 'crypto: /加密貨幣.{0,6}免費/ -> spam/crypto' WHERE id = 3;
INSERT INTO rule_version SELECT 8, 'by: auto/rules/v8' || ruleset_agg(line ORDER BY id) FROM rule_line WHERE enabled;
WITH found AS (
    SELECT DISTINCT version, id, body, label
    FROM post, rule_version, labelset_rows(ruleset_classify(body, rules), NULL)
    WHERE version IN (7, 8) AND posted >= date_trunc('month', now()) - interval '1 month'
)
SELECT CASE max(version) WHEN 7 THEN 'lost' ELSE 'gained' END AS what, label, id, body
FROM found GROUP BY label, id, body HAVING count(*) = 1
ORDER BY what, label, id;

\echo == The new version takes over

UPDATE post SET labels = fresh
FROM (SELECT id, labelset_refresh(labels, 'auto/rules', ruleset_classify(body, rules)) AS fresh
      FROM post, rule_version WHERE version = 8) AS run
WHERE run.id = post.id AND fresh <> labels;
SELECT id, labelset_tags(labels, now()) AS tags, (SELECT string_agg(DISTINCT by, ', ') FROM labelset_rows(labels)) AS by FROM post ORDER BY id;
\echo -- a second run has nothing to write
WITH again AS (
    UPDATE post SET labels = fresh
    FROM (SELECT id, labelset_refresh(labels, 'auto/rules', ruleset_classify(body, rules)) AS fresh
          FROM post, rule_version WHERE version = 8) AS run
    WHERE run.id = post.id AND fresh <> labels RETURNING 1)
SELECT count(*) FROM again;

\echo == Hits by rule, rules without a hit included

SELECT name, condition, count(hit.id) AS hits
FROM rule_version CROSS JOIN ruleset_rows(rules)
     LEFT JOIN (SELECT DISTINCT id, by FROM post, labelset_rows(labels)) AS hit USING (by)
WHERE version = 8
GROUP BY position, name, condition
ORDER BY hits DESC, position;
SELECT rule, match, count(*)
FROM post, rule_version, ruleset_matches(body, rules)
WHERE version = 8
GROUP BY rule, match
ORDER BY count(*) DESC, rule, match;
SELECT id, ruleset_highlight(body, rules, '«', '»') FROM post, rule_version WHERE version = 8 AND ruleset_test(body, rules) ORDER BY id;

\echo == A denial by a human outranks rules, whatever they find later

UPDATE post SET labels = labels || factlabel_make('hate/slur', by => 'human/ann', deny => true, at => now())
WHERE id = 4;
SELECT id, labelset_tags(labels, now()) AS said, labelset_tags(labelset_resolve(labels, now(), ARRAY['human', 'auto']::tagpath[]), now()) AS believed
FROM post ORDER BY id;
UPDATE post SET body = body || '!' WHERE id = 4;
SELECT labels @@ 'hate[by=auto/rules/v8/slur]' AS "the rule still says so", labelset_resolve(labels, now(), ARRAY['human', 'auto']::tagpath[]) = '' AS "and is not believed" FROM post WHERE id = 4;

\echo == An allow list for each match

SELECT start, match FROM ruleset_matches('Essex, Sussex and sex', 'r: /\b(?:essex|sussex|sexton)\b(*SKIP)(*FAIL)|sex/i -> adult');
\echo -- against SQL: places of sex that are in no allowed word, in random texts; with folding, too
DO $$ BEGIN PERFORM setseed(0.14); END $$;
CREATE TEMP TABLE allowed AS SELECT i, (SELECT string_agg((ARRAY['Essex', 'sussex', 'sexton', 'sex', 'sextons', 'unsexy', 'x', ' ', ', ', '-'])[1 + floor(random() * 10)::int], '') FROM generate_series(1, 1 + i % 12)) AS body FROM generate_series(1, 3000) AS i;
SELECT count(*) FILTER (WHERE said > 0) > 500 AS "some match", count(*) FILTER (WHERE found <> said) AS differences, count(*) FILTER (WHERE folded <> said) AS "folded differences"
FROM (SELECT (SELECT count(*) FROM ruleset_matches(body, 'r: /\b(?:essex|sussex|sexton)\b(*SKIP)(*FAIL)|sex/i -> adult')) AS found,
             (SELECT count(*) FROM ruleset_matches(body, E'fold: casefold, invisible, confusables\nr: /\\b(?:essex|sussex|sexton)\\b(*SKIP)(*FAIL)|sex/ -> adult')) AS folded,
             (SELECT count(*) FROM regexp_matches(regexp_replace(body, '\m(?:essex|sussex|sexton)\M', '#', 'gi'), 'sex', 'gi')) AS said FROM allowed) AS t;

\echo == Thousands of rules from a CSV file, bad rows set apart

CREATE TABLE rule_import (line int PRIMARY KEY, name text, pattern text, flags text, label text);
CREATE FUNCTION rule_of(i rule_import, OUT rules ruleset, OUT problem text) LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
    rules := ruleset_rule(i.name, i.pattern, i.flags, i.label);
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
    GET STACKED DIAGNOSTICS problem = PG_EXCEPTION_DETAIL;
END $$;
COPY rule_import FROM stdin (FORMAT csv);
1,links: all,https?://\S+,i,spam/link[score=0.4]
2,bad,(unclosed,,spam
3,,x,,spam
4,AC/DC,"a/c|""d/c""",,music
5,no label,x,,
6,Links: ALL,again,,spam
7,braces,"x{1, 3}",,spam
8,flags,x,gi,spam
9,straße,straße,,place/street
\.
INSERT INTO rule_import SELECT n, 'word ' || n, 'w' || md5(n::text), 'i', 'w/n' || n % 100 FROM generate_series(10, 5000) AS n;
CREATE TABLE rule_checked AS
SELECT line, i.name, rules, problem, row_number() OVER (PARTITION BY r.name ORDER BY line) AS nth
FROM rule_import AS i CROSS JOIN rule_of(i) LEFT JOIN ruleset_rows(rules) AS r ON true;
INSERT INTO rule_version
SELECT 9, E'by: auto/import\nfold: casefold' || ruleset_agg(rules ORDER BY line) FROM rule_checked WHERE nth = 1;
SELECT line, name, coalesce(problem, 'The name is taken.') AS problem FROM rule_checked WHERE problem IS NOT NULL OR nth > 1 ORDER BY line;
SELECT ruleset_count(rules) AS rules, ruleset_classify('see HTTPS://x.org, w' || md5('77'), rules) AS labels, ruleset_test('STRASSE', rules) AS folded FROM rule_version WHERE version = 9;

DROP TABLE post, comment, rule_line, rule_version, rule_import, rule_checked CASCADE;
DROP FUNCTION post_label;
