\echo == A rule a line: name, condition, arrow, labels; options first, comments kept

SELECT $$
# what we look for
BY :  Auto/Rules/V7      # the source
fold:casefold,hans ,  invisible
on-limit: skip


Slur : /\b(foo|bar)s?\b/i->Hate / Slur [score=0.90; verdict=FALSE]   # in two words


threat:2 of(/kill/,/burn/im|/die/ , !/joke/) → threat/violence,review
$$::ruleset;
SELECT ''::ruleset AS empty, E' \n\t\n'::ruleset AS blank, E'\n # alone \n\n'::ruleset AS comment;
\echo -- a quote opens where a segment or a value begins, and nowhere else; what is printed reads back
SELECT r::ruleset, r::ruleset::text::ruleset = r::ruleset AS again, r::ruleset::text ~ '  # c' AS comment
FROM unnest(ARRAY['r: /x/ -> "=\"", "b #\"" # c', 'r: /x/ -> a[claim="[x"] # c', 'r: /x/ -> a[claim="x=\"y # z"; ref = "a]b"], "b/#d" [said="q # q" ;deny] # c "d',
                  E'by: "[x" # c [\nr: /x/ -> a', E'by: "a,\\"b" # c\nfold: "casefold" , hans # d, e\non-limit: "skip" # "f\nr: /x/ -> a']) AS r;
SELECT ruleset_classify('x', E'by: "[x" # c\nr: /x/ -> a');

\echo == Conditions print with the fewest parentheses, single blanks

SELECT line, replace(split_part(('r: ' || line || ' -> x')::ruleset::text, ' -> ', 1), 'r: ', '') AS printed
FROM unnest(ARRAY['/a/&/b/|/c/', '((/a/))', '(/a/ & /b/) & (/c/ & /d/)', '/a/ & (/b/ | /c/)', '(/a/ | /b/) | /c/', '!(!/a/)', '!!!/a/', '! ( /a/ | /b/ )', '!(/a/ & /b/)', '!2 of (/a/, /b/)',
                  '1 of (/a/)', '2 of (1 of (/a/, /b/), (/c/ | /d/), /e/ & /f/)', '/a/msi', '/a/nixsm', '/a/ii',
                  'title~/a/i', 'a.b.c >= 3', '"a.b" != 1e3', 'a=-0.50', 'a < 1E-3', 'a > .5', 'a <= +7', 'a = true & b=false & c != null', 'lang = "zh"', 'a < "b\"\\c"', 'a<b.c', '"a b" >=  c  d', 'a < null2', 'first name ~ /x/', '標題 ~ /謠言/',
                  '"->" = 1', '"a/b" ~ /x/', '"2 of" ~ /x/', '2 of ~ /x/', '"true" = true']) AS line;

\echo == Patterns: a slash is written behind a backslash, which goes; other backslashes stay

SELECT line, ruleset_test('http://a/b\c #', line::ruleset) AS found, line::ruleset AS printed
FROM unnest(ARRAY['r: /a\/b/ -> x', 'r: /\/\/a/ -> x', 'r: /b\\c/ -> x', 'r: /\\/ -> x', 'r: /[\/]a/ -> x', 'r: /\Qb\c\E/ -> x', 'r: / # / -> x', 'r: /a -> "/ -> x', 'r: / #$/ -> x # /']) AS line;

\echo == Names and labels are paths; quotes where something else would be read

SELECT $$"by": /a/ -> x
"Fold": /a/ -> x
by/x: /a/ -> x
"a:b"/c: /a/ -> x
"#a": /a/ -> x
"a#b": /a/ -> "a # b", c#, "# d"[said="[a"; ref="https://x.org/?[1];2#f"]   # "e" [
"a / b": /a/ -> "AC/DC"/"x,y"
疫苗/晶片: /疫苗.{0,8}晶片/ -> 健康／疫苗$$::ruleset;

\echo == A name that begins with a percent sign is quoted: options to come begin so

SELECT E'"%a": /a/ -> x\n"％b"/"c:d": /b/ -> x\na%: /c/ -> %x\na/%: /d/ -> x'::ruleset;
SELECT '%a: /a/ -> x'::ruleset;
SELECT '％a/b: /a/ -> x'::ruleset;

\echo == Full-width punctuation counts outside patterns and quotes

SELECT $$ｂｙ：auto／rules　# Ｑ
fold：casefold，hans、width
r： （/a/　＆　！ /ａ：/） ｜ 2　of（/b/，/c/、x＝3） → y［said＝"］ # q"；score＝0.5］，"z # z"，w　# ！$$::ruleset;

\echo == CRLF, blank lines and blanks at the end of lines go; one blank line stays between others

SELECT replace(E'\r\n\r\nby: x\r\n\r\n\r\n# c \r\na: /a/ -> b \t # d\t\r\n\u2028\r\nb: /a\r/ -> b\r\n'::ruleset::text, E'\r', '\r');

\echo == Errors tell line and column, what was expected and what to write

CREATE FUNCTION pg_temp.refused(input text) RETURNS TABLE (state text, message text, detail text, hint text) LANGUAGE plpgsql AS $$
BEGIN
    PERFORM input::ruleset;
    state := 'accepted';
    message := input::ruleset;
    RETURN NEXT;
