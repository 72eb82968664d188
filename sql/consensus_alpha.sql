\set ECHO queries
\echo == The example of Krippendorff: 4 observers, 12 units, and the published alpha of each level
CREATE TABLE observed AS
SELECT unit, array_agg(nullif(substr(values, unit, 1), '*')::float8 ORDER BY observer) AS ratings
FROM (VALUES ('A', '123321412***'), ('B', '1233224125*3'), ('C', '*3332342251*'), ('D', '12332441251*')) AS o (observer, values),
     generate_series(1, 12) AS unit
GROUP BY unit;
SELECT round(consensus_alpha(ratings, 'nominal')::numeric, 6) AS nominal, round(consensus_alpha(ratings, 'ordinal')::numeric, 6) AS ordinal,
       round(consensus_alpha(ratings, 'interval')::numeric, 6) AS interval, round(consensus_alpha(ratings, 'ratio')::numeric, 6) AS ratio
FROM observed;

\echo
\echo == Without a level ratings are nominal, numbers or labels; the order in an array and its shape do not matter
SELECT consensus_alpha(ratings) = consensus_alpha(ratings, 'nominal') AS numbers,
       abs(consensus_alpha(ratings) - consensus_alpha(ratings::text[])) < 1e-15 AS texts,
       consensus_alpha(ratings) = consensus_alpha(ratings::numeric[]) AS numerics,
       consensus_alpha(ratings) = consensus_alpha(ratings::varchar[]) AS varchars,
       consensus_alpha(ratings, 'ratio') = consensus_alpha(ARRAY[ratings[3:4], ratings[1:2]], 'ratio') AS two_dimensions FROM observed;
SELECT round(consensus_alpha(r::text[])::numeric, 9) AS alpha FROM unnest(ARRAY['{真,真,假}', '{假,假}', '{"","a \"b\", c",""}', '{真,NULL,真}']) AS r;
SELECT consensus_alpha(r::text[]) AS prefix FROM unnest(ARRAY['{a,ab}', '{ab,a}']) AS r;

\echo
\echo == 1 is perfect agreement, below 0 is less than by chance; NULL where nothing can disagree
SELECT consensus_alpha(r::int[]) AS perfect, consensus_alpha(r::int[], 'interval') AS at_intervals FROM unnest(ARRAY['{1,1,1}', '{2,2}', '{1000000007,1000000007}']) AS r;
SELECT round(consensus_alpha(r::int[])::numeric, 9) AS opposite FROM unnest(ARRAY['{1,2}', '{2,1}', '{1,2}']) AS r;
SELECT consensus_alpha(r::int[]) AS one_item FROM unnest(ARRAY['{1,1,2}']) AS r;
SELECT what, consensus_alpha(r::float8[], 'ordinal') AS alpha
FROM (VALUES ('no rating', '{}'), ('no rating', '{NULL,NULL}'), ('all missing', NULL), ('one rater', '{1}'), ('one rater', '{2,NULL}'),
             ('one label', '{1,1}'), ('one label', '{1,1,1}'), ('one that counts', '{1,1}'), ('one that counts', '{2}')) AS v (what, r)
GROUP BY what ORDER BY what;
SELECT consensus_alpha(ratings) IS NULL AS no_rows FROM observed WHERE unit > 12;
SELECT consensus_alpha(ratings, NULL) IS NULL AS no_level FROM observed;
SELECT consensus_alpha(r, l) AS rows_with_null_are_ignored FROM (VALUES ('{1,2}'::int[], 'ratio'), (NULL, 'interval'), ('{3,1}', NULL), ('{2,2}', 'ratio')) AS v (r, l);
SELECT round(consensus_alpha(r::float8[])::numeric, 9) AS zeros FROM unnest(ARRAY['{0,-0}', '{-0,1}', '{1,1}']) AS r;

