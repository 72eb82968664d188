-- identity_person_at: the person of an identifier by the links up to a timestamp, as they are known today.
\set ECHO queries
SET timezone = 'UTC';
SET datestyle = 'ISO';
SET client_min_messages = warning;

SELECT identity_create('home');
INSERT INTO home_kind (kind, priority, per_person, shared_above) VALUES ('member', 1, 1, NULL), ('email', 2, NULL, 3), ('cookie', 3, NULL, 3);
CREATE FUNCTION id(kind text, value text) RETURNS bigint LANGUAGE sql STABLE AS $$ SELECT identity_find('home', kind, value) $$;
CREATE FUNCTION name_of(id bigint) RETURNS text LANGUAGE sql STABLE AS $$ SELECT kind || ':' || value FROM home_identifier WHERE home_identifier.id = $1 $$;
CREATE FUNCTION who(t timestamptz) RETURNS text LANGUAGE sql STABLE AS $$ SELECT name_of(identity_person_at('home', id('cookie', 'tablet'), t)) $$;

\echo
\echo == Kevin and Nora on one tablet: it belongs to Kevin after he logged in, and to Nora after she did
SELECT count(identity_see('home', i::jsonb, at, 'login'))
FROM (VALUES ('{"cookie": "tablet"}', '2026-11-20 08:00Z'::timestamptz), ('{"cookie": "tablet", "member": "Kevin"}', '2026-11-21 20:00Z'), ('{"cookie": "tablet", "member": "Nora"}', '2026-11-23 20:00Z'),
             ('{"cookie": "tablet", "member": "Kevin"}', '2026-11-25 20:00Z')) AS event (i, at);
SELECT t::date AS day, who(t) FROM generate_series('2026-11-21 12:00Z'::timestamptz, '2026-11-26 12:00Z', '1 day') AS t;
SELECT who('2026-11-21 19:59:59.999999Z') AS before, who('2026-11-21 20:00Z') AS from_the_login_on, who('-infinity') AS first, who('infinity') AS last, who(NULL) AS no_limit,
       name_of(identity_person_at('home', id('cookie', 'tablet'))) AS now;

\echo
\echo == A login that is told later: Nora was there on the 24th and the 25th as well
SELECT name_of(identity_see('home', '{"cookie": "tablet", "member": "Nora"}', '2026-11-24 20:00Z', 'login'));
SELECT name_of(identity_see('home', '{"cookie": "tablet", "member": "Nora"}', '2026-11-22 20:00Z', 'login'));
SELECT t::date AS day, who(t) FROM generate_series('2026-11-21 12:00Z'::timestamptz, '2026-11-26 12:00Z', '1 day') AS t;

\echo
\echo == A link that was taken back does not count, for earlier days either
SELECT identity_unlink('home', (SELECT max(id) FROM home_link WHERE a = id('member', 'Nora')), 'not she');
SELECT t::date AS day, who(t) FROM generate_series('2026-11-21 12:00Z'::timestamptz, '2026-11-26 12:00Z', '1 day') AS t;

\echo
\echo == Shared as of then: with the fourth member, the kiosk becomes a person of its own, and before it belonged to the last who logged in
SELECT count(identity_see('home', format('{"cookie": "kiosk", "member": "K%s"}', i)::jsonb, '2026-11-20Z'::timestamptz + i * interval '1 day', 'login')) FROM generate_series(1, 5) AS i;
SELECT t::date AS day, name_of(identity_person_at('home', id('cookie', 'kiosk'), t)) AS kiosk, name_of(identity_person_at('home', id('member', 'K2'), t)) AS k2
FROM generate_series('2026-11-20 12:00Z'::timestamptz, '2026-11-25 12:00Z', '1 day') AS t;

\echo
\echo == Links that limits refuse lead on: what was before decides
SELECT identity_see('home', '{"cookie": "phone", "member": "Nora"}', '2026-11-01Z', 'login') IS NOT NULL AS login, identity_see('home', '{"cookie": ["phone", "tablet"]}', '2026-11-10Z', 'app') IS NOT NULL AS seen;
SELECT t::date AS day, who(t), name_of(identity_person_at('home', id('cookie', 'phone'), t)) AS phone FROM unnest('{2026-11-05Z,2026-11-15Z,2026-11-22Z}'::timestamptz[]) AS t;

