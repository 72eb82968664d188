-- Who may do what with an audience, as whom the work is done, and what its owner's code can reach. Users exist in this test alone.
SET client_min_messages = warning;
CREATE ROLE audience_owner;
CREATE ROLE audience_writer;
CREATE ROLE audience_reader;
CREATE ROLE audience_nobody;
CREATE ROLE audience_chief IN ROLE audience_owner;
CREATE SCHEMA audience_rights;
GRANT USAGE ON SCHEMA audience_rights TO PUBLIC;
GRANT CREATE ON SCHEMA audience_rights TO audience_owner;
SET search_path = audience_rights, public;

\echo == Only the owner of the table makes one, or a member of the owner, or a superuser; its tables belong to the owner
SET ROLE audience_owner;
CREATE TABLE member (id bigint PRIMARY KEY, region text, tags tagset);
INSERT INTO member VALUES (1, 'n', 'a'), (2, 's', 'b'), (3, 's', 'a, b');
GRANT ALL ON member TO audience_nobody;
SET ROLE audience_nobody;
SELECT audience_create('member', 'id', 'tags');
SELECT audience_create('pg_class', 'oid', 'relname');
SET ROLE audience_chief;
SELECT audience_create('member', 'id', 'tags');
SELECT relname, relowner::regrole FROM pg_class WHERE relnamespace = 'audience_rights'::regnamespace AND relkind = 'r' ORDER BY 1;
SELECT audience_drop('member_audience');
RESET ROLE;
REVOKE ALL ON member FROM audience_nobody;
SELECT audience_create('member', 'id', 'tags');
SELECT DISTINCT relowner::regrole FROM pg_class WHERE relnamespace = 'audience_rights'::regnamespace AND relkind = 'r';
SELECT audience_drop('member_audience');
\echo -- the owner needs CREATE on the schema, even if a superuser asks
REVOKE CREATE ON SCHEMA audience_rights FROM audience_owner;
SELECT audience_create('member', 'id', 'tags');
GRANT CREATE ON SCHEMA audience_rights TO audience_owner;

\echo == Default privileges grant nothing on the copy
ALTER DEFAULT PRIVILEGES FOR ROLE audience_owner IN SCHEMA audience_rights GRANT ALL ON TABLES TO audience_nobody, PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE audience_owner REVOKE SELECT ON TABLES FROM audience_owner;
SET ROLE audience_owner;
SELECT audience_create('member', 'id', 'tags');
SELECT audience_count('member_audience', 'a');
RESET ROLE;
SELECT relname, r, has_table_privilege(r, c.oid, 'SELECT'), has_table_privilege(r, c.oid, 'INSERT')
FROM pg_class c, unnest(ARRAY['audience_owner', 'audience_nobody']) AS r WHERE relnamespace = 'audience_rights'::regnamespace AND relname LIKE 'member\_audience%' AND relkind = 'r' ORDER BY 1, 2 DESC;
ALTER DEFAULT PRIVILEGES FOR ROLE audience_owner IN SCHEMA audience_rights REVOKE ALL ON TABLES FROM audience_nobody, PUBLIC;
ALTER DEFAULT PRIVILEGES FOR ROLE audience_owner GRANT SELECT ON TABLES TO audience_owner;

\echo == A writer of the table needs nothing else, and sees nothing of the copy
GRANT SELECT, INSERT, UPDATE, DELETE, TRUNCATE ON member TO audience_writer;
SET ROLE audience_writer;
INSERT INTO member VALUES (4, 'n', 'c');
UPDATE member SET tags = 'c' WHERE id = 1;
DELETE FROM member WHERE id = 2;
SELECT count(*) FROM member_audience_pending;
SELECT audience_count('member_audience', 'c');
SELECT audience_ids('member_audience', 'c');
SELECT * FROM audience_counts('member_audience');
SELECT * FROM audience_problems('member_audience');
CALL audience_compact('member_audience');
SELECT audience_rebuild('member_audience');
SELECT audience_drop('member_audience');
BEGIN;
TRUNCATE member;
ROLLBACK;
SELECT * FROM audience_status();
RESET ROLE;
SELECT audience_ids('member_audience', 'c'), audience_ids('member_audience', '!c');

\echo == A reader of the four tables asks, and does no more
GRANT SELECT ON member_audience, member_audience_tags, member_audience_members TO audience_reader;
SET ROLE audience_reader;
SELECT audience_count('member_audience', 'c');
RESET ROLE;
GRANT SELECT ON member_audience_pending TO audience_reader;
SET ROLE audience_reader;
SELECT audience_count('member_audience', 'c'), (SELECT count(*) FROM audience_counts('member_audience'));
SELECT audience, members, pending, bytes > 0 AS bytes FROM audience_status();
CALL audience_compact('member_audience');
SELECT audience_rebuild('member_audience');
SELECT audience_drop('member_audience');
SELECT * FROM audience_problems('member_audience');
RESET ROLE;
REVOKE SELECT ON member_audience_tags FROM audience_reader;
SET ROLE audience_reader;
SELECT audience_count('member_audience', 'c');
RESET ROLE;
GRANT SELECT ON member_audience_tags TO audience_reader;

