-- doc/recipes.md, the parts on changing tags and logs, run: what the document shows stands here word for word.
\set ECHO queries
SET TimeZone = 'UTC';
SET DateStyle = 'ISO';

\echo
\echo == A text[] column that applications go on writing
CREATE FUNCTION readable_tags(names text[]) RETURNS tagset LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (SELECT coalesce(tagset_agg(name), '') FROM unnest(names) AS name WHERE tagpath_error(name) IS NULL);

CREATE TABLE offer (id int PRIMARY KEY, names text[] NOT NULL, tags tagset GENERATED ALWAYS AS (readable_tags(names)) STORED);
CREATE INDEX ON offer USING gin (tags);
INSERT INTO offer VALUES (1, '{Interest/Sport,region//taipei}'), (2, '{}');
SELECT id, tags FROM offer WHERE tags @> 'interest';
SELECT o.id, name, tagpath_error(name) AS reason FROM offer AS o, unnest(names) AS name WHERE tagpath_error(name) IS NOT NULL;
\echo -- lists as parameters
PREPARE any_of(text[]) AS SELECT id FROM offer WHERE tags @> ANY ($1::tagpath[]);
EXECUTE any_of('{interest,vip}');
PREPARE all_of(text[]) AS SELECT id FROM offer WHERE tags @> $1::tagset;
EXECUTE all_of('{interest,vip}');
EXECUTE all_of('{}');
SET enable_seqscan = off;
EXPLAIN (COSTS off) EXECUTE any_of('{interest,vip}');
RESET enable_seqscan;

\echo
\echo == Which tags were added, and which removed
CREATE TABLE visitor (id bigint PRIMARY KEY, tags tagset NOT NULL DEFAULT '');
CREATE TABLE tag_change (visitor bigint NOT NULL, tag tagpath NOT NULL, added boolean NOT NULL, at timestamptz NOT NULL DEFAULT now());

CREATE FUNCTION note_tags() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    INSERT INTO tag_change (visitor, tag, added)
    SELECT NEW.id, tag, true FROM (SELECT unnest(NEW.tags::tagpath[]) EXCEPT SELECT unnest(OLD.tags::tagpath[])) AS a (tag) UNION ALL
    SELECT NEW.id, tag, false FROM (SELECT unnest(OLD.tags::tagpath[]) EXCEPT SELECT unnest(NEW.tags::tagpath[])) AS r (tag);
    RETURN NULL;
END $$;
CREATE TRIGGER note_tags AFTER INSERT OR UPDATE OF tags ON visitor FOR EACH ROW EXECUTE FUNCTION note_tags();

INSERT INTO visitor VALUES (7, 'interest/sport, region/taipei');
UPDATE visitor SET tags = (tags - 'region') || 'interest/sport/golf' WHERE id = 7;
SELECT tag, added FROM tag_change ORDER BY tag, added;

\echo
\echo == Counters, and interests that fade
INSERT INTO visitor AS v (id, tags) VALUES (7, tagset_make('viewed/house', value => 1, since => now()))
ON CONFLICT (id) DO UPDATE
SET tags = tagset_put(v.tags, 'viewed/house', value => coalesce(tagset_value(v.tags, 'viewed/house'), 0) + 1, since => now());

INSERT INTO visitor AS v (id, tags) VALUES (7, tagset_make('viewed/house', value => 1, since => now()))
ON CONFLICT (id) DO UPDATE
SET tags = tagset_put(v.tags, 'viewed/house', value => coalesce(tagset_value(v.tags, 'viewed/house'), 0) + 1, since => now());
SELECT tagset_value(tags, 'viewed/house') AS views FROM visitor WHERE id = 7;

CREATE TABLE page_view (visitor bigint NOT NULL, page text NOT NULL, at timestamptz NOT NULL);
INSERT INTO page_view VALUES (7, 'house', '2026-11-01 00:00Z'), (7, 'flat', '2026-11-02 00:00Z'), (8, 'flat', '2026-11-03 00:00Z'), (7, 'house', '2026-11-04 00:00Z');

