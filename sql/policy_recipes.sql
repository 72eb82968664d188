-- doc/policies.md, run: what the document shows stands here word for word. Its tables of adverts and groups are
-- those of policy_stories.sql.
\set ECHO queries
SET TimeZone = 'UTC';
SET DateStyle = 'ISO';
SET jit = off;
\echo
\echo == A rulebook with versions
CREATE TABLE rulebook (
    version     int PRIMARY KEY,
    active_from timestamptz,                    -- NULL for a draft
    policy      labelpolicy NOT NULL CHECK (policy <> '')
);
INSERT INTO rulebook VALUES (1, '2024-01-01 00:00Z', '
by: policy/posts
trust: human, agency, auto
ladder visibility: inform [dsa=DECISION_VISIBILITY_CONTENT_LABELLED]
  < limit [dsa=DECISION_VISIBILITY_CONTENT_DEMOTED] < remove [dsa=DECISION_VISIBILITY_CONTENT_REMOVED]
free: strike, queue
never-exempt: public-figure
threat [dsa=STATEMENT_CATEGORY_VIOLENCE|KEYWORD_INCITEMENT_VIOLENCE_HATRED; ground="Rule 1";
  notice-en="Removed: it threatens somebody."; notice-zh-Hant="內容涉及威脅他人，已移除。"]:
  threat[score>=0.9] | threat[by=human] -> visibility/remove, strike/threat
violent-hate [dsa=STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH|KEYWORD_HATE_SPEECH; ground="Rule 1";
  notice-en="Removed: violent content of a hate group."; notice-zh-Hant="仇恨團體的暴力內容，已移除。"]:
  threat & actor/hate-group -> visibility/remove, strike/hate
slur [dsa=STATEMENT_CATEGORY_ILLEGAL_OR_HARMFUL_SPEECH|KEYWORD_DISCRIMINATION; ground="Rule 2";
  notice-en="Fewer people see it: it insults people for who they are."; notice-zh-Hant="內容侮辱特定族群，已降低曝光度。"]:
  hate/slur[score>=0.8] | hate/slur[by=human] -> visibility/limit
slur-review: hate/slur[score>=0.5] -> queue/hate
false [notice-en="Fact-checkers say that this is false."; notice-zh-Hant="事實查核組織判定這則內容錯誤。"]:
  misinfo[verdict<=mostly-false; by=agency|human] -> visibility/inform
exempt quoted-news: news-report[by=human] -> slur, slur-review
exempt appeal/slur: appeal/slur[by=human/appeals] -> slur, slur-review');

CREATE FUNCTION rulebook_frozen() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF OLD.active_from <= now() THEN
        RAISE EXCEPTION 'version % has been in force', OLD.version;
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER rulebook_frozen BEFORE UPDATE OR DELETE ON rulebook
    FOR EACH ROW EXECUTE FUNCTION rulebook_frozen();

CREATE VIEW rules_in_force AS
SELECT version, policy FROM rulebook WHERE active_from <= now() ORDER BY active_from DESC, version DESC LIMIT 1;
UPDATE rulebook SET active_from = NULL;
DELETE FROM rulebook;
INSERT INTO rulebook VALUES (9, NULL, '');
SELECT policy_error('by: policy/posts
slur: hate/slur -> visibility/limit');

\echo
\echo == Decide when a post is written
CREATE TABLE account (
    id text PRIMARY KEY, labels labelset NOT NULL DEFAULT '', facts tagset NOT NULL DEFAULT '',
    decisions labelset NOT NULL DEFAULT ''
);
CREATE TABLE post (
    id int PRIMARY KEY, author text NOT NULL REFERENCES account, body text NOT NULL,
    labels labelset NOT NULL DEFAULT '', decisions labelset NOT NULL DEFAULT ''
);
CREATE INDEX ON post USING gin (decisions);

CREATE FUNCTION post_decide() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.decisions := labelset_refresh(NEW.decisions, 'policy/posts', (
        SELECT policy_decide(NEW.labels, r.policy, now(), actor => a.labels, facts => a.facts)
        FROM rules_in_force AS r, account AS a WHERE a.id = NEW.author), now());
    RETURN NEW;
END $$;
CREATE TRIGGER zz_decide BEFORE INSERT OR UPDATE OF body, labels, author ON post
    FOR EACH ROW EXECUTE FUNCTION post_decide();

CREATE FUNCTION account_decide() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    UPDATE post SET labels = labels WHERE author = NEW.id;
    RETURN NULL;
END $$;
CREATE TRIGGER account_decide AFTER UPDATE OF labels, facts ON account FOR EACH ROW
    WHEN (OLD.labels <> NEW.labels OR OLD.facts <> NEW.facts) EXECUTE FUNCTION account_decide();

CREATE VIEW post_shown AS
SELECT id, author, body, stands @@ 'visibility/limit' AS limited
FROM (SELECT *, labelset_resolve(decisions, now(), '{human, policy}') AS stands FROM post) AS p
WHERE NOT stands @@ 'visibility/remove';

\echo
\echo == Tell others what began and what ended
CREATE TABLE decision_event (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    post    int NOT NULL,
    label   text NOT NULL,
    began   boolean NOT NULL,                   -- else it ended
    by      text NOT NULL,
    version int,
    facts   tagset,
    written timestamptz NOT NULL DEFAULT now()
);
CREATE FUNCTION post_decided() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO decision_event (post, label, began, by, version, facts)
    SELECT NEW.id, label, o IS NULL, by, (SELECT version FROM rules_in_force),
           (SELECT facts FROM account WHERE account.id = NEW.author)
    FROM labelset_rows(labelset_resolve(CASE TG_OP WHEN 'UPDATE' THEN OLD.decisions END, now(), '{human, policy}'), NULL) AS o
         FULL JOIN labelset_rows(labelset_resolve(NEW.decisions, now(), '{human, policy}'), NULL) AS n USING (label, by)
    WHERE o IS NULL OR n IS NULL;
    RETURN NULL;
END $$;
CREATE TRIGGER post_decided AFTER INSERT OR UPDATE OF decisions, labels, body, author ON post
    FOR EACH ROW EXECUTE FUNCTION post_decided();

INSERT INTO account VALUES ('ann'), ('ben'), ('mayor');
UPDATE account SET facts = 'public-figure' WHERE id = 'mayor';
INSERT INTO post VALUES
    (1, 'ann',   '…', 'threat[score=0.95; by=auto/text; at=2024-03-01T08:00:00Z]'),
    (2, 'ben',   '…', 'hate/slur[score=0.85; by=auto/text; at=2024-03-02T08:00:00Z]'),
    (3, 'mayor', '…', 'misinfo/vaccine[verdict=false; by=agency/example; at=2024-03-03T08:00:00Z]'),
    (4, 'ben',   '…', 'hate/slur[score=0.6; by=auto/text; at=2024-03-04T08:00:00Z]'),
    (5, 'ann',   '…', 'hate/slur[score=0.82; by=auto/text; at=2024-03-04T09:00:00Z]'),
    (6, 'ann',   'The soup of the day', '');
UPDATE post SET labels = labels || 'hate/slur[deny; by=human/ana; at=2024-03-05T08:00:00Z]' WHERE id = 4;
SELECT post, label, began, by, version, facts FROM decision_event ORDER BY post, label, id;
-- the account becomes a public figure's: its posts are decided again, and nothing changes
UPDATE account SET facts = 'public-figure' WHERE id = 'ann';
UPDATE account SET facts = '' WHERE id = 'ann';
SELECT count(*) FROM decision_event;
SELECT id, limited FROM post_shown ORDER BY id;

\echo
\echo == Decide again each night
UPDATE post AS p SET decisions = p.decisions || n.fresh
FROM (SELECT q.id, labelset_refresh(q.decisions, 'policy/posts',
             policy_decide(q.labels, r.policy, now(), actor => a.labels, facts => a.facts), now()) AS fresh
      FROM rules_in_force AS r, post AS q JOIN account AS a ON a.id = q.author
      WHERE q.id BETWEEN 1 AND 10000) AS n
WHERE n.id = p.id AND n.fresh <> p.decisions;
SELECT count(*) FROM decision_event;

\echo
\echo == Why was this removed?
SELECT rule, outcome, outputs, exempted_by, because, missing
FROM post AS p JOIN account AS a ON a.id = p.author, rules_in_force AS r,
     policy_explain(p.labels, r.policy, now(), actor => a.labels, facts => a.facts)
WHERE p.id = 2;

SELECT p.id, d.label, n.notice
FROM post AS p, rules_in_force AS r, labelset_rows(labelset_resolve(p.decisions, now(), '{human, policy}'), NULL) AS d
     JOIN policy_rules(r.policy, 'zh-TW') AS n ON n.by = d.by
WHERE d.level1 = 'visibility' ORDER BY p.id;

\echo
\echo == Appeals
UPDATE post SET labels = labels || 'appeal/slur[by=human/appeals; at=2024-03-06T08:00:00Z]' WHERE id = 2;
SELECT rule, outcome, exempted_by FROM post, rules_in_force, policy_explain(labels, policy) WHERE id = 2 AND rule = 'slur';
SELECT labelset_tags(labelset_live(decisions, now()), NULL) AS decided FROM post WHERE id = 2;

UPDATE post SET decisions = decisions || factlabel_make('visibility/remove', deny => true, by => 'human/appeals', at => now())
                                      || factlabel_make('strike/threat', deny => true, by => 'human/appeals', at => now())
WHERE id = 1;
SELECT id FROM post_shown ORDER BY id;

\echo
\echo == Strikes and suspensions
INSERT INTO post
SELECT 10 + i, 'ben', '…', factlabel_make('threat', by => 'human/ana', at => '2024-03-01 08:00Z') FROM generate_series(1, 3) AS i;
CREATE VIEW strike_fact AS
SELECT DISTINCT ON (author) author, tagset_make('strikes', value => n, since => at) AS fact
FROM (SELECT p.author, d.at, count(*) OVER days AS n
      FROM post AS p, labelset_rows(labelset_resolve(p.decisions, now(), '{human, policy}'), NULL) AS d
      WHERE d.level1 = 'strike'
      WINDOW days AS (PARTITION BY p.author ORDER BY d.at RANGE BETWEEN '90 days' PRECEDING AND CURRENT ROW)) AS s
ORDER BY author, n >= 3 DESC, at DESC;

CREATE TABLE account_rulebook (version int PRIMARY KEY, policy labelpolicy NOT NULL CHECK (policy <> ''));
INSERT INTO account_rulebook VALUES (1, '
by: policy/accounts
ladder account: warned < suspended [dsa=DECISION_ACCOUNT_SUSPENDED]
first: strikes -> account/warned
third [dsa=STATEMENT_CATEGORY_OTHER_VIOLATION_TC|KEYWORD_OTHER; ground="Rule 9"]:
  strikes[value>=3] -> account/suspended[for=P30D]');

UPDATE account AS a SET decisions = a.decisions || n.fresh
FROM (SELECT q.id, labelset_refresh(q.decisions, 'policy/accounts',
             policy_decide('', policy, now(), facts => fact), now()) AS fresh
      FROM account_rulebook, account AS q LEFT JOIN strike_fact AS s ON s.author = q.id) AS n
WHERE n.id = a.id AND n.fresh <> a.decisions;
SELECT author, tagset_value(fact, 'strikes') AS strikes FROM strike_fact ORDER BY author COLLATE "C";
SELECT id, labelset_tags(decisions, now()) AS decided FROM account ORDER BY id COLLATE "C";
SELECT id, labelset_tags(policy_decide('', policy, now() + interval '40 days', facts => fact), NULL) AS later
FROM account_rulebook, account JOIN strike_fact ON author = id ORDER BY id COLLATE "C";
-- an appeal takes its strike back, and with it the suspension
UPDATE post SET decisions = decisions || factlabel_make('strike/threat', deny => true, by => 'human/appeals', at => now()) WHERE id = 11;
SELECT author, tagset_value(fact, 'strikes') AS strikes FROM strike_fact ORDER BY author COLLATE "C";

\echo
\echo == Try a draft
INSERT INTO rulebook
SELECT 2, NULL, (replace(policy::text, 'score>=0.8', 'score>=0.9') ||
                 E'\nfalse-review [shadow]: misinfo -> queue/facts')::labelpolicy
FROM rules_in_force;

CREATE VIEW draft_difference AS
SELECT p.id, lost - gained AS lost, gained - lost AS gained
FROM post AS p JOIN account AS a ON a.id = p.author, rules_in_force AS o, rulebook AS n,
     labelset_tags(policy_decide(p.labels, o.policy, now(), actor => a.labels, facts => a.facts), NULL) AS lost,
     labelset_tags(policy_decide(p.labels, n.policy, now(), actor => a.labels, facts => a.facts), NULL) AS gained
WHERE n.version = 2 AND lost <> gained;

SELECT * FROM draft_difference ORDER BY id;

SELECT p.id, rule, outcome, outputs, because FROM post AS p, rulebook AS r, policy_explain(p.labels, r.policy)
WHERE version = 2 AND outcome = 'shadow' ORDER BY p.id;

\echo
\echo == What the rules do, and do not do
-- how often each rule and each exemption was used
SELECT rule, outcome, exemption, count(*) AS posts
FROM post AS p JOIN account AS a ON a.id = p.author, rules_in_force AS r,
     policy_explain(p.labels, r.policy, now(), actor => a.labels, facts => a.facts)
     LEFT JOIN LATERAL unnest(exempted_by) AS exemption ON true
WHERE outcome <> 'not met' GROUP BY rule, outcome, exemption ORDER BY rule COLLATE "C", outcome, exemption;

-- rules that never decided, and rules that another one makes needless
SELECT name, shadowed_by FROM rules_in_force, policy_rules(policy) AS r
WHERE kind = 'rule' AND (shadowed_by IS NOT NULL
                         OR NOT EXISTS (SELECT FROM post, labelset_rows(decisions, NULL) AS d WHERE d.by = r.by));

-- near misses: posts to which a single term was missing
SELECT p.id, rule, missing[1] AS missing
FROM post AS p JOIN account AS a ON a.id = p.author, rules_in_force AS r,
     policy_explain(p.labels, r.policy, now(), actor => a.labels, facts => a.facts)
WHERE outcome = 'not met' AND cardinality(missing) = 1 AND because <> '' ORDER BY p.id, rule;

-- terms of conditions that no label or fact in use can meet: typing errors, or labels that nobody gives any more
WITH used AS (
    SELECT tagset_union(labelset_tags(labels, NULL)) AS tags FROM post
    UNION ALL SELECT tagset_union(facts) FROM account
    UNION ALL SELECT tagset_agg(tagpath_append('actor', VARIADIC tagpath_segments(tag)))
              FROM account, unnest(labelset_tags(labels, NULL)::tagpath[]) AS tag
)
SELECT name, unknown
FROM rules_in_force, policy_rules(policy), tagquery_unknown(condition::tagquery, (SELECT tagset_union(tags) FROM used)) AS unknown
WHERE condition IS NOT NULL ORDER BY name COLLATE "C";

\echo
\echo == Statements of reasons for a day
CREATE VIEW statement_given AS
SELECT p.id, r.policy, labelset_resolve(p.decisions, now(), '{human, policy}') AS decision,
       jsonb_build_object('puid', 'post-' || p.id, 'content_type', '["CONTENT_TYPE_TEXT"]'::jsonb, 'content_date', '2024-03-01',
           'decision_facts', 'See our rules.', 'source_type', 'SOURCE_VOLUNTARY', 'automated_detection', 'Yes',
           'automated_decision', 'AUTOMATED_DECISION_FULLY') AS given
FROM post AS p, rules_in_force AS r
WHERE p.id IN (SELECT post FROM decision_event WHERE began AND written >= now() - interval '1 day')
      AND labelset_resolve(p.decisions, now(), '{human, policy}') @@ 'visibility';

CREATE VIEW statement_of_reasons AS
SELECT id, dsa_statement(given, decision, policy) AS statement FROM statement_given AS s
WHERE NOT EXISTS (SELECT FROM dsa_problems(s.given, s.decision, s.policy));

SELECT id, field, problem FROM statement_given, dsa_problems(given, decision, policy) ORDER BY id, field;
SELECT id, statement - 'application_date' AS statement FROM statement_of_reasons ORDER BY id;

\echo
\echo == A policy as rows, for a form
CREATE TABLE policy_line (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, line text NOT NULL);
CREATE TABLE policy_built (policy labelpolicy NOT NULL);

CREATE FUNCTION policy_build() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    DELETE FROM policy_built;
    INSERT INTO policy_built SELECT policy_agg(line ORDER BY id) FROM policy_line;
    RETURN NULL;
END $$;
CREATE TRIGGER policy_build AFTER INSERT OR UPDATE OR DELETE ON policy_line
    FOR EACH STATEMENT EXECUTE FUNCTION policy_build();

INSERT INTO policy_line (line) VALUES
    ('by: policy/posts'), ('ladder visibility: limit < remove'), ('slur: hate/slur -> visibility/limit');

INSERT INTO policy_line (line) VALUES ('threat: threat -> visibility/delete');
DELETE FROM policy_line;

SELECT step FROM policy_built, policy_rules(policy) AS r, unnest(r.outputs) WITH ORDINALITY AS s (step, n)
WHERE kind = 'ladder' ORDER BY r.position, n;

DROP VIEW strike_fact, draft_difference, statement_of_reasons, statement_given, post_shown, rules_in_force;
DROP TABLE post, account, rulebook, account_rulebook, decision_event, policy_line, policy_built;
DROP FUNCTION rulebook_frozen, post_decide, account_decide, post_decided, policy_build;
