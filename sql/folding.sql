-- widths of emoji differ between terminals, and so between versions of psql
\pset format unaligned

\echo == Case and width fold away: NFD, then NFKC_Casefold

SELECT v, v::tagpath
FROM unnest(ARRAY['Taipei', 'ＴＡＩＰＥＩ', 'Straße', 'STRASSE', 'İ', 'I', 'ı', 'ß', 'ẞ', 'ﬀ', 'ſ', U&'\212A', U&'\212B', U&'\2126', 'Ⅷ', '①', '½', '㈱',
                  '㍿', 'ｶﾞ', 'ガ', 'ｱｲｳ', '𝔘𝔫𝔦𝔠𝔬𝔡𝔢', 'x²', 'ΣΊΣΥΦΟΣ', 'ǅ']) AS v;

\echo == Characters that folding gives birth to are content, never syntax

SELECT v, v::tagpath, tagpath_depth(v::tagpath) AS depth, tagpath_leaf(v::tagpath) AS leaf
FROM unnest(ARRAY['℀', '℁/x', '⅍', '℅', '⑴', '⒜', '㈠', '⩵', '︰', '﹐', '﹔', '＂a"', '"℀"', '﹡', '﹠', '≠']) AS v;
SELECT '℀[weight=0.5], ﹐, ︔, ⑴'::tagset, '℀ & ⑴ & ﹡ & ≠ & "＊"'::tagquery;

\echo == Chinese, Japanese, Korean, Arabic, Hebrew, Thai, Devanagari

SELECT v, v::tagpath, v::tagpath::text = v AS unchanged
FROM unnest(ARRAY['興趣/房地產/公寓', '兴趣/房地产', 'かな/カナ/漢字', '한국어/태그', normalize('한국어', NFD), 'العربية/وسم', 'ﻻ', 'עברית', 'ไทย/แท็ก', 'हिन्दी', 'Việt Nam',
                  normalize('Việt Nam', NFD)]) AS v;
SELECT '한국어'::tagpath = normalize('한국어', NFD)::tagpath AS hangul, 'é'::tagpath = normalize('é', NFD)::tagpath AS latin;

\echo == Combining marks in any order are the same

SELECT v, v::tagpath, encode(convert_to(tagpath_leaf(v::tagpath), 'UTF8'), 'hex') AS bytes
FROM unnest(ARRAY[U&'\03B1\0345\0301', U&'\03B1\0301\0345', U&'\1FB4', U&'\0391\0301\0345', U&'q\0323\0307', U&'q\0307\0323']) AS v;

\echo == Emoji: default-ignorable characters vanish, so joined ones fall apart and flags of subdivisions become one

SELECT v, v::tagpath, char_length(v) AS typed, char_length(tagpath_leaf(v::tagpath)) AS kept
FROM unnest(ARRAY['🎉', U&'\+01F468\200D\+01F469\200D\+01F467', '👍🏽', U&'\2764\FE0F', '❤', '🇹🇼',
                  U&'\+01F3F4\+0E0067\+0E0062\+0E0065\+0E006E\+0E0067\+0E007F', U&'\+01F3F4\+0E0067\+0E0062\+0E0073\+0E0063\+0E0074\+0E007F']) AS v;
SELECT U&'soft\00ADhyphen'::tagpath, U&'zero\200Bwidth'::tagpath, U&'\FEFFbom'::tagpath, U&'a\2060b'::tagpath, U&'rtl\200F'::tagpath;
SELECT U&'\200B'::tagpath;

\echo == Full-width syntax counts as its ASCII self outside quotes, and is content inside