MERGE INTO visitor AS v
USING (SELECT visitor, tagset_union(tagset_make(tagpath('viewed', page), value => n, since => last)) AS viewed
       FROM (SELECT visitor, page, count(*) AS n, max(at) AS last FROM page_view GROUP BY visitor, page) AS p GROUP BY visitor) AS p
ON v.id = p.visitor
WHEN MATCHED THEN UPDATE SET tags = v.tags || (
    SELECT tagset_union(tagset_make(tag, value => value + coalesce(tagset_value(v.tags, tag), 0), since => since)) FROM tagset_rows(viewed, NULL))
WHEN NOT MATCHED THEN INSERT VALUES (p.visitor, p.viewed);

SELECT id, tag, value FROM visitor, tagset_rows(tags, NULL) WHERE level1 = 'viewed' ORDER BY id, tag;

UPDATE visitor SET tags = tags || (SELECT tagset_agg(tag, weight * 0.5, value, since, until) FROM tagset_rows(tagset_below(tags, 'viewed'), NULL))
WHERE tags @> 'viewed';
UPDATE visitor SET tags = tags - tagset_why(tags, 'viewed[weight<0.6; value<=1]') WHERE tags @@ 'viewed[weight<0.6; value<=1]';
SELECT id, tag, value, weight FROM visitor, tagset_rows(tags, NULL) WHERE level1 = 'viewed' ORDER BY id, tag;

\echo
\echo == From a table of labels, a row each
CREATE TABLE label_row (
    post    int NOT NULL,
    label   text NOT NULL,
    source  text NOT NULL,
    score   real,
    rating  text,                               -- in the source's words
    created timestamptz NOT NULL,
    revoked timestamptz
);
CREATE TABLE post (id int PRIMARY KEY, labels labelset NOT NULL DEFAULT '');
INSERT INTO label_row VALUES
    (1, 'misinfo/vaccine', 'auto/rules', 0.7, NULL, '2026-07-01 08:00Z', '2026-07-20 00:00Z'),
    (1, 'misinfo/vaccine', 'agency/example', NULL, 'Mostly false', '2026-07-01 16:30Z', NULL),
    (2, 'hate/slur', 'auto/rules', 0.9, NULL, '2026-07-02 09:00Z', NULL);

CREATE VIEW label_entry AS
SELECT post, factlabel_make(label, verdict => factverdict_from_rating(rating), score => score, by => source, at => created, said => rating) AS entry FROM label_row
UNION ALL
SELECT post, factlabel_make(label, by => source, at => revoked, neg => true) FROM label_row WHERE revoked IS NOT NULL;

INSERT INTO post (id, labels) SELECT post, labelset_agg(entry) FROM label_entry GROUP BY post
ON CONFLICT (id) DO UPDATE SET labels = post.labels || EXCLUDED.labels WHERE post.labels <> post.labels || EXCLUDED.labels;
CREATE INDEX ON post USING gin (labels);

SELECT id, labels @@ 'misinfo[by=auto] @ 2026-07-10T00:00:00Z' AS by_rule_then, labels @@ 'misinfo[by=auto]' AS by_rule_now,
       labels @@ 'misinfo[verdict<=mostly-false]' AS found_false FROM post ORDER BY id;
\echo -- again: nothing to do
INSERT INTO post (id, labels) SELECT post, labelset_agg(entry) FROM label_entry GROUP BY post
ON CONFLICT (id) DO UPDATE SET labels = post.labels || EXCLUDED.labels WHERE post.labels <> post.labels || EXCLUDED.labels RETURNING id;

