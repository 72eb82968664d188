-- a taxonomy as rows: its tags and its links
\pset null NULL
\pset format unaligned
\echo == A drop-down for BI, in Chinese
CREATE TEMP TABLE tag_book (version int PRIMARY KEY, taxonomy tagtaxonomy NOT NULL);
INSERT INTO tag_book VALUES (1, '
interest [static; purpose=interest; title-en="Interests"; title-zh-Hant="興趣"]
interest/real-estate [title-zh-Hant="房地產"]
interest/real-estate/apartment [title-zh-Hant="公寓"]
status [exclusive; dynamic; purpose=profile]');
CREATE TEMP TABLE member (id int PRIMARY KEY, tags tagset NOT NULL);
INSERT INTO member VALUES (1, 'interest/real-estate/apartment'), (2, 'interest/real-estate'), (3, 'interest/real-estate/apartment/x, status/y');
CREATE TEMP VIEW interest_tree AS SELECT tag, parent, depth, title,
  (SELECT count(*) FROM member WHERE tags @> t.tag::tagpath) AS members
FROM taxonomy_terms((SELECT taxonomy FROM tag_book ORDER BY version DESC LIMIT 1), 'zh-TW') t WHERE level1 = 'interest';
SELECT title, tag, members FROM interest_tree;
SELECT id FROM member m WHERE EXISTS (SELECT FROM interest_tree v WHERE m.tags @> v.tag::tagpath AND title IN ('公寓', '港')) ORDER BY id;

\echo == Preorder, ancestors that no line declares, what is inherited, what is its own
SELECT position, tag, parent, depth, level1, level2, level3, level7 FROM (SELECT *, level6 AS level7 FROM taxonomy_terms(E'a-b\na/b/c\na b\n"x/y"/1/2/3/4/5/6')) AS row;
SELECT tag, title, kind, lifetime, exclusive, open, deprecated, purpose, attributes FROM taxonomy_terms(E'dynamic: P1M\npurpose: all
a [open; exclusive; name=/[xy]+/; purpose=p | q; title-en=A; note="n"]\na/xx [static; deprecated]\na/xx/y [dynamic; x-color=blue; x-flag; alt-de="\\"ä\\""]\na [note=n; deprecated="use b"]
b [dynamic=P1DT12H; title-en=B]\nold -> a/x, b\nc => b\nc');

\echo == Titles: by lookup, else English, else the last segment
SELECT lang, string_agg(title, ' ' ORDER BY position) FROM unnest(ARRAY[NULL, 'zh-TW', 'zh-Hant-HK', 'zh', 'zh-CN', 'en-GB', 'en', 'EN_us', 'de-AT-1996', 'fr', 'und', '', 'x', 'nb', '漢', repeat('a', 100)]) AS lang,
    taxonomy_terms(E'a [title-zh-Hant=繁; title-zh-Hans=简; title-en=a-en; title-de=a-de; title-no=a-no]\nb [title-en-GB=b-gb; title-zh=中; title-de-AT=b-at]\nc [title-fr=c-fr]\nd/e', lang)
GROUP BY lang ORDER BY lang;

\echo == Links: each source and target once
SELECT * FROM taxonomy_links(E'open: true\nb -> x, y/z\na => x\nb -> x, "q,r"\na/c -> d');
SELECT count(*) FROM taxonomy_links(NULL), taxonomy_terms(NULL);
SELECT count(*) FROM taxonomy_terms('');

\echo == Codes of a vendor, out again
CREATE TEMP TABLE m (id int, tags tagset);
INSERT INTO m VALUES (1, 'interest/crypto/bitcoin'), (2, 'interest/flat'), (3, 'interest/sport'), (4, 'iab-id/441'), (5, 'asset/property');
CREATE TEMP TABLE book AS SELECT 'open: true
interest/crypto -> finance/crypto
interest/flat -> interest/real-estate/apartment
iab-id/441 -> interest/real-estate
interest/real-estate/apartment => asset/property/apartment'::tagtaxonomy AS t;
SELECT m.id, l.tag AS code FROM m, book, taxonomy_links(t) l
WHERE l.link = 'alias' AND l.tag::tagpath <@ 'iab-id' AND taxonomy_apply(tags, t) @> l.target::tagpath ORDER BY m.id;