EXCEPTION WHEN OTHERS THEN
    state := SQLSTATE;
    message := SQLERRM;
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    hint := nullif(hint, '');
    RETURN NEXT;
END $$;
SELECT 'hate: /foo/ -> '::ruleset;
SELECT E'by: auto\nhate: /foo/ > x'::ruleset;
SELECT state, message, detail, hint FROM pg_temp.refused(E'by: auto\n\n謠言: /疫苗/ & 標題 ~ /[晶片/ -> misinfo\nb: /x/ -> y');
\echo -- a long line is clipped, the column is not
SELECT length(message), detail FROM pg_temp.refused('r: /' || repeat('長', 200) || '/ & -> x');
\pset format unaligned
\pset tuples_only on
SELECT input, state, detail FROM unnest(ARRAY[
    'hate', 'hate /x/ -> y', ': /x/ -> y', '/x/ -> y', 'a b: c', 'r:', 'r: ->', 'r: -> x', 'r: /x/', 'r: /x/ ->', 'r: /x/ -> ,', 'r: /x/ -> a,', 'r: /x/ -> a b, c]', 'r: /x/ -> a/', 
    'r: /x', 'r: /x -> y', 'r: // -> y', 'r: /x\/ -> y', 'r: /x/q -> y', 'r: /x/iI -> y', 'r: /x/ /y/ -> z', 'r: /x/ & -> z', 'r: & /x/ -> z', 'r: /x/ | | /y/ -> z', 'r: ! -> z', 'r: (/x/ -> z', 'r: /x/) -> z', 'r: () -> z',
    'r: ／x／ -> y', 'r: x -> y', 'r: x = -> y', 'r: x = y -> z', 'r: x ~ 3 -> y', 'r: x ~ "3" -> y', 'r: x !~ /y/ -> z', 'r: x == 3 -> y', 'r: .x = 3 -> y', 'r: a..b = 3 -> y', 'r: a. = 3 -> y', 'r: "" = 3 -> y',
    'r: a."b.c" = 3 -> y', 'r: 5" = 3 -> y', 'r: "a = 3 -> y', 'r: "a" b = 3 -> y', 'r: a = "b -> y', 'r: a = "b\n" -> y',
    'r: a < true -> y', 'r: a < b."c" -> y', 'r: a < b. -> y', 'r: a < 3b -> y', 'r: a < -b -> y', 'r: a >= b = c -> y', 'r: a != b -> y', 'r: a >= null -> y', 'r: a = 1e -> y', 'r: a = 0x10 -> y', 'r: a = 1_000 -> y', 'r: a = NaN -> y', 'r: a = -inf -> y', 'r: a = 1e51 -> y', 'r: a = 1e-300 -> y', 'r: a = 1e400 -> y', 'r: a = 0.' || repeat('1', 100) || ' -> y',
    'r: 0 of (/a/) -> y', 'r: 3 of (/a/, /b/) -> y', 'r: 2 of /a/ -> y', 'r: 2 of () -> y', 'r: 2 of (/a/, ) -> y', 'r: 2of (/a/, /b/) -> y', 'r: -1 of (/a/) -> y', 'r: 99999999999 of (/a/) -> y', 'r: (/a/, /b/) -> y',
    'r: /x/ -> y[weight=1]', 'r: /x/ -> y[by=me]', 'r: /x/ -> y[at=2026-01-01T00:00:00Z]', 'r: /x/ -> y[neg]', 'r: /x/ -> y[score=2]', 'r: /x/ -> y[verdict=maybe]', 'r: /x/ -> y[until=2026-01-01]', 'r: /x/ -> y[said="x]', 'r: /x/ -> y[deny=1]', 'r: /x/ -> y[',
    'by: a, b', 'by:', 'by: # x', 'by: a/', 'fold: case', 'fold:', 'fold: leet hans', 'fold: leet,', 'on-limit: stop', 'on-limit: skip error', E'by: a\nby: a', E'r: /x/ -> y\nby: a', E'r: /x/ -> y\n\n R : /y/ -> z',
    'r: /x/ # c -> y', E'r: /x/\n  -> y', 'r: /a(/ -> y', 'r: /a/ & /b(/ -> y', 'r: /\/\/\/(/ -> y', 'r: /a{2,1}/ -> y', 'r: /疫苗(/ -> y'
    ]) WITH ORDINALITY AS t (input, i), LATERAL pg_temp.refused(input) ORDER BY i;
\echo -- the hints, each once
SELECT DISTINCT hint COLLATE "C" FROM unnest(ARRAY['hate', 'r: & /x/ -> z', 'r: /x\/ -> y', 'r: /x/q -> y', 'r: x = y -> z', 'r: .x = 3 -> y', 'r: a."b.c" = 3 -> y', 'r: 3 of (/a/) -> y', 'fold: case', E'r: /x/ -> y\nby: a', E'r: /x/ -> y\nr: /x/ -> y', 'r: /x/ -> a]', 'r: /x/ -> a[neg]', 'r: a: /x/ -> y', 'r: a =~ /x/ -> y', '/x/ -> y']) AS input, LATERAL pg_temp.refused(input) ORDER BY 1;