SELECT '興趣／房地產'::tagpath, tagpath_depth('興趣／房地產'), '"興趣／房地產"'::tagpath, tagpath_depth('"興趣／房地產"');
SELECT '甲／乙、丙，丁［weight=0.5；value=1］､戊'::tagset, '"甲，乙、丙"，"［丁］"'::tagset;
SELECT '甲＆乙｜！（丙＆＝丁／＊）＠2026-01-01T00:00:00Z'::tagquery, '甲［value＞＝1；weight＜2］'::tagquery, '"甲＆乙"'::tagquery, '甲＊／＊＊'::tagquery;
\echo -- the full-width tilde is content: Chinese writes ranges with it
SELECT '18～25歲'::tagquery, '甲～乙'::tagquery;
SELECT '～"x"'::tagquery;
\echo -- only quotes and backslashes are ASCII alone; the comma of Chinese is no syntax in a path
SELECT '＂甲＂'::tagpath, '甲＼乙'::tagpath, '甲、乙'::tagpath, '甲，乙'::tagpath, '"a＂b"'::tagpath, '＂'::tagpath, 'x＂'::tagpath;
SELECT '＂甲＂／乙、丙'::tagset, '＂甲＂'::tagquery;

\echo == What people write

SELECT v, v::tagpath FROM unnest(ARRAY['TCP/IP', '"TCP/IP"', '24/7', '"24/7"', '5" disk', 'ns:pred="value"', '" a"', 'C#', 'C++', '.NET', 'AT&T',
                                       '100%', '#hashtag', '@home', 'it''s', 'a\b', 'a=b', '-', 'x"']) AS v;
SELECT '5" disk, ns:pred="value", " a", C++, "TCP/IP", AT&T'::tagset;
SELECT '"ns:pred=\"value\"" & " a" & "AT&T" & 5" disk & C++'::tagquery;
SELECT 'ns:pred="value"'::tagquery;

\echo == Blanks of all kinds: outer ones go, inner runs become one space; a newline is a blank

SELECT U&' \00A0\3000 real\2003\205F\0009\000Aestate\1680\202F\0085'::tagpath AS path, U&'a\2028/\2029b'::tagpath AS path, U&'"\3000 a \3000"'::tagpath AS path;
SELECT U&'a\3000,\00A0b\2003[\3000weight\00A0=\20030.5\3000;\00A0value=1\2003]\3000'::tagset, U&'a\3000&\00A0!\2003b'::tagquery;
SELECT count(DISTINCT (U&'a' || chr(c) || 'b')::tagpath) AS "one tag"
FROM unnest(ARRAY[9, 10, 11, 12, 13, 32, 133, 160, 5760, 8192, 8193, 8194, 8195, 8196, 8197, 8198, 8199, 8200, 8201, 8202, 8232, 8233, 8239, 8287, 12288]) AS c;
SELECT U&'\3000'::tagpath;
SELECT U&'a/\3000'::tagpath;

\echo == Limits: 255 bytes a segment after folding, 2,000 bytes a path

SELECT octet_length(tagpath_leaf(repeat('x', 255)::tagpath)) AS ascii, octet_length(tagpath_leaf(repeat('公', 85)::tagpath)) AS chinese,
       octet_length(tagpath_leaf((repeat('ﬀ', 127) || 'x')::tagpath)) AS ligatures,
       octet_length(tagpath_leaf((repeat(U&'\200B', 1000) || repeat('Ｘ', 255))::tagpath)) AS "long before folding";
CREATE FUNCTION pg_temp.refusal(input text, type regtype) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    detail text;
    result text;
BEGIN
    EXECUTE format('SELECT %L::%s', input, type) INTO result;
    RETURN 'accepted: ' || left(result, 20);
EXCEPTION WHEN OTHERS THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
    RETURN SQLSTATE || ': ' || detail;
END $$;
SELECT type, pg_temp.refusal(repeat('x', 256), type) AS ascii, pg_temp.refusal(repeat('公', 85) || 'x', type) AS chinese,
       pg_temp.refusal('a/' || repeat('ﬀ', 128), type) AS ligatures
