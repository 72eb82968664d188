\echo == The screen of SQL that README.md shows, word for word
SET timezone = 'UTC';
SET datestyle = 'ISO';

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

SELECT audience_create('member', 'id', 'tags');      -- member_audience
SELECT audience_count('member_audience', 'interest & !region/taipei') AS members,
       audience_ids('member_audience', 'interest/real-estate | 興趣/房地產', NULL) AS ids,
       audience_count('member_audience', '狀態/vip', '2026-12-30 00:00+08') AS in_december,
       audience_count('member_audience', '狀態/vip', '2027-01-01 00:00+08') AS in_january;
SELECT tag, rows FROM audience_counts('member_audience', 'region', NULL) WHERE parent = 'interest' ORDER BY rows DESC, tag;
SELECT audience_drop('member_audience');

DROP TABLE member;

SELECT identity_create('crm');
INSERT INTO crm_kind (kind, priority, per_person) VALUES ('member', 1, 1), ('line', 2, 1), ('cookie', 3, NULL);

SELECT identity_see('crm', '{"cookie": "c1"}', '2026-11-20 21:00+08', 'web');
UPDATE crm_identifier SET tags = '瀏覽/公寓' WHERE kind = 'cookie' AND value = 'c1';
SELECT identity_see('crm', '{"cookie": "c1", "line": "U77"}', '2026-11-21 09:00+08', 'line login');
SELECT identity_see('crm', '{"line": "U77", "member": 4711}', '2026-11-22 20:00+08', 'binding');
SELECT * FROM crm_person;
SELECT source, at FROM identity_explain('crm', identity_find('crm', 'member', '4711'), identity_find('crm', 'cookie', 'c1'));
SELECT identity_person_at('crm', identity_find('crm', 'cookie', 'c1'), '2026-11-21 12:00+08') AS on_the_21st,
       identity_person_at('crm', identity_find('crm', 'cookie', 'c1')) AS today;
SELECT identity_unlink('crm', id, 'wrong account') AS moved FROM crm_link WHERE source = 'binding';
SELECT identity_drop('crm');

CREATE TABLE post (id int PRIMARY KEY, labels labelset NOT NULL DEFAULT '');
INSERT INTO post VALUES
 (1, 'misinfo/vaccine[score=0.7; by=auto/rules/v7/vax-chip; at=2026-07-01T08:00:00Z]'),
 (2, 'hate/slur[score=0.9; by=auto/rules/v7/slur-1; at=2026-07-02T09:00:00Z]');
UPDATE post SET labels = labels || 'misinfo/vaccine[verdict=false; by=agency/example; claim=c17;
                                    at=2026-07-01T16:30:00Z; said="False"]' WHERE id = 1;
UPDATE post SET labels = labels || 'hate/slur[deny; by=human/ana; at=2026-07-03T10:00:00Z]' WHERE id = 2;
CREATE INDEX ON post USING gin (labels);

SELECT id FROM post WHERE labels @@ 'misinfo[verdict<=mostly-false; by=agency|human]';    -- 1
SELECT id FROM post WHERE labels @@ 'misinfo[verdict=false] @ 2026-07-01T12:00:00Z';      -- none: not known by noon
SELECT id, labelset_tags(labelset_resolve(labels, NULL, '{human, agency, auto}'), NULL) AS stands FROM post;  -- the denial outranks the rule
DROP TABLE post;

