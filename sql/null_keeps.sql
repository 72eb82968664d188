-- NULL erases nothing: whatever is assigned back to its own column keeps what it had where the other
-- operand is missing, as array_cat does.
\set ECHO queries
SET timezone = 'UTC';

\echo
\echo == ||, and | of ids: NULL is the empty set, log or rule set; of two NULLs it is NULL
SELECT 'a'::tagset || NULL AS "set, NULL", NULL || 'a'::tagset AS "NULL, set", 'a'::tagset || NULL::text AS "set, text", NULL::text || 'a'::tagset AS "text, set",
       NULL::tagset || 'a'::text AS "NULL, text", 'a'::varchar || NULL::tagset AS "varchar, NULL",
       NULL::tagset || NULL::tagset IS NULL AND NULL::tagset || NULL::text IS NULL AND NULL::text || NULL::tagset IS NULL AS nothing;
SELECT 'a'::labelset || NULL AS "log, NULL", NULL || 'a'::labelset AS "NULL, log", 'a'::labelset || NULL::factlabel AS "log, label", NULL::factlabel || 'a'::labelset AS "label, log",
       NULL::labelset || 'a'::factlabel AS "NULL, label", 'a'::factlabel || NULL::labelset AS "label, NULL",
       'a'::factlabel || NULL AS "label, NULL", NULL::factlabel || 'a'::factlabel AS "NULL, label";
SELECT 'a'::labelset || NULL::text AS "log, text", NULL::text || 'a'::labelset AS "text, log", 'a'::factlabel || NULL::text AS "label, text", NULL::text || 'a'::factlabel AS "text, label",
       NULL::labelset || 'a'::text AS "NULL, text", 'a'::text || NULL::labelset AS "text, NULL", NULL::factlabel || 'a'::text AS "NULL, text", 'a'::text || NULL::factlabel AS "text, NULL";
SELECT NULL::labelset || NULL::labelset IS NULL AND NULL::labelset || NULL::factlabel IS NULL AND NULL::factlabel || NULL::labelset IS NULL AND NULL::factlabel || NULL::factlabel IS NULL
       AND NULL::labelset || NULL::text IS NULL AND NULL::text || NULL::labelset IS NULL AND NULL::factlabel || NULL::text IS NULL AND NULL::text || NULL::factlabel IS NULL AS nothing,
       pg_typeof('a'::factlabel || NULL::factlabel) AS type;
SELECT 'a: /a/ -> x'::ruleset || NULL AS "rules, NULL", NULL || 'a: /a/ -> x'::ruleset AS "NULL, rules", 'a: /a/ -> x'::ruleset || NULL::text AS "rules, text",
       NULL::text || 'a: /a/ -> x'::ruleset AS "text, rules", NULL::ruleset || 'a: /a/ -> x'::text AS "NULL, text", 'a:/a/->x'::text || NULL::ruleset AS "text, NULL",
       NULL::ruleset || NULL::ruleset IS NULL AND NULL::ruleset || NULL::text IS NULL AND NULL::text || NULL::ruleset IS NULL AS nothing;
SELECT 'a'::tagtaxonomy || NULL AS "taxonomy, NULL", NULL || 'a'::tagtaxonomy AS "NULL, taxonomy", 'a'::tagtaxonomy || NULL::text AS "taxonomy, NULL text", NULL::text || 'a'::tagtaxonomy AS "NULL text, taxonomy",
       taxonomy_apply('a', NULL) AS applied, NULL::tagtaxonomy || NULL::tagtaxonomy IS NULL AND NULL::tagtaxonomy || NULL::text IS NULL AS nothing;
SELECT 'free: q'::labelpolicy || NULL AS "policy, NULL", NULL || 'free: q'::labelpolicy AS "NULL, policy", 'free: q'::labelpolicy || NULL::text AS "policy, NULL text", NULL::text || 'free: q'::labelpolicy AS "NULL text, policy",
       NULL::labelpolicy || NULL::labelpolicy IS NULL AND NULL::labelpolicy || NULL::text IS NULL AS nothing;

SELECT '{1}'::idset | NULL AS "ids, NULL", NULL | '{1}'::idset AS "NULL, ids", NULL::idset | NULL::idset IS NULL AS nothing;

