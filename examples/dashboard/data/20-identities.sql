-- The portal's visitors: cookies that look at homes, some of which log in with LINE or as a member. A tablet in each
-- branch is used by many, and one e-mail address is the front desk's. See doc/identities.md for what the graph makes of it.

SET timezone = 'UTC';

SELECT identity_create('crm');
INSERT INTO crm_kind (kind, priority, per_person, shared_above) VALUES
    ('member', 1, 1, NULL), ('phone', 2, 2, NULL), ('line', 3, 1, NULL), ('email', 4, NULL, 20), ('cookie', 5, NULL, 40);

-- when each member joined is the beginning of any status
CREATE TABLE joined AS
SELECT id, min(since) AS at FROM member, tagset_rows(tagset_below(tags, 'status'), NULL) GROUP BY id;
ALTER TABLE joined ADD PRIMARY KEY (id);

-- A device: whose it is (NULL: nobody ever logs in on it), when it was first seen, and when its owner logs in. Owners above
-- 8000 are friends of the LINE account who are no members.
CREATE TABLE device AS
SELECT i AS id, 'c' || i AS cookie, owner, first_seen,
       CASE WHEN owner > 8000 OR dice(i, 105) < 0.25 THEN 'line' ELSE 'member' END AS login_by,
       greatest(at, first_seen + dice(i, 106) ^ 2 * '15 days'::interval) AS login_at
FROM (SELECT i, CASE WHEN dice(i, 101) < 0.6 THEN 1 + floor(9500 * dice(i, 102))::int END AS owner FROM generate_series(1, 9000) AS i) AS d
     LEFT JOIN joined ON joined.id = owner,
     LATERAL (SELECT date_trunc('minute', CASE WHEN at >= '2026-06-15' THEN at - dice(i, 103) ^ 2 * '14 days'::interval
                                               ELSE '2026-06-01 00:00Z'::timestamptz + dice(i, 104) ^ 0.8 * '181 days'::interval END) AS first_seen) AS f;

CREATE TABLE visit AS
SELECT d.id AS device, cookie, date_trunc('minute', first_seen + n * (2 + 14 * dice(d.id, 110 + n)) * '1 day'::interval) AS at
FROM device AS d, generate_series(0, floor(CASE WHEN owner IS NULL THEN 3 ELSE 9 END * dice(d.id, 109) ^ 1.5)::int) AS n;
DELETE FROM visit WHERE at >= '2026-11-30 00:00Z';
CREATE INDEX ON visit (at);

INSERT INTO crm_identifier (kind, value)
SELECT 'member', 'M' || id FROM joined WHERE at < '2026-11-30 00:00Z' UNION ALL
SELECT 'email', 'm' || id || '@mail.example' FROM member JOIN joined USING (id) WHERE tags @> 'consent/mail' AND at < '2026-11-30 00:00Z' UNION ALL
(SELECT 'line', 'U' || id FROM member JOIN joined USING (id) WHERE tags @> 'consent/line' AND at < '2026-11-30 00:00Z' UNION
 SELECT 'line', 'U' || owner FROM device WHERE owner IS NOT NULL AND login_by = 'line' AND login_at < '2026-11-30 00:00Z') UNION ALL
SELECT 'email', 'front-desk@homes.example' UNION ALL
SELECT 'cookie', cookie FROM device UNION ALL
SELECT 'cookie', 'tablet-' || i FROM generate_series(1, 6) AS i;
ANALYZE crm_identifier;

-- the stronger end is the first
INSERT INTO crm_link (a, b, at, last, source)
SELECT a.id, b.id, l.at, l.at, source
FROM (SELECT 'member', 'M' || m.id, 'line', 'U' || m.id, j.at + dice(m.id, 120) ^ 2 * '60 days'::interval, 'binding'
      FROM member AS m JOIN joined AS j USING (id) WHERE tags @> 'consent/line'
      UNION ALL SELECT 'member', 'M' || m.id, 'email', 'm' || m.id || '@mail.example', j.at, 'form'
      FROM member AS m JOIN joined AS j USING (id) WHERE tags @> 'consent/mail'
      -- the branches type in their own address where the customer has none
      UNION ALL SELECT 'member', 'M' || m.id, 'email', 'front-desk@homes.example', j.at, 'form'
      FROM member AS m JOIN joined AS j USING (id) WHERE tags @@ 'source/branch & !consent/mail'
      -- one in five never logs in; the others do as a member, or with LINE
      UNION ALL SELECT 'member', 'M' || owner, 'cookie', cookie, login_at, 'login'
      FROM device WHERE owner IS NOT NULL AND login_by = 'member' AND dice(id, 121) < 0.8
      UNION ALL SELECT 'line', 'U' || owner, 'cookie', cookie, login_at, 'line login'
      FROM device WHERE owner IS NOT NULL AND login_by = 'line' AND dice(id, 121) < 0.8
      -- a device that two members use belongs to the one who logged in last
      UNION ALL SELECT 'member', 'M' || 1 + (owner * 7) % 8000, 'cookie', cookie, login_at + '9 days', 'login'
      FROM device WHERE owner <= 8000 AND dice(id, 122) < 0.03
      UNION ALL SELECT 'member', 'M' || m.id, 'cookie', 'tablet-' || 1 + m.id % 6, j.at, 'branch'
      FROM member AS m JOIN joined AS j USING (id) WHERE tags @@ 'source/branch' AND m.id > 3000) AS l (kind_a, value_a, kind_b, value_b, at, source)
     JOIN crm_identifier AS a ON (a.kind, a.value) = (kind_a, value_a)
     JOIN crm_identifier AS b ON (b.kind, b.value) = (kind_b, value_b)
WHERE l.at < '2026-11-30 00:00Z';

SELECT identity_resolve('crm') > 0 AS resolved;
ANALYZE crm_identifier, crm_link, crm_person, crm_history, visit;
