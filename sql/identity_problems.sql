-- identity_problems: what the owner of a graph can break with plain SQL is found, and identity_resolve mends it.
\set ECHO queries
SET timezone = 'UTC';
SET client_min_messages = warning;

SELECT identity_create('crm', most => 50);
INSERT INTO crm_kind (kind, priority, per_person, shared_above) VALUES ('member', 1, 1, NULL), ('email', 2, 2, 3), ('cookie', 3, NULL, 3);
CREATE FUNCTION pg_temp.events() RETURNS bigint LANGUAGE sql AS $$
    SELECT count(identity_see('crm', i::jsonb, '2026-11-20Z'::timestamptz + n * interval '1 hour', 'test'))
    FROM (VALUES (1, '{"member": "M1", "email": "a@x"}'), (2, '{"member": "M1", "cookie": "c1"}'), (3, '{"member": "M2", "cookie": "c1"}'), (4, '{"member": "M2", "cookie": "c2"}'), (5, '{"cookie": ["c3", "c4"]}'),
                 (6, '{"member": "K1", "email": "info@x"}'), (7, '{"member": "K2", "email": "info@x"}'), (8, '{"member": "K3", "email": "info@x"}'), (9, '{"member": "K4", "email": "info@x"}'), (10, '{"cookie": "alone"}')) AS e (n, i) $$;
SELECT pg_temp.events();
UPDATE crm_identifier SET tags = 'a[weight=0.5], b' WHERE value = 'a@x';
UPDATE crm_identifier SET tags = 'a[since=2026-01-01T00:00:00Z], c' WHERE value = 'M1';
SELECT id, kind, value, person, shared FROM crm_identifier ORDER BY id;

\echo
\echo == None
SELECT * FROM identity_problems('crm');

-- breaks the graph by a statement, looks for problems, has identity_resolve mend it, and looks again
CREATE FUNCTION broken(statement text) RETURNS SETOF identity_problem LANGUAGE plpgsql AS $$
BEGIN
    EXECUTE statement;
    RETURN QUERY SELECT * FROM identity_problems('crm');
    PERFORM identity_resolve('crm');
    RETURN QUERY SELECT problem || ' (still)', identifier, link, person, detail FROM identity_problems('crm');
END $$;

\echo
\echo == An identifier in the wrong person: neither crm_person nor the history say so
SELECT * FROM broken('UPDATE crm_identifier SET person = id WHERE value = ''a@x''');
SELECT * FROM broken('UPDATE crm_identifier SET person = 1 WHERE value = ''alone''');
SELECT * FROM broken('UPDATE crm_identifier SET person = 99 WHERE value IN (''c3'', ''c4'')');

\echo
\echo == Shared or not
SELECT * FROM broken('UPDATE crm_identifier SET shared = true WHERE value = ''a@x''');
SELECT * FROM broken('UPDATE crm_identifier SET shared = false WHERE value = ''info@x''');

\echo
\echo == Links that were deleted, inserted, ended or changed
SELECT * FROM broken('UPDATE crm_link SET last = ''2026-11-22Z'' WHERE a = 1 AND b = 3');
SELECT * FROM broken('DELETE FROM crm_link WHERE id = 2');
SELECT * FROM broken('INSERT INTO crm_link (a, b, at, last, source) SELECT x.id, y.id, ''2026-11-21Z'', ''2026-11-21Z'', ''by hand'' FROM crm_identifier AS x, crm_identifier AS y WHERE x.value = ''K1'' AND y.value = ''alone''');
SELECT * FROM broken('UPDATE crm_link SET ended_at = now() WHERE source = ''by hand''');
SELECT * FROM broken('DELETE FROM crm_link WHERE id = (SELECT max(l.id) FROM crm_link AS l JOIN crm_identifier AS i ON i.id = l.b WHERE value = ''info@x'')');

