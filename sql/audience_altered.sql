-- What an owner can do to the tables and triggers of an audience: an error says so, and no answer is wrong.
SET client_min_messages = warning;
CREATE ROLE audience_altered_mallory;
CREATE SCHEMA audience_altered;
GRANT ALL ON SCHEMA audience_altered TO audience_altered_mallory;
SET search_path = audience_altered, public;
CREATE TABLE member (id bigint PRIMARY KEY, tags tagset);
INSERT INTO member VALUES (1, 'a'), (2, 'b');
SELECT audience_create('member', 'id', 'tags'), audience_create('member', 'id', 'tags', 'twin');

-- asks, rebuilds and writes, and tells the errors: their details, or else their messages
CREATE FUNCTION ask() RETURNS TABLE (did text, error text) LANGUAGE plpgsql AS
$$BEGIN
    FOR did, error IN VALUES ('count', 'SELECT audience_count(''member_audience'', ''a'')'), ('counts', 'SELECT count(*) FROM audience_counts(''member_audience'')'),
        ('rebuild', 'SELECT audience_rebuild(''member_audience'')'), ('write', 'INSERT INTO member VALUES (3, ''c'')') LOOP
        BEGIN
            EXECUTE error;
            RAISE EXCEPTION USING ERRCODE = 'ZZZZZ';
        EXCEPTION WHEN SQLSTATE 'ZZZZZ' THEN CONTINUE; WHEN OTHERS THEN
            GET STACKED DIAGNOSTICS error = PG_EXCEPTION_DETAIL;
            error := sqlstate || ' ' || coalesce(nullif(error, ''), sqlerrm);
            RETURN NEXT;
        END;
    END LOOP;
END$$;
SELECT * FROM ask();

\echo == No audience: other relations, and a copy of a definition
SELECT audience_count('member', 'a');
SELECT audience_count('member_pkey', 'a');
SELECT audience_count('pg_class', 'a');
SELECT audience_count(0, 'a');
SELECT audience_count(4000000000, 'a');
SELECT audience_rebuild('member');
CALL audience_compact('member');
SELECT audience_drop('member');
SELECT audience_drop(4000000000);
SELECT * FROM audience_counts('member_audience_tags');
SELECT * FROM audience_problems('member');
CREATE TABLE fake AS TABLE member_audience;
SELECT audience_count('fake', 'a');
SELECT audience, source, problem FROM audience_status() ORDER BY audience::text;
DROP TABLE fake;

\echo == The definition: no row, two rows, other numbers
BEGIN;
DELETE FROM member_audience;
SELECT * FROM ask();
SELECT audience, problem FROM audience_status() ORDER BY audience::text;
SELECT audience_drop('member_audience');
SELECT relname FROM pg_class WHERE relnamespace = 'audience_altered'::regnamespace AND relname LIKE 'member\_%' ORDER BY 1;
ROLLBACK;
BEGIN;
INSERT INTO member_audience SELECT 2, chunk_bits, tags_table, members_table, pending_table FROM member_audience;
SELECT * FROM ask();
ROLLBACK;
BEGIN;
UPDATE member_audience SET layout = 2;
SELECT * FROM ask();
ROLLBACK;
BEGIN;
UPDATE member_audience SET chunk_bits = 63;
SELECT * FROM ask();
ROLLBACK;
BEGIN;
ALTER TABLE member_audience ALTER chunk_bits DROP NOT NULL;
UPDATE member_audience SET chunk_bits = NULL;
SELECT * FROM ask();
ROLLBACK;

\echo == The definition names other tables: of another audience, of none, views, gone
BEGIN;
UPDATE member_audience SET pending_table = 'twin_pending';
SELECT * FROM ask();
ROLLBACK;
BEGIN;
UPDATE member_audience SET tags_table = 'member';
SELECT * FROM ask();
ROLLBACK;
BEGIN;
UPDATE member_audience SET members_table = 4000000000;
SELECT * FROM ask();
ROLLBACK;
BEGIN;
CREATE VIEW v AS TABLE member_audience_tags;
UPDATE member_audience SET tags_table = 'v';
SELECT * FROM ask();
SELECT audience_drop('member_audience');
ROLLBACK;
BEGIN;
DROP TABLE member_audience_members;
SELECT * FROM ask();
SELECT audience_drop('member_audience');
ROLLBACK;

