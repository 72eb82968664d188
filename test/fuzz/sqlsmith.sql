-- A database for sqlsmith, which makes values only of columns: tables of nothing but factag's types and
-- of what its functions take, and an ordinary role that owns them.

CREATE ROLE smith LOGIN;
CREATE DATABASE smith OWNER smith;
\c smith postgres
CREATE EXTENSION factag;
SET ROLE smith;

CREATE TABLE tag (
    path tagpath, tags tagset, query tagquery, parts text[], attributes jsonb, at timestamptz, weight float8, number numeric,
    depth int, part text, exact boolean, bytes bytea, paths tagpath[]);
INSERT INTO tag
SELECT CASE i % 5 WHEN 0 THEN format('"AC/DC"/%s', i % 13) ELSE format('部/p%s/q%s', i % 7, i % 31) END::tagpath,
       CASE WHEN i % 17 = 0 THEN NULL WHEN i % 19 = 0 THEN '' ELSE format('興趣/房地產/t%s[weight=0.%s; value=%se-7], "a,b"/"x]%s", region/r%s/s%s[until=20%s-12-31T00:00:00.000001Z], 部/p%s/q%s%s',
           i % 37, 1 + i % 9, i, i % 11, i % 3, i % 23, 20 + i % 20, i % 7, i % 41, CASE WHEN i % 4 = 0 THEN ', status/churned' ELSE '' END) END::tagset,
       (ARRAY['部/** & !"b&c"[value>0.1]', '=region/r1 | 部', '*"t1"*', '~"^q[0-9]$"', '!region', 'region[weight>0.5] @2030-01-01T00:00:00Z', '部/*/q1'])[1 + i % 7]::tagquery,
       CASE i % 3 WHEN 0 THEN '{}' WHEN 1 THEN ARRAY['a', 'b/c'] ELSE ARRAY['region', 'r1'] END,
       (ARRAY['["a/b", "c"]', '[{"tag": "a", "weight": 0.5}]', '{}', '"a/b"', '1', 'null', '{"until": "2030-01-01T00:00:00Z"}'])[1 + i % 7]::jsonb,
       (ARRAY['-infinity', '4713-01-01 BC', '2026-07-01', '294276-12-31', 'infinity', '2030-12-31 12:00:00.123456+08'])[1 + i % 6]::timestamptz,
       (ARRAY['NaN', '-Infinity', -1, 0, 1e-300, 0.5, 1, 1e300, 'Infinity'])[1 + i % 9]::float8,
       (ARRAY['NaN', '0', '-0.000001', '1e30', '0.5', '12345678901234567890.123'])[1 + i % 6]::numeric,
       (ARRAY[-2147483648, -1, 0, 1, 2, 3, 64, 2147483647])[1 + i % 8],
       (ARRAY['', 'a', 'a/b', '部', '~', '=', ',', '"', 'zh-TW', '#tag', repeat('x', 1000), E'\u00a0'])[1 + i % 12],
       i % 2 = 0,
       (ARRAY['\x', '\x01', '\x0161', '\xff', '\x016122'])[1 + i % 5]::bytea,
       CASE i % 3 WHEN 0 THEN '{}' WHEN 1 THEN '{a,NULL}' ELSE '{region/r1,部/p1}' END::tagpath[]
FROM generate_series(1, 400) AS i;

CREATE TABLE label (
    verdict factverdict, label factlabel, labels labelset, query tagquery, source tagpath, path tagpath, document jsonb, at timestamptz,
    score float8, best float8, rating text, sources tagpath[], url text, step interval, verdicts factverdict[]);
