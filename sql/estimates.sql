\echo == What the planner expects: estimates against the truth
SET jit = off;
SET max_parallel_workers_per_gather = 0;

CREATE FUNCTION estimate(condition text, relation text = 'est') RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE plan json;
BEGIN
    EXECUTE format('EXPLAIN (FORMAT json) SELECT 1 FROM %s WHERE %s', relation, condition) INTO plan;
    RETURN plan #>> '{0,Plan,Plan Rows}';
END $$;
CREATE FUNCTION truth(condition text, relation text = 'est') RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE n float8;
BEGIN
    EXECUTE format('SELECT count(*) FROM %s WHERE %s', relation, condition) INTO n;
    RETURN n;
END $$;
-- how far off, upwards or downwards; a row more or less does not count
CREATE FUNCTION off(estimate float8, truth float8) RETURNS float8 LANGUAGE sql
    RETURN greatest((estimate + 1) / (truth + 1), (truth + 1) / (estimate + 1));

\echo -- 20,000 members: a tree of 6 x 5 x 4, some tags far more common than others, some that come together
CREATE TABLE est (id int, tags tagset, path tagpath);
CREATE FUNCTION noise(seed int, id int, k int) RETURNS float8 LANGUAGE sql IMMUTABLE
    RETURN (hashint8extended(id * 1000 + k, seed) & 1073741823) / 1073741824.0;
INSERT INTO est
SELECT id,
       (SELECT tagset_agg(p, NULL, CASE WHEN top = 1 THEN (100 * noise(3, id, k))::int END, NULL, NULL)
          FROM generate_series(1, 2 + (10 * noise(1, id, 0))::int) k,
               LATERAL (SELECT (6 * noise(2, id, k) ^ 2)::int AS top) t,
               LATERAL (SELECT tagpath('r' || top, 's' || (4 * noise(2, id, 100 + k) ^ 2)::int, 't' || (4 * noise(2, id, 200 + k))::int) AS p) p)
       || CASE WHEN noise(4, id, 1) < 0.05 THEN 'game/chess, screen/small'::tagset ELSE '' END
       || CASE WHEN noise(4, id, 2) < 0.3 THEN 'r0'::tagset ELSE '' END,
       CASE WHEN noise(5, id, 0) > 0.1
            THEN tagpath('r' || (6 * noise(5, id, 1) ^ 2)::int, 's' || (30 * noise(5, id, 2) ^ 2)::int, 't' || (30 * noise(5, id, 3))::int) END
  FROM generate_series(1, 20000) id;

\echo -- without statistics: no nonsense
SELECT c, estimate(c) BETWEEN 1 AND 15000 AS sane
  FROM unnest(ARRAY[$$tags @> 'r1'$$, $$tags @> 'r1/s1, r2'$$, $$tags @@ 'r1 & !r2'$$, $$tags && 'r1'$$, $$tags <@ 'r1'$$, $$path <@ 'r1'$$, $$path @@ 'r1/*'$$]) c;

ANALYZE est;

\echo -- single terms, every node of the tree that a thousandth of the rows has
CREATE TEMP TABLE single AS
SELECT format(c, p::text) AS condition, estimate(format(c, p::text)), truth(format(c, p::text))
  FROM (SELECT DISTINCT unnest(tagset_expand(tags)::tagpath[]) AS p FROM est) n,
       unnest(ARRAY['tags @> %L::tagpath', 'tags @@ %L', 'tags @@ (''='' || %L)::tagquery', 'tags && %L']) c;
SELECT count(*) > 400 AS many, round(max(off(estimate, truth))::numeric, 1) AS worst, max(off(estimate, truth)) < 4 AS good
  FROM single WHERE truth >= 20;

