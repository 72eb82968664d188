-- doc/adoption.md, run: from a table member_tag(member_id, tag, created_at, expires_at) to a
-- tagset column, in step by trigger in either direction. What the document shows stands here
-- word for word; the rest puts it to the test.
\set ECHO queries
SET TimeZone = 'UTC';

\echo
\echo == What many have
CREATE TABLE member (
    id   bigint PRIMARY KEY,
    name text NOT NULL
);
CREATE TABLE tag (
    name text PRIMARY KEY
);
CREATE TABLE member_tag (
    member_id  bigint NOT NULL REFERENCES member ON DELETE CASCADE,
    tag        text NOT NULL REFERENCES tag ON UPDATE CASCADE,
    created_at timestamptz NOT NULL DEFAULT now(),
    expires_at timestamptz,
    PRIMARY KEY (member_id, tag)
);

INSERT INTO member SELECT id, 'member ' || id FROM generate_series(1, 60) AS id;
INSERT INTO tag VALUES ('interest'), ('interest/sport'), ('Interest/Sport'), ('interest/sport/tennis'), ('interest/music'),
    ('interest/music/"AC/DC"'), ('C, C++'), ('興趣/房地產/公寓'), ('region/taipei'), ('region//tainan'), ('[vip]'), ('interest/music/');
INSERT INTO member_tag
    SELECT member.id, tag.name, timestamptz '2026-01-01 00:00+00' + member.id * interval '1 day',
           CASE WHEN h % 5 = 0 THEN timestamptz '2026-06-01 00:00+00' WHEN h % 5 = 1 THEN timestamptz '2100-01-01 00:00+00' WHEN h % 5 = 2 THEN 'infinity' END
    FROM member, tag, LATERAL (SELECT get_byte(decode(md5(member.id || tag.name), 'hex'), 0) AS h) AS random
    WHERE h % 3 = 0;

\echo
\echo == Do the names read as paths?
CREATE FUNCTION tag_path(name text) RETURNS tagpath
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN name::tagpath;

CREATE FUNCTION tag_path_error(name text) RETURNS text
    LANGUAGE plpgsql IMMUTABLE SET search_path = public, pg_temp AS $$
DECLARE
    detail text;
BEGIN
    PERFORM tag_path(name);
    RETURN NULL;
EXCEPTION WHEN data_exception OR program_limit_exceeded THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL;
    RETURN coalesce(nullif(detail, ''), SQLERRM);
END $$;

SELECT name, tag_path_error(name) AS reason FROM tag WHERE tag_path_error(name) IS NOT NULL;

UPDATE tag SET name = 'region/tainan' WHERE name = 'region//tainan';
BEGIN;
UPDATE member_tag SET tag = 'interest/music' WHERE tag = 'interest/music/'
    AND NOT EXISTS (SELECT FROM member_tag AS other WHERE other.member_id = member_tag.member_id AND other.tag = 'interest/music');
DELETE FROM member_tag WHERE tag = 'interest/music/';
DELETE FROM tag WHERE name = 'interest/music/';
COMMIT;
SELECT name, tag_path_error(name) AS reason FROM tag WHERE tag_path_error(name) IS NOT NULL;

\echo
\echo == Do some become one?
SELECT tag_path(name) AS path, array_agg(name ORDER BY name COLLATE "C") AS names
FROM tag WHERE tag_path_error(name) IS NULL
GROUP BY path HAVING count(*) > 1 ORDER BY path;

\echo
\echo == Stage 1, rows lead: the column, and a set from rows
ALTER TABLE member ADD COLUMN tags tagset NOT NULL DEFAULT '';

CREATE FUNCTION tag_element(name text, created_at timestamptz, expires_at timestamptz) RETURNS tagset
    LANGUAGE sql IMMUTABLE PARALLEL SAFE
    RETURN tagset_make(tag_path(name), since => nullif(created_at, '-infinity'),
                                       until => nullif(expires_at, 'infinity'));

