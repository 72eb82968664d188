-- doc/audiences.md and two of doc/recipes.md, run: what the documents show stands here word for word.
\set ECHO queries
SET TimeZone = 'UTC';
SET DateStyle = 'ISO';
SET client_min_messages = warning;
\set VERBOSITY terse

\echo
\echo == An audience, and what it answers
CREATE TABLE member (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, name text NOT NULL, tags tagset NOT NULL);
INSERT INTO member (name, tags) VALUES
    ('陳怡君', 'interest/real-estate/apartment, region/taipei/daan, consent/line[since=2026-12-05T00:00:00Z], viewed/price[value=12800000]'),
    ('林志明', 'interest/cars, region/tainan, status/trial[since=2026-12-01T00:00:00Z; until=2026-12-15T00:00:00Z]'),
    ('王美玲', 'interest/real-estate/house, region/taipei/xinyi, status/vip[until=2026-12-31T00:00:00Z], viewed/price[value=9000000]'),
    ('Ann',    'interest/music, region/tainan, consent/line, consent/mail'),
    ('Ben',    'interest/real-estate, region/taipei, status/vip, consent/mail');

SELECT audience_create('member', 'id', 'tags');      -- member_audience
SELECT audience_count('member_audience', 'interest/real-estate');                                   -- 3
SELECT audience_count('member_audience', 'region/taipei & !viewed/price[value>=10000000]');         -- 2
SELECT audience_count('member_audience', '!consent', '2026-12-01 00:00Z');                          -- 3, for 陳怡君 consents later
SELECT audience_ids('member_audience', 'region/taipei');                                            -- {1,3,5}
SELECT tag, rows FROM audience_counts('member_audience', 'interest/real-estate', '2026-12-10 00:00Z') WHERE depth = 1 ORDER BY tag;
CREATE TABLE purchase (buyer bigint NOT NULL, amount numeric NOT NULL);
INSERT INTO purchase VALUES (1, 990), (3, 1290), (4, 150), (3, 80);

SELECT name FROM idset_ids(audience_ids('member_audience', 'region/taipei')) AS id JOIN member USING (id) ORDER BY id;
SELECT idset_common_count(idset_agg(buyer), audience_ids('member_audience', 'interest/real-estate')) AS buyers FROM purchase;   -- 2
SELECT audience_ids('member_audience', 'region/taipei') - (SELECT idset_agg(buyer) FROM purchase) AS did_not_buy;                       -- {5}
SELECT sum(amount) FROM purchase WHERE (SELECT audience_ids('member_audience', 'interest/real-estate')) @> buyer;                        -- 2360
SELECT name FROM member WHERE id = ANY (audience_ids('member_audience', 'viewed/price[value>=10000000]')::bigint[]);   -- 陳怡君
INSERT INTO member (name, tags) VALUES ('nobody', '');
SELECT audience_count('member_audience', '* | !*'), audience_count('member_audience', '*');
DELETE FROM member WHERE name = 'nobody';
ALTER TABLE member ALTER id RESTART WITH 6;
\echo
\echo == When a GIN index is enough
CREATE TABLE post (id int PRIMARY KEY, labels labelset NOT NULL, stands tagset GENERATED ALWAYS AS (labelset_tags(labels, NULL)) STORED);
SELECT audience_create('post', 'id', 'stands');
INSERT INTO post VALUES (1, 'misinfo/vaccine[by=agency/example; at=2026-07-01T08:00:00Z]'), (2, 'hate/slur[by=auto/rules; at=2026-07-01T08:00:00Z]');
UPDATE post SET labels = labels || 'hate/slur[neg; by=auto/rules; at=2026-07-02T08:00:00Z]' WHERE id = 2;
SELECT audience_ids('post_audience', 'misinfo | hate');
SELECT audience_drop('post_audience');
DROP TABLE post;

