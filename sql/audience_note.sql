-- What the trigger of an audience notes when other triggers, keys and errors interfere: what the table has, at the end of each statement.
SET client_min_messages = warning;
CREATE SCHEMA audience_note;
SET search_path = audience_note, public;
CREATE TABLE member (id bigint PRIMARY KEY, note text, tags tagset);
INSERT INTO member SELECT n, NULL, CASE WHEN n % 2 = 0 THEN 'a' ELSE 'b' END FROM generate_series(1, 6) AS n;
SELECT audience_create('member', 'id', 'tags');

-- the answers that differ from the table's: none
CREATE FUNCTION differs() RETURNS text LANGUAGE sql AS
$$SELECT string_agg(q, ', ') FROM unnest(ARRAY['a', 'b', 'c', 'd', '!a', '!z', 'a & !b', 'b | c']) AS q
  WHERE audience_ids('member_audience', q, NULL) IS DISTINCT FROM (SELECT coalesce(idset_agg(id), '{}') FROM ONLY member WHERE tags @@ q::tagquery)$$;

\echo == Plain changes: a row each; an update that leaves id and tags alone writes nothing
INSERT INTO member VALUES (7, NULL, 'c'), (8, NULL, NULL), (9, NULL, '');
UPDATE member SET note = 'x' WHERE id = 1;
UPDATE member SET tags = tags WHERE id = 2;
UPDATE member SET tags = NULL WHERE id = 3;
DELETE FROM member WHERE id = 4;
TABLE member_audience_pending ORDER BY id;
SELECT differs();
\echo -- and goes
TRUNCATE member;
TABLE member_audience_pending;
SELECT differs();
INSERT INTO member SELECT n, NULL, CASE WHEN n % 2 = 0 THEN 'a' ELSE 'b' END FROM generate_series(1, 6) AS n;
CALL audience_compact('member_audience');

\echo == A trigger that fires before ours updates the row again: its event comes first, and the older one must not win
CREATE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN IF new.note IS DISTINCT FROM 'touched' THEN UPDATE member SET note = 'touched', tags = 'd' WHERE id = new.id; END IF; RETURN NULL; END$$;
CREATE TRIGGER a_touch AFTER INSERT OR UPDATE ON member FOR EACH ROW EXECUTE FUNCTION touch();
UPDATE member SET tags = 'c' WHERE id = 1;
INSERT INTO member VALUES (10, NULL, 'c');
SELECT id, tags FROM member WHERE id IN (1, 10) ORDER BY id;
SELECT * FROM member_audience_pending ORDER BY id;
SELECT differs();
\echo -- the same after ours
ALTER TRIGGER a_touch ON member RENAME TO z_touch;
UPDATE member SET note = NULL, tags = 'c' WHERE id IN (1, 2);
INSERT INTO member VALUES (11, NULL, 'c');
SELECT differs();
\echo -- the second update leaves the tags alone: its event has nothing to say, so the first must
ALTER TRIGGER z_touch ON member RENAME TO a_touch;
CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN IF new.note IS DISTINCT FROM 'touched' THEN UPDATE member SET note = 'touched' WHERE id = new.id; END IF; RETURN NULL; END$$;
UPDATE member SET note = NULL, tags = 'c' WHERE id IN (3, 4);
INSERT INTO member VALUES (12, NULL, 'c');
SELECT id, tags FROM member_audience_pending WHERE id IN (3, 4, 12) ORDER BY id;
SELECT differs();
\echo -- and takes the row to another id
CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN IF new.id < 1000 THEN UPDATE member SET id = id + 1000 WHERE id = new.id; END IF; RETURN NULL; END$$;
UPDATE member SET tags = 'd' WHERE id IN (3, 4);
INSERT INTO member VALUES (13, NULL, 'c');
SELECT id, tags FROM member_audience_pending WHERE id % 1000 IN (3, 4, 13) ORDER BY id;
SELECT differs();
DROP TRIGGER a_touch ON member;

\echo == A trigger brings a deleted row back, before and after ours, with its tags and with others
CREATE FUNCTION back() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN INSERT INTO member VALUES (old.id, 'back', CASE WHEN old.id % 2 = 0 THEN old.tags ELSE 'd' END); RETURN NULL; END$$;
CREATE TRIGGER a_back AFTER DELETE ON member FOR EACH ROW EXECUTE FUNCTION back();
DELETE FROM member WHERE id IN (5, 6);
SELECT differs();
ALTER TRIGGER a_back ON member RENAME TO z_back;
DELETE FROM member WHERE id IN (5, 6);
SELECT id, tags FROM member WHERE note = 'back' ORDER BY id;
SELECT differs();
DROP TRIGGER z_back ON member;

