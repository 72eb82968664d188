-- doc/identities.md, and what the reference has about identities, run: what the documents show stands here word for word.
\set ECHO queries
SET TimeZone = 'UTC';
SET DateStyle = 'ISO';
SET client_min_messages = warning;
\set VERBOSITY terse

\echo
\echo == A visitor becomes a member
SELECT identity_create('crm');
INSERT INTO crm_kind (kind, priority, per_person, shared_above) VALUES
    ('member', 1, 1, NULL), ('phone', 2, 2, NULL), ('line', 3, 1, NULL), ('email', 4, NULL, 20), ('cookie', 5, NULL, 100);
SELECT identity_see('crm', '{"cookie": "c1"}', '2026-11-20 21:00+08', 'web');
UPDATE crm_identifier SET tags = tags || '瀏覽/公寓, 地段/臺北/大安' WHERE (kind, value) = ('cookie', 'c1');
SELECT identity_see('crm', '{"cookie": "c1", "line": "U77"}', '2026-11-21 09:00+08', 'line login');
SELECT identity_see('crm', '{"line": "U77", "member": "M1"}', '2026-11-22 20:00+08', 'binding');
SELECT identity_see('crm', '{"member": "M1", "phone": "9f8e"}', '2026-11-22 20:00+08', 'crm');
UPDATE crm_identifier SET tags = '地區/臺北, 狀態/vip' WHERE (kind, value) = ('member', 'M1');
SELECT * FROM crm_person;
\echo
\echo == Why are they one person?
CREATE VIEW crm_name AS SELECT id, kind || ':' || value AS name, person FROM crm_identifier;

SELECT step, f.name AS "from", t.name AS "to", source, at
FROM identity_explain('crm', identity_find('crm', 'phone', '9f8e'), identity_find('crm', 'cookie', 'c1'))
     JOIN crm_name AS f ON f.id = identifier JOIN crm_name AS t ON t.id = linked_to ORDER BY step;
\echo
\echo == A shared tablet
SELECT identity_see('crm', '{"cookie": "tab"}', '2026-11-22 10:00+08', 'web');
SELECT identity_see('crm', '{"cookie": "tab", "member": "M1"}', '2026-11-23 20:00+08', 'login');
SELECT identity_see('crm', '{"cookie": "tab", "member": "M2"}', '2026-11-24 20:00+08', 'login');
SELECT person, array_agg(name ORDER BY id) AS identifiers FROM crm_name GROUP BY person ORDER BY person;
SELECT l.name AS a, r.name AS b, last, source, reason, limit_of FROM crm_refused JOIN crm_name AS l ON l.id = a JOIN crm_name AS r ON r.id = b;
SELECT day::date, (SELECT name FROM crm_name WHERE id = identity_person_at('crm', identity_find('crm', 'cookie', 'tab'), day)) AS tablet
FROM generate_series('2026-11-22 23:00+08'::timestamptz, '2026-11-24 23:00+08', '1 day') AS day;
\echo
\echo == A wrong link and a shared e-mail address
SELECT identity_unlink('crm', id, 'wrong account') FROM crm_link WHERE source = 'binding' AND ended_at IS NULL;
SELECT * FROM crm_person ORDER BY person;
SELECT count(DISTINCT identity_see('crm', jsonb_build_object('email', 'info@shop.example', 'member', 'B' || i), '2026-11-25 09:00+08', 'form')) AS persons FROM generate_series(1, 60) AS i;
SELECT shared FROM crm_identifier WHERE value = 'info@shop.example';
SELECT reason, limit_of, count(*) FROM crm_refused GROUP BY 1, 2 ORDER BY 1, 2;
\echo
\echo == Erasure
SELECT erasure, length(digest) AS digest, length(salt) AS salt
FROM identity_erase('crm', identity_find('crm', 'member', 'M2'), 'DELETE of identifiers, links and history', 'database shop, tables crm_*', 'request of 25 November');
SELECT id, method, place, reason, identifiers, links FROM crm_erasure;
SELECT name, person FROM crm_name WHERE name IN ('member:M2', 'cookie:tab');
\echo
\echo == Why did they split?
SELECT identity_create('why');
INSERT INTO why_kind (kind, priority, per_person) VALUES ('member', 1, 1), ('cookie', 2, NULL);
SELECT identity_see('why', '{"member": "M1", "cookie": "c1"}', '2026-11-20 12:00Z', 'login');
SELECT identity_see('why', '{"member": "M2", "cookie": "c1"}', '2026-11-21 12:00Z', 'login');

