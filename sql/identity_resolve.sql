-- identity_resolve: limits that change, and plain writes that are brought right.
SET client_min_messages = warning;
SET timezone = 'UTC';
CREATE SCHEMA identity_resolve;
SET search_path = identity_resolve, public;
SELECT identity_create('crm');
INSERT INTO crm_kind (kind, priority, per_person, shared_above) VALUES ('member', 1, 1, NULL), ('phone', 2, 2, NULL), ('email', 4, NULL, 3), ('cookie', 5, NULL, 3);
CREATE VIEW persons AS SELECT person, string_agg(kind || ' ' || value, ', ' ORDER BY id) AS identifiers FROM crm_identifier GROUP BY person ORDER BY person;
CREATE VIEW stints AS SELECT identifier, person, until IS NULL AS open FROM crm_history ORDER BY identifier, since;

\echo == A bulk load: identifiers and links written plainly, then resolved once
INSERT INTO crm_identifier (kind, value, tags) VALUES ('member', 'M1', 'status/vip'), ('member', 'M2', ''), ('phone', 'P1', ''), ('cookie', 'C1', 'browsed/flat'), ('cookie', 'C2', ''), ('email', 'e@x', '');
INSERT INTO crm_link (a, b, at, last, source)
    SELECT a, b, day, day, 'load' FROM (VALUES (1, 4, date '2026-11-01'), (2, 4, '2026-11-02'), (1, 3, '2026-11-01'), (3, 5, '2026-11-03')) l (a, b, day);
SELECT problem, identifier, detail FROM identity_problems('crm') ORDER BY 1, 2;
SELECT identity_resolve('crm');
SELECT * FROM persons;
SELECT person, tags, identifiers, known FROM crm_person ORDER BY person;
SELECT * FROM stints;
SELECT link, reason, limit_of FROM crm_refused;
-- nothing is left to do, and nothing is written
BEGIN;
SELECT identity_resolve('crm');
SELECT count(*) AS written FROM (SELECT xmin FROM crm_person UNION ALL SELECT xmin FROM crm_identifier UNION ALL SELECT xmin FROM crm_history UNION ALL SELECT xmin FROM crm) r
    WHERE xmin = pg_current_xact_id()::xid;
COMMIT;
SELECT * FROM identity_problems('crm');

\echo == per_person: a change makes the graph stale until all is resolved
UPDATE crm_kind SET per_person = 2 WHERE kind = 'member';
SELECT stale FROM crm;
SELECT identity_resolve('crm'), (SELECT stale FROM crm) AS stale_before;
SELECT stale FROM crm;
SELECT * FROM persons;
UPDATE crm_kind SET per_person = 1 WHERE kind = 'member';
SELECT identity_resolve('crm');
SELECT * FROM persons;
SELECT * FROM stints;
-- what is no change
UPDATE crm_kind SET per_person = 1, blocked_pattern = NULL WHERE kind = 'member';
SELECT stale FROM crm;

\echo == prefer first: who had the cookie first keeps it
UPDATE crm SET prefer = 'first';
SELECT identity_resolve('crm');
SELECT * FROM persons;
UPDATE crm SET prefer = 'last';
SELECT identity_resolve('crm');

\echo == most
UPDATE crm SET most = 2;
SELECT identity_resolve('crm');
SELECT * FROM persons;
SELECT link, reason, limit_of FROM crm_refused ORDER BY link;
UPDATE crm SET most = 500;
SELECT identity_resolve('crm');

\echo == priority: another first identifier, and another layer
BEGIN;
UPDATE crm_kind SET priority = 9 WHERE kind = 'member';
SELECT identity_resolve('crm');
SELECT * FROM persons;
ROLLBACK;

\echo == shared_above, both ways: cookie 4 has two neighbours
UPDATE crm_kind SET shared_above = 1 WHERE kind = 'cookie';
SELECT identity_resolve('crm');
SELECT id, person, shared FROM crm_identifier WHERE kind = 'cookie' ORDER BY id;
SELECT person FROM crm_person ORDER BY person;
SELECT link, reason, limit_of FROM crm_refused ORDER BY link;
UPDATE crm_kind SET shared_above = 2 WHERE kind = 'cookie';
SELECT identity_resolve('crm');
SELECT id, person, shared FROM crm_identifier WHERE kind = 'cookie' ORDER BY id;

