-- One question, four ways to answer it: by sequential scan, by GIN, with the condition from a
-- column, and by plain SQL over rows, which knows nothing of the extension.
SET TimeZone = 'UTC';
DO $$ BEGIN PERFORM setseed(0.75); END $$;

CREATE FUNCTION pg_temp.pick(VARIADIC choice text[]) RETURNS text LANGUAGE sql VOLATILE AS $$ SELECT choice[1 + floor(random() * cardinality(choice))::int] $$;
-- few moments, so that they tie, NULL often
CREATE FUNCTION pg_temp.moment(share float8) RETURNS timestamptz LANGUAGE sql VOLATILE AS $$
    SELECT CASE WHEN random() < share THEN timestamptz '2026-01-01 00:00:00Z' + interval '1 day' * floor(random() * 6) END $$;

CREATE TEMP TABLE raw AS
    SELECT log, pg_temp.pick('hate', 'hate/slur', 'hate/slur/x', 'misinfo', 'misinfo/vaccine', 'misinfo/vaccine/chip', 'misinfo/war', 'spam', 'spamlike', 'a b/c') AS path,
           (CASE WHEN random() < 0.8 THEN pg_temp.pick('false', 'mostly-false', 'mixed', 'true', 'satire', 'unproven') END)::factverdict AS verdict,
           (CASE WHEN random() < 0.6 THEN pg_temp.pick('0', '0.25', '0.3', '0.5', '0.7', '0.95', '1') END)::float8 AS score,
           CASE WHEN random() < 0.9 THEN pg_temp.pick('agency/afp', 'agency/dpa', 'human', 'auto/v7') END AS by,
           CASE WHEN random() < 0.3 THEN pg_temp.pick('c1', 'c2') END AS claim,
           pg_temp.moment(0.8) AS at, pg_temp.moment(0.2) AS seen, pg_temp.moment(0.3) AS until,
           random() < 0.15 AS neg, random() < 0.2 AS deny
    FROM (SELECT log, generate_series(1, floor(random() * random() * 16)::int) FROM generate_series(1, 3000) AS log) AS t;
-- a post with hundreds of labels
INSERT INTO raw SELECT 3001, path, verdict, score, by, claim, at + i * interval '1 second', seen, until, neg, deny
    FROM (SELECT raw.*, row_number() OVER () AS i FROM raw) AS t WHERE i % 20 = 0;
-- of labels equal in path, source, claim, at and seen the greater is the one: absent first, false before true
CREATE TEMP TABLE entry AS
    SELECT DISTINCT ON (log, path, by, claim, at, seen) * FROM raw
    ORDER BY log, path, by, claim, at, seen, verdict DESC NULLS LAST, score DESC NULLS LAST, until DESC NULLS LAST, neg DESC, deny DESC;
CREATE TABLE labels_differential AS
    SELECT log, coalesce(labels, '') AS labels
    FROM generate_series(1, 3001) AS log
    LEFT JOIN (SELECT log, labelset_agg(factlabel_make(path::tagpath, verdict, score, by::tagpath, claim, at, seen, until, neg, deny) ORDER BY random()) AS labels
               FROM raw GROUP BY log) AS t USING (log);
CREATE INDEX ON labels_differential USING gin (labels);
ANALYZE labels_differential;
SELECT (SELECT count(*) FROM entry) = (SELECT sum(labelset_count(labels)) FROM labels_differential) AS same_number,
       max(labelset_count(labels)) > 300 AS a_long_one, count(*) FILTER (WHERE labels = '') > 100 AS empty_ones FROM labels_differential;
\echo == The rows of a log are its rows
SELECT count(*) AS differences FROM (
    (SELECT log, path, verdict::text, score, by, claim, at, seen, until, neg, deny FROM entry
     EXCEPT SELECT log, r.label, r.verdict, r.score, r.by, r.claim, r.at, r.seen, r.until, r.neg, r.deny FROM labels_differential, labelset_rows(labels, NULL) AS r)
    UNION ALL
    (SELECT log, r.label, r.verdict, r.score, r.by, r.claim, r.at, r.seen, r.until, r.neg, r.deny FROM labels_differential, labelset_rows(labels, NULL) AS r
     EXCEPT SELECT log, path, verdict::text, score, by, claim, at, seen, until, neg, deny FROM entry)) AS t;