CREATE FUNCTION member_tag_set(member bigint) RETURNS tagset
    LANGUAGE sql STABLE PARALLEL SAFE
    RETURN (SELECT coalesce(string_agg(tag_element(tag, created_at, expires_at)::text, ', '
                                       ORDER BY created_at, tag COLLATE "C"), '')::tagset
            FROM member_tag WHERE member_id = member);

\echo
\echo == The trigger
CREATE FUNCTION member_tag_changed() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    ids bigint[];
BEGIN
    CASE TG_OP
        WHEN 'INSERT' THEN ids := ARRAY(SELECT DISTINCT member_id FROM new_rows);
        WHEN 'DELETE' THEN ids := ARRAY(SELECT DISTINCT member_id FROM old_rows);
        WHEN 'UPDATE' THEN ids := ARRAY(SELECT member_id FROM old_rows UNION SELECT member_id FROM new_rows);
        WHEN 'TRUNCATE' THEN ids := ARRAY(SELECT id FROM member WHERE tags <> '');
    END CASE;
    PERFORM FROM member WHERE id = ANY (ids) ORDER BY id FOR NO KEY UPDATE;
    UPDATE member SET tags = member_tag_set(id) WHERE id = ANY (ids);
    RETURN NULL;
END $$;

\echo
\echo == The migration
BEGIN;
CREATE TRIGGER member_tag_inserted AFTER INSERT ON member_tag
    REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION member_tag_changed();
CREATE TRIGGER member_tag_deleted AFTER DELETE ON member_tag
    REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION member_tag_changed();
CREATE TRIGGER member_tag_updated AFTER UPDATE ON member_tag
    REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION member_tag_changed();
CREATE TRIGGER member_tag_truncated AFTER TRUNCATE ON member_tag
    FOR EACH STATEMENT EXECUTE FUNCTION member_tag_changed();

UPDATE member SET tags = made.tags
FROM (SELECT member_id, string_agg(tag_element(tag, created_at, expires_at)::text, ', '
                                   ORDER BY created_at, tag COLLATE "C")::tagset AS tags
      FROM member_tag GROUP BY member_id) AS made
WHERE made.member_id = member.id;
COMMIT;

\echo
\echo == The guard
CREATE FUNCTION refuse_direct_write() RETURNS trigger
    LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the tags in % are kept by a trigger', TG_TABLE_NAME USING HINT = format('Write %s.', TG_ARGV[0]);
END $$;

CREATE TRIGGER member_tags_guard_update BEFORE UPDATE ON member
    FOR EACH ROW WHEN (OLD.tags <> NEW.tags AND pg_trigger_depth() = 0)
    EXECUTE FUNCTION refuse_direct_write('member_tag');
CREATE TRIGGER member_tags_guard_insert BEFORE INSERT ON member
    FOR EACH ROW WHEN (NEW.tags <> '' AND pg_trigger_depth() = 0)
    EXECUTE FUNCTION refuse_direct_write('member_tag');

\echo
\echo == The indexes
CREATE INDEX member_tags ON member USING gin (tags);
CREATE INDEX member_next_until ON member (tagset_next_until(tags));

\echo
\echo == The comparison
CREATE VIEW member_tag_difference AS
SELECT coalesce(r.member_id, s.member_id) AS member_id, coalesce(r.path, s.path) AS path, created_at, expires_at, since, until
FROM (SELECT DISTINCT ON (member_id, tag_path(tag))
             member_id, tag_path(tag) AS path, created_at, expires_at, true AS in_rows
      FROM member_tag
      ORDER BY member_id, tag_path(tag), created_at DESC, tag COLLATE "C" DESC) AS r
FULL JOIN (SELECT id AS member_id, t.tag::tagpath AS path, t.since, t.until, true AS in_set
           FROM member, tagset_rows(tags, NULL) AS t) AS s ON s.member_id = r.member_id AND s.path = r.path
WHERE in_rows IS NULL OR in_set IS NULL
   OR since IS DISTINCT FROM nullif(created_at, '-infinity')
   OR until IS DISTINCT FROM nullif(expires_at, 'infinity');
