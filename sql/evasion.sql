-- widths of what is tested here differ between terminals, and so between versions of psql
\pset format unaligned
SELECT '{width,invisible,spaced,confusables,hans,leet,casefold,repeats}'::text[] AS every \gset

\echo == Each evasion is caught with its option, and with all other options missed

CREATE TEMP TABLE evasion (option text, body text, pattern text);
INSERT INTO evasion VALUES
    ('casefold', 'HaTe', 'hate'),
    ('casefold', 'STRAẞE', 'strasse'),
    ('invisible', U&'h\200Ba\200Dt\2060e', 'hate'),
    ('invisible', U&'ha\00ADte h\FE0Fate', '^hate hate$'),
    ('invisible', U&'h\202Aa\202Ct\061Ce\+0E0061', '^hate$'),
    ('invisible', E'h\x01ate', 'hate'),
    ('invisible', U&'抵\3164制', '抵制'),
    ('invisible', U&'h\FFFCa\+01D159t\FFF9e', '^hate$'),
    ('confusables', 'hаtе', 'hate'),
    ('confusables', 'ѕех', 'sex'),
    ('confusables', 'hɑte ᴋɪʟʟ', 'hate kill'),
    ('confusables', '𝐡𝒂𝓽𝖊 𝚑𝕒𝗍ℯ', 'hate hate'),
    ('confusables', 'ⓗⓐⓣⓔ ʰᵃᵗᵉ', 'hate hate'),
    ('confusables', U&'h\0335a\0337t\0334e\0336', 'hate'),
    ('confusables', U&'h\0321\0300\0336a\0301\035At\20DDe\0300\0301\0302', 'hate'),
    ('confusables', 'don’t hate', 'don''t'),
    ('confusables', '🇭🇦🇹🇪', '(?i)hate'),
    ('confusables', '⒣⒜⒯⒠ 🄗🄐🄣🄔 🅗🅐🅣🅔', '(?i)hate hate hate'),
    ('confusables', 'Ɓad ɗog ƙill hɐte', '^Bad dog kill hate$'),
    ('confusables', '🆓 crypto', 'FREE'),
    ('confusables', U&'free\2800crypto', 'free crypto'),
    ('repeats', 'haaaate', 'hate'),
    ('repeats', 'sooo', '^so$'),
    ('repeats', 'kiiillll', 'kill'),
    ('repeats', '哈哈哈哈', '^哈$'),
    ('leet', 'h4te', 'hate'),
    ('leet', 'h@t3rs', 'haters'),
    ('leet', '5h1t', 'shit'),
    ('leet', 'a$$', 'ass'),
    ('leet', 'es7úpido d0ść zab1ć', '^estúpido dość zabić$'),
    ('leet', normalize('es7úpido d0ść zab1ć', NFD), normalize('^estúpido dość zabić$', NFD)),
    ('leet', 'fu¢k n€ver', 'fuck never'),
    ('spaced', 'h a t e', 'hate'),
    ('spaced', 'h.a.t.e', 'hate'),
    ('spaced', 'k-y-s', 'kys'),
    ('spaced', '抵 制', '抵制'),
    ('spaced', U&'h\2800a\2800t\2800e', '^hate$'),
    ('spaced', 'h.a-t.e', '^hate$'),
    ('spaced', '**h**a**t**e** *h* *a* *t* *e*', '^[*]{2}hate[*]{2} [*]hate[*]$'),
    ('spaced', 'h**a**te *h*ate ~~h~~ate ||h||ate', '^hate hate hate hate$'),
    ('spaced', 'h - a - t - e', '^hate$'),
    ('spaced', 'ha🔥te h🔥a😀t❤️e fr🎁ee', '^hate hate free$'),
    ('spaced', '大家抵🔥制他', '^大家抵制他$'),
    ('hans', '疫苗有晶片，臺灣', '台湾'),
    ('hans', '台灣', '台湾'),
    ('width', 'ｶﾞｷﾞ', 'ガギ'),
    ('width', '台灣，台北', ',');
SELECT option, body, factag_fold(body, option) AS folded,
       factag_fold(body, option) ~ pattern AS caught,
       factag_fold(body, VARIADIC array_remove(:'every', option)) ~ pattern AS "caught without"
FROM evasion;
SELECT option FROM unnest(:'every'::text[]) AS option WHERE option NOT IN (SELECT option FROM evasion);