\echo
\echo == Rights
CREATE FUNCTION audience_size(query text) RETURNS bigint
LANGUAGE sql STABLE SECURITY DEFINER SET search_path = public, pg_temp
AS $$ SELECT CASE WHEN n < 2 THEN 0 ELSE n END FROM audience_count('member_audience', query) AS n $$;
REVOKE ALL ON FUNCTION audience_size(text) FROM PUBLIC;
\echo -- a role that may call the function, and nothing else
CREATE ROLE regress_audience_analyst;
GRANT EXECUTE ON FUNCTION audience_size(text) TO regress_audience_analyst;
SET ROLE regress_audience_analyst;
SELECT audience_size('region/taipei'), audience_size('interest/music');
SELECT audience_count('member_audience', 'region/taipei');
SELECT count(*) FROM member_audience_tags;
RESET ROLE;
\echo
\echo == Upkeep
CALL audience_compact('member_audience');
CALL audience_compact('member_audience', most => '10 seconds');
UPDATE member SET tags = tags || 'interest/music' WHERE name = 'Ben';
UPDATE member SET tags = tags - 'interest/music' WHERE name = 'Ben';
DO $$
DECLARE
    due regclass;
BEGIN
    FOR due IN SELECT audience FROM audience_status() WHERE pending > 0 LOOP
        CALL audience_compact(due, most => '1 minute');
    END LOOP;
END $$;
CREATE VIEW audience_monitor AS
SELECT audience, source, owner, members, pending, pg_size_pretty(bytes) AS size, problem,
       coalesce(problem IS NOT NULL OR pending > 10000, true) AS look
FROM audience_status();

SELECT audience, source, members, pending, problem, look FROM audience_monitor;
\echo -- a role without rights on the audience
GRANT SELECT ON audience_monitor TO regress_audience_analyst;
SET ROLE regress_audience_analyst;
SELECT audience, source, members, pending, problem, look FROM audience_monitor;
RESET ROLE;
SELECT * FROM audience_problems('member_audience');
\echo
\echo == Bulk loads
BEGIN;
ALTER TABLE member DISABLE TRIGGER member_audience_note;
INSERT INTO member (name, tags) SELECT 'member ' || i, ('region/r' || i % 7)::tagset FROM generate_series(6, 1000) AS i;
ALTER TABLE member ENABLE TRIGGER member_audience_note;
SELECT audience_rebuild('member_audience');
COMMIT;
SELECT audience_count('member_audience', 'region'), (SELECT count(*) FROM member WHERE tags @> 'region') AS by_scan, (SELECT count(*) FROM audience_problems('member_audience')) AS problems;
\echo -- a trigger that stays disabled
ALTER TABLE member DISABLE TRIGGER member_audience_note;
SELECT audience_count('member_audience', 'region');
SELECT audience, problem, look FROM audience_monitor;
ALTER TABLE member ENABLE TRIGGER member_audience_note;
UPDATE member SET tags = tags || 'interest/music' WHERE id BETWEEN 6 AND 9;
SELECT pending FROM audience_monitor;
SELECT audience_count('member_audience', 'interest/music');
CALL audience_compact('member_audience');
SELECT audience_count('member_audience', 'interest/music'), pending FROM audience_monitor;
UPDATE member SET tags = tags - 'interest/music' WHERE id BETWEEN 6 AND 9;
\echo
\echo == Other columns
CREATE TABLE visitor (
    id      bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    city    text NOT NULL CHECK (city <> ''),
    age     int NOT NULL,
    joined  timestamptz NOT NULL,
    deleted boolean NOT NULL DEFAULT false,
    tags    tagset NOT NULL DEFAULT '',
    facets  tagset GENERATED ALWAYS AS (CASE WHEN NOT deleted THEN
        tags || tagset_make(tagpath('city', city)) || tagset_make('age', value => age) || tagset_make('joined', since => joined) END) STORED
);
INSERT INTO visitor (city, age, joined, tags) VALUES
    ('臺北', 34, '2026-11-05 00:00Z', 'status/vip'),
    ('臺北', 51, '2026-06-01 00:00Z', 'status/vip'),
    ('臺南', 29, '2026-11-20 00:00Z', '');
SELECT audience_create('visitor', 'id', 'facets');
UPDATE visitor SET deleted = true WHERE id = 3;

