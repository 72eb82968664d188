-- The workload, made inside PostgreSQL and the same on every run: a tree of 12 × 8 × 8 × 3
-- nodes, and members with some of its leaves each, drawn by Zipf's law.
-- psql variables: rows, and the fewest and most leaves a member has.

CREATE EXTENSION factag;
CREATE EXTENSION intarray;
CREATE EXTENSION ltree;

-- Nodes level by level; where a leaf is node 877 + l, its ancestors are 1 + l / 192,
-- 13 + l / 24 and 109 + l / 3.
CREATE TABLE node (id int PRIMARY KEY, depth int NOT NULL, path text NOT NULL);

INSERT INTO node
WITH leaf AS (
    SELECT l, 'r' || l / 192 + 1 AS r, 's' || l / 24 % 8 + 1 AS s,
           't' || l / 3 % 8 + 1 AS t, 'u' || l % 3 + 1 AS u
    FROM generate_series(0, 12 * 8 * 8 * 3 - 1) AS l)
SELECT 1 + l / 192, 1, r FROM leaf WHERE l % 192 = 0 UNION ALL
SELECT 13 + l / 24, 2, concat_ws('/', r, s) FROM leaf WHERE l % 24 = 0 UNION ALL
SELECT 109 + l / 3, 3, concat_ws('/', r, s, t) FROM leaf WHERE l % 3 = 0 UNION ALL
SELECT 877 + l, 4, concat_ws('/', r, s, t, u) FROM leaf
ORDER BY 1;

-- Leaves in the order of drawing, and all nodes they stand for.
CREATE UNLOGGED TABLE member (id int NOT NULL, leaves int[] NOT NULL, nodes int[] NOT NULL);

-- The leaf for each 65,536th of the distribution: Zipf with exponent 0.8 over the leaves in a
-- shuffled order.
CREATE FUNCTION zipf_guide() RETURNS int[] LANGUAGE sql AS $$
    WITH ranked AS (
        SELECT id, power(row_number() OVER (ORDER BY hashint4extended(id, 2026)), -0.8) AS mass
        FROM node WHERE depth = 4),
    slots AS (
        SELECT id, 65536 * sum(mass) OVER up_to / sum(mass) OVER () AS upper,
               65536 * (sum(mass) OVER up_to - mass) / sum(mass) OVER () AS lower
        FROM ranked WINDOW up_to AS (ORDER BY mass DESC))
    SELECT array_agg(id ORDER BY slot)
    FROM slots, generate_series(ceil(lower - 0.5)::int, ceil(upper - 0.5)::int - 1) AS slot
$$;

-- The guide is a variable: read from a table it would be fetched anew for every draw.
CREATE PROCEDURE make_members(members int, fewest int, most int) LANGUAGE plpgsql AS $$
DECLARE
    guide int[] := zipf_guide();
BEGIN
    INSERT INTO member
    SELECT m, drawn.leaves,
           (SELECT uniq(sort(array_agg(n)))
            FROM unnest(drawn.leaves) AS leaf,
                 LATERAL unnest(ARRAY[1 + (leaf - 877) / 192, 13 + (leaf - 877) / 24,
                                      109 + (leaf - 877) / 3, leaf]) AS n)
    FROM generate_series(1, members) AS m,
         LATERAL (SELECT fewest + (hashint8extended(m, 1) & 65535) % (most - fewest + 1) AS leaves) AS size,
         LATERAL (SELECT array_agg(leaf ORDER BY draw) AS leaves
                  FROM (SELECT guide[1 + (hashint8extended(m::int8 << 16 | k, 2) & 65535)::int] AS leaf,
                               min(k) AS draw
                        -- some are drawn twice
                        FROM generate_series(1, 3 * size.leaves::int + 8) AS k
                        GROUP BY leaf ORDER BY draw LIMIT size.leaves) AS draws) AS drawn;
END $$;

CALL make_members(:rows, :fewest, :most);
ANALYZE member;