\echo == Letters of full width are look-alikes as well, and the signs are Chinese punctuation

SELECT body, factag_fold(body, 'width') AS width, factag_fold(body, 'confusables') AS confusables
FROM unnest(ARRAY['ＨＡＴＥ１', 'Ｈ，Ａ！']) AS body;

\echo == Case aside, leet cannot tell $HIT from $AAPL

SELECT body, factag_fold(body, 'leet') AS leet, factag_fold(body, 'leet', 'casefold') AS "with casefold" FROM unnest(ARRAY['$hit', '$HIT', '$AAPL', 'boob$', 'BOOB$', 'US$', 'us$', 'a$$']) AS body;

\echo == Regional indicators are letters unless all of them are flags

SELECT body, factag_fold(body, 'confusables') AS folded FROM unnest(ARRAY['🇹🇼', '🇹🇼🇯🇵', '🇪🇺🇽🇰', '🇭🇦', '🇹🇼🇭', '🇽🇽', 'a🇹🇼b', '🇸🇭🇮🇹']) AS body;

\echo == Emoji between words of three letters and more are no evasion; nor are signs of Markdown around words

SELECT body, factag_fold(body, 'spaced') AS folded FROM unnest(ARRAY['suicide🔥squad', 'sui🔥cide', 'ha🔥🔥te', U&'ha\+01F44D\+01F3FD\200Dte', 'I❤NY', '5🔥7', 'a🔥', '我❤你', '好👍棒', 'カ🔥ナ', 'h**at**e', 'h*a*', '*a*', 'h*a**te', 'a_b_c_', 'x_a_y', '|a|b', '***h***ate', 'h.a.t - e', 'a.b-c', 'h!a!t!e', 'h, a, t, e', 'h..a..t', 'h  a  t  e', 'don''t a - b - c - d', repeat('.', 9) || 'h' || repeat('.', 9) || 'a' || repeat('.', 9) || 't' || repeat('.', 9) || 'e']) AS body;

\echo == Several at once, whatever the order they are written in

SELECT body, factag_fold(body, VARIADIC :'every') AS folded, factag_fold(body, VARIADIC ARRAY(SELECT o FROM unnest(:'every'::text[]) AS o ORDER BY o)) = factag_fold(body, VARIADIC :'every') AS same
FROM unnest(ARRAY['Ｈ４ТЕ', 'ｓ о 0 о о', U&'H \200B4 t 3 r', U&'К\0336iiii1l', 'S.H.!.T', '𝓗@@@𝓽𝓮', '🅺🅸🅻🅻 🇹🇼', '支 持 臺 獨']) AS body;

\echo == Innocent words are left alone, but for their capitals

SELECT body FROM unnest(ARRAY[
    'Scunthorpe', 'Penistone', 'Lightwater', 'Essex', 'Sussex', 'Cockburn', 'Shitake mushrooms', 'Dick Van Dyke', 'assassin', 'classic', 'grape', 'therapist',
    'a good book, too; skiing, vacuum, bookkeeper, Mississippi', 'plan B is a go', 'I a m', 'Type A or B', 'e.g. and i.e.', 'Hello, world!', 'wow!!', 'R&B, Q&A, AT&T',
    'covid19, MP3, B2B, 4chan, 8chan, 1st, 2nd, 3rd, 5G, 3D, 100m, 10am, A4, C4, F1, 24/7, 9-11, i18n, h264, x86, 1920x1080, iPhone15, Windows7',
    'H1N1 and H5N1', 'H7N9', '$100, NT$500, US$5, US$ 5, A$, 50$, 100 000, 1,000,000.00', '$50, A$, US$ and nt$', '€50, 10k€ and £5m', '@name says hi to a@b.com and j.doe@mail-server.example.org',
    'www.example.com', 'xxx', 'KKK', 'World War III', 'zzz', '0000 and 1111',
    '台湾', '我们不吃这个，好，走吧。', '日、月、星', '哈哈', 'カタカナ ひらがな ノート', '한국어 가 나 다', '第二〇二六号',
    'Россия и я с тобой', 'мама', 'Ελλάδα', 'مرحبا ١٢٣', 'שלום', 'ภาษาไทย ก็ ได้', 'हिन्दी', 'Tiếng Việt: ế ạ đ', 'año, café, Müller, naïve, Łódź, smørrebrød, œuvre, æon', normalize('año ếch café', NFD),
    '3×4', '½', 'word™ m²', '😀 🎉', '🇹🇼 🇹🇼🇯🇵🇺🇸', 'hello🎉world', '💰FREE💰MONEY💰', 'plan_b_file, A / B / C', 'a, b, c, d', 'J. R. R. Tolkien', 'a+b=c', '2*x', '`x` and *y*', 'k.y-s', '好，👍', 'a' || U&'\0301' || 'b', E'one\n\ntwo\tthree']) AS body
