-- doc/claims.md, run: what the document shows stands here word for word. All claims, posts and places are invented.
\set ECHO queries
SET client_min_messages = warning;
CREATE SCHEMA claims;
SET search_path = claims, public;

\echo
\echo == The five nearest
CREATE TABLE fact_check (
    id      int PRIMARY KEY,
    claim   text NOT NULL,
    key     text NOT NULL GENERATED ALWAYS AS (claimreview_key(claim)) STORED,
    verdict factverdict NOT NULL,
    url     text NOT NULL
);
INSERT INTO fact_check (id, claim, verdict, url) VALUES
    (1, 'The city of Norhaven will charge a fee for every umbrella that is opened in its streets', 'false', 'https://desk.example/1'),
    (2, 'Traffic lights in Port Ellery record what pedestrians say', 'false', 'https://desk.example/2'),
    (3, 'A wet tea bag in a microwave oven charges the phone that lies beside it', 'false', 'https://desk.example/3'),
    (4, 'The bridge over Lake Varn sinks by two centimetres a month', 'mostly-false', 'https://desk.example/4'),
    (5, 'A photograph shows a whale swimming through the flooded market hall of Port Ellery', 'altered', 'https://desk.example/5'),
    (6, '霧嶼市政府將對在街上打開的雨傘收取空間使用費', 'false', 'https://desk.example/6'),
    (7, '在手機殼裡放一片海苔，訊號會變強三格', 'false', 'https://desk.example/7'),
    (8, '星潭大橋每個月下沉兩公分', 'mostly-false', 'https://desk.example/8');

CREATE INDEX ON fact_check USING gin (claim claim_gin_ops);
CREATE TABLE claim_corpus AS SELECT now() AS made, claim_stats(claim) AS stats FROM fact_check;
ANALYZE fact_check, claim_corpus;

SELECT f.id, f.verdict, claim_score(f.claim, q)::numeric(5,1) AS score, claim_share(f.claim, q, stats)::numeric(3,2) AS share, f.claim
FROM claim_corpus, claim_query('BREAKING!! From Friday you pay a fee in Norhaven whenever your umbrella opens in the street https://t.example/u', stats) AS q, fact_check AS f
WHERE f.claim @~ q ORDER BY claim_score(f.claim, q) DESC, f.id LIMIT 5;

SELECT f.id, f.verdict, claim_score(f.claim, q)::numeric(5,1) AS score, claim_share(f.claim, q, stats)::numeric(3,2) AS share, f.claim
FROM claim_corpus, claim_query('紧急通知！雾屿市政府下个月起，只要打开雨伞就要收空间使用费，快转发', stats) AS q, fact_check AS f
WHERE f.claim @~ q ORDER BY claim_score(f.claim, q) DESC, f.id LIMIT 5;

\echo
\echo == Why
SELECT term, weight::numeric(4,2)
FROM claim_corpus, claim_query('霧嶼打開雨傘要錢', stats) AS q, fact_check AS f, claim_why(f.claim, q)
WHERE f.id = 6 ORDER BY weight DESC, term COLLATE "C";

\echo
\echo == Terms
SELECT string_agg(term, ' ') AS terms FROM claim_terms('Fee: 霧嶼市 (https://t.example/u)') AS term;

\echo
\echo == Statistics
SELECT claimstats_documents(stats) AS claims, pg_column_size(stats) AS bytes FROM claim_corpus;

UPDATE claim_corpus SET made = now(), stats = (SELECT claim_stats(claim) FROM fact_check)
WHERE claimstats_documents(stats) * 1.5 < (SELECT count(*) FROM fact_check);

\echo
\echo == A label on write, that a human confirms or denies
CREATE TABLE post (id int PRIMARY KEY, body text NOT NULL, written_at timestamptz NOT NULL DEFAULT now(), labels labelset NOT NULL DEFAULT '');

