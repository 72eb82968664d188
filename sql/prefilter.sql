-- The prefilter leaves out no pattern that matches: random patterns with lookarounds, references,
-- lazy and possessive quantifiers, flags and Unicode classes, on texts made from themselves and then
-- changed, are run with and without it.
\getenv srcdir PG_ABS_SRCDIR
\set generator :srcdir '/test/data/random_pattern.sql'
\set ECHO none
\set QUIET on
\i :generator
\set QUIET off
\set ECHO all
SET client_min_messages = error;

-- a rule of a pattern, NULL where the pattern does not compile
CREATE FUNCTION rule_of(name text, pattern text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN format('%s: /%s/ -> x', name, pattern)::ruleset::text;
EXCEPTION WHEN invalid_text_representation THEN
    RETURN NULL;
END $$;

CREATE TEMP TABLE made AS
SELECT seed, seed % 20 AS set_number, p.sample, rule_of('r' || seed, p.pattern) AS rule
FROM generate_series(1, 2000) AS seed, random_pattern(seed, 1 + seed % 3) AS p;
SELECT count(rule) > 1900 AS patterns FROM made;
CREATE TEMP TABLE rule_set AS
SELECT set_number, 'on-limit: skip' || ruleset_agg(rule ORDER BY seed) AS rules FROM made GROUP BY set_number;

-- what each pattern likes, as it is, changed, within other text, and next to what another one likes
CREATE TEMP TABLE document AS
SELECT m.set_number, m.seed, t.body
FROM made AS m, LATERAL (VALUES (m.sample), (mutated(m.sample, m.seed)), (mutated(m.sample, m.seed + 10000)), ('The k' || m.sample || U&' \017F 9'),
                         (m.sample || (SELECT o.sample FROM made AS o WHERE o.seed = 1 + (m.seed * 7) % 2000)),
                         (repeat('lorem ipsum, ', 1 + m.seed % 100) || m.sample)) AS t (body)
WHERE t.body IS NOT NULL;

CREATE FUNCTION found(jit boolean, prefilter boolean) RETURNS TABLE (seed int, body text, labels labelset) LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('factag.pattern_jit', jit::text, true), set_config('factag.rule_prefilter', prefilter::text, true);
    RETURN QUERY SELECT d.seed, d.body, ruleset_classify(d.body, s.rules) FROM document AS d JOIN rule_set AS s USING (set_number) ORDER BY d.set_number, d.seed, d.body;
END $$;
CREATE TEMP TABLE with_prefilter AS SELECT * FROM found(true, true);
CREATE TEMP TABLE without AS SELECT * FROM found(true, false);
SELECT (SELECT count(*) FROM with_prefilter) > 10000 AS documents, (SELECT sum(labelset_count(labels)) FROM without) > 20000 AS matches,
       (SELECT count(*) FROM (TABLE with_prefilter EXCEPT ALL TABLE without) AS d) AS differences;

\echo == Nor does it matter whether a pattern is machine code, but where texts are so long that a limit is reached, which the two count each in its way
-- PCRE2 10.46 takes one of these patterns in two ways, a caseless one with an alternative that holds þ{0}
CREATE TEMP TABLE interpreted AS SELECT * FROM found(false, true);
SELECT count(*) > 8000 AS documents, (SELECT count(*) FROM (SELECT * FROM interpreted WHERE length(body) < 500 EXCEPT ALL TABLE without) AS d) < 5 AS "no differences of ours"
FROM interpreted WHERE length(body) < 500;