\echo
\echo == Very large, very small, and far away
SELECT round(consensus_alpha(r::float8[], 'interval')::numeric, 9) AS large, round(consensus_alpha(r::float8[], 'ratio')::numeric, 9) AS ratio FROM unnest(ARRAY['{1e308,1.7e308}', '{1e308,1e308}', '{0,0}']) AS r;
SELECT round(consensus_alpha(r::float8[], 'interval')::numeric, 9) AS small, round(consensus_alpha(r::float8[], 'ratio')::numeric, 9) AS ratio FROM unnest(ARRAY['{1e-320,3e-320}', '{5e-320,5e-320}', '{0,0}']) AS r;
SELECT round(consensus_alpha(ARRAY[a, b], 'interval')::numeric, 9) AS near,
       round(consensus_alpha(ARRAY[a + 1e15, b + 1e15], 'interval')::numeric, 9) AS far FROM (VALUES (1, 1), (2, 3), (3, 3), (1, 2)) AS v (a, b);

\echo
\echo == Refused
CREATE FUNCTION pg_temp.fails(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE detail text; hint text;
BEGIN
    EXECUTE query;
    RETURN 'no error';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    RETURN concat_ws(' | ', SQLSTATE, SQLERRM, nullif(detail, ''), nullif(hint, ''));
END $$;
SELECT pg_temp.fails(q) FROM unnest(ARRAY[
    $$SELECT consensus_alpha('{1,2}'::int[], 'Ordinal')$$,
    $$SELECT consensus_alpha('{1,2}'::int[], '')$$,
    $$SELECT consensus_alpha('{1,2}'::int[], level) FROM unnest(ARRAY['ordinal', 'ratio']) AS level$$,
    $$SELECT consensus_alpha('{1}'::int[], level) FROM unnest(ARRAY['ordinal', 'ratio']) AS level$$,
    $$SELECT consensus_alpha('{1,NaN}'::float8[])$$,
    $$SELECT consensus_alpha('{Infinity}'::float8[], 'interval')$$,
    $$SELECT consensus_alpha('{-Infinity,1}'::float8[], 'interval')$$,
    $$SELECT consensus_alpha('{-1,1}'::float8[], 'ratio')$$]) AS q;
SELECT pg_temp.fails($$SELECT consensus_alpha(r) FROM (SELECT array_fill(1::float8, ARRAY[2000000]) AS r OFFSET 0) AS a, generate_series(1, 51)$$) AS too_many;

\echo
\echo == FILTER, DISTINCT, GROUPING SETS, and a running window
SELECT round(consensus_alpha(ratings) FILTER (WHERE unit < 8)::numeric, 6) AS filtered, round(consensus_alpha(DISTINCT ratings)::numeric, 6) AS distinct_units FROM observed;
SELECT unit % 2 AS odd, round(consensus_alpha(ratings, 'ordinal')::numeric, 6) AS alpha FROM observed GROUP BY ROLLUP (unit % 2) ORDER BY 1;
SELECT unit, round((consensus_alpha(ratings) OVER (ORDER BY unit))::numeric, 6) AS until_here FROM observed ORDER BY unit;

\echo
\echo == Random ratings, as plain SQL has it from the definition, by pairs
-- Sets of units with 2 to 60 distinct values, missing ratings, and values far apart.
CREATE FUNCTION pg_temp.pick(key bigint, what int, choices int) RETURNS int IMMUTABLE LANGUAGE sql AS
    'SELECT ((hashint8extended(key, what) & 2147483647) % choices)::int';
CREATE TABLE rated AS
SELECT s AS set, u AS unit, r AS rater,
       CASE s % 4 WHEN 0 THEN v WHEN 1 THEN v * 1.25 - 0.75 * (s % 3) WHEN 2 THEN v * v / 7.0 + 1e4 ELSE exp(v / 3.0) END::float8 AS rating
FROM generate_series(1, 40) AS s, generate_series(1, 25) AS u, generate_series(1, 6) AS r,
     LATERAL (SELECT abs(pg_temp.pick(s * 1000 + u, 1, 2 + s % 9) + CASE WHEN pg_temp.pick(s * 100000 + u * 100 + r, 2, 3) = 0 THEN pg_temp.pick(s * 100000 + u * 100 + r, 3, 2 + s % 60) ELSE 0 END) AS v) AS value
WHERE pg_temp.pick(s * 100000 + u * 100 + r, 4, 5) > 0;
CREATE TABLE unit AS SELECT set, set % 4 AS few, unit, array_agg(rating ORDER BY rater) AS ratings FROM rated GROUP BY set, unit;
CREATE TEMP TABLE pairable AS SELECT *, count(*) OVER (PARTITION BY set, unit) AS m FROM rated;
DELETE FROM pairable WHERE m < 2;
CREATE TEMP TABLE value AS
SELECT set, rating, count(*) AS n, sum(count(*)) OVER (PARTITION BY set) AS all_n, sum(count(*)) OVER (PARTITION BY set ORDER BY rating) AS up_to FROM pairable GROUP BY set, rating;
CREATE TEMP TABLE difference AS
SELECT set, level, c.rating AS c, k.rating AS k, c.n AS c_n, k.n AS k_n, c.all_n,
       CASE level WHEN 'nominal' THEN (c.rating <> k.rating)::int
                  -- the sum from c to k, less half of both ends
                  WHEN 'ordinal' THEN (abs(k.up_to - c.up_to) + CASE WHEN k.rating > c.rating THEN c.n ELSE k.n END - (c.n + k.n) / 2.0) * (c.rating <> k.rating)::int
                  WHEN 'interval' THEN c.rating - k.rating
                  WHEN 'ratio' THEN (c.rating - k.rating) / nullif(c.rating + k.rating, 0) END ^ 2 AS square
FROM value AS c JOIN value AS k USING (set), unnest(ARRAY['nominal', 'ordinal', 'interval', 'ratio']) AS level;
CREATE TEMP TABLE by_pairs AS
SELECT set, level, 1 - observed / expected AS alpha
FROM (SELECT set, level, sum(c_n * k_n * coalesce(square, 0)) / (max(all_n) - 1) AS expected FROM difference GROUP BY set, level) AS e
JOIN (SELECT a.set, level, sum(coalesce(square, 0) / (a.m - 1)) AS observed
      FROM pairable AS a JOIN pairable AS b ON (b.set, b.unit) = (a.set, a.unit) AND b.rater <> a.rater
           JOIN difference ON (difference.set, c, k) = (a.set, a.rating, b.rating) GROUP BY a.set, level) AS o USING (set, level);
SELECT count(*) AS alphas, round(min(by_pairs.alpha)::numeric, 1) AS least, round(max(by_pairs.alpha)::numeric, 1) AS most,
       count(*) FILTER (WHERE abs(ours.alpha - by_pairs.alpha) < 1e-9) AS equal
FROM by_pairs JOIN (SELECT set, level, consensus_alpha(ratings, level) AS alpha FROM unit, unnest(ARRAY['nominal', 'ordinal', 'interval', 'ratio']) AS level
                    WHERE level <> 'ratio' OR set % 4 <> 1 GROUP BY set, level) AS ours USING (set, level);

\echo
\echo == The same bits in any order, and with 0, 2 and 4 workers
ALTER TABLE unit SET (parallel_workers = 4);
ANALYZE unit;
CREATE TEMP VIEW bits AS
SELECT float8send(consensus_alpha(ratings)) AS nominal, float8send(consensus_alpha(ratings, 'ordinal')) AS ordinal, float8send(consensus_alpha(ratings, 'interval')) AS interval,
       float8send(consensus_alpha(ratings::text[])) AS texts FROM unit;
CREATE TEMP VIEW bits_by_few AS
SELECT md5(string_agg(float8send(alpha), '' ORDER BY few)) AS by_few FROM (SELECT few, consensus_alpha(ratings, 'interval') AS alpha FROM unit GROUP BY few) AS s;
SET max_parallel_workers_per_gather = 0;
CREATE TEMP TABLE serial AS SELECT * FROM bits, bits_by_few;
SELECT count(DISTINCT bits) AS different
FROM (SELECT float8send(consensus_alpha(ratings, 'interval' ORDER BY md5(concat(set, ' ', unit, ' ', seed)))) AS bits FROM unit, generate_series(1, 5) AS seed GROUP BY seed
      UNION ALL SELECT interval FROM serial) AS s;
\getenv srcdir PG_ABS_SRCDIR
\set workers :srcdir /test/data/workers.sql
\i :workers
-- levels that differ between workers
SELECT pg_temp.fails($$SELECT consensus_alpha(ratings, CASE WHEN set % 2 = 0 THEN 'ratio' ELSE 'ordinal' END) FROM unit$$);
DROP VIEW bits, bits_by_few;
DROP TABLE observed, rated, unit;