CREATE FUNCTION propose_claims() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.labels := labelset_refresh(NEW.labels, 'auto/match', coalesce((
        SELECT labelset_agg(factlabel_make('misinfo/known-claim', score => share, by => 'auto/match', claim => key, ref => url))
        FROM (SELECT f.key, f.url, round(claim_share(f.claim, q, stats)::numeric, 2) AS share
              FROM claim_corpus, claim_query(NEW.body, stats) AS q, fact_check AS f
              WHERE f.claim @~ q ORDER BY claim_score(f.claim, q) DESC, f.id LIMIT 3) AS near
        WHERE share >= 0.4), ''));
    RETURN NEW;
END $$;
CREATE TRIGGER propose BEFORE INSERT OR UPDATE OF body ON post FOR EACH ROW EXECUTE FUNCTION propose_claims();

INSERT INTO post (id, body) VALUES
    (1, 'BREAKING!! From Friday you pay a fee in Norhaven whenever your umbrella opens in the streets'),
    (2, 'That Norhaven will charge a fee for every opened umbrella is a joke, but my son believes it'),
    (3, '緊急通知！霧嶼市政府下個月起，只要打開雨傘就要收空間使用費，快轉傳'),
    (4, 'Soup of the day: leek');

SELECT p.id, r.label, r.score, r.by, f.claim FROM post AS p, labelset_rows(labels) AS r JOIN fact_check AS f ON f.key = r.claim ORDER BY p.id, r.score DESC;

UPDATE post SET labels = labels || (
    SELECT labelset_agg(factlabel_make(r.label, verdict => f.verdict::text, by => 'human/ann', claim => r.claim, ref => f.url))
    FROM labelset_rows(labels) AS r JOIN fact_check AS f ON f.key = r.claim WHERE r.by = 'auto/match')
WHERE id = 1;

UPDATE post SET labels = labels || factlabel_make('misinfo/known-claim', by => 'human/ann', claim => (SELECT key FROM fact_check WHERE id = 1), deny => true)
WHERE id = 2;

SELECT p.id, r.verdict, r.score, r.by, f.claim
FROM post AS p, labelset_rows(labelset_resolve(labels, now(), '{human, auto}')) AS r JOIN fact_check AS f ON f.key = r.claim ORDER BY p.id;

SELECT p.id, r.score, p.body, f.claim
FROM post AS p, labelset_rows(labels) AS r JOIN fact_check AS f ON f.key = r.claim
WHERE r.by = 'auto/match' AND NOT EXISTS (SELECT FROM labelset_rows(labels) AS h WHERE h.label = r.label AND h.claim = r.claim AND h.by LIKE 'human/%')
ORDER BY r.score DESC, p.id;

\echo
\echo '== A new fact-check and last week''s posts'
CREATE INDEX ON post USING gin (body claim_gin_ops);

INSERT INTO fact_check (id, claim, verdict, url) VALUES (9, 'The soup kitchen of Port Ellery serves leek from the harbour basin', 'false', 'https://desk.example/9');
INSERT INTO post (id, body) VALUES (5, 'Heard it from a nurse: the leek in the soup of the Port Ellery soup kitchen comes out of the harbour basin. Disgusting!');

SELECT p.id, claim_share(f.claim, claim_query(p.body, stats), stats)::numeric(3,2) AS share, p.body
FROM claim_corpus, fact_check AS f, claim_query(f.claim, stats, 0.2) AS q, post AS p
WHERE f.id = 9 AND p.body @~ q AND p.written_at >= now() - interval '7 days'
ORDER BY share DESC, p.id;

UPDATE post SET body = body
FROM claim_corpus, fact_check AS f, claim_query(f.claim, stats, 0.2) AS q
WHERE f.id = 9 AND post.body @~ q;

SELECT p.id, r.score, f.id AS fact_check FROM post AS p, labelset_rows(labels) AS r JOIN fact_check AS f ON f.key = r.claim WHERE r.by = 'auto/match' AND p.id >= 4;

\echo
\echo == Chain messages of one kind
CREATE TABLE message (id bigint PRIMARY KEY, body text NOT NULL);
INSERT INTO message VALUES
    (1, '星潭大橋每個月下沉兩公分，請勿開車上橋，市府隱瞞了三年'),
    (2, '親愛的家人早安！星潭大橋每個月下沉兩公分，請勿開車上橋。平安喜樂'),
    (3, '长辈群组转来的：星潭大桥每个月下沉两公分，市府隐瞒了三年！！'),
    (4, '在手機殼裡放一片海苔，訊號會變強三格，電信公司不想讓你知道'),
    (5, '朋友說的，手機殼裡放一片海苔，訊號就會變強三格耶'),
    (6, '明天星潭大橋封閉施工，請改道');
