\echo == The examples with which sections of the reference begin, word for word
SET timezone = 'UTC';
SET datestyle = 'ISO';

\echo
\echo == tagset
CREATE TABLE article (id int PRIMARY KEY, tags tagset NOT NULL DEFAULT '');
INSERT INTO article VALUES
    (1, 'topic/health/vaccine[weight=0.9], lang/en'),
    (2, 'topic/sport/tennis, lang/zh, promoted[until=2026-12-31T00:00:00Z]');
CREATE INDEX ON article USING gin (tags);

SELECT id FROM article WHERE tags @> 'topic/health';                 -- 1
SELECT id FROM article WHERE tags @@ 'topic/*/tennis & !lang/en';    -- 2
UPDATE article SET tags = tags || 'topic/sport/golf[weight=0.2]' WHERE id = 2;
SELECT tag, parent, weight, until FROM article, tagset_rows(tags, NULL) WHERE id = 2;

SELECT tagquery_unknown('topic/sprot & !lang/en', (SELECT tagset_union(tags) FROM article));     -- topic/sprot
SELECT tagquery_unknown('topic/sport and lang/en', (SELECT tagset_union(tags) FROM article));    -- topic/sport and lang/en

\echo
\echo == Durations in a tagquery
SELECT tagset_matches('vip[since=2026-06-15T00:00:00Z]', 'vip[since>=-P30D]', '2026-07-01Z');   -- true
SELECT tagquery_at('vip[since>=-P30D]', '2026-07-01Z');     -- vip[since>=-P30D] @2026-07-01T00:00:00Z

\echo
\echo == tagpath
CREATE TABLE article_tag (article int, tag tagpath);
INSERT INTO article_tag VALUES (1, 'Topic/Health/Vaccine'), (1, 'lang/en'), (2, 'topic/sport');
CREATE INDEX ON article_tag (tag);

SELECT article, tag, tagpath_parent(tag) AS parent, tagpath_leaf(tag) AS leaf
FROM article_tag WHERE tag <@ 'topic' ORDER BY tag;

SELECT tag FROM article_tag WHERE tag <@ 'topic/health' OR tag <@ 'lang' ORDER BY tag;
SELECT DISTINCT article_tag.* FROM unnest('{topic/health,lang}'::tagpath[]) AS top JOIN article_tag ON tag <@ top ORDER BY tag;
SELECT name, tagpath_error(name) FROM unnest('{topic/health,topic//sport,AC/DC}'::text[]) AS name;

\echo
\echo == tagquery
SELECT id FROM article WHERE tags @@ 'topic/sport & !lang/en';                  -- 2
SELECT id FROM article WHERE tags @@ 'topic/*/golf | **/vaccine' ORDER BY id;   -- 1, 2
SELECT id FROM article WHERE tags @@ 'topic[weight>=0.5; weight<0.95]';         -- 1
SELECT id FROM article WHERE tags @@ 'promoted @ 2027-01-01T00:00:00Z';         -- none: the tag has ended
SELECT tagquery 'topic/sport' && '!lang/en' AS both;                            -- topic/sport & !lang/en

\echo
\echo == labelset
CREATE TABLE video (id int PRIMARY KEY, labels labelset NOT NULL DEFAULT '');
INSERT INTO video VALUES (1, 'misinfo/health[score=0.8; by=auto/rules; at=2026-07-01T08:00:00Z]');
UPDATE video SET labels = labels ||
    'misinfo/health[verdict=mostly-false; by=agency/example; at=2026-07-02T09:00:00Z]';
CREATE INDEX ON video USING gin (labels);

SELECT id FROM video WHERE labels @@ 'misinfo[verdict<=mostly-false; by=agency]';               -- 1
SELECT id FROM video WHERE labels @@ 'misinfo[verdict<=mostly-false] @ 2026-07-01T12:00:00Z';   -- none: not known yet
SELECT label, verdict, score, by, at FROM video, labelset_rows(labels, NULL);

\echo
\echo == factlabel
SELECT factlabel_make('misinfo/vaccine', verdict => 'false', by => 'agency/example',
                      at => '2026-07-02 09:00Z', said => 'Pants on Fire!') AS label;

\echo
\echo == factverdict
SELECT 'Mostly False'::factverdict AS verdict, factverdict_value('mostly-false') AS value,
       factverdict_title('mostly-false', 'zh-Hant') AS title,
       factverdict_from_rating('Pants on Fire!', 'PolitiFact', 'en') AS rating;