WHERE factag_fold(body, VARIADIC :'every') <> translate(lower(body), '，', ',');

\echo == Spaced: three letters between signs, four between blanks, two characters of Chinese

SELECT body, factag_fold(body, 'spaced') AS folded
FROM unnest(ARRAY['h-a-t-e', 'h*a*t*e', 'h_a_t_e', 'h·a·t·e', U&'h\3000a\3000t\3000e', 'h.a-t.e', 'h. a. t. e.', 'so h a t e you', 'U.S.A.', 'a b c', 'a b c d', 'a.b',
                  'h a t e  y o u', 'h a t e   u', 'k i l l  m e  n o w', 'h a t e y o u', 'a b  c d', 'don''t a b c', 'h-a-t-e-ful',
                  'h 4 t e', 'p @ s $', 's h ! t', 'a b c !', 'x 3 y 4', '1 2 3 4', '1 a 2 b', E'h\na\nt\ne',
                  '抵.制', '抵-制-他', '我们抵 制', '好，走', '日、月、星', 'a,b,c', '好,走', '好 走吧', '가 나 다 라', U&'h\0301 a\0301 t\0301 e\0301', 'с у к а']) AS body;

\echo == Confusables: by word, and never ASCII

SELECT body, factag_fold(body, 'confusables') AS folded
FROM unnest(ARRAY['Mm I1l| 0O rn `"', 'hаte', 'һатe', 'ноте', 'нотe', 'рак', 'сорос', 'ѕех', 'о', 'οο', 'Ιt Іs', '١٢٣ h٥pe', 'se×y 3×4', 'ﬀ ㎏ ⒜ Ⅳ',
                  '“x” ‘y’ a–b a−b', 'ı æ ø ß ʒ', '二〇丶丿ノ', '我用аpp', '🅱itch', '1' || U&'\FE0F\20E3', U&'e\0301 e\0323\0301 \1EBF e\0336 \00E9\0336 \0438\0306 \0430\0301']) AS body;
SELECT count(*) AS "ASCII that changes" FROM generate_series(1, 127) AS c WHERE factag_fold(chr(c), 'confusables') <> chr(c) OR factag_fold('a' || chr(c) || 'a', 'confusables') <> 'a' || chr(c) || 'a';

\echo == Leet: between letters; at an end only where it is clear

SELECT body, factag_fold(body, 'leet') AS folded
FROM unnest(ARRAY['h4te h4t3 5h1t H4TE H4te HAT3R', 'l33t b00bs n1gg3r ni99er', 'b17ch', 'k8s W3C C3PO', 'hell0 kill3', '4chan 5hit', '1h4te2', 'sh!t !sh!t! wow! hi!you', '$hit $HIT boob$ a$$ A$$ ca$h A$AP', '@$$hole @ss h@te h@te. h@te-speech',
                  'h@te.com a@b-c.de', 'b0$5', 'H1N1 h10n12 h4n4t', '4 5', '$$$ @@@ 0', 'hа4te']) AS body;

\echo == Repeats: three or more become one; g, l and s after a vowel two

SELECT body, factag_fold(body, 'repeats') AS folded
FROM unnest(ARRAY['soo sooo soooooo', 'haaaate hateeee', 'kill killl killlllll kiiill kiiillll', 'assss bitchesss sssslut', 'niggggger eggg', 'good goood', 'www xxx KKKK aaa! a_aaa', 'aaab', '1000 10001', '哈哈 哈哈哈 哈哈哈哈哈', '好好好吃', 'wow!!!! ----', 'ññño', 'AaAaA SoOoO']) AS body;
SELECT factag_fold('SoOoO', 'repeats', 'casefold') AS "cases first";

\echo == Hans: by character; nothing else changes

