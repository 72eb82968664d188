-- The data of the bench of everyday use. psql variable: rows, the number of articles and of posts.
SET client_min_messages = warning;
SET TimeZone = 'UTC';
CREATE EXTENSION factag;

SELECT setseed(0.25) IS NULL AS seeded \gset
CREATE TABLE article AS
SELECT i AS id, (SELECT string_agg(format('topic/t%s/u%s', floor(random() * 20), floor(random() * 30)), ', ')
                 FROM generate_series(1, 6) WHERE i > 0)::tagset AS tags
FROM generate_series(1, :rows) AS i;
-- for queries that take longer
CREATE TABLE few AS SELECT * FROM article WHERE id <= :rows / 5;
CREATE TABLE weighted AS SELECT id, tags || 'misc[weight=0.5]'::tagset AS tags FROM article;
-- a third of the tags have attributes
CREATE TABLE rated AS
SELECT id, (SELECT tagset_agg(tag, CASE WHEN n % 12 = 0 THEN n % 9 * 0.1 + 0.05 END, CASE WHEN n % 12 = 3 THEN n % 100 END,
                              CASE WHEN n % 12 IN (6, 9) THEN timestamptz '2025-01-01 00:00Z' END,
                              CASE WHEN n % 12 = 9 THEN timestamptz '2025-06-01 00:00Z' + n % 700 * interval '1 day' END)
            FROM unnest(tags::tagpath[]) AS tag, LATERAL (SELECT hashtextextended(tag::text, id) & 1048575 AS n) AS h) AS tags
FROM article;
CREATE TABLE post AS
SELECT i AS id, format('topic/t%s[by=auto; score=0.%s; at=2026-01-01T00:00:00Z], misinfo[by=human; at=2026-02-01T00:00:00Z]', i % 20, i % 9 + 1)::labelset AS labels
FROM generate_series(1, :rows) AS i;

-- saved queries: each has two tags of the tree, and one that it excludes
CREATE TABLE segment AS
SELECT i AS id, format('topic/t%s/u%s & !topic/t%s | =topic/t%s/u%s', i % 20, i % 30, (i + 3) % 20, (i + 7) % 20, (i * 7) % 30)::tagquery AS query
FROM generate_series(1, 50) AS i;

-- a query as the parameter of a generic plan, as text and as a tagquery
CREATE FUNCTION matching(query text) RETURNS bigint LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
BEGIN RETURN (SELECT count(*) FROM article WHERE tagset_matches(tags, query)); END $$;
CREATE FUNCTION meeting(query tagquery) RETURNS bigint LANGUAGE plpgsql SET plan_cache_mode = force_generic_plan AS $$
BEGIN RETURN (SELECT count(*) FROM article WHERE tags @@ query); END $$;

-- large values: sets of 200,000 and of 5,000 tags, a log of 10,000 labels
CREATE TABLE large (tags tagset);
ALTER TABLE large ALTER tags SET STORAGE EXTERNAL;
INSERT INTO large SELECT tagset_agg(('customer/area' || i % 1000 || '/number' || md5(i::text))::tagpath) FROM generate_series(1, 200000) AS i;
CREATE TABLE compressed AS SELECT tagset_agg(('customer/area' || i % 100 || '/number' || i)::tagpath) AS tags FROM generate_series(1, 5000) AS i;
CREATE TABLE log AS
SELECT string_agg(format('topic/t%s[by=source/s%s; verdict=false; score=0.5; at=%s; ref="https://example.org/%s"]',
                         i % 500, i % 40, timestamptz '2026-01-01' + i * interval '1 minute', i % 3000), ', ')::labelset AS labels
FROM generate_series(1, 10000) AS i;

CREATE TABLE body AS SELECT i AS id, left(repeat(md5(i::text) || ' The quick brown Fox jumps over the lazy Dog. ', 5), 390) AS body FROM generate_series(1, 4000) AS i;
CREATE TABLE rules AS
SELECT string_agg(format('r%s: /\b%s[a-z]{1,3} (quick|white|%s)\s+fox/i -> a%s', i, left(md5(i::text), 5), right(md5(i::text), 4), i % 7), E'\n')::ruleset AS rules FROM generate_series(1, 100) AS i;

