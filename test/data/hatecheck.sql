-- HateCheck's short posts, sorted into classes of what is hard about them, before a small rule set
-- of our own. A check of mechanics: that folding reaches words spelt otherwise, that a pattern under
-- ! silences its rule, that every way to ask agrees. No accuracy is promised of patterns, and no post
-- is shown.
--
--     psql -v ON_ERROR_STOP=1 -v file=test_suite_cases.csv -f test/data/hatecheck.sql
\set ECHO none
\pset footer off

CREATE TABLE post (n int, class text, id int PRIMARY KEY, body text, gold text, target text, direction text, focus text, lemma text,
                   ref_case text, ref_template text, template text, case_template text);
COPY post FROM :'file' (FORMAT csv, HEADER);

-- the same rules three times: as written, with folding, and with what speaks against them
CREATE TABLE rule_set (n int, name text, rules ruleset);
INSERT INTO rule_set
SELECT n, name, ('by: auto/hatecheck' || fold || format(E'
    contempt: %1$s & %2$s %5$s -> hate/contempt
    threat: %1$s & %3$s %5$s -> hate/threat
    wish: %1$s & %4$s %5$s -> hate/wish',
    '/\b(?:wom[ae]n|trans|gays?|black|disabled|muslims?|immigrants?)\b/i',
    '/\b(?:hate|hatred|despise|detest|loathe|disgust\w*|contempt|sick|stupid|ignorant|worthless|filth\w*|scum|trash|garbage|cancer|plague|vile)\b/i',
    '/\b(?:want to|going to|will|''ll)\b.{0,20}\b(?:kill|murder|shoot|stab|hurt|attack)/i',
    '/\b(?:deserve to|should)\b.{0,20}\b(?:die|killed|shot|suffer)\b|\bdeath to\b/i', against))::ruleset
FROM (SELECT E'\nfold: casefold, invisible, confusables, leet, spaced' AS folding,
             '!/\b(?:not?|never|nobody|opposite)\b|n''t\b/i' AS not_negated,
             '!(/"[^"]{4,}"/ | /\b(?:say|said|saying|calls?|calling|write|writing|posts?|comments?|statements?|threats?|threatening)\b/i)' AS not_quoted) AS t,
     LATERAL (VALUES (1, 'words', '', ''), (2, 'folded', folding, ''), (3, 'not negated', folding, '& ' || not_negated),
                     (4, 'nor quoted', folding, format('& %s & %s', not_negated, not_quoted))) AS v (n, name, fold, against);

CREATE TABLE found AS
    SELECT n, class, gold, id, ruleset_test(body, rules) AS tested, labelset_count(ruleset_classify(body, rules)) AS labels,
           (SELECT count(DISTINCT rule) FROM ruleset_matches(body, rules)) AS rules_why,
           translate(ruleset_highlight(body, rules, '⟦', '⟧'), '⟦⟧', '') = body AS unmarked,
           ruleset_test(jsonb_build_object('post', body), rules) AS tested_document
    FROM (SELECT rule_set.n, class, gold, id, body, rules FROM post, rule_set) AS p;

\echo == Found of each class, in percent: what is hateful should be found, what is not is a false alarm
CREATE TABLE share AS
    SELECT class, gold, n, count(*) AS posts, count(*) FILTER (WHERE tested) AS found FROM found GROUP BY class, gold, n;
SELECT gold, class, posts,
       max(round(100.0 * found / posts)) FILTER (WHERE n = 1) AS words, max(round(100.0 * found / posts)) FILTER (WHERE n = 2) AS folded,
       max(round(100.0 * found / posts)) FILTER (WHERE n = 3) AS "not negated", max(round(100.0 * found / posts)) FILTER (WHERE n = 4) AS "nor quoted"
FROM share GROUP BY gold, class, posts ORDER BY gold, class;
SELECT gold AS "all", sum(posts) FILTER (WHERE n = 1) AS posts,
       round(100 * sum(found) FILTER (WHERE n = 1) / sum(posts) FILTER (WHERE n = 1)) AS words, round(100 * sum(found) FILTER (WHERE n = 2) / sum(posts) FILTER (WHERE n = 2)) AS folded,
       round(100 * sum(found) FILTER (WHERE n = 3) / sum(posts) FILTER (WHERE n = 3)) AS "not negated", round(100 * sum(found) FILTER (WHERE n = 4) / sum(posts) FILTER (WHERE n = 4)) AS "nor quoted"
FROM share GROUP BY gold ORDER BY gold;

-- of one class, whether the second rule set finds more, or fewer
CREATE FUNCTION pg_temp.more(of text, one int, other int) RETURNS boolean LANGUAGE sql RETURN
    (SELECT sum(found) FILTER (WHERE n = other) > sum(found) FILTER (WHERE n = one) FROM share WHERE class = of);
CREATE TABLE demanded (what text, held boolean);
INSERT INTO demanded VALUES
    ('folding finds more of what is written in leet', pg_temp.more('spell_leet_h', 1, 2)),
    ('folding finds more of what is spelt out', pg_temp.more('spell_space_add_h', 1, 2)),
    ('folding loses nothing', NOT EXISTS (SELECT FROM found AS a JOIN found AS b USING (id) WHERE a.n = 1 AND b.n = 2 AND a.tested AND NOT b.tested)),
    ('negation silences', pg_temp.more('negate_neg_nh', 3, 2)),
    ('quoting silences', pg_temp.more('counter_quote_nh', 4, 3)),
    ('a pattern under ! only silences', NOT EXISTS (SELECT FROM found AS a JOIN found AS b USING (id) WHERE b.n > a.n AND a.n > 1 AND b.tested AND NOT a.tested)),
    ('test, classify, matches and documents agree', NOT EXISTS (SELECT FROM found WHERE tested <> (labels > 0) OR labels <> rules_why OR tested <> tested_document)),
    ('marks do not change the text', (SELECT bool_and(unmarked) FROM found)),
    ('all posts were read', (SELECT count(*) = 3728 FROM post));
SET factag.rule_prefilter = off;
INSERT INTO demanded
SELECT 'the same without the prefilter', bool_and(ruleset_test(body, rules) = tested)
FROM found JOIN post USING (id) JOIN rule_set ON rule_set.n = found.n;
RESET factag.rule_prefilter;

SELECT count(*) FILTER (WHERE held) AS held, count(*) AS demanded, coalesce(string_agg(what, '; ') FILTER (WHERE held IS NOT TRUE), 'none') AS missed FROM demanded \gset
\echo mechanics: :held of :demanded held; missed: :missed
SELECT CASE WHEN :held = :demanded THEN 'false' ELSE 'true' END AS failed \gset
\if :failed
    DO $$ BEGIN RAISE EXCEPTION 'rules do not do what they should'; END $$;
\endif