\echo -- combinations of two to four of them, wildcards among them; those that a row in a thousand meets
CREATE FUNCTION some_term(i int, k int) RETURNS text LANGUAGE sql
    RETURN CASE (8 * noise(7, i, k))::int
           WHEN 0 THEN 'r' || (5 * noise(8, i, k))::int || '/*/t' || (3 * noise(9, i, k))::int
           WHEN 1 THEN '**/t' || (4 * noise(8, i, k))::int
           WHEN 2 THEN CASE WHEN noise(8, i, k) < 0.5 THEN 'game' ELSE 'screen/small' END
           WHEN 3 THEN '=r0'
           WHEN 4 THEN 'r' || (5 * noise(8, i, k) ^ 2)::int
           ELSE 'r' || (5 * noise(8, i, k) ^ 2)::int || '/s' || (4 * noise(9, i, k) ^ 2)::int END;
CREATE TEMP TABLE combined AS
SELECT condition, estimate(condition), truth(condition)
  FROM (SELECT format('tags @@ %L', string_agg(term, op ORDER BY k)) AS condition
          FROM (SELECT i, k, CASE WHEN noise(10, i, 0) < 0.6 THEN ' & ' ELSE ' | ' END AS op,
                       CASE WHEN noise(11, i, k) < 0.3 THEN '!' ELSE '' END || some_term(i, k) AS term
                  FROM generate_series(1, 400) i, generate_series(1, 2 + (2 * noise(12, i, 0))::int) k) t
         GROUP BY i, op) q;
SELECT count(*) > 200 AS many, round(max(off(estimate, truth))::numeric) AS worst, max(off(estimate, truth)) < 10 AS good
  FROM combined WHERE truth >= 20;
\echo -- no expectation of many where there are few or none: rarer combinations, an attribute that none of them carries, covered sets
SELECT max(estimate) < 300 AS few FROM combined WHERE truth < 20;
SELECT estimate($$tags @@ 'r2[value>=50]'$$) < 600 AS few, estimate($$tags @@ 'r2[since>=2026-01-01T00:00:00Z]'$$) < 10 AS none,
       estimate($$tags <@ 'r0/s0/t0, r0/s0/t1, r1/s0/t0, r1/s0/t1'$$) < 100 AS covered;

\echo -- many wildcards, beyond what is looked for one by one: neither all rows nor, in a join, more for the later ones
SELECT estimate(format('tags @@ %L', (SELECT string_agg('**/nothing' || i, ' | ') FROM generate_series(1, 300) i))) < 500 AS few;
CREATE TABLE rule AS SELECT ('**/nothing' || i || ' | x*/nothing' || i)::tagquery AS q FROM generate_series(1, 300) i;
ANALYZE rule;
SELECT estimate('tags @@ q', 'est, rule') < 0.01 * 20000 * 300 AS few;
DROP TABLE rule;

\echo -- lists so long that the known rows do not help: the number that a row has, from its distribution
SELECT n, m, estimate(format('tags @@ %L', format('%s of (%s)', m, (SELECT string_agg('r' || i % 6 || '/s' || i % 5 || '/t' || i % 4, ', ') FROM generate_series(1, n) i)))) BETWEEN least AND most AS sane
  FROM (VALUES (300, 2, 19000, 20000), (300, 250, 0, 100), (10000, 2, 19000, 20000), (10000, 5000, 0, 100)) v (n, m, least, most);

\echo -- what comes together, what excludes each other, what a filter leaves
SELECT condition, off(estimate(condition), truth(condition)) < 5 AS good
  FROM unnest(ARRAY[
       $$tags @@ 'game/chess & screen/small'$$,
       $$tags @@ 'r1 & r1/s1 & r1/s1/t1'$$,
       $$tags @@ 'r1 & !r1/s0'$$,
       $$tags @@ 'r1/s0 & !r1'$$,
       $$tags @@ 'r1 | r1/s1'$$,
       $$tags @@ '!(r1 | r2)'$$,
       $$tags @@ 'r1[value>=50]'$$,
       $$tags @@ '2 of (r1, r2, r3)'$$,
       $$tags @@ '2 of (r1, r1/s1, r1/s1/t1)'$$,
       $$tags @@ '3 of (r1, r2, r3, r4, r5, game, screen)'$$,
       $$tags @@ 'game & 2 of (r1, r2, screen)'$$,
       $$tags @@ '!2 of (r1, r2, r3) | game'$$,
       $$tags @@ 'r1[path!=r1/s0]'$$,
       $$tags @@ 'r0[path=r0/s1|r0/s3/t1|r2]'$$,
       $$tags @@ '=r0[path!=r1]'$$,
       $$tags @@ 'r0[path!=r0/s0|r0/s1/t1]'$$,
       $$tags @@ '**/t1[path!=r0|r1/s0]'$$,
       $$tags @@ 'r1[path=r2]'$$,
       $$tags @> 'game/chess, screen/small'$$,
       $$tags @> 'r1, r1/s1, r2'$$,
       $$tags && 'r1/s1/t1, game'$$,
       $$'r1/s1' <@ tags$$,
       $$'r1 & r2'::tagquery @@ tags$$]) condition;

