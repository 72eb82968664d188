\echo == An audience has what the table has in the end, in whatever order triggers fire
-- Row triggers fire at the end of the statement, in the order of their names, and may change the row again. So the last
-- trigger that fires need not have the last version of the row.
SET client_min_messages = warning;

CREATE TABLE member (id bigint PRIMARY KEY, tags tagset, note text);
SELECT audience_create('member', 'id', 'tags');
-- what the audience says of each row, beside what the table has
CREATE VIEW said AS SELECT m.id, m.tags, (SELECT string_agg(c.tag, ', ' ORDER BY c.tag COLLATE "C") FROM unnest(ARRAY['v1', 'v2', 'v3', 'v4', 'x', 'y']) AS c (tag)
    WHERE audience_ids('member_audience', c.tag) @> m.id) AS audience, audience_ids('member_audience', '!nothing') @> m.id AS counted
FROM (SELECT id, tags FROM member UNION ALL SELECT i, NULL FROM generate_series(1, 3) AS i WHERE NOT EXISTS (SELECT FROM member WHERE id = i)) AS m ORDER BY id;

\echo -- a trigger that fires before ours changes the row once more, and one that fires after it
CREATE FUNCTION change_again() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF pg_trigger_depth() = 1 THEN
    UPDATE member SET tags = TG_ARGV[0]::tagset WHERE id = NEW.id;
  END IF;
  RETURN NULL;
END $$;
CREATE TRIGGER a_change AFTER INSERT OR UPDATE ON member FOR EACH ROW EXECUTE FUNCTION change_again('v3');
INSERT INTO member VALUES (1, 'v1');
TABLE said;
UPDATE member SET tags = 'v2';
TABLE said;
DROP TRIGGER a_change ON member;
CREATE TRIGGER z_change AFTER INSERT OR UPDATE ON member FOR EACH ROW EXECUTE FUNCTION change_again('v4');
UPDATE member SET tags = 'v2';
INSERT INTO member VALUES (2, 'v1');
TABLE said;
DROP TRIGGER z_change ON member;

\echo -- a deleted row is inserted again, and an inserted one deleted, before our trigger fires and after it
CREATE FUNCTION bring_back() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  INSERT INTO member VALUES (OLD.id, 'x');
  RETURN NULL;
END $$;
CREATE FUNCTION take_away() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM member WHERE id = NEW.id;
  RETURN NULL;
END $$;
CREATE TRIGGER a_back AFTER DELETE ON member FOR EACH ROW EXECUTE FUNCTION bring_back();
DELETE FROM member WHERE id = 1;
DROP TRIGGER a_back ON member;
CREATE TRIGGER z_back AFTER DELETE ON member FOR EACH ROW EXECUTE FUNCTION bring_back();
DELETE FROM member WHERE id = 2;
DROP TRIGGER z_back ON member;
TABLE said;
CREATE TRIGGER a_away AFTER INSERT ON member FOR EACH ROW EXECUTE FUNCTION take_away();
INSERT INTO member VALUES (3, 'y');
DROP TRIGGER a_away ON member;
TABLE said;
CREATE TRIGGER z_away AFTER INSERT OR UPDATE ON member FOR EACH ROW EXECUTE FUNCTION take_away();
INSERT INTO member VALUES (3, 'y');
UPDATE member SET tags = 'y' WHERE id = 2;
DROP TRIGGER z_away ON member;
TABLE said;

\echo -- a BEFORE trigger has the last word
CREATE FUNCTION add_x() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.tags := NEW.tags || 'x';
  RETURN NEW;
END $$;
CREATE TRIGGER a_add BEFORE INSERT OR UPDATE ON member FOR EACH ROW EXECUTE FUNCTION add_x();
INSERT INTO member VALUES (2, 'v2'), (3, 'v3');
UPDATE member SET note = 'tags are not named' WHERE id = 1;
TABLE said;
DROP TRIGGER a_add ON member;

\echo -- keys that change, in one statement and in two
CALL audience_compact('member_audience');
UPDATE member SET tags = 'v' || id::text;
UPDATE member SET id = -id;
UPDATE member SET id = 4 + id;
TABLE said;
WITH gone AS (DELETE FROM member WHERE id = 1 RETURNING id, tags) INSERT INTO member SELECT id, tags || 'y' FROM gone;
TABLE said;
BEGIN;
UPDATE member SET id = 9 WHERE id = 1;
UPDATE member SET id = 1 WHERE id = 2;
UPDATE member SET id = 2 WHERE id = 9;
TABLE said;
ROLLBACK;
UPDATE member SET id = CASE id WHEN 3 THEN 30 ELSE 3 END WHERE id IN (1, 3) AND id = 3;
UPDATE member SET id = 3 WHERE id = 30;
TABLE said;
SELECT id, tags FROM member_audience_pending ORDER BY id;
SELECT * FROM audience_problems('member_audience');
CALL audience_compact('member_audience');
TABLE said;

\echo -- ON CONFLICT and MERGE
INSERT INTO member VALUES (1, 'x'), (5, 'x') ON CONFLICT (id) DO UPDATE SET tags = member.tags || excluded.tags;
INSERT INTO member VALUES (2, 'y') ON CONFLICT DO NOTHING;
MERGE INTO member USING (VALUES (1, 'x'), (2, 'y'), (3, 'z'), (6, 'y')) AS s (id, tags) ON member.id = s.id
  WHEN MATCHED AND s.tags = 'z' THEN DELETE WHEN MATCHED THEN UPDATE SET tags = member.tags || s.tags WHEN NOT MATCHED THEN INSERT VALUES (s.id, s.tags::tagset);
