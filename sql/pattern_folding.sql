-- What folding turns into something else in the text is turned in the patterns of rules as well, or
-- refused: no pattern is silently dead.
\pset format unaligned
CREATE FUNCTION pg_temp.found(options text, pattern text, body text) RETURNS boolean LANGUAGE sql AS $$
    SELECT ruleset_test(body, (E'fold: ' || options || E'\nr: ' || pattern || ' -> x')::ruleset) $$;

\echo == casefold: letters that become several

SELECT pattern, body, pg_temp.found('casefold', pattern, body) AS found
FROM (VALUES ('/straße/', 'STRASSE'), ('/straße/', 'Straße'), ('/STRAẞE/', 'strasse'), ('/strasse/', 'STRAẞE'), ('/^stra\xDFe$/', 'straße'), ('/\Qß\E$/', 'ß'), ('/^ß{2}$/', 'ßSS'), ('/^ß+$/', 'sssß'), ('/^ß?x$/', 'ssx'), ('/^[aß]x/', 'ẞX'), ('/^[aß]x/', 'sx'), ('/ﬁn/', 'FIN'), ('/^[ﬀ-ﬄ]x$/', 'ffix'), ('/(?<=ß)a/', 'SSA'),
             ('/^[^sß]$/', 'ß'), ('/^[^\wß]$/', 'ß'), ('/[\x80-\xff]/', 'class'), ('/[à-ÿ]/', 'é'), ('/^[ß-ÿ]$/', 'ß'), ('/^\p{Lu}{3}$/', 'ABC'), ('/^[\p{Lt}x]$/', 'X'), ('/^(ß)\1$/', 'ßss'), ('/^(a)\1(?#)ß2$/', 'aaSS2'), ('/ß # ss/x', 'ss')) AS t (pattern, body);

\echo == width, invisible, confusables: what a character becomes in every text

