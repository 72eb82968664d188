-- The data of the bench of audiences: the members of workload.sql. psql variable: rows.
SET client_min_messages = warning;
SET TimeZone = 'UTC';
\set fewest 4
\set most 20
\ir workload.sql

-- A third of the tree ends or begins, as memberships and campaigns do; elsewhere some tags have a weight. Five
-- members in eight have looked at something with a price.
CREATE TABLE person (id int PRIMARY KEY, tags tagset NOT NULL);
CREATE TABLE detailed (id int PRIMARY KEY, tags tagset NOT NULL);
CREATE FUNCTION attributes_of(element int, dice bigint) RETURNS text LANGUAGE sql IMMUTABLE
RETURN CASE WHEN (element - 877) / 192 >= 4 THEN CASE WHEN dice & 3 = 0 THEN format('[weight=%s]', round(0.01 + (dice >> 2 & 63) * 0.015, 3)) ELSE '' END
            ELSE CASE dice & 3 WHEN 0 THEN '' WHEN 1 THEN format('[until=%sZ]', timestamp '2026-01-01' + (dice >> 2 & 511) * interval '1 day')
                               WHEN 2 THEN format('[since=%sZ]', timestamp '2026-01-01' + (dice >> 2 & 511) * interval '1 day')
                               ELSE format('[since=%sZ; until=%sZ]', timestamp '2026-01-01' + (dice >> 2 & 255) * interval '1 day', timestamp '2026-01-01' + (256 + (dice >> 10 & 255)) * interval '1 day') END END;
CREATE PROCEDURE make_people() LANGUAGE plpgsql
-- else the array would be fetched anew for each row
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    paths text[] := array_agg(path ORDER BY id) FROM node;
BEGIN
    INSERT INTO person SELECT id, (SELECT string_agg(paths[n], ', ') FROM unnest(leaves) AS n)::tagset FROM member;
    INSERT INTO detailed
    SELECT id, ((SELECT string_agg(paths[n] || attributes_of(n, hashint8extended(id::int8 << 16 | n, 3)), ', ') FROM unnest(leaves) AS n)
                || CASE WHEN dice & 7 < 5 THEN format(', price[value=%s]', 1000000 + 1000 * (dice >> 3 & 65535)) ELSE '' END)::tagset
    FROM member, LATERAL (SELECT hashint8extended(id, 5) AS dice) AS d;
END $$;
CALL make_people();
VACUUM (FREEZE, ANALYZE) person, detailed;