\echo == What holds as of each moment, by plain SQL, and by labelset_rows and labelset_live
CREATE TEMP TABLE moment AS SELECT NULL::timestamptz AS t UNION ALL
    SELECT timestamptz '2026-01-01 00:00:00Z' + interval '12 hours' * i FROM unnest(ARRAY[-1, 0, 2, 3, 6, 10, 11]) AS i;
CREATE TEMP TABLE holding AS
    SELECT * FROM (
        SELECT DISTINCT ON (t, log, path, by, claim) t, entry.*
        FROM moment, entry
        WHERE t IS NULL OR coalesce(seen, at, '-infinity') <= t
        ORDER BY t, log, path, by, claim, at DESC NULLS LAST, seen DESC NULLS LAST) AS speaking
    WHERE NOT neg AND (t IS NULL OR until IS NULL OR until > t);
SELECT count(*) AS differences FROM (
    (SELECT t, log, path, by, claim, at, seen, deny FROM holding WHERE t IS NOT NULL
     EXCEPT SELECT t, log, r.label, r.by, r.claim, r.at, r.seen, r.deny FROM moment, labels_differential, labelset_rows(labels, t) AS r WHERE t IS NOT NULL)
    UNION ALL
    (SELECT t, log, r.label, r.by, r.claim, r.at, r.seen, r.deny FROM moment, labels_differential, labelset_rows(labels, t) AS r WHERE t IS NOT NULL
     EXCEPT SELECT t, log, path, by, claim, at, seen, deny FROM holding)
    UNION ALL
    (SELECT t, log, path, by, claim, at, seen, deny FROM holding
     EXCEPT SELECT t, log, r.label, r.by, r.claim, r.at, r.seen, r.deny FROM moment, labels_differential, labelset_rows(labelset_live(labels, t), NULL) AS r)) AS d;
SELECT count(*) AS differences FROM (
    SELECT log, path, by, claim, at, seen FROM holding WHERE t IS NULL
    EXCEPT SELECT log, r.label, r.by, r.claim, r.at, r.seen FROM labels_differential, labelset_rows(labels, NULL) AS r WHERE holds) AS d;

\echo == Terms: a pattern, filters and a moment, each in both languages
CREATE TEMP TABLE pattern (query text, sql text);
INSERT INTO pattern VALUES
    ('misinfo', $$ path || '/' LIKE 'misinfo/%' $$), ('=misinfo', $$ path = 'misinfo' $$), ('misinfo/vaccine', $$ path || '/' LIKE 'misinfo/vaccine/%' $$), ('spam', $$ path = 'spam' $$),
    ('misinfo/*', $$ path LIKE 'misinfo/%' $$), ('**', $$ true $$), ('**/vaccine', $$ '/' || path || '/' LIKE '%/vaccine/%' $$), ('=**/x', $$ '/' || path LIKE '%/x' $$),
    ('spam*', $$ path LIKE 'spam%' $$), ('h*/s*', $$ path LIKE 'h%/s%' $$), ('nothing', $$ false $$), ('*', $$ true $$), ('=*', $$ path NOT LIKE '%/%' $$);
