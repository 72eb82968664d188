-- widths of emoji differ between terminals, and so between versions of psql
\pset format unaligned

\echo == The hashtags of a text, folded as tags are, each once

SELECT hashtags('抵制 #StopHateForProfit ＃疫苗');
SELECT t, hashtags(t) FROM unnest(ARRAY['#Taipei, #taipei and #ＴＡＩＰＥＩ', '#Straße #STRASSE #ﬁn', normalize('#café #한국어', NFD), 'no tags at all', '', '#', '# ', 'a # b']) AS t;
SELECT hashtags(NULL) IS NULL AS "NULL of NULL", pg_typeof(hashtags('#a'));
SELECT hashtags('#疫苗 #news') || 'region/taipei' AS beside_others, hashtags('see #疫苗') @@ '疫苗 | vaccine' AS asked;

\echo == The sign: # U+FE5F U+FF03, one or more

SELECT t, hashtags(t) FROM unnest(ARRAY['#a ﹟b ＃c', '##double', '###', '#＃mixed', '## Heading', '##Heading']) AS t;

\echo == Not within a word: not right after a letter, digit, mark or underscore

SELECT t, hashtags(t) FROM unnest(ARRAY['abc#def', 'abc #def', 'abc.#def', '(#def)', 'a1#def', '_#def_', 'é#def', normalize('é', NFD) || '#def', '打了#疫苗',
                                        '打了，#疫苗', 'C#', 'F#m', '-#def', '+#def']) AS t;

\echo == After an emoji, with or without its selector, and after the stars of Markdown it is one

SELECT t, hashtags(t) FROM unnest(ARRAY['🎉#party', '❤️#love', '👍🏽#like', '1️⃣#first', '**#bold**', '*#it*', '「#引號」']) AS t;

\echo == No character reference of HTML, no fragment of a URL

SELECT t, hashtags(t) FROM unnest(ARRAY['it&#39;s &#x27;quoted&#x27;', 'AT&T #att', 'http://example.com/#frag', 'https://example.com/a?b=c#frag', 'https://example.com/#!/x #real',
                                        'https://example.com/a，#真的', '（見https://example.com/＃a）#真的', '[x](https://example.com/#no) #yes', '<a href="https://example.com/#no">#yes</a>',
                                        '#http://example.com/#frag', '#red/#blue', '://#x', ':/ #sad :// #sadder']) AS t;

\echo == Where it ends: at blanks and punctuation; Chinese needs none of them within

SELECT t, hashtags(t) FROM unnest(ARRAY['＃疫苗很重要，大家', '#疫苗。#快篩！', '#a.b', '#a,#b;#c', '#don''t', '#a/b', '#a@b', '#50%', '#a&b', '#a|b', '#a"b"', '#a[weight=2]', U&'#a\3000b']) AS t;

\echo == A sign right behind closes it: the pairs of Weibo

SELECT t, hashtags(t) FROM unnest(ARRAY['#疫苗#很重要', '#疫苗##快篩#', '＃疫苗＃很重要', '#a#b', '#生日🎂#快樂', '#c++#b']) AS t;

\echo == Letters of any script, digits, marks, underscores, plus

SELECT t, hashtags(t) FROM unnest(ARRAY['#snake_case #_a #trailing_ #__init__', '#C++ #LGBTQ+ #ＬＧＢＴＱ＋', '#هاشتاق #תגית #แฮชแท็ก #हैशटैग #хэштег', '#ⅷ #ª',
                                        U&'#\0645\06CC\200C\062E\0648\0627\0647\0645', '#スター・ウォーズ ・#中点']) AS t;

\echo == Signs of Hebrew, Tibetan, Japanese and others within words; what only connects belongs to none at the end

SELECT t, hashtags(t) FROM unnest(ARRAY['#צה״ל #עַל־יְדֵי #וכו׳', '#བོད་སྐད་ #བོད་སྐད', '#メ～テレ #メ〜テレ ～', '#il·lusió #a·', U&'#a\2010b #a\2011b #a\2027b', '#各〃 #〃 #云々', '#スター・ウォーズ・ #中点・ ・', '#a_ #a__b__ #＿a＿ #a‿b‿ #__init__', '_#a_ **#b**', U&'#a\200C #a\200D\200D', '#a～～b #～a #a～ #״a #a״', '#a_-b #a-_b #a-_ #a_-', '#台北～高雄']) AS t;

\echo == The scheme of a URL is none

SELECT t, hashtags(t) FROM unnest(ARRAY['#http://twitter.com #https://twitter.com', '#http://x/#y #z', '#http: #a://b', '#http:/x', '#a_://b']) AS t;

\echo == A hyphen between two words belongs to it, one at the end or two do not

SELECT t, hashtags(t) FROM unnest(ARRAY['#covid-19 #a-b-c #ＣＯＶＩＤ－１９', '#tag- #one-#two #x--y', '#-x', '#a+-b']) AS t;

\echo == Digits alone are a rank or a number; with a letter or an emoji they are a hashtag

