-- asking audiences: each kind of term, timestamps, NULL, counts per tag, and errors; each answer beside that of the table
\set ECHO queries
\set SHOW_CONTEXT never
SET timezone = 'Asia/Taipei';
SET datestyle = 'ISO';

\echo == Story 1: count, price, negation
CREATE TABLE member (id bigint PRIMARY KEY, name text, tags tagset);
INSERT INTO member VALUES
    (1, '陳怡君', '興趣/房地產/預售屋, 地區/臺北/大安, 同意/電郵, 瀏覽/價格[value=12800000], 狀態/vip[until=2026-12-31T00:00+08]'),
    (2, '林志明', '興趣/房地產, 地區/臺北/信義, 狀態/試用[since=2026-12-01T00:00+08; until=2026-12-15T00:00+08], 瀏覽/價格[value=48000000]'),
    (3, '黃淑芬', '興趣/房地產[weight=0.4], 興趣/旅遊[weight=0.9], 地區/臺南, 同意/電話'),
    (4, '張家豪', '興趣/旅遊/日本, 地區/新北, 同意'),
    (5, '王美玲', ''),
    (6, '李國華', NULL);
SELECT audience_create('member', 'id', 'tags');
SELECT audience_count('member_audience', '興趣/房地產'), audience_count('member_audience', '地區/臺北 & !同意'),
       audience_count('member_audience', '瀏覽/價格[value>=10000000; value<=15000000]'), audience_count('member_audience', '!興趣');

\echo
\echo == Story 2: how large will it be?
SELECT d::date, audience_count('member_audience', '狀態/vip | 狀態/試用', d)
FROM generate_series('2026-11-29'::timestamptz, '2027-01-03', '7 days') AS d;

-- the answer of an audience, and what the table says
CREATE FUNCTION asked(query tagquery, at timestamptz DEFAULT NULL) RETURNS TABLE (count bigint, ids idset, same boolean) LANGUAGE sql STABLE AS $$
    SELECT audience_count('member_audience', query, at), audience_ids('member_audience', query, at),
           (audience_count('member_audience', query, at), audience_ids('member_audience', query, at)) =
           (SELECT count(*), coalesce(idset_agg(id), '{}') FROM member WHERE tags @@ tagquery_at(query, at)) $$;

\echo
\echo == Kinds of terms
SELECT query, asked.* FROM unnest('{興趣, "=興趣", =興趣/房地產, 興趣/房地產/預售屋, 興趣/*, "=興趣/*", "*/旅遊", "**/日本", "興趣/**/日本", "地*/臺*", "=地*/臺*", "*", "=*", "地區/~\"^臺\"", "~\"地|興\"/房地產", nobody, 興, "興趣/房", "興趣*"}'::tagquery[]) AS query, asked(query);

\echo
\echo == Operators, also where nobody matches, and everybody does
SELECT query, asked.* FROM unnest('{"興趣 & 地區", "興趣/旅遊 | 同意", !同意, "!(興趣 & 同意)", "興趣 & !同意", "!興趣 & !同意", "興趣 | !同意", "!nobody", "興趣 & !興趣", "興趣 | !興趣", "2 of (興趣, 同意, 狀態)", "2 of (興趣, !同意, 狀態)", "2 of (同意, 同意, nobody)", "!(2 of (興趣, 同意, 狀態))", "3 of (興趣, 地區, 同意, 瀏覽)"}'::tagquery[]) AS query, asked(query);

\echo
\echo == Filters: what an element lacks, a weight of 1, several values, several filters on one element
SELECT query, asked.* FROM unnest('{瀏覽[value>=12800000], 瀏覽[value>12800000], 瀏覽/價格[value<48000000], "瀏覽/價格[value=48000000|1]", "瀏覽/價格[value!=48000000]", "瀏覽[value>1; value<2]", 興趣[value!=1], 興趣[weight<0.9], 興趣[weight>=0.9], 興趣/旅遊[weight=1], "=興趣/旅遊[weight!=1]", "*/旅遊[weight>0.5]", 興趣[weight=0.4|0.9], "!興趣[weight<1]", 狀態[until<2027-01-01T00:00Z], 狀態[since>2000-01-01T00:00Z], "狀態[since<2026-12-15T00:00Z; until=2026-12-15T00:00+08]"}'::tagquery[]) AS query, asked(query);
-- what only labels have, no tag has
SELECT query, asked.* FROM unnest('{興趣[by=a], 興趣[deny], 興趣[verdict!=true], "!興趣[score>0]", "興趣[claim!=\"x\"]"}'::tagquery[]) AS query, asked(query);