\echo == Refused of patterns: what would lift limits or set modes of the whole, callouts, \C

SELECT input, state, detail FROM unnest(ARRAY['(*LIMIT_MATCH=9)a', '(*LIMIT_DEPTH=9)a', '(*LIMIT_HEAP=9)a', '(*LIMIT_RECURSION=9)a', '(*NO_JIT)a', '(*UTF)a', '(*UCP)a', '(*CRLF)a', '(*BSR_ANYCRLF)a', '(*NOTEMPTY)a', '(*NO_START_OPT)a', '(*NO_AUTO_POSSESS)a', '(*NO_DOTSTAR_ANCHOR)a',
                                              'a(?C)b', 'a(?C7)b', '(?:a|(?C"x")b)', 'a\Cb', '\C',
                                              '(*ACCEPT)', 'a(*FAIL)', '(*PRUNE)a', '(*MARK:x)a', 'a(*LIMIT_MATCH=9)', '[(*UTF)]']) AS pattern, LATERAL (SELECT 'r: /' || pattern || '/ -> y' AS input) AS i, LATERAL pg_temp.refused(input);
\echo == Refused is also what versions of PCRE2 read differently, {,n} and blanks in braces; it is text in classes, comments and quotes

SELECT state, detail, hint FROM unnest(ARRAY['a{,3}b', 'a{1, 3}', 'a{ 2}', 'a{2 ,}b', '(?:疫苗){,2}+', '[a-z{]{,3}', '\Q{\E{,3}', '(?x) a {,3} # {,4}', '(?x:a)#{,4}']) WITH ORDINALITY AS t (pattern, i), LATERAL pg_temp.refused('r: /' || pattern || '/ -> y') ORDER BY i;
SELECT pattern, state, ruleset_test('a{,3}', ('r: /' || pattern || '/ -> y')::ruleset) AS "is text" FROM unnest(ARRAY['a\{,3}', '[{][,]3}', '\Qa{,3}\E', 'a[\Q{,3}\E]{4}', '(?#a{,3})a', '(?x)a #{,3}', 'a{,}|a', 'a{x,3}|a', '(*MARK:{,3})a']) AS pattern, LATERAL pg_temp.refused('r: /' || pattern || '/ -> y');

\echo == What other languages write is refused with a hint

SELECT pattern, state, hint FROM unnest(ARRAY['\u200D', '\u{1F600}', 'x[\u4e00-\u9fff]', '\uD83D\uDE00', '\uD83D', '\U0001F600', '\U00110000', '\N{ZERO WIDTH JOINER}', '\N{NO SUCH NAME}', '\Uabc\E', '\lA',
                                              '\mword\M', '\yword', '\Yword', '\p{Letter}', '\P{Uppercase_Letter}', '[\p{gc=Lu}]', '\p{IsGreek}', '\p{InBasicLatin}', '[^]', 'a[]', '(?u)a', '(?<=a+)b', '(?<n>a)|(?<n>b)', '[z-a]', '\j'
    ]) WITH ORDINALITY AS t (pattern, i), LATERAL pg_temp.refused('r: /' || pattern || '/ -> y') ORDER BY i;
SELECT detail, hint FROM pg_temp.refused('r: /a/gu -> y');
\pset tuples_only off
\pset format aligned

\echo == Limits: 54000

SELECT what, state, length(message) AS length, regexp_replace(detail, $$"?([^ ]{5})[^ ]{100,}$$, $$\1…$$) AS detail FROM (VALUES
    ('10,001 rules', (SELECT string_agg('r' || i || ': /a/ -> b', E'\n') FROM generate_series(1, 10001) AS i)),
    ('1 MB and a byte', 'r: /a/ -> b #' || repeat('x', 1048576 - 12)),
    ('1 MB that prints longer', 'r:/a/->b #' || repeat('x', 1048576 - 10)),
    ('101 levels', 'r: ' || repeat('(', 100) || '/a/' || repeat(')', 100) || ' -> b'),
    ('101 negations', 'r: ' || repeat('!', 100) || '/a/ -> b'),
    ('10,000 levels', 'r: ' || repeat('2 of (', 10000) || ' -> b'),
    ('101 labels', 'r: /a/ -> b' || repeat(', b', 100)),
    ('a pattern of 32,769 bytes', 'r: /b/ & /' || repeat('a', 32769) || '/ -> b'),
    ('by and name', 'by: ' || repeat('b/', 900) || E'b\nr: /a/ -> b\n' || repeat('r/', 99) || 'r: /a/ -> b'),
    ('a segment of a name', repeat('r', 256) || ': /a/ -> b'),
    ('a name', repeat('r/', 1000) || 'r: /a/ -> b'),
    ('said', 'r: /a/ -> b[said="' || repeat('x', 201) || '"]')) AS t (what, input), LATERAL pg_temp.refused(input);