-- all links of an identifier, also those taken back, and whether they join
SELECT l.id, a.kind || ':' || a.value AS a, b.kind || ':' || b.value AS b, l.source, l.at, ended_at, reason, ended_at IS NULL AND a.person = b.person AS joins
FROM why_link AS l JOIN why_identifier AS a ON a.id = l.a JOIN why_identifier AS b ON b.id = l.b
WHERE l.a = (SELECT identity_find('why', 'cookie', 'c1')) OR l.b = (SELECT identity_find('why', 'cookie', 'c1')) ORDER BY l.last DESC;
-- why those that do not join are refused; this view reads the whole graph
SELECT link, reason, limit_of FROM why_refused;
\echo
\echo == Kiosks, info@ and other shared identifiers
UPDATE crm_kind SET blocked = blocked || '{noreply@shop.example}', blocked_pattern = '^test' WHERE kind = 'email';
SELECT identity_see('crm', '{"email": "test7@shop.example"}', now(), 'form');
\echo
\echo == Changing limits
UPDATE why_kind SET per_person = 2 WHERE kind = 'member';
SELECT problem, identifier, detail FROM identity_problems('why');      -- what is stale, and what would change
SELECT identity_resolve('why');
SELECT stale FROM why;
UPDATE why_kind SET per_person = 1 WHERE kind = 'member';
SELECT identity_resolve('why');
SELECT * FROM identity_problems('why');
\echo
\echo == Bulk loads
SELECT identity_create('big');
INSERT INTO big_kind (kind, priority, per_person) VALUES ('member', 1, 1), ('phone', 2, 2), ('email', 3, 5), ('cookie', 4, NULL);
CREATE TABLE staging (a_kind text COLLATE "C", a_value text COLLATE "C", b_kind text COLLATE "C", b_value text COLLATE "C", at timestamptz, source text);
INSERT INTO staging VALUES
    ('member', 'M7', 'email', 'ann@mail.example', '2026-11-01 10:00Z', 'crm import 7'),
    ('cookie', 'c7', 'member', 'M7', '2026-11-02 10:00Z', 'web log'),
    ('member', 'M8', 'phone', '41c2', '2026-11-02 11:00Z', 'crm import 7');

BEGIN;
INSERT INTO crm_identifier (kind, value)
SELECT a_kind, a_value FROM staging UNION SELECT b_kind, b_value FROM staging
ON CONFLICT DO NOTHING;
INSERT INTO crm_link (a, b, at, last, source)
SELECT CASE WHEN a_first THEN a.id ELSE b.id END, CASE WHEN a_first THEN b.id ELSE a.id END, min(at), max(at), source
FROM staging
     JOIN crm_identifier AS a ON (a.kind, a.value) = (a_kind, a_value) JOIN crm_kind AS ka ON ka.kind = a_kind
     JOIN crm_identifier AS b ON (b.kind, b.value) = (b_kind, b_value) JOIN crm_kind AS kb ON kb.kind = b_kind,
     LATERAL (SELECT (ka.priority, a.id) < (kb.priority, b.id) AS a_first) AS f
WHERE a.id <> b.id
GROUP BY a.id, b.id, a_first, source;
SELECT identity_resolve('crm');
COMMIT;
BEGIN;
ALTER TABLE crm_identifier DISABLE TRIGGER crm_note_tags;
UPDATE crm_identifier SET tags = tags || '匯入/十二月' WHERE kind = 'member';
ALTER TABLE crm_identifier ENABLE TRIGGER crm_note_tags;
SELECT identity_resolve('crm');
COMMIT;
SELECT count(*) FROM crm_person WHERE tags @> '匯入';
SELECT count(*) FROM identity_problems('crm');
BEGIN;
SET LOCAL work_mem = '256MB';
SET LOCAL maintenance_work_mem = '1GB';
ALTER TABLE big_identifier DISABLE TRIGGER big_note_new, DROP CONSTRAINT big_identifier_kind_fkey, SET (fillfactor = 45);
DROP INDEX big_identifier_person_idx, big_link_a_b_idx, big_link_b_a_idx, big_history_person_idx;
INSERT INTO big_identifier (kind, value)
SELECT a_kind, a_value FROM staging UNION SELECT b_kind, b_value FROM staging;
ANALYZE big_identifier;
INSERT INTO big_link (a, b, at, last, source)
SELECT CASE WHEN a_first THEN a.id ELSE b.id END, CASE WHEN a_first THEN b.id ELSE a.id END, at, at, source
FROM staging
     JOIN big_identifier AS a ON (a.kind, a.value) = (a_kind, a_value) JOIN big_kind AS ka ON ka.kind = a_kind
     JOIN big_identifier AS b ON (b.kind, b.value) = (b_kind, b_value) JOIN big_kind AS kb ON kb.kind = b_kind,
     LATERAL (SELECT (ka.priority, a.id) < (kb.priority, b.id) AS a_first) AS f