\echo
\echo == Filters on the path
SELECT query, asked.* FROM unnest('{興趣[path=興趣/旅遊], 興趣[path!=興趣/房地產], "興趣[path=興趣/旅遊|興趣/房地產/預售屋]", "*[path!=興趣|地區|同意]", "*[path=地區/臺北; path!=地區/臺北/大安]", "=興趣/*[path!=興趣/旅遊]", 興趣[path=地區], "興趣[path!=興趣/旅遊/日本; weight>=0.9]"}'::tagquery[]) AS query, asked(query);

\echo
\echo == As of a moment: an element counts from since on, until until
SELECT at, vip.count AS vip, trial.count AS trial, both_.count AS status, negated.count AS not_vip, vip.same AND trial.same AND both_.same AND negated.same AS same
FROM unnest('{2026-12-01T00:00+08, 2026-12-15T00:00+08, 2026-12-31T00:00+08}'::timestamptz[]) AS moment, generate_series(-1, 1) AS n, LATERAL (SELECT moment + n * interval '1 microsecond' AS at) AS a,
     asked('狀態/vip', at) AS vip, asked('=狀態/試用', at) AS trial, asked('狀態', at) AS both_, asked('!狀態/vip', at) AS negated;
SELECT at, query, asked.* FROM (VALUES ('2026-12-10Z'::timestamptz), (NULL)) AS m (at), unnest('{狀態/*, 狀態[until>2026-12-20T00:00Z], 狀態[path!=狀態/vip], "**/試用", "狀態/試用 @ 2026-12-20T00:00Z", "(狀態/試用 @ 2026-12-20T00:00Z) | 狀態/vip"}'::tagquery[]) AS query, asked(query, at);
-- relative to the moment
SELECT at, query, asked.* FROM unnest('{2026-12-02T00:00+08, 2026-12-10T00:00+08}'::timestamptz[]) AS at, unnest('{狀態[since>=-P3D], 狀態[until<=P21D], "狀態[until=P5D|P21D]"}'::tagquery[]) AS query, asked(query, at);

\echo
\echo == Without a moment it is now()
CREATE TABLE trial (id int PRIMARY KEY, tags tagset);
INSERT INTO trial VALUES (1, tagset_put('', 'trial', NULL, NULL, now() - interval '1 hour', now() + interval '1 hour')), (2, tagset_put('', 'trial', NULL, NULL, NULL, now() - interval '1 hour')), (3, 'trial');
SELECT audience_create('trial', 'id', 'tags');
SELECT audience_ids('trial_audience', 'trial'), audience_ids('trial_audience', 'trial', NULL) AS ever, audience_ids('trial_audience', 'trial', now() + interval '2 hours') AS later, audience_ids('trial_audience', 'trial[until<=-PT1H]') AS ended;

\echo
\echo == Numbers per tag
SELECT * FROM audience_counts('member_audience', '興趣/房地產', NULL);
SELECT * FROM audience_counts('member_audience', '地區/臺北', '2026-12-20Z') WHERE tag ~ '狀態';
SELECT * FROM audience_counts('member_audience', at => '2026-12-20Z') WHERE depth = 1;
SELECT count(*) FROM audience_counts('member_audience', 'nobody');
-- as tagset_counts has them
CREATE FUNCTION counted_alike(query tagquery, at timestamptz) RETURNS boolean LANGUAGE sql STABLE AS $$
    SELECT (SELECT array_agg((tag, parent, depth, rows)::text) FROM audience_counts('member_audience', query, at)) IS NOT DISTINCT FROM
           (SELECT array_agg((tag::text, tagpath_parent(tag)::text, depth, rows)::text ORDER BY tag)
            FROM unnest((SELECT tagset_counts(tagset_live(tags, at)) FROM member WHERE query IS NULL OR tags @@ tagquery_at(query, at)))) $$;
SELECT query, at, counted_alike(query, at) FROM unnest('{NULL, 地區/臺北, !興趣, nobody, 狀態/vip, "狀態/試用 @ 2026-12-10T00:00Z"}'::tagquery[]) AS query,
       unnest('{NULL, 2026-11-30T23:59:59.999999+08, 2026-12-01T00:00+08, 2026-12-31T00:00+08, -infinity, infinity}'::timestamptz[]) AS at
WHERE query IS NULL OR at IS NULL OR isfinite(at);

\echo
\echo == Changes count at once: the same questions with pending rows, in the transaction that made them, and after compaction
BEGIN;
UPDATE member SET tags = tags || '興趣/房地產' WHERE id IN (4, 5);
UPDATE member SET tags = NULL WHERE id = 2;
UPDATE member SET tags = '地區/高雄[since=2026-12-05T00:00+08]' WHERE id = 6;
DELETE FROM member WHERE id = 3;
INSERT INTO member VALUES (-70000, '外國人', '興趣/旅遊[weight=0.5], 地區/東京'), (9223372036854775807, '最後', '');
CREATE VIEW every_question AS
    SELECT query, at FROM unnest('{興趣, "=興趣/房地產", 地區/*, !興趣, "興趣/房地產 & !同意", 興趣[weight<1], 地區[path!=地區/臺北], "2 of (興趣, 地區, 同意)", "!nobody", "狀態 | 地區/高雄"}'::tagquery[]) AS query, unnest('{NULL, 2026-12-04T23:59:59.999999+08, 2026-12-05T00:00+08}'::timestamptz[]) AS at;
