-- Labels beside what people write today, a row an assertion: the same posts in both forms, five
-- questions, the same answers demanded. Prints its tables in Markdown. Takes the variable rows.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
CREATE EXTENSION factag;

-- a number from 0 to 1 that depends on its arguments alone
CREATE FUNCTION chance(post int, entry int, what int) RETURNS float8 LANGUAGE sql IMMUTABLE
    RETURN (hashint8extended(post::int8 * 1000 + entry * 100 + what, 20200701) & 1073741823) / 1073741824.0;

-- 0 to 6 entries a post; one in five is a later word of the source of the entry before it
CREATE TABLE label_row AS
SELECT id AS post_id,
       (ARRAY['misinfo/vaccine', 'misinfo/vaccine', 'misinfo/election', 'misinfo/climate', 'misinfo/war', 'hate/slur', 'hate/religion',
              'spam/crypto', 'spam/phone', 'spam/phone', 'threat/violence', 'copyright'])[1 + floor(12 * chance(id, voice, 1) ^ 1.5)] AS path,
       CASE floor(3 * chance(id, voice, 2))
           WHEN 0 THEN 'auto/rules/v' || 1 + floor(7 * chance(id, voice, 3)) || '/rule-' || floor(40 * chance(id, voice, 4))
           WHEN 1 THEN 'human/h' || floor(30 * chance(id, voice, 3)) ELSE 'agency/a' || floor(12 * chance(id, voice, 3)) END AS source,
       CASE WHEN chance(id, voice, 2) >= 2.0 / 3 THEN 'c' || floor(3 * chance(id, voice, 5)) ELSE '' END AS claim,
       CASE WHEN chance(id, voice, 2) >= 1.0 / 3 THEN 1 + floor(11 * chance(id, entry, 6) ^ 1.4) END::smallint AS verdict,
       CASE WHEN chance(id, entry, 7) < 0.7 THEN round((0.5 + chance(id, entry, 8) / 2)::numeric, 2) END::real AS score,
       at, CASE WHEN chance(id, entry, 9) < 0.2 THEN at + chance(id, entry, 10) * interval '3 days' END AS seen,
       CASE WHEN chance(id, entry, 11) < 0.1 THEN at + interval '60 days' END AS until,
       chance(id, entry, 12) < 0.08 AS neg, chance(id, entry, 13) < 0.05 AS deny
  FROM generate_series(1, :rows) AS id,
       generate_series(1, floor(7 * chance(id, 0, 0))::int) AS entry,
       LATERAL (SELECT CASE WHEN entry > 1 AND chance(id, entry, 14) < 0.2 THEN entry - 1 ELSE entry END AS voice,
                       date_trunc('second', '2025-07-01 00:00Z'::timestamptz + chance(id, entry, 15) * interval '360 days') AS at) AS t;

CREATE TABLE post AS
SELECT id, coalesce(labels, '') AS labels
  FROM generate_series(1, :rows) AS id
  LEFT JOIN (SELECT post_id, labelset_agg(factlabel_make(path::tagpath,
                        (ARRAY['false', 'mostly-false', 'mixed', 'mostly-true', 'true', 'unproven', 'missing-context',
                               'altered', 'satire', 'opinion', 'outdated'])[verdict]::factverdict,
                        score, source::tagpath, nullif(claim, ''), at, seen, until, neg, deny)) AS labels
               FROM label_row GROUP BY post_id) AS l ON post_id = id;
CREATE INDEX post_labels ON post USING gin (labels);
ALTER TABLE post ADD PRIMARY KEY (id);
VACUUM (FREEZE, ANALYZE) post;

-- the table's best usual form: who spoke last of whom, subtrees as ranges, sources as ranges, ratings
ALTER TABLE label_row ALTER path TYPE text COLLATE "C", ALTER source TYPE text COLLATE "C", ALTER claim SET NOT NULL;
CREATE INDEX ON label_row (post_id, path, source, claim, at);
CREATE INDEX ON label_row (path, source, post_id);
CREATE INDEX ON label_row (path, verdict, score) WHERE verdict IS NOT NULL;
VACUUM (FREEZE, ANALYZE) label_row;

-- A question of both. What the words of one voice share may be asked before it is known which is the
-- last; what else is asserted only of the last. The second assertion is of another label of the post.
CREATE TABLE question (n int, name text, ask text, shared text, asserted text, second text, at timestamptz);
INSERT INTO question VALUES
    (1, 'present state: hate', $$labels @@ 'hate'$$, $$path >= 'hate/' AND path < 'hate0'$$, 'true', NULL, NULL),
    (2, 'by source: threats, says a human', $$labels @@ 'threat[by=human]'$$,
     $$path >= 'threat/' AND path < 'threat0' AND source >= 'human/' AND source < 'human0'$$, 'true', NULL, NULL),
    (3, 'range: vaccine, at most mostly false, score from 0.8, human or agency',
     $$labels @@ 'misinfo/vaccine[verdict<=mostly-false; score>=0.8; by=human|agency]'$$,
     $$path = 'misinfo/vaccine' AND (source LIKE 'human/%' OR source LIKE 'agency/%')$$, 'verdict <= 2 AND score >= 0.8::real', NULL, NULL),
    (4, 'as of a date: hate in January', $$labels @@ 'hate @ 2026-01-15T00:00:00Z'$$,
     $$path >= 'hate/' AND path < 'hate0'$$, 'true', NULL, '2026-01-15 00:00Z'),
    (5, 'disagreement: the war, false here and true there',
     $$labels @@ 'misinfo/war[verdict<=mostly-false] & misinfo/war[verdict>=mostly-true]'$$,
     $$path = 'misinfo/war'$$, 'verdict <= 2', 'verdict BETWEEN 4 AND 5', NULL);