SELECT audience_ids('visitor_audience', 'city/臺北 & age[value>=30; value<40]');                     -- {1}
SELECT audience_ids('visitor_audience', 'joined[since>=-P30D]', '2026-12-01 00:00Z');               -- {1}
SELECT tag, rows FROM audience_counts('visitor_audience', at => '2026-12-01 00:00Z') ORDER BY tag;
SELECT audience_drop('visitor_audience');
DROP TABLE visitor;
\echo
\echo == How large will it be?
SELECT day::date, audience_count('member_audience', 'status/vip | status/trial', day AT TIME ZONE 'UTC') AS size
FROM generate_series('2026-11-29'::timestamp, '2027-01-03', '7 days') AS day;
\echo
\echo == Who entered and who left
CREATE TABLE saved (name text PRIMARY KEY, query tagquery NOT NULL, at timestamptz, ids idset NOT NULL DEFAULT '{}');
CREATE TABLE saved_event (name text NOT NULL, id bigint NOT NULL, entered boolean NOT NULL, at timestamptz NOT NULL);
INSERT INTO saved (name, query) VALUES
    ('buyers', 'interest/real-estate & consent'),
    ('members', 'status/vip | status/trial'),
    ('taipei', 'region/taipei');
ANALYZE saved;

CREATE FUNCTION saved_refresh(moment timestamptz DEFAULT now()) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    events bigint;
BEGIN
    -- the locks first: the next statement then sees what another run has stored meanwhile
    PERFORM FROM saved ORDER BY name FOR UPDATE;
    WITH met AS MATERIALIZED (
        SELECT name, ids AS old_ids, audience_ids('member_audience', query, moment) AS new_ids FROM saved
    ), stored AS (
        UPDATE saved SET ids = new_ids, at = moment FROM met WHERE saved.name = met.name
    )
    INSERT INTO saved_event
    SELECT name, idset_ids(new_ids - old_ids), true, moment FROM met UNION ALL
    SELECT name, idset_ids(old_ids - new_ids), false, moment FROM met;
    GET DIAGNOSTICS events = ROW_COUNT;
    RETURN events;
END $$;

SELECT saved_refresh('2026-12-10 00:00Z');
SELECT saved_refresh('2026-12-20 00:00Z');   -- the trial has ended
SELECT name, id, entered, at FROM saved_event ORDER BY at, name, id;
\echo -- nothing happened since
SELECT saved_refresh('2026-12-20 00:00Z');
\echo -- the same by plain SQL
SELECT bool_and(ids = (SELECT coalesce(idset_agg(id), '{}') FROM member WHERE tags @@ tagquery_at(query, '2026-12-20 00:00Z'))) AS right FROM saved;
\echo
\echo == Hold-out groups
CREATE FUNCTION held_out(id bigint, experiment bigint, share float8) RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (hashint8extended(id, experiment) & 65535) < share * 65536;

SELECT count(*) FILTER (WHERE held_out(id, 42, 0.1)) AS held_out, count(*) AS members
FROM idset_ids(audience_ids('member_audience', 'region')) AS id;
SELECT idset_agg(id) AS gets FROM idset_ids(audience_ids('member_audience', 'interest/real-estate')) AS id WHERE NOT held_out(id, 42, 0.1);
\echo -- more members, a greater share: nobody leaves the group
SELECT count(*) FILTER (WHERE held_out(id, 42, 0.1) AND NOT held_out(id, 42, 0.2)) AS lost, round(avg(held_out(id, 42, 0.1)::int), 3) AS share, round(avg(held_out(id, 42, 0.2)::int), 3) AS greater,
       round(avg((held_out(id, 42, 0.1) AND held_out(id, 43, 0.1))::int), 3) AS both_experiments FROM generate_series(1, 100000) AS id;
\echo
\echo == Overlaps
CREATE VIEW saved_overlap AS
SELECT a.name AS "row", b.name AS "column", idset_common_count(a.ids, b.ids) AS members,
       idset_common_count(a.ids, b.ids)::float8 / nullif(idset_count(a.ids), 0) AS share_of_row
FROM saved AS a CROSS JOIN saved AS b;

