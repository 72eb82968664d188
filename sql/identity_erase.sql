-- identity_erase: nothing of a person is left but a proof without personal data.
SET client_min_messages = warning;
SET timezone = 'UTC';
CREATE SCHEMA identity_erase;
SET search_path = identity_erase, public;
SELECT identity_create('g');
INSERT INTO g_kind (kind, priority, per_person, shared_above) VALUES ('member', 1, 1, NULL), ('email', 2, NULL, 3), ('cookie', 3, NULL, NULL);
CREATE FUNCTION digest(salt bytea, kinds text[], identifier_values text[]) RETURNS bytea LANGUAGE sql AS $$
    SELECT sha256(int4send(length(salt)) || salt || string_agg(int4send(octet_length(k)) || convert_to(k, 'UTF8') || int4send(octet_length(v)) || convert_to(v, 'UTF8'),
                                                               '' ORDER BY k COLLATE "C", v COLLATE "C"))
    FROM unnest(kinds, identifier_values) AS i (k, v)
$$;
-- the columns in which a text can be found
CREATE FUNCTION found(what text) RETURNS TABLE (place text) LANGUAGE plpgsql AS $$
DECLARE
    relation regclass;
BEGIN
    FOR relation IN SELECT oid FROM pg_class WHERE relnamespace = 'identity_erase'::regnamespace AND relkind = 'r' AND relname <> 'proof' ORDER BY relname LOOP
        RETURN QUERY EXECUTE format('SELECT DISTINCT %L || ''.'' || c.key FROM %s t, jsonb_each_text(to_jsonb(t)) c WHERE c.value LIKE ''%%'' || $1 || ''%%'' ORDER BY 1', relation, relation) USING what;
    END LOOP;
    RETURN QUERY SELECT 'pg_stats of ' || tablename || '.' || attname FROM pg_stats s
        WHERE schemaname = 'identity_erase' AND tablename <> 'proof' AND to_jsonb(s)::text LIKE '%' || what || '%' ORDER BY 1;
END
$$;

-- secret-1 was the last who logged in on the cookie that M2 has, too
SELECT identity_see('g', '{"member": "secret-1", "email": "secret@example.com"}', '2026-01-01', 'crm') IS NOT NULL AS seen;
SELECT identity_see('g', '{"member": "M2", "cookie": "qq-tab"}', '2026-01-02', 'login') IS NOT NULL AS seen;
SELECT identity_see('g', '{"member": "secret-1", "cookie": "qq-tab"}', '2026-01-03', 'login') IS NOT NULL AS seen;
SELECT identity_see('g', '{"cookie": ["qq-tab", "qq-tab2"]}', '2026-01-04', 'sync') IS NOT NULL AS seen;
SELECT identity_see('g', '{"member": "secret-1", "cookie": "secret-c"}', '2026-01-05', 'login of secret-1') IS NOT NULL AS seen;
UPDATE g_link SET reason = 'secret reason' WHERE source = 'login of secret-1';
-- enough rows for statistics
SELECT count(identity_see('g', jsonb_build_object('member', 'other' || i % 50, 'cookie', 'other-c' || i), '2026-01-06', 'login')) FROM generate_series(1, 100) i;
ANALYZE g, g_kind, g_identifier, g_link, g_person, g_history, g_erasure;

\echo == Values are in no statistics, even before
SELECT found('secret');
SELECT found('other-c');
SELECT p.value, string_agg(i.value, ' ' ORDER BY i.value) AS identifiers FROM g_identifier i JOIN g_identifier p ON p.id = i.person WHERE i.value !~ 'other' GROUP BY 1 ORDER BY 1;

\echo == Erased with a salt of the caller: the proof can be computed again by whoever knows the values and the salt
CREATE TABLE proof AS
    SELECT e.*, identity_find('g', 'member', 'secret-1') AS person
    FROM identity_erase('g', identity_find('g', 'member', 'secret-1'), 'DELETE', 'database shop', 'request of 2026-01-07', '\x00112233445566778899aabbccddeeff') e;
SELECT erasure, salt, digest = digest(salt, '{cookie,cookie,cookie,email,member}', '{qq-tab,qq-tab2,secret-c,secret@example.com,secret-1}') AS proven FROM proof;
SELECT id, method, place, by = current_user AS by_me, reason, identifiers, links, e.digest = p.digest AS same FROM g_erasure e, proof p;
\echo -- the digest needs each value and the salt, and tells where one ends and the next begins
SELECT digest = digest(salt, '{cookie,cookie,email,member}', '{qq-tab,secret-c,secret@example.com,secret-1}') AS without_one,
       digest = digest('\x00112233445566778899aabbccddeefe', '{cookie,cookie,cookie,email,member}', '{qq-tab,qq-tab2,secret-c,secret@example.com,secret-1}') AS other_salt FROM proof;