INSERT INTO label
SELECT (enum.verdicts)[1 + i % 11]::factverdict,
       format('misinfo/m%s[verdict=%s; score=0.%s; by=agency/a%s; claim="c;%s"%s]', i % 9, (enum.verdicts)[1 + i % 11], i % 10, i % 5, i,
              (ARRAY['', '; neg', '; deny', '; at=2026-07-01T00:00:00Z'])[1 + i % 4])::factlabel,
       CASE WHEN i % 13 = 0 THEN '' ELSE format('misinfo/"x,y"/m%s[verdict=false; score=0.%s; by=agency/afp; claim=c%s; at=2026-07-01T00:00:00.%sZ; said="錯"; ref="https://x.org/?[1];2"], hate/h%s[by=auto/rules/v%s], hate/h%s[by=human; deny], spam[by=human; neg; at=2026-01-01T00:00:00Z], spam[by=human; at=%s]',
           i % 9, i % 10, i % 3, 100000 + i, i % 6, i % 4, i % 5, CASE i % 2 WHEN 0 THEN '2025-01-01T00:00:00Z' ELSE '2026-02-01T00:00:00Z' END) END::labelset,
       (ARRAY['misinfo[verdict=false]', 'hate & !spam', '*[score>0.4; by=agency/afp]', 'misinfo/**[by=human]', 'spam @2026-01-15T00:00:00Z'])[1 + i % 5]::tagquery,
       (ARRAY['agency/afp', 'human', 'auto/rules', 'did/plc/x', 'agency'])[1 + i % 5]::tagpath,
       (ARRAY['misinfo', 'hate/h1', 'spam'])[1 + i % 3]::tagpath,
       (ARRAY['{"@type": "ClaimReview", "url": "https://politifact.com/1", "datePublished": "2026-03-04", "claimReviewed": "Cats.", "author": {"name": "PolitiFact"}, "reviewRating": {"ratingValue": "1", "bestRating": "6", "worstRating": "1", "alternateName": "Pants on Fire!"}}',
              '{"ver": 1, "src": "did:plc:x", "uri": "did:plc:e", "val": "spam", "cts": "2026-03-04T05:06:07Z"}', '[]', 'null', '[{"label": "a", "by": "b"}]', '{"@graph": [{"@type": "ClaimReview"}]}'])[1 + i % 6]::jsonb,
       (ARRAY['-infinity', '2026-06-01', '2026-08-01', 'infinity'])[1 + i % 4]::timestamptz,
       (ARRAY['NaN', '-Infinity', 0, 0.5, 1, 5])[1 + i % 6]::float8, (ARRAY[5, 6, 0, -1])[1 + i % 4],
       (ARRAY['False', 'Pants on Fire!', '錯誤', '', 'RUMOR'])[1 + i % 5],
       CASE i % 3 WHEN 0 THEN '{}' WHEN 1 THEN '{agency,NULL}' ELSE '{human,auto}' END::tagpath[],
       (ARRAY['https://politifact.com/1', 'did:plc:e', 'x'])[1 + i % 3], (ARRAY['1 day', '0', '-1 month', '178000000 years'])[1 + i % 4]::interval,
       CASE i % 2 WHEN 0 THEN '{}' ELSE '{false,true}' END::factverdict[]
FROM generate_series(1, 300) AS i,
    (SELECT ARRAY['false','mostly-false','mixed','mostly-true','true','unproven','missing-context','altered','satire','opinion','outdated'] AS verdicts) AS enum;

CREATE TABLE rule (rules ruleset, body text, document jsonb, name text, labels labelset, fold text[]);
INSERT INTO rule
SELECT (ARRAY[E'by: auto/v1\nfold: casefold, hans, confusables\nslur: /\\b(foo|bar)s?\\b/ & !/ok/ -> hate[score=0.9]\nchip: /疫苗.{0,8}晶片/ | /自閉症/ -> misinfo',
              E'a: n > 1 -> x\nb: /x+y/i -> y', 'a: /(a+)+$/ -> y', E'fold: leet, repeats\nt: title ~ /x/ -> z[verdict=false]', 'none: /$^/ -> q'])[1 + i % 5]::ruleset,
       (ARRAY['Foos and bars', '', '疫苗有晶片', repeat('a', 300) || 'b', E'x\ny', 'ok foo'])[1 + i % 6],
       (ARRAY['{"title": "xx Foos", "n": 2, "of": ["a", {"b": "疫苗有晶片"}]}', '"foo"', '[]', 'null', '{"n": "x"}'])[1 + i % 5]::jsonb,
       (ARRAY['slur', 'a', '', 'none'])[1 + i % 4], CASE i % 2 WHEN 0 THEN '' ELSE 'hate[by=auto/v1], x' END::labelset,
       CASE i % 3 WHEN 0 THEN '{}' WHEN 1 THEN '{casefold,hans}' ELSE '{leet,nothing,NULL}' END::text[]
FROM generate_series(1, 60) AS i;