\echo == Whoever may not read a table does not wait for it, nor make others wait
BEGIN;
SET LOCAL ROLE audience_nobody;
SAVEPOINT s;
SELECT audience_count('member_audience', 'c');
ROLLBACK TO s;
SELECT audience_drop('member_audience');
ROLLBACK TO s;
RESET ROLE;
SELECT count(*) FROM pg_locks WHERE pid = pg_backend_pid() AND relation IN ('member'::regclass, 'member_audience'::regclass, 'member_audience_tags'::regclass);
ROLLBACK;

\echo == Row security: of the table, or of the copy, keeps a reader out to whom it applies; a function of the owner lets them ask
ALTER TABLE member ENABLE ROW LEVEL SECURITY;
SET ROLE audience_reader;
SELECT audience_count('member_audience', 'c');
SELECT members FROM audience_status();
SET ROLE audience_owner;
SELECT audience_count('member_audience', 'c');
CREATE FUNCTION ask(query text) RETURNS bigint LANGUAGE sql SECURITY DEFINER SET search_path = audience_rights, public, pg_temp
    AS $$SELECT audience_count('member_audience', query)$$;
SET ROLE audience_reader;
SELECT ask('c');
RESET ROLE;
SELECT audience_count('member_audience', 'c');
ALTER TABLE member DISABLE ROW LEVEL SECURITY;
ALTER TABLE member_audience_pending ENABLE ROW LEVEL SECURITY;
SET ROLE audience_reader;
SELECT audience_count('member_audience', 'c');
RESET ROLE;
ALTER TABLE member_audience_pending DISABLE ROW LEVEL SECURITY;

\echo == Row security that is forced on the owner takes no row from what is made, noted, compacted, rebuilt and compared
SET ROLE audience_owner;
CREATE POLICY north ON member USING (region = 'n');
ALTER TABLE member ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
SELECT count(*) FROM member;
SELECT audience_create('member', 'id', 'tags', 'forced');
RESET ROLE;
SELECT audience_ids('forced', '!z');
ALTER TABLE member_audience_pending ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY nothing ON member_audience_pending USING (false);
SET ROLE audience_owner;
UPDATE member SET tags = 'd' WHERE id = 1;
CALL audience_compact('member_audience');
SELECT audience_rebuild('member_audience');
SELECT audience_count('member_audience', 'c');
RESET ROLE;
SELECT audience_ids('member_audience', '!z'), (SELECT count(*) FROM audience_problems('member_audience')), (SELECT count(*) FROM member_audience_pending);
ALTER TABLE member_audience_pending DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
ALTER TABLE member DISABLE ROW LEVEL SECURITY, NO FORCE ROW LEVEL SECURITY;
DROP POLICY nothing ON member_audience_pending;
SELECT audience_drop('forced');

