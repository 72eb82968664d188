-- The queries, in the form or forms that suit each peer; where there are several the fastest
-- counts. Nodes are picked by how many members have them, so that any number of rows gives
-- about the same shares.

CREATE TABLE query (
    ord int GENERATED ALWAYS AS IDENTITY,
    name text NOT NULL,
    peer text NOT NULL,
    form text NOT NULL,           -- what tells the forms of one peer apart
    condition text,               -- of count(*) over the peer's table, or
    statement text);              -- a whole query of one value

CREATE TABLE share AS
    SELECT node.*, s.share
    FROM node, (SELECT n AS id, count(*) / min(sample.rows) AS share
                FROM (SELECT least(50000, max(id))::float8 AS rows FROM member) AS sample, member, unnest(nodes) AS n
                WHERE member.id <= sample.rows
                GROUP BY n) AS s
    WHERE node.id = s.id;

CREATE TABLE pick (name text PRIMARY KEY, ids int[], paths text[], dotted text[]);

INSERT INTO pick
-- a subtree of 1.4 % of the rows
(SELECT 'subtree', ARRAY[id] FROM share WHERE depth < 4 ORDER BY abs(share - 0.014), id LIMIT 1)
UNION ALL
-- A & B & !C, 1.5 %; a member's tags are drawn independently, so the shares multiply
(WITH middle AS (SELECT id, share FROM share WHERE depth = 2 ORDER BY abs(share - 0.14), id LIMIT 16)
 SELECT 'and-not', ARRAY[a.id, b.id, c.id] FROM middle AS a, middle AS b, middle AS c
 WHERE a.id < b.id AND c.id NOT IN (a.id, b.id)
 ORDER BY abs(a.share * b.share * (1 - c.share) - 0.015), a.id, b.id, c.id LIMIT 1)
UNION ALL
-- two broad terms, 50 %
(SELECT 'broad', ARRAY[a.id, b.id] FROM share AS a, share AS b
 WHERE a.depth = 1 AND b.depth = 1 AND a.id < b.id
 ORDER BY abs(a.share * b.share - 0.5), a.id, b.id LIMIT 1)
UNION ALL
-- a leaf, 0.3 %
(SELECT 'leaf', ARRAY[id] FROM share WHERE depth = 4 ORDER BY abs(share - 0.003), id LIMIT 1);

UPDATE pick SET (paths, dotted) =
    (SELECT array_agg(path ORDER BY o), array_agg(replace(path, '/', '.') ORDER BY o)
     FROM unnest(ids) WITH ORDINALITY AS i (id, o) JOIN node USING (id));

