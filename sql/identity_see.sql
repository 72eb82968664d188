-- identity_see: stories of identity graphs, and events that are refused.
SET client_min_messages = warning;
SET timezone = 'UTC';
CREATE SCHEMA identity_see;
SET search_path = identity_see, public;
SELECT identity_create('crm');
INSERT INTO crm_kind (kind, priority, per_person, shared_above) VALUES
    ('member', 1, 1, NULL), ('phone', 2, 2, NULL), ('line', 3, 1, NULL), ('email', 4, NULL, 3), ('cookie', 5, NULL, 100);
CREATE FUNCTION see(identifiers jsonb, at timestamptz, source text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    of_event bigint := public.identity_see('identity_see.crm'::text::regclass, identifiers, at, source);
BEGIN
    RETURN (SELECT kind || ':' || value FROM identity_see.crm_identifier WHERE id = of_event);
END
$$;
CREATE VIEW persons AS
    SELECT p.kind || ':' || p.value AS person, string_agg(i.kind || ':' || i.value, ' ' ORDER BY i.kind, i.value) AS identifiers
    FROM crm_identifier i JOIN crm_identifier p ON p.id = i.person GROUP BY p.id ORDER BY p.id;

\echo == Somebody unknown becomes known: the person is that of the strongest identifier
SELECT see('{"cookie": "c1"}', '2026-11-20', 'web');
UPDATE crm_identifier SET tags = 'viewed/apartment';
SELECT see('{"cookie": "c1", "line": "U77"}', '2026-11-21 09:00', 'line login');
SELECT see('{"line": "U77", "member": "M1"}', '2026-11-22 20:00', 'binding');
SELECT see('{"member": "M1", "phone": "9f8e"}', '2026-11-22 20:00', 'crm');
SELECT * FROM persons;
SELECT p.tags, p.identifiers, p.known FROM crm_person p;

\echo == A shared tablet belongs to the person who logged in last
SELECT see('{"member": "M1", "cookie": "tab"}', '2026-11-23', 'login');
SELECT see('{"member": "M2", "cookie": "tab"}', '2026-11-24', 'login');
SELECT * FROM persons;
\echo -- a login that arrives late changes nothing
SELECT see('{"member": "M1", "cookie": "tab"}', '2026-11-23 12:00', 'login');
SELECT * FROM persons;

\echo == An e-mail address of more than three people is shared, and a person of its own
SELECT see(format('{"email": "info@example.com", "member": "B%s"}', i)::jsonb, '2026-11-25', 'form') FROM generate_series(1, 5) AS i;
SELECT kind, value, shared FROM crm_identifier WHERE shared;
SELECT * FROM persons WHERE identifiers LIKE '%B%' OR identifiers LIKE '%email%';

\echo == Strings, numbers and arrays of them; each once; NULL and blocked values are dropped
SELECT see('{"member": 4711, "cookie": ["x1", "x2", "x1", null], "phone": null, "email": []}', '2026-11-26', 'app');
SELECT see('{"member": "4711", "cookie": 12.50}', '2026-11-26', 'app');
SELECT kind, value FROM crm_identifier WHERE value IN ('4711', 'x1', 'x2', '12.50', '12.5') ORDER BY id;
\echo -- each pair is a link, from the stronger to the weaker identifier
SELECT a.value AS a, b.value AS b FROM crm_link l JOIN crm_identifier a ON a.id = l.a JOIN crm_identifier b ON b.id = l.b WHERE source = 'app' ORDER BY l.id;
\echo -- with nothing left, the result is NULL, and nothing is written
SELECT public.identity_see('crm', identifiers, '2026-11-26', 'app')
FROM (VALUES (NULL::jsonb), ('{}'), ('{"cookie": null}'), ('{"cookie": "null"}'), ('{"cookie": ["anonymous", "-1", ""]}'), ('{"cookie": 0}'), ('{"cookie": "000-00-0000"}')) AS e (identifiers);
SELECT count(*) FROM crm_identifier WHERE value IN ('null', 'anonymous', '-1', '', '0', '000-00-0000');
\echo -- an event with one identifier makes no link
SELECT see('{"cookie": "alone"}', '2026-11-26', 'web');
SELECT count(*) FROM crm_link WHERE b = identity_find('crm', 'cookie', 'alone');

\echo == A repeated event writes nothing
CREATE VIEW places AS SELECT 'link' AS relation, ctid AS place, id FROM crm_link UNION ALL SELECT 'identifier', ctid, id FROM crm_identifier UNION ALL SELECT 'person', ctid, person FROM crm_person;
CREATE TABLE before AS TABLE places;
SELECT see('{"member": "M2", "cookie": "tab"}', '2026-11-24', 'login');
TABLE before EXCEPT TABLE places;

\echo == Errors tell kinds, and no values
SELECT public.identity_see('crm', '["secret"]', now(), 'app');
SELECT public.identity_see('crm', '"secret"', now(), 'app');
SELECT public.identity_see('crm', '{"cookie": true}', now(), 'app');
SELECT public.identity_see('crm', '{"cookie": {"secret": 1}}', now(), 'app');
SELECT public.identity_see('crm', '{"cookie": ["secret", ["secret"]]}', now(), 'app');
SELECT public.identity_see('crm', '{"cookie": ["secret", false]}', now(), 'app');
\echo -- nor a kind that is unknown, since it may be a value
SELECT public.identity_see('crm', '{"secret": "cookie"}', now(), 'app');
SELECT public.identity_see('crm', '{"secret": null}', now(), 'app');
SELECT public.identity_see('crm', jsonb_build_object('cookie', repeat('é', 512)), '2026-11-26', 'app') > 0 AS fits;
SELECT public.identity_see('crm', jsonb_build_object('cookie', repeat('é', 512) || 'x'), now(), 'app');
SELECT public.identity_see('crm', jsonb_build_object('cookie', (SELECT jsonb_agg(i % 64) FROM generate_series(1, 1000) i), 'email', 0), '2026-11-26', 'many') > 0 AS fits;
SELECT count(*) = 63 * 62 / 2 AS every_pair FROM crm_link WHERE source = 'many';
SELECT public.identity_see('crm', jsonb_build_object('cookie', (SELECT jsonb_agg(i) FROM generate_series(1, 65) i)), now(), 'app');
SELECT public.identity_see('crm', '{"cookie": "c1"}', 'infinity', 'app');
SELECT public.identity_see(NULL, '{"cookie": "c1"}', now(), 'app');
SELECT public.identity_see('crm', '{"cookie": "c1"}', NULL, 'app');
SELECT public.identity_see('crm', '{"cookie": "c1"}', now(), NULL);
SELECT public.identity_see('pg_class', '{"cookie": "c1"}', now(), 'app');
SELECT count(*) FROM crm_identifier WHERE value = 'secret';

\echo == A trigger of the owner must leave new identifiers as they are
CREATE FUNCTION change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    NEW.value := lower(NEW.value);
    RETURN CASE WHEN NEW.value <> 'none' THEN NEW END;
END
$$;
CREATE TRIGGER change BEFORE INSERT ON crm_identifier FOR EACH ROW EXECUTE FUNCTION change();
SELECT public.identity_see('crm', '{"cookie": "lower", "member": "upper"}', now(), 'app') IS NOT NULL AS seen;
SELECT public.identity_see('crm', '{"cookie": "Upper"}', now(), 'app');
SELECT public.identity_see('crm', '{"cookie": "LOWER", "member": "none"}', now(), 'app');
SELECT public.identity_see('crm', '{"cookie": "lower", "member": "none"}', now(), 'app');
DROP TRIGGER change ON crm_identifier;

\echo == Nothing that was stored differs from what the rule gives
SELECT * FROM identity_problems('crm');
DROP VIEW places, persons;
SELECT identity_drop('crm');
DROP SCHEMA identity_see CASCADE;