SELECT count(*) AS different FROM member_tag_difference;
SELECT sum(tagset_count(tags)) > 150 AS many FROM member;
BEGIN;
ALTER TABLE member_tag DISABLE TRIGGER USER;
DELETE FROM member_tag WHERE member_id = 7 AND tag = 'interest';
UPDATE member_tag SET expires_at = '2100-01-01 00:00+00' WHERE member_id = 7 AND tag = 'C, C++';
INSERT INTO member_tag VALUES (7, '[vip]');
SELECT member_id, path FROM member_tag_difference ORDER BY path;
ROLLBACK;
SELECT tags FROM member WHERE id = 7;
SELECT tag, created_at, expires_at FROM member_tag WHERE member_id = 7 ORDER BY tag COLLATE "C";

\echo
\echo == Kept in step: several rows at once, a row that moves, one of two names for a path
INSERT INTO member_tag (member_id, tag, created_at) VALUES
    (1, 'interest/sport', '2026-02-01 00:00+00'), (1, 'Interest/Sport', '2026-02-02 00:00+00'), (2, 'region/tainan', '2026-02-03 00:00+00')
    ON CONFLICT (member_id, tag) DO UPDATE SET created_at = EXCLUDED.created_at, expires_at = NULL;
SELECT id, tagset_below(tags, 'interest/sport') AS sport, tagset_below(tags, 'region') AS region FROM member WHERE id IN (1, 2) ORDER BY id;
DELETE FROM member_tag WHERE member_id = 1 AND tag = 'Interest/Sport';
SELECT id, tagset_below(tags, 'interest/sport') AS sport FROM member WHERE id = 1;
UPDATE member_tag SET member_id = 3 WHERE member_id = 1 AND tag = 'interest/sport';
SELECT id, tags @@ '=interest/sport' AS sport FROM member WHERE id IN (1, 3) ORDER BY id;
SELECT count(*) AS different FROM member_tag_difference;

\echo
\echo == Cascades from the vocabulary and from members
UPDATE tag SET name = 'region/kaohsiung' WHERE name = 'region/tainan';
SELECT count(*) FILTER (WHERE tags @@ 'region/tainan') AS old_name, count(*) FILTER (WHERE tags @@ 'region/kaohsiung') > 10 AS new_name FROM member;
DELETE FROM member WHERE id = 60;
SELECT count(*) AS different FROM member_tag_difference;

\echo
\echo == What is refused: an unknown tag, a name that is no path, a write to the set
INSERT INTO member_tag VALUES (1, 'unheard/of');
INSERT INTO tag VALUES ('a//b');
\set SHOW_CONTEXT never
INSERT INTO member_tag VALUES (1, 'a//b');
DELETE FROM tag WHERE name = 'a//b';
UPDATE member SET tags = 'region/taipei' WHERE id = 1;
INSERT INTO member VALUES (61, 'new', 'region/taipei');
\set SHOW_CONTEXT errors
SELECT count(*) AS different FROM member_tag_difference;

\echo
\echo == 500 seeded statements on rows, whatever search_path: both sides equal after each
\set ECHO none
-- a number below n, the same in every version of PostgreSQL
CREATE FUNCTION pg_temp.pick(seed text, n int) RETURNS int LANGUAGE sql IMMUTABLE
    RETURN (('x' || substr(md5(seed), 1, 7))::bit(28)::int % n);
CREATE FUNCTION pg_temp.write_rows(i int) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    m bigint := 1 + pg_temp.pick('m' || i, 59);
    name text := (SELECT t.name FROM public.tag AS t ORDER BY md5(i || t.name) LIMIT 1);
    moment timestamptz := timestamptz '2026-01-01 00:00+00' + pg_temp.pick('t' || i, 100000000) * interval '1 second';
