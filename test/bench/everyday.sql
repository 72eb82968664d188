-- Everyday calls beside what they should cost: each line is one that used to be far dearer. Everything is
-- in memory; a time is the least of the runs, so that other work on the machine matters little.
SET jit = off;
SET TimeZone = 'UTC';
SET max_parallel_workers_per_gather = 0;

-- Runs two statements in turns, each once to warm up. Returns the least times in milliseconds; fails where
-- the answers differ, unless one of them is no peer of the other.
CREATE FUNCTION least_times(statement text, peer text, same boolean, OUT ms float8, OUT peer_ms float8) LANGUAGE plpgsql AS $$
DECLARE
    answer text; other text; start timestamptz; spent float8;
BEGIN
    FOR turn IN 0 .. 7 LOOP
        start := clock_timestamp();
        EXECUTE statement INTO answer;
        spent := 1000 * extract(epoch FROM clock_timestamp() - start);
        IF turn > 0 THEN ms := least(ms, spent); END IF;
        CONTINUE WHEN peer IS NULL;
        start := clock_timestamp();
        EXECUTE peer INTO other;
        spent := 1000 * extract(epoch FROM clock_timestamp() - start);
        IF turn > 0 THEN peer_ms := least(peer_ms, spent); END IF;
        IF same AND answer IS DISTINCT FROM other THEN
            RAISE EXCEPTION 'different answers' USING DETAIL = format(E'%s: %s\n%s: %s', statement, answer, peer, other);
        END IF;
    END LOOP;
END $$;

SELECT setseed(0.25) IS NULL AS seeded \gset
CREATE TABLE article AS
SELECT i AS id, (SELECT string_agg(format('topic/t%s/u%s', floor(random() * 20), floor(random() * 30)), ', ')
                 FROM generate_series(1, 6) WHERE i > 0)::tagset AS tags
FROM generate_series(1, 100000) AS i;
CREATE TABLE few AS SELECT * FROM article WHERE id <= 20000;
CREATE TABLE post AS
SELECT i AS id, format('topic/t%s[by=auto; score=0.%s; at=2026-01-01T00:00:00Z], misinfo[by=human; at=2026-02-01T00:00:00Z]', i % 20, i % 9 + 1)::labelset AS labels
FROM generate_series(1, 100000) AS i;
CREATE TABLE segment AS
SELECT i AS id, format('topic/t%s/u%s & !topic/t%s | =topic/t%s/u%s', i % 20, i % 30, (i + 3) % 20, (i + 7) % 20, (i * 7) % 30)::tagquery AS query
FROM generate_series(1, 50) AS i;
CREATE TABLE large (name text, tags tagset);
ALTER TABLE large ALTER tags SET STORAGE EXTERNAL;
CREATE TABLE packed (LIKE large);
INSERT INTO packed SELECT 'packed', tagset_agg(('customer/area' || i % 1000 || '/number' || md5(i::text))::tagpath) FROM generate_series(1, 200000) AS i;
INSERT INTO large SELECT 'external', tags FROM packed;
CREATE TABLE log AS SELECT string_agg(format('topic/t%s[by=source/s%s; verdict=false; score=0.5; at=%s; ref="https://example.org/%s"]',
    i % 500, i % 40, timestamptz '2026-01-01' + i * interval '1 minute', i % 3000), ', ')::labelset AS labels FROM generate_series(1, 10000) AS i;
CREATE TABLE body AS SELECT left(repeat(md5(i::text) || ' The quick brown Fox jumps over the lazy Dog. ', 5), 390) AS body FROM generate_series(1, 4000) AS i;
VACUUM ANALYZE;