\echo
\echo == Rows of crm_person
SELECT * FROM broken('DELETE FROM crm_person WHERE person = 1');
SELECT * FROM broken('INSERT INTO crm_person VALUES (99, '''', 1, false), (2, '''', 1, false)');
SELECT * FROM broken('UPDATE crm_person SET tags = tags || ''x'' WHERE person = 1');
SELECT * FROM broken('UPDATE crm_person SET identifiers = 7, known = NOT known');

\echo
\echo == The history
SELECT * FROM broken('DELETE FROM crm_history WHERE identifier = 2');
SELECT * FROM broken('UPDATE crm_history SET person = 99 WHERE identifier = 2 AND until IS NULL');
SELECT * FROM broken('UPDATE crm_history SET until = ''2100-01-01Z'' WHERE identifier = 2 AND until IS NULL');
SELECT * FROM broken('INSERT INTO crm_history SELECT id, 1, ''2026-01-01Z'' FROM crm_identifier WHERE value = ''alone''');
SELECT * FROM broken('INSERT INTO crm_history VALUES (2, 4, ''2020-01-01Z'', ''2020-03-01Z''), (2, 5, ''2020-02-01Z'', ''2020-04-01Z'')');
SELECT * FROM broken('INSERT INTO crm_history VALUES (99, 1, ''2026-01-01Z'')');

\echo
\echo == Limits that changed
SELECT * FROM broken('UPDATE crm_kind SET per_person = 2 WHERE kind = ''member''');
SELECT * FROM broken('UPDATE crm_kind SET per_person = 1, shared_above = NULL WHERE kind <> ''cookie''');
SELECT * FROM broken('UPDATE crm SET prefer = ''first'', most = 2');
SELECT * FROM broken('UPDATE crm SET prefer = ''last'', most = 50');

\echo
\echo == Identifiers that were deleted: their links are left, which only their owner can delete
SELECT * FROM broken('DELETE FROM crm_identifier WHERE value = ''c3''');
DELETE FROM crm_link USING identity_problems('crm') AS p WHERE p.link = crm_link.id;
SELECT * FROM identity_problems('crm');

\echo
\echo == What constraints keep out, after they were dropped: only the owner can put it right
ALTER TABLE crm_link DROP CONSTRAINT crm_link_check, DROP CONSTRAINT crm_link_check1, DROP CONSTRAINT crm_link_check2;
ALTER TABLE crm_history DROP CONSTRAINT crm_history_check, DROP CONSTRAINT crm_history_check1;
SELECT * FROM broken('INSERT INTO crm_link (a, b, at, last, source) VALUES (1, 1, ''2026-01-02Z'', ''2026-01-01Z'', ''x''), (1, 2, ''-infinity'', ''2026-01-01Z'', ''x'')');
DELETE FROM crm_link WHERE source = 'x';
SELECT * FROM broken('INSERT INTO crm_history VALUES (1, 1, ''2020-01-02Z'', ''2020-01-01Z'')');
SELECT identity_drop('crm');

\echo
\echo == 20,000 links that were loaded plainly, then resolved
SELECT identity_create('bulk');
INSERT INTO bulk_kind (kind, priority, per_person) VALUES ('member', 1, 1), ('cookie', 2, NULL);
INSERT INTO bulk_identifier (kind, value) SELECT 'member', i FROM generate_series(1, 5000) AS i;
INSERT INTO bulk_identifier (kind, value) SELECT 'cookie', i FROM generate_series(1, 10000) AS i;
INSERT INTO bulk_link (a, b, at, last, source) SELECT 1 + (i * 7919) % 5000, 5001 + (i / 2) % 10000, t, t, 'load' FROM generate_series(1, 20000) AS i, LATERAL (SELECT '2026-01-01Z'::timestamptz + i % 977 * interval '1 minute' AS t) AS t;
SELECT problem, count(*) FROM identity_problems('bulk') GROUP BY problem ORDER BY problem;
SELECT identity_resolve('bulk') AS moved;
SELECT problem, count(*) FROM identity_problems('bulk') GROUP BY problem ORDER BY problem;
SELECT identity_drop('bulk');
DROP FUNCTION broken;
