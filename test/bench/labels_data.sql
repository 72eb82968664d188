-- The posts of the bench of labels, the same on every run, and the questions about them. psql variable:
-- rows, the number of posts.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
CREATE EXTENSION factag;

-- Returns a number from 0 to 1 that depends only on the arguments.
CREATE FUNCTION chance(post int, entry int, what int) RETURNS float8 LANGUAGE sql IMMUTABLE
    RETURN (hashint8extended(post::int8 * 1000 + entry * 100 + what, 20200701) & 1073741823) / 1073741824.0;

-- A post has 0 to 6 entries. One entry in five continues the series of the entry before it: its path,
-- source and claim are the same, its time is another.
CREATE TABLE label_row AS
SELECT id AS post_id,
       (ARRAY['misinfo/vaccine', 'misinfo/vaccine', 'misinfo/election', 'misinfo/climate', 'misinfo/war', 'hate/slur', 'hate/religion',
              'spam/crypto', 'spam/phone', 'spam/phone', 'threat/violence', 'copyright'])[1 + floor(12 * chance(id, series, 1) ^ 1.5)] AS path,
       CASE floor(3 * chance(id, series, 2))
           WHEN 0 THEN 'auto/rules/v' || 1 + floor(7 * chance(id, series, 3)) || '/rule-' || floor(40 * chance(id, series, 4))
           WHEN 1 THEN 'human/h' || floor(30 * chance(id, series, 3)) ELSE 'agency/a' || floor(12 * chance(id, series, 3)) END AS source,
       CASE WHEN chance(id, series, 2) >= 2.0 / 3 THEN 'c' || floor(3 * chance(id, series, 5)) ELSE '' END AS claim,
       CASE WHEN chance(id, series, 2) >= 1.0 / 3 THEN 1 + floor(11 * chance(id, entry, 6) ^ 1.4) END::smallint AS verdict,
       CASE WHEN chance(id, entry, 7) < 0.7 THEN round((0.5 + chance(id, entry, 8) / 2)::numeric, 2) END::real AS score,
       at, CASE WHEN chance(id, entry, 9) < 0.2 THEN at + chance(id, entry, 10) * interval '3 days' END AS seen,
       CASE WHEN chance(id, entry, 11) < 0.1 THEN at + interval '60 days' END AS until,
       chance(id, entry, 12) < 0.08 AS neg, chance(id, entry, 13) < 0.05 AS deny
  FROM generate_series(1, :rows) AS id,
       generate_series(1, floor(7 * chance(id, 0, 0))::int) AS entry,
       LATERAL (SELECT CASE WHEN entry > 1 AND chance(id, entry, 14) < 0.2 THEN entry - 1 ELSE entry END AS series,
                       date_trunc('second', '2025-07-01 00:00Z'::timestamptz + chance(id, entry, 15) * interval '360 days') AS at) AS t;

-- The posts with a log of labels each.
CREATE VIEW labelled AS
SELECT id, coalesce(labels, '') AS labels
  FROM generate_series(1, :rows) AS id
  LEFT JOIN (SELECT post_id, labelset_agg(factlabel_make(path::tagpath,
                        (ARRAY['false', 'mostly-false', 'mixed', 'mostly-true', 'true', 'unproven', 'missing-context',
                               'altered', 'satire', 'opinion', 'outdated'])[verdict]::factverdict,
                        score, source::tagpath, nullif(claim, ''), at, seen, until, neg, deny)) AS labels
               FROM label_row GROUP BY post_id) AS l ON post_id = id;

-- The questions, asked of a log of labels and of a table with a row per entry. Conditions in "shared"
-- hold for all entries of a series or for none, so they may be tested before the last entry is known;
-- "asserted" is tested on the last entry only. "second" is asserted by another series of the same post.
CREATE TABLE question (n int, name text, ask text, shared text, asserted text, second text, at timestamptz);
INSERT INTO question VALUES
    (1, 'present state: hate', $$labels @@ 'hate'$$, $$path >= 'hate/' AND path < 'hate0'$$, 'true', NULL, NULL),
    (2, 'by source: threats, says a human', $$labels @@ 'threat[by=human]'$$,
     $$path >= 'threat/' AND path < 'threat0' AND source >= 'human/' AND source < 'human0'$$, 'true', NULL, NULL),
    (3, 'range: vaccine, at most mostly false, score from 0.8, human or agency',
     $$labels @@ 'misinfo/vaccine[verdict<=mostly-false; score>=0.8; by=human|agency]'$$,
     $$path = 'misinfo/vaccine' AND (source LIKE 'human/%' OR source LIKE 'agency/%')$$, 'verdict <= 2 AND score >= 0.8::real', NULL, NULL),
    (4, 'as of a date: hate in January', $$labels @@ 'hate @ 2026-01-15T00:00:00Z'$$,
     $$path >= 'hate/' AND path < 'hate0'$$, 'true', NULL, '2026-01-15 00:00Z'),
    (5, 'disagreement: the war, false here and true there',
     $$labels @@ 'misinfo/war[verdict<=mostly-false] & misinfo/war[verdict>=mostly-true]'$$,
     $$path = 'misinfo/war'$$, 'verdict <= 2', 'verdict BETWEEN 4 AND 5', NULL);
