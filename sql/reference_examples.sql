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
\echo == Claims
CREATE TABLE factcheck (id int PRIMARY KEY, claim text, verdict factverdict);
INSERT INTO factcheck VALUES
    (1, 'Drinking hot lemon water every morning cures diabetes', 'false'),
    (2, 'The city will close the Long River bridge for repairs in May', 'true'),
    (3, '每天早上喝熱檸檬水可以治療糖尿病', 'false');
CREATE INDEX ON factcheck USING gin (claim claim_gin_ops);
-- how common terms are: made anew every night
CREATE TABLE claim_corpus AS SELECT now() AS made, claim_stats(claim) AS stats FROM factcheck;
ANALYZE factcheck, claim_corpus;

-- the five claims that are nearest to a post
SELECT f.id, round(claim_score(f.claim, q)::numeric, 1) AS score, round(claim_share(f.claim, q, stats)::numeric, 2) AS share    -- 1
FROM claim_corpus, claim_query('My aunt says lemon water cured her diabetes!! https://example.com/x', stats) AS q, factcheck AS f
WHERE f.claim @~ q ORDER BY score DESC, id LIMIT 5;

SELECT array_agg(f.id)                                              -- {3}
FROM claim_corpus, claim_query('听说喝热柠檬水能治糖尿病', stats) AS q, factcheck AS f WHERE f.claim @~ q;

-- the same by a function, for tools that know no operators
SELECT array_agg(id) FROM claim_corpus, factcheck WHERE claim_matches(claim, 'Is the bridge over the Long River closed?', stats);      -- {2}

-- why? the terms that they share
SELECT term FROM claim_corpus, claim_query('lemon cures', stats) AS q, claim_why('A lemon cured her', q) WHERE term !~ '^~';     -- lemon

SELECT string_agg(term, ' ') FROM claim_terms('The WAR, 戰爭消息 https://example.com/1') AS term;    -- the ~_the ~the_ war ~_war ~war_ 战争 争消 消息
SELECT claim_stats(claim) FROM (VALUES ('a b'), ('b c')) AS v (claim);      -- documents=2 terms=4 keys=4 e70c2de5:2
SELECT claimstats_documents(claim_stats(claim)) FROM (VALUES ('a b'), ('b c'), (''), (NULL)) AS v (claim);      -- 2
DROP TABLE factcheck, claim_corpus;

\echo
\echo == Facts that the reference states
\set VERBOSITY sqlstate
SELECT labelset_tags('a[score=0.5], a[by=x]', NULL);
SELECT U&'a/\0301b'::tagpath;
SELECT factlabel_from_atproto('{"src": "did:web:localhost%3A8080", "uri": "at://did:plc:xyz/app.bsky.feed.post/1",
                                "val": "spam", "cts": "2026-07-01T08:00:00Z"}') AS label;

DROP VIEW current_taxonomy;
DROP TABLE alert, article, article_tag, video, tag_line, visitor;

\echo
\echo == An example of each function

SELECT hashtags('抵制 #StopHateForProfit ＃疫苗');    -- stophateforprofit, 疫苗

SELECT tags & array_remove(tags::tagpath[], 'interest')::tagset FROM (VALUES ('interest, interest/golf, vip'::tagset)) AS v (tags);    -- interest/golf, vip
SELECT unnest('interest, interest/golf'::tagset::tagpath[]) EXCEPT SELECT unnest('interest'::tagset::tagpath[]);    -- interest/golf