CREATE TEMP TABLE filter (query text, sql text, deny boolean);
INSERT INTO filter VALUES
    ('', $$ true $$, false), ('[deny]', $$ true $$, true), ('[by=agency]', $$ by || '/' LIKE 'agency/%' $$, false), ('[by!=agency|human]', $$ by || '/' NOT LIKE 'agency/%' AND by <> 'human' $$, false),
    ('[verdict<=mostly-false; score>=0.25]', $$ verdict IN ('false', 'mostly-false') AND score >= 0.25 $$, false), ('[verdict>mixed]', $$ verdict = 'true' $$, false),
    ('[score>=0.3]', $$ score::real >= 0.3::real $$, false), ('[score>0.3]', $$ score::real > 0.3::real $$, false), ('[score<0.7]', $$ score::real < 0.7::real $$, false), ('[score<=0.7; score!=0.25]', $$ score::real <= 0.7::real AND score <> 0.25 $$, false),
    ('[score=0.95|0]', $$ score::real IN (0.95::real, 0) $$, false), ('[verdict=false]', $$ verdict = 'false' $$, false), ('[by=agency/afp]', $$ by = 'agency/afp' $$, false), ('[by=human|agency/afp/x]', $$ by = 'human' $$, false),
    ('[by=human|agency; verdict<=mixed; score>=0.5]', $$ (by || '/' LIKE 'agency/%' OR by = 'human') AND verdict IN ('false', 'mostly-false', 'mixed') AND score >= 0.5 $$, false),
    ('[by=agency; by!=agency/dpa]', $$ by = 'agency/afp' $$, false), ('[score>=1; deny]', $$ score = 1 $$, true),
    ('[at>=-P2D]', $$ at >= t - interval '2 days' $$, false), ('[until<PT36H; by=human|agency]', $$ until < t + interval '36 hours' AND (by = 'human' OR by LIKE 'agency/%') $$, false),
    ('[seen!=-P1D|P0D; deny]', $$ seen <> t - interval '1 day' AND seen <> t $$, true), ('[at<2026-01-03T00:00:00Z; at>-P4D]', $$ at < '2026-01-03 00:00:00Z' AND at > t - interval '4 days' $$, false),
    ('[path!=misinfo/vaccine|hate/slur/x]', $$ path || '/' NOT LIKE 'misinfo/vaccine/%' AND path <> 'hate/slur/x' $$, false), ('[path=misinfo/war|spam|"a b"; score>=0.5]', $$ path IN ('misinfo/war', 'spam', 'a b/c') AND score >= 0.5 $$, false),
    ('[path=misinfo/vaccine; by=human]', $$ path || '/' LIKE 'misinfo/vaccine/%' AND by = 'human' $$, false), ('[path!=misinfo; deny]', $$ path || '/' NOT LIKE 'misinfo/%' $$, true),
    ('[verdict!=satire]', $$ verdict <> 'satire' $$, false), ('[verdict=satire|unproven]', $$ verdict IN ('satire', 'unproven') $$, false), ('[claim=c1; deny]', $$ claim = 'c1' $$, true), ('[claim!=c1]', $$ claim <> 'c1' $$, false),
    ('[at<=2026-01-03T00:00:00Z]', $$ at <= '2026-01-03 00:00:00Z' $$, false), ('[until>2026-01-04T00:00:00Z]', $$ until > '2026-01-04 00:00:00Z' $$, false), ('[seen!=2026-01-04T00:00:00Z; by=human|auto]', $$ seen <> '2026-01-04 00:00:00Z' AND by IN ('human', 'auto/v7') $$, false);
CREATE TEMP TABLE term AS
    SELECT row_number() OVER () AS id, f.deny, format('(%s) AND (%s)', p.sql, f.sql) AS sql, m.t,
           CASE WHEN m.t IS NULL THEN p.query || f.query ELSE format('(%s%s @%s)', p.query, f.query, to_char(m.t, 'YYYY-MM-DD"T"HH24:MI:SS"Z"')) END AS query
    FROM pattern AS p, filter AS f, moment AS m
    -- of all three, else the dice are thrown once for every pattern
    WHERE (f.query !~ 'P\d|PT\d' OR m.t IS NOT NULL) AND (m.t IS NULL OR random() + 0 * length(p.query) < CASE WHEN f.query IN ('', '[deny]') THEN 0.4 ELSE 0.1 END);
CREATE TEMP TABLE met (term bigint, log int);
DO $$
DECLARE
    one record;
BEGIN
    FOR one IN SELECT * FROM term LOOP
        EXECUTE format('INSERT INTO met SELECT DISTINCT %s, log FROM holding WHERE t IS NOT DISTINCT FROM %L AND deny = %L AND %s', one.id, one.t, one.deny, one.sql);
    END LOOP;
