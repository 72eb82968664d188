-- doc/recipes.md, run: what the document shows stands here word for word.
\set ECHO queries
SET TimeZone = 'UTC';
SET DateStyle = 'ISO';

\echo
\echo == Load tags from a CSV file
CREATE TABLE member (id bigint PRIMARY KEY, tags tagset NOT NULL DEFAULT '');
CREATE TABLE member_import (
    line      bigint GENERATED ALWAYS AS IDENTITY,
    member_id bigint NOT NULL,
    tag       text,
    expires   timestamptz
);

COPY member_import (member_id, tag, expires) FROM STDIN WITH (FORMAT csv, HEADER);
member_id,tag,expires
1,Interest/Sport,
1,region/taipei,2099-12-31
1,status/trial,2001-01-01
2,interest//music,
2,"music/""AC/DC""",
2,AC/DC,
3,region/taipei[weight=2],2099-01-01
3,,
3,intrest/sport,
3,intrest/sport/golf,2099-01-01
1,interest / sport,2099-01-01
4,interest/music,2098-01-01
4,Interest/Music,2099-01-01
4,"interest/music/",
4,interest/sport/tennis,infinity
\.

CREATE TABLE member_rejected AS
SELECT *, coalesce(tagpath_error(tag), 'no tag') AS reason
FROM member_import WHERE tag IS NULL OR tagpath_error(tag) IS NOT NULL;

DELETE FROM member_import WHERE line IN (SELECT line FROM member_rejected);
SELECT line, member_id, tag, reason FROM member_rejected ORDER BY line;

SELECT line, tag, tagpath_segments(tag::tagpath) AS segments FROM member_import
WHERE tag ~ '[][,;=]' OR tagpath_depth(tag::tagpath) > 2
ORDER BY line;

INSERT INTO member (id, tags)
SELECT member_id, tagset_union(tagset_make(tag, until => nullif(expires, 'infinity')))
FROM member_import GROUP BY member_id
ON CONFLICT (id) DO UPDATE SET tags = member.tags || EXCLUDED.tags;

SELECT * FROM member ORDER BY id;
\echo -- a second time: nothing changes
INSERT INTO member (id, tags)
SELECT member_id, tagset_union(tagset_make(tag, until => nullif(expires, 'infinity')))
FROM member_import GROUP BY member_id
ON CONFLICT (id) DO UPDATE SET tags = member.tags || EXCLUDED.tags;
SELECT id, tags FROM member ORDER BY id;
\echo -- the other forms
SELECT member_id, tagset_agg(tag, NULL, NULL, NULL, nullif(expires, 'infinity')) = tags AS same FROM member_import JOIN member ON id = member_id GROUP BY member_id, tags ORDER BY member_id;
-- terse, as the server's hint depends on its version
\set VERBOSITY terse
SELECT tagset_agg(tag, until => expires) FROM member_import;
\set VERBOSITY default
SELECT tagset_union(tagset_make(tagpath_make(tag), until => '2027-01-01Z')) AS flat, tagset_union(tagset_make(tagpath_split(tag, '/'), until => '2027-01-01Z')) AS split FROM unnest(ARRAY['AC/DC', 'a/b']) AS tag;
SELECT tagset_union(tagset_make(tag)) FROM (VALUES ('a/b; c')) AS member_import (tags), unnest(string_to_array(tags, ';')) AS tag;

\echo
\echo == From a column of type text[]
CREATE TABLE product (id int PRIMARY KEY, tags text[] NOT NULL DEFAULT '{}');
INSERT INTO product VALUES
    (1, '{interest/sport,region/taipei}'),
    (2, '{interest/sport/golf,"C, C++"}'),
    (3, '{interest//music,AC/DC}');
CREATE INDEX ON product USING gin (tags);

SELECT id, tag, tagpath_error(tag) AS reason FROM product, unnest(tags) AS tag WHERE tagpath_error(tag) IS NOT NULL;
SELECT tag COLLATE "C" AS tag, count(*) AS products FROM product, unnest(tags) AS tag WHERE tag LIKE '%/%' GROUP BY 1 ORDER BY 1;