SELECT t, hashtags(t) FROM unnest(ARRAY['we''re #1', '#2026 #20-21 #1_000 #+886 #१२३ #１２', '#5G #2026大選 #3d #1️⃣', '#_ #__ #+ #_+']) AS t;

\echo == Emoji; folding drops what joins and selects, as in every tag

SELECT t, hashtags(t) FROM unnest(ARRAY['#🎉 #a🎉b', '#👍🏽', '#🇹🇼', U&'#\2764\FE0Flove', U&'#\+01F468\200D\+01F469\200D\+01F467', '#™ #‼']) AS t;

\echo == The keycap is no sign; a mark has to stand on something

SELECT t, hashtags(t) FROM unnest(ARRAY[U&'#\FE0F\20E3', U&'#\FE0F\20E3word', U&'#\FE0F\20E3#tag', U&'#\0301abc', U&'#a\0301', '#*️⃣', '#a*b']) AS t;

\echo == What no segment can be is left out, and fails no INSERT: more than 255 bytes, nothing but ignorables

SELECT tagset_count(hashtags('#' || repeat('x', 255))) AS "255", hashtags('#' || repeat('x', 256) || ' #short') AS "256",
       tagset_count(hashtags('#' || repeat('疫', 85))) AS "85 * 3", hashtags('#' || repeat('疫', 86) || ' #short') AS "86 * 3",
       tagset_count(hashtags('#' || repeat('Ａ', 255))) AS "255 once folded", hashtags('#' || repeat('ﷺ', 20) || ' #short') AS "360 once folded",
       hashtags('#' || repeat('a', 1000000) || ' #short') AS long;
SELECT hashtags(U&'#\3164 #3\3164 #\200D #\+0E0067 #ok') AS ignorables, hashtags(U&'#a\200Bb #a\FFFEb #a\E000b') AS "ends it";
SELECT hashtags(E'#a\x01b #c\x7f \x1f#d') AS "control characters";

\echo == As plain SQL has it: random texts of these characters, by regular expression

DO $$ BEGIN PERFORM setseed(0.77); END $$;
-- the rules above in ASCII: what precedes; the words and single hyphens between; only with a letter a hashtag, and then closed
CREATE FUNCTION pg_temp.by_regexp(body text) RETURNS tagset LANGUAGE sql AS $$
    SELECT coalesce(array_agg(regexp_replace(m[1], '[-_]+$', '')) FILTER (WHERE m[1] ~ '[a-zA-Z]' AND (m[2] IS NULL OR m[1] ~ '_$')), '{}')::text[]::tagset
    FROM regexp_matches(regexp_replace(body, '://[^[:space:]<>"]*', '://', 'g'),
                        '(?<![\w&])#(?:(?=[\w+-]*[a-zA-Z])([\w+]+(?:-[\w+]+)*)(://)?#?|[\w+]+(?:-[\w+]+)*)', 'g') AS m $$;
CREATE TEMP TABLE body AS
SELECT (SELECT string_agg((ARRAY['#', '#', '#', 'a', 'B', '7', '_', '-', ' ', '.', '&', '+', '"', 'http://x/', '<'])[1 + floor(random() * 15)::int], '')
        FROM generate_series(1, 1 + i % 40)) AS body
FROM generate_series(1, 20000) AS i;
SELECT count(*) AS texts, count(*) FILTER (WHERE hashtags(body) <> '') > 5000 AS "thousands with some",
       count(*) FILTER (WHERE hashtags(body) <> pg_temp.by_regexp(body)) AS differences
FROM body;

\echo == Any character before, after and within: no error, and what is found reads back

SELECT count(*) > 100000 AS characters, bool_and(tags::text::tagset = tags) AS "reads back",
       bool_and(tags @> 'first'::tagpath AND tags @> 'last'::tagpath) AS "loses no other"
FROM (SELECT hashtags(format('#first %1$s#%1$sx #%1$s #a%1$s %1$s#y %1$s #last', chr(c))) AS tags
      FROM generate_series(1, 131071) AS c WHERE c NOT BETWEEN 55296 AND 57343) AS t;

\echo == Long texts: time grows with them, memory with what is distinct

SELECT hashtags(repeat('#a #疫苗 ', 300000)) AS repeated, tagset_count(hashtags(string_agg('#t' || i % 1000, ' '))) AS distinct_ones
FROM generate_series(1, 100000) AS i;
SELECT hashtags(repeat('#', 1000000)), hashtags(repeat('://', 300000)), hashtags(repeat('#-', 500000)), hashtags('#' || repeat('疫', 300000));

\echo == In a generated column, with an index

CREATE TABLE post (id int PRIMARY KEY, body text NOT NULL, tags tagset GENERATED ALWAYS AS (hashtags(body)) STORED);
CREATE INDEX ON post USING gin (tags);
INSERT INTO post VALUES (1, '打完了！ #疫苗 #台北'), (2, 'Boycott. #StopHateForProfit'), (3, 'nothing');
SELECT id, tags FROM post WHERE tags @@ '疫苗 | stophateforprofit' ORDER BY id;
DROP TABLE post;
