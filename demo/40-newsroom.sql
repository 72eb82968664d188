-- Labels: a small invented newsroom, and a question that advertisers asked in 2020.

SET timezone = 'UTC';

\echo
\echo :bold'10. Who disputes a post, and since when':reset
\echo 'From here on everything is invented: the posts, the Example Fact Desk, the advertisers. A post'
\echo 'has a log of assertions. A rule set flags it at eight; the desk rates it mixed at noon, and'
\echo 'corrects that to false the same afternoon. Nothing is overwritten, because || merges.'
\echo
\set ECHO queries

CREATE TABLE post (id int PRIMARY KEY, body text, labels labelset NOT NULL DEFAULT '');
INSERT INTO post (id, body) VALUES
    (1, 'Every dose holds a chip'), (2, 'Some strong words on rivals'),
    (3, 'Win a phone, click here'), (4, 'Storm photographed from space'), (5, 'Soup of the day');

UPDATE post SET labels = labels || 'misinfo/vaccine[score=0.7; by=auto/rules/v7/vax-chip; at=2026-07-01T08:00:00Z]' WHERE id = 1;
UPDATE post SET labels = labels || 'misinfo/vaccine[verdict=mixed; by=agency/example; claim=c17; at=2026-07-01T12:00:00Z; said="Half of it"]' WHERE id = 1;
UPDATE post SET labels = labels || 'misinfo/vaccine[verdict=false; by=agency/example; claim=c17; at=2026-07-01T16:30:00Z; said="False"; ref="https://desk.example/c17"]' WHERE id = 1;
CREATE INDEX post_labels ON post USING gin (labels);

SELECT label, verdict, score, by, said, at FROM post, labelset_rows(labels, NULL) WHERE id = 1;

\unset ECHO

\echo 'A moderator asks: what did a human or an agency find mostly false or worse? One indexed condition:'
\echo
\set ECHO queries

SELECT id, body FROM post WHERE labels @@ 'misinfo[verdict<=mostly-false; by=agency|human]';

\unset ECHO

\echo
\echo :bold'11. Deny, outrank, withdraw, expire':reset
\echo 'Post 2: a rule found a slur; the author appealed, and a human denied it. Post 3: spam until the'
\echo 'tenth. Post 4: the desk called the picture altered, and withdrew that two days later. A denial is'
\echo 'an assertion of its own, a withdrawal ends one, and an end date takes effect by itself.'
\echo
\set ECHO queries

UPDATE post SET labels = 'hate/slur[score=0.9; by=auto/rules/v7/slur-1; at=2026-07-02T09:00:00Z],
                          hate/slur[by=human/ana; at=2026-07-03T10:00:00Z; deny]' WHERE id = 2;
UPDATE post SET labels = 'spam[by=human/ben; at=2026-07-01T10:00:00Z; until=2026-07-10T00:00:00Z]' WHERE id = 3;
UPDATE post SET labels = 'misinfo/picture[verdict=altered; by=agency/example; at=2026-07-04T09:00:00Z],
                          misinfo/picture[by=agency/example; at=2026-07-06T09:00:00Z; neg]' WHERE id = 4;

SELECT id, to_char(t, 'DD Mon') AS as_of, labelset_resolve(labels, t, '{human, agency, auto}')::text AS stands
FROM post, unnest('{2026-07-02 12:00Z, 2026-07-05 12:00Z, 2026-07-11 12:00Z}'::timestamptz[]) AS t
WHERE id IN (2, 3, 4) ORDER BY id, t;

\unset ECHO

\echo 'The history of one label, with what each entry did:'
\echo
\set ECHO queries

SELECT known, did, holds, verdict, by FROM post, labelset_history(labels, 'misinfo') WHERE id = 4;

\unset ECHO

\echo
\echo :bold'12. Which adverts ran beside it, as known at the time?':reset
\echo 'Placements are joined to posts as of the time when each was shown, so later knowledge does not'
\echo 'count. Per advertiser: impressions in total; beside hate or something found mostly false, as known'
\echo 'then; the same placements as known today, by every source that stands by its label; and with'
\echo 'humans ranked above agencies and agencies above rules, so that the appeal counts.'
\echo
\set ECHO queries

CREATE TABLE placement (advertiser text, post_id int REFERENCES post, shown_at timestamptz, impressions int);
INSERT INTO placement
SELECT (ARRAY['Acme Soap', 'Bolt Cars', 'Coast Tea'])[1 + i % 3], 1 + i % 5,
       '2026-07-01 00:00Z'::timestamptz + i * interval '37 minutes', 100 + i % 7
FROM generate_series(0, 499) AS i;

SELECT advertiser, sum(impressions) AS shown,
       sum(impressions) FILTER (WHERE labels @@ tagquery_at('hate | misinfo[verdict<=mostly-false]', shown_at)) AS beside_as_known_then,
       sum(impressions) FILTER (WHERE labelset_matches(labels, 'hate | misinfo[verdict<=mostly-false]')) AS as_known_today,
       sum(impressions) FILTER (WHERE labelset_resolve(labels, NULL, '{human, agency, auto}')
                                      @@ 'hate | misinfo[verdict<=mostly-false]') AS after_appeals
FROM placement JOIN post ON post.id = post_id
GROUP BY advertiser ORDER BY advertiser;

\unset ECHO
