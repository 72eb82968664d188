-- The data of the bench of identities: the links of :rows pairs of identifiers in persons of 2 to 18 identifiers, a tenth of
-- them, for ten million rows and more a hundredth, a star and a chain. psql variable: rows.
SET client_min_messages = warning;
SET TimeZone = 'UTC';

CREATE TABLE graph (name text PRIMARY KEY, o int NOT NULL, links bigint NOT NULL);

-- Makes a table of links in no order, numbered as they are stored. A cluster of n identifiers has n links: a tree, and one link
-- more, which is another pair or the same pair at another time. Numbers of identifiers are scattered, as if their persons had come in turns.
CREATE PROCEDURE make_links(name text, o int, links bigint) LANGUAGE plpgsql AS $$
DECLARE
    -- an odd number times x, modulo a power of two, is another number for each x
    slots CONSTANT bigint := (2 ^ ceil(log(2, links * 2 + 64)))::bigint - 1;
BEGIN
    EXECUTE format($make$
        CREATE TABLE %1$I AS
        SELECT row_number() OVER () AS id, * FROM (
            SELECT 1 + ((c * 18 + i) * 1103515245 & %2$s) AS a, kind_of(c, i) AS a_kind,
                   1 + ((c * 18 + j) * 1103515245 & %2$s) AS b, kind_of(c, j) AS b_kind,
                   timestamptz '2026-01-01 00:00Z' + (dice & 16777215) * interval '1 second' AS at
            FROM generate_series(0, %3$s::bigint / 10 - 1) AS c, LATERAL (SELECT 2 + (hashint8extended(c, 1) & 65535) %% 17 AS n) AS s,
                 generate_series(1, n) AS edge, LATERAL (SELECT hashint8extended(c << 8 | edge, 2) AS dice) AS d,
                 LATERAL (SELECT CASE WHEN edge < n THEN edge ELSE 1 + (dice >> 24 & 65535) %% (n - 1) END AS i) AS i,
                 LATERAL (SELECT (dice >> 40 & 65535) %% i AS j) AS j
            ORDER BY dice) AS l
    $make$, name, slots, links);
    EXECUTE format('INSERT INTO graph SELECT %L, %s, count(*) FROM %I', name, o, name);
END $$;
-- a member, an e-mail address, a LINE account, in a third of the clusters another member, and cookies
CREATE FUNCTION kind_of(c bigint, i bigint) RETURNS int LANGUAGE sql IMMUTABLE
RETURN CASE WHEN i <= 2 THEN 1 + i WHEN i = 3 AND c % 3 = 0 THEN 1 ELSE 4 END;

CALL make_links('links', 3, :rows);
CALL make_links('tenth', 2, :rows / 10);
SELECT :rows >= 10000000 AS large \gset
\if :large
CALL make_links('hundredth', 1, :rows / 100);
\endif
CREATE TABLE star AS SELECT i AS id, 1::bigint AS a, 1 AS a_kind, 1 + i AS b, 4 AS b_kind, now() AS at FROM generate_series(1::bigint, least(5000, :rows)) AS i;
CREATE TABLE chain AS SELECT i AS id, i AS a, 4 AS a_kind, 1 + i AS b, 4 AS b_kind, now() AS at FROM generate_series(1::bigint, least(1000, :rows)) AS i;
INSERT INTO graph SELECT 'star', 4, count(*) FROM star UNION ALL SELECT 'chain', 5, count(*) FROM chain;

-- both directions for the recursive query, by index
CREATE PROCEDURE make_both_ways() LANGUAGE plpgsql AS $$
DECLARE
    g text;
BEGIN
    FOR g IN SELECT name FROM graph WHERE links <= 2000000 LOOP
        EXECUTE format('CREATE TABLE %I AS SELECT a, b FROM %I UNION SELECT b, a FROM %2$I', g || '_both_ways', g);
        EXECUTE format('CREATE INDEX ON %I (a) INCLUDE (b)', g || '_both_ways');
    END LOOP;
END $$;
CALL make_both_ways();
VACUUM (FREEZE, ANALYZE);
CHECKPOINT;
