\set ECHO queries
-- nine digits: machines may differ in the last ones
SET extra_float_digits = -6;
\echo == The table of Dawid and Skene (1979): 45 patients, observer 1 asked three times, observers 2 to 5 once
CREATE TABLE answer AS
SELECT to_char(patient, 'FM00') AS item, 'observer ' || greatest(k - 2, 1) AS rater, substr(digits, k, 1) AS label
FROM unnest(string_to_array(
    '1111111 3334334 1122122 2223121 2223222 2223322 1222111 3333433 2222223 2322223 4444444 2223343 1111111 2223212 1211111 '
    '1112111 1111111 1111111 2222221 2221322 2222222 2222221 2223222 2212222 1111111 1111111 2322222 1111111 1111111 1121121 '
    '1111111 3333233 1111111 2222222 2223232 4334343 2212232 2323233 3333432 1111111 1111111 1212111 2322222 1211111 2222222', ' '))
     WITH ORDINALITY AS t (digits, patient), generate_series(1, 7) AS k;
SELECT count(*) AS answers, count(DISTINCT item) AS patients, count(DISTINCT rater) AS observers FROM answer;
CREATE TEMP TABLE estimated AS SELECT * FROM unnest((SELECT consensus_dawid_skene(item, rater, label) FROM answer));
SELECT label, count(*) AS patients, min(votes) AS votes FROM estimated GROUP BY label ORDER BY label;
\echo -- where the class is not certain
SELECT item, label, round(p::numeric, 4) AS p FROM estimated WHERE p < 0.9999 ORDER BY p;
SELECT rater, votes, round(accuracy::numeric, 4) AS accuracy FROM unnest((SELECT consensus_dawid_skene_raters(item, rater, label) FROM answer));

\echo
\echo == The same in PL/pgSQL, from the formulas of the paper: 45 patients, then seeded random votes
-- What is less than 1e-60 is 0, as float8 operators refuse to underflow.
CREATE TABLE ballot (set int, item text, rater text, label text);
CREATE TEMP TABLE fit (set int, item text, label text, p float8, PRIMARY KEY (set, item, label));
CREATE FUNCTION pg_temp.em(which int) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE
    likelihood float8;
    before float8;
BEGIN
    CREATE TEMP TABLE vote ON COMMIT DROP AS SELECT item, rater, label FROM ballot WHERE set = which;
    CREATE TEMP TABLE class ON COMMIT DROP AS SELECT DISTINCT label FROM vote;
    CREATE TEMP TABLE truth ON COMMIT DROP AS
        SELECT item, class.label, count(*) FILTER (WHERE vote.label = class.label) / count(*)::float8 AS p FROM vote, class GROUP BY item, class.label;
    FOR round IN 1 .. 200 LOOP
        CREATE TEMP TABLE error_rate ON COMMIT DROP AS
            SELECT rater, truth.label AS true_label, vote.label, sum(p) / nullif(sum(sum(p)) OVER (PARTITION BY rater, truth.label), 0) AS rate
            FROM vote JOIN truth USING (item) GROUP BY rater, truth.label, vote.label;
        CREATE TEMP TABLE joint ON COMMIT DROP AS
            SELECT item, prior.label, prior.p * product AS p
            FROM (SELECT label, avg(p) AS p FROM truth GROUP BY label) AS prior
            JOIN (SELECT item, true_label AS label, CASE WHEN min(coalesce(rate, 0)) > 0 AND sum(ln(nullif(rate, 0))) > -200 THEN exp(sum(ln(nullif(rate, 0)))) ELSE 0 END AS product
                  FROM vote JOIN error_rate USING (rater, label) GROUP BY item, true_label) AS answers USING (label);
        SELECT sum(ln(s)) INTO likelihood FROM (SELECT sum(p) AS s FROM joint GROUP BY item) AS of_item;
        TRUNCATE truth;
        INSERT INTO truth SELECT item, label, CASE WHEN p > 1e-60 * s THEN p / s ELSE 0 END FROM (SELECT *, sum(p) OVER (PARTITION BY item) AS s FROM joint) AS j;
        DROP TABLE error_rate, joint;
        EXIT WHEN abs(likelihood - before) <= 1e-9 * abs(likelihood);
        before := likelihood;
    END LOOP;
    INSERT INTO fit SELECT which, item, label, p FROM truth;
    DROP TABLE vote, class, truth;
    RETURN likelihood;
END $$;
INSERT INTO ballot SELECT 0, * FROM answer;
\echo -- published: -192.8909
SELECT round(pg_temp.em(0)::numeric, 4) AS log_likelihood;