SELECT tagset_make('interest/golf', weight => 0.5, until => '2027-01-01 00:00Z');    -- interest/golf[weight=0.5; until=2027-01-01T00:00:00Z]
SELECT tagset_put('region/taipei, vip', 'vip', until => '2027-01-01 00:00Z');    -- region/taipei, vip[until=2027-01-01T00:00:00Z]
SELECT tagset_count('a/b, a/c, d');    -- 3
SELECT tagset_expand('interest/sport/golf, vip');    -- interest, interest/sport, interest/sport/golf, vip
SELECT tagset_leaves('interest, interest/sport, interest/sport/golf, vip');    -- interest/sport/golf, vip
SELECT tagset_below('interest/sport/golf, interest/music, vip', 'interest');    -- interest/music, interest/sport/golf
SELECT tagset_rebase('interest/flats/old, vip', 'interest/flats', 'interest/real-estate/apartment');    -- interest/real-estate/apartment/old, vip
SELECT tagset_live('trial[until=2026-12-15T00:00:00Z], vip', '2026-12-20 00:00Z');    -- vip
SELECT tagset_purge('trial[until=2026-12-15T00:00:00Z], vip', '2026-12-20 00:00Z');    -- vip
SELECT tagset_next_until('trial[until=2026-12-15T00:00:00Z], vip[until=2027-01-01T00:00:00Z]');    -- 2026-12-15 00:00:00+00
SELECT tagset_weight('interest/golf[weight=0.5]', 'interest/golf');    -- 0.5
SELECT tagset_value('listing/price[value=12800000]', 'listing/price');    -- 12800000
SELECT tagset_why('interest/golf, region/taipei, vip', 'interest & !region/tainan');    -- interest/golf

SELECT tagset_contains('interest/golf', 'interest');    -- false
SELECT tagset_covers('interest/golf', 'interest');    -- true
SELECT tagset_overlaps('interest/golf', 'interest, vip');    -- true

SELECT tagset_distance('interest/golf', 'interest/music');    -- 0.6666666666666666

SELECT tagset_agg(tag) FROM unnest('{interest/golf,vip}'::text[]) AS tag;    -- interest/golf, vip
SELECT tagset_intersect(tags) FROM unnest(ARRAY['interest/golf, vip', 'vip, region/taipei']::tagset[]) AS tags;    -- vip

SELECT tag, rows, total FROM unnest((SELECT tagset_sums(tags, spend) FROM (VALUES ('interest/golf'::tagset, 120), ('interest/music', 80)) AS v (tags, spend))) ORDER BY tag;    -- interest, 2, 200; interest/golf, 1, 120; interest/music, 1, 80 …
SELECT tag, rows FROM unnest((SELECT tagset_counts_merge(counts) FROM (VALUES ((SELECT tagset_counts('interest/golf'))), ((SELECT tagset_counts('interest/music')))) AS node (counts))) ORDER BY tag;    -- interest, 2; interest/golf, 1; interest/music, 1 …

SELECT tagpath_make('music', 'AC/DC');    -- music/"ac/dc"
SELECT tagpath('interest/golf'::varchar);    -- interest/golf
SELECT tagpath_split('Home > Garden > Tools', '>');    -- home/garden/tools
SELECT tagpath_append('interest', 'sport', 'golf');    -- interest/sport/golf
SELECT tagpath_depth('interest/sport/golf');    -- 3
SELECT tagpath_root('interest/sport/golf');    -- interest
SELECT tagpath_ancestor('interest/sport/golf', 2);    -- interest/sport
SELECT tagpath_ancestors('interest/sport/golf');    -- interest; interest/sport; interest/sport/golf
SELECT tagpath_rebase('interest/flats/old', 'interest/flats', 'interest/real-estate/apartment');    -- interest/real-estate/apartment/old
SELECT tagpath_quote('AC/DC');    -- "ac/dc"

SELECT tagpath_common('interest/sport/golf', 'interest/sport/tennis');    -- interest/sport

SELECT tagpath_matches('interest/sport/golf', 'interest/*/golf');    -- true

SELECT tagpath_under('interest/sport/golf', 'interest');    -- true

SELECT tagquery_not('interest | vip');    -- !(interest | vip)
SELECT tagquery_terms('interest & !(vip | region/taipei)');    -- interest; vip; region/taipei

SELECT tagquery_error('interest & (vip');    -- invalid input syntax for type tagquery: "interest & (vip". Expected ")", found the end. The error is at character 16.

SELECT labelset_count('spam[by=auto], spam[by=human]');    -- 2

SELECT l::factlabel FROM jsonb_array_elements('spam[by=auto], hate[by=human]'::labelset::jsonb) AS l;    -- hate[by=human]; spam[by=auto]