\echo -- as much as they allow
SELECT what, length(input::ruleset::text) AS length, ruleset_count(input::ruleset) AS rules, input::ruleset::text::ruleset = input::ruleset AS same FROM (VALUES
    ('10,000 rules', (SELECT string_agg('r' || i || ': /a/ -> b', E'\n') FROM generate_series(1, 10000) AS i)),
    ('1 MB', 'r: /a/ -> b  #' || repeat('x', 1048576 - 14)),
    ('100 levels', 'r: ' || repeat('1 of (', 99) || '/a/' || repeat(')', 99) || ' -> b'),
    ('100 labels', 'r: /a/ -> b' || repeat(', b', 99)),
    ('a pattern of 32,768 bytes', 'r: /\/(?#' || repeat('x', 32763) || ')/ -> b')) AS t (what, input);
SELECT ruleset_count(('by: ' || repeat('b/', 900) || E'b\n' || repeat('r/', 98) || 'rr: /a/ -> b')::ruleset) AS "2,000 bytes together";
\echo -- joined, too
SELECT ('by: ' || repeat('b/', 900) || 'b')::ruleset || (repeat('r/', 99) || 'r: /a/ -> b');
SELECT (SELECT string_agg('r' || i || ': /a/ -> b', E'\n') FROM generate_series(1, 10000) AS i)::ruleset || 's: /a/ -> b';
SELECT ('# ' || repeat('x', 1000000))::ruleset || ('# ' || repeat('y', 100000));

\echo == Casts

SELECT 'r:/a/->b'::text::ruleset AS "from text", 'r:/a/->b'::ruleset::text AS "to text", 'r:/a/->b'::varchar::ruleset AS "from varchar";
CREATE TEMP TABLE stored (id int, rules ruleset, body text);
INSERT INTO stored VALUES (1, 'r:/a/->b', 's:/a/->b'::ruleset), (2, 'r:/a/->c'::text, '');
TABLE stored;
SELECT 'r: /a('::text::ruleset;

\echo == Binary: version byte 1, then the text form

SELECT ruleset_send('r:/é/->b'), ruleset_send('');
CREATE TEMP TABLE received (rules ruleset);
COPY received FROM PROGRAM $$printf 'PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\011\001r:/a/->b\377\377'$$ WITH (FORMAT binary);
TABLE received;
COPY received FROM PROGRAM $$printf 'PGCOPY\n\377\r\n\000\000\000\000\000\000\000\000\000\000\001\000\000\000\011\002r:/a/->b\377\377'$$ WITH (FORMAT binary);
CREATE FUNCTION pg_temp.octal(bytes bytea) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(format('\%s%s%s', byte >> 6, byte >> 3 & 7, byte & 7), '' ORDER BY i)
    FROM generate_series(0, octet_length(bytes) - 1) AS i, LATERAL get_byte(bytes, i) AS byte $$;
CREATE FUNCTION pg_temp.receive(message bytea) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    header bytea := '\x5047434f50590aff0d0a00' || int4send(0) || int4send(0) || int2send(1::int2);
    result text;
