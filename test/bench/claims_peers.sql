-- The same claims as their peers have them, and how long each takes to make. Runs after claims_data.sql. psql variables: rows,
-- most_gist, the number of rows up to which there is a GiST index (at a million it takes an hour).
CREATE EXTENSION pg_trgm;
CREATE EXTENSION pg_prewarm;
CREATE TABLE made (what text, seconds float8);

-- Runs a statement and notes its seconds.
CREATE PROCEDURE note_made(what text, statement text) LANGUAGE plpgsql AS $$
DECLARE
    start timestamptz := clock_timestamp();
BEGIN
    EXECUTE statement;
    INSERT INTO made VALUES (what, extract(epoch FROM clock_timestamp() - start));
END $$;

DROP INDEX claim_body_idx;
CALL note_made('statistics', 'UPDATE claim_corpus SET stats = (SELECT claim_stats(body) FROM claim)');
VACUUM FULL claim_corpus;
CALL note_made('factag', 'CREATE INDEX claim_body_idx ON claim USING gin (body claim_gin_ops)');

CALL note_made('words', $$CREATE TABLE claim_words AS SELECT id, to_tsvector('english', body) AS words FROM claim$$);
CALL note_made('tsvector', 'CREATE INDEX claim_words_idx ON claim_words USING gin (words)');

CREATE TABLE claim_trgm AS SELECT * FROM claim;
CALL note_made('pg_trgm, GIN', 'CREATE INDEX claim_trgm_idx ON claim_trgm USING gin (body gin_trgm_ops)');
SELECT :rows <= :most_gist AS gist \gset
\if :gist
CREATE TABLE claim_gist AS SELECT * FROM claim;
CALL note_made('pg_trgm, GiST', 'CREATE INDEX claim_gist_idx ON claim_gist USING gist (body gist_trgm_ops (siglen = 64))');
VACUUM ANALYZE claim_gist;
\endif
VACUUM ANALYZE claim, claim_words, claim_trgm, claim_corpus;

