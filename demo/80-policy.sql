-- From labels to decisions: a platform's promise as a policy, and what follows from it. All of it is invented.

SET timezone = 'UTC';

CREATE TABLE account (id text PRIMARY KEY, labels labelset NOT NULL DEFAULT '', facts tagset NOT NULL DEFAULT '');
INSERT INTO account VALUES
    ('jo', '', ''), ('ku', 'hate-group/white-supremacy[by=human/ana; at=2026-06-01T08:00:00Z]', ''), ('mayor', '', 'public-figure');
CREATE TABLE message (id int PRIMARY KEY, author text NOT NULL, posted timestamptz NOT NULL, body text NOT NULL,
                      labels labelset NOT NULL DEFAULT '', decisions labelset NOT NULL DEFAULT '');
INSERT INTO message VALUES
    (1, 'ku', '2026-07-01 08:00Z', 'We will come for you',       'threat[score=0.9; by=auto/text; at=2026-07-01T08:01:00Z]'),
    (2, 'ku', '2026-07-01 09:00Z', 'A walk in the hills',        ''),
    (3, 'jo', '2026-07-01 10:00Z', 'You will regret this',       'threat[score=0.9; by=auto/text; at=2026-07-01T10:01:00Z]'),
    (4, 'mayor', '2026-07-01 11:00Z', 'The dose holds a chip',   'misinfo/vaccine[verdict=false; by=agency/example; at=2026-07-01T16:30:00Z]'),
    (5, 'jo', '2026-07-01 12:00Z', 'He called them …',           'hate/slur[score=0.95; by=auto/text; at=2026-07-01T12:01:00Z], news-report[by=human/ana; at=2026-07-01T15:00:00Z]'),
    (6, 'jo', '2026-07-01 13:00Z', 'You …',                      'hate/slur[score=0.85; by=auto/text; at=2026-07-01T13:01:00Z]');
-- and a month of others, of which one in ten has a label
INSERT INTO account SELECT 'member-' || i, '', '' FROM generate_series(1, 500) AS i;
INSERT INTO message
SELECT 1000 + i, 'member-' || 1 + i % 500, noted - interval '1 minute', 'message ' || i,
       coalesce(CASE i % 40 WHEN 0 THEN factlabel_make('hate/slur', score => 0.7 + 0.01 * (i / 40 % 30), by => 'auto/text', at => noted)
                            WHEN 1 THEN factlabel_make('misinfo/vaccine', verdict => (ARRAY['false', 'mixed', 'mostly-false', 'missing-context'])[1 + i / 40 % 4]::factverdict,
                                                       by => 'agency/example', at => noted + interval '1 day')
                            WHEN 2 THEN factlabel_make('threat', score => 0.9, by => 'auto/text', at => noted) END::labelset
                || CASE WHEN i % 280 = 0 THEN factlabel_make('news-report', by => 'human/ana', at => noted + interval '3 hours') END, '')
FROM generate_series(1, 20000) AS i, LATERAL (SELECT '2026-07-02 00:01Z'::timestamptz + i * interval '2 minutes' AS noted) AS n;

ANALYZE message, account;

\echo
\echo :bold'19. A promise, as three rules':reset
\echo '"Violent content of hate groups is removed, other speech is not. Public figures are not exempt." A rule'
\echo 'is a condition over labels and what is decided; a ladder has the steps of which the most severe counts.'
\echo 'An exception has a name and says which rules it lifts. Everything in these chapters is invented.'
\echo
\set ECHO queries

