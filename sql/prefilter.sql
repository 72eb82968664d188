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

\echo == Each way to write an escape, a reference, a condition or an option: the pattern takes its text with the prefilter and without it
CREATE TEMP TABLE written (pattern text, body text);
INSERT INTO written VALUES
    ('ab\fc', E'ab\fc'), ('ab\nc', E'ab\nc'), ('ab\rc', E'ab\rc'), ('ab\tc', E'ab\tc'), ('ab\ac', E'ab\x07c'), ('ab\ec', E'ab\x1bc'), ('\x61\x{62}c', 'abc'), ('\o{101}bc', 'Abc'),
    ('\0101bc', E'\x081bc'), ('[\101]bc', 'Abc'), ('[\7]bc', E'\x07bc'), ('[\8]bc', '8bc'), ('(a)(b)(c)(d)(e)(f)(g)(h)\8ij', 'abcdefghhij'), ('\cAbc', E'\x01bc'), ('\c{bc', E';bc'), ('\cabc', E'\x01bc'),
    ('\N{U+41}bc', 'Abc'), ('\Nbc', '長bc'), ('\pLbc', '長bc'), ('\PLbc', '1bc'), ('\p{Han}bc', '長bc'), ('\P{Han}bc', 'xbc'), ('\p{^Nd}bc', 'xbc'), ('\Rbc', E'\r\nbc'), ('[\b]bc', E'\x08bc'), ('\Xbc', U&'e\0301bc'), ('\Kabc', 'abc'),
    ('(ab)\g1c', 'ababc'), ('(ab)\g{1}c', 'ababc'), ('(ab)\g-1c', 'ababc'), ('(ab)\g{-1}c', 'ababc'), ('(?<n>ab)\k''n''c', 'ababc'), ('(?<n>ab)\k<n>c', 'ababc'), ('(?<n>ab)\k{n}c', 'ababc'), ('(?P<n>ab)(?P=n)c', 'ababc'),
    ('(ab|x)\g<1>c', 'abxc'), ('(ab|x)\g''1''c', 'xabc'), ('(ab|x)(?1)c', 'abxc'), ('(?<n>ab|x)(?&n)c', 'abxc'), ('(?<n>ab|x)(?P>n)c', 'xxc'), ('(a(?R)?b)c', 'abc'),
    ('(a)?(?(1)bc|xyz)', 'xyz'), ('(a)?(?(1)bc|xyz)', 'abc'), ('(?(?=a)abc|xyz)', 'xyz'), ('(?(?!a)xyz|abc)', 'abc'), ('(?(?<=a)bc|xyz)', 'abc'), ('(?(DEFINE)(?<n>ab))(?&n)c', 'abc'), ('(?<n>a)?(?(<n>)bc|xyz)', 'xyz'),
    ('(*COMMIT)abc', 'abc'), ('a(*PRUNE:n)bc', 'abc'), ('a(*SKIP)bc', 'abc'), ('a(*THEN)bc|xyz', 'xyz'), ('ab(*F)c|xyz', 'xyz'), ('ab(*ACCEPT)c', 'ab'), ('a(*FAIL)|bcd', 'bcd'), ('(*MARK:n)abc', 'abc'),
    ('(?xx)a b [c d] e', 'abce'), ('(?-x:ab c)', 'ab c'), ('(?^:abc)', 'abc'), ('(?i-s:ABC)', 'abc'), ('(?U)ab+c', 'abbc'), ('(?J)(?<n>ab)|(?<n>xyz)', 'xyz'), ('(?s)ab.c', E'ab\nc'),
    ('(?#note)abc', 'abc'), ('ab(?#x)+c', 'abbbc'), ('\Qab.c\E', 'ab.c'), ('ab\E+c', 'abbc'), ('\Q\Eabc', 'abc'), ('a\Qb|c', 'ab|c'), ('(?|ab(c)|xy(z))\1', 'xyzz'), ('(?>abc|ab)d', 'abcd'), ('(?:a|b|)xyz', 'xyz'),
    ('[[:cntrl:]]bc', E'\x01bc'), ('[[:ascii:]]bc', 'abc'), ('[^[:ascii:]]bc', '長bc'), ('[[:^digit:]]bc', 'xbc'), ('[[:digit:]]bc', '5bc'), ('[[:xdigit:][:space:]]xyz', ' xyz'), ('[[:<:]]abc[[:>:]]', 'abc'), ('[]ab]xyz', ']xyz'), ('[^]ab]xyz', 'cxyz'),
    ('[\d\W]bc', '-bc'), ('[\Qa-c\E]xyz', '-xyz'), ('[\x{41}-\x{5A}]xyz', 'Qxyz'), ('[\h\v]bc', U&'\2003bc'), ('[\H]bc', 'xbc'), ('[Α-Ω]bc', 'Σbc'), ('[^\P{Han}]bc', '長bc'),
    ('ab{2}c', 'abbc'), ('ab{0}c', 'ac'), ('ab{1,}?c', 'abbbc'), ('ab{0,2}+c', 'abbc'), ('a{bc', 'a{bc'), ('a{2b', 'a{2b'), ('(abc){3}', 'abcabcabc'),
    ('(?<=a)bcd', 'abcd'), ('(?<!x)abc', 'abc'), ('(?=abc)a', 'abc'), ('abc(?!d)', 'abce'), ('(?<=abc|x)d', 'xd'), ('(*pla:abc)a', 'abc'), ('(*atomic:abc)', 'abc'),
    (U&'a\0378b', U&'a\0378b'), ('a.b', U&'a\0378b'), (U&'[\0378]bc', U&'\0378bc'), (U&'\212Aelvin', 'kelvin'), (U&'\017Ftop', 'STOP'), (U&'\2C2Fbc', U&'\2C5Fbc'), ('ſ', 's'), ('[ſ]top', 'Stop'), ('straße', 'STRAẞE');