-- Nobody of the same voice spoke later, or the last of each voice: either may be ten times the other.
CREATE TABLE form (name text, statement text);
INSERT INTO form VALUES
    ('NOT EXISTS', $$SELECT post_id FROM label_row AS l WHERE %1$s AND %2$s AND %3$s AND %4$s AND NOT EXISTS
        (SELECT FROM label_row AS n WHERE n.post_id = l.post_id AND n.path = l.path AND n.source = l.source AND n.claim = l.claim
            AND (n.at, coalesce(n.seen, '-infinity')) > (l.at, coalesce(l.seen, '-infinity')) AND %5$s)$$),
    ('DISTINCT ON', $$SELECT post_id FROM (SELECT DISTINCT ON (post_id, path, source, claim) * FROM label_row WHERE %1$s AND %4$s
        ORDER BY post_id, path, source, claim, at DESC, seen DESC NULLS LAST) AS l WHERE %2$s AND %3$s$$),
    ('row_number', $$SELECT post_id FROM (SELECT *, row_number() OVER (PARTITION BY post_id, path, source, claim
        ORDER BY at DESC, seen DESC NULLS LAST) AS nth FROM label_row WHERE %1$s AND %4$s) AS l WHERE nth = 1 AND %2$s AND %3$s$$);

-- the posts whose labels hold and assert this, as of then
CREATE FUNCTION holding(statement text, shared text, asserted text, at timestamptz) RETURNS text LANGUAGE sql
    RETURN format(statement, '(' || shared || ')', '(' || asserted || ')',
                  'NOT neg AND NOT deny' || CASE WHEN at IS NULL THEN '' ELSE format(' AND (until IS NULL OR until > %L)', at) END,
                  CASE WHEN at IS NULL THEN 'true' ELSE format('coalesce(seen, at) <= %L', at) END,
                  CASE WHEN at IS NULL THEN 'true' ELSE format('coalesce(n.seen, n.at) <= %L', at) END);

-- once to warm, five times each, taking turns: the medians, of the table's forms the fastest; an
-- error where the answers differ
CREATE FUNCTION measured(q question, OUT posts bigint, OUT set_ms float8, OUT rows_ms float8, OUT form text) LANGUAGE plpgsql AS $$
DECLARE
    names text[] := (SELECT array_agg(f.name ORDER BY f.name) FROM form AS f);
    statements text[] := 'SELECT count(*), sum(hashint4(id)) FROM post WHERE ' || q.ask
        || (SELECT array_agg(format('SELECT count(*), sum(hashint4(post_id)) FROM (SELECT DISTINCT post_id FROM (%s) AS a) AS b',
                                    '(' || holding(statement, q.shared, q.asserted, q.at) || ')'
                                    || CASE WHEN q.second IS NULL THEN '' ELSE ' INTERSECT (' || holding(statement, q.shared, q.second, q.at) || ')' END) ORDER BY f.name)
            FROM form AS f);
    spent float8[] := '{}';
    sides int[] := '{}';
    total numeric; other numeric; answer bigint; start timestamptz;
BEGIN
    FOR turn IN 0 .. 5 LOOP
        FOR side IN 1 .. cardinality(statements) LOOP
            start := clock_timestamp();
            EXECUTE statements[side] INTO answer, other;
            IF turn > 0 THEN
                spent := spent || 1000 * extract(epoch FROM clock_timestamp() - start)::float8;
                sides := sides || side;
            ELSIF side = 1 THEN
                posts := answer; total := other;
            ELSIF posts <> answer OR total IS DISTINCT FROM other THEN
                RAISE EXCEPTION 'different answers to %', q.ask USING DETAIL = format('%s posts and, by %s, %s', posts, names[side - 1], answer);
            END IF;
        END LOOP;
    END LOOP;
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY t) INTO set_ms FROM unnest(spent, sides) AS m (t, side) WHERE side = 1;
    SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY t), names[side - 1] INTO rows_ms, form
      FROM unnest(spent, sides) AS m (t, side) WHERE side > 1 GROUP BY side ORDER BY 1 LIMIT 1;
END $$;

CREATE TABLE size AS
SELECT pg_total_relation_size('post') - pg_relation_size('post_pkey') AS set_bytes, pg_total_relation_size('label_row') AS row_bytes;

\pset format unaligned
\pset fieldsep ' | '
\pset tuples_only on
\qecho '|  | posts | labelset, ms | table, ms | its fastest form | ratio | goal | met |'
\qecho '|---|--:|--:|--:|---|--:|--:|:-:|'
SELECT '| ' || q.name, posts, round(set_ms::numeric, 2), round(rows_ms::numeric, 2), form, round((set_ms / rows_ms)::numeric, 2),
       '≤ 0.2', CASE WHEN set_ms / rows_ms <= 0.2 THEN '✓ |' ELSE '✗ |' END
  FROM question AS q, measured(q) ORDER BY n;
SELECT '| table and indexes, MB', '', round(set_bytes / 1e6, 1), round(row_bytes / 1e6, 1), '', round(set_bytes / row_bytes::numeric, 2),
       '≤ 0.5', CASE WHEN set_bytes / row_bytes::numeric <= 0.5 THEN '✓ |' ELSE '✗ |' END FROM size;
\qecho ''
SELECT format('%s posts, %s entries.', :rows, count(*)) FROM label_row;