CREATE TABLE rulebook (version int PRIMARY KEY, policy labelpolicy NOT NULL);
INSERT INTO rulebook VALUES (1, 'by: policy/posts
trust: human, agency, auto
ladder visibility: warn < limit < remove
free: strike
never-exempt: public-figure
violent-hate: threat & actor/hate-group -> visibility/remove, strike
false-claim [notice-en="Fact-checkers say that this is false."; notice-zh-Hant="事實查核組織判定這則內容錯誤。"]:
  misinfo[verdict<=mostly-false; by=agency|human] -> visibility/warn
slur: hate/slur[score>=0.8] -> visibility/limit
exempt quoted-news: news-report[by=human] -> slur');

SELECT m.id, author, body,
       labelset_tags(policy_decide(m.labels, policy, '2026-07-02 00:00Z', actor => a.labels, facts => a.facts), NULL) AS decided
FROM message AS m JOIN account AS a ON a.id = author, rulebook WHERE m.id < 10 ORDER BY m.id;

\unset ECHO

ANALYZE rulebook;
\echo 'Why, and why not? And may the mayor be exempt?'
\echo
\set ECHO queries

SELECT m.id, rule, outcome, exempted_by AS "exempted by", labelset_tags(because, NULL) AS because, missing
FROM message AS m JOIN account AS a ON a.id = author, rulebook,
     policy_explain(m.labels, policy, '2026-07-02 00:00Z', actor => a.labels, facts => a.facts)
WHERE (m.id, rule) IN ((1, 'violent-hate'), (3, 'violent-hate'), (4, 'false-claim'), (5, 'slur')) ORDER BY m.id;

SELECT policy_error(policy::text || E'\nexempt politics: public-figure -> false-claim') AS refused FROM rulebook;

\unset ECHO

\echo
\echo :bold'20. An appeal, and a strike taken back':reset
\echo 'A decision is a label, by the rule that made it. So there is a log of decisions; an appeal that is'
\echo 'upheld is a denial by a human, and nothing is overwritten. Twenty thousand messages are decided:'
\echo
\set ECHO queries
\timing on

UPDATE message AS m SET decisions = labelset_refresh(m.decisions, 'policy/posts',
       policy_decide(m.labels, policy, m.posted + '2 days', actor => a.labels, facts => a.facts), m.posted + '2 days')
FROM account AS a, rulebook WHERE a.id = author;

\unset ECHO
\timing off
\set ECHO queries

SELECT label, by, at FROM message, labelset_rows(decisions, NULL) WHERE id = 1;

UPDATE message SET decisions = decisions || 'visibility/remove[deny; by=human/appeals; at=2026-07-05T00:00:00Z],
                                             strike[deny; by=human/appeals; at=2026-07-05T00:00:00Z]' WHERE id = 1;

SELECT day, labelset_tags(labelset_resolve(decisions, day, '{human, policy}'), NULL) AS stands
FROM message, unnest('{2026-07-04 00:00Z, 2026-07-06 00:00Z}'::timestamptz[]) AS day WHERE id = 1 ORDER BY day;

\unset ECHO

\echo 'Strikes are counted from what stands, so nobody has to subtract one. And each reader has a notice in'
\echo 'their language:'
\echo
\set ECHO queries

SELECT author, day, count(*) FILTER (WHERE labelset_resolve(decisions, day, '{human, policy}') @@ 'strike') AS strikes
FROM message, unnest('{2026-07-04 00:00Z, 2026-07-06 00:00Z}'::timestamptz[]) AS day
WHERE author IN ('jo', 'ku') GROUP BY author, day ORDER BY author, day;

SELECT id, author, en.notice AS "in English", zh.notice AS "in Chinese"
FROM message, rulebook, labelset_rows(decisions, NULL) AS d
     JOIN policy_rules(policy, 'en') AS en ON en.by = d.by JOIN policy_rules(policy, 'zh-TW') AS zh ON zh.by = d.by
WHERE id = 4;

\unset ECHO

\echo
\echo :bold'21. Groups, closed by topic':reset
\echo 'A policy for groups has limits on the share of each topic. Shares are counted from the labels and given'
\echo 'as facts. A small group is left alone, and the posts that led to a decision are one query away.'
\echo
\set ECHO queries

CREATE TABLE group_post AS
SELECT i AS id,
       CASE WHEN i <= 40 THEN 'Heritage Hikers' WHEN i <= 70 THEN 'Vaccine Talk' ELSE 'Tiny' END AS "group",
       CASE WHEN i <= 13 OR i > 70 THEN 'hate/white-supremacy[by=human/ana; at=2026-07-01T08:00:00Z]'
            WHEN i BETWEEN 41 AND 43 THEN 'misinfo/vaccine[verdict=false; by=agency/example; at=2026-07-01T08:00:00Z]'
            ELSE '' END::labelset AS labels
FROM generate_series(1, 73) AS i;

CREATE VIEW group_facts AS
WITH tally AS (
    SELECT "group", count(*) AS n, tagset_counts(labelset_tags(labels, NULL)) AS counts FROM group_post GROUP BY "group")
SELECT "group", tagset_make('posts', value => n) || (
    SELECT tagset_union(tagset_make(tagpath_append('share', VARIADIC tagpath_segments(tag)), value => trunc(rows::numeric / n, 3)))
    FROM unnest(counts)) AS facts
FROM tally;

SELECT "group", facts, labelset_tags(policy_decide('', 'by: policy/groups
ladder group: warn < close
supremacy: share/hate/white-supremacy[value>=0.25] & posts[value>=20] -> group/close
misinfo: share/misinfo[value>=0.1] & posts[value>=20] -> group/warn', facts => facts), NULL) AS decided
FROM group_facts ORDER BY "group";

SELECT array_agg(id ORDER BY id) AS "posts that led to it" FROM group_post
WHERE "group" = 'Heritage Hikers' AND labels @@ 'hate/white-supremacy';

\unset ECHO

\echo
\echo :bold'22. Adverts beside what a brand refuses':reset
\echo 'A policy grades content, and each brand keeps what it refuses as a query. An advert is refunded if the'
\echo 'item before or after it in the feed was refused as known when it was shown. What became known later'
\echo 'is goodwill: here a fact-check that came a day late.'
\echo
\set ECHO queries

CREATE TABLE suitability AS SELECT labelpolicy 'by: garm
ladder garm/hate: low < medium < high < floor
ladder garm/misinformation: low < medium < high < floor
floor: hate & threat -> garm/hate/floor
hate: hate[score>=0.8] -> garm/hate/high
false: misinfo[verdict<=mostly-false] -> garm/misinformation/high' AS policy;

CREATE TABLE feed (pos int, shown timestamptz, brand text, cost numeric, item labelset);
INSERT INTO feed VALUES
    (1, '2026-07-02 10:00Z', NULL, NULL, ''),
    (2, '2026-07-02 10:00Z', 'Discount TV', 0.30, NULL),
    (3, '2026-07-02 10:01Z', NULL, NULL, 'hate[score=0.9; at=2026-07-01T08:00:00Z], threat[at=2026-07-01T08:00:00Z]'),
    (4, '2026-07-02 10:02Z', NULL, NULL, ''),
    (5, '2026-07-02 10:03Z', NULL, NULL, 'hate[score=0.85; at=2026-07-01T08:00:00Z]'),
    (6, '2026-07-02 10:03Z', 'North Outdoor', 0.40, NULL),
    (7, '2026-07-02 10:04Z', NULL, NULL, ''),
    (8, '2026-07-02 10:05Z', 'North Outdoor', 0.40, NULL),
    (9, '2026-07-02 10:06Z', NULL, NULL, 'misinfo/vaccine[verdict=false; by=agency/example; at=2026-07-03T09:00:00Z]');

WITH near AS (SELECT *, labelset_union(policy_decide(item, policy, shown)) OVER around AS known,
                     labelset_union(policy_decide(item, policy, '2026-08-01 00:00Z')) OVER around AS found
              FROM feed, suitability WINDOW around AS (ORDER BY pos ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING))
SELECT brand, refuses, sum(cost) AS spent, sum(cost) FILTER (WHERE known @@ refuses) AS refund,
       sum(cost) FILTER (WHERE found @@ refuses AND NOT known @@ refuses) AS goodwill
FROM near JOIN (VALUES ('Discount TV', tagquery 'garm/*/floor'),
                       ('North Outdoor', 'garm/*/floor | garm/*/high')) AS b (brand, refuses) USING (brand)
GROUP BY brand, refuses ORDER BY brand;

\unset ECHO

\echo
\echo :bold'23. The month in numbers, and two policies over history':reset
\echo 'What stood at the end of the month, at every level; and the exceptions, which have names and so can be'
\echo 'counted.'
\echo
\set ECHO queries
\timing on

SELECT repeat('   ', depth - 1) || tagpath_leaf(tag) AS decision, rows AS messages
FROM unnest((SELECT tagset_counts(labelset_tags(labelset_resolve(decisions, '2026-08-01 00:00Z', '{human, policy}'), NULL))
             FROM message));

SELECT rule, outcome, exempted_by AS "exempted by", count(*) AS messages
FROM message AS m JOIN account AS a ON a.id = author, rulebook,
     policy_explain(m.labels, policy, '2026-08-01 00:00Z', actor => a.labels, facts => a.facts)
WHERE outcome <> 'not met' GROUP BY rule, outcome, exempted_by ORDER BY rule, outcome;

\unset ECHO
\timing off

\echo 'A draft asks for a surer classifier, and limits what fact-checkers find false. What would it have lost'
\echo 'and gained in July, with what was known two days after each message?'
\echo
\set ECHO queries
\timing on

INSERT INTO rulebook
SELECT 2, replace(replace(policy::text, 'score>=0.8', 'score>=0.9'), 'visibility/warn', 'visibility/limit')::labelpolicy
FROM rulebook;

SELECT was - becomes AS lost, becomes - was AS gained, count(*) AS messages
FROM (SELECT labelset_tags(policy_decide(m.labels, one.policy, posted + '2 days', actor => a.labels, facts => a.facts), NULL) AS was,
             labelset_tags(policy_decide(m.labels, two.policy, posted + '2 days', actor => a.labels, facts => a.facts), NULL) AS becomes
      FROM message AS m JOIN account AS a ON a.id = author, rulebook AS one, rulebook AS two
      WHERE one.version = 1 AND two.version = 2) AS d
WHERE was <> becomes GROUP BY lost, gained ORDER BY messages DESC;

\unset ECHO
\timing off