\echo == Code of the owner runs as the owner, whoever calls: triggers on the four tables, checks, defaults
CREATE TABLE log (what text, who name);
GRANT INSERT, SELECT ON log TO PUBLIC;
SET ROLE audience_owner;
CREATE FUNCTION who() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN INSERT INTO audience_rights.log VALUES (tg_table_name, current_user); RETURN coalesce(new, old); END$$;
CREATE TRIGGER who BEFORE INSERT OR UPDATE OR DELETE ON member_audience_pending FOR EACH ROW EXECUTE FUNCTION who();
CREATE TRIGGER who BEFORE INSERT OR UPDATE OR DELETE ON member_audience_tags FOR EACH ROW EXECUTE FUNCTION who();
CREATE TRIGGER who BEFORE INSERT OR UPDATE OR DELETE ON member_audience_members FOR EACH ROW EXECUTE FUNCTION who();
CREATE TRIGGER who_all BEFORE TRUNCATE ON member_audience_members FOR EACH STATEMENT EXECUTE FUNCTION who();
CREATE FUNCTION checked(bigint) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN INSERT INTO audience_rights.log VALUES ('check', current_user); RETURN true; END$$;
ALTER TABLE member_audience_pending ADD CHECK (checked(id));
RESET ROLE;
UPDATE member SET tags = 'e' WHERE id = 3;
CALL audience_compact('member_audience');
SELECT audience_rebuild('member_audience');
TRUNCATE member;
SELECT what, who, count(*) > 0 AS ran FROM log GROUP BY 1, 2 ORDER BY 1, 2;
INSERT INTO member VALUES (1, 'n', 'a'), (2, 's', 'b');
\echo -- and gains nothing: no other role, no trigger that waits for the commit, no table in the temporary schema of the caller
SET ROLE audience_owner;
CREATE OR REPLACE FUNCTION who() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RESET ROLE; RETURN coalesce(new, old); END$$;
RESET ROLE;
UPDATE member SET tags = 'f' WHERE id = 1;
SET ROLE audience_owner;
CREATE OR REPLACE FUNCTION who() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN SET SESSION AUTHORIZATION DEFAULT; RETURN coalesce(new, old); END$$;
RESET ROLE;
UPDATE member SET tags = 'f' WHERE id = 1;
SET ROLE audience_owner;
CREATE OR REPLACE FUNCTION who() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN CREATE TEMP TABLE mine (); RETURN coalesce(new, old); END$$;
RESET ROLE;
UPDATE member SET tags = 'f' WHERE id = 1;
SET ROLE audience_owner;
CREATE OR REPLACE FUNCTION who() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN PERFORM set_config('search_path', 'audience_rights', false); RETURN coalesce(new, old); END$$;
CREATE CONSTRAINT TRIGGER waits AFTER INSERT OR UPDATE ON member_audience_pending DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION who();
RESET ROLE;
UPDATE member SET tags = 'f' WHERE id = 1;
SET ROLE audience_owner;
DROP TRIGGER waits ON member_audience_pending;
DROP TRIGGER who ON member_audience_pending;
RESET ROLE;
UPDATE member SET tags = 'f' WHERE id = 1;
\echo -- a trigger cannot swallow what is written either
SET ROLE audience_owner;
CREATE FUNCTION swallow() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RETURN NULL; END$$;
CREATE TRIGGER swallow BEFORE INSERT OR UPDATE OR DELETE ON member_audience_pending FOR EACH ROW EXECUTE FUNCTION swallow();
RESET ROLE;
UPDATE member SET tags = 'a' WHERE id = 1;
DELETE FROM member WHERE id = 1;
SELECT audience_rebuild('member_audience');
DROP TRIGGER swallow ON member_audience_pending;

\echo == A trigger of another role is refused: TRIGGER would be a right to all that the owner may do
RESET ROLE;
GRANT TRIGGER ON member_audience_pending, member_audience_tags TO audience_writer;
GRANT CREATE ON SCHEMA audience_rights TO audience_writer;
SET ROLE audience_writer;
CREATE FUNCTION theirs() RETURNS trigger LANGUAGE plpgsql AS $$BEGIN RAISE WARNING 'as %', current_user; RETURN NEW; END$$;
CREATE FUNCTION theirs(id bigint) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN RAISE WARNING 'as %', current_user; RETURN true; END$$;
CREATE TRIGGER theirs BEFORE INSERT ON member_audience_pending FOR EACH ROW EXECUTE FUNCTION theirs();
INSERT INTO member VALUES (77, 'n', 'c');
RESET ROLE;
DROP TRIGGER theirs ON member_audience_pending;
SET ROLE audience_writer;
CREATE TRIGGER theirs BEFORE INSERT ON member_audience_pending FOR EACH ROW WHEN (theirs(NEW.id)) EXECUTE FUNCTION suppress_redundant_updates_trigger();
INSERT INTO member VALUES (77, 'n', 'c');
RESET ROLE;
DROP TRIGGER theirs ON member_audience_pending;
SET ROLE audience_writer;
CREATE TRIGGER theirs BEFORE INSERT ON member_audience_tags FOR EACH ROW EXECUTE FUNCTION theirs();
INSERT INTO member VALUES (77, 'n', 'c');
SET ROLE audience_owner;
CALL audience_compact('member_audience');
SELECT audience_rebuild('member_audience');
SELECT audience_count('member_audience', 'c') > 0 AS asks;
RESET ROLE;
DROP TRIGGER theirs ON member_audience_tags;
DELETE FROM member WHERE id = 77;
DROP FUNCTION theirs(), theirs(bigint);
GRANT REFERENCES ON member_audience_pending TO audience_writer;
SET ROLE audience_writer;
CREATE TABLE theirs (id bigint REFERENCES member_audience_pending ON DELETE SET NULL);
SET ROLE audience_owner;
CALL audience_compact('member_audience');
SET ROLE audience_writer;
DROP TABLE theirs;
RESET ROLE;
REVOKE ALL ON SCHEMA audience_rights FROM audience_writer;
GRANT USAGE ON SCHEMA audience_rights TO audience_writer;
REVOKE TRIGGER, REFERENCES ON member_audience_pending, member_audience_tags FROM audience_writer;
SHOW search_path;
SELECT current_user = session_user AS same;

