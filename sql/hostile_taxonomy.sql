-- taxonomies that are made to take long, to take much, or to go round in circles
\set VERBOSITY terse
SET timezone = 'UTC';
SET datestyle = 'ISO';

\echo == A million lines, and one more
CREATE TEMP TABLE large AS SELECT (SELECT E'open: true\n' || string_agg('t/' || i, E'\n') FROM generate_series(1, 999999) AS i) AS lines;
SELECT taxonomy_valid('t/1', lines::tagtaxonomy) AS valid, (SELECT hint FROM taxonomy_problems('u[until=2026-01-01T00:00:00Z]', ('static: true' || E'\n' || lines)::tagtaxonomy)) AS not_reached FROM large;
SELECT taxonomy_valid('t/1', lines::tagtaxonomy) AS valid FROM large;
SELECT (lines || E'\nx')::tagtaxonomy FROM large;
SELECT ('a' || repeat(E'\n#', 1000000))::tagtaxonomy;
SELECT length((E'a' || repeat(E'\n\n \n', 1000000) || 'b')::tagtaxonomy::text) AS blank_lines_collapse;
DROP TABLE large;

\echo == A thousand attributes and targets, long values and names, and one more
SELECT length(('a [' || string_agg('x-' || i, ';') || ']')::tagtaxonomy::text) FROM generate_series(1, 1000) AS i;
SELECT ('a [' || string_agg('x-' || i, ';') || ']')::tagtaxonomy FROM generate_series(1, 1001) AS i;
SELECT count(*) FROM taxonomy_links((SELECT E'open: true\na -> ' || string_agg('b' || i, ',') FROM generate_series(1, 1000) AS i)::tagtaxonomy);
SELECT (E'open: true\na -> ' || string_agg('b' || i, ','))::tagtaxonomy FROM generate_series(1, 1001) AS i;
SELECT length(('a [note="' || repeat('x', 65535) || '"]')::tagtaxonomy::text);
SELECT ('a [note="' || repeat('x', 65536) || '"]')::tagtaxonomy;
SELECT ('a [x-' || repeat('y', 48) || ']')::tagtaxonomy;
SELECT ('a [title-' || repeat('en-', 16) || 'x=y]')::tagtaxonomy;
SELECT ('name: /' || repeat('a', 32769) || '/')::tagtaxonomy;
SELECT max(depth) FROM taxonomy_terms(rtrim(repeat('a/', 1000), '/')::tagtaxonomy);
SELECT (repeat('a/', 1000) || 'a')::tagtaxonomy;
SELECT ('must: ' || repeat('(a|', 1001) || 'a' || repeat(')', 1001))::tagtaxonomy;
-- the names of today make it too large
SELECT (E'open: true\nold -> ' || (SELECT string_agg('n' || i, ',') FROM generate_series(1, 1000) AS i) || E'\nmust: ' || rtrim(repeat('old|', 11), '|'))::tagtaxonomy;

\echo == Long chains
CREATE TEMP TABLE chain AS SELECT (SELECT E'open: true\n' || string_agg(format('n%s -> n%s', i, i + 1), E'\n') FROM generate_series(1, 100000) AS i)::tagtaxonomy AS t,
    (SELECT E'open: true\n' || string_agg(format('n%s => n%s', i, i + 1), E'\n') FROM generate_series(1, 20000) AS i)::tagtaxonomy AS implied;
SELECT taxonomy_apply('n1/x, n50000', t), taxonomy_valid('n1', t), tagset_count(taxonomy_apply('n1', implied, NULL, true)) FROM chain;
SELECT taxonomy_expand('n100001[path!=n100001]', t), length(taxonomy_expand('n9000/x', (SELECT E'open: true\n' || string_agg(format('n%s -> n%s', i, i + 1), E'\n') FROM generate_series(1, 8999) AS i)::tagtaxonomy)::text) FROM chain;
SELECT taxonomy_expand('n10001', t) FROM chain;