\echo == Some identifiers only: their persons, and those that change with them
UPDATE crm_kind SET per_person = 2 WHERE kind = 'member';
SELECT identity_resolve('crm', ARRAY[2]), (SELECT stale FROM crm) AS stale;
SELECT * FROM persons;
SELECT identity_resolve('crm', ARRAY[2, 2, NULL, 99]);
SELECT identity_resolve('crm', '{}');
UPDATE crm_kind SET per_person = 1 WHERE kind = 'member';
SELECT identity_resolve('crm');

\echo == Plain writes: links, persons, sharing, history
INSERT INTO crm_link (a, b, at, last, source) VALUES (2, 6, '2026-11-05', '2026-11-05', 'plain');
UPDATE crm_identifier SET person = 2 WHERE id = 5;
UPDATE crm_identifier SET shared = true WHERE id = 3;
UPDATE crm_person SET tags = 'wrong', known = false WHERE person = 1;
DELETE FROM crm_person WHERE person = 6;
INSERT INTO crm_person VALUES (77, '', 3, false);
INSERT INTO crm_history VALUES (6, 1, '2026-01-01', NULL), (6, 2, '2026-02-01', '2026-03-01'), (77, 1, '2026-01-01', NULL);
SELECT identity_resolve('crm');
SELECT * FROM persons;
SELECT person, tags, identifiers, known FROM crm_person ORDER BY person;
SELECT * FROM stints WHERE identifier IN (6, 77);
SELECT * FROM identity_problems('crm');
-- an identifier that is deleted leaves links that lead nowhere, and no history
DELETE FROM crm_identifier WHERE id = 3;
SELECT identity_resolve('crm');
SELECT * FROM persons;
SELECT problem, link FROM identity_problems('crm') ORDER BY 1, 2;
DELETE FROM crm_link WHERE 3 IN (a, b);
SELECT * FROM identity_problems('crm');

\echo == Several moves in one transaction leave one row of history, or none
SELECT count(*) AS stints FROM crm_history \gset
BEGIN;
INSERT INTO crm_link (a, b, at, last, source) VALUES (1, 5, '2026-11-06', '2026-11-06', 'plain');
SELECT identity_resolve('crm');
UPDATE crm_link SET ended_at = now() WHERE source = 'plain' AND b = 5;
SELECT identity_resolve('crm', ARRAY[5]);
SELECT count(*) - :stints AS more FROM crm_history;
INSERT INTO crm_link (a, b, at, last, source) VALUES (1, 5, '2026-11-07', '2026-11-07', 'plain');
SELECT identity_resolve('crm', ARRAY[1]);
INSERT INTO crm_link (a, b, at, last, source) VALUES (2, 5, '2026-11-08', '2026-11-08', 'plain');
SELECT identity_resolve('crm');
SELECT count(*) - :stints AS more FROM crm_history;
SELECT * FROM stints WHERE identifier = 5 AND open;
COMMIT;
-- back within a transaction
BEGIN;
UPDATE crm_link SET ended_at = now() WHERE at = '2026-11-08';
SELECT identity_resolve('crm');
UPDATE crm_link SET ended_at = NULL WHERE at = '2026-11-08';
SAVEPOINT s;
SELECT identity_resolve('crm');
RELEASE s;
SELECT count(*) - :stints AS more FROM crm_history;
COMMIT;
SELECT * FROM identity_problems('crm');

\echo == What is refused
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT identity_resolve('crm');
ROLLBACK;
BEGIN ISOLATION LEVEL REPEATABLE READ;
SELECT identity_resolve('crm', ARRAY[1]);
ROLLBACK;
SELECT identity_resolve(NULL);
SELECT identity_resolve('pg_class');

\echo == A graph without anything
SELECT identity_create('none');
SELECT identity_resolve('none'), identity_resolve('none', ARRAY[1]);