CREATE FUNCTION taken(pattern text, body text, prefilter boolean) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('factag.rule_prefilter', prefilter::text, true);
    RETURN ruleset_test(body, format(E'r: /%s/i -> x\nother: /never seen/ -> y', pattern)::ruleset)::text;
EXCEPTION WHEN OTHERS THEN
    RETURN SQLSTATE;
END $$;
SELECT pattern, body, taken(pattern, body, true) AS "with", taken(pattern, body, false) AS "without" FROM written
WHERE taken(pattern, body, true) <> 'true' OR taken(pattern, body, false) <> 'true' ORDER BY pattern COLLATE "C";
SELECT count(*) > 1000 AS pairs, count(*) FILTER (WHERE taken(w.pattern, o.body || ' ' || w.body, true) <> taken(w.pattern, o.body || ' ' || w.body, false)) AS differences
FROM written AS w, written AS o WHERE hashtext(w.pattern || o.body) % 8 = 0;

-- (*PRUNE) and (*SKIP) keep the second alternative from being tried, as in Perl; machine code of PCRE2 tries it after ſ
SELECT verb, taken(format('[a-z]*+%sab|7\H', verb), 'xſc7ΩΩ', true) AS "with", taken(format('[a-z]*+%sab|7\H', verb), 'xſc7ΩΩ', false) AS "without"
FROM unnest(ARRAY['(*PRUNE)', '(*SKIP)', '(*PRUNE:n)', '(*COMMIT)', '(*THEN)']) AS verb;

\echo == Thousands of patterns at once: each text is met by what a set of that pattern alone meets
CREATE TEMP TABLE many AS
    SELECT n, CASE n % 4 WHEN 0 THEN 'w' || md5(n::text) WHEN 1 THEN format('%s[xyz]{2}%s\d', left(md5(n::text), 5), n % 10) WHEN 2 THEN format('疫%s苗.?晶%s', n, n % 7) ELSE format('(a%s|b%s)c%s', n, n + 1, n % 100) END AS pattern,
           CASE n % 4 WHEN 0 THEN 'w' || md5(n::text) WHEN 1 THEN format('%szy%s7', left(md5(n::text), 5), n % 10) WHEN 2 THEN format('疫%s苗、晶%s', n, n % 7) ELSE format('b%sc%s', n + 1, n % 100) END AS body
    FROM generate_series(1, 6000) AS n;
CREATE TEMP TABLE together AS SELECT string_agg(format('r%s: /%s/ -> t/n%s', n, pattern, n), E'\n')::ruleset AS rules FROM many;
CREATE TEMP TABLE met AS SELECT many.*, ruleset_classify('The ' || body || ', said twice: ' || (SELECT o.body FROM many AS o WHERE o.n = 1 + many.n * 31 % 6000), rules) AS labels FROM many, together WHERE n % 100 IN (3, 34, 61, 88);
SELECT count(*) AS texts, count(*) FILTER (WHERE NOT labels @@ format('t/n%s', n)::tagquery) AS missed,
       count(*) FILTER (WHERE labelset_count(labels) <> (SELECT count(*) FROM many AS o WHERE ('The ' || m.body || ', said twice: ' || (SELECT p.body FROM many AS p WHERE p.n = 1 + m.n * 31 % 6000)) ~ o.pattern)) AS wrong