\echo == Nothing is left, in no column of no table, nor in statistics
ANALYZE g, g_kind, g_identifier, g_link, g_person, g_history, g_erasure;
SELECT found('secret');
SELECT found('qq-tab');
SELECT count(*) FROM g_link WHERE NOT EXISTS (SELECT FROM g_identifier WHERE id = a) OR NOT EXISTS (SELECT FROM g_identifier WHERE id = b);
SELECT count(*) FROM g_history h, proof WHERE proof.person IN (h.identifier, h.person);
SELECT * FROM identity_problems('g');
\echo -- an event makes new identifiers, with new ids
SELECT identity_see('g', '{"member": "secret-1"}', '2026-02-01', 'crm') > max(proof.person) AS new_id FROM proof;

\echo == Without a salt, it is random
SELECT e.digest = digest(e.salt, '{member}', '{secret-1}') AS proven, length(e.salt) FROM identity_erase('g', identity_find('g', 'member', 'secret-1'), 'DELETE', 'database shop') e;

\echo == Links that were refused go with it: of two members who gave one address, the one that does not have it is erased
SELECT identity_see('g', '{"member": ["M4", "M5"], "email": "x@example.com"}', '2026-03-03', 'form') IS NOT NULL AS seen;
SELECT p.value, string_agg(i.value, ' ' ORDER BY i.value) AS identifiers FROM g_identifier i JOIN g_identifier p ON p.id = i.person WHERE i.value ~ 'M4|M5|x@' GROUP BY 1 ORDER BY 1;
SELECT a.value AS a, b.value AS b, reason FROM g_refused r JOIN g_identifier a ON a.id = r.a JOIN g_identifier b ON b.id = r.b WHERE b.value ~ 'M4|M5|x@' ORDER BY 1, 2;
SELECT erasure FROM identity_erase('g', identity_find('g', 'member', 'M4'), 'DELETE', 'database shop');
SELECT p.value, string_agg(i.value, ' ' ORDER BY i.value) AS identifiers FROM g_identifier i JOIN g_identifier p ON p.id = i.person WHERE i.value ~ 'M4|M5|x@' GROUP BY 1 ORDER BY 1;
SELECT count(*) FROM g_refused r JOIN g_identifier b ON b.id = r.b WHERE b.value ~ 'M4|M5|x@';
SELECT * FROM identity_problems('g');

\echo == A shared identifier is a person of its own, until a neighbour is erased: then it joins
SELECT count(identity_see('g', jsonb_build_object('email', 'info@example.com', 'member', 'B' || i), '2026-04-01', 'form')) FROM generate_series(1, 4) i;
SELECT shared, person = id AS own FROM g_identifier WHERE value = 'info@example.com';
SELECT erasure FROM identity_erase('g', identity_find('g', 'member', 'B4'), 'DELETE', 'database shop');
SELECT shared, person = identity_find('g', 'member', 'B3') AS of_b3 FROM g_identifier WHERE value = 'info@example.com';
SELECT count(identity_see('g', '{"email": "info@example.com", "member": "B5"}', '2026-04-01', 'form'));
SELECT e.digest = digest(e.salt, '{email}', '{info@example.com}') AS proven FROM identity_erase('g', identity_find('g', 'email', 'info@example.com'), 'DELETE', 'database shop') e;
SELECT identifiers, links FROM g_erasure ORDER BY id DESC LIMIT 1;
SELECT found('info@');
SELECT * FROM identity_problems('g');

\echo == Errors
SELECT * FROM identity_erase('g', 99999, 'DELETE', 'here');
SELECT identity_see('g', '{"member": "N1", "cookie": "n1"}', '2026-05-01', 'login') IS NOT NULL AS seen;
DO $$
DECLARE
    detail text;
    hint text;
BEGIN
    PERFORM identity_erase('g', identity_find('g', 'cookie', 'n1'), 'DELETE', 'here');
EXCEPTION WHEN undefined_object THEN
    GET STACKED DIAGNOSTICS detail = PG_EXCEPTION_DETAIL, hint = PG_EXCEPTION_HINT;
    RAISE WARNING '% %', detail = format('The person of identifier %s is %s.', identity_find('g', 'cookie', 'n1'), identity_find('g', 'member', 'N1')), hint;
END
$$;
SELECT * FROM identity_erase('g', NULL, 'DELETE', 'here');
SELECT * FROM identity_erase('g', 1, NULL, 'here');
SELECT * FROM identity_erase('g', 1, 'DELETE', NULL);
SELECT * FROM identity_erase('g', 1, '', 'here');
SELECT * FROM identity_erase('g', 1, 'DELETE', '');
SELECT * FROM identity_erase('g', 1, 'DELETE', 'here', NULL, '\x00112233445566778899aabbccddee');
SELECT count(*) FROM g_identifier WHERE value = 'N1';
SELECT identity_drop('g');
DROP SCHEMA identity_erase CASCADE;