\echo
\echo == Unknown, NULL
SELECT identity_person_at('home', 0, now()), identity_person_at('home', -1, NULL), identity_person_at('home', NULL, now()), identity_person_at(NULL, 1, now());

\echo
\echo == Random graphs: as a plain loop over the rows of links takes them, at random timestamps, for each identifier
SELECT identity_create('dice', most => 30);
INSERT INTO dice_kind (kind, priority, per_person, shared_above) VALUES ('member', 1, 1, NULL), ('phone', 2, 2, NULL), ('email', 4, NULL, 2), ('cookie', 7, NULL, 3);
-- person by identifier, ids from 1 to n
CREATE FUNCTION pg_temp.greedy(t timestamptz) RETURNS bigint[] LANGUAGE plpgsql AS $$
DECLARE
    component bigint[]; priorities int[]; limits int[]; shared boolean[]; first text; most_ids int; n int; l record; mine bigint; other bigint; counts int[]; size int; fits boolean;
BEGIN
    SELECT prefer, most INTO first, most_ids FROM dice;
    SELECT array_agg(i.id ORDER BY i.id), array_agg(k.priority ORDER BY i.id), count(*),
           array_agg(k.shared_above < (SELECT count(DISTINCT o.id) FROM dice_link AS s JOIN dice_identifier AS o ON (s.a, s.b) IN ((i.id, o.id), (o.id, i.id)) JOIN dice_kind AS ok ON ok.kind = o.kind
                                       WHERE s.ended_at IS NULL AND (t IS NULL OR s.at <= t) AND (ok.per_person > 0 OR ok.priority <= k.priority)) IS TRUE ORDER BY i.id)
        INTO component, priorities, n, shared FROM dice_identifier AS i JOIN dice_kind AS k USING (kind);
    SELECT array_agg(k.per_person ORDER BY p) INTO limits FROM generate_series(1, 7) AS p LEFT JOIN dice_kind AS k ON k.priority = p;
    FOR l IN SELECT a, b FROM dice_link WHERE ended_at IS NULL AND (t IS NULL OR at <= t) AND a <= n AND b <= n AND NOT coalesce(shared[a] OR shared[b], false)
             ORDER BY greatest(priorities[a], priorities[b]), CASE first WHEN 'first' THEN extract(epoch FROM at) ELSE - extract(epoch FROM CASE WHEN last > t THEN t ELSE last END) END,
                      priorities[a] + priorities[b], CASE first WHEN 'first' THEN id ELSE -id END LOOP
        mine := component[l.a];
        other := component[l.b];
        CONTINUE WHEN mine = other;
        counts := array_fill(0, ARRAY[7]);
        size := 0;
        fits := true;
        FOR i IN 1 .. n LOOP
            IF component[i] IN (mine, other) THEN
                counts[priorities[i]] := counts[priorities[i]] + 1;
                size := size + 1;
                IF size > most_ids OR counts[priorities[i]] > limits[priorities[i]] THEN
                    fits := false;
                END IF;
            END IF;
        END LOOP;
        IF fits THEN
            FOR i IN 1 .. n LOOP
                IF component[i] = other THEN component[i] := mine; END IF;
            END LOOP;
        END IF;
    END LOOP;
    RETURN (SELECT array_agg((SELECT j FROM generate_series(1, n) AS j WHERE component[j] = component[i] ORDER BY priorities[j], j LIMIT 1) ORDER BY i) FROM generate_series(1, n) AS i);
