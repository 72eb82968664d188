\set ECHO queries
-- nine digits: machines may differ in the last ones
SET extra_float_digits = -6;
\echo == Two sides: what both approve of scores highest, what one side alone approves of has a factor
CREATE TABLE opinion AS
SELECT note, 'rater ' || rater AS rater, CASE WHEN side = 'both' OR side = CASE WHEN rater <= 6 THEN 'left' ELSE 'right' END THEN 1.0 ELSE 0 END::float8 AS helpful
FROM (VALUES ('a both', 'both'), ('b left', 'left'), ('c left', 'left'), ('d right', 'right'), ('e neither', 'neither')) AS n (note, side), generate_series(1, 10) AS rater;
SELECT item, round(score::numeric, 4) AS score, round(factor::numeric, 4) AS factor, ratings FROM unnest((SELECT consensus_bridging(note, rater, helpful) FROM opinion));
\echo -- the mean would say otherwise
SELECT note, avg(helpful) FROM opinion GROUP BY note ORDER BY 2 DESC, 1;

\echo
\echo == The same in PL/pgSQL: alternating least squares with other steps, from another start
-- Side by side, the plain steps: the mean, the intercepts and factors of raters, those of items; from factors of 1 and -1 by the names' hash.
CREATE TABLE rating (set int, item text, rater text, value float8);
CREATE FUNCTION pg_temp.als(which int) RETURNS TABLE (item text, score float8, factor float8) LANGUAGE plpgsql AS $$
DECLARE
    items text[] := ARRAY(SELECT DISTINCT r.item COLLATE "C" FROM rating AS r WHERE set = which ORDER BY 1);
    raters text[] := ARRAY(SELECT DISTINCT rater COLLATE "C" FROM rating AS r WHERE set = which ORDER BY 1);
    i int[]; u int[]; v float8[];
    fi float8[]; fu float8[]; bi float8[] := array_fill(0::float8, ARRAY[cardinality(items)]); bu float8[] := array_fill(0::float8, ARRAY[cardinality(raters)]);
    zeros_i float8[] := bi; zeros_u float8[] := bu;
    n float8[]; g float8[]; gg float8[]; y float8[]; yg float8[];
    mu float8 := 0; a float8; b float8; c float8; d float8; det float8; moved float8; k int;
BEGIN
    SELECT array_agg(array_position(items, r.item COLLATE "C")), array_agg(array_position(raters, rater COLLATE "C")), array_agg(value) INTO i, u, v FROM rating AS r WHERE set = which;
    fi := ARRAY(SELECT 1 - 2 * (hashtext(x) & 1) FROM unnest(items) AS x);
    fu := zeros_u;
    FOR round IN 1 .. 20000 LOOP
        n := zeros_u; g := zeros_u; gg := zeros_u; y := zeros_u; yg := zeros_u;
        FOR k IN 1 .. cardinality(v) LOOP
            a := v[k] - mu - bi[i[k]]; b := fi[i[k]];
            n[u[k]] := n[u[k]] + 1; g[u[k]] := g[u[k]] + b; gg[u[k]] := gg[u[k]] + b * b; y[u[k]] := y[u[k]] + a; yg[u[k]] := yg[u[k]] + a * b;
        END LOOP;
        FOR k IN 1 .. cardinality(raters) LOOP
            a := 1.15 * n[k]; d := gg[k] + 0.03 * n[k]; det := a * d - g[k] * g[k];
            bu[k] := (y[k] * d - yg[k] * g[k]) / det; fu[k] := (yg[k] * a - y[k] * g[k]) / det;
        END LOOP;
        n := zeros_i; g := zeros_i; gg := zeros_i; y := zeros_i; yg := zeros_i; c := 0;
        FOR k IN 1 .. cardinality(v) LOOP
            a := v[k] - mu - bu[u[k]]; b := fu[u[k]];
            n[i[k]] := n[i[k]] + 1; g[i[k]] := g[i[k]] + b; gg[i[k]] := gg[i[k]] + b * b; y[i[k]] := y[i[k]] + a; yg[i[k]] := yg[i[k]] + a * b;
        END LOOP;
        moved := 0;
        FOR k IN 1 .. cardinality(items) LOOP
            a := 1.15 * n[k]; d := gg[k] + 0.03 * n[k]; det := a * d - g[k] * g[k];
            b := (y[k] * d - yg[k] * g[k]) / det; moved := greatest(moved, abs(b - bi[k])); bi[k] := b;
            b := (yg[k] * a - y[k] * g[k]) / det; moved := greatest(moved, abs(b - fi[k])); fi[k] := b;
        END LOOP;
        FOR k IN 1 .. cardinality(v) LOOP
            c := c + v[k] - bi[i[k]] - bu[u[k]] - fi[i[k]] * fu[u[k]];
        END LOOP;
        mu := c / (1.15 * cardinality(v));
        EXIT WHEN moved < 1e-12;
    END LOOP;
    FOR k IN 1 .. cardinality(raters) LOOP
        IF abs(fu[k]) > 1e-9 THEN
            c := sign(fu[k]);
            EXIT;
        END IF;
    END LOOP;
    RETURN QUERY SELECT x, bi[o], c * fi[o] FROM unnest(items) WITH ORDINALITY AS t (x, o);
