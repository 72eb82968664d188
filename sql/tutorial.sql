\echo == The SQL of doc/tutorial.md, word for word
SET client_min_messages = warning;
SET timezone = 'UTC';
SET datestyle = 'ISO';
SET intervalstyle = 'postgres';

CREATE EXTENSION IF NOT EXISTS factag;
SET timezone = 'UTC';

\echo == 1. Tags

CREATE TABLE customer (id int PRIMARY KEY, name text NOT NULL, tags tagset NOT NULL DEFAULT '');
INSERT INTO customer VALUES
    (1, '陳怡君', 'interest/travel/japan, region/taipei, consent/line'),
    (2, '林志明', 'Interest/Travel/Korea, region/tainan, consent/mail'),
    (3, 'Ann',    'interest/food, region/taipei, consent/line, status/trial[until=2026-12-15T00:00:00Z]'),
    (4, 'Ben',    'interest/travel/japan/ski[weight=0.9], region/taichung');
CREATE INDEX ON customer USING gin (tags);

SELECT name FROM customer WHERE tags @> 'interest/travel'::tagpath ORDER BY id;
SELECT name FROM customer WHERE tags @@ 'interest/travel/japan & (consent/line | consent/mail)' ORDER BY id;
SELECT name FROM customer WHERE tags @@ '**/ski[weight>=0.5] & !consent' ORDER BY id;

UPDATE customer SET tags = tags || 'interest/travel/japan/onsen, consent/line' WHERE id = 2;
UPDATE customer SET tags = tags - 'status' WHERE id = 1;
SELECT tags FROM customer WHERE id = 2;

SELECT tagset_matches(tags, 'status/trial', '2026-12-01 00:00Z') AS early_december,
       tagset_matches(tags, 'status/trial', '2026-12-20 00:00Z') AS late_december FROM customer WHERE id = 3;

\echo == 2. A segment

CREATE TABLE segment (name text PRIMARY KEY, query tagquery NOT NULL);
CREATE INDEX ON segment USING gin (query);
INSERT INTO segment VALUES
    ('Japan by LINE',    'interest/travel/japan & consent/line'),
    ('travellers',       'interest/travel'),
    ('no consent',       '!consent');

SELECT s.name, count(*) AS customers, string_agg(c.name, ', ' ORDER BY c.id) AS who
FROM segment AS s JOIN customer AS c ON c.tags @@ s.query GROUP BY s.name ORDER BY s.name;
SELECT s.name FROM segment AS s, customer AS c WHERE c.id = 4 AND s.query @@ c.tags ORDER BY s.name;
SELECT tagset_why(tags, query) AS why FROM customer, segment WHERE id = 2 AND segment.name = 'Japan by LINE';

SELECT tagquery_unknown('intrest/travel & region/taipei', (SELECT tagset_union(tags) FROM customer));

\echo == 3. An audience

SELECT audience_create('customer', 'id', 'tags');
SELECT name, audience_count('customer_audience', query, NULL) AS customers FROM segment ORDER BY name;
SELECT tag, rows FROM audience_counts('customer_audience', 'interest/travel', NULL) WHERE parent = 'region' ORDER BY tag;

\echo == 4. Labels

CREATE TABLE post (id int PRIMARY KEY, author text NOT NULL, body text NOT NULL, posted timestamptz NOT NULL, labels labelset NOT NULL DEFAULT '');
CREATE INDEX ON post USING gin (labels);
INSERT INTO post VALUES
    (1, 'u7', 'The new vaccine has a microchip in each dose', '2026-11-01 08:00Z'),
    (2, 'u8', 'Our hotel in Sapporo, from the lift to the slope', '2026-11-01 09:00Z'),
    (3, 'u9', 'A vaccine with a chip? That is a myth, says the hospital', '2026-11-01 10:00Z');