\echo == A BEFORE trigger changes the tags, or the id, or refuses the row
CREATE FUNCTION before() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN IF new.note = 'no' THEN RETURN NULL; ELSIF new.note = 'id' THEN new.id := new.id + 500; END IF; new.tags := new.tags || 'd'::tagset; RETURN new; END$$;
CREATE TRIGGER before BEFORE INSERT OR UPDATE ON member FOR EACH ROW EXECUTE FUNCTION before();
UPDATE member SET note = 'x' WHERE id = 1;
UPDATE member SET note = 'id', tags = 'a' WHERE id = 2;
INSERT INTO member VALUES (20, 'no', 'a'), (21, 'id', 'a'), (22, 'x', 'a');
SELECT id, tags FROM member WHERE note IN ('x', 'id') ORDER BY id;
SELECT differs();
DROP TRIGGER before ON member;

\echo == Ids change: one takes the place of another, in a rotation, and by a delete and an insert in one statement
CALL audience_compact('member_audience');
CREATE TABLE before AS SELECT id, tags FROM member;
UPDATE member SET id = id + 5000;
SELECT differs();
UPDATE member SET id = id - 5000;
SELECT differs(), (SELECT count(*) FROM (TABLE before EXCEPT SELECT id, tags FROM member) AS t) AS gone;
DELETE FROM member WHERE id = 1;
UPDATE member SET id = 1, tags = 'c' WHERE id = 5;
SELECT differs();
WITH d AS (DELETE FROM member WHERE id = 6 RETURNING *) INSERT INTO member SELECT id + 70000, note, 'c' FROM d;
SELECT differs();

\echo == ON CONFLICT and MERGE
INSERT INTO member VALUES (1, NULL, 'a'), (30, NULL, 'b') ON CONFLICT (id) DO UPDATE SET tags = excluded.tags;
INSERT INTO member VALUES (1, NULL, 'b'), (31, NULL, 'b') ON CONFLICT DO NOTHING;
SELECT differs();
MERGE INTO member m USING (VALUES (1, 'c'), (30, NULL), (32, 'a')) AS s (id, tag) ON m.id = s.id
WHEN MATCHED AND s.tag IS NULL THEN DELETE WHEN MATCHED THEN UPDATE SET tags = tag::tagset WHEN NOT MATCHED THEN INSERT VALUES (s.id, NULL, tag::tagset);
SELECT id, tags FROM member WHERE id IN (1, 30, 31, 32) ORDER BY id;
SELECT differs();

\echo == Foreign keys: a cascade deletes, one sets the id
CREATE TABLE account (id bigint PRIMARY KEY);
INSERT INTO account SELECT id FROM member;
ALTER TABLE member ADD FOREIGN KEY (id) REFERENCES account ON DELETE CASCADE ON UPDATE CASCADE;
DELETE FROM account WHERE id = 32;
UPDATE account SET id = 33 WHERE id = 31;
SELECT id FROM member WHERE id BETWEEN 30 AND 40;
SELECT differs();
ALTER TABLE member DROP CONSTRAINT member_id_fkey;

\echo == What is rolled back was never noted
BEGIN;
UPDATE member SET tags = 'a' WHERE id = 1;
SAVEPOINT one;
UPDATE member SET tags = 'b' WHERE id = 1;
DELETE FROM member WHERE id = 33;
SELECT differs();
ROLLBACK TO one;
SELECT differs(), audience_count('member_audience', 'a') = (SELECT count(*) FROM member WHERE tags @@ 'a') AS equal;
ROLLBACK;
SELECT differs();
DO $$BEGIN
    UPDATE member SET tags = 'd' WHERE id = 1;
    BEGIN
        UPDATE member SET tags = 'b' WHERE id = 1;
        RAISE EXCEPTION 'no';
    EXCEPTION WHEN raise_exception THEN NULL; END;
END$$;
SELECT id, tags FROM member WHERE id = 1;
SELECT differs();

\echo == Large values, out of line: an update beside them writes nothing
INSERT INTO member SELECT 40, NULL, string_agg(md5(n::text), ', ')::tagset FROM generate_series(1, 400) AS n;
UPDATE member SET tags = tags || 'b'::tagset WHERE id = 40;
SELECT pg_column_size(tags) > 2000 AS large, tagset_count(tags) FROM member_audience_pending WHERE id = 40;
CALL audience_compact('member_audience');
UPDATE member SET note = 'beside' WHERE id = 40;
UPDATE member SET tags = tags || 'b'::tagset WHERE id = 40;
TABLE member_audience_pending;
SELECT differs();