\echo == The tables: another owner, another shape, unlogged, without their keys
BEGIN;
ALTER TABLE member_audience_tags OWNER TO audience_altered_mallory;
SELECT * FROM ask();
ROLLBACK;
BEGIN;
ALTER TABLE member_audience_members RENAME rows TO lines;
SELECT * FROM ask();
ROLLBACK;
BEGIN;
ALTER TABLE member_audience_tags ALTER rows TYPE bigint;
SELECT * FROM ask();
ROLLBACK;
BEGIN;
ALTER TABLE member_audience_pending DROP COLUMN tags, ADD COLUMN tags tagset;
SELECT * FROM ask();
ROLLBACK;
BEGIN;
ALTER TABLE member_audience_tags SET UNLOGGED;
SELECT * FROM ask();
ROLLBACK;
BEGIN;
ALTER TABLE member_audience_pending DROP CONSTRAINT member_audience_pending_pkey;
SELECT * FROM ask();
ROLLBACK;
BEGIN;
ALTER TABLE member_audience_tags ADD COLUMN more text, ADD CHECK (rows > 0);
SELECT * FROM ask();
ROLLBACK;
BEGIN;
CREATE RULE nothing AS ON INSERT TO member_audience_pending DO INSTEAD NOTHING;
SELECT * FROM ask();
ROLLBACK;
BEGIN;
CREATE RULE nothing AS ON DELETE TO member_audience_tags DO INSTEAD NOTHING;
SELECT * FROM ask();
ROLLBACK;

\echo == The triggers: disabled, dropped, doubled, changed, swapped
BEGIN;
ALTER TABLE member DISABLE TRIGGER member_audience_note;
SELECT * FROM ask();
SELECT audience, problem FROM audience_status() ORDER BY audience::text;
ROLLBACK;
BEGIN;
ALTER TABLE member ENABLE REPLICA TRIGGER member_audience_note;
SELECT * FROM ask();
ROLLBACK;
BEGIN;
ALTER TABLE member ENABLE ALWAYS TRIGGER member_audience_note;
SELECT * FROM ask();
ROLLBACK;
BEGIN;
ALTER TABLE member DISABLE TRIGGER member_audience_empty;
SELECT * FROM ask();
ROLLBACK;
BEGIN;
DROP TRIGGER member_audience_note ON member;
SELECT * FROM ask();
SELECT audience_drop('member_audience');
SELECT relname FROM pg_class WHERE relnamespace = 'audience_altered'::regnamespace AND relname LIKE 'member\_%' ORDER BY 1;
ROLLBACK;
BEGIN;
DROP TRIGGER member_audience_empty ON member;
SELECT * FROM ask();
ROLLBACK;
BEGIN;
DROP TRIGGER member_audience_hold ON member;
SELECT * FROM ask();
SELECT audience_drop('member_audience');
ROLLBACK;
BEGIN;
CREATE CONSTRAINT TRIGGER again AFTER INSERT OR UPDATE OR DELETE ON member FROM member_audience_pending FOR EACH ROW EXECUTE FUNCTION audience_note('member_audience');
SELECT * FROM ask();
ROLLBACK;
BEGIN;
CREATE CONSTRAINT TRIGGER again AFTER UPDATE OF id, tags ON member FROM member_audience FOR EACH ROW WHEN (false) EXECUTE FUNCTION audience_hold('member_audience');
SELECT * FROM ask();
ROLLBACK;
BEGIN;
DROP TRIGGER member_audience_note ON member;
CREATE CONSTRAINT TRIGGER later AFTER INSERT OR UPDATE OR DELETE ON member FROM member_audience_pending DEFERRABLE FOR EACH ROW EXECUTE FUNCTION audience_note('member_audience');
SELECT * FROM ask();
ROLLBACK;
BEGIN;
DROP TRIGGER member_audience_note ON member;
CREATE CONSTRAINT TRIGGER less AFTER INSERT OR UPDATE ON member FROM member_audience_pending FOR EACH ROW EXECUTE FUNCTION audience_note('member_audience');
SELECT * FROM ask();
ROLLBACK;
BEGIN;
DROP TRIGGER member_audience_note ON member;
CREATE CONSTRAINT TRIGGER sometimes AFTER INSERT OR UPDATE OR DELETE ON member FROM member_audience_pending FOR EACH ROW WHEN (true) EXECUTE FUNCTION audience_note('member_audience');
SELECT * FROM ask();
ROLLBACK;
BEGIN;
DROP TRIGGER member_audience_note ON member;
CREATE CONSTRAINT TRIGGER elsewhere AFTER INSERT OR UPDATE OR DELETE ON member FROM twin_pending FOR EACH ROW EXECUTE FUNCTION audience_note('member_audience');
SELECT * FROM ask();
ROLLBACK;
BEGIN;
DROP TRIGGER member_audience_hold ON member;
CREATE CONSTRAINT TRIGGER no_argument AFTER UPDATE OF id, tags ON member FROM member_audience FOR EACH ROW WHEN (false) EXECUTE FUNCTION audience_hold();
SELECT * FROM ask();
ROLLBACK;
BEGIN;
DROP TRIGGER member_audience_hold ON member;
CREATE CONSTRAINT TRIGGER columns AFTER UPDATE OF tags, id ON member FROM member_audience FOR EACH ROW WHEN (false) EXECUTE FUNCTION audience_hold('member_audience');
SELECT * FROM ask();
ROLLBACK;
BEGIN;
DROP TRIGGER member_audience_hold ON member;
CREATE CONSTRAINT TRIGGER columns AFTER UPDATE OF id ON member FROM member_audience FOR EACH ROW WHEN (false) EXECUTE FUNCTION audience_hold('member_audience');
SELECT * FROM ask();
ROLLBACK;