-- Tags made to collide, and others of the same length. Both blocks of a pair lead the hash function that
-- 0.2.0 used for roll-ups from the same state to the same state.
CREATE TABLE pair AS SELECT * FROM (VALUES
    (0, 'lyf3pafaabeadatp', '1abtno6bf9zrz392'), (1, '6f5eqxlqpaaafara', '5mazaszx8px89m8b'), (2, 'fcgdkr28aaadaaap', '7g2iplrdjct8ow36'),
    (3, '6wrc1fzjaaafppdp', 'o059aan7hax844x1'), (4, 'k51cst2karfaaraa', 'kpkuj66p689g69cg'), (5, '6fbekxjdfaparaaa', '7wxf62ck975m8tww'),
    (6, 'ofxsfnuqababaapp', '0738ufv0dcpxol44'), (7, 'dqgk7mxfaaaaapfb', 'c1w310pfjt3bq998'), (8, 'zecterw3aaaaepda', 'bmzw9xcwv2a0z9z0'),
    (9, 'm7mdlmvyadtaabad', 'u578c0oay98iaccz'), (10, '1asojwy4fpaadabd', 'qxv1ykec856pz29z'), (11, '8lg371nmaabpdaaa', 'ytfcwux9alx697g5'),
    (12, 'jg57i70sdbpadbpe', 'jg5jn9tyx99wx99z'), (13, 'gavbvwx7aaddppfv', 'n8697ez0ehx91388'), (14, 'u40mrd7rpappavaa', '9sr5mybe1l9849ns')) AS v (n, a, b);
CREATE TABLE colliding AS
SELECT (SELECT string_agg(CASE WHEN i >> n & 1 = 0 THEN a ELSE b END, '' ORDER BY n) FROM pair)::tagset AS tags, i AS amount FROM generate_series(1, 20000) AS i;
CREATE TABLE ordinary AS SELECT left(repeat(md5(i::text), 8), 240)::tagset AS tags, i AS amount FROM generate_series(1, 20000) AS i;

-- 10,000 different queries of one to four leaves, with an index and without; articles ask which of them they match
CREATE TABLE saved AS
SELECT i AS id, (SELECT string_agg(CASE WHEN k > 1 THEN (ARRAY[' & ', ' & !', ' | '])[1 + floor(random() * 3)] ELSE '' END || format('topic/t%s/u%s', floor(random() * 20), floor(random() * 30)), '' ORDER BY k)
                 FROM generate_series(1, 1 + i % 4) AS k)::tagquery AS query
FROM generate_series(1, 10000) AS i;
CREATE TABLE unindexed AS TABLE saved;
CREATE INDEX ON saved USING gin (query);
CREATE TABLE asking AS SELECT * FROM article WHERE id <= 10;

-- an audience, which a commit before 0.3.0 does not have
ALTER TABLE article ADD PRIMARY KEY (id);
DO $$ BEGIN
    IF to_regproc('audience_create') IS NOT NULL THEN EXECUTE 'SELECT audience_create(''article'', ''id'', ''tags'')'; END IF;
END $$;
VACUUM (FREEZE, ANALYZE);

-- an identity graph that nobody has analyzed, and its tables again, analyzed
DO $$ BEGIN
    IF to_regproc('identity_create') IS NOT NULL THEN
        EXECUTE 'SELECT identity_create(''known'')';
        EXECUTE 'INSERT INTO known_kind (kind, priority, per_person) VALUES (''member'', 1, 1), (''cookie'', 2, NULL)';
        EXECUTE 'INSERT INTO known_identifier (kind, value) SELECT ''member'', i FROM generate_series(1, 10000) AS i UNION ALL SELECT ''cookie'', i FROM generate_series(1, 20000) AS i';
        EXECUTE 'INSERT INTO known_link (a, b, at, last, source) SELECT 1 + (i * 7919) % 9973, 10001 + i % 20000, at, at, ''log'' FROM generate_series(1, 25000) AS i, LATERAL (SELECT timestamptz ''2026-01-01 00:00Z'' + i * interval ''1 minute'' AS at) AS t';
        EXECUTE 'SELECT identity_resolve(''known'')';
        EXECUTE 'CREATE TABLE analyzed_identifier AS SELECT id, person FROM known_identifier';
        EXECUTE 'CREATE TABLE analyzed_link AS SELECT a, b FROM known_link';
        EXECUTE 'ANALYZE analyzed_identifier, analyzed_link';
    END IF;
END $$;
