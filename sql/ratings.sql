\echo == A rating in the words of who checked

SELECT factverdict_from_rating('Pants on Fire!', 'PolitiFact', 'en'), factverdict_from_rating('錯誤', '台灣事實查核中心', 'zh-Hant-TW') AS tfc,
       factverdict_from_rating('Pinocchio andante', 'https://pagellapolitica.it/fact-checking/1234', 'it') AS "pagella politica",
       factverdict_from_rating('不实', NULL, 'zh-CN') AS "anybody, zh-CN";

\echo == The whole rating, never a part of it; what is not known is NULL

SELECT rating, factverdict_from_rating(rating, 'snopes.com', 'en')
FROM unnest(ARRAY['True', 'True but misleading', 'Not true', 'Half True', 'Mostly', 'Untrue', 'truer', 'It is false that it is true', 'True/False', '', ' ', '!!', '???', NULL]) AS rating;

\echo == Case, width, hyphens, and what surrounds it do not count; a question mark and an ellipsis do

SELECT rating, factverdict_rating_key(rating) AS key, factverdict_from_rating(rating)
FROM unnest(ARRAY['Pants on Fire!', 'pants-on_fire', '"FALSE."', '“False”', '„Falsch“', '« Faux »', '[SALAH]', '【錯誤】', '「謠言」。', '＃Ｆａｋｅ！', '¡Falso!', '(false)', 'Mostly  False:', 'false...',
                  'True?', 'True…', '(true) or (false)', '(true', 'False..', 'False.,', '*False*', '– False', 'fałsz/', '❌ False', 'C''eri quasi', 'c’eri quasi', 'Größtenteils falsch', 'GRÖSSTENTEILS FALSCH', 'ΨΕΥΔΈΣ',
                  '.', '!', '("[.]")', E'true\nfalse']) AS rating;
SELECT factverdict_from_rating(repeat('x', 1000000) || 'false') IS NULL AS "too long", factverdict_from_rating(E'fa\u0007lse') IS NULL AS "control character",
       factverdict_from_rating(repeat('!', 200) || 'false' || repeat('.!', 20)) AS "much around it",
       factverdict_from_rating(E'\u200Bfalse\u200B') AS "zero width";

\echo == Capitals and missing marks: what a row has, a rating may lack; other marks make other words

SELECT rating, lang, factverdict_rating_key(rating) AS key, factverdict_from_rating(rating, NULL, lang)
FROM (VALUES ('YANLIŞ', 'tr'), ('YANLIS', 'tr'), ('Yanlış', 'tr'), ('DOĞRU', 'tr'), ('ΨΕΥΔΕΣ', 'el'), ('ψευδές', 'el'), ('PLUTOT FAUX', 'fr'), ('Plutot faux', 'fr'), ('SÁTIRA', 'es'), ('SATIRA', 'es'),
             ('GROSSTENTEILS FALSCH', 'de'), ('FALSZ', 'pl'), ('Fałsz', 'pl'), ('Sänt', 'sv'), ('Fäls', 'ro'), ('ПРАВДА', 'ru'), ('SAI SU THAT', 'vi'), ('SAI SỰ THẬT', 'vi')) AS t (rating, lang);
\echo -- vowel signs and the tatweel of Arabic, its forms of letters, and the nukta
SELECT rating, factverdict_rating_key(rating) AS key, factverdict_from_rating(rating)
FROM unnest(ARRAY['مُضَلِّل', 'مـــضلل', 'صحيح جزئيًا', 'خطا', 'رأى', 'गलत', 'ग़लत', 'फ़र्ज़ी', 'फर्जी', 'לא נכון', 'לֹא נָכוֹן', 'گمراه كننده', 'نيمه درست']) AS rating;
\echo -- every row in the capitals of its language, and without accents: those that are not found again
CREATE FUNCTION written(lang text) RETURNS TABLE (publisher text, rating text, capitals text, plain text, verdict factverdict) LANGUAGE plpgsql AS $$
DECLARE order_name text := coalesce((SELECT collname FROM pg_collation WHERE collname = CASE WHEN written.lang = 'no' THEN 'nb' ELSE left(written.lang, 2) END || '-x-icu'), 'und-x-icu');
BEGIN
    RETURN QUERY EXECUTE format($f$SELECT publisher, rating, upper(rating COLLATE %I), regexp_replace(normalize(rating, NFD), '[\u0300-\u036f]', '', 'g'), verdict
                                   FROM factverdict_ratings() WHERE coalesce(lang, 'en') = $1 $f$, order_name) USING lang;