\echo == The search_path of the caller is not used: look-alikes of operators and functions
CREATE SCHEMA audience_lookalikes;
GRANT USAGE ON SCHEMA audience_lookalikes TO PUBLIC;
CREATE FUNCTION audience_lookalikes.never(bigint, bigint) RETURNS boolean LANGUAGE plpgsql AS $$BEGIN RAISE EXCEPTION 'look-alike called'; END$$;
CREATE OPERATOR audience_lookalikes.= (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = audience_lookalikes.never);
CREATE OPERATOR audience_lookalikes.>= (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = audience_lookalikes.never);
CREATE OPERATOR audience_lookalikes.<= (LEFTARG = bigint, RIGHTARG = bigint, FUNCTION = audience_lookalikes.never);
CREATE TABLE audience_lookalikes.member_audience_pending (id bigint PRIMARY KEY, tags tagset);
SET search_path = audience_lookalikes, audience_rights, public, pg_catalog;
UPDATE audience_rights.member SET tags = 'g, h' WHERE region = 'n';
CALL audience_compact('audience_rights.member_audience');
SELECT audience_rebuild('audience_rights.member_audience');
SELECT audience_ids('audience_rights.member_audience', 'g');
SET search_path = audience_rights, public;
DROP SCHEMA audience_lookalikes CASCADE;

\echo == The table gets another owner: changes are noted, but the former owner makes no new copy without a right to read
CREATE ROLE audience_heir;
ALTER TABLE member OWNER TO audience_heir;
INSERT INTO member VALUES (9, 'n', 'h');
SELECT audience, source, owner, problem FROM audience_status();
SET ROLE audience_owner;
SELECT audience_count('member_audience', 'h');
CALL audience_compact('member_audience');
SELECT audience_rebuild('member_audience');
RESET ROLE;
GRANT SELECT ON member TO audience_owner;
SELECT audience_rebuild('member_audience');
ALTER TABLE member ENABLE ROW LEVEL SECURITY;
SELECT audience_rebuild('member_audience');
ALTER TABLE member DISABLE ROW LEVEL SECURITY;
ALTER TABLE member_audience OWNER TO audience_heir;
SELECT audience_count('member_audience', 'h');
INSERT INTO member VALUES (10, 'n', 'h');
ALTER TABLE member_audience_tags OWNER TO audience_heir;
ALTER TABLE member_audience_members OWNER TO audience_heir;
ALTER TABLE member_audience_pending OWNER TO audience_heir;
INSERT INTO member VALUES (10, 'n', 'h');
SELECT audience_ids('member_audience', 'h');
\echo -- the former owner of the table drops an audience that is still theirs, triggers included
ALTER TABLE member_audience OWNER TO audience_owner;
ALTER TABLE member_audience_tags OWNER TO audience_owner;
ALTER TABLE member_audience_members OWNER TO audience_owner;
ALTER TABLE member_audience_pending OWNER TO audience_owner;
SET ROLE audience_owner;
SELECT audience_drop('member_audience');
RESET ROLE;
SELECT count(*) FROM pg_trigger WHERE tgrelid = 'member'::regclass;

\echo == Functions in predicates of indexes, which PostgreSQL evaluates when it looks at an index, do not run as the caller
SET client_min_messages = notice;
SET ROLE audience_owner;
CREATE FUNCTION tell_user(integer) RETURNS boolean LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  IF current_user <> 'audience_owner' THEN RAISE NOTICE 'a function of audience_owner runs as somebody else'; END IF;
  RETURN true;
END $$;
CREATE TABLE partial (id bigint NOT NULL, tags tagset);
CREATE UNIQUE INDEX partial_first ON partial (id) WHERE audience_rights.tell_user(1);
ALTER TABLE partial ADD PRIMARY KEY (id);
RESET ROLE;
SELECT audience_create('partial', 'id', 'tags');
SELECT * FROM audience_problems('partial_audience');
\echo -- nor those of the former owner of a table as its new owner
SET ROLE audience_owner;
DROP INDEX partial_first;
ALTER TABLE partial_audience_pending DROP CONSTRAINT partial_audience_pending_pkey;
CREATE UNIQUE INDEX ON partial_audience_pending (id) WHERE audience_rights.tell_user(1);
ALTER TABLE partial_audience_pending ADD PRIMARY KEY (id);
RESET ROLE;
ALTER TABLE partial OWNER TO audience_heir;
GRANT USAGE ON SCHEMA audience_rights TO audience_heir;
SET ROLE audience_heir;
INSERT INTO partial VALUES (1, 'a');
RESET ROLE;
SELECT audience_count('partial_audience', 'a');
SET client_min_messages = warning;

DROP SCHEMA audience_rights CASCADE;
DROP OWNED BY audience_owner, audience_writer, audience_reader, audience_nobody, audience_chief, audience_heir;
DROP ROLE audience_owner, audience_writer, audience_reader, audience_nobody, audience_chief, audience_heir;
