-- The lines of the comparison of identities. psql variables: rows; lines, the file to write. Runs after identity_data.sql
-- and compare.sql.
INSERT INTO line (name, statement)
SELECT name || ': ' || what, format(statement, name) FROM graph, LATERAL (VALUES
    (1, 'components', 'SELECT count(*) || '' '' || bit_xor(hashint8extended(identifier, person)) FROM identity_rows((SELECT identity_components(a, 1, b, 1, NULL, NULL) FROM %I))'),
    (2, 'with limits', 'SELECT count(*) || '' '' || bit_xor(hashint8extended(identifier, person)) FROM identity_rows((SELECT identity_components(a, a_kind, b, b_kind, ''{1,5,1}'', 500) FROM %I))'),
    (3, 'in order', 'SELECT count(*) || '' '' || bit_xor(hashint8extended(identifier, person)) FROM identity_rows((SELECT identity_components(a, a_kind, b, b_kind, ''{1,5,1}'', 500) FROM (SELECT * FROM %I ORDER BY greatest(a_kind, b_kind), at DESC, a_kind + b_kind, id DESC) AS l))')
) AS v (n, what, statement) ORDER BY o, n;

INSERT INTO line (kind, statement) VALUES
    ('step', 'SELECT identity_create(''shop'')'),
    ('step', 'INSERT INTO shop_kind (kind, priority, per_person) VALUES (''1'', 1, 1), (''2'', 2, 5), (''3'', 3, 1), (''4'', 4, NULL)'),
    ('step', 'INSERT INTO shop_identifier (kind, value) SELECT a_kind::text, a::text FROM links UNION SELECT b_kind::text, b::text FROM links'),
    ('step', 'ANALYZE shop_identifier'),
    ('step', 'INSERT INTO shop_link (a, b, at, last, source)
              SELECT CASE WHEN stronger THEN a.id ELSE b.id END, CASE WHEN stronger THEN b.id ELSE a.id END, at, at, ''import''
              FROM links AS l JOIN shop_identifier AS a ON (a.kind, a.value) = (a_kind::text, l.a::text) JOIN shop_identifier AS b ON (b.kind, b.value) = (b_kind::text, l.b::text),
                   LATERAL (SELECT (a_kind, a.id) < (b_kind, b.id) AS stronger) AS s ORDER BY l.id');
INSERT INTO line (kind, name, prepare, statement) VALUES
    ('command', 'identity_resolve of a graph', 'UPDATE shop_kind SET per_person = 3 - per_person WHERE kind = ''1''', 'SELECT identity_resolve(''shop'')');
INSERT INTO line (kind, statement) VALUES ('step', 'UPDATE shop_kind SET per_person = 1 WHERE kind = ''1'''), ('step', 'SELECT identity_resolve(''shop'')'), ('step', 'VACUUM (ANALYZE)');
INSERT INTO line (kind, name, statement) VALUES ('size', 'size of a graph, MB', 'SELECT sum(pg_total_relation_size(oid)) FROM pg_class WHERE relkind = ''r'' AND relname LIKE ''shop\_%''');
INSERT INTO line (name, statement) VALUES
    ('identity_find, 1,000 calls', 'SELECT count(identity_find(''shop'', ''4'', a::text)) FROM (SELECT a FROM links WHERE a_kind = 4 ORDER BY id LIMIT 1000) AS l'),
    ('identity_person_at, 100 calls', 'SELECT count(DISTINCT identity_person_at(''shop'', id, ''2026-04-01 00:00Z'')) FROM (SELECT id FROM shop_identifier ORDER BY id LIMIT 100) AS i'),
    ('identity_explain, 100 calls', 'SELECT count(*) FROM (SELECT id, person FROM shop_identifier ORDER BY id LIMIT 100) AS i, identity_explain(''shop'', id, person)');
INSERT INTO line (kind, name, statement) VALUES
    ('command', 'identity_see, 100 repeated logins', 'SELECT identity_see(''shop'', jsonb_build_object(''4'', a, ''1'', b), clock_timestamp(), ''bench'') FROM (SELECT a, b FROM links WHERE a_kind = 4 AND b_kind = 1 ORDER BY id LIMIT 100) AS l'),
    ('command', 'identity_see, 100 cookies that change their member', 'SELECT identity_see(''shop'', jsonb_build_object(''4'', a, ''1'', (b + extract(epoch FROM clock_timestamp()))::bigint % 50), clock_timestamp(), ''bench'') FROM (SELECT a, b FROM links WHERE a_kind = 4 AND b_kind = 1 ORDER BY id LIMIT 100) AS l');

COPY line TO :'lines';