\echo
\echo == What takes away, moves or selects by time: NULL changes nothing
SELECT 'a, b'::tagset - NULL::tagset AS "- set", 'a, b'::tagset - NULL::tagpath AS "- path", 'a, b'::tagset & NULL AS "&",
       NULL::tagset - 'a'::tagset IS NULL AND NULL::tagset - 'a'::tagpath IS NULL AND NULL & 'a'::tagset IS NULL AS nothing;
SELECT '{1,2}'::idset - NULL AS "- ids", '{1,2}'::idset & NULL AS "& ids", NULL - '{1}'::idset IS NULL AND NULL & '{1}'::idset IS NULL AS nothing;
SELECT tagset_rebase('a/b', NULL, 'c'), tagset_rebase('a/b', 'a', NULL), tagset_rebase(NULL, 'a', 'b') IS NULL AS nothing,
       tagpath_rebase('a/b', NULL, 'c'), tagpath_rebase('a/b', 'a', NULL), tagpath_rebase(NULL, 'a', 'b') IS NULL AS nothing;
SELECT tagset_live(t, NULL), tagset_purge(t, NULL), tagset_live(NULL, now()) IS NULL AND tagset_purge(NULL, now()) IS NULL AND tagset_live(NULL, NULL) IS NULL AS nothing
FROM (VALUES ('a[until=2000-01-01T00:00:00Z], b[since=2100-01-01T00:00:00Z]'::tagset)) AS v (t);
SELECT labelset_prune('a[until=2000-01-01T00:00:00Z]', NULL), labelset_prune(NULL, now()) IS NULL AS nothing;
SELECT tagset_put('a', NULL, 0.5), tagset_put(NULL, 'a', 0.5), tagpath_append('a', NULL), tagquery_at('a', NULL);

\echo
\echo == A run of a source: a NULL log is empty; where anything else is NULL, the log stays as it is
SELECT labelset_refresh(NULL, 'auto', 'a', '2026-01-01Z') AS new, labelset_refresh(log, 'auto', NULL, '2026-01-01Z') = log AS found,
       labelset_refresh(log, NULL, 'a', '2026-01-01Z') = log AS source, labelset_refresh(log, 'auto', 'a', NULL) = log AS at,
       labelset_refresh(NULL, 'auto', NULL) IS NULL AS nothing, labelset_refresh(NULL, 'auto', '', '2026-01-01Z') = '' AS empty
FROM (VALUES ('b[by=auto; at=2025-01-01T00:00:00Z], c[by=human/ann; deny]'::labelset)) AS v (log);

\echo
\echo == As triggers and updates are written: what a human denied stays where a finding is missing
CREATE TABLE post (id int PRIMARY KEY, body text, tags tagset, labels labelset, rules ruleset);
CREATE FUNCTION label_post() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.labels := labelset_refresh(NEW.labels, 'auto', ruleset_classify(NEW.body, E'by: auto\nchip: /chip/ -> misinfo'), '2026-01-01Z');
    NEW.tags := NEW.tags || hashtags(NEW.body) || (SELECT tagset_agg(tag) FROM unnest('{}'::tagpath[]) AS tag);
    RETURN NEW;
END $$;
CREATE TRIGGER label_post BEFORE INSERT OR UPDATE ON post FOR EACH ROW EXECUTE FUNCTION label_post();
INSERT INTO post VALUES (1, 'a chip #vax', 'topic/health', '', 'a: /a/ -> x'), (2, NULL, 'lang/en', NULL, NULL);
UPDATE post SET labels = labels || factlabel_make('misinfo', by => 'human/ann', deny => true, at => '2026-01-02Z') WHERE id = 1;
UPDATE post SET body = NULL, labels = labels || (SELECT labelset_agg(l) FROM unnest('{}'::factlabel[]) AS l),
                tags = (tags & (SELECT tagset_agg(tag) FROM unnest('{}'::tagpath[]) AS tag)) - (SELECT tags FROM post WHERE false),
                rules = rules || (SELECT rules FROM post WHERE false);
SELECT id, tags, labels, rules FROM post ORDER BY id;
DROP TABLE post;
DROP FUNCTION label_post;

\echo
\echo == Queries are conditions, and a condition with an unknown part is unknown, as tsquery has it
SELECT 'a'::tagquery && NULL IS NULL AND 'a'::tagquery || NULL IS NULL AND 'a'::tagquery || NULL::text IS NULL AND tagquery_not(NULL) IS NULL AS nothing;
