-- Claims that somebody has checked, and posts that repeat them. Claims, posts, desks and places are invented. psql variable: synopses,
-- a COPY file of packages and their one-line descriptions.

SET timezone = 'UTC';
SET client_min_messages = warning;

\echo
\echo :bold'30. Has somebody checked this already?':reset
\echo 'All claims here are INVENTED, and so are the places: nobody says this. 本章所有說法、地名與機構皆為虛構。'
\echo 'A desk has a list of what it has checked, in English and Traditional Chinese. Statistics of the words are a value in a table.'
\echo
\set ECHO queries

CREATE TABLE fact_check (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, claim text NOT NULL, verdict factverdict,
                         key text GENERATED ALWAYS AS (claimreview_key(claim)) STORED);
INSERT INTO fact_check (claim, verdict) VALUES
    ('The city of Norhaven will charge a fee for every umbrella that is opened in its streets', 'false'),
    ('Traffic lights in Port Ellery record what pedestrians say', 'false'),
    ('A wet tea bag in a microwave oven charges the phone that lies beside it', 'false'),
    ('The bridge over Lake Varn sinks by two centimetres a month', 'mostly-false'),
    ('A photograph shows a whale swimming through the flooded market hall of Port Ellery', 'altered'),
    ('Schools in Varn County teach kite flying instead of geography from next autumn', 'false'),
    ('A lighthouse keeper on Gull Rock has trained seals to deliver the mail', 'satire'),
    ('Bees avoid houses where bread is baked on a Monday', 'false'),
    ('霧嶼市政府將對在街上打開的雨傘收取空間使用費', 'false'),
    ('雲灣縣的紅綠燈會錄下行人的對話', 'false'),
    ('在手機殼裡放一片海苔，訊號會變強三格', 'false'),
    ('星潭大橋每個月下沉兩公分', 'mostly-false'),
    ('照片顯示一隻鯨魚游過淹水的雲灣市場', 'altered'),
    ('雲灣縣國小下學期起取消地理課，改上放風箏課', 'false'),
    ('燈塔管理員訓練海豹替鷗岩居民送信', 'satire'),
    ('週一烤麵包的人家，蜜蜂不會靠近', 'false');

\unset ECHO

\echo 'Sixteen are found by any search. So the one-line descriptions of Debian''s packages, which claim nothing, make the haystack:'
\echo
CREATE TEMP TABLE synopsis (name text, line text);
SELECT format('COPY synopsis FROM %L', :'synopses') AS load \gset
:load;
\set ECHO queries
\timing on

INSERT INTO fact_check (claim) SELECT line FROM synopsis;
CREATE INDEX ON fact_check USING gin (claim claim_gin_ops);
CREATE TABLE claim_corpus AS SELECT now() AS made, claim_stats(claim) AS stats FROM fact_check;
ANALYZE fact_check, claim_corpus;
SELECT claimstats_documents(stats) AS claims, pg_size_pretty(pg_column_size(stats)::bigint) AS statistics, pg_size_pretty(pg_relation_size('fact_check_claim_idx')) AS index FROM claim_corpus;

\unset ECHO
\timing off

\echo 'The five nearest to a post. What leads is the claim; what follows is there because something always follows.'
\echo
\set ECHO queries
\timing on

SELECT claim_score(f.claim, q)::numeric(5,1) AS score, claim_share(f.claim, q, stats)::numeric(3,2) AS share, f.verdict, f.claim
FROM claim_corpus, fact_check AS f,
     claim_query('FORWARDED MANY TIMES!! cousin at city hall says from Friday u pay a fee in NORHAVEN when you open umbrellas on the street https://t.example/u', stats) AS q
WHERE f.claim @~ q ORDER BY claim_score(f.claim, q) DESC, f.id LIMIT 5;

SELECT claim_score(f.claim, q)::numeric(5,1) AS score, claim_share(f.claim, q, stats)::numeric(3,2) AS share, f.verdict, f.claim
FROM claim_corpus, fact_check AS f, claim_query('紧急通知‼️雾屿市政府下个月起，只要打开雨伞就要收空间使用费，大家快转发！', stats) AS q
WHERE f.claim @~ q ORDER BY claim_score(f.claim, q) DESC, f.id LIMIT 3;

\unset ECHO
\timing off

\echo 'The second post is in Simplified Chinese, the claim in Traditional. What do they share?'
\echo
\set ECHO queries

SELECT string_agg(term, ' ' ORDER BY weight DESC, term COLLATE "C") AS shared
FROM claim_corpus, fact_check AS f, claim_query('紧急通知‼️雾屿市政府下个月起，只要打开雨伞就要收空间使用费，大家快转发！', stats) AS q, claim_why(f.claim, q) WHERE f.id = 9;