SELECT "row", "column", members, round(share_of_row::numeric, 2) AS share FROM saved_overlap ORDER BY "row", "column";
SELECT a.name, b.name AS and_also, audience_count('member_audience', a.query && b.query, '2026-12-20 00:00Z') AS members
FROM saved AS a JOIN saved AS b ON a.name < b.name ORDER BY a.name, b.name;
\echo
\echo == Numbers for a BI tool
CREATE VIEW member_tree AS SELECT tag, parent, depth, rows AS members FROM audience_counts('member_audience');
SELECT tag, members FROM member_tree WHERE parent = 'interest' ORDER BY members DESC, tag;
SELECT tag, audience_count('member_audience', tagquery_term(tag) && 'region/taipei') AS in_taipei
FROM member_tree WHERE parent = 'interest' ORDER BY tag;
SELECT tagquery_unknown('interest/musik & region/taipei', (SELECT tagset_agg(tag) FROM audience_counts('member_audience', at => NULL)));   -- interest/musik
\echo -- a view does not lend the rights of its owner
GRANT SELECT ON member_tree TO regress_audience_analyst;
SET ROLE regress_audience_analyst;
SELECT count(*) FROM member_tree;
RESET ROLE;
GRANT SELECT ON member_audience, member_audience_tags, member_audience_members, member_audience_pending TO regress_audience_analyst;
SET ROLE regress_audience_analyst;
SELECT count(*) FROM member_tree;
RESET ROLE;
\echo
\echo == Listings like those that a visitor looked at
CREATE TABLE listing (id int PRIMARY KEY, title text NOT NULL, tags tagset NOT NULL);
CREATE TABLE page_view (visitor text NOT NULL, listing int NOT NULL REFERENCES listing, at timestamptz NOT NULL DEFAULT now());
INSERT INTO listing VALUES
    (101, '大安三房公寓', 'kind/apartment/three-rooms, place/taipei/daan, price[value=14800000]'),
    (102, '信義景觀公寓', 'kind/apartment/two-rooms, place/taipei/xinyi, price[value=16500000]'),
    (103, '大安豪宅',     'kind/apartment/three-rooms, place/taipei/daan, price[value=48000000]'),
    (104, '臺南透天',     'kind/house, place/tainan/east, price[value=12500000]'),
    (105, '大安店面',     'kind/shop, place/taipei/daan, price[value=13900000]'),
    (106, '大安兩房公寓', 'kind/apartment/two-rooms, place/taipei/daan, price[value=12800000]'),
    (107, '大安三房電梯', 'kind/apartment/three-rooms, place/taipei/daan, price[value=13600000]'),
    (108, '信義三房',     'kind/apartment/three-rooms, place/taipei/xinyi, price[value=15200000]');
INSERT INTO page_view (visitor, listing) VALUES ('cookie-1', 106), ('cookie-1', 107), ('cookie-1', 107), ('cookie-1', 108);

WITH viewed AS (
    SELECT tag, value FROM page_view JOIN listing ON listing.id = listing, tagset_rows(tags, NULL) WHERE visitor = 'cookie-1'
), profile AS (
    SELECT tagset_agg(tag, share, NULL, NULL, NULL) AS tags
    FROM (SELECT tag, (count(*) / sum(count(*)) OVER (PARTITION BY split_part(tag, '/', 1)))::real AS share
          FROM viewed WHERE tag <> 'price' GROUP BY tag) AS shares
), price AS (
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY value) AS median FROM viewed WHERE tag = 'price'
)
SELECT id, title, round(((listing.tags - 'price'::tagpath) <-> profile.tags)::numeric, 2) AS distance
FROM listing, profile, price
WHERE listing.tags @@ format('price[value>=%s; value<=%s]', median * 0.8, median * 1.25)::tagquery
      AND id NOT IN (SELECT listing FROM page_view WHERE visitor = 'cookie-1')
ORDER BY distance, id LIMIT 3;
\echo -- with numbers of views as weights, what was viewed thrice is no nearer
SELECT round(('a/x[weight=3], a/y[weight=1]'::tagset <-> 'a/x')::numeric, 2) AS x, round(('a/x[weight=3], a/y[weight=1]'::tagset <-> 'a/y')::numeric, 2) AS y,
       round(('a/x[weight=0.75], a/y[weight=0.25]'::tagset <-> 'a/x')::numeric, 2) AS x_by_share, round(('a/x[weight=0.75], a/y[weight=0.25]'::tagset <-> 'a/y')::numeric, 2) AS y_by_share;

DROP TABLE page_view, listing, saved_event, purchase;
DROP VIEW saved_overlap, member_tree, audience_monitor;
DROP TABLE saved;
\echo -- a view in the way
CREATE VIEW in_the_way AS SELECT audience_count('member_audience', 'region');
SELECT audience_drop('member_audience');
DROP VIEW in_the_way;
SELECT audience_drop('member_audience');
DROP FUNCTION audience_size;
DROP ROLE regress_audience_analyst;
DROP TABLE member;