UPDATE product SET tags = array_replace(array_replace(tags, 'interest//music', 'interest/music'), 'AC/DC', tagpath_quote('AC/DC'));
ALTER TABLE product ALTER tags DROP DEFAULT, ALTER tags TYPE tagset USING tags::tagset, ALTER tags SET DEFAULT '';
SELECT * FROM product ORDER BY id;
\echo -- the same questions
CREATE TABLE product_array AS SELECT id, tags::text[] AS tags FROM product;
SELECT p.id, a.tags @> ARRAY['interest/sport'] AS has, p.tags @> 'interest/sport' AS below, p.tags @@ '=interest/sport' AS alone,
       (a.tags && ARRAY['interest/sport', 'c, c++']) = (p.tags @@ '=interest/sport | ="c, c++"') AS any_of, (NOT a.tags && ARRAY['region/taipei', 'c, c++']) = (p.tags @@ '!(region/taipei | "c, c++")') AS none_of,
       array_append(a.tags, 'new')::tagset = p.tags || 'new' AS append, array_remove(a.tags, 'region/taipei')::tagset = p.tags - 'region/taipei' AS remove, cardinality(a.tags) = tagset_count(p.tags) AS count
FROM product AS p JOIN product_array AS a USING (id) ORDER BY id;
SELECT (SELECT tagset_agg(tag) FROM product_array, unnest(tags) AS tag) = (SELECT tagset_union(tags) FROM product) AS distinct_tags, ARRAY(SELECT tagpath_quote(tag) FROM unnest('{AC/DC,a/b}'::text[]) AS tag) AS flat;
SELECT tag, rows FROM unnest((SELECT tagset_counts(tags) FROM product)) ORDER BY rows DESC, tag LIMIT 3;
DROP TABLE product, product_array;

\echo
\echo == Find tags that are not in the vocabulary
CREATE TABLE vocabulary (path tagpath PRIMARY KEY);
INSERT INTO vocabulary VALUES ('interest/sport'), ('interest/music'), ('region/taipei'), ('region/tainan');

CREATE VIEW unknown_tag AS
SELECT tag, count(*) AS members
FROM member, unnest((tags - (SELECT tagset_agg(path) FROM vocabulary))::tagpath[]) AS tag
GROUP BY tag;

SELECT * FROM unknown_tag ORDER BY members DESC, tag;

SELECT tag, count(*) AS members
FROM member, unnest(tags::tagpath[]) AS tag
WHERE NOT EXISTS (SELECT FROM vocabulary WHERE path = tag)
GROUP BY tag ORDER BY members DESC, tag;

-- a server may be installed without PostgreSQL's modules: then the rows that are expected
\set ECHO none
SELECT count(*) = 1 AS has_fuzzystrmatch FROM pg_available_extensions WHERE name = 'fuzzystrmatch' \gset
\if :has_fuzzystrmatch
CREATE EXTENSION fuzzystrmatch;
CREATE VIEW likely_typo AS
SELECT DISTINCT ON (tag) tag, path AS meant, levenshtein(left(tag::text, 255), left(path::text, 255)) AS edits
FROM unknown_tag, vocabulary
WHERE levenshtein_less_equal(left(tag::text, 255), left(path::text, 255), 2) <= 2
ORDER BY tag, edits, path;
\else
CREATE VIEW likely_typo AS SELECT 'intrest/sport'::tagpath AS tag, 'interest/sport'::tagpath AS meant, 1 AS edits;
\endif
\set ECHO queries
SELECT * FROM likely_typo;

UPDATE member SET tags = tagset_rebase(tags, 'intrest/sport', 'interest/sport') WHERE tags @> 'intrest/sport';
SELECT tagquery_unknown('interest/sport & !region/taipai', (SELECT tagset_agg(path) FROM vocabulary));   -- region/taipai
SELECT tags FROM member WHERE id = 3;

\echo
\echo == ClaimReviews, as published and as known here
CREATE TABLE review_page (document jsonb NOT NULL, fetched timestamptz NOT NULL DEFAULT now());
CREATE TABLE claim (
    key       text PRIMARY KEY,
    claim     text,
    published labelset NOT NULL DEFAULT '',
    known     labelset NOT NULL DEFAULT ''
);

