\echo == Random rule sets against conditions in plain SQL over the patterns of PostgreSQL itself

DO $$ BEGIN PERFORM setseed(0.6); END $$;

-- patterns that both dialects of regular expressions read alike
CREATE TEMP TABLE pattern AS
SELECT row_number() OVER () AS i, pattern, flags, CASE flags WHEN 'i' THEN '(?i)' ELSE '' END || sql AS sql
FROM (VALUES ('abc', 'abc'), ('a.c', 'a.c'), ('(ab|cd)+', '(ab|cd)+'), ('[^a-c]d', '[^a-c]d'), ('^b', '^b'), ('d$', 'd$'), ('\bab', '\mab'), ('cd\b', 'cd\M'), ('a{2,3}b', 'a{2,3}b'), ('b?cd*a', 'b?cd*a'), ('(a)\1', '(a)\1'), ('(ab)c\1?d', '(ab)c(ab)?d'),
             ('a(?=b)', 'a(?=b)'), ('b(?!a)', 'b(?!a)'), ('(?<=c)a', '(?<=c)a'), ('(?<!c)a', '(?<!c)a'), ('疫苗', '疫苗'), ('疫.{0,2}晶', '疫.{0,2}晶'), ('[疫晶]a', '[疫晶]a'), ('é', 'é'), ('\d\d', '\d\d'), ('\s', '\s'), ('a\.b', 'a\.b'), ('a|b|c', 'a|b|c'), ('(a|ab)(c|bcd)(d*)', '(a|ab)(c|bcd)(d*)'), ('x*', 'x*'), ('aab|bba|cdc|dcd|疫', 'aab|bba|cdc|dcd|疫'),
             ('(?:a|(?:b|cc))d', '(?:a|(?:b|cc))d'), ('abcd', 'abcd'), ('dcba', 'dcba'), ('[ab][cd][ab]', '[ab][cd][ab]'), ('a[b-d]+\d', 'a[b-d]+\d'), ('(a+b+)+c', '(a+b+)+c'), ('1\/2', '1/2')) AS t (pattern, sql),
     unnest(ARRAY['', 'i']) AS flags;
CREATE TEMP TABLE body AS
SELECT i, (SELECT string_agg((ARRAY['a', 'b', 'c', 'd', 'ab', 'cd', 'abc', 'A', 'B', 'É', 'é', '疫', '苗', '晶', ' ', '.', '1', '/', '2', 'x', 'dcb', 'AbC'])[1 + floor(random() * 22)::int], '') FROM generate_series(1, i % 16)) AS body
FROM generate_series(1, 400) AS i;
UPDATE body SET body = coalesce(body, '');

-- which pattern matches which text, as PostgreSQL says
CREATE TEMP TABLE matched AS
SELECT b.i AS body, array_agg(b.body ~ p.sql ORDER BY p.i) AS met FROM body AS b, pattern AS p GROUP BY b.i;
CREATE INDEX ON matched (body);

-- a condition twice: as a rule says it, and as an SQL expression over the array of what matches
CREATE TYPE pg_temp.both_ways AS (rule text, sql text);
CREATE FUNCTION pg_temp.condition(depth int) RETURNS both_ways LANGUAGE plpgsql AS $$
DECLARE
    r int := floor(random() * 5);
    n int := 2 + floor(random() * 3);
    chosen int := 1 + floor(random() * (SELECT count(*) FROM pattern));
    least int;
    parts both_ways[] := '{}';
    p pattern;
BEGIN
    IF depth = 0 OR r = 0 THEN
        SELECT * INTO p FROM pattern WHERE i = chosen;
        RETURN (format('/%s/%s', p.pattern, p.flags), format('met[%s]', p.i));
    END IF;
    FOR i IN 1 .. n LOOP
        parts := parts || pg_temp.condition(depth - 1);
    END LOOP;
    least := 1 + floor(random() * n);
    RETURN CASE r
        WHEN 1 THEN (format('!(%s)', parts[1].rule), format('NOT (%s)', parts[1].sql))::both_ways
        WHEN 2 THEN ((SELECT string_agg('(' || rule || ')', ' & ') FROM unnest(parts)), (SELECT string_agg('(' || sql || ')', ' AND ') FROM unnest(parts)))::both_ways
        WHEN 3 THEN ((SELECT string_agg('(' || rule || ')', ' | ') FROM unnest(parts)), (SELECT string_agg('(' || sql || ')', ' OR ') FROM unnest(parts)))::both_ways
        ELSE ((SELECT format('%s of (%s)', least, string_agg(rule, ', ')) FROM unnest(parts)), (SELECT format('(%s >= %s)', string_agg('(' || sql || ')::int', ' + '), least) FROM unnest(parts)))::both_ways END;