END $$;
SELECT setseed(0.63);
CREATE TEMP TABLE verdict (graph int, at timestamptz, identifier bigint, person bigint, expected bigint);
DO $$
DECLARE moment timestamptz; expected bigint[];
BEGIN
    FOR graph IN 1 .. 30 LOOP
        TRUNCATE dice_identifier, dice_link, dice_person RESTART IDENTITY;
        UPDATE dice SET prefer = CASE WHEN random() < 0.5 THEN 'first' ELSE 'last' END, most = 3 + random() * 27;
        UPDATE dice_kind SET per_person = CASE WHEN random() < 0.4 THEN 1 + floor(random() * 3) END WHERE kind IN ('email', 'cookie');
        INSERT INTO dice_identifier (kind, value)
            SELECT (ARRAY['member', 'phone', 'email', 'email', 'cookie', 'cookie', 'cookie'])[1 + floor(random() * 7)], i FROM generate_series(1, 30) AS i;
        -- the stronger end first, mostly; some pairs several times, some links ended, some ends that do not exist
        INSERT INTO dice_link (a, b, at, last, source, ended_at)
            SELECT a, b, '2026-01-01Z'::timestamptz + interval '1 hour' * floor(at * 40), '2026-01-01Z'::timestamptz + interval '1 hour' * floor((at + lasts * lasts) * 40), 's', CASE WHEN ended < 0.1 THEN now() END
            FROM (SELECT 1 + floor(random() * 30) AS a, 1 + floor(random() * 30 + CASE WHEN random() < 0.05 THEN 30 ELSE 0 END) AS b, random() AS at, random() AS lasts, random() AS ended FROM generate_series(1, 20 + 2 * graph)) AS l
            WHERE a <> b;
        UPDATE dice_link AS l SET a = l.b, b = l.a FROM dice_identifier AS x, dice_identifier AS y, dice_kind AS kx, dice_kind AS ky
            WHERE x.id = l.a AND y.id = l.b AND kx.kind = x.kind AND ky.kind = y.kind AND (ky.priority, y.id) < (kx.priority, x.id) AND l.id % 10 > 0;
        FOR i IN 1 .. 3 LOOP
            moment := CASE i WHEN graph % 3 + 1 THEN NULL WHEN graph % 5 + 1 THEN 'infinity' ELSE '2026-01-01Z'::timestamptz + interval '1 hour' * floor(random() * 60) END;
            expected := pg_temp.greedy(moment);
            INSERT INTO verdict SELECT graph, moment, id, identity_person_at('dice', id, moment), expected[id] FROM dice_identifier;
        END LOOP;
    END LOOP;
END $$;
SELECT count(*) AS compared, count(*) FILTER (WHERE expected IS DISTINCT FROM person) AS wrong, count(*) FILTER (WHERE expected <> identifier) > 500 AS many_with_others FROM verdict;

\echo
\echo == A kiosk that 500 members used one after another, and a chain in which each cookie leads to the next member
SELECT identity_create('far');
INSERT INTO far_kind (kind, priority, per_person, shared_above) VALUES ('member', 1, 1, NULL), ('cookie', 2, NULL, NULL);
-- members 1 to 500, cookies 501 to 999, the kiosk
INSERT INTO far_identifier (kind, value) SELECT CASE WHEN i <= 500 THEN 'member' ELSE 'cookie' END, i FROM generate_series(1, 1000) AS i;
INSERT INTO far_link (a, b, at, last, source)
SELECT a, b, at, at, 'login' FROM generate_series(1, 499) AS i, LATERAL (VALUES (i, 500 + i, i * interval '1 s'), (i + 1, 500 + i, interval '1 day' + i * interval '1 s')) AS l (a, b, after), LATERAL (SELECT timestamptz '2026-01-01 00:00Z' + after AS at) AS t
UNION ALL SELECT i, 1000, at, at, 'login' FROM generate_series(1, 500) AS i, LATERAL (SELECT timestamptz '2026-02-01 00:00Z' + i * interval '1 s' AS at) AS t;
SET statement_timeout = '30s';
SELECT identity_person_at('far', 1000) AS kiosk, identity_person_at('far', 1000, '2026-02-01 00:01:40.5Z') AS earlier, identity_person_at('far', 1000, '2026-01-31Z') AS before;
SELECT t::date AS day, array_agg(identity_person_at('far', id, t) ORDER BY id) AS persons FROM unnest('{1,250,500,501,750,999}'::bigint[]) AS id, unnest('{2026-01-01 12:00Z,2026-01-02 12:00Z}'::timestamptz[]) AS t GROUP BY t ORDER BY t;
RESET statement_timeout;

SELECT identity_drop('home'), identity_drop('dice'), identity_drop('far');
DROP FUNCTION who, name_of, id;
