-- Many raters, one finding: how far they agree, what is most probably true, and what both sides find helpful. Desks, posts, notes and votes
-- are invented, by formulas.

SET timezone = 'UTC';
SET client_min_messages = warning;

\echo
\echo :bold'33. Do the desks agree?':reset
\echo 'Five invented desks judged 200 invented posts, each under its own name in the log. Two are careful, one is less so, and two say'
\echo 'what they like. What is true is known here, since the votes are made by formulas.'
\echo

CREATE TABLE judged (id int PRIMARY KEY, truth factverdict NOT NULL, labels labelset NOT NULL);
INSERT INTO judged
SELECT id, truth, labelset_agg(factlabel_make('misinfo/rumour', verdict => verdict::factverdict, by => ('human/' || desk)::tagpath, at => '2026-07-01 09:00Z'))
FROM generate_series(1, 200) AS id, LATERAL (SELECT (ARRAY['false', 'mixed', 'true'])[1 + (hashint4extended(id, 1) & 1023) % 3]::factverdict AS truth) AS t,
     (VALUES ('ann', 1, 0.92), ('bob', 2, 0.88), ('cy', 3, 0.60), ('dee', 4, 0.20), ('eve', 5, 0.05)) AS d (desk, n, care),
     LATERAL (SELECT CASE WHEN (hashint4extended(id * 10 + n, 2) & 1023) / 1024.0 < care THEN truth::text ELSE (ARRAY['false', 'mixed', 'true'])[1 + (hashint4extended(id * 10 + n, 3) & 1023) % 3] END AS verdict) AS v
WHERE (hashint4extended(id * 10 + n, 4) & 3) > 0
GROUP BY id, truth;

\set ECHO queries

SELECT id, verdict, by FROM judged, labelset_rows(labels) WHERE id = 7 ORDER BY by;

CREATE VIEW desk_verdict AS
SELECT id, r.by AS desk, r.verdict FROM judged, labelset_rows(labels) AS r WHERE r.by LIKE 'human/%';

SELECT round(consensus_alpha(steps, 'ordinal')::numeric, 3) AS alpha
FROM (SELECT array_agg(factverdict_value(verdict::factverdict)) AS steps FROM desk_verdict GROUP BY id) AS post;
SELECT rater, votes, round(accuracy::numeric, 2) AS accuracy FROM unnest((SELECT consensus_dawid_skene_raters(id::text, desk, verdict) FROM desk_verdict)) ORDER BY accuracy DESC;

\unset ECHO

\echo 'Alpha is 1 where all agree, and 0 where they might as well throw dice. Nobody told who is careless: it follows from the votes.'
\echo 'The most probable verdicts become labels of a source of their own, with their probability as score. More of them are right than of the majority:'
\echo
\set ECHO queries

UPDATE judged SET labels = labels || factlabel_make('misinfo/rumour', verdict => c.label::factverdict, score => c.p, by => 'consensus/ds')
FROM unnest((SELECT consensus_dawid_skene(id::text, desk, verdict) FROM desk_verdict)) AS c WHERE judged.id = c.item::int;

SELECT count(*) AS posts, count(*) FILTER (WHERE labels @@ format('misinfo[verdict=%s; by=consensus]', truth)::tagquery) AS by_consensus,
       count(*) FILTER (WHERE truth::text = (SELECT mode() WITHIN GROUP (ORDER BY verdict) FROM desk_verdict AS d WHERE d.id = judged.id)) AS by_majority
FROM judged;
SELECT id, r.verdict, round(r.score::numeric, 2) AS p FROM judged, labelset_rows(labels) AS r WHERE r.by = 'consensus/ds' ORDER BY r.score, id LIMIT 3;

\unset ECHO

\echo 'The three of which it is least sure are for a human.'
\echo
\echo :bold'34. What both sides find helpful':reset
\echo 'Forty invented raters of two sides rate thirty invented notes, each of which pleases a side, both, or nobody. A majority is that of the'
\echo 'larger side; bridging finds what those approve of who usually disagree.'
\echo

CREATE TABLE rating (note int, rater text, helpful float8);
INSERT INTO rating
SELECT note, format('rater %s', r), CASE WHEN (hashint4extended(note * 100 + r, 5) & 15) = 0 THEN 0.5 WHEN note % 5 = 0 THEN 1 WHEN note % 5 = 4 THEN 0 WHEN (note % 2 = 0) = (r <= 28) THEN 1 ELSE 0 END
FROM generate_series(1, 30) AS note, generate_series(1, 40) AS r WHERE (hashint4extended(note * 100 + r, 6) & 3) > 0;

\set ECHO queries

SELECT item AS note, round(score::numeric, 2) AS score, round(factor::numeric, 2) AS factor, ratings, round(mean::numeric, 2) AS mean
FROM unnest((SELECT consensus_bridging(note::text, rater, helpful) FROM rating)) JOIN LATERAL (SELECT avg(helpful) AS mean FROM rating WHERE note = item::int) AS m ON true
WHERE mean > 0.6 ORDER BY score DESC LIMIT 10;

\unset ECHO
\echo 'All of these please more than half of the raters; those with a large factor please the larger side alone.'