END $$;

-- sets of such rules, each put to some texts in both ways, under settings that must change nothing
CREATE TEMP TABLE verdict (set_no int, rules ruleset, body int, said text, found text, tested boolean, as_json text, reasons int, misplaced int);
CREATE FUNCTION pg_temp.compare(sets int, bodies int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    rules text;
    said text;
    c both_ways;
BEGIN
    FOR s IN 1 .. sets LOOP
        rules := CASE WHEN random() < 0.5 THEN E'by: x\n' ELSE '' END;
        said := '';
        FOR r IN 1 .. 1 + floor(random() * 6)::int LOOP
            c := pg_temp.condition(floor(random() * 4)::int);
            rules := rules || format(E'r%s: %s -> l%s\n', r, c.rule, r);
            said := said || format(' || CASE WHEN %s THEN ''l%s '' ELSE '''' END', c.sql, r);
        END LOOP;
        EXECUTE format('INSERT INTO verdict
            SELECT %s, rules, b.i, ''''%s, (SELECT coalesce(string_agg(label || '' '', '''' ORDER BY label), '''') FROM labelset_rows(ruleset_classify(b.body, rules), NULL)), ruleset_test(b.body, rules),
                   (SELECT coalesce(string_agg(label || '' '', '''' ORDER BY label), '''') FROM labelset_rows(ruleset_classify(to_jsonb(b.body), rules), NULL)),
                   (SELECT count(DISTINCT m.rule) FROM ruleset_matches(b.body, rules) AS m), (SELECT count(*) FROM ruleset_matches(b.body, rules) AS m WHERE substr(b.body, start, length) <> m.match)
            FROM body AS b JOIN matched ON matched.body = b.i, (SELECT $1::ruleset AS rules) AS s WHERE b.i %% $2 = $3', s, said) USING rules, 400 / bodies, s % (400 / bodies);
    END LOOP;
END $$;
CREATE FUNCTION pg_temp.judge(OUT checks text, OUT sets bigint, OUT "some hold" boolean, OUT classify bigint, OUT test bigint, OUT document bigint, OUT matches bigint, OUT misplaced bigint, OUT example text) LANGUAGE sql AS $$
    SELECT CASE WHEN count(*) >= 4000 THEN 'thousands' ELSE count(*)::text END, count(DISTINCT set_no), count(*) FILTER (WHERE said <> '') BETWEEN count(*) / 4 AND count(*) * 19 / 20,
           count(*) FILTER (WHERE found <> said), count(*) FILTER (WHERE tested <> (said <> '')), count(*) FILTER (WHERE as_json <> said), count(*) FILTER (WHERE reasons <> length(replace(said, 'l', '')) / 2), sum(v.misplaced)::bigint,
           min(format('%s on %s: %s, not %s', rules, (SELECT b.body FROM body AS b WHERE b.i = v.body), found, said)) FILTER (WHERE found <> said)
    FROM verdict AS v $$;
SELECT pg_temp.compare(300, 20);
SELECT * FROM pg_temp.judge();
\echo -- every pattern run, without asking first which may match
TRUNCATE verdict;
SET factag.rule_prefilter = off;
SELECT pg_temp.compare(200, 20);
SELECT * FROM pg_temp.judge();
\echo -- without machine code
TRUNCATE verdict;
SET factag.pattern_jit = off;
SELECT pg_temp.compare(200, 20);
SELECT * FROM pg_temp.judge();
TRUNCATE verdict;
RESET factag.rule_prefilter;
SELECT pg_temp.compare(200, 20);
SELECT * FROM pg_temp.judge();
RESET factag.pattern_jit;
\echo -- no room to keep what is compiled
TRUNCATE verdict;
SET factag.rule_cache_size = 0;
SELECT pg_temp.compare(200, 20);
SELECT * FROM pg_temp.judge();
RESET factag.rule_cache_size;

\echo == Every match in long texts, which are searched in pieces, against regexp_matches

CREATE TEMP TABLE long_body AS
SELECT n, (SELECT string_agg((ARRAY['a', 'b', 'c', 'd', 'aa', 'cd', 'a1', 'B', '疫', '苗', '晶', ' ', '.', '12', 'x'])[1 + floor(random() * 15 + i - i + n - n)::int], CASE WHEN i / 500 % 3 = 0 THEN '' ELSE '—' END ORDER BY i) FROM generate_series(1, n) AS i) AS body
FROM unnest(ARRAY[10, 1000, 5000, 20000]) AS n;
CREATE FUNCTION pg_temp.every_match(OUT pattern text, OUT texts bigint, OUT "some match" boolean, OUT differences bigint, OUT misplaced bigint) RETURNS SETOF record LANGUAGE sql AS $$
    SELECT pattern, count(*), bool_or(said <> ''), count(*) FILTER (WHERE found <> said), sum(m.misplaced)::bigint
    FROM long_body, unnest(ARRAY['abc', 'a.c', '[^a-c]d', '^a', 'x$', 'a{2,3}b', '疫.{0,2}晶', '\d\d', 'a[b-d]+\d', 'a(?=b)', '(?<=c)a', '—+a', '[ab]{4}', '疫苗晶', 'aaaaa']) AS p (pattern),
         LATERAL (SELECT coalesce(string_agg(match, '|' ORDER BY start), '') AS found, count(*) FILTER (WHERE CASE WHEN n <= 1000 THEN match <> substr(body, start, length) END) AS misplaced FROM ruleset_matches(body, ('r: /' || pattern || '/ -> x')::ruleset)) AS m,
         LATERAL (SELECT coalesce(string_agg(match[1], '|' ORDER BY i), '') AS said FROM regexp_matches(body, '(?:' || pattern || ')', 'g') WITH ORDINALITY AS t (match, i)) AS s
    GROUP BY pattern ORDER BY pattern COLLATE "C" $$;
SELECT * FROM pg_temp.every_match();
SET factag.pattern_jit = off;
SELECT count(*) AS patterns, sum(differences) AS differences, sum(misplaced) AS misplaced FROM pg_temp.every_match();
RESET factag.pattern_jit;

\echo == Lines that end in CRLF or CR are matched as those that end in LF, and those as PostgreSQL matches them

-- every match as its text and its place, with CR and CRLF as LF
CREATE FUNCTION pg_temp.places(body text, pattern text) RETURNS text LANGUAGE sql AS $$
    SELECT coalesce(string_agg(format('%s %s', length(replace(left(body, start - 1), E'\r\n', E'\n')), translate(replace(match, E'\r\n', E'\n'), E'\r', E'\n')), '|' ORDER BY start), '')
    FROM ruleset_matches(body, ('r: ' || pattern || ' -> x')::ruleset) $$;
CREATE TEMP TABLE line_body AS
SELECT n, (SELECT string_agg((ARRAY['a', 'b', 'ab', ' ', '疫', E'\n', E'\n', E'\n\n', U&'\2028', E'\f'])[1 + floor(random() * 10 + i - i + n - n)::int], '' ORDER BY i) FROM generate_series(1, 1 + n % 30) AS i) AS body
FROM generate_series(1, 400) AS n
UNION ALL SELECT 401, repeat(E'a b\n\nab 疫\n', 200);
CREATE TEMP TABLE line_pattern (pattern text, flags text, sql text);
INSERT INTO line_pattern VALUES ('a$', 'm', 'a$'), ('^b', 'm', '^b'), ('^a.*b$', 'm', '^a.*b$'), ('.+', '', '.+'), ('\N+', '', '.+'), ('a.?b', 'm', 'a.?b'), ('^.+$', 'm', '^.+$'), ('疫(?=.*$)', 'm', '疫(?=.*$)'), ('(?<!a).b', '', '(?<!a).b'), ('(?:a+b*)+.$', 'm', '(?:a+b*)+.$'),
    ('^', 'm', NULL), ('$', 'm', NULL), ('^$', 'm', NULL), ('a$', '', NULL), ('\Z', '', NULL), ('a?$', 'm', NULL), ('(?m)^b|(?s)a.', '', NULL), ('(*COMMIT)^a', 'm', NULL), ('\Ka?$', 'm', NULL), ('a\R', '', NULL);
CREATE FUNCTION pg_temp.lines(most int, OUT pattern text, OUT texts bigint, OUT "some match" boolean, OUT crlf bigint, OUT cr bigint, OUT sql bigint) RETURNS SETOF record LANGUAGE sql AS $$
    SELECT format('/%s/%s', p.pattern, p.flags), count(*), bool_or(lf <> ''), count(*) FILTER (WHERE pg_temp.places(replace(body, E'\n', E'\r\n'), format('/%s/%s', p.pattern, p.flags)) <> lf),
           count(*) FILTER (WHERE pg_temp.places(replace(body, E'\n', E'\r'), format('/%s/%s', p.pattern, p.flags)) <> lf),
           count(*) FILTER (WHERE p.sql <> '' AND (SELECT coalesce(string_agg(m.match, '|' ORDER BY start), '') FROM ruleset_matches(body, format('r: /%s/%s -> x', p.pattern, p.flags)::ruleset) AS m)
                                              <> (SELECT coalesce(string_agg(match[1], '|' ORDER BY i), '') FROM regexp_matches(body, '(?:' || p.sql || ')', CASE WHEN p.flags ~ 'm' THEN 'gn' ELSE 'gp' END) WITH ORDINALITY AS t (match, i)))
    FROM (SELECT * FROM line_body WHERE length(body) < most) AS b, line_pattern AS p, LATERAL (SELECT pg_temp.places(body, format('/%s/%s', p.pattern, p.flags)) AS lf) AS lf
    GROUP BY p.pattern, p.flags ORDER BY p.pattern COLLATE "C", p.flags $$;
SELECT * FROM pg_temp.lines(100000);
SET factag.pattern_jit = off;
SELECT count(*) AS patterns, sum(crlf) AS crlf, sum(cr) AS cr, sum(sql) AS sql FROM pg_temp.lines(100);
RESET factag.pattern_jit;
\echo -- where a position is tried by itself
SELECT pg_temp.places(replace(body, E'\n', E'\r\n'), pattern) = pg_temp.places(body, pattern) AS same
FROM unnest(ARRAY['/^(\w+\s?)*!/m', '/(a+b?)+$!?/m']) AS pattern, (SELECT repeat('a', 18) || E'b\n' || repeat('ab', 9) || E'\nab\n' AS body) AS b;

\echo == Documents: fields and comparisons against jsonpath and operators of jsonb

CREATE TEMP TABLE doc AS
SELECT i, jsonb_strip_nulls(jsonb_build_object('n', (ARRAY['1', '2', '2.0', '-3', '1e3', '"2"', 'true', 'null', '[1, 2]', '[]', '{"n": 2}'])[1 + floor(random() * 11)::int]::jsonb, 's', (ARRAY['"a"', '"b"', '"ab"', '"疫"', '""', '1', '["a", "b"]', '["b", 2]'])[1 + floor(random() * 8)::int]::jsonb,
                                               'o', jsonb_build_object('n', floor(random() * 4), 's', chr(97 + floor(random() * 3)::int)))
       - (ARRAY['n', 's', 'o', 'x'])[1 + floor(random() * 4)::int]) AS d
FROM generate_series(1, 1000) AS i;
SELECT test, count(*) FILTER (WHERE holds) BETWEEN 20 AND 980 AS "some hold", count(*) FILTER (WHERE holds IS DISTINCT FROM said) AS differences, min(d::text) FILTER (WHERE holds IS DISTINCT FROM said) AS example
FROM (SELECT test, i, d, ruleset_test(d, ('r: ' || test || ' -> x')::ruleset) AS holds, d @? path::jsonpath AS said
      FROM doc, (VALUES ('n = 2', 'lax $.n[*] ? (@ == 2)'), ('n != 2', 'lax $ ? (exists(@.n) && !exists(@.n[*] ? (@ == 2)))'), ('s != "a"', 'lax $ ? (exists(@.s) && !exists(@.s[*] ? (@ == "a")))'), ('n < 2', 'lax $.n[*] ? (@.type() == "number" && @ < 2)'), ('n >= 2', 'lax $.n[*] ? (@.type() == "number" && @ >= 2)'),
                        ('s = "a"', 'lax $.s[*] ? (@ == "a")'), ('s > "a"', 'lax $.s[*] ? (@.type() == "string" && @ > "a")'), ('s ~ /b/', 'lax $.s[*] ? (@ like_regex "b")'), ('o.n = 2', 'lax $.o.n ? (@ == 2)'), ('n = true', 'lax $.n[*] ? (@ == true)'), ('n < o.n', 'lax $ ? (@.n[*] < @.o.n)'), ('o.n >= n', 'lax $ ? (@.o.n >= @.n[*])'), ('n > n', 'lax $ ? (exists(@.n[*] ? (@.type() == "number")) && @.n[*] > @.n[*])'),
                        ('o.n < 3 & s ~ /^a/', 'lax $ ? (exists(@.o.n ? (@ < 3)) && exists(@.s[*] ? (@ like_regex "^a")))'), ('!o.n < 3', 'lax $ ? (!exists(@.o.n ? (@ < 3)))'), ('/^b$/', 'strict $.** ? (@.type() == "string" && @ == "b")')) AS t (test, path)) AS t
GROUP BY test ORDER BY test COLLATE "C";