-- The ways to find the five nearest: each statement takes a post as $1, and returns ids, the nearest first.
CREATE TABLE way (n int PRIMARY KEY, name text, index text, statement text);
INSERT INTO way VALUES
    (1, 'factag', 'claim_body_idx',
     $$SELECT array_agg(id ORDER BY score DESC, id) FROM (
           SELECT c.id, claim_score(c.body, q) AS score FROM claim_corpus, claim_query($1, stats) AS q, claim AS c
           WHERE c.body @~ q ORDER BY score DESC, c.id LIMIT 5) AS s$$),
    (2, 'tsvector, `ts_rank(…, 1)`', 'claim_words_idx',
     $$SELECT array_agg(id ORDER BY rank DESC, id) FROM (
           SELECT c.id, ts_rank(words, q, 1) AS rank FROM claim_words AS c,
                (SELECT string_agg('''' || replace(replace(word, '\', '\\'), '''', '''''') || '''', '|')::tsquery AS q
                 FROM unnest(tsvector_to_array(to_tsvector('english', $1))) AS word) AS q
           WHERE words @@ q ORDER BY rank DESC, c.id LIMIT 5) AS s$$),
    (3, 'pg_trgm, `%` and `similarity`', 'claim_trgm_idx',
     $$SELECT array_agg(id ORDER BY nearness DESC, id) FROM (
           SELECT c.id, similarity(body, $1) AS nearness FROM claim_trgm AS c
           WHERE body % $1 ORDER BY nearness DESC, c.id LIMIT 5) AS s$$),
    (4, 'pg_trgm, `<->` by GiST', 'claim_gist_idx',
     $$SELECT array_agg(id ORDER BY distance, id) FROM (
           SELECT c.id, body <-> $1 AS distance FROM claim_gist AS c ORDER BY distance LIMIT 5) AS s$$);
DELETE FROM way WHERE to_regclass(index) IS NULL;

-- Asks each way for each post in turns, until it has had its seconds and at least 16 posts. Notes the milliseconds and the place
-- of the right claim. Posts are in an order of chance, so those that a slow way answers are as good as any.
CREATE TABLE found (way int, post int, ms float8, place int);
CREATE PROCEDURE find_all(seconds float8) LANGUAGE plpgsql AS $$
DECLARE
    p record; w record; start timestamptz; ids int[]; ms float8; spent float8[] := '{0,0,0,0}'; posts int := 0;
BEGIN
    -- once to warm up
    FOR p IN SELECT * FROM post ORDER BY id LIMIT 2 LOOP
        FOR w IN SELECT * FROM way LOOP
            EXECUTE w.statement INTO ids USING p.body;
        END LOOP;
    END LOOP;
    FOR p IN SELECT * FROM post ORDER BY id LOOP
        posts := posts + 1;
        FOR w IN SELECT * FROM way LOOP
            CONTINUE WHEN posts > 16 AND spent[w.n] > 1000 * seconds;
            start := clock_timestamp();
            EXECUTE w.statement INTO ids USING p.body;
            ms := 1000 * extract(epoch FROM clock_timestamp() - start);
            spent[w.n] := spent[w.n] + ms;
            INSERT INTO found VALUES (w.n, p.id, ms, array_position(ids, p.claim));
        END LOOP;
    END LOOP;
END $$;

-- The candidates and scores of some posts by index and by a sequential scan; fails where they differ.
CREATE PROCEDURE same_by_both(posts int) LANGUAGE plpgsql AS $$
DECLARE
    by_index text; by_scan text;
    question CONSTANT text := 'SELECT count(*) || '' '' || coalesce(sum(hashint4(c.id)::numeric * hashfloat8(claim_score(c.body, q))), 0)
        FROM (SELECT body FROM post ORDER BY id LIMIT $1) AS p, claim_corpus, claim_query(p.body, stats) AS q, claim AS c WHERE c.body @~ q';
BEGIN
    SET LOCAL enable_seqscan = off;
    EXECUTE question INTO by_index USING posts;
    SET LOCAL enable_seqscan = on;
    SET LOCAL enable_bitmapscan = off;
    EXECUTE question INTO by_scan USING posts;
    IF by_index IS DISTINCT FROM by_scan THEN
        RAISE EXCEPTION 'different answers: % by index, % by a scan', by_index, by_scan;
    END IF;
END $$;

-- How far the memory of a backend grows, at most, while it answers; each call in a new backend.
CREATE TABLE memory_call (n int PRIMARY KEY, what text, statement text, kb int);
INSERT INTO memory_call VALUES
    (1, '`claim_stats` of all claims', 'SELECT length(claim_stats(body)::text) FROM claim'),
    (2, 'the candidates of 100 posts and their scores', 'SELECT sum(claim_score(c.body, q)) FROM (SELECT body FROM post ORDER BY id LIMIT 100) AS p, claim_corpus, claim_query(p.body, stats) AS q, claim AS c WHERE c.body @~ q');
CREATE FUNCTION peak() RETURNS int LANGUAGE sql VOLATILE AS
    $$ SELECT substring(pg_read_file('/proc/self/status'), 'VmHWM:\s+(\d+) kB')::int $$;
CREATE PROCEDURE note_memory(which int) LANGUAGE plpgsql AS $$
DECLARE
    before int; answer text;
BEGIN
    -- the buffers of the table and the index, and the library
    PERFORM count(body), count(tagset 'a') FROM claim;
    PERFORM pg_prewarm('claim_body_idx');
    PERFORM count(*) FROM post, claim_corpus, claim_query(post.body, stats) AS q, claim WHERE post.id = 1 AND claim.body @~ q;
    before := peak();
    EXECUTE (SELECT statement FROM memory_call WHERE n = which) INTO answer;
    UPDATE memory_call SET kb = peak() - before WHERE n = which;
END $$;