END $$;
CREATE INDEX ON met (term, log);
ANALYZE met;
SELECT count(*) > 400 AS terms FROM term;

-- a query of up to three terms, and its answer by plain SQL
CREATE TEMP TABLE question (query tagquery, answer int[]);
DO $$
DECLARE
    a record; b record; c record;
    shape int;
    query text;
    condition text;
BEGIN
    FOR n IN 1 .. 500 + (SELECT count(*) FROM term) LOOP
        IF n <= (SELECT count(*) FROM term) THEN
            SELECT * INTO a FROM term WHERE id = n;
            shape := n % 2;
        ELSE
            SELECT * INTO a FROM term ORDER BY random() LIMIT 1;
            shape := 2 + floor(random() * 7);
        END IF;
        SELECT * INTO b FROM term ORDER BY random() LIMIT 1;
        SELECT * INTO c FROM term ORDER BY random() LIMIT 1;
        query := format((ARRAY['%1$s', '!%1$s', '%1$s & %2$s', '%1$s & !%2$s', '%1$s | %2$s', '(%1$s | !%2$s) & %3$s', '!(%1$s & %2$s) | %3$s', '2 of (%1$s, %2$s, %3$s)', '!2 of (%1$s, !%2$s, %3$s)'])[shape + 1], a.query, b.query, c.query);
        condition := format((ARRAY['%1$s', 'NOT %1$s', '%1$s AND %2$s', '%1$s AND NOT %2$s', '%1$s OR %2$s', '(%1$s OR NOT %2$s) AND %3$s', 'NOT (%1$s AND %2$s) OR %3$s', '(%1$s)::int + (%2$s)::int + (%3$s)::int >= 2', '(%1$s)::int + (NOT %2$s)::int + (%3$s)::int < 2'])[shape + 1],
                            format('log IN (SELECT log FROM met WHERE term = %s)', a.id), format('log IN (SELECT log FROM met WHERE term = %s)', b.id), format('log IN (SELECT log FROM met WHERE term = %s)', c.id));
        EXECUTE format('INSERT INTO question SELECT %L, coalesce(array_agg(log ORDER BY log), ''{}'') FROM labels_differential WHERE %s', query, condition);
    END LOOP;
END $$;

\echo == All four ways agree
CREATE FUNCTION pg_temp.ask(query tagquery) RETURNS int[] LANGUAGE plpgsql AS $$
DECLARE
    result int[];
BEGIN
    EXECUTE format('SELECT coalesce(array_agg(log ORDER BY log), ''{}'') FROM labels_differential WHERE labels @@ %L', query) INTO result;
    RETURN result;
END $$;
SET enable_indexscan = off; SET enable_bitmapscan = off;
SELECT count(*) AS questions, count(*) FILTER (WHERE cardinality(answer) BETWEEN 1 AND 3000) > 400 AS some_and_not_all, count(*) FILTER (WHERE got <> answer) AS wrong_by_scan,
       min(query::text) FILTER (WHERE got <> answer) AS example
FROM (SELECT *, pg_temp.ask(query) AS got FROM question OFFSET 0) AS t;
RESET enable_bitmapscan; SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT * FROM labels_differential WHERE labels @@ 'misinfo';
EXPLAIN (COSTS OFF) SELECT * FROM labels_differential WHERE labelset_matches(labels, 'misinfo');
SELECT count(*) AS questions, count(*) FILTER (WHERE got <> answer) AS wrong_by_index,
       min(query::text) FILTER (WHERE got <> answer) AS example
FROM (SELECT *, pg_temp.ask(query) AS got FROM question OFFSET 0) AS t;
\echo -- the condition from a column: an index condition that changes, a filter that changes, the commutator
SELECT count(*) AS wrong_by_join FROM question AS q
WHERE (SELECT coalesce(array_agg(log ORDER BY log), '{}') FROM labels_differential WHERE labels @@ q.query) <> answer;
SET enable_bitmapscan = off; RESET enable_seqscan;
SELECT count(*) AS wrong_by_filter FROM (SELECT * FROM question LIMIT 200) AS q
WHERE (SELECT coalesce(array_agg(log ORDER BY log), '{}') FROM labels_differential WHERE q.query @@ labels) <> answer;
RESET enable_bitmapscan; RESET enable_indexscan;