\echo -- a sample instead of all rows: the same bounds hold
ALTER TABLE est ALTER COLUMN tags SET STATISTICS 20;
ANALYZE est;
SELECT max(off(estimate(condition), truth)) < 4 AS single FROM single WHERE truth >= 60;
ALTER TABLE est ALTER COLUMN tags SET STATISTICS -1;
ANALYZE est;

\echo -- paths: subtrees from common values and histogram
SELECT round(max(off(estimate(c), truth(c)))::numeric, 1) AS worst, max(off(estimate(c), truth(c))) < 4 AS good
  FROM (SELECT DISTINCT tagpath_ancestor(path, 1) AS p FROM est UNION SELECT DISTINCT tagpath_ancestor(path, 2) FROM est) n,
       format('path <@ %L::tagpath', p::text) c
 WHERE truth(c) >= 100;
SELECT condition, off(estimate(condition), truth(condition)) < 5 AS good
  FROM unnest(ARRAY[
       $$path @> 'r1/s0/t3/x'$$,
       $$'r2' @> path$$,
       $$path @@ 'r1'$$,
       $$path @@ 'r1/*/t3'$$,
       $$path @@ '**/t3'$$,
       $$path @@ 'r1/s1* & !**/t2'$$,
       $$path @@ '2 of (r1, r1/s1, r2, **/t3)'$$,
       $$path @@ 'r1[path!=r1/s0|r1/s1]'$$,
       $$path @@ '**/t3[path=r0|r2/s4]'$$,
       $$path @@ 'nothing/here'$$]) condition;

\echo -- joins: values of the other column are tried
CREATE TABLE campaign (want tagset, path tagpath, q tagquery);
INSERT INTO campaign SELECT ('r' || i % 5)::tagset, ('r' || i % 5 || '/s' || i % 3)::tagpath, ('r' || i % 5 || '& r0')::tagquery FROM generate_series(1, 40) i;
ANALYZE campaign;
SELECT condition, off(estimate(condition, 'est, campaign c'), truth(condition, 'est, campaign c')) < 5 AS good
  FROM unnest(ARRAY['tags @> c.want', 'tags @> c.path', 'c.path <@ tags', 'tags && c.want', 'tags @@ c.q', 'c.q @@ tags',
                    'est.path <@ c.path', 'c.path @> est.path', 'est.path @@ c.q']) condition;
SELECT off(estimate('EXISTS (SELECT FROM campaign c WHERE tags @> c.path)'), truth('EXISTS (SELECT FROM campaign c WHERE tags @> c.path)')) < 2 AS semijoin;
\echo -- also where a function gives the queries or the tags a timestamp, and where the timestamp alone makes it a join
SELECT condition, off(estimate(condition, 'est, campaign c'), truth(condition, 'est, campaign c')) < 5 AS good
  FROM unnest(ARRAY['tagset_matches(tags, c.q)', $$c.q @@ tagset_live(tags, '2026-01-01 00:00Z')$$, $$tagset_covers(tagset_live(tags, now()), c.path)$$]) condition;
