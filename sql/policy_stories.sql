-- What a platform wants to promise, do and answer for: five stories, with invented people and posts.
\set ECHO queries
SET TimeZone = 'UTC';
SET DateStyle = 'ISO';
SET jit = off;

CREATE TABLE rulebook (version int PRIMARY KEY, policy labelpolicy NOT NULL);
INSERT INTO rulebook VALUES (3, '
by: policy/posts
trust: human, agency, auto
ladder visibility: inform [dsa=DECISION_VISIBILITY_CONTENT_LABELLED] < warn [dsa=DECISION_VISIBILITY_CONTENT_LABELLED]
  < limit [dsa=DECISION_VISIBILITY_CONTENT_DEMOTED] < remove [dsa=DECISION_VISIBILITY_CONTENT_REMOVED]
ladder ads: none [dsa=DECISION_MONETARY_SUSPENSION]
free: strike, queue
never-exempt: public-figure
violent-hate [dsa=STATEMENT_CATEGORY_VIOLENCE|KEYWORD_HATE_SPEECH; ground="Community standards 4.1";
  notice-en="Removed: violent content of a hate group."; notice-zh-Hant="已移除：仇恨團體的暴力內容。"]:
  threat & actor/hate-group -> visibility/remove, strike
false-claim [dsa=STATEMENT_CATEGORY_NEGATIVE_EFFECTS_ON_CIVIC_DISCOURSE_OR_ELECTIONS|KEYWORD_MISINFORMATION_DISINFORMATION;
  ground="Community standards 7";
  notice-en="Independent fact-checkers say this is false."; notice-zh-Hant="獨立事實查核組織判定這則內容錯誤。"]:
  misinfo[verdict<=mostly-false; by=agency|human] -> visibility/warn, ads/none
slur: hate/slur[score>=0.8] | hate/slur[by=human] -> visibility/limit, queue/hate
exempt quoted-news: news-report[by=human] -> slur');

CREATE TABLE account (id text PRIMARY KEY, labels labelset NOT NULL DEFAULT '', tags tagset NOT NULL DEFAULT '');
INSERT INTO account VALUES
    ('jo', '', ''),
    ('ku', 'hate-group/white-supremacy[by=human/ana; at=2026-05-01T08:00:00Z]', ''),
    ('mayor', '', 'public-figure');

CREATE TABLE post (
    id int PRIMARY KEY, author text NOT NULL REFERENCES account, posted timestamptz NOT NULL,
    labels labelset NOT NULL DEFAULT '', decisions labelset NOT NULL DEFAULT ''
);
INSERT INTO post VALUES
    (1, 'ku',    '2026-07-01 08:00Z', 'threat[score=0.9; by=auto/text; at=2026-07-01T08:00:01Z]'),
    (2, 'ku',    '2026-07-01 09:00Z', ''),
    (3, 'jo',    '2026-07-01 10:00Z', 'threat[score=0.9; by=auto/text; at=2026-07-01T10:00:01Z]'),
    (4, 'mayor', '2026-07-01 11:00Z', 'misinfo/vaccine[verdict=false; by=agency/example; at=2026-07-02T16:30:00Z]'),
    (5, 'jo',    '2026-07-01 12:00Z', 'hate/slur[score=0.95; by=auto/text; at=2026-07-01T12:00:01Z], news-report[by=human/ana; at=2026-07-01T15:00:00Z]');

\echo
\echo == 1. Violent content of hate groups is blocked, other speech is not; public figures are not exempt
SELECT p.id, p.author, labelset_tags(policy_decide(p.labels, r.policy, '2026-07-03 00:00Z', actor => a.labels, facts => a.tags), NULL) AS decided
FROM post AS p JOIN account AS a ON a.id = p.author, rulebook AS r WHERE version = 3 ORDER BY p.id;
-- why, and why not
SELECT p.id, rule, outcome, outputs, exempted_by, because, missing
FROM post AS p JOIN account AS a ON a.id = p.author, rulebook AS r,
     policy_explain(p.labels, r.policy, '2026-07-03 00:00Z', actor => a.labels, facts => a.tags)
WHERE version = 3 AND (rule = 'violent-hate' AND p.id IN (1, 2, 3) OR rule = 'slur' AND p.id = 5) ORDER BY p.id;
-- the promise is kept by the type: nobody can write the exemption, and none can hide in a rule
SELECT (policy::text || E'\nexempt politics: public-figure -> false-claim')::labelpolicy IS NULL FROM rulebook WHERE version = 3;
SELECT (policy::text || E'\nexempt politics: misinfo & actor/public-figure/mayor -> false-claim')::labelpolicy IS NULL FROM rulebook WHERE version = 3;
SELECT (policy::text || E'\nhate: hate & !public-figure -> visibility/limit')::labelpolicy IS NULL FROM rulebook WHERE version = 3;

\echo
\echo == 2. Decide, appeal, count strikes
UPDATE post AS p SET decisions = labelset_refresh(p.decisions, 'policy/posts',
    policy_decide(p.labels, r.policy, '2026-07-03 00:00Z', actor => a.labels, facts => a.tags), '2026-07-03 00:00Z')
FROM account AS a, rulebook AS r WHERE a.id = p.author AND version = 3;
SELECT id, decisions FROM post WHERE decisions <> '' ORDER BY id;
-- deciding again writes nothing
SELECT count(*) FROM post AS p JOIN account AS a ON a.id = p.author, rulebook AS r
WHERE version = 3 AND p.decisions <> labelset_refresh(p.decisions, 'policy/posts',
    policy_decide(p.labels, r.policy, '2026-07-04 00:00Z', actor => a.labels, facts => a.tags), '2026-07-04 00:00Z');
-- an appeal is upheld
UPDATE post SET decisions = decisions || 'visibility/remove[deny; by=human/appeals; at=2026-07-05T00:00:00Z], strike[deny; by=human/appeals; at=2026-07-05T00:00:00Z]' WHERE id = 1;
SELECT id, labelset_tags(labelset_resolve(decisions, '2026-07-04 00:00Z', '{human, policy}'), NULL) AS july_4,
       labelset_tags(labelset_resolve(decisions, '2026-07-06 00:00Z', '{human, policy}'), NULL) AS july_6 FROM post WHERE id = 1;
-- strikes are counted, not stored, so the appeal takes its strike back
SELECT author, count(*) FILTER (WHERE labelset_resolve(decisions, '2026-07-04 00:00Z', '{human, policy}') @@ 'strike') AS july_4,
               count(*) FILTER (WHERE labelset_resolve(decisions, '2026-07-06 00:00Z', '{human, policy}') @@ 'strike') AS july_6
FROM post GROUP BY author ORDER BY author COLLATE "C";
-- what they lead to is another policy's, which decides about accounts
CREATE TABLE account_policy (policy labelpolicy);
INSERT INTO account_policy VALUES ('by: policy/accounts
ladder account: warned < suspended
first: strikes[value>=1] -> account/warned
third: strikes[value>=3] -> account/suspended[for=P30D]');
SELECT strikes, at, policy_decide('', policy, at, facts => tagset_make('strikes', value => strikes, since => '2026-07-03 00:00Z')) AS decided
FROM account_policy, unnest('{0, 1, 3}'::int[]) AS strikes, unnest('{2026-07-04 00:00Z, 2026-08-03 00:00Z}'::timestamptz[]) AS at ORDER BY 1, 2;
-- notices in the reader's language
SELECT p.id, n.notice FROM post AS p, rulebook AS r,
     labelset_rows(labelset_resolve(p.decisions, '2026-07-06 00:00Z', '{human, policy}'), NULL) AS d
     JOIN policy_rules(r.policy, 'zh-TW') AS n ON n.by = d.by
WHERE version = 3 AND d.level1 = 'visibility';

\echo
\echo == 3. Adverts beside what a brand refuses are refunded: as known then, and as known now
CREATE TABLE suitability (policy labelpolicy);
INSERT INTO suitability VALUES ('by: garm
ladder garm/hate-speech: low < medium < high < floor
ladder garm/misinformation: low < medium < high < floor
hate-floor: hate & threat -> garm/hate-speech/floor
hate-high: hate[score>=0.8] -> garm/hate-speech/high
false-high: misinfo[verdict<=mostly-false] -> garm/misinformation/high');
CREATE TABLE item (id int PRIMARY KEY, labels labelset NOT NULL);
INSERT INTO item VALUES
    (1, 'hate[score=0.9; by=auto/text; at=2026-07-01T08:00:00Z], threat[by=auto/text; at=2026-07-01T08:00:00Z]'),
    (2, 'hate[score=0.85; by=auto/text; at=2026-07-01T08:00:00Z]'),
    (3, 'misinfo/vaccine[verdict=false; by=agency/example; at=2026-07-03T09:00:00Z]'),
    (4, '');
-- a session's feed in order: an item, or the advert of a brand
CREATE TABLE feed (session int, pos int, shown timestamptz, item int REFERENCES item, brand text, cost numeric, PRIMARY KEY (session, pos));
INSERT INTO feed VALUES
    (1, 1, '2026-07-02 10:00Z', 4, NULL, NULL), (1, 2, '2026-07-02 10:00Z', NULL, 'Discount TV', 0.30), (1, 3, '2026-07-02 10:01Z', 1, NULL, NULL),
    (1, 4, '2026-07-02 10:02Z', 4, NULL, NULL), (1, 5, '2026-07-02 10:03Z', 2, NULL, NULL), (1, 6, '2026-07-02 10:03Z', NULL, 'North Outdoor', 0.40),
    (2, 1, '2026-07-02 11:00Z', 3, NULL, NULL), (2, 2, '2026-07-02 11:00Z', NULL, 'North Outdoor', 0.40), (2, 3, '2026-07-02 11:01Z', 4, NULL, NULL);
CREATE TABLE brand (name text PRIMARY KEY, refuses tagquery NOT NULL);
INSERT INTO brand VALUES ('Discount TV', 'garm/*/floor'), ('North Outdoor', 'garm/*/floor | garm/*/high');
WITH near AS (
    SELECT f.*, labelset_union(policy_decide(i.labels, s.policy, f.shown)) OVER around AS known,
           labelset_union(policy_decide(i.labels, s.policy, '2026-07-20 00:00Z')) OVER around AS found
    FROM feed AS f CROSS JOIN suitability AS s LEFT JOIN item AS i ON i.id = f.item
    WINDOW around AS (PARTITION BY session ORDER BY pos ROWS BETWEEN 1 PRECEDING AND 1 FOLLOWING)
)
SELECT b.name, sum(cost) AS spent, sum(cost) FILTER (WHERE known @@ b.refuses) AS refund,
       sum(cost) FILTER (WHERE found @@ b.refuses AND NOT known @@ b.refuses) AS goodwill
FROM near JOIN brand AS b ON b.name = near.brand GROUP BY b.name ORDER BY b.name COLLATE "C";

\echo
\echo == 4. Groups are closed by topic, with the posts that led to it
CREATE TABLE group_policy (policy labelpolicy);
INSERT INTO group_policy VALUES ('by: policy/groups
ladder group: warn < close
supremacy: share/hate/white-supremacy[value>=0.25] & posts[value>=20] -> group/close
misinfo: share/misinfo[value>=0.1] & posts[value>=20] -> group/warn');
CREATE TABLE group_post (id int PRIMARY KEY, grp text NOT NULL, labels labelset NOT NULL DEFAULT '');
INSERT INTO group_post
SELECT i, 'Heritage Hikers', CASE WHEN i <= 13 THEN 'hate/white-supremacy[by=human/ana; at=2026-07-01T08:00:00Z]' ELSE '' END FROM generate_series(1, 40) AS i;
INSERT INTO group_post
SELECT 100 + i, 'Vaccine Talk', CASE WHEN i <= 3 THEN 'misinfo/vaccine[verdict=false; by=agency/example; at=2026-07-01T08:00:00Z]' ELSE '' END FROM generate_series(1, 30) AS i;
INSERT INTO group_post
SELECT 200 + i, 'Tiny', 'hate/white-supremacy[by=human/ana; at=2026-07-01T08:00:00Z]' FROM generate_series(1, 3) AS i;
-- the share of each topic in a group, cut to three digits so that it never reaches a limit by rounding
CREATE VIEW group_facts AS
WITH tally AS (
    SELECT grp, count(*) AS n,
           tagset_counts(labelset_tags(labelset_resolve(labels, '2026-07-03 00:00Z', '{human, agency, auto}'), NULL)) AS counts
    FROM group_post GROUP BY grp
)
SELECT grp, tagset_make('posts', value => n) || (
           SELECT tagset_union(tagset_make(tagpath_append('share', VARIADIC tagpath_segments(tag)),
                                           value => trunc(rows::numeric / n, 3)))
           FROM unnest(counts)) AS facts
FROM tally;
SELECT grp, facts, labelset_tags(policy_decide('', policy, '2026-07-03 00:00Z', facts => facts), NULL) AS decided
FROM group_facts, group_policy ORDER BY grp COLLATE "C";
SELECT grp, outcome, because_facts, missing FROM group_facts, group_policy, policy_explain('', policy, '2026-07-03 00:00Z', facts => facts)
WHERE rule = 'supremacy' ORDER BY grp COLLATE "C";
SELECT grp, array_agg(id ORDER BY id) AS evidence, min(labelset_why(labels, 'hate/white-supremacy')::text) AS "for example"
FROM group_post WHERE grp = 'Heritage Hikers' AND labels @@ 'hate/white-supremacy' GROUP BY grp;

\echo
\echo == 5. Transparency, statements of reasons, and what another version would have done
-- the month's table: each restriction and its ancestors, before the appeal and after it
SELECT tag, depth, before.rows AS july_4, after.rows AS july_6
FROM unnest((SELECT tagset_counts(labelset_tags(labelset_resolve(decisions, '2026-07-04 00:00Z', '{human, policy}'), NULL)) FROM post)) AS before
     LEFT JOIN unnest((SELECT tagset_counts(labelset_tags(labelset_resolve(decisions, '2026-07-06 00:00Z', '{human, policy}'), NULL)) FROM post)) AS after USING (tag, depth)
ORDER BY tag;
-- exceptions have names, and are counted
SELECT exemption, rule, count(*) AS posts
FROM post AS p JOIN account AS a ON a.id = p.author, rulebook AS r,
     policy_explain(p.labels, r.policy, '2026-07-03 00:00Z', actor => a.labels, facts => a.tags), unnest(exempted_by) AS exemption
WHERE version = 3 AND outcome = 'exempted' GROUP BY exemption, rule;
-- the statement of reasons that the Digital Services Act asks for
SELECT jsonb_pretty(dsa_statement('{"puid": "post-4", "content_type": ["CONTENT_TYPE_TEXT"], "content_date": "2026-07-01",
    "decision_facts": "Two doctors explained to the fact-checkers why the claim is wrong.", "source_type": "SOURCE_VOLUNTARY",
    "automated_detection": "No", "automated_decision": "AUTOMATED_DECISION_PARTIALLY"}',
    labelset_resolve(decisions, '2026-07-06 00:00Z', '{human, policy}'), policy))
FROM post, rulebook WHERE id = 4 AND version = 3;
-- a draft of version 4 wants a threat beside the slur: what would have been lost and gained, over all of history?
INSERT INTO post VALUES (6, 'jo', '2026-07-02 08:00Z', 'hate/slur[score=0.85; by=auto/text; at=2026-07-02T08:00:01Z]');
INSERT INTO rulebook
SELECT 4, replace(policy::text, 'slur: hate/slur[score>=0.8] | hate/slur[by=human] ->', 'slur: (hate/slur[score>=0.8] | hate/slur[by=human]) & threat ->')::labelpolicy
FROM rulebook WHERE version = 3;
SELECT CASE max(version) WHEN 3 THEN 'lost' ELSE 'gained' END AS change, label, array_agg(id) AS posts
FROM (SELECT DISTINCT version, p.id, d.label FROM post AS p JOIN account AS a ON a.id = p.author CROSS JOIN rulebook AS r,
      labelset_rows(policy_decide(p.labels, r.policy, p.posted + interval '1 day', actor => a.labels, facts => a.tags), NULL) AS d) AS x
GROUP BY label, id HAVING count(*) = 1 ORDER BY 1, 2;

DROP VIEW group_facts;
DROP TABLE rulebook, post, account, account_policy, suitability, feed, item, brand, group_policy, group_post;