\echo
\echo == ruleset
SELECT ruleset_classify('Click to win a free phone', $$
by: auto/demo
prize: 2 of (/\bfree\b/i, /\bclick\b/i, /\bwin\b/i) & !/\bterms apply\b/i -> spam/prize[score=0.6]
$$) AS labels;

\echo
\echo == factag_fold
SELECT factag_fold('Ｈ4ТЕ', 'width', 'confusables', 'leet', 'casefold');    -- hate

\echo
\echo == AT Protocol
SELECT factlabel_from_atproto('{"src": "did:plc:abc", "uri": "at://did:plc:xyz/app.bsky.feed.post/1",
                                "val": "spam", "cts": "2026-07-01T08:00:00Z"}') AS label;

\echo
\echo == tagtaxonomy
CREATE TABLE tag_line (id int GENERATED ALWAYS AS IDENTITY, line text NOT NULL);
INSERT INTO tag_line (line) VALUES
    ('interest [static; title-en="Interests"; title-zh-Hant="興趣"]'),
    ('interest/sport [open; title-zh-Hant="運動"; alt-en="fitness|exercise"]'),
    ('interest/music'),
    ('interest/travel'),
    ('status [exclusive; dynamic=P90D]'),
    ('status/active'),
    ('status/churned'),
    ('hobby -> interest/sport'),
    ('interest/sport => audience/outdoor'),
    ('audience/outdoor [open]');
CREATE VIEW current_taxonomy AS SELECT taxonomy_agg(line ORDER BY id) AS t FROM tag_line;

CREATE TABLE visitor (id int PRIMARY KEY, tags tagset NOT NULL);
INSERT INTO visitor VALUES (1, 'hobby/running, status/active'), (2, 'interest/music, status/churned'), (3, 'interest/sport');
-- what is wrong with a set, and what it means
SELECT problem, tag, hint FROM current_taxonomy, taxonomy_problems('interest/sprot, status/active', t);
SELECT taxonomy_apply('hobby/running, status/active', t, '2026-09-01T00:00:00Z', implied => true) FROM current_taxonomy;

-- the choices below a tag, and tags found by another word for them
SELECT tag, title FROM current_taxonomy, taxonomy_terms(t, 'zh-TW') WHERE parent = 'interest' ORDER BY position;
SELECT tag FROM current_taxonomy, taxonomy_terms(t) WHERE attributes::text ILIKE '%fitness%';

-- who likes sport, whatever it was called; how many have each tag, or imply it; which tags nobody has
SELECT id FROM visitor WHERE taxonomy_matches(tags, 'interest/sport & !status/churned', (SELECT t FROM current_taxonomy));
SELECT term.tag, coalesce(rows, 0) AS visitors
FROM current_taxonomy, taxonomy_terms(t) AS term LEFT JOIN
     unnest((SELECT tagset_counts(taxonomy_apply(tags, t, implied => true)) FROM visitor, current_taxonomy)) AS counted ON counted.tag = term.tag::tagpath
ORDER BY position;
SELECT tag FROM current_taxonomy, taxonomy_terms(t)
WHERE NOT EXISTS (SELECT FROM visitor WHERE taxonomy_matches(tags, tagquery_term(tag::tagpath), t));

-- a line goes and another comes; the aggregate checks them together, and the text form can be edited as well
DELETE FROM tag_line WHERE line = 'interest/travel';
SELECT regexp_replace(t::text, '^interest/music$', E'interest/music -> audience/outdoor', 'n')::tagtaxonomy FROM current_taxonomy;

-- the tags that a column has, as a taxonomy to begin with; quotes make any name safe
SELECT taxonomy_agg((SELECT string_agg(to_json(s)::text, '/' ORDER BY n) FROM unnest(tagpath_segments(tag)) WITH ORDINALITY AS u (s, n)) ORDER BY tag)
FROM (SELECT DISTINCT unnest(tags::tagpath[]) AS tag FROM visitor) AS used;

\echo
\echo == GIN on saved queries
CREATE TABLE alert (name text PRIMARY KEY, query tagquery NOT NULL);
CREATE INDEX ON alert USING gin (query);
INSERT INTO alert VALUES ('golf', 'topic/sport/golf & lang/en'), ('health', 'topic/health[weight>=0.5]'), ('not English', '!lang/en');