\echo == A function of the same name is not ours
BEGIN;
CREATE FUNCTION audience_hold() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$;
DROP TRIGGER member_audience_hold ON member;
CREATE CONSTRAINT TRIGGER member_audience_hold AFTER UPDATE OF id, tags ON member FROM member_audience FOR EACH ROW WHEN (false) EXECUTE FUNCTION audience_altered.audience_hold('member_audience');
SELECT * FROM ask();
ROLLBACK;

\echo == Nobody writes or empties tables of others through an audience
SET ROLE audience_altered_mallory;
CREATE TABLE mine (id bigint PRIMARY KEY, tags tagset);
SELECT audience_create('mine', 'id', 'tags');
UPDATE mine_audience SET tags_table = 'member_audience_tags', members_table = 'member_audience_members', pending_table = 'member_audience_pending';
INSERT INTO mine VALUES (1, 'x');
SELECT audience_count('mine_audience', 'x');
CALL audience_compact('mine_audience');
SELECT audience_rebuild('mine_audience');
TRUNCATE mine;
CREATE CONSTRAINT TRIGGER attack AFTER INSERT OR UPDATE OR DELETE ON mine FROM member_audience_pending FOR EACH ROW EXECUTE FUNCTION audience_note('mine_audience');
SELECT audience_drop('mine_audience');
SELECT relname FROM pg_class WHERE relnamespace = 'audience_altered'::regnamespace AND relname LIKE 'mine%' ORDER BY 1;
RESET ROLE;
SELECT audience_count('member_audience', 'a'), (SELECT count(*) FROM member_audience_pending);
\echo -- not even with the right to make triggers
GRANT TRIGGER ON member_audience_pending, member_audience, member TO audience_altered_mallory;
SET ROLE audience_altered_mallory;
CREATE CONSTRAINT TRIGGER attack AFTER INSERT OR UPDATE OR DELETE ON mine FROM member_audience_pending FOR EACH ROW EXECUTE FUNCTION audience_note('attack');
CREATE TABLE definition (layout integer PRIMARY KEY, chunk_bits integer, tags_table regclass, members_table regclass, pending_table regclass);
CREATE CONSTRAINT TRIGGER attack_hold AFTER UPDATE OF id, tags ON mine FROM definition FOR EACH ROW WHEN (false) EXECUTE FUNCTION audience_hold('attack');
INSERT INTO mine VALUES (2, 'x');
\echo -- nor drop the triggers of an audience of others with one of their own
CREATE CONSTRAINT TRIGGER attack_hold AFTER UPDATE OF id, tags ON member FROM definition FOR EACH ROW WHEN (false) EXECUTE FUNCTION audience_hold('member_audience');
SELECT audience_drop('definition');
RESET ROLE;
SELECT tgname FROM pg_trigger WHERE tgrelid = 'member'::regclass ORDER BY 1;
SELECT audience_count('member_audience', 'a');

DROP SCHEMA audience_altered CASCADE;
DROP ROLE audience_altered_mallory;
