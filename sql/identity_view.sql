-- NAME_refused: links in force whose ends are two persons, and the limit that each would break. Links are written plainly,
-- and identity_resolve runs the rule.
SET client_min_messages = warning;
SET timezone = 'UTC';
SET datestyle = 'ISO';
CREATE SCHEMA identity_view;
SET search_path = identity_view, public;
SELECT identity_create('crm', most => 6);
INSERT INTO crm_kind (kind, priority, per_person, shared_above) VALUES ('member', 1, 1, NULL), ('email', 2, 2, 3), ('cookie', 3, NULL, 4);
-- the id of an identifier, made if there is none
CREATE FUNCTION id(text) RETURNS bigint LANGUAGE sql AS $$
    INSERT INTO crm_identifier (kind, value) SELECT CASE left($1, 1) WHEN 'm' THEN 'member' WHEN 'e' THEN 'email' ELSE 'cookie' END, $1 ON CONFLICT DO NOTHING;
    SELECT id FROM crm_identifier WHERE value = $1 $$;
CREATE FUNCTION link(a text, b text, day int) RETURNS bigint LANGUAGE sql AS $$
    INSERT INTO crm_link (a, b, at, last, source) VALUES (id($1), id($2), date '2026-01-01' + $3, date '2026-01-01' + $3, 'test') RETURNING id $$;
-- links with their values
CREATE VIEW refused AS
    SELECT a.value AS a, b.value AS b, last::date, source, reason, limit_of
    FROM crm_refused r JOIN crm_identifier a ON a.id = r.a JOIN crm_identifier b ON b.id = r.b;

\echo == None: no links, and links that join
SELECT * FROM crm_refused;
SELECT link('m1', 'e1', 1), link('e1', 'c1', 2);
SELECT identity_resolve('crm');
SELECT * FROM refused;

\echo == The limit of a kind: the strongest, if more than one would be broken
SELECT link('m2', 'c1', 1);
SELECT identity_resolve('crm');
SELECT * FROM refused ORDER BY a, b, last;
SELECT link('m1', 'e2', 1), link('m2', 'e3', 1);
SELECT identity_resolve('crm');
SELECT * FROM refused ORDER BY a, b, last;
SELECT link('x1', 'e4', 1);
SELECT link('e4', 'c1', 1);
SELECT identity_resolve('crm');
SELECT * FROM refused ORDER BY a, b, last;

\echo == All kinds together: most
SELECT count(link('y1', 'y' || n, n)) FROM generate_series(2, 4) AS n;
SELECT count(link('z1', 'z' || n, n)) FROM generate_series(2, 3) AS n;
SELECT link('y4', 'z3', 0);
SELECT identity_resolve('crm');
SELECT * FROM refused ORDER BY a, b, last;

\echo == A shared end: of that kind, whatever else
SELECT count(link('m' || n, 'e9', 1)) FROM generate_series(3, 6) AS n;
SELECT identity_resolve('crm');
SELECT * FROM refused WHERE b = 'e9' ORDER BY a, b, last;
\echo -- two shared ends: the kind of a
SELECT count(link('m' || n, 'e8', 1)) FROM generate_series(3, 6) AS n;
SELECT link('e8', 'e9', 1);
SELECT identity_resolve('crm');
SELECT * FROM refused WHERE a = 'e8';

\echo == A link that has ended is not refused; nor is one within a person
UPDATE crm_link SET ended_at = '2026-02-01' WHERE b IN (id('e8'), id('e9'));
SELECT identity_resolve('crm');
SELECT * FROM refused ORDER BY a, b, last;

\echo == Plain writes, and limits that were raised: unresolved, until identity_resolve
SELECT link('m7', 'c7', 1);
UPDATE crm_kind SET per_person = 5 WHERE kind <> 'cookie';
UPDATE crm SET most = 50;
SELECT * FROM refused ORDER BY a, b, last;
SELECT identity_resolve('crm');
SELECT * FROM refused ORDER BY a, b, last;

\echo == Each refused link breaks a limit: as many as a count over all pairs finds (seeded)
SELECT setseed(0.4);
UPDATE crm_kind SET per_person = CASE kind WHEN 'member' THEN 1 WHEN 'email' THEN 2 END, shared_above = 12;
UPDATE crm SET most = 8;
SELECT count(link(CASE WHEN random() < 0.4 THEN 'm' WHEN random() < 0.5 THEN 'e' ELSE 'c' END || 'r' || floor(random() * 40), 'd' || floor(random() * 60), floor(random() * 300)::int)) FROM generate_series(1, 400);
SELECT count(link('mr' || floor(random() * 40), 'er' || floor(random() * 40), floor(random() * 300)::int)) FROM generate_series(1, 60);
SELECT identity_resolve('crm') > 0 AS resolved;
CREATE VIEW slow AS
    SELECT l.id AS link, CASE WHEN x.shared OR y.shared THEN 'shared' WHEN broken.kind IS NOT NULL THEN 'limit'
                              WHEN (SELECT count(*) FROM crm_identifier i WHERE i.person IN (x.person, y.person)) > (SELECT most FROM crm) THEN 'most'
                              ELSE 'unresolved' END AS reason,
           CASE WHEN x.shared THEN x.kind WHEN y.shared THEN y.kind ELSE broken.kind END AS limit_of
    FROM crm_link l JOIN crm_identifier x ON x.id = l.a JOIN crm_identifier y ON y.id = l.b
         LEFT JOIN LATERAL (SELECT k.kind FROM crm_kind k
                            WHERE (SELECT count(*) FROM crm_identifier i WHERE i.kind = k.kind AND i.person IN (x.person, y.person)) > k.per_person
                            ORDER BY k.priority LIMIT 1) broken ON true
    WHERE l.ended_at IS NULL AND x.person <> y.person;
SELECT (SELECT count(*) FROM slow) = (SELECT count(*) FROM crm_refused) AS same_number,
       (SELECT count(*) FROM (SELECT link, reason, limit_of FROM crm_refused EXCEPT TABLE slow) d) AS different;
SELECT reason, limit_of, count(*) > 5 AS many FROM crm_refused GROUP BY reason, limit_of ORDER BY reason, limit_of;

\echo == A kind gets another name: so do the reasons; a view on the view
UPDATE crm_kind SET kind = 'account' WHERE kind = 'member';
SELECT DISTINCT limit_of FROM crm_refused WHERE reason = 'limit' ORDER BY limit_of;
CREATE VIEW daily AS SELECT last::date AS day, source, reason, count(*) FROM crm_refused GROUP BY 1, 2, 3;
SELECT count(*) > 0 AS rows FROM daily;

DROP SCHEMA identity_view CASCADE;