SELECT condition, off(estimate(condition, days), truth(condition, days)) < 5 AS good
  FROM (VALUES ($$est, (VALUES (timestamptz '2026-01-01 00:00Z'), ('2026-01-02 00:00Z')) AS day (d)$$)) AS v (days),
       unnest(ARRAY[$$tagset_matches(tags, 'r1', d)$$, $$tagset_matches(tags, 'r1 & !r2', d)$$, $$tagquery_at('r1[value>=50]', d) @@ tags$$, $$tags @@ tagquery_at(NULL, d)$$]) condition;

\echo -- NULLs count, and a domain is its type
CREATE DOMAIN dtags AS tagset;
CREATE TABLE half (tags dtags);
INSERT INTO half SELECT CASE WHEN i % 2 = 0 THEN 'a/b, c'::tagset END FROM generate_series(1, 1000) i;
ANALYZE half;
SELECT estimate($$tags @> 'a'::tagpath$$, 'half'), estimate($$tags @@ '!a'$$, 'half'), estimate($$tags @> NULL::tagpath$$, 'half');

\echo -- the statistic itself can be read
SELECT (SELECT string_agg(v, '') FROM unnest(s.stavalues3::text::text[]) v) AS common_paths
  FROM pg_statistic s WHERE starelid = 'half'::regclass AND stakind3 = 21947
UNION ALL
SELECT (SELECT string_agg(v, '') FROM unnest(s.stavalues1::text::text[]) v)
  FROM pg_statistic s WHERE starelid = 'half'::regclass AND stakind1 = 21947
UNION ALL
SELECT (SELECT string_agg(v, '') FROM unnest(s.stavalues2::text::text[]) v)
  FROM pg_statistic s WHERE starelid = 'half'::regclass AND stakind2 = 21947;

\echo -- an operator of another extension that borrows the functions is estimated, not trusted
CREATE OPERATOR @@@@ (LEFTARG = text, RIGHTARG = text, FUNCTION = texteq, RESTRICT = tagset_meets_sel, JOIN = tagset_meets_joinsel);
CREATE OPERATOR <@@@ (LEFTARG = int, RIGHTARG = int, FUNCTION = int4eq, RESTRICT = tagpath_within_sel, JOIN = tagpath_within_joinsel);
CREATE FUNCTION meets(tagset, text) RETURNS bool LANGUAGE sql IMMUTABLE RETURN true;
CREATE OPERATOR @@@@ (LEFTARG = tagset, RIGHTARG = text, FUNCTION = meets, RESTRICT = tagset_meets_sel, JOIN = tagset_meets_joinsel);
CREATE TABLE other (t text, i int, tags tagset);
INSERT INTO other SELECT 'x' || i, i, 'a' FROM generate_series(1, 100) i;
ANALYZE other;
SELECT estimate($$t @@@@ 'x1'$$, 'other') > 0, estimate($$i <@@@ 1$$, 'other') > 0, estimate($$tags @@@@ 'x'::text$$, 'other') > 0,
       estimate('a.t @@@@ b.t AND a.i <@@@ b.i AND a.tags @@@@ b.t', 'other a, other b') > 0 AS joined;
DROP OPERATOR @@@@ (text, text);
DROP OPERATOR <@@@ (int, int);
DROP OPERATOR @@@@ (tagset, text);
DROP FUNCTION meets(tagset, text);

\echo -- a row of 200,000 different paths, and as many rows with paths of their own, do not upset ANALYZE
CREATE TABLE wide (tags tagset);
INSERT INTO wide SELECT string_agg('x' || i || '/y', ',')::tagset FROM generate_series(1, 200000) i;
INSERT INTO wide SELECT ('n/x' || i)::tagset || 'all' FROM generate_series(1, 20000) i;
ANALYZE wide;
SELECT off(estimate($$tags @> 'all'::tagpath$$, 'wide'), 20000) < 2 AS common, estimate($$tags @> 'n/x17'::tagpath$$, 'wide') < 100 AS rare;