SELECT query, count, ids, same FROM every_question, asked(query, at) WHERE at IS NULL;
SELECT count(*) AS asked, count(*) FILTER (WHERE same AND counted_alike(query, at)) AS same FROM every_question, asked(query, at);
COMMIT;
SELECT count(*) AS asked, count(*) FILTER (WHERE same AND counted_alike(query, at)) AS same FROM every_question, asked(query, at);
CALL audience_compact('member_audience');
SELECT count(*) AS pending FROM member_audience_pending;
SELECT count(*) AS asked, count(*) FILTER (WHERE same AND counted_alike(query, at)) AS same FROM every_question, asked(query, at);
SELECT * FROM audience_counts('member_audience', '!興趣', NULL);

\echo
\echo == NULL: no audience or no query is NULL, but all rows for counts per tag; no moment
SELECT audience_count(NULL, '興趣'), audience_count('member_audience', NULL), audience_count('member_audience', NULL::tagquery), audience_ids(NULL, '興趣'), audience_ids('member_audience', NULL::tagquery);
SELECT count(*) FROM audience_counts(NULL, '興趣');
SELECT (SELECT sum(rows) FROM audience_counts('member_audience', NULL, NULL)) AS text, (SELECT sum(rows) FROM audience_counts('member_audience', NULL::tagquery, NULL)) AS tagquery, (SELECT sum(rows) FROM audience_counts('member_audience', at => NULL)) AS left_out;

\echo
\echo == Text, as tools and drivers send it, is read as a query
SELECT audience_count('member_audience', '興趣'::text, NULL), audience_ids('member_audience', '興趣'::text, NULL), (SELECT count(*) FROM audience_counts('member_audience', '興趣'::text, NULL));
PREPARE p AS SELECT audience_count($1, $2, $3);
EXECUTE p ('member_audience', '地區 & !興趣', '2026-12-05T00:00+08');
DEALLOCATE p;

\echo
\echo == One statement has one snapshot; in a condition, the set is made once
SELECT name FROM member WHERE (SELECT audience_ids('member_audience', '興趣/房地產', NULL)) @> id ORDER BY id;
SELECT name FROM member JOIN idset_ids(audience_ids('member_audience', '興趣/房地產', NULL)) AS id USING (id) ORDER BY id;
WITH changed AS (UPDATE member SET tags = '' WHERE id = 4 RETURNING id) SELECT audience_count('member_audience', '興趣/旅遊', NULL), (SELECT count(*) FROM member WHERE tags @@ '興趣/旅遊') FROM changed;
SELECT audience_count('member_audience', '興趣/旅遊', NULL), (SELECT count(*) FROM member WHERE tags @@ '興趣/旅遊');

\echo
\echo == Errors
SELECT audience_count('member_audience', '興趣/', NULL);
SELECT audience_count('member_audience', '狀態[since>=-P3D]', NULL);
SELECT audience_count('member_audience', '興趣', 'infinity');
SELECT audience_count('member', '興趣');
SELECT audience_counts('member_audience_tags', '興趣');
BEGIN;
ALTER TABLE member_audience_tags DROP CONSTRAINT member_audience_tags_pkey;
SELECT audience_count('member_audience', '興趣');
ROLLBACK;
BEGIN;
UPDATE member_audience_members SET ids = '{1,70000}' WHERE chunk = 0;
UPDATE member_audience_members SET ids = '{-70000,1}' WHERE chunk = -2;
UPDATE member_audience_members SET ids = '{-70000,1}' WHERE chunk = 0;
SELECT audience_ids('member_audience', '!興趣');
ROLLBACK;

\echo == Within a query that runs in parallel, the leader asks
CREATE TABLE many WITH (parallel_workers = 2) AS SELECT i FROM generate_series(1, 1000) AS i;
BEGIN;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL max_parallel_workers_per_gather = 2;
EXPLAIN (COSTS OFF) SELECT audience_count('member_audience', '興趣'), audience_status() FROM many WHERE i = 500;
SELECT i, audience_count('member_audience', '興趣'), (audience_counts('member_audience', '狀態')).*, (audience_status()).problem, (audience_problems('member_audience')).problem FROM many WHERE i = 500;
ROLLBACK;
DROP TABLE many;

SELECT audience_drop('member_audience');
SELECT audience_drop('trial_audience');
DROP VIEW every_question;
DROP FUNCTION asked, counted_alike;
DROP TABLE member, trial;