WHERE a.id <> b.id;
SELECT identity_resolve('big');
CREATE INDEX big_identifier_person_idx ON big_identifier (person);
CREATE INDEX big_link_a_b_idx ON big_link (a, b);
CREATE INDEX big_link_b_a_idx ON big_link (b, a);
CREATE INDEX big_history_person_idx ON big_history (person);
ALTER TABLE big_identifier ADD FOREIGN KEY (kind) REFERENCES big_kind ON UPDATE CASCADE, ENABLE TRIGGER big_note_new, SET (fillfactor = 90);
COMMIT;
VACUUM (ANALYZE) big_identifier, big_link, big_person, big_history;
SELECT * FROM identity_problems('big');
SELECT kind, value, person FROM big_identifier ORDER BY id;
SELECT identity_drop('big');
\echo
\echo == Retention
CREATE TABLE page_view (cookie text NOT NULL, listing int NOT NULL, at timestamptz NOT NULL DEFAULT now());
CREATE FUNCTION forget_cookies(before timestamptz) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
    old bigint[]; others bigint[];
BEGIN
    SELECT array_agg(id) INTO old FROM crm_identifier AS i
    WHERE kind = 'cookie'
      AND NOT EXISTS (SELECT FROM crm_link WHERE (a = i.id OR b = i.id) AND last >= before)
      AND NOT EXISTS (SELECT FROM page_view WHERE cookie = i.value AND at >= before);
    SELECT array_agg(DISTINCT other) INTO others
    FROM (SELECT b FROM crm_link WHERE a = ANY (old) UNION SELECT a FROM crm_link WHERE b = ANY (old)) AS o (other) WHERE other <> ALL (old);
    DELETE FROM crm_link WHERE a = ANY (old) OR b = ANY (old);
    DELETE FROM crm_history WHERE identifier = ANY (old) OR person = ANY (old);
    DELETE FROM crm_identifier WHERE id = ANY (old);
    DELETE FROM crm_person WHERE person = ANY (old);
    PERFORM identity_resolve('crm', others);
    RETURN coalesce(cardinality(old), 0);
END $$;

