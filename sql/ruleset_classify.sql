\echo == The labels of every rule that holds, each by its rule

SELECT body, ruleset_classify(body, $$
by: auto/rules/v7
slur: /\b(foo|bar)s?\b/ -> hate/slur[score=0.9]
vax-chip: /疫苗.{0,8}(晶片|自閉症)/ & !/謠言|查核|闢謠/ -> misinfo/vaccine[verdict=false; score=0.7]
threat: 2 of (/\bkill\b/i, /\bburn\b/i, /\btonight\b/i) -> threat/violence, review
$$) AS labels
FROM unnest(ARRAY['foos and bars', 'food', '疫苗裡有晶片', '疫苗裡有晶片？查核：謠言', 'Kill it', 'Kill it tonight', 'TONIGHT, kill, BURN foo', '']) AS body;
SELECT body, ruleset_test(body, 'r: /a/ -> x') AS test, ruleset_classify(body, 'r: /a/ -> x') AS found FROM unnest(ARRAY['a', 'b', '', NULL]) AS body;
\echo -- without by the rule alone is the source; the moment is given
SELECT ruleset_classify('a', 'r/s: /a/ -> x[deny; claim=c1; said="q"; ref="https://x.org"; until=2026-12-31T00:00:00Z], y', at => '2026-07-01T08:00:00+08:00');
SELECT ruleset_classify('a', 'r: /a/ -> x, x[score=0.5], x[score=0.7], x[claim=c]', NULL) AS "one path several times";
\echo -- NULL for what is NULL; a set without rules finds nothing
SELECT ruleset_classify(NULL::text, 'r: /a/ -> x') IS NULL AS text, ruleset_classify('a', NULL) IS NULL AS rules, ruleset_classify(NULL::jsonb, 'r: /a/ -> x') IS NULL AS json, ruleset_test('a', NULL) IS NULL AS test,
       ruleset_classify('a', '') = '' AS none, ruleset_test('a', '# none') AS test_none;

\echo == Conditions: & before |, ! before both, N of counts

SELECT body, string_agg(label, ' ' ORDER BY ordinality) AS holds
FROM unnest(ARRAY['', 'a', 'b', 'c', 'a b', 'b c', 'a b c']) AS body,
     unnest(ARRAY['/a/ & /b/ | /c/', '/a/ & (/b/ | /c/)', '!/a/ & /b/', '!(/a/ & /b/)', '!(/a/ | /b/)', '1 of (/a/, /b/)', '2 of (/a/, /b/, /c/)', '3 of (/a/, /b/, /c/)', '2 of (/a/, !/b/, /b/ & /c/)', '!2 of (/a/, /b/, /c/)', '2 of (/a/, /a/)']) WITH ORDINALITY AS c (condition, ordinality),
     LATERAL (SELECT CASE WHEN ruleset_test(body, ('r: ' || condition || ' -> x')::ruleset) THEN 'yes' ELSE '-' END AS label) AS l
GROUP BY body ORDER BY body;

\echo == Patterns: always Unicode; flags

SELECT pattern, body, ruleset_test(body, ('r: ' || pattern || ' -> x')::ruleset) AS found
FROM (VALUES ('/^\w+$/', '疫苗é'), ('/^.$/', '𝐡'), ('/É/i', 'é'), ('/k/i', U&'\212A'), ('/ſ/i', 'S'), ('/straße/i', 'STRASSE'), ('/\bé/', 'aé'), ('/\d/', '٣'), ('/[[:alpha:]]/', '中'), ('/\p{Han}{2}/', '中文'), ('/^\X$/', U&'e\0301'), ('/\R/', U&'\2028'),
             ('/^b$/', E'a\nb\nc'), ('/^b$/m', E'a\nb\nc'), ('/a.b/', E'a\nb'), ('/a.b/s', E'a\nb'), ('/a b # c/x', 'ab'), ('/(a)\1/', 'aa'), ('/(?<x>a)(b)\k<x>/n', 'aba'), ('/(?i)A/', 'a'), ('/a(?!b)/', 'ab'), ('/(?<=疫)苗/', '疫苗'), ('/^(\((?:[^()]|(?1))*\))$/', '(a(b)c)'), ('/^$/', ''), ('/$/', 'x'), ('/x*/', '')) AS t (pattern, body);

\echo == A line ends in LF, CR or CRLF, nothing else does

SELECT pattern, ruleset_test(E'one\ntwo\n', rules) AS "LF", ruleset_test(E'one\r\ntwo\r\n', rules) AS "CRLF", ruleset_test(E'one\rtwo\r', rules) AS "CR", ruleset_test(U&'one\000Ctwo\2028three\0085', rules) AS others
FROM unnest(ARRAY['/one$/m', '/^two$/m', '/two$/', '/one.two/', '/one.+two/', '/one\N/', '/one.?.two/s', '/one\R+two/', '/^$/m']) AS pattern, LATERAL (SELECT ('r: ' || pattern || ' -> x')::ruleset AS rules) AS r;
SELECT start, length FROM ruleset_matches(E'a\r\n\r\nb', 'r: /$|^/m -> x');

\echo == Documents: a pattern without a field looks at every string that is a value

