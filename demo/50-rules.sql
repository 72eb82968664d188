-- Other people's rules on other people's texts: SpamAssassin's patterns on one-line descriptions.
-- Reads the files :rules (written by demo/spamassassin.pl) and :synopses (package, line).

SET timezone = 'UTC';
CREATE TABLE spam_rule (name text, label text, pattern text, flags text, left_out text);
COPY spam_rule FROM :'rules';
CREATE TABLE synopsis (package text, line text);
COPY synopsis FROM :'synopses';

-- another release of SpamAssassin may have a pattern that PCRE2 refuses
CREATE FUNCTION pg_temp.refused(rule text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
    PERFORM rule::ruleset;
    RETURN false;
EXCEPTION WHEN OTHERS THEN
    RETURN true;
END $$;
UPDATE spam_rule SET left_out = 'refused'
WHERE left_out IS NULL AND pg_temp.refused(format('%s: /%s/%s -> %s', name, pattern, flags, label));

\echo
\echo :bold'13. Rules by strangers':reset
\echo 'SpamAssassin''s patterns for the bodies of mails, as Debian ships them, are stored one per row and'
\echo 'joined into one rule set. They put labels on the descriptions of the archive''s packages. Each label'
\echo 'has the name of its rule.'
\echo
\set ECHO queries
\timing on

CREATE TABLE spam AS
SELECT 'by: auto/spamassassin' || ruleset_agg(format('%s: /%s/%s -> %s', name, pattern, flags, label)) AS rules
FROM spam_rule WHERE left_out IS NULL;

SELECT position, name, condition, label FROM spam, ruleset_rules(rules) WHERE name IN ('__charity', '__survey', '__will_legal');

\unset ECHO
\timing off
SELECT clock_timestamp() AS began \gset
\set ECHO queries
\timing on

CREATE TABLE spotted AS
SELECT package, line, ruleset_classify(line, rules) AS labels FROM synopsis, spam;

\unset ECHO
\timing off
SELECT clock_timestamp() AS ended \gset
SELECT ruleset_count(rules) AS rules, count(*) AS descriptions, round(avg(octet_length(line))) AS "bytes each",
       round(count(*) / extract(epoch FROM :'ended'::timestamptz - :'began')) AS "a second"
FROM spam, synopsis GROUP BY 1;

\echo 'Which rules match most often? Some match almost any text, because SpamAssassin combines them.'
\echo
\set ECHO queries
\timing on

SELECT tagpath_leaf(by::tagpath) AS rule, count(*) AS descriptions, round(100.0 * count(*) / (SELECT count(*) FROM spotted), 2) AS percent
FROM spotted, labelset_rows(labels) GROUP BY rule ORDER BY descriptions DESC, rule LIMIT 8;

\unset ECHO
\timing off

\echo 'And why? A rule about the wills of rich strangers, one about a safe way to earn money, and one'
\echo 'about orphans in need, at work in an archive of software:'
\echo
\set ECHO queries

SELECT DISTINCT ON (rule) rule, match, start, ruleset_highlight(line, three, '[', ']') AS "the description"
FROM (SELECT ruleset_agg(format('%s: %s -> %s', name, condition, label)) AS three
      FROM spam, ruleset_rules(rules) WHERE name IN ('__charity', '__fraud_iou', '__will_legal')) AS r,
     synopsis, ruleset_matches(line, three)
ORDER BY rule, length(line), line;

\unset ECHO