SELECT labelset_agg(label) FROM unnest('{spam[by=auto],hate[by=human]}'::factlabel[]) AS label;    -- hate[by=human], spam[by=auto]
SELECT labelset_union(labels) FROM unnest(ARRAY['spam[by=auto]', 'spam[by=human]']::labelset[]) AS labels;    -- spam[by=auto], spam[by=human]

SELECT labelset_covers('misinfo/vaccine', 'misinfo');    -- true
SELECT labelset_matches('misinfo[verdict=false; by=agency/afp; at=2026-07-01T00:00:00Z]', 'misinfo[by=agency]', '2026-08-01 00:00Z');    -- true
SELECT labelset_live('spam[by=auto; at=2026-07-01T00:00:00Z], spam[by=auto; at=2026-07-02T00:00:00Z; neg]', '2026-07-01 12:00Z');    -- spam[by=auto; at=2026-07-01T00:00:00Z]
SELECT labelset_why('spam[by=auto], hate[by=human]', 'hate & !misinfo');    -- hate[by=human]
SELECT known, did, holds FROM labelset_history('spam[by=auto; at=2026-07-01T00:00:00Z], spam[by=auto; at=2026-07-02T00:00:00Z; neg]', 'spam');    -- 2026-07-01 00:00:00+00, asserts, f; 2026-07-02 00:00:00+00, withdraws, f …
SELECT label, holds_from, holds_to FROM labelset_spans('spam[by=auto; at=2026-07-01T00:00:00Z; until=2026-07-08T00:00:00Z]');    -- spam, 2026-07-01 00:00:00+00, 2026-07-08 00:00:00+00

SELECT labelset_prune('spam[score=0.4; by=auto; at=2026-07-01T00:00:00Z], spam[score=0.9; by=auto; at=2026-07-02T00:00:00Z]', '2026-08-01 00:00Z');    -- spam[score=0.9; by=auto; at=2026-07-02T00:00:00Z] …

SELECT factlabel_path('misinfo/vaccine[by=agency/afp]');    -- misinfo/vaccine
SELECT factlabel_verdict('misinfo[verdict=false]');    -- false
SELECT factlabel_score('misinfo[score=0.9]');    -- 0.9
SELECT factlabel_by('misinfo[by=agency/afp]');    -- agency/afp
SELECT factlabel_claim('misinfo[claim=c17]');    -- c17
SELECT factlabel_at('misinfo[at=2026-07-01T00:00:00Z]');    -- 2026-07-01 00:00:00+00
SELECT factlabel_seen('misinfo[seen=2026-07-02T00:00:00Z]');    -- 2026-07-02 00:00:00+00
SELECT factlabel_until('misinfo[until=2027-01-01T00:00:00Z]');    -- 2027-01-01 00:00:00+00
SELECT factlabel_neg('misinfo[neg]');    -- true
SELECT factlabel_deny('misinfo[deny]');    -- true
SELECT factlabel_said('misinfo[said="Faux"]');    -- Faux
SELECT factlabel_ref('misinfo[ref="https://example.org/c17"]');    -- https://example.org/c17