-- 2 to 6 labels, raters from careful to perverse, some with one vote, some items with one, the same vote twice
CREATE FUNCTION pg_temp.pick(key bigint, what int, choices int) RETURNS int IMMUTABLE LANGUAGE sql AS
    'SELECT ((hashint8extended(key, what) & 2147483647) % choices)::int';
INSERT INTO ballot
SELECT s, 'item ' || item, 'rater ' || rater,
       (ARRAY['真', '假', '', 'it''s "x", {y}', 'a', 'ab'])[1 + CASE WHEN pg_temp.pick(key, 4, 100) < 20 + 7 * rater THEN pg_temp.pick(s * 100 + item, 5, 2 + s % 5)
                                                                  ELSE pg_temp.pick(key, 6, 2 + s % 5) END]
FROM generate_series(1, 12) AS s, generate_series(1, 260) AS v,
     LATERAL (SELECT s * 100000 + v AS key, pg_temp.pick(s * 100000 + v, 2, 40) AS item, CASE WHEN v % 50 = 0 THEN 10 + v ELSE pg_temp.pick(s * 100000 + v, 3, 8) END AS rater) AS k;
SELECT count(*) AS fits, bool_and(likelihood < 0) AS have_likelihoods FROM (SELECT pg_temp.em(s) AS likelihood FROM generate_series(1, 12) AS s OFFSET 0) AS e;
CREATE TEMP TABLE ours AS SELECT set, (unnest(items)).* FROM (SELECT set, consensus_dawid_skene(item, rater, label) AS items FROM ballot GROUP BY set) AS s;
SELECT count(*) AS items, count(*) FILTER (WHERE ours.p < 0.99) > 50 AS uncertain,
       count(*) FILTER (WHERE abs(ours.p - fit.p) < 1e-9) AS same_p,
       count(*) FILTER (WHERE fit.label = (SELECT label FROM fit AS f WHERE (f.set, f.item) = (ours.set, ours.item) AND f.p > (SELECT max(p) FROM fit AS g WHERE (g.set, g.item) = (ours.set, ours.item)) - 1e-9
                                           ORDER BY label COLLATE "C" LIMIT 1)) AS same_label,
       count(*) FILTER (WHERE votes = (SELECT count(*) FROM ballot AS b WHERE (b.set, b.item) = (ours.set, ours.item))) AS same_votes
FROM ours JOIN fit USING (set, item, label);
SELECT count(*) AS raters, count(*) FILTER (WHERE abs(ours.accuracy - plain.accuracy) < 1e-9 AND ours.votes = plain.votes) AS same
FROM (SELECT set, (unnest(raters)).* FROM (SELECT set, consensus_dawid_skene_raters(item, rater, label) AS raters FROM ballot GROUP BY set) AS s) AS ours
JOIN (SELECT set, rater, count(*) AS votes, avg(p) AS accuracy FROM ballot JOIN fit USING (set, item, label) GROUP BY set, rater) AS plain USING (set, rater);
SELECT bool_and(items = sorted) AS in_the_order_of_bytes
FROM (SELECT ARRAY(SELECT item FROM unnest(items)) AS items, ARRAY(SELECT item FROM unnest(items) ORDER BY item COLLATE "C") AS sorted
      FROM (SELECT consensus_dawid_skene(item, rater, label) AS items FROM ballot GROUP BY set) AS s) AS a;

\echo
\echo == Edge cases: one rater, one item, one label, all missing, one vote, ties, odd names
SELECT consensus_dawid_skene(item, 'ann', label) AS one_rater FROM (VALUES ('1', 'a'), ('2', 'b'), ('3', 'a')) AS v (item, label);
SELECT consensus_dawid_skene('1', rater, label) AS one_item, consensus_dawid_skene_raters('1', rater, label) AS raters FROM (VALUES ('1', 'a'), ('2', 'b'), ('3', 'a')) AS v (rater, label);
SELECT consensus_dawid_skene(item, rater, 'a') AS one_label, consensus_dawid_skene_raters(item, rater, 'a') AS raters FROM (VALUES ('1', '1'), ('1', '2'), ('2', '1')) AS v (item, rater);
SELECT consensus_dawid_skene('1', '2', '3') AS one_vote, consensus_dawid_skene_raters('1', '2', '3') AS raters;
SELECT consensus_dawid_skene(item, rater, label) AS ties FROM (VALUES ('1', 'x', 'b'), ('1', 'y', 'a'), ('2', 'x', 'B'), ('2', 'y', 'a')) AS v (item, rater, label);
SELECT consensus_dawid_skene('1', '1', label) AS twice FROM unnest(ARRAY['a', 'a', 'b']) AS label;
SELECT consensus_dawid_skene(item, rater, label) IS NULL AS missing, consensus_dawid_skene_raters(item, rater, label) IS NULL AS raters
FROM (VALUES (NULL, '1', 'a'), ('1', NULL, 'a'), ('1', '1', NULL)) AS v (item, rater, label);
SELECT consensus_dawid_skene(item, rater, label) AS ignored FROM (VALUES (NULL, '1', 'a'), ('1', NULL, 'a'), ('1', '1', NULL), ('2', '1', 'a')) AS v (item, rater, label);
SELECT consensus_dawid_skene('1', '2', '3') IS NULL AS no_rows FROM answer WHERE false;
SELECT item, label, votes FROM unnest((SELECT consensus_dawid_skene(item, rater, label) FROM (VALUES
    ('', '', ''), ('', '甲', ''), ('臺灣', '甲', '查無實據'), ('臺灣', '乙', '查無實據'), ('a "b", {c}', '乙', 'x''y\z'), ('a "b", {c}', '甲', 'NULL'), (repeat('長', 3000), '甲', '')) AS v (item, rater, label))) WHERE length(item) < 100;