\echo == Without a moment, what asks for a path, or for source or verdict and tenths of the score, is exact in the index: nothing is rechecked away
SET enable_seqscan = off;
CREATE FUNCTION pg_temp.rechecked(query text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    plan json;
BEGIN
    EXECUTE format('EXPLAIN (ANALYZE, COSTS OFF, TIMING OFF, SUMMARY OFF, FORMAT json) SELECT * FROM labels_differential WHERE labels @@ %L', query) INTO plan;
    RETURN CASE WHEN (plan -> 0 -> 'Plan' ->> 'Rows Removed by Index Recheck')::int > 0 THEN 'rechecked' ELSE 'exact' END;
END $$;
SELECT q, pg_temp.rechecked(q) FROM unnest(ARRAY['misinfo', '=misinfo', 'misinfo & !spam', '**/vaccine', 'spam*', '!misinfo', 'hate | spam', '2 of (hate, spam, **/vaccine)', 'misinfo[verdict=false]', 'misinfo[verdict<=mixed; score>=0.7]', 'misinfo[score>0.3]', 'misinfo[by=agency/afp|human]', 'misinfo[by=agency; verdict=false]', 'misinfo[claim=c1]', 'misinfo @2026-01-03T00:00:00Z', 'misinfo[deny; claim=c1]']) AS q;
RESET enable_seqscan;

\echo == Changed rows: what was asserted and is now withdrawn leaves the answer of the index
CREATE TEMP TABLE labels_differential_before AS TABLE labels_differential;
UPDATE labels_differential SET labels = labels || 'misinfo/vaccine[by=human; at=2030-01-01T00:00:00Z; neg]' WHERE log % 3 = 0;
SET enable_seqscan = off;
CREATE TEMP TABLE by_index AS SELECT log FROM labels_differential WHERE labels @@ 'misinfo/vaccine[by=human] | spam';
RESET enable_seqscan; SET enable_bitmapscan = off;
SELECT count(*) AS differences FROM (SELECT log FROM labels_differential WHERE labels @@ 'misinfo/vaccine[by=human] | spam' EXCEPT TABLE by_index
                                     UNION ALL (TABLE by_index EXCEPT SELECT log FROM labels_differential WHERE labels @@ 'misinfo/vaccine[by=human] | spam')) AS d;
RESET enable_bitmapscan;

\echo == The other way round: the queries in a column, asked by each log, by GIN and by sequential scan
CREATE TEMP TABLE saved AS SELECT row_number() OVER () AS id, query FROM question;
CREATE INDEX ON saved USING gin (query);
ANALYZE saved;
CREATE TEMP TABLE asking AS SELECT log, labels FROM labels_differential WHERE log % 10 = 0 OR log = 3001;
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT FROM saved WHERE query @@ 'misinfo[by=human; neg]'::labelset;
CREATE TEMP TABLE found_by_index AS SELECT log, (SELECT array_agg(id ORDER BY id) FROM saved WHERE query @@ labels) AS ids FROM asking;
RESET enable_seqscan; SET enable_bitmapscan = off;
SELECT count(*) AS logs, count(*) FILTER (WHERE ids IS DISTINCT FROM (SELECT array_agg(id ORDER BY id) FROM saved WHERE query @@ labels)) AS wrong,
       avg(cardinality(ids)) > 100 AS many_found
FROM found_by_index JOIN asking USING (log);
\echo -- and by single labels
RESET enable_bitmapscan; SET enable_seqscan = off;
CREATE TEMP TABLE found_by_label AS
    SELECT label, (SELECT array_agg(id ORDER BY id) FROM saved WHERE query @@ label) AS ids
    FROM (SELECT factlabel_make(path::tagpath, verdict, score, by::tagpath, claim, at, seen, until, neg, deny) AS label FROM entry WHERE log <= 200 OFFSET 0) AS t;
RESET enable_seqscan; SET enable_bitmapscan = off;
SELECT count(*) > 200 AS labels, count(*) FILTER (WHERE ids IS DISTINCT FROM (SELECT array_agg(id ORDER BY id) FROM saved WHERE query @@ label)) AS wrong FROM found_by_label;
RESET enable_bitmapscan;

\echo == Who is believed, by plain SQL: the rank that speaks about each path and claim, then denials above
CREATE TEMP TABLE ranked AS
    SELECT h.*, CASE WHEN by || '/' LIKE 'human/%' THEN 1 WHEN by || '/' LIKE 'agency/%' THEN 2 ELSE 3 END AS rank FROM holding AS h WHERE log <= 1500 OR log = 3001;
CREATE TEMP TABLE speaker AS
    SELECT DISTINCT ON (t, log, path, claim) * FROM ranked ORDER BY t, log, path, claim, rank, at DESC NULLS LAST, seen DESC NULLS LAST, deny;
CREATE TEMP TABLE standing AS
    SELECT r.t, r.log, r.path, r.by, r.claim, r.at, r.seen
    FROM ranked AS r JOIN speaker AS s ON s.t IS NOT DISTINCT FROM r.t AND s.log = r.log AND s.path = r.path AND s.claim IS NOT DISTINCT FROM r.claim
    WHERE NOT s.deny AND NOT r.deny AND r.rank = s.rank
      AND NOT EXISTS (SELECT FROM speaker AS d WHERE d.deny AND d.t IS NOT DISTINCT FROM r.t AND d.log = r.log AND d.rank < r.rank
                      AND r.path || '/' LIKE d.path || '/%' AND (d.claim IS NULL OR d.claim = r.claim));
SELECT count(*) > 10000 AS several FROM standing;
CREATE TEMP TABLE resolved AS
    SELECT t, log, r.label, r.by, r.claim, r.at, r.seen
    FROM moment, labels_differential_before AS l, labelset_rows(labelset_resolve(l.labels, t, '{human, agency}'), NULL) AS r
    WHERE log <= 1500 OR log = 3001;
SELECT count(*) AS differences FROM ((TABLE standing EXCEPT TABLE resolved) UNION ALL (TABLE resolved EXCEPT TABLE standing)) AS d;

\echo == Pruned logs answer as before, as of then and later
SELECT count(*) AS differences, (SELECT sum(labelset_count(labels) - labelset_count(labelset_prune(labels, '2026-01-02Z'))) > 100 FROM labels_differential) AS shorter
FROM labels_differential, moment WHERE t >= '2026-01-02Z' AND labelset_live(labelset_prune(labels, '2026-01-02Z'), t) <> labelset_live(labels, t);

\echo == A run of a source: what it found holds, nothing else of that source does, and what was known before stays
CREATE TEMP TABLE refreshed AS
    SELECT log, labels, t, labelset_refresh(labels, 'auto', 'misinfo[score=0.5], hate/slur[verdict=false; by=auto/v7]', t) AS after
    FROM labels_differential_before, moment WHERE log <= 1500 AND t IS NOT NULL;
SELECT count(*) FILTER (WHERE (SELECT string_agg(format('%s %s %s %s %s', label, by, claim, verdict, score), ', ' ORDER BY label) FROM labelset_rows(after, t) WHERE by || '/' LIKE 'auto/%')
                              IS DISTINCT FROM 'hate/slur auto/v7  false , misinfo auto   0.5') AS others_hold,
       count(*) FILTER (WHERE labelset_refresh(after, 'auto', 'misinfo[score=0.5], hate/slur[verdict=false; by=auto/v7]', t) <> after) AS not_idempotent,
       count(*) FILTER (WHERE EXISTS (SELECT FROM moment AS m WHERE m.t < refreshed.t AND labelset_live(after, m.t) <> labelset_live(labels, m.t))) AS change_what_was_known
FROM refreshed;

DROP TABLE labels_differential;
