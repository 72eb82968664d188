-- The lines of the comparison of claims. psql variable: lines, the file to write. Runs after claims_data.sql and compare.sql.
INSERT INTO line (name, statement) VALUES
    ('`claim_stats`', 'SELECT md5(claim_stats(body)::text) FROM claim'),
    ('`claim_query`, 100 posts', 'SELECT md5(string_agg(claim_query(p.body, stats)::text, '','' ORDER BY p.id)) FROM post AS p, claim_corpus WHERE p.id <= 100'),
    ('the five nearest, 100 posts', $$
        SELECT string_agg(near, ';' ORDER BY p.id)
        FROM post AS p, LATERAL (SELECT string_agg(c.id || ' ' || round(score::numeric, 6), ',' ORDER BY score DESC, c.id) AS near
            FROM (SELECT c.id, claim_score(c.body, q) AS score FROM claim_corpus, claim_query(p.body, stats) AS q, claim AS c
                  WHERE c.body @~ q ORDER BY score DESC, c.id LIMIT 5) AS c) AS n
        WHERE p.id <= 100$$);
SELECT add_both_scans('candidates of 20 posts', 'SELECT count(*) FROM post AS p, claim_corpus, claim_query(p.body, stats) AS q, claim AS c WHERE p.id <= 20 AND c.body @~ q');
INSERT INTO line (name, settings, statement) VALUES
    ('`claim_score` of all claims', '', 'SELECT round(sum(claim_score(c.body, q))::numeric, 3) FROM post AS p, claim_corpus, claim_query(p.body, stats) AS q, claim AS c WHERE p.id = 1'),
    ('`claim_share` of all claims', '', 'SELECT round(sum(claim_share(c.body, q, stats))::numeric, 6) FROM post AS p, claim_corpus, claim_query(p.body, stats) AS q, claim AS c WHERE p.id = 1'),
    ('terms of all claims', '', 'SELECT count(*) FROM claim, claim_terms(body)');
INSERT INTO line (kind, name, statement) VALUES
    ('size', 'index on the claims', $$SELECT pg_relation_size('claim_body_idx')$$),
    ('size', 'statistics', 'SELECT pg_column_size(stats) FROM claim_corpus');

COPY line TO :'lines';