SELECT forget_cookies('2026-11-10 00:00Z');
SELECT * FROM identity_problems('crm');
\echo
\echo == Imports that do not bring the erased back
-- for keys of up to 64 bytes; those that are random and have 32 are right
CREATE FUNCTION hmac_sha256(key bytea, message bytea) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$
    SELECT sha256(outer_key || sha256(inner_key || message))
    FROM (SELECT string_agg(set_byte('\x00', 0, get_byte(padded, i) # 54), '' ORDER BY i) AS inner_key,
                 string_agg(set_byte('\x00', 0, get_byte(padded, i) # 92), '' ORDER BY i) AS outer_key
          FROM (SELECT key || decode(repeat('00', 64 - length(key)), 'hex') AS padded) AS p, generate_series(0, 63) AS i) AS k
$$;
CREATE TABLE crm_forgotten (mac bytea PRIMARY KEY);
CREATE FUNCTION identifier_mac(key bytea, kind text, value text) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT
RETURN hmac_sha256(key, convert_to(kind || E'\n' || value, 'UTF8'));

-- one transaction: remember, and erase
PREPARE forget (bytea, bigint) AS
WITH remembered AS (INSERT INTO crm_forgotten SELECT identifier_mac($1, kind, value) FROM crm_identifier WHERE person = $2 ON CONFLICT DO NOTHING)
SELECT erasure FROM identity_erase('crm', $2, 'DELETE of identifiers, links and history', 'database shop, tables crm_*');
EXECUTE forget ('\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f', identity_find('crm', 'member', 'M8'));

-- the import leaves them out
PREPARE import (bytea) AS
SELECT a_kind, a_value, b_kind, b_value FROM staging
WHERE NOT EXISTS (SELECT FROM crm_forgotten WHERE mac IN (identifier_mac($1, a_kind, a_value), identifier_mac($1, b_kind, b_value)));
EXECUTE import ('\x000102030405060708090a0b0c0d0e0f101112131415161718191a1b1c1d1e1f');
\echo -- test cases 2 and 1 of RFC 4231
SELECT hmac_sha256('Jefe', 'what do ya want for nothing?') = '\x5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843' AS two,
       hmac_sha256(decode(repeat('0b', 20), 'hex'), 'Hi There') = '\xb0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7' AS one;
\echo
\echo == Rights
CREATE ROLE regress_identity_web;         -- the web shop: sees events, and tags what it saw
CREATE ROLE regress_identity_care;        -- customer care: explains, and takes links back
CREATE ROLE regress_identity_privacy;     -- erases
CREATE ROLE regress_identity_analyst;     -- persons and numbers, no values

GRANT INSERT ON crm_link TO regress_identity_web;
GRANT SELECT (id, kind, value, tags), UPDATE (tags) ON crm_identifier TO regress_identity_web;
GRANT SELECT ON crm_identifier, crm_link, crm_refused, crm_history TO regress_identity_care;
GRANT UPDATE ON crm_link TO regress_identity_care;
GRANT SELECT, DELETE ON crm_identifier TO regress_identity_privacy;
GRANT SELECT ON crm_person, crm_refused, crm_history TO regress_identity_analyst;
GRANT SELECT (id, kind, person, shared, tags) ON crm_identifier TO regress_identity_analyst;
\echo -- each role may do what it is for, and no more
GRANT USAGE ON SCHEMA public TO regress_identity_web, regress_identity_care, regress_identity_privacy, regress_identity_analyst;
SET ROLE regress_identity_web;
SELECT identity_see('crm', '{"member": "M1", "cookie": "c1"}', '2026-11-26 09:00+08', 'login') > 0 AS seen;
UPDATE crm_identifier SET tags = tags || '瀏覽/店面' WHERE (kind, value) = ('cookie', 'c1');
SELECT count(*) FROM crm_link;
SELECT identity_unlink('crm', 1);
SELECT identity_resolve('crm');
SET ROLE regress_identity_care;
SELECT identity_unlink('crm', id, 'again') FROM crm_link WHERE source = 'login';
SELECT count(*) > 0 AS explains FROM identity_explain('crm', identity_find('crm', 'member', 'M1'), identity_find('crm', 'phone', '9f8e'));
SELECT identity_see('crm', '{"cookie": "c1"}', now(), 'care');
SET ROLE regress_identity_analyst;
SELECT count(*) > 0 AS counts FROM crm_person JOIN crm_identifier USING (person);
SELECT count(value) FROM crm_identifier;
SET ROLE regress_identity_privacy;
SELECT erasure > 0 AS erased FROM identity_erase('crm', identity_find('crm', 'member', 'B9'), 'DELETE', 'here');
RESET ROLE;
\echo
\echo == From a page view to a segment
CREATE TABLE listing (id int PRIMARY KEY, title text NOT NULL, tags tagset NOT NULL);
INSERT INTO listing VALUES
    (106, '大安兩房公寓', 'kind/apartment, place/taipei/daan, price[value=12800000]'),
    (107, '大安三房電梯', 'kind/apartment, place/taipei/daan, price[value=13600000]'),
    (108, '信義透天', 'kind/house, place/taipei/xinyi, price[value=31000000]');

CREATE TABLE tag_book (taxonomy tagtaxonomy NOT NULL);
INSERT INTO tag_book VALUES ('
interest [title-zh-Hant="興趣"]
interest/apartment [title-zh-Hant="公寓"]
interest/house [title-zh-Hant="透天"]
interest/flat -> interest/apartment
place [open; title-zh-Hant="地段"]
budget [exclusive; title-zh-Hant="預算"]
budget/to-15m
budget/to-30m
stage [exclusive; title-zh-Hant="階段"]
stage/looking [dynamic=P90D]
stage/viewing
consent
consent/line');

SELECT identity_create('home');
INSERT INTO home_kind (kind, priority, per_person, shared_above) VALUES ('member', 1, 1, NULL), ('line', 2, 1, NULL), ('cookie', 3, NULL, 50);
CREATE FUNCTION earn(identifier_kind text, identifier_value text, earned text, at timestamptz) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
    book tagtaxonomy := (SELECT taxonomy FROM tag_book);
    applied tagset := taxonomy_apply(earned, book, at);
    problems text := (SELECT string_agg(problem || ' ' || tag, ', ') FROM taxonomy_problems(applied, book));
BEGIN
    IF problems IS NOT NULL THEN
        RAISE EXCEPTION 'tags are not in the tag book' USING DETAIL = problems, ERRCODE = 'check_violation';
    END IF;
    PERFORM identity_see('home', jsonb_build_object(identifier_kind, identifier_value), at, 'web');
    UPDATE home_identifier SET tags = tags || applied WHERE (kind, value) = (identifier_kind, identifier_value);
END $$;

INSERT INTO page_view VALUES ('c-77', 106, '2026-11-20 21:00+08'), ('c-77', 107, '2026-11-20 21:05+08'), ('c-78', 108, '2026-11-23 08:30+08');
SELECT earn('cookie', 'c-77', 'interest/flat, place/taipei/daan, budget/to-15m[since=2026-11-20T13:00:00Z], stage/looking', '2026-11-20 21:05+08');
SELECT earn('cookie', 'c-78', 'interest/house, place/taipei/xinyi', '2026-11-23 08:30+08');
SELECT earn('cookie', 'c-78', 'interest/boat', '2026-11-23 08:31+08');
SELECT identity_see('home', '{"cookie": "c-77", "line": "U77"}', '2026-11-22 20:00+08', 'line login');
SELECT identity_see('home', '{"line": "U77", "member": 4711}', '2026-11-22 20:01+08', 'binding');
SELECT identity_see('home', '{"cookie": "c-78", "line": "U77"}', '2026-11-23 09:00+08', 'line login');
SELECT earn('member', '4711', 'budget/to-30m[since=2026-11-23T02:00:00Z], stage/viewing[since=2026-11-23T02:00:00Z], consent/line', '2026-11-23 10:00+08');
SELECT person, unnest(tags::text[]) AS tag FROM home_person;
ALTER TABLE home_person ADD COLUMN settled tagset GENERATED ALWAYS AS (tagset_exclusive(tags, '{budget,stage}')) STORED;
SELECT audience_create('home_person', 'person', 'settled');

SELECT tags - settled AS gave_way FROM home_person;
SELECT audience_count('home_person_audience', 'interest/house & budget/to-30m & consent/line', '2026-11-24 00:00Z') AS reached,
       audience_count('home_person_audience', 'budget/to-15m', '2026-11-24 00:00Z') AS small_budget;
CREATE TABLE campaign (name text PRIMARY KEY, query tagquery NOT NULL, priority int NOT NULL);
CREATE INDEX ON campaign USING gin (query);
INSERT INTO campaign VALUES ('信義豪宅賞屋', 'interest/house & budget/to-30m & consent/line', 1), ('首購講座', 'interest/apartment & !stage/viewing', 2), ('電子報', '!consent', 9);

SELECT name FROM home_identifier AS i JOIN home_person USING (person) JOIN campaign ON query @@ tagset_live(settled, '2026-11-24 00:00Z')
WHERE (kind, value) = ('cookie', 'c-77') ORDER BY priority LIMIT 1;
CREATE TABLE appointment (at timestamptz PRIMARY KEY, member text NOT NULL, agent text NOT NULL);
INSERT INTO appointment VALUES ('2026-11-25 14:00+08', '4711', '林志明');

CREATE VIEW looked_at AS
SELECT p.at AS appointment, p.agent, p.member, title, max(v.at) AS seen, count(*) AS times,
       tagset_below(l.tags, 'kind')::text AS kind, tagset_below(l.tags, 'place')::text AS place, tagset_value(l.tags, 'price') AS price
FROM appointment AS p
     JOIN home_identifier AS m ON (m.kind, m.value) = ('member', p.member)
     JOIN home_identifier AS c ON c.person = m.person AND c.kind = 'cookie'
     JOIN page_view AS v ON v.cookie = c.value
     JOIN listing AS l ON l.id = v.listing
GROUP BY p.at, p.agent, p.member, l.id;

SELECT appointment, member, title, kind, place, price FROM looked_at ORDER BY appointment, seen DESC;
SELECT * FROM identity_problems('home');
\echo
\echo == Numbers for a dashboard
-- how many are known, and how many identifiers they have
SELECT known, count(*) AS persons, round(avg(identifiers), 1) AS identifiers FROM crm_person GROUP BY known ORDER BY known;
-- persons by size: what joins too much shows at the end
SELECT identifiers, count(*) AS persons FROM crm_person GROUP BY identifiers ORDER BY identifiers;
-- refused links by day and source: a bad import stands out
SELECT last::date AS day, source, reason, limit_of, count(*) FROM crm_refused GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4;
-- identifiers that came to another's person, by day
CREATE VIEW moves_by_day AS SELECT since::date AS day, count(*) AS moves FROM crm_history GROUP BY since::date;
-- shared identifiers, and evidence by source
SELECT kind, count(*) FROM crm_identifier WHERE shared GROUP BY kind;
SELECT source, count(*) AS runs, count(*) FILTER (WHERE ended_at IS NOT NULL) AS taken_back FROM crm_link GROUP BY source ORDER BY source;
SELECT sum(moves) > 0 AS moves, count(*) <= 2 AS days FROM moves_by_day;
DROP VIEW moves_by_day;
SELECT * FROM identity_problems('crm');

\echo
\echo == The reference
DROP VIEW crm_name;
SELECT identity_drop('crm');
SELECT identity_create('crm');
INSERT INTO crm_kind (kind, priority, per_person, shared_above) VALUES ('member', 1, 1, NULL), ('email', 2, 5, 20), ('cookie', 3, NULL, 100);

SELECT identity_see('crm', '{"cookie": "c1"}', '2026-11-20 09:00Z', 'web');                                   -- 1: a person of its own
SELECT identity_see('crm', '{"cookie": "c1", "member": 4711}', '2026-11-21 20:00Z', 'login');                 -- 2: the member, who has the cookie, too
UPDATE crm_identifier SET tags = tags || 'viewed/apartment' WHERE kind = 'cookie' AND value = 'c1';
SELECT * FROM crm_person;
SELECT identity_person_at('crm', identity_find('crm', 'cookie', 'c1'), '2026-11-21 08:00Z');                  -- 1: before the login
SELECT source, at FROM identity_explain('crm', identity_find('crm', 'member', '4711'), identity_find('crm', 'cookie', 'c1'));
CREATE FUNCTION erasure_digest(salt bytea, kinds text[], identifier_values text[]) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
    SELECT sha256(int4send(length(salt)) || salt || string_agg(int4send(octet_length(k)) || convert_to(k, 'UTF8') || int4send(octet_length(v)) || convert_to(v, 'UTF8'),
                                                               '' ORDER BY k COLLATE "C", v COLLATE "C"))
    FROM unnest(kinds, identifier_values) AS i (k, v)
$$;

SELECT erasure, digest = erasure_digest(salt, '{cookie,member}', '{c1,4711}') AS proven
FROM identity_erase('crm', 2, 'DELETE of identifiers, links and history', 'database shop, tables crm_*', 'request of the person');
CREATE TABLE edge (a bigint NOT NULL, b bigint NOT NULL, a_kind int NOT NULL DEFAULT 1, b_kind int NOT NULL DEFAULT 1, at timestamptz NOT NULL DEFAULT now());
INSERT INTO edge VALUES (1, 2), (2, 3), (10, 11);

SELECT person, array_agg(identifier ORDER BY identifier) AS identifiers
FROM identity_rows((SELECT identity_components(a, 1, b, 1, NULL, NULL) FROM edge)) GROUP BY person ORDER BY person;
SELECT identity_components(a, a_kind, b, b_kind, '{1,5}', 500)
FROM (SELECT * FROM edge ORDER BY greatest(a_kind, b_kind), at DESC, a_kind + b_kind, a, b) AS e;
SELECT identity_drop('crm'), identity_drop('why');
SELECT audience_drop('home_person_audience');
DROP VIEW looked_at;
SELECT identity_drop('home');
DROP TABLE staging, page_view, crm_forgotten, listing, tag_book, campaign, appointment, edge;
DROP FUNCTION earn, forget_cookies, hmac_sha256, identifier_mac, erasure_digest;
REVOKE USAGE ON SCHEMA public FROM regress_identity_web, regress_identity_care, regress_identity_privacy, regress_identity_analyst;
DROP ROLE regress_identity_web, regress_identity_care, regress_identity_privacy, regress_identity_analyst;
