-- One ID: which cookies, phones and members are one person. Everybody and everything in it is invented.

SET timezone = 'UTC';
SET client_min_messages = warning;

\echo
\echo :bold'27. A visitor becomes a member':reset
\echo 'A cookie looks at flats, logs in with LINE, and the LINE account is bound to a member. Links say who was seen'
\echo 'with whom; a person is what the links make. All people here are invented.'
\echo
\set ECHO queries

SELECT identity_create('oneid');
INSERT INTO oneid_kind (kind, priority, per_person, shared_above) VALUES
    ('member', 1, 1, NULL), ('phone', 2, 2, NULL), ('line', 3, 1, NULL), ('email', 4, NULL, 20), ('cookie', 5, NULL, 100);

SELECT identity_see('oneid', '{"cookie": "c1"}', '2026-11-20 13:00Z', 'web');
UPDATE oneid_identifier SET tags = '瀏覽/公寓, 地段/臺北/大安, interest/garden' WHERE (kind, value) = ('cookie', 'c1');
SELECT identity_see('oneid', '{"cookie": "c1", "line": "U77"}', '2026-11-21 01:00Z', 'line login');
SELECT identity_see('oneid', '{"line": "U77", "member": "M1", "phone": "9f8e"}', '2026-11-22 12:00Z', 'binding');
UPDATE oneid_identifier SET tags = '地區/臺北, status/vip' WHERE (kind, value) = ('member', 'M1');

SELECT * FROM oneid_person;

\unset ECHO

CREATE VIEW oneid_name AS SELECT id, kind || ' ' || value AS name, person FROM oneid_identifier;
\echo 'Why is the one who has this phone the one who looked at flats?'
\echo
\set ECHO queries

SELECT step, f.name AS "from", t.name AS "to", source, at
FROM identity_explain('oneid', identity_find('oneid', 'phone', '9f8e'), identity_find('oneid', 'cookie', 'c1'))
     JOIN oneid_name AS f ON f.id = identifier JOIN oneid_name AS t ON t.id = linked_to ORDER BY step;

\unset ECHO

\echo
\echo :bold'28. A tablet for everybody, and a link taken back':reset
\echo 'On the 23rd M1 logs in on the tablet in the shop, on the 24th M2 does. Two members are two people, so the tablet'
\echo 'is the later one''s; what was done on the 23rd was done by M1.'
\echo
\set ECHO queries

SELECT identity_see('oneid', '{"cookie": "tablet", "member": "M1"}', '2026-11-23 12:00Z', 'login');
SELECT identity_see('oneid', '{"cookie": "tablet", "member": "M2"}', '2026-11-24 12:00Z', 'login');
SELECT person, array_agg(name ORDER BY id) AS identifiers FROM oneid_name GROUP BY person ORDER BY person;
SELECT day::date, (SELECT name FROM oneid_name WHERE id = identity_person_at('oneid', identity_find('oneid', 'cookie', 'tablet'), day)) AS tablet
FROM generate_series('2026-11-23 23:00Z'::timestamptz, '2026-11-24 23:00Z', '1 day') AS day;

\unset ECHO

\echo 'The LINE account was bound to the wrong member. Its links to the member and the phone are taken back: the cookie leaves with'
\echo 'its tags, and LINE and cookie get the id that they had. No merged profile has to be picked apart, for nothing was merged.'
\echo
\set ECHO queries

SELECT sum(identity_unlink('oneid', id, 'wrong account')) AS moved FROM oneid_link WHERE source = 'binding' AND (SELECT identity_find('oneid', 'line', 'U77')) IN (a, b);
SELECT * FROM oneid_person ORDER BY person;

\unset ECHO

\echo
\echo :bold'29. A month of a shop':reset
\echo 'Ten thousand invented members with their cookies: identifiers, links, and one call for the persons.'
\echo
\set ECHO queries
\timing on

INSERT INTO oneid_identifier (kind, value, tags)
SELECT 'member', 'S' || i, ('status/' || CASE WHEN i % 10 = 0 THEN 'vip' ELSE 'active' END)::tagset FROM generate_series(1, 10000) AS i UNION ALL
SELECT 'cookie', 's' || i, (CASE WHEN i % 3 = 0 THEN '瀏覽/公寓, 地段/臺北/大安' ELSE '瀏覽/透天' END)::tagset FROM generate_series(1, 25000) AS i UNION ALL
SELECT 'email', 'front-desk@shop.example', '';
ANALYZE oneid_identifier;
INSERT INTO oneid_link (a, b, at, last, source)
SELECT m.id, c.id, day, day, 'login' FROM generate_series(1, 30000) AS i
    JOIN oneid_identifier AS m ON (m.kind, m.value) = ('member', 'S' || 1 + i % 10000)
    JOIN oneid_identifier AS c ON (c.kind, c.value) = ('cookie', 's' || 1 + i % 24999), LATERAL (SELECT '2026-11-01 00:00Z'::timestamptz + i * interval '80 seconds' AS day) AS d UNION ALL
SELECT m.id, e.id, '2026-11-15 00:00Z', '2026-11-15 00:00Z', 'form' FROM oneid_identifier AS m, oneid_identifier AS e
WHERE m.kind = 'member' AND m.value LIKE 'S9%' AND e.value = 'front-desk@shop.example';
SELECT identity_resolve('oneid') AS moved;
ANALYZE oneid_identifier, oneid_link, oneid_person;

SELECT known, count(*) AS persons, round(avg(identifiers), 2) AS identifiers FROM oneid_person GROUP BY known ORDER BY known;
SELECT reason, limit_of, count(*) AS links FROM oneid_refused GROUP BY reason, limit_of ORDER BY links DESC;

\unset ECHO
\timing off

\echo 'More than a thousand members gave the address of the front desk: it is shared, and joins nobody. Five thousand cookies'
\echo 'had two members, and stay with the later one. Persons are rows, so an audience counts them; what the next login brings counts at once.'
\echo
\set ECHO queries
\timing on

SELECT audience_create('oneid_person', 'person', 'tags');
SELECT audience_count('oneid_person_audience', '瀏覽/店面 & status/vip') AS before;
SELECT identity_see('oneid', '{"member": "S20", "cookie": "new"}', '2026-12-01 09:00Z', 'login') > 0 AS seen;
UPDATE oneid_identifier SET tags = '瀏覽/店面' WHERE (kind, value) = ('cookie', 'new');
SELECT audience_count('oneid_person_audience', '瀏覽/店面 & status/vip') AS "after";

\unset ECHO
\timing off

\echo 'And one asks to be forgotten. What remains is a digest: with the salt, which only the person gets, it proves what was erased.'
\echo
\set ECHO queries

SELECT erasure, digest IS NOT NULL AS digest, length(salt) AS salt FROM identity_erase('oneid', identity_find('oneid', 'member', 'M2'), 'DELETE of identifiers, links and history', 'database factag_demo');
SELECT id, method, place, identifiers, links FROM oneid_erasure;
SELECT count(*) AS left_over FROM oneid_identifier WHERE value IN ('M2', 'tablet');

\unset ECHO
