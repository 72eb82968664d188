\echo == The SQL of doc/bi.md, word for word
SET client_min_messages = warning;
SET timezone = 'UTC';
SET datestyle = 'ISO';
SET intervalstyle = 'postgres';

\echo == The data

CREATE TABLE member (id int PRIMARY KEY, spend numeric NOT NULL, tags tagset NOT NULL);
INSERT INTO member VALUES
    (1, 120, 'interest/sport/tennis[weight=0.8], region/taipei, status/vip[since=2026-03-01T00:00:00Z; until=2026-12-31T00:00:00Z]'),
    (2,  80, 'interest/sport/golf, interest/music, region/tainan'),
    (3,  45, 'interest/music/jazz, region/taipei/daan, status/trial[since=2026-11-01T00:00:00Z; until=2026-11-15T00:00:00Z]');

CREATE TABLE post (id int PRIMARY KEY, author text NOT NULL, posted timestamptz NOT NULL, labels labelset NOT NULL DEFAULT '', decisions labelset NOT NULL DEFAULT '');
INSERT INTO post VALUES
    (1, 'u7', '2026-07-01 08:00Z', 'misinfo/vaccine[verdict=false; by=agency/example; at=2026-07-01T16:30:00Z]',
        'visibility/limit[by=policy/posts/false-claim; at=2026-07-01T16:31:00Z]'),
    (2, 'u8', '2026-06-01 07:00Z', 'misinfo/vaccine[verdict=mostly-false; by=agency/example; at=2026-06-01T09:00:00Z],
                                    misinfo/vaccine[verdict=true; by=agency/example; at=2026-07-03T09:00:00Z],
                                    misinfo/vaccine[verdict=false; by=agency/other; at=2026-07-02T09:00:00Z]',
        'visibility/warn[by=policy/posts/likely-false; at=2026-06-01T09:01:00Z],
         visibility/warn[by=policy/posts/likely-false; at=2026-07-03T09:01:00Z; neg]');

\echo == A row per tag

CREATE VIEW member_tag AS
SELECT m.id AS member_id, m.spend, t.tag, t.parent, t.depth, t.level1, t.level2, t.level3, t.weight, t.value, t.since, t.until
FROM member AS m, tagset_rows(m.tags, NULL) AS t;

SELECT member_id, tag, level1, level2, weight, until FROM member_tag ORDER BY member_id, tag;

SELECT tag, rows AS members, total AS spend FROM unnest((SELECT tagset_sums(tagset_below(tags, 'interest'), spend) FROM member)) WHERE depth <= 2 ORDER BY tag;

\echo == A row per tag and ancestor

CREATE VIEW member_node AS
SELECT m.id AS member_id, m.spend, n.tag AS node, n.parent, n.depth, n.level1, n.level2, n.level3
FROM member AS m, tagset_rows(tagset_expand(tagset_live(m.tags, now())), NULL) AS n;

SELECT node, count(*) AS members, sum(spend) AS spend FROM member_node WHERE parent = 'interest' GROUP BY node ORDER BY node;
SELECT count(DISTINCT member_id) AS members FROM member_node WHERE node = 'interest/sport';
SELECT count(DISTINCT member_id) = (SELECT count(*) FROM member WHERE tagset_matches(tags, 'interest')) AS as_a_subtree FROM member_node WHERE node = 'interest';

\echo == Tags as of a day

CREATE VIEW member_tag_span AS
SELECT member_id, tag, level1, level2, coalesce(since, '0001-01-01 00:00Z') AS holds_from, coalesce(until, '9999-12-31 00:00Z') AS holds_to FROM member_tag;

SELECT level2 AS status, count(*) AS members FROM member_tag_span
WHERE level1 = 'status' AND holds_from <= '2026-11-10 00:00Z' AND holds_to > '2026-11-10 00:00Z' GROUP BY level2 ORDER BY level2;

\echo == Labels as of a day

CREATE VIEW post_label AS
SELECT p.id AS post_id, p.author, p.posted, s.label, s.level1, s.level2, s.by, split_part(s.by, '/', 1) AS kind_of_source,
       s.verdict, s.verdict_value, s.score, s.deny, s.holds_from, s.holds_to
FROM post AS p, labelset_spans(p.labels) AS s;

SELECT post_id, label, verdict, verdict_value, by FROM post_label
WHERE holds_from <= '2026-07-02 12:00Z' AND holds_to > '2026-07-02 12:00Z' AND NOT deny ORDER BY post_id, by;

SELECT post_id, label, min(verdict_value) AS lowest, max(verdict_value) AS highest, count(DISTINCT by) AS sources FROM post_label
WHERE holds_from <= '2026-07-04 00:00Z' AND holds_to > '2026-07-04 00:00Z' AND NOT deny
GROUP BY post_id, label HAVING max(verdict_value) - min(verdict_value) > 0.5 ORDER BY post_id;

SELECT post_id, min(holds_from) - posted AS time_to_label FROM post_label WHERE NOT deny GROUP BY post_id, posted ORDER BY post_id;

SELECT d AS day, count(*) AS posts
FROM generate_series(timestamptz '2026-07-01 00:00Z', '2026-07-04 00:00Z', '1 day') AS d, post
WHERE labelset_matches(labels, 'misinfo', d) AND labelset_resolve(labels, d, '{human, agency, auto}') @@ 'misinfo[verdict<=mostly-false]'
GROUP BY d ORDER BY d;

\echo == Decisions

CREATE VIEW post_decision AS
SELECT p.id AS post_id, p.author, s.label AS decision, s.level1 AS ladder, s.level2 AS step,
       replace(s.by, 'policy/posts/', '') AS rule, s.holds_from AS decided, nullif(s.holds_to, '9999-12-31 00:00Z') AS ended
FROM post AS p, labelset_spans(p.decisions) AS s WHERE NOT s.deny;

SELECT post_id, decision, rule, decided, ended FROM post_decision ORDER BY post_id;

SELECT to_char(s.holds_from AT TIME ZONE 'UTC', 'YYYY-MM') AS month, s.by AS rule, count(*) AS decisions,
       percentile_cont(0.5) WITHIN GROUP (ORDER BY s.holds_from - p.posted) AS median_time,
       count(*) FILTER (WHERE s.holds_to < '9999-12-31 00:00Z') AS ended, count(a.by) AS overturned
FROM post AS p CROSS JOIN labelset_spans(p.decisions) AS s
     LEFT JOIN LATERAL (SELECT by FROM labelset_spans(p.decisions)
                        WHERE deny AND label = s.label AND holds_from >= s.holds_from LIMIT 1) AS a ON true
WHERE NOT s.deny GROUP BY ROLLUP (1, 2) ORDER BY 1, 2;

\echo == Drop-downs from a taxonomy

CREATE TABLE tag_book (version int PRIMARY KEY, taxonomy tagtaxonomy NOT NULL);
INSERT INTO tag_book VALUES (1, '
interest [title-en="Interests"; title-zh-Hant="興趣"]
interest/music [title-en="Music"; title-zh-Hant="音樂"]
interest/music/jazz [title-en="Jazz"; title-zh-Hant="爵士樂"]
interest/sport [title-en="Sport"; title-zh-Hant="運動"]
interest/sport/golf [title-en="Golf"; title-zh-Hant="高爾夫"]
interest/sport/tennis [title-en="Tennis"; title-zh-Hant="網球"]');

CREATE VIEW tag_choice AS
SELECT lang, t.tag, t.parent, t.depth, coalesce(t.title, t.tag) AS title, repeat('  ', t.depth - 1) || coalesce(t.title, t.tag) AS indented
FROM (SELECT taxonomy FROM tag_book ORDER BY version DESC LIMIT 1) AS book,
     unnest(ARRAY['en', 'zh-TW']) AS lang, taxonomy_terms(taxonomy, lang) AS t;

SELECT tag, title FROM tag_choice WHERE lang = 'zh-TW' AND parent = 'interest' ORDER BY tag;

\echo == Roll-ups

CREATE TABLE tag_daily (day date NOT NULL, tag text NOT NULL, parent text, depth int NOT NULL, members bigint NOT NULL, PRIMARY KEY (day, tag));
INSERT INTO tag_daily
SELECT day, c.tag, tagpath_parent(c.tag), c.depth, c.rows
FROM (VALUES (date '2026-11-10'), (date '2026-11-20')) AS d (day),
     LATERAL (SELECT tagset_counts(tagset_live(tags, day::timestamp AT TIME ZONE 'UTC')) AS counts FROM member) AS m, unnest(counts) AS c;

SELECT day, tag, members FROM tag_daily WHERE parent = 'status' ORDER BY day, tag;

\echo == Counts from an audience

SELECT audience_create('member', 'id', 'tags');
SELECT audience_count('member_audience', 'interest/sport & region/taipei', '2026-11-10 00:00Z') AS members;
SELECT tag, rows AS members FROM audience_counts('member_audience', 'region/taipei', '2026-11-10 00:00Z') WHERE parent = 'interest' ORDER BY tag;

\echo == Rights of a reader

CREATE ROLE bi_reader;
GRANT SELECT ON member_tag, member_node, member_tag_span, post_label, post_decision, tag_choice, tag_daily TO bi_reader;

\echo == CSV

SELECT verdict, verdict_value, factverdict_title(verdict::factverdict, 'en') AS title, factverdict_title(verdict::factverdict, 'zh-TW') AS title_zh
FROM post_label WHERE post_id = 2 ORDER BY verdict_value, by;

\echo == In the tools

SELECT audience_drop('member_audience');
DROP VIEW member_node, member_tag_span, member_tag, post_label, post_decision, tag_choice;
DROP TABLE member, post, tag_book, tag_daily;
DROP ROLE bi_reader;