END $$;
INSERT INTO rating SELECT 0, * FROM opinion;
-- seeded: two sides, some raters with one rating, some items with one, ratings of several scales, some twice
CREATE FUNCTION pg_temp.pick(key bigint, what int, choices int) RETURNS int IMMUTABLE LANGUAGE sql AS
    'SELECT ((hashint8extended(key, what) & 2147483647) % choices)::int';
INSERT INTO rating
SELECT s, 'item ' || item, 'rater ' || rater,
       CASE WHEN pg_temp.pick(key, 4, 100) < 15 THEN pg_temp.pick(key, 5, 3) / 2.0
            WHEN pg_temp.pick(item, 6, 3) = 0 THEN 1 WHEN (pg_temp.pick(item, 6, 3) = 1) = (rater % 2 = 0) THEN 0.5 + s / 2.0 ELSE s / 4.0 END
FROM generate_series(1, 4) AS s, generate_series(1, 160) AS v,
     LATERAL (SELECT s * 100000 + v AS key, CASE WHEN v % 40 = 0 THEN 100 + v ELSE pg_temp.pick(s * 100000 + v, 2, 15) END AS item, CASE WHEN v % 35 = 0 THEN 100 + v ELSE pg_temp.pick(s * 100000 + v, 3, 12) END AS rater) AS k;
CREATE TEMP TABLE ours AS SELECT set, (unnest(items)).* FROM (SELECT set, consensus_bridging(item, rater, value) AS items FROM rating GROUP BY set) AS s;
SELECT count(*) AS items, round(min(ours.score)::numeric, 1) AS least, round(max(ours.score)::numeric, 1) AS most,
       count(*) FILTER (WHERE abs(ours.score - fit.score) < 1e-9) AS same_score, count(*) FILTER (WHERE abs(ours.factor - fit.factor) < 1e-9) AS same_factor,
       count(*) FILTER (WHERE ratings = (SELECT count(*) FROM rating AS r WHERE (r.set, r.item) = (ours.set, ours.item))) AS same_ratings
FROM ours JOIN (SELECT s AS set, f.* FROM generate_series(0, 4) AS s, pg_temp.als(s) AS f) AS fit USING (set, item);