\echo
\echo == Adverts beside posts that were labelled then
CREATE TABLE brand (name text PRIMARY KEY, refuses tagquery NOT NULL);
CREATE TABLE advert (id int PRIMARY KEY, brand text NOT NULL REFERENCES brand, beside int[] NOT NULL, cost numeric NOT NULL, shown timestamptz NOT NULL);
INSERT INTO brand VALUES ('Soap', 'hate | misinfo[verdict<=mostly-false]'), ('Tea', 'misinfo');
INSERT INTO advert VALUES
    (1, 'Soap', '{1,2}', 0.10, '2026-07-01 12:00Z'),
    (2, 'Soap', '{2}',   0.20, '2026-07-03 12:00Z'),
    (3, 'Tea',  '{1,3}', 0.40, '2026-07-01 07:00Z'),
    (4, 'Tea',  '{1}',   0.30, '2026-07-15 12:00Z');

SELECT brand, to_char(shown AT TIME ZONE 'UTC', 'YYYY-MM') AS month, sum(cost) AS spent,
       sum(cost) FILTER (WHERE known) AS refund, sum(cost) FILTER (WHERE found AND NOT known) AS goodwill
FROM (SELECT a.*, EXISTS (SELECT FROM post WHERE id = ANY (a.beside) AND labelset_matches(labels, b.refuses, a.shown)) AS known,
             EXISTS (SELECT FROM post WHERE id = ANY (a.beside) AND labelset_matches(labels, b.refuses, '2026-08-01 00:00Z')) AS found
      FROM advert AS a JOIN brand AS b ON b.name = a.brand) AS a
GROUP BY ROLLUP (1, 2) ORDER BY 1, 2;

DROP VIEW label_entry;
DROP TABLE label_row, post, brand, advert;

\echo
\echo == When a source was wrong, or must be forgotten
CREATE TABLE post (id int PRIMARY KEY, labels labelset NOT NULL DEFAULT '');
CREATE INDEX ON post USING gin (labels);
INSERT INTO post VALUES
    (1, 'misinfo[verdict=false; by=agency/example; at=2026-07-03T00:00:00Z], misinfo[by=human/ana; at=2026-07-04T00:00:00Z]'),
    (2, 'misinfo[verdict=false; by=agency/example; at=2026-06-30T00:00:00Z], hate[deny; by=human/ana; at=2026-07-04T00:00:00Z]'),
    (3, 'spam[by=human/ana; at=2026-07-05T00:00:00Z], spam[by=human/ana; at=2026-07-06T00:00:00Z; neg]');

UPDATE post SET labels = labels || w.withdrawn
FROM (SELECT id, labelset_agg(factlabel_make(label, by => r.by, claim => claim, at => '2026-08-20 00:00Z', neg => true)) AS withdrawn
      FROM post, labelset_rows(labels, NULL) AS r
      WHERE labels @@ '**[by=agency/example] | **[by=agency/example; deny]' AND holds
        AND r.by = 'agency/example' AND at >= '2026-07-01 00:00Z' AND at < '2026-08-01 00:00Z' GROUP BY id) AS w
WHERE w.id = post.id;
SELECT id, labels @@ 'misinfo[by=agency] @ 2026-07-31T00:00:00Z' AS was_known, labels @@ 'misinfo[by=agency]' AS holds FROM post WHERE id < 3 ORDER BY id;

UPDATE post SET labels = (
    SELECT labelset_agg((CASE l ->> 'by' WHEN 'human/ana' THEN jsonb_set(l, '{by}', '"human/former/17"') ELSE l END)::factlabel)
    FROM jsonb_array_elements(labels::jsonb) AS l)
WHERE labels LIKE '%by=human/ana%';
SELECT id, label, r.by, deny, neg FROM post, labelset_rows(labels, NULL) AS r WHERE r.by <> 'agency/example' ORDER BY id, label, at;

UPDATE post SET labels = coalesce((SELECT labelset_agg(l::factlabel) FROM jsonb_array_elements(labels::jsonb) AS l WHERE l ->> 'by' IS DISTINCT FROM 'human/former/17'), '')
WHERE labels LIKE '%by=human/former/17%';
SELECT * FROM post ORDER BY id;

DROP TABLE offer, visitor, tag_change, page_view, post;
DROP FUNCTION readable_tags, note_tags;