\echo == Random plain writes, resolved in part and as a whole, beside the aggregate
CREATE FUNCTION differences(OUT persons bigint, OUT problems bigint) LANGUAGE sql AS $$
    WITH link AS (
        SELECT l.*, x.kind AS a_kind, y.kind AS b_kind, k.priority AS a_priority, j.priority AS b_priority
        FROM crm_link l JOIN crm_identifier x ON x.id = l.a JOIN crm_identifier y ON y.id = l.b
            JOIN crm_kind k ON k.kind = x.kind JOIN crm_kind j ON j.kind = y.kind
        WHERE l.ended_at IS NULL
    ), neighbour AS (
        SELECT a AS id, a_priority AS priority, b AS other, b_priority AS other_priority, b_kind AS other_kind FROM link
        UNION SELECT b, b_priority, a, a_priority, a_kind FROM link
    ), shared AS (
        SELECT n.id FROM neighbour n JOIN crm_kind k USING (priority) JOIN crm_kind o ON o.kind = n.other_kind
        WHERE n.other_priority <= n.priority OR o.per_person IS NOT NULL GROUP BY n.id, k.shared_above HAVING count(*) > k.shared_above
    ), person AS (
        SELECT * FROM identity_rows((
            SELECT identity_components(a, a_priority, b, b_priority, (SELECT array_agg(k.per_person ORDER BY p) FROM generate_series(1, 5) p LEFT JOIN crm_kind k ON k.priority = p),
                                       (SELECT most FROM crm) ORDER BY greatest(a_priority, b_priority), last DESC, a_priority + b_priority, id DESC)
            FROM link WHERE a NOT IN (SELECT id FROM shared) AND b NOT IN (SELECT id FROM shared)))
    )
    SELECT (SELECT count(*) FROM crm_identifier i LEFT JOIN person p ON p.identifier = i.id LEFT JOIN shared s ON s.id = i.id
            WHERE i.person <> coalesce(p.person, i.id) OR i.shared <> (s.id IS NOT NULL)),
           (SELECT count(*) FROM identity_problems('crm'))
$$;
TRUNCATE crm_identifier, crm_link, crm_person, crm_history RESTART IDENTITY;
DO $$
DECLARE
    wrong int := 0;
    d record;
    x bigint;
    y bigint;
BEGIN
    PERFORM setseed(0.125);
    INSERT INTO crm_identifier (kind, value, tags)
        SELECT (ARRAY['member', 'phone', 'email', 'cookie'])[1 + g % 4], g, ('t/' || g % 7)::tagset FROM generate_series(1, 24) g;
    FOR step IN 1..150 LOOP
        x := 1 + floor(random() * 24);
        y := 1 + (x + floor(random() * 23)::int) % 24;
        IF step % 5 = 0 THEN
            UPDATE crm_link SET ended_at = now() WHERE id = (SELECT id FROM crm_link WHERE ended_at IS NULL ORDER BY random() LIMIT 1) RETURNING a, b INTO x, y;
        ELSE
            INSERT INTO crm_link (a, b, at, last, source) SELECT x, y, t, t, 's' FROM (SELECT timestamptz '2026-01-01' + floor(random() * 20) * interval '1 day' AS t OFFSET 0) s;
        END IF;
        PERFORM identity_resolve('crm', ARRAY[x, y]);
        d := differences();
        IF d.persons > 0 OR d.problems > 0 THEN
            wrong := wrong + 1;
        END IF;
        IF step % 10 = 0 THEN
            UPDATE crm_kind SET per_person = CASE WHEN random() < 0.7 THEN 1 + floor(random() * 3) END, shared_above = 2 + floor(random() * 4)
                WHERE kind = (ARRAY['member', 'phone', 'email', 'cookie'])[1 + floor(random() * 4)::int];
            UPDATE crm SET most = 3 + floor(random() * 10);
            UPDATE crm_identifier SET person = floor(random() * 20), shared = random() < 0.1 WHERE id % 5 = 0;
            UPDATE crm_person SET tags = '' WHERE person % 3 = 0;
            DELETE FROM crm_history WHERE identifier % 4 = 0;
            PERFORM identity_resolve('crm');
            d := differences();
            IF d.persons > 0 OR d.problems > 0 THEN
                wrong := wrong + 1;
            END IF;
            wrong := wrong + identity_resolve('crm');
        END IF;
    END LOOP;
    RAISE WARNING 'wrong: %', wrong;
END $$;
DROP SCHEMA identity_resolve CASCADE;
