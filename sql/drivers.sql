-- What drivers, ORMs and BI tools send: varchar, json, LIKE, text where a function takes factag's types.
\set VERBOSITY terse
CREATE TABLE sent (id int, path tagpath, tags tagset, query tagquery, verdict factverdict, label factlabel, labels labelset, rules ruleset);

\echo 'JDBC binds strings as varchar: each type takes it by assignment, none by an implicit cast.'
PREPARE insert_row(int, varchar, varchar, varchar, varchar, varchar, varchar, varchar) AS INSERT INTO sent VALUES ($1, $2, $3, $4, $5, $6, $7, $8);
EXECUTE insert_row(1, 'Topic/Sport', 'a/b[weight=0.5], c', 'a & !c', 'false', 'a[by=x]', 'a[by=x], b', 'r: /x/ -> a');
EXECUTE insert_row(2, 'a//b', NULL, NULL, NULL, NULL, NULL, NULL);
PREPARE update_row(varchar) AS UPDATE sent SET tags = $1 WHERE id = 1;
EXECUTE update_row('a/b[weight=0.5], c, d');
CREATE TABLE legacy (id int, tags varchar(50));
INSERT INTO legacy VALUES (3, 'vip, region/taipei');
INSERT INTO sent (id, tags) SELECT id, tags FROM legacy;
ALTER TABLE legacy ALTER tags TYPE tagset USING tags::tagset;
SELECT id, path, tags, query, verdict, label, labels, rules FROM sent ORDER BY id;

\echo 'json by way of jsonb.'
INSERT INTO sent (id, tags) VALUES (4, '{"a/b": {"weight": 0.5}}'::json), (5, '["c", "d"]'::json);
INSERT INTO sent (id, label, labels) VALUES (6, '{"label": "x", "by": "y"}'::json, '[{"label": "x"}]'::json);
INSERT INTO sent (id, tags) VALUES (7, '{"a//b": {}}'::json);
SELECT id, tags, label, labels FROM sent WHERE id BETWEEN 4 AND 6 ORDER BY id;

\echo 'LIKE and ILIKE match the text form.'
SELECT id FROM sent WHERE tags LIKE '%taipei%' OR tags ILIKE '%A/B%' ORDER BY id;
SELECT path LIKE 'topic/%' AS like, path NOT LIKE 'topic/%' AS not_like, path ILIKE 'TOPIC/%' AS ilike, path NOT ILIKE 'x%' AS not_ilike FROM sent WHERE id = 1;
SELECT query LIKE '%!c' AS query, verdict LIKE 'fal%' AS verdict, label LIKE '%by=x%' AS label, labels LIKE '%, b' AS labels, rules LIKE '%/x/%' AS rules FROM sent WHERE id = 1;
PREPARE search(varchar) AS SELECT id FROM sent WHERE tags ILIKE '%' || $1 || '%' ORDER BY id;
EXECUTE search('TAIPEI');

\echo 'Functions take text and varchar where they take a path, a query or a rule set.'
PREPARE calls(varchar, varchar, text) AS SELECT tagset_put('a', $1, 0.5), tagset_make($1, 2), tagset_matches('a/b', $2), factlabel_make($1, 'false', at => NULL),
    ruleset_test($3, 'r: /x/ -> a'), tagset_weight('a/b[weight=0.25]', $1), tagset_value('a/b[value=7]', $1), tagset_below('a/b/c, d', $1);
EXECUTE calls('a/b', 'a', 'xyz');
SELECT tagset_matches('a/b', 'a'::tagquery), tagset_matches('a[until=2020-01-01T00:00:00Z]', 'a'::tagquery), tagset_matches('a[until=2020-01-01T00:00:00Z]', 'a'::tagquery, NULL),
    labelset_matches('a', 'a'::tagquery), ruleset_classify('x', 'r: /x/ -> a'::text, NULL), ruleset_classify('{"t": "x"}'::jsonb, 'r: /x/ -> a'::text, NULL);
SELECT tagset_weight('a, b[weight=0.5]', 'a') AS one, tagset_weight('a, b[weight=0.5]', 'b') AS half, tagset_weight('a/b', 'a') AS not_below, tagset_value('a', 'a') AS none;
SELECT tagset_agg(t) FROM (VALUES ('b'), ('a/b'::varchar), (NULL)) AS v (t);
\echo 'A list or an object that a driver sends as text is read as the array or the JSON that it is.'
SELECT '{a/b,"x,y"}'::tagset, '["a", "b/c"]'::tagset, '{"a/b": {"weight": 0.5}}'::tagset, ' { } '::tagset, '[]'::tagset, '{NULL,a}'::tagset;
SELECT '{a,b[by=x]}'::labelset, '[{"label": "x"}]'::labelset, '{}'::labelset, '{"label": "x", "by": "y"}'::factlabel;
SELECT 'x'::tagset || '{a,b}' AS tags, '{a,b}' || 'x'::labelset AS labels, 'null'::tagset AS "a tag of that name";

\echo 'Types that are neither refuse both, with a hint.'
\set VERBOSITY default
SELECT '{a/b}'::tagpath;
SELECT '["a"]'::tagpath;
\set VERBOSITY terse
SELECT '{"a": 1}'::tagquery;
SELECT 'x'::tagquery && '{a}';
SELECT '{false}'::factverdict;
SELECT '{"r": 1}'::ruleset;
SELECT '{a}'::factlabel;
SELECT tagset_agg(t) FROM (VALUES ('{a,b}'::text)) AS v (t);
SELECT '{a/b'::tagset;
SELECT '{"a": {"weight": "x"}}'::tagset;
SELECT '{a//b}'::tagset;
SELECT '[1'::tagset;

\echo 'A name that begins so is written in quotes, and printed in quotes.'
SELECT '"{a"'::tagpath, '"{a", "[b"/"{c"'::tagset, '"{a" & "[b"'::tagquery, '"{a"[by="{s"]'::labelset, '"{r": /x/ -> "{a"'::ruleset, tagpath_quote('{a'), tagpath_make('{a', '{b');
SELECT tags::text::tagset = tags AND tags::jsonb::tagset = tags AND tags::text[]::tagset = tags AS same FROM (SELECT '"{a", "[b"/"{c"'::tagset AS tags) AS t;

DROP TABLE sent, legacy;
DEALLOCATE ALL;