INSERT INTO review_page
SELECT jsonb_build_object('@type', 'ClaimReview', 'claimReviewed', claim, 'author', author, 'url', 'https://' || author || '/' || n, 'datePublished', published,
                          'reviewRating', jsonb_build_object('alternateName', rating)), fetched::timestamptz
FROM (VALUES
    (1, 'Cats fly.', 'desk.example', '2026-03-01', 'False', '2026-03-10 09:00:00+00'),                    -- found late
    (2, 'Dogs fly.', 'desk.example', '2026-03-02', 'True', '2026-03-02 09:00:00+00'),
    (2, 'Dogs fly.', 'desk.example', '2026-03-02', 'False', '2026-03-02 18:00:00+00'),                    -- corrected on the same day
    (3, 'Fish fly.', 'desk.example', '2026-03-03', 'False', '2026-03-03 09:00:00+00'),
    (3, 'Fish fly.', 'desk.example', '2026-03-03', 'True', '2026-03-03 18:00:00+00'),                     -- likewise, the other way round
    (4, 'Fish fly.', 'other.example', '2026-03-04T12:00:00Z', 'False', '2026-03-04 13:00:00+00')) AS v (n, claim, author, published, rating, fetched);
INSERT INTO claim (key, claim, published)
SELECT factlabel_claim(label), min(r.claim), labelset_agg(label)
FROM review_page, claimreview_labels(document, 'misinfo') AS r
WHERE factlabel_claim(label) IS NOT NULL GROUP BY 1
ON CONFLICT (key) DO UPDATE SET published = claim.published || EXCLUDED.published;

INSERT INTO claim (key, claim, known)
SELECT factlabel_claim(label), min(r.claim), labelset_agg(label)
FROM review_page, claimreview_labels(document, 'misinfo', seen => fetched) AS r
WHERE factlabel_claim(label) IS NOT NULL GROUP BY 1
ON CONFLICT (key) DO UPDATE SET known = claim.known || EXCLUDED.known;

SELECT claim, published, known FROM claim ORDER BY claim;
SELECT claim, published @@ 'misinfo[verdict=false] @2026-03-05T00:00:00Z' AS published,
       known @@ 'misinfo[verdict=false] @2026-03-05T00:00:00Z' AS known
FROM claim ORDER BY claim;

SELECT claim.claim, k.by, p.verdict AS kept, k.verdict AS corrected
FROM claim, labelset_rows(published) AS p, labelset_rows(known) AS k
WHERE p.by = k.by AND p.verdict IS DISTINCT FROM k.verdict ORDER BY claim.claim, k.by;

-- once more changes nothing
CREATE TEMP TABLE before AS TABLE claim;
INSERT INTO claim (key, claim, published)
SELECT factlabel_claim(label), min(r.claim), labelset_agg(label)
FROM review_page, claimreview_labels(document, 'misinfo') AS r
WHERE factlabel_claim(label) IS NOT NULL GROUP BY 1
ON CONFLICT (key) DO UPDATE SET published = claim.published || EXCLUDED.published;

INSERT INTO claim (key, claim, known)
SELECT factlabel_claim(label), min(r.claim), labelset_agg(label)
FROM review_page, claimreview_labels(document, 'misinfo', seen => fetched) AS r
WHERE factlabel_claim(label) IS NOT NULL GROUP BY 1
ON CONFLICT (key) DO UPDATE SET known = claim.known || EXCLUDED.known;

SELECT count(*) AS claims, count(*) FILTER (WHERE ROW(b.*) IS DISTINCT FROM ROW(c.*)) AS changed FROM before AS b JOIN claim AS c USING (key);

\set ECHO none
DROP VIEW likely_typo, unknown_tag;
DROP TABLE member, member_import, member_rejected, vocabulary, review_page, claim, before;
\if :has_fuzzystrmatch
DROP EXTENSION fuzzystrmatch;
\endif
\set ECHO queries