CREATE TABLE line (n serial, name text, goal float8, absolute boolean, calls int, same boolean, statement text, peer text);
INSERT INTO line (name, goal, absolute, calls, same, statement, peer) VALUES
    ('`tagset_matches(tags, q)` beside `tags @@ q`', 1.3, false, 1, true,
     $$SELECT count(*) FROM article WHERE tagset_matches(tags, 'topic/t3/u7 & !topic/t5')$$, $$SELECT count(*) FROM article WHERE tags @@ 'topic/t3/u7 & !topic/t5'$$),
    ('`labelset_matches(labels, q)` beside `labels @@ q @now`', 1.3, false, 1, true,
     $$SELECT count(*) FROM post WHERE labelset_matches(labels, 'topic/t3[score>=0.5] & misinfo')$$,
     $$SELECT count(*) FROM post WHERE labels @@ 'topic/t3[score>=0.5] & misinfo @2027-01-01T00:00:00Z'$$),
    ('the same with a parameter of an unplanned type', 1.3, false, 1, true,
     $$SELECT count(*) FROM article, (SELECT min(q) AS q FROM (VALUES ('topic/t3/u7 & !topic/t5'::text)) AS v (q) OFFSET 0) AS p WHERE tagset_matches(tags, q, NULL)$$,
     $$SELECT count(*) FROM article WHERE tags @@ 'topic/t3/u7 & !topic/t5'$$),
    ('50 saved queries over 20,000 rows beside 50 constants', 1.5, false, 1, true,
     $$SELECT count(s.id) FROM few LEFT JOIN segment AS s ON tags @@ query$$,
     (SELECT 'SELECT ' || string_agg(format('(SELECT count(*) FROM few WHERE tags @@ %L::tagquery)', query), ' + ') FROM segment)),
    ('`@@ ANY` of five queries beside five ORed', 1.5, false, 1, true,
     (SELECT format('SELECT count(*) FROM article WHERE tags @@ ANY (%L::tagquery[])', array_agg(query)) FROM segment WHERE id <= 5),
     (SELECT format('SELECT count(*) FROM article WHERE %s', string_agg(format('tags @@ %L::tagquery', query), ' OR ')) FROM segment WHERE id <= 5)),
    ('two regular expressions in turns beside two constants', 1.5, false, 1, true,
     $$SELECT count(*) FROM few WHERE id <= 2000 AND tags @@ ANY ('{"topic/~\"^t[0-3]$\"/zz","topic/~\"^t[4-6]$\"/zz"}'::tagquery[])$$,
     $$SELECT count(*) FROM few WHERE id <= 2000 AND (tags @@ 'topic/~"^t[0-3]$"/zz' OR tags @@ 'topic/~"^t[4-6]$"/zz')$$),
    ('`tagset_count` of 200,000, stored compressed', 0.05, true, 100, true, $$SELECT sum(tagset_count(tags)) FROM packed, generate_series(1, 100)$$, NULL),
    ('`tagset_count` of 200,000, stored EXTERNAL', 0.05, true, 100, true, $$SELECT sum(tagset_count(tags)) FROM large, generate_series(1, 100)$$, NULL),
    ('`labelset_count` of 10,000', 0.05, true, 100, true, $$SELECT sum(labelset_count(labels)) FROM log, generate_series(1, 100)$$, NULL),
    ('`tags @> path` in 200,000, stored EXTERNAL', 0.2, true, 100, true,
     $$SELECT count(*) FROM large, generate_series(1, 100) AS i WHERE tags @> ('customer/area' || i)::tagpath$$, NULL),
    ('`||` of one label to a log of 10,000', 1.5, true, 20, true,
     $$SELECT sum(labelset_count(labels || ('topic/t' || i || '[by=source/new; at=2026-06-01T00:00:00Z]')::factlabel)) FROM log, generate_series(1, 20) AS i$$, NULL),
    ('`fold: casefold` on ASCII beside no fold', 2, false, 1, false,
     $$SELECT count(*) FROM body WHERE ruleset_test(body, E'fold: casefold\nx: /quick white fox/ -> a')$$, $$SELECT count(*) FROM body WHERE ruleset_test(body, E'x: /quick white fox/ -> a')$$),
    ('`tagset_counts` of 100,000 sets', NULL, true, 1, true, $$SELECT cardinality(tagset_counts(tags)) FROM article$$, NULL);

\pset format unaligned
\pset fieldsep ' | '
\pset tuples_only on
\qecho '|  | ms | peer, ms | ratio | goal | met |'
\qecho '|---|--:|--:|--:|--:|:-:|'
SELECT '| ' || name, round((ms / calls)::numeric, 3), coalesce(round((peer_ms / calls)::numeric, 3)::text, ''), coalesce(round((ms / peer_ms)::numeric, 2)::text, ''),
       coalesce('≤ ' || goal || CASE WHEN absolute THEN ' ms' ELSE '' END, ''),
       CASE WHEN CASE WHEN absolute THEN ms / calls ELSE ms / peer_ms END <= goal THEN '✓ |' WHEN goal IS NULL THEN ' |' ELSE '✗ |' END
FROM line, least_times(statement, peer, same) ORDER BY n;