TABLE said;
SELECT * FROM audience_problems('member_audience');

\echo -- what a savepoint or an exception takes back
BEGIN;
UPDATE member SET tags = 'v1';
SAVEPOINT s;
UPDATE member SET tags = 'v2';
DELETE FROM member WHERE id = 1;
ROLLBACK TO SAVEPOINT s;
TABLE said;
DO $$
BEGIN
  DELETE FROM member WHERE id = 2;
  RAISE 'back';
EXCEPTION WHEN OTHERS THEN
  UPDATE member SET tags = 'x' WHERE id = 5;
END $$;
TABLE said;
COMMIT;
SELECT * FROM audience_problems('member_audience');

\echo -- what did not change is not noted: a row written as it was, another column, a large set that is not touched
CREATE TABLE large (id int PRIMARY KEY, tags tagset, note text);
INSERT INTO large VALUES (1, 'a'), (2, (SELECT tagset_agg(('t/' || md5(i::text))::tagpath) FROM generate_series(1, 2000) AS i)), (3, NULL);
SELECT audience_create('large', 'id', 'tags');
UPDATE large SET note = 'x';
UPDATE large SET tags = tags, id = id;
UPDATE large SET tags = tags || 'a' WHERE id = 1;
UPDATE large SET tags = (tags::text)::tagset;
DELETE FROM large WHERE id = 9;
INSERT INTO large VALUES (2, 'b') ON CONFLICT DO NOTHING;
SELECT id, tagset_count(tags) FROM large_audience_pending;
UPDATE large SET tags = tags || 'one/more' WHERE id = 2;
DELETE FROM large WHERE id = 3;
SELECT id, tagset_count(tags) FROM large_audience_pending ORDER BY id;
SELECT audience_count('large_audience', 't'), audience_count('large_audience', 'one/more');

\echo -- a foreign key that deletes and renumbers
CREATE TABLE person (id int PRIMARY KEY);
CREATE TABLE profile (id int PRIMARY KEY REFERENCES person ON DELETE CASCADE ON UPDATE CASCADE, tags tagset);
INSERT INTO person SELECT generate_series(1, 4);
INSERT INTO profile SELECT id, 'x' FROM person;
SELECT audience_create('profile', 'id', 'tags');
DELETE FROM person WHERE id = 1;
UPDATE person SET id = 20 WHERE id = 2;
SELECT audience_ids('profile_audience', 'x'), (SELECT idset_agg(id) FROM profile) AS scan;
DELETE FROM person WHERE id = 20;
SELECT audience_ids('profile_audience', 'x'), (SELECT idset_agg(id) FROM profile) AS scan;

\echo -- statement triggers see the audience as it is after the statement; row triggers and functions within it may not
CREATE FUNCTION tell() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE WARNING '% %: audience %, table %', TG_WHEN, TG_LEVEL, audience_ids('profile_audience', 'y'), (SELECT coalesce(idset_agg(id), '{}') FROM profile WHERE tags @@ 'y');
  RETURN NULL;
END $$;
CREATE TRIGGER a_statement AFTER UPDATE ON profile FOR EACH STATEMENT EXECUTE FUNCTION tell();
CREATE TRIGGER a_row AFTER UPDATE ON profile FOR EACH ROW EXECUTE FUNCTION tell();
CREATE TRIGGER z_row AFTER UPDATE ON profile FOR EACH ROW WHEN (NEW.id = 4) EXECUTE FUNCTION tell();
UPDATE profile SET tags = 'y' WHERE id = 4;

\echo -- a trigger of the pending table that writes the table again, with a statement that was prepared anew meanwhile
CREATE TABLE chain (id bigint PRIMARY KEY, tags tagset);
INSERT INTO chain SELECT i, 'x' FROM generate_series(1, 20) AS i;
SELECT audience_create('chain', 'id', 'tags');
CREATE FUNCTION change_next() RETURNS trigger LANGUAGE plpgsql SET search_path = public AS $$
BEGIN
  ANALYZE chain_audience_pending;
  UPDATE chain SET tags = 'y' WHERE id = NEW.id + 1;
  RETURN NEW;
END $$;
CREATE TRIGGER change_next BEFORE INSERT ON chain_audience_pending FOR EACH ROW EXECUTE FUNCTION change_next();
UPDATE chain SET tags = 'y' WHERE id = 5;
SELECT audience_ids('chain_audience', 'y');
SELECT * FROM audience_problems('chain_audience');
SELECT audience_drop('chain_audience');
DROP TABLE chain;

\echo -- an audience cannot be made or dropped by a statement that is writing its table
CREATE FUNCTION make_one() RETURNS regclass LANGUAGE sql AS $$ SELECT audience_create('member', 'id', 'tags', 'second') $$;
CREATE FUNCTION drop_one() RETURNS void LANGUAGE sql AS $$ SELECT audience_drop('member_audience') $$;
CREATE FUNCTION rebuild_one() RETURNS void LANGUAGE sql AS $$ SELECT audience_rebuild('member_audience') $$;
UPDATE member SET tags = 'v1' RETURNING make_one();
UPDATE member SET tags = 'v1' RETURNING drop_one();
UPDATE member SET tags = 'v1' RETURNING rebuild_one();
SELECT * FROM audience_problems('member_audience');

DROP VIEW said;
SELECT audience_drop(a) FROM unnest(ARRAY['member_audience', 'large_audience', 'profile_audience']::regclass[]) AS a;
DROP TABLE member, large, profile, person;
DROP FUNCTION change_again, bring_back, take_away, add_x, tell, change_next, make_one, drop_one, rebuild_one;