BEGIN
    CASE pg_temp.pick('op' || i, 8)
        WHEN 0, 1, 2 THEN
            INSERT INTO public.member_tag VALUES (m, name, moment, CASE pg_temp.pick('e' || i, 3) WHEN 0 THEN moment + interval '1 month' WHEN 1 THEN 'infinity' END)
                ON CONFLICT DO NOTHING;
        WHEN 3 THEN
            INSERT INTO public.member_tag SELECT g, name, moment FROM generate_series(m, least(m + 5, 59)) AS g
                ON CONFLICT (member_id, tag) DO UPDATE SET created_at = EXCLUDED.created_at, expires_at = moment + interval '1 year';
        WHEN 4 THEN DELETE FROM public.member_tag WHERE member_id = m AND tag <> name;
        WHEN 5 THEN DELETE FROM public.member_tag WHERE tag = name AND member_id BETWEEN m AND m + 3;
        WHEN 6 THEN UPDATE public.member_tag SET expires_at = moment WHERE member_id = m;
        WHEN 7 THEN
            UPDATE public.member_tag AS t SET member_id = m WHERE member_id = 1 + m % 59
                AND NOT EXISTS (SELECT FROM public.member_tag AS o WHERE o.member_id = m AND o.tag = t.tag);
    END CASE;
END $$;
CREATE FUNCTION pg_temp.run(operation text, OUT statements int, OUT steps_that_differ int) LANGUAGE plpgsql AS $$
DECLARE
    i int;
BEGIN
    steps_that_differ := 0;
    FOR i IN 1..500 LOOP
        EXECUTE format('SELECT pg_temp.%I(%s)', operation, i);
        IF EXISTS (SELECT FROM public.member_tag_difference) THEN
            steps_that_differ := steps_that_differ + 1;
        END IF;
        statements := i;
    END LOOP;
END $$;
SET search_path = pg_catalog;
SELECT * FROM pg_temp.run('write_rows');
RESET search_path;
\set ECHO queries
SELECT count(*) AS members, sum(tagset_count(tags)) > 100 AS still_many, (SELECT count(*) FROM member WHERE tags IS DISTINCT FROM member_tag_set(id)) AS rebuilt_otherwise FROM member;
BEGIN;
TRUNCATE member_tag;
SELECT sum(tagset_count(tags)) AS after_truncate FROM member;
ROLLBACK;

\echo
\echo == Stage 2, the set leads
BEGIN;
DELETE FROM member_tag AS older USING member_tag AS newer
WHERE older.member_id = newer.member_id AND tag_path(older.tag) = tag_path(newer.tag)
  AND (older.created_at, older.tag COLLATE "C") < (newer.created_at, newer.tag COLLATE "C");

DROP VIEW member_tag_difference;
DROP TRIGGER member_tag_inserted ON member_tag;
DROP TRIGGER member_tag_deleted ON member_tag;
DROP TRIGGER member_tag_updated ON member_tag;
DROP TRIGGER member_tag_truncated ON member_tag;
DROP TRIGGER member_tags_guard_update ON member;
DROP TRIGGER member_tags_guard_insert ON member;
DROP FUNCTION member_tag_changed, member_tag_set;

ALTER TABLE member_tag DROP CONSTRAINT member_tag_tag_fkey;
ALTER TABLE member_tag ALTER COLUMN tag TYPE tagpath USING tag_path(tag);
DELETE FROM tag AS a USING tag AS b
WHERE tag_path(a.name) = tag_path(b.name) AND a.name COLLATE "C" < b.name COLLATE "C";
ALTER TABLE tag ALTER COLUMN name TYPE tagpath USING tag_path(name);
ALTER TABLE tag RENAME COLUMN name TO path;
ALTER TABLE member_tag ADD FOREIGN KEY (tag) REFERENCES tag;

CREATE FUNCTION member_tags_changed() RETURNS trigger
    LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
BEGIN
    DELETE FROM member_tag WHERE member_id = NEW.id AND NOT tag = ANY (NEW.tags::tagpath[]);
    INSERT INTO member_tag (member_id, tag, created_at, expires_at)
    SELECT NEW.id, t.tag::tagpath, coalesce(t.since, old_row.created_at, now()), t.until
    FROM tagset_rows(NEW.tags, NULL) AS t
    LEFT JOIN member_tag AS old_row ON old_row.member_id = NEW.id AND old_row.tag = t.tag::tagpath
    WHERE old_row.tag IS NULL OR old_row.created_at <> t.since OR old_row.expires_at IS DISTINCT FROM t.until
    ON CONFLICT (member_id, tag) DO UPDATE SET created_at = EXCLUDED.created_at, expires_at = EXCLUDED.expires_at;
    RETURN NULL;