\unset ECHO

\echo
\echo :bold'31. A machine proposes, a human decides':reset
\echo 'A trigger gives each post a label of low rank for each claim that it may repeat: by auto/match, with the share as score and the'
\echo 'key of the claim. Posts are invented, too.'
\echo
\set ECHO queries

CREATE TABLE chat_post (id int PRIMARY KEY, body text, labels labelset NOT NULL DEFAULT '');
CREATE FUNCTION propose_claims() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.labels := labelset_refresh(NEW.labels, 'auto/match', coalesce((
        SELECT labelset_agg(factlabel_make('misinfo/known-claim', score => share, by => 'auto/match', claim => key))
        FROM (SELECT f.key, round(claim_share(f.claim, q, stats)::numeric, 2) AS share
              FROM claim_corpus, claim_query(NEW.body, stats) AS q, fact_check AS f
              WHERE f.claim @~ q AND f.verdict IS NOT NULL ORDER BY claim_score(f.claim, q) DESC, f.id LIMIT 3) AS near
        WHERE share >= 0.4), ''));
    RETURN NEW;
END $$;
CREATE TRIGGER propose BEFORE INSERT OR UPDATE OF body ON chat_post FOR EACH ROW EXECUTE FUNCTION propose_claims();

INSERT INTO chat_post (id, body) VALUES
    (1, 'Heard that the bridge over Lake Varn sinks two centimetres every month. Take the ferry!'),
    (2, 'No, Norhaven will not charge a fee for umbrellas opened in the streets. Stop sending me this'),
    (3, '朋友說在手機殼裡放海苔，訊號就會變強三格耶'),
    (4, 'Soup of the day: leek'),
    (5, '長輩群組又在傳：週一烤麵包的話蜜蜂不會靠近家裡，真的嗎？');
SELECT p.id, r.label, r.score, r.by, f.claim FROM chat_post AS p, labelset_rows(labels) AS r JOIN fact_check AS f ON f.key = r.claim ORDER BY p.id, r.score DESC;

\unset ECHO

\echo 'A post that denies a claim has its words. So Ann looks: she confirms the first and the third with the verdict of the fact-check,'
\echo 'and denies the second. Humans outrank matches; what nobody has looked at stays a proposal.'
\echo
\set ECHO queries

UPDATE chat_post SET labels = labels || (SELECT labelset_agg(factlabel_make(label, verdict => f.verdict::text, by => 'human/ann', claim => r.claim))
                                         FROM labelset_rows(labels) AS r JOIN fact_check AS f ON f.key = r.claim)
WHERE id IN (1, 3);
UPDATE chat_post SET labels = labels || (SELECT labelset_agg(factlabel_make(label, by => 'human/ann', claim => claim, deny => true)) FROM labelset_rows(labels))
WHERE id = 2;

SELECT p.id, r.verdict, r.score, r.by, p.body FROM chat_post AS p, labelset_rows(labelset_resolve(labels, now(), '{human, auto}')) AS r ORDER BY p.id;

\unset ECHO

\echo
\echo :bold'32. A new fact-check, and the posts of last week':reset
\echo 'The same operator the other way round: the claim is the query, and posts are searched. The posts are forty thousand descriptions of'
\echo 'packages again, and two that somebody wrote.'
\echo
\set ECHO queries

CREATE TABLE wall_post (id int GENERATED ALWAYS AS IDENTITY PRIMARY KEY, body text);
INSERT INTO wall_post (body) SELECT 'Look what I found today: ' || line || '. Anyone using it?' FROM synopsis LIMIT 40000;
INSERT INTO wall_post (body) VALUES ('A nurse told me: the leek in the soup kitchen''s soup comes out of the harbour basin of Port Ellery, yuck'), ('Leek soup, a recipe of my aunt from Port Ellery');
CREATE INDEX ON wall_post USING gin (body claim_gin_ops);
ANALYZE wall_post;
INSERT INTO fact_check (claim, verdict) VALUES ('The soup kitchen of Port Ellery serves leek from the harbour basin', 'false');

\timing on

SELECT claim_share(f.claim, claim_query(p.body, stats), stats)::numeric(3,2) AS share, p.body
FROM claim_corpus, fact_check AS f, claim_query(f.claim, stats, 0.2) AS q, wall_post AS p
WHERE f.claim LIKE 'The soup kitchen%' AND p.body @~ q ORDER BY share DESC, p.id LIMIT 5;

\unset ECHO
\timing off