SELECT factag_fold('臺灣 台灣 台湾 乾隆 甚麼 後 髮 發 「引號」 薴 愛 kanji 〇', 'hans') AS folded;
SELECT count(*) FILTER (WHERE folded <> c) > 2500 AS thousands, count(*) FILTER (WHERE length(folded) <> 1) AS "not one for one", count(*) FILTER (WHERE factag_fold(folded, 'hans') <> folded) AS "not the last word"
FROM (SELECT chr(i) AS c, factag_fold(chr(i), 'hans') AS folded FROM generate_series(x'3400'::int, x'9fff'::int) AS i) AS t;

\echo == Options: none, NULL and unknown ones

SELECT factag_fold('HaTe', VARIADIC '{}') AS none, factag_fold('HaTe', NULL, 'casefold') AS "null one", factag_fold('HaTe', VARIADIC NULL::text[]) IS NULL AS "null ones", factag_fold(NULL, 'leet') IS NULL AS "of null", factag_fold('', VARIADIC :'every') = '' AS empty;
SELECT factag_fold('HaTe', 'casefold', 'case');
SELECT factag_fold('HaTe', 'Casefold');
SELECT factag_fold('HaTe', '');

\echo == What separates letters is none of them
SELECT factag_fold('h@a@t@e', 'spaced') AS joined, factag_fold('h@@@a@@@t@@@e', 'spaced') AS "joined too";
SELECT factag_fold('h $ a $ t $ e', 'spaced') AS "joined again", factag_fold('h$a$t$e', 'spaced') AS joined;

\echo == A mark that belonged to a letter that became another goes with it
SELECT factag_fold(U&'T0\03B1\0345', 'confusables') AS once, factag_fold(factag_fold(U&'T0\03B1\0345', 'confusables'), 'confusables') AS twice;

\echo == Random texts: a fold is final, each option by itself and any of them together

DO $$ BEGIN PERFORM setseed(0.55); END $$;
CREATE TEMP TABLE body AS
SELECT (SELECT string_agg((ARRAY['a', 'a', 'e', 'S', 's', 'l', 'G', 't', 'x', ' ', ' ', '  ', '.', '-', '!', '$', '@', '0', '1', '4', '7', 'а', 'н', 'ѕ', 'ο', 'Ι', 'é', 'ß', 'ı', '𝐡', '㎏', '⒜', '×', '٥', U&'\0301', U&'\0336', U&'\200D', U&'\3099',
                                       '抵', '薴', '臺', '，', 'ｶ', 'ﾞ', 'Ａ', 'カ', '한', '😀', E'\n', 'haaate', 'b c d', 'İ', 'Г', 'Ɓ', '🇹', '🇼', '🇭', '❤', '*', '**', '_', '€', '’', '好', '好好好', 'US', 'H1N1', 'к', U&'\0345', '、', '|'])[1 + floor(random() * 69)::int], '')
        FROM generate_series(1, 1 + i % 24)) AS body
FROM generate_series(1, 20000) AS i;
SELECT option, count(*) FILTER (WHERE once <> body) > 400 AS "often does something", count(*) FILTER (WHERE factag_fold(once, option) <> once) AS "and again"
FROM (SELECT option, body, factag_fold(body, option) AS once FROM body, unnest(:'every'::text[]) AS option) AS t
GROUP BY option ORDER BY option;
CREATE TEMP TABLE subset AS
SELECT s, ARRAY(SELECT o FROM unnest(:'every'::text[]) WITH ORDINALITY AS t (o, n) WHERE s >> (n::int - 1) & 1 = 1) AS options FROM generate_series(0, 255) AS s;
SELECT count(*) AS folds, count(*) FILTER (WHERE factag_fold(once, VARIADIC options) <> once) AS "not final", min(format('%s %s', options, body)) FILTER (WHERE factag_fold(once, VARIADIC options) <> once) AS example
FROM (SELECT options, body, factag_fold(body, VARIADIC options) AS once FROM (SELECT row_number() OVER () AS i, body FROM body) AS b JOIN subset ON (i * 31 + s * 7) % 64 = 0 OFFSET 0) AS t;
\echo -- every character, alone and in words
SELECT count(*) > 200000 AS folds, count(*) FILTER (WHERE factag_fold(once, VARIADIC options) <> once) AS "not final", min(format('%s %s', options, body)) FILTER (WHERE factag_fold(once, VARIADIC options) <> once) AS example
FROM (SELECT options, body, factag_fold(body, VARIADIC options) AS once
      FROM generate_series(1, 205743) AS c JOIN subset ON (c * 13 + s * 7) % 128 = 0,
           LATERAL (SELECT format('%1$s a%1$s %1$sb a%1$sb o%1$s%1$so %1$s%1$s%1$s %1$s %1$s %1$s h.%1$s.t %1$s4a', chr(c)) AS body) AS b
      WHERE c NOT BETWEEN 55296 AND 57343 OFFSET 0) AS t;