CREATE TEMP TABLE doc (id int, d jsonb);
INSERT INTO doc VALUES
    (1, '{"title": "Free crypto", "body": "now", "lang": "en", "account_age": 2, "author": {"name": "eve", "age": 17, "first.name": "Eve"}, "tags": ["spam", "x", 3, true, null], "ok": true, "gone": null}'),
    (2, '{"title": "hello", "body": "free crypto", "lang": "zh", "account_age": 2.99999999999999999999, "author": {"age": "17"}, "tags": [], "ok": false}'),
    (3, '{"title": ["a", "FREE CRYPTO"], "account_age": 3, "author": [{"name": "eve"}], "tags": {"spam": 1}, "free crypto": 1}'),
    (4, '[{"title": "free crypto"}]'), (5, '"free crypto"'), (6, '3'), (7, 'null'), (8, '{}'), (9, '[]');
SELECT test, string_agg(id::text, ' ' ORDER BY id) AS documents
FROM unnest(ARRAY['/free crypto/i', '/^free$/', '/^eve$/', '!/crypto/i', 'title ~ /free crypto/i', 'title ~ /free crypto/i & account_age < 3', '!title ~ /crypto/i', 'body ~ /crypto/ & title ~ /hello/',
                  'account_age < 3', 'account_age <= 3', 'account_age = 2', 'account_age != 2', 'account_age > 2.99999999999999999998', 'account_age >= 3', 'account_age = 3.000', '!account_age < 3',
                  'author.name ~ /eve/', 'author.name = "eve"', 'author.age >= 17', 'author.age = "17"', 'author.age != 17', 'author.age != 18', '"first.name" ~ /./', 'author.first.name ~ /./', 'author != 1', 'author ~ /eve/',
                  'tags = "spam"', 'tags = "x" & tags = 3', 'tags != "spam"', 'tags != "y"', 'tags = true', 'tags = null', 'tags ~ /^x$/', 'tags < 4', 'tags >= "x"',
                  'lang = "zh"', 'lang != "zh"', 'lang < "f"', 'lang > "en"', 'lang >= "en"', 'lang < 3', 'ok = true', 'ok = false', 'ok != true', 'ok = "true"', 'ok = 1', 'gone = null', 'gone != null', 'gone != 1', 'lang != null', 'Lang = "zh"', '"title" ~ /hello/',
                  '2 of (lang = "zh", ok = false, /eve/)', '"free crypto" = 1']) WITH ORDINALITY AS t (test, i)
     LEFT JOIN doc ON ruleset_test(d, ('r: ' || test || ' -> x')::ruleset) AND id > 0
GROUP BY i, test ORDER BY i;
SELECT id, ruleset_classify(d, E'by: auto\nspam: title ~ /crypto/i & account_age < 3 -> spam/crypto, review\nminor: author.age < 18 -> minor[score=0.5]', '2026-07-01T00:00:00Z') AS labels FROM doc WHERE id < 4;
\echo -- two fields: as numbers, fails where either has none; of arrays, one pair suffices
CREATE TEMP TABLE two_fields AS
SELECT i, d FROM unnest(ARRAY['{"a": 2, "b": {"c": 1}}', '{"a": 1, "b": {"c": 2}}', '{"a": 1, "b": {"c": 1.0}}', '{"a": [1, 9], "b": {"c": [8, 10]}}', '{"a": 1}', '{"b": {"c": 1}}', '{"a": null, "b": {"c": 1}}', '{"a": "2", "b": {"c": 1}}', '{"a": ["x", 3], "b": {"c": [true, 2]}}', '{"a": [], "b": {"c": 1}}', '{"a": 9007199254740993, "b": {"c": 9007199254740992}}']::jsonb[]) WITH ORDINALITY AS t (d, i);
SELECT test, string_agg(i::text, ' ' ORDER BY i) AS documents
FROM unnest(ARRAY['a > b.c', 'a >= b.c', 'a < b.c', 'a <= b.c', 'a <= b.c & a >= b.c', '!a > b.c', 'b.c > a', 'a >= a']) WITH ORDINALITY AS t (test, n), two_fields
WHERE ruleset_test(d, ('r: ' || test || ' -> x')::ruleset) GROUP BY n, test ORDER BY n;
SELECT ruleset_test('{"old size": 2, "new size": 1}'::jsonb, 'r: old size > new size -> x') AS blanks, ruleset_test('3 > 2'::text, 'r: a > b -> x') AS text, 'r: "old size">  new size&a.b<=c.d -> x'::ruleset AS printed;
\echo -- a text has no fields
SELECT ruleset_test('{"lang": "zh"}'::text, 'r: lang = "zh" -> x') AS eq, ruleset_test('x', 'r: lang != "zh" -> x') AS ne, ruleset_test('x', 'r: !lang = "zh" -> x') AS negated;
\echo -- each string is looked at by itself
SELECT ruleset_test('["free", "crypto"]'::jsonb, 'r: /free.*crypto/s -> x') AS across, ruleset_test('["free", "crypto"]'::jsonb, 'r: /free/ & /crypto/ -> x') AS both, ruleset_test('["x", "y"]'::jsonb, 'r: /^y$/ -> x') AS anchored;
\echo -- numbers beyond float8
SELECT n, ruleset_test(jsonb_build_object('n', n), 'r: n = 9007199254740993 -> x') AS eq, ruleset_test(jsonb_build_object('n', n), 'r: n < 9007199254740993 -> x') AS lt FROM unnest(ARRAY[9007199254740992, 9007199254740993, 9007199254740994]::numeric[]) AS n;
\echo -- folding holds of strings in documents, not of comparisons
SELECT ruleset_test('{"t": "h4te"}'::jsonb, E'fold: leet\nr: t ~ /hate/ -> x') AS field, ruleset_test('["h4te"]'::jsonb, E'fold: leet\nr: /hate/ -> x') AS strings, ruleset_test('{"t": "h4te"}'::jsonb, E'fold: leet\nr: t = "hate" -> x') AS equals;
\echo -- a large one: many strings, deep nesting
SELECT ruleset_test(jsonb_agg('s' || i), 'r: /^s99999$/ -> x') AS last, ruleset_test(jsonb_build_object('a', jsonb_agg(i)), 'r: a = 99999 -> x') AS element FROM generate_series(1, 99999) AS i;
SELECT ruleset_test((repeat('{"a":', 1000) || '"deep"' || repeat('}', 1000))::jsonb, 'r: /deep/ -> x') AS deep, ruleset_test((repeat('{"a":', 20) || '"deep"' || repeat('}', 20))::jsonb, ('r: a' || repeat('.a', 19) || ' = "deep" -> x')::ruleset) AS field;