\echo == At random: triggers before and after ours that change the row, its id or others, or delete and insert, four deep; seeded
TRUNCATE member;
CREATE FUNCTION act(subject bigint) RETURNS void LANGUAGE plpgsql AS
$$DECLARE tag text := (ARRAY['a', 'b', 'c', 'd', 'a, c', NULL])[1 + floor(random() * 6)]; other bigint := 1 + floor(random() * 12);
BEGIN
    CASE floor(random() * 6)
        WHEN 0 THEN UPDATE member SET tags = tag::tagset WHERE id = subject;
        WHEN 1 THEN UPDATE member SET note = random()::text WHERE id = subject;
        WHEN 2 THEN DELETE FROM member WHERE id = subject;
        WHEN 3 THEN INSERT INTO member VALUES (subject, '', tag::tagset) ON CONFLICT (id) DO UPDATE SET tags = excluded.tags;
        WHEN 4 THEN UPDATE member SET id = other WHERE id = subject AND NOT EXISTS (SELECT FROM member WHERE id = other);
        ELSE UPDATE member SET tags = tag::tagset WHERE id IN (subject, other);
    END CASE;
END$$;
CREATE FUNCTION at_random() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN IF pg_trigger_depth() < 4 AND random() < 0.4 THEN PERFORM act(coalesce(CASE WHEN random() < 0.5 THEN old.id END, new.id, old.id)); END IF; RETURN NULL; END$$;
CREATE TRIGGER a_random AFTER INSERT OR UPDATE OR DELETE ON member FOR EACH ROW EXECUTE FUNCTION at_random();
CREATE TRIGGER z_random AFTER INSERT OR UPDATE OR DELETE ON member FOR EACH ROW EXECUTE FUNCTION at_random();
SELECT setseed(0.17);
CREATE TABLE verdict (statements int, acts int, differences int);
DO $$DECLARE differences int := 0; acts int := 0;
BEGIN
    FOR i IN 1..600 LOOP
        BEGIN
            PERFORM act(1 + floor(random() * 12)::bigint);
            acts := acts + 1;
        EXCEPTION WHEN unique_violation THEN NULL; END;
        IF differs() IS NOT NULL THEN differences := differences + 1; END IF;
        IF i % 150 = 0 THEN COMMIT; CALL audience_compact('member_audience'); END IF;
    END LOOP;
    INSERT INTO verdict VALUES (600, acts, differences);
END$$;
SELECT statements, acts > 400 AS most, differences FROM verdict;
SELECT * FROM audience_problems('member_audience');
DROP TRIGGER a_random ON member;
DROP TRIGGER z_random ON member;

\echo == Exact between statements, as foreign keys are: within one, a trigger of each row is ahead of the audience, one of the statement is not
CREATE TABLE seen (what text, audience bigint, "table" bigint);
CREATE FUNCTION look() RETURNS trigger LANGUAGE plpgsql AS
$$BEGIN INSERT INTO seen SELECT tg_level, audience_count('member_audience', 'c'), count(*) FROM member WHERE tags @@ 'c'; RETURN NULL; END$$;
CREATE TRIGGER a_row AFTER UPDATE ON member FOR EACH ROW EXECUTE FUNCTION look();
CREATE TRIGGER a_statement AFTER UPDATE ON member FOR EACH STATEMENT EXECUTE FUNCTION look();
DELETE FROM member;
INSERT INTO member VALUES (1, NULL, 'a');
UPDATE member SET tags = 'c';
TABLE seen;

\echo == The trigger functions are of no use otherwise
CREATE TABLE other (id bigint, tags tagset);
CREATE TRIGGER note BEFORE INSERT ON other FOR EACH ROW EXECUTE FUNCTION audience_note('x');
INSERT INTO other VALUES (1, 'a');
DROP TRIGGER note ON other;
CREATE TRIGGER note AFTER INSERT ON other FOR EACH ROW EXECUTE FUNCTION audience_note('x');
CREATE TRIGGER empty AFTER TRUNCATE ON other FOR EACH STATEMENT EXECUTE FUNCTION audience_empty();
INSERT INTO other VALUES (1, 'a');
TRUNCATE other;
SELECT audience_note();

DROP SCHEMA audience_note CASCADE;