FROM unnest('{tagpath,tagset,tagquery}'::regtype[]) AS type;
\echo -- eight segments of 249 bytes with seven separators are 1,999 bytes
SELECT type, pg_temp.refusal(eight, type) AS "1999", pg_temp.refusal(eight || 'y', type) AS "2000", pg_temp.refusal(eight || 'yy', type) AS "2001",
       pg_temp.refusal(repeat('a/', 999) || 'bb', type) AS "2000 of 1000 segments", pg_temp.refusal(repeat('a/', 1000) || 'b', type) AS "2001"
FROM (SELECT array_to_string(array_fill(repeat('y', 249), ARRAY[8]), '/')) AS e (eight), unnest('{tagpath,tagset,tagquery}'::regtype[]) AS type;

\echo == Refused: a combining mark at the beginning, control characters, noncharacters

SELECT to_hex(c) AS code, pg_temp.refusal(chr(c) || 'a', 'tagpath') AS first, pg_temp.refusal('a' || chr(c), 'tagpath') AS last,
       pg_temp.refusal('"a' || chr(c) || 'b"', 'tagset') AS "inner, quoted"
FROM unnest(ARRAY[1, 2, 3, 27, 31, 127, 128, 159, 769, 837, 8413, 2307, 65024, 64976, 65534, 65535, 131071, 1114111]) AS c;
SELECT pg_temp.refusal(U&'a/\0301', 'tagpath'), pg_temp.refusal(U&'"\0301"', 'tagpath'), pg_temp.refusal(U&'a, \0301b', 'tagset'),
       pg_temp.refusal(U&'*\0301', 'tagquery');
\echo -- private use and unassigned code points are accepted as they are, so that a dump restores under an older ICU
SELECT U&'\E000'::tagpath = chr(57344)::tagpath AS private, octet_length(tagpath_leaf(U&'x\+0E1000'::tagpath)) > 0 AS "unassigned",
       tagpath_leaf(U&'\0378'::tagpath) = U&'\0378' AS "unassigned";

\echo == What is printed reads back to the same bytes: random strings out of a nasty alphabet

CREATE FUNCTION pg_temp.nasty(n int) RETURNS text LANGUAGE sql AS $$
    SELECT string_agg(letter[1 + floor(random() * cardinality(letter))::int], '')
    FROM generate_series(1, n),
         (SELECT ARRAY['a', 'B', 'b', 'ß', 'İ', 'ı', 'ﬀ', '℀', '㈱', '公', '寓', 'α', 'Σ', 'ς', 'ﾞ', 'ｶ', '한', U&'\1112', U&'\1161', U&'\11AB',
         U&'\0301', U&'\0345', U&'\0323', U&'\200D', U&'\FE0F', U&'\00AD', U&'\034F',
                       '🎉', '👍', U&'\+01F3FD', ' ', '  ', U&'\3000', U&'\00A0', U&'\0085', E'\n', E'\t', '/', '／', ',', '、', '，', '[', ']', '［', '］',
                       ';', '；', '"', '"', '＂', '\', '\\', '\"', '＼', '&', '|', '!', '(', ')', '*', '*', '**',
                       '=', '<', '>', '@', '~', '＆', '｜', '！', '（', '）', '＊', '＝', '＜', '＞', '＠', '～', '[weight=0.5]', '[value=1]',
                       '@2026-01-01T00:00:00Z', 'وسم', U&'\0E33', U&'\0F71', U&'\0F72', U&'\1E9B', U&'\0958', U&'\FB1D']) AS a (letter) $$;