\echo -- as many fields as a rule set may name
SELECT ruleset_test('{"f75000": 1}'::jsonb, ('a: ' || string_agg('f' || i || '=1', '|') || ' -> t')::ruleset) AS last FROM generate_series(1, 75000) AS i;

\echo == Why: places in characters of the original text, from 1

SELECT * FROM ruleset_matches('疫苗裡有晶片，foo and foos', E'by: auto\nchip: /疫苗.{0,8}晶片/ & !/查核/ -> misinfo/vaccine, review\nslur: /foo(s)?/ | /bar/ -> hate');
SELECT * FROM ruleset_matches('kill, kill, burn', 'r: 2 of (/kill/, /burn/, /tonight/) -> "x,y"/"a/b"');
\echo -- a part of the condition that does not hold is no reason
SELECT rule, match FROM ruleset_matches('kill, burn, x', E'a: /kill/ & /tonight/ | /burn/ -> x\nb: 2 of (/kill/ & /no/, /burn/, /x/) -> x\nc: !(!/kill/ | /no/) & !(/burn/ & !/x/) -> x');
SELECT ruleset_highlight('kill, burn', 'a: /kill/ & /tonight/ | /burn/ -> x', '[', ']');
\echo -- a rule that holds without a match has one row a label, with NULLs; one that does not hold none
SELECT * FROM ruleset_matches('x', E'a: !/y/ -> n, m\nb: /y/ -> o\nc: !(!/x/ | /y/) -> p\nd: !(/x/ & /y/) & /./ -> q');
\echo -- overlapping matches of several patterns; equal ones once; none within another of the same
SELECT rule, start, length, match FROM ruleset_matches('abcabc aaa', E'r: /abc/ | /bca/ | /ab(?=c)/ | /(a)bc/ -> x\ns: /aa/ -> x');
\echo -- empty matches, lookaround, a match that begins later than it looks
SELECT start, length, match FROM ruleset_matches('a中', 'r: /x*/ -> x');
SELECT pattern, start, length, match FROM unnest(ARRAY['/^/m', '/$/m', '/\b/', '/(?<=a)b/', '/a(?=b)/', '/a\Kb/', '/\Gab/', '/(?=b)/', '/(?<!a)b|^/']) AS pattern, LATERAL ruleset_matches(E'abab\nb', ('r: ' || pattern || ' -> x')::ruleset);
SELECT start, length, match FROM ruleset_matches('', 'r: /^$/ -> x');
SELECT count(*), max(start) FROM ruleset_matches(repeat('中a', 50000), 'r: /a/ -> x');
SELECT * FROM ruleset_matches(NULL, 'r: /a/ -> x');

\echo == Highlighting: marks around matches, overlapping ones in one

SELECT ruleset_highlight('foo, foobar and 疫苗', E'a: /foo/ -> x\nb: /obar|疫/ -> y\nc: /and/ & !/foo/ -> z', '<b>', '</b>');
SELECT ruleset_highlight('abab', 'r: /ab/ -> x', '[', ']') AS adjacent, ruleset_highlight('abab', 'r: /x*/ -> x', '[', ']') AS empty, ruleset_highlight('ab', 'r: /c/ -> x', '[', ']') AS none, ruleset_highlight('', 'r: /^/ -> x', '[', ']') AS nothing,
       ruleset_highlight('aXb', 'r: /X/ -> x', '', '') AS "no marks", ruleset_highlight('a', 'r: /a/ -> x', NULL, ']') IS NULL AS null;

\echo -- what many rules ask for is marked once
SELECT md5(ruleset_highlight(repeat('a', 100000), string_agg('r' || i || ': /a/ -> x', E'\n')::ruleset, '<', '>')) = md5(repeat('<a>', 100000)) AS once FROM generate_series(1, 10000) AS i;

\echo == Folding: patterns see the folded text, places are in the original

