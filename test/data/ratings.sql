-- Ratings as fact-checkers word them, with the meaning that a data set gives each: the label maps of
-- X-FACT (37 publishers, 25 languages), the list of FACTors, and MyGoPen's own labels, which stand in
-- brackets in the replies of Cofacts. Prints figures and what is unknown; fails where a verdict is wrong,
-- where fewer than 92 % of the ratings of both lists or 90 % of MyGoPen's labels have one, or where a
-- rating in capitals means something else.
--
--     psql -v ON_ERROR_STOP=1 -v folder=x-fact -v factors=mapped_verdicts.txt -v replies=replies.csv -f test/data/ratings.sql
\set ECHO none
\pset footer off

-- a rating and what it means, a line; the number before [a label] is a count of whoever collected them
CREATE TABLE rating AS
    SELECT DISTINCT ON (publisher, rating) regexp_replace(file, '\.txt$', '') AS publisher, regexp_replace(fields[1], '^[0-9]+ (?=\[)', '') AS rating, lower(fields[2]) AS meaning
    FROM pg_ls_dir(:'folder') AS file, regexp_split_to_table(pg_read_file(:'folder' || '/' || file), E'\r?\n') AS line, LATERAL (SELECT regexp_match(line, E'^(.*?)\t+(.*?)\\s*$')) AS f (fields)
    WHERE file LIKE '%.txt' AND file NOT IN ('SOURCE.txt') AND fields IS NOT NULL;
INSERT INTO rating SELECT NULL, line, NULL FROM regexp_split_to_table(pg_read_file(:'factors'), E'\r?\n') AS line WHERE line <> '';

-- the verdicts that a meaning may be
CREATE TABLE meaning (pattern text, verdicts factverdict[]);
INSERT INTO meaning VALUES
    ('true', '{true}'), ('mostly true|almost true|true, but', '{mostly-true,mixed}'),
    ('half true|partly true|partially true|partially false|partly false|mix|not quite|exaggerated|inaccurate|(other/)?underestimated', '{mixed}'),
    ('mostly false|almost untrue', '{mostly-false}'), ('false|fake|fabricated|total lie|lie|short legs|crazy|pepper on the tongue|very false', '{false}'), ('going pinocchio', '{false,mostly-false}'),
    ('not proven|unproven|unverifiable|not sure|uncheckable|unsustainable|untenable|too early to say|complicated|doubtful|suspicious|maybe true|no evidence', '{unproven}'),
    ('misleading|manipulated|distorted|selective|lacks_context|out of context|misplaced|deceptive|partly true/misleading', '{missing-context,altered,mixed}'),
    ('other/(satire|sarcasm)', '{satire}');

CREATE TABLE read AS
    SELECT r.*, factverdict_from_rating(rating, publisher) AS verdict, factverdict_from_rating(upper(rating COLLATE "und-x-icu"), publisher) AS in_capitals,
           CASE WHEN meaning = 'false' AND rating ~ 'context' THEN '{missing-context}' ELSE (SELECT verdicts FROM meaning AS m WHERE r.meaning ~ ('^(' || pattern || ')$')) END AS allowed,
           -- a rating is a few words, or begins with them; what names several verdicts has none
           cardinality(regexp_split_to_array((regexp_split_to_array(btrim(rating), '[.:;!?]\s| [-–—] '))[1], '\s+')) <= 5
           AND coalesce(meaning !~ '^(other$|other/[^su]|no verdict|none|in process|complete|incomplete|investigations|watching)', rating NOT IN ('multiple', 'no rating found'))
           AND (SELECT count(DISTINCT v) < 2 FROM regexp_split_to_table(rating, '\s*[/,&]\s*| и ') AS part, factverdict_from_rating(part, publisher) AS v) AS is_rating
    FROM rating AS r;

\echo == Unknown
SELECT coalesce(publisher, '(FACTors)') AS publisher, string_agg(left(rating, 40), ' | ' ORDER BY rating COLLATE "C") AS ratings FROM read WHERE is_rating AND verdict IS NULL GROUP BY publisher ORDER BY publisher COLLATE "C";
\echo == Another verdict than the data set has
SELECT publisher, left(rating, 60) AS rating, meaning, verdict FROM read WHERE verdict <> ALL (allowed) ORDER BY publisher COLLATE "C", read.rating COLLATE "C";
\echo == Another verdict in capitals
SELECT publisher, left(rating, 60) AS rating, verdict, in_capitals FROM read WHERE verdict IS DISTINCT FROM in_capitals ORDER BY publisher COLLATE "C", read.rating COLLATE "C";

CREATE TABLE reply (id text, kind text, reference text, author text, app text, text text, created timestamptz);
COPY reply FROM :'replies' (FORMAT csv, HEADER);
CREATE TABLE mygopen AS
    SELECT m[1] AS rating, count(*) AS n, factverdict_from_rating(m[1], 'mygopen.com') AS verdict
    FROM reply, concat(reference, ' ', text) AS t, regexp_matches(t, '【([^】【]{1,8})】', 'g') AS m WHERE t ~* 'mygopen' GROUP BY 1;
\echo == MyGoPen: unknown
SELECT string_agg(rating || ' ' || n, ' | ' ORDER BY n DESC, rating COLLATE "C") AS labels FROM mygopen WHERE verdict IS NULL;

SELECT count(*) FILTER (WHERE is_rating) AS ratings, count(verdict) FILTER (WHERE is_rating) AS known, count(*) FILTER (WHERE verdict <> ALL (allowed)) AS wrong,
       count(*) FILTER (WHERE verdict IS DISTINCT FROM in_capitals) AS capitals, round(100.0 * count(verdict) FILTER (WHERE is_rating) / count(*) FILTER (WHERE is_rating), 1) AS percent
FROM read \gset
SELECT sum(n) AS labels, sum(n) FILTER (WHERE verdict IS NOT NULL) AS labels_known, round(100.0 * sum(n) FILTER (WHERE verdict IS NOT NULL) / sum(n), 1) AS labels_percent,
       (SELECT count(*) FROM mygopen WHERE verdict = 'true' AND rating ~ '^(假|謠)' OR verdict = 'false' AND rating ~ '^[真非]') AS labels_wrong
FROM mygopen \gset
\echo :known of :ratings ratings have a verdict (:percent %), :wrong a wrong one, :capitals another in capitals; :labels_known of :labels labels of MyGoPen (:labels_percent %), :labels_wrong a wrong one
SELECT CASE WHEN :wrong + :capitals + :labels_wrong > 0 OR :percent < 92 OR :labels_percent < 90 THEN 'true' ELSE 'false' END AS failed \gset
\if :failed
    DO $$ BEGIN RAISE EXCEPTION 'ratings are wrong or unknown'; END $$;
\endif
