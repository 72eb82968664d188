-- Asking identity graphs: identity_find, and what all functions that only read have in common.
\set ECHO queries
SET timezone = 'UTC';
SET client_min_messages = warning;

CREATE SCHEMA "Sales Dept";
SELECT identity_create('"Sales Dept"."My Graph"');
INSERT INTO "Sales Dept"."My Graph_kind" (kind, priority, per_person) VALUES ('member', 1, 1), ('e-mail', 2, NULL), ('cookie', 3, NULL);
SELECT identity_see('"Sales Dept"."My Graph"', '{"member": 4711, "e-mail": "a@x.tw", "cookie": "c1"}', '2026-11-20Z', 'crm');

\echo
\echo == identity_find: by kind and value, as they are written
SELECT identity_find('"Sales Dept"."My Graph"', 'member', '4711') AS member, identity_find('"Sales Dept"."My Graph"', 'e-mail', 'a@x.tw') AS email, identity_find('"Sales Dept"."My Graph"', 'e-mail', 'A@x.tw') AS upper_case,
       identity_find('"Sales Dept"."My Graph"', 'cookie', '4711') AS other_kind, identity_find('"Sales Dept"."My Graph"', 'phone', '1') AS no_kind;
SELECT identity_find('"Sales Dept"."My Graph"', NULL, '4711'), identity_find('"Sales Dept"."My Graph"', 'member', NULL), identity_find(NULL, 'member', '4711');
SELECT identity_find('"Sales Dept"."My Graph"', 'member' COLLATE "C", value) FROM (VALUES ('4711' COLLATE "POSIX")) AS v (value);
UPDATE "Sales Dept"."My Graph_kind" SET kind = 'account' WHERE kind = 'member';
SELECT identity_find('"Sales Dept"."My Graph"', 'account', '4711') AS renamed, identity_find('"Sales Dept"."My Graph"', 'member', '4711') AS old_name;

\echo
\echo == Not a graph, or none any more
CREATE TABLE plain (id int);
SELECT identity_find('plain', 'a', 'b');
SELECT identity_find(0::oid::regclass, 'a', 'b');
SELECT * FROM identity_problems('pg_class');

\echo
\echo == They write nothing, also in a transaction that is READ ONLY, and lock tables in ACCESS SHARE mode alone
BEGIN TRANSACTION READ ONLY;
SELECT identity_find('"Sales Dept"."My Graph"', 'account', '4711') AS found, identity_person_at('"Sales Dept"."My Graph"', 3) AS person, (SELECT count(*) FROM identity_explain('"Sales Dept"."My Graph"', 1, 3)) AS steps,
       (SELECT count(*) FROM identity_problems('"Sales Dept"."My Graph"')) AS problems;
SELECT relation::regclass, mode FROM pg_locks WHERE pid = pg_backend_pid() AND relation::regclass::text ~ 'Graph' AND mode <> 'AccessShareLock';
COMMIT;

\echo
\echo == They see what the statement sees: a cursor goes on with its snapshot
BEGIN;
DECLARE before CURSOR FOR SELECT v, identity_find('"Sales Dept"."My Graph"', 'cookie', v) AS found, identity_person_at('"Sales Dept"."My Graph"', 3, NULL) AS person, (SELECT count(*) FROM identity_explain('"Sales Dept"."My Graph"', 1, 3)) AS steps
    FROM (VALUES ('c1'), ('c2')) AS v (v);
FETCH before;
SELECT identity_see('"Sales Dept"."My Graph"', '{"cookie": "c2", "account": 12}', '2026-11-21Z', 'web') IS NOT NULL AS seen, (SELECT count(identity_unlink('"Sales Dept"."My Graph"', id)) FROM "Sales Dept"."My Graph_link" WHERE b = 3) AS ended;
FETCH before;
SELECT v, identity_find('"Sales Dept"."My Graph"', 'cookie', v) IS NOT NULL AS found, identity_person_at('"Sales Dept"."My Graph"', 3, NULL) AS person, (SELECT count(*) FROM identity_explain('"Sales Dept"."My Graph"', 1, 3)) AS steps FROM (VALUES ('c1'), ('c2')) AS v (v);
ROLLBACK;

\echo
\echo == In each row of a query, and in a function of the user
SELECT id, kind, identity_person_at('"Sales Dept"."My Graph"', id) AS person, (SELECT max(step) FROM identity_explain('"Sales Dept"."My Graph"', id, 3)) AS steps FROM "Sales Dept"."My Graph_identifier" ORDER BY id;
CREATE FUNCTION steps(bigint, bigint) RETURNS SETOF identity_step LANGUAGE sql STABLE AS $$ SELECT * FROM identity_explain('"Sales Dept"."My Graph"', $1, $2) $$;
SELECT step, identifier, linked_to, link, source FROM steps(1, 3);

\echo
\echo == Rights: SELECT on the identifiers to find, on the links as well for the rest; an error says nothing of a value
CREATE ROLE identity_reader_test;
GRANT USAGE ON SCHEMA "Sales Dept" TO identity_reader_test;
SET ROLE identity_reader_test;
SELECT identity_find('"Sales Dept"."My Graph"', 'account', '4711');
RESET ROLE;
GRANT SELECT ON "Sales Dept"."My Graph_identifier" TO identity_reader_test;
SET ROLE identity_reader_test;
SELECT identity_find('"Sales Dept"."My Graph"', 'account', '4711');
SELECT identity_person_at('"Sales Dept"."My Graph"', 3);
SELECT * FROM identity_explain('"Sales Dept"."My Graph"', 1, 3);
SELECT * FROM identity_problems('"Sales Dept"."My Graph"');
RESET ROLE;
GRANT SELECT ON "Sales Dept"."My Graph_link" TO identity_reader_test;
SET ROLE identity_reader_test;
SELECT identity_person_at('"Sales Dept"."My Graph"', 3), (SELECT count(*) FROM identity_explain('"Sales Dept"."My Graph"', 1, 3)) AS steps, (SELECT count(*) FROM identity_problems('"Sales Dept"."My Graph"')) AS problems;
RESET ROLE;
SELECT identity_drop('"Sales Dept"."My Graph"');
DROP FUNCTION steps;
DROP TABLE plain;
DROP SCHEMA "Sales Dept";
DROP ROLE identity_reader_test;
