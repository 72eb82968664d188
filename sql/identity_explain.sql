-- identity_explain: the shortest chain of links that makes two identifiers one person.
\set ECHO queries
SET timezone = 'UTC';
SET datestyle = 'ISO';
SET client_min_messages = warning;
SET jit = off;

SELECT identity_create('crm');
INSERT INTO crm_kind (kind, priority, per_person, shared_above) VALUES ('member', 1, 1, NULL), ('phone', 2, 2, NULL), ('line', 3, NULL, NULL), ('email', 4, NULL, 2), ('cookie', 5, NULL, NULL);
CREATE FUNCTION id(kind text, value text) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT identity_find('crm', kind, value) $$;
CREATE FUNCTION name_of(id bigint) RETURNS text LANGUAGE sql STABLE AS $$ SELECT kind || ':' || value FROM crm_identifier WHERE crm_identifier.id = $1 $$;
SELECT identity_see('crm', i, at, source) IS NOT NULL AS seen
FROM (VALUES (1, '{"cookie": "c1", "line": "U77"}'::jsonb, '2026-11-21 09:00Z'::timestamptz, 'line login'), (2, '{"line": "U77", "member": "M1"}', '2026-11-22 20:00Z', 'binding'),
             (3, '{"member": "M1", "phone": "9f8e"}', '2026-11-22 20:00Z', 'crm'), (4, '{"member": "M2", "cookie": "c2"}', '2026-11-22 20:00Z', 'login'), (5, '{"cookie": "alone"}', '2026-11-22Z', 'web')) AS event (n, i, at, source) ORDER BY n;

\echo
\echo == From the phone to the cookie, by way of the member
SELECT step, name_of(identifier) AS identifier, name_of(linked_to) AS linked_to, source, at, last FROM identity_explain('crm', id('phone', '9f8e'), id('cookie', 'c1'));
SELECT step, name_of(identifier) AS identifier, name_of(linked_to) AS linked_to, source FROM identity_explain('crm', id('cookie', 'c1'), id('phone', '9f8e'));
SELECT step, name_of(identifier) AS identifier, name_of(linked_to) AS linked_to, source FROM identity_explain('crm', id('member', 'M1'), id('line', 'U77'));

\echo
\echo == Two persons, the same identifier, unknown ones, NULL: no rows
SELECT count(*) FROM identity_explain('crm', id('member', 'M1'), id('member', 'M2'));
SELECT count(*) FROM identity_explain('crm', id('member', 'M1'), id('member', 'M1'));
SELECT count(*) FROM identity_explain('crm', 0, id('member', 'M1'));
SELECT count(*) FROM identity_explain('crm', id('member', 'M1'), 99);
SELECT count(*) FROM identity_explain('crm', id('member', 'M1'), NULL);
SELECT count(*) FROM identity_explain(NULL, id('member', 'M1'), id('line', 'U77'));

\echo
\echo == Of several runs and sources of a pair, the one that the rule takes first
SELECT identity_see('crm', '{"cookie": "c1", "line": "U77"}', '2026-11-24 09:00Z', 'line login') IS NOT NULL AS again, identity_see('crm', '{"cookie": "c1", "line": "U77"}', '2026-11-23 09:00Z', 'app') IS NOT NULL AS app;
SELECT source, at, last FROM identity_explain('crm', id('line', 'U77'), id('cookie', 'c1'));

\echo
\echo == A shorter chain is taken whatever its links are; of the same length, the one whose links the rule takes first
SELECT identity_see('crm', '{"phone": "9f8e", "cookie": "c1"}', '2026-01-01Z', 'old form') IS NOT NULL AS seen;
SELECT step, name_of(identifier) AS identifier, name_of(linked_to) AS linked_to, source FROM identity_explain('crm', id('phone', '9f8e'), id('cookie', 'c1'));
SELECT identity_see('crm', '{"phone": "9f8e", "line": ["U1", "U2"]}', '2026-11-01Z', 'a') IS NOT NULL AS a, identity_see('crm', '{"cookie": ["c7", "c8"], "line": "U2"}', '2026-11-02Z', 'b') IS NOT NULL AS b,
       identity_see('crm', '{"cookie": "c7", "line": "U1"}', '2026-11-03Z', 'c') IS NOT NULL AS c;
SELECT step, name_of(identifier) AS identifier, name_of(linked_to) AS linked_to, source FROM identity_explain('crm', id('phone', '9f8e'), id('cookie', 'c7'));
SELECT step, name_of(identifier) AS identifier, name_of(linked_to) AS linked_to, source FROM identity_explain('crm', id('cookie', 'c7'), id('phone', '9f8e'));

\echo
\echo == Links that were taken back, and shared identifiers, are no steps
SELECT identity_see('crm', format('{"email": "info@x", "member": "B%s"}', i)::jsonb, '2026-11-20Z', 'form') IS NOT NULL AS seen FROM generate_series(1, 3) AS i;
SELECT count(*) FROM identity_explain('crm', id('email', 'info@x'), id('member', 'B1'));
SELECT identity_unlink('crm', link) FROM identity_explain('crm', id('member', 'M2'), id('cookie', 'c2'));
SELECT count(*) FROM identity_explain('crm', id('member', 'M2'), id('cookie', 'c2'));

