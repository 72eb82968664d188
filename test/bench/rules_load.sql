-- The rules and the texts, also as patterns of pgpcre. psql variables: those of rules_data.sql.
\ir rules_data.sql
CREATE EXTENSION pgpcre;

ALTER TABLE pattern ADD pcre pcre;
-- stored uncompressed, so that it need not be decompressed for every text
ALTER TABLE pattern ALTER pcre SET STORAGE external;
UPDATE pattern SET pcre = (CASE WHEN flags <> '' THEN format('(?%s)', flags) ELSE '' END || pattern)::pcre WHERE many IN ('all', 'chinese');
VACUUM FULL ANALYZE pattern;

-- The time of the first text, and of the first hundred, in a backend that has not used the rule set yet.
-- Machine code is made when a pattern is first needed.
CREATE TABLE cold (rules text, first_ms float8, hundred_ms float8);
CREATE FUNCTION first_calls(many text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    r ruleset := (SELECT rules FROM rules WHERE name = many);
    texts text[] := (SELECT array_agg(body) FROM (SELECT body FROM paragraph ORDER BY hashint4extended(id, 1) LIMIT 100) AS p);
    start timestamptz := clock_timestamp();
    first timestamptz;
BEGIN
    PERFORM ruleset_classify(texts[1], r);
    first := clock_timestamp();
    PERFORM ruleset_classify(body, r) FROM unnest(texts[2:]) AS body;
    INSERT INTO cold VALUES (many, 1000 * extract(epoch FROM first - start), 1000 * extract(epoch FROM clock_timestamp() - start));
END $$;