END $$;

CREATE TRIGGER member_tags_inserted AFTER INSERT ON member
    FOR EACH ROW WHEN (NEW.tags <> '') EXECUTE FUNCTION member_tags_changed();
CREATE TRIGGER member_tags_updated AFTER UPDATE ON member
    FOR EACH ROW WHEN (OLD.tags <> NEW.tags) EXECUTE FUNCTION member_tags_changed();
CREATE TRIGGER member_tag_guard BEFORE INSERT OR UPDATE OR DELETE OR TRUNCATE ON member_tag
    FOR EACH STATEMENT WHEN (pg_trigger_depth() = 0) EXECUTE FUNCTION refuse_direct_write('member.tags');
COMMIT;

CREATE VIEW member_tag_difference AS
SELECT coalesce(r.member_id, s.member_id) AS member_id, coalesce(r.path, s.path) AS path, created_at, expires_at, since, until
FROM (SELECT member_id, tag AS path, created_at, expires_at, true AS in_rows FROM member_tag) AS r
FULL JOIN (SELECT id AS member_id, t.tag::tagpath AS path, t.since, t.until, true AS in_set
           FROM member, tagset_rows(tags, NULL) AS t) AS s ON s.member_id = r.member_id AND s.path = r.path
WHERE in_rows IS NULL OR in_set IS NULL OR since <> created_at OR until IS DISTINCT FROM nullif(expires_at, 'infinity');
SELECT count(*) AS different FROM member_tag_difference;

\echo
\echo == Writing a set
UPDATE member SET tags = 'interest/sport, interest/sport/tennis[weight=0.5; since=2026-03-01T00:00:00Z], interest/music' WHERE id <= 3;
UPDATE member SET tags = tagset_put(tags, 'interest/sport', since => now(), until => now() + interval '1 year') WHERE id = 1;
UPDATE member SET tags = tags - 'interest/music'::tagpath WHERE id = 2;
UPDATE member SET tags = tags & array_remove(tags::tagpath[], 'interest/sport')::tagset WHERE id = 3;
SELECT member_id, array_agg(tag ORDER BY tag) AS tags, bool_or(expires_at > now()) AS one_ends FROM member_tag WHERE member_id <= 3 GROUP BY member_id ORDER BY member_id;
SELECT created_at, expires_at FROM member_tag WHERE member_id = 3 AND tag = 'interest/sport/tennis';
INSERT INTO member VALUES (61, 'new', 'region/taipei');
SELECT tag, created_at > now() - interval '1 hour' AS just_now, expires_at FROM member_tag WHERE member_id = 61;
DELETE FROM member WHERE id = 61;
SELECT count(*) AS different FROM member_tag_difference;

\echo
\echo == What is refused: a tag that the vocabulary lacks, deleting one that is used, a write to the rows
\set SHOW_CONTEXT never
UPDATE member SET tags = tags || 'unheard/of' WHERE id = 1;
DELETE FROM tag WHERE path = 'region/taipei';
DELETE FROM member_tag WHERE member_id = 1;
TRUNCATE member_tag;
\set SHOW_CONTEXT errors

\echo
\echo == Moving a subtree
BEGIN;
INSERT INTO tag SELECT tagpath_rebase(path, 'interest/sport', 'leisure/sport') FROM tag WHERE path <@ 'interest/sport'
    ON CONFLICT DO NOTHING;
UPDATE member SET tags = tagset_rebase(tags, 'interest/sport', 'leisure/sport') WHERE tags @> 'interest/sport'::tagpath;
DELETE FROM tag WHERE path <@ 'interest/sport';
COMMIT;
SELECT path FROM tag WHERE path @@ 'interest | leisure' ORDER BY path;
SELECT count(*) FILTER (WHERE tags @@ 'leisure/sport') > 10 AS moved, count(*) FILTER (WHERE tags @@ 'interest/sport') AS not_moved FROM member;
SELECT count(*) AS different FROM member_tag_difference;

