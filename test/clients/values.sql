-- A value of each type, as it prints; the clients read this table and fill another like it.
CREATE EXTENSION IF NOT EXISTS factag;
CREATE TABLE sample (id int PRIMARY KEY, path tagpath, tags tagset, query tagquery, verdict factverdict, label factlabel, labels labelset, rules ruleset, book tagtaxonomy, policy labelpolicy, ids idset, stats claimstats, question claimquery);
INSERT INTO sample VALUES
    (1, '興趣/房地產/公寓', 'interest/pet[weight=0.5], region/taipei', 'interest & !region/tokyo', 'mostly-false', 'hate[by=human/ann; deny]',
     'misinfo/vaccine[verdict=false; by=agency/afp; at=2026-07-01T00:00:00Z; said="錯誤"]', E'by: auto\na: /疫苗/ -> misinfo/vaccine',
     E'interest [open; title-zh-Hant="興趣"]\n興趣 -> interest', E'free: 隊列\n仇恨 [notice-zh-Hant="移除"]: hate[score>=0.8] -> 隊列', '{-5--3,1-3,7,9223372036854775807}',
     'documents=2 terms=6 keys=6 bad74bf5:2 e70c2de5:2', 'documents=2 terms=6 keys=6 least=0.06 bad74bf5:2 e40c292c e70c2de5:2'),
    (2, 'a/b', 'a/b', 'a/*/c', 'true', 'a', 'a, b[by=x]', 'a: /x/i -> b', 'a', E'free: q\nr: a -> q', '{}', 'documents=0 terms=0 keys=0', 'documents=0 terms=0 keys=0 least=0.06');
CREATE TABLE written (LIKE sample);
-- a database that is made of this one has the audience, too
CREATE TABLE crowd (id int PRIMARY KEY, tags tagset);
INSERT INTO crowd VALUES (1, 'interest/pet[weight=0.5], region/taipei'), (2, 'interest/cars, region/taipei'), (3, 'status/vip[until=2026-07-01T00:00:00Z]'), (4, ''), (5, NULL);
SELECT audience_create('crowd', 'id', 'tags');
