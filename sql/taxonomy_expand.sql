-- queries under the names of today, asked of rows with stored names
\pset null NULL
SET timezone = 'UTC';

\echo == Rename, move, merge, second parent; no row is rewritten
CREATE TEMP TABLE m (id int, tags tagset);
INSERT INTO m VALUES (1, 'interest/crypto/bitcoin'), (2, 'interest/flat'), (3, 'interest/sport'), (4, 'iab-id/441'), (5, 'asset/property');
CREATE TEMP TABLE book AS SELECT '
interest/real-estate/apartment
interest/sport
finance/crypto [open]
asset/property/apartment
interest/crypto -> finance/crypto
interest/flat -> interest/real-estate/apartment
iab-id/441 -> interest/real-estate
interest/real-estate/apartment => asset/property/apartment'::tagtaxonomy AS t;
SELECT q, taxonomy_expand(q::tagquery, t), (SELECT string_agg(id::text, ' ' ORDER BY id) FROM m WHERE taxonomy_matches(tags, q, t)) AS ids
FROM book, unnest(ARRAY['interest', 'finance', 'asset', 'interest/real-estate']) AS q;
SELECT tag, rows FROM unnest((SELECT tagset_counts(taxonomy_apply(tags, t)) FROM m, book)) WHERE depth <= 2;

\echo == Old names, patterns, exact terms, filters, timestamps, several of
SELECT q, taxonomy_expand(q, t) FROM book, unnest(ARRAY['interest/flat', '=interest/crypto', 'interest/crypto/~"^b"', 'interest/*/apartment', '=interest/*', '**/apartment', '**',
    'interest[weight>0.5]', 'interest[path!=interest/crypto]', 'interest[path!=interest/sport; value=1]', 'interest[path=interest/real-estate/apartment|interest/flat; path!=interest/sport]', 'finance[path=asset]',
    '!interest & asset @2026-01-01T00:00:00Z', '2 of (interest, finance, asset)', 'int*', 'nowhere/x']) AS q;
SELECT taxonomy_expand('old/x', E'open: true\nold -> a, b\nc -> a'), taxonomy_expand('!old', E'open: true\nold -> a, b'), taxonomy_expand('x[path=old]', E'open: true\nold -> x/a, x/b');
SELECT taxonomy_expand('a & b', ''), taxonomy_expand('a', NULL::tagtaxonomy), taxonomy_expand(NULL::text, 'a');

\echo == Terms ask each element by itself, before elements that meet are one
SELECT 'old[weight=0.9], new[weight=0.4; value=7]'::tagset @@ taxonomy_expand('new[weight>0.5; value=7]', E'new\nold -> new') AS by_itself,
       taxonomy_apply('old[weight=0.9], new[weight=0.4; value=7]', E'new\nold -> new') @@ 'new[weight>0.5; value=7]' AS united;

\echo == Chains, loops and several targets
SELECT q, taxonomy_expand(q, E'open: true\na -> b\nb -> c/d\nc => e\nf/g -> f\nh -> i, j/k\nj -> c') FROM unnest(ARRAY['c', 'c/d', 'c/d/x', 'e', 'e/d/x', 'f', 'f/g', '=f', 'i', 'c/k', 'a/y']) AS q;

\echo == taxonomy_matches is inlined: an index answers it
CREATE TEMP TABLE many AS SELECT i AS id, format('n%s/x%s', i % 100, i)::tagset AS tags FROM generate_series(1, 10000) AS i;
CREATE INDEX many_tags ON many USING gin (tags);
ANALYZE many;
CREATE TEMP TABLE book2 AS SELECT E'open: true\nn1 -> today\nn2/x2 -> elsewhere\nn3 => today'::tagtaxonomy AS t;
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT count(*) FROM many WHERE taxonomy_matches(tags, 'today', E'open: true\nn1 -> today', NULL);
-- of a plan with a subquery versions print the parameter differently
DO $$
DECLARE line text; plan text := '';
BEGIN
    FOR line IN EXPLAIN (COSTS OFF) SELECT count(*) FROM many WHERE taxonomy_matches(tags, 'today', (SELECT t FROM book2)) LOOP
        plan := plan || line || E'\n';
    END LOOP;
    RAISE NOTICE 'with a subquery: %', CASE WHEN plan ~ 'Bitmap Index Scan on many_tags' AND plan ~ 'Index Cond: .*taxonomy_expand' THEN 'by index' ELSE plan END;
END $$;
SELECT count(*) FROM many WHERE taxonomy_matches(tags, 'today', (SELECT t FROM book2));
SELECT count(*) FROM many WHERE taxonomy_matches(tags, 'n2'::tagquery, (SELECT t FROM book2), NULL);
RESET enable_seqscan;
SELECT taxonomy_matches('old[until=2026-01-01T00:00:00Z]', 'new', E'new\nold -> new', '2025-01-01T00:00:00Z'), taxonomy_matches('old[until=2026-01-01T00:00:00Z]', 'new', E'new\nold -> new', '2026-01-01T00:00:00Z'),
       taxonomy_matches('old[until=2026-01-01T00:00:00Z]', 'new', E'new\nold -> new', NULL), taxonomy_matches('old[until=2026-01-01T00:00:00Z]', 'new', E'new\nold -> new'), taxonomy_matches('a', 'a', NULL);

\echo == A taxonomy in each row, and labels
SELECT id, taxonomy_expand('a', t) FROM (VALUES (1, 'open: true'::tagtaxonomy), (2, E'open: true\nb -> a'), (3, 'open: true'), (4, E'open: true\nc => a'), (5, E'open: true\nb -> a')) AS row (id, t) ORDER BY id;
SELECT labelset_matches('old/x[by=human]', taxonomy_expand('new[by=human]', E'new\nold -> new'));

\echo == Names in a query that are unknown, old or deprecated
SELECT p.* FROM (SELECT t || text E'sport [deprecated="use interest/sport"]\nball [deprecated]\ntennis -> sport' AS t FROM book) AS book,
    taxonomy_query_problems('interest/flat/x & (interest/crpto | !iab-id/441[path!=interest/crypto|nowhere]) & tennis & ball/*/x & */y & interest/*', t) AS p;
SELECT * FROM taxonomy_query_problems('a/b'::text, 'a [open]');

\echo == Too large: the hint says what to do instead
SELECT taxonomy_expand('a', (SELECT E'open: true\n' || string_agg(format('o%s -> a', i), E'\n') FROM generate_series(1, 10001) AS i)::tagtaxonomy);
SELECT length(taxonomy_expand('a', (SELECT E'open: true\n' || string_agg(format('o%s -> a', i), E'\n') FROM generate_series(1, 9999) AS i)::tagtaxonomy)::text);
SELECT taxonomy_expand('l14', (SELECT E'open: true\n' || string_agg(format(E'l%s/a -> l%s\nl%1$s/b -> l%2$s', i, i + 1), E'\n') FROM generate_series(0, 13) AS i)::tagtaxonomy);
SELECT length(taxonomy_expand('a[path!=a/x]', (SELECT E'open: true\n' || string_agg(format('a/n%s -> b', i), E'\n') FROM generate_series(1, 3000) AS i)::tagtaxonomy)::text);
