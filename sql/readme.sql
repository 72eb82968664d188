\echo == The screen of SQL that README.md shows, word for word
SET timezone = 'UTC';

CREATE TABLE member (id int PRIMARY KEY, name text, tags tagset NOT NULL DEFAULT '');
INSERT INTO member VALUES
 (1, 'Ann',    'interest/real-estate/apartment[weight=0.8], region/taipei, status/active'),
 (2, 'Ben',    'interest/sport/tennis, region/tainan, listing/price[value=12800000]'),
 (3, '陳怡君', '興趣／房地產／公寓、地區/臺北、狀態/VIP［until＝2026-12-31T00:00:00+08:00］');
CREATE INDEX ON member USING gin (tags);

SELECT name, tags FROM member WHERE id = 3;

SELECT name FROM member WHERE tags @> 'interest/real-estate';                          -- Ann
SELECT name FROM member
WHERE tags @@ 'interest/*/tennis & !region/taipei & listing/price[value>=8000000]';    -- Ben
SELECT name, tagset_why(tags, '興趣/房地產 | interest') FROM member WHERE tags @@ '興趣/房地產 | interest';

SELECT tagset_matches(tags, '狀態/vip', '2026-12-30 00:00+08') AS in_december,
       tagset_matches(tags, '狀態/vip', '2027-01-01 00:00+08') AS in_january FROM member WHERE id = 3;

UPDATE member SET tags = (tags - 'status') || 'region/taipei/daan' WHERE id = 1;
SELECT tag, parent, depth, level1, level2, weight FROM member, tagset_rows(tags) WHERE id = 1;

SELECT tag, depth, rows FROM unnest((SELECT tagset_counts(tags) FROM member)) ORDER BY rows DESC, tag LIMIT 3;

SELECT name, round((tags <-> 'interest/sport/golf, region/tainan')::numeric, 2) AS distance
FROM member ORDER BY tags <-> 'interest/sport/golf, region/tainan' LIMIT 2;
SELECT hashtags('抵制 #StopHateForProfit ＃疫苗');

DROP TABLE member;