\echo
\echo == Random graphs: the same chain as a recursive query over links finds, for each pair of identifiers
SELECT identity_create('dice');
INSERT INTO dice_kind (kind, priority, per_person, shared_above) VALUES ('member', 1, NULL, NULL), ('email', 2, NULL, NULL), ('cookie', 5, NULL, NULL);
CREATE TEMP TABLE verdict (graph int, a bigint, b bigint, expected bigint[], links bigint[], steps boolean);
SELECT setseed(0.63);
DO $$
BEGIN
    FOR graph IN 1 .. 20 LOOP
        TRUNCATE dice_identifier, dice_link, dice_person RESTART IDENTITY;
        UPDATE dice SET prefer = CASE WHEN graph % 2 = 0 THEN 'first' ELSE 'last' END;
        INSERT INTO dice_identifier (kind, value, person) SELECT (ARRAY['member', 'email', 'cookie'])[1 + floor(random() * 3)], i, CASE WHEN random() < 0.85 THEN 1 ELSE i END FROM generate_series(1, 9) AS i;
        INSERT INTO dice_link (a, b, at, last, source, ended_at)
            SELECT a, b, '2026-01-01Z'::timestamptz + interval '1 hour' * floor(at * 5), '2026-01-02Z'::timestamptz + interval '1 hour' * floor(last * 5), 's', CASE WHEN ended < 0.1 THEN now() END
            FROM (SELECT 1 + floor(random() * 9) AS a, 1 + floor(random() * 9) AS b, random() AS at, random() AS last, random() AS ended FROM generate_series(1, 16)) AS l
            WHERE a <> b;
        WITH RECURSIVE inner_link AS (
            SELECT l.*, row_number() OVER (ORDER BY greatest(kx.priority, ky.priority), CASE WHEN graph % 2 = 0 THEN at END, CASE WHEN graph % 2 > 0 THEN last END DESC, kx.priority + ky.priority, CASE WHEN graph % 2 = 0 THEN l.id ELSE -l.id END) AS rank
            FROM dice_link AS l JOIN dice_identifier AS x ON x.id = a JOIN dice_identifier AS y ON y.id = b JOIN dice_kind AS kx ON kx.kind = x.kind JOIN dice_kind AS ky ON ky.kind = y.kind
            WHERE x.person = y.person AND ended_at IS NULL
        ), direction AS (
            SELECT a AS from_id, b AS to_id, id, rank FROM inner_link UNION ALL SELECT b, a, id, rank FROM inner_link
        ), best AS (
            SELECT DISTINCT ON (from_id, to_id) * FROM direction ORDER BY from_id, to_id, rank
        ), walk AS (
            SELECT from_id AS a, to_id AS b, ARRAY[from_id, to_id] AS seen, ARRAY[rank] AS ranks, ARRAY[id] AS links FROM best
            UNION ALL
            SELECT a, to_id, seen || to_id, ranks || rank, links || id FROM walk JOIN best ON from_id = b WHERE to_id <> ALL (seen)
        ), shortest AS (
            SELECT DISTINCT ON (a, b) a, b, links FROM walk ORDER BY a, b, cardinality(links), ranks
        )
        INSERT INTO verdict
            SELECT graph, x.id, y.id, (SELECT s.links FROM shortest AS s WHERE s.a = x.id AND s.b = y.id), e.links, e.steps
            FROM dice_identifier AS x, dice_identifier AS y,
                 LATERAL (SELECT array_agg(link ORDER BY step) AS links,
                                 bool_and(step = place AND identifier = CASE WHEN step = 1 THEN x.id ELSE before END AND (step < length OR linked_to = y.id)
                                          AND EXISTS (SELECT FROM dice_link AS l WHERE l.id = link AND (l.a, l.b) IN ((identifier, linked_to), (linked_to, identifier)) AND l.at = s.at AND l.last = s.last AND l.source = s.source)) AS steps
                          FROM (SELECT *, row_number() OVER () AS place, lag(linked_to) OVER () AS before, count(*) OVER () AS length FROM identity_explain('dice', x.id, y.id)) AS s) AS e;
    END LOOP;
END $$;
SELECT count(*) AS pairs, count(*) FILTER (WHERE expected IS DISTINCT FROM links) AS wrong, count(*) FILTER (WHERE NOT steps) AS wrong_steps, count(*) FILTER (WHERE cardinality(links) > 2) > 100 AS many_long FROM verdict;

\echo
\echo == A chain of 3,000 identifiers
TRUNCATE dice_identifier, dice_link, dice_person RESTART IDENTITY;
INSERT INTO dice_identifier (kind, value, person) SELECT 'cookie', i, 1 FROM generate_series(1, 3000) AS i;
INSERT INTO dice_link (a, b, at, last, source) SELECT i, i + 1, '2026-01-01Z', '2026-01-01Z', 's' FROM generate_series(1, 2999) AS i;
SELECT count(*), min(linked_to - identifier) AS least, max(linked_to - identifier) AS most, max(step) FROM identity_explain('dice', 1, 3000);

SELECT identity_drop('crm'), identity_drop('dice');
DROP FUNCTION name_of, id;