SELECT options, pattern, body, pg_temp.found(options, pattern, body) AS found
FROM (VALUES ('width', '/ＨＡ，Ｔ/', 'ＨＡ，Ｔ'), ('width', '/ＨＡ，Ｔ/', 'HA,T'), ('width', '/^[ａ-ｚ！]+$/', 'ａb!'), ('width', '/ｶﾞｷﾞ/', 'ガギ'), ('width', '/（笑）/', '（笑）'), ('width', '/＃　a/x', '＃　a'), ('width', '/^(.)\1１$/', '221'),
             ('invisible', '/👨‍👩/', '👨‍👩'), ('invisible', U&'/a\200Bb/', 'ab'), ('invisible', U&'/\\Qa\200B\\E1/', 'a1'), ('invisible', '/^a\x{200D}*b$/', U&'a\200D\200Db'), ('invisible', '/free[\s\x{200B}]+crypto/', U&'free\200Bcrypto'), ('invisible', '/free[\s\x{200B}]+crypto/', 'free  crypto'), ('invisible', U&'/^(a)\\1\200D1$/', 'aa1'), ('invisible', '/h(?:[\x{200B}-\x{200F}]*|x)a/', 'ha'), ('invisible', '/[\s\x{200B}]{3}/', '   '), ('invisible', '/[\s\x{200B}]{3}/', '  '), ('invisible', '/[\x00-\x08\x7f-\xff]/', 'é'), ('invisible', '/[\x00-\x08\x7f-\xff]/', 'e'), ('invisible', '/[x\x{200B}][y\x{200B}]?/', 'y'), ('invisible', '/[x\x{200B}][y\x{200B}]?/', 'xz'), ('invisible', '/a(?:[x\x{200B}]|b)[y\x{200B}]c/', 'abc'), ('invisible', '/[x\x{200B}]{2}\S{0,9}[y\x{200B}]/', 'z'), ('invisible', '/(?:ab|c*)[y\x{200B}]/', 'z'), ('invisible', '/(?=z)[y\x{200B}]/', 'z'), ('invisible', '/(?:ab|c)[y\x{200B}]/', 'c'),
             ('confusables', '/don’t/', 'don’t'), ('confusables', '/don’t/', 'don''t'), ('confusables', '/[’]s/', 'it''s'), ('confusables', '/^[^’]$/', ''''), ('confusables', '/a–b/', 'a-b'), ('confusables', '/𝐡ate/', 'hate'), ('confusables', '/ﬀ/', 'ﬀ'), ('confusables', U&'/h\0335ate/', U&'h\0335ate'), ('confusables', '/[a-z]\x{336}*$/', U&'x\0336'), ('confusables', '/e\x{301}/', U&'e\0301'), ('confusables', '/[\s\xA0]x/', U&'\00A0x')) AS t (options, pattern, body);

\echo == confusables, leet, spaced, repeats: what words become

SELECT options, pattern, body, pg_temp.found(options, pattern, body) AS found
FROM (VALUES ('confusables', '/сорос/', 'сорос'), ('confusables', '/с[оo]рос/', 'сорос'), ('confusables', '/[со]{2}рос/', 'сорос'), ('confusables', '/рак/', 'рак'), ('confusables', '/рак/', 'pak'), ('confusables', '/hаte/', 'hate'), ('confusables', '/[а-я]+/', 'copoc'),
             ('leet', '/h4te/', 'h4te'), ('leet', '/h4te/', 'hate'), ('leet', '/h4+te/', 'h44te'), ('leet', '/\bk8s\b/', 'k8s'), ('leet', '/\$hit/', '$hit'), ('leet', '/4chan/', '4chan'), ('leet', '/4chan/', 'achan'), ('leet', '/[0-9]/', 'hate'), ('leet', '/(?<=h4t)e/', 'h4te'),
             ('spaced', '/h a t e/', 'h a t e'), ('spaced', '/h a t e/', 'hate'), ('spaced', '/U\.S\.A\./', 'U.S.A.'), ('spaced', '/a b c/', 'abc'), ('spaced', '/抵 制/', '抵 制'),
             ('repeats', '/sooo/', 'sooo'), ('repeats', '/so{3,}/', 'soooo'), ('repeats', '/^so{3}?$/', 'sooo'), ('repeats', '/schifffahrt/', 'schifffahrt'), ('repeats', '/www\./', 'www.'), ('repeats', '/哈哈哈/', '哈哈哈哈'), ('repeats', '/!{3}/', '!!'), ('repeats', '/go{2}d/', 'god')) AS t (options, pattern, body);

\echo == hans: the text stays, each character of a pattern is the class of itself and its other forms

SELECT pattern, body, pg_temp.found('hans', pattern, body) AS found
FROM (VALUES ('/台灣/', '台湾'), ('/台灣/', '臺灣'), ('/臺灣/', '台湾'), ('/台湾/', '臺灣'), ('/幹/', '幹'), ('/幹/', '干'), ('/幹/', '乾'), ('/乾/', '幹'), ('/干/', '幹'), ('/干/', '乾'), ('/^[臺x]$/', '台'), ('/^[^台]$/', '臺'), ('/^[^臺]$/', '台'), ('/^[一-龥]$/', '䴓'), ('/^[丁-丐]$/', '萬'), ('/^[^丁-丐]$/', '萬'), ('/\x{53F0}\N{U+7063}/', '臺湾'), ('/\Q台\E/', '臺'), ('/[\Q台\E-]/', '臺'), ('/(?<台>a)\k<台>/', 'aa'), ('/(?<=台)湾/', '臺灣'), ('/(?#臺)台/', '臺')) AS t (pattern, body);
SELECT match FROM ruleset_matches('乾隆幹事干預', E'fold: hans\nr: /幹|预/ -> x');
SELECT factag_fold('乾隆幹事臺灣', 'hans') AS "factag_fold simplifies";

\echo == Refused: what a class cannot say, what folding drops, and a lookbehind that would have several lengths

CREATE FUNCTION pg_temp.refusal(options text, pattern text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    detail text;
    hint text;
BEGIN
    PERFORM (E'fold: ' || options || E'\nr: ' || pattern || ' -> x')::ruleset;
    RETURN 'accepted';
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    RETURN SQLSTATE || ' ' || regexp_replace(detail, 'invalid once it is folded: .*[.] The', 'invalid once it is folded: … The') || ' ' || hint;
END $$;
SELECT options, pattern, pg_temp.refusal(options, pattern)
FROM (VALUES ('casefold', '/a[^ß]/'), ('casefold', '/[^ß-ÿ]/'), ('casefold', '/[^sß]|[^[:alpha:]ß]|[^Sﬆ]/'), ('confusables', '/[^ﬀ]/'), ('casefold', '/[^à-ÿ]/'),
             ('invisible', '/a|\x{200D}/'), ('invisible', '/[\x{200B}-\x{200F}]{5}/'), ('invisible', '/(?:\x{200D}|x)a/'), ('invisible', '/[a-z]\x{200B}[a-z]/'), ('confusables', '/h\x{335}ate/'), ('confusables', '/[a-z]\x{336}/'), ('invisible', U&'/\200D/'), ('invisible', U&'/(?:\200D|x)/'), ('invisible', '/^\x{200D}$/'), ('invisible', '/x?\x{200D}/'), ('invisible', '/(?:x|y*)\x{200D}/'), ('invisible', '/(?:x|y)\x{200D}/'), ('invisible', '/(?=x)\x{200D}/'), ('invisible', '/(?:\x{200D}|x)/'), ('invisible', '/h(?:\x{200D}|\s)*a/'), ('confusables', '/\x{336}/'), ('invisible', '/[^\x{200B}]/'), ('invisible', '/a(?!\x{200B}b)(?<!\x{200B})/'), ('hans', '/(?<=[台x])湾/')) AS t (options, pattern);
\echo -- widened, a pattern of thousands of Chinese characters can become too large for PCRE2
SELECT left(pg_temp.refusal('hans', '/' || repeat('台', 10000) || '/'), 70);

\echo == Any text of which folding leaves something is found by the pattern that is this text, whatever the options

DO $$ BEGIN PERFORM setseed(0.34); END $$;
CREATE FUNCTION pg_temp.literal(body text) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(CASE WHEN c ~ '^[[:alnum:]]$' AND random() < 0.5 OR ascii(c) > 127 AND c !~ '^[[:alpha:]]$' THEN c ELSE '\x{' || to_hex(ascii(c)) || '}' END, '' ORDER BY i) FROM regexp_split_to_table(body, '') WITH ORDINALITY AS t (c, i) $$;
CREATE TEMP TABLE body AS
SELECT i, (SELECT string_agg((ARRAY['a', 'a', 'e', 'S', 's', 'l', 'G', 't', 'x', ' ', ' ', '  ', '.', '-', '!', '$', '@', '0', '1', '4', '7', 'а', 'н', 'ѕ', 'ο', 'Ι', 'é', 'ß', 'ı', 'İ', '𝐡', '㎏', '⒜', '×', '٥', '’', U&'\00A0', U&'\0301', U&'\0336', U&'\200D', U&'\3099',
                                       '抵', '薴', '臺', '台', '，', 'ｶ', 'ﾞ', 'Ａ', 'カ', '한', '😀', '🇹', 'Ɓ', U&'\2800', '*', '_', 'haaate', 'b c d', '好好好', 'h4te', 'сор'])[1 + floor(random() * 62)::int], '')
           FROM generate_series(1, 1 + i % 9)) AS body,
       ARRAY(SELECT o FROM unnest('{width,invisible,spaced,confusables,hans,leet,casefold,repeats}'::text[]) AS o WHERE random() + i * 0 < 0.4) || 'width'::text AS options
FROM generate_series(1, 20000) AS i;
CREATE FUNCTION pg_temp.finds_itself(options text[], body text, part text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
    RETURN pg_temp.found(array_to_string(options, ', '), '/' || pg_temp.literal(part) || '/', body)::text;
EXCEPTION WHEN invalid_text_representation THEN
    RETURN 'refused';
END $$;
SELECT count(*) FILTER (WHERE finds = 'true') > 19000 AS thousands, count(*) FILTER (WHERE finds = 'false' AND factag_fold(body, VARIADIC options) <> '') AS missed,
       count(*) FILTER (WHERE finds = 'refused' AND factag_fold(body, VARIADIC options) <> '') AS "refused, and something is left", min(format('%s %s', options, body)) FILTER (WHERE finds = 'false' AND factag_fold(body, VARIADIC options) <> '') AS example
FROM (SELECT *, pg_temp.finds_itself(options, body, body) AS finds FROM body) AS t;
\echo -- and by any part of it, where what a character becomes does not depend on its neighbours
SELECT count(*) FILTER (WHERE finds = 'true') > 19000 AS thousands, count(*) FILTER (WHERE finds = 'false') AS missed, min(format('%s in %s', part, body)) FILTER (WHERE finds = 'false') AS example
FROM (SELECT *, pg_temp.finds_itself('{invisible,casefold,hans}', body, part) AS finds
      FROM body, LATERAL (SELECT substr(body, 1 + i % length(body), 1 + i % 5) AS part) AS p) AS t;

\echo == hans against SQL: a place matches where each character is itself, the Simplified form, or a Traditional form of a Simplified one

CREATE TEMP TABLE han AS
SELECT c, factag_fold(c, 'hans') AS simplified FROM (SELECT chr(i) AS c FROM generate_series(x'4e00'::int, x'9fff'::int) AS i) AS t;
CREATE TEMP TABLE few AS
SELECT row_number() OVER (ORDER BY c) AS n, c, simplified FROM han WHERE simplified IN (SELECT simplified FROM han GROUP BY 1 HAVING count(*) > 2) OR c IN ('疫', '苗', '薴', '苧', '苎');
CREATE FUNCTION pg_temp.may_be(pattern text, body text) RETURNS boolean LANGUAGE sql AS $$
    SELECT body = pattern OR body = p.simplified OR (p.simplified = pattern AND b.simplified = pattern) FROM few AS p, few AS b WHERE p.c = pattern AND b.c = body $$;
SELECT count(*) > 4000 AS pairs, count(*) FILTER (WHERE met) > 500 AS "some match", count(*) FILTER (WHERE met <> said) AS differences, count(*) FILTER (WHERE met_class <> said) AS "in classes", count(*) FILTER (WHERE met_not = said) AS "in negated ones", count(*) FILTER (WHERE met_range <> said) AS "in ranges"
FROM (SELECT pg_temp.found('hans', '/^' || p.c || b.c || '$/', p.c || b.c) AS itself, pg_temp.found('hans', '/' || p.c || '/', b.c) AS met, pg_temp.found('hans', '/[x' || p.c || '-]/', b.c) AS met_class, pg_temp.found('hans', '/[^' || p.c || ']/', b.c) AS met_not, pg_temp.found('hans', format('/[%1$s-%1$s]/', p.c), b.c) AS met_range,
             pg_temp.may_be(p.c, b.c) AS said
      FROM few AS p JOIN few AS b ON p.simplified = b.simplified OR (p.n + b.n) % 41 = 0) AS t;

\echo == Patterns that folding does not change match folded texts as they would without it

\getenv srcdir PG_ABS_SRCDIR
\set generator :srcdir '/test/data/random_pattern.sql'
\set ECHO none
\set QUIET on
-- apart from those of prefilter.sql
CREATE SCHEMA pattern_folding;
SET search_path = pattern_folding, public;
\i :generator
\set QUIET off
\set ECHO all
SET client_min_messages = error;
CREATE FUNCTION rule_of(options text, pattern text) RETURNS ruleset LANGUAGE plpgsql AS $$
BEGIN
    RETURN (E'on-limit: skip\n' || options || format(E'\nr: /%s/ -> x', pattern))::ruleset;
EXCEPTION WHEN invalid_text_representation THEN
    RETURN NULL;
END $$;
CREATE TEMP TABLE made AS
SELECT seed, p.sample, rule_of('', p.pattern) AS bare, rule_of('fold: hans', p.pattern) AS hans, rule_of('fold: width', p.pattern) AS width
FROM generate_series(1, 3000) AS seed, random_pattern(seed, 1 + seed % 3) AS p;
SELECT count(*) > 2800 AS patterns, count(*) FILTER (WHERE ruleset_test(body, bare)) > 3000 AS "some match", count(*) FILTER (WHERE (hans IS NULL) <> (bare IS NULL) OR (width IS NULL) <> (bare IS NULL)) AS refused,
       count(*) FILTER (WHERE ruleset_test(body, bare) <> ruleset_test(body, hans)) AS hans, count(*) FILTER (WHERE ruleset_test(factag_fold(body, 'width'), bare) <> ruleset_test(body, width)) AS width
FROM made, LATERAL (VALUES (sample), (mutated(sample, seed)), (mutated(sample, seed + 10000) || ' 中文')) AS t (body);