\echo == Circles: long, wide, and by way of ancestors
SELECT (E'open: true\n' || string_agg(format('n%s -> n%s', i, i % 50000 + 1), E'\n'))::tagtaxonomy FROM generate_series(1, 50000) AS i;
SELECT (E'open: true\n' || string_agg(format('n%s/a => n%s', i, i % 50000 + 1), E'\n'))::tagtaxonomy FROM generate_series(1, 50000) AS i;
SELECT length((E'open: true\n' || string_agg(format('n%s/a => n%s/b', i, i + 1), E'\n'))::tagtaxonomy::text) FROM generate_series(1, 50000) AS i;
SELECT (E'open: true\n' || string_agg(format('r/n%s -> s/n%s', i, i), E'\n') || E'\ns => r')::tagtaxonomy FROM generate_series(1, 50000) AS i;

\echo == What explodes: means, implications, expansions
SELECT taxonomy_apply('l0', (SELECT E'open: true\n' || string_agg(format('l%s -> l%s/a, l%2$s/b', i, i + 1), E'\n') FROM generate_series(0, 22) AS i)::tagtaxonomy);
SELECT taxonomy_valid('l0', (SELECT E'open: true\nmust: l0\n' || string_agg(format('l%s => l%s/a, l%2$s/b', i, i + 1), E'\n') FROM generate_series(0, 22) AS i)::tagtaxonomy);
SELECT taxonomy_expand('l14', (SELECT E'open: true\n' || string_agg(format(E'l%s/a -> l%s\nl%1$s/b -> l%2$s', i, i + 1), E'\n') FROM generate_series(0, 13) AS i)::tagtaxonomy);
SELECT taxonomy_expand('~"a"/**/~"b"/**/~"c"', (SELECT E'open: true\n' || string_agg(format(E'l%s -> a/a/b/b/c/%s', i, i), E'\n') FROM generate_series(0, 10000) AS i)::tagtaxonomy);
SELECT length(taxonomy_expand('a' || repeat('/**/b', 200), (E'open: true\nx -> a' || repeat('/b', 400))::tagtaxonomy)::text);

\echo == A name that becomes too long is an error, whoever meets it
SELECT taxonomy_valid(('a/' || repeat('x/', 900) || 'x')::tagset, (E'open: true\na -> ' || repeat('y', 250))::tagtaxonomy);

\echo == Lifetimes of many tags below an exclusive one
SELECT taxonomy_valid(string_agg(format('s/n%s[since=%s; until=%s]', i, '2026-01-01T00:00:00Z'::timestamptz + i * interval '1s', '2026-01-01T00:00:00Z'::timestamptz + (i + 1) * interval '1s'), ',')::tagset, 's [exclusive; open]') AS one_by_one,
       taxonomy_valid((string_agg(format('s/n%s[since=%s; until=%s]', i, '2026-01-01T00:00:00Z'::timestamptz + i * interval '1s', '2026-01-01T00:00:00Z'::timestamptz + (i + 1) * interval '1s'), ',') || ', s/x[since=2026-01-01T00:00:03.5Z; until=2026-01-01T00:00:03.6Z]')::tagset, 's [exclusive; open]') AS one_meets
FROM generate_series(1, 20000) AS i;

\echo == The memory for compiled taxonomies is bounded by the setting; the one used last is kept
CREATE FUNCTION pg_temp.kept() RETURNS bigint LANGUAGE sql AS $$ SELECT coalesce(sum(total_bytes), 0) FROM pg_backend_memory_contexts WHERE name = 'factag taxonomies' $$;
CREATE TEMP TABLE several AS SELECT n, (SELECT E'open: true\n' || string_agg(format('b%s/t%s', n, i), E'\n') FROM generate_series(1, 10000) AS i)::tagtaxonomy AS t FROM generate_series(1, 20) AS n;
SET factag.rule_cache_size = '4MB';
SELECT count(*) FILTER (WHERE taxonomy_valid('x', t)) AS valid FROM several;
SELECT pg_temp.kept() BETWEEN 1000000 AND 6000000 AS within_the_limit;
SET factag.rule_cache_size = 0;
SELECT count(*) FILTER (WHERE taxonomy_valid('x', t)) AS valid FROM several;
SELECT pg_temp.kept() BETWEEN 100000 AND 2000000 AS one;
RESET factag.rule_cache_size;
SELECT count(*) FILTER (WHERE taxonomy_valid('x', t)) AS valid FROM several, generate_series(1, 3);
SELECT pg_temp.kept() > 8000000 AS all_of_them;