\echo == They do only what they say

SELECT count(*) FILTER (WHERE factag_fold(body, 'casefold') ~ '[A-ZİГƁ]') AS casefold,
       count(*) FILTER (WHERE factag_fold(body, 'invisible') <> replace(body, U&'\200D', '')) AS invisible,
       count(*) FILTER (WHERE factag_fold(body, 'hans') <> translate(body, '薴臺', '苎台')) AS hans,
       count(*) FILTER (WHERE factag_fold(body, 'width') <> replace(translate(regexp_replace(body, '[ｶカ]ﾞ', 'ガ', 'g'), '，ｶＡ', ',カA'), 'ﾞ', U&'\3099')) AS width
FROM body;

\echo == Words without digits, signs, runs of three or single letters in a row are as they were

SELECT count(*) AS changed FROM (
    SELECT string_agg((ARRAY['scunthorpe', 'good', 'kill', 'a', 'the', 'book, ', 'tree.', 'we''re', 'mp3', '4chan', '100', '$5', 'x-ray'])[1 + floor(random() * 13)::int], ' ') AS body
    FROM generate_series(1, 20000) AS i GROUP BY i % 2000) AS t
WHERE factag_fold(body, VARIADIC :'every') <> body;

\echo == ASCII that needs no folding is only copied: the same as when it is looked at

SELECT count(*) AS texts, count(*) FILTER (WHERE factag_fold(body, VARIADIC options) <> body) > 1000 AS "often does something",
       count(*) FILTER (WHERE factag_fold(body || ' éé', VARIADIC options) <> factag_fold(body, VARIADIC options) || ' éé') AS differences
FROM (SELECT ARRAY(SELECT o FROM unnest(:'every'::text[]) AS o WHERE random() + i * 0 < 0.5) AS options,
             (SELECT string_agg((ARRAY['a', 'a', 'b', 'G', 'g', 'l', ' ', ' ', '  ', '.', '-', '!', '$', '@', '0', '1', '4', E'\n', E'\x02', '''', 'hate', '*', '~', '**', '||', 'US', ', '])[1 + floor(random() * 27)::int], '')
              FROM generate_series(1, 1 + i % 12)) AS body
      FROM generate_series(1, 20000) AS i OFFSET 0) AS t;

\echo == Any character, alone and within a word, with all options: no error; what comes out is text

SELECT count(*) > 100000 AS characters, count(*) FILTER (WHERE convert_from(convert_to(folded, 'UTF8'), 'UTF8') <> folded) AS broken, count(*) FILTER (WHERE folded !~ '^h.*e$') AS lost
FROM (SELECT factag_fold(format('H%1$sa%1$s%1$s%1$st %1$s %1$se', chr(c)), VARIADIC :'every') AS folded
      FROM generate_series(1, 131071) AS c WHERE c NOT BETWEEN 55296 AND 57343) AS t;

\echo == Long texts: time and memory grow with them

SELECT length(factag_fold(body, VARIADIC :'every')) FROM unnest(ARRAY[
    repeat('@ ', 300000), repeat('a 1 ', 300000), repeat('a@', 300000), repeat('a@', 100000) || repeat('-a', 100000), repeat('a@b-', 300000), repeat('!', 300000), repeat('@、乙、', 300000), repeat('甲、', 300000), 'a' || repeat(U&'\0301', 300000), repeat(U&'\0301', 300000),
    repeat('a b  ', 300000), 'a b c d' || repeat('  e f', 300000), repeat(' ', 300000), repeat('抵 ', 300000), repeat('㎏', 300000), repeat('ẞ', 300000), repeat(U&'\200B', 300000), repeat('a', 300000), repeat('аb', 300000), repeat('ab1', 300000)]) AS body;