END $$;
SELECT count(*) > 1000 AS tried, count(*) FILTER (WHERE factverdict_from_rating(capitals, publisher, lang) IS DISTINCT FROM verdict) AS capitals_lost,
       string_agg(DISTINCT lang, ' ') FILTER (WHERE factverdict_from_rating(plain, publisher, lang) IS DISTINCT FROM verdict) AS lost_without_accents,
       count(*) FILTER (WHERE factverdict_from_rating(plain, publisher, lang) <> verdict) AS other_verdicts
FROM (SELECT DISTINCT coalesce(lang, 'en') AS lang FROM factverdict_ratings()) AS l, written(lang);
DROP FUNCTION written;

\echo == What is in front of a colon may only announce the rating: what it is called, the publisher, or both

SELECT rating, publisher, factverdict_from_rating(rating, publisher, 'en')
FROM (VALUES ('Rating: False', NULL), ('Our ruling – Half True', NULL), ('VERDICT: FALSE', NULL), ('查核結果：錯誤', NULL), ('Вердикт: правда', NULL), ('PolitiFact''s ruling: Mostly False', NULL), ('PolitiFact: barely true', NULL),
             ('Fact Crescendo Rating: Partly False', 'factcrescendo.com'), ('Rating by Fact Crescendo: False', 'factcrescendo.com'), ('Snopes: True', 'politifact.com'), ('Claim: False', NULL),
             ('Rating: Rating: False', NULL), ('Rating:', NULL), (': False', NULL), ('Rating False', NULL), ('True: False', NULL)) AS t (rating, publisher);

\echo == Several ratings between slashes, commas and the like count if they all mean the same

SELECT left(rating, 40) AS rating, factverdict_from_rating(rating, NULL, 'en')
FROM unnest(ARRAY['False/Fabricated', 'Fake, False', 'Fake & False; Hoax', 'Misleading / out of context', 'Misleading/Partly False', 'True/False', 'True, but misleading', 'False/', '/', 'False,,Fake', '錯誤、不實',
                  repeat('False/', 50) || 'False']) AS rating;

\echo == A sentence may follow a rating of its publisher, unless it takes something of it back

SELECT left(rating, 60) AS rating, publisher, factverdict_from_rating(rating, publisher)
FROM (VALUES ('Falsch. Das Foto ist alt.', 'correctiv.org'), ('FALSCH: Das Foto ist alt', 'correctiv.org'), ('Falsch – das Foto ist alt', 'correctiv.org'), ('Falsch. Das Foto ist alt.', NULL), ('Quatsch. Das Foto ist alt.', 'correctiv.org'),
             ('Fałsz. Liczba ta jest niższa.', 'demagog.org.pl'), ('prawda.liczba się zgadza', 'demagog.org.pl'), ('Prawda. Jednak liczba jest stara.', 'demagog.org.pl'), ('True. But old.', 'snopes.com'), ('True: buttons are old', 'snopes.com'),
             ('False. But funny.', 'snopes.com'), ('True. False.', 'snopes.com'), ('True? No.', 'snopes.com'), ('錯誤。但圖片為真', 'tfc-taiwan.org.tw'), ('正確。但圖片有誤', 'tfc-taiwan.org.tw'), ('【錯誤】網傳圖片', 'tfc-taiwan.org.tw'),
             ('[SALAH] Foto lama', 'turnbackhoax.id'), ('[SALAH Foto lama', 'turnbackhoax.id'), ('[]', 'turnbackhoax.id'), (E'False\nThe picture is old.', 'snopes.com'), ('Our rating: False. The picture is old.', 'snopes.com'),
             ('Half-true story', 'snopes.com'), ('False. ' || repeat('x', 100000), 'snopes.com'), (repeat('x', 100000) || '. False', 'snopes.com')) AS t (rating, publisher);

