-- doc/recipes.md, "Desks that judge the same posts", run: what the document shows stands here word for word.
\set ECHO queries
SET TimeZone = 'UTC';
SET extra_float_digits = -6;
CREATE SCHEMA recipe;
SET search_path = recipe, public;
CREATE TABLE post (id int PRIMARY KEY, labels labelset NOT NULL DEFAULT '');

\set ECHO none
-- what five desks said: false, mostly false, mixed, true, or nothing
INSERT INTO post
SELECT id, coalesce(labelset_agg(factlabel_make('misinfo/vaccine', verdict => verdict::factverdict, by => ('human/' || desk)::tagpath, at => '2026-07-01T00:00:00Z')), '')
FROM (VALUES ('ann', 'ffmttfff-tmf--'), ('bob', 'ffmttff-ltmf--'), ('cy', 'fltttmftltfm-t'), ('dee', 'lfmttflfl-mf--'), ('eve', '-fftmff-ttff-f')) AS d (desk, said), generate_series(1, 14) AS id,
     LATERAL (SELECT CASE substr(said, id, 1) WHEN 'f' THEN 'false' WHEN 'l' THEN 'mostly-false' WHEN 'm' THEN 'mixed' WHEN 't' THEN 'true' END AS verdict) AS v
WHERE verdict IS NOT NULL GROUP BY id;
-- a rumour that nobody looked at but a machine, a desk that changed its mind, a desk without a verdict
INSERT INTO post VALUES (13, 'misinfo/vaccine[verdict=false; by=auto/model; at=2026-07-01T00:00:00Z]');
UPDATE post SET labels = labels || 'misinfo/vaccine[verdict=false; by=human/cy; at=2026-07-02T00:00:00Z], misinfo/vaccine[by=human/bob; at=2026-07-02T00:00:00Z]' WHERE id = 8;
\set ECHO queries

CREATE VIEW desk_verdict AS
SELECT id, r.by AS desk, r.verdict
FROM post, labelset_rows(labels) AS r
WHERE r.label = 'misinfo/vaccine' AND r.by LIKE 'human/%' AND r.by <> 'human/chief' AND r.verdict IS NOT NULL;

SELECT consensus_alpha(steps, 'ordinal') AS alpha
FROM (SELECT array_agg(factverdict_value(verdict::factverdict)) AS steps FROM desk_verdict GROUP BY id) AS unit;

SELECT a.desk, b.desk AS other, count(*) AS posts,
       consensus_alpha(ARRAY[factverdict_value(a.verdict::factverdict), factverdict_value(b.verdict::factverdict)], 'ordinal') AS alpha
FROM desk_verdict AS a JOIN desk_verdict AS b ON b.id = a.id AND b.desk > a.desk
GROUP BY a.desk, b.desk ORDER BY alpha LIMIT 3;

SELECT rater, votes, accuracy
FROM unnest((SELECT consensus_dawid_skene_raters(id::text, desk, verdict) FROM desk_verdict)) ORDER BY accuracy DESC;

UPDATE post SET labels = labels || factlabel_make('misinfo/vaccine', verdict => c.label::factverdict, score => c.p, by => 'consensus/ds')
FROM unnest((SELECT consensus_dawid_skene(id::text, desk, verdict) FROM desk_verdict)) AS c
WHERE post.id = c.item::int AND c.votes >= 3
  AND NOT EXISTS (SELECT FROM labelset_rows(labels) AS r
                  WHERE r.by = 'consensus/ds' AND r.verdict = c.label AND abs(r.score - c.p) < 0.01);

SELECT id, r.verdict, r.score FROM post, labelset_rows(labels) AS r WHERE r.by = 'consensus/ds' ORDER BY id;
\echo -- a second time: nothing changes
CREATE TEMP TABLE before AS SELECT * FROM post;
UPDATE post SET labels = labels || factlabel_make('misinfo/vaccine', verdict => c.label::factverdict, score => c.p, by => 'consensus/ds')
FROM unnest((SELECT consensus_dawid_skene(id::text, desk, verdict) FROM desk_verdict)) AS c
WHERE post.id = c.item::int AND c.votes >= 3
  AND NOT EXISTS (SELECT FROM labelset_rows(labels) AS r
                  WHERE r.by = 'consensus/ds' AND r.verdict = c.label AND abs(r.score - c.p) < 0.01);
SELECT count(*) AS changed FROM post JOIN before USING (id) WHERE post.labels <> before.labels;
\echo -- the chief overrules the consensus
UPDATE post SET labels = labels || 'misinfo/vaccine[verdict=mixed; by=human/chief]' WHERE id = 3;

SELECT id, r.verdict, r.by
FROM post, labelset_rows(labelset_resolve(labels, now(), '{human/chief, consensus, human, auto}')) AS r
WHERE r.label = 'misinfo/vaccine' ORDER BY id;

SELECT c.item AS id, c.label, c.p, c.votes
FROM unnest((SELECT consensus_dawid_skene(id::text, desk, verdict) FROM desk_verdict)) AS c
WHERE c.p < 0.9 OR c.votes < 3 ORDER BY c.p, c.item;

CREATE TABLE helpful (note int, rater text, rating float8);
\set ECHO none
-- 24 raters of two sides, some of them in a hurry; some notes please a side, some both
INSERT INTO helpful
SELECT note, rater, CASE WHEN (hashint4extended(note * 100 + r, 1) & 15) = 0 THEN 0.5 WHEN note % 4 = 0 THEN 1 WHEN note % 4 = 3 THEN 0 WHEN note % 2 = r % 2 THEN 1 ELSE 0 END
FROM generate_series(1, 20) AS note, generate_series(1, 24) AS r, format('rater %s', r) AS rater
WHERE (hashint4extended(note * 100 + r, 2) & 3) > 0 OR note = 7 AND r < 3;
\set ECHO queries

SELECT item AS note, round(score::numeric, 2) AS score, round(factor::numeric, 2) AS factor, ratings
FROM unnest((SELECT consensus_bridging(note::text, rater, rating)
             FROM (SELECT *, count(*) OVER (PARTITION BY note) AS of_note, count(*) OVER (PARTITION BY rater) AS of_rater FROM helpful) AS h
             WHERE of_note >= 5 AND of_rater >= 10))
WHERE score >= 0.40 AND abs(factor) < 0.5 ORDER BY score DESC, item;

DROP VIEW desk_verdict;
DROP TABLE post, helpful;
SET search_path = public;
DROP SCHEMA recipe;