CREATE TABLE crowd (ids idset, id bigint, list bigint[], few smallint[], more int[], document jsonb, bitmap bytea, part text);
INSERT INTO crowd
SELECT (ARRAY['{}', '{0}', '{1-3,7,70000}', '{-9223372036854775808,9223372036854775807}', '{-5-70000}', '{0-65535}'])[1 + i % 6]::idset | CASE WHEN i % 4 = 0 THEN ARRAY[i * 1000, i * 70000]::idset END,
       (ARRAY[0, 1, -1, 65536, -9223372036854775808, 9223372036854775807])[1 + i % 6]::bigint, (ARRAY['{}', '{3,1,1}', '{NULL}', '{9223372036854775807,-5}'])[1 + i % 4]::bigint[],
       (ARRAY['{}', '{3,1,1}', '{NULL}', '{32767,-5}'])[1 + i % 4]::smallint[], (ARRAY['{}', '{3,1,1}', '{NULL}', '{2147483647,-5}'])[1 + i % 4]::int[],
       (ARRAY['[1, "2", 3e3]', '[]', '{}', 'null', '[1.5]'])[1 + i % 5]::jsonb, CASE WHEN i % 3 = 0 THEN '\x01' ELSE idset_to_roaring(ARRAY[i, -i, 70000]::idset) END,
       (ARRAY['{1-3,7}', '', '{', 'x'])[1 + i % 4]
FROM generate_series(1, 60) AS i;

CREATE TABLE claim (body text, stats claimstats, query claimquery, least real, part text);
INSERT INTO claim
SELECT (ARRAY['lemon water cures', '檸檬水可以治病', '', 'https://x.org/1', repeat('long ', 300), 'Ｌｅｍｏｎ x'])[1 + i % 6], stats, claim_query((ARRAY['lemon?', '柠檬水', ''])[1 + i % 3], stats, ((i % 5) / 4.0)::real),
       (ARRAY[0, 0.06, 1, -1, 'NaN'])[1 + i % 5]::real, (ARRAY['documents=2 terms=5 keys=5 e40c292c:2', '', 'documents=0 terms=0 keys=0 least=1', 'x'])[1 + i % 4]
FROM generate_series(1, 60) AS i, (SELECT claim_stats('lemon ' || j || ' 檸檬水' || j % 3) AS stats FROM generate_series(1, 20) AS j) AS s;
CREATE INDEX ON claim USING gin (body claim_gin_ops);

CREATE TABLE person (id bigint PRIMARY KEY, tags tagset);
INSERT INTO person SELECT i * 500, CASE WHEN i % 9 = 0 THEN NULL ELSE format('興趣/t%s[weight=0.%s], region/r%s[until=20%s-12-31T00:00:00Z], price[value=%s]', i % 37, 1 + i % 9, i % 11, 20 + i % 20, i)::tagset END FROM generate_series(1, 300) AS i;
SELECT audience_create('person', 'id', 'tags');
UPDATE person SET tags = tags || 'changed' WHERE id % 3 = 0;
CREATE TABLE asked (audience regclass, query tagquery, question text, at timestamptz);
INSERT INTO asked
SELECT (ARRAY['person_audience', 'person_audience', 'person', 'person_audience_tags', 'tag'])[1 + i % 5]::regclass, (ARRAY['興趣/** & !changed', 'price[value>100] | region/r1', '!region', '2 of (region, changed, 興趣/*)', '*/t1'])[1 + i % 5]::tagquery,
       (ARRAY['region', 'changed & !price[value<50]', '', '興趣/'])[1 + i % 4], (ARRAY['-infinity', '2026-07-01', 'infinity', NULL])[1 + i % 4]::timestamptz
FROM generate_series(1, 60) AS i;
RESET ROLE;
-- random statements would drop the audience, or make hundreds
REVOKE EXECUTE ON FUNCTION audience_create(regclass, text, text, text, int), audience_rebuild(regclass), audience_drop(regclass) FROM PUBLIC, smith;
SET ROLE smith;

CREATE INDEX ON tag USING gin (tags);
CREATE INDEX ON tag (path);
CREATE INDEX ON label USING gin (labels);
CREATE INDEX ON label (labels);
CREATE INDEX ON rule USING hash (rules);
CREATE INDEX ON crowd (ids);
ANALYZE tag, label, rule, crowd, person, asked;
