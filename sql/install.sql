-- Installing and removing the extension.
\set ECHO queries

\echo == DROP EXTENSION leaves nothing behind
CREATE FUNCTION pg_temp.objects() RETURNS bigint[] LANGUAGE sql AS $$
    SELECT ARRAY[(SELECT count(*) FROM pg_proc), (SELECT count(*) FROM pg_type), (SELECT count(*) FROM pg_operator),
                 (SELECT count(*) FROM pg_cast), (SELECT count(*) FROM pg_opclass), (SELECT count(*) FROM pg_opfamily),
                 (SELECT count(*) FROM pg_amop), (SELECT count(*) FROM pg_amproc), (SELECT count(*) FROM pg_aggregate),
                 (SELECT count(*) FROM pg_description), (SELECT count(*) FROM pg_init_privs)] $$;
SELECT pg_temp.objects()::text AS installed, extnamespace::regnamespace AS home_schema FROM pg_extension WHERE extname = 'factag' \gset
DROP EXTENSION factag;
SELECT pg_temp.objects()::text AS removed \gset
SELECT count(*) AS left_in_the_schema FROM pg_type WHERE typname ~ '^_?(tagpath|tagset|tagquery)';
SELECT count(*) AS named_after_it FROM pg_proc WHERE proname ~ '^(tagpath|tagset|tagquery|factag)' OR probin ~ 'factag';

\echo
\echo == It installs beside tables and columns of such names, and these do not confuse it
CREATE TABLE tag (id int PRIMARY KEY, label text);
CREATE TABLE tags (tag int REFERENCES tag);
CREATE TABLE label (label text, tagset text, tagpath text, tagquery text);
CREATE TABLE labels (labels label[]);
CREATE EXTENSION factag SCHEMA public;
INSERT INTO label VALUES ('x', 'a, b', 'a/b', 'a & !c');
SELECT tagset::tagset @@ tagquery::tagquery AS meets, tagpath::tagpath <@ 'a' AS under, tagset_matches(tagset::tagset, tagquery) FROM label;
DROP EXTENSION factag;

\echo
\echo == And into a schema of its own
CREATE SCHEMA "Fact Tags";
CREATE EXTENSION factag SCHEMA "Fact Tags";
CREATE TABLE thing (tag "Fact Tags".tagpath, tags "Fact Tags".tagset, tagset "Fact Tags".tagset, tagquery "Fact Tags".tagquery);
INSERT INTO thing VALUES ('a/b', 'a/b, c', 'd', 'a & !d');
SELECT tag, tags, tagset, tagquery FROM thing;
SELECT "Fact Tags".tagset_matches(tags, tagquery::text), tags OPERATOR("Fact Tags".@@) tagquery AS by_operator FROM thing;
SET search_path = public, "Fact Tags";
SELECT tagset_matches(tags, 'a & !d'), tagset @@ tagquery AS by_operator, tag <@ 'a' AS under FROM thing;
RESET search_path;

\echo
\echo == While a column has one of its types it is not dropped
\set VERBOSITY terse
DROP EXTENSION factag;
DROP TABLE thing;
DROP EXTENSION factag;
\set VERBOSITY default
DROP SCHEMA "Fact Tags";
DROP TABLE tag, tags, label, labels;

\echo
\echo == A user who may create objects in the database, and is no superuser, installs it
CREATE ROLE regress_factag_user;
\set ECHO none
SELECT format('GRANT CREATE ON DATABASE %I TO regress_factag_user', current_database()) \gexec
\set ECHO queries
CREATE SCHEMA theirs AUTHORIZATION regress_factag_user;
SET ROLE regress_factag_user;
CREATE EXTENSION factag SCHEMA theirs;
SELECT extowner::regrole AS owner, extnamespace::regnamespace AS schema FROM pg_extension WHERE extname = 'factag';
SET search_path = theirs;
SELECT 'a/b, c'::tagset @@ 'a & !d' AS works;
DROP EXTENSION factag;
RESET search_path;
RESET ROLE;
DROP SCHEMA theirs;
\set ECHO none
SELECT format('REVOKE ALL ON DATABASE %I FROM regress_factag_user', current_database()) \gexec
\set ECHO queries
DROP ROLE regress_factag_user;

\echo
\echo == Installed again, it is what it was
\echo (the catalogs have as many rows as without it, and as with it)
\set ECHO none
SELECT pg_temp.objects()::text = :'removed' AS as_removed;
CREATE EXTENSION factag SCHEMA :home_schema;
SELECT pg_temp.objects()::text = :'installed' AS as_installed;