FROM (SELECT * FROM met WHERE n <= 500) AS m;

\echo == Every match is where it is without the prefilter: each construct before, in and after what is required, at the edges of where a match can begin
CREATE FUNCTION places(body text, rules ruleset, prefilter boolean) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM set_config('factag.rule_prefilter', prefilter::text, true);
    RETURN (SELECT count(*) || ' ' || coalesce(md5(string_agg(format('%s %s %s', rule, start, length), ',' ORDER BY rule, start, length)), '') FROM ruleset_matches(body, rules));
END $$;
CREATE TEMP TABLE edge (pattern text);
INSERT INTO edge VALUES
    ('cash'), ('\bcash'), ('(very )?cash'), ('(very |so )*cash'), ('\d+ ?cash'), ('[\d,.]+ cash'), ('\w+ cash'), ('.*cash'), ('.{0,9}cash'), ('(?s).{0,300}cash'), ('[^.]*cash'), ('\S+cash'), ('(?:\w+ )+?cash'), ('a{2,}cash'), ('(a|bb){3,9}cash'),
    ('(?<=very )cash'), ('(?<!very )cash'), ('(?<=\A)cash|(?<=12)cash'), ('cash(?= now)'), ('cash(?! now)'), ('(?=.*now)cash'), ('(?!very)\w{4} cash'), ('very \Kcash'), ('\Gvery |\Gcash'), ('\G.*?cash'), ('x*'), ('(?:very )?\b'), ('$'), ('^'), ('^cash'), ('cash$'), ('(?m)^cash'), ('(?m)cash$'), ('(?m)^.{0,6}cash'), ('\Acash'), ('cash\z'), ('cash\Z'),
    ('(a(?R)?b)cash'), ('(very )cash \1'), ('(very|so) (?1) cash'), ('(?(?=very)very |x)cash'), ('(very )?(?(1)cash|now)'), ('(?>\w+ )cash'), ('(?>a*)acash'), ('\w++ cash'), ('very(*PRUNE) cash|y cash'), ('very (*SKIP)now|cash'), ('very(*COMMIT) now|cash'), ('very(*THEN) now|cash'),
    ('\Rcash'), ('\n?cash'), ('\r\ncash'), ('(?m)^\ncash'), ('\Xcash'), ('.cash'), ('\W{0,3}cash'), ('\p{L}{1,4}cash'), ('ßcash'), ('s+cash'), ('(?:straße )?cash'), ('[ıi]+cash'), ('k{0,3}cash'), ('疫苗.{0,12}cash'), ('cash.*疫苗'), ('[一-龥]+ ?cash'),
    ('\d\d-\d{3}'), ('[a-z]{6,}[\s.]+[a-z]{6,}'), ('[\x00-\x0c]cash'), ('\s?cash'), ('\d{1,3}(,\d{3})+'), ('(?:\d|x)+-\d'), ('\w@\S+\.\w'), ('\b[A-Z]{16,}\b'), ('\s\d[\d.,]+US'), ('(very|so|\d+[.)]?) (cash|now)'), ('[\d.]+ *\$? *(?:/|per) *d.?o.?s.?e'), ('(cash|now).*(cash|now)'), ('now.{0,40}cash|cash\s+now');
CREATE TEMP TABLE edge_part AS
    SELECT i - 1 AS i, part FROM unnest(ARRAY['cash', 'CASH', 'very cash', 'very  cash', 'so very cash now', '12 cash', '1,234.50 cash', E'\ncash', E'\r\ncash', E'\rcash', U&'\3000cash', U&'\00A0cash', 'ßcash', U&'\1E9Ecash', U&'\0130\0131cash', U&'\017Fcash', U&'\212Akcash', 'STRASSE cash', 'straße cash', '疫苗在這裡 cash', 'cash 疫苗', 'aaaacash', 'abbacash', 'aabbcash',
        'very cash very ', 'now', E'now\n', 'the lorem ipsum dolor', '12-345', '1,234,567', 'me@x.org', 'ABCDEFGHIJKLMNOPQRST', ' 12.5US', '2) now', '12.5 $ / d.o.s.e', 'x1-2', '. ', E'\n', E'\r\n', repeat('lorem ', 60), repeat('.', 100), repeat('中', 70), U&'e\0301cash']) WITH ORDINALITY AS t (part, i);