CREATE INDEX ON message USING gin (body claim_gin_ops);
CREATE TABLE message_corpus AS SELECT claim_stats(body) AS stats FROM message;

CREATE TABLE likeness AS
SELECT a.id AS a, b.id AS b, claim_share(b.body, q, stats)::numeric(3,2) AS share
FROM message_corpus, message AS a, claim_query(a.body, stats, 0.2) AS q, message AS b
WHERE b.id <> a.id AND b.body @~ q AND claim_share(b.body, q, stats) > 0.5;

SELECT kind, array_agg(id ORDER BY id) AS messages
FROM identity_rows((SELECT identity_components(a, 1, b, 1, NULL, NULL) FROM likeness)) AS m (id, kind) GROUP BY kind ORDER BY kind;

\echo
\echo == A threshold from what humans said
SELECT floor(m.score * 10) / 10 AS share_from, count(*) AS judged, count(*) FILTER (WHERE NOT h.deny) AS confirmed
FROM post, labelset_rows(labels) AS m JOIN LATERAL labelset_rows(labels) AS h ON (h.label, h.claim) = (m.label, m.claim) AND h.by LIKE 'human/%'
WHERE m.by = 'auto/match' GROUP BY share_from ORDER BY share_from DESC;

\echo
\echo == Agreement, and a label from votes
UPDATE post SET labels = labels || (
    SELECT labelset_agg(factlabel_make(r.label, by => 'human/' || v.desk, claim => r.claim, deny => NOT v.makes_it))
    FROM (VALUES ('ben', 1, true), ('ben', 2, false), ('ben', 3, true), ('ben', 5, true), ('cy', 1, true), ('cy', 2, true), ('cy', 3, true), ('cy', 5, false),
                 ('dee', 1, true), ('dee', 2, false), ('dee', 5, true)) AS v (desk, post, makes_it), labelset_rows(labels) AS r
    WHERE v.post = id AND r.by = 'auto/match');

CREATE VIEW claim_vote AS
SELECT post.id || ' ' || r.claim AS item, r.by AS desk, CASE WHEN r.deny THEN 'no' ELSE 'yes' END AS says
FROM post, labelset_rows(labels) AS r WHERE r.label = 'misinfo/known-claim' AND r.by LIKE 'human/%';

SELECT consensus_alpha(says)::numeric(3,2) AS alpha FROM (SELECT array_agg(says) AS says FROM claim_vote GROUP BY item) AS unit;

UPDATE post SET labels = labels || (
    SELECT labelset_agg(factlabel_make('misinfo/known-claim', score => c.p, by => 'consensus/ds', claim => split_part(c.item, ' ', 2), deny => c.label = 'no'))
    FROM unnest((SELECT consensus_dawid_skene(item, desk, says) FROM claim_vote)) AS c WHERE split_part(c.item, ' ', 1)::int = id AND c.votes >= 3);

SELECT p.id, r.by, r.score::numeric(3,2) AS p, f.claim
FROM post AS p, labelset_rows(labelset_resolve(labels, now(), '{consensus, human, auto}')) AS r JOIN fact_check AS f ON f.key = r.claim ORDER BY p.id, r.by;

\echo
\echo == Partitions and nodes
CREATE TABLE part_corpus (part int PRIMARY KEY, stats claimstats NOT NULL);
INSERT INTO part_corpus SELECT id % 3, claim_stats(claim) FROM fact_check GROUP BY id % 3;

SELECT claimstats_documents(claim_stats(stats)) AS claims FROM part_corpus;

\echo
\echo == Drivers
SELECT count(*) FROM fact_check, claim_corpus WHERE claim_matches(claim, 'Do umbrellas cost a fee in Norhaven?', stats);

SET client_min_messages = warning;
DROP SCHEMA claims CASCADE;