-- servers differ in how wide they take what cannot be seen
\pset format unaligned
SELECT options, body, start, length, match, ruleset_highlight(body, rules, '[', ']') AS highlight
FROM (VALUES ('spaced', 'I h a t e you'), ('repeats', 'that is sooo haaate!'), ('casefold, confusables', U&'so \+01D421at\0435 \2764'), ('invisible', U&'h\200Ba\00ADte'), ('leet', 'I h4t3 it'), ('casefold, leet, repeats, spaced, invisible, confusables', U&'\+01D407 4 T \0435 ! h4aaate'),
             ('casefold', 'İHATE ẞhaTe'), ('width', 'ｈａｔｅ ㈱hate'), ('hans', '我憎恨，hate'), ('casefold, invisible', U&'\200Bhate\200B')) AS t (options, body),
     LATERAL (SELECT ('fold: ' || options || E'\nr: /hate|so |仇恨|憎恨/ -> x')::ruleset AS rules) AS r, LATERAL ruleset_matches(body, rules);
\echo -- empty matches in text that folding shortens, or empties
SELECT start, length FROM ruleset_matches('aaab', E'fold: repeats\nr: /\\b/ -> x');
SELECT start, length, match FROM ruleset_matches(U&'\200B', E'fold: invisible\nr: /^$/ -> x');
SELECT start, length, match FROM ruleset_matches(U&'\200B\200B', E'fold: invisible\nr: !/x/ -> x');
\pset format aligned
\echo -- whatever is folded, what is marked is the original text, and each match is at its place
DO $$ BEGIN PERFORM setseed(0.7); END $$;
SELECT count(*) > 3000 AS matches, count(*) FILTER (WHERE substr(body, start, length) <> match) AS misplaced, count(*) FILTER (WHERE replace(replace(ruleset_highlight(body, rules, '⟦', '⟧'), '⟦', ''), '⟧', '') <> body) AS changed,
       count(*) FILTER (WHERE length = 0) AS empty
FROM (SELECT i, (SELECT string_agg((ARRAY['h', 'a', 't', 'e', 'hate', ' ', 'h a t e', '4', 'aaa', U&'\200B', '𝐡', 'É', 'ß', '㎏', '臺', U&'e\0301', '@'])[1 + floor(random() * 17)::int], '') FROM generate_series(1, 1 + i % 30)) AS body FROM generate_series(1, 3000) AS i) AS t,
     (VALUES ('fold: casefold, confusables, hans, invisible, leet, repeats, spaced, width'::ruleset || 'r: /hate|(?=t)a|e./ | /ha+/ -> x')) AS r (rules), LATERAL ruleset_matches(body, rules);

\echo -- hans adds to classes what the Chinese in them stands for: a hyphen makes no range at an end of a class, escaped, after a range, or where there is no class
SELECT body, pattern, ruleset_test(body, (E'fold: hans\nr: /^' || pattern || '$/ -> x')::ruleset) AS found
FROM (VALUES ('臺', '[臺a]'), ('臺', '[-臺]'), ('臺', '[^-臺]'), ('臺', '[a臺-]'), ('臺', '[a\-臺]'), ('臺', '[a-z-臺]'), ('臺', '[]臺-]'), ('臺', '[\Q-臺\E]'), ('臺', '[[:alpha:]臺-]'), ('[臺-', '\Q[\E臺-'), ('\臺-', '\Q\\E臺-'), ('臺-', '(?#[)臺-'), ('臺-', '[[:digit:]臺]-'), ('[臺-', '\[臺-'), ('台', '[一-臺]'), ('台', '[㐀-龥]')) AS t (body, pattern);

\echo == A pattern that backtracks too much: an error, or a warning where the set says on-limit: skip

SELECT ruleset_test(repeat('a', 5000) || 'b', E'fine: /b/ & /z/ -> x\nbad: /(a+)+$/ -> x');
\echo :LAST_ERROR_SQLSTATE
SELECT ruleset_classify(repeat('a', 5000) || 'b', E'on-limit: skip\nbad: /(a+)+$/ -> x\nnot-bad: !/(a+)+$/ -> y\nfine: /b/ -> z');
SELECT * FROM ruleset_matches(repeat('a', 5000) || 'b', E'on-limit: skip\nbad: /(a+)+$/ | /b/ -> x');
\echo -- a statement warns once about a rule, however many texts, patterns and fields
SELECT count(*) FILTER (WHERE ruleset_test(repeat('a', 5000 + n) || 'b', E'on-limit: skip\nr: /(a+)+$/ | /(aa|a)+$/ -> x\ns: /(a|aa)+$/ -> x')) AS matched FROM generate_series(1, 5) AS n;
SELECT ruleset_test(repeat('a', 5000) || 'b', E'on-limit: skip\nr: /(a+)+$/ | /(aa|a)+$/ -> x\ns: /(a|aa)+$/ -> x') AS matched;
\echo -- without on-limit: skip a document with such a text is an error
SELECT ruleset_test(('["b", "' || repeat('a', 5000) || 'b"]')::jsonb, E'bad: /(a+)+$/ -> x');
\echo -- the settings say how much is too much
SET factag.match_limit = 100;
SELECT ruleset_test(repeat('ab', 10) || 'zac', 'r: /^(?:a|b|ab)*[yz][ab]$/ -> x');
RESET factag.match_limit;
SELECT ruleset_test(repeat('ab', 10) || 'zac', 'r: /^(?:a|b|ab)*[yz][ab]$/ -> x');
SET factag.pattern_jit = off;
SET factag.match_depth_limit = 100;
SELECT ruleset_test(repeat('ab', 300), 'r: /^(?:a|b)*c?\d/ -> x');
RESET factag.match_depth_limit;
SET factag.match_heap_limit = '64kB';
SELECT ruleset_test(repeat('ab', 30000), 'r: /^(?:a|b|\d)*[cd]/ -> x');
RESET factag.match_heap_limit;
RESET factag.pattern_jit;
\echo -- where a limit is no error they do not count: a session must not switch off the rules of others
SET factag.match_limit = 100;
SELECT ruleset_test(repeat('ab', 10) || 'zac', E'on-limit: skip\nr: /^(?:a|b|ab)*[yz][ab]$/ -> x') AS unmatched, ruleset_test(repeat('a', 20), E'on-limit: skip\nr: /(?:a|aa)+c|a{3,}?a*a*a*$/ -> x') AS matched;
RESET factag.match_limit;

