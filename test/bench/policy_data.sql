-- The data of the bench of policies. psql variable: rows, the number of posts.
SET client_min_messages = warning;
SET TimeZone = 'UTC';
CREATE EXTENSION factag;
SELECT setseed(0.5) IS NULL AS seeded \gset

-- 2,000 topics in 40 areas, a third of which have details
CREATE TABLE topic AS
SELECT n, 'a' || n % 40 || '/t' || n || CASE WHEN n % 3 = 0 THEN '/d' ELSE '' END AS path FROM generate_series(0, 1999) AS n;

-- A fifth of the posts have one to three labels, of sources that may withdraw, repeat or deny them; one author
-- in ten has a role, one group in three a kind.
CREATE TABLE label_row AS
SELECT post, (SELECT path FROM topic WHERE topic.n = l.topic) AS path, 's' || source AS source, round(score::numeric, 2)::float4 AS score,
       '2026-01-01Z'::timestamptz + (entry * 10 + 20 * random()) * interval '1 day' AS at, CASE WHEN random() < 0.1 THEN '2026-01-01Z'::timestamptz + 300 * random() * interval '1 day' END AS until,
       entry = 2 AND random() < 0.3 AS neg, random() < 0.05 AS deny
FROM (SELECT post, series, floor(random() * 2000)::int AS topic, floor(random() * 20)::int AS source, random() AS score, random() < 0.2 AS repeated
      -- of the post too, else the dice are thrown once
      FROM generate_series(1, :rows) AS post, generate_series(1, CASE WHEN random() + 0 * post < 0.2 THEN 1 + floor(random() * 3)::int ELSE 0 END) AS series) AS l,
     generate_series(1, CASE WHEN repeated THEN 2 ELSE 1 END) AS entry;
CREATE TABLE post AS
SELECT id, coalesce(labels, '') AS labels, CASE WHEN id % 10 = 0 THEN ('role/r' || id / 10 % 20)::labelset ELSE '' END AS actor, CASE WHEN id % 3 = 0 THEN ('kind/k' || id / 3 % 20)::labelset ELSE '' END AS context
FROM generate_series(1, :rows) AS id
LEFT JOIN (SELECT post, labelset_agg(factlabel_make(path::tagpath, score => score, by => source::tagpath, at => at, until => until, neg => neg, deny => deny)) AS labels FROM label_row GROUP BY post) AS l ON post = id;
ALTER TABLE post ADD PRIMARY KEY (id);
CREATE INDEX ON post USING gin (labels);
-- the table of those who have a row per assertion, and what is above each topic
ALTER TABLE label_row ALTER path TYPE text COLLATE "C", ALTER source TYPE text COLLATE "C";
CREATE INDEX ON label_row (post, path, source, at);
CREATE INDEX ON label_row (path, post);
CREATE TABLE topic_above AS
SELECT path COLLATE "C" AS path, array_to_string(segments[1 : depth], '/') COLLATE "C" AS above FROM topic, string_to_array(path, '/') AS segments, generate_series(1, cardinality(segments)) AS depth;
CREATE INDEX ON topic_above (path);

-- 200 rules: a topic, a topic of some score, a topic beside another area, or an area; each says a step of a ladder of four
CREATE TABLE rule AS
SELECT g.n, 1 + g.n % 4 AS severity, CASE WHEN g.n % 100 = 0 THEN 'a' || g.n / 100 ELSE regexp_replace(t.path, '/d$', '') END AS path, CASE g.n % 5 WHEN 1 THEN 0.8::float4 END AS score, CASE WHEN g.n % 10 = 3 THEN 'a' || (g.n + 1) % 40 END AS other
FROM generate_series(1, 2000) AS g (n) JOIN topic AS t ON t.n = g.n * 7 % 2000;
-- the further rules are about what no post has, or as sure as none
UPDATE rule SET path = CASE WHEN n % 2 = 0 THEN 'b' || path ELSE path END, score = CASE WHEN n % 2 = 1 THEN 1.0 END, other = CASE WHEN n % 2 = 1 THEN 'role/none' END WHERE n > 200;
ALTER TABLE rule ADD query text;
UPDATE rule SET query = path || coalesce('[score>=' || score || ']', '') || coalesce(' & ' || other, '');
CREATE TABLE step AS SELECT * FROM (VALUES (1, 'inform'), (2, 'warn'), (3, 'limit'), (4, 'remove')) AS s (severity, name);
-- the conditions as rows: a rule fires if all of its bits are there
CREATE TABLE rule_term AS
SELECT n, 1 AS bit, path COLLATE "C" AS path, coalesce(score, 0) AS score FROM rule WHERE n <= 200 UNION ALL SELECT n, 2, other, 0 FROM rule WHERE n <= 200 AND other IS NOT NULL;
CREATE INDEX ON rule_term (path);
CREATE TABLE rule_need AS SELECT n, severity, CASE WHEN other IS NULL THEN 1 ELSE 3 END AS bits FROM rule WHERE n <= 200;
CREATE TABLE rule_query AS SELECT n, severity, tagquery_at(query::tagquery, '2026-06-01Z') AS query FROM rule WHERE n <= 200;

CREATE TABLE book (name text PRIMARY KEY, policy labelpolicy NOT NULL);
CREATE FUNCTION policy_of(most int) RETURNS labelpolicy LANGUAGE sql
RETURN (SELECT E'ladder visibility: inform < warn < limit < remove\n' || string_agg(format('r%s: %s -> visibility/%s', n, query, name), E'\n' ORDER BY n) FROM rule JOIN step USING (severity) WHERE n <= most)::labelpolicy;
INSERT INTO book VALUES ('200', policy_of(200)), ('1000', policy_of(1000)), ('2000', policy_of(2000));
-- another version: some rules say more, some are gone
INSERT INTO book SELECT '200b', replace(regexp_replace(policy::text, E'\nr\\d*7: [^\n]*', '', 'g'), 'visibility/limit', 'visibility/remove')::labelpolicy FROM book WHERE name = '200';
INSERT INTO book SELECT 'sides', (policy::text || (SELECT string_agg(format(E'\nactor%s: a%s & actor/role/r%s -> visibility/remove\ncontext%1$s: a%2$s & context/kind/k%3$s -> visibility/warn', i, i * 2, i), '') FROM generate_series(0, 19) AS i))::labelpolicy FROM book WHERE name = '200';
VACUUM (FREEZE, ANALYZE);