CREATE FUNCTION pg_temp.try(type regtype, input text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    printed text;
    again boolean;
BEGIN
    BEGIN
        EXECUTE format('SELECT $1::%s::text', type) INTO printed USING input;
    EXCEPTION WHEN invalid_text_representation OR program_limit_exceeded OR numeric_value_out_of_range THEN
        RETURN NULL;
    END;
    EXECUTE format('SELECT $1::%1$s = $2::%1$s AND $2::%1$s::text = $2 AND %1$s_send($1::%1$s) = %1$s_send($2::%1$s)', type) INTO again USING input, printed;
    RETURN CASE WHEN again THEN CASE WHEN printed = input THEN 'same' ELSE 'changed' END ELSE 'DIFFERS: ' || input || ' => ' || printed END;
EXCEPTION WHEN OTHERS THEN
    RETURN 'FAILS: ' || input || ' => ' || printed || ': ' || SQLERRM;
END $$;
DO $$ BEGIN PERFORM setseed(0.5); END $$;
SELECT type, count(result) > 1000 AS "many accepted", count(*) FILTER (WHERE result = 'changed') > 100 AS "many fold",
       count(*) FILTER (WHERE result LIKE 'DIFFERS%' OR result LIKE 'FAILS%') AS differences,
       min(result) FILTER (WHERE result LIKE 'DIFFERS%' OR result LIKE 'FAILS%') AS example
FROM (SELECT type, input, pg_temp.try(type, input) AS result
      FROM unnest('{tagpath,tagset,tagquery}'::regtype[]) AS type, generate_series(1, 6000) AS i, LATERAL (SELECT pg_temp.nasty(1 + i % 9) AS input) AS n) AS t
GROUP BY type ORDER BY type;

\echo -- and segments that are made, quoted and put together in every syntax mean the same everywhere
CREATE FUNCTION pg_temp.everywhere(segment text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE
    p tagpath;
    q text;
BEGIN
    BEGIN
        p := tagpath_make('x', segment);
    EXCEPTION WHEN invalid_text_representation OR program_limit_exceeded THEN
        RETURN NULL;
    END;
    q := 'x/' || tagpath_quote(segment);
    RETURN q::tagpath = p AND q::tagset = p::tagset AND q::tagquery = tagquery_term(p) AND p::text::tagpath = p AND p::tagset::text::tagset = p::tagset
       AND (p::tagset::text[])[1]::tagpath = p AND tagpath('x', tagpath_leaf(p)) = p AND p::tagset::jsonb::tagset = p::tagset
       AND p @@ ('=' || q)::tagquery AND tagpath_depth(p) = 2;
END $$;
SELECT count(result) > 1000 AS "many accepted", count(*) FILTER (WHERE NOT result) AS differences, min(input) FILTER (WHERE NOT result) AS example
FROM (SELECT input, pg_temp.everywhere(input) AS result FROM generate_series(1, 4000) AS i, LATERAL (SELECT pg_temp.nasty(1 + i % 6) AS input) AS n) AS t;

\echo == Ideographs, kana and Hangul, which skip ICU, fold as they do beside a letter that does not
SELECT count(*) AS characters, count(*) FILTER (WHERE ('é' || chr(c))::tagpath::text IS DISTINCT FROM 'é' || chr(c)::tagpath::text OR
                                                      (chr(c) || 'é ' || chr(c))::tagpath::text IS DISTINCT FROM chr(c)::tagpath::text || 'é ' || chr(c)::tagpath::text OR
                                                      (chr(c) || ' X' || chr(c))::tagpath::text IS DISTINCT FROM chr(c)::tagpath::text || ' x' || chr(c)::tagpath::text) AS differ
FROM (VALUES (x'3041'::int, x'3096'::int), (x'30A1'::int, x'30FA'::int), (x'3400'::int, x'4DBF'::int), (x'4E00'::int, x'9FFF'::int), (x'AC00'::int, x'D7A3'::int)) AS range (first, last),
     generate_series(first, last) AS c;
SELECT U&'\304B\3099/\30AB\3099/\1100\1161\11A8/\AC00\11A8'::tagpath = U&'\304C/\30AC/\AC01/\AC01'::tagpath AS composed, U&'\4E00\0301'::tagpath::text = U&'\4E00\0301' AS "with a mark";