\echo == The classical catastrophes end: with an answer or with 54000, machine code or not

CREATE FUNCTION pg_temp.outcome(body text, rules ruleset) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN CASE WHEN ruleset_test(body, rules) THEN 'yes' ELSE 'no' END;
EXCEPTION WHEN program_limit_exceeded THEN
    RETURN SQLSTATE;
END $$;
CREATE TEMP TABLE catastrophe (pattern text, body text);
INSERT INTO catastrophe VALUES
    ('(a+)+$', repeat('a', 3000) || 'b'), ('(a+)+c|b$', repeat('a', 3000) || 'b'), ('(a|aa)+$', repeat('a', 3000) || '!'), ('(a|a)*[bc]$', repeat('a', 3000)), ('(x+x+)+[yz]', repeat('x', 3000)), ('^(([a-z])+.)+[A-Z]([a-z])+$', repeat('a', 3000)),
    ('([a-zA-Z]+)*[!?]', repeat('a', 3000)), ('^(.*?,){11}[PQ]', repeat('1,', 3000)), ('(.*)*[xy]', repeat('=', 3000)), ('\s+$', repeat(' ', 3000) || 'x'), ('(?:\d+\s?)+[ab]', repeat('1 ', 3000)), ('^(a?){50}a{50}$', repeat('a', 49)), ('(?=(a+))\1+\d', repeat('a', 3000)),
    ('^(?:(?=a).)*+\d', repeat('a', 3000)), ('(\w+\s*)+:', repeat('word ', 600)), ('((?1)?a)+b?\d', repeat('a', 2000)), ('(?R)?a|(?R)b', repeat('a', 1000)), ('(?:(?:a*)*)*[bc]', repeat('a', 3000)), ('<[^>]*[^/>]*\d>', repeat('<a', 3000)), ('^(?:(?![^y]*+y)x)++[vw]w', repeat('x', 3000) || 'vw'),
    ('(?:\Gq|(x{1,900}){1,2}[yz])', repeat('x', 2000)), ('a(?>[^b]*)[cd](*SKIP)|e', repeat('a', 3000)), ('疫(苗+)+[晶片]', '疫' || repeat('苗', 3000)), ('(K+)+\d', repeat('k', 3000));
SET statement_timeout = '60s';
SELECT pattern, pg_temp.outcome(body, ('r: /' || replace(pattern, '/', '\/') || '/ -> x')::ruleset) IN ('yes', 'no', '54000') AS ended FROM catastrophe;
SET factag.pattern_jit = off;
SELECT count(*) AS patterns, count(*) FILTER (WHERE pg_temp.outcome(body, ('r: /' || replace(pattern, '/', '\/') || '/i -> x')::ruleset) IN ('yes', 'no', '54000')) AS ended FROM catastrophe;
RESET factag.pattern_jit;
RESET statement_timeout;

\echo == A long match can be canceled, whatever the pattern

CREATE FUNCTION pg_temp.canceled(body text, rules ruleset) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    PERFORM ruleset_test(body, rules);
    RETURN 'ended';
EXCEPTION WHEN query_canceled THEN
    RETURN SQLSTATE;
END $$;
CREATE FUNCTION pg_temp.canceled_soon(body text, rules ruleset) RETURNS text LANGUAGE plpgsql AS $$
DECLARE begun timestamptz := clock_timestamp();
    how text := pg_temp.canceled(body, rules);
BEGIN
    RETURN how || CASE WHEN clock_timestamp() - begun > '60 s' THEN ' late' ELSE '' END;