\echo
\echo == A tag book
CREATE SCHEMA recipe;
SET search_path = recipe, public;
\set SHOW_CONTEXT never
CREATE TABLE tag_book (version int PRIMARY KEY, taxonomy tagtaxonomy NOT NULL);
INSERT INTO tag_book VALUES (1, '
name: /[a-z0-9-]+/
must: status
interest [static; title-en="Interests"; title-zh-Hant="興趣"]
interest/crypto
interest/real-estate [title-en="Real estate"; title-zh-Hant="房地產"]
interest/real-estate/apartment [title-en="Apartments"; title-zh-Hant="公寓"]
status [exclusive; dynamic=P1Y]
status/active
status/churned
campaign [open; dynamic=P90D]
興趣/公寓 -> interest/real-estate/apartment');
CREATE VIEW book AS SELECT version, taxonomy FROM tag_book ORDER BY version DESC LIMIT 1;

CREATE TABLE member (id bigint PRIMARY KEY, tags tagset NOT NULL);
CREATE INDEX ON member USING gin (tags);

CREATE FUNCTION member_tags() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    current tagtaxonomy := (SELECT taxonomy FROM book);
    bad record;
BEGIN
    NEW.tags := taxonomy_apply(NEW.tags, current, now());
    SELECT * INTO bad FROM taxonomy_problems(NEW.tags, current) WHERE severity = 'error' LIMIT 1;
    IF FOUND THEN
        RAISE check_violation USING MESSAGE = concat_ws(': ', bad.problem, bad.tag, bad.detail), HINT = bad.hint;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER member_tags BEFORE INSERT OR UPDATE OF tags ON member FOR EACH ROW EXECUTE FUNCTION member_tags();

INSERT INTO member VALUES
    (1, '興趣／公寓、status/active、campaign/double-11'),
    (2, 'interest/crypto, status/active'),
    (3, 'interest/real-estate, status/churned');
SELECT id, tags::tagpath[], (SELECT count(*) FROM tagset_rows(tags) WHERE until > now() + interval '89 days') AS with_an_end FROM member ORDER BY id;

INSERT INTO member VALUES (4, 'interest/realestate, status/active');
INSERT INTO member VALUES (4, 'interest/real-estate');
INSERT INTO member VALUES (4, 'status/active, campaign/Double_11');

INSERT INTO tag_book
SELECT 2, (replace(taxonomy::text, 'interest/crypto', 'interest/crypto -> finance/crypto') || '
finance [static; title-en="Finance"; title-zh-Hant="理財"]
finance/crypto [title-en="Crypto"; title-zh-Hant="加密貨幣"]
finance/property
interest/real-estate => finance/property')::tagtaxonomy
FROM book;

SELECT id FROM member WHERE taxonomy_matches(tags, 'finance', (SELECT taxonomy FROM book)) ORDER BY id;
SELECT tag, rows FROM book, unnest((SELECT tagset_counts(taxonomy_apply(tags, taxonomy, implied => true)) FROM member)) WHERE depth <= 2 ORDER BY tag;

CREATE VIEW tag_problem AS
SELECT severity, problem, tag, hint, count(*) AS members, min(id) AS example
FROM book, member, taxonomy_problems(tags, taxonomy)
GROUP BY severity, problem, tag, hint;

CREATE TABLE segment (name text PRIMARY KEY, query tagquery NOT NULL);
INSERT INTO segment VALUES ('buyers', 'interest/real-estate & status/active'), ('coins', 'interest/crypto');
CREATE VIEW segment_problem AS SELECT name, p.* FROM book, segment, taxonomy_query_problems(query, taxonomy) AS p;

SELECT * FROM tag_problem ORDER BY severity DESC, members DESC, tag;
SELECT name, problem, tag, hint FROM segment_problem ORDER BY name;

UPDATE member SET tags = taxonomy_apply(tags, taxonomy) FROM book
WHERE tags @> ANY (ARRAY(SELECT tag::tagpath FROM book, taxonomy_links(taxonomy) WHERE link = 'alias'));
SELECT id, tags::tagpath[] FROM member WHERE id = 2;
SELECT count(*) AS problems FROM tag_problem;
-- the arrow goes, and with it the old name
INSERT INTO tag_book SELECT 3, regexp_replace(taxonomy::text, '^interest/crypto ->.*\n', '', 'n')::tagtaxonomy FROM book;
INSERT INTO member VALUES (4, 'interest/crypto, status/active');
SELECT name, problem, tag, hint FROM segment_problem;

CREATE PROCEDURE check_by_book() LANGUAGE plpgsql AS $$
BEGIN
    ALTER TABLE member DROP CONSTRAINT IF EXISTS tags_valid;
    EXECUTE (SELECT format('ALTER TABLE member ADD CONSTRAINT tags_valid CHECK (taxonomy_valid(tags, %L::tagtaxonomy)) NOT VALID', taxonomy)
             FROM book);
END $$;
CALL check_by_book();
ALTER TABLE member VALIDATE CONSTRAINT tags_valid;
\echo -- a stricter book: the constraint keeps the old one until it is made again
INSERT INTO tag_book SELECT 4, taxonomy || 'must: !status/churned' FROM book;
UPDATE member SET id = id WHERE id = 3;
SELECT problem, tag, members, example FROM tag_problem;
CALL check_by_book();
ALTER TABLE member VALIDATE CONSTRAINT tags_valid;
\set VERBOSITY terse
UPDATE member SET id = id WHERE id = 3;
\set VERBOSITY default
UPDATE member SET id = id WHERE id = 2;

CREATE TABLE tag (tag tagpath PRIMARY KEY, parent tagpath REFERENCES tag DEFERRABLE INITIALLY DEFERRED, title text NOT NULL);
CREATE TABLE landing_page (url text PRIMARY KEY, tag tagpath NOT NULL REFERENCES tag);

INSERT INTO tag SELECT tag::tagpath, parent::tagpath, title FROM book, taxonomy_terms(taxonomy, 'en')
ON CONFLICT (tag) DO UPDATE SET parent = EXCLUDED.parent, title = EXCLUDED.title;
DELETE FROM tag WHERE tag::text NOT IN (SELECT t.tag FROM book, taxonomy_terms(taxonomy) AS t);
INSERT INTO landing_page VALUES ('/flats', 'interest/real-estate/apartment');
INSERT INTO landing_page VALUES ('/coins', 'interest/crypto');
SELECT count(*), count(parent) FROM tag;

CREATE VIEW interest_tree AS
SELECT position, tag, parent, depth, repeat('  ', depth - 1) || title AS title,
       (SELECT count(*) FROM member WHERE taxonomy_matches(tags, tagquery_term(t.tag::tagpath), taxonomy)) AS members
FROM book, taxonomy_terms(taxonomy, 'zh-TW') AS t
WHERE level1 IN ('interest', 'finance');

SELECT title, members FROM interest_tree ORDER BY position;

\set ECHO none
SET client_min_messages = warning;
DROP SCHEMA recipe CASCADE;

\set ECHO queries

\set ECHO queries
\echo
\echo == Move between two versions of a vocabulary
CREATE TABLE vocabulary_file (name text PRIMARY KEY, document text NOT NULL);
CREATE TABLE vocabulary_mapping (
    old_id text, old_name text, old_tier text,
    new_id text, new_parent text, new_name text, tier1 text, tier2 text, tier3 text, tier4 text,
    remark text
);

INSERT INTO vocabulary_file VALUES
    ('old', E'IAB Code\tTier\tIAB Category\nA1\tTier 1\tCars\nA1-1\tTier 2\tParts\nA1-2\tTier 2\tDiesel -> "Old"\nA2\tTier 1\tHealth\nA2-1\tTier 2\tFlu\nA2-2\tTier 2\tColds, Coughs\nA3\tTier 1\tWarez\nA4\tTier 1\tHumor\n'),
    ('new', E'New IDs\t\t\tTiers\t\t\nUnique ID\tParent\tName\tTier 1\tTier 2\tTier 3\n10\t\tVehicles\tVehicles\t\t\n11\t10\tParts\tVehicles\tParts\t\n20\t\tMedicine\tMedicine\t\t\n30\t20\tDiseases\tMedicine\tDiseases\t\n40\t\tPop Culture\tPop Culture\t\t\n');
COPY vocabulary_mapping FROM STDIN WITH (FORMAT csv, DELIMITER E'\t', QUOTE E'\b', HEADER);
Old ID	Old Category	Old Tier	New ID	New Parent	New Category	Tier 1	Tier 2	Tier 3	Tier 4	Imperfect
A1	Cars	Tier 1	10		Vehicles	Vehicles				
A1-1	Parts	Tier 2	11	10	Parts	Vehicles	Parts			
A1-2	Diesel -> "Old"	Tier 2	10		Vehicles	Vehicles				Mapped to Parent
A2-1	Flu	Tier 2	30	20	Diseases	Medicine	Diseases			Mapped to Parent
A2-2	Colds, Coughs	Tier 2	30	20	Diseases	Medicine	Diseases			
2	Health	Tier 1	20		Medicine	Medicine				
A3	Warez	Tier 1								Uncategorized
A4	Humor	Tier 1	20		Pop Culture	Pop Culture				
A4	Humor	Tier 1	99		Comedy	Comedy				
\.

CREATE TABLE book (name text PRIMARY KEY, taxonomy tagtaxonomy NOT NULL);
INSERT INTO book SELECT name, taxonomy_import(document, 'iab', name) FROM vocabulary_file;

SELECT name, t.tag, t.title, c.tag AS code
FROM book, taxonomy_terms(taxonomy) AS t LEFT JOIN taxonomy_links(taxonomy) AS c ON c.target = t.tag
ORDER BY name COLLATE "C", position;

CREATE VIEW mapped AS
WITH code AS (SELECT c.tag::tagpath AS code, c.target::tagpath AS tag FROM book, taxonomy_links(taxonomy) AS c WHERE name IN ('old', 'new'))
SELECT m.*, o.tag AS old_tag, n.tag AS new_tag,
       CASE WHEN new_id IS NULL THEN 'mapped to nothing'
            WHEN o.tag IS NULL THEN 'unknown code ' || old_id
            WHEN n.tag IS NULL THEN 'unknown code ' || new_id
            WHEN tagpath_leaf(o.tag) <> tagpath_leaf(tagpath_make(old_name)) THEN 'the code means ' || o.tag::text
            WHEN tagpath_leaf(n.tag) <> tagpath_leaf(tagpath_make(new_name)) THEN 'the code means ' || n.tag::text
       END AS problem
FROM vocabulary_mapping AS m
     LEFT JOIN code AS o ON o.code = tagpath_make('old-id', old_id)
     LEFT JOIN code AS n ON n.code = tagpath_make('new-id', new_id);

SELECT old_id, old_name, new_id, new_name, problem FROM mapped WHERE problem IS NOT NULL ORDER BY old_id COLLATE "C", new_id COLLATE "C";

CREATE FUNCTION taxonomy_path(tagpath) RETURNS text LANGUAGE sql IMMUTABLE AS $$
    SELECT string_agg(tagpath_quote(segment), '/' ORDER BY n) FROM unnest(tagpath_segments($1)) WITH ORDINALITY AS s (segment, n)
$$;

INSERT INTO book
SELECT 'old to new', (SELECT taxonomy_agg(taxonomy ORDER BY name COLLATE "C") FROM book WHERE name IN ('old', 'new'))
       || string_agg(taxonomy_path(old_tag) || ' => ' || taxonomy_path(new_tag), E'\n')
FROM mapped WHERE problem IS NULL;

INSERT INTO book
SELECT 'new to old', (SELECT taxonomy_agg(taxonomy ORDER BY name COLLATE "C") FROM book WHERE name IN ('old', 'new'))
       || string_agg(taxonomy_path(new_tag) || ' => ' || taxonomy_path(old_tag), E'\n')
FROM (SELECT new_tag, tagpath_common(old_tag) AS old_tag FROM mapped WHERE problem IS NULL GROUP BY new_tag) AS m
WHERE tagpath_depth(old_tag) > 1;

CREATE TABLE article (id int PRIMARY KEY, tags tagset NOT NULL);
INSERT INTO article VALUES (1, 'old-id/A1-2'), (2, 'old/cars'), (3, 'new/vehicles/parts'), (4, 'new-id/30'), (5, 'old/health/flu');

SELECT question, book, array_agg(id ORDER BY id) AS articles
FROM article, (VALUES ('new/vehicles', 'old to new'), ('new/medicine/diseases', 'old to new'),
                      ('old/cars', 'new to old'), ('old/health', 'new to old')) AS q (question, book)
     JOIN book ON name = book
WHERE taxonomy_matches(tags, question, taxonomy)
GROUP BY question, book ORDER BY question COLLATE "C";

\set ECHO none
DROP VIEW mapped;
DROP TABLE vocabulary_file, vocabulary_mapping, book, article;
DROP FUNCTION taxonomy_path(tagpath);

\echo
\echo == Campaigns
CREATE TABLE campaign (
    name     text PRIMARY KEY,
    audience tagquery NOT NULL CHECK ((audience @@ ''::tagset) IS NOT NULL),
    channel  text NOT NULL,
    priority int NOT NULL,
    runs     tstzrange NOT NULL
);
CREATE INDEX ON campaign USING gin (audience);
CREATE TABLE customer (id bigint PRIMARY KEY, name text NOT NULL, tags tagset NOT NULL);

INSERT INTO campaign VALUES
    ('New flats in Daan', 'interest/real-estate & region/taipei/daan & consent/line', 'LINE', 1, '[2026-12-01 00:00+08, 2027-01-01 00:00+08)'),
    ('Your trial ends soon', 'status/trial & !status/vip', 'mail', 2, '[2026-12-08 00:00+08,)'),
    ('Mortgages', 'viewed/price[value>=10000000] & 2 of (interest/real-estate, interest/finance, region/taipei)', 'mail', 3, '[2026-01-01 00:00+08,)'),
    ('Winter sale', '!consent/none', 'web', 9, '[2026-12-15 00:00+08, 2026-12-26 00:00+08)');
INSERT INTO customer VALUES
    (1, '陳怡君', 'interest/real-estate/apartment, region/taipei/daan, consent/line[since=2026-12-05T00:00:00+08:00], viewed/price[value=12800000]'),
    (2, '林志明', 'interest/cars, region/tainan, status/trial[since=2026-12-01T00:00:00+08:00; until=2026-12-15T00:00:00+08:00]'),
    (3, '王美玲', 'interest/finance, region/taipei/xinyi, consent/none, viewed/price[value=9000000]');
\set VERBOSITY terse
INSERT INTO campaign VALUES ('New members', 'vip[since>=-P30D]', 'web', 5, '(,)');
\set VERBOSITY default

SELECT name, channel FROM campaign
WHERE audience @@ (SELECT tagset_live(tags, '2026-12-10 09:00+08') FROM customer WHERE id = 1)
  AND runs @> '2026-12-10 09:00+08'::timestamptz
ORDER BY priority LIMIT 1;

CREATE INDEX ON customer USING gin (tags);
SELECT p.name AS campaign, c.id, c.name AS customer
FROM customer AS c JOIN campaign AS p ON tagset_matches(c.tags, p.audience, '2026-12-10 09:00+08')
WHERE channel = 'mail' AND runs @> '2026-12-10 09:00+08'::timestamptz
ORDER BY c.id, priority;
-- before she consented, and in the week of the sale
SELECT at, c.id, p.name FROM unnest('{2026-12-04 09:00+08,2026-12-16 09:00+08}'::timestamptz[]) AS t (at), customer AS c, campaign AS p
WHERE p.audience @@ tagset_live(c.tags, at) AND runs @> at ORDER BY at, c.id, priority;

CREATE TABLE entry (customer bigint NOT NULL, campaign text NOT NULL, at timestamptz NOT NULL DEFAULT now());
CREATE FUNCTION note_entries() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO entry (customer, campaign)
    SELECT NEW.id, name FROM campaign WHERE audience @@ NEW.tags AND NOT audience @@ OLD.tags;
    RETURN NULL;
END $$;
CREATE TRIGGER note_entries AFTER UPDATE OF tags ON customer
FOR EACH ROW WHEN (OLD.tags IS DISTINCT FROM NEW.tags) EXECUTE FUNCTION note_entries();

UPDATE customer SET tags = tags || 'viewed/price[value=15000000]' WHERE id = 3;
SELECT customer, campaign FROM entry;

DROP TABLE campaign, customer, entry;
DROP FUNCTION note_entries;