\echo == The publisher: a domain, anything below it, or a name

SELECT publisher, factverdict_rating_publisher(publisher)
FROM unnest(ARRAY['afp.com', 'https://factcheck.afp.com/doc.afp.com.34ABC', 'WWW.AFP.COM', 'AFP Fact Check', 'afp', 'http://politifact.com:80?x=1', 'politifact.com.', 'PolitiFact', 'Snopes.com',
                  'G1.globo.com', 'globo.com', 'hindi.newschecker.in', '//snopes.com/x', 'notsnopes.com', 'snopes.com.example', 'com', '.com', '', 'Cofacts 真的假的', 'Cofacts　真的假的', 'nobody',
                  'https://user@politifact.com/x', 'https://politifact.com:x@desk.example/', '//desk.example/?of=https://politifact.com', 'desk.example/https://politifact.com']) AS publisher;
SELECT factverdict_rating_publisher('https://www.snopes.com/' || repeat('x', 100000)) AS "long URL", factverdict_rating_publisher(repeat('x.', 100000)) IS NULL AS "long name";

\echo -- as feeds have it: in all languages of the publisher, with a legal form, "the", or a part in parentheses
SELECT publisher, factverdict_rating_publisher(publisher)
FROM unnest(ARRAY['في ميزان فرانس برس', 'AFP''s Factual', 'Factuel', 'Checamos (AFP)', 'AFP (Agence France-Presse)', 'Lead Stories LLC', 'Vera Files, Inc.', 'Demagog', 'The Quint', 'the quint fact check', 'Fatabyyano Platform',
                  'Newschecker Team', 'Reuters Fact Check Team', 'Full Fact (UK)', 'Desk (Example)', 'Platform', 'LLC', '(AFP)', '()', ' (', 'The', 'Full Fact (', 'Fact Check']) AS publisher;

\echo == What a publisher means by a word goes before what others do

SELECT factverdict_from_rating('Manipulacja', 'demagog.org.pl', 'pl') AS "of facts", factverdict_from_rating('Manipulated', NULL, 'en') AS "of media",
       factverdict_from_rating('Manipulated', 'faktyoxla.info', 'en') AS "of facts, too";
SELECT factverdict_from_rating('Boato', 'boatos.org', 'pt'), factverdict_from_rating('Boato', NULL, 'pt') AS "anybody's rumour",
       factverdict_from_rating('Two Pinocchios', 'The Washington Post'), factverdict_from_rating('Two Pinocchios', 'nobody') AS "anybody's noses";

\echo == Then the language, and its wider ones; then any language in which it means the same

SELECT lang, factverdict_from_rating('不正確', NULL, lang) FROM unnest(ARRAY['ja', 'ja-JP', 'zh-TW', 'zh-Hant-HK', 'zh-CN', 'zh', 'en', 'und', NULL]) AS lang;
SELECT rating, lang, factverdict_from_rating(rating, NULL, lang)
FROM (VALUES ('錯誤', 'zh-Hant'), ('錯誤', 'zh'), ('錯誤', NULL), ('Falso', 'pt-BR'), ('Falso', 'fr'), ('Sant', 'nb-NO'), ('Totoo', 'tl'), ('Salah', 'in'),
             ('Verdadero, pero…', 'es')) AS t (rating, lang);
SELECT factverdict_from_rating('Verdadero, pero…', 'Chequeado', 'es') AS "in its language", factverdict_from_rating('Verdadero, pero…', 'Chequeado', 'en') AS "in another",
       factverdict_from_rating('Verdadero, pero…', 'Chequeado') AS "in any";

\echo == Ratings from Taiwan, Hong Kong and China

