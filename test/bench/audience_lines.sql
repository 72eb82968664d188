-- The questions of the bench of audiences. Each statement has one value, and its peers have the same. "share" is the goal
-- of the ratio to GIN, "most" that of the milliseconds at a million rows. Runs after audience_data.sql.
\ir queries.sql

CREATE TABLE question (
    n serial, part text NOT NULL, name text NOT NULL, share float8, most float8,
    statement text NOT NULL, gin text NOT NULL,
    array_form text,        -- of text[] with every ancestor
    nightly text,           -- of a table with a set of ids per tag, which nobody keeps up
    croaring text);         -- an operation and its sets, for roaring.c

-- What counts: the audience, GIN, and the two others of a question without details.
CREATE FUNCTION counted(query text) RETURNS text LANGUAGE sql RETURN format('SELECT audience_count(''person_audience'', %L)', query);
CREATE FUNCTION by_gin(query text) RETURNS text LANGUAGE sql RETURN format('SELECT count(*) FROM person WHERE tags @@ %L', query);
-- The same of the table with details, as of a timestamp.
CREATE FUNCTION counted_at(query text) RETURNS text LANGUAGE sql RETURN format('SELECT audience_count(''detailed_audience'', %L, ''2026-06-01Z'')', query);
CREATE FUNCTION by_gin_at(query text) RETURNS text LANGUAGE sql RETURN format('SELECT count(*) FROM detailed WHERE tags @@ %L', tagquery_at(query::tagquery, '2026-06-01Z'));
-- The set of a path by night.
CREATE FUNCTION at_night(path text) RETURNS text LANGUAGE sql RETURN format('(SELECT ids FROM nightly WHERE path = %L)', path);
-- Numbers of rows per tag as one value.
CREATE FUNCTION tallied(rows text) RETURNS text LANGUAGE sql
RETURN format('SELECT count(*) || '' tags, '' || md5(string_agg(tag || '' '' || n, '', '' ORDER BY tag COLLATE "C")) FROM (%s) AS t (tag, n) WHERE n > 0', rows);

CREATE TABLE picked AS
SELECT (SELECT paths[1] FROM pick WHERE name = 'subtree') AS subtree, (SELECT paths[1] FROM pick WHERE name = 'leaf') AS leaf,
       three.paths AS p, two.paths AS q, format('%s & %s & !%s', VARIADIC three.paths) AS narrow, format('%s & %s', VARIADIC two.paths) AS broad
FROM pick AS three, pick AS two WHERE three.name = 'and-not' AND two.name = 'broad';

INSERT INTO question (part, name, share, most, statement, gin, array_form, nightly, croaring)
SELECT 'count', name, share, 2, counted(query), by_gin(query), format('SELECT count(*) FROM with_text WHERE %s', array_form), 'SELECT ' || nightly, croaring
FROM picked, LATERAL (VALUES
    ('subtree, 1.4 % of the rows', 0.05, subtree, format('tags @> %L', ARRAY[subtree]), format('idset_count(%s)', at_night(subtree)), 'set subtree'),
    ('A & B & !C, 1.5 %', 0.05, narrow, format('tags @> %L AND NOT tags @> %L', p[1:2], p[3:3]), format('idset_count(%s & %s - %s)', at_night(p[1]), at_night(p[2]), at_night(p[3])), 'and-not a b c'),
    ('broad A & B, half', 0.05, broad, format('tags @> %L', q), format('idset_common_count(%s, %s)', at_night(q[1]), at_night(q[2])), 'and d e'),
    ('broad A \| B', 0.05, format('%s | %s', VARIADIC q), format('tags && %L', q), format('idset_count(%s | %s)', at_night(q[1]), at_night(q[2])), 'or d e'),
    ('!A', 0.05, '!' || q[1], format('NOT tags @> %L', q[1:1]), format('idset_count(%s - %s)', at_night(''), at_night(q[1])), 'not everybody d'),
    ('leaf, 0.3 %', 0.2, leaf, format('tags @> %L', ARRAY[leaf]), format('idset_count(%s)', at_night(leaf)), 'set leaf')) AS v (name, share, query, array_form, nightly, croaring);
INSERT INTO question (part, name, share, most, statement, gin)
SELECT 'count', name, share, 2, counted(query), by_gin(query)
FROM picked, LATERAL (VALUES
    ('wildcard `**/s4/t1`', 0.1, '**/s4/t1'),
    ('`2 of` A, B, C', 0.1, format('2 of (%s, %s, %s)', VARIADIC p))) AS v (name, share, query);

INSERT INTO question (part, name, share, statement, gin)
SELECT 'detail', name, 0.1, counted_at(query), by_gin_at(query)
FROM picked, LATERAL (VALUES
    ('price between', 'price[value>=12000000; value<=30000000]'),
    ('price between & region', 'price[value>=12000000; value<=30000000] & r6'),
    ('weight ≥ 0.5 in a subtree', 'r8[weight>=0.5]'),
    ('as of a moment, a subtree without dates', 'r9/s2'),
    ('as of a moment, a subtree with dates', 'r2/s2'),
    ('as of a moment, A & B & !C', 'r1/s1 & r8/s3 & !r3/s2'),
    ('as of a moment, broad A & B', 'r2 & r9')) AS v (name, query);

INSERT INTO question (part, name, share, statement, gin, array_form, nightly)
SELECT 'facets', name, share,
       tallied(format('SELECT tag, rows FROM audience_counts(''person_audience'', %L)', query)),
       tallied(format('SELECT tag::text, rows FROM unnest((SELECT tagset_counts(tags) FROM person WHERE tags @@ %L))', query)),
       tallied(format('SELECT t, count(*) FROM with_text, unnest(tags) AS t WHERE %s GROUP BY t', array_form)),
       tallied(format('SELECT path, idset_common_count(ids, met) FROM nightly, (SELECT %s AS met OFFSET 0) AS m WHERE path <> ''''', nightly))
FROM picked, LATERAL (VALUES
    ('within broad A & B', 0.1, broad, format('tags @> %L', q), format('%s & %s', at_night(q[1]), at_night(q[2]))),
    ('within A & B & !C', 1.1, narrow, format('tags @> %L AND NOT tags @> %L', p[1:2], p[3:3]), format('%s & %s - %s', at_night(p[1]), at_night(p[2]), at_night(p[3])))) AS v (name, share, query, array_form, nightly);
INSERT INTO question (part, name, share, statement, gin, nightly)
SELECT 'facets', 'of everybody', 0.1, tallied('SELECT tag, rows FROM audience_counts(''person_audience'')'), tallied('SELECT tag::text, rows FROM unnest((SELECT tagset_counts(tags) FROM person))'),
       tallied('SELECT path, idset_count(ids) FROM nightly WHERE path <> ''''');
INSERT INTO question (part, name, share, statement, gin)
SELECT 'ids', 'ids of broad A & B', 0.5, format('SELECT idset_count(audience_ids(''person_audience'', %L))', broad), format('SELECT idset_count(idset_agg(id::bigint)) FROM person WHERE tags @@ %L', broad) FROM picked;