SELECT factlabel_to_atproto('spam[by=did/plc/xyz; at=2026-07-01T08:00:00Z]', 'at://did:plc:abc/app.bsky.feed.post/1');    -- {"cts": "2026-07-01T08:00:00Z", "src": "did:plc:xyz", "uri": "at://did:plc:abc/app.bsky.feed.post/1" …

SELECT factverdict_on_scale('mixed'), factverdict_on_scale('satire');    -- true, false
SELECT factverdict_from_number(2, worst => 1, best => 5);    -- mostly-false

SELECT DISTINCT verdict FROM factverdict_ratings() WHERE lang = 'fr' AND rating = 'faux';    -- false

SELECT claimreview_key('The moon is made of cheese.') = claimreview_key('the moon is made of cheese');    -- true
SELECT claimreview_from_label('misinfo[verdict=false; by=agency/afp; said="Faux"]', 'The moon is made of cheese', url => 'https://example.org/c17') -> 'reviewRating' ->> 'alternateName';    -- Faux

SELECT ruleset_count(E'a: /x/ -> spam\nb: /y/ -> spam');    -- 2
SELECT ruleset_highlight('a free prize', 'prize: /free prize/ -> spam', '<b>', '</b>');    -- a <b>free prize</b>
SELECT * FROM ruleset_rules(E'prize: /free prize/ -> spam\ncasino: /casino/ -> spam/casino');    -- 1, prize, /free prize/, spam; 2, casino, /casino/, spam/casino

SELECT ruleset_test('a free prize', 'prize: /free prize/ -> spam');    -- true

SELECT policy_agg(line) FROM unnest(ARRAY['free: review', 'slur: hate -> review']) WITH ORDINALITY AS l (line, n);    -- free: review; slur: hate -> review

SELECT ruleset_error('flat: /flat(/ -> interest/flats');    -- invalid input syntax for type ruleset: "flat: /flat(/ -> interest/flats". The pattern is invalid: missing closing parenthesis. The error is at line 1, column 13.

SELECT taxonomy_error('golf -> interest//golf');    -- invalid input syntax for type tagtaxonomy: "golf -> interest//golf". Expected a segment, found "/". The error is at line 1, column 18.

SELECT policy_error('hate -> review');    -- invalid input syntax for type labelpolicy: "hate -> review". Expected ":" after the name, found the end. The error is at line 1, column 15.

SELECT field, problem FROM dsa_problems('{}') ORDER BY field LIMIT 2;    -- application_date, is required; automated_decision, is required

SELECT taxonomy_valid('interest/sport', E'interest\ninterest/sport\ninterest/sports -> interest/sport'), taxonomy_valid('intrest', E'interest\ninterest/sport\ninterest/sports -> interest/sport');    -- true, false …

SELECT taxonomy_expand('interest/sport', E'interest\ninterest/sport\ninterest/sports -> interest/sport');    -- interest/sport | interest/sports
SELECT problem, tag, hint FROM taxonomy_query_problems('intrest & interest/sports', E'interest\ninterest/sport\ninterest/sports -> interest/sport');    -- unknown, intrest, known at the top: interest; alias, interest/sports, write interest/sport …

SELECT * FROM taxonomy_links(E'interest\ninterest/sport\ninterest/sports -> interest/sport');    -- interest/sports, alias, interest/sport

SELECT idset_intersect(ids) FROM unnest('{"{1,2,3}","{2,3,4}"}'::idset[]) AS ids;    -- {2,3}

SELECT tagpath_is_canonical('a/b');    -- true
SELECT tagset_is_canonical('a/b, c');    -- true
SELECT tagquery_is_canonical('a & b');    -- true
SELECT factlabel_is_canonical('spam[by=auto]');    -- true
SELECT labelset_is_canonical('spam[by=auto]');    -- true
SELECT ruleset_is_canonical('prize: /free prize/ -> spam');    -- true
SELECT tagtaxonomy_is_canonical('a');    -- true
SELECT labelpolicy_is_canonical(E'free: review\nslur: hate -> review');    -- true
SELECT component FROM factag_version() WHERE component LIKE 'Unicode%' ORDER BY component;    -- Unicode in ICU; Unicode in PCRE2

CREATE TABLE reader (id int PRIMARY KEY, tags tagset NOT NULL);
INSERT INTO reader VALUES (1, 'interest/golf'), (2, 'interest/music');
SELECT audience_create('reader', 'id', 'tags');
SELECT audience, members, pending, problem FROM audience_status() WHERE audience = 'reader_audience'::regclass;
SELECT count(*) FROM audience_problems('reader_audience');    -- 0
SELECT audience_rebuild('reader_audience');    -- after a load with triggers disabled
SELECT audience_drop('reader_audience');
DROP TABLE reader;

SELECT identity_create('desk');
INSERT INTO desk_kind (kind, priority, per_person) VALUES ('member', 1, 1), ('cookie', 2, NULL);
SELECT identity_see('desk', '{"cookie": "c1", "member": 7}', '2026-11-20 09:00Z', 'login');
SELECT identity_unlink('desk', id, 'wrong account') FROM desk_link;    -- 1: the cookie is a person of its own again
SELECT identity_resolve('desk');    -- 0: nothing else to do
SELECT count(*) FROM identity_problems('desk');    -- 0
SELECT identity_drop('desk');