SELECT name FROM alert WHERE query @@ 'topic/sport/golf, lang/zh'::tagset;     -- not English
SELECT a.id, name FROM article AS a JOIN alert ON query @@ a.tags ORDER BY 1, 2;

ALTER TABLE alert ADD CHECK ((query @@ ''::tagset) IS NOT NULL);
INSERT INTO alert VALUES ('new', 'vip[since>=-P30D]');

\echo
\echo == idset
CREATE TABLE saved (name text PRIMARY KEY, ids idset NOT NULL);
INSERT INTO saved VALUES ('buyers', '{1-3,7}'), ('readers', '{2-9,70000}');

SELECT name, idset_count(ids) FROM saved ORDER BY name;                     -- buyers 4, readers 9
SELECT name FROM saved WHERE ids @> 8;                                      -- readers
SELECT r.ids - b.ids AS did_not_buy, idset_common_count(r.ids, b.ids) AS bought
FROM saved AS r, saved AS b WHERE r.name = 'readers' AND b.name = 'buyers';        -- {4-6,8,9,70000} and 3
SELECT idset_union(ids) FROM saved;                                         -- {1-9,70000}
UPDATE saved SET ids = ids | (SELECT idset_agg(id) FROM generate_series(20, 25) AS id) WHERE name = 'buyers';
SELECT idset_ids(ids) FROM saved WHERE name = 'buyers' LIMIT 2;             -- 1 and 2
DROP TABLE saved;

SELECT idset_to_roaring('{1,2,7}');    -- \x0100000000000000000000003a300000010000000000020010000000010002000700
SELECT idset_from_roaring('\x0100000000000000000000003a300000010000000000020010000000010002000700');            -- {1,2,7}
SELECT idset_from_roaring('\x010000000000000000000000'::bytea || '\x3a300000010000000000020010000000010002000700');    -- {1,2,7}

\echo
\echo == Consensus
CREATE TABLE vote (item text, rater text, label text);
INSERT INTO vote
SELECT 'p' || p, rater, CASE substr(said, p, 1) WHEN 't' THEN 'true' ELSE 'false' END
FROM (VALUES ('ann', 'ttffttff'), ('bob', 'ttfftfff'), ('cy', 'tfttfttf'), ('dee', 'ftttftft'), ('eve', 'tttftttf')) AS v (rater, said),
     generate_series(1, 8) AS p;

-- how far do they agree? 1 is perfectly, 0 as by chance
SELECT round(consensus_alpha(labels)::numeric, 3)            -- 0.003
FROM (SELECT array_agg(label) AS labels FROM vote GROUP BY item) AS unit;

-- how often is each of them right? ann and bob nearly always, the others less
SELECT rater, votes, round(accuracy::numeric, 3) AS accuracy
FROM unnest((SELECT consensus_dawid_skene_raters(item, rater, label) FROM vote));

-- so p3 is false, though three of five say that it is true
SELECT item, label, round(p::numeric, 3) AS p, votes
FROM unnest((SELECT consensus_dawid_skene(item, rater, label) FROM vote)) WHERE item = 'p3';

-- what do people approve of who usually disagree? of n5: the other notes please one side
CREATE TABLE rating (note text, rater int, helpful float8);
INSERT INTO rating
SELECT note, rater, (side IN ('both', CASE rater % 2 WHEN 0 THEN 'left' ELSE 'right' END))::int
FROM (VALUES ('n1', 'left'), ('n2', 'left'), ('n3', 'right'), ('n4', 'right'), ('n5', 'both')) AS n (note, side), generate_series(1, 6) AS rater;

SELECT item, round(score::numeric, 2) AS score, round(factor::numeric, 2) AS factor, ratings
FROM unnest((SELECT consensus_bridging(note, rater::text, helpful) FROM rating)) WHERE score >= 0.40;     -- n5
DROP TABLE vote, rating;

\echo
\echo == Facts that the reference states
\set VERBOSITY sqlstate
SELECT labelset_tags('a[score=0.5], a[by=x]', NULL);
SELECT U&'a/\0301b'::tagpath;
SELECT factlabel_from_atproto('{"src": "did:web:localhost%3A8080", "uri": "at://did:plc:xyz/app.bsky.feed.post/1",
                                "val": "spam", "cts": "2026-07-01T08:00:00Z"}') AS label;

DROP VIEW current_taxonomy;
DROP TABLE alert, article, article_tag, video, tag_line, visitor;