\echo
\echo == Edge cases: one rater, one item, equal ratings, all missing, one rating, odd names
SELECT consensus_bridging(item, 'ann', rating) AS one_rater FROM (VALUES ('1', 1.0), ('2', 0), ('3', 1)) AS v (item, rating);
SELECT consensus_bridging('1', rater, rating) AS one_item FROM (VALUES ('1', 1.0), ('2', 0), ('3', 1)) AS v (rater, rating);
SELECT consensus_bridging(item, rater, 0) AS zeros, consensus_bridging(item, rater, '-0') AS negative_zeros FROM (VALUES ('1', '1'), ('1', '2'), ('2', '1')) AS v (item, rater);
SELECT consensus_bridging(item, rater, 1) AS equal FROM (VALUES ('1', '1'), ('1', '2'), ('2', '1')) AS v (item, rater);
SELECT consensus_bridging('1', '2', 3) AS one_rating, consensus_bridging('1', '2', 0) AS zero;
SELECT consensus_bridging(item, rater, rating) IS NULL AS missing FROM (VALUES (NULL, '1', 1.0), ('1', NULL, 1), ('1', '1', NULL)) AS v (item, rater, rating);
SELECT consensus_bridging(note, rater, helpful) IS NULL AS no_rows FROM opinion WHERE false;
SELECT (consensus_bridging(note, rater, helpful))[1] = (consensus_bridging(note, rater, helpful) FILTER (WHERE note <> 'x' AND rater <> 'x'))[1] AS nulls_ignored
FROM (SELECT * FROM opinion UNION ALL VALUES (NULL, 'x', 1), ('x', NULL, 1), ('x', 'x', NULL)) AS o;
SELECT item, ratings FROM unnest((SELECT consensus_bridging(item, rater, r) FROM (VALUES ('', '', 1), ('臺灣', '甲', 0), ('臺灣', '', 1), ('a "b", {c}', '甲', 1)) AS v (item, rater, r)));
\echo -- a scale of 0 to 100 gives other scores than one of 0 to 1, as the factors weigh less, but settles as well
SELECT item, round(score::numeric, 2) AS score, round(factor::numeric, 2) AS factor FROM unnest((SELECT consensus_bridging(note, rater, 100 * helpful) FROM opinion));

\echo
\echo == Refused
SELECT consensus_bridging(note, rater, 'NaN') FROM opinion;
SELECT consensus_bridging(note, rater, '-Infinity') FROM opinion;
SELECT consensus_bridging(note, rater, 1e300 * helpful) FROM opinion;
BEGIN;
ALTER TYPE consensus_bridging_item ALTER ATTRIBUTE factor TYPE text;
SELECT consensus_bridging(note, rater, helpful) FROM opinion;
ROLLBACK;

\echo
\echo == FILTER, DISTINCT, and a running window
SELECT cardinality(consensus_bridging(note, rater, helpful) FILTER (WHERE note < 'c')) AS filtered, cardinality(consensus_bridging(DISTINCT note, rater, helpful)) AS once FROM opinion;
SELECT note, cardinality(consensus_bridging(note, rater, helpful) OVER (ORDER BY note)) AS items FROM opinion WHERE rater = 'rater 3' ORDER BY note;

\echo
\echo == The same bits in any order, and with 0, 2 and 4 workers
ALTER TABLE rating ADD few int;
UPDATE rating SET few = set % 2;
ALTER TABLE rating SET (parallel_workers = 4);
ANALYZE rating;
CREATE TEMP VIEW bits AS SELECT md5(array_send(consensus_bridging(set || item, rater, value))) AS items FROM rating;
CREATE TEMP VIEW bits_by_few AS
SELECT md5(string_agg(array_send(items), '' ORDER BY few)) AS by_few FROM (SELECT few, consensus_bridging(set || item, rater, value) AS items FROM rating GROUP BY few) AS s;
SET max_parallel_workers_per_gather = 0;
CREATE TEMP TABLE serial AS SELECT * FROM bits, bits_by_few;
SELECT count(DISTINCT items) AS items
FROM (SELECT md5(array_send(consensus_bridging(set || item, rater, value ORDER BY md5(concat(set, item, rater, value, seed))))) AS items FROM rating, generate_series(1, 5) AS seed GROUP BY seed
      UNION ALL SELECT items FROM serial) AS s;
\getenv srcdir PG_ABS_SRCDIR
\set workers :srcdir /test/data/workers.sql
\i :workers
DROP VIEW bits, bits_by_few;
DROP TABLE opinion, rating;