CREATE TEMP TABLE edge_text AS
    SELECT t.n, string_agg(part || CASE pick(t.n * 1000 + at, 2, 3) WHEN 0 THEN ' ' ELSE '' END, '' ORDER BY at) AS body
    FROM generate_series(1, 30) AS t (n), generate_series(1, 4 + t.n * t.n / 8) AS at, edge_part WHERE i = pick(t.n * 1000 + at, 1, 44) GROUP BY t.n;
INSERT INTO edge_text SELECT 100 + i, part FROM edge_part;
SELECT pattern, flags, count(*) FILTER (WHERE places(body, rules, true) <> places(body, rules, false)) AS differences
FROM edge, unnest(ARRAY['', 'i', 's']) AS flags, LATERAL (SELECT format(E'r: /%s/%s -> x\nother: /never seen/ -> y', replace(pattern, '/', '\/'), flags)::ruleset AS rules OFFSET 0) AS r, edge_text
GROUP BY pattern, flags HAVING count(*) FILTER (WHERE places(body, rules, true) <> places(body, rules, false)) > 0;
SELECT (SELECT count(*) FROM edge) * 3 * (SELECT count(*) FROM edge_text) > 15000 AS pairs,
       (SELECT count(DISTINCT pattern) FROM edge, edge_text WHERE places(body, format('r: /%s/i -> x', replace(pattern, '/', '\/'))::ruleset, true) NOT LIKE '0 %') > 65 AS "most match";

\echo == One of the strings that a match may have lies within another one, and less far from the start of the match
CREATE TEMP TABLE nested AS
SELECT format('%s(?:%s%s|%s%s)', head, substr(b, at, 2 + at % 3), after, before, b) AS pattern, format('777%s. 70%1$s%s7%1$s#%1$s', b, repeat('-', 60)) AS body
FROM unnest(ARRAY['xyzzyw', 'abacab', 'banana']) AS b, generate_series(2, 4) AS at, unnest(ARRAY['\d*', '\d+', '[07]*', '\d{0,9}', '(?:7\d*)?', '']) AS head, unnest(ARRAY['', '(?=#)', '\d']) AS after, unnest(ARRAY['', '7\d*', '\d{2}']) AS before;
SELECT count(*) > 400 AS patterns, count(*) FILTER (WHERE places(body, rules, true) <> places(body, rules, false)) AS differences, count(*) FILTER (WHERE places(body, rules, true) NOT LIKE '0 %') > 400 AS "most match"
FROM nested, LATERAL (SELECT format('r: /%s/ -> x', pattern)::ruleset AS rules OFFSET 0) AS r;

\echo == What is required lies across an edge at which the prefilter stops and goes on: of 64, 256 or 1,024 characters, and of 4,096 bytes
CREATE TEMP TABLE across AS
SELECT pattern, repeat(pad, edge / octet_length(pad) - shift) || sample || pad || sample || repeat(pad, tail) AS body
FROM (VALUES ('at', 'at'), ('now', 'now'), ('\bnow\b', ' now.'), ('cash', 'cash'), ('winner|winners? of|winners of c', 'winners of cash'), ('\d\d-\d{3}', '12-345'), ('v\W?i\W?\d?a', 'v.i-7a'), ('[a-z]{6,}[\s.]+[a-z]{6,}x', 'abcdefgh..  ijklmnox'),
             ('\d{1,3}(,\d{3})+', '1,234,567'), ('x\d[ab]*c?d?e', 'x1abbade'), ('疫苗.?晶片', '疫苗、晶片'), ('[疫晶].?[苗片]\W?\d', '疫苗、7'), ('\w@\S+\.\w', 'me@example.org'), ('\d[a-z]+\W\d', '7abcdefgh.7')) AS p (pattern, sample),
     unnest(ARRAY['-', ' ', U&'\3000', 'q']) AS pad, unnest(ARRAY[64, 256, 1024, 3072, 4096, 8192]) AS edge, generate_series(0, 15) AS shift, unnest(ARRAY[0, 1100]) AS tail
WHERE (edge / 64 + shift + tail + length(pattern)) % 3 = 0;
SELECT count(*) > 2000 AS pairs, count(*) FILTER (WHERE places(body, rules, true) <> places(body, rules, false)) AS differences, count(*) FILTER (WHERE places(body, rules, true) NOT LIKE '0 %') > 2000 AS "most match"
FROM across, LATERAL (SELECT format(E'r: /%s/ -> x\nother: /never seen/ -> y', pattern)::ruleset AS rules OFFSET 0) AS r;