SELECT rating, factverdict_from_rating(rating, publisher, lang)
FROM (VALUES ('錯誤', 'tfc-taiwan.org.tw', 'zh-TW'), ('部分錯誤', 'tfc-taiwan.org.tw', 'zh-TW'), ('正確', 'tfc-taiwan.org.tw', 'zh-TW'), ('事實釐清', 'tfc-taiwan.org.tw', 'zh-TW'),
             ('證據不足', 'tfc-taiwan.org.tw', 'zh-TW'), ('易生誤解', NULL, 'zh-TW'), ('【謠言】', 'MyGoPen', 'zh-TW'), ('易誤解', 'MyGoPen', 'zh-TW'), ('含有錯誤訊息', 'Cofacts', 'zh-TW'),
             ('含有正確訊息', 'Cofacts', 'zh-TW'), ('含有個人意見', 'Cofacts', 'zh-TW'), ('不在查證範圍', 'Cofacts', 'zh-TW'), ('RUMOR', 'Cofacts', NULL), ('NOT_RUMOR', 'Cofacts', NULL),
             ('OPINIONATED', 'Cofacts', 'en'), ('NOT_ARTICLE', 'Cofacts', NULL), ('失實', NULL, 'zh-HK'), ('谣言', '腾讯较真', 'zh-CN'), ('尚无定论', '较真', 'zh-CN'), ('谣言', 'piyao.org.cn', 'zh'),
             ('不实', NULL, 'zh-SG'), ('假的', NULL, 'zh'), ('非假的', NULL, 'zh')) AS t (rating, publisher, lang);

\echo == Labels of MyGoPen, which says in one word what is fake or real

SELECT rating, factverdict_from_rating(rating, 'MyGoPen', 'zh-TW')
FROM unnest(ARRAY['【假LINE】', '假影片', '假圖片', '【這真的】', '真活動', '真影片', '【非謠言】', '易誤解', '過期了', '【假LINE】網傳訊息', '真詐騙', '澄清稿']) AS rating;

\echo == Wordings of other fact-checkers and languages

SELECT rating, lang, factverdict_from_rating(rating, publisher, lang)
FROM (VALUES ('Somewhat False', 'aap.com.au', 'en'), ('Partlyfalse', 'africacheck.org', 'en'), ('Altered Photo/Video', NULL, 'en'), ('This is false.', NULL, 'en'), ('This claim is ''false''.', NULL, 'en'), ('Not correct', NULL, 'en'),
             ('Distorts the Facts', 'factcheck.org', 'en'), ('検証対象外', 'fij.info', 'ja'), ('NOT_ARTICLE', 'Cofacts', NULL), ('Netačno', NULL, 'sr'), ('Tak Benar', NULL, 'ms'), ('Epätosi', NULL, 'fi'), ('Brakujący kontekst', NULL, 'pl'),
             ('Notizia imprecisa', 'Facta', 'it'), ('Notizia satirica', 'Facta', 'it'), ('Ikke dokumenteret', 'TjekDet', 'da'), ('Eerder onwaar', 'Knack', 'nl'), ('Ni F od fakta', 'Faktograf.hr', 'hr'), ('Έλλειψη πλαισίου', NULL, 'el'),
             ('Mungon konteksti', NULL, 'sq'), ('سياق مضلل', NULL, 'ar'), ('True but misleading', 'fact-checkghana.com', 'en'), ('True but misleading', NULL, 'en'), ('Falsche Überschrift', 'correctiv.org', 'de')) AS t (rating, publisher, lang);

\echo == Every row of the map is found again by what it says, and stands there once