INSERT INTO query (name, peer, form, condition)
SELECT name, peer, form, condition
FROM (SELECT ids AS i, paths AS p, dotted AS d FROM pick WHERE name = 'subtree') AS one,
     (SELECT ids AS i, paths AS p, dotted AS d FROM pick WHERE name = 'and-not') AS three,
     (SELECT ids AS i, paths AS p, dotted AS d FROM pick WHERE name = 'broad') AS two,
     (SELECT ids AS i, paths AS p, dotted AS d FROM pick WHERE name = 'leaf') AS leaf,
     LATERAL (VALUES
    ('subtree', 'tagset', '@>', format('tags @> %L::tagpath', one.p[1])),
    ('subtree', 'text', '@>', format('tags @> %L', one.p)),
    ('subtree', 'int', '@>', format('tags @> %L::int[]', one.i)),
    ('subtree', 'int', '@@', format('tags @@ %L::query_int', one.i[1])),
    ('subtree', 'ltree', '<@', format('tags <@ %L::ltree', one.d[1])),
    ('subtree', 'ltree', '~', format('tags ~ %L::lquery', one.d[1] || '.*')),

    ('and-not', 'tagset', '@@', format('tags @@ %L', format('%s & %s & !%s', VARIADIC three.p))),
    ('and-not', 'text', '@>', format('tags @> %L AND NOT tags @> %L', three.p[1:2], three.p[3:3])),
    ('and-not', 'int', '@>', format('tags @> %L::int[] AND NOT tags @> %L::int[]', three.i[1:2], three.i[3:3])),
    ('and-not', 'int', '@@', format('tags @@ %L::query_int', format('%s & %s & !%s', VARIADIC three.i))),
    ('and-not', 'ltree', '<@', format('tags <@ %L::ltree AND tags <@ %L::ltree AND NOT tags <@ %L::ltree', VARIADIC three.d)),

    ('broad', 'tagset', '@@', format('tags @@ %L', format('%s & %s', VARIADIC two.p))),
    ('broad', 'text', '@>', format('tags @> %L', two.p)),
    ('broad', 'int', '@>', format('tags @> %L::int[]', two.i)),
    ('broad', 'int', '@@', format('tags @@ %L::query_int', format('%s & %s', VARIADIC two.i))),
    ('broad', 'ltree', '<@', format('tags <@ %L::ltree AND tags <@ %L::ltree', VARIADIC two.d)),

    ('leaf', 'tagset', '@>', format('tags @> %L::tagpath', leaf.p[1])),
    ('leaf', 'text', '@>', format('tags @> %L', leaf.p)),
    ('leaf', 'int', '@>', format('tags @> %L::int[]', leaf.i)),
    ('leaf', 'int', '@@', format('tags @@ %L::query_int', leaf.i[1])),
    ('leaf', 'ltree', '<@', format('tags <@ %L::ltree', leaf.d[1])),

    ('wildcard', 'tagset', '@@', 'tags @@ ''**/s4/t1'''),
    ('wildcard', 'ltree', '~', 'tags ~ ''*.s4.t1.*'''),

    ('floor', 'tagset', 'count(*)', 'true'),
    ('floor', 'text', 'count(*)', 'true'),
    ('floor', 'int', 'count(*)', 'true'),
    ('floor', 'ltree', 'count(*)', 'true'),

    -- the floor of every condition that looks at the column at all
    ('column', 'tagset', 'IS NOT NULL', 'tags IS NOT NULL'),
    ('column', 'text', 'IS NOT NULL', 'tags IS NOT NULL'),
    ('column', 'int', 'IS NOT NULL', 'tags IS NOT NULL'),
    ('column', 'ltree', 'IS NOT NULL', 'tags IS NOT NULL')) AS v (name, peer, form, condition);

-- Rows per tag at every level, as one value that must be the same for all.
INSERT INTO query (name, peer, form, statement)
SELECT 'counts', peer, form,
       format('SELECT count(*) || '' tags, '' || md5(string_agg(path || '' '' || n, '', '' ORDER BY path COLLATE "C")) FROM (%s) AS c', tallies)
FROM (VALUES
    ('tagset', 'tagset_counts',
     'SELECT (t).tag::text AS path, (t).rows AS n FROM (SELECT unnest(tagset_counts(tags)) AS t FROM with_tagset) AS s'),
    ('tagset', 'tagset_expand',
     'SELECT t::text AS path, count(*) AS n FROM with_tagset, unnest(tagset_expand(tags)::tagpath[]) AS t GROUP BY t'),
    ('text', 'unnest',
     'SELECT t AS path, count(*) AS n FROM with_text, unnest(tags) AS t GROUP BY t'),
    ('int', 'unnest',
     'SELECT path, n FROM (SELECT t AS id, count(*) AS n FROM with_int, unnest(tags) AS t GROUP BY t) AS g JOIN node USING (id)'),
    ('ltree', 'subltree',
     -- as text, because ltree is not hashable before PostgreSQL 17
     'SELECT replace(t, ''.'', ''/'') AS path, count(*) AS n
      FROM with_ltree, LATERAL (SELECT DISTINCT subltree(l, 0, k)::text AS t
                                FROM unnest(tags) AS l, (VALUES (1), (2), (3), (4)) AS v (k)
                                WHERE k <= nlevel(l)) AS s
      GROUP BY t')) AS v (peer, form, tallies)
WHERE form <> 'tagset_counts' OR to_regprocedure('tagset_counts(tagset)') IS NOT NULL;