BEGIN
    DELETE FROM received;
    EXECUTE format('COPY received FROM PROGRAM %L WITH (FORMAT binary)', 'printf ''' || pg_temp.octal(header || int4send(octet_length(message)) || message || int2send(-1::int2)) || '''');
    SELECT CASE WHEN rules::text::ruleset = rules AND ruleset_send(rules::text::ruleset) = ruleset_send(rules) THEN 'accepted: ' ELSE 'NOT ITS TEXT: ' END || rules::text FROM received INTO result;
    RETURN result;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS result = PG_EXCEPTION_DETAIL;
    RETURN SQLSTATE || ': ' || coalesce(nullif(result, ''), SQLERRM);
END $$;
SELECT what, pg_temp.receive(message) FROM (VALUES
    ('good', '\x01'::bytea || convert_to('謠言:/疫苗/→misinfo', 'UTF8')), ('empty', '\x01'), ('nothing', '\x'), ('version 0', '\x0061'), ('NUL', '\x01'::bytea || 'r: /a' || '\x00'::bytea || '/ -> b'), ('not UTF-8', '\x01'::bytea || 'r: /' || '\xff'::bytea || '/ -> b'),
    ('a bad pattern', '\x01'::bytea || E'r: /a/ -> b\ns: /(/ -> b'), ('twins', '\x01'::bytea || E'r: /a/ -> b\nr: /a/ -> b'), ('101 labels', '\x01'::bytea || convert_to('r: /a/ -> b' || repeat(', b', 100), 'UTF8')), ('1e300', '\x01'::bytea || 'r: x = 1e300 -> b')) AS t (what, message);

\echo == Random rule sets: what is printed reads back to the same bytes, and so does what is sent

DO $$ BEGIN PERFORM setseed(0.4); END $$;
CREATE FUNCTION pg_temp.pick(VARIADIC choice text[]) RETURNS text LANGUAGE sql VOLATILE AS $$ SELECT choice[1 + floor(random() * cardinality(choice))::int] $$;
CREATE FUNCTION pg_temp.test() RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT CASE floor(random() * 4)::int
        WHEN 0 THEN pg_temp.pick('title', 'a.b', '"a.b"', '"x -> y"', 'first name', '"say \"hi\""', '欄位', '"#"', '2 of', '"a→b"', '"＝"') || ' ~ ' || pg_temp.pick('/a/', '/b\/c/i')
        WHEN 1 THEN pg_temp.pick('n', '"n n"', 'a.b.c') || pg_temp.pick(' = ', '!=', ' ＝ ') || pg_temp.pick('1', '-1.50', '1e20', '1e-20', 'true', 'null', '"# x"', '"a\\b\"->"', '"，"')
        WHEN 2 THEN pg_temp.pick('n', 'a.b') || pg_temp.pick('<', '>=', '<=', '＞') || pg_temp.pick('1', '"x"', '0.000001', 'm', 'a.b', 'two words')
        ELSE pg_temp.pick('/a/', '/a/ixm', '/\/\\\//', '/\Q->\E/', '/[/]', '/"/', '/ # -> x/', '/→/', '/疫苗|晶片/', '/(?<n>a)\k<n>/n', '/\p{L}+/') END $$;
CREATE FUNCTION pg_temp.condition(depth int) RETURNS text LANGUAGE plpgsql VOLATILE AS $$
DECLARE r int := floor(random() * 6);
BEGIN
    IF depth = 0 OR r = 0 THEN RETURN replace(pg_temp.test(), '/[/]', '/[\/]/'); END IF;
    RETURN CASE r
        WHEN 1 THEN '!' || pg_temp.pick('', ' ') || '(' || pg_temp.condition(depth - 1) || ')'
        WHEN 2 THEN '(' || pg_temp.condition(depth - 1) || ')' || pg_temp.pick('&', ' & ', '＆') || '(' || pg_temp.condition(depth - 1) || ')'
        WHEN 3 THEN pg_temp.condition(depth - 1) || pg_temp.pick('|', ' | ', '｜') || pg_temp.condition(depth - 1)
        WHEN 4 THEN pg_temp.pick('1', '2') || pg_temp.pick(' of(', ' of (', '  of （') || pg_temp.condition(depth - 1) || pg_temp.pick(',', ', ', '、') || pg_temp.condition(depth - 1) || ')'
        ELSE pg_temp.condition(depth - 1) END;
END $$;
CREATE FUNCTION pg_temp.labels() RETURNS text LANGUAGE sql VOLATILE AS $$
    SELECT string_agg(pg_temp.pick('a', 'a/b', '"x,y"/"]"', 'c#', '"# d"', '興趣／公寓', 'a:b', '"->"') || pg_temp.pick('', '[deny]', '[score=0.5;said="[x"]', ' [ref="a ] # b"; verdict=false]', '［claim＝"；"］'), pg_temp.pick(',', ', ', '，'))
    FROM generate_series(1, 1 + floor(random() * 3)::int) $$;
CREATE TEMP TABLE random_rules AS
SELECT i, pg_temp.pick('', 'by: x' || E'\n', 'by: "a # b"/c  # d' || E'\r\n\n') || pg_temp.pick('', 'fold: hans,leet # f' || E'\n') || pg_temp.pick('', 'on-limit: skip' || E'\n\n') ||
       (SELECT string_agg(pg_temp.pick('', '', '# c' || E'\n', E'\n\n', '  #"x' || E'\n') || pg_temp.pick('r', 'by/', 'r/s', '"a:b"/', '規則', '"fold"/"#"/', '"%x"/"%:"/') || j || pg_temp.pick(':', ' : ', '：') || pg_temp.condition(3) || pg_temp.pick('->', ' → ') || pg_temp.labels() || pg_temp.pick('', ' # e', '   #f" [', '　# ！'), E'\n')
        FROM generate_series(1, 1 + i % 4) AS j) AS input
FROM generate_series(1, 3000) AS i;
CREATE TEMP TABLE random_ruleset (i int, rules ruleset);
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN TABLE random_rules LOOP
        BEGIN
            INSERT INTO random_ruleset VALUES (one.i, one.input::ruleset);
        EXCEPTION WHEN invalid_text_representation THEN
            RAISE WARNING '% %', SQLERRM, one.input;
        END;
    END LOOP;
END $$;
SELECT bool_and((SELECT array_agg((position, name, condition, label)::text) FROM ruleset_rows(rules)) IS NOT DISTINCT FROM (SELECT array_agg(r::text) FROM ruleset_rules(rules) AS r)) AS "rows and rules agree" FROM random_ruleset;
SELECT count(*) > 2000 AS thousands, count(*) FILTER (WHERE rules::text::ruleset = rules) = count(*) AS text, count(*) FILTER (WHERE (rules || '')::text = rules::text AND ('' || rules) = rules) = count(*) AS "joined with nothing",
       count(*) FILTER (WHERE (SELECT count(*) FROM ruleset_rules(rules)) = ruleset_count(rules)) = count(*) AS rows
FROM random_ruleset;
\echo -- what ruleset_rules shows makes the same rules again
SELECT count(*) FILTER (WHERE (SELECT string_agg(format('"%s": %s -> %s', i, condition, label), E'\n' ORDER BY position) FROM ruleset_rules(rules))::ruleset::text
                              = (SELECT string_agg(format('%s: %s -> %s', i, condition, label), E'\n' ORDER BY position) FROM ruleset_rules(rules))) AS same, count(*) AS of
FROM random_ruleset WHERE ruleset_count(rules) = 1;

\echo == Comparison is of the printed text, bytewise

SELECT 'r:/a/->b'::ruleset = ' r : /a/ → B' AS eq, 'r: /a/ -> b'::ruleset = 'r: /a/ -> b # c' AS comment, 'r: /a/ -> b'::ruleset <> 's: /a/ -> b' AS ne, ruleset_cmp('a: /a/ -> b', 'b: /a/ -> b') AS cmp;
SELECT rules FROM unnest(ARRAY['b: /a/ -> b', '', 'a: /a/ -> b', '興趣: /a/ -> b', 'a/b: /a/ -> b', 'a: /a/ -> a', 'a:/a/->b']::ruleset[]) AS rules ORDER BY rules;
SELECT amname, opcname, opcdefault, amvalidate(c.oid) FROM pg_opclass AS c JOIN pg_am AS a ON a.oid = opcmethod WHERE opcintype = 'ruleset'::regtype ORDER BY amname;
SELECT count(*) > 100000 AS pairs, count(*) FILTER (WHERE (x.rules < y.rules, x.rules <= y.rules, x.rules = y.rules, x.rules <> y.rules, x.rules >= y.rules, x.rules > y.rules) IS DISTINCT FROM (c < 0, c <= 0, c = 0, c <> 0, c >= 0, c > 0)
                          OR sign(c) <> -sign(ruleset_cmp(y.rules, x.rules)) OR (c < 0) <> (x.rules::text COLLATE "C" < y.rules::text COLLATE "C")) AS disagree,
       count(*) FILTER (WHERE c = 0 AND (ruleset_hash(x.rules) <> ruleset_hash(y.rules) OR ruleset_hash_extended(x.rules, 42) <> ruleset_hash_extended(y.rules, 42))) AS hashes
FROM random_ruleset AS x, random_ruleset AS y, LATERAL ruleset_cmp(x.rules, y.rules) AS c WHERE x.i <= 500 AND y.i <= 500;
SET enable_hashagg = off;
SELECT count(*) AS sorted FROM (SELECT rules FROM unnest(ARRAY['r: /a/ -> b', 'r:/a/->b', 's: /a/ -> b']::ruleset[]) AS rules GROUP BY rules) AS t;
SET enable_hashagg = on;
SET enable_sort = off;
SELECT count(*) AS hashed FROM (SELECT rules FROM unnest(ARRAY['r: /a/ -> b', 'r:/a/->b', 's: /a/ -> b']::ruleset[]) AS rules GROUP BY rules) AS t;
RESET enable_hashagg;
RESET enable_sort;
CREATE TEMP TABLE known (rules ruleset PRIMARY KEY);
INSERT INTO known VALUES ('r: /a/ -> b'), ('s: /a/ -> b');
INSERT INTO known VALUES ('R:/a/->B');

\echo == Joining: options first, then the rules of each

SELECT E'# one\nby: auto/v7  # src\n\n# first\na: /a/ -> x'::ruleset || E'# two\nfold: leet\n\n# second\nb: /b/ -> y  # why\n# end'::ruleset;
SELECT 'a: /a/ -> x'::ruleset || 'b:/b/->y' AS "with text", 'a:/a/->x'::text || 'b: /b/ -> y'::ruleset AS "text first", 'a: /a/ -> x'::ruleset || '' AS "with nothing", NULL::ruleset || 'a: /a/ -> x'::ruleset AS "with NULL";
\echo -- what one sets holds for all; what several set must agree
SELECT E'by: a\non-limit: skip'::ruleset || E'by: A  # again\nfold: leet, hans\nr: /a/ -> b'::ruleset || E'fold: hans,leet\non-limit: skip';
SELECT 'by: a'::ruleset || 'by: b'::ruleset;
SELECT 'fold: leet'::ruleset || 'fold: leet, hans'::ruleset;
SELECT 'on-limit: skip'::ruleset || 'on-limit: error'::ruleset;
\echo :LAST_ERROR_SQLSTATE
SELECT 'r: /a/ -> b'::ruleset || 'R: /b/ -> c'::ruleset;
\echo :LAST_ERROR_SQLSTATE
SELECT 'r: /a/ -> b'::ruleset || 'r: /b('::text;

\echo -- of blank lines that meet one stays, none at the ends: what is joined reads back to the same bytes
SELECT replace((a::ruleset || b)::text, E'\n', ' | ') AS joined, (a::ruleset || b)::text::ruleset = (a::ruleset || b) AS same
FROM (VALUES (E'by: x\n\nfold: leet', E'by: x\n\nfold: leet'), (E'by: x\nfold: leet\n\na: /a/ -> t', E'by: x\n\nfold: leet'), (E'by: x\n\na: /a/ -> t', E'by: x\n\nfold: leet\n\nb: /b/ -> t')) AS t (a, b);

\echo == ruleset_agg: rules kept a row each; the order is that of ORDER BY, NULLs are left out

CREATE TEMP TABLE rule_line (id int, line text);
INSERT INTO rule_line VALUES (3, 'c: /c/ -> z  # last'), (1, E'by: auto/v8\nfold: casefold'), (2, NULL), (4, E'a: /a/ -> x\nb: /b/ -> y'), (5, '# a remark'), (6, 'by: auto/v8'), (7, '');
SELECT ruleset_agg(line ORDER BY id) FROM rule_line;
SELECT ruleset_agg(line ORDER BY id DESC) FROM rule_line;
SELECT ruleset_agg(line) = '' AS "of no rows", ruleset_agg(NULL) = '' AS "of NULL" FROM rule_line WHERE id = 2;
SELECT id, replace(ruleset_agg(line) OVER (ORDER BY id)::text, E'\n', ' | ') AS rules FROM rule_line WHERE id < 5;
SELECT ruleset_agg(line ORDER BY id) FROM (TABLE rule_line UNION ALL VALUES (8, 'by: auto/v9')) AS t;
SELECT ruleset_agg(line ORDER BY id) FROM (TABLE rule_line UNION ALL VALUES (8, 'C: /x/ -> z')) AS t;
SELECT ruleset_agg(line ORDER BY id) FROM (TABLE rule_line UNION ALL VALUES (8, 'd: /x( -> z')) AS t;
\echo -- errors name the row, NULLs counted, and quote it
SELECT ruleset_agg(line ORDER BY id) FROM (VALUES (1, 'a: /a/ -> x'), (2, NULL), (3, E'# c\nspam: /https?://x/ -> y')) AS t (id, line);
SELECT ruleset_agg(line ORDER BY id) FROM (VALUES (1, 'fold: casefold'), (2, 'a: /' || repeat('a', 300) || '[^ß]/ -> x')) AS t (id, line);
SELECT ruleset_agg(line ORDER BY id) FROM (VALUES (1, 'by: ' || repeat('b/', 900) || 'b'), (2, repeat('r/', 99) || 'r: /a/ -> b')) AS t (id, line);
SELECT ruleset_agg(line ORDER BY id) FROM (VALUES (1, 'a: /a/ -> x'), (2, NULL), (3, 'b: /b/ -> x'), (4, 'A: /c/ -> x  # again')) AS t (id, line);
\echo -- the same for rule sets
SELECT ruleset_agg(rules ORDER BY id) FROM (VALUES (1, E'by: auto\na: /a/ -> x'::ruleset), (2, NULL), (3, 'b: /b/ -> x')) AS t (id, rules);
SELECT ruleset_agg(rules) = '' AS "of no rows" FROM (VALUES (NULL::ruleset)) AS t (rules);
SELECT ruleset_agg(rules ORDER BY id) FROM (VALUES (1, 'a: /a/ -> x'::ruleset), (2, NULL), (3, 'a: /b/ -> x')) AS t (id, rules);
SELECT ruleset_count(ruleset_agg('r' || i || ': /w' || i || '/ -> x')) FROM generate_series(1, 10000) AS i;
SELECT ruleset_agg('r' || i || ': /w/ -> x') FROM generate_series(1, 10001) AS i;
SELECT ruleset_agg('') = '' AS "many empty ones" FROM generate_series(1, 9999);

\echo == ruleset_rule: a rule from texts, quoted where they must be

SELECT ruleset_rule('links: all', 'https?://\S+', 'i', 'spam/link[score=0.4]');    -- "links: all": /https?:\/\/\S+/i -> spam/link[score=0.4]
SELECT ruleset_rule(name, pattern, flags, label) AS rule
FROM (VALUES ('a/b', 'x', NULL, 'y'), ('"AC/DC"', 'x', '', 'y'), ('by', 'x', 'xi', 'y, "#z"[said="# q"; deny]'), ('%x', 'x', 'ii', 'y'), ('#1 of', '\Q/\E', '', '興趣／公寓'), ('ｆold', '\/\\/[/]', '', 'y'), ('q"', '"->"', 'n', '"->"'), ('r', 'a\\', '', 'y'), ('r', ' a # b', 'x', 'y')) AS t (name, pattern, flags, label);
SELECT ruleset_test(body, ruleset_rule('r', pattern, '', 'x')) AS found FROM (VALUES ('a/b', 'a/b'), ('a/b', 'a\/b'), ('a\/b', 'a\\/b'), ('a\/b', 'a\\\/b'), ('a/b', '\Qa/b\E'), ('a/b\', '[/]b\\')) AS t (body, pattern);
CREATE FUNCTION pg_temp.unmade(name text, pattern text, flags text, label text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    detail text;
    hint text;
BEGIN
    RETURN 'made: ' || ruleset_rule(name, pattern, flags, label)::text;
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    RETURN concat_ws(' | ', SQLSTATE, SQLERRM, detail, nullif(hint, ''));
END $$;
\pset format unaligned
SELECT pg_temp.unmade(name, pattern, flags, label)
FROM (VALUES ('', 'x', '', 'y'), ('a//b', 'x', '', 'y'), ('r', '', '', 'y'), ('r', 'x(', '', 'y'), ('疫苗: r', '疫(苗', '', 'y'), ('r', 'x\', '', 'y'), ('r', 'x{,3}', '', 'y'), ('r', E'x\ny', 'x', 'y'), ('r', '\Q\/\E', '', 'y'), ('r', repeat('x', 32769), '', 'y'), ('r', 'x', 'ig', 'y'), ('r', 'x', '', ''), ('r', 'x', '', 'y[by=z]'), ('r', 'x', '', E'y[said="a\nb"]'), ('r', 'x', '', 'y  # c'),
             (NULL, 'x', '', 'y'), ('r', NULL, '', 'y'), ('r', 'x', '', NULL), (repeat('r/', 1000) || 'r', 'x', '', 'y')) AS t (name, pattern, flags, label);
\pset format aligned
\echo -- random parts: what is made reads back, and its pattern finds what the bare pattern finds
SELECT count(*) > 2000 AS made, bool_and(rule::text::ruleset = rule AND ruleset_count(rule) = 1 AND NOT rule::text ~ E'\n') AS "reads back",
       count(*) FILTER (WHERE (SELECT ruleset_test(body, rule)) <> (body ~ sql)) AS differences
FROM (SELECT name, body, sql, ruleset_rule(name, pattern, flags, label) AS rule
      FROM unnest(ARRAY['a', 'a/b', '"x/y"/z', 'a:b', '#c', '%d', 'by', 'on-limit', '"q"', 'a # b', '疫苗', '->', 'fold/x', '{a}', '[b]']) AS name,
           (VALUES ('a/b', 'a/b'), ('a\/b', 'a/b'), ('[/\\]', '[/\\]'), ('\\/', '\\/'), ('->|→', '->|→'), (' # x', ' # x'), ('"', '"'), ('a\.b$', 'a\.b$'), ('/', '/'), ('//', '//')) AS p (pattern, sql),
           unnest(ARRAY['', 'i']) AS flags, unnest(ARRAY['x', 'x/y[score=0.5], "#z"']) AS label,
           unnest(ARRAY['a/b', '\/', ' # x ->', '"→', 'a.b']) AS body) AS t;

\echo == ruleset_rows, ruleset_rules and ruleset_count

SELECT * FROM ruleset_rows(E'by: auto/"v:1"  # of all\n# c\n"by": /a/&(/b/|x.y<3) -> a, "x,y"[score=0.5; said="q"]  # d\na/"b:c": 2 of (/a/, !/b/i) -> z'::ruleset);
SELECT name, by FROM ruleset_rows('r: /a/ -> x'::text);
SELECT count(*) FROM ruleset_rows('# none'::ruleset);
SELECT by = (SELECT r.by FROM labelset_rows(ruleset_classify('a'::text, rules), NULL) AS r) AS "as labels have it" FROM (VALUES (E'by: auto/"v:1"\n"x / y"/z: /a/ -> x'::ruleset)) AS t (rules), ruleset_rows(rules);

SELECT * FROM ruleset_rules(E'by: auto\n# c\n"by": /a/&(/b/|x.y<3) -> a, "x,y"[score=0.5; said="q"]  # d\na/"b:c": 2 of (/a/, !/b/i) -> z');
SELECT ruleset_count(E'by: auto\n# c\na: /a/ -> b\n\nb: /b/ -> c') AS two, ruleset_count('') AS none, ruleset_count(NULL) AS null;
SELECT * FROM ruleset_rules('# none');

\echo == Joining: a pattern must also compile as the option of another set folds it
SELECT 'fold: casefold'::ruleset || 'x: /[^ß]/ -> t';
\echo :LAST_ERROR_SQLSTATE
SELECT ruleset_agg(r ORDER BY r) FROM unnest(ARRAY['fold: casefold', 'x: /[^ß]/ -> t']) AS r;
SELECT ruleset_agg(r ORDER BY r) FROM unnest(ARRAY['fold: invisible', 'x: /a|\x{200D}/ -> t']) AS r;
SELECT 'fold: casefold'::ruleset || 'x: /[^sß]/ -> t';

\echo == Verbs in front of a pattern that are for all of it, those of later versions too
SELECT 'x: /(*CASELESS_RESTRICT)a/ -> t'::ruleset;
SELECT 'x: /(*TURKISH_CASING)a/ -> t'::ruleset;
SELECT 'x: /(*COMMIT)a/ -> t'::ruleset;

CREATE FUNCTION pg_temp.reason(pattern text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    detail text;
BEGIN
    PERFORM ('x: /' || pattern || '/i -> t')::ruleset;
    RETURN 'ok';
EXCEPTION WHEN invalid_text_representation THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
    RETURN regexp_replace(detail, ' The error is .*', '');
END $$;
\echo == Caseless ranges of characters that PCRE2 may take seconds to compile, however their end is written
SELECT left(range, 24) AS range, pg_temp.reason(repeat(range, 61)), pg_temp.reason(repeat(range, 3))
FROM unnest(ARRAY['[\x{80}-\x{10ffff}]', '[\x{80}-\N{U+10FFFF}]', '[\x{80}-\o{4177777}]', '[\x{80}-\Q' || chr(1114109) || '\E]',
                  '[\x{80}-\E\x{10ffff}]', '(?xx:[\x{80}- ' || chr(9) || '\x{10ffff}])']) AS range;