END $$;
SET factag.rule_prefilter = off;
SET statement_timeout = '1s';
SELECT pg_temp.canceled_soon(repeat(repeat('x', 10000), 2000), 'r: /x(?>[^y]*)[yz]/ -> x');
SELECT pg_temp.canceled_soon(repeat(repeat('c', 10000), 500) || repeat(repeat('a', 10000), 500), 'r: /a(?>[^b]*)[bd]/ -> x') AS "easy at first";
SELECT pg_temp.canceled_soon(repeat('x', 400000) || 'vw', 'r: /^(?:(?![^y]*+y)x)++[vw]w/ -> x') AS "at one place";
SELECT pg_temp.canceled_soon(repeat('x', 400000), 'r: /(?:\Gq|(x{1,900}){1,2}y)/ -> x') AS "not in pieces";
SET factag.pattern_jit = off;
SELECT pg_temp.canceled_soon(repeat(repeat('x', 10000), 200), 'r: /x(?>[^y]*)[yz]/ -> x') AS "without machine code";
RESET factag.rule_prefilter;
SET statement_timeout = '20 s';
SELECT pg_temp.canceled_soon(repeat('abc ' || repeat('-', 60), 40000), 'r: /[Q#][^b]{0,3}abc/ -> x') AS "at many places";
SELECT pg_temp.canceled_soon(repeat('abc', 1000000), ('r: /(?=#)' || repeat('.{60000}', 16) || 'abc/s -> x')::ruleset) AS "far from the start";
SELECT pg_temp.canceled_soon(repeat('abc', 7000), (SELECT 'r: ' || string_agg(format('/(?=#)\d{0,4000}abc(?:%s)?/', i), ' | ') || ' -> x' FROM generate_series(1, 10000) AS i)::ruleset) AS "of many patterns";
RESET ALL;
\echo -- documents of many strings, comparisons with many values, joining of many lines
CREATE FUNCTION pg_temp.soon(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE begun timestamptz := clock_timestamp();
BEGIN
    EXECUTE query;
    RETURN 'not canceled';
EXCEPTION WHEN query_canceled THEN
    RETURN SQLSTATE || CASE WHEN clock_timestamp() - begun > '30 s' THEN ' late' ELSE '' END;
END $$;
CREATE TEMP TABLE heavy AS
    SELECT (SELECT jsonb_build_object('a', jsonb_agg(-i)) FROM generate_series(1, 300000) AS i) AS numbers,
           (SELECT ('r: ' || string_agg('a = ' || i, ' | ') || ' -> t')::ruleset FROM generate_series(1, 9000) AS i) AS comparing,
           (SELECT jsonb_agg('1aa1a10abcdef'::text) FROM generate_series(1, 300000)) AS strings,
           (SELECT ('r: ' || string_agg(format('/\d[a-%s]{2}\d[a-f][0-%s][^%s]/', chr(102 + i % 20), i % 9 + 1, left(md5(i::text), 4)), ' | ') || ' -> t')::ruleset FROM generate_series(1, 10000) AS i) AS many;
DO $$ BEGIN PERFORM ruleset_test('zzz', many) FROM heavy; END $$;
SET statement_timeout = '2s';
SELECT pg_temp.soon('SELECT ruleset_test(numbers, comparing) FROM heavy') AS numbers;
SET statement_timeout = '200ms';
SELECT pg_temp.soon('SELECT ruleset_test(strings, many) FROM heavy') AS strings;
SET statement_timeout = '2min';
\echo -- a document of more long strings than there is memory for where patterns may match
SELECT ruleset_classify((SELECT jsonb_agg(repeat('lorem ipsum ', 350) || i) FROM generate_series(1, 600) AS i),
                        ('filler: ' || (SELECT string_agg(format('/%s/', md5(i::text)), ' | ') FROM generate_series(1, 8000) AS i) || ' -> x' || E'\nlast: /m 600/ -> y\nnone: /m 601/ -> z')::ruleset);
SELECT length(((repeat(E'#\n', 200000) || 'by: a')::ruleset || 'x: /a/ -> b')::text);
RESET ALL;

\echo == A pattern that is too large for callouts runs a place at a time; what must run in one piece is refused
SELECT ruleset_test(repeat('a', 790) || 'Z' || repeat('x', 10) || '.', ('x: /[^Z\n]*Z(?:x+x+)+[yz](?:' || repeat('q?', 12000) || ')/ -> t')::ruleset) AS no,
       ruleset_test(repeat('a', 790) || 'Z' || repeat('x', 10) || 'y', ('x: /[^Z\n]*Z(?:x+x+)+[yz](?:' || repeat('q?', 12000) || ')/ -> t')::ruleset) AS yes;
SET statement_timeout = '600ms';
\echo 'Where callouts make it too large for PCRE2, its limit shrinks with the length of the text.'
\set VERBOSITY terse
SELECT ruleset_test(repeat('a', 7900) || 'Z' || repeat('x', 19) || '.', ('x: /[^Z\n]*Z(?:x+x+)+[yz](?:' || repeat('q?', 12000) || ')/ -> t')::ruleset);
\set VERBOSITY default
RESET ALL;
SELECT ruleset_test(repeat('lorem ipsum ', 30000) || 'word1999', ('x: /\b(?:' || (SELECT string_agg('word' || i || 'x?', '|') FROM generate_series(1, 2300) AS i) || ')$/ -> t')::ruleset) AS "a list of words";
SELECT count(r) AS "no anchor, no verb"
FROM (VALUES ('C:\\Games'), ('\QC:\Games\E'), ('(?#\G)a'), ('[(*COMMIT)]a'), ('\Q(*SKIP)\E')) AS p (start),
     CAST('x: /' || start || '(?:' || repeat('q?', 12000) || ')/ -> t' AS ruleset) AS r;
DO $$
DECLARE detail text;
BEGIN
    PERFORM ('x: /\Ga(?:' || repeat('q?', 12000) || ')/ -> t')::ruleset;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
    RAISE NOTICE '%: %', SQLSTATE, detail;
END $$;

\echo == A match that outgrows the stack of machine code may take as many steps in the interpreter
SELECT ruleset_test(repeat('a', 120), 'x: /^(a(?1)?' || repeat('(x)?', 900) || ')$/ -> t') AS yes;

\echo == What interrupts a match and does not cancel it lets it go on where it was
SET client_connection_check_interval = '5ms';
SET statement_timeout = '60s';
SELECT ruleset_test(repeat(repeat('x', 18) || '.', 40), 'x: /(?:x+x+)+[yz]/ -> t') AS no, ruleset_test(repeat(repeat('x', 18) || '.', 40) || 'xxy', 'x: /(?:x+x+)+[yz]/ -> t') AS yes;
SET client_connection_check_interval = '1ms';
SET factag.match_limit = 10000000;
SELECT count(*) AS "all twenty" FROM generate_series(1, 20) AS i WHERE ruleset_test('x' || repeat('a', 16) || 'b' || repeat(' ', 30000 + i), $$k: /x\K(?:(?:a+)+c|a*b)/ -> hit$$);
SELECT ruleset_test(repeat(repeat('x', 16) || '.', 40) || 'xxy', 'x: /\Gq|(?:x+x+)+[yz]/ -> t') AS "in one piece";
-- \c\ is one escape, a control character, and \G follows it
SELECT ruleset_test(chr(28) || 'b' || repeat('a', 5000), 'x: /(?<=\c\\G)b|\c\b(?:(?=[^\d]*)a?)*(?=\d\d)/ -> t') AS "in one piece";
RESET ALL;

\echo == A match that a lookbehind begins before its place, and ends there, is come by once
-- or refused, by later versions of PCRE2
CREATE FUNCTION pg_temp.ends(query text) RETURNS boolean LANGUAGE plpgsql SET statement_timeout = '1min' AS $$
BEGIN
    EXECUTE query;
    RETURN true;
EXCEPTION WHEN invalid_regular_expression THEN
    RETURN true;
END $$;
SELECT pg_temp.ends($q$SELECT FROM ruleset_matches('aaa', $$x: /(?<=(?&k))(?(DEFINE)(?<k>\Ka))/ -> t$$)$q$) AS matches,
       pg_temp.ends($q$SELECT ruleset_highlight('aaa', $$x: /(?<=(?&k))(?(DEFINE)(?<k>\Ka))/ -> t$$, '<', '>')$q$) AS highlight;

\echo == A program forgets compiled patterns before they take too much
SET factag.rule_prefilter = off;
SELECT ruleset_test('-', ('r: ' || string_agg(format('/^(?:\pL?){6500}(?!)(?#%s)/', i), '|') || ' -> t')::ruleset) AS no FROM generate_series(1, 3000) AS i;
SELECT ruleset_test('-', ('r: ' || string_agg(format('/^(?:\pL?){6500}(?!)(?#%s)/', i), '|') || '| /-/ -> t')::ruleset) AS yes FROM generate_series(1, 3000) AS i;
SELECT sum(total_bytes) < 200000000 AS little FROM pg_backend_memory_contexts WHERE name IN ('factag patterns', 'factag rule sets');
RESET ALL;
SELECT ruleset_test('x', 'r: /x(?>[^y]*)[yz]/ -> x') AS "and goes on";

\echo == A long text is searched in pieces; the answer is that of the whole

SELECT count(*) FILTER (WHERE whole <> '-') AS found, count(*) FILTER (WHERE whole <> piece) AS differences
FROM (SELECT pg_temp.outcome(repeat(fill, n) || body, rules) AS piece,
             CASE WHEN (repeat(fill, n) || body) ~ re THEN 'yes' ELSE 'no' END AS whole
      FROM generate_series(0, 30000, 997) AS n, unnest(ARRAY['.', '中', 'a']) AS fill,
           (VALUES ('needle', '/needle$/', 'needle$'), ('needle', '/^needle/', '^needle'), ('nee dle', '/\bdle/', '\mdle'), ('needle', '/(?<=nee)d/', '(?<=nee)d'), ('needle', '/[.中a]{50}needle/', '[.中a]{50}needle')) AS t (body, pattern, re),
           LATERAL (SELECT ('r: ' || pattern || ' -> x')::ruleset AS rules) AS r OFFSET 0) AS t;
\echo -- (*SKIP) jumps over what no later match may begin in, however long
SELECT DISTINCT ruleset_test('x ' || repeat('foo ', n) || 'y', 'r: /x.*y(*SKIP)(*FAIL)|foo/ -> x') AS found FROM generate_series(1, 40000, 4000) AS n;

\echo == Many rule sets in one query, from anywhere; with no cache to keep them, too

CREATE TEMP TABLE kept (id int, rules ruleset);
INSERT INTO kept SELECT i, ('by: set/' || i || E'\nr: /\\bw' || i || E'\\b/ -> t/' || i || E'\n# ' || repeat(md5(i::text), CASE WHEN i % 3 = 0 THEN 500 ELSE 0 END))::ruleset FROM generate_series(1, 60) AS i;
ALTER TABLE kept ALTER rules SET STORAGE external;
INSERT INTO kept SELECT id + 60, replace(replace(rules::text, '/' || id, '/' || id + 60), 'w' || id || '\', 'w' || id + 60 || '\')::ruleset FROM kept;
SELECT count(*) AS found, count(*) FILTER (WHERE ruleset_classify('w' || b, rules) <> format('t/%s[by=set/%s/r]', b, b)::labelset) AS wrong, bool_or(pg_column_size(rules) > 2000) AS "some out of line"
FROM kept, generate_series(1, 120) AS b WHERE ruleset_test('w' || b, rules);
SET factag.rule_cache_size = 0;
SELECT count(*) AS found, count(*) FILTER (WHERE ruleset_classify('w' || b, rules) <> format('t/%s[by=set/%s/r]', b, b)::labelset) AS wrong
FROM kept, generate_series(1, 120) AS b WHERE ruleset_test('w' || b, rules) AND ruleset_test('w1 w2', 'r: /w1/ -> x');
SELECT count(*) FROM kept AS a, kept AS b WHERE a.id < 20 AND b.id < 20 AND ruleset_test('w1 w2', a.rules) AND ruleset_test('w2 w3', b.rules) AND ruleset_highlight('w3', b.rules, '<', '>') <> '';
\echo -- what they take in memory is what counts against the limit
SET factag.rule_cache_size = '8MB';
SELECT count(*) FROM generate_series(1, 2000) AS i WHERE ruleset_test('w' || i, ('r: /w' || i || '\d*[a-c]?/ -> t')::ruleset);
SELECT sum(total_bytes) BETWEEN 4000000 AND 10000000 AS "about 8 MB" FROM pg_backend_memory_contexts WHERE name IN ('factag patterns', 'factag rule sets');
RESET factag.rule_cache_size;
\echo -- a variable that changes
DO $$
DECLARE
    rules ruleset;
    wrong int := 0;
BEGIN
    FOR i IN 1 .. 300 LOOP
        rules := ('r: /\bw' || i % 7 || '\b/ -> t/' || i % 7)::ruleset;
        IF ruleset_classify('w3', rules) <> (ARRAY['', 't/3[by=r]']::labelset[])[1 + (i % 7 = 3)::int] OR ruleset_test('w4', rules) <> (i % 7 = 4) THEN
            wrong := wrong + 1;
        END IF;
    END LOOP;
    RAISE NOTICE '% wrong', wrong;
END $$;
PREPARE found (text, ruleset) AS SELECT ruleset_test($1, $2);
EXECUTE found ('a', 'r: /a/ -> x');
EXECUTE found ('a', 'r: /b/ -> x');
\echo -- an error within leaves nothing behind
DO $$
BEGIN
    FOR i IN 1 .. 50 LOOP
        BEGIN
            PERFORM ruleset_test(repeat('a', 3000) || 'b', ('r: /(a+)+$|' || i || '/ -> x')::ruleset);
        EXCEPTION WHEN program_limit_exceeded THEN NULL;
        END;
    END LOOP;
    RAISE NOTICE '%', ruleset_test('7', 'r: /(a+)+$|7/ -> x');
END $$;

\echo == In a generated column, an index expression, a check; in parallel

CREATE TABLE rule_post (id int, body text, found labelset GENERATED ALWAYS AS (ruleset_classify(body, E'by: auto\nspam: /free crypto/i -> spam\nhate: /\\bhate\\b/i -> hate')) STORED,
                        CHECK (NOT ruleset_test(body, 'never: /never this/ -> x')));
INSERT INTO rule_post SELECT i, CASE WHEN i % 100 = 0 THEN 'Free crypto ' WHEN i % 50 = 0 THEN 'I hate ' ELSE 'hello ' END || i FROM generate_series(1, 20000) AS i;
INSERT INTO rule_post VALUES (0, 'never this');
INSERT INTO rule_post VALUES (0, NULL);
SELECT found, count(*) FROM rule_post GROUP BY found ORDER BY found;
CREATE INDEX ON rule_post (ruleset_test(body, 'hate: /\bhate\b/i -> hate'));
CREATE INDEX ON rule_post USING gin (found);
ANALYZE rule_post;
SET enable_seqscan = off;
EXPLAIN (COSTS off) SELECT count(*) FROM rule_post WHERE ruleset_test(body, 'hate: /\bhate\b/i -> hate');
SELECT count(*) FROM rule_post WHERE ruleset_test(body, 'hate: /\bhate\b/i -> hate');
SELECT count(*) FROM rule_post WHERE found @@ 'spam[by=auto]';
RESET enable_seqscan;
SET min_parallel_table_scan_size = 0;
SET parallel_setup_cost = 0;
SET parallel_tuple_cost = 0;
SET enable_indexscan = off;
SET enable_bitmapscan = off;
EXPLAIN (COSTS off) SELECT count(*) FROM rule_post WHERE ruleset_test(body, 'r: /crypto 1/ -> x');
SELECT count(*) FROM rule_post WHERE ruleset_test(body, 'r: /crypto 1/ -> x');
RESET ALL;
DROP TABLE rule_post;
