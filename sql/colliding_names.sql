-- Names chosen to collide take no longer than others. Both blocks of a pair lead the hash
-- function that 0.2.0 used from the same state to the same state, so all choices of a block per pair had one hash value.
CREATE TEMP TABLE pair AS SELECT * FROM (VALUES
    (0, 'lyf3pafaabeadatp', '1abtno6bf9zrz392'), (1, '6f5eqxlqpaaafara', '5mazaszx8px89m8b'), (2, 'fcgdkr28aaadaaap', '7g2iplrdjct8ow36'),
    (3, '6wrc1fzjaaafppdp', 'o059aan7hax844x1'), (4, 'k51cst2karfaaraa', 'kpkuj66p689g69cg'), (5, '6fbekxjdfaparaaa', '7wxf62ck975m8tww'),
    (6, 'ofxsfnuqababaapp', '0738ufv0dcpxol44'), (7, 'dqgk7mxfaaaaapfb', 'c1w310pfjt3bq998'), (8, 'zecterw3aaaaepda', 'bmzw9xcwv2a0z9z0'),
    (9, 'm7mdlmvyadtaabad', 'u578c0oay98iaccz'), (10, '1asojwy4fpaadabd', 'qxv1ykec856pz29z'), (11, '8lg371nmaabpdaaa', 'ytfcwux9alx697g5'),
    (12, 'jg57i70sdbpadbpe', 'jg5jn9tyx99wx99z'), (13, 'gavbvwx7aaddppfv', 'n8697ez0ehx91388'), (14, 'u40mrd7rpappavaa', '9sr5mybe1l9849ns')) AS v (n, a, b);
CREATE FUNCTION pg_temp.name(i int) RETURNS text LANGUAGE sql AS $$ SELECT string_agg(CASE WHEN i >> n & 1 = 0 THEN a ELSE b END, '' ORDER BY n) FROM pair $$;
CREATE TEMP TABLE name AS
    SELECT 'collides' AS kind, pg_temp.name(i)::tagpath AS tag, i AS amount FROM generate_series(0, 20000) AS i
    UNION ALL SELECT 'ordinary', left(repeat(md5(i::text), 8), 240)::tagpath, i FROM generate_series(0, 20000) AS i;
SELECT kind, count(DISTINCT tag) AS names, max(length(tag::text)) AS length FROM name GROUP BY kind ORDER BY kind;

-- Whether a statement is much slower on the colliding names than on ordinary ones, by the least of three times each.
CREATE FUNCTION pg_temp.slower(statement text) RETURNS bool LANGUAGE plpgsql AS $$
DECLARE
    least float8[] := '{}';
    start timestamptz;
BEGIN
    FOR turn IN 0 .. 2 LOOP
        FOR i IN 1 .. 2 LOOP
            start := clock_timestamp();
            EXECUTE statement USING (ARRAY['collides', 'ordinary'])[i];
            least[i] := least(least[i], extract(epoch FROM clock_timestamp() - start));
        END LOOP;
    END LOOP;
    RETURN least[1] > 6 * least[2];
END $$;
SELECT pg_temp.slower('SELECT tagset_counts(tag::tagset) FROM name WHERE kind = $1') AS counts,
       pg_temp.slower('SELECT tagset_sums(tag::tagset, amount) FROM name WHERE kind = $1') AS sums,
       pg_temp.slower('SELECT tagset_counts(tags) FROM (SELECT tagset_agg(tag) AS tags FROM name WHERE kind = $1) AS t') AS counts_of_one_set,
       pg_temp.slower('SELECT tagset_counts_merge(part) FROM (SELECT tagset_counts(tag::tagset) AS part FROM name WHERE kind = $1 GROUP BY amount % 3) AS t') AS merge,
       pg_temp.slower('SELECT cardinality(consensus_dawid_skene(tag::text, ''r'', ''l'')) FROM name WHERE kind = $1') AS votes,
       pg_temp.slower('SELECT consensus_alpha(ARRAY[tag, ''x'']::text[]) FROM name WHERE kind = $1') AS units;

\echo == The answers do not depend on the keys, which every session draws anew
CREATE TABLE answer (n int, counts text, sums text, merged text, tags text, statistics text);
CREATE TABLE colliding_names AS SELECT tag::tagset AS tags, amount FROM name WHERE kind = 'collides' AND amount < 700;
INSERT INTO colliding_names SELECT tags, amount FROM colliding_names, generate_series(1, 3);
CREATE FUNCTION answer(n int) RETURNS answer LANGUAGE plpgsql AS $$
DECLARE
    result answer;
BEGIN
    ANALYZE colliding_names;
    SELECT n, md5(tagset_counts(tags)::text), md5(tagset_sums(tags, amount)::text) INTO result.n, result.counts, result.sums FROM colliding_names;
    SELECT md5(tagset_counts_merge(part)::text) INTO result.merged FROM (SELECT tagset_counts(tags) AS part FROM colliding_names GROUP BY amount % 3) AS t;
    SELECT md5(hashtags(string_agg('#' || tags::text, ' '))::text) INTO result.tags FROM colliding_names;
    SELECT md5(string_agg(s::text, ',' ORDER BY staattnum)) INTO result.statistics FROM pg_statistic AS s WHERE starelid = 'colliding_names'::regclass;
    RETURN result;
END $$;
SET default_statistics_target = 10;
INSERT INTO answer SELECT (answer(1)).*;
\c -
SET default_statistics_target = 10;
INSERT INTO answer SELECT (answer(2)).*;
SELECT a.counts = b.counts AS counts, a.counts = a.merged AS merge, a.merged = b.merged AS merged, a.sums = b.sums AS sums, a.tags = b.tags AS hashtags, a.statistics = b.statistics AS statistics
FROM answer AS a, answer AS b WHERE a.n = 1 AND b.n = 2;
DROP FUNCTION answer;
DROP TABLE answer, colliding_names;
