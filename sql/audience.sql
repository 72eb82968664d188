-- Audiences: make one, ask it, keep it up, drop it.
SET client_min_messages = warning;
SET TimeZone = 'UTC';
SET DateStyle = 'ISO';
CREATE SCHEMA audience_story;
SET search_path = audience_story, public;

\echo == Count, price, negation
CREATE TABLE member (id bigint PRIMARY KEY, name text, tags tagset);
INSERT INTO member VALUES
    (1, '陳怡君', '興趣/房地產, 地區/臺北, 同意, 瀏覽/價格[value=12800000]'),
    (2, '林志明', '興趣/房地產, 地區/新北, 狀態/試用[since=2026-12-01T00:00:00Z; until=2026-12-15T00:00:00Z]'),
    (3, '黃淑芬', '興趣/房地產, 地區/臺北, 瀏覽/價格[value=48000000]'),
    (4, '張家豪', '興趣/旅遊, 地區/臺中, 同意, 狀態/vip[until=2026-12-31T00:00:00Z]'),
    (5, '李雅婷', '同意');
SELECT audience_create('member', 'id', 'tags');
SELECT audience_count('member_audience', '興趣/房地產'), audience_count('member_audience', '地區/臺北 & !同意') AS taipei,
       audience_count('member_audience', '瀏覽/價格[value>=10000000; value<=15000000]') AS price, audience_count('member_audience', '!興趣') AS "not";
SELECT audience_ids('member_audience', '興趣/房地產'), audience_ids('member_audience', '地區/臺北 & !同意') AS taipei, audience_ids('member_audience', '無') AS nobody;

\echo == How large will it be: at any moment, past or future
SELECT d::date, audience_count('member_audience', '狀態/vip | 狀態/試用', d), audience_ids('member_audience', '狀態/vip | 狀態/試用', d),
       (SELECT count(*) FROM member WHERE tags @@ tagquery_at('狀態/vip | 狀態/試用', d)) AS scan
FROM generate_series('2026-11-29'::timestamptz, '2027-01-03', '7 days') AS d;
SELECT audience_count('member_audience', '狀態', NULL) AS no_moment;

\echo == What changes is counted at once; CALL audience_compact moves it into the base, and changes no answer
INSERT INTO member VALUES (6, '王', '興趣/房地產/豪宅');
UPDATE member SET tags = tags || '同意' WHERE id = 3;
DELETE FROM member WHERE id = 5;
SELECT audience_count('member_audience', '興趣/房地產'), audience_count('member_audience', '地區/臺北 & !同意') AS taipei, audience_count('member_audience', '!興趣') AS "not";
SELECT audience, source, owner = current_user AS mine, members, pending, bytes > 0 AS bytes, problem FROM audience_status();
CALL audience_compact('member_audience');
SELECT audience_count('member_audience', '興趣/房地產'), audience_count('member_audience', '地區/臺北 & !同意') AS taipei, audience_count('member_audience', '!興趣') AS "not";
SELECT audience, members, pending FROM audience_status();
SELECT * FROM audience_problems('member_audience');

\echo == How many of them are what
SELECT tag, rows FROM audience_counts('member_audience', '興趣/房地產') WHERE depth = 2 ORDER BY rows DESC, tag COLLATE "C";

\echo == The tables belong to the user
SELECT pg_get_triggerdef(oid) FROM pg_trigger WHERE tgrelid = 'member'::regclass ORDER BY tgname;
SELECT relname, attnum, attname, format_type(atttypid, atttypmod), attnotnull, CASE WHEN attstattarget = 0 THEN 'none' END AS statistics
FROM pg_class c JOIN pg_attribute ON attrelid = c.oid WHERE relname LIKE 'member\_audience%' AND relkind = 'r' AND attnum > 0 ORDER BY relname, attnum;
SELECT c.relname, am.amname, regexp_replace(reloptions::text, 'target=\d+', 'target=n') AS options, obj_description(c.oid) FROM pg_class c JOIN pg_am am ON am.oid = relam WHERE relname LIKE 'member\_audience%' AND relkind = 'r' ORDER BY relname;
SELECT pg_get_indexdef(indexrelid) FROM pg_index WHERE indrelid::regclass::text LIKE 'member\_audience%' ORDER BY 1;
SELECT * FROM member_audience;
SELECT path, sum(rows) AS rows FROM member_audience_tags WHERE path <@ '地區' GROUP BY path ORDER BY path;

\echo == NULL
SELECT audience_count(NULL, 'a'), audience_count('member_audience', NULL::tagquery), audience_count('member_audience', NULL::text), audience_ids(NULL, 'a'), audience_rebuild(NULL), audience_drop(NULL);
SELECT count(*) FROM audience_counts(NULL);
SELECT count(*) FROM audience_problems(NULL);

\echo == Rebuild: from the table, whatever it has
ALTER TABLE member DISABLE TRIGGER member_audience_note;
DELETE FROM member WHERE id = 1;
INSERT INTO member VALUES (7, '', '興趣/房地產');
SELECT audience_count('member_audience', '興趣/房地產');
ALTER TABLE member ENABLE TRIGGER member_audience_note;
SELECT audience_ids('member_audience', '興趣/房地產');
SELECT count(*) > 0 AS problems FROM audience_problems('member_audience');
SELECT audience_rebuild('member_audience');
SELECT audience_ids('member_audience', '興趣/房地產');
SELECT * FROM audience_problems('member_audience');

\echo == Load much at once: without the trigger, then rebuild, in one transaction
BEGIN;
ALTER TABLE member DISABLE TRIGGER member_audience_note;
INSERT INTO member SELECT n, '', CASE WHEN n % 3 = 0 THEN '地區/臺北' ELSE '地區/臺南' END FROM generate_series(100, 70000) AS n;
SELECT audience_rebuild('member_audience');
ALTER TABLE member ENABLE TRIGGER member_audience_note;
COMMIT;
SELECT audience_count('member_audience', '地區/臺北') = (SELECT count(*) FROM member WHERE tags @@ '地區/臺北') AS same, members, pending FROM audience_status();

\echo == Drop it
SELECT audience_drop('member_audience');
SELECT count(*) FROM audience_status();
SELECT count(*) FROM pg_trigger WHERE tgrelid = 'member'::regclass;
SELECT relname FROM pg_class WHERE relnamespace = 'audience_story'::regnamespace ORDER BY 1;
INSERT INTO member VALUES (8, '', '興趣/房地產');

\echo == The example of the reference
DROP TABLE member;
CREATE TABLE member (id bigint PRIMARY KEY, name text, tags tagset);
SELECT audience_create('member', 'id', 'tags');                                  -- member_audience
SELECT audience_count('member_audience', 'interest/real-estate & !status/churned');
SELECT audience_ids('member_audience', 'region/taipei | region/tainan');         -- an idset
SELECT tag, rows FROM audience_counts('member_audience', 'interest') WHERE depth = 1;
CALL audience_compact('member_audience');                                        -- now and then, best by a timer

DROP SCHEMA audience_story CASCADE;
