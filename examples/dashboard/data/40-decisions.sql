-- What follows from the labels: the community standards of examples/policies/community.policy, which is the psql variable "policy",
-- decide about each post several times, as labels come in. Authors appeal, and moderators uphold some of the appeals.

SET timezone = 'UTC';

CREATE TABLE rulebook (version int PRIMARY KEY, policy labelpolicy NOT NULL);
INSERT INTO rulebook VALUES (1, :'policy');

CREATE TABLE rule_name (rule text PRIMARY KEY, title_en text NOT NULL, title_zh text NOT NULL);
INSERT INTO rule_name VALUES
    ('threat', 'Threats of violence', '暴力威脅'), ('slur', 'Slurs', '歧視用語'), ('false-claim', 'False claims', '錯誤訊息'),
    ('missing-context', 'Missing context', '缺少脈絡'), ('scam', 'Investment fraud', '投資詐騙'), ('phishing', 'Phishing', '釣魚連結'),
    ('scam-new-account', 'Fraud by new accounts', '新帳號詐騙'), ('spam', 'Spam', '垃圾訊息'), ('doxxing', 'Addresses of others', '公開他人個資');

-- a post is decided about ten minutes after each label of it becomes known
CREATE VIEW decide_at AS
SELECT post, row_number() OVER (PARTITION BY post ORDER BY at) AS n, at
FROM (SELECT DISTINCT id AS post, coalesce(seen, at) + '10 minutes' AS at FROM post, labelset_rows(labels, NULL)) AS k
WHERE at < '2026-11-30 00:00Z';

-- Decides about all posts, each at its n-th time; n from 1.
CREATE PROCEDURE decide_all() LANGUAGE plpgsql AS $$
DECLARE
    times int;
BEGIN
    FOR times IN SELECT DISTINCT n FROM decide_at ORDER BY n LOOP
        UPDATE post SET decisions = labelset_refresh(decisions, 'policy/posts', policy_decide(labels, policy, d.at, facts => facts), d.at)
        FROM decide_at AS d, rulebook WHERE d.post = post.id AND d.n = times;
    END LOOP;
END $$;
CALL decide_all();

-- One in five or so appeals, most of all against what a machine did; moderators answer within days.
CREATE TABLE appeal (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, post int NOT NULL REFERENCES post, rule text NOT NULL,
                     filed timestamptz NOT NULL, closed timestamptz, upheld boolean);
INSERT INTO appeal (post, rule, filed, closed, upheld)
SELECT id, rule, filed, CASE WHEN answered THEN closing END, CASE WHEN answered THEN dice(id, 303) < chance END
FROM (SELECT p.id, replace(d.by, 'policy/posts/', '') AS rule, min(d.at) AS decided
      FROM post AS p, labelset_rows(decisions, NULL) AS d WHERE d.level1 = 'visibility' AND NOT neg GROUP BY p.id, d.by) AS d
     JOIN (VALUES ('spam', 0.34, 0.42), ('slur', 0.3, 0.36), ('false-claim', 0.2, 0.14), ('scam', 0.12, 0.08),
                  ('phishing', 0.1, 0.1), ('threat', 0.2, 0.25), ('doxxing', 0.15, 0.1)) AS c (rule, often, chance) USING (rule),
     LATERAL (SELECT date_trunc('minute', decided + dice(id, 301) * '5 days'::interval) AS filed) AS f,
     LATERAL (SELECT date_trunc('minute', filed + (0.5 + 8 * dice(id, 302) ^ 1.5) * '1 day'::interval) AS closing) AS g,
     LATERAL (SELECT closing < '2026-11-30 00:00Z' AS answered) AS h
WHERE dice(id, 300) < often AND filed < '2026-11-30 00:00Z'
ORDER BY filed, id;

-- An appeal that is upheld is evidence for an exemption (see doc/policies.md), so the posts are decided about anew, with it.
UPDATE post SET labels = labels || factlabel_make('appeal/' || rule, by => 'human/appeals', at => closed) FROM appeal WHERE appeal.post = post.id AND upheld;
UPDATE post SET decisions = '';
CALL decide_all();

CREATE INDEX ON post USING gin (decisions);
VACUUM ANALYZE post, appeal;