UPDATE post SET labels = labels || factlabel_make('misinfo/vaccine', verdict => 'false', by => 'agency/example', at => '2026-11-02 12:00Z')
WHERE id = 1;
UPDATE post SET labels = labels || factlabel_make('ad', by => 'auto/classifier', score => 0.8, at => '2026-11-01 09:01Z') WHERE id = 2;
UPDATE post SET labels = labels || factlabel_make('ad', by => 'human/mei', deny => true, at => '2026-11-03 09:00Z') WHERE id = 2;

SELECT id FROM post WHERE labels @@ 'misinfo[verdict<=mostly-false]';
SELECT id FROM post WHERE labels @@ 'misinfo[verdict<=mostly-false] @ 2026-11-02T00:00:00Z';
SELECT id, labelset_tags(labelset_resolve(labels, NULL, '{human, agency, auto}'), NULL) AS stands FROM post ORDER BY id;

\echo == 5. Rules

CREATE TABLE filter (version int PRIMARY KEY, rules ruleset NOT NULL);
INSERT INTO filter VALUES (1, '
by: auto/rules
fold: casefold, invisible, leet
chip: /vaccine/ & /\bchip|microchip/ & !/\bmyth\b|fact.?check/ -> misinfo/vaccine[score=0.7]
hotel: /\bour (hotel|shop)\b/ -> ad[score=0.6]');

UPDATE post SET labels = labelset_refresh(labels, 'auto/rules', ruleset_classify(body, rules), '2026-11-04 00:00Z') FROM filter;
SELECT id, label, by, verdict, score, deny FROM post, labelset_rows(labels, NULL) ORDER BY id, label, by;
SELECT rule, label, match FROM filter, ruleset_matches('The new v4ccine has a M1CROCHIP', rules);

\echo == 6. A decision

CREATE TABLE rulebook (version int PRIMARY KEY, policy labelpolicy NOT NULL);
INSERT INTO rulebook VALUES (1, '
by: policy/posts
trust: human, agency, auto
ladder visibility: warn < limit < remove
false-claim [notice-en="Fact-checkers found this false."; notice-zh-Hant="查核結果：不實。"]: misinfo[verdict<=mostly-false; by=agency] -> visibility/limit
likely-false: misinfo[score>=0.7] -> visibility/warn
advert: ad -> visibility/warn');

ALTER TABLE post ADD COLUMN decisions labelset NOT NULL DEFAULT '';
UPDATE post SET decisions = labelset_refresh(decisions, 'policy/posts', policy_decide(labels, policy, '2026-11-04 00:00Z'), '2026-11-04 00:00Z')
FROM rulebook;
SELECT id, label, by FROM post, labelset_rows(decisions, NULL) ORDER BY id;
SELECT rule, outcome, missing FROM post, rulebook, policy_explain(labels, policy, '2026-11-04 00:00Z') WHERE id = 2;

\echo == 7. Numbers for a dashboard

CREATE VIEW customer_node AS
SELECT c.id AS customer_id, n.tag AS node, n.parent, n.depth, n.level1, n.level2
FROM customer AS c, tagset_rows(tagset_expand(tags), NULL) AS n;
CREATE VIEW post_label AS
SELECT p.id AS post_id, p.author, s.* FROM post AS p, labelset_spans(labels) AS s;

SELECT node, count(*) AS customers FROM customer_node WHERE parent = 'interest' GROUP BY node ORDER BY node;
SELECT label, by, count(*) AS posts FROM post_label
WHERE holds_from <= '2026-11-05 00:00Z' AND holds_to > '2026-11-05 00:00Z' AND NOT deny GROUP BY label, by ORDER BY label, by;
SELECT tag, depth, rows FROM unnest((SELECT tagset_counts(tags) FROM customer)) WHERE depth <= 2 AND tag <@ 'interest' ORDER BY tag;

\echo == 8. Where next

SELECT audience_drop('customer_audience');
DROP TABLE customer, segment, post, filter, rulebook CASCADE;