CREATE TABLE filter (rules ruleset);
INSERT INTO filter VALUES ('
by: auto/rules/v7
fold: casefold, invisible, confusables, leet           # undo disguises first
vax-chip: /\b(vaccine|dose)s?\b.{0,40}\bchip/ & !/\bmyth\b|fact.?check/ -> misinfo/vaccine[score=0.7]
prize: 2 of (/\bfree\b/, /\bclick\b/, /\bwin\b/) -> spam/prize');

SELECT labelset_tags(ruleset_classify(body, rules), NULL) AS labels, ruleset_highlight(body, rules, '[', ']') AS why
FROM filter, unnest(ARRAY['Every D0SE holds a chip', 'A vaccine chip? That is a myth', 'Cl1ck now, it is FRЕЕ']) AS body;
SELECT rule, label, start, length, match FROM filter, ruleset_matches('Cl1ck now, it is FRЕЕ', rules);
DROP TABLE filter;

CREATE TABLE tag_book (version int PRIMARY KEY, taxonomy tagtaxonomy NOT NULL);
INSERT INTO tag_book VALUES (1, '
name: /[a-z0-9-]+/
interest [static; title-zh-Hant="興趣"]
interest/real-estate [title-zh-Hant="房地產"]
status [exclusive; dynamic=P90D]
status/active
status/churned
interest/flats -> interest/real-estate');

SELECT problem, tag, hint FROM tag_book, taxonomy_problems('interest/realestate', taxonomy);
SELECT taxonomy_apply('interest/flats, status/active', taxonomy, '2026-09-01 00:00Z') FROM tag_book;
SELECT taxonomy_expand('interest/real-estate', taxonomy) FROM tag_book;   -- what taxonomy_matches asks an index for
SELECT tag, title FROM tag_book, taxonomy_terms(taxonomy, 'zh-TW') WHERE level1 = 'interest';
DROP TABLE tag_book;

CREATE TABLE rulebook (version int PRIMARY KEY, policy labelpolicy NOT NULL);
INSERT INTO rulebook VALUES (1, '
by: policy/posts
ladder visibility: warn < limit < remove
free: strike
never-exempt: public-figure
violent-hate [notice-zh-Hant="已移除：仇恨團體的暴力內容。"]: threat & actor/hate-group -> visibility/remove, strike
false-claim: misinfo[verdict<=mostly-false; by=agency|human] -> visibility/warn
slur: hate/slur[score>=0.8] -> visibility/limit
exempt quoted-news: news-report[by=human] -> slur');

CREATE TABLE remark (id int PRIMARY KEY, labels labelset NOT NULL, author labelset NOT NULL);
INSERT INTO remark VALUES
 (1, 'threat[by=auto/text]', 'hate-group/white-supremacy[by=human/ana]'),
 (2, 'threat[by=auto/text]', ''),
 (3, 'hate/slur[score=0.9; by=auto/text], misinfo/vaccine[verdict=false; by=agency/example], news-report[by=human/ana]', '');

SELECT id, label, by FROM remark, rulebook, labelset_rows(policy_decide(labels, policy, actor => author), NULL) ORDER BY id, label;
SELECT id, rule, outcome, exempted_by, missing FROM remark, rulebook, policy_explain(labels, policy, actor => author)
WHERE (id, rule) IN ((2, 'violent-hate'), (3, 'slur')) ORDER BY id;
SELECT policy_error(policy::text || E'\nexempt politics: public-figure -> false-claim') FROM rulebook;   -- the term can be met … which is never exempt
DROP TABLE rulebook, remark;

CREATE TABLE fact_check (id int PRIMARY KEY, claim text NOT NULL, verdict factverdict);
INSERT INTO fact_check VALUES
 (1, 'The city of Norhaven will charge a fee for every umbrella that is opened in its streets', 'false'),
 (2, 'The bridge over Lake Varn sinks by two centimetres a month', 'mostly-false'),
 (3, '霧嶼市政府將對在街上打開的雨傘收取空間使用費', 'false');
CREATE INDEX ON fact_check USING gin (claim claim_gin_ops);
CREATE TABLE claim_corpus AS SELECT claim_stats(claim) AS stats FROM fact_check;     -- how common words are

SELECT f.id, claim_score(f.claim, q)::numeric(5,1) AS score, claim_share(f.claim, q, stats)::numeric(3,2) AS share, verdict
FROM claim_corpus, claim_query('From Friday u pay a fee in NORHAVEN when you open umbrellas in the streets!! https://t.example/u', stats) AS q, fact_check AS f
WHERE f.claim @~ q ORDER BY score DESC, f.id LIMIT 5;
SELECT f.id, claim_share(f.claim, q, stats)::numeric(3,2) AS share, verdict
FROM claim_corpus, claim_query('紧急通知！雾屿市政府下个月起，只要打开雨伞就要收空间使用费', stats) AS q, fact_check AS f
WHERE f.claim @~ q ORDER BY claim_score(f.claim, q) DESC, f.id LIMIT 5;
DROP TABLE fact_check, claim_corpus;

\echo == README.zh-TW.md, word for word

\echo == 標籤

CREATE TABLE 會員 (編號 int PRIMARY KEY, 姓名 text, 標籤 tagset NOT NULL DEFAULT '');
INSERT INTO 會員 VALUES
 (1, '陳怡君', '興趣／房地產／公寓、地區/臺北/大安、狀態/VIP［until＝2026-12-31T00:00:00+08:00］'),
 (2, '林志明', '興趣/房地產/透天[weight=0.6], 地區/臺南, 瀏覽/價格[value=12800000]'),
 (3, '王美玲', '興趣/音樂, 地區/臺北, 狀態/流失');
CREATE INDEX ON 會員 USING gin (標籤);

SELECT 姓名 FROM 會員 WHERE 標籤 @> '興趣/房地產'::tagpath ORDER BY 編號;
SELECT 姓名 FROM 會員 WHERE 標籤 @@ '地區/臺北 & !狀態/流失';
SELECT 姓名 FROM 會員 WHERE 標籤 @@ '興趣/*/透天 & 瀏覽/價格[value>=8000000]';
SELECT tagset_matches(標籤, '狀態/vip', '2026-12-30 00:00+08') AS 年底前, tagset_matches(標籤, '狀態/vip', '2027-01-01 00:00+08') AS 元旦 FROM 會員 WHERE 編號 = 1;

\echo == 受眾

SELECT audience_create('會員', '編號', '標籤');
SELECT audience_count('會員_audience', '興趣/房地產') AS 人數, audience_ids('會員_audience', '地區/臺北 & !狀態/流失') AS 名單;

\echo == 身分

SELECT identity_create('顧客');
INSERT INTO 顧客_kind (kind, priority, per_person) VALUES ('member', 1, 1), ('line', 2, 1), ('cookie', 3, NULL);
SELECT identity_see('顧客', '{"cookie": "c1", "line": "U77"}', '2026-11-21 09:00+08', 'LINE 登入');
SELECT identity_see('顧客', '{"line": "U77", "member": 4711}', '2026-11-22 20:00+08', '綁定');
SELECT kind FROM 顧客_identifier WHERE person = identity_person_at('顧客', identity_find('顧客', 'cookie', 'c1')) ORDER BY kind;

\echo == 標記

CREATE TABLE 貼文 (編號 int PRIMARY KEY, 標記 labelset NOT NULL DEFAULT '');
INSERT INTO 貼文 VALUES (1, '不實訊息/疫苗[score=0.7; by=自動/規則; at=2026-07-01T08:00:00Z]'), (2, '仇恨/辱罵[score=0.9; by=自動/規則; at=2026-07-02T09:00:00Z]');
UPDATE 貼文 SET 標記 = 標記 || '不實訊息/疫苗[verdict=false; by=查核/範例中心; at=2026-07-01T16:30:00Z; said="錯誤"]' WHERE 編號 = 1;
UPDATE 貼文 SET 標記 = 標記 || '仇恨/辱罵[deny; by=人工/小安; at=2026-07-03T10:00:00Z]' WHERE 編號 = 2;

SELECT 編號 FROM 貼文 WHERE 標記 @@ '不實訊息[verdict<=mostly-false; by=查核|人工]';
SELECT 編號 FROM 貼文 WHERE 標記 @@ '不實訊息[verdict=false] @ 2026-07-01T12:00:00Z';
SELECT 編號, labelset_tags(labelset_resolve(標記, NULL, '{人工, 查核, 自動}'), NULL) AS 成立 FROM 貼文 ORDER BY 編號;

\echo == 主張比對

CREATE TABLE 查核 (編號 int PRIMARY KEY, 主張 text NOT NULL, 結果 factverdict NOT NULL);
INSERT INTO 查核 VALUES (1, '喝鹽水可以預防感冒', 'false'), (2, '市政府將發放每人六千元', 'mixed'), (3, '手機充電時使用會爆炸', 'false');
CREATE INDEX ON 查核 USING gin (主張 claim_gin_ops);
SELECT 編號, 主張, 結果, round(claim_score(主張, q)::numeric, 1) AS 分數
FROM (SELECT claim_stats(主張) AS s FROM 查核) AS 統計, claim_query('听说喝盐水能预防感冒，是真的吗？', s) AS q, 查核
WHERE 主張 @~ q ORDER BY 分數 DESC, 編號 LIMIT 5;

\echo == 規則與政策

SELECT labelset_tags(ruleset_classify('这支疫苗裡有晶片', '
by: 自動/規則
fold: casefold, invisible, hans
晶片: /疫苗.{0,20}晶片/ & !/謠言|查核/ -> 不實訊息/疫苗[score=0.7]'), NULL) AS 標記;
SELECT label, by FROM labelset_rows(policy_decide('不實訊息/疫苗[verdict=false; by=查核/範例中心]', '
by: 政策/貼文
ladder 能見度: 提醒 < 限縮 < 移除
不實: 不實訊息[verdict<=mostly-false; by=查核|人工] -> 能見度/提醒'), NULL);

\echo == 分類表

CREATE TABLE 標籤書 (版本 int PRIMARY KEY, 內容 tagtaxonomy NOT NULL);
INSERT INTO 標籤書 VALUES (1, '
興趣 [static; title-en="Interests"]
興趣/房地產 [title-en="Real estate"]
興趣/房市 -> 興趣/房地產
地區/臺北
地區/台北 -> 地區/臺北');
SELECT taxonomy_apply('興趣/房市, 地區/台北', 內容, NULL) AS 現名 FROM 標籤書;
SELECT problem, tag, hint FROM 標籤書, taxonomy_problems('興趣/房地産', 內容);
SELECT audience_drop('會員_audience');
SELECT identity_drop('顧客');
DROP TABLE 會員, 貼文, 標籤書, 查核;