\echo -- what is rare is forgotten on the way, several times over; what is common stays
CREATE TABLE churn (tags tagset);
INSERT INTO churn SELECT ('all, half' || i % 2)::tagset || string_agg(format('r%s/n%s', i, j), ',')::tagset FROM generate_series(1, 3000) i, generate_series(1, 100) j GROUP BY i;
ALTER TABLE churn ALTER tags SET STATISTICS 10;
ANALYZE churn;
SELECT off(estimate($$tags @> 'all'::tagpath$$, 'churn'), 3000) < 1.1 AS common, off(estimate($$tags @> 'half1'::tagpath$$, 'churn'), 1500) < 1.1 AS half,
       estimate($$tags @> 'r7/n17'::tagpath$$, 'churn') < 30 AS rare, estimate($$tags @> 'r2900'::tagpath$$, 'churn') < 30 AS late;

\echo -- of nothing but NULLs nothing is known
CREATE TABLE nothing AS SELECT NULL::tagset AS tags FROM generate_series(1, 100);
ANALYZE nothing;
SELECT estimate($$tags @> 'all'::tagpath$$, 'nothing') <= 1 AS none, (SELECT count(*) FROM pg_stats WHERE tablename = 'nothing') AS rows;

\echo -- a regular expression that reaches its limit on a listed path is tried on no other: planning takes no longer
CREATE TABLE slow AS SELECT format('k/%s%s', repeat('x', 24), i % 3000)::tagset AS tags FROM generate_series(1, 30000) i;
ANALYZE slow;
SET factag.match_limit = 10000000;
SET statement_timeout = '30s';
SELECT estimate($$tags @@ 'k/~"^(?:x+x+)+[yz]"'$$, 'slow') > 0 AS planned;
RESET statement_timeout;
\echo -- nor is it an error where the rows of the histogram alone reach the limit
CREATE TABLE rare AS SELECT format('k/%s%s', repeat('x', 24), i)::tagset AS tags FROM generate_series(1, 30000) i;
ANALYZE rare;
SET factag.match_limit = 100000;
SELECT estimate($$tags @@ 'k/~"^(?:x+x+)+[yz]"'$$, 'rare') > 0 AS planned, estimate($$'k/~"^(?:x+x+)+[yz]"' @@ tags$$, 'rare') > 0 AS commuted;
SELECT count(*) FROM rare WHERE tags @@ 'k/~"^(?:x+x+)+[yz]"';
RESET factag.match_limit;

\echo -- a query expanded by the taxonomy of a subquery is estimated as it is written, also at a timestamp of a subquery
CREATE TABLE stored_taxonomy AS SELECT E'open: true\nold -> all'::tagtaxonomy AS t;
SELECT off(estimate($$taxonomy_matches(tags, 'all', (SELECT t FROM stored_taxonomy), NULL)$$, 'churn'), 3000) < 1.1 AS common,
       off(estimate($$taxonomy_matches(tags, 'half1', (SELECT t FROM stored_taxonomy))$$, 'churn'), 1500) < 1.1 AS half,
       off(estimate($$tags @@ taxonomy_expand('!half1', (SELECT t FROM stored_taxonomy))$$, 'churn'), 1500) < 1.1 AS negated,
       estimate($$taxonomy_matches(tags, 'r7/n17', (SELECT t FROM stored_taxonomy))$$, 'churn') < 30 AS rare,
       off(estimate($$tags @@ tagquery_at('half1', (SELECT now()))$$, 'churn'), 1500) < 1.1 AS at,
       estimate($$tags @@ tagquery_not(tagquery_at('r7/n17', (SELECT now())))$$, 'churn') >= 30 AS "not",
       estimate($$taxonomy_matches(tags, NULL::tagquery, (SELECT t FROM stored_taxonomy))$$, 'churn') <= 1 AS none,
       estimate($$taxonomy_matches(tags, (SELECT 'all'::tagquery), (SELECT t FROM stored_taxonomy))$$, 'churn') > 0 AS unknown;

DROP TABLE est, campaign, half, other, wide, churn, nothing, slow, rare, stored_taxonomy;
DROP DOMAIN dtags;
DROP FUNCTION estimate, truth, off, noise, some_term;