\echo
\echo == Thousands of votes for an item do not underflow
SELECT item, label, p, votes FROM unnest((SELECT consensus_dawid_skene('i' || v % 2, 'r' || v % 3, CASE WHEN v % 5 = 0 THEN 'b' WHEN v % 2 = 0 THEN 'a' ELSE 'c' END) FROM generate_series(1, 20000) AS v));

\echo
\echo == Refused: a table of labels by items of more than 1 GB, a type that was altered, calls outside an aggregate
SELECT consensus_dawid_skene(v::text, 'r', v::text) FROM generate_series(1, 12000) AS v;
BEGIN;
ALTER TYPE consensus_item ADD ATTRIBUTE note text;
SELECT consensus_dawid_skene(item, rater, label) FROM answer;
ROLLBACK;

\echo
\echo == FILTER, DISTINCT, GROUP BY, and a running window
SELECT consensus_dawid_skene(item, rater, label) FILTER (WHERE item < '03') AS filtered FROM answer;
SELECT (consensus_dawid_skene(DISTINCT item, rater, label))[1] AS once FROM answer;
SELECT rater, cardinality(consensus_dawid_skene_raters(item, rater, label)) AS raters FROM answer GROUP BY ROLLUP (rater) ORDER BY rater;
SELECT item, rater, label, (consensus_dawid_skene(item, rater, label) OVER (ORDER BY item, rater ROWS UNBOUNDED PRECEDING))[1] AS first FROM answer WHERE item = '03' ORDER BY item, rater;

\echo
\echo == The same bits in any order, and with 0, 2 and 4 workers
ALTER TABLE ballot SET (parallel_workers = 4);
ALTER TABLE ballot ADD few int;
UPDATE ballot SET few = set % 2;
ANALYZE ballot;
CREATE TEMP VIEW bits AS
SELECT md5(array_send(consensus_dawid_skene(set || item, rater, label))) AS items, md5(array_send(consensus_dawid_skene_raters(set || item, rater, label))) AS raters FROM ballot;
CREATE TEMP VIEW bits_by_few AS
SELECT md5(string_agg(array_send(items), '' ORDER BY few)) AS by_few FROM (SELECT few, consensus_dawid_skene(set || item, rater, label) AS items FROM ballot GROUP BY few) AS s;
SET max_parallel_workers_per_gather = 0;
CREATE TEMP TABLE serial AS SELECT * FROM bits, bits_by_few;
SELECT count(DISTINCT items) AS items, count(DISTINCT raters) AS raters
FROM (SELECT md5(array_send(consensus_dawid_skene(set || item, rater, label ORDER BY md5(concat(set, item, rater, label, seed))))) AS items,
             md5(array_send(consensus_dawid_skene_raters(set || item, rater, label ORDER BY md5(concat(set, item, rater, label, seed))))) AS raters
      FROM ballot, generate_series(1, 5) AS seed GROUP BY seed
      UNION ALL SELECT items, raters FROM serial) AS s;
\getenv srcdir PG_ABS_SRCDIR
\set workers :srcdir /test/data/workers.sql
\i :workers
RESET enable_hashagg;

\echo
\echo == Many small groups
SET max_parallel_workers_per_gather = 0;
SELECT count(*) AS groups, sum(cardinality(items)) AS items FROM (SELECT consensus_dawid_skene('a', v::text, 'x') AS items FROM generate_series(1, 20000) AS v GROUP BY v / 2) AS s;
DROP VIEW bits, bits_by_few;
DROP TABLE answer, ballot;