\echo
\echo == 500 seeded statements on sets, whatever search_path: both sides equal after each
\set ECHO none
CREATE FUNCTION pg_temp.write_sets(i int) RETURNS void LANGUAGE plpgsql SET search_path = public, pg_temp AS $$
DECLARE
    m bigint := 1 + pg_temp.pick('m' || i, 59);
    p tagpath := (SELECT t.path FROM tag AS t ORDER BY md5(i || t.path::text) LIMIT 1);
    moment timestamptz := timestamptz '2026-01-01 00:00+00' + pg_temp.pick('t' || i, 100000000) * interval '1 second';
BEGIN
    CASE pg_temp.pick('op' || i, 8)
        WHEN 0, 1 THEN UPDATE member SET tags = tagset_put(tags, p, since => moment, until => moment + interval '1 month') WHERE id BETWEEN m AND m + 4;
        WHEN 2 THEN UPDATE member SET tags = tags || p::tagset WHERE id BETWEEN m AND m + 4;
        WHEN 3 THEN UPDATE member SET tags = tags - p WHERE id = m;
        WHEN 4 THEN UPDATE member SET tags = tags & array_remove(tags::tagpath[], p)::tagset WHERE id = m;
        WHEN 5 THEN UPDATE member SET tags = (SELECT o.tags FROM member AS o WHERE o.id = 1 + m % 59), name = 'changed' WHERE id = m;
        WHEN 6 THEN UPDATE member SET tags = tagset_put(tags, p, weight => 0.5) WHERE tags @> p;
        WHEN 7 THEN
            DELETE FROM member WHERE id = m;
            INSERT INTO member VALUES (m, 'again', p::tagset || tagset_make('region/taipei', until => moment));
    END CASE;
END $$;
SET search_path = pg_catalog;
SELECT * FROM pg_temp.run('write_sets');
RESET search_path;
\set ECHO queries
SELECT count(*) AS members, sum(tagset_count(tags)) > 100 AS still_many FROM member;

\echo
\echo == Purging: what has ended goes, what has yet to begin and what is below stays
UPDATE member SET tags = 'region/taipei[until=2100-01-01T00:00:00Z]';
UPDATE member SET tags = 'interest[until=2020-01-01T00:00:00Z], interest/music[weight=0.5], leisure/sport[since=2100-01-01T00:00:00Z; until=2101-01-01T00:00:00Z]' WHERE id = 5;
SELECT tagset_live(tags, now()) AS live FROM member WHERE id = 5;
SET enable_seqscan = off;
SET enable_bitmapscan = off;
UPDATE member SET tags = tagset_purge(tags, now()) WHERE tagset_next_until(tags) <= now();

SELECT tags FROM member WHERE id = 5;
SELECT tag FROM member_tag WHERE member_id = 5 ORDER BY tag;
SELECT count(*) AS left_to_purge FROM member WHERE tagset_next_until(tags) <= now();
EXPLAIN (COSTS OFF) UPDATE member SET tags = tagset_purge(tags, now()) WHERE tagset_next_until(tags) <= now();
UPDATE member SET tags = 'interest[until=2020-01-01T00:00:00Z], region/taipei' WHERE id < 5;
UPDATE member SET tags = tagset_purge(tags, now())
WHERE id IN (SELECT id FROM member WHERE tagset_next_until(tags) <= now() LIMIT 1000 FOR NO KEY UPDATE SKIP LOCKED);
SELECT DISTINCT tags FROM member WHERE id < 5;
RESET enable_seqscan;
RESET enable_bitmapscan;
SELECT count(*) AS different FROM member_tag_difference;

\echo
\echo == Stage 3, without the rows
DROP VIEW member_tag_difference;
DROP TRIGGER member_tags_inserted ON member;
DROP TRIGGER member_tags_updated ON member;
DROP TABLE member_tag;
DROP FUNCTION member_tags_changed, refuse_direct_write, tag_element, tag_path_error, tag_path;
UPDATE member SET tags = tags || 'unheard/of' WHERE id = 1;
SELECT tags FROM member WHERE id = 1;
DROP TABLE member, tag;
