\echo == The operator class is valid, and not the default of text
SELECT opcname, opcdefault, opcintype::regtype, opckeytype::regtype, amvalidate(oid) FROM pg_opclass WHERE opcname = 'claim_gin_ops';

SET client_min_messages = warning;
CREATE TABLE known (id int PRIMARY KEY, claim text) WITH (autovacuum_enabled = off);
INSERT INTO known
    SELECT i, CASE WHEN i % 50 = 0 THEN NULL WHEN i % 49 = 0 THEN '' WHEN i % 48 = 0 THEN 'https://example.com/' || i ELSE
           (SELECT string_agg(CASE WHEN j % 5 = 0 THEN chr((20000 + (i * j * 7919) % 500)::int) || chr((20000 + (i * j) % 90)::int) || chr((21000 + i % 7)::int) ELSE 'word' || (i * j * 104729) % (60 * j) END, ' ') FROM generate_series(1, 4 + i % 9) AS j) END
    FROM generate_series(1::bigint, 5000) AS i;
CREATE TABLE corpus AS SELECT claim_stats(claim) AS stats FROM known;
CREATE INDEX known_claim ON known USING gin (claim claim_gin_ops);
ANALYZE known, corpus;

\echo == Statements use the index, by either operator and by the function
SET jit = off;
EXPLAIN (COSTS OFF) SELECT id FROM known WHERE claim @~ 'documents=2 terms=5 keys=5 least=0.06 e40c292c:2';
EXPLAIN (COSTS OFF) SELECT k.id FROM corpus, claim_query('word1 word2', stats) AS q, known AS k WHERE k.claim @~ q ORDER BY claim_score(k.claim, q) DESC, k.id LIMIT 5;
EXPLAIN (COSTS OFF) SELECT k.id FROM corpus, claim_query('word1 word2', stats) AS q, known AS k WHERE q ~@ k.claim;
EXPLAIN (COSTS OFF) SELECT k.id FROM corpus, claim_query('word1 word2', stats) AS q, known AS k WHERE claim_matches(k.claim, q);

\echo == The index finds what a sequential scan finds
CREATE FUNCTION pg_temp.differences() RETURNS TABLE (queries bigint, candidates bigint, differ bigint) LANGUAGE plpgsql AS $$
BEGIN
    CREATE TEMP TABLE IF NOT EXISTS ask AS
        SELECT k.id, least, claim_query(CASE k.id % 3 WHEN 0 THEN claim WHEN 1 THEN substr(claim, 1, length(claim) / 2) ELSE claim || ' word1 word7 ' || repeat('x', k.id % 5) END, stats, least::real) AS q
        FROM corpus, known AS k, unnest(ARRAY[0, 0.06, 0.3, 0.8, 1]) AS least WHERE k.id % 61 = 0 AND claim IS NOT NULL;
    SET LOCAL enable_seqscan = off;
    CREATE TEMP TABLE by_index AS SELECT a.id, a.least, k.id AS found FROM ask AS a CROSS JOIN LATERAL (SELECT id FROM known WHERE claim @~ a.q OFFSET 0) AS k;
    SET LOCAL enable_seqscan = on;
    SET LOCAL enable_bitmapscan = off;
    CREATE TEMP TABLE by_scan AS SELECT a.id, a.least, k.id AS found FROM ask AS a CROSS JOIN LATERAL (SELECT id FROM known WHERE claim @~ a.q OFFSET 0) AS k;
    RETURN QUERY SELECT (SELECT count(*) FROM ask), (SELECT count(*) FROM by_scan), (SELECT count(*) FROM ((TABLE by_index EXCEPT ALL TABLE by_scan) UNION ALL (TABLE by_scan EXCEPT ALL TABLE by_index)) AS d);
    DROP TABLE by_index, by_scan;
END $$;
SELECT queries, candidates > queries AS some, differ FROM pg_temp.differences();
\echo -- also with rows in the pending list, and after they left it
INSERT INTO known SELECT id + 5000, claim FROM known WHERE id <= 500;
SELECT differ FROM pg_temp.differences();
SELECT gin_clean_pending_list('known_claim') > 0 AS cleaned;
SELECT differ FROM pg_temp.differences();

\echo == Posts without terms look up nothing: the whole index would be 5,000 rows
SET enable_seqscan = off;
SELECT count(*) FROM corpus, claim_query('https://example.com', stats) AS q, known WHERE claim @~ q;
SELECT count(*) FROM known WHERE claim @~ 'documents=2 terms=5 keys=5 least=0';
\echo -- and 4-grams alone are no keys
SELECT count(*) FROM known WHERE claim @~ 'documents=2 terms=5 keys=5 least=0 00000000~ ffffffff~';
RESET enable_seqscan;

\echo == A column of varchar, an expression, and several columns
CREATE TABLE v (a varchar(100), b text);
INSERT INTO v VALUES ('lemon water', 'cures'), ('the bridge', 'is closed');
CREATE INDEX ON v USING gin (a claim_gin_ops, (a || ' ' || b) claim_gin_ops);
SET enable_seqscan = off;
EXPLAIN (COSTS OFF) SELECT * FROM v WHERE a @~ 'documents=0 terms=0 keys=0 least=0.06';
SELECT a FROM v, claim_query('Lemon?', 'documents=0 terms=0 keys=0') AS q WHERE a @~ q;
SELECT a FROM v, claim_query('closed', 'documents=0 terms=0 keys=0') AS q WHERE (a || ' ' || b) @~ q;
RESET enable_seqscan;
DROP TABLE known, corpus, v;