SELECT count(*) AS rows_lost FROM factverdict_ratings() WHERE factverdict_from_rating(rating, publisher, lang) IS DISTINCT FROM verdict;
SELECT count(*) AS rows_not_normal FROM factverdict_ratings() WHERE factverdict_rating_key(rating) IS DISTINCT FROM rating OR factverdict_rating_publisher(publisher) IS DISTINCT FROM publisher;
SELECT publisher, lang, rating FROM factverdict_ratings() GROUP BY publisher, lang, rating HAVING count(*) > 1;
SELECT v AS "verdict without a row" FROM unnest('{false,mostly-false,mixed,mostly-true,true,unproven,missing-context,altered,satire,opinion,outdated}'::factverdict[]) AS v
WHERE v NOT IN (SELECT verdict FROM factverdict_ratings());
\echo -- the names of the verdicts mean themselves
SELECT count(DISTINCT verdict) FROM factverdict_ratings() WHERE factverdict_from_rating(verdict::text, NULL, 'en') = verdict;
\echo -- what is printed to readers is a rating, too, and never that of another verdict
SELECT lang, v AS verdict, factverdict_title(v, lang) AS title, factverdict_from_rating(factverdict_title(v, lang), NULL, lang) AS read_as
FROM (SELECT DISTINCT verdict FROM factverdict_ratings()) AS t (v), unnest('{en,zh-Hant,zh-Hans,ja,ko,es,fr,de,pt,it,nl,pl,ru,tr,id,vi}'::text[]) AS lang
WHERE factverdict_from_rating(factverdict_title(v, lang), NULL, lang) <> v;

\echo -- general wordings that mean one thing in one language and another in another: without the language they are unknown
SELECT rating, string_agg(lang || ': ' || verdict, ', ' ORDER BY lang) AS verdicts, factverdict_from_rating(rating) FROM factverdict_ratings() WHERE publisher IS NULL
GROUP BY rating HAVING count(DISTINCT verdict) > 1;

\echo == What it covers

SELECT count(DISTINCT publisher) AS publishers, count(DISTINCT lang) AS languages, count(*) > 7000 AS many FROM factverdict_ratings();
SELECT string_agg(DISTINCT lang, ' ' ORDER BY lang) AS languages FROM factverdict_ratings();
SELECT verdict, count(*) FILTER (WHERE publisher IS NULL) > 0 AS general, count(DISTINCT publisher) AS publishers, count(DISTINCT lang) AS languages FROM factverdict_ratings() GROUP BY verdict ORDER BY verdict;
\echo -- publishers that use a general wording for another verdict
SELECT p.publisher, p.lang, p.rating, p.verdict, g.verdict AS generally
FROM factverdict_ratings() AS p JOIN factverdict_ratings() AS g ON g.publisher IS NULL AND g.rating = p.rating AND g.lang = coalesce(p.lang, 'en')
WHERE p.publisher IS NOT NULL AND p.verdict <> g.verdict ORDER BY p.publisher, p.rating;

\echo == A map of your own, asked first

CREATE TEMP TABLE review (id int, rating text, publisher text, lang text);
INSERT INTO review VALUES (1, 'True, but misleading', 'https://example.org/1', 'en'), (2, 'Legend', 'Snopes', 'en'), (3, 'Legend', 'nobody', 'en'), (4, 'False', 'Snopes', 'en');
CREATE TABLE our_rating (
    publisher text,     -- NULL: any
    rating text CHECK (rating = factverdict_rating_key(rating)),
    verdict factverdict NOT NULL,
    UNIQUE NULLS NOT DISTINCT (rating, publisher)
);
INSERT INTO our_rating VALUES
    (NULL, factverdict_rating_key('True, but misleading'), 'missing-context'),
    ('snopes.com', factverdict_rating_key('Legend'), 'unproven');

SELECT review.id, coalesce(own.verdict, factverdict_from_rating(review.rating, review.publisher, review.lang)) AS verdict
FROM review LEFT JOIN LATERAL (
    SELECT verdict FROM our_rating AS o
    WHERE o.rating = factverdict_rating_key(review.rating)
      AND (o.publisher IS NULL OR o.publisher = factverdict_rating_publisher(review.publisher))
    ORDER BY o.publisher LIMIT 1) AS own ON true
ORDER BY review.id;
INSERT INTO our_rating VALUES (NULL, 'Not in that form!', 'false');
DROP TABLE our_rating;
